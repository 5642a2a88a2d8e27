//! Any text is a query: it is read to its end, and matched against itself without a panic.

use minutebook::search::{Index, MemoryFiles, Query, SortOrder};

pub(crate) fn check(bytes: &[u8]) {
    let Ok(text) = str::from_utf8(bytes) else { return };
    let query = Query::parse(text);
    assert!(query.terms.len() <= text.chars().count(), "every condition takes a character at least");
    for term in &query.terms {
        assert!(term.years.0 <= term.years.1, "years are in order");
    }
    // An index without a segment answers every query, with nothing.
    let root = br#"{"format":"minutebook search","version":5,"directory":"none","meetings":0,"passages":0,"speeches":0,"segments":[]}"#;
    let files: MemoryFiles = [("index.json".to_owned(), root.to_vec())].into_iter().collect();
    let index = Index::open(files).unwrap_or_else(|refusal| panic!("{refusal}"));
    assert!(index.search(&query, SortOrder::Relevance).hits.is_empty());
}
