//! Makes the files of a segment: every term of its meetings, and where it occurs.
//!
//! Meetings are taken in chunks, each of which is indexed by itself and then kept as packed lists in the order of
//! terms; the chunks are merged, cut into shards, and coded. Memory holds the packed lists of one segment, never more.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::ops::Range;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::codec::{Bytes, push_number};
use super::corpus::{Corpus, Item, items, narratives, words};
use super::directory::{Directory, shared};
use super::fold::{Fold, fold};
use super::layout::{Layout, speakers};
use super::shard::ShardWriter;
use super::term::{LANGUAGE, LATER_NAME, MEETING, NAME, NARRATIVE, SERIES, SPEAKER, TITLE, Token, name_starts, tokens};
use crate::compress::deflate;
use crate::markdown::plain_text;
use crate::record::{Contribution, MeetingIndex, SpeakerIndex};

/// The files of a segment, as they are published.
#[derive(Debug, Clone)]
pub struct SegmentFiles {
    /// `d.bin`
    pub directory: Vec<u8>,
    /// `0.bin` and so on.
    pub shards: Vec<Vec<u8>>,
}

impl SegmentFiles {
    /// The bytes of a shard; none if there is no such shard.
    pub fn shard(&self, number: u32) -> &[u8] {
        self.shards.get(number as usize).map_or(&[], Vec::as_slice)
    }
}

/// About so many bytes of text make a chunk.
const CHUNK: usize = 3_000_000;

/// Makes the files of a segment.
pub(super) fn segment(corpus: &Corpus<'_>, layout: &Layout, number: usize) -> SegmentFiles {
    let segment = &layout.segments[number];
    let mut first = 0;
    let mut chunks: Vec<(Range<MeetingIndex>, u32)> = Vec::new();
    let mut size = CHUNK;
    for index in segment.meetings.clone() {
        if size >= CHUNK {
            chunks.push((index..index, first));
            size = 0;
        }
        if let Some((range, _)) = chunks.last_mut() {
            range.end = index + 1;
        }
        size += corpus.sources.get(corpus.archive.meetings[index].details.source).text.len();
        first += layout.meetings[index].cuts.len() as u32;
    }
    let chunk = |(range, first)| {
        let mut chunk = Chunk::default();
        chunk.read(corpus, layout, range, first);
        (chunk.speakers.clone(), chunk.pack())
    };
    let (spoken, mut packed): (Vec<_>, Vec<Packed>) = chunks.into_par_iter().map(chunk).unzip();
    packed.push(names(corpus, speakers(corpus, segment.meetings.clone()), &spoken.concat()).pack());
    let merged = merge(&packed);
    let cut = cut(&merged, segment.shards as usize);
    let shards = cut.par_iter().map(|range| {
        let mut writer = ShardWriter::new(segment.passages);
        let (mut passages, mut counts) = (Vec::new(), Vec::new());
        for merged in &merged[range.clone()] {
            passages.clear();
            counts.clear();
            merged.parts.iter().for_each(|part| part.open(&packed, &mut passages, &mut counts));
            writer.put(merged.term, &passages, &counts);
        }
        deflate(&writer.finish())
    });
    let shards = shards.collect();
    let meetings = layout.meetings[segment.meetings.clone()].iter();
    let directory = Directory {
        shards: beginnings(&merged, &cut),
        meetings: meetings.map(|placed| (placed.cuts.len() as u32, placed.hash)).collect(),
    };
    SegmentFiles { directory: deflate(&directory.write()), shards }
}

/// The names of speakers, as a chunk of its own.
fn names(corpus: &Corpus<'_>, speakers: Vec<SpeakerIndex>, spoken: &[(SpeakerIndex, u32, u32)]) -> Chunk {
    let mut totals: FxHashMap<SpeakerIndex, (u32, u32)> = FxHashMap::default();
    for (who, passage, speeches) in spoken {
        let total = totals.entry(*who).or_insert((*passage, 0));
        *total = (total.0.min(*passage), total.1 + speeches);
    }
    let mut chunk = Chunk::default();
    for who in speakers {
        let Some((passage, speeches)) = totals.get(&who).copied() else { continue };
        let entry = &corpus.archive.speakers[who];
        let written = entry.names.iter().map(|(_, name)| name).chain(entry.labels.iter().map(|label| &**label));
        let mut terms: Vec<Vec<u8>> = Vec::new();
        for name in written.filter(|name| !name.is_empty()) {
            let folded = fold(name.trim(), Fold::Loose);
            for (number, start) in name_starts(&folded).into_iter().enumerate() {
                let mut term = vec![if number == 0 { NAME } else { LATER_NAME }];
                term.extend_from_slice(start.as_bytes());
                for part in [&*entry.id, name] {
                    term.push(0);
                    term.extend_from_slice(part.as_bytes());
                }
                terms.push(term);
            }
        }
        terms.sort();
        terms.dedup();
        terms.iter().for_each(|term| chunk.hit(term, passage, speeches));
    }
    chunk
}

