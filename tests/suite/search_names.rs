//! The names of people, bodies, topics and meetings in the search, and what the search page shows before anything is asked.

use minutebook::search::decompress;
use serde_json::Value;

use crate::site::{Built, Site};

const SITE: &str = "title: Record\nlanguages: [en, zh-Hant]\ntopics: {ferry: {title: {en: The bay ferry, zh-Hant: 海灣渡輪}}}\nseries: {harbour: {title: Harbour Council}}\n";
const PEOPLE: &str = "people:\n- {id: tang, names: {en: Audrey Tang, zh-Hant: 唐鳳}, labels: [Tang, 唐鳳]}\n- {id: ann, names: {en: Ann Lee}, labels: [Ann]}\n";

fn site() -> Site {
    Site::new()
        .file("content/site.yml", SITE)
        .file("content/people.yml", PEOPLE)
        .file("content/organisations.yml", "organisations:\n- {id: housing, names: {en: Housing Committee}, kind: committee}\n")
        .file(
            "content/2023-05-02-quay.md",
            "---\nseries: harbour\ntopics: [ferry]\nbody: housing\nlang: en\n---\n# 2023-05-02 Budget sitting\n## Quay {#quay}\n### Tang:\nNo ferry today.\n### Ben:\nWhy?\n### Tang:\nThe fog.\n",
        )
        .file(
            "content/2023-05-02-quay.zh-Hant.md",
            "---\nseries: harbour\ntopics: [ferry]\nbody: housing\nlang: zh-Hant\n---\n# 2023-05-02 預算審查會議\n### 唐鳳：\n今天沒有渡輪。\n",
        )
        .file("content/2024-01-11-council.md", "---\nlang: en\n---\n# 2024-01-11 Council\n### Ann:\nAye.\n")
}

fn root(built: &Built) -> Value {
    serde_json::from_str(&built.read("search/index.json")).expect("the root")
}

/// The rows of the list of names in a language, each once.
fn rows(built: &Built, lang: &str) -> Vec<Value> {
    let name = root(built)["names"][lang][0].as_str().expect("a list of names").to_owned();
    let list = &built.files()[&format!("search/n/{name}.bin")];
    let blocks = (0..list.len()).step_by(32).filter_map(|at| {
        let length = u32::from_be_bytes(list[at..at + 4].try_into().expect("four bytes")) as usize;
        decompress(list.get(at..at + 4 + length)?, 1 << 20)
    });
    let mut rows: Vec<Value> = Vec::new();
    for row in blocks.filter_map(|block| serde_json::from_slice::<Vec<Value>>(&block).ok()).flatten() {
        if !rows.contains(&row) {
            rows.push(row);
        }
    }
    rows
}

/// The row of a name.
fn row(built: &Built, lang: &str, name: &str) -> Value {
    let rows = rows(built, lang);
    rows.iter().find(|row| row[0][0] == name).cloned().unwrap_or_else(|| panic!("no {name} among {rows:?}"))
}

#[test]
fn everything_that_has_a_page_is_known_by_its_names_in_each_language() {
    let built = site().build();
    let ferry = row(&built, "en", "The bay ferry");
    assert_eq!(ferry, serde_json::json!([["The bay ferry", "海灣渡輪"], "topic", "/topics/ferry/", 1, "", "", ""]));
    assert_eq!(row(&built, "zh-Hant", "海灣渡輪")[2], "/zh-hant/topics/ferry/");
    let tang = row(&built, "en", "Audrey Tang");
    assert_eq!((&tang[1], &tang[2], &tang[6]), (&"speaker".into(), &"/speakers/tang/".into(), &"tang".into()));
    assert!(tang[0].as_array().expect("names").contains(&"唐鳳".into()), "{tang}");
    // A meeting stands there once, under the title in the language of the list, and is known by the other.
    let sitting = row(&built, "en", "Budget sitting");
    assert_eq!(
        (&sitting[4], &sitting[5], &sitting[0][1]),
        (&"2023-05-02".into(), &"en".into(), &"預算審查會議".into())
    );
    let kinds = |lang| {
        let rows = rows(&built, lang);
        let mut kinds: Vec<String> = rows.iter().map(|row| row[1].as_str().expect("a kind").to_owned()).collect();
        kinds.sort();
        kinds
    };
    assert_eq!(kinds("en"), ["body", "meeting", "meeting", "series", "speaker", "speaker", "speaker", "topic"]);
    for row in rows(&built, "en") {
        let path = row[2].as_str().expect("an address");
        assert!(built.files().contains_key(&format!("{}index.html", &path[1..])), "{path}");
    }
    assert_eq!(root(&built)["speakers"]["zh-Hant"], "/zh-hant/speakers/{id}/");
    let sets = &root(&built)["segments"][0]["translations"];
    assert_eq!(sets, &serde_json::json!([[0, 1]]), "the records of one meeting");
}

