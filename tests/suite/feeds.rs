//! Feeds are what the specifications say, whatever the records hold.

use std::collections::BTreeSet;

use crate::site::{Built, Site};

/// A site whose texts try to break a feed.
fn hostile() -> Built {
    Site::new()
        .file("content/site.yml", "title: 'A & B <c> \"d\"'\nseries: {s: {title: 'S ]]> & <b>'}}\ntopics: {t: {title: T}}\ntime_zone: Asia/Taipei\nlicence: CC0-1.0\nfeeds: {speakers: all, speaker_formats: [rss, atom, json]}\n")
        .file(
            "content/2024-03-11-a.md",
            "---\nseries: s\ntopics: [t]\naliases: [older-name]\n---\n# 2024-03-11 A \\<b> & ]]> \u{b}B\n### Ann & \\<i>:\nAye ]]> &amp; \u{c}<br>nay. [so](2024-04-11-b.md) https://x.example\n### 唐鳳：\n好（笑）\n",
        )
        .file("content/2024-04-11-b.md", "# 2024-04-11 B\n### Ann & \\<i>:\nBonjour à tous.\n")
        .build()
}

const RSS: [&str; 4] = ["feed.xml", "series/s/feed.xml", "topics/t/feed.xml", "speakers/唐鳳/feed.xml"];

#[test]
fn rss_reads_back_with_all_that_the_specification_requires() {
    let built = hostile();
    for path in RSS {
        let text = built.read(path);
        let channel = rss::Channel::read_from(text.as_bytes()).unwrap_or_else(|error| panic!("{path}: {error}"));
        assert!(!channel.title().is_empty() && !channel.description().is_empty(), "{path}");
        assert!(channel.link().starts_with("https://records.example/"), "{path}: {}", channel.link());
        assert!(!channel.items().is_empty());
        let mut guids = BTreeSet::new();
        for item in channel.items() {
            assert!(item.title().is_some() && item.link().is_some_and(|link| link.starts_with("https://")));
            let guid = item.guid().expect("a guid");
            assert!(!guid.is_permalink() && guids.insert(guid.value().to_owned()));
            let date = item.pub_date().expect("a date");
            jiff::fmt::rfc2822::parse(date).unwrap_or_else(|error| panic!("{date}: {error}"));
        }
        let own = &channel.atom_ext().expect("atom:link").links()[0];
        assert_eq!((own.rel(), own.href().rsplit('/').next()), ("self", Some("feed.xml")), "{path}");
    }
}

#[test]
fn the_site_feed_holds_whole_records_decoded_once() {
    let text = hostile().read("feed.xml");
    let channel = rss::Channel::read_from(text.as_bytes()).expect("RSS");
    assert!(channel.title().starts_with("A & B <c> \"d\""), "{}", channel.title());
    let item = channel.items().iter().find(|item| item.title().is_some_and(|t| t.contains(" A "))).expect("record A");
    assert_eq!(item.title(), Some("2024-03-11 A <b> & ]]> \u{FFFD}B"));
    let content = item.content().expect("content");
    assert!(content.contains("<strong>Ann &amp; &lt;i&gt;</strong>"), "{content}");
    assert!(content.contains("Aye ]]&gt; &amp;  <br>nay."), "{content}");
    assert!(content.contains("href=\"https://records.example/meetings/2024-04-11-b/\""), "{content}");
    assert!(content.contains("<i class=\"reaction\">（笑）</i>"), "{content}");
}

#[test]
fn the_head_of_the_front_page_names_all_formats_and_that_of_others_the_first() {
    let built = hostile();
    let named = |page: &str| {
        let page = built.read(page);
        let (head, rest) = page.split_once("</head>").expect("a head");
        let of = |part: &str| {
            ["rss+xml", "atom+xml", "feed+json"]
                .map(|kind| part.matches(&format!("type=\"application/{kind}\"")).count())
        };
        (of(head), of(rest))
    };
    assert_eq!(named("index.html").0, [1, 1, 1]);
    assert_eq!(named("meetings/2024-03-11-a/index.html"), ([1, 0, 0], [1, 1, 1]), "the foot of every page has all");
}

