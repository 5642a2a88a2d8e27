//! Parses `people.yml` and `organisations.yml`, the registry of speakers.

use std::borrow::Cow;

use rustc_hash::FxHashSet;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::Deserialize;
use serde_json::json;

use super::entries::{OneOrMany, Pairs, Scalar, TextEntry};
use super::front_matter::LinkEntry;
use super::schema_parts::{DATE, ID};
use super::shorthand::{Short, Shorthand, shorthand};
use crate::markdown::{LinkKind, SCHEMES_HINT, classify};
use crate::record::{
    CombinedLabel, Date, LONGEST_NAME, Label, LabelClaim, LocalText, Organisation, Person, PersonKind, Registry, Role,
    Scope, WebLink, is_long_name,
};
use crate::report::diagnostic::{Diagnostic, Location, Problem, Reported};
use crate::text::shorten;
use crate::text::source::SourceText;
use crate::yaml::{KeyPlaces, Yaml};

/// The registry: people and organisations, in either of the two files.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub(super) struct RegistryFile {
    /// People who speak.
    people: Vec<PersonEntry>,
    /// Bodies that meet, and units that speak.
    organisations: Vec<OrganisationEntry>,
    /// Labels that stand for a role in one meeting rather than a person.
    roles_only: Vec<RoleOnlyEntry>,
    /// Headings that name several people at once.
    combined: Vec<CombinedEntry>,
}

