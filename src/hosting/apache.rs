//! The configuration of the Apache HTTP Server.

use std::fmt::Write;

use super::as_pattern;
use super::rules::{NAMES, Rules, quoted};
use super::signs::{AddressPosition, exact, pattern, target};
use super::{CachePolicy, Listen, POLICY, SHARED, as_they_are, media_type};
use crate::site::Address;
use crate::site::well_known::{ASSETS, CARD, DATA, FILES, INDEX, NOT_FOUND, OWN_FOLDER, SEARCH};

/// A virtual host. Needs the modules `headers`, `alias`, `mime`, `dir`, and `rewrite`.
pub fn apache(rules: &Rules) -> String {
    let Rules { root, host, link, .. } = rules;
    let path = pattern(&rules.path);
    let listen = rules.listen.clone().unwrap_or_default();
    let (virtual_host, listens) = listen.apache();
    // A virtual host opens no port, and opening a port twice prevents the server's start.
    let also = if listen == Listen::default() {
        String::new()
    } else {
        format!("# /etc/apache2/ports.conf must say, once: Listen {listens}\n")
    };
    let mut out = format!(
        "# Made by `minutebook hosting apache`; make it anew when addresses have moved. Lies in /etc/apache2/sites-enabled/.\n\
         # a2enmod headers rewrite\n{also}\n<VirtualHost {virtual_host}>\n    ServerName {host}\n"
    );
    if rules.path.is_empty() {
        let _ = writeln!(out, "    DocumentRoot {}", quoted(root));
    } else {
        let _ = writeln!(out, "    Alias {} {}", quoted(&rules.path), quoted(root));
    }
    let _ = writeln!(
        out,
        "    <Directory {}>\n        Require all granted\n        Options -Indexes +FollowSymLinks\n        AllowOverride None\n    </Directory>\n    \
         DirectoryIndex {INDEX}\n    ErrorDocument 404 {link}{NOT_FOUND}\n    RedirectMatch 404 \"^{path}/{}/\"\n",
        quoted(root),
        as_pattern(OWN_FOLDER),
    );
    let _ = writeln!(out, "    Header always set {POLICY} {}", quoted(rules.pages));
    let _ = writeln!(
        out,
        "    # Files of the content are shown as strangers to the site.\n    <LocationMatch \"(?i)^{path}{FILES}\">\n        \
         Header always set {POLICY} {}\n    </LocationMatch>",
        quoted(rules.files)
    );
    let (shared, origin) = SHARED;
    let _ = writeln!(
        out,
        "    # Pages of other sites may read the open data.\n    <LocationMatch \"^{path}{DATA}\">\n        \
         Header set {shared} {}\n    </LocationMatch>",
        quoted(origin)
    );
    for (name, value) in &rules.headers {
        let _ = writeln!(out, "    Header always set {name} {}", quoted(value));
    }
    let _ = writeln!(out, "    Header set Cache-Control {}", quoted(CachePolicy::Revalidate.header()));
    let kept = [
        (format!("^{path}/({}|{}.*\\.bin$)", &ASSETS[1..], &SEARCH[1..]), CachePolicy::Immutable),
        (format!("^{path}{FILES}|/{}$", as_pattern(CARD)), CachePolicy::OneHour),
    ];
    for (pattern, keeping) in kept {
        let _ = writeln!(
            out,
            "    <LocationMatch \"{pattern}\">\n        Header set Cache-Control {}\n    </LocationMatch>",
            quoted(keeping.header())
        );
    }
    for (media, endings) in &rules.types {
        // The last ending counts: a packed page would have the type of what packs it.
        let endings = endings.iter().filter(|ending| !rules.packed || *ending != "gz");
        let endings: Vec<String> = endings.map(|ending| format!(".{ending}")).collect();
        if endings.is_empty() {
            continue;
        }
        let _ = writeln!(out, "    AddType {} {}", quoted(media), endings.join(" "));
    }
    for name in NAMES {
        let _ = writeln!(
            out,
            "    <Files {}>\n        ForceType {}\n    </Files>",
            quoted(name),
            quoted(&media_type(name))
        );
    }
    let _ = writeln!(
        out,
        "    RewriteEngine On\n    # Compression would spoil ranges, and what is packed already.\n    \
         RewriteRule \"^{path}/(?:{})$\" - [E=no-gzip:1,E=no-brotli:1]",
        as_they_are()
    );
    for (from, to) in &rules.redirects {
        let Some(pattern) = exact(from, AddressPosition::Apache) else { continue };
        // The link is encoded; a bare `%` would begin a variable.
        let to = target(to).replace('%', "\\%");
        let _ = writeln!(out, "    RewriteRule \"^{pattern}$\" \"{to}\" [R=301,NE,L]");
    }
    if rules.packed {
        out.push_str(&packed(root, &path));
    }
    // Only an address with a final `/` has a page.
    for gone in rules.gone.iter().filter(|gone| gone.ends_with('/')) {
        let Some(pattern) = exact(gone, AddressPosition::Apache) else { continue };
        let page = target(&Address::new(gone).to_string());
        let _ = writeln!(
            out,
            "    <LocationMatch \"^{pattern}$\">\n        ErrorDocument 410 {page}index.html\n    </LocationMatch>\n    \
             RedirectMatch 410 \"^{pattern}$\""
        );
    }
    out.push_str("</VirtualHost>\n");
    out
}

/// Sends precompressed copies to browsers that accept them. Names the folder, because behind `Alias` it is not the
/// document root.
fn packed(root: &str, path: &str) -> String {
    let mut out = String::new();
    for (coding, ending) in [("br", "br"), ("gzip", "gz")] {
        let _ = writeln!(
            out,
            "    RewriteCond %{{HTTP:Accept-Encoding}} \\b{coding}\\b\n    RewriteCond %{{REQUEST_URI}} {}\n    RewriteCond {} -f\n    \
             RewriteRule ^(.+)$ $1.{ending} [PT]",
            quoted(&format!("^{path}(/.*)$")),
            quoted(&format!("{root}%1.{ending}")),
        );
    }
    out += "    AddEncoding br .br\n    AddEncoding gzip .gz\n    Header append Vary Accept-Encoding\n";
    // What was asked for by the name of a packed file, such as a table, must arrive as it is.
    let gzip = quoted(&media_type("x.gz"));
    let _ = writeln!(
        out,
        "    <If \"%{{THE_REQUEST}} =~ m#^[A-Z]+ [^ ?]*\\.gz[ ?]#\">\n        RemoveEncoding .gz\n        ForceType {gzip}\n    </If>"
    );
    out
}
