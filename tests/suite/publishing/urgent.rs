//! Mistakes stop a publication, and a withdrawal does not wait for them.

use super::{Place, SETTINGS};
use crate::commands::{code, told};

const FIRST: &str = "site/content/2024-03-11-first.md";
const WITHDRAWN: &str = "---\nwithdrawn: true\n---\n# First\n### Ann:\nGood evening.\n";
const LIVE: &str = "live/current/meetings/2024-03-11-first/index.html";

fn live(place: &Place) -> String {
    std::fs::read_to_string(place.path(LIVE)).expect("the page of the record")
}

#[test]
fn a_withdrawal_goes_live_although_other_records_have_mistakes() {
    let place = Place::new();
    place.published(&["--path", "live"]);
    place.write(FIRST, WITHDRAWN);
    place.write("site/content/2024-05-11-third.md", "---\nstatus: Draft.\n---\n# Third\n### Cy:\nzqxsecret\n");
    place.write("site/content/2024-06-11-fourth.md", "# Fourth\n### Cy:\n[A paper](missing.pdf)\n");
    let output = place.publish(&["--path", "live"]);
    let said = told(&output);
    // The error is no less an error, so a timer tells of it.
    assert_eq!(code(&output), 1, "{said}");
    assert!(
        said.contains("The withdrawal of 2024-03-11-first does not wait for 1 error and 1 warning in other records"),
        "{said}"
    );
    assert!(!live(&place).contains("Good evening."));
    assert!(!place.path("live/current/meetings/2024-05-11-third").exists());
    // The withdrawal is done, so the next publication waits again.
    let output = place.publish(&["--path", "live"]);
    assert_eq!(code(&output), 1);
    assert!(told(&output).contains("nothing was published: 1 error and 1 warning stop it"), "{}", told(&output));
}

#[test]
fn a_withdrawal_does_not_wait_for_warnings() {
    let place = Place::new();
    place.published(&["--path", "live"]);
    place.write(FIRST, WITHDRAWN);
    place.write("site/content/2024-06-11-fourth.md", "# Fourth\n### Cy:\n[A paper](missing.pdf)\n");
    let said = place.published(&["--path", "live"]);
    assert!(said.contains("does not wait for 1 warning in other records"), "{said}");
    assert!(!live(&place).contains("Good evening."));
}

#[test]
fn a_withdrawal_waits_for_mistakes_of_the_whole_site() {
    let place = Place::new();
    place.published(&["--path", "live"]);
    place.write(FIRST, WITHDRAWN);
    place.write("site/content/site.yml", format!("{SETTINGS}time_zone: Nowhere/Nothing\n"));
    let output = place.publish(&["--path", "live"]);
    assert_eq!(code(&output), 2, "{}", told(&output));
    assert!(live(&place).contains("Good evening."));
}

/// Words in the wrong mouth do not go live unseen.
#[test]
fn the_words_of_new_and_changed_records_are_checked_before_they_go_live() {
    let lost = "# Third\n### Ann:\nThe motion.\n\n###Ben:\nI resign.\n### Ben:\nYes.\n";
    let place = Place::new();
    place.published(&["--path", "live"]);
    place.write("site/content/2024-05-11-third.md", lost);
    let output = place.publish(&["--path", "live"]);
    assert_eq!(code(&output), 1, "{}", told(&output));
    assert!(told(&output).contains("lost-heading"), "{}", told(&output));
    // What was published with it is not asked for again.
    place.published(&["--path", "live", "--allow-warnings"]);
    place.write("site/content/2024-06-11-fourth.md", "# Fourth\n### Cy:\nGood day.\n");
    place.published(&["--path", "live"]);
}
