//! Reads the files of a theme from a folder or from a git repository. Nothing of it is run, and nothing is checked out.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use walkdir::WalkDir;

use crate::report::failure::Failure;
use crate::report::mass::size_text;

/// Folders of a theme.
const FOLDERS: [&str; 3] = ["templates", "static", "i18n"];

/// Beginnings of the names of files at its top that are taken: its description, and who may use it.
const AT_TOP: [&str; 5] = ["theme.yml", "license", "licence", "copying", "readme"];

/// Largest number of files of a theme.
const MOST_FILES: usize = 2_000;

/// Largest size of a file, and of all together, in bytes.
const LARGEST: [u64; 2] = [5_000_000, 50_000_000];

/// Files of a theme, by their path in it.
pub(super) type TakenFiles = BTreeMap<String, Vec<u8>>;

/// A theme as it is at its source.
pub(super) struct ThemeAtSource {
    pub(super) files: TakenFiles,
    /// The commit, if it comes from git.
    pub(super) revision: Option<String>,
    /// Number of files that are none of a theme, and were left.
    pub(super) left: usize,
}

/// Reports whether a source is the address of a git repository, and no path.
pub(super) fn is_git_address(source: &str) -> bool {
    let has_host = |at: usize| at > 1 && !source[..at].contains(['/', '\\']);
    source.contains("://") || source.find(':').is_some_and(has_host)
}

/// Reads a theme. `branch` is a branch or tag of a repository.
///
/// # Errors
/// When there is no such folder or repository, or when something in it is no file of a theme: a symbolic link, a file that is too
/// large, a name that leads elsewhere.
pub(super) fn read_theme(source: &str, branch: Option<&str>) -> Result<ThemeAtSource, Failure> {
    let theme =
        if is_git_address(source) { from_git(source, branch)? } else { from_folder(Path::new(source), branch)? };
    if !theme.files.keys().any(|path| path == "theme.yml" || FOLDERS.iter().any(|folder| is_below(path, folder))) {
        return Err(Failure::usage(format!(
            "there is no theme at {source}: it has neither theme.yml nor templates/, static/ or i18n/\n  hint: give the folder in which these lie"
        )));
    }
    Ok(theme)
}

fn is_below(path: &str, folder: &str) -> bool {
    path.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'))
}

/// Reports whether a file belongs to a theme, by its path.
fn is_taken(path: &str) -> bool {
    let top = || AT_TOP.iter().any(|begin| path.to_lowercase().starts_with(begin));
    let is_hidden = path.split('/').any(|part| part.starts_with('.'));
    !is_hidden && (FOLDERS.iter().any(|folder| is_below(path, folder)) || (!path.contains('/') && top()))
}

/// Sums up what is taken, and refuses what must not be.
#[derive(Default)]
struct Intake {
    files: usize,
    bytes: u64,
}

impl Intake {
    fn file(&mut self, path: &str, bytes: u64) -> Result<(), Failure> {
        let is_sound = |part: &str| !part.is_empty() && part != ".." && !part.contains(['\\', ':']);
        if !path.split('/').all(is_sound) || path.chars().any(char::is_control) {
            return Err(refused(path, "has a name that no file of a theme can have", "rename it there"));
        }
        self.files += 1;
        self.bytes += bytes;
        if bytes > LARGEST[0] {
            let why = format!("has {}, more than the {} of a file of a theme", size_text(bytes), size_text(LARGEST[0]));
            return Err(refused(path, &why, "make it smaller there"));
        }
        if self.files > MOST_FILES || self.bytes > LARGEST[1] {
            return Err(Failure::usage(format!(
                "this is more than a theme can have ({MOST_FILES} files, {}); nothing was copied\n  hint: give the folder of the theme alone",
                size_text(LARGEST[1])
            )));
        }
        Ok(())
    }
}

fn refused(path: &str, why: &str, hint: &str) -> Failure {
    Failure::usage(format!("{path} {why}; nothing was copied\n  hint: {hint}"))
}

