//! Podcasts of the recordings, as programs that play them see them.

use crate::site::{Built, Site};

const WORDS: &str =
    "## Budget [00:00:00]\n### Chair [00:00:05]:\nWelcome.\n## Ferry [00:10:00]\n### Ben [00:10:05]:\nNay.\n";

fn town() -> Site {
    Site::new()
        .file(
            "content/site.yml",
            "title: Town\ndescription: What was said.\nlicence: CC-BY-4.0\nlanguages: [en, fr]\n\
             series: {council: {title: Council}, harbour: {title: Harbour}}\npodcast: {image: cover.png, author: The clerk}\n",
        )
        .file("content/cover.png", "picture")
        .file("content/people.yml", "people:\n  - {id: ann, names: {en: Ann Lee}, labels: [Chair]}\n")
        .file("content/sound.mp3", "sound")
        .file("content/rest.mp3", "the rest")
        .file(
            "content/2026-01-12-a.md",
            format!("---\nseries: council\nchair: Ann Lee\nmedia: [{{url: sound.mp3, length: '01:02:03'}}, https://video.example/a.mp4]\n---\n# Budget\n{WORDS}"),
        )
        .file("content/2026-01-12-a.fr.md", format!("---\nlang: fr\nseries: council\nmedia: sound.mp3\n---\n# Budget (fr)\n{WORDS}"))
        .file(
            "content/2026-02-09-b.md",
            format!("---\nseries: council\nmedia: [{{url: sound.mp3, starts: '00:00:00'}}, {{url: rest.mp3, starts: '00:09:00'}}]\n---\n# Roads & “boats”\n{WORDS}"),
        )
        .file("content/2026-02-10-c.md", format!("---\nseries: harbour\nmedia: https://www.youtube.com/watch?v=a\n---\n# Cranes\n{WORDS}"))
}

fn channel(built: &Built, path: &str) -> rss::Channel {
    rss::Channel::read_from(built.read(path).as_bytes()).expect("RSS")
}

fn attributes(item: &rss::Item, name: &str) -> Vec<Vec<(String, String)>> {
    let of_podcast = item.extensions().get("podcast").and_then(|all| all.get(name));
    let sorted = |element: &rss::extension::Extension| {
        element.attrs().iter().map(|(name, value)| (name.clone(), value.clone())).collect::<Vec<_>>()
    };
    of_podcast.into_iter().flatten().map(sorted).collect()
}

fn pairs(list: &[(&str, &str)]) -> Vec<(String, String)> {
    list.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

#[test]
fn recordings_that_are_files_are_a_podcast_of_the_site_and_of_each_series() {
    let built = town().build();
    let podcast = channel(&built, "podcast.xml");
    let titles: Vec<&str> = podcast.items().iter().filter_map(rss::Item::title).collect();
    assert_eq!(titles, ["2026-02-09 Roads & “boats” (1)", "2026-02-09 Roads & “boats” (2)", "2026-01-12 Budget"]);
    assert_eq!(channel(&built, "series/council/podcast.xml").items().len(), 3);
    assert!(!built.has("series/harbour/podcast.xml"), "a page on another host is no file");
    let itunes = podcast.itunes_ext().expect("what directories demand");
    assert_eq!((itunes.author(), itunes.explicit()), (Some("The clerk"), Some("false")));
    assert_eq!(itunes.image(), Some("https://records.example/files/cover.png"));
    assert_eq!(itunes.categories()[0].text, "Government");
    assert!(built.has("files/cover.png"));
    let first = podcast.items().last().expect("an episode");
    let enclosure = first.enclosure().expect("a recording");
    assert_eq!(
        (enclosure.url(), enclosure.length(), enclosure.mime_type()),
        ("https://records.example/files/sound.mp3", "5", "audio/mpeg")
    );
    assert_eq!(first.itunes_ext().and_then(|itunes| itunes.duration()), Some("01:02:03"));
    let ids: std::collections::BTreeSet<&str> =
        podcast.items().iter().filter_map(|item| item.guid().map(rss::Guid::value)).collect();
    assert_eq!(ids.len(), 3);
    for page in ["series/council/index.html", "fr/series/council/index.html", "meetings/2026-01-12-a/index.html"] {
        assert!(built.read(page).contains("href=\"/series/council/podcast.xml\""), "{page}");
    }
    assert!(!built.read("meetings/2026-02-10-c/index.html").contains("podcast.xml"));
}

#[test]
fn an_episode_has_its_transcript_its_chapters_and_who_spoke() {
    let built = town().build();
    let podcast = channel(&built, "podcast.xml");
    let first = podcast.items().last().expect("an episode");
    let page = "https://records.example/meetings/2026-01-12-a/";
    let captions = format!("{page}captions.vtt");
    assert_eq!(
        attributes(first, "transcript"),
        [
            pairs(&[("language", "en"), ("rel", "captions"), ("type", "text/vtt"), ("url", &captions)]),
            pairs(&[("language", "en"), ("type", "text/html"), ("url", page)]),
        ]
    );
    assert_eq!(
        attributes(first, "person"),
        [
            pairs(&[("group", "cast"), ("href", "https://records.example/speakers/ann/"), ("role", "host")]),
            pairs(&[("group", "cast"), ("href", "https://records.example/speakers/ben/"), ("role", "guest")]),
        ]
    );
    let chapters = format!("{page}chapters.json");
    assert_eq!(attributes(first, "chapters"), [pairs(&[("type", "application/json+chapters"), ("url", &chapters)])]);
    let chapters: serde_json::Value =
        serde_json::from_str(&built.read("meetings/2026-01-12-a/chapters.json")).expect("JSON");
    assert_eq!(chapters["version"], "1.2.0");
    let starts: Vec<(f64, &str)> = chapters["chapters"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|chapter| {
            (chapter["startTime"].as_f64().unwrap_or_default(), chapter["title"].as_str().unwrap_or_default())
        })
        .collect();
    assert_eq!(starts, [(0.0, "Budget"), (600.0, "Ferry")]);
    // Each part of the second meeting has one item, which is no chapter.
    assert!(!built.has("meetings/2026-02-09-b/chapters.json"));
}

#[test]
fn nobody_pays_for_podcasts_without_recordings_and_they_can_be_left_out() {
    let bare = Site::new().file("content/2026-01-12-a.md", "# A\n### Ann:\nAye.\n").build();
    assert!(!bare.has("podcast.xml"));
    let site = town().now("2026-06-01T00:00:00Z");
    let settings = std::fs::read_to_string(site.path("content/site.yml")).expect("settings");
    site.write(
        "content/site.yml",
        settings.replace("podcast: {image: cover.png, author: The clerk}", "podcast: false"),
    );
    let built = site.build();
    assert!(!built.files().keys().any(|path| path.contains("podcast") || path.contains("chapters")));
    assert!(!built.read("meetings/2026-01-12-a/index.html").contains("podcast"));
    site.write("content/site.yml", settings.replace("cover.png", "javascript:x"));
    assert_eq!(site.build().codes(), ["unsafe-link content/site.yml:6:1"]);
}

#[test]
fn a_cover_that_directories_refuse_is_told() {
    let site = town();
    for (width, height, told) in [(400, 400, true), (1500, 1400, true), (1400, 1400, false)] {
        site.write("content/cover.png", crate::pictures::picture(width, height, image::ImageFormat::Png));
        let codes = site.build().codes();
        let expected = if told { vec!["podcast-picture content/cover.png".to_owned()] } else { Vec::new() };
        assert_eq!(codes.iter().filter(|code| code.starts_with("podcast")).cloned().collect::<Vec<_>>(), expected);
    }
}
