//! Limits of the host are known before anything is uploaded.

use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;

use crate::commands::{code, minutebook, told};
use crate::site::files_below;

const SETTINGS: &str = "title: Record\nbase_url: https://records.example\n";

/// A site in a folder of its own.
struct Place(tempfile::TempDir);

impl Place {
    /// A site with a record, and settings.
    fn with(settings: &str) -> Place {
        let place = Place(tempfile::tempdir().expect("a temporary folder"));
        place.write("site/content/2024-03-11-first.md", "# First\n### Ann:\nGood evening.\n### Ben:\nThank you.\n");
        place.settings(settings);
        place
    }

    fn settings(&self, settings: &str) {
        self.write("site/content/site.yml", format!("{SETTINGS}{settings}\n"));
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    fn write(&self, path: &str, text: impl AsRef<[u8]>) {
        let place = self.path().join(path);
        std::fs::create_dir_all(place.parent().expect("a parent")).expect("a folder");
        std::fs::write(place, text).expect("a file");
    }

    /// A file of so many bytes, which takes no room on the disk.
    fn hollow(&self, path: &str, bytes: u64) {
        self.write(path, "");
        let file = std::fs::File::options().write(true).open(self.path().join(path)).expect("a file");
        file.set_len(bytes).expect("room");
    }

    fn run(&self, arguments: &[&str]) -> Output {
        minutebook(arguments, self.path())
    }

    fn publish(&self) -> Output {
        self.run(&["publish", "site", "--path", "live"])
    }

    fn has(&self, path: &str) -> bool {
        self.path().join(path).exists()
    }

    fn read(&self, path: &str) -> String {
        std::fs::read_to_string(self.path().join(path)).unwrap_or_default()
    }

    fn report(&self) -> Value {
        serde_json::from_str(&self.read("report.json")).expect("JSON")
    }

    /// Expects that nothing goes live, and that the register and the target stay as they were; gives what was said.
    fn is_stopped(&self) -> String {
        let output = self.publish();
        let said = told(&output);
        assert_eq!(code(&output), 1, "{said}");
        assert!(!self.has("live/current") && !self.has("site/register"), "{said}");
        assert!(said.contains("nothing was published"), "{said}");
        said
    }

    fn goes_live(&self) -> String {
        let output = self.publish();
        assert_eq!(code(&output), 0, "{}", told(&output));
        told(&output)
    }
}

const MIB: u64 = 1 << 20;

#[test]
fn a_file_larger_than_the_host_takes_stops_the_publishing_and_one_just_as_large_does_not() {
    let place = Place::with("host: cloudflare-pages");
    place.write("site/content/2024-03-12-film.md", "# Film\n### Ann:\n[The film](film.bin)\n");
    place.hollow("site/content/film.bin", 25 * MIB + 1);
    let said = place.is_stopped();
    assert!(
        said.contains("error[over-host-limit]: /files/film.bin has 26.2 MB, 1 byte more than cloudflare-pages"),
        "{said}"
    );
    assert!(said.contains("(25 MiB)") && said.contains("put it elsewhere"), "{said}");
    // Nor does a reader of warnings let it pass who has not looked at it.
    assert_eq!(code(&place.run(&["publish", "site", "--path", "live", "--allow-warnings"])), 1);
    assert!(!place.has("live/current"));
    // Whoever has a larger account says so.
    place.settings("host: cloudflare-pages\ncheck: {warn: [over-host-limit, large-file]}");
    assert_eq!(code(&place.run(&["publish", "site", "--path", "live", "--allow-warnings", "--dry-run"])), 0);
    place.settings("host: cloudflare-pages");
    place.hollow("site/content/film.bin", 25 * MIB);
    place.goes_live();
}

#[test]
fn a_finished_site_that_is_too_large_is_a_warning_where_it_is_built_and_checked() {
    let place = Place::with("host: azure-static-web-apps");
    place.write("site/content/2024-03-12-film.md", "# Film\n### Ann:\n[The film](film.bin)\n");
    place.hollow("site/content/film.bin", 250 * MIB);
    // Copying it would take time and room; looking at it does not.
    let checked = place.run(&["check", "site", "--report", "report.json"]);
    let said = told(&checked);
    assert_eq!(code(&checked), 0, "{said}");
    assert!(said.contains("warning[over-host-limit]: the site has about 262."), "{said}");
    assert!(said.contains(
        "more than azure-static-web-apps on its free plan takes (250 MB); 262.1 MB for files of the content"
    ));
    assert!(said.contains("`host: {name: azure-static-web-apps, plan: paid}` if you pay for more (500 MB)"), "{said}");
    place.settings("host: {name: azure-static-web-apps, plan: paid}");
    assert!(!told(&place.run(&["check", "site"])).contains("over-host-limit"));

    let place = Place::with("host: azure-static-web-apps\npublish: {also: static}\nhosting: {settings: false}");
    place.write("site/static/staticwebapp.config.json", "x".repeat(20 * 1024 + 1));
    let built = place.run(&["build", "site", "--report", "report.json"]);
    let said = told(&built);
    assert_eq!(code(&built), 0, "{said}");
    let expected =
        "warning[over-host-limit]: staticwebapp.config.json has 20.5 KB, 1 byte more than azure-static-web-apps";
    assert!(said.contains(expected), "{said}");
    // A build that has nothing to do says it again.
    let again = told(&place.run(&["build", "site"]));
    assert!(again.contains(expected) && again.contains("(nothing changed)"), "{again}");
    let strict = place.run(&["build", "site", "--strict"]);
    assert_eq!(code(&strict), 1);
    assert!(!told(&strict).contains("nothing was written"), "the site is there: {}", told(&strict));
    assert!(place.is_stopped().contains("leave redirects out of it"));
    place.write("site/static/staticwebapp.config.json", "x".repeat(20 * 1024));
    assert!(!told(&place.run(&["build", "site", "--strict"])).contains("over-host-limit"));
    place.goes_live();
}

/// Rows of redirects from addresses of files, at which no page can stand.
fn rows(number: usize) -> String {
    (0..number).map(|number| format!("/old/{number}.pdf\t/meetings/2024-03-11-first/\n")).collect()
}

#[test]
fn redirects_that_the_host_has_no_room_for_stop_the_publishing_and_as_many_as_it_takes_do_not() {
    let place = Place::with("host: cloudflare-pages");
    place.write("site/content/.redirects", rows(2_001));
    let said = place.is_stopped();
    assert!(
        said.contains("warning[redirect-without-row]: cloudflare-pages takes 2,000 rows in `_redirects`"),
        "{said}"
    );
    assert!(
        said.contains("no page can lead on from /old/999.pdf") && said.contains("remove rows of `.redirects`"),
        "{said}"
    );
    place.write("site/content/.redirects", rows(2_000));
    place.goes_live();
    assert_eq!(place.read("live/current/_redirects").lines().count(), 2_000);
}

#[test]
fn a_redirect_from_a_file_is_no_page() {
    let place = Place::with("");
    place.write("site/content/.redirects", rows(60));
    let built = place.run(&["build", "site", "--report", "report.json"]);
    assert_eq!(code(&built), 0, "{}", told(&built));
    let count = |key: &str| place.report()["counts"][key].as_u64().expect("a number");
    let files = files_below(&place.path().join("site/output"));
    assert_eq!(
        (count("pages"), count("redirects")),
        (files.keys().filter(|path| path.ends_with(".html")).count() as u64, 60)
    );
}

#[test]
fn where_a_page_leads_on_a_row_makes_way_for_others() {
    let place = Place::with("host: cloudflare-pages");
    let of_pages: String = (0..30).map(|number| format!("/was/{number}/\t/meetings/2024-03-11-first/\n")).collect();
    place.write("site/content/.redirects", format!("{of_pages}{}", rows(1_990)));
    let said = told(&place.run(&["check", "site"]));
    assert!(
        said.contains("note[redirect-without-row]: cloudflare-pages takes 2,000 rows in `_redirects`; 20 old"),
        "{said}"
    );
    place.goes_live();
    let written = place.read("live/current/_redirects");
    assert_eq!((written.lines().count(), written.matches("/old/").count()), (2_000, 1_990));
    assert!(place.has("live/current/was/29/index.html"));
}

#[test]
fn a_host_that_follows_from_the_branch_is_known_and_told_as_before() {
    let place = Place::with("publish: {git: {remote: 'https://gitlab.com/council/pages.git'}}");
    place.write("site/content/.redirects", rows(1_001));
    let built = place.run(&["build", "site"]);
    let said = told(&built);
    assert!(said.contains("`_redirects` has 1,001 rows, 1 more than gitlab-pages takes (1,000)"), "{said}");
    assert!(said.contains("write `host: gitlab-pages` into site.yml"), "{said}");
    // The same remote by its name.
    let git = |arguments: &[&str]| {
        let done = Command::new("git").args(arguments).current_dir(place.path().join("site")).output();
        assert!(done.expect("git runs").status.success(), "{arguments:?}");
    };
    git(&["init", "--quiet"]);
    git(&["remote", "add", "pages", "git@gitlab.com:council/pages.git"]);
    place.settings("publish: {git: {remote: pages}}");
    assert!(told(&place.run(&["check", "site"])).contains("1 more than gitlab-pages takes"));
    place.write("site/content/.redirects", rows(1_000));
    assert!(!told(&place.run(&["check", "site"])).contains("over-host-limit"));
    // A folder is shown by a server, which has no limits; one that is named has.
    place.write("site/content/.redirects", rows(1_001));
    place.settings("publish: {folder: {path: ../live}}");
    assert!(!told(&place.run(&["check", "site"])).contains("over-host-limit"));
}

#[test]
fn a_host_gets_the_files_that_it_reads_and_no_others() {
    let old = "/was/1/\t/meetings/2024-03-11-first/\n/old/1.pdf\t/meetings/2024-03-11-first/\n";
    let expected = [
        ("", [true, true], 2),
        ("host: cloudflare-pages", [true, true], 2),
        ("host: {name: cloudflare-pages, plan: paid}", [true, true], 2),
        ("host: netlify", [true, true], 2),
        ("host: gitlab-pages", [false, true], 1),
        ("host: github-pages", [false, false], 0),
        ("host: firebase", [false, false], 0),
        ("host: azure-static-web-apps", [false, false], 0),
        ("host: vercel", [false, false], 0),
        ("host: s3", [false, false], 0),
        ("host: server", [false, false], 0),
    ];
    let place = Place::with("");
    place.write("site/content/.redirects", old);
    for (settings, there, rows) in expected {
        place.settings(settings);
        let built = place.run(&["build", "site", "--strict"]);
        assert_eq!(code(&built), 0, "{settings} {}", told(&built));
        assert_eq!(["site/output/_headers", "site/output/_redirects"].map(|path| place.has(path)), there, "{settings}");
        assert_eq!(place.read("site/output/_redirects").lines().count(), rows, "{settings}");
        assert!(place.has("site/output/was/1/index.html"), "the page at the old address leads on: {settings}");
        let said = told(&place.run(&["check", "site"]));
        let reads_none = ["github", "s3"].iter().any(|host| settings.contains(host));
        assert_eq!(said.contains("redirect-without-row"), reads_none, "{settings}: {said}");
        assert_eq!(said.contains("reads no redirects, and no page can lead on from /old/1.pdf"), reads_none, "{said}");
    }
    // An address that another host would read stays reserved.
    place.settings("host: github-pages\nurls: {page: '/{slug}'}");
    place.write("site/content/pages/_redirects.md", "# Not here\n");
    assert!(!place.has("site/output/_redirects"));
}

#[test]
fn a_host_that_is_not_known_is_refused_with_those_that_are() {
    for (settings, message) in [
        ("host: neocities", "“neocities” is no host whose limits are known"),
        ("host: {name: netlify, plan: team}", "“team” is no plan of a host"),
        ("host: {plan: paid}", "a plan of no host"),
        ("host: {name: netlify, paid: true}", "the key “paid” is not known here"),
        ("host: true", "the name of a host"),
    ] {
        let place = Place::with(settings);
        let said = told(&place.run(&["build", "site", "--strict"]));
        assert!(said.contains(message), "{settings}: {said}");
        assert!(!place.has("site/output/index.html"), "{settings}: {said}");
    }
    let place = Place::with("host: neocities");
    assert!(told(&place.run(&["build", "site"])).contains("`gitlab-pages`"), "the hint lists the hosts");
}

/// Files and bytes of the kinds in a report, added up, and those that the report says.
fn sums(report: &Value) -> ([u64; 2], [u64; 2]) {
    let mass = &report["mass"];
    let number = |value: &Value, key: &str| value[key].as_u64().unwrap_or_else(|| panic!("{key} in {value}"));
    let kinds = mass["kinds"].as_object().expect("kinds").values();
    let sum = kinds.fold([0, 0], |sum, kind| [sum[0] + number(kind, "files"), sum[1] + number(kind, "bytes")]);
    (sum, ["files", "bytes"].map(|key| number(mass, key)))
}

#[test]
fn the_report_says_what_makes_up_the_mass() {
    let place = Place::with("feeds: {speakers: all}\nbuild: {precompress: true}");
    place.write("site/content/2024-04-11-second.md", "# Second\n### Ann:\n[Plan](plan.csv)\n");
    place.write("site/content/plan.csv", "a,b\n");
    place.write("site/content/.redirects", "/was/1/\t/meetings/2024-03-11-first/\n");
    for again in [false, true] {
        let built = place.run(&["build", "site", "--sums", "--report", "report.json"]);
        assert_eq!(code(&built), 0, "{}", told(&built));
        let report = place.report();
        let (kinds, all) = sums(&report);
        let there = files_below(&place.path().join("site/output"));
        let bytes: usize = there.values().map(Vec::len).sum();
        // `files_below` leaves out our own folder.
        let manifest = place.read("site/output/.minutebook/manifest").len();
        assert_eq!(kinds, all, "{report:#}");
        assert_eq!(all, [there.len() as u64 + 1, (bytes + manifest) as u64], "again: {again}, {report:#}");
        let files = |kind: &str| report["mass"]["kinds"][kind]["files"].as_u64();
        let expected =
            [("meetings", 2), ("markdown", 2), ("cards", 2), ("redirects", 1), ("files", 1), ("speaker-feeds", 2)];
        for (kind, number) in expected {
            assert_eq!(files(kind), Some(number), "{kind}: {report:#}");
        }
        assert!(files("packed").is_some_and(|packed| packed > 10) && files("search").is_some_and(|search| search > 3));
    }
}

#[test]
fn a_check_says_about_the_mass_that_a_build_has() {
    let place = Place::with("build: {precompress: true}");
    let words = "The ferry leaves at seven, and not before the tide has turned. ".repeat(30);
    for day in 10..30 {
        place.write(
            &format!("site/content/2024-05-{day}-ferry.md"),
            format!("# Ferry {day}\n### Ann {day}:\n{words}\n"),
        );
    }
    assert_eq!(code(&place.run(&["check", "site", "--report", "report.json"])), 0);
    let (_, about) = sums(&place.report());
    assert_eq!(code(&place.run(&["build", "site", "--report", "report.json"])), 0);
    let (_, all) = sums(&place.report());
    assert!(about[0].abs_diff(all[0]) <= 3, "{about:?} {all:?}");
    assert!(about[1].abs_diff(all[1]) < all[1] / 4, "{about:?} {all:?}");
}

/// Answer of Cloudflare's own client about a folder of files; `None` if it is not installed.
fn wrangler(folder: &Path) -> Option<(bool, String)> {
    let client = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/hosts/node_modules/.bin/wrangler");
    if !client.exists() {
        println!("SKIPPED: there is no wrangler; `tests/install hosts` installs it");
        return None;
    }
    let mut command = Command::new(client);
    // It writes settings and logs below the home.
    let home = tempfile::tempdir().expect("a temporary folder");
    command.args(["pages", "project", "validate"]).arg(folder).env("HOME", home.path());
    command.env("XDG_CONFIG_HOME", home.path()).env("WRANGLER_SEND_METRICS", "false").env("CI", "1");
    let output = command.output().expect("wrangler runs");
    let said = [output.stdout, output.stderr].map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).concat();
    Some((output.status.success(), said))
}

