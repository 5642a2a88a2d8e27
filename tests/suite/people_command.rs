//! An editor finds out who speaks, and puts into the registry that two labels are one person's, without the file being
//! disturbed.

use serde_json::Value;

use crate::commands::{code, minutebook, told};
use crate::site::Site;

/// A site with records of these labels, one speech each, and a registry.
fn site(labels: &[&str], people: &str) -> Site {
    let speeches: String = labels.iter().map(|label| format!("\n### {label}:\nAye.\n")).collect();
    let site = Site::new().file("content/2024-03-11-a.md", format!("# A\n{speeches}"));
    if people.is_empty() { site } else { site.file("content/people.yml", people) }
}

fn run(site: &Site, arguments: &[&str]) -> std::process::Output {
    let all: Vec<&str> = ["people"].iter().chain(arguments).copied().collect();
    minutebook(&all, &site.options.site)
}

fn read(site: &Site, path: &str) -> String {
    std::fs::read_to_string(site.path(path)).expect("a file")
}

fn listed(site: &Site, arguments: &[&str]) -> Value {
    let all: Vec<&str> = ["--format", "json"].iter().chain(arguments).copied().collect();
    let output = run(site, &all);
    assert_eq!(code(&output), 0, "{}", told(&output));
    serde_json::from_slice(&output.stdout).expect("JSON")
}

/// Merges, and expects `people.yml` to be what it was with `‸` replaced.
#[track_caller]
fn check(people: &str, label: &str, piece: &str) {
    let site = site(&["Ann", label], &people.replace('‸', ""));
    let output = run(&site, &["--merge", label, "--into", "ann"]);
    assert_eq!(code(&output), 0, "{}", told(&output));
    assert_eq!(read(&site, "content/people.yml"), people.replace('‸', piece));
    let who = &listed(&site, &[])["labels"].as_array().expect("labels").clone();
    assert!(who.iter().all(|row| row["who"] == serde_json::json!(["ann"]) && row["unknown"] == false), "{who:#?}");
    let build = site.build();
    assert!(build.codes().is_empty(), "{:?}", build.codes());
}

#[test]
fn labels_are_counted_with_dates_and_with_whom_they_mean() {
    let site = site(
        &["Ann", "ANN", "Ben", "Guest"],
        "people:\n  - {id: ann, names: Ann}\n  - {id: g, kind: anonymous, labels: [Guest]}\n",
    )
    .file("content/2025-01-02-b.md", "---\nspeakers: {Chair: ann}\n---\n# B\n### Chair:\nYes.\n### Ann:\nNo.\n")
    .file("content/2026-01-03-c.md", "---\nstatus: draft\n---\n# C\n### Chair:\nYes.\n");
    let all = listed(&site, &[]);
    let row = |label: &str| {
        let rows = all["labels"].as_array().expect("labels");
        rows.iter().find(|row| row["label"] == label).unwrap_or_else(|| panic!("{label} in {all:#}")).clone()
    };
    assert_eq!((&row("Ann")["speeches"], &row("Ann")["records"]), (&Value::from(3), &Value::from(2)));
    assert_eq!((&row("Ann")["first"], &row("Ann")["last"]), (&Value::from("2024-03-11"), &Value::from("2025-01-02")));
    assert_eq!((&row("Chair")["who"], &row("Chair")["unknown"]), (&serde_json::json!(["ann"]), &Value::from(true)));
    assert_eq!((&row("Guest")["who"], &row("Guest")["unknown"]), (&serde_json::json!([]), &Value::from(false)));
    let unknown = listed(&site, &["--unknown"]);
    let labels: Vec<&str> =
        unknown["labels"].as_array().expect("labels").iter().filter_map(|row| row["label"].as_str()).collect();
    assert_eq!(labels, ["Chair", "Ben"]);
    let lines = String::from_utf8(run(&site, &[]).stdout).expect("UTF-8");
    assert!(lines.contains("Ann → ann\n") && lines.contains("Chair → annand an unknown speaker\n"), "{lines}");
    assert!(lines.contains("Guest → anonymous\n") && lines.contains("  Ben\n"), "{lines}");
}

