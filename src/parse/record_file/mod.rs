//! Parses one Markdown file: whether it is a record, a page or neither, and its content.

mod decision_findings;
mod excerpt;
mod holds;
mod record_attendance;
mod record_date;
mod record_language;
mod record_limits;
mod record_metadata;
mod record_parser;
mod text_findings;
mod unpublished_text;

use std::sync::Arc;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::config::{Config, Labels};
use crate::markdown::{
    FoundNote, NoteMark, Notes, fenced, hidden, joined, masked, notes, page_headings, parts, with_used,
};
use crate::parse::attendance_entries::AttendeeEntry;
use crate::parse::dress;
use crate::parse::entries::{AnyEntry, OneOrMany, Pairs, Scalar};
use crate::parse::front_matter::{CorrectionEntry, Metadata, SpeechesEntry};
use crate::parse::highlight_entry::HighlightEntry;
use crate::parse::registry_file::links;
use crate::parse::status_entries::summary;
use crate::parse::transcript::oddities;
use crate::parse::transcript::{Speakers, read_transcript};
use crate::record::{
    CorrectionNote, Document, Footnote, Highlight, Label, Language, Meeting, MeetingDetails, NameIndex, Page, Presence,
    Section, SpeakerName, Status, TOPICS_KEY, TextRange, TextStatus, TimeScale, TranscriptKind, Visibility,
};
use crate::report::diagnostic::{Diagnostic, Location, Problem, Reported};
use crate::text::slug::slugify;
use crate::text::source::{PublishedText, RelativeLinks, SourceId, SourceText, folder_of, stem_of};
use decision_findings::has_decisions;
use excerpt::excerpt;
use record_attendance::{AttendanceKeys, attendance_of};
use record_date::undated;
use record_language::split_language_suffix;
use record_limits::MOST_TOPICS;
use record_metadata::{beside, dialect_of};
use record_parser::Parser;
use unpublished_text::words;

pub(super) use record_language::language_hint;
pub use record_parser::RecordFile;

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

    /// Makes of the text of the file its words: without the parts that are not published. All positions stay the same.
    pub fn published_text(&self) -> PublishedText {
        let (hidden, marks, definitions) = (self.hidden.clone(), self.marks.clone(), self.definitions.clone());
        Arc::new(move |source: SourceText| {
            let words = words(&source.text, &hidden, &marks);
            SourceText { shown: source.shown, text: Arc::new(with_used(&words, &definitions).into_owned()) }
        })
    }
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

