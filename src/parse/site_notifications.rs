//! `notify:` of `site.yml`: hubs and web hooks that are told of a publication.

use schemars::JsonSchema;
use serde::Deserialize;

use super::entries::Scalar;
use super::shorthand::{KeysOrText, MainKey};
use crate::config::{Hook, NotificationSettings, WebAddress, WebTarget};
use crate::report::diagnostic::{Diagnostic, Problem};
use crate::yaml::{PathStep, Yaml};

/// Hubs and web hooks that are told of a publication.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub(super) struct NotificationsEntry {
    /// Hubs of WebSub, by their addresses; feeds name them, and they are told which feeds have changed.
    pub(super) hubs: Vec<KeysOrText<HubEntry>>,
    /// Web hooks, which get the records that were added, corrected or withdrawn.
    pub(super) hooks: Vec<HookEntry>,
}

/// A hub with all that is known of it.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub(super) struct HubEntry {
    /// Its address, with `https://`.
    url: Option<Scalar>,
    /// True if it may be on this machine or in its own network, and need not have `https://`.
    private: Option<bool>,
}

impl MainKey for HubEntry {
    const EXPECTED: &'static str = "the address of a hub, or its keys";

    fn from_main(text: &str) -> Self {
        HubEntry { url: Some(Scalar(text.to_owned())), private: None }
    }
}

/// A web hook.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub(super) struct HookEntry {
    /// Its address, with `https://`.
    url: Option<Scalar>,
    /// The environment variable with its address, if that is a secret.
    url_env: Option<Scalar>,
    /// The environment variable with the secret that signs what it gets.
    secret_env: Option<Scalar>,
    /// True if it may be on this machine or in its own network, and need not have `https://`.
    private: Option<bool>,
}

/// Maximum number of hubs and of hooks.
const MOST: usize = 20;

/// Converts an entry to settings. A hub or hook that cannot be understood is left out.
pub(super) fn notifications(
    entry: NotificationsEntry,
    yaml: &Yaml<'_>,
    diagnostics: &mut Vec<Diagnostic>,
) -> NotificationSettings {
    let mut refuse = |keys: &[PathStep], message: String, hint: &str| {
        let path: Vec<PathStep> =
            std::iter::once(PathStep::Key("notify".to_owned())).chain(keys.iter().cloned()).collect();
        diagnostics.push(Diagnostic::at(Problem::YamlType, yaml.place(&path), message).hint(hint));
    };
    for (key, count) in [("hubs", entry.hubs.len()), ("hooks", entry.hooks.len())] {
        if count > MOST {
            let message = format!("only the first {MOST} of {count} {key} are told of publications");
            refuse(&[PathStep::Key(key.to_owned())], message, "let one of them tell the others");
        }
    }
    let mut settings = NotificationSettings::default();
    for (number, KeysOrText(hub)) in entry.hubs.into_iter().take(MOST).enumerate() {
        let at = [PathStep::Key("hubs".to_owned()), PathStep::Index(number)];
        let is_private = hub.private.unwrap_or(false);
        match hub.url.map(|Scalar(url)| address(&url, is_private)) {
            Some(Ok(url)) => settings.hubs.push(WebTarget { url: WebAddress::Written(url), is_private }),
            Some(Err((message, hint))) => refuse(&at, message, hint),
            None => refuse(&at, "a hub without an address".to_owned(), "write its address with `https://`"),
        }
    }
    for (number, hook) in entry.hooks.into_iter().take(MOST).enumerate() {
        let at = [PathStep::Key("hooks".to_owned()), PathStep::Index(number)];
        let is_private = hook.private.unwrap_or(false);
        let url = match (hook.url, hook.url_env) {
            (Some(Scalar(url)), None) => match address(&url, is_private) {
                Ok(url) => WebAddress::Written(url),
                Err((message, hint)) => {
                    refuse(&at, message, hint);
                    continue;
                }
            },
            (None, Some(Scalar(name))) if is_variable(&name) => WebAddress::Variable(name.trim().into()),
            _ => {
                let message =
                    "a hook needs either an address or the name of an environment variable with it".to_owned();
                refuse(&at, message, "write `url: https://…`, or `url_env: NAME`");
                continue;
            }
        };
        match hook.secret_env {
            Some(Scalar(name)) if is_variable(&name) => {
                settings.hooks.push(Hook { target: WebTarget { url, is_private }, secret: name.trim().into() });
            }
            _ => refuse(
                &at,
                "a hook without a secret, so that anybody could write to it".to_owned(),
                "write `secret_env: NAME` with the name of an environment variable that holds the secret",
            ),
        }
    }
    settings
}

/// An address that may be told something; else why not, and a remedy.
fn address(written: &str, is_private: bool) -> Result<Box<str>, (String, &'static str)> {
    let parsed = url::Url::parse(written.trim()).ok();
    let parsed = parsed.filter(|url| url.has_host() && url.username().is_empty() && url.password().is_none());
    match parsed {
        Some(url) if url.scheme() == "https" || (is_private && url.scheme() == "http") => Ok(url.as_str().into()),
        Some(url) if url.scheme() == "http" => Err((
            format!("“{}” is not encrypted", written.trim()),
            "write it with `https://`; one in the own network may have `private: true`",
        )),
        _ => Err((
            format!("“{}” is not an address that can be told of publications", written.trim()),
            "write it with `https://`, without a name and password",
        )),
    }
}

fn is_variable(name: &str) -> bool {
    let name = name.trim();
    let is_sign = |c: char| c.is_ascii_alphanumeric() || c == '_';
    !name.is_empty() && name.chars().all(is_sign) && !name.starts_with(|c: char| c.is_ascii_digit())
}
