//! Nothing of a record that is held back gets out: not a word, a name, an address or a file.

use std::path::Path;

use crate::commands::{code, minutebook, told};
use crate::open_data::unpacked;
use crate::pictures::picture;
use crate::site::{Built, Site};

/// Every word of it that must not get out begins so, and ends with the field in which it stands.
const CANARY: &str = "zqxcanary";

/// A record that plants a canary in every field there is, in its papers, and in everything that only it makes known.
fn planted(guard: &str) -> Site {
    let record = format!(
        "---\n{guard}\ntitle: zqxcanarytitle\nsubtitle: zqxcanarysubtitle\nstart: zqxcanarystart\nend: zqxcanaryend\n\
         slug: zqxcanaryslug\naliases: [zqxcanaryalias, /zqxcanaryoldpath.html]\nseries: zqxcanaryseries\n\
         topics: [zqxcanarytopic]\nbody: zqxcanarybody\nplace: zqxcanaryplace\nchair: zqxcanaryperson\n\
         participants: [zqxcanaryguest]\nabsent: [zqxcanaryabsent]\napologies: zqxcanaryexcused\nin_attendance: [{{name: zqxcanaryofficer, from: \"19:20\"}}]\nspeakers: {{Chair: zqxcanaryperson}}\n\
         attachments: [{{title: zqxcanarypapertitle, url: papers/zqxcanarypaper.txt}}]\n\
         media: [{{title: zqxcanarymediatitle, url: papers/zqxcanarysound.ogg}}]\n\
         translations: [2024-03-11-zqxcanarytwin.fr.md]\nlicence: zqxcanarylicence\n\
         attribution: zqxcanaryattribution\nward: zqxcanaryward\ntaxonomies: {{kind: [zqxcanarykind]}}\nhighlight: [{{speech: zqxcanaryanchor, title: zqxcanaryhighlight}}]\nextra: {{zqxcanarykey: zqxcanaryextra}}\nzqxcanaryunknown: 1\ntemplate: zqxcanarytemplate\n---\n\
         # zqxcanaryheading\n\nzqxcanarynote\n\n## zqxcanarysection [00:00:05] {{item=zqxcanarykey matter=zqxcanarymatter}}\nsummary: zqxcanaryitemsummary\n\n### Chair [00:00:10]:\nzqxcanarywords \
         ![zqxcanaryalternative](papers/zqxcanarypicture.png) <script>zqxcanaryscript</script>\n\n\
         > [(Agenda item 1: zqxcanaryitem)](papers/zqxcanaryagenda.txt)\n\n\
         > **Present:** 甲zqxcanarymember (19:20 到)\n\n\
         > **Decision:** zqxcanarydecision\n> Carried, 2 to 1.\n> For: 甲zqxcanaryvoter, Chair\n\n\
         > **Action 7:** zqxcanaryaction\n> Owner: zqxcanaryperson\n> Due: 2026-03-31\n\n### zqxcanarylabel:\n\
         [zqxcanarylink](../zqxcanarynowhere.md) [zqxcanarycite](2024-03-12-open.md)\n"
    );
    let twin = format!("---\n{guard}\n---\n# zqxcanarytwintitle\n### zqxcanaryvoix:\nzqxcanarymots\n");
    let file = |name: &str| format!("zqxcanarybytes of {name}");
    Site::new()
        .file("content/site.yml", "title: Town\nseries: {zqxcanaryseries: {title: zqxcanaryseriestitle}, open: {title: Open}}\ntopics: {zqxcanarytopic: {title: zqxcanarytopictitle}}\ntaxonomies: {ward: {title: zqxcanarywards, terms: {zqxcanaryward: zqxcanarywardtitle}}, kind: zqxcanarykinds}\nwatches: {all: {title: All, query: 'zqx* OR aye'}, done: 'in:decision'}\n")
        .file("content/people.yml", "people:\n  - {id: zqxcanaryperson, names: {en: zqxcanaryname}, labels: [zqxcanaryclaim], roles: [{title: zqxcanaryoffice, body: town}, {title: zqxcanaryseat, body: zqxcanarybody}], portrait: papers/zqxcanaryportrait.jpg, links: [\"https://zqxcanary.example/\"]}\n  - {id: ann, names: {en: Ann}}\n")
        .file("content/organisations.yml", "organisations:\n  - {id: zqxcanarybody, names: {en: zqxcanarybodyname}, parent: town}\n  - {id: town, names: {en: Town}}\n")
        .file("content/.redirects", "zqxcanaryrow\tzqxcanaryslug\n/zqxcanaryposter/\tzqxcanaryrow\n")
        .file("content/.alternates", "2024-03-11-zqxcanaryfile.md\t2024-03-11-zqxcanarytwin.fr.md\n")
        .file("content/2024-03-11-zqxcanaryfile.md", record)
        .file("content/2024-03-11-zqxcanaryfile.yml", "subtitle: zqxcanarysidecar\n")
        .file("content/2024-03-11-zqxcanarytwin.fr.md", twin)
        .file("content/pages/zqxcanarypage.md", format!("---\n{guard}\naliases: [zqxcanarypagealias]\n---\n# zqxcanarypagetitle\n[x](../papers/zqxcanarypagefile.txt)\n"))
        .file("content/papers/zqxcanarypaper.txt", file("paper"))
        .file("content/papers/zqxcanarysound.ogg", file("sound"))
        .file("content/papers/zqxcanarypicture.png", picture(1200, 900, image::ImageFormat::Png))
        .file("content/papers/zqxcanaryagenda.txt", file("agenda"))
        .file("content/papers/zqxcanaryportrait.jpg", picture(1200, 900, image::ImageFormat::Jpeg))
        .file("content/papers/zqxcanarypagefile.txt", file("page file"))
        .file("content/2024-03-12-open.md", "---\nseries: open\nbody: town\nmedia: papers/open.ogg\n---\n# Open\n### Ann:\nAye.\n")
        .file("content/papers/open.ogg", "sound")
}

