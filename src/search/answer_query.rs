//! Answers queries.
//!
//! The index lists the passages that may contain a match; their words decide which speeches do. So results are right
//! even if the index lists too much.

use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::ops::Range;

use rayon::prelude::*;

use super::directory::SegmentDirectory;
use super::fold::{Class, class};
use super::index_layout::passage_path;
use super::open_index::{Index, Store, damaged};
use super::pack::BlockPlace;
use super::query::{Query, Term, TermKind};
use super::query_plan::CompiledQuery;
use super::score::{IN_A_NAME, INEXACT, rarity, relevance};
use super::{ContributionKind, IndexPassage, IndexedContribution};

/// Order of the results.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum SortOrder {
    /// The best first; of equals the newest.
    #[default]
    Relevance,
    /// The newest first.
    Date,
}

/// Results of a query.
#[derive(Debug, Clone, Default)]
pub struct SearchResults {
    /// All hits, in order.
    pub hits: Vec<Hit>,
    /// Errors of files that could not be read; some hits may be missing.
    pub errors: Vec<String>,
    /// Phrases without a letter or digit, which cannot be searched for.
    pub empty: Vec<String>,
    /// Each `OR` that joins no words, as written.
    pub stray_ors: Vec<String>,
    /// True if the query has any condition.
    pub asks: bool,
}

/// A speech that was found, or something that happened.
#[derive(Debug, Clone)]
pub struct Hit {
    /// The title of the meeting.
    pub title: String,
    /// The meeting's page.
    pub link: String,
    /// `YYYY-MM-DD`, or as much as is known.
    pub date: String,
    /// Id of the series; may be empty.
    pub series: String,
    /// The language of the words.
    pub lang: String,
    /// Kind of contribution.
    pub kind: ContributionKind,
    /// Its anchor; may be empty.
    pub id: String,
    /// The speaker, as printed or by the name of the person behind an office; may be empty.
    pub speaker: String,
    /// May be empty.
    pub role: String,
    /// The words.
    pub text: String,
    /// Bytes of the text that match.
    pub ranges: Vec<Range<usize>>,
    /// Score; higher is better.
    pub score: f64,
}

impl Hit {
    /// A text of it on one line: paragraphs of a speech follow each other, and parts of a decision have a dot between them.
    pub fn in_one_line(&self, text: &str) -> String {
        text.replace('\n', if self.kind == ContributionKind::Decision { " · " } else { " " })
    }

    /// The words around the first match, with so many characters before and after it, in pieces: every second one is a match.
    pub fn excerpt(&self, before: usize, after: usize) -> Vec<String> {
        let text = &self.text;
        let first = self.ranges.first().cloned().unwrap_or(0..0);
        let start = match before.checked_sub(1) {
            Some(last) => text[..first.start].char_indices().rev().nth(last).map_or(0, |(at, _)| at),
            None => first.start,
        };
        let end = text[first.end..].char_indices().nth(after).map_or(text.len(), |(at, _)| first.end + at);
        // Not within a word.
        let is_word = |c: Option<char>| c.is_some_and(|c| class(c) == Class::Word);
        let cuts = |at: usize| is_word(text[..at].chars().next_back()) && is_word(text[at..].chars().next());
        let later = text[start..first.start].char_indices().map(|(at, _)| start + at).find(|at| !cuts(*at));
        let start = later.unwrap_or(first.start);
        let earlier = text[first.end..end].char_indices().map(|(at, _)| first.end + at);
        let end = if cuts(end) { earlier.rev().find(|at| !cuts(*at)).unwrap_or(first.end) } else { end };
        let mut pieces = Vec::new();
        let mut here = start;
        for Range { start, end } in self.ranges.iter().filter(|range| range.end <= end).cloned() {
            pieces.push(text[here..start].to_owned());
            pieces.push(text[start..end].to_owned());
            here = end;
        }
        pieces.push(text[here..end].to_owned());
        if start > 0 {
            pieces[0].insert(0, '…');
        }
        if end < text.len() {
            pieces.iter_mut().next_back().into_iter().for_each(|last| last.push('…'));
        }
        pieces
    }
}

