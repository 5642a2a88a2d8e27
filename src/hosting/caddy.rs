//! The configuration of Caddy.

use std::fmt::Write;

use super::rules::{FEEDS, Rules, quoted};
use super::{Keeping, media_type};

/// A site of a `Caddyfile`.
pub fn caddy(rules: &Rules) -> String {
    let Rules { root, host, path, .. } = rules;
    let listen = rules.listen.as_deref().unwrap_or(host);
    let mut out = format!(
        "# Made by `minutebook hosting caddy`; make it anew when addresses have moved. Goes into /etc/caddy/Caddyfile.\n\n\
         {listen} {{\n\troot * {}\n",
        quoted(root)
    );
    out.push_str("\theader {\n");
    for (name, value) in &rules.headers {
        let _ = writeln!(out, "\t\t{name} {}", quoted(value));
    }
    out.push_str("\t}\n");
    // Of two rules that hold for one file Caddy does not promise which it follows: so no two do.
    let kept = [
        (format!("path {path}/assets/*"), Keeping::Forever),
        (format!("path_regexp ^{path}/search/.*\\.bin$"), Keeping::Forever),
        (format!("path {path}/files/* */card.png"), Keeping::Hour),
    ];
    let longer: String = kept.iter().map(|(paths, _)| format!("\t\tnot {paths}\n")).collect();
    let _ =
        writeln!(out, "\t@asked {{\n{longer}\t}}\n\theader @asked Cache-Control {}", quoted(Keeping::Asked.header()));
    for (index, (paths, keeping)) in kept.iter().enumerate() {
        let _ =
            writeln!(out, "\t@kept{index} {paths}\n\theader @kept{index} Cache-Control {}", quoted(keeping.header()));
    }
    let feeds: Vec<String> = FEEDS.iter().map(|feed| format!("*/{feed}")).collect();
    for (index, (media, endings)) in rules.types.iter().enumerate() {
        let patterns: Vec<String> = endings.iter().map(|ending| format!("*.{ending}")).collect();
        let _ = writeln!(
            out,
            "\t@type{index} {{\n\t\tpath {}\n\t\tnot path {}\n\t}}\n\theader @type{index} Content-Type {}",
            patterns.join(" "),
            feeds.join(" "),
            quoted(media)
        );
    }
    for (index, feed) in FEEDS.iter().enumerate() {
        let _ = writeln!(
            out,
            "\t@feed{index} path */{feed}\n\theader @feed{index} Content-Type {}",
            quoted(&media_type(feed))
        );
    }
    out.push('\n');
    for gone in &rules.gone {
        let page = format!("{}index.html", gone.strip_prefix(path.as_str()).unwrap_or(gone));
        let _ = writeln!(
            out,
            "\thandle {} {{\n\t\trewrite * {}\n\t\tfile_server {{\n\t\t\tstatus 410\n\t\t}}\n\t}}",
            quoted(gone),
            quoted(&page)
        );
    }
    for (from, to) in &rules.redirects {
        let _ = writeln!(out, "\tredir {} {} 301", quoted(from), quoted(to));
    }
    let serve = if rules.packed { "\t\tprecompressed br gzip\n" } else { "" };
    let serve = format!("\tfile_server {{\n\t\thide .minutebook\n{serve}\t}}\n");
    if path.is_empty() {
        out.push_str(&serve);
    } else {
        let _ = writeln!(
            out,
            "\thandle_path {path}/* {{\n{}\t}}",
            serve.replace("\t\t", "\t\t\t").replace("\tfile", "\t\tfile").replace("\t}", "\t\t}")
        );
    }
    out.push_str(
        "\thandle_errors {\n\t\theader Content-Type \"text/html; charset=utf-8\"\n\t\theader -Cache-Control\n\t\trewrite * /404.html\n\t\tfile_server\n\t}\n}\n",
    );
    out
}
