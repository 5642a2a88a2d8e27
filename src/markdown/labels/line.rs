//! Speakers who are no headings: lines that begin with a name, in bold type or plain.
//!
//! Where `labels:` says so, such a line begins a speech as `### Name:` does. Where nothing says so, lines of this kind are
//! counted, so that an editor is told, and `check --fix` can make headings of them.

use super::clock;
use super::heading::{self, inner_colon, understand};
use crate::config::Labels;

/// A line that begins a speech. Offsets are bytes of the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LabelLine {
    /// Where the line begins.
    pub at: usize,
    /// The label, with what stands around the name: as a heading would have it.
    pub label: (usize, usize),
    /// Where the words begin; the end of the line if there are none on it.
    pub words: usize,
}

/// The lines of `text` from byte `start` on that begin a speech, in order.
pub fn marks(text: &str, start: usize, labels: Labels) -> Vec<LabelLine> {
    let find: fn(&str) -> Option<(usize, usize)> = match labels {
        Labels::Headings => return Vec::new(),
        Labels::Bold => bold,
        Labels::Line => plain,
    };
    let mut marks = Vec::new();
    for_lines(text, start, |at, line| {
        let indentation = line.bytes().take_while(|b| *b == b' ').count();
        if indentation <= 3
            && let Some((label, words)) = find(&line[indentation..])
        {
            let from = at + indentation;
            marks.push(LabelLine { at, label: (from, from + label), words: from + words });
        }
    });
    marks
}

