//! Recognises speakers named at the beginning of a line, in bold type or plain, instead of in a heading.
//!
//! Where `labels:` says so, such a line begins a speech just as `### Name:` does.

use super::clock;
use super::heading::{self, inner_colon, understand};
use super::name::{BOLD, ends_in_saying, is_odd_blank, looks_like_name};
use super::no_speaker::is_no_speaker;
use crate::config::Labels;
use crate::record::Moment;

/// A line that begins a speech. Positions are bytes of the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LabelLine {
    /// Beginning of the line on which it stands.
    pub line: usize,
    /// Beginning of the label with the text in front of it: that of the line, or a `<br>` on it.
    pub at: usize,
    /// Range of the label, with everything around the name that a heading may have too.
    pub label: (usize, usize),
    /// Beginning of the words; the end of the line if there are none on it.
    pub words: usize,
}

/// Lines of `text`, from byte `start` on, that begin a speech, in order. A `<br>` ends a line too.
pub fn marks(text: &str, start: usize, labels: Labels) -> Vec<LabelLine> {
    let mut marks = Vec::new();
    if labels == Labels::Headings {
        return marks;
    }
    // In captions with names, arrows without a name mark a change of speaker.
    let (mut nameless, mut has_arrows) = (Vec::new(), false);
    for_lines(text, start, |at, line| {
        let bare = line.trim_start_matches(|c| c == ' ' || is_odd_blank(c));
        let indentation = line.len() - bare.len();
        let spaces = line[..indentation].bytes().filter(|byte| *byte == b' ').count();
        if spaces > 3 {
            return;
        }
        let arrows = arrows(bare, labels);
        let from = indentation + arrows;
        let mut segments = segments(&line[from..]);
        let Some((_, first)) = segments.next() else { return };
        let second = segments.next();
        // The words of a label may begin after a `<br>`.
        let behind = |end: usize, next: Option<(usize, &str)>, segment_end: usize| match next {
            Some((begin, _)) if end >= segment_end => begin,
            _ => end,
        };
        if let Some((label, words)) = find(first, labels) {
            has_arrows |= arrows > 0;
            let words = behind(words, second, first.trim_end().len());
            marks.push(LabelLine { line: at, at, label: (at + from, at + from + label), words: at + from + words });
        } else if arrows > 0 && !first.is_empty() {
            let signs = line[indentation..from].trim_end().len();
            let label = (at + indentation, at + indentation + signs);
            nameless.push(LabelLine { line: at, at, label, words: at + from });
        }
        let mut next = second;
        let mut ended = first.len();
        while let Some((begin, segment)) = next {
            next = segments.next();
            let bare = segment.trim_start();
            let place = begin + segment.len() - bare.len();
            if let Some((label, words)) = find(bare, labels) {
                let words = behind(place + words, next, begin + segment.trim_end().len());
                let label = (at + from + place, at + from + place + label);
                marks.push(LabelLine { line: at, at: at + from + ended, label, words: at + from + words });
            }
            ended = begin + segment.len();
        }
    });
    if has_arrows && !nameless.is_empty() {
        marks.append(&mut nameless);
        marks.sort_by_key(|mark| mark.at);
    }
    marks
}

/// Parts of a line between its `<br>`, each with its position; the whole line if it is not prose.
pub fn segments(line: &str) -> impl Iterator<Item = (usize, &str)> {
    let is_prose = !line.starts_with(['|', '>', '#', '-', '+']) && !line.contains('`');
    let mut at = Some(0);
    std::iter::from_fn(move || {
        let from = at?;
        let found = if is_prose { line_break(line, from) } else { None };
        at = found.map(|(_, behind)| behind);
        let end = found.map_or(line.len(), |(end, _)| end);
        Some((from, &line[from..end]))
    })
}

/// Beginning and end of the next `<br>` from a position on.
fn line_break(line: &str, from: usize) -> Option<(usize, usize)> {
    memchr::memchr_iter(b'<', &line.as_bytes()[from..]).map(|step| from + step).find_map(|at| {
        // A `<br />` is not longer.
        let tag = crate::text::head(&line[at..], 16);
        let length = tag.find('>')? + 1;
        let inner = tag[1..length - 1].trim_end_matches('/').trim();
        inner.eq_ignore_ascii_case("br").then_some((at, at + length))
    })
}

