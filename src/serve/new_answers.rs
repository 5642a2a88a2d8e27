//! Answers requests for new records: from a form, with or without words, or made of a file of another program.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use axum::Router;
use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, Query, State};
use axum::http::HeaderMap;
use axum::response::Response;
use axum::routing::{get, post};
use serde::Deserialize;

use super::edit_answers::{answered, script};
use super::edit_desk::EditRefusal;
use super::own_program::{CommandResult, run};
use super::shared::Shared;
use crate::fs::content_edit::content_folder;
use crate::pipeline::{Snapshot, with_named_speakers};
use crate::report::failure::Failure;
use crate::text::source::Sources;

/// The program with the form for new records.
const SCRIPT: &str = include_str!("new.js");

/// Maximum size of a file that is made into a record, in bytes; that of `minutebook import`.
const LARGEST: usize = 64_000_000;

/// Media type of a request with a file of another program.
const FILE: &str = "application/octet-stream";

/// Maximum length of a name of a file, in characters.
const LONGEST_NAME: usize = 150;

/// Routes for new records.
pub(super) fn routes() -> Router<Shared> {
    Router::new()
        .route("/_minutebook/new.js", get(|| script(SCRIPT)))
        .route("/_minutebook/choices", get(choices))
        .route("/_minutebook/new", post(new))
        .route("/_minutebook/import", post(import))
        .layer(DefaultBodyLimit::max(LARGEST))
}

/// A new record, as the form gives it.
#[derive(Debug, Deserialize)]
struct NewRecord {
    title: String,
    date: String,
    #[serde(default)]
    series: String,
    #[serde(default)]
    body: String,
    #[serde(default)]
    lang: String,
    /// Words to begin with, as they were pasted.
    #[serde(default)]
    text: String,
}

/// A file to make a record of: its name, and what it does not say of itself.
#[derive(Debug, Deserialize)]
struct DroppedFile {
    name: String,
    #[serde(default)]
    title: String,
    #[serde(default)]
    date: String,
}

/// Series, bodies and languages that a new record may name.
async fn choices(State(shared): State<Shared>, headers: HeaderMap) -> Response {
    let answer = async {
        if !shared.access.may_edit(&headers) {
            return Err(EditRefusal::new(401, "this preview is edited by its editors only"));
        }
        let snapshot = shared.current().await.snapshot.ok_or_else(unread)?;
        Ok(choices_of(&snapshot))
    };
    answered(answer.await)
}

fn choices_of(snapshot: &Snapshot) -> serde_json::Value {
    let (registry, config) = (&snapshot.loaded.archive.registry, &snapshot.loaded.config);
    let named = |id: &str, names: &crate::record::LocalText| {
        let name = names.iter().map(|(_, name)| name).find(|name| !name.is_empty()).unwrap_or(id);
        serde_json::json!({ "id": id, "name": name })
    };
    let series: Vec<_> = registry.series.iter().map(|own| named(&own.id, &own.title)).collect();
    let bodies: Vec<_> = registry.organisations.iter().map(|own| named(&own.id, &own.names)).collect();
    let languages: Vec<_> = config.languages.iter().map(|lang| lang.as_str()).collect();
    let today = config.time_zone.to_datetime(snapshot.loaded.now).date().to_string();
    serde_json::json!({ "series": series, "bodies": bodies, "languages": languages, "today": today })
}

async fn new(State(shared): State<Shared>, headers: HeaderMap, body: Bytes) -> Response {
    let answer = async {
        let request: NewRecord = shared.body(&headers, &body)?;
        if request.text.contains('\0') {
            return Err(EditRefusal::new(422, "the text has a NUL character, which no record may contain"));
        }
        let (program, site) = (shared.program()?, shared.site.to_path_buf());
        let text = request.text.replace("\r\n", "\n").replace('\r', "\n");
        let made = blocking(move || make(&program, &site, &request, &text)).await?;
        Ok(shared.made(made).await)
    };
    answered(answer.await)
}

/// Makes a record. Words whose lines begin with names get headings for their speakers; any others are taken as they are.
fn make(program: &Path, site: &Path, request: &NewRecord, text: &str) -> Result<CommandResult, EditRefusal> {
    let option = |name: &str, value: &str| (!value.is_empty()).then(|| OsString::from(format!("--{name}={value}")));
    let has_folder = !request.series.is_empty() && content_folder(site).join(&request.series).is_dir();
    let folder = if has_folder { request.series.as_str() } else { "" };
    let mut arguments: Vec<OsString> = vec!["new".into(), "meeting".into(), "--status=draft".into()];
    arguments.push(with_path("--site=", site));
    arguments.extend(
        [
            option("date", &request.date),
            option("series", &request.series),
            option("body", &request.body),
            option("lang", &request.lang),
            option("folder", folder),
        ]
        .into_iter()
        .flatten(),
    );
    arguments.extend(["--".into(), request.title.clone().into()]);
    let mut made = run(program, &arguments)?;
    if let (false, Some(file)) = (text.trim().is_empty(), made.files.first()) {
        let refused =
            |error: std::io::Error| EditRefusal::from(Failure::io("a record cannot be written", file, &error));
        let begun = std::fs::read_to_string(file).map_err(refused)?;
        let whole = format!("{}\n\n{}\n", without_example(&begun), text.trim_matches('\n'));
        let path = file.strip_prefix(content_folder(site)).unwrap_or(file).to_string_lossy();
        let named = with_named_speakers(&path.into(), &whole);
        if named.is_some() {
            made.messages.push_str("Lines that begin with a name were made headings, one for each speaker.");
        }
        crate::fs::content_edit::replace(file, named.unwrap_or(whole).as_bytes(), "a record")?;
    }
    Ok(made)
}

