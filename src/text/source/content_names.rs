//! Names of the special files of the content, with every accepted spelling. All code that reads or writes the content
//! uses this one table.

use super::{folder_of, has_extension, stem_of};

/// A file for the whole site, at the top of the content.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ContentFile {
    /// Settings, series, topics.
    Settings,
    /// A registry of people.
    People,
    /// A registry of organisations.
    Organisations,
    /// A table that pairs records of the same meeting in two languages.
    Alternates,
    /// A table of old addresses.
    Redirects,
    /// Settings of one environment, laid over the others: `site.staging.yml`.
    Environment,
}

/// Accepted spellings of each; the first is the one that Minutebook writes.
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

    /// Identifies the file at a path relative to the content. Case is ignored.
    pub fn of(path: &str) -> Option<Self> {
        let is_it = |names: &[&str]| names.iter().any(|name| name.eq_ignore_ascii_case(path));
        let named = SPELLINGS.iter().find(|(_, names)| is_it(names)).map(|(file, _)| *file);
        named.or_else(|| environment_of(path).map(|_| ContentFile::Environment))
    }

    /// Name that Minutebook gives it.
    pub fn name(self) -> &'static str {
        SPELLINGS
            .iter()
            .find(|(file, _)| *file == self)
            .and_then(|(_, names)| names.first())
            .copied()
            .unwrap_or_default()
    }

    /// Names that Minutebook writes.
    pub fn names() -> impl Iterator<Item = &'static str> {
        SPELLINGS.iter().filter_map(|(_, names)| names.first().copied())
    }
}

/// Name of the environment whose settings a file at the top of the content holds: `staging` for `site.staging.yml`.
pub fn environment_of(path: &str) -> Option<&str> {
    let name = stem_of(path).strip_prefix("site.").filter(|_| is_yaml(path) && !path.contains('/'))?;
    is_environment(name).then_some(name)
}

/// Reports whether an environment may have this name: lower-case letters, digits and hyphens.
pub fn is_environment(name: &str) -> bool {
    let is_sign = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    !name.is_empty() && name.len() <= 60 && name.chars().all(is_sign)
}

/// Extensions of YAML. Every YAML file of the content is metadata.
const YAML_ENDINGS: [&str; 2] = ["yml", "yaml"];

/// Extensions of formats that are metadata only beside a record or as the defaults of a folder.
const OTHER_ENDINGS: [&str; 2] = ["toml", "json"];

/// Extensions of metadata beside records and of folder defaults; an earlier one wins.
pub const METADATA_ENDINGS: [&str; 4] = [YAML_ENDINGS[0], YAML_ENDINGS[1], OTHER_ENDINGS[0], OTHER_ENDINGS[1]];

/// Name of a folder's defaults, without its extension.
pub const DEFAULTS: &str = "_defaults";

/// Reports whether a file is a record or page, by its name.
pub fn is_markdown(path: &str) -> bool {
    has_extension(path, "md")
}

/// Reports whether a file in TOML or JSON may be metadata, by its name.
pub fn is_other_metadata(name: &str) -> bool {
    OTHER_ENDINGS.iter().any(|ending| has_extension(name, ending))
}

/// Reports whether a file is read as text, by its name.
pub fn is_text_by_name(name: &str) -> bool {
    is_table(name) || is_markdown(name) || is_yaml(name)
}

/// Reports whether a file is one of Minutebook's tables, by its name. Their names begin with a dot, yet they are not
/// ignored as hidden files are.
pub fn is_table(name: &str) -> bool {
    matches!(ContentFile::of(name), Some(ContentFile::Alternates | ContentFile::Redirects))
}

/// Reports whether a file holds the defaults of its folder, in any format.
pub fn is_defaults(name: &str) -> bool {
    stem_of(name).eq_ignore_ascii_case(DEFAULTS)
}

/// Reports whether a file was perhaps meant to hold the defaults of its folder: `default.yml`, `_defualts.toml`,
/// `_defaults copy.json`. In YAML, names used by other programs count too: `index.yml`, `metadata.yml`; in other
/// formats such files are too often data.
pub fn is_nearly_defaults(name: &str) -> bool {
    let stem = stem_of(name).to_lowercase();
    let stem = stem.trim_matches(|c: char| !c.is_alphanumeric());
    stem.starts_with("defaults")
        || (stem.len() <= 12 && strsim::osa_distance(stem, "defaults") <= 2)
        || (is_yaml(name) && matches!(stem, "folder" | "index" | "all" | "meta" | "metadata" | "config"))
}

/// Reports whether the name up to the first full stop is that of a folder's defaults, or nearly: `_defaults`,
/// `_defaults.yml.txt`.
pub fn begins_like_defaults(name: &str) -> bool {
    let first = name.trim_start_matches('.').split('.').next().unwrap_or_default().trim_end_matches('~');
    !first.is_empty() && is_nearly_defaults(first)
}

/// Names, up to the first full stop, of files that describe their folder for other programs or people.
const FOLDER_NOTES: [&str; 15] = [
    "category",
    "config",
    "data",
    "folder",
    "index",
    "leame",
    "leggimi",
    "leiame",
    "liesmich",
    "lisezmoi",
    "meta",
    "metadata",
    "readme",
    "section",
    "about this folder",
];

/// Reports whether a file, by its path, seems to describe its folder: `_category_.json`, `README.txt`, `board/board.json`.
pub fn describes_folder(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path).to_lowercase();
    let first = name.split('.').find(|part| !part.is_empty()).unwrap_or_default();
    let first = first.trim_matches(|c: char| !c.is_alphanumeric());
    let folder = folder_of(path).rsplit('/').next().unwrap_or_default().to_lowercase();
    FOLDER_NOTES.contains(&first) || (!first.is_empty() && first == folder)
}

/// Endings in which metadata is written by other programs, besides those of Minutebook.
const FOREIGN_ENDINGS: [&str; 8] = ["json5", "jsonc", "ini", "meta", "metadata", "cfg", "conf", "properties"];

/// Extensions of copies that editors and people keep before they change a file.
const COPY_ENDINGS: [&str; 8] = ["bak", "backup", "old", "orig", "save", "tmp", "swp", "copy"];

/// Recognises a file that could be the metadata of a record although its extension is not one that is read: `X.yml~`,
/// `X.yml.bak`, `X.yml.txt`, `X.json5`. Returns the path of the record without its extension, and whether the name is
/// that of an old copy.
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
