//! Serde types of `people.yml` and `organisations.yml`, key by key as written.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::Deserialize;
use serde_json::json;

use super::entries::{OneOrMany, Pairs, Scalar, TextEntry};
use super::front_matter::LinkEntry;
use super::schema_parts::{DATE, ID};
use super::shorthand::{Short, Shorthand, shorthand};
use crate::record::{Date, OrganisationKind, PersonKind, Scope};

/// The registry: people and organisations, in either of the two files.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub(super) struct RegistryFile {
    /// People who speak.
    pub(super) people: Vec<PersonEntry>,
    /// Bodies that meet, and units that speak.
    pub(super) organisations: Vec<OrganisationEntry>,
    /// Labels that stand for a role in one meeting rather than a person.
    pub(super) roles_only: Vec<RoleOnlyEntry>,
    /// Headings that name several people at once.
    pub(super) combined: Vec<CombinedEntry>,
}

/// A value of any type that is for the editors only.
#[derive(Debug)]
pub(super) struct Unpublished;

impl<'de> Deserialize<'de> for Unpublished {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        serde::de::IgnoredAny::deserialize(deserializer).map(|_| Unpublished)
    }
}

impl JsonSchema for Unpublished {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "Unpublished".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        serde_json::Value::json_schema(generator)
    }
}

/// A person who speaks.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct PersonEntry {
    /// The end of the address, unique among people and organisations: letters, digits, `-`, `_` and `.`.
    #[schemars(extend("pattern" = ID))]
    pub(super) id: Scalar,
    /// The name by language, the main one first: `{en: Shen Wei-lan, zh-Hant: 沈渭瀾}`. Each is a label too.
    #[serde(default)]
    pub(super) names: TextEntry,
    /// Other spellings found in records, each perhaps with the records or dates in which it holds.
    #[serde(default)]
    pub(super) labels: Vec<LabelEntry>,
    /// More labels.
    #[serde(default)]
    pub(super) scoped_labels: Vec<LabelEntry>,
    /// Names that do not count as labels.
    #[serde(default)]
    pub(super) ambiguous_labels: Vec<Scalar>,
    /// Kind of speaker; by default `person`.
    #[serde(default)]
    pub(super) kind: Option<KindEntry>,
    /// Offices held; the one held on the day of a meeting is shown beside the name.
    #[serde(default)]
    pub(super) roles: Vec<RoleEntry>,
    /// Scheme and value: `{wikidata: Q42}`. Those of wikidata, orcid and viaf become links.
    #[serde(default)]
    pub(super) identifiers: Pairs<Scalar>,
    /// A picture, by its path relative to the content.
    pub(super) portrait: Option<Scalar>,
    /// Pages elsewhere on the web: addresses with `https://`, or `{title, url, type}`.
    #[serde(default)]
    pub(super) links: OneOrMany<LinkEntry>,
    /// Text to sort by instead of the name, perhaps by language: `"Hallidane, Noor"`, `{ja: もりかわ あおい}`.
    #[serde(default)]
    pub(super) sort: TextEntry,
    /// `true` to name this person on pages of bodies even where no public record does.
    #[serde(default)]
    pub(super) listed: bool,
    /// For the editors; never published.
    #[serde(rename = "note")]
    _note: Option<Unpublished>,
    /// For the editors; never published.
    #[serde(rename = "seen")]
    _seen: Option<Unpublished>,
    /// For the editors; never published.
    #[serde(rename = "confidence")]
    _confidence: Option<Unpublished>,
}

/// A body that meets, or a unit that speaks.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct OrganisationEntry {
    /// The end of the address, unique among people and organisations: letters, digits, `-`, `_` and `.`.
    #[schemars(extend("pattern" = ID))]
    pub(super) id: Scalar,
    /// The name by language, the main one first. Each is a label too.
    #[serde(default)]
    pub(super) names: TextEntry,
    /// Kind of organisation.
    #[serde(default)]
    pub(super) kind: Option<OrganisationKindEntry>,
    /// `true` to give it a page even where nothing public names it.
    #[serde(default)]
    pub(super) listed: bool,
    /// Other spellings found in records.
    #[serde(default)]
    pub(super) labels: Vec<LabelEntry>,
    /// Id of the organisation to which it belongs.
    pub(super) parent: Option<Scalar>,
    /// Organisations that belong to it.
    #[serde(default)]
    pub(super) units: Vec<OrganisationEntry>,
    /// Scheme and value: `{wikidata: Q42}`.
    #[serde(default)]
    pub(super) identifiers: Pairs<Scalar>,
    /// Pages elsewhere on the web: addresses with `https://`, or `{title, url, type}`.
    #[serde(default)]
    pub(super) links: OneOrMany<LinkEntry>,
    /// For the editors; never published.
    #[serde(rename = "note")]
    _note: Option<Unpublished>,
    /// For the editors; never published.
    #[serde(rename = "seen")]
    _seen: Option<Unpublished>,
}

/// Labels that stand for a role rather than a person.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RoleOnlyEntry {
    /// The labels; each is a separate speaker.
    pub(super) labels: Vec<LabelEntry>,
    /// `anonymised` (no page), `audience`, `question` or `group` (several people); any other word is a role.
    pub(super) kind: Scalar,
    /// For the editors; never published.
    #[serde(rename = "scope")]
    _scope: Option<Unpublished>,
    /// For the editors; never published.
    #[serde(rename = "note")]
    _note: Option<Unpublished>,
}

