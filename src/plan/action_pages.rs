//! Follows action items from record to record, and plans the page that lists them.

use rustc_hash::FxHashMap;

use super::allocator::Claimant;
use super::planner::Planner;
use super::urls;
use crate::config::Config;
use crate::record::{ActionStatus, Archive, MeetingBodies, MeetingIndex};
use crate::site::well_known::DECISIONS;
use crate::site::{Address, DecisionPlace, Locale, LoggedAction, OutputKind};

/// All action items: open ones first, by their day; then the others, the newest first. `decided` are the meetings with
/// decisions, in the order of time.
///
/// Two action items of one series or body are the same task if they have the same number, or without numbers the same
/// words.
pub(super) fn logged_actions(archive: &Archive, decided: &[MeetingIndex], config: &Config) -> Vec<LoggedAction> {
    let bodies = MeetingBodies::new(&archive.registry, config.body.as_deref());
    let mut all: Vec<LoggedAction> = Vec::new();
    let mut known: FxHashMap<(&str, String), usize> = FxHashMap::default();
    for &meeting in decided {
        let details = &archive.meetings[meeting].details;
        let group = details.series.as_deref().or_else(|| bodies.of(details)).unwrap_or_default();
        for (place, decision) in DecisionPlace::of_meeting(archive, meeting) {
            let Some(action) = &decision.action else { continue };
            let name = match &*action.number {
                "" => decision.id.occurrence(1).to_string(),
                number => format!("#{}", number.to_lowercase()),
            };
            let index = *known.entry((group, name)).or_insert(all.len());
            if index == all.len() {
                all.push(LoggedAction { places: Vec::new(), due: None, status: ActionStatus::Open, since: None });
            }
            let logged = &mut all[index];
            logged.places.push(place);
            logged.due = action.due.or(logged.due);
            if let Some(status) = action.status {
                (logged.status, logged.since) = (status, action.since);
            }
        }
    }
    all.sort_by_key(|logged| {
        let is_open = logged.status == ActionStatus::Open;
        let last = logged.places.last().map(|place| std::cmp::Reverse(place.meeting));
        (!is_open, if is_open { (logged.due.is_none(), logged.due, None) } else { (false, None, last) })
    });
    all
}

impl Planner<'_> {
    /// Plans the list of action items in each language, and enters its address in each locale.
    pub(super) fn action_pages(&mut self, locales: &mut [Locale], actions: &[LoggedAction]) {
        if actions.is_empty() {
            return;
        }
        let who = Claimant::Own("the list of action items");
        for (index, locale) in locales.iter_mut().enumerate() {
            let address = urls::in_language(index, &locale.lang, &Address::new(DECISIONS).join("actions/"));
            locale.actions = Some(self.page(address, OutputKind::Actions(index), &who));
        }
    }
}
