//! Whether words that look like metadata could say “not yet”, in whatever dress they come.
//!
//! A line counts when a key that decides who may see a record stands beside a value that means something for this key: a
//! known word, yes or no, or a day to come. “Status: the harbour is closed” is a sentence, and a table with many rows is one
//! of the meeting's business.

use jiff::civil::Date;
use unicode_normalization::UnicodeNormalization;

use super::days::{self, DayStatement};
use super::front_matter::{KEYS, may_be_guard};

mod below;

/// What a key and its value say of who may see what they belong to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Says {
    /// Not to be seen, or from a moment on that cannot be read.
    NotYet,
    /// Not to be seen before this day is over.
    Until(Date),
    /// To be seen.
    Public,
}

/// What kind of value a key has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum KeyKind {
    /// How far the record has come.
    Status,
    /// `true` means that nobody may see it.
    Held,
    /// `false` means that nobody may see it.
    Open,
    /// From when on it may be seen; whatever else has a number in it is not understood.
    Moment,
    /// From when on it may be seen, perhaps; only a day says so.
    Day,
    /// Since when it is seen no more.
    Gone,
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
    "stand",
    "zustand",
    "bearbeitungsstand",
    "état",
    "etat",
    "classification",
    "公開狀態",
    "公开状态",
    "發布狀態",
    "发布状态",
    "文件狀態",
    "密等",
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
    "not_published",
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
    "機密",
    "机密",
    "保密",
    "限閱",
    "限阅",
    "暫不公開",
    "暂不公开",
    "不公開",
    "不公开",
    "vertraulich",
    "confidentiel",
    "confidencial",
    "hide",
    "noindex",
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
    "是否公開",
    "是否公开",
    "öffentlich",
    "veröffentlichen",
];
const MOMENT: &[&str] = &[
    "publish_at",
    "publishat",
    "publish_date",
    "publishdate",
    "publish_on",
    "publish_from",
    "embargo",
    "embargoed",
    "embargo_until",
    "embargoed_until",
    "embargo_date",
    "not_before",
    "release_at",
    "release_on",
    "review_until",
    "review_from",
    "after_review",
    "解密日期",
    "保密期限",
];
/// Words that also stand above plain sentences.
const DAY: &[&str] = &[
    "release_date",
    "go_live",
    "scheduled",
    "scheduled_for",
    "visible_from",
    "public_from",
    "public_on",
    "date_published",
    "datepublished",
    "published_at",
    "published_on",
    "published_date",
    "publication",
    "publication_date",
    "date_of_publication",
    "發布日期",
    "公開日期",
    "发布日期",
    "公开日期",
    "發佈日期",
    "公開日",
    "公開日時",
    "公開予定日",
    "sperrfrist",
    "gesperrt_bis",
    "available_from",
    "to_be_published",
    "pubdate",
    "date_de_publication",
    "publier_le",
    "veröffentlichung",
    "veröffentlichung_am",
    "veröffentlichungsdatum",
    "公布日期",
    "預定公開日",
    "預定公開日期",
    "公開時間",
    "公开时间",
    "發布時間",
    "发布时间",
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
    "in_draft",
    "first_draft",
    "draft_version",
    "still_a_draft",
    "unapproved_draft",
    "not_yet_published",
    "awaiting_approval",
    "for_review",
    "on_hold",
    "hold",
    "vertraulich",
    "nicht_öffentlich",
    "nichtöffentlich",
    "unveröffentlicht",
    "in_prüfung",
    "in_bearbeitung",
    "non_publié",
    "confidentiel",
    "en_relecture",
    "à_valider",
    "審核中",
    "审核中",
    "審查中",
    "审查中",
    "校對中",
    "校对中",
    "尚未公開",
    "尚未公开",
    "暫不公開",
    "機密",
    "机密",
    "密",
];
/// Words that hold back by themselves; others are words of a meeting's business too.
const PLAIN: &[&str] = &[
    "pending",
    "review",
    "in_review",
    "under_review",
    "reviewing",
    "private",
    "confidential",
    "secret",
    "internal",
    "scheduled",
    "hidden",
    "held",
    "withdrawn",
    "restricted",
    "work_in_progress",
    "審閱",
    "審閱中",
    "审阅",
    "审阅中",
    "待審",
    "待审",
    "privé",
    "privado",
    "privat",
];
const YES: &[&str] = &["true", "t", "yes", "y", "on", "1", "ja", "oui", "sí", "si", "да", "是", "はい", "예", "x"];
const NO: &[&str] = &[
    "false",
    "nil",
    "no",
    "n",
    "off",
    "0",
    "never",
    "later",
    "nein",
    "non",
    "нет",
    "否",
    "いいえ",
    "아니요",
    "not_yet",
    "不",
    "未",
];

