//! The whole archive, linked: every meeting, everybody who spoke, and where.

use std::sync::Arc;

use rayon::prelude::*;

use crate::bytes::fingerprint::Fingerprint;
use crate::record::{
    Date, HoldReason, Language, LocalText, Meeting, MeetingIndex, Page, PersonKind, RecordHistory, Registry, Speaker,
    Visibility, WebLink,
};
use crate::report::diagnostic::Location;

/// Everything that is public at the build's `now`.
#[derive(Debug, Clone, Default)]
pub struct Archive {
    /// By date, then slug.
    pub meetings: Vec<Meeting<Speaker>>,
    /// Everybody with a page of their own, by id.
    pub speakers: Vec<SpeakerEntry>,
    /// What the registries say.
    pub registry: Registry,
    /// By slug.
    pub pages: Vec<Arc<Page>>,
    /// For each meeting, the same meeting in other languages.
    pub translations: Vec<Vec<MeetingIndex>>,
    /// Old slugs and where they lead, flattened: every target is a living record.
    pub redirects: Vec<RecordRedirect>,
    /// Old addresses of other things, and the addresses to which they lead.
    pub forwards: Vec<AddressRedirect>,
    /// For each meeting why the public does not see it, when an editor looks at what is to come.
    pub pending: Vec<Option<HoldReason>>,
    /// For each meeting what became of its record since it was first published, if it was.
    pub histories: Vec<Option<Arc<RecordHistory>>>,
    /// Records and pages that are not public yet, or no longer, by path.
    pub held: Vec<HeldBack>,
    /// Meetings that are announced and whose records are not public yet, by date.
    pub announced: Vec<Announced>,
    /// Records and pages that were public and have been taken back, by path.
    pub gone: Vec<WithdrawnNotice>,
    /// Languages of the records, the most frequent first.
    pub languages: Vec<Language>,
}

impl Archive {
    /// Fingerprint of everything but what was said: as long as it stays the same, no page about one thing changes because
    /// of what was said about another.
    pub fn metadata_hash(&self) -> Fingerprint {
        let meetings: Vec<Fingerprint> =
            self.meetings.par_iter().map(|meeting| Fingerprint::of(&meeting.details.metadata_hash())).collect();
        let speakers: Vec<_> =
            self.speakers.iter().map(|s| (&s.id, &s.names, s.kind, s.registered, &s.labels)).collect();
        let pages: Vec<_> =
            self.pages.iter().map(|p| (&p.path, &p.slug, &p.title, &p.lang, &p.translations, &p.visibility)).collect();
        let redirects: Vec<_> = self.redirects.iter().map(|r| (&r.from, r.to)).collect();
        let forwards: Vec<_> = self.forwards.iter().map(|f| (&f.from, &f.to)).collect();
        let redirects = (redirects, forwards);
        let notices = (&self.announced, &self.gone);
        Fingerprint::of(&(
            meetings,
            speakers,
            pages,
            &self.translations,
            redirects,
            &self.languages,
            &self.pending,
            notices,
        ))
    }

    /// Takes meetings out, and with them everybody who spoke nowhere else.
    pub fn leave_out(&mut self, gone: &[MeetingIndex]) {
        let meetings = Renumbered::new(self.meetings.len(), |index| !gone.contains(&index));
        meetings.retain(&mut self.meetings);
        meetings.retain(&mut self.translations);
        meetings.retain(&mut self.pending);
        meetings.retain(&mut self.histories);
        for translations in &mut self.translations {
            *translations = translations.iter().filter_map(|translation| meetings.of(*translation)).collect();
        }
        self.redirects.retain_mut(|redirection| meetings.of(redirection.to).map(|to| redirection.to = to).is_some());
        for speaker in &mut self.speakers {
            speaker.appearances.retain_mut(|a| meetings.of(a.meeting).map(|meeting| a.meeting = meeting).is_some());
        }
        let speakers = Renumbered::new(self.speakers.len(), |index| !self.speakers[index].appearances.is_empty());
        speakers.retain(&mut self.speakers);
        for name in self.meetings.iter_mut().flat_map(|meeting| &mut meeting.names) {
            name.by = name.by.iter().filter_map(|index| speakers.of(*index)).collect();
        }
    }
}

/// New positions of what stays when some items of a list are taken out.
struct Renumbered(Vec<Option<usize>>);

