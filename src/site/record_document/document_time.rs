//! Times of a record in its document.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Time at which something began.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct DocumentTime {
    /// Time as written.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub time: Option<String>,
    /// The moment in the recordings of the meeting, in whole seconds since the first one began.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub seconds: Option<u64>,
    /// Address of that moment, if the record gives one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub time_link: Option<String>,
}
