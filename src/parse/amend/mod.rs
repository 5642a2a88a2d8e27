//! Adds labels and entries to a registry without changing anything else in it: its comments, order and layout.
//!
//! The file is not formatted again. A piece of text is inserted, and the result is read by the parser that every build
//! uses. If that does not find the old content plus the addition, the file is left unchanged and the editor is shown
//! what to paste.

mod insertion;
mod metadata_change;
mod quote;

use insertion::{before, colon_after, end_of, item_prefix, line_break, line_end};
pub use metadata_change::{MetadataChange, MetadataValue, metadata_values, with_metadata};
pub use quote::{flow_list, flow_text};
use rustc_hash::FxHashSet;

use crate::record::{Label, LabelClaim, Registry, Scope};
use crate::report::diagnostic::Location;
use crate::text::source::{FileStamp, SourceFile};
use crate::yaml::{Node, NodeKind, YamlLayout};

/// An addition to a registry.
#[derive(Debug, Clone)]
pub enum Addition {
    /// Further labels of an existing person or organisation.
    Labels {
        /// Id of an entry in this file.
        id: String,
        /// Labels as they stand in the records; no entry of the file claims them yet.
        labels: Vec<String>,
    },
    /// A new entry at the end of a list.
    Entry(NewEntry),
    /// Several new entries, of one list, at its end.
    Entries(Vec<NewEntry>),
}

/// A new entry.
#[derive(Debug, Clone)]
pub struct NewEntry {
    /// `people` or `organisations`.
    pub list: List,
    /// Unique among people and organisations.
    pub id: String,
    /// The other keys in order, each with its value in YAML's flow style; see [`flow_text`].
    pub fields: Vec<(&'static str, String)>,
}

/// The lists of a registry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum List {
    /// `people:`
    People,
    /// `organisations:`
    Organisations,
}

/// Reason why a registry was not changed, and the lines to paste instead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unsure {
    /// Reason, as the second half of a sentence.
    pub why: &'static str,
    /// Lines of YAML to paste.
    pub paste: String,
}

impl List {
    fn key(self) -> &'static str {
        match self {
            List::People => "people",
            List::Organisations => "organisations",
        }
    }
}

impl Addition {
    fn paste(&self) -> String {
        match self {
            Addition::Labels { id, labels } => format!("- id: {}\n  labels: [{}]", flow_text(id), flow_list(labels)),
            Addition::Entry(_) | Addition::Entries(_) => {
                let entries: Vec<String> = self.entries().iter().map(|entry| entry.lines("- ", "\n")).collect();
                entries.join("\n")
            }
        }
    }

    /// The new entries.
    fn entries(&self) -> &[NewEntry] {
        match self {
            Addition::Labels { .. } => &[],
            Addition::Entry(entry) => std::slice::from_ref(entry),
            Addition::Entries(entries) => entries,
        }
    }
}

impl NewEntry {
    /// Formats the entry in block style: the first line after `prefix`, the others below it.
    fn lines(&self, prefix: &str, end: &str) -> String {
        let indentation = " ".repeat(prefix.chars().count());
        let fields = self.fields.iter().map(|(key, value)| format!("{end}{indentation}{key}: {value}"));
        format!("{prefix}id: {}{}", flow_text(&self.id), fields.collect::<String>())
    }

    /// Formats the entry in flow style.
    fn flow(&self) -> String {
        let fields = self.fields.iter().map(|(key, value)| format!(", {key}: {value}"));
        format!("{{id: {}{}}}", flow_text(&self.id), fields.collect::<String>())
    }
}

