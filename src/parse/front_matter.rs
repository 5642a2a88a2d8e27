//! Metadata of a record, as written in its front matter, a sidecar or a folder's defaults.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::Deserialize;
use serde_json::json;

use super::attendance_entries::{AttendeeEntry, QuorumEntry};
use super::datetimes::written;
use super::entries::{AnyEntry, OneOrMany, Pairs, Scalar, TextEntry};
use super::highlight_entry::HighlightEntry;
use super::recording_times::{RecordingLength, RecordingStart, TimesEntry};
use super::schema_parts::{Aliases, DATE};
use super::shorthand::{Short, Shorthand, shorthand};
use super::status_entries::{ApprovalEntry, TranscriptEntry};
use crate::config::Labels;
use crate::record::LocalText;
use crate::text::is_cjk;

/// Metadata of a record or page. Every key is optional. The front matter wins over a sidecar, and both win over
/// `_defaults.yml`, key by key.
#[derive(Debug, Clone, Default, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[schemars(transform = Aliases(&[
    ("language", "lang"), ("license", "licence"), ("tags", "topics"), ("timezone", "time_zone"),
    ("present", "participants"), ("highlights", "highlight")
]))]
pub struct Metadata {
    /// The title, without the date; by default the H1.
    pub(super) title: Option<Scalar>,
    /// A second line for the title.
    pub(super) subtitle: Option<Scalar>,
    /// The day, month or year of the meeting: `2023-03-02`, `2023-03` or `2023`; by default that of the file name.
    #[schemars(extend("pattern" = format!("^{DATE}")))]
    pub(super) date: Option<Scalar>,
    /// Time at which it began, shown as written. Times need quotation marks: `"19:00"`.
    pub(super) start: Option<Scalar>,
    /// Time at which it ended, shown as written. Times need quotation marks: `"21:30"`.
    pub(super) end: Option<Scalar>,
    /// Time zone of times without an offset, as in `Asia/Taipei`; by default the site’s.
    #[serde(alias = "timezone")]
    pub(super) time_zone: Option<Scalar>,
    /// The language of the record, as in `en` or `zh-Hant` (BCP 47); by default it is guessed.
    #[serde(alias = "language")]
    pub(super) lang: Option<Scalar>,
    /// The end of the address; by default the file name.
    pub(super) slug: Option<Scalar>,
    /// Old addresses that lead here.
    pub(super) aliases: Option<OneOrMany<Scalar>>,
    /// The committee or other series of meetings: an id under `series:` in site.yml.
    pub(super) series: Option<Scalar>,
    /// Subjects: ids under `topics:` in site.yml.
    #[serde(alias = "tags")]
    pub(super) topics: Option<OneOrMany<Scalar>>,
    /// Terms by taxonomy, as in `{ward: [north, harbour]}`: the keys under `taxonomies:` in site.yml. Each may also stand among
    /// the keys of the metadata: `ward: north`.
    pub(super) taxonomies: Option<Pairs<OneOrMany<Scalar>>>,
    /// The organisation that met: its id in organisations.yml, or its name.
    pub(super) body: Option<Scalar>,
    /// Place of the meeting.
    pub(super) place: Option<Scalar>,
    /// Person who presided: an id of people.yml, or a name.
    pub(super) chair: Option<Scalar>,
    /// People who attended, including those who never spoke: ids of people.yml, or names, or `{name, from, to}`.
    #[serde(alias = "present")]
    pub(super) participants: Option<OneOrMany<AttendeeEntry>>,
    /// People who attended and are no members, such as officers: ids of people.yml, or names, or `{name, from, to}`.
    pub(super) in_attendance: Option<OneOrMany<AttendeeEntry>>,
    /// People who sent apologies: ids of people.yml, or names.
    pub(super) apologies: Option<OneOrMany<AttendeeEntry>>,
    /// People who were expected and did not come: ids of people.yml, or names.
    pub(super) absent: Option<OneOrMany<AttendeeEntry>>,
    /// Number of members needed for decisions, or `{needed, members, met}`.
    pub(super) quorum: Option<QuorumEntry>,
    /// Agenda papers: addresses, paths relative to this file, or `{title, url, type}`.
    pub(super) attachments: Option<OneOrMany<LinkEntry>>,
    /// Video and audio: addresses, paths relative to this file, or `{title, url, type}`.
    pub(super) media: Option<OneOrMany<LinkEntry>>,
    /// Chosen speeches, which get a page and a picture of their own: addresses or anchors of speeches, or `{speech, title}`.
    #[serde(alias = "highlights")]
    pub(super) highlight: Option<OneOrMany<HighlightEntry>>,
    /// Scale of the times beside names: `recording` or `clock`.
    pub(super) times: Option<TimesEntry>,
    /// Files with the same meeting in another language, relative to this one.
    pub(super) translations: Option<OneOrMany<Scalar>>,
    /// The licence of this record, as an SPDX id such as `CC0-1.0`; by default the site’s.
    #[serde(alias = "license")]
    pub(super) licence: Option<Scalar>,
    /// Name to credit when this record is reused; by default the site’s.
    pub(super) attribution: Option<Scalar>,
    /// `no` to leave the record out of the files of open data; by default `yes`.
    pub(super) redistribute: Option<Scalar>,
    /// Approval of the text by the body: `pending`, `approved`, or `{by: …, meeting: …}` with the file of the record of
    /// the meeting that did.
    pub(super) approval: Option<ApprovalEntry>,
    /// Kind of the text: `verbatim`, `edited`, `summary` or `machine`.
    pub(super) transcript: Option<TranscriptEntry>,
    /// A short account of the meeting, for lists, feeds and the head of the page.
    pub(super) summary: Option<Scalar>,
    /// Author of the summary: a name, or `machine`.
    pub(super) summary_by: Option<Scalar>,
    /// State of the record; only `published`, which is the default, is shown.
    pub(super) status: Option<Stage>,
    /// Announces the meeting before its record is published: `true` for title, date, time, place and body, or `{papers:
    /// […]}` for agenda papers too.
    pub(super) announced: Option<AnnouncedEntry>,
    /// Earliest time at which it is shown: `2026-02-06T18:00:00+08:00`, `2026-02-06T18:00` or `2026-02-06`.
    pub(super) publish_at: Option<Scalar>,
    /// Time of day for a `publish_at` that is only a day, and for records published at the end of their review:
    /// `"18:00"`.
    pub(super) publish_hour: Option<Scalar>,
    /// End of the period in which the speakers may correct it: `2026-02-05`, `2026-02-05T18:00`, `10 working days` or
    /// `14 days`.
    pub(super) review_until: Option<Scalar>,
    /// Day from which the days of `review_until` are counted: when it was sent, or `meeting` for the day of the
    /// meeting.
    pub(super) review_from: Option<Scalar>,
    /// Action at the end of the review: `publish`, or `wait` for `status: published`.
    pub(super) after_review: Option<Afterwards>,
    /// Withdraws the record: `true`, or `{at: 2026-03-01, reason: …}`. The reason is published.
    pub(super) withdrawn: Option<WithdrawnEntry>,
    /// Reasons for corrections made after publication, the newest last: a text, or `{note: …, minor: true}` for a slip
    /// of the pen, which is not announced.
    pub(super) corrections: Option<OneOrMany<CorrectionEntry>>,
    /// People meant by labels in this record only: `{Chair: shen-weilan}`. A plain list of names counts as attendance.
    pub(super) speakers: Option<SpeakersEntry>,
    /// Form in which speakers are marked: `headings` (`### Eve:`), `bold` (`**Eve:** words`) or `line` (`EVE: words`);
    /// by default as site.yml says, or else `headings`.
    pub(super) labels: Option<LabelsEntry>,
    /// `none` for a record in which nobody speaks, such as minutes: its headings name no speakers, and no diagnostic
    /// asks for speakers.
    pub(super) speeches: Option<SpeechesEntry>,
    /// Template of the theme that draws the page instead of its usual one: `landing.html`.
    pub(super) template: Option<Scalar>,
    /// Values for templates of the site’s own theme and for other programs. Minutebook reads them only for signs that the record must
    /// not be published yet.
    #[schemars(with = "Option<Pairs<serde_json::Value>>")]
    pub(super) extra: Option<Pairs<AnyEntry>>,
}

