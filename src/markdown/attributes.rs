//! Attributes of a tag in raw HTML, and the end of the tag.

/// Attributes that may stand without a value, on purpose or by mistake. Any other word alone in a tag is text: `<video
/// plays>`, `<title withheld>`.
const BARE: [&str; 44] = [
    "allowfullscreen",
    "alt",
    "async",
    "autofocus",
    "autoplay",
    "border",
    "checked",
    "class",
    "compact",
    "controls",
    "crossorigin",
    "default",
    "defer",
    "disabled",
    "download",
    "draggable",
    "formnovalidate",
    "hidden",
    "href",
    "id",
    "inert",
    "ismap",
    "itemscope",
    "loop",
    "multiple",
    "muted",
    "name",
    "nomodule",
    "noresize",
    "noshade",
    "novalidate",
    "nowrap",
    "open",
    "playsinline",
    "popover",
    "readonly",
    "required",
    "reversed",
    "scoped",
    "selected",
    "src",
    "start",
    "style",
    "value",
];

/// Position of the `>` that ends the tag at the beginning of `html`; one within a quoted value does not count.
pub(super) fn tag_end(html: &str) -> Option<usize> {
    let mut quote = None;
    for (at, byte) in html.bytes().enumerate().skip(1) {
        match (quote, byte) {
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), byte) if open == byte => quote = None,
            (None, b'>') => return Some(at),
            (None, b'<') => return None,
            _ => {}
        }
    }
    None
}

/// Value of an attribute, with its entities; `None` when the attribute is missing.
pub(super) fn attribute<'a>(attributes: &'a str, wanted: &str) -> Option<&'a str> {
    each_attribute(attributes).find(|(name, _)| name.eq_ignore_ascii_case(wanted))?.1
}

/// Reports whether a tag has an event handler, such as `onclick="…"`.
pub(super) fn has_handler(attributes: &str) -> bool {
    let begins_with_on = |name: &str| name.get(..2).is_some_and(|on| on.eq_ignore_ascii_case("on"));
    each_attribute(attributes).any(|(name, _)| begins_with_on(name))
}

/// Names and values of attributes, in order; a value that is never closed ends the list.
pub(super) fn each_attribute(attributes: &str) -> impl Iterator<Item = (&str, Option<&str>)> {
    let mut rest = attributes;
    std::iter::from_fn(move || {
        rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == '/');
        let end = rest.find(|c: char| c.is_whitespace() || c == '=' || c == '/').unwrap_or(rest.len());
        if rest.is_empty() {
            return None;
        }
        let (name, after) = rest.split_at(end.max(1).min(rest.len()));
        let after = after.trim_start();
        let Some(value) = after.strip_prefix('=') else {
            rest = after;
            return Some((name, None));
        };
        let value = value.trim_start();
        let (value, after) = match value.as_bytes().first() {
            Some(quote @ (b'"' | b'\'')) => {
                let quote = char::from(*quote);
                let end = value[1..].find(quote)?;
                (&value[1..=end], &value[end + 2..])
            }
            _ => value.split_at(value.find(char::is_whitespace).unwrap_or(value.len())),
        };
        rest = after;
        Some((name, Some(value)))
    })
}

/// Reports whether the text after the name in a tag consists of attributes, rather than of words that a transcriber put
/// in angle brackets.
pub(super) fn are_attributes(attributes: &str) -> bool {
    each_attribute(attributes).all(|(name, value)| {
        let is_data = || name.get(..2).is_some_and(|on| on.eq_ignore_ascii_case("on")) || name.contains('-');
        value.is_some() || BARE.iter().any(|bare| bare.eq_ignore_ascii_case(name)) || is_data()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attributes_are_found_however_they_are_quoted() {
        let attributes = " async title='a b' HREF = \"c\" src=d/e";
        assert_eq!(attribute(attributes, "href"), Some("c"));
        assert_eq!(attribute(attributes, "title"), Some("a b"));
        assert_eq!(attribute(attributes, "src"), Some("d/e"));
        assert_eq!(attribute(attributes, "onclick"), None);
        assert!(has_handler(" class=a OnClick=x") && !has_handler(attributes) && !has_handler(" o"));
    }
}
