//! The configuration of nginx.

use std::fmt::Write;

use super::rules::{FEEDS, Rules, quoted};
use super::{Keeping, media_type};

/// A `server`, to be included in `http`.
pub fn nginx(rules: &Rules) -> String {
    let Rules { root, host, path, .. } = rules;
    // Other sites on the same server have variables of their own.
    let variable = format!("$keeping_{}", host.replace(|c: char| !c.is_ascii_alphanumeric(), "_"));
    let listen = rules.listen.as_deref().unwrap_or("80");
    let mut out = format!(
        "# Made by `minutebook hosting nginx`; make it anew when addresses have moved. Lies in /etc/nginx/sites-enabled/.\n\n\
         map $uri {variable} {{\n    default {};\n    ~^{path}/assets/ {};\n    ~^{path}/search/.*\\.bin$ {};\n    ~^{path}/files/ {};\n    ~/card\\.png$ {};\n}}\n\n\
         server {{\n    listen {listen};\n    server_name {host};\n    charset off;\n    absolute_redirect off;\n    index index.html;\n",
        quoted(Keeping::Asked.header()),
        quoted(Keeping::Forever.header()),
        quoted(Keeping::Forever.header()),
        quoted(Keeping::Hour.header()),
        quoted(Keeping::Hour.header()),
    );
    if path.is_empty() {
        let _ = writeln!(out, "    root {};", quoted(root));
    }
    if rules.packed {
        out.push_str(
            "    gzip_static on;\n    # With the package libnginx-mod-http-brotli-static: brotli_static on;\n",
        );
    }
    let _ = writeln!(out, "    error_page 404 {path}/404.html;\n");
    for (name, value) in &rules.headers {
        let _ = writeln!(out, "    add_header {name} {} always;", quoted(value));
    }
    let _ = writeln!(out, "    add_header Cache-Control {variable};\n\n    types {{");
    for (media, endings) in &rules.types {
        let endings: Vec<&str> = endings.iter().map(String::as_str).collect();
        let _ = writeln!(out, "        {} {};", quoted(media), endings.join(" "));
    }
    out.push_str("    }\n\n");
    let _ = writeln!(out, "    location ^~ {path}/.minutebook/ {{\n        return 404;\n    }}");
    if !path.is_empty() {
        let _ = writeln!(out, "    location {path}/ {{\n        alias {};\n    }}", quoted(&format!("{root}/")));
    }
    for feed in FEEDS {
        let name = feed.replace('.', "\\.");
        // With an alias, a place that is matched by a pattern must say the whole file.
        let whole = format!("        alias {};\n", quoted(&format!("{root}/$1")));
        let whole = if path.is_empty() { "" } else { &whole };
        let _ = writeln!(
            out,
            "    location ~ ^{path}/((?:.*/)?{name})$ {{\n{whole}        types {{}}\n        default_type {};\n    }}",
            quoted(&media_type(feed))
        );
    }
    for gone in &rules.gone {
        let _ = writeln!(
            out,
            "    location = {} {{\n        error_page 410 {};\n        return 410;\n    }}",
            quoted(gone),
            quoted(&format!("{gone}index.html"))
        );
    }
    for (from, to) in &rules.redirects {
        let _ = writeln!(out, "    location = {} {{\n        return 301 {};\n    }}", quoted(from), quoted(to));
    }
    out.push_str("}\n");
    out
}
