//! Finds in the words of a speech what a query asks for.
//!
//! The scripts of the search page do the same; `tests/fixtures/search/match.json` holds both to it.

use std::cell::OnceCell;
use std::ops::Range;

use super::fold::{Class, Fold, Folded, class, fold};
use super::query::{Query, TermKind};

/// One term of a query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct QueryTerm {
    pub(super) kind: UnitKind,
    /// Folded: a phrase literally, others loosely.
    pub(super) text: Vec<char>,
    /// True if a longer word matches too.
    pub(super) prefix: bool,
    /// Other forms of the word that match as well.
    pub(super) forms: Vec<Vec<char>>,
}

/// Way of matching.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum UnitKind {
    /// Exactly.
    Phrase,
    /// A run of CJK characters.
    Run,
    Word,
}

/// The words of a query.
#[derive(Debug, Clone, Default)]
pub(super) struct WordMatcher {
    /// Terms that are sought.
    pub(super) all: Vec<QueryTerm>,
    /// Conditions that must all hold: of the alternatives of each, all terms of one must occur. Positions in `all`.
    pub(super) conditions: Vec<Vec<Vec<usize>>>,
    /// Terms that must not occur, in groups that count as a whole.
    none: Vec<Vec<QueryTerm>>,
    /// Phrases in which there is nothing to look for.
    pub(super) empty: Vec<String>,
}

/// A match in a speech.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Match {
    /// Matching bytes of the text, ordered and without overlap.
    pub(super) ranges: Vec<Range<usize>>,
    /// Number of occurrences of each term; other forms count half, and alternatives that do not hold as none.
    pub(super) counts: Vec<f64>,
    /// True if all terms, or those of an alternative, occur exactly as typed.
    pub(super) is_exact: bool,
}

/// Groups of interchangeable endings, by language. A word with one of them also matches with the others.
const ENDINGS: [(&str, &[&[&str]]); 4] = [
    ("en", &[&["", "s", "es"], &["y", "ies"], &["e", "es", "ed", "ing"], &["", "ed", "ing"]]),
    ("fr", &[&["", "s"], &["", "x"], &["al", "aux"], &["", "e", "es"]]),
    ("es", &[&["", "s", "es"], &["z", "ces"], &["o", "a", "os", "as"]]),
    ("de", &[&["", "e", "en", "er", "n", "s", "es"]]),
];

/// Other forms of a folded word. Too many rather than too few: they rank below the word itself, and nonexistent ones
/// are found nowhere.
fn forms(word: &str, languages: &[String]) -> Vec<String> {
    if word.len() < 3 || !word.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return Vec::new();
    }
    let speaks =
        |tag: &str| languages.iter().any(|lang| lang.get(..2).is_some_and(|primary| primary.eq_ignore_ascii_case(tag)));
    let mut found = Vec::new();
    for group in ENDINGS.iter().filter(|(tag, _)| speaks(tag)).flat_map(|(_, groups)| *groups) {
        for ending in *group {
            // A word with another ending of the group is no stem.
            if ending.is_empty() && group.iter().any(|other| !other.is_empty() && word.ends_with(other)) {
                continue;
            }
            if let Some(stem) = word.strip_suffix(ending).filter(|stem| stem.len() >= 3) {
                found.extend(group.iter().map(|other| format!("{stem}{other}")).filter(|form| form != word));
            }
        }
    }
    found.sort();
    found.dedup();
    found
}

/// Splits a folded text into searchable units: runs of CJK characters, and words.
pub(super) fn split_units(folded: &str) -> Vec<(UnitKind, String)> {
    let mut parts: Vec<(UnitKind, String)> = Vec::new();
    let mut before = None;
    for c in folded.chars() {
        let here = match class(c) {
            Class::Cjk => Some(UnitKind::Run),
            Class::Word => Some(UnitKind::Word),
            Class::Other => None,
        };
        match (here, parts.last_mut()) {
            (Some(kind), Some((_, part))) if before == Some(kind) => part.push(c),
            (Some(kind), _) => parts.push((kind, c.to_string())),
            (None, _) => {}
        }
        before = here;
    }
    parts
}

