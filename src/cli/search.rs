//! The arguments of `minutebook search`.

use std::path::PathBuf;

use clap::Args;

use crate::command::search::{OutputForm, SearchOptions};
use crate::pipeline::Options;
use crate::search::SortOrder;

#[derive(Debug, Args)]
pub(super) struct SearchArguments {
    /// What to find: words, "an exact phrase", -not, speaker:NAME, series:ID, year:2019..2021, lang:TAG, in:narrative
    #[arg(value_name = "QUERY", allow_hyphen_values = true)]
    query: String,
    /// A finished site, or what it is built from
    #[arg(value_name = "SITE", default_value = ".")]
    site: PathBuf,
    /// Where the finished site is (SITE/output; for a plain folder ./output)
    #[arg(long, value_name = "DIR")]
    output: Option<PathBuf>,
    /// Print one JSON object, for programs
    #[arg(long)]
    json: bool,
    /// How many results to print (0: all); all are counted
    #[arg(long, value_name = "N", default_value_t = 20)]
    limit: usize,
    /// The newest first, instead of the best
    #[arg(long)]
    by_date: bool,
}

impl SearchArguments {
    /// How records are read where there is no finished site: as the public would see them.
    pub(super) fn options(&self) -> Options {
        Options { output: self.output.clone(), drafts: false, ..super::editors_options(&self.site) }
    }

    pub(super) fn wanted(&self) -> SearchOptions {
        SearchOptions {
            query: self.query.clone(),
            order: if self.by_date { SortOrder::Date } else { SortOrder::Relevance },
            shown: if self.json { OutputForm::Json } else { OutputForm::Lines },
            limit: if self.limit == 0 { usize::MAX } else { self.limit },
        }
    }
}