/// Beginning of a caption cue, if the line is its timing.
pub fn cue(line: &str) -> Option<Moment> {
    clock::cue(line)
}

/// Reports whether a label consists of the arrows of captions, without a name.
pub fn is_nameless(label: &str) -> bool {
    !label.is_empty() && label.bytes().all(|byte| matches!(byte, b'>' | b'\\' | b' '))
}

/// Length of the label at the beginning of a line, if it has one.
pub fn label_of(line: &str, labels: Labels) -> Option<usize> {
    find(line, labels).map(|(length, _)| length)
}

fn find(line: &str, labels: Labels) -> Option<(usize, usize)> {
    match labels {
        Labels::Headings => None,
        Labels::Bold => bold(line),
        Labels::Line => plain(line),
    }
}

/// Length of the arrows that captions have in front of a name, perhaps escaped: `>> EVE:`, `\>\> EVE:`.
fn arrows(line: &str, labels: Labels) -> usize {
    let (mut count, mut rest) = (0, line);
    while let Some(behind) = rest.strip_prefix('\\').unwrap_or(rest).strip_prefix('>').filter(|_| count < 4) {
        (count, rest) = (count + 1, behind);
    }
    let is_caption = labels == Labels::Line && (2..=3).contains(&count);
    if is_caption { line.len() - rest.trim_start().len() } else { 0 }
}

/// Calls `each` for every line that is not code.
pub(super) fn for_lines(text: &str, start: usize, mut each: impl FnMut(usize, &str)) {
    let mut at = start;
    let mut fence: Option<usize> = None;
    for line in text[start..].split_inclusive('\n') {
        let bare = line.trim_end();
        let ticks = bare.trim_start().bytes().take_while(|b| *b == b'`').count();
        match fence {
            Some(open) if ticks >= open && bare.trim_start().len() == ticks => fence = None,
            Some(_) => {}
            None if ticks >= 3 && memchr::memmem::find(&text.as_bytes()[at + line.len()..], b"```").is_some() => {
                fence = Some(ticks);
            }
            None => each(at, bare),
        }
        at += line.len();
    }
}

/// The text with other words in place of lines, as `replacement` says for a line and its position; `None` if no line is replaced.
/// `shown` is the text with hidden parts masked, of the same length; a line with a hidden part stays as it is.
pub(super) fn with_replaced_lines(
    text: &str,
    shown: &str,
    start: usize,
    mut replacement: impl FnMut(usize, &str) -> Option<String>,
) -> Option<String> {
    let (mut out, mut done) = (String::new(), 0);
    for_lines(shown, start, |at, line| {
        if text.get(at..at + line.len()) != Some(line) {
            return;
        }
        if let Some(words) = replacement(at, line) {
            out.push_str(&text[done..at]);
            out.push_str(&words);
            done = at + line.len();
        }
    });
    out.push_str(&text[done..]);
    (done > 0).then_some(out)
}

/// The longest label, in bytes.
const LONGEST: usize = 240;

fn find_ignoring_case(text: &str, wanted: &str) -> Option<usize> {
    text.as_bytes().windows(wanted.len()).position(|window| window.eq_ignore_ascii_case(wanted.as_bytes()))
}