impl WordMatcher {
    /// The words of a query, for an archive in some languages.
    pub(super) fn new(query: &Query, languages: &[String]) -> Self {
        let mut matcher = WordMatcher::default();
        // True until a condition has an alternative in which there is something to look for.
        let mut is_first = true;
        for term in query.terms.iter().filter(|term| matches!(term.kind, TermKind::Word | TermKind::Phrase)) {
            let parts = split_units(fold(&term.text, Fold::Loose).trim());
            is_first |= !term.or;
            if parts.is_empty() {
                if term.kind == TermKind::Phrase {
                    matcher.empty.push(term.text.clone());
                }
                continue;
            }
            let last = parts.len() - 1;
            let query_terms: Vec<QueryTerm> = if term.kind == TermKind::Phrase {
                let text = fold(&term.text, Fold::Literal).trim().chars().collect();
                vec![QueryTerm { kind: UnitKind::Phrase, text, prefix: false, forms: Vec::new() }]
            } else {
                let unit = |(at, (kind, part)): (usize, (UnitKind, String))| QueryTerm {
                    kind,
                    prefix: kind == UnitKind::Word && term.prefix && at == last && part.chars().nth(1).is_some(),
                    forms: if kind == UnitKind::Word { forms(&part, languages) } else { Vec::new() }
                        .iter()
                        .map(|form| form.chars().collect())
                        .collect(),
                    text: part.chars().collect(),
                };
                parts.into_iter().enumerate().map(unit).collect()
            };
            if term.not {
                matcher.none.push(query_terms);
                continue;
            }
            let mut place = |unit: QueryTerm| {
                let known = matcher.all.iter().position(|known| *known == unit);
                known.unwrap_or_else(|| {
                    matcher.all.push(unit);
                    matcher.all.len() - 1
                })
            };
            let places: Vec<usize> = query_terms.into_iter().map(&mut place).collect();
            match matcher.conditions.last_mut().filter(|_| term.or && !is_first) {
                Some(alternatives) => alternatives.push(places),
                None => matcher.conditions.push(vec![places]),
            }
            is_first = false;
        }
        matcher
    }

    /// Matches of all terms in a text; `None` if one is missing, or an excluded one occurs.
    pub(super) fn find(&self, text: &str) -> Option<Match> {
        let words = Words { text, literal: OnceCell::new(), loose: OnceCell::new() };
        let occurrences: Vec<OnceCell<_>> = self.all.iter().map(|_| OnceCell::new()).collect();
        let find = |place: usize| occurrences[place].get_or_init(|| words.find(&self.all[place]));
        let mut holds = vec![false; self.all.len()];
        let mut is_exact = true;
        for alternatives in &self.conditions {
            let (mut is_met, mut one_is_exact) = (false, false);
            let occurs = |place: &usize| !(find(*place).0.is_empty() && find(*place).1.is_empty());
            for places in alternatives.iter().filter(|places| places.iter().all(occurs)) {
                is_met = true;
                one_is_exact |= places.iter().all(|place| !find(*place).0.is_empty());
                places.iter().for_each(|place| holds[*place] = true);
            }
            if !is_met {
                return None;
            }
            is_exact &= one_is_exact;
        }
        let mut found = Match { ranges: Vec::new(), counts: vec![0.0; self.all.len()], is_exact };
        for place in (0..holds.len()).filter(|place| holds[*place]) {
            let (exact, others) = find(place);
            found.counts[place] = exact.len() as f64 + others.len() as f64 / 2.0;
            found.ranges.extend(exact.iter().chain(others).cloned());
        }
        let occurs = |unit: &QueryTerm| {
            let (exact, others) = words.find(unit);
            !(exact.is_empty() && others.is_empty())
        };
        if self.none.iter().any(|group| group.iter().all(occurs)) {
            return None;
        }
        found.ranges = merged(found.ranges);
        Some(found)
    }
}

/// A text whose folded forms are made on first use.
struct Words<'t> {
    text: &'t str,
    literal: OnceCell<Folded>,
    loose: OnceCell<Folded>,
}

