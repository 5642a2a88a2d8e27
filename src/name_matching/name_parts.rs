//! The core of a name, without titles, remarks in brackets and the speaker's body.

use super::Reason;
use super::normalise::{FoldedName, is_han, words};
use crate::text::is_latin_title;

/// Titles behind or within a name in Han characters, the longest first. `代表` is none of them: `經濟部代表` speaks for the
/// ministry and is not the ministry.
const HAN_TITLES: [&str; 79] = [
    "共同召集人",
    "副總工程師",
    "助理研究員",
    "主任檢察官",
    "專門委員",
    "副主任委員",
    "主任委員",
    "副研究員",
    "助理教授",
    "副秘書長",
    "副執行長",
    "主任秘書",
    "副總經理",
    "副召集人",
    "檢察官",
    "工程師",
    "理事長",
    "秘書長",
    "執行長",
    "董事長",
    "總經理",
    "召集人",
    "研究員",
    "主持人",
    "副署長",
    "副院長",
    "副部長",
    "副局長",
    "副處長",
    "副司長",
    "副主任",
    "副主委",
    "副教授",
    "副市長",
    "副校長",
    "總幹事",
    "部長",
    "次長",
    "委員",
    "政委",
    "處長",
    "科長",
    "局長",
    "主任",
    "議員",
    "秘書",
    "組長",
    "院長",
    "司長",
    "專委",
    "主委",
    "署長",
    "記者",
    "經理",
    "律師",
    "醫師",
    "同學",
    "參事",
    "技正",
    "專員",
    "視察",
    "校長",
    "顧問",
    "市長",
    "縣長",
    "立委",
    "大使",
    "館長",
    "會長",
    "法官",
    "主秘",
    "總監",
    "課長",
    "先生",
    "小姐",
    "女士",
    "老師",
    "教授",
    "博士",
];

/// Last characters of the names of bodies.
const BODIES: &str = "部會署處局院室司科組所廳府黨台社團學系庫行校心";

/// Possible core names, each with the parts that were removed.
pub(super) fn core_names(name: &FoldedName) -> Vec<(String, Reason)> {
    let mut core_names = Vec::new();
    let text = name.compatible.as_str();
    if let Some((outside, inside)) = brackets(text) {
        core_names.push((outside.to_owned(), Reason::Brackets));
        if is_han_name(inside) && !outside.chars().any(is_han) || !words(inside).is_empty() && words(inside).len() > 1 {
            core_names.push((inside.to_owned(), Reason::Scripts));
        }
    } else if let Some((han, latin)) = scripts(&name.plain) {
        core_names.push((han, Reason::Scripts));
        core_names.push((latin, Reason::Scripts));
    }
    if let Some((_, person)) = text.rsplit_once([':', '：']).filter(|(_, person)| is_han_name(person.trim())) {
        core_names.push((person.trim().to_owned(), Reason::Body));
    }
    core_names.extend(han_titled(text));
    let plain = words(&name.plain);
    if let Some(first) = plain.iter().position(|word| !is_latin_title(word)).filter(|first| *first > 0)
        && plain.len() - first > 1
    {
        core_names.push((plain[first..].join(" "), Reason::Title));
    }
    core_names.retain(|(core, _)| !core.is_empty() && core != text);
    core_names
}

/// The family name, if there is nothing but titles before it: `councillor shen`.
pub(super) fn latin_family(plain: &str) -> Option<&str> {
    let words = words(plain);
    let (family, titles) = words.split_last()?;
    (!titles.is_empty() && titles.iter().all(|word| is_latin_title(word)) && family.chars().count() > 1)
        .then_some(*family)
}

fn is_han_name(text: &str) -> bool {
    text.chars().all(is_han) && (2..=4).contains(&text.chars().count())
}

/// The text before final brackets and the text within them. Labels are folded, so brackets are half-width.
fn brackets(text: &str) -> Option<(&str, &str)> {
    let (outside, inside) = text.strip_suffix(')')?.rsplit_once('(')?;
    let (outside, inside) = (outside.trim(), inside.trim());
    // A remark on a body is not the body: `經濟部(補充說明)`.
    let is_name = is_han_name(outside) && !outside.ends_with(|c| BODIES.contains(c)) || words(outside).len() > 1;
    (is_name && !inside.is_empty()).then_some((outside, inside))
}

/// The two names of `唐鳳 audrey tang`, in Han and in Latin script.
fn scripts(plain: &str) -> Option<(String, String)> {
    let (mut han, mut latin) = (Vec::new(), Vec::new());
    for word in plain.split_whitespace() {
        if word.chars().all(is_han) {
            han.push(word);
        } else if word.chars().all(|c| c.is_ascii_alphabetic() || matches!(c, '-' | '.' | '\'')) {
            latin.push(word);
        } else {
            return None;
        }
    }
    let han = han.concat();
    (is_han_name(&han) && latin.len() > 1).then(|| (han, latin.join(" ")))
}

/// `林綠紅委員` and `林委員綠紅`, perhaps after a body. A family name alone identifies no person.
fn han_titled(text: &str) -> Option<(String, Reason)> {
    if !text.chars().all(is_han) {
        return None;
    }
    let (before, after) = HAN_TITLES.iter().find_map(|title| text.rsplit_once(title))?;
    let before: Vec<char> = before.chars().collect();
    let given: Vec<char> = after.chars().collect();
    // Behind the title stands nothing, or the given name.
    if given.len() > 2 {
        return None;
    }
    let name = |count: usize| before[before.len() - count..].iter().chain(&given).collect::<String>();
    let own = if given.is_empty() { 2..=3 } else { 1..=1 };
    if own.contains(&before.len()) {
        return Some((name(before.len()), Reason::Title));
    }
    let count = if given.is_empty() { 3 } else { 1 };
    let body = before.len().checked_sub(count + 1).and_then(|last| before.get(last))?;
    BODIES.contains(*body).then(|| (name(count), Reason::Body))
}