#[test]
fn a_guid_survives_a_rename_that_keeps_the_old_slug() {
    let text = hostile().read("feed.xml");
    assert!(text.contains("tag:records.example,2024:older-name"), "{text}");
}

#[test]
fn atom_reads_back_with_all_that_the_specification_requires() {
    let built = hostile();
    for path in RSS.map(|path| path.replace("feed.xml", "atom.xml")) {
        let feed = atom_syndication::Feed::read_from(built.read(&path).as_bytes())
            .unwrap_or_else(|error| panic!("{path}: {error}"));
        assert!(feed.id().starts_with("https://") && !feed.title().value.is_empty() && !feed.authors().is_empty());
        assert!(feed.updated().timestamp() > 0, "{path}: never the beginning of time, never the clock");
        assert!(feed.links().iter().any(|l| l.rel() == "self") && feed.links().iter().any(|l| l.rel() == "alternate"));
        for entry in feed.entries() {
            assert!(entry.id().starts_with("tag:") && entry.links().iter().any(|l| l.rel() == "alternate"));
            assert!(entry.content().is_some() || entry.summary().is_some());
        }
    }
}

#[test]
fn json_feed_has_all_that_the_specification_requires() {
    let built = hostile();
    for path in RSS.map(|path| path.replace("feed.xml", "feed.json")) {
        let feed: serde_json::Value =
            serde_json::from_str(&built.read(&path)).unwrap_or_else(|error| panic!("{path}: {error}"));
        assert_eq!(feed["version"], "https://jsonfeed.org/version/1.1");
        assert!(feed["feed_url"].as_str().is_some_and(|url| url.ends_with("feed.json")));
        for item in feed["items"].as_array().expect("items") {
            assert!(item["id"].is_string() && item["url"].is_string());
            assert!(item["content_html"].is_string() || item["content_text"].is_string());
            let date = item["date_published"].as_str().expect("a date");
            date.parse::<jiff::Timestamp>().unwrap_or_else(|error| panic!("{date}: {error}"));
        }
    }
}

#[test]
fn a_feed_holds_the_newest_meetings_in_order_and_no_more_than_asked() {
    let mut site = Site::new().file("content/site.yml", "feeds: {limit: 3}\n");
    for month in 1..=5 {
        site = site.file(&format!("content/2024-0{month}-11-m.md"), "# M\n### Ann:\nAye.\n");
    }
    let channel = rss::Channel::read_from(site.build().read("feed.xml").as_bytes()).expect("RSS");
    let dates: Vec<&str> = channel.items().iter().filter_map(|item| item.title()).collect();
    assert_eq!(dates, ["2024-05-11 M", "2024-04-11 M", "2024-03-11 M"]);
}

#[test]
fn an_empty_archive_has_feeds_too() {
    let built =
        Site::new().file("content/site.yml", "title: Empty\n").file("content/pages/about.md", "# About\n").build();
    assert!(rss::Channel::read_from(built.read("feed.xml").as_bytes()).is_ok());
    assert!(atom_syndication::Feed::read_from(built.read("atom.xml").as_bytes()).is_ok());
}

#[test]
fn the_calendar_keeps_to_its_line_length_and_escapes() {
    let long = "會".repeat(80);
    let built = Site::new()
        .file("2024-03-11-a.md", format!("# 2024-03-11 A; b, c {long}\n### Ann:\nAye.\n"))
        .file("2024.md", "# 2024 Year\n")
        .build();
    let calendar = built.read("calendar.ics");
    assert!(calendar.split("\r\n").all(|line| line.len() <= 75), "{calendar}");
    assert!(calendar.contains("SUMMARY:A\\; b\\, c ") && calendar.contains("DTSTART;VALUE=DATE:20240311"));
    assert_eq!(calendar.matches("BEGIN:VEVENT").count(), 1, "a year is no day");
}

