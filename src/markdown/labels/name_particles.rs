//! Particles of names.

/// Words of names that are written in lower case.
pub(super) const PARTICLES: [&str; 40] = [
    "a", "al", "and", "at", "bin", "ben", "da", "das", "de", "del", "della", "den", "der", "des", "di", "do", "dos",
    "du", "e", "el", "et", "for", "from", "ibn", "la", "le", "les", "of", "on", "the", "to", "und", "van", "von", "y",
    "zu", "zur", "für", "&", "–",
];
