//! `minutebook schedule`: what comes when, what is under review, what is late, and when the site next changes by itself.

mod due_actions;
mod schedule_arguments;
mod schedule_output;

use std::process::ExitCode;

use crate::pipeline::{Options, load_site};
use crate::report::failure::Failure;
use crate::report::terminal::{hand_over, print};
use crate::schedule::Schedule;

pub(super) use schedule_arguments::ScheduleArguments;

/// Format of the schedule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ScheduleFormat {
    /// The whole schedule, for people.
    Text,
    /// The whole schedule, for programs.
    Json,
    /// Coming changes, for a calendar.
    Calendar,
    /// The time of the next change.
    Next,
    /// The number of seconds until the next change.
    Until,
}

/// Prints the schedule. With `strict`, the exit code is 1 when anything is late.
///
/// # Errors
/// When the site cannot be read.
pub(super) fn run(options: &Options, request: ScheduleFormat) -> Result<ExitCode, Failure> {
    let (loaded, _) = load_site(options)?;
    let schedule = Schedule::of(&loaded.archive, &loaded.sources, loaded.now);
    let schedule = Schedule { actions: due_actions::due_actions(&loaded), ..schedule };
    let zone = &loaded.config.time_zone;
    match request {
        ScheduleFormat::Text => schedule_output::lines(&schedule, zone).iter().for_each(|line| print(line)),
        ScheduleFormat::Json => hand_over(&format!("{:#}", schedule_output::json(&schedule))),
        ScheduleFormat::Calendar => hand_over(schedule_output::calendar(&schedule).trim_end()),
        ScheduleFormat::Next | ScheduleFormat::Until => {
            let Some(next) = schedule.next() else { return Ok(ExitCode::from(1)) };
            print(&match request {
                ScheduleFormat::Next => next.to_string(),
                _ => seconds_until(next, schedule.now).to_string(),
            });
        }
    }
    let fails = options.strict && !schedule.late.is_empty();
    Ok(if fails { ExitCode::from(1) } else { ExitCode::SUCCESS })
}

/// Rounded up, so that a script that sleeps so long does not wake too early.
fn seconds_until(next: jiff::Timestamp, now: jiff::Timestamp) -> i128 {
    (next.as_nanosecond() - now.as_nanosecond() + 999_999_999) / 1_000_000_000
}
