//! `minutebook register`: what was published, and what publishing would add.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use rayon::prelude::*;

use crate::diagnostic::Severity;
use crate::failure::Failure;
use crate::pipeline::{Options, Publishing, earlier, publishing};
use crate::register::{self, Earlier};
use crate::report::{counted, print_diagnostics, say};

/// Of each kind.
const SHOWN: usize = 100;

/// Tells what publishing would add.
///
/// # Errors
/// As [`publishing`].
pub fn status(options: &Options) -> Result<ExitCode, Failure> {
    let Publishing { loaded, revision, .. } = publishing(options, false)?;
    print_diagnostics(&revision.diagnostics, Severity::Note, SHOWN);
    let value = &revision.value;
    for record in &value.records {
        let version = &record.version;
        let speeches = counted(record.speeches, "speech");
        let what = match (version.number, &record.moved_from) {
            (1, _) => "new".to_owned(),
            (_, Some(before)) => format!("version {}, moved from {before}, {speeches} changed", version.number),
            (_, None) => format!("version {}, {speeches} changed", version.number),
        };
        let minor = if version.minor { ", a slip of the pen" } else { "" };
        say(&format!("{} ({what}{minor})", version.address));
    }
    say(&format!(
        "{} in the register; publishing would add {} and {}",
        counted(loaded.register.histories.len(), "record"),
        counted(value.records.len(), "version"),
        counted(value.addresses.len(), "address")
    ));
    Ok(if revision.diagnostics.is_empty() { ExitCode::SUCCESS } else { ExitCode::from(1) })
}

/// Where the register of a site lies.
fn folder(options: &Options) -> Result<PathBuf, Failure> {
    let is_site = options.site.join("content").is_dir();
    register::folder_of(&options.site, is_site, options.register.as_deref()).ok_or_else(|| {
        Failure::usage("a plain folder has no register\n  hint: say where it lies with `--register DIR`")
    })
}

/// Checks that the register is whole.
///
/// # Errors
/// When it cannot be read.
pub fn check(options: &Options) -> Result<ExitCode, Failure> {
    let read = register::read(&folder(options)?)?;
    print_diagnostics(&read.diagnostics, Severity::Note, SHOWN);
    if !read.diagnostics.is_empty() {
        return Ok(ExitCode::from(1));
    }
    let versions: usize = read.value.histories.iter().map(|history| history.versions.len()).sum();
    say(&format!(
        "{} of {}, {}",
        counted(versions, "version"),
        counted(read.value.histories.len(), "record"),
        counted(read.value.known.len(), "address")
    ));
    match read.value.log.publications.last() {
        Some(last) => say(&format!("last written at {}; its hash is {}", last.at, last.hash)),
        None => say("nothing has been published yet"),
    }
    Ok(ExitCode::SUCCESS)
}

/// Gives up what is damaged.
///
/// # Errors
/// When the disk refuses.
pub fn mend(options: &Options) -> Result<ExitCode, Failure> {
    let folder = folder(options)?;
    let now = crate::pipeline::moment(options)?;
    let given_up = register::mend(&folder, now)?;
    for what in &given_up {
        say(&format!("given up: {what}"));
    }
    match given_up.is_empty() {
        true => say("the register is whole; nothing was changed"),
        false => say(&format!("what was damaged is kept in {}", folder.join("damaged").display())),
    }
    check(options)
}

/// Takes over earlier versions from git.
///
/// # Errors
/// When there is no git program or no repository, or the register cannot be written.
pub fn import(options: &Options) -> Result<ExitCode, Failure> {
    let Publishing { loaded, folder, .. } = publishing(options, false)?;
    let content = options.site.join("content");
    let content = if content.is_dir() { content } else { options.site.clone() };
    let top = git(&content, &["rev-parse", "--show-prefix"])?;
    let prefix = top.trim_end_matches('\n').to_owned();
    let unknown: Vec<usize> =
        (0..loaded.archive.meetings.len()).filter(|index| loaded.archive.past[*index].is_none()).collect();
    let records: Vec<Vec<Earlier>> = unknown
        .par_iter()
        .map(|index| {
            let path = &loaded.archive.meetings[*index].details.path;
            let mut versions = Vec::new();
            for (at, path, text) in past_of(&content, &prefix, path)? {
                versions.extend(earlier(&path, &text, at, &loaded.config));
            }
            // What was replaced before its hour came was never public.
            let last = versions.len().saturating_sub(1);
            let stays = |index: usize| index == last || versions[index].at < versions[index + 1].at;
            let mut stays = (0..versions.len()).map(stays).collect::<Vec<_>>().into_iter();
            versions.retain(|version: &Earlier| stays.next().unwrap_or(false) && version.at <= loaded.now);
            Ok(versions)
        })
        .collect::<Result<_, Failure>>()?;
    let revision = register::import(&loaded.register, &records, loaded.now);
    register::append(&folder, &revision)?;
    let mut versions: BTreeMap<&str, usize> = BTreeMap::new();
    for record in &revision.records {
        *versions.entry(&record.name).or_default() += 1;
    }
    let corrected = versions.values().filter(|versions| **versions > 1).count();
    say(&format!(
        "{} of {} taken over from git; {} corrected or moved",
        counted(revision.records.len(), "version"),
        counted(versions.len(), "record"),
        counted(corrected, "record")
    ));
    Ok(ExitCode::SUCCESS)
}

/// Every version of a file that was committed, the oldest first: when, under which path within the content, and its text.
fn past_of(content: &Path, prefix: &str, path: &str) -> Result<Vec<(jiff::Timestamp, String, String)>, Failure> {
    let log = git(content, &["log", "--follow", "--format=commit %H %cI", "--name-only", "--", path])?;
    let mut versions = Vec::new();
    let mut commit = None;
    for line in log.lines().filter(|line| !line.is_empty()) {
        if let Some((hash, at)) = line.strip_prefix("commit ").and_then(|rest| rest.split_once(' ')) {
            commit = at.parse::<jiff::Timestamp>().ok().map(|at| (hash.to_owned(), at));
            continue;
        }
        // What lay elsewhere then was no record.
        let (Some((hash, at)), Some(within)) = (commit.take(), line.strip_prefix(prefix)) else { continue };
        // A commit that removed the file has none to show.
        if let Ok(text) = git(content, &["show", &format!("{hash}:{line}")]) {
            versions.push((at, within.to_owned(), crate::text::unify_line_ends(text)));
        }
    }
    versions.reverse();
    Ok(versions)
}

/// What git says in a folder.
fn git(folder: &Path, arguments: &[&str]) -> Result<String, Failure> {
    let run = Command::new("git").args(["-c", "core.quotepath=off"]).args(arguments).current_dir(folder).output();
    let run = run.map_err(|error| Failure::world(format!("git cannot be started: {error}\n  hint: install git")))?;
    if !run.status.success() {
        let told = String::from_utf8_lossy(&run.stderr);
        return Err(Failure::world(format!(
            "git says: {}\n  hint: the records must lie in a git repository",
            told.trim()
        )));
    }
    Ok(String::from_utf8_lossy(&run.stdout).into_owned())
}
