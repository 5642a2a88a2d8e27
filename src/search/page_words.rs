//! Words of pages that are no records, such as “About” or a manual: for each word the sections in which it stands.
//!
//! A pack of its own: a block with the sections, then the words, each in the block of its first two characters.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::compressed_block::compress;
use super::name_list::block_of;
use super::pack::{UNIT, joined};
use super::term::tokens;

/// A part of a page below one heading.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PageSection {
    /// Its heading and the title of the page, or the title alone.
    pub title: String,
    /// Its address; characters of other scripts are not encoded.
    pub link: String,
    /// Language of the page.
    pub lang: String,
    /// Its words, with those of its title.
    #[serde(skip)]
    pub words: String,
}

/// Number of sections for each block of words, and the largest number of blocks.
const SECTIONS: usize = 32;
const MOST_BLOCKS: usize = 64;

/// Number of blocks of words of so many sections.
pub(super) fn word_blocks(sections: usize) -> usize {
    (sections / SECTIONS).next_power_of_two().min(MOST_BLOCKS)
}

/// Writes the words of some sections in so many blocks, as a list of names is written: a table of lengths, then the blocks.
pub fn write_page_words(sections: &[PageSection], blocks: usize) -> Vec<u8> {
    let mut words: Vec<BTreeMap<String, Vec<usize>>> = vec![BTreeMap::new(); blocks];
    for (number, section) in sections.iter().enumerate() {
        tokens(&section.words, |token| {
            let mut term = Vec::new();
            token.push_to(&mut term);
            let term = String::from_utf8(term).expect("terms of a text are text");
            let of_word = words[block_of(&term, blocks)].entry(term).or_default();
            if of_word.last() != Some(&number) {
                of_word.push(number);
            }
        });
    }
    let json = |rows: Result<Vec<u8>, serde_json::Error>| {
        let rows = rows.expect("texts and numbers can be written as JSON");
        compress(&rows, rows.len())
    };
    let rows: Vec<_> = sections.iter().map(|one| (&one.title, &one.link, &one.lang)).collect();
    let mut all = vec![json(serde_json::to_vec(&rows))];
    all.extend(words.iter().map(|words| json(serde_json::to_vec(words))));
    let (body, lengths) = joined(&all);
    let table: Vec<u8> = lengths.into_iter().flat_map(u32::to_be_bytes).collect();
    let mut pack = compress(&table, 0);
    pack.resize(pack.len().next_multiple_of(UNIT), 0);
    pack.extend(body);
    pack
}
