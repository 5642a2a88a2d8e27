//! Links all that the parts have parsed, and fixes the inputs with which they draw.

use super::part_files::{PartsLinked, WorkFolder};
use super::site_of_parts::SiteOfParts;
use crate::pipeline::build_memory::has_warning;
use crate::pipeline::build_options::Options;
use crate::pipeline::site_report::report_on;
use crate::pipeline::stage_times::Stages;
use crate::report::diagnostic::Diagnostic;
use crate::report::failure::Failure;
use crate::report::run_report::Report;

/// Links the parts, and reports on the records. With `--strict` a warning stops the build here.
pub(super) fn link(options: &Options, work: &WorkFolder) -> Result<Report, Failure> {
    let mut stages = Stages::new();
    let SiteOfParts { loaded, mut diagnostics, span, inputs, .. } =
        SiteOfParts::link(options, work, None, &mut stages)?;
    if !(options.strict && has_warning(&diagnostics)) {
        let passages = loaded.index.layout.passages().serialized();
        work.put_linked(&PartsLinked { inputs, now: loaded.now.as_nanosecond(), passages })?;
    }
    Diagnostic::merge(&mut diagnostics);
    Diagnostic::sort(&mut diagnostics);
    Ok(Report { diagnostics, stages: stages.finish(), ..report_on(&loaded, span) })
}
