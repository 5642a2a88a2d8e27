//! Lays out what each speaker said: on one page in each language of the site, or on pages of years and months.
//!
//! The division depends only on the speeches of each period, so a page does not change when others are added.

use super::allocator::Claimant;
use super::planner::Planner;
use super::urls;
use crate::config::{FeedFormat, FeedSettings, FollowedSpeakers};
use crate::record::{Appearance, Archive, Month, Registered, SpeakerEntry, SpeakerIndex};
use crate::site::{FeedScope, Locale, LocaleIndex, OutputKind, SpeakerPages, SpokenYear};

/// Maximum number of speeches of one speaker on a page: some 300 KB of HTML.
const SPEECHES: u32 = 400;

/// Maximum number of words of one speaker on a page; a single speech may last an hour.
const WORDS: u32 = 40_000;

impl<'a> Planner<'a> {
    /// Plans the pages and feeds of all speakers, and enters their addresses in each locale.
    pub(super) fn speakers(&mut self, locales: &mut [Locale]) -> Vec<SpeakerPages> {
        let patterns = &self.input.config.urls;
        let archive = self.archive;
        let of_meetings = self.locales_of_meetings(locales);
        let mut all = Vec::with_capacity(archive.speakers.len());
        for (index, speaker) in archive.speakers.iter().enumerate() {
            let first = urls::with_id(&patterns.speaker, &speaker.id);
            let who = Claimant::Speaker(index);
            let mut pages = layout(archive, index, &of_meetings);
            let mut hrefs = Vec::with_capacity(pages.locales.len());
            for &number in &pages.locales {
                let address = urls::in_language(number, &locales[number].lang, &first);
                hrefs.push(self.page(address.clone(), OutputKind::Speaker(number, index), &who));
                for SpokenYear { year, months, .. } in pages.years.iter().filter(|year| year.locale == number) {
                    let address = address.join(&format!("{year:04}/"));
                    for month in months {
                        let kind = OutputKind::SpeakerMonth(number, index, *year, *month);
                        self.page(address.join(&format!("{month:02}/")), kind, &who);
                    }
                    self.page(address, OutputKind::SpeakerYear(number, index, *year), &who);
                }
            }
            // A language without records of a speaker links to the speaker's first page.
            for (number, locale) in locales.iter_mut().enumerate() {
                let own = pages.locales.iter().position(|own| *own == number).unwrap_or(0);
                locale.speakers.push(hrefs[own].clone());
            }
            let formats = self.speaker_feed_formats(index);
            for format in formats {
                let kind = OutputKind::Feed(FeedScope::Speaker(index), *format);
                self.add(first.join(format.file_name()), kind, &Claimant::Own("a feed"));
            }
            pages.feeds = (!formats.is_empty()).then(|| self.base.href(&first).into());
            all.push(pages);
        }
        self.labels_lead_on(locales);
        all
    }

    /// For each meeting the locale whose readers can read its record.
    fn locales_of_meetings(&self, locales: &[Locale]) -> Vec<LocaleIndex> {
        let meetings = self.archive.meetings.iter();
        meetings.map(|meeting| Locale::best_for(locales, &meeting.details.lang)).collect()
    }

    /// Formats in which a speaker has a feed; none for speakers who appear too rarely to be followed.
    pub(super) fn speaker_feed_formats(&self, index: SpeakerIndex) -> &'a [FeedFormat] {
        let settings: &'a FeedSettings = &self.input.config.feeds;
        let speaker = &self.archive.speakers[index];
        let has_feed = match settings.speakers {
            FollowedSpeakers::None => false,
            _ if speaker.appearances.is_empty() => false,
            FollowedSpeakers::Registered => speaker.registered.is_some(),
            FollowedSpeakers::AtMeetings(least) => speaker.registered.is_some() || speaker.appearances.len() >= least,
        };
        if has_feed { &settings.speaker_formats } else { &[] }
    }

    /// Redirects from the address that a label had, or would have had, before it was added to the registry. Labels such
    /// as “Chair” that name different people in different records are left out.
    fn labels_lead_on(&mut self, locales: &[Locale]) {
        let archive = self.archive;
        for (index, speaker) in archive.speakers.iter().enumerate() {
            let claims = match speaker.registered {
                Some(Registered::Person(person)) => &archive.registry.people[person].labels,
                Some(Registered::Organisation(unit)) => &archive.registry.organisations[unit].labels,
                None => continue,
            };
            for claim in claims.iter().filter(|claim| claim.scope.narrowness() == 0) {
                let slug = crate::text::slug::slugify(&claim.label.text).text;
                // The speaker's own address, in another language of the site.
                if slug == *speaker.id {
                    continue;
                }
                let from = urls::with_id(&self.input.config.urls.speaker, &slug);
                self.redirect(from, &locales[0].speakers[index], None);
            }
        }
    }
}