/// Returns the text of a registry with an addition. `text` is the file as it is, with its byte order mark and line
/// ends.
///
/// # Errors
/// When the place is uncertain, or the result would not be read as the same registry with the addition.
pub fn amend(text: &str, addition: &Addition) -> Result<String, Unsure> {
    let unsure = |why| Unsure { why, paste: addition.paste() };
    let before = read(text).ok_or_else(|| unsure("the file cannot be read as it is"))?;
    let layout = YamlLayout::of(text);
    if !layout.is_whole() {
        return Err(unsure("its layout cannot be followed"));
    }
    let (at, piece) = match addition {
        Addition::Labels { id, labels } => labels_piece(&layout, id, labels),
        Addition::Entry(_) | Addition::Entries(_) => entries_piece(&layout, addition.entries()),
    }
    .ok_or_else(|| unsure("its layout has no safe place for the addition"))?;
    let result = format!("{}{piece}{}", &text[..at], &text[at..]);
    let after = read(&result).ok_or_else(|| unsure("it would no longer be readable"))?;
    if is_as_meant(before, after, addition) { Ok(result) } else { Err(unsure("it would be read differently")) }
}

/// Position at which labels are inserted, and the text to insert.
fn labels_piece(layout: &YamlLayout<'_>, id: &str, labels: &[String]) -> Option<(usize, String)> {
    let root = layout.root()?;
    let lists = [List::People, List::Organisations];
    let entry = lists.iter().find_map(|list| find_entry(root.get(list.key())?.1, id))?;
    let list = flow_list(labels);
    let Some((key, value)) = entry.get("labels") else {
        let (first, _) = entry.pairs().next()?;
        if entry.is_flow() {
            let (_, last) = entry.pairs().last()?;
            return Some((end_of(layout, last)?, format!(", labels: [{list}]")));
        }
        let beside = entry.get("names").and_then(|(_, names)| end_of(layout, names));
        let beside = beside.or_else(|| end_of(layout, entry.get("id")?.1))?;
        let indentation = " ".repeat(before(layout, first.start()).chars().count());
        return Some((line_end(layout, beside), format!("{}{indentation}labels: [{list}]", line_break(layout))));
    };
    match value.kind() {
        NodeKind::Sequence if value.is_flow() => match value.children().last() {
            Some(last) => Some((end_of(layout, last)?, format!(", {list}"))),
            None => Some((value.start() + 1, list)),
        },
        NodeKind::Sequence => {
            let last = value.children().last()?;
            let prefix = item_prefix(layout, last)?;
            let line = |label: &String| format!("{}{prefix}{}", line_break(layout), flow_text(label));
            Some((line_end(layout, end_of(layout, last)?), labels.iter().map(line).collect()))
        }
        NodeKind::Nothing => Some((colon_after(layout, key)?, format!(" [{list}]"))),
        _ => None,
    }
}

/// Finds the entry with an id in a list or among the units below its entries.
fn find_entry<'l>(list: Node<'l>, id: &str) -> Option<Node<'l>> {
    let mut entries = (list.kind() == NodeKind::Sequence).then(|| list.children())?;
    entries.find_map(|entry| match entry.get("id") {
        Some((_, own)) if own.kind() == NodeKind::Scalar && own.text().trim() == id => Some(entry),
        _ => find_entry(entry.get("units")?.1, id),
    })
}

/// Position at which entries of one list are inserted, and the text to insert.
fn entries_piece(layout: &YamlLayout<'_>, entries: &[NewEntry]) -> Option<(usize, String)> {
    let end = line_break(layout);
    let key = entries.first()?.list.key();
    let block = |prefix: &str| {
        let lines: Vec<String> = entries.iter().map(|entry| entry.lines(prefix, end)).collect();
        lines.join(end)
    };
    let flow = || entries.iter().map(NewEntry::flow).collect::<Vec<_>>().join(", ");
    let list = layout.root().and_then(|root| root.get(key));
    let Some((key_node, value)) = list else {
        if layout.root().is_some_and(|root| root.is_flow() || root.kind() != NodeKind::Mapping) {
            return None;
        }
        let first = if layout.text.is_empty() || layout.text.ends_with(['\n', '\r']) { "" } else { end };
        return Some((layout.text.len(), format!("{first}{key}:{end}{}{end}", block("  - "))));
    };
    match value.kind() {
        NodeKind::Sequence if value.is_flow() => match value.children().last() {
            Some(last) => Some((end_of(layout, last)?, format!(", {}", flow()))),
            None => Some((value.start() + 1, flow())),
        },
        NodeKind::Sequence => {
            let last = value.children().last()?;
            let lines = block(item_prefix(layout, last)?);
            Some((line_end(layout, end_of(layout, last)?), format!("{end}{lines}")))
        }
        NodeKind::Nothing => {
            let colon = colon_after(layout, key_node)?;
            Some((line_end(layout, colon), format!("{end}{}", block("  - "))))
        }
        _ => None,
    }
}

