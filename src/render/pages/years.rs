//! The index of all meetings, and the page of a year.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::record::MeetingIndex;
use crate::render::context::Renderer;
use crate::render::inputs::RenderInputs;
use crate::render::parts::announced_items::announced_items;
use crate::render::parts::dates::month_anchor;
use crate::render::parts::head::{add_locale_links, crumb, head};
use crate::render::parts::preferred_records::{all_preferred, is_preferred_of_all};
use crate::site::view::{DayItem, MeetingIndexView, MonthItem, MonthView, YearItem, YearView};
use crate::site::{LocaleIndex, Output};
use crate::theme::Argument::{Number, Text};

pub(crate) fn index(renderer: &Renderer<'_>, output: &Output, locale: LocaleIndex) -> MeetingIndexView {
    let lang = &renderer.plan.locales[locale].lang;
    let total = all_preferred(renderer, locale).count();
    let meetings = renderer.strings(lang).format("meeting-count", &[("n", Number(total as i64))]);
    let mut head = head(renderer, output, "meetings", lang, renderer.strings(lang).get("meetings"), meetings);
    add_locale_links(renderer, &mut head, |locale| &locale.meeting_index);
    let announced = announced_items(renderer, lang);
    MeetingIndexView { head, announced, years: year_items(renderer, locale), total }
}

pub(crate) fn year(renderer: &Renderer<'_>, output: &Output, locale: LocaleIndex, year: i16) -> YearView {
    let lang = &renderer.plan.locales[locale].lang;
    let strings = renderer.strings(lang);
    let years = &renderer.plan.years;
    let position = years.iter().position(|(known, _)| *known == year).unwrap_or(0);
    let meetings = of_range(renderer, locale, &years[position].1);
    let text = year.to_string();
    let title = strings.format("year-title", &[("year", Text(&text))]);
    let description =
        strings.format("year-description", &[("year", Text(&text)), ("n", Number(meetings.len() as i64))]);
    let link =
        |(year, _): &(i16, Range<MeetingIndex>)| crumb(year.to_string(), &renderer.plan.locales[locale].years[year]);
    let mut head = head(renderer, output, "year", lang, title, description);
    add_locale_links(renderer, &mut head, |locale| &locale.years[&year]);
    head.crumbs.push(crumb(strings.get("meetings"), &renderer.plan.locales[locale].meeting_index));
    YearView {
        head,
        year,
        total: meetings.len(),
        days: days(renderer, year, &meetings),
        months: months(renderer, &meetings)
            .into_iter()
            .map(|(month, meetings)| MonthView {
                month,
                name: strings.month(month),
                anchor: month_anchor(month),
                meetings: meetings.into_iter().map(|index| renderer.item(locale, index)).collect(),
            })
            .collect(),
        previous: years.get(position + 1).map(link),
        next: position.checked_sub(1).and_then(|next| years.get(next)).map(link),
    }
}

/// Every year with meetings, the newest first, with its days and months.
pub(crate) fn year_items(inputs: &RenderInputs<'_>, locale: LocaleIndex) -> Vec<YearItem> {
    let shown = |range: &Range<MeetingIndex>| of_range(inputs, locale, range);
    let locale = &inputs.plan.locales[locale];
    let strings = inputs.strings(&locale.lang);
    inputs
        .plan
        .years
        .iter()
        .map(|(year, range)| {
            let href = locale.years[year].to_string();
            let meetings = shown(range);
            YearItem {
                year: *year,
                meetings: meetings.len(),
                days: days(inputs, *year, &meetings),
                months: months(inputs, &meetings)
                    .into_iter()
                    .map(|(month, meetings)| MonthItem {
                        month,
                        name: strings.month(month),
                        href: format!("{href}#{}", month_anchor(month)),
                        meetings: meetings.len(),
                    })
                    .collect(),
                href,
            }
        })
        .collect()
}

/// The records of a range that lists in a locale show.
fn of_range(inputs: &RenderInputs<'_>, locale: LocaleIndex, range: &Range<MeetingIndex>) -> Vec<MeetingIndex> {
    range.clone().filter(|meeting| is_preferred_of_all(inputs, locale, *meeting)).collect()
}

/// Meetings of a year by month, in order; month 0 comes last.
fn months(inputs: &RenderInputs<'_>, of_year: &[MeetingIndex]) -> Vec<(u8, Vec<MeetingIndex>)> {
    let mut months: Vec<(u8, Vec<MeetingIndex>)> = Vec::new();
    for &index in of_year {
        let month = inputs.archive.meetings[index].details.date.month().unwrap_or(0);
        match months.iter_mut().find(|(known, _)| *known == month) {
            Some((_, meetings)) => meetings.push(index),
            None => months.push((month, vec![index])),
        }
    }
    months.sort_by_key(|(month, _)| if *month == 0 { 13 } else { *month });
    months
}

/// The days of a year that have meetings, or announced ones; those of which only the month is known stand on no day.
fn days(inputs: &RenderInputs<'_>, year: i16, of_year: &[MeetingIndex]) -> Vec<DayItem> {
    let held = of_year.iter().map(|index| (inputs.archive.meetings[*index].details.date, true));
    let announced = inputs.archive.announced.iter().zip(&inputs.plan.addresses.announced);
    let announced = announced.filter(|(_, href)| !href.is_empty()).map(|(meeting, _)| (meeting.date, false));
    let mut days: BTreeMap<u32, DayItem> = BTreeMap::new();
    for (date, is_held) in held.chain(announced.filter(|(date, _)| date.year == year)) {
        if date.day().is_none() {
            continue;
        }
        let day = date.first_day();
        let first = day.first_of_year().weekday().to_monday_zero_offset() as u32;
        let place = day.day_of_year() as u32 - 1 + first;
        let empty = DayItem { week: place / 7, weekday: place % 7, meetings: 0, announced: 0 };
        let item = days.entry(place).or_insert(empty);
        *if is_held { &mut item.meetings } else { &mut item.announced } += 1;
    }
    days.into_values().collect()
}
