//! `minutebook serve`

use std::process::ExitCode;

use crate::report::failure::Failure;
use crate::report::run_report::say;
use crate::serve::{ServeOptions, start};

/// Shows a site while it is being written, until somebody presses Ctrl-C.
///
/// # Errors
/// As [`start`].
pub fn run(serving: &ServeOptions, open: bool) -> Result<ExitCode, Failure> {
    let server = start(serving)?;
    if server.address.port() != serving.port && serving.port != 0 {
        say(&format!("Port {} is taken; this is the next one that is free.", serving.port));
    }
    for note in &server.notes {
        say(&format!("note: {note}"));
    }
    let host = if server.address.ip().is_loopback() { "localhost".to_owned() } else { server.address.ip().to_string() };
    let url = format!("http://{host}:{}{}/", server.address.port(), server.base);
    say(&format!("The site is at {url} while you write; drafts are shown. Ctrl-C ends it."));
    if open && let Err(error) = ::open::that_detached(&url) {
        say(&format!("note: no browser could be opened ({error}); open {url} yourself"));
    }
    server.wait();
    Ok(ExitCode::SUCCESS)
}
