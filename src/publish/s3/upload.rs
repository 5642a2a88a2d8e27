//! Publishes to a bucket: uploads in an order that breaks no link, removes old files, verifies all, and writes the list of
//! live files last.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::time::{Duration, Instant};

use object_store::path::Path;
use object_store::{ObjectStoreExt, PutMode};

use super::ahead::{Copying, copy};
use super::bucket::S3;
use super::bucket_lock::LOCK;
use super::requests::{Sending, md5_of, remove, send};
use crate::fs::failpoint::failpoint;
use crate::hosting::is_fingerprinted;
use crate::publish::{File, FileKind, Live, PLACE, PublishJob, PublishResult, PublishTarget, Published};
use crate::report::failure::Failure;
use crate::site::well_known::{INDEX, NOT_FOUND};

/// Interval between signs of life.
const SIGN: Duration = Duration::from_secs(4 * 60);

impl PublishTarget for S3 {
    fn name(&self) -> String {
        if self.prefix.is_empty() {
            format!("the bucket {}", self.bucket)
        } else {
            format!("the bucket {}, below {}", self.bucket, self.prefix)
        }
    }

    fn live(&mut self) -> Result<Live, Failure> {
        let published = match self.get(PLACE)? {
            Some(bytes) => Some(Published::from_bytes(&bytes, &format!("{PLACE} in the bucket {}", self.bucket))?),
            None => None,
        };
        Ok(Live { published, interrupted: self.lock()?.is_some() })
    }

    fn put(
        &mut self,
        work: &PublishJob<'_>,
        on_progress: &(dyn Fn(usize, usize) + Sync),
    ) -> Result<PublishResult, Failure> {
        let live = work.live.published.as_ref();
        let is_new = |path: &str| live.is_none_or(|live| live.get(path).is_none());
        let fresh: Vec<String> = work.next.all().map(|(path, _)| path.clone()).filter(|path| is_new(path)).collect();
        let left = self.take_lock(fresh)?;
        // It is unknown which uploads of an interrupted publication succeeded, but their tags show it.
        let there = if work.live.interrupted { self.listed()? } else { BTreeMap::new() };
        let ahead = self.sent_ahead()?;
        let mut jobs: Vec<(u8, &String, &File)> = Vec::new();
        for (path, file) in &work.next.files {
            let same = live.and_then(|live| live.get(path)).is_some_and(|before| before.hash == file.hash);
            if !same || work.live.interrupted {
                jobs.push((rank(path, file, is_new(path)), path, file));
            }
        }
        jobs.sort_by_key(|(rank, path, _)| (*rank, *path));
        let (all, mut sent, mut copied, mut finished) = (jobs.len(), 0, 0, 0);
        let mut sign = Instant::now();
        for turn in jobs.chunk_by(|a, b| a.0 == b.0) {
            // A few at a time in memory, with a sign of life in between.
            for batch in turn.chunks(self.parallel * 4) {
                let (mut sending, mut copying) = (Vec::new(), Vec::new());
                for (_, path, file) in batch {
                    let Some(staged) = work.staged.get(path) else { continue };
                    let bytes = staged.bytes()?;
                    let is_there =
                        there.get(*path).is_some_and(|(size, tag)| *size == file.size && *tag == md5_of(&bytes));
                    if is_there {
                        finished += 1;
                        continue;
                    }
                    sent += 1;
                    let (object, name) = (self.object(path)?, (*path).clone());
                    match ahead.of(path, file, &bytes) {
                        Some(from) => copying.push(Copying { from: self.object(from)?, object, path: name }),
                        None => sending.push(Sending { object, path: name, bytes }),
                    }
                }
                copied += copying.len();
                let mut done = || {
                    finished += 1;
                    on_progress(finished, all);
                };
                let ended = self.each(copying, copy, &mut done).and_then(|()| self.each(sending, send, &mut done));
                ended.map_err(|(path, error)| {
                    self.failed(&format!("/{path} cannot be sent, after {finished} of {all} files"), &error)
                })?;
                if sign.elapsed() > SIGN {
                    sign = Instant::now();
                    self.take_lock(Vec::new())?;
                }
            }
        }
        // Nothing leads to these any more.
        let ours = live.into_iter().flat_map(Published::all).map(|(path, _)| path.as_str());
        let gone: BTreeSet<&str> =
            ours.chain(left.paths.iter().map(String::as_str)).filter(|path| work.next.get(path).is_none()).collect();
        let gone: Vec<Path> = gone.into_iter().map(|path| self.object(path)).collect::<Result<_, _>>()?;
        self.each(gone, remove, || {})
            .map_err(|(path, error)| self.failed(&format!("{path} of the site before cannot be removed"), &error))?;
        let verified = self.verify(work)?;
        for own in work.own {
            self.put_own(own.path, own.bytes.clone(), PutMode::Overwrite)
                .map_err(|error| self.failed("the checksums of the files beside the site cannot be written", &error))?;
        }
        self.put_own(PLACE, work.next.to_bytes(), PutMode::Overwrite)
            .map_err(|error| self.failed("the list of what is live cannot be written", &error))?;
        self.remove_ahead(&ahead)?;
        let lock = self.object(LOCK)?;
        let store = Arc::clone(&self.store);
        failpoint();
        match self.runtime.block_on(async move { store.delete(&lock).await }) {
            Ok(()) | Err(object_store::Error::NotFound { .. }) => {}
            Err(error) => return Err(self.failed("the mark of this publishing cannot be removed", &error)),
        }
        Ok(PublishResult {
            name: work.next.at.clone(),
            sent,
            ahead: copied,
            kept: work.next.all().count() - sent,
            verified,
        })
    }
}

/// Order of uploads: link targets before the pages that link to them.
fn rank(path: &str, file: &File, is_new: bool) -> u8 {
    let is_page = matches!(
        file.kind,
        FileKind::Meeting | FileKind::Speaker | FileKind::List | FileKind::Page | FileKind::Redirect
    );
    let is_door = path == INDEX || path == NOT_FOUND.trim_start_matches('/');
    match (file.kind, is_new) {
        _ if is_fingerprinted(path) => 0,
        (FileKind::Feed, false) => 5,
        (_, true) if !is_page => 1,
        (_, true) if !is_door => 2,
        _ if !is_page => 3,
        _ => 4,
    }
}
