//! Tells quickly which outputs an edit may have changed.
//!
//! A gist covers whatever its output could possibly show. It changes too often rather than too seldom: where it has
//! changed, the view itself decides.

use rayon::prelude::*;

use super::{Renderer, card, feed, machine};
use crate::fingerprint::Fingerprint;
use crate::record::{Appearance, MeetingIndex, SpeakerIndex};
use crate::site::{FeedScope, Output, OutputKind};

/// What gists are made of.
#[derive(Debug)]
pub(super) struct Gists {
    /// Of everything but the words: settings, theme, registries, and the face of every record.
    world: Fingerprint,
    /// For each record, of its words and of who its speakers are.
    records: Vec<Fingerprint>,
    /// Of all of them.
    all: Fingerprint,
}

impl Gists {
    /// `frame` is of everything that is no record and no page.
    pub(super) fn new(renderer: &Renderer<'_>, frame: Fingerprint) -> Self {
        let archive = renderer.archive;
        let world = Fingerprint::of(&(frame, renderer.common, archive.face()));
        let record = |index: MeetingIndex| {
            let meeting = &archive.meetings[index];
            let names: Vec<_> = meeting.names.iter().map(|speaker| (&speaker.by, &speaker.role)).collect();
            let words = renderer.sources.fingerprint(meeting.details.source);
            let links = &renderer.plan.meeting_links[index];
            let sizes: Vec<_> = links.iter().map(|(_, href)| renderer.plan.file_sizes.get(href)).collect();
            Fingerprint::of(&(words, links, sizes, names, &archive.past[index]))
        };
        let records: Vec<Fingerprint> = (0..archive.meetings.len()).into_par_iter().map(record).collect();
        let all = Fingerprint::of(&records);
        Gists { world, records, all }
    }
}

impl Renderer<'_> {
    /// Of everything that an output may depend on. Nobody's, when nothing is remembered.
    pub fn gist(&self, output: &Output) -> Fingerprint {
        let Some(gists) = &self.gists else { return Fingerprint::of_bytes(b"") };
        let path = output.path.as_str();
        match &output.kind {
            OutputKind::PlainRecord(index) => Fingerprint::of(&(gists.world, path, gists.records[*index])),
            // What a card shows is known so quickly that its gist need cover no more.
            OutputKind::Card(index) => Fingerprint::of(&(path, card::key(&card::card(self, *index)))),
            OutputKind::Meeting(index) => {
                let twins: Vec<_> = self.archive.twins[*index].iter().map(|twin| gists.records[*twin]).collect();
                Fingerprint::of(&(gists.world, path, gists.records[*index], twins))
            }
            OutputKind::Speaker(_, index) | OutputKind::Feed(FeedScope::Speaker(index), _) => {
                let records: Vec<_> = self.appearances(*index, |_| true).collect();
                Fingerprint::of(&(gists.world, path, records))
            }
            OutputKind::SpeakerYear(index, year) => {
                let in_year = |a: &Appearance| self.archive.meetings[a.meeting].details.date.year == *year;
                let records: Vec<_> = self.appearances(*index, in_year).collect();
                // The page leads to the years before and after.
                let all = self.archive.speakers[*index].appearances.iter().map(|a| a.meeting).collect::<Vec<_>>();
                Fingerprint::of(&(gists.world, path, records, all))
            }
            OutputKind::SpeakerMonth(index, year, month) => {
                let date = |a: &Appearance| self.archive.meetings[a.meeting].details.date;
                let in_month = |a: &Appearance| date(a).year == *year && date(a).month() == Some(*month);
                let records: Vec<_> = self.appearances(*index, in_month).collect();
                Fingerprint::of(&(gists.world, path, records, self.plan.months_of(*index, *year)))
            }
            OutputKind::Page(index) => {
                let words = self.sources.fingerprint(self.archive.pages[*index].source);
                Fingerprint::of(&(gists.world, path, words, &self.plan.page_links[*index]))
            }
            OutputKind::Year(_, year) => {
                let range = self.plan.years.iter().find(|(y, _)| y == year).map_or(0..0, |(_, range)| range.clone());
                Fingerprint::of(&(gists.world, path, &gists.records[range]))
            }
            OutputKind::Series(_, index) => self.gist_of_records(gists, path, &self.plan.series[*index].meetings),
            OutputKind::Topic(_, index) => self.gist_of_records(gists, path, &self.plan.topics[*index].meetings),
            OutputKind::Corrections(_) | OutputKind::Feed(FeedScope::Corrections, _) => {
                Fingerprint::of(&(gists.world, path, gists.all))
            }
            OutputKind::Feed(scope, _) => self.gist_of_records(gists, path, &feed::newest(self, scope)),
            OutputKind::Redirect(target) => Fingerprint::of(&(gists.world, path, target)),
            // Their names change with what they hold.
            OutputKind::SearchDirectory(_) | OutputKind::SearchShard(..) | OutputKind::SearchPassage(..) => {
                Fingerprint::of(path)
            }
            OutputKind::NotFound
            | OutputKind::Announced(_)
            | OutputKind::Withdrawn(_)
            | OutputKind::Robots
            | OutputKind::Humans
            | OutputKind::Asset(_)
            | OutputKind::Attachment(_) => Fingerprint::of(&(gists.world, path)),
            OutputKind::Search(_)
            | OutputKind::SearchRoot
            | OutputKind::FrontPage(_)
            | OutputKind::MeetingIndex(_)
            | OutputKind::SpeakerIndex(_)
            | OutputKind::SeriesIndex(_)
            | OutputKind::TopicIndex(_)
            | OutputKind::Calendar
            | OutputKind::Sitemap(_)
            | OutputKind::SitemapIndex
            | OutputKind::Llms => Fingerprint::of(&(gists.world, path, gists.all)),
            // Of both the bytes are quick to make, and cover all that they depend on.
            OutputKind::Headers => Fingerprint::of(&(path, machine::headers(self))),
            OutputKind::Redirects => Fingerprint::of(&(path, machine::redirects(self))),
        }
    }

    fn gist_of_records(&self, gists: &Gists, path: &str, meetings: &[MeetingIndex]) -> Fingerprint {
        let records: Vec<_> = meetings.iter().map(|meeting| (*meeting, gists.records[*meeting])).collect();
        Fingerprint::of(&(gists.world, path, records))
    }

    /// What a speaker's part in some meetings may depend on.
    fn appearances(
        &self,
        speaker: SpeakerIndex,
        wanted: impl Fn(&Appearance) -> bool,
    ) -> impl Iterator<Item = (Appearance, Option<Fingerprint>)> {
        let appearances = self.archive.speakers[speaker].appearances.iter();
        let record = |a: &Appearance| self.gists.as_ref().map(|gists| gists.records[a.meeting]);
        appearances.filter(move |a| wanted(a)).map(move |a| (*a, record(a)))
    }
}
