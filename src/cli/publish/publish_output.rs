//! Report of a publication: for a terminal, as Markdown for a commit or a mail, and as JSON for programs.

use std::collections::BTreeMap;
use std::fmt::Write;

use serde::Serialize;

use super::{Difference, PublishResult, Report, ToldOthers};
use crate::publish::{FileChange, FileKind, Live};
use crate::report::public::PublicReport;

/// Maximum number of listed changes of one kind; the JSON lists all.
const LISTED: usize = 20;

/// The changes of a publication, done or planned.
#[derive(Serialize)]
pub(super) struct PublishSummary<'a> {
    target: String,
    /// Time at which the previous version went live.
    live_since: Option<&'a str>,
    /// True if an interrupted publication was repaired by this one.
    interrupted: bool,
    #[serde(flatten)]
    difference: &'a Difference,
    /// Addresses that redirect now and did not before.
    redirects: Vec<String>,
    #[serde(serialize_with = "placed")]
    pub(super) placed: Option<PublishResult>,
    /// Hubs and hooks that were told, or not.
    #[serde(flatten)]
    pub(super) others: ToldOthers,
    build: PublicReport,
}

fn placed<S: serde::Serializer>(placed: &Option<PublishResult>, serializer: S) -> Result<S::Ok, S::Error> {
    #[derive(Serialize)]
    struct Shown<'a> {
        name: &'a str,
        sent: usize,
        ahead: usize,
        kept: usize,
        verified: usize,
    }
    let shown = |p: &PublishResult| (p.sent, p.ahead, p.kept, p.verified);
    let numbers = placed.as_ref().map(shown);
    let name = placed.as_ref().map_or("", |placed| &placed.name);
    numbers.map(|(sent, ahead, kept, verified)| Shown { name, sent, ahead, kept, verified }).serialize(serializer)
}

impl<'a> PublishSummary<'a> {
    pub(super) fn new(
        target: String,
        live: &'a Live,
        difference: &'a Difference,
        build: &Report,
    ) -> PublishSummary<'a> {
        let changes = difference.added.iter().chain(&difference.changed);
        let redirects = changes.filter(|change| change.kind == FileKind::Redirect);
        PublishSummary {
            target,
            live_since: live.published.as_ref().map(|published| &*published.at),
            interrupted: live.interrupted,
            difference,
            redirects: redirects.map(|change| format!("{} {}", change.address(), change.why)).collect(),
            placed: None,
            others: ToldOthers::default(),
            build: build.public(),
        }
    }

    /// The changes under each heading.
    fn headings(&self) -> [(&'static str, Vec<&FileChange>); 4] {
        let of = |list: &'a [FileChange]| list.iter().filter(|change| change.is_page()).collect::<Vec<_>>();
        let Difference { added, changed, removed, .. } = self.difference;
        let redirects = added.iter().chain(changed).filter(|change| change.kind == FileKind::Redirect).collect();
        [("Added", of(added)), ("Changed", of(changed)), ("Removed", of(removed)), ("Redirects", redirects)]
    }

    /// Number of other changed files, by kind.
    fn others(&self) -> BTreeMap<&'static str, usize> {
        let Difference { added, changed, removed, .. } = self.difference;
        let mut others = BTreeMap::new();
        for change in added.iter().chain(changed).chain(removed) {
            let word = match change.kind {
                FileKind::OfMeeting => "of records (Markdown, cards, captions)",
                FileKind::Feed => "feeds, calendars and sitemaps",
                FileKind::Asset => "of the theme",
                FileKind::Attachment => "linked to by records",
                FileKind::Packed => "packed",
                FileKind::Static => "of static/",
                FileKind::Also => "added beside the site",
                FileKind::Other => "for programs",
                FileKind::Redirect | FileKind::Meeting | FileKind::Speaker | FileKind::List | FileKind::Page => {
                    continue;
                }
            };
            *others.entry(word).or_default() += 1;
        }
        others
    }
}

/// The summary for a terminal.
pub(super) fn text(summary: &PublishSummary<'_>, is_dry: bool) -> String {
    let mut out = String::new();
    if summary.interrupted {
        out.push_str("The last publishing was cut off; this one puts its work right.\n");
    }
    if summary.difference.is_empty() && summary.placed.is_none() {
        let _ = write!(out, "Nothing to publish: {} shows the site as it is", summary.target);
        let _ = write!(out, "{}.", summary.live_since.map(|at| format!(", since {at}")).unwrap_or_default());
        return out;
    }
    // A first publication lists no changes, since everything is new.
    let headings = summary.headings().into_iter().filter(|_| summary.live_since.is_some());
    for (heading, changes) in headings {
        for change in changes.iter().take(LISTED) {
            let _ = writeln!(
                out,
                "  {:<9} {}  ({})",
                heading.to_lowercase().trim_end_matches('s'),
                change.address(),
                change.why
            );
        }
        if changes.len() > LISTED {
            let _ = writeln!(
                out,
                "  {:<9} … and {} more",
                heading.to_lowercase().trim_end_matches('s'),
                changes.len() - LISTED
            );
        }
    }
    for (what, count) in summary.others() {
        let _ = writeln!(out, "  other     {count} {what}");
    }
    let line = summary.difference.summary();
    match &summary.placed {
        Some(placed) => {
            let ahead = match placed.ahead {
                0 => String::new(),
                ahead => format!(" ({ahead} of them ahead, by the parts)"),
            };
            let _ = write!(
                out,
                "Published to {}: {line}. {} sent{ahead}, {} as before, {} verified; this is {}.",
                summary.target, placed.sent, placed.kept, placed.verified, placed.name
            );
        }
        None if is_dry => {
            let _ = write!(out, "Would be published to {}: {line}. Nothing was changed there.", summary.target);
        }
        None => out.push_str(&line),
    }
    out
}

/// The summary for a commit or a mail: a title, and below it the changes with their reasons.
pub(super) fn markdown(summary: &PublishSummary<'_>) -> String {
    let mut out = format!("Publish: {}\n", summary.difference.summary());
    for (heading, changes) in summary.headings() {
        if changes.is_empty() {
            continue;
        }
        let _ = write!(out, "\n## {heading}\n\n");
        for change in changes.iter().take(LISTED) {
            let _ = writeln!(out, "- `{}`: {}", change.address(), change.why);
        }
        if changes.len() > LISTED {
            let _ = writeln!(out, "- and {} more", changes.len() - LISTED);
        }
    }
    let others = summary.others();
    if !others.is_empty() {
        out.push_str("\n## Other files\n\n");
        for (what, count) in others {
            let _ = writeln!(out, "- {count} {what}");
        }
    }
    out
}
