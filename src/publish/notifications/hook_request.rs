//! Sends notifications: to hubs as WebSub has it, to hooks signed as Standard Webhooks has it (<https://www.standardwebhooks.com>).

use std::sync::mpsc;
use std::thread::sleep;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use ureq::Agent;
use ureq::http::{Response, StatusCode};
use ureq::unversioned::resolver::DefaultResolver;
use ureq::unversioned::transport::DefaultConnector;

use super::outbox::{Outbox, OutboxEntry, SendFailure};
use super::public_addresses::{PublicResolver, REFUSED, is_public};
use super::receivers::{FoundReceiver, Receiver};
use crate::bytes::hmac_sha256::hmac_sha256;
use crate::external_links::{agent_config, retry_after};

/// Number of feeds that a hub is told in one request.
const FEEDS_AT_ONCE: usize = 50;

/// Limits on sending.
#[derive(Debug, Clone)]
pub struct SendLimits {
    /// Timeout of a request.
    pub timeout: Duration,
    /// Maximum number of requests for one notification.
    pub max_attempts: u32,
    /// Time before the second request; it doubles before each further one.
    pub pause: Duration,
    /// Longest time that a receiver may ask to wait.
    pub longest_wait: Duration,
}

impl Default for SendLimits {
    fn default() -> Self {
        SendLimits {
            timeout: Duration::from_secs(10),
            max_attempts: 3,
            pause: Duration::from_secs(1),
            longest_wait: Duration::from_secs(10),
        }
    }
}

/// Result of sending a notification to a receiver.
enum Sent {
    /// It was taken.
    Taken,
    /// The receiver will never take it, with the reason.
    Refused(String),
    /// It was not taken, with the reason.
    Failed(String),
}

/// Sends to the receivers what waits for them of a target, to all at once and to each in order. Returns the number of notifications
/// that were taken, and the receivers that could not be told.
pub fn deliver(
    outbox: &mut Outbox,
    target: &str,
    receivers: Vec<FoundReceiver>,
    limits: &SendLimits,
) -> (usize, Vec<SendFailure>) {
    outbox.retain_receivers(|key| receivers.iter().any(|known| known.key == key));
    let mut failures = Vec::new();
    let mut told = 0;
    let mut note = |outbox: &mut Outbox, id: &str, (key, name): (&str, &str), sent: Sent| {
        let (why, kept) = match sent {
            Sent::Taken => {
                told += 1;
                (None, outbox.remove(id, key).map(|()| false))
            }
            Sent::Refused(why) => (Some(why), outbox.remove(id, key).map(|()| false)),
            Sent::Failed(why) => (Some(why), outbox.keep(id, key)),
        };
        let lost = kept.as_ref().err().map(|error| format!("the outbox cannot be written: {error}"));
        let failure = |why| SendFailure { receiver: name.to_owned(), why, tries_again: kept.unwrap_or(false) };
        failures.extend(why.or(lost).map(failure));
    };
    let entries = outbox.of_target(target);
    let waiting =
        |key: &str| -> Vec<&OutboxEntry> { entries.iter().filter(|entry| entry.waiting.contains_key(key)).collect() };
    let (sender, results) = mpsc::channel();
    std::thread::scope(|scope| {
        for FoundReceiver { key, receiver, .. } in receivers {
            let waiting = waiting(&key);
            match receiver {
                Err(failure) => {
                    for entry in waiting {
                        let why = Sent::Failed(failure.why.clone());
                        note(outbox, &entry.notification.id, (&key, &failure.receiver), why);
                    }
                }
                Ok(receiver) if !waiting.is_empty() => {
                    let sender = sender.clone();
                    scope.spawn(move || {
                        let agent = agent(&receiver, limits);
                        let mut is_silent = false;
                        for entry in waiting {
                            let sent = match is_silent {
                                false => send(&agent, &receiver, entry, limits),
                                // Later ones must not overtake this one, nor take as long again.
                                true => Sent::Failed("an earlier notification waits".to_owned()),
                            };
                            is_silent = matches!(sent, Sent::Failed(_));
                            let id = entry.notification.id.clone();
                            // The other end is there until all senders are gone.
                            let _ = sender.send((id, receiver.key.clone(), receiver.name.clone(), sent));
                        }
                    });
                }
                Ok(_) => {}
            }
        }
        drop(sender);
        for (id, key, name, sent) in results {
            note(outbox, &id, (&key, &name), sent);
        }
    });
    failures.retain(|failure| !failure.why.starts_with("an earlier notification"));
    (told, failures)
}

fn agent(receiver: &Receiver, limits: &SendLimits) -> Agent {
    let config =
        agent_config(limits.timeout, concat!("minutebook/", env!("CARGO_PKG_VERSION"), " (tells of publications)"))
            // A redirect could lead anywhere, and would get what is signed for another.
            .max_redirects(0)
            .build();
    // A proxy resolves names itself, and may be in the own network.
    if receiver.is_private || config.proxy().is_some() {
        return config.into();
    }
    Agent::with_parts(config, DefaultConnector::default(), PublicResolver(DefaultResolver::default()))
}

