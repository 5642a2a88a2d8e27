//! Lines that look like the heading of a speech but are not read as one.

use rustc_hash::FxHashSet;

use crate::config::Labels;
use crate::markdown::labels::{
    Behind, DressedLabel, FalseHeading, HeadingForm, behind_colon, dressed_label, false_heading, is_no_speaker,
    looks_like_name, marks, understand,
};
use crate::record::{Meeting, Speaker, fold_label, strip_colon};
use crate::report::diagnostic::{Diagnostic, Problem, Severity};
use crate::text::shorten;
use crate::text::source::{Locator, SourceText};

/// Labels of known speakers, folded.
pub(super) struct KnownLabels<'a> {
    /// Labels under which anybody speaks in the archive, and those of the registry.
    pub(super) all: FxHashSet<&'a str>,
    pub(super) registry: FxHashSet<&'a str>,
}

/// Finds lines that look like the heading of a speech but are not read as one.
pub(super) struct LostHeadings<'a> {
    pub(super) known: &'a KnownLabels<'a>,
    pub(super) locator: Locator<'a>,
    pub(super) found: Vec<Diagnostic>,
}

impl LostHeadings<'_> {
    fn is_known(&self, name: &str) -> bool {
        self.known.all.contains(fold_label(&format!("{name}:")).as_str())
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
        if !text.contains([':', '：', '#', '＃']) && !text.contains("**") && !text.contains("__") {
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
            if line.starts_with("    ") {
                continue;
            }
            // A label that only a colon marks must begin a paragraph.
            let found = dressed_label(bare, |name| self.is_known(name)).filter(|found| found.is_marked || is_first);
            if let Some(DressedLabel { length, name, .. }) = found {
                let why = "begins like the heading of another speech, but is shown as part of the speech above";
                self.report(from + line.len() - line.trim_start().len(), length, &bare[..length], &name, why);
                continue;
            }
            if !is_first {
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

    /// Reports whether a line that looks like a heading was probably meant to name a speaker.
    fn is_lost(&self, heading: FalseHeading, name: &str) -> bool {
        let is_name = heading.has_colon && looks_like_name(name) && !is_no_speaker(name);
        match heading.form {
            HeadingForm::None => heading.has_colon || self.is_known(name),
            HeadingForm::Within => is_name || self.is_known(name),
            HeadingForm::Level => is_name || (heading.has_colon && self.is_known(name)),
        }
    }

    /// Checks for headings that contain a known name, a colon and more text: `### 王：各位好`.
    pub(super) fn names(&mut self, meeting: &Meeting<Speaker>, source: &SourceText) {
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
        let line_of = |at: usize| {
            let begin = source.text[..at].rfind('\n').map_or(0, |at| at + 1);
            source.text[begin..].lines().next().unwrap_or_default().trim_start()
        };
        let is_named = |by: &Speaker| self.known.registry.contains(&*by.name.label.key);
        let by_line = |by: &Speaker| !line_of(by.name.first_seen as usize).starts_with('#');
        let once = meeting.speaking().filter(|(by, tally)| tally.speeches == 1 && !is_named(by) && by_line(by));
        let once: Vec<&Speaker> = once.map(|(by, _)| by).collect();
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
