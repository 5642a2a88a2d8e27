//! JSON-LD as pages carry it: objects, and the graph with the way to the page.

use serde_json::{Map, Value, json};

use super::context::Renderer;
use crate::site::view::{Head, Link};

/// The titles of links.
pub(super) fn titles(links: &[Link]) -> Vec<&str> {
    links.iter().map(|link| &*link.title).collect()
}

/// An object with these entries.
pub(super) fn object<const N: usize>(entries: [(&str, Value); N]) -> Map<String, Value> {
    entries.into_iter().map(|(key, value)| (key.to_owned(), value)).collect()
}

/// Breadcrumbs from the front page, and the subject of the page.
pub(super) fn graph(
    renderer: &Renderer<'_>,
    head: &Head,
    about: impl IntoIterator<Item = Map<String, Value>>,
) -> String {
    let base = &renderer.plan.base;
    let above = head.crumbs.iter().map(|crumb| (&crumb.title, base.in_full(&crumb.href)));
    let way = above
        .chain([(&head.title, head.canonical.clone())])
        .enumerate()
        .map(|(above, (name, item))| json!({"@type": "ListItem", "position": above + 1, "name": name, "item": item}));
    let mut graph = Vec::new();
    if !head.crumbs.is_empty() {
        graph.push(json!({"@type": "BreadcrumbList", "itemListElement": way.collect::<Vec<_>>()}));
    }
    graph.extend(about.into_iter().map(Value::Object));
    let json = json!({"@context": "https://schema.org", "@graph": graph}).to_string();
    // It stands in a script element, which ends at the first `</` whatever JSON says.
    json.replace('<', "\\u003c").replace('>', "\\u003e").replace('&', "\\u0026")
}
