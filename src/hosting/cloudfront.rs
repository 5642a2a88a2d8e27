//! A function for CloudFront in front of a bucket, and the key value store of old addresses that it reads.
//!
//! A bucket knows neither index pages nor redirects nor headers of security. The function adds all three. Old addresses
//! are kept apart from it, because a function has 10 KB at most.

use serde_json::{Map, Value, json};

use super::host_table::RULES;
use super::redirect_rows::{PlannedRedirects, RedirectRows, Room, RowForms, with_planned};
use super::rules::Rules;
use super::settings_parts::{CACHE, Headers, everywhere, file, finished, folders, lines};
use super::signs::target;
use crate::site::well_known::{FILES, INDEX, OWN_FOLDER, SUMS};
use crate::site::{Address, Plan};

/// Bytes of a key value store.
const STORE: u64 = 5 << 20;

/// Bytes of a key in it.
const KEY: usize = 512;

/// Bytes of a value in it.
const VALUE: usize = 1024;

/// Value of the address of a withdrawal notice.
const GONE: &str = "410";

/// The function, to be called for each request and each answer.
pub fn cloudfront(rules: &Rules) -> String {
    // Objects in the bucket have been uploaded with their types and times.
    let named = |headers: Headers| -> Map<String, Value> {
        let headers = headers.into_iter().filter(|(name, _)| *name != CACHE);
        headers.map(|(name, value)| (name.to_ascii_lowercase(), value.into())).collect()
    };
    let folder = |folder: &str| format!("{}{folder}", rules.path);
    let folders = folders(rules).into_iter().map(|(of, headers)| (folder(of), named(headers)));
    let folders: Map<String, Value> =
        folders.filter(|(_, own)| !own.is_empty()).map(|(of, own)| (of, own.into())).collect();
    include_str!("cloudfront.js")
        .replace("ALWAYS", &Value::from(named(everywhere(rules))).to_string())
        .replace("FOLDERS", &Value::from(folders).to_string())
        .replace("PRIVATE", &json!(folder(&format!("/{OWN_FOLDER}/"))).to_string())
        .replace("FILES", &json!(folder(FILES)).to_string())
        .replace("INDEX", INDEX)
        .replace("SUMS", SUMS)
        .replace("GONE", GONE)
}

/// The old addresses of a site, as a key value store imports them, and those for which it has no room.
pub fn cloudfront_redirects(rules: &Rules, plan: &Plan) -> RedirectRows {
    with_planned(plan, |planned| redirects(rules, planned))
}

fn redirects(rules: &Rules, planned: PlannedRedirects<'_>) -> RedirectRows {
    let row = |address: &Address, value: &str| {
        let key = format!("{}{}", rules.path, address.path());
        let fits = key.len() <= KEY && value.len() <= VALUE;
        fits.then(|| json!({"key": key, "value": value}).to_string())
    };
    let forms = RowForms { moved: &|from, to| row(from, &target(to)), gone: &|address| row(address, GONE) };
    let room = Room { bytes: STORE, between: 2, ..Room::of(RULES) };
    let chosen = planned.chosen(RULES, room, &forms);
    finished(file(&[("data", lines(&chosen.rows))]), chosen)
}
