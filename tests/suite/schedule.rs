//! Records appear and go by themselves at the hour that was settled, and whoever publishes them knows when.

use serde_json::Value;

use crate::commands::{code, minutebook, told};
use crate::site::{Built, Site};

/// A record with metadata, in a site with settings, at a moment.
fn built(settings: &str, metadata: &str, now: &str) -> Built {
    let record = format!("---\n{metadata}\n---\n# A\n### Ann:\nAye.\n");
    Site::new().file("content/site.yml", settings).file("content/2026-02-02-a.md", record).now(now).build()
}

/// Expects the record to be seen from a moment on, and not a second before.
#[track_caller]
fn opens_at(settings: &str, metadata: &str, moment: &str) {
    let moment: jiff::Timestamp = moment.parse().expect("a moment");
    let before = moment - jiff::Span::new().seconds(1);
    let seen = |now: jiff::Timestamp| built(settings, metadata, &now.to_string()).report.counts.meetings;
    assert_eq!((seen(before), seen(moment)), (0, 1), "{metadata} with {settings}");
    let told = built(settings, metadata, &before.to_string()).report.next_change;
    assert_eq!(told, Some(moment.to_string()), "the next change is told");
}

const TAIPEI: &str =
    "time_zone: Asia/Taipei\nholidays:\n  - 2026-02-27\n  - {from: 2026-02-16, to: 2026-02-20, name: New Year}\n";

#[test]
fn a_review_of_working_days_ends_by_itself_where_the_site_says_so() {
    let review = "status: review\nafter_review: publish\nreview_from: 2026-02-03\nreview_until: 10 working days";
    // From the 4th: eight days until the 13th, a week of New Year, and two more, the 23rd and the 24th.
    opens_at(TAIPEI, review, "2026-02-24T16:00:00Z");
    opens_at(TAIPEI, &format!("{review}\npublish_hour: \"18:00\""), "2026-02-25T10:00:00Z");
    opens_at(TAIPEI, &format!("{review}\npublish_at: 2026-03-02T09:00"), "2026-03-02T01:00:00Z");
    opens_at("", &format!("{review}\ntime_zone: Asia/Taipei"), "2026-02-17T16:00:00Z");
    opens_at("weekend: [Friday, Saturday]", review, "2026-02-18T00:00:00Z");
    opens_at("workdays: [2026-02-07]", review, "2026-02-17T00:00:00Z");
    opens_at("", &review.replace("10 working days", "10 days"), "2026-02-14T00:00:00Z");
    opens_at("", &review.replace("2026-02-03", "meeting"), "2026-02-17T00:00:00Z");
    opens_at("", "status: review\nafter_review: publish\nreview_until: 2026-02-05", "2026-02-06T00:00:00Z");
    opens_at("", "status: review\nafter_review: publish\nreview_until: 2026-02-05T12:00", "2026-02-05T12:00:00Z");
}

#[test]
fn a_scheduled_record_says_to_its_editors_from_when_it_is_public() {
    for (theme, page) in [("civic", "index.html"), ("gazette", "index.html"), ("chamber", "meetings/2026/index.html")] {
        let mut site = Site::new()
            .file(
                "content/site.yml",
                format!("title: Town\nlanguages: [en, zh-Hant]\ntime_zone: Asia/Taipei\ntheme: {theme}\n"),
            )
            .file("content/2026-02-02-a.md", "---\nlang: en\npublish_at: 2026-02-06T18:00\n---\n# A\n### Ann:\nAye.\n")
            .file("content/2026-02-03-b.md", "---\nlang: en\nstatus: draft\n---\n# B\n### Ann:\nAye.\n")
            .now("2026-02-05T00:00:00Z");
        site.options.drafts = true;
        let built = site.build();
        let marks = |page: &str| {
            let page = scraper::Html::parse_document(&built.read(page));
            let marks = scraper::Selector::parse("main .draft").expect("a selector");
            page.select(&marks).map(|mark| mark.text().collect::<String>()).collect::<Vec<_>>()
        };
        let expected = "Public from 6 February 2026, 18:00".to_owned();
        assert_eq!(marks("meetings/2026-02-02-a/index.html"), std::slice::from_ref(&expected), "{theme}");
        assert_eq!(marks("meetings/2026-02-03-b/index.html"), ["Draft"], "{theme}");
        assert!(
            marks(page).contains(&expected) && marks(page).contains(&"Draft".to_owned()),
            "{theme}: {:?}",
            marks(page)
        );
        assert!(marks(&format!("zh-hant/{page}")).iter().any(|mark| mark.ends_with(" 18:00 起公開")), "{theme}");
    }
}

