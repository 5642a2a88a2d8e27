//! Lines, titles and file names that say “not yet” without a key: a stamp such as “DRAFT MINUTES”, or “embargoed until” with a day.

use super::Says;
use super::dated::{dated_stamp, day_within};
use super::folding::{folded, without_marks};
use super::vocabulary::{Sense, means, means_only_not_yet, names_unpublished};
use crate::record::{parse_leading_date, parse_trailing_date};
use crate::text::is_cjk;

/// Length of the longest line that can be a stamp, in characters.
const LONGEST: usize = 80;

/// Length of the longest stamp, in words.
const MOST_WORDS: usize = 12;

/// Reads a line that is no pair: a stamp such as “DRAFT” alone, or “embargoed until” with a day. `is_top` is true if the line stands
/// at the top of a text, where a stamp may be in small letters: “Confidential – not for publication”.
pub(super) fn stamp(line: &str, is_top: bool) -> Option<Says> {
    if let Some(title) = line.strip_prefix("# ") {
        return title_says(title);
    }
    let is_long = line.chars().count() > LONGEST;
    if line.starts_with('#') {
        let heading = line.trim_matches(['#', ' ']);
        let is_stamp = !is_long && is_loud_stamp(heading);
        // A heading without a day is one of the meeting's business.
        let day = || dated_stamp(heading).filter(|read| read.forbids && matches!(read.says, Says::Until(_)));
        return if is_stamp { Some(Says::NotYet) } else { day().map(|read| read.says) };
    }
    let bare = without_frame(line);
    let is_framed = bare.len() < line.len();
    let is_item =
        line.starts_with(|c: char| c.is_ascii_digit()) || ["- ", "* ", "+ "].iter().any(|sign| line.starts_with(sign));
    // A word in small letters is a part of a sentence.
    let is_small = bare.chars().find(|c| c.is_alphabetic()).is_some_and(char::is_lowercase);
    if is_small && !is_framed {
        return None;
    }
    let is_exact = || means(&folded(bare), Sense::Stamp);
    let is_stamp = || is_phrase(bare) && (is_framed || (is_loud(bare) && !is_item));
    // A colon at the end announces what is below, a question mark asks, and a number counts.
    let is_top_stamp = || {
        is_top
            && !is_item
            && !bare.ends_with([':', '：', '?', '？'])
            && !bare.contains(char::is_numeric)
            && is_phrase_of(bare, &[Sense::Stamp, Sense::TopStamp])
    };
    if !is_long && (is_exact() || is_stamp() || is_top_stamp()) {
        return Some(Says::NotYet);
    }
    dated_stamp(bare).map(|read| read.says)
}

/// Strips from a line the markup that programs put around a stamp: of a comment, quotation or callout, and attributes.
fn without_frame(line: &str) -> &str {
    let comment = line.strip_prefix("<!--").map(|inner| inner.trim_end_matches("-->"));
    let quoted = || line.strip_prefix('>').map(|inner| inner.trim_start_matches(['>', ' ']));
    let Some(inner) = comment.or_else(quoted) else {
        // `[DRAFT]{.mark}`
        return line.split_once("]{").filter(|(_, rest)| rest.ends_with('}')).map_or(line, |(inner, _)| inner);
    };
    let inner = inner.trim();
    // `> [!warning] Draft`
    match inner.strip_prefix("[!").and_then(|rest| rest.split_once(']')) {
        Some((_, words)) => words.trim_start_matches(['-', '+']).trim(),
        None => inner,
    }
}

/// Reports whether a text consists of a stamp and words that may stand beside one: “DRAFT MINUTES – NOT YET APPROVED”. Numbers,
/// which are those of versions and days, are ignored.
fn is_phrase(text: &str) -> bool {
    match is_loud(&without_marks(text)) {
        true => is_phrase_of(text, &[Sense::Stamp, Sense::LoudStamp]),
        false => is_phrase_of(text, &[Sense::Stamp]),
    }
}

