//! Escapes what CommonMark would read as markup although a transcriber did not mean it, and adds what the parser needs
//! to see markup that its rules miss.

use std::borrow::Cow;
use std::cell::OnceCell;

use rustc_hash::FxHashMap;

use super::attributes::{are_attributes, tag_end};
use super::code_fences::prefix;
use super::definition_signs::{USED, typed};
use super::elements::{begins_block, element};
use super::hidden::{code_end, hidden, last_runs, masked, masked_length};
use super::policy::is_odd_scheme;
use super::table_width::TableWidth;
use super::tags::doctype_length;
use crate::text::{is_cjk, is_unprintable};

/// Placed between an emphasis mark and the punctuation beside it, so that the parser takes the punctuation for a
/// letter. No text contains it: control characters are replaced when a file is read.
pub(super) const JOIN: char = '\u{1}';
/// Placed between an emphasis mark and the mark of a note, which must count as punctuation: `_So_[^1]`.
pub(super) const SIGN_BEFORE: &str = ",\u{4}";
/// Like [`SIGN_BEFORE`], for the other side.
pub(super) const SIGN_BEHIND: &str = "\u{4},";

/// A text prepared for the parser.
pub(super) struct Neutral<'a> {
    pub(super) text: Cow<'a, str>,
    /// True if it contains a [`JOIN`], [`SIGN_BEFORE`] or [`SIGN_BEHIND`].
    pub(super) joined: bool,
    /// Positions of the insertions, in order.
    edits: Vec<usize>,
}

impl Neutral<'_> {
    /// Converts a position in this text to one in the text as written.
    pub(super) fn original(&self, place: usize) -> usize {
        place - self.edits.partition_point(|edit| *edit < place)
    }
}

/// Makes a text ready for the parser:
///
/// - what is hidden (comments, `<script>`) is a comment that says nothing, and one that is never closed is text;
/// - words in angle brackets that are no tag of HTML are words;
/// - `~~~~` opens no code block, and a single `~` (as in `5~10`) strikes nothing out;
/// - `____` and longer runs are blanks to fill in, `****` are asterisks;
/// - stars between digits or letters are stars (`10**6`, `5*3*2`), and `__init__` is a name;
/// - marks of emphasis beside scripts without spaces mean what they look like: `**注意：**請`;
/// - a fence of backticks that is never closed hides nothing below it;
/// - an entity such as `&#7;`, whose character can stand in no page, is shown as typed;
/// - a long number at the start of a line (`2012. That's correct`) opens no list;
/// - a link definition that no link uses is words (`[Ben]: Aye.`);
/// - an instruction or a declaration (`<?why?>`, `<!never>`) is words, and so is a cell beyond the width of its table.
pub(super) fn neutralise(text: &str) -> Neutral<'_> {
    neutral(text, false)
}

/// Like [`neutralise`], but everything that looks like a definition stays one.
pub(super) fn neutral_with_definitions(text: &str) -> Neutral<'_> {
    neutral(text, true)
}

fn neutral(text: &str, defines: bool) -> Neutral<'_> {
    let bytes = text.as_bytes();
    let suspicious = memchr::memchr3(b'~', b'_', b'*', bytes).is_some()
        || memchr::memchr2(b'`', b'<', bytes).is_some()
        || memchr::memmem::find(bytes, b"&#").is_some()
        || memchr::memmem::find(bytes, b"]:").is_some()
        || memchr::memchr(b'|', bytes).is_some()
        || text.lines().any(|line| year_at_start(line).is_some());
    if !suspicious {
        return Neutral { text: Cow::Borrowed(text), joined: false, edits: Vec::new() };
    }
    let ranges = hidden(text).ranges;
    let marked = if ranges.is_empty() { Cow::Borrowed(text) } else { Cow::Owned(masked(text, &ranges)) };
    let is_marked = memchr::memchr(USED as u8, marked.as_bytes()).is_some();
    let text = if is_marked { Cow::Owned(typed(&marked).into_owned()) } else { marked.clone() };
    let words = !defines && memchr::memmem::find(text.as_bytes(), b"]:").is_some();
    let mut reader = NeutralReader {
        text: &text,
        marked: words.then_some(&*marked),
        edits: Vec::new(),
        joins: Vec::new(),
        raw_until: 0,
    };
    reader.read();
    let mut edits = reader.edits;
    if !reader.joins.is_empty() {
        edits.append(&mut reader.joins);
        edits.sort_by_key(|(at, _)| *at);
    }
    if edits.is_empty() {
        return Neutral { text, joined: false, edits: Vec::new() };
    }
    let mut out = String::with_capacity(text.len() + edits.len());
    let mut copied = 0;
    for (at, insert) in &edits {
        out.push_str(&text[copied..*at]);
        out.push(*insert);
        copied = *at;
    }
    out.push_str(&text[copied..]);
    let joined = edits.iter().any(|(_, insert)| insert.is_control());
    // Each insertion is one byte long.
    let edits = edits.iter().enumerate().map(|(before, (at, _))| at + before).collect();
    Neutral { text: Cow::Owned(out), joined, edits }
}

