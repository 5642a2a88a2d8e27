//! Hubs and hooks are told of a publication, once, whatever they answer; and nothing that they do can make it fail.

use std::collections::VecDeque;
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use base64::Engine as _;
use minutebook::bytes::hmac_sha256::hmac_sha256;
use minutebook::config::{Hook, NotificationSettings, WebAddress, WebTarget};
use minutebook::fs::failpoint::ABORT_AT;
use minutebook::publish::{Notification, Outbox, SendLimits, deliver, receivers};
use serde_json::Value;

use super::{Place, SETTINGS};
use crate::commands::{code, told};

const SECRET: &str = "a secret of the town";

/// Answer of a receiver to a request.
#[derive(Clone, Copy)]
enum Answer {
    Status(u16, &'static str),
    /// Nothing is answered until the other side goes away.
    Silence,
    /// The answer comes after so many milliseconds.
    Late(u64),
}

const TAKEN: Answer = Answer::Status(204, "");

/// A request as it came.
#[derive(Clone)]
struct Got {
    path: String,
    headers: Vec<(String, String)>,
    body: String,
}

impl Got {
    fn header(&self, name: &str) -> &str {
        self.headers.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value)
    }

    fn json(&self) -> Value {
        serde_json::from_str(&self.body).expect("JSON")
    }
}

/// A receiver on this machine: gives one answer after the other, then takes everything.
struct Recipient {
    address: String,
    answers: Arc<Mutex<VecDeque<Answer>>>,
    got: Arc<Mutex<Vec<Got>>>,
}

impl Recipient {
    fn new(answers: &[Answer]) -> Recipient {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let address = format!("http://{}", listener.local_addr().expect("an address"));
        let recipient = Recipient {
            address,
            answers: Arc::new(Mutex::new(answers.iter().copied().collect())),
            got: Arc::default(),
        };
        let (answers, got) = (Arc::clone(&recipient.answers), Arc::clone(&recipient.got));
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (answers, got) = (Arc::clone(&answers), Arc::clone(&got));
                std::thread::spawn(move || serve(stream, &answers, &got));
            }
        });
        recipient
    }

    fn got(&self) -> Vec<Got> {
        self.got.lock().expect("no panic").clone()
    }

    fn will_answer(&self, answers: &[Answer]) {
        *self.answers.lock().expect("no panic") = answers.iter().copied().collect();
    }
}

fn serve(mut stream: TcpStream, answers: &Mutex<VecDeque<Answer>>, got: &Mutex<Vec<Got>>) {
    let mut bytes = Vec::new();
    let mut part = [0; 4096];
    let (head, length) = loop {
        let Ok(count @ 1..) = stream.read(&mut part) else { return };
        bytes.extend_from_slice(&part[..count]);
        if let Some(end) = bytes.windows(4).position(|signs| signs == b"\r\n\r\n") {
            let head = String::from_utf8_lossy(&bytes[..end]).into_owned();
            let length = head
                .lines()
                .find_map(|line| line.to_ascii_lowercase().strip_prefix("content-length:")?.trim().parse().ok());
            bytes.drain(..end + 4);
            break (head, length.unwrap_or(0_usize));
        }
    };
    while bytes.len() < length {
        let Ok(count @ 1..) = stream.read(&mut part) else { return };
        bytes.extend_from_slice(&part[..count]);
    }
    let mut lines = head.lines();
    let path = lines.next().and_then(|line| line.split(' ').nth(1)).unwrap_or_default().to_owned();
    let header = |line: &str| line.split_once(": ").map(|(name, value)| (name.to_ascii_lowercase(), value.to_owned()));
    let body = String::from_utf8(bytes).expect("UTF-8");
    got.lock().expect("no panic").push(Got { path, headers: lines.filter_map(header).collect(), body });
    let answer = answers.lock().expect("no panic").pop_front().unwrap_or(TAKEN);
    let (status, more) = match answer {
        Answer::Status(status, more) => (status, more),
        Answer::Late(milliseconds) => {
            std::thread::sleep(Duration::from_millis(milliseconds));
            (204, "")
        }
        Answer::Silence => {
            let _ = stream.read(&mut part);
            return;
        }
    };
    let _ = write!(stream, "HTTP/1.1 {status} Answer\r\n{more}content-length: 0\r\nconnection: close\r\n\r\n");
}

