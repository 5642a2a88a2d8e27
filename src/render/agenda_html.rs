//! Draws the line that opens an item of the agenda as a heading, with its paper beside it.

use super::parts::file_links::kind;
use crate::markdown::push_escaped;
use crate::theme::Argument::Text;
use crate::theme::Strings;

/// Makes a heading of the paragraph that stands in `out` from a place on. The brackets around its words become marked, so that
/// a style sheet can hide them, and a link to a file moves behind it. Anything but one paragraph stays as it is.
pub(super) fn make_heading(out: &mut String, from: usize, strings: &Strings) {
    let one_paragraph = out[from..].trim_end().strip_prefix("<p>").and_then(|rest| rest.strip_suffix("</p>"));
    let Some(words) = one_paragraph.filter(|words| !words.contains("</p>")) else { return };
    let (words, paper) = match only_file(words) {
        Some((words, address, format)) => (words, Some((address, format))),
        None => (words.to_owned(), None),
    };
    let mut heading = format!("<h3>{}</h3>", with_marked_brackets(&words));
    if let Some((address, format)) = paper {
        heading.push_str(" <a class=\"paper\" href=\"");
        heading.push_str(&address);
        heading.push_str("\">");
        push_escaped(&mut heading, &strings.format("paper", &[("kind", Text(format))]));
        heading.push_str("</a>");
    }
    heading.push('\n');
    out.replace_range(from.., &heading);
}

/// The words without their only link, the address of the link as an attribute holds it, and the kind of file; `None` if there
/// are several links, or the kind is unknown.
fn only_file(words: &str) -> Option<(String, String, &'static str)> {
    const OPENS: &str = "<a href=\"";
    let (before, rest) = words.split_once(OPENS)?;
    let (address, rest) = rest.split_once('"')?;
    let (_, rest) = rest.split_once('>')?;
    let (linked, after) = rest.split_once("</a>")?;
    let (format, _) = kind(address, "");
    let is_only = !format.is_empty() && !after.contains(OPENS);
    is_only.then(|| (format!("{before}{linked}{after}"), address.to_owned(), format))
}

/// Words of HTML whose first and last signs are a pair of brackets, perhaps with a time behind them, with the pair marked.
fn with_marked_brackets(html: &str) -> String {
    let Some((open, close)) = outer_brackets(html) else { return html.to_owned() };
    let marked = |at: usize| {
        let sign = html[at..].chars().next().unwrap_or_default();
        (format!("<span class=\"bracket\">{sign}</span>"), at + sign.len_utf8())
    };
    let ((opening, inner), (closing, rest)) = (marked(open), marked(close));
    [&html[..open], &opening, &html[inner..close], &closing, &html[rest..]].concat()
}

/// Places of the bracket with which the words begin and of its counterpart, if no other words stand in brackets behind it.
fn outer_brackets(html: &str) -> Option<(usize, usize)> {
    let (mut open, mut close, mut depth, mut is_tag) = (None, None, 0_usize, false);
    for (at, sign) in html.char_indices() {
        match sign {
            '<' => is_tag = true,
            '>' => is_tag = false,
            _ if is_tag => {}
            '(' | '（' => {
                if open.is_none() {
                    open = Some(at);
                } else if close.is_some() {
                    return None;
                }
                depth += 1;
            }
            _ if open.is_none() => return None,
            ')' | '）' => {
                depth = depth.checked_sub(1)?;
                if depth == 0 {
                    close = Some(at);
                }
            }
            _ => {}
        }
    }
    open.zip(close)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_pair_of_brackets_around_the_words_is_found() {
        let pair = |html: &'static str| outer_brackets(html).map(|(open, close)| html[open..].split_at(close - open).0);
        assert_eq!(pair("(Item 1: roads (north))"), Some("(Item 1: roads (north)"));
        assert_eq!(pair("<a href=\"a(b\">（案由一）</a> [00:05]"), Some("（案由一"));
        assert_eq!(pair("(Item 1) (Item 2)"), None);
        assert_eq!(pair("Item 1 (roads)"), None);
        assert_eq!(pair("(Item 1"), None);
    }

    #[test]
    fn a_link_to_a_file_is_taken_out_if_it_is_the_only_one() {
        let file = |words| only_file(words).map(|(words, address, format)| format!("{words} {address} {format}"));
        assert_eq!(file("(<a href=\"/a.pdf\">Item 1</a>)").as_deref(), Some("(Item 1) /a.pdf PDF"));
        assert_eq!(file("<a href=\"/a.pdf\">1</a> <a href=\"/b.pdf\">2</a>"), None);
        assert_eq!(file("<a href=\"https://a.example/\">1</a>"), None);
    }
}
