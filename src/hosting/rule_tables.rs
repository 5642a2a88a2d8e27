//! `_headers` and `_redirects`, which hosts of static sites read.

use std::fmt::Write;

use super::signs::{AddressPosition, exact, row_target};
use super::{CachePolicy, POLICY, policy, security_headers};
use crate::config::Config;
use crate::site::well_known::{ASSETS, FILES, SEARCH_FOLDERS};
use crate::site::{Address, Base};

/// `_headers`. Such hosts let everything be asked for again unless told otherwise, and join what two rules say: so only what
/// may be kept longer is told. Of two policies both hold. `has_given` is whether any file of the content is published.
pub fn headers_file(config: &Config, base: &Base, has_given: bool) -> String {
    let path = base.path();
    let mut out = format!("{path}/*\n");
    for (name, value) in security_headers(config) {
        let _ = writeln!(out, "  {name}: {value}");
    }
    let files = FILES.trim_matches('/');
    let kept = [
        (ASSETS.trim_matches('/'), CachePolicy::Immutable),
        (SEARCH_FOLDERS[0].trim_matches('/'), CachePolicy::Immutable),
        (SEARCH_FOLDERS[1].trim_matches('/'), CachePolicy::Immutable),
        (files, CachePolicy::OneHour),
    ];
    for (folder, keeping) in kept {
        let _ = write!(out, "\n{path}/{folder}/*\n  Cache-Control: {}\n", keeping.header());
        if folder == files && has_given {
            let _ = writeln!(out, "  {POLICY}: {}", policy(&format!("{files}/")));
        }
    }
    out
}

/// `_redirects`: old path, new path, status. Where something was taken back, those that can answer 410 show the page that
/// says so, also though (`!`) it is there; others pass the row by and show it with 200. An address that a host would take
/// for a pattern has no row, and the page that stands there leads on.
pub fn redirects_file(base: &Base, redirects: &[(Address, Box<str>)], gone: &[Address]) -> String {
    let row =
        |address: &Address| Some(format!("{}{}", base.path(), exact(address.path(), AddressPosition::Redirects)?));
    let mut out = String::new();
    for (from, to) in redirects {
        if let Some(from) = row(from) {
            let _ = writeln!(out, "{from} {} 301", row_target(to));
        }
    }
    for address in gone {
        if let Some(href) = row(address) {
            let _ = writeln!(out, "{href} {href} 410!");
        }
    }
    out
}
