//! Types of a parsed transcript, before its speakers are identified.

use std::sync::Arc;

use super::oddities::Oddity;
use crate::config::Labels;
use crate::record::{Section, SpeakerName, Tally, TextRange};

/// Content of a record's lines.
#[derive(Debug, Default)]
pub(in crate::parse) struct ParsedTranscript {
    /// Text and range of the first H1, if nothing stands before it.
    pub(in crate::parse) title: Option<(String, TextRange)>,
    /// Headings with raw HTML in them.
    pub(in crate::parse) marked: Vec<TextRange>,
    /// Labels of speakers, each once, in order.
    pub(in crate::parse) names: Vec<Arc<SpeakerName>>,
    /// Speeches and words of each.
    pub(in crate::parse) tallies: Vec<Tally>,
    pub(in crate::parse) sections: Vec<Section>,
    /// Numbers of notes marked in headings, by the anchor of what stands below.
    pub(in crate::parse) heading_notes: Vec<(Box<str>, u32)>,
    /// Headings that may have been meant differently.
    pub(in crate::parse) odd: Vec<Oddity>,
    /// True if speakers were found in lines that are not headings.
    pub(in crate::parse) by_lines: bool,
}

/// Form in which the speakers of a record are marked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::parse) enum Speakers {
    /// No heading names a speaker, because the record has no speeches.
    None,
    /// With this form of labels.
    Labelled(Labels),
}
