//! History of a folder in git: the commits of a branch, the renamings of each, and the files at that time.

use std::collections::HashMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use jiff::Timestamp;
use unicode_normalization::UnicodeNormalization;

use crate::pipeline::{ThenFile, is_read_by_name};
use crate::report::failure::Failure;
use crate::site::well_known::MANIFEST;

/// A commit that touched the folder.
#[derive(Debug)]
pub(super) struct Commit {
    pub(super) hash: String,
    /// Time at which the commit came onto its branch, according to git.
    pub(super) at: Timestamp,
    /// Time at which it was written; a rebase does not change that.
    pub(super) written: Timestamp,
    /// Old and new names of files, relative to the folder.
    pub(super) renamed: Vec<(String, String)>,
}

/// A folder in a git repository.
pub(super) struct GitHistory<'a> {
    folder: &'a Path,
    /// The path of the folder in the repository, with a final `/`; empty at the top.
    prefix: String,
    blobs: Option<Blobs>,
    /// Files by path in the commit before, with their content.
    files: HashMap<String, (String, ThenFile)>,
}

impl<'a> GitHistory<'a> {
    /// # Errors
    /// When there is no git program or no repository.
    pub(super) fn new(folder: &'a Path) -> Result<Self, Failure> {
        let prefix = git(folder, &["rev-parse", "--show-prefix"])?.trim_end_matches('\n').to_owned();
        Ok(GitHistory { folder, prefix, blobs: None, files: HashMap::new() })
    }

    /// The branch that counts as published when none is named: the remote's first one, or else the one that is checked
    /// out, unless there is another of the usual name.
    ///
    /// # Errors
    /// When git does not know it.
    pub(super) fn published_branch(&self) -> Result<String, Failure> {
        let ask = |arguments: &[&str]| git(self.folder, arguments).ok().map(|output| output.trim().to_owned());
        let exists = |name: &str| ask(&["rev-parse", "--verify", "--quiet", &format!("refs/heads/{name}")]).is_some();
        let first = ask(&["symbolic-ref", "--quiet", "refs/remotes/origin/HEAD"]);
        if let Some(remote) = first.as_deref().and_then(|name| name.strip_prefix("refs/remotes/")) {
            let local = remote.strip_prefix("origin/").filter(|name| exists(name));
            return Ok(local.unwrap_or(remote).to_owned());
        }
        let here = ask(&["symbolic-ref", "--quiet", "--short", "HEAD"]).filter(|name| !name.is_empty());
        let usual = ["main", "master", "trunk"].into_iter().find(|name| exists(name));
        match (here, usual) {
            (Some(here), None) => Ok(here),
            (Some(here), Some(_)) if ["main", "master", "trunk"].contains(&&*here) => Ok(here),
            (here, usual) => {
                let here = here
                    .map_or_else(|| "no branch is checked out".to_owned(), |name| format!("“{name}” is checked out"));
                let also = usual.map(|name| format!(", and there is “{name}” too")).unwrap_or_default();
                Err(Failure::usage(format!(
                    "nothing says which branch was published: {here}{also}\n  hint: name it with `--branch`"
                )))
            }
        }
    }

    /// Commits of a branch that touched the folder, oldest first: only those made on the branch itself. Commits of
    /// merged branches were never published.
    ///
    /// # Errors
    /// When there is no such branch.
    pub(super) fn commits(&self, branch: &str) -> Result<Vec<Commit>, Failure> {
        let output = git(
            self.folder,
            &[
                "-c",
                "log.showRoot=true",
                "-c",
                "log.showSignature=false",
                "log",
                "--first-parent",
                "--reverse",
                "-m",
                "-M",
                "--name-status",
                "-z",
                "--format=%x01%H %ct %at",
                "--end-of-options",
                branch,
                "--",
                ".",
            ],
        )?;
        Ok(self.read_log(&output))
    }

    fn read_log(&self, output: &str) -> Vec<Commit> {
        let mut commits: Vec<Commit> = Vec::new();
        let mut parts = output.split('\0');
        while let Some(part) = parts.next() {
            let part = part.trim_start_matches('\n');
            if let Some(head) = part.strip_prefix('\u{1}') {
                let mut words = head.split(' ');
                let hash = words.next().unwrap_or_default().to_owned();
                let mut moment = || {
                    let second = words.next().and_then(|word| word.trim().parse().ok());
                    second.and_then(|second| Timestamp::from_second(second).ok()).unwrap_or(Timestamp::UNIX_EPOCH)
                };
                let (at, written) = (moment(), moment());
                commits.push(Commit { hash, at, written, renamed: Vec::new() });
                continue;
            }
            let mut path = || {
                let path = parts.next()?.strip_prefix(&self.prefix)?;
                Some(path.nfc().collect::<String>())
            };
            match part.as_bytes().first() {
                Some(b'R') => {
                    if let (Some(from), Some(to), Some(commit)) = (path(), path(), commits.last_mut()) {
                        commit.renamed.push((from, to));
                    }
                }
                Some(b'C') => drop((path(), path())),
                Some(_) => drop(path()),
                None => {}
            }
        }
        commits
    }

