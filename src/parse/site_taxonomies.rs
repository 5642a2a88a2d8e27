//! Reads the taxonomies of `site.yml`: keys of metadata by whose values meetings are listed.

use super::entries::Pairs;
use super::front_matter::{is_known_key, may_be_guard};
use super::registry_file::{invalid_id, is_id};
use super::shorthand::KeysOrText;
use super::site_addresses::with_id_pattern;
use super::site_file::{TaxonomyEntry, TermEntry};
use crate::record::{TOPICS_KEY, Taxonomy, TaxonomyTerm};
use crate::report::diagnostic::{Diagnostic, Problem};
use crate::search::is_field;
use crate::yaml::{PathStep, Yaml};

/// Maximum number of taxonomies; each has an entry in the menu and among the conditions of the search.
const MOST: usize = 20;

/// The taxonomies of a site, topics first, each with the pattern of its terms' addresses.
pub(super) fn taxonomies(
    topics: Pairs<KeysOrText<TermEntry>>,
    topic_pattern: Box<str>,
    entries: Pairs<KeysOrText<TaxonomyEntry>>,
    yaml: &Yaml<'_>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<(Taxonomy, Box<str>)> {
    let topics = subjects(topics, &[TOPICS_KEY], yaml, diagnostics).map(term).collect();
    let mut all = vec![(Taxonomy::topics(topics), topic_pattern)];
    for (key, KeysOrText(entry)) in entries.0 {
        let path = ["taxonomies", &key].map(|key| PathStep::Key(key.to_owned()));
        let at = yaml.place(&path);
        if let Some((message, hint)) = refusal(&key, all.len() > MOST) {
            diagnostics.push(Diagnostic::at(Problem::TaxonomyKey, at, message).hint(hint));
            continue;
        }
        if !is_id(&key) {
            diagnostics.push(invalid_id(&key, at));
            continue;
        }
        let default = format!("/{key}/{{id}}/").into();
        let pattern = match entry.url {
            None => default,
            Some(url) => with_id_pattern(&url.0).unwrap_or_else(|message| {
                let at = yaml.place(&["taxonomies", &key, "url"].map(|key| PathStep::Key(key.to_owned())));
                let hint = "it needs `{id}` and no `..`, `?` or `#`";
                diagnostics.push(Diagnostic::at(Problem::YamlType, at, message).hint(hint));
                default
            }),
        };
        let terms = subjects(entry.terms, &["taxonomies", &key, "terms"], yaml, diagnostics).map(term).collect();
        let (title, description) = (entry.title.0, entry.description.0);
        all.push((Taxonomy { key: key.into(), title, description, terms, at: Some(at) }, pattern));
    }
    all
}

fn term((id, KeysOrText(entry)): (Box<str>, KeysOrText<TermEntry>)) -> TaxonomyTerm {
    TaxonomyTerm { id, title: entry.title.0, description: entry.description.0 }
}

/// Reason why a key cannot be that of a taxonomy, with a remedy.
fn refusal(key: &str, is_one_too_many: bool) -> Option<(String, String)> {
    let other = || "choose another key, such as `ward`, and write it in the records".to_owned();
    match key {
        TOPICS_KEY | "tags" | "topic" => Some((
            format!("“{key}” is not added as a taxonomy: every site has topics"),
            "declare them under `topics:`, outside of `taxonomies:`".to_owned(),
        )),
        "series" | "body" | "speakers" => Some((
            format!("“{key}” is not added as a taxonomy: the site lists meetings by it already"),
            match key {
                "series" => "declare series under `series:`, outside of `taxonomies:`".to_owned(),
                "body" => "declare bodies in organisations.yml".to_owned(),
                _ => "declare speakers in people.yml".to_owned(),
            },
        )),
        _ if is_known_key(key) => {
            Some((format!("“{key}” is not added as a taxonomy: this key of metadata has a meaning already"), other()))
        }
        _ if may_be_guard(key) => Some((
            format!("“{key}” is not added as a taxonomy: such a key can mean that a record is not public yet"),
            other(),
        )),
        _ if is_field(key) => {
            Some((format!("“{key}” is not added as a taxonomy: it is a condition of the search already"), other()))
        }
        _ if is_one_too_many => {
            Some((format!("“{key}” is not added: there are more than {MOST} taxonomies"), "leave some out".to_owned()))
        }
        _ => None,
    }
}

/// Series or terms whose ids may be part of an address; the others are reported. `path` leads to them.
pub(super) fn subjects<T>(
    entries: Pairs<T>,
    path: &[&str],
    yaml: &Yaml<'_>,
    diagnostics: &mut Vec<Diagnostic>,
) -> impl Iterator<Item = (Box<str>, T)> {
    for (id, _) in &entries.0 {
        if !is_id(id) {
            let steps: Vec<PathStep> =
                path.iter().chain([&id.as_str()]).map(|key| PathStep::Key((*key).to_owned())).collect();
            let at = yaml.place(&steps);
            diagnostics.push(invalid_id(id, at));
        }
    }
    entries.0.into_iter().filter(|(id, _)| is_id(id)).map(|(id, entry)| (id.into(), entry))
}
