//! Reads the metadata of a record: its front matter, its sidecars and the defaults of its folders.

use super::holds::{NOT_YET_HINT, unread};
use super::record_parser::Parser;
use crate::parse::dress;
use crate::parse::entries::{AnyEntry, Scalar};
use crate::parse::front_matter::{KEYS, Metadata, Stage, TAXONOMIES, is_guard, may_be_guard, may_withdraw_or_announce};
use crate::parse::not_yet::{self, Says};
use crate::parse::shorthand::Short;
use crate::parse::typed_lists::{divide_people, divide_topics};
use crate::record::TextRange;
use crate::report::diagnostic::{Diagnostic, Location, Problem, Severity};
use crate::text::shorten;
use crate::text::source::{SourceText, has_extension};
use crate::yaml::{Dialect, PathStep, Yaml};

impl<'a> Parser<'a> {
    /// Reads the defaults of the folders.
    pub(super) fn defaults(&mut self) -> Metadata {
        let mut metadata = Metadata::default();
        for defaults in self.file.defaults {
            metadata = self.read_yaml(beside(defaults), "all records to which it applies are").over(metadata);
        }
        metadata
    }

    /// Holds the record back if a comment in a value means “not yet”.
    pub(super) fn look_at_comments(&mut self, comments: &[String], before: usize) {
        let found: Vec<_> = comments.iter().filter_map(|comment| not_yet::find(comment, &[])).collect();
        let reported = self.diagnostics[before..].iter().find(|found| found.problem == Problem::MetadataComment);
        let at = reported.and_then(|found| found.at.clone()).unwrap_or_else(|| Location::file(&self.file.source.shown));
        for found in found {
            match found.until {
                Some(day) => self.wait(day, at.clone()),
                None if self.visibility_unknown => {}
                None => {
                    self.visibility_unknown = true;
                    self.diagnostics.push(unread(at.clone(), "it is held back"));
                }
            }
        }
    }

