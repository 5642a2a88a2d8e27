//! The page of a speaker.

use rustc_hash::FxHashMap;

use crate::record::{Appearance, Language, PersonKind, Registered, Role, SpeakerIndex};
use crate::render::context::Renderer;
use crate::render::inputs::RenderInputs;
use crate::render::parts::action_lists::open_actions_of;
use crate::render::parts::appearances::{appearance_view, counted, speeches, transcripts, words, year_item};
use crate::render::parts::attendees::attended_meetings;
use crate::render::parts::body_links::link_to_body;
use crate::render::parts::decided_meetings::newest_votes;
use crate::render::parts::head::{add_links_to_locales_below, crumb, feed_links, head};
use crate::render::parts::preferred_records::{is_foreign, preferred_appearances};
use crate::render::parts::registry_links::{identifiers, other_names, outside_links};
use crate::render::parts::roles::role_view;
use crate::render::parts::speaker_links::{kind, portrait, thumbnail};
use crate::render::parts::typical_words::typical_words;
use crate::render::parts::year_bars::year_bars;
use crate::render::transcript_html::year_anchor;
use crate::site::view::{AppearanceView, CompanionView, Link, RoleView, SpeakerView, SpeakerYearItem};
use crate::site::{LocaleIndex, Output, SpeakerIcon, TOPICS};
use crate::text::is_cjk;
use crate::theme::Argument::{Number, Text};

/// Side in pixels of the portrait on a speaker's page.
const ON_OWN_PAGE: u32 = 192;

/// The page of a speaker in the language of a locale.
pub(crate) fn view<'r>(
    renderer: &'r Renderer<'_>,
    output: &Output,
    locale: LocaleIndex,
    index: SpeakerIndex,
) -> SpeakerView<'r> {
    let archive = renderer.archive;
    let lang = &renderer.plan.locales[locale].lang;
    let strings = renderer.strings(lang);
    let speaker = &archive.speakers[index];
    let name = speaker.names.get(lang).to_owned();
    let counted_once = preferred_appearances(renderer, locale, &speaker.appearances);
    let description = strings.format(
        "speaker-description",
        &[
            ("name", Text(&name)),
            ("meetings", Number(counted_once.len() as i64)),
            ("speeches", Number(speeches(&counted_once) as i64)),
        ],
    );
    let mut head = head(renderer, output, "speaker", lang, name.clone(), description);
    let pages = &renderer.plan.speaker_pages[index];
    add_links_to_locales_below(renderer, &mut head, &pages.locales, |locale| &locale.speakers[index], "");
    head.crumbs.push(crumb(strings.get("speakers"), &renderer.plan.locales[locale].speaker_index));
    if let Some(feeds) = &pages.feeds {
        let title = strings.format("feed-speaker", &[("name", Text(&name))]);
        head.feeds = feed_links(&renderer.config.feeds.speaker_formats, feeds, &title);
    }
    let person = match speaker.registered {
        Some(Registered::Person(person)) => Some(&archive.registry.people[person]),
        _ => None,
    };
    let organisation = match speaker.registered {
        Some(Registered::Organisation(organisation)) => Some(&archive.registry.organisations[organisation]),
        _ => None,
    };
    let registered_identifiers = person.map(|p| &p.identifiers).or_else(|| organisation.map(|o| &o.identifiers));
    let links = person.map(|p| &p.links).or_else(|| organisation.map(|o| &o.links));
    // A page that holds all the words needs no list of the meetings beside them.
    let is_whole = pages.years.is_empty();
    let earlier = if is_whole { counted_once.len() } else { earlier(renderer, &counted_once) };
    let (listed, typical) = listed(renderer, locale, index, &counted_once[earlier..]);
    let years = if is_whole {
        years_here(renderer, &counted_once)
    } else {
        let spoken = pages.years.iter().rev().filter(|spoken| spoken.locale == locale);
        spoken.map(|spoken| year_item(renderer, locale, index, spoken.year)).collect()
    };
    let (votes, votes_total) = newest_votes(renderer, locale, index);
    let (attended, attended_total) = attended_meetings(renderer, locale, index);
    SpeakerView {
        head,
        votes,
        votes_total,
        actions: open_actions_of(renderer, locale, index),
        attended,
        attended_total,
        id: speaker.id.to_string(),
        names: other_names(&speaker.names, &name),
        kind: kind(speaker.kind),
        body: renderer
            .context
            .ids
            .body(&speaker.id)
            .filter(|_| organisation.is_some())
            .map(|body| link_to_body(renderer, locale, body)),
        roles: person.map(|p| roles(renderer, lang, &p.roles)).unwrap_or_default(),
        identifiers: registered_identifiers.map(|list| identifiers(list)).unwrap_or_default(),
        icon: SpeakerIcon::of(&speaker.id),
        portrait: thumbnail(renderer, index, ON_OWN_PAGE).unwrap_or_default(),
        portrait_original: portrait(renderer, index).unwrap_or_default(),
        monogram: if speaker.kind == PersonKind::Person { monogram(&name) } else { String::new() },
        office: person.and_then(|person| last_office(renderer, lang, &person.roles)),
        span: span(renderer, &counted_once),
        links: links.map(|list| outside_links(lang, list)).unwrap_or_default(),
        meetings_total: counted_once.len(),
        translations: speaker.appearances.len() - counted_once.len(),
        speeches: speeches(&counted_once),
        words: words(&counted_once),
        bars: year_bars(years.iter().map(|year| (year.year, year.words, year.href.clone()))),
        years,
        meetings: listed,
        earlier: if is_whole { 0 } else { earlier },
        typical,
        topics: topics(renderer, locale, &counted_once),
        companions: companions(renderer, locale, index, &counted_once),
        transcripts: if is_whole {
            transcripts(renderer, locale, index, counted_once.iter().rev(), newest_of_years(renderer, &counted_once))
        } else {
            Vec::new()
        },
        name,
    }
}

