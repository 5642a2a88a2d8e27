//! Fills the patterns of addresses.

use crate::config::UrlPatterns;
use crate::site::Address;

/// Of a record.
pub(super) fn meeting(patterns: &UrlPatterns, slug: &str, year: i16) -> Address {
    Address::new(&patterns.meeting.replace("{year}", &format!("{year:04}")).replace("{slug}", slug))
}

/// Of a year's meetings.
pub(super) fn year(patterns: &UrlPatterns, year: i16) -> Address {
    Address::new(&patterns.year.replace("{year}", &format!("{year:04}")))
}

/// Of anything with an id.
pub(super) fn with_id(pattern: &str, id: &str) -> Address {
    Address::new(&pattern.replace("{id}", id))
}

/// Of a page.
pub(super) fn with_slug(pattern: &str, slug: &str) -> Address {
    Address::new(&pattern.replace("{slug}", slug))
}

/// Of the index above a pattern: `/series/` for `/series/{id}/`.
pub(super) fn index_of(pattern: &str) -> Address {
    Address::new(pattern.split('{').next().unwrap_or("/"))
}

/// Of a file of the theme. The name changes with what the file holds, so that hosts may let it be kept for ever.
pub(super) fn asset(name: &str, digest: &str) -> Address {
    let (stem, extension) = name.rsplit_once('.').unwrap_or((name, ""));
    Address::new(&format!("/assets/{stem}.{digest}.{extension}"))
}