/// A term, and one of the passages in which it occurs.
#[derive(Debug, Clone, Copy)]
struct Hit {
    term: u32,
    passage: u32,
    count: u32,
}

/// Some meetings while they are being indexed.
#[derive(Default)]
struct Chunk {
    /// Words, and whatever else is no sign or pair, by their bytes.
    words: FxHashMap<Box<[u8]>, u32>,
    /// Every term that occurs, by its key.
    terms: FxHashMap<u64, u32>,
    keys: Vec<u64>,
    hits: Vec<Hit>,
    /// For each speaker the passages in which they speak, and how often.
    speakers: Vec<(SpeakerIndex, u32, u32)>,
    /// The terms of the passage at hand: the last contribution in which each occurs, and how many there are.
    here: FxHashMap<u64, (u32, u32)>,
    contribution: u32,
    said: String,
    term: Vec<u8>,
}

/// Marks the key of a word, whose other bits are a position; the key of signs is their characters.
const IS_WORD: u64 = 1 << 63;
const IS_NARRATIVE: u64 = 1 << 62;

impl Chunk {
    fn read(&mut self, corpus: &Corpus<'_>, layout: &Layout, range: Range<MeetingIndex>, first: u32) {
        let mut passage = first;
        for index in range {
            self.meeting(corpus, layout, index, passage);
            passage += layout.meetings[index].cuts.len() as u32;
        }
    }

    fn meeting(&mut self, corpus: &Corpus<'_>, layout: &Layout, index: MeetingIndex, first: u32) {
        let meeting = &corpus.archive.meetings[index];
        let details = &meeting.details;
        let source = corpus.sources.get(details.source).text;
        let mut all = items(meeting).peekable();
        let mut number = 0;
        for (passage, start) in (first..).zip(&layout.meetings[index].cuts) {
            let end = layout.meetings[index].cuts.get((passage - first) as usize + 1).copied().unwrap_or(u32::MAX);
            let (mut contributions, mut spoken, mut tongues) = (0, FxHashMap::default(), FxHashMap::default());
            debug_assert_eq!(number, *start);
            while number < end && all.peek().is_some() {
                let Some(item) = all.next() else { break };
                number += 1;
                let mut lang = &details.lang;
                let mut found = 0;
                match item {
                    Item::Heading(heading, _) => found += u32::from(self.contribution(&plain_text(heading), true)),
                    Item::Contribution(contribution) => {
                        let mut said = std::mem::take(&mut self.said);
                        words(&source, contribution.texts(), &mut said);
                        let speech = match contribution {
                            Contribution::Speech(speech) => Some(speech),
                            Contribution::Narrative(_) | Contribution::Note(_) => None,
                        };
                        if self.contribution(&said, speech.is_none()) {
                            found += 1;
                            if let Some(speech) = speech {
                                lang = speech.lang.as_ref().unwrap_or(lang);
                                for who in &meeting.speaker_of(speech).by {
                                    *spoken.entry(*who).or_insert(0) += 1;
                                }
                            }
                        }
                        for range in narratives(contribution) {
                            words(&source, std::iter::once(range), &mut said);
                            found += u32::from(self.contribution(&said, true));
                        }
                        self.said = said;
                    }
                }
                contributions += found;
                *tongues.entry(lang).or_insert(0) += found;
            }
            self.end_passage(passage);
            let mut spoken: Vec<(SpeakerIndex, u32)> = spoken.into_iter().collect();
            spoken.sort_unstable();
            for (who, speeches) in spoken {
                self.speakers.push((who, passage, speeches));
                self.hit(&prefixed(SPEAKER, &corpus.archive.speakers[who].id), passage, speeches);
            }
            let mut tongues: Vec<_> = tongues.into_iter().filter(|(_, contributions)| *contributions > 0).collect();
            tongues.sort();
            for (lang, contributions) in tongues {
                self.hit(&prefixed(LANGUAGE, &lang.as_str().to_lowercase()), passage, contributions);
            }
            if contributions > 0 {
                if let Some(series) = &details.series {
                    self.hit(&prefixed(SERIES, series), passage, contributions);
                }
                self.hit(&prefixed(MEETING, &corpus.links[index]), passage, contributions);
            }
        }
        self.title(&plain_text(&details.title), first);
    }

