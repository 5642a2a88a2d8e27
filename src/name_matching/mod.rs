//! Finds names that may belong to one person: in another spelling or order, with a title, or misspelt.
//!
//! Names are never merged here. Suggestions have a score and a reason, and an editor decides. `記者` and `中央社記者` are not
//! suggested, nor are `發言十` and `發言十一`, nor two people who share a family name. Names are compared only within blocks
//! that share a folded key, so an archive of fifty thousand names does not take minutes.

mod group;
mod joint;
mod label_stats;
mod name_parts;
mod normalise;

use std::fmt;

use rustc_hash::FxHashMap;

use name_parts::core_names;
use normalise::{FoldedName, words};

pub use group::{Group, groups};
pub use label_stats::{JointLabel, LabelRow, LabelStats, Owner};

/// A name and its owner. One owner may have many names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Name<'a> {
    /// The name as written.
    pub text: &'a str,
    /// Position in the caller's list of people and labels.
    pub owner: usize,
}

/// Two owners with names that are alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SimilarPair {
    /// The two owners, the lower first.
    pub owners: (usize, usize),
    /// Positions of the two names among those given, in the order of the owners.
    pub names: (usize, usize),
    /// Kind of likeness.
    pub reason: Reason,
}

/// Kinds of likeness of two names, the surest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reason {
    /// Full-width and half-width letters, or other forms of one character.
    Width,
    /// White space.
    Spacing,
    /// Hyphens, dots, quotation marks and brackets.
    Punctuation,
    /// `Brévault` and `Brevault`.
    Accents,
    /// `啟` and `啓`.
    Variants,
    /// `Tang Audrey` and `Audrey Tang`.
    Order,
    /// `彭啟明委員`, `彭委員啟明` and `彭啟明`; `Dr Ada Byron` and `Ada Byron`.
    Title,
    /// `黃彥霖（豆泥）` and `黃彥霖`.
    Brackets,
    /// `Richard Haddock (何立德)` and `何立德`.
    Scripts,
    /// One or two letters of a name in Latin script.
    Spelling,
    /// `Steven J. Kung` and `Steven Kung`.
    MiddleName,
    /// `法務部蔡碧仲次長` and `蔡碧仲`.
    Body,
    /// `H. Quillam` and `Hester Quillam`, when no other name fits.
    Initial,
    /// `Councillor Shen` and `Shen Wei-lan`, when no other name fits.
    FamilyName,
    /// `黃偉翔` and `黃翔偉`.
    Swapped,
    /// `Ann、Ben` and `Ann and Ben`: the same people under one heading.
    Joint,
}

impl Reason {
    /// Confidence that the two are one, from 0 to 100. Judged by eye on real archives rather than computed: the order
    /// matters more than the number.
    pub fn score(self) -> u8 {
        match self {
            Reason::Width => 99,
            Reason::Spacing => 97,
            Reason::Punctuation => 95,
            Reason::Accents | Reason::Joint => 92,
            Reason::Variants | Reason::Title => 90,
            Reason::Order => 88,
            Reason::Brackets | Reason::Scripts => 85,
            Reason::MiddleName | Reason::Body => 75,
            Reason::Spelling | Reason::Initial => 70,
            Reason::FamilyName => 60,
            Reason::Swapped => 50,
        }
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Reason::Width => "width",
            Reason::Spacing => "spacing",
            Reason::Punctuation => "punctuation",
            Reason::Accents => "accents",
            Reason::Variants => "variant characters",
            Reason::Order => "order of the names",
            Reason::Title => "a title",
            Reason::Brackets => "a remark in brackets",
            Reason::Scripts => "a name in two scripts",
            Reason::Spelling => "spelling",
            Reason::MiddleName => "a middle name",
            Reason::Body => "a body before the name",
            Reason::Initial => "an initial",
            Reason::FamilyName => "a title and the family name",
            Reason::Swapped => "swapped characters",
            Reason::Joint => "the separator between people who speak together",
        })
    }
}

/// Reports whether a name has no title, brackets or body.
pub fn is_bare(name: &str) -> bool {
    let folded = FoldedName::new(name);
    core_names(&folded).is_empty() && name_parts::latin_family(&folded.plain).is_none()
}

/// Neighbours in a sorted block that a name is compared with. Real blocks are far smaller.
const WINDOW: usize = 24;

/// Maximum length, in characters, of words compared for misspelling; the time grows quadratically.
const LONGEST_WORD: usize = 60;

/// Maximum length, in bytes, of a name that is compared.
const LONGEST_NAME: usize = 1_000;

