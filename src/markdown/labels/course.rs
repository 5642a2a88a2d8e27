//! Recognises lines about the course of a sitting rather than its speakers: `休息（10時30分）`, `午前10時00分　開会`, `Lunch break
//! 12:30`, `Schluss der Sitzung`.

use crate::text::is_east_asian;

/// Longest text that is looked at, in characters; so long are no remarks of this kind.
const LONGEST: usize = 60;

/// Reports whether a text says that a sitting begins, rests, goes on or ends: it consists of words for that and of words that
/// belong to them, such as the presiding officer, the sitting and its parts.
pub(super) fn is_course_of_sitting(name: &str) -> bool {
    if name.chars().nth(LONGEST).is_some() {
        return false;
    }
    if name.is_ascii() || !name.contains(is_east_asian) {
        return is_said_in_words(name);
    }
    is_said_in_signs(name) || ends_in_event(name)
}

/// Reports whether a text in signs without blanks can be divided into known words, of which one names an event.
fn is_said_in_signs(name: &str) -> bool {
    // Digits and signs between the words mean nothing here: `休息10分鐘`.
    let letters: String = name.chars().filter(|c| c.is_alphabetic()).collect();
    // For each position whether words reach it, without an event and with one.
    let mut reached = vec![(false, false); letters.len() + 1];
    reached[0].0 = true;
    for (at, first) in letters.char_indices() {
        let (plain, told) = reached[at];
        if !plain && !told {
            continue;
        }
        let begins = |word: &&&str| letters[at..].starts_with(**word);
        let numeral = NUMERALS.contains(first).then(|| first.len_utf8());
        for length in BESIDE.iter().filter(begins).map(|word| word.len()).chain(numeral) {
            reached[at + length].0 |= plain;
            reached[at + length].1 |= told;
        }
        for event in EVENTS.iter().filter(begins) {
            reached[at + event.len()].1 = true;
        }
    }
    reached[letters.len()].1
}

/// Reports whether a text ends in an event that no name of a person or body ends in: `林委員離席`.
fn ends_in_event(name: &str) -> bool {
    let name = name.trim_end_matches(|c: char| !c.is_alphanumeric());
    ENDINGS.iter().any(|ending| name.ends_with(ending))
}

/// Reports whether all words of a text are known, and one of them names an event, or one belongs to a sitting and is not alone.
fn is_said_in_words(name: &str) -> bool {
    let folded = crate::record::fold_label(name);
    let words = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let (mut events, mut parts, mut count) = (0, 0, 0);
    for word in words {
        if is_event(word) {
            (events, count) = (events + 1, count + 1);
        } else if PARTS_OF_SITTING.contains(&word) {
            (parts, count) = (parts + 1, count + 1);
        } else if OF_A_SITTING.contains(&word) {
            count += 1;
        } else if !SMALL_WORDS.contains(&word) && !word.bytes().all(|byte| byte.is_ascii_digit()) {
            return false;
        }
    }
    events > 0 || (parts > 0 && count > 1)
}

/// Reports whether a word names an event, also as the second part of a German word: `Sitzungsunterbrechung`, `Mittagspause`.
fn is_event(word: &str) -> bool {
    const FIRST_PARTS: [&str; 5] = ["sitzungs", "plenar", "mittags", "kaffee", "tages"];
    let is_whole = |word: &str| EVENT_WORDS.contains(&word);
    let rest = || FIRST_PARTS.iter().find_map(|part| word.strip_prefix(part));
    is_whole(word) || rest().is_some_and(|rest| is_whole(rest) || rest == "beginn")
}

/// Numerals, and the units of a time beside the words.
const NUMERALS: &str = "一二三四五六七八九十〇零兩半時时點分秒시분";

/// Events of a sitting in Chinese, Japanese and Korean.
const EVENTS: [&str; 75] = [
    // Chinese and Japanese.
    "開會",
    "开会",
    "開会",
    "開議",
    "开议",
    "休息",
    "散會",
    "散会",
    "閉會",
    "闭会",
    "閉会",
    "延會",
    "延会",
    "休會",
    "休会",
    "復會",
    "复会",
    "復会",
    "續會",
    "续会",
    "流會",
    "流会",
    "再開",
    "再开",
    "休憩",
    "中斷",
    "中断",
    "中止",
    "開始",
    "开始",
    "結束",
    "结束",
    "終了",
    "繼續",
    "继续",
    "續行",
    "午休",
    "中場",
    "茶敘",
    "茶叙",
    "用餐",
    "午餐",
    "散場",
    "解散",
    "宣誓",
    "著席",
    "着席",
    "就座",
    "退席",
    "離席",
    "离席",
    "入場",
    "退場",
    "鳴鐘",
    "鳴鈴",
    "振鈴",
    "點名",
    "点名",
    "点呼",
    "清點人數",
    // Korean.
    "개의",
    "개회",
    "산회",
    "정회",
    "속개",
    "폐회",
    "휴회",
    "유회",
    "재개",
    "중지",
    "시작",
    "종료",
    "계속",
    "휴식",
    "개식",
];

