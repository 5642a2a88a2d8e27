//! Parts of the files of settings that hosts read: headers of files and folders, media types, and the writing of JSON.

use std::fmt::Write;

use serde_json::{Map, Value};

use super::redirect_rows::{ChosenRows, RedirectRows};
use super::rules::Rules;
use super::{CachePolicy, POLICY, SHARED, media_type};
use crate::site::well_known::{ASSETS, DATA, FILES, SEARCH_FOLDERS};

/// Headers by name.
pub(super) type Headers = Vec<(&'static str, String)>;

/// Headers of every file that no folder of [`folders`] changes.
pub(super) fn everywhere(rules: &Rules) -> Headers {
    let mut headers = vec![(POLICY, rules.pages.to_owned())];
    headers.extend(rules.headers.iter().cloned());
    headers.push((CACHE, CachePolicy::Revalidate.header().to_owned()));
    headers
}

/// The header that says how long a file may be kept.
pub(super) const CACHE: &str = "Cache-Control";

/// Folders whose files have other headers, or further ones.
pub(super) fn folders(rules: &Rules) -> Vec<(&'static str, Headers)> {
    let kept = |keeping: CachePolicy| (CACHE, keeping.header().to_owned());
    let mut folders = vec![(ASSETS, vec![kept(CachePolicy::Immutable)])];
    folders.extend(SEARCH_FOLDERS.map(|folder| (folder, vec![kept(CachePolicy::Immutable)])));
    folders.push((FILES, vec![(POLICY, rules.files.to_owned()), kept(CachePolicy::OneHour)]));
    folders.push((DATA, vec![(SHARED.0, SHARED.1.to_owned())]));
    folders
}

/// Headers as an object of JSON.
pub(super) fn as_object(headers: &Headers) -> Value {
    headers.iter().map(|(name, value)| ((*name).to_owned(), Value::from(value.as_str()))).collect::<Map<_, _>>().into()
}

/// Media types of the endings of a site, in their order.
pub(super) fn types(rules: &Rules) -> Vec<(&str, &str)> {
    let endings =
        rules.types.iter().flat_map(|(media, endings)| endings.iter().map(move |ending| (&**ending, &**media)));
    let mut all: Vec<(&str, &str)> = endings.collect();
    all.sort_unstable();
    all
}

/// Endings that hosts do not know. The types of all others are left to a host whose rules count for the page that answers
/// for a missing file too.
pub(super) const UNKNOWN_ENDINGS: [&str; 2] = ["parquet", "minisig"];

/// Media type of a file by its name, as a header.
pub(super) fn type_of(name: &str) -> Headers {
    vec![("Content-Type", media_type(name))]
}

/// A file of JSON from its members; lists have a line for each element.
pub(super) fn file(members: &[(&str, String)]) -> String {
    let mut out = String::from("{\n");
    for (at, (name, value)) in members.iter().enumerate() {
        let end = if at + 1 < members.len() { "," } else { "" };
        let _ = writeln!(out, "\"{name}\": {value}{end}");
    }
    out.push_str("}\n");
    out
}

/// A list of JSON with a line for each element.
pub(super) fn lines(elements: &[String]) -> String {
    if elements.is_empty() { "[]".to_owned() } else { format!("[\n{}\n]", elements.join(",\n")) }
}

/// Rows for a file of settings, once it is written.
pub(super) fn finished(text: String, chosen: ChosenRows) -> RedirectRows {
    RedirectRows { text, led_by_pages: chosen.led_by_pages, lost: chosen.lost }
}
