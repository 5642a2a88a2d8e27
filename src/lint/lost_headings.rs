//! Lines that look like the heading of a speech but are not read as one.

use rustc_hash::FxHashSet;

use crate::config::Labels;
use crate::markdown::labels::{
    Behind, DressedLabel, FalseHeading, HeadingForm, Strength, behind_colon, dressed_label, false_heading,
    is_full_name, is_no_speaker, looks_like_name, marks, may_be_no_speaker, segments, understand,
};
use crate::record::{Contribution, Meeting, Speaker, fold_label, strip_colon};
use crate::report::diagnostic::{Diagnostic, Problem, Severity};
use crate::text::source::{Locator, SourceText};
use crate::text::{head, shorten};

/// Labels of known speakers, folded.
pub(super) struct KnownLabels<'a> {
    /// Labels under which anybody speaks in the archive, and those of the registry.
    pub(super) all: FxHashSet<&'a str>,
    pub(super) registry: FxHashSet<&'a str>,
}

/// Finds lines that look like the heading of a speech but are not read as one.
pub(super) struct LostHeadings<'a> {
    pub(super) known: &'a KnownLabels<'a>,
    /// Labels under which anybody speaks in this record, folded.
    pub(super) here: FxHashSet<&'a str>,
    pub(super) locator: Locator<'a>,
    pub(super) found: Vec<Diagnostic>,
}

