//! Data that all pages of a site share, made once for each loaded site.

use std::collections::BTreeMap;
use std::ops::Deref;
use std::sync::OnceLock;

use rayon::prelude::*;
use rustc_hash::{FxBuildHasher, FxHashMap};
use tera::Value;

use super::decision_summary::decision_item;
use super::feed_entry::{FeedEntry, entry};
use super::inputs::{Ids, RenderInputs};
use super::parts::meeting_item::meeting_item;
use super::parts::site_view::site_view;
use super::record_citations::{RecordCitation, record_citations};
use crate::bytes::fingerprint::Fingerprint;
use crate::record::{ActionStatus, Archive, Language, Meeting, MeetingIndex, Side, Speaker, SpeakerIndex};
use crate::render::social_card::CardRenderer;
use crate::search::WatchedMatches;
use crate::site::view::{DecisionItem, MeetingItem, SiteView};
use crate::site::{DecisionPlace, LocaleIndex, LoggedAction, Plan, WrittenData};
use crate::theme::{DataUses, OptionValue, Theme};

/// Data that all pages of a loaded site share.
pub struct RenderContext {
    /// For each language of the interface, the view of the site that every page gets.
    pub(super) sites: FxHashMap<Language, (SiteView, Value)>,
    /// The theme's options, as templates see them.
    pub(super) options: Value,
    /// For each template that uses data of `data/`, what it is given of them, and their fingerprint.
    pub(super) data: FxHashMap<String, (Value, Fingerprint)>,
    /// Positions of listings and registry entries by id.
    pub(super) ids: Ids,
    /// The speakers of each meeting, each once, in the order of their first word.
    pub(super) present: Vec<Vec<SpeakerIndex>>,
    /// For each speaker, their votes by name; empty on a site without decisions.
    votes: Vec<Vec<Vote>>,
    /// For each locale, the decisions that were voted on by name, as lists show them, from when each is first asked for.
    voted: Vec<FxHashMap<DecisionPlace, OnceLock<DecisionItem>>>,
    /// For each speaker, their open action items as positions in [`Plan::actions`]; empty on a site without any.
    actions: Vec<Vec<usize>>,
    /// For each place that mentions an action item, its position in [`Plan::actions`].
    logged: FxHashMap<DecisionPlace, usize>,
    /// For each speaker, the meetings in whose attendance they are; empty on a site without any.
    attendance: Vec<Vec<Attended>>,
    /// For each meeting, the matters that it dealt with; empty on a site without matters.
    matters: Vec<Vec<usize>>,
    /// For each locale, each meeting as lists show it, from when it is first asked for.
    items: Vec<Vec<OnceLock<MeetingItem>>>,
    /// Each meeting as feeds list it, without its content, likewise.
    entries: Vec<OnceLock<FeedEntry>>,
    /// Links to other records in the words of each record with any, from when they are first asked for.
    citations: FxHashMap<MeetingIndex, OnceLock<Vec<RecordCitation>>>,
    /// Fingerprint of the program, the theme and the site views; part of every view key.
    pub(super) site_fingerprint: Fingerprint,
    /// Draws cards; keeps the glyphs it has drawn.
    pub(super) press: CardRenderer,
}

