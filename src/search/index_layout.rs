//! Plans an index: beginnings of passages, years of segments, names of all files.
//!
//! All of it follows from the content, so that an index that was built bit by bit is the one that is built at once.

use std::fmt::Write;
use std::ops::Range;

use rayon::prelude::*;
use rustc_hash::FxHashSet;

use super::corpus::{Corpus, items};
use super::{PASSAGE, VERSION};
use crate::bytes::fingerprint::Fingerprint;
use crate::record::{Contribution, Language, MeetingDetails, MeetingIndex, SpeakerIndex, SpeechId};

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
    /// The newest years first.
    pub(super) segments: Vec<Segment>,
    /// Meetings in the order of the archive.
    pub(super) meetings: Vec<MeetingLayout>,
}

/// Some years of the archive.
#[derive(Debug, Clone)]
pub(super) struct Segment {
    /// The name of its folder.
    pub(super) folder: Box<str>,
    pub(super) meetings: Range<MeetingIndex>,
    pub(super) passages: u32,
    pub(super) speeches: u32,
    /// Each year, and its first passage within the segment.
    pub(super) years: Vec<(i16, u32)>,
    pub(super) shards: u32,
}

/// A meeting, cut into passages.
#[derive(Debug, Clone)]
pub(super) struct MeetingLayout {
    /// Fingerprint of everything that its passages contain.
    fingerprint: Fingerprint,
    /// Name of its passages; unique within the year.
    pub(super) hash: [u8; 3],
    year: i16,
    length: usize,
    /// The item with which each passage begins; never empty.
    pub(super) cuts: Vec<u32>,
}

impl IndexLayout {
    /// Plans the index of an archive.
    pub fn new(corpus: &Corpus<'_>, grain: IndexProfile) -> Self {
        let archive = corpus.archive;
        let mut meetings: Vec<MeetingLayout> =
            (0..archive.meetings.len()).into_par_iter().map(|index| MeetingLayout::new(corpus, index)).collect();
        name(&mut meetings);
        let target = shard_size(meetings.iter().map(|meeting| meeting.length).sum());
        let ranges = match grain {
            IndexProfile::Site => yearly_segments(&meetings),
            IndexProfile::Preview => small_segments(&meetings),
        };
        let segments = ranges.into_par_iter().map(|range| Segment::new(corpus, &meetings, range, target)).collect();
        IndexLayout { segments, meetings }
    }

    /// Number of segments.
    pub fn segments(&self) -> usize {
        self.segments.len()
    }

    /// Number of shards of a segment.
    pub fn shards(&self, segment: usize) -> u32 {
        self.segments[segment].shards
    }

    /// Number of meetings.
    pub fn meetings(&self) -> usize {
        self.meetings.len()
    }

    /// Number of passages of a meeting.
    pub fn passages(&self, meeting: MeetingIndex) -> u32 {
        self.meetings[meeting].cuts.len() as u32
    }

    /// The path of a segment's directory below the folder of the index.
    pub fn directory_path(&self, segment: usize) -> String {
        format!("s/{}/d.bin", self.segments[segment].folder)
    }

    /// The path of a shard.
    pub fn shard_path(&self, segment: usize, shard: u32) -> String {
        format!("s/{}/{shard}.bin", self.segments[segment].folder)
    }

    /// The path of a passage.
    pub fn passage_path(&self, meeting: MeetingIndex, number: u32) -> String {
        let placed = &self.meetings[meeting];
        passage_path(placed.year, placed.hash, number)
    }

    /// The name of a segment's folder: as long as it stays the same, so do its files.
    pub fn folder(&self, segment: usize) -> &str {
        &self.segments[segment].folder
    }
}

/// The path of a passage below the folder of the index.
pub(super) fn passage_path(year: i16, hash: [u8; 3], number: u32) -> String {
    let [a, b, c] = hash;
    format!("t/{year:04}/{a:02x}{b:02x}{c:02x}-{number}.bin")
}

