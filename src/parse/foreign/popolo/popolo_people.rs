//! People, organisations and memberships of Popolo.

use rustc_hash::FxHashMap;

use super::popolo_schema::{
    PopoloFile, PopoloIdentifier, PopoloLink, PopoloMembership, PopoloName, PopoloOrganization, PopoloPerson,
    PopoloPost,
};
use crate::parse::foreign::foreign_dates::iso_date;
use crate::parse::foreign::imported_record::{
    ImportedMembership, ImportedOrganisation, ImportedPerson, ImportedRegistry,
};
use crate::parse::foreign::parlparse::identifier;

/// The registry of a file.
pub(super) fn registry(file: &PopoloFile) -> ImportedRegistry {
    let posts: FxHashMap<&str, &PopoloPost> =
        file.posts.iter().filter_map(|post| Some((post.id.as_deref()?, post))).collect();
    let mut held: FxHashMap<&str, Vec<&PopoloMembership>> = FxHashMap::default();
    let mut references = Vec::new();
    for own in &file.memberships {
        let Some(person) = own.person_id.as_deref() else { continue };
        held.entry(person).or_default().push(own);
        references.extend(own.id.as_ref().map(|id| (id.clone(), person.to_owned())));
    }
    let people = file.persons.iter().filter_map(|own| {
        if let Some((id, redirect)) = own.id.as_ref().zip(own.redirect.as_ref()) {
            references.push((id.clone(), redirect.clone()));
            return None;
        }
        let held = own.id.as_deref().and_then(|id| held.get(id)).into_iter().flatten().copied();
        person(own, held.chain(own.memberships.iter().flatten()), &posts)
    });
    let people = people.collect();
    let organisations = file.organizations.iter().filter_map(organisation).collect();
    ImportedRegistry { people, organisations, references }
}

fn person<'p>(
    own: &'p PopoloPerson,
    held: impl Iterator<Item = &'p PopoloMembership>,
    posts: &FxHashMap<&str, &PopoloPost>,
) -> Option<ImportedPerson> {
    let reference = own.id.clone().unwrap_or_default();
    let others: Vec<&PopoloName> = own.other_names.iter().flatten().collect();
    // Where there is no name, the main one that has not ended is the name of today.
    let main = || {
        let named = others.iter().filter(|name| name.note.as_deref().is_none_or(|note| note == "Main"));
        named.max_by_key(|name| name.end_date.as_deref().unwrap_or("9999")).and_then(|name| full_name(name))
    };
    let fields = PopoloName {
        name: own.name.clone(),
        given_name: own.given_name.clone(),
        family_name: own.family_name.clone(),
        ..PopoloName::default()
    };
    let name = full_name(&fields).or_else(main)?;
    let mut labels: Vec<String> = Vec::new();
    for label in others.iter().filter_map(|other| full_name(other)) {
        if label != name && !labels.contains(&label) {
            labels.push(label);
        }
    }
    let mut identifiers = identifiers(own.identifiers.as_deref());
    if reference.starts_with("uk.org.publicwhip/") {
        identifiers.insert(0, identifier(&reference));
    } else if !reference.is_empty() {
        identifiers.insert(0, ("popolo".to_owned(), reference.clone()));
    }
    let memberships = held.map(|own| membership(own, posts)).collect();
    let sort = own.sort_name.clone().filter(|sort| !sort.trim().is_empty() && *sort != name);
    Some(ImportedPerson { reference, name, labels, identifiers, memberships, links: links(own.links.as_deref()), sort })
}

fn full_name(name: &PopoloName) -> Option<String> {
    let filled =
        |text: &Option<String>| text.as_deref().map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned);
    if let Some(name) = filled(&name.name) {
        return Some(name);
    }
    let place = filled(&name.lordofname).map(|place| format!("of {place}"));
    let parts = [filled(&name.given_name), filled(&name.family_name)];
    let parts = if name.lordname.is_some() || name.lordofname.is_some() {
        vec![filled(&name.honorific_prefix), filled(&name.lordname), place]
    } else {
        parts.to_vec()
    };
    let text = parts.into_iter().flatten().collect::<Vec<_>>().join(" ");
    (!text.is_empty()).then_some(text)
}

fn identifiers(own: Option<&[PopoloIdentifier]>) -> Vec<(String, String)> {
    let pairs = own.unwrap_or_default().iter().filter_map(|own| own.scheme.clone().zip(own.identifier.clone()));
    pairs.filter(|(scheme, value)| !scheme.trim().is_empty() && !value.trim().is_empty()).collect()
}

fn links(own: Option<&[PopoloLink]>) -> Vec<String> {
    own.unwrap_or_default().iter().filter_map(|link| link.url.clone()).collect()
}

fn membership(own: &PopoloMembership, posts: &FxHashMap<&str, &PopoloPost>) -> ImportedMembership {
    let post = own.post_id.as_deref().and_then(|id| posts.get(id));
    let title = own.role.clone().or_else(|| own.label.clone());
    let title = title.or_else(|| post.and_then(|post| post.role.clone().or_else(|| post.label.clone())));
    let body = own.organization_id.clone().or_else(|| post.and_then(|post| post.organization_id.clone()));
    let date = |text: &Option<String>| text.as_deref().and_then(iso_date);
    // A bare membership needs no title.
    let title = title.filter(|title| !title.trim().is_empty() && !title.eq_ignore_ascii_case("member"));
    ImportedMembership { title, body, from: date(&own.start_date), to: date(&own.end_date) }
}

fn organisation(own: &PopoloOrganization) -> Option<ImportedOrganisation> {
    let reference = own.id.clone().unwrap_or_default();
    let name = own.name.clone().filter(|name| !name.trim().is_empty())?;
    let labels = own.other_names.iter().flatten().filter_map(full_name).filter(|label| *label != name).collect();
    let kind = match own.classification.as_deref().map(str::to_lowercase).as_deref() {
        Some("party" | "political party") => Some("party"),
        Some("committee" | "subcommittee") => Some("committee"),
        Some("legislature" | "chamber" | "parliament" | "council" | "board") => Some("council"),
        Some("faction" | "parliamentary group" | "working group") => Some("group"),
        Some("ministry" | "department" | "executive" | "office") => Some("office"),
        Some("company" | "corporation") => Some("company"),
        _ => None,
    };
    let mut identifiers = identifiers(own.identifiers.as_deref());
    if !reference.is_empty() {
        identifiers.insert(0, ("popolo".to_owned(), reference.clone()));
    }
    let parent = own.parent_id.clone();
    Some(ImportedOrganisation {
        reference,
        name,
        labels,
        kind,
        parent,
        identifiers,
        links: links(own.links.as_deref()),
    })
}