#[test]
fn a_review_that_nobody_said_ends_by_itself_never_does() {
    for metadata in [
        "review_until: 2026-02-05",
        "review_until: 2026-02-05\npublish_at: 2026-02-06",
        "after_review: wait\nreview_until: 2026-02-05",
    ] {
        let built = built("", &format!("status: review\n{metadata}"), "2030-01-01T00:00:00Z");
        assert_eq!((built.report.counts.meetings, built.report.counts.in_review), (0, 1), "{metadata}");
        assert_eq!(built.report.next_change, None);
    }
}

#[test]
fn a_review_of_which_nothing_says_when_it_began_waits() {
    for metadata in
        ["review_until: 10 working days\nafter_review: publish", "review_until: 10 days", "after_review: publish"]
    {
        let built = built("", &format!("status: review\n{metadata}"), "2030-01-01T00:00:00Z");
        assert_eq!(built.report.counts.meetings, 0, "{metadata}");
        assert_eq!(
            built.diagnostic("endless-review").hint.as_ref().map(|hint| hint.starts_with("write `review_")),
            Some(true)
        );
    }
    // Before it is sent, nothing need be known.
    assert_eq!(built("", "status: draft\nreview_until: 10 days", "2030-01-01T00:00:00Z").codes(), [""; 0]);
}

#[test]
fn a_series_says_how_its_records_are_published_and_a_folder_or_record_says_otherwise() {
    let settings = "series:\n  council:\n    title: Council\n    publish: {status: review, review_from: meeting, review_until: 5 working days, after_review: publish, publish_hour: \"09:00\"}\n";
    opens_at(settings, "series: council", "2026-02-10T09:00:00Z");
    opens_at(settings, "series: council\nreview_until: 6 working days", "2026-02-11T09:00:00Z");
    opens_at(settings, "series: council\nstatus: published\npublish_at: 2026-02-04", "2026-02-04T09:00:00Z");
    assert_eq!(built(settings, "title: B", "2026-02-03T00:00:00Z").report.counts.meetings, 1, "another series");
    let folder = Site::new()
        .file("content/site.yml", settings)
        .file("content/_defaults.yml", "series: council\nafter_review: wait\n")
        .file("content/2026-02-02-a.md", "# A\n### Ann:\nAye.\n")
        .now("2030-01-01T00:00:00Z");
    assert_eq!(folder.build().report.counts.meetings, 0);
}

#[test]
fn settings_that_may_keep_records_back_and_cannot_be_read_stop_the_build() {
    let refused = |settings: &str, expected: &str| {
        let site = Site::new().file("content/site.yml", settings).file("content/2026-02-02-a.md", "# A\n");
        let failure = site.try_build().err().unwrap_or_else(|| panic!("{settings} is taken"));
        let codes: Vec<&str> = failure.diagnostics.iter().map(|d| d.problem.code()).collect();
        assert_eq!(codes, [expected], "{settings}");
        assert!(failure.diagnostics[0].at.as_ref().is_some_and(|at| at.line > 0), "{settings}: {failure}");
        assert!(failure.diagnostics[0].hint.is_some(), "{settings}");
    };
    for days in [
        "2026-02-30",
        "2026-02-20..2026-02-16",
        "New Year",
        "13-01",
        "{name: New Year}",
        "{from: 2026-02-16, to: soon}",
    ] {
        refused(&format!("holidays: [{days}]\n"), "invalid-holiday");
    }
    refused("workdays: [12-25]\n", "invalid-holiday");
    refused("weekend: [Caturday]\n", "invalid-holiday");
    refused("weekend: [mon, tue, wed, thu, fri, sat, sun]\n", "invalid-holiday");
    refused("series: {a: {publish: {statu: draft}}}\n", "unknown-key");
    for wrong in [
        "status: secret",
        "review_until: 2026-02-05",
        "review_from: May",
        "after_review: perhaps",
        "publish_hour: noon",
    ] {
        refused(&format!("series:\n  a:\n    publish:\n      {wrong}\n"), "yaml-type");
    }
    for taken in [
        "holidays: [2026-01-01, 12-25, 2026-02-16..2026-02-20, {date: 05-01, name: Labour Day}]\nweekend: Sun\n",
        "holidays:\nworkdays:\n",
        "weekend: []\n",
    ] {
        assert!(
            Site::new().file("content/site.yml", taken).file("content/2026-02-02-a.md", "# A\n").try_build().is_ok(),
            "{taken}"
        );
    }
}

