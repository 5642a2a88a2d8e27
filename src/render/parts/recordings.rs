//! Links from speeches, items and events to their moments in the recordings of a meeting.

use std::borrow::Cow;

use super::file_links::{host, kind, resolved_href};
use crate::markdown::labels::time_of_remark;
use crate::markdown::{LinkKind, classify};
use crate::record::{Block, BlockKind, MeetingIndex, Moment, RecordedMoment, Speech, Timeline};
use crate::render::inputs::RenderInputs;
use crate::site::PlayLink;

/// Recordings of a meeting, with their places on the scale of the record's times.
pub(crate) struct Recordings<'r> {
    pub(super) timeline: Option<Timeline>,
    /// For each part of the timeline the address of the recording to which times lead; empty if none can be linked.
    hrefs: Vec<&'r str>,
}

impl<'r> Recordings<'r> {
    /// The recordings of a meeting.
    pub(crate) fn of(inputs: &'r RenderInputs<'_>, index: MeetingIndex) -> Self {
        let meeting = &inputs.archive.meetings[index];
        let media = &meeting.details.media;
        let resolved = &inputs.plan.meeting_links[index];
        let timeline = Timeline::of(meeting);
        let chosen = |recordings: &[usize]| {
            let hrefs = || recordings.iter().map(|place| resolved_href(resolved, &media[*place].target));
            let linked = || hrefs().filter(|href| at_second(href, 0).is_some());
            // A page plays the files of the site itself.
            linked().find(|href| inputs.plan.file_sizes.contains_key(*href)).or_else(|| linked().next()).unwrap_or("")
        };
        let parts = timeline.iter().flat_map(Timeline::parts);
        Recordings { hrefs: parts.map(|part| chosen(&part.recordings)).collect(), timeline }
    }

    /// Link to a moment: the one that the record gives, else one into the last recording that has begun.
    pub(crate) fn moment<'t>(&self, time: Option<&'t Moment>) -> Option<Box<PlayLink<'t>>> {
        let time = time?;
        let written = Cow::Borrowed(&*time.written);
        let place = self.place(time);
        let second = place.map(|place| place.since_first / 1000);
        if let Some(link) = time.link.as_deref()
            && let LinkKind::Absolute(href) = classify(link)
            && href.starts_with("http")
        {
            return Some(Box::new(PlayLink { href: href.into(), written, second }));
        }
        let place = place?;
        let href = at_second(self.hrefs[place.part], place.since_start / 1000)?;
        Some(Box::new(PlayLink { href: href.into(), written, second }))
    }

    /// Link to a moment, or the time alone if it leads nowhere.
    pub(crate) fn moment_or_time<'t>(&self, time: &'t Moment) -> Box<PlayLink<'t>> {
        let alone = || Box::new(PlayLink { href: "".into(), written: Cow::Borrowed(&*time.written), second: None });
        self.moment(Some(time)).unwrap_or_else(alone)
    }

    /// Links to the moments of the events within a speech, each with the position of its block. `text` is that of the record.
    pub(crate) fn event_moments(&self, speech: &Speech, text: &str) -> Vec<(usize, PlayLink<'static>)> {
        if self.timeline.is_none() {
            return Vec::new();
        }
        let events = speech.blocks.iter().enumerate().filter(|(_, block)| block.kind == BlockKind::Narrative);
        let link = |(position, block): (usize, &Block)| {
            let time = time_of_remark(block.text.of(text))?;
            let PlayLink { href, second, .. } = *self.moment(Some(&time))?;
            Some((position, PlayLink { href, written: Cow::Owned(time.written.into()), second }))
        };
        events.filter_map(link).collect()
    }

    fn place(&self, time: &Moment) -> Option<RecordedMoment> {
        self.timeline.as_ref()?.place(time)
    }
}

/// Address of a recording at a second, in the form of its host; `None` for a page that is not known to take one.
fn at_second(href: &str, seconds: u64) -> Option<String> {
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
