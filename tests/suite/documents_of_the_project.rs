//! The project's own documents: links between them lead somewhere, the README names each once, and they are a site.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use minutebook::markdown::page_headings;
use pulldown_cmark::{Event, Parser, Tag};

use crate::commands::{code, minutebook, told};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn read(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Documents at the root and in `docs/`.
fn documents() -> Vec<PathBuf> {
    let of = |folder: PathBuf| std::fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("a file").path());
    let all = of(root().to_owned()).chain(of(root().join("docs")));
    let mut all: Vec<PathBuf> = all.filter(|path| path.extension().is_some_and(|ending| ending == "md")).collect();
    all.sort();
    all
}

/// Targets of the relative links of a document.
fn links(text: &str) -> Vec<String> {
    let targets = Parser::new_ext(text, pulldown_cmark::Options::ENABLE_TABLES).filter_map(|event| match event {
        Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => Some(dest_url.to_string()),
        _ => None,
    });
    targets.filter(|target| !target.contains(':')).collect()
}

#[test]
fn every_link_between_documents_leads_to_a_file_and_a_heading() {
    let mut anchors: BTreeMap<PathBuf, Vec<String>> = BTreeMap::new();
    let mut lost = Vec::new();
    for document in documents() {
        for target in links(&read(&document)) {
            let (path, anchor) = target.split_once('#').unwrap_or((&target, ""));
            let file = match path {
                "" => document.clone(),
                path => document.parent().expect("a folder").join(path),
            };
            let mut has_anchor = |file: &Path| {
                let known = anchors.entry(file.to_owned()).or_insert_with(|| {
                    page_headings(&read(file)).into_iter().map(|heading| heading.anchor.into()).collect()
                });
                known.iter().any(|known| known == anchor)
            };
            if !file.exists() || (!anchor.is_empty() && !has_anchor(&file)) {
                lost.push(format!("{}: {target}", document.display()));
            }
        }
    }
    assert!(lost.is_empty(), "{lost:#?}");
}

#[test]
fn the_readme_names_each_document_once() {
    let readme = read(&root().join("README.md"));
    let links = links(&readme);
    for document in documents() {
        let name = document.strip_prefix(root()).expect("a path below the root").to_str().expect("UTF-8").to_owned();
        let count = links.iter().filter(|link| **link == name).count();
        let expected = usize::from(name != "README.md");
        assert_eq!(count, expected, "{name} in README.md");
    }
}

#[test]
fn the_documents_are_a_site_without_a_warning_and_their_links_lead_to_its_pages() {
    let place = tempfile::tempdir().expect("a temporary folder");
    let docs = root().join("docs");
    let output = place.path().join("site");
    let docs = docs.to_str().expect("UTF-8");
    let arguments = ["build", docs, "--strict", "--base-url", "https://minutebook.example/", "--output"];
    let built = minutebook(&[&arguments[..], &[output.to_str().expect("UTF-8")]].concat(), place.path());
    assert_eq!(code(&built), 0, "{}", told(&built));
    let page = |path: &str| read(&output.join(path).join("index.html"));
    let tutorial = page("docs/tutorial");
    assert!(tutorial.contains("href=\"/docs/format/\"") && tutorial.contains("<h3 id=\"github-pages\">"), "{tutorial}");
    assert!(
        tutorial.contains("href=\"#github-pages\"") && tutorial.contains("href=\"/docs/publishing/#limits-of-hosts\"")
    );
    let front = page("");
    for document in std::fs::read_dir(docs).expect("a folder") {
        let name = document.expect("a file").file_name().to_string_lossy().into_owned();
        let Some(stem) = name.strip_suffix(".md") else { continue };
        assert!(front.contains(&format!("href=\"/docs/{stem}/\"")), "the front page names {stem}");
    }
}
