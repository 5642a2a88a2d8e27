//! Pages of bodies: who belonged to them, who held the chair, and when they met.

use crate::decisions::{attributes, texts};
use crate::site::Site;

const PEOPLE: &str = "people:
- id: ann
  names: {en: Ann Lee, fr: Anne Lee}
  roles:
  - {title: Councillor, body: council, from: 2019}
  - {title: Chair of the Council, body: council, from: 2023-05-01}
  - {body: blue}
- id: ben
  names: Ben Okri
  roles:
  - {title: Chair, body: council, from: 2019, to: 2023-04-30}
  - {title: Deputy Chair of the Harbour Committee, body: harbour, from: 2024}
- {id: cid, names: Cid Moss, roles: [{title: Secretary, body: hidden}]}
- {id: dee, names: Dee Ray, listed: true, roles: [{title: Councillor, body: council}]}
- {id: eve, names: Eve Fox, kind: anonymous, roles: [{title: Witness, body: council}]}
";

const ORGANISATIONS: &str = "organisations:
- id: council
  names: {en: City Council, fr: Conseil}
  kind: council
  identifiers: {wikidata: Q1}
  units:
  - {id: harbour, names: Harbour Committee, kind: committee}
  - {id: quiet, names: Quiet Committee}
- {id: blue, names: The Blues, kind: party}
- {id: works, names: Works Office}
- {id: hidden, names: Hidden Board}
- {id: shown, names: Shown Board, listed: true}
";

fn town() -> Site {
    let record = |body: &str, words: &str| format!("---\nbody: {body}\n---\n# A\n\n{words}");
    Site::new()
        .file("content/site.yml", "title: Town\nlanguages: [en, fr]\nseries: {port: {title: Port, body: harbour}}\n")
        .file("content/people.yml", PEOPLE)
        .file("content/organisations.yml", ORGANISATIONS)
        .file("content/2020-01-02-a.md", record("council", "### Ben Okri:\nAye.\n"))
        .file(
            "content/2024-01-02-b.md",
            record("council", "### Ann Lee:\nAye.\n### Works Office:\nNo.\n\n> **Decision:** So.\n"),
        )
        .file(
            "content/2024-02-02-c.md",
            "---\nseries: port\nchair: ann\n---\n# C\n\n### Ann Lee:\nAye.\n### Eve Fox:\nI saw it.\n",
        )
        .file("content/2024-03-02-d.md", "---\nstatus: draft\nbody: hidden\n---\n# D\n\n### Cid Moss:\nAye.\n")
}

#[test]
fn a_body_has_a_page_with_its_members_chairs_and_meetings() {
    let built = town().build();
    assert_eq!(built.codes(), [""; 0]);
    let page = built.read("bodies/council/index.html");
    assert_eq!(texts(&page, "h1"), ["City Council"]);
    assert_eq!(texts(&page, ".kind"), ["Council"]);
    assert_eq!(
        texts(&page, "section[aria-labelledby=chairs] li"),
        ["Ann Lee Chair of the Council since 1 May 2023", "Ben Okri Chair 2019 – 30 April 2023"]
    );
    assert_eq!(
        texts(&page, "section[aria-labelledby=members] li"),
        ["Ann Lee Councillor since 2019 Chair of the Council since 1 May 2023", "Dee Ray Councillor"]
    );
    assert_eq!(texts(&page, "section[aria-labelledby=former-members] li"), ["Ben Okri Chair 2019 – 30 April 2023"]);
    assert_eq!(
        attributes(&page, ".members a", "href"),
        ["/speakers/ann/", "/speakers/ben/", "/speakers/ann/", "/speakers/ben/"]
    );
    assert_eq!(attributes(&page, "h3 a", "href"), ["/bodies/council/2024/", "/bodies/council/2020/"]);
    assert_eq!(attributes(&page, ".entries .title", "href"), ["/meetings/2024-01-02-b/", "/meetings/2020-01-02-a/"]);
    assert_eq!(attributes(&page, ".facts a", "href"), ["/bodies/harbour/", "https://www.wikidata.org/wiki/Q1"]);
    assert!(attributes(&page, ".summary a", "href").contains(&"/decisions/bodies/council/".to_owned()));
    assert_eq!(texts(&built.read("decisions/bodies/council/index.html"), ".decision-item > a"), ["So."]);
    let french = built.read("fr/bodies/council/index.html");
    assert_eq!(texts(&french, "h1"), ["Conseil"]);
    let year = built.read("bodies/council/2024/index.html");
    assert_eq!(texts(&year, "h1"), ["City Council: meetings in 2024"]);
    assert_eq!(attributes(&year, ".neighbours a", "href"), ["/bodies/council/2020/"]);
}

