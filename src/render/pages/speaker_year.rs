//! Speeches of a speaker in a year, or in a month of a divided year.

use crate::record::{Appearance, Date, Month, SpeakerIndex};
use crate::render::context::Renderer;
use crate::render::parts::appearances::{
    appearance_anchor, appearance_view, in_year, speeches, spoken_meeting, transcripts,
};
use crate::render::parts::dates::month_anchor;
use crate::render::parts::head::{add_links_to_locales_below, crumb, direction, head};
use crate::render::parts::preferred_records::is_foreign;
use crate::render::parts::typical_words::typical_words;
use crate::site::view::{Head, Link, SpeakerMonthItem, SpeakerYearView, SpokenMeetingItem, SpokenWords};
use crate::site::{LocaleIndex, Output};
use crate::theme::Argument::{Number, Text};

/// Speeches of a speaker in a year, in the language of a locale, the newest meeting first. For a year that is divided into
/// months, the speaker's activity in each month.
pub(crate) fn year<'r>(
    renderer: &'r Renderer<'_>,
    output: &Output,
    locale: LocaleIndex,
    index: SpeakerIndex,
    year: i16,
) -> SpeakerYearView<'r> {
    let lang = &renderer.plan.locales[locale].lang;
    let strings = renderer.strings(lang);
    let divided = renderer.plan.months_of(locale, index, year);
    let mut of_year = in_year(renderer, locale, index, year);
    of_year.reverse();
    let month_of = |appearance: &Appearance| renderer.archive.meetings[appearance.meeting].details.date.month();
    let months = divided.iter().rev().map(|&month| {
        let of_month = of_year.iter().copied().filter(|appearance| month_of(appearance) == Some(month));
        let of_month: Vec<Appearance> = of_month.collect();
        SpeakerMonthItem {
            month,
            name: strings.month(month),
            anchor: month_anchor(month),
            href: renderer.plan.speaker_month(locale, index, year, month),
            speeches: speeches(&of_month),
            meetings: of_month
                .into_iter()
                .map(|appearance| {
                    let excerpt = typical_words(renderer, index, appearance);
                    appearance_view(renderer, locale, appearance, &excerpt)
                })
                .collect(),
        }
    });
    let years = years_of(renderer, locale, index);
    let link = |year: &i16| crumb(year.to_string(), &renderer.plan.speaker_year(locale, index, *year));
    let position = years.iter().position(|known| *known == year).unwrap_or(0);
    let (name, text) = (renderer.archive.speakers[index].names.get(lang), year.to_string());
    let title = strings.format("speaker-year-title", &[("name", Text(name)), ("year", Text(&text))]);
    let spelled: Vec<Appearance> =
        of_year.iter().copied().filter(|appearance| divided.is_empty() || month_of(appearance).is_none()).collect();
    let mut view = SpeakerYearView {
        months: months.collect(),
        previous: years.get(position + 1).map(link),
        next: position.checked_sub(1).and_then(|next| years.get(next)).map(link),
        meetings: contents(renderer, locale, index, &spelled),
        transcripts: words_here(renderer, locale, index, &spelled),
        ..span(renderer, output, locale, index, title, year, &of_year)
    };
    let pages = &renderer.plan.speaker_pages[index];
    let has_page = |locale: &LocaleIndex| pages.years.iter().any(|known| (known.locale, known.year) == (*locale, year));
    add_languages(renderer, &mut view.head, index, has_page, &format!("{year:04}/"));
    view
}

