//! Makes the views of pages about speakers.

use rustc_hash::FxHashMap;

use super::names::{Heading, Order, is_reading};
use super::view::{crumb, date, direction, feed_links, head, month_anchor, told_in_all};
use super::{Renderer, transcript};
use crate::markdown::push_plain_text;
use crate::record::{Appearance, BlockKind, Date, Language, Month, PersonKind, Registered, SpeakerEntry, SpeakerIndex};
use crate::site::view::{
    AppearanceView, CompanionView, Link, MeetingItem, RoleView, SpeakerGroup, SpeakerIndexView, SpeakerItem,
    SpeakerMonthItem, SpeakerView, SpeakerYearItem, SpeakerYearView,
};
use crate::site::{LocaleIndex, Mark, Output, Transcript};
use crate::text::{is_cjk, shorten};
use crate::theme::Argument::{Number, Text};

/// Everybody, in the order of the page's language.
pub(super) fn index(renderer: &Renderer<'_>, output: &Output, locale: LocaleIndex) -> SpeakerIndexView {
    let lang = &renderer.plan.locales[locale].lang;
    let archive = renderer.archive;
    let names = Order::of(lang, renderer.config.han_order);
    let sort_key = |speaker: &SpeakerEntry| match speaker.registered {
        Some(Registered::Person(index)) => archive.registry.people[index].sort.get(lang),
        _ => "",
    };
    let mut order: Vec<(&str, SpeakerIndex)> = archive
        .speakers
        .iter()
        .enumerate()
        .map(|(index, speaker)| {
            let (name, key) = (speaker.names.get(lang), sort_key(speaker));
            // A key for one script says nothing about a name in another.
            let is_of_use = !key.is_empty()
                && key.starts_with(is_cjk) == name.starts_with(is_cjk)
                && (lang.primary() == "ja" || !is_reading(key) || is_reading(name));
            (if is_of_use { key } else { name }, index)
        })
        .collect();
    order.sort_by(|a, b| names.compare(a.0, b.0).then_with(|| a.cmp(b)));
    let strings = renderer.strings(lang);
    let mut groups: Vec<SpeakerGroup> = Vec::new();
    let mut places: FxHashMap<String, usize> = FxHashMap::default();
    for (key, speaker) in &order {
        let other = || Heading { text: strings.get("other-speakers"), key: "other".to_owned() };
        let heading = names.heading(key, strings).unwrap_or_else(other);
        let place = *places.entry(heading.key).or_insert_with_key(|key| {
            let anchor = format!("letter-{key}");
            groups.push(SpeakerGroup { heading: heading.text, anchor, speakers: Vec::new() });
            groups.len() - 1
        });
        groups[place].speakers.push(speaker_item(renderer, locale, *speaker));
    }
    let count = strings.say("speaker-count", &[("n", Number(order.len() as i64))]);
    let mut head = head(renderer, output, "speakers", lang, strings.get("speakers"), count);
    told_in_all(renderer, &mut head, |locale| &locale.speaker_index);
    SpeakerIndexView { head, groups, total: order.len() }
}

fn speaker_item(renderer: &Renderer<'_>, locale: LocaleIndex, index: SpeakerIndex) -> SpeakerItem {
    let locale = &renderer.plan.locales[locale];
    let lang = &locale.lang;
    let speaker = &renderer.archive.speakers[index];
    let latest = speaker.appearances.last().map(|last| renderer.archive.meetings[last.meeting].details.date);
    SpeakerItem {
        name: speaker.names.get(lang).to_owned(),
        href: locale.speakers[index].to_string(),
        kind: kind(speaker.kind),
        meetings: speaker.appearances.len(),
        speeches: speeches(&speaker.appearances),
        words: words(&speaker.appearances),
        latest: latest.map(|day| date(renderer, lang, day)),
    }
}

fn kind(kind: PersonKind) -> &'static str {
    match kind {
        PersonKind::Person => "person",
        PersonKind::Organisation => "organisation",
        PersonKind::Role => "role",
        PersonKind::Group | PersonKind::Anonymous => "group",
    }
}

fn speeches(appearances: &[Appearance]) -> u64 {
    appearances.iter().map(|a| u64::from(a.speeches)).sum()
}

fn words(appearances: &[Appearance]) -> u64 {
    appearances.iter().map(|a| u64::from(a.words)).sum()
}

