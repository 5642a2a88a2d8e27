//! Reads an index from wherever its files are, and answers queries.
//!
//! The index tells which passages may hold what is sought; their words tell which speeches do. So what is found is right
//! even where the index says too much.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::ops::Range;

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use super::compressed_file::unpack;
use super::directory::Directory;
use super::fold::{Fold, fold};
use super::index_layout::passage_path;
use super::matcher::{Unit, UnitKind, WordMatcher, parts};
use super::query::{Query, TermKind};
use super::shard::Shard;
use super::term::{LANGUAGE, LATER_NAME, NAME, NARRATIVE, SERIES, SPEAKER, WORD};
use super::{ContributionKind, IndexManifest, IndexPassage, IndexedContribution, SegmentEntry, VERSION};

/// Gives the files of an index.
pub trait Store: Sync {
    /// The bytes of a file, by its path below the folder of the index.
    ///
    /// # Errors
    /// Why it cannot be had, for a person to read.
    fn get(&self, path: &str) -> Result<Vec<u8>, String>;
}

/// Files in memory, by path.
pub type MemoryFiles = FxHashMap<String, Vec<u8>>;

impl Store for MemoryFiles {
    fn get(&self, path: &str) -> Result<Vec<u8>, String> {
        FxHashMap::get(self, path).cloned().ok_or_else(|| format!("{path} is not there"))
    }
}

/// Why an index is of no use at all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OpenError {
    /// Its root cannot be had.
    Missing(String),
    /// Its root is no root of an index.
    Damaged,
    /// It is of another version.
    Version(u64),
}

impl fmt::Display for OpenError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            OpenError::Missing(why) => write!(f, "there is no search index: {why}"),
            OpenError::Damaged => write!(f, "the search index is damaged: index.json says nothing that makes sense"),
            OpenError::Version(version) => {
                write!(f, "the search index has version {version}, and this program reads version {VERSION}")
            }
        }
    }
}

/// In which order results come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum SortOrder {
    /// The best first, of equals the newest.
    #[default]
    Relevance,
    /// The newest first.
    Date,
}

/// An index that can be asked.
pub struct Index<S> {
    store: S,
    root: IndexManifest,
}

/// What an index says to a query.
#[derive(Debug, Clone, Default)]
pub struct SearchResults {
    /// All that was found, in order.
    pub hits: Vec<Hit>,
    /// Files that could not be read, and why: something may be missing.
    pub errors: Vec<String>,
    /// Phrases in which there is no letter or digit, so that they cannot be looked for.
    pub empty: Vec<String>,
    /// Whether the query asks for anything.
    pub asks: bool,
}

/// A speech that was found, or something that happened.
#[derive(Debug, Clone)]
pub struct Hit {
    /// The title of the meeting.
    pub title: String,
    /// The meeting's page.
    pub link: String,
    /// `YYYY-MM-DD`, or as much as is known.
    pub date: String,
    /// Id of the series; may be empty.
    pub series: String,
    /// The language of the words.
    pub lang: String,
    /// What it is.
    pub kind: ContributionKind,
    /// Its anchor; may be empty.
    pub id: String,
    /// The speaker, as printed; may be empty.
    pub speaker: String,
    /// May be empty.
    pub role: String,
    /// The words.
    pub text: String,
    /// Bytes of the text that match.
    pub ranges: Vec<Range<usize>>,
    /// How well.
    pub score: f64,
}

/// No file of an index is larger when it is unpacked, in bytes.
const LIMIT: u64 = 256 * 1024 * 1024;
/// No segment has more passages.
const PASSAGES: u32 = 1 << 24;

/// Something that a passage must hold: one of some terms.
#[derive(Debug, Clone, Default)]
struct Clause {
    terms: Vec<Vec<u8>>,
    /// Whether terms will do that begin like the first.
    prefix: bool,
}

impl Clause {
    fn wants(&self, term: &[u8]) -> bool {
        self.terms.iter().any(|wanted| wanted == term) || (self.prefix && self.begins(term))
    }

    fn begins(&self, term: &[u8]) -> bool {
        self.terms.first().is_some_and(|first| term.starts_with(first))
    }
}

/// Everything that a query asks for.
struct CompiledQuery<'q> {
    query: &'q Query,
    wanted: WordMatcher,
    clauses: Vec<Clause>,
    /// For each unit of the words, its clauses.
    of_units: Vec<Range<usize>>,
    speakers: FxHashSet<String>,
    unwanted: FxHashSet<String>,
    is_narrative: bool,
}

