//! Whether words that look like metadata could say “not yet”, in whatever dress they come.
//!
//! A line counts when a key that decides who may see a record stands beside a value that means something for this key: a
//! known word, yes or no, or a date. “Status: the harbour is closed” is a sentence.

use unicode_normalization::UnicodeNormalization;

use super::front_matter::may_be_guard;

/// What a key and its value say of who may see what they belong to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Says {
    /// Not to be seen, or not before something.
    NotYet,
    /// To be seen.
    Public,
}

/// What kind of value a key has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// How far the record has come.
    Status,
    /// `true` means that nobody may see it.
    Held,
    /// `false` means that nobody may see it.
    Open,
    /// From when on it may be seen.
    Moment,
}

const STATUS: &[&str] = &[
    "status",
    "state",
    "stage",
    "visibility",
    "access",
    "statut",
    "estado",
    "stato",
    "статус",
    "狀態",
    "状态",
    "状態",
    "ステータス",
    "상태",
];
const HELD: &[&str] = &[
    "draft",
    "drafts",
    "is_draft",
    "isdraft",
    "wip",
    "private",
    "is_private",
    "hidden",
    "unlisted",
    "confidential",
    "secret",
    "embargo",
    "embargoed",
    "internal",
    "withheld",
    "unpublished",
    "not_public",
    "in_review",
    "withdrawn",
    "草稿",
    "下書き",
    "초안",
    "brouillon",
    "borrador",
    "entwurf",
    "bozza",
    "rascunho",
    "черновик",
];
const OPEN: &[&str] = &[
    "published",
    "publish",
    "public",
    "is_public",
    "is_published",
    "visible",
    "released",
    "公開",
    "公开",
    "發布",
    "发布",
    "publié",
    "publicado",
    "veröffentlicht",
];
const MOMENT: &[&str] = &[
    "publish_at",
    "publishat",
    "publish_date",
    "publishdate",
    "publish_on",
    "publish_hour",
    "publish_from",
    "embargo",
    "embargo_until",
    "embargoed_until",
    "embargo_date",
    "not_before",
    "release_at",
    "release_on",
    "release_date",
    "go_live",
    "review_until",
    "review_from",
    "after_review",
    "scheduled",
    "scheduled_for",
    "visible_from",
    "public_from",
    "withdrawn",
    "解密日期",
    "保密期限",
];
const NOT_YET: &[&str] = &[
    "draft",
    "drafts",
    "drafting",
    "review",
    "in_review",
    "under_review",
    "reviewing",
    "pending",
    "wip",
    "work_in_progress",
    "unpublished",
    "not_published",
    "embargo",
    "embargoed",
    "private",
    "hidden",
    "confidential",
    "secret",
    "internal",
    "scheduled",
    "unreleased",
    "unlisted",
    "withheld",
    "held",
    "held_back",
    "not_yet",
    "not_public",
    "withdrawn",
    "restricted",
    "草稿",
    "審閱",
    "審閱中",
    "审阅",
    "审阅中",
    "待審",
    "待审",
    "未公開",
    "未公开",
    "未發布",
    "未发布",
    "不公開",
    "非公開",
    "下書き",
    "レビュー中",
    "초안",
    "비공개",
    "brouillon",
    "borrador",
    "entwurf",
    "bozza",
    "rascunho",
    "черновик",
    "privé",
    "privado",
    "privat",
];
const YES: &[&str] = &["true", "yes", "y", "on", "1", "ja", "oui", "sí", "si", "да", "是", "はい", "예", "x"];
const NO: &[&str] =
    &["false", "no", "n", "off", "0", "never", "later", "nein", "non", "нет", "否", "いいえ", "아니요", "not_yet"];

