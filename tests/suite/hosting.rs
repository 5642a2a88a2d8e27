//! Configurations for servers, tried with the servers themselves.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use crate::commands::{code, minutebook, told};

const SETTINGS: &str = "title: Record\nbuild: {precompress: true}\nhosting: {hsts_days: 365}\n";

/// Files of the content in which a browser could run scripts, or whose type it could guess; and their types.
const GIVEN: [(&str, &str); 6] = [
    ("plan.html", "text/html; charset=utf-8"),
    ("plan.svg", "image/svg+xml"),
    ("Plan.XHTML", "application/xhtml+xml"),
    ("plan.js", "text/javascript; charset=utf-8"),
    ("plan.zzz", "application/octet-stream"),
    ("plan", "application/octet-stream"),
];

/// A built site with an old address in letters that are no ASCII, a feed, a file, and packed pages.
fn site(base: &str) -> tempfile::TempDir {
    let place = tempfile::tempdir().expect("a temporary folder");
    // A server that drops its rights must be able to read it.
    Command::new("chmod").arg("755").arg(place.path()).status().expect("chmod runs");
    let write = |path: &str, text: &str| {
        let path = place.path().join(path);
        std::fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        std::fs::write(path, text).expect("a file");
    };
    write("site/content/site.yml", &format!("{SETTINGS}base_url: http://127.0.0.1{base}\nfeeds: {{speakers: all}}\n"));
    let given: String = GIVEN.iter().map(|(name, _)| format!("[Given]({name})\n")).collect();
    let words = "The ferry leaves at seven, and not before the tide has turned. ".repeat(40);
    write(
        "site/content/2024-03-11-預算.md",
        &format!(
            "# 預算\n### Ann:\n{words}\n[Figures](figures.csv)\n[Sound](sound.mp3)\n[Papers](papers.tar.gz)\n{given}"
        ),
    );
    write("site/content/sound.mp3", &"A sound of the ferry. ".repeat(90));
    write("site/content/papers.tar.gz", &"Papers of the ferry. ".repeat(90));
    write("site/content/figures.csv", "a,b\n1,2\n");
    for (name, _) in GIVEN {
        write(&format!("site/content/{name}"), "<svg xmlns=\"http://www.w3.org/2000/svg\"><script>1</script></svg>");
    }
    let odd = "---\nslug: 2024-05-11-a$b(c)&d\nwithdrawn: {at: 2024-06-01T00:00, reason: A name.}\n---\n# Odd\n### Ann:\nAye.\n";
    write("site/content/2024-05-11-odd.md", odd);
    let taken_back = "---\nwithdrawn: {at: 2024-06-01T00:00, reason: A name.}\n---\n# Taken back\n### Ann:\nAye.\n";
    write("site/content/2024-04-11-議.md", taken_back);
    write("site/content/.redirects", "2024-03-10-舊 名\t2024-03-11-預算\n");
    let built = minutebook(&["build", "site", "--strict"], place.path());
    assert_eq!(code(&built), 0, "{}", told(&built));
    place
}

struct Server(Child);

impl Drop for Server {
    fn drop(&mut self) {
        // Some start others, which would stay.
        let _ = Command::new("kill").args(["--", &format!("-{}", self.0.id())]).status();
        let _ = self.0.wait();
    }
}

fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr()).expect("a free port").port()
}

/// Starts a server, waits until it answers, and asks it everything; says so when there is no such server here.
fn try_with(name: &str, base: &str, start: impl Fn(&Path, u16) -> Command) {
    let place = site(base);
    with_server(name, place.path(), start, |port| ask_everything(place.path(), port, base));
}

