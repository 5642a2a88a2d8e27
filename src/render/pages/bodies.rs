//! The pages of bodies.

use crate::record::{Date, MeetingIndex};
use crate::render::context::Renderer;
use crate::render::inputs::RenderInputs;
use crate::render::pages::decisions;
use crate::render::parts::attendees::{attendance_table, has_attendance};
use crate::render::parts::body_links::{body_href, link_to_body, organisation_of, path_of};
use crate::render::parts::calendar_links::calendar_link;
use crate::render::parts::decided_items::decided_item;
use crate::render::parts::head::{add_locale_links, add_locale_links_below, crumb, head};
use crate::render::parts::preferred_records::preferred_of;
use crate::render::parts::registry_links::{identifiers, other_names, outside_links};
use crate::render::parts::roles::role_view;
use crate::render::parts::speaker_links::{person_link, speaker_href};
use crate::site::view::{BodyIndexView, BodyItem, BodyView, BodyYearItem, BodyYearView, Link, ListingYear, MemberView};
use crate::site::{BodyIndex, CalendarScope, LocaleIndex, Membership, Output};
use crate::theme::Argument::Text;

/// Levels of the tree in the index.
const LEVELS: usize = 5;

/// The index of all bodies, as a tree.
pub(crate) fn index(renderer: &Renderer<'_>, output: &Output, locale: LocaleIndex) -> BodyIndexView {
    let here = &renderer.plan.locales[locale];
    let strings = renderer.strings(&here.lang);
    let mut head = head(renderer, output, "bodies", &here.lang, strings.get("bodies"), strings.get("bodies-about"));
    add_locale_links(renderer, &mut head, |locale| locale.bodies.as_deref().unwrap_or_default());
    let bodies = &renderer.plan.bodies;
    let tops = (0..bodies.len()).filter(|body| bodies[*body].parent.is_none());
    BodyIndexView { head, bodies: tops.map(|body| item(renderer, locale, body, 1)).collect() }
}

fn item(inputs: &RenderInputs<'_>, locale: LocaleIndex, index: BodyIndex, level: usize) -> BodyItem {
    let body = &inputs.plan.bodies[index];
    let Link { title, href, .. } = link_to_body(inputs, locale, index);
    let units = if level < LEVELS { body.units.clone() } else { Vec::new() };
    let below = |unit: BodyIndex| {
        // The last level has the whole tree below it, one beside the other.
        let all = if level + 1 < LEVELS { vec![unit] } else { with_all_units(inputs, unit) };
        all.into_iter().map(|unit| item(inputs, locale, unit, level + 1))
    };
    BodyItem {
        title,
        href,
        kind: organisation_of(inputs, index).kind.map_or("", |kind| kind.name()),
        meetings: shown_meetings(inputs, locale, index).len(),
        members: body.members.iter().filter(|membership| !is_former(inputs, membership)).count(),
        units: units.into_iter().flat_map(below).collect(),
    }
}

/// A body with all that are below it, in the order of the tree.
fn with_all_units(inputs: &RenderInputs<'_>, body: BodyIndex) -> Vec<BodyIndex> {
    let (mut all, mut open) = (Vec::new(), vec![body]);
    while let Some(body) = open.pop() {
        all.push(body);
        open.extend(inputs.plan.bodies[body].units.iter().rev());
    }
    all
}

/// The meetings of a body, of records in several languages one in the language of the locale if possible.
pub(crate) fn shown_meetings(inputs: &RenderInputs<'_>, locale: LocaleIndex, body: BodyIndex) -> Vec<MeetingIndex> {
    preferred_of(inputs, locale, &inputs.plan.bodies[body].meetings)
}

/// Number of meetings on the page of a body, unless the newest year alone has more.
const NEWEST: usize = 50;

