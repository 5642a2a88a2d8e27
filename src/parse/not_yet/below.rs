//! Finds signs of “not yet” below the first heading of a text in which nobody speaks, where most lines are words.
//!
//! A line counts there only if it stands like metadata: below a heading for metadata, between two rules, in a comment
//! or a tag, directly below the headings, or as a bare `key: value` in lower case.

use super::folding::folded;
use super::keys::{is_key, is_metadata_heading};
use super::line_parts::{attributes, heading, is_rule, pair, pieces, program_key};
use super::scan::Scan;
use super::vocabulary::{Sense, means};
use super::{NotYetLine, lines};

/// Searches a text from its first heading below the title on.
pub(super) fn find(text: &str, from: usize) -> Option<NotYetLine> {
    let mut scan = Scan::new(text);
    scan.is_top = false;
    let mut below = Below { scan, is_opening: true, is_metadata: false, fence: None };
    for (at, line) in lines(text, from) {
        if below.scan.is_settled() {
            break;
        }
        below.line(line, at);
    }
    below.scan.found()
}

struct Below<'t> {
    scan: Scan<'t>,
    /// True while there were only headings and lines that look like metadata.
    is_opening: bool,
    /// True if the heading above announces metadata.
    is_metadata: bool,
    /// Character and length of the open fence.
    fence: Option<(u8, usize)>,
}

impl<'t> Below<'t> {
    fn line(&mut self, line: &'t str, at: usize) {
        let bare = line.trim();
        if self.scan.is_enclosed(at) {
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
            return self.scan.line(line, at);
        }
        if is_rule(bare) {
            self.scan.restart();
            return self.scan.line(line, at);
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

fn fence(line: &str) -> Option<(u8, usize)> {
    let sign = *line.as_bytes().first().filter(|byte| matches!(byte, b'`' | b'~'))?;
    let length = line.bytes().take_while(|byte| *byte == sign).count();
    (length >= 3).then_some((sign, length))
}

/// Reports whether a line is a key in lower case and a single word, as a program writes it: `draft: true`.
fn is_bare_pair(line: &str) -> bool {
    let Some(value) = program_key(line).map(|(_, value)| value) else { return false };
    let word = folded(value);
    let senses = [Sense::NotYet, Sense::Yes, Sense::No];
    pieces(line).len() == 1
        && (senses.iter().any(|sense| means(&word, *sense)) || value.trim().starts_with(|c: char| c.is_ascii_digit()))
}
