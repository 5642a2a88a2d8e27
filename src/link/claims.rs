//! Resolves printed names to people and organisations of the registry.
//!
//! A narrower claim takes precedence over a wider one, and a label over a name. If several people share a label, it means
//! the one who held a role on the day of the meeting; if several did, it means none of them.

use rustc_hash::{FxHashMap, FxHashSet};

use super::suggestions::Suggestions;
use crate::record::{
    CombinedLabel, LocalText, MeetingBodies, MeetingDetails, OrganisationTree, PersonKind, Registered, Registry, Scope,
    within,
};
use crate::report::diagnostic::{Diagnostic, Location, Problem};
use crate::text::source::stem_of;

/// Every label of the registry with its claims.
pub(super) struct Claims<'r> {
    registry: &'r Registry,
    bodies: &'r MeetingBodies,
    by_label: FxHashMap<&'r str, Claimants<'r>>,
    by_id: FxHashMap<&'r str, Registered>,
    /// Combined labels, each with the names of the records in which it holds.
    combined: FxHashMap<&'r str, (&'r CombinedLabel, FxHashSet<&'r str>)>,
}

#[derive(Clone, Copy)]
struct Claim<'r> {
    who: Registered,
    scope: &'r Scope,
    at: &'r Location,
    by_name: bool,
}

/// A label is claimed at most so often without a series or record, so often in one series, and so often in one record. More
/// would have to be looked through for each record in which it speaks.
const MOST_CLAIMS: usize = 200;

/// Maximum number of people behind one label. Each has a page that names all the others.
pub(super) const MOST_TOGETHER: usize = 64;

/// Claims of one label, by their scope.
#[derive(Default)]
struct Claimants<'r> {
    everywhere: Vec<Claim<'r>>,
    by_series: FxHashMap<&'r str, Vec<Claim<'r>>>,
    by_record: FxHashMap<&'r str, Vec<Claim<'r>>>,
}

impl<'r> Claimants<'r> {
    /// Adds a claim; `false` where there are too many already.
    fn add(&mut self, claim: Claim<'r>) -> bool {
        let scope = claim.scope;
        if !scope.only_in.is_empty() {
            let mut fits = true;
            for record in &scope.only_in {
                fits &= push_bounded(self.by_record.entry(record).or_default(), claim);
            }
            return fits;
        }
        match &scope.series {
            Some(series) => push_bounded(self.by_series.entry(series).or_default(), claim),
            None => push_bounded(&mut self.everywhere, claim),
        }
    }

    /// Claims that may hold in a record.
    fn of<'a>(&'a self, details: &'a MeetingDetails) -> impl Iterator<Item = &'a Claim<'r>> {
        let series = details.series.as_deref().and_then(|series| self.by_series.get(series));
        let records = names_of_record(details).into_iter().flatten().filter_map(|name| self.by_record.get(name));
        self.everywhere.iter().chain(series.into_iter().flatten()).chain(records.flatten())
    }
}

fn push_bounded<'r>(claims: &mut Vec<Claim<'r>>, claim: Claim<'r>) -> bool {
    let fits = claims.len() < MOST_CLAIMS;
    if fits {
        claims.push(claim);
    }
    fits
}

/// Names by which `only_in:` may refer to a record: its path, its slug, or its file with or without `.md`.
fn names_of_record(details: &MeetingDetails) -> [Option<&str>; 4] {
    let name = details.path.rsplit('/').next().unwrap_or(&details.path);
    let file = name.strip_suffix(".md").map(|_| name);
    [Some(&details.path), Some(&details.slug), Some(stem_of(&details.path)), file]
}

/// Meaning of a label in a record, according to the registry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum LabelResolution {
    /// No entry claims it.
    Nobody,
    /// This one.
    One(Registered),
    /// Several do, and nothing decides.
    Several(Vec<Registered>),
}

/// Remedy for an id that the registry names and does not declare.
const ENTRY: &str = "add an entry with this id";

