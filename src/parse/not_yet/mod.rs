//! Recognises words that look like metadata and could mean “not yet”, in any form.
//!
//! A line counts when a key that decides who may see a record stands with a value that has a meaning for this key: a
//! known word, yes or no, or a future day. “Status: the harbour is closed” is a sentence, and a table with many rows
//! belongs to the meeting's business.

use jiff::civil::Date;

use super::days::{self, DayStatement};
use folding::{first_words, folded, without_marks};
use keys::{KeyKind, kinds};
use scan::Scan;
use vocabulary::{Sense, means, means_only_not_yet};

mod below;
mod boxes;
mod dated;
mod draft_tags;
mod enclosed;
mod folding;
mod keys;
mod line_parts;
mod scan;
mod stamps;
mod table;
mod vocabulary;

pub(super) use draft_tags::{has_draft_tag, has_draft_word};
pub(super) use keys::{is_draft_or_published, is_metadata_heading};
pub(super) use stamps::{is_draft_folder, is_draft_name, title_says};

/// Meaning of a key and its value for who may see the record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Says {
    /// Must not be seen, or only from a time that cannot be read.
    NotYet,
    /// Must not be seen before the end of this day.
    Until(Date),
    /// May be seen.
    Public,
}

/// Meaning of a key with a value, if the key decides who may see something.
pub(super) fn says(key: &str, value: &str) -> Option<Says> {
    let (key, words) = (folded(key), first_words(value));
    let has_number = || words.bytes().any(|byte| byte.is_ascii_digit());
    kinds(&key).find_map(|kind| match kind {
        KeyKind::Status if means(&words, Sense::NotYet) => Some(Says::NotYet),
        KeyKind::Status if means(&words, Sense::Public) => Some(Says::Public),
        KeyKind::Held if means(&words, Sense::Yes) => Some(Says::NotYet),
        KeyKind::Held if means(&words, Sense::No) => Some(Says::Public),
        KeyKind::Open if means(&words, Sense::No) || means(&words, Sense::NotYet) => Some(Says::NotYet),
        KeyKind::Open if means(&words, Sense::Yes) => Some(Says::Public),
        KeyKind::Moment => match until_day(value) {
            None if has_number() || matches!(&*words, "wait" | "publish" | "meeting") => Some(Says::NotYet),
            said => said,
        },
        KeyKind::Open => until_day(value).filter(|said| *said != Says::NotYet),
        KeyKind::Day => until_day(value),
        KeyKind::Gone => until_day(value).map(|_| Says::NotYet),
        KeyKind::Status | KeyKind::Held => None,
    })
}

/// Like [`says`], for metadata: more words count as keys than in a text, and a value of a key for “not yet” that is not
/// understood holds the record back.
pub(super) fn says_in_metadata(key: &str, value: &str) -> Option<Says> {
    let (folded_key, words) = (folded(key), first_words(value));
    let is_key = |sense: Sense| means(&folded_key, sense);
    let is_value = |sense: Sense| means(&words, sense);
    let day = || until_day(value);
    let is_everyone = || {
        is_value(Sense::Public)
            || matches!(&*words, "everyone" | "anyone" | "all" | "open" | "world" | "alle" | "tous" | "todos")
    };
    let by_key = || match () {
        () if words.is_empty() => None,
        () if is_key(Sense::Visibility) => Some(if is_everyone() { Says::Public } else { Says::NotYet }),
        () if is_key(Sense::MetadataStatus) && (is_value(Sense::NotYet) || is_draft_version(&folded_key, value)) => {
            Some(Says::NotYet)
        }
        () if is_key(Sense::MetadataStatus) && is_everyone() => Some(Says::Public),
        () if is_key(Sense::MetadataOpen) && (is_value(Sense::No) || is_value(Sense::NotYet)) => Some(Says::NotYet),
        () if is_key(Sense::MetadataOpen) && is_value(Sense::Yes) => Some(Says::Public),
        () if is_key(Sense::MetadataHeld) || is_key(Sense::Held) => Some(match day() {
            _ if is_value(Sense::No) || is_everyone() || matches!(&*words, "none" | "nothing") => Says::Public,
            Some(until) => until,
            None => Says::NotYet,
        }),
        () if is_key(Sense::MetadataGone) => {
            day().map(|_| Says::NotYet).or_else(|| is_value(Sense::Yes).then_some(Says::NotYet))
        }
        () if is_key(Sense::MetadataDay) || is_key(Sense::MetadataOpen) || is_key(Sense::Day) => {
            day().or_else(|| is_value(Sense::No).then_some(Says::NotYet))
        }
        () => None,
    };
    let by_value = || {
        let whole = folded(value);
        means_only_not_yet(&whole).then_some(Says::NotYet)
    };
    says(key, value).or_else(by_key).or_else(by_value)
}

