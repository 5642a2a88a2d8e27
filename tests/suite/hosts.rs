//! Sites on hosts: each host's own program answers for a site that was built for it. What they answer is the table in
//! docs/hosting.md.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use minutebook::hosting::{CachePolicy, media_type};
use serde_json::{Value, json};

use crate::commands::{code, minutebook, told};
use crate::hosting::{apache, asked_for, body_of, caddy, get, nginx, no_redirect_but_its_own, with_server};
use crate::site::{files_below, real_records};

/// Old addresses of pages beside those with signs.
const OLD: usize = 3_000;

/// Signs that mean something to one host or another, and their names in the table.
const SIGNS: [(&str, &str); 5] = [("*", "`*`"), (":", "`:`"), ("%", "`%`"), (" ", "blanks"), ("議", "Chinese")];

/// A host, as `host:` names it, and the program that answers for it.
#[derive(Clone, Copy)]
struct Answering {
    /// Name in the table.
    name: &'static str,
    /// Value of `host:`; empty for servers that serve any folder.
    host: &'static str,
    /// Package of the program in tests/hosts, or the name of a server.
    program: &'static str,
    start: fn(&Path, u16) -> Command,
}

const ALL: [Answering; 11] = [
    Answering { name: "cloudflare-pages", host: "cloudflare-pages", program: "wrangler", start: wrangler },
    Answering { name: "netlify", host: "netlify", program: "netlify-redirector", start: netlify },
    Answering { name: "firebase", host: "firebase", program: "superstatic", start: firebase },
    Answering {
        name: "azure-static-web-apps",
        host: "azure-static-web-apps",
        program: "@azure/static-web-apps-cli",
        start: azure,
    },
    Answering { name: "vercel", host: "vercel", program: "@vercel/routing-utils", start: vercel },
    Answering { name: "s3", host: "s3", program: "", start: cloudfront },
    Answering { name: "nginx", host: "server", program: "nginx", start: nginx },
    Answering { name: "caddy", host: "server", program: "caddy", start: caddy },
    Answering { name: "apache", host: "server", program: "apache2", start: apache },
    Answering { name: "serve", host: "", program: "serve", start: serve },
    Answering { name: "http-server", host: "", program: "http-server", start: http_server },
];

fn of(name: &str) -> Answering {
    ALL.into_iter().find(|host| host.name == name).expect("a host")
}

fn programs() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/hosts")
}

fn is_installed(host: Answering) -> bool {
    let is_package = !["nginx", "caddy", "apache2"].contains(&host.program);
    let there = !is_package || programs().join("node_modules").join(host.program).is_dir();
    if !there {
        println!("SKIPPED: there is no {}; `tests/install hosts` installs it", host.program);
    }
    there
}

fn output(place: &Path) -> PathBuf {
    place.join("site/output")
}

fn node(place: &Path, script: &str, port: u16) -> Command {
    let mut command = Command::new("node");
    command.arg(programs().join(script)).arg(output(place)).arg(port.to_string());
    command
}

/// A program of a package, with settings of its own below a folder of the test.
fn package(place: &Path, script: &str) -> Command {
    let mut command = Command::new("node");
    command.arg(programs().join("node_modules").join(script));
    command.env("HOME", place).env("XDG_CONFIG_HOME", place).env("CI", "1").env("WRANGLER_SEND_METRICS", "false");
    command.env("NO_UPDATE_CHECK", "1").env("NO_UPDATE_NOTIFIER", "1");
    command
}

fn wrangler(place: &Path, port: u16) -> Command {
    let mut command = package(place, "wrangler/bin/wrangler.js");
    command.args(["pages", "dev"]).arg(output(place)).args(["--ip", "127.0.0.1", "--port", &port.to_string()]);
    command.args(["--compatibility-date", "2026-01-01", "--inspector-port", "0"]);
    command
}

fn azure(place: &Path, port: u16) -> Command {
    let mut command = package(place, "@azure/static-web-apps-cli/dist/cli/bin.js");
    command.arg("start").arg(output(place)).args(["--host", "127.0.0.1", "--port", &port.to_string()]);
    command
}

fn firebase(place: &Path, port: u16) -> Command {
    node(place, "firebase.mjs", port)
}