#[test]
fn nothing_that_is_held_back_is_among_the_names() {
    let site = site();
    for (name, head) in
        [("draft", "status: draft"), ("later", "publish_at: 2027-01-01T00:00:00Z"), ("gone", "withdrawn: true")]
    {
        let record = format!(
            "---\n{head}\ntopics: [Xyzzy topic]\nseries: Xyzzy series\n---\n# 2024-02-03 Xyzzy {name}\n### Xyzzy:\nWords.\n"
        );
        site.write(&format!("content/2024-02-03-{name}.md"), record);
    }
    let built = site.build();
    for lang in ["en", "zh-Hant"] {
        let rows = rows(&built, lang);
        assert!(rows.len() > 5 && !format!("{rows:?}").to_lowercase().contains("xyzzy"), "{rows:?}");
    }
    assert!(!built.read("search/index.html").to_lowercase().contains("xyzzy"));
}

#[test]
fn an_edit_of_words_leaves_the_names_and_a_new_title_renames_them() {
    let site = site();
    let list = |built: &Built| root(built)["names"]["en"][0].clone();
    let before = list(&site.build());
    let record = "---\nlang: en\n---\n# 2024-01-11 Council\n### Ann:\nNo, nay.\n";
    site.write("content/2024-01-11-council.md", record);
    assert_eq!(list(&site.build()), before);
    site.write("content/2024-01-11-council.md", record.replace("Council", "Full council"));
    let built = site.build();
    assert_ne!(list(&built), before);
    assert_eq!(row(&built, "en", "Full council")[1], "meeting");
    let lists = built.files().into_keys().filter(|path| path.starts_with("search/n/")).count();
    assert_eq!(lists, 2, "one for each language, and none of an earlier build");
}

#[test]
fn the_examples_of_the_search_page_are_names_of_the_archive_in_the_language_of_the_page() {
    let built = site().build();
    for (page, lang, expected) in [
        ("search/index.html", "en", ["The bay ferry", "Audrey Tang", "Housing Committee"]),
        ("zh-hant/search/index.html", "zh-Hant", ["海灣渡輪", "唐鳳", "Housing Committee"]),
    ] {
        let page = built.read(page);
        for example in expected {
            assert!(page.contains(&format!("data-query=\"{example}\"")), "{example}: {page}");
            assert!(rows(&built, lang).iter().any(|row| row[0][0] == example), "{example} is found");
        }
        assert!(!page.contains("harbour wall"), "no example is of another archive");
        for choice in [
            "<option>2024</option>",
            "<option value=\"harbour\">Harbour Council</option>",
            "<option value=\"zh-Hant\">",
        ] {
            assert!(page.contains(choice), "{choice}: {page}");
        }
    }
    // An archive without topics and bodies has examples too, and one without meetings has none.
    let plain = Site::new().file("content/2024-01-11-council.md", "# Council\n### Ann:\nAye.\n").build();
    assert!(plain.read("search/index.html").contains("data-query=\"Council\""));
    let empty = Site::new().file("content/pages/about.md", "# Nothing yet\n").build();
    assert!(!empty.read("search/index.html").contains("data-query="));
}

#[test]
fn the_page_for_a_missing_address_searches_and_leads_to_each_language() {
    let page = site().build().read("404.html");
    assert!(page.contains("<form class=\"search-form\" role=\"search\" action=\"/search/\">"), "{page}");
    assert!(page.contains("<section class=\"missing-language\" lang=\"zh-Hant\">"), "{page}");
    assert!(page.contains("找不到這個頁面") && page.contains("href=\"/zh-hant/\""), "{page}");
    assert!(!page.contains("hreflang=\"x-default\""), "it is no front page: {page}");
}

#[test]
fn a_page_is_found_by_its_title_and_its_headings_in_the_language_of_the_reader() {
    let built = site()
        .file(
            "content/pages/rules.md",
            "---\ntranslations: [rules.zh-Hant.md]\n---\n# Rules\n## How we write\nWords.\n",
        )
        .file("content/pages/rules.zh-Hant.md", "# 規則\n")
        .file("content/pages/help.md", "---\nlang: en\n---\n# Help\n")
        .build();
    let page = |name: &str, others: &[&str], link: &str, lang: &str| {
        let names: Vec<&str> = std::iter::once(&name).chain(others).copied().collect();
        serde_json::json!([names, "page", link, 0, "", lang, ""])
    };
    assert_eq!(row(&built, "en", "Rules"), page("Rules", &[], "/rules/", ""));
    let heading = page("How we write · Rules", &[], "/rules/#how-we-write", "");
    assert_eq!(row(&built, "en", "How we write · Rules"), heading);
    assert_eq!(row(&built, "zh-Hant", "規則"), page("規則", &[], "/zh-hant/rules/", ""));
    assert_eq!(row(&built, "zh-Hant", "Help"), page("Help", &[], "/help/", "en"));
    assert!(rows(&built, "zh-Hant").iter().all(|row| row[0][0] != "Rules"), "its translation stands there");
}

#[test]
fn a_changed_heading_of_a_page_changes_the_name_of_the_list() {
    let list = |heading: &str| {
        let page = format!("# Rules\n## {heading}\nWords.\n");
        let built = site().file("content/pages/rules.md", page).build();
        root(&built)["names"]["en"][0].as_str().expect("a list of names").to_owned()
    };
    assert!(list("How") != list("Why") && list("How") == list("How"));
}