/// What a key with a value says, if it is one of those that decide who may see something.
pub(super) fn says(key: &str, value: &str) -> Option<Says> {
    let (key, words) = (folded(key), first_words(value));
    let is = |words: &[&str], word: &str| words.contains(&word);
    let has_number = || words.bytes().any(|byte| byte.is_ascii_digit());
    let until = |value: &str| match days::said(&without_marks(value)) {
        DayStatement::Day(day) => Some(Says::Until(day)),
        DayStatement::Unclear => Some(Says::NotYet),
        DayStatement::Clock | DayStatement::Number | DayStatement::Words => None,
    };
    kinds(&key).find_map(|kind| match kind {
        KeyKind::Status if is(NOT_YET, &words) => Some(Says::NotYet),
        KeyKind::Status if matches!(&*words, "published" | "public" | "公開" | "公开") => Some(Says::Public),
        KeyKind::Held if is(YES, &words) => Some(Says::NotYet),
        KeyKind::Held if is(NO, &words) => Some(Says::Public),
        KeyKind::Open if is(NO, &words) => Some(Says::NotYet),
        KeyKind::Open if is(YES, &words) => Some(Says::Public),
        KeyKind::Moment => match until(value) {
            None if has_number() || matches!(&*words, "wait" | "publish" | "meeting") => Some(Says::NotYet),
            said => said,
        },
        KeyKind::Open => until(value).filter(|said| *said != Says::NotYet),
        KeyKind::Day => until(value),
        KeyKind::Gone => until(value).map(|_| Says::NotYet),
        KeyKind::Status | KeyKind::Held => None,
    })
}

/// The same in a text, in which a capitalised word with a number may count something: “Public: 0”.
fn says_in_text(key: &str, value: &str) -> Option<Says> {
    let is_count = || matches!(&*first_words(value), "0" | "1");
    let is_plain = || {
        let bare = without_marks(key);
        let key = folded(key);
        bare.trim_start().starts_with(char::is_uppercase)
            && (PLAIN.contains(&&*key) || matches!(&*key, "public" | "visible" | "released" | "withheld"))
    };
    // “The states” are a word of many sentences, and one letter away.
    let is_word = || matches!(&*folded(key), "states" | "statues" | "stats" | "statutes");
    let is_other = is_word() || (is_count() && is_plain());
    says(key, value).filter(|_| !is_other)
}

/// Whether a key is one with which people say whether something is a draft or published, and nothing else.
pub(super) fn is_draft_or_published(key: &str) -> bool {
    matches!(&*folded(key), "draft" | "is_draft" | "isdraft" | "published" | "is_published" | "publish")
}

fn kinds(key: &str) -> impl Iterator<Item = KeyKind> {
    let near_status = key.is_ascii() && strsim::osa_distance("status", key) <= 1;
    let is_listed = HELD.contains(&key) || OPEN.contains(&key) || DAY.contains(&key) || key == "publish_hour";
    let near = may_be_guard(key) && !is_listed && !near_status;
    // What is said of a draft besides that it is one may have a number; “withdrawn” is nearly always a word of the meeting.
    let (is_of_draft, is_gone) = (near && key.starts_with("draft"), key == "withdrawn");
    [
        (near_status || STATUS.contains(&key) || is_status_of_record(key), KeyKind::Status),
        (HELD.contains(&key), KeyKind::Held),
        (OPEN.contains(&key), KeyKind::Open),
        (near && !is_of_draft && !is_gone || MOMENT.contains(&key), KeyKind::Moment),
        (is_of_draft || DAY.contains(&key), KeyKind::Day),
        (is_gone, KeyKind::Gone),
    ]
    .into_iter()
    .filter_map(|(is, kind)| is.then_some(kind))
}

