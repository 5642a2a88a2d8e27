//! Matches the people of foreign files to the registry of the site, and collects entries for those that it does not have.

use std::path::Path;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::cli::content_files::{add, file_for};
use crate::cli::new::id_from;
use crate::config::Config;
use crate::markdown::labels::looks_like_name;
use crate::pipeline::{
    Addition, ImportedApproval, ImportedEntry, ImportedMembership, ImportedOrganisation, ImportedPerson,
    ImportedRecord, ImportedRegistry, List, MeetingFacts, NewEntry, flow_list, flow_text, is_id,
};
use crate::record::{Label, Registry, Scope};
use crate::report::failure::Failure;

/// The registry by labels and identifiers, with the entries that are to be added.
pub(super) struct MatchedPeople {
    by_label: FxHashMap<Box<str>, String>,
    by_identifier: FxHashMap<(String, String), String>,
    ids: FxHashSet<String>,
    /// Ids of series and topics.
    listings: FxHashSet<String>,
    /// Ids of organisations by the references of the foreign files.
    bodies: FxHashMap<String, String>,
    new_people: Vec<NewEntry>,
    new_organisations: Vec<NewEntry>,
    lang: String,
    /// True if people whom the registry does not have are added.
    is_open: bool,
}

impl MatchedPeople {
    /// The entries of a registry.
    pub(super) fn of(registry: &Registry, config: &Config, is_open: bool) -> Self {
        let mut matched = MatchedPeople {
            by_label: FxHashMap::default(),
            by_identifier: FxHashMap::default(),
            ids: FxHashSet::default(),
            listings: registry
                .series
                .iter()
                .map(|series| &series.id)
                .chain(registry.topics().iter().map(|topic| &topic.id))
                .map(ToString::to_string)
                .collect(),
            bodies: FxHashMap::default(),
            new_people: Vec::new(),
            new_organisations: Vec::new(),
            lang: config.languages.first().map_or_else(|| "en".to_owned(), |lang| lang.as_str().to_owned()),
            is_open,
        };
        let people = registry.people.iter().map(|own| (&own.id, &own.labels, &own.identifiers));
        let organisations = registry.organisations.iter().map(|own| (&own.id, &own.labels, &own.identifiers));
        for (id, labels, identifiers) in people.chain(organisations) {
            matched.ids.insert(id.to_string());
            for claim in labels.iter().filter(|claim| claim.scope == Scope::default()) {
                matched.by_label.entry(claim.label.key.clone()).or_insert_with(|| id.to_string());
            }
            for (scheme, value) in identifiers {
                matched.by_identifier.insert((scheme.to_string(), value.to_string()), id.to_string());
            }
        }
        matched
    }

    /// Takes in the lists of a foreign file: organisations first, since people belong to them.
    pub(super) fn take(&mut self, registry: &ImportedRegistry) {
        // All have their ids before any is written, since a part may stand above the whole.
        let new: Vec<(&ImportedOrganisation, String)> = registry
            .organisations
            .iter()
            .filter_map(|own| {
                let found = self.find(&own.identifiers, &own.name);
                let is_new = found.is_none();
                let id = found.or_else(|| if self.is_open { self.free_id(&own.name) } else { None })?;
                self.enter(&id, &own.identifiers);
                self.by_label.entry(Label::new(&own.name).key).or_insert_with(|| id.clone());
                if !own.reference.is_empty() {
                    self.bodies.insert(own.reference.clone(), id.clone());
                }
                is_new.then_some((own, id))
            })
            .collect();
        for (own, id) in new {
            self.organisation(own, id);
        }
        for person in &registry.people {
            self.person(person);
        }
    }

    /// Names the body, series and topics of a record by their titles, unless the site has entries with their ids.
    pub(super) fn name_entries(&self, facts: &mut MeetingFacts) {
        let name = |entry: &mut ImportedEntry, known: &FxHashSet<String>| {
            if let Some(title) = entry.title.take().filter(|_| !known.contains(&entry.id)) {
                entry.id = title;
            }
        };
        if let Some(ImportedApproval::Approved(Some(by))) = &mut facts.approval {
            name(by, &self.ids);
        }
        facts.body_entry.iter_mut().for_each(|entry| name(entry, &self.ids));
        facts.series.iter_mut().chain(&mut facts.topics).for_each(|entry| name(entry, &self.listings));
    }

