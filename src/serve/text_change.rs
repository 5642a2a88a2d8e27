//! Changes of a file by the preview: some bytes in place of others, and nothing else.

use std::ops::Range;

use crate::pipeline::range_in_file;

/// Replacement of a range of bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct TextChange {
    /// The first byte.
    at: usize,
    /// The bytes that stand there.
    before: Vec<u8>,
    /// The bytes that are to stand there.
    after: Vec<u8>,
}

impl TextChange {
    /// The change that puts `words`, with LF at their line ends, into the place of a range. They get the line ends of the
    /// file.
    pub(super) fn of_range(file: &[u8], range: Range<usize>, words: &str) -> Self {
        let before = file[range.clone()].to_vec();
        let end = line_end(&before).or_else(|| line_end(file)).unwrap_or("\n");
        let after = if end == "\n" { words.to_owned() } else { words.replace('\n', end) };
        TextChange { at: range.start, before, after: after.into_bytes() }
    }

    /// The change between two states of a file.
    pub(super) fn between(before: &[u8], after: &[u8]) -> Self {
        let same = common_start(before, after);
        let tail = common_end(&before[same..], &after[same..]);
        let [old, new] = [before, after].map(|bytes| bytes[same..bytes.len() - tail].to_vec());
        TextChange { at: same, before: old, after: new }
    }

    /// Reports whether nothing changes.
    pub(super) fn is_nothing(&self) -> bool {
        self.before == self.after
    }

    /// The file after the change; `None` if other bytes stand in the place.
    pub(super) fn apply(&self, file: &[u8]) -> Option<Vec<u8>> {
        let end = self.at + self.before.len();
        let is_there = file.get(self.at..end) == Some(&*self.before);
        is_there.then(|| [&file[..self.at], &self.after, &file[end..]].concat())
    }

    /// The change that takes this one back.
    pub(super) fn reversed(self) -> Self {
        TextChange { at: self.at, before: self.after, after: self.before }
    }
}

/// A file with `words`, which have LF at their line ends, in the place of a range of its decoded text; `None` if there is no such
/// range.
pub fn replaced(file: &[u8], range: Range<usize>, words: &str) -> Option<Vec<u8>> {
    let range = range_in_file(file, range)?;
    TextChange::of_range(file, range, words).apply(file)
}

/// The range of a file that stands in the place of a range of an earlier state, with all changes that touch it; and whether
/// nothing around it has changed that the range would take in.
pub(super) fn range_now(before: &[u8], range: Range<usize>, now: &[u8]) -> (Range<usize>, bool) {
    let same = common_start(before, now);
    let tail = common_end(&before[same..], &now[same..]);
    let (changed_from, changed_to) = (same, before.len() - tail);
    if changed_from >= range.end {
        return (range, true);
    }
    let from_end = |at: usize| now.len() - (before.len() - at);
    if changed_to <= range.start {
        return (from_end(range.start)..from_end(range.end), true);
    }
    let start = range.start.min(changed_from);
    let end = from_end(range.end.max(changed_to));
    (start..end, changed_from >= range.start && changed_to <= range.end)
}

fn common_start(one: &[u8], other: &[u8]) -> usize {
    let same = one.iter().zip(other).take_while(|(one, other)| one == other).count();
    // Never within a character.
    let is_within = |bytes: &[u8], at: usize| bytes.get(at).is_some_and(|byte| byte & 0xC0 == 0x80);
    (0..=same).rev().find(|at| !is_within(one, *at) && !is_within(other, *at)).unwrap_or(0)
}

fn common_end(one: &[u8], other: &[u8]) -> usize {
    let same = one.iter().rev().zip(other.iter().rev()).take_while(|(one, other)| one == other).count();
    let begins = |at: usize| one.get(one.len() - at).is_none_or(|byte| byte & 0xC0 != 0x80);
    (0..=same).rev().find(|at| begins(*at)).unwrap_or(0)
}

/// The first line end in some bytes.
fn line_end(bytes: &[u8]) -> Option<&'static str> {
    let at = memchr::memchr2(b'\n', b'\r', bytes)?;
    Some(match (bytes[at], bytes.get(at + 1)) {
        (b'\n', _) => "\n",
        (_, Some(b'\n')) => "\r\n",
        _ => "\r",
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_get_the_line_ends_of_the_file() {
        for (file, range, after) in [
            ("a\r\nb\r\n", 0..1, "x\r\ny\r\nb\r\n"),
            ("a\rb\r", 0..1, "x\ry\rb\r"),
            ("a\nb\r\nc\r\n", 2..6, "a\nx\r\ny\r\n"),
            ("ab", 1..2, "ax\ny"),
        ] {
            let change = TextChange::of_range(file.as_bytes(), range, "x\ny");
            let changed = change.apply(file.as_bytes()).expect("the bytes are there");
            assert_eq!(String::from_utf8_lossy(&changed), after);
            assert_eq!(change.reversed().apply(&changed).as_deref(), Some(file.as_bytes()));
        }
        assert_eq!(TextChange::of_range(b"abc", 0..1, "x").apply(b"bbc"), None);
    }

    #[test]
    fn a_passage_is_found_again_in_a_changed_file() {
        let before = "one\n\ntwo\n\nthree\n";
        let now = |file: &str| {
            let (range, is_alone) = range_now(before.as_bytes(), 5..8, file.as_bytes());
            (file[range].to_owned(), is_alone)
        };
        assert_eq!(now("new one\n\ntwo\n\nthree\n"), ("two".to_owned(), true));
        assert_eq!(now("one\n\ntwo\n\nthree and more\n"), ("two".to_owned(), true));
        assert_eq!(now("one\n\n2 of them\n\nthree\n"), ("2 of them".to_owned(), true));
        assert!(!now("one\n\nthree\n").1, "the passage has gone, with what is around it");
        assert!(!now("first\n\nsecond\n\nthree\n").1, "more than the passage has changed");
        let change = TextChange::between("aéb".as_bytes(), "aèb".as_bytes());
        assert_eq!((change.before.as_slice(), change.after.as_slice()), ("é".as_bytes(), "è".as_bytes()));
    }
}