/// What a key with a value says, if it is one of those that decide who may see something.
pub(super) fn says(key: &str, value: &str) -> Option<Says> {
    let (key, value) = (folded(key), first_words(value));
    let is = |words: &[&str], word: &str| words.contains(&word);
    let has_number = value.bytes().any(|byte| byte.is_ascii_digit());
    kinds(&key).find_map(|kind| match kind {
        Kind::Status if is(NOT_YET, &value) => Some(Says::NotYet),
        Kind::Status if matches!(&*value, "published" | "public" | "公開" | "公开") => Some(Says::Public),
        Kind::Held if is(YES, &value) => Some(Says::NotYet),
        Kind::Held if is(NO, &value) => Some(Says::Public),
        Kind::Open if is(NO, &value) => Some(Says::NotYet),
        Kind::Open if is(YES, &value) => Some(Says::Public),
        Kind::Moment if has_number || matches!(&*value, "wait" | "publish" | "meeting") => Some(Says::NotYet),
        _ => None,
    })
}

/// Whether a key is one with which people say whether something is a draft or published, and nothing else.
pub(super) fn is_draft_or_published(key: &str) -> bool {
    matches!(&*folded(key), "draft" | "is_draft" | "isdraft" | "published" | "is_published" | "publish")
}

fn kinds(key: &str) -> impl Iterator<Item = Kind> {
    let near_status = key.is_ascii() && strsim::osa_distance("status", key) <= 1;
    let near_moment = may_be_guard(key) && !HELD.contains(&key) && !OPEN.contains(&key) && !near_status;
    [
        (near_status || STATUS.contains(&key), Kind::Status),
        (HELD.contains(&key), Kind::Held),
        (OPEN.contains(&key), Kind::Open),
        (near_moment || MOMENT.contains(&key), Kind::Moment),
    ]
    .into_iter()
    .filter_map(|(is, kind)| is.then_some(kind))
}

/// A key without its marks, its case and the ways to divide words.
fn folded(text: &str) -> String {
    let bare: String = text.nfkc().filter(|c| !is_mark(*c)).collect();
    bare.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase().replace([' ', '-', '.'], "_")
}

/// Marks of Markdown and quotation, and characters that nobody sees.
fn is_mark(c: char) -> bool {
    matches!(c, '*' | '`' | '\\' | '"' | '\'' | '“' | '”' | '‘' | '’') || is_invisible(c)
}

/// Characters that nobody sees.
pub(super) fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

/// The words with which a value begins, up to a sign or a remark.
fn first_words(value: &str) -> String {
    let bare: String = value.nfkc().filter(|c| !is_mark(*c)).collect();
    let bare = bare.trim_start_matches(|c: char| !c.is_alphanumeric());
    let end = bare.find(|c: char| !(c.is_alphanumeric() || matches!(c, ' ' | '_' | '-' | '\t'))).unwrap_or(bare.len());
    let words = bare[..end].split(" - ").next().unwrap_or_default();
    words.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase().replace([' ', '-'], "_")
}

/// Whether a text that is no record says anywhere near its beginning that it is not to be seen yet.
pub fn says_not_yet(text: &str) -> bool {
    let end = memchr::memmem::find(text.as_bytes(), b"\n##").unwrap_or(text.len());
    find(&text[..end], &[]).is_some()
}

/// The first line of a text that could say “not yet”: its place, and how long it is. Lines in `read` were understood.
pub(super) fn find(text: &str, read: &[std::ops::Range<usize>]) -> Option<(usize, usize)> {
    let mut scan = Scan::default();
    let mut offset = 0;
    for line in text.split_inclusive('\n') {
        let at = offset;
        offset += line.len();
        if read.iter().any(|range| range.contains(&at)) {
            scan = Scan::default();
            continue;
        }
        if let Some(from) = scan.line(line, at) {
            let length = text[from..].lines().next().map_or(1, str::len).max(1);
            return Some((from, length));
        }
    }
    None
}

/// What the lines before left open.
#[derive(Default)]
struct Scan<'t> {
    /// A key whose value may stand in the next line.
    key: Option<(&'t str, usize)>,
    /// Cells of a table in which there is a key.
    header: Option<Vec<&'t str>>,
    /// Whether the line before was a rule, as above a block.
    after_rule: bool,
    /// A word between two rules, if another one comes.
    word: Option<usize>,
}