/// A heading that names several people at once.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct CombinedEntry {
    /// The whole heading.
    pub(super) label: Scalar,
    /// Ids of the people it names; by default its parts between `、`.
    #[serde(default)]
    pub(super) people: OneOrMany<Scalar>,
    /// Records in which it holds: file names, paths or slugs.
    #[serde(default)]
    pub(super) scope: OneOrMany<Scalar>,
}

/// `kind:`; `None` for an unknown word.
#[derive(Debug)]
pub(super) struct KindEntry(pub(super) Option<PersonKind>);

impl<'de> Deserialize<'de> for KindEntry {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(KindEntry(match Scalar::deserialize(deserializer)?.0.as_str() {
            "person" => Some(PersonKind::Person),
            "organisation" => Some(PersonKind::Organisation),
            "role" => Some(PersonKind::Role),
            "group" => Some(PersonKind::Group),
            "anonymous" => Some(PersonKind::Anonymous),
            _ => None,
        }))
    }
}

impl JsonSchema for KindEntry {
    fn schema_name() -> Cow<'static, str> {
        "KindEntry".into()
    }

    fn inline_schema() -> bool {
        true
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "anyOf": [
            { "const": "person", "description": "A human being." },
            { "const": "organisation", "description": "A body or a unit of one." },
            { "const": "role", "description": "A function, such as an interpreter." },
            { "const": "group", "description": "Several people, such as the audience." },
            { "const": "anonymous", "description": "Somebody who is not to be known; gets no page." },
        ] })
    }
}

/// `kind:` of an organisation.
#[derive(Debug)]
pub(super) struct OrganisationKindEntry(pub(super) OrganisationKind);

impl<'de> Deserialize<'de> for OrganisationKindEntry {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let Scalar(name) = Scalar::deserialize(deserializer)?;
        let unknown = || {
            let names = OrganisationKind::ALL.map(OrganisationKind::name).join(", ");
            serde::de::Error::custom(format!("“{name}” is not a kind of organisation; the kinds are {names}"))
        };
        OrganisationKind::of_name(&name).map(OrganisationKindEntry).ok_or_else(unknown)
    }
}

impl JsonSchema for OrganisationKindEntry {
    fn schema_name() -> Cow<'static, str> {
        "OrganisationKindEntry".into()
    }

    fn inline_schema() -> bool {
        true
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "enum": OrganisationKind::ALL.map(OrganisationKind::name) })
    }
}

/// An office held.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RoleEntry {
    /// Name of the office, perhaps by language.
    #[serde(default)]
    pub(super) title: TextEntry,
    /// The organisation: its id in organisations.yml, or its name.
    pub(super) body: Option<Scalar>,
    /// The first day, month or year.
    pub(super) from: Option<DateEntry>,
    /// The last day, month or year.
    pub(super) to: Option<DateEntry>,
    /// `true` if it is the chair of the body; by default, the title decides.
    pub(super) chair: Option<bool>,
    /// For the editors; never published.
    #[serde(rename = "note")]
    _note: Option<Unpublished>,
    /// For the editors; never published.
    #[serde(rename = "seen")]
    _seen: Option<Unpublished>,
}

#[derive(Debug)]
pub(super) struct DateEntry(pub(super) Date);

impl<'de> Deserialize<'de> for DateEntry {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let Scalar(text) = Scalar::deserialize(deserializer)?;
        let impossible =
            || serde::de::Error::custom(format!("“{text}” is not a date; write 2023-07-20, 2023-07 or 2023"));
        Date::parse(&text).map(DateEntry).ok_or_else(impossible)
    }
}

impl JsonSchema for DateEntry {
    fn schema_name() -> Cow<'static, str> {
        "DateEntry".into()
    }

    fn inline_schema() -> bool {
        true
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": ["string", "integer"], "pattern": format!("^{DATE}$") })
    }
}

/// A label, or a label with the scope in which it holds.
#[derive(Debug)]
pub(super) struct LabelEntry {
    pub(super) label: String,
    pub(super) scope: Scope,
}

/// A label that holds only in some records or for some time.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Scoped {
    /// The label.
    pub(super) label: Scalar,
    /// Records in which it holds: file names, paths or slugs.
    #[serde(default)]
    pub(super) only_in: OneOrMany<Scalar>,
    /// Series in which it holds.
    pub(super) series: Option<Scalar>,
    /// The first day, month or year on which it holds.
    pub(super) from: Option<DateEntry>,
    /// The last day, month or year on which it holds.
    pub(super) to: Option<DateEntry>,
}

impl Shorthand for LabelEntry {
    type Full = Scoped;
    const EXPECTED: &'static str = "a label, or `label:` with `only_in:`, `series:`, `from:` or `to:`";

    fn short_schema() -> serde_json::Value {
        json!({ "type": ["string", "integer"] })
    }

    fn from_short(short: Short<'_>) -> Option<Self> {
        short.text_or_number().map(|label| LabelEntry { label, scope: Scope::default() })
    }

    fn from_full(full: Scoped) -> Self {
        let scope = Scope {
            only_in: full.only_in.0.into_iter().map(|s| s.0.into()).collect(),
            series: full.series.map(|s| s.0.into()),
            from: full.from.map(|d| d.0),
            to: full.to.map(|d| d.0),
        };
        LabelEntry { label: full.label.0, scope }
    }
}

shorthand!(LabelEntry);
