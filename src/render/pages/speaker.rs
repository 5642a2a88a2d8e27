//! The page of a speaker.

use rustc_hash::FxHashMap;

use crate::record::{Appearance, Language, Registered, Role, SpeakerIndex};
use crate::render::context::Renderer;
use crate::render::inputs::RenderInputs;
use crate::render::parts::action_lists::open_actions_of;
use crate::render::parts::appearances::{appearance_view, counted, speeches, transcripts, words, year_item};
use crate::render::parts::attendees::attended_meetings;
use crate::render::parts::body_links::link_to_body;
use crate::render::parts::decided_meetings::newest_votes;
use crate::render::parts::head::{add_links_to_locales, crumb, feed_links, head};
use crate::render::parts::language_names::own_name;
use crate::render::parts::preferred_records::preferred_appearances;
use crate::render::parts::registry_links::{identifiers, other_names, outside_links};
use crate::render::parts::roles::role_view;
use crate::render::parts::speaker_links::{kind, portrait};
use crate::render::transcript_html::year_anchor;
use crate::site::view::{CompanionView, LanguageLink, RoleView, SpeakerView, SpeakerYearItem};
use crate::site::{LocaleIndex, Output, SpeakerIcon, SpokenYear};
use crate::theme::Argument::{Number, Text};

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
    add_links_to_locales(renderer, &mut head, &pages.locales, |locale| &locale.speakers[index]);
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
    let earlier = if is_whole { 0 } else { earlier(renderer, index) };
    let listed = if is_whole { &[] } else { &speaker.appearances[earlier..] };
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
        portrait: portrait(renderer, index).unwrap_or_default(),
        links: links.map(|list| outside_links(lang, list)).unwrap_or_default(),
        meetings_total: counted_once.len(),
        translations: speaker.appearances.len() - counted_once.len(),
        speeches: speeches(&counted_once),
        words: words(&counted_once),
        years: if is_whole { years_here(renderer, locale, index) } else { years_with_pages(renderer, locale, index) },
        meetings: preferred_appearances(renderer, locale, listed)
            .iter()
            .rev()
            .map(|appearance| appearance_view(renderer, locale, index, *appearance))
            .collect(),
        earlier,
        first: (!is_whole).then(|| appearance_view(renderer, locale, index, speaker.appearances[0])),
        companions: companions(renderer, locale, index, &counted_once),
        transcripts: if is_whole {
            transcripts(renderer, locale, index, speaker.appearances.iter().rev())
        } else {
            Vec::new()
        },
        name,
    }
}

/// The years on a page that holds all the words, the newest first; none when it is one year alone.
fn years_here(inputs: &RenderInputs<'_>, locale: LocaleIndex, index: SpeakerIndex) -> Vec<SpeakerYearItem> {
    let year = |appearance: &Appearance| inputs.archive.meetings[appearance.meeting].details.date.year;
    let appearances = &inputs.archive.speakers[index].appearances;
    let of_years = appearances.chunk_by(|one, next| year(one) == year(next)).rev();
    let item = |of_year: &[Appearance]| {
        let year = year(&of_year[0]);
        let of_year = preferred_appearances(inputs, locale, of_year);
        counted(year, format!("#{}", year_anchor(format_args!("{year:04}"))), &of_year)
    };
    let years: Vec<_> = of_years.map(item).collect();
    if years.len() > 1 { years } else { Vec::new() }
}

/// The years that have pages of their own, the newest first; those in the language of a locale before those in others.
fn years_with_pages(inputs: &RenderInputs<'_>, locale: LocaleIndex, index: SpeakerIndex) -> Vec<SpeakerYearItem> {
    let pages = inputs.plan.speaker_pages[index].years.iter().rev();
    let (here, elsewhere): (Vec<_>, Vec<_>) = pages.partition(|spoken| spoken.locale == locale);
    let item = |spoken: &SpokenYear| SpeakerYearItem {
        lang: (spoken.locale != locale).then(|| {
            let lang = &inputs.plan.locales[spoken.locale].lang;
            LanguageLink { lang: lang.as_str().to_owned(), name: own_name(inputs, lang), ..LanguageLink::default() }
        }),
        ..year_item(inputs, spoken.locale, index, spoken.year)
    };
    here.into_iter().chain(elsewhere).map(item).collect()
}

/// Offices with a title, and memberships of a body without one.
fn roles(renderer: &Renderer<'_>, lang: &Language, roles: &[Role]) -> Vec<RoleView> {
    let shown = roles.iter().filter(|role| !role.title.is_empty() || role.body.is_some());
    shown.map(|role| role_view(renderer, lang, role)).collect()
}

/// Maximum number of meetings on a speaker's page, unless the newest year alone has more.
const MEETINGS: usize = 300;

/// Number of a speaker's oldest meetings that only the pages of years show: whole years, so that no year is cut in two.
fn earlier(inputs: &RenderInputs<'_>, index: SpeakerIndex) -> usize {
    let appearances = &inputs.archive.speakers[index].appearances;
    let year = |appearance: &Appearance| inputs.archive.meetings[appearance.meeting].details.date.year;
    let mut shown = 0;
    for of_year in appearances.chunk_by(|one, next| year(one) == year(next)).rev() {
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
