//! A speaker's part in meetings, as their pages and feeds show it.

use crate::markdown::push_plain_text;
use crate::record::{Appearance, BlockKind, SpeakerIndex};
use crate::render::context::Renderer;
use crate::render::inputs::RenderInputs;
use crate::site::LocaleIndex;
use crate::site::view::{AppearanceView, SpeakerYearItem};
use crate::text::{is_cjk, shorten};

/// Number of speeches.
pub(crate) fn speeches(appearances: &[Appearance]) -> u64 {
    appearances.iter().map(|a| u64::from(a.speeches)).sum()
}

/// Number of words.
pub(crate) fn words(appearances: &[Appearance]) -> u64 {
    appearances.iter().map(|a| u64::from(a.words)).sum()
}

/// The years in which a speaker spoke, newest first.
pub(crate) fn years(inputs: &RenderInputs<'_>, index: SpeakerIndex) -> Vec<SpeakerYearItem> {
    let mut years: Vec<SpeakerYearItem> = Vec::new();
    for appearance in inputs.archive.speakers[index].appearances.iter().rev() {
        let year = inputs.archive.meetings[appearance.meeting].details.date.year;
        if years.last().is_none_or(|last| last.year != year) {
            years.push(SpeakerYearItem {
                year,
                href: inputs.plan.speaker_year(index, year),
                meetings: 0,
                speeches: 0,
                words: 0,
            });
        }
        if let Some(last) = years.last_mut() {
            last.meetings += 1;
            last.speeches += u64::from(appearance.speeches);
            last.words += u64::from(appearance.words);
        }
    }
    years
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
    let mut line = String::new();
    for speech in meeting.speeches_of(speaker) {
        for block in speech.blocks.iter().filter(|block| block.kind == BlockKind::Prose) {
            let written = block.text.of(&source.text);
            push_plain_text(&mut line, crate::text::head(written, FIRST_LINE * 8), FIRST_LINE * 4);
        }
        if !line.is_empty() {
            let href = format!("{}#{}", inputs.plan.addresses.meetings[appearance.meeting], speech.id);
            let wide = line.chars().filter(|c| is_cjk(*c)).count() * 2 > line.chars().count();
            return (shorten(&line, if wide { FIRST_LINE / 2 } else { FIRST_LINE }), href);
        }
    }
    (String::new(), inputs.plan.addresses.meetings[appearance.meeting].to_string())
}
