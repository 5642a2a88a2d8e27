//! Places where a line may end: where Unicode allows it (UAX 14), but not within an ordinal such as 第十次 or 第 12 屆.

use std::ops::RangeInclusive;

use icu_segmenter::LineSegmenter;
use icu_segmenter::options::LineBreakOptions;

/// Possible line breaks, as ascending offsets.
pub(super) fn line_breaks(text: &str) -> Vec<usize> {
    const SEGMENTER: icu_segmenter::LineSegmenterBorrowed<'static> =
        LineSegmenter::new_for_non_complex_scripts(LineBreakOptions::default());
    let inside = ordinals(text);
    SEGMENTER.segment_str(text).filter(|at| !inside.iter().any(|range| range.contains(at))).collect()
}

/// The offsets within each ordinal, between 第 and the word that counts.
fn ordinals(text: &str) -> Vec<RangeInclusive<usize>> {
    let ordinal = |(at, sign): (usize, &str)| {
        let start = at + sign.len();
        let number = text[start..].trim_start_matches(|c: char| c == ' ' || c.is_ascii_digit() || is_han_digit(c));
        (number.len() < text.len() - start).then(|| start..=text.len() - number.len())
    };
    text.match_indices('第').filter_map(ordinal).collect()
}

fn is_han_digit(c: char) -> bool {
    "〇零一二三四五六七八九十百千".contains(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The pieces between the breaks.
    fn pieces(text: &str) -> Vec<&str> {
        line_breaks(text).windows(2).map(|ends| &text[ends[0]..ends[1]]).collect()
    }

    #[test]
    fn an_ordinal_stays_with_what_it_counts() {
        assert_eq!(pieces("部第十次部務"), ["部", "第十次", "部", "務"]);
        assert_eq!(pieces("第 12 屆會"), ["第 12 屆", "會"]);
    }

    #[test]
    fn the_sign_of_an_ordinal_before_anything_else_is_a_letter() {
        assert_eq!(pieces("第宅"), ["第", "宅"]);
        assert_eq!(pieces("門第"), ["門", "第"]);
    }
}
