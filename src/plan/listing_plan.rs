//! Gathers meetings under series, terms of taxonomies, and years.

use rustc_hash::FxHashMap;

use crate::record::{Archive, LocalText, MeetingIndex, Taxonomy};
use crate::site::{ListedTaxonomy, Listing};
use crate::text::slug::slugify;

/// Every series that has meetings: first those of the registry, in its order, then undeclared ones, by id.
pub(super) fn series(archive: &Archive) -> Vec<Listing> {
    let declared = archive.registry.series.iter().map(|s| (&s.id, &s.title, &s.description));
    let mut all = listings(archive, declared, |meeting| {
        archive.meetings[meeting].details.series.iter().map(|id| &**id).collect()
    });
    let mut places: FxHashMap<Box<str>, usize> = FxHashMap::default();
    for (place, listing) in all.iter().enumerate() {
        places.entry(listing.id.clone()).or_insert(place);
    }
    for (index, meeting) in archive.announced.iter().enumerate() {
        let Some(id) = meeting.series.as_deref() else { continue };
        let place = places.get(id).or_else(|| places.get(slugify(id).text.as_str()));
        if let Some(place) = place {
            all[*place].announced.push(index);
        }
    }
    all
}

/// Every taxonomy, with the terms that have meetings in the same order as [`series`].
pub(super) fn taxonomies(archive: &Archive) -> Vec<ListedTaxonomy> {
    let listed = |taxonomy: &Taxonomy| {
        let declared = taxonomy.terms.iter().map(|term| (&term.id, &term.title, &term.description));
        let ids_of = |meeting: MeetingIndex| {
            archive.meetings[meeting].details.terms_of(&taxonomy.key).iter().map(|id| &**id).collect()
        };
        ListedTaxonomy {
            key: taxonomy.key.clone(),
            title: taxonomy.title.clone(),
            description: taxonomy.description.clone(),
            terms: listings(archive, declared, ids_of),
        }
    };
    archive.registry.taxonomies.iter().map(listed).collect()
}

/// For each meeting the field of each taxonomy and the id of each term that it is listed under, in the order of the plan.
pub(super) fn terms_of_meetings(
    archive: &Archive,
    taxonomies: &[ListedTaxonomy],
    fields: &[Box<str>],
) -> Vec<Vec<(Box<str>, Box<str>)>> {
    let mut all = vec![Vec::new(); archive.meetings.len()];
    for (taxonomy, field) in taxonomies.iter().zip(fields) {
        for listing in &taxonomy.terms {
            for meeting in &listing.meetings {
                all[*meeting].push((field.clone(), listing.id.clone()));
            }
        }
    }
    all
}

fn listings<'a>(
    archive: &'a Archive,
    declared: impl Iterator<Item = (&'a Box<str>, &'a LocalText, &'a LocalText)>,
    ids_of: impl Fn(MeetingIndex) -> Vec<&'a str>,
) -> Vec<Listing> {
    let mut all: Vec<Listing> = declared
        .map(|(id, title, description)| Listing {
            id: id.clone(),
            title: if title.is_empty() { LocalText::plain(id) } else { title.clone() },
            description: description.clone(),
            meetings: Vec::new(),
            announced: Vec::new(),
        })
        .collect();
    let declared = all.len();
    let mut places: FxHashMap<Box<str>, usize> = FxHashMap::default();
    for (place, listing) in all.iter().enumerate() {
        places.entry(listing.id.clone()).or_insert(place);
    }
    for meeting in 0..archive.meetings.len() {
        for id in ids_of(meeting) {
            // An undeclared id is a name, and its slug is made from it.
            let slug = slugify(id).text;
            let place = places.get(id).into_iter().chain(places.get(slug.as_str())).min();
            match place.map(|place| &mut all[*place]) {
                Some(listing) => {
                    if listing.meetings.last() != Some(&meeting) {
                        listing.meetings.push(meeting);
                    }
                }
                None => {
                    places.insert(slug.as_str().into(), all.len());
                    all.push(Listing {
                        id: slug.into(),
                        title: LocalText::plain(id),
                        description: LocalText::default(),
                        meetings: vec![meeting],
                        announced: Vec::new(),
                    });
                }
            }
        }
    }
    all[declared..].sort_by(|a, b| a.id.cmp(&b.id));
    all.retain(|listing| !listing.meetings.is_empty());
    all
}

/// Years with meetings, the newest first, and which meetings they have.
pub(super) fn years(archive: &Archive) -> Vec<(i16, std::ops::Range<MeetingIndex>)> {
    let mut years: Vec<(i16, std::ops::Range<MeetingIndex>)> = Vec::new();
    for (index, meeting) in archive.meetings.iter().enumerate() {
        let year = meeting.details.date.year;
        match years.last_mut().filter(|(last, _)| *last == year) {
            Some((_, range)) => range.end = index + 1,
            None => years.push((year, index..index + 1)),
        }
    }
    years.reverse();
    years
}
