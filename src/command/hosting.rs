//! `minutebook hosting`: prints what a server is to be told about a site.

use std::process::ExitCode;

use crate::hosting::{Listen, NoPlace, apache, caddy, nginx, rules};
use crate::pipeline::{Options, load_site, resolved};
use crate::report::failure::Failure;
use crate::report::run_report::hand_over;

/// Which server.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WebServer {
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
pub fn run(
    options: &Options,
    server: WebServer,
    root: Option<&str>,
    listen: Option<&str>,
) -> Result<ExitCode, Failure> {
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
    // Where `publish` would put it, or where sites usually lie.
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
