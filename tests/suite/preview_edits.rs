//! Changing a record in the preview: exactly the bytes of one passage, by whoever may, and never over somebody else's change.

use std::fs;
use std::net::SocketAddr;
use std::path::Path;

use minutebook::pipeline::{Snapshot, Workspace};
use minutebook::serve::replaced;
use minutebook::site::{ArtifactContent, Output, OutputKind};
use minutebook::text::printable;
use scraper::{ElementRef, Html, Selector};
use serde_json::{Value, json};

use crate::serve::{Answer, ask_with, get, serve, serve_as};
use crate::site::{Site, options, real_records};

const PAGE: &str = "/meetings/2024-03-11-budget/";
const FILE: &str = "content/2024-03-11-budget.md";

/// A record with a passage of every kind.
const RECORD: &str = "---\nplace: Town Hall\n---\n# 2024-03-11 Budget\n\nA note on the *record*.\n\n## Ferry fares\n\n### Ann Lee:\nI move it.\nIn two lines.\n\n- first\n- second\n\n> Somebody was\n> quoted at length by her, in a sentence that goes on.\n\nThe count[^1] stands. <!-- not yet -->\n\n> （笑）\n\n> **Motion:** That fares rise.\n> Carried, 2 to 1.\n\n### Ben Okri:\n**注意：**請 10**6.\n\n[^1]: As of _May_.\n\n## Closing\n\n> (The meeting ended.)\n";

fn site() -> Site {
    Site::new().file(FILE, RECORD)
}

fn bytes(site: &Site) -> Vec<u8> {
    fs::read(site.path(FILE)).expect("the record")
}

/// A page with its passages.
struct Page {
    html: Html,
    fingerprint: String,
}

fn page(at: SocketAddr) -> Page {
    let html = Html::parse_document(&get(at, PAGE).text());
    let script = Selector::parse("script[data-fingerprint]").expect("a selector");
    let found = html.select(&script).next().and_then(|script| script.value().attr("data-fingerprint"));
    let fingerprint = found.expect("a fingerprint").to_owned();
    Page { html, fingerprint }
}

fn passages(html: &Html) -> Vec<(String, ElementRef<'_>)> {
    let selector = Selector::parse("[data-source]").expect("a selector");
    let places = html.select(&selector).filter_map(|element| Some((element.value().attr("data-source")?, element)));
    places.map(|(place, element)| (place.to_owned(), element)).collect()
}

fn words(element: ElementRef<'_>) -> String {
    element.text().collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}

impl Page {
    /// The place of the passage that has some words.
    fn place(&self, needle: &str) -> String {
        self.find(needle).unwrap_or_else(|| panic!("no passage has “{needle}”"))
    }

    fn find(&self, needle: &str) -> Option<String> {
        passages(&self.html).into_iter().find(|(_, element)| words(*element).contains(needle)).map(|(place, _)| place)
    }

    fn passage(&self, at: SocketAddr, place: &str) -> Value {
        let answer = get(at, &format!("/_minutebook/passage?path={PAGE}&at={place}&fingerprint={}", self.fingerprint));
        assert_eq!(answer.status, 200, "{}", answer.text());
        serde_json::from_str(&answer.text()).expect("JSON")
    }

    fn edit(&self, place: &str, text: &str) -> Value {
        json!({ "path": PAGE, "at": place, "fingerprint": self.fingerprint, "text": text })
    }
}

/// Sends a change as a page of the preview does.
fn post(at: SocketAddr, path: &str, body: &Value) -> Answer {
    let own = format!("Origin: http://localhost:{}\r\nContent-Type: application/json\r\n", at.port());
    ask_with(at, "POST", &format!("/_minutebook/{path}"), &own, body.to_string().as_bytes())
}

fn value(answer: &Answer) -> Value {
    serde_json::from_str(&answer.text()).unwrap_or_else(|error| panic!("{error}: {}", answer.text()))
}

/// The byte of a file at which its decoded text has reached a length.
fn byte_at(file: &[u8], length: usize) -> usize {
    let reached = |at: &usize| {
        let text = std::str::from_utf8(&file[..*at]).ok()?;
        let text = text.trim_start_matches('\u{feff}').replace("\r\n", "\n");
        (text.len() == length).then_some(())
    };
    (0..=file.len())
        .filter(|at| !file[..*at].ends_with(b"\r") || length == 0)
        .rfind(|at| reached(at).is_some())
        .expect("a byte")
}

