//! Links to the recordings of a meeting, with their captions.

use rustc_hash::FxHashMap;

use super::file_links::{file_links, resolved_href};
use super::language_names::own_name;
use crate::record::{Language, MeetingIndex, Timeline};
use crate::render::inputs::RenderInputs;
use crate::site::view::{CaptionsLink, FileLink};

/// The recordings of a meeting.
pub(crate) fn media_links(inputs: &RenderInputs<'_>, index: MeetingIndex, lang: &Language) -> Vec<FileLink> {
    let meeting = &inputs.archive.meetings[index];
    let mut links = file_links(inputs, &inputs.plan.meeting_links[index], &meeting.details.media, lang);
    let Some(timeline) = Timeline::of(meeting) else { return links };
    let first = timeline.parts()[0].starts;
    for part in timeline.timed_parts(meeting) {
        let part = &timeline.parts()[part];
        for place in part.recordings.iter().filter(|place| !links[**place].href.is_empty()).collect::<Vec<_>>() {
            links[*place].starts = Some(part.starts.abs_diff(first) / 1000);
        }
    }
    for (_, part, captions) in inputs.plan.addresses.captions_of(index) {
        for place in &timeline.parts()[*part].recordings {
            if links[*place].starts.is_some() {
                links[*place].captions.push(captions_link(inputs, &meeting.details.lang, captions, "captions"));
            }
        }
    }
    // Subtitles are for recordings into which times lead.
    let timed = links.iter().enumerate().filter(|(_, link)| link.starts.is_some());
    let places: FxHashMap<String, usize> = timed.map(|(place, link)| (link.href.clone(), place)).collect();
    for translation in inputs.archive.translations[index].iter().filter(|_| !places.is_empty()) {
        let details = &inputs.archive.meetings[*translation].details;
        for (href, captions) in captions_by_recording(inputs, *translation) {
            if let Some(place) = places.get(href) {
                links[*place].captions.push(captions_link(inputs, &details.lang, captions, "subtitles"));
            }
        }
    }
    links
}

/// Captions of a meeting, each with the address of a recording that it belongs to.
fn captions_by_recording<'i>(inputs: &'i RenderInputs<'_>, index: MeetingIndex) -> Vec<(&'i str, &'i str)> {
    let captions = inputs.plan.addresses.captions_of(index);
    let meeting = &inputs.archive.meetings[index];
    let Some(timeline) = Timeline::of(meeting).filter(|_| !captions.is_empty()) else { return Vec::new() };
    let resolved = &inputs.plan.meeting_links[index];
    let of_part = |(_, part, captions): &'i (MeetingIndex, usize, Box<str>)| {
        let recordings = timeline.parts()[*part].recordings.clone();
        recordings.into_iter().map(|place| (resolved_href(resolved, &meeting.details.media[place].target), &**captions))
    };
    captions.iter().flat_map(of_part).collect()
}

fn captions_link(inputs: &RenderInputs<'_>, lang: &Language, href: &str, kind: &'static str) -> CaptionsLink {
    CaptionsLink { title: own_name(inputs, lang), href: href.to_owned(), lang: lang.as_str().to_owned(), kind }
}