impl LostHeadings<'_> {
    fn is_known(&self, name: &str) -> bool {
        self.known.all.contains(fold_label(&format!("{name}:")).as_str())
    }

    /// Reports whether a name speaks in this record or is in the registry. In another record, it may be the name of a thing.
    fn is_near(&self, name: &str) -> bool {
        let folded = fold_label(&format!("{name}:"));
        self.here.contains(folded.as_str()) || self.known.registry.contains(folded.as_str())
    }

    fn report(&mut self, at: usize, length: usize, shown: &str, name: &str, why: &str) {
        self.found.push(
            Diagnostic::at(Problem::LostHeading, self.locator.locate(at, length), format!("“{shown}” {why}"))
                .hint(format!("if another speech begins here, write `### {}:` on a line of its own", name.trim())),
        );
    }

    /// Checks the lines of a block for headings of a wrong form and, if `whole`, for known names alone on a line or at
    /// the beginning of a paragraph. `owner` describes what the block belongs to, for the message.
    pub(super) fn within(&mut self, text: &str, start: usize, whole: bool, owner: &str) {
        let name_in = |label: &str| understand(label).name.replace("**", "").replace("__", "");
        let (mut at, mut begins, mut fenced) = (0, true, false);
        // The first line of the paragraph, if it is the line above, and whether that line is a name in a list.
        let (mut above, mut is_list) = (None, false);
        for line in text.split_inclusive('\n') {
            let (from, is_first) = (start + at, begins);
            let bare = line.trim();
            at += line.len();
            // Pandoc puts fences of colons around text to which a word processor gave a style.
            begins = bare.is_empty() || bare.starts_with(":::");
            fenced ^= bare.trim_start_matches(['>', ' ']).starts_with("```");
            let last = above.take();
            if fenced || begins {
                continue;
            }
            if is_row(bare) {
                if let Some((title, place)) = last.filter(|_| whole) {
                    self.underlined(title, bare, place, owner);
                }
                continue;
            }
            above = is_first.then_some((bare, from));
            let length = line.trim_end().len();
            if let Some(heading) = false_heading(line.trim_end()) {
                let name = name_in(&line[heading.label..]);
                if self.is_lost(heading, name.trim()) {
                    let why = match heading.form {
                        HeadingForm::None => format!("is not a heading, and is shown as words of {owner}"),
                        HeadingForm::Within => {
                            format!("is within a quotation or a list, and is shown as part of {owner}")
                        }
                        HeadingForm::Level => {
                            format!("is a heading of a level that names no speakers, and is shown as part of {owner}")
                        }
                    };
                    self.report(from, length, bare, &name, &why);
                    // It may be a heading of another kind, so the diagnostic is only a note.
                    if heading.form == HeadingForm::Level
                        && !self.is_known(name.trim())
                        && let Some(diagnostic) = self.found.last_mut()
                    {
                        diagnostic.severity = Severity::Note;
                    }
                }
                continue;
            }
            if !whole {
                continue;
            }
            let alone = bare.trim_matches(['*', '_']).trim();
            if alone.len() <= 120 && alone.ends_with([':', '：']) && self.known.all.contains(fold_label(alone).as_str())
            {
                let why = "looks like a heading, but is shown as part of the speech above";
                self.report(from, length, alone, strip_colon(alone), why);
                continue;
            }
            // A full name alone above words is a label, but not in a list of names, at the end or above an address.
            let may_be = is_first && bare.len() <= 120 && !bare.ends_with(['.', ',', '?', '!', '。', '，', '？', '！']);
            let is_alone = may_be && is_full_name(bare) && self.is_near(bare);
            let was_list = std::mem::replace(&mut is_list, is_alone);
            if is_alone {
                let next =
                    text[at..].trim_start().trim_start_matches([':', ' ', '\n']).lines().next().unwrap_or_default();
                if !was_list && reads_like_speech(next) && !self.is_known(next.trim()) {
                    let why = "looks like a heading, but is shown as part of the speech above";
                    self.report(from, length, bare, bare, why);
                }
                continue;
            }
            let mut found = false;
            for (begin, segment) in segments(bare) {
                found |=
                    self.label(segment, from + line.len() - line.trim_start().len() + begin, is_first && begin == 0);
            }
            if found || !is_first || line.starts_with("    ") {
                continue;
            }
            let labels = if bare.starts_with(['*', '_']) { Labels::Bold } else { Labels::Line };
            let Some(mark) = marks(line, 0, labels).into_iter().next() else { continue };
            let label = &line[mark.label.0..mark.label.1];
            let name = name_in(label);
            if self.is_known(&name) {
                let why = "begins this paragraph like the heading of another speech, but is shown as part of the speech above";
                self.report(from, label.len(), label.trim(), &name, why);
            }
        }
    }

    /// Warns of a known name as a label at the beginning of a line; returns whether there is one.
    fn label(&mut self, line: &str, at: usize, is_first: bool) -> bool {
        let bare = line.trim_start();
        let Some(DressedLabel { length, name, strength }) = dressed_label(bare, |name| self.is_known(name)) else {
            return false;
        };
        // A text that may as well be a sentence is a label only at the beginning of a paragraph.
        if strength == Strength::Beginning && !is_first {
            return false;
        }
        if matches!(strength, Strength::Item | Strength::Sign) && !self.is_near(&name) {
            return false;
        }
        let why = "begins like the heading of another speech, but is shown as part of the speech above";
        self.report(at + line.len() - bare.len(), length, &bare[..length], &name, why);
        // A list of tasks with names has the same form.
        if strength == Strength::Item
            && let Some(reported) = self.found.last_mut()
        {
            reported.severity = Severity::Note;
        }
        true
    }

    /// Checks a footnote for known names as labels: the note probably ends where the next speech begins.
    pub(super) fn within_note(&mut self, text: &str, start: usize) {
        for line in text.lines().skip(1) {
            let found = dressed_label(line.trim(), |name| self.is_known(name));
            let Some(found) = found.filter(|found| found.strength >= Strength::Colon) else { continue };
            let why = "begins like the heading of a speech, but is shown as part of the note";
            self.report(start, 2, &line.trim()[..found.length], &found.name, why);
        }
    }

    /// Warns of a short line above a shorter row of `-`, which is a heading in Markdown.
    fn underlined(&mut self, above: &str, row: &str, at: usize, owner: &str) {
        let is_title = above.split_whitespace().count() <= 8
            && above.chars().count() <= 60
            && above.starts_with(|c: char| c.is_alphabetic() && !c.is_lowercase())
            && above.ends_with(|c: char| c.is_alphanumeric() || matches!(c, ':' | '：' | ')' | '）'));
        if !is_title {
            return;
        }
        self.found.push(
            Diagnostic::at(
                Problem::LostHeading,
                self.locator.locate(at, above.len()),
                format!(
                    "“{above}” looks like a heading because of the row “{}” below it, and is shown as part of {owner}",
                    shorten(row, 12)
                ),
            )
            .hint(
                "write `## ` in front of a heading, and take the row out; put an empty line above a row that divides",
            ),
        );
    }

    /// Reports whether a line that looks like a heading was probably meant to name a speaker.
    fn is_lost(&self, heading: FalseHeading, name: &str) -> bool {
        let is_name = heading.has_colon && looks_like_name(name) && !is_no_speaker(name);
        match heading.form {
            HeadingForm::None => heading.has_colon || self.is_known(name),
            HeadingForm::Within => is_name || self.is_known(name),
            HeadingForm::Level => is_name || (self.is_known(name) && (heading.has_colon || is_full_name(name))),
        }
    }

    /// Checks for headings that contain a known name, a colon and more text: `### 王：各位好`.
    pub(super) fn names(&mut self, meeting: &Meeting<Speaker>, source: &SourceText) {
        for (speaker, _) in meeting.speaking() {
            let text = &*speaker.name.label.text;
            if let Some(name) = around_name(text)
                .filter(|name| self.is_known(name) && !self.known.registry.contains(&*speaker.name.label.key))
            {
                let at = speaker.name.first_seen as usize;
                let message =
                    format!("“{}” is read as the name of a speaker, but contains the name “{name}”", shorten(text, 60));
                self.found.push(
                    Diagnostic::at(Problem::DoubtfulName, self.locator.locate(at, text.len()), message)
                        .hint(format!("if that is the speaker, write `### {name}:`")),
                );
                continue;
            }
            let Some((name, more)) = text.split_once([':', '：']) else { continue };
            let more = strip_colon(more).trim();
            if more.is_empty() || !self.is_known(name.trim()) || self.is_known(more) {
                continue;
            }
            let at = speaker.name.first_seen as usize;
            let line = source.text[at..].lines().next().unwrap_or_default();
            if behind_colon(line) == Behind::Name {
                let message = format!(
                    "“{}” is read as the name of a speaker, but begins with the name “{}”",
                    shorten(text, 60),
                    name.trim()
                );
                self.found.push(
                    Diagnostic::at(Problem::DoubtfulName, self.locator.locate(at, line.len()), message).hint(format!(
                        "if “{}” was spoken, put it on a line of its own below `### {}:`",
                        shorten(more, 40),
                        name.trim()
                    )),
                );
            }
        }
    }

    /// Checks for first-level headings that name a known speaker: `# Ben:` begins a section, not a speech.
    pub(super) fn sections(&mut self, meeting: &Meeting<Speaker>, source: &SourceText) {
        for section in meeting.sections.iter() {
            let Some(Contribution::Note(note)) = section.contributions.first() else { continue };
            let Some(heading) = section.heading.as_deref() else { continue };
            // A section for each speaker has the speeches in it.
            if !heading.ends_with([':', '：']) && is_full_name(heading) && self.is_near(heading) {
                let above = source.text[..note.text.start as usize].trim_end_matches(['-', '=', ' ', '\n']);
                let begin = above.rfind('\n').map_or(0, |end| end + 1);
                self.report(begin, above.len() - begin, heading, heading, "begins a section, not a speech");
            }
        }
        let is_label = |heading: &str| heading.ends_with([':', '：']) && self.is_known(strip_colon(heading));
        if !meeting.sections.iter().filter_map(|section| section.heading.as_deref()).any(is_label) {
            return;
        }
        for at in memchr::memmem::find_iter(source.text.as_bytes(), b"\n# ").map(|at| at + 1) {
            let line = source.text[at..].lines().next().unwrap_or_default().trim_end();
            let name = understand(&line[2..]).name.into_owned();
            if line.ends_with([':', '：']) && self.is_known(name.trim()) {
                self.report(at, line.len(), line, &name, "begins a section, not a speech");
            }
        }
    }

    /// Checks for names read from lines that are not headings, with one speech each and not in the registry: the text
    /// after them may not be a speech.
    pub(super) fn once(&mut self, meeting: &Meeting<Speaker>, source: &SourceText) {
        // A line may have many names, and is not to be searched for each.
        let ends: Vec<usize> = memchr::memchr_iter(b'\n', source.text.as_bytes()).collect();
        let begin_of =
            |at: usize| ends.partition_point(|end| *end < at).checked_sub(1).map_or(0, |last| ends[last] + 1);
        let is_named = |by: &Speaker| self.known.registry.contains(&*by.name.label.key);
        let by_line = |by: &Speaker| {
            let begin = begin_of(by.name.first_seen as usize);
            !head(&source.text[begin..], 16).trim_start().starts_with('#')
        };
        let unnamed = meeting.speaking().filter(|(by, _)| !is_named(by) && by_line(by));
        // The build warns of labels that may name what is said.
        let unnamed: Vec<_> = unnamed.filter(|(by, _)| !may_be_no_speaker(&by.name.label.text)).collect();
        let once: Vec<&Speaker> = unnamed.iter().filter(|(_, tally)| tally.speeches == 1).map(|(by, _)| *by).collect();
        let others = meeting.speaking().filter(|(by, tally)| tally.speeches > 1 || is_named(by)).count();
        // If most speakers speak only once, they are probably guests.
        let Some(first) = once.first().filter(|_| others > 1 && others >= once.len()) else { return };
        let shown: Vec<String> =
            once.iter().take(3).map(|by| format!("“{}”", shorten(&by.name.label.text, 40))).collect();
        let shown = shown.join(", ");
        let message = match once.len() {
            1 => format!("{shown} is read as a speaker, speaks once, and is not in the registry"),
            count => {
                format!("{count} labels are read as speakers who speak once each and are not in the registry: {shown}")
            }
        };
        let at = self.locator.locate(first.name.first_seen as usize, first.name.label.text.len());
        let mut note = Diagnostic::at(Problem::DoubtfulName, at, message).hint(
            "if it is not a speaker, remove the colon; otherwise add the name to the registry, or ignore this note",
        );
        note.severity = Severity::Note;
        self.found.push(note);
    }
}

