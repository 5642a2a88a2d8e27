//! Metadata in pages for other programs.

use serde_json::{Value, json};

use crate::site::Site;

/// The linked data of a page, by kind.
fn data(page: &str, kind: &str) -> Option<Value> {
    let (_, rest) = page.split_once("<script type=\"application/ld+json\">").expect("linked data");
    let (json, _) = rest.split_once("</script>").expect("an end");
    let json: Value = serde_json::from_str(json).expect("JSON");
    assert_eq!(json["@context"], "https://schema.org");
    json["@graph"].as_array().expect("a graph").iter().find(|entry| entry["@type"] == kind).cloned()
}

fn site() -> Site {
    let mut site = Site::new()
        .file("content/site.yml", "title: Town\nseries: {council: {title: Full Council}}\n")
        .file(
            "content/people.yml",
            "people:\n- id: ann\n  names: {en: Ann Ünder, fr: Anne}\n  identifiers: {wikidata: Q42}\n  roles: [{title: Mayor}]\n- id: masked\n  kind: anonymous\n  labels: [Masked]\n",
        )
        .file(
            "content/2024-03-11-a.md",
            "---\nseries: council\nplace: The </script><b>Hall\n---\n# 2024-03-11 A & <b>\n### Ann Ünder:\nAye.\n### Masked:\nNay.\n",
        );
    site.options.base_url = Some("https://town.example/records".to_owned());
    site
}

#[test]
fn a_meeting_is_an_event_and_nothing_in_it_ends_the_script() {
    let built = site().build();
    let page = built.read("meetings/2024-03-11-a/index.html");
    let event = data(&page, "Event").expect("an event");
    assert_eq!(event["startDate"], "2024-03-11");
    assert_eq!(event["url"], "https://town.example/records/meetings/2024-03-11-a/");
    assert_eq!(event["location"], json!({"@type": "Place", "name": "The </script><b>Hall"}));
    assert_eq!(event["superEvent"]["url"], "https://town.example/records/series/council/");
    let performers = json!([{"name": "Ann Ünder", "url": "https://town.example/records/speakers/ann/"}]);
    assert_eq!(event["performer"], performers, "nobody who is not to be known");
    let way = data(&page, "BreadcrumbList").expect("a way");
    let places: Vec<&Value> = way["itemListElement"].as_array().expect("a list").iter().map(|at| &at["item"]).collect();
    assert_eq!(
        places,
        [
            "https://town.example/records/meetings/",
            "https://town.example/records/meetings/2024/",
            "https://town.example/records/meetings/2024-03-11-a/"
        ]
    );
}

#[test]
fn a_decision_is_an_action_with_its_result() {
    let record = "# 2024-03-11 A\n\n### Ann:\nAye.\n\n> **Motion:** The fare is two marks.\n> Carried, 2 to 1.\n";
    let mut site = Site::new().file("content/2024-03-11-a.md", record);
    site.options.base_url = Some("https://town.example".to_owned());
    let built = site.build();
    let mut action = data(&built.read("meetings/2024-03-11-a/index.html"), "VoteAction").expect("an action");
    let url = action["url"].take();
    let url = url.as_str().unwrap_or_default();
    assert!(url.starts_with("https://town.example/meetings/2024-03-11-a/#s"), "{url}");
    let expected = json!({
        "@type": "VoteAction",
        "name": "Motion",
        "url": null,
        "startTime": "2024-03-11",
        "description": "The fare is two marks.",
        "result": {"@type": "Thing", "name": "Carried, 2 for, 1 against"},
        "actionStatus": "https://schema.org/CompletedActionStatus",
    });
    assert_eq!(action, expected);
}

#[test]
fn a_speaker_is_a_person_with_names_offices_and_identifiers() {
    let built = site().build();
    let page = built.read("speakers/ann/index.html");
    let person = data(&page, "Person").expect("a person");
    let expected = json!({
        "@type": "Person",
        "name": "Ann Ünder",
        "url": "https://town.example/records/speakers/ann/",
        "alternateName": ["Anne"],
        "jobTitle": ["Mayor"],
        "sameAs": ["https://www.wikidata.org/wiki/Q42"],
    });
    assert_eq!(person, expected);
    assert!(page.contains("<meta property=\"og:title\" content=\"Ann Ünder\">"));
}

#[test]
fn the_front_page_says_that_the_archive_is_a_set_of_data() {
    let site = site().file("content/site.yml", "title: Town\nlicence: CC0-1.0\nattribution: Records Office\n");
    let page = site.build().read("index.html");
    let dataset = data(&page, "Dataset").expect("a set of data");
    assert_eq!((&dataset["name"], &dataset["temporalCoverage"]), (&json!("Town"), &json!("2024/2024")));
    assert_eq!(dataset["creator"]["name"], "Records Office");
    assert!(dataset["license"].as_str().is_some_and(|licence| licence.starts_with("https://")), "{dataset}");
    assert_eq!(dataset["distribution"][0]["contentUrl"], "https://town.example/records/feed.xml");
    assert!(data(&page, "BreadcrumbList").is_none(), "there is no way to where one is");
}