macro_rules! keys {
    ($($key:ident),*) => {
        /// Names of the keys, without their aliases.
        pub(super) const KEYS: &[&str] = &[$(stringify!($key),)*];

        impl Metadata {
            /// Combines these keys with those of a wider scope, which they override.
            pub(super) fn over(self, wider: Metadata) -> Metadata {
                let status = match (self.status, wider.status) {
                    // A record that is not a draft may still be under review.
                    (Some(Stage::NoDraft), Some(wider)) if wider != Stage::Draft => Some(wider),
                    (narrow, wider) => narrow.or(wider),
                };
                let taxonomies = merged(self.taxonomies, wider.taxonomies);
                Metadata { $($key: self.$key.or(wider.$key),)* extra: self.extra.or(wider.extra), taxonomies }
                    .with_status(status)
            }
        }
    };
}

keys!(
    title,
    subtitle,
    date,
    start,
    end,
    time_zone,
    lang,
    slug,
    aliases,
    series,
    topics,
    body,
    place,
    chair,
    participants,
    in_attendance,
    apologies,
    absent,
    quorum,
    attachments,
    media,
    highlight,
    times,
    translations,
    licence,
    attribution,
    redistribute,
    approval,
    transcript,
    summary,
    summary_by,
    status,
    announced,
    publish_at,
    publish_hour,
    review_until,
    review_from,
    after_review,
    withdrawn,
    corrections,
    speakers,
    labels,
    speeches,
    template
);

