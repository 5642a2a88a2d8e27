//! Parses one Markdown file: whether it is a record, a page or neither, and its content.

use std::sync::Arc;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};

use super::datetimes::{WrittenTime, end_of, written};
use super::dress;
use super::entries::{Leaves, OneOrMany, Scalar};
use super::front_matter::{CorrectionEntry, KEYS, Metadata, SpeechesEntry, Stage, is_guard, may_be_guard};
use super::heading_lines::heading_lines;
use super::not_yet::{self, Says};
use super::oddities;
use super::registry_file::links;
use super::transcript_reader::{Speakers, read_transcript};
use super::visibility_keys::{VisibilityInput, visibility};
use crate::config::{Config, Labels};
use crate::markdown::labels::is_label;
use crate::markdown::{
    COMMENT, Definitions, DisguiseKind, Finding, FoundNote, Hidden, NoteMark, Notes, SCHEMES_HINT, definitions,
    disguised, fenced, hidden, inspect, is_nested_too_deeply, is_plain, is_too_much, joined, masked, notes, numbered,
    parts, push_plain_text, with_used,
};
use crate::record::{
    BlockKind, Contribution, CorrectionNote, Date, DateDoubt, Document, Footnote, KeyLocations, Label, Language,
    Meeting, MeetingDetails, NameIndex, NamedDate, Page, SpeakerName, Status, TextRange, Visibility, day_within,
    only_day_within, parse_leading_date, parse_trailing_date,
};
use crate::report::diagnostic::{Diagnostic, Location, Problem, Reported, Severity};
use crate::text::slug::slugify;
use crate::text::source::{Locator, RelativeLinks, SourceId, SourceText, folder_of, has_extension, stem_of};
use crate::text::{detect_language, head, shorten};
use crate::yaml::{Dialect, PathStep, Yaml};

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

/// Result of parsing a file.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct ParsedRecord {
    /// The record or page.
    pub document: Document,
    /// Links within the content, whose targets are resolved once all files are parsed.
    pub links: RelativeLinks,
    /// Ranges of the text that are not published: comments, and elements that browsers do not show.
    pub hidden: Vec<TextRange>,
    /// Footnote marks, which are numbers in the text that all later stages read.
    pub marks: Vec<NoteMark>,
    /// Positions of the link definitions that are used.
    pub definitions: Vec<u32>,
    /// End of the period for which a line outside the metadata holds the record back, and the diagnostic shown until
    /// then.
    pub waits: Option<(Timestamp, Box<Diagnostic>)>,
}

impl ParsedRecord {
    /// Reports whether the text is published as the file has it.
    pub fn is_as_written(&self) -> bool {
        self.hidden.is_empty() && self.marks.is_empty() && self.definitions.is_empty()
    }

    /// Text of the file without the parts that are not published. All positions stay the same.
    pub fn words(&self, source: SourceText) -> SourceText {
        if self.is_as_written() {
            return source;
        }
        let words = words(&source.text, &self.hidden, &self.marks);
        SourceText { shown: source.shown, text: Arc::new(with_used(&words, &self.definitions).into_owned()) }
    }
}

/// Masks hidden ranges and writes footnote marks as numbers.
fn words(text: &str, hidden: &[TextRange], marks: &[NoteMark]) -> String {
    let masked = masked(text, hidden);
    if marks.is_empty() { masked } else { numbered(&masked, marks) }
}

/// Parses one file. Metadata that cannot be read holds the record back, since it may have restricted who may see it.
pub fn parse_record(file: RecordFile<'_>, config: &Config) -> Reported<ParsedRecord> {
    let mut parser = Parser::new(file, config);
    let document = parser.document();
    let Parser { links, hidden, marks, definitions, waits, diagnostics, .. } = parser;
    Reported { value: ParsedRecord { document, links, hidden, marks, definitions, waits }, diagnostics }
}

/// Ranges of a record's file that no fix may touch, in order: front matter, code between fences, and hidden text. Also
/// returns where the body begins. `None` for a file that is held back because of its form.
pub fn untouchable(path: &Arc<str>, text: &str) -> Option<(usize, Vec<TextRange>)> {
    let source = SourceText { shown: Arc::clone(path), text: Arc::new(text.to_owned()) };
    let file = RecordFile { id: SourceId(0), path, source: &source, sidecars: &[], defaults: &[] };
    let config = Config::default();
    let mut parser = Parser::new(file, &config);
    let (_, body, block) = parser.front_matter(text)?;
    let front = [Some(TextRange::from(0..body)), block].into_iter().flatten().filter(|range| range.start < range.end);
    let offset = |range: TextRange| TextRange::from(body + range.start as usize..body + range.end as usize);
    let shown = block.map_or_else(|| text.to_owned(), |block| masked(text, &[block]));
    let kept = joined(front.collect(), hidden(&shown[body..]).ranges.into_iter().map(offset));
    let code = fenced(&masked(text, &kept), body);
    Some((body, joined(kept, code)))
}

/// Visibility of the files in a folder that are not records, according to the defaults of the folder and those above
/// it; `None` when they cannot be read and nobody may see the files. A series in the defaults is that of the records
/// only.
pub fn folder_visibility(path: &Arc<str>, defaults: &[&SourceText], config: &Config) -> Option<Visibility> {
    let source = SourceText { shown: Arc::clone(path), text: Arc::default() };
    let file = RecordFile { id: SourceId(0), path, source: &source, sidecars: &[], defaults };
    let mut parser = Parser::new(file, config);
    let mut metadata = parser.defaults();
    metadata.series = None;
    parser.visibility(&metadata, None)
}

/// Largest number of headings in a record: each is a section or a speech with an address of its own.
const MOST_HEADINGS: usize = 75_000;
/// Total bytes of link definitions that the brackets of a record may refer to.
const MOST_NAMED_OF_LINKS: usize = 10_000_000;
/// A link definition of at most this many bytes is always accepted.
const LEAST_OF_A_LINK: usize = 200;
/// Largest number of topics of a record: each has a page and feeds of its own.
const MOST_TOPICS: usize = 200;
/// Largest number of old addresses of a record: each is a page of its own.
const MOST_ALIASES: usize = 1_000;
/// Largest number of translations of a record that are looked for.
const MOST_TRANSLATIONS: usize = 50;
/// Largest number of attachments, and of recordings, of a record.
const MOST_FILES: usize = 2_000;
/// Largest number of people listed with a record, under each key.
const MOST_PEOPLE: usize = 5_000;

/// Cuts a list to a length; returns its former length and the limit if it was longer.
fn cut<T>(list: &mut Vec<T>, most: usize) -> Option<(usize, usize)> {
    let length = list.len();
    list.truncate(most);
    (length > most).then_some((length, most))
}

/// Number of parts not published as written that are reported one by one for a record.
const MOST_FINDINGS: usize = 100;

struct Parser<'a> {
    file: RecordFile<'a>,
    config: &'a Config,
    diagnostics: Vec<Diagnostic>,
    places: KeyLocations,
    /// Locator in the text of the file.
    locator: Locator<'a>,
    links: RelativeLinks,
    hidden: Vec<TextRange>,
    marks: Vec<NoteMark>,
    definitions: Vec<u32>,
    /// Number of findings in the text reported so far.
    told: usize,
    /// True if something that decides who may see the record could not be read.
    doubtful: bool,
    /// The latest day on which a line outside the metadata says “not yet”, and the line's location.
    not_yet: Option<(jiff::civil::Date, Location)>,
    /// The latest such day as a point in time, with the diagnostic shown until then.
    waits: Option<(Timestamp, Box<Diagnostic>)>,
}