    /// Takes in the words of a contribution; `false` when there are none.
    fn contribution(&mut self, text: &str, is_narrative: bool) -> bool {
        let Chunk { words, here, term, contribution, .. } = self;
        *contribution += 1;
        let flag = if is_narrative { IS_NARRATIVE } else { 0 };
        tokens(text, |token| {
            let key = match token {
                Token::Sign(c) => flag | (u64::from(c) << 21),
                Token::Pair(a, b) => flag | (u64::from(a) << 21) | u64::from(b),
                Token::Word(word) if is_narrative => {
                    term.clear();
                    term.push(NARRATIVE);
                    term.extend_from_slice(word.as_bytes());
                    word_key(words, term)
                }
                Token::Word(word) => word_key(words, word.as_bytes()),
            };
            let (last, count) = here.entry(key).or_default();
            if *last != *contribution {
                (*last, *count) = (*contribution, *count + 1);
            }
        });
        !text.is_empty()
    }

    fn title(&mut self, title: &str, passage: u32) {
        let mut terms: Vec<Vec<u8>> = Vec::new();
        tokens(title, |token| {
            let mut term = vec![TITLE];
            token.push_to(&mut term);
            terms.push(term);
        });
        terms.sort();
        terms.dedup();
        terms.iter().for_each(|term| self.hit(term, passage, 1));
    }

    fn end_passage(&mut self, passage: u32) {
        let mut here = std::mem::take(&mut self.here);
        for (key, (_, count)) in here.drain() {
            self.hit_key(key, passage, count);
        }
        self.here = here;
    }

    /// Notes that a term occurs; once for each passage.
    fn hit(&mut self, term: &[u8], passage: u32, count: u32) {
        let key = word_key(&mut self.words, term);
        self.hit_key(key, passage, count);
    }

    fn hit_key(&mut self, key: u64, passage: u32, count: u32) {
        let term = *self.terms.entry(key).or_insert_with(|| {
            self.keys.push(key);
            self.keys.len() as u32 - 1
        });
        self.hits.push(Hit { term, passage, count });
    }

    /// All of it in the order of terms, then of passages.
    fn pack(self) -> Packed {
        let mut words: Vec<&[u8]> = vec![&[]; self.words.len()];
        self.words.iter().for_each(|(word, number)| words[*number as usize] = word);
        let (mut bytes, mut ends) = (Vec::new(), Vec::with_capacity(self.keys.len()));
        for key in &self.keys {
            if key & IS_WORD != 0 {
                bytes.extend_from_slice(words[(key & !IS_WORD) as usize]);
            } else {
                if key & IS_NARRATIVE != 0 {
                    bytes.push(NARRATIVE);
                }
                let sign = |bits: u64| char::from_u32((bits & 0x1F_FFFF) as u32).filter(|c| *c != '\0');
                match (sign(key >> 21), sign(*key)) {
                    (Some(a), Some(b)) => Token::Pair(a, b).push_to(&mut bytes),
                    (a, _) => a.into_iter().for_each(|a| Token::Sign(a).push_to(&mut bytes)),
                }
            }
            ends.push(bytes.len());
        }
        let term = |number: u32| {
            let start = if number == 0 { 0 } else { ends[number as usize - 1] };
            &bytes[start..ends[number as usize]]
        };
        let mut order: Vec<u32> = (0..self.keys.len() as u32).collect();
        order.sort_unstable_by(|a, b| term(*a).cmp(term(*b)));
        let mut ranks = vec![0u32; order.len()];
        order.iter().zip(0..).for_each(|(number, rank)| ranks[*number as usize] = rank);
        // A counting sort keeps the passages of a term in order.
        let mut starts = vec![0u32; order.len() + 1];
        self.hits.iter().for_each(|hit| starts[ranks[hit.term as usize] as usize + 1] += 1);
        (1..starts.len()).for_each(|rank| starts[rank] += starts[rank - 1]);
        let mut next = starts.clone();
        let mut sorted = vec![(0u32, 0u32); self.hits.len()];
        for hit in &self.hits {
            let at = &mut next[ranks[hit.term as usize] as usize];
            sorted[*at as usize] = (hit.passage, hit.count);
            *at += 1;
        }
        let mut packed = Packed { data: Vec::with_capacity(sorted.len() * 2), ..Packed::default() };
        for (number, range) in order.iter().zip(starts.windows(2)) {
            packed.terms.extend_from_slice(term(*number));
            packed.term_ends.push(packed.terms.len());
            let mut before = 0;
            for (passage, count) in &sorted[range[0] as usize..range[1] as usize] {
                push_number(&mut packed.data, passage - before);
                push_number(&mut packed.data, *count);
                before = *passage;
            }
            packed.data_ends.push(packed.data.len());
        }
        packed
    }
}

