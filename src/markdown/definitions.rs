//! Finds the link definitions (`[plan]: papers/plan.csv`) of a file that a link uses. A definition that no link uses is
//! speech, `[Ben]: Aye.`, and is shown as typed.
//!
//! Therefore the parser must see only used definitions: in these, a control character, which no text contains, takes
//! the place of the first bracket.

use std::borrow::Cow;

use pulldown_cmark::{BrokenLink, CowStr, Event, LinkType, Parser, Tag};
use rustc_hash::FxHashMap;

use super::code_fences::{fenced, line_end};
use super::definition_signs::{folded, with_used};
use super::dialect::OPTIONS;
use super::mistaken::is_place;
use super::neutral::{JOIN, Neutral, neutral_with_definitions};
use super::policy::{LinkKind, classify};
use crate::record::ReferenceDefinition;

/// The link definitions of a file.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Definitions {
    /// Definitions that links anywhere in the file may use, sorted by label.
    pub references: Vec<ReferenceDefinition>,
    /// Positions of the used definitions in each text of the file.
    pub used: Vec<Vec<u32>>,
}

/// Definitions and links of one text, in a file of several texts that are drawn separately.
struct Defined {
    part: usize,
    at: usize,
    target: Box<str>,
    title: Box<str>,
    is_used: bool,
}

/// Finds the used definitions of a file. A link refers to the definition in its own text, or else to the first one in
/// the file.
pub fn definitions(parts: &[&str]) -> Definitions {
    let mut used = vec![Vec::new(); parts.len()];
    if !parts.iter().any(|part| part.contains("]:")) {
        return Definitions { references: Vec::new(), used };
    }
    let neutrals: Vec<Option<Neutral<'_>>> =
        parts.iter().map(|part| part.contains('[').then(|| neutral_with_definitions(part))).collect();
    let mut all: Vec<Defined> = Vec::new();
    let mut first: FxHashMap<String, usize> = FxHashMap::default();
    let mut own: FxHashMap<(usize, String), usize> = FxHashMap::default();
    for (part, neutral) in neutrals.iter().enumerate() {
        let Some(neutral) = neutral.as_ref().filter(|neutral| neutral.text.contains("]:")) else { continue };
        let parser = Parser::new_ext(&neutral.text, OPTIONS);
        let mut found: Vec<_> = parser.reference_definitions().iter().collect();
        // The parser's hash map has no order.
        found.sort_by_key(|(_, definition)| definition.span.start);
        for (label, definition) in found {
            let bare = |text: &str| -> Box<str> { text.replace(JOIN, "").into() };
            let at = neutral.original(definition.span.start);
            // White space may precede the bracket.
            let at = at + parts[part][at..].find('[').unwrap_or(0);
            let label = folded(label);
            first.entry(label.clone()).or_insert(all.len());
            own.insert((part, label), all.len());
            let title = bare(definition.title.as_deref().unwrap_or_default());
            all.push(Defined { part, at, target: bare(&definition.dest), title, is_used: false });
        }
    }
    if all.is_empty() {
        return Definitions { references: Vec::new(), used };
    }
    let mut named: Vec<usize> = Vec::new();
    for (part, neutral) in neutrals.iter().enumerate() {
        let Some(neutral) = neutral else { continue };
        let resolve = |link: BrokenLink<'_>| -> Option<(CowStr<'_>, CowStr<'_>)> {
            first.get(&folded(&link.reference)).map(|_| (CowStr::Borrowed("x"), CowStr::Borrowed("")))
        };
        for event in Parser::new_with_broken_link_callback(&neutral.text, OPTIONS, Some(resolve)) {
            let (Event::Start(Tag::Link { link_type, id, .. }) | Event::Start(Tag::Image { link_type, id, .. })) =
                event
            else {
                continue;
            };
            let label = folded(&id);
            let found = match link_type {
                LinkType::Reference | LinkType::Collapsed | LinkType::Shortcut => own.get(&(part, label)),
                LinkType::ReferenceUnknown | LinkType::CollapsedUnknown | LinkType::ShortcutUnknown => {
                    first.get(&label)
                }
                _ => None,
            };
            let is_short = matches!(link_type, LinkType::Shortcut | LinkType::ShortcutUnknown);
            // `[Ben]` alone may be meant as words in brackets.
            named.extend(found.filter(|found| !is_short || leads_somewhere(&all[**found].target)));
        }
    }
    for index in named {
        all[index].is_used = true;
    }
    let mut references = Vec::new();
    for (label, index) in &first {
        if all[*index].is_used {
            let Defined { target, title, .. } = &all[*index];
            references.push(ReferenceDefinition {
                label: label.as_str().into(),
                target: target.clone(),
                title: title.clone(),
            });
        }
    }
    references.sort_by(|a, b| a.label.cmp(&b.label));
    // A repetition of a definition can be dropped without loss.
    for ((_, label), index) in &own {
        let again = &all[first[label]];
        let is_same = again.is_used && again.target == all[*index].target && again.title == all[*index].title;
        all[*index].is_used |= is_same;
    }
    for definition in all.iter().filter(|definition| definition.is_used) {
        used[definition.part].push(definition.at as u32);
    }
    Definitions { references, used }
}

