//! The whole archive, linked: every meeting and every speaker, with their appearances.

use std::sync::Arc;

use rayon::prelude::*;

use crate::bytes::fingerprint::Fingerprint;
use crate::record::{
    Announcement, Date, HoldReason, Language, LocalText, Meeting, MeetingIndex, Page, PersonKind, RecordHistory,
    Registered, Registry, Speaker, UnresolvedReferences, Visibility,
};
use crate::report::diagnostic::Location;

/// Maximum number of languages of one meeting. Each page links to all others, and is aligned with them.
pub const MOST_LANGUAGES: usize = 50;

/// The public records, pages and speakers at the build's `now`, and what readers may know of others.
#[derive(Debug, Clone, Default)]
pub struct Archive {
    /// Ordered by date, then slug.
    pub meetings: Vec<Meeting<Speaker>>,
    /// Speakers who have a page of their own, ordered by id.
    pub speakers: Vec<SpeakerEntry>,
    /// People, organisations, series and taxonomies of the registries.
    pub registry: Registry,
    /// Ordered by slug.
    pub pages: Vec<Arc<Page>>,
    /// For each meeting, the same meeting in other languages.
    pub translations: Vec<Vec<MeetingIndex>>,
    /// For each meeting, the one at which its record was approved.
    pub approved_at: Vec<Option<MeetingIndex>>,
    /// Names of files that no record has; empty once the ledger has resolved or reported them.
    pub unresolved: UnresolvedReferences,
    /// Files under which records were published earlier, by path.
    pub former_files: Vec<(Box<str>, MeetingIndex)>,
    /// Old slugs and where they lead, flattened: every target is a living record.
    pub redirects: Vec<RecordRedirect>,
    /// Redirects between addresses that belong to no record.
    pub forwards: Vec<AddressRedirect>,
    /// For each meeting the reason why it is not public; always `None` but in the editors' preview.
    pub pending: Vec<Option<HoldReason>>,
    /// For each page, true if it is not public; always false but in the editors' preview.
    pub pending_pages: Vec<bool>,
    /// For each meeting its publication history, if its record has been published.
    pub histories: Vec<Option<Arc<RecordHistory>>>,
    /// Records and pages that are not public yet, or no longer, ordered by path.
    pub held: Vec<HeldBack>,
    /// Announced meetings whose records are not public yet, ordered by date.
    pub announced: Vec<Announced>,
    /// Records and pages that were public and have been withdrawn, ordered by path.
    pub gone: Vec<WithdrawnNotice>,
    /// Languages of the records, the most frequent first.
    pub languages: Vec<Language>,
}

impl Archive {
    /// Fingerprint of everything but the words of records. While it is unchanged, new words in one record change no
    /// page about anything else.
    pub fn metadata_hash(&self) -> Fingerprint {
        let meetings: Vec<Fingerprint> =
            self.meetings.par_iter().map(|meeting| Fingerprint::of(&meeting.details.metadata_hash())).collect();
        let speakers: Vec<_> =
            self.speakers.iter().map(|s| (&s.id, &s.names, s.kind, s.registered, &s.labels)).collect();
        let pages: Vec<_> = self
            .pages
            .iter()
            .map(|p| (&p.path, &p.slug, &p.title, &p.lang, &p.translations, &p.visibility, &p.extra, &p.template))
            .collect();
        let redirects: Vec<_> = self.redirects.iter().map(|r| (&r.from, r.to)).collect();
        let forwards: Vec<_> = self.forwards.iter().map(|f| (&f.from, &f.to)).collect();
        let redirects = (redirects, forwards);
        let notices = (&self.announced, &self.gone);
        Fingerprint::of(&(
            meetings,
            speakers,
            pages,
            (&self.translations, &self.approved_at, &self.former_files),
            redirects,
            &self.languages,
            &self.pending,
            &self.pending_pages,
            notices,
        ))
    }

    /// The record that a list shows of a meeting recorded in several languages: the first that is not foreign to its readers,
    /// else the first. `is_among` tells the records that the list may show.
    pub fn preferred_record(
        &self,
        meeting: MeetingIndex,
        is_among: impl Fn(MeetingIndex) -> bool,
        is_foreign: impl Fn(MeetingIndex) -> bool,
    ) -> MeetingIndex {
        let twins = self.translations[meeting].iter().copied().filter(|twin| is_among(*twin));
        twins.chain([meeting]).min_by_key(|record| (is_foreign(*record), *record)).unwrap_or(meeting)
    }

    /// A speaker's part in meetings, each meeting once, by [`Archive::preferred_record`].
    pub fn preferred_appearances(
        &self,
        appearances: &[Appearance],
        is_foreign: impl Fn(MeetingIndex) -> bool,
    ) -> Vec<Appearance> {
        let is_among = |meeting| appearances.binary_search_by_key(&meeting, |known| known.meeting).is_ok();
        let is_shown =
            |shown: &&Appearance| self.preferred_record(shown.meeting, is_among, &is_foreign) == shown.meeting;
        appearances.iter().filter(is_shown).copied().collect()
    }

