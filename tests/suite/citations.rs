//! Records and pages that link to a record are shown there, with whose words link to it.

use crate::site::{Built, Site};

fn record(metadata: &str, words: &str) -> String {
    format!("---\n{metadata}\n---\n{words}")
}

/// The address of the first speech of a record.
fn first_speech(built: &Built, page: &str) -> String {
    let text = built.read(page);
    let id = text.split("class=\"permalink\" href=\"#").nth(1).and_then(|rest| rest.split('"').next());
    id.expect("a speech").to_owned()
}

fn town() -> Site {
    Site::new()
        .file("content/2026-01-12-a.md", record("lang: en", "# Budget\n### Ann:\nFour boats.\n### Ben:\nFive.\n"))
        .file(
            "content/2026-01-12-a.fr.md",
            record("lang: fr", "# Budget\n### Ann:\nVoir [l'anglais](2026-01-12-a.md).\n"),
        )
}

/// The text of the list at the foot of a record, without tags; empty if there is none.
fn foot(built: &Built, page: &str) -> String {
    let text = built.read(page);
    let Some((_, rest)) = text.split_once("<h2 id=\"cited-in\">") else { return String::new() };
    let list = rest.split("</section>").next().unwrap_or_default();
    let mut out = String::new();
    let mut is_tag = false;
    for c in list.chars() {
        match c {
            '<' => is_tag = true,
            '>' => is_tag = false,
            c if !is_tag => out.push(c),
            _ => {}
        }
    }
    out.replace('\u{a0}', " ")
        .replace("&nbsp;", " ")
        .split('\n')
        .filter(|line| !line.is_empty())
        .collect::<Vec<_>>()
        .join("|")
}

const PAGE: &str = "meetings/2026-01-12-a/index.html";

#[test]
fn a_record_shows_what_cites_it_and_a_speech_that_it_is_cited() {
    let site = town();
    let speech = first_speech(&site.build(), PAGE);
    assert_eq!(foot(&site.build(), PAGE), "", "nor is its own translation another record");
    site.write(
        "content/2026-02-09-b.md",
        record("lang: en", &format!("# Ferry\n### Cid:\nAs [Ann said](2026-01-12-a.md#{speech}), four. And [again](2026-01-12-a.md#{speech}).\n### Ann:\nSee [that][budget].\n\n[budget]: 2026-01-12-a.md\n")),
    );
    site.write("content/pages/about.md", "# About\nOur [first record](../2026-01-12-a.md).\n");
    let built = site.build();
    assert_eq!(foot(&built, PAGE), "Cited in|Ferry · 9 February 2026 · Cid|Ferry · 9 February 2026 · Ann|About");
    let page = built.read(PAGE);
    let citing = first_speech(&built, "meetings/2026-02-09-b/index.html");
    assert!(page.contains(&format!("href=\"/meetings/2026-02-09-b/#{citing}\"")), "{page}");
    assert_eq!(page.matches("Cited in one place").count(), 1, "at the speech of Ann alone");
    let at_speech = page.find("Cited in one place").expect("the line");
    assert!(
        at_speech > page.find(&format!("id=\"{speech}\"")).expect("the speech")
            && at_speech < page.rfind("Five.").expect("the next")
    );
    assert!(
        built
            .read("meetings/2026-02-09-b/index.html")
            .contains("\"citation\":[\"https://records.example/meetings/2026-01-12-a/\"]")
    );
    assert!(!page.contains("\"citation\""));
}

#[test]
fn a_record_that_is_held_back_cites_nothing_until_it_is_public() {
    let mut site = town().now("2026-03-01T00:00:00Z").file(
        "content/2026-02-09-zqxcanary.md",
        record("publish_at: 2026-04-01T00:00:00Z", "# zqxcanary\n### zqxcanary:\nSee [a](2026-01-12-a.md).\n"),
    );
    site.write("content/pages/zqxcanary.md", "---\nstatus: draft\n---\n# zqxcanary\n[a](../2026-01-12-a.md)\n");
    let before = site.build();
    assert!(
        !before
            .files()
            .iter()
            .any(|(path, bytes)| path.contains("zqxcanary") || String::from_utf8_lossy(bytes).contains("zqxcanary"))
    );
    assert_eq!(foot(&before, PAGE), "");
    site = site.now("2026-04-02T00:00:00Z");
    assert_eq!(foot(&site.build(), PAGE), "Cited in|zqxcanary · 9 February 2026 · zqxcanary");
}

#[test]
fn an_edit_of_the_citing_record_draws_the_cited_page_again() {
    let site = town();
    let citing = |title: &str, name: &str, link: &str| record("lang: en", &format!("# {title}\n### {name}:\n{link}\n"));
    let steps = [
        citing("Ferry", "Cid", "See [a](2026-01-12-a.md)."),
        citing("Ferries", "Cid", "See [a](2026-01-12-a.md)."),
        citing("Ferries", "Dan", "See [a](2026-01-12-a.md)."),
        citing("Ferries", "Dan", "Well. See [a](2026-01-12-a.md)."),
        citing("Ferries", "Dan", "Nothing."),
    ];
    for text in steps {
        site.write("content/2026-02-09-b.md", &text);
        let warm = site.build();
        let clean = town().file("content/2026-02-09-b.md", &text).build();
        assert_eq!(warm.read(PAGE), clean.read(PAGE), "{text}");
        assert_eq!(foot(&warm, PAGE).is_empty(), text.contains("Nothing"));
    }
}
