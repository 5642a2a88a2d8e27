//! Object storage: what is new before what leads to it, only what changed, and nothing missing at any moment. Tested
//! against moto, a server that speaks S3.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use super::{Place, shows};
use crate::commands::{code, told};

const KEY: &str = "AKIDFORTESTS";
const SECRET: &str = "geheim/geheim+geheim";

/// A server that speaks S3, ended with the value.
pub(super) struct Server {
    child: Child,
    pub(super) port: u16,
}

impl Server {
    /// Starts one; `None` when there is none on this machine, which is said.
    pub(super) fn start() -> Option<Server> {
        let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/s3/venv/bin/moto_server");
        let program = if own.is_file() { own } else { "moto_server".into() };
        let port = TcpListener::bind("127.0.0.1:0").and_then(|l| l.local_addr()).expect("a free port").port();
        let child =
            Command::new(program).args(["-p", &port.to_string()]).stdout(Stdio::null()).stderr(Stdio::null()).spawn();
        let Ok(child) = child else {
            println!("SKIPPED: there is no moto_server; `tests/install s3` installs it");
            return None;
        };
        let server = Server { child, port };
        for _ in 0..600 {
            if TcpStream::connect(("127.0.0.1", port)).is_ok() {
                return Some(server);
            }
            std::thread::sleep(Duration::from_millis(100));
        }
        panic!("moto_server does not answer");
    }

