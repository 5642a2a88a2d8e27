//! Finds records that can be fixed without changing a spoken word.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::preview::preview;
use jiff::Timestamp;
use rustc_hash::FxHashSet;

use super::build_options::Options;
use super::opened::Opened;
use super::parse_cache::ParseCache;
use super::read;
use super::stray_metadata::StrayMetadata;
use crate::config::Config;
use crate::ledger;
use crate::lint::safe_fixes::{as_read, mended};
use crate::markdown::labels::{segments, understand, with_colons, with_headings, with_restored};
use crate::markdown::{masked, plain_text, without_layout_tags};
use crate::parse::{convertible, decode, untouchable};
use crate::record::{Document, SpeechId, fold_label};
use crate::report::diagnostic::{Diagnostic, Problem};
use crate::report::failure::Failure;
use crate::text::source::{FileContent, is_markdown};

/// A record that can be mended.
#[derive(Debug, Clone)]
pub struct FileFix {
    /// The path relative to the site.
    pub shown: Arc<str>,
    /// The path on the disk.
    pub place: PathBuf,
    /// The text as it is.
    pub before: String,
    /// The text after the fix.
    pub after: String,
}

/// Finds the fixes. A record is left alone if a speech would get another anchor or a label another name.
///
/// # Errors
/// When the site cannot be read.
pub fn find_fixes(options: &Options) -> Result<Vec<FileFix>, Failure> {
    let opened = Opened::new(options)?;
    let content = opened.found.content.clone();
    // The files' own bytes, with the line ends that decoding unifies.
    let mut files = opened.found.files.clone();
    let published = match opened.register_folder(options) {
        Some(folder) => Some(published(&folder)?),
        None => None,
    };
    let silent = silent(opened);
    let mut fixes = Vec::new();
    for file in files.iter_mut().filter(|file| is_markdown(&file.path)) {
        let place = content.join(&*file.path);
        let FileContent::Bytes(bytes) = &file.content else { continue };
        let Ok(before) = String::from_utf8(bytes.clone()) else {
            let converted = convertible(bytes).map(|found| as_read(&found.text));
            if let Some(after) = converted.filter(|after| said(&file.path, after).is_some()) {
                let before = String::from_utf8_lossy(bytes).into_owned();
                fixes.push(FileFix { shown: Arc::clone(&file.shown), place, before, after });
            }
            continue;
        };
        if decode(file).value.is_none() {
            continue;
        }
        let read = as_read(&before);
        let Some((_, kept)) = untouchable(&file.path, &read) else { continue };
        let mut after = mended(&read, &kept);
        let is_safe = said(&file.path, &before) == said(&file.path, &after);
        if is_safe {
            let headed = match silent.contains(&file.shown) {
                true => labelled(&file.path, &after),
                false => restored(&file.path, &after),
            };
            after = headed.unwrap_or(after);
        }
        // Without a register nothing says which addresses have been published.
        let is_new = published.as_ref().is_some_and(|published| !published.contains(&*file.path));
        if is_safe
            && is_new
            && let Some(corrected) = corrected(&file.path, &after)
        {
            after = corrected;
        }
        if is_safe && let Some(tidy) = tidied(&file.path, &after, is_new) {
            after = tidy;
        }
        if is_safe && let Some(titled) = titled(&file.path, &after) {
            after = titled;
        }
        if before != after && is_safe {
            fixes.push(FileFix { shown: Arc::clone(&file.shown), place, before, after });
        }
    }
    Ok(fixes)
}

/// Records without speeches whose lines begin like names.
fn silent(opened: Opened) -> FxHashSet<Arc<str>> {
    let Opened { mut found, settings, .. } = opened;
    let config = settings.config;
    let mut diagnostics: Vec<Diagnostic> = Vec::new();
    let mut texts = read::decode(&mut found.files, &mut diagnostics);
    let stray_metadata = StrayMetadata::find(&found, &texts);
    let (documents, _) = read::documents(
        &found,
        &mut texts,
        &stray_metadata,
        &config,
        &mut ParseCache::default(),
        Timestamp::MAX,
        &mut diagnostics,
    );
    let speak: FxHashSet<&str> = documents
        .iter()
        .filter_map(|document| match document {
            Document::Meeting(meeting) if meeting.total().speeches > 0 => Some(&*meeting.details.path),
            _ => None,
        })
        .collect();
    let reported = diagnostics.iter().filter(|diagnostic| diagnostic.problem == Problem::UnreadLabels);
    let reported: FxHashSet<&Arc<str>> =
        reported.filter_map(|diagnostic| Some(&diagnostic.at.as_ref()?.path)).collect();
    let silent = found.files.iter().filter(|file| reported.contains(&file.shown) && !speak.contains(&*file.path));
    silent.map(|file| Arc::clone(&file.shown)).collect()
}

/// The text of a new record with headings for the lines that begin like names, if no speaker is found without them and no letter or
/// digit is lost. `path` is relative to the content.
pub fn with_named_speakers(path: &Arc<str>, text: &str) -> Option<String> {
    let is_unread = |found: &[Diagnostic]| found.iter().any(|diagnostic| diagnostic.problem == Problem::UnreadLabels);
    let is_silent = said(path, text).is_some_and(|said| said.is_empty());
    (is_silent && is_unread(&preview(path, text, &Config::default()).diagnostics)).then(|| labelled(path, text))?
}

