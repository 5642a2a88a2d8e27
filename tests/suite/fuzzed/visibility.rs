//! What stands above the first speaker and is not understood is not public; and what plainly says “not yet” holds its record
//! back, wherever it stands.

use std::sync::Arc;

use minutebook::config::Config;
use minutebook::diagnostic::Problem;
use minutebook::parse::{RecordFile, parse_record};
use minutebook::record::{Document, Visibility};
use minutebook::source::{SourceId, SourceText};

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
    // One more line that says it holds back whatever was public.
    let (visibility, _) = read(&format!("{text}\n\nstatus: draft\n"));
    if !text.contains(['<', '`', '~', '{', '|']) {
        assert!(!is_public(visibility.as_ref()), "“not yet” below this is public: {text:?}");
    }
}
