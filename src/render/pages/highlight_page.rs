//! The page of a chosen speech: who said it, when and where, the words, the way to their context, and a citation.

use crate::render::context::Renderer;
use crate::render::parts::dates::date_with_weekday;
use crate::render::parts::head::{crumb, direction, head};
use crate::render::parts::highlight_items::{highlight_words, speech_of, title_of};
use crate::render::parts::meeting_item::meeting_item;
use crate::render::parts::site_title::site_title;
use crate::render::parts::speaker_links::speaker_view;
use crate::render::turns::one_speech;
use crate::site::view::{HighlightView, Link};
use crate::site::{Output, SpeakerIcon};
use crate::text::shorten;
use crate::theme::Argument::Text;

/// Length of the description of the page, in characters.
const DESCRIPTION: usize = 160;

/// The page of a chosen speech, by its position in the plan.
pub(crate) fn view<'r>(renderer: &'r Renderer<'_>, output: &Output, place: usize) -> HighlightView<'r> {
    let (archive, plan) = (renderer.archive, renderer.plan);
    let chosen = &plan.highlights[place];
    let meeting = &archive.meetings[chosen.meeting];
    let details = &meeting.details;
    let lang = renderer.interface_language(&details.lang);
    let strings = renderer.strings(&lang);
    let locale = plan.locale_for(&lang);
    let here = &plan.locales[locale];
    let speech = speech_of(renderer, chosen);
    let speaker = meeting.speaker_of(speech);
    let item = meeting_item(renderer, &renderer.context.ids, locale, &lang, chosen.meeting);
    let title = title_of(renderer, chosen);
    let words = highlight_words(renderer, chosen);
    let mut head = head(renderer, output, "highlight", &lang, title, shorten(&words, DESCRIPTION));
    head.image = chosen.card.to_string();
    head.crumbs.push(crumb(strings.get("meetings"), &here.meeting_index));
    head.crumbs.push(crumb(details.date.year.to_string(), &here.years[&details.date.year]));
    head.crumbs.push(crumb(details.title.to_string(), &plan.addresses.meetings[chosen.meeting]));
    let context = format!("{}#{}", plan.addresses.meetings[chosen.meeting], chosen.speech);
    let icon = SpeakerIcon::of(&speaker.name.label.key);
    let shown = speaker_view(renderer, speaker, icon, &lang);
    let address = plan.base.in_full(&context);
    let date = date_with_weekday(renderer, &lang, details.date);
    let citation = strings.format(
        "highlight-citation",
        &[
            ("speaker", Text(shown.cited.as_deref().unwrap_or(&shown.name))),
            ("title", Text(&details.title)),
            ("site", Text(&site_title(renderer, &lang))),
            ("date", Text(&item.date.text)),
            ("url", Text(&address)),
        ],
    );
    HighlightView {
        head,
        meeting: item,
        date,
        record_lang: details.lang.as_str().to_owned(),
        record_dir: direction(&details.lang),
        place: details.place.as_deref().map(str::to_owned),
        speaker: shown.name.to_string(),
        speakers: shown
            .links
            .iter()
            .map(|link| Link { title: link.name.to_string(), href: link.href.to_string(), lang: None })
            .collect(),
        role: shown.role.as_deref().unwrap_or_default().to_owned(),
        portrait: shown.portrait.as_deref().map(str::to_owned),
        context,
        citation,
        transcript: one_speech(renderer, chosen.meeting, speech),
    }
}
