//! The grammar of a quorum: `6 of 9, met`, `6`, `reached`, `五分之三` is none.

use crate::record::Quorum;

const MET: &[&str] = &[
    "met",
    "present",
    "reached",
    "yes",
    "quorate",
    "a quorum was present",
    "was met",
    "was reached",
    "已達",
    "達到",
    "足額",
    "已足",
    "已达",
    "达到",
    "充足",
    "達した",
    "충족",
    "atteint",
    "réuni",
    "oui",
    "gegeben",
    "erreicht",
    "ja",
    "cumplido",
    "alcanzado",
    "sí",
    "existe",
    "atingido",
    "raggiunto",
    "bereikt",
    "aanwezig",
    "uppnått",
];
const NOT_MET: &[&str] = &[
    "not met",
    "not present",
    "not reached",
    "no",
    "inquorate",
    "was not met",
    "未達",
    "不足",
    "未足",
    "未达",
    "達せず",
    "미달",
    "non atteint",
    "non réuni",
    "non",
    "nicht gegeben",
    "nicht erreicht",
    "nein",
    "no cumplido",
    "no alcanzado",
    "não atingido",
    "non raggiunto",
    "niet bereikt",
];
const OF: &[&str] = &["of", "out of", "/", "sur", "von", "de", "di", "van", "分之"];
const MEMBERS: &[&str] = &[
    "members",
    "members present",
    "人",
    "名",
    "位",
    "委員",
    "membres",
    "mitglieder",
    "mitgliedern",
    "miembros",
    "membros",
    "membri",
    "leden",
];

/// The quorum that a text gives, if the whole of it does.
pub(super) fn quorum_of(text: &str) -> Option<Quorum> {
    let mut quorum = Quorum::default();
    let text = text.trim().trim_matches(['*', '_']).trim_end_matches(['.', '。']).to_lowercase();
    for part in text.split([',', '，', ';', '；', '(', '（', ')', '）', '、']) {
        let part = part.trim();
        if part.is_empty() {
            continue;
        }
        if MET.contains(&part) || NOT_MET.contains(&part) {
            if quorum.met.replace(MET.contains(&part)).is_some() {
                return None;
            }
        } else if quorum.needed.is_none() {
            (quorum.needed, quorum.members) = numbers(part)?;
        } else {
            return None;
        }
    }
    (quorum != Quorum::default()).then_some(quorum)
}

/// The number needed, and that of all members: `6`, `6 members`, `6 of 9`, `6 of 9 members`, `6/9`.
fn numbers(part: &str) -> Option<(Option<u32>, Option<u32>)> {
    let (needed, rest) = number(part)?;
    let rest = unnamed(rest);
    if rest.is_empty() {
        return Some((Some(needed), None));
    }
    let of = OF.iter().find_map(|of| rest.strip_prefix(of))?;
    let (members, rest) = number(of.trim_start())?;
    unnamed(rest).is_empty().then_some((Some(needed), Some(members)))
}

fn number(text: &str) -> Option<(u32, &str)> {
    let end = text.bytes().take_while(u8::is_ascii_digit).count();
    Some((text[..end].parse().ok().filter(|_| end <= 5)?, text[end..].trim_start()))
}

fn unnamed(text: &str) -> &str {
    MEMBERS.iter().rev().find_map(|word| text.strip_prefix(word)).unwrap_or(text).trim()
}
