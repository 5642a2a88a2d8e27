//! Arguments of a build in parts, and what engines that start parts set in the environment.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use crate::pipeline::{BuildPart, PartPhase};
use crate::report::failure::Failure;

#[derive(Debug, Args)]
pub(in crate::cli) struct PartArguments {
    /// Run one step in parts: read (each part), link (once), draw (each part), join (once); see docs/scale.md
    #[arg(long, value_name = "PHASE", requires = "work")]
    phase: Option<PhaseName>,
    /// The part to read or draw, such as `2/4`; by itself from the variables of GitLab, Slurm, Kubernetes and AWS Batch
    #[arg(long, value_name = "I/N", requires = "phase", value_parser = BuildPart::parse)]
    part: Option<BuildPart>,
    /// The number of parts, where it is not given with the part
    #[arg(long, value_name = "N", requires = "phase", conflicts_with = "part")]
    parts: Option<u32>,
    /// The folder that all parts share, or `s3://BUCKET/FOLDER` for an object store
    #[arg(long, value_name = "DIR", requires = "phase")]
    work: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum PhaseName {
    Read,
    Link,
    Draw,
    Join,
}

impl PartArguments {
    /// The step to run and the shared folder, if the build is one of parts.
    ///
    /// # Errors
    /// When the part or the number of parts is missing or cannot be told.
    pub(in crate::cli) fn step(&self) -> Result<Option<(PartPhase, PathBuf)>, Failure> {
        let (Some(phase), Some(work)) = (self.phase, &self.work) else { return Ok(None) };
        let environment = |name: &str| std::env::var(name).ok();
        let part = || match self.part {
            Some(part) => Ok(part),
            None => part_of(&environment, self.parts),
        };
        let parts = || match (self.part, self.parts) {
            (Some(part), _) => Ok(part.count),
            (None, Some(parts)) => Ok(parts),
            (None, None) => Err(Failure::usage("how many parts are there?\n  hint: add `--parts N`")),
        };
        let phase = match phase {
            PhaseName::Read => PartPhase::Read(part()?),
            PhaseName::Draw => PartPhase::Draw(part()?),
            PhaseName::Link => PartPhase::Link { parts: parts()? },
            PhaseName::Join => PartPhase::Join { parts: parts()? },
        };
        Ok(Some((phase, work.clone())))
    }
}

/// Variables of an engine: its name, those of the part and of the number of parts, and the number of the first part.
struct Engine {
    name: &'static str,
    part: &'static str,
    parts: Option<&'static str>,
    first: u32,
}

/// Engines whose parts have a number that begins with the same one each time. Slurm lets its users choose.
const ENGINES: [Engine; 3] = [
    Engine { name: "GitLab", part: "CI_NODE_INDEX", parts: Some("CI_NODE_TOTAL"), first: 1 },
    Engine { name: "Kubernetes", part: "JOB_COMPLETION_INDEX", parts: None, first: 0 },
    Engine { name: "AWS Batch", part: "AWS_BATCH_JOB_ARRAY_INDEX", parts: Some("AWS_BATCH_JOB_ARRAY_SIZE"), first: 0 },
];

/// The part according to the environment. `parts` is the number of parts that was given, if any.
fn part_of(environment: &dyn Fn(&str) -> Option<String>, parts: Option<u32>) -> Result<BuildPart, Failure> {
    let mut found = Vec::new();
    for engine in &ENGINES {
        let Some(part) = number(environment, engine.part)? else { continue };
        let own = engine.parts.map(|name| number(environment, name)).transpose()?.flatten();
        let count = match (own, parts) {
            (Some(own), Some(parts)) if own != parts => {
                return Err(Failure::usage(format!(
                    "--parts says {parts}, and {} of {} says {own}\n  hint: leave one of them out",
                    engine.parts.unwrap_or_default(),
                    engine.name
                )));
            }
            (own, parts) => parts.or(own),
        };
        let count = count.ok_or_else(|| {
            let message = format!("{} does not say how many parts there are\n  hint: add `--parts N`", engine.name);
            Failure::usage(message)
        })?;
        found.push((engine.part, part.checked_add(1 - engine.first), count));
    }
    if let Some(task) = number(environment, "SLURM_ARRAY_TASK_ID")? {
        let first = number(environment, "SLURM_ARRAY_TASK_MIN")?.unwrap_or(task);
        let count = number(environment, "SLURM_ARRAY_TASK_COUNT")?.unwrap_or(1);
        // An array that was started for some parts alone does not begin with the first.
        if parts.is_some_and(|parts| parts != count) {
            return Err(Failure::usage(format!(
                "Slurm runs {count} tasks of the array, and --parts says {}\n  hint: give the part as `--part I/N`",
                parts.unwrap_or_default()
            )));
        }
        found.push(("SLURM_ARRAY_TASK_ID", task.checked_sub(first).map(|number| number + 1), count));
    }
    match found.as_slice() {
        [(name, Some(index), count)] => {
            BuildPart::new(*index, *count).map_err(|why| Failure::usage(format!("{name}: {why}")))
        }
        [(name, None, _)] => Err(Failure::usage(format!("{name} has no number of a part\n  hint: add `--part I/N`"))),
        [] => Err(Failure::usage("which part is this?\n  hint: add `--part I/N`, such as `--part 2/4`")),
        [(one, ..), (other, ..), ..] => Err(Failure::usage(format!(
            "both {one} and {other} are set, so it is unclear which part this is\n  hint: add `--part I/N`"
        ))),
    }
}

/// The number in a variable, if it is set and not empty.
fn number(environment: &dyn Fn(&str) -> Option<String>, name: &str) -> Result<Option<u32>, Failure> {
    let Some(value) = environment(name).filter(|value| !value.is_empty()) else { return Ok(None) };
    let number = value.parse().map_err(|_| Failure::usage(format!("{name} is “{value}”, which is not a number")))?;
    Ok(Some(number))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn part(variables: &[(&str, &str)], parts: Option<u32>) -> Result<BuildPart, String> {
        let environment =
            |name: &str| variables.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned());
        part_of(&environment, parts).map_err(|failure| failure.message)
    }