    /// Finds those who speak or vote in a record. Gives the labels that the registry does not have, with the ids of their people.
    pub(super) fn speakers(&mut self, record: &ImportedRecord) -> Vec<(String, String)> {
        let mut labels: Vec<(String, String)> = Vec::new();
        let mut known: FxHashSet<&str> = FxHashSet::default();
        for person in &record.people {
            let id = self.person(person);
            for label in std::iter::once(&person.name).chain(&person.labels) {
                known.insert(label);
                if let Some(id) = id.as_ref().filter(|id| self.owner(label) != Some(&***id)) {
                    labels.push((label.clone(), id.clone()));
                }
            }
        }
        let speaking = record.speeches().filter(|speech| !speech.is_unnamed).map(|speech| &*speech.speaker);
        for name in speaking.chain(record.voters()) {
            if name.is_empty() || !known.insert(name) || self.owner(name).is_some() {
                continue;
            }
            let label = Label::new(name);
            let bare =
                label.printed_role().map_or(&*label.text, |_| label.text.split(['(', '（']).next().unwrap_or_default());
            // Voices that a program has numbered are nobody yet.
            let is_numbered = bare.ends_with(|c: char| c.is_ascii_digit());
            // Neither are several in one, or `Lee, Ann`.
            if looks_like_name(bare) && !is_numbered && !bare.contains(['、', ',']) {
                self.person(&ImportedPerson { name: bare.trim().to_owned(), ..ImportedPerson::default() });
            }
        }
        // A label that two people bear in one record is decided by neither.
        let mut ids: FxHashMap<String, FxHashSet<String>> = FxHashMap::default();
        for (label, id) in &labels {
            ids.entry(label.clone()).or_default().insert(id.clone());
        }
        let spoken: FxHashSet<&str> = record.speeches().map(|speech| &*speech.speaker).collect();
        let mut seen = FxHashSet::default();
        labels.retain(|(label, _)| spoken.contains(&**label) && ids[label].len() == 1 && seen.insert(label.clone()));
        labels
    }

    /// The id of the person whom a label means everywhere.
    pub(super) fn owner(&self, label: &str) -> Option<&str> {
        let label = Label::new(label);
        let whole = self.by_label.get(&label.key);
        let bare = || label.without_role().and_then(|(name, _)| self.by_label.get(name));
        whole.or_else(bare).map(String::as_str)
    }

    /// The id of a person, who is added if that is wanted.
    fn person(&mut self, person: &ImportedPerson) -> Option<String> {
        let found = self.find(&person.identifiers, &person.name);
        if found.is_some() || !self.is_open || person.name.trim().is_empty() {
            return found;
        }
        let id = self.free_id(&person.name)?;
        let mut fields = self.names(&id, &person.name, &person.labels);
        let roles: Vec<String> = person.memberships.iter().filter_map(|own| self.role(own)).collect();
        if !roles.is_empty() {
            fields.push(("roles", format!("[{}]", roles.join(", "))));
        }
        fields.extend(identifiers(&person.identifiers));
        fields.extend(links(&person.links));
        fields.extend(person.sort.as_ref().map(|sort| ("sort", flow_text(sort))));
        self.enter(&id, &person.identifiers);
        self.new_people.push(NewEntry { list: List::People, id: id.clone(), fields });
        Some(id)
    }

    fn organisation(&mut self, own: &ImportedOrganisation, id: String) {
        let mut fields = self.names(&id, &own.name, &own.labels);
        fields.extend(own.kind.map(|kind| ("kind", kind.to_owned())));
        let parent = own.parent.as_ref().and_then(|parent| self.bodies.get(parent)).filter(|parent| **parent != id);
        fields.extend(parent.map(|parent| ("parent", flow_text(parent))));
        fields.extend(identifiers(&own.identifiers));
        fields.extend(links(&own.links));
        self.new_organisations.push(NewEntry { list: List::Organisations, id, fields });
    }