impl<'t> Scan<'t> {
    fn line(&mut self, line: &'t str, at: usize) -> Option<usize> {
        let line = line.trim_end();
        let bare = line.trim_matches(|c: char| c.is_whitespace() || is_invisible(c));
        if bare.is_empty() {
            return None;
        }
        if is_rule(bare) {
            self.key = None;
            self.after_rule = true;
            return self.word.take();
        }
        let after_rule = std::mem::take(&mut self.after_rule);
        self.word = None;
        let pieces = pieces(bare);
        // A table in HTML has each cell on a line of its own.
        let mut texts = pieces.iter().filter(|piece| !piece.is_tag);
        let (alone, is_markup) = match (bare.starts_with('<'), texts.next(), texts.next()) {
            (true, None, _) => (bare, true),
            (true, Some(piece), None) => (piece.text, false),
            _ => (bare, false),
        };
        let before = self.key.take();
        if let Some((key, from)) = before
            && says(key, alone) == Some(Says::NotYet)
        {
            return Some(from);
        }
        for piece in &pieces {
            if pair(piece.text).is_some_and(not_yet) || attributes(piece.text).is_some_and(not_yet) {
                return Some(at);
            }
        }
        let words: Vec<&Piece> = pieces.iter().filter(|piece| !piece.is_tag).collect();
        if words.windows(2).any(|two| two[1].is_cell && not_yet((two[0].text, two[1].text)))
            || pieces.windows(2).any(|two| two[0].is_tag && !two[1].is_tag && not_yet((two[0].text, two[1].text)))
        {
            return Some(at);
        }
        if self.table(bare) {
            return Some(at);
        }
        self.key = match pair(bare) {
            _ if is_markup => before,
            Some((key, value)) if first_words(value).is_empty() => Some((key, at)),
            None if alone.len() < 60 => Some((alone, at)),
            _ => None,
        };
        let command = bare.starts_with(['@', '%', '.', '\\', '!', '$', '#']) && !bare.starts_with("# ");
        if let Some((key, value)) =
            bare.trim_start_matches(|c: char| !c.is_alphanumeric()).split_once(char::is_whitespace)
            && (command || after_rule)
            && not_yet((key, value))
        {
            return Some(at);
        }
        if after_rule && NOT_YET.contains(&&*first_words(bare)) && !first_words(bare).is_empty() {
            self.word = Some(at);
        }
        None
    }

    /// Whether a cell stands below a key that makes it say “not yet”.
    fn table(&mut self, line: &'t str) -> bool {
        if !line.contains('|') {
            self.header = None;
            return false;
        }
        let cells: Vec<&str> = line.trim_matches('|').split('|').map(str::trim).collect();
        match &self.header {
            Some(header) => header.iter().zip(&cells).any(|(key, value)| not_yet((key, value))),
            None => {
                self.header = Some(cells);
                false
            }
        }
    }
}

fn not_yet((key, value): (&str, &str)) -> bool {
    says(key, value) == Some(Says::NotYet)
}

/// Whether a line divides: `---`, `+++`, `***`, a fence, or what a word processor makes of them.
fn is_rule(line: &str) -> bool {
    let is_sign = |c: char| matches!(c, '-' | '+' | '*' | '_' | '=' | '~' | '`' | ';' | '—' | '–' | '\\' | ' ');
    let signs = line.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    !signs.trim().is_empty() && signs.chars().all(is_sign) && (signs.chars().count() > 1 || signs == "—")
}

/// A part of a line that stands between signs.
struct Piece<'t> {
    text: &'t str,
    /// Between angle brackets.
    is_tag: bool,
    /// Divided from what stands before it as cells are: a comma divides words of a sentence.
    is_cell: bool,
}

