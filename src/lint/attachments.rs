//! Files that are published as they are, and are a burden to readers or to hosts.

use std::sync::Arc;

use crate::report::diagnostic::{Diagnostic, Location, Problem};
use crate::text::source::has_extension;

/// A reader on a phone waits more than a second for a picture larger than this.
const LARGEST_PICTURE: u64 = 1_000_000;

/// The least that well-known static hosts refuse: Cloudflare Pages takes files of 25 MiB.
const LARGEST_FILE: u64 = 25 * 1024 * 1024;

const PICTURES: [&str; 7] = ["jpg", "jpeg", "png", "gif", "webp", "avif", "svg"];

pub(super) fn lint(sizes: &[(Arc<str>, u64)]) -> Vec<Diagnostic> {
    let large = |(path, size): &(Arc<str>, u64)| {
        let is_picture = PICTURES.iter().any(|extension| has_extension(path, extension));
        let megabytes = *size as f64 / 1e6;
        let (message, hint) = if *size > LARGEST_FILE {
            (
                format!("{megabytes:.0} MB is more than many hosts take"),
                "make it smaller, or put it elsewhere and link to it",
            )
        } else if is_picture && *size > LARGEST_PICTURE {
            (format!("a picture of {megabytes:.1} MB is slow to load"), "a width of 1600 pixels is enough for a page")
        } else {
            return None;
        };
        Some(Diagnostic::at(Problem::LargeFile, Location::file(path), message).hint(hint))
    };
    sizes.iter().filter_map(large).collect()
}
