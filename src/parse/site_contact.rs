//! Keys of `site.yml` that lead readers to the publisher: the contact, and where sources are edited.

use crate::config::{Contact, ContactError, EditPattern};
use crate::report::diagnostic::{Diagnostic, Location, Problem};

/// Reads a contact whose scheme is allowed.
pub(super) fn contact(
    written: &str,
    place: &dyn Fn(&str) -> Location,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Contact> {
    let (message, hint) = match Contact::of(written) {
        Ok(contact) => return Some(contact),
        Err(ContactError::UnknownPlace(name)) => (
            format!("“{name}” is nothing that can be filled in for the contact"),
            format!("use {}", Contact::PLACES.map(|place| format!("{{{place}}}")).join(", ")),
        ),
        Err(ContactError::PlaceOutsideQuery) => (
            format!("“{written}” has something to fill in outside its query"),
            "write `{…}` behind the `?` only, as in `https://issues.example/new?text={words}`".to_owned(),
        ),
    };
    diagnostics.push(Diagnostic::at(Problem::YamlType, place("contact"), message).hint(hint));
    None
}

/// Reads the pattern of addresses at which sources are edited.
pub(super) fn edit_pattern(
    written: &str,
    place: &dyn Fn(&str) -> Location,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<EditPattern> {
    let pattern = EditPattern::of(written);
    if pattern.is_none() {
        let message = format!("“{written}” is not an address at which files are edited");
        diagnostics.push(Diagnostic::at(Problem::YamlType, place("edit_url"), message).hint(
            "write a web address with `{path}`, as in `https://github.com/town/records/edit/main/content/{path}`",
        ));
    }
    pattern
}
