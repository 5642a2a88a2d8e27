//! Keeps the site as it was last read, and reads what changes. The one thread that knows the workspace.

use std::sync::Arc;
use std::sync::mpsc::Receiver;

use tokio::sync::watch::Sender;

use super::{PreviewState, ReloadRequest};
use crate::pipeline::{Options, Workspace};
use crate::report::diagnostic::{Diagnostic, Problem};
use crate::report::failure::Failure;

/// Reads the site once, and from then on whenever it is told to.
///
/// # Errors
/// When the site cannot be read at all the first time.
pub(super) fn start(
    options: Options,
    orders: Receiver<ReloadRequest>,
    board: Arc<Sender<PreviewState>>,
) -> Result<(), Failure> {
    let mut keeper = Reloader { workspace: Workspace::new(options), board };
    // What is wrong in the settings can be mended while we look on; a folder that is not there cannot.
    match keeper.read(0) {
        Err(failure) if failure.diagnostics.is_empty() => return Err(failure),
        _ => {}
    }
    let run = move || {
        while let Ok(order) = orders.recv() {
            match order {
                ReloadRequest::Read => {
                    let seen = keeper.board.borrow().seen;
                    let _ = keeper.read(seen);
                }
                ReloadRequest::Show(audience, reply) => {
                    // Whoever asked may have gone.
                    let _ = reply.send(keeper.workspace.edition(audience));
                }
            }
        }
    };
    let thread = std::thread::Builder::new().name("keeper".to_owned()).stack_size(16 * 1024 * 1024).spawn(run);
    thread
        .map(|_| ())
        .map_err(|error| Failure::environment(format!("no thread to read with: {error}\n  hint: close other programs")))
}

struct Reloader {
    workspace: Workspace,
    board: Arc<Sender<PreviewState>>,
}

impl Reloader {
    /// Reads what has changed, and tells everybody. `seen` is how many changes had been seen before.
    fn read(&mut self, seen: u64) -> Result<(), Failure> {
        let read = self.workspace.read();
        let mut failed = Ok(());
        self.board.send_modify(|board| {
            board.read = board.read.max(seen);
            match read {
                Ok(None) => {}
                Ok(Some(edition)) => {
                    let other_theme = |before: &Arc<crate::pipeline::Snapshot>| {
                        before.loaded.theme.fingerprint != edition.loaded.theme.fingerprint
                    };
                    if let Some(before) = board.edition.take().filter(other_theme) {
                        board.fallback = Some(before);
                    }
                    board.edition = Some(edition);
                    board.load_errors.clear();
                    board.number += 1;
                }
                Err(failure) => {
                    board.load_errors.clone_from(&failure.diagnostics);
                    if board.load_errors.is_empty() {
                        board.load_errors.push(Diagnostic::anywhere(Problem::UnreadableFile, failure.message.clone()));
                    }
                    board.number += 1;
                    failed = Err(failure);
                }
            }
        });
        failed
    }
}
