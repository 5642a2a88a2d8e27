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
mod read_inputs;
mod read_part;
mod share;
mod site_of_parts;

use std::path::Path;

use self::part_files::WorkFolder;
use super::Progress;
use super::build_options::Options;
use crate::report::failure::Failure;
use crate::report::run_report::Report;

pub use part_number::BuildPart;

/// Step of a build in parts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PartPhase {
    /// One part parses its share of the records.
    Read(BuildPart),
    /// All parts' records are linked.
    Link {
        /// Number of parts.
        parts: u32,
    },
    /// One part draws its share of the files.
    Draw(BuildPart),
    /// All parts' files are put into the output folder.
    Join {
        /// Number of parts.
        parts: u32,
    },
}

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
    let parts = match phase {
        PartPhase::Read(part) | PartPhase::Draw(part) => part.count,
        PartPhase::Link { parts } | PartPhase::Join { parts } => parts,
    };
    let work = WorkFolder::open(work, parts)?;
    match phase {
        PartPhase::Read(part) => read_part::read(options, part, &work),
        PartPhase::Link { .. } => link_parts::link(options, &work),
        PartPhase::Draw(part) => draw_part::draw(options, part, &work, progress),
        PartPhase::Join { .. } => join_parts::join(options, &work, progress),
    }
}
