//! The grammar of a line of names: `For: Ann Lee, Ben Okri`, `Moved by Ann Lee, seconded by Ben Okri.`

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use super::folded_line::FoldedLine;
use super::result_phrases::{Meaning, phrase};
use super::vote_numbers::number;
use super::word_table::WordTable;
use crate::markdown::labels::looks_like_name;
use crate::record::{NamedRole, Side};

/// Names of one role, with their places in the line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct FoundNames {
    pub(super) role: NamedRole,
    /// The number beside the role, `For (7):`, or zero for `Absent: none`.
    pub(super) count: Option<u32>,
    /// Bytes of the line that it takes, with the words before the names.
    pub(super) range: std::ops::Range<usize>,
    pub(super) names: Vec<std::ops::Range<usize>>,
}

/// Words before those who moved or seconded something, and whether they need no colon.
static ROLES: [(NamedRole, bool, &[&str]); 6] = [
    (
        NamedRole::Mover,
        true,
        &[
            "moved by",
            "proposed by",
            "introduced by",
            "proposé par",
            "proposée par",
            "présenté par",
            "eingebracht von",
            "beantragt von",
            "propuesto por",
            "propuesta por",
            "presentado por",
            "proposto por",
            "proposta por",
            "proposto da",
            "ingediend door",
            "voorgesteld door",
        ],
    ),
    (
        NamedRole::Mover,
        false,
        &[
            "moved",
            "mover",
            "proposer",
            "提案人",
            "動議人",
            "提議人",
            "提案",
            "提案者",
            "提出者",
            "动议人",
            "제안자",
            "auteur",
            "proposition de",
            "antragsteller",
            "antragstellerin",
            "proponente",
            "proponentes",
            "indiener",
            "indieners",
        ],
    ),
    (
        NamedRole::Seconder,
        true,
        &[
            "seconded by",
            "appuyé par",
            "appuyée par",
            "secondé par",
            "unterstützt von",
            "secundado por",
            "apoyado por",
            "gesteund door",
            "medeondertekend door",
        ],
    ),
    (
        NamedRole::Seconder,
        false,
        &["seconded", "seconder", "附議", "附議人", "連署", "連署人", "附议人", "賛同者", "재청"],
    ),
    (
        NamedRole::CastingVote,
        false,
        &["casting vote", "voix prépondérante", "stichentscheid", "voto de calidad", "決定票"],
    ),
    (
        NamedRole::Assignee,
        false,
        &[
            "owner",
            "owners",
            "who",
            "lead",
            "action by",
            "by whom",
            "assigned to",
            "responsible",
            "主辦",
            "主办",
            "主辦單位",
            "主辦機關",
            "承辦",
            "承辦人",
            "負責",
            "負責人",
            "负责人",
            "權責單位",
            "担当",
            "担当者",
            "담당",
            "담당자",
            "responsable",
            "responsables",
            "pilote",
            "porteur",
            "verantwortlich",
            "zuständig",
            "encargado",
            "encargada",
            "responsável",
            "responsáveis",
            "responsabile",
            "responsabili",
            "verantwoordelijk",
            "actiehouder",
            "ansvarig",
            "ansvarlig",
            "vastuuhenkilö",
        ],
    ),
];

static ROLE_TABLE: LazyLock<WordTable<(NamedRole, bool)>> = LazyLock::new(|| {
    let words =
        |(role, alone, words): &'static (NamedRole, bool, &[&str])| words.iter().map(|word| ((*role, *alone), *word));
    WordTable::new(ROLES.iter().flat_map(words))
});

/// Words between two names that make them two: `Ann Lee and Ben Okri`.
pub(in crate::parse) const NAME_JOINERS: [&str; 8] = [" and ", " und ", " et ", " y ", " en ", " e ", " & ", " og "];

/// Names that stood alone in lists of the record, as written, and do not begin with the words before other names: the same members vote
/// again and again, and a name that was understood once need not be looked at again.
#[derive(Debug, Default)]
pub(in crate::parse) struct KnownNames(FxHashSet<Box<str>>);

/// Maximum length of a line that may list names, in bytes.
pub(super) const LONGEST_NAMES: usize = 20_000;

