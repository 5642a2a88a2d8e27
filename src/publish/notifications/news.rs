//! News of a publication, as it is told to others. Contains only what the site that goes live shows to everybody.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::publish::{FileKind, Published, Reasons, RecordChange};
use crate::record::{Archive, Date, Language};
use crate::site::well_known::{FEEDS, INDEX, PODCAST};
use crate::site::{Address, Base, OutputKind, Plan};

/// Maximum number of records that are listed.
const MOST_RECORDS: usize = 500;

/// Maximum number of changed feeds that hubs are told.
const MOST_FEEDS: usize = 500;

/// Notification of a publication, as JSON for web hooks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Notification {
    /// Name and version of the format.
    minutebook: NewsForm,
    /// Name of the notification: the same whenever it is sent again.
    pub id: String,
    /// Kind of event.
    pub event: NewsEvent,
    /// Time of the publication.
    pub at: String,
    /// Address of the site.
    pub site: String,
    /// Title of the site.
    pub title: String,
    /// Records that were added, corrected, moved, withdrawn or removed, and meetings that were announced.
    pub records: Vec<RecordNews>,
    /// Number of further records.
    pub more: usize,
}

/// Version of the format.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
enum NewsForm {
    #[default]
    #[serde(rename = "notification 1")]
    One,
}

/// Kind of event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum NewsEvent {
    /// The records were published as they are.
    Published,
    /// An earlier release was put live again.
    RolledBack,
}

/// A record that has changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecordNews {
    /// Kind of change.
    pub change: RecordChange,
    /// Address of its page.
    pub url: String,
    /// Address that it had before, if it was moved.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    /// Facts that its page shows; none for what is no longer public.
    #[serde(flatten)]
    pub facts: Option<RecordFacts>,
}

/// Facts about a public record or announcement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecordFacts {
    /// Its title, without the date.
    title: String,
    /// Date of the meeting, as far as it is known: `2026-01-12`.
    date: String,
    /// Its language.
    lang: String,
}

impl RecordFacts {
    fn new(title: &str, date: Date, lang: &Language) -> RecordFacts {
        RecordFacts { title: title.to_owned(), date: date.to_string(), lang: lang.as_str().to_owned() }
    }
}

/// Pages of records and announcements that a site shows, by their addresses, with facts where they are known.
pub type KnownFacts = BTreeMap<String, Option<RecordFacts>>;

/// Facts about all public records and announcements.
pub fn known_facts(archive: &Archive, plan: &Plan) -> KnownFacts {
    let records = archive.meetings.iter().zip(&plan.addresses.meetings).map(|(meeting, href)| {
        let details = &meeting.details;
        (plan.base.in_full(href), Some(RecordFacts::new(&details.title, details.date, &details.lang)))
    });
    let announced = archive.announced.iter().zip(&plan.addresses.announced).filter(|(_, href)| !href.is_empty());
    let announced = announced.map(|(meeting, href)| {
        (plan.base.in_full(href), Some(RecordFacts::new(&meeting.title, meeting.date, &meeting.lang)))
    });
    records.chain(announced).collect()
}

/// Pages that a list of live files shows, without facts.
pub fn known_pages(list: &Published, base_url: &str) -> KnownFacts {
    let base = Base::new(base_url);
    let pages = list.files.iter().filter(|(_, file)| matches!(file.kind, FileKind::Meeting | FileKind::Page));
    pages.map(|(path, _)| (address_of(&base, path), None)).collect()
}

/// Address of a page by the path of its file.
fn address_of(base: &Base, path: &str) -> String {
    base.absolute(&Address::new(&format!("/{}", path.trim_end_matches(INDEX))))
}

/// Notification of a publication.
pub fn news_of_publication(
    archive: &Archive,
    plan: &Plan,
    (live, next): (Option<&Published>, &Published),
    reasons: &Reasons<'_>,
    title: &str,
) -> Notification {
    let facts = known_facts(archive, plan);
    let mut records: Vec<RecordNews> = reasons
        .changed_records()
        .map(|(meeting, change, from)| {
            let url = plan.base.in_full(&plan.addresses.meetings[meeting]);
            let from = from.map(|from| plan.base.absolute(&Address::new(from)));
            RecordNews { change, from, facts: facts.get(&url).cloned().flatten(), url }
        })
        .collect();
    records.extend(reasons.gone_records().map(|(change, path)| RecordNews {
        change,
        url: plan.base.absolute(&Address::new(path)),
        from: None,
        facts: None,
    }));
    let same_inputs = live.is_none_or(|live| live.causes == next.causes);
    for output in plan.outputs.iter().filter(|output| matches!(output.kind, OutputKind::Announced(_))) {
        let (path, url) = (output.path.as_str(), plan.base.absolute(&output.address));
        let before = live.and_then(|live| live.files.get(path));
        let change = match before {
            None => RecordChange::Announced,
            // With another theme every page changes.
            Some(before) if same_inputs && next.files.get(path).is_some_and(|now| now.hash != before.hash) => {
                RecordChange::AnnouncementChanged
            }
            Some(_) => continue,
        };
        records.push(RecordNews { change, from: None, facts: facts.get(&url).cloned().flatten(), url });
    }
    notification(NewsEvent::Published, &next.at, (plan.base.url(), title), records)
}

