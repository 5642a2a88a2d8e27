//! Taxonomies of one's own: keys of metadata by whose values meetings are listed.

use minutebook::pipeline::{SchemaOf, record_schema, schema, search_in_memory};
use minutebook::report::diagnostic::Problem;
use minutebook::search::{Query, SortOrder};

use crate::site::{Built, Site};

const SETTINGS: &str = "title: Town\nlanguages: [en, fr]\ntaxonomies:\n  ward: {title: {en: Wards, fr: Quartiers}, description: {en: Parts of the <town>.}}\n  sponsor:\n    title: Sponsors\n    url: /sponsors/{id}/\n    terms: {lin: Lin Yue-mei, shen: {title: {en: Shen, fr: M. Shen}}}\n";

fn record(metadata: &str, words: &str) -> String {
    format!("---\n{metadata}\n---\n# Sitting\n### Ann:\n{words}\n\n> **Decision:** A new {words}\n> Carried.\n")
}

fn site() -> Site {
    Site::new()
        .file("content/site.yml", SETTINGS)
        .file("content/2023-01-09-quay.md", record("ward: [north, Old <Town>]\nsponsor: lin", "quay."))
        .file("content/2024-03-11-ferry.md", record("ward: north\ntopics: harbour", "ferry."))
        .file("content/2024-04-11-school.md", record("taxonomies: {ward: [south], sponsor: shen}", "school."))
}

#[test]
fn a_key_of_metadata_has_what_topics_have() {
    for theme in ["civic", "gazette", "chamber"] {
        let built = site().file("content/site.yml", format!("{SETTINGS}theme: {theme}\n")).build();
        assert_eq!(built.codes(), Vec::<String>::new());
        let overview = built.read("ward/index.html");
        assert!(overview.contains("<h1>Wards</h1>") && overview.contains("Parts of the &lt;town&gt;."), "{overview}");
        for (href, title) in
            [("/ward/north/", "north"), ("/ward/old-town/", "Old &lt;Town&gt;"), ("/ward/south/", "south")]
        {
            assert!(overview.contains(&format!("href=\"{href}\">{title}</a>")), "{href} in {overview}");
        }
        let north = built.read("ward/north/index.html");
        assert!(north.contains("2024-03-11-ferry") && north.contains("2023-01-09-quay"), "{north}");
        assert!(!north.contains("2024-04-11-school"), "{north}");
        assert!(north.contains("<a href=\"/ward/\">Wards</a>"), "the way to the page: {north}");
        for feed in ["feed.xml", "atom.xml", "feed.json"] {
            assert!(built.read(&format!("ward/north/{feed}")).contains("2024-03-11-ferry"));
        }
        let french = built.read("fr/ward/index.html");
        assert!(french.contains("<h1>Quartiers</h1>") && french.contains("href=\"/fr/ward/north/\""), "{french}");
        assert!(built.read("fr/sponsors/shen/index.html").contains("<h1>M. Shen</h1>"));
        assert!(built.read("sponsors/lin/index.html").contains("<h1>Lin Yue-mei</h1>"));
        let page = built.read("meetings/2023-01-09-quay/index.html");
        assert!(page.contains("Wards") && page.contains("href=\"/ward/old-town/\""), "{page}");
        assert!(page.contains("<a href=\"/sponsors/lin/\">Lin Yue-mei</a>"), "{page}");
        let front = built.read("index.html");
        assert!(front.contains("<a href=\"/ward/north/\">north</a>"), "{front}");
        assert!(front.contains("href=\"/sponsors/\""), "a list of the menu: {front}");
        let decisions = built.read("decisions/index.html");
        assert!(decisions.contains("href=\"/decisions/ward/north/\""), "{decisions}");
        assert!(built.read("decisions/ward/north/index.html").contains("A new ferry."));
        let sitemap = built.read("sitemap.xml");
        assert!(sitemap.contains("/ward/old-town/") && sitemap.contains("/sponsors/lin/"), "{sitemap}");
    }
}