const LINK: &str = "is a symbolic link, which may lead out of the theme";

fn from_folder(folder: &Path, branch: Option<&str>) -> Result<ThemeAtSource, Failure> {
    if branch.is_some() {
        return Err(Failure::usage(
            "a folder has no branch\n  hint: leave out `--branch`, or give the address of a repository",
        ));
    }
    if !folder.is_dir() {
        return Err(Failure::usage(format!(
            "there is no folder {}\n  hint: check the path; the address of a git repository begins with `https://`, `ssh://` or `git@`",
            folder.display()
        )));
    }
    let mut theme = ThemeAtSource { files: TakenFiles::new(), revision: None, left: 0 };
    let mut intake = Intake::default();
    let wanted = |name: &str| FOLDERS.contains(&name) || is_taken(name);
    let top = WalkDir::new(folder).sort_by_file_name().into_iter().filter_entry(|entry| {
        // Whole folders that are none of a theme are not read.
        entry.depth() != 1 || !entry.file_type().is_dir() || entry.file_name().to_str().is_some_and(wanted)
    });
    for entry in top {
        let entry = entry.map_err(|error| {
            Failure::io(
                "the theme cannot be read",
                error.path().unwrap_or(folder),
                &std::io::Error::other(error.to_string()),
            )
        })?;
        if entry.file_type().is_dir() {
            continue;
        }
        let path = entry.path().strip_prefix(folder).unwrap_or(entry.path());
        let path = path.components().map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/");
        let is_of_theme = is_taken(&path) || FOLDERS.contains(&path.as_str());
        if entry.file_type().is_symlink() && is_of_theme {
            return Err(refused(&path, LINK, "put a copy of the file there"));
        }
        if !is_of_theme || !entry.file_type().is_file() {
            theme.left += 1;
            continue;
        }
        let bytes = entry.metadata().map_or(0, |metadata| metadata.len());
        intake.file(&path, bytes)?;
        let read =
            fs::read(entry.path()).map_err(|error| Failure::io("the theme cannot be read", entry.path(), &error))?;
        theme.files.insert(path, read);
    }
    Ok(theme)
}

fn from_git(address: &str, branch: Option<&str>) -> Result<ThemeAtSource, Failure> {
    // `ext::` and the like run programs.
    if address.starts_with('-') || address.contains("::") || branch.is_some_and(|branch| branch.starts_with('-')) {
        return Err(Failure::usage(format!(
            "“{address}” is not the address of a repository\n  hint: write it with `https://`, `ssh://` or `git@`"
        )));
    }
    if url::Url::parse(address).is_ok_and(|url| url.password().is_some()) {
        return Err(Failure::usage(
            "the address holds a password, which would be written into the site\n  hint: leave it out, and let git ask its credential helper or use a key",
        ));
    }
    let scratch = tempfile::tempdir()
        .map_err(|error| Failure::io("no folder can be made for the repository", &std::env::temp_dir(), &error))?;
    let place = scratch.path().join("theme.git");
    let place =
        place.to_str().ok_or_else(|| Failure::environment("the folder for temporary files has no readable name"))?;
    let mut clone = vec!["clone", "--quiet", "--bare", "--depth", "1", "--template=", "--no-tags"];
    if let Some(branch) = branch {
        clone.extend(["--branch", branch]);
    }
    clone.extend(["--", address, place]);
    git(None, &clone, &[])?;
    let revision = String::from_utf8_lossy(&git(Some(place), &["rev-parse", "HEAD"], &[])?).trim().to_owned();
    let listed = git(Some(place), &["ls-tree", "-r", "-z", "-l", "--full-tree", "HEAD"], &[])?;
    let mut theme = ThemeAtSource { files: TakenFiles::new(), revision: Some(revision), left: 0 };
    let mut intake = Intake::default();
    let mut wanted = Vec::new();
    for entry in listed.split(|byte| *byte == 0).filter(|entry| !entry.is_empty()) {
        let entry = String::from_utf8_lossy(entry);
        let Some((facts, path)) = entry.split_once('\t') else { continue };
        let facts: Vec<&str> = facts.split_whitespace().collect();
        let &[mode, kind, id, size] = facts.as_slice() else { continue };
        if !is_taken(path) && !FOLDERS.contains(&path) {
            theme.left += 1;
            continue;
        }
        if mode == "120000" {
            return Err(refused(path, LINK, "put a copy of the file there"));
        }
        if kind != "blob" {
            return Err(refused(path, "is another repository within this one", "put its files there"));
        }
        intake.file(path, size.parse().unwrap_or(u64::MAX))?;
        wanted.push((path.to_owned(), id.to_owned()));
    }
    let asked: String = wanted.iter().map(|(_, id)| format!("{id}\n")).collect();
    let answered = git(Some(place), &["cat-file", "--batch"], asked.as_bytes())?;
    let mut rest = answered.as_slice();
    for (path, _) in wanted {
        let content = next_object(&mut rest).ok_or_else(|| {
            Failure::environment("git does not give the files of the repository\n  hint: run it again")
        })?;
        theme.files.insert(path, content);
    }
    Ok(theme)
}