impl<S: Store> Index<S> {
    /// Finds all matches of a query.
    pub fn search(&self, query: &Query, order: SortOrder) -> SearchResults {
        let languages: Vec<String> = self.root.languages.iter().map(|(lang, _)| lang.clone()).collect();
        let mut answer = SearchResults::default();
        let directories = self.directory(&mut answer.errors);
        let compiled = self.compiled(query, &languages, &directories, &mut answer.errors);
        answer.empty.clone_from(&compiled.matcher.empty);
        answer.stray_ors = query.stray_ors().map(str::to_owned).collect();
        answer.asks = query.asks();
        if !answer.asks {
            return answer;
        }
        let (candidates, frequencies) = self.candidates(&compiled, &directories, &mut answer.errors);
        let passages = f64::from(self.root.passages);
        let weight = |range: &Range<usize>| {
            rarity(passages, frequencies[range.clone()].iter().copied().min().unwrap_or(0) as f64)
        };
        let weights: Vec<f64> = compiled.of_units.iter().map(weight).collect();
        let read = |candidate: &&BlockPlace| self.read(candidate, &compiled, &weights);
        let found: Vec<Result<Vec<Hit>, String>> = candidates.par_iter().map(read).collect();
        for found in found {
            match found {
                Ok(hits) => answer.hits.extend(hits),
                Err(error) => answer.errors.push(error),
            }
        }
        let by_score = order == SortOrder::Relevance && !compiled.matcher.all.is_empty();
        // The sort is stable, so equal hits stay in the order of the record.
        answer.hits.sort_by(|a, b| {
            let score = if by_score { b.score.total_cmp(&a.score) } else { Ordering::Equal };
            score.then_with(|| b.date.cmp(&a.date)).then_with(|| a.link.cmp(&b.link))
        });
        answer.errors.dedup();
        answer
    }

    /// The results that a block holds.
    pub(super) fn read(
        &self,
        candidate: &BlockPlace,
        compiled: &CompiledQuery<'_>,
        weights: &[f64],
    ) -> Result<Vec<Hit>, String> {
        let (bytes, path) = self.block(passage_path, candidate)?;
        let passage = IndexPassage::read(&bytes).ok_or_else(|| damaged(&path))?;
        Ok(self.hits(passage, compiled, weights))
    }

