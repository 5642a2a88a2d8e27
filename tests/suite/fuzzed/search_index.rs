//! An index whose files hold anything at all: every query is answered, perhaps with troubles, and never with a panic.
//!
//! The first byte chooses whether the root is made up as well, the next two how long the directory and the shard are; the
//! rest are a directory, a shard, and a passage. Blocks are compressed here, so that the fuzzer need not learn to; wherever the
//! directory says that a shard or a passage is, there is this one, and nothing beyond the first megabyte.

use std::ops::Range;

use minutebook::search::{Index, Query, SortOrder, Store, compress};

struct Made<'b> {
    root: Vec<u8>,
    directory: &'b [u8],
    shard: &'b [u8],
    passage: &'b [u8],
}

impl Store for Made<'_> {
    fn get(&self, path: &str) -> Result<Vec<u8>, String> {
        Ok(match path {
            "index.json" => self.root.clone(),
            "s/directory.bin" => compress(self.directory, self.directory.len()),
            _ if path.starts_with("s/") => compress(self.shard, 0),
            _ => compress(self.passage, self.passage.len()),
        })
    }

    fn part(&self, path: &str, bytes: Range<u64>) -> Result<Vec<u8>, String> {
        let mut part = self.get(path)?;
        part.resize(bytes.end.min(1 << 20).saturating_sub(bytes.start) as usize, 0);
        Ok(part)
    }
}

/// A root with one segment of as many passages as the shard says, so that it is not refused at once.
fn root(shard: &[u8]) -> Vec<u8> {
    let passages = shard.get(2).copied().unwrap_or(1) & 0x7F;
    let segment = serde_json::json!({
        "meetings": 1, "passages": passages, "speeches": 9, "years": [[2023, 0], [2024, 2]],
    });
    let root = serde_json::json!({
        "format": "minutebook search", "version": 3, "directory": "directory", "meetings": 1, "passages": passages, "speeches": 9,
        "segments": [segment], "languages": [["en", 1]], "series": [{"id": "harbour", "title": {"en": "Harbour"}, "meetings": 1}],
    });
    root.to_string().into_bytes()
}

pub(crate) fn check(bytes: &[u8]) {
    let [first, a, b, rest @ ..] = bytes else { return };
    let (directory, rest) = rest.split_at(rest.len() * *a as usize / 256);
    let (shard, passage) = rest.split_at(rest.len() * *b as usize / 256);
    let root = if *first == 0 { passage.to_vec() } else { root(shard) };
    let Ok(index) = Index::open(Made { root, directory, shard, passage }) else { return };
    for query in [
        "aye ",
        "ay",
        "\"aye aye\"",
        "港口",
        "speaker:ann aye ",
        "in:narrative -aye year:2023 ",
        "series:harbour lang:en",
    ] {
        for order in [SortOrder::Relevance, SortOrder::Date] {
            for hit in index.search(&Query::parse(query), order).hits {
                // What is marked lies within the text, at characters.
                hit.ranges.iter().for_each(|range| drop(hit.text[range.clone()].to_owned()));
            }
        }
    }
}
