//! What stands in a record and was probably meant otherwise.

use rustc_hash::FxHashSet;

use crate::config::Labels;
use crate::markdown::labels::{
    Behind, FalseHeading, HeadingForm, behind_colon, false_heading, is_no_speaker, looks_like_name, marks, understand,
};
use crate::markdown::plain_text;
use crate::record::{Archive, BlockKind, Contribution, Meeting, Speaker, Speech, fold_label, strip_colon};
use crate::report::diagnostic::{Diagnostic, Problem};
use crate::text::shorten;
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
    let mut lost = LostHeadings { known, locator: Locator::new(source), found: Vec::new() };
    let nobody_speaks = meeting.tallies.is_empty();
    for contribution in meeting.contributions() {
        match contribution {
            Contribution::Speech(speech) => {
                for block in speech.blocks.iter().filter(|block| block.kind != BlockKind::Narrative) {
                    let whole = block.kind == BlockKind::Prose;
                    lost.within(block.text.of(&source.text), block.text.start as usize, whole, "the speech above");
                }
                let LostHeadings { locator, found, .. } = &mut lost;
                headings(speech, source, locator, found);
            }
            // Where nobody speaks at all, the whole record has been told of.
            Contribution::Note(note) if !nobody_speaks => {
                lost.within(note.text.of(&source.text), note.text.start as usize, false, "the words that nobody says");
            }
            _ => {}
        }
    }
    lost.names(meeting, source);
    let mut found = lost.found;
    before_anybody(meeting, source, &mut found);
    mojibake(source, &mut found);
    found
}

/// Lines that look like the heading of a speech and are read otherwise.
struct LostHeadings<'a> {
    /// Labels that are known, folded.
    known: &'a FxHashSet<&'a str>,
    locator: Locator<'a>,
    found: Vec<Diagnostic>,
}

impl LostHeadings<'_> {
    fn is_known(&self, name: &str) -> bool {
        self.known.contains(fold_label(&format!("{name}:")).as_str())
    }

    fn tell(&mut self, at: usize, length: usize, shown: &str, name: &str, why: &str) {
        self.found.push(
            Diagnostic::at(Problem::LostHeading, self.locator.locate(at, length), format!("“{shown}” {why}")).hint(
                format!("if somebody else speaks from here on, write `### {}:` on a line of its own", name.trim()),
            ),
        );
    }

    /// Lines of a block: a name that is known, alone or at the beginning of a paragraph, if `whole`; and headings that lost their
    /// form. `owner` is what the block is a part of.
    fn within(&mut self, text: &str, start: usize, whole: bool, owner: &str) {
        if !text.contains([':', '：', '#', '＃']) && !text.contains("**") {
            return;
        }
        let name_in = |label: &str| understand(label).name.replace("**", "").replace("__", "");
        let (mut at, mut begins, mut fenced) = (0, true, false);
        for line in text.split_inclusive('\n') {
            let (from, is_first) = (start + at, begins);
            let bare = line.trim();
            at += line.len();
            begins = bare.is_empty();
            fenced ^= bare.trim_start_matches(['>', ' ']).starts_with("```");
            if fenced || bare.is_empty() {
                continue;
            }
            let length = line.trim_end().len();
            if let Some(heading) = false_heading(line.trim_end()) {
                let name = name_in(&line[heading.label..]);
                if self.is_lost(heading, name.trim()) {
                    let why = match heading.form {
                        HeadingForm::None => format!("is no heading, and is shown as words of {owner}"),
                        HeadingForm::Within => format!("stands in a quotation or a list, and is a part of {owner}"),
                        HeadingForm::Level => format!("is of a level at which nobody speaks, and is a part of {owner}"),
                    };
                    self.tell(from, length, bare, &name, &why);
                }
                continue;
            }
            if !whole {
                continue;
            }
            let alone = bare.trim_matches(['*', '_']).trim();
            if alone.len() <= 120 && alone.ends_with([':', '：']) && self.known.contains(fold_label(alone).as_str()) {
                let why = "stands alone like a heading, but is a part of the speech above";
                self.tell(from, length, alone, strip_colon(alone), why);
                continue;
            }
            if !is_first || line.starts_with(' ') {
                continue;
            }
            let slanting = emphasised(line);
            let label = slanting.or_else(|| {
                let labels = if bare.starts_with(['*', '_']) { Labels::Bold } else { Labels::Line };
                let mark = marks(line, 0, labels).into_iter().next()?;
                Some(&line[mark.label.0..mark.label.1])
            });
            let Some(label) = label else { continue };
            let marks: &[char] = if slanting.is_some() { &['*', '_'] } else { &[] };
            let name = name_in(label.trim_matches(marks));
            let name = name.trim_matches(marks);
            if self.is_known(name) {
                let why = "begins this paragraph like the heading of another speech, but is a part of the speech above";
                self.tell(from, label.len(), label.trim(), name, why);
            }
        }
    }

    /// Whether a line that looks like a heading was probably meant to name a speaker.
    fn is_lost(&self, heading: FalseHeading, name: &str) -> bool {
        let is_name = heading.has_colon && looks_like_name(name) && !is_no_speaker(name);
        match heading.form {
            HeadingForm::None => heading.has_colon || self.is_known(name),
            HeadingForm::Within => is_name || self.is_known(name),
            HeadingForm::Level => is_name || (heading.has_colon && self.is_known(name)),
        }
    }

    /// Names that hold the name of somebody known, a colon and more: `### 王：各位好`.
    fn names(&mut self, meeting: &Meeting<Speaker>, source: &SourceText) {
        for (speaker, _) in meeting.speaking() {
            let text = &*speaker.name.label.text;
            let Some((name, more)) = text.split_once([':', '：']) else { continue };
            let more = strip_colon(more).trim();
            if more.is_empty() || !self.is_known(name.trim()) || self.is_known(more) {
                continue;
            }
            let at = speaker.name.first_seen as usize;
            let line = source.text[at..].lines().next().unwrap_or_default();
            if behind_colon(line) == Behind::Name {
                let message = format!(
                    "“{}” is taken for the name of a speaker, and begins with that of “{}”",
                    shorten(text, 60),
                    name.trim()
                );
                self.found.push(
                    Diagnostic::at(Problem::DoubtfulName, self.locator.locate(at, line.len()), message).hint(format!(
                        "if “{}” is what was said, put it on a line of its own below `### {}:`",
                        shorten(more, 40),
                        name.trim()
                    )),
                );
            }
        }
    }
}

/// A label in slanting type at the beginning of a line: `*Ann*:`, `_Ann:_`.
fn emphasised(line: &str) -> Option<&str> {
    let mark = line.chars().next().filter(|c| matches!(c, '*' | '_'))?;
    let inner = line[1..].split(mark).next().filter(|inner| !inner.is_empty() && inner.len() <= 120)?;
    let end = inner.len() + 2;
    let behind = line.get(end..)?.chars().next().filter(|c| matches!(c, ':' | '：'));
    match behind {
        Some(colon) => line.get(..end + colon.len_utf8()),
        None => line.get(..end).filter(|_| inner.ends_with([':', '：'])),
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
