//! Plans an index: where passages begin, which years make a segment, and which passages share a pack.
//!
//! All of it follows from the content, so that an index that was built bit by bit is the one that is built at once.

use std::ops::Range;

use rayon::prelude::*;
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use super::VERSION;
use super::content_defined_cuts::{PieceSize, key as key_of, pieces};
use super::corpus::{Corpus, Item, items, role_of, shown_name};
use super::name_list::block_count;
use super::pack::{PACK, PackName};
use super::page_words::word_blocks;
use crate::bytes::fingerprint::Fingerprint;
use crate::record::{Contribution, MeetingIndex, SpeakerIndex};

/// Use of an index.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum IndexProfile {
    /// For readers: a few segments, so that a query asks for a few files.
    #[default]
    Site,
    /// For a preview on the same machine: many segments, so that an edit rebuilds little.
    Preview,
}

/// A planned index.
#[derive(Debug, Clone, Default)]
pub struct IndexLayout {
    profile: IndexProfile,
    /// Name of the directory's file.
    directory: PackName,
    /// The newest years first.
    pub(super) segments: Vec<Segment>,
    /// Meetings in the order of the archive.
    pub(super) meetings: Vec<MeetingLayout>,
    /// The list of names of each locale.
    name_lists: Vec<PackName>,
    /// Number of blocks of each of these lists.
    name_blocks: usize,
    /// The words of pages, if there are any, and the number of their blocks.
    page_words: Option<(PackName, usize)>,
}

/// Some years of the archive.
#[derive(Debug, Clone)]
pub(super) struct Segment {
    /// Key of the shards: while it stays the same, so do they.
    pub(super) key: SegmentKey,
    pub(super) meetings: Range<MeetingIndex>,
    pub(super) passages: u32,
    pub(super) speeches: u32,
    /// Each year, and its first passage within the segment.
    pub(super) years: Vec<(i16, u32)>,
    /// Size of its shards.
    pub(super) shard_size: usize,
    /// The packs of its passages.
    pub(super) packs: Vec<PassagePack>,
}

/// Tells one state of a segment from all others.
pub type SegmentKey = Fingerprint;

/// A pack of passages.
#[derive(Debug, Clone)]
pub(super) struct PassagePack {
    pub(super) name: PackName,
    /// By meeting and number within the meeting.
    pub(super) passages: Vec<(MeetingIndex, u32)>,
}

/// A meeting, cut into passages.
#[derive(Debug, Clone)]
pub(super) struct MeetingLayout {
    /// Fingerprint of everything that the passages depend on.
    key: Fingerprint,
    year: i16,
    length: usize,
    /// Never empty.
    pub(super) passages: Vec<PassageLayout>,
}

/// Passages of meetings that an earlier index was planned with, by a fingerprint of everything they depend on.
#[derive(Debug, Clone, Default)]
pub struct KnownPassages(FxHashMap<Fingerprint, Vec<PassageLayout>>);

impl KnownPassages {
    /// Restores the passages that another process serialized.
    pub fn new(serialized: SerializedPassages) -> Self {
        KnownPassages(serialized.0.into_iter().collect())
    }

    /// Serializes the passages for another process.
    pub fn serialized(&self) -> SerializedPassages {
        let mut all: Vec<_> = self.0.iter().map(|(key, passages)| (*key, passages.clone())).collect();
        all.sort_unstable_by_key(|(key, _)| *key);
        SerializedPassages(all)
    }
}

/// Passages of meetings, as a build keeps them for the next one.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct SerializedPassages(Vec<(Fingerprint, Vec<PassageLayout>)>);

/// A run of items of a meeting.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct PassageLayout {
    pub(super) items: Range<usize>,
    length: usize,
    /// Fingerprint of everything that it shows.
    fingerprint: Fingerprint,
}

/// The path of the directory of an index, or of a pack of shards, below the folder of the index.
pub(super) fn index_path(name: PackName) -> String {
    format!("s/{}.bin", name.hex())
}

/// The path of a pack of passages below the folder of the index.
pub(super) fn passage_path(name: PackName) -> String {
    format!("t/{}.bin", name.hex())
}

