//! Writes `_redirects`, which some hosts of static sites read, within the limits of the site's host.
//!
//! Most old addresses have a page that redirects as well. So if a host limits the number of rows, old addresses without
//! such a page come first.

use std::fmt::Write;

use super::host_table::{HostLimits, OverPages, RedirectReading, RowLimits};
use super::signs::{AddressPosition, exact, row_target};
use crate::config::SiteHost;
use crate::site::{Address, Base, OutputKind, OutputPath, Plan};
use crate::text::source::has_extension;

/// The file for a host, and the addresses that have no row in it.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct RedirectRows {
    /// `_redirects`.
    pub text: String,
    /// Number of addresses without a row for want of room, from which a page leads on.
    pub led_by_pages: usize,
    /// Addresses that have no row, and at which nothing stands.
    pub lost: Vec<Address>,
}

/// `_redirects`: old path, new path, status. Where something was taken back, those that can answer 410 show the page that
/// says so, also though (`!`) it is there; others pass the row by and show it with 200. An address that a host would take
/// for a pattern has no row, and the page that stands there leads on. `host` is the one that the site names: without one,
/// the file is for all hosts that read it.
pub fn redirect_rows(plan: &Plan, host: Option<SiteHost>) -> RedirectRows {
    with_planned(plan, |planned| planned.rows(host))
}

/// Value that a function makes of the redirects of a plan.
pub(super) fn with_planned<T>(plan: &Plan, used: impl FnOnce(PlannedRedirects<'_>) -> T) -> T {
    // They are ordered by path.
    let output = |path: &OutputPath| plan.outputs.binary_search_by(|output| output.path.cmp(path)).ok();
    let leads = |at: usize| {
        let output = &plan.outputs[at];
        // With an ending that is no page's, a page would be sent as something else.
        !matches!(output.kind, OutputKind::Redirect(_)) || has_extension(output.path.as_str(), "html")
    };
    let stands = |address: &Address| OutputPath::of(address).as_ref().and_then(output).is_some_and(leads);
    used(PlannedRedirects { base: &plan.base, list: &plan.redirects, gone: &plan.gone, stands: &stands })
}

/// Redirects of a site, as planned.
#[derive(Clone, Copy)]
pub struct PlannedRedirects<'a> {
    /// Base URL of the site.
    pub base: &'a Base,
    /// Old address, and the link it leads to.
    pub list: &'a [(Address, Box<str>)],
    /// Addresses of withdrawal notices.
    pub gone: &'a [Address],
    /// True if a page or file of the site answers at an address.
    pub stands: &'a dyn Fn(&Address) -> bool,
}

impl PlannedRedirects<'_> {
    /// Their rows, as [`redirect_rows`].
    pub fn rows(self, host: Option<SiteHost>) -> RedirectRows {
        let Some(host) = host else { return RedirectRows { text: for_all(self), ..RedirectRows::default() } };
        match HostLimits::of(host).redirects {
            RedirectReading::Rows(limits) => within(self, limits),
            RedirectReading::OfServer | RedirectReading::Settings(_) => RedirectRows::default(),
            RedirectReading::None => {
                let lost = self.list.iter().map(|(from, _)| from).filter(|from| !(self.stands)(from));
                RedirectRows { lost: lost.cloned().collect(), ..RedirectRows::default() }
            }
        }
    }
}

/// The field of an address in a row; `None` where hosts would take it for a pattern.
fn field(base: &Base, address: &Address) -> Option<String> {
    Some(format!("{}{}", base.path(), exact(address.path(), AddressPosition::Redirects)?))
}

fn for_all(PlannedRedirects { base, list, gone, .. }: PlannedRedirects<'_>) -> String {
    let mut out = String::new();
    for (from, to) in list {
        if let Some(from) = field(base, from) {
            let _ = writeln!(out, "{from} {} 301", row_target(to));
        }
    }
    for address in gone {
        if let Some(href) = field(base, address) {
            let _ = writeln!(out, "{href} {href} 410!");
        }
    }
    out
}

