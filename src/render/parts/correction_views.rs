//! Corrections of records, as their own pages, the records and the feed show them.

use std::fmt::Write;

use super::dates::day_of;
use crate::record::{Correction, CorrectionNote, FormerVersion, Language, MeetingIndex, PassageChange, RecordHistory};
use crate::render::inputs::RenderInputs;
use crate::site::view::{CorrectionView, FormerVersionLink, Link, ReasonView};
use crate::text::single_spaced;
use crate::theme::Argument::{Number, Text};
use crate::theme::Strings;

/// Corrections that are no slips of the pen, the newest first.
pub(crate) fn announced_corrections<'a>(inputs: &'a RenderInputs<'_>) -> Vec<(MeetingIndex, &'a Correction)> {
    let pasts = inputs.archive.histories.iter().enumerate();
    let of = |(index, history): (MeetingIndex, &'a Option<_>)| {
        let history: Option<&'a std::sync::Arc<RecordHistory>> = history.as_ref();
        history
            .into_iter()
            .flat_map(move |history| history.corrections.iter().map(move |correction| (index, correction)))
    };
    let mut all: Vec<(MeetingIndex, &Correction)> =
        pasts.flat_map(of).filter(|(_, correction)| !correction.minor).collect();
    all.sort_by(|a, b| (b.1.at, a.0, b.1.version).cmp(&(a.1.at, b.0, a.1.version)));
    all
}

/// The corrections of a record, the newest first.
pub(crate) fn corrections_of(inputs: &RenderInputs<'_>, index: MeetingIndex, lang: &Language) -> Vec<CorrectionView> {
    let history = inputs.archive.histories[index].iter();
    history
        .flat_map(|history| &history.corrections)
        .map(|correction| correction_view(inputs, lang, index, correction))
        .collect()
}

/// A correction in the words of a language.
pub(crate) fn correction_view(
    inputs: &RenderInputs<'_>,
    lang: &Language,
    index: MeetingIndex,
    correction: &Correction,
) -> CorrectionView {
    let address = &inputs.plan.addresses.meetings[index];
    let href = |passage: &PassageChange| passage_href(passage, address);
    let link = |passage: &PassageChange| Link { title: passage.speaker.to_string(), href: href(passage), lang: None };
    CorrectionView {
        date: day_of(inputs, lang, correction.at),
        version: correction.version,
        minor: correction.minor,
        note: correction.note.as_deref().unwrap_or_default().to_owned(),
        reasons: reasons(&inputs.archive.meetings[index].details.corrections, correction),
        title: correction.title.as_deref().unwrap_or_default().to_owned(),
        speeches: correction.speeches(),
        href: correction.passages.first().map_or_else(|| address.to_string(), href),
        passages: correction.passages.iter().filter(|passage| passage.is_speech).map(link).collect(),
        before: before(inputs, index, correction),
    }
}

/// The address of a passage in a record as it is now.
pub(crate) fn passage_href(passage: &PassageChange, record: &str) -> String {
    match &*passage.anchor {
        "" => record.to_owned(),
        anchor => format!("{record}#{}", crate::site::Address::encode(anchor)),
    }
}

/// The reasons for a correction, as the record lists them; the register has them in one line, as they were when it was
/// published.
fn reasons(listed: &[CorrectionNote], correction: &Correction) -> Vec<ReasonView> {
    let Some(published) = correction.note.as_deref() else { return Vec::new() };
    let view = |listed: &CorrectionNote| {
        let text = single_spaced(listed.note.as_deref()?);
        Some(ReasonView { text, minor: listed.minor })
    };
    let listed = listed.get(correction.noted.clone()).unwrap_or_default();
    let reasons: Vec<ReasonView> = listed.iter().filter_map(view).collect();
    let joined = reasons.iter().map(|reason| &*reason.text).collect::<Vec<_>>().join(" ");
    if joined == published {
        return reasons;
    }
    vec![ReasonView { text: published.to_owned(), minor: correction.minor }]
}

/// The page of what stood before a correction; empty if there is none.
fn before(inputs: &RenderInputs<'_>, index: MeetingIndex, correction: &Correction) -> String {
    let addresses = &inputs.plan.addresses;
    let href = addresses.version_of(index, correction.version.saturating_sub(1));
    if *href == *addresses.meetings[index] { String::new() } else { href.to_owned() }
}

/// Links to the versions of a record that were corrected, the newest first.
pub(crate) fn former_versions(
    inputs: &RenderInputs<'_>,
    index: MeetingIndex,
    lang: &Language,
) -> Vec<FormerVersionLink> {
    let history = inputs.archive.histories[index].iter();
    let link = |former: &FormerVersion| FormerVersionLink {
        version: former.version,
        date: day_of(inputs, lang, former.at),
        href: inputs.plan.addresses.version_of(index, former.version).to_owned(),
    };
    let all = history.flat_map(|history| history.former.iter().rev()).map(link);
    all.filter(|link| *link.href != *inputs.plan.addresses.meetings[index]).collect()
}

/// One line on a correction: “Corrected on 4 August 2026: 2 speeches. Four, as the receipt says.”
pub(crate) fn correction_summary(strings: &Strings, view: &CorrectionView) -> String {
    let mut out = strings.format("correction-altered", &[("date", Text(&view.date.text))]);
    if view.speeches > 0 {
        let _ = write!(out, ": {}", strings.format("speech-count", &[("n", Number(view.speeches as i64))]));
    }
    out.push_str(". ");
    out.push_str(&view.note);
    out.trim_end().to_owned()
}
