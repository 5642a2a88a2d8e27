//! Compiles a query to conditions on passages: names become ids, words become terms.

use std::ops::Range;

use rustc_hash::FxHashSet;

use super::ContributionKind;
use super::clause::{Clause, clauses_of};
use super::directory::SegmentDirectory;
use super::fold::{Fold, fold};
use super::matcher::WordMatcher;
use super::open_index::{Index, Store};
use super::query::{Query, Term, TermKind};
use super::term::{BODY, DECISION, LANGUAGE, LATER_NAME, NAME, ROLE, SERIES, SPEAKER, TAXONOMY};
use super::{IndexedGroup, PassageSpeaker};

/// A query compiled to conditions on passages.
pub(super) struct CompiledQuery<'q> {
    pub(super) query: &'q Query,
    pub(super) matcher: WordMatcher,
    pub(super) clauses: Vec<Clause>,
    /// For each query term, its clauses.
    pub(super) of_units: Vec<Range<usize>>,
    /// Clauses that follow those of query terms, all of which must hold.
    pub(super) filters: Range<usize>,
    /// Ids of the speakers, and folded roles, that each condition on them means.
    meant: Vec<(&'q Term, FxHashSet<String>)>,
    pub(super) wanted: WantedKind,
}

/// Kind of contribution that a query searches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum WantedKind {
    /// Speeches and decisions.
    Usual,
    /// Speeches alone.
    Speeches,
    /// Decisions alone.
    Decisions,
    /// Narratives, headings and notes.
    Narratives,
}

impl WantedKind {
    fn of(query: &Query) -> Self {
        match () {
            () if query.is_in("narrative", false) => WantedKind::Narratives,
            () if query.is_in("decision", false) => WantedKind::Decisions,
            () if query.is_in("speech", false) || query.is_in("decision", true) => WantedKind::Speeches,
            () => WantedKind::Usual,
        }
    }

    /// Reports whether contributions of a kind are searched.
    pub(super) fn has(self, kind: ContributionKind) -> bool {
        match kind {
            ContributionKind::Speech => matches!(self, WantedKind::Usual | WantedKind::Speeches),
            ContributionKind::Decision => matches!(self, WantedKind::Usual | WantedKind::Decisions),
            ContributionKind::Narrative | ContributionKind::Heading | ContributionKind::Note => {
                self == WantedKind::Narratives
            }
        }
    }
}

impl CompiledQuery<'_> {
    /// Reports whether a condition on speakers or roles means somebody.
    pub(super) fn means(&self, term: &Term, speaker: &PassageSpeaker) -> bool {
        let meant = self.meant.iter().find(|(known, _)| std::ptr::eq(*known, term));
        let is_meant = |name: &str| meant.is_some_and(|(_, meant)| meant.contains(name));
        match term.kind {
            TermKind::Role => is_meant(fold(&speaker.role, Fold::Loose).trim()),
            _ => speaker.ids.iter().any(|id| is_meant(id)),
        }
    }

    /// Some passages among which are all that may hold everything, by the passages of each clause in a segment of `all` passages.
    pub(super) fn possible(&self, lists: &[Vec<u32>], all: u32) -> Vec<u32> {
        let shortest = |clauses: Range<usize>| clauses.map(|clause| &lists[clause]).min_by_key(|list| list.len());
        let of_units = |units: &Vec<usize>| {
            units.iter().filter_map(|unit| shortest(self.of_units[*unit].clone())).min_by_key(|list| list.len())
        };
        let of_condition = |alternatives: &Vec<Vec<usize>>| {
            let mut passages = alternatives
                .iter()
                .map(of_units)
                .collect::<Option<Vec<_>>>()?
                .into_iter()
                .flatten()
                .copied()
                .collect::<Vec<u32>>();
            passages.sort_unstable();
            passages.dedup();
            Some(passages)
        };
        let conditions = self.matcher.conditions.iter().filter_map(of_condition);
        let filters = self.filters.clone().map(|clause| lists[clause].clone());
        conditions.chain(filters).min_by_key(Vec::len).unwrap_or_else(|| (0..all).collect())
    }

    /// Reports whether a passage may hold everything; `has` tells whether it satisfies a clause.
    pub(super) fn may_be_in(&self, has: impl Fn(usize) -> bool) -> bool {
        let holds = |unit: &usize| self.of_units[*unit].clone().all(&has);
        self.filters.clone().all(&has)
            && self
                .matcher
                .conditions
                .iter()
                .all(|alternatives| alternatives.iter().any(|units| units.iter().all(holds)))
    }
}

