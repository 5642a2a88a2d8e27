//! The configuration of the Apache HTTP Server.

use std::borrow::Cow;
use std::fmt::Write;

use percent_encoding::percent_decode_str;

use super::rules::{FEEDS, Rules, quoted};
use super::{Keeping, media_type};

/// A virtual host. Needs the modules `headers`, `alias`, `mime`, `dir`, and with packed files `rewrite`.
pub fn apache(rules: &Rules) -> String {
    let Rules { root, host, path, .. } = rules;
    let listen = rules.listen.as_deref().unwrap_or("80");
    let mut out = format!(
        "# Made by `minutebook hosting apache`; make it anew when addresses have moved. Lies in /etc/apache2/sites-enabled/.\n\
         # a2enmod headers rewrite\n\n<VirtualHost *:{listen}>\n    ServerName {host}\n"
    );
    if path.is_empty() {
        let _ = writeln!(out, "    DocumentRoot {}", quoted(root));
    } else {
        let _ = writeln!(out, "    Alias {} {}", quoted(path), quoted(root));
    }
    let _ = writeln!(
        out,
        "    <Directory {}>\n        Require all granted\n        Options -Indexes +FollowSymLinks\n        AllowOverride None\n    </Directory>\n    \
         DirectoryIndex index.html\n    ErrorDocument 404 {path}/404.html\n    RedirectMatch 404 {}\n",
        quoted(root),
        quoted(&format!("^{path}/\\.minutebook/"))
    );
    for (name, value) in &rules.headers {
        let _ = writeln!(out, "    Header always set {name} {}", quoted(value));
    }
    let _ = writeln!(out, "    Header set Cache-Control {}", quoted(Keeping::Asked.header()));
    let kept = [
        (format!("^{path}/(assets/|search/.*\\.bin$)"), Keeping::Forever),
        (format!("^{path}/files/|/card\\.png$"), Keeping::Hour),
    ];
    for (pattern, keeping) in kept {
        let _ = writeln!(
            out,
            "    <LocationMatch {}>\n        Header set Cache-Control {}\n    </LocationMatch>",
            quoted(&pattern),
            quoted(keeping.header())
        );
    }
    for (media, endings) in &rules.types {
        let endings: Vec<String> = endings.iter().map(|ending| format!(".{ending}")).collect();
        let _ = writeln!(out, "    AddType {} {}", quoted(media), endings.join(" "));
    }
    for feed in FEEDS {
        let _ = writeln!(
            out,
            "    <Files {}>\n        ForceType {}\n    </Files>",
            quoted(feed),
            quoted(&media_type(feed))
        );
    }
    if rules.packed {
        out.push_str(&packed(root, path));
    }
    for gone in &rules.gone {
        let _ = writeln!(
            out,
            "    <Location {}>\n        ErrorDocument 410 {}index.html\n    </Location>",
            quoted(gone),
            gone
        );
        let _ = writeln!(out, "    RedirectMatch 410 {}", quoted(&format!("^{}$", literal(gone))));
    }
    for (from, to) in &rules.redirects {
        let _ =
            writeln!(out, "    RedirectMatch 301 {} {}", quoted(&format!("^{}$", literal(from))), quoted(&target(to)));
    }
    out.push_str("</VirtualHost>\n");
    out
}

/// Sends the packed files, where the browser takes them. The folder is named, because behind `Alias` it is not the root of
/// the documents.
fn packed(root: &str, path: &str) -> String {
    let mut out = "    RewriteEngine On\n".to_owned();
    for (coding, ending) in [("br", "br"), ("gzip", "gz")] {
        let _ = writeln!(
            out,
            "    RewriteCond %{{HTTP:Accept-Encoding}} \\b{coding}\\b\n    RewriteCond %{{REQUEST_URI}} {}\n    RewriteCond {} -f\n    \
             RewriteRule ^(.+)$ $1.{ending} [PT]",
            quoted(&format!("^{}(/.*)$", literal(path))),
            quoted(&format!("{root}%1.{ending}")),
        );
    }
    out + "    AddEncoding br .br\n    AddEncoding gzip .gz\n    Header append Vary Accept-Encoding\n"
}

/// Where a redirect leads, as Apache wants it: it encodes the path by itself, but neither the query nor the fragment, and
/// what `$` and `&` stand for is not meant here.
fn target(to: &str) -> String {
    let (path, rest) = to.split_at(to.find(['?', '#']).unwrap_or(to.len()));
    let path = percent_decode_str(path).decode_utf8().unwrap_or(Cow::Borrowed(path));
    let mut out = String::with_capacity(to.len());
    for c in path.chars().chain(rest.chars()) {
        if "\\$&".contains(c) {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// A text as a pattern that matches it alone.
fn literal(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if "\\^$.|?*+()[]{}".contains(c) {
            out.push('\\');
        }
        out.push(c);
    }
    out
}
