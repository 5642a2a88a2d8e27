//! Plans the lists of decisions, on a site that has any.

use super::allocator::Claimant;
use super::planner::Planner;
use super::urls;
use crate::record::{Archive, MeetingIndex};
use crate::site::well_known::DECISIONS;
use crate::site::{Address, DecidedMeetings, DecisionScope, FeedScope, Listing, Locale, OutputKind};

/// The meetings with decisions: all, and by year, series and topic.
pub(super) fn decided_meetings(archive: &Archive, series: &[Listing], topics: &[Listing]) -> DecidedMeetings {
    let decides = |meeting: &MeetingIndex| archive.meetings[*meeting].decisions().next().is_some();
    let all: Vec<MeetingIndex> = (0..archive.meetings.len()).filter(decides).collect();
    if all.is_empty() {
        return DecidedMeetings::default();
    }
    let year = |meeting: &MeetingIndex| archive.meetings[*meeting].details.date.year;
    let years = all.chunk_by(|one, next| year(one) == year(next)).rev();
    let years = years.map(|meetings| (year(&meetings[0]), meetings.to_vec())).collect();
    let listed = |listings: &[Listing]| {
        let of = |listing: &Listing| -> Vec<MeetingIndex> {
            listing.meetings.iter().copied().filter(|meeting| all.binary_search(meeting).is_ok()).collect()
        };
        listings.iter().map(of).collect()
    };
    let (series, topics) = (listed(series), listed(topics));
    DecidedMeetings { all, years, series, topics }
}

impl Planner<'_> {
    /// Plans the lists of decisions in each language, and enters the address of the first in each locale.
    pub(super) fn decision_pages(
        &mut self,
        locales: &mut [Locale],
        decided: &DecidedMeetings,
        [series, topics]: [&[Listing]; 2],
    ) {
        if decided.all.is_empty() {
            return;
        }
        let who = Claimant::Own("a list of decisions");
        for (index, locale) in locales.iter_mut().enumerate() {
            let first = urls::in_language(index, &locale.lang, &Address::new(DECISIONS));
            let mut add = |address: Address, scope| self.page(address, OutputKind::Decisions(index, scope), &who);
            locale.decisions = Some(add(first.clone(), DecisionScope::Newest));
            for (year, _) in &decided.years {
                add(first.join(&format!("{year:04}/")), DecisionScope::Year(*year));
            }
            for (number, listing) in series.iter().enumerate().filter(|(at, _)| !decided.series[*at].is_empty()) {
                add(first.join(&format!("series/{}/", listing.id)), DecisionScope::Series(number));
            }
            for (number, listing) in topics.iter().enumerate().filter(|(at, _)| !decided.topics[*at].is_empty()) {
                add(first.join(&format!("topics/{}/", listing.id)), DecisionScope::Topic(number));
            }
        }
        self.feeds(&Address::new(DECISIONS), &FeedScope::Decisions);
    }
}
