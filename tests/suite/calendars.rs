//! Calendars of the site, of series and of bodies, as programs that read them see them.

use std::collections::BTreeMap;

use crate::site::{Built, Site};

/// The events of a calendar, each as its properties; parameters belong to the name: `DTSTART;TZID=Europe/Paris`.
fn events(built: &Built, path: &str) -> Vec<BTreeMap<String, String>> {
    let text = built.read(path).replace("\r\n ", "");
    let properties = |event: &str| {
        let lines = event.split("END:VEVENT").next().unwrap_or_default().split("\r\n");
        lines.filter_map(|line| line.split_once(':')).map(|(name, value)| (name.to_owned(), value.to_owned())).collect()
    };
    text.split("BEGIN:VEVENT").skip(1).map(properties).collect()
}

fn uids(built: &Built, path: &str) -> Vec<String> {
    events(built, path).iter().map(|event| event["UID"].clone()).collect()
}

fn record(metadata: &str, title: &str, words: &str) -> String {
    format!("---\n{metadata}\n---\n# {title}\n{words}")
}

const WORDS: &str = "### Ann:\nAye.\n";

fn town() -> Site {
    Site::new()
        .file(
            "content/site.yml",
            "title: Town\ntime_zone: Europe/Paris\nlanguages: [en, fr]\nseries: {council: {title: Council, body: council}, old: {title: Old}}\n",
        )
        .file(
            "content/organisations.yml",
            "organisations:\n  - {id: council, names: {en: Town Council, fr: Conseil}}\n  - {id: harbour, names: {en: Harbour Board}}\n",
        )
        .file("content/2026-01-12-a.md", record("series: council\nstart: '19:00'\nend: '21:00'", "Budget", WORDS))
        .file("content/2026-01-12-a.fr.md", record("series: council\nlang: fr\nstart: '19:00'", "Budget (fr)", WORDS))
        .file("content/2025-12-01-b.md", record("body: harbour", "Cranes", WORDS))
        .file("content/1987-old.md", record("series: old", "Old", WORDS))
}

#[test]
fn series_and_bodies_have_calendars_that_their_pages_lead_to() {
    let built = town()
        .file("content/2026-02-02-c.md", record("announced: true\nseries: council\nstart: '18:30'", "Ferry", ""))
        .file("content/2026-02-03-d.md", record("announced: true\nseries: secret", "Alone", ""))
        .build();
    let all = uids(&built, "calendar.ics");
    assert_eq!(all.len(), 4, "one event for each meeting with a day, whatever its languages");
    assert_eq!(uids(&built, "series/council/calendar.ics"), [all[1].clone(), all[2].clone()]);
    assert_eq!(uids(&built, "bodies/council/calendar.ics"), [all[1].clone(), all[2].clone()]);
    assert_eq!(uids(&built, "bodies/harbour/calendar.ics"), [all[0].clone()]);
    assert!(!built.has("series/old/calendar.ics"), "nothing of it has a day");
    let leads = |page: &str, to: &str| {
        assert!(built.read(page).contains(&format!("type=\"text/calendar\" href=\"{to}\"")), "{page}");
    };
    leads("series/council/index.html", "/series/council/calendar.ics");
    leads("fr/series/council/index.html", "/series/council/calendar.ics");
    leads("bodies/harbour/index.html", "/bodies/harbour/calendar.ics");
    leads("meetings/2026-02-02-c/index.html", "/series/council/calendar.ics");
    leads("meetings/2026-02-03-d/index.html", "/calendar.ics");
    assert!(!built.read("series/old/index.html").contains("text/calendar"));
    assert!(!built.files().keys().any(|path| path.contains("secret")), "no series that only an announcement names");
    assert!(built.read("series/council/calendar.ics").contains("NAME:Council · Town\r\n"));
}

#[test]
fn an_event_stays_the_same_from_the_announcement_to_the_corrected_record() {
    let mut site = town().now("2026-01-20T00:00:00Z");
    let file = "content/2026-02-02-c.md";
    let event = |site: &Site| {
        let found = events(&site.build(), "series/council/calendar.ics");
        assert_eq!(found.len(), 2, "{found:?}");
        found[1].clone()
    };
    let sequence = |event: &BTreeMap<String, String>| event["SEQUENCE"].parse::<u64>().expect("a number");
    site.write(file, record("announced: true\nseries: council\nstart: '18:30'", "Ferry", ""));
    let announced = event(&site);
    assert_eq!((&*announced["STATUS"], &*announced["SEQUENCE"]), ("CONFIRMED", "0"));
    assert!(!announced.contains_key("LAST-MODIFIED"));
    site.write(file, record("announced: {changed: '2026-01-15T09:00'}\nseries: council\nstart: '19:30'", "Ferry", ""));
    let moved = event(&site);
    assert_eq!(moved["LAST-MODIFIED"], "20260115T080000Z");
    assert_eq!(moved["DTSTART;TZID=Europe/Paris"], "20260202T193000");
    site.write(
        file,
        record(
            "announced: {changed: '2026-01-15T09:00', cancelled: {at: 2026-01-19, reason: 'No, thank you.'}}\nseries: council",
            "Ferry",
            "",
        ),
    );
    let cancelled = event(&site);
    assert_eq!(cancelled["STATUS"], "CANCELLED");
    assert!(cancelled["DESCRIPTION"].ends_with("cancelled.\\nNo\\, thank you."), "{cancelled:?}");
    site = site.now("2026-03-01T00:00:00Z");
    site.write(file, record("announced: true\nseries: council", "Ferry", WORDS));
    let held = event(&site);
    let steps = [&announced, &moved, &cancelled, &held];
    assert!(steps.windows(2).all(|pair| sequence(pair[0]) < sequence(pair[1])), "{steps:?}");
    assert!(steps.windows(2).all(|pair| pair[0]["UID"] == pair[1]["UID"]), "{steps:?}");
    assert_eq!(held["STATUS"], "CONFIRMED");
    // The register knows when a record was published and corrected, and under which address at first.
    site.publish();
    let published = event(&site);
    assert_eq!(published["LAST-MODIFIED"], "20260301T000000Z");
    site = site.now("2026-04-01T00:00:00Z");
    std::fs::remove_file(site.path(file)).expect("a record");
    site.write("content/2026-02-02-ferries.md", record("series: council\naliases: [2026-02-02-c]", "Ferries", WORDS));
    site.publish();
    let corrected = event(&site);
    assert_eq!((&corrected["UID"], &*corrected["LAST-MODIFIED"]), (&held["UID"], "20260401T000000Z"));
    assert!(sequence(&corrected) > sequence(&published));
}

