//! Filters, tests and functions that templates have, for messages about one that does not exist. The engine cannot list them.

use crate::yaml::did_you_mean;

/// Filters of Tera 2.
const FILTERS: [&str; 37] = [
    "abs",
    "capitalize",
    "default",
    "escape",
    "escape_html",
    "escape_xml",
    "first",
    "float",
    "get",
    "group_by",
    "indent",
    "int",
    "join",
    "keys",
    "last",
    "length",
    "lower",
    "newlines_to_br",
    "nth",
    "pairs",
    "pluralize",
    "replace",
    "reverse",
    "round",
    "safe",
    "sort",
    "split",
    "str",
    "title",
    "trim",
    "trim_end",
    "trim_start",
    "truncate",
    "unique",
    "upper",
    "values",
    "wordcount",
];

/// Tests of Tera 2.
const TESTS: [&str; 17] = [
    "array",
    "bool",
    "containing",
    "defined",
    "divisible_by",
    "ending_with",
    "even",
    "float",
    "integer",
    "iterable",
    "map",
    "none",
    "number",
    "odd",
    "starting_with",
    "string",
    "undefined",
];

/// Functions of Tera 2, and the one of themes.
const FUNCTIONS: [&str; 3] = ["range", "t", "throw"];

/// Remedy for the name of a filter, test or function that does not exist; `None` for anything else.
pub(super) fn remedy(what: &str, name: &str) -> Option<String> {
    let names: &[&str] = match what {
        "filter" => &FILTERS,
        "test" => &TESTS,
        "function" => &FUNCTIONS,
        _ => return None,
    };
    let near = did_you_mean(name, names.iter().copied()).or_else(|| of_other_engine(name));
    let near = near.map(|near| format!("did you mean “{near}”? ")).unwrap_or_default();
    Some(format!("{near}there are {}; https://keats.github.io/tera/ describes them", names.join(", ")))
}

/// Filter that does what one of another engine does: of Hugo, Jekyll or Jinja.
fn of_other_engine(name: &str) -> Option<&'static str> {
    Some(match name {
        "upcase" | "uppercase" | "toUpper" => "upper",
        "downcase" | "lowercase" | "toLower" => "lower",
        "size" | "count" | "len" => "length",
        "humanize" => "capitalize",
        "safeHTML" | "raw" => "safe",
        "strip" => "trim",
        "linebreaksbr" | "nl2br" => "newlines_to_br",
        "slice" => "nth",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_that_is_listed_exists() {
        let probe = |template: String| {
            let mut tera = tera::Tera::new();
            tera.register_function("t", |_: tera::Kwargs, _: &tera::State<'_>| 1);
            let read = tera.add_raw_template("probe", &template);
            assert!(read.is_ok(), "{template} {read:?}");
        };
        FILTERS.iter().for_each(|name| probe(format!("{{{{ a | {name} }}}}")));
        TESTS.iter().for_each(|name| probe(format!("{{% if a is {name} %}}{{% endif %}}")));
        FUNCTIONS.iter().for_each(|name| probe(format!("{{{{ {name}() }}}}")));
    }
}
