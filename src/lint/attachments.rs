//! Files published unchanged that are a burden to readers or hosts.

use std::sync::Arc;

use crate::report::diagnostic::{Diagnostic, Location, Problem};
use crate::text::source::has_extension;

/// Largest picture, in bytes, that is not reported: on a phone a larger one takes more than a second.
const LARGEST_PICTURE: u64 = 1_000_000;

/// Largest file, in bytes, that well-known static hosts accept: Cloudflare Pages takes files of 25 MiB.
const LARGEST_FILE: u64 = 25 * 1024 * 1024;

const PICTURES: [&str; 7] = ["jpg", "jpeg", "png", "gif", "webp", "avif", "svg"];

pub(super) fn lint(sizes: &[(Arc<str>, u64)]) -> Vec<Diagnostic> {
    let large = |(path, size): &(Arc<str>, u64)| {
        let is_picture = PICTURES.iter().any(|extension| has_extension(path, extension));
        let megabytes = *size as f64 / 1e6;
        let (message, hint) = if *size > LARGEST_FILE {
            (
                format!("the file has {megabytes:.0} MB, more than many hosts accept"),
                "make it smaller, or publish it elsewhere and link to it",
            )
        } else if is_picture && *size > LARGEST_PICTURE {
            (
                format!("the picture has {megabytes:.1} MB, and is slow to load"),
                "a width of 1600 pixels is enough for a page",
            )
        } else {
            return None;
        };
        Some(Diagnostic::at(Problem::LargeFile, Location::file(path), message).hint(hint))
    };
    sizes.iter().filter_map(large).collect()
}
