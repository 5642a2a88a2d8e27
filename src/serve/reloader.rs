//! Reads the site again when its files change. The one thread that owns the workspace.

use std::sync::Arc;
use std::sync::mpsc::Receiver;

use tokio::sync::watch::Sender;

use super::{PreviewState, ReloadRequest};
use crate::pipeline::{Options, Workspace};
use crate::report::diagnostic::{Diagnostic, Problem};
use crate::report::failure::Failure;

/// Reads the site once, and again on every request.
///
/// # Errors
/// When the site cannot be read at all the first time.
pub(super) fn start(
    options: Options,
    requests: Receiver<ReloadRequest>,
    state: Arc<Sender<PreviewState>>,
) -> Result<(), Failure> {
    let mut reloader = Reloader { workspace: Workspace::new(options), state };
    // Errors in the settings can be fixed while the preview runs; a missing folder cannot.
    match reloader.read(0) {
        Err(failure) if failure.diagnostics.is_empty() => return Err(failure),
        _ => {}
    }
    let run = move || {
        while let Ok(request) = requests.recv() {
            match request {
                ReloadRequest::Read => {
                    let seen = reloader.state.borrow().seen;
                    let _ = reloader.read(seen);
                }
                ReloadRequest::Show(audience, reply) => {
                    // The requesting browser may have disconnected.
                    let _ = reply.send(reloader.workspace.snapshot(audience));
                }
            }
        }
    };
    let thread = std::thread::Builder::new().name("reloader".to_owned()).stack_size(16 * 1024 * 1024).spawn(run);
    thread
        .map(|_| ())
        .map_err(|error| Failure::environment(format!("no thread to read with: {error}\n  hint: close other programs")))
}

struct Reloader {
    workspace: Workspace,
    state: Arc<Sender<PreviewState>>,
}

impl Reloader {
    /// Reads what has changed, and publishes the new state. `seen` is the number of changes noticed before.
    fn read(&mut self, seen: u64) -> Result<(), Failure> {
        let read = self.workspace.read();
        let mut failed = Ok(());
        self.state.send_modify(|state| {
            state.read = state.read.max(seen);
            match read {
                Ok(None) => {}
                Ok(Some(snapshot)) => {
                    let other_theme = |before: &Arc<crate::pipeline::Snapshot>| {
                        before.loaded.theme.fingerprint != snapshot.loaded.theme.fingerprint
                    };
                    if let Some(before) = state.snapshot.take().filter(other_theme) {
                        state.fallback = Some(before);
                    }
                    state.snapshot = Some(snapshot);
                    state.load_errors.clear();
                    state.number += 1;
                }
                Err(failure) => {
                    state.load_errors.clone_from(&failure.diagnostics);
                    if state.load_errors.is_empty() {
                        state.load_errors.push(Diagnostic::anywhere(Problem::UnreadableFile, failure.message.clone()));
                    }
                    state.number += 1;
                    failed = Err(failure);
                }
            }
        });
        failed
    }
}
