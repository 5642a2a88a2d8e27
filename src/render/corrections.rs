//! What was corrected, as pages and feeds tell of it: on the record itself, on a page of all corrections, in their feed.

use std::fmt::Write;

use pulldown_cmark_escape::{escape_html, escape_html_body_text};

use super::Renderer;
use super::view::{date, feed_links, head, told_in_all};
use crate::record::{Change, Corrected, Correction, Date, Language, MeetingIndex, Piece};
use crate::site::view::{CorrectionItem, CorrectionView, CorrectionsView, DateView, Link};
use crate::site::{LocaleIndex, Output};
use crate::theme::Argument::{Number, Text};
use crate::theme::Strings;

/// The page of all corrections but slips of the pen.
pub(super) fn page(renderer: &Renderer<'_>, output: &Output, locale: LocaleIndex) -> CorrectionsView {
    let here = &renderer.plan.locales[locale];
    let strings = renderer.strings(&here.lang);
    let item = |(index, correction): (MeetingIndex, &Correction)| CorrectionItem {
        meeting: renderer.item(locale, index),
        correction: view(renderer, &here.lang, index, correction),
    };
    let corrections: Vec<CorrectionItem> = announced(renderer).into_iter().map(item).collect();
    let title = strings.get("corrections");
    let mut head = head(renderer, output, "corrections", &here.lang, title, strings.get("corrections-about"));
    told_in_all(renderer, &mut head, |locale| locale.corrections.as_deref().unwrap_or_default());
    if let Some(first) = &renderer.plan.locales[0].corrections {
        head.feeds = feed_links(first, &strings.get("corrections"));
    }
    CorrectionsView { head, corrections }
}

/// Corrections that are announced, the newest first.
pub(super) fn announced<'a>(renderer: &'a Renderer<'_>) -> Vec<(MeetingIndex, &'a Correction)> {
    let pasts = renderer.archive.past.iter().enumerate();
    let of = |(index, past): (MeetingIndex, &'a Option<_>)| {
        let past: Option<&'a std::sync::Arc<crate::record::Past>> = past.as_ref();
        past.into_iter().flat_map(move |past| past.corrections.iter().map(move |correction| (index, correction)))
    };
    let mut all: Vec<(MeetingIndex, &Correction)> =
        pasts.flat_map(of).filter(|(_, correction)| !correction.minor).collect();
    all.sort_by(|a, b| (b.1.at, a.0, b.1.version).cmp(&(a.1.at, b.0, a.1.version)));
    all
}

/// The corrections of a record, the newest first.
pub(super) fn of_record(renderer: &Renderer<'_>, index: MeetingIndex, lang: &Language) -> Vec<CorrectionView> {
    let past = renderer.archive.past[index].iter();
    past.flat_map(|past| &past.corrections).map(|correction| view(renderer, lang, index, correction)).collect()
}

fn view(renderer: &Renderer<'_>, lang: &Language, index: MeetingIndex, correction: &Correction) -> CorrectionView {
    let address = &renderer.plan.addresses.meetings[index];
    let href = |passage: &Corrected| match &*passage.anchor {
        "" => address.to_string(),
        anchor => format!("{address}#{}", crate::site::Address::encode(anchor)),
    };
    let link = |passage: &Corrected| Link { title: passage.speaker.to_string(), href: href(passage), lang: None };
    CorrectionView {
        date: day(renderer, lang, correction.at),
        version: correction.version,
        minor: correction.minor,
        note: correction.note.as_deref().unwrap_or_default().to_owned(),
        title: correction.title.as_deref().unwrap_or_default().to_owned(),
        speeches: correction.speeches(),
        href: correction.passages.first().map_or_else(|| address.to_string(), href),
        passages: correction.passages.iter().filter(|passage| passage.is_speech).map(link).collect(),
    }
}

/// The day of a moment where the site is.
pub(super) fn day(renderer: &Renderer<'_>, lang: &Language, moment: jiff::Timestamp) -> DateView {
    let day = renderer.config.time_zone.to_datetime(moment).date();
    let known = Date::new(day.year(), Some(day.month() as u8), Some(day.day() as u8));
    known.map(|known| date(renderer, lang, known)).unwrap_or_default()
}

/// One line on a correction: “Corrected on 4 August 2026: 2 speeches. Four, as the receipt says.”
pub(super) fn summary(strings: &Strings, view: &CorrectionView) -> String {
    let mut out = strings.say("correction-altered", &[("date", Text(&view.date.text))]);
    if view.speeches > 0 {
        let _ = write!(out, ": {}", strings.say("speech-count", &[("n", Number(view.speeches as i64))]));
    }
    out.push_str(". ");
    out.push_str(&view.note);
    out.trim_end().to_owned()
}

/// What a passage said before, as HTML.
pub(super) fn push_words(out: &mut String, passage: &Corrected, strings: &Strings) {
    // Writing to a String cannot fail.
    if let Some(before) = &passage.speaker_before {
        out.push_str("<p class=\"speaker-before\">");
        let _ = escape_html_body_text(&mut *out, &strings.say("correction-speaker", &[("name", Text(before))]));
        out.push_str("</p>\n");
    }
    let Some(pieces) = &passage.words else {
        out.push_str("<p>");
        let _ = escape_html_body_text(&mut *out, &strings.get("correction-forgotten"));
        out.push_str("</p>\n");
        return;
    };
    out.push_str("<p>");
    if passage.change == Change::Removed && !passage.speaker.is_empty() {
        out.push_str("<b>");
        let _ = escape_html_body_text(&mut *out, &passage.speaker);
        out.push_str("</b> ");
    }
    for piece in pieces {
        let (open, text, close) = match piece {
            Piece::Same(text) => ("", text, ""),
            Piece::Before(text) => ("<del>", text, "</del>"),
            Piece::Now(text) => ("<ins>", text, "</ins>"),
        };
        out.push_str(open);
        for (index, line) in text.split('\n').enumerate() {
            if index > 0 {
                out.push_str("<br>\n");
            }
            let _ = escape_html_body_text(&mut *out, line);
        }
        out.push_str(close);
    }
    out.push_str("</p>\n");
}

/// A passage's correction as it stands on the record.
pub(super) fn push_details(out: &mut String, date: &DateView, passage: &Corrected, strings: &Strings) {
    let key = match passage.change {
        Change::Altered => "correction-altered",
        Change::Added => "correction-added",
        Change::Removed => "correction-removed",
    };
    out.push_str("<details class=\"correction\"><summary><time datetime=\"");
    let _ = escape_html(&mut *out, &date.iso);
    out.push_str("\">");
    let _ = escape_html_body_text(&mut *out, &strings.say(key, &[("date", Text(&date.text))]));
    out.push_str("</time></summary>\n");
    push_words(out, passage, strings);
    out.push_str("</details>\n");
}
