//! Writes the start of a picture of the content: its size, and the copies among which a browser chooses.

use std::fmt::Write;

use pulldown_cmark_escape::escape_href;

use super::escaped::push_anchor;
use crate::bytes::pictures::Picture;

/// End of a picture that leads to its original.
pub(super) const LINKED_PICTURE: &str = "\"></a>";

/// Width in pixels of the copy for browsers that do not choose.
const USUAL: u32 = 960;

/// Width of the column of text, for browsers that do not measure how wide a picture is shown.
const SIZES: &str = "auto, (max-width: 46rem) 100vw, 46rem";

/// Writes the start of a picture, up to its title and description. One with smaller copies is within a link to the original,
/// unless it is `within_link` already. Reports whether it is.
pub(super) fn push_picture(out: &mut String, address: &str, picture: Option<&Picture>, within_link: bool) -> bool {
    let renditions = picture.map(|picture| picture.renditions.as_slice()).unwrap_or_default();
    let is_link = !renditions.is_empty() && !within_link;
    if is_link {
        push_anchor(out, address);
        out.push_str(" class=\"picture\">");
    }
    let usual = picture.and_then(|picture| picture.at_least(USUAL)).map_or(address, |usual| &usual.href);
    out.push_str("<img loading=\"lazy\" src=\"");
    let _ = escape_href(&mut *out, usual);
    out.push('"');
    if renditions.len() > 1 {
        out.push_str(" srcset=\"");
        for (number, rendition) in renditions.iter().enumerate() {
            out.push_str(if number == 0 { "" } else { ", " });
            let _ = escape_href(&mut *out, &rendition.href);
            let _ = write!(out, " {}w", rendition.width);
        }
        let _ = write!(out, "\" sizes=\"{SIZES}\"");
    }
    if let Some(picture) = picture {
        let _ = write!(out, " width=\"{}\" height=\"{}\"", picture.facts.width, picture.facts.height);
    }
    is_link
}