/// Reads `**Eve:** words`, `**Eve** [1:19](…): words` or `**Eve**` alone; returns the length of the label, and the
/// position of the words.
fn bold(line: &str) -> Option<(usize, usize)> {
    let mut at = 0;
    if line.starts_with(['[', '(', '（', '【']) || line.starts_with(|c: char| c.is_ascii_digit()) {
        let (length, _) = clock::at_start(line)?;
        at = length + line[length..].len() - line[length..].trim_start().len();
    }
    let (open, close) = BOLD
        .into_iter()
        .find(|(open, _)| line.get(at..at + open.len()).is_some_and(|head| head.eq_ignore_ascii_case(open)))?;
    let inner_at = at + open.len();
    let length = find_ignoring_case(crate::text::head(&line[inner_at..], LONGEST + close.len()), close)?;
    let inner = &line[inner_at..inner_at + length];
    if length == 0 || inner.trim_start().starts_with(['*', '_']) || is_no_speaker(inner) {
        return None;
    }
    // Spaces within the asterisks are a mistake if a colon shows what is meant.
    if inner.starts_with(' ') && !heading::is_label(inner.trim()) {
        return None;
    }
    let mut end = inner_at + length + close.len();
    let mut has_colon = heading::is_label(inner.trim());
    let mut has_clock = at > 0 || understand(inner).time.is_some();
    for _ in 0..3 {
        let space = line[end..].len() - line[end..].trim_start().len();
        let next = end + space;
        if let Some(colon) = line[next..].chars().next().filter(|c| matches!(c, ':' | '：') && !has_colon && space < 2)
        {
            (end, has_colon) = (next + colon.len_utf8(), true);
        } else if let Some((length, _)) = clock::at_start(&line[next..]).filter(|_| !has_clock) {
            (end, has_clock) = (next + length, true);
        } else if let Some(length) = role(&line[next..]).filter(|_| !has_colon) {
            // A remark after the name belongs to the label only if a colon follows.
            let behind = &line[next + length..];
            let goes_on =
                behind.trim_start().starts_with([':', '：']) || clock::at_start(behind.trim_start()).is_some();
            if !goes_on {
                break;
            }
            end = next + length;
        } else {
            break;
        }
    }
    let rest = line[end..].trim();
    let is_alone = rest.is_empty() || rest == "\\";
    let name = understand(&line[..end]).name.into_owned();
    let fits = name.chars().any(char::is_alphanumeric)
        && name.chars().count() <= 100
        && !ends_sentence(&name)
        && !ends_in_saying(&name)
        && !is_no_speaker(&name);
    // Bold type without more is a name only if it looks like one: `**Adjourned at nine.**` does not.
    let is_label = has_colon || has_clock || (is_alone && looks_like_name(name.trim_matches(['*', '_'])));
    (fits && is_label).then(|| (end, words_after(line, end, rest == "\\")))
}

/// Reads `EVE: words`, `[00:12:30] Eve: words` or `Mary Smith  0:15` alone; returns the length of the label, and the
/// position of the words.
fn plain(line: &str) -> Option<(usize, usize)> {
    let start = match clock::at_start(line) {
        Some((length, _)) => length + line[length..].len() - line[length..].trim_start().len(),
        None => 0,
    };
    if line[start..].starts_with(['#', '>', '|', '-', '+', '*', '_', '`', '!', '<', '\\']) {
        return None;
    }
    let head = crate::text::head(line, start + LONGEST);
    let colon = match inner_colon(head) {
        Some((at, length)) => Some(at + length),
        None if line.len() <= LONGEST && heading::is_label(line) => Some(line.len()),
        None => None,
    };
    let (mut end, name) = match colon {
        Some(end) => (end, understand(&line[..end]).name),
        None if line.len() <= LONGEST => {
            // The form of recorders: a name and a time, and nothing else on the line.
            let heading = understand(line);
            heading.time.as_ref()?;
            (line.len(), heading.name)
        }
        None => return None,
    };
    if !looks_like_name(&name) || is_no_speaker(&name) {
        return None;
    }
    let rest = line[end..].trim_start();
    if let Some((length, _)) = clock::at_start(rest).filter(|_| rest.starts_with(['[', '('])) {
        end = line.len() - rest.len() + length;
    }
    Some((end, words_after(line, end, false)))
}

/// Position of a line's words; its end when there are none.
fn words_after(line: &str, end: usize, is_break: bool) -> usize {
    if is_break { line.len() } else { line.len() - line[end..].trim_start().len() }
}

/// Length of a remark in brackets: `(Chair)`.
fn role(text: &str) -> Option<usize> {
    let close = match text.chars().next()? {
        '(' => ')',
        '（' => '）',
        _ => return None,
    };
    text.char_indices().take(60).find(|(_, c)| *c == close).map(|(at, c)| at + c.len_utf8())
}

