//! `minutebook new` writes what a build reads as it was meant, where it belongs, and never over anything.

use crate::commands::{code, minutebook, told};
use crate::site::Site;

fn site() -> Site {
    Site::new()
        .file("content/site.yml", "languages: [en, fr]\nseries: {council: {title: Council}}\ntopics: {harbour: {}}\n")
        .file("content/people.yml", "people:\n  - {id: ann, names: {en: Ann}, labels: [A. Lee]} # she\n")
        .file("content/2024-03-11-a.md", "# A\n### Ann:\nAye.\n### Inès Vargholm:\nNay.\n### 口譯員:\nYes.\n")
}

fn run(site: &Site, arguments: &[&str]) -> std::process::Output {
    let all: Vec<&str> = ["new"].iter().chain(arguments).copied().collect();
    minutebook(&all, &site.options.site)
}

/// Makes something, expects the path that is printed, and that a build has nothing to say about it. Gives the text.
#[track_caller]
fn made(site: &Site, arguments: &[&str], path: &str) -> String {
    let output = run(site, arguments);
    assert_eq!(code(&output), 0, "{}", told(&output));
    assert_eq!(String::from_utf8_lossy(&output.stdout).replace('\\', "/").trim(), format!("./{path}"));
    // But that nobody speaks yet in a new record.
    let check = ["check", "--drafts", "--base-url", "https://a.example", "--format", "json"];
    let check = minutebook(&check, &site.options.site);
    let report: serde_json::Value = serde_json::from_slice(&check.stdout).expect("JSON");
    let codes = report["diagnostics"].as_array().into_iter().flatten().map(|d| d["code"].clone());
    let others: Vec<_> = codes.filter(|code| code != "no-speeches").collect();
    assert!(code(&check) == 0 && others.is_empty(), "{others:?}");
    std::fs::read_to_string(site.path(path)).expect("a file")
}

#[test]
fn a_meeting_has_its_date_title_and_metadata() {
    let site = site();
    assert_eq!(
        made(&site, &["meeting", "Budget sitting", "--date", "2024-03-12"], "content/2024-03-12-budget-sitting.md"),
        "# 2024-03-12 Budget sitting\n"
    );
    let all = [
        "meeting",
        "預算審查",
        "--date",
        "2024-03",
        "--folder",
        "council/2024",
        "--series",
        "council",
        "--topic",
        "harbour",
        "--lang",
        "zh-Hant",
        "--body",
        "council",
        "--place",
        "Room 2: upstairs",
        "--chair",
        "ann",
        "--start",
        "19:00",
        "--end",
        "21:30",
        "--status",
        "review",
        "--publish-at",
        "2024-04-01T09:00",
    ];
    let expected = "---\nseries: council\ntopics: [harbour]\nlang: zh-Hant\nbody: council\nplace: \"Room 2: upstairs\"\nchair: ann\n\
        start: \"19:00\"\nend: \"21:30\"\nstatus: review\npublish_at: \"2024-04-01T09:00\"\n---\n# 2024-03 預算審查\n";
    assert_eq!(made(&site, &all, "content/council/2024/2024-03-預算審查.md"), expected);
}

#[test]
fn a_title_is_read_back_whatever_it_holds() {
    for (title, date, name) in [
        ("The *Petrel* & the <quay>", "2024-03-12", "2024-03-12-the-petrel-&-the-quay"),
        ("10 years on", "1968", "1968-10-years-on"),
        ("Interview with Visa.me", "2024-03-12", "2024-03-12-interview-with-visa-me"),
        ("Who: what? #1", "2024-03-12", "2024-03-12-who-what-1"),
        ("a_b_c `d` [e](f) #", "2024-03-12", "2024-03-12-a_b_c-d-[e](f)"),
        ("2024-03-12", "2024-03-12", "2024-03-12-2024-03-12"),
    ] {
        let site = site();
        made(&site, &["meeting", title, "--date", date], &format!("content/{name}.md"));
        let built = site.build();
        let slug = minutebook::text::slug::slugify(name).text;
        let page = built.read(&format!("meetings/{slug}/index.html"));
        let heading = scraper::Html::parse_document(&page);
        let heading = heading.select(&scraper::Selector::parse("h1").expect("a selector")).next().expect("a heading");
        assert_eq!(heading.text().collect::<String>().trim(), title, "{name}");
    }
}