impl RenderContext {
    /// Makes the lists and views that the pages of a site share.
    pub fn new(inputs: &RenderInputs<'_>) -> Self {
        let RenderInputs { archive, plan, theme, .. } = *inputs;
        let ids = Ids::new(inputs);
        let mut sites: FxHashMap<Language, (SiteView, Value)> = FxHashMap::default();
        for language in languages(archive, plan) {
            sites.entry(language).or_insert_with_key(|language| {
                let view = site_view(inputs, language);
                let value = Value::from_serializable(&view);
                (view, value)
            });
        }
        let items = vec![vec![OnceLock::new(); archive.meetings.len()]; plan.locales.len()];
        let entries = vec![OnceLock::new(); archive.meetings.len()];
        let mut views: Vec<(&Language, &SiteView)> = sites.iter().map(|(lang, (view, _))| (lang, view)).collect();
        views.sort_by_key(|(lang, _)| *lang);
        let site_fingerprint = Fingerprint::of(&(env!("CARGO_PKG_VERSION"), theme.fingerprint, views));
        let (options, present, votes) = (options(theme, plan), present(archive), votes(archive, plan));
        RenderContext {
            sites,
            options,
            data: data(inputs),
            ids,
            present,
            voted: vec![voted(archive, plan); plan.locales.len()],
            votes,
            actions: open_actions(archive, &plan.actions),
            logged: (0..)
                .zip(&plan.actions)
                .flat_map(|(index, logged)| logged.places.iter().map(move |place| (*place, index)))
                .collect(),
            attendance: attendance(archive),
            matters: matters(archive, plan),
            items,
            entries,
            citations: plan.citations.citing().map(|index| (index, OnceLock::new())).collect(),
            site_fingerprint,
            press: CardRenderer::default(),
        }
    }
}

impl RenderContext {
    /// The matters that a meeting dealt with, as positions in [`Plan::matters`].
    pub(super) fn matters_of(&self, meeting: MeetingIndex) -> &[usize] {
        self.matters.get(meeting).map_or(&[], Vec::as_slice)
    }

    /// The meetings in whose attendance a speaker is, in the order of time.
    pub(super) fn attendance_of(&self, speaker: SpeakerIndex) -> &[Attended] {
        self.attendance.get(speaker).map_or(&[], Vec::as_slice)
    }

    /// The votes of a speaker by name, in the order of time.
    pub(super) fn votes_of(&self, speaker: SpeakerIndex) -> &[Vote] {
        self.votes.get(speaker).map_or(&[], Vec::as_slice)
    }
}

/// Place of a person in the attendance of a meeting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Attended {
    /// The meeting.
    pub(super) meeting: MeetingIndex,
    /// Position among its attendees.
    pub(super) place: u32,
}

/// For each speaker the meetings in whose attendance they are, in the order of time.
fn attendance(archive: &Archive) -> Vec<Vec<Attended>> {
    if archive.meetings.iter().all(|meeting| meeting.attendance.attendees.is_empty()) {
        return Vec::new();
    }
    let mut attended: Vec<Vec<Attended>> = vec![Vec::new(); archive.speakers.len()];
    for (index, meeting) in archive.meetings.iter().enumerate() {
        for (attendee, place) in meeting.attendance.attendees.iter().zip(0u32..) {
            for &speaker in &meeting.names[attendee.by as usize].by {
                if attended[speaker].last().is_none_or(|last| last.meeting != index) {
                    attended[speaker].push(Attended { meeting: index, place });
                }
            }
        }
    }
    attended
}

/// Every language that a page may have: those of the site, and of any record, announcement or withdrawal.
fn languages(archive: &Archive, plan: &Plan) -> Vec<Language> {
    let mut languages: Vec<Language> = plan.locales.iter().map(|locale| locale.lang.clone()).collect();
    languages.extend(archive.languages.iter().cloned());
    languages.extend(archive.announced.iter().map(|meeting| meeting.lang.clone()));
    languages.extend(archive.gone.iter().map(|gone| gone.lang.clone()));
    languages
}

/// The theme's options as values; a picture as its address, an unset option as none.
fn options(theme: &Theme, plan: &Plan) -> Value {
    let value = |setting: &Option<OptionValue>| match setting {
        Some(OptionValue::Image(path)) => plan.addresses.assets.get(path).map(|href| Value::from(&**href)),
        Some(OptionValue::Boolean(boolean)) => Some(Value::from(*boolean)),
        Some(OptionValue::List(words)) => Some(Value::from_serializable(words)),
        Some(OptionValue::Number(number, unit)) if unit.is_empty() => Some(match number.fract() == 0.0 {
            true => Value::from(*number as i64),
            false => Value::from(*number),
        }),
        Some(OptionValue::Colour(light, _)) => light.as_deref().map(Value::from),
        Some(other) => Some(Value::from(other.to_string())),
        None => None,
    };
    let all = theme.options.iter().map(|(own, setting)| (&*own.name, value(setting).unwrap_or_else(Value::none)));
    Value::from_serializable(&all.collect::<BTreeMap<_, _>>())
}

