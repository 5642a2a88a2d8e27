//! Gathers meetings under series, topics and years.

use rustc_hash::FxHashMap;

use crate::record::{Appearance, Archive, LocalText, MeetingIndex, Month, SpeakerIndex};
use crate::site::Listing;

/// Every series that has meetings: first those of the registry, in its order, then undeclared ones, by id.
pub(super) fn series(archive: &Archive) -> Vec<Listing> {
    let declared = archive.registry.series.iter().map(|s| (&s.id, &s.title, &s.description));
    listings(archive, declared, |meeting| archive.meetings[meeting].details.series.iter().map(|id| &**id).collect())
}

/// Every topic that has meetings, in the same order as [`series`].
pub(super) fn topics(archive: &Archive) -> Vec<Listing> {
    let declared = archive.registry.topics.iter().map(|t| (&t.id, &t.title, &t.description));
    listings(archive, declared, |meeting| archive.meetings[meeting].details.topics.iter().map(|id| &**id).collect())
}

fn listings<'a>(
    archive: &'a Archive,
    declared: impl Iterator<Item = (&'a Box<str>, &'a LocalText, &'a LocalText)>,
    ids_of: impl Fn(MeetingIndex) -> Vec<&'a str>,
) -> Vec<Listing> {
    let mut all: Vec<Listing> = declared
        .map(|(id, title, description)| Listing {
            id: id.clone(),
            title: if title.is_empty() { LocalText::plain(id) } else { title.clone() },
            description: description.clone(),
            meetings: Vec::new(),
        })
        .collect();
    let declared = all.len();
    let mut places: FxHashMap<Box<str>, usize> = FxHashMap::default();
    for (place, listing) in all.iter().enumerate() {
        places.entry(listing.id.clone()).or_insert(place);
    }
    for meeting in 0..archive.meetings.len() {
        for id in ids_of(meeting) {
            // An undeclared id is a name, and its slug is made from it.
            let slug = crate::text::slug::slugify(id).text;
            let place = places.get(id).into_iter().chain(places.get(slug.as_str())).min();
            match place.map(|place| &mut all[*place]) {
                Some(listing) => {
                    if listing.meetings.last() != Some(&meeting) {
                        listing.meetings.push(meeting);
                    }
                }
                None => {
                    places.insert(slug.as_str().into(), all.len());
                    all.push(Listing {
                        id: slug.into(),
                        title: LocalText::plain(id),
                        description: LocalText::default(),
                        meetings: vec![meeting],
                    });
                }
            }
        }
    }
    all[declared..].sort_by(|a, b| a.id.cmp(&b.id));
    all.retain(|listing| !listing.meetings.is_empty());
    all
}

/// Years with meetings, the newest first, and which meetings they have.
pub(super) fn years(archive: &Archive) -> Vec<(i16, std::ops::Range<MeetingIndex>)> {
    let mut years: Vec<(i16, std::ops::Range<MeetingIndex>)> = Vec::new();
    for (index, meeting) in archive.meetings.iter().enumerate() {
        let year = meeting.details.date.year;
        match years.last_mut().filter(|(last, _)| *last == year) {
            Some((_, range)) => range.end = index + 1,
            None => years.push((year, index..index + 1)),
        }
    }
    years.reverse();
    years
}

/// Number of speeches above which a speaker's year is divided into months: some 300 KB of HTML.
const SPEECHES: u32 = 400;

/// Number of words above which it is divided, because a speech may last an hour.
const WORDS: u32 = 40_000;

/// A year in which a speaker spoke.
pub(super) struct SpokenYear {
    pub(super) year: i16,
    /// The months that have pages of their own; empty for an undivided year.
    pub(super) months: Vec<Month>,
}

/// Years in which a speaker spoke, in order. The division of a year depends on that year alone, so an old one stays as
/// it is when meetings are added. A year whose meetings are all in one month, or without known months, is not divided.
pub(super) fn years_of(archive: &Archive, speaker: SpeakerIndex) -> Vec<SpokenYear> {
    let date = |appearance: &Appearance| archive.meetings[appearance.meeting].details.date;
    let in_year = |years: &[Appearance]| {
        let (speeches, words) = years.iter().fold((0, 0), |sum, a| (sum.0 + a.speeches, sum.1 + a.words));
        let mut months: Vec<Month> = years.iter().filter_map(|a| date(a).month()).collect();
        months.sort_unstable();
        months.dedup();
        if (speeches <= SPEECHES && words <= WORDS) || months.len() < 2 {
            months.clear();
        }
        SpokenYear { year: date(&years[0]).year, months }
    };
    let appearances = &archive.speakers[speaker].appearances;
    appearances.chunk_by(|one, next| date(one).year == date(next).year).map(in_year).collect()
}
