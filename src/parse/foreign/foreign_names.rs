//! Names of people and organisations by the references of other files, such as the list of persons beside a corpus.

use rustc_hash::FxHashMap;

use super::imported_record::{ImportedPerson, ImportedRecord, ImportedRegistry};

/// Names by reference.
#[derive(Debug, Clone, Default)]
pub struct ForeignNames {
    people: FxHashMap<String, ImportedPerson>,
    organisations: FxHashMap<String, String>,
}

impl ForeignNames {
    /// Adds the entries of a registry; those that are known already stay.
    pub fn add(&mut self, registry: &ImportedRegistry) {
        for person in registry.people.iter().filter(|person| !person.reference.is_empty()) {
            self.people.entry(person.reference.clone()).or_insert_with(|| person.clone());
        }
        for (reference, person) in &registry.references {
            if let Some(person) = self.people.get(person).cloned() {
                self.people.entry(reference.clone()).or_insert(person);
            }
        }
        for own in registry.organisations.iter().filter(|own| !own.reference.is_empty()) {
            self.organisations.entry(own.reference.clone()).or_insert_with(|| own.name.clone());
        }
    }

    /// The person of a reference.
    pub(super) fn person(&self, reference: &str) -> Option<&ImportedPerson> {
        self.people.get(reference)
    }

    /// Remembers the speaker of a reference in a record, under the label that is printed there, and gives the name: of the person
    /// with that reference, or else of `unknown`, which has it.
    pub(super) fn meet_speaker(
        &self,
        record: &mut ImportedRecord,
        unknown: ImportedPerson,
        label: Option<&str>,
    ) -> String {
        let person = self.person(&unknown.reference).cloned().unwrap_or(unknown);
        let name = person.name.clone();
        let labels = label.filter(|label| *label != name).map(str::to_owned).into_iter().collect();
        record.meet(ImportedPerson { labels, ..person });
        name
    }

    /// The name of an organisation.
    pub(super) fn organisation(&self, reference: &str) -> Option<&str> {
        self.organisations.get(reference).map(String::as_str)
    }
}
