//! Changes keys of a record's front matter without changing anything else: comments, order and style of the other keys stay.
//!
//! As with registries, a piece of text is replaced and the result is read again; unless it has the other keys as before and the
//! changed ones as wanted, nothing is changed.

use std::ops::Range;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::insertion::{colon_after, end_of, item_prefix, line_break, line_end};
use super::quote::{flow_list, flow_text};
use crate::yaml::{Node, NodeKind, YamlLayout, json_of, remarks_of};

/// Value of a key as a form shows and gives it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum MetadataValue {
    /// A text, a number or a date.
    Text(String),
    /// Texts.
    List(Vec<String>),
    /// Any other value, as YAML.
    Yaml(String),
}

/// Change of a key; without a value it is taken out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MetadataChange {
    /// The key, at the top level.
    pub key: String,
    /// The new value.
    pub value: Option<MetadataValue>,
}

/// Replacement of a range of a text.
type Piece = (Range<usize>, String);

/// Keys of a record's front matter with their values, in order; empty if it has none. `text` is the whole file.
///
/// # Errors
/// When there is metadata that cannot be changed here, with the reason.
pub fn metadata_values(text: &str) -> Result<Vec<(String, MetadataValue)>, &'static str> {
    let Some(inside) = inside(text)? else { return Ok(Vec::new()) };
    let layout = readable(&text[inside])?;
    let Some(root) = layout.root() else { return Ok(Vec::new()) };
    Ok(root.pairs().map(|(key, value)| (key.text().to_owned(), value_of(&layout, key, value))).collect())
}

/// The text of a file with changed metadata.
///
/// # Errors
/// The reason, when it is not certain that nothing else would change.
pub fn with_metadata(text: &str, changes: &[MetadataChange]) -> Result<String, &'static str> {
    let mut changed = text.to_owned();
    for change in changes {
        changed = with_change(&changed, change)?;
    }
    let mut wanted = values(text)?;
    for MetadataChange { key, value } in changes {
        wanted.remove(key);
        if let Some(value) = value {
            let alone = json_of(&format!("{}: {}", flow_text(key), written(value, "\n"))).ok_or(UNSURE)?;
            wanted.insert(key.clone(), alone.get(key).cloned().ok_or(UNSURE)?);
        }
    }
    let is_same_body = body(text) == body(&changed);
    // A list or a key may go with the remarks on its lines.
    let keeps_remarks = changes.iter().all(|change| matches!(change.value, Some(MetadataValue::Text(_))));
    let is_sure = is_same_body && (!keeps_remarks || remarks(text)? == remarks(&changed)?);
    (values(&changed)? == wanted && is_sure).then_some(changed).ok_or(UNSURE)
}

/// Remarks behind `#` in the metadata of a file.
fn remarks(text: &str) -> Result<Vec<&str>, &'static str> {
    Ok(inside(text)?.map(|inside| remarks_of(&text[inside]).collect()).unwrap_or_default())
}

const UNSURE: &str = "this cannot be changed here without the risk of changing something else; change it in the file";

/// Range between the lines `---` at the beginning of a file; `None` if there is no metadata.
fn inside(text: &str) -> Result<Option<Range<usize>>, &'static str> {
    let mark = text.len() - text.trim_start_matches('\u{feff}').len();
    let mut at = mark;
    let mut start = None;
    for line in text[mark..].split_inclusive('\n') {
        match start {
            None if line.trim_end() == "---" => start = Some(at + line.len()),
            None => break,
            Some(start) if matches!(line.trim_end(), "---" | "...") => return Ok(Some(start..at)),
            Some(_) => {}
        }
        at += line.len();
    }
    let first = text[mark..].trim_start();
    if start.is_some()
        || first.starts_with("+++")
        || first.starts_with('{')
        || first.starts_with("```")
        || first.starts_with("<!--")
    {
        return Err(
            "its metadata does not stand between two lines `---` at the top of the file; change it in the file",
        );
    }
    Ok(None)
}