#[test]
fn an_hour_that_the_clocks_leave_out_or_show_twice_is_told_and_shows_less() {
    let paris = "time_zone: Europe/Paris\n";
    for (hour, opens) in [("2026-03-29T02:30", "2026-03-29T01:30:00Z"), ("2026-10-25T02:30", "2026-10-25T01:30:00Z")] {
        opens_at(paris, &format!("publish_at: {hour}"), opens);
        let built = built(paris, &format!("publish_at: {hour}"), "2026-01-01T00:00:00Z");
        assert_eq!(built.codes(), ["doubtful-hour content/2026-02-02-a.md:2:1"]);
    }
    opens_at(paris, "publish_at: 2026-10-25T02:30+02:00", "2026-10-25T00:30:00Z");
    // What is taken back goes with the first of the two.
    let seen = |now| built(paris, "withdrawn: {at: 2026-10-25T02:30}", now).report.counts.meetings;
    assert_eq!((seen("2026-10-25T00:29:59Z"), seen("2026-10-25T00:30:00Z")), (1, 0));
    // Days that the clocks make longer or shorter end at their midnights.
    let review = "status: review\nafter_review: publish\nreview_until: 1 day\nreview_from: ";
    opens_at(paris, &format!("{review}2026-03-28"), "2026-03-29T22:00:00Z");
    opens_at(paris, &format!("{review}2026-10-24"), "2026-10-25T23:00:00Z");
    // In Chile a day began at one o'clock.
    opens_at("time_zone: America/Santiago\n", &format!("{review}2026-09-04"), "2026-09-06T04:00:00Z");
}

#[test]
fn check_tells_what_is_late_and_what_is_early() {
    let checked = |metadata: &str, now: &str| -> Vec<String> {
        let record = format!("---\n{metadata}\n---\n# A\n### Ann:\nAye.\n");
        let site = Site::new().file("content/2026-02-02-a.md", record).now(now);
        let report = minutebook::pipeline::check(&site.options).unwrap_or_else(|failure| panic!("{failure}"));
        report.diagnostics.iter().map(|d| format!("{} {}", d.problem, d.at.as_ref().map_or(0, |at| at.line))).collect()
    };
    let review = "status: review\nreview_until: 2026-02-05";
    assert_eq!(checked(review, "2026-02-05T23:59:59Z"), [""; 0]);
    assert_eq!(checked(review, "2026-02-06T00:00:00Z"), ["overdue 2"]);
    assert_eq!(checked("publish_at: 2026-02-05\nstatus: draft", "2026-02-06T00:00:00Z"), ["overdue 3"]);
    assert_eq!(checked("review_until: 2026-02-05", "2026-02-05T12:00:00Z"), ["published-in-review 2"]);
    assert_eq!(checked("review_until: 2026-02-05", "2026-02-06T00:00:00Z"), [""; 0]);
    let both = "status: review\nafter_review: publish\nreview_until: 2026-02-05\npublish_at: 2026-02-04";
    assert_eq!(checked(both, "2026-02-01T00:00:00Z"), ["published-in-review 5"]);
}

#[test]
fn a_meeting_that_is_announced_has_a_page_until_its_record_takes_its_place() {
    let site = |record: &str| {
        Site::new()
            .file(
                "content/2026-02-02-budget.md",
                format!("---\nannounced: true\nstart: \"19:00\"\nplace: Town Hall\n---\n# Budget\n{record}"),
            )
            .file("content/2026-01-05-a.md", "# A\n### Ann:\nSee [the budget](2026-02-02-budget.md).\n")
            .build()
    };
    let coming = site("");
    let page = coming.read("meetings/2026-02-02-budget/index.html");
    assert!(
        page.contains("This meeting has been announced.") && page.contains("Town Hall") && page.contains("19:00"),
        "{page}"
    );
    for list in ["index.html", "meetings/index.html"] {
        assert!(coming.read(list).contains("href=\"/meetings/2026-02-02-budget/\""), "{list}");
    }
    assert!(coming.read("meetings/2026-01-05-a/index.html").contains("href=\"/meetings/2026-02-02-budget/\""));
    assert!(coming.read("sitemap.xml").contains("2026-02-02-budget"));
    assert!(!coming.read("feed.xml").contains("Budget"), "there is nothing to read yet");
    assert_eq!((coming.report.counts.meetings, coming.report.counts.announced), (1, 1));
    let event = |built: &Built| {
        let calendar = built.read("calendar.ics").replace("\r\n ", "");
        let event =
            calendar.split("BEGIN:VEVENT").find(|event| event.contains("Budget")).expect("the event").to_owned();
        assert!(event.contains("DTSTART:20260202T190000\r") && event.contains("LOCATION:Town Hall"), "{event}");
        event.lines().find(|line| line.starts_with("UID:")).expect("an id").to_owned()
    };
    let out = site("### Ann:\nAye.\n");
    assert_eq!(event(&coming), event(&out), "a calendar knows that it is the same meeting");
    assert!(out.read("meetings/2026-02-02-budget/index.html").contains("Aye."));
    assert!(!out.read("index.html").contains("Coming meetings"));
}

