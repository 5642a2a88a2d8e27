//! Notifications that are still to be sent, on the disk. The file holds only what was or will be public, and no address or secret of a receiver.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::news::{KnownFacts, Notification};
use crate::fs::failpoint::failpoint;

/// Name of the file within the folder of publications.
const FILE: &str = "outbox.json";

/// Maximum number of notifications that wait; of more, the oldest are dropped.
const MOST_WAITING: usize = 50;

/// Number of publications that try to tell a receiver before a notification is dropped.
const MOST_TRIES: u32 = 10;

/// Notifications that some receivers have not got yet.
#[derive(Debug, Default)]
pub struct Outbox {
    place: PathBuf,
    entries: Vec<OutboxEntry>,
}

/// A notification, and who has not got it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct OutboxEntry {
    pub(super) notification: Notification,
    /// Addresses of the feeds that changed.
    pub(super) feeds: Vec<String>,
    /// Name of the target.
    target: String,
    /// Time in the list of live files by which the publication is recognised.
    live_at: String,
    /// True once the publication is known to be live.
    is_live: bool,
    /// Keys of the receivers that have not got it, each with the number of publications that tried.
    pub(super) waiting: BTreeMap<String, u32>,
}

/// Something that a receiver could not be told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SendFailure {
    /// Name of the receiver.
    pub receiver: String,
    /// Why.
    pub why: String,
    /// True if the next publication tries again.
    pub tries_again: bool,
}

impl Outbox {
    /// Opens the outbox of a folder. A damaged one is empty: a notification may be lost, a publication is not.
    pub fn open(folder: &Path) -> Outbox {
        let place = folder.join(FILE);
        let entries = fs::read(&place).ok().and_then(|bytes| serde_json::from_slice(&bytes).ok()).unwrap_or_default();
        Outbox { place, entries }
    }

    /// Looks at what is live: a notification of a publication that was cut off counts if that is live, and is dropped if it is not. Its
    /// changes are then among those of the next publication.
    pub fn settle(&mut self, target: &str, live_at: Option<&str>) -> io::Result<()> {
        let before = self.entries.clone();
        self.entries.retain_mut(|entry| {
            let is_here = entry.target == target;
            entry.is_live |= is_here && live_at == Some(&*entry.live_at);
            entry.is_live || !is_here
        });
        if before == self.entries { Ok(()) } else { self.save() }
    }

    /// Adds a notification for some receivers, before its publication goes live. The publication is recognised by the time in the list of
    /// live files.
    pub fn prepare(
        &mut self,
        notification: Notification,
        feeds: Vec<String>,
        (target, live_at): (&str, &str),
        receivers: impl Iterator<Item = String>,
    ) -> io::Result<()> {
        let waiting: BTreeMap<String, u32> = receivers.map(|key| (key, 0)).collect();
        if waiting.is_empty() {
            return Ok(());
        }
        let (target, live_at) = (target.to_owned(), live_at.to_owned());
        self.entries.push(OutboxEntry { notification, feeds, target, live_at, is_live: false, waiting });
        let above = self.entries.len().saturating_sub(MOST_WAITING);
        self.entries.drain(..above);
        self.save()
    }

    /// Makes what waits fit for the site as it is now: nothing that is no longer public is named.
    pub fn bring_up_to_date(&mut self, target: &str, facts: &KnownFacts) {
        for entry in self.entries.iter_mut().filter(|entry| entry.target == target) {
            entry.notification = entry.notification.as_of(facts);
        }
    }

    /// Notifications of publications to a target that are live, the oldest first.
    pub(super) fn of_target(&self, target: &str) -> Vec<OutboxEntry> {
        self.entries.iter().filter(|entry| entry.target == target && entry.is_live).cloned().collect()
    }

    /// Notes that a receiver has got a notification, or never will.
    pub(super) fn remove(&mut self, id: &str, receiver: &str) -> io::Result<()> {
        for entry in self.entries.iter_mut().filter(|entry| entry.notification.id == id) {
            entry.waiting.remove(receiver);
        }
        self.entries.retain(|entry| !entry.waiting.is_empty());
        self.save()
    }

    /// Notes that a receiver could not be told. Returns true if the next publication tries again.
    pub(super) fn keep(&mut self, id: &str, receiver: &str) -> io::Result<bool> {
        let mut tries_again = true;
        for entry in self.entries.iter_mut().filter(|entry| entry.notification.id == id) {
            if let Some(tries) = entry.waiting.get_mut(receiver) {
                *tries += 1;
                tries_again = *tries < MOST_TRIES;
            }
        }
        if tries_again { self.save().map(|()| true) } else { self.remove(id, receiver).map(|()| false) }
    }

    /// Forgets receivers that the settings no longer name.
    pub(super) fn retain_receivers(&mut self, is_known: impl Fn(&str) -> bool) {
        for entry in &mut self.entries {
            entry.waiting.retain(|key, _| is_known(key));
        }
        self.entries.retain(|entry| !entry.waiting.is_empty());
    }

    /// Writes the outbox, whole or not at all.
    fn save(&self) -> io::Result<()> {
        failpoint();
        if self.entries.is_empty() {
            return match fs::remove_file(&self.place) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
                _ => Ok(()),
            };
        }
        let folder = self.place.parent().unwrap_or(Path::new("."));
        fs::create_dir_all(folder)?;
        let mut file = tempfile::NamedTempFile::new_in(folder)?;
        file.write_all(&serde_json::to_vec(&self.entries)?)?;
        file.as_file().sync_all()?;
        failpoint();
        file.persist(&self.place).map_err(|error| error.error)?;
        Ok(())
    }
}
