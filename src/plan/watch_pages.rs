//! Plans the pages and feeds of queries that can be followed.

use super::allocator::Claimant;
use super::planner::Planner;
use super::urls;
use crate::site::well_known::WATCHES;
use crate::site::{Address, FeedScope, Locale, OutputKind};

impl Planner<'_> {
    /// Plans the pages in each language, and enters the address of their index in each locale.
    pub(super) fn watch_pages(&mut self, locales: &mut [Locale]) {
        let watches = &self.input.config.watches;
        if watches.is_empty() {
            return;
        }
        let who = Claimant::Own("the page of a query that can be followed");
        for (number, locale) in locales.iter_mut().enumerate() {
            let index = urls::in_language(number, &locale.lang, &Address::new(WATCHES));
            locale.watches = Some(self.page(index.clone(), OutputKind::WatchIndex(number), &who));
            for (place, watch) in watches.iter().enumerate() {
                self.page(index.join(&format!("{}/", watch.id)), OutputKind::Watch(number, place), &who);
            }
        }
        for (place, watch) in watches.iter().enumerate() {
            self.feeds(&Address::new(&format!("{WATCHES}{}/", watch.id)), &FeedScope::Watch(place));
        }
    }
}
