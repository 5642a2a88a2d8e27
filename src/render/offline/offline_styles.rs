//! Style sheets whose addresses lead to files beside them.

use super::folder_links::FolderLinks;

/// A style sheet in which every `url(/…)` is relative to it. What is relative already stays.
pub(super) fn style(text: &str, path: &str, links: &FolderLinks<'_>) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("url(") {
        let (before, address) = rest.split_at(at + "url(".len());
        out.push_str(before);
        let quote = address.chars().next().filter(|c| matches!(c, '"' | '\''));
        let inside = &address[quote.map_or(0, char::len_utf8)..];
        let end = inside.find(|c| quote.map_or(c == ')', |quote| c == quote)).unwrap_or(0);
        if let Some(link) = links.link(path, inside[..end].trim()) {
            out.extend(quote);
            out.push_str(&link);
            rest = &inside[end..];
        } else {
            rest = address;
        }
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::site::Base;

    #[test]
    fn addresses_from_the_root_become_relative() {
        let files = ["assets/a.css", "assets/face.woff2", "files/crest.svg"].map(str::to_owned).into();
        let links = FolderLinks { base: Base::new("https://town.example/r"), files: &files };
        let css = "a{src:url(\"/r/assets/face.woff2\") url( /r/files/crest.svg ) url(crest.svg) url('data:,x') url(";
        assert_eq!(
            style(css, "assets/a.css", &links),
            "a{src:url(\"face.woff2\") url(../files/crest.svg) url(crest.svg) url('data:,x') url("
        );
    }
}
