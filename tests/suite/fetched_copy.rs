//! `verify` passes on what a host hands out of a site, and finds what is not as published there.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::Command;
use std::sync::Arc;
use std::{fs, thread};

use minutebook::integrity::{CopyOrigin, HostCopy, Verification, VerifyOptions, fetch, verify};

use crate::site::{Built, Site, files_below};

const RECORD: &str = "# Harbour\n\n### Ann:\nWe bought three boats.\n\n### Ben:\nAye.\n";

fn built() -> Built {
    built_for("")
}

/// A site with further settings.
fn built_for(settings: &str) -> Built {
    let mut site = Site::new()
        .file("content/2024-03-11-harbour.md", RECORD)
        .file("content/2024-04-01-會議.md", RECORD)
        .file("content/.redirects", "/old/harbour/\t/meetings/2024-03-11-harbour/\n")
        .file("content/site.yml", format!("title: Town\nprecompress: true\n{settings}"));
    site.options.sums = true;
    site.build()
}

fn verified(folder: &Path, origin: CopyOrigin) -> Verification {
    let wanted = VerifyOptions { folder: folder.to_owned(), origin, key: None, register: None, at_least: None };
    verify(&wanted).unwrap_or_else(|failure| panic!("{failure}"))
}

fn told(found: &Verification) -> Vec<String> {
    let told = found.diagnostics.iter();
    told.map(|d| format!("{}: {}", d.at.as_ref().map_or("", |at| &at.path), d.message)).collect()
}

/// A file that hosts never hand out, or that no reader asks for.
fn is_kept(path: &str, files: &BTreeMap<String, Vec<u8>>) -> bool {
    let packed = path.strip_suffix(".gz").or_else(|| path.strip_suffix(".br"));
    packed.is_some_and(|file| files.contains_key(file)) || path.starts_with(".minutebook/") || path.starts_with('_')
}

/// A copy as a reader's program saves it: without what no link leads to, and with names of its own.
fn saved(built: &Built, leaves: impl Fn(&str) -> bool) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let files = built.files();
    for (path, bytes) in &files {
        if is_kept(path, &files) || leaves(path) {
            continue;
        }
        // As wget does in a locale without UTF-8.
        let place = folder.path().join(path.replace('會', "%E6%9C%83"));
        fs::create_dir_all(place.parent().expect("a folder")).expect("a folder");
        fs::write(place, bytes).expect("a file");
    }
    folder
}

#[test]
fn a_copy_that_was_saved_from_a_host_passes() {
    let built = built();
    let copy = saved(&built, |path| path.starts_with("search/s/"));
    let page = copy.path().join("search/index.html");
    fs::copy(&page, copy.path().join("search/index.html?q=boats")).expect("a page saved twice");
    let found = verified(copy.path(), CopyOrigin::Saved);
    assert_eq!(told(&found), Vec::<String>::new());
    let of_index = built.files().into_keys().filter(|path| path.starts_with("search/s/"));
    assert_eq!(found.not_saved, of_index.collect::<Vec<_>>(), "what hosts keep for themselves is no loss");
    // Copied as files it is not complete, and the names are those of no file.
    let strict = told(&verified(copy.path(), CopyOrigin::Files));
    for line in ["_headers: it was published, but is missing", "search/index.html?q=boats: it was not published"] {
        assert!(strict.iter().any(|told| told == line), "{line}: {strict:#?}");
    }
}

#[test]
fn settings_that_a_host_reads_are_no_loss_either() {
    for (host, settings) in [
        ("firebase", "firebase.json"),
        ("azure-static-web-apps", "staticwebapp.config.json"),
        ("vercel", "vercel.json"),
    ] {
        let built = built_for(&format!("base_url: https://town.example\nhost: {host}\n"));
        assert!(built.has(settings), "{host}");
        let copy = saved(&built, |path| path == settings);
        assert_eq!(told(&verified(copy.path(), CopyOrigin::Saved)), Vec::<String>::new(), "{host}");
    }
}

#[test]
fn what_is_altered_in_a_saved_copy_is_found() {
    let built = built();
    let copy = saved(&built, |_| false);
    let write = |path: &str, text: &str| fs::write(copy.path().join(path), text).expect("a file");
    write("index.html", "<h1>Another town</h1>");
    write("search/index.html?q=boats", "<h1>Another page</h1>");
    write("evil.html", "<h1>Evil</h1>");
    assert_eq!(
        told(&verified(copy.path(), CopyOrigin::Saved)),
        [
            "evil.html: it was not published",
            "index.html: its content differs from what was published",
            "search/index.html?q=boats: it was not published",
        ]
    );
}

type Files = BTreeMap<String, Vec<u8>>;

/// A host that hands out files as common ones do, and its address.
fn host(files: Files, led_on: &'static [(&'static str, &'static str)]) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = listener.local_addr().expect("an address");
    let files = Arc::new(files);
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let files = Arc::clone(&files);
            thread::spawn(move || answer(&stream, &files, led_on));
        }
    });
    format!("http://{address}/")
}

