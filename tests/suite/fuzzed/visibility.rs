//! Checks that text above the first speaker that is not understood is not published, and that a plain “not yet” holds
//! its record back, wherever it stands.

use std::sync::Arc;

use minutebook::config::Config;
use minutebook::parse::{RecordFile, parse_record};
use minutebook::record::{Document, Visibility};
use minutebook::report::diagnostic::Problem;
use minutebook::text::source::{SourceId, SourceText};

/// The visibility of a record that begins so, and what is told of it.
fn read(top: &str) -> (Option<Visibility>, Vec<Problem>) {
    let path: Arc<str> = "2024-03-11-council.md".into();
    let text = format!("{top}\n\n### Ann:\nAye.\n");
    let source = SourceText { shown: Arc::clone(&path), text: Arc::new(text) };
    let file = RecordFile { id: SourceId(0), path: &path, source: &source, sidecars: &[], defaults: &[] };
    let parsed = parse_record(file, &Config::default());
    let problems = parsed.diagnostics.iter().map(|diagnostic| diagnostic.problem).collect();
    match parsed.value.document {
        Document::Meeting(meeting) => (Some(meeting.details.visibility.clone()), problems),
        _ => (None, problems),
    }
}

fn is_public(visibility: Option<&Visibility>) -> bool {
    visibility.and_then(Visibility::opens).is_some_and(|opens| opens.as_second() < 4_000_000_000)
}

/// Lines that hold a record back, in several forms.
const MORE: [&str; 7] = [
    "status: draft",
    ":draft:",
    "**Status:** draft",
    "| status | draft |",
    "### Metadata\n\nStatus: draft",
    "發布日期：2099-01-01",
    "Embargo: until 1 March 2099",
];

/// Lines that do not.
const PUBLIC: &str = "Public: 0\n\nScheduled: 19:00\n\nRelease date: 1 March 2024\n\nEmbargo: lifted 2024-01-01\n\nStates: pending\n\n\
                      | Item | Status |\n|---|---|\n| Quay | pending |\n| Road | draft |\n\n公開日期：2024年1月1日";

pub(crate) fn check(bytes: &[u8]) {
    let Ok(text) = str::from_utf8(bytes) else { return };
    // Whatever opens a speech ends what could be metadata.
    if text.contains(['\0', '\r', '#']) {
        return;
    }
    let (visibility, problems) = read(text);
    let unread = [Problem::YamlSyntax, Problem::MetadataSyntax, Problem::UnreadMetadata, Problem::UnclosedFrontMatter];
    if problems.iter().any(|problem| unread.contains(problem)) {
        assert!(!is_public(visibility.as_ref()), "not understood and public: {text:?}");
    }
    let letters = |line: &str| line.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    let is_plain =
        |line: &str| matches!(line.trim(), "status: draft" | "draft: true" | "published: false" | "status = \"draft\"");
    let says_not_yet = text.lines().any(|line| is_plain(line) && !letters(line).is_empty());
    // Metadata that says twice what is so, or values over several lines, may swallow a line.
    let swallows =
        text.contains(['|', '>', '"', '\'', '&', '*', '<', '{', '[', '`', '~', '!']) || text.contains("extra");
    if says_not_yet && !swallows {
        assert!(!is_public(visibility.as_ref()), "says “not yet” and is public: {text:?}");
    }
    if text.contains(['<', '`', '~', '{', '|']) {
        return;
    }
    // One more line that says it holds back whatever was public.
    for line in MORE {
        let (visibility, _) = read(&format!("{text}\n\n{line}\n"));
        assert!(!is_public(visibility.as_ref()), "“not yet” below this is public: {text:?} {line:?}");
    }
    // And plain words leave public what was.
    let (before, _) = read(text);
    if is_public(before.as_ref()) && !text.contains(['-', '+', '"', '\'', ';', '=', '*', '_']) {
        let (after, problems) = read(&format!("{text}\n\nThe Council met.\n\n{PUBLIC}\n"));
        assert!(is_public(after.as_ref()), "plain words hold this back: {text:?} {problems:?}");
    }
}
