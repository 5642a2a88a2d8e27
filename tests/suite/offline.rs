//! `build --relative` writes a site that opens from a folder: nothing in it needs a host.

use std::collections::BTreeSet;

use minutebook::pipeline::build_offline;
use minutebook::report::run_report::Report;
use percent_encoding::percent_decode_str;
use scraper::{Html, Selector};

use crate::site::{Site, Unseen, files_below};

fn site(settings: &str) -> Site {
    let mut site = Site::new()
        .file("content/site.yml", format!("title: Town\nlanguages: [en, zh-Hant]\nprecompress: true\n{settings}"))
        .file(
            "content/2024-03-11-harbour.md",
            "# Harbour\n### Ann:\nThe boats, see [the map](map.svg).\n\n### Ben:\nAye.\n",
        )
        .file("content/2024-04-01-會議.md", "---\nlang: zh-Hant\n---\n# 會議\n### 主席：\n開會。\n")
        .file("content/map.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>")
        .file("content/.redirects", "/old/harbour/\t/meetings/2024-03-11-harbour/\n");
    site.options.base_url = Some("https://town.example/records".to_owned());
    site
}

fn built(site: &Site) -> Report {
    build_offline(&site.options, &Unseen).unwrap_or_else(|failure| panic!("{failure}"))
}

/// The file to which a relative link on a page leads.
fn target(page: &str, href: &str) -> Option<String> {
    let base = url::Url::parse("file:///").expect("an address").join(page).expect("an address");
    let url = base.join(href).ok().filter(|url| url.scheme() == "file")?;
    Some(percent_decode_str(url.path()).decode_utf8_lossy().trim_start_matches('/').to_owned())
}

#[test]
fn every_link_leads_to_a_file_or_in_full_to_the_host() {
    for settings in ["", "theme: gazette\n"] {
        let site = site(settings);
        let report = built(&site);
        assert!(report.diagnostics.iter().all(|found| found.problem.code() != "module-left"), "{settings}");
        let files = files_below(&site.output());
        let names: BTreeSet<&str> = files.keys().map(String::as_str).collect();
        let mut seen = 0;
        for (path, bytes) in files.iter().filter(|(path, _)| path.ends_with(".html")) {
            let html = Html::parse_document(&String::from_utf8_lossy(bytes));
            for element in html.select(&Selector::parse("[href], [src], [action], [data-to]").expect("a selector")) {
                for (name, value) in element.value().attrs() {
                    let is_link = ["href", "src", "action", "data-to"].contains(&name);
                    if !is_link || ["https:", "http:", "mailto:"].iter().any(|scheme| value.starts_with(scheme)) {
                        continue;
                    }
                    let file = target(path, value).unwrap_or_else(|| panic!("{value} on {path}"));
                    assert!(names.contains(&*file), "{value} on {path} leads to {file}");
                    seen += 1;
                }
            }
        }
        assert!(seen > 100, "{seen} links");
        for name in ["_headers", "_redirects", "index.html.gz", "index.html.br"] {
            assert!(!names.contains(name), "{name} is for hosts");
        }
    }
}

#[test]
fn old_addresses_lead_on_and_citations_name_the_host() {
    let site = site("");
    built(&site);
    let files = files_below(&site.output());
    let text = |path: &str| String::from_utf8_lossy(&files[path]).into_owned();
    let old = text("old/harbour/index.html");
    let new = "../../meetings/2024-03-11-harbour/index.html";
    assert!(old.contains(&format!("content=\"0; url={new}\"")) && old.contains(&format!("data-to=\"{new}\"")), "{old}");
    let record = text("meetings/2024-03-11-harbour/index.html");
    let address = "https://town.example/records/meetings/2024-03-11-harbour/";
    for part in [format!("rel=\"canonical\" href=\"{address}\""), format!("data-url=\"{address}\"")] {
        assert!(record.contains(&part), "{part}: {record}");
    }
    assert!(text("feed.xml").contains(address) && text("sitemap.xml").contains(address));
}

#[test]
fn scripts_are_no_modules_and_the_index_lies_in_scripts() {
    let site = site("");
    built(&site);
    let files = files_below(&site.output());
    let text = |path: &str| String::from_utf8_lossy(&files[path]).into_owned();
    for path in files.keys().filter(|path| path.ends_with(".html")) {
        let page = text(path);
        assert!(!page.contains("type=\"module\"") && !page.contains("modulepreload"), "{path}");
    }
    for path in files.keys().filter(|path| path.starts_with("assets/") && path.ends_with(".js")) {
        let script = text(path);
        let is_statement = |line: &str| line.starts_with("import ") || line.starts_with("export ");
        assert!(!script.lines().any(is_statement) && !script.contains("import(\"./"), "{path}: {script}");
    }
    let of_index =
        |ending: &str| files.keys().filter(|path| path.starts_with("search/") && path.ends_with(ending)).count();
    assert!(of_index(".bin.js") >= 3 && of_index(".bin") == 0);
}

#[test]
fn a_second_build_writes_nothing_and_one_for_a_host_writes_all_again() {
    let mut site = site("");
    site.options.sums = true;
    let first = built(&site);
    assert!(first.written.new > 50 && first.written.unchanged == 0);
    let again = built(&site);
    assert_eq!((again.written.new, again.written.changed, again.written.removed), (0, 0, 0));
    let wanted = minutebook::integrity::VerifyOptions {
        folder: site.output(),
        origin: minutebook::integrity::CopyOrigin::Files,
        key: None,
        register: None,
        at_least: None,
    };
    let found = minutebook::integrity::verify(&wanted).unwrap_or_else(|failure| panic!("{failure}"));
    assert_eq!(found.diagnostics, [], "the sums are those of the files in the folder");
    site.options.sums = false;
    let host = site.build().files();
    std::fs::remove_dir_all(site.output()).expect("no output");
    assert_eq!(site.build().files(), host, "nothing of the folder is left");
    assert!(host.contains_key("_headers") && !host.contains_key("assets/offline.js"));
}

#[test]
fn a_script_that_cannot_run_from_a_folder_is_told() {
    let site = site("").file("themes/civic/static/keys.js", "await fetch(\"/\");\n");
    let report = built(&site);
    let told: Vec<_> = report.diagnostics.iter().filter(|found| found.problem.code() == "module-left").collect();
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(told[0].message.contains("keys."), "{}", told[0].message);
    // It still runs where a host shows the site.
    let pages = files_below(&site.output());
    let page = String::from_utf8_lossy(&pages["meetings/2024-03-11-harbour/index.html"]);
    assert!(page.contains("<script type=\"module\" src=\"../../assets/keys."), "{page}");
}