/// Key under which terms stand by taxonomy.
pub(super) const TAXONOMIES: &str = "taxonomies";

/// Terms of two scopes: of each taxonomy those of the narrower one, if it has any.
fn merged(
    narrow: Option<Pairs<OneOrMany<Scalar>>>,
    wider: Option<Pairs<OneOrMany<Scalar>>>,
) -> Option<Pairs<OneOrMany<Scalar>>> {
    let (Some(mut narrow), Some(wider)) = (narrow.clone(), wider.clone()) else { return narrow.or(wider) };
    let more: Vec<_> = wider.0.into_iter().filter(|(key, _)| !narrow.0.iter().any(|(own, _)| own == key)).collect();
    narrow.0.extend(more);
    Some(narrow)
}

/// Reports whether metadata has a key of this name, also in an older or foreign spelling.
pub(super) fn is_known_key(key: &str) -> bool {
    let others = ["extra", TAXONOMIES, "highlights", "language", "license", "present", "tags", "timezone"];
    KEYS.contains(&key) || others.contains(&key)
}

impl Metadata {
    fn with_status(self, status: Option<Stage>) -> Metadata {
        Metadata { status, ..self }
    }
}

/// Keys that decide who may see a record.
const VISIBILITY_KEYS: [&str; 7] =
    ["status", "publish_at", "publish_hour", "review_until", "review_from", "after_review", "withdrawn"];

/// Reports whether a wrong value of a key holds a record back: the key decides who may see it, or that nobody may yet.
pub(super) fn is_guard(key: &str) -> bool {
    VISIBILITY_KEYS.contains(&key) || key == "announced"
}

/// Reports whether an unknown key was perhaps meant to decide who may see a record: misspelt, or as other programs
/// write it (`draft: true`, `publishDate:`).
pub(super) fn may_be_guard(key: &str) -> bool {
    let key = key.to_lowercase().replace(['-', ' '], "_");
    // The name of the publisher says nothing about the day.
    if matches!(&*key, "publisher" | "published_by" | "drafted_by" | "draft_by" | "drafter" | "publication_place") {
        return false;
    }
    let near = |guard: &str| strsim::osa_distance(guard, &key) <= guard.len() / 6;
    VISIBILITY_KEYS.iter().any(|guard| near(guard))
        || ["draft", "publish", "embargo"].iter().any(|word| key.starts_with(word))
}

