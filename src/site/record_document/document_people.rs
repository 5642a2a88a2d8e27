//! People of a record in its document.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A label under which a record names somebody.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct DocumentPerson {
    /// Name as printed; of people who are only listed, that of the registry.
    #[schemars(required)]
    pub label: String,
    /// True if the label stands for nobody in particular: `?`, `<name withheld>`.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub unnamed: bool,
    /// Speakers whom it means, as far as the site has a page for them; several if people spoke together.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub speakers: Vec<DocumentSpeaker>,
    /// Role on the day, unless it is printed with the name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub role: Option<String>,
}

/// A speaker with a page.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct DocumentSpeaker {
    /// Id on the site.
    #[schemars(required)]
    pub id: String,
    /// Name of the speaker's page; none if it is the label.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Address of the page.
    #[schemars(required)]
    pub address: String,
}