/// Speeches of a speaker in a month of a divided year, the newest meeting first.
pub(crate) fn month<'r>(
    renderer: &'r Renderer<'_>,
    output: &Output,
    locale: LocaleIndex,
    index: SpeakerIndex,
    year: i16,
    month: Month,
) -> SpeakerYearView<'r> {
    let lang = &renderer.plan.locales[locale].lang;
    let strings = renderer.strings(lang);
    let mut of_month = in_year(renderer, locale, index, year);
    of_month.reverse();
    of_month.retain(|appearance| renderer.archive.meetings[appearance.meeting].details.date.month() == Some(month));
    let months = renderer.plan.months_of(locale, index, year);
    let position = months.iter().position(|known| *known == month).unwrap_or(0);
    let link = |month: &Month| crumb(strings.month(*month), &renderer.plan.speaker_month(locale, index, year, *month));
    let text = Date::new(year, Some(month), None).map(|day| strings.date(day)).unwrap_or_default();
    let name = renderer.archive.speakers[index].names.get(lang);
    let title = strings.format("speaker-month-title", &[("name", Text(name)), ("month", Text(&text))]);
    let mut view = SpeakerYearView {
        month,
        previous: position.checked_sub(1).and_then(|before| months.get(before)).map(link),
        next: months.get(position + 1).map(link),
        meetings: contents(renderer, locale, index, &of_month),
        transcripts: words_here(renderer, locale, index, &of_month),
        ..span(renderer, output, locale, index, title, year, &of_month)
    };
    let has_page = |locale: &LocaleIndex| renderer.plan.months_of(*locale, index, year).contains(&month);
    add_languages(renderer, &mut view.head, index, has_page, &format!("{year:04}/{month:02}/"));
    view.head.crumbs.push(crumb(year.to_string(), &renderer.plan.speaker_year(locale, index, year)));
    view
}

/// Links the page in other languages, at the same path below the page of the speaker.
fn add_languages(
    renderer: &Renderer<'_>,
    head: &mut Head,
    index: SpeakerIndex,
    has_page: impl Fn(&LocaleIndex) -> bool,
    path: &str,
) {
    let locales = renderer.plan.speaker_pages[index].locales.iter().copied();
    let locales: Vec<LocaleIndex> = locales.filter(has_page).collect();
    add_links_to_locales_below(renderer, head, &locales, |locale| &locale.speakers[index], path);
}

/// The meetings of a page, each with the place of its words.
fn contents(
    renderer: &Renderer<'_>,
    locale: LocaleIndex,
    index: SpeakerIndex,
    shown: &[Appearance],
) -> Vec<SpokenMeetingItem> {
    shown.iter().map(|appearance| spoken_meeting(renderer, locale, index, *appearance)).collect()
}

/// The words of those meetings that are recorded in the language of the page.
fn words_here<'r>(
    renderer: &'r Renderer<'_>,
    locale: LocaleIndex,
    index: SpeakerIndex,
    shown: &[Appearance],
) -> Vec<SpokenWords<'r>> {
    let here = shown.iter().filter(|appearance| !is_foreign(renderer, locale, appearance.meeting));
    transcripts(renderer, locale, index, here, |appearance| appearance_anchor(renderer, index, appearance))
}

/// The common fields of the pages of a year and of a month; the rest is empty.
fn span<'r>(
    renderer: &'r Renderer<'_>,
    output: &Output,
    locale: LocaleIndex,
    index: SpeakerIndex,
    title: String,
    year: i16,
    appearances: &[Appearance],
) -> SpeakerYearView<'r> {
    let locale = &renderer.plan.locales[locale];
    let lang = &locale.lang;
    let strings = renderer.strings(lang);
    let name = renderer.archive.speakers[index].names.get(lang).to_owned();
    let description = strings.format(
        "speaker-description",
        &[
            ("name", Text(&name)),
            ("meetings", Number(appearances.len() as i64)),
            ("speeches", Number(speeches(appearances) as i64)),
        ],
    );
    let mut head = head(renderer, output, "speaker-year", lang, title, description);
    let href = locale.speakers[index].to_string();
    head.crumbs.push(crumb(strings.get("speakers"), &locale.speaker_index));
    head.crumbs.push(crumb(name.clone(), &href));
    head.dir = direction(lang);
    SpeakerYearView {
        head,
        speaker: Link { title: name, href, lang: None },
        id: renderer.archive.speakers[index].id.to_string(),
        year,
        month: 0,
        speeches: speeches(appearances),
        months: Vec::new(),
        previous: None,
        next: None,
        meetings: Vec::new(),
        transcripts: Vec::new(),
    }
}

/// The years of the speaker in the language of a locale, the newest first.
fn years_of(renderer: &Renderer<'_>, locale: LocaleIndex, index: SpeakerIndex) -> Vec<i16> {
    let years = renderer.plan.speaker_pages[index].years.iter().rev();
    years.filter(|spoken| spoken.locale == locale).map(|spoken| spoken.year).collect()
}