impl IndexLayout {
    /// Plans the index of an archive. `settings` is a fingerprint of every input besides the files of records on which their
    /// words may depend; `known` saves reading the words of unchanged records.
    pub fn new(corpus: &Corpus<'_>, profile: IndexProfile, settings: Fingerprint, known: &KnownPassages) -> Self {
        let archive = corpus.archive;
        let layout = |index| MeetingLayout::new(corpus, index, settings, known);
        let meetings: Vec<MeetingLayout> = (0..archive.meetings.len()).into_par_iter().map(layout).collect();
        let all = meetings.iter().map(|meeting| meeting.length).sum();
        let ranges = match profile {
            IndexProfile::Site => yearly_segments(&meetings),
            IndexProfile::Preview => small_segments(&meetings),
        };
        let segment = |range| Segment::new(corpus, &meetings, range, shard_size(all), profile);
        let segments: Vec<Segment> = ranges.into_par_iter().map(segment).collect();
        let names = |segment: &Segment| segment.packs.iter().map(|pack| pack.name).collect::<Vec<_>>();
        let keys: Vec<_> = segments.iter().map(|segment| (segment.key, names(segment))).collect();
        let directory = PackName::of(Fingerprint::of(&("directory", profile as u8, keys)));
        IndexLayout { profile, directory, segments, meetings, name_lists: Vec::new(), name_blocks: 0, page_words: None }
    }

    /// The same layout with a list of names for each of some locales. `names` is a fingerprint of everything in them, and `pages` is
    /// about how many names each has.
    #[must_use]
    pub fn with_name_lists(self, names: Fingerprint, locales: usize, pages: usize) -> Self {
        let blocks = block_count(pages);
        let name = |locale: usize| PackName::of(Fingerprint::of(&("names", VERSION, names, blocks, locale)));
        IndexLayout { name_lists: (0..locales).map(name).collect(), name_blocks: blocks, ..self }
    }

    /// The same layout with the words of some sections of pages. `words` is a fingerprint of everything in them.
    #[must_use]
    pub fn with_page_words(self, words: Fingerprint, sections: usize) -> Self {
        if sections == 0 {
            return self;
        }
        let blocks = word_blocks(sections);
        let name = PackName::of(Fingerprint::of(&("pages", VERSION, words, blocks)));
        IndexLayout { page_words: Some((name, blocks)), ..self }
    }

    /// Name of the words of pages, and the number of their blocks; `None` if there are none.
    pub fn page_words(&self) -> Option<(String, usize)> {
        self.page_words.map(|(name, blocks)| (name.hex(), blocks))
    }

    /// Number of blocks of a list of names.
    pub fn name_blocks(&self) -> usize {
        self.name_blocks
    }

    /// Name of the list of names of a locale; `None` if it has none.
    pub fn name_list(&self, locale: usize) -> Option<String> {
        self.name_lists.get(locale).map(|name| name.hex())
    }

    /// The path of the list of names of each locale below the folder of the index.
    pub fn name_list_paths(&self) -> impl Iterator<Item = String> {
        self.name_lists.iter().map(|name| format!("n/{}.bin", name.hex()))
    }

    /// Passages of its meetings, for the next index.
    pub fn passages(&self) -> KnownPassages {
        KnownPassages(self.meetings.iter().map(|meeting| (meeting.key, meeting.passages.clone())).collect())
    }

    /// For whom it is.
    pub fn profile(&self) -> IndexProfile {
        self.profile
    }

    /// Number of segments.
    pub fn segments(&self) -> usize {
        self.segments.len()
    }

    /// Number of packs for the passages of a segment.
    pub fn passage_packs(&self, segment: usize) -> usize {
        self.segments[segment].packs.len()
    }

    /// The name of the directory.
    pub(super) fn directory(&self) -> PackName {
        self.directory
    }

    /// The path of the directory below the folder of the index.
    pub fn directory_path(&self) -> String {
        index_path(self.directory)
    }

    /// The path of the one pack in which a preview has the shards of a segment.
    pub fn preview_path(&self, segment: usize) -> String {
        index_path(PackName::of(self.segments[segment].key))
    }

    /// The path of a pack of passages.
    pub fn passage_pack_path(&self, segment: usize, pack: usize) -> String {
        passage_path(self.segments[segment].packs[pack].name)
    }

    /// Fingerprint of each passage of a segment, in order, from everything it shows and its number in its meeting.
    pub(super) fn passage_fingerprints(&self, segment: usize) -> Vec<Fingerprint> {
        let meetings = &self.meetings[self.segments[segment].meetings.clone()];
        let of_meeting = |meeting: &MeetingLayout| {
            (0..).zip(&meeting.passages).map(|(number, passage)| passage.numbered(number)).collect::<Vec<_>>()
        };
        meetings.iter().flat_map(of_meeting).collect()
    }

