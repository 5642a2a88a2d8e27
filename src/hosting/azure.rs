//! Settings of Azure Static Web Apps, `staticwebapp.config.json`.

use serde_json::{Map, Value, json};

use super::host_table::RowLimits;
use super::redirect_rows::{PlannedRedirects, RedirectRows, Room, RowForms};
use super::rules::{NAMES, Rules};
use super::settings_parts::{as_object, everywhere, file, finished, folders, lines, type_of, types};
use super::signs::{AddressPosition, exact, target};
use crate::site::Address;
use crate::site::well_known::{NOT_FOUND, OWN_FOLDER};

/// Writes `staticwebapp.config.json`. The first rule that matches is the only one; its headers replace those of the same
/// name that hold everywhere.
pub(super) fn azure(rules: &Rules, planned: PlannedRedirects<'_>, limits: RowLimits) -> RedirectRows {
    let path = &rules.path;
    let field = |address: &str| exact(&format!("{path}{address}"), AddressPosition::Azure);
    let place = |address: &str| field(address).unwrap_or_else(|| address.to_owned());
    // Only endings decide on a type; so feeds of the site and its sums have a rule of their own.
    let by_name = NAMES.iter().map(|name| {
        let route = place(&format!("/{name}"));
        json!({"route": route, "headers": as_object(&type_of(name))}).to_string()
    });
    let by_folder = folders(rules)
        .into_iter()
        .map(|(folder, own)| json!({"route": format!("{}*", place(folder)), "headers": as_object(&own)}).to_string());
    let own = json!({"route": format!("{}/*", place(&format!("/{OWN_FOLDER}"))), "statusCode": 404}).to_string();
    let others: Vec<String> = by_name.chain(by_folder).chain([own]).collect();
    let all = |routes: &[String]| {
        let types: Map<String, Value> =
            types(rules).iter().map(|(ending, media)| (format!(".{ending}"), Value::from(*media))).collect();
        file(&[
            ("mimeTypes", Value::from(types).to_string()),
            ("globalHeaders", as_object(&everywhere(rules)).to_string()),
            ("responseOverrides", json!({"404": {"rewrite": format!("{}{NOT_FOUND}", rules.link)}}).to_string()),
            ("trailingSlash", "\"auto\"".to_owned()),
            ("routes", lines(routes)),
        ])
    };
    let forms = RowForms {
        moved: &|from: &Address, to| {
            Some(json!({"route": field(from.path())?, "redirect": target(to), "statusCode": 301}).to_string())
        },
        gone: &|address| Some(json!({"route": field(address.path())?, "statusCode": 410}).to_string()),
    };
    let mut room = Room::of(limits);
    room.bytes = room.bytes.saturating_sub(all(&others).len() as u64);
    // A comma and the end of the line.
    room.between = 2;
    let chosen = planned.chosen(limits, room, &forms);
    let routes: Vec<String> = chosen.rows.iter().cloned().chain(others).collect();
    finished(all(&routes), chosen)
}
