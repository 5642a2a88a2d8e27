//! Finds the files of `static/`, which a site publishes at its root as they are.
//!
//! Names that begin with a dot are not published, since they belong to editors, git or the system, or hold passwords. The
//! exceptions are `.well-known/` and `.nojekyll` at the top, which only make sense when they are published.

use std::collections::btree_map::Entry;
use std::fs;
use std::path::Path;
use std::sync::Arc;

use walkdir::{DirEntry, WalkDir};

use super::entry_names::{breaks_a_line, broken_name, leads_inside, relative};
use crate::report::diagnostic::{Diagnostic, Location, Problem};
use crate::text::source::{StaticFile, StaticFolder};

/// Name of the folder, beside the content.
pub const STATIC_FOLDER: &str = "static";

/// Names at the top of the folder that begin with a dot and are published.
const SHOWN_THOUGH_HIDDEN: [&str; 2] = [".well-known", ".nojekyll"];

/// Names that systems leave behind, and that do not begin with a dot.
const LEFT_BY_SYSTEMS: [&str; 3] = ["Thumbs.db", "desktop.ini", "__MACOSX"];

/// Hidden names that are never meant to be published, about which nothing is reported.
const NEVER_MEANT: [&str; 9] = [
    ".DS_Store",
    ".git",
    ".gitattributes",
    ".gitignore",
    ".gitkeep",
    ".gitmodules",
    ".keep",
    ".Spotlight-V100",
    ".Trashes",
];

/// Longest `robots.txt` that is read, in bytes: crawlers read no more than 500 KiB.
const LONGEST_ROBOTS: u64 = 500 * 1024;

/// Finds the files of `static/` in a site. `output` is passed over should it lie within.
pub(super) fn static_files(site: &Path, output: &Path, diagnostics: &mut Vec<Diagnostic>) -> StaticFolder {
    let root = site.join(STATIC_FOLDER);
    let mut found = StaticFolder::default();
    if !root.is_dir() {
        return found;
    }
    let canonical = fs::canonicalize(&root).ok();
    let output = fs::canonicalize(output).ok();
    let mut walk = WalkDir::new(&root).sort_by_file_name().into_iter();
    while let Some(entry) = walk.next() {
        let entry = match entry {
            Ok(entry) if entry.depth() == 0 => continue,
            Ok(entry) => entry,
            Err(error) => {
                let why = error.io_error().map_or_else(|| "a loop of links".to_owned(), ToString::to_string);
                let shown = shown(&relative(error.path().unwrap_or(&root), &root));
                let message = format!("cannot be read: {why}");
                diagnostics.push(
                    Diagnostic::at(Problem::UnreadableFile, Location::file(&shown), message)
                        .hint("check the file's permissions, and that it is still there"),
                );
                continue;
            }
        };
        let is_folder = entry.file_type().is_dir();
        let path = relative(entry.path(), &root);
        let is_output = is_folder && output.is_some() && fs::canonicalize(entry.path()).ok() == output;
        let refused = refusal(&entry, &path, canonical.as_deref());
        if is_folder && (is_output || refused.is_some()) {
            walk.skip_current_dir();
        }
        match refused {
            Some(reason) => diagnostics.extend(reason),
            None if is_folder => {}
            None => add(&mut found, &entry, &path, diagnostics),
        }
    }
    found
}

/// Reason for not publishing an entry: a diagnostic, or nothing to report.
fn refusal(entry: &DirEntry, path: &str, root: Option<&Path>) -> Option<Option<Diagnostic>> {
    let (kind, shown) = (entry.file_type(), shown(path));
    let name = path.rsplit('/').next().unwrap_or(path);
    if path.contains(breaks_a_line) {
        return Some(Some(broken_name(&shown, kind.is_dir())));
    }
    let is_left_behind = LEFT_BY_SYSTEMS.iter().any(|left| left.eq_ignore_ascii_case(name)) || name.ends_with('~');
    if is_left_behind || NEVER_MEANT.contains(&name) || name.starts_with("._") {
        return Some(None);
    }
    let is_shown = entry.depth() == 1 && SHOWN_THOUGH_HIDDEN.contains(&name);
    if name.starts_with('.') && !is_shown {
        let what = if kind.is_dir() {
            "this folder is not published, nor is anything in it"
        } else {
            "this file is not published"
        };
        let message = format!("{what}, because its name begins with a dot");
        let hint = "rename it if readers are to have it; of hidden names, only `.well-known/` and `.nojekyll` at the top of `static/` \
                    are published";
        return Some(Some(Diagnostic::at(Problem::StaticSkipped, Location::file(&shown), message).hint(hint)));
    }
    if entry.path().to_str().is_none() {
        let message = "the file's name is not UTF-8";
        let diagnostic = Diagnostic::at(Problem::UnreadableFile, Location::file(&shown), message);
        return Some(Some(diagnostic.hint("rename the file")));
    }
    if kind.is_symlink() && !leads_inside(entry.path(), root) {
        let message = "this symbolic link is not followed: it leads to a folder, out of `static/`, or nowhere";
        let diagnostic = Diagnostic::at(Problem::SymlinkSkipped, Location::file(&shown), message);
        return Some(Some(diagnostic.hint("put the file itself here")));
    }
    if !(kind.is_dir() || kind.is_file() || kind.is_symlink()) {
        let message = "cannot be read: it is a pipe or a device";
        let diagnostic = Diagnostic::at(Problem::UnreadableFile, Location::file(&shown), message);
        return Some(Some(diagnostic.hint("put a file here, or take it away")));
    }
    None
}

/// Adds a file that is published.
fn add(found: &mut StaticFolder, entry: &DirEntry, path: &str, diagnostics: &mut Vec<Diagnostic>) {
    let metadata = fs::metadata(entry.path());
    let bytes = metadata.as_ref().map_or(0, fs::Metadata::len);
    if path == "robots.txt" && bytes <= LONGEST_ROBOTS {
        found.robots = fs::read(entry.path()).ok().map(|bytes| String::from_utf8_lossy(&bytes).into());
        return;
    }
    let modified = metadata.ok().and_then(|metadata| metadata.modified().ok());
    match found.files.entry(Arc::from(path)) {
        Entry::Vacant(free) => {
            free.insert(StaticFile { place: entry.path().to_owned(), bytes, modified });
        }
        Entry::Occupied(_) => diagnostics.push(
            Diagnostic::at(
                Problem::StaticConflict,
                Location::file(&shown(path)),
                "two files have this name, in different forms of Unicode; the first is published",
            )
            .hint("rename one of the two"),
        ),
    }
}

fn shown(path: &str) -> Arc<str> {
    format!("{STATIC_FOLDER}/{path}").into()
}
