//! Reports names in decisions and roll calls that the registry does not know, once there is one.

use rustc_hash::FxHashSet;

use super::LinkInput;
use super::claims::{Claims, LabelResolution};
use super::suggestions::Suggestions;
use crate::record::{Meeting, NameIndex, Presence, Speaker};
use crate::report::diagnostic::{Diagnostic, Problem};
use crate::text::shorten;

/// Number of unknown names that are reported for a record.
const MOST_REPORTED: usize = 20;

/// Reports people whom a decision or a roll call names, who are not in the registry and speak nowhere.
pub(super) fn report(
    meetings: &[Meeting<Speaker>],
    claims: &Claims<'_>,
    input: &LinkInput<'_>,
    suggestions: &mut Suggestions,
    diagnostics: &mut Vec<Diagnostic>,
) {
    if input.registry.people.is_empty() {
        return;
    }
    for meeting in meetings {
        // Many members vote again and again: a mark for each name takes less than a set.
        let mut voters = vec![false; meeting.names.len()];
        meeting.decisions().flat_map(|decision| decision.names()).for_each(|name| voters[name as usize] = true);
        // Who is in attendance without being a member need not be known.
        let listed = meeting.attendance.attendees.iter().filter(|attendee| attendee.presence != Presence::InAttendance);
        let listed =
            listed.map(|attendee| attendee.by).filter(|name| meeting.names[*name as usize].name.first_seen > 0);
        let mut named = voters.clone();
        listed.for_each(|name| named[name as usize] = true);
        if !named.contains(&true) {
            continue;
        }
        let own: FxHashSet<&str> = meeting.details.speakers.iter().map(|(label, _)| &**label).collect();
        let named = (0..).zip(named).filter(|(_, is_named)| *is_named).map(|(name, _)| name);
        let unknown = named.filter(|name| is_unknown(meeting, *name, claims, &own));
        let source = input.sources.get(meeting.details.source);
        for index in unknown.take(MOST_REPORTED) {
            let name = &meeting.names[index as usize].name;
            let shown = shorten(&name.label.text, 60);
            let at = source.locate(name.first_seen as usize, name.label.text.len());
            let known =
                || input.registry.people.iter().flat_map(|person| person.labels.iter().map(|claim| &*claim.label.text));
            let near = suggestions.near("voter", &name.label.text, known);
            let hint = near.map_or_else(
                || "add the person, or this spelling under `labels:`, to people.yml".to_owned(),
                |near| format!("did you mean “{near}”? otherwise add the person to people.yml"),
            );
            let (problem, what) = match voters[index as usize] {
                true => (Problem::UnknownVoter, "a decision"),
                false => (Problem::UnknownAttendee, "the attendance"),
            };
            let message = format!("{what} names “{shown}”, who is not in the registry");
            diagnostics.push(Diagnostic::at(problem, at, message).hint(hint));
        }
    }
}

fn is_unknown(meeting: &Meeting<Speaker>, name: NameIndex, claims: &Claims<'_>, own: &FxHashSet<&str>) -> bool {
    let speaker = &meeting.names[name as usize];
    let label = &speaker.name.label;
    let is_claimed = |key: &str| {
        claims.answer(key, &meeting.details) != LabelResolution::Nobody
            || claims.combined(key, &meeting.details).is_some()
            || own.contains(key)
    };
    speaker.by.is_empty()
        && claims.by_id(&label.text).is_none()
        && !is_claimed(&label.key)
        && !label.without_role().is_some_and(|(base, _)| is_claimed(base))
}