impl<'a> Parser<'a> {
    fn new(file: RecordFile<'a>, config: &'a Config) -> Self {
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
            told: 0,
            doubtful: false,
            not_yet: None,
            waits: None,
        }
    }

    /// Reads the defaults of the folders.
    fn defaults(&mut self) -> Metadata {
        let mut metadata = Metadata::default();
        for defaults in self.file.defaults {
            metadata = self.read_yaml(beside(defaults), "all records to which it applies are").over(metadata);
        }
        metadata
    }

    fn document(&mut self) -> Document {
        let text = Arc::clone(&self.file.source.text);
        if text.trim().is_empty() {
            self.report(Problem::EmptyRecord, "the file is empty", "write the record, or delete the file");
            return Document::Nothing;
        }
        let mut metadata = self.defaults();
        // The file itself must be readable before anything else matters.
        let Some((front, body, block)) = self.front_matter(&text) else { return self.withheld() };
        for sidecar in self.file.sidecars.iter().rev() {
            if dress::is_sidecar(sidecar, dialect_of(sidecar)) {
                metadata = self.read_yaml(beside(sidecar), "the record is").over(metadata);
            }
        }
        metadata = front.over(metadata);
        self.bound(&mut metadata);
        let text = block.map_or_else(|| Arc::clone(&text), |block| Arc::new(masked(&text, &[block])));

        // Text that is not published is removed first.
        let found = hidden(&text[body..]);
        let text = self.without(&found, text, body);
        self.hide(block);
        self.look_for_disguised(&text, body);
        let page = self.file.path.starts_with("pages/");
        let speakers = match (metadata.speeches, metadata.labels) {
            (Some(SpeechesEntry::None), _) => Speakers::None,
            (None, labels) => Speakers::Labelled(labels.map_or(self.config.labels, Labels::from)),
        };
        // A page has no speakers, even if it names people.
        let speakers = if page { Speakers::Labelled(Labels::Headings) } else { speakers };
        let labels = match speakers {
            Speakers::None => Labels::Headings,
            Speakers::Labelled(labels) => labels,
        };
        let mut footnotes = notes(&text, body, labels);
        let text = self.without_notes(&footnotes, text);
        if self.has_too_many_headings(&text, body) {
            return Document::Nothing;
        }
        // A page is drawn as a single text.
        let starts = if page { vec![body] } else { parts(&text, body) };
        let (references, text) = self.with_definitions(&starts, &mut footnotes, text);
        let mut transcript = read_transcript(&text, body, speakers);
        self.look_for_unread(&transcript, body, block);
        let (stem, suffix) = split_language_suffix(stem_of(self.file.path));
        self.look_at_name(stem, &metadata);
        if page {
            self.tell_hidden(&found, body);
            return self.page(metadata, &transcript, (footnotes, references), &text, body, (stem, suffix.as_ref()));
        }
        let Some((date, title)) = self.date_and_title(&metadata, &transcript, stem) else {
            let title = transcript.title.as_ref().map(|(title, _)| &**title);
            self.diagnostics.push(undated(self.file.source, stem, title, &text[body..]));
            return Document::Nothing;
        };
        self.tell_hidden(&found, body);
        let references = self.bound_references(references, &text[body..], body);
        for heading in &transcript.marked {
            self.inspect(*heading, &text, &references);
        }
        self.inspect_all(&transcript.sections, &text, &references);
        self.tell_notes(&footnotes, &text, &references);
        let excerpt = excerpt(&transcript.sections, &text, &references);
        let lang = self.language(metadata.lang.as_ref(), suffix, &transcript.sections, &text);
        let Some(visibility) = self.visibility(&metadata, Some(date)) else { return self.withheld() };
        oddities::of_headings(&transcript.odd, self.file.source, &mut self.diagnostics);
        // A withdrawn record may be empty.
        if speakers != Speakers::None && visibility.withdrawn.is_none() {
            let is_out = visibility.status == Status::Published && visibility.announcement.is_none();
            if !transcript.by_lines {
                let speeches = transcript.tallies.iter().map(|tally| tally.speeches as usize).sum();
                oddities::of_silence(speeches, self.file.source, &text, body, is_out, &mut self.diagnostics);
            }
        }
        let slug = match metadata.slug {
            Some(Scalar(slug)) => self.slug(&slug, "slug"),
            None => self.slug(stem_of(self.file.path), ""),
        };
        let speakers = metadata.speakers.unwrap_or_default();
        let named = speakers.names.into_iter().chain(scalars(metadata.participants));
        let names = &mut transcript.names;
        // A listed person gets a name of its own even if the person also speaks: what is listed may be an id of the
        // registry.
        let mut list = |label: String| {
            names.push(Arc::new(SpeakerName { label: Label::new(&label), first_seen: 0 }));
            names.len() as NameIndex - 1
        };
        let participants = named.map(&mut list).collect();
        let absent = scalars(metadata.absent).map(&mut list).collect();
        let chair = metadata.chair.map(|Scalar(label)| list(label));
        let details = MeetingDetails {
            source: self.file.id,
            path: Arc::clone(self.file.path),
            slug: slug.into(),
            title: title.into(),
            subtitle: text_of(metadata.subtitle),
            date,
            start: text_of(metadata.start),
            end: text_of(metadata.end),
            lang,
            series: text_of(metadata.series),
            topics: boxed(metadata.topics),
            body: text_of(metadata.body),
            place: text_of(metadata.place),
            attachments: links(metadata.attachments.unwrap_or_default()),
            media: links(metadata.media.unwrap_or_default()),
            translations: self.siblings(metadata.translations),
            aliases: boxed(metadata.aliases),
            licence: text_of(metadata.licence),
            attribution: text_of(metadata.attribution),
            visibility,
            corrections: corrections(metadata.corrections),
            speakers: speakers.by_label.into_iter().map(|(label, id)| (Label::new(&label).key, id.into())).collect(),
            references,
            notes: footnotes.notes.into_iter().map(footnote).collect(),
            heading_notes: transcript.heading_notes,
            excerpt: excerpt.into(),
            places: std::mem::take(&mut self.places),
        };
        Document::Meeting(Arc::new(Meeting {
            details: Arc::new(details),
            names: transcript.names,
            tallies: transcript.tallies.into(),
            chair,
            participants,
            absent,
            sections: transcript.sections.into(),
        }))
    }

    /// Reports a file with too many headings; returns true if it has.
    fn has_too_many_headings(&mut self, text: &str, body: usize) -> bool {
        let mut headings = heading_lines(&text[body..]);
        let Some(at) = headings.nth(MOST_HEADINGS) else { return false };
        let message = format!(
            "the file has {} headings, more than {MOST_HEADINGS}, which is most in a record; it is left out",
            MOST_HEADINGS + 1 + headings.count()
        );
        self.diagnostics.push(
            Diagnostic::at(Problem::FileTooLarge, self.locator.locate(body + at, 1), message)
                .hint("divide it into several records"),
        );
        true
    }

    /// Shortens lists that exceed the limits.
    fn bound(&mut self, metadata: &mut Metadata) {
        let speakers = metadata.speakers.as_mut();
        let (by_label, names) = speakers.map(|speakers| (&mut speakers.by_label, &mut speakers.names)).unzip();
        let lists = [
            ("topics", metadata.topics.as_mut().and_then(|list| cut(&mut list.0, MOST_TOPICS))),
            ("aliases", metadata.aliases.as_mut().and_then(|list| cut(&mut list.0, MOST_ALIASES))),
            ("translations", metadata.translations.as_mut().and_then(|list| cut(&mut list.0, MOST_TRANSLATIONS))),
            ("attachments", metadata.attachments.as_mut().and_then(|list| cut(&mut list.0, MOST_FILES))),
            ("media", metadata.media.as_mut().and_then(|list| cut(&mut list.0, MOST_FILES))),
            ("participants", metadata.participants.as_mut().and_then(|list| cut(&mut list.0, MOST_PEOPLE))),
            ("absent", metadata.absent.as_mut().and_then(|list| cut(&mut list.0, MOST_PEOPLE))),
            ("speakers", by_label.and_then(|list| cut(list, MOST_PEOPLE))),
            ("speakers", names.and_then(|list| cut(list, MOST_PEOPLE))),
        ];
        for (key, (length, most)) in lists.into_iter().filter_map(|(key, cut)| Some((key, cut?))) {
            let message = format!("`{key}:` lists {length}, more than {most}; those after the {most}th are left out");
            self.diagnostics.push(
                Diagnostic::at(Problem::OverLimit, self.place(key), message)
                    .hint("list what readers are to see with this one record"),
            );
        }
    }

    /// Removes link definitions so long that much more would be published than is written if every bracket referred to
    /// them.
    fn bound_references(
        &mut self,
        mut references: Vec<crate::record::ReferenceDefinition>,
        text: &str,
        body: usize,
    ) -> Vec<crate::record::ReferenceDefinition> {
        if references.is_empty() {
            return references;
        }
        let brackets = memchr::memchr_iter(b'[', text.as_bytes()).count();
        let most = (MOST_NAMED_OF_LINKS / brackets.max(1)).max(LEAST_OF_A_LINK);
        references.retain(|definition| {
            let length = definition.target.len() + definition.title.len();
            if length > most {
                let found = memchr::memmem::find(text.as_bytes(), definition.target.as_bytes()).unwrap_or(0);
                let message = format!(
                    "the link “{}” has {length} bytes, more than {most}, which is most in a record of {brackets} brackets; \
                     what names it is shown as it is typed",
                    shorten(&definition.target, 40)
                );
                self.diagnostics.push(
                    Diagnostic::at(Problem::OverLimit, self.locator.locate(body + found, 1), message)
                        .hint("let it lead to a shorter address"),
                );
            }
            length <= most
        });
        references
    }

    fn report(&mut self, problem: Problem, message: &str, hint: &str) {
        self.diagnostics.push(Diagnostic::at(problem, Location::file(&self.file.source.shown), message).hint(hint));
    }

    /// Holds the record back if text above the first speaker, not read as metadata, could mean “not yet”.
    fn look_for_unread(
        &mut self,
        transcript: &super::transcript_reader::ParsedTranscript,
        body: usize,
        block: Option<TextRange>,
    ) {
        let text = &self.file.source.text;
        let line_end = |at: usize| memchr::memchr(b'\n', &text.as_bytes()[at..]).map_or(text.len(), |end| at + end);
        let read = block.map(|block| (block.start as usize).max(body) - body..(block.end as usize).max(body) - body);
        // A heading “Metadata” is read as a speaker's name where other headings are.
        let first = transcript.names.iter().find(|name| !not_yet::is_metadata_heading(&name.label.text));
        let found = match first {
            Some(name) => not_yet::find(&text[body..line_end(name.first_seen as usize).max(body)], read.as_slice()),
            None => not_yet::find_anywhere(&text[body..], read.as_slice()),
        };
        let Some(found) = found else { return };
        let at = self.file.source.locate(body + found.at, found.length);
        match found.until {
            Some(day) => self.wait(day, at),
            None => {
                self.doubtful = true;
                self.diagnostics.push(unread(at, "it is held back"));
            }
        }
    }

    /// Holds back a file whose name or folder says that it is a draft, unless its metadata says who may see it.
    fn look_at_name(&mut self, stem: &str, metadata: &Metadata) {
        if metadata.status.is_some() || metadata.publish_at.is_some() || metadata.withdrawn.is_some() {
            return;
        }
        let folders = folder_of(self.file.path).split('/');
        let message = if not_yet::is_draft_name(stem) {
            format!("the file's name “{}” says that this is a draft; it is held back", shorten(stem, 60))
        } else if let Some(folder) = folders.into_iter().find(|folder| not_yet::is_draft_folder(folder)) {
            format!("the folder's name “{}” says that this is not to be seen yet; it is held back", shorten(folder, 60))
        } else {
            return;
        };
        self.doubtful = true;
        let diagnostic = Diagnostic::at(Problem::UnreadMetadata, Location::file(&self.file.source.shown), message);
        self.diagnostics.push(diagnostic.hint(
            "write `status: draft` into the file (or into `_defaults.yml` of its folder); if it is public, write \
             `status: published` there",
        ));
    }

    /// Holds the record back if an author tried to hide text with markup that does not hide it.
    fn look_for_disguised(&mut self, text: &str, body: usize) {
        let Some(found) = disguised(text, body) else { return };
        let at = self.file.source.locate(found.at, found.length);
        let written = shorten(&text[found.at..found.at + found.length], 60);
        self.doubtful = true;
        self.diagnostics.push(match found.kind {
            DisguiseKind::Comment => {
                let message = format!("“{written}” looks like a comment whose signs a word processor changed, and hides nothing; it is held back");
                let hint = "write `<!--` and `-->` around what is not to be read, or put the signs in backticks";
                Diagnostic::at(Problem::UnclosedHtml, at, message).hint(hint).as_error()
            }
            DisguiseKind::Foreign => {
                let message = format!("“{written}” belongs to a comment or change of another program, and hides nothing here; it is held back");
                let hint = "take comments and changes out in that program, or write `<!--` and `-->` around what is not to be read; if it is to be read, put it in backticks";
                Diagnostic::at(Problem::UnclosedHtml, at, message).hint(hint).as_error()
            }
            DisguiseKind::Element => {
                let message = format!("“{written}” hides its words in browsers, and here they would be shown; it is held back");
                let hint = "take the words out or put them in a comment `<!-- … -->`; if they are to be read, leave out what hides them";
                Diagnostic::at(Problem::DroppedHtml, at, message).hint(hint).as_error()
            }
        });
    }

    /// Holds the record back if a comment in a value means “not yet”.
    fn look_at_comments(&mut self, comments: &[String], before: usize) {
        let found: Vec<_> = comments.iter().filter_map(|comment| not_yet::find(comment, &[])).collect();
        let told = self.diagnostics[before..].iter().find(|told| told.problem == Problem::MetadataComment);
        let at = told.and_then(|told| told.at.clone()).unwrap_or_else(|| Location::file(&self.file.source.shown));
        for found in found {
            match found.until {
                Some(day) => self.wait(day, at.clone()),
                None if self.doubtful => {}
                None => {
                    self.doubtful = true;
                    self.diagnostics.push(unread(at.clone(), "it is held back"));
                }
            }
        }
    }

    /// Holds the record back until the end of a day.
    fn wait(&mut self, day: jiff::civil::Date, at: Location) {
        if self.not_yet.as_ref().is_none_or(|(before, _)| *before < day) {
            self.not_yet = Some((day, at));
        }
    }

    /// Splits off the front matter: its values, and either the position of the body or the range of the metadata block.
    /// `None` when it is never closed.
    fn front_matter(&mut self, text: &str) -> Option<(Metadata, usize, Option<TextRange>)> {
        let first = text.split_inclusive('\n').next().unwrap_or_default();
        if first.trim_end() != "---" {
            let Some(block) = dress::find(self.file.source) else { return Some((Metadata::default(), 0, None)) };
            let yaml = Yaml::part(self.file.source, block.inside.start, block.inside.end).written_in(block.dialect);
            return Some((self.read_yaml(yaml, "the record is"), 0, Some(block.whole.into())));
        }
        let mut offset = first.len();
        for line in text[first.len()..].split_inclusive('\n') {
            if matches!(line.trim_end(), "---" | "...") {
                let metadata = self.read_yaml(Yaml::part(self.file.source, first.len(), offset), "the record is");
                return Some((metadata, offset + line.len(), None));
            }
            offset += line.len();
        }
        if !begins_metadata(&text[first.len()..]) {
            return Some((Metadata::default(), first.len(), None));
        }
        self.diagnostics.push(
            Diagnostic::at(
                Problem::UnclosedFrontMatter,
                self.file.source.locate(0, 3),
                "the front matter is never closed; the record is held back, because it may say when it is to be public",
            )
            .hint("put a line `---` below the metadata"),
        );
        None
    }

    /// Reads metadata. `held` names, for the message, what is held back when a key that decides who may see it cannot
    /// be read.
    fn read_yaml(&mut self, yaml: Yaml<'_>, held: &str) -> Metadata {
        let before = self.diagnostics.len();
        let yaml = yaml.without_empty_values();
        let read = yaml.read::<Metadata>().into_value(&mut self.diagnostics);
        let because = |diagnostic: &mut Diagnostic| diagnostic.message.push_str(&format!("; {held} held back"));
        let Some(read) = read else {
            self.doubtful = true;
            self.diagnostics[before..].iter_mut().filter(|d| d.severity == Severity::Error).for_each(because);
            return Metadata::default();
        };
        let mut metadata = read.value;
        self.look_at_comments(&read.comments, before);
        let mut days_said = Vec::new();
        for lost in read.rejected_keys {
            let diagnostic = &mut self.diagnostics[before + lost.diagnostic];
            if (lost.unknown || lost.key == "status" || lost.key == "withdrawn")
                && let [(key, value)] = lost.pairs.as_slice()
                && not_yet::says_in_metadata(key, value) == Some(Says::Public)
            {
                let message = format!("“{key}: {value}” is read as `status: published`");
                let at = diagnostic.at.clone().unwrap_or_else(|| Location::file(&self.file.source.shown));
                *diagnostic = Diagnostic::at(Problem::OtherSpelling, at, message)
                    .hint("write `status: published`, or leave it out; what nothing holds back is public");
                if lost.key == "status" {
                    metadata.status = Some(Stage::Published);
                } else if metadata.status.is_none() && not_yet::is_draft_or_published(key) {
                    metadata.status = Some(Stage::NoDraft);
                }
                continue;
            }
            let said: Vec<Says> =
                lost.pairs.iter().filter_map(|(key, value)| not_yet::says_in_metadata(key, value)).collect();
            let is_doubtful = match lost.unknown {
                // A day is understood: the record waits until it is over.
                true => said.contains(&Says::NotYet) || (may_be_guard(&lost.key) && said.is_empty()),
                false => is_guard(&lost.key),
            };
            if is_doubtful {
                self.doubtful = true;
                if lost.unknown {
                    doubt_key(diagnostic, &lost.pairs);
                }
                because(diagnostic);
                continue;
            }
            let days = said.iter().filter_map(|says| if let Says::Until(day) = says { Some(*day) } else { None });
            if let Some(day) = days.max().filter(|_| lost.unknown) {
                let at = diagnostic.at.clone().unwrap_or_else(|| Location::file(&self.file.source.shown));
                days_said.push((day, at));
            }
        }
        for (day, at) in days_said {
            self.wait(day, at);
        }
        self.look_at_known_keys(&metadata, &yaml, held);
        self.look_at_remarks(&metadata, &yaml, held);
        let mut written = |key: &str, is: bool| {
            if is {
                self.places.put(key, yaml.place(&[PathStep::Key(key.to_owned())]));
            }
        };
        written("date", metadata.date.is_some());
        written("lang", metadata.lang.is_some());
        written("time_zone", metadata.time_zone.is_some());
        written("series", metadata.series.is_some());
        written("topics", metadata.topics.is_some());
        written("body", metadata.body.is_some());
        written("chair", metadata.chair.is_some());
        written("participants", metadata.participants.is_some());
        written("absent", metadata.absent.is_some());
        written("attachments", metadata.attachments.is_some());
        written("media", metadata.media.is_some());
        written("translations", metadata.translations.is_some());
        written("aliases", metadata.aliases.is_some());
        written("speakers", metadata.speakers.is_some());
        written("slug", metadata.slug.is_some());
        written("announced", metadata.announced.is_some());
        written("status", metadata.status.is_some());
        written("publish_at", metadata.publish_at.is_some());
        written("publish_hour", metadata.publish_hour.is_some());
        written("review_until", metadata.review_until.is_some());
        written("review_from", metadata.review_from.is_some());
        written("withdrawn", metadata.withdrawn.is_some());
        metadata
    }

    /// Looks for “not yet” in values of keys that do not decide who may see the record: `extra: {status: draft}`,
    /// `tags: [draft]`, a stamp in the title.
    fn look_at_known_keys(&mut self, metadata: &Metadata, yaml: &Yaml<'_>, held: &str) {
        let mut doubt = |key: &str, written: &str, day: Option<jiff::civil::Date>| {
            let at = yaml.place(&[PathStep::Key(key.to_owned())]);
            if let Some(day) = day {
                return self.wait(day, at);
            }
            self.doubtful = true;
            let message =
                format!("“{written}” under `{key}:` could mean that this is not to be seen yet; {held} held back");
            self.diagnostics.push(Diagnostic::at(Problem::UnreadMetadata, at, message).hint(NOT_YET_HINT));
        };
        for (outer, Leaves(leaves)) in metadata.extra.iter().flat_map(|extra| &extra.0) {
            for (inner, value) in leaves {
                let key = if inner.is_empty() { outer } else { inner };
                match not_yet::says_in_metadata(key, value) {
                    Some(Says::NotYet) => doubt("extra", &format!("{key}: {value}"), None),
                    Some(Says::Until(day)) => doubt("extra", &format!("{key}: {value}"), Some(day)),
                    Some(Says::Public) | None => {}
                }
            }
        }
        let topics = metadata.topics.iter().flat_map(|topics| &topics.0);
        for Scalar(topic) in topics {
            let key = if yaml.has_key(|key| key == "topics") { "topics" } else { "tags" };
            // Jekyll takes a text for several tags.
            let is_list = metadata.topics.as_ref().is_some_and(|topics| topics.0.len() > 1) || key == "topics";
            if not_yet::has_draft_tag(topic) || (!is_list && not_yet::has_draft_word(topic)) {
                doubt(key, topic, None);
            }
        }
        for (key, text) in [("title", &metadata.title), ("subtitle", &metadata.subtitle)] {
            let Some(Scalar(text)) = text else { continue };
            if not_yet::is_stamped(text)
                || (key == "subtitle" && not_yet::says_in_metadata(key, text) == Some(Says::NotYet))
            {
                doubt(key, text, None);
            }
        }
    }

    /// Looks for “not yet” in comments of metadata where no key decides who may see the record: `title: Budget #
    /// status: draft`.
    fn look_at_remarks(&mut self, metadata: &Metadata, yaml: &Yaml<'_>, held: &str) {
        let is_said = metadata.status.is_some()
            || metadata.publish_at.is_some()
            || metadata.review_until.is_some()
            || metadata.withdrawn.is_some();
        if is_said {
            return;
        }
        for (at, remark) in yaml.remarks() {
            let Some(found) = not_yet::find(remark, &[]) else { continue };
            let place = yaml.locate(at, remark.len() + 1);
            match found.until {
                Some(day) => self.wait(day, place),
                None => {
                    self.doubtful = true;
                    let written = remark.trim();
                    let message = format!(
                        "“# {written}” is a remark, and could mean that this is not to be seen yet; {held} held back"
                    );
                    let hint = "write `status: draft` on a line of its own, or `status: published` if it is public";
                    self.diagnostics.push(Diagnostic::at(Problem::UnreadMetadata, place, message).hint(hint));
                }
            }
        }
    }

    fn place(&self, key: &str) -> Location {
        self.places.of(key, &self.file.source.shown)
    }

    /// Determines the date, by the order of precedence, and the title without it. `None` when there is no date.
    fn date_and_title(
        &mut self,
        metadata: &Metadata,
        transcript: &super::transcript_reader::ParsedTranscript,
        stem: &str,
    ) -> Option<(Date, String)> {
        let written = metadata.date.as_ref().and_then(|Scalar(text)| {
            // A date-time counts as its date; the time is given by `start`.
            let date = self.day_of_moment(text, metadata).or_else(|| Date::parse(text));
            let date = date.or_else(|| Date::parse(text.get(..10)?)).or_else(|| worded_day(text));
            if date.is_none() {
                self.diagnostics.push(
                    Diagnostic::at(Problem::ImpossibleDate, self.place("date"), format!("“{text}” is no date"))
                        .hint("write it as in `2023-07-20`, `2023-07` or `2023`"),
                );
            }
            date
        });
        let heading = transcript.title.as_ref();
        // If the file name leaves the date open, the H1 may decide.
        let settled = heading.and_then(|(title, _)| {
            let leading =
                parse_leading_date(title).filter(|found| found.doubt == DateDoubt::None).and_then(|found| found.date);
            let day = leading.filter(|date| date.day().is_some()).or_else(|| Some(parse_trailing_date(title)?.0))?;
            let named = parse_leading_date(stem).filter(|found| found.doubt != DateDoubt::None)?.date?;
            named.agrees_with(day).then_some(day)
        });
        let from_name = self.leading_date(stem, None, written.or(settled).is_none());
        let is_open = written.or(settled).or(from_name.date).is_none();
        let from_heading = heading.map(|(title, range)| self.leading_date(title, Some(*range), is_open));
        if let (Some(name), Some(title), None) = (from_name.date, from_heading.as_ref().and_then(|d| d.date), written)
            && !name.agrees_with(title)
        {
            let at = heading.map_or_else(
                || Location::file(&self.file.source.shown),
                |(_, range)| self.file.source.locate(range.start as usize, 10),
            );
            self.diagnostics.push(
                Diagnostic::at(
                    Problem::DateMismatch,
                    at,
                    format!("the H1 says {title}, the file name {name}; the file name wins"),
                )
                .hint("correct whichever is wrong"),
            );
        }
        let date = written.or(settled).or(from_name.date).or_else(|| from_heading.as_ref().and_then(|d| d.date));
        let date = date.or(from_name.nearest).or_else(|| from_heading.as_ref().and_then(|d| d.nearest));
        // Some records give the date only at the end of the H1.
        let date = date.or_else(|| heading.and_then(|(title, _)| parse_trailing_date(title)).map(|(date, _)| date));
        let date = match date {
            Some(date) => date,
            None => self.day_in_name(stem, metadata.status.is_some())?,
        };

        if let Some(Scalar(title)) = &metadata.title {
            return Some((date, title.clone()));
        }
        let Some((title, _)) = heading else {
            let title = from_name.rest.replace(['-', '_'], " ").trim().to_owned();
            let title = if title.is_empty() { stem.to_owned() } else { title };
            self.report(
                Problem::MissingTitle,
                &format!("there is no H1 and no `title`; “{title}” is taken from the file name"),
                "begin the record with `# YYYY-MM-DD Title`",
            );
            return Some((date, title));
        };
        let rest = from_heading.map_or(title.as_str(), |leading| without_leading_date(&leading, title));
        let rest = without_trailing_date(rest, date).trim_matches(is_separator);
        Some((date, if rest.is_empty() { title.clone() } else { rest.to_owned() }))
    }

    /// The only day anywhere else in the file name, unless the name says that this is a draft and no `status:` says otherwise.
    fn day_in_name(&mut self, stem: &str, has_status: bool) -> Option<Date> {
        let date = only_day_within(stem).filter(|_| has_status || !not_yet::names_draft(stem))?;
        let message = format!("the day {date} is taken from within the file's name");
        self.report(
            Problem::DayInName,
            &message,
            "begin the name with `YYYY-MM-DD-`, or write `date:` in the front matter",
        );
        Some(date)
    }

    /// Day of a date-time with an offset in the record's time zone. Some editors write local midnight as a time in UTC.
    fn day_of_moment(&mut self, text: &str, metadata: &Metadata) -> Option<Date> {
        let Some(WrittenTime::Instant(instant)) = written(text) else { return None };
        let zone = match &metadata.time_zone {
            Some(Scalar(name)) => TimeZone::get(name).ok()?,
            None => self.config.time_zone.clone(),
        };
        let day = zone.to_datetime(instant).date();
        let date = Date::new(day.year(), Some(day.month() as u8), Some(day.day() as u8))?;
        if Date::parse(text.get(..10)?).is_some_and(|written| written != date) {
            let message = format!("“{text}” is {date} in the time zone of the record, and is taken for that day");
            self.diagnostics.push(
                Diagnostic::at(Problem::MovedDay, self.place("date"), message)
                    .hint(format!("write `date: {date}`, or the day that is meant")),
            );
        }
        Some(date)
    }

    /// Date at the beginning of the file name, or of the H1 at `place`. A doubtful date is reported if it matters.
    fn leading_date<'t>(&mut self, text: &'t str, place: Option<TextRange>, matters: bool) -> NamedDate<'t> {
        let none = NamedDate { date: None, nearest: None, doubt: DateDoubt::None, rest: text };
        let Some(found) = parse_leading_date(text) else { return none };
        let written = &text[..text.len() - found.rest.len()];
        let (problem, message, hint) = match found.date {
            None => (
                Problem::ImpossibleDate,
                format!("no calendar has the date {written}"),
                "correct the date; the year, or year and month, is used until then",
            ),
            Some(date) if found.doubt != DateDoubt::None && matters => {
                let shown = crate::text::shorten(text, 60);
                let message = match found.doubt {
                    DateDoubt::DayOrMonth => format!(
                        "“{shown}” is read as {date} alone: which of the numbers in front of the year is the day cannot be told"
                    ),
                    DateDoubt::MoreNumbers | DateDoubt::None => {
                        format!("“{shown}” is read as {date} alone, though more numbers follow")
                    }
                };
                let hint = "write the day as `2024-03-05`, or say it with `date:` in the front matter";
                (Problem::DoubtfulDate, message, hint)
            }
            Some(_) => return found,
        };
        let at = place.map_or_else(
            || Location::file(&self.file.source.shown),
            |range| self.file.source.locate(range.start as usize, 10),
        );
        self.diagnostics.push(Diagnostic::at(problem, at, message).hint(hint));
        found
    }

    fn slug(&mut self, written: &str, key: &str) -> String {
        let slug = slugify(written);
        if slug.shortened {
            let at = if key.is_empty() { Location::file(&self.file.source.shown) } else { self.place(key) };
            self.diagnostics.push(
                Diagnostic::at(
                    Problem::SlugTooLong,
                    at,
                    format!("the address is longer than file systems allow; it becomes “{}”", slug.text),
                )
                .hint("give the record a shorter `slug:`"),
            );
        }
        slug.text
    }

    fn siblings(&self, translations: Option<OneOrMany<Scalar>>) -> Vec<Box<str>> {
        let folder = folder_of(self.file.path);
        scalars(translations).map(|path| crate::text::source::resolve(folder, &path).unwrap_or(path).into()).collect()
    }

    fn language(
        &mut self,
        written: Option<&Scalar>,
        suffix: Option<Language>,
        sections: &[crate::record::Section],
        text: &str,
    ) -> Language {
        if let Some(Scalar(tag)) = written {
            match Language::parse(tag) {
                Some(language) => return language,
                None => self.diagnostics.push(
                    Diagnostic::at(
                        Problem::InvalidLanguage,
                        self.place("lang"),
                        format!("“{tag}” is not a language tag"),
                    )
                    .hint("write it as in `en`, `zh-Hant` or `pt-BR` (BCP 47)"),
                ),
            }
        }
        if let Some(language) = suffix {
            return language;
        }
        let detected = detect_language(&sample(sections, text)).and_then(Language::parse);
        self.fitting(detected)
    }

    /// The detected language in the form that the site uses, or else the site's first language.
    fn fitting(&self, detected: Option<Language>) -> Language {
        let languages = &self.config.languages;
        let Some(detected) = detected else {
            return languages.first().cloned().unwrap_or_else(english);
        };
        languages
            .iter()
            .find(|l| **l == detected)
            .or_else(|| languages.iter().find(|l| l.primary() == detected.primary()))
            .cloned()
            .unwrap_or(detected)
    }

    fn withheld(&self) -> Document {
        Document::Withheld { source: self.file.id, path: Arc::clone(self.file.path) }
    }

    /// Determines who may see the record; `None` when that is unknown, so that nobody may. `date` is the date of the
    /// meeting.
    fn visibility(&mut self, metadata: &Metadata, date: Option<Date>) -> Option<Visibility> {
        let day = date.filter(|date| date.day().is_some()).map(Date::first_day);
        let (config, shown) = (self.config, &self.file.source.shown);
        let settled = VisibilityInput { metadata, config, places: &self.places, shown, day };
        let mut visibility = visibility(&settled).into_value(&mut self.diagnostics);
        if let Some((day, at)) = self.not_yet.take() {
            let zone = match &metadata.time_zone {
                None => Some(config.time_zone.clone()),
                Some(Scalar(name)) => TimeZone::get(name).ok(),
            };
            let over = zone.and_then(|zone| end_of(day, &zone));
            match (over, &mut visibility) {
                (Some(over), Some(visibility)) => {
                    visibility.publish_at = visibility.publish_at.max(Some(over));
                    self.waits = Some((over, Box::new(unread(at, &format!("it is held back until {day} is over")))));
                }
                _ => visibility = None,
            }
        }
        self.doubtful |= visibility.is_none();
        visibility.filter(|_| !self.doubtful)
    }

    /// Masks the text that is not published; positions stay the same.
    fn without(&mut self, found: &Hidden, text: Arc<String>, body: usize) -> Arc<String> {
        if found.ranges.is_empty() {
            return text;
        }
        let offset = |range: &TextRange| TextRange::from(body + range.start as usize..body + range.end as usize);
        self.hidden = found.ranges.iter().map(offset).collect();
        Arc::new(masked(&text, &self.hidden))
    }

    /// Hides further ranges, which may contain or overlap others.
    fn hide(&mut self, more: impl IntoIterator<Item = TextRange>) {
        self.hidden = joined(std::mem::take(&mut self.hidden), more);
    }

    /// Removes the footnotes from the text and writes their marks as numbers; positions stay the same.
    fn without_notes(&mut self, found: &Notes, text: Arc<String>) -> Arc<String> {
        if found.lines.is_empty() {
            return text;
        }
        self.hide(found.lines.iter().copied());
        self.marks.clone_from(&found.marks);
        Arc::new(words(&text, &found.lines, &self.marks))
    }

    /// Marks each used link definition in the text, and collects the definitions. `starts` are the positions of the
    /// texts that are drawn separately; each note is such a text too.
    fn with_definitions(
        &mut self,
        starts: &[usize],
        found: &mut Notes,
        text: Arc<String>,
    ) -> (Vec<crate::record::ReferenceDefinition>, Arc<String>) {
        let ends = starts.iter().skip(1).copied().chain([text.len()]);
        let mut parts: Vec<&str> = starts.iter().zip(ends).map(|(start, end)| &text[*start..end]).collect();
        parts.extend(found.notes.iter().map(|note| note.text.as_str()));
        let Definitions { references, used } = definitions(&parts);
        let (in_text, in_notes) = used.split_at(starts.len());
        self.definitions =
            starts.iter().zip(in_text).flat_map(|(start, used)| used.iter().map(|at| *start as u32 + at)).collect();
        for (note, used) in found.notes.iter_mut().zip(in_notes) {
            if !used.is_empty() {
                note.text = with_used(&note.text, used).into_owned();
            }
        }
        match self.definitions.is_empty() {
            true => (references, text),
            false => (references, Arc::new(with_used(&text, &self.definitions).into_owned())),
        }
    }

    /// Reports mistakes in the notes, and inspects their texts.
    fn tell_notes(&mut self, found: &Notes, text: &str, references: &[crate::record::ReferenceDefinition]) {
        let source = self.file.source;
        for (at, length) in found.without_note.iter().take(MOST_FINDINGS) {
            let mark = text.get(*at..at + length).unwrap_or_default();
            let message = if *length > 1 {
                format!("the mark “{mark}” has no note, and is shown as it is typed")
            } else {
                "a mark in this note has no note, and is shown as it is typed".to_owned()
            };
            self.diagnostics.push(
                Diagnostic::at(Problem::LostNote, source.locate(*at, *length), message)
                    .hint("write the note on a line of its own, `[^1]: …`, anywhere in the record; in front of brackets that are no mark write `\\`"),
            );
        }
        for at in found.twice.iter().take(MOST_FINDINGS) {
            self.diagnostics.push(
                Diagnostic::at(
                    Problem::LostNote,
                    source.locate(*at, 1),
                    "a note of this name stands above; marks lead to that one, and this one stands at the end of the record",
                )
                .hint("give one of the two another name"),
            );
        }
        for (index, note) in found.notes.iter().enumerate() {
            if index >= found.used && !found.twice.contains(&note.at) && index - found.used < MOST_FINDINGS {
                self.diagnostics.push(
                    Diagnostic::at(
                        Problem::LostNote,
                        source.locate(note.at, 1),
                        "no mark leads to this note; it stands at the end of the record",
                    )
                    .hint("put its mark, `[^1]`, where it belongs"),
                );
            }
            self.inspect_text(&note.text, note.at, false, references);
        }
    }

    fn tell_hidden(&mut self, found: &Hidden, body: usize) {
        let source = self.file.source;
        let mut tell = |problem: Problem, at: usize, length: usize, message: String, hint: &str| {
            self.told += 1;
            if self.told <= MOST_FINDINGS {
                self.diagnostics.push(Diagnostic::at(problem, source.locate(body + at, length), message).hint(hint));
            }
        };
        for (at, name) in &found.elements {
            let (message, hint) = match *name {
                "iframe" => (
                    "what stands within the <iframe> is dropped: no browser shows it".to_owned(),
                    "write what is to be read in front of the <iframe> or behind it",
                ),
                _ => (
                    format!("the <{name}> is dropped with all that is in it"),
                    "pages of records run no programs; write what is to be read as Markdown",
                ),
            };
            tell(Problem::DroppedHtml, *at, 1, message, hint);
        }
        for (at, name) in &found.unclosed {
            if *name == COMMENT {
                let message = "the comment `<!--` is never closed, so it hides nothing and is shown as it is typed";
                tell(Problem::UnclosedHtml, *at, 4, message.to_owned(), "write `-->` where it is to end");
            } else {
                let message = format!("the <{name}> is never closed, so what follows is shown as words");
                tell(Problem::UnclosedHtml, *at, 1, message, &format!("write `</{name}>` where it is to end"));
            }
        }
        for at in &found.doubled {
            let message = "within this comment another begins; all is hidden up to the first `-->`";
            tell(
                Problem::UnclosedHtml,
                *at,
                4,
                message.to_owned(),
                "if the first was to end before, write `-->` there",
            );
        }
    }

    /// Inspects every text for parts that will not be published as written.
    fn inspect_all(
        &mut self,
        sections: &[crate::record::Section],
        text: &str,
        references: &[crate::record::ReferenceDefinition],
    ) {
        for contribution in sections.iter().flat_map(|section| &section.contributions) {
            contribution.texts().for_each(|range| self.inspect(range, text, references));
        }
    }

    fn inspect(&mut self, range: TextRange, text: &str, references: &[crate::record::ReferenceDefinition]) {
        self.inspect_text(range.of(text), range.start as usize, true, references);
    }

    /// Inspects a text that begins at `start`. A footnote's lines were joined, so only its beginning has a known
    /// location.
    fn inspect_text(
        &mut self,
        written: &str,
        start: usize,
        is_as_written: bool,
        references: &[crate::record::ReferenceDefinition],
    ) {
        if is_plain(written) {
            return;
        }
        if is_nested_too_deeply(written) {
            self.diagnostics.push(
                Diagnostic::at(
                    Problem::NestingTooDeep,
                    self.locator.locate(start, 1),
                    "quotations, lists or brackets are nested too deeply; the text is shown as it is typed",
                )
                .hint("a transcript needs no more than a few levels"),
            );
            return;
        }
        if is_too_much(written) {
            self.diagnostics.push(
                Diagnostic::at(
                    Problem::OverLimit,
                    self.locator.locate(start, 1),
                    "this text holds more signs of markup than anybody would type; it is shown as it is typed",
                )
                .hint("divide it, or put what a program made into a file of its own and link to that"),
            );
            return;
        }
        let (diagnostics, links, told) = (&mut self.diagnostics, &mut self.links, &mut self.told);
        let locator = &mut self.locator;
        inspect(written, references, |offset, finding| {
            let is_link = matches!(finding, Finding::RelativeLink(_) | Finding::OutsideLink(_));
            *told += usize::from(!is_link);
            if *told > MOST_FINDINGS && !is_link {
                return;
            }
            if matches!(finding, Finding::OutsideLink(_)) {
                return;
            }
            let at = locator.locate(if is_as_written { start + offset } else { start }, 1);
            let mut diagnostic = match finding {
                Finding::OutsideLink(_) => return,
                Finding::RelativeLink(target) => {
                    links.push((target.into(), at));
                    return;
                }
                // Reported once for the whole file.
                Finding::DroppedElement(_) => return,
                Finding::DroppedTag(name) => Diagnostic::at(
                    Problem::DroppedHtml,
                    at,
                    format!("the tag <{name}> is dropped; its text is kept"),
                )
                .hint("write Markdown instead; only br, a, b, i, em, strong, sup, sub and videos in an iframe pass"),
                Finding::DroppedFrame => Diagnostic::at(
                    Problem::DroppedHtml,
                    at,
                    "the <iframe> is dropped, because its `src` leads to no page elsewhere",
                )
                .hint("write `src=\"https://…\"` with the address of a film, or a link in Markdown"),
                Finding::DroppedHandler(name) => Diagnostic::at(
                    Problem::DroppedHtml,
                    at,
                    format!("what <{name}> would run is dropped; the tag stays"),
                )
                .hint("pages of records run no programs"),
                Finding::UnclosedTag(name) => Diagnostic::at(
                    Problem::UnclosedHtml,
                    at,
                    format!("the tag <{name}> is not closed in its paragraph"),
                )
                .hint(format!("write `</{name}>` where it is to end")),
                Finding::SpacedLink(target) => Diagnostic::at(
                    Problem::LostLink,
                    at,
                    format!("“{target}” is no link, because there are spaces in it; it is shown as it is typed"),
                )
                .hint(format!("write `(<{target}>)`, or `({})`", target.replace(' ', "%20"))),
                Finding::SplitLink(target) => Diagnostic::at(
                    Problem::LostLink,
                    at,
                    format!("“{target}” is no link, because there is a space in front of its bracket; it is shown as it is typed"),
                )
                .hint(format!("write `]({target})` without the space")),
                Finding::DrawnTable => Diagnostic::at(
                    Problem::DrawnTable,
                    at,
                    "this looks like a table that is drawn with lines; it is shown as words in a row",
                )
                .hint("put `|` between the cells and a row `|---|---|` below the first, as `pandoc -t gfm` writes it"),
                Finding::UnsafeLink(target) => Diagnostic::at(
                    Problem::UnsafeLink,
                    at,
                    format!("the link to “{target}” is dropped; its text is kept"),
                )
                .hint(SCHEMES_HINT),
            };
            if *told == MOST_FINDINGS {
                diagnostic.message.push_str("; there may be more, of which you will hear when these are mended");
            }
            diagnostics.push(diagnostic);
        });
    }

    fn page(
        &mut self,
        metadata: Metadata,
        transcript: &super::transcript_reader::ParsedTranscript,
        (footnotes, references): (Notes, Vec<crate::record::ReferenceDefinition>),
        text: &str,
        body: usize,
        (stem, suffix): (&str, Option<&Language>),
    ) -> Document {
        let Some(visibility) = self.visibility(&metadata, None) else { return self.withheld() };
        let (title, start) = match (&metadata.title, &transcript.title) {
            (title, Some((heading, range))) => {
                let after = text[range.end as usize..].find('\n').map_or(text.len(), |at| range.end as usize + at + 1);
                (title.as_ref().map_or_else(|| heading.clone(), |s| s.0.clone()), after)
            }
            (Some(Scalar(title)), None) => (title.clone(), body),
            (None, None) => {
                self.report(
                    Problem::MissingTitle,
                    "the page has no H1 and no `title`",
                    "begin the page with `# Title`",
                );
                (stem.to_owned(), body)
            }
        };
        let range = TextRange::from(start..text.len().max(start));
        self.inspect(range, text, &[]);
        let references = match footnotes.notes.is_empty() {
            true => Vec::new(),
            false => self.bound_references(references, &text[body..], body),
        };
        self.tell_notes(&footnotes, text, &references);
        let lang = match (&metadata.lang, suffix) {
            (None, Some(suffix)) => suffix.clone(),
            (written, _) => self.language(written.as_ref(), None, &transcript.sections, text),
        };
        let default = self.config.languages.first();
        let slug = match (&metadata.slug, suffix) {
            (Some(Scalar(slug)), _) => slug.split('/').map(|part| slugify(part).text).collect::<Vec<_>>().join("/"),
            // A page in another language belongs into that language's folder.
            (None, Some(suffix)) if default != Some(suffix) => {
                format!("{}/{}", suffix.as_str().to_lowercase(), slugify(stem).text)
            }
            (None, _) => slugify(stem).text,
        };
        Document::Page(Arc::new(Page {
            source: self.file.id,
            path: Arc::clone(self.file.path),
            slug: slug.into(),
            title: title.into(),
            lang,
            text: range,
            notes: footnotes.notes.into_iter().map(footnote).collect(),
            references,
            translations: self.siblings(metadata.translations),
            aliases: boxed(metadata.aliases),
            visibility,
            places: std::mem::take(&mut self.places),
        }))
    }
}

