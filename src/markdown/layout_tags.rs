//! Finds tags that a word processor leaves behind and that mean nothing: `<p class="MsoNormal">`, `<span style="…">`,
//! `<o:p>`. Their words are shown without them in any case.

use crate::record::TextRange;

/// Elements that only lay out what they contain.
const LAYOUT: [&str; 6] = ["p", "span", "div", "font", "center", "o:p"];

/// Attributes of layout. Any other one could mean something: `hidden`, `id`, `onclick`.
const ATTRIBUTES: [&str; 9] = ["class", "style", "lang", "xml:lang", "dir", "align", "face", "size", "color"];

/// Reports whether an element of this name only lays out what it contains.
pub fn is_layout(name: &str) -> bool {
    LAYOUT.iter().any(|own| own.eq_ignore_ascii_case(name))
}

/// The text without its tags of layout, outside the ranges of `kept`; `None` if it has none.
pub fn without_layout_tags(text: &str, kept: &[TextRange]) -> Option<String> {
    let mut out = String::with_capacity(text.len());
    let mut next = kept.iter().peekable();
    let mut at = 0;
    while let Some(step) = memchr::memchr(b'<', &text.as_bytes()[at..]) {
        let start = at + step;
        while next.peek().is_some_and(|range| range.end as usize <= start) {
            next.next();
        }
        if let Some(range) = next.peek().filter(|range| range.start as usize <= start) {
            out.push_str(&text[at..range.end as usize]);
            at = range.end as usize;
            continue;
        }
        out.push_str(&text[at..start]);
        match tag_length(&text[start..]) {
            Some(length) => at = start + length,
            None => {
                out.push('<');
                at = start + 1;
            }
        }
    }
    out.push_str(&text[at..]);
    (out.len() < text.len()).then_some(out)
}

/// Length of the tag of layout with which a text begins, on one line.
fn tag_length(text: &str) -> Option<usize> {
    let line = text.lines().next()?;
    let length = line.find('>')? + 1;
    let inner = &line[1..length - 1];
    let inner = inner.strip_prefix('/').unwrap_or(inner);
    let inner = inner.strip_suffix('/').unwrap_or(inner);
    let (name, attributes) = inner.split_once(char::is_whitespace).unwrap_or((inner, ""));
    (is_layout(name) && is_plain(attributes)).then_some(length)
}

/// Reports whether all attributes are of layout, and none hides what the element contains.
fn is_plain(attributes: &str) -> bool {
    let mut rest = attributes.trim();
    while !rest.is_empty() {
        let Some((name, value)) = rest.split_once('=') else { return false };
        if !ATTRIBUTES.iter().any(|own| own.eq_ignore_ascii_case(name.trim())) {
            return false;
        }
        let value = value.trim_start();
        let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''));
        let (value, after) = match quote {
            Some(quote) => match value[1..].split_once(quote) {
                Some(parts) => parts,
                None => return false,
            },
            None => value.split_once(char::is_whitespace).unwrap_or((value, "")),
        };
        let hides = ["display", "visibility", "opacity", "mso-hide"];
        if hides.iter().any(|word| value.to_ascii_lowercase().contains(word)) {
            return false;
        }
        rest = after.trim_start();
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    fn taken_out(text: &str, kept: &str) -> Option<String> {
        let at = text.find(kept).filter(|_| !kept.is_empty());
        let kept: Vec<TextRange> = at.map(|at| TextRange::from(at..at + kept.len())).into_iter().collect();
        without_layout_tags(text, &kept)
    }

    #[test]
    fn what_a_word_processor_left_behind_goes() {
        let pasted =
            r#"x <p class="MsoNormal" style='margin:0'>Hello <span lang=EN-GB>there</span></p><o:p></o:p> <b>!</b>"#;
        assert_eq!(taken_out(pasted, "").as_deref(), Some("x Hello there <b>!</b>"));
    }

    #[test]
    fn what_may_mean_something_stays() {
        for text in [
            "a < b and c > d",
            "<span hidden>x",
            r#"<div style="display:none">x"#,
            r#"<p id="a">x"#,
            "<p class=\"x\nmore\">",
            "<param>",
            "<u>Nay</u>",
        ] {
            assert_eq!(taken_out(text, ""), None, "{text}");
        }
        assert_eq!(taken_out("`<p>` stays", "`<p>`"), None);
    }
}
