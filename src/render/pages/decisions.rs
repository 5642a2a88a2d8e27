//! The lists of decisions.

use crate::record::{ActionStatus, MeetingIndex};
use crate::render::context::Renderer;
use crate::render::parts::action_lists::is_shown;
use crate::render::parts::body_links::organisation_of;
use crate::render::parts::decided_meetings::{decided_meeting, is_listed};
use crate::render::parts::head::{add_locale_links_below, crumb, feed_links, head};
use crate::render::parts::listing_items::{added_taxonomies, taxonomy_name};
use crate::site::view::{DecisionListLink, DecisionsByTaxonomy, DecisionsView};
use crate::site::{BodyIndex, DecisionScope, Listing, LocaleIndex, Output, TOPICS, TermIndex};
use crate::theme::Argument::Text;

/// Number of decisions on the first page, and at most in the list of a series or term. The pages of years have all.
const NEWEST: usize = 50;
const MOST_LISTED: usize = 500;

/// A list of decisions, the newest meeting first.
pub(crate) fn view(
    renderer: &Renderer<'_>,
    output: &Output,
    locale: LocaleIndex,
    scope: DecisionScope,
) -> DecisionsView {
    let plan = renderer.plan;
    let here = &plan.locales[locale];
    let strings = renderer.strings(&here.lang);
    let listing = |listing: &Listing| {
        let name = listing.title.get(&here.lang);
        strings.format("decisions-of", &[("name", Text(name))])
    };
    let title = match scope {
        DecisionScope::Newest => strings.get("decisions"),
        DecisionScope::Year(year) => strings.format("decisions-in", &[("year", Text(&year.to_string()))]),
        DecisionScope::Series(index) => listing(&plan.series[index]),
        DecisionScope::Term(at) => listing(plan.term(at)),
        DecisionScope::Body(index) => {
            let name = organisation_of(renderer, index).names.get(&here.lang);
            strings.format("decisions-of", &[("name", Text(name))])
        }
    };
    let mut head = head(renderer, output, "decisions", &here.lang, title, strings.get("decisions-about"));
    let first = here.decisions.as_deref().unwrap_or_default();
    add_locale_links_below(
        renderer,
        &mut head,
        |locale| locale.decisions.as_deref().unwrap_or_default(),
        &path_of(renderer, scope),
    );
    if scope != DecisionScope::Newest {
        head.crumbs.push(crumb(strings.get("decisions"), first));
    }
    let feeds_at = plan.locales[0].decisions.as_deref().unwrap_or_default();
    head.feeds = feed_links(&renderer.config.feeds.formats, feeds_at, &strings.get("decisions"));
    let listed = |meetings: &[MeetingIndex]| -> Vec<MeetingIndex> {
        meetings.iter().copied().filter(|meeting| is_listed(renderer, locale, *meeting)).collect()
    };
    let count = |meetings: &[MeetingIndex]| count(renderer, locale, meetings);
    let link = |title: String, of: DecisionScope| DecisionListLink {
        title,
        href: format!("{first}{}", path_of(renderer, of)),
        decisions: count(meetings_of(renderer, of)),
    };
    let is_first = scope == DecisionScope::Newest;
    let links = |listings: &[Listing], of: &dyn Fn(usize) -> DecisionScope| -> Vec<DecisionListLink> {
        let links = listings.iter().enumerate().filter(|_| is_first);
        links
            .map(|(index, listing)| link(listing.title.get(&here.lang).to_owned(), of(index)))
            .filter(|link| link.decisions > 0)
            .collect()
    };
    let of_taxonomy = |taxonomy: usize| -> Vec<DecisionListLink> {
        links(&plan.taxonomies[taxonomy].terms, &|term| DecisionScope::Term(TermIndex { taxonomy, term }))
    };
    let of_added = |place: usize| DecisionsByTaxonomy {
        key: plan.taxonomies[place].key.to_string(),
        title: taxonomy_name(renderer, &here.lang, place),
        terms: of_taxonomy(place),
    };
    let taxonomies = added_taxonomies(plan).map(of_added).filter(|taxonomy| !taxonomy.terms.is_empty()).collect();
    let of_bodies = (0..plan.decided.bodies.len()).filter(|_| is_first);
    let bodies = of_bodies
        .map(|index| {
            link(organisation_of(renderer, index).names.get(&here.lang).to_owned(), DecisionScope::Body(index))
        })
        .filter(|link| link.decisions > 0)
        .collect();
    let most = match scope {
        DecisionScope::Newest => NEWEST,
        DecisionScope::Year(_) => usize::MAX,
        DecisionScope::Series(_) | DecisionScope::Term(_) | DecisionScope::Body(_) => MOST_LISTED,
    };
    let (mut meetings, mut shown) = (Vec::new(), 0);
    for meeting in listed(meetings_of(renderer, scope)).into_iter().rev() {
        if shown >= most {
            break;
        }
        let view = decided_meeting(renderer, locale, meeting);
        shown += view.decisions.len();
        meetings.extend(Some(view).filter(|view| !view.decisions.is_empty()));
    }
    let years = plan.decided.years.iter().filter(|_| is_first);
    let years = years.map(|(year, _)| link(year.to_string(), DecisionScope::Year(*year))).collect();
    let place = plan.decided.years.iter().position(|(year, _)| scope == DecisionScope::Year(*year));
    let neighbour = |step: isize| {
        let (year, _) = plan.decided.years.get(place?.checked_add_signed(step)?)?;
        Some(crumb(year.to_string(), &format!("{first}{}", path_of(renderer, DecisionScope::Year(*year)))))
    };
    let (previous, next) = (neighbour(1), neighbour(-1));
    let open = || plan.actions.iter().filter(|logged| logged.status == ActionStatus::Open);
    let actions = here.actions.as_deref().filter(|_| is_first).map(|href| DecisionListLink {
        title: strings.get("actions-open"),
        href: href.to_owned(),
        decisions: open().filter(|logged| is_shown(renderer, locale, logged)).count(),
    });
    DecisionsView {
        head,
        actions,
        total: count(meetings_of(renderer, scope)),
        shown,
        years,
        previous,
        next,
        series: links(&plan.series, &DecisionScope::Series),
        topics: of_taxonomy(TOPICS),
        taxonomies,
        bodies,
        meetings,
    }
}