impl<'r> Claims<'r> {
    /// Indexes the registry, reporting ids and labels that two entries claim.
    pub(super) fn new(
        registry: &'r Registry,
        bodies: &'r MeetingBodies,
        suggestions: &mut Suggestions,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Self {
        let mut conflicts = Conflicts::default();
        let mut claims = Claims {
            registry,
            bodies,
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
                let claim = Claim { who, scope: &label.scope, at: &label.at, by_name: label.by_name };
                let key = &*label.label.key;
                conflicts.see(&claims, key, claim);
                if !claims.by_label.entry(key).or_default().add(claim) {
                    conflicts.too_many.entry(key).or_insert(claim.at);
                }
            }
        }
        conflicts.report(diagnostics);
        for combined in &registry.combined {
            for id in &combined.people {
                diagnostics.extend(claims.unknown("combined", id, &combined.at, ENTRY, suggestions));
            }
            if combined.people.len() > MOST_TOGETHER {
                let (label, people) = (crate::text::shorten(&combined.label.text, 60), combined.people.len());
                let message = format!(
                    "“{label}” stands for {people} people, more than {MOST_TOGETHER}; it is a speaker of its own instead"
                );
                diagnostics.push(
                    Diagnostic::at(Problem::OverLimit, combined.at.clone(), message)
                        .hint("name a group, as in `roles_only:` with `kind: group`"),
                );
            }
            let records = combined.scope.only_in.iter().map(|name| &**name).collect();
            claims.combined.insert(&combined.label.key, (combined, records));
        }
        for unit in &registry.organisations {
            if let Some(id) = &unit.parent {
                diagnostics.extend(claims.unknown("parent", id, &unit.at, ENTRY, suggestions));
            }
        }
        diagnostics.extend(OrganisationTree::of(registry).opened.into_iter().map(|place| {
            let unit = &registry.organisations[place];
            let message = format!("“{}” is a part of itself; its `parent:` is left out", unit.id);
            let hint = "write the `parent:` of only one of two organisations that belong together";
            Diagnostic::at(Problem::CircularParent, unit.at.clone(), message).hint(hint)
        }));
        claims
    }

    /// The diagnostic for an unknown id; `remedy` applies when no known id is similar.
    pub(super) fn unknown(
        &self,
        key: &'static str,
        id: &str,
        at: &Location,
        remedy: &str,
        suggestions: &mut Suggestions,
    ) -> Option<Diagnostic> {
        if self.by_id.contains_key(id) {
            return None;
        }
        let message = format!("{key}: no entry of the registry has the id “{id}”");
        let near = suggestions.near("id", id, || self.by_id.keys().copied());
        let hint = near.map_or_else(|| remedy.to_owned(), |near| format!("did you mean “{near}”?"));
        Some(Diagnostic::at(Problem::UnknownReference, at.clone(), message).hint(hint))
    }

    /// The registry entry with an id.
    pub(super) fn by_id(&self, id: &str) -> Option<Registered> {
        self.by_id.get(id).copied()
    }