/// Like [`is_phrase`], for stamps of these senses.
fn is_phrase_of(text: &str, stamps: &[Sense]) -> bool {
    let bare = without_marks(text).to_lowercase();
    let words = bare.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty() && !is_number(word));
    let words: Vec<&str> = words.take(MOST_WORDS + 1).collect();
    if words.len() > MOST_WORDS {
        return false;
    }
    let (mut at, mut found) = (0, false);
    while at < words.len() {
        let longest = |senses: &[Sense]| {
            let means_one = |words: &str| senses.iter().any(|sense| means(words, *sense));
            (1..=5.min(words.len() - at)).rev().find(|count| means_one(&words[at..at + count].join("_")))
        };
        match (longest(stamps), longest(&[Sense::BesideStamp])) {
            (Some(count), _) => (at, found) = (at + count, true),
            (None, Some(count)) => at += count,
            (None, None) => return false,
        }
    }
    found
}

fn is_number(word: &str) -> bool {
    word.contains(|c: char| c.is_ascii_digit())
}

/// Reports whether a text has letters, and none in lower case.
fn is_loud(text: &str) -> bool {
    !text.contains(char::is_lowercase) && text.contains(char::is_alphabetic)
}

/// Reports whether a heading is a stamp in capital letters: `### DRAFT`.
pub(super) fn is_loud_stamp(heading: &str) -> bool {
    is_loud(heading) && is_phrase(heading)
}

/// Reports whether a title bears a stamp without a day; see [`title_says`].
pub(super) fn is_stamped(title: &str) -> bool {
    title_says(title) == Some(Says::NotYet)
}

/// Reads the stamp of a title, if it bears one: `2024-03-12 [DRAFT] Budget`, `【草稿】預算`, `Draft: Budget`, `Budget sitting (draft)`, `Budget
/// (embargoed until 2026-03-01)`. “Local plan (draft)” is a matter.
pub(in crate::parse) fn title_says(title: &str) -> Option<Says> {
    let bare = without_marks(title);
    let bare = bare.trim();
    let after_day = parse_leading_date(bare).map(|date| date.rest.trim_start_matches(is_between));
    let before_day = parse_trailing_date(bare).map(|(_, words)| words.trim_end_matches(is_between));
    let readings = [Some(bare), after_day, before_day];
    readings.into_iter().flatten().find_map(undated_title_says).or_else(|| day_within(bare))
}

fn is_between(c: char) -> bool {
    c.is_whitespace() || matches!(c, '-' | '–' | '—' | ':' | '：' | ',' | '，' | '|')
}

fn undated_title_says(title: &str) -> Option<Says> {
    const BRACKETS: [(char, char); 5] = [('[', ']'), ('(', ')'), ('【', '】'), ('〔', '〕'), ('（', '）')];
    let parts = |(open, close): &(char, char)| {
        let first = title.strip_prefix(*open).and_then(|rest| rest.split_once(*close)).map(|(inner, _)| inner);
        let last = title.strip_suffix(*close).and_then(|rest| rest.rsplit_once(*open)).map(|(_, inner)| inner);
        let is_round = matches!(open, '(' | '（');
        [first.map(|inner| (inner, false)), last.map(|inner| (inner, is_round))]
    };
    let names_record = || {
        let words = title.to_lowercase();
        words.split(|c: char| !c.is_alphanumeric()).any(|word| means(word, Sense::Record))
    };
    let in_brackets = BRACKETS.iter().flat_map(parts).flatten().find_map(|(inner, may_be_matter)| {
        let is_stamp = is_phrase(inner) && (!may_be_matter || is_loud(inner) || names_record());
        if is_stamp { Some(Says::NotYet) } else { dated_stamp(inner).map(|read| read.says) }
    });
    let is_divided = |signs: &[char], is_first: bool, loud_only: bool| {
        let part = match is_first {
            true => title.split_once(signs).map(|(part, _)| part),
            false => title.rsplit_once(signs).map(|(_, part)| part),
        };
        part.is_some_and(|part| is_phrase(part) && (!loud_only || is_loud(part)))
    };
    let has_space = title.contains(char::is_whitespace) || title.contains(is_cjk);
    let is_stamped = || {
        is_loud_stamp(title)
            || is_divided(&[':', '：'], true, !names_record())
            || (has_space && (is_divided(&['–', '—', '-'], true, true) || is_divided(&['–', '—', '-'], false, true)))
            || is_loud_among_others(title)
    };
    in_brackets.or_else(|| is_stamped().then_some(Says::NotYet))
}

