//! The configuration of Caddy.

use std::fmt::Write;

use super::as_pattern;
use super::rules::{NAMES, Rules};
use super::signs::{AddressPosition, exact, pattern, target};
use super::{CachePolicy, POLICY, SHARED, media_type};
use crate::site::well_known::{ASSETS, CARD, DATA, FILES, NOT_FOUND, OWN_FOLDER, SEARCH};

/// One site of a `Caddyfile`.
pub fn caddy(rules: &Rules) -> String {
    let Rules { root, host, .. } = rules;
    let path = pattern(&rules.path);
    let (site, bind) = rules.listen.as_ref().map_or_else(|| (host.clone(), None), super::Listen::caddy);
    let bind = bind.map(|address| format!("\tbind {address}\n")).unwrap_or_default();
    let mut out = format!(
        "# Made by `minutebook hosting caddy`; make it anew when addresses have moved. Goes into /etc/caddy/Caddyfile.\n\n\
         {site} {{\n{bind}\troot * {}\n",
        quoted(root)
    );
    out.push_str("\theader {\n");
    for (name, value) in &rules.headers {
        let _ = writeln!(out, "\t\t{name} {}", quoted(value));
    }
    out.push_str("\t}\n");
    // Caddy does not define which of two matching rules wins, so no two match one file.
    let _ = writeln!(
        out,
        "\t# Files of the content are shown as strangers to the site.\n\t@given path_regexp \"(?i)^{path}{FILES}\"\n\theader @given {POLICY} {}\n\
         \t@drawn not path_regexp \"(?i)^{path}{FILES}\"\n\theader @drawn {POLICY} {}",
        quoted(rules.files),
        quoted(rules.pages)
    );
    let (shared, origin) = SHARED;
    let _ = writeln!(
        out,
        "\t# Pages of other sites may read the open data.\n\t@data path_regexp \"^{path}{DATA}\"\n\theader @data {shared} {}",
        quoted(origin)
    );
    let kept = [
        (format!("path_regexp \"^{path}{ASSETS}\""), CachePolicy::Immutable),
        (format!("path_regexp \"^{path}{SEARCH}.*\\.bin$\""), CachePolicy::Immutable),
        (format!("path_regexp \"^{path}{FILES}|/{}$\"", as_pattern(CARD)), CachePolicy::OneHour),
    ];
    let longer: String = kept.iter().map(|(paths, _)| format!("\t\tnot {paths}\n")).collect();
    let _ = writeln!(
        out,
        "\t@asked {{\n{longer}\t}}\n\theader @asked Cache-Control {}",
        quoted(CachePolicy::Revalidate.header())
    );
    for (index, (paths, keeping)) in kept.iter().enumerate() {
        let _ =
            writeln!(out, "\t@kept{index} {paths}\n\theader @kept{index} Cache-Control {}", quoted(keeping.header()));
    }
    let named: Vec<String> = NAMES.iter().map(|name| format!("*/{name}")).collect();
    for (index, (media, endings)) in rules.types.iter().enumerate() {
        let patterns: Vec<String> = endings.iter().map(|ending| format!("*.{ending}")).collect();
        let _ = writeln!(
            out,
            "\t@type{index} {{\n\t\tpath {}\n\t\tnot path {}\n\t}}\n\theader @type{index} Content-Type {}",
            patterns.join(" "),
            named.join(" "),
            quoted(media)
        );
    }
    // Caddy would guess from the content.
    let known: Vec<&str> = rules.types.values().flatten().map(String::as_str).collect();
    let _ = writeln!(
        out,
        "\t@untold {{\n\t\tpath_regexp \"[^/]$\"\n\t\tnot path_regexp \"(?i)\\.({})$\"\n\t\tnot path {}\n\t\tfile {{path}}\n\t}}\n\theader @untold Content-Type application/octet-stream",
        known.join("|"),
        named.join(" ")
    );
    for (index, name) in NAMES.iter().enumerate() {
        let _ = writeln!(
            out,
            "\t@named{index} path */{name}\n\theader @named{index} Content-Type {}",
            quoted(&media_type(name))
        );
    }
    out.push('\n');
    let gone = rules.gone.iter().filter_map(|gone| Some((exact(gone, AddressPosition::Caddy)?, "gone".to_owned())));
    let gone = map("gone", gone);
    if !gone.is_empty() {
        let strip = if rules.path.is_empty() {
            String::new()
        } else {
            format!("\t\turi strip_prefix {}\n", quoted(&rules.path))
        };
        let _ = writeln!(
            out,
            "{gone}\t@gone vars {{gone}} gone\n\thandle @gone {{\n{strip}\t\tfile_server {{\n\t\t\tstatus 410\n\t\t}}\n\t}}"
        );
    }
    let moved =
        rules.redirects.iter().filter_map(|(from, to)| Some((exact(from, AddressPosition::Caddy)?, target(to))));
    let moved = map("moved", moved);
    if !moved.is_empty() {
        let _ = writeln!(out, "{moved}\t@moved not vars {{moved}} \"\"\n\tredir @moved {{moved}} 301");
    }
    let serve = if rules.packed { "\t\tprecompressed br gzip\n" } else { "" };
    let serve = format!("\tfile_server {{\n\t\thide {OWN_FOLDER}\n{serve}\t}}\n");
    if rules.path.is_empty() {
        out.push_str(&serve);
    } else {
        let _ = writeln!(
            out,
            "\thandle_path {} {{\n{}\t}}",
            quoted(&format!("{}/*", rules.path)),
            serve.replace("\t\t", "\t\t\t").replace("\tfile", "\t\tfile").replace("\t}", "\t\t}")
        );
    }
    let _ = writeln!(
        out,
        "\thandle_errors {{\n\t\theader Content-Type \"text/html; charset=utf-8\"\n\t\theader {POLICY} {}\n\t\theader -Cache-Control\n\t\trewrite * {NOT_FOUND}\n\t\tfile_server\n\t}}\n}}",
        quoted(rules.pages)
    );
    out
}

/// A map from addresses to values, under its own name; empty when there are no rows. A duplicate address would be a
/// syntax error.
fn map(name: &str, rows: impl Iterator<Item = (String, String)>) -> String {
    let mut out = String::new();
    let mut known = rustc_hash::FxHashSet::default();
    for (from, to) in rows {
        if known.insert(from.clone()) {
            let _ = writeln!(out, "\t\t\"{from}\" \"{to}\"");
        }
    }
    if out.is_empty() { out } else { format!("\tmap {{path}} {{{name}}} {{\n{out}\t\tdefault \"\"\n\t}}\n") }
}

/// A text between quotation marks, where a backslash means itself but for one before a quotation mark.
fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('"', "\\\""))
}
