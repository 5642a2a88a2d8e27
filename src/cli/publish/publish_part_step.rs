//! Steps of a publication in parts before the one that puts the site live. A step that draws sends its files ahead into the bucket.

use std::path::Path;
use std::process::ExitCode;

use super::{PublishOptions, SHOWN, kind, least, settings, stopped_by};
use crate::cli::part_place::PartPlace;
use crate::cli::progress::FileProgress;
use crate::config::TargetKind;
use crate::pipeline::{DrawnPart, Options, PartPhase, PublishedStep, publish_part, settings_alone};
use crate::publish::S3;
use crate::report::failure::Failure;
use crate::report::terminal::{print_diagnostics, print_status};

/// Runs a step. Nothing goes live. `scratch` is a folder for the state of publications.
///
/// # Errors
/// As a build in parts, and when the bucket refuses a file.
pub(super) fn run(
    options: &Options,
    request: &PublishOptions,
    (phase, work): (PartPhase, &Path),
    scratch: &Path,
) -> Result<ExitCode, Failure> {
    let place = PartPlace::open(options, phase, work)?;
    let bar = FileProgress::new("files", request.quiet);
    let done = publish_part(options, request.minor, phase, place.folder(), &bar);
    bar.clear();
    let PublishedStep { report, is_stopped, drawn } = done?;
    place.share()?;
    if is_stopped {
        return Ok(stopped_by(&report.diagnostics));
    }
    print_diagnostics(&report.diagnostics, least(request), SHOWN);
    let ahead = match drawn {
        Some(drawn) => send_ahead(options, request, &drawn, scratch)?,
        None => None,
    };
    if !request.quiet {
        print_status(&sentence(phase, ahead));
    }
    Ok(ExitCode::SUCCESS)
}

/// Sends the files of a part ahead, if the site is published into a bucket. Gives the numbers of files that were sent and that were
/// not, because they are there.
fn send_ahead(
    options: &Options,
    request: &PublishOptions,
    drawn: &DrawnPart,
    scratch: &Path,
) -> Result<Option<(usize, usize)>, Failure> {
    let targets = settings(&settings_alone(options)?.targets, &request.target);
    if request.dry_run || kind(&targets)? != TargetKind::S3 {
        return Ok(None);
    }
    let mut bucket = S3::new(&targets.s3, scratch, false)?;
    let bar = FileProgress::new("files sent ahead", request.quiet);
    let files = (drawn.folder.as_path(), drawn.files.as_slice(), drawn.build.as_str());
    let sent = bucket.send_ahead(files, &|done, all| bar.show(done, all));
    bar.clear();
    sent.map(Some)
}

fn sentence(phase: PartPhase, ahead: Option<(usize, usize)>) -> String {
    match (phase, ahead) {
        (PartPhase::Read(part), _) => format!("Part {part} has read its records; when all have, run `--phase link`"),
        (PartPhase::Link { parts }, _) => format!("The {parts} parts are linked; run `--phase draw` of each"),
        (PartPhase::Draw(part), Some((sent, there))) => format!(
            "Part {part} has drawn its files and sent {sent} ahead, {there} are there; when all have, `--phase join` puts the site live"
        ),
        (PartPhase::Draw(part), None) => {
            format!("Part {part} has drawn its files; when all have, `--phase join` puts the site live")
        }
        (PartPhase::Join { .. }, _) => String::new(),
    }
}