impl Renumbered {
    fn new(length: usize, stays: impl Fn(usize) -> bool) -> Self {
        let mut next = 0..;
        Renumbered((0..length).map(|index| if stays(index) { next.next() } else { None }).collect())
    }

    fn of(&self, index: usize) -> Option<usize> {
        self.0[index]
    }

    fn retain<T>(&self, list: &mut Vec<T>) {
        let mut stays = self.0.iter().map(Option::is_some);
        list.retain(|_| stays.next().unwrap_or(false));
    }
}

/// Somebody with a page: a person, unit or role of the registry, or a label that nobody claimed.
#[derive(Debug, Clone, PartialEq)]
pub struct SpeakerEntry {
    /// The end of the address, unique.
    pub id: Box<str>,
    /// By language.
    pub names: LocalText,
    /// What kind of speaker.
    pub kind: PersonKind,
    /// The entry in the registry that this is, if any.
    pub registered: Option<Registered>,
    /// The labels as printed in the records, each once, in order.
    pub labels: Vec<Box<str>>,
    /// By date.
    pub appearances: Vec<Appearance>,
}

/// Which entry of the registry a speaker is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Registered {
    /// Position in [`Registry::people`].
    Person(usize),
    /// Position in [`Registry::organisations`].
    Organisation(usize),
}

/// A speaker's part in one meeting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Appearance {
    /// Which meeting.
    pub meeting: MeetingIndex,
    /// How many speeches.
    pub speeches: u32,
    /// How many words; see [`crate::record::Speech::words`].
    pub words: u32,
}

/// An old address that leads to a record.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct RecordRedirect {
    /// The old slug, as a path below the meetings' address.
    pub from: Box<str>,
    /// Where it leads.
    pub to: MeetingIndex,
    /// Where it is written.
    pub at: Location,
    /// It is a row of `.redirects`; else the record itself says so.
    pub is_row: bool,
}

/// An old address that leads to another, neither of them a record's; until the register has been asked, also one that
/// leads to a slug that no record has now.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct AddressRedirect {
    /// The old address, from the root of the site, or a slug.
    pub from: Box<str>,
    /// The address to which it leads, or a slug.
    pub to: Box<str>,
    /// Where it is written.
    pub at: Location,
}

/// A record or page that is not in the archive the public sees. Only those who work on it are told of it.
#[derive(Debug, Clone, PartialEq)]
pub struct HeldBack {
    /// The file, relative to the content.
    pub path: Arc<str>,
    /// The file, as people are told of it.
    pub shown: Arc<str>,
    /// Empty where it cannot be read.
    pub title: Box<str>,
    /// Why.
    pub reason: HoldReason,
    /// What was settled about it.
    pub visibility: Visibility,
    /// Where it is written why, or the file as a whole.
    pub at: Location,
}

/// A meeting of which the public is told before its record is out: all that it is told, and nothing more.
#[derive(Debug, Clone, PartialEq, Hash)]
pub struct Announced {
    /// The file, relative to the content.
    pub path: Arc<str>,
    /// The end of the address that the record will have.
    pub slug: Box<str>,
    /// Without the date.
    pub title: Box<str>,
    /// When it is held.
    pub date: Date,
    /// When it begins, as written.
    pub start: Option<Box<str>>,
    /// When it ends, as written.
    pub end: Option<Box<str>>,
    /// The language of the title.
    pub lang: Language,
    /// Where it is held.
    pub place: Option<Box<str>>,
    /// The id of the organisation that meets.
    pub body: Option<Box<str>>,
    /// Agenda papers.
    pub papers: Vec<WebLink>,
    /// Where it is announced.
    pub at: Location,
}

/// What the public is told of a record or page that was taken back.
#[derive(Debug, Clone, PartialEq, Hash)]
pub struct WithdrawnNotice {
    /// The file, relative to the content.
    pub path: Arc<str>,
    /// The end of the address that it had.
    pub slug: Box<str>,
    /// When the meeting was held; `None` for a page. Only with the title may it be shown.
    pub date: Option<Date>,
    /// What it was called, if that is to be told.
    pub title: Option<Box<str>>,
    /// In which it was written.
    pub lang: Language,
    /// Since when it is gone, if that was said.
    pub since: Option<jiff::Timestamp>,
    /// Why.
    pub reason: LocalText,
    /// Addresses it had before.
    pub aliases: Vec<Box<str>>,
}
