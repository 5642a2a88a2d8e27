//! What has been published so far, and the promise that it stays: every address, every anchor, every version of a record,
//! chained by hashes that anybody can compute.
//!
//! Pure but for `files`, the edge that reads and writes the folder. `docs/register.md` describes what lies there.

mod addresses;
mod align;
mod apply;
mod differences;
mod escape;
mod import;
mod ledger_files;
mod ledger_format;
mod log;
mod match_records;
mod old_slugs;
mod passages;
mod preserved_redirects;
mod repair;
mod revise;
mod revision_diff;
mod successors;

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::Timestamp;

use crate::bytes::fingerprint::Fingerprint;
use crate::bytes::sha256::Hash;

pub use apply::apply_history;
pub use import::{Earlier, import};
pub use ledger_files::{append, continued, folder_of, read, repair, stamp};
pub use log::{Log, LogLine, Publication, PublicationKind};
pub use passages::passages;
pub use repair::Repair;
pub use revise::{Revised, Revising, Revision, revise};
pub use successors::old_addresses;

/// Everything that has been published.
#[derive(Debug, Clone, Default)]
pub struct Register {
    /// Of each record, by name.
    pub histories: Vec<History>,
    /// Addresses of everything that is no record, in the order in which they were first published.
    pub known_addresses: Vec<KnownAddress>,
    /// What was published when.
    pub log: Log,
    /// Of all of it.
    pub fingerprint: Fingerprint,
}

/// Anchors that have no passage of their own any more, and the anchor that has their place now.
pub type AnchorRedirects = BTreeMap<Box<str>, Box<str>>;

/// Every version of one record that has been published.
#[derive(Debug, Clone, PartialEq)]
pub struct History {
    /// The slug that the record was first published with; the name of its file.
    pub name: Box<str>,
    /// In order, at least one.
    pub versions: Vec<Version>,
    /// What the last of them says, in order.
    pub passages: Vec<LedgerPassage>,
    /// Anchors that have no passage of their own any more, and the anchor that has their place now; empty for the
    /// beginning of the record.
    pub old_anchors: AnchorRedirects,
}

impl History {
    /// The version that was published last.
    pub fn last(&self) -> &Version {
        // A file without a version is refused when it is read.
        &self.versions[self.versions.len() - 1]
    }
}

/// One published version of a record.
#[derive(Debug, Clone, PartialEq)]
pub struct Version {
    /// From 1.
    pub number: u32,
    /// When it was published.
    pub at: Timestamp,
    /// The hash of the version before.
    pub before: Option<Hash>,
    /// A slip of the pen was corrected.
    pub minor: bool,
    /// Why, as the editors say.
    pub note: Option<Box<str>>,
    /// How many corrections the record's own metadata told of.
    pub noted: usize,
    /// The file, relative to the content.
    pub file: Box<str>,
    /// Of the file as it was.
    pub source: Fingerprint,
    /// The end of the address.
    pub slug: Box<str>,
    /// The address.
    pub address: Box<str>,
    /// Without the date.
    pub title: Box<str>,
    /// When the meeting was held.
    pub date: Box<str>,
    /// The id of the series.
    pub series: Option<Box<str>>,
    /// Ids of subjects.
    pub topics: Vec<Box<str>>,
    /// What it says, told from what the version before says.
    pub steps: Vec<LedgerStep>,
    /// Anchors that lost their passage or have moved since, and what has their place.
    pub moved: Vec<(Box<str>, Box<str>)>,
    /// Of all this but the words, which have hashes of their own.
    pub hash: Hash,
}

/// How a version goes on from the one before.
#[derive(Debug, Clone, PartialEq)]
pub enum LedgerStep {
    /// So many passages as before.
    Keep(usize),
    /// The next passage is gone.
    Drop(Box<str>),
    /// The next passage reads like this.
    Change(LedgerPassage),
    /// Here is one that was not there.
    Add(LedgerPassage),
}

/// A speech, a remark, a heading or a note, as published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LedgerPassage {
    /// What it is.
    pub kind: PassageKind,
    /// Its anchor; empty for a note, which has none.
    pub id: Box<str>,
    /// The anchor that its words alone would give.
    pub content_anchor: Box<str>,
    /// Of its words.
    pub hash: Hash,
    /// Who spoke, as printed.
    pub label: Box<str>,
    /// One paragraph a line, without markup; `None` when they are no longer kept.
    pub words: Option<Arc<str>>,
}

impl LedgerPassage {
    /// Whether it reads the same.
    fn says_the_same(&self, other: &LedgerPassage) -> bool {
        (self.kind, &self.hash, &self.label) == (other.kind, &other.hash, &other.label)
    }
}

/// What a passage is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum PassageKind {
    /// Somebody said something.
    Speech,
    /// Something happened.
    Remark,
    /// A heading.
    Section,
    /// Text before any speech.
    Note,
}

/// An address of something that is no record, or a label that somebody with a page had.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct KnownAddress {
    /// What is there.
    pub kind: ResourceKind,
    /// Which one: an id, a year, a name.
    pub key: Box<str>,
    /// The address; for a label the label.
    pub value: Box<str>,
}

/// What an address is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ResourceKind {
    /// The front page, the indices, and what belongs to the site as a whole.
    Site,
    /// The meetings of a year.
    Year,
    /// A speaker.
    Speaker,
    /// Under which label somebody spoke; no address.
    Label,
    /// A series.
    Series,
    /// A topic.
    Topic,
    /// A page such as “About”, by its file.
    Page,
    /// A file that a record links to, by the name of the record in the register.
    Paper,
    /// A file that anything else links to, by the path of that.
    File,
    /// What leads to an address, which is the key, and was never anything else itself.
    Redirect,
}