#[test]
fn a_cancelled_meeting_is_shown_as_such_and_no_record_of_it_is_awaited() {
    let cancelled = "announced: {cancelled: {reason: {en: The hall is flooded.}}}";
    let mut site = town().file("content/2026-02-02-c.md", record(cancelled, "Ferry", "")).now("2026-01-20T00:00:00Z");
    let before = site.build();
    let page = before.read("meetings/2026-02-02-c/index.html");
    assert!(page.contains("This meeting has been cancelled.") && page.contains("The hall is flooded."), "{page}");
    assert!(!page.contains("Its record will be published"));
    for list in ["index.html", "meetings/index.html"] {
        assert!(before.read(list).contains("<strong>Cancelled</strong>"), "{list}");
    }
    site = site.now("2026-02-20T00:00:00Z");
    let after = site.build();
    assert!(!after.read("meetings/index.html").contains("Records being written"));
    assert!(after.read("meetings/2026-02-02-c/index.html").contains("This meeting has been cancelled."));
    assert_eq!(events(&after, "calendar.ics").iter().filter(|event| event["STATUS"] == "CANCELLED").count(), 1);
    // A record may tell why nobody met.
    site.write("content/2026-02-02-c.md", record(cancelled, "Ferry", "### Ann:\nNobody came.\n"));
    let out = site.build();
    assert_eq!(events(&out, "calendar.ics").iter().filter(|event| event["STATUS"] == "CANCELLED").count(), 1);
    let wrong = town().file("content/2026-02-02-c.md", record("announced: {changed: soon}", "Ferry", "")).build();
    assert!(wrong.diagnostic("yaml-type").message.contains("“soon” is not a valid point in time"));
}

#[test]
fn a_meeting_announced_in_two_languages_is_one_event_also_when_one_record_is_out() {
    let site = town()
        .file("content/2026-02-02-c.md", record("announced: true\nseries: council", "Ferry", ""))
        .file("content/2026-02-02-c.fr.md", record("announced: true\nseries: council\nlang: fr", "Bac", ""));
    let both = uids(&site.build(), "calendar.ics");
    assert_eq!(both.len(), 3, "{both:?}");
    site.write("content/2026-02-02-c.fr.md", record("series: council\nlang: fr", "Bac", WORDS));
    let built = site.build();
    assert_eq!(uids(&built, "calendar.ics"), both);
    let french = events(&built, "calendar.ics").into_iter().find(|event| event.contains_key("SUMMARY;LANGUAGE=fr"));
    assert_eq!(french.expect("the record that is out")["SUMMARY;LANGUAGE=fr"], "Bac");
}

#[test]
fn a_zone_covers_all_its_events_and_no_hour_is_written_that_clocks_skip() {
    let built = Site::new()
        .file("content/site.yml", "title: Town\ntime_zone: Europe/Paris\n")
        .file("content/2026-03-29-a.md", record("start: '02:30'\nend: '03:30'", "Skipped", WORDS))
        .file("content/2026-10-25-b.md", record("start: '02:30'", "Twice", WORDS))
        .file("content/2026-11-02-c.md", record("start: '10:00'\ntime_zone: Asia/Tokyo", "Tokyo", WORDS))
        .file("content/2026-11-03-d.md", record("start: '10:00'\ntime_zone: UTC", "Ships", WORDS))
        .build();
    let found = events(&built, "calendar.ics");
    assert_eq!(found[0]["DTSTART;TZID=Europe/Paris"], "20260329T033000", "half past two did not exist");
    assert!(!found[0].keys().any(|key| key.starts_with("DTEND")), "nor is an event of no length");
    assert_eq!(found[1]["DTSTART;TZID=Europe/Paris"], "20261025T023000");
    assert_eq!(found[2]["DTSTART;TZID=Asia/Tokyo"], "20261102T100000");
    assert_eq!(found[3]["DTSTART"], "20261103T100000Z");
    let text = built.read("calendar.ics");
    let zones: Vec<&str> = text.split("\r\n").filter_map(|line| line.strip_prefix("TZID:")).collect();
    assert_eq!(zones, ["Asia/Tokyo", "Europe/Paris"]);
}

#[test]
fn an_old_address_of_a_calendar_has_the_calendar_still() {
    let site = town();
    site.publish();
    let settings = std::fs::read_to_string(site.path("content/site.yml")).expect("settings");
    site.write("content/site.yml", format!("{settings}urls: {{series: '/committees/{{id}}/'}}\n"));
    let built = site.build();
    assert_eq!(built.read("series/council/calendar.ics"), built.read("committees/council/calendar.ics"));
}
