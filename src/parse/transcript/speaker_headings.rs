//! Reads the headings that name speakers. The same label in another spelling is the same name.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::deliveries::delivery_in_brackets;
use super::heading_lines::words;
use super::oddities::{Oddity, OddityKind};
use crate::markdown::labels::{is_nameless, is_withheld, nobody, understand_speaker, without_middle};
use crate::record::{Delivery, Label, Language, Moment, NameIndex, SpeakerName, fold_label};

/// Headings of a record that name speakers, each read once.
#[derive(Default)]
pub(super) struct SpeakerHeadings<'t> {
    /// Result of reading each heading.
    known: FxHashMap<&'t str, Named>,
    /// Index of each label among the names.
    labels: FxHashMap<Label, NameIndex>,
    /// Labels of speakers, each once, in order.
    pub(super) names: Vec<Arc<SpeakerName>>,
}

/// Speaker named by a heading, and what else it contains.
#[derive(Clone)]
pub(super) struct Named {
    pub(super) by: NameIndex,
    pub(super) lang: Option<Language>,
    pub(super) time: Option<Box<Moment>>,
    pub(super) delivery: Delivery,
}

impl<'t> SpeakerHeadings<'t> {
    /// Reports whether the heading has been read before.
    pub(super) fn is_known(&self, heading: &str) -> bool {
        self.known.contains_key(heading)
    }

    /// The speaker whom the heading at `at` names.
    pub(super) fn speaker(&mut self, heading: &'t str, at: usize, odd: &mut Vec<Oddity>) -> Named {
        match self.known.get(heading) {
            Some(known) => known.clone(),
            None => self.name(heading, at, odd),
        }
    }

    /// Reads a heading that is new. Its label may be known from another spelling of the heading.
    fn name(&mut self, heading: &'t str, at: usize, odd: &mut Vec<Oddity>) -> Named {
        let understood = understand_speaker(heading);
        let name = words(&understood.name);
        let label = if is_nameless(heading) {
            nobody("")
        } else if is_withheld(understood.name.trim()) {
            nobody(&understood.name)
        } else if understood.name.trim().is_empty() || name.is_empty() {
            nobody(&words(heading))
        } else if understood.is_dressed {
            Label { key: fold_label(&format!("{name}:")).into(), text: name.into() }
        } else {
            Label::new(&words(&split_language(heading).0))
        };
        if label.key.is_empty() {
            odd.push(Oddity { kind: OddityKind::Nameless, at: (at..at + heading.len()).into() });
        }
        let known = *self.labels.entry(label.clone()).or_insert(self.names.len() as NameIndex);
        if known as usize == self.names.len() {
            self.names.push(Arc::new(SpeakerName { label, first_seen: at as u32 }));
        }
        let stated = understood.delivered.as_deref().map(Delivery::of_name);
        if stated == Some(None) {
            odd.push(Oddity { kind: OddityKind::Delivery, at: (at..at + heading.len()).into() });
        }
        let delivery = stated
            .flatten()
            .or_else(|| delivery_in_brackets(&self.names[known as usize].label.text))
            .unwrap_or_default();
        let named = Named { by: known, lang: understood.lang, time: understood.time.map(Box::new), delivery };
        self.known.insert(heading, named.clone());
        named
    }
}

/// Splits `{lang=fr}` off a label.
fn split_language(heading: &str) -> (std::borrow::Cow<'_, str>, Option<Language>) {
    let found = heading.find("{lang=").and_then(|open| {
        let close = open + heading[open..].find('}')?;
        let lang = Language::parse(heading[open + 6..close].trim_matches(['"', '\'', ' ']))?;
        Some((without_middle(heading, open, close + 1), lang))
    });
    match found {
        Some((label, lang)) => (label.into(), Some(lang)),
        None => (heading.into(), None),
    }
}
