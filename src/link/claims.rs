//! Resolves the name as printed to a person or organisation of the registry.
//!
//! A narrower claim wins over a wider one, and a label over a name. Where several people still share a label, the one
//! who held a role on the day of the meeting is meant; if several did, none is picked.

use rustc_hash::FxHashMap;

use crate::diagnostic::{Diagnostic, Location, Problem};
use crate::record::{CombinedLabel, LocalText, MeetingDetails, PersonKind, Registered, Registry, Scope, within};
use crate::source::stem_of;

/// Every label of the registry and who claims it.
pub(super) struct Claims<'r> {
    registry: &'r Registry,
    by_label: FxHashMap<&'r str, Vec<Claim<'r>>>,
    by_id: FxHashMap<&'r str, Registered>,
    combined: FxHashMap<&'r str, &'r CombinedLabel>,
}

#[derive(Clone, Copy)]
struct Claim<'r> {
    who: Registered,
    scope: &'r Scope,
    at: &'r Location,
    by_name: bool,
}

/// What the registry says of a label in a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Answer {
    /// Nobody claims it.
    Nobody,
    /// This one.
    One(Registered),
    /// Several do, and nothing decides.
    Several(Vec<Registered>),
}

/// What to do about an id that the registry names and does not have.
const ENTRY: &str = "add an entry with this id";

impl<'r> Claims<'r> {
    /// Indexes the registry, reporting ids and labels that two entries claim.
    pub(super) fn new(registry: &'r Registry, diagnostics: &mut Vec<Diagnostic>) -> Self {
        let mut claims = Claims {
            registry,
            by_label: FxHashMap::default(),
            by_id: FxHashMap::default(),
            combined: FxHashMap::default(),
        };
        let people = registry.people.iter().enumerate().map(|(i, p)| (Registered::Person(i), &*p.id, &p.labels, &p.at));
        let organisations = registry
            .organisations
            .iter()
            .enumerate()
            .map(|(i, o)| (Registered::Organisation(i), &*o.id, &o.labels, &o.at));
        for (who, id, labels, at) in people.chain(organisations) {
            if let Some(other) = claims.by_id.get(id) {
                let other = claims.place_of(*other);
                diagnostics.push(
                    Diagnostic::at(
                        Problem::DuplicateId,
                        at.clone(),
                        format!("the id “{id}” is taken by {}:{}; this entry is not used", other.path, other.line),
                    )
                    .hint("give one of the two another id"),
                );
                continue;
            }
            claims.by_id.insert(id, who);
            for label in labels {
                claims.by_label.entry(&label.label.key).or_default().push(Claim {
                    who,
                    scope: &label.scope,
                    at: &label.at,
                    by_name: label.by_name,
                });
            }
        }
        claims.report_conflicts(diagnostics);
        for combined in &registry.combined {
            for id in &combined.people {
                diagnostics.extend(claims.unknown("combined", id, &combined.at, ENTRY));
            }
            claims.combined.insert(&combined.label.key, combined);
        }
        for unit in &registry.organisations {
            if let Some(id) = &unit.parent {
                diagnostics.extend(claims.unknown("parent", id, &unit.at, ENTRY));
            }
        }
        claims
    }

    /// Two labels in one scope are an error. Names in common are not: people do share names, and dates of roles tell.
    fn report_conflicts(&self, diagnostics: &mut Vec<Diagnostic>) {
        let mut labels: Vec<_> = self.by_label.iter().collect();
        labels.sort_by_key(|(label, _)| **label);
        for (label, claims) in labels {
            for (index, claim) in claims.iter().enumerate() {
                let rival = claims[..index].iter().find(|other| {
                    other.who != claim.who && other.scope == claim.scope && !other.by_name && !claim.by_name
                });
                if let Some(rival) = rival {
                    diagnostics.push(
                        Diagnostic::at(Problem::AmbiguousLabel, claim.at.clone(), format!(
                            "the label “{label}” is claimed by “{}” ({}:{}) and by “{}”",
                            self.id_of(rival.who), rival.at.path, rival.at.line, self.id_of(claim.who)
                        ))
                        .hint("take it from one of the two, or say where it holds with `only_in:`, `series:`, `from:` and `to:`"),
                    );
                }
            }
        }
    }

