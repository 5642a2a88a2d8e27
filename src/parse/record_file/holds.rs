//! Holds a record back: by its metadata, and by other text in it that could mean “not yet”.

use jiff::tz::TimeZone;

use super::record_parser::Parser;
use crate::markdown::{DisguiseKind, disguised, fenced, masked};
use crate::parse::conflict_markers::conflict_marker;
use crate::parse::datetimes::end_of;
use crate::parse::entries::Scalar;
use crate::parse::front_matter::Metadata;
use crate::parse::not_yet;
use crate::parse::visibility_keys::{VisibilityInput, visibility};
use crate::record::{Date, TextRange, Visibility};
use crate::report::diagnostic::{Diagnostic, Location, Problem};
use crate::text::shorten;
use crate::text::source::folder_of;

/// Hint for metadata that could mean “not yet” and is not understood.
pub(super) const NOT_YET_HINT: &str = "write `status: draft`, or `publish_at:` with the day; if it is public, leave this out or write `status: published` instead";

impl<'a> Parser<'a> {
    /// Holds the record back if text above the first speaker, not read as metadata, could mean “not yet”.
    pub(super) fn look_for_unread(
        &mut self,
        transcript: &crate::parse::transcript::ParsedTranscript,
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
                self.visibility_unknown = true;
                self.diagnostics.push(unread(at, "it is held back"));
            }
        }
    }

    /// Holds the file back if git left both versions of a passage in it. Marks between fences are an example.
    pub(super) fn has_conflict(&mut self, text: &str) -> bool {
        let is_marked = conflict_marker(text).is_some();
        let shown = if is_marked { masked(text, &fenced(text, 0)) } else { return false };
        let Some((at, length)) = conflict_marker(&shown) else { return false };
        let message =
            "git left both versions of a passage here, between `<<<<<<<` and `>>>>>>>`; the record is held back";
        self.diagnostics.push(
            Diagnostic::at(Problem::ConflictMarker, self.file.source.locate(at, length), message)
                .hint("keep the version that is right, and delete the other and the lines with the signs"),
        );
        true
    }

    /// Holds back a file whose name or folder says that it is a draft, unless its metadata says who may see it.
    pub(super) fn look_at_name(&mut self, stem: &str, metadata: &Metadata) {
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
        self.visibility_unknown = true;
        let diagnostic = Diagnostic::at(Problem::UnreadMetadata, Location::file(&self.file.source.shown), message);
        self.diagnostics.push(diagnostic.hint(
            "write `status: draft` into the file (or into `_defaults.yml` of its folder); if it is public, write \
             `status: published` there",
        ));
    }

    /// Holds the record back if an author tried to hide text with markup that does not hide it.
    pub(super) fn look_for_disguised(&mut self, text: &str, body: usize) {
        let Some(found) = disguised(text, body) else { return };
        let at = self.file.source.locate(found.at, found.length);
        let written = shorten(&text[found.at..found.at + found.length], 60);
        self.visibility_unknown = true;
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

    /// Holds the record back until the end of a day.
    pub(super) fn wait(&mut self, day: jiff::civil::Date, at: Location) {
        if self.not_yet.as_ref().is_none_or(|(before, _)| *before < day) {
            self.not_yet = Some((day, at));
        }
    }

    /// Determines who may see the record; `None` when that is unknown, so that nobody may. `date` is the date of the
    /// meeting.
    pub(super) fn visibility(&mut self, metadata: &Metadata, date: Option<Date>) -> Option<Visibility> {
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
        self.visibility_unknown |= visibility.is_none();
        visibility.filter(|_| !self.visibility_unknown)
    }
}

/// Diagnostic for a line outside the metadata that could mean “not yet”.
pub(super) fn unread(at: Location, consequence: &str) -> Diagnostic {
    let written = at.excerpt.trim();
    let message = format!(
        "“{written}” looks like metadata that says who may see this, and stands where metadata is not read; {consequence}"
    );
    Diagnostic::at(Problem::UnreadMetadata, at, message).hint(
        "write it between two lines `---` at the very top of the file; if these are words of the record, put them below \
         a `##` heading or say them in a sentence; if it is public, take the line out",
    )
}
