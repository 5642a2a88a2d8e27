//! Action items: from the minutes that give them to the list of open ones, the pages of people, and what `check` tells.

use minutebook::pipeline::check;

use crate::decisions::{attributes, texts};
use crate::site::Site;

const LIST: &str = "decisions/actions/index.html";

fn record(day: &str, words: &str) -> (String, String) {
    (
        format!("content/{day}-council.md"),
        format!("---\nseries: council\n---\n# {day} Council\n\n### Ben Okri:\nAye.\n\n{words}\n"),
    )
}

/// A council that gives two tasks, and answers one of them a month later.
fn council() -> Site {
    let given = "> **Action 12:** Write to the *ferry* company.\n> Owner: Ben Okri, Cid Moss\n> Due: 31 March 2024\n\n\
                 > **Action:** Dry the benches.\n> Due: May 2024";
    let (first, words) = record("2024-03-04", given);
    let (second, answer) = record("2024-04-02", "> **Action 12:** Done: 2 April 2024");
    Site::new().file(&first, words).file(&second, answer)
}

/// The codes of what `check` tells of a site at a moment.
fn told(site: &mut Site, now: &str) -> Vec<String> {
    site.options.now = minutebook::pipeline::Now::Instant(now.parse().expect("a moment"));
    let report = check(&site.options).unwrap_or_else(|failure| panic!("{failure}"));
    report.diagnostics.iter().map(|d| format!("{} {}", d.problem, d.at.as_ref().map_or(0, |at| at.line))).collect()
}

#[test]
fn open_action_items_are_listed_by_their_day_and_answered_ones_below() {
    let built = council().build();
    let page = built.read(LIST);
    assert_eq!(texts(&page, "section[aria-labelledby=open] .action-item > a"), ["Dry the benches."]);
    assert_eq!(texts(&page, "section[aria-labelledby=open] strong"), ["due May 2024"]);
    assert_eq!(texts(&page, "section[aria-labelledby=closed] .action-item > a"), ["Write to the ferry company."]);
    let closed = texts(&page, "section[aria-labelledby=closed] .meta");
    assert_eq!(closed[0], "Ben Okri, Cid Moss · done on 2 April 2024");
    assert!(closed[1].contains("mentioned again"), "{closed:?}");
    let answer = attributes(&page, "section[aria-labelledby=closed] a[title]", "href");
    assert!(answer[0].starts_with("/meetings/2024-04-02-council/#s"), "{answer:?}");
    assert_eq!(attributes(&page, ".action-item .meta > a[href='/speakers/ben-okri/']", "href").len(), 1);
    let decisions = built.read("decisions/index.html");
    assert_eq!(attributes(&decisions, ".more a", "href"), ["/decisions/actions/"]);
    assert_eq!(texts(&decisions, ".more .count"), ["1"]);
    // Nothing was decided, so lists of decisions have nothing.
    assert_eq!(texts(&decisions, ".decision-item"), [""; 0]);
    assert!(!built.has("decisions/series/council/index.html"));
}

#[test]
fn a_record_shows_what_is_to_be_done_apart_from_what_was_decided() {
    let site = council();
    let (first, words) =
        record("2024-03-04", "> **Decision:** To write.\n\n> **Action 12:** Write.\n> Due: 31 March 2024");
    for theme in ["civic", "gazette", "chamber"] {
        let settings = format!("title: Town\ntheme: {theme}\n");
        site.write("content/site.yml", settings);
        site.write(&first, &words);
        let built = site.build();
        let record = built.read("meetings/2024-03-04-council/index.html");
        assert_eq!(texts(&record, "[aria-labelledby=decided] .decision-item a"), ["To write."], "{theme}");
        assert_eq!(texts(&record, "[aria-labelledby=to-do] .decision-item a"), ["Action 12 Write."], "{theme}");
        // What became of it by now, and a record that only tells this names the task.
        assert_eq!(texts(&record, "[aria-labelledby=to-do] .meta"), ["done on 2 April 2024"], "{theme}");
        let answer = built.read("meetings/2024-04-02-council/index.html");
        assert_eq!(texts(&answer, "[aria-labelledby=to-do] .decision-item a"), ["Action 12 Write."], "{theme}");
        assert_eq!(texts(&answer, "[aria-labelledby=to-do] .meta"), ["done on 2 April 2024"], "{theme}");
        assert_eq!(texts(&answer, "[aria-labelledby=decided]"), [""; 0], "{theme}");
        let decisions = built.read("decisions/index.html");
        assert_eq!(texts(&decisions, ".decision-item a"), ["To write."], "{theme}");
        assert!(!built.read("decisions/feed.xml").contains("Action 12"), "nor the feed of decisions");
    }
}

#[test]
fn a_body_has_as_many_decisions_as_its_list_and_the_archive() {
    let given = "> **Decision:** To write.\n\n> **Action 12:** Write.\n\n> **Amendment:** To write twice.\n> Lost.";
    let (path, words) = record("2024-03-04", given);
    let built = Site::new()
        .file(
            "content/site.yml",
            "title: Town\nlanguages: [en, fr]\nseries: {council: {title: Council, body: council}}\n",
        )
        .file("content/people.yml", "organisations:\n- id: council\n  names: {en: Council}\n  listed: true\n")
        .file(&path, &words)
        .file(
            &path.replace(".md", ".fr.md"),
            "---\nseries: council\n---\n# Conseil\n\n### Ben Okri:\nOui.\n\n> **Décision :** Écrire.\n",
        )
        .build();
    let of = |page: &str, selector: &str| texts(&built.read(page), selector);
    assert_eq!(of("bodies/council/index.html", ".summary .figure"), ["1 meeting", "2 decisions"]);
    assert_eq!(of("decisions/series/council/index.html", ".summary .figure"), ["2 decisions"]);
    assert_eq!(of("decisions/index.html", ".summary .figure"), ["2 decisions"]);
    assert_eq!(of("index.html", ".decision-item a").first().map(String::as_str), Some("To write."));
}

