//! The log of publications: one block for each, chained by hashes, so that no file of the register can be removed or
//! rolled back unnoticed.

use std::collections::BTreeMap;
use std::fmt::Write;

use jiff::Timestamp;

use super::ledger_format::Damage;
use crate::bytes::sha256::Hash;

/// First line of the log.
pub(super) const HEADING: &str = "minutebook register log 1\n";

/// All publications, in order.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Log {
    /// In order.
    pub publications: Vec<Publication>,
}

/// One publication, as the log records it.
#[derive(Debug, Clone, PartialEq)]
pub struct Publication {
    /// Kind of the change.
    pub kind: PublicationKind,
    /// Number of the publication, from 1.
    pub number: usize,
    /// Time of the publication.
    pub at: Timestamp,
    /// Hash of the block before it.
    pub before: Option<Hash>,
    /// The changes it made to the register.
    pub lines: Vec<LogLine>,
    /// Hash of all the above.
    pub hash: Hash,
}

/// Kind of change to the register.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PublicationKind {
    /// The site was published.
    Publish,
    /// Earlier versions were imported.
    Import,
    /// Lost or damaged parts were given up.
    Mend,
}

/// One change within a publication.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LogLine {
    /// Name of a record, number of its versions, hash of the last one.
    Record(Box<str>, u32, Hash),
    /// The record was withdrawn; a later `Record` line for its last version brings it back.
    Withdrawn(Box<str>),
    /// The history of a record was lost.
    Lost(Box<str>),
    /// Number of known addresses and the hash of their file.
    Addresses(usize, Hash),
}

impl PublicationKind {
    fn word(self) -> &'static str {
        match self {
            PublicationKind::Publish => "publish",
            PublicationKind::Import => "import",
            PublicationKind::Mend => "mend",
        }
    }

    fn parse(word: &str) -> Option<Self> {
        [PublicationKind::Publish, PublicationKind::Import, PublicationKind::Mend]
            .into_iter()
            .find(|kind| kind.word() == word)
    }
}

impl Publication {
    /// The block that follows a log.
    pub(super) fn after(log: &Log, kind: PublicationKind, at: Timestamp, lines: Vec<LogLine>) -> Publication {
        let before = log.publications.last().map(|last| last.hash);
        let mut publication =
            Publication { kind, number: log.publications.len() + 1, at, before, lines, hash: Hash::of(b"") };
        publication.hash = Hash::of(publication.body().as_bytes());
        publication
    }

    fn body(&self) -> String {
        let mut out = format!("\n{} {}\nat {}\n", self.kind.word(), self.number, self.at);
        // Writing to a String cannot fail.
        let _ = match &self.before {
            Some(hash) => writeln!(out, "before {hash}"),
            None => writeln!(out, "before -"),
        };
        for line in &self.lines {
            let _ = match line {
                LogLine::Record(name, version, hash) => writeln!(out, "record {version} {hash} {name}"),
                LogLine::Withdrawn(name) => writeln!(out, "withdrawn {name}"),
                LogLine::Lost(name) => writeln!(out, "lost {name}"),
                LogLine::Addresses(count, hash) => writeln!(out, "addresses {count} {hash}"),
            };
        }
        out
    }

    /// The block as lines, its hash last.
    pub(super) fn written(&self) -> String {
        let mut out = self.body();
        let _ = writeln!(out, "hash {}", self.hash);
        out
    }
}

impl Log {
    /// Hash of the last block, which covers everything that was ever published.
    pub fn head(&self) -> Option<Hash> {
        self.publications.last().map(|last| last.hash)
    }

    /// Number of versions and hash of the last one, for each record.
    pub(super) fn records(&self) -> BTreeMap<&str, (u32, Hash)> {
        let mut records = BTreeMap::new();
        for line in self.publications.iter().flat_map(|publication| &publication.lines) {
            match line {
                LogLine::Record(name, version, hash) => {
                    records.insert(&**name, (*version, *hash));
                }
                LogLine::Lost(name) => {
                    records.remove(&**name);
                }
                LogLine::Withdrawn(_) | LogLine::Addresses(..) => {}
            }
        }
        records
    }

