//! Matches of a query that can be followed: how many there are, and the newest.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::answer_query::Hit;
use super::open_index::{Index, Store};
use super::pack::BlockPlace;
use super::query::Query;

/// Matches of a query that can be followed.
#[derive(Debug, Clone, Default)]
pub struct WatchedMatches {
    /// Number of matches.
    pub total: usize,
    /// Number of matches in each year with any, the newest first.
    pub years: Vec<(i16, usize)>,
    /// The newest matches, those of one record in its order.
    pub newest: Vec<Hit>,
    /// Errors of files that could not be read.
    pub errors: Vec<String>,
}

/// Number of passages that are read before all but the newest matches are dropped.
const CHUNK: usize = 256;

impl<S: Store> Index<S> {
    /// Counts the matches of a query, and gives at most `most` of the newest. Memory holds the words of some passages, never those of all
    /// matches.
    pub fn watched(&self, query: &Query, most: usize) -> WatchedMatches {
        let languages: Vec<String> = self.root.languages.iter().map(|(lang, _)| lang.clone()).collect();
        let mut matches = WatchedMatches::default();
        let directories = self.directory(&mut matches.errors);
        let compiled = self.compiled(query, &languages, &directories, &mut matches.errors);
        if !query.asks() {
            return matches;
        }
        let (candidates, _) = self.candidates(&compiled, &directories, &mut matches.errors);
        let weights = vec![0.0; compiled.of_units.len()];
        let mut years: BTreeMap<i16, usize> = BTreeMap::new();
        for chunk in candidates.chunks(CHUNK) {
            let read = |candidate: &&BlockPlace| self.read(candidate, &compiled, &weights);
            for found in chunk.par_iter().map(read).collect::<Vec<_>>() {
                match found {
                    Ok(hits) => matches.newest.extend(hits),
                    Err(error) => matches.errors.push(error),
                }
            }
            // Those that stayed of earlier chunks have been counted.
            let counted = matches.total.min(most);
            for hit in &matches.newest[counted..] {
                let year = hit.date.get(..4).and_then(|year| year.parse().ok()).unwrap_or_default();
                *years.entry(year).or_insert(0) += 1;
            }
            matches.total += matches.newest.len() - counted;
            // The sort is stable, so the matches of a record stay in its order.
            matches.newest.sort_by(|one, other| other.date.cmp(&one.date).then_with(|| one.link.cmp(&other.link)));
            matches.newest.truncate(most);
        }
        matches.years = years.into_iter().rev().collect();
        matches.errors.dedup();
        matches
    }
}
