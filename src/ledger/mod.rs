//! The register of everything published: every address, every anchor, every version of a record, chained by hashes that
//! anyone can verify. Builds and publications keep them alive.
//!
//! Pure but for `ledger_files`, which reads and writes the folder. `docs/register.md` describes the files.

mod addresses;
mod align;
mod apply;
mod differences;
mod escape;
mod former_files;
mod former_versions;
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
use crate::record::PassageKind;

pub use apply::apply_history;
pub use import::{Earlier, import};
pub use ledger_files::{append, continued, folder_of, read, repair, stamp};
pub use log::{Log, LogLine, Publication, PublicationKind};
pub use passages::passages;
pub use repair::Repair;
pub use revise::{Revised, Revising, Revision, revise};
pub use successors::old_addresses;

/// The register: the history of every published record, and every published address.
#[derive(Debug, Clone, Default)]
pub struct Register {
    /// One history for each record, by name.
    pub histories: Vec<History>,
    /// Addresses that belong to no record, in the order of their first publication.
    pub known_addresses: Vec<KnownAddress>,
    /// The log of publications.
    pub log: Log,
    /// Fingerprint of the whole register.
    pub fingerprint: Fingerprint,
}

/// Anchors that have lost their passage, each with the anchor that has its place now.
pub type AnchorRedirects = BTreeMap<Box<str>, Box<str>>;

/// Every version of one record that has been published.
#[derive(Debug, Clone, PartialEq)]
pub struct History {
    /// The slug that the record was first published with; the name of its file.
    pub name: Box<str>,
    /// In order, at least one.
    pub versions: Vec<Version>,
    /// The passages of the last version, in order.
    pub passages: Vec<LedgerPassage>,
    /// Anchors that have lost their passage, each with the anchor that has its place now; empty for the beginning of
    /// the record.
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
    /// Number of the version, from 1.
    pub number: u32,
    /// Time of publication.
    pub at: Timestamp,
    /// The hash of the version before.
    pub before: Option<Hash>,
    /// True if it corrects a slip of the pen.
    pub minor: bool,
    /// The editors' reason for the correction.
    pub note: Option<Box<str>>,
    /// Number of corrections that the record's own metadata listed.
    pub noted: usize,
    /// The file, relative to the content.
    pub file: Box<str>,
    /// Fingerprint of the source file.
    pub source: Fingerprint,
    /// The record's slug.
    pub slug: Box<str>,
    /// The address.
    pub address: Box<str>,
    /// The title without the date.
    pub title: Box<str>,
    /// Date of the meeting.
    pub date: Box<str>,
    /// The id of the series.
    pub series: Option<Box<str>>,
    /// Ids of topics.
    pub topics: Vec<Box<str>>,
    /// Terms of other taxonomies, each with the key of its taxonomy, a space between them.
    pub terms: Vec<Box<str>>,
    /// Changes from the passages of the version before.
    pub steps: Vec<LedgerStep>,
    /// Anchors that have lost their passage or whose successor has changed, each with its successor.
    pub moved: Vec<(Box<str>, Box<str>)>,
    /// Hash of all the above but the words, which have hashes of their own.
    pub hash: Hash,
}

/// One step from the passages of the version before to those of this one.
#[derive(Debug, Clone, PartialEq)]
pub enum LedgerStep {
    /// This many passages stay as they are.
    Keep(usize),
    /// The next passage is removed.
    Drop(Box<str>),
    /// The next passage is replaced by this one.
    Change(LedgerPassage),
    /// This passage is inserted.
    Add(LedgerPassage),
}

/// A speech, a remark, a heading or a note, as published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LedgerPassage {
    /// Kind of passage.
    pub kind: PassageKind,
    /// Its anchor; empty for a note, which has none.
    pub id: Box<str>,
    /// The anchor derived from its words alone.
    pub content_anchor: Box<str>,
    /// Hash of its words.
    pub hash: Hash,
    /// The speaker's label, as printed.
    pub label: Box<str>,
    /// One paragraph a line, without markup; `None` once they have been removed.
    pub words: Option<Arc<str>>,
}

impl LedgerPassage {
    /// Reports whether two passages have the same kind, speaker and words.
    fn says_the_same(&self, other: &LedgerPassage) -> bool {
        (self.kind, &self.hash, &self.label) == (other.kind, &other.hash, &other.label)
    }
}

/// An address that belongs to no record, or a label of a speaker with a page.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct KnownAddress {
    /// Kind of thing at the address.
    pub kind: ResourceKind,
    /// Which one: an id, a year, a name.
    pub key: Box<str>,
    /// The address; for a label the label itself.
    pub value: Box<str>,
}

/// Kind of thing that an address belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ResourceKind {
    /// The front page, the indices, and what belongs to the site as a whole.
    Site,
    /// The meetings of a year.
    Year,
    /// A speaker.
    Speaker,
    /// A label of a speaker; no address.
    Label,
    /// A series.
    Series,
    /// A topic.
    Topic,
    /// A page such as “About”, by its file.
    Page,
    /// A file that a record links to; the key is the record's name in the register.
    Paper,
    /// A file that a page or the front page links to; the key is the path of the page's file.
    File,
    /// An address that only ever redirected; the key is its target.
    Redirect,
    /// The page of a chosen speech; the key is the name of its record in the register.
    Highlight,
    /// A term of a taxonomy other than topics; the key is that of the taxonomy, a space, and the id.
    Term,
}