    /// What is to be said of an id that nobody has; `remedy` for when none is spelt nearly so.
    pub(super) fn unknown(&self, key: &str, id: &str, at: &Location, remedy: &str) -> Option<Diagnostic> {
        if self.by_id.contains_key(id) {
            return None;
        }
        let message = format!("{key}: nobody in the registry has the id “{id}”");
        let near = crate::yaml::did_you_mean(id, self.by_id.keys().copied());
        let hint = near.map_or_else(|| remedy.to_owned(), |near| format!("did you mean “{near}”?"));
        Some(Diagnostic::at(Problem::UnknownReference, at.clone(), message).hint(hint))
    }

    /// Who has an id.
    pub(super) fn by_id(&self, id: &str) -> Option<Registered> {
        self.by_id.get(id).copied()
    }

    /// The combined entry for a label in a record.
    pub(super) fn combined(&self, key: &str, details: &MeetingDetails) -> Option<&'r CombinedLabel> {
        self.combined.get(key).copied().filter(|combined| holds(&combined.scope, details))
    }

    /// Who is meant by a folded label in a record.
    pub(super) fn answer(&self, key: &str, details: &MeetingDetails) -> Answer {
        let Some(claims) = self.by_label.get(key) else { return Answer::Nobody };
        let rank = |claim: &Claim<'_>| (!claim.by_name, claim.scope.narrowness());
        let holding = || claims.iter().filter(|claim| holds(claim.scope, details));
        let Some(best) = holding().map(rank).max() else { return Answer::Nobody };
        let mut candidates: Vec<Registered> =
            holding().filter(|claim| rank(claim) == best).map(|claim| claim.who).collect();
        candidates.sort_unstable();
        candidates.dedup();
        if let [one] = candidates.as_slice() {
            return Answer::One(*one);
        }
        let in_office: Vec<Registered> =
            candidates.iter().copied().filter(|who| self.role(*who, details).is_some()).collect();
        match in_office.as_slice() {
            [one] => Answer::One(*one),
            _ => Answer::Several(candidates),
        }
    }

    /// The role that somebody held on the day of a meeting: in the body that met if there was one, else the first.
    pub(super) fn role(&self, who: Registered, details: &MeetingDetails) -> Option<&'r LocalText> {
        let Registered::Person(index) = who else { return None };
        let held = || {
            self.registry.people[index].roles.iter().filter(|role| role.held_on(details.date) && !role.title.is_empty())
        };
        let here = held().find(|role| role.body.is_some() && role.body == details.body);
        here.or_else(|| held().next()).map(|role| &role.title)
    }

    /// The kind of speaker.
    pub(super) fn kind(&self, who: Registered) -> PersonKind {
        match who {
            Registered::Person(index) => self.registry.people[index].kind,
            Registered::Organisation(_) => PersonKind::Organisation,
        }
    }

    /// The id of an entry.
    pub(super) fn id_of(&self, who: Registered) -> &'r str {
        match who {
            Registered::Person(index) => &self.registry.people[index].id,
            Registered::Organisation(index) => &self.registry.organisations[index].id,
        }
    }

    /// The names of an entry.
    pub(super) fn names_of(&self, who: Registered) -> &'r LocalText {
        match who {
            Registered::Person(index) => &self.registry.people[index].names,
            Registered::Organisation(index) => &self.registry.organisations[index].names,
        }
    }

    fn place_of(&self, who: Registered) -> &'r Location {
        match who {
            Registered::Person(index) => &self.registry.people[index].at,
            Registered::Organisation(index) => &self.registry.organisations[index].at,
        }
    }
}

/// Whether a scope takes in a record.
fn holds(scope: &Scope, details: &MeetingDetails) -> bool {
    let named = |name: &str| {
        let stem = stem_of(&details.path);
        name == &*details.path || name == &*details.slug || name == stem || name.strip_suffix(".md") == Some(stem)
    };
    (scope.only_in.is_empty() || scope.only_in.iter().any(|name| named(name)))
        && scope.series.as_ref().is_none_or(|series| details.series.as_ref() == Some(series))
        && within(scope.from, scope.to, details.date)
}
