//! Receivers of notifications: hubs and hooks, with the addresses and secrets that the environment holds.

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;

use super::outbox::SendFailure;
use crate::bytes::fingerprint::Fingerprint;
use crate::config::{NotificationSettings, WebAddress, WebTarget};

/// Prefix of a secret in base64 (Standard Webhooks).
const ENCODED: &str = "whsec_";

/// A hub or a hook that can be told.
#[derive(Clone, PartialEq, Eq)]
pub struct Receiver {
    /// Fingerprint of its settings; names it in the outbox.
    pub(super) key: String,
    /// Name shown to people; no secret.
    pub(super) name: String,
    pub(super) url: String,
    /// True if it may be in the own network.
    pub(super) is_private: bool,
    /// Secret of a hook; none for a hub.
    pub(super) secret: Option<Vec<u8>>,
}

/// A hub or hook of the settings.
pub struct FoundReceiver {
    /// Its key in the outbox.
    pub key: String,
    /// True for a hub, which is told of feeds; a hook is told of records.
    pub is_hub: bool,
    /// The receiver, or why it cannot be told.
    pub receiver: Result<Receiver, SendFailure>,
}

/// Hubs and hooks of the settings. `variable` looks up an environment variable.
pub fn receivers(settings: &NotificationSettings, variable: &dyn Fn(&str) -> Option<String>) -> Vec<FoundReceiver> {
    let hubs = settings.hubs.iter().map(|hub| found(hub, None, variable));
    let hooks = settings.hooks.iter().map(|hook| found(&hook.target, Some(&hook.secret), variable));
    hubs.chain(hooks).collect()
}

fn found(target: &WebTarget, secret: Option<&str>, variable: &dyn Fn(&str) -> Option<String>) -> FoundReceiver {
    let kind = if secret.is_some() { "hook" } else { "hub" };
    let name = match &target.url {
        WebAddress::Written(url) => format!("the {kind} {url}"),
        WebAddress::Variable(name) => format!("the {kind} in {name}"),
    };
    let key = Fingerprint::of(&(kind, &target.url)).hex();
    let failed = |why: String| SendFailure { receiver: name.clone(), why, tries_again: true };
    let look_up = |wanted: &str| {
        let found = variable(wanted).filter(|value| !value.trim().is_empty());
        found.ok_or_else(|| failed(format!("the environment variable {wanted} is not set")))
    };
    let receiver = || {
        let url = match &target.url {
            WebAddress::Written(url) => url.to_string(),
            WebAddress::Variable(wanted) => {
                let url = look_up(wanted)?;
                let parsed = url::Url::parse(url.trim()).ok().filter(|url| url.has_host());
                let is_fit = |url: &url::Url| url.scheme() == "https" || (target.is_private && url.scheme() == "http");
                let parsed = parsed.filter(is_fit);
                parsed.ok_or_else(|| failed(format!("{wanted} holds no address with https://")))?.to_string()
            }
        };
        let secret = match secret {
            None => None,
            Some(wanted) => {
                let text = look_up(wanted)?;
                Some(match text.trim().strip_prefix(ENCODED) {
                    None => text.trim().as_bytes().to_vec(),
                    Some(encoded) => BASE64_STANDARD
                        .decode(encoded)
                        .map_err(|_| failed(format!("{wanted} begins with {ENCODED}, but is not base64")))?,
                })
            }
        };
        Ok(Receiver { key: key.clone(), name: name.clone(), url, is_private: target.is_private, secret })
    };
    let is_hub = kind == "hub";
    FoundReceiver { receiver: receiver(), is_hub, key }
}
