//! The moment beside a speaker's name, a heading or an event: `0:15`, `[00:12:30]`, `10:15 am`.

use serde::{Deserialize, Serialize};

use crate::record::TimeScale;

/// Time of the beginning of a speech, an item or an event, as printed beside it.
///
/// A transcript does not say whether it is counted from the beginning of the recording or told by the clock on the wall;
/// both are written alike.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Moment {
    /// In milliseconds. Two numbers are read as minutes and seconds, as recorders write them.
    pub milliseconds: u64,
    /// The time as written, without brackets.
    pub written: Box<str>,
    /// Link to that moment of the recording, if the record has one.
    pub link: Option<Box<str>>,
}

impl Moment {
    /// Milliseconds on a scale. Two numbers are minutes and seconds of a recording, but hours and minutes of a day.
    pub fn milliseconds_on(&self, scale: TimeScale) -> Option<u64> {
        let has_two_numbers = self.written.chars().filter(|c| matches!(c, ':' | '：' | '.')).count() == 1;
        match scale {
            TimeScale::Clock if has_two_numbers => self.milliseconds.checked_mul(60),
            TimeScale::Clock | TimeScale::Recording => Some(self.milliseconds),
        }
    }
}

/// A time in seconds as `00:12:34`: hours, minutes and seconds.
pub fn hours_minutes_seconds(seconds: u64) -> String {
    format!("{:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60)
}