/// A passage that may hold what is sought.
struct CandidatePassage {
    path: String,
}

impl<S: Store> Index<S> {
    /// Opens an index.
    ///
    /// # Errors
    /// When there is none, or none that this version can read.
    pub fn open(store: S) -> Result<Self, OpenError> {
        let bytes = store.get("index.json").map_err(OpenError::Missing)?;
        let root: serde_json::Value = serde_json::from_slice(&bytes).map_err(|_| OpenError::Damaged)?;
        match root.get("version").and_then(serde_json::Value::as_u64) {
            Some(version) if version == u64::from(VERSION) => {}
            Some(version) => return Err(OpenError::Version(version)),
            None => return Err(OpenError::Damaged),
        }
        let root: IndexManifest = serde_json::from_value(root).map_err(|_| OpenError::Damaged)?;
        let sound = |segment: &SegmentEntry| {
            segment.passages <= PASSAGES
                && segment.years.first().is_none_or(|(_, first)| *first == 0)
                && segment.years.is_sorted_by_key(|(_, first)| *first)
                && (segment.passages == 0 || !segment.years.is_empty())
        };
        if root.segments.iter().all(sound) { Ok(Index { store, root }) } else { Err(OpenError::Damaged) }
    }

    /// What the index says of itself.
    pub fn root(&self) -> &IndexManifest {
        &self.root
    }

    /// Finds everything that a query asks for.
    pub fn search(&self, query: &Query, order: SortOrder) -> SearchResults {
        let languages: Vec<String> = self.root.languages.iter().map(|(lang, _)| lang.clone()).collect();
        let mut answer = SearchResults::default();
        let directories = self.directories(&mut answer.errors);
        let asked = self.asked(query, &languages, &directories, &mut answer.errors);
        answer.empty.clone_from(&asked.wanted.empty);
        let fields = [TermKind::Speaker, TermKind::Series, TermKind::Year, TermKind::Lang, TermKind::In];
        answer.asks = !asked.wanted.all.is_empty() || fields.iter().any(|field| query.of(*field).next().is_some());
        if !answer.asks {
            return answer;
        }
        let (candidates, frequencies) = self.candidates(&asked, &directories, &mut answer.errors);
        let passages = f64::from(self.root.passages);
        let weight = |range: &Range<usize>| {
            let rarest = frequencies[range.clone()].iter().copied().min().unwrap_or(0) as f64;
            (1.0 + ((passages - rarest).max(0.0) + 0.5) / (rarest + 0.5)).ln()
        };
        let weights: Vec<f64> = asked.of_units.iter().map(weight).collect();
        let read = |candidate: &CandidatePassage| {
            let bytes = self.file(&candidate.path)?;
            let passage = IndexPassage::read(&bytes).ok_or_else(|| damaged(&candidate.path))?;
            Ok(self.hits(passage, &asked, &weights))
        };
        let found: Vec<Result<Vec<Hit>, String>> = candidates.par_iter().map(read).collect();
        for found in found {
            match found {
                Ok(hits) => answer.hits.extend(hits),
                Err(trouble) => answer.errors.push(trouble),
            }
        }
        let by_score = order == SortOrder::Relevance && !asked.wanted.all.is_empty();
        // Stable, so that what is equal in all this stays in the order in which it was said.
        answer.hits.sort_by(|a, b| {
            let score = if by_score { b.score.total_cmp(&a.score) } else { std::cmp::Ordering::Equal };
            score.then_with(|| b.date.cmp(&a.date)).then_with(|| a.link.cmp(&b.link))
        });
        answer.errors.dedup();
        answer
    }

    fn file(&self, path: &str) -> Result<Vec<u8>, String> {
        unpack(&self.store.get(path)?, LIMIT).ok_or_else(|| damaged(path))
    }

    /// The directory of each segment, if it can be read.
    fn directories(&self, errors: &mut Vec<String>) -> Vec<Option<Directory>> {
        let read = |segment: &SegmentEntry| {
            let path = format!("s/{}/d.bin", segment.folder);
            let directory = Directory::read(&self.file(&path)?).ok_or_else(|| damaged(&path))?;
            let passages: u64 = directory.meetings.iter().map(|(passages, _)| u64::from(*passages)).sum();
            let is_whole = passages == u64::from(segment.passages) && !directory.shards.is_empty();
            if is_whole { Ok(directory) } else { Err(damaged(&path)) }
        };
        let kept = |directory: Result<Directory, String>| directory.map_err(|trouble| errors.push(trouble)).ok();
        self.root.segments.iter().map(read).map(kept).collect()
    }

