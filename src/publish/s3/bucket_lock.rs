//! The lock that keeps two publications from writing into one bucket, and shows what an interrupted one may have left.

use std::collections::BTreeSet;
use std::time::Duration;

use object_store::PutMode;
use serde::{Deserialize, Serialize};

use super::bucket::S3;
use crate::publish::PublishTarget;
use crate::report::failure::Failure;

/// Path of the lock.
pub(super) const LOCK: &str = ".minutebook/publishing";

/// Time without a sign of life after which a publisher counts as dead.
const PATIENCE: Duration = Duration::from_secs(15 * 60);

/// The lock that lies in the bucket during a publication.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct BucketLock {
    token: String,
    /// Time of the last sign of life.
    at: String,
    /// Files that were not live before and may be there now.
    pub(super) paths: Vec<String>,
}

impl S3 {
    pub(super) fn lock(&self) -> Result<Option<BucketLock>, Failure> {
        let bytes = self.get(LOCK)?;
        // An unreadable lock counts as abandoned.
        Ok(bytes.map(|bytes| serde_json::from_slice(&bytes).unwrap_or_default()))
    }

    /// Takes the lock in the bucket. Returns the lock that an interrupted publication left.
    pub(super) fn take_lock(&self, paths: Vec<String>) -> Result<BucketLock, Failure> {
        let left = self.lock()?;
        if let Some(other) = left.as_ref().filter(|other| other.token != self.token && !self.take_over) {
            let since: Option<jiff::Timestamp> = other.at.parse().ok();
            let age = since.map(|since| jiff::Timestamp::now().duration_since(since).as_secs());
            if age.is_some_and(|age| age < PATIENCE.as_secs() as i64) {
                return Err(self.is_busy(&other.at));
            }
        }
        let all: BTreeSet<String> = left.iter().flat_map(|left| left.paths.iter().cloned()).chain(paths).collect();
        let own = BucketLock {
            token: self.token.clone(),
            at: jiff::Timestamp::now().to_string(),
            paths: all.into_iter().collect(),
        };
        let bytes = serde_json::to_vec(&own).expect("texts can be written as JSON");
        let mode = if left.is_some() { PutMode::Overwrite } else { PutMode::Create };
        match self.put_own(LOCK, bytes.clone(), mode) {
            Ok(()) => Ok(own),
            Err(object_store::Error::AlreadyExists { .. } | object_store::Error::Precondition { .. }) => {
                Err(self.is_busy(&own.at))
            }
            // Not every service supports conditional writes.
            Err(object_store::Error::NotImplemented { .. } | object_store::Error::NotSupported { .. }) => self
                .put_own(LOCK, bytes, PutMode::Overwrite)
                .map(|()| own)
                .map_err(|error| self.failed("the bucket cannot be written", &error)),
            Err(error) => Err(self.failed("the bucket cannot be written", &error)),
        }
    }

    fn is_busy(&self, since: &str) -> Failure {
        Failure::environment(format!(
            "another publication into {} is running, and gave its last sign of life at {since}\n  hint: wait for it to end; if you know that it was killed, publish with `--take-over`, or a quarter of an hour later",
            self.name()
        ))
    }
}
