//! Groups the files of the search index by segment, so that the records of each segment are read once for all its files.

use crate::search::SegmentFiles;
use crate::site::{Artifact, ArtifactContent, Output, OutputKind};

/// Positions of outputs: those of each segment of the index, and all others.
pub(super) struct SegmentGroups {
    pub(super) of_segments: Vec<Vec<usize>>,
    pub(super) others: Vec<usize>,
}

impl SegmentGroups {
    pub(super) fn new(outputs: &[&Output], segments: usize) -> Self {
        let mut groups = SegmentGroups { of_segments: vec![Vec::new(); segments], others: Vec::new() };
        for (at, output) in outputs.iter().enumerate() {
            match output.kind {
                OutputKind::SearchDirectory(segment) | OutputKind::SearchShard(segment, _) => {
                    groups.of_segments[segment].push(at);
                }
                _ => groups.others.push(at),
            }
        }
        groups
    }
}

/// The file of a segment that an output stands for; `None` for any other output.
pub(super) fn file_of(output: &Output, files: &SegmentFiles) -> Option<Artifact> {
    let bytes: &[u8] = match output.kind {
        OutputKind::SearchDirectory(_) => &files.directory,
        OutputKind::SearchShard(_, shard) => files.shard(shard),
        _ => return None,
    };
    Some(Artifact { path: output.path.clone(), content: ArtifactContent::Bytes(bytes.to_vec()) })
}