fn pieces(line: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let (mut start, mut before) = (0, ' ');
    let divides = |c: char| {
        matches!(
            c,
            '|' | ';'
                | '{'
                | '}'
                | '['
                | ']'
                | '('
                | ')'
                | '<'
                | '>'
                | '\t'
                | ','
                | '（'
                | '）'
                | '；'
                | '｜'
                | '，'
                | '【'
                | '】'
        )
    };
    for (at, sign) in line.char_indices().filter(|(_, c)| divides(*c)).chain([(line.len(), ' ')]) {
        let text = line[start..at].trim();
        if text.contains(char::is_alphanumeric) {
            let is_cell = matches!(before, '|' | '｜' | '<' | '>' | '{' | '}' | '\t' | '[' | ']');
            pieces.push(Piece { text, is_tag: before == '<' && sign == '>', is_cell });
        }
        start = (at + sign.len_utf8()).min(line.len());
        before = sign;
    }
    pieces
}

/// A key and a value with a sign between them.
fn pair(text: &str) -> Option<(&str, &str)> {
    let bare = text.trim_start_matches(|c: char| !c.is_alphanumeric());
    let signs = [":", "：", "=", "＝", "→", "->", "︰", " – ", " — ", " - "];
    let (at, sign) = signs.iter().filter_map(|sign| bare.find(sign).map(|at| (at, sign))).min()?;
    Some((&bare[..at], &bare[at + sign.len()..]))
}

/// `name="status" content="draft"`, as tags have it.
fn attributes(text: &str) -> Option<(&str, &str)> {
    let value = |name: &str| {
        let rest = text[text.find(name)? + name.len()..].trim_start().strip_prefix('=')?.trim_start();
        let quote = rest.chars().next().filter(|c| matches!(c, '"' | '\''));
        Some(match quote {
            Some(quote) => rest[1..].split(quote).next().unwrap_or_default(),
            None => rest.split_whitespace().next().unwrap_or_default(),
        })
    };
    let name = ["name", "property", "itemprop"].iter().find_map(|name| value(name))?;
    Some((name, value("content").or_else(|| value("value"))?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn metadata_is_told_from_sentences_in_every_dress() {
        for held in [
            "status: draft",
            "Status: Draft",
            "DRAFT: true",
            "\"status\": \"draft\",",
            "'draft': true",
            "status：draft",
            "status = \"draft\"",
            ":status: draft",
            "#+DRAFT: true",
            "- status: draft",
            "* **Status:** draft",
            "**Status**: draft",
            "| status | draft |",
            "| title | status |\n|---|---|\n| X | draft |",
            "<meta name=\"status\" content=\"draft\">",
            "<status>draft</status>",
            "<dt>Status</dt><dd>draft</dd>",
            "<table>\n<tr>\n<th>Status</th>\n<td>draft</td>\n</tr></table>",
            "access: restricted",
            "解密日期：2099-01-01",
            "<!-- status: draft -->",
            "meta: {status: draft}",
            "狀態：草稿",
            "publish\\_at: 2099-01-01",
            "publish-at: 2099-01-01",
            "published: false",
            "status: draft # not yet",
            "status: draft (do not publish)",
            "Status — draft",
            "status:\n  draft",
            "Status\n\nDraft",
            "status\n: draft",
            "@draft true",
            "—\ndraft\n—",
            "embargo: 2099-01-01",
            "st\u{200b}atus: draft",
            "> status: review",
            "\\status{draft}",
            "private: yes",
            "layout: post, status: draft",
            "Review-Until: 10 working days",
            "statsu: draft",
            "withdrawn: true",
            "entwurf: ja",
        ] {
            assert!(find(held, &[]).is_some(), "{held}");
        }
        for sentence in [
            "Status: the harbour is closed",
            "Published: 2024-03-10",
            "Draft minutes of the harbour",
            "- Status review",
            "status: published",
            "draft: false",
            "published: true",
            "The draft: a plan of the quay",
            "We discussed budget, status, draft and review.",
            "Public: 40 people",
            "Private sitting",
            "State: Bavaria",
            "Review of the draft",
            "embargo: none",
            "Status of the draft, pending.",
            "Date: 2024-03-10\nPlace: Hall",
            "status: draft minutes are with the clerk",
        ] {
            assert_eq!(find(sentence, &[]), None, "{sentence}");
        }
    }
}
