//! Bodies that have a page: their place among each other, their members and their meetings.

use crate::record::{AnnouncedIndex, MeetingIndex};

/// Position in [`super::Plan::bodies`].
pub type BodyIndex = usize;

/// An organisation of the registry that has a page.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Body {
    /// Position in [`crate::record::Registry::organisations`].
    pub organisation: usize,
    /// The body of which it is a part.
    pub parent: Option<BodyIndex>,
    /// Bodies that are parts of it, in the order of the registry.
    pub units: Vec<BodyIndex>,
    /// Its members, present and former, in the order of the registry.
    pub members: Vec<Membership>,
    /// Its meetings, in the order of time.
    pub meetings: Vec<MeetingIndex>,
    /// Its announced meetings, in the order of time.
    pub announced: Vec<AnnouncedIndex>,
}

/// Offices of a person in a body.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Membership {
    /// Position in [`crate::record::Registry::people`].
    pub person: usize,
    /// Positions in [`crate::record::Person::roles`].
    pub roles: Vec<usize>,
}
