//! Rows of `.redirects` and `aliases:` to the records that they name: follows chains of rows to their end, finds loops, and lets
//! a living record win over a redirect.
//!
//! Which record was published under another name follows from these rows, so they are resolved before the register is asked.
//! The register then resolves slugs that no record has now (`ledger/old_slugs.rs`), and the plan what leads to addresses
//! (`plan/old_addresses/`). A row that is resolved here, or there, is not looked at again.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::record::{AddressRedirect, Meeting, MeetingIndex, RecordRedirect};
use crate::report::diagnostic::{Diagnostic, Location, Problem};
use crate::site::well_known::FILES;
use crate::text::slug::{LONGEST_PATH, folded, loose, slugify};
use crate::text::source::Sources;

/// An old address and a new one.
#[derive(Debug, Clone)]
pub struct RedirectRow {
    /// A slug, or an address that begins with `/`.
    pub from: String,
    /// A slug, or an address that ends in one.
    pub to: String,
    /// The row.
    pub at: Location,
}

/// Resolved redirects.
pub(super) struct ResolvedRedirects {
    /// Redirects to records.
    pub(super) redirects: Vec<RecordRedirect>,
    /// Redirects to other addresses, and to slugs that no record has.
    pub(super) forwards: Vec<AddressRedirect>,
    /// Redirects to records that are held back, each with the folded slug of that record.
    pub(super) waiting: Vec<(Box<str>, String)>,
}

/// Resolves `.redirects` and the `aliases:` of records: what leads to records, and what leads to other addresses.
///
/// Slugs in `.redirects` may be those of another program (lower-cased, punctuation dropped); what is not found as it
/// stands is found by its letters and digits, if only one record has them.
pub(super) fn resolve<S>(
    meetings: &[Meeting<S>],
    rows: &[RedirectRow],
    held: &[Box<str>],
    sources: &dyn Sources,
    diagnostics: &mut Vec<Diagnostic>,
) -> ResolvedRedirects {
    let (mut forwards, mut waiting) = (Vec::new(), Vec::new());
    let index = SlugIndex::new(meetings, held);
    let mut found = FoundRedirects::default();
    let rows: Vec<&RedirectRow> = rows.iter().filter(|row| fits(row, diagnostics)).collect();
    let next = Rows::new(&rows);
    let ends = ends(&rows, &next, &index);

    for (position, meeting) in meetings.iter().enumerate() {
        for alias in &meeting.details.aliases {
            let at = meeting.details.places.of("aliases", &sources.shown(meeting.details.source));
            if alias.len() > LONGEST_PATH {
                let message =
                    format!("an old address has {} bytes, more than {LONGEST_PATH}; it is left out", alias.len());
                diagnostics.push(Diagnostic::at(Problem::OverLimit, at, message).hint("write a shorter address"));
                continue;
            }
            if let Some(live) = index.exact(alias) {
                if live != position {
                    diagnostics.push(over_live_page(at, alias, &meetings[live].details.slug));
                }
            } else {
                found.add(RecordRedirect { from: alias.clone(), to: position, at, is_row: false }, diagnostics);
            }
        }
    }
    for (position, row) in rows.iter().enumerate() {
        // Only the plan knows whether a full address belongs to a page.
        if let Some(live) = index.exact(&row.from).filter(|_| !is_full(&row.from)) {
            diagnostics.push(over_live_page(row.at.clone(), &row.from, &meetings[live].details.slug));
            // The record kept the name that the row calls old. Its new name was an address somewhere; it still answers.
            let leads_elsewhere = index.find(&row.to).is_some_and(|to| to != live) || next.after(&row.to).is_some();
            if !leads_elsewhere && index.exact(&row.to).is_none() {
                found.add(
                    RecordRedirect { from: row.to.as_str().into(), to: live, at: row.at.clone(), is_row: true },
                    diagnostics,
                );
            }
            continue;
        }
        match ends[position] {
            End::Record(to) => {
                found.add(
                    RecordRedirect { from: row.from.as_str().into(), to, at: row.at.clone(), is_row: true },
                    diagnostics,
                );
            }
            End::Held(last) => waiting.push((row.from.as_str().into(), normal(&rows[last].to))),
            // Only the plan knows whether an address of no record exists; only the register knows former slugs.
            End::Nowhere(last) => {
                let (from, to) = (row.from.as_str().into(), rows[last].to.as_str().into());
                forwards.push(AddressRedirect { from, to, at: row.at.clone() });
            }
            End::Loop => diagnostics.push(
                Diagnostic::at(
                    Problem::RedirectLoop,
                    row.at.clone(),
                    format!("these redirects form a loop: {}", circle(position, &rows, &next)),
                )
                .hint("let one of them lead to a record"),
            ),
        }
    }
    found.list.sort();
    ResolvedRedirects { redirects: found.list, forwards, waiting }
}

