//! A site in several languages: each has its own indexes, and every page leads to itself in the others.

use scraper::{Html, Selector};

use crate::site::{Built, Site};

fn site() -> Site {
    let record = |lang: &str, name: &str| {
        format!("---\nlang: {lang}\nseries: council\ntopics: [harbour]\n---\n# T\n### {name}:\nAye.\n")
    };
    Site::new()
        .file(
            "content/site.yml",
            "title: {en: Town, fr: Ville}\nlanguages: [en, fr]\nseries: {council: {title: {en: Council, fr: Conseil}}}\ntopics: {harbour: {}}\nmenu: [{title: {en: About, fr: À propos}, url: /about/}]\n",
        )
        .file("content/people.yml", "people:\n- id: ann\n  names: {en: Ann, fr: Anne}\n")
        .file("content/2024-03-11-a.md", record("en", "Ann"))
        .file("content/2024-03-11-a.fr.md", record("fr", "Anne"))
        .file("content/2024-03-12-b.md", record("en", "Ann"))
        .file("content/pages/about.md", "# About\nUs.\n")
        .file("content/pages/about.fr.md", "---\nslug: a-propos\n---\n# À propos\nNous.\n")
}

/// The values of an attribute of all that a selector finds on a page.
fn attributes(built: &Built, page: &str, selector: &str, name: &str) -> Vec<String> {
    let html = Html::parse_document(&built.read(page));
    let selector = Selector::parse(selector).expect("a selector");
    html.select(&selector).filter_map(|element| element.value().attr(name)).map(str::to_owned).collect()
}

#[test]
fn every_index_leads_to_itself_in_the_other_language_and_search_engines_are_told_both_ways() {
    let built = site().build();
    for page in [
        "",
        "meetings/",
        "meetings/2024/",
        "speakers/",
        "speakers/ann/",
        "series/",
        "series/council/",
        "topics/",
        "topics/harbour/",
    ] {
        let (english, french) = (format!("{page}index.html"), format!("fr/{page}index.html"));
        for (here, lang, there) in [(&english, "en", format!("/fr/{page}")), (&french, "fr", format!("/{page}"))] {
            assert_eq!(attributes(&built, here, "html", "lang"), [lang], "{here}");
            assert_eq!(attributes(&built, here, ".languages a", "href"), [there], "{here}");
            let told = [
                format!("https://records.example/{page}"),
                format!("https://records.example/fr/{page}"),
                format!("https://records.example/{page}"),
            ];
            assert_eq!(attributes(&built, here, "link[hreflang]", "href"), told, "{here}");
            assert_eq!(attributes(&built, here, "link[hreflang]", "hreflang"), ["en", "fr", "x-default"], "{here}");
        }
    }
}

#[test]
fn a_record_is_drawn_once_and_stands_among_the_pages_of_its_language() {
    let built = site().build();
    assert!(!built.has("fr/meetings/2024-03-11-a/index.html"));
    let french = "meetings/2024-03-11-a.fr/index.html";
    assert_eq!(attributes(&built, french, ".brand a", "href"), ["/fr/"]);
    assert_eq!(attributes(&built, french, ".speaker a", "href"), ["/fr/speakers/ann/"]);
    assert_eq!(attributes(&built, french, ".languages a", "href"), ["/meetings/2024-03-11-a/"], "its twin");
    let alone = "meetings/2024-03-12-b/index.html";
    assert_eq!(attributes(&built, alone, ".languages a", "href"), Vec::<String>::new(), "and never the front page");
}

#[test]
fn the_menu_leads_to_the_translation_of_a_page() {
    let built = site().build();
    assert!(attributes(&built, "index.html", ".site-menu a", "href").contains(&"/about/".to_owned()));
    assert!(attributes(&built, "fr/index.html", ".site-menu a", "href").contains(&"/a-propos/".to_owned()));
}

#[test]
fn each_language_is_offered_its_own_feeds() {
    let built = site().build();
    let feeds = attributes(&built, "fr/index.html", "link[type='application/rss+xml']", "href");
    assert_eq!(feeds, ["/fr/feed.xml"]);
    let feed = built.read("fr/feed.xml");
    assert!(feed.contains("2024-03-11-a.fr/") && !feed.contains("2024-03-12-b/"), "{feed}");
    assert!(feed.contains("<link>https://records.example/fr/</link>"), "{feed}");
}

#[test]
fn without_settings_a_language_in_which_hardly_anything_is_recorded_gets_no_site_of_its_own() {
    let record = |lang: &str| format!("---\nlang: {lang}\n---\n# T\n### Ann:\nAye.\n");
    let mut site = Site::new().file("2024-01-01-fr.md", record("fr")).file("2024-01-01-ja.md", record("ja"));
    for day in 10..29 {
        site = site.file(&format!("2024-02-{day}-a.md"), record("en"));
    }
    site = site.file("2024-03-01-ja.md", record("ja")).file("2024-03-02-ja.md", record("ja"));
    let built = site.build();
    assert!(built.has("ja/index.html") && !built.has("fr/index.html"));
    let french = "meetings/2024-01-01-fr/index.html";
    assert_eq!(attributes(&built, french, "html", "lang"), ["fr"], "but around its record it is spoken");
    assert_eq!(attributes(&built, french, ".brand a", "href"), ["/"]);
}