impl<S: Store> Index<S> {
    /// Ids of the speakers whose name is the given one, or else begins with it.
    pub(super) fn people(
        &self,
        name: &str,
        directories: &[SegmentDirectory],
        errors: &mut Vec<String>,
    ) -> FxHashSet<String> {
        let folded = fold(name, Fold::Loose);
        let term = |kind: u8, text: &str| [&[kind], text.as_bytes()].concat();
        let exact = [
            Clause { terms: vec![term(SPEAKER, name)], prefix: false },
            Clause { terms: vec![term(NAME, &format!("{folded}\0"))], prefix: true },
        ];
        let beginning = [NAME, LATER_NAME].map(|kind| Clause { terms: vec![term(kind, &folded)], prefix: true });
        self.first_meant([exact, beginning], directories, errors, |term| {
            let text = std::str::from_utf8(&term[1..]).unwrap_or_default();
            if term[0] == SPEAKER { Some(text) } else { text.split('\0').nth(1) }
        })
    }

    /// Folded roles that are the given one, or else begin with it or have a later word that does.
    pub(super) fn roles(
        &self,
        role: &str,
        directories: &[SegmentDirectory],
        errors: &mut Vec<String>,
    ) -> FxHashSet<String> {
        let folded = fold(role, Fold::Loose);
        let folded = folded.trim();
        let clause = |text: String, prefix| [Clause { terms: vec![[&[ROLE], text.as_bytes()].concat()], prefix }];
        let either = [clause(format!("{folded}\0{folded}"), false), clause(folded.to_owned(), true)];
        self.first_meant(either, directories, errors, |term| {
            std::str::from_utf8(&term[1..]).unwrap_or_default().split('\0').nth(1)
        })
    }

    /// Meanings of the terms of the first clauses that are met anywhere.
    fn first_meant<const N: usize>(
        &self,
        all: [[Clause; N]; 2],
        directories: &[SegmentDirectory],
        errors: &mut Vec<String>,
        meaning: impl Fn(&[u8]) -> Option<&str>,
    ) -> FxHashSet<String> {
        let mut found = FxHashSet::default();
        for clauses in all {
            for (segment, directory) in self.root.segments.iter().zip(directories) {
                let read = self.postings(segment, directory, &clauses, |_, term, _, _| {
                    found.extend(meaning(term).map(str::to_owned));
                });
                errors.extend(read.err());
            }
            if !found.is_empty() {
                break;
            }
        }
        found
    }

    /// Ids of the series that a text may mean.
    pub(super) fn series_of(&self, text: &str) -> impl Iterator<Item = &str> {
        called(&self.root.series, text)
    }

    /// Ids of the bodies that a text may mean.
    pub(super) fn bodies_of(&self, text: &str) -> impl Iterator<Item = &str> {
        called(&self.root.bodies, text)
    }

    /// Ids of the terms of a taxonomy that a text may mean; the text itself if none of those that the root lists is called so.
    pub(super) fn terms_of<'t>(&'t self, field: &str, text: &'t str) -> Vec<&'t str> {
        let taxonomy = self.root.taxonomies.iter().find(|taxonomy| taxonomy.field == *field);
        let listed: Vec<&str> = taxonomy.into_iter().flat_map(|taxonomy| called(&taxonomy.terms, text)).collect();
        if listed.is_empty() { vec![text] } else { listed }
    }

    /// Fields of the taxonomies of the index.
    pub fn taxonomy_fields(&self) -> Vec<Box<str>> {
        self.root.taxonomies.iter().map(|taxonomy| taxonomy.field.as_str().into()).collect()
    }

