//! Answers the queries of a site that can be followed, from its search index, and reports their mistakes.

use crate::config::{Config, Watch};
use crate::report::diagnostic::{Diagnostic, Problem};
use crate::search::{Index, Query, Store, UnmatchedFilter, WatchedMatches};
use crate::site::view::WatchView;

/// A query as it is searched for: complete, so that its last word is not the beginning of a longer one.
fn query_of(config: &Config, watch: &Watch) -> Query {
    Query::parse_with(&format!("{} ", watch.query), &config.search_fields())
}

/// Matches of each query, and what of the queries nothing in the archive matches.
pub(super) fn answer_watches<S: Store>(config: &Config, index: &Index<S>) -> (Vec<WatchedMatches>, Vec<Diagnostic>) {
    let most = config.feeds.limit.max(WatchView::MOST);
    let answers = config.watches.iter().map(|watch| index.watched(&query_of(config, watch), most)).collect();
    let unmatched = config.watches.iter().flat_map(|watch| {
        index.unmatched(&query_of(config, watch)).into_iter().map(|UnmatchedFilter { value, existing }| {
            let message = format!("nothing is called “{value}”, which “{}” searches for", watch.id);
            let hint = if existing.is_empty() {
                "take the condition out".to_owned()
            } else {
                format!("there is: {}", existing.join(", "))
            };
            Diagnostic::at(Problem::WatchQuery, watch.at.clone(), message).hint(hint)
        })
    });
    (answers, unmatched.collect())
}

/// Mistakes of the queries that can be seen without an index.
pub(super) fn inspect_watches(config: &Config) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    for watch in &config.watches {
        let query = query_of(config, watch);
        let mut report = |message: String, hint: &str| {
            diagnostics.push(Diagnostic::at(Problem::WatchQuery, watch.at.clone(), message).hint(hint));
        };
        if !query.asks() {
            report(format!("the query of “{}” has no words or conditions", watch.id), "write `query: \"sea wall\"`");
        }
        for or in query.stray_ors() {
            let message = format!("`{or}` in the query of “{}” joins nothing", watch.id);
            report(message, "it joins the word or phrase before it and the one after it");
        }
        if Query::has_open_quotation(&watch.query) {
            let message = format!("a quotation mark in the query of “{}” is not closed", watch.id);
            report(message, "close it behind the phrase: `query: '\"sea wall\" ferry'`");
        }
        for word in query.foreign_operators() {
            let message = format!("“{word}” in the query of “{}” is searched for as a word", watch.id);
            report(
                message,
                "words side by side must all occur, `OR` joins two of which one suffices, `-word` excludes one; there are no brackets and no other operators",
            );
        }
        for word in query.misread_fields() {
            let message = format!("“{word}” in the query of “{}” is searched for as words", watch.id);
            report(message, "docs/search.md lists the conditions and their values; put words into quotation marks");
        }
    }
    diagnostics
}