struct NeutralReader<'t> {
    text: &'t str,
    /// The text with its used definitions marked, if all others are words.
    marked: Option<&'t str>,
    /// Insertions with their positions, in order.
    edits: Vec<(usize, char)>,
    /// Insertions in front of what would otherwise be link definitions.
    joins: Vec<(usize, char)>,
    /// End of the raw HTML that an empty line does not end.
    raw_until: usize,
}

/// A run of asterisks.
struct Run {
    at: usize,
    length: usize,
    opens: bool,
    closes: bool,
    /// Between letters or digits of scripts with spaces.
    within: bool,
    /// Between two characters of which one is a digit; between two digits.
    digit: bool,
    digits: bool,
}

impl NeutralReader<'_> {
    /// Reads the text, paragraph by paragraph.
    fn read(&mut self) {
        let text = self.text;
        let closing: OnceCell<Vec<(usize, usize)>> = OnceCell::new();
        let mut open_fence: Option<usize> = None;
        let mut paragraph: Option<usize> = None;
        let mut offset = 0;
        for line in text.split_inclusive('\n') {
            let start = offset;
            offset += line.len();
            // Applies anywhere, since what looks like code or raw HTML here may not be.
            self.definition(start, line);
            let indentation = line.len() - line.trim_start_matches(' ').len();
            let ticks = line[indentation..].bytes().take_while(|b| *b == b'`').count();
            if let Some(fence) = open_fence {
                if indentation < 4 && ticks >= fence && line[indentation + ticks..].trim().is_empty() {
                    open_fence = None;
                }
                continue;
            }
            let is_fence = indentation < 4 && ticks >= 3 && !line[indentation + ticks..].contains('`');
            if is_fence || line.trim().is_empty() {
                if let Some(from) = paragraph.take() {
                    self.paragraph(from, start);
                }
                if is_fence && longest_fence(closing.get_or_init(|| closing_fences(text)), offset) >= ticks {
                    open_fence = Some(ticks);
                } else if is_fence {
                    self.edits.extend((0..ticks).map(|tick| (start + indentation + tick, '\\')));
                }
                continue;
            }
            paragraph.get_or_insert(start);
        }
        if let Some(from) = paragraph {
            self.paragraph(from, text.len());
        }
    }

    /// Reads a group of lines without an empty line.
    fn paragraph(&mut self, start: usize, end: usize) {
        let text = self.text;
        let first_edit = self.edits.len();
        let mut runs: Option<FxHashMap<usize, usize>> = None;
        let mut stars: Vec<Run> = Vec::new();
        let mut at = start.max(self.raw_until);
        let mut line = start..start;
        let mut table = TableWidth::default();
        while at < end {
            if at >= line.end {
                let is_first = line.end == start;
                let from = line.end;
                line = from..memchr::memchr(b'\n', &text.as_bytes()[from..end]).map_or(end, |step| from + step + 1);
                if let Some(pipes) = table.row(&text[line.clone()]) {
                    self.edits.extend(pipes.into_iter().map(|pipe| (from + pipe, '\\')));
                }
                if at > from {
                    // Code that began on a line above does not continue in a quotation or a list, so this may be a
                    // fence.
                    let bare = from + prefix(&text[line.clone()]);
                    let run = text.as_bytes()[bare..line.end].iter().take_while(|byte| **byte == b'~').count();
                    if run > 2 {
                        self.escape(bare, run);
                    }
                    continue;
                }
                if self.raw(&text[line.clone()], from, is_first) {
                    break;
                }
                if let Some(dot) = year_at_start(&text[line.clone()]) {
                    self.edits.push((from + dot, '\\'));
                }
            }
            let Some(step) = text.as_bytes()[at..line.end].iter().position(|byte| SIGNS[*byte as usize]) else {
                at = line.end;
                continue;
            };
            at += step;
            let byte = text.as_bytes()[at];
            let run = match byte {
                // Of these each stands for itself; to count the rest of the run at each of them would be quadratic.
                b'\\' | b'<' | b'\x02' | b'\x03' => 1,
                _ => text.as_bytes()[at..line.end].iter().take_while(|b| **b == byte).count(),
            };
            match byte {
                b'\\' => {
                    at += 1 + text[at + 1..].chars().next().map_or(0, char::len_utf8);
                    continue;
                }
                b'`' => {
                    let last = runs.get_or_insert_with(|| last_runs(text, at, end));
                    at += run;
                    if last.get(&run).is_some_and(|last| *last >= at) {
                        at = code_end(text, at, end, run);
                    }
                    continue;
                }
                b'<' => {
                    at = self.angle(at, end);
                    continue;
                }
                b'\x02' | b'\x03' => {
                    let is_emphasis = |byte: Option<&u8>| byte.is_some_and(|byte| matches!(byte, b'*' | b'_' | b'~'));
                    let beside = if byte == 2 { at.checked_sub(1) } else { Some(at + 1) };
                    if is_emphasis(beside.and_then(|beside| text.as_bytes().get(beside))) {
                        let (place, sign) = if byte == 2 { (at, SIGN_BEFORE) } else { (at + 1, SIGN_BEHIND) };
                        self.edits.extend(sign.chars().map(|sign| (place, sign)));
                    }
                    at += 1;
                    continue;
                }
                b'~' if run == 2 => self.emphasis(at, run),
                b'~' => self.escape(at, run),
                b'_' if run >= 3 => self.escape(at, run),
                b'_' if run == 2 => {
                    if let Some(length) = dunder(text, at) {
                        self.escape(at, 2);
                        self.escape(at + length - 2, 2);
                        at += length;
                        continue;
                    }
                }
                b'&' if writes_unprintable(&text[at + run - 1..line.end]) => self.escape(at + run - 1, 1),
                b'*' if run >= 4 && text[line.clone()].trim().bytes().any(|b| b != b'*') => self.escape(at, run),
                // A line of asterisks only.
                b'*' if run >= 4 => {}
                b'*' => stars.push(self.star(at, run)),
                _ => {}
            }
            at += run;
        }
        self.stars(&stars);
        self.edits[first_edit..].sort_by_key(|(at, _)| *at);
    }

    fn escape(&mut self, at: usize, length: usize) {
        self.edits.extend((0..length).map(|step| (at + step, '\\')));
    }

    /// Escapes a link definition at the beginning of a line, unless it is used.
    fn definition(&mut self, from: usize, line: &str) {
        let Some(marked) = self.marked else { return };
        let at = from + prefix(line);
        // The mark of a note defines no link.
        if marked[at..].starts_with('[') && !marked[at..].starts_with("[^") {
            self.joins.push((at, JOIN));
        }
    }

    /// Reports whether a line begins raw HTML, in which nothing may be inserted.
    fn raw(&mut self, line: &str, at: usize, is_first: bool) -> bool {
        let skipped = prefix(line);
        let bare = &line[skipped..];
        if !bare.starts_with('<') {
            return false;
        }
        let name = &bare[1..1 + bare[1..].bytes().take_while(u8::is_ascii_alphabetic).count()];
        if ["script", "style", "pre", "textarea"].iter().any(|raw| raw.eq_ignore_ascii_case(name)) {
            let rest = &self.text.as_bytes()[at..];
            // In a list or a quotation an empty line always ends it.
            let is_within = bare.len() < line.trim_start().len();
            let gap = if is_within { memchr::memmem::find(rest, b"\n\n") } else { None };
            let rest = &rest[..gap.unwrap_or(rest.len())];
            let closes = |close: usize| {
                let after = &rest[close + 2..];
                [&b"script>"[..], b"style>", b"pre>", b"textarea>"]
                    .iter()
                    .any(|name| after.get(..name.len()).is_some_and(|tag| tag.eq_ignore_ascii_case(name)))
            };
            let close = memchr::memmem::find_iter(rest, b"</").find(|close| closes(*close)).unwrap_or(rest.len());
            self.raw_until = at + memchr::memchr(b'\n', &rest[close..]).map_or(rest.len(), |step| close + step + 1);
            return true;
        }
        // A new quotation or list item.
        begins_block(bare, !is_first && skipped == line.len() - line.trim_start().len())
    }

    /// Handles a `<`; returns the position at which to continue.
    fn angle(&mut self, at: usize, end: usize) -> usize {
        let text = self.text;
        let rest = &text[at..end];
        // A closed comment would have been masked.
        if rest.starts_with("<!--") {
            self.edits.push((at, '\\'));
            return at + 4;
        }
        if rest.starts_with("<!") || rest.starts_with("<?") {
            return match masked_length(rest).or_else(|| doctype_length(rest)) {
                Some(length) => at + length,
                None => {
                    self.edits.push((at, '\\'));
                    // Behind a masked `<`, the signs `![` would begin a picture.
                    if rest.starts_with("<![") {
                        self.edits.push((at + 1, '\\'));
                    }
                    at + 2
                }
            };
        }
        // The target of a link may stand in angle brackets.
        let before = text[..at].trim_end_matches(' ');
        let stop = rest[1..].find(['<', '>', '\n']).map_or(rest.len(), |step| step + 1);
        let closed = rest[stop..].starts_with('>');
        if closed && (before.ends_with("](") || before.ends_with("]:")) {
            return at + stop + 1;
        }
        let inside = &rest[1..stop];
        if closed && !inside.contains([' ', '\t']) && inside.contains([':', '@']) {
            if inside.split_once(':').is_some_and(|(scheme, _)| is_odd_scheme(scheme)) {
                self.edits.push((at, '\\'));
                return at + 1;
            }
            return at + stop + 1;
        }
        let body = rest[1..].strip_prefix('/').unwrap_or(&rest[1..]);
        if !body.starts_with(|c: char| c.is_ascii_alphabetic()) {
            return at + 1;
        }
        let length = body.find(|c: char| c.is_whitespace() || matches!(c, '/' | '>' | '<')).unwrap_or(body.len());
        let known = element(&body[..length]).is_some();
        if let Some(close) = tag_end(rest).filter(|_| known) {
            let attributes = &rest[rest.len() - body.len() + length..close];
            if are_attributes(attributes) {
                return at + close + 1;
            }
        }
        self.edits.push((at, '\\'));
        at + 1
    }

    /// Characters on both sides of a run of marks; a space at the beginning or end of a paragraph.
    fn beside(&self, at: usize, length: usize) -> (char, char) {
        let before = self.text[..at].chars().next_back().unwrap_or(' ');
        (before, self.text[at + length..].chars().next().unwrap_or(' '))
    }

    /// Lets a run of marks open and close emphasis as it looks beside a script without spaces, where CommonMark sees
    /// punctuation on one side and a letter on the other, and would require a space. (The rule is that of
    /// <https://github.com/tats-u/markdown-cjk-friendly>; no published version of the parser has it yet.)
    fn emphasis(&mut self, at: usize, length: usize) {
        let (before, after) = self.beside(at, length);
        if before.is_whitespace() || after.is_whitespace() || !(is_spaceless(before) || is_spaceless(after)) {
            return;
        }
        match (is_sign(before), is_sign(after)) {
            (true, false) => self.edits.push((at, JOIN)),
            (false, true) => self.edits.push((at + length, JOIN)),
            _ => {}
        }
    }

    fn star(&mut self, at: usize, length: usize) -> Run {
        self.emphasis(at, length);
        let (before, after) = self.beside(at, length);
        let is_word = |c: char| c.is_alphanumeric() && !is_spaceless(c);
        let spaceless = is_spaceless(before) || is_spaceless(after);
        Run {
            at,
            length,
            opens: !after.is_whitespace()
                && (!is_sign(after) || before.is_whitespace() || is_sign(before) || spaceless),
            closes: !before.is_whitespace()
                && (!is_sign(before) || after.is_whitespace() || is_sign(after) || spaceless),
            within: is_word(before) && is_word(after),
            digit: before.is_ascii_digit() || after.is_ascii_digit(),
            digits: before.is_ascii_digit() && after.is_ascii_digit(),
        }
    }

    /// Escapes asterisks within words and numbers, unless one end of the emphasis is free.
    fn stars(&mut self, stars: &[Run]) {
        let mut open = [false; 4];
        for (index, run) in stars.iter().enumerate() {
            if run.within {
                let closes = open[run.length] && !run.digits;
                let next = stars.get(index + 1);
                let opens =
                    !run.digit && next.is_some_and(|next| next.length == run.length && next.closes && !next.within);
                if closes {
                    open[run.length] = false;
                } else if opens {
                    open[run.length] = true;
                } else {
                    self.escape(run.at, run.length);
                }
            } else if run.closes && (open[run.length] || run.length == 3) {
                open[run.length] = false;
                if run.length == 3 {
                    open = [false; 4];
                }
            } else if run.opens {
                open[run.length] = true;
            }
        }
    }
}