#[test]
fn lists_for_programs_have_the_terms_too() {
    let built = site().build();
    let document: serde_json::Value =
        serde_json::from_str(&built.read("meetings/2023-01-09-quay/index.json")).expect("JSON");
    assert_eq!(document["taxonomies"]["sponsor"][0]["title"], "Lin Yue-mei");
    assert_eq!(document["taxonomies"]["ward"][1]["id"], "old-town");
    let feed = built.read("feed.json");
    assert!(feed.contains("Old <Town>"), "categories of the entry: {feed}");
    let root: serde_json::Value = serde_json::from_str(&built.read("search/index.json")).expect("JSON");
    let fields: Vec<&str> =
        root["taxonomies"].as_array().expect("a list").iter().filter_map(|one| one["field"].as_str()).collect();
    assert_eq!(fields, ["topic", "ward", "sponsor"]);
    let search = built.read("search/index.html");
    assert!(search.contains("<select name=\"ward\">") && search.contains("<option value=\"north\">"), "{search}");
    assert!(search.contains("data-fields=\"topic ward sponsor \""), "{search}");
    let without = Site::new().file("content/2024-03-11-a.md", "# A\n### Ann:\nAye.\n").build();
    assert!(!without.read("search/index.json").contains("taxonomies"));
}

#[test]
fn the_search_has_a_condition_for_each() {
    let site = site();
    let index = search_in_memory(&site.options).expect("readable").expect("a search");
    let count = |query: &str| {
        let query = Query::parse_with(&format!("{query} "), &index.taxonomy_fields());
        index.search(&query, SortOrder::Date).hits.len()
    };
    assert_eq!((count("ward:north"), count("ward:NORTH ferry"), count("ward:south")), (4, 2, 2));
    assert_eq!((count("ward:\"Old <Town>\""), count("ward:old-town"), count("-ward:north")), (2, 2, 2));
    assert_eq!((count("ward:north ward:south"), count("ward:north sponsor:lin")), (6, 2));
    assert_eq!((count("sponsor:\"M. Shen\""), count("topic:harbour"), count("ward:nowhere")), (2, 2, 0));
    let query = Query::parse_with("ward:nowhere ", &index.taxonomy_fields());
    let unmatched = index.unmatched(&query);
    assert_eq!(unmatched[0].existing, ["north", "old-town", "south"]);
}

#[test]
fn the_menu_has_them_where_the_settings_say() {
    let menu = "menu:\n  - {list: ward, title: Parts of town}\n  - {list: sponsor, hidden: true}\n  - {list: wrad}\n";
    let built = site().file("content/site.yml", format!("{SETTINGS}{menu}")).try_build();
    let failure = built.err().expect("a mistake").to_string();
    assert!(failure.contains("did you mean “ward”?"), "{failure}");
    let menu = menu.replace("  - {list: wrad}\n", "");
    let built = site().file("content/site.yml", format!("{SETTINGS}{menu}")).build();
    let front = built.read("index.html");
    assert!(front.contains("<a href=\"/ward/\">Parts of town</a>"), "{front}");
    let menu = front.split("</nav>").next().expect("a menu");
    assert!(!menu.contains("href=\"/sponsors/\""), "{menu}");
}

