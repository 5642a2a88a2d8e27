//! `minutebook theme add`, `update` and `new`: themes from elsewhere, and the beginning of one of your own.

use std::fs;
use std::path::{Path, PathBuf};

use super::theme_origin::{ThemeOrigin, hashes};
use super::theme_source::{TakenFiles, ThemeAtSource, is_git_address, read_theme};
use crate::pipeline::{is_id, resolved};
use crate::report::failure::Failure;
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

/// Fetches a theme again from where it came from. Files that were changed in the site are overwritten with `force` only.
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
    if next == known {
        print_status(&format!("The theme “{name}” is as it is at {}.", known.source));
        return Ok(());
    }
    let differs = |path: &str| {
        let here = fs::read(folder.join(path)).ok().map(|bytes| hashes(&TakenFiles::from([(String::new(), bytes)])));
        let here = here.and_then(|mut hashes| hashes.remove(""));
        // What is the same at both ends is not in the way, whoever made it so.
        here.is_some() && here.as_ref() != known.hashes.get(path) && here.as_ref() != next.hashes.get(path)
    };
    let touched =
        next.hashes.iter().filter(|(path, hash)| known.hashes.get(*path) != Some(*hash)).map(|(path, _)| path);
    let removed: Vec<&String> = known.hashes.keys().filter(|path| !next.hashes.contains_key(*path)).collect();
    let changed: Vec<&String> = touched.chain(removed.iter().copied()).filter(|path| differs(path)).collect();
    if !changed.is_empty() && !force {
        let list: String = changed.iter().map(|path| format!("\n  {path}")).collect();
        return Err(Failure::usage(format!(
            "these files of the theme “{name}” were changed in the site, and nothing was updated:{list}\n  hint: keep your changes in a theme that extends it, or overwrite them with `--force`"
        )));
    }
    for path in removed {
        match fs::remove_file(folder.join(path)) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                return Err(Failure::io("a file of the theme cannot be removed", &folder.join(path), &error));
            }
            _ => {}
        }
    }
    write_all(&folder, &theme.files)?;
    next.write(&folder)?;
    print_status(&summary("Updated", name, &next, theme.left));
    Ok(())
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
        return Err(Failure::usage(format!(
            "there is a theme “{name}” already; nothing was written\n  hint: give another name, or `minutebook theme update {name}` if it came from there"
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
