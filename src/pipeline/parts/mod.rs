//! Builds a site in parts, on as many machines as there are parts, which share a folder.
//!
//! 1. *Read*, in parts: each part parses its share of the records.
//! 2. *Link*, once: all is linked with what the parts have parsed. From here on the moment and all inputs are fixed.
//! 3. *Draw*, in parts: each part draws its share of the files into a folder of its own.
//! 4. *Join*, once: checks what the parts have drawn, puts it into the output folder, and draws what lists the rest.
//!
//! The result of a step is one file, put into its place when the step is done. So a step that was killed can be run again, and a step
//! that is run twice gives the same. The result names its inputs, so that a later step refuses what belongs to other records, settings
//! or another version.

mod draw_part;
mod join_parts;
mod link_parts;
mod part_files;
mod part_number;
mod part_phase;
mod read_inputs;
mod read_part;
mod share;
mod site_of_parts;
mod step_files;

use std::path::Path;

use self::part_files::WorkFolder;
use self::site_of_parts::Purpose;
use super::Progress;
use super::build_options::Options;
use crate::report::failure::Failure;
use crate::report::run_report::Report;

pub use draw_part::DrawnPart;
pub(super) use join_parts::DrawnSiteOfParts;
pub use part_number::BuildPart;
pub use part_phase::PartPhase;
pub(super) use site_of_parts::SiteOfParts;
pub use step_files::StepFiles;

/// Runs one step of a build in parts, whose results are in the folder `work`.
///
/// # Errors
/// As [`super::build`], and when what another step was to leave in `work` is missing, damaged, or belongs to other inputs.
pub fn build_part(
    options: &Options,
    phase: PartPhase,
    work: &Path,
    progress: &dyn Progress,
) -> Result<Report, Failure> {
    let work = WorkFolder::open(work, phase.count())?;
    match phase {
        PartPhase::Read(part) => read_part::read(options, part, &work),
        PartPhase::Link { .. } => Ok(link_parts::link(options, Purpose::Build, &work)?.0),
        PartPhase::Draw(part) => Ok(draw_part::draw(options, Purpose::Build, part, &work, progress)?.0),
        PartPhase::Join { .. } => join_parts::join(options, work, progress),
    }
}

/// Outcome of a step of a publication in parts.
#[derive(Debug)]
pub struct PublishedStep {
    /// Report on the records, from the step that links them.
    pub report: Report,
    /// True if something that it reports forbids the publication.
    pub is_stopped: bool,
    /// Files that were drawn, if the step draws.
    pub drawn: Option<DrawnPart>,
}

impl PublishedStep {
    fn of(report: Report) -> Self {
        PublishedStep { report, is_stopped: false, drawn: None }
    }
}

/// Runs one step of a publication in parts, except the last, which [`super::SitePublication::of_parts`] begins. Nothing goes live.
/// `minor` applies to corrections without a note in the record.
///
/// # Errors
/// As [`build_part`], and when a plain folder is given no place for its register.
pub fn publish_part(
    options: &Options,
    minor: bool,
    phase: PartPhase,
    work: &Path,
    progress: &dyn Progress,
) -> Result<PublishedStep, Failure> {
    let work = WorkFolder::open(work, phase.count())?;
    let purpose = Purpose::Publication { minor };
    match phase {
        PartPhase::Read(part) => Ok(PublishedStep::of(read_part::read(options, part, &work)?)),
        PartPhase::Link { .. } => {
            let (report, is_stopped) = link_parts::link(options, purpose, &work)?;
            Ok(PublishedStep { is_stopped, ..PublishedStep::of(report) })
        }
        PartPhase::Draw(part) => {
            let (report, drawn) = draw_part::draw(options, purpose, part, &work, progress)?;
            Ok(PublishedStep { drawn: Some(drawn), ..PublishedStep::of(report) })
        }
        PartPhase::Join { .. } => Err(Failure::usage("the last step of a publication puts the site live")),
    }
}
