use super::*;

fn labels(id: &str, labels: &[&str]) -> Addition {
    Addition::Labels { id: id.to_owned(), labels: labels.iter().map(|label| (*label).to_owned()).collect() }
}

fn person(id: &str) -> Addition {
    let fields = vec![("names", "{en: New One}".to_owned()), ("labels", "[N. One]".to_owned())];
    Addition::Entry(NewEntry { list: List::People, id: id.to_owned(), fields })
}

/// Checks an addition: `before` marks with `‸` where `piece` must be inserted.
fn check(before: &str, addition: &Addition, piece: &str) {
    let (head, tail) = before.split_once('‸').expect("a place");
    let result = amend(&format!("{head}{tail}"), addition).unwrap_or_else(|unsure| panic!("{unsure:?}\n{before}"));
    assert_eq!(result, format!("{head}{piece}{tail}"));
}

fn refused(before: &str, addition: &Addition) {
    assert!(amend(before, addition).is_err(), "{before}\n{:?}", amend(before, addition));
}

#[test]
fn a_label_joins_a_list_in_brackets() {
    let add = labels("ann", &["A. Lee"]);
    check("people:\n  - id: ann\n    labels: [Ann‸] # who\n", &add, ", A. Lee");
    check("people:\n  - id: ann\n    labels: [ Ann, \"B, c\"‸, ]\n", &add, ", A. Lee");
    check("people:\n  - id: ann\n    labels: [‸]\n", &add, "A. Lee");
    check(
        "people:\n  - id: ann\n    labels: [Ann, # first\n      Anna‸ # second\n    ]\n    sort: A\n",
        &add,
        ", A. Lee",
    );
    check("people:\n  - id: ann\n    labels: [Ann, {label: Chair, from: 2024}‸]\n", &add, ", A. Lee");
    check("people: [{id: bo}, {id: ann, labels: [Ann‸], sort: A}]\n", &add, ", A. Lee");
    check("people:\n  - {id: ann, names: {en: Ann},\n     labels: [Ann‸]}\n", &add, ", A. Lee");
}

#[test]
fn a_remark_behind_a_bracket_or_a_quotation_mark_stays_behind_it() {
    let add = labels("ann", &["A. Lee"]);
    check("people:\n  - id: ann\n    labels: [Ann, {label: Chair}‸ # since 2024, ]\n    ]\n", &add, ", A. Lee");
    check("people:\n  - {id: ann, names: {en: Ann}‸ # she\n    }\n", &add, ", labels: [A. Lee]");
    check("people:\n  - id: ann\n    names: {en: Ann} # she‸\n", &add, "\n    labels: [A. Lee]");
    check("people:\n  - id: \"ann\" # she‸\n", &add, "\n    labels: [A. Lee]");
    check("people:\n  - id: ann\n    labels:\n      - \"Ann\" # she‸\n      # end\n", &add, "\n      - A. Lee");
    check("people:\n  - id: ann\n    labels:\n      - {label: Ann} # she‸\n\n", &add, "\n      - A. Lee");
    check("people: [{id: ann}‸ # she\n  ]\n", &person("bo"), ", {id: bo, names: {en: New One}, labels: [N. One]}");
}

#[test]
fn a_label_joins_a_list_of_lines() {
    let add = labels("ann", &["A. Lee", "Lee: A"]);
    let piece = "\n      - A. Lee\n      - \"Lee: A\"";
    check(
        "people:\n  - id: ann\n    labels:\n      - Ann\n      - Anna # short‸\n      # end\n    sort: A\n",
        &add,
        piece,
    );
    check("people:\n  - id: ann\n    labels:\n      - label: Chair\n        from: 2024‸\n\n  - id: bo\n", &add, piece);
    check("people:\n- id: ann\n  labels:\n  - Ann‸", &add, "\n  - A. Lee\n  - \"Lee: A\"");
}

#[test]
fn a_list_is_begun_where_there_is_none() {
    let add = labels("ann", &["A. Lee"]);
    check("people:\n  - id: ann‸\n  - id: bo\n", &add, "\n    labels: [A. Lee]");
    check("people:\n  - id: ann # she\n    names: {en: Ann} # so‸\n    sort: A\n", &add, "\n    labels: [A. Lee]");
    check("people:\n  - names:\n      en: Ann\n      fr: Anne‸\n    id: ann\n", &add, "\n    labels: [A. Lee]");
    check("people:\n  - id: ann\n    labels:‸ # none yet\n    sort: A\n", &add, " [A. Lee]");
    check("people:\n  - {id: ann, names: {en: Ann}‸}\n", &add, ", labels: [A. Lee]");
    check("people:\n  -   id: \"ann\"‸\n", &add, "\n      labels: [A. Lee]");
}

#[test]
fn organisations_and_their_units_have_labels_too() {
    let add = labels("works", &["Works"]);
    check("organisations:\n  - id: city\n    units:\n      - id: works\n        labels: [W‸]\n", &add, ", Works");
    check("people:\n  - id: ann\norganisations:\n  - id: works‸\n", &add, "\n    labels: [Works]");
}

