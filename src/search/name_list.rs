//! Names of everything that has a page, so that a query finds a person, topic or meeting by its name: a pack for each language of
//! the site.
//!
//! A name stands in the block of each of its words, so that a reader of a query fetches one block.

use serde::Serialize;
use serde::ser::{SerializeTuple, Serializer};

use super::compressed_block::compress;
use super::pack::{UNIT, joined};
use super::term::{Token, tokens};

/// Something that has a page.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NamedPage {
    /// Kind of page: `speaker`, `body`, `series`, `topic`, `term`, `matter`, `page` or `meeting`.
    pub kind: &'static str,
    /// Names: in the language of the list, if there is one in it, then in other languages and as printed.
    pub names: Vec<String>,
    /// Address of the page; characters of other scripts are not encoded.
    pub link: String,
    /// Number of meetings; 0 for a meeting.
    pub meetings: usize,
    /// Date of a meeting; else empty.
    pub date: String,
    /// Language of a meeting's record, or of a page that is not in that of the list; else empty.
    pub lang: String,
    /// Id of a speaker; else empty.
    pub id: String,
}

impl Serialize for NamedPage {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut row = serializer.serialize_tuple(7)?;
        row.serialize_element(&self.names)?;
        row.serialize_element(self.kind)?;
        row.serialize_element(&self.link)?;
        row.serialize_element(&self.meetings)?;
        for text in [&self.date, &self.lang, &self.id] {
            row.serialize_element(text)?;
        }
        row.end()
    }
}

/// Maximum number of blocks of a list.
const MOST_BLOCKS: usize = 256;

/// Number of pages for each block of a list.
const PAGES: usize = 128;

/// Number of words of a name by which it can be found.
const WORDS: usize = 64;

/// Number of blocks of a list with so many pages.
pub(super) fn block_count(pages: usize) -> usize {
    (pages / PAGES).next_power_of_two().min(MOST_BLOCKS)
}

/// Writes a list of names: a table of the lengths of its blocks, then the blocks.
pub fn write_name_list(pages: &[NamedPage], blocks: usize) -> Vec<u8> {
    let mut of_blocks: Vec<Vec<&NamedPage>> = vec![Vec::new(); blocks];
    for page in pages {
        let mut own: Vec<usize> = page.names.iter().flat_map(|name| blocks_of(name, blocks)).collect();
        own.sort_unstable();
        own.dedup();
        own.into_iter().for_each(|block| of_blocks[block].push(page));
    }
    let packed = |pages: &Vec<&NamedPage>| {
        if pages.is_empty() {
            return Vec::new();
        }
        let rows = serde_json::to_vec(pages).expect("texts and numbers can be written as JSON");
        compress(&rows, rows.len())
    };
    let (body, lengths) = joined(&of_blocks.iter().map(packed).collect::<Vec<_>>());
    let table: Vec<u8> = lengths.into_iter().flat_map(u32::to_be_bytes).collect();
    // Not compressed, so that its length is known.
    let mut pack = compress(&table, 0);
    pack.resize(pack.len().next_multiple_of(UNIT), 0);
    pack.extend(body);
    pack
}

/// The blocks in which a name stands: that of the first two characters of each word, and that of each sign of a script without
/// spaces.
fn blocks_of(name: &str, blocks: usize) -> Vec<usize> {
    let mut found = Vec::new();
    tokens(name, |token| {
        let (first, second) = match token {
            Token::Cjk(sign) => (Some(sign), None),
            Token::Word(word) => (word.chars().next(), word.chars().nth(1)),
            Token::Pair(..) => return,
        };
        if found.len() < WORDS {
            found.push(block_with(first, second, blocks));
        }
    });
    found
}

fn block_with(first: Option<char>, second: Option<char>, blocks: usize) -> usize {
    let number = |sign: Option<char>| sign.map_or(0, |sign| sign as usize);
    (number(first) * 31 + number(second)) % blocks
}

/// The block of a word, by its first two characters.
pub(super) fn block_of(word: &str, blocks: usize) -> usize {
    let mut signs = word.chars();
    block_with(signs.next(), signs.next(), blocks)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::decompress;

    /// The names in a block of a list.
    fn names(list: &[u8], blocks: usize, block: usize) -> Vec<String> {
        let table = unpadded(list);
        let length =
            |at: usize| u32::from_be_bytes(table[at * 4..at * 4 + 4].try_into().expect("four")) as usize * UNIT;
        let from = (blocks * 4 + 6).next_multiple_of(UNIT) + (0..block).map(length).sum::<usize>();
        if length(block) == 0 {
            return Vec::new();
        }
        let rows: Vec<serde_json::Value> = serde_json::from_slice(&unpadded(&list[from..])).expect("rows");
        rows.iter().map(|row| row[0][0].as_str().expect("a name").to_owned()).collect()
    }

    /// A block without what fills it up: a table as it is, rows up to their end.
    fn unpadded(block: &[u8]) -> Vec<u8> {
        let length = u32::from_be_bytes(block[..4].try_into().expect("four")) as usize;
        let rows = decompress(&block[..4 + length], 1 << 20).expect("a block");
        if rows.is_empty() { block[4 + length..].to_vec() } else { rows }
    }

    #[test]
    fn a_name_is_in_the_block_of_each_of_its_words_in_any_of_its_languages() {
        let ferry = NamedPage { names: vec!["The bay ferry".into(), "海灣".into()], ..NamedPage::default() };
        let list = write_name_list(&[ferry, NamedPage { names: vec!["唐鳳".into()], ..NamedPage::default() }], 16);
        let found = |word: &str| names(&list, 16, blocks_of(word, 16)[0]);
        for word in ["FERRY", "fé", "bay", "海"] {
            assert!(found(word).contains(&"The bay ferry".to_owned()), "{word}");
        }
        assert!(found("鳳").contains(&"唐鳳".to_owned()));
        let sought = blocks_of("ferry", 16)[0];
        let elsewhere =
            (0..16).filter(|block| ![blocks_of("the bay ferry", 16), blocks_of("海灣", 16)].concat().contains(block));
        assert_ne!(elsewhere.clone().count(), 0);
        for block in elsewhere {
            assert!(block != sought && !names(&list, 16, block).contains(&"The bay ferry".to_owned()), "{block}");
        }
    }

    #[test]
    fn a_list_has_as_many_blocks_as_its_names_need() {
        assert_eq!([0, 127, 256, 3_000, 1_000_000].map(block_count), [1, 1, 2, 32, MOST_BLOCKS]);
    }
}
