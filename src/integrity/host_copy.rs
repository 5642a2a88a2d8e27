//! Copies a live site from its host, by the list of checksums, so that it can be checked like any other copy.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread::sleep;
use std::time::Duration;

use rayon::prelude::*;
use ureq::http::{Response, StatusCode};
use ureq::{Agent, Body};

use super::{BESIDE, BESIDE_SIGNATURE, SIGNATURE, SUMS, read};
use crate::bytes::compress::packed_from;
use crate::bytes::sha256::Hash;
use crate::report::failure::Failure;
use crate::site::well_known::{INDEX, is_read_by_hosts};
use crate::site::{Address, OutputPath};

/// Largest list or signature that is fetched, in bytes.
const MOST_OF_A_LIST: u64 = 512 * 1024 * 1024;
/// Requests to a busy or silent host for one file at most.
const ATTEMPTS: u32 = 4;
/// Requests at a time: as many as browsers make to a host.
const AT_ONCE: usize = 6;
/// Largest number of redirects between spellings of one address.
const SPELLINGS: usize = 4;
/// Longest time that a host may take for a file.
const LONGEST: Duration = Duration::from_secs(300);

/// Result of asking a host for the files of a site.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct HostCopy {
    /// Files whose address leads on to another, so that they cannot be seen: the other address by published path.
    pub led_on: BTreeMap<String, String>,
}

/// Reports whether hosts read a published file without handing it out, or hand it out in place of another.
pub(super) fn is_kept_by_hosts(path: &str, listed: &BTreeMap<&str, Hash>) -> bool {
    is_read_by_hosts(path) || packed_from(path).is_some_and(|file| listed.contains_key(file))
}

/// Reports whether a place is the address of a site rather than a folder.
pub fn is_address(place: &str) -> bool {
    place.starts_with("https://") || place.starts_with("http://")
}

/// Copies what a host hands out of a published site into a folder, which is empty before. `on_progress` receives the number of
/// finished files and of all.
///
/// # Errors
/// When the host does not answer or has no list of checksums, or the folder cannot be written.
pub fn fetch(address: &str, folder: &Path, on_progress: &(dyn Fn(usize, usize) + Sync)) -> Result<HostCopy, Failure> {
    let host = LiveSite { agent: agent(), base: address.trim_end_matches('/') };
    let sums = match host.text(SUMS)? {
        Ok(text) if is_list(&text) => text,
        Ok(_) => return Err(host.without_sums("is not a list of checksums")),
        Err(status) if !matches!(status.as_u16(), 404 | 410) => {
            return Err(Failure::environment(format!(
                "{}/{SUMS} is not handed out: the host answers {status}\n  hint: see that everybody may read the site from here, without a password",
                host.base
            )));
        }
        Err(status) => return Err(host.without_sums(&format!("is not there: the host answers {status}"))),
    };
    write(&folder.join(SUMS), sums.as_bytes())?;
    host.signature(SIGNATURE, folder)?;
    let mut listed = read(&sums).unwrap_or_default();
    let beside = host.list(BESIDE)?.unwrap_or_default();
    if !beside.is_empty() {
        write(&folder.join(BESIDE), beside.as_bytes())?;
        host.signature(BESIDE_SIGNATURE, folder)?;
        listed.extend(read(&beside).unwrap_or_default());
    }
    let wanted: Vec<(OutputPath, Hash)> = listed
        .iter()
        .filter(|(path, _)| !is_kept_by_hosts(path, &listed))
        .filter_map(|(path, hash)| Some((OutputPath::new(path)?, *hash)))
        .collect();
    let done = AtomicUsize::new(0);
    let one = |(path, hash): &(OutputPath, Hash)| {
        let led_on = host.file(path, *hash, folder)?;
        on_progress(done.fetch_add(1, Ordering::Relaxed) + 1, wanted.len());
        Ok(led_on.map(|to| (path.as_str().to_owned(), to)))
    };
    let pool = rayon::ThreadPoolBuilder::new().num_threads(AT_ONCE).build();
    let pool = pool.map_err(|error| Failure::environment(error.to_string()))?;
    let led_on = pool.install(|| wanted.par_iter().with_max_len(1).map(one).collect::<Result<Vec<_>, Failure>>())?;
    Ok(HostCopy { led_on: led_on.into_iter().flatten().collect() })
}

