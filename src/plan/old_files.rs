//! Keeps the addresses of papers answering: a file that lies elsewhere now is published where it was, too.

use std::collections::BTreeSet;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::link_targets::LinkTarget;
use super::{Claimant, Planner};
use crate::record::AddressRedirect;
use crate::report::diagnostic::Location;
use crate::site::{Address, Addresses, OldAddressKind, OutputKind, Successor};

impl Planner<'_> {
    /// What somebody wrote that begins at the address of a file. Gives the rows that lead to what is not there.
    pub(super) fn file_rows<'a>(
        &mut self,
        rows: impl Iterator<Item = &'a AddressRedirect>,
        addresses: &Addresses,
    ) -> Vec<&'a AddressRedirect> {
        let (files, archive) = (self.files(), self.archive);
        let mut left = Vec::new();
        for row in rows {
            let to = Address::new(&row.to);
            let page = if to.path().ends_with('/') { to.clone() } else { to.join("/") };
            let written: Option<Box<str>> = self.redirects.to(&page).map(Into::into);
            let there = [to, page].into_iter().find(|to| self.has(to.path())).map(|to| self.base.href(&to).into());
            // Of a row that gives way it does not matter where it leads.
            let gives_way = self.has(Address::new(&row.from).path()).then(|| row.to.clone());
            match gives_way.or(written).or(there) {
                Some(to) => self.file_row(&row.from, &to, &row.at, &files),
                None => left.push(row),
            }
        }
        for row in &archive.redirects {
            if Address::new(&row.from).is_of_file() {
                self.file_row(&row.from, &addresses.meetings[row.to], &row.at, &files);
            }
        }
        left
    }

    /// A row from the address of a file, unless something is there, which stays.
    fn file_row(&mut self, from: &str, to: &str, at: &Location, files: &FxHashMap<Box<str>, Arc<str>>) {
        let from = Address::new(from);
        if self.has(from.path()) {
            self.redirect(from, to, Some(at));
        } else if !self.is_unreachable(&from, at) {
            self.file_at(&from, to, files, Some(at));
        }
    }

    /// Files that were published, and to which nothing links where they were. `links_of` gives the links of what has the
    /// place of what they belonged to.
    ///
    /// What lies elsewhere under the same name answers at the old address too: a page that leads on would be no paper.
    pub(super) fn former_files<'l>(
        &mut self,
        links_of: &dyn Fn(&Successor) -> &'l [LinkTarget],
        addresses: &Addresses,
        gone: &[Box<str>],
    ) {
        let (files, records) = (self.files(), super::records_at(addresses));
        for former in self.input.former.iter().filter(|former| former.kind == OldAddressKind::File) {
            if self.has(former.address.path()) || self.redirects.to(&former.address).is_some() {
                continue;
            }
            let written: Option<Box<str>> = self.redirects.to(&former.base).map(Into::into);
            let record = || records.get(written.as_deref()?).copied();
            let now = match (&former.now, record()) {
                (Successor::Written, Some(index)) => Successor::Meeting(index),
                (now, _) => now.clone(),
            };
            let own = self.base.href(&former.address);
            let name = |href: &str| href.rsplit('/').next().map(str::to_owned);
            let links = links_of(&now).iter().map(|(_, href)| href.split('#').next().unwrap_or_default());
            let same: BTreeSet<&str> =
                links.filter(|href| files.contains_key(*href) && name(href) == name(&own)).collect();
            let to = match (now, written) {
                _ if same.len() == 1 => same.first().copied().map(Box::from),
                (Successor::Gone(index), _) => Some(gone[index].clone()),
                (Successor::Written, written) => written,
                _ => None,
            };
            if let Some(to) = to {
                self.file_at(&former.address, &to, &files, None);
            }
        }
    }

    /// The files that something links to, by link.
    fn files(&self) -> FxHashMap<Box<str>, Arc<str>> {
        let files = self.outputs.iter().filter_map(|output| match &output.kind {
            OutputKind::Attachment(path) => Some((self.base.href(&output.address).into(), Arc::clone(path))),
            _ => None,
        });
        files.collect()
    }

    /// Lets the old address of a file answer with a file, or, on hosts that know redirects, lead to a page.
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