pub(super) fn speaker(
    renderer: &Renderer<'_>,
    output: &Output,
    locale: LocaleIndex,
    index: SpeakerIndex,
) -> SpeakerView {
    let archive = renderer.archive;
    let lang = &renderer.plan.locales[locale].lang;
    let strings = renderer.strings(lang);
    let speaker = &archive.speakers[index];
    let name = speaker.names.get(lang).to_owned();
    let description = strings.say(
        "speaker-description",
        &[
            ("name", Text(&name)),
            ("meetings", Number(speaker.appearances.len() as i64)),
            ("speeches", Number(speeches(&speaker.appearances) as i64)),
        ],
    );
    let mut head = head(renderer, output, "speaker", lang, name.clone(), description);
    told_in_all(renderer, &mut head, |locale| &locale.speakers[index]);
    head.crumbs.push(crumb(strings.get("speakers"), &renderer.plan.locales[locale].speaker_index));
    head.feeds =
        feed_links(&renderer.plan.locales[0].speakers[index], &strings.say("feed-speaker", &[("name", Text(&name))]));
    let person = match speaker.registered {
        Some(Registered::Person(person)) => Some(&archive.registry.people[person]),
        _ => None,
    };
    let organisation = match speaker.registered {
        Some(Registered::Organisation(organisation)) => Some(&archive.registry.organisations[organisation]),
        _ => None,
    };
    let identifiers = person.map(|p| &p.identifiers).or_else(|| organisation.map(|o| &o.identifiers));
    let links = person.map(|p| &p.links).or_else(|| organisation.map(|o| &o.links));
    let earlier = earlier(renderer, index);
    SpeakerView {
        head,
        id: speaker.id.to_string(),
        names: speaker
            .names
            .iter()
            .filter(|(_, other)| *other != name)
            .map(|(tag, other)| Link {
                title: other.to_owned(),
                href: String::new(),
                lang: tag.map(|tag| tag.as_str().to_owned()),
            })
            .collect(),
        kind: kind(speaker.kind),
        roles: person.map(|p| roles(renderer, lang, &p.roles)).unwrap_or_default(),
        identifiers: identifiers
            .map(|list| list.iter().map(|(scheme, value)| identifier(scheme, value)).collect())
            .unwrap_or_default(),
        mark: Mark::of(&speaker.id),
        portrait: portrait(renderer, index).unwrap_or_default(),
        links: links.map(|list| list.iter().filter_map(|link| outside(lang, link)).collect()).unwrap_or_default(),
        meetings_total: speaker.appearances.len(),
        speeches: speeches(&speaker.appearances),
        words: words(&speaker.appearances),
        years: years(renderer, index),
        meetings: speaker.appearances[earlier..]
            .iter()
            .rev()
            .map(|appearance| appearance_view(renderer, locale, index, *appearance))
            .collect(),
        earlier,
        first: (speaker.appearances.len() > 1)
            .then(|| appearance_view(renderer, locale, index, speaker.appearances[0])),
        companions: companions(renderer, locale, index),
        name,
    }
}

fn roles(renderer: &Renderer<'_>, lang: &Language, roles: &[crate::record::Role]) -> Vec<RoleView> {
    roles
        .iter()
        .filter(|role| !role.title.is_empty())
        .map(|role| RoleView {
            title: role.title.get(lang).to_owned(),
            body: role
                .body
                .as_deref()
                .map(|id| renderer.ids.organisations.get(id).map_or(id, |names| names.get(lang)).to_owned()),
            from: role.from.map(|day| date(renderer, lang, day)),
            to: role.to.map(|day| date(renderer, lang, day)),
        })
        .collect()
}

/// An identifier, linked for schemes whose addresses are well known.
fn identifier(scheme: &str, value: &str) -> Link {
    let sound = value.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '.'));
    let href = match scheme {
        "wikidata" if sound => format!("https://www.wikidata.org/wiki/{value}"),
        "orcid" if sound => format!("https://orcid.org/{value}"),
        "viaf" if sound => format!("https://viaf.org/viaf/{value}"),
        _ => String::new(),
    };
    Link { title: format!("{scheme}: {value}"), href, lang: None }
}

/// The link to a speaker's picture, if there is one among the files of the content.
pub(super) fn portrait(renderer: &Renderer<'_>, speaker: SpeakerIndex) -> Option<String> {
    let Some(Registered::Person(person)) = renderer.archive.speakers[speaker].registered else { return None };
    let file = crate::source::resolve("", renderer.archive.registry.people[person].portrait.as_deref()?)?;
    let published = renderer.plan.attachments.contains_key(file.as_str());
    published.then(|| renderer.plan.base.href(&crate::site::Address::of_file(&file)))
}