#[test]
fn a_person_is_entered_behind_the_others() {
    let site = site();
    let text = made(
        &site,
        &[
            "person",
            "Inès Vargholm",
            "--also",
            "fr=Inès Vargholm",
            "--label",
            "Mayor, the",
            "--role",
            "Mayor",
            "--body",
            "city",
            "--from",
            "2023-05",
            "--to",
            "2024",
            "--sort",
            "Vargholm, Inès",
            "--kind",
            "person",
        ],
        "content/people.yml",
    );
    assert_eq!(
        text,
        "people:\n  - {id: ann, names: {en: Ann}, labels: [A. Lee]} # she\n  - id: inès-vargholm\n    \
         names: {en: Inès Vargholm, fr: Inès Vargholm}\n    labels: [\"Mayor, the\"]\n    \
         roles: [{title: Mayor, body: city, from: 2023-05, to: 2024}]\n    sort: \"Vargholm, Inès\"\n"
    );
    made(
        &site,
        &["person", "口譯員", "--id", "interpreter", "--lang", "zh-Hant", "--kind", "role"],
        "content/people.yml",
    );
}

#[test]
fn organisations_and_pages_have_their_places() {
    let site = site();
    let text = made(&site, &["organisation", "Harbour Office", "--label", "HO"], "content/organisations.yml");
    assert!(
        text.ends_with("organisations:\n  - id: harbour-office\n    names: {en: Harbour Office}\n    labels: [HO]\n"),
        "{text}"
    );
    made(&site, &["organisation", "Pilots", "--parent", "harbour-office"], "content/organisations.yml");
    assert_eq!(made(&site, &["page", "About us", "--name", "about"], "content/pages/about.md"), "# About us\n");
    made(&site, &["page", "À propos", "--name", "about", "--lang", "fr"], "content/pages/about.fr.md");
    assert!(site.build().has("fr/about/index.html"));
}

#[test]
fn a_plain_folder_is_the_content_itself() {
    let site = Site::new().file("2024-03-11-a.md", "# A\n### Ann:\nAye.\n");
    made(&site, &["meeting", "B", "--date", "2024-03-12"], "2024-03-12-b.md");
    made(&site, &["person", "Ann Lee", "--id", "ann", "--label", "Ann"], "people.yml");
    made(&site, &["page", "About"], "pages/about.md");
}

#[test]
fn what_is_wrong_is_told_with_its_remedy_and_nothing_is_written() {
    let site = site().file("content/.redirects", "2024-03-12-old\t2024-03-11-a\n");
    let before = crate::site::files_below(&site.options.site);
    let refused = |arguments: &[&str], words: &str| {
        let output = run(&site, arguments);
        assert_eq!(code(&output), 2, "{arguments:?}: {}", told(&output));
        assert!(told(&output).contains(words) && told(&output).contains("hint: "), "{words}: {}", told(&output));
        assert_eq!(crate::site::files_below(&site.options.site), before, "{arguments:?}");
    };
    refused(&["meeting"], "a meeting needs a title");
    refused(&["meeting", "B"], "a meeting needs a date");
    refused(&["meeting", "", "--date", "2024-03-12"], "some words on one line");
    refused(&["meeting", "a\nb", "--date", "2024-03-12"], "some words on one line");
    refused(&["meeting", "B", "--date", "12.3.2024"], "“12.3.2024” is not a date");
    refused(&["meeting", "B", "--date", "2024-02-30"], "“2024-02-30” is not a date");
    refused(&["meeting", "A", "--date", "2024-03-11"], "/meetings/2024-03-11-a/ is taken");
    refused(&["meeting", "a", "--date", "2024-03-11", "--folder", "council"], "is taken");
    refused(&["meeting", "Old", "--date", "2024-03-12"], "is taken");
    refused(&["meeting", "B", "--date", "2024-03-12", "--series", "concil"], "did you mean “council”?");
    refused(&["meeting", "B", "--date", "2024-03-12", "--topic", "trees"], "there are: harbour");
    refused(&["meeting", "B", "--date", "2024-03-12", "--lang", "English, please"], "invalid-language");
    refused(&["meeting", "B", "--date", "2024-03-12", "--publish-at", "soon"], "yaml-type");
    for folder in ["../x", "/tmp/x", ".x", "pages", "a/../../b", "pages/a", "a\\b"] {
        refused(&["meeting", "B", "--date", "2024-03-12", "--folder", folder], "cannot hold records");
    }
    refused(&["person"], "an entry needs a name");
    refused(&["person", "Ben", "--id", "a/b"], "“a/b” cannot be an id");
    refused(&["person", "???"], "cannot be an id");
    refused(&["person", "Ben", "--id", "ann"], "the id “ann” is taken");
    refused(&["person", "Ben", "--label", "A.  LEE"], "is a label or name of “ann”");
    refused(&["person", "Ann", "--id", "ann-2"], "is a label or name of “ann”");
    refused(&["person", "Ben", "--also", "french please=B"], "is not a language tag");
    refused(&["person", "Ben", "--role", "Clerk", "--from", "May"], "“May” is not a date");
    refused(&["organisation", "Pilots", "--parent", "harbour"], "no organisation has the id “harbour”");
    refused(&["page", "Meetings"], "the address /meetings/ is taken");
    refused(&["page", "About", "--lang", "french please"], "is not a language tag");
}

