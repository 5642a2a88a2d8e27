//! How a site is to be built, as the command line or a caller says.

use std::path::{Path, PathBuf};

use crate::integrity::Signing;

/// How a site is to be built.
#[derive(Debug, Clone)]
pub struct Options {
    /// A site with `content/`, or a plain folder of transcripts.
    pub site: PathBuf,
    /// Where the finished site goes; `None` for the default.
    pub output: Option<PathBuf>,
    /// The moment for which the site is built.
    pub now: Now,
    /// Instead of the one in `site.yml`.
    pub base_url: Option<String>,
    /// Show drafts, records under review and records still to come.
    pub drafts: bool,
    /// Write nothing when there is a warning.
    pub strict: bool,
    /// Use and keep what earlier builds remember.
    pub cache: bool,
    /// Build into a folder that holds strangers' files.
    pub force: bool,
    /// Publish style sheets and scripts without comments and white space, as `site.yml` may say as well.
    pub minify: bool,
    /// Put packed files beside those of text, as `site.yml` may say as well.
    pub precompress: bool,
    /// Write the sums of all files beside them.
    pub sums: bool,
    /// Sign the sums.
    pub signing: Option<Signing>,
    /// Where the register lies; `None` for `register/` in the site. A plain folder has none unless this says where.
    pub register: Option<PathBuf>,
}

impl Options {
    /// A site as the public sees it now, with whatever its own settings say.
    pub fn for_site(site: &Path) -> Options {
        Options {
            site: site.to_owned(),
            output: None,
            now: Now::Clock,
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
        }
    }

    /// Where the finished site goes.
    pub fn output_folder(&self) -> PathBuf {
        self.output.clone().unwrap_or_else(|| default_output(&self.site))
    }
}

/// A moment: exact, or as a clock in the site's time zone shows it.
#[derive(Debug, Clone, Copy)]
pub enum Now {
    /// Whatever the clock says when the site is read.
    Clock,
    /// An instant.
    Instant(jiff::Timestamp),
    /// A local time.
    Local(jiff::civil::DateTime),
}

/// Where a site's output goes unless told otherwise: into the site; never into a plain folder of records.
pub fn default_output(site: &Path) -> PathBuf {
    if site.join("content").is_dir() { site.join("output") } else { PathBuf::from("output") }
}
