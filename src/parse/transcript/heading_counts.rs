//! Counts the headings of a record that name speakers and those that do not, since a mixture may not be intended.

use super::oddities::{Oddity, OddityKind};
use crate::record::TextRange;

/// Numbers of second- and third-level headings with and without a final colon.
#[derive(Default)]
pub(super) struct HeadingCounts {
    /// Number of those without a colon.
    pub(super) bare: usize,
    /// The first that was read as a person but names a part of minutes.
    pub(super) matter: Option<TextRange>,
    /// True if that one has no colon.
    pub(super) is_bare_matter: bool,
    /// True if a second-level heading stands above; the other fields count the headings below it.
    pub(super) is_below: bool,
    pub(super) labels: usize,
    pub(super) others: usize,
    pub(super) first_label: Option<TextRange>,
}

impl HeadingCounts {
    /// A heading with a colon that turns all others into speakers although most have none, if there is one.
    pub(super) fn mixture(self) -> Option<Oddity> {
        let HeadingCounts { bare, matter, is_bare_matter, labels, others, first_label, .. } = self;
        let others_without_colon = bare.saturating_sub(usize::from(is_bare_matter));
        if let Some(at) = first_label.filter(|_| others > labels) {
            Some(Oddity { kind: OddityKind::Mixture { labels, others }, at })
        } else {
            matter.map(|at| Oddity { kind: OddityKind::Matter { others: others_without_colon }, at })
        }
    }
}