/// Bytes at which [`NeutralReader::paragraph`] stops.
static SIGNS: [bool; 256] = {
    let mut table = [false; 256];
    let bytes = b"\\`<~_*&\x02\x03";
    let mut at = 0;
    while at < bytes.len() {
        table[bytes[at] as usize] = true;
        at += 1;
    }
    table
};

/// Reports whether a character belongs to a script without spaces between words or around emphasis: Han, kana, Hangul,
/// Thai, Lao, Tibetan, Myanmar, Khmer.
fn is_spaceless(c: char) -> bool {
    matches!(u32::from(c),
        0x0E00..=0x0FFF | 0x1000..=0x109F | 0x1100..=0x11FF | 0x1780..=0x17FF | 0x3130..=0x318F | 0xA960..=0xA97F
        | 0xAC00..=0xD7FF)
        || is_cjk(c)
}

/// Reports whether CommonMark counts a character as punctuation.
fn is_sign(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_punctuation() || matches!(c, '\u{2}' | '\u{3}');
    }
    !c.is_alphanumeric() && !c.is_whitespace() && !c.is_control()
}

/// Length of a name such as `__init__` that begins here: lower-case letters and digits only.
fn dunder(text: &str, at: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let part = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
    let mut end = at + 2;
    if !bytes.get(end)?.is_ascii_lowercase() || text[..at].ends_with(char::is_alphanumeric) {
        return None;
    }
    loop {
        end += bytes[end..].iter().take_while(|byte| part(**byte)).count();
        let lines = bytes[end..].iter().take_while(|byte| **byte == b'_').count();
        match lines {
            1 if bytes.get(end + 1).is_some_and(|byte| part(*byte)) => end += 1,
            2 if !text[end + 2..].starts_with(char::is_alphanumeric) => return Some(end + 2 - at),
            _ => return None,
        }
    }
}

