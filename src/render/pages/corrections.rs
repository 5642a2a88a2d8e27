//! The page of all corrections.

use crate::record::{Correction, MeetingIndex};
use crate::render::context::Renderer;
use crate::render::parts::change_views::change_views;
use crate::render::parts::correction_views::{announced_corrections, correction_view};
use crate::render::parts::head::{add_locale_links, feed_links, head};
use crate::site::view::{CorrectionItem, CorrectionsView};
use crate::site::{LocaleIndex, Output};

/// The page of all corrections but slips of the pen, the newest first.
pub(crate) fn view(renderer: &Renderer<'_>, output: &Output, locale: LocaleIndex) -> CorrectionsView {
    let here = &renderer.plan.locales[locale];
    let strings = renderer.strings(&here.lang);
    let item = |(index, correction): (MeetingIndex, &Correction)| {
        let (changes, more) = change_views(correction, &renderer.plan.addresses.meetings[index]);
        CorrectionItem {
            meeting: renderer.item(locale, index),
            correction: correction_view(renderer, &here.lang, index, correction),
            changes,
            more,
        }
    };
    let all: Vec<CorrectionItem> = announced_corrections(renderer).into_iter().map(item).collect();
    let title = strings.get("corrections");
    let mut head = head(renderer, output, "corrections", &here.lang, title, strings.get("corrections-about"));
    add_locale_links(renderer, &mut head, |locale| locale.corrections.as_deref().unwrap_or_default());
    if let Some(first) = &renderer.plan.locales[0].corrections {
        head.feeds = feed_links(&renderer.config.feeds.formats, first, &strings.get("corrections"));
    }
    CorrectionsView { head, corrections: all }
}
