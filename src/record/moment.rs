//! The moment beside a speaker's name: `0:15`, `[00:12:30]`, `10:15 am`.

use serde::{Deserialize, Serialize};

/// When a speech began, as the record says beside the name.
///
/// A transcript does not say whether it is counted from the beginning of the recording or told by the clock on the wall;
/// both are written alike.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Moment {
    /// In thousandths of a second, with two numbers read as minutes and seconds, as recorders write it.
    pub milliseconds: u64,
    /// As written, without brackets.
    pub written: Box<str>,
    /// Where the recording shows it, if the record links to that.
    pub link: Option<Box<str>>,
}