#[test]
fn a_passage_is_changed_where_it_stands_and_nothing_else_of_the_file() {
    let crlf = RECORD.replace('\n', "\r\n");
    let forms = [RECORD.to_owned(), crlf.clone(), RECORD.trim_end().to_owned(), format!("\u{feff}{crlf}")];
    for form in &forms {
        let site = Site::new().file(FILE, form);
        let server = serve(&site);
        let count = passages(&page(server.address).html).len();
        assert!(count >= 13, "{count} passages");
        for index in 0..count {
            site.write(FILE, form);
            let page = loop {
                let page = page(server.address);
                if passages(&page.html).len() == count && page.passage_is_current(server.address, form) {
                    break page;
                }
            };
            let place = passages(&page.html)[index].0.clone();
            let (start, end) = place.split_once('-').expect("a range");
            let [start, end] = [start, end].map(|at| byte_at(form.as_bytes(), at.parse().expect("a number")));
            let was = page.passage(server.address, &place)["text"].as_str().expect("a text").to_owned();
            assert_eq!(was, form[start..end].replace("\r\n", "\n"), "the source of the passage");
            let answer = post(server.address, "edit", &page.edit(&place, "Other “words”,\nof two lines."));
            assert_eq!(answer.status, 200, "{}", answer.text());
            let new = if form.contains('\r') {
                "Other “words”,\r\nof two lines."
            } else {
                "Other “words”,\nof two lines."
            };
            let expected = format!("{}{new}{}", &form[..start], &form[end..]);
            assert_eq!(String::from_utf8(bytes(&site)).expect("text"), expected);
            // The page that is asked for next shows it.
            assert!(get(server.address, PAGE).text().contains("Other “words”,"), "{was}");
        }
    }
}

impl Page {
    /// Reports whether the page was drawn from a file with this text.
    fn passage_is_current(&self, at: SocketAddr, form: &str) -> bool {
        let Some((place, _)) = passages(&self.html).into_iter().next() else { return false };
        let path = format!("/_minutebook/passage?path={PAGE}&at={place}&fingerprint={}", self.fingerprint);
        get(at, &path).status == 200 && form.contains("A note")
    }
}

#[test]
fn every_kind_of_passage_can_be_changed() {
    let site = site();
    let server = serve(&site);
    let page = page(server.address);
    for (shown, source) in [
        ("A note on the record.", "A note on the *record*."),
        ("Ferry fares", "## Ferry fares"),
        ("Ann Lee", "### Ann Lee:"),
        ("I move it.", "I move it.\nIn two lines."),
        ("first", "- first\n- second"),
        ("Somebody was", "> Somebody was\n> quoted at length by her, in a sentence that goes on."),
        ("The count", "The count[^1] stands. <!-- not yet -->"),
        ("That fares rise", "> **Motion:** That fares rise.\n> Carried, 2 to 1."),
        ("Ben Okri", "### Ben Okri:"),
        ("請", "**注意：**請 10**6."),
        ("The meeting ended", "> (The meeting ended.)"),
    ] {
        let found = page.passage(server.address, &page.place(shown));
        assert_eq!(found["text"], source, "{shown}");
        assert_eq!(found["source"], FILE);
    }
}

#[test]
fn what_the_preview_wrote_is_taken_back_and_made_again() {
    let site = site();
    let server = serve(&site);
    let at = server.address;
    let steps = || {
        let bar = value(&get(at, &format!("/_minutebook/page?path={PAGE}")));
        (bar["undo"].as_bool(), bar["redo"].as_bool())
    };
    let this = json!({ "path": PAGE });
    assert_eq!(steps(), (Some(false), Some(false)));
    assert_eq!(post(at, "undo", &this).status, 409, "nothing to take back");
    let mut states = vec![bytes(&site)];
    for (was, new) in [("I move it.", "I move that."), ("I move that.", ""), ("first", "- third")] {
        let page = page(at);
        assert_eq!(post(at, "edit", &page.edit(&page.place(was), new)).status, 200, "{was}");
        states.push(bytes(&site));
    }
    for state in states.iter().rev().skip(1) {
        assert_eq!(post(at, "undo", &this).status, 200);
        assert_eq!(&bytes(&site), state);
    }
    assert_eq!(steps(), (Some(false), Some(true)));
    for state in &states[1..] {
        assert_eq!(post(at, "redo", &this).status, 200);
        assert_eq!(&bytes(&site), state);
    }
    assert_eq!((post(at, "undo", &this).status, steps()), (200, (Some(true), Some(true))));
    // Another program's change is not taken back, and a change here ends what could be made again.
    let page = page(at);
    assert_eq!(post(at, "edit", &page.edit(&page.place("Ben Okri"), "### Ben O.:")).status, 200);
    assert_eq!(steps(), (Some(true), Some(false)));
    let theirs = [bytes(&site), b"\n".to_vec()].concat();
    site.write(FILE, &theirs);
    let refused = post(at, "undo", &this);
    assert!(refused.status == 409 && refused.text().contains("another program"), "{}", refused.text());
    assert_eq!(bytes(&site), theirs);
}

