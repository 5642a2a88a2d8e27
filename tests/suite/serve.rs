//! The preview: right at once after every edit, like the real host in what it answers, and closed to strangers.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::sync::{Arc, Weak, mpsc};
use std::time::{Duration, Instant};

use jiff::Timestamp;
use minutebook::pipeline::{Audience, EDITIONS, Now, Snapshot, Workspace};
use minutebook::report::diagnostic::Problem;
use minutebook::serve::{PreviewServer, ServeOptions, start};

use crate::site::Site;

const ANN: &str = "# 2024-03-11 Budget\n### Ann:\nAye.\n";
const PAGE: &str = "/meetings/2024-03-11-budget/";

/// A site with one record, and the server that shows it.
pub(crate) fn serve(site: &Site) -> PreviewServer {
    try_serve(site, false)
}

fn try_serve(site: &Site, poll: bool) -> PreviewServer {
    serve_as(site, |serving| serving.poll = poll)
}

/// Serves a site with other options than usual.
pub(crate) fn serve_as(site: &Site, change: impl FnOnce(&mut ServeOptions)) -> PreviewServer {
    let mut options = site.options.clone();
    options.now = Now::Instant("2026-01-01T00:00:00Z".parse().expect("a moment"));
    let mut serving = ServeOptions {
        options,
        host: [127, 0, 0, 1].into(),
        port: 0,
        names: Vec::new(),
        poll: false,
        is_read_only: false,
        program: Some(env!("CARGO_BIN_EXE_minutebook").into()),
    };
    change(&mut serving);
    start(&serving).unwrap_or_else(|failure| panic!("{failure}"))
}

fn site() -> Site {
    Site::new().file("content/2024-03-11-budget.md", ANN).file("content/papers/a.txt", "0123456789")
}

/// An answer of the preview.
pub(crate) struct Answer {
    pub(crate) status: u16,
    head: String,
    body: Vec<u8>,
}

impl Answer {
    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.head
            .lines()
            .filter_map(|line| line.split_once(": "))
            .find(|(n, _)| n.eq_ignore_ascii_case(name))
            .map(|(_, v)| v)
    }
}

fn ask(address: SocketAddr, request: &str, path: &str, more: &str) -> Answer {
    ask_with(address, request, path, more, b"")
}

/// Asks with a body.
pub(crate) fn ask_with(address: SocketAddr, request: &str, path: &str, more: &str, body: &[u8]) -> Answer {
    let mut stream = TcpStream::connect(address).expect("a connection");
    stream.set_read_timeout(Some(Duration::from_secs(30))).expect("a time limit");
    let host = if more.contains("Host:") { String::new() } else { format!("Host: localhost:{}\r\n", address.port()) };
    let length = if body.is_empty() { String::new() } else { format!("Content-Length: {}\r\n", body.len()) };
    write!(stream, "{request} {path} HTTP/1.1\r\n{host}{more}{length}Connection: close\r\n\r\n").expect("to ask");
    // What is too large is refused before it has been sent.
    let _ = stream.write_all(body);
    let mut bytes = Vec::new();
    let _ = stream.read_to_end(&mut bytes);
    let end = memchr::memmem::find(&bytes, b"\r\n\r\n").expect("a head");
    let head = String::from_utf8_lossy(&bytes[..end]).into_owned();
    let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).expect("a status");
    let mut body = bytes[end + 4..].to_vec();
    if head.to_lowercase().contains("transfer-encoding: chunked") {
        body = Vec::new();
    }
    Answer { status, head, body }
}

pub(crate) fn get(address: SocketAddr, path: &str) -> Answer {
    ask(address, "GET", path, "")
}

/// Asks until the answer is as it should be. A page asked for after an edit has been seen is never an old one, but the
/// system may take a moment to tell of the edit.
fn until(address: SocketAddr, path: &str, good: impl Fn(&Answer) -> bool) -> Answer {
    let start = Instant::now();
    loop {
        let answer = get(address, path);
        if good(&answer) {
            return answer;
        }
        assert!(start.elapsed() < Duration::from_secs(20), "{path} {}: {}", answer.status, answer.text());
        std::thread::sleep(Duration::from_millis(5));
    }
}

