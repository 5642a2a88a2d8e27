//! Changes of a correction in few words: the words before and now, with a little of what stands beside them.

use crate::record::{ChangeKind, Correction, DiffSpan, PassageChange};
use crate::render::parts::correction_views::passage_href;
use crate::site::view::{ChangeView, ChangedWords};
use crate::text::excerpts::last_words;
use crate::text::{shorten, single_spaced};

/// Maximum number of passages that are shown of a correction.
const PASSAGES: usize = 12;

/// Characters of unchanged words beside a change.
const BESIDE: usize = 60;

/// Maximum number of characters of changed words.
const CHANGED: usize = 600;

/// The first passages that a correction changed, and the number of the others. `record` is the address of the record.
pub(crate) fn change_views(correction: &Correction, record: &str) -> (Vec<ChangeView>, usize) {
    let views = correction.passages.iter().take(PASSAGES).map(|passage| change_view(passage, record));
    (views.collect(), correction.passages.len().saturating_sub(PASSAGES))
}

fn change_view(passage: &PassageChange, record: &str) -> ChangeView {
    ChangeView {
        kind: match passage.change {
            ChangeKind::Altered => "altered",
            ChangeKind::Added => "added",
            ChangeKind::Removed => "removed",
        },
        speaker: passage.speaker.to_string(),
        speaker_before: passage.speaker_before.as_deref().unwrap_or_default().to_owned(),
        href: passage_href(passage, record),
        words: passage.words.as_deref().map(changed_words).unwrap_or_default(),
        forgotten: passage.words.is_none(),
    }
}

fn changed_words(spans: &[DiffSpan]) -> Vec<ChangedWords> {
    let mut words: Vec<ChangedWords> = Vec::with_capacity(spans.len());
    for (index, span) in spans.iter().enumerate() {
        let (kind, text) = match span {
            DiffSpan::Same(text) => ("", beside(text, index > 0, index + 1 < spans.len())),
            DiffSpan::Before(text) => ("before", shorten(&spaced(text), CHANGED)),
            DiffSpan::Now(text) => ("now", shorten(&spaced(text), CHANGED)),
        };
        // Text without markup would otherwise join the former word and the present one: “threefour”.
        if !kind.is_empty() && words.last().is_some_and(|last| !last.kind.is_empty()) {
            words.push(ChangedWords { kind: "", text: " ".to_owned() });
        }
        words.push(ChangedWords { kind, text });
    }
    words
}

/// Unchanged words, as far as they stand close to the changes before and after them.
fn beside(text: &str, is_after: bool, is_before: bool) -> String {
    let spaced = spaced(text);
    match (is_after, is_before) {
        (true, true) if spaced.chars().count() > 2 * BESIDE => {
            format!("{} {}", shorten(&spaced, BESIDE), last_words(&spaced, BESIDE)) + trailing_space(&spaced)
        }
        (true, false) => shorten(&spaced, BESIDE),
        (false, true) => last_words(&spaced, BESIDE) + trailing_space(&spaced),
        _ => spaced,
    }
}

fn trailing_space(text: &str) -> &'static str {
    if text.ends_with(' ') { " " } else { "" }
}

/// On one line, with a space kept at either end.
fn spaced(text: &str) -> String {
    let around = |is_space: bool| if is_space { " " } else { "" };
    let one_line = single_spaced(text);
    if one_line.is_empty() {
        return around(!text.is_empty()).to_owned();
    }
    let (before, after) = (text.starts_with(char::is_whitespace), text.ends_with(char::is_whitespace));
    format!("{}{one_line}{}", around(before), around(after))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_far_from_a_change_are_left_out() {
        let long = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen. ";
        let spans = [
            DiffSpan::Same(format!("{long}We bought ").into()),
            DiffSpan::Before("three".into()),
            DiffSpan::Now("four".into()),
            DiffSpan::Same(format!(" boats. {long}").into()),
        ];
        let words = changed_words(&spans);
        let texts: Vec<&str> = words.iter().map(|words| &*words.text).collect();
        assert_eq!(texts[..4], ["…nine ten eleven twelve thirteen fourteen fifteen. We bought ", "three", " ", "four"]);
        assert!(texts[4].starts_with(" boats.") && texts[4].ends_with('…') && texts[4].len() < 70, "{texts:?}");
        assert_eq!(words.iter().map(|words| words.kind).collect::<Vec<_>>(), ["", "before", "", "now", ""]);
    }
}