fn netlify(place: &Path, port: u16) -> Command {
    node(place, "netlify.mjs", port)
}

fn vercel(place: &Path, port: u16) -> Command {
    node(place, "vercel.mjs", port)
}

fn cloudfront(place: &Path, port: u16) -> Command {
    // Uploading sends these with each object.
    let sent = |path: &str| json!({"content-type": {"value": media_type(path)}, "cache-control": {"value": CachePolicy::of(path).header()}});
    let sent: BTreeMap<String, Value> = files_below(&output(place))
        .into_keys()
        .map(|path| {
            let headers = sent(&path);
            (path, headers)
        })
        .collect();
    std::fs::write(place.join("headers.json"), json!(sent).to_string()).expect("a file");
    let mut command = node(place, "cloudfront.mjs", port);
    for file in ["cloudfront.js", "cloudfront-redirects.json"] {
        let printed = minutebook(&["hosting", "s3", "site", "--file", file], place);
        assert_eq!(code(&printed), 0, "{}", told(&printed));
        std::fs::write(place.join(file), printed.stdout).expect("a file");
        command.arg(place.join(file));
    }
    command.arg(place.join("headers.json"));
    command
}

fn serve(place: &Path, port: u16) -> Command {
    let mut command = package(place, "serve/build/main.js");
    command.arg(output(place)).args([
        "--no-request-logging",
        "--no-clipboard",
        "--listen",
        &format!("tcp://127.0.0.1:{port}"),
    ]);
    command
}

fn http_server(place: &Path, port: u16) -> Command {
    let mut command = package(place, "http-server/bin/http-server");
    command.arg(output(place)).args(["-s", "-a", "127.0.0.1", "-p", &port.to_string()]);
    command
}

/// A site for a host: a record with Chinese in its address, a withdrawn one, files, old
/// addresses with signs, and three thousand without.
fn site(host: &str) -> tempfile::TempDir {
    let place = tempfile::tempdir().expect("a temporary folder");
    Command::new("chmod").arg("755").arg(place.path()).status().expect("chmod runs");
    let write = |path: &str, text: &str| {
        let path = place.path().join("site/content").join(path);
        std::fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        std::fs::write(path, text).expect("a file");
    };
    let host = if host.is_empty() { String::new() } else { format!("host: {host}\n") };
    write("site.yml", &format!("title: Record\nbase_url: http://127.0.0.1\nfeeds: {{speakers: all}}\n{host}"));
    write(
        "2024-03-11-預算.md",
        "# 預算\n### Ann:\nThe ferry leaves at seven. [Figures](figures.csv), a [plan](plan.html), [captions](words.vtt).\n",
    );
    write("words.vtt", "WEBVTT\n\n00:01.000 --> 00:02.000\nThe ferry leaves at seven.\n");
    write("figures.csv", "a,b\n1,2\n");
    write("plan.html", "<script>1</script>");
    write(
        "2024-04-11-議.md",
        "---\nwithdrawn: {at: 2024-06-01T00:00, reason: A name.}\n---\n# Taken back\n### Ann:\nAye.\n",
    );
    let target = "/meetings/2024-03-11-預算/";
    let mut rows = String::new();
    for (at, (sign, _)) in SIGNS.iter().enumerate() {
        rows += &format!("/a-signs/{at}a{sign}b/\t{target}\n");
    }
    rows += &format!("/old/minutes.pdf\t{target}\n");
    for number in 0..OLD {
        rows += &format!("/old/{number:04}/\t{target}\n");
    }
    write(".redirects", &rows);
    let built = minutebook(&["build", "site", "--sums"], place.path());
    assert!(code(&built) <= 1, "{}", told(&built));
    place
}

/// Files of every type, by their address.
const TYPES: [(&str, &str); 13] = [
    ("pages", "/"),
    ("`.md`", "/meetings/2024-03-11-預算/index.md"),
    ("`.json`", "/meetings/2024-03-11-預算/index.json"),
    ("RSS", "/speakers/ann/feed.xml"),
    ("Atom", "/atom.xml"),
    ("JSON Feed", "/feed.json"),
    ("`.ics`", "/calendar.ics"),
    ("`.xml`", "/sitemap.xml"),
    ("`.parquet`", "/data/speeches.parquet"),
    ("`.csv.gz`", "/data/speeches.csv.gz"),
    ("`.csv`", "/files/figures.csv"),
    ("`.vtt`", "/files/words.vtt"),
    ("`SHA256SUMS`", "/SHA256SUMS"),
];