/// The text below the front matter.
fn body(text: &str) -> Option<&str> {
    let text = text.trim_start_matches('\u{feff}');
    match inside(text).ok()? {
        Some(inside) => text[inside.end..].split_once('\n').map(|(_, body)| body),
        None => Some(text),
    }
}

fn readable(inside: &str) -> Result<YamlLayout<'_>, &'static str> {
    let layout = YamlLayout::of(inside);
    let is_mapping = layout.root().is_none_or(|root| root.kind() == NodeKind::Mapping && !root.is_flow());
    if layout.is_whole() && is_mapping {
        Ok(layout)
    } else {
        Err("its metadata has a mistake; mend that first, in the file")
    }
}

/// The metadata of a file as JSON.
fn values(text: &str) -> Result<Map<String, Value>, &'static str> {
    let Some(inside) = inside(text)? else { return Ok(Map::new()) };
    match json_of(&text[inside]) {
        Some(Value::Object(values)) => Ok(values),
        Some(Value::Null) => Ok(Map::new()),
        _ => Err(UNSURE),
    }
}

fn value_of(layout: &YamlLayout<'_>, key: Node<'_>, value: Node<'_>) -> MetadataValue {
    let is_text = |node: Node<'_>| node.kind() == NodeKind::Scalar && !node.text().contains('\n');
    match value.kind() {
        NodeKind::Nothing => MetadataValue::Text(String::new()),
        NodeKind::Scalar if is_text(value) => MetadataValue::Text(value.text().to_owned()),
        NodeKind::Sequence if value.children().all(is_text) => {
            MetadataValue::List(value.children().map(|item| item.text().to_owned()).collect())
        }
        _ => MetadataValue::Yaml(source_of(layout, key, value)),
    }
}

/// The YAML of a value as it stands in the text, without the indentation that all its lines have.
fn source_of(layout: &YamlLayout<'_>, key: Node<'_>, value: Node<'_>) -> String {
    let Some(range) = behind_colon(layout, key, value) else { return String::new() };
    let source = layout.text[range].replace("\r\n", "\n");
    let source = source.trim_matches([' ', '\t']).strip_prefix('\n').unwrap_or_else(|| source.trim());
    let blanks = |line: &str| line.len() - line.trim_start_matches(' ').len();
    let common = source.lines().filter(|line| !line.trim().is_empty()).map(blanks).min().unwrap_or_default();
    source.lines().map(|line| line.get(common..).unwrap_or_default()).collect::<Vec<_>>().join("\n")
}

/// Range from behind the colon of a key to the end of its value.
fn behind_colon(layout: &YamlLayout<'_>, key: Node<'_>, value: Node<'_>) -> Option<Range<usize>> {
    let from = end_of(layout, key)?;
    let colon = from + layout.text[from..].find(':')? + 1;
    let end = match value.kind() {
        NodeKind::Nothing => colon,
        // An alias, or a value with an anchor or a tag.
        NodeKind::Other => return None,
        _ => end_of(layout, value)?,
    };
    (end >= colon).then_some(colon..end)
}

/// A value in the text behind `key: `.
fn written(value: &MetadataValue, end: &str) -> String {
    match value {
        MetadataValue::Text(text) => flow_text(text),
        MetadataValue::List(texts) => format!("[{}]", flow_list(texts)),
        MetadataValue::Yaml(yaml) if yaml.trim_end().contains('\n') => {
            yaml.trim_end().lines().map(|line| format!("{end}  {line}")).collect()
        }
        MetadataValue::Yaml(yaml)
            if yaml.trim_start().starts_with("- ")
                || yaml.contains(": ") && !yaml.starts_with(['{', '[', '"', '\'']) =>
        {
            format!("{end}  {}", yaml.trim())
        }
        MetadataValue::Yaml(yaml) => yaml.trim().to_owned(),
    }
}