/// Reports whether an unknown key of metadata was perhaps meant as `withdrawn:` or `announced:`: `withdrawal:`, `retracted:`.
pub(super) fn may_withdraw_or_announce(key: &str) -> bool {
    let key = key.to_lowercase().replace(['-', ' '], "_");
    // A “removed” in a text is a word of the meeting; as a key it says that the record is.
    let is_known = matches!(
        &*key,
        "removed"
            | "removed_at"
            | "removed_on"
            | "is_removed"
            | "taken_down"
            | "takedown"
            | "announcement"
            | "announced_at"
    );
    is_known
        || ["withdr", "retract"].iter().any(|word| key.starts_with(word))
        || ["withdrawn", "announced"].iter().any(|guard| strsim::osa_distance(guard, &key) <= 1)
}

/// Form in which a record marks its speakers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub(super) enum LabelsEntry {
    /// Headings: `### Eve:`.
    Headings,
    /// Bold type at the beginning of a line: `**Eve:** words`.
    Bold,
    /// A name at the beginning of a line: `EVE: words`, `Mary Smith  0:15`.
    Line,
}

impl From<LabelsEntry> for Labels {
    fn from(entry: LabelsEntry) -> Self {
        match entry {
            LabelsEntry::Headings => Labels::Headings,
            LabelsEntry::Bold => Labels::Bold,
            LabelsEntry::Line => Labels::Line,
        }
    }
}

/// Value of `speeches:`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub(super) enum SpeechesEntry {
    /// The record has no speeches.
    None,
}

/// State of a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub(super) enum Stage {
    /// Being written; not shown.
    #[serde(alias = "Draft", alias = "DRAFT")]
    Draft,
    /// Under review by those who spoke; not shown.
    #[serde(alias = "Review", alias = "REVIEW")]
    Review,
    /// For everyone.
    #[serde(alias = "Published", alias = "PUBLISHED")]
    Published,
    /// Not a draft, as `draft: false` says.
    #[serde(skip)]
    #[schemars(skip)]
    NoDraft,
}

/// Action at the end of a record's review.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub(super) enum Afterwards {
    /// It waits for `status: published`.
    Wait,
    /// It appears by itself.
    Publish,
}

/// `announced:` with agenda papers, or a bare `true`.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct AnnouncedEntry {
    pub(super) announced: bool,
    pub(super) papers: OneOrMany<LinkEntry>,
    pub(super) changed: Option<Scalar>,
    pub(super) cancelled: Option<CancelledEntry>,
}

/// A meeting that is announced, with its papers.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Announced")]
pub(super) struct AnnouncedFields {
    /// Agenda papers that are published at once: addresses, paths relative to this file, or `{title, url, type}`.
    #[serde(default)]
    papers: OneOrMany<LinkEntry>,
    /// Time of the last change of its day, hours or place, for subscribed calendars: `2026-03-01` or `2026-03-01T17:00`.
    changed: Option<Scalar>,
    /// True if it does not take place, or with the time and the reason.
    cancelled: Option<CancelledEntry>,
}

impl Shorthand for AnnouncedEntry {
    type Full = AnnouncedFields;
    const EXPECTED: &'static str =
        "`true`, `false`, or `papers:`, `changed:` and `cancelled:`; as in `announced: true`";

    fn short_schema() -> serde_json::Value {
        json!({ "type": "boolean" })
    }

    fn from_short(short: Short<'_>) -> Option<Self> {
        Some(AnnouncedEntry { announced: short.yes_or_no()?, ..AnnouncedEntry::default() })
    }

    fn from_full(full: AnnouncedFields) -> Self {
        AnnouncedEntry { announced: true, papers: full.papers, changed: full.changed, cancelled: full.cancelled }
    }
}

shorthand!(AnnouncedEntry);

/// Reads `true`, a time or a reason, as `withdrawn:` and `cancelled:` have them. A text that begins with a digit and is no
/// time is not understood, since it was probably meant as one, and neither is a single word such as `perhaps`.
fn end_in_short(short: Short<'_>) -> Option<(bool, Option<Scalar>, TextEntry)> {
    if let Some(truth) = short.yes_or_no() {
        return Some((truth, None, TextEntry::default()));
    }
    let Short::Text(text) = short else { return None };
    let text = text.trim();
    if written(text).is_some() {
        return Some((true, Some(Scalar(text.to_owned())), TextEntry::default()));
    }
    let is_more_than_a_word = text.contains(char::is_whitespace) || text.contains(is_cjk);
    let is_reason = text.starts_with(|c: char| !c.is_ascii_digit()) && is_more_than_a_word;
    is_reason.then(|| (true, None, TextEntry(LocalText::plain(text))))
}

