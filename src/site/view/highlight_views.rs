//! The views of chosen speeches.

use serde::Serialize;

use super::date_view::DateView;
use super::shared_views::{Head, Link, MeetingItem};
use crate::site::TranscriptView;

/// `highlight.html`: a chosen speech.
#[derive(Debug, Clone, Hash, Serialize)]
pub struct HighlightView<'a> {
    /// Data that every page has.
    pub head: Head,
    /// The meeting.
    pub meeting: MeetingItem,
    /// The date with the day of the week.
    pub date: DateView,
    /// The language of the record.
    pub record_lang: String,
    /// Its direction.
    pub record_dir: &'static str,
    /// Place of the meeting.
    pub place: Option<String>,
    /// Name of the speaker, as printed.
    pub speaker: String,
    /// Pages of the speaker: several for people who spoke together, none for an anonymous one.
    pub speakers: Vec<Link>,
    /// Role on that day; may be empty.
    pub role: String,
    /// Address of a portrait.
    pub portrait: Option<String>,
    /// Address of the speech in its record.
    pub context: String,
    /// A citation of the speech.
    pub citation: String,
    /// The words; drawn as HTML.
    #[serde(skip)]
    pub transcript: TranscriptView<'a>,
}

/// A chosen speech in a list.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct HighlightItem {
    /// Title that the editor has given it; may be empty.
    pub title: String,
    /// Address of its page.
    pub href: String,
    /// Language of the record.
    pub lang: String,
    /// Name of the speaker, as printed.
    pub speaker: String,
    /// Its first words.
    pub words: String,
    /// Date of the meeting.
    pub date: DateView,
}
