//! `minutebook hosting`: prints the configuration of a web server for a site.

use std::process::ExitCode;

use clap::Args;

use super::site_arguments::SiteAddress;
use super::threads::in_threads;
use crate::hosting::{Listen, NoPlace, apache, caddy, nginx, rules};
use crate::pipeline::{Options, load_site, resolved};
use crate::report::failure::Failure;
use crate::report::terminal::hand_over;

#[derive(Debug, Args)]
pub(super) struct HostingArguments {
    /// The server software
    #[arg(value_name = "SERVER", value_parser = ["nginx", "caddy", "apache"])]
    server: String,
    #[command(flatten)]
    site: SiteAddress,
    /// The folder that the server serves (`current` in the folder of `publish:`, else /var/www/HOST/current)
    #[arg(long, value_name = "DIR")]
    root: Option<String>,
    /// The address to listen on: a port, an address, or both, such as 127.0.0.1:8080; IPv6 addresses in brackets
    #[arg(long, value_name = "WHERE")]
    listen: Option<String>,
}

impl HostingArguments {
    /// Runs the subcommand.
    pub(super) fn run(&self) -> Result<ExitCode, Failure> {
        in_threads(0, || run(&self.options(), self.server(), self.root.as_deref(), self.listen.as_deref()))
    }

    fn options(&self) -> Options {
        Options { cache: true, ..self.site.options() }
    }

    fn server(&self) -> WebServer {
        match &*self.server {
            "nginx" => WebServer::Nginx,
            "caddy" => WebServer::Caddy,
            _ => WebServer::Apache,
        }
    }
}

/// The server software.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum WebServer {
    /// nginx
    Nginx,
    /// Caddy
    Caddy,
    /// The Apache HTTP Server
    Apache,
}

/// Prints the configuration.
///
/// # Errors
/// When the site cannot be read, or no server can listen there.
fn run(options: &Options, server: WebServer, root: Option<&str>, listen: Option<&str>) -> Result<ExitCode, Failure> {
    let listen = listen.map(|place| {
        let refused = |NoPlace| {
            Failure::usage(format!(
                "no server can listen at “{place}”\n  hint: give a port, an address, or both, such as `8080`, `127.0.0.1:8080` or `[::1]:8080`"
            ))
        };
        place.parse::<Listen>().map_err(refused)
    });
    let listen = listen.transpose()?;
    let (loaded, _) = load_site(options)?;
    let host = loaded.plan.base.url().split("://").nth(1).unwrap_or_default();
    // The folder to which `publish` would write, or else the usual folder of sites.
    let root = match (root, loaded.config.targets.folder.path.as_deref()) {
        (Some(root), _) => root.to_owned(),
        (None, Some(path)) => resolved(&options.site.join(path)).join("current").display().to_string(),
        (None, None) => format!("/var/www/{}/current", host.split(['/', ':']).next().unwrap_or_default()),
    };
    let rules = rules(&loaded.config, &loaded.plan, &root, listen);
    let text = match server {
        WebServer::Nginx => nginx(&rules),
        WebServer::Caddy => caddy(&rules),
        WebServer::Apache => apache(&rules),
    };
    hand_over(text.trim_end());
    Ok(ExitCode::SUCCESS)
}