impl Words<'_> {
    /// Occurrences of a term: the word itself, and its other forms.
    fn find(&self, unit: &QueryTerm) -> (Vec<Range<usize>>, Vec<Range<usize>>) {
        let folded = match unit.kind {
            UnitKind::Phrase => self.literal.get_or_init(|| Folded::new(self.text, Fold::Literal)),
            UnitKind::Run | UnitKind::Word => self.loose.get_or_init(|| Folded::new(self.text, Fold::Loose)),
        };
        let exact = occurrences(&folded.chars, &unit.text, false);
        let mut others = if unit.prefix { occurrences(&folded.chars, &unit.text, true) } else { Vec::new() };
        others.extend(unit.forms.iter().flat_map(|form| occurrences(&folded.chars, form, false)));
        others.retain(|other| exact.iter().all(|range| range.start != other.start));
        let back = |ranges: Vec<Range<usize>>| ranges.into_iter().map(|range| folded.range(range)).collect();
        (back(exact), back(others))
    }
}

/// Occurrences of a text in another, at word boundaries where it begins and ends with letters.
fn occurrences(text: &[char], sought: &[char], is_open: bool) -> Vec<Range<usize>> {
    let Some(first) = sought.first() else { return Vec::new() };
    let mut found = Vec::new();
    for at in 0..(text.len() + 1).saturating_sub(sought.len()) {
        let end = at + sought.len();
        if text[at] == *first && text[at..end] == *sought && is_edge(text, at) && (is_open || is_edge(text, end)) {
            found.push(at..end);
        }
    }
    found
}

/// Reports whether a position is a word boundary.
fn is_edge(text: &[char], at: usize) -> bool {
    let is_word = |at: Option<usize>| at.and_then(|at| text.get(at)).is_some_and(|c| class(*c) == Class::Word);
    !(is_word(Some(at)) && is_word(at.checked_sub(1)))
}

/// The ranges in order, with overlapping ones merged.
fn merged(mut ranges: Vec<Range<usize>>) -> Vec<Range<usize>> {
    ranges.sort_by_key(|range| (range.start, std::cmp::Reverse(range.end)));
    let mut all: Vec<Range<usize>> = Vec::new();
    for range in ranges {
        match all.last_mut() {
            Some(last) if range.start < last.end => last.end = last.end.max(range.end),
            _ => all.push(range),
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::Value;

    fn cases(text: &str) -> Vec<Value> {
        serde_json::from_str(text).expect("a list of cases")
    }

    fn strings(value: &Value) -> Vec<String> {
        value.as_array().into_iter().flatten().filter_map(|text| text.as_str().map(str::to_owned)).collect()
    }

    #[test]
    fn texts_are_folded_and_come_apart_as_both_engines_agreed() {
        for case in cases(include_str!("../../tests/fixtures/search/fold.json")) {
            let text = case["text"].as_str().expect("a text");
            assert_eq!(Some(fold(text, Fold::Literal).as_str()), case["literal"].as_str(), "{case}");
            let plain = fold(text, Fold::Loose);
            assert_eq!(Some(plain.as_str()), case["plain"].as_str(), "{case}");
            let query_terms: Vec<String> = split_units(&plain).into_iter().map(|(_, part)| part).collect();
            assert_eq!(query_terms, strings(&case["units"]), "{case}");
        }
    }

    #[test]
    fn words_have_the_forms_that_both_engines_agreed_on() {
        for case in cases(include_str!("../../tests/fixtures/search/forms.json")) {
            let word = case["word"].as_str().expect("a word");
            assert_eq!(forms(word, &strings(&case["languages"])), strings(&case["forms"]), "{case}");
        }
    }

    #[test]
    fn words_are_found_where_both_engines_agreed_they_stand() {
        for case in cases(include_str!("../../tests/fixtures/search/match.json")) {
            let (query, text) = (case["query"].as_str().expect("a query"), case["text"].as_str().expect("a text"));
            let matcher = WordMatcher::new(&Query::parse(query), &strings(&case["languages"]));
            let found = matcher.find(text);
            let marked = found.as_ref().map(|found| {
                let mut marked = text.to_owned();
                for range in found.ranges.iter().rev() {
                    marked.insert(range.end, '⟧');
                    marked.insert(range.start, '⟦');
                }
                marked
            });
            assert_eq!(marked.as_deref(), case["found"].as_str(), "{case}");
            let is_exact = case["exact"].as_bool().unwrap_or(true);
            assert!(found.is_none_or(|found| found.is_exact == is_exact), "{case}");
        }
    }
}
