//! Keeps old addresses answering: whatever was published once, and is nowhere now, leads to what has its place.

use rustc_hash::{FxHashMap, FxHashSet};

use super::Planner;
use crate::record::{AddressRedirect, MeetingIndex};
use crate::site::{
    Address, Addresses, FeedFormat, FeedScope, Listing, Locale, LocaleIndex, OldAddress, OldAddressKind, OutputKind,
    Successor,
};

impl Planner<'_> {
    /// Addresses that were published and that nothing has now. What somebody wrote about them came before.
    /// `gone` are the links to what says that something was taken back.
    pub(super) fn former(
        &mut self,
        locales: &[Locale],
        addresses: &Addresses,
        gone: &[Box<str>],
        series: &[Listing],
        topics: &[Listing],
    ) {
        if self.input.former.is_empty() {
            return;
        }
        let (series, topics) = (super::positions(series), super::positions(topics));
        let records = super::records_at(addresses);
        let listed: FxHashSet<String> = self.listed.iter().map(|known| self.base.href(known)).collect();
        for former in self.input.former.iter().filter(|former| former.kind != OldAddressKind::File) {
            if former.kind == OldAddressKind::Page {
                self.beside_record(former, addresses, &records, gone);
            }
            if self.has(former.address.path()) {
                continue;
            }
            let (locale, below) = place(locales, former);
            let written: Option<Box<str>> = self.redirects.to(&former.base).map(Into::into);
            if former.now == Successor::Written && written.is_none() {
                continue;
            }
            if let Some(format) = FeedFormat::ALL.into_iter().find(|format| below.ends_with(format.file_name())) {
                // A feed's reader follows no page that leads on: the old address has the same feed.
                let scope = match &former.now {
                    Successor::Speaker(index) => FeedScope::Speaker(*index),
                    Successor::Series(id) => series.get(&**id).copied().map_or(FeedScope::Site, FeedScope::Series),
                    Successor::Topic(id) => topics.get(&**id).copied().map_or(FeedScope::Site, FeedScope::Topic),
                    _ => FeedScope::Site,
                };
                let who = super::Claimant::Redirect(None);
                self.add(former.address.clone(), OutputKind::Feed(scope, format), &who);
                continue;
            }
            let here = &locales[locale];
            let target = match &former.now {
                Successor::Meeting(index) => addresses.meetings[*index].clone(),
                Successor::Page(index) => addresses.pages[*index].clone(),
                Successor::Gone(index) => gone[*index].clone(),
                Successor::Speaker(index) => {
                    let speaker = &*locales[0].speakers[*index];
                    // The month, or the year in which it is, should that be divided no longer.
                    let below = [below, below.split_inclusive('/').next().unwrap_or_default()];
                    let mut places =
                        below.iter().filter(|below| !below.is_empty()).map(|below| format!("{speaker}{below}"));
                    let place = places.find(|href| listed.contains(href));
                    place.map_or_else(|| here.speakers[*index].clone(), Into::into)
                }
                Successor::Series(id) => series.get(&**id).map(|at| here.series[*at].clone()).unwrap_or_default(),
                Successor::Topic(id) => topics.get(&**id).map(|at| here.topics[*at].clone()).unwrap_or_default(),
                Successor::Meetings => here.meeting_index.clone(),
                Successor::Speakers => here.speaker_index.clone(),
                Successor::Corrections => here.corrections.clone().unwrap_or_default(),
                Successor::Home => here.home.clone(),
                Successor::Written => written.unwrap_or_default(),
            };
            if !target.is_empty() {
                self.redirect(former.address.clone(), &target, None);
            }
        }
    }

    /// What lay beside the page of a record under its old address has no page that could lead on; hosts that know redirects
    /// are told.
    fn beside_record(
        &mut self,
        former: &OldAddress,
        addresses: &Addresses,
        records: &FxHashMap<&str, MeetingIndex>,
        gone: &[Box<str>],
    ) {
        if !former.address.path().ends_with('/') {
            return;
        }
        let written = || self.redirects.to(&former.address);
        let meeting = match &former.now {
            Successor::Meeting(index) => Some(*index),
            Successor::Written => written().and_then(|to| records.get(to).copied()),
            _ => None,
        };
        for name in ["index.md", "card.png"] {
            let from = former.address.join(name);
            if self.has(from.path()) {
                continue;
            }
            let is_drawn = |index: &MeetingIndex| name != "card.png" || !addresses.cards[*index].is_empty();
            let to = match (meeting, &former.now) {
                (Some(index), _) if is_drawn(&index) => format!("{}{name}", addresses.meetings[index]),
                (None, Successor::Gone(index)) if name != "card.png" => gone[*index].to_string(),
                _ => continue,
            };
            self.lead(from, &to, None);
        }
    }

    /// Rows that lead from one address of the site to another. Gives those that lead to what is not there.
    pub(super) fn forwards<'a>(&mut self, rows: impl Iterator<Item = &'a AddressRedirect>) -> Vec<&'a AddressRedirect> {
        let mut left = Vec::new();
        for forward in rows {
            let to = Address::new(&forward.to);
            let to = if self.has(to.path()) || to.path().ends_with('/') { to } else { to.join("/") };
            if self.has(to.path()) && !super::leads_out(to.path()) {
                let from = Address::new(&forward.from);
                if !self.hides_gone(&from, &forward.at) {
                    self.redirect(from, &self.base.href(&to), Some(&forward.at));
                }
            } else {
                left.push(forward);
            }
        }
        left
    }

    /// Tells of rows that lead to what is not there.
    pub(super) fn report_forwards(&mut self, left: &[&AddressRedirect]) {
        for forward in left {
            let message = format!("nothing has the address “{}”", forward.to);
            self.diagnostics.push(
                super::Diagnostic::at(super::Problem::RedirectToNowhere, forward.at.clone(), message)
                    .hint("write the address that has its place now, or take the row out"),
            );
        }
    }

    /// Whether something has an address.
    pub(super) fn has(&self, address: &str) -> bool {
        super::folded_path(&Address::new(address)).is_some_and(|path| self.taken.contains_key(&path))
    }
}

/// In which language of the site an address is, and what stands in it behind the first address of the same thing.
fn place<'a>(locales: &[Locale], former: &'a OldAddress) -> (LocaleIndex, &'a str) {
    let path = former.address.path();
    let in_language = |index: &LocaleIndex| {
        let folder = super::urls::of_language(&locales[*index].lang);
        path.strip_prefix(folder.path()).filter(|rest| rest.starts_with('/'))
    };
    let locale = (1..locales.len()).find(|index| in_language(index).is_some()).unwrap_or(0);
    let rest = if locale == 0 { path } else { in_language(&locale).unwrap_or(path) };
    let below = rest.strip_prefix(former.base.path()).unwrap_or(if path.ends_with('/') { "" } else { rest });
    (locale, below)
}
