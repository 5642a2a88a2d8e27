//! The views of charts.

use serde::Serialize;

/// A year as a bar of a chart.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct YearBar {
    /// The year.
    pub year: i16,
    /// Number of meetings, words or matches, as the chart has it; 0 for a year between others.
    pub count: u64,
    /// Height of the bar, in hundredths of the highest.
    pub height: usize,
    /// Page or anchor of the year; empty for a year between others.
    pub href: String,
}
