//! Files as hosts and browsers take them: with their hashes, small, and packed.

use std::collections::BTreeMap;
use std::io::Read;

use crate::site::{Built, Site};

const LONG: &str = "The ferry leaves at seven, and not before the tide has turned. ";

fn site(settings: &str) -> Site {
    let mut site = Site::new()
        .file("content/site.yml", format!("title: Record\n{settings}"))
        .file("content/2024-03-11-sitting.md", format!("# Sitting\n### Ann:\n{}\n![](map.svg)\n", LONG.repeat(40)))
        .file("content/2024-04-11-other.md", "# Other\n### Ben:\nNay.\n")
        .file("content/map.svg", format!("<svg xmlns='http://www.w3.org/2000/svg'><!--{}--></svg>", LONG.repeat(40)));
    site.options.cache = true;
    site
}

/// Chromium refuses files with `integrity` on pages that are opened from the disk, and replay services alter them.
#[test]
fn style_sheets_and_scripts_are_used_as_they_are_in_a_saved_copy() {
    for theme in ["civic", "gazette", "chamber"] {
        let built = site(&format!("theme: {{name: {theme}, options: {{measure: 40rem}}}}\n")).build();
        let mut seen = 0;
        for (path, page) in built.files().into_iter().filter(|(path, _)| path.ends_with(".html")) {
            let page = scraper::Html::parse_document(&String::from_utf8(page).expect("UTF-8"));
            let wanted = scraper::Selector::parse("link[rel=stylesheet], link[rel=modulepreload], script[src]")
                .expect("a selector");
            for element in page.select(&wanted) {
                let address = element.attr("href").or(element.attr("src")).expect("an address");
                assert!(built.has(address.trim_start_matches('/')), "{address} on {path}");
                let bound = element.attr("integrity").or(element.attr("crossorigin"));
                assert_eq!(bound, None, "{address} on {path}");
                seen += 1;
            }
        }
        assert!(seen > 10, "{theme}: {seen}");
    }
}

#[test]
fn scripts_import_each_other_by_the_names_under_which_they_are_published() {
    for settings in ["", "build: {minify: true}\n"] {
        let built = site(settings).build();
        let mut seen = 0;
        for (path, script) in built.files().into_iter().filter(|(path, _)| path.ends_with(".js")) {
            let script = String::from_utf8(script).expect("UTF-8");
            for start in ["from \"./", "import(\"./"] {
                for part in script.split(start).skip(1) {
                    let name = part.split('"').next().expect("a name");
                    assert!(built.has(&format!("assets/{name}")), "{path} imports {name}");
                    seen += 1;
                }
            }
        }
        assert!(seen > 2, "{seen} imports");
    }
}

#[test]
fn minified_files_are_smaller_and_scripts_still_have_all_their_code() {
    let plain = site("").build();
    let small = site("build: {minify: true}\n").build();
    let sizes = |built: &Built, ending: &str| {
        let files = built.files();
        files.iter().filter(|(path, _)| path.ends_with(ending)).map(|(_, bytes)| bytes.len()).sum::<usize>()
    };
    assert!(sizes(&small, ".css") * 10 < sizes(&plain, ".css") * 9, "a tenth at least");
    assert!(sizes(&small, ".js") < sizes(&plain, ".js"));
    let mut flag = site("");
    flag.options.minify = true;
    assert_eq!(flag.build().files(), small.files(), "the flag says the same as site.yml");
}

/// Each packed file must be its original, and there must be one for each text that is large enough.
fn assert_packed(files: &BTreeMap<String, Vec<u8>>) {
    let mut seen = 0;
    for (path, bytes) in files {
        // Large tables are packed by themselves, and nothing is beside them.
        let stem = path.strip_suffix(".gz").filter(|stem| !stem.starts_with("data/speeches."));
        if let Some(stem) = stem {
            let mut text = Vec::new();
            flate2::read::GzDecoder::new(bytes.as_slice()).read_to_end(&mut text).expect("gzip");
            assert!(files.get(stem) == Some(&text), "{path} holds what {stem} does");
            seen += 1;
        } else if let Some(stem) = path.strip_suffix(".br") {
            let mut text = Vec::new();
            brotli::Decompressor::new(bytes.as_slice(), 4096).read_to_end(&mut text).expect("Brotli");
            assert!(files.get(stem) == Some(&text), "{path} holds what {stem} does");
            seen += 1;
        } else if !path.starts_with('_') {
            // These are packed already.
            let is_packed = [".png", ".parquet", ".zip", ".gz"].iter().any(|ending| path.ends_with(ending));
            let is_worthwhile = bytes.len() >= 1024 && !is_packed;
            for ending in ["gz", "br"] {
                assert_eq!(files.contains_key(&format!("{path}.{ending}")), is_worthwhile, "{path}.{ending}");
            }
        }
    }
    assert!(seen > 20, "{seen} packed files");
}

