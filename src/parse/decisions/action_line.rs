//! The grammar of the lines of an action item: `Due: 31 March 2026`, `Done: 2026-04-20.`

use super::folded_line::FoldedLine;
use crate::record::{ActionStatus, Date, DateDoubt, parse_leading_date};

/// Fact that a line of an action item gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ActionLine {
    /// The day by which it is to be done.
    Due(Date),
    /// The progress, and the day since which it has been so.
    Status(ActionStatus, Option<Date>),
}

/// Words before the day by which something is to be done: English, Chinese, Japanese, Korean, French, German, Spanish,
/// Portuguese, Italian, Dutch, and the languages of the North.
const DUE: [&str; 44] = [
    "due",
    "due date",
    "due by",
    "due on",
    "by",
    "by when",
    "deadline",
    "target date",
    "期限",
    "完成期限",
    "截止",
    "截止日",
    "截止日期",
    "預計完成",
    "预计完成",
    "期日",
    "締切",
    "기한",
    "마감",
    "마감일",
    "échéance",
    "délai",
    "date limite",
    "pour le",
    "avant le",
    "fällig",
    "fällig am",
    "frist",
    "termin",
    "bis",
    "bis zum",
    "plazo",
    "fecha límite",
    "prazo",
    "data limite",
    "scadenza",
    "entro",
    "entro il",
    "termijn",
    "uiterlijk",
    "senast",
    "forfald",
    "forfallsdato",
    "määräaika",
];

/// Words before a progress, which may be missing.
const STATUS: [&str; 16] = [
    "status",
    "progress",
    "狀態",
    "状态",
    "進度",
    "进度",
    "辦理情形",
    "状況",
    "상태",
    "état",
    "stand",
    "estado",
    "stato",
    "situação",
    "tila",
    "stav",
];

/// Words for each progress.
const PROGRESS: [(ActionStatus, &[&str]); 3] = [
    (
        ActionStatus::Done,
        &[
            "done",
            "completed",
            "complete",
            "closed",
            "finished",
            "done on",
            "completed on",
            "已完成",
            "完成",
            "已辦理",
            "辦理完成",
            "已結案",
            "結案",
            "已结案",
            "完了",
            "완료",
            "fait",
            "fait le",
            "terminé",
            "réalisé",
            "erledigt",
            "erledigt am",
            "abgeschlossen",
            "hecho",
            "completado",
            "terminado",
            "feito",
            "concluído",
            "fatto",
            "completato",
            "gedaan",
            "afgerond",
            "afgehandeld",
            "klar",
            "klart",
            "utfört",
            "utført",
            "udført",
            "valmis",
            "tehty",
        ],
    ),
    (
        ActionStatus::Dropped,
        &[
            "dropped",
            "cancelled",
            "canceled",
            "withdrawn",
            "no longer needed",
            "取消",
            "已取消",
            "不再辦理",
            "撤銷",
            "取り消し",
            "中止",
            "취소",
            "annulé",
            "abandonné",
            "entfällt",
            "gestrichen",
            "cancelado",
            "anulado",
            "annullato",
            "vervallen",
            "utgår",
            "bortfalder",
            "utgår",
            "peruttu",
        ],
    ),
    (
        ActionStatus::Open,
        &[
            "open",
            "ongoing",
            "in progress",
            "outstanding",
            "pending",
            "carried forward",
            "進行中",
            "进行中",
            "辦理中",
            "持續辦理",
            "未完成",
            "対応中",
            "継続",
            "진행 중",
            "진행중",
            "en cours",
            "offen",
            "in arbeit",
            "laufend",
            "pendiente",
            "en curso",
            "pendente",
            "em andamento",
            "in corso",
            "aperto",
            "lopend",
            "open",
            "pågår",
            "pågående",
            "kesken",
        ],
    ),
];

/// Maximum length, in bytes, of a line that gives a fact of an action item.
const LONGEST_LINE: usize = 120;

/// The fact that a line gives, if it gives one as a whole.
pub(super) fn action_line(line: &str) -> Option<ActionLine> {
    if line.len() > LONGEST_LINE {
        return None;
    }
    let folded = FoldedLine::new(line);
    let start = unmarked(&folded, 0);
    if let Some(end) = longest(&folded, start, &DUE)
        && let Some(after) = after_sign(&folded, end)
    {
        return whole_date(&line[folded.offset(after, line)..]).map(ActionLine::Due);
    }
    let start = longest(&folded, start, &STATUS)
        .filter(|end| folded.at(skip_spaces(&folded, unmarked(&folded, *end))) == Some(':'))
        .and_then(|end| after_sign(&folded, end))
        .unwrap_or(start);
    let found = PROGRESS.iter().filter_map(|(status, words)| Some((*status, longest(&folded, start, words)?)));
    let (status, end) = found.max_by_key(|(_, end)| *end)?;
    let rest = line[folded.offset(end, line)..].trim_matches(is_end);
    if rest.is_empty() {
        return Some(ActionLine::Status(status, None));
    }
    let after = after_sign(&folded, end)?;
    whole_date(&line[folded.offset(after, line)..]).map(|date| ActionLine::Status(status, Some(date)))
}

