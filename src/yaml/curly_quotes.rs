//! Quotation marks of word processors, which YAML takes for letters.

use serde_yaml::Value;

use super::PathStep;
use super::each_text::edit_each_text;
use super::locate::YamlLayout;

/// Marks in which word processors set a quotation, each with the one that closes it.
const MARKS: [(char, char); 3] = [('“', '”'), ('”', '”'), ('‘', '’')];

/// Reports whether a text stands in such marks as a whole.
fn is_within_marks(text: &str) -> bool {
    MARKS.iter().any(|(open, close)| {
        text.strip_prefix(*open)
            .and_then(|rest| rest.strip_suffix(*close))
            .is_some_and(|inside| !inside.contains(*close))
    })
}

/// Counts the values that stand in such marks without quotation marks of YAML around them. Returns their number, the path to the first,
/// and its text.
pub(super) fn find(root: &mut Value, layout: &YamlLayout<'_>) -> Option<(usize, Vec<PathStep>, String)> {
    let mut found: Option<(usize, Vec<PathStep>, String)> = None;
    edit_each_text(root, |text, path| {
        // In `"“Budget”"` the marks are meant.
        if is_within_marks(text) && layout.written(path) == Some(text) {
            found.get_or_insert_with(|| (0, path.to_vec(), text.to_owned())).0 += 1;
        }
        None
    });
    found
}
