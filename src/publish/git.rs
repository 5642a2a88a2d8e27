//! A branch of a git repository, for page hosts. Each publication is one commit and one push, so readers see either the
//! old site or the new one. Runs the git program, which finds keys and passwords in their usual places.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use super::{Live, PLACE, PublishJob, PublishResult, PublishTarget, Published};
use crate::fs::failpoint::failpoint;
use crate::report::failure::Failure;
use crate::site::OutputPath;

/// Maximum number of attempts when another push comes in between.
const ATTEMPTS: usize = 3;

/// A branch of a repository.
#[derive(Debug)]
pub struct Git {
    remote: String,
    branch: String,
    /// The repository in which commits are made: the site's own when the remote belongs to it, else a separate one.
    repository: Repository,
    /// The commit that the branch was at.
    tip: Option<String>,
}

#[derive(Debug)]
enum Repository {
    OfSite(PathBuf),
    Own(PathBuf),
}

/// Address of a remote, which may be an address itself; `None` where git knows none of that name.
pub fn remote_address(site: &Path, remote: &str) -> Option<String> {
    if remote.contains(['/', ':', '\\']) {
        return Some(remote.to_owned());
    }
    if remote.starts_with('-') {
        return None;
    }
    let asked =
        Command::new("git").arg("-C").arg(site).args(["remote", "get-url", remote]).stdin(Stdio::null()).output();
    let asked = asked.ok().filter(|asked| asked.status.success())?;
    Some(String::from_utf8(asked.stdout).ok()?.trim().to_owned())
}

impl Git {
    /// The branch of a remote; `scratch` is a folder for temporary files.
    ///
    /// # Errors
    /// When there is no git program, the remote is not known, or the branch is the one that the site itself is on.
    pub fn new(site: &Path, remote: &str, branch: &str, scratch: &Path) -> Result<Git, Failure> {
        if remote.starts_with('-') || branch.starts_with('-') || branch.is_empty() {
            return Err(Failure::usage(format!(
                "“{remote}” and “{branch}” are not a repository and a branch\n  hint: check `publish:` in site.yml"
            )));
        }
        let is_address = remote.contains(['/', ':', '\\']);
        let repository =
            if is_address { Repository::Own(scratch.join("git")) } else { Repository::OfSite(site.to_owned()) };
        // A path is meant from the site.
        let local = is_address && !remote.contains("://") && site.join(remote).is_dir();
        let remote = if local { utf8(&site.join(remote)) } else { remote.to_owned() };
        let git = Git { remote, branch: branch.to_owned(), repository, tip: None };
        if let Repository::OfSite(site) = &git.repository {
            git.run(&["remote", "get-url", &git.remote], &[]).map_err(|failure| git.without_remote(site, failure))?;
            let on = git.run(&["symbolic-ref", "--short", "-q", "HEAD"], &[]).unwrap_or_default();
            if text(&on) == git.branch {
                return Err(Failure::usage(format!(
                    "the site itself is on the branch {branch}, and publishing there would put pages in its place\n  hint: \
                     publish to another branch"
                )));
            }
        }
        Ok(git)
    }

    /// The failure of a site whose repository has no remote of this name, or that is in no repository.
    fn without_remote(&self, site: &Path, failure: Failure) -> Failure {
        // What the system says of a program that is missing is said as it is.
        if self.run(&["--version"], &[]).is_err() {
            return failure;
        }
        let (place, remote) = (site.display(), &self.remote);
        let address = "or give the address of the repository under `publish: git: remote:` in site.yml";
        Failure::usage(match self.run(&["rev-parse", "--git-dir"], &[]) {
            Ok(_) => format!(
                "the git repository of {place} has no remote “{remote}”\n  hint: `git remote add {remote} ADDRESS` adds it, with the address \
                 of the repository; {address}"
            ),
            Err(_) => format!(
                "{place} is in no git repository, so it has no remote “{remote}”\n  hint: `git init` and `git remote add {remote} ADDRESS` make \
                 them, with the address of the repository; {address}"
            ),
        })
    }