/// Goes through the lines that are no code.
fn for_lines(text: &str, start: usize, mut each: impl FnMut(usize, &str)) {
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

/// The longest label, in bytes.
const LONGEST: usize = 240;

/// `**Eve:** words`, `**Eve** [1:19](…): words`, `**Eve**` alone: how long the label is, and where the words begin.
fn bold(line: &str) -> Option<(usize, usize)> {
    let mut at = 0;
    if line.starts_with(['[', '(', '（', '【']) {
        let (length, _) = clock::at_start(line)?;
        at = length + line[length..].len() - line[length..].trim_start().len();
    }
    let mark = ["**", "__"].into_iter().find(|mark| line[at..].starts_with(mark))?;
    let inner_at = at + mark.len();
    let length = line[inner_at..].find(mark).filter(|length| *length > 0 && *length <= LONGEST)?;
    let inner = &line[inner_at..inner_at + length];
    if inner.starts_with([' ', '*', '_']) || is_no_speaker(inner) {
        return None;
    }
    let mut end = inner_at + length + mark.len();
    let mut has_colon = heading::is_label(inner);
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
            // A remark behind the name belongs to it only if the label goes on to a colon.
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
    let fits = name.chars().any(char::is_alphanumeric) && name.chars().count() <= 100 && !ends_sentence(&name);
    // Bold type alone is a name only if it looks like one: `**Adjourned at nine.**` does not.
    let is_label = has_colon || has_clock || (is_alone && looks_like_name(name.trim_matches(['*', '_'])));
    (fits && is_label).then(|| (end, words_after(line, end, rest == "\\")))
}

/// `EVE: words`, `[00:12:30] Eve: words`, `Mary Smith  0:15` alone: how long the label is, and where the words begin.
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
            // As recorders write it: a name and a moment, and nothing else on the line.
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

/// Where the words of a line begin; its end when there are none.
fn words_after(line: &str, end: usize, is_break: bool) -> usize {
    if is_break { line.len() } else { line.len() - line[end..].trim_start().len() }
}

/// The length of a remark in brackets: `(Chair)`.
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

/// Words of names that begin small.
pub(super) const PARTICLES: [&str; 40] = [
    "a", "al", "and", "at", "bin", "ben", "da", "das", "de", "del", "della", "den", "der", "des", "di", "do", "dos",
    "du", "e", "el", "et", "for", "from", "ibn", "la", "le", "les", "of", "on", "the", "to", "und", "van", "von", "y",
    "zu", "zur", "für", "&", "–",
];

/// Whether a text could be what a person or body is called.
pub(super) fn looks_like_name(name: &str) -> bool {
    let name = name.trim();
    let count = name.chars().count();
    if count == 0 || count > 60 || !name.chars().any(char::is_alphabetic) {
        return false;
    }
    if name.contains(|c: char| "!?。！？，；;“”\"「」『』《》<>|=\\*_`…#@$%{}".contains(c)) {
        return false;
    }
    if name.chars().any(crate::text::is_cjk) {
        const SAYING: [&str; 14] =
            ["說", "説", "说", "表示", "指出", "認為", "如下", "包括", "例如", "以下", "就是", "因為", "所以", "的是"];
        return count <= 24 && !SAYING.iter().any(|end| name.ends_with(end));
    }
    let bare = name.split(['(', '[']).next().unwrap_or_default();
    let mut words = bare.split_whitespace();
    let Some(first) = words.next() else { return false };
    const ROLES: [&str; 16] = [
        "speaker",
        "member",
        "members",
        "public",
        "audience",
        "participant",
        "unidentified",
        "unknown",
        "questioner",
        "interviewer",
        "moderator",
        "host",
        "chair",
        "clerk",
        "officer",
        "voice",
    ];
    let fits = |word: &str| {
        let word = word.trim_end_matches([',', '.']);
        word.starts_with(|c: char| !c.is_lowercase() && c.is_alphanumeric())
            || PARTICLES.contains(&word)
            || ROLES.contains(&word)
            || word.starts_with(['\'', '’'])
    };
    // A full stop within a name ends an initial or a title: `Dr. J. Lee`, `St. Clair`.
    let short = |word: &str| !word.ends_with('.') || word.chars().count() <= 5;
    first.starts_with(|c: char| c.is_uppercase() || (c.is_alphabetic() && !c.is_lowercase()))
        && bare.split_whitespace().count() <= 7
        && words.all(fits)
        && bare.split_whitespace().all(short)
}

/// Whether a label is known to stand before something that nobody says: what heads of minutes hold, and words with which
/// sentences begin.
pub(super) fn is_no_speaker(label: &str) -> bool {
    let folded = crate::record::fold_label(&understand(label).name);
    const NONE: &[&str] = &[
        "absent",
        "action",
        "action item",
        "action items",
        "actions",
        "adjournment",
        "agenda",
        "also",
        "announcements",
        "answers",
        "apologies",
        "appendix",
        "attachments",
        "attendance",
        "attendees",
        "author",
        "authors",
        "ayes",
        "background",
        "because",
        "body",
        "but",
        "caution",
        "conclusion",
        "conclusions",
        "correction",
        "date",
        "dates",
        "decision",
        "decisions",
        "description",
        "discussion",
        "document",
        "documents",
        "duration",
        "edit",
        "end",
        "example",
        "examples",
        "finally",
        "first",
        "firstly",
        "following",
        "for example",
        "further",
        "hence",
        "however",
        "in attendance",
        "in favour",
        "in favor",
        "against",
        "abstentions",
        "introduction",
        "issue",
        "issues",
        "item",
        "items",
        "lang",
        "language",
        "last",
        "lastly",
        "link",
        "links",
        "location",
        "media",
        "meeting",
        "members present",
        "minutes",
        "motion",
        "motions",
        "namely",
        "nb",
        "n.b.",
        "next steps",
        "noes",
        "note",
        "notes",
        "now",
        "or",
        "outcome",
        "outcomes",
        "papers",
        "participants",
        "place",
        "point",
        "present",
        "previously",
        "proposal",
        "proposals",
        "ps",
        "p.s.",
        "questions",
        "rationale",
        "re",
        "reason",
        "reasons",
        "recap",
        "recording",
        "reference",
        "references",
        "regrets",
        "reminder",
        "resolution",
        "resolutions",
        "resolved",
        "result",
        "results",
        "scribe",
        "second",
        "secondly",
        "since",
        "slides",
        "so",
        "source",
        "sources",
        "start",
        "status",
        "still",
        "subject",
        "subtitle",
        "summary",
        "tags",
        "then",
        "therefore",
        "third",
        "thirdly",
        "thus",
        "time",
        "title",
        "tl;dr",
        "tldr",
        "to do",
        "todo",
        "topic",
        "topics",
        "transcript",
        "update",
        "updates",
        "url",
        "venue",
        "version",
        "video",
        "vote",
        "votes",
        "warning",
        "where",
        "yes",
        "no",
        "lieu",
        "présents",
        "absents",
        "ordre du jour",
        "ort",
        "datum",
        "anwesend",
        "lugar",
        "fecha",
        "asistentes",
        "日期",
        "時間",
        "时间",
        "地點",
        "地点",
        "主題",
        "主题",
        "議題",
        "议题",
        "議程",
        "议程",
        "出席",
        "出席者",
        "出席人員",
        "出席人员",
        "出席委員",
        "列席",
        "列席人員",
        "列席委員",
        "缺席",
        "請假",
        "請假委員",
        "與會者",
        "與會人員",
        "决议",
        "決議",
        "決定",
        "附帶決議",
        "說明",
        "案由",
        "主旨",
        "備註",
        "备注",
        "附件",
        "註",
        "注",
        "注意",
        "結論",
        "结论",
        "討論",
        "報告",
        "報告事項",
        "討論事項",
        "紀錄",
        "記錄",
        "记录",
        "會議時間",
        "會議地點",
        "會議名稱",
        "資料來源",
        "來源",
        "連結",
        "例如",
        "包括",
        "另外",
        "因此",
        "首先",
        "其次",
        "最後",
        "第一",
        "第二",
        "第三",
        "日時",
        "場所",
        "議事",
        "일시",
        "장소",
    ];
    NONE.contains(&&*folded)
}

/// Lines that begin like a speaker's name, where nothing says that they are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unread {
    /// What kind of line.
    pub kind: LineKind,
    /// How many.
    pub count: usize,
    /// The first of them, as bytes of the text.
    pub first: (usize, usize),
    /// Different labels, as written, at most three.
    pub examples: Vec<String>,
    /// Whether it is sure enough to make headings of them.
    pub is_sure: bool,
}

