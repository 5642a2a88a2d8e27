//! Inputs of the renderer, and lookup of things by id in them.

use std::path::Path;

use rustc_hash::FxHashMap;

use crate::config::Config;
use crate::record::{Archive, Language, LocalText, MeetingBodies, MeetingIndex, Registry};
use crate::search::IndexLayout;
use crate::site::{BodyIndex, Listing, LocaleIndex, Plan, TOPICS, TemplateData, TermIndex};
use crate::text::source::{Sources, Text};
use crate::theme::{Strings, Theme};

/// Inputs that pages are drawn from.
#[derive(Clone, Copy)]
pub struct RenderInputs<'a> {
    /// The linked archive.
    pub archive: &'a Archive,
    /// Every output and its address.
    pub plan: &'a Plan,
    /// The site's settings.
    pub config: &'a Config,
    /// Templates, strings and assets.
    pub theme: &'a Theme,
    /// Data for templates.
    pub data: &'a TemplateData,
    /// The texts of all records and pages.
    pub sources: &'a dyn Sources,
    /// Layout of the search index.
    pub layout: &'a IndexLayout,
    /// Folder in which the copies of pictures lie.
    pub renditions: &'a Path,
}

impl<'a> RenderInputs<'a> {
    pub(super) fn default_language(&self) -> Language {
        self.plan.default_language().clone()
    }

    pub(super) fn language_of(&self, locale: LocaleIndex) -> Language {
        self.plan.locales[locale].lang.clone()
    }

    /// The language of the page of a record: the record's own if the theme speaks it or the site has pages in it, else the
    /// site's first.
    pub(super) fn interface_language(&self, record: &Language) -> Language {
        let has_pages = || self.plan.locales.iter().any(|locale| locale.lang.primary() == record.primary());
        if self.theme.speaks(record) || has_pages() { record.clone() } else { self.default_language() }
    }

    /// The language of the words of the interface on a page in `lang`, which is another one where the theme has no strings in
    /// that.
    pub(super) fn language_of_strings(&self, lang: &Language) -> Language {
        if self.theme.speaks(lang) {
            return lang.clone();
        }
        Language::parse(self.strings(lang).tag()).unwrap_or_else(|| lang.clone())
    }

    pub(super) fn strings(&self, lang: &Language) -> &'a Strings {
        self.theme.strings(lang)
    }

    pub(super) fn text(&self, meeting: MeetingIndex) -> Text {
        self.sources.get(self.archive.meetings[meeting].details.source).text
    }
}

/// Positions of listings and registry entries by id; of two with the same id the first counts.
pub(super) struct Ids {
    series: FxHashMap<Box<str>, usize>,
    /// For each taxonomy.
    terms: Vec<FxHashMap<Box<str>, usize>>,
    people: FxHashMap<Box<str>, usize>,
    organisations: FxHashMap<Box<str>, usize>,
    bodies: FxHashMap<Box<str>, BodyIndex>,
    /// Body of each meeting.
    pub(super) of_meetings: MeetingBodies,
}

impl Ids {
    pub(super) fn new(inputs: &RenderInputs<'_>) -> Self {
        let listed = |listings: &[Listing]| by_id(listings.iter().map(|listing| &listing.id));
        let registry = &inputs.archive.registry;
        Ids {
            series: listed(&inputs.plan.series),
            terms: inputs.plan.taxonomies.iter().map(|taxonomy| listed(&taxonomy.terms)).collect(),
            people: by_id(registry.people.iter().map(|person| &person.id)),
            organisations: by_id(registry.organisations.iter().map(|organisation| &organisation.id)),
            bodies: by_id(inputs.plan.bodies.iter().map(|body| &registry.organisations[body.organisation].id)),
            of_meetings: MeetingBodies::new(registry, inputs.config.body.as_deref()),
        }
    }

    /// Position in [`Plan::series`] of the series that a record names.
    pub(super) fn series(&self, id: &str) -> Option<usize> {
        place(&self.series, id)
    }

    /// The term of a taxonomy that a record names.
    pub(super) fn term(&self, taxonomy: usize, id: &str) -> Option<TermIndex> {
        Some(TermIndex { taxonomy, term: place(&self.terms[taxonomy], id)? })
    }

    /// Position in [`Plan::topics`] of the topic that a record names.
    pub(super) fn topic(&self, id: &str) -> Option<usize> {
        place(&self.terms[TOPICS], id)
    }

    /// The body with an id.
    pub(super) fn body(&self, id: &str) -> Option<BodyIndex> {
        self.bodies.get(id).copied()
    }

    /// The names of an organisation of the registry.
    pub(super) fn organisation<'r>(&self, registry: &'r Registry, id: &str) -> Option<&'r LocalText> {
        self.organisations.get(id).map(|place| &registry.organisations[*place].names)
    }

    /// The names of a person or organisation of the registry.
    pub(super) fn name<'r>(&self, registry: &'r Registry, id: &str) -> Option<&'r LocalText> {
        let person = self.people.get(id).map(|place| &registry.people[*place].names);
        person.or_else(|| self.organisation(registry, id))
    }
}

fn by_id<'r>(ids: impl DoubleEndedIterator<Item = &'r Box<str>> + ExactSizeIterator) -> FxHashMap<Box<str>, usize> {
    ids.enumerate().rev().map(|(place, id)| (id.clone(), place)).collect()
}

/// An undeclared id is the name itself, and its listing has the id that was made of the name.
fn place(listings: &FxHashMap<Box<str>, usize>, id: &str) -> Option<usize> {
    let declared = listings.get(id);
    declared.into_iter().chain(listings.get(crate::text::slug::slugify(id).text.as_str())).min().copied()
}
