//! Follows every link and anchor of a finished site: each leads to something that is there.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use percent_encoding::percent_decode_str;

use crate::site::{Site, Unseen, files_below, options, real_records};

/// The values of an attribute in a page, entities decoded as far as addresses need it.
fn attributes<'h>(html: &'h str, name: &str) -> impl Iterator<Item = String> + use<'h> {
    let needle = format!(" {name}=\"");
    let starts: Vec<usize> = html.match_indices(&needle).map(|(at, _)| at + needle.len()).collect();
    starts.into_iter().map(|start| {
        let end = html[start..].find('"').expect("a closed attribute");
        html[start..start + end]
            .replace("&amp;", "&")
            .replace("&quot;", "\"")
            .replace("&#x27;", "'")
            .replace("&#39;", "'")
    })
}

/// A page as far as links go.
pub(crate) struct Page {
    ids: BTreeSet<String>,
    /// Ids that stand in it more than once.
    twice: Vec<String>,
    links: BTreeSet<String>,
}

/// Links of a page within the site, and its anchors.
pub(crate) fn page(html: &str) -> Page {
    let mut page = Page { ids: BTreeSet::new(), twice: Vec::new(), links: BTreeSet::new() };
    for id in attributes(html, "id") {
        if !page.ids.insert(id.clone()) {
            page.twice.push(id);
        }
    }
    let outside = ["http:", "https:", "mailto:", "tel:", "ipfs:", "ipns:"];
    let links = attributes(html, "href").chain(attributes(html, "src"));
    page.links.extend(links.filter(|link| !outside.iter().any(|scheme| link.starts_with(scheme))));
    page
}

/// Reports whether an anchor is a second of a recording rather than a place on a page.
fn is_moment(target: &str, anchor: &str) -> bool {
    !target.ends_with(".html") && anchor.strip_prefix("t=").is_some_and(|second| second.parse::<u32>().is_ok())
}

/// Everything that is wrong with the links of pages that stand at `base` (a path without a final `/`), where `has` knows
/// every file that is there.
pub(crate) fn broken(pages: &BTreeMap<&str, &Page>, has: &dyn Fn(&str) -> bool, base: &str) -> Vec<String> {
    let mut broken = Vec::new();
    for (path, page) in pages {
        broken.extend(page.twice.iter().map(|id| format!("{path}: the id {id} stands twice")));
        for href in &page.links {
            let (address, anchor) =
                href.split_once('#').map_or((href.as_str(), None), |(address, anchor)| (address, Some(anchor)));
            // A search has its words behind the address of its page.
            let address = address.split('?').next().unwrap_or_default();
            let target = if address.is_empty() {
                (*path).to_owned()
            } else {
                let Some(below) = address.strip_prefix(base).and_then(|rest| rest.strip_prefix('/')) else {
                    broken.push(format!("{path}: {href} does not begin at the root of the site"));
                    continue;
                };
                let decoded = percent_decode_str(below).decode_utf8().expect("UTF-8 in an address").into_owned();
                if decoded.is_empty() || decoded.ends_with('/') { format!("{decoded}index.html") } else { decoded }
            };
            if !has(&target) {
                broken.push(format!("{path}: {href} leads nowhere"));
            } else if let Some(anchor) = anchor.filter(|anchor| !anchor.is_empty() && !is_moment(&target, anchor)) {
                let anchor = percent_decode_str(anchor).decode_utf8().expect("UTF-8 in an anchor").into_owned();
                if !pages.get(target.as_str()).is_some_and(|page| page.ids.contains(&anchor)) {
                    broken.push(format!("{path}: {href} has no such anchor"));
                }
            }
        }
    }
    broken
}

/// Everything that is wrong with the links of a site in a folder.
pub(crate) fn broken_links(root: &Path, base: &str) -> Vec<String> {
    let files = files_below(root);
    let is_page = |path: &str| path.ends_with(".html") && !path.starts_with("files/");
    let pages: BTreeMap<&str, Page> = files
        .iter()
        .filter(|(path, _)| is_page(path))
        .map(|(path, bytes)| (path.as_str(), page(std::str::from_utf8(bytes).expect("UTF-8"))))
        .collect();
    assert!(!pages.is_empty(), "a site has pages");
    let pages: BTreeMap<&str, &Page> = pages.iter().map(|(path, page)| (*path, page)).collect();
    broken(&pages, &|path| files.contains_key(path), base)
}

fn check(site: &Path) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let output = folder.path().join("output");
    let report =
        minutebook::pipeline::build(&options(site, &output), &Unseen).unwrap_or_else(|failure| panic!("{failure}"));
    assert!(report.counts.pages > 0);
    let broken = broken_links(&output, "");
    assert!(broken.is_empty(), "{} broken, such as {:#?}", broken.len(), &broken[..broken.len().min(20)]);
}

#[test]
fn every_link_of_the_sample_site_leads_somewhere() {
    check(Path::new(env!("CARGO_MANIFEST_DIR")));
}

#[test]
fn every_link_of_the_pilot_leads_somewhere() {
    if let Some(folder) = real_records("pilot") {
        check(&folder);
    }
}

#[test]
fn every_link_of_the_large_sample_leads_somewhere() {
    if let Some(folder) = real_records("sample-600") {
        check(&folder);
    }
}

#[test]
fn every_link_of_foreign_records_leads_somewhere() {
    for name in ["other/bitcointranscripts", "other/rust-lang-team"] {
        if let Some(folder) = real_records(name) {
            check(&folder);
        }
    }
}

#[test]
fn a_site_below_a_path_links_below_it() {
    let mut site = Site::new()
        .file("2024-03-11-a.md", "# 2024-03-11 A\n### Ann:\nAye.\n")
        .file("2024-04-11-b.md", "# 2024-04-11 B\n### Ann:\nNay.\n");
    site.options.base_url = Some("https://host.example/records".to_owned());
    let built = site.build();
    assert_eq!(broken_links(&built.output, "/records"), Vec::<String>::new());
    assert!(
        built.read("meetings/2024-03-11-a/index.html").contains("https://host.example/records/meetings/2024-03-11-a/")
    );
}

#[test]
fn the_crawler_finds_what_is_broken() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    std::fs::write(
        folder.path().join("index.html"),
        "<p id=\"a\"><p id=\"a\"><a href=\"/b/\">b</a><a href=\"#c\">c</a>",
    )
    .expect("a page");
    assert_eq!(broken_links(folder.path(), "").len(), 3);
}
