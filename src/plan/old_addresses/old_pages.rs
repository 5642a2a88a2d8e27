//! Keeps old addresses of pages answering: each that is free redirects to its successor.

use super::{PendingItem, PendingRedirects};
use crate::plan::allocator::Claimant;
use crate::plan::planner::Planner;
use crate::plan::urls::{self, leads_out};
use crate::record::{AddressRedirect, MeetingIndex, SpeakerIndex};
use crate::site::well_known::{AKOMA_NTOSO, CALENDAR, CARD, PLAIN_RECORD, PODCAST, RECORD_DOCUMENT, captions_of_part};
use crate::site::{
    Address, CalendarScope, FeedFormat, FeedScope, Locale, LocaleIndex, OldAddress, OldAddressKind, OutputKind,
    PodcastScope, Successor,
};

impl Planner<'_> {
    /// Redirects the published address of a page or feed, unless it is taken.
    pub(super) fn old_page(&mut self, old: &OldAddress, item: PendingItem, pending: &mut PendingRedirects<'_>) {
        if old.kind == OldAddressKind::Page {
            self.beside_record(old, item, pending);
        }
        if self.has(old.address.path()) {
            return;
        }
        let (locale, below) = place(pending.locales, old);
        let written: Option<Box<str>> = self.redirects.to(&old.base).map(Into::into);
        if old.now == Successor::Explicit && written.is_none() {
            pending.await_redirect(&old.base, item);
            return;
        }
        if let Some(format) = FeedFormat::ALL.into_iter().find(|format| below.ends_with(format.file_name())) {
            if let Successor::Speaker(index) = old.now
                && !self.speaker_feed_formats(index).contains(&format)
            {
                self.speaker_feed_leads_on(old, index, pending);
                return;
            }
            // A feed's reader follows no page that leads on: the old address has the same feed.
            let scope = match &old.now {
                Successor::Speaker(index) => FeedScope::Speaker(*index),
                Successor::Series(id) => pending.series.get(&**id).copied().map_or(FeedScope::Site, FeedScope::Series),
                Successor::Term(key, id) => pending.term(key, id).map_or(FeedScope::Site, FeedScope::Term),
                _ => FeedScope::Site,
            };
            let who = Claimant::Redirect(None);
            self.add(old.address.clone(), OutputKind::Feed(scope, format), &who);
            return;
        }
        if old.address.path().ends_with(CALENDAR) {
            // Nor does a program that reads a calendar.
            let scope = match &old.now {
                Successor::Series(id) => pending.series.get(&**id).copied().map(CalendarScope::Series),
                _ => None,
            };
            let scope = scope.filter(|scope| pending.addresses.calendars.contains_key(scope));
            let kind = OutputKind::Calendar(scope.unwrap_or(CalendarScope::Site));
            self.add(old.address.clone(), kind, &Claimant::Redirect(None));
            return;
        }
        if old.address.path().ends_with(PODCAST) {
            let scope = match &old.now {
                Successor::Series(id) => pending.series.get(&**id).copied().map(PodcastScope::Series),
                _ => None,
            };
            let mut own = scope.into_iter().chain([PodcastScope::Site]);
            if let Some(scope) = own.find(|scope| pending.addresses.podcasts.contains_key(scope)) {
                self.add(old.address.clone(), OutputKind::Podcast(scope), &Claimant::Redirect(None));
                return;
            }
        }
        let here = &pending.locales[locale];
        let target = match &old.now {
            Successor::Meeting(index) => match old.kind {
                OldAddressKind::FormerVersion(number) => pending.addresses.version_of(*index, number).into(),
                OldAddressKind::Page | OldAddressKind::File | OldAddressKind::Redirect => {
                    pending.addresses.meetings[*index].clone()
                }
            },
            Successor::Page(index) => pending.addresses.pages[*index].clone(),
            Successor::Gone(index) => pending.gone[*index].clone(),
            Successor::Speaker(index) => {
                // The month, or the year in which it is, should that be divided no longer; in another language where all that
                // was said then is recorded in it.
                let below = [below, below.split_inclusive('/').next().unwrap_or_default()];
                let own = pending.speaker_pages[*index].locales.iter().map(|own| &pending.locales[*own]);
                let in_locales = || std::iter::once(here).chain(own.clone()).map(|locale| &*locale.speakers[*index]);
                let mut places = below
                    .iter()
                    .filter(|below| !below.is_empty())
                    .flat_map(|below| in_locales().map(move |speaker| format!("{speaker}{below}")));
                let place = places.find(|href| pending.listed.contains(href));
                place.map_or_else(|| here.speakers[*index].clone(), Into::into)
            }
            Successor::Series(id) => pending.series.get(&**id).map(|at| here.series[*at].clone()).unwrap_or_default(),
            Successor::Term(key, id) => pending.term(key, id).map(|at| here.term(at).into()).unwrap_or_default(),
            Successor::Meetings => here.meeting_index.clone(),
            Successor::Speakers => here.speaker_index.clone(),
            Successor::Bodies => here.bodies.clone().unwrap_or_else(|| here.home.clone()),
            Successor::Decisions => here.decisions.clone().unwrap_or_else(|| here.home.clone()),
            Successor::Matters => here.matters.clone().unwrap_or_else(|| here.home.clone()),
            Successor::Watches => here.watches.clone().unwrap_or_else(|| here.home.clone()),
            Successor::OpenData => here.data.clone().unwrap_or_else(|| here.home.clone()),
            Successor::Corrections => here.corrections.clone().unwrap_or_default(),
            Successor::Home => here.home.clone(),
            Successor::Explicit => written.unwrap_or_default(),
        };
        if target.is_empty() {
            return;
        }
        // A program would take a page at the address of a table for the table.
        if old.now == Successor::OpenData && !old.address.path().ends_with('/') {
            self.lead(old.address.clone(), &target, None);
        } else {
            self.redirect(old.address.clone(), &target, None);
        }
    }

    /// Redirects the address of a feed that a speaker no longer has to the first feed they have, or else to their page.
    /// No page can stand at the address of a feed, so the redirect needs a host that supports redirects.
    fn speaker_feed_leads_on(&mut self, old: &OldAddress, index: SpeakerIndex, pending: &PendingRedirects<'_>) {
        let feeds = pending.speaker_pages[index].feeds.as_deref();
        let feed = feeds.zip(self.speaker_feed_formats(index).first());
        let to = match feed {
            Some((folder, format)) => format!("{folder}{}", format.file_name()),
            None => pending.locales[0].speakers[index].to_string(),
        };
        self.lead(old.address.clone(), &to, None);
    }

    /// Redirects files beside the old address of a record's page. No page can stand in their place, so the redirects
    /// need a host that supports them.
    fn beside_record(&mut self, old: &OldAddress, item: PendingItem, pending: &mut PendingRedirects<'_>) {
        if !old.address.path().ends_with('/') {
            return;
        }
        let meeting = match (&old.now, self.redirects.to(&old.address)) {
            (Successor::Meeting(index), _) => Some(*index),
            (Successor::Explicit, Some(to)) => pending.records.get(to).copied(),
            (Successor::Explicit, None) => {
                pending.await_redirect(&old.address, item);
                None
            }
            _ => None,
        };
        for name in [PLAIN_RECORD, RECORD_DOCUMENT, AKOMA_NTOSO, CARD] {
            let from = old.address.join(name);
            if self.has(from.path()) {
                continue;
            }
            let is_drawn = |index: &MeetingIndex| match name {
                CARD => !pending.addresses.cards[*index].is_empty(),
                RECORD_DOCUMENT => !pending.addresses.documents[*index].is_empty(),
                AKOMA_NTOSO => !pending.addresses.akoma_ntoso[*index].is_empty(),
                _ => true,
            };
            let to = match (meeting, &old.now) {
                (Some(index), _) if is_drawn(&index) => format!("{}{name}", pending.addresses.meetings[index]),
                (None, Successor::Gone(index)) if name == PLAIN_RECORD => pending.gone[*index].to_string(),
                _ => continue,
            };
            self.lead(from, &to, None);
        }
        let captions = meeting.map(|index| pending.addresses.captions_of(index)).unwrap_or_default();
        for (_, part, to) in captions {
            let from = old.address.join(&captions_of_part(*part));
            if !self.has(from.path()) {
                self.lead(from, to, None);
            }
        }
    }

    /// Applies a redirect row whose source is a page address to another address of the site; false when the target does
    /// not exist.
    pub(super) fn page_row(
        &mut self,
        row: &AddressRedirect,
        item: PendingItem,
        pending: &mut PendingRedirects<'_>,
    ) -> bool {
        let to = Address::new(&row.to);
        let page = to.with_final_slash();
        let to = if self.has(to.path()) { &to } else { &page };
        if !self.has(to.path()) || leads_out(to.path()) {
            pending.await_output(&Address::new(&row.to), item);
            pending.await_output(&page, item);
            return false;
        }
        let from = Address::new(&row.from);
        if !self.hides_gone(&from, &row.at) {
            self.redirect(from, &self.base.href(to), Some(&row.at));
        }
        true
    }
}

/// Language of the site to which an address belongs, and the rest of its path behind the first address of the same
/// thing.
fn place<'a>(locales: &[Locale], old: &'a OldAddress) -> (LocaleIndex, &'a str) {
    let path = old.address.path();
    let in_language = |index: &LocaleIndex| {
        let folder = urls::of_language(&locales[*index].lang);
        path.strip_prefix(folder.path()).filter(|rest| rest.starts_with('/'))
    };
    let locale = (1..locales.len()).find(|index| in_language(index).is_some()).unwrap_or(0);
    let rest = if locale == 0 { path } else { in_language(&locale).unwrap_or(path) };
    let below = rest.strip_prefix(old.base.path()).unwrap_or(if path.ends_with('/') { "" } else { rest });
    (locale, below)
}
