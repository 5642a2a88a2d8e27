//! Warm builds: after any change to the records, a build with a cache gives the same as one without.

use proptest::prelude::*;

use crate::site::{Built, Site, files_below};

/// Something that an editor does.
#[derive(Debug, Clone)]
enum Edit {
    Write(usize, usize),
    Rename(usize, usize),
    Delete(usize),
    Registry(usize),
    Theme(usize),
    Settings(usize),
    Paper(usize),
    /// A file of `static/`: an ordinary one, rules for crawlers, or one in the way of a record.
    Static(usize, usize),
    /// A file of `data/`, of which every page shows something.
    Data(usize),
    /// Time goes by.
    Later,
    /// Damage to the finished site.
    Damage(usize),
}

fn edits() -> impl Strategy<Value = Vec<Edit>> {
    let edit = prop_oneof![
        4 => (0..6usize, 0..20usize).prop_map(|(file, text)| Edit::Write(file, text)),
        2 => (0..6usize, 0..6usize).prop_map(|(from, to)| Edit::Rename(from, to)),
        2 => (0..6usize).prop_map(Edit::Delete),
        1 => (0..4usize).prop_map(Edit::Registry),
        1 => (0..3usize).prop_map(Edit::Theme),
        1 => (0..7usize).prop_map(Edit::Settings),
        1 => (0..2usize).prop_map(Edit::Paper),
        1 => (0..3usize, 0..3usize).prop_map(|(file, text)| Edit::Static(file, text)),
        1 => (0..4usize).prop_map(Edit::Data),
        1 => Just(Edit::Later),
        1 => (0..3usize).prop_map(Edit::Damage),
    ];
    prop::collection::vec(edit, 1..8)
}

pub(crate) fn name(file: usize) -> String {
    format!("content/2024-0{}-11-meeting-{file}.md", file + 1)
}

pub(crate) const TEXTS: [&str; 20] = [
    "# Meeting\n### Ann:\nAye.\n",
    "# Meeting\n### Ann:\nAye.\n### Ben:\nNay.\n",
    "# Meeting\n### Ben:\nNay.\n\n> (Applause)\n",
    "---\nseries: harbour\ntopics: [boats]\nward: [north, Old Town]\n---\n# Meeting\n### Ann:\nAye.\n",
    "---\nstatus: draft\n---\n# Meeting\n### Secret:\nHush.\n",
    "---\npublish_at: 2026-06-01T00:00:00Z\n---\n# Meeting\n### Ann:\nLater.\n",
    "---\naliases: [old-name]\n---\n# Meeting\n### 唐鳳：\n好（笑）\n",
    "---\ntranslations: [2024-01-11-meeting-0.md]\nlang: fr\n---\n# Réunion\n### Ann:\nOui.\n",
    "---\nattachments: [paper.txt]\n---\n# Meeting\n### Ann:\nSee [the paper](paper.txt) and [another](2024-02-11-meeting-1.md).\n",
    "",
    "---\nbroken: [\n---\n# Meeting\n### Ann:\nAye.\n",
    "# Meeting\n## Part\n### Ann（Chair）:\nAye.\n### Ann:\nAye.\n",
    "---\nstatus: draft\nannounced: {papers: [paper.txt]}\nlang: fr\n---\n# Réunion\n### Ann:\nOui.\n",
    "---\nwithdrawn: {at: 2026-06-01, reason: A mistake}\naliases: [older-name]\n---\n# Meeting\n### Ann:\nAye.\n",
    "---\nstatus: review\nreview_until: 2026-05-31\nafter_review: publish\n---\n# Meeting\n### Ben:\nAye.\n",
    "---\nseries: harbour\ntopics: [boats]\nhighlight: [s34xk8p2c, sx9m4k2p7]\n---\n# Meeting\n### Ann:\nAye.\n\n> **Decision:** Two boats.\n> For: Ann, Ben\n",
    "# Meeting\n### Ben:\nNay.\n\n> **Decision:** Two boats.\n> Lost, 1 to 2.\n> For: Ann\n> Against: Ben, 唐鳳\n\nSo be it.\n",
    "# Meeting\n## Boats {item=boats matter=boats topics=boats}\n### Ann:\nAye.\n\n> **Decision:** Deferred.\n",
    "# Meeting\n## Boats again\nmatter: boats\n### Ann:\nAye.\n\n> **Decision:** Three boats.\n> Carried.\n",
    "---\nstatus: draft\n---\n# Meeting\n> **Decision:** A secret.\n> For: Ann\n",
];

pub(crate) const REGISTRIES: [&str; 4] = [
    "people: []\n",
    "people:\n- {id: ann, names: {en: Ann Chair}, labels: [Ann]}\n",
    "people:\n- {id: ann, names: {en: Ann}, roles: [{title: Mayor, from: 2024-02-01, to: 2024-04-01}]}\n- {id: nobody, kind: anonymous, names: {en: Ben}}\n",
    "people:\n- {id: both, names: {en: Both}, labels: [Ann, Ben]}\n",
];