/// Number of decisions in a list of meetings, as lists in a locale show them.
fn count(renderer: &Renderer<'_>, locale: LocaleIndex, meetings: &[MeetingIndex]) -> usize {
    let listed = meetings.iter().filter(|meeting| is_listed(renderer, locale, **meeting));
    listed.map(|meeting| renderer.archive.meetings[*meeting].decided().count()).sum()
}

/// The list of the decisions of a body, if it made any: its own, or that of a series with the same meetings.
pub(crate) fn list_of_body(renderer: &Renderer<'_>, locale: LocaleIndex, body: BodyIndex) -> Option<DecisionListLink> {
    let decided = &renderer.plan.decided;
    let own = Some(DecisionScope::Body(body)).filter(|_| decided.bodies.get(body).is_some_and(|own| !own.is_empty()));
    let of_series = || {
        let meetings = renderer.plan.bodies[body].meetings.iter();
        let deciding: Vec<&MeetingIndex> =
            meetings.filter(|meeting| renderer.archive.meetings[**meeting].decided().next().is_some()).collect();
        let is_same =
            |series: &usize| !deciding.is_empty() && decided.series[*series].iter().eq(deciding.iter().copied());
        (0..decided.series.len()).find(is_same).map(DecisionScope::Series)
    };
    let scope = own.or_else(of_series)?;
    let first = renderer.plan.locales[locale].decisions.as_deref()?;
    let decisions = count(renderer, locale, meetings_of(renderer, scope));
    let title = organisation_of(renderer, body).names.get(&renderer.plan.locales[locale].lang).to_owned();
    let href = format!("{first}{}", path_of(renderer, scope));
    Some(DecisionListLink { title, href, decisions }).filter(|list| list.decisions > 0)
}

/// The meetings of a list, in the order of time.
pub(crate) fn meetings_of<'r>(renderer: &Renderer<'r>, scope: DecisionScope) -> &'r [MeetingIndex] {
    let decided = &renderer.plan.decided;
    match scope {
        DecisionScope::Newest => &decided.all,
        DecisionScope::Year(year) => {
            let found = decided.years.iter().find(|(known, _)| *known == year);
            found.map_or(&[], |(_, meetings)| meetings)
        }
        DecisionScope::Series(index) => &decided.series[index],
        DecisionScope::Term(at) => &decided.terms[at.taxonomy][at.term],
        DecisionScope::Body(index) => &decided.bodies[index],
    }
}

/// Path of a list below the first.
fn path_of(renderer: &Renderer<'_>, scope: DecisionScope) -> String {
    match scope {
        DecisionScope::Newest => String::new(),
        DecisionScope::Year(year) => format!("{year:04}/"),
        DecisionScope::Series(index) => {
            format!("series/{}/", crate::site::Address::encode(&renderer.plan.series[index].id))
        }
        DecisionScope::Term(at) => {
            let key = &renderer.plan.taxonomies[at.taxonomy].key;
            let id = &renderer.plan.term(at).id;
            format!("{}/{}/", crate::site::Address::encode(key), crate::site::Address::encode(id))
        }
        DecisionScope::Body(index) => {
            format!("bodies/{}/", crate::site::Address::encode(&organisation_of(renderer, index).id))
        }
    }
}
