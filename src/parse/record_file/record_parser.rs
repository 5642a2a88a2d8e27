//! State of parsing one file.

use std::sync::Arc;

use jiff::Timestamp;

use crate::config::Config;
use crate::markdown::NoteMark;
use crate::record::{Document, KeyLocations, TextRange};
use crate::report::diagnostic::{Diagnostic, Location, Problem};
use crate::text::source::{Locator, RelativeLinks, SourceId, SourceText};

/// A record's file and the files that belong to it.
#[derive(Debug, Clone, Copy)]
pub struct RecordFile<'a> {
    /// Index among the sources.
    pub id: SourceId,
    /// Path relative to the content.
    pub path: &'a Arc<str>,
    /// The Markdown.
    pub source: &'a SourceText,
    /// Its sidecars, `same-stem.yml`, in order of precedence.
    pub sidecars: &'a [&'a SourceText],
    /// `_defaults.yml` of its folders, the outermost first.
    pub defaults: &'a [&'a SourceText],
}

/// State of parsing one file.
pub(super) struct Parser<'a> {
    pub(super) file: RecordFile<'a>,
    pub(super) config: &'a Config,
    pub(super) diagnostics: Vec<Diagnostic>,
    pub(super) places: KeyLocations,
    /// Locator in the text of the file.
    pub(super) locator: Locator<'a>,
    pub(super) links: RelativeLinks,
    pub(super) hidden: Vec<TextRange>,
    pub(super) marks: Vec<NoteMark>,
    pub(super) definitions: Vec<u32>,
    /// Number of findings in the text reported so far.
    pub(super) findings: usize,
    /// True if something that decides who may see the record could not be read.
    pub(super) visibility_unknown: bool,
    /// The latest day on which a line outside the metadata says “not yet”, and the line's location.
    pub(super) not_yet: Option<(jiff::civil::Date, Location)>,
    /// The latest such day as a point in time, with the diagnostic shown until then.
    pub(super) waits: Option<(Timestamp, Box<Diagnostic>)>,
}

impl<'a> Parser<'a> {
    pub(super) fn new(file: RecordFile<'a>, config: &'a Config) -> Self {
        Parser {
            file,
            config,
            diagnostics: Vec::new(),
            places: KeyLocations::default(),
            locator: Locator::new(file.source),
            links: Vec::new(),
            hidden: Vec::new(),
            marks: Vec::new(),
            definitions: Vec::new(),
            findings: 0,
            visibility_unknown: false,
            not_yet: None,
            waits: None,
        }
    }

    pub(super) fn report(&mut self, problem: Problem, message: &str, hint: &str) {
        self.diagnostics.push(Diagnostic::at(problem, Location::file(&self.file.source.shown), message).hint(hint));
    }

    pub(super) fn place(&self, key: &str) -> Location {
        self.places.of(key, &self.file.source.shown)
    }

    pub(super) fn withheld(&self) -> Document {
        Document::Withheld { source: self.file.id, path: Arc::clone(self.file.path) }
    }
}
