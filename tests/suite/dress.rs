//! Metadata in any dress: what can be read is read, and what could say “not yet” and cannot be read holds its record back.

use proptest::prelude::*;

use crate::site::{Built, Site};
use minutebook::report::diagnostic::Severity;

pub(crate) const BODY: &str = "### Ann:\nThis is embargoed.\n";

pub(crate) fn record(top: &str) -> Site {
    Site::new()
        .file("content/2024-03-12-open.md", "# Open\n### Ann:\nAye.\n")
        .file("content/2024-03-11-held.md", format!("{top}{BODY}"))
}

/// Reports whether the words are published anywhere.
pub(crate) fn is_out(built: &Built) -> bool {
    assert!(built.read("meetings/2024-03-12-open/index.html").contains("Aye."), "the other record is published");
    built
        .files()
        .iter()
        .any(|(path, bytes)| path.contains("held") || memchr::memmem::find(bytes, b"embargoed").is_some())
}

/// Dresses of `status: draft`, with the place for more above a speaker.
const DRESSES: [&str; 46] = [
    "\n---\nstatus: draft\n---\n# T\n",
    " ---\n status: draft\n ---\n# T\n",
    "\u{feff}\r\n---\r\nstatus: draft\r\n---\r\n# T\r\n",
    "\u{200b}---\nstatus: draft\n---\n# T\n",
    "----\nstatus: draft\n----\n# T\n",
    "---yaml\nstatus: draft\n---\n# T\n",
    "--- # the head\nstatus: draft\n---\n# T\n",
    "---json\n{\"status\": \"draft\"}\n---\n# T\n",
    "---toml\nstatus = \"draft\"\n---\n# T\n",
    "---\n{\"status\": \"draft\"}\n---\n# T\n",
    "+++\nstatus = \"draft\"\n+++\n# T\n",
    "+++\ntitle = \"T\"\ndraft = true\n+++\n",
    "++++++\nstatus = 'draft'\n++++++\n# T\n",
    ";;;\n{\"draft\": true}\n;;;\n# T\n",
    "{\"status\": \"draft\"}\n# T\n",
    "{\n\t\"title\": \"T\",\n\t\"draft\": true\n}\n\n",
    "{\"status\": \"draft\",}\n# T\n",
    "# T\n\n---\nstatus: draft\n---\n\n",
    "# T\n---\ndraft: true\n---\n",
    "T\n===\n\n+++\nstatus = \"draft\"\n+++\n",
    "---\ntitle: T\n---\n---\nstatus: draft\n---\n",
    "---\ntitle: T\n---\n# T\n+++\ndraft = true\n+++\n",
    "<!-- exported -->\n---\nstatus: draft\n---\n# T\n",
    "<!-- a\n\nb -->\n\n---\nstatus: draft\n---\n# T\n",
    "```yaml\nstatus: draft\n```\n# T\n",
    "~~~toml\nstatus = \"draft\"\n~~~\n# T\n",
    "```\nstatus: draft\n```\n# T\n",
    "title: T\nstatus: draft\n---\n# T\n",
    "\\---\nstatus: draft\n\\---\n# T\n",
    "\\---\npublish\\_at: 2099-01-01\n\\---\n# T\n",
    "---\nmeta: {status: draft}\n---\n# T\n",
    "---\nparams:\n  visibility:\n    draft: true\n---\n# T\n",
    "---\nStatus: Draft\n---\n# T\n",
    "---\nstatus：draft\n---\n# T\n",
    "---\n\"status\": \"draft\"\n---\n# T\n",
    "---\n- status: draft\n---\n# T\n",
    "---\nhidden: true\n---\n# T\n",
    "---\npublished: false\n---\n# T\n",
    "---\ndraft\n---\n# T\n",
    "status = \"draft\"\n\n# T\n",
    "# T\n:status: draft\n\n",
    "# T\n\n**Status:** draft\n\n",
    "# T\n\n| status | draft |\n\n",
    "<meta name=\"status\" content=\"draft\">\n\n# T\n",
    "# T\n\n<!-- status: draft -->\n",
    "—\nstatus: draft\n—\n# T\n",
];

#[test]
fn a_draft_is_held_back_whatever_dress_its_metadata_wears() {
    for dress in DRESSES {
        assert!(!is_out(&record(dress).build()), "{dress}");
        let page = Site::new()
            .file("content/2024-03-12-open.md", "# Open\n### Ann:\nAye.\n")
            .file("content/pages/held.md", format!("{dress}\nThis is embargoed.\n"))
            .build();
        assert!(!is_out(&page), "as a page: {dress}");
    }
}

#[test]
fn what_can_be_read_is_read_in_every_dress_and_is_no_word_of_the_record() {
    for (dress, dialect) in [
        ("\n---\nplace: Hall 9.30\n---\n# T\n", "leading line"),
        ("# T\n\n---\nplace: Hall 9.30\n---\n", "below the title"),
        ("+++\nplace = \"Hall 9.30\"\n+++\n# T\n", "TOML"),
        ("{\"place\": \"Hall 9.30\"}\n# T\n", "JSON"),
        ("place: Hall 9.30\nstatus: published\n---\n# T\n", "lost line"),
        ("<!-- x -->\n---\nplace: Hall 9.30\n---\n# T\n", "comment above"),
        ("```yaml\nplace: Hall 9.30\n```\n# T\n", "fence"),
    ] {
        let built = record(dress).build();
        let page = built.read("meetings/2024-03-11-held/index.html");
        assert!(page.contains(">Hall 9.30<"), "{dialect}: {page}");
        assert!(!page.contains("place:") && !page.contains("place =") && !page.contains("+++"), "{dialect}: {page}");
        assert_eq!(built.codes(), [""; 0], "{dialect}");
    }
}