/// Keys of metadata besides those that are read: of what stands beside “status” in a list or table about the record itself.
const OTHER_KEYS: &[&str] = &[
    "author",
    "authors",
    "category",
    "categories",
    "clerk",
    "comments",
    "created",
    "description",
    "id",
    "keywords",
    "language",
    "layout",
    "license",
    "location",
    "meeting",
    "modified",
    "name",
    "permalink",
    "published",
    "tags",
    "time",
    "timezone",
    "type",
    "updated",
    "uuid",
    "version",
    "weight",
    "標題",
    "标题",
    "日期",
    "作者",
    "版本",
    "語言",
    "语言",
    "時間",
    "时间",
    "地點",
    "地点",
];

/// Whether a word is a key of metadata.
fn is_key(word: &str) -> bool {
    let key = folded(word);
    !key.is_empty() && (KEYS.contains(&&*key) || OTHER_KEYS.contains(&&*key) || kinds(&key).next().is_some())
}

/// Whether what stands under such a heading, or is labelled so, is metadata rather than a speech.
pub(super) fn is_metadata_heading(heading: &str) -> bool {
    const NAMES: &[&str] = &[
        "metadata",
        "meta",
        "meta_data",
        "front_matter",
        "frontmatter",
        "header",
        "yaml",
        "toml",
        "json",
        "properties",
        "property",
        "document_properties",
        "document_metadata",
        "document_information",
        "document_info",
        "document_status",
        "document_data",
        "document_details",
        "file_information",
        "file_info",
        "file_properties",
        "record_information",
        "record_metadata",
        "record_properties",
        "record_status",
        "page_properties",
        "page_metadata",
        "publication",
        "publication_status",
        "publication_information",
        "publication_details",
        "publishing",
        "publishing_information",
        "visibility",
        "status",
        "中繼資料",
        "元資料",
        "元数据",
        "後設資料",
        "後設数据",
        "文件資訊",
        "文件屬性",
        "文件属性",
        "文档信息",
        "文档属性",
        "發布狀態",
        "发布状态",
        "メタデータ",
        "文書情報",
        "文書のプロパティ",
        "메타데이터",
        "문서_정보",
        "métadonnées",
        "propriétés",
        "propriétés_du_document",
        "metadatos",
        "propiedades",
        "propiedades_del_documento",
        "metadaten",
        "eigenschaften",
        "dokumenteigenschaften",
        "metadati",
        "proprietà",
        "metadados",
        "propriedades",
        "метаданные",
        "свойства",
        "свойства_документа",
    ];
    let key = folded(heading);
    const SPEAK: &[&str] = &[
        "chair",
        "body",
        "speakers",
        "participants",
        "absent",
        "author",
        "authors",
        "clerk",
        "meeting",
        "name",
        "comments",
        "public",
        "state",
    ];
    NAMES.contains(&&*key) || (is_key(&key) && !SPEAK.contains(&&*key) && !PLAIN.contains(&&*key))
}

/// Whether a key is the status of the record itself: “Document status”, and not “Project status”.
fn is_status_of_record(key: &str) -> bool {
    const OF_RECORD: &[&str] = &[
        "document",
        "record",
        "publication",
        "publishing",
        "page",
        "file",
        "transcript",
        "minutes",
        "review",
        "workflow",
        "release",
        "editorial",
    ];
    let qualifier = key.strip_suffix("_status").or_else(|| key.strip_suffix("_state"));
    qualifier.is_some_and(|qualifier| OF_RECORD.contains(&qualifier))
}

/// What a line says that is no pair: a stamp such as “DRAFT” alone, or “embargoed until” with a day.
fn stamp(line: &str) -> Option<Says> {
    const STAMPS: &[&str] = &[
        "draft",
        "confidential",
        "strictly_confidential",
        "embargoed",
        "not_for_publication",
        "not_for_release",
        "do_not_publish",
        "entwurf",
        "vertraulich",
        "nicht_öffentlich",
        "brouillon",
        "confidentiel",
        "borrador",
        "confidencial",
        "草稿",
        "密件",
        "機密",
        "机密",
        "下書き",
        "非公開",
        "초안",
    ];
    const UNTIL: &[&str] = &[
        "embargo until ",
        "embargoed until ",
        "under embargo until ",
        "do not publish before ",
        "not to be published before ",
        "not for release before ",
        "sperrfrist bis ",
        "gesperrt bis ",
        "sous embargo jusqu'au ",
    ];
    // A word in small letters is a part of a sentence.
    let is_small = line.chars().find(|c| c.is_alphabetic()).is_some_and(char::is_lowercase);
    if is_small || line.starts_with('#') || line.chars().count() > 80 {
        return None;
    }
    if STAMPS.contains(&&*folded(line)) {
        return Some(Says::NotYet);
    }
    let words = without_marks(line).to_lowercase().replace('’', "'");
    let words = words.trim_start_matches(|c: char| !c.is_alphanumeric());
    UNTIL.iter().find_map(|until| says("embargo_until", words.strip_prefix(until)?))
}

