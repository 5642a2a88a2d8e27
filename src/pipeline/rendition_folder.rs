//! The folder in which copies of pictures wait for the next build, by what they are made of: no picture is decoded twice.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use rayon::prelude::*;
use rustc_hash::FxHashSet;

use super::build_options::Options;
use crate::bytes::pictures::{PictureFacts, renditions};
use crate::fs::cache_dir;
use crate::fs::discover::{Discovered, read_again};
use crate::report::diagnostic::{Diagnostic, Location, Problem};
use crate::report::failure::Failure;
use crate::site::{Output, OutputKind, Plan};

/// Largest number of pictures that are decoded at the same time; one may need several hundred megabytes.
const AT_ONCE: usize = 4;

/// Time after which a copy that no page shows any more is removed.
const FORGOTTEN: Duration = Duration::from_secs(30 * 24 * 60 * 60);

/// Copies of the pictures of a site.
#[derive(Debug, Default)]
pub struct RenditionFolder {
    place: PathBuf,
    /// Beginning of the paths of pictures in diagnostics.
    prefix: &'static str,
    /// Keeps a folder that only lasts as long as this run.
    temporary: Option<tempfile::TempDir>,
}

impl RenditionFolder {
    /// The folder for the copies of a plan, if it has some: beside the cache of the build, or a temporary one if that may not be
    /// written.
    ///
    /// # Errors
    /// When no folder can be made.
    pub(super) fn new(found: &Discovered, options: &Options, plan: &Plan) -> Result<Self, Failure> {
        let prefix = if found.is_site { "content/" } else { "" };
        if !plan.outputs.iter().any(|output| matches!(output.kind, OutputKind::Rendition(..))) {
            return Ok(RenditionFolder { prefix, ..RenditionFolder::default() });
        }
        let kept = || cache_dir::folder(&super::opened::resolved(&found.root), found.is_site, "pictures");
        if let Some(place) = Some(options.cache).filter(|kept| *kept).and_then(|_| kept()) {
            return Ok(RenditionFolder { place, prefix, temporary: None });
        }
        let temporary = tempfile::tempdir().map_err(|error| {
            Failure::io("no folder can be made for copies of pictures", &std::env::temp_dir(), &error)
        })?;
        Ok(RenditionFolder { place: temporary.path().to_owned(), prefix, temporary: Some(temporary) })
    }

    /// The folder.
    pub fn place(&self) -> &Path {
        &self.place
    }

    /// Makes the copies among some outputs of a plan that are not there. Returns diagnostics about pictures that are damaged.
    ///
    /// # Errors
    /// When a picture was changed since it was examined, or a copy cannot be written.
    pub(super) fn fill<'a>(
        &self,
        plan: &Plan,
        outputs: impl Iterator<Item = &'a Output>,
    ) -> Result<Vec<Diagnostic>, Failure> {
        let mut wanted: BTreeMap<&Arc<str>, Vec<u32>> = BTreeMap::new();
        for output in outputs {
            if let OutputKind::Rendition(path, width) = &output.kind {
                wanted.entry(path).or_default().push(*width);
            }
        }
        let wanted: Vec<_> = wanted.into_iter().collect();
        let chunks = wanted.par_chunks(wanted.len().div_ceil(AT_ONCE).max(1));
        let damaged: Result<Vec<Vec<_>>, Failure> = chunks
            .map(|pictures| {
                let make = |(path, widths): &(&Arc<str>, Vec<u32>)| self.make(plan, path, widths).transpose();
                pictures.iter().filter_map(make).collect()
            })
            .collect();
        Ok(damaged?.into_iter().flatten().collect())
    }

    /// Makes the copies of one picture that are not there.
    pub(super) fn make(&self, plan: &Plan, path: &Arc<str>, widths: &[u32]) -> Result<Option<Diagnostic>, Failure> {
        let (Some(facts), Some(file)) = (plan.facts_of(path), plan.attachments.get(path)) else { return Ok(None) };
        let mark = self.place.join(format!("{}.damaged", facts.rendition_key("", 0).hex()));
        let mut widths: Vec<u32> =
            widths.iter().copied().filter(|width| !self.place.join(facts.file_name(*width)).is_file()).collect();
        widths.sort_unstable();
        let mut is_damaged = mark.is_file();
        if !widths.is_empty() {
            let bytes = read_again(&file.place).filter(|bytes| facts.is_of(bytes));
            let made = bytes.and_then(|bytes| renditions(&bytes, facts, &widths).ok()).ok_or_else(|| {
                Failure::environment(format!(
                    "the picture {path} was changed while the site was being built\n  hint: build again"
                ))
            })?;
            for (width, bytes) in widths.iter().zip(made.files) {
                self.write(facts, *width, &bytes)?;
            }
            is_damaged = made.is_damaged;
            if is_damaged {
                cache_dir::write(&mark, &[]);
            }
        }
        Ok(is_damaged.then(|| {
            let at = Location::file(&format!("{}{path}", self.prefix).into());
            let message = "the file is damaged: it ends too early, or cannot be read to its end";
            let hint = "copy it again from where it comes from";
            Diagnostic::at(Problem::BrokenPicture, at, message).hint(hint)
        }))
    }

    fn write(&self, facts: &PictureFacts, width: u32, bytes: &[u8]) -> Result<(), Failure> {
        let place = self.place.join(facts.file_name(width));
        cache_dir::write(&place, bytes);
        if place.is_file() {
            return Ok(());
        }
        Err(Failure::environment(format!(
            "a copy of a picture cannot be written to {}\n  hint: make the folder writable, or build with `--no-cache`",
            place.display()
        )))
    }

    /// Removes copies that no page of a plan has shown for a while.
    pub(super) fn forget(&self, plan: &Plan) {
        if self.temporary.is_some() || self.place.as_os_str().is_empty() {
            return;
        }
        let shown: FxHashSet<String> = plan
            .pictures
            .values()
            .flat_map(|picture| picture.renditions.iter().map(|one| picture.facts.file_name(one.width)))
            .collect();
        let Ok(entries) = fs::read_dir(&self.place) else { return };
        for entry in entries.flatten() {
            let age = entry.metadata().ok().and_then(|metadata| metadata.modified().ok()?.elapsed().ok());
            let is_shown = entry.file_name().to_str().is_some_and(|name| shown.contains(name));
            if !is_shown && age.is_some_and(|age| age > FORGOTTEN) {
                let _ = fs::remove_file(entry.path());
            }
        }
    }
}