fn apply(site: &mut Site, edit: &Edit) {
    match edit {
        Edit::Write(file, text) => site.write(&name(*file), TEXTS[*text]),
        Edit::Rename(from, to) => {
            let _ = std::fs::rename(site.path(&name(*from)), site.path(&name(*to)));
        }
        Edit::Delete(file) => {
            let _ = std::fs::remove_file(site.path(&name(*file)));
        }
        Edit::Registry(which) => site.write("content/people.yml", REGISTRIES[*which]),
        Edit::Theme(which) => {
            site.write("themes/civic/templates/404.html", ["gone", "{{ head.title }}", "{% if %}"][*which]);
        }
        Edit::Settings(which) => site.write(
            "content/site.yml",
            [
                "title: A\n",
                "title: B\n",
                "feeds: {limit: 1}\n",
                "languages: [fr, en]\n",
                "watches: {aye: 'aye OR 好', boats: 'in:decision boats', ann: 'speaker:ann role:mayor'}\n",
                "taxonomies: {ward: Wards}\nwatches: {north: 'ward:north'}\n",
                "taxonomies: {ward: {title: Parts, terms: {north: North}}}\n",
            ][*which],
        ),
        Edit::Paper(which) => site.write("content/paper.txt", ["one", "two"][*which]),
        Edit::Static(file, text) => {
            let path = ["CNAME", "robots.txt", "meetings/2024-01-11-meeting-0/index.html"][*file];
            let path = format!("static/{path}");
            match ["one", "two"].get(*text) {
                Some(text) => site.write(&path, text),
                None => drop(std::fs::remove_file(site.path(&path))),
            }
        }
        Edit::Data(which) => match which {
            3 => drop(std::fs::remove_file(site.path("data/offices.csv"))),
            _ => site.write("data/offices.csv", ["name\nQuay\n", "name\nHill\n", "name\nQuay,Hill\n"][*which]),
        },
        Edit::Later => {
            site.options.now = minutebook::pipeline::Now::Instant("2027-01-01T00:00:00Z".parse().expect("a moment"));
        }
        Edit::Damage(which) => {
            let output = site.output();
            let _ = match which {
                0 => std::fs::write(output.join("index.html"), "damaged"),
                1 => std::fs::remove_file(output.join("sitemap.xml")),
                _ => std::fs::remove_dir_all(output.join("speakers")),
            };
        }
    }
}

pub(crate) fn compare(site: &Site, warm: &Built) {
    let clean_output = tempfile::tempdir().expect("a temporary folder");
    let mut options = site.options.clone();
    options.cache = false;
    options.memory = None;
    options.output = Some(clean_output.path().join("output"));
    let clean =
        minutebook::pipeline::build(&options, &crate::site::Unseen).unwrap_or_else(|failure| panic!("{failure}"));
    let expected = files_below(&clean_output.path().join("output"));
    let found = warm.files();
    let names = |files: &std::collections::BTreeMap<String, Vec<u8>>| files.keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(&found), names(&expected));
    for (path, bytes) in &expected {
        assert!(found[path] == *bytes, "{path} differs");
    }
    assert_eq!(warm.report.diagnostics, clean.diagnostics);
    assert_eq!(warm.report.counts, clean.counts);
    let manifest =
        |root: &std::path::Path| std::fs::read_to_string(root.join(".minutebook/manifest")).expect("a manifest");
    assert_eq!(manifest(&warm.output), manifest(&clean_output.path().join("output")));
}

proptest! {
    #![proptest_config(crate::proptest_config::cases(48))]

    #[test]
    fn any_sequence_of_edits_built_warm_equals_a_clean_build(edits in edits()) {
        let mut site = Site::new()
            .file(&name(0), TEXTS[1])
            .file(&name(1), TEXTS[3])
            .file("content/paper.txt", "paper")
            .file("content/pages/about.md", "# About\n\nIt stays, so that there is always something to build.\n")
            .file("content/site.yml", "title: A\n")
            .file(
                "themes/civic/templates/parts/footer-extra.html",
                "{% for row in data.offices or [] %}{{ row.name }}{% endfor %}",
            );
        site.options.cache = true;
        site.build();
        for edit in &edits {
            apply(&mut site, edit);
            site.options.cache = true;
            // Without any memory for texts, each is read again whenever its words are needed.
            site.options.memory = if matches!(edit, Edit::Write(file, _) if file % 2 == 0) { Some(0) } else { None };
            let warm = site.build();
            compare(&site, &warm);
        }
    }
}

#[test]
fn a_second_build_touches_nothing_and_says_the_same() {
    let mut site = Site::new().file(&name(0), TEXTS[1]).file(&name(1), TEXTS[7]);
    site.options.cache = true;
    let first = site.build();
    let second = site.build();
    assert_eq!(second.report.written.unchanged, first.report.counts.files);
    assert_eq!((second.report.written.new, second.report.written.changed), (0, 0));
    assert_eq!(second.report.diagnostics, first.report.diagnostics);
    compare(&site, &second);
}

#[test]
fn one_edited_record_writes_only_what_shows_it() {
    let mut site = Site::new();
    for file in 0..6 {
        site = site.file(&name(file), format!("# Meeting {file}\n### Speaker {file}:\nAye.\n"));
    }
    site.options.cache = true;
    site.build();
    site.write(&name(2), "# Meeting 2\n### Speaker 2:\nNay.\n");
    let report = site.build().report;
    assert!(report.written.changed > 0 && report.written.changed < 20, "{:?}", report.written);
    // Files of the search index that hold something else go by another name.
    assert!(report.written.new == report.written.removed && report.written.new < 7, "{:?}", report.written);
}

#[test]
fn a_damaged_or_foreign_memo_is_no_memo() {
    let mut site = Site::new().file(&name(0), TEXTS[1]);
    site.options.cache = true;
    site.build();
    let cache = site.path(".minutebook/cache");
    for entry in std::fs::read_dir(cache).expect("a cache").flatten() {
        let mut bytes = std::fs::read(entry.path()).expect("a memo");
        let middle = bytes.len() / 2;
        bytes[middle] ^= 0xFF;
        std::fs::write(entry.path(), bytes).expect("a damaged memo");
    }
    let warm = site.build();
    compare(&site, &warm);
}
