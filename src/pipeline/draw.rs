//! Draws what has changed and writes it.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::{Loaded, Options, Progress};
use crate::diagnostic::Diagnostic;
use crate::failure::Failure;
use crate::memo::{Drawn, Memo};
use crate::render::{Renderer, Telling};
use crate::report::Written;
use crate::site::{OWN_FOLDER, OutputKind, OutputPath};
use crate::write::{Outcome, Stamp, Writer, is_untouched};

/// Whether every file of the output looks as the last build left it.
pub(super) fn untouched(output: &Path, drawn: &FxHashMap<String, Drawn>) -> bool {
    !drawn.is_empty()
        && output.join(OWN_FOLDER).join("manifest").is_file()
        && drawn.par_iter().all(|(path, drawn)| is_untouched(output, path, drawn.stamp))
}

/// What became of one file.
enum Step {
    Kept(Drawn),
    Put(Drawn, Outcome),
    Refused(Diagnostic),
}

/// Draws what has changed and writes it, each file as soon as it is drawn.
pub(super) fn draw(
    loaded: &Loaded,
    output: &Path,
    options: &Options,
    memo: &Memo,
    progress: &dyn Progress,
    diagnostics: &mut Vec<Diagnostic>,
) -> Result<(FxHashMap<String, Drawn>, Written), Failure> {
    let outputs = &loaded.plan.outputs;
    let planned: Vec<&OutputPath> = outputs.iter().map(|output| &output.path).collect();
    let writer = Writer::open(output, &planned, options.force)?;
    let telling = match (options.cache, memo.drawn.is_empty()) {
        (false, _) => Telling::Nothing,
        (true, true) => Telling::Gists(loaded.frame),
        (true, false) => Telling::Keys(loaded.frame),
    };
    let renderer = renderer(loaded, telling);
    let done = AtomicUsize::new(0);
    let steps: Vec<Step> = outputs
        .par_iter()
        .map(|output| {
            let gist = renderer.gist(output);
            let is_copy = matches!(output.kind, OutputKind::Attachment(_));
            let before = memo.drawn.get(output.path.as_str()).filter(|_| !is_copy);
            let untouched = |before: &&Drawn| writer.is_untouched(&output.path, before.stamp);
            if let Some(before) = before.filter(|before| before.gist == gist).filter(untouched) {
                return Ok(Step::Kept(*before));
            }
            let prepared = renderer.prepare(output);
            let key = prepared.key;
            let kept = |stamp: Stamp| Drawn { gist, key, stamp };
            if let Some(before) = before.filter(|before| before.key.is_some() && before.key == key).filter(untouched) {
                return Ok(Step::Kept(kept(before.stamp)));
            }
            let step = match renderer.draw(prepared) {
                Err(diagnostic) => Step::Refused(diagnostic),
                Ok(artifact) => match writer.put(&artifact) {
                    Ok((outcome, stamp)) => Step::Put(kept(stamp), outcome),
                    Err(Ok(diagnostic)) => Step::Refused(diagnostic),
                    Err(Err(failure)) => return Err(failure),
                },
            };
            progress.drawn(done.fetch_add(1, Ordering::Relaxed) + 1, outputs.len());
            Ok(step)
        })
        .collect::<Result<_, Failure>>()?;
    let (mut all, mut written) = (FxHashMap::default(), Written::default());
    let mut manifest: BTreeSet<&str> = BTreeSet::new();
    for (output, step) in outputs.iter().zip(steps) {
        let path = output.path.as_str();
        let drawn = match step {
            Step::Refused(diagnostic) => {
                // A page that cannot be drawn keeps its last good version, if it is ours.
                if writer.owns(path) {
                    manifest.insert(path);
                }
                diagnostics.push(diagnostic);
                continue;
            }
            Step::Kept(drawn) => {
                written.unchanged += 1;
                drawn
            }
            Step::Put(drawn, outcome) => {
                match outcome {
                    Outcome::New => written.new += 1,
                    Outcome::Changed => written.changed += 1,
                    Outcome::Same => written.unchanged += 1,
                }
                drawn
            }
        };
        manifest.insert(path);
        all.insert(path.to_owned(), drawn);
    }
    written.removed = writer.finish(&manifest)?.len();
    Diagnostic::merge(diagnostics);
    Ok((all, written))
}

/// A renderer for a loaded site.
pub(super) fn renderer(loaded: &Loaded, telling: Telling) -> Renderer<'_> {
    let Loaded { archive, plan, config, theme, sources, .. } = loaded;
    Renderer::new(archive, plan, config, theme, sources, telling)
}