/// Row of the table for what a program answered.
fn row(place: &Path, host: Answering, port: u16) -> String {
    let ask = |path: &str| get(port, &asked_for(path), "identity");
    let header = |head: &str, name: &str| {
        let lines = head.lines().filter_map(|line| line.split_once(": ")).filter(|(own, _)| *own == name);
        lines.map(|(_, value)| value.trim().to_owned()).collect::<Vec<_>>()
    };
    let target = asked_for("/meetings/2024-03-11-預算/").to_ascii_lowercase();
    let leads = |path: &str| {
        let (status, head, body) = ask(path);
        let location = header(&head, "location").pop().unwrap_or_default();
        let is_page = String::from_utf8_lossy(&body_of(&head, &body)).contains("http-equiv=\"refresh\"");
        let own = format!("http://127.0.0.1:{port}");
        match status {
            301 | 308 if location.strip_prefix(&own).unwrap_or(&location) == target => "301",
            200 if is_page && header(&head, "content-type").iter().any(|media| media.starts_with("text/html")) => {
                "page"
            }
            200 => "no page",
            404 => "404",
            _ => panic!("{}: {path} answers {status} {location}", host.name),
        }
    };
    // A page, and the same without its final slash.
    let record = "/meetings/2024-03-11-預算/";
    let (status, head, body) = ask(record);
    let file = |path: &str| std::fs::read(output(place).join(path)).expect("a file");
    assert_eq!(
        (status, body_of(&head, &body)),
        (200, file("meetings/2024-03-11-預算/index.html")),
        "{}: {head}",
        host.name
    );
    let (status, _, _) = ask("/speakers/ann");
    let slash = if (301..=308).contains(&status) {
        "leads on"
    } else if status == 200 {
        "same page"
    } else {
        "missing"
    };
    // Withdrawn, and missing.
    let (gone, head, body) = ask("/meetings/2024-04-11-議/");
    assert_eq!(body_of(&head, &body), file("meetings/2024-04-11-議/index.html"), "{}: {head}", host.name);
    let (missing, head, body) = ask("/nowhere/at-all/");
    let is_own = body_of(&head, &body) == file("404.html");
    let missing = format!("{missing}{}", if is_own { "" } else { ", its own page" });
    // A missing file of text is a page as well.
    let (_, head, body) = ask("/nowhere/at-all.md");
    if is_own {
        assert_eq!(body_of(&head, &body), file("404.html"), "{}", host.name);
        assert!(header(&head, "content-type")[0].starts_with("text/html"), "{}: {head}", host.name);
    }
    // Those that are redirected come first, in their order.
    let is_led = |number: &usize| leads(&format!("/old/{number:04}/")) == "301";
    let numbers: Vec<usize> = (0..OLD).collect();
    let led = numbers.partition_point(is_led);
    for number in numbers.iter().step_by(OLD / 20) {
        assert_eq!(is_led(number), *number < led, "{}: /old/{number:04}/", host.name);
    }
    let signs: Vec<&str> = SIGNS
        .iter()
        .enumerate()
        .filter(|(at, (sign, _))| leads(&format!("/a-signs/{at}a{sign}b/")) == "301")
        .map(|(_, (_, name))| *name)
        .collect();
    let pdf = leads("/old/minutes.pdf");
    let signs = match signs.len() {
        0 => "pages".to_owned(),
        all if all == SIGNS.len() => "all".to_owned(),
        _ => signs.join(" "),
    };
    let (mut wrong, mut own) = (Vec::new(), Vec::new());
    for (name, path) in TYPES {
        let (status, head, _) = ask(path);
        assert_eq!(status, 200, "{}: {path}: {head}", host.name);
        let said = header(&head, "content-type").pop().unwrap_or_default();
        let expected = if path == "/" { media_type("index.html") } else { media_type(path) };
        // JSON and XML say themselves in which characters they are.
        let plain = |media: &str| {
            let media = media.replace("; ", ";").to_ascii_lowercase();
            let needs_none =
                ["json", "xml"].iter().any(|ending| media.split(';').next().is_some_and(|own| own.ends_with(ending)));
            if needs_none { media.replace(";charset=utf-8", "") } else { media }
        };
        match &*said {
            "" => own.push(name),
            _ if plain(&said) != plain(&expected) => wrong.push(format!("{name} `{said}`")),
            _ => {}
        }
    }
    let types = match (&wrong[..], &own[..]) {
        ([], []) => "all".to_owned(),
        ([], own) => format!("those of {} are its own", own.join(", ")),
        (wrong, _) => format!("not {}", wrong.join(", ")),
    };
    let mut guards = Vec::new();
    let (_, page, _) = ask("/");
    let (_, given, _) = ask("/files/plan.html");
    let policies = header(&page, "content-security-policy");
    if policies.len() == 1 && policies[0].contains("script-src 'self'") {
        guards.push("policy");
    }
    let sandboxes = header(&given, "content-security-policy");
    if sandboxes.iter().any(|policy| policy.contains("sandbox")) {
        guards.push(if sandboxes.len() == 1 && !sandboxes[0].contains("script-src 'self'") {
            "sandbox"
        } else {
            "sandbox and policy joined"
        });
    }
    let asset =
        files_below(&output(place)).into_keys().find(|path| path.starts_with("assets/") && path.ends_with(".css"));
    let (_, asset, _) = ask(&format!("/{}", asset.expect("a style sheet")));
    if header(&asset, "cache-control").iter().any(|keeping| keeping.contains("immutable"))
        && header(&page, "cache-control").iter().all(|keeping| keeping.contains("max-age=0"))
    {
        guards.push("caching");
    }
    let guards = if guards.is_empty() { "none".to_owned() } else { guards.join(", ") };
    format!(
        "| `{}` | {} | {} of {} | {pdf} | {signs} | {gone} | {missing} | {slash} | {types} | {guards} |",
        host.name,
        version(host),
        grouped(led),
        grouped(OLD)
    )
}