fn answer(mut stream: &TcpStream, files: &Files, led_on: &[(&str, &str)]) {
    let mut reader = BufReader::new(stream.try_clone().expect("a stream"));
    loop {
        let mut first = String::new();
        if reader.read_line(&mut first).unwrap_or(0) == 0 {
            return;
        }
        let mut line = String::new();
        while reader.read_line(&mut line).unwrap_or(0) > 2 {
            line.clear();
        }
        let asked = first.split(' ').nth(1).unwrap_or_default();
        let path = percent_encoding::percent_decode_str(asked).decode_utf8_lossy().into_owned();
        let file = path.trim_start_matches('/');
        let redirect = |to: &str| format!("HTTP/1.1 301 x\r\nlocation: {to}\r\ncontent-length: 0\r\n\r\n").into_bytes();
        let body = |status: u16, body: &[u8]| {
            let head = format!("HTTP/1.1 {status} x\r\ncontent-length: {}\r\n\r\n", body.len());
            [head.as_bytes(), body].concat()
        };
        let lies_there = |name: &str| files.get(name).filter(|_| !is_kept(name, files));
        let bytes = if let Some((_, to)) = led_on.iter().find(|(from, _)| *from == path) {
            redirect(to)
        } else if let Some(above) = path.strip_suffix("index.html") {
            redirect(above)
        } else if path == "/404.html" {
            // As some hosts of pages do.
            redirect("/404")
        } else if let Some(found) = lies_there(file).or_else(|| lies_there(&format!("{file}index.html"))) {
            body(200, found)
        } else {
            body(404, &files["404.html"])
        };
        if stream.write_all(&bytes).is_err() {
            return;
        }
    }
}

/// Fetches a site and checks what came.
fn asked(url: &str) -> (CopyOrigin, Vec<String>, usize) {
    let folder = tempfile::tempdir().expect("a folder");
    let host = fetch(url, folder.path(), &|_, _| {}).unwrap_or_else(|failure| panic!("{failure}"));
    let origin = CopyOrigin::Host(host);
    let found = verified(folder.path(), origin.clone());
    (origin, told(&found), found.files)
}

#[test]
fn a_live_site_is_checked_by_its_address() {
    let built = built();
    let files = files_below(&built.output);
    let url = host(files.clone(), &[("/old/harbour/", "/meetings/2024-03-11-harbour/")]);
    let (origin, told, sound) = asked(&url);
    assert_eq!(told, Vec::<String>::new());
    let CopyOrigin::Host(host_copy) = origin else { panic!("{origin:?}") };
    let led_on: Vec<_> = host_copy.led_on.keys().map(String::as_str).collect();
    assert_eq!(led_on, ["old/harbour/index.html"], "a redirect of the host hides the page that redirects");
    let handed_out = files.keys().filter(|path| !is_kept(path, &files)).count();
    // The list is not in itself.
    assert_eq!(sound, handed_out - 2, "all files but the list and the page that redirects");

    // A page may lead to another host, or in a circle; the rest is checked all the same.
    const AWAY: [(&str, &str); 2] =
        [("/meetings/2024-03-11-harbour/", "http://nowhere.invalid/"), ("/speakers/ben/", "/speakers/ben/")];
    let (origin, told, _) = asked(&host(files.clone(), &AWAY));
    assert_eq!(told, ["speakers/ben/index.html: it was published, but is missing"]);
    let CopyOrigin::Host(HostCopy { led_on }) = origin else { panic!("{origin:?}") };
    assert_eq!(led_on["meetings/2024-03-11-harbour/index.html"], "http://nowhere.invalid/");

    let mut altered = files;
    altered.insert("meetings/2024-03-11-harbour/index.html".to_owned(), b"<h1>No boats</h1>".to_vec());
    altered.remove("speakers/ben/index.html");
    let (_, told, _) = asked(&host(altered, &[]));
    assert_eq!(
        told,
        [
            "meetings/2024-03-11-harbour/index.html: its content differs from what was published",
            "speakers/ben/index.html: it was published, but is missing",
        ]
    );
}

#[test]
fn a_host_without_a_list_of_checksums_is_told_apart() {
    let files = Files::from([("404.html".to_owned(), b"<h1>Nothing</h1>".to_vec())]);
    let folder = tempfile::tempdir().expect("a folder");
    let failure = fetch(&host(files, &[]), folder.path(), &|_, _| {}).expect_err("no list").to_string();
    assert!(
        failure.contains("SHA256SUMS is not there: the host answers 404") && failure.contains("--sums"),
        "{failure}"
    );
}

fn run(arguments: &[&str]) -> (Option<i32>, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_minutebook")).args(arguments).output().expect("a run");
    (output.status.code(), String::from_utf8_lossy(&output.stderr).into_owned())
}

#[test]
fn the_last_words_of_verify_name_a_command_that_helps() {
    let built = built();
    let copy = saved(&built, |path| path.starts_with("search/"));
    let place = copy.path().to_str().expect("UTF-8");
    let remedy = format!("`minutebook verify {place} --fetched`");
    let (code, said) = run(&["verify", place]);
    assert!(code == Some(1) && said.lines().last().is_some_and(|last| last.contains(&remedy)), "{said}");
    let (code, said) = run(&["verify", place, "--fetched"]);
    assert!(code == Some(0) && said.contains("not in this copy"), "{said}");
    assert!(said.contains(&format!("`minutebook verify {place} --register DIR`")), "{said}");
    let url = host(files_below(&built.output), &[]);
    let (code, said) = run(&["verify", &url]);
    assert_eq!(code, Some(0), "{said}");
}
