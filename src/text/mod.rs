//! Knowledge of scripts: which characters are Han and kana, how words are counted, which language a text is in.

mod articles;
mod body_names;
mod device_names;
pub mod excerpts;
mod iri;
mod lines;
mod scripts;
pub mod slug;
pub mod source;
pub mod spreadsheet_cells;
mod titles;

pub use articles::without_article;
pub use body_names::is_chinese_authority;
pub use device_names::device_name;
pub use iri::iri;
pub use lines::text_lines;
pub use scripts::Script;
pub use titles::is_latin_title;

/// Reports whether a character is written without spaces between words: Han, kana, Bopomofo and their punctuation.
///
/// A line break between two of these is not a space (docs/format.md). Hangul is written with spaces.
pub fn is_cjk(c: char) -> bool {
    matches!(u32::from(c),
        0x2E80..=0x303F | 0x3040..=0x312F | 0x31A0..=0x31FF | 0x3400..=0x4DBF | 0x4E00..=0x9FFF
        | 0xF900..=0xFAFF | 0xFE30..=0xFE4F | 0xFF00..=0xFFEF | 0x20000..=0x3FFFF)
}

/// Reports whether a character belongs to Chinese, Japanese or Korean: [`is_cjk`] and Hangul syllables.
pub fn is_east_asian(c: char) -> bool {
    is_cjk(c) || matches!(c, '\u{ac00}'..='\u{d7a3}')
}

/// Reports whether a character is a letter or a digit. Common ranges are decided without a table.
pub fn is_letter_or_digit(c: char) -> bool {
    match u32::from(c) {
        0..0x80 => c.is_ascii_alphanumeric(),
        0x3400..=0x4DBF | 0x4E00..=0x9FFF => true,
        // General, CJK and full-width punctuation.
        0x2010..=0x2027 | 0x3000..=0x3004 | 0x3008..=0x3020 | 0xFF01..=0xFF0F | 0xFF1A..=0xFF20 => false,
        _ => c.is_alphanumeric(),
    }
}

/// Reports whether a character is invisible or changes the direction of the text after it. The same characters are
/// skipped in slugs, labels and words such as “draft”: a character that one of them kept would make two names or hide a
/// word.
pub fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

/// Reports whether a character may not stand in a page, feed or file name: a control character, or one that XML
/// excludes.
pub fn is_unprintable(c: char) -> bool {
    (c.is_control() && !matches!(c, '\t' | '\n')) || matches!(c, '\u{FFFE}' | '\u{FFFF}')
}

/// The character itself, U+FFFD for one that cannot be printed, or a space for a separator of lines or pages.
pub fn printable(c: char) -> char {
    match c {
        '\u{85}' | '\u{c}' | '\r' => ' ',
        c if is_unprintable(c) => char::REPLACEMENT_CHARACTER,
        c => c,
    }
}

/// Text on one line: single spaces in place of white space of any length, none at its ends.
pub fn single_spaced(text: &str) -> String {
    let mut spaced = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !spaced.is_empty() {
            spaced.push(' ');
        }
        spaced.push_str(word);
    }
    spaced
}

/// Counts what a reader would call words: runs of letters in scripts with spaces, single characters in Han and kana.
///
/// ```
/// assert_eq!(minutebook::text::count_words("Good morning, 各位早安。"), 6);
/// ```
pub fn count_words(text: &str) -> u32 {
    let mut words = 0;
    let mut inside = false;
    for c in text.chars() {
        let code = u32::from(c);
        if code < 0x80 {
            let letter = c.is_ascii_alphanumeric();
            words += u32::from(letter && !inside);
            inside = letter || (inside && c == '\'');
        } else if matches!(code, 0x3040..=0x30FF | 0x3400..=0x4DBF | 0x4E00..=0x9FFF | 0xF900..=0xFAFF | 0x20000..=0x3FFFF)
        {
            words += 1;
            inside = false;
        } else {
            let letter = is_letter_or_digit(c);
            words += u32::from(letter && !inside);
            inside = letter || (inside && c == '\u{2019}');
        }
    }
    words
}

/// The first `length` characters and an ellipsis in place of what stood behind the last word, cut between words where possible;
/// the whole text if it fits.
pub fn shorten(text: &str, length: usize) -> String {
    let Some((end, _)) = text.char_indices().nth(length) else { return text.to_owned() };
    let head = &text[..end];
    let cut = match head.rfind(' ') {
        Some(space) if space * 3 > head.len() * 2 => space,
        _ => end,
    };
    format!("{}…", head[..cut].trim_end_matches([' ', ',', '，', '、', ';', '；', ':', '：', '.', '。', '…']))
}