    /// The files of a commit that reading records depends on.
    ///
    /// # Errors
    /// When git does not show them.
    pub(super) fn files(&mut self, commit: &str) -> Result<Vec<ThenFile>, Failure> {
        let mut arguments = vec!["ls-tree", "-r", "-z", "--full-tree", commit];
        if !self.prefix.is_empty() {
            arguments.push(&self.prefix);
        }
        let listed = git(self.folder, &arguments)?;
        let mut before = std::mem::take(&mut self.files);
        // A finished site among the records was none of them.
        let finished: Vec<&str> = listed
            .split('\0')
            .filter_map(|entry| entry.split_once('\t')?.1.strip_prefix(&*self.prefix)?.strip_suffix(MANIFEST))
            .collect();
        let is_finished = |path: &str| finished.iter().any(|folder| path.starts_with(folder));
        for entry in listed.split('\0').filter(|entry| !entry.is_empty()) {
            let Some((head, path)) = entry.split_once('\t') else { continue };
            let mut head = head.split(' ');
            let (Some(mode), Some(_), Some(hash)) = (head.next(), head.next(), head.next()) else { continue };
            let Some(path) = path.strip_prefix(&self.prefix).filter(|path| is_read_by_name(path)) else { continue };
            if is_finished(path) {
                continue;
            }
            if let Some(known) = before.remove(path).filter(|(known, _)| known == hash) {
                self.files.insert(path.to_owned(), known);
                continue;
            }
            // A symbolic link, or a repository within this one: its content is not known.
            let bytes = if mode.starts_with("100") { Some(self.blob(hash)?) } else { None };
            self.files.insert(path.to_owned(), (hash.to_owned(), ThenFile::new(path, bytes)));
        }
        Ok(self.files.values().map(|(_, file)| file.clone()).collect())
    }

    fn blob(&mut self, hash: &str) -> Result<Vec<u8>, Failure> {
        if self.blobs.is_none() {
            self.blobs = Some(Blobs::open(self.folder)?);
        }
        let broken = |error: std::io::Error| Failure::environment(format!("git does not show {hash}: {error}"));
        match &mut self.blobs {
            Some(blobs) => blobs.read(hash).map_err(broken),
            None => Err(Failure::environment(format!("git does not show {hash}"))),
        }
    }
}

/// One git process that is asked for one file after the other.
struct Blobs {
    child: Child,
    ask: ChildStdin,
    output: BufReader<ChildStdout>,
}

impl Blobs {
    fn open(folder: &Path) -> Result<Self, Failure> {
        let run = Command::new("git")
            .args(["cat-file", "--batch"])
            .current_dir(folder)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn();
        let mut child = run.map_err(|error| not_started(&error))?;
        match (child.stdin.take(), child.stdout.take()) {
            (Some(ask), Some(output)) => Ok(Blobs { child, ask, output: BufReader::new(output) }),
            _ => Err(Failure::environment("git cannot be asked for files")),
        }
    }

    fn read(&mut self, hash: &str) -> std::io::Result<Vec<u8>> {
        let broken = || std::io::Error::other("it is not in the repository; a shallow or partial clone lacks it");
        writeln!(self.ask, "{hash}")?;
        self.ask.flush()?;
        let mut head = String::new();
        self.output.read_line(&mut head)?;
        let size: usize = head.trim_end().rsplit(' ').next().and_then(|size| size.parse().ok()).ok_or_else(broken)?;
        let mut bytes = vec![0; size];
        self.output.read_exact(&mut bytes)?;
        self.output.read_exact(&mut [0])?;
        Ok(bytes)
    }
}

impl Drop for Blobs {
    fn drop(&mut self) {
        // A process that is asked nothing more ends by itself, unless it hangs.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn not_started(error: &std::io::Error) -> Failure {
    Failure::environment(format!("git cannot be started: {error}\n  hint: install git"))
}

/// Runs git in a folder and returns its output.
fn git(folder: &Path, arguments: &[&str]) -> Result<String, Failure> {
    let run = Command::new("git").args(["-c", "core.quotepath=off"]).args(arguments).current_dir(folder).output();
    let run = run.map_err(|error| not_started(&error))?;
    if !run.status.success() {
        let output = String::from_utf8_lossy(&run.stderr);
        return Err(Failure::environment(format!(
            "git says: {}\n  hint: the records must lie in a git repository",
            output.trim()
        )));
    }
    Ok(String::from_utf8_lossy(&run.stdout).into_owned())
}
