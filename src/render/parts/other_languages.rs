//! Ways into the other languages of the site, also from a page that exists in one language alone.

use super::language_names::own_name;
use crate::record::Language;
use crate::render::inputs::RenderInputs;
use crate::site::view::LanguageLink;
use crate::site::{Locale, Output, OutputKind};

/// The languages of the site, as a page in `lang` offers them, which exists in no other so far. None on a site in one language.
pub(crate) fn languages_of_page(inputs: &RenderInputs<'_>, output: &Output, lang: &Language) -> Vec<LanguageLink> {
    let locales = &inputs.plan.locales;
    if locales.len() < 2 {
        return Vec::new();
    }
    let link = |lang: &Language| LanguageLink {
        lang: lang.as_str().to_owned(),
        name: own_name(inputs, lang),
        ..LanguageLink::default()
    };
    let mut links: Vec<LanguageLink> = Vec::new();
    for locale in locales {
        let link = link(&locale.lang);
        links.push(match locale.lang == *lang {
            true => LanguageLink { current: true, href: inputs.plan.base.href(&output.address), ..link },
            false => LanguageLink {
                href: nearest_page(inputs, output, locale).to_owned(),
                instead: inputs.strings(&locale.lang).get("not-in-this-language"),
                ..link
            },
        });
    }
    if links.iter().all(|link| !link.current) {
        links.push(LanguageLink { current: true, href: inputs.plan.base.href(&output.address), ..link(lang) });
    }
    links
}

/// The page in another language that is nearest to one that exists in its own alone: of a record, the list of its year.
fn nearest_page<'r>(inputs: &'r RenderInputs<'_>, output: &Output, locale: &'r Locale) -> &'r str {
    let year_of = |date: crate::record::Date| locale.years.get(&date.year).unwrap_or(&locale.meeting_index);
    match &output.kind {
        OutputKind::Meeting(index) | OutputKind::FormerVersion(index, _) => {
            year_of(inputs.archive.meetings[*index].details.date)
        }
        OutputKind::Announced(_) | OutputKind::Withdrawn(_) => &locale.meeting_index,
        OutputKind::Speaker(..) => &locale.speaker_index,
        OutputKind::SpeakerYear(own, index, ..) | OutputKind::SpeakerMonth(own, index, ..) => {
            let page = &locale.speakers[*index];
            // A speaker may have no page in that language.
            if *page == inputs.plan.locales[*own].speakers[*index] { &locale.speaker_index } else { page }
        }
        _ => &locale.home,
    }
}
