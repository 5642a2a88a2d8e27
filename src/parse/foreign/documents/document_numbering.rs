//! Numbers in front of paragraphs. The word processor counts them: the file says only to which list and level a paragraph belongs.

use rustc_hash::{FxHashMap, FxHashSet};

use super::document_package::DocumentParts;
use super::number_forms::NumberForm;
use crate::parse::foreign::xml_tree::XmlElement;

/// Number of levels that a list may have.
const LEVELS: usize = 9;

/// Place of a paragraph in a list.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct NumberedPlace<'x> {
    /// Id of the list.
    pub(super) list: &'x str,
    /// Level from 0.
    pub(super) level: usize,
}

/// Mark in front of a paragraph of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum ListMark {
    /// A sign that is the same for all.
    Bullet,
    /// A number in digits with a full stop or a bracket behind it, as Markdown has it.
    Number(u32),
    /// Any other number, with the signs around it: `一、`, `(b)`, `2.1`.
    Words(String),
}

/// Lists of a document, and how far each has been counted.
pub(super) struct DocumentNumbering<'x> {
    /// Lists by their ids.
    lists: FxHashMap<&'x str, NumberedList<'x>>,
    /// Levels by the ids of their definitions, which several lists may share.
    definitions: FxHashMap<&'x str, Vec<ListLevel<'x>>>,
    /// Numbers that have been reached, by definition and level. Lists of one definition go on from each other.
    reached: FxHashMap<(&'x str, usize), u32>,
    /// Lists and levels that have begun anew as they ask for.
    restarted: FxHashSet<(&'x str, usize)>,
}

struct NumberedList<'x> {
    definition: &'x str,
    /// Numbers with which levels begin anew.
    starts: FxHashMap<usize, u32>,
}

/// Look of a level.
#[derive(Debug, Clone, Copy)]
struct ListLevel<'x> {
    form: NumberForm,
    /// First number.
    start: u32,
    /// Number with the signs around it; `%1` stands for the number of the first level.
    text: &'x str,
}

impl<'x> DocumentNumbering<'x> {
    /// The lists of a document; nothing has been counted.
    pub(super) fn of(parts: &'x DocumentParts) -> Self {
        let of_name = |name: &'static str| parts.numbering.elements().filter(move |element| &*element.name == name);
        let definitions = of_name("abstractNum").filter_map(|list| Some((list.get("abstractNumId")?, levels_of(list))));
        let lists = of_name("num").filter_map(|list| {
            let definition = list.child("abstractNumId")?.get("val")?;
            let overrides = list.elements().filter(|element| &*element.name == "lvlOverride");
            let starts = overrides.filter_map(|own| Some((level_of(own)?, number_in(own.child("startOverride")?)?)));
            Some((list.get("numId")?, NumberedList { definition, starts: starts.collect() }))
        });
        DocumentNumbering {
            lists: lists.collect(),
            definitions: definitions.collect(),
            reached: FxHashMap::default(),
            restarted: FxHashSet::default(),
        }
    }

    /// Counts a paragraph, and gives the mark in front of it. The deeper levels begin anew.
    pub(super) fn count(&mut self, place: NumberedPlace<'x>) -> ListMark {
        let Some(list) = self.lists.get(place.list) else { return ListMark::Bullet };
        let Some(levels) = self.definitions.get(list.definition) else { return ListMark::Bullet };
        let Some(level) = levels.get(place.level).copied() else { return ListMark::Bullet };
        let key = (list.definition, place.level);
        let anew = list.starts.get(&place.level).filter(|_| self.restarted.insert((place.list, place.level)));
        let number = match (anew, self.reached.get(&key)) {
            (Some(start), _) => *start,
            (None, Some(reached)) => reached.saturating_add(1),
            (None, None) => level.start,
        };
        self.reached.insert(key, number);
        for deeper in place.level + 1..LEVELS {
            self.reached.remove(&(list.definition, deeper));
        }
        match level.form {
            NumberForm::None => ListMark::Bullet,
            NumberForm::Digits if place.level == 0 && matches!(level.text, "%1" | "%1." | "%1)") => {
                ListMark::Number(number)
            }
            _ => {
                let reached = |at: usize| self.reached.get(&(list.definition, at)).copied();
                ListMark::Words(written(level.text, levels, &reached))
            }
        }
    }
}

/// The text of a level with the numbers that have been reached.
fn written(text: &str, levels: &[ListLevel<'_>], reached: &dyn Fn(usize) -> Option<u32>) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find('%') {
        out.push_str(&rest[..at]);
        rest = &rest[at + 1..];
        let digit = rest.chars().next().and_then(|c| c.to_digit(10)).filter(|digit| *digit > 0);
        let Some(level) = digit.map(|digit| digit as usize - 1) else {
            out.push('%');
            continue;
        };
        rest = &rest[1..];
        if let Some(facts) = levels.get(level) {
            out.push_str(&facts.form.written(reached(level).unwrap_or(facts.start)));
        }
    }
    out.push_str(rest);
    out.trim().to_owned()
}

fn levels_of(definition: &XmlElement) -> Vec<ListLevel<'_>> {
    let levels = definition.elements().filter(|element| &*element.name == "lvl").take(LEVELS);
    let value = |level: &XmlElement, name: &str| level.child(name).and_then(|own| own.get("val")).map(str::to_owned);
    levels
        .map(|level| ListLevel {
            form: value(level, "numFmt").map_or(NumberForm::Digits, |form| NumberForm::of(&form)),
            start: level.child("start").and_then(number_in).unwrap_or(1),
            text: level.child("lvlText").and_then(|own| own.get("val")).unwrap_or("%1."),
        })
        .collect()
}

fn number_in(element: &XmlElement) -> Option<u32> {
    element.get("val")?.parse().ok()
}

fn level_of(element: &XmlElement) -> Option<usize> {
    element.get("ilvl")?.parse().ok().filter(|level| *level < LEVELS)
}

/// Place in a list according to the properties of a paragraph or style; none if they take it out of every list.
pub(super) fn place_of(properties: &XmlElement) -> Option<NumberedPlace<'_>> {
    let numbering = properties.child("numPr")?;
    let list = numbering.child("numId")?.get("val")?;
    let level = numbering.child("ilvl").and_then(number_in).unwrap_or(0) as usize;
    Some(NumberedPlace { list, level: level.min(LEVELS - 1) })
}
