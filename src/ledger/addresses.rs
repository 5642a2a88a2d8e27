//! The register's list of addresses that belong to no record: one line each, with the kind of thing, its key and its
//! address, separated by tabs.

use std::collections::BTreeSet;

use rustc_hash::FxHashMap;

use super::escape::{escaped, is_needed, unescaped};
use super::ledger_format::Damage;
use super::{KnownAddress, ResourceKind};
use crate::bytes::sha256::Hash;
use crate::record::{Archive, MeetingIndex, TOPICS_KEY};
use crate::site::{CalendarScope, FeedFormat, FeedScope, Output, OutputKind, Plan, PodcastScope, TOPICS};

/// First line of the list.
pub(super) const HEADING: &str = "minutebook register addresses 1\n";
const ESCAPED_HEADING: &str = "minutebook register addresses 2\n";

/// Beginning of the key of the index of a taxonomy that the site has added to topics; the key of the taxonomy follows.
pub(super) const TERMS_OF: &str = "terms/";

/// Key under which the files that the front page's text links to are listed.
pub(super) const FRONT_PAGE: &str = "site.yml";

impl ResourceKind {
    const ALL: [ResourceKind; 12] = [
        ResourceKind::Site,
        ResourceKind::Year,
        ResourceKind::Speaker,
        ResourceKind::Label,
        ResourceKind::Series,
        ResourceKind::Topic,
        ResourceKind::Page,
        ResourceKind::Paper,
        ResourceKind::File,
        ResourceKind::Redirect,
        ResourceKind::Highlight,
        ResourceKind::Term,
    ];

    fn word(self) -> &'static str {
        match self {
            ResourceKind::Site => "site",
            ResourceKind::Year => "year",
            ResourceKind::Speaker => "speaker",
            ResourceKind::Label => "label",
            ResourceKind::Series => "series",
            ResourceKind::Topic => "topic",
            ResourceKind::Page => "page",
            ResourceKind::Paper => "paper",
            ResourceKind::File => "file",
            ResourceKind::Redirect => "redirect",
            ResourceKind::Highlight => "highlight",
            ResourceKind::Term => "term",
        }
    }

    fn parse(word: &str) -> Option<Self> {
        ResourceKind::ALL.into_iter().find(|kind| kind.word() == word)
    }
}

/// The list as text. The second form of the file has escapes; a list that needs none is written in the first form.
pub(super) fn written(known: &[KnownAddress]) -> String {
    let escapes = known.iter().any(|known| is_needed(&known.key) || is_needed(&known.value));
    in_form(known, escapes)
}

fn in_form(known: &[KnownAddress], escapes: bool) -> String {
    let shown = |text: &'_ str| if escapes { escaped(text).into_owned() } else { text.to_owned() };
    let mut out = if escapes { ESCAPED_HEADING } else { HEADING }.to_owned();
    for KnownAddress { kind, key, value } in known {
        out.push_str(&format!("{}\t{}\t{}\n", kind.word(), shown(key), shown(value)));
    }
    out
}

/// Reports whether a list continues an earlier one that had `count` lines and this hash.
pub(super) fn begins_with(known: &[KnownAddress], count: usize, hash: Hash) -> bool {
    let is = |form: String| Hash::of(form.as_bytes()) == hash;
    // An old list may hold characters that are escaped today.
    known.get(..count).is_some_and(|known| is(written(known)) || is(in_form(known, false)))
}

/// Reads a list, or returns its first damage.
pub(super) fn read(text: &str) -> Result<Vec<KnownAddress>, Damage> {
    let damage = |line: usize, what: &str| Damage { line, what: what.to_owned() };
    let form = [false, true]
        .into_iter()
        .find_map(|escapes| Some((escapes, text.strip_prefix(if escapes { ESCAPED_HEADING } else { HEADING })?)));
    let (escapes, rest) = form.ok_or_else(|| damage(1, "it does not begin as the list of addresses does"))?;
    let mut known = Vec::new();
    for (index, line) in rest.lines().enumerate() {
        known.push(parse(line, escapes).ok_or_else(|| damage(index + 2, "this line cannot be read"))?);
    }
    if in_form(&known, escapes) != text {
        return Err(damage(0, "it is not as Minutebook writes it"));
    }
    Ok(known)
}

