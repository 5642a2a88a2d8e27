//! Which records can be mended without a change to anything that was said.

use std::path::PathBuf;
use std::sync::Arc;

use super::preview::preview;
use jiff::Timestamp;
use rustc_hash::FxHashSet;

use super::parse_cache::ParseCache;
use super::read::{self, is_markdown};
use super::settings::settings;
use super::{Options, default_output};
use crate::config::Config;
use crate::fs::discover::{Discovered, KnownFiles, discover};
use crate::lint::safe_fixes::{as_read, mended};
use crate::markdown::labels::with_headings;
use crate::parse::decode;
use crate::record::{Document, SpeechId};
use crate::report::diagnostic::{Diagnostic, Problem};
use crate::report::failure::Failure;
use crate::text::source::FileContent;

/// A record that can be mended.
#[derive(Debug, Clone)]
pub struct Mend {
    /// As a person would open it: relative to the site.
    pub shown: Arc<str>,
    /// Where it lies.
    pub place: PathBuf,
    /// As it is.
    pub before: String,
    /// As it will be.
    pub after: String,
}

/// Finds what can be mended. A record of which a speech would get another address, or a label another name, is left.
///
/// # Errors
/// When the site cannot be read.
pub fn mends(options: &Options) -> Result<Vec<Mend>, Failure> {
    let output = options.output.clone().unwrap_or_else(|| default_output(&options.site));
    let mut found = discover(&options.site, &output, &KnownFiles::default())?;
    let content = found.content.clone();
    let silent = silent(options, &output)?;
    let mut mends = Vec::new();
    for file in found.files.iter_mut().filter(|file| is_markdown(&file.path)) {
        let place = content.join(&*file.path);
        // As it lies there, with its line ends, which decoding unifies.
        let FileContent::Bytes(bytes) = &file.content else { continue };
        let Ok(before) = String::from_utf8(bytes.clone()) else { continue };
        let mut after = mended(&before);
        if decode(file).value.is_none() {
            continue;
        }
        let said = |text: &str| said(&file.path, text);
        let mut is_safe = said(&before) == said(&after);
        if silent.contains(&file.shown)
            && let Some(labelled) = labelled(&file.path, &after).filter(|_| is_safe)
        {
            (after, is_safe) = (labelled, true);
        }
        if before != after && is_safe {
            mends.push(Mend { shown: Arc::clone(&file.shown), place, before, after });
        }
    }
    Ok(mends)
}

/// The records in which nobody speaks, though lines begin like names.
fn silent(options: &Options, output: &std::path::Path) -> Result<FxHashSet<Arc<str>>, Failure> {
    let mut found: Discovered = discover(&options.site, output, &KnownFiles::default())?;
    let config = settings(&found, options)?.config;
    let mut diagnostics: Vec<Diagnostic> = Vec::new();
    let mut texts = read::decode(&mut found.files, &mut diagnostics);
    let (documents, _) =
        read::documents(&found, &mut texts, &config, &mut ParseCache::default(), Timestamp::MAX, &mut diagnostics);
    let speak: FxHashSet<&str> = documents
        .iter()
        .filter_map(|document| match document {
            Document::Meeting(meeting) if meeting.total().speeches > 0 => Some(&*meeting.details.path),
            _ => None,
        })
        .collect();
    let told = diagnostics.iter().filter(|diagnostic| diagnostic.problem == Problem::UnreadLabels);
    let told: FxHashSet<&Arc<str>> = told.filter_map(|diagnostic| Some(&diagnostic.at.as_ref()?.path)).collect();
    let silent = found.files.iter().filter(|file| told.contains(&file.shown) && !speak.contains(&*file.path));
    Ok(silent.map(|file| Arc::clone(&file.shown)).collect())
}

/// With headings for the lines that begin like names, if every letter and digit stays in its place and somebody speaks then.
fn labelled(path: &str, text: &str) -> Option<String> {
    let lines = text.split_inclusive('\n');
    let body = match text.strip_prefix("---\n") {
        // Behind the line that ends the front matter.
        Some(rest) => text.len() - rest.len() + rest.find("\n---\n").map_or(0, |end| end + "\n---\n".len()),
        None => lines.take_while(|line| line.trim().is_empty()).map(str::len).sum(),
    };
    let labelled = with_headings(text, body)?;
    let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    let speaks = matches!(preview(path, &labelled, &Config::default()).value, Document::Meeting(meeting) if meeting.total().speeches > 0);
    (speaks && letters(text) == letters(&labelled)).then_some(labelled)
}

/// Everything that must stay as it is: who speaks, under which address, how much.
fn said(path: &str, text: &str) -> Option<Vec<(String, SpeechId, u32)>> {
    let text = as_read(text);
    match preview(path, &text, &Config::default()).value {
        Document::Meeting(meeting) => {
            let key = |speech: &crate::record::Speech| meeting.speaker_of(speech).label.key.to_string();
            Some(meeting.speeches().map(|speech| (key(speech), speech.id, speech.words)).collect())
        }
        // A page is compared by its words alone.
        Document::Page(page) => {
            let words = crate::markdown::plain_text(page.text.of(&text));
            Some(vec![(words, SpeechId::new('p', "", ""), 0)])
        }
        Document::Withheld { .. } | Document::Nothing => None,
    }
}
