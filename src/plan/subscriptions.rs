//! Plans what programs subscribe to beside feeds: calendars of the site, of series and of bodies, podcasts of the site and of series, and
//! the chapters of their episodes.

use super::allocator::Claimant;
use super::planner::Planner;
use super::urls;
use crate::record::{AnnouncedIndex, MeetingIndex, Timeline};
use crate::site::well_known::{BODIES, CALENDAR, PODCAST, chapters_of_part};
use crate::site::{Address, Addresses, Body, CalendarScope, Listing, OutputKind, PodcastScope, recording_type};

/// Least number of chapters of an episode.
const FEWEST_CHAPTERS: usize = 2;

impl Planner<'_> {
    /// Plans the calendar of the site, and those of series and bodies with a meeting on a known day. Returns the calendar to
    /// which the page of each announced meeting leads.
    pub(super) fn calendars(
        &mut self,
        addresses: &mut Addresses,
        series: &[Listing],
        bodies: &[Body],
    ) -> Vec<CalendarScope> {
        let archive = self.archive;
        let mut scopes = vec![(Address::new("/"), CalendarScope::Site)];
        let mut of_announced = vec![CalendarScope::Site; archive.announced.len()];
        let mut scope = |above: Address, scope: CalendarScope, announced: &[AnnouncedIndex]| {
            scopes.push((above, scope));
            announced.iter().for_each(|meeting| of_announced[*meeting] = scope);
        };
        for (index, body) in bodies.iter().enumerate() {
            if self.has_day(&body.meetings, &body.announced) {
                let above = format!("{BODIES}{}/", archive.registry.organisations[body.organisation].id);
                scope(Address::new(&above), CalendarScope::Body(index), &body.announced);
            }
        }
        for (index, listing) in series.iter().enumerate() {
            if self.has_day(&listing.meetings, &listing.announced) {
                scope(self.above_series(listing), CalendarScope::Series(index), &listing.announced);
            }
        }
        for (above, scope) in scopes {
            let href = self.subscription(&above, CALENDAR, OutputKind::Calendar(scope), "a calendar");
            addresses.calendars.extend(href.map(|href| (scope, href)));
        }
        of_announced
    }

    /// Reports whether the day of one of these meetings is known.
    fn has_day(&self, meetings: &[MeetingIndex], announced: &[AnnouncedIndex]) -> bool {
        let held = meetings.iter().map(|meeting| self.archive.meetings[*meeting].details.date);
        let coming = announced.iter().map(|meeting| self.archive.announced[*meeting].date);
        held.chain(coming).any(|date| date.day().is_some())
    }

    /// Plans a podcast of all recordings, and one of each series with any. Returns the meetings with recordings that are files.
    pub(super) fn podcasts(&mut self, addresses: &mut Addresses, series: &[Listing]) -> Vec<MeetingIndex> {
        if !self.input.config.podcast.is_made {
            return Vec::new();
        }
        let has_file = |meeting: &MeetingIndex| {
            let media = &self.archive.meetings[*meeting].details.media;
            media.iter().any(|link| recording_type(&link.target).is_some())
        };
        let recorded: Vec<MeetingIndex> = (0..self.archive.meetings.len()).filter(has_file).collect();
        let has_recording = |meetings: &[MeetingIndex]| meetings.iter().any(|one| recorded.binary_search(one).is_ok());
        let of_series = series.iter().enumerate().filter(|(_, listing)| has_recording(&listing.meetings));
        let of_series = of_series.map(|(index, listing)| (self.above_series(listing), PodcastScope::Series(index)));
        let of_site = (!recorded.is_empty()).then(|| (Address::new("/"), PodcastScope::Site));
        for (above, scope) in of_site.into_iter().chain(of_series).collect::<Vec<_>>() {
            let href = self.subscription(&above, PODCAST, OutputKind::Podcast(scope), "a podcast");
            addresses.podcasts.extend(href.map(|href| (scope, href)));
        }
        for &meeting in &recorded {
            self.chapters(meeting, addresses);
        }
        recorded
    }

    /// Plans the chapters of each part of a recorded meeting in which several items of the agenda begin.
    fn chapters(&mut self, index: MeetingIndex, addresses: &mut Addresses) {
        let meeting = &self.archive.meetings[index];
        let Some(timeline) = Timeline::of(meeting) else { return };
        let below = urls::meeting(&self.input.config.urls, &meeting.details.slug, meeting.details.date.year);
        let mut begun = vec![0; timeline.parts().len()];
        for (moment, _) in meeting.chapter_moments() {
            if let Some(place) = timeline.place(moment) {
                begun[place.part] += 1;
            }
        }
        for part in (0..begun.len()).filter(|part| begun[*part] >= FEWEST_CHAPTERS) {
            let kind = OutputKind::Chapters(index, part);
            let href = self.file(below.join(&chapters_of_part(part)), kind, &Claimant::Record(index));
            addresses.chapters.extend(href.map(|href| ((index, part), href)));
        }
    }

    /// Address of the page of a series.
    fn above_series(&self, listing: &Listing) -> Address {
        urls::with_id(&self.input.config.urls.series, &listing.id)
    }

    /// Plans a file that programs subscribe to, below a page, and gives its link.
    fn subscription(
        &mut self,
        above: &Address,
        name: &str,
        kind: OutputKind,
        claimant: &'static str,
    ) -> Option<Box<str>> {
        self.file(above.join(name.trim_start_matches('/')), kind, &Claimant::Own(claimant))
    }
}
