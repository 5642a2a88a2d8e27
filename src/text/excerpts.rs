//! Excerpts of plain text, cut between sentences where possible.

use super::is_cjk;

/// Sentences of a text, in order, each with the signs that close it.
pub fn sentences(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        rest = rest.trim_start();
        let (sentence, after) = rest.split_at(end_of_sentence(rest));
        rest = after;
        (!sentence.is_empty()).then_some(sentence)
    })
}

/// The last question among the last sentences of a text.
pub fn last_question(text: &str) -> Option<&str> {
    let all: Vec<&str> = sentences(text).collect();
    all.into_iter().rev().take(LOOKED_AT).find(|sentence| is_question(sentence))
}

/// Number of sentences at the end of a text among which a question is looked for.
const LOOKED_AT: usize = 3;

/// The end of a text in at most `length` characters, from the beginning of a sentence if that leaves a third of them, else
/// behind an ellipsis; the whole text if it fits.
pub fn last_words(text: &str, length: usize) -> String {
    let text = text.trim();
    let count = text.chars().count();
    let Some(left_out) = count.checked_sub(length + 1) else { return text.to_owned() };
    let from = text.char_indices().nth(left_out + 1).map_or(0, |(at, _)| at);
    let tail = &text[from..];
    let whole = tail[end_of_sentence(tail)..].trim_start();
    if whole.len() * 3 >= tail.len() {
        return whole.to_owned();
    }
    let cut = match tail.find(' ') {
        Some(space) if space * 3 < tail.len() => space,
        _ => 0,
    };
    format!("…{}", tail[cut..].trim_start_matches([' ', ',', '，', '、', ';', '；', ':', '：']))
}

/// Reports whether most of the characters are Han or kana, which are twice as wide as letters and say more each.
pub fn is_wide(text: &str) -> bool {
    text.chars().filter(|c| is_cjk(*c)).count() * 2 > text.chars().count()
}

fn end_of_sentence(text: &str) -> usize {
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        if !is_end(c) {
            continue;
        }
        let mut end = at + c.len_utf8();
        while let Some((at, sign)) = chars.next_if(|(_, next)| is_end(*next) || is_closing(*next)) {
            end = at + sign.len_utf8();
        }
        let stands_apart = chars.peek().is_none_or(|(_, next)| next.is_whitespace() || is_cjk(*next));
        if is_cjk(c) || (stands_apart && !(c == '.' && ends_in_abbreviation(&text[..at]))) {
            return end;
        }
    }
    text.len()
}

fn is_end(c: char) -> bool {
    matches!(c, '.' | '?' | '!' | '。' | '？' | '！')
}

fn is_closing(c: char) -> bool {
    matches!(c, '"' | '\'' | '”' | '’' | '»' | ')' | '」' | '』' | '）')
}

fn is_question(sentence: &str) -> bool {
    sentence.trim_end_matches(|c| is_closing(c) || c == '!' || c == '！').ends_with(['?', '？'])
}

/// Reports whether a text before a full stop ends in a single letter, or in a short word with a capital: “e.g.”, “Mr.”.
fn ends_in_abbreviation(text: &str) -> bool {
    let word = text.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    match word.chars().count() {
        0 => false,
        1 => word.chars().all(char::is_alphabetic),
        count => count < 4 && word.starts_with(char::is_uppercase) && !word.chars().all(char::is_uppercase),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_end_where_a_reader_would_say_so() {
        let of = |text| sentences(text).collect::<Vec<_>>();
        assert_eq!(of("It is late. Is it? “Yes!” So."), ["It is late.", "Is it?", "“Yes!”", "So."]);
        assert_eq!(of("Mr. Lee paid 3.50, e.g. for tea. Good"), ["Mr. Lee paid 3.50, e.g. for tea.", "Good"]);
        assert_eq!(of("好。為什麼？「因為。」再見"), ["好。", "為什麼？", "「因為。」", "再見"]);
        assert_eq!(of("  "), [""; 0]);
    }

    #[test]
    fn a_question_is_found_near_the_end() {
        assert_eq!(last_question("What is it? I ask. Thank you."), Some("What is it?"));
        assert_eq!(last_question("What? Nothing. Nobody. Never."), None);
        assert_eq!(last_question("為什麼？"), Some("為什麼？"));
    }

    #[test]
    fn the_end_begins_with_a_sentence_or_a_word() {
        assert_eq!(last_words("The first is long. The second is short.", 24), "The second is short.");
        assert_eq!(last_words("one two three four five six", 12), "…five six");
        assert_eq!(last_words("一二三四五六七八九十", 5), "…六七八九十");
        assert_eq!(last_words("short", 5), "short");
    }
}