/// Starts a server, waits until it answers, and asks it.
pub(crate) fn with_server(name: &str, place: &Path, start: impl Fn(&Path, u16) -> Command, ask: impl FnOnce(u16)) {
    let port = free_port();
    let mut command = start(place, port);
    command.current_dir(place).stdout(Stdio::null());
    // A pipe that nobody empties would stop it.
    let log = place.join("said.log");
    command.stderr(std::fs::File::create(&log).expect("a file"));
    command.process_group(0);
    let child = match command.spawn() {
        Ok(child) => child,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            println!("SKIPPED: {name} is not installed");
            return;
        }
        Err(error) => panic!("{name}: {error}"),
    };
    let mut server = Server(child);
    for attempt in 0.. {
        if TcpStream::connect(("127.0.0.1", port)).is_ok() {
            break;
        }
        if attempt == 1_200 || server.0.try_wait().expect("a child").is_some() {
            let _ = server.0.kill();
            let said = std::fs::read_to_string(&log).unwrap_or_default();
            panic!("{name} does not answer: {said}");
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    ask(port);
}

/// The status, the headers in lower case, and the body.
pub(crate) fn get(port: u16, path: &str, accepted: &str) -> (u16, String, Vec<u8>) {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).expect("a connection");
    let request = format!(
        "GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nAccept-Encoding: {accepted}\r\nConnection: close\r\n\r\n"
    );
    stream.set_read_timeout(Some(Duration::from_secs(20))).expect("a time limit");
    stream.write_all(request.as_bytes()).expect("a request");
    let (mut answer, mut piece) = (Vec::new(), [0; 16 * 1024]);
    // Some servers keep the connection all the same.
    while !is_whole(&answer) {
        let length = stream.read(&mut piece).expect("an answer");
        if length == 0 {
            break;
        }
        answer.extend_from_slice(&piece[..length]);
    }
    let end = answer.windows(4).position(|window| window == b"\r\n\r\n").expect("an end of the headers");
    let head = String::from_utf8_lossy(&answer[..end]).into_owned();
    let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).expect("a status");
    (status, head.to_ascii_lowercase(), answer[end + 4..].to_vec())
}

/// Reports whether an answer has come to its end, by its headers.
fn is_whole(answer: &[u8]) -> bool {
    let Some(end) = answer.windows(4).position(|window| window == b"\r\n\r\n") else { return false };
    let head = String::from_utf8_lossy(&answer[..end]).to_ascii_lowercase();
    let body = &answer[end + 4..];
    let length = head.lines().find_map(|line| line.strip_prefix("content-length:")?.trim().parse().ok());
    length.map_or_else(
        || head.contains("transfer-encoding: chunked") && body.ends_with(b"\r\n0\r\n\r\n") || body == b"0\r\n\r\n",
        |length: usize| body.len() >= length,
    )
}

