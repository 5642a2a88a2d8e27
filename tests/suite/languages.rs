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
    assert_eq!(attributes(&built, alone, ".languages a", "href"), ["/fr/meetings/2024/"], "else the nearest list");
    let note = "Cette page n’existe pas en français. Aller aux listes en français.";
    assert_eq!(attributes(&built, alone, ".languages a.absent", "title"), [note]);
    assert_eq!(attributes(&built, french, ".languages .absent", "title"), Vec::<String>::new());
}

#[test]
fn the_languages_stand_in_one_order_on_every_page() {
    let built = site().file("content/pages/rules.fr.md", "---\nlang: fr\n---\n# Règles\nSoyez bref.\n").build();
    for page in [
        "index.html",
        "fr/index.html",
        "meetings/2024-03-11-a/index.html",
        "meetings/2024-03-11-a.fr/index.html",
        "meetings/2024-03-12-b/index.html",
        "about/index.html",
        "a-propos/index.html",
        "404.html",
    ] {
        assert_eq!(attributes(&built, page, ".languages :is(a, span)", "lang"), ["en", "fr"], "{page}");
    }
}

#[test]
fn a_language_is_told_from_its_variants_only_where_the_site_has_several() {
    let record = |lang: &str| format!("---\nlang: {lang}\n---\n# T\n### Ann:\n是。\n");
    let names = |site: Site| {
        let built = site.build();
        let html = Html::parse_document(&built.read("index.html"));
        let selector = Selector::parse(".languages li").expect("a selector");
        html.select(&selector).map(|item| item.text().collect::<String>()).collect::<Vec<_>>()
    };
    let one = Site::new()
        .file("content/site.yml", "title: Town\nlanguages: [en, zh-Hant]\n")
        .file("content/2024-03-11-a.md", record("zh-Hant"));
    assert_eq!(names(one), ["English", "中文"]);
    let two = Site::new()
        .file("content/site.yml", "title: Town\nlanguages: [zh-Hant, zh-Hans]\n")
        .file("content/2024-03-11-a.md", record("zh-Hant"));
    assert_eq!(names(two), ["繁體中文", "简体中文"]);
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

/// The headings of an index of speakers, and the names below each.
fn index(built: &Built, page: &str) -> Vec<(String, Vec<String>)> {
    let html = Html::parse_document(&built.read(page));
    let words = |element: scraper::ElementRef<'_>| element.text().collect::<String>();
    let select = |selector| Selector::parse(selector).expect("a selector");
    let group = |letter: scraper::ElementRef<'_>| {
        let heading = letter.select(&select("h2")).map(words).collect();
        (heading, letter.select(&select(".names a")).map(words).collect())
    };
    html.select(&select(".letter")).map(group).collect()
}

fn index_of(settings: &str, people: &str, speakers: &[&str]) -> Built {
    let record: String = speakers.iter().map(|name| format!("### {name}:\n是。\n")).collect();
    Site::new()
        .file("content/site.yml", format!("title: T\n{settings}"))
        .file("content/people.yml", format!("people:\n{people}"))
        .file("content/2024-03-11-a.md", format!("# A\n{record}"))
        .build()
}

fn said(groups: &[(&str, &[&str])]) -> Vec<(String, Vec<String>)> {
    let names = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
    groups.iter().map(|(heading, all)| ((*heading).to_owned(), names(all))).collect()
}

const NAMES: [&str; 8] = ["陳菊", "王小明", "Ann", "林月美", "丁守中", "于右任", "李安", "𠮷野"];

#[test]
fn chinese_names_stand_under_their_strokes() {
    let built = index_of("languages: [zh-Hant]\n", "", &NAMES);
    let expected: [(&str, &[&str]); 8] = [
        ("2 畫", &["丁守中"]),
        ("3 畫", &["于右任"]),
        ("4 畫", &["王小明"]),
        ("7 畫", &["李安"]),
        ("8 畫", &["林月美"]),
        ("11 畫", &["陳菊"]),
        ("𠮷", &["𠮷野"]),
        ("A", &["Ann"]),
    ];
    let found = index(&built, "speakers/index.html");
    for group in said(&expected) {
        assert!(found.contains(&group), "{group:?} in {found:?}");
    }
    let han: Vec<_> = found.iter().filter(|(heading, _)| heading.ends_with('畫')).cloned().collect();
    assert_eq!(han, said(&expected[..6]), "in order");
}