/// The text with headings for the lines that begin like names, if every letter and digit stays and the record gains
/// speakers.
fn labelled(path: &Arc<str>, text: &str) -> Option<String> {
    let (body, kept) = untouchable(path, text)?;
    let labelled = with_headings(text, &masked(text, &kept), body)?;
    let speaks = said(path, &labelled).is_some_and(|said| !said.is_empty());
    (speaks && letters(text) == letters(&labelled)).then_some(labelled)
}

/// The text with headings for broken headings that name a speaker of the record: `\\### Ann:`, `###Ann:`. Every letter
/// and digit stays, and no speaker is added.
fn restored(path: &Arc<str>, text: &str) -> Option<String> {
    let speakers = |text: &str| -> BTreeSet<String> {
        said(path, text).unwrap_or_default().into_iter().map(|(key, ..)| key).collect()
    };
    let (body, kept) = untouchable(path, text)?;
    let known = speakers(text);
    let speaks = |label: &str| known.contains(&fold_label(&format!("{}:", understand(label).name)));
    let restored = with_restored(text, &masked(text, &kept), body, speaks)?;
    (speakers(&restored) == known && letters(text) == letters(&restored)).then_some(restored)
}

/// The text with a colon in place of another sign behind the name in a heading: `### Ann;`. Every speech keeps its words. For a record
/// that was never published, since speakers get other names.
fn corrected(path: &Arc<str>, text: &str) -> Option<String> {
    let (body, kept) = untouchable(path, text)?;
    let before = said(path, text)?;
    let speaks = |name: &str| before.iter().any(|(key, ..)| *key == fold_label(&format!("{name}:")));
    let corrected = with_colons(text, &masked(text, &kept), body, speaks)?;
    let words = |said: &[(String, SpeechId, u32)]| said.iter().map(|(.., words)| *words).collect::<Vec<u32>>();
    let is_same = words(&before) == words(&said(path, &corrected)?) && letters(text) == letters(&corrected);
    is_same.then_some(corrected)
}

/// The text with a space behind the sign in front of its title, `#2024-05-01 Budget`, if it has no title without it. One word alone may be
/// a hashtag.
fn titled(path: &Arc<str>, text: &str) -> Option<String> {
    let (body, kept) = untouchable(path, text)?;
    let shown = masked(text, &kept);
    let at = body + shown[body..].find(|c: char| !c.is_whitespace())?;
    let title = shown[at..].lines().next()?.strip_prefix('#')?;
    let is_title = !title.starts_with(['#', ' ', '\t']) && title.contains([' ', '\u{3000}', '日']);
    if !is_title || !has_no_title(path, text) {
        return None;
    }
    let titled = format!("{}# {}", &text[..at], &text[at + 1..]);
    (!has_no_title(path, &titled) && said(path, text) == said(path, &titled)).then_some(titled)
}

fn has_no_title(path: &Arc<str>, text: &str) -> bool {
    let found = preview(path, text, &Config::default()).diagnostics;
    found.iter().any(|diagnostic| diagnostic.problem == Problem::MissingTitle)
}

/// Files of the records that have been published, relative to the content.
///
/// # Errors
/// When the register cannot be read.
fn published(register: &Path) -> Result<FxHashSet<Box<str>>, Failure> {
    let register = ledger::read(register)?.value;
    Ok(register.histories.iter().map(|history| history.last().file.clone()).collect())
}

/// The text without tags that mean nothing, if every speech keeps its speaker and its words, and its anchor too unless
/// the record is new: anchors and numbers of words are made from the text with its tags.
fn tidied(path: &Arc<str>, text: &str, is_new: bool) -> Option<String> {
    let (_, kept) = untouchable(path, text)?;
    let tidy = without_layout_tags(text, &kept)?;
    let (before, after) = (said(path, text)?, said(path, &tidy)?);
    let speakers = |said: &[(String, SpeechId, u32)]| -> Vec<String> {
        said.iter().map(|(speaker, ..)| speaker.clone()).collect()
    };
    let shown = |text: &str| -> String { plain_text(text).chars().filter(|c| !c.is_whitespace()).collect() };
    let is_same = before == after || (is_new && speakers(&before) == speakers(&after) && shown(text) == shown(&tidy));
    is_same.then_some(tidy)
}

/// Letters and digits of a text, without those of `<br>`.
fn letters(text: &str) -> String {
    let parts = text.lines().flat_map(segments).map(|(_, part)| part);
    parts.flat_map(str::chars).filter(|c| c.is_alphanumeric()).collect()
}

/// Parts of a record that a fix must preserve: speakers, anchors, number of words.
fn said(path: &str, text: &str) -> Option<Vec<(String, SpeechId, u32)>> {
    let text = as_read(text);
    match preview(path, &text, &Config::default()).value {
        Document::Meeting(meeting) => {
            let key = |speech: &crate::record::Speech| meeting.speaker_of(speech).label.key.to_string();
            Some(meeting.speeches().map(|speech| (key(speech), speech.id, speech.words)).collect())
        }
        // A page is compared by its words alone.
        Document::Page(page) => {
            let words = plain_text(page.text.of(&text));
            Some(vec![(words, SpeechId::new('p', "", ""), 0)])
        }
        Document::Withheld { .. } | Document::Nothing => None,
    }
}
