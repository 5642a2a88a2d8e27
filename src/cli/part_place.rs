//! Place that the parts of a build share: a folder, or an object store, of which a local folder holds what a step needs.

use std::path::{Path, PathBuf};

use crate::bytes::fingerprint::Fingerprint;
use crate::pipeline::{Options, PartPhase, StepFiles, scratch, settings_alone, written};
use crate::publish::{PartStore, part_bucket};
use crate::report::failure::Failure;

/// Shared place of a step, with all that the step needs in a folder.
pub(super) struct PartPlace {
    folder: PathBuf,
    store: Option<PartStore>,
    files: StepFiles,
}

impl PartPlace {
    /// Opens the place `work`, a folder or an address such as `s3://bucket/folder`, for a step.
    ///
    /// # Errors
    /// When the object store cannot be reached, or readers could fetch from it what is not public.
    pub(super) fn open(options: &Options, phase: PartPhase, work: &Path) -> Result<PartPlace, Failure> {
        let files = StepFiles::of(phase);
        let Some(address) = work.to_str().filter(|work| work.starts_with("s3://")) else {
            return Ok(PartPlace { folder: work.to_owned(), store: None, files });
        };
        refuse_public_bucket(options, address)?;
        let own = scratch(options, "parts")?;
        let folder = own.join(Fingerprint::of(address).hex());
        let store = PartStore::open(address, &own)?;
        store.fetch(&folder, &files.needed, &files.needed_folders)?;
        if let Some(result) = &files.result {
            // A result that an earlier run has left here must not pass for the one of this step.
            match std::fs::remove_file(folder.join(result)) {
                Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                    return Err(Failure::io("an outdated result cannot be removed", &folder.join(result), &error));
                }
                _ => {}
            }
            if files.folder.is_some() {
                store.forget(result)?;
            }
        }
        Ok(PartPlace { folder, store: Some(store), files })
    }

    /// Folder with all that the step needs, into which it writes what it leaves.
    pub(super) fn folder(&self) -> &Path {
        &self.folder
    }

    /// Shares what the step has left, the result last. A step that has left no result shares nothing.
    ///
    /// # Errors
    /// When the object store cannot be reached or refuses.
    pub(super) fn share(&self) -> Result<(), Failure> {
        let (Some(store), Some(result)) = (&self.store, &self.files.result) else { return Ok(()) };
        if !self.folder.join(result).is_file() {
            return Ok(());
        }
        match &self.files.folder {
            None => store.send(&self.folder, None, result),
            Some(site) => {
                let files = written(&self.folder.join(site))?;
                store.send(&self.folder, Some((site, &files)), result)
            }
        }
    }
}

/// Refuses the bucket from which readers get the site: what parts share holds drafts and embargoed records.
fn refuse_public_bucket(options: &Options, address: &str) -> Result<(), Failure> {
    let public = settings_alone(options)?.targets.s3.bucket;
    match part_bucket(address) {
        Some((bucket, _)) if public.as_deref() == Some(bucket) => Err(Failure::usage(format!(
            "the parts cannot share the bucket “{bucket}”, because readers get the site from it, and the parts hold drafts and embargoed \
             records\n  hint: give another bucket that nobody else can read"
        ))),
        _ => Ok(()),
    }
}
