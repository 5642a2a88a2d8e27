//! Compares the index with a plain search of all texts: each phrase is found where it stands and nowhere else.
//!
//! The plain search shares only the archive with the index: it folds whole texts at once, has no passages, and looks
//! for substrings.

use std::collections::BTreeSet;
use std::path::Path;

use memchr::memmem;
use minutebook::markdown::plain_text;
use minutebook::pipeline::{load_site, search_in_memory};
use minutebook::record::Contribution;
use minutebook::search::{Index, MemoryFiles, Query, SortOrder};
use minutebook::text::source::Sources;
use unicode_normalization::UnicodeNormalization;

use crate::site::{options, real_records};

/// A speech as the texts have it.
struct Said {
    /// Its address.
    at: String,
    /// Day of the meeting.
    date: String,
    /// As written.
    text: String,
    /// Folded.
    folded: String,
}

/// Width, form, case and white space make no difference.
fn folded(text: &str) -> String {
    let text: String = text.nfkc().flat_map(char::to_lowercase).map(|c| if c == 'ς' { 'σ' } else { c }).collect();
    let ends = |edge: Option<char>| if edge.is_some_and(char::is_whitespace) { " " } else { "" };
    let words: Vec<&str> = text.split_whitespace().collect();
    format!(
        "{}{}{}",
        ends(text.chars().next()),
        words.join(" "),
        ends(text.chars().next_back().filter(|_| !words.is_empty()))
    )
}

/// Every speech and every decision of a site, from its records.
fn everything(site: &Path) -> Vec<Said> {
    let (loaded, _) = load_site(&options(site, Path::new("/nowhere"))).unwrap_or_else(|failure| panic!("{failure}"));
    let mut all = Vec::new();
    for (meeting, link) in loaded.archive.meetings.iter().zip(&loaded.plan.addresses.meetings) {
        let source = loaded.sources.get(meeting.details.source).text;
        let date = meeting.details.date.to_string();
        for speech in meeting.speeches() {
            let paragraphs = speech.blocks.iter().flat_map(|block| {
                let written = block.text.of(&source);
                // What may go through several paragraphs is left whole.
                let parts: Vec<&str> = if written.contains(['<', '`', '[', '>']) {
                    vec![written]
                } else {
                    written.split("\n\n").collect()
                };
                parts.into_iter().map(plain_text).collect::<Vec<_>>()
            });
            let text = paragraphs.collect::<Vec<_>>().join("\n");
            all.push(Said { at: format!("{link}#{}", speech.id), date: date.clone(), folded: folded(&text), text });
        }
        for contribution in meeting.sections.iter().flat_map(|section| &section.contributions) {
            if let Contribution::Decision(decision) = contribution {
                let text = plain_text(decision.text.of(&source));
                let at = format!("{link}#{}", decision.id);
                all.push(Said { at, date: date.clone(), folded: folded(&text), text });
            }
        }
    }
    all
}

/// Reports whether a character is part of a word in a script with spaces.
fn is_in_word(c: char) -> bool {
    let is_sign = matches!(u32::from(c),
        0xE00..=0xEFF | 0x1000..=0x109F | 0x1780..=0x17FF | 0x3005..=0x3007 | 0x3041..=0x3096 | 0x309D..=0x309F
        | 0x30A1..=0x30FA | 0x30FC..=0x30FF | 0x3105..=0x312F | 0x31A0..=0x31BF | 0x31F0..=0x31FF | 0x3400..=0x4DBF
        | 0x4E00..=0x9FFF | 0xAC00..=0xD7A3 | 0xF900..=0xFAFF | 0x20000..=0x3FFFF);
    (c.is_alphanumeric() || unicode_normalization::char::is_combining_mark(c)) && !is_sign
}

/// Reports whether a phrase occurs in a text, from one word boundary to another.
fn is_in(phrase: &str, text: &str) -> bool {
    let is_word = |c: Option<char>| c.is_some_and(is_in_word);
    let cuts = |one: Option<char>, other: Option<char>| is_word(one) && is_word(other);
    let step = phrase.chars().next().map_or(1, char::len_utf8);
    let mut from = 0;
    while let Some(at) = text.get(from..).and_then(|rest| memmem::find(rest.as_bytes(), phrase.as_bytes())) {
        let (start, end) = (from + at, from + at + phrase.len());
        let begins_within = cuts(text[..start].chars().next_back(), phrase.chars().next());
        let ends_within = cuts(phrase.chars().next_back(), text[end..].chars().next());
        if !(begins_within || ends_within) {
            return true;
        }
        from = start + step;
    }
    false
}

/// Reports whether a mark holds a phrase and no character too many: without its first or its last character it holds
/// the phrase less often. It may be longer than the phrase, where the phrase overlaps itself, and because `…` is three
/// full stops that cannot be marked in part.
fn is_just(marked: &str, sought: &str) -> bool {
    let times = |text: &str| {
        let text = folded(text);
        text.char_indices().filter(|(at, _)| text[*at..].starts_with(sought)).count()
    };
    let (mut without_first, mut without_last) = (marked.chars(), marked.chars());
    without_first.next();
    without_last.next_back();
    times(marked) > times(without_first.as_str()).max(times(without_last.as_str()))
}

/// Always the same numbers, far from each other.
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % end.max(1)
    }
}