/// Pairs of owners with names that are alike: each pair once, for the surest reason, the surest pairs first.
pub fn similar_pairs(names: &[Name<'_>]) -> Vec<SimilarPair> {
    let text = |name: &Name<'_>| if name.text.len() <= LONGEST_NAME { name.text.to_owned() } else { String::new() };
    let folded: Vec<FoldedName> = names.iter().map(|name| FoldedName::new(&text(name))).collect();
    let mut pairs = PairScores { names, best: FxHashMap::default() };
    by_key(&folded, &mut pairs);
    by_spelling(&folded, &mut pairs);
    by_parts_of_name(names, &folded, &mut pairs);
    by_those_who_speak_together(&folded, &mut pairs);
    let mut all: Vec<SimilarPair> = pairs.best.into_values().collect();
    all.sort_by_key(|similar_pairs| {
        (u8::MAX - similar_pairs.reason.score(), similar_pairs.reason, similar_pairs.owners)
    });
    all
}

/// The best reason so far for each pair of owners.
struct PairScores<'a> {
    names: &'a [Name<'a>],
    best: FxHashMap<(usize, usize), SimilarPair>,
}

impl PairScores<'_> {
    fn add(&mut self, a: usize, b: usize, reason: Reason) {
        let (a, b) = if self.names[a].owner <= self.names[b].owner { (a, b) } else { (b, a) };
        let owners = (self.names[a].owner, self.names[b].owner);
        if owners.0 == owners.1 {
            return;
        }
        let similar_pairs = SimilarPair { owners, names: (a, b), reason };
        let best = self.best.entry(owners).or_insert(similar_pairs);
        // Of two equal reasons the one with the first names wins, so that the same input gives the same output.
        if (reason.score(), best.reason) > (best.reason.score(), reason) {
            *best = similar_pairs;
        }
    }

    /// Pairs all names of a block with the first: they share a key, so all are similar.
    fn add_star(&mut self, block: &[(usize, Option<Reason>)], between: impl Fn(usize, usize) -> Option<Reason>) {
        // A whole name is what cores of others are like.
        let Some(&(centre, own)) = block.iter().find(|(_, reason)| reason.is_none()).or(block.first()) else { return };
        for &(other, reason) in block.iter().filter(|(other, _)| *other != centre) {
            let reason = match (own, reason) {
                (None, None) => between(centre, other),
                (Some(one), Some(two)) => Some(if one.score() < two.score() { one } else { two }),
                (one, two) => one.or(two),
            };
            if let Some(reason) = reason {
                self.add(centre, other, reason);
            }
        }
    }
}

/// Blocks by key, in an order that does not depend on hashing.
fn blocks<T>(keyed: impl Iterator<Item = (String, T)>) -> Vec<Vec<T>> {
    let mut blocks: FxHashMap<String, Vec<T>> = FxHashMap::default();
    for (key, item) in keyed.filter(|(key, _)| !key.is_empty()) {
        blocks.entry(key).or_default().push(item);
    }
    let mut blocks: Vec<(String, Vec<T>)> = blocks.into_iter().filter(|(_, block)| block.len() > 1).collect();
    blocks.sort_by(|a, b| a.0.cmp(&b.0));
    blocks.into_iter().map(|(_, block)| block).collect()
}

/// Names whose folded forms are equal, as a whole or without titles, brackets and bodies.
fn by_key(folded: &[FoldedName], pairs: &mut PairScores<'_>) {
    let whole = folded.iter().enumerate().map(|(index, name)| (name.key(), (index, None)));
    let parts = folded.iter().enumerate().flat_map(|(index, name)| {
        core_names(name).into_iter().map(move |(core, reason)| (FoldedName::new(&core).key(), (index, Some(reason))))
    });
    for block in blocks(whole.chain(parts)) {
        pairs.add_star(&block, |a, b| folded[a].difference(&folded[b]));
    }
    let sorted = |text: &str| {
        let mut words = words(text);
        words.sort_unstable();
        if words.len() > 1 { words.join(" ") } else { String::new() }
    };
    let whole = folded.iter().enumerate().map(|(index, name)| (sorted(&name.plain), (index, None)));
    let parts = folded.iter().enumerate().flat_map(|(index, name)| {
        core_names(name)
            .into_iter()
            .map(move |(core, reason)| (sorted(&FoldedName::new(&core).plain), (index, Some(reason))))
    });
    for block in blocks(whole.chain(parts)) {
        pairs.add_star(&block, |_, _| Some(Reason::Order));
    }
    // Two characters of a given name in another order.
    let swapped = folded.iter().enumerate().filter_map(|(index, name)| {
        let mut characters: Vec<char> = name.han_name()?.chars().collect();
        (characters.len() == 3).then(|| characters[1..].sort_unstable())?;
        Some((characters.into_iter().collect::<String>(), (index, None)))
    });
    for block in blocks(swapped) {
        pairs.add_star(&block, |_, _| Some(Reason::Swapped));
    }
}

/// Names in Latin script that differ by a letter or two.
fn by_spelling(folded: &[FoldedName], pairs: &mut PairScores<'_>) {
    let keyed = folded.iter().enumerate().flat_map(|(index, name)| {
        let words = words(&name.plain);
        let initials: String = words.iter().filter_map(|word| word.chars().next()).collect();
        let mut keys: Vec<(String, usize)> = Vec::new();
        // All words but one are right…
        for skipped in 0..words.len().min(if words.len() > 1 { 6 } else { 0 }) {
            let others: Vec<&str> =
                words.iter().enumerate().filter(|(at, _)| *at != skipped).map(|(_, w)| *w).collect();
            keys.push((format!("{initials}{skipped} {}", others.join(" ")), index));
        }
        // … or all begin right.
        if !words.is_empty() {
            let heads: Vec<&str> = words.iter().map(|word| head(word, 3)).collect();
            keys.push((heads.join(" "), index));
        }
        keys
    });
    for mut block in blocks(keyed) {
        block.sort_by(|a, b| (&folded[*a].plain, a).cmp(&(&folded[*b].plain, b)));
        for (at, &one) in block.iter().enumerate() {
            for &other in block[at + 1..].iter().take(WINDOW) {
                crate::report::steps::step();
                if misspelt(&words(&folded[one].plain), &words(&folded[other].plain)) {
                    pairs.add(one, other, Reason::Spelling);
                }
            }
        }
    }
}

