//! Old addresses: follows chains to their end, finds loops, and lets a living page win over a redirect.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::diagnostic::{Diagnostic, Location, Problem};
use crate::record::{FILES, Forward, Meeting, MeetingIndex, Redirection};
use crate::slug::{folded, loose, slugify};
use crate::source::Sources;

/// An old address and a new one.
#[derive(Debug, Clone)]
pub struct RedirectRow {
    /// A slug, or an address that begins with `/`.
    pub from: String,
    /// A slug, or an address whose last part is one.
    pub to: String,
    /// The row.
    pub at: Location,
}

/// Where old addresses lead.
pub(super) struct Resolved {
    /// To records.
    pub(super) redirects: Vec<Redirection>,
    /// To other addresses, and to slugs that no record has.
    pub(super) forwards: Vec<Forward>,
    /// To records that are held back, each with the slug of that record, folded.
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
) -> Resolved {
    let (mut forwards, mut waiting) = (Vec::new(), Vec::new());
    let index = Index::new(meetings, held);
    let mut found = Found::default();
    let next = Rows::new(rows);

    for (position, meeting) in meetings.iter().enumerate() {
        for alias in &meeting.details.aliases {
            let at = meeting.details.places.of("aliases", &sources.get(meeting.details.source).shown);
            if let Some(live) = index.exact(alias) {
                if live != position {
                    diagnostics.push(over_live_page(at, alias, &meetings[live].details.slug));
                }
            } else {
                found.add(Redirection { from: alias.clone(), to: position, at, is_row: false }, diagnostics);
            }
        }
    }
    for row in rows {
        // Whether something living has an address that is written in full, only the plan knows.
        if let Some(live) = index.exact(&row.from).filter(|_| !is_full(&row.from)) {
            diagnostics.push(over_live_page(row.at.clone(), &row.from, &meetings[live].details.slug));
            // The record kept the name that the row calls old. Its new name was an address somewhere; it still answers.
            let leads_elsewhere = index.find(&row.to).is_some_and(|to| to != live) || next.row(&row.to).is_some();
            if !leads_elsewhere && index.exact(&row.to).is_none() {
                found.add(
                    Redirection { from: row.to.as_str().into(), to: live, at: row.at.clone(), is_row: true },
                    diagnostics,
                );
            }
            continue;
        }
        match follow(row, &next, &index) {
            End::Record(to) => {
                found.add(
                    Redirection { from: row.from.as_str().into(), to, at: row.at.clone(), is_row: true },
                    diagnostics,
                );
            }
            End::Held(slug) => waiting.push((row.from.as_str().into(), slug)),
            // Only the plan knows whether an address is there that is no record's; only the register, whose a slug was.
            End::Nowhere(last) => {
                let (from, to) = (row.from.as_str().into(), last.into());
                forwards.push(Forward { from, to, at: row.at.clone() });
            }
            End::Loop(path) => diagnostics.push(
                Diagnostic::at(
                    Problem::RedirectLoop,
                    row.at.clone(),
                    format!("these redirects lead around in a circle: {}", path.join(" → ")),
                )
                .hint("let one of them lead to a record"),
            ),
        }
    }
    found.list.sort();
    Resolved { redirects: found.list, forwards, waiting }
}

/// Redirects found so far, one for each address.
#[derive(Default)]
struct Found {
    list: Vec<Redirection>,
    by_address: FxHashMap<String, usize>,
}

impl Found {
    fn add(&mut self, redirection: Redirection, diagnostics: &mut Vec<Diagnostic>) {
        let first = *self.by_address.entry(whole(&redirection.from)).or_insert(self.list.len());
        match self.list.get(first) {
            None => self.list.push(redirection),
            Some(first) if first.to == redirection.to => {}
            Some(first) => diagnostics.push(
                Diagnostic::at(
                    Problem::DuplicateRedirect,
                    redirection.at,
                    format!("“{}” leads elsewhere already ({}:{})", redirection.from, first.at.path, first.at.line),
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
    .hint("take the row out, or give the record another `slug:`")
}

enum End {
    Record(MeetingIndex),
    /// At a record that is held back, by its slug.
    Held(String),
    Nowhere(String),
    Loop(Vec<String>),
}

fn follow(row: &RedirectRow, next: &Rows<'_>, index: &Index) -> End {
    let mut path = vec![row.from.clone()];
    let mut target = row.to.as_str();
    loop {
        let is_file = target.starts_with(FILES);
        if let Some(to) = index.exact(target).filter(|_| !is_file) {
            return End::Record(to);
        }
        if path.iter().any(|seen| is_same(seen, target)) {
            path.push(target.to_owned());
            return End::Loop(path);
        }
        match next.row(target) {
            Some(row) => {
                path.push(target.to_owned());
                target = &row.to;
            }
            None if is_file => return End::Nowhere(target.to_owned()),
            None => {
                return match index.find(target) {
                    Some(to) => End::Record(to),
                    None if index.held.contains(&normal(target)) => End::Held(normal(target)),
                    None => End::Nowhere(target.to_owned()),
                };
            }
        }
    }
}

/// The rows, by the end of the address from which each leads.
struct Rows<'a>(FxHashMap<String, Vec<&'a RedirectRow>>);

impl<'a> Rows<'a> {
    fn new(rows: &'a [RedirectRow]) -> Self {
        let mut by_end: FxHashMap<String, Vec<&RedirectRow>> = FxHashMap::default();
        for row in rows {
            by_end.entry(normal(&row.from)).or_default().push(row);
        }
        Rows(by_end)
    }

    /// The row that leads from an address.
    fn row(&self, address: &str) -> Option<&'a RedirectRow> {
        self.0.get(&normal(address))?.iter().find(|row| is_same(&row.from, address)).copied()
    }
}

/// Whether two are the same address. A slug is the same as any address that ends in it: which one it is, only the plan knows.
fn is_same(one: &str, other: &str) -> bool {
    if is_full(one) && is_full(other) { whole(one) == whole(other) } else { normal(one) == normal(other) }
}

/// Whether an address is written from the root of the site.
fn is_full(address: &str) -> bool {
    address.starts_with('/')
}

/// An address as it stands, in the form for comparing.
fn whole(address: &str) -> String {
    if is_full(address) { folded(address.trim_end_matches('/').trim_end_matches(".html")) } else { normal(address) }
}

/// The slug at the end of an address, in the form for comparing.
fn normal(address: &str) -> String {
    let last = address.trim_end_matches('/').rsplit('/').next().unwrap_or_default();
    folded(&slugify(last.trim_end_matches(".html")).text)
}

struct Index {
    exact: FxHashMap<String, MeetingIndex>,
    /// `None` where several records share the letters.
    loose: FxHashMap<String, Option<MeetingIndex>>,
    held: FxHashSet<String>,
}

impl Index {
    fn new<S>(meetings: &[Meeting<S>], held: &[Box<str>]) -> Self {
        let mut index = Index {
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
