//! Reads the queries of `site.yml` whose matches can be followed.

use super::entries::Pairs;
use super::registry_file::{invalid_id, is_id};
use super::shorthand::KeysOrText;
use super::site_file::WatchEntry;
use crate::config::Watch;
use crate::record::LocalText;
use crate::report::diagnostic::{Diagnostic, Problem};
use crate::yaml::{PathStep, Yaml};

/// Maximum number of queries; each is answered in every build.
const MOST: usize = 100;

/// Maximum length of a query, in characters.
const LONGEST: usize = 500;

/// Reads the queries. What cannot be followed is reported, and left out.
pub(super) fn watches(
    entries: Pairs<KeysOrText<WatchEntry>>,
    is_searched: bool,
    yaml: &Yaml<'_>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Watch> {
    let mut read: Vec<Watch> = Vec::new();
    for (id, KeysOrText(entry)) in entries.0 {
        let at = yaml.place(&["watches", &id].map(|key| PathStep::Key(key.to_owned())));
        let query = entry.query.map(|query| query.0.trim().to_owned()).unwrap_or_default();
        let mut refuse = |message: String, hint: &str| {
            diagnostics.push(Diagnostic::at(Problem::WatchQuery, at.clone(), message).hint(hint));
        };
        match () {
            () if !is_id(&id) => diagnostics.push(invalid_id(&id, at)),
            () if !is_searched => refuse(
                format!("“{id}” cannot be followed, because the search is turned off"),
                "take out `search: false`, or `watches:`",
            ),
            () if read.len() == MOST => refuse(
                format!("“{id}” is not followed: there are more than {MOST} queries"),
                "join some of them with `OR`",
            ),
            () if query.chars().count() > LONGEST => refuse(
                format!("the query of “{id}” has more than {LONGEST} characters, and is not followed"),
                "divide it into several",
            ),
            () => {
                let title = if entry.title.0.is_empty() { LocalText::plain(&query) } else { entry.title.0 };
                read.push(Watch { id: id.into(), title, query: query.into(), at });
            }
        }
    }
    read
}
