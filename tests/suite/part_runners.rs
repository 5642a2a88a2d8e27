//! Templates of `init` for builds in parts: every step is run as its service runs it, each job on a fresh machine that has nothing but
//! the repository and what earlier jobs have left as artifacts.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_yaml::Value;

use crate::commands::{code, minutebook, told};
use crate::site::{NOW, files_below};

/// A site with the files of a runner, and the same built on one machine.
fn site(runner: &str, path: &str) -> (tempfile::TempDir, Value) {
    let place = tempfile::tempdir().expect("a temporary folder");
    let here = place.path();
    assert_eq!(code(&minutebook(&["init", "site", "--with", runner], here)), 0);
    let text = fs::read_to_string(here.join("site").join(path)).expect("the file of the runner");
    let build = minutebook(&["build", "site", "--output", "whole", "--now", NOW, "--no-cache"], here);
    assert_eq!(code(&build), 0, "{}", told(&build));
    (place, serde_yaml::from_str(&text).expect("YAML"))
}

/// Copies files and folders.
fn copy(from: &Path, to: &Path) {
    if from.is_dir() {
        fs::create_dir_all(to).expect("a folder");
        for entry in fs::read_dir(from).expect("a folder").flatten() {
            copy(&entry.path(), &to.join(entry.file_name()));
        }
    } else {
        fs::create_dir_all(to.parent().expect("a folder")).expect("a folder");
        fs::copy(from, to).expect("a file");
    }
}

/// A machine with the repository and nothing else.
struct Machine {
    folder: PathBuf,
    programs: PathBuf,
}

impl Machine {
    fn new(here: &Path, name: &str) -> Machine {
        let folder = here.join(name);
        copy(&here.join("site"), &folder);
        // A program that is installed is the one that is tested. Both always build for the same moment.
        let programs = here.join(format!("{name}-programs"));
        fs::create_dir_all(&programs).expect("a folder");
        let own = env!("CARGO_BIN_EXE_minutebook");
        let built = format!("#!/bin/sh\nexec '{own}' \"$@\" --now {NOW}\n");
        let install = "#!/bin/sh\nmkdir -p program/bin && cp \"$(command -v minutebook)\" program/bin/minutebook\n";
        for (name, text) in [("minutebook", built.as_str()), ("cargo", install)] {
            let place = programs.join(name);
            fs::write(&place, text).expect("a program");
            let done = Command::new("chmod").arg("+x").arg(&place).status().expect("chmod runs");
            assert!(done.success());
        }
        Machine { folder, programs }
    }

    fn run(&self, script: &str, variables: &[(&str, String)]) {
        let paths = format!("{}:{}", self.programs.display(), std::env::var("PATH").expect("a path"));
        let ran = Command::new("bash")
            .args(["-e", "-c", script])
            .current_dir(&self.folder)
            .env("PATH", paths)
            .env("XDG_CACHE_HOME", self.folder.join("no-cache"))
            .env("MINUTEBOOK_SOURCE", "https://source.example/minutebook")
            .env("CI_PROJECT_DIR", &self.folder)
            .envs(variables.iter().map(|(name, value)| (*name, value)))
            .output()
            .expect("bash runs");
        assert!(ran.status.success(), "{script}\n{}\n{}", String::from_utf8_lossy(&ran.stdout), told(&ran));
    }
}

fn compare(here: &Path, joined: &Path) {
    let (expected, found) = (files_below(&here.join("whole")), files_below(joined));
    assert_eq!(found.keys().collect::<Vec<_>>(), expected.keys().collect::<Vec<_>>());
    assert!(found == expected, "a file differs");
}

fn texts(value: &Value) -> Vec<String> {
    let all = value.as_sequence().map(Vec::as_slice).unwrap_or_default();
    all.iter().map(|text| text.as_str().expect("a text").to_owned()).collect()
}

