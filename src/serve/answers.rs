//! Answers requests as the real host would, and a few of its own below `/_minutebook/`.

use std::convert::Infallible;
use std::net::IpAddr;
use std::sync::Arc;

use axum::Router;
use axum::extract::{Query, Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, Uri, header};
use axum::middleware::{self, Next};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use headers::HeaderMapExt;
use tokio_stream::wrappers::WatchStream;
use tokio_stream::{Stream, StreamExt};

use super::page_lookup::{self, Lookup};
use super::shared::{Shared, audience, decode, json};
use super::{PreviewState, edit_answers, held_page, metadata_answers, new_answers, toolbar};
use crate::bytes::fingerprint::Fingerprint;
use crate::hosting;
use crate::pipeline::{Audience, Snapshot};
use crate::report::diagnostic::Diagnostic;
use crate::site::Output;

/// The program that runs in the editor's browser.
const SCRIPT: &str = include_str!("live.js");

/// Names of the programs for those who may edit, in the order in which they need each other.
const EDITING_SCRIPTS: [&str; 4] = ["edit", "parts", "new", "metadata"];
/// Host names under which the site may be requested. A page elsewhere that tricks a browser into requesting ours (DNS
/// rebinding) uses a name of its own, and must not read drafts.
#[derive(Debug, Clone)]
pub(super) struct Hosts {
    names: Arc<[String]>,
    is_shared: bool,
}

impl Hosts {
    pub(super) fn new(host: IpAddr, names: &[String]) -> Self {
        let names = names.iter().map(|name| name.to_lowercase()).collect();
        Hosts { names, is_shared: !host.is_loopback() }
    }

    fn allow(&self, host: &str) -> bool {
        let port =
            host.rfind(':').filter(|at| host[at + 1..].bytes().all(|b| b.is_ascii_digit()) && !host.ends_with(']'));
        let name = port.map_or(host, |at| &host[..at]).trim_matches(['[', ']']).to_lowercase();
        match name.parse::<IpAddr>() {
            // An IP address cannot be redirected by DNS.
            Ok(address) => self.is_shared || address.is_loopback(),
            Err(_) => name == "localhost" || name.ends_with(".localhost") || self.names.contains(&name),
        }
    }
}

/// Answers all requests.
pub(super) fn service(shared: Shared, hosts: Hosts) -> Router {
    edit_answers::routes()
        .merge(new_answers::routes())
        .merge(metadata_answers::routes())
        .route("/_minutebook/events", get(events))
        .route("/_minutebook/page", get(status))
        .route("/_minutebook/live.js", get(script))
        .fallback(site)
        .layer(middleware::from_fn_with_state(hosts, refuse_foreign_hosts))
        .layer(middleware::map_response(as_safe_as_live))
        .with_state(shared)
}

async fn refuse_foreign_hosts(State(hosts): State<Hosts>, request: Request, next: Next) -> Response {
    let host = request.headers().get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
    if !hosts.allow(host) {
        let why =
            format!("This preview has no host name “{host}”. To allow it, start the preview with --name {host}.\n");
        return (StatusCode::MISDIRECTED_REQUEST, [(header::CONTENT_TYPE, "text/plain; charset=utf-8")], why)
            .into_response();
    }
    next.run(request).await
}

/// Adds the headers that the real host sends, so that what they forbid does not work here either.
async fn as_safe_as_live(mut response: Response) -> Response {
    for (name, value) in hosting::ALWAYS {
        if let Ok(name) = header::HeaderName::from_bytes(name.as_bytes()) {
            response.headers_mut().entry(name).or_insert(HeaderValue::from_static(value));
        }
    }
    response
}

/// Notifies the browser of every change.
async fn events(State(shared): State<Shared>) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    let mut last = None;
    let numbers = WatchStream::new(shared.state).filter_map(move |state: PreviewState| {
        let is_new = state.is_current() && last != Some(state.number);
        is_new.then(|| {
            last = Some(state.number);
            Ok(Event::default().data(state.number.to_string()))
        })
    });
    Sse::new(numbers).keep_alive(KeepAlive::default())
}