fn settings(hook: &Recipient, hub: Option<&Recipient>) -> String {
    let hub = hub.map(|hub| format!("  hubs: [{{url: {}/hub, private: true}}]\n", hub.address)).unwrap_or_default();
    format!(
        "{SETTINGS}notify:\n{hub}  hooks: [{{url: {}/hook, secret_env: TOWN_SECRET, private: true}}]\n",
        hook.address
    )
}

impl Place {
    fn published_and_told(&self, arguments: &[&str]) -> String {
        let output = self.command(arguments).env("TOWN_SECRET", SECRET).output().expect("the program runs");
        assert_eq!(code(&output), 0, "{}", told(&output));
        told(&output)
    }
}

/// Records in a notification: the change, the end of the address, the title.
fn records(got: &Got) -> Vec<(String, String, String)> {
    let news = got.json();
    let text = |record: &Value, key: &str| record[key].as_str().unwrap_or_default().to_owned();
    let records = news["records"].as_array().expect("a list").iter();
    records
        .map(|record| {
            (text(record, "change"), text(record, "url").replace("https://records.example", ""), text(record, "title"))
        })
        .collect()
}

fn change(change: &str, url: &str, title: &str) -> (String, String, String) {
    (change.to_owned(), url.to_owned(), title.to_owned())
}

#[test]
fn a_hook_is_told_of_each_publication_once_and_can_check_from_whom() {
    let (place, hook, hub) = (Place::new(), Recipient::new(&[]), Recipient::new(&[]));
    place.write("site/content/site.yml", settings(&hook, Some(&hub)));
    place.write("site/content/2024-06-11-draft.md", "---\nstatus: draft\n---\n# zqxcanary\n### Ann:\nzqxcanary\n");
    place.published_and_told(&["--path", "live"]);
    place.published_and_told(&["--path", "live"]);
    let first = hook.got();
    assert_eq!(first.len(), 1, "nothing is told where nothing has changed");
    assert_eq!(
        records(&first[0]),
        [
            change("added", "/meetings/2024-03-11-first/", "First"),
            change("added", "/meetings/2024-04-11-second/", "Second")
        ]
    );
    let (id, time) = (first[0].header("webhook-id"), first[0].header("webhook-timestamp"));
    let signed = format!("{id}.{time}.{}", first[0].body);
    let signature = base64::prelude::BASE64_STANDARD.encode(hmac_sha256(SECRET.as_bytes(), signed.as_bytes()));
    assert_eq!(first[0].header("webhook-signature"), format!("v1,{signature}"));
    assert_eq!((first[0].json()["id"].as_str(), &*first[0].path), (Some(id), "/hook"));
    // A hub gets the addresses of the feeds that have changed, and the feeds name it.
    let pings = hub.got();
    assert_eq!(pings.len(), 1);
    assert!(
        pings[0].body.starts_with("hub.mode=publish&hub.url=https%3A%2F%2Frecords.example%2Fatom.xml&"),
        "{}",
        pings[0].body
    );
    for feed in ["atom.xml", "feed.xml", "feed.json"] {
        let text = String::from_utf8(place.built()[feed].clone()).expect("UTF-8");
        assert!(text.contains(&format!("{}/hub", hub.address)), "{feed}");
    }
    // A record is corrected, one withdrawn, one announced.
    place.write("site/content/2024-03-11-first.md", "# First\n### Ann:\nGood morning.\n### Ben:\nThank you.\n");
    place.write(
        "site/content/2024-04-11-second.md",
        "---\nwithdrawn: {reason: zqxreason}\n---\n# Second\n### Ann:\nGood evening again.\n",
    );
    place.write("site/content/2099-04-11-next.md", "---\nannounced: true\n---\n# Next\n");
    place.published_and_told(&["--path", "live", "--report", "report.json"]);
    let second = hook.got();
    assert_eq!(second.len(), 2);
    assert_eq!(
        records(&second[1]),
        [
            change("corrected", "/meetings/2024-03-11-first/", "First"),
            change("withdrawn", "/meetings/2024-04-11-second/", ""),
            change("announced", "/meetings/2099-04-11-next/", "Next"),
        ]
    );
    assert_ne!(second[0].header("webhook-id"), second[1].header("webhook-id"));
    let report: Value =
        serde_json::from_slice(&std::fs::read(place.path("report.json")).expect("a report")).expect("JSON");
    assert_eq!(
        (report["told"].as_u64(), report["not_told"].as_array().map(Vec::len)),
        (Some(2), Some(0)),
        "{report:#}"
    );
    let all = [hook.got(), hub.got()].concat();
    assert!(!all.iter().any(|got| got.body.contains("zqx") || got.body.contains("draft")));
}

