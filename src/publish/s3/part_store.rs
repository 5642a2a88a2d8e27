//! An object store as the place that the parts of a build share: a step fetches what it needs into a folder of its own, and sends
//! what it leaves, its result last.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::Write;
use std::path::{Path as FilePath, PathBuf};
use std::sync::Arc;

use object_store::aws::AmazonS3;
use object_store::path::Path;
use object_store::{ObjectStore, ObjectStoreExt, PutOptions, PutPayload};

use super::bucket::S3;
use super::requests::{Done, Job, Sending, attributes, md5_of, remove};
use crate::config::S3Target;
use crate::fs::failpoint::failpoint;
use crate::report::failure::Failure;

/// Beginning of the address of an object store.
const SCHEME: &str = "s3://";

/// Bucket, or folder in it, that the parts of a build share.
pub struct PartStore(S3);

/// Bucket and folder that `s3://bucket/folder` names; `None` if a text is no such address.
pub fn part_bucket(address: &str) -> Option<(&str, &str)> {
    let rest = address.strip_prefix(SCHEME)?.trim_matches('/');
    let (bucket, prefix) = rest.split_once('/').unwrap_or((rest, ""));
    (!bucket.is_empty()).then_some((bucket, prefix))
}

impl PartStore {
    /// The store at an address, `s3://bucket/folder`. Endpoint and region are those of the environment. `scratch` is a folder for this
    /// machine's token.
    ///
    /// # Errors
    /// When the address names no bucket, or there is no key for it.
    pub fn open(address: &str, scratch: &FilePath) -> Result<PartStore, Failure> {
        let Some((bucket, prefix)) = part_bucket(address) else {
            return Err(Failure::usage(format!(
                "“{address}” names no bucket\n  hint: write `--work s3://bucket/folder`, or give a folder that all parts share"
            )));
        };
        let settings = S3Target { bucket: Some(bucket.into()), prefix: Some(prefix.into()), ..S3Target::default() };
        S3::new(&settings, scratch, false).map(PartStore)
    }

    /// Fetches results by their names, and all files of folders, into a local folder. What is not in the store is not there
    /// afterwards either.
    ///
    /// # Errors
    /// When the store cannot be reached, or the local folder cannot be written.
    pub fn fetch(&self, local: &FilePath, names: &[String], folders: &[String]) -> Result<(), Failure> {
        let mut wanted: BTreeMap<String, (u64, String)> = BTreeMap::new();
        let names: BTreeSet<&str> = names.iter().map(String::as_str).collect();
        if !names.is_empty() {
            let listed = self.0.listed_on_top()?;
            wanted.extend(listed.into_iter().filter(|(path, _)| names.contains(path.as_str())));
        }
        for folder in folders {
            wanted.extend(self.0.listed_below(folder)?);
        }
        for name in names.iter().filter(|name| !wanted.contains_key(**name)) {
            clear(&local.join(name))?;
        }
        let is_missing = |(path, (size, tag)): &(&String, &(u64, String))| {
            let there = fs::metadata(local.join(path)).is_ok_and(|there| there.len() == *size);
            !there || fs::read(local.join(path)).is_ok_and(|bytes| md5_of(&bytes) != *tag)
        };
        let fetching = wanted.iter().filter(is_missing).map(|(path, _)| {
            let object = self.0.object(path)?;
            Ok(Fetching { object, place: local.join(path) })
        });
        let fetching: Vec<Fetching> = fetching.collect::<Result<_, Failure>>()?;
        self.0
            .each(fetching, fetch, || {})
            .map_err(|(path, error)| self.0.failed(&format!("{path} of the parts cannot be fetched"), &error))
    }

    /// Removes a result, before the step that leaves it begins anew.
    ///
    /// # Errors
    /// When the store cannot be reached.
    pub fn forget(&self, name: &str) -> Result<(), Failure> {
        let object = self.0.object(name)?;
        self.0
            .each([object], remove, || {})
            .map_err(|(path, error)| self.0.failed(&format!("{path} of the parts cannot be removed"), &error))
    }