/// Data of `data/` that each template is given: the files that it mentions. One that mentions data that are not there is given
/// all, so that it can be told what there is.
fn data(inputs: &RenderInputs<'_>) -> FxHashMap<String, (Value, Fingerprint)> {
    let given = |(template, uses): (&str, &DataUses)| {
        let is_met = uses.are_met(inputs.data.files.iter().map(|file| &*file.steps));
        let (value, fingerprint) = inputs.data.part(|steps| !is_met || uses.cover(steps));
        (template.to_owned(), (Value::from_serializable(&value), fingerprint))
    };
    inputs.theme.data_uses().map(given).collect()
}

/// The speakers of each meeting, each once, in the order of their first word.
fn present(archive: &Archive) -> Vec<Vec<SpeakerIndex>> {
    let of = |meeting: &Meeting<Speaker>| {
        let mut present: Vec<SpeakerIndex> = Vec::new();
        for &speaker in meeting.speaking().flat_map(|(speaker, _)| &speaker.by) {
            if !present.contains(&speaker) {
                present.push(speaker);
            }
        }
        present
    };
    archive.meetings.par_iter().map(of).collect()
}

/// A vote by name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Vote {
    /// The decision that was voted on.
    pub(super) place: DecisionPlace,
    /// The side taken.
    pub(super) side: Side,
}

/// For each speaker their votes by name, in the order of time.
fn votes(archive: &Archive, plan: &Plan) -> Vec<Vec<Vote>> {
    if plan.decided.all.is_empty() {
        return Vec::new();
    }
    let mut votes = vec![Vec::new(); archive.speakers.len()];
    for &index in &plan.decided.all {
        let meeting = &archive.meetings[index];
        for (place, decision) in DecisionPlace::of_meeting(archive, index) {
            for ballot in &decision.ballots {
                for &speaker in &meeting.names[ballot.by as usize].by {
                    votes[speaker].push(Vote { place, side: ballot.side });
                }
            }
        }
    }
    votes
}

/// For each speaker their open action items, as positions in the list of all; empty without any.
fn open_actions(archive: &Archive, actions: &[LoggedAction]) -> Vec<Vec<usize>> {
    if actions.is_empty() {
        return Vec::new();
    }
    let mut of_speakers = vec![Vec::new(); archive.speakers.len()];
    let open = actions.iter().enumerate().filter(|(_, logged)| logged.status == ActionStatus::Open);
    for (index, logged) in open {
        let Some((meeting, names)) = logged.assignees(archive) else { continue };
        for (_, name) in names {
            for &speaker in &archive.meetings[meeting].names[name as usize].by {
                let own: &mut Vec<usize> = &mut of_speakers[speaker];
                if own.last() != Some(&index) {
                    own.push(index);
                }
            }
        }
    }
    of_speakers
}

/// An empty cell for each decision that was voted on by name.
fn voted(archive: &Archive, plan: &Plan) -> FxHashMap<DecisionPlace, OnceLock<DecisionItem>> {
    let all = plan.decided.all.iter().flat_map(|index| DecisionPlace::of_meeting(archive, *index));
    all.filter(|(_, decision)| !decision.ballots.is_empty()).map(|(place, _)| (place, OnceLock::new())).collect()
}

/// For each meeting, the matters that it dealt with.
fn matters(archive: &Archive, plan: &Plan) -> Vec<Vec<usize>> {
    if plan.matters.is_empty() {
        return Vec::new();
    }
    let mut of_meetings = vec![Vec::new(); archive.meetings.len()];
    for (index, matter) in plan.matters.iter().enumerate() {
        for hearing in &matter.hearings {
            let matters: &mut Vec<usize> = &mut of_meetings[hearing.meeting];
            if matters.last() != Some(&index) {
                matters.push(index);
            }
        }
    }
    of_meetings
}

