//! New records and metadata in the preview: by forms and files, as drafts, and never over what is there.

use std::fs;
use std::net::SocketAddr;

use serde_json::{Value, json};

use crate::serve::{Answer, ask_with, get, serve, serve_as};
use crate::site::Site;

const CAPTIONS: &str = "WEBVTT\n\n00:00:01.000 --> 00:00:02.000\n<v Ann Lee>Good evening.\n\n00:00:05.000 --> 00:00:06.000\n<v Ben Okri>I move it.\n";
const PAGE: &str = "/meetings/2024-03-11-budget/";
const FILE: &str = "content/2024-03-11-budget.md";
const RECORD: &str = "---\n# Ours.\nplace: 'Town Hall'  # as always\nparticipants:\n  - Ann Lee  # chair\n  - Ben Okri\nstatus: draft\n---\n# 2024-03-11 Budget\n\n### Ann Lee:\nAye.\n";

fn site() -> Site {
    Site::new()
        .file("content/site.yml", "title: Town\nlanguages: [en, fr]\nseries:\n  council:\n    title: Council\n")
        .file(FILE, RECORD)
}

fn post(at: SocketAddr, path: &str, body: &Value) -> Answer {
    send(at, path, "application/json", body.to_string().as_bytes())
}

fn send(at: SocketAddr, path: &str, media_type: &str, body: &[u8]) -> Answer {
    let own = format!("Origin: http://localhost:{}\r\nContent-Type: {media_type}\r\n", at.port());
    ask_with(at, "POST", &format!("/_minutebook/{path}"), &own, body)
}

fn value(answer: &Answer) -> Value {
    serde_json::from_str(&answer.text()).unwrap_or_else(|error| panic!("{error}: {}", answer.text()))
}

