//! Reads and writes the files of records for editors in a browser. One thread does it all, so that no two windows write at
//! once.

use std::collections::VecDeque;
use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::Sender;

use rustc_hash::FxHashMap;
use serde::Serialize;
use tokio::sync::{oneshot, watch};

use super::text_change::{TextChange, range_now};
use super::{PreviewState, ReloadRequest};
use crate::bytes::fingerprint::Fingerprint;
use crate::fs::content_edit::{content_folder, replace};
use crate::pipeline::range_in_file;
use crate::report::failure::Failure;

/// Number of changes of a file that can be taken back.
const MOST_STEPS: usize = 200;

/// Number of states of files that are remembered, to show what has changed since.
const MOST_SEEN: usize = 16;

/// A file of the content that may be changed.
#[derive(Debug, Clone)]
pub(super) struct EditedFile {
    /// Its place on the disk, without links.
    place: PathBuf,
    /// Its path, as a person would open it.
    pub(super) shown: Arc<str>,
}

impl EditedFile {
    /// A Markdown file of the content, by its path within the content.
    ///
    /// # Errors
    /// When there is none, or it leads out of the content folder.
    pub(super) fn of(site: &Path, path: &str, shown: &Arc<str>) -> Result<Self, EditRefusal> {
        let content = content_folder(site);
        let resolved = |path: &Path| {
            fs::canonicalize(path).map_err(|error| EditRefusal::new(404, format!("{}: {error}", path.display())))
        };
        let (content, place) = (resolved(&content)?, resolved(&content.join(path))?);
        let is_record = place.is_file() && place.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("md"));
        if !place.starts_with(&content) || !is_record {
            return Err(EditRefusal::new(403, format!("{shown} is not a Markdown file within the content folder")));
        }
        Ok(EditedFile { place, shown: Arc::clone(shown) })
    }

    fn read(&self) -> Result<Vec<u8>, EditRefusal> {
        fs::read(&self.place).map_err(|error| Failure::io("a record cannot be read", &self.place, &error).into())
    }
}

/// A passage as a page shows it.
#[derive(Debug, Clone)]
pub(super) struct Passage {
    /// Range in the decoded text of the file.
    pub(super) range: Range<usize>,
    /// Fingerprint of the file from which the page was drawn.
    pub(super) fingerprint: Fingerprint,
}

/// Why something is not written, as the browser shows it.
#[derive(Debug, Clone, Serialize)]
pub(super) struct EditRefusal {
    /// Status of the answer.
    #[serde(skip)]
    pub(super) status: u16,
    /// Reason and remedy.
    message: String,
    /// Text that stands in the file now.
    #[serde(skip_serializing_if = "Option::is_none")]
    now: Option<String>,
    /// Passage and file that may be replaced all the same.
    #[serde(skip_serializing_if = "Option::is_none")]
    again: Option<Again>,
}

/// A passage in the file as it is now.
#[derive(Debug, Clone, Serialize)]
struct Again {
    at: String,
    fingerprint: String,
}

impl EditRefusal {
    pub(super) fn new(status: u16, message: impl Into<String>) -> Self {
        EditRefusal { status, message: message.into(), now: None, again: None }
    }

    /// The same refusal with another message.
    pub(super) fn map_message(self, change: impl FnOnce(String) -> String) -> Self {
        EditRefusal { message: change(self.message), ..self }
    }
}

impl From<Failure> for EditRefusal {
    fn from(failure: Failure) -> Self {
        EditRefusal::new(500, failure.message)
    }
}

/// A change that was written.
#[derive(Debug)]
struct EditStep {
    change: TextChange,
    /// Fingerprint of the file after it.
    after: Fingerprint,
}

/// Changes of one file.
#[derive(Debug, Default)]
struct FileHistory {
    done: VecDeque<EditStep>,
    undone: Vec<EditStep>,
}

/// Direction within the history of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Direction {
    /// Takes the last change back.
    Undo,
    /// Makes the change again that was taken back last.
    Redo,
}

/// State of the thread that writes.
pub(super) struct EditDesk {
    histories: FxHashMap<PathBuf, FileHistory>,
    /// States of files that passages were read from, the latest last.
    seen: VecDeque<(PathBuf, Fingerprint, Vec<u8>)>,
    state: Arc<watch::Sender<PreviewState>>,
    requests: Sender<ReloadRequest>,
}

