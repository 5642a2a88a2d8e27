//! Keeps old addresses of papers answering: a file that has moved is published at its old address too.

use std::collections::BTreeSet;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::{PendingItem, PendingRedirects};
use crate::plan::allocator::Claimant;
use crate::plan::planner::Planner;
use crate::record::AddressRedirect;
use crate::report::diagnostic::Location;
use crate::site::{Address, OldAddress, OutputKind, Successor};

impl Planner<'_> {
    /// Applies a redirect row whose source is a file address to another address of the site; false when the target does
    /// not exist.
    pub(super) fn file_row(
        &mut self,
        row: &AddressRedirect,
        item: PendingItem,
        pending: &mut PendingRedirects<'_>,
    ) -> bool {
        let to = Address::new(&row.to);
        let page = to.with_final_slash();
        let written: Option<Box<str>> = self.redirects.to(&page).map(Into::into);
        let there = [&to, &page].into_iter().find(|to| self.has(to.path())).map(|to| self.base.href(to).into());
        // The target of a row that gives way does not matter.
        let gives_way = self.has(Address::new(&row.from).path()).then(|| row.to.clone());
        let Some(end) = gives_way.or(written).or(there) else {
            pending.await_output(&to, item);
            pending.await_output(&page, item);
            pending.await_redirect(&page, item);
            return false;
        };
        self.redirect_file(&row.from, &end, &row.at, &pending.files);
        true
    }

    /// Redirects a file address explicitly, unless it is taken.
    pub(super) fn redirect_file(&mut self, from: &str, to: &str, at: &Location, files: &FxHashMap<Box<str>, Arc<str>>) {
        let from = Address::new(from);
        if self.has(from.path()) {
            self.redirect(from, to, Some(at));
        } else if !self.is_unreachable(&from, at) {
            self.file_at(&from, to, files, Some(at));
        }
    }

    /// Keeps a published file answering at an old address to which nothing links any more. A file of the same name
    /// elsewhere is published at the old address too, because a page that redirects is no paper.
    pub(super) fn old_file(&mut self, old: &OldAddress, item: PendingItem, pending: &mut PendingRedirects<'_>) {
        if self.has(old.address.path()) || self.redirects.to(&old.address).is_some() {
            return;
        }
        let written: Option<Box<str>> = self.redirects.to(&old.base).map(Into::into);
        if old.now == Successor::Explicit && written.is_none() {
            pending.await_redirect(&old.base, item);
            return;
        }
        let record = || pending.records.get(written.as_deref()?).copied();
        let now = match (&old.now, record()) {
            (Successor::Explicit, Some(index)) => Successor::Meeting(index),
            (now, _) => now.clone(),
        };
        let own = self.base.href(&old.address);
        let name = |href: &str| href.rsplit('/').next().map(str::to_owned);
        let links = pending.links_of(&now).iter().map(|(_, href)| href.split('#').next().unwrap_or_default());
        let same: BTreeSet<&str> =
            links.filter(|href| pending.files.contains_key(*href) && name(href) == name(&own)).collect();
        let to = match (now, written) {
            _ if same.len() == 1 => same.first().copied().map(Box::from),
            (Successor::Gone(index), _) => Some(pending.gone[index].clone()),
            (Successor::Explicit, written) => written,
            _ => None,
        };
        if let Some(to) = to {
            self.file_at(&old.address, &to, &pending.files, None);
        }
    }

    /// Publishes a file at an old file address, or, on hosts that support redirects, redirects to a page.
    fn file_at(&mut self, from: &Address, to: &str, files: &FxHashMap<Box<str>, Arc<str>>, written: Option<&Location>) {
        match files.get(to) {
            Some(path) => {
                let who = Claimant::File(Arc::clone(path));
                self.add(from.clone(), OutputKind::Attachment(Arc::clone(path)), &who);
            }
            None => self.lead(from.clone(), to, written),
        }
    }
}