/// Reports whether a text begins with a numeric entity for a character that no page may contain.
fn writes_unprintable(text: &str) -> bool {
    let Some(digits) = text.strip_prefix("&#").and_then(|rest| rest.get(..rest.find(';').filter(|end| *end <= 8)?))
    else {
        return false;
    };
    let code = match digits.strip_prefix(['x', 'X']) {
        Some(hex) => u32::from_str_radix(hex, 16),
        None => digits.parse(),
    };
    code.ok().and_then(char::from_u32).is_some_and(is_unprintable)
}

/// Position of the `.` or `)` after a number of three or more digits at the beginning of a line.
fn year_at_start(line: &str) -> Option<usize> {
    let trimmed = line.trim_start_matches([' ', '>']);
    let digits = trimmed.bytes().take_while(u8::is_ascii_digit).count();
    let is_year = digits >= 3 && trimmed[digits..].starts_with(['.', ')']);
    is_year.then(|| line.len() - trimmed.len() + digits)
}

/// Lines of backticks alone, which may close a fence: the place of each, and the length of the longest from there on.
fn closing_fences(text: &str) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut offset = 0;
    for line in text.split_inclusive('\n') {
        let bare = line.trim();
        if !bare.is_empty() && bare.bytes().all(|b| b == b'`') {
            found.push((offset, bare.len()));
        }
        offset += line.len();
    }
    let mut longest = 0;
    for (_, length) in found.iter_mut().rev() {
        longest = longest.max(*length);
        *length = longest;
    }
    found
}