#[test]
fn labels_that_may_be_one_persons_are_told_with_a_command_that_merges_them() {
    let site = site(
        &["Hester Quillam", "H. Quillam", "林綠紅", "林委員綠紅", "Ben"],
        "people:\n  - {id: hester, names: Hester Quillam}\n",
    );
    let candidates = listed(&site, &[])["candidates"].clone();
    assert_eq!(candidates.as_array().map(Vec::len), Some(2), "{candidates:#}");
    assert_eq!((&candidates[0]["id"], &candidates[0]["name"]), (&Value::Null, &Value::from("林綠紅")));
    assert_eq!(
        (&candidates[0]["labels"][0]["label"], &candidates[0]["labels"][0]["score"]),
        (&Value::from("林委員綠紅"), &Value::from(90))
    );
    assert_eq!(
        (&candidates[1]["id"], &candidates[1]["labels"][0]["reason"]),
        (&Value::from("hester"), &Value::from("an initial"))
    );
    let lines = String::from_utf8(run(&site, &[]).stdout).expect("UTF-8");
    assert!(lines.contains("  minutebook people --merge 'H. Quillam' --into hester\n"), "{lines}");
    assert!(lines.contains("  minutebook people --merge 林綠紅 林委員綠紅 --into 林綠紅 --new\n"), "{lines}");
    assert_eq!(code(&run(&site, &["--merge", "H. Quillam", "--into", "hester"])), 0);
    assert_eq!(code(&run(&site, &["--merge", "林綠紅", "林委員綠紅", "--into", "lin-lu-hung", "--new"])), 0);
    assert_eq!(listed(&site, &[])["candidates"], serde_json::json!([]));
}

#[test]
fn a_label_of_several_people_is_never_proposed_as_one_person() {
    let known = "people:\n  - {id: ann, names: Ann Lee}\n  - {id: ben, names: Ben}\n";
    let site = site(&["Ann Lee", "Ben", "Ann Lee and Ben", "Ann Lee & Ben", "Ben and Cy", "Cy"], known);
    let lines = String::from_utf8(run(&site, &[]).stdout).expect("UTF-8");
    assert!(!lines.contains("Perhaps"), "{lines}");
    let entry = "    - {label: Ann Lee and Ben, people: [ann, ben]}\n";
    assert!(lines.contains(entry) && lines.contains("which is missing for Cy\n"), "{lines}");
    let all = listed(&site, &[]);
    assert_eq!(all["combined"].as_array().map(Vec::len), Some(3), "{all:#}");
    site.write("content/people.yml", format!("{known}combined:\n{entry}"));
    assert_eq!(listed(&site, &[])["combined"].as_array().map(Vec::len), Some(2));
}

#[test]
fn a_registry_keeps_its_comments_order_and_layout() {
    check("# who\npeople:\n  # first\n  - id: ann\n    labels: [Ann‸] # short\n    sort: A\n", "A. Lee", ", A. Lee");
    check("people:\n- id: ann\n  labels:\n  - Ann # short‸\n  # the end", "A. Lee", "\n  - A. Lee");
    check("people:\r\n  - id: ann\r\n    names: {en: Ann}‸\r\n", "A. Lee", "\r\n    labels: [A. Lee]");
    check("people:\n  - id: ann\n    labels:\n      - Ann‸", "Lee # 2", "\n      - \"Lee # 2\"");
    check("people: [{id: ann, labels: [Ann‸]}]", "Null", ", \"Null\"");
}

