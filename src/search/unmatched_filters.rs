//! Filters of a query that nothing in the archive matches, with what there is instead.

use std::collections::BTreeMap;

use super::clause::Clause;
use super::directory::SegmentDirectory;
use super::fold::{Fold, fold};
use super::open_index::{Index, Store};
use super::query::{Query, Term, TermKind};
use super::term::{NAME, ROLE, TAXONOMY};

/// A filter that nothing in the archive matches.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnmatchedFilter {
    /// Its value, as typed.
    pub value: String,
    /// Values that match something, the most frequent or newest first.
    pub existing: Vec<String>,
}

/// Maximum number of existing values that are named.
const SHOWN: usize = 6;

impl<S: Store> Index<S> {
    /// Filters of a query that nothing in the archive matches, excluded ones aside. Files that cannot be read are passed over.
    pub fn unmatched(&self, query: &Query) -> Vec<UnmatchedFilter> {
        let directories = self.directory(&mut Vec::new());
        let filters = query.terms.iter().filter(|term| term.kind.is_field() && !term.not && !term.text.is_empty());
        let existing = |term: &Term| {
            let existing = self.existing(term, &directories)?;
            Some(UnmatchedFilter { value: term.text.clone(), existing: existing.into_iter().take(SHOWN).collect() })
        };
        filters.filter_map(existing).collect()
    }

    /// Values that a filter may have; `None` if it matches something.
    fn existing(&self, term: &Term, directories: &[SegmentDirectory]) -> Option<Vec<String>> {
        let root = &self.root;
        let mut years: Vec<i16> =
            root.segments.iter().flat_map(|segment| &segment.years).map(|(year, _)| *year).collect();
        years.sort_unstable_by(|one, other| other.cmp(one));
        let year_of = |term: &Term| term.day.get(..4).and_then(|year| year.parse::<i16>().ok()).unwrap_or_default();
        let (is_met, values): (bool, Vec<String>) = match term.kind {
            TermKind::Series => {
                (self.series_of(&term.text).next().is_some(), root.series.iter().map(|one| one.id.clone()).collect())
            }
            TermKind::Body => {
                (self.bodies_of(&term.text).next().is_some(), root.bodies.iter().map(|one| one.id.clone()).collect())
            }
            TermKind::Taxonomy => {
                let ids = self.terms_of(&term.field, &term.text);
                let terms = ids.iter().map(|id| [&[TAXONOMY], term.field.as_bytes(), &[0], id.as_bytes()].concat());
                let clause = [Clause { terms: terms.collect(), prefix: false }];
                let taxonomy = root.taxonomies.iter().find(|taxonomy| taxonomy.field == *term.field);
                let listed = taxonomy.into_iter().flat_map(|taxonomy| &taxonomy.terms);
                (self.occurs(&clause, directories), listed.map(|one| one.id.clone()).collect())
            }
            TermKind::Lang => {
                let known = |lang: &String| term.speaks(lang);
                let tags = root.languages.iter().map(|(lang, _)| lang);
                (tags.clone().any(known), tags.cloned().collect())
            }
            TermKind::Year | TermKind::From | TermKind::To => {
                let is_inside = |year: &&i16| match term.kind {
                    TermKind::From => **year >= year_of(term),
                    TermKind::To => **year <= year_of(term),
                    _ => (term.years.0..=term.years.1).contains(*year),
                };
                (years.iter().any(|year| is_inside(&year)), years.iter().map(|year| format!("{year:04}")).collect())
            }
            TermKind::Speaker => (!self.people(&term.text, directories, &mut Vec::new()).is_empty(), Vec::new()),
            TermKind::Role => (!self.roles(&term.text, directories, &mut Vec::new()).is_empty(), Vec::new()),
            TermKind::Word | TermKind::Phrase | TermKind::In | TermKind::Or => (true, Vec::new()),
        };
        if is_met {
            return None;
        }
        match term.kind {
            TermKind::Speaker => Some(self.like(NAME, &term.text, directories)),
            TermKind::Role => Some(self.like(ROLE, &term.text, directories)),
            _ => Some(values),
        }
    }

    /// Reports whether a clause is met anywhere; true if that cannot be read.
    fn occurs(&self, clause: &[Clause], directories: &[SegmentDirectory]) -> bool {
        let mut is_met = false;
        let mut segments = self.root.segments.iter().zip(directories);
        let is_unread = segments
            .any(|(segment, directory)| self.postings(segment, directory, clause, |_, _, _, _| is_met = true).is_err());
        is_met || is_unread
    }

    /// Names or roles that begin like one, as far as any do, the most frequent first.
    fn like(&self, kind: u8, text: &str, directories: &[SegmentDirectory]) -> Vec<String> {
        let letters: Vec<char> = fold(text, Fold::Loose).trim().chars().collect();
        for length in (0..letters.len()).rev() {
            let start: String = letters[..length].iter().collect();
            let clause = [Clause { terms: vec![[&[kind], start.as_bytes()].concat()], prefix: true }];
            let mut found: BTreeMap<String, u32> = BTreeMap::new();
            for (segment, directory) in self.root.segments.iter().zip(directories) {
                let read = self.postings(segment, directory, &clause, |_, term, _, counts| {
                    let text = std::str::from_utf8(&term[1..]).unwrap_or_default();
                    if let Some(name) = text.split('\0').next_back() {
                        *found.entry(name.to_owned()).or_insert(0) += counts.iter().sum::<u32>();
                    }
                });
                if read.is_err() {
                    return Vec::new();
                }
            }
            if !found.is_empty() {
                let mut all: Vec<(String, u32)> = found.into_iter().collect();
                all.sort_by(|(one, ones), (other, others)| others.cmp(ones).then_with(|| one.cmp(other)));
                return all.into_iter().map(|(name, _)| name).collect();
            }
        }
        Vec::new()
    }
}
