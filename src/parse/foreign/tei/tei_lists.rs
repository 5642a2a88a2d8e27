//! Lists of people and organisations of a corpus in TEI.

use crate::parse::foreign::foreign_dates::iso_date;
use crate::parse::foreign::imported_record::{
    ImportedMembership, ImportedOrganisation, ImportedPerson, ImportedRegistry,
};
use crate::parse::foreign::xml_tree::XmlElement;
use crate::text::is_cjk;

/// Reads all lists of a file.
pub(super) fn read(root: &XmlElement) -> ImportedRegistry {
    let mut registry = ImportedRegistry::default();
    for element in root.all() {
        match &*element.name {
            "person" => registry.people.extend(person(element)),
            "org" => registry.organisations.extend(organisation(element)),
            _ => {}
        }
    }
    registry
}

fn person(element: &XmlElement) -> Option<ImportedPerson> {
    let reference = element.filled("xml:id")?.to_owned();
    let named: Vec<&XmlElement> = element.elements().filter(|inner| &*inner.name == "persName").collect();
    // The name without an end is the one of today.
    let main = named.iter().find(|name| name.get("to").is_none()).or_else(|| named.last())?;
    let name = full_name(main);
    let labels = named.iter().map(|name| full_name(name)).filter(|other| *other != name && !other.is_empty()).collect();
    let surnames = parts(main, &["nameLink", "surname"]);
    let forenames = parts(main, &["forename"]);
    let sort = (!surnames.is_empty() && !forenames.is_empty() && !is_in_one_word(main))
        .then(|| format!("{}, {}", surnames.join(" "), forenames.join(" ")));
    let mut identifiers = vec![("parlamint".to_owned(), reference.clone())];
    let mut links = Vec::new();
    for number in element.elements().filter(|inner| &*inner.name == "idno") {
        let value = number.text();
        let kind = number.filled("subtype").or_else(|| number.filled("type")).unwrap_or_default().to_lowercase();
        match value.rsplit('/').next().filter(|_| matches!(&*kind, "wikidata" | "viaf" | "orcid")) {
            Some(id) => identifiers.push((kind, id.to_owned())),
            None if value.starts_with("http") => links.push(value),
            None => {}
        }
    }
    let memberships = element.elements().filter(|inner| &*inner.name == "affiliation").map(membership).collect();
    (!name.is_empty()).then_some(ImportedPerson { reference, name, labels, identifiers, memberships, links, sort })
}

fn membership(affiliation: &XmlElement) -> ImportedMembership {
    let title = affiliation.elements().find(|inner| &*inner.name == "roleName").map(XmlElement::text);
    let role = affiliation.filled("role").filter(|role| !matches!(*role, "member" | "MP")).map(str::to_owned);
    let body = affiliation.filled("ref").and_then(|to| to.split_whitespace().next());
    let date = |key: &str| affiliation.filled(key).and_then(iso_date);
    ImportedMembership {
        title: title.filter(|title| !title.is_empty()).or(role),
        body: body.map(|to| to.trim_start_matches('#').to_owned()),
        from: date("from").or_else(|| date("when")),
        to: date("to"),
    }
}

fn organisation(element: &XmlElement) -> Option<ImportedOrganisation> {
    let reference = element.filled("xml:id")?.to_owned();
    let names: Vec<&XmlElement> = element.elements().filter(|inner| &*inner.name == "orgName").collect();
    let main = names.iter().find(|name| name.get("full") == Some("yes")).or_else(|| names.first())?;
    let name = main.text();
    let labels = names.iter().map(|name| name.text()).filter(|other| *other != name && !other.is_empty()).collect();
    let kind = match element.get("role") {
        Some("parliament") => Some("council"),
        Some("politicalParty") => Some("party"),
        Some("parliamentaryGroup" | "politicalGroup") => Some("group"),
        Some("government" | "ministry") => Some("office"),
        _ => None,
    };
    let identifiers = vec![("parlamint".to_owned(), reference.clone())];
    let own = ImportedOrganisation { reference, name, labels, kind, identifiers, ..ImportedOrganisation::default() };
    (!own.name.is_empty()).then_some(own)
}

fn parts(name: &XmlElement, kinds: &[&str]) -> Vec<String> {
    let found = name.elements().filter(|part| kinds.contains(&&*part.name));
    found.map(XmlElement::text).filter(|text| !text.is_empty()).collect()
}

/// Reports whether surname and forename are written in one word, the surname in front: `林岳美`.
fn is_in_one_word(name: &XmlElement) -> bool {
    parts(name, &["surname"]).iter().any(|part| part.chars().all(is_cjk))
}

/// Forename and surname in the order of the language, or the name as a whole.
fn full_name(name: &XmlElement) -> String {
    let (surnames, forenames) = (parts(name, &["nameLink", "surname"]), parts(name, &["forename"]));
    if surnames.is_empty() && forenames.is_empty() {
        return name.text();
    }
    if is_in_one_word(name) {
        return format!("{}{}", surnames.concat(), forenames.concat());
    }
    forenames.into_iter().chain(surnames).collect::<Vec<_>>().join(" ")
}