/// `cancelled:` with the time and the reason, or a bare `true`.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct CancelledEntry {
    pub(super) cancelled: bool,
    pub(super) at: Option<Scalar>,
    pub(super) reason: TextEntry,
}

/// A cancelled meeting, with the time or the reason.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Cancelled")]
pub(super) struct CancelledFields {
    /// Time of the cancellation: `2026-03-01` or `2026-03-01T17:00`.
    at: Option<Scalar>,
    /// The reason, perhaps by language, shown on the page of the announcement and in calendars.
    #[serde(default)]
    reason: TextEntry,
}

impl Shorthand for CancelledEntry {
    type Full = CancelledFields;
    const EXPECTED: &'static str = "`true`, `false`, a reason, or `at:` and `reason:`; as in `cancelled: true`";

    fn short_schema() -> serde_json::Value {
        json!({ "type": ["boolean", "string"] })
    }

    fn from_short(short: Short<'_>) -> Option<Self> {
        let (cancelled, at, reason) = end_in_short(short)?;
        Some(CancelledEntry { cancelled, at, reason })
    }

    fn from_full(full: CancelledFields) -> Self {
        CancelledEntry { cancelled: true, at: full.at, reason: full.reason }
    }
}

shorthand!(CancelledEntry);

/// `withdrawn:` with the time and the reason, or a bare `true`.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct WithdrawnEntry {
    pub(super) withdrawn: bool,
    pub(super) at: Option<Scalar>,
    pub(super) reason: TextEntry,
    pub(super) keep_title: bool,
}

/// A withdrawn record, with the time or the reason.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Withdrawn {
    /// Time from which it is withdrawn: `2026-03-01T00:00` or `2026-03-01`; by default at once.
    at: Option<Scalar>,
    /// The reason, perhaps by language, shown on the page that stays at the address.
    #[serde(default)]
    reason: TextEntry,
    /// True to show the record’s title and date on that page; by default they are not shown.
    #[serde(default)]
    keep_title: bool,
}

impl Shorthand for WithdrawnEntry {
    type Full = Withdrawn;
    const EXPECTED: &'static str =
        "`true`, `false`, a reason, or `at:`, `reason:` and `keep_title:`; as in `withdrawn: \"It named a person.\"`";

    fn short_schema() -> serde_json::Value {
        json!({ "type": ["boolean", "string"] })
    }

    fn from_short(short: Short<'_>) -> Option<Self> {
        let (withdrawn, at, reason) = end_in_short(short)?;
        Some(WithdrawnEntry { withdrawn, at, reason, keep_title: false })
    }

    fn from_full(full: Withdrawn) -> Self {
        WithdrawnEntry { withdrawn: true, at: full.at, reason: full.reason, keep_title: full.keep_title }
    }
}

shorthand!(WithdrawnEntry);

/// Reason for a correction: a text alone, or with more.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct CorrectionEntry {
    pub(super) note: Option<Scalar>,
    pub(super) minor: bool,
}

/// A correction with more than its reason.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Correction")]
pub(super) struct CorrectionFields {
    /// Day on which it was made, as a note for editors; the site shows the time of its publication.
    #[serde(rename = "date", default)]
    _date: Option<Scalar>,
    /// The reason, for readers.
    #[serde(default)]
    note: Option<Scalar>,
    /// True for a slip of the pen: shown on the record, and not announced.
    #[serde(default)]
    minor: bool,
}

impl Shorthand for CorrectionEntry {
    type Full = CorrectionFields;
    const EXPECTED: &'static str = "a reason, or `note:` and `minor:`";

    fn short_schema() -> serde_json::Value {
        json!({ "type": "string" })
    }