    #[test]
    fn each_engine_counts_in_its_own_way() {
        let of = |index, count| Ok(BuildPart { index, count });
        assert_eq!(part(&[("CI_NODE_INDEX", "4"), ("CI_NODE_TOTAL", "4")], None), of(4, 4));
        assert_eq!(part(&[("JOB_COMPLETION_INDEX", "0")], Some(4)), of(1, 4));
        assert_eq!(part(&[("AWS_BATCH_JOB_ARRAY_INDEX", "3"), ("AWS_BATCH_JOB_ARRAY_SIZE", "4")], None), of(4, 4));
        let slurm =
            |id, least| [("SLURM_ARRAY_TASK_ID", id), ("SLURM_ARRAY_TASK_MIN", least), ("SLURM_ARRAY_TASK_COUNT", "4")];
        assert_eq!(part(&slurm("4", "1"), None), of(4, 4));
        assert_eq!(part(&slurm("0", "0"), Some(4)), of(1, 4));
    }

    #[test]
    fn a_part_that_cannot_be_told_is_asked_for() {
        let refused = |variables: &[(&str, &str)], parts| part(variables, parts).expect_err("refused");
        assert!(refused(&[], Some(4)).contains("--part I/N"));
        assert!(refused(&[("JOB_COMPLETION_INDEX", "0")], None).contains("--parts N"));
        assert!(refused(&[("JOB_COMPLETION_INDEX", "4")], Some(4)).contains("no part 5"));
        assert!(refused(&[("CI_NODE_INDEX", "1"), ("CI_NODE_TOTAL", "2")], Some(4)).contains("says 2"));
        assert!(refused(&[("CI_NODE_INDEX", "one")], Some(4)).contains("not a number"));
        // One part of four, started again alone.
        let again = [("SLURM_ARRAY_TASK_ID", "3"), ("SLURM_ARRAY_TASK_MIN", "3"), ("SLURM_ARRAY_TASK_COUNT", "1")];
        assert!(refused(&again, Some(4)).contains("--part I/N"));
        let two = [("CI_NODE_INDEX", "1"), ("CI_NODE_TOTAL", "2"), ("JOB_COMPLETION_INDEX", "0")];
        assert!(refused(&two, Some(2)).contains("unclear"));
    }
}
