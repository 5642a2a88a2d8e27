//! Previews a site while it is being written: draws each page on request, with the same stages as a build, and notifies
//! the browser of changes.
//!
//! Four threads communicate only by messages: `watch` notices changed files, `reloader` reads them, `edit_desk` writes what an
//! editor changes in the browser, and `answers` answers requests from the latest snapshot. A request waits while newer files are
//! being read, so no page is older than the files.

mod answers;
mod edit_answers;
mod edit_desk;
mod held_page;
mod metadata_answers;
mod new_answers;
mod own_program;
mod page_lookup;
mod reloader;
mod shared;
mod text_change;
mod toolbar;
mod watch;
mod write_access;

use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;
use std::sync::Arc;

use tokio::sync::watch as channel;

pub use self::text_change::replaced;

use self::edit_desk::EditDeskHandle;
use self::shared::Shared;
use self::write_access::WriteAccess;
use crate::pipeline::{Options, Snapshot};
use crate::report::diagnostic::Diagnostic;
use crate::report::failure::Failure;

/// Options of the preview.
#[derive(Debug, Clone)]
pub struct ServeOptions {
    /// The site, and how it is read.
    pub options: Options,
    /// Address to listen on.
    pub host: IpAddr,
    /// Port to listen on; the next free one if it is taken.
    pub port: u16,
    /// Host names under which others on the network may request the site.
    pub names: Vec<String>,
    /// True if to poll for changes, for file systems that do not report them.
    pub poll: bool,
    /// True if nothing can be edited in the browser.
    pub is_read_only: bool,
    /// Path of this program, whose commands `new` and `import` make records for the browser; without it none are made.
    pub program: Option<PathBuf>,
}

/// State of the preview, as the reloader publishes it.
#[derive(Clone, Default)]
struct PreviewState {
    /// The last snapshot that was read without a fatal error.
    snapshot: Option<Arc<Snapshot>>,
    /// The edition before the theme last changed, for pages that the theme cannot draw now.
    fallback: Option<Arc<Snapshot>>,
    /// Mistakes in settings or registries that keep a newer edition from being read.
    load_errors: Vec<Diagnostic>,
    /// Number of the snapshot, counted from the start of the preview in milliseconds since 1970: so a page opened
    /// before the start, or cached by a browser, never counts as current.
    number: u64,
    /// Number of changes noticed, and how many of them have been read.
    seen: u64,
    read: u64,
}

impl PreviewState {
    fn is_current(&self) -> bool {
        self.read >= self.seen
    }

    /// Diagnostics of the files as they were last read.
    fn diagnostics(&self) -> Vec<Diagnostic> {
        let of_site = self.snapshot.iter().flat_map(|snapshot| &snapshot.diagnostics);
        self.load_errors.iter().chain(of_site).cloned().collect()
    }
}

/// A site that is being shown.
pub struct PreviewServer {
    /// Address of the preview.
    pub address: SocketAddr,
    /// Path below which the host will serve the site, without a final `/`.
    pub base: String,
    /// Problems that do not stop the preview, such as an impossible watch.
    pub notes: Vec<String>,
    /// Query of the address with which a browser beyond this machine may edit: `?edit=…`; empty where none is needed.
    pub edit_query: String,
    state: channel::Receiver<PreviewState>,
    runtime: tokio::runtime::Runtime,
}

/// Begins to show a site.
///
/// # Errors
/// When the site cannot be read at all, or no port is free.
pub fn start(serving: &ServeOptions) -> Result<PreviewServer, Failure> {
    let began = u64::try_from(jiff::Timestamp::now().as_millisecond()).unwrap_or_default();
    let (state, seen) = channel::channel(PreviewState { number: began, ..PreviewState::default() });
    let (requests, inbox) = std::sync::mpsc::channel();
    let state = Arc::new(state);
    reloader::start(serving.options.clone(), inbox, Arc::clone(&state))?;
    let output = serving.options.output_folder();
    let access = WriteAccess::new(serving.host, serving.is_read_only)?;
    let desk = EditDeskHandle::start(Arc::clone(&state), requests.clone())?;
    let notes = watch::start(&serving.options.site, &output, serving.poll, requests.clone(), state)?;
    let runtime =
        tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().map_err(|error| {
            Failure::environment(format!("no threads to answer requests with: {error}\n  hint: close other programs"))
        })?;
    let listener = runtime.block_on(listen(serving.host, serving.port))?;
    let address = listener.local_addr().map_err(|error| refused(serving.host, serving.port, &error))?;
    let base =
        seen.borrow().snapshot.as_ref().map(|snapshot| snapshot.loaded.plan.base.path().to_owned()).unwrap_or_default();
    let state = seen.clone();
    let edit_query = access.token().map(|token| format!("?edit={token}")).unwrap_or_default();
    let site = Arc::new(serving.options.site.clone());
    let program = serving.program.clone().map(Arc::new);
    let shared = Shared { state: seen, requests, access, desk, site, program };
    let service = answers::service(shared, answers::Hosts::new(serving.host, &serving.names));
    runtime.spawn(async move { axum::serve(listener, service).await });
    Ok(PreviewServer { address, base, notes, edit_query, state, runtime })
}

impl PreviewServer {
    /// Runs until Ctrl-C, and then stops at once, even while browsers are connected. Hands over the diagnostics of the
    /// site now, and after each change of its files.
    pub fn wait(mut self, mut show: impl FnMut(&[Diagnostic])) {
        self.runtime.block_on(async {
            loop {
                let found = self.state.borrow_and_update().diagnostics();
                show(&found);
                tokio::select! {
                    _ = tokio::signal::ctrl_c() => return,
                    changed = self.state.changed() => if changed.is_err() { return },
                }
            }
        });
        self.runtime.shutdown_background();
    }
}

/// Number of ports that are tried.
const PORTS: u16 = 20;

async fn listen(host: IpAddr, port: u16) -> Result<tokio::net::TcpListener, Failure> {
    let mut last = None;
    for port in (port..=port.saturating_add(PORTS)).take(if port == 0 { 1 } else { usize::from(PORTS) }) {
        match tokio::net::TcpListener::bind((host, port)).await {
            Ok(listener) => return Ok(listener),
            Err(error) if error.kind() == std::io::ErrorKind::AddrInUse => last = Some(error),
            Err(error) => return Err(refused(host, port, &error)),
        }
    }
    let error = last.unwrap_or_else(|| std::io::ErrorKind::AddrInUse.into());
    Err(refused(host, port, &error))
}

fn refused(host: IpAddr, port: u16, error: &std::io::Error) -> Failure {
    Failure::environment(format!("cannot listen on {host}:{port}: {error}\n  hint: give another `--port` or `--host`"))
}

/// Request to the reloader.
enum ReloadRequest {
    /// Files may have changed.
    Read,
    /// Make the snapshot for an audience, and send it back.
    Show(crate::pipeline::Audience, tokio::sync::oneshot::Sender<Result<Arc<Snapshot>, Failure>>),
}
