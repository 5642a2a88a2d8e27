//! Line-by-line scanner for metadata that means “not yet”, with the state that lines leave for those after them.

use super::boxes::boxes;
use super::draft_tags::{has_draft_tag, is_tag_key, is_tag_line};
use super::enclosed::Enclosure;
use super::folding::{first_words, folded};
use super::keys::is_key;
use super::line_parts::{LinePart, attribute, attributes, is_rule, pair, pairs_in_row, pieces};
use super::stamps::{is_stamped, stamp, title_says};
use super::table::Table;
use super::vocabulary::{Sense, means};
use super::{NotYetLine, Says, is_draft_version, says_in_text};
use crate::text::is_invisible;

/// State left by the lines before, and the best finding so far.
pub(super) struct Scan<'t> {
    text: &'t str,
    /// The block between two rules or the comment that the line belongs to.
    enclosure: Enclosure,
    /// A key whose value may stand on the next line.
    key: Option<(&'t str, usize)>,
    /// The table to which the lines before belong.
    table: Option<Table<'t>>,
    /// True if the line before was a rule, as above a block.
    after_rule: bool,
    /// The previous line, which becomes a title if a line of `=` follows.
    last: Option<(&'t str, usize)>,
    /// A word after a rule, which counts if another rule follows.
    word: Option<usize>,
    /// True if words that also describe a meeting's business do not count, unless a program wrote them into a block or comment.
    pub(super) is_strict: bool,
    /// Like `is_strict`, but stamps still count: the text is about a matter before the meeting.
    pub(super) passes_business: bool,
    /// True while no heading below the title and no running text was read.
    pub(super) is_top: bool,
    /// The strongest finding so far.
    best: Option<(usize, Says)>,
}

impl<'t> Scan<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        Self {
            text,
            enclosure: Enclosure::default(),
            key: None,
            table: None,
            after_rule: false,
            last: None,
            word: None,
            is_strict: false,
            passes_business: false,
            is_top: true,
            best: None,
        }
    }

    /// Reports whether the line that begins at `at` belongs to a comment or to a block between two rules.
    pub(super) fn is_enclosed(&self, at: usize) -> bool {
        self.enclosure.holds(at)
    }

    /// Clears the state left by the lines before.
    pub(super) fn restart(&mut self) {
        self.end_of_table();
        (self.key, self.after_rule, self.word) = (None, false, None);
    }

    pub(super) fn is_settled(&self) -> bool {
        matches!(self.best, Some((_, Says::NotYet)))
    }

    pub(super) fn found(mut self) -> Option<NotYetLine> {
        self.end_of_table();
        let (at, says) = self.best?;
        let length = self.text[at..].lines().next().map_or(1, str::len).max(1);
        Some(NotYetLine { at, length, until: if let Says::Until(day) = says { Some(day) } else { None } })
    }

    fn says(&self, key: &str, value: &str) -> Option<Says> {
        says_in(self.is_read_strictly(), key, value)
    }

    fn is_read_strictly(&self) -> bool {
        (self.is_strict || self.passes_business) && !self.enclosure.is_by_program()
    }

    /// Keeps the stronger of two findings.
    fn note(&mut self, at: usize, says: Option<Says>) {
        let Some(says) = says else { return };
        let is_more = match (self.best, says) {
            (None, _) => true,
            (Some((_, Says::NotYet)), _) => false,
            (_, Says::NotYet) => true,
            (Some((_, Says::Until(before))), Says::Until(day)) => day > before,
            _ => false,
        };
        if is_more {
            self.best = Some((at, says));
        }
    }

    pub(super) fn line(&mut self, line: &'t str, at: usize) {
        let line = line.trim_end();
        self.enclosure.advance(self.text, line, at);
        let bare = line.trim_matches(|c: char| c.is_whitespace() || is_invisible(c));
        if bare.is_empty() {
            return self.end_of_table();
        }
        if is_rule(bare) {
            self.end_of_table();
            self.key = None;
            self.after_rule = true;
            let is_underline = bare.bytes().all(|byte| byte == b'=');
            if let Some((title, at)) = self.last.take().filter(|_| is_underline) {
                self.note(at, title_says(title));
            }
            if let Some(at) = self.word.take() {
                self.note(at, Some(Says::NotYet));
            }
            return;
        }
        let after_rule = std::mem::take(&mut self.after_rule);
        self.last = Some((bare, at));
        self.word = None;
        let pieces = pieces(bare);
        // A table in HTML has each cell on a line of its own.
        let mut texts = pieces.iter().filter(|piece| !piece.is_tag);
        let (alone, is_markup) = match (bare.starts_with('<'), texts.next(), texts.next()) {
            (true, None, _) => (bare, true),
            (true, Some(piece), None) => (piece.text, false),
            _ => (bare, false),
        };
        let before = self.key.take();
        if bare.contains('|') && !bare.starts_with('<') {
            let is_strict = self.is_read_strictly();
            return Table::add(&mut self.table, bare, at, |key, value| says_in(is_strict, key, value));
        }
        self.end_of_table();
        let boxes = boxes(bare);
        if !boxes.is_empty() {
            for (name, is_ticked) in boxes {
                self.note(at, self.says(name, if is_ticked { "true" } else { "false" }));
            }
            return;
        }
        if let Some((key, from)) = before {
            self.note(from, self.says(key, alone));
        }
        for piece in &pieces {
            self.note(at, pair(piece.text).and_then(|(key, value)| self.says(key, value)));
            self.note(at, attributes(piece.text).and_then(|(key, value)| self.says(key, value)));
        }
        // A bracket divides “Version: 0.3 (draft)”.
        if pieces.len() > 1 {
            self.note(
                at,
                pair(bare).filter(|(key, value)| is_draft_version(&folded(key), value)).map(|_| Says::NotYet),
            );
        }
        let words: Vec<&LinePart> = pieces.iter().filter(|piece| !piece.is_tag).collect();
        for two in words.windows(2).filter(|two| two[1].is_cell) {
            self.note(at, self.says(two[0].text, two[1].text));
        }
        for two in pieces.windows(2).filter(|two| two[0].is_tag && !two[1].is_tag) {
            let is_title = matches!(two[0].text, "title" | "h1");
            self.note(at, is_title.then(|| title_says(two[1].text)).flatten());
            self.note(at, self.says(two[0].text, two[1].text));
        }
        let in_row = pairs_in_row(bare, is_key);
        if in_row.len() > 1 {
            in_row.iter().for_each(|(key, value)| self.note(at, self.says(key, value)));
        }
        if self.has_draft_tag(bare) {
            self.note(at, Some(Says::NotYet));
        }
        if let Some(name) = attribute(bare) {
            self.note(at, self.says(name, "true"));
        }
        // A word below a key is its value, and was already examined.
        if !self.is_strict && before.is_none_or(|(key, _)| !is_key(key)) {
            self.note(at, stamp(alone, self.is_top));
        }
        self.is_top &= !bare.starts_with("##") && (bare.starts_with("# ") || !is_running_text(bare));
        self.key = match pair(bare) {
            _ if is_markup => before,
            Some((key, value)) if first_words(value).is_empty() => Some((key, at)),
            // A line with a number is no key.
            None if alone.len() < 60 && !alone.contains(|c: char| c.is_ascii_digit()) => Some((alone, at)),
            _ => None,
        };
        let command = bare.starts_with(['@', '%', '.', '\\', '!', '$', '#']) && !bare.starts_with("# ");
        if let Some((key, value)) =
            bare.trim_start_matches(|c: char| !c.is_alphanumeric()).split_once(char::is_whitespace)
            && (command || after_rule)
        {
            self.note(at, self.says(key, value));
        }
        // `STATUS DRAFT`
        let two = bare.split_once(' ').filter(|_| !bare.contains(char::is_lowercase));
        if let Some((key, value)) = two.filter(|(key, value)| is_key(key) && means(&folded(value), Sense::NotYet)) {
            self.note(at, self.says(key, value));
        }
        if after_rule && means(&first_words(bare), Sense::NotYet) && !first_words(bare).is_empty() {
            self.word = Some(at);
        }
    }

    /// Reports whether a line lists a tag for “not yet”, or is a `title:` or `subject:` with a stamp.
    fn has_draft_tag(&self, line: &str) -> bool {
        let is_said = |(key, value): (&str, &str)| {
            let is_title = matches!(
                &*folded(key),
                "title" | "subject" | "betreff" | "objet" | "asunto" | "webvtt" | "標題" | "件名"
            );
            (is_tag_key(key) && has_draft_tag(value)) || (is_title && is_stamped(value))
        };
        !self.is_strict && (pair(line).is_some_and(is_said) || (is_tag_line(line) && has_draft_tag(line)))
    }

    fn end_of_table(&mut self) {
        for (at, says) in self.table.take().into_iter().flat_map(Table::said) {
            self.note(at, Some(says));
        }
    }
}

/// Reports what a key and its value mean, if that is “not yet” or “not before a day”. In strict mode, words of a
/// meeting's business do not count.
fn says_in(is_strict: bool, key: &str, value: &str) -> Option<Says> {
    let says = says_in_text(key, value).filter(|says| *says != Says::Public)?;
    let words = first_words(value);
    // Below a heading, “Draft: 1” counts something.
    let is_count = matches!(&*words, "0" | "1") && key.trim_start_matches(is_sign).starts_with(char::is_uppercase);
    (!is_strict || !(means(&words, Sense::Business) || is_count)).then_some(says)
}

/// Length of a line, in bytes, from which it is running text.
const RUNNING: usize = 100;

/// Reports whether a line belongs to running text: it is long, or it is a sentence rather than a few words.
fn is_running_text(line: &str) -> bool {
    let is_sentence = || line.ends_with(['.', '。', '!', '?']) && line.split_whitespace().count() > 4;
    line.len() > RUNNING || is_sentence()
}

fn is_sign(c: char) -> bool {
    !c.is_alphanumeric()
}
