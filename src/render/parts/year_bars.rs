//! Meetings by year as bars of a chart.

use crate::site::view::YearBar;

/// A chart has a place for each year without meetings unless it would become wider than this.
const MOST_YEARS: usize = 40;

/// The bars of some years: each with its number of meetings and its address, the newest first.
pub(crate) fn year_bars(years: impl DoubleEndedIterator<Item = (i16, usize, String)> + Clone) -> Vec<YearBar> {
    let most = years.clone().map(|(_, meetings, _)| meetings).max().unwrap_or_default().max(1);
    let span = years.clone().next().zip(years.clone().next_back());
    let has_gaps = span.is_some_and(|((last, ..), (first, ..))| usize::from(last.abs_diff(first)) < MOST_YEARS);
    let mut bars: Vec<YearBar> = Vec::new();
    for (year, meetings, href) in years {
        let after = bars.last().map_or(year, |bar| bar.year - 1);
        if has_gaps {
            let empty = |year| YearBar { year, meetings: 0, height: 0, href: String::new() };
            bars.extend((year + 1..=after).rev().map(empty));
        }
        // A year with a single meeting can still be seen.
        let height = (meetings * 100).div_ceil(most).max(4);
        bars.push(YearBar { year, meetings, height, href });
    }
    bars
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(years: &[(i16, usize)]) -> Vec<(i16, usize)> {
        let years = years.iter().map(|(year, meetings)| (*year, *meetings, format!("{year}/")));
        year_bars(years).into_iter().map(|bar| (bar.year, bar.height)).collect()
    }

    #[test]
    fn years_between_have_a_place_as_long_as_there_is_room() {
        assert_eq!(drawn(&[(2024, 10), (2022, 5)]), [(2024, 100), (2023, 0), (2022, 50)]);
        assert_eq!(drawn(&[(2024, 500), (1968, 1)]), [(2024, 100), (1968, 4)]);
        assert_eq!(drawn(&[]), []);
    }
}