/// The names that a line of at most [`LONGEST_NAMES`] bytes lists, if the whole line does; `folded` is its folded form. `before` is the role of a line above that ends in a comma.
pub(super) fn names_of(
    line: &str,
    folded: &FoldedLine,
    before: Option<NamedRole>,
    known: &mut KnownNames,
) -> Option<Vec<FoundNames>> {
    // Links and code would be lost in names.
    if line.contains(['[', '<', '`', '\\', '&', '|']) || line.contains(char::is_control) {
        return None;
    }
    let (mut role, mut count, mut at) = match (lead(folded, 0, false), before) {
        (Some(lead), _) => lead,
        (None, Some(role)) => (role, None, 0),
        (None, None) => return None,
    };
    let mut all = Vec::new();
    let mut start = 0;
    loop {
        let mut names = Vec::new();
        let next = list(line, folded, at, known, &mut names)?;
        if names.is_empty() {
            let is_nobody = all_is_nobody(line, folded, at, next.as_ref().map_or(line.len(), |(place, _)| *place));
            is_nobody.then_some(())?;
            count = count.or(Some(0));
        }
        let end = next.as_ref().map_or(line.len(), |(place, _)| *place);
        all.push(FoundNames { role, count, range: start..end, names });
        let Some((place, more)) = next else { return Some(all) };
        start = place;
        (role, count, at) = more;
    }
}

/// A role, the count beside it, and the place after both.
type Lead = (NamedRole, Option<u32>, usize);

/// The words before names: `For:`, `**For:**`, `For (7):`, `Moved by`. With `needs_colon`, a role without one does not
/// count.
fn lead(line: &FoldedLine, from: usize, needs_colon: bool) -> Option<Lead> {
    let skip = |mut at: usize, signs: &[char]| {
        while line.at(at).is_some_and(|c| c == ' ' || signs.contains(&c)) {
            at += 1;
        }
        at
    };
    let from = skip(from, &['*', '_']);
    let found = ROLE_TABLE.at(line, from).map(|((role, alone), end)| (role, alone, end)).max_by_key(|(_, _, end)| *end);
    let side = phrase(line, from).and_then(|(meaning, end)| match meaning {
        Meaning::Side(side) => Some((NamedRole::Voted(side), false, end)),
        _ => None,
    });
    let (role, alone, end) = found.into_iter().chain(side).max_by_key(|(_, _, end)| *end)?;
    let at = skip(end, &['(', '*', '_', '-']);
    let (count, at) = number(line, at).map_or((None, at), |(count, after)| (Some(count), after));
    let at = skip(at, &[')', '*', '_']);
    if line.at(at) != Some(':') {
        return (alone && !needs_colon && count.is_none() && line.at(end) == Some(' ')).then_some((
            role,
            None,
            skip(end, &[]),
        ));
    }
    let at = skip(at + 1, &['*', '_']);
    // `For: 7 (Ann Lee, Ben Okri)`.
    let listed = number(line, at).filter(|_| count.is_none());
    let listed = listed.filter(|(_, after)| matches!(line.at(skip(*after, &[])), Some('(' | '-' | ':')));
    Some(match listed {
        Some((count, after)) => (role, Some(count), skip(after, &['(', '-', ':'])),
        None => (role, count, at),
    })
}

/// Reads names up to the end, or up to the words before the next names: their byte offset, and what they say.
/// `None` if something in between is not a name.
fn list(
    line: &str,
    folded: &FoldedLine,
    from: usize,
    known: &mut KnownNames,
    names: &mut Vec<std::ops::Range<usize>>,
) -> Option<Option<(usize, Lead)>> {
    let has_semicolons = folded.signs[from.min(folded.signs.len())..].iter().any(|(c, _)| *c == ';');
    let mut start = from;
    loop {
        let separator = (start..folded.signs.len()).find(|&at| ends_name(folded, at, has_semicolons));
        let range = folded.offset(start, line)..separator.map_or(line.len(), |at| folded.offset(at, line));
        let bare = bare_name(line, range);
        let is_known = known.0.contains(&line[bare.clone()]);
        let more = if is_known { None } else { lead(folded, start, false) };
        let is_lead = more.is_some();
        // After a separator, only words that need no colon, or have one, begin the next names.
        if let Some(more) = more.filter(|_| start > from) {
            return Some(Some((folded.offset(start, line), more)));
        }
        if is_known {
            names.push(bare);
        } else {
            let is_name = push_names(line, bare.clone(), separator.is_none(), names)?;
            if is_name && !is_lead {
                known.0.insert(line[bare].into());
            }
        }
        let Some(at) = separator else { return Some(None) };
        start = at + 1;
        while folded.at(start) == Some(' ') {
            start += 1;
        }
    }
}