async fn script() -> Response {
    ([(header::CONTENT_TYPE, "text/javascript; charset=utf-8"), (header::CACHE_CONTROL, "no-cache")], SCRIPT)
        .into_response()
}

#[derive(serde::Deserialize)]
struct PageParams {
    path: String,
}

/// Data of the toolbar for a page.
async fn status(State(shared): State<Shared>, headers: HeaderMap, Query(asked): Query<PageParams>) -> Response {
    let state = shared.current().await;
    let audience = audience(&headers);
    let Some(snapshot) = shared.snapshot(&state, audience).await else {
        return json(&serde_json::json!(toolbar::unread(&state)));
    };
    let path = decode(&asked.path).unwrap_or(asked.path);
    let steps = match shared.access.may_edit(&headers) {
        true => shared.steps_of_page(&path).await,
        false => (false, false),
    };
    let draw = move || {
        let page = match page_lookup::find(&snapshot, &path) {
            Lookup::Output(output) => Some(output),
            _ => None,
        };
        let mistake = page.and_then(|output| snapshot.mistake(output));
        let held = if page.is_none() { held_page::held_at(&state, &snapshot, &path) } else { None };
        let bar = toolbar::bar(&state, &snapshot, page, mistake.as_ref(), held);
        let mut bar = serde_json::to_value(bar).expect("texts and numbers can be written as JSON");
        (bar["undo"], bar["redo"]) = (steps.0.into(), steps.1.into());
        bar
    };
    match tokio::task::spawn_blocking(draw).await {
        Ok(value) => json(&value),
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

/// Any file of the site.
async fn site(State(shared): State<Shared>, method: Method, uri: Uri, headers: HeaderMap) -> Response {
    if method != Method::GET && method != Method::HEAD {
        return (StatusCode::METHOD_NOT_ALLOWED, [(header::ALLOW, "GET, HEAD")]).into_response();
    }
    let Some(path) = decode(uri.path()) else { return StatusCode::BAD_REQUEST.into_response() };
    // The token is handed over once, and does not stay in the address.
    if let Some(cookie) = uri.query().and_then(|query| shared.access.cookie_for(query)) {
        return (StatusCode::SEE_OTHER, [(header::SET_COOKIE, &*cookie), (header::LOCATION, uri.path())])
            .into_response();
    }
    let state = shared.current().await;
    let audience = audience(&headers);
    let Some(snapshot) = shared.snapshot(&state, audience).await else { return load_errors(&state) };
    let edits = audience == Audience::Editors && shared.access.may_edit(&headers);
    let work = move || answer(&state, &snapshot, &path, &headers, edits);
    let mut response = match tokio::task::spawn_blocking(work).await {
        Ok(response) => response,
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    };
    if method == Method::HEAD {
        let length = length_of(response.body());
        *response.body_mut() = axum::body::Body::empty();
        if let Some(length) = length {
            response.headers_mut().insert(header::CONTENT_LENGTH, HeaderValue::from(length));
        }
    }
    response
}

fn length_of(body: &axum::body::Body) -> Option<u64> {
    axum::body::HttpBody::size_hint(body).exact()
}

/// The answer for a path; `edits` is true if its sender may edit.
fn answer(state: &PreviewState, snapshot: &Arc<Snapshot>, path: &str, headers: &HeaderMap, edits: bool) -> Response {
    let file = |output: &Output, status| file(state, snapshot, output, status, headers, edits);
    match page_lookup::find(snapshot, path) {
        Lookup::Output(output) => file(output, StatusCode::OK),
        Lookup::Elsewhere(href) => match HeaderValue::from_str(&href) {
            Ok(href) => (StatusCode::FOUND, [(header::LOCATION, href)]).into_response(),
            Err(_) => StatusCode::NOT_FOUND.into_response(),
        },
        Lookup::Nothing(page) => match (held_page::held_at(state, snapshot, path), page) {
            (Some(held), _) => {
                let (reason, problems) = (held_page::reason(held), held_page::problems(snapshot, held));
                explained(state, StatusCode::NOT_FOUND, ["This record is held back", &reason], &problems)
            }
            (None, Some(output)) => file(output, StatusCode::NOT_FOUND),
            (None, None) => StatusCode::NOT_FOUND.into_response(),
        },
    }
}

fn file(
    state: &PreviewState,
    snapshot: &Arc<Snapshot>,
    output: &Output,
    status: StatusCode,
    headers: &HeaderMap,
    edits: bool,
) -> Response {
    let source = edit_answers::source_fingerprint(snapshot, output).filter(|_| edits);
    let placed = source.and_then(|_| snapshot.draw_with_places(output).ok()).map(|artifact| (artifact, None));
    let drawn = match placed {
        Some(placed) => Ok(placed),
        None => page_lookup::draw(snapshot, state.fallback.as_ref(), output),
    };
    let bytes = match drawn.map(|(artifact, _)| page_lookup::bytes(artifact)) {
        Ok(Ok(bytes)) => bytes,
        Ok(Err(error)) => {
            return (StatusCode::INTERNAL_SERVER_ERROR, format!("{}: {error}\n", output.path)).into_response();
        }
        Err(mistake) => return mistaken(state, &[mistake]),
    };
    let tag = format!("\"{}\"", Fingerprint::of_bytes(&bytes).hex());
    let path = output.path.as_str();
    let media_type = hosting::media_type(path);
    // A file of the content may be HTML, but gets no toolbar.
    let is_page = output.kind.template().is_some();
    let mut response = if has_tag(headers, &tag) && status == StatusCode::OK {
        StatusCode::NOT_MODIFIED.into_response()
    } else if is_page {
        (status, with_bar(bytes, state.number, &tag, edits.then_some(source))).into_response()
    } else {
        part(bytes, status, headers)
    };
    let all = response.headers_mut();
    for (name, value) in [
        (header::CONTENT_TYPE, media_type.as_str()),
        (header::ETAG, &tag),
        (header::CACHE_CONTROL, "no-cache"),
        (header::CONTENT_SECURITY_POLICY, hosting::policy(path)),
    ] {
        if let Ok(value) = HeaderValue::from_str(value) {
            all.insert(name, value);
        }
    }
    all.insert(header::ACCEPT_RANGES, HeaderValue::from_static(if is_page { "none" } else { "bytes" }));
    response
}

fn has_tag(headers: &HeaderMap, tag: &str) -> bool {
    let known = headers.get_all(header::IF_NONE_MATCH).iter().filter_map(|value| value.to_str().ok());
    known.flat_map(|value| value.split(',')).any(|known| {
        matches!(known.trim().trim_start_matches("W/"), "*") || known.trim().trim_start_matches("W/") == tag
    })
}

/// A file, or the requested range of it.
fn part(bytes: Vec<u8>, status: StatusCode, headers: &HeaderMap) -> Response {
    let length = bytes.len() as u64;
    let Some(range) = headers.typed_get::<headers::Range>().filter(|_| status == StatusCode::OK) else {
        return (status, bytes).into_response();
    };
    let mut ranges = range.satisfiable_ranges(length);
    let edges = match (ranges.next(), ranges.next()) {
        (Some(range), None) => range,
        // Several ranges at once need a form of their own, which a server may decline.
        (Some(_), Some(_)) => return (status, bytes).into_response(),
        (None, _) => return unsatisfiable(length),
    };
    let start = match edges.0 {
        std::ops::Bound::Included(start) => start,
        std::ops::Bound::Excluded(start) => start + 1,
        std::ops::Bound::Unbounded => 0,
    };
    let end = match edges.1 {
        std::ops::Bound::Included(end) => end + 1,
        std::ops::Bound::Excluded(end) => end,
        std::ops::Bound::Unbounded => length,
    };
    let end = end.min(length);
    if start >= end {
        return unsatisfiable(length);
    }
    let range = bytes[start as usize..end as usize].to_vec();
    let place = format!("bytes {start}-{}/{length}", end - 1);
    (StatusCode::PARTIAL_CONTENT, [(header::CONTENT_RANGE, place)], range).into_response()
}

fn unsatisfiable(length: u64) -> Response {
    (StatusCode::RANGE_NOT_SATISFIABLE, [(header::CONTENT_RANGE, format!("bytes */{length}"))]).into_response()
}

/// The page with the editor's bar, which no built page has. `edits` is given to those who may edit: the fingerprint of the file
/// that the page shows, if it shows a record.
fn with_bar(mut page: Vec<u8>, number: u64, tag: &str, edits: Option<Option<Fingerprint>>) -> Vec<u8> {
    let tag = tag.trim_matches('"');
    let mut bar =
        format!("<script src=\"/_minutebook/live.js\" data-number=\"{number}\" data-tag=\"{tag}\" defer></script>\n");
    if let Some(source) = edits {
        let fingerprint = source.map(|source| source.hex()).unwrap_or_default();
        for name in EDITING_SCRIPTS {
            bar.push_str(&format!(
                "<script src=\"/_minutebook/{name}.js\" data-fingerprint=\"{fingerprint}\" defer></script>\n"
            ));
        }
    }
    let end = memchr::memmem::rfind(&page, b"</body>").unwrap_or(page.len());
    page.splice(end..end, bar.into_bytes());
    page
}

/// A site that cannot be read yet.
fn load_errors(state: &PreviewState) -> Response {
    mistaken(state, &state.load_errors)
}

/// A page of errors that must be fixed before the page can be drawn. It reloads when they are.
fn mistaken(state: &PreviewState, mistakes: &[Diagnostic]) -> Response {
    explained(state, StatusCode::INTERNAL_SERVER_ERROR, ["This cannot be shown yet", ""], mistakes)
}

/// A page that says in a heading and a sentence why nothing is shown, with the problems that are the cause.
fn explained(
    state: &PreviewState,
    status: StatusCode,
    [heading, sentence]: [&str; 2],
    mistakes: &[Diagnostic],
) -> Response {
    let mut text = String::new();
    for mistake in mistakes {
        text.push_str(&anstream::adapter::strip_str(&crate::report::terminal::render(mistake)).to_string());
        text.push_str("\n\n");
    }
    let [mut escaped, mut why] = [String::new(), String::new()];
    // Writing to a String cannot fail.
    let _ = pulldown_cmark_escape::escape_html_body_text(&mut escaped, &text);
    let _ = pulldown_cmark_escape::escape_html_body_text(&mut why, sentence);
    let page = format!(
        "<!doctype html>\n<html lang=\"en\"><meta charset=\"utf-8\"><title>Minutebook</title>\n<body><main><h1>{heading}</h1>\n<p>{why}</p>\n<pre>{escaped}</pre></main>\n</body></html>\n"
    );
    let headers = [(header::CONTENT_TYPE, "text/html; charset=utf-8"), (header::CACHE_CONTROL, "no-store")];
    (status, headers, with_bar(page.into_bytes(), state.number, "", None)).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_of_this_machine_are_answered() {
        let at_home = Hosts::new([127, 0, 0, 1].into(), &[]);
        for good in ["localhost", "localhost:8000", "127.0.0.1:8000", "[::1]:8000", "a.localhost"] {
            assert!(at_home.allow(good), "{good}");
        }
        for bad in [
            "",
            "evil.example",
            "evil.example:8000",
            "127.0.0.1.evil.example",
            "192.168.1.7:8000",
            "localhost.evil.example",
        ] {
            assert!(!at_home.allow(bad), "{bad}");
        }
        let shared = Hosts::new([0, 0, 0, 0].into(), &["Records.lan".to_owned()]);
        assert!(shared.allow("192.168.1.7:8000") && shared.allow("records.lan:8000"));
        assert!(!shared.allow("evil.example:8000"));
    }
}