/// Words beside such events in Chinese, Japanese and Korean: who presides, what goes on, and how.
const BESIDE: [&str; 97] = [
    // Chinese and Japanese.
    "主席",
    "議長",
    "议长",
    "副議長",
    "委員長",
    "副委員長",
    "会長",
    "院長",
    "召集委員",
    "司儀",
    "全體",
    "全体",
    "委員",
    "議員",
    "宣布",
    "宣佈",
    "宣告",
    "宣言",
    "本日",
    "今日",
    "今天",
    "現在",
    "现在",
    "會議",
    "会議",
    "会议",
    "本會議",
    "本会議",
    "委員會",
    "委員会",
    "大會",
    "院會",
    "臨時",
    "暫時",
    "暂时",
    "暫行",
    "暫停",
    "上午",
    "下午",
    "午前",
    "午後",
    "中午",
    "晚上",
    "休息",
    "時間",
    "时间",
    "時刻",
    "詢答",
    "質詢",
    "質疑",
    "答詢",
    "審查",
    "審議",
    "協商",
    "朝野",
    "表決",
    "討論",
    "讨论",
    "報告",
    "報告事項",
    "討論事項",
    "投票",
    "開票",
    "議事",
    "議案",
    "提案",
    "處理",
    "發言",
    "登記",
    "進行",
    "繼續",
    "重新",
    "人數",
    "次",
    "第",
    "後",
    "后",
    "前",
    "並",
    "及",
    "再",
    "の",
    "を",
    "は",
    "に",
    "より",
    "する",
    "します",
    "分鐘",
    "分钟",
    // Korean.
    "회의",
    "본회의",
    "위원회",
    "의장",
    "위원장",
    "선포",
    "선언",
];

/// Endings of remarks about what happened, in Chinese and Japanese. Of the events those are left out in which names of bodies end: 交流會.
const ENDINGS: [&str; 20] = [
    "休息",
    "散會",
    "散会",
    "閉會",
    "閉会",
    "休會",
    "休会",
    "休憩",
    "再開",
    "開議",
    "繼續開會",
    "宣布開會",
    "宣告開會",
    "着席",
    "著席",
    "退席",
    "離席",
    "离席",
    "退場",
    "就座",
];

/// Events of a sitting in languages with blanks between words.
const EVENT_WORDS: [&str; 94] = [
    // English.
    "adjourn",
    "adjourns",
    "adjourned",
    "adjourning",
    "adjournment",
    "recess",
    "recessed",
    "recesses",
    "reconvene",
    "reconvened",
    "reconvenes",
    "reconvening",
    "resume",
    "resumed",
    "resumes",
    "resumption",
    "suspended",
    "suspension",
    "convened",
    "convenes",
    "commenced",
    "commences",
    "commencement",
    "intermission",
    "break",
    "lunch",
    // German.
    "unterbrechung",
    "unterbrochen",
    "wiederaufnahme",
    "wiedereröffnung",
    "wiederbeginn",
    "vertagung",
    "vertagt",
    "fortsetzung",
    "fortgesetzt",
    "pause",
    "eröffnung",
    "eröffnet",
    "geschlossen",
    "schluss",
    "schluß",
    "ende",
    "schließung",
    "aufhebung",
    // French.
    "suspendue",
    "suspendu",
    "reprise",
    "ouverture",
    "ouverte",
    "levée",
    "clôture",
    "ajournement",
    "ajournée",
    "interruption",
    "interrompue",
    "fin",
    "début",
    "entracte",
    "rentrée",
    // Spanish and Portuguese.
    "receso",
    "suspensión",
    "suspende",
    "suspendida",
    "reanudación",
    "reanuda",
    "reanudada",
    "apertura",
    "abre",
    "abierta",
    "clausura",
    "clausurada",
    "cierre",
    "cierra",
    "levantamiento",
    "levanta",
    "levantada",
    "inicio",
    "pausa",
    "descanso",
    "interrupción",
    "prórroga",
    "recesso",
    "suspensão",
    "reabertura",
    "abertura",
    "encerramento",
    "encerrada",
    "início",
    // Italian and Dutch.
    "sospensione",
    "sospesa",
    "ripresa",
    "chiusura",
    "schorsing",
    "heropening",
];

