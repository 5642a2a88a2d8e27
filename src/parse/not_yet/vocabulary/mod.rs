//! Words of metadata, by their meaning, in the languages of records.
//!
//! All are folded: in lower case, with `_` between words.

use std::borrow::Cow;
use std::sync::LazyLock;

use rustc_hash::FxHashMap;

mod chinese;
mod dutch;
mod english;
mod french;
mod german;
mod italian_portuguese;
mod japanese;
mod korean;
mod russian;
mod spanish;

const LANGUAGES: [&LanguageWords; 10] = [
    &english::WORDS,
    &dutch::WORDS,
    &german::WORDS,
    &french::WORDS,
    &spanish::WORDS,
    &italian_portuguese::WORDS,
    &russian::WORDS,
    &chinese::WORDS,
    &japanese::WORDS,
    &korean::WORDS,
];

/// Meaning of a word in metadata. A word can have several.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sense {
    /// Key for the state of the record.
    Status,
    /// Key whose `true` means that nobody may see the record.
    Held,
    /// Key whose `false` means that nobody may see the record.
    Open,
    /// Key for the earliest time of publication.
    Moment,
    /// Key for the earliest time of publication that also begins ordinary sentences.
    Day,
    /// Key that occurs with the others in a list or table about the record itself.
    OtherKey,
    /// A heading of metadata.
    Heading,
    /// Value that means “not yet”.
    NotYet,
    /// Value for “not yet” that is also a word of a meeting's business.
    Business,
    /// Yes.
    Yes,
    /// No.
    No,
    /// Value that means that everyone may see the record.
    Public,
    /// Line that means “not yet” on its own.
    Stamp,
    /// Like [`Sense::Stamp`], but only in brackets or in capital letters: `[PRIVATE]`.
    LoudStamp,
    /// Like [`Sense::Stamp`], but only at the top of a text, in any letters: “In camera”.
    TopStamp,
    /// A word that may stand beside a stamp: “DRAFT MINUTES”.
    BesideStamp,
    /// A word that names the record itself: “Budget sitting (draft)”.
    Record,
    /// In metadata, a key as [`Sense::Status`]; in a text it says so with plain words alone: “Version: Draft”.
    MetadataStatus,
    /// Like [`Sense::Held`], in metadata only.
    MetadataHeld,
    /// Like [`Sense::Open`], in metadata only.
    MetadataOpen,
    /// Like [`Sense::Day`], in metadata only.
    MetadataDay,
    /// Key for the time of removal, in metadata only.
    MetadataGone,
    /// Key for who may see the record, in metadata only: any value but “everyone” restricts it.
    Visibility,
    /// Key that introduces the business of a meeting.
    BusinessKey,
    /// A word for “until”, behind a stamp and before a day.
    Until,
    /// A word for “before” in the same place; “draft before the committee” has it too.
    Before,
    /// A word for “after” or “from”, between “publish” and a day.
    After,
    /// A word for “not”, before “publish” or “before”.
    Negation,
    /// A word for “publish” beside “not” or a day.
    Publish,
    /// A beginning of the law or reason behind a stamp: “by virtue of”.
    Ground,
    /// A word that may stand between those of a stamp and a day: “to be”, “the”.
    Link,
}

/// Words of one language.
struct LanguageWords {
    status: &'static [&'static str],
    held: &'static [&'static str],
    open: &'static [&'static str],
    moment: &'static [&'static str],
    day: &'static [&'static str],
    other_keys: &'static [&'static str],
    headings: &'static [&'static str],
    not_yet: &'static [&'static str],
    business: &'static [&'static str],
    yes: &'static [&'static str],
    no: &'static [&'static str],
    public: &'static [&'static str],
    stamps: &'static [&'static str],
    loud_stamps: &'static [&'static str],
    top_stamps: &'static [&'static str],
    beside_stamps: &'static [&'static str],
    records: &'static [&'static str],
    metadata_status: &'static [&'static str],
    metadata_held: &'static [&'static str],
    metadata_open: &'static [&'static str],
    metadata_day: &'static [&'static str],
    metadata_gone: &'static [&'static str],
    visibility: &'static [&'static str],
    business_keys: &'static [&'static str],
    until: &'static [&'static str],
    before: &'static [&'static str],
    after: &'static [&'static str],
    negations: &'static [&'static str],
    publish: &'static [&'static str],
    grounds: &'static [&'static str],
    links: &'static [&'static str],
}