/// Every canary in the bytes and names of the output, Minutebook's own folder included, each once, sorted.
fn found(output: &Path) -> Vec<String> {
    let mut words = Vec::new();
    for entry in walkdir::WalkDir::new(output) {
        let entry = entry.expect("a readable output");
        let path = entry.path().strip_prefix(output).expect("below the output").to_string_lossy().into_owned();
        let bytes = if entry.file_type().is_file() { std::fs::read(entry.path()).expect("a file") } else { Vec::new() };
        let bytes = unpacked(&path, bytes);
        for text in [path.as_bytes(), &bytes] {
            for at in memchr::memmem::find_iter(text, CANARY.as_bytes()) {
                let letters = text[at..].iter().take_while(|byte| byte.is_ascii_lowercase());
                words.push(String::from_utf8_lossy(&letters.copied().collect::<Vec<u8>>()).into_owned());
            }
        }
    }
    words.sort();
    words.dedup();
    words
}

fn at(site: &mut Site, moment: &str) -> Built {
    site.options.now = minutebook::pipeline::Now::Instant(moment.parse().expect("a moment"));
    // As on a webmaster's machine: every build remembers the one before, and writes into the same folder.
    site.options.cache = true;
    site.build()
}

#[test]
fn nothing_of_a_record_gets_out_before_its_hour_and_all_of_it_then() {
    for guard in [
        "publish_at: 2026-06-01T10:00:00+02:00",
        "status: review\nreview_until: 2026-06-01T10:00:00+02:00\nafter_review: publish",
        "status: review\nreview_from: 2026-05-15\nreview_until: 10 working days\nafter_review: publish\npublish_hour: \"08:00\"",
    ] {
        let guard = guard.replace("2026-05-15", "2026-05-18").replace("10 working days", "9 working days");
        let mut site = planted(&guard);
        let before = at(&mut site, "2026-05-30T07:59:59Z");
        assert_eq!(found(&before.output), [""; 0], "{guard}");
        assert!(before.has("meetings/2024-03-12-open/index.html"));
        // Calendars, podcasts and what cites a record are there, and know nothing of it.
        for path in ["series/open/calendar.ics", "bodies/town/calendar.ics", "podcast.xml", "series/open/podcast.xml"] {
            assert!(before.has(path), "{path}");
        }
        assert!(!before.read("meetings/2024-03-12-open/index.html").contains("id=\"cited-in\""));
        let after = at(&mut site, "2026-06-01T08:00:00Z");
        let out = found(&after.output);
        for field in
            ["title", "subtitle", "start", "slug", "alias", "seriestitle", "topictitle", "bodyname", "place", "name"]
        {
            assert!(out.contains(&format!("zqxcanary{field}")), "{field} of {guard} is out: {out:?}");
        }
        assert!(after.has("meetings/zqxcanaryslug/captions.vtt"), "{guard}");
        let copies = after.files().into_keys().filter(|path| path.starts_with("assets/pictures/zqxcanary")).count();
        assert_eq!(copies, 5, "three of the picture and two of the portrait");
        assert!(after.read("meetings/2024-03-12-open/index.html").contains("id=\"cited-in\""), "{guard}");
        assert!(after.read("podcast.xml").contains("zqxcanarysound"), "{guard}");
        for field in [
            "papertitle",
            "mediatitle",
            "bytes",
            "words",
            "section",
            "item",
            "portrait",
            "pagetitle",
            "twintitle",
            "decision",
            "voter",
            "matter",
            "office",
            "seat",
            "excused",
            "officer",
            "member",
        ] {
            assert!(out.contains(&format!("zqxcanary{field}")), "{field} of {guard} is out: {out:?}");
        }
    }
}

