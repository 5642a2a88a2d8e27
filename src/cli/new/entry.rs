//! New people and organisations.

use std::path::{Path, PathBuf};

use super::{date, id_from, line, needed};
use crate::cli::conflicts::{free_id, owner_of};
use crate::cli::content_files::{add, file_for};
use crate::cli::prompt;
use crate::pipeline::{Addition, List, Loaded, NewEntry, flow_list, flow_text};
use crate::record::{Label, Language};
use crate::report::failure::Failure;
use crate::yaml::did_you_mean;

/// A new person. Missing values are asked for if they are required, and left out otherwise.
#[derive(Debug, Clone, Default)]
pub(crate) struct NewPerson {
    /// Name, id and labels.
    pub called: Called,
    /// `role`, `group` and so on; `None` for a person.
    pub kind: Option<String>,
    /// An office: its title, the body, the first and the last day.
    pub role: Option<[Option<String>; 4]>,
    /// Sort key.
    pub sort: Option<String>,
}

/// A new organisation.
#[derive(Debug, Clone, Default)]
pub(crate) struct NewOrganisation {
    /// Name, id and labels.
    pub called: Called,
    /// Id of the parent organisation.
    pub parent: Option<String>,
}

/// Name, id and labels of an entry.
#[derive(Debug, Clone, Default)]
pub(crate) struct Called {
    /// The main name.
    pub name: Option<String>,
    /// Language of the main name; by default the site's first, if it has one.
    pub lang: Option<String>,
    /// Names in other languages: tag and name.
    pub others: Vec<(String, String)>,
    /// The id; by default made from the name.
    pub id: Option<String>,
    /// Other spellings in the records.
    pub labels: Vec<String>,
}

/// Adds a person; returns the path of the registry.
pub(super) fn person(site: &Path, loaded: &Loaded, person: &NewPerson) -> Result<PathBuf, Failure> {
    let (id, mut fields) = called(loaded, &person.called, "person", "Ann Example")?;
    if let Some(kind) = person.kind.as_deref().filter(|kind| *kind != "person") {
        fields.insert(0, ("kind", flow_text(kind)));
    }
    if let Some([title, body, from, to]) = &person.role {
        let day = |text: &Option<String>| text.as_deref().map(|text| date(text).map(|day| day.to_string())).transpose();
        let parts = [("title", title.clone()), ("body", body.clone()), ("from", day(from)?), ("to", day(to)?)];
        let parts = parts.into_iter().filter_map(|(key, value)| Some(format!("{key}: {}", flow_text(&value?))));
        fields.push(("roles", format!("[{{{}}}]", parts.collect::<Vec<_>>().join(", "))));
    }
    fields.extend(person.sort.as_deref().map(|sort| ("sort", flow_text(sort))));
    enter(site, List::People, id, fields)
}

/// Adds an organisation; returns the path of the registry.
pub(super) fn organisation(site: &Path, loaded: &Loaded, request: &NewOrganisation) -> Result<PathBuf, Failure> {
    let (id, mut fields) = called(loaded, &request.called, "organisation", "Harbour Office")?;
    if let Some(parent) = &request.parent {
        let known = || loaded.archive.registry.organisations.iter().map(|own| &*own.id);
        if !known().any(|own| own == parent) {
            let near = did_you_mean(parent, known())
                .map_or_else(|| "enter that organisation first".to_owned(), |near| format!("did you mean “{near}”?"));
            return Err(Failure::usage(format!("no organisation has the id “{parent}”\n  hint: {near}")));
        }
        fields.push(("parent", flow_text(parent)));
    }
    enter(site, List::Organisations, id, fields)
}

/// Keys of an entry with their values in YAML's flow style.
type Fields = Vec<(&'static str, String)>;

fn enter(site: &Path, list: List, id: String, fields: Fields) -> Result<PathBuf, Failure> {
    let place = file_for(site, list);
    add(&place, &Addition::Entry(NewEntry { list, id, fields }))?;
    Ok(place)
}

/// The id and the keys for names and labels.
fn called(loaded: &Loaded, called: &Called, what: &str, example: &str) -> Result<(String, Fields), Failure> {
    let registry = &loaded.archive.registry;
    let asks = called.name.is_none() && prompt::is_possible();
    let missing = format!("an entry needs a name\n  hint: `minutebook new {what} \"{example}\"`");
    let name = needed(called.name.as_deref(), "Name", &missing, line)?;
    let proposal = id_from(&name);
    let id = match &called.id {
        None if asks => {
            prompt::text("Id (the end of the address)", &proposal, |id| free_id(registry, id).map(|()| id.to_owned()))?
        }
        given => given.clone().unwrap_or(proposal),
    };
    free_id(registry, &id)?;
    for label in std::iter::once(&name).chain(called.others.iter().map(|(_, name)| name)).chain(&called.labels) {
        if let Some(owner) = owner_of(registry, &Label::new(label)) {
            return Err(Failure::usage(format!(
                "“{label}” is a label or name of “{owner}” already\n  hint: if these are two, limit each label in the registry with `series:`, `from:` and `to:`"
            )));
        }
    }
    let first = loaded.config.languages.first().map(|lang| lang.as_str().to_owned());
    let names = match called.lang.clone().or(first) {
        None if called.others.is_empty() => flow_text(&name),
        None => {
            return Err(Failure::usage(
                "several names need their languages\n  hint: add `--lang en` for the main name",
            ));
        }
        Some(lang) => {
            let mut names = Vec::new();
            for (tag, name) in
                std::iter::once((&lang, &name)).chain(called.others.iter().map(|(tag, name)| (tag, name)))
            {
                if let Err(meant) = Language::stated(tag) {
                    let near = meant.map(|meant| format!("; did you mean `{meant}`?")).unwrap_or_default();
                    return Err(Failure::usage(format!(
                        "“{tag}” is not a language tag\n  hint: write it as in `en` or `zh-Hant`{near}"
                    )));
                }
                names.push(format!("{}: {}", flow_text(tag), flow_text(&line(name)?)));
            }
            format!("{{{}}}", names.join(", "))
        }
    };
    let mut fields = vec![("names", names)];
    if !called.labels.is_empty() {
        fields.push(("labels", format!("[{}]", flow_list(&called.labels))));
    }
    Ok((id, fields))
}
