//! What stands in a record and was probably meant otherwise.

use rustc_hash::FxHashSet;

use crate::diagnostic::{Diagnostic, Problem};
use crate::markdown::plain_text;
use crate::record::{BlockKind, Contribution, Meeting, Speaker, Speech, fold_label};
use crate::source::{Locator, SourceText};

pub(super) fn lint(meeting: &Meeting<Speaker>, source: &SourceText) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let labels: FxHashSet<&str> = meeting.speaking().map(|(speaker, _)| &*speaker.name.label.key).collect();
    let mut locator = Locator::new(source);
    for speech in meeting.speeches() {
        for block in speech.blocks.iter().filter(|block| block.kind == BlockKind::Prose) {
            let written = block.text.of(&source.text);
            lost_headings(written, block.text.start as usize, &labels, &mut locator, &mut found);
        }
        headings(speech, source, &mut locator, &mut found);
    }
    before_anybody(meeting, source, &mut found);
    mojibake(source, &mut found);
    found
}

/// A paragraph that is nothing but the name of somebody who speaks here, with a colon: a heading that lost its marks.
fn lost_headings(
    text: &str,
    start: usize,
    labels: &FxHashSet<&str>,
    locator: &mut Locator<'_>,
    found: &mut Vec<Diagnostic>,
) {
    let mut offset = 0;
    for line in text.split_inclusive('\n') {
        let at = start + offset;
        offset += line.len();
        let bare = line.trim().trim_matches('*').trim();
        if bare.len() > 120 || !bare.ends_with([':', '：']) || !labels.contains(fold_label(bare).as_str()) {
            continue;
        }
        found.push(
            Diagnostic::at(
                Problem::LostHeading,
                locator.locate(at, line.trim_end().len()),
                format!("“{bare}” stands alone like a heading, but is a part of the speech above"),
            )
            .hint(format!("if somebody else speaks from here on, write `### {bare}`")),
        );
    }
}

/// Headings within a speech that leave out a level.
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

/// Words before the first speech that are no remark: perhaps somebody's whose heading is missing.
fn before_anybody(meeting: &Meeting<Speaker>, source: &SourceText, found: &mut Vec<Diagnostic>) {
    if meeting.tallies.is_empty() {
        return;
    }
    let before = meeting.contributions().take_while(|contribution| !matches!(contribution, Contribution::Speech(_)));
    let note = before.filter_map(|contribution| match contribution {
        Contribution::Note(note) => Some(note),
        _ => None,
    });
    // A quotation there is a word of the editor's: where the video is, where the papers are. So is the video itself.
    let is_speech = |text: &str| !text.starts_with('>') && crate::text::count_words(&plain_text(text)) > 5;
    if let Some(note) = note.into_iter().find(|note| is_speech(note.text.of(&source.text))) {
        found.push(
            Diagnostic::at(
                Problem::TextBeforeSpeaker,
                source.locate(note.text.start as usize, 1),
                "these words stand before anybody speaks, and are nobody's",
            )
            .hint("put `### Name:` above them if somebody said them"),
        );
    }
}

/// UTF-8 that was once read as Latin-1 or Windows-1252 and saved again: `Ã©`, `â€™`, `ï¼š`.
fn mojibake(source: &SourceText, found: &mut Vec<Diagnostic>) {
    let is_trace = |first: char, second: char| match first {
        'Ã' | 'Â' => ('\u{a0}'..='\u{bf}').contains(&second),
        'â' => matches!(second, '€' | '\u{80}'),
        'ï' => matches!(second, '¼' | '½'),
        'ä' | 'å' | 'æ' | 'ç' | 'è' | 'é' => ('\u{a1}'..='\u{bf}').contains(&second),
        _ => false,
    };
    let text = &source.text;
    // Two bytes of UTF-8 that every one of these letters begins with.
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
