//! Links between records: which records and pages lead to a record.

use rustc_hash::FxHashMap;

use crate::record::{MeetingIndex, PageIndex};

/// Links from records and pages to other records; empty if there are none.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Citations {
    /// Addresses of the cited records.
    addresses: FxHashMap<Box<str>, MeetingIndex>,
    cited: FxHashMap<MeetingIndex, CitingSources>,
    citing: FxHashMap<MeetingIndex, Vec<MeetingIndex>>,
}

/// Records and pages that link to a record.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CitingSources {
    /// In the order of time.
    pub records: Vec<MeetingIndex>,
    /// In the order of their addresses.
    pub pages: Vec<PageIndex>,
}

impl Citations {
    /// Adds a link from a record to another one.
    pub fn add_record(&mut self, from: MeetingIndex, to: MeetingIndex, address: &str) {
        let sources = self.cited.entry(to).or_default();
        if sources.records.last() != Some(&from) {
            sources.records.push(from);
            self.citing.entry(from).or_default().push(to);
            self.addresses.insert(address.into(), to);
        }
    }

    /// Adds a link from a page to a record.
    pub fn add_page(&mut self, from: PageIndex, to: MeetingIndex) {
        let sources = self.cited.entry(to).or_default();
        if sources.pages.last() != Some(&from) {
            sources.pages.push(from);
        }
    }

    /// Sources that link to a record, if any.
    pub fn of(&self, cited: MeetingIndex) -> Option<&CitingSources> {
        self.cited.get(&cited)
    }

    /// Records that a record links to.
    pub fn from(&self, citing: MeetingIndex) -> &[MeetingIndex] {
        self.citing.get(&citing).map_or(&[], Vec::as_slice)
    }

    /// Records that link to others, in no order.
    pub fn citing(&self) -> impl Iterator<Item = MeetingIndex> {
        self.citing.keys().copied()
    }

    /// The cited record at an address, and the anchor in a link to it.
    pub fn target<'h>(&self, href: &'h str) -> Option<(MeetingIndex, &'h str)> {
        let (page, anchor) = href.split_once('#').unwrap_or((href, ""));
        self.addresses.get(page).map(|record| (*record, anchor))
    }
}