impl EditDesk {
    /// The source of a passage, with LF at its line ends.
    pub(super) fn passage(&mut self, file: &EditedFile, passage: &Passage) -> Result<String, EditRefusal> {
        let bytes = file.read()?;
        let fingerprint = Fingerprint::of_bytes(&bytes);
        if fingerprint != passage.fingerprint {
            return Err(EditRefusal::new(
                409,
                format!(
                    "{} has changed since this page was drawn. Wait a moment for the page to follow; if it does not, \
                     a mistake in the file keeps it from being read: see the problems in the bar.",
                    file.shown
                ),
            ));
        }
        let range = range_in_file(&bytes, passage.range.clone()).ok_or_else(not_there)?;
        let words = words(&bytes[range]);
        if !self.seen.iter().any(|(place, known, _)| *place == file.place && *known == fingerprint) {
            self.seen.push_back((file.place.clone(), fingerprint, bytes));
            self.seen.drain(..self.seen.len().saturating_sub(MOST_SEEN));
        }
        Ok(words)
    }

    /// Puts words into the place of a passage.
    pub(super) fn change(&mut self, file: &EditedFile, passage: &Passage, to: &str) -> Result<(), EditRefusal> {
        if to.contains('\0') {
            return Err(EditRefusal::new(422, "the text has a NUL character, which no record may contain"));
        }
        let bytes = file.read()?;
        if Fingerprint::of_bytes(&bytes) != passage.fingerprint {
            return Err(self.conflict(file, passage, &bytes));
        }
        let range = range_in_file(&bytes, passage.range.clone()).ok_or_else(not_there)?;
        self.write(file, &bytes, TextChange::of_range(&bytes, range, to))
    }

    /// The text of a file with its fingerprint.
    pub(super) fn text(&self, file: &EditedFile) -> Result<(String, Fingerprint), EditRefusal> {
        let bytes = file.read()?;
        let fingerprint = Fingerprint::of_bytes(&bytes);
        let text =
            String::from_utf8(bytes).map_err(|_| EditRefusal::new(409, format!("{} is not UTF-8", file.shown)))?;
        Ok((text, fingerprint))
    }

    /// Changes the text of a file.
    pub(super) fn change_text(
        &mut self,
        file: &EditedFile,
        fingerprint: Fingerprint,
        change: impl FnOnce(&str) -> Result<String, EditRefusal>,
    ) -> Result<(), EditRefusal> {
        let (text, now) = self.text(file)?;
        if now != fingerprint {
            return Err(changed_meanwhile(file));
        }
        let changed = change(&text)?;
        self.write(file, text.as_bytes(), TextChange::between(text.as_bytes(), changed.as_bytes()))
    }

    /// Says what stands in the file now in the place of a passage.
    fn conflict(&self, file: &EditedFile, passage: &Passage, bytes: &[u8]) -> EditRefusal {
        let refusal = changed_meanwhile(file);
        let is_it = |seen: &&(PathBuf, Fingerprint, Vec<u8>)| seen.0 == file.place && seen.1 == passage.fingerprint;
        let Some((_, _, before)) = self.seen.iter().find(is_it) else { return refusal };
        let Some(range) = range_in_file(before, passage.range.clone()) else { return refusal };
        let (now, is_alone) = range_now(before, range, bytes);
        let again = Again {
            at: format!("{}-{}", decoded_length(&bytes[..now.start]), decoded_length(&bytes[..now.end])),
            fingerprint: Fingerprint::of_bytes(bytes).hex(),
        };
        EditRefusal { now: Some(words(&bytes[now])), again: is_alone.then_some(again), ..refusal }
    }

    /// Writes a change, and remembers how to take it back.
    fn write(&mut self, file: &EditedFile, bytes: &[u8], change: TextChange) -> Result<(), EditRefusal> {
        if change.is_nothing() {
            return Ok(());
        }
        let changed = change.apply(bytes).ok_or_else(not_there)?;
        replace(&file.place, &changed, "a record")?;
        let history = self.histories.entry(file.place.clone()).or_default();
        history.undone.clear();
        history.done.push_back(EditStep { change, after: Fingerprint::of_bytes(&changed) });
        history.done.drain(..history.done.len().saturating_sub(MOST_STEPS));
        self.tell();
        Ok(())
    }