    /// Tells one state of a segment from all others.
    pub fn key(&self, segment: usize) -> SegmentKey {
        self.segments[segment].key
    }
}

impl PassageLayout {
    fn numbered(&self, number: u32) -> Fingerprint {
        Fingerprint::of(&(number, self.fingerprint))
    }
}

/// Size of a passage, in characters.
const PASSAGE: PieceSize = PieceSize { least: 2_800, most: 5_200 };

impl MeetingLayout {
    fn new(corpus: &Corpus<'_>, index: MeetingIndex, settings: Fingerprint, known: &KnownPassages) -> Self {
        let details = &corpus.archive.meetings[index].details;
        let head = head(corpus, index);
        let key = Fingerprint::of(&(head, settings, corpus.sources.fingerprint(details.source), ids(corpus, index)));
        let passages = known.0.get(&key).cloned().unwrap_or_else(|| passages(corpus, index, head));
        let length = passages.iter().map(|passage| passage.length).sum();
        MeetingLayout { key, year: details.date.year, length, passages }
    }
}

/// Fingerprint of the metadata that every passage of a meeting shows.
fn head(corpus: &Corpus<'_>, index: MeetingIndex) -> Fingerprint {
    let meeting = &corpus.archive.meetings[index];
    let details = &meeting.details;
    let ids = |by: &[SpeakerIndex]| -> Vec<&str> { by.iter().map(|who| &*corpus.archive.speakers[*who].id).collect() };
    let shown = |name| shown_name(corpus.archive, name, &details.lang);
    let names: Vec<_> =
        meeting.names.iter().map(|name| (shown(name), role_of(name, &details.lang), ids(&name.by))).collect();
    Fingerprint::of(&(
        (VERSION, env!("CARGO_PKG_VERSION"), &corpus.links[index], names),
        (&details.title, details.date, &details.lang, &details.series, corpus.body(index), &corpus.terms[index]),
    ))
}

/// Fingerprint of the ids that a register may have changed in a record with an unchanged file; `None` for a record without history.
fn ids(corpus: &Corpus<'_>, index: MeetingIndex) -> Option<Fingerprint> {
    corpus.archive.histories[index].as_ref()?;
    let sections = corpus.archive.meetings[index].sections.iter();
    let ids = sections.map(|section| {
        let of_section = section.contributions.iter().filter_map(|contribution| match contribution {
            Contribution::Speech(speech) => Some((speech.id, speech.by, speech.lang())),
            Contribution::Narrative(narrative) => Some((narrative.id, 0, None)),
            Contribution::Decision(decision) => Some((decision.id, 0, None)),
            Contribution::Note(_) => None,
        });
        (&section.anchor, of_section.collect::<Vec<_>>())
    });
    Some(Fingerprint::of(&ids.collect::<Vec<_>>()))
}

/// Cuts a meeting into passages.
fn passages(corpus: &Corpus<'_>, index: MeetingIndex, head: Fingerprint) -> Vec<PassageLayout> {
    let meeting = &corpus.archive.meetings[index];
    let text = corpus.sources.get(meeting.details.source).text;
    let items: Vec<Item<'_>> = items(meeting).collect();
    let lengths: Vec<usize> = items.iter().map(|item| item.length(&text)).collect();
    let mut cuts = pieces(items.len(), |at| lengths[at], |at| items[at].key(&text), PASSAGE);
    if cuts.is_empty() {
        cuts.push(0..0);
    }
    let passage = |items_of: Range<usize>| {
        let shown: Vec<_> = items[items_of.clone()].iter().map(|item| item.shown(&text)).collect();
        PassageLayout {
            length: lengths[items_of.clone()].iter().sum(),
            fingerprint: Fingerprint::of(&(head, shown)),
            items: items_of,
        }
    };
    cuts.into_iter().map(passage).collect()
}

/// Runs of whole years, from the oldest on, of about the same size, so that what is edited touches a part of the index and a new
/// year moves no old one.
fn yearly_segments(meetings: &[MeetingLayout]) -> Vec<Range<MeetingIndex>> {
    let size = segment_size(meetings.iter().map(|meeting| meeting.length).sum());
    let (mut ranges, mut here, mut start, mut end) = (Vec::new(), 0_usize, 0, 0);
    for year in meetings.chunk_by(|one, next| one.year == next.year) {
        let more: usize = year.iter().map(|meeting| meeting.length).sum();
        if here > 0 && size.abs_diff(here + more) > size.abs_diff(here) {
            ranges.push(start..end);
            (start, here) = (end, 0);
        }
        here += more;
        end += year.len();
    }
    if start < end {
        ranges.push(start..end);
    }
    ranges.reverse();
    ranges
}

