//! docs/settings.md lists the keys of `site.yml` that there are, and no others.

use std::collections::BTreeSet;
use std::path::Path;

use minutebook::pipeline::{SchemaOf, schema};
use serde_json::Value;

/// Paths of all keys that a schema knows, with `*` for names that its writer chooses; those that only hold others are left out.
fn keys(schema: &Value) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    push_keys(schema, schema, "", &[], &mut found);
    let holds_others = |key: &String| {
        let below = [format!("{key}."), format!("{key}[].")];
        found.iter().any(|other| below.iter().any(|below| other.starts_with(below)))
    };
    // What has a short form is a key of its own as well.
    found.iter().filter(|key| !holds_others(key)).cloned().collect()
}

/// `above` are the names of the types around the node: an entry of a menu may hold others.
fn push_keys(node: &Value, whole: &Value, path: &str, above: &[&str], found: &mut BTreeSet<String>) {
    if let Some(name) = node["$ref"].as_str().and_then(|target| target.strip_prefix("#/$defs/")) {
        if !above.contains(&name) {
            push_keys(&whole["$defs"][name], whole, path, &[above, &[name]].concat(), found);
        }
        return;
    }
    for form in ["anyOf", "oneOf", "allOf"].iter().filter_map(|form| node[form].as_array()).flatten() {
        push_keys(form, whole, path, above, found);
    }
    for (key, value) in node["properties"].as_object().into_iter().flatten() {
        let path = if path.is_empty() { key.clone() } else { format!("{path}.{key}") };
        push_keys(value, whole, &path, above, found);
        found.insert(path);
    }
    if node["additionalProperties"].is_object() {
        push_keys(&node["additionalProperties"], whole, &format!("{path}.*"), above, found);
    }
    if node["items"].is_object() {
        push_keys(&node["items"], whole, &format!("{path}[]"), above, found);
    }
}

/// Keys in the first column of the page's table.
fn listed(page: &str) -> Vec<String> {
    let rows = page.lines().skip_while(|line| !line.starts_with("| key |")).skip(2);
    let cells = rows.take_while(|line| line.starts_with('|')).filter_map(|line| line.split('|').nth(1));
    let names = cells.flat_map(|cell| cell.split('`').skip(1).step_by(2));
    let part = |part: &str| {
        let (name, list) = part.strip_suffix("[]").map_or((part, ""), |name| (name, "[]"));
        match name.chars().all(|sign| sign.is_ascii_uppercase()) {
            true => format!("*{list}"),
            false => part.to_owned(),
        }
    };
    names.map(|name| name.split('.').map(part).collect::<Vec<_>>().join(".")).collect()
}

#[test]
fn the_table_of_settings_has_every_key_once_and_invents_none() {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/settings.md");
    let page = std::fs::read_to_string(page).expect("docs/settings.md");
    let schema = schema(SchemaOf::Site);
    let (known, listed) = (keys(&schema), listed(&page));
    let missing: Vec<&String> = known.iter().filter(|key| !listed.contains(key)).collect();
    assert!(missing.is_empty(), "docs/settings.md lacks {missing:?}");
    let mut all = BTreeSet::new();
    for key in &listed {
        assert!(all.insert(key), "docs/settings.md lists {key} twice");
        let is_group =
            known.iter().any(|known| known.starts_with(&format!("{key}.")) || known.starts_with(&format!("{key}[].")));
        assert!(known.contains(key) || is_group, "docs/settings.md lists {key}, which nothing reads");
    }
    assert!(known.len() > 80, "{known:?}");
}
