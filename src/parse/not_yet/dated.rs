//! Stamps with a day: what the words “not”, “publish”, “until” and a stamp mean together, in the languages of the vocabulary.
//!
//! “Not for publication until 1 March 2026”, „Nicht vor dem 1. März 2026 veröffentlichen“ and 2026年3月1日前不得公開 follow from
//! their words; no list has such sentences as a whole.

use super::folding::without_marks;
use super::vocabulary::{Sense, means};
use super::{Says, until_day};
use crate::parse::days::{self, DayStatement};
use crate::text::is_east_asian;

/// Length of the longest line whose stamp may have any words behind “until”, in characters.
const LONGEST_WITHOUT_DAY: usize = 80;

/// Length of the longest line that is examined, in characters: laws that forbid publication have long names.
const LONGEST: usize = 240;

/// Number of words of the longest term of the vocabulary.
const LONGEST_TERM: usize = 6;

/// Meaning of the words of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct DatedStamp {
    pub(super) says: Says,
    /// True if the words forbid publication by themselves: “embargoed”, “do not publish”, but not “publish on”.
    pub(super) forbids: bool,
}

/// Reads a line that begins with a stamp and names a day, a condition or a law: “Confidential until 1 March 2026”, “Not for
/// publication by virtue of paragraph 3”; or that consists of “not” and “publish”.
pub(super) fn dated_stamp(line: &str) -> Option<DatedStamp> {
    let bare = without_marks(line).to_lowercase();
    let length = bare.chars().take(LONGEST + 1).count();
    if length > LONGEST {
        return None;
    }
    let words = words(&bare);
    let read = spaced(&bare, &words).or_else(|| unspaced(&bare))?;
    // A sentence of the meeting may say “confidential until” too.
    let is_settled = matches!(read.says, Says::Until(_)) || length <= LONGEST_WITHOUT_DAY || names_ground(&words);
    is_settled.then_some(read)
}

/// Day that a stamp within a title or a file's name gives: `a (embargoed until 2026-03-01)`.
pub(super) fn day_within(text: &str) -> Option<Says> {
    let bare = without_marks(text).to_lowercase();
    if bare.chars().count() > LONGEST {
        return None;
    }
    let words = words(&bare);
    let found = (0..words.len()).filter_map(|at| spaced(&bare, &words[at..])).chain(unspaced(&bare));
    found.filter(|read| read.forbids).map(|read| read.says).find(|says| matches!(says, Says::Until(_)))
}

/// A word of a line, with its position in bytes.
type Word<'t> = (usize, &'t str);

fn words(text: &str) -> Vec<Word<'_>> {
    let mut words = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        match (start, c.is_alphanumeric()) {
            (None, true) => start = Some(at),
            (Some(from), false) => {
                words.push((from, &text[from..at]));
                start = None;
            }
            _ => {}
        }
    }
    words
}

/// Meanings of the words that were read.
#[derive(Debug, Clone, Copy, Default)]
struct Meanings {
    /// A word that forbids publication wherever it stands: “confidential”.
    stamp: bool,
    /// A word that does so at the top or in capital letters only: “private”.
    weak_stamp: bool,
    not: bool,
    publish: bool,
    until: bool,
    before: bool,
    after: bool,
    /// “Not before” at the beginning.
    not_before: bool,
    /// A word for the record, as “meeting”.
    record: bool,
}

impl Meanings {
    fn forbids(self) -> bool {
        self.stamp || (self.not && self.publish)
    }

    /// Reports whether words that stand before or around a day hold the record back until that day.
    fn is_until_day(self) -> bool {
        let has_limit = self.until || self.before;
        (self.forbids() && (has_limit || self.after))
            || (self.weak_stamp && has_limit)
            || self.not_before
            || (self.publish && !self.not)
    }