    /// Removes meetings, and with them speakers who spoke nowhere else.
    pub fn leave_out(&mut self, gone: &[MeetingIndex]) {
        let meetings = Renumbered::new(self.meetings.len(), |index| !gone.contains(&index));
        meetings.retain(&mut self.meetings);
        meetings.retain(&mut self.translations);
        meetings.retain(&mut self.approved_at);
        meetings.retain(&mut self.pending);
        meetings.retain(&mut self.histories);
        for approved_at in &mut self.approved_at {
            *approved_at = approved_at.and_then(|meeting| meetings.of(meeting));
        }
        for translations in &mut self.translations {
            *translations = translations.iter().filter_map(|translation| meetings.of(*translation)).collect();
        }
        self.former_files.retain_mut(|(_, record)| meetings.of(*record).map(|now| *record = now).is_some());
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

/// New positions of the remaining items after some items of a list have been removed.
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

/// A speaker with a page: a person, unit or role of the registry, or a label that no entry claims.
#[derive(Debug, Clone, PartialEq)]
pub struct SpeakerEntry {
    /// The end of the address, unique.
    pub id: Box<str>,
    /// By language.
    pub names: LocalText,
    /// Kind of speaker.
    pub kind: PersonKind,
    /// The entry in the registry that this is, if any.
    pub registered: Option<Registered>,
    /// The labels as printed in the records, each once, in order.
    pub labels: Vec<Box<str>>,
    /// Meetings at which they spoke, by date.
    pub appearances: Vec<Appearance>,
    /// For those who speak nowhere: meetings whose record names them, in a decision or as present, by date.
    pub named_at: Vec<MeetingIndex>,
}

/// A speaker's part in one meeting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Appearance {
    /// Which meeting.
    pub meeting: MeetingIndex,
    /// Number of speeches.
    pub speeches: u32,
    /// Number of words; see [`crate::record::Speech::words`].
    pub words: u32,
}

/// An old address that leads to a record.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct RecordRedirect {
    /// The old slug, as a path below the meetings' address.
    pub from: Box<str>,
    /// The record it leads to.
    pub to: MeetingIndex,
    /// Place of the redirect.
    pub at: Location,
    /// True if it comes from a row of `.redirects` rather than from the record itself.
    pub is_row: bool,
}

/// A redirect between two addresses that belong to no record. Before the register is applied, also one to a slug that
/// no present record has.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct AddressRedirect {
    /// The old address, from the root of the site, or a slug.
    pub from: Box<str>,
    /// The address to which it leads, or a slug.
    pub to: Box<str>,
    /// Place of the redirect.
    pub at: Location,
}

/// A record or page that is held back from the public. Only its editors see diagnostics about it.
#[derive(Debug, Clone, PartialEq)]
pub struct HeldBack {
    /// The file, relative to the content.
    pub path: Arc<str>,
    /// The file, as diagnostics show it.
    pub shown: Arc<str>,
    /// The title; empty when it cannot be read.
    pub title: Box<str>,
    /// Why.
    pub reason: HoldReason,
    /// Visibility according to its metadata.
    pub visibility: Visibility,
    /// The place in its metadata that gives the reason, or the whole file.
    pub at: Location,
}

/// An announced meeting whose record is not public yet, with all that may be published about it.
#[derive(Debug, Clone, PartialEq, Hash)]
pub struct Announced {
    /// The file, relative to the content.
    pub path: Arc<str>,
    /// The end of the address that the record will have.
    pub slug: Box<str>,
    /// Without the date.
    pub title: Box<str>,
    /// Date of the meeting.
    pub date: Date,
    /// True once its day is over: its record is awaited.
    pub is_over: bool,
    /// Time at which it begins, as written.
    pub start: Option<Box<str>>,
    /// Time at which it ends, as written.
    pub end: Option<Box<str>>,
    /// Time zone of these times, as an IANA name; none if it is that of the site.
    pub time_zone: Option<Box<str>>,
    /// The language of the title.
    pub lang: Language,
    /// Place of the meeting.
    pub place: Option<Box<str>>,
    /// The id or name of the organisation that meets.
    pub body: Option<Box<str>>,
    /// The id or name of its series. No series is shown that only announcements name.
    pub series: Option<Box<str>>,
    /// Announcement itself: agenda papers, changes, a cancellation.
    pub announcement: Announcement,
    /// Place of the announcement in the metadata.
    pub at: Location,
}

/// Public notice about a withdrawn record or page.
#[derive(Debug, Clone, PartialEq, Hash)]
pub struct WithdrawnNotice {
    /// The file, relative to the content.
    pub path: Arc<str>,
    /// The end of the address that it had.
    pub slug: Box<str>,
    /// Date of the meeting; `None` for a page. Shown only together with the title.
    pub date: Option<Date>,
    /// The title, if it may still be shown.
    pub title: Option<Box<str>>,
    /// Its language.
    pub lang: Language,
    /// Time of the withdrawal, if it is given.
    pub since: Option<jiff::Timestamp>,
    /// Why.
    pub reason: LocalText,
    /// Addresses it had before.
    pub aliases: Vec<Box<str>>,
}