    pub(super) fn url(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}/{path}", self.port)
    }

    pub(super) fn make_bucket(&self, bucket: &str) {
        // A busy machine may take a connection before the server behind it is ready to.
        let made = (0..50).any(|_| {
            let made = ureq::put(self.url(bucket)).send_empty().is_ok();
            if !made {
                std::thread::sleep(Duration::from_millis(100));
            }
            made
        });
        assert!(made, "no bucket can be made");
    }

    /// Every key of a bucket.
    pub(super) fn keys(&self, bucket: &str) -> BTreeSet<String> {
        let listed = ureq::get(self.url(&format!("{bucket}?list-type=2&max-keys=1000"))).call().expect("a list");
        let listed = listed.into_body().read_to_string().expect("a list");
        let after = listed.split("<Key>").skip(1);
        after.map(|rest| rest.split("</Key>").next().expect("a key").to_owned()).collect()
    }

    /// An object with two of its headers; `None` when it is not there.
    pub(super) fn get(&self, bucket: &str, key: &str) -> Option<(Vec<u8>, String, String)> {
        let encoded: String = minutebook::site::Address::new(key).to_string();
        // The server wants to see that somebody asks, and does not look who.
        let asked = ureq::get(self.url(&format!("{bucket}{encoded}"))).header("Authorization", "AWS a:b");
        let answer = asked.call().ok()?;
        let header = |name: &str| answer.headers().get(name).map_or("", |v| v.to_str().expect("text")).to_owned();
        let (media, keeping) = (header("content-type"), header("cache-control"));
        Some((answer.into_body().read_to_vec().expect("bytes"), media, keeping))
    }

    pub(super) fn seen(&self, bucket: &str) -> BTreeMap<String, Vec<u8>> {
        let keys = self.keys(bucket).into_iter().filter(|key| !key.starts_with(".minutebook/"));
        // What a killed program had asked for may go while one looks.
        keys.filter_map(|key| Some((key.clone(), self.get(bucket, &key)?.0))).collect()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The command that publishes into a bucket through a port.
pub(super) fn command(place: &Place, bucket: &str, port: u16, arguments: &[&str]) -> Command {
    let endpoint = format!("http://127.0.0.1:{port}");
    let mut command = place.command(&["--bucket", bucket, "--endpoint", &endpoint, "--region", "us-east-1"]);
    command.args(arguments).env("AWS_ACCESS_KEY_ID", KEY).env("AWS_SECRET_ACCESS_KEY", SECRET);
    command
}

fn publish(place: &Place, bucket: &str, port: u16, arguments: &[&str]) -> Output {
    let output = command(place, bucket, port, arguments).output().expect("the program runs");
    let said = told(&output);
    assert!(!said.contains(SECRET) && !said.contains(KEY), "{said}");
    output
}

fn published(place: &Place, bucket: &str, port: u16) -> String {
    let output = publish(place, bucket, port, &[]);
    assert_eq!(code(&output), 0, "{}", told(&output));
    told(&output)
}

#[test]
fn a_bucket_holds_the_site_and_only_what_changed_is_sent() {
    let Some(server) = Server::start() else { return };
    server.make_bucket("records");
    let place = Place::new();
    place.write("site/content/site.yml", format!("{}build: {{precompress: true}}\n", super::SETTINGS));
    published(&place, "records", server.port);
    assert!(shows(&server.seen("records"), &place.built()));
    let said = |key: &str| server.get("records", key).map(|(_, media, keeping)| (media, keeping)).expect("an object");
    assert_eq!(said("index.html"), ("text/html; charset=utf-8".into(), "public, max-age=0, must-revalidate".into()));
    assert_eq!(said("feed.xml").0, "application/xml; charset=utf-8");
    assert_eq!(said("calendar.ics").0, "text/calendar; charset=utf-8");
    assert_eq!(said("meetings/2024-03-11-first/index.md").0, "text/markdown; charset=utf-8");
    assert_eq!(said("meetings/2024-03-11-first/card.png"), ("image/png".into(), "public, max-age=3600".into()));
    let sheet = server.keys("records").into_iter().find(|key| key.ends_with(".css")).expect("a style sheet");
    assert_eq!(said(&sheet), ("text/css; charset=utf-8".into(), "public, max-age=31536000, immutable".into()));
    assert!(published(&place, "records", server.port).contains("Nothing to publish"));

    // What somebody else keeps in the bucket stays.
    ureq::put(server.url("records/mine.txt")).send("mine").expect("an object");
    let later = Place::later();
    std::fs::rename(later.path("site/content"), place.path("site/later")).expect("the content");
    std::fs::remove_dir_all(place.path("site/content")).expect("the content");
    std::fs::rename(place.path("site/later"), place.path("site/content")).expect("the content");
    place.forget();
    let output = publish(&place, "records", server.port, &["--report", "r.json"]);
    assert_eq!(code(&output), 0, "{}", told(&output));
    let mut seen = server.seen("records");
    assert_eq!(seen.remove("mine.txt").as_deref(), Some(&b"mine"[..]));
    assert!(shows(&seen, &place.built()));
    assert!(!seen.contains_key("meetings/2024-04-11-second/index.html"));
    let report = std::fs::read_to_string(place.path("r.json")).expect("a report");
    assert!(!report.contains(SECRET) && !report.contains(KEY));
    let report: serde_json::Value = serde_json::from_str(&report).expect("JSON");
    let differ =
        report["added"].as_array().expect("a list").len() + report["changed"].as_array().expect("a list").len();
    assert_eq!(report["placed"]["sent"].as_u64(), Some(differ as u64), "{report:#}");
    assert!(report["placed"]["kept"].as_u64().is_some_and(|kept| kept > 0), "{report:#}");
}

#[test]
fn what_somebody_altered_in_the_bucket_is_put_right() {
    let Some(server) = Server::start() else { return };
    server.make_bucket("records");
    let place = Place::new();
    published(&place, "records", server.port);
    // As long as before, and of a page that the next publishing does not change.
    let key = "meetings/2024-04-11-second/index.html";
    let (bytes, _, _) = server.get("records", key).expect("a page");
    let altered = String::from_utf8(bytes).expect("UTF-8").replace("Good evening again", "Good evening never");
    ureq::put(server.url(&format!("records/{key}")))
        .header("Authorization", "AWS a:b")
        .send(&altered)
        .expect("an object");
    place.write("site/content/2024-03-11-first.md", "# First\n### Ann:\nGood morning.\n### Ben:\nThank you.\n");
    published(&place, "records", server.port);
    assert!(shows(&server.seen("records"), &place.built()));
}

/// A server that lets nobody write: everything but looking is answered with an error of its own.
fn refusing(to: u16, status: &'static str, error: &'static str) -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let port = listener.local_addr().expect("an address").port();
    std::thread::spawn(move || {
        for mut inward in listener.incoming().flatten() {
            std::thread::spawn(move || {
                let mut head = Vec::new();
                let mut byte = [0];
                while !head.ends_with(b"\r\n\r\n") && inward.read(&mut byte).is_ok_and(|read| read == 1) {
                    head.push(byte[0]);
                }
                if head.starts_with(b"GET") || head.starts_with(b"HEAD") {
                    // One request a connection, so that each is looked at.
                    let head = String::from_utf8_lossy(&head).replacen("\r\n", "\r\nConnection: close\r\n", 1);
                    let Ok(mut outward) = TcpStream::connect(("127.0.0.1", to)) else { return };
                    let _ = outward.write_all(head.as_bytes());
                    let _ = std::io::copy(&mut outward, &mut inward);
                    return;
                }
                let body = format!("<Error><Code>{error}</Code><Message>{error}</Message></Error>");
                let _ = write!(
                    inward,
                    "HTTP/1.1 {status}\r\nContent-Type: application/xml\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}",
                    body.len()
                );
                let _ = inward.flush();
                // What was sent must be read, or the answer is lost.
                let _ = inward.shutdown(std::net::Shutdown::Write);
                let _ = std::io::copy(&mut inward, &mut std::io::sink());
            });
        }
    });
    port
}