fn agent() -> Agent {
    let tls = ureq::tls::TlsConfig::builder().root_certs(ureq::tls::RootCerts::PlatformVerifier).build();
    Agent::config_builder()
        .tls_config(tls)
        .timeout_global(Some(LONGEST))
        .http_status_as_error(false)
        // A page that leads elsewhere is told, and not followed to other hosts.
        .max_redirects(0)
        .max_redirects_will_error(false)
        .user_agent(concat!("minutebook/", env!("CARGO_PKG_VERSION"), " (verifies a site)"))
        .build()
        .into()
}

/// Reports whether a text is a list of checksums. Some hosts answer any address with a page.
fn is_list(text: &str) -> bool {
    read(text).is_ok_and(|listed| !listed.is_empty())
}

/// A site on its host, by its address without a final `/`.
struct LiveSite<'a> {
    agent: Agent,
    base: &'a str,
}

impl LiveSite<'_> {
    /// An answer to a request, after some patience.
    fn ask(&self, address: &str) -> Result<Response<Body>, Failure> {
        let mut wait = Duration::from_millis(500);
        let mut attempt = 1;
        loop {
            let why = match self.agent.get(address).call() {
                Ok(answer) => {
                    let status = answer.status();
                    if status != StatusCode::TOO_MANY_REQUESTS && !status.is_server_error() {
                        return Ok(answer);
                    }
                    format!("the host says {status}")
                }
                Err(error) => error.to_string(),
            };
            if attempt >= ATTEMPTS {
                return Err(Failure::environment(format!(
                    "{address} cannot be fetched: {why}\n  hint: check the address and the network, and try again later"
                )));
            }
            sleep(wait);
            wait *= 4;
            attempt += 1;
        }
    }

    /// A list of checksums; `None` where the host has none.
    fn list(&self, path: &str) -> Result<Option<String>, Failure> {
        Ok(self.text(path)?.ok().filter(|text| is_list(text)))
    }

    fn without_sums(&self, why: &str) -> Failure {
        Failure::usage(format!(
            "{}/{SUMS} {why}\n  hint: give the address of the front page; a site has the list when it is published, or built with `--sums`",
            self.base
        ))
    }

    fn signature(&self, path: &str, folder: &Path) -> Result<(), Failure> {
        match self.text(path)?.ok().filter(|text| text.starts_with("untrusted comment:")) {
            Some(text) => write(&folder.join(path), text.as_bytes()),
            None => Ok(()),
        }
    }

    /// A text of the site, empty if it is not in UTF-8; or the status with which the host refuses it.
    fn text(&self, path: &str) -> Result<Result<String, StatusCode>, Failure> {
        let address = format!("{}{}", self.base, Address::new(path));
        let (answer, _) = self.follow(&address)?;
        if !answer.status().is_success() {
            return Ok(Err(answer.status()));
        }
        let mut bytes = Vec::new();
        let mut body = answer.into_body().into_reader().take(MOST_OF_A_LIST);
        body.read_to_end(&mut bytes).map_err(|error| interrupted(&address, &error))?;
        Ok(Ok(String::from_utf8(bytes).unwrap_or_default()))
    }

    /// Fetches a file. Gives the address to which the host leads on, if it does not hand out the file.
    fn file(&self, path: &OutputPath, hash: Hash, folder: &Path) -> Result<Option<String>, Failure> {
        // A page lies at the address of its folder; hosts lead there from that of the file.
        let asked = match path.as_str().strip_suffix(INDEX) {
            Some(above) if above.is_empty() || above.ends_with('/') => above,
            _ => path.as_str(),
        };
        let address = format!("{}{}", self.base, Address::new(asked));
        let (answer, at) = self.follow(&address)?;
        let status = answer.status();
        let place = folder.join(path.as_str());
        write_stream(&place, &mut answer.into_body().into_reader()).map_err(|error| interrupted(&address, &error))?;
        let is_same = || File::open(&place).and_then(Hash::of_stream).is_ok_and(|now| now == hash);
        if is_same() {
            // Also the page that a host shows with the status 404 or 410.
            return Ok(None);
        }
        let leads_on = stem(&at) != stem(&address);
        if leads_on || !status.is_success() {
            let _ = fs::remove_file(&place);
            // Nor may the folders stay that were made for it.
            for above in place.ancestors().skip(1).take_while(|above| *above != folder) {
                if fs::remove_dir(above).is_err() {
                    break;
                }
            }
        }
        Ok((leads_on && (status.is_success() || status.is_redirection())).then_some(at))
    }

    /// Follows redirects between the spellings of one address, such as with and without a final `/`. Gives the last answer, and the
    /// address to which it leads on or at which it stands.
    fn follow(&self, address: &str) -> Result<(Response<Body>, String), Failure> {
        let mut at = address.to_owned();
        for _ in 0..SPELLINGS {
            let answer = self.ask(&at)?;
            let to = answer.headers().get("location").and_then(|to| to.to_str().ok());
            let Some(to) = to.filter(|_| answer.status().is_redirection()) else { return Ok((answer, at)) };
            let to = resolved(&at, to);
            if stem(&to) != stem(address) || to == at {
                return Ok((answer, to));
            }
            at = to;
        }
        Ok((self.ask(&at)?, at))
    }
}

