//! Kinds of metadata keys, and which words and headings are keys.

use super::folding::folded;
use super::stamps::is_loud_stamp;
use super::vocabulary::{Sense, means};
use crate::parse::front_matter::{KEYS, may_be_guard};

/// Kind of value that a key has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum KeyKind {
    /// State of the record.
    Status,
    /// `true` means that nobody may see it.
    Held,
    /// `false` means that nobody may see it.
    Open,
    /// Earliest time of publication; a value with any other number is not understood.
    Moment,
    /// Possibly the earliest day of publication; only a day counts.
    Day,
    /// Time of removal.
    Gone,
}

pub(super) fn kinds(key: &str) -> impl Iterator<Item = KeyKind> {
    let near_status = key.is_ascii() && strsim::osa_distance("status", key) <= 1;
    let is_listed =
        means(key, Sense::Held) || means(key, Sense::Open) || means(key, Sense::Day) || key == "publish_hour";
    let near = may_be_guard(key) && !is_listed && !near_status;
    // A key about drafts may have a number as its value; “withdrawn” is nearly always a word of the meeting.
    let (is_of_draft, is_gone) = (near && key.starts_with("draft"), key == "withdrawn");
    [
        (near_status || means(key, Sense::Status) || is_status_of_record(key), KeyKind::Status),
        (means(key, Sense::Held), KeyKind::Held),
        (means(key, Sense::Open), KeyKind::Open),
        (near && !is_of_draft && !is_gone || means(key, Sense::Moment), KeyKind::Moment),
        (is_of_draft || means(key, Sense::Day), KeyKind::Day),
        (is_gone, KeyKind::Gone),
    ]
    .into_iter()
    .filter_map(|(is, kind)| is.then_some(kind))
}

/// Reports whether a key is the status of the record itself: “Document status”, but not “Project status”.
fn is_status_of_record(key: &str) -> bool {
    const OF_RECORD: &[&str] = &[
        "document",
        "doc",
        "record",
        "publication",
        "publishing",
        "page",
        "file",
        "transcript",
        "minutes",
        "review",
        "workflow",
        "release",
        "editorial",
    ];
    let before = key.strip_suffix("_status").or_else(|| key.strip_suffix("_state"));
    let after = || key.strip_prefix("status_of_").map(|rest| rest.strip_prefix("the_").unwrap_or(rest));
    let qualifier = before.or_else(after);
    qualifier.is_some_and(|qualifier| OF_RECORD.contains(&qualifier))
}

/// Reports whether a word is a metadata key.
pub(super) fn is_key(word: &str) -> bool {
    let key = folded(word);
    !key.is_empty() && (KEYS.contains(&&*key) || means(&key, Sense::OtherKey) || kinds(&key).next().is_some())
}

/// Reports whether a heading or label announces metadata rather than a speech.
pub(in crate::parse) fn is_metadata_heading(heading: &str) -> bool {
    let key = folded(heading);
    const SPEAK: &[&str] = &[
        "chair",
        "body",
        "speakers",
        "participants",
        "absent",
        "author",
        "authors",
        "clerk",
        "meeting",
        "name",
        "comments",
        "public",
        "state",
        "approval",
        "approved",
        "audience",
        "release",
        "sensitivity",
    ];
    is_loud_stamp(heading)
        || means(&key, Sense::Heading)
        || (is_key(&key) && !SPEAK.contains(&&*key) && !means(&key, Sense::Business))
}

/// Reports whether a key can only mean a draft or publication.
pub(in crate::parse) fn is_draft_or_published(key: &str) -> bool {
    matches!(&*folded(key), "draft" | "is_draft" | "isdraft" | "published" | "is_published" | "publish")
}