fn grouped(number: usize) -> String {
    if number < 1_000 { number.to_string() } else { format!("{},{:03}", number / 1_000, number % 1_000) }
}

/// Program of a host with its version, as installed.
fn version(host: Answering) -> String {
    if host.program.is_empty() {
        return "our function".to_owned();
    }
    if ["nginx", "caddy", "apache2"].contains(&host.program) {
        return host.program.to_owned();
    }
    let text = std::fs::read_to_string(programs().join("package.json")).expect("the list of programs");
    let list: Value = serde_json::from_str(&text).expect("JSON");
    format!("{} {}", host.program, list["dependencies"][host.program].as_str().expect("a version"))
}

/// Compares what a program answers with its row in docs/hosting.md; `MINUTEBOOK_WRITE=1` writes the row there.
fn answers_as_the_table_says(name: &str) {
    let host = of(name);
    if !is_installed(host) {
        return;
    }
    let place = site(host.host);
    with_server(host.program, place.path(), host.start, |port| {
        let row = row(place.path(), host, port);
        let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/hosting.md");
        let text = std::fs::read_to_string(&page).expect("the page");
        let (_, table) = text.split_once("## What each host can").expect("the table");
        let known = table.lines().find(|line| line.starts_with(&format!("| `{name}` |"))).expect("a row of the table");
        if std::env::var_os("MINUTEBOOK_WRITE").is_some() {
            std::fs::write(&page, text.replacen(&format!("\n{known}\n"), &format!("\n{row}\n"), 1)).expect("the page");
        } else {
            assert_eq!(known, row, "docs/hosting.md; MINUTEBOOK_WRITE=1 writes it");
        }
    });
}

#[test]
fn cloudflare_pages_answers_as_the_table_says() {
    answers_as_the_table_says("cloudflare-pages");
}

#[test]
fn netlify_answers_as_the_table_says() {
    answers_as_the_table_says("netlify");
}

#[test]
fn firebase_answers_as_the_table_says() {
    answers_as_the_table_says("firebase");
}