fn read(site: &Site, path: &str) -> String {
    fs::read_to_string(site.path(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// Names of all files of the content.
fn files(site: &Site) -> Vec<String> {
    let entries = walkdir::WalkDir::new(site.path("content")).sort_by_file_name().into_iter().flatten();
    entries
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect()
}

#[test]
fn a_form_begins_a_record_as_a_draft_and_overwrites_nothing() {
    let site = site();
    let server = serve(&site);
    let at = server.address;
    let choices = value(&get(at, "/_minutebook/choices"));
    assert_eq!((&choices["series"][0]["id"], &choices["languages"][1]), (&json!("council"), &json!("fr")));
    assert_eq!(choices["today"], "2026-01-01");
    let request =
        json!({ "title": "Quai: \"l’été\" --draft", "date": "2024-05-06", "series": "council", "lang": "fr" });
    let made = post(at, "new", &request);
    assert_eq!(made.status, 200, "{}", made.text());
    let made = value(&made);
    let path = made["source"].as_str().expect("a path");
    let text = read(&site, path);
    assert!(text.contains("series: council\nlang: fr\nstatus: draft\n"), "{text}");
    let page = get(at, made["href"].as_str().expect("a page"));
    assert!(page.status == 200 && page.text().contains("l’été"), "{}", page.status);
    for request in [
        request,
        json!({ "title": "Budget", "date": "2024-03-11" }),
        json!({ "title": "", "date": "2024-05-06" }),
        json!({ "title": "A", "date": "someday" }),
        json!({ "title": "A", "date": "2024-05-06", "series": "../.." }),
        json!({ "title": "A\nB", "date": "2024-05-06" }),
        json!({ "title": "A", "date": "2024-05-06", "text": "a\0b" }),
    ] {
        let before = files(&site);
        let refused = post(at, "new", &request);
        assert!(matches!(refused.status, 409 | 422), "{request}: {} {}", refused.status, refused.text());
        assert!(
            value(&refused)["message"].as_str().is_some_and(|why| !why.is_empty() && !why.contains("`--")),
            "{}",
            refused.text()
        );
        assert_eq!(files(&site), before);
    }
    assert_eq!((read(&site, path), read(&site, FILE)), (text, RECORD.to_owned()));
}

#[test]
fn pasted_words_stand_below_the_heading() {
    let site = site();
    let server = serve(&site);
    let words = "### Ann Lee:\r\nPasted.\r\n\r\n> (Applause.)\r\n";
    let made = post(server.address, "new", &json!({ "title": "Pasted", "date": "2024-05-07", "text": words }));
    assert_eq!(made.status, 200, "{}", made.text());
    let text = read(&site, "content/2024-05-07-pasted.md");
    assert_eq!(text, "---\nstatus: draft\n---\n# 2024-05-07 Pasted\n\n### Ann Lee:\nPasted.\n\n> (Applause.)\n");
    let page = get(server.address, value(&made)["href"].as_str().expect("a page")).text();
    assert!(page.contains("Pasted.") && page.contains("Applause"));
}

#[test]
fn pasted_lines_that_begin_with_names_become_speeches_and_the_example_of_the_archetype_goes() {
    let site = site();
    let example = "---\nplace: Hall\n---\n# {{ date }} {{ title }}\n\n{{ items }}\n\n<!--\n### Name:\nWords.\n-->\n";
    site.write("archetypes/meeting.md", example);
    let server = serve(&site);
    let at = server.address;
    let words = "Ann Lee: Welcome all.\n\nBen Okri: Thank you.\n\nAnn Lee: We begin.\n";
    let made = post(at, "new", &json!({ "title": "Pasted", "date": "2024-05-07", "text": words }));
    assert!(made.status == 200 && made.text().contains("made headings"), "{}", made.text());
    let text = read(&site, "content/2024-05-07-pasted.md");
    assert!(!text.contains("<!--") && text.contains("place: Hall"), "{text}");
    let page = get(at, value(&made)["href"].as_str().expect("a page")).text();
    assert!(page.contains("Welcome all.") && page.contains("speakers/ben-okri/"), "{text}");
    // Without words the example stays.
    let made = post(at, "new", &json!({ "title": "Empty", "date": "2024-05-08" }));
    assert_eq!(made.status, 200, "{}", made.text());
    assert!(read(&site, "content/2024-05-08-empty.md").contains("<!--\n### Name:"));
}

#[test]
fn the_bar_of_a_draft_shows_what_will_be_a_warning_once_it_is_public() {
    let site = site();
    let silent = "---\nstatus: draft\n---\n# 2024-05-09 Silent\n\n**Ann Lee:** Welcome.\n\n**Ben Okri:** Thanks.\n";
    site.write("content/2024-05-09-silent.md", silent);
    site.write("content/2024-05-10-begun.md", "---\nstatus: draft\n---\n# 2024-05-10 Begun\n");
    let server = serve(&site);
    let problems =
        |path: &str| value(&get(server.address, &format!("/_minutebook/page?path={path}")))["problems"].clone();
    let told = problems("/meetings/2024-05-09-silent/");
    assert_eq!((&told[0]["code"], &told[0]["severity"]), (&json!("unread-labels"), &json!("note")), "{told}");
    assert_eq!(problems("/meetings/2024-05-10-begun/"), json!([]), "a record that is only begun");
    assert_eq!(problems(PAGE), json!([]));
}

#[test]
fn the_page_of_a_record_that_is_held_back_says_so_and_why() {
    let site = site();
    site.write("content/2024-05-11-broken.md", "---\ntitle: \"Broken\n---\n# Broken <b>\n### Ann:\nSecret words.\n");
    let server = serve(&site);
    let at = server.address;
    let page = get(at, "/meetings/2024-05-11-broken/");
    let text = page.text();
    assert_eq!(page.status, 404);
    for part in
        ["This record is held back", "content/2024-05-11-broken.md is the record at this address", "yaml-syntax"]
    {
        assert!(text.contains(part), "{part}: {text}");
    }
    assert!(!text.contains("<b>"), "what it quotes is escaped");
    let bar = value(&get(at, "/_minutebook/page?path=/meetings/2024-05-11-broken/"));
    assert_eq!((&bar["status"], &bar["source"]), (&json!("held"), &json!("content/2024-05-11-broken.md")));
    assert_eq!(bar["problems"][0]["code"], "yaml-syntax");
    assert!(!get(at, "/meetings/2024-05-12-other/").text().contains("held back"));
    // As the public sees the site, a draft is not there; the page says which file that is.
    let public = ask_with(at, "GET", PAGE, "Cookie: minutebook-audience=public\r\n", b"");
    assert!(public.status == 404 && public.text().contains(&format!("{FILE} is a draft")), "{}", public.text());
    assert!(!public.text().contains("Aye."));
}

#[test]
fn the_bar_tells_a_mistake_of_this_page_from_one_elsewhere_and_from_one_of_the_site() {
    let site = site();
    site.write("content/2024-05-11-broken.md", "---\ntitle: \"Broken\n---\n# Broken\n");
    let server = serve(&site);
    let bar = || value(&get(server.address, &format!("/_minutebook/page?path={PAGE}")));
    let before = bar();
    assert_eq!((&before["problems"], &before["is_stale"]), (&json!([]), &json!(false)));
    assert_eq!(before["elsewhere"][0]["code"], "yaml-syntax");
    site.write("content/site.yml", "title: [\n");
    let start = std::time::Instant::now();
    while bar()["is_stale"] == json!(false) {
        assert!(start.elapsed().as_secs() < 20, "{}", bar());
    }
}

#[test]
fn a_file_becomes_a_record_through_the_importer() {
    let site = site();
    let server = serve(&site);
    let at = server.address;
    let import = |query: &str, bytes: &[u8]| send(at, &format!("import?{query}"), "application/octet-stream", bytes);
    let made = import("name=2024-05-08%20Spoken.vtt", CAPTIONS.as_bytes());
    assert_eq!(made.status, 200, "{}", made.text());
    let text = read(&site, "content/2024-05-08-spoken.md");
    assert!(
        text.starts_with("---\nstatus: draft\n") && text.contains("### Ann Lee [00:00:01]:\nGood evening."),
        "{text}"
    );
    assert!(get(at, value(&made)["href"].as_str().expect("a page")).text().contains("Good evening."));
    let word = fs::read("tests/fixtures/import/libreoffice.docx").expect("a document");
    let made = import("name=letter.docx&date=2024-05-09&title=Written", &word);
    assert_eq!(made.status, 200, "{}", made.text());
    let before = files(&site);
    let unknown = import("name=spoken.vtt", CAPTIONS.as_bytes());
    assert!(
        unknown.status == 422 && unknown.text().contains("the day of the meeting is not known"),
        "{}",
        unknown.text()
    );
    let again = import("name=2024-05-08%20Spoken.vtt", CAPTIONS.replace("evening", "morning").as_bytes());
    assert!(again.status == 422 && again.text().contains("left unchanged"), "{} {}", again.status, again.text());
    assert_eq!(import("name=2024-05-08%20Spoken.vtt", CAPTIONS.as_bytes()).status, 409, "nothing to do");
    for (name, bytes) in [
        ("2024-05-11%20a.png", &b"\x89PNG\r\n\0\0"[..]),
        ("2024-05-11%20a.docx", b"PK\x03\x04broken"),
        ("..%2f..%2f2024-05-11%20a.vtt", b"WEBVTT\n"),
        ("2024-05-11%20a.txt", b"\xff\xfe\0"),
    ] {
        let refused = import(&format!("name={name}"), bytes);
        assert_eq!(refused.status, 422, "{name}: {}", refused.text());
        assert!(
            !refused.text().contains("/tmp/") && !value(&refused)["message"].as_str().unwrap_or_default().is_empty()
        );
    }
    assert_eq!(files(&site), before);
    assert_eq!(read(&site, "content/2024-05-08-spoken.md"), text);
    let form = send(at, "import?name=2024-05-12%20a.vtt", "text/plain", CAPTIONS.as_bytes());
    assert_eq!(form.status, 415, "no form of another site can send it");
    let foreign = "Origin: http://evil.example\r\nContent-Type: application/octet-stream\r\n";
    assert_eq!(ask_with(at, "POST", "/_minutebook/import?name=a.vtt", foreign, CAPTIONS.as_bytes()).status, 403);
}

#[test]
fn metadata_is_changed_key_by_key_and_can_be_taken_back() {
    let site = site();
    let server = serve(&site);
    let at = server.address;
    let form = || value(&get(at, &format!("/_minutebook/metadata?path={PAGE}")));
    let shown = form();
    assert_eq!(shown["values"][0], json!({ "key": "place", "value": { "text": "Town Hall" } }));
    assert_eq!(shown["values"][1], json!({ "key": "participants", "value": { "list": ["Ann Lee", "Ben Okri"] } }));
    assert_eq!((&shown["heading"], &shown["read"]["title"]), (&json!("2024-03-11 Budget"), &json!("Budget")));
    assert!(shown["schema"]["properties"]["place"]["description"].is_string());
    let change = |changes: Value, heading: Value| {
        let fingerprint = form()["fingerprint"].clone();
        post(
            at,
            "metadata",
            &json!({ "path": PAGE, "fingerprint": fingerprint, "changes": changes, "heading": heading }),
        )
    };
    let changes = json!({
        "place": { "text": "Old Hall, room 2" },
        "participants": { "list": ["Ann Lee", "Ben Okri", "Cy"] },
        "status": null,
        "quorum": { "yaml": "2" },
    });
    let saved = change(changes, json!("2024-03-11 Budget sitting"));
    assert_eq!(saved.status, 200, "{}", saved.text());
    let wanted = RECORD
        .replace("'Town Hall'", "\"Old Hall, room 2\"")
        .replace("  - Ben Okri\n", "  - Ben Okri\n  - Cy\n")
        .replace("status: draft\n", "quorum: 2\n")
        .replace("# 2024-03-11 Budget\n", "# 2024-03-11 Budget sitting\n");
    assert_eq!(read(&site, FILE), wanted);
    for (changes, why) in [
        (json!({ "status": { "text": "nearly" } }), "nearly"),
        (json!({ "date": { "text": "some day" } }), ""),
        (json!({ "nonsense": { "text": "draft until June" } }), ""),
        (json!({ "quorum": { "yaml": "[" } }), ""),
        (json!({ "series": { "text": "concil" } }), "did you mean “council”?"),
    ] {
        let refused = change(changes.clone(), Value::Null);
        assert_eq!(refused.status, 422, "{changes}: {}", refused.text());
        assert!(refused.text().contains(why));
    }
    assert_eq!(change(json!({}), json!("two\nlines")).status, 422);
    assert_eq!(read(&site, FILE), wanted);
    let stale =
        json!({ "path": PAGE, "fingerprint": shown["fingerprint"], "changes": { "place": null }, "heading": null });
    let refused = post(at, "metadata", &stale);
    assert!(refused.status == 409 && refused.text().contains("Nothing was written"), "{}", refused.text());
    assert_eq!(post(at, "undo", &json!({ "path": PAGE })).status, 200);
    assert_eq!(read(&site, FILE), RECORD);
}

#[test]
fn metadata_that_cannot_be_changed_surely_is_left_to_the_file() {
    let site = site();
    let toml = "+++\nplace = 'Hall'\n+++\n# 2024-04-11 Other\n\n### Ann:\nAye.\n";
    site.write("content/2024-04-11-other.md", toml);
    let server = serve(&site);
    let refused = get(server.address, "/_minutebook/metadata?path=/meetings/2024-04-11-other/");
    assert!(refused.status == 409 && refused.text().contains("change it in the file"), "{}", refused.text());
}

#[test]
fn whoever_may_not_edit_makes_no_records() {
    let site = site();
    let closed = serve_as(&site, |serving| serving.is_read_only = true);
    let before = files(&site);
    assert_eq!(post(closed.address, "new", &json!({ "title": "A", "date": "2024-05-06" })).status, 403);
    assert_eq!(
        send(closed.address, "import?name=2024-05-06%20a.vtt", "application/octet-stream", CAPTIONS.as_bytes()).status,
        403
    );
    assert_eq!(
        post(closed.address, "metadata", &json!({ "path": PAGE, "fingerprint": "", "changes": {}, "heading": null }))
            .status,
        403
    );
    for path in ["choices".to_owned(), format!("metadata?path={PAGE}")] {
        assert_eq!(get(closed.address, &format!("/_minutebook/{path}")).status, 401, "{path}");
    }
    assert_eq!((files(&site), read(&site, FILE)), (before, RECORD.to_owned()));
}