fn ask_everything(place: &Path, port: u16, base: &str) {
    let record = format!("{base}/meetings/2024-03-11-%E9%A0%90%E7%AE%97/");
    let ask = |path: &str| get(port, &format!("{base}{path}"), "identity");
    let has = |path: &str, header: &str| {
        let (status, head, _) = if path.starts_with("/meetings/2024") {
            get(port, &format!("{base}{path}"), "identity")
        } else {
            ask(path)
        };
        assert_eq!(status, 200, "{path}: {head}");
        assert!(
            head.contains(&format!("\r\n{header}\r\n")) || head.ends_with(&format!("\r\n{header}")),
            "{path}: {header} in {head}"
        );
        assert_eq!(head.matches("content-type:").count(), 1, "{path}: {head}");
        assert_eq!(head.matches("cache-control:").count(), 1, "{path}: {head}");
    };
    let markdown = format!("{}index.md", record.strip_prefix(base).expect("the base"));
    for (path, media) in [
        ("/", "text/html; charset=utf-8"),
        ("/feed.xml", "application/xml; charset=utf-8"),
        ("/atom.xml", "application/xml; charset=utf-8"),
        ("/feed.json", "application/feed+json; charset=utf-8"),
        ("/speakers/ann/feed.xml", "application/xml; charset=utf-8"),
        ("/calendar.ics", "text/calendar; charset=utf-8"),
        ("/sitemap.xml", "application/xml; charset=utf-8"),
        ("/robots.txt", "text/plain; charset=utf-8"),
        ("/files/figures.csv", "text/csv; charset=utf-8"),
        (&markdown, "text/markdown; charset=utf-8"),
    ] {
        has(path, &format!("content-type: {media}"));
        has(path, "x-content-type-options: nosniff");
        has(path, "strict-transport-security: max-age=31536000");
    }
    has("/", "cache-control: public, max-age=0, must-revalidate");
    has("/files/figures.csv", "cache-control: public, max-age=3600");
    let sheet = std::fs::read_dir(place.join("site/output/assets")).expect("assets").flatten();
    let sheet = sheet.map(|e| e.file_name().to_string_lossy().into_owned()).find(|name| name.ends_with(".css"));
    has(&format!("/assets/{}", sheet.expect("a style sheet")), "cache-control: public, max-age=31536000, immutable");

    for (name, media) in GIVEN {
        let path = format!("/files/{name}");
        let (status, head, _) = ask(&path);
        let policy = "content-security-policy: sandbox; default-src 'none'; ";
        assert!(status == 200 && head.contains(policy) && !head.contains("script-src"), "{path}: {head}");
        assert_eq!(head.matches("content-security-policy").count(), 1, "{path}: {head}");
        // Apache tells no type of what has no ending; nobody may guess it.
        assert!(name == "plan" || head.contains(&format!("\r\ncontent-type: {media}")), "{path}: {head}");
        assert!(!head.contains("text/html") || name == "plan.html", "{path}: {head}");
        has_not_the_policy_of_pages(&head);
    }
    let (status, head, _) = ask("/files/nowhere.html");
    assert!(status == 404 && head.contains("style-src 'self'; script-src 'self'"), "the page of the site: {head}");

    let (status, head, _) = ask("/");
    assert!(
        status == 200
            && head.contains("content-security-policy: default-src 'none'")
            && head.contains("referrer-policy: no-referrer"),
        "{head}"
    );
    let (status, head, _) = get(port, &format!("{base}/meetings/2024-03-10-%E8%88%8A%20%E5%90%8D/"), "identity");
    assert_eq!(status, 301, "{head}");
    let location = head.lines().find_map(|line| line.strip_prefix("location: ")).expect("a location").to_owned();
    // Apache says the whole address.
    let location = location.strip_prefix(&format!("http://127.0.0.1:{port}")).unwrap_or(&location);
    assert_eq!(location, record.to_ascii_lowercase(), "{head}");
    let (status, head, body) = ask("/meetings/2024-04-11-%E8%AD%B0/");
    assert!(status == 410 && head.contains("content-type: text/html"), "{head}");
    let gone = std::fs::read(place.join("site/output/meetings/2024-04-11-議/index.html")).expect("the page");
    assert_eq!(body_of(&head, &body), gone);
    let (status, head, _) = ask("/meetings/2024-05-11-a$b(c)&d/");
    assert!(status == 410 && head.contains("content-type: text/html"), "{head}");
    let (status, head, body) = ask("/nowhere/at-all.md");
    assert!(status == 404 && head.contains("content-type: text/html"), "{head}");
    assert_eq!(body_of(&head, &body), std::fs::read(place.join("site/output/404.html")).expect("the page"));
    assert_eq!(ask("/.minutebook/manifest").0, 404);
    assert_eq!(ask("/files/").0, 404, "a folder without a page");
    let (status, head, _) = get(port, &record, "gzip");
    assert!(
        status == 200 && head.contains("content-encoding: gzip") && head.contains("content-type: text/html"),
        "{head}"
    );
    let (_, head, plain) = get(port, &record, "identity");
    assert!(!head.contains("content-encoding") && !head.contains("access-control"), "{head}");
    let page = std::fs::read(place.join("site/output/meetings/2024-03-11-預算/index.html")).expect("the page");
    assert_eq!(body_of(&head, &plain), page);
    parts_of_the_index_come_as_they_are(place, port, base);
    open_data_comes_as_it_is(place, port, base);
    a_recording_comes_as_it_is(place, port, base);
    a_packed_file_comes_as_it_is(place, port, base);
    let without_slash = ask("/speakers/ann");
    assert!((301..=308).contains(&without_slash.0), "{}", without_slash.1);
}