/// Draws the outputs of one loaded site.
#[derive(Clone, Copy)]
pub struct Renderer<'a> {
    inputs: RenderInputs<'a>,
    pub(super) context: &'a RenderContext,
    /// True if view keys are computed.
    pub(super) has_view_keys: bool,
    /// True if pages of records say which bytes of the file each passage shows. Never true for a build.
    pub(super) has_source_places: bool,
    /// Facts about the files of open data, as far as they are written.
    pub(super) written_data: &'a WrittenData,
    /// For each query that can be followed its matches; empty before the search index is made.
    pub(super) watched: &'a [WatchedMatches],
}

/// Facts about the files of a site whose open data is not written yet.
static NOTHING_WRITTEN: WrittenData = WrittenData::with_hasher(FxBuildHasher);

impl<'a> Renderer<'a> {
    /// A renderer that computes no view keys.
    pub fn new(inputs: RenderInputs<'a>, context: &'a RenderContext) -> Self {
        Renderer {
            inputs,
            context,
            has_view_keys: false,
            has_source_places: false,
            written_data: &NOTHING_WRITTEN,
            watched: &[],
        }
    }

    /// The same renderer, with view keys if `wanted`. A key costs a hash of every text of its view.
    #[must_use]
    pub fn with_view_keys(self, wanted: bool) -> Self {
        Renderer { has_view_keys: wanted, ..self }
    }

    /// The same renderer, for pages on which an editor changes the record.
    #[must_use]
    pub fn with_source_places(self) -> Self {
        Renderer { has_source_places: true, ..self }
    }

    /// The same renderer, for pages and lists that tell the sizes of the files of open data.
    #[must_use]
    pub fn with_written_data(self, written_data: &'a WrittenData) -> Self {
        Renderer { written_data, ..self }
    }

    /// The same renderer, for the pages and feeds of queries that can be followed.
    #[must_use]
    pub fn with_watched(self, watched: &'a [WatchedMatches]) -> Self {
        Renderer { watched, ..self }
    }

    /// The open action items of a speaker, by their day.
    pub(super) fn actions_of(&self, speaker: SpeakerIndex) -> impl Iterator<Item = &'a LoggedAction> + use<'a> {
        let plan = self.plan;
        let own = self.context.actions.get(speaker).map_or(&[][..], Vec::as_slice);
        own.iter().map(move |index| &plan.actions[*index])
    }

    /// The action item that a place mentions, if it is one.
    pub(super) fn logged_action(&self, place: DecisionPlace) -> Option<&'a LoggedAction> {
        let plan = self.plan;
        self.context.logged.get(&place).map(|index| &plan.actions[*index])
    }

    /// Links to other records in the words of a record.
    pub(super) fn citations_of(&self, index: MeetingIndex) -> &'a [RecordCitation] {
        let known = self.context.citations.get(&index);
        known.map_or(&[][..], |cell| cell.get_or_init(|| record_citations(&self.inputs, index)).as_slice())
    }

    /// A meeting as lists in a locale show it.
    pub(super) fn item(&self, locale: LocaleIndex, index: MeetingIndex) -> MeetingItem {
        let lang = &self.plan.locales[locale].lang;
        let make = || meeting_item(&self.inputs, &self.context.ids, locale, lang, index);
        self.context.items[locale][index].get_or_init(make).clone()
    }

    /// A decision that was voted on, as lists in a locale show it. A vote of sixty members is listed on sixty pages.
    pub(super) fn voted_item(&self, locale: LocaleIndex, place: DecisionPlace) -> Option<DecisionItem> {
        let lang = &self.plan.locales[locale].lang;
        let decision = place.decision(self.archive)?;
        let make = || decision_item(self, lang, place.meeting, decision);
        Some(self.context.voted[locale].get(&place)?.get_or_init(make).clone())
    }

    /// A meeting as feeds list it, without its content.
    pub(super) fn entry(&self, index: MeetingIndex) -> &'a FeedEntry {
        self.context.entries[index].get_or_init(|| entry(&self.inputs, index))
    }
}

impl<'a> Deref for Renderer<'a> {
    type Target = RenderInputs<'a>;

    fn deref(&self) -> &RenderInputs<'a> {
        &self.inputs
    }
}
