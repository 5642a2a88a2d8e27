//! How well a speech answers a query: Okapi BM25, as in Robertson and Zaragoza, “The Probabilistic Relevance Framework: BM25 and
//! Beyond” (2009), and what names and titles add to it.

/// How soon a word that comes again counts no more: `k1`, in its usual value.
const K1: f64 = 1.2;

/// How much the length of a speech counts: `b`, in its usual value.
const B: f64 = 0.75;

/// The length of a usual speech in characters. A figure of its own index would change the order with every record.
const USUAL_LENGTH: f64 = 400.0;

/// Words that the title of the meeting or the name of the speaker holds too.
pub(super) const IN_A_NAME: f64 = 1.3;

/// Words that are found only in another form.
pub(super) const INEXACT: f64 = 0.6;

/// The weight of a word that so many of all passages hold (the inverse document frequency).
pub(super) fn rarity(passages: f64, holding: f64) -> f64 {
    (1.0 + ((passages - holding).max(0.0) + 0.5) / (holding + 0.5)).ln()
}

/// The sum over all words, each with how often it comes and its weight, in a speech of so many characters.
pub(super) fn relevance<'w>(words: impl Iterator<Item = (&'w f64, &'w f64)>, length: usize) -> f64 {
    let length = (1.0 - B) + B * length as f64 / USUAL_LENGTH;
    words.map(|(count, weight)| weight * count * (K1 + 1.0) / (count + K1 * length)).sum()
}
