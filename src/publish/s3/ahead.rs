//! Files that the parts of a publication have sent ahead into the bucket, where no reader finds them: the step that puts the site
//! live copies them within the bucket.

use std::collections::BTreeMap;
use std::path::Path as FilePath;
use std::sync::Arc;

use object_store::ObjectStoreExt;
use object_store::aws::AmazonS3;
use object_store::path::Path;

use super::bucket::S3;
use super::requests::{Job, Sending, md5_of, remove, send};
use crate::bytes::fingerprint::Fingerprint;
use crate::fs::failpoint::failpoint;
use crate::publish::{File, PublishTarget, Published};
use crate::report::failure::Failure;

/// Folder of the bucket for files that were sent ahead. Below it each build has a folder whose name cannot be guessed.
const AHEAD: &str = ".minutebook/ahead/";

/// Files that were sent ahead, by path in the site: the path in the bucket, size and tag.
pub(super) struct SentAhead(BTreeMap<String, Vec<(String, u64, String)>>);

impl S3 {
    /// Sends those files of a part ahead that are not live. `build` is the same for all parts of a build, and for no other build.
    /// Gives the number of files that were sent, and of those that were there already. Nothing goes live.
    ///
    /// # Errors
    /// When the bucket cannot be reached or refuses.
    pub fn send_ahead(
        &mut self,
        (folder, files, build): (&FilePath, &[String], &str),
        on_progress: &(dyn Fn(usize, usize) + Sync),
    ) -> Result<(usize, usize), Failure> {
        let live = self.live()?.published;
        let there = self.listed_below(&format!("{AHEAD}{build}"))?;
        let (mut sent, mut finished) = (0, 0);
        // A few at a time in memory.
        for batch in files.chunks(self.parallel * 4) {
            let mut sending = Vec::new();
            for path in batch {
                let place = folder.join(path);
                let bytes = std::fs::read(&place)
                    .map_err(|error| Failure::io("a file that is to go live cannot be read", &place, &error))?;
                let ahead = format!("{AHEAD}{build}/{path}");
                let is_there =
                    there.get(&ahead).is_some_and(|(size, tag)| *size == bytes.len() as u64 && *tag == md5_of(&bytes));
                if is_there || is_live(live.as_ref(), path, &bytes) {
                    finished += 1;
                    continue;
                }
                sent += 1;
                sending.push(Sending { object: self.object(&ahead)?, path: path.clone(), bytes });
            }
            let ended = self.each(sending, send, || {
                finished += 1;
                on_progress(finished, files.len());
            });
            ended.map_err(|(path, error)| {
                self.failed(&format!("/{path} cannot be sent, after {finished} of {} files", files.len()), &error)
            })?;
        }
        Ok((sent, files.len() - sent))
    }

    /// All files that were sent ahead.
    pub(super) fn sent_ahead(&self) -> Result<SentAhead, Failure> {
        let mut all: BTreeMap<String, Vec<(String, u64, String)>> = BTreeMap::new();
        for (ahead, (size, tag)) in self.listed_below(AHEAD.trim_end_matches('/'))? {
            let path = ahead.strip_prefix(AHEAD).and_then(|rest| rest.split_once('/'));
            let path = path.map(|(_, path)| path.to_owned()).unwrap_or_default();
            all.entry(path).or_default().push((ahead, size, tag));
        }
        Ok(SentAhead(all))
    }

    /// Removes all files that were sent ahead, of this build and of others that never went live.
    pub(super) fn remove_ahead(&self, ahead: &SentAhead) -> Result<(), Failure> {
        let objects: Vec<Path> =
            ahead.0.values().flatten().map(|(ahead, ..)| self.object(ahead)).collect::<Result<_, _>>()?;
        self.each(objects, remove, || {})
            .map_err(|(path, error)| self.failed(&format!("{path}, which a part had sent, cannot be removed"), &error))
    }
}

impl SentAhead {
    /// Path in the bucket of the file that a part has sent ahead for a path of the site, if it has these bytes.
    pub(super) fn of(&self, path: &str, file: &File, bytes: &[u8]) -> Option<&str> {
        let sent = self.0.get(path)?;
        let tag = md5_of(bytes);
        sent.iter().find(|(_, size, known)| *size == file.size && *known == tag).map(|(ahead, ..)| ahead.as_str())
    }
}

/// Reports whether a file with these bytes is live.
fn is_live(live: Option<&Published>, path: &str, bytes: &[u8]) -> bool {
    live.and_then(|live| live.get(path)).is_some_and(|file| file.hash == Fingerprint::of_bytes(bytes).hex())
}

/// A file that is put live by copying what a part has sent ahead. The headers stored with it are copied too.
pub(super) struct Copying {
    pub(super) from: Path,
    pub(super) object: Path,
    pub(super) path: String,
}

pub(super) fn copy(store: Arc<AmazonS3>, copying: Copying) -> Job {
    Box::pin(async move {
        let Copying { from, object, path } = copying;
        failpoint();
        store.copy(&from, &object).await.map_err(|error| (path, error))
    })
}