/// The search page requests ranges of packs, which must come as they are, although the server compresses all else.
fn parts_of_the_index_come_as_they_are(place: &Path, port: u16, base: &str) {
    for folder in ["s", "t"] {
        let packs = std::fs::read_dir(place.join("site/output/search").join(folder)).expect("packs").flatten();
        let pack = packs.map(|entry| entry.path()).next().expect("a pack");
        let whole = std::fs::read(&pack).expect("a pack");
        let name = pack.file_name().expect("a name").to_string_lossy().into_owned();
        let path = format!("{base}/search/{folder}/{name}");
        for accepted in ["identity", "gzip, deflate, br, zstd"] {
            let (from, to) = (7, whole.len() - 9);
            let (status, head, part) = get(port, &path, &format!("{accepted}\r\nRange: bytes={from}-{to}"));
            assert_eq!(status, 206, "{path}: {head}");
            assert!(head.contains(&format!("\r\ncontent-range: bytes {from}-{to}/{}", whole.len())), "{path}: {head}");
            assert!(!head.contains("content-encoding"), "{path}: {head}");
            assert_eq!(part, &whole[from..=to], "{path}");
        }
        // The whole pack too, for readers that know no ranges.
        let (status, head, body) = get(port, &path, "gzip, deflate, br, zstd");
        assert_eq!((status, body_of(&head, &body)), (200, whole), "{path}: {head}");
    }
}

/// Programs unpack tables themselves, and request ranges of those in Parquet.
fn open_data_comes_as_it_is(place: &Path, port: u16, base: &str) {
    for (name, media_type) in
        [("speeches.csv.gz", "application/gzip"), ("speeches.parquet", "application/vnd.apache.parquet")]
    {
        let whole = std::fs::read(place.join("site/output/data").join(name)).expect("a table");
        let path = format!("{base}/data/{name}");
        for accepted in ["identity", "gzip, deflate, br, zstd"] {
            let (status, head, body) = get(port, &path, accepted);
            assert_eq!((status, body_of(&head, &body)), (200, whole.clone()), "{path}: {head}");
            assert!(!head.contains("content-encoding"), "{path}: {head}");
            assert!(head.contains("access-control-allow-origin: *"), "pages of other sites may read it: {head}");
            assert!(head.contains(&format!("content-type: {media_type}")), "{path}: {head}");
            let (status, head, part) = get(port, &path, &format!("{accepted}\r\nRange: bytes=4-40"));
            assert_eq!((status, part.as_slice()), (206, &whole[4..=40]), "{path}: {head}");
        }
    }
}

/// Players request ranges, to begin where somebody speaks.
fn a_recording_comes_as_it_is(place: &Path, port: u16, base: &str) {
    let whole = std::fs::read(place.join("site/content/sound.mp3")).expect("a recording");
    let path = format!("{base}/files/sound.mp3");
    let (status, head, part) = get(port, &path, "gzip, deflate, br, zstd\r\nRange: bytes=100-900");
    assert_eq!((status, part.as_slice()), (206, &whole[100..=900]), "{path}: {head}");
    assert!(!head.contains("content-encoding"), "{path}: {head}");
}

/// A packed file of the content is no packed copy of another file.
fn a_packed_file_comes_as_it_is(place: &Path, port: u16, base: &str) {
    let whole = std::fs::read(place.join("site/content/papers.tar.gz")).expect("papers");
    let path = format!("{base}/files/papers.tar.gz");
    let (status, head, body) = get(port, &path, "gzip, deflate, br, zstd");
    assert_eq!((status, body_of(&head, &body)), (200, whole), "{path}: {head}");
    assert!(!head.contains("content-encoding") && head.contains("content-type: application/gzip"), "{path}: {head}");
}

