//! Redirects of the site: every address that was published, or is listed as an old one, leads to its present successor.
//!
//! Two stages have already resolved old slugs: `link` finds the records that rows of `.redirects` and `aliases:` name,
//! also through other rows; `ledger` finds the records that had a slug in the past, for which it must first match records
//! by such rows. The remaining redirects lead to addresses, and only the plan knows what each address contains. They are
//! all resolved here.
//!
//! Rules, in order of precedence:
//!
//! 1. A page, feed or file of the site keeps its address; a redirect never takes it. An explicit redirect is then reported.
//! 2. Rows to records and `aliases:` of records come first, in order, then `aliases:` of pages.
//! 3. A withdrawn record has its notice, unless 1 or 2 has taken its address. A row does not hide the notice.
//! 4. Rows to addresses follow, in order. A row may lead to anything that has an address: a page, a redirect, a file. A row
//!    from the address of a file to another file publishes that file at the old address too; redirecting the address of a
//!    file to a page is possible on hosts only.
//! 5. Published addresses come last, in the order of the register. Each leads to the present address of the same thing; if
//!    that is unknown, to the target of an explicit redirect from the thing's first address. A feed is redirected to a
//!    feed only. A paper is also published at its old address if its record's successor links to a paper of the same name.
//!
//! A row may lead to a published address, and a published address may lead where a row leads, to any depth. So a redirect
//! that cannot be resolved yet waits for the addresses on which it depends ([`PendingRedirects`]), and is tried again when
//! one of them gets a page. Each redirect waits for two addresses at most, so the cost is linear. Rows that are never
//! resolved are reported. Links in texts are resolved in between: they may lead to redirects, while rows and papers may
//! lead to files that are published only because of these links. A link in a text does not count as resolved by a
//! redirect to such a file.

mod allocate;
mod old_files;
mod old_pages;
mod redirect_list;

use std::collections::BTreeSet;
use std::ops::Bound;
use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

pub(super) use redirect_list::Redirects;

use super::allocator::folded_path;
use super::link_targets::LinkTarget;
use super::planner::Planner;
use crate::record::{AddressRedirect, MeetingIndex};
use crate::report::diagnostic::{Diagnostic, Problem};
use crate::site::{
    Address, Addresses, ListedTaxonomy, Listing, Locale, OldAddressKind, OutputKind, SpeakerPages, Successor, TermIndex,
};
use crate::text::slug::folded;

/// A pending redirect, in the order of precedence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum PendingItem {
    /// A row to an address: position in `Archive::forwards`.
    Row(usize),
    /// A row to a record from the address of a file: position in `Archive::redirects`.
    FileOfRecord(usize),
    /// A published address: position in `PlanInput::old`.
    Published(usize),
}

/// Rows and published addresses that are not resolved yet, and what they wait for.
pub(super) struct PendingRedirects<'p> {
    locales: &'p [Locale],
    speaker_pages: &'p [SpeakerPages],
    addresses: &'p Addresses,
    /// Links to withdrawal notices.
    gone: &'p [Box<str>],
    series: FxHashMap<&'p str, usize>,
    /// Position of each taxonomy by key, and in each that of its terms by id.
    taxonomies: FxHashMap<&'p str, (usize, FxHashMap<&'p str, usize>)>,
    /// Records by the link to each.
    records: FxHashMap<&'p str, MeetingIndex>,
    /// Links to everything that search engines may list.
    listed: FxHashSet<String>,
    /// Link targets of the texts, once they are known: of records, of pages, of the front page.
    links: ([&'p [Vec<LinkTarget>]; 2], &'p [LinkTarget]),
    /// The files that something links to, by link.
    files: FxHashMap<Box<str>, Arc<str>>,
    /// Items to try next.
    queue: BTreeSet<PendingItem>,
    /// Rows whose target does not exist.
    unresolved: BTreeSet<usize>,
    /// Items to try again when there is an output, by its folded path.
    for_output: FxHashMap<String, Vec<PendingItem>>,
    /// Items to try again when there is a redirect from an address.
    for_redirect: FxHashMap<Address, Vec<PendingItem>>,
    /// Number of outputs and redirects for which waiting items have been woken.
    seen: (usize, usize),
}

impl<'p> PendingRedirects<'p> {
    /// All redirects from addresses of pages. `gone` are the links to withdrawal notices, and listings those of
    /// `series` and `taxonomies`.
    pub(super) fn new(
        planner: &Planner<'_>,
        locales: &'p [Locale],
        speaker_pages: &'p [SpeakerPages],
        addresses: &'p Addresses,
        gone: &'p [Box<str>],
        series: &'p [Listing],
        taxonomies: &'p [ListedTaxonomy],
    ) -> Self {
        let mut pending = PendingRedirects {
            locales,
            speaker_pages,
            addresses,
            gone,
            series: positions(series),
            taxonomies: taxonomies
                .iter()
                .enumerate()
                .map(|(place, taxonomy)| (&*taxonomy.key, (place, positions(&taxonomy.terms))))
                .collect(),
            records: addresses.meetings.iter().enumerate().rev().map(|(index, href)| (&**href, index)).collect(),
            listed: FxHashSet::default(),
            links: ([&[], &[]], &[]),
            files: FxHashMap::default(),
            queue: BTreeSet::new(),
            unresolved: BTreeSet::new(),
            for_output: FxHashMap::default(),
            for_redirect: FxHashMap::default(),
            seen: (0, 0),
        };
        if !planner.input.old_addresses.is_empty() {
            pending.listed = planner.listed.iter().map(|known| planner.base.href(known)).collect();
        }
        pending.queue_all(planner, false);
        pending
    }