    /// The combined entry for a label in a record.
    pub(super) fn combined(&self, key: &str, details: &MeetingDetails) -> Option<&'r CombinedLabel> {
        let (combined, records) = self.combined.get(key)?;
        let is_named = || names_of_record(details).into_iter().flatten().any(|name| records.contains(name));
        ((records.is_empty() || is_named()) && holds_besides(&combined.scope, details)).then_some(*combined)
    }

    /// The meaning of a folded label in a record.
    pub(super) fn answer(&self, key: &str, details: &MeetingDetails) -> LabelResolution {
        let Some(claimants) = self.by_label.get(key) else { return LabelResolution::Nobody };
        let rank = |claim: &Claim<'_>| (!claim.by_name, claim.scope.narrowness());
        let counted = |claim: &&Claim<'_>| {
            crate::report::steps::step();
            holds_besides(claim.scope, details)
        };
        let holding = || claimants.of(details).filter(counted);
        let Some(best) = holding().map(rank).max() else { return LabelResolution::Nobody };
        let mut candidates: Vec<Registered> =
            holding().filter(|claim| rank(claim) == best).map(|claim| claim.who).collect();
        candidates.sort_unstable();
        candidates.dedup();
        if let [one] = candidates.as_slice() {
            return LabelResolution::One(*one);
        }
        let in_office: Vec<Registered> =
            candidates.iter().copied().filter(|who| self.role(*who, details).is_some()).collect();
        match in_office.as_slice() {
            [one] => LabelResolution::One(*one),
            _ => LabelResolution::Several(candidates),
        }
    }

    /// The role that an entry held on the day of a meeting: in the body that met if there was one, else the first.
    pub(super) fn role(&self, who: Registered, details: &MeetingDetails) -> Option<&'r LocalText> {
        let Registered::Person(index) = who else { return None };
        let held = || {
            self.registry.people[index].roles.iter().filter(|role| role.held_on(details.date) && !role.title.is_empty())
        };
        let met = self.bodies.of(details);
        let here = held().find(|role| role.body.is_some() && role.body.as_deref() == met);
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

/// Labels that two entries claim in one scope, and labels that too many claim.
#[derive(Default)]
struct Conflicts<'r> {
    /// For each label and scope the first claim, and the first other one.
    first: FxHashMap<(&'r str, &'r Scope), (Claim<'r>, Option<Claim<'r>>)>,
    /// Diagnostics by label; for each label in the order of the registry.
    diagnostics: Vec<(&'r str, Diagnostic)>,
    too_many: FxHashMap<&'r str, &'r Location>,
}

impl<'r> Conflicts<'r> {
    /// Two labels in one scope are an error. Shared names are not: people do share names, and dates of roles tell them
    /// apart.
    fn see(&mut self, claims: &Claims<'r>, label: &'r str, claim: Claim<'r>) {
        if claim.by_name {
            return;
        }
        let (first, other) = self.first.entry((label, claim.scope)).or_insert((claim, None));
        let rival = if first.who != claim.who {
            other.get_or_insert(claim);
            Some(*first)
        } else {
            *other
        };
        let Some(rival) = rival else { return };
        let message = format!(
            "the label “{label}” is claimed by “{}” ({}:{}) and by “{}”",
            claims.id_of(rival.who),
            rival.at.path,
            rival.at.line,
            claims.id_of(claim.who)
        );
        let hint = "remove it from one of the two, or limit it with `only_in:`, `series:`, `from:` and `to:`";
        self.diagnostics.push((label, Diagnostic::at(Problem::AmbiguousLabel, claim.at.clone(), message).hint(hint)));
    }

    fn report(mut self, diagnostics: &mut Vec<Diagnostic>) {
        self.diagnostics.sort_by_key(|(label, _)| *label);
        diagnostics.extend(self.diagnostics.into_iter().map(|(_, diagnostic)| diagnostic));
        let mut too_many: Vec<_> = self.too_many.into_iter().collect();
        too_many.sort_unstable_by_key(|(label, _)| *label);
        diagnostics.extend(too_many.into_iter().map(|(label, at)| {
            let label = crate::text::shorten(label, 60);
            let message = format!(
                "more than {MOST_CLAIMS} entries claim the label “{label}” in one place; this one and those below do not count"
            );
            Diagnostic::at(Problem::OverLimit, at.clone(), message)
                .hint("limit each with `only_in:` or `series:`, or remove the label")
        }));
    }
}

/// Reports whether a scope includes a record, ignoring `only_in:`.
fn holds_besides(scope: &Scope, details: &MeetingDetails) -> bool {
    scope.series.as_ref().is_none_or(|series| details.series.as_ref() == Some(series))
        && within(scope.from, scope.to, details.date)
}
