//! Weighs a site: files and bytes by kind, as they were drawn.

use std::path::Path;

use rustc_hash::FxHashMap;

use super::linked_site::Loaded;
use crate::bytes::compress::{BROTLI, GZIP};
use crate::hosting::mass_kind;
use crate::pipeline::build_cache::{CachedOutput, ChecksumCache, Precompressed};
use crate::report::mass::{MassKind, SiteMass};
use crate::site::well_known::{MANIFEST, SEARCH};

/// Kind of mass of each planned file, by path.
pub fn mass_kinds(loaded: &Loaded) -> FxHashMap<&str, MassKind> {
    loaded.outputs().map(|output| (output.path.as_str(), mass_kind(&output.kind))).collect()
}

/// True for a file of the search index. The names of some follow from their content, and are in no plan.
pub fn is_of_index(path: &str) -> bool {
    path.strip_prefix(SEARCH.trim_start_matches('/')).is_some_and(|name| name.ends_with(".bin"))
}

/// The mass of a site that was drawn into an output folder.
pub(super) fn mass(
    loaded: &Loaded,
    drawn: &FxHashMap<String, CachedOutput>,
    seal: &ChecksumCache,
    output: &Path,
) -> SiteMass {
    let mut mass = SiteMass::default();
    // The plan is ordered and the drawn files are not: asking for each is quicker than a map of kinds.
    for output in &loaded.plan.outputs {
        if let Some(drawn) = drawn.get(output.path.as_str()) {
            add(&mut mass, mass_kind(&output.kind), drawn);
        }
    }
    for (_, drawn) in drawn.iter().filter(|(path, _)| is_of_index(path)) {
        add(&mut mass, MassKind::Search, drawn);
    }
    seal.stamps.iter().for_each(|(_, stamp)| mass.add(MassKind::Programs, 1, stamp.size));
    mass.add(MassKind::Programs, 1, manifest_size(output));
    mass
}

fn add(mass: &mut SiteMass, kind: MassKind, drawn: &CachedOutput) {
    mass.add(kind, 1, drawn.stamp.size);
    if let Precompressed::Both(gzip, brotli) = drawn.packed {
        mass.add(MassKind::Packed, 2, gzip.size + brotli.size);
    }
}

/// Paths and bytes of the files in an output folder, in no order.
pub(super) fn files(
    drawn: &FxHashMap<String, CachedOutput>,
    seal: &ChecksumCache,
    output: &Path,
) -> Vec<(String, u64)> {
    let mut files = vec![(MANIFEST.to_owned(), manifest_size(output))];
    files.extend(seal.stamps.iter().map(|(path, stamp)| (path.clone(), stamp.size)));
    for (path, drawn) in drawn {
        files.push((path.clone(), drawn.stamp.size));
        if let Precompressed::Both(gzip, brotli) = drawn.packed {
            files.push((format!("{path}{GZIP}"), gzip.size));
            files.push((format!("{path}{BROTLI}"), brotli.size));
        }
    }
    files
}

fn manifest_size(output: &Path) -> u64 {
    std::fs::metadata(output.join(MANIFEST)).map_or(0, |metadata| metadata.len())
}