#[test]
fn pages_that_tell_of_an_item_are_drawn_again_when_another_record_does() {
    let mut site = council();
    let (first, words) = record("2024-03-04", "## Boats {matter=boats}\n\n> **Action 12:** Write.");
    site.write(&first, &words);
    site.options.cache = true;
    let of = |built: &crate::site::Built, page: &str| texts(&built.read(page), ".decision-item .meta");
    let (matter, given) = ("matters/boats/index.html", "meetings/2024-03-04-council/index.html");
    let built = site.build();
    assert_eq!(of(&built, matter), ["done on 2 April 2024"]);
    assert_eq!(of(&built, given), ["done on 2 April 2024"]);
    let (second, answer) = record("2024-04-02", "> **Action 12:** Dropped.");
    site.write(&second, answer);
    let warm = site.build();
    assert_eq!(of(&warm, matter), ["dropped"]);
    assert_eq!(of(&warm, given), ["dropped"]);
    // The words of a task stand where it is answered.
    site.write(&first, words.replace("Write.", "Write now."));
    let warm = site.build();
    let answered = warm.read("meetings/2024-04-02-council/index.html");
    assert_eq!(texts(&answered, ".decision-item a"), ["Action 12 Write now."]);
    crate::warm_equals_clean::compare(&site, &warm);
}

#[test]
fn a_person_s_page_lists_what_they_are_to_do_until_it_is_done() {
    let (path, words) = record("2024-03-04", "> **Action:** Dry the benches.\n> Owner: Ben Okri");
    let site = Site::new().file(&path, words);
    let before = site.build().read("speakers/ben-okri/index.html");
    assert_eq!(texts(&before, ".todo .action-item > a"), ["Dry the benches."]);
    let (later, answer) = record("2024-04-02", "> **Action:** Dry the benches.\n> Completed on 1 April 2024.");
    site.write(&later, &answer);
    assert_eq!(texts(&site.build().read("speakers/ben-okri/index.html"), ".todo"), [""; 0]);
}

#[test]
fn a_number_belongs_to_its_series() {
    let site = council().file(
        "content/2024-04-03-harbour.md",
        "---\nseries: harbour\n---\n# 2024-04-03 Harbour\n\n> **Action 12:** Paint the crane.\n",
    );
    let page = site.build().read(LIST);
    assert_eq!(
        texts(&page, "section[aria-labelledby=open] .action-item > a"),
        ["Dry the benches.", "Paint the crane."]
    );
}

#[test]
fn check_tells_what_is_overdue_and_never_answered() {
    let mut site = council();
    let overdue = "action-overdue 13".to_owned();
    assert!(!told(&mut site, "2024-05-31T12:00:00Z").contains(&overdue), "the last day of the month is in time");
    let late = told(&mut site, "2024-06-01T12:00:00Z");
    assert_eq!(late.iter().filter(|told| told.starts_with("action-overdue")).collect::<Vec<_>>(), [&overdue]);
    let (path, words) = record("2024-06-03", "> **Action:** Dry the benches.\n> In progress.");
    site.write(&path, &words);
    assert!(!told(&mut site, "2024-07-01T12:00:00Z").iter().any(|told| told.starts_with("action-overdue")));
}

#[test]
fn a_translation_of_the_record_does_not_answer_its_tasks() {
    let mut site = Site::new()
        .file("content/site.yml", "title: Town\nlanguages: [en, fr]\n")
        .file("content/2024-03-04-a.md", "---\nlang: en\n---\n# A\n\n> **Action 3:** Write.\n> Due: 2024-03-31\n")
        .file("content/2024-03-04-a.fr.md", "# A\n\n> **Action 3 :** Écrire.\n> Échéance : 31 mars 2024\n");
    assert!(told(&mut site, "2024-05-01T12:00:00Z").contains(&"action-overdue 6".to_owned()));
    assert_eq!(texts(&site.build().read("fr/decisions/actions/index.html"), ".action-item > a"), ["Écrire."]);
    assert_eq!(texts(&site.build().read(LIST), ".action-item > a"), ["Write."]);
}

#[test]
fn a_day_that_cannot_be_read_is_told() {
    let (path, words) = record("2024-03-04", "> **Action:** Write.\n> Due: the next meeting");
    let built = Site::new().file(&path, words).build();
    assert!(built.codes().iter().any(|code| code.starts_with("unread-due ")), "{:?}", built.codes());
    let page = built.read("meetings/2024-03-04-council/index.html");
    assert!(page.contains("Due: the next meeting"), "it is shown as written");
}

#[test]
fn a_site_without_action_items_has_no_list_of_them() {
    let (path, words) = record("2024-03-04", "> **Decision:** So.\n> Owner: Ann Lee");
    assert!(!Site::new().file(&path, words).build().has(LIST));
}

#[test]
fn the_schedule_lists_open_ones_by_their_day() {
    let ran = crate::commands::minutebook(&["schedule"], &council().options.site);
    let told = String::from_utf8_lossy(&ran.stdout);
    assert!(told.contains("Action items to be done:\n  2024-05  Action: Dry the benches., from “Council” ("), "{told}");
    assert!(!told.contains("ferry"), "{told}");
}
