//! Words of metadata in the languages in which records are written, by what they mean there.
//!
//! All are folded: in small letters, and with `_` between words.

use std::borrow::Cow;
use std::sync::LazyLock;

use rustc_hash::FxHashMap;

mod chinese;
mod english;
mod french;
mod german;
mod italian_portuguese;
mod japanese;
mod korean;
mod russian;
mod spanish;

const LANGUAGES: [&LanguageWords; 9] = [
    &english::WORDS,
    &german::WORDS,
    &french::WORDS,
    &spanish::WORDS,
    &italian_portuguese::WORDS,
    &russian::WORDS,
    &chinese::WORDS,
    &japanese::WORDS,
    &korean::WORDS,
];

/// What a word means in metadata. It can mean several things.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sense {
    /// A key that says how far the record has come.
    Status,
    /// A key whose `true` means that nobody may see the record.
    Held,
    /// A key whose `false` means that nobody may see the record.
    Open,
    /// A key that says from when on the record may be seen.
    Moment,
    /// A key that says so as well, and also stands above plain sentences.
    Day,
    /// A key that stands beside the others in a list or table about the record itself.
    OtherKey,
    /// A heading of metadata.
    Heading,
    /// A value that means “not yet”.
    NotYet,
    /// A value that is also a word of a meeting's business; others hold back by themselves.
    Business,
    /// Yes.
    Yes,
    /// No.
    No,
    /// A value that means that everyone may see the record.
    Public,
    /// A line that holds back alone.
    Stamp,
    /// In metadata, a key as [`Sense::Status`]; in a text it says so with plain words alone: “Version: Draft”.
    MetadataStatus,
    /// In metadata, a key as [`Sense::Held`].
    MetadataHeld,
    /// In metadata, a key as [`Sense::Open`].
    MetadataOpen,
    /// In metadata, a key as [`Sense::Day`].
    MetadataDay,
    /// In metadata, a key that says until when the record may be seen.
    MetadataGone,
    /// In metadata, a key that says who may see the record: whatever is not everyone means that not everyone may.
    Visibility,
    /// A key that stands above the business of a meeting.
    BusinessKey,
}

/// The words of a language.
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
    metadata_status: &'static [&'static str],
    metadata_held: &'static [&'static str],
    metadata_open: &'static [&'static str],
    metadata_day: &'static [&'static str],
    metadata_gone: &'static [&'static str],
    visibility: &'static [&'static str],
    business_keys: &'static [&'static str],
    /// What a line begins with that names the day after it, with the space.
    until: &'static [&'static str],
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
        metadata_status: &[],
        metadata_held: &[],
        metadata_open: &[],
        metadata_day: &[],
        metadata_gone: &[],
        visibility: &[],
        business_keys: &[],
        until: &[],
    };

    fn by_sense(&self) -> [(Sense, &'static [&'static str]); 20] {
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
            (Sense::MetadataStatus, self.metadata_status),
            (Sense::MetadataHeld, self.metadata_held),
            (Sense::MetadataOpen, self.metadata_open),
            (Sense::MetadataDay, self.metadata_day),
            (Sense::MetadataGone, self.metadata_gone),
            (Sense::Visibility, self.visibility),
            (Sense::BusinessKey, self.business_keys),
        ]
    }
}

/// The senses of each word, a bit for each; keys also as programs write them, without a sign between words: `releaseDate`.
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

/// Whether a folded word has a sense.
pub(super) fn means(word: &str, sense: Sense) -> bool {
    SENSES.get(word).is_some_and(|senses| senses & (1 << sense as u32) != 0)
}

/// What lines begin with that name a day until which nobody may see the record.
pub(super) fn openings_until() -> impl Iterator<Item = &'static str> {
    LANGUAGES.iter().flat_map(|language| language.until.iter().copied())
}