fn with_change(text: &str, change: &MetadataChange) -> Result<String, &'static str> {
    let Some(block) = inside(text)? else {
        let Some(value) = &change.value else { return Ok(text.to_owned()) };
        let mark = text.len() - text.trim_start_matches('\u{feff}').len();
        let end = line_break(&YamlLayout::of(text));
        let line = key_line(&change.key, value, end);
        return Ok(format!("{}---{end}{line}---{end}{}", &text[..mark], &text[mark..]));
    };
    let layout = readable(&text[block.clone()])?;
    let end = if layout.text.is_empty() { line_break(&YamlLayout::of(text)) } else { line_break(&layout) };
    let found = layout.root().and_then(|root| root.get(&change.key));
    let pieces = match (found, &change.value) {
        (None, None) => Vec::new(),
        (None, Some(value)) => {
            let at = layout.text.len();
            let first = if layout.text.is_empty() || layout.text.ends_with('\n') { "" } else { end };
            vec![(at..at, format!("{first}{}", key_line(&change.key, value, end)))]
        }
        (Some((key, value)), None) => vec![(lines_of(&layout, key, value)?, String::new())],
        (Some((key, old)), Some(value)) => replacement(&layout, key, old, value, end)?,
    };
    let mut inside = layout.text.to_owned();
    for (range, new) in pieces.into_iter().rev() {
        inside.replace_range(range, &new);
    }
    Ok(format!("{}{inside}{}", &text[..block.start], &text[block.end..]))
}

fn key_line(key: &str, value: &MetadataValue, end: &str) -> String {
    let value = written(value, end);
    let space = if value.starts_with(['\n', '\r']) { "" } else { " " };
    format!("{}:{space}{value}{end}", flow_text(key))
}

/// All lines of a key and its value.
fn lines_of(layout: &YamlLayout<'_>, key: Node<'_>, value: Node<'_>) -> Result<Range<usize>, &'static str> {
    let last = behind_colon(layout, key, value).ok_or(UNSURE)?.end;
    Ok(line_start(layout, key.start())..after_line(layout, last))
}

fn line_start(layout: &YamlLayout<'_>, at: usize) -> usize {
    layout.text[..at].rfind(['\n', '\r']).map_or(0, |end| end + 1)
}

/// Position after the line break of the line that contains a position.
fn after_line(layout: &YamlLayout<'_>, at: usize) -> usize {
    let end = line_end(layout, at);
    let rest = &layout.text[end..];
    end + if rest.starts_with("\r\n") { 2 } else { usize::from(!rest.is_empty()) }
}

/// Pieces that give a key another value, in order.
fn replacement(
    layout: &YamlLayout<'_>,
    key: Node<'_>,
    old: Node<'_>,
    value: &MetadataValue,
    end: &str,
) -> Result<Vec<Piece>, &'static str> {
    if let (MetadataValue::List(items), NodeKind::Sequence, false) = (value, old.kind(), old.is_flow())
        && !items.is_empty()
    {
        return items_changed(layout, old, items, end);
    }
    let new = written(value, end);
    if old.kind() == NodeKind::Nothing {
        let colon = colon_after(layout, key).ok_or(UNSURE)?;
        return Ok(vec![(colon..colon, if new.starts_with(end) { new } else { format!(" {new}") })]);
    }
    let behind = behind_colon(layout, key, old).ok_or(UNSURE)?;
    if new.starts_with(end)
        || layout.text[behind.clone()].trim_start_matches([' ', '\t']).starts_with(['\n', '\r', '#'])
    {
        let space = if new.starts_with(end) { "" } else { " " };
        return Ok(vec![(behind, format!("{space}{new}"))]);
    }
    Ok(vec![(old.start()..behind.end, new)])
}