#[test]
fn or_under_bopomofo_or_pinyin_when_the_site_says_so() {
    let under = |order: &str| {
        let built = index_of(&format!("languages: [zh-Hant]\nspeakers: {{order: {order}}}\n"), "", &NAMES);
        let found = index(&built, "speakers/index.html");
        found
            .into_iter()
            .filter(|(_, names)| !names.contains(&"Ann".to_owned()) && !names.contains(&"𠮷野".to_owned()))
            .collect::<Vec<_>>()
    };
    let (ding, lin, li, chen, wang, yu) = ("丁守中", "林月美", "李安", "陳菊", "王小明", "于右任");
    assert_eq!(
        under("bopomofo"),
        said(&[("ㄉ", &[ding]), ("ㄌ", &[li, lin]), ("ㄔ", &[chen]), ("ㄨ", &[wang]), ("ㄩ", &[yu])])
    );
    assert_eq!(
        under("pinyin"),
        said(&[("C", &[chen]), ("D", &[ding]), ("L", &[li, lin]), ("W", &[wang]), ("Y", &[yu])])
    );
}

#[test]
fn japanese_names_stand_under_the_row_of_their_reading() {
    let people = "- {id: m, names: {ja: 森川あおい}, sort: {ja: もりかわあおい, en: \"Morikawa, Aoi\"}}\n- {id: g, names: {ja: ガルシア}}\n";
    let speakers = ["ガルシア", "カーター", "森川あおい", "アリス", "Ann"];
    let built = index_of("languages: [ja, zh-Hant]\n", people, &speakers);
    let rows = index(&built, "speakers/index.html");
    assert_eq!(
        rows,
        said(&[("A", &["Ann"]), ("あ", &["アリス"]), ("か", &["カーター", "ガルシア"]), ("ま", &["森川あおい"])])
    );
    let strokes = index(&built, "zh-hant/speakers/index.html");
    assert!(
        strokes.contains(&("12 畫".to_owned(), vec!["森川あおい".to_owned()])),
        "a reading says nothing in Chinese: {strokes:?}"
    );
}

/// A site in Chinese and English. Ann speaks in English records, Li in Chinese ones, Bo in both.
fn in_two_languages(extra: &str) -> Built {
    Site::new()
        .file("content/site.yml", "languages: [zh-Hant, en]\nfeeds: {speakers: all}\n")
        .file("content/people.yml", "people: [{id: ann, names: Ann}, {id: bo, names: Bo}, {id: li, names: Li}]\n")
        .file(
            "content/2024-03-01-a.md",
            "---\nlang: zh-Hant\n---\n# 2024-03-01 會議\n### Li:\n你好。\n### Bo:\n早安。\n",
        )
        .file(
            "content/2024-03-02-b.md",
            format!("---\nlang: en\n---\n# 2024-03-02 Meeting\n### Ann:\nGood morning.\n### Bo:\nHello.\n{extra}"),
        )
        .build()
}

