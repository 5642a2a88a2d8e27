//! Which records can be mended without a change to anything that was said.

use std::path::PathBuf;
use std::sync::Arc;

use super::preview::preview;
use super::read::is_markdown;
use super::{Options, default_output};
use crate::config::Config;
use crate::discover::{Known, discover};
use crate::failure::Failure;
use crate::mend::{as_read, mended};
use crate::parse::decode;
use crate::record::{Document, SpeechId};
use crate::source::FileContent;

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
    let mut found = discover(&options.site, &output, &Known::default())?;
    let content = found.content.clone();
    let mut mends = Vec::new();
    for file in found.files.iter_mut().filter(|file| is_markdown(&file.path)) {
        let place = content.join(&*file.path);
        // As it lies there, with its line ends, which decoding unifies.
        let FileContent::Bytes(bytes) = &file.content else { continue };
        let Ok(before) = String::from_utf8(bytes.clone()) else { continue };
        let after = mended(&before);
        if before == after || decode(file).value.is_none() {
            continue;
        }
        let said = |text: &str| said(&file.path, text);
        if said(&before) == said(&after) {
            mends.push(Mend { shown: Arc::clone(&file.shown), place, before, after });
        }
    }
    Ok(mends)
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