/// Notification that an earlier release was put live again, at a time.
pub fn news_of_rollback(before: &Published, now: &Published, site: (&str, &str), at: &str) -> Notification {
    let base = Base::new(site.0);
    let url = |path: &String| address_of(&base, path);
    let is_record = |list: &Published, path: &str| {
        list.files.get(path).filter(|file| file.kind == FileKind::Meeting).map(|file| file.hash.clone())
    };
    // A page changes with its theme, the Markdown beside it with its words.
    let words = |list: &Published, path: &str| {
        let plain = format!("{}{}", path.trim_end_matches(INDEX), crate::site::well_known::PLAIN_RECORD);
        list.files.get(&plain).map(|file| file.hash.clone())
    };
    let mut records = Vec::new();
    for path in now.files.keys().filter(|path| is_record(now, path).is_some()) {
        let change = match is_record(before, path) {
            None => RecordChange::Added,
            Some(_) if words(before, path) != words(now, path) => RecordChange::Corrected,
            Some(_) => continue,
        };
        records.push(RecordNews { change, url: url(path), from: None, facts: None });
    }
    for path in before.files.keys().filter(|path| is_record(before, path).is_some() && is_record(now, path).is_none()) {
        let change = if now.files.contains_key(path) { RecordChange::Withdrawn } else { RecordChange::Removed };
        records.push(RecordNews { change, url: url(path), from: None, facts: None });
    }
    notification(NewsEvent::RolledBack, at, site, records)
}

fn notification(event: NewsEvent, at: &str, (site, title): (&str, &str), mut records: Vec<RecordNews>) -> Notification {
    records.sort_by(|a, b| (a.change, &a.url).cmp(&(b.change, &b.url)));
    let more = records.len().saturating_sub(MOST_RECORDS);
    records.truncate(MOST_RECORDS);
    let key = crate::bytes::fingerprint::Fingerprint::of_bytes(format!("{event:?} {at} {site}").as_bytes());
    Notification {
        minutebook: NewsForm::One,
        id: format!("msg_{}", key.hex()),
        event,
        at: at.to_owned(),
        site: site.to_owned(),
        title: title.to_owned(),
        records,
        more,
    }
}

impl Notification {
    /// Reports whether no record has changed.
    pub fn is_empty(&self) -> bool {
        self.records.is_empty()
    }

    /// The same notification as the site may tell it now: titles are those of today, and nothing that is no longer public is named.
    pub fn as_of(&self, facts: &KnownFacts) -> Notification {
        let mut now = self.clone();
        now.records.retain_mut(|record| {
            let is_gone = matches!(record.change, RecordChange::Withdrawn | RecordChange::Removed);
            let known = facts.get(&record.url);
            record.facts = known.cloned().flatten().filter(|_| !is_gone);
            is_gone || known.is_some()
        });
        now
    }
}

/// Addresses of the feeds that a publication changes, the site's own first.
pub fn changed_feeds(live: Option<&Published>, next: &Published, base_url: &str) -> Vec<String> {
    let base = Base::new(base_url);
    let is_feed = |path: &str| {
        let name = path.rsplit('/').next().unwrap_or(path);
        FEEDS.contains(&name) || name == PODCAST.trim_start_matches('/')
    };
    let is_new = |path: &str, hash: &str| live.and_then(|live| live.files.get(path)).is_none_or(|old| old.hash != hash);
    let changed = next
        .files
        .iter()
        .filter(|(path, file)| file.kind == FileKind::Feed && is_feed(path) && is_new(path, &file.hash));
    let mut paths: Vec<&String> = changed.map(|(path, _)| path).collect();
    paths.sort_by_key(|path| (path.matches('/').count(), path.as_str()));
    paths.truncate(MOST_FEEDS);
    paths.into_iter().map(|path| base.absolute(&Address::new(&format!("/{path}")))).collect()
}
