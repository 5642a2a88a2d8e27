//! Checks whether the web links of the archive still work. Only `minutebook check --external` does this; apart from it,
//! only publishing and `verify URL` make requests to other hosts.
//!
//! A public record links to hundreds of other hosts, many of them small. So each host gets one request at a time with a
//! pause between, a `HEAD` request if it supports that, and addresses that worked are not requested again for a week.

mod answer_cache;
mod client;
mod linked;

use std::collections::BTreeMap;
use std::path::Path;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use crate::report::diagnostic::{Diagnostic, Location, Problem};

pub use client::{agent_config, retry_after};
pub use linked::outside_links;

use answer_cache::AnswerCache;
use client::{LinkStatus, ask_all};

/// Addresses without fragments, and where each is linked from.
pub type OutsideLinks = BTreeMap<String, Vec<Location>>;

/// Limits on requests.
#[derive(Debug, Clone)]
pub struct RequestLimits {
    /// Number of hosts that are requested in parallel, each with one request at a time.
    pub hosts: usize,
    /// Between two requests to one host.
    pub pause: Duration,
    /// Timeout of a request.
    pub timeout: Duration,
    /// Maximum number of requests to a busy or silent host for one address.
    pub max_attempts: u32,
    /// Time for which a good answer stays valid.
    pub cache_for: Duration,
}

impl Default for RequestLimits {
    fn default() -> Self {
        RequestLimits {
            hosts: 16,
            pause: Duration::from_millis(500),
            timeout: Duration::from_secs(15),
            max_attempts: 3,
            cache_for: Duration::from_secs(7 * 24 * 60 * 60),
        }
    }
}

const DEAD: &str = "correct the address, or link to a copy, such as web.archive.org keeps";

/// Requests every address without a recent good answer, and reports dead ones. `cache_path` is the file of the cache;
/// `on_progress` receives the number of finished addresses and of all.
pub fn check(
    links: &OutsideLinks,
    limits: &RequestLimits,
    cache_path: Option<&Path>,
    on_progress: &(dyn Fn(usize, usize) + Sync),
) -> Vec<Diagnostic> {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    let mut known = cache_path.map(AnswerCache::read).unwrap_or_default();
    known.forget(now, limits.cache_for);
    let open: Vec<&str> = links.keys().map(String::as_str).filter(|url| !known.holds(url)).collect();
    let answers = ask_all(&open, limits, on_progress);
    // Without a network no host resolves, and then no link counts as dead.
    let is_online = answers.iter().any(|(_, answer)| *answer != LinkStatus::NoHost);
    let mut found = Vec::new();
    for (url, answer) in answers {
        let (problem, why, hint) = match answer {
            LinkStatus::There => {
                known.add(url, now);
                continue;
            }
            LinkStatus::Gone(why) => (Problem::DeadLink, why, DEAD),
            LinkStatus::NoHost if is_online => (Problem::DeadLink, "there is no such host".to_owned(), DEAD),
            LinkStatus::NoHost => {
                (Problem::UnreachableLink, "the host cannot be looked up".to_owned(), "check that there is a network")
            }
            LinkStatus::Unknown(why) => (Problem::UnreachableLink, why, "open it in a browser, or check again later"),
        };
        let places = links.get(url).map(Vec::as_slice).unwrap_or_default();
        let Some(first) = places.first() else { continue };
        let others = match places.len() - 1 {
            0 => String::new(),
            1 => "; it is linked from one more place".to_owned(),
            others => format!("; it is linked from {others} more places"),
        };
        found.push(Diagnostic::at(problem, first.clone(), format!("{url}: {why}{others}")).hint(hint));
    }
    if let Some(place) = cache_path {
        known.write(place);
    }
    found
}
