//! Whether words that look like metadata could say “not yet”, in whatever dress they come.
//!
//! A line counts when a key that decides who may see a record stands beside a value that means something for this key: a
//! known word, yes or no, or a day to come. “Status: the harbour is closed” is a sentence, and a table with many rows is one
//! of the meeting's business.

use jiff::civil::Date;

use super::days::{self, DayStatement};
use folding::{first_words, folded, without_marks};
use keys::{KeyKind, kinds};
use scan::Scan;
use vocabulary::{Sense, means};

mod below;
mod folding;
mod keys;
mod line_parts;
mod scan;
mod stamps;
mod table;
mod vocabulary;

pub(super) use keys::{is_draft_or_published, is_metadata_heading};

/// What a key and its value say of who may see what they belong to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Says {
    /// Not to be seen, or from a moment on that cannot be read.
    NotYet,
    /// Not to be seen before this day is over.
    Until(Date),
    /// To be seen.
    Public,
}

/// What a key with a value says, if it is one of those that decide who may see something.
pub(super) fn says(key: &str, value: &str) -> Option<Says> {
    let (key, words) = (folded(key), first_words(value));
    let has_number = || words.bytes().any(|byte| byte.is_ascii_digit());
    let until = |value: &str| match days::said(&without_marks(value)) {
        DayStatement::Day(day) => Some(Says::Until(day)),
        DayStatement::Unclear => Some(Says::NotYet),
        DayStatement::Clock | DayStatement::Number | DayStatement::Words => None,
    };
    kinds(&key).find_map(|kind| match kind {
        KeyKind::Status if means(&words, Sense::NotYet) => Some(Says::NotYet),
        KeyKind::Status if matches!(&*words, "published" | "public" | "公開" | "公开") => Some(Says::Public),
        KeyKind::Held if means(&words, Sense::Yes) => Some(Says::NotYet),
        KeyKind::Held if means(&words, Sense::No) => Some(Says::Public),
        KeyKind::Open if means(&words, Sense::No) => Some(Says::NotYet),
        KeyKind::Open if means(&words, Sense::Yes) => Some(Says::Public),
        KeyKind::Moment => match until(value) {
            None if has_number() || matches!(&*words, "wait" | "publish" | "meeting") => Some(Says::NotYet),
            said => said,
        },
        KeyKind::Open => until(value).filter(|said| *said != Says::NotYet),
        KeyKind::Day => until(value),
        KeyKind::Gone => until(value).map(|_| Says::NotYet),
        KeyKind::Status | KeyKind::Held => None,
    })
}

/// The same in a text, in which a capitalised word with a number may count something: “Public: 0”.
fn says_in_text(key: &str, value: &str) -> Option<Says> {
    let is_count = || matches!(&*first_words(value), "0" | "1");
    let is_plain = || {
        let bare = without_marks(key);
        let key = folded(key);
        bare.trim_start().starts_with(char::is_uppercase)
            && (means(&key, Sense::Business) || matches!(&*key, "public" | "visible" | "released" | "withheld"))
    };
    // “The states” are a word of many sentences, and one letter away.
    let is_word = || matches!(&*folded(key), "states" | "statues" | "stats" | "statutes");
    let is_other = is_word() || (is_count() && is_plain());
    says(key, value).filter(|_| !is_other)
}

/// From when on a text that is no record may be seen by what it says itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Opens {
    /// Nothing says “not yet”.
    Now,
    /// When this day is over.
    After(Date),
    /// At no known moment.
    Unknown,
}

/// From when on a text may be seen that is no record, and in which nobody speaks.
pub fn opens(text: &str) -> Opens {
    match find_anywhere(text, &[]).map(|found| found.until) {
        None => Opens::Now,
        Some(None) => Opens::Unknown,
        Some(Some(day)) => Opens::After(day),
    }
}

/// A line that could say “not yet”.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct NotYetLine {
    /// Where it begins.
    pub(super) at: usize,
    /// How long it is.
    pub(super) length: usize,
    /// The day after which it says nothing more.
    pub(super) until: Option<Date>,
}

/// The first line of a text that could say “not yet”, else the one with the latest day. Lines in `read` were understood.
pub(super) fn find(text: &str, read: &[std::ops::Range<usize>]) -> Option<NotYetLine> {
    let mut scan = Scan::default();
    for (at, line) in lines(text, 0) {
        if scan.is_settled() {
            break;
        }
        if read.iter().any(|range| range.contains(&at)) {
            scan.restart();
        } else {
            scan.line(line, at);
        }
    }
    scan.found(text)
}

/// The same of a text in which nobody speaks: all of it above the first heading below the title, and further down what stands
/// like metadata there.
pub(super) fn find_anywhere(text: &str, read: &[std::ops::Range<usize>]) -> Option<NotYetLine> {
    let end = memchr::memmem::find(text.as_bytes(), b"\n##").map_or(text.len(), |at| at + 1);
    let above = find(&text[..end], read);
    if above.is_some_and(|found| found.until.is_none()) {
        return above;
    }
    let below = below::find(text, end);
    match (above, below) {
        (Some(above), Some(below)) if below.until.is_some_and(|day| Some(day) <= above.until) => Some(above),
        (above, below) => below.or(above),
    }
}

/// The lines of a text from a place on, each with where it begins.
fn lines(text: &str, from: usize) -> impl Iterator<Item = (usize, &str)> {
    let mut at = from;
    text[from..].split_inclusive('\n').map(move |line| {
        at += line.len();
        (at - line.len(), line)
    })
}
