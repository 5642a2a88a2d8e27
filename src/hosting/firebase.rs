//! Settings of Firebase Hosting, `firebase.json`.
//!
//! They stand in the folder that is uploaded (`public: .`), so that a finished site is all that its client needs.

use percent_encoding::percent_decode_str;
use serde_json::json;

use super::CachePolicy;
use super::host_table::RowLimits;
use super::redirect_rows::{PlannedRedirects, RedirectRows, Room, RowForms};
use super::rules::{NAMES, Rules};
use super::settings_parts::{CACHE, Headers, UNKNOWN_ENDINGS, everywhere, file, finished, folders, lines, type_of};
use super::signs::{AddressPosition, exact};
use crate::site::Address;
use crate::site::well_known::{CARD, FIREBASE_SETTINGS, OWN_FOLDER};

/// Writes `firebase.json`. Of two rules for one header of a file, the later holds.
pub(super) fn firebase(rules: &Rules, planned: PlannedRedirects<'_>, limits: RowLimits) -> RedirectRows {
    let path = &rules.path;
    let rule = |glob: &str, headers: &Headers| {
        let headers: Vec<_> = headers.iter().map(|(name, value)| json!({"key": name, "value": value})).collect();
        json!({"source": format!("{path}/{glob}"), "headers": headers}).to_string()
    };
    let mut headers = vec![rule("**", &everywhere(rules))];
    headers.extend(folders(rules).iter().map(|(folder, own)| rule(&format!("{}**", &folder[1..]), own)));
    headers.push(rule(&format!("**/{CARD}"), &vec![(CACHE, CachePolicy::OneHour.header().to_owned())]));
    let by_ending = |ending: &&str| {
        let name = format!("*.{ending}");
        rule(&format!("**/{name}"), &type_of(&name))
    };
    headers.extend(UNKNOWN_ENDINGS.iter().map(by_ending));
    headers.extend(NAMES.iter().map(|name| rule(&format!("**/{name}"), &type_of(name))));
    let forms = RowForms {
        moved: &|from: &Address, to| {
            let regex = exact(&format!("{path}{}", from.path()), AddressPosition::Firebase)?;
            Some(json!({"regex": format!("^{regex}$"), "destination": destination(to)?, "type": 301}).to_string())
        },
        gone: &|_| None,
    };
    let chosen = planned.chosen(limits, Room::of(limits), &forms);
    let settings = FIREBASE_SETTINGS.trim_start_matches('/');
    let ignored = json!([settings, ".firebase/**", "firebase-debug.log", format!("{OWN_FOLDER}/**")]);
    let hosting = file(&[
        ("public", "\".\"".to_owned()),
        ("ignore", ignored.to_string()),
        ("headers", lines(&headers)),
        ("redirects", lines(&chosen.rows)),
    ]);
    finished(file(&[("hosting", hosting.trim_end().to_owned())]), chosen)
}

/// A link as Firebase reads a destination: it encodes what is written, and takes `:` for a part of the request. `None`
/// where the link cannot be written so.
fn destination(link: &str) -> Option<String> {
    let plain = percent_decode_str(link).decode_utf8().ok()?;
    (!plain.contains([':', '*', '%', '?', '#', '\\'])).then(|| plain.into_owned())
}
