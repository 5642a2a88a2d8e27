//! Places of the times of a record in the recordings of its meeting.

use super::{Contribution, Delivery, Meeting, Moment, Section, TimeScale};

/// Recordings of a meeting on the scale of its record's times.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Timeline {
    scale: TimeScale,
    /// In the order of their starts; never empty.
    parts: Vec<RecordedPart>,
}

/// A stretch of a meeting that was recorded without a break. Recordings that start at the same time are one part: the
/// same words on several hosts, or as video and as audio.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordedPart {
    /// Time of the record at which it starts, in milliseconds.
    pub starts: i64,
    /// Its length in milliseconds, if it is known.
    pub length: Option<u64>,
    /// Positions of its recordings in the metadata, in order.
    pub recordings: Vec<usize>,
}

/// A moment in a part.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RecordedMoment {
    /// Position of the part.
    pub part: usize,
    /// Time since the part began, in milliseconds.
    pub since_start: u64,
    /// Time since the first part began, in milliseconds.
    pub since_first: u64,
}

/// First time of a record up to which times without a stated scale count from the start of the recording, in
/// milliseconds: nobody meets at ten past midnight.
const FIRST_TIME: u64 = 10 * 60 * 1000;

impl Timeline {
    /// The timeline of a meeting; `None` if it has no recordings, or if it is not known what its times count from.
    pub fn of<S>(meeting: &Meeting<S>) -> Option<Self> {
        let details = &meeting.details;
        if details.media.is_empty() {
            return None;
        }
        let guessed = || {
            let first = meeting.moments().next()?;
            (first.milliseconds <= FIRST_TIME).then_some(TimeScale::Recording)
        };
        let scale = details.times.or_else(guessed)?;
        let mut starts: Vec<(i64, usize)> =
            details.media.iter().enumerate().map(|(place, link)| (link.starts.unwrap_or(0), place)).collect();
        starts.sort_unstable();
        let parts = starts.chunk_by(|(one, _), (next, _)| one == next).map(|part| RecordedPart {
            starts: part[0].0,
            length: part.iter().filter_map(|(_, place)| details.media[*place].length).max(),
            recordings: part.iter().map(|(_, place)| *place).collect(),
        });
        Some(Timeline { scale, parts: parts.collect() })
    }

    /// The parts, in the order of time.
    pub fn parts(&self) -> &[RecordedPart] {
        &self.parts
    }

    /// Place of a moment: in the last part that has begun.
    pub fn place(&self, moment: &Moment) -> Option<RecordedMoment> {
        let time = moment.milliseconds_on(self.scale)?;
        let time = i64::try_from(time).ok()?;
        let part = self.parts.partition_point(|part| part.starts <= time).checked_sub(1)?;
        let since = |start: i64| time.checked_sub(start).map(i64::unsigned_abs);
        Some(RecordedMoment {
            part,
            since_start: since(self.parts[part].starts)?,
            since_first: since(self.parts[0].starts)?,
        })
    }

    /// Positions of the parts in which speeches with a time were held, in order.
    pub fn spoken_parts<S>(&self, meeting: &Meeting<S>) -> Vec<usize> {
        let spoken = meeting.speeches().filter(|speech| speech.delivery == Delivery::Spoken);
        self.parts_of(spoken.filter_map(|speech| speech.time()))
    }

    /// Positions of the parts into which times of the record lead, in order.
    pub fn timed_parts<S>(&self, meeting: &Meeting<S>) -> Vec<usize> {
        self.parts_of(meeting.moments())
    }

    fn parts_of<'m>(&self, times: impl Iterator<Item = &'m Moment>) -> Vec<usize> {
        let mut parts: Vec<usize> = times.filter_map(|time| Some(self.place(time)?.part)).collect();
        parts.sort_unstable();
        parts.dedup();
        parts
    }
}

impl Contribution {
    /// The time at which it began, if the record gives one.
    pub fn time(&self) -> Option<&Moment> {
        match self {
            Contribution::Speech(speech) => speech.time(),
            Contribution::Narrative(narrative) => narrative.time.as_deref(),
            Contribution::Decision(decision) => decision.time.as_deref(),
            Contribution::Note(_) => None,
        }
    }
}

impl<S> Meeting<S> {
    /// Headings and items of the agenda with a time: the time, the title and the anchor.
    pub fn chapter_moments(&self) -> impl Iterator<Item = (&Moment, (&str, String))> {
        self.sections.iter().flat_map(|section| {
            heading_chapter(section).into_iter().chain(section.contributions.iter().filter_map(item_chapter))
        })
    }

    /// All times of sections, speeches, narratives and decisions, in order.
    pub fn moments(&self) -> impl Iterator<Item = &Moment> {
        self.sections.iter().flat_map(|section| {
            section.time.as_deref().into_iter().chain(section.contributions.iter().filter_map(Contribution::time))
        })
    }
}

/// Time, title and anchor of a heading that has a time.
fn heading_chapter(section: &Section) -> Option<(&Moment, (&str, String))> {
    let (time, heading) = (section.time.as_deref()?, section.heading.as_deref()?);
    Some((time, (heading, section.anchor.to_string())))
}

/// Time, title and anchor of a narrative that opens an item of the agenda and has a time.
fn item_chapter(contribution: &Contribution) -> Option<(&Moment, (&str, String))> {
    let Contribution::Narrative(narrative) = contribution else { return None };
    let (time, item) = (narrative.time.as_deref()?, narrative.agenda.as_ref()?);
    Some((time, (&*item.title, narrative.id.to_string())))
}