#[test]
fn gitlab_builds_in_parallel_jobs_what_one_machine_builds() {
    let (place, file) = site("gitlab-parallel", ".gitlab-ci.yml");
    let here = place.path();
    let artifacts = here.join("artifacts");
    for stage in texts(&file["stages"]) {
        let jobs = file.as_mapping().expect("jobs").iter();
        let (name, job) = jobs
            .map(|(name, job)| (name.as_str().expect("a name"), job))
            .find(|(_, job)| job["stage"].as_str() == Some(&stage))
            .expect("a job for each stage");
        let count = job["parallel"].as_u64();
        // A job has what jobs of earlier stages have left.
        let of_stage = here.join(format!("artifacts-of-{stage}"));
        for index in 1..=count.unwrap_or(1) {
            let machine = Machine::new(here, &format!("{name}-{index}"));
            if artifacts.exists() {
                copy(&artifacts, &machine.folder);
            }
            let mut variables = vec![("CI_NODE_TOTAL", count.unwrap_or(1).to_string())];
            variables.extend(count.map(|_| ("CI_NODE_INDEX", index.to_string())));
            let script = [texts(&file["default"]["before_script"]), texts(&job["script"])].concat().join("\n");
            machine.run(&script, &variables);
            for path in texts(&job["artifacts"]["paths"]) {
                let path = path.replace("$CI_NODE_INDEX", &index.to_string());
                let (folder, wanted) = path.rsplit_once('/').unwrap_or(("", &path));
                let mut found = 0;
                for entry in fs::read_dir(machine.folder.join(folder)).expect("a folder").flatten() {
                    let name = entry.file_name().to_string_lossy().into_owned();
                    let is_wanted = wanted.strip_suffix('*').map_or(name == wanted, |start| name.starts_with(start));
                    if is_wanted {
                        copy(&entry.path(), &of_stage.join(folder).join(name));
                        found += 1;
                    }
                }
                assert_eq!(found, 1, "{name} {index}: {path}");
            }
        }
        copy(&of_stage, &artifacts);
    }
    compare(here, &artifacts.join("public"));
}

/// Puts the files of an artifact together as `actions/upload-artifact` does: their paths begin below what all have in common.
fn upload(machine: &Path, paths: &str, artifact: &Path) {
    let paths: Vec<&str> = paths.split_whitespace().collect();
    for path in &paths {
        let from = machine.join(path);
        assert!(from.exists(), "{path} is there");
        assert!(!path.contains(".."), "{path}: the action takes no such path");
        let name = Path::new(path).file_name().expect("a name");
        let to = if paths.len() == 1 && from.is_dir() { artifact.to_owned() } else { artifact.join(name) };
        copy(&from, &to);
    }
}

#[test]
fn github_builds_in_a_matrix_what_one_machine_builds() {
    let (place, file) = site("github-matrix", ".github/workflows/minutebook.yml");
    let here = place.path();
    let mut artifacts: BTreeMap<String, PathBuf> = BTreeMap::new();
    let mut joined = None;
    let jobs = file["jobs"].as_mapping().expect("jobs");
    let mut done = vec![String::new()];
    for (name, job) in jobs {
        let name = name.as_str().expect("a name");
        assert!(
            done.contains(&job["needs"].as_str().unwrap_or_default().to_owned()),
            "{name} comes after what it needs"
        );
        let parts = job["strategy"]["matrix"]["part"].as_sequence().cloned().unwrap_or_else(|| vec![Value::Null]);
        assert!(
            parts.len() == 1 || job["strategy"]["fail-fast"] == Value::Bool(false),
            "{name}: a part ends the others"
        );
        for part in parts {
            let part = part.as_u64().map(|part| part.to_string()).unwrap_or_default();
            let machine = Machine::new(here, &format!("{name}-{part}"));
            for step in job["steps"].as_sequence().expect("steps") {
                let text = |key: &str| {
                    step["with"][key].as_str().map(|text| text.replace("${{ matrix.part }}", &part)).unwrap_or_default()
                };
                let uses = step["uses"].as_str().map(|action| action.split('@').next().unwrap_or_default());
                match uses {
                    None => {
                        let run = step["run"].as_str().expect("a command").replace("${{ matrix.part }}", &part);
                        assert!(!run.contains("${{"), "{run}");
                        machine.run(&run, &[]);
                    }
                    Some("actions/upload-artifact") => {
                        let place = here.join("artifacts").join(text("name"));
                        upload(&machine.folder, &text("path"), &place);
                        assert!(artifacts.insert(text("name"), place).is_none(), "an artifact is never changed");
                    }
                    Some("actions/download-artifact") => {
                        let pattern = text("pattern");
                        let is_wanted = |name: &str| match pattern.strip_suffix('*') {
                            Some(start) => name.starts_with(start),
                            None => name == text("name"),
                        };
                        let wanted: Vec<_> = artifacts.iter().filter(|(name, _)| is_wanted(name)).collect();
                        assert!(!wanted.is_empty(), "{name}: an artifact is missing");
                        wanted.iter().for_each(|(_, place)| copy(place, &machine.folder.join(text("path"))));
                    }
                    Some("actions/upload-pages-artifact") => joined = Some(machine.folder.join(text("path"))),
                    Some("actions/checkout" | "actions/cache" | "actions/deploy-pages") => {}
                    Some(other) => panic!("{other} is unknown"),
                }
            }
        }
        done.push(name.to_owned());
    }
    compare(here, &joined.expect("a joined site"));
}
