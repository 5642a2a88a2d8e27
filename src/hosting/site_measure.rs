//! A finished site, measured for its host.

use rustc_hash::FxHashSet;

use super::host_table::{HostLimits, RedirectReading};
use crate::report::mass::{MassKind, SiteMass};
use crate::site::well_known::{HEADERS, REDIRECTS};

/// Most files too large for the host that are named.
const NAMED: usize = 5;

/// Figures of a site that a host compares with its limits.
#[derive(Debug, Clone, Default)]
pub struct SiteMeasure {
    /// Files and bytes that the host counts.
    pub mass: SiteMass,
    /// Folders.
    pub folders: u64,
    /// Bytes of the largest file.
    pub largest: u64,
    /// Some of the files that are larger than the host takes, the largest first.
    pub large: Vec<(String, u64)>,
    /// Number of all such files.
    pub all_large: u64,
    /// Bytes of the host's own file of settings, if there is one.
    pub settings: Option<u64>,
    /// `_redirects`.
    pub redirects: Option<TextMeasure>,
    /// `_headers`.
    pub headers: Option<TextMeasure>,
}

/// A file of rows, measured.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct TextMeasure {
    /// Rows that begin a rule.
    pub rules: u64,
    /// Characters of the longest row.
    pub longest: u64,
    /// Bytes of the file.
    pub bytes: u64,
}

impl TextMeasure {
    /// Measures a text.
    pub fn of(text: &str) -> TextMeasure {
        let rows = || text.lines().filter(|row| !row.trim().is_empty() && !row.starts_with('#'));
        TextMeasure {
            // In `_headers` the headers of a rule stand below it, indented.
            rules: rows().filter(|row| !row.starts_with([' ', '\t'])).count() as u64,
            longest: rows().map(|row| row.trim().chars().count() as u64).max().unwrap_or(0),
            bytes: text.len() as u64,
        }
    }
}

impl SiteMeasure {
    /// Measures a site of a mass by the paths and bytes of its files. The rows of `_redirects` and `_headers` are measured apart.
    pub fn of(limits: &HostLimits, mass: &SiteMass, files: &[(String, u64)]) -> SiteMeasure {
        let mut measure = SiteMeasure { mass: mass.clone(), ..SiteMeasure::default() };
        let mut folders: FxHashSet<&str> = FxHashSet::default();
        let mut large: Vec<(String, u64)> = Vec::new();
        for (path, bytes) in files {
            let bytes = *bytes;
            if limits.reads(path) {
                measure.mass.take_away(MassKind::Programs, 1, bytes);
                continue;
            }
            if limits.settings.is_some_and(|file| file.path() == path) {
                measure.settings = Some(bytes);
            }
            if limits.file_bytes.is_some_and(|limit| bytes > limit.most) {
                large.push((path.clone(), bytes));
            }
            measure.largest = measure.largest.max(bytes);
            let mut end = path.len();
            // Where a folder is known, those above it are.
            while let Some(at) = path[..end].rfind('/').filter(|at| folders.insert(&path[..*at])) {
                end = at;
            }
        }
        large.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        measure.folders = folders.len() as u64;
        measure.all_large = large.len() as u64;
        large.truncate(NAMED);
        measure.large = large;
        measure
    }

    /// Number of files as a host counts them.
    pub fn entries(&self, limits: &HostLimits) -> u64 {
        self.mass.files + if limits.counts_entries { self.folders } else { 0 }
    }
}

impl HostLimits {
    /// True for a file with instructions for the host, which it does not count.
    fn reads(&self, path: &str) -> bool {
        let is = |address: &str| address.trim_start_matches('/') == path;
        let reads_headers = self.headers.is_some() && is(HEADERS);
        let reads_redirects = matches!(self.redirects, RedirectReading::Rows(_)) && is(REDIRECTS);
        (reads_headers || reads_redirects) && !self.counts_entries
    }
}