/// A target of a redirect as a whole address.
fn resolved(from: &str, to: &str) -> String {
    if to.contains("://") {
        return to.to_owned();
    }
    let host = from.match_indices('/').nth(2).map_or(from, |(end, _)| &from[..end]);
    if to.starts_with('/') {
        return format!("{host}{to}");
    }
    let folder = from.rfind('/').filter(|end| *end > host.len()).map_or(host, |end| &from[..end]);
    format!("{folder}/{to}")
}

/// An address without what hosts add and leave out.
fn stem(address: &str) -> &str {
    let path = address.split_once("://").map_or(address, |(_, rest)| rest).split(['?', '#']).next().unwrap_or_default();
    let path = path.strip_suffix(INDEX).unwrap_or(path);
    path.strip_suffix(".html").unwrap_or(path).trim_end_matches('/')
}

fn interrupted(address: &str, error: &io::Error) -> Failure {
    Failure::environment(format!("{address} cannot be fetched: {error}\n  hint: try again; nothing has been changed"))
}

fn write(place: &Path, bytes: &[u8]) -> Result<(), Failure> {
    write_stream(place, &mut &*bytes)
        .map_err(|error| Failure::io("a file of the copy cannot be written", place, &error))
}

fn write_stream(place: &Path, from: &mut dyn Read) -> io::Result<()> {
    if let Some(folder) = place.parent() {
        fs::create_dir_all(folder)?;
    }
    let mut file = io::BufWriter::new(File::create(place)?);
    io::copy(from, &mut file)?;
    file.flush()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts_write_the_address_of_a_page_in_their_own_ways() {
        for (one, other, is_same) in [
            ("https://a.example/b/", "https://a.example/b", true),
            ("https://a.example/b/", "https://a.example/b/index.html", true),
            ("https://a.example/404.html", "https://a.example/404", true),
            ("http://a.example/", "https://a.example", true),
            ("https://a.example/b/", "https://a.example/c/", false),
            ("https://a.example/b/", "https://www.a.example/b/", false),
        ] {
            assert_eq!(stem(one) == stem(other), is_same, "{one} {other}");
        }
    }
}