/// Every readable line, without duplicates.
pub(super) fn read_leniently(text: &str) -> Vec<KnownAddress> {
    let mut seen = BTreeSet::new();
    let escapes = text.starts_with(ESCAPED_HEADING);
    text.lines().filter_map(|line| parse(line, escapes)).filter(|known| seen.insert(known.clone())).collect()
}

fn parse(line: &str, escapes: bool) -> Option<KnownAddress> {
    let mut parts = line.splitn(3, '\t');
    let kind = ResourceKind::parse(parts.next()?)?;
    let mut text = || {
        let part = parts.next()?;
        Some(if escapes { unescaped(part)?.into_owned().into() } else { part.into() })
    };
    Some(KnownAddress { kind, key: text()?, value: text()? })
}

/// One listed line: kind, key, length of the address (which orders the list), and address.
pub(super) type Listed = (ResourceKind, Box<str>, usize, Box<str>);

/// Every lasting address of the site that belongs to no record, and the labels of every speaker who has a page.
/// `name_of` returns a record's name in the register.
pub(super) fn of_site(archive: &Archive, plan: &Plan, name_of: &dyn Fn(MeetingIndex) -> Box<str>) -> BTreeSet<Listed> {
    let mut all = BTreeSet::new();
    let speaker = |index: usize| (ResourceKind::Speaker, archive.speakers[index].id.clone());
    let locale = &plan.locales[0];
    for output in &plan.outputs {
        // At the old address of a feed stands the feed of its successor; the register knows that address already.
        let own = match &output.kind {
            OutputKind::Feed(FeedScope::Site, _) => Some(&locale.home),
            OutputKind::Feed(FeedScope::Speaker(index), _) => plan.speaker_pages[*index].feeds.as_ref(),
            OutputKind::Feed(FeedScope::Series(index), _)
            | OutputKind::Calendar(CalendarScope::Series(index))
            | OutputKind::Podcast(PodcastScope::Series(index)) => Some(&locale.series[*index]),
            OutputKind::Feed(FeedScope::Term(at), _) => Some(&locale.terms[at.taxonomy][at.term]),
            _ => None,
        };
        let folder = plan.base.href(&output.address);
        if own.is_some_and(|own| folder.rsplit_once('/').is_none_or(|(folder, _)| folder != own.trim_end_matches('/')))
        {
            continue;
        }
        let site = |key: &str| (ResourceKind::Site, Box::from(key));
        let (kind, key) = match &output.kind {
            OutputKind::FrontPage(locale) => {
                // Exists from the first publication on, which the plan made before it cannot know.
                let corrections = output.address.join("corrections/");
                let feeds = FeedFormat::ALL.iter().filter(|_| *locale == 0);
                let feeds = feeds.map(|format| corrections.join(format.file_name()));
                for address in feeds.chain([corrections.clone()]) {
                    let address = address.path();
                    all.insert((ResourceKind::Site, "corrections".into(), address.len(), address.into()));
                }
                site("home")
            }
            OutputKind::MeetingIndex(_) => site("meetings"),
            OutputKind::SpeakerIndex(_) => site("speakers"),
            OutputKind::SeriesIndex(_) => site("series"),
            OutputKind::TaxonomyIndex(_, TOPICS) => site(TOPICS_KEY),
            // No other word of this list of the site has a `/`.
            OutputKind::TaxonomyIndex(_, at) => site(&format!("{TERMS_OF}{}", plan.taxonomies[*at].key)),
            OutputKind::BodyIndex(_) | OutputKind::Body(..) | OutputKind::BodyYear(..) => site("bodies"),
            OutputKind::Decisions(..) | OutputKind::Actions(_) | OutputKind::Feed(FeedScope::Decisions, _) => {
                site("decisions")
            }
            OutputKind::MatterIndex(_) | OutputKind::Matter(..) | OutputKind::Feed(FeedScope::Matter(_), _) => {
                site("matters")
            }
            OutputKind::WatchIndex(_) | OutputKind::Watch(..) | OutputKind::Feed(FeedScope::Watch(_), _) => {
                site("watches")
            }
            OutputKind::DataPage(_) | OutputKind::Data(_) | OutputKind::RecordSchema => site("data"),
            OutputKind::Calendar(CalendarScope::Site) => site("calendar"),
            OutputKind::Calendar(CalendarScope::Body(_)) => site("bodies"),
            OutputKind::Search(_) => site("search"),
            OutputKind::Podcast(PodcastScope::Site) | OutputKind::Feed(FeedScope::Site | FeedScope::Language(_), _) => {
                site("feed")
            }
            OutputKind::Year(_, year) => (ResourceKind::Year, year.to_string().into()),
            OutputKind::Speaker(_, index)
            | OutputKind::SpeakerYear(_, index, _)
            | OutputKind::SpeakerMonth(_, index, ..)
            | OutputKind::Feed(FeedScope::Speaker(index), _) => speaker(*index),
            OutputKind::Series(_, index)
            | OutputKind::Feed(FeedScope::Series(index), _)
            | OutputKind::Calendar(CalendarScope::Series(index))
            | OutputKind::Podcast(PodcastScope::Series(index)) => {
                (ResourceKind::Series, plan.series[*index].id.clone())
            }
            OutputKind::Term(_, at) | OutputKind::Feed(FeedScope::Term(at), _) => match at.taxonomy {
                TOPICS => (ResourceKind::Topic, plan.term(*at).id.clone()),
                taxonomy => {
                    let key = &plan.taxonomies[taxonomy].key;
                    (ResourceKind::Term, format!("{key} {}", plan.term(*at).id).into())
                }
            },
            OutputKind::Highlight(place) => (ResourceKind::Highlight, name_of(plan.highlights[*place].meeting)),
            OutputKind::Page(index) => (ResourceKind::Page, Box::from(&*archive.pages[*index].path)),
            _ => continue,
        };
        let address = output.address.path();
        all.insert((kind, key, address.len(), address.into()));
    }
    for speaker in &archive.speakers {
        for label in &speaker.labels {
            all.insert((ResourceKind::Label, speaker.id.clone(), 0, super::passages::one_line(label).into()));
        }
    }
    all.extend(files(archive, plan, name_of));
    all.extend(redirects(plan));
    all
}