    fn command(&self) -> Command {
        let mut command = Command::new("git");
        match &self.repository {
            Repository::OfSite(site) => command.arg("-C").arg(site),
            Repository::Own(place) => command.arg("--git-dir").arg(place),
        };
        // No terminal for questions.
        command.env("GIT_TERMINAL_PROMPT", "0").env("LC_ALL", "C");
        if std::env::var_os("GIT_SSH_COMMAND").is_none() {
            command.env("GIT_SSH_COMMAND", "ssh -o BatchMode=yes");
        }
        command
    }

    /// Runs git and returns its output.
    fn run(&self, arguments: &[&str], input: &[u8]) -> Result<Vec<u8>, Failure> {
        self.run_with(arguments, input, &[])
    }

    fn run_with(&self, arguments: &[&str], input: &[u8], env: &[(&str, &Path)]) -> Result<Vec<u8>, Failure> {
        let mut command = self.command();
        command.args(arguments).envs(env.iter().copied());
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let missing = |error: std::io::Error| {
            Failure::environment(format!(
                "the program git cannot be run: {error}\n  hint: install it, and see that it is on the path"
            ))
        };
        failpoint();
        let mut child = command.spawn().map_err(missing)?;
        let mut stdin = child.stdin.take();
        // Input is written in parallel with reading, to avoid a deadlock.
        let output = std::thread::scope(|scope| {
            scope.spawn(move || {
                if let Some(stdin) = &mut stdin {
                    // If git ends early, its own message gives the reason.
                    let _ = stdin.write_all(input);
                }
                drop(stdin);
            });
            child.wait_with_output()
        });
        let output = output.map_err(missing)?;
        if output.status.success() {
            return Ok(output.stdout);
        }
        let said = without_passwords(&text(&output.stderr));
        Err(Failure::environment(format!(
            "git {} did not succeed\n  hint: {}\n{said}",
            arguments.first().unwrap_or(&""),
            remedy(&said)
        )))
    }

    /// Creates the separate repository, and clears what an interrupted git left there.
    fn prepare(&self) -> Result<(), Failure> {
        let Repository::Own(place) = &self.repository else { return Ok(()) };
        fs::create_dir_all(place).map_err(|error| Failure::io("a folder cannot be made", place, &error))?;
        for lock in ["shallow.lock", "config.lock", "packed-refs.lock", "index.lock", "HEAD.lock"] {
            let _ = fs::remove_file(place.join(lock));
        }
        self.run(&["init", "--quiet", "--bare"], &[]).map(|_| ())
    }

    /// Fetches the branch; `None` when it is not there.
    fn fetch(&mut self) -> Result<Option<String>, Failure> {
        self.prepare()?;
        let reference = format!("refs/heads/{}", self.branch);
        let listed = self.run(&["ls-remote", "--", &self.remote, &reference], &[])?;
        let Some(tip) = text(&listed).split_whitespace().next().map(str::to_owned) else { return Ok(None) };
        if self.run(&["cat-file", "-e", &format!("{tip}^{{tree}}")], &[]).is_err() {
            let mut fetch = vec!["fetch", "--quiet", "--no-tags", "--no-write-fetch-head"];
            if matches!(self.repository, Repository::Own(_)) {
                fetch.push("--depth=1");
            }
            fetch.extend(["--", &self.remote, &reference]);
            self.run(&fetch, &[])?;
        }
        Ok(Some(tip))
    }

    /// Files on the branch: mode and object by path.
    fn tree(&self, tip: &str) -> Result<BTreeMap<String, (String, String)>, Failure> {
        let listed = self.run(&["ls-tree", "-r", "-z", "--full-tree", tip], &[])?;
        let listed = String::from_utf8_lossy(&listed).into_owned();
        let entry = |line: &str| {
            let (head, path) = line.split_once('\t')?;
            let mut head = head.split(' ');
            let (mode, object) = (head.next()?, head.nth(1)?);
            Some((path.to_owned(), (mode.to_owned(), object.to_owned())))
        };
        Ok(listed.split('\0').filter_map(entry).collect())
    }

