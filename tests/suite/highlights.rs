//! Chosen speeches, with a page and a card of their own.

use minutebook::report::diagnostic::Problem;

use crate::site::{Built, Site};

const FILE: &str = "content/2024-03-11-ferry.md";

fn record(metadata: &str, words: &str) -> String {
    format!(
        "---\nlang: en\nplace: <Town> Hall\n{metadata}---\n# The <ferry>\n### Ann (Chair):\nThe ferry & the **pier** {words}.\n\n### Ben:\nNo words of mine are chosen.\n"
    )
}

/// The anchor of Ann's speech.
fn anchor(built: &Built) -> String {
    let page = built.read("meetings/2024-03-11-ferry/index.md");
    let rest = page.split("### Ann").nth(1).and_then(|rest| rest.split("{#").nth(1)).expect("an anchor");
    rest.split('}').next().expect("its end").to_owned()
}

#[test]
fn a_chosen_speech_has_a_page_and_a_card_and_is_listed() {
    let site =
        Site::new().file("content/site.yml", "title: Town\nlanguages: [en, fr]\n").file(FILE, record("", "leak"));
    let id = anchor(&site.build());
    for theme in ["civic", "gazette", "chamber"] {
        site.write("content/site.yml", format!("title: Town\nlanguages: [en, fr]\ntheme: {theme}\n"));
        for written in [id.clone(), format!("\"https://records.example/meetings/2024-03-11-ferry/#{id}\"")] {
            site.write(FILE, record(&format!("highlight: {written}\n"), "leak"));
            let built = site.build();
            assert_eq!(built.codes(), Vec::<String>::new());
            let path = format!("meetings/2024-03-11-ferry/highlights/{id}/");
            let page = built.read(&format!("{path}index.html"));
            assert!(page.contains("The ferry &amp; the <strong>pier</strong> leak."), "{page}");
            assert!(!page.contains("No words of mine"), "{page}");
            assert!(page.contains("&lt;Town&gt; Hall") && page.contains("11 March 2024"), "{page}");
            assert!(page.contains(&format!("href=\"/meetings/2024-03-11-ferry/#{id}\"")), "its context: {page}");
            assert!(page.contains("in “The &lt;ferry&gt;”, Town, 11 March 2024."), "a citation: {page}");
            assert!(page.contains(&format!("https://records.example/{path}card.png")), "its picture: {page}");
            let card = std::fs::read(built.output.join(format!("{path}card.png"))).expect("a card");
            let other = std::fs::read(built.output.join("meetings/2024-03-11-ferry/card.png")).expect("a card");
            assert!(card.starts_with(b"\x89PNG") && card != other);
            for list in ["index.html", "fr/index.html", "meetings/2024-03-11-ferry/index.html", "sitemap.xml"] {
                assert!(built.read(list).contains(&path), "{path} in {list}");
            }
        }
    }
    site.write(
        FILE,
        record(
            &format!("highlights: [{{speech: {id}, title: {{en: Why it <leaks>}}}}]\ncards: x\n")
                .replace("cards: x\n", ""),
            "leak",
        ),
    );
    let page = site.build().read(&format!("meetings/2024-03-11-ferry/highlights/{id}/index.html"));
    assert!(page.contains("Why it &lt;leaks&gt;</h1>"), "{page}");
}

#[test]
fn what_is_not_public_has_no_page_and_its_words_get_nowhere() {
    let site =
        Site::new().file("content/2024-04-11-open.md", "# Open\n### Ann:\nAye.\n").file(FILE, record("", "zqxcanary"));
    let id = anchor(&site.build());
    for guard in ["status: draft\n", "publish_at: 2030-01-01\n", "withdrawn: true\n"] {
        site.write(FILE, record(&format!("{guard}highlight: {id}\n"), "zqxcanary"));
        for (path, bytes) in site.build().files() {
            assert!(!path.contains("highlights") && !String::from_utf8_lossy(&bytes).contains("zqxcanary"), "{path}");
        }
    }
}

#[test]
fn a_speech_that_is_not_there_is_told_with_the_one_that_was_meant() {
    let site = Site::new()
        .file("content/2024-04-11-other.md", "# Other\n### Eve:\nSomething else.\n")
        .file(FILE, record("", "leak"));
    let built = site.build();
    let id = anchor(&built);
    let other = built.read("meetings/2024-04-11-other/index.md");
    let other = other.split("{#").nth(1).and_then(|rest| rest.split('}').next()).expect("an anchor").to_owned();
    let last = if id.ends_with('2') { '3' } else { '2' };
    let near = format!("{}{last}", &id[..id.len() - 1]);
    for (written, hint) in [
        (near, format!("did you mean “{id}”?")),
        (other, "it is a speech of content/2024-04-11-other.md".to_owned()),
        ("nonsense".to_owned(), "copy the address of the speech".to_owned()),
    ] {
        site.write(FILE, record(&format!("highlight: {written}\n"), "leak"));
        let built = site.build();
        let told = built.diagnostic("unknown-highlight");
        assert_eq!(told.problem, Problem::UnknownHighlight);
        assert!(told.hint.as_deref().is_some_and(|told| told.contains(&hint)), "{written}: {told:?}");
        assert!(told.at.as_ref().is_some_and(|at| at.line == 4), "{told:?}");
        assert!(!built.has(&format!("meetings/2024-03-11-ferry/highlights/{written}/index.html")));
    }
}

#[test]
fn it_stays_when_its_words_are_corrected_and_leads_to_the_record_when_it_is_taken_out() {
    let site = Site::new().file("content/site.yml", "title: Town\n").file(FILE, record("", "leak every day"));
    let id = anchor(&site.build());
    site.write(FILE, record(&format!("highlight: {id}\n"), "leak every day"));
    site.publish();
    site.write(FILE, record(&format!("highlight: {id}\n"), "leak every week"));
    site.publish();
    let built = site.build();
    let page = format!("meetings/2024-03-11-ferry/highlights/{id}/index.html");
    assert!(built.read(&page).contains("leak every week."), "the words as they are now");
    site.write(FILE, record("", "leak every week"));
    site.publish();
    let page = site.build().read(&page);
    assert!(page.contains("content=\"0; url=/meetings/2024-03-11-ferry/\""), "{page}");
}