#[test]
fn a_file_that_has_changed_meanwhile_is_not_written_and_both_texts_are_shown() {
    let site = site();
    let server = serve(&site);
    let at = server.address;
    let begin = || {
        site.write(FILE, RECORD);
        loop {
            let page = page(at);
            let Some(place) = page.find("I move") else { continue };
            let path = format!("/_minutebook/passage?path={PAGE}&at={place}&fingerprint={}", page.fingerprint);
            if get(at, &path).status == 200 {
                return (page, place);
            }
        }
    };
    for (theirs, now, offers) in [
        (RECORD.replace("I move it.", "I propose it."), "I propose it.\nIn two lines.", true),
        (RECORD.replace("Town Hall", "Old Town Hall"), "I move it.\nIn two lines.", true),
        (RECORD.replace("10**6", "10**7"), "I move it.\nIn two lines.", true),
        (RECORD.replace("### Ann Lee:\nI move it.\nIn two lines.", "### Ann L.:\nI did."), "", false),
    ] {
        let (page, place) = begin();
        site.write(FILE, &theirs);
        let refused = post(at, "edit", &page.edit(&place, "Mine."));
        let told = value(&refused);
        assert_eq!(refused.status, 409, "{told}");
        assert_eq!(bytes(&site), theirs.as_bytes(), "nothing is written");
        if !offers {
            assert!(
                told["now"].as_str().is_some_and(|now| now.contains("I did.")) && told["again"].is_null(),
                "{told}"
            );
            continue;
        }
        assert_eq!(told["now"], now);
        let again = json!({ "path": PAGE, "at": told["again"]["at"], "fingerprint": told["again"]["fingerprint"], "text": "Mine." });
        assert_eq!(post(at, "edit", &again).status, 200);
        assert_eq!(String::from_utf8(bytes(&site)).expect("text"), theirs.replace(now, "Mine."));
    }
}

#[test]
fn only_editors_with_a_page_of_the_preview_may_write() {
    let site = site();
    let server = serve(&site);
    let at = server.address;
    let page = page(at);
    let change = page.edit(&page.place("I move"), "Changed.").to_string();
    let own = format!("Origin: http://localhost:{}\r\n", at.port());
    let json = "Content-Type: application/json\r\n";
    let send = |more: &str| ask_with(at, "POST", "/_minutebook/edit", more, change.as_bytes()).status;
    assert_eq!(send(json), 403, "without an origin");
    assert_eq!(send(&format!("{json}Origin: https://evil.example\r\n")), 403);
    assert_eq!(send(&format!("{json}Origin: null\r\n")), 403);
    assert_eq!(send(&format!("{json}{own}Sec-Fetch-Site: cross-site\r\n")), 403);
    assert_eq!(send(&format!("Content-Type: text/plain\r\n{own}")), 415);
    assert_eq!(send(&own), 415);
    // A name that leads here (DNS rebinding) is not answered at all.
    assert_eq!(send(&format!("{json}Host: evil.example\r\nOrigin: http://evil.example\r\n")), 421);
    assert_eq!(bytes(&site), RECORD.as_bytes());
    let large = page.edit(&page.place("I move"), &"long ".repeat(300_000));
    assert_eq!(post(at, "edit", &large).status, 413);
    for body in [
        json!({}),
        json!({ "path": PAGE, "at": "5", "fingerprint": page.fingerprint, "text": "" }),
        json!({ "path": PAGE, "at": "9-5", "fingerprint": page.fingerprint, "text": "" }),
        json!({ "path": PAGE, "at": "0-5", "fingerprint": "x", "text": "" }),
    ] {
        assert_eq!(post(at, "edit", &body).status, 400, "{body}");
    }
    let beyond = page.edit("0-99999", "");
    assert_eq!(post(at, "edit", &beyond).status, 409);
    let nul = page.edit(&page.place("I move"), "a\0b");
    assert_eq!(post(at, "edit", &nul).status, 422);
    for path in [
        "/",
        "/meetings/",
        "/feed.xml",
        "/nowhere/",
        "/../site/content/2024-03-11-budget.md",
        "/meetings/..%2f..%2fetc/passwd",
    ] {
        let body = json!({ "path": path, "at": "0-1", "fingerprint": page.fingerprint, "text": "" });
        assert_eq!(post(at, "edit", &body).status, 404, "{path}");
    }
    assert_eq!(bytes(&site), RECORD.as_bytes());
    assert_eq!(send(&format!("{json}{own}")), 200);
}

