//! Finds signs of “not yet” below the first heading of a text in which nobody speaks, where most lines are words.
//!
//! A line counts there only if it stands like metadata: below a heading for metadata, between two rules, in a comment
//! or a tag, directly below the headings, or as a bare `key: value` in lower case.

use super::folding::{first_words, folded};
use super::keys::{is_key, is_metadata_heading};
use super::line_parts::{attributes, is_rule, pair, pieces};
use super::scan::Scan;
use super::vocabulary::{Sense, means};
use super::{NotYetLine, lines};

/// Largest number of lines of a metadata block.
const LONGEST_BLOCK: usize = 60;

/// Searches a text from its first heading below the title on.
pub(super) fn find(text: &str, from: usize) -> Option<NotYetLine> {
    let mut below = Below { is_opening: true, ..Below::default() };
    for (at, line) in lines(text, from) {
        if below.scan.is_settled() {
            break;
        }
        below.line(text, line, at);
    }
    below.scan.found(text)
}

#[derive(Default)]
struct Below<'t> {
    scan: Scan<'t>,
    /// True while there were only headings and lines that look like metadata.
    is_opening: bool,
    /// True if the heading above announces metadata.
    is_metadata: bool,
    /// Character and length of the open fence.
    fence: Option<(u8, usize)>,
    /// True within a comment.
    in_comment: bool,
    /// End of the block that a rule began.
    block: usize,
}

impl<'t> Below<'t> {
    fn line(&mut self, text: &'t str, line: &'t str, at: usize) {
        let bare = line.trim();
        if at < self.block || self.in_comment {
            self.in_comment &= !bare.contains("-->");
            return self.scan.line(line, at);
        }
        if let Some((sign, length)) = self.fence {
            if bare.len() >= length && bare.bytes().all(|byte| byte == sign) {
                self.fence = None;
            }
            // A fence further down a page holds an example.
            if self.is_metadata || self.is_opening {
                self.scan.line(line, at);
            }
            return;
        }
        if let Some(heading) = heading(bare) {
            self.scan.restart();
            self.is_metadata = is_metadata_heading(heading.trim_end_matches([':', '：', '#', ' ']));
            self.scan.is_strict = !self.is_metadata;
            return;
        }
        if let Some(fence) = fence(bare) {
            self.fence = Some(fence);
            if self.is_metadata || self.is_opening {
                self.scan.line(line, at);
            }
            return;
        }
        if self.is_metadata {
            return self.scan.line(line, at);
        }
        if bare.starts_with("<!--") {
            self.in_comment = !bare.contains("-->");
            return self.scan.line(line, at);
        }
        if is_rule(bare) {
            self.scan.restart();
            self.block = end_of_block(text, at + line.len()).unwrap_or(0);
            self.scan.line(line, at);
            return;
        }
        let is_pair = pair(bare).is_some_and(|(key, value)| !value.trim().is_empty() || is_key(key));
        let is_like_metadata = bare.is_empty() || is_pair || bare.starts_with(['<', '|', ':']);
        self.is_opening &= is_like_metadata;
        let is_tag = bare.starts_with('<') && attributes(bare.trim_matches(['<', '>'])).is_some();
        if self.is_opening || is_tag || is_bare_pair(line) {
            self.scan.line(line, at);
        } else {
            self.scan.restart();
        }
    }
}

/// Words of a heading.
pub(super) fn heading(line: &str) -> Option<&str> {
    let words = line.trim_start_matches('#');
    (words.len() < line.len() && words.starts_with([' ', '\t'])).then(|| words.trim())
}

fn fence(line: &str) -> Option<(u8, usize)> {
    let sign = *line.as_bytes().first().filter(|byte| matches!(byte, b'`' | b'~'))?;
    let length = line.bytes().take_while(|byte| *byte == sign).count();
    (length >= 3).then_some((sign, length))
}

/// End of the block that begins below a rule, if it contains only lines that look like metadata.
fn end_of_block(text: &str, from: usize) -> Option<usize> {
    for (at, line) in lines(text, from).take(LONGEST_BLOCK) {
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

/// Reports whether a line is a key in lower case and a single word, as a program writes it: `draft: true`.
fn is_bare_pair(line: &str) -> bool {
    let Some((key, value)) = pair(line) else { return false };
    let is_key = line.starts_with(|c: char| c.is_ascii_lowercase())
        && key.trim_end().bytes().all(|byte| byte.is_ascii_lowercase() || matches!(byte, b'_' | b'-'));
    let word = folded(value);
    let senses = [Sense::NotYet, Sense::Yes, Sense::No];
    is_key
        && pieces(line).len() == 1
        && (senses.iter().any(|sense| means(&word, *sense)) || value.trim().starts_with(|c: char| c.is_ascii_digit()))
}
