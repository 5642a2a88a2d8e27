//! Templates for continuous integration: every step is read as its runner reads it, and run by a shell against a
//! repository.

use std::path::Path;
use std::process::Command;

use serde_yaml::Value;

use super::run;
use crate::commands::{code, minutebook, told};

/// The commands of a job of a file, in the order in which they are run.
pub(crate) fn commands(file: &Value, runner: &str, job: &str) -> Vec<String> {
    let text = |value: &Value| value.as_str().expect("a command").to_owned();
    let list = |value: &Value| value.as_sequence().map(|all| all.iter().map(text).collect()).unwrap_or_default();
    if runner == "gitlab-ci" {
        let before = file[job].get("before_script").unwrap_or(&file["default"]["before_script"]);
        let parts = [before, &file[job]["script"], &file[job]["after_script"]];
        return parts.into_iter().flat_map(|part| -> Vec<String> { list(part) }).collect();
    }
    let steps = file["jobs"][job]["steps"].as_sequence().expect("steps");
    steps.iter().filter_map(|step| step["run"].as_str().map(str::to_owned)).collect()
}

/// A site in a repository, and a bare one that it is pushed to.
fn repository(runner: &str) -> (tempfile::TempDir, Value) {
    let place = tempfile::tempdir().expect("a temporary folder");
    let here = place.path();
    assert_eq!(code(&minutebook(&["init", "site", "--with", runner], here)), 0);
    let path = if runner == "gitlab-ci" { "site/.gitlab-ci.yml" } else { "site/.github/workflows/minutebook.yml" };
    let text = std::fs::read_to_string(here.join(path)).expect("the file of the runner");
    let settings = here.join("site/content/site.yml");
    let before = std::fs::read_to_string(&settings).expect("settings");
    let own = before.replace("https://records.example.org/", "https://records.example/");
    let target = "publish:\n  git: {remote: origin, branch: pages}\n";
    std::fs::write(&settings, own + target).expect("settings");
    run("git", &["init", "--quiet", "--bare", "--initial-branch=main", "host.git"], here);
    let site = here.join("site");
    run("git", &["init", "--quiet", "--initial-branch=main"], &site);
    run("git", &["add", "content", path.trim_start_matches("site/")], &site);
    run("git", &["-c", "user.name=A", "-c", "user.email=a@b.example", "commit", "--quiet", "-m", "Begin"], &site);
    run("git", &["push", "--quiet", "../host.git", "main"], &site);
    (place, serde_yaml::from_str(&text).expect("YAML"))
}

/// Runs the commands on a fresh machine: a checkout, and nothing that is remembered.
fn on_a_fresh_machine(here: &Path, name: &str, commands: &[String]) {
    run("git", &["clone", "--quiet", "host.git", name], here);
    let program = Path::new(env!("CARGO_BIN_EXE_minutebook")).parent().expect("a folder");
    let paths = format!("{}:{}", program.display(), std::env::var("PATH").expect("a path"));
    let script = commands.join("\n");
    let ran = Command::new("bash")
        .args(["-e", "-c", &script])
        .current_dir(here.join(name))
        .env("PATH", paths)
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .env("GIT_AUTHOR_NAME", "Runner")
        .env("GIT_AUTHOR_EMAIL", "runner@host.example")
        .env("GIT_COMMITTER_NAME", "Runner")
        .env("GIT_COMMITTER_EMAIL", "runner@host.example")
        .env("GITHUB_STEP_SUMMARY", here.join("summary.md"))
        .env("GITHUB_PATH", here.join("paths"))
        .env("HOME", here)
        .env("CI_PROJECT_DIR", here.join(name))
        .env("CI_COMMIT_BRANCH", "main")
        .env("CI_SERVER_HOST", "host.example")
        .env("MINUTEBOOK_PUSH_TO", here.join("host.git"))
        .output()
        .expect("bash runs");
    assert!(ran.status.success(), "{script}\n{}\n{}", String::from_utf8_lossy(&ran.stdout), told(&ran));
}

#[test]
fn every_step_of_a_runner_is_run_and_the_register_comes_back_to_the_repository() {
    for runner in ["github-actions", "gitlab-ci"] {
        let (place, file) = repository(runner);
        let here = place.path();
        for job in ["check", "publish"] {
            for command in commands(&file, runner, job) {
                let read = Command::new("bash").args(["-n", "-c", &command]).output().expect("bash runs");
                assert!(read.status.success(), "{runner}: {command}: {}", told(&read));
            }
        }
        let text = serde_yaml::to_string(&file).expect("YAML");
        let pinned = format!("minutebook-{}", env!("CARGO_PKG_VERSION"));
        assert!(text.contains(&pinned) && !text.contains("VERSION_NUMBER"), "{text}");
        on_a_fresh_machine(here, "checked", &commands(&file, runner, "check"));
        let publish = commands(&file, runner, "publish");
        assert!(publish.iter().any(|command| command.contains("minutebook publish")), "{publish:?}");
        // A server that takes options, as GitLab does.
        run("git", &["--git-dir", "host.git", "config", "receive.advertisePushOptions", "true"], here);
        on_a_fresh_machine(here, "first", &publish);
        let pages = || run("git", &["--git-dir", "host.git", "rev-list", "pages"], here).lines().count();
        let log = || run("git", &["--git-dir", "host.git", "show", "main:register/log.txt"], here);
        assert!(pages() == 1 && log().contains("\npublish 1\n"), "{runner}: {}", log());
        let (before, commits) = (log(), run("git", &["--git-dir", "host.git", "rev-list", "main"], here));
        on_a_fresh_machine(here, "second", &publish);
        assert!(pages() == 1 && log() == before, "{runner}: a second time there is nothing to do");
        assert_eq!(run("git", &["--git-dir", "host.git", "rev-list", "main"], here), commits);
    }
}