#[test]
fn nothing_is_written_over() {
    let withdrawn = "---\nwithdrawn: true\n---\n# B\n";
    let site = site()
        .file("content/2024-03-12-b.md", withdrawn)
        .file("content/pages/about.md", "---\nwithdrawn: true\n---\n# A\n");
    for arguments in [&["meeting", "B", "--date", "2024-03-12"][..], &["page", "About"]] {
        let output = run(&site, arguments);
        assert_eq!(code(&output), 2, "{}", told(&output));
        assert!(told(&output).contains("exists already and was left unchanged"), "{}", told(&output));
    }
    assert_eq!(std::fs::read_to_string(site.path("content/2024-03-12-b.md")).expect("a file"), withdrawn);
}

#[cfg(unix)]
#[test]
fn the_file_is_opened_in_the_editor() {
    let site = site().file("edit.sh", "printf '%s' \"$2\" > opened\n");
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_minutebook"))
        .args(["new", "page", "About", "--edit"])
        .current_dir(&site.options.site)
        .env_remove("VISUAL")
        .env("EDITOR", "sh edit.sh --wait")
        .output()
        .expect("the program runs");
    assert_eq!(code(&output), 0, "{}", told(&output));
    assert_eq!(std::fs::read_to_string(site.path("opened")).expect("it was opened"), "./content/pages/about.md");
}

#[test]
fn an_agenda_becomes_headings() {
    let site = site();
    let agenda = "# 2 March 2026 Council\nCome early.\n\n1. Opening\n2. [Ferry *fares*](https://papers.example/fares.pdf)\n3. Any other business\n";
    std::fs::write(site.path("agenda.md"), agenda).expect("an agenda");
    let path = site.path("agenda.md");
    let path = path.to_string_lossy();
    let output = run(&site, &["meeting", "--agenda", &path, "--series", "council"]);
    assert_eq!(code(&output), 0, "{}", told(&output));
    assert!(told(&output).contains("1 line of the agenda became no items:\n  Come early."), "{}", told(&output));
    let text = std::fs::read_to_string(site.path("content/2026-03-02-council.md")).expect("a record");
    assert_eq!(
        text,
        "---\nseries: council\nattachments: [{title: \"2. Ferry fares\", url: \"https://papers.example/fares.pdf\"}]\n---\n\
         # 2026-03-02 Council\n\n## 1. Opening\n\n## 2. Ferry fares\n\n## 3. Any other business\n"
    );
}

