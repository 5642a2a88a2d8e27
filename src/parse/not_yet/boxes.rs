//! Boxes to tick: `- [x] draft`, `☐ public ☒ confidential`, `□ 公開　■ 非公開`.

/// Signs of an empty box and of a ticked one.
const EMPTY: [&str; 6] = ["[ ]", "[]", "☐", "□", "◻", "○"];
const TICKED: [&str; 9] = ["[x]", "[X]", "[✓]", "[✔]", "☑", "☒", "■", "✅", "●"];

/// Words after each box of a line, and whether the box is ticked; empty if the line does not begin with a box.
pub(super) fn boxes(line: &str) -> Vec<(&str, bool)> {
    let bare = line.trim_start_matches(['-', '*', '+', ' ', '\t', '|']);
    if sign(bare).is_none() {
        return Vec::new();
    }
    let mut found = Vec::new();
    let mut at = 0;
    while at < bare.len() {
        let Some((length, is_ticked)) = sign(&bare[at..]) else { break };
        let from = at + length;
        let next = bare[from..].char_indices().find(|(step, _)| sign(&bare[from + step..]).is_some());
        let end = next.map_or(bare.len(), |(step, _)| from + step);
        found.push((bare[from..end].trim_matches(|c: char| !c.is_alphanumeric()), is_ticked));
        at = end;
    }
    found
}

/// Length in bytes of the box at the beginning of a text, and whether it is ticked. Some programs write `\` before brackets.
fn sign(text: &str) -> Option<(usize, bool)> {
    let bare = text.strip_prefix('\\').unwrap_or(text);
    let of = |signs: &[&str], is_ticked: bool| {
        let length = signs.iter().find_map(|sign| starts_with_box(bare, sign))?;
        Some((text.len() - bare.len() + length, is_ticked))
    };
    of(&EMPTY, false).or_else(|| of(&TICKED, true))
}

/// Length in bytes of a box at the beginning of a text, including a `\` before its second bracket.
fn starts_with_box(text: &str, sign: &str) -> Option<usize> {
    let whole = text.starts_with(sign).then_some(sign.len());
    whole.or_else(|| {
        let inner = sign.strip_suffix(']').filter(|inner| text.starts_with(inner))?;
        text[inner.len()..].starts_with("\\]").then_some(inner.len() + 2)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_box_has_its_words() {
        assert_eq!(boxes("- [x] draft"), [("draft", true)]);
        assert_eq!(boxes("\\[ \\] draft \\[x\\] final"), [("draft", false), ("final", true)]);
        assert_eq!(boxes("☐ public ☒ confidential"), [("public", false), ("confidential", true)]);
        assert_eq!(boxes("□ 公開　■ 非公開"), [("公開", false), ("非公開", true)]);
        assert_eq!(boxes("a [x] b"), []);
    }
}
