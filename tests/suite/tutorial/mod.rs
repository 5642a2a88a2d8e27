//! docs/tutorial.md, followed as it stands: every command is typed, every file written, and every output compared. In
//! place of the hosts stand repositories on the disk, to which git leads the addresses of the page.

mod lesson;

use std::path::{Path, PathBuf};

use lesson::{Lesson, Reader, lessons};

use crate::publishing::runners;

fn page() -> Vec<Lesson> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/tutorial.md");
    lessons(&std::fs::read_to_string(path).expect("docs/tutorial.md"))
}

/// A machine with a home, and repositories of hosts that are empty.
struct Machine {
    place: tempfile::TempDir,
}

impl Machine {
    fn new() -> Machine {
        let machine = Machine { place: tempfile::tempdir().expect("a temporary folder") };
        for folder in ["home", "desk", "hosts/our-town"] {
            std::fs::create_dir_all(machine.path(folder)).expect("a folder");
        }
        let hosts = machine.path("hosts");
        let leads = ["github.com", "gitlab.com"]
            .map(|host| format!("[url \"{}/\"]\n\tinsteadOf = https://{host}/\n", hosts.display()));
        let who = "[user]\n\tname = Clerk\n\temail = clerk@our-town.example\n";
        std::fs::write(machine.path("home/gitconfig"), format!("{who}{}", leads.concat())).expect("settings of git");
        let mut reader = machine.reader("hosts/our-town");
        reader.run("git init --quiet --bare --initial-branch=main our-records.git");
        // As GitLab, the server takes options.
        reader.run("git --git-dir our-records.git config receive.advertisePushOptions true");
        machine
    }

    fn path(&self, path: &str) -> PathBuf {
        self.place.path().join(path)
    }

    fn reader(&self, folder: &str) -> Reader {
        Reader::new(&self.path(folder), &self.path("home"))
    }

    /// Follows the page up to its last part, and then one of the ways to go on.
    fn follow(&self, way: &str) -> Reader {
        let mut reader = self.reader("desk");
        let page = page();
        assert!(page.iter().any(|lesson| lesson.title == way), "no part of the page is called {way}");
        for lesson in page.iter().filter(|lesson| !lesson.is_alternative || lesson.title == way) {
            lesson.steps.iter().for_each(|step| reader.follow(step));
        }
        reader
    }

    /// A file on a branch of the host's repository.
    fn shown(&self, branch: &str, file: &str) -> String {
        let repository = self.path("hosts/our-town/our-records.git");
        let script = format!("git --git-dir '{}' show {branch}:{file}", repository.display());
        self.reader("desk").run(&script).to_owned()
    }

    /// Runs a job of a runner on a fresh machine, and gives the folder in which it ran.
    fn run_job(&self, runner: &str, job: &str, name: &str) -> PathBuf {
        let mut desk = self.reader("place");
        desk.at = self.place.path().to_owned();
        desk.run(&format!("git clone --quiet https://github.com/our-town/our-records.git {name}"));
        let here = self.path(name);
        let path = if runner == "gitlab-ci" { ".gitlab-ci.yml" } else { ".github/workflows/minutebook.yml" };
        let file = std::fs::read_to_string(here.join(path)).expect("the file of the runner");
        let file = serde_yaml::from_str(&file).expect("YAML");
        let script = runners::commands(&file, runner, job).join("\n");
        let ran = Reader::new(&here, &self.path("home"))
            .shell(&script)
            .env("GITHUB_STEP_SUMMARY", self.path("summary.md"))
            .env("GITHUB_PATH", self.path("paths"))
            .env("CI_PROJECT_DIR", &here)
            .env("CI_COMMIT_BRANCH", "main")
            .env("CI_SERVER_HOST", "gitlab.com")
            .env("MINUTEBOOK_PUSH_TO", self.path("hosts/our-town/our-records.git"))
            .output()
            .expect("bash runs");
        assert!(ran.status.success(), "{script}\n{}", String::from_utf8_lossy(&ran.stderr));
        here
    }
}

#[test]
fn the_tutorial_makes_the_site_that_it_describes_and_a_server_shows_it() {
    let machine = Machine::new();
    let mut reader = machine.follow("Your own server");
    let read = |path: &str| std::fs::read_to_string(machine.path("desk/www/current").join(path)).expect("a page");
    let front = read("index.html");
    assert!(
        front.contains("Records of Our Town")
            && front.contains("/assets/img/crest.")
            && front.contains("/assets/custom.")
    );
    assert!(read("fr/index.html").contains("Actes de notre ville"));
    assert!(read("fr/index.html").contains(">Règles<"));
    let record = read("meetings/2024-03-12-budget-sitting/index.html");
    assert!(record.contains("Carried, 2 to 0") && record.contains("Ann Miller"), "{record}");
    assert!(read("rules/index.html").contains("href=\"/meetings/2024-03-12-budget-sitting/\""));
    assert!(read("decisions/index.html").contains("two marks"));
    let configuration = std::fs::read_to_string(machine.path("desk/records.conf")).expect("a configuration");
    assert!(configuration.contains("server_name records.our-town.example") && configuration.contains("www/current"));
    // The timer runs what its file says.
    let timer = std::fs::read_to_string(reader.at.join("cron/minutebook")).expect("a timer");
    let (_, command) = timer.lines().last().expect("a line").split_once(" clerk ").expect("a user");
    reader.run(command);
    assert!(reader.run("minutebook publish").starts_with("Nothing to publish"));
}

#[test]
fn the_tutorial_puts_a_site_on_github_pages_and_its_timer_keeps_it_there() {
    let machine = Machine::new();
    machine.follow("GitHub Pages");
    assert!(machine.shown("gh-pages", "index.html").contains("href=\"/our-records/rules/\""));
    assert_eq!(machine.shown("gh-pages", ".nojekyll"), "");
    let first = machine.shown("gh-pages", "index.html");
    machine.run_job("github-actions", "check", "checked");
    machine.run_job("github-actions", "publish", "published");
    assert_eq!(machine.shown("gh-pages", "index.html"), first);
    let log = machine.shown("main", "register/log.txt");
    assert!(log.contains("\npublish 1\n") && !log.contains("\npublish 2\n"), "{log}");
}

#[test]
fn the_tutorial_gives_gitlab_pages_its_folder() {
    let machine = Machine::new();
    machine.follow("GitLab Pages");
    machine.run_job("gitlab-ci", "check", "checked");
    machine.run_job("gitlab-ci", "publish", "published");
    let shown = machine.run_job("gitlab-ci", "pages", "shown").join("public");
    let front = std::fs::read_to_string(shown.join("index.html")).expect("a page");
    assert!(front.contains("href=\"/our-records/rules/\"") && front == machine.shown("pages", "index.html"));
    assert!(shown.join("_redirects").is_file(), "{:?}", crate::site::files_below(&shown).keys());
}

#[test]
fn the_tutorial_gives_cloudflare_pages_a_branch_with_headers() {
    let machine = Machine::new();
    machine.follow("Cloudflare Pages");
    assert!(machine.shown("live", "index.html").contains("https://our-records.pages.dev/"));
    assert!(machine.shown("live", "_headers").contains("Content-Security-Policy"));
    machine.run_job("github-actions", "publish", "published");
}
