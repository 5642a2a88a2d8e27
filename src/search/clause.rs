//! Conditions on passages: each names the terms of which a passage must contain one.

use super::fold::{Fold, fold};
use super::matcher::{QueryTerm, UnitKind, split_units};
use super::term::{NARRATIVE, WORD};

/// A condition on a passage: it must contain one of these terms.
#[derive(Debug, Clone, Default)]
pub(super) struct Clause {
    /// The terms.
    pub(super) terms: Vec<Vec<u8>>,
    /// True if terms that begin like the first match too.
    pub(super) prefix: bool,
}

impl Clause {
    /// Reports whether a term satisfies the condition.
    pub(super) fn wants(&self, term: &[u8]) -> bool {
        self.terms.iter().any(|wanted| wanted == term) || (self.prefix && self.begins(term))
    }

    /// Reports whether a term begins with the first one.
    pub(super) fn begins(&self, term: &[u8]) -> bool {
        self.terms.first().is_some_and(|first| term.starts_with(first))
    }
}

/// The conditions on a passage that may contain a query term.
pub(super) fn clauses_of(unit: &QueryTerm, is_narrative: bool) -> Vec<Clause> {
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
        UnitKind::Phrase | UnitKind::Word => split_units(&fold(&text, Fold::Loose)),
    };
    let one = |text: &str| Clause { terms: vec![term(text)], prefix: false };
    parts
        .iter()
        .flat_map(|(kind, part)| if *kind == UnitKind::Run { pairs(part) } else { vec![part.clone()] })
        .map(|part| one(&part))
        .collect()
}

/// The pairs that are looked up: AB, BC, DE for ABCDE; BC, CD for ABCD; A for A. Most words are AB and CD, which may
/// both occur anywhere nearby; the pair across two words is rare. The passage itself shows whether A is there too.
fn pairs(run: &str) -> Vec<String> {
    let signs: Vec<char> = run.chars().collect();
    if signs.len() < 2 {
        return vec![run.to_owned()];
    }
    let also = if signs.len().is_multiple_of(2) { signs.len() - 2 } else { 0 };
    let pairs = signs.windows(2).enumerate().filter(|(at, _)| at % 2 == 1 || *at == also);
    pairs.map(|(_, pair)| pair.iter().collect()).collect()
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