#[test]
fn the_calendar_has_the_hours_of_meetings_in_the_time_zone_that_the_site_or_the_record_names() {
    let record = |times: &str| format!("---\n{times}\n---\n# A\n### Ann:\nAye.\n");
    let site = |settings: &str| {
        Site::new()
            .file("content/site.yml", settings)
            .file("content/2024-03-11-a.md", record("start: '19:00'\nend: 9.30 pm"))
            .file("content/2024-03-12-b.md", record("start: '22:00'\nend: '00:15'"))
            .file("content/2024-03-13-c.md", record("start: after lunch"))
            .build()
            .read("calendar.ics")
    };
    let here = site("title: T\n");
    for told in [
        "DTSTART:20240311T190000\r\nDTEND:20240311T213000\r\n",
        "DTSTART:20240312T220000\r\nDTEND:20240313T001500\r\n",
        "DTSTART;VALUE=DATE:20240313\r\nDTEND;VALUE=DATE:20240314\r\n",
        "DESCRIPTION:after lunch",
    ] {
        assert!(here.contains(told), "{told}\n{here}");
    }
    let taipei = site("title: T\ntime_zone: Asia/Taipei\n");
    let zone = ";TZID=Asia/Taipei";
    assert!(taipei.contains(&format!("DTSTART{zone}:20240311T190000\r\nDTEND{zone}:20240311T213000\r\n")), "{taipei}");
    assert!(taipei.contains("TZID:Asia/Taipei\r\n") && !here.contains("VTIMEZONE"), "{taipei}");
    let elsewhere = Site::new()
        .file("content/site.yml", "title: T\ntime_zone: Asia/Taipei\n")
        .file("content/2026-01-11-a.md", record("start: '23:30'\nend: '23:59'\ntime_zone: America/New_York"))
        .file("content/2026-01-12-b.md", record("start: '10:00'\nend: '10:00'"))
        .file("content/2026-03-29-c.md", record("start: '02:30'\nend: '03:30'\ntime_zone: Europe/Paris"))
        .build()
        .read("calendar.ics");
    let new_york = ";TZID=America/New_York";
    assert!(
        elsewhere.contains(&format!("DTSTART{new_york}:20260111T233000\r\nDTEND{new_york}:20260111T235900\r\n")),
        "{elsewhere}"
    );
    assert!(elsewhere.contains(&format!("DTSTART{zone}:20260112T100000\r\nSUMMARY")), "no length: {elsewhere}");
    assert!(elsewhere.contains("DTSTART;TZID=Europe/Paris:20260329T033000\r\nSUMMARY"), "the clock skips: {elsewhere}");
}

#[test]
fn the_sitemap_is_well_formed_and_lists_every_page_but_redirects() {
    let built = hostile();
    let text = built.read("sitemap.xml");
    let listed = text.matches("<loc>").count();
    let pages = built.report.counts.pages - 2; // 404.html, and the one on which one searches
    assert_eq!(listed, pages, "{text}");
    assert!(!text.contains("older-name"));
    let mut reader = quick_xml::Reader::from_str(&text);
    while !matches!(reader.read_event().expect("well-formed"), quick_xml::events::Event::Eof) {}
}

#[test]
fn every_xml_file_is_one_well_formed_document() {
    let built = hostile();
    let mut seen = 0;
    for (path, bytes) in built.files().into_iter().filter(|(path, _)| path.ends_with(".xml")) {
        let mut reader = quick_xml::Reader::from_reader(bytes.as_slice());
        reader.config_mut().check_comments = true;
        let (mut declarations, mut roots, mut depth, mut position) = (0, 0, 0usize, 0);
        loop {
            match reader.read_event().unwrap_or_else(|error| panic!("{path}: {error}")) {
                quick_xml::events::Event::Decl(_) => {
                    declarations += 1;
                    assert_eq!(position, 0, "{path}: a declaration stands at the beginning or nowhere");
                }
                quick_xml::events::Event::Start(_) => {
                    roots += usize::from(depth == 0);
                    depth += 1;
                }
                quick_xml::events::Event::End(_) => depth -= 1,
                quick_xml::events::Event::Eof => break,
                _ => {}
            }
            position = reader.buffer_position();
        }
        assert_eq!((declarations, roots, depth), (1, 1, 0), "{path}");
        seen += 1;
    }
    assert!(seen > 8, "{seen} feeds and sitemaps");
}

