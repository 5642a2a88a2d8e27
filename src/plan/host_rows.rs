//! Files that the host of the site reads, and old addresses that get no row in them.

use crate::config::SiteHost;
use crate::hosting::{HostLimits, RedirectReading, redirect_rows};
use crate::report::diagnostic::{Diagnostic, Problem, Severity};
use crate::report::mass::grouped;
use crate::site::Plan;

/// Most addresses that a message names.
const NAMED: usize = 5;

/// True for `_headers`, and for `_redirects`, if the host reads it. A site that names no host may go to any.
pub(super) fn read_by(host: Option<SiteHost>) -> (bool, bool) {
    let Some(limits) = host.map(HostLimits::of) else { return (true, true) };
    (limits.headers.is_some(), matches!(limits.redirects, RedirectReading::Rows(_)))
}

/// Reports old addresses without a row at the host that the site names.
pub(super) fn report(plan: &Plan, host: Option<SiteHost>, diagnostics: &mut Vec<Diagnostic>) {
    let Some(host) = host else { return };
    let rows = redirect_rows(plan, Some(host));
    let name = host.name.name();
    let limits = match HostLimits::of(host).redirects {
        RedirectReading::Rows(limits) => Some(limits),
        _ => None,
    };
    let takes = match limits {
        Some(limits) if limits.is_advice => format!("{name} advises against more than {} rows", grouped(limits.rows)),
        Some(limits) => {
            let bytes = limits.bytes.map(|bytes| format!(" and {} bytes", grouped(bytes))).unwrap_or_default();
            format!("{name} takes {} rows{bytes} in `_redirects`", grouped(limits.rows))
        }
        None => format!("{name} reads no redirects"),
    };
    if !rows.lost.is_empty() {
        let named: Vec<&str> = rows.lost.iter().take(NAMED).map(|address| address.path()).collect();
        let more = rows.lost.len() - named.len();
        let more = if more > 0 { format!(" and {} more", grouped(more as u64)) } else { String::new() };
        let message = format!("{takes}, and no page can lead on from {}{more}", named.join(", "));
        let hint = match limits {
            Some(_) => {
                "remove rows of `.redirects` that are no longer used; where feeds are gone, `feeds:` can keep them; or choose another host"
            }
            None => "links to these addresses end there; a host that reads `_redirects` would lead on",
        };
        let diagnostic = Diagnostic::anywhere(Problem::RedirectWithoutRow, message).hint(hint);
        // Where the host has room for some, it is room that these lack.
        let severity = if limits.is_some() { Severity::Warning } else { diagnostic.severity };
        diagnostics.push(Diagnostic { severity, ..diagnostic });
    }
    if rows.led_by_pages > 0 {
        let message = format!(
            "{takes}; {} old addresses have none, and lead on by their pages",
            grouped(rows.led_by_pages as u64)
        );
        diagnostics.push(Diagnostic::anywhere(Problem::RedirectWithoutRow, message).hint("nothing needs to be done"));
    }
}