    fn find(&self, identifiers: &[(String, String)], name: &str) -> Option<String> {
        let by_identifier = identifiers.iter().find_map(|pair| self.by_identifier.get(pair));
        by_identifier.cloned().or_else(|| self.by_label.get(&Label::new(name).key).cloned())
    }

    fn enter(&mut self, id: &str, identifiers: &[(String, String)]) {
        self.ids.insert(id.to_owned());
        for pair in identifiers {
            self.by_identifier.entry(pair.clone()).or_insert_with(|| id.to_owned());
        }
    }

    /// Names and those labels that nobody else has, which are claimed.
    fn names(&mut self, id: &str, name: &str, labels: &[String]) -> Vec<(&'static str, String)> {
        self.by_label.entry(Label::new(name).key).or_insert_with(|| id.to_owned());
        let mut own = Vec::new();
        for label in labels {
            let key = Label::new(label).key;
            if !self.by_label.contains_key(&key) && looks_like_name(label) {
                self.by_label.insert(key, id.to_owned());
                own.push(label.clone());
            }
        }
        let mut fields = vec![("names", format!("{{{}: {}}}", flow_text(&self.lang), flow_text(name)))];
        if !own.is_empty() {
            fields.push(("labels", format!("[{}]", flow_list(&own))));
        }
        fields
    }

    fn role(&self, own: &ImportedMembership) -> Option<String> {
        let body = own.body.as_ref().map(|body| self.bodies.get(body).unwrap_or(body));
        // A membership needs something to show.
        (own.title.is_some() || body.is_some()).then_some(())?;
        let parts = [
            ("title", own.title.clone()),
            ("body", body.cloned()),
            ("from", own.from.map(|day| day.to_string())),
            ("to", own.to.map(|day| day.to_string())),
        ];
        let parts = parts.into_iter().filter_map(|(key, value)| Some(format!("{key}: {}", flow_text(&value?))));
        Some(format!("{{{}}}", parts.collect::<Vec<_>>().join(", ")))
    }

    /// An id made from a name, with a number if it is taken.
    fn free_id(&self, name: &str) -> Option<String> {
        let id = id_from(name);
        let numbered = (2..10_000).map(|number| format!("{id}-{number}"));
        std::iter::once(id.clone()).chain(numbered).find(|id| is_id(id) && !self.ids.contains(id))
    }

    /// Numbers of new people and organisations.
    pub(super) fn counts(&self) -> (usize, usize) {
        (self.new_people.len(), self.new_organisations.len())
    }

    /// Writes the new entries into the registry.
    ///
    /// # Errors
    /// When a registry has no sure place for them, or the disk refuses.
    pub(super) fn write(self, site: &Path) -> Result<(), Failure> {
        for (list, entries) in [(List::Organisations, self.new_organisations), (List::People, self.new_people)] {
            if !entries.is_empty() {
                add(&file_for(site, list), &Addition::Entries(entries))?;
            }
        }
        Ok(())
    }
}

fn identifiers(own: &[(String, String)]) -> Option<(&'static str, String)> {
    let mut seen = FxHashSet::default();
    let pairs = own.iter().filter(|(scheme, _)| seen.insert(scheme.clone()));
    let pairs: Vec<String> =
        pairs.map(|(scheme, value)| format!("{}: {}", flow_text(scheme), flow_text(value))).collect();
    (!pairs.is_empty()).then(|| ("identifiers", format!("{{{}}}", pairs.join(", "))))
}

fn links(own: &[String]) -> Option<(&'static str, String)> {
    let own: Vec<String> =
        own.iter().filter(|link| link.starts_with("https://") || link.starts_with("http://")).cloned().collect();
    (!own.is_empty()).then(|| ("links", format!("[{}]", flow_list(&own))))
}
