//! Plans the lists of decisions, on a site that has any.

use rustc_hash::FxHashSet;

use super::allocator::Claimant;
use super::planner::Planner;
use super::urls;
use crate::record::{Archive, MeetingIndex};
use crate::site::well_known::DECISIONS;
use crate::site::{
    Address, Body, DecidedMeetings, DecisionScope, FeedScope, ListedTaxonomy, Listing, Locale, OutputKind, TermIndex,
};

/// The meetings with decisions or action items; and by year, series, term and body those with decisions, since action items
/// have one list.
pub(super) fn decided_meetings(
    archive: &Archive,
    series: &[Listing],
    taxonomies: &[ListedTaxonomy],
    bodies: &[Body],
) -> DecidedMeetings {
    let decides = |meeting: &MeetingIndex| archive.meetings[*meeting].decisions().next().is_some();
    let all: Vec<MeetingIndex> = (0..archive.meetings.len()).filter(decides).collect();
    if all.is_empty() {
        return DecidedMeetings::default();
    }
    let has_decided = |meeting: &MeetingIndex| archive.meetings[*meeting].decided().next().is_some();
    let decided: Vec<MeetingIndex> = all.iter().copied().filter(has_decided).collect();
    let year = |meeting: &MeetingIndex| archive.meetings[*meeting].details.date.year;
    let years = decided.chunk_by(|one, next| year(one) == year(next)).rev();
    let years = years.map(|meetings| (year(&meetings[0]), meetings.to_vec())).collect();
    let deciding = |meetings: &[MeetingIndex]| -> Vec<MeetingIndex> {
        meetings.iter().copied().filter(|meeting| decided.binary_search(meeting).is_ok()).collect()
    };
    let listed = |listings: &[Listing]| listings.iter().map(|listing| deciding(&listing.meetings)).collect::<Vec<_>>();
    let series = listed(series);
    let terms = taxonomies.iter().map(|taxonomy| listed(&taxonomy.terms)).collect();
    // A body whose meetings are those of a series needs no second list of the same decisions.
    let of_series: FxHashSet<&[MeetingIndex]> = series.iter().map(Vec::as_slice).collect();
    let own = |body: &Body| {
        let own = deciding(&body.meetings);
        if of_series.contains(own.as_slice()) { Vec::new() } else { own }
    };
    let bodies = bodies.iter().map(own).collect();
    DecidedMeetings { all, years, series, terms, bodies }
}

impl Planner<'_> {
    /// Plans the lists of decisions in each language, and enters the address of the first in each locale.
    pub(super) fn decision_pages(
        &mut self,
        locales: &mut [Locale],
        decided: &DecidedMeetings,
        series: &[Listing],
        taxonomies: &[ListedTaxonomy],
        bodies: &[Body],
    ) {
        if decided.all.is_empty() {
            return;
        }
        let who = Claimant::Own("a list of decisions");
        let organisations = &self.archive.registry.organisations;
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
            for (taxonomy, listed) in taxonomies.iter().enumerate() {
                let decided = &decided.terms[taxonomy];
                for (term, listing) in listed.terms.iter().enumerate().filter(|(at, _)| !decided[*at].is_empty()) {
                    let address = first.join(&format!("{}/{}/", listed.key, listing.id));
                    add(address, DecisionScope::Term(TermIndex { taxonomy, term }));
                }
            }
            for (number, body) in bodies.iter().enumerate().filter(|(at, _)| !decided.bodies[*at].is_empty()) {
                let id = &organisations[body.organisation].id;
                add(first.join(&format!("bodies/{id}/")), DecisionScope::Body(number));
            }
        }
        self.feeds(&Address::new(DECISIONS), &FeedScope::Decisions);
    }
}
