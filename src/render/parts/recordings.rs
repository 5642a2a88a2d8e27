//! Links from speeches to their moments in the recordings of a meeting.

use super::file_links::{host, kind, resolved_href};
use crate::markdown::{LinkKind, classify};
use crate::record::{MeetingIndex, Moment, Speech, TimeScale};
use crate::render::inputs::RenderInputs;
use crate::site::PlayLink;

/// Recordings of a meeting, with the scale of the record's times.
pub(crate) struct Recordings<'r> {
    /// Time of the record at which each recording starts, in milliseconds, and its address; in order.
    all: Vec<(i64, &'r str)>,
    scale: Option<TimeScale>,
}

/// Time of the first speech up to which times without a stated scale count from the start of the recording, in
/// milliseconds: nobody meets at ten past midnight.
const FIRST_WORD: u64 = 10 * 60 * 1000;

impl<'r> Recordings<'r> {
    /// The recordings of a meeting.
    pub(crate) fn of(inputs: &'r RenderInputs<'_>, index: MeetingIndex) -> Self {
        let meeting = &inputs.archive.meetings[index];
        let details = &meeting.details;
        let resolved = &inputs.plan.meeting_links[index];
        let recordings =
            details.media.iter().map(|link| (link.starts.unwrap_or(0), resolved_href(resolved, &link.target)));
        let mut all: Vec<(i64, &str)> = recordings.filter(|(_, href)| !href.is_empty()).collect();
        if all.is_empty() {
            return Recordings { all, scale: None };
        }
        all.sort_by_key(|(starts, _)| *starts);
        let begins_early = |speech: &Speech| speech.time.as_ref().map(|time| time.milliseconds <= FIRST_WORD);
        let guessed = || meeting.speeches().find_map(begins_early).filter(|early| *early).map(|_| TimeScale::Recording);
        Recordings { scale: details.times.or_else(guessed), all }
    }

    /// Link to the moment of a speech: the one that the record gives, else one into the last recording that has begun.
    pub(crate) fn moment<'t>(&self, time: Option<&'t Moment>) -> Option<Box<PlayLink<'t>>> {
        let time = time?;
        let written = &*time.written;
        if let Some(link) = time.link.as_deref()
            && let LinkKind::Absolute(href) = classify(link)
            && href.starts_with("http")
        {
            return Some(Box::new(PlayLink { href: href.into(), written }));
        }
        let two_numbers = written.chars().filter(|c| matches!(c, ':' | '：' | '.')).count() == 1;
        let since_zero = match self.scale? {
            TimeScale::Clock if two_numbers => time.milliseconds.checked_mul(60)?,
            TimeScale::Clock | TimeScale::Recording => time.milliseconds,
        };
        let since_zero = i64::try_from(since_zero).ok()?;
        let (starts, href) = self.all.iter().rev().find(|(starts, _)| *starts <= since_zero)?;
        let seconds = (since_zero - starts) / 1000;
        Some(Box::new(PlayLink { href: at_second(href, seconds)?.into(), written }))
    }
}

/// Address of a recording at a second, in the form of its host; `None` for a page that is not known to take one.
fn at_second(href: &str, seconds: i64) -> Option<String> {
    let bare = href.split('#').next().unwrap_or_default();
    let path = bare.split('?').next().unwrap_or_default();
    let with_query = |key: &str| format!("{bare}{}{key}={seconds}s", if bare.contains('?') { '&' } else { '?' });
    match host(bare).trim_start_matches("www.").trim_start_matches("m.") {
        "youtube.com" | "youtu.be" => return Some(with_query("t")),
        "vimeo.com" => return Some(format!("{bare}#t={seconds}s")),
        _ => {}
    }
    // Pages of PeerTube, on whatever host.
    if path.contains("/w/") || path.contains("/videos/watch/") {
        return Some(with_query("start"));
    }
    // Media fragments (W3C, 2012).
    let (_, player) = kind(bare, "");
    (!player.is_empty()).then(|| format!("{bare}#t={seconds}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_host_is_asked_in_its_own_form() {
        let at = |href: &str| at_second(href, 754).unwrap_or_default();
        assert_eq!(at("https://www.youtube.com/watch?v=a1"), "https://www.youtube.com/watch?v=a1&t=754s");
        assert_eq!(at("https://youtu.be/a1"), "https://youtu.be/a1?t=754s");
        assert_eq!(at("https://vimeo.com/1#x"), "https://vimeo.com/1#t=754s");
        assert_eq!(at("https://tube.example/w/abc"), "https://tube.example/w/abc?start=754s");
        assert_eq!(at("/files/a.mp3"), "/files/a.mp3#t=754");
        assert_eq!(at("https://town.example/stream"), "");
    }
}