/// A key without its marks, its case and the ways to divide words.
fn folded(text: &str) -> String {
    let bare = without_marks(text);
    bare.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase().replace([' ', '-', '.'], "_")
}

fn without_marks(text: &str) -> String {
    text.nfkc().filter(|c| !is_mark(*c)).collect()
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
    let bare = without_marks(value);
    let bare = bare.trim_start_matches(|c: char| !c.is_alphanumeric());
    let end = bare.find(|c: char| !(c.is_alphanumeric() || matches!(c, ' ' | '_' | '-' | '\t'))).unwrap_or(bare.len());
    let words = bare[..end].split(" - ").next().unwrap_or_default();
    words.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase().replace([' ', '-'], "_")
}

/// From when on a text that is no record may be seen by what it says itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Opens {
    /// Nothing says “not yet”.
    Now,
    /// When this day is over.
    After(Date),
    /// At no known moment.
    Unknown,
}

/// From when on a text may be seen that is no record, and in which nobody speaks.
pub fn opens(text: &str) -> Opens {
    match find_anywhere(text, &[]).map(|found| found.until) {
        None => Opens::Now,
        Some(None) => Opens::Unknown,
        Some(Some(day)) => Opens::After(day),
    }
}

/// A line that could say “not yet”.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct NotYetLine {
    /// Where it begins.
    pub(super) at: usize,
    /// How long it is.
    pub(super) length: usize,
    /// The day after which it says nothing more.
    pub(super) until: Option<Date>,
}

/// The first line of a text that could say “not yet”, else the one with the latest day. Lines in `read` were understood.
pub(super) fn find(text: &str, read: &[std::ops::Range<usize>]) -> Option<NotYetLine> {
    let mut scan = Scan::default();
    for (at, line) in lines(text, 0) {
        if scan.is_settled() {
            break;
        }
        if read.iter().any(|range| range.contains(&at)) {
            scan.restart();
        } else {
            scan.line(line, at);
        }
    }
    scan.found(text)
}

/// The same of a text in which nobody speaks: all of it above the first heading below the title, and further down what stands
/// like metadata there.
pub(super) fn find_anywhere(text: &str, read: &[std::ops::Range<usize>]) -> Option<NotYetLine> {
    let end = memchr::memmem::find(text.as_bytes(), b"\n##").map_or(text.len(), |at| at + 1);
    let above = find(&text[..end], read);
    if above.is_some_and(|found| found.until.is_none()) {
        return above;
    }
    let below = below::find(text, end);
    match (above, below) {
        (Some(above), Some(below)) if below.until.is_some_and(|day| Some(day) <= above.until) => Some(above),
        (above, below) => below.or(above),
    }
}

/// The lines of a text from a place on, each with where it begins.
fn lines(text: &str, from: usize) -> impl Iterator<Item = (usize, &str)> {
    let mut at = from;
    text[from..].split_inclusive('\n').map(move |line| {
        at += line.len();
        (at - line.len(), line)
    })
}

/// What the lines before left open, and what was found.
#[derive(Default)]
struct Scan<'t> {
    /// A key whose value may stand in the next line.
    key: Option<(&'t str, usize)>,
    /// The table that the lines before belong to.
    table: Option<Table<'t>>,
    /// Whether the line before was a rule, as above a block.
    after_rule: bool,
    /// A word between two rules, if another one comes.
    word: Option<usize>,
    /// Whether words that a meeting uses of its business say nothing.
    is_strict: bool,
    /// What was found so far.
    best: Option<(usize, Says)>,
}

