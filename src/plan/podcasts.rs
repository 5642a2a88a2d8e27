//! Plans the podcasts of the site and of series, and the chapters of their episodes.

use super::allocator::Claimant;
use super::planner::Planner;
use super::urls;
use crate::record::{MeetingIndex, Timeline};
use crate::site::well_known::{PODCAST, chapters_of_part};
use crate::site::{Address, Addresses, Listing, OutputKind, PodcastScope, recording_type};

/// Least number of chapters of an episode.
const FEWEST_CHAPTERS: usize = 2;

impl Planner<'_> {
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
        if recorded.is_empty() {
            return recorded;
        }
        self.podcast(&Address::new("/"), PodcastScope::Site, addresses);
        for (index, listing) in series.iter().enumerate() {
            if listing.meetings.iter().any(|meeting| recorded.binary_search(meeting).is_ok()) {
                let above = urls::with_id(&self.input.config.urls.series, &listing.id);
                self.podcast(&above, PodcastScope::Series(index), addresses);
            }
        }
        for &meeting in &recorded {
            self.chapters(meeting, addresses);
        }
        recorded
    }

    fn podcast(&mut self, above: &Address, scope: PodcastScope, addresses: &mut Addresses) {
        let address = above.join(PODCAST.trim_start_matches('/'));
        let href = self.base.href(&address).into();
        if self.add(address, OutputKind::Podcast(scope), &Claimant::Own("a podcast")) {
            addresses.podcasts.insert(scope, href);
        }
    }

    /// Plans the chapters of each part of a recorded meeting in which several items of the agenda begin.
    fn chapters(&mut self, index: MeetingIndex, addresses: &mut Addresses) {
        let meeting = &self.archive.meetings[index];
        let Some(timeline) = Timeline::of(meeting) else { return };
        let address = urls::meeting(&self.input.config.urls, &meeting.details.slug, meeting.details.date.year);
        let mut begun = vec![0; timeline.parts().len()];
        for (moment, _) in meeting.chapter_moments() {
            if let Some(place) = timeline.place(moment) {
                begun[place.part] += 1;
            }
        }
        for part in (0..begun.len()).filter(|part| begun[*part] >= FEWEST_CHAPTERS) {
            let address = address.join(&chapters_of_part(part));
            let href = self.base.href(&address).into();
            if self.add(address, OutputKind::Chapters(index, part), &Claimant::Record(index)) {
                addresses.chapters.insert((index, part), href);
            }
        }
    }
}
