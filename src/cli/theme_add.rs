//! `minutebook theme add`, `update` and `new`: themes from elsewhere, and the beginning of one of your own.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use super::theme_origin::{ThemeOrigin, hashes};
use super::theme_source::{TakenFiles, ThemeAtSource, is_git_address, read_theme};
use crate::pipeline::{is_id, resolved};
use crate::report::failure::Failure;
use crate::report::run_report::counted;
use crate::report::terminal::{print, print_status};
use crate::theme::survey;

/// Copies a theme from a folder or a repository into the site, and records where it came from.
///
/// # Errors
/// When it cannot be read, is no theme, or when there is a theme of its name already.
pub(super) fn add(site: &Path, source: &str, name: Option<&str>, branch: Option<&str>) -> Result<(), Failure> {
    let name = match name {
        Some(name) => name.to_owned(),
        None => name_of(source),
    };
    let folder = free_folder(site, &name)?;
    // A path is recorded as it is seen from anywhere.
    let source =
        if is_git_address(source) { source.to_owned() } else { resolved(Path::new(source)).display().to_string() };
    let theme = read_theme(&source, branch)?;
    let origin = origin(&source, branch, &theme);
    write_all(&folder, &theme.files)?;
    origin.write(&folder)?;
    print_status(&summary("Added", &name, &origin, theme.left));
    print_status(&format!(
        "To use it, write `theme: {name}` in site.yml; `minutebook theme check` then draws every page."
    ));
    Ok(())
}

/// Fetches a theme again from where it came from. Files that are missing in the site are restored; those that were changed there are
/// overwritten with `force` only.
///
/// # Errors
/// When nothing says where it came from, when it cannot be read, or when files in the site were changed.
pub(super) fn update(site: &Path, name: &str, force: bool) -> Result<(), Failure> {
    let folder = site.join("themes").join(name);
    let known = is_id(name).then(|| ThemeOrigin::read(&folder)).flatten().ok_or_else(|| {
        Failure::usage(format!(
            "nothing says where the theme “{name}” came from\n  hint: only themes that `minutebook theme add` copied can be updated"
        ))
    })?;
    let theme = read_theme(&known.source, known.branch.as_deref())?;
    let next = origin(&known.source, known.branch.as_deref(), &theme);
    let here = hashes_in_site(&folder, known.hashes.keys().chain(next.hashes.keys()));
    // What is the same as at the source is not in the way, whoever made it so.
    let is_changed = |path: &&String| {
        here.get(*path)
            .is_some_and(|hash| Some(hash) != known.hashes.get(*path) && Some(hash) != next.hashes.get(*path))
    };
    let paths: BTreeSet<&String> = known.hashes.keys().chain(next.hashes.keys()).collect();
    let has_news = |path: &&String| known.hashes.get(*path) != next.hashes.get(*path);
    let (in_the_way, own): (Vec<&String>, Vec<&String>) = paths.into_iter().filter(is_changed).partition(has_news);
    if !in_the_way.is_empty() && !force {
        return Err(Failure::usage(format!(
            "these files of the theme “{name}” were changed in the site, and nothing was updated:{}\n  hint: keep your changes in a theme that extends it, or overwrite them with `--force`",
            listed(&in_the_way)
        )));
    }
    let own = if force { Vec::new() } else { own };
    let (mut written, mut restored) = (TakenFiles::new(), 0);
    for (path, bytes) in &theme.files {
        if here.get(path) != next.hashes.get(path) && !own.contains(&path) {
            restored += usize::from(!here.contains_key(path));
            written.insert(path.clone(), bytes.clone());
        }
    }
    let removed: Vec<&String> = known.hashes.keys().filter(|path| !next.hashes.contains_key(*path)).collect();
    for path in removed {
        match fs::remove_file(folder.join(path)) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                return Err(Failure::io("a file of the theme cannot be removed", &folder.join(path), &error));
            }
            _ => {}
        }
    }
    write_all(&folder, &written)?;
    next.write(&folder)?;
    let source = &known.source;
    print_status(&match (next == known, written.len()) {
        (false, _) => summary("Updated", name, &next, theme.left),
        (true, 0) if own.is_empty() => format!("The theme “{name}” is as it is at {source}."),
        (true, 0) => format!("Nothing is new at {source} for the theme “{name}”."),
        (true, count) if count == restored => {
            format!(
                "Restored {} of the theme “{name}”, missing in the site; nothing is new at {source}.",
                counted(count, "file")
            )
        }
        (true, count) => format!("Took {} of the theme “{name}” again from {source}.", counted(count, "file")),
    });
    if !own.is_empty() {
        print_status(&format!(
            "These files were changed in the site and stay; `--force` takes those of the source:{}",
            listed(&own)
        ));
    }
    Ok(())
}

