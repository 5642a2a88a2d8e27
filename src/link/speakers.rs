//! Identifies all speakers, and collects their appearances.

use std::cell::OnceCell;
use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use super::claims::{Claims, LabelResolution, MOST_TOGETHER};
use super::suggestions::Suggestions;
use super::{LinkInput, SharedMeeting};
use crate::markdown::labels::may_be_no_speaker;
use crate::record::{
    Appearance, LONGEST_NAME, LocalText, Meeting, PersonKind, Registered, Speaker, SpeakerEntry, SpeakerIndex,
    SpeakerName, is_long_name,
};
use crate::report::diagnostic::{Diagnostic, Location, Problem};
use crate::text::shorten;
use crate::text::slug::{folded, slugify};
use crate::text::source::{Locator, SourceText};

type Linked = Meeting<Speaker>;

/// Identity of a speaker.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
enum Identity {
    Registered(Registered),
    /// A label that no entry claims, folded.
    Label(Box<str>),
}

/// Resolution of one name in one record.
struct Resolution {
    name: Arc<SpeakerName>,
    who: Vec<Identity>,
    role: Option<LocalText>,
}

/// Resolves every name, and lists all speakers.
pub(super) fn resolve(
    meetings: &[SharedMeeting],
    claims: &Claims<'_>,
    input: &LinkInput<'_>,
    suggestions: &mut Suggestions,
    diagnostics: &mut Vec<Diagnostic>,
) -> (Vec<Linked>, Vec<SpeakerEntry>) {
    let resolved: Vec<(Vec<Resolution>, Vec<Noted>)> = meetings
        .par_iter()
        .map(|meeting| {
            let mut reported = Vec::new();
            let text = OnceCell::new();
            let source = || text.get_or_init(|| input.sources.get(meeting.details.source));
            (Resolver::new(meeting, claims, &source, &mut reported).all(), reported)
        })
        .collect();
    let mut resolutions = Vec::with_capacity(resolved.len());
    for (resolution, reported) in resolved {
        for noted in reported {
            match noted {
                Noted::Told(diagnostic) => diagnostics.push(*diagnostic),
                Noted::Unknown(id, at) => {
                    let remedy = "add the person to people.yml";
                    diagnostics.extend(claims.unknown("speakers", &id, &at, remedy, suggestions));
                }
            }
        }
        resolutions.push(resolution);
    }
    let (mut speakers, index) = entries(meetings, &resolutions, claims);
    let known = |resolution: Resolution| Speaker {
        registered: match resolution.who.as_slice() {
            [Identity::Registered(one)] if claims.kind(*one) != PersonKind::Anonymous => Some(*one),
            _ => None,
        },
        name: resolution.name,
        by: resolution.who.iter().filter_map(|who| index.get(who).copied()).collect(),
        role: resolution.role,
    };
    let meetings: Vec<Linked> = meetings
        .iter()
        .zip(resolutions)
        .map(|(meeting, resolutions)| meeting.with_names(resolutions.into_iter().map(known).collect()))
        .collect();
    count_appearances(&meetings, &mut speakers);
    (meetings, speakers)
}

/// A finding about a name.
enum Noted {
    Told(Box<Diagnostic>),
    /// An unknown id; similar ids are looked up later, for all records in order.
    Unknown(Box<str>, Location),
}

/// Maximum number of possible people that a message names.
const MOST_NAMED: usize = 12;

/// Maximum number of different speakers in one record; further ones are shown without a page. Each has pages and feeds
/// of its own.
const MOST_SPEAKERS: usize = 1_000;

struct Resolver<'a> {
    meeting: &'a SharedMeeting,
    claims: &'a Claims<'a>,
    /// The text, which is needed for the places of what is reported only.
    source: &'a dyn Fn() -> &'a SourceText,
    locator: Option<Locator<'a>>,
    reported: &'a mut Vec<Noted>,
    /// Labels that speak in this record.
    spoken: FxHashSet<&'a str>,
    /// Labels that mean a person in this record, with the person's id.
    speakers: FxHashMap<&'a str, &'a str>,
}

impl<'a> Resolver<'a> {
    fn new(
        meeting: &'a SharedMeeting,
        claims: &'a Claims<'a>,
        source: &'a dyn Fn() -> &'a SourceText,
        reported: &'a mut Vec<Noted>,
    ) -> Self {
        let mut speakers = FxHashMap::default();
        for (label, id) in &meeting.details.speakers {
            speakers.entry(&**label).or_insert(&**id);
        }
        let spoken = meeting.speaking().map(|(name, _)| &*name.label.key).collect();
        Resolver { meeting, claims, source, locator: None, reported, spoken, speakers }
    }

