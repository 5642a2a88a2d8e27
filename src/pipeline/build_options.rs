//! Options of a build, from the command line or another caller.

use std::path::{Path, PathBuf};

use super::settings_over::SettingsOver;
use crate::integrity::Signing;

/// Options of a build.
#[derive(Debug, Clone)]
pub struct Options {
    /// A site with `content/`, or a plain folder of transcripts.
    pub site: PathBuf,
    /// The output folder; `None` for the default.
    pub output: Option<PathBuf>,
    /// The moment for which the site is built.
    pub now: Now,
    /// Settings that are laid over those of `site.yml`.
    pub over: Option<SettingsOver>,
    /// Replaces `base_url` of `site.yml`.
    pub base_url: Option<String>,
    /// Show drafts, records under review and records still to come.
    pub drafts: bool,
    /// Write nothing when there is a warning.
    pub strict: bool,
    /// Use and update the caches of earlier builds.
    pub cache: bool,
    /// Build into a folder that holds strangers' files.
    pub force: bool,
    /// Publish style sheets and scripts without comments and white space, as `site.yml` may say as well.
    pub minify: bool,
    /// Write precompressed copies beside text files, as `site.yml` may say as well.
    pub precompress: bool,
    /// Write checksums of all files beside them.
    pub sums: bool,
    /// Sign the sums.
    pub signing: Option<Signing>,
    /// Folder of the register; `None` for `register/` in the site. A plain folder has no default.
    pub register: Option<PathBuf>,
    /// Memory that the build may take, in bytes; `None` for half of the machine's.
    pub memory: Option<u64>,
    /// True if the process ends after the build. The archive is then not freed: that takes longer than the operating
    /// system needs for the whole process.
    pub ends_process: bool,
}

impl Options {
    /// Options for a site as the public sees it now, with its own settings.
    pub fn for_site(site: &Path) -> Options {
        Options {
            site: site.to_owned(),
            output: None,
            now: Now::Clock,
            over: None,
            base_url: None,
            drafts: false,
            strict: false,
            cache: false,
            force: false,
            minify: false,
            precompress: false,
            sums: false,
            signing: None,
            register: None,
            memory: None,
            ends_process: false,
        }
    }

    /// Name of what is built, if it is not the site itself but an environment such as `staging`.
    pub fn trial(&self) -> Option<String> {
        self.over.as_ref().and_then(SettingsOver::name)
    }

    /// The output folder.
    pub fn output_folder(&self) -> PathBuf {
        self.output.clone().unwrap_or_else(|| {
            let output = default_output(&self.site);
            self.trial().map_or(output.clone(), |name| output.with_file_name(format!("output-{name}")))
        })
    }
}

/// A moment: exact, or as a clock in the site's time zone shows it.
#[derive(Debug, Clone, Copy)]
pub enum Now {
    /// The system's clock when the site is read.
    Clock,
    /// An instant.
    Instant(jiff::Timestamp),
    /// A local time.
    Local(jiff::civil::DateTime),
}

/// Default output folder: inside a site, but never inside a plain folder of records.
pub fn default_output(site: &Path) -> PathBuf {
    if site.join("content").is_dir() { site.join("output") } else { PathBuf::from("output") }
}