#[test]
fn who_cannot_be_told_is_told_by_the_next_publication_and_what_is_gone_meanwhile_is_not_named() {
    let (place, hook) = (Place::new(), Recipient::new(&[Answer::Status(404, "")]));
    place.write("site/content/site.yml", settings(&hook, None));
    let said = place.published_and_told(&["--path", "live"]);
    assert!(
        said.contains("not-told") && said.contains("it answers 404 Not Found") && said.contains("next publication"),
        "{said}"
    );
    let first = hook.got();
    // Before the hook is back, a record is taken back, and another one gets a better title.
    place.write(
        "site/content/2024-04-11-second.md",
        "---\nwithdrawn: true\n---\n# Second\n### Ann:\nGood evening again.\n",
    );
    place.write("site/content/2024-03-11-first.md", "# Begin\n### Ann:\nGood evening.\n### Ben:\nThank you.\n");
    place.published_and_told(&["--path", "live"]);
    let got = hook.got();
    assert_eq!(got.len(), 3);
    assert_eq!(got[1].header("webhook-id"), first[0].header("webhook-id"), "the receiver knows it by its id");
    assert_eq!(records(&got[1]), [change("added", "/meetings/2024-03-11-first/", "Begin")]);
    assert_eq!(
        records(&got[2]),
        [
            change("corrected", "/meetings/2024-03-11-first/", "Begin"),
            change("withdrawn", "/meetings/2024-04-11-second/", "")
        ]
    );
    // Without its secret nothing is sent, and nothing is lost.
    place.write("site/content/2024-05-11-third.md", "# Third\n### Cy:\nGood night.\n");
    let said = place.published(&["--path", "live"]);
    assert!(said.contains("the environment variable TOWN_SECRET is not set"), "{said}");
    place.published_and_told(&["--path", "live"]);
    let got = hook.got();
    assert_eq!((got.len(), records(&got[3])), (4, vec![change("added", "/meetings/2024-05-11-third/", "Third")]));
    // One that is gone for good is left alone.
    hook.will_answer(&[Answer::Status(410, "")]);
    place.write("site/content/2024-06-11-fourth.md", "# Fourth\n### Cy:\nGood night.\n");
    let said = place.published_and_told(&["--path", "live"]);
    assert!(said.contains("410 Gone; remove it from the settings"), "{said}");
    place.published_and_told(&["--path", "live"]);
    assert_eq!(hook.got().len(), 5);
}

#[test]
fn going_back_and_on_again_is_told() {
    let (place, hook) = (Place::new(), Recipient::new(&[]));
    place.write("site/content/site.yml", settings(&hook, None));
    place.published_and_told(&["--path", "live"]);
    place.write("site/content/2024-05-11-third.md", "# Third\n### Cy:\nGood night.\n");
    place.published_and_told(&["--path", "live"]);
    place.published_and_told(&["--path", "live", "--rollback"]);
    place.published_and_told(&["--path", "live"]);
    let got = hook.got();
    assert_eq!(got.len(), 3, "while it is held, nothing is published and nothing told");
    assert_eq!(got[2].json()["event"], "rolled-back");
    assert_eq!(records(&got[2]), [change("removed", "/meetings/2024-05-11-third/", "")]);
    place.published_and_told(&["--path", "live", "--resume"]);
    let got = hook.got();
    assert_eq!((got.len(), records(&got[3])), (4, vec![change("added", "/meetings/2024-05-11-third/", "Third")]));
}

