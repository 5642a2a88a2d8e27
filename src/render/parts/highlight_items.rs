//! Chosen speeches, as lists, pages and cards show them.

use super::dates::date_view;
use crate::markdown::push_paragraphs;
use crate::record::{Language, MeetingIndex, Speech};
use crate::render::inputs::RenderInputs;
use crate::site::HighlightedSpeech;
use crate::site::view::{HighlightItem, Link};
use crate::text::{shorten, single_spaced};

/// Length of a title made of the first words, in characters.
const TITLE: usize = 70;
/// Length of the words in a list, in characters.
const EXCERPT: usize = 240;

/// The speech.
pub(crate) fn speech_of<'r>(inputs: &RenderInputs<'r>, chosen: &HighlightedSpeech) -> &'r Speech {
    let mut speeches = inputs.archive.meetings[chosen.meeting].speeches();
    speeches.find(|speech| speech.id == chosen.speech).expect("only a speech that is there is planned")
}

/// Its words in one line, without markup.
pub(crate) fn highlight_words(inputs: &RenderInputs<'_>, chosen: &HighlightedSpeech) -> String {
    let details = &inputs.archive.meetings[chosen.meeting].details;
    let text = inputs.text(chosen.meeting);
    let mut words = String::new();
    for block in &speech_of(inputs, chosen).blocks {
        push_paragraphs(&mut words, block.text.of(&text), &details.references);
        words.push('\n');
    }
    single_spaced(&words)
}

/// Its title in the language of its record: that of the editor, or else its first words.
pub(crate) fn title_of(inputs: &RenderInputs<'_>, chosen: &HighlightedSpeech) -> String {
    match chosen.title.get(&inputs.archive.meetings[chosen.meeting].details.lang) {
        "" => shorten(&highlight_words(inputs, chosen), TITLE),
        title => title.to_owned(),
    }
}

/// Links to the chosen speeches of a record, in the order of its metadata.
pub(crate) fn highlight_links(inputs: &RenderInputs<'_>, meeting: MeetingIndex) -> Vec<Link> {
    let all = &inputs.plan.highlights;
    let from = all.partition_point(|chosen| chosen.meeting < meeting);
    let own = all[from..].iter().take_while(|chosen| chosen.meeting == meeting);
    own.map(|chosen| Link { title: title_of(inputs, chosen), href: chosen.href.to_string(), lang: None }).collect()
}

/// The newest chosen speeches on a page in `lang`.
pub(crate) fn newest_highlights(inputs: &RenderInputs<'_>, lang: &Language, most: usize) -> Vec<HighlightItem> {
    let item = |chosen: &HighlightedSpeech| {
        let meeting = &inputs.archive.meetings[chosen.meeting];
        let speaker = meeting.speaker_of(speech_of(inputs, chosen));
        let is_titled = !chosen.title.get(&meeting.details.lang).is_empty();
        HighlightItem {
            title: if is_titled { title_of(inputs, chosen) } else { String::new() },
            href: chosen.href.to_string(),
            lang: meeting.details.lang.as_str().to_owned(),
            speaker: speaker.name.label.text.to_string(),
            words: shorten(&highlight_words(inputs, chosen), EXCERPT),
            date: date_view(inputs, lang, meeting.details.date),
        }
    };
    inputs.plan.highlights.iter().rev().take(most).map(item).collect()
}
