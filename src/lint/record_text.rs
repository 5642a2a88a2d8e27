//! Text of a record that is probably not as intended.

use rustc_hash::FxHashSet;

use super::empty_speeches;
use super::lost_headings::{KnownLabels, LostHeadings};
use crate::markdown::plain_text;
use crate::record::{Archive, BlockKind, Contribution, Meeting, Speaker, Speech};
use crate::report::diagnostic::{Diagnostic, Problem};
use crate::text::source::{Locator, SourceText};

/// Collects every label under which anybody speaks in the archive, or which the registry has, folded.
pub(super) fn known(archive: &Archive) -> KnownLabels<'_> {
    let speaking = archive.meetings.iter().flat_map(Meeting::speaking).map(|(speaker, _)| &*speaker.name.label.key);
    let registry = &archive.registry;
    let people = registry.people.iter().flat_map(|person| &person.labels);
    let claims = people.chain(registry.organisations.iter().flat_map(|organisation| &organisation.labels));
    let registry: FxHashSet<&str> = claims.map(|claim| &*claim.label.key).filter(|key| !key.is_empty()).collect();
    let all = speaking.filter(|key| !key.is_empty()).chain(registry.iter().copied()).collect();
    KnownLabels { all, registry }
}

pub(super) fn lint<'a>(
    meeting: &'a Meeting<Speaker>,
    source: &'a SourceText,
    known: &'a KnownLabels<'a>,
) -> Vec<Diagnostic> {
    let here = meeting.speaking().map(|(speaker, _)| &*speaker.name.label.key).filter(|key| !key.is_empty()).collect();
    let mut lost = LostHeadings { known, here, locator: Locator::new(source), found: Vec::new() };
    let nobody_speaks = meeting.tallies.is_empty();
    for contribution in meeting.contributions() {
        match contribution {
            Contribution::Speech(speech) => {
                for block in speech.blocks.iter().filter(|block| block.kind != BlockKind::Narrative) {
                    let words = block.text.of(&source.text);
                    let whole = block.kind == BlockKind::Prose || words.trim_start().starts_with(">>");
                    lost.within(words, block.text.start as usize, whole, "the speech above");
                }
                let LostHeadings { locator, found, .. } = &mut lost;
                headings(speech, source, locator, found);
            }
            // A record in which nobody speaks already has a diagnostic of its own.
            Contribution::Note(note) if !nobody_speaks => {
                lost.within(note.text.of(&source.text), note.text.start as usize, false, "the words that nobody says");
            }
            _ => {}
        }
    }
    for note in &meeting.details.notes {
        lost.within_note(&note.text, note.at as usize);
    }
    lost.names(meeting, source);
    lost.sections(meeting, source);
    lost.once(meeting, source);
    lost.found.extend(empty_speeches::empty(meeting, source, &mut lost.locator));
    let LostHeadings { mut locator, mut found, .. } = lost;
    found.extend(empty_speeches::unclosed(meeting, source, &mut locator));
    before_anybody(meeting, source, &mut found);
    mojibake(source, &mut found);
    found
}

/// Finds headings within a speech that skip a level.
fn headings(speech: &Speech, source: &SourceText, locator: &mut Locator<'_>, found: &mut Vec<Diagnostic>) {
    let mut last = 3;
    for block in speech.blocks.iter().filter(|block| block.kind == BlockKind::Prose) {
        let mut offset = block.text.start as usize;
        for line in block.text.of(&source.text).split_inclusive('\n') {
            let level = line.bytes().take_while(|byte| *byte == b'#').count();
            if (4..=6).contains(&level) && line[level..].starts_with(' ') {
                if level > last + 1 {
                    found.push(
                        Diagnostic::at(
                            Problem::HeadingLevel,
                            locator.locate(offset, level),
                            format!("this heading is of level {level}, the one above it of level {last}"),
                        )
                        .hint(format!("begin it with {}", "#".repeat(last + 1))),
                    );
                }
                last = level;
            }
            offset += line.len();
        }
    }
}

/// Finds words before the first speech that are not a remark: the heading of their speech may be missing.
fn before_anybody(meeting: &Meeting<Speaker>, source: &SourceText, found: &mut Vec<Diagnostic>) {
    if meeting.tallies.is_empty() {
        return;
    }
    let before = meeting.contributions().take_while(|contribution| !matches!(contribution, Contribution::Speech(_)));
    let note = before.filter_map(|contribution| match contribution {
        Contribution::Note(note) => Some(note),
        _ => None,
    });
    // A quotation there is a remark of the editor: where the video is, where the papers are. A video is not a speech
    // either.
    let is_speech = |text: &str| !text.starts_with('>') && crate::text::count_words(&plain_text(text)) > 5;
    if let Some(note) = note.into_iter().find(|note| is_speech(note.text.of(&source.text))) {
        found.push(
            Diagnostic::at(
                Problem::TextBeforeSpeaker,
                source.locate(note.text.start as usize, 1),
                "these words before the first speech belong to no speaker",
            )
            .hint("if they were spoken, write `### Name:` above them"),
        );
    }
}

/// Finds UTF-8 that was read as Latin-1 or Windows-1252 and saved again: `Ã©`, `â€™`, `ï¼š`.
fn mojibake(source: &SourceText, found: &mut Vec<Diagnostic>) {
    let is_trace = |first: char, second: char| match first {
        'Ã' | 'Â' => ('\u{a0}'..='\u{bf}').contains(&second),
        'â' => matches!(second, '€' | '\u{80}'),
        'ï' => matches!(second, '¼' | '½'),
        'ä' | 'å' | 'æ' | 'ç' | 'è' | 'é' => ('\u{a1}'..='\u{bf}').contains(&second),
        _ => false,
    };
    let text = &source.text;
    // Each of these letters begins with one of two bytes in UTF-8.
    let candidates = memchr::memchr2_iter(0xC3, 0xC2, text.as_bytes());
    let mut traces = candidates.filter(|at| {
        let mut letters = text.get(*at..).map(str::chars).into_iter().flatten();
        matches!((letters.next(), letters.next()), (Some(first), Some(second)) if is_trace(first, second))
    });
    if let Some(first) = traces.next() {
        let count = 1 + traces.count();
        let shown: String = text[first..].chars().take(3).collect();
        found.push(
            Diagnostic::at(
                Problem::Mojibake,
                source.locate(first, shown.len()),
                format!("“{shown}” looks like letters of another encoding; there are {count} such places"),
            )
            .hint("compare with the original, and save it as UTF-8 again"),
        );
    }
}