fn has_not_the_policy_of_pages(head: &str) {
    assert!(!head.contains("form-action 'self'") && head.contains("x-content-type-options: nosniff"), "{head}");
}

/// A body that came in pieces, put together.
pub(crate) fn body_of(head: &str, body: &[u8]) -> Vec<u8> {
    if !head.contains("transfer-encoding: chunked") {
        return body.to_vec();
    }
    let (mut whole, mut rest) = (Vec::new(), body);
    while let Some(end) = rest.windows(2).position(|window| window == b"\r\n") {
        let size = std::str::from_utf8(&rest[..end]).ok().and_then(|size| usize::from_str_radix(size.trim(), 16).ok());
        let size = size.expect("a size");
        if size == 0 {
            break;
        }
        whole.extend(&rest[end + 2..end + 2 + size]);
        rest = &rest[end + 4 + size..];
    }
    whole
}

fn configuration(server: &str, place: &Path, listen: &str) -> String {
    let root = place.join("site/output");
    let root = root.to_str().expect("UTF-8");
    let said = minutebook(&["hosting", server, "site", "--root", root, "--listen", listen], place);
    assert_eq!(code(&said), 0, "{}", told(&said));
    String::from_utf8(said.stdout).expect("UTF-8")
}

/// Nginx, which compresses everything on the way that its configuration does not keep it from.
pub(crate) fn nginx(place: &Path, port: u16) -> Command {
    let server = configuration("nginx", place, &format!("127.0.0.1:{port}"));
    let whole = format!(
        "daemon off;\nuser root;\nworker_processes 1;\npid {0}/nginx.pid;\nerror_log stderr;\nevents {{}}\nhttp {{\naccess_log off;\n\
         gzip on;\ngzip_min_length 0;\ngzip_types *;\n\
         client_body_temp_path {0}/t1;\nproxy_temp_path {0}/t2;\nfastcgi_temp_path {0}/t3;\nuwsgi_temp_path {0}/t4;\nscgi_temp_path {0}/t5;\n{server}\n}}\n",
        place.display()
    );
    // Only root may name a user.
    let whole = if is_root() { whole } else { whole.replace("user root;\n", "") };
    std::fs::write(place.join("nginx.conf"), whole).expect("a file");
    let mut command = Command::new("nginx");
    command.args(["-e", "stderr", "-c"]).arg(place.join("nginx.conf"));
    command
}

fn is_root() -> bool {
    Command::new("id").arg("-u").output().is_ok_and(|output| output.stdout == b"0\n")
}

pub(crate) fn caddy(place: &Path, port: u16) -> Command {
    let site = configuration("caddy", place, &format!("127.0.0.1:{port}"));
    std::fs::write(place.join("Caddyfile"), format!("{{\n\tadmin off\n}}\n{site}")).expect("a file");
    let mut command = Command::new("caddy");
    command.args(["run", "--adapter", "caddyfile", "--config"]).arg(place.join("Caddyfile"));
    command.env("XDG_DATA_HOME", place).env("XDG_CONFIG_HOME", place).env("HOME", place);
    command
}

/// Apache, which compresses everything likewise.
pub(crate) fn apache(place: &Path, port: u16) -> Command {
    let site = configuration("apache", place, &format!("127.0.0.1:{port}"));
    // Where Debian and others keep the modules.
    let folders = ["/usr/lib/apache2/modules", "/usr/lib64/httpd/modules", "/usr/lib/httpd/modules"];
    let modules = folders.into_iter().find(|folder| Path::new(folder).is_dir()).unwrap_or_default();
    let wanted = ["mpm_event", "authz_core", "dir", "mime", "alias", "headers", "rewrite", "filter", "deflate"];
    let mut whole: String =
        wanted.iter().map(|name| format!("LoadModule {name}_module {modules}/mod_{name}.so\n")).collect();
    whole += &format!(
        "ServerRoot {0}\nServerName 127.0.0.1\nListen 127.0.0.1:{port}\nPidFile {0}/apache.pid\nErrorLog /dev/stderr\nTypesConfig /dev/null\n\
         SetOutputFilter DEFLATE\n{site}",
        place.display()
    );
    std::fs::write(place.join("apache.conf"), whole).expect("a file");
    let mut command = Command::new("apache2");
    command.args(["-D", "FOREGROUND", "-f"]).arg(place.join("apache.conf"));
    command
}

