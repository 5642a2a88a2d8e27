//! Runs commands of this program for editors in a browser: `new` and `import`, which make records. In a process of its own,
//! so that a hostile file can take neither the preview's memory nor its time.

use std::ffi::OsString;
use std::io::{Read, Seek};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use super::edit_desk::EditRefusal;
use crate::report::failure::Failure;

/// Maximum time that a command may take.
const PATIENCE: Duration = Duration::from_secs(60);

/// Maximum length of what a command prints that is read, in bytes.
const LONGEST: u64 = 100_000;

/// Result of a command.
#[derive(Debug)]
pub(super) struct CommandResult {
    /// Paths of the files that it has written.
    pub(super) files: Vec<PathBuf>,
    /// Messages for the editor.
    pub(super) messages: String,
}

/// Runs a command and waits for it.
///
/// # Errors
/// Its messages, when it has written nothing or ended with a failure.
pub(super) fn run(program: &Path, arguments: &[OsString]) -> Result<CommandResult, EditRefusal> {
    let refused = |error: std::io::Error| EditRefusal::from(Failure::io("a command cannot be run", program, &error));
    let [mut out, mut told] = [tempfile::tempfile().map_err(refused)?, tempfile::tempfile().map_err(refused)?];
    let mut child = Command::new(program)
        .args(arguments)
        .env("NO_COLOR", "1")
        .stdin(Stdio::null())
        .stdout(out.try_clone().map_err(refused)?)
        .stderr(told.try_clone().map_err(refused)?)
        .spawn()
        .map_err(refused)?;
    let start = Instant::now();
    let status = loop {
        if let Some(status) = child.try_wait().map_err(refused)? {
            break status;
        }
        if start.elapsed() > PATIENCE {
            let _ = child.kill();
            let _ = child.wait();
            return Err(EditRefusal::new(422, "the file took too long to read, so nothing was made of it"));
        }
        std::thread::sleep(Duration::from_millis(10));
    };
    let text = |file: &mut std::fs::File| -> std::io::Result<String> {
        let mut bytes = Vec::new();
        file.rewind()?;
        file.take(LONGEST).read_to_end(&mut bytes)?;
        Ok(String::from_utf8_lossy(&bytes).into_owned())
    };
    let (out, told) = (text(&mut out).map_err(refused)?, text(&mut told).map_err(refused)?);
    let files: Vec<PathBuf> = out.lines().filter(|line| !line.is_empty()).map(PathBuf::from).collect();
    let messages = for_a_form(&told);
    if files.is_empty() {
        let message = if messages.is_empty() { "nothing was written".to_owned() } else { messages };
        return Err(EditRefusal::new(if status.success() { 409 } else { 422 }, message));
    }
    Ok(CommandResult { files, messages })
}

/// Messages of a command without what only a terminal needs: the hints that name options.
fn for_a_form(messages: &str) -> String {
    let is_for_terminals = |line: &str| line.trim_start().starts_with("hint:") && line.contains("`--");
    let lines = messages.lines().filter(|line| !is_for_terminals(line) && !line.trim().is_empty());
    let lines = lines.map(|line| line.trim_start_matches("error: "));
    lines.collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hints_for_terminals_are_left_out() {
        let told =
            "error: the day is not known\n  hint: add `--date 2024-03-11`\nerror: a\n  hint: choose another title\n";
        assert_eq!(for_a_form(told), "the day is not known\na\n  hint: choose another title");
    }
}