fn within(planned: PlannedRedirects<'_>, limits: RowLimits) -> RedirectRows {
    let base = planned.base;
    let status = if limits.over_pages == OverPages::ForcedRow { "301!" } else { "301" };
    let forms = RowForms {
        moved: &|from, to| Some(format!("{} {} {status}", field(base, from)?, row_target(to))),
        gone: &|address| field(base, address).map(|href| format!("{href} {href} 410!")),
    };
    let chosen = planned.chosen(limits, Room::of(limits), &forms);
    let text = chosen.rows.iter().flat_map(|row| [&**row, "\n"]).collect();
    RedirectRows { text, led_by_pages: chosen.led_by_pages, lost: chosen.lost }
}

/// Forms of rows at a host; `None` for an address that it would take for something else.
pub(super) struct RowForms<'a> {
    /// Row of an old address and the link it leads to.
    pub(super) moved: &'a dyn Fn(&Address, &str) -> Option<String>,
    /// Row of a withdrawal notice.
    pub(super) gone: &'a dyn Fn(&Address) -> Option<String>,
}

/// Rows for which a host has room.
#[derive(Debug, Default)]
pub(super) struct ChosenRows {
    /// Rows, those first for which no page leads on.
    pub(super) rows: Vec<String>,
    /// As in [`RedirectRows`].
    pub(super) led_by_pages: usize,
    /// As in [`RedirectRows`].
    pub(super) lost: Vec<Address>,
}

impl PlannedRedirects<'_> {
    /// Rows within the room of a host, the most needed first.
    pub(super) fn chosen(self, limits: RowLimits, mut room: Room, forms: &RowForms<'_>) -> ChosenRows {
        let PlannedRedirects { list, gone, stands, .. } = self;
        let (led, alone): (Vec<_>, Vec<_>) = list.iter().partition(|(from, _)| stands(from));
        let mut chosen = ChosenRows::default();
        for (from, to) in alone {
            match (forms.moved)(from, to).filter(|row| room.takes(row)) {
                Some(row) => chosen.rows.push(row),
                None => chosen.lost.push(from.clone()),
            }
        }
        // A page wins over the row there, so that a row would only take the room of another.
        let led = if limits.over_pages == OverPages::Page { Vec::new() } else { led };
        let gone = if limits.knows_gone { gone } else { &[] };
        let leading = led.into_iter().filter_map(|(from, to)| (forms.moved)(from, to));
        // A page leads on for search engines too; that a record is gone only the status says.
        for row in gone.iter().filter_map(|address| (forms.gone)(address)).chain(leading) {
            if room.takes(&row) {
                chosen.rows.push(row);
            } else {
                chosen.led_by_pages += 1;
            }
        }
        chosen
    }
}

/// Room that a host has left.
#[derive(Debug, Clone, Copy)]
pub(super) struct Room {
    /// Rows.
    pub(super) rows: u64,
    /// Bytes of the file.
    pub(super) bytes: u64,
    /// Characters of a row.
    pub(super) row: u64,
    /// Bytes between two rows.
    pub(super) between: u64,
}

impl Room {
    /// All that a host takes.
    pub(super) fn of(limits: RowLimits) -> Room {
        Room {
            rows: limits.rows,
            bytes: limits.bytes.unwrap_or(u64::MAX),
            row: limits.row.unwrap_or(u64::MAX),
            between: 1,
        }
    }

