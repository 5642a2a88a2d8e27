//! Blocks between two rules and comments: where programs and people put metadata below a heading.

use super::folding::first_words;
use super::line_parts::{heading, is_rule, pair, program_key};
use super::lines;
use super::vocabulary::{Sense, means};

/// Largest number of lines of a metadata block.
const LONGEST_BLOCK: usize = 60;

/// A block or comment left open by the lines read so far.
#[derive(Default)]
pub(super) struct Enclosure {
    /// End of the block that a rule began.
    block_end: usize,
    /// True within a comment.
    in_comment: bool,
    /// True if the last line read is inside and has the form in which programs write a key.
    is_by_program: bool,
}

impl Enclosure {
    /// Reports whether the line that begins at `at` is inside a block or comment.
    pub(super) fn holds(&self, at: usize) -> bool {
        at < self.block_end || self.in_comment
    }

    /// Reports whether the last line read is inside and is a key in lower case with its value: `status: review`.
    pub(super) fn is_by_program(&self) -> bool {
        self.is_by_program
    }

    /// Reads the line that begins at `at`.
    pub(super) fn advance(&mut self, text: &str, line: &str, at: usize) {
        let bare = line.trim();
        let is_inside = self.holds(at);
        let inner = bare.trim_start_matches("<!--").trim_start();
        self.is_by_program = (is_inside || inner.len() < bare.len()) && program_key(inner).is_some();
        if bare.starts_with("<!--") || self.in_comment {
            self.in_comment = !bare.contains("-->");
        } else if !is_inside && is_rule(bare) {
            self.block_end = end_of_block(text, at + line.len()).unwrap_or(0);
        }
    }
}

/// End of the block that begins at `from`, below a rule, if it contains only lines that look like metadata.
fn end_of_block(text: &str, from: usize) -> Option<usize> {
    // The rest of the rule's own line is empty.
    for (at, line) in lines(text, from).skip(1).take(LONGEST_BLOCK) {
        let bare = line.trim();
        if is_rule(bare) {
            return Some(at + line.len());
        }
        let is_like_metadata = bare.is_empty()
            || pair(bare).is_some()
            || bare.starts_with(['{', '}', '[', ']', '"', '-'])
            || means(&first_words(bare), Sense::NotYet);
        if !is_like_metadata || heading(bare).is_some() {
            return None;
        }
    }
    None
}
