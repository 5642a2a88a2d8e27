//! The items of a record: sections, and the parts of them that agenda lines open.

use std::borrow::Cow;

use crate::record::{Contribution, ItemKeys, Meeting, Moment, RecordSummary, Speaker};

/// Item of a record, or what stands before the first one.
pub(super) struct AgendaEntry<'m> {
    /// Its anchor; empty for what stands before the first item.
    pub(super) anchor: Cow<'m, str>,
    /// Its heading.
    pub(super) heading: Option<&'m str>,
    /// Keys that the record gives it.
    pub(super) keys: Option<&'m ItemKeys>,
    /// Time at which it begins, if the record gives one.
    pub(super) time: Option<&'m Moment>,
    /// Its summary.
    pub(super) summary: Option<&'m RecordSummary>,
    /// Its contributions, in order.
    pub(super) contributions: &'m [Contribution],
}

/// All items of a record, in order.
pub(super) fn agenda_entries(meeting: &Meeting<Speaker>) -> Vec<AgendaEntry<'_>> {
    let mut entries = Vec::new();
    for section in meeting.sections.iter() {
        let all = section.contributions.as_slice();
        let opens = |contribution: &Contribution| match contribution {
            Contribution::Narrative(narrative) => narrative.agenda.is_some(),
            Contribution::Speech(_) | Contribution::Note(_) | Contribution::Decision(_) => false,
        };
        let mut starts: Vec<usize> = (0..all.len()).filter(|at| opens(&all[*at])).collect();
        starts.push(all.len());
        entries.push(AgendaEntry {
            anchor: Cow::Borrowed(section.heading.as_ref().map_or("", |_| &section.anchor)),
            heading: section.heading.as_deref(),
            keys: section.item.as_deref(),
            time: section.time.as_deref(),
            summary: section.summary(),
            contributions: &all[..starts[0]],
        });
        for (from, to) in starts.iter().zip(&starts[1..]) {
            let Contribution::Narrative(narrative) = &all[*from] else { continue };
            entries.push(AgendaEntry {
                anchor: Cow::Owned(narrative.id.to_string()),
                heading: narrative.agenda.as_ref().map(|item| &*item.title),
                keys: None,
                time: narrative.time.as_deref(),
                summary: None,
                contributions: &all[*from..*to],
            });
        }
    }
    entries
}