/// Pages on which a speaker's words stand.
fn layout(archive: &Archive, speaker: SpeakerIndex, of_meetings: &[LocaleIndex]) -> SpeakerPages {
    let SpeakerEntry { appearances, named_at, .. } = &archive.speakers[speaker];
    let meetings = appearances.iter().map(|a| a.meeting).chain(named_at.iter().copied());
    let mut locales: Vec<LocaleIndex> = meetings.map(|meeting| of_meetings[meeting]).collect();
    locales.sort_unstable();
    locales.dedup();
    if locales.is_empty() {
        locales.push(0);
    }
    let shown: Vec<Vec<Appearance>> = locales
        .iter()
        .map(|&locale| archive.preferred_appearances(appearances, |meeting| of_meetings[meeting] != locale))
        .collect();
    let mut years = Vec::new();
    // In all languages alike, so that each page has its counterpart.
    if shown.iter().any(is_too_much) {
        let busy = busy_years(archive, &locales, &shown, of_meetings);
        for (&locale, shown) in locales.iter().zip(&shown) {
            years.extend(years_of(archive, shown, &busy).map(|(year, months)| SpokenYear { locale, year, months }));
        }
    }
    SpeakerPages { locales, years, feeds: None }
}

/// Reports whether this is too much for one page.
fn is_too_much<'a>(appearances: impl IntoIterator<Item = &'a Appearance>) -> bool {
    let sum = |sum: (u32, u32), a: &Appearance| (sum.0 + a.speeches, sum.1 + a.words);
    let (speeches, words) = appearances.into_iter().fold((0, 0), sum);
    speeches > SPEECHES || words > WORDS
}

/// Years of which a page in one of the languages would hold too much. It depends only on the speeches of the year, so
/// earlier years do not change when meetings are added. Of records in other languages a page has no more than links.
fn busy_years(
    archive: &Archive,
    locales: &[LocaleIndex],
    shown: &[Vec<Appearance>],
    of_meetings: &[LocaleIndex],
) -> Vec<i16> {
    let mut busy = Vec::new();
    for (locale, shown) in locales.iter().zip(shown) {
        for (year, of_year) in by_year(archive, shown) {
            if is_too_much(of_year.iter().filter(|appearance| of_meetings[appearance.meeting] == *locale)) {
                busy.push(year);
            }
        }
    }
    busy
}

/// Years of some appearances, in order, each with the months that have pages of their own: those of a busy year, unless all
/// its meetings are in one month or have no known month.
fn years_of<'a>(
    archive: &'a Archive,
    shown: &'a [Appearance],
    busy: &'a [i16],
) -> impl Iterator<Item = (i16, Vec<Month>)> + 'a {
    by_year(archive, shown).map(move |(year, of_year)| {
        let mut months: Vec<Month> =
            of_year.iter().filter_map(|a| archive.meetings[a.meeting].details.date.month()).collect();
        months.sort_unstable();
        months.dedup();
        if months.len() < 2 || !busy.contains(&year) {
            months.clear();
        }
        (year, months)
    })
}

fn by_year<'a>(archive: &'a Archive, shown: &'a [Appearance]) -> impl Iterator<Item = (i16, &'a [Appearance])> {
    let year = |appearance: &Appearance| archive.meetings[appearance.meeting].details.date.year;
    shown.chunk_by(move |one, next| year(one) == year(next)).map(move |of_year| (year(&of_year[0]), of_year))
}
