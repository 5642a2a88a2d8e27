//! A page that is no record, such as “About”.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::{Footnote, KeyLocations, Language, ReferenceDefinition, TextRange, Visibility};
use crate::text::source::SourceId;

/// A page that is no record, such as “About”.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Page {
    /// The source that holds the text.
    pub source: SourceId,
    /// The file, relative to the content.
    pub path: Arc<str>,
    /// The end of the address.
    pub slug: Box<str>,
    /// The heading.
    pub title: Box<str>,
    /// The language of the page.
    pub lang: Language,
    /// The Markdown below the title.
    pub text: TextRange,
    /// Headings of the text, in order.
    pub headings: Vec<PageHeading>,
    /// Footnotes, in the order of their first marks; unreferenced ones at the end.
    pub notes: Vec<Footnote>,
    /// Link definitions of the page, which its notes may use.
    pub references: Vec<ReferenceDefinition>,
    /// Files (relative to the content) with the same page in another language.
    pub translations: Vec<Box<str>>,
    /// Old addresses that must lead here.
    pub aliases: Vec<Box<str>>,
    /// Values for templates, as a JSON object.
    pub extra: Option<Box<str>>,
    /// Name of the template that draws the page, if it is not the usual one.
    pub template: Option<Box<str>>,
    /// Visibility of the page.
    pub visibility: Visibility,
    /// Places of the metadata's keys, for later diagnostics.
    pub places: KeyLocations,
}

/// A heading within a page.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct PageHeading {
    /// Its anchor; empty if it has none.
    pub anchor: Box<str>,
    /// Its words, without markup.
    pub words: Box<str>,
}
