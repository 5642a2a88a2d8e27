//! What stands in a record and was probably meant otherwise.

use rustc_hash::FxHashSet;

use crate::config::Labels;
use crate::markdown::labels::{false_heading, marks, understand};
use crate::markdown::plain_text;
use crate::record::{Archive, BlockKind, Contribution, Meeting, Speaker, Speech, fold_label, strip_colon};
use crate::report::diagnostic::{Diagnostic, Problem};
use crate::text::source::{Locator, SourceText};

/// Every label under which somebody speaks anywhere, or which the registry knows, folded.
pub(super) fn known(archive: &Archive) -> FxHashSet<&str> {
    let speaking = archive.meetings.iter().flat_map(Meeting::speaking).map(|(speaker, _)| &*speaker.name.label.key);
    let registry = &archive.registry;
    let people = registry.people.iter().flat_map(|person| &person.labels);
    let claims = people.chain(registry.organisations.iter().flat_map(|organisation| &organisation.labels));
    speaking.chain(claims.map(|claim| &*claim.label.key)).filter(|key| !key.is_empty()).collect()
}

pub(super) fn lint(meeting: &Meeting<Speaker>, source: &SourceText, known: &FxHashSet<&str>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let mut locator = Locator::new(source);
    for speech in meeting.speeches() {
        for block in speech.blocks.iter().filter(|block| block.kind == BlockKind::Prose) {
            let written = block.text.of(&source.text);
            lost_headings(written, block.text.start as usize, known, &mut locator, &mut found);
        }
        headings(speech, source, &mut locator, &mut found);
    }
    before_anybody(meeting, source, &mut found);
    mojibake(source, &mut found);
    found
}

/// Lines within a speech that look like the heading of another: a name that is known, alone or at the beginning of a
/// paragraph, and headings that lost their form.
fn lost_headings(
    text: &str,
    start: usize,
    known: &FxHashSet<&str>,
    locator: &mut Locator<'_>,
    found: &mut Vec<Diagnostic>,
) {
    if !text.contains([':', '：', '#']) && !text.contains("**") {
        return;
    }
    let name_in = |label: &str| understand(label).name.replace("**", "").replace("__", "");
    let is_known = |name: &str| known.contains(fold_label(&format!("{name}:")).as_str());
    let mut tell = |at: usize, length: usize, shown: &str, name: &str, why: &str| {
        found.push(
            Diagnostic::at(Problem::LostHeading, locator.locate(start + at, length), format!("“{shown}” {why}")).hint(
                format!("if somebody else speaks from here on, write `### {}:` on a line of its own", name.trim()),
            ),
        );
    };
    let (mut at, mut begins, mut fenced) = (0, true, false);
    for line in text.split_inclusive('\n') {
        let (from, is_first) = (at, begins);
        let bare = line.trim();
        at += line.len();
        begins = bare.is_empty();
        fenced ^= bare.starts_with("```");
        if fenced || bare.is_empty() {
            continue;
        }
        let length = line.trim_end().len();
        if let Some((label, is_none)) = false_heading(line.trim_end()) {
            let name = name_in(&line[label..]);
            if is_none {
                tell(from, length, bare, &name, "is no heading, and is shown as words of the speech above");
            } else if is_known(&name) {
                tell(
                    from,
                    length,
                    bare,
                    &name,
                    "is of a level at which nobody speaks, and is a part of the speech above",
                );
            }
            continue;
        }
        let alone = bare.trim_matches('*').trim();
        if alone.len() <= 120 && alone.ends_with([':', '：']) && known.contains(fold_label(alone).as_str()) {
            tell(
                from,
                length,
                alone,
                strip_colon(alone),
                "stands alone like a heading, but is a part of the speech above",
            );
            continue;
        }
        if !is_first || line.starts_with(' ') {
            continue;
        }
        let labels = if bare.starts_with(['*', '_']) { Labels::Bold } else { Labels::Line };
        let Some(mark) = marks(line, 0, labels).into_iter().next() else { continue };
        let label = &line[mark.label.0..mark.label.1];
        let name = name_in(label);
        if is_known(&name) {
            let why = "begins this paragraph like the heading of another speech, but is a part of the speech above";
            tell(from, label.len(), label.trim(), &name, why);
        }
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
