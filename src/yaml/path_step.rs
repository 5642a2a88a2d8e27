//! Paths to values within values.

/// One step on the path from a value to a value within it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PathStep {
    /// Into a mapping.
    Key(String),
    /// Into a sequence, counted from 0.
    Index(usize),
}

impl std::fmt::Display for PathStep {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            PathStep::Key(key) => f.write_str(key),
            PathStep::Index(index) => write!(f, "{}", index + 1),
        }
    }
}
