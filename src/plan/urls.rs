//! Fills the patterns of addresses.

use crate::bytes::pictures::PictureFacts;
use crate::config::UrlPatterns;
use crate::record::{Language, WithdrawnNotice};
use crate::site::well_known::PICTURES;
use crate::site::{Address, LocaleIndex, with_digest};
use crate::text::source::stem_of;

/// Address of a record.
pub(super) fn meeting(patterns: &UrlPatterns, slug: &str, year: i16) -> Address {
    Address::new(&patterns.meeting.replace("{year}", &format!("{year:04}")).replace("{slug}", slug))
}

/// Address of a year's meetings.
pub(super) fn year(patterns: &UrlPatterns, year: i16) -> Address {
    Address::new(&patterns.year.replace("{year}", &format!("{year:04}")))
}

/// Address of anything with an id.
pub(super) fn with_id(pattern: &str, id: &str) -> Address {
    Address::new(&pattern.replace("{id}", id))
}

/// Address of a page.
pub(super) fn with_slug(pattern: &str, slug: &str) -> Address {
    Address::new(&pattern.replace("{slug}", slug))
}

/// Above everything that is in a language, without a final `/`.
pub(super) fn of_language(lang: &Language) -> Address {
    Address::new(&format!("/{}", lang.as_str().to_lowercase()))
}

/// Address of the same page in another language of the site; the first language has no folder of its own.
pub(super) fn in_language(index: LocaleIndex, lang: &Language, address: &Address) -> Address {
    if index == 0 { address.clone() } else { of_language(lang).join(address.path()) }
}

/// Address of the index above a pattern: `/series/` for `/series/{id}/`.
pub(super) fn index_of(pattern: &str) -> Address {
    Address::new(pattern.split('{').next().unwrap_or("/"))
}

/// Address of a withdrawal notice, by its slug or an old one.
pub(super) fn of_gone(patterns: &UrlPatterns, gone: &WithdrawnNotice, slug: &str) -> Address {
    match gone.date {
        _ if slug.starts_with('/') => Address::new(slug),
        Some(date) => meeting(patterns, slug.trim_end_matches('/'), date.year),
        None => with_slug(&patterns.page, slug.trim_matches('/')),
    }
}

/// Normalised address of a page: a folder ends in `/`, a file does not.
pub(super) fn of_page(address: Address) -> Address {
    let is_file = address.path().rsplit('/').next().is_some_and(|last| last.is_empty() || last.contains('.'));
    if is_file { address } else { address.join("/") }
}

/// Address of a file of the theme. The name changes with the content, so that caches may keep it forever.
pub(super) fn asset(name: &str, digest: &str) -> Address {
    Address::new(&format!("/assets/{}", with_digest(name, digest)))
}

/// Longest beginning of a picture's name in the address of its copies, in characters.
const RENDITION_NAME: usize = 40;

/// Address of a copy of a picture. The name changes with the picture, so that caches may keep it forever.
pub(super) fn rendition(path: &str, facts: &PictureFacts, width: u32) -> Address {
    let stem: String = stem_of(path).chars().take(RENDITION_NAME).collect();
    let digest = &facts.rendition_key(path, width).hex()[..12];
    Address::new(&format!("{PICTURES}{}", with_digest(&format!("{stem}-{width}.webp"), digest)))
}

/// Reports whether an address or link leads to another host: `//a.example/`. Browsers read a backslash as a slash.
pub(super) fn leads_out(path: &str) -> bool {
    path.starts_with('/') && path[1..].starts_with(['/', '\\'])
}
