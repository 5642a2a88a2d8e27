//! Links by which readers report a mistake in a record or edit its source.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use crate::record::{Language, MeetingIndex};
use crate::render::inputs::RenderInputs;
use crate::site::view::ReportView;
use crate::text::single_spaced;
use crate::theme::Argument::{Number, Text};

/// Characters that are percent-encoded in a value of a query, and in a field of `mailto:` (RFC 6068): all but unreserved ones.
const VALUE: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// The link to report a mistake in a record at an absolute address; none if the site names no contact.
pub(crate) fn report_view(
    inputs: &RenderInputs<'_>,
    index: MeetingIndex,
    lang: &Language,
    address: &str,
) -> Option<ReportView> {
    let contact = inputs.config.contact.as_ref()?;
    let strings = inputs.strings(lang);
    let title = single_spaced(&inputs.archive.meetings[index].details.title);
    let version = inputs.archive.histories[index].as_ref().map(|history| history.version);
    let version_line = version.map(|version| strings.format("report-version", &[("n", Number(version.into()))]));
    let head = [Some("{url}".to_owned()), version_line.as_deref().map(encoded)].into_iter().flatten();
    let head: String = head.map(|line| format!("{LINE_END}{line}")).collect();
    let body = |words: &str| format!("{LINE_END}{head}{LINE_END}{words}");
    let common = |place: &str, words: &str| match place {
        "title" => Some(encoded(&title)),
        "version" => Some(version.map(|version| version.to_string()).unwrap_or_default()),
        "subject" => Some(encoded(&strings.format("report-subject", &[("title", Text(&title))]))),
        "body" => Some(body(words)),
        _ => None,
    };
    let of_speech = filled(&contact.report, |place| common(place, &format!("{LINE_END}%3E%20{{words}}{LINE_END}")));
    let of_record = filled(&contact.report, |place| common(place, ""));
    let href = filled(&of_record, |place| match place {
        "url" => Some(encoded(address)),
        "words" => Some(String::new()),
        _ => None,
    });
    Some(ReportView { href, pattern: of_speech })
}

/// Address at which the source of a record or page is edited, by its path within the content; none if the site names no
/// such place, or if the source is not public yet.
pub(crate) fn edit_address(inputs: &RenderInputs<'_>, path: &str, is_pending: bool) -> Option<String> {
    inputs.config.edit_pattern.as_ref().filter(|_| !is_pending).map(|pattern| pattern.address(path))
}

/// The end of a line in a field of `mailto:`.
const LINE_END: &str = "%0D%0A";

fn encoded(text: &str) -> String {
    utf8_percent_encode(text, VALUE).to_string()
}

/// A pattern with values at some of its places; places without one stay.
fn filled(pattern: &str, value: impl Fn(&str) -> Option<String>) -> String {
    let mut out = String::with_capacity(pattern.len());
    let mut parts = pattern.split('{');
    out.push_str(parts.next().unwrap_or_default());
    for part in parts {
        let (place, behind) = part.split_once('}').unwrap_or((part, ""));
        match value(place) {
            Some(value) => out.push_str(&value),
            None => {
                out.push('{');
                out.push_str(place);
                out.push('}');
            }
        }
        out.push_str(behind);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_put_in_once() {
        let value = |place: &str| (place == "a").then(|| "%7Bb%7D".to_owned());
        assert_eq!(filled("x?a={a}&b={b}", value), "x?a=%7Bb%7D&b={b}");
        assert_eq!(encoded("a&b={words}\r\n是"), "a%26b%3D%7Bwords%7D%0D%0A%E6%98%AF");
    }
}
