//! Plans the search index of a site that has been linked and planned.

use crate::bytes::fingerprint::Fingerprint;
use crate::config::Config;
use crate::plan::{search_index, with_name_lists};
use crate::record::Archive;
use crate::search::{Corpus, IndexLayout, IndexProfile, KnownPassages};
use crate::site::{Output, Plan};
use crate::text::source::Sources;

/// The search index of a site: its layout, and its files but the root.
#[derive(Debug, Clone, Default)]
pub struct IndexPlan {
    /// Layout of the index.
    pub layout: IndexLayout,
    /// Ordered by path.
    pub outputs: Vec<Output>,
}

/// Plans the index; an empty one when `site.yml` turns the search off.
pub(super) fn index(
    config: &Config,
    archive: &Archive,
    plan: &Plan,
    sources: &dyn Sources,
    grain: IndexProfile,
    settings: Fingerprint,
    known: &KnownPassages,
) -> IndexPlan {
    if !config.search {
        return IndexPlan::default();
    }
    let corpus = Corpus {
        archive,
        sources,
        links: &plan.addresses.meetings,
        bodies: &plan.meeting_organisations,
        terms: &plan.meeting_terms,
    };
    let layout = IndexLayout::new(&corpus, grain, settings, known);
    let layout = with_name_lists(layout, archive, plan, sources);
    let outputs = search_index(&layout);
    IndexPlan { layout, outputs }
}
