use serde::Deserialize;

use super::*;

#[derive(Debug, Default, Deserialize, PartialEq)]
#[serde(deny_unknown_fields, default)]
struct Sample {
    title: Option<String>,
    count: Option<u32>,
    people: Vec<Entry>,
}

#[derive(Debug, Deserialize, PartialEq)]
#[serde(deny_unknown_fields)]
struct Entry {
    id: String,
    #[serde(default)]
    labels: Vec<String>,
}

/// Reads the text and lists each mistake as `code line:column`.
fn check(text: &str) -> (Option<Sample>, Vec<String>) {
    let source = SourceText { shown: "site.yml".into(), text: std::sync::Arc::new(text.to_owned()) };
    let read = Yaml::file(&source).read::<Sample>();
    let mistakes = read.diagnostics.iter().map(|d| {
        let at = d.at.as_ref().expect("a place");
        format!("{} {}:{}", d.problem, at.line, at.column)
    });
    (read.value.map(|r| r.value), mistakes.collect())
}

#[test]
fn what_is_typed_stays_as_typed_where_a_text_is_asked_for_and_is_a_number_where_a_number_is() {
    for typed in [
        "9.30",
        "2025.10",
        "0x1F",
        "0o17",
        "1e3",
        "12:30",
        "0123",
        "no",
        "1_000",
        ".5",
        "+1",
        "2024-01-01",
        "-0",
        ".inf",
    ] {
        let (value, mistakes) = check(&format!("title: {typed}\npeople:\n- id: a\n  labels: [{typed}, \"7\"]\n"));
        let value = value.expect("a value");
        assert_eq!(value.title.as_deref(), Some(typed));
        assert_eq!(value.people[0].labels, [typed, "7"]);
        assert_eq!(mistakes, [""; 0]);
    }
    let (value, mistakes) = check("count: 0x14\ntitle: 0x14\n");
    assert_eq!((value.as_ref().and_then(|v| v.count), mistakes), (Some(20), vec![]));
    assert_eq!(value.and_then(|v| v.title).as_deref(), Some("0x14"));
    assert_eq!(check("count: 9.30\n").1, ["yaml-type 1:1"]);
}

#[test]
fn typed_numbers_survive_anchors_merges_and_nesting() {
    let (value, mistakes) = check("title: &t 1.10\npeople:\n- &a {id: *t, labels: [0x1F]}\n- {<<: *a, id: 2.20}\n");
    let people = value.expect("a value").people;
    assert_eq!(
        people.iter().map(|p| (&*p.id, &*p.labels[0])).collect::<Vec<_>>(),
        [("1.10", "0x1F"), ("2.20", "0x1F")]
    );
    assert_eq!(mistakes, [""; 0]);
}

#[test]
fn no_escape_writes_a_control_character() {
    let (value, mistakes) = check("title: \"a\\0b\\a\\uFFFF\\x85\\tc\"\ncount: 1\n");
    assert_eq!(value.and_then(|v| v.title).as_deref(), Some("a\u{FFFD}b\u{FFFD}\u{FFFD} \tc"));
    assert_eq!(mistakes, ["control-character 1:1"]);
}

#[test]
fn one_wrong_value_costs_that_value_alone() {
    let (value, mistakes) = check("title: A\ncount: many\n");
    assert_eq!(value, Some(Sample { title: Some("A".into()), ..Sample::default() }));
    assert_eq!(mistakes, ["yaml-type 2:1"]);
}

#[test]
fn an_unknown_key_is_found_and_a_near_one_suggested() {
    let (value, mistakes) = check("count: 3\ntitel: A\n");
    assert_eq!((value.and_then(|v| v.count), mistakes), (Some(3), vec!["unknown-key 2:1".to_owned()]));
}

#[test]
fn a_mistake_deep_inside_is_found() {
    let (value, mistakes) = check("people:\n  - id: a\n  - id: b\n    labels: [x, {}]\n    lables: 1\n");
    assert_eq!(value.map(|v| v.people.len()), Some(2));
    assert_eq!(mistakes, ["yaml-type 4:17", "unknown-key 5:5"]);
}

#[test]
fn an_entry_without_an_id_is_left_out() {
    let (value, mistakes) = check("people:\n- id: a\n- labels: [x]\n");
    assert_eq!(value.map(|v| v.people.len()), Some(1));
    assert_eq!(mistakes, ["missing-id 3:3"]);
}

#[test]
fn a_key_that_stands_twice_is_an_error_at_the_second() {
    let (value, mistakes) = check("title: A\ncount: 1\ntitle: B\n");
    assert_eq!((value, mistakes), (None, vec!["duplicate-key 3:1".to_owned()]));
}

/// Checks that each mistake is reported where the text is marked with `‸`, in the order of the marks.
#[track_caller]
fn check_places(dialect: Dialect, marked: &str) {
    let mut wanted = Vec::new();
    for (at, _) in marked.match_indices('‸') {
        let before = marked[..at].replace('‸', "");
        let line = before.rsplit('\n').next().unwrap_or_default();
        wanted.push((before.matches('\n').count() + 1, line.chars().count() + 1));
    }
    let text = std::sync::Arc::new(marked.replace('‸', ""));
    let source = SourceText { shown: "site.yml".into(), text };
    let read = Yaml::file(&source).written_in(dialect).read::<Sample>();
    let places = read.diagnostics.iter().filter_map(|diagnostic| diagnostic.at.as_ref());
    let places: Vec<_> = places.map(|at| (at.line as usize, at.column as usize)).collect();
    assert_eq!(places, wanted, "{marked}\n{:?}", read.diagnostics);
}

