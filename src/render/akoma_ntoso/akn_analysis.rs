//! Votes and quorum in the analysis of a debate, where readers of Akoma Ntoso look for them.

use super::{AknWriter, PUBLISHER};
use crate::record::{Decision, Side};

impl AknWriter<'_, '_> {
    /// Adds the analysis, if anything was counted.
    pub(super) fn analysis(&mut self) {
        let meeting = self.meeting;
        let counted: Vec<&Decision> = meeting.decisions().filter(|decision| is_counted(decision)).collect();
        let quorum = meeting.attendance.quorum.filter(|quorum| quorum.needed.is_some() || quorum.members.is_some());
        if counted.is_empty() && quorum.is_none() {
            return;
        }
        self.xml.open("analysis", &[("source", PUBLISHER)]);
        self.xml.open("parliamentary", &[]);
        if let Some(quorum) = quorum {
            let met = quorum.met.map(|met| if met { "#quorum-met" } else { "#quorum-not-met" });
            let mut attributes = vec![("eId", "quorum")];
            attributes.extend(met.map(|met| ("outcome", met)));
            self.xml.open("quorumVerification", &attributes);
            if let Some(needed) = quorum.needed {
                self.xml.empty("quorum", &[("eId", "quorum-needed"), ("value", &needed.to_string())]);
            }
            if let Some(members) = quorum.members {
                let members = members.to_string();
                self.xml.empty("count", &[("eId", "members"), ("value", &members), ("refersTo", "#all-members")]);
            }
            self.xml.close("quorumVerification");
        }
        for decision in counted {
            self.voting(decision);
        }
        self.xml.close("parliamentary");
        self.xml.close("analysis");
        self.xml.line();
    }

    fn voting(&mut self, decision: &Decision) {
        let (id, place) = (format!("voting-{}", decision.id), format!("#{}", decision.id));
        let outcome = decision.result.outcome.map(|outcome| format!("#outcome-{}", outcome.name()));
        let mut attributes = vec![("eId", &*id), ("href", &*place)];
        attributes.extend(outcome.as_deref().map(|outcome| ("outcome", outcome)));
        self.xml.open("voting", &attributes);
        for side in Side::ALL {
            if let Some(votes) = decision.votes(side) {
                let (votes, side) = (votes.to_string(), format!("#votes-{}", side.name()));
                self.xml.empty("count", &[("value", &votes), ("refersTo", &side)]);
            }
        }
        self.xml.close("voting");
    }
}

/// Reports whether a decision was voted on with numbers or names.
pub(super) fn is_counted(decision: &Decision) -> bool {
    Side::ALL.iter().any(|side| decision.votes(*side).is_some())
}
