//! Parses `people.yml` and `organisations.yml`, the registry of speakers.

use rustc_hash::FxHashSet;

use super::chair_titles::is_chair;
use super::entries::{OneOrMany, Pairs, Scalar};
use super::front_matter::LinkEntry;
use super::recording_times::{RecordingLength, RecordingStart};
use super::registry_entries::{
    KindEntry, LabelEntry, OrganisationEntry, OrganisationKindEntry, PersonEntry, RegistryFile, RoleOnlyEntry,
};
use crate::markdown::{LinkKind, classify, unsafe_link_hint};
use crate::record::{
    CombinedLabel, LONGEST_NAME, Label, LabelClaim, LocalText, Organisation, Person, PersonKind, Registry, Role, Scope,
    WebLink, is_long_name,
};
use crate::report::diagnostic::{Diagnostic, Location, Problem, Reported};
use crate::text::shorten;
use crate::text::source::SourceText;
use crate::yaml::{KeyPlaces, Yaml};

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
                    chair: role.chair.unwrap_or_else(|| is_chair(&role.title.0)),
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
            listed: entry.listed,
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
            kind: entry.kind.map(|OrganisationKindEntry(kind)| kind),
            names,
            labels,
            parent: entry.parent.map(|s| s.0.into()).or_else(|| parent.map(Into::into)),
            listed: entry.listed,
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
                listed: false,
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
                LinkKind::Unsafe => ("is not an address to which a page may link", unsafe_link_hint(&link.target)),
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
        starts: entry.starts.map(|RecordingStart(starts)| starts),
        length: entry.length.map(|RecordingLength(length)| length),
        poster: entry.poster.map(|poster| poster.0.into()),
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
