//! Allocates the addresses of the site: each file has one that nothing else has, also on file systems that ignore case or
//! normalise names. Knows who claims an address, and nothing of pages.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use crate::record::{AnnouncedIndex, MeetingIndex, PageIndex, SpeakerIndex};
use crate::report::diagnostic::Location;
use crate::site::{Address, Output, OutputKind, OutputPath};
use crate::text::slug::folded;

/// Claimant of an address. Names and places are only made for diagnostics.
#[derive(Debug, Clone)]
pub(super) enum Claimant {
    /// A file that every site has.
    Own(&'static str),
    /// A taxonomy or one of its terms; position in the registry.
    Taxonomy(usize),
    Record(MeetingIndex),
    Speaker(SpeakerIndex),
    Page(PageIndex),
    Announced(AnnouncedIndex),
    File(Arc<str>),
    /// A file that is published as it is, by its path in `static/`.
    Static(Arc<str>),
    /// A redirect: explicit, with its place, or automatic.
    Redirect(Option<Location>),
}

/// Reason why a claimant does not get an address, with that address.
pub(super) enum Conflict {
    /// No file can have it.
    NoFile(Address),
    /// It belongs to another claimant, or lies below the address of one.
    TakenBy(Address, Claimant),
}

/// Addresses that are allocated, and their outputs in the order of allocation.
#[derive(Default)]
pub(super) struct Allocator {
    outputs: Vec<Output>,
    /// Folded path → its claimant.
    taken: FxHashMap<String, Claimant>,
    /// Folded paths of all folders, which no file may take.
    folders: FxHashMap<String, Claimant>,
}

impl Allocator {
    /// Allocates an address to an output, unless its path is taken.
    pub(super) fn allocate(&mut self, address: Address, kind: OutputKind, who: &Claimant) -> Result<(), Conflict> {
        let Some(path) = OutputPath::of(&address) else { return Err(Conflict::NoFile(address)) };
        let key = folded(path.as_str());
        let above = || key.match_indices('/').map(|(at, _)| &key[..at]);
        let file_above = above().find_map(|folder| self.taken.get(folder));
        if let Some(other) = self.taken.get(&key).or_else(|| self.folders.get(&key)).or(file_above) {
            return Err(Conflict::TakenBy(address, other.clone()));
        }
        for folder in above() {
            if !self.folders.contains_key(folder) {
                self.folders.insert(folder.to_owned(), who.clone());
            }
        }
        self.taken.insert(key, who.clone());
        self.outputs.push(Output { path, address, kind });
        Ok(())
    }

    /// Keeps a path for a file that the plan does not contain.
    pub(super) fn reserve(&mut self, path: &str, who: Claimant) {
        self.taken.insert(folded(path), who);
    }

    /// Gives up a path that was kept for a file that the plan does not contain.
    pub(super) fn release(&mut self, path: &str) {
        if self.outputs.iter().all(|output| output.path.as_str() != path) {
            self.taken.remove(&folded(path));
        }
    }

    /// Claimant of the file or folder at an address.
    pub(super) fn holder(&self, address: &Address) -> Option<&Claimant> {
        let path = folded_path(address)?;
        self.taken.get(&path).or_else(|| self.folders.get(&path))
    }

    /// Reports whether a file can have the address and nothing has it yet.
    pub(super) fn is_free(&self, address: &Address) -> bool {
        OutputPath::of(address).is_some() && self.holder(address).is_none()
    }

    /// Reports whether a file has the address.
    pub(super) fn is_file(&self, address: &Address) -> bool {
        folded_path(address).is_some_and(|path| self.taken.contains_key(&path))
    }

    /// Outputs so far, in the order of allocation.
    pub(super) fn outputs(&self) -> &[Output] {
        &self.outputs
    }

    /// All outputs, by path.
    pub(super) fn into_outputs(self) -> Vec<Output> {
        let mut outputs = self.outputs;
        outputs.sort_by(|a, b| a.path.cmp(&b.path));
        outputs
    }
}

/// The path of the file at an address, folded for comparison.
pub(super) fn folded_path(address: &Address) -> Option<String> {
    OutputPath::of(address).map(|path| folded(path.as_str()))
}