#[test]
fn ended_at_any_point_near_its_end_a_publication_is_told_and_not_twice_unless_by_the_same_id() {
    let publish_until = |point: usize| {
        let (place, hook) = (Place::new(), Recipient::new(&[]));
        // Few files, so that there are few points before the site is live.
        place.write(
            "site/content/site.yml",
            format!("{}search: false\ncards: false\ndata: none\n", settings(&hook, None)),
        );
        let mut command = place.command(&["--path", "live"]);
        command.env("TOWN_SECRET", SECRET).env(ABORT_AT, point.to_string());
        let is_whole = command.output().expect("the program runs").status.success();
        (place, hook, is_whole)
    };
    // The first point that is never reached.
    let (mut from, mut to) = (1, 4096);
    while from < to {
        let middle = (from + to) / 2;
        if publish_until(middle).2 { to = middle } else { from = middle + 1 }
    }
    let mut told_at_once = 0;
    for point in to - 12..to {
        let (place, hook, _) = publish_until(point);
        told_at_once += hook.got().len();
        place.published_and_told(&["--path", "live"]);
        let got = hook.got();
        let ids: std::collections::BTreeSet<&str> = got.iter().map(|got| got.header("webhook-id")).collect();
        assert_eq!(ids.len(), 1, "ended at point {point} of {to}: told {} times", got.len());
    }
    assert!(
        told_at_once > 0 && told_at_once < 12,
        "some points are before the hook is told, and some after: {told_at_once}"
    );
}

/// Tells one hook of an empty publication, with short times, in a folder of its own. Returns whether it was told, and why not.
fn tell(url: &str, is_private: bool, max_attempts: u32) -> (usize, Vec<String>) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let target = WebTarget { url: WebAddress::Written(url.into()), is_private };
    let settings = NotificationSettings { hubs: Vec::new(), hooks: vec![Hook { target, secret: "SECRET".into() }] };
    let found = receivers(&settings, &|_| Some(SECRET.to_owned()));
    let news: Notification = serde_json::from_value(serde_json::json!({
        "minutebook": "notification 1", "id": "msg_1", "event": "published", "at": "2026-01-01T00:00:00Z",
        "site": "https://records.example", "title": "Record", "records": [], "more": 0,
    }))
    .expect("a notification");
    let mut outbox = Outbox::open(folder.path());
    outbox
        .prepare(news, Vec::new(), ("there", "then"), found.iter().map(|found| found.key.clone()))
        .expect("a writable folder");
    outbox.settle("there", Some("then")).expect("a writable folder");
    let limits = SendLimits {
        timeout: Duration::from_millis(300),
        max_attempts,
        pause: Duration::from_millis(20),
        longest_wait: Duration::from_millis(200),
    };
    let (told, failures) = deliver(&mut outbox, "there", found, &limits);
    (told, failures.into_iter().map(|failure| failure.why).collect())
}

#[test]
fn a_receiver_that_fails_hangs_or_is_late_is_asked_again_within_bounds() {
    let asked = |answers: &[Answer], attempts: u32| {
        let hook = Recipient::new(answers);
        let (told, why) = tell(&hook.address, true, attempts);
        (told, hook.got().len(), why.join("; "))
    };
    let failing = Answer::Status(503, "");
    assert_eq!(asked(&[failing, failing], 3), (1, 3, String::new()));
    assert_eq!(asked(&[failing, failing, failing], 3), (0, 3, "it answers 503 Service Unavailable".to_owned()));
    assert_eq!(asked(&[Answer::Silence, Answer::Silence], 2), (0, 2, "it does not answer in time".to_owned()));
    assert_eq!(asked(&[Answer::Silence], 2), (1, 2, String::new()));
    assert_eq!(asked(&[Answer::Late(100)], 1), (1, 1, String::new()));
    let patient = Answer::Status(429, "retry-after: 3600\r\n");
    assert_eq!(
        asked(&[patient], 3),
        (0, 1, "it answers 429 Too Many Requests".to_owned()),
        "longer than a publication waits"
    );
    assert_eq!(asked(&[Answer::Status(400, "")], 3), (0, 1, "it answers 400 Bad Request".to_owned()));
    assert_eq!(tell("http://127.0.0.1:1/", true, 1).1, ["it refuses connections"]);
}