/// Reports whether a title begins or ends with a stamp in capital letters beside other words: `DRAFT Budget sitting`.
fn is_loud_among_others(title: &str) -> bool {
    if !title.contains(char::is_lowercase) {
        return false;
    }
    let words: Vec<&str> = title.split_whitespace().collect();
    let loud = |words: &[&str]| !words.is_empty() && is_loud_stamp(&words.join(" "));
    let before = words.iter().take_while(|word| is_loud(word)).count();
    let after = words.iter().rev().take_while(|word| is_loud(word)).count();
    loud(&words[..before]) || loud(&words[words.len() - after..])
}

/// Reports whether the name of a file, without its ending, bears a stamp: `2024-03-12-minutes-draft`, `2024-03-12 Minutes (DRAFT) v2`,
/// `draft-2024-03-12-minutes`, or is that of a lock file. A “draft budget” within the name is a matter.
pub(in crate::parse) fn is_draft_name(stem: &str) -> bool {
    if is_lock(stem) || day_within(&stem.replace('_', " ")).is_some() {
        return true;
    }
    let bare = without_marks(stem);
    let words: Vec<&str> = bare.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let is_stamp = |words: &str| {
        let words = folded(words);
        let is_unfinished = || means(&words, Sense::LoudStamp) && means_only_not_yet(&words) && words != "embargo";
        means(&words, Sense::Stamp) || is_unfinished()
    };
    let named: Vec<&str> = words.iter().copied().filter(|word| !is_number(word)).collect();
    let is_last = (1..=5).any(|count| count <= named.len() && is_stamp(&named[named.len() - count..].join("_")));
    let is_before_day = words.len() > 1 && is_stamp(words[0]) && is_number(words[1]);
    let is_capital = |word: &&str| is_loud(word) && word.contains(char::is_uppercase);
    let is_among_others = !named.iter().all(is_capital);
    let has_capital_stamp = || named.iter().any(|word| is_capital(word) && is_stamp(word));
    is_last || is_before_day || (is_among_others && has_capital_stamp()) || named.last().is_some_and(ends_in_stamp)
}

/// Reports whether a file's name is that of the lock file of a word processor, which holds the name of whoever edits:
/// `~$2024-03-12-minutes`.
pub(super) fn is_lock(stem: &str) -> bool {
    stem.starts_with("~$")
}

/// Reports whether the name of a folder says that its files are not public yet: `drafts`, `_drafts`, `Embargoed`,
/// `Draft minutes`, `Drafts 2024`. “Drafting committee” is a body.
pub(in crate::parse) fn is_draft_folder(name: &str) -> bool {
    let whole = folded(name);
    if whole == "drafting" {
        return false;
    }
    let bare = without_marks(name).to_lowercase();
    let words = bare.split(|c: char| !c.is_alphanumeric()).map(|word| word.trim_matches(is_year_sign));
    let words: Vec<&str> = words.filter(|word| !word.is_empty() && !is_number(word)).collect();
    let undated = words.join("_");
    let is_unpublished = || names_unpublished(&whole) || (undated != "drafting" && names_unpublished(&undated));
    let is_of_record = |word: &str| {
        let is_one = |word: &str| means(word, Sense::Record) || means(word, Sense::BesideStamp);
        is_one(word) || word.strip_suffix('s').is_some_and(is_one) || means(word, Sense::Link)
    };
    let stamps: Vec<&str> = words.iter().copied().filter(|word| !is_of_record(word)).collect();
    let has_stamp = || !stamps.is_empty() && is_phrase_of(&stamps.join(" "), &[Sense::Stamp]);
    is_unpublished() || is_phrase(&bare) || has_stamp() || dated_stamp(&bare).is_some_and(|read| read.forbids)
}

fn is_year_sign(c: char) -> bool {
    c.is_ascii_digit() || c == '年'
}

/// Reports whether a word of a script without spaces ends in a stamp: `會議草稿`.
fn ends_in_stamp(word: &&str) -> bool {
    let ends = word.char_indices().rev().map(|(at, _)| &word[at..]).skip(1).take(2);
    ends.into_iter().any(|end| end.chars().all(is_cjk) && means(end, Sense::Stamp))
}

/// Removes version numbers from a value and joins its words with `_`: `0.3 (draft)` becomes `draft`.
pub(super) fn without_version(value: &str) -> String {
    let bare = without_marks(value).to_lowercase();
    let words = bare.split(|c: char| !(c.is_alphanumeric() || c == '.')).map(|word| word.trim_matches('.'));
    words.filter(|word| !word.is_empty() && !is_number(word)).collect::<Vec<_>>().join("_")
}