#[test]
fn an_event_of_a_calendar_is_an_agenda() {
    let site = site();
    let event = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Town//Diary//EN\r\nBEGIN:VEVENT\r\nUID:1@town.example\r\n\
        DTSTAMP:20260201T000000Z\r\nDTSTART;TZID=Europe/London:20260302T190000\r\nDTEND;TZID=Europe/London:20260302T210000\r\n\
        SUMMARY:Council\\, budget\r\nLOCATION:Room 2\\, upstairs\r\nDESCRIPTION:1. Opening\\n2. The price of a ferry\\, and\r\n  who pays\\n\r\n\
        END:VEVENT\r\nEND:VCALENDAR\r\n";
    std::fs::write(site.path("agenda.ics"), event).expect("an agenda");
    let path = site.path("agenda.ics");
    let text =
        made_of(&site, &["meeting", "--agenda", &path.to_string_lossy()], "content/2026-03-02-council,-budget.md");
    assert_eq!(
        text,
        "---\nstart: \"19:00\"\nend: \"21:00\"\nplace: \"Room 2, upstairs\"\n---\n# 2026-03-02 Council, budget\n\n\
         ## 1. Opening\n\n## 2. The price of a ferry, and who pays\n"
    );
    let again = ["meeting", "--agenda", &path.to_string_lossy(), "--date", "2026-04-06", "--start", "18:00"];
    let text = made_of(&site, &again, "content/2026-04-06-council,-budget.md");
    assert!(text.contains("start: \"18:00\"\nend: \"21:00\"") && text.contains("# 2026-04-06"), "{text}");
}