#[test]
fn answers_like_a_static_host() {
    let site = site().file("content/.redirects", "old\t2024-03-11-budget\n");
    site.write("content/2024-03-12-會議.md", "# 2024-03-12 會議\n### Ann:\n[a](papers/a.txt)\n");
    let server = serve(&site);
    let at = server.address;
    let front = get(at, "/");
    assert_eq!((front.status, front.header("content-type")), (200, Some("text/html; charset=utf-8")));
    assert!(front.text().contains("/_minutebook/live.js"));
    for (path, to) in [("/meetings", "/meetings/"), ("/meetings/old/", PAGE)] {
        let answer = get(at, path);
        assert_eq!((answer.status, answer.header("location")), (302, Some(to)), "{path}");
    }
    let missing = get(at, "/nowhere/");
    assert!(missing.status == 404 && missing.text().contains("<main"), "the site's own page for what is not there");
    assert_eq!(get(at, "/meetings/2024-03-12-%E6%9C%83%E8%AD%B0/").status, 200);
    assert_eq!(get(at, "/assets/").status, 404);
    assert_eq!(get(at, "/%FF").status, 400);
    for (path, kind) in
        [("/feed.json", "application/feed+json; charset=utf-8"), ("/robots.txt", "text/plain; charset=utf-8")]
    {
        assert_eq!(get(at, path).header("content-type"), Some(kind), "{path}");
    }
    let post = ask(at, "POST", "/", "");
    assert_eq!((post.status, post.header("allow")), (405, Some("GET, HEAD")));
    let head = ask(at, "HEAD", PAGE, "");
    assert!(head.status == 200 && head.body.is_empty());
    assert_eq!(head.header("content-length"), Some(get(at, PAGE).body.len().to_string().as_str()));
}

#[test]
fn files_of_the_static_folder_are_there_as_they_are_now_also_if_the_folder_came_later() {
    let site = site();
    let server = serve(&site);
    let at = server.address;
    assert_eq!(get(at, "/CNAME").status, 404);
    site.write("static/CNAME", "one.example");
    until(at, "/CNAME", |answer| answer.status == 200 && answer.text() == "one.example");
    site.write("static/CNAME", "another.example");
    until(at, "/CNAME", |answer| answer.text() == "another.example");
    site.write("static/.well-known/security.txt", "Contact: mailto:a@b.example\n");
    until(at, "/.well-known/security.txt", |answer| answer.status == 200);
}

#[test]
fn sends_nothing_twice_and_parts_on_demand() {
    let site = site();
    site.write("content/2024-03-12-b.md", "# 2024-03-12 B\n### Ann:\n[a](papers/a.txt)\n");
    let server = serve(&site);
    let at = server.address;
    let tag = get(at, PAGE).header("etag").expect("a tag").to_owned();
    let again = ask(at, "GET", PAGE, &format!("If-None-Match: {tag}\r\n"));
    assert!(again.status == 304 && again.body.is_empty());
    let part = |range: &str| ask(at, "GET", "/files/papers/a.txt", &format!("Range: {range}\r\n"));
    let middle = part("bytes=2-4");
    assert_eq!((middle.status, middle.text().as_str()), (206, "234"));
    assert_eq!(middle.header("content-range"), Some("bytes 2-4/10"));
    assert_eq!(part("bytes=-3").text(), "789");
    assert_eq!(part("bytes=8-").text(), "89");
    assert_eq!(part("bytes=99-").status, 416);
    assert_eq!(part("nonsense").text(), "0123456789");
}