fn head(word: &str, length: usize) -> &str {
    word.char_indices().nth(length).map_or(word, |(end, _)| &word[..end])
}

/// Reports whether two names may be one with slips of the pen. Short words say too little (`Ann`, `Dan`), other first
/// letters mean other names (`Huang`, `Chang`), and other numbers other people (`Speaker 1`, `Speaker 2`).
fn misspelt(one: &[&str], two: &[&str]) -> bool {
    if one.len() != two.len() || one == two {
        return false;
    }
    let mut slips = 0;
    for (a, b) in one.iter().zip(two).filter(|(a, b)| a != b) {
        let long = a.chars().count().max(b.chars().count());
        let numbers = a.chars().chain(b.chars()).any(char::is_numeric);
        if numbers
            || !(4..=LONGEST_WORD).contains(&long)
            || a.chars().next() != b.chars().next()
            || strsim::osa_distance(a, b) > 1
        {
            return false;
        }
        slips += 1;
    }
    let length: usize = one.iter().map(|word| word.chars().count()).sum();
    // `David` and `Davis` are two; `Jeffery` and `Jeffrey` may be one.
    if one.len() == 1 { length >= 7 } else { slips == 1 || (slips == 2 && length >= 10) }
}

/// Labels of several people, joined by other signs or words: `Ann、Ben`, `Ann and Ben`, `Ann / Ben`.
fn by_those_who_speak_together(folded: &[FoldedName], pairs: &mut PairScores<'_>) {
    let joint = folded.iter().enumerate().filter_map(|(index, name)| {
        let people = name.people()?;
        Some((people.join("\n"), (index, None)))
    });
    for block in blocks(joint) {
        pairs.add_star(&block, |_, _| Some(Reason::Joint));
    }
}

/// Initials, middle names, and titles before a family name alone.
fn by_parts_of_name(names: &[Name<'_>], folded: &[FoldedName], pairs: &mut PairScores<'_>) {
    let latin: Vec<(usize, Vec<&str>)> = folded
        .iter()
        .enumerate()
        .map(|(index, name)| (index, words(&name.plain)))
        .filter(|(index, words)| words.len() > 1 && folded[*index].people().is_none())
        .collect();
    let ends = |words: &[&str]| Some((words.first()?.to_string(), words.last()?.to_string()));
    let full = |words: &[&str]| words.first().is_some_and(|word| word.chars().count() > 1);

    let middle = latin.iter().filter(|(_, words)| full(words)).filter_map(|(index, words)| {
        let (first, last) = ends(words)?;
        Some((format!("{first} {last}"), (*index, words.len())))
    });
    for block in blocks(middle) {
        let shortest = block.iter().min_by_key(|(_, length)| *length).copied().unwrap_or((0, 0));
        for (other, _) in block.iter().filter(|(_, length)| *length > shortest.1) {
            pairs.add(shortest.0, *other, Reason::MiddleName);
        }
    }

    let initial = latin.iter().filter_map(|(index, words)| {
        let (first, last) = ends(words)?;
        (last.chars().count() > 1).then_some(())?;
        Some((format!("{} {last}", head(&first, 1)), (*index, full(words))))
    });
    for block in blocks(initial) {
        let mut owners: Vec<usize> =
            block.iter().filter(|(_, full)| *full).map(|(index, _)| names[*index].owner).collect();
        owners.dedup();
        let (Some((only, _)), [_]) = (block.iter().find(|(_, full)| *full), owners.as_slice()) else { continue };
        for (short, _) in block.iter().filter(|(_, full)| !full) {
            pairs.add(*only, *short, Reason::Initial);
        }
    }

    let mut by_word: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
    for (index, words) in latin.iter().filter(|(index, _)| name_parts::latin_family(&folded[*index].plain).is_none()) {
        for word in [words.first(), words.last()].into_iter().flatten() {
            by_word.entry(word).or_default().push(*index);
        }
    }
    for (index, name) in folded.iter().enumerate() {
        let Some(bearers) = name_parts::latin_family(&name.plain).and_then(|family| by_word.get(family)) else {
            continue;
        };
        let mut owners: Vec<usize> = bearers.iter().map(|bearer| names[*bearer].owner).collect();
        owners.sort_unstable();
        owners.dedup();
        if let [_] = owners.as_slice() {
            pairs.add(bearers[0], index, Reason::FamilyName);
        }
    }
}

#[cfg(test)]
mod tests;