/// Reads a date in words: `5 March 2024`, `2024年3月5日`.
fn worded_day(text: &str) -> Option<Date> {
    let found = parse_leading_date(text.trim()).filter(|found| found.doubt == DateDoubt::None)?;
    found.date.filter(|_| found.rest.trim_matches(is_separator).is_empty())
}

/// Hint for metadata that could mean “not yet” and is not understood.
const NOT_YET_HINT: &str = "write `status: draft`, or `publish_at:` with the day; if it is public, leave this out or write `status: published` instead";

/// Turns the diagnostic of an unknown key into an error if the key could mean “not yet”.
fn doubt_key(diagnostic: &mut Diagnostic, pairs: &[(String, String)]) {
    let said = pairs.iter().find(|(key, value)| not_yet::says_in_metadata(key, value) == Some(Says::NotYet));
    diagnostic.severity = Severity::Error;
    if let Some((key, value)) = said {
        diagnostic
            .message
            .push_str(&format!(", and “{key}: {}” could mean that this is not to be seen yet", shorten(value, 60)));
        diagnostic.hint = Some(NOT_YET_HINT.into());
    }
}

/// Diagnostic for a line outside the metadata that could mean “not yet”.
fn unread(at: Location, consequence: &str) -> Diagnostic {
    let written = at.excerpt.trim();
    let message = format!(
        "“{written}” looks like metadata that says who may see this, and stands where metadata is not read; {consequence}"
    );
    Diagnostic::at(Problem::UnreadMetadata, at, message).hint(
        "write it between two lines `---` at the very top of the file; if these are words of the record, put them below \
         a `##` heading or say them in a sentence; if it is public, take the line out",
    )
}