/// Redirects found so far, one for each address.
#[derive(Default)]
struct FoundRedirects {
    list: Vec<RecordRedirect>,
    by_address: FxHashMap<String, usize>,
}

impl FoundRedirects {
    fn add(&mut self, redirection: RecordRedirect, diagnostics: &mut Vec<Diagnostic>) {
        let first = *self.by_address.entry(whole(&redirection.from)).or_insert(self.list.len());
        match self.list.get(first) {
            None => self.list.push(redirection),
            Some(first) if first.to == redirection.to => {}
            Some(first) => diagnostics.push(
                Diagnostic::at(
                    Problem::DuplicateRedirect,
                    redirection.at,
                    format!("“{}” redirects elsewhere already ({}:{})", redirection.from, first.at.path, first.at.line),
                )
                .hint("keep one of the two"),
            ),
        }
    }
}

fn over_live_page(at: Location, from: &str, slug: &str) -> Diagnostic {
    Diagnostic::at(
        Problem::RedirectOverLivePage,
        at,
        format!("“{from}” is the address of a living page (“{slug}”), which stays"),
    )
    .hint("remove the row, or give the record another `slug:`")
}

/// Reports whether both fields of a row could be addresses; reports the row if not.
fn fits(row: &RedirectRow, diagnostics: &mut Vec<Diagnostic>) -> bool {
    let length = row.from.len().max(row.to.len());
    if length > LONGEST_PATH {
        let message = format!("this address has {length} bytes, more than {LONGEST_PATH}; the row is left out");
        diagnostics.push(
            Diagnostic::at(Problem::OverLimit, row.at.clone(), message)
                .hint("remove the row, or write a shorter address"),
        );
    }
    length <= LONGEST_PATH
}

/// End of a chain of rows.
#[derive(Debug, Clone, Copy)]
enum End {
    Record(MeetingIndex),
    /// A record that is held back, through this last row.
    Held(usize),
    /// The target of this row, which is no record.
    Nowhere(usize),
    Loop,
}

/// The end of each row. Rows of one chain share their end, which is found once.
fn ends(rows: &[&RedirectRow], next: &Rows, index: &SlugIndex) -> Vec<End> {
    let mut ends: Vec<Option<End>> = vec![None; rows.len()];
    let mut on_this_way = vec![false; rows.len()];
    for start in 0..rows.len() {
        let mut way = Vec::new();
        let mut at = start;
        let end = loop {
            if let Some(end) = ends[at] {
                break end;
            }
            if std::mem::replace(&mut on_this_way[at], true) {
                break End::Loop;
            }
            crate::report::steps::step();
            way.push(at);
            let target = rows[at].to.as_str();
            let is_file = target.starts_with(FILES);
            if let Some(to) = index.exact(target).filter(|_| !is_file) {
                break End::Record(to);
            }
            match next.after(target) {
                Some(row) => at = row,
                None if is_file => break End::Nowhere(at),
                None => {
                    break match index.find(target) {
                        Some(to) => End::Record(to),
                        None if index.held.contains(&normal(target)) => End::Held(at),
                        None => End::Nowhere(at),
                    };
                }
            }
        };
        for row in way {
            ends[row] = Some(end);
        }
    }
    ends.into_iter().map(|end| end.unwrap_or(End::Loop)).collect()
}

