//! The list of labels, for people and for programs.

use serde_json::{Value, json};

use crate::cli::new::id_from;
use crate::name_matching::{JointLabel, LabelRow, LabelStats, Owner, SimilarPair};
use crate::pipeline::{flow_list, flow_text};
use crate::report::run_report::counted;

/// A line for each label, and a paragraph for each group of candidates.
pub(super) fn lines(survey: &LabelStats<'_>, unknown: bool) -> Vec<String> {
    // Most archives have no decisions, and no need for a column of zeros.
    let decides = survey.rows.iter().any(|row| row.decisions > 0);
    let of_decisions = |text: &dyn std::fmt::Display| if decides { format!(" {text:>9}") } else { String::new() };
    let heading = of_decisions(&"decisions");
    let mut lines =
        vec![format!("{:>8}{heading} {:>7}  {:<10}  {:<10}  label", "speeches", "records", "first", "last")];
    for row in rows(survey, unknown) {
        let (first, last) = (row.first.to_string(), row.last.to_string());
        let (who, decisions) = (whom(row), of_decisions(&row.decisions));
        lines.push(format!(
            "{:>8}{decisions} {:>7}  {first:<10}  {last:<10}  {}{who}",
            row.speeches, row.records, row.label
        ));
    }
    lines.extend(survey.joint_labels().iter().map(joint));
    for group in survey.candidates() {
        let head = survey.owner(group.head);
        let mut labels: Vec<&str> = group.members.iter().filter_map(|(who, _)| survey.owner(*who).label()).collect();
        let into = match head.id() {
            Some(id) => id.to_owned(),
            None => {
                labels.insert(0, head.name());
                let id = id_from(head.name());
                format!("{} --new", if id.is_empty() { "ID" } else { &id })
            }
        };
        lines.push(format!("\nPerhaps {}:", owner(&head)));
        lines.extend(
            group.members.iter().map(|(who, similar_pairs)| format!("  {}", member(survey, *who, similar_pairs))),
        );
        let labels: Vec<String> = labels.into_iter().map(quoted).collect();
        lines.push(format!("  minutebook people --merge {} --into {into}", labels.join(" ")));
    }
    lines
}

/// A label of several people, with the entry of the registry that says so.
fn joint(label: &JointLabel<'_>) -> String {
    let JointLabel { row, names } = label;
    let heading = format!("\n{} names several people", owner(&Owner::Label(row)));
    let ids: Option<Vec<&str>> = names.iter().map(|(_, id)| *id).collect();
    match ids {
        Some(ids) => format!(
            "{heading}; in people.yml:\n  combined:\n    - {{label: {}, people: [{}]}}",
            flow_text(row.label),
            flow_list(&ids.into_iter().map(str::to_owned).collect::<Vec<_>>())
        ),
        None => {
            let without = names.iter().filter(|(_, id)| id.is_none()).map(|(name, _)| *name);
            let without = without.collect::<Vec<_>>().join(", ");
            format!(
                "{heading}; `combined:` in people.yml says so once each has an entry there, which is missing for {without}"
            )
        }
    }
}

/// The list as JSON.
pub(super) fn json(survey: &LabelStats<'_>, unknown: bool) -> Value {
    let labels = rows(survey, unknown).map(|row| {
        json!({
            "label": row.label,
            "speeches": row.speeches,
            "decisions": row.decisions,
            "records": row.records,
            "first": row.first.to_string(),
            "last": row.last.to_string(),
            "who": row.who,
            "unknown": row.unknown,
        })
    });
    let candidates = survey.candidates().into_iter().map(|group| {
        let head = survey.owner(group.head);
        let members = group.members.iter().map(|(who, similar_pairs)| {
            json!({
                "label": survey.owner(*who).name(),
                "like": survey.owner(beside(*who, similar_pairs)).name(),
                "score": similar_pairs.reason.score(),
                "reason": similar_pairs.reason.to_string(),
            })
        });
        json!({ "id": head.id(), "name": head.name(), "labels": members.collect::<Vec<_>>() })
    });
    let joint = survey.joint_labels().into_iter().map(|label| {
        let names = label.names.iter().map(|(name, id)| json!({ "name": name, "id": id }));
        json!({ "label": label.row.label, "people": names.collect::<Vec<_>>() })
    });
    json!({
        "labels": labels.collect::<Vec<_>>(),
        "combined": joint.collect::<Vec<_>>(),
        "candidates": candidates.collect::<Vec<_>>(),
    })
}

/// A candidate for the head of a group, with the reason.
pub(super) fn member(survey: &LabelStats<'_>, who: usize, similar_pairs: &SimilarPair) -> String {
    let like = survey.owner(beside(who, similar_pairs));
    format!(
        "{:>2}  {}: {}, as in {}",
        similar_pairs.reason.score(),
        owner(&survey.owner(who)),
        similar_pairs.reason,
        like.name()
    )
}

/// The other of the two similar labels.
fn beside(who: usize, similar_pairs: &SimilarPair) -> usize {
    if similar_pairs.owners.0 == who { similar_pairs.owners.1 } else { similar_pairs.owners.0 }
}

/// The identity behind a label, and what is known of it.
pub(super) fn owner(owner: &Owner<'_>) -> String {
    match owner {
        Owner::Registered(id, name) => format!("{name} ({id})"),
        Owner::Label(row) if row.speeches == 0 => format!("{} ({})", row.label, counted(row.decisions, "decision")),
        Owner::Label(row) => format!("{} ({})", row.label, counted(row.speeches, "speech")),
    }
}

fn rows<'s>(survey: &'s LabelStats<'_>, unknown: bool) -> impl Iterator<Item = &'s LabelRow<'s>> {
    survey.rows.iter().filter(move |row| row.unknown || !unknown)
}

fn whom(row: &LabelRow<'_>) -> String {
    if row.who.is_empty() {
        // An entry of the registry that must stay anonymous.
        return if row.unknown { String::new() } else { " → anonymous".to_owned() };
    }
    let ids: Vec<&str> = row.who.iter().copied().collect();
    let also = if row.unknown { "and an unknown speaker" } else { "" };
    format!(" → {}{also}", ids.join(", "))
}

/// A label quoted for a shell.
fn quoted(label: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.');
    if label.chars().all(plain) { label.to_owned() } else { format!("'{}'", label.replace('\'', r"'\''")) }
}