    /// Plans a query.
    pub(super) fn compiled<'q>(
        &self,
        query: &'q Query,
        languages: &[String],
        directories: &[SegmentDirectory],
        errors: &mut Vec<String>,
    ) -> CompiledQuery<'q> {
        let matcher = WordMatcher::new(query, languages);
        let wanted = WantedKind::of(query);
        let speakers = query.of(TermKind::Speaker).map(|term| (term, self.people(&term.text, directories, errors)));
        let mut meant: Vec<_> = speakers.collect();
        meant.extend(query.of(TermKind::Role).map(|term| (term, self.roles(&term.text, directories, errors))));
        let (mut clauses, mut of_units) = (Vec::new(), Vec::new());
        for unit in &matcher.all {
            let start = clauses.len();
            clauses.extend(clauses_of(unit, wanted == WantedKind::Narratives));
            of_units.push(start..clauses.len());
        }
        let term = |kind: u8, text: &str| [&[kind], text.as_bytes()].concat();
        let filters = clauses.len();
        let positive = |kind: TermKind| query.of(kind).filter(|term| !term.not).peekable();
        if positive(TermKind::Speaker).peek().is_some() {
            let ids = meant.iter().filter(|(term, _)| term.kind == TermKind::Speaker && !term.not);
            let mut terms: Vec<Vec<u8>> = ids.flat_map(|(_, ids)| ids).map(|id| term(SPEAKER, id)).collect();
            terms.sort();
            terms.dedup();
            clauses.push(Clause { terms, prefix: false });
        }
        if positive(TermKind::Role).peek().is_some() {
            let roles = meant.iter().filter(|(term, _)| term.kind == TermKind::Role && !term.not);
            let mut terms: Vec<Vec<u8>> =
                roles.flat_map(|(_, roles)| roles).map(|role| term(ROLE, &format!("{role}\0{role}"))).collect();
            terms.sort();
            terms.dedup();
            clauses.push(Clause { terms, prefix: false });
        }
        if positive(TermKind::Series).peek().is_some() {
            let ids = positive(TermKind::Series).flat_map(|series| self.series_of(&series.text));
            clauses.push(Clause { terms: ids.map(|id| term(SERIES, id)).collect(), prefix: false });
        }
        if positive(TermKind::Body).peek().is_some() {
            let ids = positive(TermKind::Body).flat_map(|body| self.bodies_of(&body.text));
            clauses.push(Clause { terms: ids.map(|id| term(BODY, id)).collect(), prefix: false });
        }
        for (field, terms) in query.taxonomies() {
            let terms: Vec<&Term> = terms.into_iter().filter(|term| !term.not).collect();
            if !terms.is_empty() {
                let ids = terms.iter().flat_map(|asked| self.terms_of(field, &asked.text));
                let terms = ids.map(|id| term(TAXONOMY, &format!("{field}\0{id}"))).collect();
                clauses.push(Clause { terms, prefix: false });
            }
        }
        if wanted == WantedKind::Decisions {
            clauses.push(Clause { terms: vec![vec![DECISION]], prefix: false });
        }
        let languages: Vec<String> = positive(TermKind::Lang).map(|lang| lang.text.to_lowercase()).collect();
        if let [lang] = languages.as_slice() {
            clauses.push(Clause { terms: vec![term(LANGUAGE, lang)], prefix: true });
        }
        let filters = filters..clauses.len();
        CompiledQuery { query, matcher, clauses, of_units, filters, meant, wanted }
    }
}

/// Ids of the groups with a title or id.
fn called<'g>(groups: &'g [IndexedGroup], text: &str) -> impl Iterator<Item = &'g str> {
    let sought = fold(text, Fold::Loose);
    let means = move |name: &str| fold(name.trim(), Fold::Loose) == sought;
    let groups = groups.iter().filter(move |group| means(&group.id) || group.title.values().any(|title| means(title)));
    groups.map(|group| &*group.id)
}