/// How a label is written that is not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LineKind {
    /// As `labels:` could say.
    Labels(Labels),
    /// A heading of another level, with too much in front, or without its space: `#### Eve:`, `###Eve:`.
    Heading,
}

/// Looks for lines that begin like a speaker's name. `headings` is whether headings of another form count.
pub fn unread(text: &str, start: usize, headings: bool) -> Option<Unread> {
    let kinds = [LineKind::Heading, LineKind::Labels(Labels::Bold), LineKind::Labels(Labels::Line)];
    let found = kinds.into_iter().skip(usize::from(!headings)).filter_map(|kind| unread_of(text, start, kind));
    // Of equals the first stays.
    found.reduce(|best, next| if next.count > best.count { next } else { best })
}

/// As [`unread`], for bold type alone and where there are more than `most` lines of it: quick where there are not.
pub fn unread_bold(text: &str, start: usize, most: usize) -> Option<Unread> {
    let lines = memchr::memmem::find_iter(&text.as_bytes()[start..], b"\n**").take(most + 1).count();
    if lines > most { unread_of(text, start, LineKind::Labels(Labels::Bold)) } else { None }
}

/// Enough names to see whether they come again; a list of a hundred different words is no transcript.
const MANY: usize = 64;

fn unread_of(text: &str, start: usize, kind: LineKind) -> Option<Unread> {
    let marks = match kind {
        LineKind::Labels(labels) => marks(text, start, labels),
        LineKind::Heading => false_headings(text, start),
    };
    let mut names: Vec<(String, usize)> = Vec::new();
    let mut examples = Vec::new();
    let (mut count, mut first, mut clocks) = (0, None, 0);
    for mark in &marks {
        let label = &text[mark.label.0..mark.label.1];
        let heading = understand(label);
        let bare = heading.name.trim_matches(['*', '_', ' ']);
        if !looks_like_name(bare) || is_no_speaker(bare) {
            continue;
        }
        count += 1;
        clocks += usize::from(heading.time.is_some());
        first.get_or_insert(mark.label);
        if let Some((_, times)) = names.iter_mut().find(|(name, _)| name == bare) {
            *times += 1;
        } else if names.len() < MANY {
            if examples.len() < 3 {
                examples.push(label.trim().to_owned());
            }
            names.push((bare.to_owned(), 1));
        }
    }
    let again = names.iter().any(|(_, times)| *times > 1);
    let paragraphs = text[start..].split("\n\n").filter(|part| !part.trim().is_empty()).count();
    let is_most = count * 2 >= paragraphs.saturating_sub(1);
    let is_sure = count >= 2 && names.len() < MANY && (clocks * 2 > count || (again && count >= 3) || is_most);
    // A few lines of different words with a colon are a list of links or dates.
    let is_told = (count >= 2 && (again || clocks > 0 || is_sure)) || (count >= 1 && is_most);
    is_told.then(|| Unread { kind, count, first: first.unwrap_or((start, start)), examples, is_sure })
}

/// Headings that are none, or of a level at which nobody speaks: `###Eve:`, `    ### Eve:`, `#### Eve:`.
pub(super) fn false_headings(text: &str, start: usize) -> Vec<LabelLine> {
    let mut marks = Vec::new();
    for_lines(text, start, |at, line| {
        if let Some((from, _)) = false_heading(line) {
            marks.push(LabelLine { at, label: (at + from, at + line.len()), words: at + line.len() });
        }
    });
    marks
}

