//! HTML comments (`<!-- … -->`) in YAML values. They are not published, just like those in the text of a record.

use serde_yaml::Value;

use super::PathStep;
use super::each_text::edit_each_text;

const OPEN: &str = "<!--";
const CLOSE: &str = "-->";

/// HTML comments removed from a value.
#[derive(Default)]
pub(super) struct Comments {
    /// Path to the first comment.
    pub(super) first: Option<Vec<PathStep>>,
    /// Text of each comment, without its marks.
    pub(super) texts: Vec<String>,
}

/// Removes the HTML comments from every text and key.
pub(super) fn take_out(root: &mut Value) -> Comments {
    let mut comments = Comments::default();
    edit_each_text(root, |text, path| {
        let kept = without(text, &mut comments.texts)?;
        comments.first.get_or_insert_with(|| path.to_vec());
        Some(kept)
    });
    comments
}

/// Returns the text without its comments, or `None` if it has none. Where a comment stood between two words, one space
/// is left. A comment that is never closed hides nothing.
fn without(text: &str, comments: &mut Vec<String>) -> Option<String> {
    let mut rest = text;
    let mut kept = String::new();
    while let Some((before, inside)) = rest.split_once(OPEN) {
        let Some((comment, after)) = inside.split_once(CLOSE) else { break };
        comments.push(comment.to_owned());
        kept.push_str(before);
        rest = if before.is_empty() || before.ends_with(char::is_whitespace) {
            after.trim_start_matches(' ')
        } else {
            after
        };
    }
    (rest.len() < text.len()).then(|| (kept + rest).trim().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_leave_nothing_in_a_text() {
        for (text, left) in [
            ("a <!-- b -->", "a"),
            ("<!-- b --> a", "a"),
            ("a <!-- b --> c<!--\nd\n-->e", "a ce"),
            ("<!---->", ""),
            ("a <!-- b <!-- c --> d -->", "a d -->"),
            ("a <!-- b --> <!-- c", "a <!-- c"),
        ] {
            assert_eq!(without(text, &mut Vec::new()).as_deref(), Some(left), "{text}");
        }
        for text in ["a", "a <!-- b", "a --> b", "<!-"] {
            assert_eq!(without(text, &mut Vec::new()), None, "{text}");
        }
    }
}
