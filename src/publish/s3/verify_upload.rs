//! Verifies what a bucket holds after a publication.

use std::collections::BTreeMap;

use super::bucket::S3;
use super::requests::{Sending, md5_of, send};
use crate::bytes::fingerprint::Fingerprint;
use crate::publish::PublishJob;
use crate::report::failure::Failure;

impl S3 {
    /// Verifies that every file is there with the right content. Files altered in the bucket are sent once more.
    pub(super) fn verify(&self, work: &PublishJob<'_>) -> Result<usize, Failure> {
        let altered = self.altered(work)?;
        if !altered.is_empty() {
            let mut sending = Vec::new();
            for path in altered.keys() {
                let Some(staged) = work.staged.get(path) else { continue };
                let (object, bytes) = (self.object(path)?, staged.bytes()?);
                sending.push(Sending { object, path: (*path).to_owned(), bytes });
            }
            self.each(sending, send, || {})
                .map_err(|(path, error)| self.failed(&format!("/{path} cannot be sent"), &error))?;
            if let Some((path, found)) = self.altered(work)?.into_iter().next() {
                return Err(Failure::environment(format!(
                    "/{path} was sent, and {found}\n  hint: somebody else may be changing the bucket; publish again"
                )));
            }
        }
        Ok(work.next.files.len())
    }

    /// Files whose content is wrong, with the reason. A tag is the MD5 of the uploaded bytes, unless the service
    /// encrypts them: then differing files are fetched, or, where tags say nothing, the files sent just now.
    fn altered<'w>(&self, work: &PublishJob<'w>) -> Result<BTreeMap<&'w str, String>, Failure> {
        let listed = self.listed()?;
        let live = work.live.published.as_ref();
        let (mut altered, mut doubtful, mut tags_tell) = (BTreeMap::new(), Vec::new(), false);
        for (path, file) in &work.next.files {
            match listed.get(path) {
                None => drop(altered.insert(path.as_str(), "is not there".to_owned())),
                Some((size, _)) if *size != file.size => {
                    altered.insert(path.as_str(), format!("has {size} bytes instead of {}", file.size));
                }
                Some((_, tag)) => {
                    let Some(staged) = work.staged.get(path) else { continue };
                    if *tag == md5_of(&staged.bytes()?) {
                        tags_tell = true;
                    } else {
                        doubtful.push((path, file));
                    }
                }
            }
        }
        for (path, file) in doubtful {
            let is_new = live.and_then(|live| live.get(path)).is_none_or(|before| before.hash != file.hash);
            if tags_tell || is_new {
                let bytes = self.get(path)?.unwrap_or_default();
                if Fingerprint::of_bytes(&bytes).hex() != file.hash {
                    altered.insert(path.as_str(), "holds something else".to_owned());
                }
            }
        }
        Ok(altered)
    }
}
