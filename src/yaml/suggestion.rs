//! Suggestions for misspelt names.

/// Words longer than this, in bytes, get no suggestion: the time of a comparison grows with the square of their length.
const LONGEST_WORD: usize = 200;

/// Closest of the known names, if it is close enough to be what was meant.
pub fn did_you_mean<'a>(name: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    if name.len() > LONGEST_WORD {
        return None;
    }
    let name = name.to_lowercase();
    known
        .filter(|candidate| candidate.len() <= LONGEST_WORD)
        .inspect(|_| crate::report::steps::step())
        .map(|candidate| (strsim::jaro_winkler(&name, &candidate.to_lowercase()), candidate))
        .filter(|(likeness, _)| *likeness > 0.84)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, candidate)| candidate)
}