#[test]
fn one_file_more_than_the_host_takes_stops_the_publishing_and_its_client_counts_the_same() {
    let place = Place::with("host: cloudflare-pages\npublish: {also: static}");
    place.write("site/static/0.txt", "");
    place.goes_live();
    let own = std::fs::read_link(place.path().join("live/current")).expect("a release");
    let count = |folder: &Path| {
        let files = walkdir::WalkDir::new(folder)
            .into_iter()
            .filter_map(Result::ok)
            .filter(|entry| entry.file_type().is_file());
        files.filter(|entry| !["_headers", "_redirects"].contains(&&*entry.file_name().to_string_lossy())).count()
    };
    let there = count(&place.path().join("live").join(own));
    for number in 1..=20_000 - there {
        place.write(&format!("site/static/{number}.txt"), "");
    }
    place.goes_live();
    let live = std::fs::canonicalize(place.path().join("live/current")).expect("a release");
    assert_eq!(count(&live), 20_000);
    if let Some((is_taken, said)) = wrangler(&live) {
        assert!(is_taken, "{said}");
    }
    place.write("site/static/one-more.txt", "");
    let output = place.publish();
    let said = told(&output);
    assert_eq!(code(&output), 1, "{said}");
    assert!(
        said.contains("the site has 20,001 files, 1 more than cloudflare-pages on its free plan takes (20,000)"),
        "{said}"
    );
    assert!(said.contains("write `feeds: {formats: rss}` into site.yml") && said.contains("plan: paid"), "{said}");
    assert_eq!(
        std::fs::canonicalize(place.path().join("live/current")).expect("a release"),
        live,
        "it stays as it was"
    );
    std::fs::write(live.join("one-more.txt"), "").expect("a file");
    if let Some((is_taken, said)) = wrangler(&live) {
        assert!(!is_taken && said.contains("20,000 files"), "{said}");
    }
}

