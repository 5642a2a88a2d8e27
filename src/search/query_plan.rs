//! Compiles a query to conditions on passages: names become ids, words become terms.

use std::ops::Range;

use rustc_hash::FxHashSet;

use super::ContributionKind;
use super::clause::{Clause, clauses_of};
use super::directory::SegmentDirectory;
use super::fold::{Fold, fold};
use super::matcher::WordMatcher;
use super::open_index::{Index, Store};
use super::query::{Query, TermKind};
use super::term::{DECISION, LANGUAGE, LATER_NAME, NAME, SERIES, SPEAKER};

/// A query compiled to conditions on passages.
pub(super) struct CompiledQuery<'q> {
    pub(super) query: &'q Query,
    pub(super) matcher: WordMatcher,
    pub(super) clauses: Vec<Clause>,
    /// For each query term, its clauses.
    pub(super) of_units: Vec<Range<usize>>,
    pub(super) speakers: FxHashSet<String>,
    pub(super) unwanted: FxHashSet<String>,
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

impl<S: Store> Index<S> {
    /// Ids of the speakers whose name is the given one, or else begins with it.
    fn people(&self, name: &str, directories: &[SegmentDirectory], errors: &mut Vec<String>) -> FxHashSet<String> {
        let folded = fold(name, Fold::Loose);
        let term = |kind: u8, text: &str| [&[kind], text.as_bytes()].concat();
        let exact = [
            Clause { terms: vec![term(SPEAKER, name)], prefix: false },
            Clause { terms: vec![term(NAME, &format!("{folded}\0"))], prefix: true },
        ];
        let beginning = [NAME, LATER_NAME].map(|kind| Clause { terms: vec![term(kind, &folded)], prefix: true });
        let mut found = FxHashSet::default();
        for clauses in [exact, beginning] {
            for (segment, directory) in self.root.segments.iter().zip(directories) {
                let read = self.postings(segment, directory, &clauses, |_, term, _, _| {
                    let text = std::str::from_utf8(&term[1..]).unwrap_or_default();
                    let id = if term[0] == SPEAKER { Some(text) } else { text.split('\0').nth(1) };
                    found.extend(id.map(str::to_owned));
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
        let sought = fold(text, Fold::Loose);
        let means = move |name: &str| fold(name.trim(), Fold::Loose) == sought;
        let series =
            self.root.series.iter().filter(move |s| means(&s.id) || s.title.values().any(|title| means(title)));
        series.map(|series| series.id.as_str())
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
        let (mut speakers, mut unwanted) = (FxHashSet::default(), FxHashSet::default());
        for term in query.of(TermKind::Speaker) {
            let people = self.people(&term.text, directories, errors);
            if term.not { unwanted.extend(people) } else { speakers.extend(people) }
        }
        let (mut clauses, mut of_units) = (Vec::new(), Vec::new());
        for unit in &matcher.all {
            let start = clauses.len();
            clauses.extend(clauses_of(unit, wanted == WantedKind::Narratives));
            of_units.push(start..clauses.len());
        }
        let term = |kind: u8, text: &str| [&[kind], text.as_bytes()].concat();
        let positive = |kind: TermKind| query.of(kind).filter(|term| !term.not).peekable();
        if positive(TermKind::Speaker).peek().is_some() {
            let mut terms: Vec<Vec<u8>> = speakers.iter().map(|id| term(SPEAKER, id)).collect();
            terms.sort();
            clauses.push(Clause { terms, prefix: false });
        }
        if positive(TermKind::Series).peek().is_some() {
            let ids = positive(TermKind::Series).flat_map(|series| self.series_of(&series.text));
            clauses.push(Clause { terms: ids.map(|id| term(SERIES, id)).collect(), prefix: false });
        }
        if wanted == WantedKind::Decisions {
            clauses.push(Clause { terms: vec![vec![DECISION]], prefix: false });
        }
        let languages: Vec<String> = positive(TermKind::Lang).map(|lang| lang.text.to_lowercase()).collect();
        if let [lang] = languages.as_slice() {
            clauses.push(Clause { terms: vec![term(LANGUAGE, lang)], prefix: true });
        }
        CompiledQuery { query, matcher, clauses, of_units, speakers, unwanted, wanted }
    }
}
