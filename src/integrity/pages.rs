//! Compares the pages of records with the register: each must show the last version, with its words and no others.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};
use std::path::PathBuf;

use rayon::prelude::*;

use super::disk;
use super::verification::Verification;
use super::words::{PageWords, Wrong};
use crate::ledger::{History, Register};
use crate::report::diagnostic::Problem;
use crate::site::{Address, OutputPath};

/// Beginning of the element of JSON-LD that holds a record's hash on its page.
const MARK: &str = "{\"@type\":\"PropertyValue\",\"name\":\"";
/// Largest page that is read, in bytes.
const MOST_OF_A_PAGE: u64 = 64 * 1024 * 1024;

/// Checks the records on some pages, by their paths, against the register.
pub(super) fn compare(pages: &BTreeMap<String, PathBuf>, register: &Register, found: &mut Verification) {
    let mut by_page: BTreeMap<String, &History> = BTreeMap::new();
    for history in &register.histories {
        if let Some(path) = OutputPath::of(&Address::new(&history.last().address)) {
            by_page.insert(path.as_str().to_owned(), history);
        }
    }
    let by_name: HashMap<&str, &History> = register.histories.iter().map(|history| (&*history.name, history)).collect();
    let withdrawn = register.log.withdrawn();
    let looked: Vec<(&String, Looked)> = pages
        .par_iter()
        .filter_map(|(path, place)| {
            let bytes = disk::read(place, MOST_OF_A_PAGE).ok()?;
            let page = String::from_utf8_lossy(&bytes);
            let expected = by_page.get(path).copied().filter(|history| !withdrawn.contains_key(&*history.name));
            look(&page, expected, &by_name).map(|looked| (path, looked))
        })
        .collect();
    let mut shown = 0;
    for (path, looked) in looked {
        match looked {
            Looked::Wrong(what) => found.report(Problem::AlteredFile, path, what),
            Looked::Sound(name) => match withdrawn.get(name) {
                Some(at) => {
                    let what = format!("its record was withdrawn at {at}; this copy is older");
                    found.report(Problem::OutdatedCopy, path, what);
                }
                None => {
                    found.records += 1;
                    shown += 1;
                }
            },
        }
    }
    found.elsewhere = register.histories.len().saturating_sub(shown + withdrawn.len());
}

enum Looked<'a> {
    /// The page shows a record as the register has it; the record's name.
    Sound(&'a str),
    Wrong(Cow<'static, str>),
}

/// Compares a page with the register. `None` when it is not the page of a record.
fn look<'a>(page: &str, expected: Option<&'a History>, by_name: &HashMap<&str, &'a History>) -> Option<Looked<'a>> {
    let wrong = |what: String| Some(Looked::Wrong(what.into()));
    let Some(start) = page.find(MARK) else {
        // A page that redirects has neither the hash nor words.
        let leads_on = page.contains("http-equiv=\"refresh\"") && !page.contains("class=\"speech\"");
        let is_expected = expected.is_some() && !leads_on;
        return if is_expected {
            wrong("the register has a record here, but the page does not state its version".to_owned())
        } else {
            None
        };
    };
    let end = page[start..].find('}').map_or(page.len(), |end| start + end + 1);
    let json: serde_json::Value = serde_json::from_str(&page[start..end]).unwrap_or_default();
    let (name, hash) = (json["name"].as_str().unwrap_or_default(), json["value"].as_str().unwrap_or_default());
    let Some(history) = by_name.get(name).copied() else {
        return wrong(format!("the register has no record “{name}”"));
    };
    if let Some(expected) = expected.filter(|expected| expected.name != history.name) {
        return wrong(format!("it shows the record “{name}”; the register has “{}” here", expected.name));
    }
    let version = history.versions.iter().find(|version| version.hash.to_string() == hash);
    let last = history.last();
    match version {
        None => wrong("the register has no version of the record with this hash".to_owned()),
        Some(version) if version.number != last.number => wrong(format!(
            "it shows version {} of the record; version {} was published at {}",
            version.number, last.number, last.at
        )),
        Some(_) => match PageWords::new(page).compare(&history.passages) {
            Ok(()) => Some(Looked::Sound(&history.name)),
            Err(Wrong::Missing(what)) => wrong(format!("{what} of the register is missing or out of place")),
            Err(Wrong::Other(what)) => wrong(format!("{what} differs from the register")),
            Err(Wrong::Added(what)) => wrong(format!("there are words that are not in the register: “{what}”")),
        },
    }
}