#[test]
fn what_was_taken_back_says_so_in_the_language_of_the_record() {
    for (lang, title, date) in [
        ("en", "This record has been withdrawn", "1 March 2026"),
        ("fr", "Ce compte rendu a été retiré", "1er mars 2026"),
        ("de", "Dieses Protokoll wurde zurückgezogen", "1. März 2026"),
        ("es", "Esta acta ha sido retirada", "1 de marzo de 2026"),
        ("ja", "この会議録は取り下げられました", "2026年3月1日"),
        ("zh-Hant", "這份紀錄已撤回", "2026年3月1日"),
    ] {
        let metadata =
            format!("lang: {lang}\nwithdrawn: {{at: 2026-03-01, reason: {{nl: Een fout, {lang}: «{lang}»}}}}");
        let page = built("", &metadata, "2026-03-02T00:00:00Z").read("meetings/2026-02-02-a/index.html");
        let date = date.replace(' ', "");
        assert!(page.contains(title) && page.replace([' ', '\u{a0}'], "").contains(&date), "{lang}: {page}");
        assert!(page.contains(&format!("«{lang}»")) && page.contains(&format!("<html lang=\"{lang}\"")), "{page}");
    }
    let kept = built("", "title: Budget\nwithdrawn: {keep_title: true}", "2026-03-02T00:00:00Z");
    let page = kept.read("meetings/2026-02-02-a/index.html");
    assert!(page.contains("Budget") && page.contains("2026-02-02") && page.contains("has been taken back"), "{page}");
}

#[test]
fn another_record_may_take_the_address_of_one_that_was_taken_back() {
    let built = Site::new()
        .now("2026-03-01T00:00:00Z")
        .file("content/2026-02-02-a.md", "---\nwithdrawn: true\n---\n# A\n### Ann:\nAye.\n")
        .file("content/corrected/2026-02-02-a.md", "# A, corrected\n### Ann:\nNay.\n")
        .file("content/2026-02-03-b.md", "---\nwithdrawn: true\n---\n# B\n### Ann:\nAye.\n")
        .file("content/2026-02-04-c.md", "---\naliases: [2026-02-03-b]\n---\n# C\n### Ann:\nAye.\n")
        .build();
    assert!(built.read("meetings/2026-02-02-a/index.html").contains("Nay."));
    assert!(built.read("_redirects").contains("/meetings/2026-02-03-b/ /meetings/2026-02-04-c/ 301\n"));
    assert!(!built.read("_redirects").contains("410"), "nothing is gone");
    assert_eq!(built.codes(), [""; 0]);
}

/// Output of `minutebook schedule` for a site with something of every kind.
fn schedule(arguments: &[&str]) -> std::process::Output {
    let record = |metadata: &str, title: &str| format!("---\n{metadata}\n---\n# {title}\n### Ann:\nAye.\n");
    let site = Site::new()
        .file("content/site.yml", "time_zone: Asia/Taipei\n")
        .file("content/2026-01-02-open.md", record("withdrawn: {at: 2026-03-01T00:00}", "Open"))
        .file("content/2026-01-03-private.md", record("publish_at: 2026-02-20T18:00", "Private"))
        .file(
            "content/2026-01-04-sent.md",
            record("status: review\nreview_until: 2026-02-12\nafter_review: publish\npublish_hour: \"09:00\"", "Sent"),
        )
        .file("content/2026-01-05-forgotten.md", record("status: review\nreview_until: 2026-02-05", "Forgotten"))
        .file("content/2026-01-06-draft.md", record("status: draft\nannounced: true", "Draft"))
        .file("content/2026-01-07-wrong.md", record("status: secret", "Wrong"))
        .file("content/pages/about.md", "---\npublish_at: 2026-03-05\n---\n# About\n");
    let all: Vec<&str> = ["schedule", "--now", "2026-02-10T12:00"].iter().chain(arguments).copied().collect();
    minutebook(&all, &site.options.site)
}

