//! Asks hosts for addresses, politely.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread::sleep;
use std::time::Duration;

use rayon::prelude::*;
use ureq::Agent;
use ureq::config::ConfigBuilder;
use ureq::http::{Response, StatusCode};
use ureq::typestate::AgentScope;
use url::Url;

use super::RequestLimits;

/// Result of a request to an address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum LinkStatus {
    /// The address answers.
    There,
    /// The address is dead, with the reason.
    Gone(String),
    /// The host is busy, silent or refuses programs; with the reason.
    Unknown(String),
    /// The host is not known, or there is no network.
    NoHost,
}

/// A host that asks for more time than this is left alone until the next check.
const LONGEST_WAIT: Duration = Duration::from_secs(30);

/// An answer for each address, in their order.
pub(super) fn ask_all<'u>(
    urls: &[&'u str],
    limits: &RequestLimits,
    on_progress: &(dyn Fn(usize, usize) + Sync),
) -> Vec<(&'u str, LinkStatus)> {
    let all = urls.len();
    let mut by_host: BTreeMap<String, Vec<&'u str>> = BTreeMap::new();
    for url in urls {
        let host = Url::parse(url).map(|parsed| parsed.authority().to_owned()).unwrap_or_default();
        by_host.entry(host).or_default().push(url);
    }
    let hosts: Vec<Vec<&'u str>> = by_host.into_values().collect();
    let agent = agent(limits);
    let done = AtomicUsize::new(0);
    let ask_host = |urls: &Vec<&'u str>| {
        let is_known = agent.config().proxy().is_some() || urls.first().is_some_and(|url| is_known(url));
        let one_by_one = urls.iter().enumerate().map(|(position, url)| {
            if position > 0 && is_known {
                sleep(limits.pause);
            }
            let answer = if is_known { ask(&agent, url, limits) } else { LinkStatus::NoHost };
            on_progress(done.fetch_add(1, Ordering::Relaxed) + 1, all);
            (*url, answer)
        });
        one_by_one.collect::<Vec<_>>()
    };
    // Separate threads, which sleep most of the time.
    let pool = rayon::ThreadPoolBuilder::new().num_threads(limits.hosts.max(1)).build();
    let mut answers: Vec<_> = match pool {
        Ok(pool) => pool.install(|| hosts.par_iter().with_max_len(1).flat_map_iter(ask_host).collect()),
        Err(_) => hosts.iter().flat_map(ask_host).collect(),
    };
    answers.sort_by_key(|(url, _)| *url);
    answers
}

/// Reports whether the host's name can be resolved; behind a proxy it need not be.
fn is_known(url: &str) -> bool {
    Url::parse(url).ok().and_then(|url| url.socket_addrs(|| None).ok()).is_some_and(|found| !found.is_empty())
}

fn agent(limits: &RequestLimits) -> Agent {
    let user_agent = concat!("minutebook/", env!("CARGO_PKG_VERSION"), " (checks links)");
    agent_config(limits.timeout, user_agent).max_redirects(8).build().into()
}

/// Settings of a client with the certificates of the system: a whole request takes as long as `timeout`, and every answer is a result.
pub fn agent_config(timeout: Duration, user_agent: &str) -> ConfigBuilder<AgentScope> {
    let tls = ureq::tls::TlsConfig::builder().root_certs(ureq::tls::RootCerts::PlatformVerifier).build();
    Agent::config_builder()
        .tls_config(tls)
        .timeout_global(Some(timeout))
        .http_status_as_error(false)
        .user_agent(user_agent)
}

/// Requests an address, with retries.
fn ask(agent: &Agent, url: &str, limits: &RequestLimits) -> LinkStatus {
    let mut wait = limits.pause.max(Duration::from_millis(1));
    let mut attempt = 1;
    loop {
        let (answer, asked_to_wait) = match ask_once(agent, url, limits) {
            Ok(response) => {
                let answer = understood(response.status());
                let is_busy = response.status() == StatusCode::TOO_MANY_REQUESTS || response.status().is_server_error();
                if !is_busy {
                    return answer;
                }
                (answer, retry_after(&response))
            }
            Err(error) => {
                let answer = failed(&error);
                if matches!(answer, LinkStatus::Gone(_) | LinkStatus::NoHost)
                    || matches!(error, ureq::Error::TooManyRedirects)
                {
                    return answer;
                }
                (answer, None)
            }
        };
        let wait_time = asked_to_wait.unwrap_or(wait);
        if attempt >= limits.max_attempts || wait_time > LONGEST_WAIT {
            return answer;
        }
        sleep(wait_time);
        wait *= 2;
        attempt += 1;
    }
}

/// A `HEAD` request; a `GET` for hosts that do not support it. The body is never read.
fn ask_once(agent: &Agent, url: &str, limits: &RequestLimits) -> Result<Response<ureq::Body>, ureq::Error> {
    let head = agent.head(url).call()?;
    if head.status().is_success() || head.status() == StatusCode::TOO_MANY_REQUESTS {
        return Ok(head);
    }
    sleep(limits.pause);
    agent.get(url).call()
}

fn understood(status: StatusCode) -> LinkStatus {
    let why = || match status.canonical_reason() {
        Some(reason) => format!("the host says {} {reason}", status.as_u16()),
        None => format!("the host says {}", status.as_u16()),
    };
    match status {
        status if status.is_success() => LinkStatus::There,
        StatusCode::NOT_FOUND | StatusCode::GONE => LinkStatus::Gone(why()),
        _ => LinkStatus::Unknown(why()),
    }
}

fn failed(error: &ureq::Error) -> LinkStatus {
    match error {
        ureq::Error::HostNotFound => LinkStatus::NoHost,
        ureq::Error::BadUri(_) | ureq::Error::Http(_) => {
            LinkStatus::Gone("this is not an address on the web".to_owned())
        }
        ureq::Error::Timeout(_) => LinkStatus::Unknown("the host does not answer".to_owned()),
        error => LinkStatus::Unknown(error.to_string()),
    }
}

/// Time that a busy host asks to wait.
pub fn retry_after(response: &Response<ureq::Body>) -> Option<Duration> {
    let value = response.headers().get("retry-after")?.to_str().ok()?;
    value.trim().parse().ok().map(Duration::from_secs)
}
