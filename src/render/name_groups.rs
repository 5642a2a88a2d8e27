//! Groups the names of an index under the headings that readers of its language look for.

use rustc_hash::FxHashMap;
use unicode_normalization::UnicodeNormalization;

use super::collation::{Collation, NameHeading};
use crate::config::HanOrder;
use crate::record::{Language, SpeakerIndex};
use crate::text::Script;
use crate::theme::Strings;

/// Number of names from which a surname in Han characters has a group of its own.
const FREQUENT_SURNAME: usize = 5;

/// Number of characters that names of people in Han characters have at most; longer ones begin with an authority or a title.
const LONGEST_HAN_NAME: usize = 4;

/// Names under a heading, in order.
pub(super) struct NameGroup {
    pub(super) heading: NameHeading,
    /// True for a frequent surname.
    pub(super) is_surname: bool,
    pub(super) speakers: Vec<SpeakerIndex>,
}

/// The groups of an index in `lang`, from the text by which each name is sorted. Scripts whose order the readers of the
/// language do not know have one group each, after all others.
pub(super) fn name_groups(
    mut names: Vec<(&str, SpeakerIndex)>,
    lang: &Language,
    han_order: Option<HanOrder>,
    strings: &Strings,
) -> Vec<NameGroup> {
    let collation = Collation::of(lang, han_order);
    let is_known = |(name, _): &(&str, SpeakerIndex)| {
        first_letter(name).is_none_or(|first| Script::of(first).is_sorted_in(lang.primary()))
    };
    let unknown: Vec<_> = names.extract_if(.., |name| !is_known(name)).collect();
    sort(&mut names, &collation);
    let mut groups = under_headings(&names, &collation, strings);
    let (mut han, mut others): (Vec<_>, Vec<_>) =
        unknown.into_iter().partition(|(name, _)| first_letter(name).map(Script::of) == Some(Script::Han));
    sort(&mut han, &Collation::of_han(han_order));
    sort(&mut others, &collation);
    for (names, key, string) in [(han, "han", "han-names"), (others, "scripts", "other-scripts")] {
        if !names.is_empty() {
            let heading = NameHeading { text: strings.get(string), key: key.to_owned() };
            groups.push(NameGroup { heading, is_surname: false, speakers: indices(&names) });
        }
    }
    groups
}

/// Groups of sorted names whose order the readers know.
fn under_headings(names: &[(&str, SpeakerIndex)], collation: &Collation, strings: &Strings) -> Vec<NameGroup> {
    let other = || NameHeading { text: strings.get("other-speakers"), key: "other".to_owned() };
    let mut groups: Vec<NameGroup> = Vec::new();
    let mut places: FxHashMap<String, usize> = FxHashMap::default();
    for run in names.chunk_by(|(a, _), (b, _)| first_letter(a) == first_letter(b)) {
        let first = first_letter(run[0].0);
        let heading = collation.heading(run[0].0, strings).unwrap_or_else(other);
        let place = *places.entry(heading.key.clone()).or_insert_with(|| {
            groups.push(NameGroup { heading, is_surname: false, speakers: Vec::new() });
            groups.len() - 1
        });
        let people = run.iter().filter(|(name, _)| name.chars().count() <= LONGEST_HAN_NAME).count();
        match first.filter(|first| Script::of(*first) == Script::Han && people >= FREQUENT_SURNAME) {
            // It stands after the group of its strokes or its sound.
            Some(surname) => {
                let heading = NameHeading { text: surname.to_string(), key: surname.to_string() };
                groups.push(NameGroup { heading, is_surname: true, speakers: indices(run) });
            }
            None => groups[place].speakers.extend(indices(run)),
        }
    }
    groups.retain(|group| !group.speakers.is_empty());
    groups
}

/// Sorts by the rules of a language, equal names by their place in the archive.
fn sort(names: &mut [(&str, SpeakerIndex)], collation: &Collation) {
    names.sort_by(|a, b| collation.compare(a.0, b.0).then_with(|| a.cmp(b)));
}

fn indices(names: &[(&str, SpeakerIndex)]) -> Vec<SpeakerIndex> {
    names.iter().map(|(_, index)| *index).collect()
}

/// The first letter of a name, without accent; `None` for a name that begins with a digit.
fn first_letter(name: &str) -> Option<char> {
    let name = name.trim_start_matches(|c: char| !c.is_alphanumeric());
    name.nfkd().next().filter(|first| first.is_alphabetic())
}