    /// Adds the meaning of a term, and reports whether it has one. `is_first` is true if the line begins with it.
    fn add(&mut self, term: &str, is_first: bool) -> bool {
        let is = |sense: Sense| means(term, sense);
        let is_weak = is(Sense::TopStamp) || is(Sense::LoudStamp);
        let is_negated = || term.split('_').any(|word| means(word, Sense::Negation));
        let follows_not = self.not && !self.publish && !self.stamp;
        match () {
            // “Embargo” and „Sperrfrist“ are keys for a day as well.
            () if is(Sense::Stamp) || (is_weak && (is(Sense::Moment) || is(Sense::Day))) => {
                self.stamp = true;
                self.not |= is_negated();
            }
            () if is_weak => self.weak_stamp = true,
            () if is(Sense::Negation) => {
                self.not = true;
                self.not_before |= is_first;
                return true;
            }
            () if is(Sense::Until) => self.until = true,
            () if is(Sense::Before) => self.before = true,
            () if is(Sense::After) => self.after = true,
            () if is(Sense::Publish) => self.publish = true,
            () if is(Sense::Record) => self.record = true,
            () if is(Sense::BesideStamp) || is(Sense::Link) => {}
            () => return false,
        }
        // Only directly behind “not” does “before” belong to it: “No meeting before 1 March”.
        let is_limit = is(Sense::Until) || is(Sense::Before);
        self.not_before &= follows_not && (is_limit || is(Sense::Link) || self.until || self.before);
        true
    }
}

