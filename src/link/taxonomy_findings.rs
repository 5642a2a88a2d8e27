//! Finds terms that are not declared or spelt in two ways, and taxonomies that no record uses.

use std::collections::BTreeMap;

use rustc_hash::FxHashSet;
use unicode_normalization::UnicodeNormalization;

use super::suggestions::Suggestions;
use super::{LinkInput, SharedMeeting};
use crate::record::{HoldReason, MeetingDetails, TOPICS_KEY, Taxonomy};
use crate::report::diagnostic::{Diagnostic, Location, Problem};
use crate::report::steps::step;
use crate::text::slug::slugify;

/// Reports findings about the taxonomies of a site, and the terms that its public records name.
pub(super) fn report(
    meetings: &[SharedMeeting],
    hidden: &[(SharedMeeting, HoldReason)],
    input: &LinkInput<'_>,
    suggestions: &mut Suggestions,
    diagnostics: &mut Vec<Diagnostic>,
) {
    for taxonomy in &input.registry.taxonomies {
        if taxonomy.terms.is_empty() {
            report_spellings(taxonomy, meetings, input, diagnostics);
        } else {
            report_undeclared(taxonomy, meetings, input, suggestions, diagnostics);
        }
        let all = || meetings.iter().chain(hidden.iter().map(|(meeting, _)| meeting));
        let is_used = || all().any(|meeting| !meeting.details.terms_of(&taxonomy.key).is_empty());
        if let Some(at) = taxonomy.at.as_ref().filter(|_| all().next().is_some() && !is_used()) {
            let key = &taxonomy.key;
            let message = format!("no record has `{key}:`, so the taxonomy “{key}” has no pages");
            let hint = format!("write `{key}: …` in the metadata of records, or take the taxonomy out");
            diagnostics.push(Diagnostic::at(Problem::UnusedTaxonomy, at.clone(), message).hint(hint));
        }
    }
}

/// Place in site.yml where terms are declared, for hints.
fn place_of_terms(taxonomy: &Taxonomy) -> String {
    match &*taxonomy.key {
        TOPICS_KEY => "`topics:` in site.yml".to_owned(),
        key => format!("`terms:` of `{key}:` in site.yml"),
    }
}

fn report_undeclared(
    taxonomy: &Taxonomy,
    meetings: &[SharedMeeting],
    input: &LinkInput<'_>,
    suggestions: &mut Suggestions,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let declared: FxHashSet<&str> = taxonomy.terms.iter().map(|term| &*term.id).collect();
    let key = &taxonomy.key;
    for details in meetings.iter().map(|meeting| &meeting.details) {
        for id in details.terms_of(key).iter().filter(|id| !declared.contains(&***id)) {
            let near = suggestions.near(key, id, || taxonomy.terms.iter().map(|term| &*term.id));
            let place = place_of_terms(taxonomy);
            let hint = near.map_or_else(
                || format!("declare it under {place}"),
                |near| format!("did you mean “{near}”? Else declare it under {place}"),
            );
            let message = format!("{key}: “{id}” is not declared");
            diagnostics
                .push(Diagnostic::at(Problem::UnknownReference, place_of(details, key, input), message).hint(hint));
        }
    }
}

fn place_of(details: &MeetingDetails, key: &str, input: &LinkInput<'_>) -> Location {
    details.places.of(key, &input.sources.shown(details.source))
}

/// A way in which a term is written.
struct Spelling<'m> {
    text: &'m str,
    records: usize,
    /// The first record that writes it so.
    first: &'m MeetingDetails,
}

/// Reports each spelling of a term that is rarer than another one.
fn report_spellings(
    taxonomy: &Taxonomy,
    meetings: &[SharedMeeting],
    input: &LinkInput<'_>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let mut written: BTreeMap<&str, (usize, &MeetingDetails)> = BTreeMap::new();
    for details in meetings.iter().map(|meeting| &*meeting.details) {
        for term in details.terms_of(&taxonomy.key) {
            step();
            written.entry(term).or_insert((0, details)).0 += 1;
        }
    }
    let mut spellings: BTreeMap<String, Vec<Spelling<'_>>> = BTreeMap::new();
    for (text, (records, first)) in written {
        spellings.entry(letters_of(text)).or_default().push(Spelling { text, records, first });
    }
    for alike in spellings.values_mut().filter(|alike| alike.len() > 1) {
        // The most frequent first; of equals the first by its letters.
        alike.sort_by(|one, other| other.records.cmp(&one.records).then_with(|| one.text.cmp(other.text)));
        let Some((usual, others)) = alike.split_first() else { continue };
        for other in others {
            let (key, one, two) = (&taxonomy.key, other.text, usual.text);
            let effect = match slugify(one).text == slugify(two).text {
                true => "they have one page",
                false => "each has a page",
            };
            let message = format!("{key}: “{one}” and “{two}” seem to be one term in two spellings; {effect}");
            let hint = format!("write “{two}” everywhere, or declare the terms under {}", place_of_terms(taxonomy));
            let at = place_of(other.first, key, input);
            diagnostics.push(Diagnostic::at(Problem::TermSpelling, at, message).hint(hint));
        }
    }
}

/// The letters and digits of a term without case and accents, by which two spellings are compared.
fn letters_of(term: &str) -> String {
    let is_accent = |c: &char| ('\u{300}'..='\u{36F}').contains(c);
    let is_between = |c: &char| c.is_whitespace() || c.is_ascii_punctuation() || ('\u{2000}'..='\u{206F}').contains(c);
    term.nfkd().filter(|c| !is_accent(c) && !is_between(c)).flat_map(char::to_lowercase).collect()
}
