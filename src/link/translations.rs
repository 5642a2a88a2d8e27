//! Finds the same meeting in other languages: by `translations:`, by `.alternates`, by `name.xx.md` beside `name.md`.

use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::record::{Meeting, MeetingIndex, Page};
use crate::report::diagnostic::{Diagnostic, Location, Problem};
use crate::text::source::{Sources, stem_of};

/// Two files with one meeting in two languages.
#[derive(Debug, Clone)]
pub struct AlternateRow {
    /// Relative to the content.
    pub left: String,
    /// Relative to the content.
    pub right: String,
    /// The row.
    pub at: Location,
}

/// For each meeting its translations, by path. Translation is symmetric and transitive.
pub(super) fn translations<S>(
    meetings: &[Meeting<S>],
    alternates: &[AlternateRow],
    known: &[Arc<str>],
    sources: &dyn Sources,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Vec<MeetingIndex>> {
    let by_path: FxHashMap<&str, MeetingIndex> =
        meetings.iter().enumerate().map(|(index, m)| (&*m.details.path, index)).collect();
    // `.alternates` names files as they lie in a plain folder; in a site with folders the bare name will do.
    let by_name: FxHashMap<&str, MeetingIndex> = meetings
        .iter()
        .enumerate()
        .map(|(index, m)| (m.details.path.rsplit('/').next().unwrap_or_default(), index))
        .collect();
    let find = |path: &str| by_path.get(path).or_else(|| by_name.get(path)).copied();
    let names = known.iter().map(|path| path.rsplit('/').next().unwrap_or_default());
    let known: FxHashSet<&str> = known.iter().map(|path| &**path).chain(names).collect();
    let is_known = |path: &str| known.contains(path);

    let mut groups = Groups((0..meetings.len()).collect());
    let (mut reported, mut alone) = (FxHashSet::default(), vec![false; meetings.len()]);
    let mut missing = |at: Location, path: &str| {
        // A translation that is held back is known, but its name must not be published early.
        if !is_known(path) {
            diagnostics.push(unknown(at, path));
        }
    };
    for row in alternates {
        let (left, right) = (nfc(&row.left), nfc(&row.right));
        let found = [&left, &right].map(|path| {
            let found = find(path);
            if found.is_none() {
                missing(row.at.clone(), path);
            }
            found
        });
        if let [Some(left), Some(right)] = found {
            groups.join(left, right);
        }
    }
    for (index, meeting) in meetings.iter().enumerate() {
        for path in &meeting.details.translations {
            match find(&nfc(path)) {
                Some(other) => groups.join(index, other),
                None => {
                    missing(meeting.details.places.of("translations", &sources.shown(meeting.details.source)), path);
                }
            }
        }
        if let Some(plain) = without_language(&meeting.details.path)
            && let Some(other) = by_path.get(plain.as_str())
        {
            groups.join(index, *other);
        }
    }
    let mut members: FxHashMap<MeetingIndex, Vec<MeetingIndex>> = FxHashMap::default();
    for (index, meeting) in meetings.iter().enumerate() {
        let group = members.entry(groups.root(index)).or_default();
        group.push(index);
        // Meetings of a group above the bound get no translations.
        if group.len() > MOST_LANGUAGES {
            group.pop();
            if reported.insert(groups.root(index)) {
                let at = meeting.details.places.of("translations", &sources.shown(meeting.details.source));
                diagnostics.push(too_many(at));
            }
            alone[index] = true;
        }
    }
    (0..meetings.len())
        .map(|index| {
            let group = if alone[index] { &[] } else { members[&groups.root(index)].as_slice() };
            group.iter().copied().filter(|other| *other != index).collect()
        })
        .collect()
}

/// Maximum number of languages of one meeting. Each page links to all others, and is aligned with them.
const MOST_LANGUAGES: usize = 50;

fn too_many(at: Location) -> Diagnostic {
    let message = format!(
        "more than {MOST_LANGUAGES} records are declared translations of one another; this one and later ones get none"
    );
    Diagnostic::at(Problem::OverLimit, at, message)
        .hint("use `translations:` only for the same meeting in other languages")
}

/// Reports missing translations of pages. `known` are the paths of all pages, including those held back.
pub(super) fn check_pages(
    pages: &[Arc<Page>],
    known: &[Arc<str>],
    sources: &dyn Sources,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let known: FxHashSet<&str> = known.iter().map(|path| &**path).collect();
    for page in pages {
        for path in page.translations.iter().filter(|path| !known.contains(&***path)) {
            diagnostics.push(unknown(page.places.of("translations", &sources.shown(page.source)), path));
        }
    }
}

/// `about.fr.md` is `about.md` in French, as with records.
pub(super) fn pair_pages(pages: &mut [Arc<Page>]) {
    let paths: FxHashSet<Arc<str>> = pages.iter().map(|page| Arc::clone(&page.path)).collect();
    for page in pages {
        let plain = without_language(&page.path).filter(|plain| paths.contains(plain.as_str()));
        if let Some(plain) = plain.filter(|plain| !page.translations.iter().any(|path| **path == **plain)) {
            Arc::make_mut(page).translations.push(plain.into());
        }
    }
}

fn unknown(at: Location, path: &str) -> Diagnostic {
    Diagnostic::at(Problem::UnknownTranslation, at, format!("there is no record or page “{path}”"))
        .hint("write the path of the other file, relative to this one")
}

/// `folder/name.md` for `folder/name.xx.md`.
fn without_language(path: &str) -> Option<String> {
    let (rest, suffix) = stem_of(path).rsplit_once('.')?;
    let folder = path.rsplit_once('/').map_or(String::new(), |(folder, _)| format!("{folder}/"));
    (suffix.len() >= 2 && suffix.split('-').next().is_some_and(|p| p.len() == 2)).then(|| format!("{folder}{rest}.md"))
}

fn nfc(path: &str) -> String {
    unicode_normalization::UnicodeNormalization::nfc(path).collect()
}

/// Disjoint sets.
struct Groups(Vec<usize>);

impl Groups {
    fn root(&mut self, mut index: usize) -> usize {
        while self.0[index] != index {
            crate::report::steps::step();
            // Path compression: every visited item moves closer to the root.
            self.0[index] = self.0[self.0[index]];
            index = self.0[index];
        }
        index
    }

    fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.root(a), self.root(b));
        self.0[a.max(b)] = a.min(b);
    }
}