#[test]
fn the_index_is_a_tree_of_what_public_records_name() {
    let built = town().build();
    let index = built.read("bodies/index.html");
    let hrefs = attributes(&index, ".bodies a", "href");
    assert_eq!(hrefs, ["/bodies/council/", "/bodies/harbour/", "/bodies/blue/", "/bodies/works/", "/bodies/shown/"]);
    assert_eq!(attributes(&index, ".bodies .bodies a", "href"), ["/bodies/harbour/"]);
    assert!(built.read("index.html").contains("href=\"/bodies/\""), "the menu leads there");
    for word in ["Hidden Board", "Quiet Committee", "Cid Moss"] {
        assert!(!index.contains(word) && !built.read("bodies/council/index.html").contains(word), "{word}");
    }
    assert!(!built.has("bodies/hidden/index.html") && !built.has("bodies/quiet/index.html"));
    assert!(!built.read("bodies/council/index.html").contains("Eve Fox"), "nobody who is not to be known");
    let plain = Site::new().file("content/2024-01-02-b.md", "# A\n\n### Ann:\nAye.\n").build();
    assert!(!plain.has("bodies/index.html") && !plain.read("index.html").contains("/bodies/"));
}

#[test]
fn wherever_a_body_is_named_there_is_a_link_to_it() {
    let built = town().build();
    let facts = |path: &str| attributes(&built.read(path), ".facts a", "href");
    assert!(facts("meetings/2024-01-02-b/index.html").contains(&"/bodies/council/".to_owned()));
    // The series names the body of a record that names none.
    assert!(facts("meetings/2024-02-02-c/index.html").contains(&"/bodies/harbour/".to_owned()));
    assert_eq!(
        texts(&built.read("speakers/ann/index.html"), ".roles li"),
        ["Councillor, City Council since 2019", "Chair of the Council, City Council since 1 May 2023", "The Blues"]
    );
    assert!(facts("speakers/ann/index.html").contains(&"/bodies/blue/".to_owned()));
    assert!(facts("speakers/works/index.html").contains(&"/bodies/works/".to_owned()));
    assert!(facts("bodies/works/index.html").contains(&"/speakers/works/".to_owned()));
    assert_eq!(texts(&built.read("bodies/harbour/index.html"), ".facts dd"), ["City Council", "Ann Lee"]);
}

#[test]
fn the_body_of_the_series_or_site_counts_where_a_record_names_none() {
    let people = "people:\n- id: ann\n  names: Ann Lee\n  roles: [{title: Mayor, body: council, from: 2020}, {title: Port Clerk, body: harbour, from: 2020}]\n";
    let action = "> **Action 7:** Mend the horn.\n> Owner: Ann Lee\n";
    let built = Site::new()
        .file("content/site.yml", "title: Town\nbody: council\nseries: {port: {title: Port, body: harbour}}\n")
        .file("content/people.yml", people)
        .file("content/organisations.yml", ORGANISATIONS)
        .file("content/2024-01-02-a.md", format!("# A\n\n### Ann Lee:\nAye.\n\n{action}"))
        .file("content/2024-02-02-b.md", "---\nseries: port\n---\n# B\n\n### Ann Lee:\nAye.\n")
        .file("content/2024-03-02-c.md", format!("---\nbody: council\n---\n# C\n\n### Ann Lee:\nAye.\n\n{action}"))
        .file("content/2099-03-02-d.md", "---\nseries: port\nstatus: draft\nannounced: true\n---\n# D\n")
        .build();
    for (path, office, other) in [
        ("meetings/2024-01-02-a/index.html", "Mayor", "Port Clerk"),
        ("meetings/2024-02-02-b/index.html", "Port Clerk", "Mayor"),
    ] {
        let page = built.read(path);
        assert!(page.contains(office) && !page.contains(other), "{path}: the office in the body that met");
    }
    let announced = built.read("meetings/2099-03-02-d/index.html");
    assert!(attributes(&announced, ".facts a", "href").contains(&"/bodies/harbour/".to_owned()), "{announced}");
    let log = built.read("decisions/actions/index.html");
    assert_eq!(log.matches("Mend the horn").count(), 1, "both records are of one body, so the item is the same: {log}");
}

#[test]
fn a_body_and_its_members_are_told_to_programs() {
    let built = town().build();
    let page = built.read("bodies/blue/index.html");
    for part in ["\"@type\":\"PoliticalParty\"", "\"@type\":\"OrganizationRole\"", "/speakers/ann/"] {
        assert!(page.contains(part), "{part}: {page}");
    }
    let person = built.read("speakers/ann/index.html");
    assert!(person.contains("\"memberOf\":[{\"@type\":\"OrganizationRole\""), "{person}");
    assert!(person.contains("\"roleName\":\"Chair of the Council\",\"startDate\":\"2023-05-01\""), "{person}");
}

#[test]
fn a_body_within_itself_is_reported_and_stands_at_the_top() {
    let site = Site::new()
        .file("content/site.yml", "title: Town\nbody: a\n")
        .file("content/organisations.yml", "organisations:\n- {id: a, names: A, parent: b}\n- {id: b, names: B, parent: c}\n- {id: c, names: C, parent: a}\n")
        .file("content/2024-01-02-b.md", "# A\n\n### Ann:\nAye.\n");
    let built = site.build();
    assert_eq!(built.codes(), ["circular-parent content/organisations.yml:4:8"]);
    let index = built.read("bodies/index.html");
    assert_eq!(attributes(&index, ".bodies a", "href").len(), 3, "{index}");
}