/// Metadata in a file of its own, in the format of the file's extension.
fn beside(source: &SourceText) -> Yaml<'_> {
    Yaml::file(source).written_in(dialect_of(source))
}

fn dialect_of(source: &SourceText) -> Dialect {
    match () {
        () if has_extension(&source.shown, "toml") => Dialect::Toml,
        () if has_extension(&source.shown, "json") => Dialect::Json,
        () => Dialect::Yaml,
    }
}

/// Reports whether the text after a line `---` that is never repeated is metadata rather than a record: its first line
/// looks like a key, or one of its first lines is a known key.
fn begins_metadata(text: &str) -> bool {
    let key = |line: &str| line.split_once(':').map(|(key, _)| key.trim().to_lowercase());
    let is_known = |line: &str| key(line).is_some_and(|key| KEYS.contains(&key.as_str()) || may_be_guard(&key));
    let mut lines = text.lines().take(40);
    lines.next().is_some_and(|line| line.contains(':') && !line.starts_with('#') || is_known(line))
        || lines.take_while(|line| !line.starts_with("##")).any(is_known)
}

/// Removes the date from the beginning of a title, unless the text after it shows that it is part of the title
/// (`1999年…`).
fn without_leading_date<'t>(leading: &NamedDate<'t>, title: &'t str) -> &'t str {
    if leading.rest.starts_with(['年', '년']) { title } else { leading.rest }
}