/// The page of a body.
pub(crate) fn body(renderer: &Renderer<'_>, output: &Output, locale: LocaleIndex, index: BodyIndex) -> BodyView {
    let here = &renderer.plan.locales[locale];
    let strings = renderer.strings(&here.lang);
    let (body, organisation) = (&renderer.plan.bodies[index], organisation_of(renderer, index));
    let name = organisation.names.get(&here.lang).to_owned();
    let description = strings.format("body-description", &[("name", Text(&name))]);
    let mut head = head(renderer, output, "body", &here.lang, name.clone(), description);
    let index_of = |locale: &crate::site::Locale| locale.bodies.clone().unwrap_or_default();
    add_locale_links_below(
        renderer,
        &mut head,
        |locale| locale.bodies.as_deref().unwrap_or_default(),
        &path_of(renderer, index),
    );
    head.crumbs.push(crumb(strings.get("bodies"), &index_of(here)));
    let meetings = shown_meetings(renderer, locale, index);
    let years: Vec<(i16, &[MeetingIndex])> = by_year(renderer, &meetings).collect();
    let mut newest: Vec<ListingYear> = Vec::new();
    let mut shown = 0;
    for (year, meetings) in &years {
        if shown > 0 && shown + meetings.len() > NEWEST {
            break;
        }
        shown += meetings.len();
        let meetings = meetings.iter().rev().map(|meeting| decided_item(renderer, locale, *meeting)).collect();
        newest.push(ListingYear { year: *year, meetings });
    }
    let own = body_href(renderer, locale, index);
    let year_item = |(year, meetings): &(i16, &[MeetingIndex])| BodyYearItem {
        year: *year,
        href: format!("{own}{year:04}/"),
        meetings: meetings.len(),
        attendance: has_attendance(renderer, meetings),
    };
    let (chairs, members, former) = members(renderer, locale, &body.members);
    let speaker = renderer.archive.speakers.binary_search_by(|speaker| speaker.id.cmp(&organisation.id)).ok();
    BodyView {
        names: other_names(&organisation.names, &name),
        kind: organisation.kind.map_or("", |kind| kind.name()),
        parent: body.parent.map(|parent| link_to_body(renderer, locale, parent)),
        units: body.units.iter().map(|unit| link_to_body(renderer, locale, *unit)).collect(),
        identifiers: identifiers(&organisation.identifiers),
        links: outside_links(&here.lang, &organisation.links),
        speaker: speaker.map(|speaker| Link {
            title: name.clone(),
            href: speaker_href(renderer, speaker, &here.lang),
            lang: None,
        }),
        presided: if chairs.is_empty() { presided(renderer, locale, &meetings) } else { Vec::new() },
        chairs,
        members,
        former,
        meetings_total: meetings.len(),
        earlier: meetings.len() - shown,
        years: years.iter().map(year_item).collect(),
        newest,
        calendar: calendar_link(renderer, CalendarScope::Body(index), &here.lang),
        decisions: decisions::list_of_body(renderer, locale, index),
        name,
        head,
    }
}

/// Meetings by year, the newest year first.
fn by_year<'m>(
    inputs: &RenderInputs<'_>,
    meetings: &'m [MeetingIndex],
) -> impl Iterator<Item = (i16, &'m [MeetingIndex])> {
    let year = |meeting: &MeetingIndex| inputs.archive.meetings[*meeting].details.date.year;
    meetings.chunk_by(move |one, next| year(one) == year(next)).rev().map(move |of_year| (year(&of_year[0]), of_year))
}

/// Reports whether all offices of a member ended before the day of the last record.
fn is_former(inputs: &RenderInputs<'_>, membership: &Membership) -> bool {
    let last_record = inputs.archive.meetings.last().map(|meeting| meeting.details.date);
    let has_ended = |to: Option<Date>| to.zip(last_record).is_some_and(|(to, last)| to < last && !to.agrees_with(last));
    let person = &inputs.archive.registry.people[membership.person];
    membership.roles.iter().all(|role| has_ended(person.roles[*role].to))
}