#[test]
fn azure_static_web_apps_answers_as_the_table_says() {
    answers_as_the_table_says("azure-static-web-apps");
}

#[test]
fn vercel_answers_as_the_table_says() {
    answers_as_the_table_says("vercel");
}

#[test]
fn a_bucket_behind_cloudfront_answers_as_the_table_says() {
    answers_as_the_table_says("s3");
}

#[test]
fn nginx_answers_as_the_table_says() {
    answers_as_the_table_says("nginx");
}

#[test]
fn caddy_answers_as_the_table_says() {
    answers_as_the_table_says("caddy");
}

#[test]
fn apache_answers_as_the_table_says() {
    answers_as_the_table_says("apache");
}

#[test]
fn plain_servers_answer_as_the_table_says() {
    answers_as_the_table_says("serve");
    answers_as_the_table_says("http-server");
}

#[test]
fn hosts_redirect_no_address_but_its_own() {
    for name in ["netlify", "firebase", "vercel", "s3"] {
        let host = of(name);
        if is_installed(host) {
            no_redirect_but_its_own(host.program, "", host.host, host.start);
        }
    }
}

#[test]
fn azure_redirects_no_address_but_its_own() {
    let host = of("azure-static-web-apps");
    if is_installed(host) {
        no_redirect_but_its_own(host.program, "", host.host, host.start);
    }
}

#[test]
fn cloudflare_redirects_no_address_but_its_own() {
    let host = of("cloudflare-pages");
    if is_installed(host) {
        no_redirect_but_its_own(host.program, "", host.host, host.start);
    }
}

#[test]
fn what_a_host_reads_is_printed_as_it_is_written() {
    let place = tempfile::tempdir().expect("a temporary folder");
    let content = place.path().join("site/content");
    std::fs::create_dir_all(&content).expect("a folder");
    std::fs::write(content.join("2024-03-11-first.md"), "# First\n### Ann:\nAye.\n").expect("a file");
    std::fs::write(content.join(".redirects"), "/old/\t2024-03-11-first\n").expect("a file");
    let print = |name: &str, more: &[&str]| minutebook(&[&["hosting", name, "site"], more].concat(), place.path());
    for (name, files) in [
        ("cloudflare-pages", &["_headers", "_redirects"][..]),
        ("netlify", &["_headers", "_redirects"]),
        ("gitlab-pages", &["_redirects"]),
        ("firebase", &["firebase.json"]),
        ("azure-static-web-apps", &["staticwebapp.config.json"]),
        ("vercel", &["vercel.json"]),
    ] {
        std::fs::write(content.join("site.yml"), format!("title: Record\nhost: {name}\n")).expect("a file");
        let built = minutebook(&["build", "site"], place.path());
        assert_eq!(code(&built), 0, "{}", told(&built));
        for file in files {
            let written = std::fs::read_to_string(output(place.path()).join(file)).expect("a file");
            let printed = print(name, &["--file", file]);
            assert_eq!(String::from_utf8_lossy(&printed.stdout).trim_end(), written.trim_end(), "{name}: {file}");
        }
        let all = print(name, &[]);
        let all = String::from_utf8_lossy(&all.stdout);
        assert_eq!(all.matches("==> ").count(), if files.len() > 1 { files.len() } else { 0 }, "{name}: {all}");
        assert_eq!(code(&print(name, &["--file", "nowhere.json"])), 2, "{name}");
        assert_eq!(code(&print(name, &["--root", "/srv"])), 2, "{name}");
        for other in ["firebase.json", "staticwebapp.config.json", "vercel.json"] {
            assert_eq!(output(place.path()).join(other).exists(), files.contains(&other), "{name}: {other}");
        }
    }
    // Whoever has settings of their own keeps them.
    std::fs::write(content.join("site.yml"), "title: Record\nhost: vercel\nhosting: {settings: false}\n")
        .expect("a file");
    assert_eq!(code(&minutebook(&["build", "site"], place.path())), 0);
    assert!(!output(place.path()).join("vercel.json").exists());
    assert_eq!(code(&print("nginx", &["--file", "x"])), 2);
    let none = print("github-pages", &[]);
    assert!(code(&none) == 2 && told(&none).contains("github-pages reads no settings"), "{}", told(&none));
}