/// Where the label begins in such a line, and whether the line is no heading at all.
pub fn false_heading(line: &str) -> Option<(usize, bool)> {
    let bare = line.trim_start_matches([' ', '\t']);
    let indentation = &line[..line.len() - bare.len()];
    let level = bare.bytes().take_while(|b| *b == b'#').count();
    if !(2..=6).contains(&level) {
        return None;
    }
    let rest = &bare[level..];
    let label = rest.trim_start();
    let is_spaced = rest.starts_with([' ', '\t', '\u{3000}', '\u{a0}']);
    let is_code = indentation.contains('\t') || indentation.len() > 3;
    let is_none = is_code || !is_spaced;
    let is_misplaced = is_none || level > 3;
    (is_misplaced && heading::is_label(label)).then(|| (line.len() - label.len(), is_none))
}

/// The text with headings instead of lines that begin like a speaker's name; `None` when that is not sure.
pub fn with_headings(text: &str, start: usize) -> Option<String> {
    let found = unread(text, start, true).filter(|found| found.is_sure)?;
    let marks = match found.kind {
        LineKind::Labels(labels) => marks(text, start, labels),
        LineKind::Heading => false_headings(text, start),
    };
    let mut out = String::with_capacity(text.len() + marks.len() * 8);
    let mut done = 0;
    for mark in marks {
        let label = text[mark.label.0..mark.label.1].trim();
        let bare: String = label.replace("**", "").replace("__", "");
        if found.kind != LineKind::Heading && is_no_speaker(&bare) {
            continue;
        }
        let end = text[mark.at..].find('\n').map_or(text.len(), |end| mark.at + end);
        out.push_str(&text[done..mark.at]);
        if !out.is_empty() && !out.ends_with("\n\n") {
            out.push('\n');
        }
        out.push_str("### ");
        out.push_str(bare.trim());
        if !heading::is_label(bare.trim()) {
            out.push(if crate::text::is_cjk(bare.trim().chars().next_back().unwrap_or(' ')) { '：' } else { ':' });
        }
        out.push('\n');
        let words = text[mark.words.min(end)..end].trim();
        if !words.is_empty() && words != "\\" {
            out.push_str(words);
            out.push('\n');
        }
        done = (end + 1).min(text.len());
    }
    out.push_str(&text[done..]);
    Some(out)
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
            "** Eve:** x",
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
            "### Eve: Hm",
        ] {
            assert_eq!(read(line, Labels::Line), None, "{line}");
        }
    }

    #[test]
    fn code_holds_no_speakers() {
        assert_eq!(marks("```\nEve: Hm\n```\nGus: Hm\n", 0, Labels::Line).len(), 1);
        assert_eq!(marks("```\nEve: Hm\n", 0, Labels::Line).len(), 1, "a fence that nobody closes hides nothing");
    }

    #[test]
    fn headings_are_made_of_labels() {
        let check =
            |before: &str, after: &str| assert_eq!(with_headings(before, 0).as_deref(), Some(after), "{before}");
        check(
            "# T\n\nEVE: Good.\n\nGUS: So.\n\nEVE: Ho.\n",
            "# T\n\n### EVE:\nGood.\n\n### GUS:\nSo.\n\n### EVE:\nHo.\n",
        );
        check(
            "# T\n\n**Eve** [1:19](https://v.example/?t=79): Good.\n\n**Gus:** So.\n",
            "# T\n\n### Eve [1:19](https://v.example/?t=79):\nGood.\n\n### Gus:\nSo.\n",
        );
        check("# T\n\nEve:\n\nGood.\n\nGus:\n\nSo.\n", "# T\n\n### Eve:\n\nGood.\n\n### Gus:\n\nSo.\n");
        check("# T\n\n#### Eve:\nGood.\n\n#### Gus:\nSo.\n", "# T\n\n### Eve:\nGood.\n\n### Gus:\nSo.\n");
        check("# T\n\n**林某：**\\\n好。\n\n**王某**\\\n是。\n", "# T\n\n### 林某：\n好。\n\n### 王某：\n是。\n");
        check("Mary Smith  0:15\nHello.\n\nJo Li  0:20\nHi.", "### Mary Smith  0:15:\nHello.\n\n### Jo Li  0:20:\nHi.");
        for unsure in ["# T\n\nThat is all.\n", "# T\n\nA.\n\nB.\n\nC.\n\nD.\n\nE.\n\nEve: Hm\n", ""] {
            assert_eq!(with_headings(unsure, 0), None, "{unsure}");
        }
    }
}