/// The years on a page that holds all the words, the newest first; none when it is one year alone.
fn years_here(inputs: &RenderInputs<'_>, shown: &[Appearance]) -> Vec<SpeakerYearItem> {
    let item = |of_year: &[Appearance]| {
        let year = year_of(inputs, &of_year[0]);
        counted(year, format!("#{}", year_anchor(format_args!("{year:04}"))), of_year)
    };
    let years: Vec<_> = by_year(inputs, shown).rev().map(item).collect();
    if years.len() > 1 { years } else { Vec::new() }
}

/// The anchor of each meeting on a page that holds all the words: the newest of a year has that of the year.
fn newest_of_years(inputs: &RenderInputs<'_>, shown: &[Appearance]) -> impl Fn(Appearance) -> String + use<> {
    let newest = by_year(inputs, shown).filter_map(|of_year| of_year.last());
    let anchors: FxHashMap<_, _> =
        newest.map(|newest| (newest.meeting, year_anchor(format_args!("{:04}", year_of(inputs, newest))))).collect();
    move |appearance| anchors.get(&appearance.meeting).cloned().unwrap_or_default()
}

fn year_of(inputs: &RenderInputs<'_>, appearance: &Appearance) -> i16 {
    inputs.archive.meetings[appearance.meeting].details.date.year
}

fn by_year<'a>(
    inputs: &'a RenderInputs<'_>,
    shown: &'a [Appearance],
) -> impl DoubleEndedIterator<Item = &'a [Appearance]> {
    shown.chunk_by(|one, next| year_of(inputs, one) == year_of(inputs, next))
}

/// The meetings that the page lists, the newest first, and the one of them with the most typical words.
fn listed(
    renderer: &Renderer<'_>,
    locale: LocaleIndex,
    index: SpeakerIndex,
    shown: &[Appearance],
) -> (Vec<AppearanceView>, Option<AppearanceView>) {
    let mut typical = None;
    let mut all = Vec::with_capacity(shown.len());
    for appearance in shown.iter().rev() {
        let excerpt = typical_words(renderer, index, *appearance);
        let view = appearance_view(renderer, locale, *appearance, &excerpt);
        let is_own = !is_foreign(renderer, locale, appearance.meeting);
        if excerpt.stands_alone() && typical.as_ref().is_none_or(|(best, _)| (is_own, excerpt.weight) > *best) {
            typical = Some(((is_own, excerpt.weight), view.clone()));
        }
        all.push(view);
    }
    (all, typical.map(|(_, view)| view))
}

/// Maximum number of topics on a page.
const MOST_TOPICS: usize = 8;