/// The text of a record that was begun, without the comment at the end of its archetype that shows how words are written.
fn without_example(begun: &str) -> &str {
    let text = begun.trim_end();
    let example = text.ends_with("-->").then(|| text.rfind("\n<!--")).flatten();
    example.map_or(text, |at| text[..at].trim_end())
}

async fn import(
    State(shared): State<Shared>,
    headers: HeaderMap,
    Query(dropped): Query<DroppedFile>,
    body: Bytes,
) -> Response {
    let answer = async {
        shared.check(&headers, FILE)?;
        let (program, site) = (shared.program()?, shared.site.to_path_buf());
        let made = blocking(move || import_file(&program, &site, &dropped, &body)).await?;
        Ok(shared.made(made).await)
    };
    answered(answer.await)
}

/// Makes records of a file with the importer.
fn import_file(program: &Path, site: &Path, dropped: &DroppedFile, bytes: &[u8]) -> Result<CommandResult, EditRefusal> {
    let refused =
        |error: std::io::Error| EditRefusal::from(Failure::io("the file cannot be kept", Path::new("."), &error));
    let folder = tempfile::tempdir().map_err(refused)?;
    let place = folder.path().join(file_name(&dropped.name));
    std::fs::write(&place, bytes).map_err(refused)?;
    let option = |name: &str, value: &str| (!value.is_empty()).then(|| OsString::from(format!("--{name}={value}")));
    let mut arguments: Vec<OsString> = vec!["import".into(), "--draft".into(), with_path("--to=", site)];
    arguments.extend([option("date", &dropped.date), option("title", &dropped.title)].into_iter().flatten());
    arguments.extend(["--".into(), place.into_os_string()]);
    let without_folder = |text: String| {
        let prefix = format!("{}{}", folder.path().display(), std::path::MAIN_SEPARATOR);
        text.replace(&prefix, "")
    };
    match run(program, &arguments) {
        Ok(made) => Ok(CommandResult { messages: without_folder(made.messages), ..made }),
        Err(refusal) => Err(refusal.map_message(without_folder)),
    }
}

/// Name of a dropped file without folders and without characters that a file system refuses.
fn file_name(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let is_odd = |c: char| c.is_control() || matches!(c, ':' | '*' | '?' | '"' | '<' | '>' | '|');
    let kept: Vec<char> = last.chars().map(|c| if is_odd(c) { ' ' } else { c }).collect();
    // The end shows the format.
    let kept: String = kept[kept.len().saturating_sub(LONGEST_NAME)..].iter().collect();
    let kept = kept.trim_matches([' ', '.']);
    if kept.is_empty() { "file".to_owned() } else { kept.to_owned() }
}

fn with_path(option: &str, path: &Path) -> OsString {
    let mut argument = OsString::from(option);
    argument.push(path);
    argument
}

fn unread() -> EditRefusal {
    EditRefusal::new(409, "the site cannot be read now; mend the problems first")
}

async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, EditRefusal> + Send + 'static,
) -> Result<T, EditRefusal> {
    let ended = |_| EditRefusal::new(500, "the preview could not do this");
    tokio::task::spawn_blocking(work).await.map_err(ended)?
}

impl Shared {
    /// This program, which makes the records.
    fn program(&self) -> Result<PathBuf, EditRefusal> {
        self.program.as_deref().cloned().ok_or_else(|| EditRefusal::new(501, "this preview makes no records"))
    }

    /// The answer for new records: their files, and the page of the first.
    async fn made(&self, made: CommandResult) -> serde_json::Value {
        // Nothing to do but to read again, which the watch may notice later.
        let _ = self
            .desk
            .run(|desk| {
                desk.tell();
                Ok(())
            })
            .await;
        let content = content_folder(&self.site);
        let within = |file: &PathBuf| {
            let path = file.strip_prefix(&content).ok()?;
            Some(path.components().map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/"))
        };
        let paths: Vec<String> = made.files.iter().filter_map(within).collect();
        let state = self.current().await;
        let page = state.snapshot.and_then(|snapshot| {
            let meetings = &snapshot.loaded.archive.meetings;
            let index = meetings
                .iter()
                .position(|meeting| paths.first().is_some_and(|path| **path == *meeting.details.path))?;
            let shown = snapshot.loaded.sources.shown(meetings[index].details.source).to_string();
            Some((snapshot.loaded.plan.addresses.meetings[index].to_string(), shown))
        });
        let (href, source) = page.unzip();
        serde_json::json!({ "files": paths, "href": href, "source": source, "message": made.messages })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_files_stay_in_their_folder() {
        for (name, kept) in [
            ("2024-03-11 Council.docx", "2024-03-11 Council.docx"),
            ("../../etc/passwd", "passwd"),
            ("C:\\Users\\a\\b.vtt", "b.vtt"),
            ("..", "file"),
            (".hidden", "hidden"),
            ("a\0b?.txt", "a b .txt"),
            ("", "file"),
        ] {
            assert_eq!(file_name(name), kept);
        }
        assert!(file_name(&format!("{}.docx", "long".repeat(100))).ends_with("long.docx"));
    }
}
