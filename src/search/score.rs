//! Score of a speech for a query: Okapi BM25, as in Robertson and Zaragoza, “The Probabilistic Relevance Framework:
//! BM25 and Beyond” (2009), with factors for names and titles.

/// Saturation of repeated words, `k1`, at its usual value.
const K1: f64 = 1.2;

/// Weight of the speech's length, `b`, at its usual value.
const B: f64 = 0.75;

/// Average length of a speech, in characters. A constant, because the index's own average would change the order with
/// every record.
const USUAL_LENGTH: f64 = 400.0;

/// Factor for words that also occur in the title of the meeting or the name of the speaker.
pub(super) const IN_A_NAME: f64 = 1.3;

/// Words that are found only in another form.
pub(super) const INEXACT: f64 = 0.6;

/// Inverse document frequency of a word that `holding` of all `passages` contain.
pub(super) fn rarity(passages: f64, holding: f64) -> f64 {
    (1.0 + ((passages - holding).max(0.0) + 0.5) / (holding + 0.5)).ln()
}

/// Relevance of a speech: the sum over all words, given as number of occurrences and weight. `length` is in characters.
pub(super) fn relevance<'w>(words: impl Iterator<Item = (&'w f64, &'w f64)>, length: usize) -> f64 {
    let length = (1.0 - B) + B * length as f64 / USUAL_LENGTH;
    words.map(|(count, weight)| weight * count * (K1 + 1.0) / (count + K1 * length)).sum()
}
