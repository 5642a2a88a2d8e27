//! State of planning, and what all its steps need: adding a page or file, and reporting one whose address is taken.

use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

use super::allocator::{Allocator, Claimant, Conflict, folded_path};
use super::old_addresses::Redirects;
use super::plan_input::PlanInput;
use super::urls;
use crate::record::{Archive, MeetingIndex, Registered, SpeakerIndex};
use crate::report::diagnostic::{Diagnostic, Location, Problem};
use crate::site::{Address, Base, FeedScope, OutputKind};

pub(super) struct Planner<'a> {
    pub(super) archive: &'a Archive,
    pub(super) input: &'a PlanInput<'a>,
    pub(super) base: Base,
    pub(super) allocator: Allocator,
    /// Addresses that search engines may list.
    pub(super) listed: Vec<Address>,
    pub(super) diagnostics: Vec<Diagnostic>,
    pub(super) redirects: Redirects,
    /// Records whose address is taken.
    pub(super) conflicting_records: Vec<MeetingIndex>,
    /// Sizes of the files that are published as they are, by link.
    pub(super) file_sizes: FxHashMap<Box<str>, u64>,
    /// Texts of small tables among them, by link.
    pub(super) tables: FxHashMap<Box<str>, Arc<str>>,
    /// Folded paths of the pages that say that something was taken back.
    pub(super) gone: FxHashSet<String>,
}

impl<'a> Planner<'a> {
    pub(super) fn new(archive: &'a Archive, input: &'a PlanInput<'a>, base_url: &str) -> Self {
        let gone = archive.gone.iter();
        let gone = gone.filter_map(|gone| folded_path(&urls::of_gone(&input.config.urls, gone, &gone.slug)));
        Planner {
            archive,
            input,
            base: Base::new(base_url),
            allocator: Allocator::default(),
            listed: Vec::new(),
            diagnostics: Vec::new(),
            redirects: Redirects::default(),
            conflicting_records: Vec::new(),
            file_sizes: FxHashMap::default(),
            tables: FxHashMap::default(),
            gone: gone.collect(),
        }
    }

    /// Adds a page that search engines may list, and gives its link.
    pub(super) fn page(&mut self, address: Address, kind: OutputKind, who: &Claimant) -> Box<str> {
        let href = self.base.href(&address).into();
        if self.add(address.clone(), kind, who) {
            self.listed.push(address);
        }
        href
    }

    /// Adds a file that search engines need not list, and gives its link; `None` if its path is taken, which is reported.
    pub(super) fn file(&mut self, address: Address, kind: OutputKind, who: &Claimant) -> Option<Box<str>> {
        let href = self.base.href(&address).into();
        self.add(address, kind, who).then_some(href)
    }

    /// Adds an output unless its path is taken, which is reported.
    pub(super) fn add(&mut self, address: Address, kind: OutputKind, who: &Claimant) -> bool {
        let Err(conflict) = self.allocator.allocate(address, kind, who) else { return true };
        let one = self.name(who);
        let (problem, message) = match conflict {
            Conflict::NoFile(address) => {
                (Problem::InvalidAddress, format!("{one} cannot have the address {}; no file can", address.path()))
            }
            Conflict::TakenBy(address, other) => {
                let (other, path) = (self.name(&other), address.path());
                let message = format!("{one} and {other} both claim the address {path}; the first is left out");
                (Problem::PathCollision, message)
            }
        };
        self.report(problem, who, message);
        false
    }

    pub(super) fn feeds(&mut self, at: &Address, scope: &FeedScope) {
        let input = self.input;
        for format in &input.config.feeds.formats {
            self.add(at.join(format.file_name()), OutputKind::Feed(scope.clone(), *format), &Claimant::Own("a feed"));
        }
    }

    /// Name of a claimant, for diagnostics.
    pub(super) fn name(&self, who: &Claimant) -> String {
        let shown = |source| self.input.sources.shown(source);
        match who {
            Claimant::Own(name) => (*name).to_owned(),
            Claimant::Taxonomy(place) => format!("the taxonomy “{}”", self.archive.registry.taxonomies[*place].key),
            Claimant::Record(index) => {
                format!("the record {}", shown(self.archive.meetings[*index].details.source))
            }
            Claimant::Speaker(index) => format!("the speaker “{}”", self.archive.speakers[*index].id),
            Claimant::Page(index) => format!("the page {}", shown(self.archive.pages[*index].source)),
            Claimant::Announced(index) => format!("the announcement in {}", self.archive.announced[*index].at.path),
            Claimant::File(path) => format!("the file {path}"),
            Claimant::Static(path) => format!("the file static/{path}"),
            Claimant::Redirect(_) => "a redirect".to_owned(),
        }
    }

    /// Place where a claimant's address is written.
    fn place(&self, who: &Claimant) -> Option<Location> {
        let shown = |source| self.input.sources.shown(source);
        match who {
            Claimant::Own(_) | Claimant::File(_) => None,
            Claimant::Taxonomy(place) => self.archive.registry.taxonomies[*place].at.clone(),
            Claimant::Static(path) => Some(Location::file(&format!("static/{path}").into())),
            Claimant::Record(index) => {
                let details = &self.archive.meetings[*index].details;
                Some(details.places.of("slug", &shown(details.source)))
            }
            Claimant::Speaker(index) => self.place_of_speaker(*index),
            Claimant::Page(index) => Some(Location::file(&shown(self.archive.pages[*index].source))),
            Claimant::Announced(index) => Some(self.archive.announced[*index].at.clone()),
            Claimant::Redirect(written) => written.clone(),
        }
    }

    fn report(&mut self, problem: Problem, who: &Claimant, message: String) {
        let diagnostic = match self.place(who) {
            Some(at) => Diagnostic::at(problem, at, message),
            None => Diagnostic::anywhere(problem, message),
        };
        self.diagnostics.push(diagnostic.hint(match who {
            Claimant::Taxonomy(_) => "give it an address of its own: `url: /wards/{id}/`",
            _ => "give it another `slug:` or id, or change `urls:` in site.yml",
        }));
    }

    /// Place of a speaker: the entry in the registry, or the heading of the first speech.
    fn place_of_speaker(&self, index: SpeakerIndex) -> Option<Location> {
        let speaker = &self.archive.speakers[index];
        match speaker.registered {
            Some(Registered::Person(person)) => Some(self.archive.registry.people[person].at.clone()),
            Some(Registered::Organisation(unit)) => Some(self.archive.registry.organisations[unit].at.clone()),
            None => {
                let meeting = &self.archive.meetings[speaker.appearances.first()?.meeting];
                let (speaking, _) = meeting.speaking().find(|(speaker, _)| speaker.by.contains(&index))?;
                let name = &speaking.name;
                let source = self.input.sources.get(meeting.details.source);
                Some(source.locate(name.first_seen as usize, name.label.text.len()))
            }
        }
    }
}
