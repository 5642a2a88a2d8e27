//! Import of a site's git history into its register: what it must record, and that it never reveals words that were not
//! public.

use std::path::Path;
use std::process::Command;

use minutebook::search::{Index, Query, SortOrder};
use rustc_hash::FxHashMap;

use crate::site::{Built, Site, files_below};

/// A word that was never public.
const SECRET: &str = "tarantella";
const RECORD: &str = "content/2024-03-11-harbour.md";

/// A site in a repository.
struct Past {
    site: Site,
    branch: Option<&'static str>,
}

impl Past {
    fn new() -> Self {
        let past = Past { site: Site::new(), branch: None };
        past.write("content/site.yml", "title: Town\nbase_url: https://town.example/\n");
        past.git("2024-03-01", "2024-03-01", &["init", "-q"]);
        past
    }

    fn write(&self, path: &str, text: impl AsRef<[u8]>) {
        self.site.write(path, text);
    }

    /// The record with words, under some metadata.
    fn record(&self, metadata: &str, words: &str) {
        let metadata = if metadata.is_empty() { String::new() } else { format!("---\n{metadata}\n---\n") };
        self.write(RECORD, format!("{metadata}# 2024-03-11 Harbour\n\n### Ann:\n{words}\n\n### Ben:\nAye to that.\n"));
    }

    fn remove(&self, path: &str) {
        std::fs::remove_file(self.site.path(path)).expect("a removed file");
    }

    fn rename(&self, from: &str, to: &str) {
        std::fs::create_dir_all(self.site.path(to).parent().expect("a folder")).expect("a folder");
        std::fs::rename(self.site.path(from), self.site.path(to)).expect("a renamed file");
    }

