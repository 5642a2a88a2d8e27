//! Tells quickly which outputs an edit may have changed.
//!
//! The coarse key of an output covers every input that the output could show. It changes too often rather than too
//! seldom: where it has changed, the key of the view decides.

use rayon::prelude::*;

use super::calendar;
use super::card;
use super::context::Renderer;
use super::feed;
use super::machine_files;
use super::parts::hearings::meetings_of;
use super::podcast;
use crate::bytes::fingerprint::Fingerprint;
use crate::record::{Appearance, MeetingIndex, SpeakerIndex};
use crate::site::{CalendarScope, DataFile, DecisionPlace, DecisionScope, FeedScope, LoggedAction, Output, OutputKind};

/// Fingerprints of the inputs that outputs depend on.
pub struct InputFingerprints<'a> {
    renderer: Renderer<'a>,
    /// Fingerprint of everything except the words of records: settings, theme, registries, and the metadata of every
    /// record.
    archive_fingerprint: Fingerprint,
    /// For each record, its words and its speakers.
    records: Vec<Fingerprint>,
    /// All records.
    all_records: Fingerprint,
}

impl<'a> InputFingerprints<'a> {
    /// Fingerprints of a loaded site; `non_record` covers everything in the content that is no record and no page.
    pub fn new(renderer: Renderer<'a>, non_record: Fingerprint) -> Self {
        let archive = renderer.archive;
        let mut pictures: Vec<_> = renderer.plan.pictures.iter().collect();
        pictures.sort_by_key(|(href, _)| *href);
        let archive_fingerprint =
            Fingerprint::of(&(non_record, renderer.context.site_fingerprint, archive.metadata_hash(), pictures));
        let record = |index: MeetingIndex| {
            let meeting = &archive.meetings[index];
            let names: Vec<_> =
                meeting.names.iter().map(|speaker| (&speaker.by, &speaker.role, speaker.registered)).collect();
            let words = renderer.sources.fingerprint(meeting.details.source);
            let links = &renderer.plan.meeting_links[index];
            let sizes: Vec<_> = links.iter().map(|(_, href)| renderer.plan.file_sizes.get(href)).collect();
            let tables: Vec<_> = links.iter().filter_map(|(_, href)| renderer.plan.tables.get(href)).collect();
            Fingerprint::of(&(words, links, sizes, tables, names, &archive.histories[index], &meeting.attendance))
        };
        let records: Vec<Fingerprint> = (0..archive.meetings.len()).into_par_iter().map(record).collect();
        let all_records = Fingerprint::of(&records);
        InputFingerprints { renderer, archive_fingerprint, records, all_records }
    }

    /// The coarse key of an output: equal keys mean that nothing has changed on which it could depend.
    pub fn coarse_key(&self, output: &Output) -> Fingerprint {
        let template = self.renderer.template_of(output);
        let key = self.key_without_data(output);
        match template.and_then(|template| self.renderer.context.data.get(template)) {
            Some((_, data)) => Fingerprint::of(&(key, data)),
            None => key,
        }
    }