/// Words that belong to a sitting and may be surnames if they stand alone.
const PARTS_OF_SITTING: [&str; 32] = [
    "session",
    "sitting",
    "sittings",
    "meeting",
    "hearing",
    "rose",
    "rises",
    "close",
    "closed",
    "closes",
    "open",
    "opened",
    "opens",
    "began",
    "begins",
    "start",
    "started",
    "end",
    "ended",
    "ends",
    "sitzung",
    "plenarsitzung",
    "séance",
    "réunion",
    "audience",
    "sesión",
    "reunión",
    "sessão",
    "reunião",
    "seduta",
    "intermedio",
    "vergadering",
];

/// Words that tell a sitting from others.
const OF_A_SITTING: [&str; 52] = [
    "executive",
    "public",
    "plenary",
    "morning",
    "afternoon",
    "evening",
    "regular",
    "special",
    "extraordinary",
    "open",
    "closed",
    "first",
    "second",
    "third",
    "house",
    "council",
    "committee",
    "board",
    "assembly",
    "commission",
    "parliament",
    "senate",
    "chamber",
    "work",
    "short",
    "coffee",
    "tea",
    "dinner",
    "question",
    "period",
    "time",
    "öffentliche",
    "öffentlicher",
    "nichtöffentliche",
    "nichtöffentlicher",
    "teil",
    "kurze",
    "plénière",
    "publique",
    "matin",
    "midi",
    "après",
    "déjeuner",
    "cuarto",
    "ordinaria",
    "extraordinaria",
    "pública",
    "plenaria",
    "pleno",
    "comisión",
    "asamblea",
    "brief",
];

/// Words that join the others, and those of times.
const SMALL_WORDS: [&str; 47] = [
    "a", "an", "and", "at", "by", "for", "from", "in", "into", "of", "on", "the", "to", "until", "was", "is", "s",
    "der", "die", "das", "des", "und", "um", "bis", "uhr", "ist", "wird", "le", "la", "les", "l", "de", "du", "d",
    "est", "à", "et", "el", "del", "se", "las", "y", "da", "do", "h", "am", "pm",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_course_of_a_sitting_is_told_from_names() {
        for text in [
            "開會",
            "休息",
            "繼續開會",
            "散會（12時）",
            "休息10分鐘",
            "主席宣布散會",
            "休息（10時30分） 繼續開會",
            "會議開始",
            "开会",
            "会议结束",
            "林委員離席",
            "繼續詢答",
            "開会",
            "再開",
            "散会",
            "休憩",
            "閉会",
            "延会",
            "開議",
            "委員長着席",
            "会議を再開します",
            "개의",
            "회의 중지",
            "계속개의",
            "산회",
            "위원장 산회선포",
            "Adjourned",
            "Recess",
            "Lunch break",
            "Meeting Resumed",
            "House rose",
            "Executive Session",
            "Council Reconvened",
            "Suspension of the Sitting",
            "Unterbrechung",
            "Sitzungsunterbrechung",
            "Mittagspause",
            "Schluss der Sitzung",
            "Ende",
            "Wiederaufnahme der Sitzung",
            "Suspension de séance",
            "Reprise de la séance",
            "Levée de la séance",
            "Fin de la séance",
            "Receso",
            "Cuarto intermedio",
            "Reanudación de la sesión",
            "Cierre",
        ] {
            assert!(is_course_of_sitting(text), "{text}");
        }
        for text in [
            "主席",
            "議長",
            "王委員",
            "永續會",
            "交流會",
            "光復會",
            "公開會",
            "情報公開会",
            "委員長",
            "休",
            "議長（山田花子君）",
            "개인정보보호위원회",
            "정회원",
            "위원장",
            "김개의",
            "Rose",
            "Close",
            "Council",
            "House",
            "Session",
            "The Committee",
            "Ben Kurz",
            "Rose Lunch Lee",
            "Ann Close",
            "Frau Ende-Roth",
            "Michael Ende",
            "Public",
            "",
            "·",
            "E. Rose",
            "A. Sitting",
        ] {
            assert!(!is_course_of_sitting(text), "{text}");
        }
    }
}