/// Sends a notification, with retries.
fn send(agent: &Agent, receiver: &Receiver, entry: &OutboxEntry, limits: &SendLimits) -> Sent {
    if !receiver.is_private && is_private_literal(&receiver.url) {
        return Sent::Failed(format!("{REFUSED}; `private: true` allows that"));
    }
    if receiver.secret.is_some() {
        return send_with_retries(limits, || post_hook(agent, receiver, entry));
    }
    for feeds in entry.feeds.chunks(FEEDS_AT_ONCE) {
        match send_with_retries(limits, || post_hub(agent, receiver, feeds)) {
            Sent::Taken => {}
            other => return other,
        }
    }
    Sent::Taken
}

/// Reports whether an address has a number for its host, and not one of the open Internet. Names are checked when they are resolved.
fn is_private_literal(url: &str) -> bool {
    match url::Url::parse(url).ok().as_ref().and_then(url::Url::host) {
        Some(url::Host::Ipv4(address)) => !is_public(address.into()),
        Some(url::Host::Ipv6(address)) => !is_public(address.into()),
        Some(url::Host::Domain(name)) => name == "localhost" || name.ends_with(".localhost"),
        None => true,
    }
}

fn send_with_retries(limits: &SendLimits, post: impl Fn() -> Result<Response<ureq::Body>, ureq::Error>) -> Sent {
    let mut wait = limits.pause;
    let mut attempt = 1;
    loop {
        let (why, asked_to_wait) = match post() {
            Ok(response) => {
                let status = response.status();
                let why = answered(status);
                match status {
                    status if status.is_success() => return Sent::Taken,
                    StatusCode::GONE => return Sent::Refused(format!("{why}; remove it from the settings")),
                    status if status.is_redirection() => {
                        return Sent::Failed(format!(
                            "{why}, and redirects are not followed; write the address to which it leads"
                        ));
                    }
                    StatusCode::REQUEST_TIMEOUT | StatusCode::TOO_EARLY | StatusCode::TOO_MANY_REQUESTS => {}
                    status if status.is_client_error() => return Sent::Failed(why),
                    _ => {}
                }
                (why, retry_after(&response))
            }
            Err(ureq::Error::Io(error)) if error.kind() == std::io::ErrorKind::PermissionDenied => {
                return Sent::Failed(format!("{error}; `private: true` allows that"));
            }
            Err(error) => (failed(&error), None),
        };
        let wait_time = asked_to_wait.unwrap_or(wait);
        if attempt >= limits.max_attempts || wait_time > limits.longest_wait {
            return Sent::Failed(why);
        }
        sleep(wait_time);
        wait *= 2;
        attempt += 1;
    }
}

fn answered(status: StatusCode) -> String {
    match status.canonical_reason() {
        Some(reason) => format!("it answers {} {reason}", status.as_u16()),
        None => format!("it answers {}", status.as_u16()),
    }
}

/// Why a request failed. Messages of the client are not shown, because they may hold the address.
fn failed(error: &ureq::Error) -> String {
    match error {
        ureq::Error::HostNotFound => "its host is not known",
        ureq::Error::Timeout(_) => "it does not answer in time",
        ureq::Error::ConnectionFailed => "no connection is made",
        ureq::Error::Io(error) if error.kind() == std::io::ErrorKind::ConnectionRefused => "it refuses connections",
        ureq::Error::Tls(_) | ureq::Error::Rustls(_) => "its certificate is not valid",
        _ => "the connection breaks off",
    }
    .to_owned()
}

/// Tells a hub which feeds have changed.
fn post_hub(agent: &Agent, receiver: &Receiver, feeds: &[String]) -> Result<Response<ureq::Body>, ureq::Error> {
    let mut form = url::form_urlencoded::Serializer::new(String::new());
    form.append_pair("hub.mode", "publish");
    for feed in feeds {
        form.append_pair("hub.url", feed);
    }
    let request = agent.post(&receiver.url).header("content-type", "application/x-www-form-urlencoded");
    request.send(form.finish().as_bytes())
}

/// Tells a hook what has changed, signed with its secret.
fn post_hook(agent: &Agent, receiver: &Receiver, entry: &OutboxEntry) -> Result<Response<ureq::Body>, ureq::Error> {
    let id = &entry.notification.id;
    let body = serde_json::to_string(&entry.notification).expect("texts and numbers can be written as JSON");
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_secs();
    let signed = format!("{id}.{seconds}.{body}");
    let code = hmac_sha256(receiver.secret.as_deref().unwrap_or_default(), signed.as_bytes());
    let request = agent
        .post(&receiver.url)
        .header("content-type", "application/json")
        .header("webhook-id", id)
        .header("webhook-timestamp", seconds.to_string())
        .header("webhook-signature", format!("v1,{}", BASE64_STANDARD.encode(code)));
    request.send(body.as_bytes())
}
