//! `minutebook check --fix`

use std::io::IsTerminal;
use std::process::ExitCode;

use similar::TextDiff;

use super::content_files::replace;
use crate::pipeline::{Options, find_fixes};
use crate::report::failure::Failure;
use crate::report::terminal::{print, print_status};

/// Shows the safe fixes, asks for confirmation, and applies them.
///
/// # Errors
/// When the site cannot be read, a record cannot be written, or nobody is there to be asked and `yes` is not set.
pub(super) fn run(options: &Options, yes: bool) -> Result<ExitCode, Failure> {
    let fixes = find_fixes(options)?;
    if fixes.is_empty() {
        print_status("There is nothing to fix.");
        return Ok(ExitCode::SUCCESS);
    }
    for fix in &fixes {
        let diff = TextDiff::from_lines(&fix.before, &fix.after);
        let header = (&*format!("a/{}", fix.shown), &*format!("b/{}", fix.shown));
        print(diff.unified_diff().context_radius(1).header(header.0, header.1).to_string().trim_end());
    }
    let files = if fixes.len() == 1 { "one file".to_owned() } else { format!("{} files", fixes.len()) };
    if !yes {
        if !std::io::stdin().is_terminal() {
            return Err(Failure::usage(format!(
                "{files} can be fixed, but there is no terminal on which to ask\n  hint: give `--yes`"
            )));
        }
        let answer = inquire::Confirm::new(&format!("Fix {files}?")).with_default(false).prompt();
        if !matches!(answer, Ok(true)) {
            print_status("Nothing was changed.");
            return Ok(ExitCode::SUCCESS);
        }
    }
    for fix in &fixes {
        replace(&fix.place, fix.after.as_bytes(), "a record")?;
    }
    print_status(&format!(
        "Fixed {files}. Every word stays, and repaired headings give the words below them to the speaker they name."
    ));
    Ok(ExitCode::SUCCESS)
}