/// Length of the longest closing fence from a place on; 0 if there is none.
fn longest_fence(closing: &[(usize, usize)], from: usize) -> usize {
    closing.get(closing.partition_point(|(at, _)| *at < from)).map_or(0, |(_, longest)| *longest)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, neutral: &str) {
        assert_eq!(neutralise(text).text, neutral, "{text:?}");
    }

    #[test]
    fn an_entity_writes_no_control_character() {
        check("a &#7; b &#x1B; c &#xFFFF; d", "a \\&#7; b \\&#x1B; c \\&#xFFFF; d");
        check("a &#65; &amp; &#; &#x; &#99999999; &#7", "a &#65; &amp; &#; &#x; &#99999999; &#7");
    }

    #[test]
    fn blanks_and_prices_are_no_markup() {
        check("~~~~\nsaid", "\\~\\~\\~\\~\nsaid");
        check("5~10 or 20~30", "5\\~10 or 20\\~30");
        check("a ~~struck~~ word", "a ~~struck~~ word");
        check("my name is ____, and", "my name is \\_\\_\\_\\_, and");
        check("**bold** and *soft*", "**bold** and *soft*");
        check("***", "***");
        check("what the f****", "what the f\\*\\*\\*\\*");
    }

    #[test]
    fn a_year_opens_no_list() {
        check("2012. That's correct", "2012\\. That's correct");
        check("12. The twelfth", "12. The twelfth");
    }

    #[test]
    fn what_is_never_closed_hides_nothing() {
        check("```\ncode", "\\`\\`\\`\ncode");
        check("```\ncode ~\n```\n", "```\ncode ~\n```\n");
        check("a <!-- b", "a \\<!-- b");
        check("a <!-- b -->", "a <?......?>");
    }

    #[test]
    fn sums_and_names_keep_their_signs() {
        check("_So_\u{2}0\u{3}*x*", "_So_,\u{4}\u{2}0\u{3}\u{4},*x*");
        check("5*3*2", "5\\*3\\*2");
        check("10**6 and 10**7", "10\\*\\*6 and 10\\*\\*7");
        check("a*b*c or x*2*y", "a\\*b\\*c or x\\*2\\*y");
        check("see **5*3** and **Motion 12**passed", "see **5\\*3** and **Motion 12**passed");
        check("a *non*conformist, a foot*ball* fan", "a *non*conformist, a foot*ball* fan");
        check("`5*3*2 ~ ~` <https://a.example/~b*c*d>", "`5*3*2 ~ ~` <https://a.example/~b*c*d>");
        check("call __init__ and __new_2__(x)", "call \\_\\_init\\_\\_ and \\_\\_new_2\\_\\_(x)");
        check("__Bold__ and __two words__", "__Bold__ and __two words__");
        check("會*議*開", "會*議*開");
        check("第5**條**", "第5**條**");
    }

    #[test]
    fn words_in_angles_are_words() {
        check("<inaudible> x", "\\<inaudible> x");
        check("a <name withheld>, <v Mary Smith>, </v>", "a \\<name withheld>, \\<v Mary Smith>, \\</v>");
        check("<video plays> <title withheld>", "\\<video plays> \\<title withheld>");
        check("<Self::Item> <T>", "\\<Self::Item> \\<T>");
        for text in
            ["<b>x</b>", "<a href='a~b*c*d'>x</a>", "<a@b.example>", "[x](<a b.csv>)", "1 < 2", "<div>\na ~ b\n</div>"]
        {
            check(text, text);
        }
    }
}
