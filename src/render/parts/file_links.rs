//! Links to documents and recordings: name, kind, size, and host.

use super::table_preview::table_preview;
use crate::markdown::{LinkKind, classify};
use crate::record::{Language, WebLink};
use crate::render::inputs::RenderInputs;
use crate::site::view::FileLink;
use crate::theme::Argument::{Decimal, Number};
use crate::theme::Strings;

/// Kinds of files that stand on pages of public bodies: the ending of the name, media types, what to call it, and what
/// may play it. What is written by its ending elsewhere needs no line here.
const KINDS: [(&str, &[&str], &str, &str); 35] = [
    ("pdf", &["application/pdf"], "PDF", ""),
    ("odt", &["application/vnd.oasis.opendocument.text"], "ODT", ""),
    ("ods", &["application/vnd.oasis.opendocument.spreadsheet"], "ODS", ""),
    ("odp", &["application/vnd.oasis.opendocument.presentation"], "ODP", ""),
    ("doc", &["application/msword"], "DOC", ""),
    ("docx", &["application/vnd.openxmlformats-officedocument.wordprocessingml.document"], "DOCX", ""),
    ("xls", &["application/vnd.ms-excel"], "XLS", ""),
    ("xlsx", &["application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"], "XLSX", ""),
    ("ppt", &["application/vnd.ms-powerpoint"], "PPT", ""),
    ("pptx", &["application/vnd.openxmlformats-officedocument.presentationml.presentation"], "PPTX", ""),
    ("epub", &["application/epub+zip"], "EPUB", ""),
    ("csv", &["text/csv"], "CSV", ""),
    ("tsv", &["text/tab-separated-values"], "TSV", ""),
    ("json", &["application/json"], "JSON", ""),
    ("geojson", &["application/geo+json"], "GeoJSON", ""),
    ("xml", &["application/xml", "text/xml"], "XML", ""),
    ("txt", &["text/plain"], "TXT", ""),
    ("zip", &["application/zip"], "ZIP", ""),
    ("jpg", &["image/jpeg"], "JPEG", ""),
    ("jpeg", &[], "JPEG", ""),
    ("png", &["image/png"], "PNG", ""),
    ("webp", &["image/webp"], "WebP", ""),
    ("avif", &["image/avif"], "AVIF", ""),
    ("svg", &["image/svg+xml"], "SVG", ""),
    ("mp4", &["video/mp4"], "MP4", "video"),
    ("m4v", &[], "MP4", "video"),
    ("webm", &["video/webm", "audio/webm"], "WebM", "video"),
    ("ogv", &["video/ogg"], "Ogg", "video"),
    ("ogg", &["audio/ogg"], "Ogg", "audio"),
    ("oga", &[], "Ogg", "audio"),
    ("opus", &["audio/opus"], "Opus", "audio"),
    ("mp3", &["audio/mpeg", "audio/mp3"], "MP3", "audio"),
    ("m4a", &["audio/mp4", "audio/aac"], "M4A", "audio"),
    ("wav", &["audio/wav", "audio/x-wav"], "WAV", "audio"),
    ("flac", &["audio/flac"], "FLAC", "audio"),
];

/// Width in pixels of the picture of a recording.
const POSTER: u32 = 960;

/// Documents or recordings of the metadata; `resolved` holds the link of each target.
pub(crate) fn file_links(
    inputs: &RenderInputs<'_>,
    resolved: &[(Box<str>, Box<str>)],
    links: &[WebLink],
    lang: &Language,
) -> Vec<FileLink> {
    links.iter().map(|link| file_link(inputs, resolved, link, lang)).collect()
}

fn file_link(
    inputs: &RenderInputs<'_>,
    resolved: &[(Box<str>, Box<str>)],
    link: &WebLink,
    lang: &Language,
) -> FileLink {
    let href = resolved_href(resolved, &link.target).to_owned();
    let title = link.title.get(lang);
    let title = if title.is_empty() { link.target.to_string() } else { title.to_owned() };
    let bytes = inputs.plan.file_sizes.get(href.as_str()).copied();
    let (format, player) = kind(&link.target, link.kind.as_deref().unwrap_or_default());
    FileLink {
        title,
        lang: None,
        format: format.to_owned(),
        size: bytes.map(|bytes| size(bytes, inputs.strings(lang))).unwrap_or_default(),
        host: host(&href).to_owned(),
        player: if bytes.is_some() { player } else { "" },
        starts: None,
        captions: Vec::new(),
        poster: poster(inputs, resolved, link),
        table: inputs.plan.tables.get(href.as_str()).and_then(|text| table_preview(text)),
        href,
    }
}

