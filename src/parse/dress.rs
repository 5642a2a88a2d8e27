//! Finds the metadata block of a file in the forms that people write: after empty lines, invisible characters and
//! comments, below the title, in a fence, in TOML or JSON, without its opening line.
//!
//! Only a block that is certainly metadata is recognised here. Text that merely looks like metadata is the task of
//! `not_yet`.

use std::ops::Range;

use super::front_matter::{KEYS, may_be_guard};
use crate::text::is_invisible;
use crate::text::source::SourceText;
use crate::yaml::{Dialect, Yaml};

/// A metadata block that does not begin at the first line of its file, or is not YAML.
pub(super) struct MetadataBlock {
    pub(super) dialect: Dialect,
    /// Range of all its lines.
    pub(super) whole: Range<usize>,
    /// Range of its content.
    pub(super) inside: Range<usize>,
}

/// Finds the block at the beginning of a file or after its title.
pub(super) fn find(source: &SourceText) -> Option<MetadataBlock> {
    let text = &source.text;
    let mut at = after_nothing(text, 0);
    if let Some(block) = block(source, at) {
        return Some(block);
    }
    let line = line_at(text, at);
    if line.starts_with("# ") {
        at += line.len();
    } else {
        let underline = line_at(text, at + line.len());
        if !(underline.trim().len() >= 2 && underline.trim().bytes().all(|byte| byte == b'=')) {
            return None;
        }
        at += line.len() + underline.len();
    }
    block(source, after_nothing(text, at)).filter(|block| !text[block.whole.start..].starts_with(is_key_sign))
}

/// Below a title, a key without delimiter lines is a word of the record.
fn is_key_sign(c: char) -> bool {
    c.is_alphanumeric()
}

/// Position after empty lines, invisible characters and comments.
fn after_nothing(text: &str, mut at: usize) -> usize {
    loop {
        let line = line_at(text, at);
        if line.is_empty() {
            return at;
        }
        let bare = bare(line);
        if bare.is_empty() {
            at += line.len();
        } else if bare.starts_with("<!--") {
            let from = at + line.find("<!--").unwrap_or(0);
            let Some(end) = text[from..].find("-->") else { return at };
            let end = from + end + 3;
            let rest = line_at(text, end);
            if !rest.trim().is_empty() {
                return at;
            }
            at = end + rest.len();
        } else {
            return at;
        }
    }
}

/// Rest of the line from a position on, with its line end.
fn line_at(text: &str, at: usize) -> &str {
    let rest = &text[at..];
    &rest[..memchr::memchr(b'\n', rest.as_bytes()).map_or(rest.len(), |end| end + 1)]
}

fn bare(line: &str) -> &str {
    line.trim_matches(|c: char| c.is_whitespace() || is_invisible(c))
}

/// Opening line of a block: the delimiter's character and length, and the format of the content.
fn opening(line: &str) -> Option<(u8, usize, Dialect)> {
    let bare = bare(line).trim_start_matches('\\');
    let sign = *bare.as_bytes().first().filter(|byte| b"-+;`~".contains(byte))?;
    let count = bare.bytes().take_while(|byte| *byte == sign).count();
    let name = bare[count..].trim().trim_start_matches("{.").trim_end_matches('}').to_lowercase();
    let dialect = match (&*name, sign) {
        ("", b'+') | ("toml", _) => Dialect::Toml,
        ("", b';') | ("json", _) => Dialect::Json,
        ("" | "yaml" | "yml", _) => Dialect::Yaml,
        (remark, b'-') if remark.starts_with('#') => Dialect::Yaml,
        _ => return None,
    };
    (count >= 3).then_some((sign, count, dialect))
}

fn closes(line: &str, sign: u8) -> bool {
    let bare = bare(line).trim_start_matches('\\');
    (bare.len() >= 3 && bare.bytes().all(|byte| byte == sign)) || (sign == b'-' && bare == "...")
}

fn block(source: &SourceText, at: usize) -> Option<MetadataBlock> {
    let text = &source.text;
    let first = line_at(text, at);
    if bare(first).starts_with('{') {
        return json(source, at);
    }
    let (sign, inside, dialect) = match opening(first) {
        Some((sign, _, dialect)) => (sign, at + first.len(), dialect),
        // The opening line is missing; the keys begin at the margin.
        None if key_of(first).is_some_and(is_known) && first.starts_with(|c: char| c.is_alphanumeric()) => {
            (b'-', at, Dialect::Yaml)
        }
        None => return None,
    };
    let mut end = inside;
    loop {
        let line = line_at(text, end);
        // A block ends before the heading of a speaker.
        if line.is_empty() || (line.starts_with("##") && line.trim_end().ends_with([':', '：'])) {
            return None;
        }
        if closes(line, sign) {
            let dialect = if bare(&text[inside..end]).starts_with('{') { Dialect::Json } else { dialect };
            let block = MetadataBlock { dialect, whole: at..end + line.len(), inside: inside..end };
            return is_metadata(source, &block).then_some(block);
        }
        end += line.len();
    }
}

/// Finds a JSON object without delimiters.
fn json(source: &SourceText, at: usize) -> Option<MetadataBlock> {
    let rest = &source.text[at..];
    let start = rest.find('{')?;
    let mut values = serde_json::Deserializer::from_str(&rest[start..]).into_iter::<serde::de::IgnoredAny>();
    values.next()?.ok()?;
    let end = at + start + values.byte_offset();
    let after = line_at(&source.text, end);
    if !after.trim().is_empty() {
        return None;
    }
    let block = MetadataBlock { dialect: Dialect::Json, whole: at..end + after.len(), inside: at + start..end };
    is_metadata(source, &block).then_some(block)
}

/// Reports whether the content of a block is metadata: one of its keys is known, or could decide who may see the
/// record.
fn is_metadata(source: &SourceText, block: &MetadataBlock) -> bool {
    let text = &source.text[block.inside.clone()];
    let yaml = Yaml::part(source, block.inside.start, block.inside.end).written_in(block.dialect);
    yaml.has_key(is_known) || text.lines().any(|line| key_of(line).is_some_and(is_known))
}

fn is_known(key: &str) -> bool {
    KEYS.contains(&key) || matches!(key, "language" | "timezone" | "license" | "tags" | "extra") || may_be_guard(key)
}

/// Key of a line, if the line has the form of a pair.
fn key_of(line: &str) -> Option<&str> {
    let (key, _) = line.split_once([':', '='])?;
    Some(key.trim().trim_matches(['"', '\'']))
}

/// Reports whether a file beside a record is its metadata; JSON may be the record's data instead.
pub(super) fn is_sidecar(source: &SourceText, dialect: Dialect) -> bool {
    let is_said = || super::not_yet::find(&source.text, &[]).is_some();
    dialect != Dialect::Json || Yaml::file(source).written_in(dialect).has_key(is_known) || is_said()
}