    /// The coarse key of an output whose template is given none of the data of `data/`.
    fn key_without_data(&self, output: &Output) -> Fingerprint {
        let renderer = &self.renderer;
        let (archive, plan) = (renderer.archive, renderer.plan);
        let (path, everything_else) = (output.path.as_str(), self.archive_fingerprint);
        match &output.kind {
            OutputKind::PlainRecord(index)
            | OutputKind::RecordDocument(index)
            | OutputKind::AkomaNtoso(index)
            | OutputKind::FormerVersion(index, _)
            | OutputKind::Captions(index, _)
            | OutputKind::Chapters(index, _) => Fingerprint::of(&(everything_else, path, self.records[*index])),
            // The key of a card's view is so quick to compute that its coarse key need cover no more.
            OutputKind::Card(index) => Fingerprint::of(&(path, card::key(&card::card(renderer, *index)))),
            OutputKind::HighlightCard(place) => {
                Fingerprint::of(&(path, card::key(&card::highlight_card(renderer, *place))))
            }
            OutputKind::Highlight(place) => {
                let chosen = &plan.highlights[*place];
                Fingerprint::of(&(everything_else, path, self.records[chosen.meeting], chosen))
            }
            OutputKind::Meeting(index) => {
                let translations: Vec<_> =
                    archive.translations[*index].iter().map(|translation| self.records[*translation]).collect();
                let citing = plan.citations.of(*index).map(|sources| {
                    let records: Vec<_> =
                        sources.records.iter().map(|record| (record, self.records[*record])).collect();
                    (records, &sources.pages)
                });
                Fingerprint::of(&(
                    everything_else,
                    path,
                    self.records[*index],
                    translations,
                    citing,
                    self.tasks_of(*index),
                ))
            }
            OutputKind::Speaker(_, index) | OutputKind::Feed(FeedScope::Speaker(index), _) => {
                let records: Vec<_> = self.appearances(*index, |_| true).collect();
                let votes = self.renderer.context.votes_of(*index);
                let votes: Vec<_> = votes.iter().map(|vote| (vote, self.records[vote.place.meeting])).collect();
                let record = |place: &DecisionPlace| self.records[place.meeting];
                let actions = renderer.actions_of(*index);
                let actions: Vec<_> =
                    actions.map(|one| (one, one.places.iter().map(record).collect::<Vec<_>>())).collect();
                let attended = self.renderer.context.attendance_of(*index);
                let attended: Vec<_> =
                    attended.iter().map(|attended| (attended, self.records[attended.meeting])).collect();
                Fingerprint::of(&(
                    everything_else,
                    path,
                    records,
                    (votes, actions, attended),
                    &plan.speaker_pages[*index],
                ))
            }
            OutputKind::SpeakerYear(_, index, year) => {
                let in_year = |a: &Appearance| archive.meetings[a.meeting].details.date.year == *year;
                let records: Vec<_> = self.appearances(*index, in_year).collect();
                // The page links to the years before and after.
                Fingerprint::of(&(everything_else, path, records, &plan.speaker_pages[*index]))
            }
            OutputKind::SpeakerMonth(locale, index, year, month) => {
                let date = |a: &Appearance| archive.meetings[a.meeting].details.date;
                let in_month = |a: &Appearance| date(a).year == *year && date(a).month() == Some(*month);
                let records: Vec<_> = self.appearances(*index, in_month).collect();
                Fingerprint::of(&(everything_else, path, records, plan.months_of(*locale, *index, *year)))
            }
            OutputKind::Page(index) => {
                let page = &archive.pages[*index];
                let words = renderer.sources.fingerprint(page.source);
                Fingerprint::of(&(
                    everything_else,
                    path,
                    words,
                    &page.notes,
                    &page.references,
                    &plan.page_links[*index],
                ))
            }
            OutputKind::Year(_, year) => Fingerprint::of(&(everything_else, path, self.records_of_year(*year))),
            OutputKind::Series(_, index) => self.key_of_records(path, &plan.series[*index].meetings),
            OutputKind::Term(_, term) => self.key_of_records(path, &plan.term(*term).meetings),
            OutputKind::Corrections(_) | OutputKind::Feed(FeedScope::Corrections | FeedScope::Watch(_), _) => {
                Fingerprint::of(&(everything_else, path, self.all_records))
            }
            OutputKind::Feed(scope, _) => self.key_of_records(path, &feed::newest(renderer, scope)),
            OutputKind::Decisions(_, DecisionScope::Year(_)) | OutputKind::Decisions(_, DecisionScope::Newest) => {
                self.key_of_records(path, &plan.decided.all)
            }
            OutputKind::Decisions(_, DecisionScope::Series(index)) => {
                self.key_of_records(path, &plan.decided.series[*index])
            }
            OutputKind::Decisions(_, DecisionScope::Term(term)) => {
                self.key_of_records(path, &plan.decided.terms[term.taxonomy][term.term])
            }
            OutputKind::Decisions(_, DecisionScope::Body(index)) => {
                self.key_of_records(path, &plan.decided.bodies[*index])
            }
            OutputKind::Data(file) => Fingerprint::of(&(self.archive_fingerprint, path, self.data_records(*file))),
            OutputKind::DataPage(_) => Fingerprint::of(&(everything_else, path, self.all_records)),
            OutputKind::Actions(_) => self.key_of_records(path, &plan.decided.all),
            OutputKind::MatterIndex(_) => {
                let hearings = plan.matters.iter().flat_map(|matter| &matter.hearings);
                self.key_of_records(path, &hearings.map(|hearing| hearing.meeting).collect::<Vec<_>>())
            }
            OutputKind::Matter(_, index) => {
                let meetings = meetings_of(&plan.matters[*index]);
                let tasks: Vec<_> = meetings.iter().map(|meeting| self.tasks_of(*meeting)).collect();
                Fingerprint::of(&(self.key_of_records(path, &meetings), tasks))
            }
            OutputKind::Podcast(scope) => self.key_of_records(path, &podcast::meetings_of(renderer, *scope)),
            OutputKind::Calendar(CalendarScope::Site) => Fingerprint::of(&(everything_else, path, self.all_records)),
            OutputKind::Calendar(scope) => {
                let (meetings, announced) = calendar::meetings_of(renderer, *scope);
                // Events have the id of the first record of a meeting, in whatever language.
                let of_meeting = |meeting: &MeetingIndex| {
                    archive.translations[*meeting].iter().copied().chain([*meeting]).map(|record| self.records[record])
                };
                let records: Vec<Vec<_>> = meetings.iter().map(|meeting| of_meeting(meeting).collect()).collect();
                Fingerprint::of(&(everything_else, path, scope, records, announced))
            }
            OutputKind::BodyIndex(_) => Fingerprint::of(&(everything_else, path, &plan.bodies)),
            OutputKind::Body(_, index) | OutputKind::BodyYear(_, index, _) => {
                let body = &plan.bodies[*index];
                Fingerprint::of(&(self.key_of_records(path, &body.meetings), body))
            }
            OutputKind::Redirect(target) => Fingerprint::of(&(everything_else, path, target)),
            // Their names change with what they hold.
            OutputKind::SearchDirectory
            | OutputKind::SearchShards(_)
            | OutputKind::SearchPassages(..)
            | OutputKind::SearchNames(_)
            | OutputKind::SearchPages
            | OutputKind::Rendition(..) => Fingerprint::of(path),
            OutputKind::NotFound
            | OutputKind::Announced(_)
            | OutputKind::Withdrawn(_)
            | OutputKind::RecordSchema
            | OutputKind::Humans
            | OutputKind::Asset(_)
            | OutputKind::Attachment(_)
            | OutputKind::Static(_) => Fingerprint::of(&(everything_else, path)),
            OutputKind::Robots => Fingerprint::of(&(everything_else, path, &plan.statics.robots)),
            // The root of the index names the file with the words of pages.
            OutputKind::Search(_) | OutputKind::SearchRoot => {
                Fingerprint::of(&(everything_else, path, self.all_records, renderer.layout.page_words()))
            }
            OutputKind::WatchIndex(_)
            | OutputKind::Watch(..)
            | OutputKind::FrontPage(_)
            | OutputKind::MeetingIndex(_)
            | OutputKind::SpeakerIndex(_)
            | OutputKind::SeriesIndex(_)
            | OutputKind::TaxonomyIndex(..)
            | OutputKind::Sitemap(_)
            | OutputKind::SitemapIndex
            | OutputKind::Llms => Fingerprint::of(&(everything_else, path, self.all_records)),
            // The bytes of these are quick to make, and cover everything they depend on.
            OutputKind::Headers => Fingerprint::of(&(path, machine_files::headers(renderer))),
            OutputKind::Redirects => Fingerprint::of(&(path, machine_files::redirects(renderer))),
            OutputKind::HostSettings => Fingerprint::of(&(path, machine_files::settings_of_host(renderer))),
        }
    }

