//! A previously published address, and what now answers for it.

use crate::record::{GoneIndex, MeetingIndex, PageIndex, SpeakerIndex};
use crate::site::Address;

/// An address that was published.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct OldAddress {
    /// The address.
    pub address: Address,
    /// The first address of the same thing, below which the others lie; for a record its last address.
    pub base: Address,
    /// Kind of the address.
    pub kind: OldAddressKind,
    /// Its successor.
    pub now: Successor,
}

/// Kind of an old address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum OldAddressKind {
    /// A page or a feed.
    Page,
    /// A former version of a record, by its number.
    FormerVersion(u32),
    /// A file that the page at the first address linked to.
    File,
    /// An address that only ever redirected.
    Redirect,
}

/// Successor of an old address.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Successor {
    /// A record.
    Meeting(MeetingIndex),
    /// A speaker.
    Speaker(SpeakerIndex),
    /// A series, by its id.
    Series(Box<str>),
    /// A term, by the key of its taxonomy and its id.
    Term(Box<str>, Box<str>),
    /// A page.
    Page(PageIndex),
    /// The withdrawal notice.
    Gone(GoneIndex),
    /// The index of meetings.
    Meetings,
    /// The index of speakers.
    Speakers,
    /// The index of bodies.
    Bodies,
    /// The newest decisions.
    Decisions,
    /// The index of matters.
    Matters,
    /// The index of queries that can be followed.
    Watches,
    /// The page about the open data.
    OpenData,
    /// The list of corrections.
    Corrections,
    /// The front page.
    Home,
    /// No automatic successor. Follows an explicit redirect from the base address, if there is one.
    Explicit,
}