#[test]
fn nginx_does_as_it_is_told() {
    try_with("nginx", "", nginx);
}

#[test]
fn nginx_does_as_it_is_told_below_a_path() {
    try_with("nginx", "/records", nginx);
}

#[test]
fn caddy_does_as_it_is_told() {
    try_with("caddy", "", caddy);
}

#[test]
fn caddy_does_as_it_is_told_below_a_path() {
    try_with("caddy", "/records", caddy);
}

#[test]
fn apache_does_as_it_is_told() {
    try_with("apache2", "", apache);
}

#[test]
fn apache_does_as_it_is_told_below_a_path() {
    try_with("apache2", "/records", apache);
}

/// Addresses of all the signs that a host could take for more than themselves, and of some that it could not.
fn odd_addresses() -> Vec<String> {
    let mut all: Vec<String> = [
        "/*",
        "/a/*",
        "/a/*/",
        "/*/a/",
        "/a/:b/",
        "/:a/:b/",
        "/wiki/Category:Quay/",
        "/a/:splat/",
        "/a/{b}/",
        "/{path}/",
        "/{$HOME}/",
        "/a/${HOME}/",
        "/$uri/",
        "/$1/",
        "/a$/",
        "/${uri}/",
        "/a/%{REQUEST_URI}/",
        "/%41/",
        "/%2A/",
        "/a%/",
        "/a/(b|c)/",
        "/a+/",
        "/.+/",
        "/a.c/",
        "/[a-z]/",
        "/a|b/",
        "/^a$/",
        "/a b/",
        "/a  b/",
        "/a;b/",
        "/a\"b/",
        "/a'b/",
        "/a`b/",
        "/a&b/",
        "/a,b/",
        "/a=b/",
        "/a@b/",
        "/@a/",
        "/!a/",
        "/~a/",
        "/~*a/",
        "/<b>/",
        "/#a/",
        "/a?b/",
        "/會:議*/",
        "/café/",
        "/a.html",
        "/a*.html",
        "/{http.request.host}/",
        "/a}/",
        "/{a/",
        "/a#b.html",
        "/-f/",
        "/ a/",
        "/a /",
    ]
    .map(str::to_owned)
    .into();
    // And put together without thinking.
    let mut seed = 20_240_311_u64;
    let mut dice = |sides: usize| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) as usize % sides
    };
    let signs: Vec<char> = "*:{}$%()[]|^+.~!@&;=,'\"`<>ab1 -_會é".chars().collect();
    for number in 0..150 {
        let part: String = (0..1 + dice(8)).map(|_| signs[dice(signs.len())]).collect();
        let part = part.trim();
        all.push(if part.is_empty() || part.starts_with('.') {
            format!("/x{number}/")
        } else {
            format!("/odd/{part}/")
        });
    }
    // What ends in no name of a file is a folder.
    all.iter_mut().filter(|address| !address.ends_with('/') && !address.contains('.')).for_each(|it| it.push('/'));
    all.sort();
    all.dedup();
    all
}

