//! The metadata of a record, as the front matter, a sidecar or a folder's defaults write it.

use serde::Deserialize;

use super::entries::{OneOrMany, Pairs, Scalar, Text};

/// Every key a record may have. All are optional; a later source wins key by key.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Metadata {
    pub(super) title: Option<Scalar>,
    pub(super) subtitle: Option<Scalar>,
    pub(super) date: Option<Scalar>,
    pub(super) start: Option<Scalar>,
    pub(super) end: Option<Scalar>,
    #[serde(alias = "timezone")]
    pub(super) time_zone: Option<Scalar>,
    #[serde(alias = "language")]
    pub(super) lang: Option<Scalar>,
    pub(super) slug: Option<Scalar>,
    pub(super) aliases: Option<OneOrMany<Scalar>>,
    pub(super) series: Option<Scalar>,
    #[serde(alias = "tags")]
    pub(super) topics: Option<OneOrMany<Scalar>>,
    pub(super) body: Option<Scalar>,
    pub(super) place: Option<Scalar>,
    pub(super) chair: Option<Scalar>,
    pub(super) participants: Option<OneOrMany<Scalar>>,
    pub(super) absent: Option<OneOrMany<Scalar>>,
    pub(super) attachments: Option<OneOrMany<LinkEntry>>,
    pub(super) media: Option<OneOrMany<LinkEntry>>,
    pub(super) translations: Option<OneOrMany<Scalar>>,
    #[serde(alias = "license")]
    pub(super) licence: Option<Scalar>,
    pub(super) attribution: Option<Scalar>,
    pub(super) status: Option<Stage>,
    pub(super) publish_at: Option<Scalar>,
    pub(super) review_until: Option<Scalar>,
    pub(super) withdrawn: Option<WithdrawnEntry>,
    pub(super) speakers: Option<SpeakersEntry>,
    #[serde(rename = "extra")]
    pub(super) _extra: Option<Pairs<serde::de::IgnoredAny>>,
}

macro_rules! keys {
    ($($key:ident),*) => {
        /// The keys by name, without their other spellings.
        pub(super) const KEYS: &[&str] = &[$(stringify!($key),)*];

        impl Metadata {
            /// These keys over those of a wider scope.
            pub(super) fn over(self, wider: Metadata) -> Metadata {
                Metadata { $($key: self.$key.or(wider.$key),)* _extra: self._extra.or(wider._extra) }
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
    absent,
    attachments,
    media,
    translations,
    licence,
    attribution,
    status,
    publish_at,
    review_until,
    withdrawn,
    speakers
);

/// Keys that decide who may see a record.
const GUARDS: [&str; 4] = ["status", "publish_at", "review_until", "withdrawn"];

/// Whether a key decides who may see a record.
pub(super) fn is_guard(key: &str) -> bool {
    GUARDS.contains(&key)
}

/// Whether a key that nobody knows was perhaps meant to decide who may see a record: misspelt, or as other programs
/// write it (`draft: true`, `publishDate:`).
pub(super) fn may_be_guard(key: &str) -> bool {
    let key = key.to_lowercase().replace(['-', ' '], "_");
    let near = |guard: &str| strsim::osa_distance(guard, &key) <= guard.len() / 6;
    GUARDS.iter().any(|guard| near(guard)) || ["draft", "publish", "embargo"].iter().any(|word| key.starts_with(word))
}

/// `status:`
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Stage {
    Draft,
    Review,
    Published,
}

/// `withdrawn:` with the hour and the reason, or a bare `true`.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct WithdrawnEntry {
    pub(super) withdrawn: bool,
    pub(super) at: Option<Scalar>,
    pub(super) reason: Option<Scalar>,
}

impl<'de> Deserialize<'de> for WithdrawnEntry {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields)]
        struct Full {
            at: Option<Scalar>,
            reason: Option<Scalar>,
        }
        struct WithdrawnVisitor;
        impl<'de> serde::de::Visitor<'de> for WithdrawnVisitor {
            type Value = WithdrawnEntry;
            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("`true`, `false`, or `at:` and `reason:`")
            }
            fn visit_bool<E>(self, withdrawn: bool) -> Result<WithdrawnEntry, E> {
                Ok(WithdrawnEntry { withdrawn, at: None, reason: None })
            }
            fn visit_map<A: serde::de::MapAccess<'de>>(self, map: A) -> Result<WithdrawnEntry, A::Error> {
                let full = Full::deserialize(serde::de::value::MapAccessDeserializer::new(map))?;
                Ok(WithdrawnEntry { withdrawn: true, at: full.at, reason: full.reason })
            }
        }
        deserializer.deserialize_any(WithdrawnVisitor)
    }
}

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

/// An attachment, a recording or a link: an address alone, or with a title and a type.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct LinkEntry {
    pub(super) title: Text,
    pub(super) url: String,
    pub(super) kind: Option<Scalar>,
}

impl<'de> Deserialize<'de> for LinkEntry {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields)]
        struct Full {
            #[serde(default)]
            title: Text,
            url: Scalar,
            #[serde(rename = "type")]
            kind: Option<Scalar>,
        }
        struct LinkVisitor;
        impl<'de> serde::de::Visitor<'de> for LinkVisitor {
            type Value = LinkEntry;
            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("an address, or `title:`, `url:` and `type:`")
            }
            fn visit_str<E>(self, url: &str) -> Result<LinkEntry, E> {
                Ok(LinkEntry { url: url.trim().to_owned(), ..LinkEntry::default() })
            }
            fn visit_map<A: serde::de::MapAccess<'de>>(self, map: A) -> Result<LinkEntry, A::Error> {
                let full = Full::deserialize(serde::de::value::MapAccessDeserializer::new(map))?;
                Ok(LinkEntry { title: full.title, url: full.url.0, kind: full.kind })
            }
        }
        deserializer.deserialize_any(LinkVisitor)
    }
}