#[test]
fn a_term_that_is_renamed_and_a_taxonomy_that_goes_are_led_on() {
    let site = site();
    site.publish();
    site.write("content/2024-04-11-school.md", record("ward: harbour-side\nsponsor: shen", "school."));
    site.publish();
    let built = site.build();
    let leads = |built: &Built, page: &str, to: &str| {
        let page = built.read(page);
        assert!(page.contains(&format!("content=\"0; url={to}\"")), "{to} in {page}");
    };
    leads(&built, "ward/south/index.html", "/ward/harbour-side/");
    assert!(built.read("ward/south/feed.xml").contains("2024-04-11-school"), "the feed of the new term");
    let versions = std::fs::read_to_string(site.path("register/records/2024-04-11-school.txt"));
    assert!(
        versions.is_ok_and(|text| text.contains("\nterm ward south\n") && text.contains("\nterm ward harbour-side\n"))
    );
    site.write("content/site.yml", "title: Town\nlanguages: [en, fr]\n");
    for (file, words) in
        [("2023-01-09-quay", "quay."), ("2024-03-11-ferry", "ferry."), ("2024-04-11-school", "school.")]
    {
        site.write(&format!("content/{file}.md"), record("lang: en", words));
    }
    site.publish();
    let built = site.build();
    for page in ["ward/index.html", "ward/north/index.html", "ward/south/index.html", "sponsors/lin/index.html"] {
        leads(&built, page, "/meetings/");
    }
    leads(&built, "fr/ward/north/index.html", "/fr/meetings/");
}

#[test]
fn a_topic_that_is_a_name_leads_on_when_it_is_renamed() {
    let record = |topic: &str| format!("---\ntopics: [{topic}]\n---\n# A\n### Ann:\nAye.\n");
    let site = Site::new().file("content/2024-03-11-a.md", record("Night Market"));
    site.publish();
    site.write("content/2024-03-11-a.md", record("Day Market"));
    site.publish();
    let page = site.build().read("topics/night-market/index.html");
    assert!(page.contains("content=\"0; url=/topics/day-market/\""), "{page}");
}

#[test]
fn terms_of_a_folder_are_those_of_its_records_unless_they_have_their_own() {
    let built = Site::new()
        .file("content/site.yml", "taxonomies: {ward: Wards, kind: Kinds}\n")
        .file("content/a/_defaults.yml", "ward: north\nkind: open\n")
        .file("content/a/2024-03-11-one.md", "# One\n### Ann:\nAye.\n")
        .file("content/a/2024-03-12-two.md", "# Two\n### Ann:\nAye.\n")
        .file("content/a/2024-03-12-two.yml", "ward: south\n")
        .build();
    assert!(built.read("ward/north/index.html").contains("2024-03-11-one"));
    assert!(!built.read("ward/north/index.html").contains("2024-03-12-two"));
    assert!(built.read("kind/open/index.html").contains("2024-03-12-two"), "key by key");
}

#[test]
fn keys_that_cannot_be_taxonomies_are_refused_with_a_remedy() {
    for (key, remedy) in [
        ("topics", "declare them under `topics:`"),
        ("series", "declare series under `series:`"),
        ("speakers", "declare speakers in people.yml"),
        ("place", "choose another key"),
        ("draft", "choose another key"),
        ("publish_on", "choose another key"),
        ("year", "choose another key"),
    ] {
        let site = Site::new().file("content/site.yml", format!("taxonomies: {{{key}: Things}}\n"));
        let site = site.file("content/2024-03-11-a.md", "# A\n### Ann:\nAye.\n");
        let failure = site.try_build().err().expect("a refusal").to_string();
        assert!(failure.contains("taxonomy-key") && failure.contains(remedy), "{key}: {failure}");
        assert!(failure.contains("content/site.yml:1"), "{failure}");
    }
    let site = Site::new().file("content/site.yml", "taxonomies: {meetings: Kinds}\n");
    let site = site.file("content/2024-03-11-a.md", "---\nmeetings: open\n---\n# A\n### Ann:\nAye.\n");
    let built = site.build();
    assert!(
        built.codes().iter().any(|code| code.starts_with("path-collision content/site.yml:1")),
        "{:?}",
        built.codes()
    );
    let told = built.report.diagnostics.iter().find(|told| told.problem == Problem::PathCollision);
    assert!(told.and_then(|told| told.hint.as_deref()).is_some_and(|hint| hint.contains("url:")));
}

