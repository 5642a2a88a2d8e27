//! `minutebook people`: lists the labels of the records and their people, and finds labels that may name one person.

mod merge_labels;
mod people_arguments;
mod people_output;

use std::path::Path;
use std::process::ExitCode;

use crate::name_matching::LabelStats;
use crate::pipeline::{Options, load_site};
use crate::report::failure::Failure;
use crate::report::terminal::{hand_over, print, print_status};

pub(super) use people_arguments::PeopleArguments;

/// Options of the list.
#[derive(Debug, Clone)]
pub(super) struct PeopleOptions {
    /// Only labels that no entry of the registry claims in some record.
    pub unknown: bool,
    /// JSON instead of lines for people.
    pub json: bool,
    /// The task.
    pub task: Task,
}

/// A task with labels.
#[derive(Debug, Clone)]
pub(super) enum Task {
    /// List them.
    List,
    /// Add some to the registry.
    Merge {
        /// The labels as printed in the records.
        labels: Vec<String>,
        /// The id of a person or organisation.
        into: String,
        /// True if the id is that of a new person.
        new: bool,
    },
    /// Go through labels that may name one person, and ask.
    Ask,
}

/// Lists labels, or adds them to the registry.
///
/// # Errors
/// When the site cannot be read, a label or id is not there, or the registry cannot be written.
pub(super) fn run(options: &Options, request: &PeopleOptions) -> Result<ExitCode, Failure> {
    let (loaded, _) = load_site(options)?;
    let survey = LabelStats::of(&loaded.archive);
    match &request.task {
        Task::List if request.json => hand_over(&format!("{:#}", people_output::json(&survey, request.unknown))),
        Task::List => people_output::lines(&survey, request.unknown).iter().for_each(|line| print(line)),
        Task::Merge { labels, into, new } => {
            let merged = merge_labels::merge(&options.site, &loaded.archive.registry, &survey, labels, into, *new)?;
            print_merged(&merged, into);
        }
        Task::Ask => ask(&options.site, &loaded.archive.registry, &survey)?,
    }
    Ok(ExitCode::SUCCESS)
}

fn print_merged(place: &Path, id: &str) {
    print_status(&format!("These labels mean “{id}” now."));
    print(&place.display().to_string());
}

/// Goes through the candidates; each answer is written at once, so that nothing is lost when the user stops.
fn ask(site: &Path, registry: &crate::record::Registry, survey: &LabelStats<'_>) -> Result<(), Failure> {
    if !super::prompt::is_possible() {
        return Err(Failure::usage(
            "there is no terminal on which to ask\n  hint: run it on one, or use `--merge LABEL... --into ID`",
        ));
    }
    for group in survey.candidates() {
        let head = survey.owner(group.head);
        let choices: Vec<String> = group
            .members
            .iter()
            .map(|(owner, similar_pairs)| people_output::member(survey, *owner, similar_pairs))
            .collect();
        let sure = |at: &usize| group.members[*at].1.reason.score() >= 85;
        let proposed: Vec<usize> = (0..choices.len()).filter(sure).collect();
        let question = format!("Who of these is {}?", people_output::owner(&head));
        let Some(chosen) = super::prompt::some_of(&question, &choices, &proposed)?.filter(|chosen| !chosen.is_empty())
        else {
            continue;
        };
        let mut labels: Vec<String> =
            chosen.iter().filter_map(|at| survey.owner(group.members[*at].0).label()).map(str::to_owned).collect();
        let (id, new) = match head.id() {
            Some(id) => (id.to_owned(), false),
            None => {
                labels.insert(0, head.name().to_owned());
                let check = |id: &str| super::conflicts::free_id(registry, id).map(|()| id.to_owned());
                (
                    super::prompt::text(
                        "Which id shall the new entry have?",
                        &super::new::id_from(head.name()),
                        check,
                    )?,
                    true,
                )
            }
        };
        match merge_labels::merge(site, registry, survey, &labels, &id, new) {
            Ok(place) => print_merged(&place, &id),
            Err(failure) => print_status(&failure.message),
        }
    }
    print_status("That was all.");
    Ok(())
}