impl LanguageWords {
    const NONE: LanguageWords = LanguageWords {
        status: &[],
        held: &[],
        open: &[],
        moment: &[],
        day: &[],
        other_keys: &[],
        headings: &[],
        not_yet: &[],
        business: &[],
        yes: &[],
        no: &[],
        public: &[],
        stamps: &[],
        loud_stamps: &[],
        top_stamps: &[],
        beside_stamps: &[],
        records: &[],
        metadata_status: &[],
        metadata_held: &[],
        metadata_open: &[],
        metadata_day: &[],
        metadata_gone: &[],
        visibility: &[],
        business_keys: &[],
        until: &[],
        before: &[],
        after: &[],
        negations: &[],
        publish: &[],
        grounds: &[],
        links: &[],
    };

    fn by_sense(&self) -> [(Sense, &'static [&'static str]); 31] {
        [
            (Sense::Status, self.status),
            (Sense::Held, self.held),
            (Sense::Open, self.open),
            (Sense::Moment, self.moment),
            (Sense::Day, self.day),
            (Sense::OtherKey, self.other_keys),
            (Sense::Heading, self.headings),
            (Sense::NotYet, self.not_yet),
            (Sense::Business, self.business),
            (Sense::Yes, self.yes),
            (Sense::No, self.no),
            (Sense::Public, self.public),
            (Sense::Stamp, self.stamps),
            (Sense::LoudStamp, self.loud_stamps),
            (Sense::TopStamp, self.top_stamps),
            (Sense::BesideStamp, self.beside_stamps),
            (Sense::Record, self.records),
            (Sense::MetadataStatus, self.metadata_status),
            (Sense::MetadataHeld, self.metadata_held),
            (Sense::MetadataOpen, self.metadata_open),
            (Sense::MetadataDay, self.metadata_day),
            (Sense::MetadataGone, self.metadata_gone),
            (Sense::Visibility, self.visibility),
            (Sense::BusinessKey, self.business_keys),
            (Sense::Until, self.until),
            (Sense::Before, self.before),
            (Sense::After, self.after),
            (Sense::Negation, self.negations),
            (Sense::Publish, self.publish),
            (Sense::Ground, self.grounds),
            (Sense::Link, self.links),
        ]
    }
}

/// Senses of each word, a bit for each; keys also in the form without separators that programs write: `releaseDate`.
static SENSES: LazyLock<FxHashMap<Cow<'static, str>, u32>> = LazyLock::new(|| {
    let mut senses: FxHashMap<Cow<'static, str>, u32> = FxHashMap::default();
    for (sense, words) in LANGUAGES.iter().flat_map(|language| language.by_sense()) {
        for word in words {
            *senses.entry(Cow::Borrowed(word)).or_default() |= 1 << sense as u32;
            if word.contains('_') {
                *senses.entry(Cow::Owned(word.replace('_', ""))).or_default() |= 1 << sense as u32;
            }
        }
    }
    senses
});

/// Reports whether a folded word has a sense.
pub(super) fn means(word: &str, sense: Sense) -> bool {
    SENSES.get(word).is_some_and(|senses| senses & (1 << sense as u32) != 0)
}

/// Reports whether a folded word means “not yet”, and is no word of a meeting's business as well.
pub(super) fn means_only_not_yet(word: &str) -> bool {
    means(word, Sense::NotYet) && !means(word, Sense::Business)
}

/// Reports whether a folded word, as a tag or the name of a folder, says that something is not public yet.
pub(super) fn names_unpublished(word: &str) -> bool {
    means_only_not_yet(word) || means(word, Sense::Stamp) || word == "private"
}
