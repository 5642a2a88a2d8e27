//! Lays down a site in a temporary folder, builds it, and looks at what came out.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use minutebook::ledger::append;
use minutebook::pipeline::{Now, Options, Progress, PublishPlan, build, publishing};
use minutebook::report::diagnostic::Diagnostic;
use minutebook::report::failure::Failure;
use minutebook::report::run_report::Report;
use tempfile::TempDir;

/// A site or plain folder in the making.
pub(crate) struct Site {
    /// Removed when neither the site nor a build of it is looked at any more.
    pub(crate) folder: Arc<TempDir>,
    pub options: Options,
}

/// Result of a build.
pub(crate) struct Built {
    pub report: Report,
    pub output: PathBuf,
    _folder: Arc<TempDir>,
}

/// Progress that is not shown.
pub(crate) struct Unseen;

impl Progress for Unseen {
    fn drawn(&self, _done: usize, _all: usize) {}
}

/// The moment for which tests build unless they say otherwise.
pub(crate) const NOW: &str = "2026-01-01T00:00:00Z";

impl Site {
    /// An empty site whose output goes beside it. `MISSING_BASE_URL` is not told, because a base URL is given.
    pub(crate) fn new() -> Self {
        let folder = Arc::new(tempfile::tempdir().expect("a temporary folder"));
        fs::create_dir(folder.path().join("site")).expect("a folder for the site");
        let options = options(&folder.path().join("site"), &folder.path().join("output"));
        Site { folder, options }
    }

    /// With a file, by its path from the site; `content/` makes it a site rather than a plain folder.
    pub(crate) fn file(self, path: &str, text: impl AsRef<[u8]>) -> Self {
        self.write(path, text);
        self
    }

    /// Writes or overwrites a file.
    pub(crate) fn write(&self, path: &str, text: impl AsRef<[u8]>) {
        let place = self.path(path);
        fs::create_dir_all(place.parent().expect("a parent")).expect("a folder");
        fs::write(place, text).expect("a file");
    }

    /// A path from the site.
    pub(crate) fn path(&self, path: &str) -> PathBuf {
        self.options.site.join(path)
    }

    pub(crate) fn now(mut self, now: &str) -> Self {
        self.options.now = Now::Instant(now.parse().expect("a moment"));
        self
    }

    pub(crate) fn drafts(mut self) -> Self {
        self.options.drafts = true;
        self
    }

    /// Builds and expects that nothing outside the content goes wrong.
    pub(crate) fn build(&self) -> Built {
        self.try_build().unwrap_or_else(|failure| panic!("{failure}"))
    }

    pub(crate) fn try_build(&self) -> Result<Built, Failure> {
        if self.options.cache {
            lay_to_rest(&self.path("content"));
        }
        let report = build(&self.options, &Unseen)?;
        Ok(Built { report, output: self.output(), _folder: Arc::clone(&self.folder) })
    }

    /// Publishes as far as the register goes; nothing may be in the way.
    pub(crate) fn publish(&self) -> PublishPlan {
        let publishing = publishing(&self.options, false).unwrap_or_else(|failure| panic!("{failure}"));
        let told = &publishing.revision.diagnostics;
        assert!(told.is_empty(), "{told:#?}");
        append(&publishing.folder, &publishing.revision.value).unwrap_or_else(|failure| panic!("{failure}"));
        publishing
    }

    pub(crate) fn output(&self) -> PathBuf {
        self.options.output.clone().expect("tests say where the output goes")
    }
}

/// Makes files look as if they had been written an hour ago: what was written just now is read in any case.
pub(crate) fn lay_to_rest(folder: &Path) {
    let now = std::time::SystemTime::now();
    let an_hour = std::time::Duration::from_secs(3600);
    for entry in walkdir::WalkDir::new(folder).into_iter().flatten().filter(|entry| entry.file_type().is_file()) {
        let modified = entry.metadata().ok().and_then(|metadata| metadata.modified().ok());
        let is_recent = modified.is_none_or(|modified| now.duration_since(modified).is_ok_and(|age| age < an_hour / 2));
        if let Ok(file) = fs::File::options().append(true).open(entry.path())
            && is_recent
        {
            let _ = file.set_modified(now - an_hour);
        }
    }
}

/// Options for a folder of test data.
pub(crate) fn options(site: &Path, output: &Path) -> Options {
    Options {
        output: Some(output.to_owned()),
        now: Now::Instant(NOW.parse().expect("a moment")),
        base_url: Some("https://records.example".to_owned()),
        ..Options::for_site(site)
    }
}

impl Built {
    /// A file of the output as text.
    pub(crate) fn read(&self, path: &str) -> String {
        let place = self.output.join(path);
        fs::read_to_string(&place)
            .unwrap_or_else(|error| panic!("{}: {error}\nthere are: {:#?}", place.display(), self.files().keys()))
    }

    pub(crate) fn has(&self, path: &str) -> bool {
        self.output.join(path).exists()
    }

    /// Every file of the output but Minutebook's own, with its bytes.
    pub(crate) fn files(&self) -> BTreeMap<String, Vec<u8>> {
        files_below(&self.output)
    }

    /// Each diagnostic as `code path:line:column`, without notes about where the site will stand.
    pub(crate) fn codes(&self) -> Vec<String> {
        self.report.diagnostics.iter().map(code).collect()
    }

    /// The one diagnostic with a code.
    pub(crate) fn diagnostic(&self, wanted: &str) -> &Diagnostic {
        let found: Vec<&Diagnostic> = self.report.diagnostics.iter().filter(|d| d.problem.code() == wanted).collect();
        assert_eq!(found.len(), 1, "one {wanted} among {:#?}", self.codes());
        found[0]
    }
}

fn code(diagnostic: &Diagnostic) -> String {
    match &diagnostic.at {
        Some(at) if at.line > 0 => format!("{} {}:{}:{}", diagnostic.problem, at.path, at.line, at.column),
        Some(at) => format!("{} {}", diagnostic.problem, at.path),
        None => diagnostic.problem.to_string(),
    }
}

/// Every file below a folder but Minutebook's own, with its bytes.
pub(crate) fn files_below(root: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    for entry in walkdir::WalkDir::new(root).into_iter().filter_entry(|e| e.file_name() != ".minutebook") {
        let entry = entry.expect("a readable output");
        if entry.file_type().is_file() {
            let path = entry.path().strip_prefix(root).expect("below the root").to_string_lossy().into_owned();
            files.insert(path, fs::read(entry.path()).expect("a readable file"));
        }
    }
    files
}

/// A folder of real records: from the environment, or beside the project. `None` when there is none, and the test
/// that asked says that it was skipped.
pub(crate) fn real_records(name: &str) -> Option<PathBuf> {
    let root = std::env::var_os("MINUTEBOOK_DATA").map(PathBuf::from);
    let root = root.unwrap_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data"));
    let folder = root.join(name);
    if folder.is_dir() {
        return Some(folder);
    }
    println!("SKIPPED: there are no real records at {}; set MINUTEBOOK_DATA", folder.display());
    None
}

/// Builds a folder that must not be written to.
pub(crate) fn build_folder(folder: &Path) -> Built {
    let mut site = Site::new();
    site.options.site = folder.to_owned();
    site.build()
}

/// Checks that real records are available when they are required: such a run must not skip tests.
#[test]
fn real_records_are_there_when_they_must_be() {
    if std::env::var_os("MINUTEBOOK_REQUIRE_DATA").is_some() {
        assert!(real_records("pilot").is_some() && real_records("sample-600").is_some());
    }
}
