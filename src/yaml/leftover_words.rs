//! Finds keys without a value that a mapping does not know, such as the words behind a comma: `{reason: It is wrong, sadly}`.
//!
//! Keys of metadata without a value are removed before it is read, since editing forms write empty ones. Those that no
//! form can have written are put back and read once more, to be reported.

use serde::de::DeserializeOwned;
use serde_yaml::Value;

use super::mistake::Mistake;
use super::value_texts::{ValuelessKey, pairs};
use super::{Dialect, Node, NodeKind, PathStep, RejectedKey, Yaml};
use crate::report::diagnostic::{Diagnostic, Location, Problem};

impl Yaml<'_> {
    /// Reports the keys without a value that are not known in their mapping, or that have no colon. `value` is what was read without
    /// them.
    pub(super) fn report_leftover_words<T: DeserializeOwned>(
        &self,
        mut value: Value,
        left: Vec<ValuelessKey>,
        diagnostics: &mut Vec<Diagnostic>,
        rejected_keys: &mut Vec<RejectedKey>,
    ) {
        let mut most = 0;
        for ValuelessKey { outer, inner } in left {
            // The outer key may have been rejected.
            if let Some(Value::Mapping(mapping)) = value.get_mut(&outer) {
                mapping.insert(inner, Value::Null);
                most += 1;
            }
        }
        for _ in 0..most {
            let Err(error) = serde_path_to_error::deserialize::<_, T>(&value) else { return };
            let mistake = Mistake::new(error.path(), &error.inner().to_string());
            let [PathStep::Key(outer), PathStep::Key(inner)] = mistake.path.as_slice() else { return };
            let unknown = mistake.is_unknown_key();
            let diagnostic = match (self.is_without_colon(outer, inner), unknown) {
                (true, true) => Some(self.leftover_words(&mistake.path, inner)),
                (true, false) => Some(self.without_value(&mistake.path, inner)),
                (false, true) => Some(self.describe(&mistake, &mistake.path)),
                (false, false) => None,
            };
            if let Some(diagnostic) = diagnostic {
                let pairs = value.get(outer.as_str()).map(|value| pairs(outer.clone(), value)).unwrap_or_default();
                let diagnostic_index = diagnostics.len();
                diagnostics.push(diagnostic);
                rejected_keys.push(RejectedKey { key: outer.clone(), unknown, diagnostic: diagnostic_index, pairs });
            }
            if !mistake.take_out(&mut value) {
                return;
            }
        }
    }

    /// Place and words of an item in brackets that continues the text before it, because a comma divided a text without
    /// quotation marks: `not three.` of `[The fare is two marks, not three.]`.
    pub fn divided_text(&self, key: &str) -> Option<(Location, &str)> {
        if self.dialect != Dialect::Yaml {
            return None;
        }
        let (_, list) = self.layout().root()?.get(key)?;
        if !list.is_flow() || list.kind() != NodeKind::Sequence {
            return None;
        }
        let is_plain =
            |item: &Node<'_>| item.kind() == NodeKind::Scalar && self.text()[item.start()..].starts_with(item.text());
        let items: Vec<Node<'_>> = list.children().collect();
        let two = items.windows(2).find(|two| {
            let goes_on = two[1].text().starts_with(|c: char| c.is_lowercase() || c.is_ascii_digit());
            two.iter().all(is_plain) && goes_on && !two[0].text().ends_with(['.', '!', '?', '。'])
        })?;
        let at = two[1].start();
        Some((self.source.locate(self.start + at, two[1].text().len()), two[1].text()))
    }

    /// Reports whether a key stands in braces without a colon behind it.
    fn is_without_colon(&self, outer: &str, inner: &str) -> bool {
        if self.dialect != Dialect::Yaml {
            return false;
        }
        let mapping = self.layout().root().and_then(|root| root.get(outer)).map(|(_, mapping)| mapping);
        let Some(mapping) = mapping.filter(|mapping| mapping.is_flow()) else { return false };
        let Some((key, _)) = mapping.get(inner) else { return false };
        let written = &self.text()[key.start()..];
        let written = written.trim_start_matches(['"', '\'']);
        let after = written.strip_prefix(inner).unwrap_or_default().trim_start_matches(['"', '\'']);
        !after.trim_start().starts_with(':')
    }

    fn leftover_words(&self, path: &[PathStep], words: &str) -> Diagnostic {
        let message = format!("“{words}” stands behind a comma, which ends the text before it, and is not read");
        Diagnostic::at(Problem::UnknownKey, self.place(path), message)
            .hint(format!("put the whole text in quotation marks: `\"…, {words}\"`"))
    }

    fn without_value(&self, path: &[PathStep], key: &str) -> Diagnostic {
        let message = format!("“{key}” has no value, and is not read");
        Diagnostic::at(Problem::YamlType, self.place(path), message)
            .hint(format!("write `{key}: …`, or put a text with a comma in quotation marks: `\"…, {key}\"`"))
    }
}