/// Takes the next object from what `git cat-file --batch` writes: a line with its size, the object, and the end of a line.
fn next_object(rest: &mut &[u8]) -> Option<Vec<u8>> {
    let end = rest.iter().position(|byte| *byte == b'\n')?;
    let size: usize = std::str::from_utf8(&rest[..end]).ok()?.rsplit(' ').next()?.parse().ok()?;
    let content = rest.get(end + 1..end + 1 + size)?.to_vec();
    *rest = rest.get(end + 2 + size..)?;
    Some(content)
}

/// Runs git without questions and without hooks.
fn git(repository: Option<&str>, arguments: &[&str], input: &[u8]) -> Result<Vec<u8>, Failure> {
    let mut command = Command::new("git");
    command.args(["-c", "core.hooksPath=/dev/null", "-c", "protocol.ext.allow=never"]);
    if let Some(repository) = repository {
        command.args(["--git-dir", repository]);
    }
    command.args(arguments).env("GIT_TERMINAL_PROMPT", "0").env("LC_ALL", "C");
    if std::env::var_os("GIT_SSH_COMMAND").is_none() {
        command.env("GIT_SSH_COMMAND", "ssh -o BatchMode=yes");
    }
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let missing = |error: std::io::Error| {
        Failure::environment(format!(
            "the program git cannot be run: {error}\n  hint: install it, and see that it is on the path"
        ))
    };
    let mut child = command.spawn().map_err(missing)?;
    let stdin = child.stdin.take();
    // Input is written in parallel with reading, to avoid a deadlock.
    let output = std::thread::scope(|scope| {
        scope.spawn(move || stdin.map(|mut stdin| stdin.write_all(input)));
        child.wait_with_output()
    });
    let output = output.map_err(missing)?;
    if output.status.success() {
        return Ok(output.stdout);
    }
    let told = String::from_utf8_lossy(&output.stderr);
    Err(Failure::environment(format!(
        "git cannot read the repository: {}\n  hint: check the address, the branch, and whether you may read it",
        told.trim()
    )))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_of_repositories_are_told_from_paths() {
        for address in ["https://a.example/town", "git@a.example:town/theme.git", "file:///srv/theme"] {
            assert!(is_git_address(address), "{address}");
        }
        for path in ["../town", "/srv/town", "C:\\themes\\town", "./a:b", "town"] {
            assert!(!is_git_address(path), "{path}");
        }
    }

    #[test]
    fn only_files_of_a_theme_are_taken() {
        for taken in ["theme.yml", "LICENSE", "README.md", "static/img/a.svg", "templates/parts/x.html", "i18n/fr.ftl"]
        {
            assert!(is_taken(taken), "{taken}");
        }
        for left in ["build.sh", ".github/x.yml", "static/.DS_Store", "src/README.md", "templates"] {
            assert!(!is_taken(left), "{left}");
        }
    }
}