#[test]
fn the_schedule_tells_what_comes_what_waits_and_what_is_late() {
    let output = schedule(&[]);
    assert_eq!(code(&output), 0, "{}", told(&output));
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let expected = "\
Late:
  “Forgotten” (content/2026-01-05-forgotten.md): its review ended at 2026-02-06 00:00 CST; write `status: published`, or another date

Coming:
  2026-02-13 09:00 CST  appears “Sent” (content/2026-01-04-sent.md)
  2026-02-20 18:00 CST  appears “Private” (content/2026-01-03-private.md)
  2026-03-01 00:00 CST  goes “Open” (content/2026-01-02-open.md)
  2026-03-05 00:00 CST  appears “About” (content/pages/about.md)

Under review:
  until 2026-02-06 00:00 CST: “Forgotten” (content/2026-01-05-forgotten.md)
  until 2026-02-13 00:00 CST, and appears at 2026-02-13 09:00 CST: “Sent” (content/2026-01-04-sent.md)

Drafts:
  “Draft” (content/2026-01-06-draft.md)

Announced:
  “Draft” (content/2026-01-06-draft.md)

Held back, because their metadata cannot be read (`minutebook check` shows why):
  content/2026-01-07-wrong.md

The site next changes by itself at 2026-02-13 09:00 CST (2026-02-13T01:00:00Z).
";
    assert_eq!(text, expected);
}

#[test]
fn a_timer_is_told_when_to_wake() {
    let next = schedule(&["--next"]);
    assert_eq!(String::from_utf8_lossy(&next.stdout), "2026-02-13T01:00:00Z\n");
    let until = schedule(&["--until"]);
    assert_eq!(String::from_utf8_lossy(&until.stdout), format!("{}\n", 3600 * (2 * 24 + 21)));
    assert_eq!((code(&next), code(&until)), (0, 0));
    assert_eq!(code(&schedule(&["--strict"])), 1, "something is late");
    let quiet = Site::new().file("content/2026-01-02-a.md", "# A\n");
    for argument in ["--next", "--until"] {
        let output = minutebook(&["schedule", argument], &quiet.options.site);
        assert_eq!((code(&output), output.stdout.len()), (1, 0));
    }
    let output = minutebook(&["schedule", "--strict"], &quiet.options.site);
    assert_eq!(code(&output), 0, "{}", told(&output));
    assert_eq!(code(&schedule(&["--now", "2026-13-01"])), 2);
}

#[test]
fn programs_and_calendars_read_the_schedule() {
    let json: Value = serde_json::from_slice(&schedule(&["--format", "json"]).stdout).expect("JSON");
    assert_eq!((&json["now"], &json["next_change"]), (&"2026-02-10T04:00:00Z".into(), &"2026-02-13T01:00:00Z".into()));
    let coming = json["coming"].as_array().expect("a list");
    assert_eq!(coming.len(), 4);
    assert_eq!(
        coming[2],
        serde_json::json!({"at": "2026-02-28T16:00:00Z", "change": "goes", "file": "content/2026-01-02-open.md", "title": "Open"})
    );
    assert_eq!(
        json["late"],
        serde_json::json!([{"why": "review", "since": "2026-02-05T16:00:00Z", "file": "content/2026-01-05-forgotten.md", "title": "Forgotten"}])
    );
    assert_eq!(json["reviews"][1]["appears"], "2026-02-13T01:00:00Z");
    assert_eq!(
        (json["drafts"].as_array().map(Vec::len), json["unreadable"].as_array().map(Vec::len)),
        (Some(1), Some(1))
    );
    let calendar = String::from_utf8(schedule(&["--format", "ics"]).stdout).expect("UTF-8");
    assert!(
        calendar.starts_with("BEGIN:VCALENDAR\r\n") && calendar.trim_end().ends_with("END:VCALENDAR"),
        "{calendar}"
    );
    assert_eq!(calendar.matches("BEGIN:VEVENT").count(), 5, "{calendar}");
    assert!(calendar.contains("DTSTART:20260213T010000Z\r\nSUMMARY:appears: Sent\r\n"), "{calendar}");
    assert!(calendar.contains("DTSTART:20260212T160000Z\r\nSUMMARY:review ends: Sent\r\n"), "{calendar}");
}
