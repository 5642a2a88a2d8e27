//! Answers requests for the form with the metadata of a record, which is made from the JSON Schema of records.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::Router;
use axum::body::Bytes;
use axum::extract::{Query, State};
use axum::http::HeaderMap;
use axum::response::Response;
use axum::routing::get;
use serde::Deserialize;

use super::edit_answers::{PageBody, answered, script};
use super::edit_desk::EditRefusal;
use super::shared::Shared;
use crate::bytes::fingerprint::Fingerprint;
use crate::config::Config;
use crate::pipeline::{MetadataChange, MetadataValue, metadata_values, preview, record_schema, with_metadata};
use crate::record::{Registry, TOPICS_KEY};
use crate::report::diagnostic::{Diagnostic, Problem, Severity};
use crate::text::unify_line_ends;
use crate::yaml::did_you_mean;

/// The program with the form.
const SCRIPT: &str = include_str!("metadata.js");

/// Number of mistakes that are shown.
const MOST_MISTAKES: usize = 3;

/// Routes for metadata.
pub(super) fn routes() -> Router<Shared> {
    Router::new()
        .route("/_minutebook/metadata.js", get(|| script(SCRIPT)))
        .route("/_minutebook/metadata", get(metadata).post(change))
}

/// Changes of a record's metadata.
#[derive(Debug, Deserialize)]
struct MetadataBody {
    path: String,
    fingerprint: String,
    /// New values by their keys; a key without a value is taken out.
    changes: BTreeMap<String, Option<MetadataValue>>,
    /// The first heading, if it changes.
    heading: Option<String>,
}

async fn metadata(State(shared): State<Shared>, headers: HeaderMap, Query(asked): Query<PageBody>) -> Response {
    let answer = async {
        if !shared.access.may_edit(&headers) {
            return Err(EditRefusal::new(401, "this preview shows sources to its editors only"));
        }
        let (file, snapshot, index) = shared.record_of_page(&asked.path).await?;
        let source = file.shown.to_string();
        let (text, fingerprint) = shared.desk.run(move |desk| desk.text(&file)).await?;
        let values = metadata_values(&text).map_err(|why| EditRefusal::new(409, format!("{source}: {why}")))?;
        let details = &snapshot.loaded.archive.meetings[index].details;
        let read = serde_json::json!({
            "title": &*details.title,
            "date": details.date.to_string(),
            "lang": details.lang.as_str(),
        });
        let values: Vec<_> =
            values.into_iter().map(|(key, value)| serde_json::json!({ "key": key, "value": value })).collect();
        Ok(serde_json::json!({
            "source": source,
            "fingerprint": fingerprint.hex(),
            "schema": record_schema(&snapshot.loaded.config.taxonomies),
            "values": values,
            "heading": heading(&text).map(|range| &text[range]),
            "read": read,
        }))
    };
    answered(answer.await)
}

async fn change(State(shared): State<Shared>, headers: HeaderMap, body: Bytes) -> Response {
    let answer = async {
        let MetadataBody { path, fingerprint, changes, heading } = shared.body(&headers, &body)?;
        let fingerprint = Fingerprint::from_hex(&fingerprint)
            .ok_or_else(|| EditRefusal::new(400, "the request names no state of the file"))?;
        let (file, snapshot, index) = shared.record_of_page(&path).await?;
        let path = Arc::clone(&snapshot.loaded.archive.meetings[index].details.path);
        let changes: Vec<_> = changes.into_iter().map(|(key, value)| MetadataChange { key, value }).collect();
        let registry = &snapshot.loaded.archive.registry;
        if let Some(why) = changes.iter().find_map(|change| undeclared(change, registry)) {
            return Err(EditRefusal::new(422, why));
        }
        let work = move |text: &str| changed(text, &changes, heading.as_deref(), &path, &snapshot.loaded.config);
        shared.desk.run(move |desk| desk.change_text(&file, fingerprint, work)).await?;
        Ok(serde_json::json!({}))
    };
    answered(answer.await)
}

