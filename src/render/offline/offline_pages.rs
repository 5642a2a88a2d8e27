//! Pages whose links lead to files beside them, and whose scripts browsers run from the disk.

use std::collections::BTreeSet;

use html5gum::emitters::default::DefaultEmitter;
use html5gum::{StartTag, Token, Tokenizer};

use super::classic_scripts::ClassicScripts;
use super::folder_links::{FolderLinks, relative, to_root};
use crate::site::well_known::ASSETS;

/// TagAttributes that hold an address (HTML Standard, index of attributes).
const ADDRESSES: [&str; 9] =
    ["action", "cite", "data", "formaction", "href", "manifest", "poster", "src", "xlink:href"];
/// TagAttributes that hold addresses with widths.
const ADDRESS_LISTS: [&str; 2] = ["imagesrcset", "srcset"];

/// A page with relative links.
pub(super) fn page(html: &str, path: &str, links: &FolderLinks<'_>, scripts: &ClassicScripts) -> String {
    OfflinePage { path, links, scripts, before: BTreeSet::new() }.converted(html)
}

struct OfflinePage<'p> {
    path: &'p str,
    links: &'p FolderLinks<'p>,
    scripts: &'p ClassicScripts,
    /// Scripts that the page already runs.
    before: BTreeSet<String>,
}

/// TagAttributes of a tag, in their order.
type TagAttributes = Vec<(String, String)>;

impl OfflinePage<'_> {
    /// Markup in which tags are written anew where something about them changes. Everything else stays, byte by byte.
    fn converted(&mut self, html: &str) -> String {
        let mut emitter = DefaultEmitter::<usize>::new_with_span();
        // Nothing within a script or a title is a tag.
        emitter.naively_switch_states(true);
        let mut out = String::with_capacity(html.len() + html.len() / 8);
        let mut done = 0;
        // Where a part of the page begins that stands in it as data.
        let mut data = None;
        for token in Tokenizer::new_with_emitter(html, emitter).flatten() {
            match token {
                Token::StartTag(tag) => {
                    data = tag.attributes.contains_key(b"data-part".as_slice()).then_some(tag.span.end);
                    if let Some(written) = self.tag(&tag) {
                        out.push_str(&html[done..tag.span.start]);
                        out.push_str(&written);
                        done = tag.span.end;
                    }
                }
                Token::EndTag(tag) => {
                    if let Some(begin) = data.take() {
                        out.push_str(&html[done..begin]);
                        out.push_str(&self.converted(&html[begin..tag.span.start]));
                        done = tag.span.start;
                    }
                }
                _ => {}
            }
        }
        out.push_str(&html[done..]);
        out
    }

    /// A start tag, if it changes.
    fn tag(&mut self, tag: &StartTag<usize>) -> Option<String> {
        let name = String::from_utf8_lossy(&tag.name).into_owned();
        let mut attributes: Vec<_> = tag.attributes.iter().collect();
        attributes.sort_by_key(|(_, value)| value.span.start);
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        let given: TagAttributes = attributes.iter().map(|(name, value)| (text(name), text(&value.value))).collect();
        let of = |wanted: &str| given.iter().find(|(name, _)| name == wanted).map(|(_, value)| value.as_str());
        let is_link_to_script = name == "link"
            && (of("rel") == Some("modulepreload") || (of("rel") == Some("preload") && of("as") == Some("script")));
        if is_link_to_script {
            return Some(String::new());
        }
        let mut changed: TagAttributes = given
            .iter()
            .map(|(attribute, value)| (attribute.clone(), self.value(&name, attribute, value, &given)))
            .collect();
        let mut first = String::new();
        match name.as_str() {
            "html" => {
                changed.push(("data-root".to_owned(), to_root(self.path)));
                if !self.links.base.path().is_empty() {
                    changed.push(("data-base".to_owned(), self.links.base.path().to_owned()));
                }
            }
            "script" | "link" => {
                changed.retain(|(name, _)| !matches!(name.as_str(), "integrity" | "crossorigin"));
                if let Some(script) = of("src").filter(|_| of("type") == Some("module"))
                    && let Some(target) = self.links.target(script)
                    && let Some(before) = self.scripts.before(&target)
                {
                    first = self.tags(before);
                    if !self.before.insert(target) {
                        // It has run for another.
                        return Some("<script>".to_owned());
                    }
                    changed.retain(|(name, _)| !matches!(name.as_str(), "type" | "async" | "defer"));
                    changed.insert(0, ("defer".to_owned(), String::new()));
                }
            }
            _ => {}
        }
        (changed != given).then(|| format!("{first}{}", written(&name, &changed, tag.self_closing)))
    }

    /// Tags of the scripts that must run before another, if the page does not run them yet.
    fn tags(&mut self, before: &[String]) -> String {
        let loader = format!("{}offline.js", ASSETS.trim_start_matches('/'));
        let mut tags = String::new();
        for path in [&loader].into_iter().chain(before) {
            if self.before.insert(path.clone()) {
                let address = ("src".to_owned(), relative(self.path, path));
                tags.push_str(&written("script", &[("defer".to_owned(), String::new()), address], false));
                tags.push_str("</script>\n");
            }
        }
        tags
    }

    /// Value of an attribute.
    fn value(&self, tag: &str, attribute: &str, value: &str, all: &[(String, String)]) -> String {
        let link = |href: &str| self.links.link(self.path, href);
        if ADDRESSES.contains(&attribute) {
            return link(value.trim()).unwrap_or_else(|| value.to_owned());
        }
        if ADDRESS_LISTS.contains(&attribute) {
            return list_of_addresses(value, &link);
        }
        let is_refresh =
            || all.iter().any(|(name, value)| name == "http-equiv" && value.eq_ignore_ascii_case("refresh"));
        if tag == "meta" && attribute == "content" && is_refresh() {
            let led_on =
                value.split_once("url=").and_then(|(delay, to)| Some(format!("{delay}url={}", link(to.trim())?)));
            return led_on.unwrap_or_else(|| value.to_owned());
        }
        // Addresses for scripts, if they are those of files of the site.
        if attribute.starts_with("data-") && self.links.target(value).is_some() {
            return link(value).unwrap_or_else(|| value.to_owned());
        }
        value.to_owned()
    }
}

