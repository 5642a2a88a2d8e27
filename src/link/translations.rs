//! Finds the same meeting in other languages: by `translations:`, by `.alternates`, by `name.xx.md` beside `name.md`.

use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::record::{MOST_LANGUAGES, Meeting, MeetingIndex, NamedRecord, Page, UnknownFile};
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

/// For each meeting its translations, by path, and the pairs of which a file is not found. Translation is symmetric and transitive.
pub(super) fn translations<S>(
    meetings: &[Meeting<S>],
    alternates: &[AlternateRow],
    known: &[Arc<str>],
    sources: &dyn Sources,
    diagnostics: &mut Vec<Diagnostic>,
) -> (Vec<Vec<MeetingIndex>>, Vec<[NamedRecord; 2]>) {
    let by_path: FxHashMap<&str, MeetingIndex> =
        meetings.iter().enumerate().map(|(index, m)| (&*m.details.path, index)).collect();
    // `.alternates` names files as they lie in a plain folder; in a site with folders the bare name will do.
    let by_name: FxHashMap<&str, MeetingIndex> = meetings
        .iter()
        .enumerate()
        .map(|(index, m)| (m.details.path.rsplit('/').next().unwrap_or_default(), index))
        .collect();
    let names = known.iter().map(|path| path.rsplit('/').next().unwrap_or_default());
    let known: FxHashSet<&str> = known.iter().map(|path| &**path).chain(names).collect();
    let find = |path: &str, at: Location| {
        let path = nfc(path);
        match by_path.get(&*path).or_else(|| by_name.get(&*path)) {
            Some(meeting) => NamedRecord::Present(*meeting),
            // A translation that is held back is known, but its name must not be published early.
            None if known.contains(&*path) => NamedRecord::HeldBack,
            None => {
                let diagnostic = Box::new(unknown(at, &path));
                NamedRecord::Unknown(UnknownFile { path: path.into(), diagnostic })
            }
        }
    };

    let mut groups = Groups((0..meetings.len()).collect());
    let (mut reported, mut alone) = (FxHashSet::default(), vec![false; meetings.len()]);
    let mut unresolved = Vec::new();
    let mut pair = |sides: [NamedRecord; 2], groups: &mut Groups| match sides {
        [NamedRecord::Present(one), NamedRecord::Present(other)] => groups.join(one, other),
        sides if sides.iter().any(|side| matches!(side, NamedRecord::Unknown(_))) => unresolved.push(sides),
        _ => {}
    };
    for row in alternates {
        pair([&row.left, &row.right].map(|path| find(path, row.at.clone())), &mut groups);
    }
    for (index, meeting) in meetings.iter().enumerate() {
        for path in &meeting.details.translations {
            let at = meeting.details.places.of("translations", &sources.shown(meeting.details.source));
            pair([NamedRecord::Present(index), find(path, at)], &mut groups);
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
    let twins = |index| {
        let group = if alone[index] { &[] } else { members[&groups.root(index)].as_slice() };
        group.iter().copied().filter(|other| *other != index).collect()
    };
    ((0..meetings.len()).map(twins).collect(), unresolved)
}

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