    /// For each clause, in which passages of a segment it holds, with the terms that made it so.
    fn postings(
        &self,
        segment: &SegmentEntry,
        directory: &Directory,
        clauses: &[Clause],
        mut tell: impl FnMut(usize, &[u8], &[u32], &[u32]),
    ) -> Result<(), String> {
        let mut shards: BTreeSet<usize> = BTreeSet::new();
        for clause in clauses {
            shards.extend(clause.terms.iter().map(|term| directory.shard_of(term)));
            if let (true, Some(first)) = (clause.prefix, clause.terms.first()) {
                let start = directory.shard_of(first);
                let more = directory.shards.iter().skip(start + 1).take_while(|beginning| clause.begins(beginning));
                shards.extend(start..=start + more.count());
            }
        }
        for shard in shards {
            let path = format!("s/{}/{shard}.bin", segment.folder);
            let bytes = self.file(&path)?;
            let shard = Shard::read(&bytes, segment.passages).ok_or_else(|| damaged(&path))?;
            let wanted = |term: &[u8]| clauses.iter().any(|clause| clause.wants(term));
            let whole = shard.find(wanted, |postings| {
                for (number, _) in clauses.iter().enumerate().filter(|(_, clause)| clause.wants(&postings.term)) {
                    tell(number, &postings.term, &postings.passages, &postings.counts);
                }
            });
            whole.ok_or_else(|| damaged(&path))?;
        }
        Ok(())
    }

    /// The ids of those whose name is, or else begins like, what somebody wrote.
    fn people(&self, name: &str, directories: &[Option<Directory>], errors: &mut Vec<String>) -> FxHashSet<String> {
        let folded = fold(name, Fold::Loose);
        let term = |kind: u8, text: &str| [&[kind], text.as_bytes()].concat();
        let exact = [
            Clause { terms: vec![term(SPEAKER, name)], prefix: false },
            Clause { terms: vec![term(NAME, &format!("{folded}\0"))], prefix: true },
        ];
        let beginning = [NAME, LATER_NAME].map(|kind| Clause { terms: vec![term(kind, &folded)], prefix: true });
        let mut found = FxHashSet::default();
        for clauses in [exact, beginning] {
            for (segment, directory) in self.root.segments.iter().zip(directories) {
                let Some(directory) = directory else { continue };
                let read = self.postings(segment, directory, &clauses, |_, term, _, _| {
                    let text = std::str::from_utf8(&term[1..]).unwrap_or_default();
                    let id = if term[0] == SPEAKER { Some(text) } else { text.split('\0').nth(1) };
                    found.extend(id.map(str::to_owned));
                });
                errors.extend(read.err());
            }
            if !found.is_empty() {
                break;
            }
        }
        found
    }

    /// The ids of the series that somebody may mean.
    fn series_of(&self, text: &str) -> impl Iterator<Item = &str> {
        let sought = fold(text, Fold::Loose);
        let means = move |name: &str| fold(name.trim(), Fold::Loose) == sought;
        let series =
            self.root.series.iter().filter(move |s| means(&s.id) || s.title.values().any(|title| means(title)));
        series.map(|series| series.id.as_str())
    }