/// Pieces that change the items of a list in block style; those at its beginning and end that stay are left alone with their
/// comments.
fn items_changed(
    layout: &YamlLayout<'_>,
    list: Node<'_>,
    items: &[String],
    end: &str,
) -> Result<Vec<Piece>, &'static str> {
    let old: Vec<Node<'_>> = list.children().collect();
    let is_same = |(node, item): &(&Node<'_>, &String)| node.kind() == NodeKind::Scalar && node.text() == **item;
    let first = old.iter().zip(items).take_while(is_same).count();
    let most = old.len().min(items.len()) - first;
    let last = old.iter().rev().zip(items.iter().rev()).take(most).take_while(is_same).count();
    let (old_middle, new_middle) = (&old[first..old.len() - last], &items[first..items.len() - last]);
    let prefix = item_prefix(layout, *old.first().ok_or(UNSURE)?).ok_or(UNSURE)?;
    let mut pieces: Vec<Piece> = Vec::new();
    for (node, item) in old_middle.iter().zip(new_middle) {
        if node.kind() != NodeKind::Scalar {
            return Err(UNSURE);
        }
        pieces.push((node.start()..end_of(layout, *node).ok_or(UNSURE)?, flow_text(item)));
    }
    for node in old_middle.iter().skip(new_middle.len()) {
        pieces.push((
            line_start(layout, node.start())..after_line(layout, end_of(layout, *node).ok_or(UNSURE)?),
            String::new(),
        ));
    }
    let added: String =
        new_middle.iter().skip(old_middle.len()).map(|item| format!("{prefix}{}{end}", flow_text(item))).collect();
    if !added.is_empty() {
        let before = first + old_middle.len();
        match before.checked_sub(1).map(|at| old[at]) {
            Some(node) => {
                let after = after_line(layout, end_of(layout, node).ok_or(UNSURE)?);
                // The last line of a block has a line break, since a line `---` follows.
                pieces.push((after..after, added));
            }
            None => {
                let start = line_start(layout, old[0].start());
                pieces.push((start..start, added));
            }
        }
    }
    Ok(pieces)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(key: &str, value: &str) -> MetadataChange {
        MetadataChange { key: key.to_owned(), value: Some(MetadataValue::Text(value.to_owned())) }
    }

    fn list(key: &str, items: &[&str]) -> MetadataChange {
        let items = items.iter().map(|item| (*item).to_owned()).collect();
        MetadataChange { key: key.to_owned(), value: Some(MetadataValue::List(items)) }
    }

    fn yaml(key: &str, value: &str) -> MetadataChange {
        MetadataChange { key: key.to_owned(), value: Some(MetadataValue::Yaml(value.to_owned())) }
    }

    fn without(key: &str) -> MetadataChange {
        MetadataChange { key: key.to_owned(), value: None }
    }

    const FILE: &str = "---\n# Ours.\nplace: 'Town Hall'   # as always\nparticipants:\n  - Ann Lee  # chair\n  - Ben Okri\n  # late\n  - Cy\ntopics: [ferry, \"harbour, old\"] # two\nattachments:\n  - title: Agenda\n    url: a.pdf\nstart:\n---\n# 2024-03-11 Budget\n\n### Ann:\nAye.\n";

    fn check(changes: &[MetadataChange], from: &str, to: &str) {
        assert!(FILE.contains(from), "{from}");
        for end in ["\n", "\r\n"] {
            let [file, wanted] = [FILE.to_owned(), FILE.replacen(from, to, 1)].map(|text| text.replace('\n', end));
            assert_eq!(with_metadata(&file, changes).as_deref(), Ok(&*wanted), "{changes:?}");
        }
    }

    #[test]
    fn a_value_is_changed_and_everything_else_stays() {
        check(&[text("place", "Old Hall, room 2")], "'Town Hall'   #", "\"Old Hall, room 2\"   #");
        check(&[text("start", "19:00")], "start:\n", "start: \"19:00\"\n");
        check(&[text("status", "draft")], "start:\n", "start:\nstatus: draft\n");
        check(&[without("place")], "place: 'Town Hall'   # as always\n", "");
        check(&[without("attachments")], "attachments:\n  - title: Agenda\n    url: a.pdf\n", "");
        check(&[without("nothing")], "Ours", "Ours");
        check(&[list("topics", &["ferry"])], "[ferry, \"harbour, old\"]", "[ferry]");
        check(
            &[yaml("attachments", "[b.pdf]")],
            "attachments:\n  - title: Agenda\n    url: a.pdf\n",
            "attachments: [b.pdf]\n",
        );
        check(&[yaml("quorum", "5")], "start:\n", "start:\nquorum: 5\n");
        let two = "- title: Agenda\n  url: b.pdf\n- c.pdf";
        check(&[yaml("attachments", two)], "    url: a.pdf\n", "    url: b.pdf\n  - c.pdf\n");
    }

    #[test]
    fn items_of_a_list_that_stay_keep_their_comments() {
        let all = "  - Ann Lee  # chair\n  - Ben Okri\n  # late\n  - Cy\n";
        check(&[list("participants", &["Ann Lee", "Ben Okri", "Cy", "Di"])], all, &format!("{all}  - Di\n"));
        check(&[list("participants", &["Ann Lee", "Cy"])], "  - Ben Okri\n", "");
        check(&[list("participants", &["Ann Lee", "Bea: O.", "Cy"])], "Ben Okri", "\"Bea: O.\"");
        let quoted = FILE.replace("Ann Lee  # chair", "'Ann: Lee'  # chair");
        let change = [list("participants", &["Bea", "Ben Okri", "Cy"])];
        assert_eq!(with_metadata(&quoted, &change), Ok(quoted.replace("'Ann: Lee'", "Bea")));
        check(&[list("participants", &["Eve", "Ann Lee", "Ben Okri", "Cy"])], "  - Ann", "  - Eve\n  - Ann");
        check(
            &[list("participants", &["Ann Lee", "Ben Okri", "Di", "Cy"])],
            "  - Ben Okri\n",
            "  - Ben Okri\n  - Di\n",
        );
    }

    #[test]
    fn a_record_without_metadata_gets_some() {
        for end in ["\n", "\r\n"] {
            let bare = format!("\u{feff}# 2024-03-11 A{end}{end}Aye.");
            let wanted = format!("\u{feff}---{end}place: Hall{end}---{end}# 2024-03-11 A{end}{end}Aye.");
            assert_eq!(with_metadata(&bare, &[text("place", "Hall")]).as_deref(), Ok(&*wanted));
            let empty = format!("---{end}---{end}# A{end}");
            let wanted = format!("---{end}place: Hall{end}---{end}# A{end}");
            assert_eq!(with_metadata(&empty, &[text("place", "Hall")]).as_deref(), Ok(&*wanted));
        }
    }

    #[test]
    fn what_is_not_certain_is_left_alone() {
        for file in [
            "---\nplace: \"Hall\n---\n# A\n",
            "---\n{place: Hall}\n---\n# A\n",
            "+++\nplace = 'Hall'\n+++\n# A\n",
            "---\nplace: &a Hall\nbody: *a\n---\n# A\n",
            "---\nplace: Hall\n# never closed\n",
        ] {
            assert!(with_metadata(file, &[text("place", "Old Hall")]).is_err(), "{file}");
        }
        // A value that would begin other keys.
        assert!(with_metadata(FILE, &[yaml("quorum", "5\nstatus: published")]).is_err());
        assert!(with_metadata(FILE, &[yaml("quorum", "[")]).is_err());
    }

    #[test]
    fn values_are_shown_as_forms_need_them() {
        let values = metadata_values(FILE).expect("metadata");
        let keys: Vec<&str> = values.iter().map(|(key, _)| &**key).collect();
        assert_eq!(keys, ["place", "participants", "topics", "attachments", "start"]);
        assert_eq!(values[0].1, MetadataValue::Text("Town Hall".into()));
        assert_eq!(values[1].1, MetadataValue::List(vec!["Ann Lee".into(), "Ben Okri".into(), "Cy".into()]));
        assert_eq!(values[3].1, MetadataValue::Yaml("- title: Agenda\n  url: a.pdf".into()));
        assert_eq!(metadata_values("# A\n"), Ok(Vec::new()));
    }
}