/// Reports whether a line is a row of `-`.
fn is_row(line: &str) -> bool {
    line.len() >= 3 && line.bytes().all(|byte| byte == b'-')
}

/// Name with common words in front or behind removed: `Ann Lee said`, `Speaker: Ann Lee`.
fn around_name(text: &str) -> Option<&str> {
    const BEHIND: [&str; 10] =
        [" said", " says", " asked", " asks", " replied", " continued", " spoke", " speaking", " speaks", " (cont'd)"];
    const BEFORE: [&str; 10] =
        ["Speaker", "SPEAKER", "Name", "Sprecher", "Sprecherin", "Orateur", "Orador", "Oratore", "發言人", "发言人"];
    let behind = BEHIND.iter().find_map(|word| text.strip_suffix(word));
    let before = || {
        let (word, name) = text.split_once([':', '：'])?;
        BEFORE.contains(&word.trim()).then(|| name.trim())
    };
    behind.or_else(before)
}

/// Reports whether a line is a sentence or a long text, unlike a name, an office or an address.
fn reads_like_speech(line: &str) -> bool {
    line.trim_end().ends_with(['.', '!', '?', '…', '。', '！', '？', '"', '”', '」'])
        || line.split_whitespace().count() > 8
        || line.chars().filter(|c| crate::text::is_cjk(*c)).count() > 16
}