    fn list_at(&self, tip: &str) -> Result<Option<Published>, Failure> {
        match self.run(&["show", &format!("{tip}:{PLACE}")], &[]) {
            Ok(bytes) => Published::from_bytes(&bytes, &format!("{PLACE} on the branch {}", self.branch)).map(Some),
            Err(_) => Ok(None),
        }
    }

    /// Stores files; returns the object id of each.
    fn store(&self, places: &[&Path]) -> Result<Vec<String>, Failure> {
        let mut input = Vec::new();
        for place in places {
            let place = std::path::absolute(place).unwrap_or_else(|_| (*place).to_owned());
            input.extend(utf8(&place).into_bytes());
            input.push(b'\n');
        }
        let objects = self.run(&["hash-object", "-w", "--no-filters", "--stdin-paths"], &input)?;
        Ok(text(&objects).lines().map(str::to_owned).collect())
    }

    fn store_bytes(&self, bytes: &[u8]) -> Result<String, Failure> {
        self.run(&["hash-object", "-w", "--no-filters", "--stdin"], bytes).map(|object| text(&object))
    }

    /// Makes a commit with the site in place of the files that `live` lists; returns its id and the number of stored
    /// files.
    fn commit(
        &self,
        tip: Option<&str>,
        live: Option<&Published>,
        work: &PublishJob<'_>,
    ) -> Result<(String, usize), Failure> {
        let mut tree = match tip {
            Some(tip) => self.tree(tip)?,
            None => BTreeMap::new(),
        };
        let there = |path: &str, hash: &str| live.and_then(|live| live.get(path)).is_some_and(|file| file.hash == hash);
        let mut fresh = Vec::new();
        for (path, file) in work.next.all() {
            if OutputPath::new(path).is_none() || (tree.contains_key(path) && there(path, &file.hash)) {
                continue;
            }
            // A lingering file that is gone cannot be restored.
            let Some(staged) = work.staged.get(path) else { continue };
            staged.bytes()?;
            fresh.push((path, staged.place.as_path()));
        }
        let places: Vec<&Path> = fresh.iter().map(|(_, place)| *place).collect();
        let objects = self.store(&places)?;
        for ((path, _), object) in fresh.iter().zip(objects) {
            tree.insert((*path).clone(), ("100644".to_owned(), object));
        }
        // Only files listed by an earlier publication are ever removed.
        for (path, _) in live.into_iter().flat_map(Published::all) {
            if work.next.get(path).is_none() {
                tree.remove(path);
            }
        }
        let mut list = work.next.clone();
        list.lingering.retain(|path, _| tree.contains_key(path));
        tree.insert(PLACE.to_owned(), ("100644".to_owned(), self.store_bytes(&list.to_bytes())?));
        for own in work.own {
            tree.insert(own.path.to_owned(), ("100644".to_owned(), self.store_bytes(&own.bytes)?));
        }
        // Hosts that run Jekyll would leave out files that begin with `_` or `.`.
        if !tree.contains_key(".nojekyll") {
            tree.insert(".nojekyll".to_owned(), ("100644".to_owned(), self.store_bytes(b"")?));
        }
        let mut index = Vec::new();
        for (path, (mode, object)) in &tree {
            index.extend(format!("{mode} {object}\t{path}\0").into_bytes());
        }
        let scratch = tempfile::tempdir()
            .map_err(|error| Failure::io("a temporary folder cannot be made", &std::env::temp_dir(), &error))?;
        let place = scratch.path().join("index");
        let with_index: [(&str, &Path); 1] = [("GIT_INDEX_FILE", &place)];
        self.run_with(&["update-index", "-z", "--add", "--index-info"], &index, &with_index)?;
        let made = text(&self.run_with(&["write-tree"], &[], &with_index)?);
        let mut arguments: Vec<&str> = Vec::new();
        // Git has no committer identity, as on a fresh machine.
        if self.run(&["var", "GIT_COMMITTER_IDENT"], &[]).is_err() {
            arguments.extend(["-c", "user.name=Minutebook", "-c", "user.email=minutebook@localhost"]);
        }
        arguments.extend(["commit-tree", &made, "-F", "-"]);
        if let Some(tip) = tip {
            arguments.extend(["-p", tip]);
        }
        let commit = self.run(&arguments, work.message.as_bytes())?;
        Ok((text(&commit), places.len()))
    }

