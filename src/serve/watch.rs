//! Notices changed files, and waits until they are quiet: an editor saves by writing beside the file and renaming, and
//! a checkout writes hundreds.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::time::{Duration, Instant};

use notify::{Config, Event, EventKind, PollWatcher, RecommendedWatcher, RecursiveMode, Watcher};
use tokio::sync::watch;

use super::{PreviewState, ReloadRequest};
use crate::fs::static_files::STATIC_FOLDER;
use crate::fs::template_data_files::DATA_FOLDER;
use crate::pipeline::resolved;
use crate::report::failure::Failure;
use crate::site::well_known::OWN_FOLDER;

/// Time without changes after which a save counts as complete.
const QUIET: Duration = Duration::from_millis(8);
/// After a file has gone: an editor that saves by renaming will put another there.
const QUIET_AFTER_REMOVAL: Duration = Duration::from_millis(40);
/// After many changes at once.
const QUIET_IN_BURST: Duration = Duration::from_millis(120);
/// Changes within a moment that count as a burst, after which to wait longer.
const BURST: usize = 25;
/// Even while files go on changing, something is shown this often.
const LONGEST: Duration = Duration::from_secs(2);
/// Interval between looks at the files where the system reports no changes.
const POLL: Duration = Duration::from_millis(400);

/// Folders beside the content that a site is also made of.
const BESIDE: [&str; 3] = ["themes", STATIC_FOLDER, DATA_FOLDER];

/// Watches the content of a site, and the folders beside it. Returns notes about anything done otherwise than requested.
///
/// # Errors
/// When nothing can be watched at all.
pub(super) fn start(
    site: &Path,
    output: &Path,
    poll: bool,
    requests: Sender<ReloadRequest>,
    state: Arc<watch::Sender<PreviewState>>,
) -> Result<Vec<String>, Failure> {
    let (events, inbox) = mpsc::channel();
    let mut notes = Vec::new();
    let site = resolved(site);
    let mut watched = Watched { site, watcher: None };
    let refused =
        |error: &notify::Error| Failure::environment(format!("files cannot be watched: {error}\n  hint: try `--poll`"));
    if !poll {
        let watcher = RecommendedWatcher::new(events.clone(), Config::default());
        match watcher.and_then(|watcher| watched.begin(Box::new(watcher))) {
            Ok(()) => {}
            Err(error) => notes.push(format!(
                "the system does not tell of changes here ({error}); files are looked at every {} ms instead",
                POLL.as_millis()
            )),
        }
    }
    if watched.watcher.is_none() {
        let config = Config::default().with_poll_interval(POLL);
        let watcher = PollWatcher::new(events, config).map_err(|error| refused(&error))?;
        watched.begin(Box::new(watcher)).map_err(|error| refused(&error))?;
    }
    let filter = WatchFilter { output: resolved(output) };
    let run = move || listen(&inbox, &mut watched, &filter, &requests, &state);
    let thread = std::thread::Builder::new().name("watch".to_owned()).spawn(run);
    thread.map_err(|error| {
        Failure::environment(format!("no thread to watch with: {error}\n  hint: close other programs"))
    })?;
    Ok(notes)
}

/// The watched folders.
struct Watched {
    site: PathBuf,
    watcher: Option<Box<dyn Watcher + Send>>,
}

impl Watched {
    fn begin(&mut self, mut watcher: Box<dyn Watcher + Send>) -> notify::Result<()> {
        let content = self.site.join("content");
        if content.is_dir() {
            // The root only, to see the folders below appear and disappear; these with everything in them.
            watcher.watch(&self.site, RecursiveMode::NonRecursive)?;
            watcher.watch(&content, RecursiveMode::Recursive)?;
            for beside in BESIDE.map(|name| self.site.join(name)).iter().filter(|beside| beside.is_dir()) {
                watcher.watch(beside, RecursiveMode::Recursive)?;
            }
        } else {
            watcher.watch(&self.site, RecursiveMode::Recursive)?;
        }
        self.watcher = Some(watcher);
        Ok(())
    }

    /// Watches folders that have been put back.
    fn again(&mut self) {
        for name in ["content"].into_iter().chain(BESIDE) {
            let folder = self.site.join(name);
            if let Some(watcher) = self.watcher.as_mut().filter(|_| folder.is_dir()) {
                let _ = watcher.watch(&folder, RecursiveMode::Recursive);
            }
        }
    }
}

/// Tells foreign changes from the program's own output.
struct WatchFilter {
    output: PathBuf,
}

impl WatchFilter {
    fn concerns_us(&self, event: &Event) -> bool {
        let is_own = |path: &PathBuf| {
            path.starts_with(&self.output)
                || path.components().any(|part| matches!(part.as_os_str().to_str(), Some(".git" | OWN_FOLDER)))
        };
        !matches!(event.kind, EventKind::Access(_)) && (event.paths.is_empty() || !event.paths.iter().all(is_own))
    }
}

fn listen(
    inbox: &Receiver<notify::Result<Event>>,
    watched: &mut Watched,
    filter: &WatchFilter,
    requests: &Sender<ReloadRequest>,
    state: &watch::Sender<PreviewState>,
) {
    while let Ok(event) = inbox.recv() {
        let mut changes = Changes::default();
        changes.add(event, filter);
        if changes.count == 0 {
            continue;
        }
        // From now on requests wait for the changes to be read.
        state.send_modify(|state| state.seen += 1);
        let first = Instant::now();
        loop {
            match inbox.recv_timeout(changes.quiet()) {
                Ok(event) if first.elapsed() < LONGEST => changes.add(event, filter),
                Ok(_) | Err(RecvTimeoutError::Timeout) => break,
                Err(RecvTimeoutError::Disconnected) => return,
            }
        }
        if changes.at_the_top {
            watched.again();
        }
        if requests.send(ReloadRequest::Read).is_err() {
            return;
        }
    }
}

/// Changes that belong together.
#[derive(Default)]
struct Changes {
    count: usize,
    removal: bool,
    at_the_top: bool,
}

impl Changes {
    fn add(&mut self, event: notify::Result<Event>, filter: &WatchFilter) {
        match event {
            Ok(event) if filter.concerns_us(&event) => {
                self.count += 1;
                let renamed = matches!(event.kind, EventKind::Modify(notify::event::ModifyKind::Name(_)));
                self.removal |= renamed || matches!(event.kind, EventKind::Remove(_));
                self.at_the_top |= event
                    .paths
                    .iter()
                    .any(|path| path.ends_with("content") || BESIDE.iter().any(|beside| path.ends_with(beside)));
            }
            Ok(_) => {}
            // Events were lost, or a folder went: look at everything.
            Err(_) => {
                self.count += 1;
                self.at_the_top = true;
            }
        }
    }

    fn quiet(&self) -> Duration {
        match () {
            () if self.count > BURST => QUIET_IN_BURST,
            () if self.removal => QUIET_AFTER_REMOVAL,
            () => QUIET,
        }
    }
}