#[test]
fn what_the_policy_forbids_at_the_real_host_is_forbidden_here() {
    let site = site();
    site.write("content/plan.html", "<!doctype html><body><script src=plan.js></script></body>");
    site.write("content/plan.js", "fetch('/')");
    site.write("content/plan.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"><script>1</script></svg>");
    site.write("content/2024-03-12-b.md", "# 2024-03-12 B\n### Ann:\n[a](plan.html) [b](plan.js) [c](plan.svg)\n");
    let headers = site.build().read("_headers");
    let told = |rule: &str| {
        let rest = headers.split_once(&format!("{rule}\n")).expect("a rule").1;
        let rule = rest.split("\n\n").next().unwrap_or_default();
        rule.lines()
            .find_map(|line| line.trim().strip_prefix("Content-Security-Policy: "))
            .expect("a policy")
            .to_owned()
    };
    assert!(told("/files/*").starts_with("sandbox; default-src 'none';") && !told("/*").contains("sandbox"));
    let server = serve(&site);
    let at = server.address;
    for (path, rule, media) in [
        ("/", "/*", "text/html; charset=utf-8"),
        (PAGE, "/*", "text/html; charset=utf-8"),
        ("/nowhere/", "/*", "text/html; charset=utf-8"),
        ("/feed.xml", "/*", "application/xml; charset=utf-8"),
        ("/_minutebook/live.js", "/*", "text/javascript; charset=utf-8"),
        ("/files/plan.html", "/files/*", "text/html; charset=utf-8"),
        ("/files/plan.js", "/files/*", "text/javascript; charset=utf-8"),
        ("/files/plan.svg", "/files/*", "image/svg+xml"),
    ] {
        let answer = get(at, path);
        assert_eq!(answer.header("content-security-policy"), Some(&*told(rule)), "{path}");
        assert_eq!(answer.header("content-type"), Some(media), "{path}");
        assert_eq!(answer.header("x-content-type-options"), Some("nosniff"), "{path}");
        assert_eq!(answer.header("referrer-policy"), Some("no-referrer"), "{path}");
    }
    let given = get(at, "/files/plan.html");
    assert_eq!(given.body, fs::read(site.path("content/plan.html")).expect("the file"), "as it was given");
    // The bar lives with the policy: it brings no styles of its own into the page.
    let script = get(at, "/_minutebook/live.js").text();
    assert!(!script.contains("<style") && !script.contains("style=\"") && script.contains("adoptedStyleSheets"));
    site.write("content/site.yml", "base_url: 7\ntheme: none-such\n");
    let mistaken = until(at, PAGE, |answer| answer.status == 500 || answer.text().contains("Aye"));
    assert_eq!(mistaken.header("content-security-policy"), Some(&*told("/*")));
}

#[test]
fn editions_that_nobody_looks_at_are_let_go() {
    let site = site();
    let mut workspace = Workspace::new(site.options.clone());
    let mut seen: Vec<_> = workspace.read().expect("a site").iter().map(Arc::downgrade).collect();
    let held = |seen: &[Weak<Snapshot>]| seen.iter().filter(|edition| edition.strong_count() > 0).count();
    let at = |minute: i64| Audience::PublicAt(Timestamp::from_second(1_700_000_000 + minute * 60).expect("a moment"));
    for minute in 0..60 {
        seen.push(Arc::downgrade(&workspace.snapshot(at(minute)).expect("an edition")));
        // Somebody goes on looking at the first.
        workspace.snapshot(at(0)).expect("an edition");
        assert!(held(&seen) <= EDITIONS, "after {minute}");
    }
    assert_eq!(held(&seen), EDITIONS);
    assert!(seen[0].strong_count() > 0, "the editors' own stays");
    assert!(seen[1].strong_count() > 0, "what is looked at stays");
    assert!(seen[60].strong_count() > 0 && seen[2].strong_count() == 0, "the least recently used go");
    // After an edit none of them is right any more.
    site.write("content/2024-03-11-budget.md", ANN.replace("Aye", "Nay"));
    let next = workspace.read().expect("a site").expect("another edition");
    assert_eq!(held(&seen), 0);
    drop(next);
}

#[test]
fn no_path_leads_out_of_the_site() {
    let site = site();
    fs::write(site.folder.path().join("secret.txt"), "embargoed").expect("a file");
    site.write("content/notes.txt", "embargoed");
    let server = serve(&site);
    let at = server.address;
    for path in [
        "/../secret.txt",
        "/../../secret.txt",
        "/%2e%2e/secret.txt",
        "/%2e%2e%2fsecret.txt",
        "/..%2fsecret.txt",
        "/..%5csecret.txt",
        "/meetings/../../secret.txt",
        "//etc/passwd",
        "/%2fetc%2fpasswd",
        "/etc/passwd%00.html",
        "/content/2024-03-11-budget.md",
        "/content/notes.txt",
        "/notes.txt",
        "/files/notes.txt",
        "/site.yml",
        "/.minutebook/manifest",
    ] {
        let answer = get(at, path);
        assert!(matches!(answer.status, 400 | 404), "{path}: {}", answer.status);
        assert!(!answer.text().contains("embargoed") && !answer.text().contains("root:"), "{path}");
    }
}

#[test]
fn a_page_elsewhere_cannot_read_drafts_through_a_name_of_its_own() {
    let site = site();
    site.write("content/2024-03-12-d.md", "---\nstatus: draft\n---\n# 2024-03-12 D\n### Ann:\nembargoed\n");
    let server = serve(&site);
    for path in ["/", "/meetings/2024-03-12-d/", "/_minutebook/page?path=/", "/_minutebook/live.js"] {
        for host in ["evil.example", "evil.example:80", "127.0.0.1.evil.example", ""] {
            let answer = ask(server.address, "GET", path, &format!("Host: {host}\r\n"));
            assert!(answer.status == 421 || answer.status == 400, "{host} {path}: {}", answer.status);
            assert!(!answer.text().contains("embargoed"));
        }
    }
    assert!(get(server.address, "/meetings/2024-03-12-d/").text().contains("embargoed"));
}

#[test]
fn every_page_that_an_edit_touches_is_right_at_once() {
    let site = site();
    site.write("content/2024-03-12-b.md", "# 2024-03-12 B\n### Ben:\nNay.\n");
    let server = serve(&site);
    let at = server.address;
    site.write("content/2024-03-11-budget.md", "# 2024-03-11 Budget\n### Zoe:\nNever.\n");
    until(at, PAGE, |answer| answer.text().contains("Never."));
    // Once one page knows, all do.
    assert!(get(at, "/speakers/zoe/").text().contains("Never."));
    assert!(get(at, "/speakers/").text().contains("Zoe") && !get(at, "/speakers/").text().contains("Ann"));
    assert_eq!(get(at, "/speakers/ann/").status, 404);
    assert!(get(at, "/feed.xml").text().contains("Never."));
    // What is shown is what would be built.
    let built = site.build();
    for path in ["meetings/index.html", "speakers/zoe/index.html"] {
        let shown = get(at, &format!("/{}", path.trim_end_matches("index.html"))).text();
        let without_bar: String = shown.lines().filter(|line| !line.contains("_minutebook")).collect();
        let built: String = built.read(path).lines().collect();
        assert_eq!(without_bar, built, "{path}");
    }
}

#[test]
fn the_bar_says_that_a_record_was_withdrawn_and_which_file_it_was() {
    let site = site();
    site.write("content/2024-03-12-b.md", "---\nwithdrawn: {reason: A name.}\n---\n# B\n### Ben:\nNay.\n");
    let server = serve(&site);
    let bar = get(server.address, "/_minutebook/page?path=/meetings/2024-03-12-b/").text();
    let bar: serde_json::Value = serde_json::from_str(&bar).expect("JSON");
    assert_eq!((&bar["status"], &bar["source"]), (&"withdrawn".into(), &"content/2024-03-12-b.md".into()), "{bar}");
}

/// An editor sees in the preview what `check` would say of the records at hand: those not public yet, and those just changed.
#[test]
fn the_words_of_drafts_and_of_changed_records_are_checked() {
    let lost =
        |head: &str, title: &str| format!("{head}# {title}\n### Ann:\nThe motion.\n\n###Ben:\nNo.\n### Ben:\nYes.\n");
    let site = Site::new()
        .file("content/2024-01-01-old.md", lost("", "Old"))
        .file("content/2024-01-02-draft.md", lost("---\nstatus: draft\n---\n", "Draft"))
        .file("content/2024-01-03-new.md", "# New\n### Ann:\nThe motion.\n");
    let mut workspace = Workspace::new(site.options.clone());
    let lost_in = |snapshot: &Snapshot| -> Vec<String> {
        let found = snapshot.diagnostics.iter().filter(|found| found.problem == Problem::LostHeading);
        found.filter_map(|found| Some(found.at.as_ref()?.path.to_string())).collect()
    };
    let first = workspace.read().expect("a site").expect("a snapshot");
    assert_eq!(lost_in(&first), ["content/2024-01-02-draft.md"]);
    site.write("content/2024-01-03-new.md", lost("", "New"));
    let changed = workspace.read().expect("a site").expect("a snapshot");
    assert_eq!(lost_in(&changed), ["content/2024-01-02-draft.md", "content/2024-01-03-new.md"]);
    site.write("content/2024-01-03-new.md", "# New\n### Ann:\nThe motion.\n");
    let mended = workspace.read().expect("a site").expect("a snapshot");
    assert_eq!(lost_in(&mended), ["content/2024-01-02-draft.md"]);
}

#[test]
fn files_and_folders_come_and_go() {
    for poll in [false, true] {
        let site = site();
        let server = try_serve(&site, poll);
        let at = server.address;
        site.write("content/council/sub/2024-05-01-new.md", "# 2024-05-01 New\n### Ann:\nHello.\n");
        until(at, "/meetings/2024-05-01-new/", |answer| answer.status == 200);
        fs::rename(site.path("content/council"), site.path("content/board")).expect("to rename");
        until(at, "/_minutebook/page?path=/meetings/2024-05-01-new/", |answer| {
            answer.text().contains("content/board/sub/2024-05-01-new.md")
        });
        fs::remove_dir_all(site.path("content/board")).expect("to remove");
        until(at, "/meetings/2024-05-01-new/", |answer| answer.status == 404);
        site.write("themes/civic/templates/404.html", "gone, says the theme");
        until(at, "/meetings/2024-05-01-new/", |answer| answer.text().contains("gone, says the theme"));
        // The whole content goes and comes back.
        fs::rename(site.path("content"), site.path("elsewhere")).expect("to rename");
        std::thread::sleep(Duration::from_millis(if poll { 900 } else { 100 }));
        fs::rename(site.path("elsewhere"), site.path("content")).expect("to rename");
        until(at, PAGE, |answer| answer.status == 200);
        site.write("content/2024-03-11-budget.md", ANN.replace("Aye", "Nay"));
        until(at, PAGE, |answer| answer.text().contains("Nay."));
    }
}

#[test]
fn a_storm_of_changes_is_read_a_few_times_and_ends_right() {
    let site = site();
    let server = serve(&site);
    let at = server.address;
    let before = number(at);
    for round in 0..10_000 {
        site.write(&format!("content/2024-06-{:02}-s.md", round % 28 + 1), format!("# S\n### Ann:\nRound {round}.\n"));
    }
    until(at, "/meetings/2024-06-04-s/", |answer| {
        answer.text().contains("Round 9999.") || answer.text().contains("Round 9971.")
    });
    let editions = number(at) - before;
    assert!(editions < 200, "{editions} editions");
    for day in 1..=28 {
        let last = (0..10_000).rev().find(|round| round % 28 + 1 == day).expect("a round");
        let page = get(at, &format!("/meetings/2024-06-{day:02}-s/")).text();
        assert!(page.contains(&format!("Round {last}.")), "{day}");
    }
}

#[test]
fn a_file_that_cannot_be_read_for_a_moment_is_shown_as_it_was() {
    let site = site();
    let server = serve(&site);
    let at = server.address;
    fs::write(site.path("content/2024-03-11-budget.md"), b"# 2024-03-11 Budget\n### Ann:\nA\xFFye.\n").expect("a file");
    until(at, &format!("/_minutebook/page?path={PAGE}"), |answer| answer.text().contains("invalid-utf8"));
    assert!(get(at, PAGE).text().contains("Aye."), "the last good version");
    site.write("content/2024-03-11-budget.md", ANN.replace("Aye", "Nay"));
    until(at, PAGE, |answer| answer.text().contains("Nay."));
    assert!(!get(at, &format!("/_minutebook/page?path={PAGE}")).text().contains("invalid-utf8"));
}

#[test]
fn two_hundred_pages_at_once_are_all_answered() {
    let mut site = site();
    for day in 1..=28 {
        site = site.file(&format!("content/2024-07-{day:02}-s.md"), format!("# S\n### Ann:\nDay {day}.\n"));
    }
    let server = serve(&site);
    let at = server.address;
    let (done, all) = mpsc::channel();
    for reader in 0..200 {
        let done = done.clone();
        std::thread::spawn(move || {
            let day = reader % 28 + 1;
            let page = get(at, &format!("/meetings/2024-07-{day:02}-s/")).text();
            done.send(page.contains(&format!("Day {day}."))).expect("to tell");
        });
    }
    drop(done);
    assert_eq!(all.iter().filter(|right| *right).count(), 200);
}

#[test]
fn news_is_told_to_whoever_listens() {
    let site = site();
    let server = serve(&site);
    let mut stream = TcpStream::connect(server.address).expect("a connection");
    stream.set_read_timeout(Some(Duration::from_secs(20))).expect("a time limit");
    write!(stream, "GET /_minutebook/events HTTP/1.1\r\nHost: localhost\r\n\r\n").expect("to ask");
    let mut lines = BufReader::new(stream).lines();
    let mut listen = || -> u64 {
        // The stream never ends, and goes on breathing when there is no news.
        let mut lines = lines.by_ref().take(50).map(|line| line.expect("news"));
        let number = lines.find_map(|line| line.strip_prefix("data: ").map(str::to_owned)).expect("a number");
        number.parse().expect("a number")
    };
    let first = listen();
    site.write("content/2024-03-11-budget.md", ANN.replace("Aye", "Nay"));
    assert_eq!(listen(), first + 1);
    let another = serve(&site);
    assert!(number(another.address) > first + 1, "no two previews count alike");
}

/// Number of the snapshot that is shown.
fn number(at: SocketAddr) -> u64 {
    let text = get(at, "/_minutebook/page?path=/").text();
    let value: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    value["number"].as_u64().expect("a number")
}

#[test]
fn a_taken_port_gives_way_to_the_next() {
    let taken = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = taken.local_addr().expect("an address").port();
    let site = site();
    let server = serve_as(&site, |serving| serving.port = port);
    assert!(server.address.port() > port);
}

#[test]
fn settings_that_are_wrong_from_the_start_can_be_mended_while_it_runs() {
    let site = site().file("content/site.yml", "title: [\n");
    let server = serve(&site);
    let at = server.address;
    let answer = get(at, "/");
    assert!(answer.status == 500 && answer.text().contains("content/site.yml:1"), "{}", answer.text());
    site.write("content/site.yml", "title: Town\n");
    until(at, "/", |answer| answer.status == 200 && answer.text().contains("Town"));
}

#[test]
fn cards_are_shown_as_pictures() {
    let server = serve(&site());
    let answer = get(server.address, &format!("{PAGE}card.png"));
    assert_eq!((answer.status, answer.header("content-type")), (200, Some("image/png")));
    assert!(answer.body.starts_with(b"\x89PNG"));
}
