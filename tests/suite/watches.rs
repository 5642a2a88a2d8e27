//! Watched words: pages and feeds of queries that can be followed.

use minutebook::report::diagnostic::Problem;

use crate::site::{Built, Site};

const SETTINGS: &str = "title: Town\nbase_url: https://town.example/\nlanguages: [en, zh-Hant]\nfeeds: {limit: 3}\nwatches:\n  ferry: {title: {en: The ferry, zh-Hant: 渡輪}, query: 'ferry OR 渡輪'}\n  wall: '\"sea wall\"'\n";

fn site() -> Site {
    let record =
        |day: &str, lang: &str, words: &str| format!("---\nlang: {lang}\n---\n# {day} Sitting <of> {day}\n{words}");
    let mut site = Site::new().file("content/site.yml", SETTINGS);
    for (day, lang, words) in [
        ("2021-05-04", "en", "### Ann:\nThe ferry & the \"pier\" <b>leak</b>.\n### Ben:\nNo ferries.\n"),
        ("2023-01-09", "en", "### Ann:\nA sea wall.\n\n> **Decision:** A new ferry.\n> Carried.\n"),
        ("2023-02-09", "zh-Hant", "### 林：\n渡輪很好。\n"),
        ("2024-03-11", "en", "### Ben:\nThe last ferry.\n"),
    ] {
        site = site.file(&format!("content/{day}-sitting.md"), record(day, lang, words));
    }
    site
}

/// Texts between two marks.
fn all_between<'t>(text: &'t str, before: &str, after: &str) -> Vec<&'t str> {
    text.split(before).skip(1).filter_map(|rest| Some(rest.split_once(after)?.0)).collect()
}

#[test]
fn a_query_has_a_page_with_its_newest_matches_and_how_many_there_were_each_year() {
    for theme in ["civic", "gazette", "chamber"] {
        let built = site().file("content/site.yml", format!("{SETTINGS}theme: {theme}\n")).build();
        assert_eq!(built.codes(), Vec::<String>::new());
        let page = built.read("watches/ferry/index.html");
        assert!(page.contains("<h1>The ferry</h1>"), "{page}");
        assert!(page.contains("5 passages"), "speeches and decisions in both languages");
        let places: Vec<usize> = ["2024-03-11", "2023-02-09", "2023-01-09", "2021-05-04"]
            .iter()
            .map(|day| page.find(&format!("datetime=\"{day}\"")).unwrap_or_else(|| panic!("{day} in {page}")))
            .collect();
        assert!(places.is_sorted(), "the newest first");
        assert!(page.contains("The <mark>ferry</mark> &amp; the &quot;pier&quot; leak."), "{page}");
        assert!(page.contains("No <mark>ferries</mark>."), "in another form too");
        assert!(page.contains("<mark>渡輪</mark>很好。"));
        assert!(page.contains("Decision: A new <mark>ferry</mark>. · Carried."), "parts of a decision are set apart");
        let links = all_between(&page, "<a href=\"/meetings/", "\">");
        assert!(links.iter().any(|link| link.starts_with("2024-03-11-sitting/#s")), "{links:?}");
        let years = page.split_once("id=\"by-year\"").expect("years").1;
        let years = years.split_once("id=\"newest\"").expect("matches").0;
        for (year, count) in [("2024", "1 passage"), ("2023", "2 passages"), ("2021", "2 passages")] {
            assert!(years.split_once(year).is_some_and(|(_, rest)| rest.contains(count)), "{year} in {years}");
        }
        assert!(years.contains("2022"), "a year without any has a place");
        let chinese = built.read("zh-hant/watches/ferry/index.html");
        assert!(chinese.contains("<h1>渡輪</h1>") && chinese.contains("5 處"), "{chinese}");
        let index = built.read("watches/index.html");
        assert!(index.contains("href=\"/watches/ferry/\"") && index.contains("&quot;sea wall&quot;"), "{index}");
        assert!(built.read("search/index.html").contains("href=\"/watches/wall/\""), "offered where one searches");
        assert!(built.read("index.html").contains("href=\"/watches/\""), "and on every page");
    }
}

#[test]
fn its_feeds_hold_a_speech_each_by_its_permanent_address() {
    let site = site();
    let built = site.build();
    let ids = |built: &Built| {
        let feed = built.read("watches/ferry/atom.xml");
        all_between(&feed, "<entry>", "</entry>")
            .iter()
            .map(|entry| all_between(entry, "<id>", "</id>")[0].to_owned())
            .collect::<Vec<_>>()
    };
    let before = ids(&built);
    assert_eq!(before.len(), 3, "no more than the settings allow");
    assert!(before[0].starts_with("tag:records.example,2024:2024-03-11-sitting:s"), "{before:?}");
    let feed = built.read("watches/ferry/atom.xml");
    assert!(feed.contains("What is said about “The ferry”"), "{feed}");
    assert!(feed.contains("https://records.example/meetings/2024-03-11-sitting/#s"), "{feed}");
    assert!(built.has("watches/ferry/feed.xml") && built.has("watches/ferry/feed.json"));
    // What was found keeps its id when something new comes, and when the record around it is edited.
    site.write(
        "content/2024-03-11-sitting.md",
        "---\nlang: en\n---\n# Another title\n### Ann:\nOh.\n### Ben:\nThe last ferry.\n",
    );
    site.write("content/2024-04-01-new.md", "---\nlang: en\n---\n# New\n### Ben:\nFerry, ferry.\n");
    let after = ids(&site.build());
    assert_eq!(after[1], before[0]);
    assert_ne!(after[0], before[0]);
}

