//! Draws a part's share of the files into a folder of its own.

use std::fs;
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::part_files::{PartDrawn, WorkFolder};
use super::part_number::BuildPart;
use super::site_of_parts::{Purpose, SiteOfParts};
use crate::bytes::compress::{BROTLI, GZIP};
use crate::bytes::fingerprint::Fingerprint;
use crate::fs::failpoint::failpoint;
use crate::pipeline::Progress;
use crate::pipeline::build_cache::{BuildCache, Precompressed};
use crate::pipeline::build_options::Options;
use crate::pipeline::draw;
use crate::pipeline::stage_times::Stages;
use crate::report::failure::Failure;
use crate::report::run_report::Report;
use crate::site::well_known::MANIFEST;

/// Files that a part has drawn.
#[derive(Debug)]
pub struct DrawnPart {
    /// Folder in which they lie.
    pub folder: PathBuf,
    /// Paths of the files in the site, in order.
    pub files: Vec<String>,
    /// Fingerprint of all inputs of the build, in hexadecimal digits: the same for all its parts, and for no other build.
    pub build: String,
}

/// Draws the share of a part. What a part that was killed has left is drawn again.
pub(super) fn draw(
    options: &Options,
    purpose: Purpose,
    part: BuildPart,
    work: &WorkFolder,
    progress: &dyn Progress,
) -> Result<(Report, DrawnPart), Failure> {
    let mut stages = Stages::new();
    let linked = work.linked()?;
    let site = SiteOfParts::link(options, purpose, work, Some(linked), &mut stages)?;
    work.forget_drawn(part)?;
    failpoint();
    let folder = work.site(part);
    clear_foreign(&folder)?;
    // Checksums are of the whole site.
    let options = Options { sums: false, signing: None, cache: false, force: false, ..options.clone() };
    let progress = PassingPoints(progress);
    let drawn = draw::draw(&site.loaded, &folder, &options, &BuildCache::default(), Some(part), &progress)?;
    let files: FxHashMap<String, Precompressed> =
        drawn.drawn.into_iter().map(|(path, file)| (path, file.packed)).collect();
    let result = PartDrawn {
        inputs: site.inputs,
        bytes: fingerprints(&folder, &files)?,
        files,
        refused: drawn.refused,
        index: drawn.index,
        data: drawn.data,
        diagnostics: drawn.diagnostics,
    };
    stages.mark("draw");
    work.put_drawn(part, &result)?;
    let mut files: Vec<String> = result.bytes.into_keys().collect();
    files.sort_unstable();
    let report = Report { written: drawn.written, stages: stages.finish(), ..Report::default() };
    Ok((report, DrawnPart { folder, files, build: result.inputs.hex() }))
}

/// Fingerprint of each file of a part, and of its precompressed copies.
fn fingerprints(
    folder: &Path,
    files: &FxHashMap<String, Precompressed>,
) -> Result<FxHashMap<String, Fingerprint>, Failure> {
    let paths = files.par_iter().flat_map_iter(|(path, packed)| {
        let copies = if matches!(packed, Precompressed::Both(..)) { &[GZIP, BROTLI][..] } else { &[] };
        std::iter::once(path.clone()).chain(copies.iter().map(move |ending| format!("{path}{ending}")))
    });
    let read = |path: String| {
        let place = folder.join(&path);
        let bytes = fs::read(&place).map_err(|error| Failure::io("a drawn file cannot be read", &place, &error))?;
        Ok((path, Fingerprint::of_bytes(&bytes)))
    };
    paths.map(read).collect()
}

/// Removes what lies in the folder of a part without a manifest: stores of artifacts may leave it out.
fn clear_foreign(folder: &Path) -> Result<(), Failure> {
    if !folder.exists() || folder.join(MANIFEST).is_file() {
        return Ok(());
    }
    fs::remove_dir_all(folder).map_err(|error| Failure::io("the folder of a part cannot be removed", folder, &error))
}

/// Progress that passes a failpoint after each file.
struct PassingPoints<'a>(&'a dyn Progress);

impl Progress for PassingPoints<'_> {
    fn drawn(&self, done: usize, all: usize) {
        failpoint();
        self.0.drawn(done, all);
    }
}