/// Positions of the texts of a record that its headings separate, from byte `start` on.
pub fn parts(text: &str, start: usize) -> Vec<usize> {
    let mut found = vec![start];
    if memchr::memmem::find(&text.as_bytes()[start..], b"]:").is_none() {
        return found;
    }
    let code = fenced(text, start);
    let mut next = code.iter().peekable();
    let mut at = start;
    while at < text.len() {
        while next.next_if(|range| range.end as usize <= at).is_some() {}
        let is_code = next.peek().is_some_and(|range| range.start as usize <= at);
        if !is_code && at > start && text[at..].starts_with('#') {
            found.push(at);
        }
        at = line_end(text, at);
    }
    found
}

/// Marks the used definitions in a text that is drawn on its own.
pub fn with_own_definitions(text: &str) -> Cow<'_, str> {
    let found = definitions(&[text]);
    with_used(text, &found.used[0])
}

/// Reports whether a target is an address or a file rather than a word.
fn leads_somewhere(target: &str) -> bool {
    matches!(classify(target), LinkKind::Absolute(_) | LinkKind::SchemeRelative(_))
        || target.starts_with(['/', '#', '?', '.'])
        || target.trim_matches(|c: char| !c.is_alphabetic()).contains('/')
        || is_place(target)
}

#[cfg(test)]
mod tests {
    use super::super::definition_signs::USED;
    use super::*;

    fn marked(text: &str) -> String {
        let starts = parts(text, 0);
        let ends = starts.iter().skip(1).copied().chain([text.len()]);
        let texts: Vec<&str> = starts.iter().zip(ends).map(|(start, end)| &text[*start..end]).collect();
        let found = definitions(&texts);
        texts.iter().zip(&found.used).map(|(text, used)| with_used(text, used).replace(USED, "<")).collect()
    }

    #[test]
    fn a_definition_is_used_where_a_link_names_it() {
        for (text, expected) in [
            ("[Ben]: Aye.\n", "[Ben]: Aye.\n"),
            ("See [plan].\n\n[plan]: papers/plan.csv\n", "See [plan].\n\n<plan]: papers/plan.csv\n"),
            ("[Ben] rose.\n\n[Ben]: Aye.\n", "[Ben] rose.\n\n[Ben]: Aye.\n"),
            ("[he][Ben] rose.\n\n  [ben]: Aye\n", "[he][Ben] rose.\n\n  <ben]: Aye\n"),
            ("**5*3** [a][b]\n\n10**6\n\n[b]: #x\n", "**5*3** [a][b]\n\n10**6\n\n<b]: #x\n"),
            (
                "### A:\n[x][1]\n\n[1]: a\n### B:\n[y][1]\n\n[1]: b\n",
                "### A:\n[x][1]\n\n<1]: a\n### B:\n[y][1]\n\n<1]: b\n",
            ),
            ("### A:\n[x][1]\n\n[1]: a\n### B:\n[1]: b\n", "### A:\n[x][1]\n\n<1]: a\n### B:\n[1]: b\n"),
            ("### A:\n[x][1]\n### B:\n[1]: b\n", "### A:\n[x][1]\n### B:\n<1]: b\n"),
            ("![x][1]\n\n> [1]: b\n", "![x][1]\n\n> <1]: b\n"),
        ] {
            assert_eq!(marked(text), expected, "{text:?}");
        }
    }
}
