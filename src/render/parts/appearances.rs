//! A speaker's part in meetings, as their pages and feeds show it.

use crate::markdown::push_plain_text;
use crate::record::{Appearance, BlockKind, SpeakerIndex};
use crate::render::context::Renderer;
use crate::render::inputs::RenderInputs;
use crate::render::turns::speeches_of;
use crate::site::view::{AppearanceView, MeetingItem, SpeakerYearItem};
use crate::site::{LocaleIndex, TranscriptView};
use crate::text::{is_cjk, shorten};

/// Number of speeches.
pub(crate) fn speeches(appearances: &[Appearance]) -> u64 {
    appearances.iter().map(|a| u64::from(a.speeches)).sum()
}

/// Number of words.
pub(crate) fn words(appearances: &[Appearance]) -> u64 {
    appearances.iter().map(|a| u64::from(a.words)).sum()
}

/// Speeches of a speaker at some meetings, in their order, each with its meeting.
pub(crate) fn transcripts<'r, 'a>(
    renderer: &'r Renderer<'_>,
    locale: LocaleIndex,
    speaker: SpeakerIndex,
    appearances: impl IntoIterator<Item = &'a Appearance>,
) -> Vec<(MeetingItem, TranscriptView<'r>)> {
    let transcript = |appearance: &Appearance| {
        (renderer.item(locale, appearance.meeting), speeches_of(renderer, appearance.meeting, speaker))
    };
    appearances.into_iter().map(transcript).collect()
}

/// A year of a speaker as it is recorded in the language of a locale, with its page.
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
        lang: None,
        meetings: appearances.len(),
        speeches: speeches(appearances),
        words: words(appearances),
    }
}

/// A speaker's part in the meetings of a year that are recorded in the language of a locale, in the order of time.
pub(crate) fn in_year(
    inputs: &RenderInputs<'_>,
    locale: LocaleIndex,
    speaker: SpeakerIndex,
    year: i16,
) -> Vec<Appearance> {
    let archive = inputs.archive;
    let details = |appearance: &Appearance| &archive.meetings[appearance.meeting].details;
    let is_here = |appearance: &Appearance| {
        details(appearance).date.year == year && inputs.plan.locale_for(&details(appearance).lang) == locale
    };
    archive.speakers[speaker].appearances.iter().copied().filter(is_here).collect()
}

/// Length of a first line, in characters; half of it in Han and kana, which are twice as wide and say more each.
const FIRST_LINE: usize = 90;

/// A speaker's part in a meeting, with their first words.
pub(crate) fn appearance_view(
    renderer: &Renderer<'_>,
    locale: LocaleIndex,
    speaker: SpeakerIndex,
    appearance: Appearance,
) -> AppearanceView {
    let (first_line, first_href) = first_words(renderer, speaker, appearance);
    AppearanceView {
        meeting: renderer.item(locale, appearance.meeting),
        speeches: appearance.speeches,
        first_line,
        first_href,
    }
}

/// The first words of a speaker at a meeting, and the address of their speech.
pub(crate) fn first_words(
    inputs: &RenderInputs<'_>,
    speaker: SpeakerIndex,
    appearance: Appearance,
) -> (String, String) {
    let meeting = &inputs.archive.meetings[appearance.meeting];
    let source = inputs.sources.get(meeting.details.source);
    let references = &meeting.details.references;
    let mut line = String::new();
    for speech in meeting.speeches_of(speaker) {
        for block in speech.blocks.iter().filter(|block| block.kind == BlockKind::Prose) {
            let written = block.text.of(&source.text);
            push_plain_text(&mut line, crate::text::head(written, FIRST_LINE * 8), references, FIRST_LINE * 4);
        }
        if !line.is_empty() {
            let href = format!("{}#{}", inputs.plan.addresses.meetings[appearance.meeting], speech.id);
            let wide = line.chars().filter(|c| is_cjk(*c)).count() * 2 > line.chars().count();
            return (shorten(&line, if wide { FIRST_LINE / 2 } else { FIRST_LINE }), href);
        }
    }
    (String::new(), inputs.plan.addresses.meetings[appearance.meeting].to_string())
}
