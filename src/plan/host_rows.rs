//! Files that the host of the site reads, and old addresses that get no row in them.

use crate::config::{Config, HostName, SiteHost};
use crate::hosting::{HostLimits, RedirectReading, rules, unled};
use crate::report::diagnostic::{Diagnostic, Problem, Severity};
use crate::report::mass::grouped;
use crate::site::Plan;
use crate::site::well_known::REDIRECTS;

/// Most addresses that a message names.
const NAMED: usize = 5;

/// True for `_headers`, and for `_redirects`, if the host reads it. A site that names no host may go to any.
pub(super) fn read_by(host: Option<SiteHost>) -> (bool, bool) {
    let Some(limits) = host.map(HostLimits::of) else { return (true, true) };
    (limits.headers.is_some(), matches!(limits.redirects, RedirectReading::Rows(_)))
}

/// Address of the settings that the host of a site reads, unless the site has them from elsewhere.
pub(super) fn settings(config: &Config) -> Option<&'static str> {
    let host = config.host.filter(|_| config.writes_host_settings)?;
    HostLimits::of(host).settings.map(|file| file.address)
}

/// Reports old addresses without a row at the host that the site names.
pub(super) fn report(plan: &Plan, config: &Config, diagnostics: &mut Vec<Diagnostic>) {
    let Some(host) = config.host else { return };
    if HostLimits::of(host).settings.is_some() && !config.writes_host_settings {
        return;
    }
    let rows = unled(&rules(config, plan, "", None), plan, host);
    let name = host.name.name();
    let reading = HostLimits::of(host);
    let limits = reading.redirects.limits();
    let file = reading.settings.map_or(REDIRECTS, |file| file.address).trim_start_matches('/');
    let takes = match limits {
        Some(limits) if limits.is_advice => format!("{name} advises against more than {} rows", grouped(limits.rows)),
        Some(limits) => {
            let unit = if reading.settings.is_some() { "rules" } else { "rows" };
            let rows =
                Some(limits.rows).filter(|rows| *rows < u64::MAX).map(|rows| format!("{} {unit}", grouped(rows)));
            let bytes = limits.bytes.map(|bytes| format!("{} bytes", grouped(bytes)));
            let most: Vec<String> = rows.into_iter().chain(bytes).collect();
            let most =
                if most.is_empty() { "addresses that mean nothing else to it".to_owned() } else { most.join(" and ") };
            format!("{name} takes {most} in `{file}`")
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
            None if host.name == HostName::S3 => {
                "links to these addresses end there, unless CloudFront leads on: `minutebook hosting s3` prints a function for it"
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