/// A value of any type that is for the editors only.
#[derive(Debug)]
struct Unpublished;

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
struct PersonEntry {
    /// The end of the address, unique among people and organisations: letters, digits, `-`, `_` and `.`.
    #[schemars(extend("pattern" = ID))]
    id: Scalar,
    /// The name by language, the main one first: `{en: Shen Wei-lan, zh-Hant: 沈渭瀾}`. Each is a label too.
    #[serde(default)]
    names: TextEntry,
    /// Other spellings found in records, each perhaps with the records or dates in which it holds.
    #[serde(default)]
    labels: Vec<LabelEntry>,
    /// More labels.
    #[serde(default)]
    scoped_labels: Vec<LabelEntry>,
    /// Names that do not count as labels.
    #[serde(default)]
    ambiguous_labels: Vec<Scalar>,
    /// Kind of speaker; by default `person`.
    #[serde(default)]
    kind: Option<KindEntry>,
    /// Offices held; the one held on the day of a meeting is shown beside the name.
    #[serde(default)]
    roles: Vec<RoleEntry>,
    /// Scheme and value: `{wikidata: Q42}`. Those of wikidata, orcid and viaf become links.
    #[serde(default)]
    identifiers: Pairs<Scalar>,
    /// A picture, by its path relative to the content.
    portrait: Option<Scalar>,
    /// Pages elsewhere on the web: addresses with `https://`, or `{title, url, type}`.
    #[serde(default)]
    links: OneOrMany<LinkEntry>,
    /// Text to sort by instead of the name, perhaps by language: `"Hallidane, Noor"`, `{ja: もりかわ あおい}`.
    #[serde(default)]
    sort: TextEntry,
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
struct OrganisationEntry {
    /// The end of the address, unique among people and organisations: letters, digits, `-`, `_` and `.`.
    #[schemars(extend("pattern" = ID))]
    id: Scalar,
    /// The name by language, the main one first. Each is a label too.
    #[serde(default)]
    names: TextEntry,
    /// Other spellings found in records.
    #[serde(default)]
    labels: Vec<LabelEntry>,
    /// Id of the organisation to which it belongs.
    parent: Option<Scalar>,
    /// Organisations that belong to it.
    #[serde(default)]
    units: Vec<OrganisationEntry>,
    /// Scheme and value: `{wikidata: Q42}`.
    #[serde(default)]
    identifiers: Pairs<Scalar>,
    /// Pages elsewhere on the web: addresses with `https://`, or `{title, url, type}`.
    #[serde(default)]
    links: OneOrMany<LinkEntry>,
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
struct RoleOnlyEntry {
    /// The labels; each is a separate speaker.
    labels: Vec<LabelEntry>,
    /// `anonymised` (no page), `audience`, `question` or `group` (several people); any other word is a role.
    kind: Scalar,
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
struct CombinedEntry {
    /// The whole heading.
    label: Scalar,
    /// Ids of the people it names; by default its parts between `、`.
    #[serde(default)]
    people: OneOrMany<Scalar>,
    /// Records in which it holds: file names, paths or slugs.
    #[serde(default)]
    scope: OneOrMany<Scalar>,
}

/// `kind:`; `None` for an unknown word.
#[derive(Debug)]
struct KindEntry(Option<PersonKind>);

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

/// An office held.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct RoleEntry {
    /// Name of the office, perhaps by language.
    #[serde(default)]
    title: TextEntry,
    /// The organisation: its id in organisations.yml, or its name.
    body: Option<Scalar>,
    /// The first day, month or year.
    from: Option<DateEntry>,
    /// The last day, month or year.
    to: Option<DateEntry>,
    /// For the editors; never published.
    #[serde(rename = "note")]
    _note: Option<Unpublished>,
    /// For the editors; never published.
    #[serde(rename = "seen")]
    _seen: Option<Unpublished>,
}

#[derive(Debug)]
struct DateEntry(Date);

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
struct LabelEntry {
    label: String,
    scope: Scope,
}

/// A label that holds only in some records or for some time.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Scoped {
    /// The label.
    label: Scalar,
    /// Records in which it holds: file names, paths or slugs.
    #[serde(default)]
    only_in: OneOrMany<Scalar>,
    /// Series in which it holds.
    series: Option<Scalar>,
    /// The first day, month or year on which it holds.
    from: Option<DateEntry>,
    /// The last day, month or year on which it holds.
    to: Option<DateEntry>,
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

/// Parses a registry file; people and organisations may stand in either file. An entry that cannot be read is left out;
/// `None` when the whole file cannot be read.
pub fn parse_registry(source: &SourceText) -> Reported<Option<Registry>> {
    let yaml = Yaml::file(source);
    let mut reader = RegistryReader {
        places: yaml.places(),
        registry: Registry::default(),
        diagnostics: Vec::new(),
        roles: FxHashSet::default(),
    };
    let Some(read) = yaml.read::<RegistryFile>().into_value(&mut reader.diagnostics) else {
        return Reported { value: None, diagnostics: reader.diagnostics };
    };
    let file = read.value;
    for entry in file.people {
        reader.person(entry);
    }
    for entry in file.organisations {
        reader.organisation(entry, None);
    }
    for entry in file.roles_only {
        reader.role_only(entry);
    }
    for entry in file.combined {
        let at = reader.entry_place("combined", "label", &entry.label.0);
        let scope = Scope { only_in: entry.scope.0.into_iter().map(|s| s.0.into()).collect(), ..Scope::default() };
        let people = entry.people.0.into_iter().map(|s| s.0.into()).collect();
        reader.registry.combined.push(CombinedLabel { label: Label::new(&entry.label.0), people, scope, at });
    }
    Reported { value: Some(reader.registry), diagnostics: reader.diagnostics }
}

struct RegistryReader<'a> {
    registry: Registry,
    diagnostics: Vec<Diagnostic>,
    /// Finds entries again in the text.
    places: KeyPlaces<'a>,
    /// Labels of `roles_only` seen so far, each with its kind.
    roles: FxHashSet<(PersonKind, Box<str>)>,
}

impl<'a> RegistryReader<'a> {
    /// Location of an entry. It is found by a value rather than by its index, because entries that could not be read
    /// were removed.
    fn entry_place(&mut self, list: &'static str, key: &str, value: &str) -> Location {
        self.places.of_value(list, key, value)
    }

    fn usable(&mut self, id: &str, at: &Location) -> bool {
        let usable = is_id(id);
        if !usable {
            self.diagnostics.push(invalid_id(id, at.clone()));
        }
        usable
    }

