//! Questions at a terminal. Without a terminal no question is asked, and options give all answers.

use std::io::IsTerminal;

use inquire::{InquireError, MultiSelect, Select, Text};

use crate::report::failure::Failure;
use crate::report::shown::visible;
use crate::report::terminal::print_status;

/// Reports whether there is a terminal for questions.
pub(super) fn is_possible() -> bool {
    std::io::stdin().is_terminal() && std::io::stderr().is_terminal()
}

/// A line of text that `check` accepts; its objection to an answer is shown, and the question asked again.
pub(super) fn text<T>(
    question: &str,
    proposal: &str,
    check: impl Fn(&str) -> Result<T, Failure>,
) -> Result<T, Failure> {
    loop {
        let answer = Text::new(question).with_initial_value(proposal).prompt().map_err(|error| stopped(&error))?;
        match check(answer.trim()) {
            Ok(value) => return Ok(value),
            Err(failure) => print_status(&failure.message),
        }
    }
}

/// One of several; `None` when there is nothing to choose from, or when the user skips the question.
pub(super) fn one_of(question: &str, choices: &[String]) -> Result<Option<usize>, Failure> {
    if choices.is_empty() {
        return Ok(None);
    }
    let answer = Select::new(question, choices.iter().map(|choice| visible(choice)).collect())
        .with_help_message("↑↓ to move, Esc for none")
        .raw_prompt_skippable();
    Ok(answer.map_err(|error| stopped(&error))?.map(|choice| choice.index))
}

/// Any of several, with some proposed; `None` when the user skips the question.
pub(super) fn some_of(question: &str, choices: &[String], proposed: &[usize]) -> Result<Option<Vec<usize>>, Failure> {
    let prompt =
        MultiSelect::new(question, choices.iter().map(|choice| visible(choice)).collect()).with_default(proposed);
    let answer = prompt.with_help_message("space to mark, Enter to go on, Esc to skip").raw_prompt_skippable();
    let answer = answer.map_err(|error| stopped(&error))?;
    Ok(answer.map(|chosen| chosen.into_iter().map(|choice| choice.index).collect()))
}

fn stopped(error: &InquireError) -> Failure {
    match error {
        InquireError::OperationCanceled | InquireError::OperationInterrupted => {
            Failure::usage("stopped; files that were not written yet are unchanged")
        }
        error => {
            Failure::environment(format!("the question cannot be asked: {error}\n  hint: give the answers as options"))
        }
    }
}
