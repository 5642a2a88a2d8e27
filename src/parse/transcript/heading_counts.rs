//! Counts the headings of a record that name speakers and those that do not, since a mixture may not be intended.

use super::oddities::{Oddity, OddityKind};
use crate::record::TextRange;

/// Numbers of second- and third-level headings with and without a final colon.
#[derive(Default)]
pub(super) struct HeadingCounts {
    /// Number of those without a colon.
    pub(super) bare: usize,
    /// Number of those with a colon.
    pub(super) colons: usize,
    /// The first with a colon that was read as a person but names a part of minutes.
    pub(super) matter: Option<TextRange>,
    /// Headings without a colon that were read so too.
    pub(super) bare_matters: Vec<TextRange>,
    /// True if a second-level heading stands above; the other fields count the headings below it.
    pub(super) is_below: bool,
    pub(super) labels: usize,
    pub(super) others: usize,
    pub(super) first_label: Option<TextRange>,
}

impl HeadingCounts {
    /// Headings that were probably not meant to name a speaker: one with a colon that turns all others into speakers although most have
    /// none, or those that name a part of minutes.
    pub(super) fn oddities(self) -> Vec<Oddity> {
        let HeadingCounts { bare, colons, matter, bare_matters, labels, others, first_label, .. } = self;
        if let Some(at) = first_label.filter(|_| others > labels) {
            return vec![Oddity { kind: OddityKind::Mixture { labels, others }, at }];
        }
        let of_matter = matter.map(|at| Oddity { kind: OddityKind::Matter { others: bare }, at });
        // Where most names have a colon, a heading without one stands out.
        let bare_matters = if colons > bare { bare_matters } else { Vec::new() };
        let without_colon = bare_matters.into_iter().map(|at| Oddity { kind: OddityKind::BareMatter, at });
        of_matter.into_iter().chain(without_colon).collect()
    }
}