/// Makes a record, and gives its text.
fn made_of(site: &Site, arguments: &[&str], path: &str) -> String {
    let output = run(site, arguments);
    assert_eq!(code(&output), 0, "{}", told(&output));
    std::fs::read_to_string(site.path(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

#[test]
fn an_agenda_without_items_or_with_several_events_writes_nothing() {
    let site = site();
    let event = |day: &str| {
        format!(
            "BEGIN:VEVENT\r\nUID:{day}\r\nDTSTAMP:20260201T000000Z\r\nDTSTART;VALUE=DATE:{day}\r\nSUMMARY:Council\r\nDESCRIPTION:Fares\r\nEND:VEVENT\r\n"
        )
    };
    let two = format!("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{}{}END:VCALENDAR\r\n", event("20260302"), event("20260406"));
    for (text, message) in [
        ("# Council\n", "has no items"),
        ("", "has no items"),
        (&two, "has 2 events"),
        ("BEGIN:VCALENDAR\r\nnonsense\r\n", "calendar"),
    ] {
        std::fs::write(site.path("agenda.txt"), text).expect("an agenda");
        let path = site.path("agenda.txt");
        let output = run(&site, &["meeting", "Council", "--agenda", &path.to_string_lossy()]);
        assert_ne!(code(&output), 0, "{text}");
        assert!(told(&output).contains(message), "{text}: {}", told(&output));
    }
    std::fs::write(site.path("agenda.txt"), &two).expect("an agenda");
    let path = site.path("agenda.txt");
    let arguments = ["meeting", "--agenda", &path.to_string_lossy(), "--date", "2026-04-06"];
    assert!(
        made_of(&site, &arguments, "content/2026-04-06-council.md").ends_with("# 2026-04-06 Council\n\n## Fares\n")
    );
}

#[test]
fn a_meeting_of_a_day_to_come_begins_as_a_draft_unless_told_otherwise() {
    let site = site();
    let text = made(&site, &["meeting", "Far", "--date", "2999-01-05"], "content/2999-01-05-far.md");
    assert_eq!(text, "---\nstatus: draft\n---\n# 2999-01-05 Far\n");
    let said = told(&run(&site, &["meeting", "Farther", "--date", "2999"]));
    assert!(said.contains("status: draft") && said.contains("announced: true"), "{said}");
    let given = ["meeting", "Planned", "--date", "2999-01-06", "--publish-at", "2999-02-01T09:00"];
    assert!(!made(&site, &given, "content/2999-01-06-planned.md").contains("draft"));
    let today = run(&site, &["meeting", "Now", "--date", "today"]);
    assert!(code(&today) == 0 && String::from_utf8_lossy(&today.stdout).contains("-now.md"), "{}", told(&today));
    for day in ["12 March 2024", "2024-3-12", "March 12, 2024"] {
        let said = told(&run(&site, &["meeting", "B", "--date", day]));
        assert!(said.contains("did you mean 2024-03-12?"), "{day}: {said}");
    }
    let said = told(&run(&site, &["meeting", "B", "--date", "soon"]));
    assert!(said.contains("2023-07-20") && said.contains("`today`"), "{said}");
}

#[test]
fn a_record_begins_with_the_archetype_of_its_series_or_of_all_meetings() {
    let site = Site::new()
        .file("content/site.yml", "series: {council: {title: Council}, quay: {title: Quay}}\n")
        .file("content/2024-03-01-a.md", "# A\n### Ann:\nAye.\n")
        .file("archetypes/meeting.md", "---\nplace: Hall\ntopics:\n- tide\nsubtitle: {{ title }}\n---\n# {{ date }} {{ title }}\n\n## Opening\n\n{{items}}\n\n<!-- ### Name: -->\n")
        .file("archetypes/quay.md", "---\r\nlang: fr\r\n---\r\n## Ouverture\r\n")
        .file("archetypes/page.md", "# {{ .Title }}\n\nWrite here.\n")
        .file("agenda.txt", "1. Ferry fares\n2. Lamp\n");
    let new = |arguments: &[&str]| {
        let output = crate::commands::minutebook(&[&["new"], arguments].concat(), &site.path(""));
        assert_eq!(crate::commands::code(&output), 0, "{}", crate::commands::told(&output));
        std::fs::read_to_string(
            String::from_utf8_lossy(&output.stdout).trim().replace("./", &format!("{}/", site.path("").display())),
        )
        .expect("the file")
    };
    assert_eq!(
        new(&[
            "meeting",
            "Ferry: *fares*",
            "--date",
            "2024-03-12",
            "--agenda",
            "agenda.txt",
            "--topic",
            "lamp",
            "--series",
            "council"
        ]),
        "---\nseries: council\ntopics: [lamp]\nplace: Hall\nsubtitle: \"Ferry: *fares*\"\n---\n# 2024-03-12 Ferry: \\*fares\\*\n\n## Opening\n\n\
         ## 1. Ferry fares\n\n## 2. Lamp\n\n<!-- ### Name: -->\n"
    );
    assert_eq!(
        new(&["meeting", "Le quai", "--date", "2024-03-13", "--series", "quay"]),
        "---\nseries: quay\nlang: fr\n---\n# 2024-03-13 Le quai\n\n## Ouverture\n"
    );
    assert_eq!(new(&["page", "Rules"]), "# Rules\n\nWrite here.\n");
    site.write("archetypes/page.md", "# {{ titel }}\n");
    let refused = crate::commands::minutebook(&["new", "page", "Other"], &site.path(""));
    let said = crate::commands::told(&refused);
    assert!(crate::commands::code(&refused) == 2 && said.contains("did you mean `{{ title }}`?"), "{said}");
    assert!(!site.path("content/pages/other.md").exists());
}

#[test]
fn the_starter_site_shows_in_a_new_record_how_a_speech_is_written() {
    let folder = tempfile::tempdir().expect("a folder");
    let run = |arguments: &[&str]| {
        let output = crate::commands::minutebook(arguments, folder.path());
        assert_eq!(crate::commands::code(&output), 0, "{}", crate::commands::told(&output));
    };
    run(&["init", "site"]);
    run(&["new", "meeting", "Budget", "--date", "2024-03-12", "--site", "site"]);
    let text = std::fs::read_to_string(folder.path().join("site/content/2024-03-12-budget.md")).expect("a record");
    assert!(text.starts_with("# 2024-03-12 Budget\n\n<!--\n### Name:\n"), "{text}");
    run(&["build", "site", "--base-url", "https://a.example"]);
    let page = std::fs::read_to_string(folder.path().join("site/output/meetings/2024-03-12-budget/index.html"))
        .expect("a page");
    assert!(!page.contains("arrows"), "the example is not published");
}