/// An address as a browser asks for it.
pub(crate) fn asked_for(path: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_graphic() && !b"\"#%<>?\\^`{}".contains(&byte);
    path.bytes().map(|byte| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") }).collect()
}

/// Asks for many addresses, and for others that resemble them: each leads to its own target, by a status of the server or, on
/// a `host` that has no room or no words for it, by its page; no other is led anywhere.
pub(crate) fn no_redirect_but_its_own(name: &str, base: &str, host: &str, start: impl Fn(&Path, u16) -> Command) {
    let place = tempfile::tempdir().expect("a temporary folder");
    Command::new("chmod").arg("755").arg(place.path()).status().expect("chmod runs");
    let content = place.path().join("site/content");
    std::fs::create_dir_all(&content).expect("a folder");
    let write = |path: &str, text: &str| std::fs::write(content.join(path), text).expect("a file");
    write("site.yml", &format!("title: Record\nbase_url: http://127.0.0.1{base}\nhost: {host}\n"));
    write("2024-03-11-a$b&c.md", "# A\n### Ann:\nAye.\n");
    write("2024-03-12-b.md", "# B\n### Ann:\nAye.\n");
    let targets = ["/meetings/2024-03-11-a$b&c/", "/meetings/2024-03-12-b/"];
    let addresses = odd_addresses();
    let rows: String =
        addresses.iter().enumerate().map(|(at, from)| format!("{from}\t{}\n", targets[at % targets.len()])).collect();
    write(".redirects", &rows);
    let built = minutebook(&["build", "site"], place.path());
    assert!(code(&built) <= 1, "{}", told(&built));
    // What the site says of an address is right; here it is asked whether the server does the same.
    let page_of = |address: &str| {
        let below = address.trim_start_matches('/');
        let file = if below.ends_with('/') { format!("{below}index.html") } else { below.to_owned() };
        std::fs::read_to_string(place.path().join("site/output").join(file)).ok()
    };
    with_server(name, place.path(), start, |port| {
        let location = |address: &str| {
            let (status, head, _) = get(port, &format!("{base}{}", asked_for(address)), "identity");
            let to = head.lines().find_map(|line| line.strip_prefix("location: ").map(str::to_owned));
            let to = to.map(|to| to.strip_prefix(&format!("http://127.0.0.1:{port}")).unwrap_or(&to).to_owned());
            // Two links are one when they name the same bytes.
            let to = to.map(|to| percent_encoding::percent_decode_str(&to).decode_utf8_lossy().into_owned());
            (status, to.filter(|_| status == 301))
        };
        let led = |to: &str| targets.iter().any(|target| format!("{base}{target}").to_lowercase() == to);
        let mut own = 0;
        let mut known = std::collections::BTreeSet::new();
        for (at, address) in addresses.iter().enumerate() {
            let target = format!("{base}{}", targets[at % targets.len()]).to_lowercase();
            if page_of(address).is_some_and(|page| page.contains("http-equiv=\"refresh\"")) {
                let (status, to) = location(address);
                // Cloudflare leads from `a.html` to `a`. Azure's client decodes the name of a file twice.
                let is_page = match host {
                    "server" => false,
                    "cloudflare-pages" => status == 200 || (status == 308 && address.ends_with(".html")),
                    "azure-static-web-apps" => status == 200 || (status == 404 && address.contains('%')),
                    _ => status == 200,
                };
                assert!(
                    is_page || (status, to.as_deref()) == (301, Some(&*target)),
                    "{name}: {address} {status} {to:?}"
                );
                own += usize::from(!is_page);
            }
            known.insert(address.clone());
        }
        println!("{name}: {own} of {} addresses are redirected", addresses.len());
        assert!(own > 90, "{own} of {} addresses lead on", addresses.len());
        for address in &addresses {
            let swapped = |sign: char, by: &str| address.replace(sign, by);
            let mut others = vec![
                address.to_uppercase(),
                format!("{address}x"),
                format!("{address}x/y/"),
                format!("/x{address}"),
                swapped('*', "x"),
                swapped('*', "x/y"),
                swapped('*', ""),
                swapped(':', ""),
                swapped('.', "x"),
                swapped('+', "aa"),
                swapped('$', ""),
                address
                    .replace("${HOME}", "/root")
                    .replace("{$HOME}", "/root")
                    .replace("{path}", "x")
                    .replace("$uri", "x"),
                address.chars().filter(|c| c.is_alphanumeric() || *c == '/').collect(),
                percent_encoding::percent_decode_str(address).decode_utf8_lossy().into_owned(),
            ];
            others.extend(address.split(':').next().map(|first| format!("{first}other/")));
            for other in others {
                let page =
                    if other.ends_with('/') || known.contains(&other) { other.clone() } else { format!("{other}/") };
                if !known.contains(&page) && !known.contains(&other) && !other.contains("//") {
                    let (status, to) = location(&other);
                    assert!(!to.as_deref().is_some_and(led), "{name}: {other} is led as {address} is: {status} {to:?}");
                }
            }
        }
        for page in ["/", "/meetings/", "/speakers/ann/", "/meetings/2024-03-12-b/"] {
            assert_eq!(location(page).0, 200, "{name}: {page}");
        }
    });
}

#[test]
fn nginx_redirects_no_address_but_its_own() {
    no_redirect_but_its_own("nginx", "", "server", nginx);
}

#[test]
fn caddy_redirects_no_address_but_its_own() {
    no_redirect_but_its_own("caddy", "", "server", caddy);
}

#[test]
fn caddy_redirects_no_address_but_its_own_below_a_path() {
    no_redirect_but_its_own("caddy", "/records", "server", caddy);
}

#[test]
fn apache_redirects_no_address_but_its_own() {
    no_redirect_but_its_own("apache2", "", "server", apache);
}

#[test]
fn every_server_is_told_the_same() {
    let place = site("");
    for server in ["nginx", "caddy", "apache"] {
        let said = configuration(server, place.path(), "8080");
        for words in
            ["max-age=31536000, immutable", "default-src 'none'", "text/markdown; charset=utf-8", "2024-03-10-舊 名/"]
        {
            assert!(said.contains(words), "{server}: {words} in {said}");
        }
    }
    let headers = std::fs::read_to_string(place.path().join("site/output/_headers")).expect("headers");
    assert!(
        headers.contains("Strict-Transport-Security: max-age=31536000") && headers.contains("/assets/*"),
        "{headers}"
    );
    assert_eq!(
        headers.matches("Cache-Control").count(),
        5,
        "where two rules hold, hosts join what they say: {headers}"
    );
}

#[test]
fn init_writes_files_for_whoever_is_to_run_it() {
    let place = tempfile::tempdir().expect("a temporary folder");
    let read = |path: &str| std::fs::read_to_string(place.path().join(path)).expect(path);
    for (runner, path, words) in [
        ("github-actions", "site/.github/workflows/minutebook.yml", "minutebook publish"),
        ("gitlab-ci", "site/.gitlab-ci.yml", "minutebook publish"),
        ("systemd", "site/systemd/minutebook.service", " publish ."),
        ("cron", "site/cron/minutebook", " publish --quiet ."),
    ] {
        let said = minutebook(&["init", "site", "--with", runner], place.path());
        assert_eq!(code(&said), 0, "{}", told(&said));
        let text = read(path);
        assert!(
            text.contains(words)
                && !["SITE_FOLDER", "MINUTEBOOK_PROGRAM", "USER_NAME", "BRANCH_NAME"]
                    .iter()
                    .any(|place| text.contains(place)),
            "{text}"
        );
        assert!(String::from_utf8_lossy(&said.stdout).contains(path));
        assert_eq!(code(&minutebook(&["init", "site", "--with", runner], place.path())), 2, "it is there already");
    }
    assert!(place.path().join("site/content/site.yml").is_file());
    let verify =
        Command::new("systemd-analyze").arg("verify").arg(place.path().join("site/systemd/minutebook.timer")).output();
    match verify {
        Ok(output) => assert!(output.status.success(), "{}", told(&output)),
        Err(_) => println!("SKIPPED: systemd-analyze is not installed"),
    }
}
