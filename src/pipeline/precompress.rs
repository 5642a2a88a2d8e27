//! Writes precompressed copies beside text files, for hosts that send them as they are.

use std::collections::BTreeSet;

use crate::bytes::compress::{self, BROTLI, Effort, GZIP};
use crate::fs::write::{OutputWriter, PutError};
use crate::pipeline::build_cache::Precompressed;
use crate::report::diagnostic::Diagnostic;
use crate::report::failure::Failure;
use crate::site::well_known::is_read_by_hosts;
use crate::site::{Artifact, ArtifactContent, Output, OutputKind, OutputPath};

/// Paths of the precompressed copies of an output.
pub(super) struct Companions {
    pub(super) gzip: OutputPath,
    pub(super) brotli: OutputPath,
}

impl Companions {
    /// Both paths.
    pub(super) fn paths(&self) -> [&OutputPath; 2] {
        [&self.gzip, &self.brotli]
    }
}

/// Paths of the precompressed copies of each output; `None` for files that are not compressed.
pub(super) fn companions(outputs: &[&Output], wanted: bool) -> Vec<Option<Companions>> {
    let taken: BTreeSet<&str> = outputs.iter().map(|output| output.path.as_str()).collect();
    let beside = |path: &OutputPath, ending: &str| {
        OutputPath::new(&format!("{path}{ending}")).filter(|path| !taken.contains(path.as_str()))
    };
    let companions_of = |output: &&Output| {
        let path = &output.path;
        // Hosts read these themselves, and never send them.
        let is_sent = match &output.kind {
            OutputKind::Headers | OutputKind::Redirects | OutputKind::HostSettings => false,
            OutputKind::Static(path) => !is_read_by_hosts(path),
            _ => true,
        };
        if !wanted || !is_sent || !compress::is_text(path.as_str()) {
            return None;
        }
        Some(Companions { gzip: beside(path, GZIP)?, brotli: beside(path, BROTLI)? })
    };
    outputs.iter().map(companions_of).collect()
}

/// Packs an output that has been written. Gives also why the packed files could not be put into place, where something
/// was in their way.
pub(super) fn precompress(
    writer: &OutputWriter,
    output: &Output,
    companions: &Companions,
    content: ArtifactContent,
) -> Result<(Precompressed, Option<Box<Diagnostic>>), Failure> {
    match put_packed(writer, companions, &pieces_of(content)?, effort_for(output)) {
        Ok(packed) => Ok((packed, None)),
        Err(PutError::InTheWay(diagnostic)) => Ok((Precompressed::No, Some(Box::new(diagnostic)))),
        Err(PutError::Failed(failure)) => Err(failure),
    }
}

fn put_packed(
    writer: &OutputWriter,
    companions: &Companions,
    pieces: &[Vec<u8>],
    effort: Effort,
) -> Result<Precompressed, PutError> {
    let put = |path: &OutputPath, packed: Vec<u8>| {
        writer.put(&Artifact { path: path.clone(), content: ArtifactContent::Bytes(packed) }).map(|(_, stamp)| stamp)
    };
    let gzip = put(&companions.gzip, compress::gzip(pieces))?;
    let brotli = put(&companions.brotli, compress::brotli(pieces, effort))?;
    Ok(Precompressed::Both(gzip, brotli))
}

fn effort_for(output: &Output) -> Effort {
    if matches!(output.kind, OutputKind::Asset(_)) { Effort::Best } else { Effort::Good }
}

/// The bytes of a file that has been written.
fn pieces_of(content: ArtifactContent) -> Result<Vec<Vec<u8>>, Failure> {
    match content {
        ArtifactContent::Bytes(bytes) => Ok(vec![bytes]),
        ArtifactContent::Pieces(pieces) => Ok(pieces),
        ArtifactContent::CopyOf(place) => std::fs::read(&place)
            .map(|bytes| vec![bytes])
            .map_err(|error| Failure::io("a file that a record refers to cannot be read", &place, &error)),
    }
}
