//! Blocks of a speech, in little memory.

use std::ops::Deref;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::text_range::TextRange;

/// A stretch of a speech of one kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Block {
    /// Kind of block.
    pub kind: BlockKind,
    /// The Markdown.
    pub text: TextRange,
}

/// Kind of a block of a speech.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum BlockKind {
    /// Words of the speaker.
    Prose,
    /// Something that happened meanwhile.
    Narrative,
    /// Something the speaker quotes, or a note that stays with the speech.
    Quotation,
}

/// The blocks of a speech, in order. Nearly all speeches of real records have one block, which lies here itself: 16 bytes in all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SpeechBlocks(Held);

#[derive(Debug, Clone, PartialEq, Eq)]
enum Held {
    One(Block),
    /// None or several. The second box keeps the speech small.
    #[expect(clippy::box_collection, reason = "a speech with several blocks is rare, and the pointer half as long")]
    Others(Box<Vec<Block>>),
}

impl From<Vec<Block>> for SpeechBlocks {
    fn from(mut blocks: Vec<Block>) -> Self {
        SpeechBlocks(match blocks[..] {
            [one] => Held::One(one),
            _ => {
                blocks.shrink_to_fit();
                Held::Others(Box::new(blocks))
            }
        })
    }
}

impl Deref for SpeechBlocks {
    type Target = [Block];

    fn deref(&self) -> &[Block] {
        match &self.0 {
            Held::One(one) => std::slice::from_ref(one),
            Held::Others(others) => others,
        }
    }
}

impl<'a> IntoIterator for &'a SpeechBlocks {
    type Item = &'a Block;
    type IntoIter = std::slice::Iter<'a, Block>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl Serialize for SpeechBlocks {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        (**self).serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for SpeechBlocks {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Vec::deserialize(deserializer).map(SpeechBlocks::from)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::{Contribution, Speech};

    /// The memory of a speech is multiplied by millions of them (docs/scale.md).
    #[test]
    fn a_speech_takes_no_more_memory_than_the_documents_say() {
        assert_eq!(size_of::<SpeechBlocks>(), 16);
        assert_eq!((size_of::<Speech>(), size_of::<Contribution>()), (40, 40));
    }

    #[test]
    fn any_number_of_blocks_comes_back_as_it_was() {
        let block = |start: u32| Block { kind: BlockKind::Prose, text: (start as usize..start as usize + 3).into() };
        for count in 0..4 {
            let blocks: Vec<Block> = (0..count).map(block).collect();
            let held = SpeechBlocks::from(blocks.clone());
            assert_eq!(*held, *blocks);
            let bytes = postcard::to_stdvec(&held).expect("bytes");
            assert_eq!(bytes, postcard::to_stdvec(&blocks).expect("bytes"));
            assert_eq!(postcard::from_bytes::<SpeechBlocks>(&bytes).expect("blocks"), held);
        }
    }
}
