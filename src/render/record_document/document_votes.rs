//! Decisions of a record in its document.

use super::document_writer::DocumentWriter;
use crate::record::{Agreement, Date, Decision, DecisionLine, DecisionOutcome, Majority, NamedRole, Side};
use crate::site::record_document::{DocumentAction, DocumentDecision, DocumentMajority, DocumentVotes};

/// A decision with its lines as written.
pub(super) fn decision(decision: &Decision, writer: &DocumentWriter<'_>) -> DocumentDecision {
    let result = &decision.result;
    let ballots = |side: Side| -> Option<Vec<u32>> {
        let members = decision.ballots.iter().filter(|ballot| ballot.side == side);
        Some(members.map(|ballot| writer.person(ballot.by)).collect()).filter(|members: &Vec<u32>| !members.is_empty())
    };
    DocumentDecision {
        id: decision.id.to_string(),
        kind: decision.kind.name().to_owned(),
        word: decision.word.to_string(),
        time: writer.time(decision.time.as_deref()),
        lines: writer.unquoted(decision.text).lines().map(str::to_owned).collect(),
        outcome: result.outcome.map(|outcome| DecisionOutcome::name(outcome).to_owned()),
        with_changes: result.amended,
        agreement: result.agreement.map(|agreement| Agreement::name(agreement).to_owned()),
        majority: DocumentMajority {
            majority: result.majority.map(|majority| Majority::name(majority).to_owned()),
            tie: result.tie,
            casting_vote: result.casting_vote,
            casting_voters: named_as(decision, writer, NamedRole::CastingVote),
        },
        until: result.until.as_deref().map(str::to_owned),
        counts: votes(|side| result.count(side)),
        ballots: votes(ballots),
        movers: named_as(decision, writer, NamedRole::Mover),
        seconders: named_as(decision, writer, NamedRole::Seconder),
        action: decision.action.as_deref().map(|action| DocumentAction {
            number: Some(action.number.to_string()).filter(|number| !number.is_empty()),
            assignees: named_as(decision, writer, NamedRole::Assignee),
            due: action.due.as_ref().map(Date::to_string),
            status: action.status.map(|status| status.name().to_owned()),
            since: action.since.as_ref().map(Date::to_string),
        }),
    }
}

/// Positions of the people whom lines of a decision name in a role, in order.
fn named_as(decision: &Decision, writer: &DocumentWriter<'_>, role: NamedRole) -> Vec<u32> {
    let lines = decision.lines.iter().filter_map(|line| match line {
        DecisionLine::Names(line) if line.role == role => Some(line),
        _ => None,
    });
    lines.flat_map(|line| &line.names).map(|(_, name)| writer.person(*name)).collect()
}

fn votes<T>(of: impl Fn(Side) -> Option<T>) -> DocumentVotes<T> {
    DocumentVotes {
        in_favour: of(Side::For),
        against: of(Side::Against),
        abstaining: of(Side::Abstaining),
        recused: of(Side::Recused),
        absent: of(Side::Absent),
    }
}
