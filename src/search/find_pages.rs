//! Finds pages that are no records by their words.

use std::collections::BTreeMap;

use super::PageSection;
use super::clause::clauses_of;
use super::compressed_block::decompress;
use super::index_manifest::WordedPages;
use super::matcher::WordMatcher;
use super::open_index::{Index, Store, damaged};
use super::pack::UNIT;
use super::query::{Query, TermKind};

/// Largest size of a block, uncompressed, in bytes.
const LIMIT: u64 = 64 * 1024 * 1024;

impl<S: Store> Index<S> {
    /// Sections of pages in which all words of a query stand, in the order of the pages; none for a query with conditions.
    ///
    /// # Errors
    /// If the words cannot be read.
    pub fn pages(&self, query: &Query) -> Result<Vec<PageSection>, String> {
        let Some(pages) = &self.root.pages else { return Ok(Vec::new()) };
        let is_word = |kind: TermKind| matches!(kind, TermKind::Word | TermKind::Phrase);
        if query.terms.iter().any(|term| term.not || !is_word(term.kind)) {
            return Ok(Vec::new());
        }
        let languages: Vec<String> =
            self.root.languages.iter().map(|(lang, _)| lang).chain(&pages.languages).cloned().collect();
        let matcher = WordMatcher::new(query, &languages);
        if matcher.all.is_empty() {
            return Ok(Vec::new());
        }
        let file = format!("n/{}.bin", pages.name);
        let bytes = self.store().get(&file)?;
        let read = || -> Option<Vec<PageSection>> {
            let rows: Vec<(String, String, String)> = serde_json::from_slice(&block(&bytes, pages, 0)?).ok()?;
            let mut words: BTreeMap<String, Vec<usize>> = BTreeMap::new();
            for number in 1..=pages.blocks {
                let of_block: BTreeMap<String, Vec<usize>> =
                    serde_json::from_slice(&block(&bytes, pages, number)?).ok()?;
                words.extend(of_block);
            }
            let has = |unit: &usize, section: usize| {
                clauses_of(&matcher.all[*unit], false).iter().all(|clause| {
                    words.iter().any(|(word, at)| clause.wants(word.as_bytes()) && at.binary_search(&section).is_ok())
                })
            };
            let holds = |section: &usize| {
                let is_met = |alternatives: &Vec<Vec<usize>>| {
                    alternatives.iter().any(|units| units.iter().all(|unit| has(unit, *section)))
                };
                matcher.conditions.iter().all(is_met)
            };
            let section = |place: usize| {
                let (title, link, lang) = rows[place].clone();
                PageSection { title, link, lang, words: String::new() }
            };
            Some((0..rows.len()).filter(holds).map(section).collect())
        };
        read().ok_or_else(|| damaged(&file))
    }
}

/// A block of the pack, decompressed and without what fills it up.
fn block(pack: &[u8], pages: &WordedPages, number: usize) -> Option<Vec<u8>> {
    let table = pages.blocks.checked_add(1)?.checked_mul(4)?.checked_add(6)?.checked_next_multiple_of(UNIT)?;
    // The table is stored as it is, behind a stream of nothing.
    let head = u32::from_be_bytes(pack.get(..4)?.try_into().ok()?) as usize;
    let lengths = pack.get(4usize.checked_add(head)?..)?;
    let length = |at: usize| {
        let bytes: [u8; 4] = lengths.get(at * 4..at * 4 + 4)?.try_into().ok()?;
        (u32::from_be_bytes(bytes) as usize).checked_mul(UNIT)
    };
    let mut from = table;
    for before in 0..number {
        from = from.checked_add(length(before)?)?;
    }
    let mut bytes = decompress(pack.get(from..from.checked_add(length(number)?)?)?, LIMIT)?;
    bytes.truncate(bytes.iter().rposition(|byte| *byte != 0).map_or(0, |last| last + 1));
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::super::open_index::MemoryFiles;
    use super::super::{IndexManifest, VERSION, write_page_words};
    use super::*;

    fn section(title: &str, words: &str) -> PageSection {
        PageSection {
            title: title.into(),
            link: format!("/{title}/"),
            lang: "en".into(),
            words: format!("{title} {words}"),
        }
    }

    #[test]
    fn a_section_is_found_by_all_of_its_words_and_their_forms() {
        let sections =
            [section("Harbour", "The ferry leaves from the quay. 渡輪很好"), section("School", "No ferries.")];
        for blocks in [1, 4] {
            let mut files = MemoryFiles::default();
            files.insert("n/aa.bin".into(), write_page_words(&sections, blocks));
            let pages = WordedPages { name: "aa".into(), blocks, languages: vec!["en".into()] };
            let root = IndexManifest { version: VERSION, pages: Some(pages), ..IndexManifest::default() };
            let index = Index::with_root(files, root);
            let found = |query: &str| -> Vec<String> {
                let pages = index.pages(&Query::parse(query)).expect("readable");
                pages.into_iter().map(|page| page.title).collect()
            };
            assert_eq!(found("ferry "), ["Harbour", "School"]);
            assert_eq!(found("FERRY quay "), ["Harbour"]);
            assert_eq!(found("渡輪很好 "), ["Harbour"]);
            assert_eq!(found("harb"), ["Harbour"], "while it is typed");
            assert_eq!(found("quay OR school "), ["Harbour", "School"]);
            assert_eq!((found("boat "), found("ferry speaker:ann"), found("")), (vec![], vec![], vec![]));
        }
    }

    #[test]
    fn damage_is_noticed() {
        let pack = write_page_words(&[section("Harbour", "The ferry.")], 2);
        for cut in 0..pack.len() {
            let mut files = MemoryFiles::default();
            files.insert("n/aa.bin".into(), pack[..cut].to_vec());
            let pages = WordedPages { name: "aa".into(), blocks: 2, languages: Vec::new() };
            let root = IndexManifest { version: VERSION, pages: Some(pages), ..IndexManifest::default() };
            let _ = Index::with_root(files, root).pages(&Query::parse("ferry "));
        }
    }
}