/// Reports whether a name ends before a place of the line: at a separator, or at a full stop before the next names.
fn ends_name(line: &FoldedLine, at: usize, has_semicolons: bool) -> bool {
    match line.at(at) {
        Some(';' | '、' | '。') => true,
        Some(',') => !has_semicolons,
        Some('.') => line.at(at + 1) == Some(' ') && lead(line, at + 2, true).is_some(),
        _ => false,
    }
}

/// Adds a name, or the two names that “and” joins at the end of a list. `true` if it is a name wherever it stands; `None` if it is no name.
fn push_names(
    line: &str,
    bare: std::ops::Range<usize>,
    is_last: bool,
    names: &mut Vec<std::ops::Range<usize>>,
) -> Option<bool> {
    if bare.is_empty() || is_nobody(&line[bare.clone()]) {
        return Some(false);
    }
    let and = NAME_JOINERS.iter().find_map(|and| line[bare.clone()].rfind(and).map(|at| (bare.start + at, and.len())));
    if let Some((at, length)) = and.filter(|_| is_last || names.is_empty()) {
        let (one, other) = (bare_name(line, bare.start..at), bare_name(line, at + length..bare.end));
        if looks_like_name(&line[one.clone()]) && looks_like_name(&line[other.clone()]) {
            names.extend([one, other]);
            return Some(false);
        }
    }
    looks_like_name(&line[bare.clone()]).then_some(())?;
    names.push(bare);
    Some(and.is_none())
}

/// A name without white space, emphasis, and the full stop of a sentence around it.
fn bare_name(line: &str, range: std::ops::Range<usize>) -> std::ops::Range<usize> {
    const AND: [&str; 7] = ["and ", "und ", "et ", "y ", "en ", "e ", "& "];
    let is_around = |c: char| c.is_whitespace() || matches!(c, '*' | '_');
    let text = &line[range.clone()];
    let trimmed = text.trim_start_matches(is_around);
    let begin = range.start + text.len() - trimmed.len();
    let and = AND.iter().find_map(|and| trimmed.strip_prefix(and)).unwrap_or(trimmed);
    let begin = begin + trimmed.len() - and.len();
    let mut name = and.trim_end_matches(is_around);
    // A bracket that was opened before the names.
    if name.ends_with(')') && !name.contains('(') {
        name = name.trim_end_matches([')', '.']).trim_end();
    }
    let name = name.trim_end_matches('。');
    let last = name.strip_suffix('.').and_then(|rest| rest.rsplit([' ', '.']).next());
    // `Ann L.` ends in an initial.
    let name = if last.is_some_and(|last| last.chars().count() > 2) { &name[..name.len() - 1] } else { name };
    begin..begin + name.len()
}

/// Reports whether a text says that there is nobody: `none`, `無`, a dash.
fn is_nobody(text: &str) -> bool {
    let folded = FoldedLine::new(text);
    let is_dash = folded.signs.iter().all(|(c, _)| matches!(c, '-' | ' ' | '.'));
    is_dash
        || matches!(phrase(&folded, 0), Some((Meaning::Nothing, end)) if end == folded.signs.len() || folded.at(end) == Some('.'))
}

fn all_is_nobody(line: &str, folded: &FoldedLine, from: usize, end: usize) -> bool {
    let begin = folded.offset(from, line).min(end);
    let text = line[begin..end].trim().trim_end_matches([';', ',', '、', '；', '，', '。']);
    !text.is_empty() && is_nobody(text)
}

/// Reports whether names go on in the next line.
pub(super) fn goes_on(line: &str) -> bool {
    line.trim_end().ends_with([',', ';', '、', '，', '；'])
}