/// Parses a text into the registry without places, and its diagnostics; `None` when it cannot be parsed.
fn read(text: &str) -> Option<(Registry, Vec<String>)> {
    let mut file = SourceFile::new("people.yml".into(), "people.yml".into(), text.into(), FileStamp::default());
    let decoded = super::decode(&mut file);
    let mut diagnostics = decoded.diagnostics.clone();
    let mut registry = super::parse_registry(decoded.value.as_ref()?).into_value(&mut diagnostics)?;
    let nowhere = Location::file(&"".into());
    for person in &mut registry.people {
        person.at = nowhere.clone();
        person.labels.iter_mut().for_each(|claim| claim.at = nowhere.clone());
    }
    for organisation in &mut registry.organisations {
        organisation.at = nowhere.clone();
        organisation.labels.iter_mut().for_each(|claim| claim.at = nowhere.clone());
    }
    for combined in &mut registry.combined {
        combined.at = nowhere.clone();
    }
    Some((registry, diagnostics.into_iter().map(|diagnostic| diagnostic.message).collect()))
}

/// Reports whether the second reading equals the first with the addition, and nothing else.
fn is_as_meant(before: (Registry, Vec<String>), after: (Registry, Vec<String>), addition: &Addition) -> bool {
    let ((before, complaints), (mut after, new_complaints)) = (before, after);
    let taken_out = match addition {
        Addition::Labels { id, labels } => {
            let people = after.people.iter_mut().map(|person| (&person.id, &mut person.labels));
            let organisations = after.organisations.iter_mut().map(|own| (&own.id, &mut own.labels));
            let claims = people.chain(organisations).find(|(own, _)| ***own == **id).map(|(_, claims)| claims);
            claims.is_some_and(|claims| labels.iter().all(|label| take_out(claims, label)))
        }
        Addition::Entry(_) | Addition::Entries(_) => {
            let entries = addition.entries();
            let Some(list) = entries.first().map(|entry| entry.list) else { return false };
            let ids = before.people.iter().map(|own| &*own.id).chain(before.organisations.iter().map(|own| &*own.id));
            let mut ids: FxHashSet<&str> = ids.collect();
            if !entries.iter().all(|entry| entry.list == list && ids.insert(&entry.id)) {
                return false;
            }
            // On their own, without the text around them, the entries must have the same meaning.
            let lines: String = entries.iter().map(|entry| entry.lines("  - ", "\n") + "\n").collect();
            let alone = read(&format!("{}:\n{lines}", list.key())).map(|(alone, _)| alone).unwrap_or_default();
            match list {
                List::People => alone.people.len() == entries.len() && take_run(&mut after.people, &alone.people),
                List::Organisations => {
                    alone.organisations.len() == entries.len()
                        && take_run(&mut after.organisations, &alone.organisations)
                }
            }
        }
    };
    taken_out
        && new_complaints == complaints
        && after.people == before.people
        && after.organisations == before.organisations
        && after.combined == before.combined
}

/// Removes neighbours from a list; returns false if they do not stand there in order.
fn take_run<T: PartialEq>(list: &mut Vec<T>, run: &[T]) -> bool {
    let place = run.first().and_then(|first| list.iter().position(|own| own == first));
    let Some(at) = place.filter(|at| list[*at..].starts_with(run)) else { return false };
    list.drain(at..at + run.len());
    true
}

/// Removes a label without a scope from the claims; returns false if it is not there.
fn take_out(claims: &mut Vec<LabelClaim>, label: &str) -> bool {
    let label = Label::new(label);
    let is_it = |claim: &LabelClaim| claim.label == label && !claim.by_name && claim.scope == Scope::default();
    let at = claims.iter().position(is_it);
    at.map(|at| claims.remove(at)).is_some()
}

#[cfg(test)]
mod tests;