fn footnote(found: FoundNote) -> Footnote {
    Footnote { text: found.text.into(), at: found.at as u32 }
}

/// Diagnostic for a file without a date, which therefore is not a record: a warning if it seems to be meant as one.
fn undated(source: &SourceText, stem: &str, title: Option<&str>, text: &str) -> Diagnostic {
    let speaks = || {
        let mut labels = text.lines().filter_map(|line| line.strip_prefix("### "));
        labels.any(|label| is_label(label.trim_end()))
    };
    let within = [Some(stem), title].into_iter().flatten().find_map(|text| Some((text, day_within(text)?)));
    let begin = "begin the file's name with `YYYY-MM-DD-`, or write `date:` in its front matter";
    let (message, hint, is_meant) = match within {
        Some((written, date)) => (
            format!(
                "“{}” holds the date {date}, but not at its beginning: the file is no record, and is not published",
                crate::text::shorten(written, 60)
            ),
            begin,
            true,
        ),
        None if speaks() => (
            "speakers are named in this file, but no date that can be read begins its name or its H1, and there is no `date:`: it is no record, and is not published".to_owned(),
            begin,
            true,
        ),
        None => (
            "no date that can be read begins its name or its H1, and there is no `date:`: not a record, not published".to_owned(),
            "begin the file's name with `YYYY-MM-DD-`, or move it to `content/pages/`",
            false,
        ),
    };
    let mut diagnostic = Diagnostic::at(Problem::SkippedFile, Location::file(&source.shown), message).hint(hint);
    if is_meant {
        diagnostic.severity = Severity::Warning;
    }
    diagnostic
}

