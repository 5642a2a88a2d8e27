//! Files of the content that an editor's command writes: new ones, and registries that it adds to.

use std::fs;
use std::path::{Path, PathBuf};

pub(super) use crate::fs::content_edit::{content_folder as content, replace, write_new};
use crate::pipeline::{Addition, List, amend};
use crate::report::diagnostic::Location;
use crate::report::failure::Failure;
use crate::text::source::{ContentFile, resolve};

/// A folder within the content, as a path with `/`.
///
/// # Errors
/// When it cannot hold records.
pub(super) fn records_folder(text: &str) -> Result<String, Failure> {
    let path =
        resolve("", text).filter(|path| !text.starts_with('/') && !text.contains(['\\', ':']) && path != "pages");
    let path = path.filter(|path| !path.starts_with("pages/") && !path.split('/').any(|part| part.starts_with('.')));
    path.ok_or_else(|| {
        Failure::usage(format!(
            "“{text}” cannot hold records\n  hint: name a folder within the content, such as `council`"
        ))
    })
}

/// File of a registry entry.
pub(super) fn file_of(site: &Path, at: &Location) -> PathBuf {
    site.join(&*at.path)
}

/// File for new entries of a list: the existing one, else the one to create.
pub(super) fn file_for(site: &Path, list: List) -> PathBuf {
    let kind = match list {
        List::People => ContentFile::People,
        List::Organisations => ContentFile::Organisations,
    };
    let content = content(site);
    let names = fs::read_dir(&content).into_iter().flatten().flatten().map(|entry| entry.file_name());
    let there = names.filter(|name| name.to_str().and_then(ContentFile::of) == Some(kind)).min();
    there.map_or_else(|| content.join(kind.name()), |name| content.join(name))
}

/// Adds an entry to a registry, which is created if necessary.
///
/// # Errors
/// When the place in the file cannot be found surely, with what to paste; or when the disk refuses.
pub(super) fn add(place: &Path, addition: &Addition) -> Result<(), Failure> {
    let before = match fs::read(place) {
        Ok(bytes) => Some(bytes),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => None,
        Err(error) => return Err(Failure::io("a registry cannot be read", place, &error)),
    };
    let Some(bytes) = before else {
        return write_new(place, &amended(place, FIRST_LINE, addition)?);
    };
    let text = String::from_utf8(bytes).map_err(|_| {
        Failure::usage(format!("{} is not UTF-8\n  hint: save it again with the encoding UTF-8", place.display()))
    })?;
    replace(place, amended(place, &text, addition)?.as_bytes(), "a registry")
}

const FIRST_LINE: &str =
    "# Who is who. Labels are the names as they stand in the records; a name needs no label of its own.\n";

fn amended(place: &Path, text: &str, addition: &Addition) -> Result<String, Failure> {
    amend(text, addition).map_err(|unsure| {
        Failure::usage(format!(
            "{} stays as it is: {}\n  hint: write this into it yourself\n\n{}",
            place.display(),
            unsure.why,
            unsure.paste
        ))
    })
}