#[test]
fn a_new_person_is_entered_at_the_end_or_in_a_new_file() {
    let two = site(&["Ben", "B. Lee", "Ann"], "people:\n  - id: ann\n    names: Ann\n\ncombined: []\n");
    let output = run(&two, &["--merge", "Ben", "B. Lee", "--into", "ben-lee", "--new"]);
    assert_eq!(code(&output), 0, "{}", told(&output));
    let expected =
        "people:\n  - id: ann\n    names: Ann\n  - id: ben-lee\n    names: Ben\n    labels: [B. Lee]\n\ncombined: []\n";
    assert_eq!(read(&two, "content/people.yml"), expected);
    let none = site(&["Ben"], "");
    assert_eq!(code(&run(&none, &["--merge", "Ben", "--into", "ben", "--new"])), 0);
    assert!(read(&none, "content/people.yml").ends_with("people:\n  - id: ben\n    names: Ben\n"));
    assert!(none.build().codes().is_empty());
}

#[test]
fn organisations_have_labels_too() {
    let site = site(&["Works"], "")
        .file("content/organisations.yml", "organisations:\n  - id: city\n    units:\n      - id: works-office\n");
    let output = run(&site, &["--merge", "Works", "--into", "works-office"]);
    assert_eq!(code(&output), 0, "{}", told(&output));
    assert!(String::from_utf8_lossy(&output.stdout).trim_end().ends_with("organisations.yml"));
    assert!(read(&site, "content/organisations.yml").ends_with("      - id: works-office\n        labels: [Works]\n"));
}

#[test]
fn a_registry_is_added_to_by_whatever_spelling_it_has() {
    let site = site(&["Ben"], "").file("content/People.YAML", "people:\n  - id: ann\n");
    let output = run(&site, &["--merge", "Ben", "--into", "ben", "--new"]);
    assert_eq!(code(&output), 0, "{}", told(&output));
    assert!(read(&site, "content/People.YAML").ends_with("  - id: ben\n    names: Ben\n"));
    assert!(!site.path("content/people.yml").exists());
}

#[test]
fn what_is_wrong_is_told_with_its_remedy_and_nothing_is_written() {
    let people = "people:\n  - {id: ann, names: Ann}\n  - {id: ben, labels: [Ben]}\n";
    let site = site(&["Ann", "Ben", "Chair"], people);
    let refused = |arguments: &[&str], words: &str| {
        let output = run(&site, arguments);
        assert_eq!(code(&output), 2, "{arguments:?}");
        assert!(told(&output).contains(words) && told(&output).contains("hint: "), "{}", told(&output));
        assert_eq!(read(&site, "content/people.yml"), people);
    };
    refused(&["--merge", "Chiar", "--into", "ann"], "did you mean “Chair”?");
    refused(&["--merge", "Chair", "--into", "an"], "no entry of the registry has the id “an”");
    refused(&["--merge", "Chair", "--into", "ann", "--new"], "the id “ann” is taken");
    refused(&["--merge", "Chair", "--into", "a/b", "--new"], "“a/b” cannot be an id");
    refused(&["--merge", "Ben", "--into", "ann"], "“Ben” is a label or name of “ben” (content/people.yml:3)");
    refused(&["--merge", "Ann", "--into", "ann"], "all these labels mean “ann” already");
    refused(&["--ask"], "there is no terminal on which to ask");
    let odd = "people:\n  - id: ann\n    labels: &l [Ann]\n  - id: ben\n    ambiguous_labels: *l\n";
    site.write("content/people.yml", odd);
    let output = run(&site, &["--merge", "Chair", "--into", "ann"]);
    assert_eq!(code(&output), 2);
    assert!(told(&output).contains("- id: ann\n  labels: [Chair]"), "what to paste: {}", told(&output));
    assert_eq!(read(&site, "content/people.yml"), odd);
}

#[cfg(unix)]
#[test]
fn the_file_keeps_its_rights_and_a_link_stays_a_link() {
    use std::os::unix::fs::PermissionsExt;
    let site = site(&["Ann", "Chair"], "people:\n  - {id: ann, names: Ann}\n");
    let place = site.path("content/people.yml");
    std::fs::rename(&place, site.path("content/who.data")).expect("a file");
    std::os::unix::fs::symlink("who.data", &place).expect("a link");
    std::fs::set_permissions(&place, std::fs::Permissions::from_mode(0o640)).expect("rights");
    assert_eq!(code(&run(&site, &["--merge", "Chair", "--into", "ann"])), 0);
    assert!(std::fs::symlink_metadata(&place).expect("a link").is_symlink());
    assert_eq!(std::fs::metadata(&place).expect("a file").permissions().mode() & 0o777, 0o640);
    assert!(read(&site, "content/who.data").contains("labels: [Chair]"));
}