/// Reports whether a character separates a date from a title, as found in real records.
fn is_separator(c: char) -> bool {
    c.is_whitespace() || matches!(c, '-' | '\u{2010}' | '\u{2011}' | '_' | '\u{a0}')
}

/// Removes the date from the end of a title, with a preposition before it: some records have it there (2016-05-04).
fn without_trailing_date(title: &str, date: Date) -> &str {
    const PREPOSITIONS: [&str; 12] = ["of", "on", "for", "from", "at", "vom", "am", "du", "le", "de", "del", "dal"];
    let compact = date.to_string().replace('-', "");
    let slashed = date.to_string().replace('-', "/");
    for written in [date.to_string(), compact, slashed] {
        if let Some(rest) = title.trim_end().strip_suffix(&written)
            && rest.ends_with(is_separator)
        {
            let bare = rest.trim_end_matches(is_separator);
            let (before, last) = bare.rsplit_once(is_separator).unwrap_or(("", bare));
            return if PREPOSITIONS.contains(&last) && !before.is_empty() { before } else { rest };
        }
    }
    title
}

/// Splits the language off a stem such as `about.zh-Hant`.
fn split_language_suffix(stem: &str) -> (&str, Option<Language>) {
    let Some((rest, suffix)) = stem.rsplit_once('.') else { return (stem, None) };
    let primary = suffix.split('-').next().unwrap_or_default();
    let lower = suffix.len() >= 2 && primary.len() == 2 && primary.bytes().all(|b| b.is_ascii_lowercase());
    match lower.then(|| Language::parse(suffix)).flatten() {
        Some(language) if !rest.is_empty() => (rest, Some(language)),
        _ => (stem, None),
    }
}

