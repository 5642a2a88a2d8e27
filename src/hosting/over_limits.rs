//! Compares a site with the limits of its host.

use super::host_table::{HostLimits, RedirectReading};
use super::remedies::{Excess, Quantity, remedy};
use super::site_measure::SiteMeasure;
use crate::config::{Config, SiteHost};
use crate::report::diagnostic::{Diagnostic, Problem, Severity};
use crate::report::mass::{MassKind, grouped, size_text};

/// Most kinds of files that a message names.
const NAMED: usize = 5;

/// Occasion on which a site is compared with the limits of its host.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Occasion {
    /// Some of its files have not been made; their number is known about.
    Checked,
    /// It is finished, and harmless as long as it lies where it was built.
    Built,
    /// It is about to go live.
    Published,
}

impl Occasion {
    fn about(self) -> &'static str {
        if self == Occasion::Checked { "about " } else { "" }
    }

    /// Severity of an exceeded limit, or of exceeded advice.
    fn severity(self, is_advice: bool) -> Severity {
        if self == Occasion::Published && !is_advice { Severity::Error } else { Severity::Warning }
    }

    fn found(self, message: String, hint: String, is_advice: bool) -> Diagnostic {
        let diagnostic = Diagnostic::anywhere(Problem::OverHostLimit, message).hint(hint);
        Diagnostic { severity: self.severity(is_advice), ..diagnostic }
    }
}

/// Limits of its host that a site exceeds, each with the remedy.
pub fn over_limits(host: SiteHost, measure: &SiteMeasure, config: &Config, when: Occasion) -> Vec<Diagnostic> {
    let limits = HostLimits::of(host);
    let name = shown(host, limits);
    let about = when.about();
    let mut found = Vec::new();
    let mut report = |message: String, hint: String| found.push(when.found(message, hint, false));
    for quantity in Quantity::ALL {
        let there = quantity.there(limits, measure);
        let Some(limit) = quantity.limit(limits).filter(|limit| there > limit.most) else { continue };
        let unit = match quantity {
            Quantity::Files if limits.counts_entries => " files and folders",
            Quantity::Files => " files",
            Quantity::Bytes => "",
        };
        let excess = Excess { quantity, by: there - limit.most };
        report(
            format!(
                "the site has {about}{}{unit}, {} more than {name} takes ({}); {}",
                quantity.text(there),
                quantity.text(excess.by),
                limit.published,
                shares(measure, quantity)
            ),
            remedy(host, measure, config, excess),
        );
    }
    if let (Some(limit), Some((largest, bytes))) = (limits.file_bytes, measure.large.first()) {
        let others: Vec<String> =
            measure.large[1..].iter().map(|(path, bytes)| format!("/{path} ({})", size_text(*bytes))).collect();
        let unnamed = measure.all_large - measure.large.len() as u64;
        let more = if unnamed > 0 { format!(" and {} more", grouped(unnamed)) } else { String::new() };
        let others = if others.is_empty() { String::new() } else { format!("; so are {}{more}", others.join(", ")) };
        report(
            format!(
                "/{largest} has {}, {} more than {name} takes for a file ({}){others}",
                size_text(*bytes),
                size_text(bytes - limit.most),
                limit.published
            ),
            "make it smaller, or put it elsewhere, such as into object storage, and link to it there".to_owned(),
        );
    }
    if let (Some(file), Some(bytes)) = (limits.settings, measure.settings)
        && let Some(limit) = file.bytes.filter(|limit| bytes > limit.most)
    {
        let more = size_text(bytes - limit.most);
        let file = file.path();
        report(
            format!("{file} has {}, {more} more than {name} takes ({})", size_text(bytes), limit.published),
            "leave redirects out of it: the pages at old addresses lead on".to_owned(),
        );
    }
    found.extend(over_rows(host, measure, config, when));
    found
}

/// Rows of `_redirects` and `_headers` that are more than the host takes.
fn over_rows(host: SiteHost, measure: &SiteMeasure, config: &Config, when: Occasion) -> Vec<Diagnostic> {
    let limits = HostLimits::of(host);
    let name = host.name.name();
    let mut found = Vec::new();
    if let (RedirectReading::Rows(rows), Some(there)) = (limits.redirects, measure.redirects) {
        let hint = match config.host {
            None => format!(
                "write `host: {name}` into site.yml: rows then stand first where no page leads on, and no more than {name} takes"
            ),
            Some(_) => "take the file out of `static/`, or of the folder that `publish: also:` names".to_owned(),
        };
        let verb = if rows.is_advice { "advises" } else { "takes" };
        let kinds = [("rows", there.rules, Some(rows.rows)), ("bytes", there.bytes, rows.bytes)];
        for (what, all, most) in kinds {
            let Some(most) = most.filter(|most| all > *most) else { continue };
            let (all, more) = (grouped(all), grouped(all - most));
            let message = format!("`_redirects` has {all} {what}, {more} more than {name} {verb} ({})", grouped(most));
            found.push(when.found(message, hint.clone(), rows.is_advice));
        }
        if let Some(most) = rows.row.filter(|most| there.longest > *most) {
            let longest = grouped(there.longest);
            let message = format!("a row of `_redirects` has {longest} characters, and {name} takes {}", grouped(most));
            found.push(when.found(message, hint, rows.is_advice));
        }
    }
    if let (Some([rules, longest]), Some(there)) = (limits.headers, measure.headers) {
        let kinds = [("rules", there.rules, rules), ("characters in a row", there.longest, longest)];
        for (what, all, most) in kinds.into_iter().filter(|(_, all, most)| all > most) {
            let message = format!("`_headers` has {} {what}, and {name} takes {}", grouped(all), grouped(most));
            let hint = "take the file out of `static/`, or of the folder that `publish: also:` names".to_owned();
            found.push(when.found(message, hint, false));
        }
    }
    found
}

/// The name of a host, with its plan where that matters.
fn shown(host: SiteHost, limits: &HostLimits) -> String {
    let name = host.name.name();
    if limits.has_plans() { format!("{name} on its {} plan", host.plan.name()) } else { name.to_owned() }
}

/// The kinds with most of a quantity: `12,000 for speakers, 800 for others`.
fn shares(measure: &SiteMeasure, quantity: Quantity) -> String {
    let mut kinds: Vec<(MassKind, u64)> =
        measure.mass.kinds.iter().map(|(kind, amount)| (*kind, quantity.of(*amount))).collect();
    kinds.sort_by_key(|(kind, amount)| (std::cmp::Reverse(*amount), *kind));
    let others: u64 = kinds.iter().skip(NAMED).map(|(_, amount)| amount).sum();
    let mut parts: Vec<String> = kinds
        .iter()
        .take(NAMED)
        .filter(|(_, amount)| *amount > 0)
        .map(|(kind, amount)| format!("{} for {}", quantity.text(*amount), kind.words()))
        .collect();
    if others > 0 {
        parts.push(format!("{} for others", quantity.text(others)));
    }
    parts.join(", ")
}