    /// Resolves each name, in order.
    fn all(mut self) -> Vec<Resolution> {
        let meeting = self.meeting;
        let speaking = meeting.tallies.len();
        if let Some(name) = meeting.names[..speaking].get(MOST_SPEAKERS) {
            let message = format!(
                "{speaking} different names speak in this record; from the {}st on they are shown and get no pages",
                MOST_SPEAKERS + 1
            );
            self.over_limit(name, message, "use headings of this level for speakers' names only");
        }
        let resolve = |(index, name): (usize, &'a Arc<SpeakerName>)| {
            if (MOST_SPEAKERS..speaking).contains(&index) || self.is_too_long(name) {
                return Resolution { name: Arc::clone(name), who: Vec::new(), role: None };
            }
            self.resolve(name, index < speaking)
        };
        let resolutions: Vec<Resolution> = meeting.names.iter().enumerate().map(resolve).collect();
        self.report_doubtful_names(&resolutions[..speaking.min(resolutions.len())]);
        resolutions
    }

    /// Warns of names read from lines that may as well name what is said, and are not in the registry.
    fn report_doubtful_names(&mut self, resolutions: &[Resolution]) {
        let is_unknown = |found: &&Resolution| {
            matches!(found.who.as_slice(), [Identity::Label(_)]) && may_be_no_speaker(&found.name.label.text)
        };
        let found: Vec<&SpeakerName> = resolutions
            .iter()
            .filter(is_unknown)
            .map(|found| &*found.name)
            .filter(|name| self.is_on_a_line(name))
            .collect();
        let Some(first) = found.first() else { return };
        let shown: Vec<String> =
            found.iter().take(3).map(|name| format!("“{}”", shorten(&name.label.text, 40))).collect();
        let are = if found.len() == 1 { "is read as the name of a speaker" } else { "are read as names of speakers" };
        let message = format!("{} {are}, but may introduce the text after it", shown.join(", "));
        let at = self.locate(first);
        let hint = "if it is not a speaker, remove the colon; otherwise add it to the labels in people.yml";
        self.reported.push(Noted::Told(Box::new(Diagnostic::at(Problem::DoubtfulName, at, message).hint(hint))));
    }

    /// Reports whether a name was first read from a line that is not a heading.
    fn is_on_a_line(&self, name: &SpeakerName) -> bool {
        let before = (self.source)().text.get(..name.first_seen as usize).unwrap_or_default();
        let line = &before[before.rfind('\n').map_or(0, |end| end + 1)..];
        !line.trim_start().starts_with('#')
    }

    /// Reports whether a name is too long for a speaker; reports it.
    fn is_too_long(&mut self, name: &SpeakerName) -> bool {
        if !is_long_name(&name.label.text) {
            return false;
        }
        let (length, begins) = (name.label.text.chars().count(), shorten(&name.label.text, 40));
        let message = format!(
            "the name “{begins}” has {length} characters, more than {LONGEST_NAME}; it is shown and gets no page"
        );
        self.over_limit(name, message, "end the heading after the name, and move the words below it");
        true
    }

    /// Location of the first place of a name.
    fn locate(&mut self, name: &SpeakerName) -> Location {
        let locator = self.locator.get_or_insert_with(|| Locator::new((self.source)()));
        locator.locate(name.first_seen as usize, name.label.text.len())
    }

    fn over_limit(&mut self, name: &SpeakerName, message: String, hint: &str) {
        let at = self.locate(name);
        self.reported.push(Noted::Told(Box::new(Diagnostic::at(Problem::OverLimit, at, message).hint(hint))));
    }

    fn resolve(&mut self, name: &Arc<SpeakerName>, speaks: bool) -> Resolution {
        let label = &name.label;
        let mut role = None;
        let who = if label.key.is_empty() {
            // The record leaves the speaker unnamed.
            Vec::new()
        } else if !speaks && let Some(who) = self.claims.by_id(&label.text) {
            vec![Identity::Registered(who)]
        } else if let Some(who) = self.known(&label.key, name) {
            vec![who]
        } else if let Some(people) = self.together(name) {
            people
        } else if let Some(who) = self.without_role(name) {
            role = label.printed_role().map(LocalText::plain);
            vec![who]
        } else {
            vec![Identity::Label(label.key.clone())]
        };
        if role.is_none()
            && let [Identity::Registered(one)] = who.as_slice()
        {
            role = self.claims.role(*one, &self.meeting.details).cloned();
        }
        Resolution { name: Arc::clone(name), who, role }
    }