    fn push(&self, commit: &str) -> Result<(), Failure> {
        let to = format!("{commit}:refs/heads/{}", self.branch);
        self.run(&["push", "--quiet", "--", &self.remote, &to], &[]).map(|_| ())
    }
}

impl PublishTarget for Git {
    fn name(&self) -> String {
        format!("the branch {} of {}", self.branch, without_passwords(&self.remote))
    }

    fn live(&mut self) -> Result<Live, Failure> {
        self.tip = self.fetch()?;
        let published = match &self.tip {
            Some(tip) => self.list_at(tip)?,
            None => None,
        };
        Ok(Live { published, interrupted: false })
    }

    fn put(
        &mut self,
        work: &PublishJob<'_>,
        on_progress: &(dyn Fn(usize, usize) + Sync),
    ) -> Result<PublishResult, Failure> {
        let all = work.next.all().count();
        let mut live = work.live.published.clone();
        let mut attempt = 1;
        let (commit, sent) = loop {
            let (commit, sent) = self.commit(self.tip.as_deref(), live.as_ref(), work)?;
            match self.push(&commit) {
                Ok(()) => break (commit, sent),
                Err(failure) if attempt == ATTEMPTS => return Err(failure),
                Err(failure) => {
                    // Without a push in between, another attempt would not help.
                    let tip = self.fetch()?;
                    if tip == self.tip && !failure.message.contains("cannot lock ref") {
                        return Err(failure);
                    }
                    live = match &tip {
                        Some(tip) => self.list_at(tip)?,
                        None => None,
                    };
                    self.tip = tip;
                    attempt += 1;
                }
            }
        };
        on_progress(all, all);
        let shown = self.fetch()?;
        if shown.as_deref() != Some(&*commit) {
            return Err(Failure::environment(format!(
                "the branch {} is not at the commit that was pushed\n  hint: somebody else has pushed; publish again",
                self.branch
            )));
        }
        self.tip = shown;
        Ok(PublishResult { name: commit.chars().take(12).collect(), sent, kept: all - sent, verified: all, ahead: 0 })
    }
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).trim().to_owned()
}

fn utf8(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}

fn remedy(said: &str) -> &'static str {
    let holds = |words: &[&str]| words.iter().any(|word| said.contains(word));
    if holds(&["No space left"]) {
        "free some space and publish again; the live site is unchanged"
    } else if holds(&["unpack", "Read-only", "insufficient permission", "unable to create"]) {
        "see that the repository there can be written and has space, and publish again; the live site is unchanged"
    } else if holds(&["rejected", "non-fast-forward", "fetch first"]) {
        "somebody else has pushed to that branch; publish again"
    } else if holds(&["Authentication", "denied", "could not read Username", "terminal prompts disabled"]) {
        "see that git may push there; try `git push` by hand"
    } else if holds(&["Could not resolve", "Connection", "unable to access", "does not appear to be"]) {
        "check the address and the network, and publish again; the live site is unchanged"
    } else {
        "git's own message is below; the live site is unchanged"
    }
}

/// A text in which no address holds a name or password any more.
fn without_passwords(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("://") {
        let (before, after) = rest.split_at(at + 3);
        out.push_str(before);
        let end = after.find(|c: char| c == '/' || c.is_whitespace() || c == '\'' || c == '"').unwrap_or(after.len());
        let host = after[..end].rsplit_once('@').map_or(&after[..end], |(_, host)| host);
        out.push_str(host);
        rest = &after[end..];
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::without_passwords;

    #[test]
    fn passwords_are_taken_out_of_whatever_is_told() {
        let said = "fatal: unable to access 'https://bot:s3cr3t@git.example/a.git/': no; see https://git.example";
        assert_eq!(
            without_passwords(said),
            "fatal: unable to access 'https://git.example/a.git/': no; see https://git.example"
        );
    }
}
