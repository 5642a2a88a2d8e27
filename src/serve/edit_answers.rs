//! Answers requests of editors: sources of passages, changes, and taking them back.

use std::sync::Arc;

use axum::Router;
use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, Query, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::edit_desk::{Direction, EditRefusal, EditedFile, Passage};
use super::page_lookup::{self, Lookup};
use super::shared::{Shared, decode, json};
use crate::bytes::fingerprint::Fingerprint;
use crate::pipeline::Snapshot;
use crate::record::MeetingIndex;
use crate::site::{Output, OutputKind};
use crate::text::source::Sources;

/// The program with which an editor changes a record in the browser.
const SCRIPT: &str = include_str!("edit.js");

/// The program with the forms for items of the agenda and decisions.
const PARTS: &str = include_str!("parts.js");

/// Media type of requests that write.
const JSON: &str = "application/json";

/// Maximum size of a request with words, in bytes: a passage is rarely longer than a page.
const LARGEST: usize = 1_000_000;

/// Routes for editors.
pub(super) fn routes() -> Router<Shared> {
    Router::new()
        .route("/_minutebook/edit.js", get(|| script(SCRIPT)))
        .route("/_minutebook/parts.js", get(|| script(PARTS)))
        .route("/_minutebook/passage", get(passage))
        .route("/_minutebook/edit", post(edit))
        .route("/_minutebook/undo", post(undo))
        .route("/_minutebook/redo", post(redo))
        .layer(DefaultBodyLimit::max(LARGEST))
}

/// A script of the preview.
pub(super) async fn script(text: &'static str) -> Response {
    ([(header::CONTENT_TYPE, "text/javascript; charset=utf-8"), (header::CACHE_CONTROL, "no-cache")], text)
        .into_response()
}

/// A passage on a page.
#[derive(Deserialize)]
struct PassageParams {
    /// Path of the page.
    path: String,
    /// `start-end`, in bytes of the decoded text.
    at: String,
    /// Fingerprint of the file from which the page was drawn.
    fingerprint: String,
}

/// New words for a passage.
#[derive(Deserialize)]
struct EditBody {
    #[serde(flatten)]
    passage: PassageParams,
    text: String,
}

/// A page.
#[derive(Deserialize)]
pub(super) struct PageBody {
    pub(super) path: String,
}

async fn passage(State(shared): State<Shared>, headers: HeaderMap, Query(asked): Query<PassageParams>) -> Response {
    let answer = async {
        if !shared.access.may_edit(&headers) {
            return Err(EditRefusal::new(401, "this preview shows sources to its editors only"));
        }
        let (file, passage) = (shared.file_of_page(&asked.path).await?, asked.passage()?);
        let shown = Arc::clone(&file.shown);
        let text = shared.desk.run(move |desk| desk.passage(&file, &passage)).await?;
        Ok(serde_json::json!({ "text": text, "source": &*shown }))
    };
    answered(answer.await)
}

async fn edit(State(shared): State<Shared>, headers: HeaderMap, body: Bytes) -> Response {
    let answer = async {
        let EditBody { passage, text } = shared.body(&headers, &body)?;
        let (file, passage) = (shared.file_of_page(&passage.path).await?, passage.passage()?);
        shared.desk.run(move |desk| desk.change(&file, &passage, &text)).await?;
        Ok(serde_json::json!({}))
    };
    answered(answer.await)
}

async fn undo(State(shared): State<Shared>, headers: HeaderMap, body: Bytes) -> Response {
    step(&shared, &headers, &body, Direction::Undo).await
}

async fn redo(State(shared): State<Shared>, headers: HeaderMap, body: Bytes) -> Response {
    step(&shared, &headers, &body, Direction::Redo).await
}

async fn step(shared: &Shared, headers: &HeaderMap, body: &[u8], direction: Direction) -> Response {
    let answer = async {
        let PageBody { path } = shared.body(headers, body)?;
        let file = shared.file_of_page(&path).await?;
        shared.desk.run(move |desk| desk.step(&file, direction)).await?;
        Ok(serde_json::json!({}))
    };
    answered(answer.await)
}

/// The answer of an editor's request.
pub(super) fn answered(answer: Result<serde_json::Value, EditRefusal>) -> Response {
    match answer {
        Ok(value) => json(&value),
        Err(refusal) => {
            let status = StatusCode::from_u16(refusal.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
            let value = serde_json::to_value(&refusal).expect("texts can be written as JSON");
            (status, json(&value)).into_response()
        }
    }
}

impl PassageParams {
    fn passage(&self) -> Result<Passage, EditRefusal> {
        let wrong = || EditRefusal::new(400, "the request names no passage");
        let (start, end) = self.at.split_once('-').ok_or_else(wrong)?;
        let range = start.parse().map_err(|_| wrong())?..end.parse().map_err(|_| wrong())?;
        let fingerprint = Fingerprint::from_hex(&self.fingerprint).ok_or_else(wrong)?;
        if range.start > range.end {
            return Err(wrong());
        }
        Ok(Passage { range, fingerprint })
    }
}

impl Shared {
    /// Checks that a request may write.
    pub(super) fn check(&self, headers: &HeaderMap, media_type: &str) -> Result<(), EditRefusal> {
        self.access.check_write(headers, media_type).map_err(|(status, why)| EditRefusal::new(status.as_u16(), why))
    }

    /// The body of a request that may write.
    pub(super) fn body<T: DeserializeOwned>(&self, headers: &HeaderMap, body: &[u8]) -> Result<T, EditRefusal> {
        self.check(headers, JSON)?;
        serde_json::from_slice(body).map_err(|error| EditRefusal::new(400, format!("the request is wrong: {error}")))
    }

    /// The file of the record that a page shows.
    async fn file_of_page(&self, path: &str) -> Result<EditedFile, EditRefusal> {
        self.record_of_page(path).await.map(|(file, _, _)| file)
    }

    /// The file of the record that a page shows, with the site as it was last read and the record's number in it.
    pub(super) async fn record_of_page(
        &self,
        path: &str,
    ) -> Result<(EditedFile, Arc<Snapshot>, MeetingIndex), EditRefusal> {
        let state = self.current().await;
        let path = decode(path).unwrap_or_else(|| path.to_owned());
        let snapshot = state.snapshot.ok_or_else(|| EditRefusal::new(409, "the site cannot be read now"))?;
        let Lookup::Output(output) = page_lookup::find(&snapshot, &path) else {
            return Err(EditRefusal::new(404, "there is no such page"));
        };
        let OutputKind::Meeting(index) = output.kind else {
            return Err(EditRefusal::new(404, "the page is that of no record"));
        };
        let details = &snapshot.loaded.archive.meetings[index].details;
        let file = EditedFile::of(&self.site, &details.path, &snapshot.loaded.sources.shown(details.source))?;
        Ok((file, snapshot, index))
    }
}

impl Shared {
    /// Reports whether a change of the record on a page can be taken back, and whether one can be made again.
    pub(super) async fn steps_of_page(&self, path: &str) -> (bool, bool) {
        let Ok(file) = self.file_of_page(path).await else { return (false, false) };
        self.desk.run(move |desk| Ok(desk.steps(&file))).await.unwrap_or_default()
    }
}

/// Fingerprint of the file of the record that an output shows.
pub(super) fn source_fingerprint(snapshot: &Snapshot, output: &Output) -> Option<Fingerprint> {
    let OutputKind::Meeting(index) = output.kind else { return None };
    let source = snapshot.loaded.archive.meetings[index].details.source;
    Some(snapshot.loaded.sources.fingerprint(source))
}