/// Maximum number of addresses of a loop shown in a message.
const MOST_SHOWN: usize = 12;

/// The addresses by which a row leads around in a circle.
fn circle(start: usize, rows: &[&RedirectRow], next: &Rows) -> String {
    let mut shown = vec![&*rows[start].from];
    let (mut met, mut at) = (vec![start], start);
    while shown.len() < MOST_SHOWN {
        shown.push(&*rows[at].to);
        match next.after(&rows[at].to).filter(|row| !met.contains(row)) {
            Some(row) => at = row,
            None => return shown.join(" → "),
        }
        met.push(at);
    }
    shown.push("…");
    shown.join(" → ")
}

/// The rows, by the end of their source address.
struct Rows(FxHashMap<String, SameEnd>);

/// Rows that lead from addresses with one end.
struct SameEnd {
    first: usize,
    /// The first row written as a slug, which equals any address with that end.
    slug: Option<usize>,
    /// The first from each address that is written in full.
    full: FxHashMap<String, usize>,
}

impl Rows {
    fn new(rows: &[&RedirectRow]) -> Self {
        let mut by_end: FxHashMap<String, SameEnd> = FxHashMap::default();
        for (index, row) in rows.iter().enumerate() {
            let empty = || SameEnd { first: index, slug: None, full: FxHashMap::default() };
            let same = by_end.entry(normal(&row.from)).or_insert_with(empty);
            if is_full(&row.from) {
                same.full.entry(whole(&row.from)).or_insert(index);
            } else {
                same.slug.get_or_insert(index);
            }
        }
        Rows(by_end)
    }

    /// The first row that leads from an address. A slug is the same as any address that ends in it: which one it is, only
    /// the plan knows.
    fn after(&self, address: &str) -> Option<usize> {
        let same = self.0.get(&normal(address))?;
        if !is_full(address) {
            return Some(same.first);
        }
        let full = same.full.get(&whole(address)).copied();
        full.into_iter().chain(same.slug).min()
    }
}

/// Reports whether an address starts at the root of the site.
fn is_full(address: &str) -> bool {
    address.starts_with('/')
}

/// An address as it stands, in the form for comparing.
fn whole(address: &str) -> String {
    if is_full(address) { folded(address.trim_end_matches('/').trim_end_matches(".html")) } else { normal(address) }
}

/// The slug at the end of an address, folded for comparison.
fn normal(address: &str) -> String {
    let last = address.trim_end_matches('/').rsplit('/').next().unwrap_or_default();
    folded(&slugify(last.trim_end_matches(".html")).text)
}

struct SlugIndex {
    exact: FxHashMap<String, MeetingIndex>,
    /// `None` where several records share the letters.
    loose: FxHashMap<String, Option<MeetingIndex>>,
    held: FxHashSet<String>,
}

impl SlugIndex {
    fn new<S>(meetings: &[Meeting<S>], held: &[Box<str>]) -> Self {
        let mut index = SlugIndex {
            exact: FxHashMap::default(),
            loose: FxHashMap::default(),
            held: held.iter().map(|slug| folded(slug)).collect(),
        };
        for (position, meeting) in meetings.iter().enumerate() {
            index.exact.insert(folded(&meeting.details.slug), position);
            let loosely = index.loose.entry(loose(&meeting.details.slug)).or_insert(Some(position));
            if *loosely != Some(position) {
                *loosely = None;
            }
        }
        index
    }

    fn exact(&self, address: &str) -> Option<MeetingIndex> {
        self.exact.get(&normal(address)).copied()
    }

    fn find(&self, address: &str) -> Option<MeetingIndex> {
        self.exact(address).or_else(|| self.loose.get(&loose(&normal(address))).copied().flatten())
    }
}
