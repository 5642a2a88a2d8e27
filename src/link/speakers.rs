//! Finds out who everybody is, and gathers where each of them spoke.

use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use super::claims::{Answer, Claims};
use super::{LinkInput, Parsed};
use crate::diagnostic::{Diagnostic, Problem};
use crate::record::{
    Appearance, LocalText, Meeting, PersonKind, Registered, Speaker, SpeakerEntry, SpeakerIndex, SpeakerName,
};
use crate::slug::{folded, slugify};
use crate::source::SourceText;

type Linked = Meeting<Speaker>;

/// Who a label means.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
enum Identity {
    Registered(Registered),
    /// A label nobody claimed, folded.
    Label(Box<str>),
}

/// What became of one name in one record.
struct Resolution {
    name: Arc<SpeakerName>,
    who: Vec<Identity>,
    role: Option<LocalText>,
}

/// Resolves every name, and lists everybody who spoke.
pub(super) fn resolve(
    meetings: &[Parsed],
    claims: &Claims<'_>,
    input: &LinkInput<'_>,
    diagnostics: &mut Vec<Diagnostic>,
) -> (Vec<Linked>, Vec<SpeakerEntry>) {
    let resolved: Vec<(Vec<Resolution>, Vec<Diagnostic>)> = meetings
        .par_iter()
        .map(|meeting| {
            let mut reported = Vec::new();
            let source = input.sources.get(meeting.details.source);
            (
                Resolver { meeting, claims, source: &source, diagnostics: &mut reported, spoken: FxHashSet::default() }
                    .all(),
                reported,
            )
        })
        .collect();
    let mut resolutions = Vec::with_capacity(resolved.len());
    for (resolution, reported) in resolved {
        diagnostics.extend(reported);
        resolutions.push(resolution);
    }
    let (mut speakers, index) = entries(meetings, &resolutions, claims);
    let known = |resolution: Resolution| Speaker {
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

struct Resolver<'a> {
    meeting: &'a Parsed,
    claims: &'a Claims<'a>,
    source: &'a SourceText,
    diagnostics: &'a mut Vec<Diagnostic>,
    /// Labels that speak in this record.
    spoken: FxHashSet<&'a str>,
}

impl<'a> Resolver<'a> {
    /// What becomes of each name, in order.
    fn all(mut self) -> Vec<Resolution> {
        let meeting = self.meeting;
        self.spoken = meeting.speaking().map(|(name, _)| &*name.label.key).collect();
        let speaking = meeting.tallies.len();
        meeting.names.iter().enumerate().map(|(index, name)| self.resolve(name, index < speaking)).collect()
    }

    fn resolve(&mut self, name: &Arc<SpeakerName>, speaks: bool) -> Resolution {
        let label = &name.label;
        let mut role = None;
        let who = if !speaks && let Some(who) = self.claims.by_id(&label.text) {
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
        if let Some((_, id)) = details.speakers.iter().find(|(label, _)| **label == *key) {
            if let Some(who) = self.claims.by_id(id) {
                return Some(Identity::Registered(who));
            }
            let at = details.places.of("speakers", &self.source.shown);
            self.diagnostics.extend(self.claims.unknown("speakers", id, &at, "add the person to people.yml"));
            return None;
        }
        match self.claims.answer(key, details) {
            Answer::Nobody => None,
            Answer::One(who) => Some(Identity::Registered(who)),
            Answer::Several(people) => {
                let ids: Vec<&str> = people.iter().map(|who| self.claims.id_of(*who)).collect();
                let at = self.source.locate(name.first_seen as usize, name.label.text.len());
                self.diagnostics.push(
                    Diagnostic::at(
                        Problem::AmbiguousSpeaker,
                        at,
                        format!("“{}” could be {}", name.label.text, ids.join(" or ")),
                    )
                    .hint("say who is meant with `speakers:` in this record, or with dates of roles in people.yml"),
                );
                None
            }
        }
    }

    /// Several people under one heading: by the registry's word, or because each part is known by itself.
    fn together(&mut self, name: &SpeakerName) -> Option<Vec<Identity>> {
        if let Some(combined) = self.claims.combined(&name.label.key, &self.meeting.details) {
            let people: Vec<Identity> =
                combined.people.iter().filter_map(|id| self.claims.by_id(id)).map(Identity::Registered).collect();
            if !people.is_empty() {
                return Some(people);
            }
        }
        let parts = name.label.parts()?;
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

/// Everybody who spoke and has a page, by id, and where each identity stands among them.
fn entries(
    meetings: &[Parsed],
    resolutions: &[Vec<Resolution>],
    claims: &Claims<'_>,
) -> (Vec<SpeakerEntry>, FxHashMap<Identity, SpeakerIndex>) {
    // How often each spelling occurs, in the order of the records, so that the first record names a tie.
    let mut spellings: FxHashMap<&Identity, Vec<(&str, usize)>> = FxHashMap::default();
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
                    // The label of several people is the name of none of them.
                    continue;
                }
                let printed = match who {
                    // A part of `A、B`, or a name before its role, is not what is printed.
                    Identity::Label(key) if **key != *resolution.name.label.key => continue,
                    _ => &*resolution.name.label.text,
                };
                match known.iter_mut().find(|(text, _)| *text == printed) {
                    Some((_, total)) => *total += count,
                    None => known.push((printed, count)),
                }
            }
        }
    }
    let mut taken: FxHashSet<String> = FxHashSet::default();
    // Entries of the registry have their ids; labels take what is left, those seen first before those seen later, so
    // that a new record never takes an address from an old one.
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
                }
            }
            Identity::Label(key) => {
                let name = printed.iter().rev().max_by_key(|(_, count)| *count).map_or(&**key, |(text, _)| *text);
                let slug = slugify(name).text;
                let id = if taken.insert(folded(&slug)) {
                    slug
                } else {
                    let tail = crate::fingerprint::Fingerprint::of_bytes(key.as_bytes()).hex();
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
                }
            }
        };
        entries.push((entry, who));
    }
    entries.sort_by(|a, b| a.0.id.cmp(&b.0.id));
    let index = entries.iter().enumerate().map(|(index, (_, who))| ((*who).clone(), index)).collect();
    (entries.into_iter().map(|(entry, _)| entry).collect(), index)
}

/// Counts speeches and words of each speaker in each meeting. Meetings are in the order of time.
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
}
