//! Description of bodies and memberships for programs: schema.org `Organization` with `OrganizationRole`.

use serde_json::{Map, Value, json};

use super::context::Renderer;
use super::json_ld::{graph, object, titles};
use crate::site::view::{BodyView, Link, MemberView, RoleView};

/// A body as an organisation with its members, and the way to it.
pub(super) fn organisation(renderer: &Renderer<'_>, view: &BodyView) -> String {
    let named = |link: &Link| named(renderer, "Organization", link);
    let mut entry = object([
        ("@type", json!(if view.kind == "party" { "PoliticalParty" } else { "Organization" })),
        ("name", json!(view.name)),
        ("url", json!(view.head.canonical)),
    ]);
    let mut add = |key: &str, values: Vec<Value>| {
        if !values.is_empty() {
            entry.insert(key.to_owned(), Value::Array(values));
        }
    };
    add("alternateName", titles(&view.names).into_iter().map(Value::from).collect());
    add("parentOrganization", view.parent.iter().map(named).collect());
    add("subOrganization", view.units.iter().map(named).collect());
    let elsewhere = view.identifiers.iter().chain(&view.links).map(|link| &link.href);
    add("sameAs", elsewhere.filter(|href| href.starts_with("http")).map(|href| json!(href)).collect());
    let members = view.members.iter().chain(&view.former);
    add("member", members.flat_map(|member| member_roles(renderer, member)).collect());
    graph(renderer, &view.head, std::iter::once(entry))
}

/// Each office of a member, as a role that leads to the person.
fn member_roles(renderer: &Renderer<'_>, member: &MemberView) -> Vec<Value> {
    let person = named(renderer, "Person", &member.person);
    let role = |of: &RoleView| {
        let mut role = role(of);
        role.insert("member".to_owned(), person.clone());
        Value::Object(role)
    };
    member.roles.iter().map(role).collect()
}

/// Each office of a person in a body, as a role that leads to the body.
pub(super) fn memberships(renderer: &Renderer<'_>, roles: &[RoleView]) -> Vec<Value> {
    let membership = |of: &RoleView| {
        let body = Link { title: of.body.clone()?, href: of.body_href.clone(), lang: None };
        let mut role = role(of);
        role.insert("memberOf".to_owned(), named(renderer, "Organization", &body));
        Some(Value::Object(role))
    };
    roles.iter().filter_map(membership).collect()
}

fn role(of: &RoleView) -> Map<String, Value> {
    let mut role = object([("@type", json!("OrganizationRole"))]);
    if !of.title.is_empty() {
        role.insert("roleName".to_owned(), json!(of.title));
    }
    for (key, date) in [("startDate", &of.from), ("endDate", &of.to)] {
        if let Some(date) = date {
            role.insert(key.to_owned(), json!(date.iso));
        }
    }
    role
}

fn named(renderer: &Renderer<'_>, kind: &str, link: &Link) -> Value {
    let mut value = object([("@type", json!(kind)), ("name", json!(link.title))]);
    if !link.href.is_empty() {
        value.insert("url".to_owned(), json!(renderer.plan.base.in_full(&link.href)));
    }
    Value::Object(value)
}
