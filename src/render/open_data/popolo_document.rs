//! People, organisations and memberships as Popolo JSON: those with a page, and nobody else.

use std::io::{self, Write};

use serde_json::{Map, Value, json};

use super::table_facts::free_speakers;
use crate::record::{LocalText, PersonKind, Registered, WebLink};
use crate::render::context::Renderer;
use crate::render::json_ld::object;
use crate::render::parts::body_links::body_href;
use crate::render::parts::speaker_links::speaker_href;

/// Writes the document.
///
/// # Errors
/// As `out`.
pub(super) fn write_popolo(renderer: &Renderer<'_>, out: &mut (dyn Write + Send)) -> io::Result<()> {
    let document = json!({
        "persons": persons(renderer),
        "organizations": organizations(renderer),
        "memberships": memberships(renderer),
    });
    serde_json::to_writer(&mut *out, &document)?;
    out.write_all(b"\n")
}

fn persons(renderer: &Renderer<'_>) -> Vec<Value> {
    let (archive, lang) = (renderer.archive, renderer.plan.default_language());
    let people = free_speakers(renderer).map(|index| (index, &archive.speakers[index]));
    let person = |(index, speaker): (usize, &crate::record::SpeakerEntry)| {
        let entry = match speaker.registered {
            Some(Registered::Person(at)) => Some(&archive.registry.people[at]),
            _ => None,
        };
        let page = renderer.plan.base.in_full(&speaker_href(renderer, index, lang));
        let mut person = object([("id", json!(speaker.id)), ("name", json!(speaker.names.get(lang)))]);
        add_others(
            &mut person,
            lang_names(&speaker.names, speaker.names.get(lang)).chain(labels(speaker.names.get(lang), &speaker.labels)),
            entry.map_or(&[][..], |entry| &entry.identifiers),
            entry.map_or(&[][..], |entry| &entry.links),
            &page,
        );
        let sort = entry.map_or("", |entry| entry.sort.get(lang));
        if !sort.is_empty() {
            person.insert("sort_name".to_owned(), json!(sort));
        }
        Value::Object(person)
    };
    people.filter(|(_, speaker)| speaker.kind == PersonKind::Person).map(person).collect()
}

fn organizations(renderer: &Renderer<'_>) -> Vec<Value> {
    let (plan, lang) = (renderer.plan, renderer.plan.default_language());
    let organization = |(index, body): (usize, &crate::site::Body)| {
        let organisation = &renderer.archive.registry.organisations[body.organisation];
        let name = organisation.names.get(lang);
        let mut value = object([("id", json!(organisation.id)), ("name", json!(name))]);
        if let Some(kind) = organisation.kind {
            value.insert("classification".to_owned(), json!(kind.name()));
        }
        if let Some(parent) = &organisation.parent {
            value.insert("parent_id".to_owned(), json!(parent));
        }
        let page = plan.base.in_full(&body_href(renderer, 0, index));
        let others = lang_names(&organisation.names, name);
        add_others(&mut value, others, &organisation.identifiers, &organisation.links, &page);
        Value::Object(value)
    };
    plan.bodies.iter().enumerate().map(organization).collect()
}

/// Offices of members whom the pages of bodies name.
fn memberships(renderer: &Renderer<'_>) -> Vec<Value> {
    let (registry, lang) = (&renderer.archive.registry, renderer.plan.default_language());
    let mut memberships = Vec::new();
    for body in &renderer.plan.bodies {
        for member in &body.members {
            let person = &registry.people[member.person];
            for role in member.roles.iter().map(|role| &person.roles[*role]) {
                let mut membership = object([
                    ("person_id", json!(person.id)),
                    ("organization_id", json!(registry.organisations[body.organisation].id)),
                ]);
                let dates = [("start_date", role.from), ("end_date", role.to)];
                let dates = dates.into_iter().filter_map(|(key, date)| Some((key, json!(date?.to_string()))));
                let title = Some(role.title.get(lang)).filter(|title| !title.is_empty());
                let title = title.map(|title| ("role", json!(title)));
                membership.extend(title.into_iter().chain(dates).map(|(key, value)| (key.to_owned(), value)));
                memberships.push(Value::Object(membership));
            }
        }
    }
    memberships
}

/// Adds other names, identifiers and addresses, as far as there are any.
fn add_others(
    to: &mut Map<String, Value>,
    names: impl Iterator<Item = Value>,
    identifiers: &[(Box<str>, Box<str>)],
    links: &[WebLink],
    page: &str,
) {
    let identifiers = identifiers.iter().map(|(scheme, value)| json!({"scheme": scheme, "identifier": value}));
    let elsewhere = links.iter().filter(|link| link.target.starts_with("http"));
    let elsewhere = elsewhere.map(|link| json!({"url": link.target}));
    let page = json!({"url": page, "note": "page in this archive"});
    let lists: [(&str, Vec<Value>); 3] = [
        ("other_names", names.collect()),
        ("identifiers", identifiers.collect()),
        ("links", std::iter::once(page).chain(elsewhere).collect()),
    ];
    let lists = lists.into_iter().filter(|(_, values)| !values.is_empty());
    to.extend(lists.map(|(key, values)| (key.to_owned(), Value::Array(values))));
}

/// Names in other languages.
fn lang_names<'n>(names: &'n LocalText, main: &'n str) -> impl Iterator<Item = Value> + 'n {
    names.iter().filter(move |(_, name)| *name != main).map(|(lang, name)| match lang {
        Some(lang) => json!({"name": name, "note": lang.as_str()}),
        None => json!({"name": name}),
    })
}

/// Labels under which somebody speaks in records.
fn labels<'n>(main: &'n str, labels: &'n [Box<str>]) -> impl Iterator<Item = Value> + 'n {
    labels.iter().filter(move |label| ***label != *main).map(|label| json!({"name": label, "note": "label in records"}))
}