#[test]
fn nothing_of_a_record_gets_out_as_long_as_its_status_keeps_it_back() {
    for guard in [
        "status: draft",
        "status: review",
        "status: review\nreview_until: 2020-01-01",
        "status: [draft]",
        "publish_ate: 2099-01-01",
    ] {
        let mut site = planted(guard);
        assert_eq!(found(&at(&mut site, "2026-06-01T08:00:00Z").output), [""; 0], "{guard}");
    }
}

#[test]
fn nothing_of_a_record_gets_out_in_whatever_dress_it_says_that_it_is_a_draft() {
    let open = |fields: &str| fields.replace("status: draft\n", "");
    type Dress<'a> = &'a dyn Fn(&str) -> String;
    let dresses: [(&str, Dress<'_>); 8] = [
        ("an empty line above", &|fields| format!("\n---\n{fields}---\n")),
        ("marks and CRLF", &|fields| format!("\u{feff}\r\n\u{200b}---\n{fields}---\n").replace('\n', "\r\n")),
        ("more hyphens below a comment", &|fields| format!("<!-- zqxcanarycomment -->\n----\n{fields}----\n")),
        ("a fence", &|fields| format!("```yaml\n{fields}```\n")),
        ("no first line", &|fields| format!("{fields}---\n")),
        ("TOML", &|_| "+++\nslug = \"zqxcanaryslug\"\ndraft = true\n+++\n".to_owned()),
        ("a second block", &|fields| format!("---\n{}---\n---\nstatus: draft\n---\n", open(fields))),
        ("a line of words", &|fields| format!("---\n{}---\n**Status:** draft\n\n", open(fields))),
    ];
    for (name, dress) in dresses {
        let mut site = planted("status: draft");
        for file in [
            "content/2024-03-11-zqxcanaryfile.md",
            "content/2024-03-11-zqxcanarytwin.fr.md",
            "content/pages/zqxcanarypage.md",
        ] {
            let written = std::fs::read_to_string(site.path(file)).expect("a record");
            let (fields, body) = written[4..].split_once("---\n").expect("front matter");
            site.write(file, format!("{}{body}", dress(fields)));
        }
        assert_eq!(found(&at(&mut site, "2026-06-01T08:00:00Z").output), [""; 0], "{name}");
    }
}

#[test]
fn a_record_taken_back_leaves_its_addresses_and_the_reason_and_nothing_else() {
    let guard = "withdrawn: {at: 2026-06-01T00:00:00Z, reason: zqxcanaryreason}";
    let mut site = planted(guard);
    let before = found(&at(&mut site, "2026-05-31T23:59:59Z").output);
    assert!(
        before.contains(&"zqxcanarywords".to_owned()) && !before.contains(&"zqxcanaryreason".to_owned()),
        "{before:?}"
    );
    let after = at(&mut site, "2026-06-01T00:00:00Z");
    let addresses = ["alias", "oldpath", "page", "pagealias", "poster", "reason", "row", "slug", "twin"];
    assert_eq!(found(&after.output), addresses.map(|field| format!("zqxcanary{field}")));
    let page = after.read("meetings/zqxcanaryslug/index.html");
    assert!(page.contains("zqxcanaryreason") && page.contains("1 June 2026") && page.contains("noindex"), "{page}");
    assert!(!after.has("meetings/zqxcanaryslug/index.md") && !after.has("meetings/zqxcanaryslug/card.png"));
    assert!(!after.read("sitemap.xml").contains(CANARY) && !after.read("calendar.ics").contains(CANARY));
    let redirects = after.read("_redirects");
    assert!(redirects.contains("/meetings/zqxcanaryslug/ /meetings/zqxcanaryslug/ 410!\n"), "{redirects}");
    assert!(redirects.contains("/meetings/zqxcanaryalias/ /meetings/zqxcanaryslug/ 301\n"), "{redirects}");
    assert!(redirects.contains("/zqxcanaryposter/ /meetings/zqxcanaryslug/ 301\n"), "{redirects}");
    assert!(redirects.contains("/zqxcanarypage/ /zqxcanarypage/ 410!\n"), "{redirects}");
}

#[test]
fn what_was_never_seen_leaves_nothing_when_it_is_taken_back() {
    for guard in [
        "publish_at: 2026-06-01T00:00:00Z\nwithdrawn: {at: 2026-05-01T00:00:00Z, reason: zqxcanaryreason}",
        "status: draft\nwithdrawn: {reason: zqxcanaryreason}",
    ] {
        let mut site = planted(guard);
        assert_eq!(found(&at(&mut site, "2026-07-01T00:00:00Z").output), [""; 0], "{guard}");
    }
}

#[test]
fn of_a_meeting_that_is_announced_the_public_is_told_what_was_announced_and_no_more() {
    let guard = "status: draft\nannounced: {papers: [{title: zqxcanaryagendatitle, url: papers/zqxcanaryagenda.txt}]}";
    let mut site = planted(guard);
    let built = at(&mut site, "2026-01-01T00:00:00Z");
    let announced = [
        "agenda",
        "agendatitle",
        "body",
        "bodyname",
        "bytes",
        "end",
        "page",
        "pagetitle",
        "place",
        "slug",
        "start",
        "title",
    ];
    let announced: Vec<String> = announced.iter().map(|field| format!("zqxcanary{field}")).collect();
    let out = found(&built.output);
    // Pages are not announced; what the page and the twin say of it stays unseen, but for what is announced of the twin.
    let twin = ["zqxcanarytwin", "zqxcanarytwintitle"];
    for word in &out {
        assert!(announced.contains(word) || twin.contains(&word.as_str()), "{word} is out: {out:?}");
    }
    for field in ["title", "place", "bodyname", "start", "end", "slug", "agendatitle", "bytes"] {
        assert!(out.contains(&format!("zqxcanary{field}")), "{field}: {out:?}");
    }
    assert!(!out.contains(&"zqxcanarypagetitle".to_owned()), "a page is no meeting");
}

#[test]
fn that_an_address_will_be_taken_is_told_before_the_hour_comes_and_to_nobody_else() {
    let record = |guard: &str| format!("---\n{guard}\nslug: zqxcanaryslug\n---\n# A\n### Ann:\nAye.\n");
    let hour = "publish_at: 2026-06-01T00:00:00Z";
    for (guard, severity) in [(hour, "error"), ("status: draft", "note")] {
        let mut site = Site::new()
            .file("content/2024-03-11-zqxcanaryone.md", record(hour))
            .file("content/2024-03-11-zqxcanarytwo.md", record(guard));
        let built = at(&mut site, "2026-01-01T00:00:00Z");
        assert_eq!(found(&built.output), [""; 0]);
        let told = built.diagnostic("duplicate-slug");
        assert!(told.message.contains("2024-03-11-zqxcanaryone.md"), "{}", told.message);
        assert_eq!(serde_json::to_value(told.severity).expect("a word"), severity);
        let written = serde_json::to_string(&built.report.public()).expect("a report");
        assert!(!written.contains(CANARY), "{written}");
    }
}

#[test]
fn the_report_tells_nothing_of_what_is_held_back_and_check_tells_all() {
    let site = planted("publish_at: 2026-06-01T00:00:00Z");
    let place = site.folder.path().join("report.json");
    let (report, output) = (place.to_string_lossy(), site.output());
    let output = output.to_string_lossy();
    let run = |command: &[&str]| {
        let arguments: Vec<&str> = command.iter().copied().chain(["--now", "2026-01-01T00:00:00Z"]).collect();
        let ran = minutebook(&arguments, &site.options.site);
        assert_eq!(code(&ran), 0, "{}", told(&ran));
        ran
    };
    let ran = run(&["build", "--output", &output, "--report", &report]);
    let written = std::fs::read_to_string(&place).expect("a report");
    assert!(!written.contains(CANARY), "{written}");
    let json: serde_json::Value = serde_json::from_str(&written).expect("JSON");
    assert!(written.contains("\"unknown-key\""), "that something is wrong is told");
    assert_eq!((&json["counts"]["held"], &json["counts"]["scheduled"]), (&3.into(), &3.into()));
    assert_eq!(json["next_change"], "2026-06-01T00:00:00Z");
    let words = told(&ran);
    assert!(words.contains("3 held back: 3 scheduled; the next change comes at 2026-06-01 00:00 UTC"), "{words}");
    let again = run(&["build", "--output", &output, "--report", &report]);
    assert!(!std::fs::read_to_string(&place).expect("a report").contains(CANARY), "nor when nothing has changed");
    assert!(told(&again).contains("3 held back"), "{}", told(&again));
    run(&["check", "--report", &report]);
    assert!(std::fs::read_to_string(&place).expect("a report").contains("zqxcanaryunknown"));
}

#[test]
fn what_public_records_and_tables_say_of_held_ones_is_in_no_report() {
    let held = "---\nstatus: draft\nslug: zqxcanaryslug\n---\n# zqxcanarytitle\n\n### zqxcanaryperson:\nAye.\n";
    let open = "---\ntranslations: [zqxcanarytwin.fr.md, 2024-04-01-zqxcanaryheld.md]\nchair: zqxcanarychair\nzzz: 1\n---\n\
                # Open\n\n### Ann:\nSee [the other](2024-04-01-zqxcanaryheld.md), [that](zqxcanarydraft.txt) and <b>this.\n";
    let site = Site::new()
        .file("content/site.yml", "title: Town\nseries: {a: {title: A, zqxcanarykey: 1}}\n")
        .file("content/people.yml", "people:\n  - {id: zqxcanaryid, names: {en: zqxcanaryname}, zqxcanaryfield: 1}\n")
        .file("content/.redirects", "old\tzqxcanaryslug\nolder\tzqxcanarynowhere\n/zqxcanaryone/\t/zqxcanarytwo/\n")
        .file("content/.alternates", "2024-03-11-open.md\t2024-05-01-zqxcanarytwin.md\nzqxcanaryrow\n")
        .file("content/2024-03-11-open.md", open)
        .file("content/2024-04-01-zqxcanaryheld.md", held)
        .file("content/2024-04-02-zqxcanarystray.yml", "status: draft\n")
        .file("content/2024-04-03-zqxcanarybytes.md", b"# zqxcanarybytes\xFF\n")
        .file("content/zqxcanarynorecord.md", "# zqxcanarynorecord\n");
    let place = site.folder.path().join("report.json");
    let (report, output, live) = (place.to_string_lossy(), site.output(), site.folder.path().join("live"));
    let (output, live) = (output.to_string_lossy(), live.to_string_lossy());
    let run = |command: &[&str]| {
        let _ = std::fs::remove_file(&place);
        let ran = minutebook(command, &site.options.site);
        std::fs::read_to_string(&place).unwrap_or_else(|error| panic!("{error}: {}", told(&ran)))
    };
    let codes = |report: &str| -> Vec<String> {
        let json: serde_json::Value = serde_json::from_str(report).expect("JSON");
        let list = if json["build"].is_null() { &json["diagnostics"] } else { &json["build"]["diagnostics"] };
        let codes = list.as_array().expect("a list").iter().map(|d| d["code"].as_str().unwrap_or_default().to_owned());
        codes.collect()
    };
    let told = run(&["build", "--output", &output, "--report", &report]);
    assert!(!told.contains(CANARY), "{told}");
    for code in ["link-to-held", "redirect-to-nowhere", "unknown-translation", "stray-metadata", "malformed-row"] {
        assert!(codes(&told).contains(&code.to_owned()), "{code} in {told}");
    }
    // Of what is public alone everything is told.
    assert!(told.contains("the key “zzz”") && told.contains("content/2024-03-11-open.md"), "{told}");
    let editors = run(&["check", "--report", &report]);
    for word in ["nowhere", "twin", "held", "draft", "stray", "bytes", "norecord", "field", "key"] {
        assert!(editors.contains(&format!("{CANARY}{word}")), "{word} in {editors}");
    }
    assert!(codes(&told).len() <= codes(&editors).len());
    // A publishing that the mistakes would stop tells nothing; one without errors no more than the build.
    for path in ["content/2024-04-02-zqxcanarystray.yml", "content/2024-04-03-zqxcanarybytes.md"] {
        std::fs::remove_file(site.path(path)).expect("a removed file");
    }
    let told = run(&[
        "publish",
        "--base-url",
        "https://records.example",
        "--path",
        &live,
        "--allow-warnings",
        "--output",
        &output,
        "--report",
        &report,
    ]);
    assert!(!told.contains(CANARY), "{told}");
    assert!(codes(&told).contains(&"link-to-held".to_owned()), "{told}");
}
