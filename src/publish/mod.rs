//! Puts a finished site live: compares what was built with what is live, and changes what differs.
//!
//! What is to be done is told by values without looking at a disk: [`Published`] lists what is live, [`Staged`] what was
//! built, [`Difference`] what differs and why. A [`PublishTarget`] does it, so that a reader sees the whole old site or the
//! whole new one, and a publishing that was killed is finished by the next.

mod beside;
mod difference;
mod folder;
mod git;
mod lock;
mod published;
mod reasons;
mod s3;
mod staged;

pub use beside::{Own, beside};
pub use difference::{Difference, FileChange, difference};
pub use folder::ReleaseFolder;
pub use git::Git;
pub use lock::Lock;
pub use published::{File, FileKind, PLACE, Published};
pub use reasons::{Reasons, kinds};
pub use s3::S3;
pub use staged::{Staged, StagedFile, stage};

use crate::report::failure::Failure;

/// A place where a site goes live.
pub trait PublishTarget {
    /// What it is called to people; holds no password.
    fn name(&self) -> String;

    /// What is live there.
    ///
    /// # Errors
    /// When the place cannot be reached or read, or holds something else.
    fn live(&mut self) -> Result<Live, Failure>;

    /// Puts a site live, and makes sure that it is.
    ///
    /// # Errors
    /// When the place refuses. What was live before then still is, and the next publishing finishes the job.
    fn put(
        &mut self,
        work: &PublishJob<'_>,
        on_progress: &(dyn Fn(usize, usize) + Sync),
    ) -> Result<PublishResult, Failure>;
}

/// What is live at a target.
#[derive(Debug, Clone, Default)]
pub struct Live {
    /// As the last publishing that came to its end left it; `None` when there was none.
    pub published: Option<Published>,
    /// Whether one after it was cut off half-way, so that what is live must be put right in any case.
    pub interrupted: bool,
}

/// What a target is to do.
pub struct PublishJob<'a> {
    /// The files that were built.
    pub staged: &'a Staged,
    /// What is to be live.
    pub next: &'a Published,
    /// What is live.
    pub live: &'a Live,
    /// What lies with the list of what is live.
    pub own: &'a [Own],
    /// What is done, for a log: a title, and more below it.
    pub message: &'a str,
}

/// What a target did.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PublishResult {
    /// What it calls the result: a release, a commit.
    pub name: String,
    /// Files that were sent.
    pub sent: usize,
    /// Files that were there already.
    pub kept: usize,
    /// Files that were looked at afterwards, and are as they should be.
    pub verified: usize,
}
