//! Names of files that mean something in the content, with every spelling of each: the one table that all readers and
//! writers of the content ask.

use super::{has_extension, stem_of};

/// A file for the whole site, at the top of the content.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ContentFile {
    /// Settings, series, topics.
    Settings,
    /// A registry of people.
    People,
    /// A registry of organisations.
    Organisations,
    /// A table of the same meetings in two languages.
    Alternates,
    /// A table of old addresses.
    Redirects,
}

/// Every spelling of each; the first is the one that is written.
const SPELLINGS: [(ContentFile, &[&str]); 5] = [
    (ContentFile::Settings, &["site.yml", "site.yaml"]),
    (ContentFile::People, &["people.yml", "people.yaml"]),
    (
        ContentFile::Organisations,
        &["organisations.yml", "organisations.yaml", "organizations.yml", "organizations.yaml"],
    ),
    (ContentFile::Alternates, &[".alternates"]),
    (ContentFile::Redirects, &[".redirects"]),
];

impl ContentFile {
    /// The registries.
    pub const REGISTRIES: [ContentFile; 2] = [ContentFile::People, ContentFile::Organisations];

    /// What the file at a path is, relative to the content. The case of names means nothing to some systems, and to most
    /// people.
    pub fn of(path: &str) -> Option<Self> {
        let is_it = |names: &[&str]| names.iter().any(|name| name.eq_ignore_ascii_case(path));
        SPELLINGS.iter().find(|(_, names)| is_it(names)).map(|(file, _)| *file)
    }

    /// The name that it has where Minutebook makes it.
    pub fn name(self) -> &'static str {
        SPELLINGS
            .iter()
            .find(|(file, _)| *file == self)
            .and_then(|(_, names)| names.first())
            .copied()
            .unwrap_or_default()
    }

    /// Every name that is written.
    pub fn names() -> impl Iterator<Item = &'static str> {
        SPELLINGS.iter().filter_map(|(_, names)| names.first().copied())
    }
}

/// Endings of YAML, in which any file of the content is metadata.
const YAML_ENDINGS: [&str; 2] = ["yml", "yaml"];

/// Endings of what is metadata only beside a record, or as the defaults of a folder.
const OTHER_ENDINGS: [&str; 2] = ["toml", "json"];

/// Endings of metadata beside records, and of defaults; what comes first wins.
pub const METADATA_ENDINGS: [&str; 4] = [YAML_ENDINGS[0], YAML_ENDINGS[1], OTHER_ENDINGS[0], OTHER_ENDINGS[1]];

/// The name of a folder's defaults, without its ending.
pub const DEFAULTS: &str = "_defaults";

/// Whether a file is a record or page by its name.
pub fn is_markdown(path: &str) -> bool {
    has_extension(path, "md")
}

/// Whether a file in TOML or JSON may be metadata by its name.
pub fn is_other_metadata(name: &str) -> bool {
    OTHER_ENDINGS.iter().any(|ending| has_extension(name, ending))
}

/// Whether a file is read as a text by its name alone.
pub fn is_text_by_name(name: &str) -> bool {
    is_table(name) || is_markdown(name) || is_yaml(name)
}

/// Whether a file is a table by its name: tables are hidden, and meant all the same.
pub fn is_table(name: &str) -> bool {
    matches!(ContentFile::of(name), Some(ContentFile::Alternates | ContentFile::Redirects))
}

/// Whether a file holds the defaults of its folder, in whatever language.
pub fn is_defaults(name: &str) -> bool {
    stem_of(name).eq_ignore_ascii_case(DEFAULTS)
}

/// Whether a file was perhaps to hold the defaults of its folder: `default.yml`, `_defualts.toml`, `_defaults copy.json`. In YAML
/// also what other programs call them: `index.yml`, `metadata.yml`; in other languages that is data too often.
pub fn is_nearly_defaults(name: &str) -> bool {
    let stem = stem_of(name).to_lowercase();
    let stem = stem.trim_matches(|c: char| !c.is_alphanumeric());
    stem.starts_with("defaults")
        || (stem.len() <= 12 && strsim::osa_distance(stem, "defaults") <= 2)
        || (is_yaml(name) && matches!(stem, "folder" | "index" | "all" | "meta" | "metadata" | "config"))
}

/// Whether a file has the name of a folder's defaults, or nearly so, before its first full stop: `_defaults`, `_defaults.yml.txt`.
pub fn begins_like_defaults(name: &str) -> bool {
    let first = name.trim_start_matches('.').split('.').next().unwrap_or_default().trim_end_matches('~');
    !first.is_empty() && is_nearly_defaults(first)
}

/// Endings in which metadata is written by other programs, besides those of Minutebook.
const FOREIGN_ENDINGS: [&str; 8] = ["json5", "jsonc", "ini", "meta", "metadata", "cfg", "conf", "properties"];

/// Endings of what editors and people keep of a file before they change it.
const COPY_ENDINGS: [&str; 8] = ["bak", "backup", "old", "orig", "save", "tmp", "swp", "copy"];

/// What could be the sidecar of a record, though its ending is none that is read: the path of the record without its ending, and
/// whether the name says that this is a former copy. `X.yml~`, `X.yml.bak`, `X.yml.txt`, `X.json5`.
pub fn near_sidecar(path: &str) -> Option<(&str, bool)> {
    let bare = path.trim_end_matches('~');
    let (mut is_copy, mut is_metadata) = (bare.len() < path.len(), false);
    let (mut stem, mut parts) = (bare, 0);
    while let Some((before, ending)) = stem.rsplit_once('.') {
        let ending = ending.to_ascii_lowercase();
        let is = |list: &[&str]| list.contains(&&*ending);
        let (metadata, copy) = (is(&METADATA_ENDINGS) || is(&FOREIGN_ENDINGS), is(&COPY_ENDINGS));
        if parts == 3 || !(metadata || copy || matches!(&*ending, "txt" | "md")) || before.ends_with('/') {
            break;
        }
        (stem, parts, is_copy, is_metadata) = (before, parts + 1, is_copy || copy, is_metadata || metadata);
    }
    is_metadata.then_some((stem, is_copy))
}

fn is_yaml(name: &str) -> bool {
    YAML_ENDINGS.iter().any(|ending| has_extension(name, ending))
}