/// Guesses the language of plain text, as a BCP 47 tag; `None` when there is too little text.
///
/// Scripts decide first. Between traditional and simplified Chinese, characters that only one of them uses decide.
/// Latin text is guessed among the languages of the interface, since only there would a wrong guess be visible.
pub fn detect_language(text: &str) -> Option<&'static str> {
    let (mut han, mut kana, mut hangul, mut arabic, mut latin, mut simplified, mut traditional) = (0, 0, 0, 0, 0, 0, 0);
    for c in text.chars() {
        match u32::from(c) {
            0x3040..=0x30FF => kana += 1,
            0xAC00..=0xD7AF => hangul += 1,
            0x0600..=0x06FF => arabic += 1,
            0x3400..=0x9FFF => {
                han += 1;
                match c {
                    '们' | '这' | '说' | '国' | '会' | '为' | '对' | '时' | '个' | '来' | '问' | '与' | '关' | '开' =>
                    {
                        simplified += 1;
                    }
                    '們' | '這' | '說' | '國' | '會' | '為' | '對' | '時' | '個' | '來' | '問' | '與' | '關' | '開' =>
                    {
                        traditional += 1;
                    }
                    _ => {}
                }
            }
            _ => latin += u32::from(c.is_alphabetic()),
        }
    }
    if hangul > han && hangul * 2 > latin {
        return Some("ko");
    }
    if kana * 5 > han && kana * 2 > latin {
        return Some("ja");
    }
    // A Han character carries about as much meaning as three Latin letters.
    if han * 3 > latin {
        return (han > 0).then_some(if simplified > traditional { "zh-Hans" } else { "zh-Hant" });
    }
    if arabic > latin {
        return Some("ar");
    }
    if latin < 20 {
        return None;
    }
    use whatlang::Lang;
    const LATIN: [Lang; 7] = [Lang::Eng, Lang::Fra, Lang::Spa, Lang::Deu, Lang::Por, Lang::Ita, Lang::Nld];
    let detector = whatlang::Detector::with_allowlist(LATIN.to_vec());
    Some(match detector.detect(text).filter(whatlang::Info::is_reliable)?.lang() {
        Lang::Fra => "fr",
        Lang::Spa => "es",
        Lang::Deu => "de",
        Lang::Por => "pt",
        Lang::Ita => "it",
        Lang::Nld => "nl",
        _ => "en",
    })
}

/// Replaces CRLF and CR with LF.
pub fn unify_line_ends(text: String) -> String {
    if memchr::memchr(b'\r', text.as_bytes()).is_none() {
        return text;
    }
    text.replace("\r\n", "\n").replace('\r', "\n")
}

/// The first bytes of a text, at most `length`, ending between two characters.
pub fn head(text: &str, length: usize) -> &str {
    let mut end = length.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

/// The last characters of a text, in at most `length` bytes.
pub fn tail(text: &str, length: usize) -> &str {
    let mut start = text.len().saturating_sub(length);
    while !text.is_char_boundary(start) {
        start += 1;
    }
    &text[start..]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_ellipsis_takes_the_place_of_the_sign_before_it() {
        assert_eq!(shorten("In the tongue. And more", 15), "In the tongue…");
        assert_eq!(shorten("我們說。他們也說", 4), "我們說…");
        assert_eq!(shorten("In the tongue.", 15), "In the tongue.");
    }

    #[test]
    fn languages_are_told_by_script_and_then_by_words() {
        let check = |text: &str, lang| assert_eq!(detect_language(text), lang, "{text}");
        check("我們這個會議開始", Some("zh-Hant"));
        check("我们这个会议开始", Some("zh-Hans"));
        check("会議を始めます。よろしくお願いします。", Some("ja"));
        check("회의를 시작하겠습니다", Some("ko"));
        check("Good morning, everyone, and thank you for coming to this meeting today.", Some("en"));
        check("Bonjour à tous, je vous remercie d'être venus aussi nombreux ce soir.", Some("fr"));
        check("OK", None);
    }

    #[test]
    fn the_short_way_to_letters_and_digits_leads_to_the_same() {
        for c in (0..=0x10FFFF).filter_map(char::from_u32) {
            assert_eq!(is_letter_or_digit(c), c.is_alphanumeric(), "{c:?}");
        }
    }

    #[test]
    fn an_invisible_character_is_skipped_in_headings_and_slugs_alike() {
        for c in ['\u{ad}', '\u{180e}', '\u{200b}', '\u{2062}', '\u{2066}', '\u{feff}'] {
            assert!(crate::markdown::labels::is_odd_blank(c), "{c:?}");
            assert_eq!(slug::slugify(&format!("An{c}n")).text, "ann", "{c:?}");
        }
    }

    #[test]
    fn words_are_counted_in_every_script() {
        assert_eq!(count_words("It's 5 o'clock"), 3);
        assert_eq!(count_words("唐鳳 speaks"), 3);
        assert_eq!(count_words("（笑）"), 1);
        assert_eq!(count_words("회의를 시작"), 2);
    }
}