#[test]
fn numbers_of_toml_and_json_stay_as_typed() {
    for top in [
        "+++\nstart = 9.30\nslug = 2025.10\ndate = 2024-03-11\n+++\n# T\n",
        "{\"start\": 9.30, \"slug\": 2025.10, \"date\": \"2024-03-11\"}\n# T\n",
    ] {
        let built = record(top).build();
        assert!(built.read("meetings/2025.10/index.html").contains("9.30"), "{top}");
    }
}

#[test]
fn a_mistake_in_toml_or_json_is_told_at_its_place_and_holds_the_record_back() {
    let built = record("+++\ntitle = \"T\"\nstatus = draft\n+++\n").build();
    let told = built.diagnostic("metadata-syntax");
    assert_eq!(told.at.as_ref().map(|at| at.line), Some(3), "{told:?}");
    assert!(!is_out(&built));
    let built = record("+++\ntitle = \"T\"\nstatus = \"drafty\"\n+++\n").build();
    assert_eq!(built.diagnostic("yaml-type").at.as_ref().map(|at| (at.line, at.column)), Some((3, 1)));
    assert!(!is_out(&built));
}

#[test]
fn words_that_only_resemble_metadata_stay_words() {
    for words in [
        "# T\n\nStatus: the harbour is closed\n\n",
        "# T\n\nPublished: 2024-03-10\n\n",
        "\n---\n\nThe Council met in the old hall.\n\n---\n# T\n",
        "# T\n\n---\nDate: 2024-03-11\nPlace: Hall\n---\n",
        "# T\n\n- Status review\n- Draft budget\n\n",
        "{.lead}\n# T\n",
        "# T\n\n```\nlet status = 3;\n```\n\n",
    ] {
        let built = record(words).build();
        assert!(is_out(&built), "{words}: {:?}", built.codes());
    }
    let below = record("")
        .file("content/2024-03-11-held.md", format!("# T\n{BODY}\nstatus: draft\n\n### Ben:\nstatus: draft\n"));
    assert!(is_out(&below.build()), "what somebody said is no metadata");
}

#[test]
fn sidecars_and_defaults_count_in_every_language_and_nearly_right_ones_hold_back() {
    for (name, text) in [
        ("2024-03-11-held.yaml", "status: draft"),
        ("2024-03-11-held.toml", "status = \"draft\""),
        ("2024-03-11-held.json", "{\"status\": \"draft\"}"),
        ("2024-03-11-held.json", "{\"status\": \"draft\",}"),
        ("2024-03-11-held.md.yml", "status: draft"),
        ("2024-03-11-heldd.yml", "status: draft"),
    ] {
        let built = record("# T\n").file(&format!("content/{name}"), text).build();
        assert!(!is_out(&built), "{name}: {text}");
    }
    let both = record("# T\n")
        .file("content/2024-03-11-held.yml", "place: Hall")
        .file("content/2024-03-11-held.toml", "draft = true");
    assert!(!is_out(&both.build()), "a second sidecar counts too");
    let data = record("# T\n").file("content/2024-03-11-held.json", "{\"segments\": [{\"start\": 1}]}");
    assert!(is_out(&data.build()), "data beside a record is no metadata");
    for (name, text) in [
        ("_defaults.yaml", "status: draft"),
        ("_defaults.toml", "status = \"draft\""),
        ("_defaults.json", "{\"status\": \"draft\"}"),
        ("_defaults.json", "{\"status\": \"draft\""),
        ("defaults.yml", "status: draft"),
        ("_default.yml", "draft: true"),
        ("_Defaults.yml", "status: draft"),
    ] {
        let built = Site::new()
            .file("content/2024-03-12-open.md", "# Open\n### Ann:\nAye.\n")
            .file(&format!("content/board/{name}"), text)
            .file("content/board/deep/2024-03-11-held.md", format!("# T\n{BODY}"))
            .build();
        assert!(!is_out(&built), "{name}: {text}");
    }
}

#[test]
fn a_loose_file_that_says_not_yet_is_not_published_and_the_link_is_told() {
    for (name, text) in [
        ("next.markdown", "---\nstatus: draft\n---\n# Next\nThis is embargoed.\n"),
        ("next.txt", "\r\nStatus: draft\r\n\r\nThis is embargoed.\r\n"),
        ("next.mkd", "+++\ndraft = true\n+++\nThis is embargoed.\n"),
        ("next.MDX", "{\"status\": \"draft\"}\nThis is embargoed.\n"),
        ("next.md", "---\nstatus: draft\n---\nThis is embargoed.\n"),
    ] {
        let built = Site::new()
            .file("content/2024-03-12-open.md", format!("# Open\n### Ann:\nAye. See [the next]({name}).\n"))
            .file(&format!("content/{name}"), text)
            .build();
        assert!(!is_out(&built), "{name}");
        assert!(built.codes().iter().any(|code| code.contains("2024-03-12-open.md:3")), "{name}: {:?}", built.codes());
    }
    let public = Site::new()
        .file("content/2024-03-12-open.md", "# Open\n### Ann:\nAye. See [the next](next.txt).\n")
        .file("content/next.txt", "Status: the harbour is closed\nThis is embargoed.\n");
    assert!(is_out(&public.build()));
}

#[test]
fn what_means_public_is_public_with_a_note() {
    for says in [
        "draft: false",
        "published: true",
        "draft: no",
        "hidden: false",
        "private: false",
        "Draft: off",
        "unlisted: no",
    ] {
        let built = record(&format!("---\n{says}\n---\n# T\n")).build();
        assert!(is_out(&built), "{says}");
        assert!(
            built.diagnostic("other-spelling").hint.as_ref().is_some_and(|hint| hint.contains("status: published"))
        );
        assert_eq!(built.codes().len(), 1, "{:?}", built.codes());
    }
    let under = |defaults: &str, own: &str| {
        let site = record(&format!("---\n{own}\n---\n# T\n")).file("content/_defaults.yml", defaults);
        site.file("content/2024-03-12-open.md", "---\nstatus: published\n---\n# Open\n### Ann:\nAye.\n").build()
    };
    assert!(is_out(&under("status: draft", "draft: false")), "the narrower wins");
    assert!(!is_out(&under("status: review", "draft: false")), "no draft, and under review");
    assert!(!is_out(&record("---\ndraft: false\nstatus: draft\n---\n# T\n").build()), "in doubt for holding back");
    for says in
        ["draft: true", "published: false", "private: true", "hidden: yes", "unlisted: true", "published: never"]
    {
        assert!(!is_out(&record(&format!("---\n{says}\n---\n# T\n")).build()), "{says}");
    }
}

