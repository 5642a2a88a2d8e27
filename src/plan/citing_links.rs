//! Finds the records and pages that link to other records.

use rustc_hash::FxHashMap;

use super::link_targets::LinkTarget;
use crate::record::{Archive, MeetingIndex};
use crate::site::{Addresses, Citations};

/// Links between records, from the links of each record and page. A link to the same meeting, in whatever language, is none.
pub(super) fn citations(
    archive: &Archive,
    addresses: &Addresses,
    [meetings, pages]: [&[Vec<LinkTarget>]; 2],
) -> Citations {
    let mut citations = Citations::default();
    if meetings.iter().chain(pages).all(Vec::is_empty) {
        return citations;
    }
    let by_address: FxHashMap<&str, MeetingIndex> =
        addresses.meetings.iter().enumerate().rev().map(|(index, address)| (&**address, index)).collect();
    let cited = |href: &str| by_address.get(href.split('#').next().unwrap_or_default()).copied();
    for (from, links) in meetings.iter().enumerate() {
        let mut targets: Vec<MeetingIndex> = links.iter().filter_map(|(_, href)| cited(href)).collect();
        targets.sort_unstable();
        targets.dedup();
        targets.retain(|to| *to != from && !archive.translations[from].contains(to));
        for to in targets {
            citations.add_record(from, to, &addresses.meetings[to]);
        }
    }
    for (from, links) in pages.iter().enumerate() {
        for to in links.iter().filter_map(|(_, href)| cited(href)) {
            citations.add_page(from, to);
        }
    }
    citations
}