fn english() -> Language {
    Language::parse("en").unwrap_or_else(|| unreachable!("`en` is a language tag"))
}

fn scalars(list: Option<OneOrMany<Scalar>>) -> impl Iterator<Item = String> {
    list.unwrap_or_default().0.into_iter().map(|s| s.0)
}

fn boxed(list: Option<OneOrMany<Scalar>>) -> Vec<Box<str>> {
    scalars(list).map(String::into_boxed_str).collect()
}

fn corrections(list: Option<OneOrMany<CorrectionEntry>>) -> Vec<CorrectionNote> {
    let entries = list.unwrap_or_default().0.into_iter();
    entries.map(|entry| CorrectionNote { note: text_of(entry.note), minor: entry.minor }).collect()
}

fn text_of(text: Option<Scalar>) -> Option<Box<str>> {
    text.filter(|text| !text.0.is_empty()).map(|text| text.0.into())
}

/// Number of bytes of text from which the language is guessed.
const SAMPLE: usize = 1200;

/// First words of the record, from the middle of speeches rather than from boilerplate.
fn sample(sections: &[crate::record::Section], text: &str) -> String {
    let mut sample = String::new();
    let all = || sections.iter().flat_map(|section| &section.contributions);
    for contribution in all() {
        if let Contribution::Speech(speech) = contribution {
            for block in &speech.blocks {
                push_plain_text(&mut sample, head(block.text.of(text), SAMPLE), &[], SAMPLE);
                sample.push(' ');
            }
        }
        if sample.len() > SAMPLE {
            return sample;
        }
    }
    for contribution in all() {
        if let Contribution::Note(note) = contribution {
            push_plain_text(&mut sample, head(note.text.of(text), SAMPLE), &[], SAMPLE);
        }
    }
    if sample.trim().is_empty() {
        sample.push_str(head(text, SAMPLE));
    }
    sample
}

/// Length of an excerpt, in characters.
const EXCERPT: usize = 160;

/// First spoken words, for lists, feeds and search engines.
fn excerpt(
    sections: &[crate::record::Section],
    text: &str,
    references: &[crate::record::ReferenceDefinition],
) -> String {
    let mut words = String::new();
    for contribution in sections.iter().flat_map(|section| &section.contributions) {
        let Contribution::Speech(speech) = contribution else { continue };
        for block in speech.blocks.iter().filter(|block| block.kind == BlockKind::Prose) {
            push_plain_text(&mut words, head(block.text.of(text), EXCERPT * 8), references, EXCERPT * 4);
            if words.chars().count() > EXCERPT {
                return crate::text::shorten(&words, EXCERPT);
            }
        }
    }
    words
}