#[test]
fn a_taxonomy_without_records_a_strange_term_and_two_spellings_are_told() {
    let built = Site::new()
        .file("content/site.yml", "taxonomies:\n  ward: Wards\n  kind: {terms: {open: Open}}\n  none: Nothing\n")
        .file("content/2024-03-11-a.md", "---\nward: Old Town\nkind: opne\n---\n# A\n### Ann:\nAye.\n")
        .file("content/2024-03-12-b.md", "---\nward: old-town\nwrad: x\n---\n# B\n### Ann:\nAye.\n")
        .file("content/2024-03-13-c.md", "---\nward: Old Town\ntaxonomies: {colour: red}\n---\n# C\n### Ann:\nAye.\n")
        .build();
    for code in ["unused-taxonomy", "term-spelling"] {
        assert_eq!(built.codes().iter().filter(|told| told.starts_with(code)).count(), 1, "{code}");
    }
    let told = |problem: Problem| -> Vec<String> {
        let all = built.report.diagnostics.iter().filter(|told| told.problem == problem);
        let text = |hint: Option<&str>| hint.unwrap_or_default().to_owned();
        all.map(|told| {
            let at = told.at.as_ref().map_or(String::new(), |at| format!("{}:{}", at.path, at.line));
            format!("{at} {} | {}", told.message, text(told.hint.as_deref()))
        })
        .collect()
    };
    let [unused] = &told(Problem::UnusedTaxonomy)[..] else { panic!("{:?}", told(Problem::UnusedTaxonomy)) };
    assert!(unused.starts_with("content/site.yml:4 no record has `none:`"), "{unused}");
    let [spelling] = &told(Problem::TermSpelling)[..] else { panic!("{:?}", told(Problem::TermSpelling)) };
    assert!(spelling.starts_with("content/2024-03-12-b.md:2 ward: “old-town” and “Old Town”"), "{spelling}");
    assert!(spelling.contains("they have one page") && spelling.contains("write “Old Town” everywhere"), "{spelling}");
    let unknown = told(Problem::UnknownReference);
    assert!(
        unknown.iter().any(|one| one.contains("kind: “opne”") && one.contains("did you mean “open”")),
        "{unknown:?}"
    );
    assert!(unknown.iter().any(|one| one.contains("“colour” is not a taxonomy of this site")), "{unknown:?}");
    let keys = told(Problem::UnknownKey);
    assert!(keys.iter().any(|one| one.contains("did you mean “ward”?")), "{keys:?}");
    assert!(built.read("ward/old-town/index.html").contains("<h1>Old Town</h1>"));
}

#[test]
fn a_term_that_could_mean_not_yet_holds_the_record_back() {
    for metadata in ["kind: draft", "kind: {status: draft}", "taxonomies: {kind: draft}", "status: draft\nkind: secret"]
    {
        let built = Site::new()
            .file("content/site.yml", "taxonomies: {kind: Kinds}\n")
            .file("content/2024-03-11-a.md", format!("---\n{metadata}\n---\n# Hush\n### Ann:\nHush.\n"))
            .file("content/2024-03-12-b.md", "---\nkind: open\n---\n# B\n### Ann:\nAye.\n")
            .build();
        assert!(!built.has("meetings/2024-03-11-a/index.html"), "{metadata}");
        for (path, bytes) in built.files() {
            assert!(!String::from_utf8_lossy(&bytes).contains("secret"), "{path}");
        }
    }
}

#[test]
fn the_schema_of_a_site_has_its_keys() {
    let keys = [Box::from("ward")];
    assert!(
        record_schema(&keys)["properties"]["ward"]["description"].as_str().is_some_and(|text| text.contains("ward"))
    );
    assert!(schema(SchemaOf::Record)["properties"]["ward"].is_null());
    assert!(!schema(SchemaOf::Record)["properties"]["taxonomies"].is_null());
}
