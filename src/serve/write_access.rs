//! Decides which requests may see sources and change files.
//!
//! A browser that shows a page of another site must not be able to write here, even on this machine: so a request that writes
//! has to come from a page of this preview, with a type of content that no form of another site can send. Beyond this machine
//! it also needs the token that the terminal prints.

use std::net::IpAddr;
use std::sync::Arc;

use axum::http::{HeaderMap, StatusCode, header};

use crate::bytes::fingerprint::Fingerprint;
use crate::report::failure::Failure;

/// Name of the cookie that holds the token.
const COOKIE: &str = "minutebook-edit";

/// Key of the query with which the token is handed over once.
const QUERY: &str = "edit";

/// Rules of a preview for editing.
#[derive(Debug, Clone)]
pub(super) enum WriteAccess {
    /// Editing is switched off.
    ReadOnly,
    /// All who work at this machine may edit.
    ThisMachine,
    /// All who have the token may edit.
    Token(Arc<str>),
}

impl WriteAccess {
    /// Rules for a preview that listens on an address.
    ///
    /// # Errors
    /// When the system gives no random bytes for a token.
    pub(super) fn new(host: IpAddr, is_read_only: bool) -> Result<Self, Failure> {
        if is_read_only {
            return Ok(WriteAccess::ReadOnly);
        }
        if host.is_loopback() {
            return Ok(WriteAccess::ThisMachine);
        }
        let mut random = [0u8; 32];
        getrandom::fill(&mut random).map_err(|error| {
            Failure::environment(format!("the system gives no random token: {error}\n  hint: give `--read-only`"))
        })?;
        Ok(WriteAccess::Token(Fingerprint::of_bytes(&random).hex().into()))
    }

    /// The token, if one is needed.
    pub(super) fn token(&self) -> Option<&str> {
        match self {
            WriteAccess::Token(token) => Some(token),
            WriteAccess::ReadOnly | WriteAccess::ThisMachine => None,
        }
    }

    /// Reports whether the sender of a request may edit.
    pub(super) fn may_edit(&self, headers: &HeaderMap) -> bool {
        match self {
            WriteAccess::ReadOnly => false,
            WriteAccess::ThisMachine => true,
            WriteAccess::Token(token) => {
                let prefix = format!("{COOKIE}=");
                let lines = headers.get_all(header::COOKIE).iter().filter_map(|cookie| cookie.to_str().ok());
                let mut own =
                    lines.flat_map(|line| line.split(';')).filter_map(|pair| pair.trim().strip_prefix(&*prefix));
                own.any(|given| is_same(given, token))
            }
        }
    }

    /// The cookie for a request whose query hands over the token; `None` for any other.
    pub(super) fn cookie_for(&self, query: &str) -> Option<String> {
        let token = self.token()?;
        let mut pairs = query.split('&').filter_map(|pair| pair.split_once('='));
        pairs
            .any(|(key, value)| key == QUERY && is_same(value, token))
            .then(|| format!("{COOKIE}={token}; Path=/; HttpOnly; SameSite=Strict"))
    }

    /// Checks a request that writes, whose content has to be of a media type.
    ///
    /// # Errors
    /// Status and reason, when it may not.
    pub(super) fn check_write(&self, headers: &HeaderMap, media_type: &str) -> Result<(), (StatusCode, &'static str)> {
        if matches!(self, WriteAccess::ReadOnly) {
            return Err((StatusCode::FORBIDDEN, "this preview was started with --read-only"));
        }
        let text =
            |name: header::HeaderName| headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
        let origin = text(header::ORIGIN);
        let from = origin.strip_prefix("http://").or_else(|| origin.strip_prefix("https://"));
        let site = headers.get("sec-fetch-site").map(|site| site.as_bytes());
        let is_own = from.is_some_and(|from| !from.is_empty() && from.eq_ignore_ascii_case(text(header::HOST)));
        if !is_own || site.is_some_and(|site| site != b"same-origin") {
            return Err((StatusCode::FORBIDDEN, "only a page of this preview may change files"));
        }
        if !self.may_edit(headers) {
            let reason = "editing from here needs the address with `?edit=` that the terminal shows";
            return Err((StatusCode::UNAUTHORIZED, reason));
        }
        let given = text(header::CONTENT_TYPE).split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
        if given != media_type {
            return Err((StatusCode::UNSUPPORTED_MEDIA_TYPE, "the request is not of the type that this needs"));
        }
        Ok(())
    }
}

/// Compares secrets by their fingerprints, so that the time it takes says nothing about them.
fn is_same(given: &str, secret: &str) -> bool {
    Fingerprint::of_bytes(given.as_bytes()) == Fingerprint::of_bytes(secret.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(pairs: &[(&'static str, &str)]) -> HeaderMap {
        pairs
            .iter()
            .map(|(name, value)| (header::HeaderName::from_static(name), value.parse().expect("a value")))
            .collect()
    }

    const OWN: [(&str, &str); 3] =
        [("host", "localhost:8000"), ("origin", "http://localhost:8000"), ("content-type", "application/json")];

    #[test]
    fn only_pages_of_the_preview_write() {
        let access = WriteAccess::new([127, 0, 0, 1].into(), false).expect("rules");
        let status = |more: &[(&'static str, &str)]| {
            let mut all = headers(&OWN);
            all.extend(headers(more));
            access.check_write(&all, "application/json").map_err(|(status, _)| status.as_u16())
        };
        assert_eq!(status(&[]), Ok(()));
        assert_eq!(
            status(&[("content-type", "application/json; charset=utf-8"), ("sec-fetch-site", "same-origin")]),
            Ok(())
        );
        for origin in
            ["", "null", "http://evil.example", "http://localhost:8001", "http://localhost", "file://localhost:8000"]
        {
            assert_eq!(status(&[("origin", origin)]), Err(403), "{origin}");
        }
        assert_eq!(status(&[("sec-fetch-site", "cross-site")]), Err(403));
        assert_eq!(status(&[("sec-fetch-site", "same-site")]), Err(403));
        for form in ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", ""] {
            assert_eq!(status(&[("content-type", form)]), Err(415), "{form}");
        }
        let closed = WriteAccess::new([127, 0, 0, 1].into(), true).expect("rules");
        assert!(closed.check_write(&headers(&OWN), "application/json").is_err() && !closed.may_edit(&headers(&OWN)));
    }

    #[test]
    fn beyond_this_machine_a_token_is_needed() {
        let access = WriteAccess::new([0, 0, 0, 0].into(), false).expect("rules");
        let token = access.token().expect("a token").to_owned();
        assert!(token.len() == 32 && access.check_write(&headers(&OWN), "application/json").is_err());
        let other = WriteAccess::new([0, 0, 0, 0].into(), false).expect("rules");
        assert_ne!(other.token(), Some(&*token), "each preview has its own");
        assert_eq!(access.cookie_for("edit=guess"), None);
        let cookie = access.cookie_for(&format!("a=b&edit={token}")).expect("a cookie");
        assert!(cookie.ends_with("; Path=/; HttpOnly; SameSite=Strict"), "{cookie}");
        let mut all = headers(&OWN);
        all.insert(
            header::COOKIE,
            format!("a=b; {}", cookie.split(';').next().unwrap_or_default()).parse().expect("a cookie"),
        );
        assert_eq!(access.check_write(&all, "application/json"), Ok(()));
        all.insert(header::COOKIE, "minutebook-edit=guess".parse().expect("a cookie"));
        assert!(access.check_write(&all, "application/json").is_err());
    }
}