/// Reports whether a line begins as one that gives a day, with a colon, and gives none that is understood.
pub(super) fn is_unread_due(line: &str) -> bool {
    let folded = FoldedLine::new(&line[..crate::text::head(line, 200).len()]);
    let Some(end) = longest(&folded, unmarked(&folded, 0), &DUE) else { return false };
    folded.at(skip_spaces(&folded, unmarked(&folded, end))) == Some(':') && action_line(line).is_none()
}

/// The end of the longest of some words that stands at a place.
fn longest(line: &FoldedLine, from: usize, words: &[&str]) -> Option<usize> {
    words.iter().filter_map(|word| line.has(from, word)).max()
}

/// The place after signs of emphasis.
fn unmarked(line: &FoldedLine, mut at: usize) -> usize {
    while matches!(line.at(at), Some('*' | '_')) {
        at += 1;
    }
    at
}

fn skip_spaces(line: &FoldedLine, mut at: usize) -> usize {
    while line.at(at) == Some(' ') {
        at += 1;
    }
    at
}

/// The place after a colon, a comma, an opening bracket or a space, with emphasis around it; none before another sign.
fn after_sign(line: &FoldedLine, end: usize) -> Option<usize> {
    let mut at = end;
    while line.at(at).is_some_and(|c| matches!(c, ' ' | ':' | ',' | '(' | '*' | '_')) {
        at += 1;
    }
    (at > end).then_some(at)
}

fn is_end(c: char) -> bool {
    c.is_whitespace() || matches!(c, '.' | '。' | '*' | '_' | ')' | '）')
}

/// The date that a text consists of.
fn whole_date(text: &str) -> Option<Date> {
    let found = parse_leading_date(text.trim_matches(is_end))?;
    let is_certain = matches!(found.doubt, DateDoubt::None) && found.rest.trim_matches(is_end).is_empty();
    found.date.filter(|_| is_certain)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn short(line: &str) -> String {
        match action_line(line) {
            Some(ActionLine::Due(date)) => format!("due {date}"),
            Some(ActionLine::Status(status, None)) => status.name().to_owned(),
            Some(ActionLine::Status(status, Some(date))) => format!("{} {date}", status.name()),
            None => String::new(),
        }
    }

    #[test]
    fn days_and_progress_are_read_in_the_forms_of_clerks() {
        for (line, expected) in [
            ("Due: 2026-03-31", "due 2026-03-31"),
            ("Due: 31 March 2026.", "due 2026-03-31"),
            ("**Due:** 31 March 2026", "due 2026-03-31"),
            ("By: March 2026", "due 2026-03"),
            ("Due 2026-03-31", "due 2026-03-31"),
            ("期限：2026年3月31日", "due 2026-03-31"),
            ("完成期限：民國115年3月31日。", "due 2026-03-31"),
            ("Échéance : 31 mars 2026", "due 2026-03-31"),
            ("Frist: 31. März 2026", "due 2026-03-31"),
            ("Done.", "done"),
            ("Done: 2026-04-20", "done 2026-04-20"),
            ("Completed on 20 April 2026.", "done 2026-04-20"),
            ("Status: in progress", "open"),
            ("狀態：已完成（2026年4月20日）", "done 2026-04-20"),
            ("Erledigt am 20. April 2026", "done 2026-04-20"),
            ("No longer needed.", "dropped"),
        ] {
            assert_eq!(short(line), expected, "{line}");
        }
    }

    #[test]
    fn a_line_with_anything_else_is_words() {
        for line in [
            "Due: the next meeting",
            "Due process: 2026-03-31",
            "By the Clerk",
            "Done by the Clerk.",
            "Open the harbour",
            "Done: half of it",
            "Status",
            "Due: 2026-02-31",
            "",
        ] {
            assert_eq!(short(line), "", "{line}");
        }
        assert!(is_unread_due("Due: the next meeting") && is_unread_due("**Due:** 2026-02-31"));
        assert!(!is_unread_due("Due process") && !is_unread_due("Due: 2026-03-31"));
    }

    #[test]
    fn words_are_written_as_they_are_compared() {
        let progress = PROGRESS.iter().flat_map(|(_, words)| words.iter());
        for word in DUE.iter().chain(&STATUS).chain(progress) {
            assert_eq!(super::super::folded_word(word), *word);
        }
    }
}
