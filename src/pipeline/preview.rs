//! Parses the text of a file that has not been written yet.

use std::sync::Arc;

use crate::config::Config;
use crate::parse::{RecordFile, parse_record};
use crate::record::Document;
use crate::report::diagnostic::Reported;
use crate::text::source::{SourceId, SourceText};

/// Reads a text as a build would read it from a file; `path` is relative to the content. Sidecars and defaults do not
/// count.
pub fn preview(path: &str, text: &str, config: &Config) -> Reported<Document> {
    let path: Arc<str> = path.into();
    let source = SourceText { shown: Arc::clone(&path), text: Arc::new(text.to_owned()) };
    let file = RecordFile { id: SourceId(0), path: &path, source: &source, sidecars: &[], defaults: &[] };
    let parsed = parse_record(file, config);
    Reported { value: parsed.value.document, diagnostics: parsed.diagnostics }
}
