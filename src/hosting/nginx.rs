//! The configuration of nginx.

use std::fmt::Write;

use super::as_pattern;
use super::rules::{NAMES, Rules, quoted};
use super::signs::{AddressPosition, exact, pattern, target};
use super::{CachePolicy, POLICY, SHARED, as_they_are, media_type};
use crate::site::well_known::{ASSETS, CARD, DATA, FILES, INDEX, NOT_FOUND, OWN_FOLDER, SEARCH};

/// Maximum length of a word in a configuration, in bytes.
const LONGEST: usize = 4000;

/// A `server`, to be included in `http`.
pub fn nginx(rules: &Rules) -> String {
    let Rules { host, .. } = rules;
    // Other sites on the same server need variables of their own.
    let own = host.replace(|c: char| !c.is_ascii_alphanumeric(), "_");
    let listen = rules.listen.clone().unwrap_or_default().nginx();
    let path = pattern(&rules.path);
    let mut out =
        "# Made by `minutebook hosting nginx`; make it anew when addresses have moved. Lies in /etc/nginx/sites-enabled/.\n\n"
            .to_owned();
    let root = rules.root.replace('$', &format!("${{dollar_{own}}}"));
    if root != rules.root {
        // Nginx has no other way to write the dollar sign.
        let _ = writeln!(out, "geo $dollar_{own} {{\n    default \"$\";\n}}\n");
    }
    let kept = [
        (format!("{path}{ASSETS}"), CachePolicy::Immutable),
        (format!("{path}{SEARCH}.*\\.bin$"), CachePolicy::Immutable),
        (format!("{path}{FILES}"), CachePolicy::OneHour),
    ];
    let _ = writeln!(out, "map $uri $keeping_{own} {{\n    default {};", quoted(CachePolicy::Revalidate.header()));
    for (pattern, keeping) in kept {
        let _ = writeln!(out, "    \"~^{pattern}\" {};", quoted(keeping.header()));
    }
    let _ = writeln!(out, "    ~/{}$ {};\n}}\n", as_pattern(CARD), quoted(CachePolicy::OneHour.header()));
    let _ = writeln!(
        out,
        "# Files of the content are shown as strangers to the site.\nmap $uri $policy_{own} {{\n    default {};\n    \"~*^{path}{FILES}\" {};\n}}\n",
        quoted(rules.pages),
        quoted(rules.files),
    );
    let (shared, origin) = SHARED;
    let _ = writeln!(
        out,
        "# Pages of other sites may read the open data.\nmap $uri $shared_{own} {{\n    default \"\";\n    \"~^{path}{DATA}\" {};\n}}\n",
        quoted(origin)
    );
    let _ = writeln!(
        out,
        "server {{\n    listen {listen};\n    server_name {host};\n    charset off;\n    absolute_redirect off;\n    index {INDEX};"
    );
    if rules.path.is_empty() {
        let _ = writeln!(out, "    root {};", quoted(&root));
    }
    if rules.packed {
        out.push_str(
            "    gzip_static on;\n    # With the package libnginx-mod-http-brotli-static: brotli_static on;\n",
        );
    }
    let not_found = quoted(&format!("{}{NOT_FOUND}", within(&rules.path)));
    // A folder without a page is nothing that is forbidden.
    let _ = writeln!(out, "    error_page 404 {not_found};\n    error_page 403 =404 {not_found};\n");
    let _ = writeln!(out, "    add_header {POLICY} $policy_{own} always;");
    let _ = writeln!(out, "    add_header {shared} $shared_{own};");
    for (name, value) in &rules.headers {
        let _ = writeln!(out, "    add_header {name} {} always;", quoted(value));
    }
    let _ = writeln!(
        out,
        "    add_header Cache-Control $keeping_{own};\n\n    default_type application/octet-stream;\n    types {{"
    );
    for (media, endings) in &rules.types {
        let endings: Vec<&str> = endings.iter().map(String::as_str).collect();
        let _ = writeln!(out, "        {} {};", quoted(media), endings.join(" "));
    }
    out.push_str("    }\n\n");
    let own_folder = within(&rules.path);
    let _ = writeln!(out, "    location ^~ \"{own_folder}/{OWN_FOLDER}/\" {{\n        return 404;\n    }}");
    if !rules.path.is_empty() {
        let _ =
            writeln!(out, "    location \"{own_folder}/\" {{\n        alias {};\n    }}", quoted(&format!("{root}/")));
    }
    for name in NAMES {
        let own_name = as_pattern(name);
        // With `alias`, a location with a pattern must name the whole file.
        let whole = format!("        alias {};\n", quoted(&format!("{root}/$1")));
        let whole = if rules.path.is_empty() { "" } else { &whole };
        let _ = writeln!(
            out,
            "    location ~ \"^{path}/((?:.*/)?{own_name})$\" {{\n{whole}        types {{}}\n        default_type {};\n    }}",
            quoted(&media_type(name))
        );
    }
    let as_it_is =
        if rules.path.is_empty() { "" } else { &format!("        alias {};\n", quoted(&format!("{root}/$1"))) };
    let _ = writeln!(
        out,
        "    # Compression would spoil ranges, and what is packed already.\n    \
         location ~ \"^{path}/({})$\" {{\n{as_it_is}        gzip off;\n    }}",
        as_they_are()
    );
    // Only an address with a final `/` has a page.
    for gone in rules.gone.iter().filter(|gone| gone.ends_with('/')) {
        let Some(place) = location(gone) else { continue };
        let _ = writeln!(
            out,
            "    location = {place} {{\n        error_page 410 \"${{uri}}{INDEX}\";\n        return 410;\n    }}"
        );
    }
    for (from, to) in &rules.redirects {
        let (Some(place), to) = (location(from), target(to)) else { continue };
        if to.len() <= LONGEST {
            let _ = writeln!(out, "    location = {place} {{\n        return 301 \"{to}\";\n    }}");
        }
    }
    out.push_str("}\n");
    out
}

/// An address as the name of a location.
fn location(path: &str) -> Option<String> {
    exact(path, AddressPosition::Nginx).map(|path| format!("\"{path}\"")).filter(|place| place.len() <= LONGEST)
}

/// The path of the site, quoted.
fn within(path: &str) -> String {
    path.replace('\\', "\\\\").replace('"', "\\\"")
}
