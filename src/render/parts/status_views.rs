//! Official standing of a record's text, as its page shows it.

use super::body_links::body_link;
use super::status_note::status_note;
use crate::record::{Approval, Language, MeetingIndex, TextStatus, TranscriptKind};
use crate::render::context::Renderer;
use crate::site::view::{Link, TextStatusView};

/// Official standing of a record's text, if anything is known.
pub(crate) fn text_status_view(
    renderer: &Renderer<'_>,
    index: MeetingIndex,
    lang: &Language,
) -> Option<TextStatusView> {
    let details = &renderer.archive.meetings[index].details;
    let status = &details.text_status;
    if *status == TextStatus::default() {
        return None;
    }
    let approved_by = match &status.approval {
        Some(Approval::Approved { by: Some(by), .. }) => Some(body_link(renderer, by, lang)),
        _ => None,
    };
    let approved_at = renderer.archive.approved_at[index].map(|meeting| {
        let at = &renderer.archive.meetings[meeting].details;
        let date = renderer.strings(lang).date(at.date);
        Link {
            title: format!("{date} · {}", at.title),
            href: renderer.plan.addresses.meetings[meeting].to_string(),
            lang: None,
        }
    });
    Some(TextStatusView {
        approval: match &status.approval {
            None => "",
            Some(Approval::Pending) => "pending",
            Some(Approval::Approved { .. }) => "approved",
        },
        approved_by,
        approved_at,
        transcript: status.transcript.map_or("", TranscriptKind::name),
        note: status_note(details, renderer.strings(lang)),
    })
}
