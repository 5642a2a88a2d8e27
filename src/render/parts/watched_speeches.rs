//! Matches of queries that can be followed, as pages and feeds list them.

use crate::config::Watch;
use crate::record::MeetingIndex;
use crate::render::context::Renderer;
use crate::search::{Hit, WatchedMatches};
use crate::site::view::{WatchedMeeting, WatchedSpeech, WatchedWords};
use crate::site::{Address, LocaleIndex};

/// Number of characters shown before and after the first match.
const AROUND: (usize, usize) = (60, 200);

/// Matches of a query; none before the search index is made.
pub(crate) fn watched<'a>(renderer: &Renderer<'a>, index: usize) -> Option<&'a WatchedMatches> {
    renderer.watched.get(index)
}

/// Some matches by their meetings.
pub(crate) fn watched_meetings(renderer: &Renderer<'_>, locale: LocaleIndex, hits: &[Hit]) -> Vec<WatchedMeeting> {
    let of_meeting = |hits: &[Hit]| {
        let meeting = renderer.item(locale, meeting_of(renderer, hits.first()?)?);
        Some(WatchedMeeting { meeting, speeches: hits.iter().map(watched_speech).collect() })
    };
    hits.chunk_by(|one, next| one.link == next.link).filter_map(of_meeting).collect()
}

/// The meeting in whose record a match stands.
pub(crate) fn meeting_of(renderer: &Renderer<'_>, hit: &Hit) -> Option<MeetingIndex> {
    renderer.plan.addresses.meetings.iter().position(|link| **link == *hit.link)
}

fn watched_speech(hit: &Hit) -> WatchedSpeech {
    let words = hit.excerpt(AROUND.0, AROUND.1).into_iter().enumerate().filter(|(_, text)| !text.is_empty());
    WatchedSpeech {
        href: permalink(hit),
        lang: hit.lang.clone(),
        speaker: hit.speaker.clone(),
        role: hit.role.clone(),
        words: words.map(|(at, text)| WatchedWords { text: hit.in_one_line(&text), is_match: at % 2 == 1 }).collect(),
    }
}

/// The permanent address of a match.
pub(crate) fn permalink(hit: &Hit) -> String {
    if hit.id.is_empty() { hit.link.clone() } else { format!("{}#{}", hit.link, hit.id) }
}

/// Address of the page of a query in a locale.
pub(crate) fn watch_href(renderer: &Renderer<'_>, locale: LocaleIndex, watch: &Watch) -> String {
    let index = renderer.plan.locales[locale].watches.as_deref().unwrap_or_default();
    format!("{index}{}/", Address::encode(&watch.id))
}

/// Address of a query on the search page.
pub(crate) fn search_href(renderer: &Renderer<'_>, locale: LocaleIndex, query: &str) -> String {
    let search = renderer.plan.locales[locale].search.as_deref().unwrap_or_default();
    format!("{search}?q={}&sort=date", Address::encode(query))
}
