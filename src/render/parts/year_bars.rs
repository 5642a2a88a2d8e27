//! Counts by year as bars of a chart.

use crate::site::view::YearBar;

/// A chart has a place for each year without anything to count unless it would become wider than this.
const MOST_YEARS: usize = 40;

/// The bars of some years: each with its count and its address, the newest first.
pub(crate) fn year_bars(years: impl DoubleEndedIterator<Item = (i16, u64, String)> + Clone) -> Vec<YearBar> {
    let most = years.clone().map(|(_, count, _)| count).max().unwrap_or_default().max(1);
    let span = years.clone().next().zip(years.clone().next_back());
    let has_gaps = span.is_some_and(|((last, ..), (first, ..))| usize::from(last.abs_diff(first)) < MOST_YEARS);
    let mut bars: Vec<YearBar> = Vec::new();
    for (year, count, href) in years {
        let after = bars.last().map_or(year, |bar| bar.year - 1);
        if has_gaps {
            let empty = |year| YearBar { year, count: 0, height: 0, href: String::new() };
            bars.extend((year + 1..=after).rev().map(empty));
        }
        // A year of which there is little can still be seen.
        let height = (u128::from(count) * 100).div_ceil(most.into()).max(4) as usize;
        bars.push(YearBar { year, count, height, href });
    }
    bars
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(years: &[(i16, u64)]) -> Vec<(i16, usize)> {
        let years = years.iter().map(|(year, count)| (*year, *count, format!("{year}/")));
        year_bars(years).into_iter().map(|bar| (bar.year, bar.height)).collect()
    }

    #[test]
    fn years_between_have_a_place_as_long_as_there_is_room() {
        assert_eq!(drawn(&[(2024, 10), (2022, 5)]), [(2024, 100), (2023, 0), (2022, 50)]);
        assert_eq!(drawn(&[(2024, 500), (1968, 1)]), [(2024, 100), (1968, 4)]);
        assert_eq!(drawn(&[(2024, u64::MAX), (2023, 1)]), [(2024, 100), (2023, 4)]);
        assert_eq!(drawn(&[]), []);
    }
}
