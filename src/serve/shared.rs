//! State that all requests to the preview share: the site as it was last read, and the ways to the threads that read and write.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::Sender;
use std::time::Duration;

use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Response};
use tokio::sync::{oneshot, watch};

use super::edit_desk::EditDeskHandle;
use super::write_access::WriteAccess;
use super::{PreviewState, ReloadRequest};
use crate::pipeline::{Audience, Snapshot};

/// Maximum time that a request waits for a newer snapshot; then it gets the one before.
const PATIENCE: Duration = Duration::from_secs(20);

/// State of the preview, for requests.
#[derive(Clone)]
pub(super) struct Shared {
    pub(super) state: watch::Receiver<PreviewState>,
    pub(super) requests: Sender<ReloadRequest>,
    pub(super) access: WriteAccess,
    pub(super) desk: EditDeskHandle,
    /// Folder of the site.
    pub(super) site: Arc<PathBuf>,
    /// This program, whose commands make records.
    pub(super) program: Option<Arc<PathBuf>>,
}

impl Shared {
    /// The board once everything seen has been read.
    pub(super) async fn current(&self) -> PreviewState {
        let mut state = self.state.clone();
        let _ = tokio::time::timeout(PATIENCE, state.wait_for(PreviewState::is_current)).await;
        state.borrow_and_update().clone()
    }

    pub(super) async fn snapshot(&self, state: &PreviewState, audience: Audience) -> Option<Arc<Snapshot>> {
        if audience == Audience::Editors {
            return state.snapshot.clone();
        }
        let (reply, snapshot) = oneshot::channel();
        self.requests.send(ReloadRequest::Show(audience, reply)).ok()?;
        snapshot.await.ok()?.ok()
    }
}

/// The audience that a browser has chosen in its toolbar, by cookie.
pub(super) fn audience(headers: &HeaderMap) -> Audience {
    let cookies = headers.get_all(header::COOKIE).iter().filter_map(|cookie| cookie.to_str().ok());
    let chosen =
        cookies.flat_map(|cookie| cookie.split(';')).find_map(|pair| pair.trim().strip_prefix("minutebook-audience="));
    match chosen {
        Some("public") => Audience::Public,
        Some(other) => {
            let moment = other.strip_prefix("public@").and_then(|moment| decode(moment)?.parse().ok());
            moment.map_or(Audience::Editors, Audience::PublicAt)
        }
        None => Audience::Editors,
    }
}

/// A part of an address without its percent signs; `None` if it is no text.
pub(super) fn decode(path: &str) -> Option<String> {
    percent_encoding::percent_decode_str(path).decode_utf8().ok().map(|path| path.into_owned())
}

/// An answer for a script.
pub(super) fn json(value: &serde_json::Value) -> Response {
    let headers = [(header::CONTENT_TYPE, "application/json"), (header::CACHE_CONTROL, "no-store")];
    (headers, value.to_string()).into_response()
}