/// Link to the picture of a recording; empty if the site does not publish it itself.
fn poster(inputs: &RenderInputs<'_>, resolved: &[(Box<str>, Box<str>)], link: &WebLink) -> String {
    let target = link.poster.as_deref().unwrap_or_default();
    let href = resolved_href(resolved, target);
    let is_picture = matches!(kind(target, "").0, "JPEG" | "PNG" | "WebP" | "AVIF");
    let is_own = is_picture && inputs.plan.file_sizes.contains_key(href);
    if !is_own {
        return String::new();
    }
    let copy = inputs.plan.pictures.get(href).and_then(|picture| picture.at_least(POSTER));
    copy.map_or(href, |copy| &copy.href).to_owned()
}

/// Link of a target; empty if it leads nowhere. `resolved` holds the link of each target, ordered by target.
pub(crate) fn resolved_href<'r>(resolved: &'r [(Box<str>, Box<str>)], target: &str) -> &'r str {
    let found = resolved.binary_search_by(|(known, _)| (**known).cmp(target)).ok();
    found.map_or("", |place| &resolved[place].1)
}

/// Name of a file's kind, and the player for it: by the ending of the name, else by the type that the record gives.
/// Only that type describes an address without an ending, or a `.webm` with sound alone.
pub(crate) fn kind(target: &str, written: &str) -> (&'static str, &'static str) {
    let written = written.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    let path = target.split(['?', '#']).next().unwrap_or_default();
    let path = path.split_once("://").map_or(path, |(_, rest)| rest.split_once('/').map_or("", |(_, path)| path));
    let name = path.rsplit('/').next().unwrap_or_default();
    let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase()).unwrap_or_default();
    let by_ending = KINDS.iter().find(|(known, ..)| *known == ending);
    let by_type = || KINDS.iter().find(|(known, types, ..)| types.contains(&&*written) || *known == written);
    let Some((.., format, player)) = by_ending.or_else(by_type) else { return ("", "") };
    match *player {
        "video" if written.starts_with("audio/") => (format, "audio"),
        "audio" if written.starts_with("video/") => (format, "video"),
        player => (format, player),
    }
}

/// A size for people: whole kilobytes, then megabytes, with one decimal while that is significant.
pub(crate) fn size(bytes: u64, strings: &Strings) -> String {
    let tenths = bytes.saturating_add(50_000) / 100_000;
    match tenths {
        0..10 => strings.format("size-kb", &[("n", Number(bytes.div_ceil(1000) as i64))]),
        10..100 if !tenths.is_multiple_of(10) => strings.format("size-mb", &[("n", Decimal(tenths as f64 / 10.0))]),
        _ => strings.format("size-mb", &[("n", Number((tenths as i64 + 5) / 10))]),
    }
}

/// Host of an external link; empty for a link within the site.
pub(super) fn host(href: &str) -> &str {
    if !matches!(classify(href), LinkKind::Absolute(_)) {
        return "";
    }
    let rest = href.split_once("://").map_or("", |(_, rest)| rest);
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    authority.rsplit_once('@').map_or(authority, |(_, host)| host)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_kind_of_a_file_is_known_by_its_name_else_by_its_type() {
        assert_eq!(kind("../papers/a.PDF", ""), ("PDF", ""));
        assert_eq!(kind("https://a.example/download?name=x.pdf", "text/csv; charset=utf-8"), ("CSV", ""));
        assert_eq!(kind("talk.webm", "audio/webm"), ("WebM", "audio"));
        assert_eq!(kind("talk.webm", ""), ("WebM", "video"));
        assert_eq!(kind("https://a.mp3", ""), ("", ""), "the end of a host is no ending of a file");
        assert_eq!(kind("minutes", "pdf"), ("PDF", ""), "a word for it will do");
        assert_eq!(kind("page.html", ""), ("", ""));
    }

    #[test]
    fn only_what_lies_elsewhere_has_a_host() {
        assert_eq!(host("https://clerk@media.town.example:8080/a.ogg?b"), "media.town.example:8080");
        assert_eq!(host("/files/a.ogg"), "");
        assert_eq!(host("mailto:clerk@town.example"), "");
    }
}