#[test]
fn a_redirect_is_not_followed_and_no_private_address_is_written_to() {
    let elsewhere = Recipient::new(&[]);
    let leading: &'static str = format!("location: {}/\r\n", elsewhere.address).leak();
    for status in [301, 302, 307, 308] {
        let hook = Recipient::new(&[Answer::Status(status, leading)]);
        let (told, why) = tell(&hook.address, true, 3);
        assert_eq!((told, hook.got().len()), (0, 1));
        assert!(why[0].contains("redirects are not followed"), "{why:?}");
    }
    let port = elsewhere.address.rsplit(':').next().expect("a port");
    for host in ["127.0.0.1", "localhost", "[::1]", "2130706433", "0x7f.1", "[::ffff:127.0.0.1]", "0.0.0.0"] {
        let (told, why) = tell(&format!("http://{host}:{port}/"), false, 1);
        assert_eq!(told, 0, "{host}");
        assert!(why[0].contains("private network"), "{host}: {why:?}");
    }
    assert_eq!(elsewhere.got().len(), 0);
}

/// Takes one mail on this machine, and gives its text.
fn mail_server() -> (u16, std::sync::mpsc::Receiver<String>) {
    use std::io::{BufRead, BufReader};
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = listener.local_addr().expect("an address").port();
    let (sender, mails) = std::sync::mpsc::channel();
    std::thread::spawn(move || {
        for mut stream in listener.incoming().flatten() {
            let mut lines = BufReader::new(stream.try_clone().expect("a stream")).lines().map_while(Result::ok);
            let mut say = |line: &str| stream.write_all(format!("{line}\r\n").as_bytes());
            let _ = say("220 here");
            while let Some(line) = lines.next() {
                let answer = match line.split(' ').next().unwrap_or_default() {
                    "DATA" | "data" => {
                        let _ = say("354 go on");
                        let mail: Vec<String> = lines.by_ref().take_while(|line| line != ".").collect();
                        let _ = sender.send(mail.join("\n"));
                        "250 taken"
                    }
                    "QUIT" | "quit" => "221 bye",
                    _ => "250 yes",
                };
                let _ = say(answer);
            }
        }
    });
    (port, mails)
}

#[test]
fn the_program_for_a_mailing_list_sends_what_the_page_says_that_it_sends() {
    let docs = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/publishing.md")).expect("the page");
    let code = docs.split("```python\n").nth(1).and_then(|rest| rest.split("```").next()).expect("the program");
    let place = Place::new();
    place.write("list.py", code);
    let (mail_port, mails) = mail_server();
    let port = TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr()).expect("a port").port();
    let program = std::process::Command::new("python3")
        .arg(place.path("list.py"))
        .arg(port.to_string())
        .env("LISTS_SECRET", SECRET)
        .env("LIST_ADDRESS", "list@town.example")
        .env("SMTP_PORT", mail_port.to_string())
        .stderr(std::process::Stdio::null())
        .spawn();
    let Ok(mut program) = program else {
        eprintln!("SKIPPED: there is no python3");
        return;
    };
    let is_there = || TcpStream::connect(("127.0.0.1", port)).is_ok();
    let waited = (0..200).find(|_| {
        let is_there = is_there();
        if !is_there {
            std::thread::sleep(Duration::from_millis(50));
        }
        is_there
    });
    assert!(waited.is_some(), "the program runs");
    place.write(
        "site/content/site.yml",
        format!("{SETTINGS}notify: {{hooks: [{{url: \"http://127.0.0.1:{port}/\", secret_env: TOWN_SECRET, private: true}}]}}\n"),
    );
    let said = place.published_and_told(&["--path", "live"]);
    let forged =
        place.command(&["--path", "elsewhere"]).env("TOWN_SECRET", "guessed").output().expect("the program runs");
    let _ = program.kill();
    let _ = program.wait();
    let mail = mails.recv_timeout(Duration::from_secs(5)).unwrap_or_else(|_| panic!("a mail: {said}"));
    assert!(mail.contains("Subject: Record: what is new") && mail.contains("To: list@town.example"), "{mail}");
    assert!(mail.contains("added: 2024-03-11 First\nhttps://records.example/meetings/2024-03-11-first/"), "{mail}");
    assert!(told(&forged).contains("403"), "{}", told(&forged));
    assert!(mails.try_recv().is_err(), "one mail for a publication, and none for a forged one");
}