#[test]
fn a_bucket_that_is_full_or_may_not_be_written_keeps_what_was_live() {
    let Some(server) = Server::start() else { return };
    server.make_bucket("records");
    let place = Place::new();
    published(&place, "records", server.port);
    let before = server.seen("records");
    place.write("site/content/2024-03-11-first.md", "# First\n### Ann:\nGood morning.\n### Ben:\nThank you.\n");
    for (status, error) in [("403 Forbidden", "AccessDenied"), ("400 Bad Request", "QuotaExceeded")] {
        let refused = publish(&place, "records", refusing(server.port, status, error), &[]);
        assert_eq!(code(&refused), 3, "{}", told(&refused));
        assert!(told(&refused).contains(error) && told(&refused).contains("hint: "), "{}", told(&refused));
        assert!(server.seen("records") == before, "{error}");
    }
    published(&place, "records", server.port);
    assert!(shows(&server.seen("records"), &place.built()));
}

#[test]
fn whoever_publishes_elsewhere_is_not_disturbed_and_a_wrong_bucket_is_told() {
    let Some(server) = Server::start() else { return };
    server.make_bucket("records");
    let place = Place::new();
    let other = format!("{{\"token\":\"other\",\"at\":\"{}\",\"paths\":[]}}", jiff::Timestamp::now());
    ureq::put(server.url("records/.minutebook/publishing")).send(&other).expect("an object");
    let busy = publish(&place, "records", server.port, &[]);
    assert!(code(&busy) == 3 && told(&busy).contains("another publication into"), "{}", told(&busy));
    assert_eq!(server.seen("records").len(), 0);
    let pushed_aside = publish(&place, "records", server.port, &["--take-over"]);
    assert_eq!(code(&pushed_aside), 0, "{}", told(&pushed_aside));
    let missing = publish(&place, "no-such-bucket", server.port, &[]);
    assert!(code(&missing) == 3 && told(&missing).contains("there is such a bucket"), "{}", told(&missing));
    let prefixed = publish(&place, "records", server.port, &["--prefix", "a/b"]);
    assert_eq!(code(&prefixed), 0, "{}", told(&prefixed));
    assert!(server.keys("records").contains("a/b/index.html"));
}

/// A way to the server that breaks after so many bytes have gone through it.
fn breaking(to: u16, after: i64) -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let port = listener.local_addr().expect("an address").port();
    let left = Arc::new(AtomicI64::new(after));
    std::thread::spawn(move || {
        for inward in listener.incoming().flatten() {
            if left.load(Ordering::SeqCst) <= 0 {
                continue;
            }
            let Ok(outward) = TcpStream::connect(("127.0.0.1", to)) else { continue };
            let pairs =
                [(inward.try_clone().expect("a socket"), outward.try_clone().expect("a socket")), (outward, inward)];
            for (mut from, mut into) in pairs {
                let left = Arc::clone(&left);
                std::thread::spawn(move || {
                    let mut buffer = [0; 4096];
                    while let Ok(count @ 1..) = from.read(&mut buffer) {
                        if left.fetch_sub(count as i64, Ordering::SeqCst) <= 0
                            || into.write_all(&buffer[..count]).is_err()
                        {
                            break;
                        }
                    }
                    let _ = from.shutdown(std::net::Shutdown::Both);
                    let _ = into.shutdown(std::net::Shutdown::Both);
                });
            }
        }
    });
    port
}

#[test]
fn a_network_that_goes_away_is_told_and_the_next_publishing_sends_the_rest() {
    let Some(server) = Server::start() else { return };
    server.make_bucket("records");
    let place = Place::new();
    let size: usize = place_size(&place);
    let cut = publish(&place, "records", breaking(server.port, size as i64 / 2), &[]);
    assert_eq!(code(&cut), 3, "{}", told(&cut));
    assert!(told(&cut).contains("what has been sent is not sent again"), "{}", told(&cut));
    let before = server.keys("records").len();
    assert!(before > 3, "some files came through: {before}");
    let output = publish(&place, "records", server.port, &["--report", "r.json"]);
    assert_eq!(code(&output), 0, "{}", told(&output));
    assert!(told(&output).contains("was cut off"), "{}", told(&output));
    assert!(shows(&server.seen("records"), &place.built()));
    let report: serde_json::Value =
        serde_json::from_slice(&std::fs::read(place.path("r.json")).expect("a report")).expect("JSON");
    let sent = report["placed"]["sent"].as_u64().expect("a number") as usize;
    assert!(sent < place.built().len(), "{sent} of {} were sent again", place.built().len());
}

/// Size of the site in bytes.
fn place_size(place: &Place) -> usize {
    place.published(&["--path", "elsewhere"]);
    place.built().values().map(Vec::len).sum()
}
