//! Links to places that do not exist within a page, and pictures without a description for readers who cannot see them.

use std::borrow::Cow;
use std::collections::BTreeMap;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::markdown::{LinkKind, classify};
use crate::record::{Archive, Contribution, MeetingIndex, SpeechId};
use crate::report::diagnostic::{Diagnostic, Location, Problem};
use crate::site::Plan;
use crate::text::source::{Locator, SourceText, Sources};
use crate::text::{head, shorten};

/// Largest number of broken links of one kind that are reported for a record.
const MOST_REPORTED: usize = 100;

/// Finds pictures without a description.
pub(super) fn pictures(source: &SourceText) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let mut locator = Locator::new(source);
    for (at, _) in source.text.match_indices("![](") {
        let target = head(&source.text[at + 4..], LONGEST_TARGET).split([')', ' ', '\n']).next().unwrap_or_default();
        if matches!(classify(target), LinkKind::Relative(_)) {
            found.push(
                Diagnostic::at(
                    Problem::MissingAltText,
                    locator.locate(at, 4 + target.len() + 1),
                    "this picture has no description for readers who cannot see it",
                )
                .hint("write it between the square brackets"),
            );
        }
    }
    let mut locator = Locator::new(source);
    for (at, _) in source.text.match_indices("![") {
        let Some(target) = target_of_picture(&source.text[at..]) else { continue };
        let bare = target.split(['?', '#']).next().unwrap_or_default().to_lowercase();
        if [".heic", ".heif", ".tif", ".tiff"].iter().any(|ending| bare.ends_with(ending)) {
            let message = format!("most browsers show nothing for a picture of this kind: “{}”", shorten(target, 60));
            found.push(
                Diagnostic::at(Problem::BrokenPicture, locator.locate(at, 2), message)
                    .hint("save it as JPEG or PNG, and let the link lead there"),
            );
        }
    }
    found
}

/// Target of the picture at the beginning of a text: `a.jpg` of `![A quay](a.jpg)`, `a b.jpg` of `![A quay](<a b.jpg>)`.
fn target_of_picture(text: &str) -> Option<&str> {
    let line = head(text, LONGEST_TARGET).lines().next()?;
    let (_, behind) = line.split_once("](")?;
    let inner = behind.strip_prefix('<').and_then(|inner| inner.split('>').next());
    inner.or_else(|| behind.split([')', ' ']).next()).filter(|target| !target.is_empty())
}

/// A longer target, in bytes, cannot be a file.
const LONGEST_TARGET: usize = 4096;

/// A link to a place within a record's page.
struct Anchored<'a> {
    from: MeetingIndex,
    /// As written.
    target: &'a str,
    fragment: Cow<'a, str>,
}

/// Finds links of records to places that do not exist within other records. Other pages have anchors that only the
/// theme knows.
pub(super) fn anchors(archive: &Archive, plan: &Plan, sources: &dyn Sources) -> Vec<Diagnostic> {
    let by_address: FxHashMap<&str, MeetingIndex> =
        plan.addresses.meetings.iter().enumerate().rev().map(|(index, address)| (&**address, index)).collect();
    // Grouped by the record that they lead to, so that its anchors are collected once.
    let mut links: BTreeMap<MeetingIndex, Vec<Anchored<'_>>> = BTreeMap::new();
    for (from, targets) in plan.meeting_links.iter().enumerate() {
        for (target, href) in targets {
            let Some((page, fragment)) = href.split_once('#') else { continue };
            let page = if page.is_empty() { Some(from) } else { by_address.get(page).copied() };
            let fragment = percent_encoding::percent_decode_str(fragment).decode_utf8_lossy();
            if let Some(page) = page {
                links.entry(page).or_default().push(Anchored { from, target, fragment });
            }
        }
    }
    let mut broken: Vec<(MeetingIndex, MeetingIndex, &str, String)> = Vec::new();
    for (page, links) in &links {
        let anchors = Anchors::of(archive, *page);
        for link in links.iter().filter(|link| !anchors.has(&link.fragment)) {
            broken.push((link.from, *page, link.target, link.fragment.to_string()));
        }
    }
    broken.sort();
    let mut found = Vec::new();
    for of_record in broken.chunk_by(|one, next| one.0 == next.0) {
        let source = sources.get(archive.meetings[of_record[0].0].details.source);
        for (number, (_, page, target, fragment)) in of_record.iter().take(MOST_REPORTED).enumerate() {
            let path = &archive.meetings[*page].details.path;
            let mut message = format!("there is no “#{fragment}” in {path}");
            if number + 1 == MOST_REPORTED {
                message.push_str("; there may be more, which are reported when these are fixed");
            }
            found.push(
                Diagnostic::at(Problem::BrokenAnchor, place_of(&source, target), message)
                    .hint("copy the address from the permalink beside the speech"),
            );
        }
    }
    found
}

/// Anchors of a record's page.
struct Anchors<'a> {
    sections: FxHashSet<&'a str>,
    remarks: FxHashSet<SpeechId>,
    speeches: FxHashSet<SpeechId>,
    former: FxHashSet<&'a str>,
}

impl<'a> Anchors<'a> {
    fn of(archive: &'a Archive, page: MeetingIndex) -> Self {
        let meeting = &archive.meetings[page];
        let mut anchors = Anchors {
            sections: meeting.sections.iter().map(|section| &*section.anchor).collect(),
            remarks: FxHashSet::default(),
            speeches: FxHashSet::default(),
            former: archive.histories[page].iter().flat_map(|past| &past.old_anchors).map(|(_, old)| &**old).collect(),
        };
        for contribution in meeting.contributions() {
            crate::report::steps::step();
            match contribution {
                Contribution::Speech(speech) => anchors.speeches.insert(speech.id),
                Contribution::Narrative(narrative) => anchors.remarks.insert(narrative.id),
                Contribution::Decision(decision) => anchors.remarks.insert(decision.id),
                Contribution::Note(_) => false,
            };
        }
        anchors
    }

    fn has(&self, fragment: &str) -> bool {
        let is_speech = |id: &str| SpeechId::parse(id).is_some_and(|id| self.speeches.contains(&id));
        // Paragraphs are numbered when they are drawn; their number is at most that of blocks and blank lines.
        let is_paragraph = || {
            let (id, number) = fragment.split_once('.')?;
            let plain = !number.starts_with(['0', '+']);
            Some(plain && number.parse().is_ok_and(|number: u32| (2..200).contains(&number)) && is_speech(id))
        };
        self.sections.contains(fragment)
            || self.former.contains(fragment)
            || is_speech(fragment)
            || SpeechId::parse(fragment).is_some_and(|id| self.remarks.contains(&id))
            || is_paragraph().unwrap_or(false)
    }
}

fn place_of(source: &SourceText, target: &str) -> Location {
    match source.text.find(target) {
        Some(at) => source.locate(at, target.len()),
        None => Location::file(&source.shown),
    }
}