fn outside(lang: &Language, link: &crate::record::WebLink) -> Option<Link> {
    let crate::markdown::Target::Absolute(href) = crate::markdown::classify(&link.target) else { return None };
    let title = link.title.get(lang);
    Some(Link {
        title: if title.is_empty() { href.to_owned() } else { title.to_owned() },
        href: href.to_owned(),
        lang: None,
    })
}

/// A speaker's page shows at most so many meetings, or all of the newest year.
const MEETINGS: usize = 300;

/// How many of a speaker's meetings, the oldest, are left to the pages of their years: whole years, so that nobody looks
/// for half of one.
fn earlier(renderer: &Renderer<'_>, index: SpeakerIndex) -> usize {
    let appearances = &renderer.archive.speakers[index].appearances;
    let year = |appearance: &Appearance| renderer.archive.meetings[appearance.meeting].details.date.year;
    let mut shown = 0;
    for of_year in appearances.chunk_by(|one, next| year(one) == year(next)).rev() {
        if shown > 0 && shown + of_year.len() > MEETINGS {
            break;
        }
        shown += of_year.len();
    }
    appearances.len() - shown
}

/// The newest first.
fn years(renderer: &Renderer<'_>, index: SpeakerIndex) -> Vec<SpeakerYearItem> {
    let mut years: Vec<SpeakerYearItem> = Vec::new();
    for appearance in renderer.archive.speakers[index].appearances.iter().rev() {
        let year = renderer.archive.meetings[appearance.meeting].details.date.year;
        if years.last().is_none_or(|last| last.year != year) {
            years.push(SpeakerYearItem {
                year,
                href: renderer.plan.speaker_year(index, year),
                meetings: 0,
                speeches: 0,
                words: 0,
            });
        }
        if let Some(last) = years.last_mut() {
            last.meetings += 1;
            last.speeches += u64::from(appearance.speeches);
            last.words += u64::from(appearance.words);
        }
    }
    years
}

/// How long a first line is, in characters; in Han and kana, which are twice as wide and say more each, half of it.
const FIRST_LINE: usize = 90;

fn appearance_view(
    renderer: &Renderer<'_>,
    locale: LocaleIndex,
    speaker: SpeakerIndex,
    appearance: Appearance,
) -> AppearanceView {
    let (first_line, first_href) = first_words(renderer, speaker, appearance);
    AppearanceView {
        meeting: renderer.item(locale, appearance.meeting),
        speeches: appearance.speeches,
        first_line,
        first_href,
    }
}

/// The first words of somebody at a meeting, and the link to where they stand.
pub(super) fn first_words(renderer: &Renderer<'_>, speaker: SpeakerIndex, appearance: Appearance) -> (String, String) {
    let meeting = &renderer.archive.meetings[appearance.meeting];
    let source = renderer.sources.get(meeting.details.source);
    let mut line = String::new();
    for speech in meeting.speeches_of(speaker) {
        for block in speech.blocks.iter().filter(|block| block.kind == BlockKind::Prose) {
            let written = block.text.of(&source.text);
            push_plain_text(&mut line, crate::text::head(written, FIRST_LINE * 8), FIRST_LINE * 4);
        }
        if !line.is_empty() {
            let href = format!("{}#{}", renderer.plan.addresses.meetings[appearance.meeting], speech.id);
            let wide = line.chars().filter(|c| is_cjk(*c)).count() * 2 > line.chars().count();
            return (shorten(&line, if wide { FIRST_LINE / 2 } else { FIRST_LINE }), href);
        }
    }
    (String::new(), renderer.plan.addresses.meetings[appearance.meeting].to_string())
}

/// How many companions a page names.
const COMPANIONS: usize = 10;

