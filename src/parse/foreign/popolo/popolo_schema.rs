//! Serde types of Popolo. Every key may be missing or null.

use serde::Deserialize;
use serde::de::DeserializeOwned;

/// Content of a file, whatever its outermost form.
#[derive(Debug, Default)]
pub(super) struct PopoloFile {
    pub(super) persons: Vec<PopoloPerson>,
    pub(super) organizations: Vec<PopoloOrganization>,
    pub(super) memberships: Vec<PopoloMembership>,
    pub(super) posts: Vec<PopoloPost>,
    pub(super) events: Vec<PopoloEvent>,
    pub(super) speeches: Vec<PopoloSpeech>,
}

/// The outermost object.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct PopoloObject {
    #[serde(alias = "people")]
    persons: Option<Vec<PopoloPerson>>,
    #[serde(alias = "organisations")]
    organizations: Option<Vec<PopoloOrganization>>,
    memberships: Option<Vec<PopoloMembership>>,
    posts: Option<Vec<PopoloPost>>,
    events: Option<Vec<PopoloEvent>>,
    speeches: Option<Vec<PopoloSpeech>>,
}

/// A person.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct PopoloPerson {
    pub(super) id: Option<String>,
    pub(super) name: Option<String>,
    pub(super) given_name: Option<String>,
    pub(super) family_name: Option<String>,
    pub(super) sort_name: Option<String>,
    pub(super) other_names: Option<Vec<PopoloName>>,
    pub(super) identifiers: Option<Vec<PopoloIdentifier>>,
    pub(super) links: Option<Vec<PopoloLink>>,
    pub(super) memberships: Option<Vec<PopoloMembership>>,
    /// Id of the person that has taken the place of this one.
    pub(super) redirect: Option<String>,
}

/// A former or other name.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct PopoloName {
    pub(super) name: Option<String>,
    pub(super) given_name: Option<String>,
    pub(super) family_name: Option<String>,
    pub(super) honorific_prefix: Option<String>,
    pub(super) lordname: Option<String>,
    pub(super) lordofname: Option<String>,
    pub(super) note: Option<String>,
    pub(super) end_date: Option<String>,
}

/// An identifier in a scheme.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct PopoloIdentifier {
    pub(super) scheme: Option<String>,
    pub(super) identifier: Option<String>,
}

/// A page on the web.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct PopoloLink {
    pub(super) url: Option<String>,
}

/// An organisation.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct PopoloOrganization {
    pub(super) id: Option<String>,
    pub(super) name: Option<String>,
    pub(super) classification: Option<String>,
    pub(super) parent_id: Option<String>,
    pub(super) other_names: Option<Vec<PopoloName>>,
    pub(super) identifiers: Option<Vec<PopoloIdentifier>>,
    pub(super) links: Option<Vec<PopoloLink>>,
}

/// A membership.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct PopoloMembership {
    pub(super) id: Option<String>,
    pub(super) person_id: Option<String>,
    pub(super) organization_id: Option<String>,
    pub(super) post_id: Option<String>,
    pub(super) label: Option<String>,
    pub(super) role: Option<String>,
    pub(super) start_date: Option<String>,
    pub(super) end_date: Option<String>,
}

/// A post that a membership fills.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct PopoloPost {
    pub(super) id: Option<String>,
    pub(super) label: Option<String>,
    pub(super) role: Option<String>,
    pub(super) organization_id: Option<String>,
}

/// An event, such as a sitting.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct PopoloEvent {
    pub(super) id: Option<String>,
    pub(super) name: Option<String>,
    pub(super) start_date: Option<String>,
    pub(super) location: Option<String>,
    pub(super) organization_id: Option<String>,
}

/// A speech.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct PopoloSpeech {
    pub(super) creator_id: Option<String>,
    pub(super) attribution_text: Option<String>,
    pub(super) text: Option<String>,
    pub(super) date: Option<String>,
    pub(super) title: Option<String>,
    #[serde(rename = "type")]
    pub(super) kind: Option<String>,
    pub(super) position: Option<i64>,
    pub(super) event_id: Option<String>,
}

/// Keys by which the members of a list are told apart.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct PopoloMember {
    text: Option<serde::de::IgnoredAny>,
    creator_id: Option<serde::de::IgnoredAny>,
    person_id: Option<serde::de::IgnoredAny>,
    classification: Option<serde::de::IgnoredAny>,
}

impl PopoloFile {
    /// Parses an object with lists, or a list of members of one kind.
    ///
    /// # Errors
    /// When it is neither: the reason.
    pub(super) fn parse(text: &str) -> Result<Self, String> {
        if !text.trim_start().starts_with('[') {
            let object: PopoloObject = from_json(text)?;
            return Ok(PopoloFile {
                persons: object.persons.unwrap_or_default(),
                organizations: object.organizations.unwrap_or_default(),
                memberships: object.memberships.unwrap_or_default(),
                posts: object.posts.unwrap_or_default(),
                events: object.events.unwrap_or_default(),
                speeches: object.speeches.unwrap_or_default(),
            });
        }
        let members: Vec<PopoloMember> = from_json(text)?;
        let mut file = PopoloFile::default();
        match members.first() {
            Some(first) if first.text.is_some() || first.creator_id.is_some() => file.speeches = from_json(text)?,
            Some(first) if first.person_id.is_some() => file.memberships = from_json(text)?,
            Some(first) if first.classification.is_some() => file.organizations = from_json(text)?,
            Some(_) => file.persons = from_json(text)?,
            None => {}
        }
        Ok(file)
    }
}

fn from_json<T: DeserializeOwned>(text: &str) -> Result<T, String> {
    serde_json::from_str(text).map_err(|error| format!("it is not Popolo: {error}"))
}
