//! A finished site as one that opens from a folder, without a server: every link leads to a file beside it, and scripts are
//! such as browsers run on pages from the disk.
//!
//! A page from the disk may load no module and fetch no file. So each script of the theme becomes a classic one, and the
//! files that scripts fetch, such as the search index, become scripts that hand over their bytes.

mod classic_scripts;
mod folder_links;
mod offline_pages;
mod offline_styles;
mod script_data;

use std::collections::{BTreeMap, BTreeSet};

use crate::site::Base;
use crate::site::well_known::{ASSETS, FILES, HEADERS, REDIRECTS, SEARCH};

use classic_scripts::ClassicScripts;
use folder_links::FolderLinks;

/// The script that hands out modules and the bytes of files.
const LOADER: &str = include_str!("loader.js");

/// A site that is being made to open from a folder.
pub struct OfflineSite<'a> {
    links: FolderLinks<'a>,
    scripts: ClassicScripts,
}

/// Kinds of files by what becomes of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum OfflineFile {
    /// A page that Minutebook drew.
    Page,
    Style,
    Script,
    /// A file that scripts fetch.
    Fetched,
    /// A file that only hosts read.
    OfHosts,
    /// Stays as it is.
    Other,
}

impl<'a> OfflineSite<'a> {
    /// A site by its address, the paths of its files, and the scripts of its theme by their paths.
    pub fn new(base: Base, files: &'a BTreeSet<String>, scripts: &BTreeMap<String, String>) -> Self {
        OfflineSite { links: FolderLinks { base, files }, scripts: ClassicScripts::of(scripts) }
    }

    /// Path and content of the script that is added to the site.
    pub fn loader() -> (String, &'static str) {
        (format!("{}offline.js", ASSETS.trim_start_matches('/')), LOADER)
    }

    /// Reports whether a file is a script of the theme.
    pub fn is_script(path: &str) -> bool {
        kind(path) == OfflineFile::Script
    }

    /// Path of a file in the folder; `None` for one that only hosts read.
    pub fn path(path: &str) -> Option<String> {
        match kind(path) {
            OfflineFile::OfHosts => None,
            OfflineFile::Fetched => Some(script_data::path(path)),
            _ => Some(path.to_owned()),
        }
    }

    /// Reports whether a file stays as it is.
    pub fn is_kept(path: &str) -> bool {
        kind(path) == OfflineFile::Other
    }

    /// Content of a file in the folder. What is not UTF-8 where text is expected stays as it is.
    pub fn content(&self, path: &str, bytes: Vec<u8>) -> Vec<u8> {
        let with = |change: &dyn Fn(&str) -> String| match std::str::from_utf8(&bytes) {
            Ok(text) => change(text).into_bytes(),
            Err(_) => bytes.clone(),
        };
        match kind(path) {
            OfflineFile::Page => with(&|page| offline_pages::page(page, path, &self.links, &self.scripts)),
            OfflineFile::Style => with(&|style| offline_styles::style(style, path, &self.links)),
            OfflineFile::Script => with(&|script| self.scripts.classic(path).unwrap_or(script).to_owned()),
            OfflineFile::Fetched => script_data::script(&bytes),
            OfflineFile::OfHosts | OfflineFile::Other => bytes,
        }
    }

    /// Paths of modules that cannot be made classic scripts; pages from the disk do without them.
    pub fn left_modules(&self) -> impl Iterator<Item = &str> {
        self.scripts.left()
    }
}

fn kind(path: &str) -> OfflineFile {
    let is_in = |folder: &str| path.starts_with(folder.trim_start_matches('/'));
    let is = |ending: &str| path.ends_with(ending);
    if is_in(FILES) {
        OfflineFile::Other
    } else if [HEADERS, REDIRECTS].iter().any(|own| own.trim_start_matches('/') == path) {
        OfflineFile::OfHosts
    } else if is(".html") {
        OfflineFile::Page
    } else if is_in(ASSETS) && is(".css") {
        OfflineFile::Style
    } else if is_in(ASSETS) && (is(".js") || is(".mjs")) {
        OfflineFile::Script
    } else if (is_in(SEARCH) && is(".bin")) || (is_in(ASSETS) && is(".txt")) {
        OfflineFile::Fetched
    } else {
        OfflineFile::Other
    }
}