/// Whom somebody met at two meetings or more, the most frequent first.
fn companions(renderer: &Renderer<'_>, locale: LocaleIndex, index: SpeakerIndex) -> Vec<CompanionView> {
    let (archive, locale) = (renderer.archive, &renderer.plan.locales[locale]);
    let own = &archive.speakers[index].appearances;
    if own.len() < 2 {
        return Vec::new();
    }
    let mut met: FxHashMap<SpeakerIndex, usize> = FxHashMap::default();
    for appearance in own {
        for &other in &renderer.present[appearance.meeting] {
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

/// What a speaker said in a year; of a year that is divided, what they did in each month.
pub(super) fn year<'r>(
    renderer: &'r Renderer<'_>,
    output: &Output,
    index: SpeakerIndex,
    year: i16,
) -> SpeakerYearView<'r> {
    let lang = renderer.plan.default_language();
    let strings = renderer.strings(lang);
    let divided = renderer.plan.months_of(index, year);
    let of_year = in_year(renderer, index, year);
    let month_of = |appearance: &Appearance| renderer.archive.meetings[appearance.meeting].details.date.month();
    let months = divided.iter().map(|&month| {
        let of_month = of_year.iter().copied().filter(|appearance| month_of(appearance) == Some(month));
        let of_month: Vec<Appearance> = of_month.collect();
        SpeakerMonthItem {
            month,
            name: strings.month(month),
            anchor: month_anchor(month),
            href: renderer.plan.speaker_month(index, year, month),
            speeches: speeches(&of_month),
            meetings: of_month.into_iter().map(|appearance| appearance_view(renderer, 0, index, appearance)).collect(),
        }
    });
    let years = years(renderer, index);
    let link = |item: &SpeakerYearItem| crumb(item.year.to_string(), &item.href);
    let position = years.iter().position(|item| item.year == year).unwrap_or(0);
    let (name, text) = (renderer.archive.speakers[index].names.get(lang), year.to_string());
    let title = strings.say("speaker-year-title", &[("name", Text(name)), ("year", Text(&text))]);
    let spelled: Vec<Appearance> =
        of_year.iter().copied().filter(|appearance| divided.is_empty() || month_of(appearance).is_none()).collect();
    SpeakerYearView {
        months: months.collect(),
        previous: years.get(position + 1).map(link),
        next: position.checked_sub(1).and_then(|next| years.get(next)).map(link),
        transcripts: transcripts(renderer, index, &spelled),
        ..span(renderer, output, index, title, year, &of_year)
    }
}

/// What a speaker said in a month of a year that is divided.
pub(super) fn month<'r>(
    renderer: &'r Renderer<'_>,
    output: &Output,
    index: SpeakerIndex,
    year: i16,
    month: Month,
) -> SpeakerYearView<'r> {
    let lang = renderer.plan.default_language();
    let strings = renderer.strings(lang);
    let mut of_month = in_year(renderer, index, year);
    of_month.retain(|appearance| renderer.archive.meetings[appearance.meeting].details.date.month() == Some(month));
    let months = renderer.plan.months_of(index, year);
    let position = months.iter().position(|known| *known == month).unwrap_or(0);
    let link = |month: &Month| crumb(strings.month(*month), &renderer.plan.speaker_month(index, year, *month));
    let text = Date::new(year, Some(month), None).map(|day| strings.date(day)).unwrap_or_default();
    let name = renderer.archive.speakers[index].names.get(lang);
    let title = strings.say("speaker-month-title", &[("name", Text(name)), ("month", Text(&text))]);
    let mut view = SpeakerYearView {
        month,
        previous: position.checked_sub(1).and_then(|before| months.get(before)).map(link),
        next: months.get(position + 1).map(link),
        transcripts: transcripts(renderer, index, &of_month),
        ..span(renderer, output, index, title, year, &of_month)
    };
    view.head.crumbs.push(crumb(year.to_string(), &renderer.plan.speaker_year(index, year)));
    view
}

/// What the pages of a year and of a month have in common; the rest is empty.
fn span<'r>(
    renderer: &'r Renderer<'_>,
    output: &Output,
    index: SpeakerIndex,
    title: String,
    year: i16,
    appearances: &[Appearance],
) -> SpeakerYearView<'r> {
    let locale = &renderer.plan.locales[0];
    let lang = &locale.lang;
    let strings = renderer.strings(lang);
    let name = renderer.archive.speakers[index].names.get(lang).to_owned();
    let description = strings.say(
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
        year,
        month: 0,
        speeches: speeches(appearances),
        months: Vec::new(),
        previous: None,
        next: None,
        transcripts: Vec::new(),
    }
}

/// A speaker's part in the meetings of a year, in the order of time.
fn in_year(renderer: &Renderer<'_>, index: SpeakerIndex, year: i16) -> Vec<Appearance> {
    let archive = renderer.archive;
    let appearances = archive.speakers[index].appearances.iter().copied();
    appearances.filter(|appearance| archive.meetings[appearance.meeting].details.date.year == year).collect()
}

fn transcripts<'r>(
    renderer: &'r Renderer<'_>,
    index: SpeakerIndex,
    appearances: &[Appearance],
) -> Vec<(MeetingItem, Transcript<'r>)> {
    let transcript = |appearance: &Appearance| {
        (renderer.item(0, appearance.meeting), transcript::of_speaker(renderer, appearance.meeting, index))
    };
    appearances.iter().map(transcript).collect()
}