#[test]
fn packed_files_hold_what_the_files_beside_them_do() {
    let built = site("build: {precompress: true}\n").build();
    let files = built.files();
    assert_packed(&files);
    let has = |ending: &str| files.keys().any(|path| path.ends_with(ending));
    assert!(
        has(".html.br") && has(".css.gz") && has(".js.br") && has(".svg.gz") && has("feed.json.br"),
        "{:?}",
        files.keys()
    );
    assert!(!has("robots.txt.gz") && !has("_headers.gz"), "neither what is small nor what is never sent");
    let mut flag = site("");
    flag.options.precompress = true;
    assert!(flag.build().files() == files, "the same again, and the flag says the same as site.yml");
}

#[test]
fn no_packed_file_is_ever_older_than_the_page_beside_it() {
    let mut site = site("");
    let plain = site.build().files();
    site.options.precompress = true;
    assert_packed(&site.build().files());
    let page = "meetings/2024-03-11-sitting/index.html";
    let warm = |site: &Site| {
        let built = site.build();
        let files = built.files();
        assert_packed(&files);
        (files, built.report)
    };
    // Nothing to do.
    assert_eq!(warm(&site).1.written.changed, 0);
    // Another text; and one that somebody deleted, or wrote over.
    site.write(
        "content/2024-03-11-sitting.md",
        format!("# Sitting\n### Ann:\nFirst. {}\n![](map.svg)\n", LONG.repeat(40)),
    );
    let (files, _) = warm(&site);
    assert!(files[page] != plain[page]);
    std::fs::remove_file(site.output().join(format!("{page}.gz"))).expect("a packed file");
    std::fs::write(site.output().join(format!("{page}.br")), "damaged").expect("a packed file");
    assert!(warm(&site).0 == files);
    // A copied file of the content.
    site.write("content/map.svg", format!("<svg xmlns='http://www.w3.org/2000/svg'><!--a{}--></svg>", LONG.repeat(40)));
    warm(&site);
    site.write("content/map.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>");
    assert!(!warm(&site).0.keys().any(|path| path.contains("map.svg.")), "it is too small now");
    // A page that cannot be drawn keeps its last version, packed as well.
    site.write("themes/civic/templates/404.html", "{{ mayor }}");
    let (kept, _) = warm(&site);
    assert!(kept.contains_key("404.html.br"));
    std::fs::remove_dir_all(site.path("themes")).expect("the theme");
    // A record that is no more.
    std::fs::remove_file(site.path("content/2024-04-11-other.md")).expect("the record");
    let (files, report) = warm(&site);
    assert!(!files.keys().any(|path| path.contains("2024-04-11-other")));
    assert!(report.written.removed > 0);
    // Nobody wants them any more.
    site.options.precompress = false;
    let built = site.build();
    assert!(!built.files().keys().any(|path| path.ends_with(".html.gz") || path.ends_with(".br")));
    assert_eq!(built.report.written.removed, 0, "no page was removed");
}

#[test]
fn a_strangers_file_in_the_place_of_a_packed_one_stays() {
    let mut site = site("");
    site.build();
    std::fs::write(site.output().join("index.html.gz"), "mine").expect("a file");
    site.options.precompress = true;
    let built = site.build();
    assert_eq!(built.codes(), ["stranger-in-the-way"]);
    assert_eq!(std::fs::read(site.output().join("index.html.gz")).expect("the file"), b"mine");
    assert!(built.has("index.html") && built.has("meetings/2024-03-11-sitting/index.html.br"));
}
