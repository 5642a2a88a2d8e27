use super::*;
use crate::parse::foreign::markdown_record;

const PEOPLE: &str = r#"{"persons": [
{"id": "uk.org.publicwhip/person/1", "name": null, "other_names": [{"note": "Main", "given_name": "Ann", "family_name": "Moss", "end_date": "2019-01-01"},
 {"note": "Main", "given_name": "Ann", "family_name": "Lee", "start_date": "2019-01-02"}, {"note": "Alternate", "name": "A Lee"}], "identifiers": [{"scheme": "wikidata", "identifier": "Q42"}]},
{"id": "uk.org.publicwhip/person/9", "redirect": "uk.org.publicwhip/person/1"},
{"id": "p2", "name": "Ben Okri", "sort_name": "Okri, Ben", "links": [{"url": "https://a.example/"}], "birth_date": null}],
"organizations": [{"id": "council", "name": "City Council", "classification": "legislature"}, {"id": "fares", "name": "Fares Committee", "classification": "committee", "parent_id": "council"}],
"posts": [{"id": "chair", "role": "Chair", "organization_id": "fares"}],
"memberships": [{"id": "uk.org.publicwhip/member/5", "person_id": "uk.org.publicwhip/person/1", "organization_id": "council", "role": "Member", "start_date": "2020", "end_date": "2024-05-01T00:00:00Z"},
 {"person_id": "p2", "post_id": "chair", "start_date": null}]}"#;

#[test]
fn people_and_their_memberships_are_read() {
    let registry = read(PEOPLE, &ForeignNames::default()).expect("people").registry;
    let [ann, ben] = registry.people.as_slice() else { panic!("two people") };
    assert_eq!((&*ann.name, &*ann.labels), ("Ann Lee", &["Ann Moss".to_owned(), "A Lee".to_owned()][..]));
    assert_eq!(ann.identifiers[0], ("publicwhip".to_owned(), "person/1".to_owned()));
    let [membership] = ann.memberships.as_slice() else { panic!("a membership") };
    assert_eq!((membership.title.as_deref(), membership.body.as_deref()), (None, Some("council")));
    assert_eq!(membership.to.map(|date| date.to_string()).as_deref(), Some("2024-05-01"));
    assert_eq!(
        (ben.memberships[0].title.as_deref(), ben.memberships[0].body.as_deref()),
        (Some("Chair"), Some("fares"))
    );
    assert_eq!(
        (registry.organisations[1].kind, registry.organisations[1].parent.as_deref()),
        (Some("committee"), Some("council"))
    );
    let mut names = ForeignNames::default();
    names.add(&registry);
    for reference in ["uk.org.publicwhip/member/5", "uk.org.publicwhip/person/9"] {
        assert_eq!(names.person(reference).map(|person| &*person.name), Some("Ann Lee"), "{reference}");
    }
}

#[test]
fn speeches_are_records_by_event_or_day() {
    let text = r#"{"events": [{"id": "e1", "name": "Council", "start_date": "2024-03-11", "location": "Hall"}], "persons": [{"id": "p1", "name": "Ann Lee"}],
"speeches": [{"event_id": "e1", "position": 2, "creator_id": "p1", "attribution_text": "The Chair", "text": "So.\n\nIt is.", "date": "2024-03-11T19:00:00Z", "title": "Fares", "type": "speech"},
{"event_id": "e1", "position": 1, "type": "narrative", "text": "The bell rings.", "creator_id": null},
{"event_id": "e1", "position": 3, "creator_id": "p1", "text": "<p>Aye &amp; <b>no</b>.</p>", "title": "Fares"},
{"date": "2024-04-02", "attribution_text": "Ben", "text": "No."}]}"#;
    let file = read(text, &ForeignNames::default()).expect("speeches");
    let [first, second] = file.records.as_slice() else { panic!("two records") };
    assert_eq!((first.facts.title.as_deref(), first.facts.place.as_deref()), (Some("Council"), Some("Hall")));
    assert_eq!(second.facts.date.map(|date| date.to_string()).as_deref(), Some("2024-04-02"));
    assert_eq!(first.people[0].labels, ["The Chair"]);
    assert_eq!(
        markdown_record(first, "2024-03-11 Council", "Speaker"),
        "# 2024-03-11 Council\n\n> (The bell rings.)\n\n## Fares\n\n### The Chair [19:00:00]:\nSo.\n\nIt is.\n\n### Ann Lee:\nAye \\& **no**.\n"
    );
}
