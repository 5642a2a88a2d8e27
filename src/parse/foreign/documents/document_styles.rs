//! Styles of a document: which paragraphs are headings, quotations or items of which list.

use rustc_hash::FxHashMap;

use super::document_numbering::{NumberedPlace, place_of};
use super::document_package::DocumentParts;
use crate::parse::foreign::xml_tree::XmlElement;

/// Maximum number of styles of which one style is made.
const DEEPEST_STYLE: usize = 20;

/// Kind of a paragraph.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ParagraphKind {
    /// Title of the document.
    Title,
    /// Heading with its level from 1.
    Heading(u8),
    /// Words of somebody else.
    Quotation,
    /// Item of a list, with its number if it has one.
    Item(Option<u32>),
    /// Ordinary paragraph.
    Text,
}

/// Styles by their ids.
pub(super) struct DocumentStyles<'x> {
    styles: FxHashMap<&'x str, StyleFacts<'x>>,
}

/// Properties of a style by themselves, without those of the style that it is based on.
#[derive(Debug, Clone, Default)]
struct StyleFacts<'x> {
    based_on: Option<&'x str>,
    kind: Option<ParagraphKind>,
    /// List whose items have this style.
    list: Option<NumberedPlace<'x>>,
    bold: Option<bool>,
    italic: Option<bool>,
    hidden: Option<bool>,
}

/// Property of letters that is on or off.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum LetterProperty {
    /// Strong emphasis.
    Bold,
    /// Emphasis.
    Italic,
    /// Not shown.
    Hidden,
}

impl LetterProperty {
    fn element(self) -> &'static str {
        match self {
            LetterProperty::Bold => "b",
            LetterProperty::Italic => "i",
            LetterProperty::Hidden => "vanish",
        }
    }
}

impl<'x> DocumentStyles<'x> {
    /// The styles of a document.
    pub(super) fn of(parts: &'x DocumentParts) -> Self {
        let styles = parts.styles.elements().filter(|element| &*element.name == "style");
        let styles = styles.filter_map(|style| Some((style.filled("styleId")?, StyleFacts::of(style)))).collect();
        DocumentStyles { styles }
    }

    /// Kind of a paragraph by its properties and its style, whether or not it is in a list.
    pub(super) fn kind(&self, properties: Option<&XmlElement>) -> ParagraphKind {
        let own = properties.and_then(|own| own.child("pStyle")?.get("val"));
        if let Some(level) = properties.and_then(outline_level) {
            return ParagraphKind::Heading(level + 1);
        }
        if let Some(kind) = self.chain(own).find_map(|style| style.kind) {
            return kind;
        }
        // A style that is named and not defined.
        if let Some(number) = own.and_then(|own| own.strip_prefix("Heading")?.parse::<u8>().ok()) {
            return ParagraphKind::Heading(number.clamp(1, 9));
        }
        ParagraphKind::Text
    }

    /// Place of a paragraph in a list by its properties and its style.
    pub(super) fn list_place(&self, properties: Option<&'x XmlElement>) -> Option<NumberedPlace<'x>> {
        let own = properties.and_then(|own| own.child("pStyle")?.get("val"));
        let place = properties.and_then(place_of).or_else(|| self.chain(own).find_map(|style| style.list));
        place.filter(|place| place.list != "0")
    }

    /// Reports whether a property is on: by the run itself, its style, or the style of its paragraph.
    pub(super) fn is_on(
        &self,
        property: LetterProperty,
        run: Option<&XmlElement>,
        paragraph_style: Option<&str>,
    ) -> bool {
        if let Some(own) = run.and_then(|run| run.child(property.element())) {
            return is_true(own);
        }
        let run_style = run.and_then(|run| run.child("rStyle")?.get("val"));
        let of = |style: &StyleFacts<'_>| match property {
            LetterProperty::Bold => style.bold,
            LetterProperty::Italic => style.italic,
            LetterProperty::Hidden => style.hidden,
        };
        let by = |style| self.chain(style).find_map(of);
        by(run_style).or_else(|| by(paragraph_style)).unwrap_or(false)
    }

    /// A style and those that it is based on.
    fn chain(&self, style: Option<&str>) -> impl Iterator<Item = &StyleFacts<'x>> {
        let first = style.and_then(|id| self.styles.get(id));
        std::iter::successors(first, |style| self.styles.get(style.based_on?)).take(DEEPEST_STYLE)
    }
}

impl<'x> StyleFacts<'x> {
    fn of(style: &'x XmlElement) -> Self {
        let name = style.child("name").and_then(|name| name.get("val")).unwrap_or_default().to_lowercase();
        let number = name.strip_prefix("heading ").and_then(|number| number.trim().parse::<u8>().ok());
        let paragraph = style.child("pPr");
        let kind = match &*name {
            "title" => Some(ParagraphKind::Title),
            "quote" | "intense quote" | "quotations" | "block text" | "block quotation" => {
                Some(ParagraphKind::Quotation)
            }
            _ => number
                .or_else(|| paragraph.and_then(outline_level).map(|level| level + 1))
                .map(|level| ParagraphKind::Heading(level.clamp(1, 9))),
        };
        let letters = style.child("rPr");
        let is = |property: LetterProperty| letters.and_then(|own| own.child(property.element())).map(is_true);
        StyleFacts {
            based_on: style.child("basedOn").and_then(|own| own.get("val")),
            kind,
            list: paragraph.and_then(place_of),
            bold: is(LetterProperty::Bold),
            italic: is(LetterProperty::Italic),
            hidden: is(LetterProperty::Hidden),
        }
    }
}

/// Level of a heading from 0, if the properties of a paragraph make it one.
fn outline_level(properties: &XmlElement) -> Option<u8> {
    properties.child("outlineLvl")?.get("val")?.parse::<u8>().ok().filter(|level| *level < 9)
}

fn is_true(property: &XmlElement) -> bool {
    !matches!(property.get("val"), Some("0" | "false" | "off" | "none"))
}