    /// Withdrawn records, with the time at which the withdrawal was published.
    pub fn withdrawn(&self) -> BTreeMap<&str, Timestamp> {
        let mut withdrawn = BTreeMap::new();
        for publication in &self.publications {
            for line in &publication.lines {
                match line {
                    LogLine::Withdrawn(name) => {
                        withdrawn.insert(&**name, publication.at);
                    }
                    LogLine::Record(name, ..) | LogLine::Lost(name) => {
                        withdrawn.remove(&**name);
                    }
                    LogLine::Addresses(..) => {}
                }
            }
        }
        withdrawn
    }

    /// Number of known addresses and the hash of their file.
    pub(super) fn addresses(&self) -> Option<(usize, Hash)> {
        let lines = self.publications.iter().rev().flat_map(|publication| publication.lines.iter().rev());
        lines.into_iter().find_map(|line| match line {
            LogLine::Addresses(count, hash) => Some((*count, *hash)),
            _ => None,
        })
    }
}

/// Reads a log. Returns its undamaged part, the length of that in bytes, and the damage after it.
pub(super) fn read(text: &str) -> (Log, usize, Option<Damage>) {
    let mut log = Log::default();
    let damage = |line: usize, what: &str| Some(Damage { line, what: what.to_owned() });
    let Some(mut rest) = text.strip_prefix(HEADING) else {
        return (log, 0, damage(1, "it does not begin as the log of a register does"));
    };
    let mut at = 1;
    while !rest.is_empty() {
        let length = text.len() - rest.len();
        let hash = rest.find("\nhash ").map(|hash| hash + 1);
        let Some(end) = hash.and_then(|hash| rest[hash..].find('\n').map(|end| hash + end + 1)) else {
            return (log, length, damage(at + 1, "a publication has no hash"));
        };
        let block = &rest[..end];
        let Some(publication) = parse(block) else {
            return (log, length, damage(at + 2, "this publication cannot be read"));
        };
        let expected = Publication::after(&log, publication.kind, publication.at, publication.lines.clone());
        if expected.before != publication.before || expected.number != publication.number {
            return (log, length, damage(at + 2, "this publication does not follow the one before"));
        }
        if expected.written() != block {
            return (log, length, damage(at + 2, "this publication was changed after it was written"));
        }
        log.publications.push(publication);
        at += block.lines().count();
        rest = &rest[end..];
    }
    (log, text.len(), None)
}

fn parse(block: &str) -> Option<Publication> {
    let mut lines = block.lines().skip(1);
    let (kind, number) = lines.next()?.split_once(' ')?;
    let (kind, number) = (PublicationKind::parse(kind)?, number.parse().ok()?);
    let at = lines.next()?.strip_prefix("at ")?.parse().ok()?;
    let before = match lines.next()?.strip_prefix("before ")? {
        "-" => None,
        hash => Some(Hash::parse(hash)?),
    };
    let mut publication = Publication { kind, number, at, before, lines: Vec::new(), hash: Hash::of(b"") };
    for line in lines {
        let (key, value) = line.split_once(' ')?;
        match key {
            "record" => {
                let mut parts = value.splitn(3, ' ');
                let (version, hash) = (parts.next()?.parse().ok()?, Hash::parse(parts.next()?)?);
                publication.lines.push(LogLine::Record(parts.next()?.into(), version, hash));
            }
            "withdrawn" => publication.lines.push(LogLine::Withdrawn(value.into())),
            "lost" => publication.lines.push(LogLine::Lost(value.into())),
            "addresses" => {
                let (count, hash) = value.split_once(' ')?;
                publication.lines.push(LogLine::Addresses(count.parse().ok()?, Hash::parse(hash)?));
            }
            "hash" => publication.hash = Hash::parse(value)?,
            _ => return None,
        }
    }
    Some(publication)
}