    /// The passages in which everything may be, and in how many passages each clause holds.
    pub(super) fn candidates<'d>(
        &self,
        compiled: &CompiledQuery<'_>,
        directories: &'d [SegmentDirectory],
        errors: &mut Vec<String>,
    ) -> (Vec<&'d BlockPlace>, Vec<usize>) {
        let mut candidates = Vec::new();
        let mut frequencies = vec![0; compiled.clauses.len()];
        for (segment, directory) in self.root.segments.iter().zip(directories) {
            let mut lists: Vec<Vec<u32>> = vec![Vec::new(); compiled.clauses.len()];
            let read = self.postings(segment, directory, &compiled.clauses, |clause, _, passages, _| {
                lists[clause].extend_from_slice(passages);
            });
            if let Err(error) = read {
                errors.push(error);
                continue;
            }
            for (list, frequency) in lists.iter_mut().zip(&mut frequencies) {
                list.sort_unstable();
                list.dedup();
                *frequency += list.len();
            }
            let has = |passage: u32| compiled.may_be_in(|clause| lists[clause].binary_search(&passage).is_ok());
            let all = compiled.possible(&lists, segment.passages).into_iter().filter(|passage| has(*passage));
            for passage in all {
                let after = segment.years.partition_point(|(_, first)| *first <= passage);
                let Some((year, _)) = after.checked_sub(1).and_then(|at| segment.years.get(at)) else { continue };
                let year_text = format!("{year:04}");
                if is_among(compiled.query, TermKind::Year, |term| (term.years.0..=term.years.1).contains(year))
                    && is_within(compiled.query, &year_text)
                {
                    candidates.extend(directory.passages.get(passage as usize));
                }
            }
        }
        (candidates, frequencies)
    }

    /// The results that a passage holds.
    fn hits(&self, passage: IndexPassage, compiled: &CompiledQuery<'_>, weights: &[f64]) -> Vec<Hit> {
        let IndexPassage { title, link, date, lang, series, body, terms, speakers, contributions } = passage;
        let is_in = |term: &Term| self.series_of(&term.text).any(|id| id == series);
        let met = |term: &Term| self.bodies_of(&term.text).any(|id| id == body);
        let has_term = |field: &str| {
            let own: Vec<&str> = terms.iter().filter(|(known, _)| known == field).map(|(_, id)| id.as_str()).collect();
            let field = field.to_owned();
            move |term: &Term| self.terms_of(&field, &term.text).iter().any(|id| own.contains(id))
        };
        if !is_among(compiled.query, TermKind::Series, is_in)
            || !is_among(compiled.query, TermKind::Body, met)
            || !compiled
                .query
                .taxonomies()
                .iter()
                .all(|(field, asked)| holds_one(asked.iter().copied(), has_term(field)))
            || !is_within(compiled.query, &date)
        {
            return Vec::new();
        }
        let has_words = !compiled.matcher.all.is_empty();
        let lift = |text: &str| if has_words && compiled.matcher.find(text).is_some() { IN_A_NAME } else { 1.0 };
        let heading = lift(&title);
        let named: BTreeMap<u32, f64> =
            (0..).zip(&speakers).map(|(number, speaker)| (number, lift(&speaker.name))).collect();
        let mut hits = Vec::new();
        for IndexedContribution { kind, speaker, id, lang: own, text } in contributions {
            let speaker = speaker.and_then(|number| speakers.get(number as usize).map(|speaker| (number, speaker)));
            let speaks_as = |term: &Term| speaker.is_some_and(|(_, speaker)| compiled.means(term, speaker));
            let lang = if own.is_empty() { lang.clone() } else { own };
            let is_meant = compiled.wanted.has(kind)
                && is_among(compiled.query, TermKind::Speaker, speaks_as)
                && is_among(compiled.query, TermKind::Role, speaks_as)
                && is_among(compiled.query, TermKind::Lang, |term| term.speaks(&lang));
            let Some(found) = Some(&text).filter(|_| is_meant).and_then(|text| compiled.matcher.find(text)) else {
                continue;
            };
            let score = relevance(found.counts.iter().zip(weights), text.chars().count());
            let name = speaker.and_then(|(number, _)| named.get(&number)).copied().unwrap_or(1.0);
            hits.push(Hit {
                title: title.clone(),
                link: link.clone(),
                date: date.clone(),
                series: series.clone(),
                lang,
                kind,
                id,
                speaker: speaker.map(|(_, speaker)| speaker.name.clone()).unwrap_or_default(),
                role: speaker.map(|(_, speaker)| speaker.shown_role().to_owned()).unwrap_or_default(),
                text,
                ranges: found.ranges,
                score: score * heading * name * if found.is_exact { 1.0 } else { INEXACT },
            });
        }
        hits
    }
}

/// Reports whether a date, of which only the year may be known, may be within the days of a query. What may be within the days that it
/// excludes, and may not, is not excluded.
fn is_within(query: &Query, date: &str) -> bool {
    let holds = |term: &Term, side: Ordering| {
        // Of a date and a day only what both say can be compared.
        let known = date.len().min(term.day.len());
        let order = date.as_bytes()[..known].cmp(&term.day.as_bytes()[..known]);
        order == side || (order.is_eq() && !(term.not && term.day.len() > date.len()))
    };
    is_among(query, TermKind::From, |term| holds(term, Ordering::Greater))
        && is_among(query, TermKind::To, |term| holds(term, Ordering::Less))
}

/// Reports whether one of the required conditions on a field holds, if there are any, and none of the excluded ones.
fn is_among(query: &Query, kind: TermKind, holds: impl Fn(&Term) -> bool) -> bool {
    holds_one(query.of(kind), holds)
}

/// The same for the conditions on one field.
fn holds_one<'t>(terms: impl Iterator<Item = &'t Term>, holds: impl Fn(&Term) -> bool) -> bool {
    let (mut is_asked, mut found) = (false, false);
    for term in terms {
        match (term.not, holds(term)) {
            (true, true) => return false,
            (true, false) => {}
            (false, holds) => (is_asked, found) = (true, found || holds),
        }
    }
    !is_asked || found
}
