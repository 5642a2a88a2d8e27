//! Metadata on the times of a recording: `times:` of a record, `starts:` and `length:` of a recording.

use schemars::JsonSchema;
use serde::Deserialize;

use super::entries::Scalar;
use crate::record::TimeScale;

/// Value of `times:`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub(super) enum TimesEntry {
    /// Times since the beginning of the recording: `12:30` is twelve minutes and a half.
    Recording,
    /// Times of day: `12:30` is half past twelve.
    Clock,
}

impl From<TimesEntry> for TimeScale {
    fn from(entry: TimesEntry) -> Self {
        match entry {
            TimesEntry::Recording => TimeScale::Recording,
            TimesEntry::Clock => TimeScale::Clock,
        }
    }
}

/// Value of `starts:`, in milliseconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(try_from = "Scalar")]
pub(super) struct RecordingStart(pub(super) i64);

impl TryFrom<Scalar> for RecordingStart {
    type Error = &'static str;

    fn try_from(Scalar(written): Scalar) -> Result<Self, Self::Error> {
        let wrong = "expected hours, minutes and seconds, such as \"00:01:30\" or \"-00:01:30\"";
        let written = written.trim();
        let (sign, digits) = written.strip_prefix('-').map_or((1, written), |rest| (-1, rest));
        milliseconds(digits).map(|milliseconds| RecordingStart(sign * milliseconds)).ok_or(wrong)
    }
}

/// Value of `length:`, in milliseconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(try_from = "Scalar")]
pub(super) struct RecordingLength(pub(super) u64);

impl TryFrom<Scalar> for RecordingLength {
    type Error = &'static str;

    fn try_from(Scalar(written): Scalar) -> Result<Self, Self::Error> {
        let wrong = "expected hours, minutes and seconds, such as \"01:32:10\"";
        let length = milliseconds(written.trim()).and_then(|length| u64::try_from(length).ok());
        length.filter(|length| *length > 0).map(RecordingLength).ok_or(wrong)
    }
}

/// Hours, minutes and seconds with colons between them, in milliseconds.
fn milliseconds(written: &str) -> Option<i64> {
    let number = |part: &str| {
        let is_number = matches!(part.len(), 1..=3) && part.bytes().all(|byte| byte.is_ascii_digit());
        is_number.then(|| part.parse::<i64>().ok()).flatten()
    };
    let numbers: Option<Vec<i64>> = written.split(':').map(number).collect();
    match numbers.as_deref() {
        Some([hours, minutes @ 0..60, seconds @ 0..60]) => Some(((hours * 60 + minutes) * 60 + seconds) * 1000),
        _ => None,
    }
}
