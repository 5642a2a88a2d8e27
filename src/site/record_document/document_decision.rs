//! Decisions of a record in its document.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::document_time::DocumentTime;

/// A decision, motion, vote or task: its lines as written, and the facts that they give.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct DocumentDecision {
    /// Id, which is its anchor on the page of the record.
    #[schemars(required)]
    pub id: String,
    /// Kind of decision.
    #[schemars(required, extend("enum" = ["decision", "resolution", "motion", "amendment", "vote", "ruling", "action"]))]
    pub kind: String,
    /// Word that introduces it, as written, with its number if it has one.
    #[schemars(required)]
    pub word: String,
    /// Time behind the word.
    #[serde(flatten)]
    pub time: DocumentTime,
    /// Markdown of each line, from the word that introduces it on.
    #[schemars(required)]
    pub lines: Vec<String>,
    /// Outcome.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(extend("enum" = ["carried", "lost", "withdrawn", "deferred", "referred", "amended", null]))]
    pub outcome: Option<String>,
    /// True if it was carried with changes.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub with_changes: bool,
    /// Agreement without counting votes.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(extend("enum" = ["unanimous", "consensus", null]))]
    pub agreement: Option<String>,
    /// Majority that was needed or reached, if it is stated.
    #[serde(flatten)]
    pub majority: DocumentMajority,
    /// Body or time to which it was referred or deferred, as written.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<String>,
    /// Number of votes on each side, as counted.
    #[serde(skip_serializing_if = "DocumentVotes::is_empty")]
    pub counts: DocumentVotes<u32>,
    /// Members who voted on each side, as positions among the people.
    #[serde(skip_serializing_if = "DocumentVotes::is_empty")]
    pub ballots: DocumentVotes<Vec<u32>>,
    /// Positions of those who moved it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub movers: Vec<u32>,
    /// Positions of those who seconded it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub seconders: Vec<u32>,
    /// Facts of an action item.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub action: Option<DocumentAction>,
}

/// Majority of a vote, and how equal votes were decided.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct DocumentMajority {
    /// Kind of majority.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(extend("enum" = ["simple", "absolute", "two-thirds", "three-quarters", "qualified", null]))]
    pub majority: Option<String>,
    /// True if the votes were equal.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub tie: bool,
    /// True if a casting vote decided.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub casting_vote: bool,
    /// Positions of those who had the casting vote.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub casting_voters: Vec<u32>,
}

/// Numbers or members of each side of a vote; none of a side that the record does not give.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(bound = "T: JsonSchema + Serialize + Default")]
pub struct DocumentVotes<T> {
    /// In favour.
    #[serde(rename = "for", skip_serializing_if = "Option::is_none")]
    pub in_favour: Option<T>,
    /// Against.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub against: Option<T>,
    /// Present, and neither.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub abstaining: Option<T>,
    /// Kept away from the vote because of an interest.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub recused: Option<T>,
    /// Not there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub absent: Option<T>,
}

impl<T> DocumentVotes<T> {
    /// Reports whether the record gives no side.
    pub fn is_empty(&self) -> bool {
        let DocumentVotes { in_favour, against, abstaining, recused, absent } = self;
        [in_favour, against, abstaining, recused, absent].into_iter().all(Option::is_none)
    }
}

/// Facts of an action item.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct DocumentAction {
    /// Number, as in “Action 2026-3”.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    /// Positions of those who are to do it, among the people.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub assignees: Vec<u32>,
    /// Day, month or year by which it is to be done (ISO 8601).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub due: Option<String>,
    /// Progress.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(extend("enum" = ["open", "done", "dropped", null]))]
    pub status: Option<String>,
    /// Day, month or year since which it has that status (ISO 8601).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub since: Option<String>,
}
