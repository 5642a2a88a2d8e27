//! Puts a finished site live: compares the built files with the live ones, and changes those that differ.
//!
//! The comparison consists of values and needs no access to the target: [`Published`] lists the live files, [`Staged`] the
//! built ones, [`Difference`] the differences with their reasons. A [`PublishTarget`] carries it out, so that a reader sees
//! the complete old site or the complete new one. A killed publication is completed by the next one.

mod beside;
mod difference;
mod folder;
mod git;
mod lock;
mod notifications;
mod published;
mod reasons;
mod record_change;
mod s3;
mod staged;

pub use beside::{Own, beside};
pub use difference::{Difference, FileChange, difference};
pub use folder::ReleaseFolder;
pub use git::{Git, remote_address};
pub use lock::Lock;
pub use notifications::{
    FoundReceiver, KnownFacts, Notification, Outbox, Receiver, SendFailure, SendLimits, changed_feeds, deliver,
    known_facts, known_pages, news_of_publication, news_of_rollback, receivers,
};
pub use published::{File, FileKind, PLACE, Published};
pub use reasons::{Reasons, kinds};
pub use record_change::RecordChange;
pub use s3::{PartStore, S3, part_bucket};
pub use staged::{Staged, StagedFile, files_beside, stage};

use crate::report::failure::Failure;

/// A place where a site goes live.
pub trait PublishTarget {
    /// Name shown to people; contains no password.
    fn name(&self) -> String;

    /// Reads what is live there.
    ///
    /// # Errors
    /// When the place cannot be reached or read, or holds something else.
    fn live(&mut self) -> Result<Live, Failure>;

    /// The release that a person has put live again, if no publication may replace it before they say so.
    ///
    /// # Errors
    /// When the place cannot be read.
    fn held(&self) -> Result<Option<String>, Failure> {
        Ok(None)
    }

    /// Puts a site live, and verifies it.
    ///
    /// # Errors
    /// When the place refuses. What was live before then still is, and the next publishing finishes the job.
    fn put(
        &mut self,
        work: &PublishJob<'_>,
        on_progress: &(dyn Fn(usize, usize) + Sync),
    ) -> Result<PublishResult, Failure>;
}

/// State of a target.
#[derive(Debug, Clone, Default)]
pub struct Live {
    /// List left by the last completed publication; `None` when there was none.
    pub published: Option<Published>,
    /// True if a later publication was interrupted, so that the live files must be repaired in any case.
    pub interrupted: bool,
}

/// Task for a target.
pub struct PublishJob<'a> {
    /// The files that were built.
    pub staged: &'a Staged,
    /// The files to be live.
    pub next: &'a Published,
    /// The files that are live.
    pub live: &'a Live,
    /// Files stored beside the list of live files.
    pub own: &'a [Own],
    /// Message for a log: a title, and details below it.
    pub message: &'a str,
}

/// Result of a publication.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PublishResult {
    /// Name of the result at the target: a release, a commit.
    pub name: String,
    /// Files that were sent.
    pub sent: usize,
    /// Files of those that were sent ahead by the parts of a publication.
    pub ahead: usize,
    /// Files that were there already.
    pub kept: usize,
    /// Files that were looked at afterwards, and are as they should be.
    pub verified: usize,
}