/// The files that records, pages and the front page link to, one line for each link source.
fn files(archive: &Archive, plan: &Plan, name_of: &dyn Fn(MeetingIndex) -> Box<str>) -> Vec<Listed> {
    let attachments = plan.outputs.iter().filter(|output| matches!(output.kind, OutputKind::Attachment(_)));
    let by_link: FxHashMap<String, &str> =
        attachments.map(|output| (plan.base.href(&output.address), output.address.path())).collect();
    let mut all = Vec::new();
    if by_link.is_empty() {
        return all;
    }
    let mut add = |kind: ResourceKind, key: &str, links: &[(Box<str>, Box<str>)]| {
        let links = links.iter().map(|(_, href)| href.split('#').next().unwrap_or_default());
        all.extend(
            links.filter_map(|href| by_link.get(href)).map(|file| (kind, key.into(), file.len(), Box::from(*file))),
        );
    };
    for (index, links) in plan.meeting_links.iter().enumerate().filter(|(_, links)| !links.is_empty()) {
        add(ResourceKind::Paper, &name_of(index), links);
    }
    for (page, links) in archive.pages.iter().zip(&plan.page_links) {
        add(ResourceKind::File, &page.path, links);
    }
    add(ResourceKind::File, FRONT_PAGE, &plan.settings_links);
    all
}

/// Redirects from one address of the site to another.
fn redirects(plan: &Plan) -> Vec<Listed> {
    let leading = || {
        plan.outputs.iter().filter_map(|output| match &output.kind {
            OutputKind::Redirect(to) => Some((output, &**to)),
            _ => None,
        })
    };
    if leading().next().is_none() {
        return Vec::new();
    }
    let by_link: FxHashMap<String, &str> =
        plan.outputs.iter().map(|output| (plan.base.href(&output.address), output.address.path())).collect();
    let row = |(output, to): (&Output, &str)| {
        let (from, to) = (output.address.path(), by_link.get(to)?);
        Some((ResourceKind::Redirect, Box::from(*to), from.len(), Box::from(from)))
    };
    leading().filter_map(row).collect()
}
