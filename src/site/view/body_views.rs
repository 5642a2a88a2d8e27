//! The views of bodies.

use serde::Serialize;

use super::attendance_views::AttendanceTable;
use super::decision_views::DecisionListLink;
use super::listing_views::ListingYear;
use super::shared_views::{Head, Link, MeetingItem};
use super::speaker_views::RoleView;

/// `bodies.html`
#[derive(Debug, Clone, Hash, Serialize)]
pub struct BodyIndexView {
    /// Data that every page has.
    pub head: Head,
    /// Bodies that are part of no other, in the order of the registry.
    pub bodies: Vec<BodyItem>,
}

/// A body in the index, with its parts.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct BodyItem {
    /// Name in the page's language, where known.
    pub title: String,
    /// Its page.
    pub href: String,
    /// `council`, `committee`, `party`, `group`, `office`, `association` or `company`; empty if the registry does not say.
    pub kind: &'static str,
    /// Number of its meetings.
    pub meetings: usize,
    /// Number of its members whose time has not ended.
    pub members: usize,
    /// Bodies that are parts of it, at most five levels deep; those below stand beside the fifth.
    pub units: Vec<BodyItem>,
}

/// `body.html`
#[derive(Debug, Clone, Hash, Serialize)]
pub struct BodyView {
    /// Data that every page has.
    pub head: Head,
    /// Name in the page's language, where known.
    pub name: String,
    /// Other names, with their languages.
    pub names: Vec<Link>,
    /// Kind of body as in [`BodyItem`]; may be empty.
    pub kind: &'static str,
    /// The body of which it is a part.
    pub parent: Option<Link>,
    /// Bodies that are parts of it.
    pub units: Vec<Link>,
    /// Scheme and value.
    pub identifiers: Vec<Link>,
    /// Elsewhere on the web.
    pub links: Vec<Link>,
    /// The page of its own words, if it speaks.
    pub speaker: Option<Link>,
    /// Members who hold or held the chair, the latest first.
    pub chairs: Vec<MemberView>,
    /// People who presided at its meetings according to the records, in the order of time; none if the registry gives chairs.
    pub presided: Vec<Link>,
    /// Members whose time has not ended before the last record, in the order of the registry.
    pub members: Vec<MemberView>,
    /// Members whose time has ended, the last to leave first.
    pub former: Vec<MemberView>,
    /// Number of its meetings.
    pub meetings_total: usize,
    /// The years in which it met, the newest first.
    pub years: Vec<BodyYearItem>,
    /// Its meetings in the newest years.
    pub newest: Vec<ListingYear>,
    /// Number of further meetings, all in earlier years; the pages of those years show them.
    pub earlier: usize,
    /// The calendar of its meetings, if the day of one is known.
    pub calendar: Option<Link>,
    /// The list of its decisions, if it made any.
    pub decisions: Option<DecisionListLink>,
}

/// A member of a body.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct MemberView {
    /// The person.
    pub person: Link,
    /// Offices in the body, in the order of the registry.
    pub roles: Vec<RoleView>,
}

/// A year in which a body met.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct BodyYearItem {
    /// The year.
    pub year: i16,
    /// Its page.
    pub href: String,
    /// Number of meetings.
    pub meetings: usize,
    /// True if the page of the year has a table of attendance.
    pub attendance: bool,
}

/// `body-year.html`
#[derive(Debug, Clone, Hash, Serialize)]
pub struct BodyYearView {
    /// Data that every page has.
    pub head: Head,
    /// The body.
    pub body: Link,
    /// The year.
    pub year: i16,
    /// The newest first.
    pub meetings: Vec<MeetingItem>,
    /// Attendance of those that record it.
    pub attendance: Option<AttendanceTable>,
    /// The year before in which it met.
    pub previous: Option<Link>,
    /// The next year in which it met.
    pub next: Option<Link>,
}