#[test]
fn a_warm_build_has_the_pages_of_a_clean_one() {
    let mut site = site();
    site.options.cache = true;
    site.build();
    let edits: [(&str, &str); 5] = [
        ("content/2024-03-11-sitting.md", "---\nlang: en\n---\n# Title\n### Ben:\nThe ferry, the ferry.\n"),
        ("content/2022-01-01-more.md", "---\nlang: en\n---\n# More\n### Ben:\nThe sea wall and the ferry.\n"),
        ("content/people.yml", "people:\n- {id: ben, names: {en: Ben Okri}, labels: [Ben], roles: [{title: Mayor}]}\n"),
        ("content/site.yml", &SETTINGS.replace("ferry OR 渡輪", "ferry -last")),
        ("content/site.yml", "title: Town\n"),
    ];
    for (path, text) in edits {
        site.write(path, text);
        let warm = site.build();
        crate::warm_equals_clean::compare(&site, &warm);
        let again = site.build();
        assert_eq!((again.report.written.new, again.report.written.changed), (0, 0));
    }
    assert!(!site.build().has("watches/index.html"), "nothing is left when nothing is watched");
}

#[test]
fn a_mistake_in_a_query_is_told_with_its_line_and_what_there_is() {
    let settings = "title: Town\nseries: {harbour: {title: Harbour}}\nwatches:\n  a: 'ferry OR year:2024'\n  b: 'year:soon ferry'\n  c: '？'\n  d: 'series:harbor ferry'\n  e: {title: Empty}\n  f: 'ferry OR boat role:mayor'\n  g: 'ferry AND (boat'\n  h: '-\"sea wall\" \"ferry'\n";
    let built = Site::new()
        .file("content/site.yml", settings)
        .file("content/2024-03-11-a.md", "---\nseries: harbour\n---\n# A\n### Ann:\nA ferry.\n")
        .build();
    let told: Vec<(usize, &str, &str)> = built
        .report
        .diagnostics
        .iter()
        .filter(|diagnostic| diagnostic.problem == Problem::WatchQuery)
        .map(|diagnostic| {
            let line = diagnostic.at.as_ref().map_or(0, |at| at.line as usize);
            (line, diagnostic.message.as_str(), diagnostic.hint.as_deref().unwrap_or_default())
        })
        .collect();
    let has = |line: usize, message: &str, hint: &str| {
        assert!(
            told.iter().any(|(at, told, remedy)| *at == line && told.contains(message) && remedy.contains(hint)),
            "line {line}: {message}; {hint} in {told:#?}"
        );
    };
    has(4, "`OR` in the query of “a” joins nothing", "the word or phrase before it");
    has(5, "“year:soon” in the query of “b”", "lists the conditions");
    has(6, "the query of “c” has no words", "query:");
    has(7, "nothing is called “harbor”, which “d” searches for", "there is: harbour");
    has(8, "the query of “e” has no words", "query:");
    has(9, "nothing is called “mayor”, which “f” searches for", "take the condition out");
    has(10, "“AND” in the query of “g”", "must all occur");
    has(10, "“(boat” in the query of “g”", "no brackets");
    has(11, "a quotation mark in the query of “h” is not closed", "close it");
    assert_eq!(told.len(), 9, "{told:#?}");
    assert!(built.has("watches/d/index.html"), "its page is there all the same, for when the series meets");
    let off = Site::new()
        .file("content/site.yml", "search: false\nwatches: {a: ferry}\n")
        .file("content/2024-03-11-a.md", "# A\n### Ann:\nA ferry.\n")
        .build();
    assert!(off.report.diagnostics.iter().any(|told| told.message.contains("the search is turned off")));
    assert!(!off.has("watches/index.html"));
}

#[test]
fn an_old_address_leads_to_the_index_and_the_preview_shows_the_page_too() {
    let site = site();
    let mut workspace = minutebook::pipeline::Workspace::new(site.options);
    let snapshot = workspace.read().expect("a site").expect("a snapshot");
    let output = snapshot.loaded.outputs().find(|output| output.path.as_str() == "watches/ferry/index.html");
    let drawn = snapshot.draw(output.expect("its page")).expect("a page");
    let minutebook::site::ArtifactContent::Pieces(pieces) = drawn.content else { panic!("a page has pieces") };
    let page = String::from_utf8(pieces.concat()).expect("text");
    assert!(page.contains("<mark>渡輪</mark>很好。"), "{page}");
}