    /// Sends the files of a folder, and then a result. Files that were there and are not in the folder are removed.
    ///
    /// # Errors
    /// When a file cannot be read, or the store refuses it.
    pub fn send(&self, local: &FilePath, folder: Option<(&str, &[String])>, result: &str) -> Result<(), Failure> {
        let refused = |(path, error): (String, object_store::Error)| {
            self.0.failed(&format!("{path} of the parts cannot be sent"), &error)
        };
        if let Some((folder, files)) = folder {
            let mut there = self.0.listed_below(folder)?;
            for batch in files.chunks(self.0.parallel * 4) {
                let mut sending = Vec::new();
                for file in batch {
                    let path = format!("{folder}/{file}");
                    let bytes = read(&local.join(&path))?;
                    let known = there.remove(&path);
                    if known.is_some_and(|(size, tag)| size == bytes.len() as u64 && tag == md5_of(&bytes)) {
                        continue;
                    }
                    sending.push(Sending { object: self.0.object(&path)?, path, bytes });
                }
                self.0.each(sending, send_private, || {}).map_err(refused)?;
            }
            let gone: Vec<Path> = there.keys().map(|path| self.0.object(path)).collect::<Result<_, _>>()?;
            self.0.each(gone, remove, || {}).map_err(refused)?;
        }
        let (object, path, bytes) = (self.0.object(result)?, result.to_owned(), read(&local.join(result))?);
        self.0.each([Sending { object, path, bytes }], send_private, || {}).map_err(refused)
    }
}

fn read(place: &FilePath) -> Result<Vec<u8>, Failure> {
    fs::read(place).map_err(|error| Failure::io("what a part has left cannot be read", place, &error))
}

fn clear(place: &FilePath) -> Result<(), Failure> {
    match fs::remove_file(place) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            Err(Failure::io("an outdated result cannot be removed", place, &error))
        }
        _ => Ok(()),
    }
}

/// An object to be fetched into a file.
struct Fetching {
    object: Path,
    place: PathBuf,
}

fn fetch(store: Arc<AmazonS3>, fetching: Fetching) -> Job {
    Box::pin(async move {
        let Fetching { object, place } = fetching;
        let named = |error| (object.to_string(), error);
        let bytes = match store.get(&object).await {
            Ok(got) => got.bytes().await.map_err(named)?,
            // Somebody has removed it since it was listed; whoever needs it says so.
            Err(object_store::Error::NotFound { .. }) => return Ok(()),
            Err(error) => return Err(named(error)),
        };
        let written = write(&place, &bytes);
        written.map_err(|error| named(object_store::Error::Generic { store: "folder", source: Box::new(error) }))
    })
}

/// Writes a file, whole or not at all.
fn write(place: &FilePath, bytes: &[u8]) -> std::io::Result<()> {
    let folder = place.parent().unwrap_or(FilePath::new("."));
    fs::create_dir_all(folder)?;
    let mut file = tempfile::NamedTempFile::new_in(folder)?;
    file.write_all(bytes)?;
    file.persist(place).map_err(|error| error.error)?;
    Ok(())
}

/// Sends a file that no reader asks for.
fn send_private(store: Arc<AmazonS3>, sending: Sending) -> Job {
    Box::pin(async move {
        let Sending { object, path, bytes } = sending;
        let attributes = attributes("application/octet-stream", "no-store");
        let options = PutOptions { attributes, ..PutOptions::default() };
        failpoint();
        let put: Done =
            store.put_opts(&object, PutPayload::from(bytes), options).await.map(|_| ()).map_err(|error| (path, error));
        put
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_names_a_bucket_and_perhaps_a_folder_in_it() {
        assert_eq!(part_bucket("s3://work/parts/one/"), Some(("work", "parts/one")));
        assert_eq!(part_bucket("s3://work"), Some(("work", "")));
        assert_eq!(part_bucket("s3://"), None);
        assert_eq!(part_bucket("parts"), None);
    }
}
