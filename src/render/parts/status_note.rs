//! Official standing of a record's text in a few words, its summary, and its description, for all that shows records in short.

use crate::record::{Approval, MeetingDetails, RecordSummary, SummaryAuthor, TranscriptKind};
use crate::render::inputs::RenderInputs;
use crate::site::view::SummaryView;
use crate::theme::Strings;

/// Caution for readers who rely on the text, in a few words; empty for a text that is final and complete.
pub(crate) fn status_note(details: &MeetingDetails, strings: &Strings) -> String {
    let pending = (details.text_status.approval == Some(Approval::Pending)).then_some("status-pending");
    let kind = match details.text_status.transcript {
        Some(TranscriptKind::Machine) => Some("transcript-machine"),
        Some(TranscriptKind::Summary) => Some("transcript-summary"),
        Some(TranscriptKind::Verbatim | TranscriptKind::Edited) | None => None,
    };
    let notes: Vec<String> = pending.into_iter().chain(kind).map(|key| strings.get(key)).collect();
    notes.join(" · ")
}

/// Description of a record for lists, feeds and search engines: its summary if there is one, marked if a program wrote it,
/// or else its first words.
pub(crate) fn description(inputs: &RenderInputs<'_>, details: &MeetingDetails) -> String {
    let Some(summary) = &details.summary else { return details.excerpt.to_string() };
    summary_text(inputs.strings(&inputs.interface_language(&details.lang)), summary)
}

/// The words of a summary, marked if a program wrote it.
pub(crate) fn summary_text(strings: &Strings, summary: &RecordSummary) -> String {
    match summary.by {
        SummaryAuthor::Machine => format!("{} ({})", summary.text, strings.get("summary-machine")),
        SummaryAuthor::Unknown | SummaryAuthor::Named(_) => summary.text.to_string(),
    }
}

/// A summary, as templates see it.
pub(crate) fn summary_view(summary: &RecordSummary) -> SummaryView {
    let (by, machine) = match &summary.by {
        SummaryAuthor::Unknown => ("", false),
        SummaryAuthor::Machine => ("", true),
        SummaryAuthor::Named(name) => (&**name, false),
    };
    SummaryView { text: summary.text.to_string(), by: by.to_owned(), machine }
}