/// Suggestions for a real archive: enough to be useful, and few enough to be read.
#[test]
fn a_real_archive_has_few_candidates_and_the_known_ones() {
    let Some(records) = crate::site::real_records("sample-600") else { return };
    let output =
        minutebook(&["people", &records.to_string_lossy(), "--format", "json"], records.parent().expect("a parent"));
    let all: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let candidates = all["candidates"].as_array().expect("candidates");
    assert!((10..60).contains(&candidates.len()), "{}", candidates.len());
    let has = |name: &str, label: &str| {
        let is_it = |own: &Value| own["label"] == label || own["like"] == label;
        candidates.iter().any(|c| c["name"] == name && c["labels"].as_array().is_some_and(|all| all.iter().any(is_it)))
    };
    assert!(has("唐鳳", "唐共同召集人鳳") && has("林綠紅", "林委員綠紅") && has("Isao Tada", "Iso Tada"));
    let told = all.to_string();
    assert!(!told.contains("\"like\":\"David\"") && !told.contains("\"like\":\"Eric Chang\""));
}

#[test]
fn names_in_decisions_are_learnt_too() {
    let record = "# A\n\n### Ann:\nAye.\n\n> **Decision:** So.\n> For: Ann, Hester Quilam\n> Against: Witness A\n\n\
                  > **Decision:** Not so.\n> Against: Hester Quilam\n";
    let people = "people:\n  - {id: hester-quillam, names: {en: Hester Quillam}}\n  - {id: witness, kind: anonymous, labels: [Witness A]}\n";
    let site = Site::new().file("content/2024-03-11-a.md", record).file("content/people.yml", people);
    let found = listed(&site, &[]);
    let row = |label: &str| {
        let rows = found["labels"].as_array().expect("labels");
        rows.iter().find(|row| row["label"] == label).cloned().unwrap_or_default()
    };
    assert_eq!((&row("Hester Quilam")["decisions"], &row("Hester Quilam")["unknown"]), (&2.into(), &true.into()));
    assert_eq!((&row("Ann")["speeches"], &row("Ann")["decisions"]), (&1.into(), &1.into()));
    assert_eq!(row("Witness A")["unknown"], false, "somebody known who must stay anonymous");
    assert_eq!(found["candidates"][0]["id"], "hester-quillam");
    let output = run(&site, &["--merge", "Hester Quilam", "--into", "hester-quillam"]);
    assert_eq!(code(&output), 0, "{}", told(&output));
    assert!(read(&site, "content/people.yml").contains("labels: [Hester Quilam]"));
}

#[test]
fn the_proposed_command_can_be_run_as_it_stands() {
    let site = site(&["Ann Miller", "Ann Miler"], "");
    let literal = run(&site, &["--merge", "Ann Miller", "--into", "ID", "--new"]);
    assert!(code(&literal) == 2 && told(&literal).contains("stands for an id"), "{}", told(&literal));
    let said = String::from_utf8_lossy(&run(&site, &[]).stdout).into_owned();
    let proposed = said.lines().find_map(|line| line.trim().strip_prefix("minutebook people ")).expect("a proposal");
    let (labels, into) =
        proposed.strip_prefix("--merge ").and_then(|rest| rest.split_once(" --into ")).expect("labels");
    let labels = labels.split("' '").map(|label| label.trim_matches('\''));
    let (id, new) = into.split_once(' ').expect("an id");
    let arguments: Vec<&str> = ["--merge"].into_iter().chain(labels).chain(["--into", id, new]).collect();
    let output = run(&site, &arguments);
    assert_eq!(code(&output), 0, "{arguments:?}: {}", told(&output));
    assert!(read(&site, "content/people.yml").contains("id: ann-mil"), "{}", read(&site, "content/people.yml"));
}
