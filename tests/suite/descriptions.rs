//! Every page says in a sentence what it is, for search engines and for previews of links.

use std::path::Path;

use crate::site::{Unseen, files_below, options};

#[test]
fn every_page_of_the_sample_site_has_a_description() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let output = folder.path().join("output");
    let site = Path::new(env!("CARGO_MANIFEST_DIR"));
    minutebook::pipeline::build(&options(site, &output), &Unseen).unwrap_or_else(|failure| panic!("{failure}"));
    let files = files_below(&output);
    // Redirects are no pages, and files of records are their authors'.
    let pages = files.iter().filter(|(path, _)| path.ends_with(".html") && !path.starts_with("files/"));
    let pages = pages.map(|(path, bytes)| (path, String::from_utf8_lossy(bytes)));
    let pages: Vec<_> = pages.filter(|(_, page)| !page.contains("http-equiv=\"refresh\"")).collect();
    let silent = |page: &str| {
        !page.contains("name=\"description\"") || page.contains("property=\"og:description\" content=\"\"")
    };
    let found: Vec<_> = pages.iter().filter(|(_, page)| silent(page)).map(|(path, _)| path).collect();
    assert!(pages.len() > 300 && found.is_empty(), "{} pages, without a description: {found:#?}", pages.len());
}
