use super::*;

/// The decisions of a quotation, in short.
fn short(quote: &str) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    let mut name = |text: &str, _: usize| {
        names.push(text.to_owned());
        names.len() as NameIndex - 1
    };
    let decisions = decisions_in(quote, (0..quote.len()).into(), &[], &mut KnownNames::default(), &mut name);
    let line = |line: &DecisionLine| match line {
        DecisionLine::Wording(range) => format!("“{}”", range.of(quote)),
        DecisionLine::Result(range) => format!("= {}", range.of(quote)),
        DecisionLine::Progress(range) => format!("@ {}", range.of(quote)),
        DecisionLine::Names(line) => {
            let names: Vec<&str> = line.names.iter().map(|(range, _)| range.of(quote)).collect();
            format!("{:?} {}", line.role, names.join("|"))
        }
    };
    let one = |decision: &Decision| {
        let lines: Vec<String> = decision.lines.iter().map(line).collect();
        format!("{} [{}]", decision.kind.name(), lines.join("; "))
    };
    decisions.iter().map(one).collect()
}

#[test]
fn the_example_of_the_format_is_a_decision() {
    let quote = "> **Decision:** The fare is two marks from May.\n> Carried, 2 to 1, 1 abstaining.\n> For: Ann Lee, Ben Okri\n> Against: Cid Moss";
    assert_eq!(
        short(quote),
        [
            "decision [“**Decision:** The fare is two marks from May.”; = Carried, 2 to 1, 1 abstaining.; Voted(For) Ann Lee|Ben Okri; Voted(Against) Cid Moss]"
        ]
    );
}

#[test]
fn a_quotation_that_begins_otherwise_is_none() {
    for quote in [
        "> The Council **decided:** so.",
        "> **Note:** The fare.",
        "> **Decision** matters here.",
        "> **Don't force an irreversible decision.** We should.",
        "> > **Decision:** quoted again.",
        "> Decision: plain.",
        "> *Decision:* in italics.",
        "> **Q1：如何應對？**",
        ">",
        "",
    ] {
        assert_eq!(short(quote), Vec::<String>::new(), "{quote}");
    }
}

#[test]
fn lines_that_are_not_understood_stay_words() {
    assert_eq!(
        short(
            "> **Motion:** That the boxes be\n> carried\n> by hand.\n>\n> The Clerk will write to them.\n> Lost, 1 to 2."
        ),
        [
            "motion [“**Motion:** That the boxes be\n> carried\n> by hand.\n>\n> The Clerk will write to them.”; = Lost, 1 to 2.]"
        ]
    );
}

#[test]
fn a_quotation_may_record_several_decisions() {
    assert_eq!(
        short("> **Motion:** To adjourn.\n> **Vote:** Lost, 1 to 2.\n> **Decision:** To go on."),
        ["motion [“**Motion:** To adjourn.”; = **Vote:** Lost, 1 to 2.]", "decision [“**Decision:** To go on.”]"]
    );
}

#[test]
fn names_go_on_over_lines() {
    assert_eq!(
        short(">**決議：**照案通過。\n>贊成：甲議員、\n>乙議員"),
        ["resolution [“**決議：**照案通過。”; Voted(For) 甲議員; Voted(For) 乙議員]"]
    );
}

#[test]
fn ids_depend_on_the_wording_alone() {
    let id = |quote: &str| {
        decisions_in(quote, (0..quote.len()).into(), &[], &mut KnownNames::default(), &mut |_, _| 0)[0].id
    };
    let plain = id("> **Decision:** The fare is two marks.\n> Carried, 2 to 1.");
    assert_eq!(plain, id("> **Resolution 3:** The fare is\n> two marks.\n> Carried, 3 to 1.\n> For: Ann Lee"));
    assert_ne!(plain, id("> **Decision:** The fare is three marks."));
}

#[test]
fn what_contradicts_itself_is_told() {
    let told = |lines: &str| {
        let quote = format!("> **Decision:** So.\n{lines}");
        let mut names: Vec<String> = Vec::new();
        let mut name = |text: &str, _: usize| {
            let known = names.iter().position(|known| known == text);
            known.unwrap_or_else(|| {
                names.push(text.to_owned());
                names.len() - 1
            }) as NameIndex
        };
        contradiction(&decisions_in(&quote, (0..quote.len()).into(), &[], &mut KnownNames::default(), &mut name)[0])
            .unwrap_or_default()
    };
    for (lines, message) in [
        ("> Carried, 2 to 1.\n> For: Ann Lee\n> Against: Cid Moss", "2 are counted as for, and 1 name listed"),
        ("> Carried.\n> For: Ann Lee, Cid Moss\n> Against: Cid Moss", "somebody is listed as for and as against"),
        ("> Carried unanimously, 3 to 1.", "a unanimous vote has votes against"),
        ("> Carried, 1 to 2.", "it is carried with 1 for and 2 against"),
        ("> Lost, 2 to 1.", "it is lost with 2 for and 1 against"),
        ("> Lost by a two-thirds majority, 3 to 2.", ""),
        ("> Carried on the casting vote of the chair, 2 to 2.", ""),
        ("> Carried, 2 to 1, 1 abstaining.\n> For: Ann Lee, Ben Okri\n> Against: Cid Moss", ""),
    ] {
        assert_eq!(told(lines), message, "{lines}");
    }
}

#[test]
fn an_action_item_has_assignees_a_day_and_progress() {
    let quote = "> **Action 12:** Write to the ferry company.\n> Owner: Ann Lee, Ben Okri\n> Due: 31 March 2026\n> Done: 2026-03-20";
    assert_eq!(
        short(quote),
        [
            "action [“**Action 12:** Write to the ferry company.”; Assignee Ann Lee|Ben Okri; @ Due: 31 March 2026; @ Done: 2026-03-20]"
        ]
    );
    let decisions = decisions_in(quote, (0..quote.len()).into(), &[], &mut KnownNames::default(), &mut |_, _| 0);
    let action = decisions[0].action.as_deref().expect("an action item");
    assert_eq!((&*action.number, action.status), ("12", Some(crate::record::ActionStatus::Done)));
    assert_eq!(action.due.map(|date| date.to_string()).as_deref(), Some("2026-03-31"));
}

#[test]
fn assignees_and_days_belong_to_action_items_alone() {
    assert_eq!(
        short("> **Decision:** The fare is two marks.\n> Owner: Ann Lee\n> Due: 2026-03-31"),
        ["decision [“**Decision:** The fare is two marks.\n> Owner: Ann Lee\n> Due: 2026-03-31”]"]
    );
    // A second day contradicts the first, and stays words.
    assert_eq!(
        short("> **Action:** Write.\n> Due: 2026-03-31\n> Due: 2026-04-30"),
        ["action [“**Action:** Write.”; @ Due: 2026-03-31; “Due: 2026-04-30”]"]
    );
}

#[test]
fn a_name_that_is_known_means_what_it_meant_above() {
    let record = "> **Vote:** One.\n> For: Ann Lee, Ben and Okri\n> **Vote:** Two.\n> For: Ben and Okri, Ann Lee and Cid Moss\n> Against: none";
    let again = "> **Vote:** Two.\n> For: Ben and Okri, Ann Lee and Cid Moss\n> Against: none";
    assert_eq!(short(record)[1], short(again)[0]);
}