/// About how large a segment is, in characters: from a sixth to a third of the archive. It changes seldom, because with it all
/// segments do.
fn segment_size(characters: usize) -> usize {
    let mut size = 4_000_000;
    while characters > size * 6 {
        size *= 2;
    }
    size
}

/// Number of characters that are indexed without a noticeable delay.
const STEP: usize = 250_000;

/// Runs of meetings that are indexed quickly one by one; at most some hundreds.
fn small_segments(meetings: &[MeetingLayout]) -> Vec<Range<MeetingIndex>> {
    let all: usize = meetings.iter().map(|meeting| meeting.length).sum();
    let step = STEP.max(all / 256);
    let (mut ranges, mut here, mut start) = (Vec::new(), 0, 0);
    for (index, meeting) in meetings.iter().enumerate() {
        here += meeting.length;
        if here >= step || index + 1 == meetings.len() {
            ranges.push(start..index + 1);
            (here, start) = (0, index + 1);
        }
    }
    ranges.reverse();
    ranges
}

/// Size of a shard, measured by its terms and the passages that contain them, in bytes. It doubles when an archive
/// grows fourfold, so that the shards of a query grow at the same rate as the directory. It changes rarely, because all
/// shards change with it.
fn shard_size(characters: usize) -> usize {
    let mut size = 1_000;
    let mut room = 2_000_000;
    while characters > room {
        size *= 2;
        room *= 4;
    }
    size
}

/// About how large a pack of passages is, in characters.
const PASSAGE_PACK: PieceSize = PieceSize::about(PACK);

impl Segment {
    fn new(
        corpus: &Corpus<'_>,
        meetings: &[MeetingLayout],
        range: Range<MeetingIndex>,
        shard_size: usize,
        profile: IndexProfile,
    ) -> Self {
        let archive = corpus.archive;
        let mut years: Vec<(i16, u32)> = Vec::new();
        let mut passages: Vec<(MeetingIndex, u32)> = Vec::new();
        for index in range.clone() {
            let meeting = &meetings[index];
            if years.last().is_none_or(|(year, _)| *year != meeting.year) {
                years.push((meeting.year, passages.len() as u32));
            }
            passages.extend((0..meeting.passages.len() as u32).map(|number| (index, number)));
        }
        let speeches = archive.meetings[range.clone()].iter().map(|meeting| meeting.total().speeches).sum();
        let names: Vec<_> = speakers(corpus, range.clone())
            .into_iter()
            .map(|who| (&archive.speakers[who].id, &archive.speakers[who].names, &archive.speakers[who].labels))
            .collect();
        let passage = |(meeting, number): (MeetingIndex, u32)| &meetings[meeting].passages[number as usize];
        let prints: Vec<_> = passages.iter().map(|at| (at.1, passage(*at).fingerprint)).collect();
        let key = Fingerprint::of(&(shard_size, profile as u8, &prints, names));
        let cuts = match profile {
            // A preview makes a passage when it is requested: its length is not known before.
            IndexProfile::Preview => (0..passages.len()).map(|at| at..at + 1).collect(),
            IndexProfile::Site => {
                let length = |at: usize| passage(passages[at]).length;
                let key = |at: usize| {
                    let (meeting, number) = passages[at];
                    key_of(format!("{} {number}", corpus.links[meeting]).as_bytes())
                };
                pieces(passages.len(), length, key, PASSAGE_PACK)
            }
        };
        let pack = |range: Range<usize>| PassagePack {
            name: PackName::of(Fingerprint::of(&("passages", profile as u8, &prints[range.clone()]))),
            passages: passages[range].to_vec(),
        };
        let packs = cuts.into_iter().map(pack).collect();
        let passages = passages.len() as u32;
        Segment { key, meetings: range, passages, speeches, years, shard_size, packs }
    }
}

/// All speakers of some meetings, in order.
pub(super) fn speakers(corpus: &Corpus<'_>, meetings: Range<MeetingIndex>) -> Vec<SpeakerIndex> {
    let meetings = &corpus.archive.meetings[meetings];
    let mut all: Vec<SpeakerIndex> = meetings
        .iter()
        .flat_map(|meeting| meeting.speaking())
        .flat_map(|(speaker, _)| speaker.by.iter().copied())
        .collect();
    all.sort_unstable();
    all.dedup();
    all
}