/// Topics of meetings, those with most of the speaker's words first.
fn topics(renderer: &Renderer<'_>, locale: LocaleIndex, shown: &[Appearance]) -> Vec<Link> {
    let mut words: FxHashMap<usize, u64> = FxHashMap::default();
    for appearance in shown {
        let topics = &renderer.archive.meetings[appearance.meeting].details.topics;
        for topic in topics.iter().filter_map(|topic| renderer.context.ids.topic(topic)) {
            *words.entry(topic).or_default() += u64::from(appearance.words);
        }
    }
    let mut topics: Vec<(usize, u64)> = words.into_iter().collect();
    topics.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    let here = &renderer.plan.locales[locale];
    let link = |(topic, _): (usize, u64)| Link {
        title: renderer.plan.topics()[topic].title.get(&here.lang).to_owned(),
        href: here.terms[TOPICS][topic].to_string(),
        lang: None,
    };
    topics.into_iter().take(MOST_TOPICS).map(link).collect()
}

/// The office of a person that has no last day, or else the one held last.
fn last_office(renderer: &Renderer<'_>, lang: &Language, roles: &[Role]) -> Option<RoleView> {
    let titled = roles.iter().filter(|role| !role.title.is_empty());
    let last = titled.max_by_key(|role| (role.to.is_none(), role.to, role.from));
    last.map(|role| role_view(renderer, lang, role))
}

/// The first and the last year of some appearances: `2019–2024`.
fn span(inputs: &RenderInputs<'_>, shown: &[Appearance]) -> String {
    let [first, .., last] = shown else {
        return shown.first().map(|only| year_of(inputs, only).to_string()).unwrap_or_default();
    };
    let (first, last) = (year_of(inputs, first), year_of(inputs, last));
    if first == last { first.to_string() } else { format!("{first}–{last}") }
}

/// Letters for a name: the first of a name in Han or kana, else those of its first and last word.
fn monogram(name: &str) -> String {
    let letter = |word: &str| word.chars().find(|c| c.is_alphabetic());
    let mut words = name.split_whitespace().filter_map(letter);
    let Some(first) = words.next() else { return String::new() };
    if is_cjk(first) {
        return first.to_string();
    }
    std::iter::once(first).chain(words.next_back()).flat_map(char::to_uppercase).collect()
}

/// Offices with a title, and memberships of a body without one.
fn roles(renderer: &Renderer<'_>, lang: &Language, roles: &[Role]) -> Vec<RoleView> {
    let shown = roles.iter().filter(|role| !role.title.is_empty() || role.body.is_some());
    shown.map(|role| role_view(renderer, lang, role)).collect()
}

/// Maximum number of meetings on a speaker's page, unless the newest year alone has more.
const MEETINGS: usize = 300;

/// Number of a speaker's oldest meetings that only the pages of years show: whole years, so that no year is cut in two.
fn earlier(inputs: &RenderInputs<'_>, appearances: &[Appearance]) -> usize {
    let mut shown = 0;
    for of_year in by_year(inputs, appearances).rev() {
        if shown > 0 && shown + of_year.len() > MEETINGS {
            break;
        }
        shown += of_year.len();
    }
    appearances.len() - shown
}

/// Maximum number of companions on a page.
const COMPANIONS: usize = 10;

/// Speakers whom a speaker met at two meetings or more, the most frequent first.
fn companions(
    renderer: &Renderer<'_>,
    locale: LocaleIndex,
    index: SpeakerIndex,
    own: &[Appearance],
) -> Vec<CompanionView> {
    let archive = renderer.archive;
    let locale = &renderer.plan.locales[locale];
    if own.len() < 2 {
        return Vec::new();
    }
    let mut met: FxHashMap<SpeakerIndex, usize> = FxHashMap::default();
    for appearance in own {
        for &other in &renderer.context.present[appearance.meeting] {
            *met.entry(other).or_default() += 1;
        }
    }
    let mut met: Vec<(SpeakerIndex, usize)> =
        met.into_iter().filter(|(other, count)| *other != index && *count > 1).collect();
    met.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    met.truncate(COMPANIONS);
    met.into_iter()
        .map(|(other, meetings)| CompanionView {
            name: archive.speakers[other].names.get(&locale.lang).to_owned(),
            href: locale.speakers[other].to_string(),
            meetings,
        })
        .collect()
}
