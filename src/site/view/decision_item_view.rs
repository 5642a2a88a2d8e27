//! A decision as lists show it.

use serde::Serialize;

/// A decision in a list.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct DecisionItem {
    /// `decision`, `resolution`, `motion`, `amendment`, `vote`, `ruling` or `action`.
    pub kind: &'static str,
    /// The word that introduces it in the record, such as “Resolution 12”.
    pub word: String,
    /// Wording of the decision, in the words of the record.
    pub wording: String,
    /// The language of the record.
    pub lang: String,
    /// Its place in the record.
    pub href: String,
    /// `carried`, `lost`, `withdrawn`, `deferred`, `referred` or `amended`; empty if the record does not say.
    pub outcome: &'static str,
    /// The result in the page's language; empty if the record gives none.
    pub result: String,
}
