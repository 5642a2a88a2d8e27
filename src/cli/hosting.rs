//! `minutebook hosting`: prints the configuration of a web server for a site, or the files that a host reads.

use std::process::ExitCode;

use clap::Args;

use super::site_arguments::SiteAddress;
use super::threads::in_threads;
use crate::config::{HostName, HostPlan, SiteHost};
use crate::hosting::{Listen, NoPlace, apache, caddy, host_files, nginx, rules};
use crate::pipeline::{Options, load_site, resolved};
use crate::report::failure::Failure;
use crate::report::terminal::hand_over;

#[derive(Debug, Args)]
pub(super) struct HostingArguments {
    /// The server software, or the host
    #[arg(value_name = "NAME", value_parser = names())]
    name: String,
    #[command(flatten)]
    site: SiteAddress,
    /// The folder that the server serves (`current` in the folder of `publish:`, else /var/www/HOST/current)
    #[arg(long, value_name = "DIR")]
    root: Option<String>,
    /// The address to listen on: a port, an address, or both, such as 127.0.0.1:8080; IPv6 addresses in brackets
    #[arg(long, value_name = "WHERE")]
    listen: Option<String>,
    /// The one file to print, of those that a host reads
    #[arg(long, value_name = "FILE")]
    file: Option<String>,
}

/// Names of servers, and of hosts.
fn names() -> Vec<&'static str> {
    let hosts = HostName::ALL.into_iter().filter(|host| *host != HostName::Server).map(HostName::name);
    WebServer::ALL.map(WebServer::name).into_iter().chain(hosts).collect()
}

impl HostingArguments {
    /// Runs the subcommand.
    pub(super) fn run(&self) -> Result<ExitCode, Failure> {
        match (WebServer::from_name(&self.name), HostName::from_name(&self.name)) {
            (Some(server), _) if self.file.is_none() => {
                in_threads(0, || run(&self.options(), server, self.root.as_deref(), self.listen.as_deref()))
            }
            (None, Some(host)) if self.root.is_none() && self.listen.is_none() => {
                in_threads(0, || run_for_host(&self.options(), host, self.file.as_deref()))
            }
            _ => Err(Failure::usage(
                "`--root` and `--listen` are for servers, `--file` is for hosts\n  hint: leave out those that do not fit",
            )),
        }
    }

    fn options(&self) -> Options {
        Options { cache: true, ..self.site.options() }
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

impl WebServer {
    /// All servers.
    const ALL: [WebServer; 3] = [WebServer::Nginx, WebServer::Caddy, WebServer::Apache];

    fn name(self) -> &'static str {
        match self {
            WebServer::Nginx => "nginx",
            WebServer::Caddy => "caddy",
            WebServer::Apache => "apache",
        }
    }

    fn from_name(name: &str) -> Option<WebServer> {
        WebServer::ALL.into_iter().find(|server| server.name() == name)
    }
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

/// Prints the files that a host reads: each below its name if there are several and none is asked for.
///
/// # Errors
/// When the site cannot be read, or the host does not read that file.
fn run_for_host(options: &Options, name: HostName, file: Option<&str>) -> Result<ExitCode, Failure> {
    let (loaded, _) = load_site(options)?;
    let plan = loaded.config.host.filter(|host| host.name == name).map_or(HostPlan::Free, |host| host.plan);
    let rules = rules(&loaded.config, &loaded.plan, "", None);
    let files = host_files(&loaded.config, &loaded.plan, &rules, SiteHost { name, plan });
    let name = name.name();
    if files.is_empty() {
        return Err(Failure::usage(format!(
            "{name} reads no settings\n  hint: the pages at old addresses lead on there; publish the site as it is"
        )));
    }
    let text = match (file, &files[..]) {
        (Some(wanted), files) => {
            let known = files.iter().find(|(name, _)| name == wanted);
            let names: Vec<&str> = files.iter().map(|(name, _)| &**name).collect();
            known.map(|(_, text)| text.clone()).ok_or_else(|| {
                Failure::usage(format!("{name} does not read {wanted}\n  hint: it reads {}", names.join(", ")))
            })?
        }
        (None, [(_, text)]) => text.clone(),
        (None, files) => files.iter().map(|(name, text)| format!("==> {name} <==\n{text}\n")).collect(),
    };
    hand_over(text.trim_end());
    Ok(ExitCode::SUCCESS)
}