#[test]
fn nothing_is_edited_in_a_preview_that_is_read_only() {
    let site = site();
    let server = serve_as(&site, |serving| serving.is_read_only = true);
    let shown = get(server.address, PAGE).text();
    assert!(shown.contains("live.js") && !shown.contains("edit.js") && !shown.contains("data-source"));
    let body = json!({ "path": PAGE, "at": "0-1", "fingerprint": "0".repeat(32), "text": "" });
    for path in ["edit", "undo", "redo"] {
        assert_eq!(post(server.address, path, &body).status, 403, "{path}");
    }
    let passage = format!("/_minutebook/passage?path={PAGE}&at=0-1&fingerprint={}", "0".repeat(32));
    assert_eq!(get(server.address, &passage).status, 401);
}

#[test]
fn beyond_this_machine_the_token_of_the_terminal_is_needed() {
    let site = site();
    let server = serve_as(&site, |serving| serving.host = [0, 0, 0, 0].into());
    let at = SocketAddr::from(([127, 0, 0, 1], server.address.port()));
    let query = server.edit_query;
    assert!(query.starts_with("?edit=") && query.len() == 38, "{query}");
    let shown = get(at, PAGE).text();
    assert!(
        shown.contains("I move it.") && !shown.contains("edit.js") && !shown.contains("data-source"),
        "it is shown"
    );
    assert_eq!(post(at, "edit", &json!({ "path": PAGE, "at": "0-1", "fingerprint": "", "text": "" })).status, 401);
    assert_eq!(get(at, &format!("{PAGE}?edit=guess")).header("set-cookie"), None);
    let entered = get(at, &format!("{PAGE}{query}"));
    assert_eq!((entered.status, entered.header("location")), (303, Some(PAGE)), "the token leaves the address");
    let cookie = entered.header("set-cookie").expect("a cookie");
    assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Strict"), "{cookie}");
    let cookie = format!("Cookie: {}\r\n", cookie.split(';').next().unwrap_or_default());
    let shown = ask_with(at, "GET", PAGE, &cookie, b"").text();
    assert!(shown.contains("edit.js") && shown.contains("data-source"));
    let own = format!("{cookie}Origin: http://localhost:{}\r\nContent-Type: application/json\r\n", at.port());
    let answer = ask_with(at, "POST", "/_minutebook/undo", &own, json!({ "path": PAGE }).to_string().as_bytes());
    assert_eq!(answer.status, 409, "let in, with nothing to take back");
    let foreign = format!("{cookie}Origin: http://evil.example\r\nContent-Type: application/json\r\n");
    assert_eq!(ask_with(at, "POST", "/_minutebook/undo", &foreign, b"{}").status, 403, "a cookie alone is not enough");
}