impl<'a> Parser<'a> {
    fn document(&mut self) -> Document {
        let text = Arc::clone(&self.file.source.text);
        if text.trim().is_empty() {
            self.report(Problem::EmptyRecord, "the file is empty", "write the record, or delete the file");
            return Document::Nothing;
        }
        if self.has_conflict(&text) {
            return self.withheld();
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
        let page = self.config.is_page(self.file.path);
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
        let mut footnotes = notes(&text, body, (!page).then_some(labels));
        let text = self.without_notes(&footnotes, text);
        if self.has_too_many_headings(&text, body) {
            return Document::Nothing;
        }
        // A page is drawn as a single text.
        let starts = if page { vec![body] } else { parts(&text, body) };
        let (references, text) = self.with_definitions(&starts, &mut footnotes, text);
        let mut transcript = read_transcript(&text, body, speakers, &self.config.decision_words);
        self.look_for_unread(&transcript, body, block);
        let (stem, suffix) = split_language_suffix(stem_of(self.file.path));
        self.look_at_name(stem, &metadata);
        if page {
            self.report_hidden(&found, body);
            return self.page(metadata, &transcript, (footnotes, references), &text, body, (stem, suffix.as_ref()));
        }
        let Some((date, title)) = self.date_and_title(&metadata, &transcript, stem) else {
            let title = transcript.title.as_ref().map(|(title, _)| &**title);
            self.diagnostics.push(undated(self.file.source, stem, title, &text[body..]));
            return Document::Nothing;
        };
        self.report_hidden(&found, body);
        let references = self.bound_references(references, &text[body..], body);
        for heading in &transcript.marked {
            self.inspect(*heading, &text, &references);
        }
        self.inspect_all(&transcript.sections, &text, &references);
        self.tell_notes(&footnotes, &text, &references);
        self.tell_contradictions(&transcript.sections, &text);
        self.tell_unread_days(&transcript.sections, &text);
        self.tell_unread_decisions(&transcript.sections, &text);
        let excerpt = excerpt(&transcript.sections, &text, &references);
        let lang = self.language(metadata.lang.as_ref(), suffix, &transcript.sections, &text);
        let Some(visibility) = self.visibility(&metadata, Some(date)) else { return self.withheld() };
        oddities::of_headings(&transcript.odd, self.file.source, &mut self.diagnostics);
        // A withdrawn record may be empty.
        if speakers != Speakers::None && visibility.withdrawn.is_none() {
            let is_out = visibility.status == Status::Published && visibility.announcement.is_none();
            if !transcript.by_lines {
                let speeches = transcript.tallies.iter().map(|tally| tally.speeches as usize).sum();
                if speeches > 0 || !has_decisions(&transcript.sections) {
                    oddities::of_silence(speeches, self.file.source, &text, body, is_out, &mut self.diagnostics);
                }
            }
        }
        let slug = match metadata.slug {
            Some(Scalar(slug)) => self.slug(&slug, "slug"),
            None => self.slug(stem_of(self.file.path), ""),
        };
        let speakers = metadata.speakers.unwrap_or_default();
        let listed = speakers.names.into_iter().map(|name| AttendeeEntry { name, stay: None });
        let participants = listed.chain(metadata.participants.unwrap_or_default().0).collect();
        let keys = AttendanceKeys {
            lists: [
                (Presence::Present, Some(OneOrMany(participants))),
                (Presence::InAttendance, metadata.in_attendance),
                (Presence::Apologies, metadata.apologies),
                (Presence::Absent, metadata.absent),
            ],
            quorum: metadata.quorum,
        };
        let (attendance, presiding) = attendance_of(keys, &transcript.sections, &mut transcript.names);
        let names = &mut transcript.names;
        let chair = metadata.chair.map(|Scalar(label)| {
            names.push(Arc::new(SpeakerName { label: Label::new(&label), first_seen: 0 }));
            names.len() as NameIndex - 1
        });
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
            topics: with_topics_of_items(boxed(metadata.topics), &transcript.sections),
            terms: self.terms(metadata.taxonomies),
            body: text_of(metadata.body),
            place: text_of(metadata.place),
            highlights: highlights(metadata.highlight),
            attachments: links(metadata.attachments.unwrap_or_default()),
            media: links(metadata.media.unwrap_or_default()),
            times: metadata.times.map(TimeScale::from),
            translations: self.siblings(metadata.translations),
            aliases: boxed(metadata.aliases),
            licence: text_of(metadata.licence),
            attribution: text_of(metadata.attribution),
            redistribute: metadata.redistribute.is_none_or(|given| is_yes(&given)),
            time_zone: metadata.time_zone.as_ref().map(|zone| zone.0.as_str().into()),
            text_status: TextStatus {
                approval: metadata.approval.map(|approval| approval.into_approval(|path| self.beside_file(path))),
                transcript: metadata.transcript.map(TranscriptKind::from),
            },
            summary: summary(metadata.summary, metadata.summary_by),
            extra: extra(metadata.extra),
            template: template(metadata.template),
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
            chair: chair.or(presiding),
            attendance: Arc::new(attendance),
            sections: transcript.sections.into(),
        }))
    }

    /// Terms under each taxonomy of the site; other taxonomies are reported.
    fn terms(&mut self, written: Option<Pairs<OneOrMany<Scalar>>>) -> Vec<(Box<str>, Vec<Box<str>>)> {
        let mut written = written.unwrap_or_default().0;
        let own = &self.config.taxonomies;
        for (key, _) in written.iter().filter(|(key, _)| !own.iter().any(|own| **own == **key)) {
            let message = format!("“{key}” is not a taxonomy of this site");
            let hint = match key.as_str() {
                TOPICS_KEY => "write `topics:` as a key of the metadata".to_owned(),
                _ => format!("declare it in site.yml: `taxonomies: {{{key}: its name}}`"),
            };
            self.diagnostics.push(Diagnostic::at(Problem::UnknownReference, self.place(key), message).hint(hint));
        }
        let of_taxonomy = |key: &str| {
            let place = written.iter().position(|(written, _)| **written == *key)?;
            let mut terms: Vec<Box<str>> = Vec::new();
            for Scalar(term) in written.swap_remove(place).1.0 {
                let term = term.trim();
                if !term.is_empty() && !terms.iter().any(|known| **known == *term) {
                    terms.push(term.into());
                }
            }
            (!terms.is_empty()).then(|| (key.into(), terms))
        };
        own.iter().map(|key| &**key).filter_map(of_taxonomy).collect()
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

    /// A path relative to the file, as one relative to the content.
    fn beside_file(&self, path: String) -> Box<str> {
        crate::text::source::resolve(folder_of(self.file.path), &path).unwrap_or(path).into()
    }

    fn siblings(&self, translations: Option<OneOrMany<Scalar>>) -> Vec<Box<str>> {
        scalars(translations).map(|path| self.beside_file(path)).collect()
    }

    fn page(
        &mut self,
        metadata: Metadata,
        transcript: &crate::parse::transcript::ParsedTranscript,
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
                    "begin the page with `# Title`, with a space behind the `#`",
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
            headings: page_headings(range.of(text)),
            notes: footnotes.notes.into_iter().map(footnote).collect(),
            references,
            translations: self.siblings(metadata.translations),
            aliases: boxed(metadata.aliases),
            extra: extra(metadata.extra),
            template: template(metadata.template),
            visibility,
            places: std::mem::take(&mut self.places),
        }))
    }
}

