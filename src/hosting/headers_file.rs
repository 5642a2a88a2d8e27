//! `_headers`, which some hosts of static sites read.

use std::fmt::Write;

use super::settings_parts::UNKNOWN_ENDINGS;
use super::{CachePolicy, POLICY, SHARED, media_type, policy, security_headers};
use crate::config::{Config, HostName};
use crate::site::Base;
use crate::site::well_known::{ASSETS, DATA, FEEDS, FILES, SEARCH_FOLDERS, SUMS};

/// Writes `_headers`. Hosts that read it let browsers revalidate every file by default, and combine the headers of all
/// rules that match: so only files that may be cached longer have a rule, and two policies both apply, except on a host
/// that can be told to drop the first. Types are given where hosts know none or another. `has_given` is true if any file of
/// the content is published.
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
        (SEARCH_FOLDERS[2].trim_matches('/'), CachePolicy::Immutable),
        (files, CachePolicy::OneHour),
    ];
    for (folder, keeping) in kept {
        let _ = write!(out, "\n{path}/{folder}/*\n  Cache-Control: {}\n", keeping.header());
        if folder == files && has_given {
            if config.host.is_some_and(|host| host.name == HostName::CloudflarePages) {
                let _ = writeln!(out, "  ! {POLICY}");
            }
            let _ = writeln!(out, "  {POLICY}: {}", policy(&format!("{files}/")));
        }
    }
    if config.open_data.has_bulk_files() {
        let (name, value) = SHARED;
        let _ = write!(out, "\n{path}{DATA}*\n  {name}: {value}\n");
    }
    let endings = UNKNOWN_ENDINGS.map(|ending| format!("*.{ending}"));
    for name in FEEDS.map(|feed| format!("*{feed}")).into_iter().chain([SUMS.to_owned()]).chain(endings) {
        // Below a folder too, which `*` may stand for.
        let media = media_type(name.strip_prefix('*').filter(|name| !name.starts_with('.')).unwrap_or(&name));
        let _ = write!(out, "\n{path}/{name}\n  Content-Type: {media}\n");
    }
    out
}