    fn person(&mut self, entry: PersonEntry) {
        let at = self.entry_place("people", "id", &entry.id.0);
        if !self.usable(&entry.id.0, &at) {
            return;
        }
        let ambiguous: FxHashSet<Box<str>> =
            entry.ambiguous_labels.iter().map(|label| Label::new(&label.0).key).collect();
        let mut labels = self.claims(entry.labels, &at);
        labels.extend(self.claims(entry.scoped_labels, &at));
        let named = names_as_claims(&entry.names.0, &labels, &at);
        labels.extend(named.into_iter().filter(|claim| !ambiguous.contains(&claim.label.key)));
        let names = self.names(entry.names.0, &entry.id.0, &at);
        let links = self.outside(entry.links, &at);
        let kind = match entry.kind {
            None => PersonKind::Person,
            Some(KindEntry(Some(kind))) => kind,
            // A mistake in `kind:` must not reveal a person who is to stay anonymous.
            Some(KindEntry(None)) => {
                let at = self.places.after(&at, "kind:");
                self.diagnostics.push(
                    Diagnostic::at(
                        Problem::YamlType,
                        at,
                        "this is not a kind of speaker; the entry stays anonymous until it is corrected",
                    )
                    .hint("write person, organisation, role, group or anonymous"),
                );
                PersonKind::Anonymous
            }
        };
        self.roles.extend(labels.iter().map(|claim| (kind, claim.label.key.clone())));
        self.registry.people.push(Person {
            id: entry.id.0.into(),
            kind,
            names,
            labels,
            roles: entry
                .roles
                .into_iter()
                .map(|role| Role {
                    title: role.title.0,
                    body: role.body.map(|s| s.0.into()),
                    from: role.from.map(|d| d.0),
                    to: role.to.map(|d| d.0),
                })
                .collect(),
            identifiers: pairs(entry.identifiers),
            portrait: entry.portrait.map(|s| s.0.into()),
            links,
            sort: entry.sort.0,
            at,
        });
    }

    /// Names shown on pages; the id, where none of the names can be shown.
    fn names(&mut self, names: LocalText, id: &str, at: &Location) -> LocalText {
        if let Some((_, long)) = names.iter().find(|(_, name)| is_long_name(name)) {
            let (length, begins) = (long.chars().count(), shorten(long, 40));
            let message = format!(
                "the name “{begins}” has {length} characters, more than {LONGEST_NAME}; pages show the id “{id}” instead"
            );
            let hint = "shorten the name, and write anything else under `roles:` or `note:`";
            self.diagnostics.push(Diagnostic::at(Problem::OverLimit, at.clone(), message).hint(hint));
            return LocalText::plain(id);
        }
        if names.is_empty() { LocalText::plain(id) } else { names }
    }

    fn organisation(&mut self, entry: OrganisationEntry, parent: Option<&str>) {
        let at = self.entry_place("organisations", "id", &entry.id.0);
        if !self.usable(&entry.id.0, &at) {
            return;
        }
        let mut labels = self.claims(entry.labels, &at);
        labels.extend(names_as_claims(&entry.names.0, &labels, &at));
        let names = self.names(entry.names.0, &entry.id.0, &at);
        let id = entry.id.0;
        let links = self.outside(entry.links, &at);
        self.registry.organisations.push(Organisation {
            id: id.as_str().into(),
            names,
            labels,
            parent: entry.parent.map(|s| s.0.into()).or_else(|| parent.map(Into::into)),
            identifiers: pairs(entry.identifiers),
            links,
            at,
        });
        for unit in entry.units {
            self.organisation(unit, Some(&id));
        }
    }