/// Says which series or term of a change the site has not declared, if it has declared any.
fn undeclared(change: &MetadataChange, registry: &Registry) -> Option<String> {
    let key = if change.key == "tags" { TOPICS_KEY } else { change.key.as_str() };
    let declared: Vec<&str> = match registry.taxonomies.iter().find(|taxonomy| *taxonomy.key == *key) {
        Some(taxonomy) => taxonomy.terms.iter().map(|term| &*term.id).collect(),
        None if key == "series" => registry.series.iter().map(|series| &*series.id).collect(),
        None => return None,
    };
    let ids = match change.value.as_ref()? {
        MetadataValue::Text(id) => std::slice::from_ref(id),
        MetadataValue::List(ids) => ids.as_slice(),
        MetadataValue::Yaml(_) => return None,
    };
    let is_unknown = |id: &&String| !id.trim().is_empty() && !declared.contains(&id.trim());
    let id = ids.iter().find(is_unknown).filter(|_| !declared.is_empty())?;
    let remedy = match did_you_mean(id.trim(), declared.iter().copied()) {
        Some(near) => format!("did you mean “{near}”?"),
        None => format!("there are: {}", declared.join(", ")),
    };
    Some(format!("“{id}” is not declared under `{key}:` in site.yml → {remedy}"))
}

/// The text of a record with changed metadata and another heading, unless it has new mistakes then.
fn changed(
    text: &str,
    changes: &[MetadataChange],
    new_heading: Option<&str>,
    path: &str,
    config: &Config,
) -> Result<String, EditRefusal> {
    let mut changed = with_metadata(text, changes).map_err(|why| EditRefusal::new(422, why))?;
    if let Some(words) = new_heading {
        let range = heading(&changed).ok_or_else(|| EditRefusal::new(409, "the record has no heading of its title"))?;
        if words.contains(['\n', '\r', '\0']) || words.trim().is_empty() {
            return Err(EditRefusal::new(422, "the heading is some words on one line"));
        }
        changed.replace_range(range, words.trim());
    }
    let mistakes = |text: &str| -> Vec<String> {
        let text = unify_line_ends(text.trim_start_matches('\u{feff}').to_owned());
        let read = preview(path, &text, config);
        // A record that is being written has no words yet, and no review.
        let is_told = |found: &Diagnostic| {
            let is_early = matches!(found.problem, Problem::EndlessReview | Problem::NoSpeeches);
            found.severity >= Severity::Warning && !is_early
        };
        let errors = read.diagnostics.into_iter().filter(is_told);
        errors
            .map(|found| [Some(found.message), found.hint].into_iter().flatten().collect::<Vec<_>>().join(" → "))
            .collect()
    };
    let before = mistakes(text);
    let new: Vec<String> = mistakes(&changed).into_iter().filter(|mistake| !before.contains(mistake)).collect();
    if new.is_empty() {
        return Ok(changed);
    }
    let shown: Vec<String> = new.into_iter().take(MOST_MISTAKES).collect();
    Err(EditRefusal::new(422, format!("Nothing was written, because it would be a mistake:\n{}", shown.join("\n"))))
}

/// Range of the words of the first heading, if it stands at the top of the record.
fn heading(text: &str) -> Option<std::ops::Range<usize>> {
    let mut at = text.len() - text.trim_start_matches('\u{feff}').len();
    let mut is_metadata = false;
    for (index, line) in text[at..].split_inclusive('\n').enumerate() {
        let bare = line.trim();
        match bare {
            "---" if index == 0 => is_metadata = true,
            "---" | "..." if is_metadata => is_metadata = false,
            _ if is_metadata || bare.is_empty() => {}
            _ => {
                let words = line.strip_prefix("# ")?;
                let start = at + line.len() - words.trim_start().len();
                return Some(start..start + words.trim().len());
            }
        }
        at += line.len();
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_heading_of_the_title_is_found() {
        for (text, words) in [
            ("# 2024-03-11 A\nb", Some("2024-03-11 A")),
            ("\u{feff}---\r\ntitle: x # y\r\n---\r\n\r\n#  A \r\n", Some("A")),
            ("---\na: b\n", None),
            ("Words.\n# A\n", None),
            ("## A\n", None),
        ] {
            assert_eq!(heading(text).map(|range| &text[range]), words, "{text:?}");
        }
    }
}