/// The chairs, the present and the former members.
fn members(
    renderer: &Renderer<'_>,
    locale: LocaleIndex,
    memberships: &[Membership],
) -> (Vec<MemberView>, Vec<MemberView>, Vec<MemberView>) {
    let people = &renderer.archive.registry.people;
    let lang = &renderer.plan.locales[locale].lang;
    let view = |membership: &Membership, only_chair: bool| {
        let person = &people[membership.person];
        let speaker = renderer.archive.speakers.binary_search_by(|speaker| speaker.id.cmp(&person.id)).ok();
        let href = speaker.map(|speaker| speaker_href(renderer, speaker, lang)).unwrap_or_default();
        let roles = membership.roles.iter().map(|role| &person.roles[*role]);
        let roles = roles.filter(|role| role.chair || !only_chair);
        MemberView {
            person: Link { title: person.names.get(lang).to_owned(), href, lang: None },
            roles: roles.map(|role| role_view(renderer, lang, role)).collect(),
        }
    };
    let roles = |membership: &Membership| {
        let person = &people[membership.person];
        membership.roles.iter().map(|role| &person.roles[*role]).collect::<Vec<_>>()
    };
    let mut chairs: Vec<(Option<Date>, Option<Date>, MemberView)> = Vec::new();
    let (mut members, mut former) = (Vec::new(), Vec::new());
    for membership in memberships {
        let held = roles(membership);
        if let Some(latest) = held.iter().filter(|role| role.chair).max_by_key(|role| (role.to.is_none(), role.from)) {
            chairs.push((latest.to, latest.from, view(membership, true)));
        }
        if is_former(renderer, membership) {
            former.push((held.iter().filter_map(|role| role.to).max(), view(membership, false)));
        } else {
            members.push(view(membership, false));
        }
    }
    // Those still in office first, then the latest.
    chairs.sort_by_key(|(to, from, _)| std::cmp::Reverse((to.is_none(), *from)));
    former.sort_by_key(|(to, _)| std::cmp::Reverse(*to));
    let chairs = chairs.into_iter().map(|(.., view)| view).collect();
    (chairs, members, former.into_iter().map(|(_, view)| view).collect())
}

/// Everyone who presided at meetings according to their records, in the order of time.
fn presided(renderer: &Renderer<'_>, locale: LocaleIndex, meetings: &[MeetingIndex]) -> Vec<Link> {
    let lang = &renderer.plan.locales[locale].lang;
    let mut links: Vec<Link> = Vec::new();
    let mut seen = rustc_hash::FxHashSet::default();
    for meeting in meetings.iter().map(|meeting| &renderer.archive.meetings[*meeting]) {
        let Some(chair) = meeting.chair else { continue };
        let link = person_link(renderer, &meeting.names[chair as usize], lang);
        if seen.insert(link.clone()) {
            links.push(link);
        }
    }
    links
}

/// The page of a year in which a body met.
pub(crate) fn year(
    renderer: &Renderer<'_>,
    output: &Output,
    locale: LocaleIndex,
    index: BodyIndex,
    year: i16,
) -> BodyYearView {
    let here = &renderer.plan.locales[locale];
    let strings = renderer.strings(&here.lang);
    let body = link_to_body(renderer, locale, index);
    let arguments = [("name", Text(&body.title)), ("year", Text(&year.to_string()))];
    let title = strings.format("body-year-title", &arguments);
    let mut head = head(renderer, output, "body-year", &here.lang, title, String::new());
    let path = format!("{}{year:04}/", path_of(renderer, index));
    add_locale_links_below(renderer, &mut head, |locale| locale.bodies.as_deref().unwrap_or_default(), &path);
    head.crumbs.push(crumb(strings.get("bodies"), here.bodies.as_deref().unwrap_or_default()));
    head.crumbs.push(crumb(body.title.clone(), &body.href));
    let meetings = shown_meetings(renderer, locale, index);
    let years: Vec<(i16, &[MeetingIndex])> = by_year(renderer, &meetings).collect();
    let place = years.iter().position(|(known, _)| *known == year);
    let neighbour = |step: isize| {
        let (year, _) = years.get(place?.checked_add_signed(step)?)?;
        Some(crumb(year.to_string(), &format!("{}{year:04}/", body.href)))
    };
    let of_year = place.map_or(&[][..], |place| years[place].1);
    BodyYearView {
        head,
        year,
        meetings: of_year.iter().rev().map(|meeting| decided_item(renderer, locale, *meeting)).collect(),
        attendance: attendance_table(renderer, locale, of_year),
        previous: neighbour(1),
        next: neighbour(-1),
        body,
    }
}
