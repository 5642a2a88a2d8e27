//! Comments as of HTML, `<!-- … -->`, in values: what stands in them is not published, as in the text of a record.

use serde_yaml::{Mapping, Value};

use super::PathStep;

const OPEN: &str = "<!--";
const CLOSE: &str = "-->";

/// Comments that were taken out.
#[derive(Default)]
pub(super) struct Comments {
    /// The path to the first.
    pub(super) first: Option<Vec<PathStep>>,
    /// What they say.
    pub(super) texts: Vec<String>,
}

/// Takes comments out of every text and key.
pub(super) fn take_out(root: &mut Value) -> Comments {
    let mut found = CommentRemover { path: Vec::new(), comments: Comments::default() };
    found.clean(root);
    found.comments
}

struct CommentRemover {
    path: Vec<PathStep>,
    comments: Comments,
}

impl CommentRemover {
    /// The crate bounds how deep values go.
    fn clean(&mut self, value: &mut Value) {
        match value {
            Value::String(text) => self.text(text),
            Value::Sequence(items) => {
                for (index, item) in items.iter_mut().enumerate() {
                    self.path.push(PathStep::Index(index));
                    self.clean(item);
                    self.path.pop();
                }
            }
            Value::Mapping(pairs) => {
                for (key, value) in pairs.iter_mut() {
                    self.path.push(PathStep::Key(key.as_str().unwrap_or_default().to_owned()));
                    self.clean(value);
                    self.path.pop();
                }
                if pairs.keys().any(|key| key.as_str().is_some_and(|key| key.contains(OPEN))) {
                    let all = std::mem::take(pairs);
                    *pairs = all.into_iter().map(|pair| self.key(pair)).collect::<Mapping>();
                }
            }
            Value::Tagged(tagged) => self.clean(&mut tagged.value),
            Value::Null | Value::Bool(_) | Value::Number(_) => {}
        }
    }

    fn key(&mut self, (mut key, value): (Value, Value)) -> (Value, Value) {
        if let Value::String(text) = &mut key {
            self.text(text);
        }
        (key, value)
    }

    fn text(&mut self, text: &mut String) {
        if let Some(without) = without(text, &mut self.comments.texts) {
            self.comments.first.get_or_insert_with(|| self.path.clone());
            *text = without;
        }
    }
}

/// A text without its comments, and with one space where one stood between words; `None` if it has none. One that is never closed
/// hides nothing.
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