/// Number of words of the longest term at the beginning of these words for which `add` returns true.
fn longest_term(words: &[Word<'_>], mut add: impl FnMut(&str) -> bool) -> Option<usize> {
    (1..=LONGEST_TERM.min(words.len())).rev().find(|count| {
        let term: Vec<&str> = words[..*count].iter().map(|(_, word)| *word).collect();
        add(&term.join("_"))
    })
}

fn has_digit(word: &str) -> bool {
    word.contains(|c: char| c.is_ascii_digit())
}

/// Reports whether one of the terms names the law or reason of a stamp: “by virtue of”.
fn names_ground(words: &[Word<'_>]) -> bool {
    (0..words.len()).any(|at| longest_term(&words[at..], |term| means(term, Sense::Ground)).is_some())
}

/// Reads a line whose words have spaces between them.
fn spaced(text: &str, words: &[Word<'_>]) -> Option<DatedStamp> {
    let mut meanings = Meanings::default();
    let mut at = 0;
    while at < words.len() && !has_digit(words[at].1) {
        if meanings.forbids() && longest_term(&words[at..], |term| means(term, Sense::Ground)).is_some() {
            return Some(DatedStamp { says: Says::NotYet, forbids: true });
        }
        match longest_term(&words[at..], |term| meanings.add(term, at == 0)) {
            Some(count) => at += count,
            None => break,
        }
    }
    let forbids = meanings.forbids() || meanings.weak_stamp;
    let dated = |says| Some(DatedStamp { says, forbids });
    let Some((from, _)) = words.get(at) else {
        // “Not to be published”, “Confidential until”
        let is_open = meanings.until && meanings.forbids();
        let is_negated = meanings.not && meanings.publish && !meanings.record && !text.ends_with(['?', ':']);
        return (at > 0 && (is_open || is_negated)).then_some(DatedStamp { says: Says::NotYet, forbids: true });
    };
    let has_limit = meanings.until || meanings.before;
    match days::said(&text[*from..]) {
        DayStatement::Day(day) if meanings.is_until_day() => dated(Says::Until(day)),
        DayStatement::Day(day) => behind_day(meanings, &words[at..])
            .map(|around| DatedStamp { says: Says::Until(day), forbids: around.forbids() || around.weak_stamp }),
        DayStatement::Unclear | DayStatement::Number if meanings.weak_stamp && meanings.until => dated(Says::NotYet),
        DayStatement::Unclear if meanings.forbids() && (has_limit || meanings.after) => dated(Says::NotYet),
        DayStatement::Number | DayStatement::Clock if meanings.forbids() && has_limit => dated(Says::NotYet),
        // “Embargoed until further notice”, “Not for publication before the vote”
        DayStatement::Words if meanings.forbids() && (meanings.until || (meanings.before && meanings.not)) => {
            dated(Says::NotYet)
        }
        _ => None,
    }
}

/// Adds the meanings of the words behind a day, if all of them have one and hold the record back: “until 1 March 2026
/// confidential”. The first of `words` is where the day begins.
fn behind_day(before: Meanings, words: &[Word<'_>]) -> Option<Meanings> {
    // A day has few words, and the name of a month is the only one without a meaning.
    let starts = (1..words.len().min(9)).filter(|start| {
        let names = words[..*start].iter().filter(|(_, word)| !has_digit(word) && !means(word, Sense::Link));
        names.count() <= 1 && !has_digit(words[*start].1)
    });
    starts.into_iter().find_map(|start| {
        let mut meanings = before;
        let mut at = start;
        while at < words.len() {
            let add = |term: &str| {
                let is_public = before.after && means(term, Sense::Public);
                meanings.publish |= is_public;
                is_public || meanings.add(term, false)
            };
            at += longest_term(&words[at..], add)?;
        }
        let has_limit = meanings.until || meanings.before || meanings.after;
        (has_limit && !meanings.record && meanings.is_until_day()).then_some(meanings)
    })
}

/// Reads a line of a script without spaces, or with few of them: 2026年3月1日まで非公開, 保密至2026年3月1日.
fn unspaced(text: &str) -> Option<DatedStamp> {
    if !text.contains(is_east_asian) {
        return None;
    }
    let text: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let bare = trimmed(&text);
    if forbids_unspaced(bare) {
        return Some(DatedStamp { says: Says::NotYet, forbids: true });
    }
    let found = day_spans(&text).filter_map(|(start, end)| {
        let (before, after) = (trimmed(&text[..start]), trimmed(&text[end..]));
        let limit_after = prefix_with(after, &[Sense::Until, Sense::Before]);
        let limit_before = suffix_with(before, Sense::Until);
        let is_held = match (limit_after, limit_before) {
            (Some(rest), head) => starts_forbidding(rest) || ends_forbidding(head.unwrap_or(before)),
            (None, Some(rest)) => ends_forbidding(rest) || starts_forbidding(after),
            (None, None) => false,
        };
        let opens = || {
            let rest = prefix_with(after, &[Sense::After])?;
            publishes(rest).then_some(())
        };
        if !is_held && opens().is_none() {
            return None;
        }
        let says = until_day(&text[start..]).unwrap_or(Says::NotYet);
        Some(DatedStamp { says, forbids: is_held })
    });
    found.reduce(|a, b| match (a.says, b.says) {
        (Says::NotYet, _) => a,
        (Says::Until(first), Says::Until(second)) if first > second => a,
        _ => b,
    })
}

fn trimmed(text: &str) -> &str {
    text.trim_matches(|c: char| !c.is_alphanumeric())
}

/// Positions of the days of a text, each with that of its end.
fn day_spans(text: &str) -> impl Iterator<Item = (usize, usize)> {
    const NUMERALS: &str = "〇○零一二三四五六七八九十百元";
    const UNITS: &str = "年月日號号时時點点分년월일시분/-.:";
    const ERAS: [&str; 7] = ["中華民國", "中华民国", "民國", "民国", "西元", "令和", "平成"];
    let is_part = |c: char| c.is_ascii_digit() || NUMERALS.contains(c) || UNITS.contains(c);
    let mut spans = Vec::new();
    let mut from = 0;
    while let Some(start) = text[from..].find(is_part).map(|at| from + at) {
        let end = text[start..].find(|c| !is_part(c)).map_or(text.len(), |length| start + length);
        // A day has a unit or two signs, and a number does not.
        let is_day = text[start..end].chars().any(|c| c.is_ascii_digit() || NUMERALS.contains(c))
            && text[start..end].chars().filter(|c| UNITS.contains(*c)).count() > 0;
        if is_day {
            let era = ERAS.iter().find(|era| text[..start].ends_with(**era)).map_or(0, |era| era.len());
            spans.push((start - era, end));
        }
        from = end;
    }
    spans.into_iter()
}

/// Longest beginning of a text that has one of these senses is removed; `None` if there is none.
fn prefix_with<'t>(text: &'t str, senses: &[Sense]) -> Option<&'t str> {
    let ends = text.char_indices().map(|(at, c)| at + c.len_utf8()).take(6);
    let ends: Vec<usize> = ends.filter(|end| senses.iter().any(|sense| means(&text[..*end], *sense))).collect();
    ends.last().map(|end| trimmed(&text[*end..]))
}

/// Longest ending of a text that has a sense is removed; `None` if there is none.
fn suffix_with(text: &str, sense: Sense) -> Option<&str> {
    let starts = text.char_indices().rev().map(|(at, _)| at).take(6);
    let starts: Vec<usize> = starts.filter(|start| means(&text[*start..], sense)).collect();
    starts.last().map(|start| trimmed(&text[..*start]))
}

/// Longest term of a script without spaces, in characters.
const LONGEST_UNSPACED: usize = 12;

/// Reports whether a whole text is a stamp, or “not” and “publish” in either order: 不得公開, 公開禁止.
fn forbids_unspaced(text: &str) -> bool {
    let count = text.chars().count();
    if !(2..=LONGEST_UNSPACED).contains(&count) || !text.chars().all(is_east_asian) {
        return false;
    }
    let is_pair = |first: Sense, second: Sense| {
        text.char_indices().skip(1).any(|(at, _)| means(&text[..at], first) && means(&text[at..], second))
    };
    means(text, Sense::Stamp) || is_pair(Sense::Negation, Sense::Publish) || is_pair(Sense::Publish, Sense::Negation)
}

/// Like [`forbids_unspaced`], for words beside a day, where those count that would be too weak alone: 保密.
fn forbids_beside_day(text: &str) -> bool {
    let is_weak = || means(text, Sense::LoudStamp) || means(text, Sense::TopStamp) || means(text, Sense::Held);
    forbids_unspaced(text) || (text.chars().count() >= 2 && text.chars().all(is_east_asian) && is_weak())
}

fn starts_forbidding(text: &str) -> bool {
    let ends = text.char_indices().map(|(at, c)| at + c.len_utf8()).take(LONGEST_UNSPACED);
    ends.into_iter().any(|end| forbids_beside_day(&text[..end]))
        || prefix_with(text, &[Sense::Link]).is_some_and(|rest| rest.len() < text.len() && starts_forbidding(rest))
}

fn ends_forbidding(text: &str) -> bool {
    text.char_indices().rev().take(LONGEST_UNSPACED).any(|(at, _)| forbids_beside_day(&text[at..]))
}

/// Reports whether the words behind “after” say that publication begins: 公開, 始得公開.
fn publishes(text: &str) -> bool {
    means(text, Sense::Publish)
        || prefix_with(text, &[Sense::Link]).is_some_and(|rest| rest.len() < text.len() && publishes(rest))
        || suffix_with(text, Sense::Link).is_some_and(|rest| rest.len() < text.len() && publishes(rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> Option<Says> {
        dated_stamp(line).map(|read| read.says)
    }

    fn day() -> Option<Says> {
        Some(Says::Until("2099-03-01".parse().expect("a day")))
    }

    #[test]
    fn a_stamp_with_a_day_holds_until_that_day_in_every_language() {
        for line in [
            "Not for publication until 1 March 2099",
            "Not for publication before 2099-03-01",
            "Not for release until March 1, 2099",
            "Not to be published until 1 March 2099",
            "Not to be published before 2099-03-01",
            "These minutes are not to be made public before 1 March 2099",
            "This document is confidential until 1 March 2099",
            "Do not publish until 2099-03-01",
            "Do not publish until after 1 March 2099",
            "Don’t publish before Monday, 1 March 2099",
            "Confidential until 1 March 2099",
            "Draft minutes – confidential – not for circulation until 1 March 2099",
            "Strictly private and confidential (until 1 March 2099)",
            "Private until 1 March 2099",
            "Embargo until 2099-03-01",
            "Under embargo till 1 March 2099",
            "Until 1 March 2099 confidential",
            "Not before 2099-03-01",
            "Not until 1 March 2099",
            "Publish after 1 March 2099",
            "Publish no earlier than 1 March 2099",
            "To be published on 1 March 2099",
            "For release on 1 March 2099",
            "For publication 1 March 2099",
            "Ne pas publier avant le 1er mars 2099",
            "Ne doit pas être publié avant le 1er mars 2099",
            "Confidentiel jusqu’au 1er mars 2099",
            "Embargo jusqu’au 1er mars 2099",
            "À publier après le 1er mars 2099",
            "No publicar antes del 1 de marzo de 2099",
            "Confidencial hasta el 1 de marzo de 2099",
            "Nicht vor dem 1. März 2099 veröffentlichen",
            "Nicht zur Veröffentlichung vor dem 1. März 2099",
            "Bis 1. März 2099 nicht veröffentlichen",
            "Vertraulich bis 1. März 2099",
            "Sperrfrist bis 1. März 2099",
            "Gesperrt bis zum 1. März 2099",
            "Vertrouwelijk tot 1-3-2099 00:00",
            "Non pubblicare prima del 1 marzo 2099",
            "Riservato fino al 1 marzo 2099",
            "Não publicar antes de 1 de março de 2099",
            "2099年3月1日前不得公開",
            "2099年3月1日以前不公開",
            "請於2099年3月1日後公開",
            "请于2099年3月1日后公开",
            "本紀錄於民國188年3月1日後始得公開",
            "保密至2099年3月1日",
            "不公開至2099年3月1日止",
            "2099年3月1日まで非公開",
            "2099年3月1日まで公開しない",
            "令和81年3月1日まで非公開",
            "2099年3月1日以降公開",
            "社外秘（2099年3月1日まで）",
            "2099년 3월 1일까지 비공개",
            "2099년 3월 1일 이후 공개",
        ] {
            let read = match read(line) {
                // `1-3-2099` may be 3 January.
                Some(Says::Until(day)) if line.contains("1-3-2099") => Some(Says::Until(day)),
                read => read,
            };
            assert_eq!(read, day(), "{line}");
        }
    }

    #[test]
    fn a_stamp_whose_day_cannot_be_read_holds_back() {
        for line in [
            "Embargoed until further notice",
            "Not for publication before the minister has spoken",
            "Not for publication until",
            "Confidential until 3 March",
            "Do not publish until 10 am",
            "Не публиковать до 1 марта 2099 года",
            "Not to be published",
            "Ne pas publier",
            "No publicar",
            "Nicht veröffentlichen",
            "Exempt – not for publication by virtue of paragraph 3",
            "Not for publication by virtue of paragraph 3 of Part 1 of Schedule 12A to the Local Government Act 1972 (as amended)",
            "不得公開",
            "請勿公開",
            "公開禁止",
            "関係者外秘",
            "공개 금지",
        ] {
            assert_eq!(read(line), Some(Says::NotYet), "{line}");
        }
    }

    #[test]
    fn words_of_a_meeting_hold_nothing_back() {
        for line in [
            "Not before 10:00",
            "Private meeting on 1 March 2099",
            "Public sitting on 1 March 2099",
            "No meeting before 1 March 2099",
            "In camera until 10:30",
            "Draft before the committee",
            "Draft on harbour fees from the clerk",
            "Embargo of the harbour",
            "The papers are public.",
            "Confidential matters until 1 March 2099",
            "Present until 1 March 2099",
            "工程於2099年3月1日後公開招標",
            "公開會議",
            "2099年3月1日公開會議",
            "機密文件處理辦法",
            "不公開會議",
        ] {
            assert_eq!(read(line), None, "{line}");
        }
    }
}