/// A table of Markdown.
struct Table<'t> {
    header: Vec<&'t str>,
    /// Whether each of its rows begins with a key of metadata.
    has_keys: bool,
    rows: usize,
    /// What it says if it is about the record, with the row.
    said: Vec<(usize, Says)>,
}

impl<'t> Scan<'t> {
    /// Forgets what the lines before left open.
    fn restart(&mut self) {
        self.end_of_table();
        (self.key, self.after_rule, self.word) = (None, false, None);
    }

    fn is_settled(&self) -> bool {
        matches!(self.best, Some((_, Says::NotYet)))
    }

    fn found(mut self, text: &str) -> Option<NotYetLine> {
        self.end_of_table();
        let (at, says) = self.best?;
        let length = text[at..].lines().next().map_or(1, str::len).max(1);
        Some(NotYetLine { at, length, until: if let Says::Until(day) = says { Some(day) } else { None } })
    }

    /// Whether a key and its value say “not yet”, or not before a day.
    fn says(&self, key: &str, value: &str) -> Option<Says> {
        let says = says_in_text(key, value).filter(|says| *says != Says::Public)?;
        (!self.is_strict || !PLAIN.contains(&&*first_words(value))).then_some(says)
    }

    /// Keeps what says most for holding back.
    fn note(&mut self, at: usize, says: Option<Says>) {
        let Some(says) = says else { return };
        let is_more = match (self.best, says) {
            (None, _) => true,
            (Some((_, Says::NotYet)), _) => false,
            (_, Says::NotYet) => true,
            (Some((_, Says::Until(before))), Says::Until(day)) => day > before,
            _ => false,
        };
        if is_more {
            self.best = Some((at, says));
        }
    }