/// Hashes of the files of a theme as they are in the site. Files that are missing have none.
fn hashes_in_site<'p>(folder: &Path, paths: impl Iterator<Item = &'p String>) -> BTreeMap<String, String> {
    let read = paths.filter_map(|path| Some((path.clone(), fs::read(folder.join(path)).ok()?)));
    hashes(&read.collect())
}

/// Paths, one on each line below a message.
fn listed(paths: &[&String]) -> String {
    paths.iter().map(|path| format!("\n  {path}")).collect()
}

/// Lays down the smallest theme that works.
///
/// # Errors
/// When there is no theme to extend, or when there is one of this name already.
pub(super) fn new(site: &Path, name: &str, from: &str) -> Result<(), Failure> {
    let themes = survey(site)?;
    if !themes.iter().any(|theme| theme.name == from) {
        let names: Vec<&str> = themes.iter().map(|theme| theme.name.as_str()).collect();
        return Err(Failure::usage(format!("there is no theme “{from}”\n  hint: use one of {}", names.join(", "))));
    }
    let folder = free_folder(site, name)?;
    let manifest = format!(
        "description: The pages of {name}.\n# Whatever is not in this folder is taken from there, file by file.\nextends: {from}\n"
    );
    let style = format!(
        "/* Comes after the style sheets of {from}. docs/themes.md of Minutebook lists what can be set, and\n   `minutebook theme eject {from}` the files that can be copied here to be changed. */\n:root {{ --measure: 38rem; }}\n"
    );
    let files = [("theme.yml", manifest), ("static/custom.css", style)];
    write_all(&folder, &files.map(|(path, text)| (path.to_owned(), text.into_bytes())).into())?;
    print_status(&format!("To use it, write `theme: {name}` in site.yml."));
    Ok(())
}

fn origin(source: &str, branch: Option<&str>, theme: &ThemeAtSource) -> ThemeOrigin {
    ThemeOrigin {
        source: source.to_owned(),
        branch: branch.map(str::to_owned),
        revision: theme.revision.clone(),
        hashes: hashes(&theme.files),
    }
}

/// The name of a theme that is given none: the end of its source.
fn name_of(source: &str) -> String {
    let end = source.trim_end_matches(['/', '\\']).rsplit(['/', '\\', ':']).next().unwrap_or_default();
    end.trim_end_matches(".git").to_lowercase()
}

/// The folder for a new theme.
fn free_folder(site: &Path, name: &str) -> Result<PathBuf, Failure> {
    if !is_id(name) {
        return Err(Failure::usage(format!(
            "“{name}” cannot be the name of a theme\n  hint: give another one, of small letters, digits and hyphens, after the source"
        )));
    }
    if survey(site)?.iter().any(|theme| theme.name == name) || site.join("themes").join(name).exists() {
        let or = match ThemeOrigin::read(&site.join("themes").join(name)) {
            Some(origin) => format!("; `minutebook theme update {name}` fetches it again from {}", origin.source),
            None => String::new(),
        };
        return Err(Failure::usage(format!(
            "there is a theme “{name}” already; nothing was written\n  hint: give another name{or}"
        )));
    }
    Ok(site.join("themes").join(name))
}

fn write_all(folder: &Path, files: &TakenFiles) -> Result<(), Failure> {
    for (path, bytes) in files {
        let place = folder.join(path);
        if let Some(parent) = place.parent() {
            fs::create_dir_all(parent).map_err(|error| Failure::io("a folder cannot be made", parent, &error))?;
        }
        fs::write(&place, bytes).map_err(|error| Failure::io("a file cannot be written", &place, &error))?;
        print(&place.display().to_string());
    }
    Ok(())
}

fn summary(done: &str, name: &str, origin: &ThemeOrigin, left: usize) -> String {
    let files = origin.hashes.len();
    let revision = origin.revision.as_deref().map(|revision| format!(", commit {revision}")).unwrap_or_default();
    let left = if left > 0 { format!("; {left} others there are none of a theme") } else { String::new() };
    format!("{done} the theme “{name}”: {files} files of {}{revision}{left}.", origin.source)
}