    /// Adds a role: each label is a speaker of its own kind, and an anonymised one has no page.
    fn role_only(&mut self, entry: RoleOnlyEntry) {
        let kind = match entry.kind.0.as_str() {
            "anonymised" | "anonymous" | "anonymized" => PersonKind::Anonymous,
            "audience" | "question" | "group" => PersonKind::Group,
            _ => PersonKind::Role,
        };
        for label in entry.labels {
            let at = self.entry_place("roles_only", "labels", &label.label);
            let name = Label::new(&label.label);
            // `Interpreter` and `interpreter` are one label, whatever the list says.
            if !self.roles.insert((kind, name.key.clone())) {
                continue;
            }
            let id: String = name.key.chars().map(|c| if c.is_alphanumeric() { c } else { '-' }).collect();
            self.registry.people.push(Person {
                id: id.into(),
                kind,
                names: LocalText::plain(&name.text),
                labels: vec![LabelClaim { label: name, scope: label.scope, at: at.clone(), by_name: false }],
                roles: Vec::new(),
                identifiers: Vec::new(),
                portrait: None,
                links: Vec::new(),
                sort: LocalText::default(),
                at,
            });
        }
    }

    /// Links to the web; an entry that is not an address on the web is reported and left out.
    fn outside(&mut self, entries: OneOrMany<LinkEntry>, entry: &Location) -> Vec<WebLink> {
        let mut links = links(entries);
        links.retain(|link| {
            let (why, hint) = match classify(&link.target) {
                LinkKind::Absolute(_) | LinkKind::SchemeRelative(_) => return true,
                LinkKind::Relative(_) => ("is no address on the web", "write it with `https://` at the front"),
                LinkKind::Unsafe => ("is not an address to which a page may link", SCHEMES_HINT),
            };
            let at = self.places.after(entry, "links:");
            let message = format!("“{}” {why}; the link is dropped", link.target);
            self.diagnostics.push(Diagnostic::at(Problem::UnsafeLink, at, message).hint(hint));
            false
        });
        links
    }

    fn claims(&mut self, labels: Vec<LabelEntry>, entry: &Location) -> Vec<LabelClaim> {
        let claims = labels.into_iter().map(|label| LabelClaim {
            at: self.places.after(entry, &label.label),
            label: Label::new(&label.label),
            scope: label.scope,
            by_name: false,
        });
        claims.collect()
    }
}

/// Makes every name a label, unless it already stands among the labels.
fn names_as_claims(names: &LocalText, labels: &[LabelClaim], at: &Location) -> Vec<LabelClaim> {
    let mut claims: Vec<LabelClaim> = Vec::new();
    let mut known: FxHashSet<Box<str>> = labels.iter().map(|claim| claim.label.key.clone()).collect();
    for (_, name) in names.iter() {
        let label = Label::new(name);
        if !name.is_empty() && known.insert(label.key.clone()) {
            claims.push(LabelClaim { label, scope: Scope::default(), at: at.clone(), by_name: true });
        }
    }
    claims
}

fn pairs(entries: Pairs<Scalar>) -> Vec<(Box<str>, Box<str>)> {
    entries.0.into_iter().map(|(key, value)| (key.into(), value.0.into())).collect()
}

/// Converts links to the record's type.
pub(super) fn links(entries: OneOrMany<LinkEntry>) -> Vec<WebLink> {
    let link = |entry: LinkEntry| WebLink {
        title: entry.title.0,
        target: entry.url.into(),
        kind: entry.kind.map(|s| s.0.into()),
    };
    entries.0.into_iter().map(link).collect()
}

/// Reports whether a text can be an id, which becomes part of an address: letters, digits, `-`, `_` and `.`, the last
/// three not at the edges.
pub fn is_id(id: &str) -> bool {
    let plain = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.');
    !id.is_empty()
        && id.len() <= 200
        && id.chars().all(plain)
        && !id.starts_with(['.', '-'])
        && !id.ends_with(['.', '-'])
}

pub(super) fn invalid_id(id: &str, at: Location) -> Diagnostic {
    Diagnostic::at(Problem::InvalidId, at, format!("“{id}” cannot be an id, and the entry is left out"))
        .hint("use letters, digits and hyphens; it becomes part of an address")
}