    fn from_short(short: Short<'_>) -> Option<Self> {
        let Short::Text(note) = short else { return None };
        Some(CorrectionEntry { note: Some(Scalar(note.trim().to_owned())), minor: false })
    }

    fn from_full(full: CorrectionFields) -> Self {
        CorrectionEntry { note: full.note, minor: full.minor }
    }
}

shorthand!(CorrectionEntry);

/// `speakers:` maps labels to people of the registry; a plain list of names says who attended, as other tools write it.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct SpeakersEntry {
    pub(super) by_label: Vec<(String, String)>,
    pub(super) names: Vec<String>,
}

impl<'de> Deserialize<'de> for SpeakersEntry {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct SpeakersVisitor;
        impl<'de> serde::de::Visitor<'de> for SpeakersVisitor {
            type Value = SpeakersEntry;
            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("a mapping from label to person id, or a list of names")
            }
            fn visit_unit<E>(self) -> Result<SpeakersEntry, E> {
                Ok(SpeakersEntry::default())
            }
            fn visit_seq<A: serde::de::SeqAccess<'de>>(self, mut items: A) -> Result<SpeakersEntry, A::Error> {
                let mut speakers = SpeakersEntry::default();
                while let Some(Scalar(name)) = items.next_element()? {
                    speakers.names.push(name);
                }
                Ok(speakers)
            }
            fn visit_map<A: serde::de::MapAccess<'de>>(self, mut map: A) -> Result<SpeakersEntry, A::Error> {
                let mut speakers = SpeakersEntry::default();
                while let Some((Scalar(label), Scalar(id))) = map.next_entry()? {
                    speakers.by_label.push((label, id));
                }
                Ok(speakers)
            }
        }
        deserializer.deserialize_any(SpeakersVisitor)
    }
}

impl JsonSchema for SpeakersEntry {
    fn schema_name() -> Cow<'static, str> {
        "SpeakersEntry".into()
    }

    fn inline_schema() -> bool {
        true
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let text = generator.subschema_for::<Scalar>();
        json_schema!({ "type": ["object", "array", "null"], "additionalProperties": text, "items": text })
    }
}

/// An attachment, a recording or a link: an address alone, or with a title and a type.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct LinkEntry {
    pub(super) title: TextEntry,
    pub(super) url: String,
    pub(super) kind: Option<Scalar>,
    pub(super) starts: Option<RecordingStart>,
    pub(super) length: Option<RecordingLength>,
    pub(super) poster: Option<Scalar>,
}

/// A link with its title.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Link")]
pub(super) struct LinkFields {
    /// The title, perhaps by language; by default the address itself.
    #[serde(default)]
    title: TextEntry,
    /// An address with `https://`, or a path.
    url: Scalar,
    /// A media type such as `application/pdf`, as a note for editors.
    #[serde(rename = "type")]
    kind: Option<Scalar>,
    /// Time of the record at which a recording starts, in hours, minutes and seconds: `"10:00:00"` or `"-00:01:30"`; by
    /// default the zero of its times.
    #[serde(default)]
    #[schemars(with = "Option<String>")]
    starts: Option<RecordingStart>,
    /// Length of a recording, in hours, minutes and seconds: `"01:32:10"`. Times past its end are reported.
    #[serde(default)]
    #[schemars(with = "Option<String>")]
    length: Option<RecordingLength>,
    /// A picture of the content, which stands for a recording until it plays.
    poster: Option<Scalar>,
}

impl Shorthand for LinkEntry {
    type Full = LinkFields;
    const EXPECTED: &'static str = "an address, or `title:`, `url:` and `type:`";

    fn short_schema() -> serde_json::Value {
        json!({ "type": "string" })
    }

    fn from_short(short: Short<'_>) -> Option<Self> {
        let Short::Text(url) = short else { return None };
        Some(LinkEntry { url: url.trim().to_owned(), ..LinkEntry::default() })
    }

    fn from_full(full: LinkFields) -> Self {
        let LinkFields { title, url, kind, starts, length, poster } = full;
        LinkEntry { title, url: url.0, kind, starts, length, poster }
    }
}

shorthand!(LinkEntry);
