//! Finds the line whose keys do not stand below those of the entry that they belong to.

/// A line that begins with too few or too many spaces.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct UnevenIndent {
    /// Number of spaces in front of it.
    pub(super) spaces: usize,
    /// Number of spaces that the nearest level above has.
    pub(super) wanted: usize,
    /// Number of the line that has this level, from 1.
    pub(super) like: usize,
}

/// Compares the indentation of a line, by its number from 1, with the levels that are open above it. `None` if it stands on one of them or
/// may begin a new one.
pub(super) fn uneven_indent(text: &str, number: usize) -> Option<UnevenIndent> {
    // Columns of the open levels, each with the number of its last line.
    let mut levels: Vec<(usize, usize)> = Vec::new();
    let mut opens = true;
    for (at, line) in (1..).zip(text.lines().take(number)) {
        let bare = line.trim_start_matches(' ');
        if bare.is_empty() || bare.starts_with('#') || bare == "---" {
            continue;
        }
        let spaces = line.len() - bare.len();
        if at == number {
            let is_even = opens || levels.iter().any(|(column, _)| *column == spaces);
            let (wanted, like) = levels.iter().rev().copied().min_by_key(|(column, _)| column.abs_diff(spaces))?;
            return (!is_even).then_some(UnevenIndent { spaces, wanted, like });
        }
        levels.retain(|(column, _)| *column < spaces);
        levels.push((spaces, at));
        let key = bare.trim_start_matches(['-', ' ']);
        if key.len() < bare.len() && bare.starts_with("- ") {
            levels.push((line.len() - key.len(), at));
        }
        // A text in several lines and a value below its key may have any indentation.
        opens = bare.ends_with([':', '|', '>', '-', ',', '[', '{']);
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_between_two_levels_is_told_from_one_on_a_level() {
        let found =
            |text: &str, number| uneven_indent(text, number).map(|found| (found.spaces, found.wanted, found.like));
        let people = "people:\n- id: ann\n  names: {en: Ann}\n- id: ben\n names: {en: Ben}\n";
        assert_eq!(found(people, 5), Some((1, 2, 4)));
        assert_eq!(found(people, 3), None);
        assert_eq!(found("people:\n- id: ann\n   names: {en: Ann}\n", 3), Some((3, 2, 2)));
        assert_eq!(found("people:\n  - id: ann\n    name: Ann\n - id: ben\n", 4), Some((1, 2, 2)));
        assert_eq!(found("a: 1\n b: 2\n", 2), Some((1, 0, 1)));
        for even in
            ["people:\n- id: ann\n  name: Ann: Lee\n", "people:\n    - id: ann\n      name: @\n", "a:\n   b: c: d\n"]
        {
            assert_eq!(found(even, even.lines().count()), None, "{even}");
        }
    }
}