fn word_key(words: &mut FxHashMap<Box<[u8]>, u32>, word: &[u8]) -> u64 {
    let number = match words.get(word) {
        Some(number) => *number,
        None => {
            let number = words.len() as u32;
            words.insert(word.into(), number);
            number
        }
    };
    IS_WORD | u64::from(number)
}

fn prefixed(kind: u8, rest: &str) -> Vec<u8> {
    let mut term = vec![kind];
    term.extend_from_slice(rest.as_bytes());
    term
}

/// A chunk in the order of terms.
#[derive(Debug, Default)]
struct Packed {
    terms: Vec<u8>,
    term_ends: Vec<usize>,
    data: Vec<u8>,
    data_ends: Vec<usize>,
}

impl Packed {
    fn term(&self, rank: usize) -> &[u8] {
        &self.terms[start(&self.term_ends, rank)..self.term_ends[rank]]
    }

    fn data(&self, rank: usize) -> &[u8] {
        &self.data[start(&self.data_ends, rank)..self.data_ends[rank]]
    }
}

fn start(ends: &[usize], rank: usize) -> usize {
    if rank == 0 { 0 } else { ends[rank - 1] }
}

/// A term, and the chunks in which it occurs.
struct Merged<'p> {
    term: &'p [u8],
    parts: Vec<Part>,
    /// About how many bytes it takes.
    size: usize,
}

/// A term within a chunk.
#[derive(Debug, Clone, Copy)]
struct Part {
    chunk: u32,
    rank: u32,
}

impl Part {
    fn open(self, chunks: &[Packed], passages: &mut Vec<u32>, counts: &mut Vec<u32>) {
        let mut data = Bytes(chunks[self.chunk as usize].data(self.rank as usize));
        let mut passage = 0;
        while let (Some(more), Some(count)) = (data.number(), data.number()) {
            passage += more;
            passages.push(passage);
            counts.push(count);
        }
    }
}

/// All terms of all chunks, each once, in order.
fn merge(chunks: &[Packed]) -> Vec<Merged<'_>> {
    let mut heads: BinaryHeap<Reverse<(&[u8], u32, u32)>> = BinaryHeap::new();
    let head = |chunk: u32, rank: u32| {
        let packed = &chunks[chunk as usize];
        ((rank as usize) < packed.term_ends.len()).then(|| Reverse((packed.term(rank as usize), chunk, rank)))
    };
    heads.extend((0..chunks.len() as u32).filter_map(|chunk| head(chunk, 0)));
    let mut merged: Vec<Merged<'_>> = Vec::new();
    while let Some(Reverse((term, chunk, rank))) = heads.pop() {
        let size = chunks[chunk as usize].data(rank as usize).len();
        match merged.last_mut().filter(|last| last.term == term) {
            Some(last) => {
                last.parts.push(Part { chunk, rank });
                last.size += size;
            }
            None => merged.push(Merged { term, parts: vec![Part { chunk, rank }], size: size + 3 }),
        }
        heads.extend(head(chunk, rank + 1));
    }
    merged
}

/// Cuts terms into so many shards of about the same size.
fn cut(merged: &[Merged<'_>], shards: usize) -> Vec<Range<usize>> {
    let all: usize = merged.iter().map(|merged| merged.size).sum();
    let mut ranges = vec![0..0; shards];
    let (mut before, mut start) = (0, 0);
    for (shard, range) in ranges.iter_mut().enumerate() {
        let mut end = start;
        while end < merged.len() && (before * shards / all.max(1) <= shard || shard + 1 == shards) {
            before += merged[end].size;
            end += 1;
        }
        *range = start..end;
        start = end;
    }
    ranges
}

/// The shortest text with which each shard can be told to begin.
fn beginnings(merged: &[Merged<'_>], cut: &[Range<usize>]) -> Vec<Vec<u8>> {
    let beginning = |range: &Range<usize>| match (range.start.checked_sub(1), merged.get(range.start)) {
        (None, _) => Vec::new(),
        (Some(last), Some(first)) => first.term[..=shared(merged[last].term, first.term)].to_vec(),
        (Some(_), None) => vec![0xFF],
    };
    cut.iter().map(beginning).collect()
}