    fn git(&self, written: &str, at: &str, arguments: &[&str]) {
        let run = Command::new("git")
            .args(["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "init.defaultBranch=main"])
            .args(["-c", "merge.ff=false"])
            .args(arguments)
            .env("GIT_AUTHOR_DATE", format!("{written}T10:00:00Z"))
            .env("GIT_COMMITTER_DATE", format!("{at}T10:00:00Z"))
            .current_dir(&self.site.options.site)
            .output();
        let run = run.expect("git");
        assert!(run.status.success(), "{arguments:?} {}", String::from_utf8_lossy(&run.stderr));
    }

    fn commit(&self, at: &str) {
        self.rebased(at, at);
    }

    /// Commits what was written at one time and came onto the branch at another.
    fn rebased(&self, written: &str, at: &str) {
        self.git(written, at, &["add", "-A"]);
        self.git(written, at, &["commit", "-q", "--allow-empty", "-m", "x"]);
    }

    fn import(&self) -> (i32, String) {
        let mut run = Command::new(env!("CARGO_BIN_EXE_minutebook"));
        run.args(["register", "import", "--now", "2026-01-01T00:00:00Z"]).arg(&self.site.options.site);
        run.args(self.branch.map(|branch| ["--branch", branch]).into_iter().flatten());
        let run = run.output().expect("the program");
        let told = String::from_utf8_lossy(&run.stdout).into_owned() + &String::from_utf8_lossy(&run.stderr);
        (run.status.code().unwrap_or(-1), told)
    }
}

fn has_git() -> bool {
    let there = Command::new("git").arg("--version").output().is_ok();
    if !there {
        println!("SKIPPED: there is no program git");
    }
    there
}

/// Places at which a word occurs in the files of a folder, and in their names.
fn holds(folder: &Path, word: &str) -> Vec<String> {
    let is_there = |bytes: &[u8]| String::from_utf8_lossy(bytes).to_lowercase().contains(word);
    let files = files_below(folder).into_iter();
    files.filter(|(path, bytes)| is_there(path.as_bytes()) || is_there(bytes)).map(|(path, _)| path).collect()
}

fn found_by_search(built: &Built, word: &str) -> usize {
    let mut files: FxHashMap<String, Vec<u8>> = FxHashMap::default();
    files.extend(files_below(&built.output.join("search")));
    Index::open(files).expect("an index").search(&Query::parse(word), SortOrder::Date).hits.len()
}

type History = (&'static str, fn(&mut Past), &'static str);

/// Histories in which a record was held back while it held the word, and what is told of those that nobody can judge.
fn histories() -> Vec<History> {
    const HUSH: &str = "We shall dance the tarantella.";
    const SAID: &str = "We bought three boats.";
    fn then_public(past: &Past) {
        past.record("", SAID);
        past.commit("2024-05-01");
    }
    vec![
        (
            "front matter",
            |past| {
                past.record("status: draft", HUSH);
                past.commit("2024-04-01");
                then_public(past);
            },
            "",
        ),
        (
            "defaults of the content",
            |past| {
                past.write("content/_defaults.yml", "status: draft\n");
                past.record("", HUSH);
                past.commit("2024-04-01");
                past.remove("content/_defaults.yml");
                then_public(past);
            },
            "",
        ),
        (
            "defaults of a folder, from which it was moved",
            |past| {
                past.write("content/tarantella/_defaults.yaml", "status: review\n");
                past.record("", SAID);
                past.rename(RECORD, "content/tarantella/deep/2024-03-11-tarantella.md");
                past.commit("2024-04-01");
                past.rename("content/tarantella/deep/2024-03-11-tarantella.md", RECORD);
                past.commit("2024-05-01");
            },
            "",
        ),
        (
            "a sidecar",
            |past| {
                past.write("content/2024-03-11-harbour.yml", "status: draft\n");
                past.record("", HUSH);
                past.commit("2024-04-01");
                past.write("content/2024-03-11-harbour.yml", "status: published\n");
                then_public(past);
            },
            "",
        ),
        (
            "a sidecar with a mark and Windows' ends of lines",
            |past| {
                past.write("content/2024-03-11-harbour.yaml", "\u{FEFF}place: Hall\r\nstatus: review\r\n");
                past.record("", HUSH);
                past.commit("2024-04-01");
                past.remove("content/2024-03-11-harbour.yaml");
                then_public(past);
            },
            "",
        ),
        (
            "a sidecar in TOML",
            |past| {
                past.write("content/2024-03-11-harbour.toml", "status = \"draft\"\n");
                past.record("", HUSH);
                past.commit("2024-04-01");
                past.remove("content/2024-03-11-harbour.toml");
                then_public(past);
            },
            "",
        ),
        (
            "the series' publishing",
            |past| {
                past.write("content/site.yml", "title: Town\nseries:\n  port:\n    publish:\n      status: draft\n");
                past.record("series: port", HUSH);
                past.commit("2024-04-01");
                past.write("content/site.yml", "title: Town\nseries:\n  port:\n    title: Port\n");
                past.record("series: port", SAID);
                past.commit("2024-05-01");
            },
            "",
        ),
        (
            "a review of the series whose defaults say so",
            |past| {
                let publish = "status: review\n      review_from: meeting\n      review_until: 60 days\n      after_review: publish";
                past.write(
                    "content/site.yml",
                    format!("title: Town\nseries:\n  port:\n    publish:\n      {publish}\n"),
                );
                past.write("content/_defaults.yml", "series: port\n");
                past.record("", HUSH);
                past.commit("2024-04-01");
                past.record("", SAID);
                past.commit("2024-04-20");
            },
            "",
        ),
        (
            "an embargo that had not ended",
            |past| {
                past.record("publish_at: 2024-04-10", HUSH);
                past.commit("2024-04-01");
                past.record("publish_at: 2024-04-10", SAID);
                past.commit("2024-04-05");
            },
            "",
        ),
        (
            "an embargo that had not ended when it was written",
            |past| {
                past.record("publish_at: 2024-04-10", HUSH);
                past.rebased("2024-04-01", "2024-06-01");
                past.record("publish_at: 2024-04-10", SAID);
                past.rebased("2024-04-05", "2024-06-01");
            },
            "it is not certain",
        ),
        (
            "a withdrawal",
            |past| {
                past.record("withdrawn: {reason: Names, at: 2024-03-20}", HUSH);
                past.commit("2024-04-01");
                then_public(past);
            },
            "",
        ),
        (
            "another branch that was merged",
            |past| {
                past.record("", SAID);
                past.commit("2024-04-01");
                past.git("2024-04-02", "2024-04-02", &["checkout", "-q", "-b", "idea"]);
                past.record("", HUSH);
                past.commit("2024-04-02");
                past.record("", "We bought four boats.");
                past.commit("2024-04-03");
                past.git("2024-04-04", "2024-04-04", &["checkout", "-q", "main"]);
                past.write("content/about.txt", "x");
                past.commit("2024-04-04");
                past.git("2024-04-05", "2024-04-05", &["merge", "-q", "--no-ff", "-m", "x", "idea"]);
            },
            "",
        ),
        (
            "a branch that is checked out and is not the one of the site",
            |past| {
                past.record("", SAID);
                past.commit("2024-04-01");
                past.git("2024-04-02", "2024-04-02", &["checkout", "-q", "-b", "idea"]);
                past.record("", HUSH);
                past.commit("2024-04-02");
                past.record("", SAID);
                past.commit("2024-04-03");
            },
            "nothing says which branch was published: “idea” is checked out, and there is “main” too",
        ),
        (
            "the same, with the branch named",
            |past| {
                past.record("", SAID);
                past.commit("2024-04-01");
                past.git("2024-04-02", "2024-04-02", &["checkout", "-q", "-b", "idea"]);
                past.record("", HUSH);
                past.commit("2024-04-02");
                past.record("", SAID);
                past.commit("2024-04-03");
                past.branch = Some("main");
            },
            "",
        ),
        (
            "settings that cannot be read",
            |past| {
                past.write("content/site.yml", "title: Town\nseries: [\n");
                past.record("", HUSH);
                past.commit("2024-04-01");
                past.write("content/site.yml", "title: Town\n");
                then_public(past);
            },
            "its site.yml",
        ),
        (
            "settings of which a value cannot be read",
            |past| {
                past.write("content/site.yml", "title: Town\nseries:\n  port:\n    publish:\n      status: hush\n");
                past.record("series: port", HUSH);
                past.commit("2024-04-01");
                past.write("content/site.yml", "title: Town\nseries:\n  port:\n    title: Port\n");
                past.record("series: port", SAID);
                past.commit("2024-05-01");
            },
            "its site.yml",
        ),
        (
            "front matter without an end",
            |past| {
                past.write(RECORD, format!("---\nstatus: draft\n# 2024-03-11 Harbour\n\n### Ann:\n{HUSH}\n"));
                past.commit("2024-04-01");
                then_public(past);
            },
            "it is not certain",
        ),
        (
            "defaults that cannot be read",
            |past| {
                past.write("content/_defaults.yml", "status: [draft\n");
                past.record("", HUSH);
                past.commit("2024-04-01");
                past.remove("content/_defaults.yml");
                then_public(past);
            },
            "it is not certain",
        ),
        (
            "a sidecar that is no text",
            |past| {
                past.write("content/2024-03-11-harbour.yml", b"status: dr\xFFaft\n");
                past.record("", HUSH);
                past.commit("2024-04-01");
                past.remove("content/2024-03-11-harbour.yml");
                then_public(past);
            },
            "it is not certain",
        ),
        (
            "a status that nobody knows",
            |past| {
                past.record("status: hush", HUSH);
                past.commit("2024-04-01");
                then_public(past);
            },
            "it is not certain",
        ),
        (
            "a folder that is not read",
            |past| {
                past.record("", SAID);
                past.rename(RECORD, "content/.later/2024-03-11-tarantella.md");
                past.commit("2024-04-01");
                past.rename("content/.later/2024-03-11-tarantella.md", RECORD);
                past.commit("2024-05-01");
            },
            "",
        ),
        (
            "a folder outside the content",
            |past| {
                past.record("", HUSH);
                past.rename(RECORD, "drafts/2024-03-11-harbour.md");
                past.commit("2024-04-01");
                past.rename("drafts/2024-03-11-harbour.md", RECORD);
                past.record("", SAID);
                past.commit("2024-05-01");
            },
            "",
        ),
        (
            "the address of another record",
            |past| {
                past.write(
                    "content/2024-01-01-a.md",
                    "---\nslug: 2024-03-11-harbour\n---\n# 2024-03-11 Port\n\n### Ann:\nBoats.\n",
                );
                past.record("", HUSH);
                past.commit("2024-04-01");
                past.remove("content/2024-01-01-a.md");
                then_public(past);
            },
            "2024-03-11-harbour.md of ",
        ),
        (
            "the address of another record, in other letters",
            |past| {
                past.write("content/2024-01-01-a.md", "---\nslug: 2024-03-11-HARBOUR\npublish_at: 2024-02-01T00:00:00Z\n---\n# 2024-03-11 Port\n\n### Ann:\nBoats.\n");
                past.record("", HUSH);
                past.commit("2024-04-01");
                past.remove("content/2024-01-01-a.md");
                then_public(past);
            },
            "2024-01-01-a.md had its address then",
        ),
        (
            "a registry that nobody could read, without which there was no site",
            |past| {
                past.write("content/people.yml", "people: [\n");
                past.record("", HUSH);
                past.commit("2024-04-01");
                past.remove("content/people.yml");
                then_public(past);
            },
            "not imported",
        ),
        (
            "a finished site among the records",
            |past| {
                past.write("content/copy/.minutebook/manifest", "minutebook manifest 2\n");
                past.record("", HUSH);
                past.rename(RECORD, "content/copy/2024-03-11-harbour.md");
                past.commit("2024-04-01");
                past.remove("content/copy/.minutebook/manifest");
                past.remove("content/copy/2024-03-11-harbour.md");
                then_public(past);
            },
            "",
        ),
        (
            "a row and an address that it had while it was held",
            |past| {
                past.write("content/.redirects", "/meetings/tarantella/\t/meetings/2024-03-11-harbour/\n");
                past.record("status: draft\nslug: tarantella", SAID);
                past.commit("2024-04-01");
                past.remove("content/.redirects");
                then_public(past);
            },
            "",
        ),
    ]
}

#[test]
fn nothing_that_was_held_back_comes_from_the_past() {
    if !has_git() {
        return;
    }
    let histories = histories();
    assert!(histories.len() >= 20);
    for (name, history, told) in histories {
        let mut past = Past::new();
        history(&mut past);
        let (code, said) = past.import();
        let is_refused = told.starts_with("nothing says which branch");
        assert_eq!(code, if is_refused { 2 } else { 0 }, "{name}: {said}");
        assert!(said.contains(told), "{name}: {said}");
        assert!(!told.is_empty() || !said.contains("not imported"), "{name}: {said}");
        let register = past.site.path("register");
        let kept = if register.is_dir() { holds(&register, SECRET) } else { Vec::new() };
        assert_eq!(kept, [""; 0], "{name}: {said}");
        if is_refused {
            continue;
        }
        assert!(said.contains("of 1 record imported"), "{name}: {said}");
        let built = past.site.build();
        assert_eq!(holds(&built.output, SECRET), [""; 0], "{name}");
        assert_eq!((found_by_search(&built, SECRET), found_by_search(&built, "aye")), (0, 1), "{name}");
    }
}

#[test]
fn what_lay_beside_the_content_of_a_site_is_not_taken_over_when_the_site_has_become_a_folder() {
    if !has_git() {
        return;
    }
    let past = Past::new();
    past.write("content/2024-01-01-a.md", "# A\n\n### Ann:\nBoats.\n");
    past.write("2024-03-11-harbour.md", "# Harbour\n\n### Ann:\nWe shall dance the tarantella.\n");
    past.commit("2024-04-01");
    past.rename("content/2024-01-01-a.md", "2024-01-01-a.md");
    past.rename("content/site.yml", "site.yml");
    std::fs::remove_dir(past.site.path("content")).expect("an empty folder");
    past.write("2024-03-11-harbour.md", "# Harbour\n\n### Ann:\nWe bought three boats.\n");
    past.commit("2024-05-01");
    let register = past.site.path("kept");
    let mut run = Command::new(env!("CARGO_BIN_EXE_minutebook"));
    run.args(["register", "import", "--now", "2026-01-01T00:00:00Z"]).arg(&past.site.options.site);
    let run = run.arg("--register").arg(&register).output().expect("the program");
    let told = String::from_utf8_lossy(&run.stdout).into_owned() + &String::from_utf8_lossy(&run.stderr);
    assert!(run.status.success(), "{told}");
    assert_eq!(holds(&register, SECRET), [""; 0], "{told}");
    assert!(told.contains("the records lay in `content/` then"), "{told}");
}

#[test]
fn what_had_its_address_before_another_record_came_is_taken_over() {
    if !has_git() {
        return;
    }
    let past = Past::new();
    past.record("", "We bought three boats.");
    past.commit("2024-04-01");
    // Held back, it takes no address away; a later path never does.
    past.write(
        "content/2024-01-01-a.md",
        "---\nslug: 2024-03-11-harbour\nstatus: draft\n---\n# 2024-03-11 Port\n\n### Ann:\nNo.\n",
    );
    past.write("content/2024-05-01-z.md", "---\nslug: 2024-03-11-harbour\n---\n# 2024-03-11 Quay\n\n### Ann:\nNo.\n");
    past.record("", "We bought four boats.");
    past.commit("2024-05-01");
    past.remove("content/2024-05-01-z.md");
    past.commit("2024-06-01");
    let (_, said) = past.import();
    assert!(said.contains("2 versions of 1 record imported from git; 1 record corrected"), "{said}");
}

#[cfg(unix)]
#[test]
fn what_a_link_led_to_cannot_be_judged() {
    if !has_git() {
        return;
    }
    let past = Past::new();
    past.write("draft.yml", "status: draft\n");
    std::os::unix::fs::symlink("../draft.yml", past.site.path("content/_defaults.yml")).expect("a link");
    past.record("", "We shall dance the tarantella.");
    past.commit("2024-04-01");
    past.remove("content/_defaults.yml");
    past.record("", "We bought three boats.");
    past.commit("2024-05-01");
    let (code, said) = past.import();
    assert!(code == 0 && said.contains("not imported: 2024-03-11-harbour.md of "), "{said}");
    assert_eq!(holds(&past.site.path("register"), SECRET), [""; 0]);
}

#[test]
fn versions_are_told_apart_by_commit_and_not_by_second() {
    if !has_git() {
        return;
    }
    let past = Past::new();
    past.record("", "We bought three boats.");
    past.rebased("2024-04-02", "2024-06-01");
    past.record("", "We bought four boats.");
    past.rebased("2024-04-03", "2024-06-01");
    past.rename(RECORD, "content/2024-03-11-port.md");
    past.rebased("2024-04-04", "2024-06-01");
    let (code, said) = past.import();
    assert!(
        code == 0 && said.contains("3 versions of 1 record imported from git; 1 record corrected or moved"),
        "{said}"
    );
    assert!(said.contains("the commits of main"), "{said}");
    let built = past.site.build();
    assert!(built.read("meetings/2024-03-11-port/index.html").contains("<del>three</del> <ins>four</ins>"));
    assert!(built.read("meetings/2024-03-11-harbour/index.html").contains("/meetings/2024-03-11-port/"));
}

#[test]
fn what_was_public_at_its_hour_is_taken_over_with_it() {
    if !has_git() {
        return;
    }
    let past = Past::new();
    past.record("publish_at: 2024-04-10T00:00:00Z", "We bought three boats.");
    past.commit("2024-04-01");
    past.record("publish_at: 2024-04-10T00:00:00Z", "We bought four boats.");
    past.commit("2024-05-01");
    // Public for a while, then with its speakers again.
    past.record("status: review", "We bought five boats.");
    past.commit("2024-06-01");
    past.record("", "We bought six boats.");
    past.commit("2024-07-01");
    let (_, said) = past.import();
    assert!(said.contains("3 versions of 1 record"), "{said}");
    let history =
        std::fs::read_to_string(past.site.path("register/records/2024-03-11-harbour.txt")).expect("a history");
    let hours: Vec<&str> = history.lines().filter_map(|line| line.strip_prefix("at ")).collect();
    assert_eq!(hours, ["2024-04-10T00:00:00Z", "2024-05-01T10:00:00Z", "2024-07-01T10:00:00Z"]);
    assert!(!history.contains("five"));
}