    fn line(&mut self, line: &'t str, at: usize) {
        let line = line.trim_end();
        let bare = line.trim_matches(|c: char| c.is_whitespace() || is_invisible(c));
        if bare.is_empty() {
            return self.end_of_table();
        }
        if is_rule(bare) {
            self.end_of_table();
            self.key = None;
            self.after_rule = true;
            if let Some(at) = self.word.take() {
                self.note(at, Some(Says::NotYet));
            }
            return;
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
        if bare.contains('|') && !bare.starts_with('<') {
            return self.row(bare, at);
        }
        self.end_of_table();
        if let Some((key, from)) = before {
            self.note(from, self.says(key, alone));
        }
        for piece in &pieces {
            self.note(at, pair(piece.text).and_then(|(key, value)| self.says(key, value)));
            self.note(at, attributes(piece.text).and_then(|(key, value)| self.says(key, value)));
        }
        let words: Vec<&LinePart> = pieces.iter().filter(|piece| !piece.is_tag).collect();
        for two in words.windows(2).filter(|two| two[1].is_cell) {
            self.note(at, self.says(two[0].text, two[1].text));
        }
        for two in pieces.windows(2).filter(|two| two[0].is_tag && !two[1].is_tag) {
            self.note(at, self.says(two[0].text, two[1].text));
        }
        if let Some(name) = attribute(bare) {
            self.note(at, self.says(name, "true"));
        }
        // A word below a key is its value, and was looked at above.
        if !self.is_strict && before.is_none_or(|(key, _)| !is_key(key)) {
            self.note(at, stamp(bare));
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
        {
            self.note(at, self.says(key, value));
        }
        if after_rule && NOT_YET.contains(&&*first_words(bare)) && !first_words(bare).is_empty() {
            self.word = Some(at);
        }
    }

    /// A row of a table. Whether it is about the record, only its other rows and columns can tell.
    fn row(&mut self, line: &'t str, at: usize) {
        let cells: Vec<&str> = line.trim_matches('|').split('|').map(str::trim).collect();
        let is_divider =
            !cells.is_empty() && cells.iter().all(|cell| cell.bytes().all(|b| matches!(b, b'-' | b':' | b' ')));
        if is_divider {
            return;
        }
        let mut said = Vec::new();
        let mut note = |says: Option<Says>| said.extend(says.map(|says| (at, says)));
        let filled: Vec<&str> = cells.iter().copied().filter(|cell| !cell.is_empty()).collect();
        // A key and its value, or several such pairs.
        if filled.len().is_multiple_of(2) && filled.chunks(2).all(|two| is_key(two[0])) {
            filled.chunks(2).for_each(|two| note(self.says(two[0], two[1])));
        } else if let [key, value, ..] = filled[..] {
            note(self.says(key, value));
        }
        filled.iter().for_each(|cell| note(pair(cell).and_then(|(key, value)| self.says(key, value))));
        let has_key = filled.first().is_some_and(|first| is_key(pair(first).map_or(first, |(key, _)| key)));
        let below = self.table.as_ref().filter(|table| table.rows == 0 && table.header.iter().all(|head| is_key(head)));
        if let Some(table) = below {
            table.header.iter().zip(&cells).for_each(|(key, value)| note(self.says(key, value)));
        }
        match &mut self.table {
            Some(table) => {
                table.rows += 1;
                table.has_keys &= has_key;
                table.said.extend(said);
            }
            None => self.table = Some(Table { header: cells, has_keys: true, rows: 0, said }),
        }
    }

    /// A table of several rows that do not begin with keys is one of the meeting's business.
    fn end_of_table(&mut self) {
        let Some(table) = self.table.take().filter(|table| table.rows <= 1 || table.has_keys) else { return };
        for (at, says) in table.said {
            self.note(at, Some(says));
        }
    }
}

/// The name in `:draft:`, an attribute of AsciiDoc that is set.
fn attribute(line: &str) -> Option<&str> {
    let name = line.strip_prefix(':')?.strip_suffix(':')?;
    (!name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_')))
        .then_some(name)
}

/// Whether a line divides: `---`, `+++`, `***`, a fence, or what a word processor makes of them.
fn is_rule(line: &str) -> bool {
    let is_sign = |c: char| matches!(c, '-' | '+' | '*' | '_' | '=' | '~' | '`' | ';' | '—' | '–' | '\\' | ' ');
    let signs = line.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    !signs.trim().is_empty() && signs.chars().all(is_sign) && (signs.chars().count() > 1 || signs == "—")
}

/// A part of a line that stands between signs.
struct LinePart<'t> {
    text: &'t str,
    /// Between angle brackets.
    is_tag: bool,
    /// Divided from what stands before it as cells are: a comma divides words of a sentence.
    is_cell: bool,
}

fn pieces(line: &str) -> Vec<LinePart<'_>> {
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
    // “March 1, 2026” is one day.
    let is_in_day = |at: usize| {
        let after = line[at + 1..].trim_start();
        line[..at].ends_with(|c: char| c.is_ascii_digit()) && after.bytes().take_while(u8::is_ascii_digit).count() == 4
    };
    let signs = line.char_indices().filter(|(at, c)| divides(*c) && !(*c == ',' && is_in_day(*at)));
    for (at, sign) in signs.chain([(line.len(), ' ')]) {
        let text = line[start..at].trim();
        if text.contains(char::is_alphanumeric) {
            let is_cell = matches!(before, '|' | '｜' | '<' | '>' | '{' | '}' | '\t' | '[' | ']');
            pieces.push(LinePart { text, is_tag: before == '<' && sign == '>', is_cell });
        }
        start = (at + sign.len_utf8()).min(line.len());
        before = sign;
    }
    pieces
}

/// A key and a value with a sign between them.
fn pair(text: &str) -> Option<(&str, &str)> {
    let bare = text.trim_start_matches(|c: char| !c.is_alphanumeric());
    // A point of a list may have a number.
    let unnumbered = bare.trim_start_matches(|c: char| c.is_ascii_digit());
    let bare =
        if bare.len() == unnumbered.len() { bare } else { unnumbered.strip_prefix(". ").unwrap_or(bare).trim_start() };
    let signs = [":", "：", "﹕", "∶", "=", "＝", "→", "->", "︰", "?", "？", " – ", " — ", " - "];
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
            "withdrawn: 2024-01-01",
            "entwurf: ja",
            ":draft:",
            "#+DRAFT: t",
            "公開日期：2099-01-01",
            "发布日期: 2099年1月1日",
            "發布日期：民國188年1月1日",
            "Published: 2099-03-10",
            "Scheduled for: 3 March",
            "Embargoed until: 1 March 2099",
            "| Status | Draft | Clerk | Ann |",
            "| Title | T |\n|---|---|\n| Status | Draft |\n| Clerk | Ann |",
            "public: 0",
            "Draft: 1",
        ] {
            assert!(find(held, &[]).is_some(), "{held}");
            assert_eq!(find_anywhere(held, &[]), find(held, &[]), "{held}");
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
            "Project status: pending",
            "Draft minutes",
            "# Draft",
            "Embargo of the harbour",
            "Is the draft public? Nobody asked.",
            "Stand: 2024-03-10",
            "Öffentlich",
            "1. Public sitting",
            "公開：40 人",
            "Public: 0",
            "Private: 1",
            "Scheduled: 19:00",
            "Scheduled: 3 items",
            "Withdrawn: 2 motions",
            "States: pending",
            "Publisher: Office 3",
            "Draft minutes: 4 pages",
            "| Item | Status |\n|---|---|\n| Quay | pending |\n| Road | draft |",
            "| Item | Status |\n|---|---|\n| Quay | pending |",
            "| Title | Status |\n|---|---|\n| Quay | pending |\n| Road | adopted |",
            "| Stage | Draft | Review | Final |\n|---|---|---|---|\n| Quay | x | x | |\n| Road | x | | |",
            "Item | State\n-|-\nQuay | pending\nRoad | internal",
        ] {
            for found in [find(sentence, &[]), find_anywhere(sentence, &[])] {
                let is_over = |found: NotYetLine| found.until.is_some_and(|day| day.year() < 2025);
                assert!(found.is_none_or(is_over), "{sentence}");
            }
        }
    }

    #[test]
    fn a_day_says_not_yet_until_it_is_over() {
        for (text, until) in [
            ("Embargo: lifted 2024-01-01", "2024-01-01"),
            ("Release date: 1 May 2023", "2023-05-01"),
            ("Scheduled for: 2024-01-01 19:00", "2024-01-01"),
            ("公開日期：2024年1月1日", "2024-01-01"),
            ("Embargo: 2024-01-01\nPublish at: 2025-01-01\nScheduled: 2023-01-01", "2025-01-01"),
            ("| embargo | 2024-01-01 |", "2024-01-01"),
        ] {
            let found = find(text, &[]).and_then(|found| found.until);
            assert_eq!(found.map(|day| day.to_string()).as_deref(), Some(until), "{text}");
        }
        assert_eq!(find("Embargo: 2024-01-01; status: draft", &[]).map(|found| found.until), Some(None));
        assert_eq!(find("Embargo: 2024-01-01\nstatus: draft", &[]).map(|found| found.until), Some(None));
    }

    #[test]
    fn below_the_first_heading_metadata_is_told_from_words() {
        for held in [
            "# T\n\n## Metadata\n\n- Status: pending\n",
            "# T\n\n### Document properties\nDraft: yes\n",
            "# T\n## Meta\n```yaml\nstatus: draft\n```\n",
            "# T\n## A\n**Status:** Draft\n",
            "# T\n## A\n### B\n```yaml\nstatus: draft\n```\n",
            "# T\n## A\nWords.\n## B\n---\ntitle: X\nstatus: draft\n---\n",
            "# T\n## A\nWords.\n## B\n+++\ndraft = true\n+++\n",
            "# T\n## A\nWords.\n<!-- status: draft -->\n",
            "# T\n## A\nWords.\n<!--\nstatus: draft\n-->\n",
            "# T\n## A\nWords.\n<meta name=\"status\" content=\"draft\">\n",
            "# T\n## A\nWords.\n\nstatus: draft\n",
            "# T\n## A\nWords.\n\npublish_at: 2099-01-01\n",
            "# T\n## 中繼資料\n狀態：草稿\n",
        ] {
            assert_eq!(find_anywhere(held, &[]), find(held, &[]), "{held}");
        }
        for words in [
            "# T\n## Projects\nStatus: pending\n",
            "# T\n## A\nWords.\n\nStatus: draft\n",
            "# T\n## A\nWrite so:\n\n```yaml\nstatus: draft\n```\n",
            "# T\n## A\nWords.\n| Item | Status |\n|---|---|\n| Quay | draft |\n| Road | draft |\n",
            "# T\n## A\nWords.\n\n---\n\nStatus of the draft.\n\n---\n",
            "# T\n## A\nWrite `status: draft` at the top.\n",
            "# T\n## Publishing\nWe publish on Mondays.\n",
        ] {
            assert_eq!(find_anywhere(words, &[]), None, "{words}");
        }
    }
}
