//! Attendance: from the metadata and the words of a record to its page, the pages of bodies and people, and other programs.

use crate::decisions::{attributes, texts};
use crate::site::{Site, real_records};

const PEOPLE: &str = "people:
- {id: ann, names: Ann Lee, labels: [Councillor Lee]}
- {id: ben, names: Ben Okri}
- {id: cid, names: Cid Moss}
- {id: dee, names: Dee Ray}
- {id: eve, names: Eve Real, kind: anonymous, labels: [Witness A]}
";

/// Two meetings of a council: one with attendance in its metadata, one in its own words.
fn council() -> Site {
    Site::new()
        .file("content/site.yml", "title: Town\nlanguages: [en]\nbody: council\n")
        .file("content/people.yml", PEOPLE)
        .file("content/organisations.yml", "organisations:\n- {id: council, names: City Council}\n")
        .file(
            "content/2024-01-02-a.md",
            "---\npresent: [ann, {name: ben, from: \"19:20\"}, {name: ben, to: 20.45}, Witness A]\nin_attendance: Noor Clerk\n\
             apologies: cid\nabsent: [dee]\nquorum: {needed: 2, members: 4, met: true}\n---\n# A\n\n### Ann Lee:\nAye.\n### Ben Okri:\nNo.\n",
        )
        .file(
            "content/2024-02-02-b.md",
            "# B\n\n> **Present:** Councillor Lee (Chair), Cid Moss (until 8.30 pm)\n> **Apologies:** Ben Okri\n> Quorum: 2 of 4, met\n\n\
             ### Ann Lee:\nI open it.\n\n> **In attendance:** Sam Guest (from 19:20)\n\nGood evening.\n",
        )
}

#[test]
fn attendance_stands_at_the_head_of_a_record() {
    let built = council().build();
    assert_eq!(built.codes(), [""; 0]);
    let page = built.read("meetings/2024-01-02-a/index.html");
    let facts = texts(&page, ".facts > div");
    for fact in [
        "Present Ann LeeBen Okri (from 19:20, until 20:45)Witness A",
        "In attendance Noor Clerk",
        "Apologies Cid Moss",
        "Absent Dee Ray",
        "Quorum 2 of 4, met",
    ] {
        let fact = fact.split_once(' ').expect("two parts");
        let is = |text: &String| text.replace(' ', "") == format!("{}{}", fact.0, fact.1).replace(' ', "");
        assert!(facts.iter().any(is), "{fact:?} in {facts:?}");
    }
    assert!(!page.contains("Eve Real"), "an anonymous person is named as written");
    let plain = built.read("meetings/2024-01-02-a/index.md");
    assert!(plain.contains("\nPresent: Ann Lee, Ben Okri (from 19:20, until 20:45), Witness A"), "{plain}");
    assert!(plain.contains("Apologies: Cid Moss"), "{plain}");
    assert!(page.contains("\"attendee\":[{\"name\":\"Ann Lee\""), "{page}");
}

#[test]
fn a_roll_call_in_the_record_is_shown_as_written_and_is_no_speech() {
    let built = council().build();
    let page = built.read("meetings/2024-02-02-b/index.html");
    assert_eq!(
        texts(&page, ".roll-call p"),
        [
            "Present: Councillor Lee (Chair), Cid Moss (until 8.30 pm)",
            "Apologies: Ben Okri",
            "Quorum: 2 of 4, met",
            "In attendance: Sam Guest (from 19:20)"
        ]
    );
    assert_eq!(attributes(&page, ".roll-call p a", "href"), ["/speakers/ann/", "/speakers/cid/", "/speakers/ben/"]);
    assert_eq!(texts(&page, ".speech > p"), ["I open it.", "Good evening."]);
    assert_eq!(attributes(&page, ".roll-call .permalink", "href").len(), 2);
    let facts = texts(&page, ".facts > div");
    assert!(facts.iter().any(|fact| fact == "Chair Ann Lee" || fact == "ChairAnn Lee"), "{facts:?}");
    assert!(facts.iter().any(|fact| fact.contains("Cid Moss (until 20:30)")), "{facts:?}");
    let plain = built.read("meetings/2024-02-02-b/index.md");
    assert!(
        plain
            .contains("\n> **Present:** Councillor Lee (Chair), Cid Moss (until 8.30 pm)\n> **Apologies:** Ben Okri\n"),
        "{plain}"
    );
}

#[test]
fn the_pages_of_bodies_and_people_show_attendance_over_the_years() {
    let built = council().build();
    let year = built.read("bodies/council/2024/index.html");
    assert_eq!(texts(&year, ".attendance thead a"), ["01-02 A", "02-02 B"]);
    assert_eq!(
        texts(&year, ".attendance tbody tr"),
        [
            "Ann LeePPresentPPresent",
            "Ben OkriPPresent from 19:20, until 20:45ApApologies",
            "Witness APPresent",
            "Noor ClerkIIn attendance",
            "Cid MossApApologiesPPresent until 20:30",
            "Dee RayAAbsent",
            "Sam GuestIIn attendance from 19:20"
        ]
    );
    assert!(!year.contains("Eve Real"));
    assert_eq!(
        attributes(&built.read("bodies/council/index.html"), ".facts a", "href"),
        ["/speakers/ann/", "/bodies/council/2024/"]
    );
    let person = built.read("speakers/ben/index.html");
    assert_eq!(texts(&person, ".votes .side"), ["Apologies", "Present from 19:20, until 20:45"]);
    assert_eq!(texts(&person, ".votes .side.apologies"), ["Apologies"], "set apart from what is usual");
    let plain = Site::new().file("content/2024-01-02-b.md", "# A\n\n### Ann:\nAye.\n").build();
    assert!(!plain.read("speakers/ann/index.html").contains("id=\"attendance\""));
}

#[test]
fn what_attendance_says_is_found_as_an_event() {
    let site = council();
    let built = site.build();
    assert!(built.read("meetings/2024-02-02-b/index.html").contains("roll-call"));
    let feed = built.read("feed.xml");
    assert!(feed.contains("Sam Guest"), "{feed}");
}

#[test]
fn nothing_in_the_real_records_becomes_attendance() {
    let Some(folder) = real_records("sample-600") else { return };
    let built = crate::site::build_folder(&folder);
    let pages = walkdir::WalkDir::new(built.output.join("meetings")).into_iter().filter_map(Result::ok);
    let mut found = Vec::new();
    for page in pages.filter(|page| page.file_name() == "index.html") {
        let text = std::fs::read_to_string(page.path()).expect("a page");
        if text.contains("class=\"roll-call\"") {
            found.push(page.path().to_path_buf());
        }
    }
    assert!(found.is_empty(), "{found:?}");
}
