//! Plans the pages of bodies: an index, a page for each, and one for each year in which it met.

use super::allocator::Claimant;
use super::planner::Planner;
use super::urls;
use crate::record::Archive;
use crate::site::well_known::BODIES;
use crate::site::{Address, Body, Locale, OutputKind};

impl Planner<'_> {
    /// Plans the pages of bodies in each language, and enters the address of their index in each locale.
    pub(super) fn body_pages(&mut self, locales: &mut [Locale], bodies: &[Body]) {
        if bodies.is_empty() {
            return;
        }
        let archive = self.archive;
        let who = Claimant::Own("the page of a body");
        for (number, locale) in locales.iter_mut().enumerate() {
            let index = urls::in_language(number, &locale.lang, &Address::new(BODIES));
            locale.bodies = Some(self.page(index.clone(), OutputKind::BodyIndex(number), &who));
            for (place, body) in bodies.iter().enumerate() {
                let own = index.join(&format!("{}/", archive.registry.organisations[body.organisation].id));
                for year in years(archive, body) {
                    let address = own.join(&format!("{year:04}/"));
                    self.page(address, OutputKind::BodyYear(number, place, year), &who);
                }
                self.page(own, OutputKind::Body(number, place), &who);
            }
        }
    }
}

/// Years in which a body met, in order.
fn years(archive: &Archive, body: &Body) -> Vec<i16> {
    let mut years: Vec<i16> =
        body.meetings.iter().map(|meeting| archive.meetings[*meeting].details.date.year).collect();
    years.dedup();
    years
}
