//! List of the redirects that have been found.

use rustc_hash::FxHashMap;

use crate::site::Address;

/// Redirects, in the order in which they were found.
#[derive(Default)]
pub(in crate::plan) struct Redirects {
    list: Vec<(Address, Box<str>)>,
    /// For each address its first redirect.
    first: FxHashMap<Address, usize>,
}

impl Redirects {
    pub(super) fn push(&mut self, from: Address, to: Box<str>) {
        self.first.entry(from.clone()).or_insert(self.list.len());
        self.list.push((from, to));
    }

    /// All redirects.
    pub(super) fn list(&self) -> &[(Address, Box<str>)] {
        &self.list
    }

    /// The list, for the plan.
    pub(in crate::plan) fn into_list(self) -> Vec<(Address, Box<str>)> {
        self.list
    }

    /// Target of the redirect from an address.
    pub(super) fn to(&self, from: &Address) -> Option<&str> {
        self.first.get(from).map(|place| &*self.list[*place].1)
    }
}
