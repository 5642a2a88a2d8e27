//! Draws the pages and feeds of queries that can be followed, which the search index answers once it is written.

use std::ops::Range;

use rayon::prelude::*;

use super::draw_output::{Drawing, WriteStep};
use super::watch_answers::answer_watches;
use crate::fs::file_range::read_range;
use crate::fs::write::OutputWriter;
use crate::report::diagnostic::{Diagnostic, Problem};
use crate::report::failure::Failure;
use crate::search::{Index, Store};
use crate::site::OutputPath;
use crate::site::well_known::SEARCH;

/// Files of the index in the output folder.
struct WrittenIndex<'a>(&'a OutputWriter);

impl WrittenIndex<'_> {
    fn place(&self, path: &str) -> Result<std::path::PathBuf, String> {
        let path = OutputPath::new(&format!("{}{path}", &SEARCH[1..])).ok_or_else(|| format!("{path} is no path"))?;
        Ok(self.0.place(&path))
    }
}

impl Store for WrittenIndex<'_> {
    fn get(&self, path: &str) -> Result<Vec<u8>, String> {
        std::fs::read(self.place(path)?).map_err(|error| format!("{path}: {error}"))
    }

    fn part(&self, path: &str, bytes: Range<u64>) -> Result<Vec<u8>, String> {
        read_range(&self.place(path)?, bytes).map_err(|error| format!("{path}: {error}"))
    }
}

/// Outcome for each output, by its position, and mistakes of the queries.
type DrawnWatches = (Vec<(usize, WriteStep)>, Vec<Diagnostic>);

impl Drawing<'_> {
    /// Draws the pages and feeds, whose outputs have these positions. Sites without any pay nothing.
    pub(super) fn watches(&self, outputs: &[usize]) -> Result<DrawnWatches, Failure> {
        if outputs.is_empty() {
            return Ok((Vec::new(), Vec::new()));
        }
        let index = Index::with_root(WrittenIndex(self.writer), self.renderer.search_root());
        let (matches, mut mistakes) = answer_watches(self.renderer.config, &index);
        let errors = matches.iter().flat_map(|matches| &matches.errors);
        mistakes.extend(errors.map(|error| {
            let message = format!("a query that can be followed may have more matches: {error}");
            Diagnostic::anywhere(Problem::WatchQuery, message).hint("build again")
        }));
        let renderer = self.renderer.with_watched(&matches);
        let draw = |at: &usize| Ok((*at, self.one_with(&renderer, self.tasks[*at], None)?));
        Ok((outputs.par_iter().map(draw).collect::<Result<Vec<_>, Failure>>()?, mistakes))
    }
}
