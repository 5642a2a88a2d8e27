//! Plans the calendars: of the site, of each series, and of each body.

use super::allocator::Claimant;
use super::planner::Planner;
use super::urls;
use crate::record::{AnnouncedIndex, MeetingIndex};
use crate::site::well_known::{BODIES, CALENDAR};
use crate::site::{Address, Addresses, Body, CalendarScope, Listing, OutputKind};

impl Planner<'_> {
    /// Plans the calendar of the site, and those of series and bodies with a meeting on a known day. Returns the calendar to
    /// which the page of each announced meeting leads.
    pub(super) fn calendars(
        &mut self,
        addresses: &mut Addresses,
        series: &[Listing],
        bodies: &[Body],
    ) -> Vec<CalendarScope> {
        let archive = self.archive;
        let mut of_announced = vec![CalendarScope::Site; archive.announced.len()];
        for (index, body) in bodies.iter().enumerate() {
            if self.has_day(&body.meetings, &body.announced) {
                let above = format!("{BODIES}{}/", archive.registry.organisations[body.organisation].id);
                self.calendar(&Address::new(&above), CalendarScope::Body(index), addresses);
                body.announced.iter().for_each(|meeting| of_announced[*meeting] = CalendarScope::Body(index));
            }
        }
        self.calendar(&Address::new("/"), CalendarScope::Site, addresses);
        for (index, listing) in series.iter().enumerate() {
            if self.has_day(&listing.meetings, &listing.announced) {
                let above = urls::with_id(&self.input.config.urls.series, &listing.id);
                self.calendar(&above, CalendarScope::Series(index), addresses);
                listing.announced.iter().for_each(|meeting| of_announced[*meeting] = CalendarScope::Series(index));
            }
        }
        of_announced
    }

    fn calendar(&mut self, above: &Address, scope: CalendarScope, addresses: &mut Addresses) {
        let address = above.join(CALENDAR.trim_start_matches('/'));
        let href = self.base.href(&address).into();
        if self.add(address, OutputKind::Calendar(scope), &Claimant::Own("a calendar")) {
            addresses.calendars.insert(scope, href);
        }
    }

    /// Reports whether the day of one of these meetings is known.
    fn has_day(&self, meetings: &[MeetingIndex], announced: &[AnnouncedIndex]) -> bool {
        let held = meetings.iter().map(|meeting| self.archive.meetings[*meeting].details.date);
        let coming = announced.iter().map(|meeting| self.archive.announced[*meeting].date);
        held.chain(coming).any(|date| date.day().is_some())
    }
}
