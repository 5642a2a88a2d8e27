//! Input of the plan besides the archive.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use crate::bytes::pictures::PictureFacts;
use crate::config::Config;
use crate::record::Language;
use crate::site::OldAddress;
use crate::text::source::{LooseFile, RelativeLinks, Sources, StaticFolder};

/// Why a loose file is not to be seen yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Hold {
    /// The file's own text.
    File,
    /// The defaults of its folder. Announced papers are published all the same.
    Folder,
}

/// Input of the plan besides the archive.
pub struct PlanInput<'a> {
    /// The site's settings.
    pub config: &'a Config,
    /// Texts, for the places in diagnostics.
    pub sources: &'a dyn Sources,
    /// Relative links by the file they stand in.
    pub links: &'a FxHashMap<Arc<str>, RelativeLinks>,
    /// Files of the content that records may refer to.
    pub files: &'a FxHashMap<Arc<str>, LooseFile>,
    /// Facts about pictures among them.
    pub pictures: &'a FxHashMap<Arc<str>, PictureFacts>,
    /// Loose files that are held back.
    pub held_files: &'a FxHashMap<Arc<str>, Hold>,
    /// Files that are published at the root as they are.
    pub statics: &'a StaticFolder,
    /// Names of the theme's assets, with their fingerprints.
    pub assets: Vec<(Box<str>, String)>,
    /// Published addresses with their successors.
    pub old_addresses: &'a [OldAddress],
    /// Languages that the theme's interface speaks.
    pub speaks: &'a dyn Fn(&Language) -> bool,
}