#[test]
fn the_page_on_publishing_has_every_limit_with_its_source() {
    use minutebook::hosting::HOSTS;
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/publishing.md");
    let page = std::fs::read_to_string(page).expect("the page");
    let number = |number: u64| {
        let digits = number.to_string();
        let parts: Vec<&str> =
            digits.as_bytes().rchunks(3).rev().map(|part| std::str::from_utf8(part).expect("digits")).collect();
        parts.join(",")
    };
    for row in HOSTS {
        let name = row.host.name();
        let line =
            page.lines().find(|line| line.starts_with(&format!("| `{name}` |"))).unwrap_or_else(|| panic!("{name}"));
        let mut wanted: Vec<String> = [row.files, row.bytes, row.file_bytes]
            .into_iter()
            .flatten()
            .map(|limit| limit.published.to_owned())
            .collect();
        if let Some(rows) = row.redirects.limits() {
            wanted.extend(Some(rows.rows).filter(|rows| *rows < u64::MAX).map(number));
            wanted.extend([rows.row, rows.patterns].into_iter().flatten().map(number));
        }
        wanted.extend(row.settings.and_then(|file| file.bytes).map(|limit| limit.published.to_owned()));
        wanted.extend(row.headers.filter(|[rules, _]| *rules < u64::MAX).into_iter().flatten().map(number));
        for wanted in wanted {
            assert!(line.contains(&wanted), "{name} wants {wanted}: {line}");
        }
        for source in row.sources {
            assert!(page.contains(source), "{source}");
        }
        assert!(page.contains(row.read_on), "{}", row.read_on);
    }
}
