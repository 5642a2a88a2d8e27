//! Counts the records, speeches, pages and feeds of a site.

use super::linked_site::Loaded;
use crate::record::{BlockKind, Contribution, HoldReason, Meeting};
use crate::report::run_report::Counts;
use crate::site::{Output, OutputKind};

/// Counts everything once.
pub(super) fn counts(loaded: &Loaded) -> Counts {
    let (archive, plan) = (&loaded.archive, &loaded.plan);
    let narratives = archive.meetings.iter().flat_map(Meeting::contributions).map(|contribution| match contribution {
        Contribution::Speech(speech) => speech.blocks.iter().filter(|block| block.kind == BlockKind::Narrative).count(),
        Contribution::Narrative(_) => 1,
        Contribution::Note(_) | Contribution::Decision(_) => 0,
    });
    let count = |is: fn(&OutputKind) -> bool| plan.outputs.iter().filter(|output| is(&output.kind)).count();
    let held = |is: fn(HoldReason) -> bool| archive.held.iter().filter(|held| is(held.reason)).count();
    Counts {
        meetings: archive.meetings.len(),
        speeches: archive.meetings.iter().map(|m| m.total().speeches as usize).sum(),
        speakers: archive.speakers.len(),
        narratives: narratives.sum(),
        pages: plan.outputs.iter().filter(|output| is_page(output)).count(),
        feeds: count(|kind| matches!(kind, OutputKind::Feed(..))),
        redirects: count(|kind| matches!(kind, OutputKind::Redirect(_))),
        files: loaded.outputs().count(),
        held: held(|reason| reason != HoldReason::Withdrawn),
        drafts: held(|reason| reason == HoldReason::Draft),
        in_review: held(|reason| reason == HoldReason::Review),
        scheduled: held(|reason| matches!(reason, HoldReason::Until(_))),
        unwritten: held(|reason| reason == HoldReason::Unwritten),
        unreadable: held(|reason| reason == HoldReason::Unreadable),
        announced: archive.announced.len(),
        withdrawn: held(|reason| reason == HoldReason::Withdrawn),
    }
}

/// True for a page of the site. A page that redirects is none, nor is a file that is published as it is.
fn is_page(output: &Output) -> bool {
    output.path.as_str().ends_with(".html")
        && !matches!(output.kind, OutputKind::Redirect(_) | OutputKind::Attachment(_) | OutputKind::Static(_))
}