#[test]
fn an_entry_is_put_behind_the_last() {
    let block = |indentation: &str| {
        format!("\n{indentation}- id: new-one\n{indentation}  names: {{en: New One}}\n{indentation}  labels: [N. One]")
    };
    let add = person("new-one");
    check("# all\npeople:\n  - id: ann\n    labels: [Ann] # x‸\n\n# the rest\ncombined: []\n", &add, &block("  "));
    check("people:\n- id: ann‸\n", &add, &block(""));
    check("people:\n  - id: ann\n    names:\n      en: Ann‸", &add, &block("  "));
    check("people:\n  - {id: ann}‸\n", &add, &block("  "));
    check("people:  # nobody‸\n", &add, &block("  "));
    check("people: [{id: ann}‸]\n", &add, ", {id: new-one, names: {en: New One}, labels: [N. One]}");
    check("people: [‸]\n", &add, "{id: new-one, names: {en: New One}, labels: [N. One]}");
    let whole = format!("people:{}\n", block("  "));
    check("‸", &add, &whole);
    check("# nobody yet\n‸", &add, &whole);
    check("combined: []\n‸", &add, &whole);
    check("combined: []‸", &add, &format!("\n{whole}"));
}

#[test]
fn line_ends_and_byte_order_marks_stay() {
    let add = labels("ann", &["A. Lee"]);
    check("\u{feff}people:\r\n  - id: ann‸\r\n    sort: A\r\n", &add, "\r\n    labels: [A. Lee]");
    check("\u{feff}# 記\r\npeople:\r\n  - id: ann\r\n    labels:\r\n      - 安‸\r\n", &add, "\r\n      - A. Lee");
    check("people:\r\n  - id: ann‸", &add, "\r\n    labels: [A. Lee]");
    check("people:\r  - id: ann\r    labels: [安‸]\r", &add, ", A. Lee");
    check(
        "people:\r\n  - id: ann‸\r\n",
        &person("bo"),
        "\r\n  - id: bo\r\n    names: {en: New One}\r\n    labels: [N. One]",
    );
}

#[test]
fn whatever_needs_quotation_marks_has_them() {
    for label in [
        "Lee, A",
        "no",
        "A: b",
        "a # b",
        "- a",
        "'x'",
        "\"x\"",
        "[x]",
        "1968",
        "é\\n",
        "@a",
        "記者（一）",
        "x ",
        "~",
        "A、B",
        "2024-02-30",
    ] {
        let add = labels("ann", &[label]);
        for before in ["people:\n  - id: ann\n    labels: [Ann]\n", "people:\n  - id: ann\n    labels:\n      - Ann\n"]
        {
            let after = amend(before, &add).unwrap_or_else(|unsure| panic!("{label}: {unsure:?}"));
            let (registry, _) = read(&after).expect("a registry");
            let texts: Vec<&str> = registry.people[0].labels.iter().map(|claim| &*claim.label.text).collect();
            assert_eq!(texts, ["Ann", label.trim()], "{after}");
        }
    }
}

#[test]
fn what_cannot_be_done_surely_is_left_to_the_editor() {
    let add = labels("ann", &["A. Lee"]);
    refused("people:\n  - id: bo\n", &add);
    refused("people:\n  - id: ann\n    labels: &l [Ann]\n  - id: bo\n    labels: *l\n", &add);
    refused("people:\n  - &ann\n    id: ann\n  - <<: *ann\n    id: bo\n", &add);
    refused("people: [\n", &add);
    refused("people:\n  - id: ann\n---\npeople: []\n", &add);
    refused("people:\n  - id: ann\n    labels: [A. Lee]\n    labels: [B]\n", &add);
    refused(
        "{people: [{id: ann}], combined: []}\n",
        &Addition::Entry(NewEntry { list: List::Organisations, id: "x".into(), fields: vec![] }),
    );
    refused("people:\n  - id: ann\n", &person("ann"));
    let kind = vec![("kind", "ghost".to_owned())];
    refused("people:\n  - id: ann\n", &Addition::Entry(NewEntry { list: List::People, id: "bo".into(), fields: kind }));
    refused("people:\n  - id: ann\n", &person("a b"));
    let unsure = amend("people: *x\n", &add).expect_err("it is no list");
    assert_eq!(unsure.paste, "- id: ann\n  labels: [A. Lee]");
}

#[test]
fn a_label_that_holds_only_somewhere_is_not_the_one_that_was_meant() {
    // If the parser understood the inserted piece differently, the comparison would fail.
    let before = read("people:\n  - id: ann\n").expect("a registry");
    let after = read("people:\n  - id: ann\n    labels: [{label: A. Lee, series: s}]\n").expect("a registry");
    assert!(!is_as_meant(before, after, &labels("ann", &["A. Lee"])));
    let before = read("people:\n  - id: ann\n    sort: A\n").expect("a registry");
    let after = read("people:\n  - id: ann\n    labels: [A. Lee]\n    sort: B\n").expect("a registry");
    assert!(!is_as_meant(before, after, &labels("ann", &["A. Lee"])));
}
