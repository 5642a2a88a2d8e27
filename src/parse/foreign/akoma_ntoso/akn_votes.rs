//! Votes that Akoma Ntoso states in the analysis of a debate: `voting` with its `count`s.

use rustc_hash::{FxHashMap, FxHashSet};

use super::super::imported_record::ImportedDecision;
use super::super::inline_markdown::InlineMarkdown;
use super::id_of;
use crate::parse::foreign::xml_tree::XmlElement;
use crate::record::Side;

/// All votes, by the id of the part of the debate to which each refers.
pub(super) fn votes_by_place(debate: &XmlElement) -> FxHashMap<&str, Vec<&XmlElement>> {
    let mut found: FxHashMap<&str, Vec<&XmlElement>> = FxHashMap::default();
    for vote in voting(debate) {
        let place = vote.filled("href").map_or("", |href| href.trim_start_matches('#'));
        found.entry(place).or_default().push(vote);
    }
    found
}

/// Some votes in the order of the file.
pub(super) fn in_order<'x>(debate: &'x XmlElement, some: &[&'x XmlElement]) -> Vec<&'x XmlElement> {
    let wanted: FxHashSet<*const XmlElement> = some.iter().map(|vote| std::ptr::from_ref(*vote)).collect();
    voting(debate).filter(|vote| wanted.contains(&std::ptr::from_ref(*vote))).collect()
}

fn voting(debate: &XmlElement) -> impl Iterator<Item = &XmlElement> {
    let analyses = debate.child("meta").into_iter().flat_map(XmlElement::elements);
    let analyses = analyses.filter(|element| &*element.name == "analysis");
    analyses.flat_map(XmlElement::all).filter(|element| &*element.name == "voting")
}

/// The decision that a vote states; none if it states nothing.
pub(super) fn decision(vote: &XmlElement, names: &FxHashMap<&str, &XmlElement>) -> Option<ImportedDecision> {
    let counts = vote.elements().filter(|element| &*element.name == "count");
    let counts: Vec<(Side, u32)> = counts
        .filter_map(|count| {
            let sides = [count.get("refersTo"), id_of(count)].into_iter().flatten();
            let side = sides.map(|text| text.trim_start_matches('#')).find_map(|id| {
                let shown = names.get(id).and_then(|element| element.filled("showAs"));
                shown.and_then(side_of).or_else(|| side_of(id))
            })?;
            Some((side, count.filled("value")?.parse().ok()?))
        })
        .collect();
    let outcome = vote.filled("outcome").map(|outcome| outcome.trim_start_matches('#')).and_then(|id| {
        let shown = names.get(id).and_then(|element| element.filled("showAs"));
        shown.and_then(outcome_of).or_else(|| outcome_of(id))
    });
    if counts.is_empty() && outcome.is_none() {
        return None;
    }
    let wording = vote.filled("title").or_else(|| vote.filled("alt")).unwrap_or_default();
    Some(ImportedDecision {
        word: "Vote".to_owned(),
        wording: InlineMarkdown::plain(wording),
        outcome,
        counts,
        ..ImportedDecision::default()
    })
}

/// The side that an id or name means: `for`, `ayes`, `tá`, `Noes`, `abstentions`.
fn side_of(text: &str) -> Option<Side> {
    let lower = text.to_lowercase();
    let word = lower.rsplit(['_', '-', '/']).next().unwrap_or_default().trim_end_matches(|c: char| c.is_ascii_digit());
    Some(match word {
        "for" | "aye" | "ayes" | "yes" | "yea" | "yeas" | "favour" | "favor" | "content" | "ta" | "tá" => Side::For,
        "against" | "no" | "noes" | "nay" | "nays" | "nil" | "níl" => Side::Against,
        "abstain" | "abstained" | "abstaining" | "abstention" | "abstentions" | "staon" => Side::Abstaining,
        "recused" => Side::Recused,
        "absent" => Side::Absent,
        _ => return None,
    })
}

fn outcome_of(text: &str) -> Option<&'static str> {
    let lower = text.to_lowercase();
    let word = lower.rsplit(['_', '-', '/']).next().unwrap_or_default();
    Some(match word {
        "carried" | "agreed" | "adopted" | "approved" | "passed" | "accepted" => "Carried",
        "lost" | "negatived" | "rejected" | "defeated" | "refused" => "Lost",
        "withdrawn" => "Withdrawn",
        "deferred" => "Deferred",
        "referred" => "Referred",
        "amended" => "Amended",
        _ => return None,
    })
}