/// The side of voters, if that is their role.
pub(super) fn side_of(role: NamedRole) -> Option<Side> {
    match role {
        NamedRole::Voted(side) => Some(side),
        NamedRole::Mover | NamedRole::Seconder | NamedRole::CastingVote | NamedRole::Assignee => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn short(line: &str) -> String {
        let Some(found) = names_of(line, &FoldedLine::new(line), None, &mut KnownNames::default()) else {
            return String::new();
        };
        let part = |found: &FoundNames| {
            let role = match found.role {
                NamedRole::Voted(side) => side.name(),
                NamedRole::Mover => "mover",
                NamedRole::Seconder => "seconder",
                NamedRole::CastingVote => "casting",
                NamedRole::Assignee => "assignee",
            };
            let names: Vec<&str> = found.names.iter().map(|range| &line[range.clone()]).collect();
            let count = found.count.map_or_else(String::new, |count| format!(" {count}"));
            format!("{role}{count}: {}", names.join("|"))
        };
        found.iter().map(part).collect::<Vec<_>>().join(" / ")
    }

    #[test]
    fn names_are_read_in_the_forms_of_clerks() {
        for (line, expected) in [
            ("For: Ann Lee, Ben Okri", "for: Ann Lee|Ben Okri"),
            ("Against: Cid Moss", "against: Cid Moss"),
            ("**Ayes (2):** Ann Lee and Ben Okri.", "for 2: Ann Lee|Ben Okri"),
            ("Noes: 1 (Cid Moss)", "against 1: Cid Moss"),
            ("Abstained: Lee, Ann; Okri, Ben", "abstaining: Lee, Ann|Okri, Ben"),
            ("Absent: none.", "absent 0: "),
            ("Recused: Councillor J. Lee", "recused: Councillor J. Lee"),
            ("Moved by Ann Lee, seconded by Ben Okri.", "mover: Ann Lee / seconder: Ben Okri"),
            ("Moved: Ann Lee; seconded: Ben Okri", "mover: Ann Lee / seconder: Ben Okri"),
            ("Casting vote: Shen Wei-lan", "casting: Shen Wei-lan"),
            ("Absent: Ann Lee, and none.", "absent: Ann Lee"),
            ("Owner: Ann Lee and Ben Okri", "assignee: Ann Lee|Ben Okri"),
            ("主辦：港務處、財政處", "assignee: 港務處|財政處"),
            ("For: Ann Lee. Against: Cid Moss.", "for: Ann Lee / against: Cid Moss"),
            ("贊成：林岳美、陳美", "for: 林岳美|陳美"),
            ("反對：無", "against 0: "),
            ("棄權（2人）：甲議員、乙議員。", ""),
            ("棄權（2）：甲議員、乙議員。", "abstaining 2: 甲議員|乙議員"),
            ("提案人：沈渭瀾", "mover: 沈渭瀾"),
            ("Pour : Élise Roy et Marc Aubin", "for: Élise Roy|Marc Aubin"),
            ("Dafür: Anna Groß, Bernd Klein", "for: Anna Groß|Bernd Klein"),
            ("Voor: de heer Jansen", ""),
        ] {
            assert_eq!(short(line), expected, "{line}");
        }
    }

    #[test]
    fn names_that_are_known_change_nothing() {
        let lines = [
            "For: Ann Lee, Ben Okri; Against: Cid Moss",
            "For: Moved, Ann Lee",
            "For: Ann Lee, Ben Okri, moved by Cid Moss",
            "For: Absent, Against: Ben Okri",
            "For: Ann Lee. Against: Cid Moss.",
            "Against: Cid Moss, and Ann Lee, absent: Ben Okri",
            "Pour : Élise Roy, contre : Marc Aubin",
        ];
        let mut known = KnownNames::default();
        for line in lines.into_iter().chain(lines) {
            let folded = FoldedLine::new(line);
            let alone = names_of(line, &folded, None, &mut KnownNames::default());
            assert_eq!(names_of(line, &folded, None, &mut known), alone, "{line}");
        }
    }

    #[test]
    fn a_line_with_anything_but_names_is_words() {
        for line in [
            "For: the whole of the harbour and its people.",
            "For the Council: Ann Lee",
            "Against: see [the list](list.pdf)",
            "Note: Ann Lee",
            "Ann Lee, Ben Okri",
            "For: Ann Lee, who spoke at length",
            "",
        ] {
            assert_eq!(short(line), "", "{line}");
        }
    }

    #[test]
    fn names_go_on_below_a_comma() {
        assert!(goes_on("For: Ann Lee,"));
        let (role, line) = (NamedRole::Voted(Side::For), "Ben Okri");
        let found = names_of(line, &FoldedLine::new(line), Some(role), &mut KnownNames::default()).expect("names");
        assert_eq!(found[0].names.first(), Some(&(0..8)));
    }
}
