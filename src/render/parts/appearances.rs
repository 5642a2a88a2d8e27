//! A speaker's part in meetings, as their pages and feeds show it.

use super::language_names::own_name;
use super::preferred_records::{is_foreign, preferred_appearances};
use super::typical_words::Excerpt;
use crate::record::{Appearance, Date, SpeakerIndex};
use crate::render::context::Renderer;
use crate::render::inputs::RenderInputs;
use crate::render::turns::speeches_of;
use crate::site::LocaleIndex;
use crate::site::view::{AppearanceView, SpeakerYearItem, SpokenMeetingItem, SpokenWords};

/// Number of speeches.
pub(crate) fn speeches(appearances: &[Appearance]) -> u64 {
    appearances.iter().map(|a| u64::from(a.speeches)).sum()
}

/// Number of words.
pub(crate) fn words(appearances: &[Appearance]) -> u64 {
    appearances.iter().map(|a| u64::from(a.words)).sum()
}

/// Speeches of a speaker at some meetings, in their order, each with its meeting; `anchor` gives the place of each.
pub(crate) fn transcripts<'r, 'a>(
    renderer: &'r Renderer<'_>,
    locale: LocaleIndex,
    speaker: SpeakerIndex,
    appearances: impl IntoIterator<Item = &'a Appearance>,
    anchor: impl Fn(Appearance) -> String,
) -> Vec<SpokenWords<'r>> {
    let words = |appearance: &Appearance| SpokenWords {
        meeting: renderer.item(locale, appearance.meeting),
        anchor: anchor(*appearance),
        transcript: speeches_of(renderer, appearance.meeting, speaker),
    };
    appearances.into_iter().map(words).collect()
}

/// A year of a speaker, with its page in a locale.
pub(crate) fn year_item(
    inputs: &RenderInputs<'_>,
    locale: LocaleIndex,
    speaker: SpeakerIndex,
    year: i16,
) -> SpeakerYearItem {
    counted(year, inputs.plan.speaker_year(locale, speaker, year), &in_year(inputs, locale, speaker, year))
}

/// A year with what was said in it.
pub(crate) fn counted(year: i16, href: String, appearances: &[Appearance]) -> SpeakerYearItem {
    SpeakerYearItem {
        year,
        href,
        meetings: appearances.len(),
        speeches: speeches(appearances),
        words: words(appearances),
    }
}

/// A speaker's part in the meetings of a year, each meeting once, in the order of time.
pub(crate) fn in_year(
    inputs: &RenderInputs<'_>,
    locale: LocaleIndex,
    speaker: SpeakerIndex,
    year: i16,
) -> Vec<Appearance> {
    let mut shown = preferred_appearances(inputs, locale, &inputs.archive.speakers[speaker].appearances);
    shown.retain(|appearance| date(inputs, appearance).year == year);
    shown
}

fn date(inputs: &RenderInputs<'_>, appearance: &Appearance) -> Date {
    inputs.archive.meetings[appearance.meeting].details.date
}

/// The anchor of a meeting on a page with what a speaker said: its date, with a number from the second record of that day in
/// the language of the page.
pub(crate) fn appearance_anchor(inputs: &RenderInputs<'_>, speaker: SpeakerIndex, appearance: Appearance) -> String {
    let all = &inputs.archive.speakers[speaker].appearances;
    let own_locale = inputs.plan.locale_for(&inputs.archive.meetings[appearance.meeting].details.lang);
    let day = date(inputs, &appearance);
    let before = all.partition_point(|known| known.meeting < appearance.meeting);
    let of_day = all[..before].iter().rev().take_while(|known| date(inputs, known) == day);
    match of_day.filter(|known| !is_foreign(inputs, own_locale, known.meeting)).count() {
        0 => day.to_string(),
        others => format!("{day}-{}", others + 1),
    }
}

/// A meeting in the contents of a page of a locale. Its words stand on that page, or else on the page in the language of
/// the record.
pub(crate) fn spoken_meeting(
    renderer: &Renderer<'_>,
    locale: LocaleIndex,
    speaker: SpeakerIndex,
    appearance: Appearance,
) -> SpokenMeetingItem {
    let plan = renderer.plan;
    let anchor = appearance_anchor(renderer, speaker, appearance);
    let lang = &renderer.archive.meetings[appearance.meeting].details.lang;
    let own_locale = plan.locale_for(lang);
    let page = || {
        let day = date(renderer, &appearance);
        match day.month().filter(|month| plan.months_of(own_locale, speaker, day.year).contains(month)) {
            Some(month) => plan.speaker_month(own_locale, speaker, day.year, month),
            None => plan.speaker_year(own_locale, speaker, day.year),
        }
    };
    let (page, language) =
        if own_locale == locale { (String::new(), String::new()) } else { (page(), own_name(renderer, lang)) };
    SpokenMeetingItem {
        meeting: renderer.item(locale, appearance.meeting),
        speeches: appearance.speeches,
        href: format!("{page}#{anchor}"),
        language,
    }
}

/// A speaker's part in a meeting, with words that are typical of it.
pub(crate) fn appearance_view(
    renderer: &Renderer<'_>,
    locale: LocaleIndex,
    appearance: Appearance,
    excerpt: &Excerpt,
) -> AppearanceView {
    let record = &renderer.plan.addresses.meetings[appearance.meeting];
    AppearanceView {
        meeting: renderer.item(locale, appearance.meeting),
        speeches: appearance.speeches,
        excerpt: excerpt.words.clone(),
        excerpt_href: excerpt.speech.map_or_else(|| record.to_string(), |speech| format!("{record}#{speech}")),
    }
}