#[test]
fn a_speaker_has_a_page_in_the_languages_in_which_they_are_recorded_and_is_found_from_the_others() {
    let built = in_two_languages("");
    let has = |path: &str| built.has(&format!("{path}speakers/ann/index.html"));
    assert!(!has("") && has("en/"));
    assert!(built.has("speakers/li/index.html") && !built.has("en/speakers/li/index.html"));
    for path in ["speakers/bo/index.html", "en/speakers/bo/index.html"] {
        let page = built.read(path);
        // All that Bo said stands on both; what is in another language than the page says so.
        assert!(page.contains("早安。") && page.contains("Hello."), "{page}");
        let here = if path.starts_with("en/") { "en" } else { "zh-Hant" };
        let there = if here == "en" { "zh-Hant" } else { "en" };
        assert!(page.contains(&format!("<section class=\"speech\" lang=\"{there}\">")), "{page}");
        assert!(!page.contains(&format!("<section class=\"speech\" lang=\"{here}\">")), "{page}");
        assert!(page.contains(&format!("hreflang=\"{there}\"")), "{page}");
    }
    assert!(built.read("speakers/index.html").contains("href=\"/en/speakers/ann/\""));
    assert!(built.read("en/speakers/index.html").contains("href=\"/speakers/li/\""));
    assert!(built.read("meetings/2024-03-02-b/index.html").contains("href=\"/en/speakers/ann/\""));
    let ann = "en/speakers/ann/index.html";
    assert_eq!(
        attributes(&built, ann, "link[hreflang]", "hreflang"),
        Vec::<String>::new(),
        "she has no page in Chinese"
    );
    assert_eq!(attributes(&built, ann, ".languages a", "href"), ["/speakers/"], "but the list has one");
    // A feed keeps one address, is in the first language of its speaker, and leads to a page that is there.
    let feed = built.read("speakers/ann/feed.xml");
    assert!(feed.contains("<language>en</language>") && feed.contains("/en/speakers/ann/</link>"), "{feed}");
}

#[test]
fn the_pages_of_years_are_in_the_language_of_what_was_recorded() {
    let built = in_two_languages(&format!("### Bo:\n{}\n", "word ".repeat(41_000)));
    let (chinese, english) = (built.read("speakers/bo/2024/index.html"), built.read("en/speakers/bo/2024/index.html"));
    assert!(chinese.contains("<html lang=\"zh-Hant\"") && chinese.contains("早安。") && !chinese.contains("Hello."));
    assert!(english.contains("<html lang=\"en\"") && english.contains("Hello.") && !english.contains("早安。"));
    // The page of Bo leads to the year in its own language, and the year to that in the other.
    let page = built.read("speakers/bo/index.html");
    assert!(page.contains("<a href=\"/speakers/bo/2024/\"><span") && !page.contains("/en/speakers/bo/2024/"), "{page}");
    assert!(chinese.contains("href=\"/en/speakers/bo/2024/\"") && english.contains("href=\"/speakers/bo/2024/\""));
}

/// A site in Japanese, Korean and Arabic, of which the theme speaks Japanese alone.
#[test]
fn languages_without_strings_have_names_and_one_interface() {
    let record =
        |lang: &str, title: &str| format!("---\nlang: {lang}\nseries: council\n---\n# {title}\n### 森川:\nAye.\n");
    let site = Site::new()
        .file(
            "content/site.yml",
            "title: {ja: 会議録, ko: 회의록, ar: سجل}\nlanguages: [ja, ko, ar]\nseries: {council: {title: {ja: 本会議, ko: 본회의, ar: جلسة}}}\n",
        )
        .file("content/2024-03-11-a.md", record("ja", "霧笛"))
        .file("content/2024-03-12-b.md", record("ko", "무적"))
        .file("content/2024-03-13-c.md", record("ar", "الرصيف"));
    let built = site.build();
    for page in ["ko/index.html", "ko/meetings/index.html", "meetings/2024-03-12-b/index.html"] {
        // The interface is in the first language of the site, on lists as on records, and says so.
        assert_eq!(attributes(&built, page, "html", "lang"), ["ja"], "{page}");
        let html = built.read(page);
        assert!(!html.contains("Skip to") && html.contains("회의록"), "{page}");
        let current = Html::parse_document(&html);
        let selector = Selector::parse(".languages [aria-current]").expect("a selector");
        let names: Vec<String> = current.select(&selector).map(|name| name.text().collect()).collect();
        assert_eq!(names, ["한국어"], "{page}");
    }
    let page = "meetings/2024-03-13-c/index.html";
    assert_eq!(attributes(&built, page, "html", "dir"), ["ltr"]);
    assert_eq!(attributes(&built, page, ".transcript", "dir"), ["rtl"]);
    assert_eq!(attributes(&built, page, ".languages [aria-current]", "lang"), ["ar"]);
    assert!(built.read(page).contains("العربية"));
    // A title in another language than the interface is marked as such.
    assert_eq!(attributes(&built, "ar/meetings/index.html", "a.title[lang=ar]", "dir"), ["auto"]);
}