    /// Fingerprint of the records that a file of open data holds.
    fn data_records(&self, file: DataFile) -> Fingerprint {
        let (DataFile::Table(_, _, Some(year)) | DataFile::Records(_, year)) = file else { return self.all_records };
        Fingerprint::of(self.records_of_year(year))
    }

    /// Fingerprints of the records of a year.
    fn records_of_year(&self, year: i16) -> &[Fingerprint] {
        let range = self.renderer.plan.years.iter().find(|(known, _)| *known == year);
        &self.records[range.map_or(0..0, |(_, range)| range.clone())]
    }

    /// The action items that a record mentions, with the records that tell of them.
    fn tasks_of(&self, index: MeetingIndex) -> Vec<(&LoggedAction, Vec<Fingerprint>)> {
        if self.renderer.plan.actions.is_empty() {
            return Vec::new();
        }
        let places = DecisionPlace::of_meeting(self.renderer.archive, index);
        let logged = places.filter_map(|(place, _)| self.renderer.logged_action(place));
        let records = |logged: &LoggedAction| logged.places.iter().map(|place| self.records[place.meeting]).collect();
        logged.map(|logged| (logged, records(logged))).collect()
    }

    fn key_of_records(&self, path: &str, meetings: &[MeetingIndex]) -> Fingerprint {
        let records: Vec<_> = meetings.iter().map(|meeting| (*meeting, self.records[*meeting])).collect();
        Fingerprint::of(&(self.archive_fingerprint, path, records))
    }

    /// A speaker's part in some meetings, with the fingerprint of each record.
    fn appearances(
        &self,
        speaker: SpeakerIndex,
        wanted: impl Fn(&Appearance) -> bool,
    ) -> impl Iterator<Item = (Appearance, Fingerprint)> {
        let appearances = self.renderer.archive.speakers[speaker].appearances.iter();
        appearances.filter(move |a| wanted(a)).map(move |a| (*a, self.records[a.meeting]))
    }
}