fn ends_sentence(name: &str) -> bool {
    name.ends_with(['!', '?', '。', '！', '？', '…', ',', '，', ';', '；']) || name.ends_with('.') && name.contains(' ')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str, labels: Labels) -> Option<(String, String)> {
        let mark = *marks(line, 0, labels).first()?;
        let label = understand(&line[mark.label.0..mark.label.1]);
        let name = label.name.trim_matches('*').replace("**", "");
        Some((name, line[mark.words..].to_owned()))
    }

    fn check(line: &str, labels: Labels, name: &str, words: &str) {
        assert_eq!(read(line, labels), Some((name.to_owned(), words.to_owned())), "{line}");
    }

    #[test]
    fn a_line_may_begin_with_a_name_in_bold_type() {
        for (line, name, words) in [
            ("**Eve:** Good evening.", "Eve", "Good evening."),
            ("**Eve**: Good evening.", "Eve", "Good evening."),
            ("**Eve** [1:19](https://video.example/?t=79): Good evening.", "Eve", "Good evening."),
            ("**Eve:** [1:19](https://video.example/?t=79) Good evening.", "Eve", "Good evening."),
            ("**Eve** (0:15): Hm", "Eve", "Hm"),
            ("[00:12:30] **Eve:** Hm", "Eve", "Hm"),
            ("**[00:12:30] Eve:** Hm", "Eve", "Hm"),
            ("**Eve** (Chair): Hm", "Eve (Chair)", "Hm"),
            ("**林月湄：**大家好。", "林月湄", "大家好。"),
            ("**林月湄**：大家好。", "林月湄", "大家好。"),
            ("__Eve:__ Hm", "Eve", "Hm"),
            ("**Eve**", "Eve", ""),
            ("**Eve:**", "Eve", ""),
            ("**Eve**:", "Eve", ""),
            ("**林某：**\\", "林某", ""),
            ("**Eve: **w", "Eve", "w"),
            ("** Eve:** w", "Eve", "w"),
            ("***Eve:*** w", "Eve", "w"),
            ("___Eve:___ w", "Eve", "w"),
            ("<b>Eve:</b> w", "Eve", "w"),
            ("<STRONG>Eve</STRONG>: w", "Eve", "w"),
            ("**Mr Eve:** w", "Mr Eve", "w"),
            ("**Eve Ode** 0:12\\", "Eve Ode", ""),
            ("00:12:03 **Eve Ode**: w", "Eve Ode", "w"),
        ] {
            check(line, Labels::Bold, name, words);
        }
        for line in [
            "**Thank you!**",
            "**Important** words",
            "Eve: Hm",
            "**Note:** Hm",
            "    **Eve:** Hm",
            "**Eve and Gus agreed.**",
            "****",
            "> **Eve:** Hm",
        ] {
            assert_eq!(read(line, Labels::Bold), None, "{line}");
        }
    }

    #[test]
    fn a_line_may_begin_with_a_plain_name() {
        for (line, name, words) in [
            ("EVE: Good evening.", "EVE", "Good evening."),
            ("Eve: Good evening: all.", "Eve", "Good evening: all."),
            ("Eve:", "Eve", ""),
            ("Mary Smith  0:15", "Mary Smith", ""),
            ("Mary Smith  1:00:15", "Mary Smith", ""),
            ("Speaker 1  0:15", "Speaker 1", ""),
            ("[Mary Smith] 00:00:15", "Mary Smith", ""),
            ("[00:12:30] Eve: Hm", "Eve", "Hm"),
            ("00:12:30 Eve: Hm", "Eve", "Hm"),
            ("Eve (00:01:02): Hm", "Eve", "Hm"),
            ("Eve [1:19](https://video.example/?t=79): Hm", "Eve", "Hm"),
            ("Dr. J. van der Berg: Hm", "Dr. J. van der Berg", "Hm"),
            ("Member of the public: Hm", "Member of the public", "Hm"),
            ("Eve (Chair): Hm", "Eve (Chair)", "Hm"),
            ("唐鳳：大家好。", "唐鳳", "大家好。"),
            ("主席: 好", "主席", "好"),
            ("Q: Why?", "Q", "Why?"),
            (">> EVE: Hm", "EVE", "Hm"),
            (">>> EVE: Hm", "EVE", "Hm"),
            ("\\>\\> EVE: Hm", "EVE", "Hm"),
            ("SPEAKER_01: Hm", "SPEAKER_01", "Hm"),
            ("[SPEAKER_01]: Hm", "SPEAKER_01", "Hm"),
            ("spk_0: Hm", "spk_0", "Hm"),
            ("Eve Lee ([00:25](https://video.example/x?ts=25)):", "Eve Lee", ""),
            ("Eve Lee 2m 3s", "Eve Lee", ""),
            ("王委員 上午9時03分", "王委員", ""),
            ("Rose 0:15", "Rose", ""),
            ("Gov. Ann Lee: Hm", "Gov. Ann Lee", "Hm"),
            ("El señor PRESIDENTE: Se abre.", "El señor PRESIDENTE", "Se abre."),
            ("La señora GARCÍA LÓPEZ: Gracias.", "La señora GARCÍA LÓPEZ", "Gracias."),
            ("M. le ministre : Oui.", "M. le ministre", "Oui."),
            ("Mme la présidente : Oui.", "Mme la présidente", "Oui."),
        ] {
            check(line, Labels::Line, name, words);
        }
        for line in [
            "We must ask one thing: why?",
            "One thing only: why?",
            "he said: why",
            "https://a.example/",
            "Date: 2025-03-02",
            "However: no",
            "- Eve: Hm",
            "1. Eve: Hm",
            "At 10:15 we rose.",
            "他說：「好」",
            "日期：2025-03-02",
            "I said this. Then: no",
            "> Eve: Hm",
            ">>>> Eve: Hm",
            "### Eve: Hm",
            "Motion carried: 5",
            "[Plan]: https://plan.example/",
            "my_file_01: Hm",
            "For: 7",
            "TOP 3: Haushalt",
            "休息（10時30分）",
            "繼續開會（10時45分）",
            "散會（12時）",
            "上午9時　開會",
            "下午2時　繼續開會",
            "散會　12時10分",
            "午前10時00分　開会",
            "午後１時３０分　再開",
            "10시 05분 개의",
            "Lunch Break 12:30",
            "Ende 12:30",
            "Ja. Drei Punkte: erstens, zweitens.",
            "Yes. Two Points: one.",
            "Meine Damen und Herren: wir beginnen.",
            "Vielen Dank: das war gut.",
            "Quote: so it is.",
            "Again: no.",
        ] {
            assert_eq!(read(line, Labels::Line), None, "{line}");
        }
    }

    #[test]
    fn a_break_ends_a_line() {
        let names = |text: &str, labels| -> Vec<(String, String)> {
            let marks = marks(text, 0, labels);
            let ends = marks.iter().skip(1).map(|next| next.at).chain([text.len()]);
            let pairs = marks.iter().zip(ends);
            pairs
                .map(|(mark, end)| (text[mark.label.0..mark.label.1].to_owned(), text[mark.words..end].to_owned()))
                .collect()
        };
        let pair = |label: &str, words: &str| (label.to_owned(), words.to_owned());
        assert_eq!(
            names("**Ann:** One.<br>**Ben:** Two.<BR />Three.<br/> **Ann:**<br>Four.", Labels::Bold),
            [pair("**Ann:**", "One."), pair("**Ben:**", "Two.<BR />Three."), pair("**Ann:**", "Four.")]
        );
        assert_eq!(
            names("Ann: One.<br>Ben  0:15<br>Two.", Labels::Line),
            [pair("Ann:", "One."), pair("Ben  0:15", "Two.")]
        );
        for text in ["| Ann: One.<br>Ben: Two. |", "> Ann: One.<br>Ben: Two.", "So `<br>Ben: Two.`"] {
            assert_eq!(names(text, Labels::Line), [], "{text}");
        }
    }

    #[test]
    fn code_holds_no_speakers() {
        assert_eq!(marks("```\nEve: Hm\n```\nGus: Hm\n", 0, Labels::Line).len(), 1);
        assert_eq!(marks("```\nEve: Hm\n", 0, Labels::Line).len(), 1, "a fence that nobody closes hides nothing");
    }
}
