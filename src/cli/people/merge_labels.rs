//! Adds labels to entries of the registry.

use std::path::{Path, PathBuf};

use crate::cli::conflicts::{free_id, ids, owner_of};
use crate::cli::content_files::{add, file_for, file_of};
use crate::name_matching::LabelStats;
use crate::pipeline::{Addition, List, NewEntry, flow_list, flow_text};
use crate::record::{Label, Registry};
use crate::report::diagnostic::Location;
use crate::report::failure::Failure;
use crate::yaml::did_you_mean;

/// Adds labels to the entry of the person or organisation with an id, or to a `new` person. Returns the file that was
/// changed.
///
/// # Errors
/// When a label occurs in no record or belongs to another entry, when no entry has the id, or when the file cannot be
/// changed.
pub(super) fn merge(
    site: &Path,
    registry: &Registry,
    survey: &LabelStats<'_>,
    labels: &[String],
    into: &str,
    new: bool,
) -> Result<PathBuf, Failure> {
    let mut missing: Vec<Label> = Vec::new();
    for label in labels.iter().map(|label| Label::new(label)) {
        if !survey.rows.iter().any(|row| *row.key == *label.key) {
            let near = did_you_mean(&label.text, survey.rows.iter().map(|row| row.label));
            let hint = near
                .map_or_else(|| "`minutebook people` lists all".to_owned(), |near| format!("did you mean “{near}”?"));
            return Err(Failure::usage(format!("no record has a speaker labelled “{}”\n  hint: {hint}", label.text)));
        }
        if let Some(owner) = owner_of(registry, &label).filter(|owner| *owner != into) {
            return Err(Failure::usage(format!(
                "“{}” is a label or name of “{owner}”{}\n  hint: remove it from that entry first, or limit it there with `series:`, `from:` and `to:`",
                label.text,
                place_of(registry, owner)
            )));
        }
        if owner_of(registry, &label).is_none() && !missing.iter().any(|other| other.key == label.key) {
            missing.push(label);
        }
    }
    let texts: Vec<String> = missing.into_iter().map(|label| label.text.into()).collect();
    if new {
        if into == "ID" {
            return Err(Failure::usage(
                "“ID” stands for an id, which becomes part of an address\n  hint: give one such as `--into ann-lee`"
                    .to_owned(),
            ));
        }
        free_id(registry, into)?;
        let Some((name, others)) = texts.split_first() else { return Err(nothing_left(into)) };
        let mut fields = vec![("names", flow_text(name))];
        if !others.is_empty() {
            fields.push(("labels", format!("[{}]", flow_list(others))));
        }
        let place = file_for(site, List::People);
        add(&place, &Addition::Entry(NewEntry { list: List::People, id: into.to_owned(), fields }))?;
        return Ok(place);
    }
    let Some((_, at)) = entries(registry).find(|(id, _)| *id == into) else {
        let near = did_you_mean(into, ids(registry));
        let hint = near.map_or_else(String::new, |near| format!("did you mean “{near}”? If not, "));
        return Err(Failure::usage(format!(
            "no entry of the registry has the id “{into}”\n  hint: {hint}add `--new` to make a new person of these labels"
        )));
    };
    if texts.is_empty() {
        return Err(nothing_left(into));
    }
    let place = file_of(site, at);
    add(&place, &Addition::Labels { id: into.to_owned(), labels: texts })?;
    Ok(place)
}

/// Place of an entry in the registry, in brackets.
fn place_of(registry: &Registry, id: &str) -> String {
    let at = entries(registry).find(|(own, _)| *own == id).map(|(_, at)| at);
    at.map_or_else(String::new, |at| format!(" ({}:{})", at.path, at.line))
}

/// Ids of all entries, with their places.
fn entries(registry: &Registry) -> impl Iterator<Item = (&str, &Location)> {
    let people = registry.people.iter().map(|person| (&*person.id, &person.at));
    people.chain(registry.organisations.iter().map(|own| (&*own.id, &own.at)))
}

fn nothing_left(into: &str) -> Failure {
    Failure::usage(format!(
        "all these labels mean “{into}” already\n  hint: `minutebook people --unknown` lists labels that no entry claims"
    ))
}