fn footnote(found: FoundNote) -> Footnote {
    Footnote { text: found.text.into(), at: found.at as u32 }
}

fn scalars(list: Option<OneOrMany<Scalar>>) -> impl Iterator<Item = String> {
    list.unwrap_or_default().0.into_iter().map(|s| s.0)
}

fn boxed(list: Option<OneOrMany<Scalar>>) -> Vec<Box<str>> {
    scalars(list).map(String::into_boxed_str).collect()
}

/// Name of a template, with its extension.
fn template(written: Option<Scalar>) -> Option<Box<str>> {
    let name = text_of(written)?;
    Some(if name.contains('.') { name } else { format!("{name}.html").into() })
}

/// Values for templates as a JSON object, if there are any.
fn extra(values: Option<Pairs<AnyEntry>>) -> Option<Box<str>> {
    let values = values.filter(|values| !values.0.is_empty())?;
    Some(values.into_json().to_string().into())
}

fn highlights(list: Option<OneOrMany<HighlightEntry>>) -> Vec<Highlight> {
    list.unwrap_or_default().0.into_iter().map(HighlightEntry::into_highlight).collect()
}

fn corrections(list: Option<OneOrMany<CorrectionEntry>>) -> Vec<CorrectionNote> {
    let entries = list.unwrap_or_default().0.into_iter();
    entries.map(|entry| CorrectionNote { note: text_of(entry.note), minor: entry.minor }).collect()
}

/// Reports whether a value permits something. Whatever is not understood does not.
fn is_yes(Scalar(given): &Scalar) -> bool {
    matches!(given.trim().to_lowercase().as_str(), "yes" | "true")
}

fn text_of(text: Option<Scalar>) -> Option<Box<str>> {
    text.filter(|text| !text.0.is_empty()).map(|text| text.0.into())
}

/// Topics of the meeting and of its items, each once.
fn with_topics_of_items(mut topics: Vec<Box<str>>, sections: &[Section]) -> Vec<Box<str>> {
    let of_items = sections.iter().filter_map(|section| section.item.as_ref()).flat_map(|item| &item.topics);
    for topic in of_items {
        if topics.len() < MOST_TOPICS && !topics.contains(topic) {
            topics.push(topic.clone());
        }
    }
    topics
}