/// Reads the day until which a value holds something back; `NotYet` for a day that cannot be told.
fn until_day(value: &str) -> Option<Says> {
    match days::said(&folding::in_common_era(&without_marks(value))) {
        DayStatement::Day(day) => Some(Says::Until(day)),
        DayStatement::Unclear => Some(Says::NotYet),
        DayStatement::Clock | DayStatement::Number | DayStatement::Words => None,
    }
}

/// Reports whether a key of versions has a version number and a word for “not yet” as its value: “0.3 (draft)”.
fn is_draft_version(folded_key: &str, value: &str) -> bool {
    let words = stamps::without_version(value);
    means(folded_key, Sense::MetadataStatus) && means_only_not_yet(&words)
}

/// Like [`says`], for a text: a capitalised word with a number may count something (“Public: 0”).
fn says_in_text(key: &str, value: &str) -> Option<Says> {
    let is_count = || matches!(&*first_words(value), "0" | "1");
    let is_plain = || {
        let bare = without_marks(key);
        let key = folded(key);
        bare.trim_start().starts_with(char::is_uppercase)
            && (means(&key, Sense::Business)
                || matches!(&*key, "public" | "published" | "visible" | "released" | "withheld"))
    };
    // These are words of many sentences, and only one letter away from “status”.
    let is_word = || matches!(&*folded(key), "states" | "statues" | "stats" | "statutes");
    let is_other = is_word() || (is_count() && is_plain());
    let plainly = || {
        let words = first_words(value);
        let key = folded(key);
        let is_said =
            (means_only_not_yet(&words) && means(&key, Sense::MetadataStatus)) || is_draft_version(&key, value);
        is_said.then_some(Says::NotYet)
    };
    says(key, value).or_else(plainly).filter(|_| !is_other)
}

/// Reports whether a file name contains a word for draft.
pub(super) fn names_draft(stem: &str) -> bool {
    let mut words = stem.split(|c: char| !c.is_alphanumeric());
    stamps::is_lock(stem)
        || words.any(|word| {
            let word = folded(word);
            means(&word, Sense::NotYet) || means(&word, Sense::Stamp)
        })
}

/// Time from which a text that is not a record may be seen, according to its own words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Opens {
    /// Nothing means “not yet”.
    Now,
    /// After the end of this day.
    After(Date),
    /// At no known time.
    Unknown,
}

/// Time from which a text that is not a record, and in which nobody speaks, may be seen.
pub fn opens(text: &str) -> Opens {
    match find_anywhere(text, &[]).map(|found| found.until) {
        None => Opens::Now,
        Some(None) => Opens::Unknown,
        Some(Some(day)) => Opens::After(day),
    }
}

/// A line that could mean “not yet”.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct NotYetLine {
    /// Position in bytes.
    pub(super) at: usize,
    /// Length in bytes.
    pub(super) length: usize,
    /// Day after which the line no longer holds anything back; `None` if there is none.
    pub(super) until: Option<Date>,
}

/// Finds the first line of a text that could mean “not yet”, or else the one with the latest day. Lines within `read`
/// are skipped, since they were understood.
pub(super) fn find(text: &str, read: &[std::ops::Range<usize>]) -> Option<NotYetLine> {
    let found = scanned(text, read, false);
    // Below “Applicant:”, “Status: pending” is about the application.
    if found.is_some() && lines(text, 0).any(|(_, line)| names_business(line)) {
        scanned(text, read, true)
    } else {
        found
    }
}

fn scanned(text: &str, read: &[std::ops::Range<usize>], is_of_business: bool) -> Option<NotYetLine> {
    let mut scan = Scan::new(text);
    scan.passes_business = is_of_business;
    for (at, line) in lines(text, 0) {
        if scan.is_settled() {
            break;
        }
        if read.iter().any(|range| range.contains(&at)) {
            scan.restart();
            continue;
        }
        if let Some(heading) = line.starts_with("##").then(|| line_parts::heading(line.trim())).flatten() {
            scan.restart();
            scan.passes_business =
                is_of_business || !is_metadata_heading(heading.trim_end_matches([':', '：', '#', ' ']));
        }
        scan.line(line, at);
    }
    scan.found()
}

/// Reports whether a line names a matter before the meeting: “Applicant: Quay Ltd”.
fn names_business(line: &str) -> bool {
    let key = line_parts::pair(line.trim()).map(|(key, _)| folded(key));
    key.is_some_and(|key| means(&key, Sense::BusinessKey))
}

/// Like [`find`], for a text in which nobody speaks: everything above the first heading below the title, and below it
/// only what stands like metadata.
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

/// Lines of a text from a position on, each with its position.
fn lines(text: &str, from: usize) -> impl Iterator<Item = (usize, &str)> {
    let mut at = from;
    text[from..].split_inclusive('\n').map(move |line| {
        at += line.len();
        (at - line.len(), line)
    })
}