    /// The entry that the record itself or the registry gives for a folded label.
    fn known(&mut self, key: &str, name: &SpeakerName) -> Option<Identity> {
        let details = &self.meeting.details;
        if let Some(id) = self.speakers.get(key) {
            if let Some(who) = self.claims.by_id(id) {
                return Some(Identity::Registered(who));
            }
            let at = details.places.of("speakers", &(self.source)().shown);
            self.reported.push(Noted::Unknown((*id).into(), at));
            return None;
        }
        match self.claims.answer(key, details) {
            LabelResolution::Nobody => None,
            LabelResolution::One(who) => Some(Identity::Registered(who)),
            LabelResolution::Several(people) => {
                let mut ids: Vec<&str> = people.iter().take(MOST_NAMED).map(|who| self.claims.id_of(*who)).collect();
                if people.len() > MOST_NAMED {
                    ids.push("somebody else");
                }
                let at = self.locate(name);
                let message = format!("“{}” could be {}", name.label.text, ids.join(" or "));
                self.reported
                    .push(Noted::Told(Box::new(Diagnostic::at(Problem::AmbiguousSpeaker, at, message).hint(
                        "name the person with `speakers:` in this record, or with dates of roles in people.yml",
                    ))));
                None
            }
        }
    }

    /// Several people under one heading: by the registry's word, or because each part is known by itself.
    fn together(&mut self, name: &SpeakerName) -> Option<Vec<Identity>> {
        if let Some(combined) = self.claims.combined(&name.label.key, &self.meeting.details) {
            let people: Vec<Identity> =
                combined.people.iter().filter_map(|id| self.claims.by_id(id)).map(Identity::Registered).collect();
            if !people.is_empty() && combined.people.len() <= MOST_TOGETHER {
                return Some(people);
            }
        }
        let parts = name.label.parts()?;
        if parts.len() > MOST_TOGETHER {
            let (count, begins) = (parts.len(), shorten(&name.label.text, 40));
            let message = format!(
                "the heading “{begins}” names {count} people, more than {MOST_TOGETHER}; it is a speaker of its own instead"
            );
            self.over_limit(name, message, "give the group a name");
            return None;
        }
        let declared = self.claims.combined(&name.label.key, &self.meeting.details).is_some();
        parts
            .into_iter()
            .map(|part| {
                let spoken = self.spoken.contains(part) || declared;
                self.known(part, name).or_else(|| spoken.then(|| Identity::Label(part.into())))
            })
            .collect()
    }

    /// The person before a role in brackets, if the registry or this very record knows that person without it.
    ///
    /// Never across records: that two bodies both have a 王先生 makes them no one person.
    fn without_role(&mut self, name: &SpeakerName) -> Option<Identity> {
        let (base, _) = name.label.without_role()?;
        let spoken = self.spoken.contains(base);
        self.known(base, name).or_else(|| spoken.then(|| Identity::Label(base.into())))
    }
}