    /// Adds the redirects from addresses of files. `links` are those of records and of pages.
    pub(super) fn add_files(
        &mut self,
        planner: &Planner<'_>,
        links: [&'p [Vec<LinkTarget>]; 2],
        of_front_page: &'p [LinkTarget],
    ) {
        self.links = (links, of_front_page);
        let redirects = planner.archive.redirects.iter().enumerate();
        let of_file = redirects.filter(|(_, row)| Address::new(&row.from).is_of_file());
        self.queue.extend(of_file.map(|(index, _)| PendingItem::FileOfRecord(index)));
        self.queue_all(planner, true);
    }

    fn queue_all(&mut self, planner: &Planner<'_>, of_files: bool) {
        let rows = planner.archive.forwards.iter().enumerate();
        let rows = rows.filter(|(_, row)| Address::new(&row.from).is_of_file() == of_files);
        for (index, _) in rows {
            self.unresolved.insert(index);
            self.queue.insert(PendingItem::Row(index));
        }
        let published = planner.input.old_addresses.iter().enumerate();
        let published = published.filter(|(_, old)| (old.kind == OldAddressKind::File) == of_files);
        self.queue.extend(published.map(|(index, _)| PendingItem::Published(index)));
    }

    /// The term of a taxonomy with an id, if both are there.
    fn term(&self, key: &str, id: &str) -> Option<TermIndex> {
        let (taxonomy, terms) = self.taxonomies.get(key)?;
        terms.get(id).map(|term| TermIndex { taxonomy: *taxonomy, term: *term })
    }

    /// The links in the text of a successor.
    fn links_of(&self, now: &Successor) -> &'p [LinkTarget] {
        let ([of_meetings, of_pages], of_front_page) = self.links;
        match now {
            Successor::Meeting(index) => &of_meetings[*index],
            Successor::Page(index) => &of_pages[*index],
            Successor::Home => of_front_page,
            _ => &[],
        }
    }

    /// Lets something be tried again when there is an output at an address.
    fn await_output(&mut self, address: &Address, item: PendingItem) {
        if let Some(path) = folded_path(address) {
            self.for_output.entry(path).or_default().push(item);
        }
    }

    /// Lets something be tried again when hosts know a redirect from an address.
    fn await_redirect(&mut self, address: &Address, item: PendingItem) {
        self.for_redirect.entry(address.clone()).or_default().push(item);
    }

    /// Queues the items that waited for an output or redirect planned since.
    fn wake(&mut self, planner: &Planner<'_>) {
        for output in &planner.allocator.outputs()[self.seen.0..] {
            if let OutputKind::Attachment(path) = &output.kind {
                self.files.insert(planner.base.href(&output.address).into(), Arc::clone(path));
            }
            if !self.for_output.is_empty() {
                self.queue.extend(self.for_output.remove(&folded(output.path.as_str())).into_iter().flatten());
            }
        }
        for (from, _) in &planner.redirects.list()[self.seen.1..] {
            self.queue.extend(self.for_redirect.remove(from).into_iter().flatten());
        }
        self.seen = (planner.allocator.outputs().len(), planner.redirects.list().len());
    }
}

/// Position of each listing, by id.
fn positions(listings: &[Listing]) -> FxHashMap<&str, usize> {
    // The first of two with the same id counts.
    listings.iter().enumerate().rev().map(|(place, listing)| (&*listing.id, place)).collect()
}

impl<'a> Planner<'a> {
    /// Resolves all items that can be resolved. An item that wakes another of higher precedence wakes it for the next
    /// round.
    pub(super) fn resolve_redirects(&mut self, pending: &mut PendingRedirects<'_>) {
        let mut last = None;
        pending.wake(self);
        while !pending.queue.is_empty() {
            let behind = (last.map_or(Bound::Unbounded, Bound::Excluded), Bound::Unbounded);
            let Some(item) = pending.queue.range(behind).next().copied() else {
                last = None;
                continue;
            };
            crate::report::steps::step();
            pending.queue.remove(&item);
            last = Some(item);
            let (archive, input) = (self.archive, self.input);
            match item {
                PendingItem::Row(index) if pending.unresolved.contains(&index) => {
                    let row = &archive.forwards[index];
                    let is_resolved = if Address::new(&row.from).is_of_file() {
                        self.file_row(row, item, pending)
                    } else {
                        self.page_row(row, item, pending)
                    };
                    if is_resolved {
                        pending.unresolved.remove(&index);
                    }
                }
                PendingItem::Row(_) => {}
                PendingItem::FileOfRecord(index) => {
                    let row = &archive.redirects[index];
                    self.redirect_file(&row.from, &pending.addresses.meetings[row.to], &row.at, &pending.files);
                }
                PendingItem::Published(index) => match &input.old_addresses[index] {
                    old if old.kind == OldAddressKind::File => self.old_file(old, item, pending),
                    old => self.old_page(old, item, pending),
                },
            }
            pending.wake(self);
        }
    }

    /// Reports rows whose target does not exist.
    pub(super) fn report_unresolved(&mut self, pending: &PendingRedirects<'_>) {
        let archive = self.archive;
        for row in pending.unresolved.iter().map(|index| -> &'a AddressRedirect { &archive.forwards[*index] }) {
            let message = format!("there is no page or file at “{}”", row.to);
            self.diagnostics.push(
                Diagnostic::at(Problem::RedirectToNowhere, row.at.clone(), message)
                    .hint("write the address that replaces it, or remove the row"),
            );
        }
    }

    /// Reports whether an address is taken.
    fn has(&self, address: &str) -> bool {
        self.allocator.is_file(&Address::new(address))
    }
}