#[test]
fn settings_of_a_host_stay_within_its_room_and_it_is_said() {
    let place = site("azure-static-web-apps");
    let settings = std::fs::read(output(place.path()).join("staticwebapp.config.json")).expect("settings");
    assert!((20_000..=20 * 1024).contains(&settings.len()), "{} bytes", settings.len());
    let settings: Value = serde_json::from_slice(&settings).expect("JSON");
    let routes = settings["routes"].as_array().expect("routes");
    // Where no page can lead on, a rule is needed most.
    assert_eq!(routes[0]["route"], "/old/minutes.pdf");
    let said = told(&minutebook(&["check", "site"], place.path()));
    let moved = routes.iter().filter(|route| route["statusCode"] == 301).count();
    // With the old address of a file, and without that with `*`, which is told apart.
    let without = OLD + SIGNS.len() - moved;
    assert!(
        said.contains(&format!(
            "azure-static-web-apps takes 20,480 bytes in `staticwebapp.config.json`; {} old addresses have none",
            grouped(without)
        )),
        "{moved} {said}"
    );
    assert!(said.contains("azure-static-web-apps would take /a-signs/0a*b/ for a pattern"), "{said}");
    assert!(!said.contains("/a-signs/1a:b/"), "{said}");
    let place = site("vercel");
    let settings: Value =
        serde_json::from_slice(&std::fs::read(output(place.path()).join("vercel.json")).expect("settings"))
            .expect("JSON");
    assert_eq!(settings["routes"].as_array().expect("routes").len(), 2_048);
}

/// Files of a real archive, asked of the program of a host, come as they were built.
#[test]
fn a_real_archive_comes_from_each_host_as_it_was_built() {
    let Some(records) = real_records("pilot") else { return };
    // Each takes a while; the others are asked in the full run.
    let is_full = std::env::var_os("MINUTEBOOK_FULL").is_some();
    for host in ALL.into_iter().filter(|host| is_full || host.name == "firebase").filter(|host| is_installed(*host)) {
        let place = tempfile::tempdir().expect("a temporary folder");
        Command::new("chmod").arg("755").arg(place.path()).status().expect("chmod runs");
        let content = place.path().join("site/content");
        for entry in walkdir::WalkDir::new(&records)
            .into_iter()
            .filter_map(Result::ok)
            .filter(|entry| entry.file_type().is_file())
        {
            let to = content.join(entry.path().strip_prefix(&records).expect("below it"));
            std::fs::create_dir_all(to.parent().expect("a parent")).expect("a folder");
            std::fs::copy(entry.path(), to).expect("a copy");
        }
        let own = if host.host.is_empty() { String::new() } else { format!("host: {}\n", host.host) };
        std::fs::write(content.join("site.yml"), format!("title: Record\nbase_url: http://127.0.0.1\n{own}"))
            .expect("a file");
        let built = minutebook(&["build", "site"], place.path());
        assert!(code(&built) <= 1, "{}", told(&built));
        let files = files_below(&output(place.path()));
        // A host reads some, and may answer 404 where it is asked for the page that it shows then.
        let read = ["404.html", "_headers", "_redirects", "firebase.json", "staticwebapp.config.json", "vercel.json"];
        let files: Vec<(String, Vec<u8>)> = files.into_iter().filter(|(path, _)| !read.contains(&&**path)).collect();
        with_server(host.program, place.path(), host.start, |port| {
            let mut asked = 0;
            for (path, bytes) in files.iter().step_by((files.len() / 150).max(1)) {
                let address = format!("/{}", path.strip_suffix("index.html").unwrap_or(path));
                let (status, head, body) = get(port, &asked_for(&address), "identity");
                let is_moved = (301..=308).contains(&status);
                let is_old = String::from_utf8_lossy(bytes).contains("http-equiv=\"refresh\"");
                assert!(
                    (status == 200 && body_of(&head, &body) == *bytes)
                        || (is_moved && (is_old || address.ends_with(".html"))),
                    "{}: {address}: {head}",
                    host.name
                );
                asked += 1;
            }
            println!("{}: {asked} of {} files", host.name, files.len());
            assert!(asked >= 100, "{}: {asked} files", host.name);
        });
    }
}
