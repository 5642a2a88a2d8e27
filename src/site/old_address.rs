//! A previously published address, and what now answers for it.

use crate::record::{GoneIndex, MeetingIndex, PageIndex, SpeakerIndex};
use crate::site::Address;

/// An address that was published.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct OldAddress {
    /// The address.
    pub address: Address,
    /// The first address of the same thing, below which the others are; of a record the last one.
    pub base: Address,
    /// What it was.
    pub kind: OldAddressKind,
    /// What is there now, or instead.
    pub now: Successor,
}

/// What an address was.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum OldAddressKind {
    /// A page or a feed.
    Page,
    /// A file that the page at the first address linked to.
    File,
    /// Only ever what led to another address.
    Redirect,
}

/// What has taken the place of something.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Successor {
    /// A record.
    Meeting(MeetingIndex),
    /// A speaker.
    Speaker(SpeakerIndex),
    /// A series, by its id.
    Series(Box<str>),
    /// A topic, by its id.
    Topic(Box<str>),
    /// A page.
    Page(PageIndex),
    /// What says that it was taken back.
    Gone(GoneIndex),
    /// The index of meetings.
    Meetings,
    /// The index of speakers.
    Speakers,
    /// The list of corrections.
    Corrections,
    /// The front page.
    Home,
    /// No automatic successor. Follows an explicit redirect from the base address, if there is one.
    Explicit,
}