#[cfg(unix)]
#[test]
fn a_link_out_of_the_content_is_never_followed_and_permissions_stay() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let site = site();
    let outside = site.folder.path().join("outside.md");
    fs::write(&outside, RECORD.replace("2024-03-11", "2024-04-11")).expect("a file");
    symlink(&outside, site.path("content/2024-04-11-budget.md")).expect("a link");
    fs::set_permissions(site.path(FILE), fs::Permissions::from_mode(0o640)).expect("permissions");
    let server = serve(&site);
    let at = server.address;
    let page = page(at);
    assert_eq!(post(at, "edit", &page.edit(&page.place("I move"), "Changed.")).status, 200);
    let mode = fs::metadata(site.path(FILE)).expect("the record").permissions().mode();
    assert_eq!(mode & 0o777, 0o640);
    // Whether its page is there or not, the file outside stays.
    let body =
        json!({ "path": "/meetings/2024-04-11-budget/", "at": "0-3", "fingerprint": page.fingerprint, "text": "x" });
    let refused = post(at, "edit", &body);
    assert!(matches!(refused.status, 403 | 404), "{}", refused.text());
    // A record that became a link after it was read.
    fs::remove_file(site.path(FILE)).expect("to remove");
    symlink(&outside, site.path(FILE)).expect("a link");
    let refused = post(at, "edit", &page.edit(&page.place("I move"), "Changed."));
    assert!(matches!(refused.status, 403 | 404), "{}", refused.text());
    let there = fs::read_to_string(&outside).expect("the file");
    assert!(there.contains("I move it."));
}

#[test]
fn built_pages_do_not_say_where_their_words_stand() {
    let built = site().build();
    for (path, bytes) in built.files() {
        let text = String::from_utf8_lossy(&bytes);
        for trace in ["data-source=", "data-fingerprint", "_minutebook/", "edit.js"] {
            assert!(!text.contains(trace), "{path} has {trace}");
        }
    }
}

/// Letters and digits.
fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// The page of a record as the preview draws it.
fn drawn(snapshot: &Snapshot, output: &Output) -> String {
    let artifact = snapshot.draw_with_places(output).expect("a page");
    let bytes = match artifact.content {
        ArtifactContent::Bytes(bytes) => bytes,
        ArtifactContent::Pieces(pieces) => pieces.concat(),
        ArtifactContent::CopyOf(_) => panic!("a page is drawn"),
    };
    String::from_utf8(bytes).expect("text")
}

/// Changes passages of all records of a site, each in memory: the bytes around stay, and the source of a passage has the words
/// that the page shows of it. Returns the number of passages, and of those that were compared by their words.
fn change_everything(site: &Path, content: &Path) -> (usize, usize) {
    let folder = tempfile::tempdir().expect("a folder");
    let mut options = options(site, &folder.path().join("output"));
    options.drafts = true;
    options.cache = false;
    let snapshot = Workspace::new(options).read().expect("a site").expect("a snapshot");
    let (mut count, mut compared) = (0, 0);
    let is_marked = |text: &str| text.contains(['[', '<', '&', '\\', '|', '#', '`', '(', '（', '{']);
    for output in &snapshot.loaded.plan.outputs {
        let OutputKind::Meeting(index) = output.kind else { continue };
        let file = fs::read(content.join(&*snapshot.loaded.archive.meetings[index].details.path)).expect("the record");
        let page = Html::parse_document(&drawn(&snapshot, output));
        for (place, element) in passages(&page) {
            let (start, end) = place.split_once('-').expect("a range");
            let [start, end] = [start, end].map(|at| at.parse::<usize>().expect("a number"));
            let new = replaced(&file, start..end, "§").unwrap_or_else(|| panic!("{}: {place}", output.path));
            let same = new.iter().zip(&file).take_while(|(new, old)| new == old).count();
            let at = (0..=same).rev().find(|at| new[*at..].starts_with("§".as_bytes())).expect("the new words");
            let tail = new.len() - at - "§".len();
            let was = std::str::from_utf8(&file[at..file.len() - tail]).expect("whole characters");
            assert!(file.ends_with(&new[at + "§".len()..]) && new[..at] == file[..at], "{}: {place}", output.path);
            let decoded: usize = was.replace("\r\n", "\n").chars().map(|c| printable(c).len_utf8()).sum();
            assert_eq!(decoded, end - start, "{}: {place}", output.path);
            count += 1;
            if !is_marked(was) && element.value().name() == "p" {
                compared += 1;
                assert_eq!(letters(&words(element)), letters(was), "{}: {place}", output.path);
            }
        }
    }
    (count, compared)
}

#[test]
fn any_passage_of_the_sample_can_be_changed_alone() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let (count, compared) = change_everything(root, &root.join("content"));
    assert!(count > 100 && compared > 40, "{count} passages, {compared} compared");
}

#[test]
fn any_passage_of_real_records_can_be_changed_alone() {
    let Some(folder) = real_records("pilot") else { return };
    let (count, compared) = change_everything(&folder, &folder);
    assert!(count > 1000 && compared > 500, "{count} passages, {compared} compared");
}
