//! `minutebook serve`

use std::net::IpAddr;
use std::process::ExitCode;

use clap::Args;

use super::problem_lines::ProblemLines;
use super::site_arguments::{NowArgument, OutputArgument, SiteAddress};
use crate::pipeline::Options;
use crate::report::failure::Failure;
use crate::report::terminal::print_status;
use crate::serve::{ServeOptions, start};

#[derive(Debug, Args)]
pub(super) struct ServeArguments {
    #[command(flatten)]
    site: SiteAddress,
    /// The address to listen on; `0.0.0.0` shares the site with the network
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1")]
    host: IpAddr,
    /// The port to listen on; the next free one if it is taken
    #[arg(long, short, value_name = "PORT", default_value_t = 8000)]
    port: u16,
    /// A host name under which others may request the site, with `--host`
    #[arg(long, value_name = "NAME")]
    name: Vec<String>,
    /// Open the site in a browser
    #[arg(long)]
    open: bool,
    /// Let nobody change the records in the browser
    #[arg(long)]
    read_only: bool,
    /// Poll for changes, for network and container file systems that do not report them
    #[arg(long)]
    poll: bool,
    #[command(flatten)]
    now: NowArgument,
    #[command(flatten)]
    output: OutputArgument,
}

impl ServeArguments {
    /// Runs the subcommand.
    pub(super) fn run(&self) -> Result<ExitCode, Failure> {
        run(&self.serving(), self.open)
    }

    fn serving(&self) -> ServeOptions {
        ServeOptions {
            options: Options {
                output: self.output.output.clone(),
                now: self.now.now(),
                cache: true,
                drafts: true,
                ..self.site.options()
            },
            host: self.host,
            port: self.port,
            names: self.name.clone(),
            poll: self.poll,
            is_read_only: self.read_only,
            program: std::env::current_exe().ok(),
        }
    }
}

/// Shows a site while it is being written, until Ctrl-C.
///
/// # Errors
/// As [`start`].
fn run(serving: &ServeOptions, open: bool) -> Result<ExitCode, Failure> {
    let server = start(serving)?;
    if server.address.port() != serving.port && serving.port != 0 {
        print_status(&format!("Port {} is taken; the next free one is used.", serving.port));
    }
    for note in &server.notes {
        print_status(&format!("note: {note}"));
    }
    let host = if server.address.ip().is_loopback() { "localhost".to_owned() } else { server.address.ip().to_string() };
    let url = format!("http://{host}:{}{}/", server.address.port(), server.base);
    print_status(&format!("The site is at {url} while you write; drafts are shown. Ctrl-C ends it."));
    if !server.edit_query.is_empty() {
        print_status(&format!("To change records from another machine, open {url}{} there once.", server.edit_query));
    }
    let url = format!("{url}{}", server.edit_query);
    if open && let Err(error) = ::open::that_detached(&url) {
        print_status(&format!("note: no browser could be opened ({error}); open {url} yourself"));
    }
    let mut problems = ProblemLines::default();
    server.wait(|found| problems.changes(found).iter().for_each(|line| print_status(line)));
    Ok(ExitCode::SUCCESS)
}