    /// Takes the last change of a file back, or makes it again.
    pub(super) fn step(&mut self, file: &EditedFile, direction: Direction) -> Result<(), EditRefusal> {
        let bytes = file.read()?;
        let now = Fingerprint::of_bytes(&bytes);
        let history = self.histories.entry(file.place.clone()).or_default();
        let step = match direction {
            Direction::Undo => history.done.back(),
            Direction::Redo => history.undone.last(),
        };
        let Some(step) = step else {
            return Err(EditRefusal::new(409, format!("this preview has nothing to take back in {}", file.shown)));
        };
        let change = match direction {
            Direction::Undo => step.change.clone().reversed(),
            Direction::Redo => step.change.clone(),
        };
        let changed = change.apply(&bytes).filter(|changed| match direction {
            Direction::Undo => now == step.after,
            Direction::Redo => Fingerprint::of_bytes(changed) == step.after,
        });
        let Some(changed) = changed else {
            return Err(EditRefusal::new(
                409,
                format!("{} was changed by another program since, so nothing was taken back", file.shown),
            ));
        };
        replace(&file.place, &changed, "a record")?;
        match direction {
            Direction::Undo => history.undone.extend(history.done.pop_back()),
            Direction::Redo => history.done.extend(history.undone.pop()),
        }
        self.tell();
        Ok(())
    }

    /// Reports whether a change of a file can be taken back, and whether one can be made again.
    pub(super) fn steps(&self, file: &EditedFile) -> (bool, bool) {
        let history = self.histories.get(&file.place);
        history.map_or((false, false), |history| (!history.done.is_empty(), !history.undone.is_empty()))
    }

    /// Has the site read again: requests from now on wait for the change.
    pub(super) fn tell(&self) {
        self.state.send_modify(|state| state.seen += 1);
        // The preview may be ending.
        let _ = self.requests.send(ReloadRequest::Read);
    }
}

/// Work for the thread.
type DeskWork = Box<dyn FnOnce(&mut EditDesk) + Send>;

/// Way to the thread that writes.
#[derive(Clone)]
pub(super) struct EditDeskHandle(Sender<DeskWork>);

impl EditDeskHandle {
    /// Starts the thread.
    ///
    /// # Errors
    /// When the system has no thread left.
    pub(super) fn start(
        state: Arc<watch::Sender<PreviewState>>,
        requests: Sender<ReloadRequest>,
    ) -> Result<Self, Failure> {
        let (sender, inbox) = std::sync::mpsc::channel::<DeskWork>();
        let mut desk = EditDesk { histories: FxHashMap::default(), seen: VecDeque::new(), state, requests };
        let run = move || {
            while let Ok(work) = inbox.recv() {
                work(&mut desk);
            }
        };
        let thread = std::thread::Builder::new().name("editor".to_owned()).spawn(run);
        thread.map(|_| EditDeskHandle(sender)).map_err(|error| {
            Failure::environment(format!("no thread to write with: {error}\n  hint: close other programs"))
        })
    }

    /// Does some work in the thread.
    ///
    /// # Errors
    /// What the work refuses; or that the preview is ending.
    pub(super) async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut EditDesk) -> Result<T, EditRefusal> + Send + 'static,
    ) -> Result<T, EditRefusal> {
        let (reply, answer) = oneshot::channel();
        let work: DeskWork = Box::new(move |desk| {
            // The browser may have gone.
            let _ = reply.send(work(desk));
        });
        let ended = || EditRefusal::new(503, "the preview is ending; nothing was written");
        self.0.send(work).map_err(|_| ended())?;
        answer.await.map_err(|_| ended())?
    }
}

/// Bytes of a file as words with LF at their line ends.
fn words(bytes: &[u8]) -> String {
    crate::text::unify_line_ends(String::from_utf8_lossy(bytes).into_owned())
}

/// Length of the decoded text of the beginning of a file.
fn decoded_length(bytes: &[u8]) -> usize {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    words(bytes).chars().map(|sign| crate::text::printable(sign).len_utf8()).sum()
}

fn changed_meanwhile(file: &EditedFile) -> EditRefusal {
    EditRefusal::new(
        409,
        format!(
            "{} was changed by another program or in another window since you began. Nothing was written, and what you typed is \
             still here.",
            file.shown
        ),
    )
}

fn not_there() -> EditRefusal {
    EditRefusal::new(409, "the passage is not where the page says; reload the page")
}
