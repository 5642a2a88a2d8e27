//! Limit of a build's memory, and how much of it is left for texts.
//!
//! A build holds the archive without its words, what it knows of each output, and the part of the search index that it is making.
//! All of these grow with the archive and cannot be let go. What is left of the limit holds texts.

use std::sync::Arc;

use sysinfo::{MemoryRefreshKind, System};

use super::build_options::Options;
use crate::fs::discover::Discovered;
use crate::text::source::{TextMemory, is_markdown};

/// Memory of a build of any site, in bytes: the program, its theme, fonts and collations, and what is being drawn.
const ALWAYS: u64 = 96 << 20;

/// Bytes of memory that a build needs besides the texts for each hundred bytes of records (docs/scale.md has the figures).
const FOR_A_HUNDRED: u64 = 115;

/// Share of the limit that texts have at least: with none, each page would read its record again.
const LEAST_FOR_TEXTS: u64 = 8;

/// Limit of the memory of a build, and the memory for its texts.
pub(super) struct MemoryLimit {
    bytes: u64,
    pub(super) texts: Arc<TextMemory>,
}

impl MemoryLimit {
    /// The limit that the options give, or half of what the machine or the container has. While files are found nothing else is
    /// in memory, so texts may take half of it.
    pub(super) fn of(options: &Options) -> Self {
        let bytes = options.memory.or_else(|| Some(memory_here()? / 2)).unwrap_or(u64::MAX);
        MemoryLimit { bytes, texts: TextMemory::with_room(size(bytes / 2)) }
    }

    /// Leaves to the texts what the archive leaves, now that the files are known.
    pub(super) fn settle(&self, found: &Discovered) {
        let left = self.bytes.saturating_sub(needed_besides_texts(found));
        self.texts.resize(size(left.max(self.bytes / LEAST_FOR_TEXTS)));
    }
}

/// Memory of the machine or the container, in bytes; `None` where the system does not say.
fn memory_here() -> Option<u64> {
    let mut system = System::new().ok()?;
    system.refresh_memory_specifics(MemoryRefreshKind::nothing().with_ram());
    let container = system.cgroup_limits().map_or(u64::MAX, |limits| limits.total_memory);
    Some(container.min(system.total_memory())).filter(|bytes| *bytes > 0)
}

/// Memory that the build of a site needs besides its texts, in bytes.
fn needed_besides_texts(found: &Discovered) -> u64 {
    let records = found.files.iter().filter(|file| is_markdown(&file.path));
    ALWAYS + records.map(|file| file.stamp.size).sum::<u64>() / 100 * FOR_A_HUNDRED
}

fn size(bytes: u64) -> usize {
    usize::try_from(bytes).unwrap_or(usize::MAX)
}
