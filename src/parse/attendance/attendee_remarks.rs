//! The grammar of what stands in brackets after a name: `(from 19:20)`, `(until 20:00)`, `(19:20–20:45)`, `(Chair)`.

use crate::parse::chair_titles::is_chair;
use crate::record::{ClockTime, LocalText, Stay};

/// Facts in the brackets after a name.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct AttendeeRemark {
    /// The time for which the person was there.
    pub(super) stay: Option<Stay>,
    /// True for the chair of the meeting.
    pub(super) is_chair: bool,
}

impl AttendeeRemark {
    /// Both remarks together; `None` if they give two times of one kind.
    pub(super) fn with(self, other: AttendeeRemark) -> Option<AttendeeRemark> {
        let stay = match (self.stay, other.stay) {
            (None, stay) | (stay, None) => stay,
            (Some(one), Some(other)) => {
                let has_both = (one.from.is_some() && other.from.is_some()) || (one.to.is_some() && other.to.is_some());
                (!has_both).then_some(Some(Stay { from: one.from.or(other.from), to: one.to.or(other.to) }))?
            }
        };
        Some(AttendeeRemark { stay, is_chair: self.is_chair || other.is_chair })
    }
}

const FROM: &[&str] = &[
    "from",
    "since",
    "after",
    "arrived",
    "arrived at",
    "joined",
    "joined at",
    "came at",
    "entered at",
    "late, from",
    "自",
    "從",
    "从",
    "ab",
    "de",
    "von",
    "seit",
    "kam um",
    "dès",
    "à partir de",
    "depuis",
    "arrivé à",
    "arrivée à",
    "desde",
    "llegó a las",
    "a partir de las",
    "dalle",
    "vanaf",
    "från",
    "fra",
];
const FROM_AFTER: &[&str] = &["起", "到", "到場", "到达", "到達", "入席", "出席", "から", "より", "부터", "onwards"];
const TO: &[&str] = &[
    "to",
    "until",
    "till",
    "up to",
    "left",
    "left at",
    "departed at",
    "至",
    "到",
    "bis",
    "ging um",
    "jusqu'à",
    "jusqu’à",
    "parti à",
    "partie à",
    "hasta",
    "hasta las",
    "até",
    "fino alle",
    "tot",
    "till",
    "til",
    "離席",
    "离席",
];
const TO_AFTER: &[&str] = &["止", "離席", "離場", "退席", "离席", "离场", "まで", "까지"];
const DASH: &[&str] = &["-", "–", "—", "~", "～", "〜", "to", "bis", "à", "a", "至", "到"];

/// Maximum length of a remark without a time, in characters.
const LONGEST: usize = 60;

/// The remark that a text in brackets is; `None` if it gives a number that is no such time.
pub(super) fn remark_of(text: &str) -> Option<AttendeeRemark> {
    let text = text.trim();
    if !text.chars().any(|c| c.is_ascii_digit()) {
        let is_chair = is_chair(&LocalText::plain(text)) || text.to_lowercase() == "in the chair";
        let is_short = text.chars().count() <= LONGEST && !text.contains([':', '：', '*', '_', '"', '“', '「']);
        return is_short.then_some(AttendeeRemark { stay: None, is_chair });
    }
    let mut remark = AttendeeRemark::default();
    for part in text.split([',', '，', ';', '；', '、']) {
        remark = remark.with(times_of(part.trim())?)?;
    }
    Some(remark)
}

/// The time or times that a part of a remark gives.
fn times_of(part: &str) -> Option<AttendeeRemark> {
    if !part.chars().any(|c| c.is_ascii_digit()) {
        return remark_of(part);
    }
    let (before, first, rest) = next_time(part)?;
    let second = next_time(rest);
    let is = |words: &[&str], text: &str| words.contains(&text.trim().to_lowercase().as_str());
    let (from, to) = match second {
        None if before.is_empty() && is(FROM_AFTER, rest) => (Some(first), None),
        None if before.is_empty() && is(TO_AFTER, rest) => (None, Some(first)),
        None if rest.trim().is_empty() && is(FROM, before) => (Some(first), None),
        None if rest.trim().is_empty() && is(TO, before) => (None, Some(first)),
        Some((between, last, after)) => {
            let begins = before.is_empty() || is(FROM, before);
            let goes_on = is(DASH, between) || is(TO, between);
            (begins && goes_on && (after.trim().is_empty() || is(TO_AFTER, after))).then_some(())?;
            (Some(first), Some(last))
        }
        None => return None,
    };
    Some(AttendeeRemark { stay: Some(Stay { from, to }), is_chair: false })
}

/// The first time in a text, with the texts before and after it.
fn next_time(text: &str) -> Option<(&str, ClockTime, &str)> {
    let is_begin = |at: usize| text[..at].chars().next_back().is_none_or(|c| !c.is_ascii_digit());
    for (at, _) in text.char_indices().filter(|(at, _)| is_begin(*at)) {
        if let Some((time, length)) = ClockTime::at_start(&text[at..]) {
            return Some((text[..at].trim(), time, &text[at + length..]));
        }
    }
    None
}