#[test]
fn an_empty_value_is_as_if_the_key_were_not_there() {
    let keys = [
        "title",
        "subtitle",
        "date",
        "start",
        "end",
        "time_zone",
        "lang",
        "slug",
        "aliases",
        "series",
        "topics",
        "body",
        "place",
        "chair",
        "participants",
        "absent",
        "attachments",
        "media",
        "translations",
        "licence",
        "attribution",
        "status",
        "announced",
        "publish_at",
        "publish_hour",
        "review_until",
        "review_from",
        "after_review",
        "withdrawn",
        "corrections",
        "speakers",
        "extra",
        "draft",
        "embargo",
    ];
    let plain = record("# T\n").build().files();
    for empty in ["\"\"", "' '", "[]", "null", "~", "", "[\"\"]"] {
        let all: String = keys.iter().map(|key| format!("{key}: {empty}\n")).collect();
        let built = record(&format!("---\n{all}---\n# T\n")).build();
        assert!(is_out(&built), "{empty}: {:?}", built.codes());
        assert_eq!(built.codes(), [""; 0], "{empty}");
        // The names of the search index follow from the bytes of the records.
        let pages = built.files().into_iter().filter(|(path, _)| !path.starts_with("search/"));
        let differ = pages.filter(|(path, bytes)| plain.get(path) != Some(bytes)).map(|(path, _)| path);
        assert_eq!(differ.collect::<Vec<_>>(), [""; 0], "{empty}");
    }
    let held =
        record("---\npublish_at: \"\"\n---\n# T\n").file("content/2024-03-11-held.yml", "publish_at: 2099-01-01");
    assert!(!is_out(&held.build()), "what stands in a wider place counts");
}

#[test]
fn a_moment_in_date_is_a_day_in_the_time_zone_of_the_record() {
    let site = |top: &str, zone: &str| {
        Site::new()
            .file("content/site.yml", format!("time_zone: {zone}\n"))
            .file("content/minutes.md", format!("---\n{top}\n---\n# T\n{BODY}"))
            .build()
    };
    for (top, zone, day, told) in [
        ("date: 2024-03-10T16:00:00.000Z", "Asia/Taipei", "2024-03-11", 1),
        ("date: 2024-03-10T16:00:00.000Z", "Europe/Paris", "2024-03-10", 0),
        ("date: 2024-03-10T23:30:00-02:00", "UTC", "2024-03-11", 1),
        ("date: 2024-03-11T00:00:00+08:00", "Asia/Taipei", "2024-03-11", 0),
        ("date: 2024-03-10T16:00:00Z\ntime_zone: Asia/Taipei", "UTC", "2024-03-11", 1),
        ("date: 2024-03-10T16:00", "Asia/Taipei", "2024-03-10", 0),
    ] {
        let built = site(top, zone);
        let page = built.read("meetings/minutes/index.html");
        assert!(page.contains(&format!("datetime=\"{day}\"")), "{top} in {zone}");
        assert_eq!(built.codes().iter().filter(|code| code.starts_with("moved-day")).count(), told, "{top} in {zone}");
    }
}

/// Keys that mean “not yet”, in YAML, TOML and JSON.
fn guards() -> impl Strategy<Value = (String, String)> {
    let status = prop::sample::select(vec!["draft", "review", "Draft", "private", "embargoed"]);
    let status = status.prop_map(|value| ("status".to_owned(), value.to_owned()));
    let flag =
        prop::sample::select(vec![("draft", "true"), ("published", "false"), ("hidden", "true"), ("private", "true")]);
    let moment = prop::sample::select(vec!["publish_at", "publish-at", "publishDate", "embargo"]);
    let moment = moment.prop_map(|key| (key.to_owned(), "2099-01-01".to_owned()));
    prop_oneof![status, flag.prop_map(|(key, value)| (key.to_owned(), value.to_owned())), moment]
}

/// Another key, or something that looks like one.
fn fillers() -> impl Strategy<Value = Vec<(String, String)>> {
    let one = prop::sample::select(vec![
        ("place", "Hall"),
        ("title", "T"),
        ("layout", "post"),
        ("Chair", "Ann"),
        ("start", "9.30"),
    ]);
    prop::collection::vec(one.prop_map(|(key, value)| (key.to_owned(), value.to_owned())), 0..3)
}