    fn asked<'q>(
        &self,
        query: &'q Query,
        languages: &[String],
        directories: &[Option<Directory>],
        errors: &mut Vec<String>,
    ) -> CompiledQuery<'q> {
        let wanted = WordMatcher::new(query, languages);
        let is_narrative = query.is_of_narrative();
        let (mut speakers, mut unwanted) = (FxHashSet::default(), FxHashSet::default());
        for term in query.of(TermKind::Speaker) {
            let people = self.people(&term.text, directories, errors);
            if term.not { unwanted.extend(people) } else { speakers.extend(people) }
        }
        let (mut clauses, mut of_units) = (Vec::new(), Vec::new());
        for unit in &wanted.all {
            let start = clauses.len();
            clauses.extend(clauses_of(unit, is_narrative));
            of_units.push(start..clauses.len());
        }
        let term = |kind: u8, text: &str| [&[kind], text.as_bytes()].concat();
        let positive = |kind: TermKind| query.of(kind).filter(|term| !term.not).peekable();
        if positive(TermKind::Speaker).peek().is_some() {
            let mut terms: Vec<Vec<u8>> = speakers.iter().map(|id| term(SPEAKER, id)).collect();
            terms.sort();
            clauses.push(Clause { terms, prefix: false });
        }
        if positive(TermKind::Series).peek().is_some() {
            let ids = positive(TermKind::Series).flat_map(|series| self.series_of(&series.text));
            clauses.push(Clause { terms: ids.map(|id| term(SERIES, id)).collect(), prefix: false });
        }
        let languages: Vec<String> = positive(TermKind::Lang).map(|lang| lang.text.to_lowercase()).collect();
        if let [lang] = languages.as_slice() {
            clauses.push(Clause { terms: vec![term(LANGUAGE, lang)], prefix: true });
        }
        CompiledQuery { query, wanted, clauses, of_units, speakers, unwanted, is_narrative }
    }

    /// The passages in which everything may be, and in how many passages each clause holds.
    fn candidates(
        &self,
        asked: &CompiledQuery<'_>,
        directories: &[Option<Directory>],
        errors: &mut Vec<String>,
    ) -> (Vec<CandidatePassage>, Vec<usize>) {
        let mut candidates = Vec::new();
        let mut frequencies = vec![0; asked.clauses.len()];
        for (segment, directory) in self.root.segments.iter().zip(directories) {
            let Some(directory) = directory else { continue };
            let mut lists: Vec<Vec<u32>> = vec![Vec::new(); asked.clauses.len()];
            let read = self.postings(segment, directory, &asked.clauses, |clause, _, passages, _| {
                lists[clause].extend_from_slice(passages);
            });
            if let Err(trouble) = read {
                errors.push(trouble);
                continue;
            }
            for (list, frequency) in lists.iter_mut().zip(&mut frequencies) {
                list.sort_unstable();
                list.dedup();
                *frequency += list.len();
            }
            let shortest = lists.iter().min_by_key(|list| list.len());
            let all: Vec<u32> = shortest.map_or_else(|| (0..segment.passages).collect(), Clone::clone);
            let all = all.into_iter().filter(|passage| lists.iter().all(|list| list.binary_search(passage).is_ok()));
            let mut meetings = directory.meetings.iter();
            let (mut first, mut here) = (0, (0, [0; 3]));
            for passage in all {
                while passage >= first + here.0 {
                    first += here.0;
                    let Some(next) = meetings.next() else { break };
                    here = *next;
                }
                let after = segment.years.partition_point(|(_, first)| *first <= passage);
                let Some((year, _)) = after.checked_sub(1).and_then(|at| segment.years.get(at)) else { continue };
                if is_among(asked.query, TermKind::Year, |term| (term.years.0..=term.years.1).contains(year)) {
                    candidates.push(CandidatePassage { path: passage_path(*year, here.1, passage - first) });
                }
            }
        }
        (candidates, frequencies)
    }

    /// The results that a passage holds.
    fn hits(&self, passage: IndexPassage, asked: &CompiledQuery<'_>, weights: &[f64]) -> Vec<Hit> {
        let IndexPassage { title, link, date, lang, series, voices, contributions } = passage;
        let is_in = |term: &super::query::Term| self.series_of(&term.text).any(|id| id == series);
        if !is_among(asked.query, TermKind::Series, is_in) {
            return Vec::new();
        }
        let has_words = !asked.wanted.all.is_empty();
        let lift = |text: &str| if has_words && asked.wanted.find(text).is_some() { 1.3 } else { 1.0 };
        let heading = lift(&title);
        let named: BTreeMap<u32, f64> = (0..).zip(&voices).map(|(number, voice)| (number, lift(&voice.name))).collect();
        let mut hits = Vec::new();
        for IndexedContribution { kind, voice, id, lang: own, text } in contributions {
            let voice = voice.and_then(|number| voices.get(number as usize).map(|voice| (number, voice)));
            let ids = voice.map_or(&[][..], |(_, voice)| &voice.ids);
            let lang = if own.is_empty() { lang.clone() } else { own };
            let speaks = |term: &super::query::Term| {
                let rest = lang.get(..term.text.len()).filter(|start| start.eq_ignore_ascii_case(&term.text));
                rest.is_some() && lang[term.text.len()..].chars().next().is_none_or(|next| next == '-')
            };
            let is_meant = (kind == ContributionKind::Speech) != asked.is_narrative
                && (asked.query.of(TermKind::Speaker).all(|term| term.not)
                    || ids.iter().any(|id| asked.speakers.contains(id)))
                && !ids.iter().any(|id| asked.unwanted.contains(id))
                && is_among(asked.query, TermKind::Lang, speaks);
            let Some(found) = Some(&text).filter(|_| is_meant).and_then(|text| asked.wanted.find(text)) else {
                continue;
            };
            let length = 0.25 + 0.75 * text.chars().count() as f64 / 400.0;
            let worth = |(count, weight): (&f64, &f64)| weight * count * 2.2 / (count + 1.2 * length);
            let worth: f64 = found.counts.iter().zip(weights).map(worth).sum();
            let name = voice.and_then(|(number, _)| named.get(&number)).copied().unwrap_or(1.0);
            hits.push(Hit {
                title: title.clone(),
                link: link.clone(),
                date: date.clone(),
                series: series.clone(),
                lang,
                kind,
                id,
                speaker: voice.map(|(_, voice)| voice.name.clone()).unwrap_or_default(),
                role: voice.map(|(_, voice)| voice.role.clone()).unwrap_or_default(),
                text,
                ranges: found.ranges,
                score: worth * heading * name * if found.is_exact { 1.0 } else { 0.6 },
            });
        }
        hits
    }
}

