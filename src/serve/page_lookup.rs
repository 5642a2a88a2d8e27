//! Finds the output at an address, and draws it.

use std::sync::Arc;

use crate::pipeline::Snapshot;
use crate::report::diagnostic::Diagnostic;
use crate::site::well_known::{INDEX, NOT_FOUND};
use crate::site::{Artifact, ArtifactContent, Output, OutputKind, OutputPath};

/// Result of looking up an address.
pub(super) enum Lookup<'e> {
    /// A file of the site.
    Output(&'e Output),
    /// Something at another address.
    Elsewhere(String),
    /// Nothing is there; the error page, if there is one.
    Nothing(Option<&'e Output>),
}

/// Looks up the path of a request, percent-decoded. Only planned outputs can be found, so no path leads to the disk.
pub(super) fn find<'e>(snapshot: &'e Snapshot, path: &str) -> Lookup<'e> {
    let plan = &snapshot.loaded.plan;
    let at = |path: &str| {
        let path = OutputPath::new(path)?;
        planned(&plan.outputs, &path).or_else(|| planned(&snapshot.loaded.index.outputs, &path))
    };
    let nothing = || Lookup::Nothing(at(NOT_FOUND.trim_start_matches('/')));
    let Some(path) = strip_base(path, plan.base.path()) else {
        let home = format!("{}/", plan.base.path());
        return if path == "/" || format!("{path}/") == home { Lookup::Elsewhere(home) } else { nothing() };
    };
    let file = path.trim_start_matches('/');
    let found = if file.is_empty() || file.ends_with('/') { at(&format!("{file}{INDEX}")) } else { at(file) };
    match found.map(|output| (output, &output.kind)) {
        Some((_, OutputKind::Redirect(target))) => Lookup::Elsewhere(target.to_string()),
        Some((output, _)) => Lookup::Output(output),
        None => match at(&format!("{file}/{INDEX}")) {
            Some(output) => Lookup::Elsewhere(plan.base.href(&output.address)),
            None => nothing(),
        },
    }
}

/// The output at a path, in a list ordered by path.
fn planned<'o>(outputs: &'o [Output], path: &OutputPath) -> Option<&'o Output> {
    outputs.binary_search_by(|output| output.path.cmp(path)).ok().map(|index| &outputs[index])
}

/// The path within the site, which may be served below a folder of its host.
fn strip_base<'p>(path: &'p str, base: &str) -> Option<&'p str> {
    path.strip_prefix(base).filter(|rest| rest.starts_with('/'))
}

/// Draws an output, or as it was before the theme changed, with the mistake.
pub(super) fn draw(
    snapshot: &Snapshot,
    fallback: Option<&Arc<Snapshot>>,
    output: &Output,
) -> Result<(Artifact, Option<Diagnostic>), Diagnostic> {
    let mistake = match snapshot.draw(output) {
        Ok(artifact) => return Ok((artifact, None)),
        Err(mistake) => mistake,
    };
    let before = fallback.and_then(|before| before.draw(planned(&before.loaded.plan.outputs, &output.path)?).ok());
    before.map(|artifact| (artifact, Some(mistake.clone()))).ok_or(mistake)
}

/// The bytes of a drawn file. Files of the content are read from their place.
pub(super) fn bytes(artifact: Artifact) -> std::io::Result<Vec<u8>> {
    match artifact.content {
        ArtifactContent::Bytes(bytes) => Ok(bytes),
        ArtifactContent::Pieces(pieces) => Ok(pieces.concat()),
        ArtifactContent::CopyOf(place) => std::fs::read(place),
    }
}
