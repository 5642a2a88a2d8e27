//! Positions of taxonomies and their terms in the plan.

/// Position of the topics in [`crate::site::Plan::taxonomies`].
pub const TOPICS: usize = 0;

/// A term of a taxonomy.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TermIndex {
    /// Position in [`crate::site::Plan::taxonomies`].
    pub taxonomy: usize,
    /// Position in [`crate::site::ListedTaxonomy::terms`].
    pub term: usize,
}
