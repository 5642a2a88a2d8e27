//! `check --external`, against a host on this machine.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use minutebook::external_links::{OutsideLinks, RequestLimits, check, outside_links};
use minutebook::pipeline::{check_and, load_site};
use minutebook::report::diagnostic::Diagnostic;

use crate::site::Site;

/// A request as it came in: method, path and when.
type Requests = Arc<Mutex<Vec<(String, Instant)>>>;

/// A host that answers by a rule: method, path and how often it was asked for that to status and further headers.
struct Host {
    address: SocketAddr,
    requests: Requests,
}

impl Host {
    fn new(rule: impl Fn(&str, &str, usize) -> (u16, String) + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let address = listener.local_addr().expect("an address");
        let requests: Requests = Arc::default();
        let (log, rule) = (Arc::clone(&requests), Arc::new(rule));
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (log, rule) = (Arc::clone(&log), Arc::clone(&rule));
                std::thread::spawn(move || answer(&stream, &log, &*rule));
            }
        });
        Host { address, requests }
    }

    fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    fn asked(&self) -> Vec<String> {
        self.requests.lock().expect("a log").iter().map(|(request, _)| request.clone()).collect()
    }
}

fn answer(stream: &TcpStream, log: &Requests, rule: &dyn Fn(&str, &str, usize) -> (u16, String)) {
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
        let mut words = first.split(' ');
        let (method, path) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
        let request = format!("{method} {path}");
        let before = {
            let mut log = log.lock().expect("a log");
            let before = log.iter().filter(|(known, _)| *known == request).count();
            log.push((request.clone(), Instant::now()));
            before
        };
        let (status, headers) = rule(method, path, before);
        if status == 0 {
            std::thread::sleep(Duration::from_secs(5));
            return;
        }
        let mut stream = stream;
        if write!(stream, "HTTP/1.1 {status} x\r\ncontent-length: 0\r\n{headers}\r\n").is_err() {
            return;
        }
    }
}

fn quick() -> RequestLimits {
    RequestLimits { pause: Duration::from_millis(5), timeout: Duration::from_secs(2), ..RequestLimits::default() }
}

fn links(urls: &[String]) -> OutsideLinks {
    let at = |_: &String| vec![minutebook::report::diagnostic::Location::file(&"content/a.md".into())];
    urls.iter().map(|url| (url.clone(), at(url))).collect()
}

fn told(found: &[Diagnostic]) -> Vec<String> {
    found.iter().map(|d| format!("{} {}", d.problem, d.message.rsplit('/').next().unwrap_or_default())).collect()
}

#[test]
fn links_of_records_pages_and_registries_are_asked_for_and_the_dead_are_told_by_place() {
    let host = Host::new(|_, path, _| (if path.starts_with("/gone") { 404 } else { 200 }, String::new()));
    let site = Site::new()
        .file("content/people.yml", format!("people:\n- id: ann\n  labels: [Ann]\n  links: [{}]\n", host.url("/ann")))
        .file("content/pages/about.md", format!("# About\n\n[x](<{}>)[^n]\n\n[^n]: See [y]({}).\n", host.url("/page?a=b"), host.url("/page-note")))
        .file(
            "content/2024-03-11-a.md",
            format!(
                "---\nmedia: [{}]\n---\n# 2024-03-11 A\n### Ann:\nSee [the paper]({}#p2).\n\n[r] <a href=\"{}\">again</a>[^n]\n\n[r]: {}\n\n[^n]: See [it]({}).\n",
                host.url("/film"),
                host.url("/gone/paper"),
                host.url("/gone/paper"),
                host.url("/reference"),
                host.url("/note"),
            ),
        );
    let ask = |loaded: &minutebook::pipeline::Loaded, _: Option<&std::path::Path>| {
        check(&outside_links(&loaded.archive, &loaded.sources), &quick(), None, &|_, _| {})
    };
    let report = check_and(&site.options, ask).expect("a site");
    let dead: Vec<String> = report
        .diagnostics
        .iter()
        .map(|d| {
            let at = d.at.as_ref().expect("a place");
            format!("{} {}:{}:{}", d.problem, at.path, at.line, at.column)
        })
        .collect();
    assert_eq!(dead, ["dead-link content/2024-03-11-a.md:6:5"]);
    assert!(report.diagnostics[0].message.ends_with("the host says 404 Not Found; it is linked from one more place"));
    let mut asked = host.asked();
    asked.sort();
    let expected = [
        "GET /gone/paper",
        "HEAD /ann",
        "HEAD /film",
        "HEAD /gone/paper",
        "HEAD /note",
        "HEAD /page-note",
        "HEAD /page?a=b",
        "HEAD /reference",
    ];
    assert_eq!(asked, expected, "each page once, without its fragment");
}