/// Phrases from the texts: of one character and of many, across marks of punctuation and within words, names, and what
/// is nowhere.
fn phrases(all: &[Said], wanted: usize, frequent: &[&str]) -> BTreeSet<String> {
    let mut phrases: BTreeSet<String> = frequent.iter().map(|phrase| (*phrase).to_owned()).collect();
    let mut dice = Dice(20_240_311);
    let mut put = |phrase: String| {
        let phrase = phrase.trim().to_owned();
        if phrase.chars().any(char::is_alphanumeric) && !phrase.contains(['"', '＂', '“', '„', '”', '\n']) {
            phrases.insert(phrase);
        }
    };
    for number in 0..wanted {
        let said = &all[dice.below(all.len())].text;
        let chars: Vec<char> = said.chars().collect();
        let words: Vec<&str> = said.split_whitespace().collect();
        let start = dice.below(chars.len());
        let length = [3, 4, 5, 6, 8, 12, 20, 2][number % 8];
        match number % 4 {
            // Whole words where there are any.
            3 if words.len() > 5 => {
                let start = dice.below(words.len() - 3);
                put(words[start..start + 1 + number % 3].join(" "));
            }
            // Around a mark of punctuation.
            2 => {
                let marks: Vec<usize> = (0..chars.len()).filter(|at| !chars[*at].is_alphanumeric()).collect();
                let Some(mark) = marks.get(dice.below(marks.len())) else { continue };
                put(chars[mark.saturating_sub(length / 2)..(mark + length / 2 + 1).min(chars.len())].iter().collect());
            }
            _ => put(chars[start..(start + length).min(chars.len())].iter().collect()),
        }
    }
    phrases
}

/// Holds alternatives of phrases, within days, to the texts.
fn alternatives(all: &[Said], index: &Index<MemoryFiles>, frequent: &[&str]) {
    let phrases: Vec<String> = phrases(all, 60, frequent).into_iter().collect();
    let mut dice = Dice(20_210_301);
    let mut found_some = 0;
    for _ in 0..60 {
        let [one, other, third] = [(); 3].map(|()| phrases[dice.below(phrases.len())].as_str());
        let [from, to] = [(); 2].map(|()| all[dice.below(all.len())].date.as_str());
        let (from, to) = (from.min(to), from.max(to));
        let to = &to[..to.len().min([4, 7, 10][dice.below(3)])];
        let query = format!("\"{one}\" OR \"{other}\" OR \"{third}\" from:{from} to:{to}");
        let has = |said: &Said| [one, other, third].iter().any(|phrase| is_in(&folded(phrase), &said.folded));
        // Real dates are whole, so that they can be compared as texts.
        let is_then = |said: &Said| said.date.as_str() >= from && said.date.get(..to.len()).unwrap_or(&said.date) <= to;
        let expected: BTreeSet<&str> =
            all.iter().filter(|said| has(said) && is_then(said)).map(|said| said.at.as_str()).collect();
        let answer = index.search(&Query::parse(&query), SortOrder::Date);
        let found: BTreeSet<String> = answer.hits.iter().map(|hit| format!("{}#{}", hit.link, hit.id)).collect();
        let found: BTreeSet<&str> = found.iter().map(String::as_str).collect();
        assert_eq!(found, expected, "{query}");
        found_some += usize::from(!expected.is_empty());
    }
    assert!(found_some > 20, "{found_some} of 60 found something");
}

fn hold(site: &Path, wanted: usize, frequent: &[&str]) {
    let all = everything(site);
    let index = search_in_memory(&options(site, Path::new("/nowhere"))).unwrap_or_else(|failure| panic!("{failure}"));
    let index = index.expect("a site that is searched");
    let (mut found_some, mut found_none) = (0, 0);
    for phrase in phrases(&all, wanted, frequent) {
        let sought = folded(&phrase);
        let expected: BTreeSet<&str> =
            all.iter().filter(|said| is_in(&sought, &said.folded)).map(|said| said.at.as_str()).collect();
        let answer = index.search(&Query::parse(&format!("\"{phrase}\"")), SortOrder::Relevance);
        assert_eq!(answer.errors, Vec::<String>::new(), "{phrase:?}");
        let found: Vec<String> = answer.hits.iter().map(|hit| format!("{}#{}", hit.link, hit.id)).collect();
        let set: BTreeSet<&str> = found.iter().map(String::as_str).collect();
        assert_eq!(set.len(), found.len(), "{phrase:?}: nothing twice");
        let missing: Vec<_> = expected.difference(&set).take(3).collect();
        let wrong: Vec<_> = set.difference(&expected).take(3).collect();
        assert!(missing.is_empty() && wrong.is_empty(), "{phrase:?}: missing {missing:?}, wrong {wrong:?}");
        for hit in &answer.hits {
            for range in &hit.ranges {
                let marked = &hit.text[range.clone()];
                assert!(is_just(marked, sought.trim()), "{marked:?} is marked for {phrase:?}");
            }
        }
        *(if expected.is_empty() { &mut found_none } else { &mut found_some }) += 1;
    }
    alternatives(&all, &index, frequent);
    println!("{}: {found_some} phrases that were said, {found_none} that were not", site.display());
    assert!(found_some * 2 > wanted, "most phrases are somewhere");
}

#[test]
fn every_phrase_of_the_sample_is_found_where_it_stands_and_nowhere_else() {
    let frequent =
        ["the", "a", "harbour", "budget", "唐鳳", "會", "the harbour", "Applause", "（笑）", "nowhere to be found"];
    hold(Path::new(env!("CARGO_MANIFEST_DIR")), 400, &frequent);
}

#[test]
fn every_phrase_of_a_real_archive_is_found_where_it_stands_and_nowhere_else() {
    let Some(records) = real_records("sample-600") else { return };
    let frequent = [
        "（笑）",
        "唐鳳",
        "AI",
        "g0v",
        "開放政府",
        "鳳",
        "治理",
        "PDIS",
        "vTaiwan",
        "林委員",
        "R&D",
        "不存在的一句話",
        "thank you",
    ];
    hold(&records, 300, &frequent);
}
