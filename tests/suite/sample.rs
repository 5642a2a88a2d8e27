//! The repository is itself the sample site: the living manual, built with warnings denied.

use std::path::Path;

use crate::site::{Unseen, options};

#[test]
fn the_sample_site_builds_without_a_warning() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let mut options = options(Path::new(env!("CARGO_MANIFEST_DIR")), &folder.path().join("output"));
    options.base_url = None;
    let report = minutebook::pipeline::build(&options, &Unseen).unwrap_or_else(|failure| panic!("{failure}"));
    let told: Vec<String> = report.diagnostics.iter().map(minutebook::report::terminal::render).collect();
    assert!(told.is_empty(), "{}", told.join("\n\n"));
    assert!(report.counts.meetings >= 12 && report.counts.held >= 2, "{:?}", report.counts);
}
