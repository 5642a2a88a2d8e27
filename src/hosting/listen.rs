//! Listening address of a server: a port, an address, or both, in the syntax of each server.

use std::fmt;
use std::net::{IpAddr, Ipv6Addr};
use std::str::FromStr;

/// Listening address of a server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listen {
    /// Address of the machine; `None` for all.
    pub host: Option<Host>,
    /// Port; 80 by default.
    pub port: u16,
}

/// An address of the machine.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Host {
    /// `127.0.0.1`, `::1`
    Address(IpAddr),
    /// `localhost`
    Name(String),
}

/// Default port of HTTP.
const USUAL: u16 = 80;

impl Default for Listen {
    fn default() -> Self {
        Listen { host: None, port: USUAL }
    }
}

/// Why a text is no place to listen at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NoPlace;

impl FromStr for Listen {
    type Err = NoPlace;

    fn from_str(text: &str) -> Result<Self, NoPlace> {
        let port = |text: &str| match text.parse::<u16>() {
            Ok(port) if port > 0 && text.bytes().all(|byte| byte.is_ascii_digit()) => Ok(port),
            _ => Err(NoPlace),
        };
        if let Some(inside) = text.strip_prefix('[') {
            let (address, rest) = inside.split_once(']').ok_or(NoPlace)?;
            let address: Ipv6Addr = address.parse().map_err(|_| NoPlace)?;
            let port = if rest.is_empty() { USUAL } else { port(rest.strip_prefix(':').ok_or(NoPlace)?)? };
            return Ok(Listen { host: Some(Host::Address(address.into())), port });
        }
        if let Ok(address) = text.parse::<IpAddr>() {
            return Ok(Listen { host: Some(Host::Address(address)), port: USUAL });
        }
        let (host, port) = match text.rsplit_once(':') {
            Some((host, number)) => (host, port(number)?),
            None if text.bytes().all(|byte| byte.is_ascii_digit()) => ("", port(text)?),
            None => (text, USUAL),
        };
        let host = match host {
            "" | "*" => None,
            host => Some(host.parse().map(Host::Address).or_else(|_| name(host))?),
        };
        Ok(Listen { host, port })
    }
}

/// The name of a host: letters, digits and hyphens between dots, and not digits alone.
fn name(text: &str) -> Result<Host, NoPlace> {
    let is_part = |part: &str| {
        let sound = part.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
        sound && !part.is_empty() && part.len() <= 63 && !part.starts_with('-') && !part.ends_with('-')
    };
    let is_number = text.rsplit('.').next().is_some_and(|last| last.bytes().all(|byte| byte.is_ascii_digit()));
    let is_name = text.len() <= 253 && text.split('.').all(is_part) && !is_number;
    if is_name { Ok(Host::Name(text.to_owned())) } else { Err(NoPlace) }
}

impl fmt::Display for Host {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Host::Address(IpAddr::V4(address)) => address.fmt(f),
            Host::Address(IpAddr::V6(address)) => write!(f, "[{address}]"),
            Host::Name(name) => name.fmt(f),
        }
    }
}

impl Listen {
    /// Argument of nginx's `listen`.
    pub(super) fn nginx(&self) -> String {
        self.host.as_ref().map_or_else(|| self.port.to_string(), |host| format!("{host}:{}", self.port))
    }

    /// Arguments of Apache's `<VirtualHost …>` and `Listen`.
    pub(super) fn apache(&self) -> (String, String) {
        let host = self.host.as_ref().map_or_else(|| "*".to_owned(), Host::to_string);
        (format!("{host}:{}", self.port), self.nginx())
    }

    /// Site address and `bind` of Caddy, which takes a host before the port as the requested name.
    pub(super) fn caddy(&self) -> (String, Option<String>) {
        (format!(":{}", self.port), self.host.as_ref().map(Host::to_string))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_server_is_told_in_its_own_form() {
        let forms = |text: &str| {
            let listen: Listen = text.parse().expect("a place to listen at");
            let ((virtual_host, listens), (site, bind)) = (listen.apache(), listen.caddy());
            [listen.nginx(), virtual_host, listens, site, bind.unwrap_or_default()]
        };
        assert_eq!(forms("8080"), ["8080", "*:8080", "8080", ":8080", ""]);
        assert_eq!(forms(":8080"), forms("8080"));
        assert_eq!(forms("*:8080"), forms("8080"));
        assert_eq!(
            forms("127.0.0.1:8080"),
            ["127.0.0.1:8080", "127.0.0.1:8080", "127.0.0.1:8080", ":8080", "127.0.0.1"]
        );
        assert_eq!(forms("[::1]:8080"), ["[::1]:8080", "[::1]:8080", "[::1]:8080", ":8080", "[::1]"]);
        assert_eq!(forms("::1"), ["[::1]:80", "[::1]:80", "[::1]:80", ":80", "[::1]"]);
        assert_eq!(forms("[::1]"), forms("::1"));
        assert_eq!(forms("127.0.0.1")[0], "127.0.0.1:80");
        assert_eq!(forms("localhost:8080")[1], "localhost:8080");
    }

    #[test]
    fn what_is_no_place_to_listen_at_is_refused() {
        for text in [
            "",
            "0",
            "65536",
            "-1",
            "+80",
            "80 default_server",
            "a b:80",
            "127.0.0.1:",
            "127.0.0.1:x",
            "[::1",
            "[::1]8080",
            "[127.0.0.1]:80",
            "300.1.1.1:80",
            "1.2.3:80",
            "a_b:80",
            "-a:80",
            "a..b",
            "80;",
            "x>:80",
            "\u{FF18}\u{FF10}",
            "unix:/run/a",
        ] {
            assert_eq!(text.parse::<Listen>(), Err(NoPlace), "{text}");
        }
    }
}
