//! Settings of Vercel, `vercel.json`.
//!
//! They are written as `routes`: only those can answer 410, and their patterns match an address and no other. Each has its
//! patterns in PCRE.

use serde_json::{Value, json};

use super::CachePolicy;
use super::host_table::RowLimits;
use super::redirect_rows::{PlannedRedirects, RedirectRows, Room, RowForms};
use super::rules::{NAMES, Rules};
use super::settings_parts::{CACHE, Headers, as_object, everywhere, file, finished, folders, lines, type_of, types};
use super::signs::{AddressPosition, exact, pattern, target};
use crate::site::Address;
use crate::site::well_known::{CARD, FILES, NOT_FOUND, OWN_FOLDER, SUMS};

/// Writes `vercel.json`. No two of its rules have the same header for one file.
pub(super) fn vercel(rules: &Rules, planned: PlannedRedirects<'_>, limits: RowLimits) -> RedirectRows {
    let path = exact(&rules.path, AddressPosition::Vercel).unwrap_or_default();
    let rule = |pattern: &str, headers: &Headers| {
        json!({"src": format!("^{path}{pattern}$"), "headers": as_object(headers), "continue": true}).to_string()
    };
    let card = format!(".*/{}", pattern(CARD));
    let mut apart: Vec<(String, Headers)> =
        folders(rules).into_iter().map(|(folder, own)| (format!("{}.*", pattern(folder)), own)).collect();
    apart.push((format!("(?!{}){card}", pattern(FILES)), vec![(CACHE, CachePolicy::OneHour.header().to_owned())]));
    let mut before: Vec<String> = Vec::new();
    for header in everywhere(rules) {
        // Everywhere, except where other files have their own.
        let is_changed = |own: &Headers| own.iter().any(|(name, _)| *name == header.0);
        let others = apart.iter().filter(|(_, own)| is_changed(own));
        let except: String = others.map(|(files, _)| format!("(?!{files}$)")).collect();
        before.push(rule(&format!("{except}/.*"), &vec![header]));
    }
    before.extend(apart.iter().map(|(files, own)| rule(files, own)));
    let status = |src: String, status: u16| json!({"src": src, "status": status}).to_string();
    before.push(status(format!("^{path}/{}/.*$", pattern(OWN_FOLDER)), 404));
    let slash = format!("^({path}/(?!{}|{}$)(?:[^/]+/)*[^/.]+)$", &pattern(FILES)[1..], &pattern(SUMS));
    // A type is that of a file that is there; the page that answers for a missing one has its own.
    let mut found: Vec<String> = Vec::new();
    let named = NAMES.iter().map(|name| pattern(name)).collect::<Vec<_>>().join("|");
    for (ending, media) in types(rules) {
        let headers = vec![("Content-Type", media.to_owned())];
        found.push(rule(&format!("(?!.*/(?:{named})$).*\\.{ending}"), &headers));
    }
    found.extend(NAMES.iter().map(|name| rule(&format!(".*/{}", pattern(name)), &type_of(name))));
    let after: Vec<Value> = vec![
        json!({"src": slash, "headers": {"Location": "$1/"}, "status": 308}),
        json!({"handle": "filesystem"}),
        json!({"src": "^.*$", "dest": format!("{}{NOT_FOUND}", rules.link), "status": 404}),
        json!({"handle": "hit"}),
    ];
    let field = |address: &Address| exact(&format!("{}{}", rules.path, address.path()), AddressPosition::Vercel);
    let forms = RowForms {
        moved: &|from, to| {
            Some(
                json!({"src": format!("^{}$", field(from)?), "headers": {"Location": target(to)}, "status": 301})
                    .to_string(),
            )
        },
        gone: &|address| {
            let page = format!("{}{}", rules.link, address);
            Some(json!({"src": format!("^{}$", field(address)?), "dest": page, "status": 410}).to_string())
        },
    };
    let mut room = Room::of(limits);
    room.rows = room.rows.saturating_sub((before.len() + after.len() + found.len()) as u64);
    let chosen = planned.chosen(limits, room, &forms);
    let after = after.iter().map(Value::to_string);
    let routes: Vec<String> = before.into_iter().chain(chosen.rows.iter().cloned()).chain(after).chain(found).collect();
    let text = file(&[
        ("framework", "null".to_owned()),
        ("buildCommand", "null".to_owned()),
        ("outputDirectory", "\".\"".to_owned()),
        ("routes", lines(&routes)),
    ]);
    finished(text, chosen)
}
