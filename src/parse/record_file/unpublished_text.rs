//! Prepares the text of a record: masks hidden text and footnotes, and marks used link definitions.

use std::sync::Arc;

use super::record_parser::Parser;
use super::text_findings::MOST_FINDINGS;
use crate::markdown::{
    COMMENT, Definitions, Hidden, NoteMark, Notes, definitions, joined, masked, numbered, with_used,
};
use crate::record::TextRange;
use crate::report::diagnostic::{Diagnostic, Problem};

impl<'a> Parser<'a> {
    /// Masks the text that is not published; positions stay the same.
    pub(super) fn without(&mut self, found: &Hidden, text: Arc<String>, body: usize) -> Arc<String> {
        if found.ranges.is_empty() {
            return text;
        }
        let offset = |range: &TextRange| TextRange::from(body + range.start as usize..body + range.end as usize);
        self.hidden = found.ranges.iter().map(offset).collect();
        Arc::new(masked(&text, &self.hidden))
    }

    /// Hides further ranges, which may contain or overlap others.
    pub(super) fn hide(&mut self, more: impl IntoIterator<Item = TextRange>) {
        self.hidden = joined(std::mem::take(&mut self.hidden), more);
    }

    /// Removes the footnotes from the text and writes their marks as numbers; positions stay the same.
    pub(super) fn without_notes(&mut self, found: &Notes, text: Arc<String>) -> Arc<String> {
        if found.lines.is_empty() {
            return text;
        }
        self.hide(found.lines.iter().copied());
        self.marks.clone_from(&found.marks);
        Arc::new(words(&text, &found.lines, &self.marks))
    }

    /// Marks each used link definition in the text, and collects the definitions. `starts` are the positions of the
    /// texts that are drawn separately; each note is such a text too.
    pub(super) fn with_definitions(
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
    pub(super) fn tell_notes(&mut self, found: &Notes, text: &str, references: &[crate::record::ReferenceDefinition]) {
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

    pub(super) fn report_hidden(&mut self, found: &Hidden, body: usize) {
        let source = self.file.source;
        let mut report = |problem: Problem, at: usize, length: usize, message: String, hint: &str| {
            self.findings += 1;
            if self.findings <= MOST_FINDINGS {
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
            report(Problem::DroppedHtml, *at, 1, message, hint);
        }
        for (at, name) in &found.unclosed {
            if *name == COMMENT {
                let message = "the comment `<!--` is never closed, so it hides nothing and is shown as it is typed";
                report(Problem::UnclosedHtml, *at, 4, message.to_owned(), "write `-->` where it is to end");
            } else {
                let message = format!("the <{name}> is never closed, so what follows is shown as words");
                report(Problem::UnclosedHtml, *at, 1, message, &format!("write `</{name}>` where it is to end"));
            }
        }
        for at in &found.doubled {
            let message = "within this comment another begins; all is hidden up to the first `-->`";
            report(
                Problem::UnclosedHtml,
                *at,
                4,
                message.to_owned(),
                "if the first was to end before, write `-->` there",
            );
        }
    }
}

/// Masks hidden ranges and writes footnote marks as numbers.
pub(super) fn words(text: &str, hidden: &[TextRange], marks: &[NoteMark]) -> String {
    let masked = masked(text, hidden);
    if marks.is_empty() { masked } else { numbered(&masked, marks) }
}