/// All speakers who have a page, ordered by id, and the position of each identity among them.
fn entries(
    meetings: &[SharedMeeting],
    resolutions: &[Vec<Resolution>],
    claims: &Claims<'_>,
) -> (Vec<SpeakerEntry>, FxHashMap<Identity, SpeakerIndex>) {
    // Number of occurrences of each spelling, in the order of the records, so that the first record decides a tie.
    let mut spellings: FxHashMap<&Identity, Vec<(&str, usize)>> = FxHashMap::default();
    let mut positions: FxHashMap<(&Identity, &str), usize> = FxHashMap::default();
    let mut order: Vec<&Identity> = Vec::new();
    for (meeting, resolutions) in meetings.iter().zip(resolutions) {
        for (resolution, tally) in resolutions.iter().zip(meeting.tallies.iter()) {
            let count = tally.speeches as usize;
            for who in &resolution.who {
                let known = spellings.entry(who).or_insert_with(|| {
                    order.push(who);
                    Vec::new()
                });
                if resolution.who.len() > 1 {
                    // The label of several people is not the name of any of them.
                    continue;
                }
                let printed = match who {
                    // A part of `A、B`, or a name before its role, is not the printed label.
                    Identity::Label(key) if **key != *resolution.name.label.key => continue,
                    _ => &*resolution.name.label.text,
                };
                let position = *positions.entry((who, printed)).or_insert(known.len());
                match known.get_mut(position) {
                    Some((_, total)) => *total += count,
                    None => known.push((printed, count)),
                }
            }
        }
    }
    // People of the registry who speak nowhere have a page too if a decision or a list of those present names them.
    for (meeting, resolutions) in meetings.iter().zip(resolutions) {
        for who in resolutions.iter().skip(meeting.tallies.len()).flat_map(|resolution| &resolution.who) {
            if matches!(who, Identity::Registered(_)) && !spellings.contains_key(who) {
                spellings.insert(who, Vec::new());
                order.push(who);
            }
        }
    }
    let mut taken: FxHashSet<String> = FxHashSet::default();
    // Registry entries have their ids; labels take what is left, in the order of their first appearance, so that a new
    // record never takes an address from an old one.
    let (registered, labels): (Vec<&&Identity>, Vec<&&Identity>) =
        order.iter().partition(|who| matches!(who, Identity::Registered(_)));
    let mut entries: Vec<(SpeakerEntry, &Identity)> = Vec::with_capacity(order.len());
    for &who in registered.into_iter().chain(labels) {
        let printed = &spellings[who];
        let texts: Vec<Box<str>> = printed.iter().map(|(text, _)| Box::from(*text)).collect();
        let entry = match who {
            Identity::Registered(registered) => {
                if claims.kind(*registered) == PersonKind::Anonymous {
                    continue;
                }
                let id: Box<str> = claims.id_of(*registered).into();
                taken.insert(folded(&id));
                SpeakerEntry {
                    id,
                    names: claims.names_of(*registered).clone(),
                    kind: claims.kind(*registered),
                    registered: Some(*registered),
                    labels: texts,
                    appearances: Vec::new(),
                    named_at: Vec::new(),
                }
            }
            Identity::Label(key) => {
                let name = printed.iter().rev().max_by_key(|(_, count)| *count).map_or(&**key, |(text, _)| *text);
                let slug = slugify(name).text;
                let id = if taken.insert(folded(&slug)) {
                    slug
                } else {
                    let tail = crate::bytes::fingerprint::Fingerprint::of_bytes(key.as_bytes()).hex();
                    let id = format!("{slug}-{}", &tail[..6]);
                    taken.insert(folded(&id));
                    id
                };
                SpeakerEntry {
                    id: id.into(),
                    names: LocalText::plain(name),
                    kind: PersonKind::Person,
                    registered: None,
                    labels: texts,
                    appearances: Vec::new(),
                    named_at: Vec::new(),
                }
            }
        };
        entries.push((entry, who));
    }
    entries.sort_by(|a, b| a.0.id.cmp(&b.0.id));
    let index = entries.iter().enumerate().map(|(index, (_, who))| ((*who).clone(), index)).collect();
    (entries.into_iter().map(|(entry, _)| entry).collect(), index)
}

/// Counts speeches and words of each speaker in each meeting, and collects the meetings of those who speak nowhere.
/// Meetings are ordered by date.
fn count_appearances(meetings: &[Linked], speakers: &mut [SpeakerEntry]) {
    for (index, meeting) in meetings.iter().enumerate() {
        for (speaker, tally) in meeting.speaking() {
            for &speaker in &speaker.by {
                let appearances = &mut speakers[speaker].appearances;
                match appearances.last_mut().filter(|last| last.meeting == index) {
                    Some(last) => {
                        last.speeches += tally.speeches;
                        last.words += tally.words;
                    }
                    None => {
                        appearances.push(Appearance { meeting: index, speeches: tally.speeches, words: tally.words });
                    }
                }
            }
        }
    }
    let is_silent: Vec<bool> = speakers.iter().map(|speaker| speaker.appearances.is_empty()).collect();
    if !is_silent.contains(&true) {
        return;
    }
    for (index, meeting) in meetings.iter().enumerate() {
        for &speaker in meeting.names.iter().skip(meeting.tallies.len()).flat_map(|named| &named.by) {
            let named_at = &mut speakers[speaker].named_at;
            if is_silent[speaker] && named_at.last() != Some(&index) {
                named_at.push(index);
            }
        }
    }
}
