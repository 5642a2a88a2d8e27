//! The words that introduce a decision, by language. `decisions:` in `site.yml` adds others.

use super::folded_line::folded;
use crate::record::DecisionKind;

/// Words with their kinds, in the form of [`folded`]; a line for each language: English, Chinese, Japanese, Korean,
/// French, German, Spanish, Portuguese, Italian, Dutch, and the languages of the North.
const WORDS: [(DecisionKind, &[&str]); 7] = [
    (
        DecisionKind::Decision,
        &[
            "decision",
            "decisions",
            "decided",
            "決定",
            "決定事項",
            "會議決定",
            "决定",
            "决定事项",
            "会议决定",
            "결정",
            "결정사항",
            "décision",
            "décisions",
            "entscheidung",
            "beschlossen",
            "decisión",
            "acuerdo",
            "acuerdos",
            "decisão",
            "decisione",
            "besluit",
            "beslissing",
            "beslut",
            "beslutning",
            "vedtak",
            "päätös",
        ],
    ),
    (
        DecisionKind::Resolution,
        &[
            "resolution",
            "resolved",
            "決議",
            "決議事項",
            "會議決議",
            "决议",
            "决议事项",
            "会议决议",
            "議決",
            "結議",
            "의결",
            "결의",
            "résolution",
            "délibération",
            "entschließung",
            "entschliessung",
            "resolution",
            "beschluss",
            "beschluß",
            "resolución",
            "resolução",
            "deliberação",
            "risoluzione",
            "delibera",
            "deliberazione",
            "resolutie",
        ],
    ),
    (DecisionKind::Motion, &["motion", "動議", "动议", "동의안", "antrag", "moción", "moção", "mozione", "motie"]),
    (
        DecisionKind::Amendment,
        &[
            "amendment",
            "修正案",
            "修正動議",
            "修正动议",
            "수정안",
            "amendement",
            "änderungsantrag",
            "enmienda",
            "emenda",
            "emendamento",
        ],
    ),
    (
        DecisionKind::Vote,
        &[
            "vote",
            "division",
            "roll call",
            "roll-call vote",
            "表決",
            "表決結果",
            "表决",
            "表决结果",
            "採決",
            "표결",
            "scrutin",
            "abstimmung",
            "votación",
            "votação",
            "votazione",
            "stemming",
            "omröstning",
            "afstemning",
            "votering",
            "äänestys",
        ],
    ),
    (DecisionKind::Ruling, &["ruling", "裁示", "主席裁示", "裁定", "裁決", "裁决"]),
    (
        DecisionKind::Action,
        &[
            "action",
            "action item",
            "action point",
            "待辦事項",
            "待辦",
            "待办事项",
            "待办",
            "行動項目",
            "行动项目",
            "アクション",
            "アクションアイテム",
            "조치사항",
            "action à mener",
            "aufgabe",
            "arbeitsauftrag",
            "tarea",
            "acción",
            "tarefa",
            "ação",
            "azione",
            "actie",
            "actiepunt",
        ],
    ),
];

/// Maximum length, in characters, of a word that introduces a decision, with its number.
pub(super) const LONGEST_WORD: usize = 60;

/// The kind of decision that a word introduces, perhaps with a number: `Decision`, `Resolution 24-0113`, `決議（一）`.
pub(super) fn kind_of(word: &str, added: &[(Box<str>, DecisionKind)]) -> Option<DecisionKind> {
    if word.len() > 4 * LONGEST_WORD || word.chars().count() > LONGEST_WORD {
        return None;
    }
    let word = folded(word);
    known(&word, added).or_else(|| known(without_number(&word)?, added))
}

fn known(word: &str, added: &[(Box<str>, DecisionKind)]) -> Option<DecisionKind> {
    let own = added.iter().find(|(known, _)| **known == *word).map(|(_, kind)| *kind);
    own.or_else(|| WORDS.iter().find(|(_, words)| words.contains(&word)).map(|(kind, _)| *kind))
}

/// The number behind a word, as written; empty if there is none.
pub(super) fn number_of(word: &str) -> &str {
    let word = word.trim();
    if without_number(&folded(word)).is_none() {
        return "";
    }
    let bare = word.trim_end_matches([')', ']', '）', '］', '】']);
    let is_of_number = |c: char| c.is_numeric() || "-./〇零一二三四五六七八九十百".contains(c);
    bare[bare.trim_end_matches(is_of_number).len()..].trim_start_matches(['-', '.', '/'])
}

/// The word before a number: digits, perhaps with hyphens, dots and slashes, or Han numerals.
fn without_number(word: &str) -> Option<&str> {
    let is_numeral = |c: char| "〇零一二三四五六七八九十百".contains(c);
    let bare = word.trim_end_matches([')', ']']);
    let rest = bare.trim_end_matches(|c: char| c.is_ascii_digit() || "-./".contains(c) || is_numeral(c));
    if rest.len() == bare.len() {
        return None;
    }
    let rest = rest.trim_end_matches(['(', '[', '#', '第']).trim_end();
    let rest = [" no.", " no", " nr.", " nr", " n°", " nº", " number"]
        .iter()
        .find_map(|no| rest.strip_suffix(no))
        .unwrap_or(rest);
    Some(rest.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_of_the_vocabulary_introduces_a_decision() {
        for (word, kind) in [
            ("Decision", DecisionKind::Decision),
            ("DECISION", DecisionKind::Decision),
            ("Resolution 24-0113", DecisionKind::Resolution),
            ("Resolution No. 7", DecisionKind::Resolution),
            ("決議（一）", DecisionKind::Resolution),
            ("決議一", DecisionKind::Resolution),
            ("裁示", DecisionKind::Ruling),
            ("Décision", DecisionKind::Decision),
            ("Beschluss", DecisionKind::Resolution),
            ("Acuerdo", DecisionKind::Decision),
            ("Motie", DecisionKind::Motion),
            ("Action", DecisionKind::Action),
        ] {
            assert_eq!(kind_of(word, &[]), Some(kind), "{word}");
        }
        for word in ["Note", "Decision of the chair", "12", "", "結論", "Decisive", "臨時動議"] {
            assert_eq!(kind_of(word, &[]), None, "{word}");
        }
        assert_eq!(kind_of("結論", &[("結論".into(), DecisionKind::Decision)]), Some(DecisionKind::Decision));
    }

    #[test]
    fn the_number_stands_behind_the_word() {
        for (word, number) in [
            ("Action 2026-3", "2026-3"),
            ("Action", ""),
            ("待辦（三）", "三"),
            ("Action #12", "12"),
            ("Action No. 7", "7"),
        ] {
            assert_eq!(number_of(word), number, "{word}");
        }
    }

    #[test]
    fn words_are_written_as_they_are_compared() {
        for word in WORDS.iter().flat_map(|(_, words)| words.iter()) {
            assert_eq!(folded(word), *word);
        }
    }
}