#[test]
fn a_mistake_is_found_in_flow_style() {
    check_places(Dialect::Yaml, "people: [{id: a, labels: [x, ‸{}]}, {id: b, ‸lables: 1}]\n");
    check_places(Dialect::Yaml, "people:\n  - {id: \"a, b\", labels: [\"x, {y}\",\n     ‸{}]}\n");
    check_places(Dialect::Yaml, "title: 會議\npeople: [{id: 甲, names: 乙}]\n".replace("names", "‸names").as_str());
    check_places(Dialect::Yaml, "{title: A, ‸count: many}\n");
}

#[test]
fn words_that_look_like_keys_are_not_taken_for_them() {
    check_places(Dialect::Yaml, "title: >-\n  x\n\n  people:\n  - id: x\n‸count: many\n");
    check_places(Dialect::Yaml, "title: \"a\n  count: b\"\n# count: c\n‸count: many\n");
    check_places(Dialect::Yaml, "people:\n- id: a\n  labels:\n  - |\n    lables: x\n  ‸lables: 1\n");
    check_places(Dialect::Yaml, "title: A\n‸\"count\": many\n");
}

#[test]
fn the_second_of_two_keys_is_found_wherever_it_stands() {
    check_places(Dialect::Yaml, "people:\n- id: a\n- id: b\n  labels: [x]\n  ‸id: c\n");
    check_places(Dialect::Yaml, "people: [{id: a, ‸id: b}]\n");
    check_places(Dialect::Yaml, "title: |\n  title: A\n‸\"title\": B\n");
    let deep = format!("title: A\n‸title: B\npeople:\n{}\n", "- ".repeat(90_000));
    check_places(Dialect::Yaml, &deep);
}

#[test]
fn a_mistake_that_an_anchor_repeats_is_found_where_it_is_written() {
    check_places(Dialect::Yaml, "people:\n- {id: x, labels: &l [y, ‸‸{}]}\n- {id: z, labels: *l}\n");
    check_places(Dialect::Yaml, "people:\n- &a {id: x, ‸‸lables: 1}\n- {<<: *a, id: z}\n");
    check_places(Dialect::Yaml, "people:\n- {id: x}\n- &b {id: y, labels: [‸{}]}\n");
}

#[test]
fn a_mistake_is_found_in_json_and_toml() {
    check_places(
        Dialect::Json,
        "{\n\t\"title\": \"A\",\n\t\"people\": [{\"id\": \"a\", ‸\"lables\": 1}],\n\t‸\"cuont\": 1\n}\n",
    );
    check_places(Dialect::Toml, "title = \"count = 1\"\n‸\"count\" = \"many\"\n[[people]]\nid = \"a\"\n‸lables = 1\n");
}

#[test]
fn the_keys_of_the_top_level_are_given_with_their_places() {
    let keys = |dialect: Dialect, text: &str| {
        let source = SourceText { shown: "site.yml".into(), text: std::sync::Arc::new(text.to_owned()) };
        let keys = Yaml::file(&source).written_in(dialect).keys();
        keys.into_iter().map(|(key, at)| format!("{key} {}:{}", at.line, at.column)).collect::<Vec<_>>()
    };
    let yaml = "title: |\n  count: 2\n'count': 1\npeople: [{id: a}]\n";
    assert_eq!(keys(Dialect::Yaml, yaml), ["title 1:1", "count 3:1", "people 4:1"]);
    assert_eq!(keys(Dialect::Toml, "count = 1\n[people]\nid = 1\n"), ["count 1:1", "people 2:2"]);
    assert_eq!(keys(Dialect::Json, "{\"count\": 1}"), ["count 1:2"]);
    assert_eq!(keys(Dialect::Yaml, "- a\n- b\n"), [""; 0]);
}

#[test]
fn broken_yaml_is_an_error_with_line_and_column() {
    let (value, mistakes) = check("title: \"A\ncount: 1\n");
    assert!(value.is_none());
    assert!(mistakes[0].starts_with("yaml-syntax"), "{mistakes:?}");
}

#[test]
fn an_anchor_bomb_and_deep_nesting_are_errors() {
    let mut bomb = String::from("a: &a [x,x,x,x,x,x,x,x,x]\n");
    for (this, last) in ["b", "c", "d", "e", "f", "g", "h", "i"].iter().zip(["a", "b", "c", "d", "e", "f", "g", "h"]) {
        bomb.push_str(&format!(
            "{this}: &{this} [*{last},*{last},*{last},*{last},*{last},*{last},*{last},*{last},*{last}]\n"
        ));
    }
    assert_eq!(check(&bomb).0, None);
    assert_eq!(check(&"[".repeat(50_000)).0, None);
    assert_eq!(check(&format!("a: {}", "{a: ".repeat(50_000))).0, None);
}
