//! Opens a site: finds and reads its files and settings, and locates its caches and register.

use std::path::{Component, Path, PathBuf};

use super::build_options::Options;
use super::files_at_rest::laid_to_rest;
use super::memory_limit::MemoryLimit;
use super::settings::{Settings, settings};
use crate::config::Config;
use crate::fs::discover::{Discovered, FileReading, KnownFiles, discover};
use crate::ledger;
use crate::report::failure::Failure;
use crate::text::source::is_markdown;

/// A site whose files have been read and whose settings are known.
pub(super) struct Opened {
    pub(super) found: Discovered,
    pub(super) output: PathBuf,
    pub(super) settings: Settings,
}

impl Opened {
    /// Finds and reads everything.
    ///
    /// # Errors
    /// When the site cannot be read, or is configured wrongly.
    pub(super) fn new(options: &Options) -> Result<Opened, Failure> {
        Opened::after(options, FileReading::all(&KnownFiles::default()))
    }

    /// Like [`Opened::new`], for some files, or a site of which some are known.
    fn after(options: &Options, reading: FileReading<'_>) -> Result<Opened, Failure> {
        let found = find_files(options, reading)?;
        let settings = settings(&found, options)?;
        Ok(Opened { found, output: options.output_folder(), settings })
    }

    /// Like [`Opened::new`], for commands that write the output: of the texts as many stay in memory as there is room for.
    ///
    /// # Errors
    /// Also when the output would be written among the records.
    pub(super) fn for_writing(options: &Options, known: &KnownFiles, limit: &MemoryLimit) -> Result<Opened, Failure> {
        Opened::in_part(options, known, limit, &|_| true)
    }

    /// Like [`Opened::for_writing`], without the files that are not wanted.
    pub(super) fn in_part(
        options: &Options,
        known: &KnownFiles,
        limit: &MemoryLimit,
        wanted: &(dyn Fn(&str) -> bool + Sync),
    ) -> Result<Opened, Failure> {
        let keep = |file, place: &Path| laid_to_rest(file, place, &limit.texts);
        let opened = Opened::after(options, FileReading { known, wanted, keep: &keep })?;
        limit.settle(&opened.found);
        refuse_output_in_content(&opened.found, &opened.output)?;
        Ok(opened)
    }

    /// Folder of the register, if the site can have one.
    pub(super) fn register_folder(&self, options: &Options) -> Option<PathBuf> {
        register_folder(&self.found, options)
    }
}

/// Finds and reads files of a site.
///
/// # Errors
/// When the site cannot be read.
pub(super) fn find_files(options: &Options, reading: FileReading<'_>) -> Result<Discovered, Failure> {
    discover(&options.site, &options.output_folder(), reading)
}

/// Path of a cache for a site and its output folder.
pub(super) fn cache_place(found: &Discovered, output: &Path, kind: &str) -> Option<PathBuf> {
    crate::fs::cache_dir::place(&resolved(&found.root), &resolved(output), found.is_site, kind)
}

/// Folder of a site's register, if it can have one.
pub(super) fn register_folder(found: &Discovered, options: &Options) -> Option<PathBuf> {
    let of_trial = options.trial().filter(|_| found.is_site);
    let of_trial = of_trial.map(|name| found.root.join(format!("register-{name}")));
    ledger::folder_of(&found.root, found.is_site, options.register.as_deref().or(of_trial.as_deref()))
}

/// The output must not be written among the records.
fn refuse_output_in_content(found: &Discovered, output: &Path) -> Result<(), Failure> {
    let (content, output) = (resolved(&found.content), resolved(output));
    let inside = output.starts_with(&content) && (found.is_site || output == content);
    let above = content.starts_with(&output);
    if inside || above {
        return Err(Failure::usage(format!(
            "the output {} would mix with the records in {}\n  hint: choose another folder with `--output`",
            output.display(),
            content.display()
        )));
    }
    Ok(())
}

/// The folder that parts of a build share must not lie among the records either.
///
/// # Errors
/// When it does.
pub(super) fn refuse_work_in_content(found: &Discovered, work: &Path) -> Result<(), Failure> {
    let (content, work) = (resolved(&found.content), resolved(work));
    if work.starts_with(&content) || content.starts_with(&work) {
        return Err(Failure::usage(format!(
            "the folder of the parts {} would mix with the records in {}\n  hint: choose another folder with `--work`",
            work.display(),
            content.display()
        )));
    }
    Ok(())
}

/// Settings of a site, whose records are not parsed.
///
/// # Errors
/// As `check`, for its settings.
pub fn site_config(options: &Options) -> Result<Config, Failure> {
    Ok(Opened::new(options)?.settings.config)
}

/// Settings of a site, none of whose records is read.
///
/// # Errors
/// As `check`, for its settings.
pub fn settings_alone(options: &Options) -> Result<Config, Failure> {
    let known = KnownFiles::default();
    let reading = FileReading { wanted: &|path| !is_markdown(path), ..FileReading::all(&known) };
    Ok(Opened::after(options, reading)?.settings.config)
}

/// The moment for which a site is read.
///
/// # Errors
/// As `check`, for its settings.
pub fn moment(options: &Options) -> Result<jiff::Timestamp, Failure> {
    Ok(Opened::new(options)?.settings.now)
}

/// Path of a per-site scratch file: a cache, or the state of an interrupted publication. Never inside a plain folder.
pub fn scratch(options: &Options, kind: &str) -> Result<PathBuf, Failure> {
    let site = resolved(&options.site);
    let is_site = site.join("content").is_dir();
    crate::fs::cache_dir::place(&site, &resolved(&options.output_folder()), is_site, kind)
        .ok_or_else(|| Failure::usage("nothing says where a user's cache is\n  hint: set HOME or XDG_CACHE_HOME"))
}

/// A path without links and detours, also when its end is not there yet.
pub fn resolved(path: &Path) -> PathBuf {
    let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let mut whole = PathBuf::new();
    for part in path.components() {
        match part {
            Component::ParentDir => {
                whole.pop();
            }
            Component::CurDir => {}
            part => whole.push(part),
        }
        if let Ok(there) = std::fs::canonicalize(&whole) {
            whole = there;
        }
    }
    whole
}
