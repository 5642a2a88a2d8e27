//! Links all that the parts have parsed, and fixes the inputs with which they draw.

use super::part_files::{PartsLinked, WorkFolder};
use super::site_of_parts::{Purpose, SiteOfParts};
use crate::pipeline::build_memory::has_warning;
use crate::pipeline::build_options::Options;
use crate::pipeline::history_to_come::has_error;
use crate::pipeline::site_report::report_on;
use crate::pipeline::stage_times::Stages;
use crate::report::diagnostic::Diagnostic;
use crate::report::failure::Failure;
use crate::report::run_report::Report;

/// Links the parts, and reports on the records. With `--strict` a warning stops the build here; whatever forbids a publication stops
/// that here too. The second value is true if it is stopped.
pub(super) fn link(options: &Options, purpose: Purpose, work: &WorkFolder) -> Result<(Report, bool), Failure> {
    let mut stages = Stages::new();
    let SiteOfParts { loaded, mut diagnostics, span, inputs, future, .. } =
        SiteOfParts::link(options, purpose, work, None, &mut stages)?;
    let future = future.map(|(future, _)| future);
    let is_stopped = match &future {
        None => options.strict && has_warning(&diagnostics),
        Some(future) => future.stops.apply_to_any(&diagnostics) || has_error(&future.revision.diagnostics),
    };
    if !is_stopped {
        let passages = loaded.index.layout.passages().serialized();
        work.put_linked(&PartsLinked { inputs, now: loaded.now.as_nanosecond(), passages })?;
    }
    diagnostics.extend(future.map(|future| future.revision.diagnostics).unwrap_or_default());
    Diagnostic::merge(&mut diagnostics);
    Diagnostic::sort(&mut diagnostics);
    Ok((Report { diagnostics, stages: stages.finish(), ..report_on(&loaded, span) }, is_stopped))
}