impl MeetingLayout {
    fn new(corpus: &Corpus<'_>, index: MeetingIndex) -> Self {
        let meeting = &corpus.archive.meetings[index];
        let details = &meeting.details;
        let text = corpus.sources.get(details.source).text;
        let (mut length, mut passage, mut cuts) = (0, 0, vec![0]);
        for (number, item) in items(meeting).enumerate() {
            let more = item.length(&text);
            // A contribution goes into the passage where its larger part fits.
            if passage > 0 && passage + more / 2 > PASSAGE {
                cuts.push(number as u32);
                passage = 0;
            }
            passage += more;
            length += more;
        }
        let ids =
            |by: &[SpeakerIndex]| -> Vec<&str> { by.iter().map(|who| &*corpus.archive.speakers[*who].id).collect() };
        let names: Vec<_> = meeting
            .names
            .iter()
            .map(|name| (&name.name.label.text, name.shown_role(&details.lang), ids(&name.by)))
            .collect();
        let identity_of: Vec<_> = meeting.contributions().map(identity_of).collect();
        let fingerprint = Fingerprint::of(&(
            (VERSION, env!("CARGO_PKG_VERSION"), &corpus.links[index], names, identity_of),
            // The hash covers the text rather than the file: line ends of other systems make the same site.
            (of_words(&text, details), &details.title, details.date, &details.lang, &details.series),
        ));
        MeetingLayout { fingerprint, hash: [0; 3], year: details.date.year, length, cuts }
    }
}

/// Fingerprint of the text and of its footnotes.
fn of_words(text: &str, details: &MeetingDetails) -> Fingerprint {
    let text = Fingerprint::of_bytes(text.as_bytes());
    if details.notes.is_empty() { text } else { Fingerprint::of(&(text, &details.notes)) }
}

/// Further identity of a contribution. The register may give a speech another id than its words do.
fn identity_of(contribution: &Contribution) -> (Option<SpeechId>, Option<&Language>) {
    match contribution {
        Contribution::Speech(speech) => (Some(speech.id), speech.lang.as_ref()),
        Contribution::Narrative(narrative) => (Some(narrative.id), None),
        Contribution::Note(_) => (None, None),
    }
}

/// Names each meeting by the beginning of its fingerprint, or by a later part where two of one year begin alike.
fn name(meetings: &mut [MeetingLayout]) {
    let mut taken: FxHashSet<(i16, [u8; 3])> = FxHashSet::default();
    for meeting in meetings {
        let bytes = meeting.fingerprint.bytes();
        let mut names = bytes.windows(3).map(|window| [window[0], window[1], window[2]]);
        let free = names.find(|name| !taken.contains(&(meeting.year, *name)));
        // All fourteen parts taken: not expected among a million meetings of a year.
        meeting.hash = free.unwrap_or_default();
        taken.insert((meeting.year, meeting.hash));
    }
}

/// Years from the newest on, closed when there is three times as much in them as in all that are newer.
fn yearly_segments(meetings: &[MeetingLayout]) -> Vec<Range<MeetingIndex>> {
    let (mut ranges, mut newer, mut here, mut end) = (Vec::new(), 0, 0, meetings.len());
    for index in (0..meetings.len()).rev() {
        here += meetings[index].length;
        let ends_year = index == 0 || meetings[index - 1].year != meetings[index].year;
        if ends_year && (index == 0 || here >= newer * 3) {
            ranges.push(index..end);
            (newer, here, end) = (newer + here, 0, index);
        }
    }
    ranges
}

/// Number of characters that are indexed without a noticeable wait.
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

/// Size of a shard, in characters of its part of the archive. It doubles when an archive grows fourfold, so that the
/// files of a query grow as slowly as the directories; and it changes seldom, because all names change with it.
fn shard_size(characters: usize) -> usize {
    let mut size = 1_000;
    let mut room = 2_000_000;
    while characters > room {
        size *= 2;
        room *= 4;
    }
    size
}

impl Segment {
    fn new(corpus: &Corpus<'_>, meetings: &[MeetingLayout], range: Range<MeetingIndex>, target: usize) -> Self {
        let archive = corpus.archive;
        let placed = &meetings[range.clone()];
        let mut years: Vec<(i16, u32)> = Vec::new();
        let (mut passages, mut length) = (0, 0);
        for meeting in placed {
            if years.last().is_none_or(|(year, _)| *year != meeting.year) {
                years.push((meeting.year, passages));
            }
            passages += meeting.cuts.len() as u32;
            length += meeting.length;
        }
        let speeches = archive.meetings[range.clone()].iter().map(|meeting| meeting.total().speeches).sum();
        let names: Vec<_> = speakers(corpus, range.clone())
            .into_iter()
            .map(|who| (&archive.speakers[who].id, &archive.speakers[who].names, &archive.speakers[who].labels))
            .collect();
        let shards = length.div_ceil(target).max(1) as u32;
        let prints: Vec<_> = placed.iter().map(|meeting| meeting.fingerprint).collect();
        let fingerprint = Fingerprint::of(&(shards, prints, names));
        let mut folder = String::with_capacity(16);
        for byte in &fingerprint.bytes()[..8] {
            // Writing to a String cannot fail.
            let _ = write!(folder, "{byte:02x}");
        }
        Segment { folder: folder.into(), meetings: range, passages, speeches, years, shards }
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