/// A list such as `/a.png 1x, /b.png 2x`.
fn list_of_addresses(value: &str, link: &dyn Fn(&str) -> Option<String>) -> String {
    let one = |item: &str| {
        let item = item.trim();
        let (address, rest) = item.split_at(item.find(char::is_whitespace).unwrap_or(item.len()));
        format!("{}{rest}", link(address).unwrap_or_else(|| address.to_owned()))
    };
    // A comma within an address is followed by no blank.
    value.split(", ").map(one).collect::<Vec<_>>().join(", ")
}

/// A start tag.
fn written(name: &str, attributes: &[(String, String)], closes: bool) -> String {
    let mut tag = format!("<{name}");
    for (attribute, value) in attributes {
        tag.push(' ');
        tag.push_str(attribute);
        if !value.is_empty() {
            tag.push_str("=\"");
            tag.push_str(&value.replace('&', "&amp;").replace('"', "&quot;"));
            tag.push('"');
        }
    }
    tag.push_str(if closes { " />" } else { ">" });
    tag
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::site::Base;

    fn converted(html: &str) -> String {
        let files =
            ["index.html", "meetings/a/index.html", "files/map.png", "assets/a.js", "assets/b.js", "assets/odd.js"];
        let files = files.map(str::to_owned).into();
        let scripts = [
            ("a.js", "import \"./b.js\";\n"),
            ("b.js", "export const b = 1;\n"),
            ("odd.js", "export * from \"./b.js\";\n"),
        ];
        let scripts: BTreeMap<String, String> =
            scripts.iter().map(|(name, text)| (format!("assets/{name}"), (*text).to_owned())).collect();
        let links = FolderLinks { base: Base::new("https://town.example/r"), files: &files };
        page(html, "meetings/a/index.html", &links, &ClassicScripts::of(&scripts))
    }

    #[test]
    fn links_change_and_all_else_stays_byte_by_byte() {
        for (html, expected) in [
            ("<html lang=en>", "<html lang=\"en\" data-root=\"../../\" data-base=\"/r\">"),
            ("<!doctype html>\n<p>/r/ &amp; <b>x</p>", "<!doctype html>\n<p>/r/ &amp; <b>x</p>"),
            (
                "<a class='x' href='/r/?a=1&amp;b=\"2'>1</a>",
                "<a class=\"x\" href=\"../../index.html?a=1&amp;b=&quot;2\">1</a>",
            ),
            ("<img src=/r/files/map.png alt=\"\">", "<img src=\"../../files/map.png\" alt>"),
            (
                "<img srcset=\"/r/files/map.png 1x, https://a.example/b,c.png 2x\">",
                "<img srcset=\"../../files/map.png 1x, https://a.example/b,c.png 2x\">",
            ),
            ("<form action=\"/r/gone/\">", "<form action=\"https://town.example/r/gone/\">"),
            ("<a href=\"https://town.example/r/\">", "<a href=\"https://town.example/r/\">"),
            (
                "<meta http-equiv=\"refresh\" content=\"0; url=/r/\">",
                "<meta http-equiv=\"refresh\" content=\"0; url=../../index.html\">",
            ),
            (
                "<p title=\"/r/\" data-to=\"/r/#s\" data-text=\"/r/ is it\">",
                "<p title=\"/r/\" data-to=\"../../index.html#s\" data-text=\"/r/ is it\">",
            ),
            (
                "<title><a href=\"/r/\"></title><!-- <a href=\"/r/\"> -->",
                "<title><a href=\"/r/\"></title><!-- <a href=\"/r/\"> -->",
            ),
            ("<script>\"<a href='/r/'>\"</script>", "<script>\"<a href='/r/'>\"</script>"),
            (
                "<script type=\"text/html\" data-part=\"x\"><a href=\"/r/\"></script>/r/",
                "<script type=\"text/html\" data-part=\"x\"><a href=\"../../index.html\"></script>/r/",
            ),
        ] {
            assert_eq!(converted(html), expected);
        }
    }

    #[test]
    fn modules_are_run_as_classic_scripts_after_what_they_import() {
        let html = "<link rel=\"modulepreload\" href=\"/r/assets/b.js\"><script type=\"module\" src=\"/r/assets/a.js\" integrity=\"x\"></script><script type=module src=/r/assets/b.js></script><script type=\"module\" src=\"/r/assets/odd.js\"></script>";
        assert_eq!(
            converted(html),
            "<script defer src=\"../../assets/offline.js\"></script>\n<script defer src=\"../../assets/b.js\"></script>\n<script defer src=\"../../assets/a.js\"></script><script></script><script type=\"module\" src=\"../../assets/odd.js\"></script>"
        );
    }
}
