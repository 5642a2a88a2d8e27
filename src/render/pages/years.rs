//! The index of all meetings, and the page of a year.

use std::ops::Range;

use crate::record::MeetingIndex;
use crate::render::context::Renderer;
use crate::render::inputs::RenderInputs;
use crate::render::parts::announced_items::{awaited_records, coming_meetings};
use crate::render::parts::dates::month_anchor;
use crate::render::parts::decided_items::decided_item;
use crate::render::parts::head::{add_locale_links, crumb, head};
use crate::render::parts::listing_items::{Listings, added_taxonomies, listing_items, taxonomy_items};
use crate::render::parts::preferred_records::{all_preferred, is_preferred_of_all};
use crate::site::view::{
    ListedYear, ListingItem, MeetingIndexView, MeetingItem, MonthItem, MonthView, YearItem, YearView,
};
use crate::site::{LocaleIndex, Output, TOPICS};
use crate::theme::Argument::{Number, Text};

pub(crate) fn index(renderer: &Renderer<'_>, output: &Output, locale: LocaleIndex) -> MeetingIndexView {
    let lang = &renderer.plan.locales[locale].lang;
    let total = all_preferred(renderer, locale).count();
    let meetings = renderer.strings(lang).format("meeting-count", &[("n", Number(total as i64))]);
    let mut head = head(renderer, output, "meetings", lang, renderer.strings(lang).get("meetings"), meetings);
    add_locale_links(renderer, &mut head, |locale| &locale.meeting_index);
    let (series, all_series) = fullest(renderer, locale, Listings::Series);
    let (topics, all_topics) = fullest(renderer, locale, Listings::Terms(TOPICS));
    let taxonomies = added_taxonomies(renderer.plan).map(|place| {
        let (terms, all) = fullest(renderer, locale, Listings::Terms(place));
        taxonomy_items(renderer, locale, place, terms, all)
    });
    let years = year_items(renderer, locale);
    MeetingIndexView {
        head,
        announced: coming_meetings(renderer, lang),
        awaited: awaited_records(renderer, lang),
        newest: newest_years(renderer, locale, &years),
        years,
        series,
        all_series,
        topics,
        all_topics,
        taxonomies: taxonomies.collect(),
        total,
    }
}

/// Maximum number of meetings in the index. The others are on the pages of their years.
const MOST_MEETINGS: usize = 200;

/// The newest years whose meetings the index has room for: whole years, except that the newest may be cut short.
fn newest_years(renderer: &Renderer<'_>, locale: LocaleIndex, years: &[YearItem]) -> Vec<ListedYear> {
    let mut listed: Vec<ListedYear> = Vec::new();
    let mut room = MOST_MEETINGS;
    for (item, (_, range)) in years.iter().zip(&renderer.plan.years) {
        if item.meetings > room && !listed.is_empty() {
            break;
        }
        let meetings = of_range(renderer, locale, range).into_iter().rev().take(room);
        let meetings: Vec<MeetingItem> = meetings.map(|index| decided_item(renderer, locale, index)).collect();
        room -= meetings.len();
        listed.push(ListedYear { year: item.year, href: item.href.clone(), total: item.meetings, meetings });
    }
    listed
}

/// Maximum number of series, and of terms of each taxonomy, to which the index leads.
const MOST_LISTINGS: usize = 12;

/// The series or terms with most meetings, in the order of the registry, and the page with all if there are more.
fn fullest(renderer: &Renderer<'_>, locale: LocaleIndex, which: Listings) -> (Vec<ListingItem>, Option<String>) {
    let all = listing_items(renderer, locale, which);
    if all.len() <= MOST_LISTINGS {
        return (all, None);
    }
    let mut order: Vec<usize> = (0..all.len()).collect();
    order.sort_by_key(|place| (std::cmp::Reverse(all[*place].meetings), *place));
    order.truncate(MOST_LISTINGS);
    let items = all.into_iter().enumerate().filter(|(place, _)| order.contains(place)).map(|(_, item)| item);
    (items.collect(), Some(which.index(&renderer.plan.locales[locale]).to_owned()))
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
        months: newest_months(renderer, &meetings)
            .into_iter()
            .map(|(month, meetings)| MonthView {
                month,
                name: strings.month(month),
                anchor: month_anchor(month),
                meetings: meetings.into_iter().rev().map(|index| item_of_month(renderer, locale, index)).collect(),
            })
            .collect(),
        previous: years.get(position + 1).map(link),
        next: position.checked_sub(1).and_then(|next| years.get(next)).map(link),
    }
}

/// A meeting under the name of its month, where its date need only name the day.
fn item_of_month(renderer: &Renderer<'_>, locale: LocaleIndex, index: MeetingIndex) -> MeetingItem {
    let mut item = decided_item(renderer, locale, index);
    let date = renderer.archive.meetings[index].details.date;
    let day = renderer.strings(&renderer.plan.locales[locale].lang).day_of_month(date);
    item.date.text = day.unwrap_or(item.date.text);
    item
}

/// [`months`], the newest first; month 0 comes last as well.
fn newest_months(inputs: &RenderInputs<'_>, of_year: &[MeetingIndex]) -> Vec<(u8, Vec<MeetingIndex>)> {
    let mut months = months(inputs, of_year);
    months.sort_by_key(|(month, _)| std::cmp::Reverse(*month));
    months
}

/// Every year with meetings, the newest first, with its months.
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