    /// Splits off the front matter: its values, and either the position of the body or the range of the metadata block.
    /// `None` when it is never closed.
    pub(super) fn front_matter(&mut self, text: &str) -> Option<(Metadata, usize, Option<TextRange>)> {
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
    pub(super) fn read_yaml(&mut self, yaml: Yaml<'a>, held: &str) -> Metadata {
        let before = self.diagnostics.len();
        let yaml = yaml.without_empty_values().gathering(TAXONOMIES, &self.config.taxonomies);
        let read = yaml.read::<Metadata>().into_value(&mut self.diagnostics);
        let because = |diagnostic: &mut Diagnostic| diagnostic.message.push_str(&format!("; {held} held back"));
        let Some(read) = read else {
            self.visibility_unknown = true;
            self.diagnostics[before..].iter_mut().filter(|d| d.severity == Severity::Error).for_each(because);
            return Metadata::default();
        };
        let mut metadata = read.value;
        self.look_at_comments(&read.comments, before);
        let mut days_said = Vec::new();
        for lost in read.rejected_keys {
            let diagnostic = &mut self.diagnostics[before + lost.diagnostic];
            if (lost.unknown || lost.key == "status")
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
            let may_hold_back = match lost.unknown {
                // A day is understood: the record waits until it is over.
                true => {
                    said.contains(&Says::NotYet)
                        || (may_be_guard(&lost.key) && said.is_empty())
                        || (may_withdraw_or_announce(&lost.key) && !is_denied(&lost.pairs))
                }
                // A value that is no term says as much as under an unknown key.
                false if lost.key == TAXONOMIES => said.contains(&Says::NotYet),
                false => is_guard(&lost.key),
            };
            if may_hold_back {
                self.visibility_unknown = true;
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
        self.read_typed_lists(&mut metadata, &yaml);
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
        written("in_attendance", metadata.in_attendance.is_some());
        written("apologies", metadata.apologies.is_some());
        written("absent", metadata.absent.is_some());
        written("quorum", metadata.quorum.is_some());
        written("attachments", metadata.attachments.is_some());
        written("media", metadata.media.is_some());
        written("highlight", metadata.highlight.is_some());
        written("approval", metadata.approval.is_some());
        written("translations", metadata.translations.is_some());
        written("aliases", metadata.aliases.is_some());
        written("speakers", metadata.speakers.is_some());
        written("slug", metadata.slug.is_some());
        written("template", metadata.template.is_some());
        written("announced", metadata.announced.is_some());
        written("status", metadata.status.is_some());
        written("publish_at", metadata.publish_at.is_some());
        written("publish_hour", metadata.publish_hour.is_some());
        written("review_until", metadata.review_until.is_some());
        written("review_from", metadata.review_from.is_some());
        written("withdrawn", metadata.withdrawn.is_some());
        for (key, _) in metadata.taxonomies.iter().flat_map(|taxonomies| &taxonomies.0) {
            self.places.put(key, yaml.place(&[TAXONOMIES, key].map(|key| PathStep::Key(key.to_owned()))));
        }
        metadata
    }

    /// Looks for “not yet” in values of keys that do not decide who may see the record: `extra: {status: draft}`,
    /// `tags: [draft]`, a stamp in the title.
    pub(super) fn look_at_known_keys(&mut self, metadata: &Metadata, yaml: &Yaml<'_>, held: &str) {
        let mut doubt = |key: &str, written: &str, day: Option<jiff::civil::Date>| {
            let at = yaml.place(&[PathStep::Key(key.to_owned())]);
            if let Some(day) = day {
                return self.wait(day, at);
            }
            self.visibility_unknown = true;
            let message =
                format!("“{written}” under `{key}:` could mean that this is not to be seen yet; {held} held back");
            self.diagnostics.push(Diagnostic::at(Problem::UnreadMetadata, at, message).hint(NOT_YET_HINT));
        };
        for (outer, AnyEntry { leaves, .. }) in metadata.extra.iter().flat_map(|extra| &extra.0) {
            for (inner, value) in leaves {
                let key = if inner.is_empty() { outer } else { inner };
                match not_yet::says_in_metadata(key, value) {
                    Some(Says::NotYet) => doubt("extra", &format!("{key}: {value}"), None),
                    Some(Says::Until(day)) => doubt("extra", &format!("{key}: {value}"), Some(day)),
                    Some(Says::Public) | None => {}
                }
            }
        }
        let topics = metadata.topics.as_ref().map_or(&[][..], |topics| &topics.0);
        let key = if !topics.is_empty() && yaml.has_key(|key| key == "topics") { "topics" } else { "tags" };
        // Jekyll takes a text for several tags.
        let is_list = topics.len() > 1 || key == "topics";
        for Scalar(topic) in topics {
            if not_yet::has_draft_tag(topic) || (!is_list && not_yet::has_draft_word(topic)) {
                doubt(key, topic, None);
            }
        }
        for (key, terms) in metadata.taxonomies.iter().flat_map(|taxonomies| &taxonomies.0) {
            for Scalar(term) in &terms.0 {
                match not_yet::says_in_metadata(key, term) {
                    Some(Says::Until(day)) => doubt(key, term, Some(day)),
                    Some(Says::NotYet) => doubt(key, term, None),
                    _ if not_yet::has_draft_tag(term) => doubt(key, term, None),
                    Some(Says::Public) | None => {}
                }
            }
        }
        let texts = [("title", &metadata.title), ("subtitle", &metadata.subtitle), ("template", &metadata.template)];
        for (key, text) in texts {
            let Some(Scalar(text)) = text else { continue };
            match not_yet::title_says(text) {
                Some(Says::Until(day)) => doubt(key, text, Some(day)),
                Some(Says::NotYet) => doubt(key, text, None),
                _ if key != "title" && not_yet::says_in_metadata(key, text) == Some(Says::NotYet) => {
                    doubt(key, text, None);
                }
                Some(Says::Public) | None => {}
            }
        }
    }

    /// Divides lists that were typed as one text, and reports a reason for corrections that a comma divided.
    fn read_typed_lists(&mut self, metadata: &mut Metadata, yaml: &Yaml<'_>) {
        divide_topics(&mut metadata.topics);
        let people =
            [&mut metadata.participants, &mut metadata.in_attendance, &mut metadata.apologies, &mut metadata.absent];
        people.into_iter().for_each(divide_people);
        if metadata.corrections.as_ref().is_some_and(|own| own.0.len() > 1)
            && let Some((at, words)) = yaml.divided_text("corrections")
        {
            let words = shorten(words, 60);
            let message =
                format!("“{words}” is read as a reason of its own, because in brackets a comma divides a text");
            self.diagnostics.push(
                Diagnostic::at(Problem::DividedText, at, message).hint(format!(
                    "if it belongs to the text before it, put both in quotation marks: `\"…, {words}\"`"
                )),
            );
        }
    }

    /// Looks for “not yet” in comments of metadata where no key decides who may see the record: `title: Budget #
    /// status: draft`.
    pub(super) fn look_at_remarks(&mut self, metadata: &Metadata, yaml: &Yaml<'_>, held: &str) {
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
                    self.visibility_unknown = true;
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
}

/// Reports whether a key has only “no” as its value.
fn is_denied(pairs: &[(String, String)]) -> bool {
    matches!(pairs, [(_, value)] if Short::Text(value).yes_or_no() == Some(false))
}

/// Turns the diagnostic of an unknown key into an error if the key could mean “not yet”.
pub(super) fn doubt_key(diagnostic: &mut Diagnostic, pairs: &[(String, String)]) {
    let said = pairs.iter().find(|(key, value)| not_yet::says_in_metadata(key, value) == Some(Says::NotYet));
    diagnostic.severity = Severity::Error;
    if let Some((key, value)) = said {
        diagnostic
            .message
            .push_str(&format!(", and “{key}: {}” could mean that this is not to be seen yet", shorten(value, 60)));
        diagnostic.hint = Some(NOT_YET_HINT.into());
    }
}

/// Metadata in a file of its own, in the format of the file's extension.
pub(super) fn beside(source: &SourceText) -> Yaml<'_> {
    Yaml::file(source).written_in(dialect_of(source))
}

pub(super) fn dialect_of(source: &SourceText) -> Dialect {
    match () {
        () if has_extension(&source.shown, "toml") => Dialect::Toml,
        () if has_extension(&source.shown, "json") => Dialect::Json,
        () => Dialect::Yaml,
    }
}

/// Reports whether the text after a line `---` that is never repeated is metadata rather than a record: its first line
/// looks like a key, or one of its first lines is a known key.
pub(super) fn begins_metadata(text: &str) -> bool {
    let key = |line: &str| line.split_once(':').map(|(key, _)| key.trim().to_lowercase());
    let is_known = |line: &str| key(line).is_some_and(|key| KEYS.contains(&key.as_str()) || may_be_guard(&key));
    let mut lines = text.lines().take(40);
    lines.next().is_some_and(|line| line.contains(':') && !line.starts_with('#') || is_known(line))
        || lines.take_while(|line| !line.starts_with("##")).any(is_known)
}
