//! Diagnostics about the speakers of a record that may have been read wrongly.

use crate::config::Labels;
use crate::markdown::labels::{LineKind, Unread, unread, unread_bold, without_slip};
use crate::record::TextRange;
use crate::report::diagnostic::{Diagnostic, Location, Problem, Severity};
use crate::text::shorten;
use crate::text::source::SourceText;

/// A heading that may have been meant differently.
#[derive(Debug, Clone, Copy)]
pub(in crate::parse) struct Oddity {
    pub(in crate::parse) kind: OddityKind,
    /// Text of the heading.
    pub(in crate::parse) at: TextRange,
}

/// Reason why a heading may have been meant differently.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::parse) enum OddityKind {
    /// It contains no name.
    Nameless,
    /// It says in an unknown way how the words were delivered.
    Delivery,
    /// Spoken words stand on its line.
    Words,
    /// It reads like a sentence.
    Doubt,
    /// It names a part of minutes but was read as a person, as were `others` other headings of this level.
    Matter { others: usize },
    /// It names a part of minutes, without the colon that most names of the record have.
    BareMatter,
    /// A few headings with a colon among many without.
    Mixture { labels: usize, others: usize },
}

/// Number of headings of one kind that are reported one by one.
const SHOWN: usize = 20;

/// Reports the headings that may have been meant differently.
pub(in crate::parse) fn of_headings(odd: &[Oddity], source: &SourceText, diagnostics: &mut Vec<Diagnostic>) {
    for odd in odd.iter().take(SHOWN) {
        let written = shorten(odd.at.of(&source.text).trim(), 60);
        let (problem, message, hint) = match odd.kind {
            OddityKind::Nameless => (
                Problem::NamelessHeading,
                format!("this heading (“{written}”) contains no name; the words below it are shown without a speaker"),
                "write `### Name:`, or remove the heading if the words belong to the speech above".to_owned(),
            ),
            OddityKind::Delivery => (
                Problem::UnknownDelivery,
                format!("“{written}” says in an unknown way how the words were delivered; they are shown as spoken"),
                "write `{delivered=written}` for words that were handed in and not spoken".to_owned(),
            ),
            OddityKind::Words => (
                Problem::WordsInHeading,
                format!("“{written}” has words after the name; they are read as the first words of the speech"),
                "put them on a line of their own below the heading".to_owned(),
            ),
            OddityKind::Doubt => (
                Problem::DoubtfulName,
                format!("“{written}” is read as the name of a speaker"),
                match without_slip(&written) {
                    Some(name) => format!("write `### {name}:`; `minutebook check --fix` does so in records that are new"),
                    None => "end the name with a colon, and put the words on a line of their own below the heading; write `####` if it \
                             is a heading within a speech"
                        .to_owned(),
                },
            ),
            OddityKind::Matter { others } => (
                Problem::DoubtfulName,
                match others {
                    0 => format!("“{written}” is read as the name of a speaker, as every heading `###` of this record is"),
                    1 => format!("“{written}” is read as the name of a speaker, and so is one heading `###` without a colon"),
                    _ => format!(
                        "“{written}” is read as the name of a speaker, and so are {others} headings `###` without a colon"
                    ),
                },
                "if this record has no speeches, write `speeches: none` in its front matter; otherwise begin the heading with `##` for a section, or with `####` within a speech"
                    .to_owned(),
            ),
            OddityKind::BareMatter => (
                Problem::DoubtfulName,
                format!("“{written}” is read as the name of a speaker, though it has no colon and most names of this record have one"),
                "begin it with `##` for a section, or with `####` within a speech; if it is a name, end it with a colon".to_owned(),
            ),
            OddityKind::Mixture { labels, others } => {
                let ends = if labels == 1 { "one ends" } else { "only some end" };
                (
                    Problem::MixedHeadings,
                    format!(
                        "of {} headings `###` below sections {ends} in a colon ({labels}, such as “{written}”), and so all of \
                         them are read as names of speakers",
                        labels + others
                    ),
                    "if they are not names, remove the colons, or write `speeches: none` in the front matter; if they are, end each with a colon"
                        .to_owned(),
                )
            }
        };
        let at = source.locate(odd.at.start as usize, (odd.at.end - odd.at.start) as usize);
        // An empty heading is shown by its line.
        let at = if at.excerpt.trim().is_empty() { Location::file(&source.shown) } else { at };
        diagnostics.push(Diagnostic::at(problem, at, message).hint(hint));
    }
}

/// Reports a record in which nobody, or almost nobody, speaks. `text` is the text that is published. `is_out` is true
/// if readers can see the record; for one still being written the diagnostic is only a note.
pub(in crate::parse) fn of_silence(
    speeches: usize,
    source: &SourceText,
    text: &str,
    body: usize,
    is_out: bool,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let found = match speeches {
        0 => unread(text, body, true),
        1..=3 => unread(text, body, false),
        _ => unread_bold(text, body, speeches * 2),
    };
    let found =
        found.filter(|found| speeches == 0 || (found.is_sure && found.count >= 3 && found.count > speeches * 2));
    let mut diagnostic = match found {
        Some(found) => unread_labels(&found, speeches, source),
        None if speeches == 0 => Diagnostic::at(
            Problem::NoSpeeches,
            Location::file(&source.shown),
            "this record has no speeches: no heading names a speaker",
        )
        .hint(
            "write `### Name:` above each speech; if the record should have no speeches, write `speeches: none` in its front matter, or in `_defaults.yml` for a folder",
        ),
        None => return,
    };
    if !is_out {
        diagnostic.severity = Severity::Note;
    }
    diagnostics.push(diagnostic);
}

fn unread_labels(found: &Unread, speeches: usize, source: &SourceText) -> Diagnostic {
    let examples: Vec<String> = found.examples.iter().map(|label| format!("“{}”", shorten(label, 40))).collect();
    let examples = examples.join(", ");
    let (count, begin) = (found.count, if found.count == 1 { "begins" } else { "begin" });
    let lines = match (found.kind, count) {
        (LineKind::Heading, 1) => "1 heading of another form names a speaker".to_owned(),
        (LineKind::Heading, _) => format!("{count} headings of another form name speakers"),
        (_, 1) => "1 paragraph begins like a speaker's name".to_owned(),
        _ => format!("{count} paragraphs {begin} like a speaker's name"),
    };
    let message = match speeches {
        0 => format!("this record has no speeches, but {lines}: {examples}"),
        1 => format!(
            "only 1 heading names a speaker, but {lines}: {examples}; all their words are shown as that speaker's"
        ),
        _ => format!(
            "only {speeches} headings name speakers, but {lines}: {examples}; their words are shown under the heading above"
        ),
    };
    let fix =
        if speeches == 0 && found.is_sure { ", or turn them into headings with `minutebook check --fix`" } else { "" };
    let none = "if they are not speakers, write `speeches: none`";
    let hint = match found.kind {
        LineKind::Labels(labels) => format!(
            "write `labels: {}` in the front matter, in `_defaults.yml` or in `site.yml`{fix}; {none}",
            if labels == Labels::Bold { "bold" } else { "line" }
        ),
        LineKind::Heading => format!("write `### Name:` at the beginning of the line{fix}; {none}"),
    };
    Diagnostic::at(Problem::UnreadLabels, source.locate(found.first.0, found.first.1 - found.first.0), message)
        .hint(hint)
}