/// Ann at three meetings, Ben at two, Cy, whom the registry knows, at one.
fn followed(settings: &str) -> Site {
    let record = |day: u8, said: &str| format!("# 2024-03-{day:02} Day {day}\n{said}");
    Site::new()
        .file("content/site.yml", settings)
        .file("content/people.yml", "people:\n- {id: cy, names: Cy}\n")
        .file("content/2024-03-01-a.md", record(1, "### Ann:\nOne.\n### Ben:\nOne.\n"))
        .file("content/2024-03-02-b.md", record(2, "### Ann:\nTwo.\n### Ben:\nTwo.\n"))
        .file("content/2024-03-03-c.md", record(3, "### Ann:\nThree.\n### Cy:\nThree.\n"))
}

/// The files of feeds below the pages of speakers.
fn speaker_feeds(built: &Built) -> Vec<String> {
    let names = ["feed.xml", "atom.xml", "feed.json"];
    let is_feed = |path: &String| names.iter().any(|name| path.ends_with(name));
    let below =
        built.files().into_keys().filter(is_feed).filter_map(|path| path.strip_prefix("speakers/").map(str::to_owned));
    below.collect()
}

#[test]
fn those_one_would_follow_have_a_feed_and_their_pages_name_it() {
    let built = followed("title: Town\n").build();
    assert_eq!(speaker_feeds(&built), ["ann/feed.xml", "cy/feed.xml"]);
    assert!(built.has("atom.xml") && built.has("feed.json"));
    let page = built.read("speakers/ann/index.html");
    assert!(page.contains("type=\"application/rss+xml\" title=") && page.contains("href=\"/speakers/ann/feed.xml\""));
    assert!(!page.contains("/speakers/ann/atom.xml"), "{page}");
    assert!(!built.read("speakers/ben/index.html").contains("/speakers/ben/feed"), "no feed, no link to one");
    // RSS says when an item was last changed in the words of Atom.
    let feed = built.read("speakers/ann/feed.xml");
    assert_eq!(feed.matches("<atom:updated>2024-03-").count(), 3, "{feed}");
}

#[test]
fn the_site_says_which_feeds_there_are() {
    for (settings, expected) in [
        ("feeds: {speakers: none}", &[][..]),
        ("feeds: {speakers: registered}", &["cy/feed.xml"]),
        ("feeds: {speakers: 2}", &["ann/feed.xml", "ben/feed.xml", "cy/feed.xml"]),
        ("feeds: {speakers: all, speaker_formats: atom}", &["ann/atom.xml", "ben/atom.xml", "cy/atom.xml"]),
    ] {
        let built = followed(&format!("{settings}\n")).build();
        assert_eq!(speaker_feeds(&built), expected, "{settings}");
        assert_eq!(built.codes(), [""; 0], "{settings}");
    }
    let built = followed("feeds: {formats: [json], speaker_formats: []}\n").build();
    assert_eq!(speaker_feeds(&built), [""; 0]);
    assert!(built.has("feed.json") && !built.has("feed.xml") && !built.has("atom.xml"));
    assert!(!built.read("index.html").contains("feed.xml"));
    let site = followed("feeds: {formats: [rdf], speakers: some}\n");
    let refused = minutebook::pipeline::check(&site.options).expect_err("settings that mean nothing").to_string();
    assert!(refused.contains("“rdf” is not a format of feeds (content/site.yml:1:9)"), "{refused}");
    assert!(refused.contains("“some” is not a choice of speakers with a feed (content/site.yml:1:25)"), "{refused}");
}