fn dressed(pairs: &[(String, String)], how: usize) -> String {
    let mut seen = std::collections::BTreeSet::new();
    let pairs: Vec<_> = pairs.iter().filter(|(key, _)| seen.insert(key.clone())).collect();
    let lines = |form: &dyn Fn(&str, &str) -> String| pairs.iter().map(|(k, v)| form(k, v)).collect::<Vec<_>>();
    let yaml = lines(&|k, v| format!("{k}: {v}")).join("\n");
    let toml = lines(&|k, v| format!("\"{k}\" = \"{v}\"")).join("\n");
    let json = format!("{{{}}}", lines(&|k, v| format!("\"{k}\": \"{v}\"")).join(", "));
    match how {
        0 => format!("---\n{yaml}\n---\n# T\n"),
        1 => format!("+++\n{toml}\n+++\n# T\n"),
        2 => format!("{json}\n# T\n"),
        3 => format!("# T\n\n---\n{yaml}\n---\n"),
        4 => format!("\n\u{200b}\n---\n{yaml}\n---\n# T\n"),
        5 => format!("```yaml\n{yaml}\n```\n\n# T\n"),
        6 => format!("{yaml}\n---\n# T\n"),
        7 => format!("---\nsubtitle: S\n---\n---\n{yaml}\n---\n# T\n"),
        8 => format!("<!-- above -->\n----\n{yaml}\n----\n# T\n"),
        9 => format!("# T\n\n{}\n", lines(&|k, v| format!("- **{k}:** {v}")).join("\n")),
        10 => format!("# T\n\n{}\n", lines(&|k, v| format!("| {k} | {v} |")).join("\n")),
        11 => format!("{}\n\n# T\n", lines(&|k, v| format!(":{k}: {v}")).join("\n")),
        12 => format!("---\nmeta:\n  {}\n---\n# T\n", yaml.replace('\n', "\n  ")),
        13 => format!("# T\n\n{}\n", lines(&|k, v| format!("<meta name=\"{k}\" content=\"{v}\">")).join("\n")),
        14 => format!("# T\n\nA note.\n\n{}\n", yaml.replace(':', "：")),
        15 => format!("# T\n\n<!--\n{yaml}\n-->\n"),
        16 => format!("---\n{yaml}\n\n# T\n"),
        18 => format!("# T\n\n### Metadata\n\n{yaml}\n\n"),
        19 => format!("# T\n\n## Document properties\n\n{}\n\n", lines(&|k, v| format!("- **{k}**: {v}")).join("\n")),
        20 => format!(
            "# T\n\n### Meta\n\n| Key | Value |\n|---|---|\n{}\n\n",
            lines(&|k, v| format!("| {k} | {v} |")).join("\n")
        ),
        21 => format!("# T\n\n## A\n\n---\n{yaml}\n---\n\n"),
        22 => format!("# T\n\n## A\n\n<!--\n{yaml}\n-->\n\n"),
        23 => format!("---\nextra:\n  {}\n---\n# T\n", yaml.replace('\n', "\n  ")),
        24 => format!("---\nlayout: post\n{}\n---\n# T\n", lines(&|k, v| format!("# {k}: {v}")).join("\n")),
        25 => format!("# T\n\n<!—\n{yaml}\n—>\n"),
        26 => format!("+++\ntitle = \"T\"\n[extra]\n{toml}\n+++\n"),
        27 => format!("---\ncascade:\n- {}\n---\n# T\n", yaml.replace('\n', "\n  ")),
        _ => format!("---\nextra: {{a: 1\n{yaml}\n---\n# T\n"),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn any_record_is_public_or_says_not_yet_and_never_both(
        guard in guards(), fillers in fillers(), first in any::<bool>(), held in any::<bool>(), how in 0usize..28, crlf in any::<bool>(),
    ) {
        let mut pairs = fillers;
        if held {
            pairs.insert(if first { 0 } else { pairs.len() }, guard);
        }
        let mut top = dressed(&pairs, how);
        if crlf {
            top = format!("\u{feff}{}", top.replace('\n', "\r\n"));
        }
        let built = record(&top).build();
        if held && (18..23).contains(&how) {
            let page = Site::new().file("content/2024-03-12-open.md", "# Open\n### Ann:\nAye.\n");
            let page = page.file("content/pages/held.md", format!("{top}This is embargoed.\n")).build();
            prop_assert!(!is_out(&page), "as a page: {top:?} {:?}", page.codes());
        }
        if held {
            prop_assert!(!is_out(&built), "{top:?} {:?}", built.codes());
        } else if !matches!(how, 16 | 17 | 25) && !pairs.is_empty() {
            prop_assert!(is_out(&built), "{top:?} {:?}", built.codes());
        }
    }
}

#[test]
fn a_block_that_a_program_wrote_below_a_heading_holds_back_and_one_of_a_meetings_business_does_not() {
    for (words, is_held) in [
        ("## A\n\n---\nstatus: review\n---\n", true),
        ("## A\n\n---\nplace: Hall\nstatus: pending\n---\n", true),
        ("## A\n\n<!--\nstatus: review\n-->\n", true),
        ("## A\n\n<!-- status: in review -->\n", true),
        ("## A\n\n---\nRoad: Main Street\nStatus: Pending\n---\n", false),
        ("## A\n\nRoad: Main Street\nStatus: under review\n", false),
        ("## A\n\n---\n\nThe status: review of the plan.\n\n---\n", false),
    ] {
        let top = format!("# T\n\n{words}\n");
        assert_eq!(is_out(&record(&top).build()), !is_held, "a record: {words}");
        let page = Site::new()
            .file("content/2024-03-12-open.md", "# Open\n### Ann:\nAye.\n")
            .file("content/pages/held.md", format!("{top}This is embargoed.\n"))
            .build();
        assert_eq!(is_out(&page), !is_held, "a page: {words}");
    }
}

#[test]
fn a_number_of_a_version_does_not_hide_that_it_is_a_draft() {
    for (top, is_held) in [
        ("# T\n\nVersion: 0.3 (draft)\n\n", true),
        ("# T\n\n**Version:** draft 2\n\n", true),
        ("---\nversion: 0.3 (draft)\n---\n# T\n", true),
        ("---\nversion: v2-draft\n---\n# T\n", true),
        ("# T\n\nFassung: 2 – Entwurf\n\n", true),
        ("# T\n\nVersion: 0.3\n\n", false),
        ("# T\n\nVersion: 2 (final)\n\n", false),
        ("# T\n\nVersion: 2 of the draft plan\n\n", false),
    ] {
        assert_eq!(is_out(&record(top).build()), !is_held, "{top}");
    }
}

#[test]
fn a_stamp_in_a_files_name_holds_back_unless_the_file_says_that_it_is_public() {
    for (name, is_held) in [
        ("2024-03-11-minutes-draft.md", true),
        ("2024-03-11-minutes-draft-v2.md", true),
        ("2024-03-11 Minutes (DRAFT).md", true),
        ("DRAFT-2024-03-11-minutes.md", true),
        ("draft 2024-03-11 minutes.md", true),
        ("2024-03-11-DRAFT-minutes.md", true),
        ("2024-03-11-draft.md", true),
        ("2024-03-11-會議草稿.md", true),
        ("2024-03-11-sitzung-entwurf.md", true),
        ("2024-03-11-minutes-draft.en.md", true),
        ("2024-03-11-draft-budget.md", false),
        ("2024-03-11-on-the-draft-local-plan.md", false),
        ("2024-03-11-法律草案.md", false),
        ("2024-03-11-redraft.md", false),
    ] {
        let site = Site::new().file("content/2024-03-12-open.md", "# Open\n### Ann:\nAye.\n");
        let words = format!("# T\n{BODY}");
        let built = site.file(&format!("content/{name}"), &words).build();
        let is_told = built.codes().iter().any(|code| code.starts_with("unread-metadata"));
        assert_eq!((is_held_from(&built), is_told), (is_held, is_held), "{name}: {:?}", built.codes());
        let site = Site::new().file("content/2024-03-12-open.md", "# Open\n### Ann:\nAye.\n");
        let said = format!("---\nstatus: published\n---\n{words}");
        let built = site.file(&format!("content/{name}"), &said).build();
        assert!(!is_held_from(&built), "{name}, published: {:?}", built.codes());
    }
    let page = Site::new()
        .file("content/2024-03-12-open.md", "# Open\n### Ann:\nAye.\n")
        .file("content/pages/about-draft.md", "# About\n\nThis is embargoed.\n");
    assert!(is_held_from(&page.build()));
}

#[test]
fn a_folder_of_drafts_is_held_back_unless_its_defaults_say_that_it_is_public() {
    for (folder, is_held) in [
        ("drafts", true),
        ("_drafts", true),
        ("board/Drafts", true),
        ("Entwürfe", true),
        ("brouillons", true),
        ("草稿", true),
        ("embargoed", true),
        ("private", true),
        ("drafting-committee", false),
        ("review", false),
        ("board", false),
    ] {
        let site = || {
            Site::new()
                .file("content/2024-03-12-open.md", "# Open\n### Ann:\nAye.\n")
                .file(&format!("content/{folder}/2024-03-11-a.md"), format!("# T\n{BODY}"))
        };
        assert_eq!(is_held_from(&site().build()), is_held, "{folder}");
        let public = site().file(&format!("content/{folder}/_defaults.yml"), "status: published\n").build();
        assert!(!is_held_from(&public), "{folder}: {:?}", public.codes());
    }
}

/// Reports whether no file of the site contains the words of the record that may be held back.
fn is_held_from(built: &Built) -> bool {
    !built.files().iter().any(|(_, bytes)| memchr::memmem::find(bytes, b"embargoed").is_some())
}

/// Lines that say nothing of whether a record may be seen.
const PUBLIC: [&str; 14] = [
    "Public: 0",
    "Scheduled: 19:00",
    "Scheduled for: 1 March 2024",
    "Release date: 2024-01-01",
    "Embargo: lifted 2024-01-01",
    "States: pending",
    "Status: the harbour is closed",
    "公開日期：2024年1月1日",
    "The draft: a plan of the quay",
    "| Item | Status |\n|---|---|\n| Quay | pending |\n| Road | draft |",
    "| Item | State |\n|---|---|\n| Quay | pending |",
    "- Draft budget",
    "Withdrawn: 2 motions",
    "Published: 2024-03-10",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn plain_lines_hold_nothing_back_and_let_nothing_out(
        lines in prop::sample::subsequence(PUBLIC.to_vec(), 0..6), guard in guards(), at in any::<prop::sample::Index>(), held in any::<bool>(),
    ) {
        let mut lines: Vec<String> = lines.into_iter().map(str::to_owned).collect();
        if held {
            let (key, value) = guard;
            lines.insert(at.index(lines.len() + 1), format!("{key}: {value}"));
        }
        let built = record(&format!("# T\n\n{}\n\n", lines.join("\n\n"))).build();
        prop_assert_eq!(is_out(&built), !held, "{:?} {:?}", lines, built.codes());
        // Several of them may look like lines of speakers, which is another matter.
        let told = built.codes().into_iter().filter(|code| !code.starts_with("unread-labels"));
        prop_assert!(held || told.count() == 0, "{:?} {:?}", lines, built.codes());
    }
}

#[test]
fn metadata_whose_name_is_nearly_right_or_in_capitals_holds_back_what_it_was_meant_for() {
    for (name, text) in [
        ("content/2024-03-11-a.YML", "status: draft\n"),
        ("content/2024-03-11-a.Toml", "status = \"draft\"\n"),
        ("content/2024-03-11-a.JSON", "{\"status\": \"draft\"}"),
        ("content/2024-03-11-a.md.toml", "status = \"draft\"\n"),
        ("content/_defaults.YML", "status: draft\n"),
        ("content/_Defaults.toml", "status = \"draft\"\n"),
        ("content/default.toml", "status = \"draft\"\n"),
        ("content/_defualts.yml", "status: draft\n"),
        ("content/_defaults copy.json", "{\"status\": \"draft\"}"),
    ] {
        let record = "# A\n### Ann:\nzqxheld\n";
        let built = Site::new()
            .file("content/2024-03-11-a.md", record)
            .file("content/pages/about.md", "# About\n")
            .file(name, text)
            .build();
        assert!(!built.has("meetings/2024-03-11-a/index.html"), "{name}: {:?}", built.codes());
    }
}

#[test]
fn loose_files_of_every_kind_of_text_are_looked_into() {
    let wide =
        |text: &str| [&[0xFF, 0xFE][..], &text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<_>>()].concat();
    let site = |name: &str, bytes: &[u8]| {
        Site::new()
            .file("content/2024-03-12-open.md", format!("# Open\n### Ann:\nAye. See [it]({name}).\n"))
            .file(&format!("content/{name}"), bytes)
            .build()
    };
    for (name, text) in [
        ("a.markdown", "# T\n\n## A\nWords.\n\n## B\n---\nstatus: draft\n---\n"),
        ("a.html", "<html><head><meta name=\"status\" content=\"draft\"></head><body>embargoed"),
        ("a.HTM", "<!-- status: draft -->embargoed"),
        ("a.vtt", "WEBVTT\n\nNOTE status: draft\n\n00:01.000 --> 00:02.000\nembargoed\n"),
        ("a.vtt", "WEBVTT\n\n00:01.000 --> 00:02.000\nembargoed\n\nNOTE\ndraft: true\n"),
        ("a.srt", "NOTE status: draft\n\n1\n00:00:01,000 --> 00:00:02,000\nembargoed\n"),
        ("a.csv", "status,draft\n\nembargoed,1\n"),
        ("a.tsv", "title\tstatus\nembargoed\tdraft\n"),
        ("a.json", "{\"status\": \"draft\", \"text\": \"embargoed\"}"),
        ("a.json", "{\"meta\": {\"draft\": true}, \"text\": \"embargoed\"}"),
        ("a.adoc", ":draft:\n= T\nembargoed\n"),
        ("a.adoc", "= T\n:status: draft\n\nembargoed\n"),
        ("a.rtf", "{\\rtf1\\ansi Status: draft\\par embargoed}"),
        ("a.org", "#+DRAFT: t\nembargoed\n"),
        ("a.rst", ":status: draft\n\nembargoed\n"),
        ("a.xml", "<?xml version=\"1.0\"?>\n<minutes status=\"draft\"><p>embargoed</p></minutes>"),
        ("a.xml", "<minutes><status>draft</status><p>embargoed</p></minutes>"),
        ("a.toml", "draft = true\ntext = \"embargoed\"\n"),
        ("a.txt", "Embargo: 2099-01-01\nembargoed\n"),
    ] {
        let built = site(name, text.as_bytes());
        assert!(!is_out(&built), "{name}: {text}");
        built.diagnostic("link-to-held");
    }
    for name in ["a.txt", "a.markdown"] {
        let built = site(name, &wide("Status: draft\r\nThis is embargoed\r\n"));
        assert!(!built.files().keys().any(|path| path.contains(name)), "{name}");
    }
    for (name, text) in [
        ("a.html", "<style>p { visibility: hidden }</style><p style=\"x: y; visibility: hidden\">embargoed</p>"),
        ("a.vtt", "WEBVTT\n\n00:01.000 --> 00:02.000\nStatus: draft, said embargoed Ann.\n"),
        ("a.csv", "item,status\nquay,pending\nroad,draft\nembargoed,draft\n"),
        ("a.json", "{\"items\": [{\"status\": \"pending\"}, {\"status\": \"draft\"}], \"x\": \"embargoed\"}"),
        ("a.xml", "<items><item><status>draft</status></item><item><status>adopted</status></item>embargoed</items>"),
        ("a.toml", "[[item]]\nstatus = \"draft\"\n[[item]]\nstatus = \"embargoed\"\n"),
        ("a.txt", "Embargo: 2024-01-01\nembargoed\n"),
        ("a.txt", "We met. This is embargoed.\n"),
    ] {
        let built = site(name, text.as_bytes());
        assert!(is_out(&built), "{name}: {text}: {:?}", built.codes());
    }
    let dated = |now: &str| {
        let site = Site::new()
            .file("content/2024-03-12-open.md", "# Open\n### Ann:\nAye. See [it](a.txt).\n")
            .file("content/a.txt", "Embargo: 2026-03-01\nembargoed\n");
        is_out(&site.now(now).build())
    };
    assert!(!dated("2026-03-01T23:59:59Z") && dated("2026-03-02T00:00:00Z"));
}

#[test]
fn the_defaults_of_a_folder_hold_for_its_loose_files() {
    let site = |defaults: &str| {
        Site::new()
            .file("content/2024-03-12-open.md", "# Open\n### Ann:\nAye. See [it](board/deep/a.pdf).\n")
            .file("content/board/_defaults.yml", defaults)
            .file("content/board/deep/a.pdf", "embargoed")
    };
    for held in
        ["status: draft", "status: review", "publish_at: 2099-01-01", "status: [", "withdrawn: true", "publish-at: 1"]
    {
        let built = site(held).build();
        assert!(!is_out(&built), "{held}");
        built.diagnostic("link-to-held");
    }
    for out in ["place: Hall", "status: published", "publish_at: 2024-01-01", "series: council"] {
        assert!(is_out(&site(out).build()), "{out}");
    }
    assert!(is_out(&site("status: draft").drafts().build()), "editors see what is to come");
    assert!(!is_out(&site("withdrawn: true").drafts().build()));
    let mut moving = site("publish_at: 2026-03-01");
    moving.options.cache = true;
    let moving = moving.now("2026-02-28T23:59:59Z");
    assert!(!is_out(&moving.build()));
    assert!(is_out(&moving.now("2026-03-01T00:00:00Z").build()), "it appears when its hour has come");
    let announced = Site::new()
        .file("content/2024-03-12-open.md", "# Open\n### Ann:\nAye.\n")
        .file("content/board/_defaults.yml", "status: review")
        .file("content/board/2026-03-11-next.md", "---\nannounced: {papers: [a.pdf]}\n---\n# T\n### Ann:\nAye.\n")
        .file("content/board/a.pdf", "embargoed");
    assert!(is_out(&announced.build()), "what is announced is to be had");
}

#[test]
fn a_comment_in_a_value_is_not_published_wherever_the_value_stands() {
    let secret = "<!-- zqxsecret -->";
    let fields = ["title", "subtitle", "start", "end", "place", "body", "chair", "licence", "attribution", "slug"];
    let fields: String = fields.iter().map(|key| format!("{key}: \"open {key} {secret}\"\n")).collect();
    let site = Site::new()
        .file(
            "content/site.yml",
            format!(
                "title: \"Town {secret}\"\ndescription: \"All {secret}\"\nseries: {{a: {{title: \"Council {secret}\"}}}}\n\
                 topics: {{t: {{title: \"Topic {secret}\"}}}}\n"
            ),
        )
        .file(
            "content/people.yml",
            format!("people:\n  - {{id: ann, names: {{en: \"Ann {secret}\"}}, roles: [{{title: \"Mayor {secret}\"}}]}}\n"),
        )
        .file("content/organisations.yml", format!("organisations:\n  - {{id: o, names: \"Office {secret}\"}}\n"))
        .file(
            "content/2024-03-11-a.md",
            format!(
                "---\n{fields}series: a\ntopics: [t]\nparticipants: [\"Ben {secret}\", o]\nabsent: [\"Cid {secret}\"]\n\
                 attachments: [{{title: \"Paper {secret}\", url: https://x.example/a}}]\ncorrections: [\"Four {secret}\"]\n\
                 speakers: {{\"Chair {secret}\": ann}}\n---\n# T\n### Ann:\nAye.\n"
            ),
        )
        .file("content/2024-03-12-b.md", "# B\n### Ann:\nAye.\n")
        .file("content/2024-03-12-b.yml", format!("subtitle: \"open {secret}\"\n"))
        .file("content/pages/about.md", format!("+++\ntitle = \"About {secret}\"\n+++\nWords.\n"));
    let built = site.build();
    for (path, bytes) in built.files() {
        assert!(memchr::memmem::find(&bytes, b"zqxsecret").is_none(), "{path}");
    }
    let page = built.read("meetings/open-slug/index.html");
    assert!(page.contains("open title") && page.contains("open subtitle") && page.contains("Paper"), "{page}");
    assert_eq!(
        built.codes().iter().filter(|code| code.starts_with("metadata-comment")).count(),
        6,
        "{:?}",
        built.codes()
    );
    assert!(!is_out(&record("---\ntitle: \"T <!-- status: draft -->\"\n---\n").build()), "a comment may say “not yet”");
}

/// Metadata that Minutebook does not know, and that says “not yet”.
const FOREIGN: [&str; 47] = [
    "tags: [draft]",
    "tags: draft",
    "topics: [harbour, draft]",
    "extra: {status: draft}",
    "extra: {a: {b: [{draft: true}]}}",
    "extra:\n  publish_at: 2099-01-01",
    "category: draft",
    "categories: [minutes, draft]",
    "type: draft",
    "title: x # status: draft",
    "place: Hall\n# status: draft",
    "# draft: true",
    "subtitle: Draft",
    "live: false",
    "approved: false",
    "approved: not yet",
    "restricted: true",
    "restricted: personnel matters",
    "audience: internal",
    "audience: staff only",
    "workflow: draft",
    "Workflow State: in review",
    "pubDate: 2099-01-01",
    "releaseDate: 2099-01-01T09:00:00Z",
    "release_date: 1 January 2099",
    "available: 2099-01-01",
    "available: soon",
    "publish: 2099-01-01",
    "expiryDate: 2099-01-01",
    "expires: 2020-01-01",
    "visibility: hidden",
    "visibility: councillors",
    "private: 1",
    "internal: true",
    "confidential: yes, until the contract is signed",
    "unlisted: on",
    "wip: true",
    "todo: check the names",
    "version: draft",
    "sichtbarkeit: intern",
    "freigegeben: nein",
    "erscheint am: 1. Januar 2099",
    "visibilité: interne",
    "en ligne: non",
    "oculto: sí",
    "公開範圍: 內部",
    "公開設定: 非公開",
];

#[test]
fn metadata_of_other_programs_that_says_not_yet_holds_back_and_names_the_key() {
    for foreign in FOREIGN {
        for dress in [format!("---\n{foreign}\n---\n# T\n"), format!("# T\n\n---\nplace: Hall\n{foreign}\n---\n")] {
            let built = record(&dress).build();
            assert!(!is_out(&built), "{dress}");
            let told = built.report.diagnostics.iter().find(|told| told.severity == Severity::Error);
            let told = told.unwrap_or_else(|| panic!("an error for {dress}: {:?}", built.codes()));
            let mut keys = foreign.lines().filter_map(|line| line.split(':').next());
            let all = format!("{} {:?} {:?}", told.message, told.hint, told.at);
            assert!(keys.any(|key| all.contains(key.trim_matches(['#', ' ']))), "{dress}: {all}");
        }
        let built = record("# T\n").file("content/2024-03-11-held.yml", foreign).build();
        assert!(!is_out(&built), "as a sidecar: {foreign}");
        let built = record("# T\n").file("content/_defaults.yml", foreign);
        let built = built.file("content/2024-03-12-open.md", "# Open\n### Ann:\nAye.\n").build();
        assert!(!built.has("meetings/2024-03-11-held/index.html"), "as defaults: {foreign}");
    }
    assert!(!is_out(&record("+++\ntitle = \"T\"\n[extra]\nstatus = \"draft\"\n+++\n").build()));
    assert!(!is_out(&record("+++\ntitle = \"T\" # status: draft\n+++\n").build()));
}

#[test]
fn metadata_of_other_programs_that_says_nothing_of_it_or_public_holds_nothing_back() {
    for public in [
        "live: true",
        "approved: true",
        "approved: yes",
        "restricted: false",
        "visibility: public",
        "visibility: everyone",
        "audience: public",
        "wip: false",
        "公開範圍: 公開",
    ] {
        let built = record(&format!("---\n{public}\n---\n# T\n")).build();
        assert!(is_out(&built), "{public}: {:?}", built.codes());
        built.diagnostic("other-spelling");
    }
    for other in [
        "tags: [budget]",
        "tags: [review]",
        "extra: {status: closed, layout: post}",
        "category: Draft budget",
        "description: Review of the harbour",
        "layout: post",
        "available: 2024-01-01",
        "pubDate: 2024-01-01",
        "approved: Ann Smith",
        "version: 2",
        "type: minutes",
        "place: Hall # the old one",
        "status: published # no draft any more",
        "status: published\n# status: draft",
        "title: \"Report #status: draft\"",
        "next_meeting: 2099-01-01",
        "state: Bavaria",
        "access: wheelchair",
        "level: 2",
        "todo: \"\"",
        "restricted: none",
    ] {
        let built = record(&format!("---\n{other}\n---\n# T\n")).build();
        assert!(is_out(&built), "{other}: {:?}", built.codes());
    }
}

#[test]
fn files_with_nearly_the_name_of_metadata_hold_back_what_they_were_meant_for() {
    let site = |name: &str, text: &str| {
        Site::new()
            .file("content/2024-03-12-open.md", "# Open\n### Ann:\nAye.\n")
            .file("content/board/2024-03-11-held.md", format!("# T\n{BODY}"))
            .file(&format!("content/board/{name}"), text)
            .build()
    };
    for (name, text) in [
        ("2024-03-11-held.yml~", "status: draft"),
        ("2024-03-11-held.yml.bak", "status: draft"),
        ("2024-03-11-held.json5", "{status: 'draft'}"),
        ("2024-03-11-held.jsonc", "{\"status\": \"draft\"}"),
        ("2024-03-11-held.ini", "status=draft"),
        ("2024-03-11-held.meta", "draft: true"),
        ("2024-03-11-held.yml.txt", "embargo: 2099-01-01"),
        (".defaults.yml", "status: draft"),
        ("_defaults", "status: draft"),
        ("_defaults.md", "---\nstatus: draft\n---\n"),
        ("_defaults.yml.txt", "status: draft"),
        ("_defaults.json5", "{status: 'draft'}"),
        ("_defaults.yml.bak", "status: draft"),
        ("_config.yml", "defaults:\n- values: {published: false}\n"),
        ("_index.md", "---\ntitle: Board\ncascade:\n  draft: true\n---\n"),
        ("index.md", "+++\ndraft = true\n+++\n"),
        ("README.md", "---\nstatus: draft\n---\nAll of this.\n"),
    ] {
        let built = site(name, text);
        assert!(!is_out(&built), "{name}");
        let told = built.diagnostic("stray-metadata");
        assert_eq!(told.severity, Severity::Error, "{name}");
    }
    for (name, text) in [
        ("README.md", "# Board\n\nWrite `status: draft` at the top:\n\n```yaml\nstatus: draft\n```\n"),
        ("index.md", "# Board\n\nMinutes of the board.\n"),
        ("2024-03-11-held.md~", "---\nstatus: draft\n---\n# T\n"),
        ("2024-03-11-held.md.bak", "---\nstatus: draft\n---\n# T\n"),
        ("2024-03-11-held.txt", "We met.\n"),
        ("2024-03-11-held.ini", "place=Hall"),
        ("_defaults.md", "Words.\n"),
    ] {
        assert!(is_out(&site(name, text)), "{name}: {:?}", site(name, text).codes());
    }
    let former = record("# T\n")
        .file("content/2024-03-11-held.yml", "place: Hall")
        .file("content/2024-03-11-held.yml~", "status: draft");
    assert!(is_out(&former.build()), "a former copy says nothing");
}

#[test]
fn loose_files_of_any_ending_and_encoding_are_looked_into() {
    let site = |name: &str, bytes: &[u8]| {
        Site::new()
            .file("content/2024-03-12-open.md", format!("# Open\n### Ann:\nAye. See [it](<{name}>).\n"))
            .file(&format!("content/{name}"), bytes)
            .build()
    };
    for name in ["a.log", "a.eml", "a.ini", "a.typ", "a.md5", "a.xyz", "minutes", "a.rtf", "a.conf"] {
        assert!(!is_out(&site(name, b"Status: draft\n\nembargoed\n")), "{name}");
        assert!(is_out(&site(name, b"We met.\n\nembargoed\n")), "{name}");
    }
    let wider: Vec<u8> = "status: draft\nembargoed".chars().flat_map(|c| (c as u32).to_le_bytes()).collect();
    let marked = [&[0xFF, 0xFE, 0, 0][..], &wider].concat();
    for bytes in [&wider, &marked] {
        assert!(!site("a.txt", bytes).files().keys().any(|path| path.contains("a.txt")));
    }
    // 狀態：草稿 in Big5, 状态：草稿 in GB18030, and “Zürich” in Latin letters of one byte each.
    let big5 = b"\xAA\xAC\xBA\x41\xA1\x47\xAF\xF3\xBD\x5A\nembargoed\n";
    let gb = b"\xD7\xB4\xCC\xAC\xA3\xBA\xB2\xDD\xB8\xE5\nembargoed\n";
    assert!(!is_out(&site("a.txt", big5)) && !is_out(&site("a.txt", gb)));
    assert!(is_out(&site("a.txt", b"Z\xFCrich\nembargoed\n")));
    assert!(!is_out(&site("a.txt", b"Z\xFCrich\nStatus: draft\nembargoed\n")));
    for html in ["<body data-status=draft>embargoed", "<meta name=status content=draft><p>embargoed"] {
        assert!(!is_out(&site("a.html", html.as_bytes())), "{html}");
    }
    for name in ["a.pdf", "a.png", "a.zip", "a.docx", "a.dat"] {
        assert!(is_out(&site(name, b"%PDF\x00\xFF\x00\xC3\x28 Status: draft\nembargoed")), "{name}");
    }
}
