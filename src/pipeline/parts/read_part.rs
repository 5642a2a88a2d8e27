//! Reads and parses a part's share of the records.

use super::part_files::{PartRead, WorkFolder};
use super::part_number::BuildPart;
use super::read_inputs::{is_in_share, others, records_of};
use crate::fs::discover::KnownFiles;
use crate::pipeline::build_options::Options;
use crate::pipeline::files_at_rest::at_rest;
use crate::pipeline::memory_limit::MemoryLimit;
use crate::pipeline::opened::{Opened, refuse_work_in_content};
use crate::pipeline::parse_cache::ParseCache;
use crate::pipeline::read;
use crate::pipeline::stage_times::Stages;
use crate::pipeline::stray_metadata::StrayMetadata;
use crate::report::failure::Failure;
use crate::report::run_report::Report;
use crate::text::source::{Sources, is_markdown};

/// Parses the records of a part. Mistakes in them are reported when all are linked.
pub(super) fn read(options: &Options, part: BuildPart, work: &WorkFolder) -> Result<Report, Failure> {
    let mut stages = Stages::new();
    let limit = MemoryLimit::of(options);
    let wanted = |path: &str| !is_markdown(path) || is_in_share(part, path);
    let mut opened = Opened::in_part(options, &KnownFiles::default(), &limit, &wanted)?;
    refuse_work_in_content(&opened.found, &work.root)?;
    stages.mark("discover");
    let mut sources = read::decode(&mut opened.found.files, &mut Vec::new());
    let strays = StrayMetadata::find(&opened.found, &sources);
    let mut parse_cache = ParseCache::default();
    let (config, now) = (&opened.settings.config, opened.settings.now);
    read::documents(&opened.found, &mut sources, &strays, config, &mut parse_cache, now, &mut Vec::new());
    drop(strays);
    if sources.have_changed() {
        return Err(Failure::environment("a record was changed while it was being read\n  hint: run this part again"));
    }
    let files = &opened.found.files;
    let result = PartRead {
        others: others(&opened),
        records: records_of(part, files),
        at_rest: at_rest(files),
        parses: parse_cache.serialize(),
    };
    stages.mark("parse");
    work.put_read(part, &result)?;
    Ok(Report { stages: stages.finish(), ..Report::default() })
}
