//! Messages about values of the wrong type, in words for people who do not know the types of the program.

use super::suggestion::did_you_mean;

/// A mistake in words, with a remedy if there is one that the message leads to.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct TypeMistake {
    pub(super) what: String,
    pub(super) remedy: Option<String>,
}

/// Says a message of serde in plain words: `invalid type: sequence, expected struct X`, `missing field`, `unknown variant`. Messages
/// of our own readers stay as they are.
pub(super) fn type_mistake(message: &str) -> TypeMistake {
    let own = |remedy| TypeMistake { what: message.to_owned(), remedy };
    if let Some(key) = message.strip_prefix("missing field `").and_then(|rest| rest.strip_suffix('`')) {
        return TypeMistake { what: format!("it has no `{key}`"), remedy: Some(format!("add a line `{key}: …`")) };
    }
    if let Some((value, rest)) = message.strip_prefix("unknown variant `").and_then(|rest| rest.split_once('`')) {
        let known: Vec<&str> = rest.split('`').skip(1).step_by(2).collect();
        // A value in capitals is another spelling of the same.
        let lower: Vec<&str> = known.iter().copied().filter(|known| !known.contains(char::is_uppercase)).collect();
        let known = if lower.is_empty() { known } else { lower };
        let remedy = match did_you_mean(value, known.iter().copied()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("use one of: {}", known.join(", ")),
        };
        return TypeMistake { what: format!("“{value}” is not one of its values"), remedy: Some(remedy) };
    }
    let invalid = message.strip_prefix("invalid type: ").or_else(|| message.strip_prefix("invalid value: "));
    let Some((found, expected)) = invalid.and_then(|rest| rest.rsplit_once(", expected ")) else { return own(None) };
    let Some(found) = found_in_words(found) else { return own(None) };
    let (expected, remedy) = expected_in_words(expected);
    TypeMistake { what: format!("{found}, where {expected} should be"), remedy }
}

/// The value that was found.
fn found_in_words(found: &str) -> Option<String> {
    if let Some(text) = found.strip_prefix("string \"").and_then(|rest| rest.strip_suffix('"')) {
        return Some(format!("the text “{text}” stands here"));
    }
    let (kind, value) = found.split_once(" `").map_or((found, ""), |(kind, rest)| (kind, rest.trim_end_matches('`')));
    Some(match kind {
        "sequence" => "a list stands here".to_owned(),
        "map" => "keys with values stand here".to_owned(),
        "unit value" | "null" => "nothing stands here".to_owned(),
        "boolean" | "integer" | "floating point" => format!("{value} stands here"),
        _ => return None,
    })
}

/// The kind of value that should be there, and how it is written.
fn expected_in_words(expected: &str) -> (String, Option<String>) {
    let (words, remedy) = match expected {
        "a mapping" | "a map" => {
            ("keys with values", "write `key: value` on a line of its own for each, indented below")
        }
        "a sequence" => ("a list", "write `- ` before each item, on a line of its own"),
        "a string" | "a text" => ("a text", "put it in quotation marks if it is one"),
        "a boolean" => ("`true` or `false`", "write `true` or `false`, without quotation marks"),
        "usize" | "u64" | "u32" | "u16" | "u8" | "i64" | "i32" | "i16" | "i8" => {
            ("a whole number", "write it in digits, without quotation marks")
        }
        "f64" | "f32" => ("a number", "write it in digits, without quotation marks"),
        other if other.starts_with("struct ") => (
            "keys with values",
            "write `key: value` on a line of its own for each, indented below; docs/format.md lists the keys",
        ),
        other => {
            let (words, example) =
                other.split_once("; as in ").map_or((other, None), |(words, own)| (words, Some(own)));
            return (words.to_owned(), example.map(|example| format!("write it as in {example}")));
        }
    };
    (words.to_owned(), Some(remedy.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::type_mistake;

    #[test]
    fn messages_name_no_type_of_the_program() {
        for (message, what, remedy) in [
            (
                "invalid type: string \"Roads\", expected struct TopicEntry",
                "the text “Roads” stands here, where keys with values should be",
                "write `key: value`",
            ),
            (
                "invalid type: sequence, expected a mapping",
                "a list stands here, where keys with values should be",
                "write `key: value`",
            ),
            (
                "invalid type: integer `7`, expected a boolean",
                "7 stands here, where `true` or `false` should be",
                "write",
            ),
            (
                "invalid type: string \"a, expected b\", expected usize",
                "the text “a, expected b” stands here, where a whole number should be",
                "digits",
            ),
            (
                "invalid type: sequence, expected `true`, or `at:`; as in `withdrawn: true`",
                "a list stands here, where `true`, or `at:` should be",
                "write it as in `withdrawn: true`",
            ),
            ("missing field `title`", "it has no `title`", "add a line `title: …`"),
            (
                "unknown variant `drafty`, expected one of `draft`, `public`",
                "“drafty” is not one of its values",
                "did you mean `draft`?",
            ),
            (
                "unknown variant `ready`, expected one of `DRAFT`, `Draft`, `draft`, `PUBLIC`, `public`",
                "“ready” is not one of its values",
                "use one of: draft, public",
            ),
            ("unknown variant `x`, expected `draft` or `public`", "“x” is not one of its values", "draft, public"),
        ] {
            let mistake = type_mistake(message);
            assert_eq!(mistake.what, what, "{message}");
            assert!(mistake.remedy.as_ref().is_some_and(|told| told.contains(remedy)), "{message}: {mistake:?}");
        }
        assert_eq!(type_mistake("“soon” is not a day").what, "“soon” is not a day");
    }
}