/// Whether one of the conditions on a field holds, if there are any, and none that must not.
fn is_among(query: &Query, kind: TermKind, holds: impl Fn(&super::query::Term) -> bool) -> bool {
    let (mut asked, mut found) = (false, false);
    for term in query.of(kind) {
        match (term.not, holds(term)) {
            (true, true) => return false,
            (true, false) => {}
            (false, holds) => (asked, found) = (true, found || holds),
        }
    }
    !asked || found
}

/// What a passage must hold in which a unit can be.
fn clauses_of(unit: &Unit, is_narrative: bool) -> Vec<Clause> {
    let term = |text: &str| {
        let mut term = if is_narrative { vec![NARRATIVE] } else { Vec::new() };
        text.chars().take(WORD).for_each(|c| term.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes()));
        term
    };
    let text: String = unit.text.iter().collect();
    if unit.kind == UnitKind::Word {
        let forms = unit.forms.iter().map(|form| form.iter().collect::<String>());
        let terms = std::iter::once(text).chain(forms).map(|text| term(&text)).collect();
        return vec![Clause { terms, prefix: unit.prefix }];
    }
    let parts = match unit.kind {
        UnitKind::Run => vec![(UnitKind::Run, text)],
        UnitKind::Phrase | UnitKind::Word => parts(&fold(&text, Fold::Loose)),
    };
    let one = |text: &str| Clause { terms: vec![term(text)], prefix: false };
    parts
        .iter()
        .flat_map(|(kind, part)| if *kind == UnitKind::Run { pairs(part) } else { vec![part.clone()] })
        .map(|part| one(&part))
        .collect()
}

/// The pairs that are looked up: AB, BC, DE for ABCDE; BC, CD for ABCD; A for A. Most words are AB and CD, which may stand near each other anywhere; what
/// reaches from one into the next is rare. That A is there too, the passage will tell.
fn pairs(run: &str) -> Vec<String> {
    let signs: Vec<char> = run.chars().collect();
    if signs.len() < 2 {
        return vec![run.to_owned()];
    }
    let also = if signs.len().is_multiple_of(2) { signs.len() - 2 } else { 0 };
    let pairs = signs.windows(2).enumerate().filter(|(at, _)| at % 2 == 1 || *at == also);
    pairs.map(|(_, pair)| pair.iter().collect()).collect()
}

fn damaged(path: &str) -> String {
    format!("{path} is damaged")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_run_is_asked_for_by_pairs_of_which_one_reaches_from_word_to_word() {
        assert_eq!(pairs("甲"), ["甲"]);
        assert_eq!(pairs("甲乙"), ["甲乙"]);
        assert_eq!(pairs("甲乙丙"), ["甲乙", "乙丙"]);
        assert_eq!(pairs("甲乙丙丁"), ["乙丙", "丙丁"]);
        assert_eq!(pairs("甲乙丙丁戊"), ["甲乙", "乙丙", "丁戊"]);
        assert_eq!(pairs("甲乙丙丁戊己"), ["乙丙", "丁戊", "戊己"]);
    }
}