    /// Takes a row, if there is room for it.
    fn takes(&mut self, row: &str) -> bool {
        // What an address holds beyond ASCII is encoded in `_redirects`: there characters and bytes are one.
        let bytes = row.len() as u64 + self.between;
        let fits = self.rows > 0 && row.len() as u64 <= self.row && bytes <= self.bytes;
        if fits {
            self.rows -= 1;
            self.bytes -= bytes;
        }
        fits
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::{HostName, HostPlan};

    /// Rows for a host, of `pages` old addresses with a page and `files` without, and of a withdrawal.
    fn rows(name: HostName, pages: usize, files: usize) -> RedirectRows {
        let base = Base::new("https://records.example");
        let page = |number| (Address::new(&format!("/old/{number}/")), "/new/".into());
        let file = |number| (Address::new(&format!("/old/{number}.pdf")), "/new/".into());
        let list: Vec<_> = (0..pages).map(page).chain((0..files).map(file)).collect();
        let stands = |address: &Address| address.path().ends_with('/');
        let gone = [Address::new("/gone/")];
        let planned = PlannedRedirects { base: &base, list: &list, gone: &gone, stands: &stands };
        planned.rows(Some(SiteHost { name, plan: HostPlan::Free }))
    }

    #[test]
    fn a_host_gets_no_more_rows_than_it_takes_and_those_first_for_which_no_page_leads_on() {
        let full = rows(HostName::CloudflarePages, 2_000, 0);
        assert_eq!((full.text.lines().count(), full.led_by_pages), (2_000, 0));
        assert!(!full.text.contains(" 410"), "it has no status 410");
        let over = rows(HostName::CloudflarePages, 2_000, 3);
        assert_eq!((over.text.lines().count(), over.led_by_pages, over.lost.len()), (2_000, 3, 0));
        assert!(over.text.starts_with("/old/0.pdf /new/ 301\n/old/1.pdf "), "{}", &over.text[..80]);
        let lost = rows(HostName::CloudflarePages, 1, 2_001);
        assert_eq!((lost.led_by_pages, lost.lost), (1, vec![Address::new("/old/2000.pdf")]));
    }

    #[test]
    fn where_pages_win_only_addresses_without_one_have_a_row() {
        let some = rows(HostName::GitlabPages, 5_000, 1_000);
        assert_eq!((some.text.lines().count(), some.led_by_pages, some.lost.len()), (1_000, 0, 0));
        assert_eq!(rows(HostName::GitlabPages, 0, 1_001).lost.len(), 1);
    }

    #[test]
    fn rows_that_are_to_win_over_pages_say_so_where_the_host_asks_for_it() {
        assert_eq!(rows(HostName::Netlify, 1, 0).text, "/gone/ /gone/ 410!\n/old/0/ /new/ 301!\n");
    }

    #[test]
    fn a_host_that_reads_no_rows_gets_none() {
        let none = rows(HostName::GithubPages, 2, 1);
        assert_eq!((none.text.as_str(), none.lost.len()), ("", 1));
        assert_eq!(rows(HostName::Server, 2, 1), RedirectRows::default(), "its configuration has them");
    }

    #[test]
    fn a_file_stays_within_the_bytes_that_a_host_takes() {
        let base = Base::new("https://records.example");
        let long = "x".repeat(200);
        let list: Vec<_> =
            (0..900).map(|number| (Address::new(&format!("/{long}/{number}.pdf")), "/new/".into())).collect();
        let planned = PlannedRedirects { base: &base, list: &list, gone: &[], stands: &|_| false };
        let rows = planned.rows(Some(SiteHost { name: HostName::GitlabPages, plan: HostPlan::Free }));
        assert!(rows.text.len() <= 64 * 1024 && rows.text.len() > 64 * 1024 - 300, "{}", rows.text.len());
        assert_eq!(rows.text.lines().count() + rows.lost.len(), 900);
        let too_long = [(Address::new(&format!("/{}.pdf", "x".repeat(1_100))), "/new/".into())];
        let planned = PlannedRedirects { base: &base, list: &too_long, gone: &[], stands: &|_| false };
        let rows = planned.rows(Some(SiteHost { name: HostName::CloudflarePages, plan: HostPlan::Free }));
        assert_eq!((rows.text.as_str(), rows.lost.len()), ("", 1));
    }
}
