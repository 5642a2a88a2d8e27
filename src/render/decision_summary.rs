//! Decisions in words, for lists, feeds and descriptions.

use super::inputs::RenderInputs;
use super::parts::dates::date_view;
use crate::markdown::labels::time_in_front;
use crate::markdown::plain_text_marked;
use crate::record::{
    ActionStatus, Agreement, Date, Decision, DecisionLine, DecisionOutcome, Language, Majority, MeetingIndex, Side,
};
use crate::site::LoggedAction;
use crate::site::view::DecisionItem;
use crate::text::{shorten, single_spaced};
use crate::theme::Argument::{Number, Text};
use crate::theme::Strings;

/// Length of a decision in a list, in characters.
const LONGEST_WORDING: usize = 280;

/// A decision of a meeting as lists on a page in `lang` show it.
pub(super) fn decision_item(
    inputs: &RenderInputs<'_>,
    lang: &Language,
    index: MeetingIndex,
    decision: &Decision,
) -> DecisionItem {
    let meeting = &inputs.archive.meetings[index];
    DecisionItem {
        kind: decision.kind.name(),
        word: decision.word.to_string(),
        wording: shorten(&wording(inputs, index, decision), LONGEST_WORDING),
        lang: meeting.details.lang.as_str().to_owned(),
        href: format!("{}#{}", inputs.plan.addresses.meetings[index], decision.id),
        outcome: decision.result.outcome.map_or("", DecisionOutcome::name),
        result: result_or_progress(inputs, lang, decision),
    }
}

/// Lines of a quotation without their marks.
pub(super) fn unquoted(written: &str) -> String {
    let mut text = String::with_capacity(written.len() + 1);
    for line in written.lines() {
        text.push_str(line.trim_start_matches(['>', ' ']));
        text.push('\n');
    }
    text
}

/// The wording of a decision, without the word that introduces it.
pub(super) fn wording(inputs: &RenderInputs<'_>, index: MeetingIndex, decision: &Decision) -> String {
    let (text, references) = (inputs.text(index), &inputs.archive.meetings[index].details.references);
    let mut words = String::new();
    for line in &decision.lines {
        if let DecisionLine::Wording(range) = line {
            let written = unquoted(range.of(&text));
            // The marks of footnotes are between signs that no text has.
            words.push_str(&plain_text_marked(&written, references).replace(['\u{5}', '\u{6}'], ""));
            words.push(' ');
        }
    }
    let words = single_spaced(&words);
    let bare = words.strip_prefix(&*decision.word).unwrap_or(&words);
    let bare = bare.trim_start().trim_start_matches([':', '：']).trim_start();
    let time = decision.time.as_ref().and_then(|_| time_in_front(bare));
    bare[time.map_or(0, |(length, _)| length)..].trim_start().to_owned()
}

/// The result in words; of an action item its day and progress.
fn result_or_progress(inputs: &RenderInputs<'_>, lang: &Language, decision: &Decision) -> String {
    let strings = inputs.strings(lang);
    let Some(action) = &decision.action else { return result_in_words(decision, strings) };
    progress(inputs, lang, action.due, action.status, action.since)
}

/// The day and progress of an action item in words.
fn progress(
    inputs: &RenderInputs<'_>,
    lang: &Language,
    due: Option<Date>,
    status: Option<ActionStatus>,
    since: Option<Date>,
) -> String {
    let strings = inputs.strings(lang);
    let on = |key: &str, date: Date| strings.format(key, &[("day", Text(&date_view(inputs, lang, date).text))]);
    let status = match (status, since) {
        (Some(ActionStatus::Done), Some(since)) => Some(on("action-done-on", since)),
        (Some(status), _) => Some(strings.get(action_key(status))),
        (None, _) => None,
    };
    let words: Vec<String> = due.map(|due| on("action-due", due)).into_iter().chain(status).collect();
    words.join(&strings.get("list-comma"))
}

/// Progress of an action item by now, in words: its last day if it is open, else its progress.
pub(super) fn progress_by_now(inputs: &RenderInputs<'_>, lang: &Language, logged: &LoggedAction) -> String {
    match logged.status {
        ActionStatus::Open => progress(inputs, lang, logged.due, None, None),
        status => progress(inputs, lang, None, Some(status), logged.since),
    }
}

/// The string of a theme for a progress.
fn action_key(status: ActionStatus) -> &'static str {
    match status {
        ActionStatus::Open => "action-open",
        ActionStatus::Done => "action-done",
        ActionStatus::Dropped => "action-dropped",
    }
}

/// The result in words: “Carried by a two-thirds majority, 7 for, 2 against”; empty if none is known.
pub(super) fn result_in_words(decision: &Decision, strings: &Strings) -> String {
    let result = &decision.result;
    let outcome = result.outcome.map(|outcome| match outcome {
        DecisionOutcome::Carried if result.amended => "outcome-carried-amended",
        DecisionOutcome::Carried => "outcome-carried",
        DecisionOutcome::Lost => "outcome-lost",
        DecisionOutcome::Withdrawn => "outcome-withdrawn",
        DecisionOutcome::Deferred => "outcome-deferred",
        DecisionOutcome::Referred => "outcome-referred",
        DecisionOutcome::Amended => "outcome-amended",
    });
    let agreement = result.agreement.map(|agreement| match agreement {
        Agreement::Unanimous => "agreement-unanimous",
        Agreement::Consensus => "agreement-consensus",
    });
    let majority = result.majority.map(|majority| match majority {
        Majority::Simple => "majority-simple",
        Majority::Absolute => "majority-absolute",
        Majority::TwoThirds => "majority-two-thirds",
        Majority::ThreeQuarters => "majority-three-quarters",
        Majority::Qualified => "majority-qualified",
    });
    let tie = result.tie.then_some("vote-tied");
    let casting = result.casting_vote.then_some("vote-casting");
    let keys = [outcome, agreement, majority, tie, casting];
    let mut words: Vec<String> = keys.into_iter().flatten().map(|key| strings.get(key)).collect();
    words.extend(result.until.as_deref().map(str::to_owned));
    words.extend(Some(counts_in_words(decision, strings)).filter(|counts| !counts.is_empty()));
    words.join(&strings.get("list-comma"))
}

/// Numbers of votes in words: “2 for, 1 against, 1 abstaining”; empty if none are known.
pub(super) fn counts_in_words(decision: &Decision, strings: &Strings) -> String {
    let words = |side: Side| {
        let key = match side {
            Side::For => "votes-for",
            Side::Against => "votes-against",
            Side::Abstaining => "votes-abstaining",
            Side::Recused => "votes-recused",
            Side::Absent => "votes-absent",
        };
        Some(strings.format(key, &[("n", Number(decision.votes(side)?.into()))]))
    };
    let counts: Vec<String> = Side::ALL.into_iter().filter_map(words).collect();
    counts.join(&strings.get("list-comma"))
}
