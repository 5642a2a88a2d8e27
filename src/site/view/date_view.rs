//! A date as templates see it.

use serde::Serialize;

/// A date in two forms.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize)]
pub struct DateView {
    /// `2023-07-20`, `2023-07` or `2023`.
    pub iso: String,
    /// The date as the page's language writes it.
    pub text: String,
}