#[test]
fn every_kind_of_answer_is_understood() {
    let host = Host::new(|method, path, before| match (method, path) {
        (_, "/there") => (200, String::new()),
        (_, "/moved") => (301, "location: /there\r\n".into()),
        (_, "/around") => (302, "location: /around\r\n".into()),
        ("HEAD", "/no-heads") => (405, String::new()),
        ("GET", "/no-heads") => (200, String::new()),
        (_, "/no-robots") => (403, String::new()),
        (_, "/once-busy") => (if before == 0 { 503 } else { 200 }, String::new()),
        ("HEAD", "/slow-down") => (if before == 0 { 429 } else { 200 }, "retry-after: 1\r\n".into()),
        (_, "/much-too-busy") => (429, "retry-after: 4000\r\n".into()),
        (_, "/broken") => (500, String::new()),
        (_, "/silent") => (0, String::new()),
        _ => (410, String::new()),
    });
    let paths = [
        "/there",
        "/moved",
        "/around",
        "/no-heads",
        "/no-robots",
        "/once-busy",
        "/slow-down",
        "/much-too-busy",
        "/broken",
        "/silent",
        "/gone",
    ];
    let mut urls: Vec<String> = paths.iter().map(|path| host.url(path)).collect();
    urls.push("http://no-such-host.invalid/x".to_owned());
    let manners = RequestLimits { max_attempts: 2, timeout: Duration::from_millis(700), ..quick() };
    let found = check(&links(&urls), &manners, None, &|_, _| {});
    let expected = [
        "unreachable-link around: too many redirects",
        "unreachable-link broken: the host says 500 Internal Server Error",
        "dead-link gone: the host says 410 Gone",
        "unreachable-link much-too-busy: the host says 429 Too Many Requests",
        "unreachable-link no-robots: the host says 403 Forbidden",
        "unreachable-link silent: the host does not answer",
        "dead-link x: there is no such host",
    ];
    assert_eq!(told(&found), expected);
    assert!(found.iter().all(|d| d.hint.is_some()));
    let count = |request: &str| host.asked().iter().filter(|asked| *asked == request).count();
    assert_eq!(count("HEAD /silent"), 2, "asked as often as manners allow");
    assert_eq!(count("HEAD /much-too-busy"), 1, "left alone");
}

#[test]
fn a_host_is_asked_one_thing_at_a_time_with_a_pause_and_others_meanwhile() {
    let hosts = [Host::new(|_, _, _| (200, String::new())), Host::new(|_, _, _| (200, String::new()))];
    let urls: Vec<String> = hosts.iter().flat_map(|host| (0..4).map(|n| host.url(&format!("/{n}")))).collect();
    let pause = Duration::from_millis(60);
    let done = Mutex::new(Vec::new());
    check(&links(&urls), &RequestLimits { pause, ..quick() }, None, &|done_now, all| {
        done.lock().expect("a list").push((done_now, all));
    });
    let spans = hosts.map(|host| {
        let log = host.requests.lock().expect("a log").clone();
        assert!(log.windows(2).all(|pair| pair[1].1 - pair[0].1 >= pause), "a pause after each");
        (log[0].1, log[3].1)
    });
    assert!(spans[0].0 < spans[1].1 && spans[1].0 < spans[0].1, "the two at the same time");
    let mut done = done.into_inner().expect("a list");
    done.sort_unstable();
    assert_eq!(done, (1..=8).map(|n| (n, 8)).collect::<Vec<_>>());
}

#[test]
fn what_was_there_is_not_asked_for_again_and_what_was_not_is() {
    let host = Host::new(|_, path, _| (if path == "/gone" { 404 } else { 200 }, String::new()));
    let folder = tempfile::tempdir().expect("a folder");
    let past = folder.path().join("cache/past.json");
    let links = links(&[host.url("/there"), host.url("/gone")]);
    let ask = || check(&links, &quick(), Some(&past), &|_, _| {}).len();
    assert_eq!((ask(), ask()), (1, 1));
    assert_eq!(host.asked().iter().filter(|asked| *asked == "HEAD /there").count(), 1);
    assert_eq!(host.asked().iter().filter(|asked| *asked == "HEAD /gone").count(), 2);
    // Long ago, in the future, and a file that is damaged: each is asked for anew.
    for (round, written) in ["1", "99999999999", "\"x\""].into_iter().enumerate() {
        let known = BTreeMap::from([(host.url("/there"), written)]);
        std::fs::write(&past, format!("{known:?}").replace(&format!("{written:?}"), written)).expect("written");
        assert_eq!(ask(), 1);
        assert_eq!(host.asked().iter().filter(|asked| *asked == "HEAD /there").count(), round + 2, "{written}");
    }
}

#[test]
fn without_a_network_no_link_is_called_dead() {
    let nowhere = links(&["http://one.invalid/".to_owned(), "http://two.invalid/x".to_owned()]);
    let found = check(&nowhere, &quick(), None, &|_, _| {});
    let told: Vec<_> = found.iter().map(|d| d.problem.to_string()).collect();
    assert_eq!(told, ["unreachable-link", "unreachable-link"]);
}

#[test]
fn nothing_but_the_web_is_asked_for() {
    let site = Site::new().file(
        "content/2024-03-11-a.md",
        "# 2024-03-11 A\n### Ann:\n[a](mailto:a@b.example) [b](tel:1) [c](ipfs://Qm) [d](#x) [e](b.md) [f](//host.example/é)\n",
    );
    let (loaded, _) = load_site(&site.options).expect("a site");
    let links = outside_links(&loaded.archive, &loaded.sources);
    assert_eq!(links.keys().collect::<Vec<_>>(), ["https://host.example/%C3%A9"]);
}
