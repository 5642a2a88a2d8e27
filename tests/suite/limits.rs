//! Promises of docs/limits.md: content beyond a limit is reported once, and everything else is published.

use crate::site::{Built, Site};

fn each(n: usize, one: impl Fn(usize) -> String) -> String {
    (0..n).map(one).collect()
}

fn record(text: impl AsRef<[u8]>) -> Site {
    Site::new().file("content/2024-03-12-m.md", text)
}

/// Builds, and expects that one bound is reached, at a place, and nothing else is wrong.
fn check(site: &Site, place: &str) -> Built {
    let built = site.build();
    assert_eq!(built.codes(), [format!("over-limit {place}")], "{:#?}", built.report.diagnostics);
    built
}

/// Builds, and expects that nothing is wrong.
fn check_fine(site: &Site) -> Built {
    let built = site.build();
    assert_eq!(built.codes(), [""; 0], "{:#?}", built.report.diagnostics);
    built
}

#[test]
fn a_heading_names_sixty_four_people() {
    let site = |n: usize| {
        let names = each(n, |i| format!("{}人{i}", if i == 0 { "" } else { "、" }));
        record(format!("# 2024-03-12 M\n### {names}:\nAye.\n{}", each(n, |i| format!("### 人{i}:\nNay.\n"))))
    };
    let built = check_fine(&site(64));
    assert!(built.read("meetings/2024-03-12-m/index.html").contains("class=\"together\""));
    let built = check(&site(65), "content/2024-03-12-m.md:2:5");
    let page = built.read("meetings/2024-03-12-m/index.html");
    assert!(!page.contains("class=\"together\"") && page.contains("人0、人1、") && page.contains("Aye."), "{page}");
}

#[test]
fn a_combined_label_means_sixty_four_people() {
    let site = |n: usize| {
        let people = each(n, |i| format!("- id: p{i}\n  names: P{i}\n"));
        let ids = each(n, |i| format!("p{i}, "));
        record("# 2024-03-12 M\n### All:\nAye.\n")
            .file("content/people.yml", format!("people:\n{people}combined:\n- label: All\n  people: [{ids}]\n"))
    };
    assert!(check_fine(&site(64)).has("speakers/p63/index.html"));
    let built = check(&site(65), "content/people.yml:133:10");
    assert!(built.has("speakers/all/index.html") && !built.has("speakers/p63/index.html"));
}

#[test]
fn two_hundred_claim_one_label() {
    let site = |n: usize| {
        let people = each(n, |i| format!("- id: p{i}\n  names: {{en: Chair, fr: P{i}}}\n"));
        record("# 2024-03-12 M\n### P1:\nAye.\n").file("content/people.yml", format!("people:\n{people}"))
    };
    check_fine(&site(200));
    check(&site(201), "content/people.yml:402:7");
    // A label that holds in one record alone does not count among those that hold everywhere.
    let people = each(300, |i| format!("- id: p{i}\n  names: P{i}\n  labels:\n  - label: Chair\n    only_in: m{i}\n"));
    let site = Site::new()
        .file("content/m7.md", "# 2024-03-12 M\n### Chair:\nAye.\n")
        .file("content/m299.md", "# 2024-03-12 N\n### Chair:\nAye.\n")
        .file("content/people.yml", format!("people:\n{people}"));
    let built = check_fine(&site);
    assert!(built.has("speakers/p7/index.html") && built.has("speakers/p299/index.html"));
}

#[test]
fn a_thousand_different_names_speak_in_one_record() {
    let site = |n: usize| record(format!("# 2024-03-12 M\n{}", each(n, |i| format!("### S{i}:\nAye.\n"))));
    let built = check(&site(1001), "content/2024-03-12-m.md:2002:5");
    assert!(built.has("speakers/s999/index.html") && !built.has("speakers/s1000/index.html"));
    assert!(built.read("meetings/2024-03-12-m/index.html").contains("S1000"));
}

#[test]
fn lists_of_metadata_are_cut() {
    for (key, most) in
        [("topics", 200), ("aliases", 1_000), ("translations", 50), ("attachments", 2_000), ("absent", 5_000)]
    {
        let list = each(most + 1, |i| match key {
            "attachments" => format!("https://a.example/{i}, "),
            // The last would be told of otherwise.
            "translations" => "2024-03-13-n.md, ".to_owned(),
            _ => format!("n{i}, "),
        });
        let site = record(format!("---\n{key}: [{list}]\n---\n# 2024-03-12 M\n### Ann:\nAye.\n"))
            .file("content/2024-03-13-n.md", "# 2024-03-13 N\n### Ann:\nNay.\n");
        let built = check(&site, "content/2024-03-12-m.md:2:1");
        if key == "topics" {
            assert!(built.has("topics/n199/index.html") && !built.has("topics/n200/index.html"));
        }
    }
}

#[test]
fn a_row_that_could_be_no_address_is_left_out() {
    let long = "a".repeat(2_001);
    for row in [format!("/{long}/\t/meetings/2024-03-12-m/\n"), format!("/old/\t/{long}/\n")] {
        let site = record("# 2024-03-12 M\n### Ann:\nAye.\n").file("content/.redirects", row);
        check(&site, "content/.redirects:1:1");
    }
    let site = record(format!("---\naliases: [\"{long}\"]\n---\n# 2024-03-12 M\n### Ann:\nAye.\n"));
    check(&site, "content/2024-03-12-m.md:2:1");
}

#[test]
fn fifty_records_are_one_in_other_languages() {
    let site = |n: usize| {
        let mut site = Site::new();
        for i in 0..n {
            site = site.file(&format!("content/2024-03-12-m{i:02}.md"), format!("# 2024-03-12 M{i}\n### Ann:\nAye.\n"));
        }
        site.file(
            "content/.alternates",
            each(n - 1, |i| format!("2024-03-12-m{i:02}.md\t2024-03-12-m{:02}.md\n", i + 1)),
        )
    };
    check_fine(&site(50));
    let built = check(&site(52), "content/2024-03-12-m50.md");
    assert!(built.read("meetings/2024-03-12-m49/index.html").contains("/meetings/2024-03-12-m00/"));
    assert!(!built.read("meetings/2024-03-12-m51/index.html").contains("class=\"twin"));
}

#[test]
fn chains_and_circles_of_redirects_are_followed_to_their_end_however_long() {
    let chain = each(3_000, |i| format!("/old-{i}/\t/old-{}/\n", i + 1));
    let site = record("# 2024-03-12 M\n### Ann:\nAye.\n")
        .file("content/.redirects", format!("{chain}/old-3000/\t2024-03-12-m\n"));
    assert!(check_fine(&site).read("old-0/index.html").contains("/meetings/2024-03-12-m/"));
    let circle = each(40, |i| format!("/old-{i}/\t/old-{}/\n", (i + 1) % 40));
    let built = record("# 2024-03-12 M\n### Ann:\nAye.\n").file("content/.redirects", circle).build();
    assert_eq!(built.codes().len(), 40);
    let told = &built.report.diagnostics[0].message;
    assert!(told.ends_with("/old-10/ → /old-11/ → …"), "{told}");
}

#[test]
fn yaml_that_repeats_itself_without_end_is_not_read_and_one_that_repeats_itself_is() {
    let metadata = |a: usize, b: usize| {
        record(format!(
            "---\nextra:\n  a: &a [{}]\n  b: [{}]\n---\n# 2024-03-12 M\n### Ann:\nAye.\n",
            "x, ".repeat(a),
            "*a, ".repeat(b)
        ))
    };
    check_fine(&metadata(3, 3));
    let built = metadata(2_000, 2_000).build();
    assert_eq!(built.codes(), ["yaml-syntax content/2024-03-12-m.md:2:1"]);
    assert!(!built.has("meetings/2024-03-12-m/index.html"), "it may have said that it is not public yet");
}

#[test]
fn a_text_that_is_nothing_but_markup_is_shown_as_typed() {
    let text = |n: usize| record(format!("# 2024-03-12 M\n### Ann:\n{}end\n", "*a* ".repeat(n)));
    assert!(check_fine(&text(75_000)).read("meetings/2024-03-12-m/index.html").contains("<em>a</em> end"));
    let built = check(&text(75_001), "content/2024-03-12-m.md:3:1");
    let page = built.read("meetings/2024-03-12-m/index.html");
    assert!(!page.contains("<em>") && page.contains("*a* end"));
}

#[test]
fn feeds_tell_how_a_long_record_begins() {
    let built = check_fine(&record(format!("# 2024-03-12 M\n### Ann:\nAye.\n\n{}\nEnd.\n", "word ".repeat(100_000))));
    let feed = built.read("feed.json");
    assert!(feed.len() < 100_000 && feed.contains("/meetings/2024-03-12-m/"), "{}", feed.len());
}

#[test]
fn a_name_of_the_registry_has_three_hundred_characters() {
    let site = |n: usize| {
        record("# 2024-03-12 M\n### Ann:\nAye.\n").file(
            "content/people.yml",
            format!("people:\n- id: ann-lee\n  names: {}\n  labels: [Ann]\n", "名".repeat(n)),
        )
    };
    assert!(check_fine(&site(300)).read("speakers/ann-lee/index.html").contains("名名名"));
    let page = check(&site(301), "content/people.yml:2:7").read("speakers/ann-lee/index.html");
    assert!(page.contains("ann-lee") && !page.contains("名名名"), "{page}");
    // Who is not to be known stays unknown, however long the name is.
    let name = "Ann Lee ".repeat(50);
    let site = record(format!("# 2024-03-12 M\n### {}:\nAye.\n", name.trim()))
        .file("content/people.yml", format!("people:\n- id: ann-lee\n  kind: anonymous\n  names: {name}\n"));
    let built = site.build();
    assert!(built.codes().iter().all(|code| code.starts_with("over-limit")), "{:?}", built.codes());
    assert!(!built.has("speakers/ann-lee/index.html"));
}

#[test]
fn metadata_made_of_signs_holds_its_record_back() {
    for (yaml, is_read) in [
        (format!("extra: [{}]", "a,".repeat(100_001)), false),
        (format!("extra: [{}]", "a,".repeat(99_990)), true),
        ("- ".repeat(100_001), false),
        ("? ".repeat(100_001), false),
    ] {
        let built = record(format!("---\n{yaml}\n---\n# 2024-03-12 M\n### Ann:\nAye.\n")).build();
        let is_there = built.has("meetings/2024-03-12-m/index.html");
        assert_eq!((is_there, built.codes().iter().any(|code| code.starts_with("yaml-syntax"))), (is_read, !is_read));
    }
}

#[test]
fn a_long_link_definition_is_named_by_few_brackets() {
    let site = |length: usize, named: usize| {
        let target = format!("https://a.example/{}", "b".repeat(length - 18));
        record(format!("# 2024-03-12 M\n[a]: {target}\n\n{}", "### Ann:\nSee [a].\n".repeat(named)))
    };
    let page = |built: &Built| built.read("meetings/2024-03-12-m/index.html");
    assert!(page(&check_fine(&site(10_010, 999))).contains(">a</a>"));
    assert!(page(&check_fine(&site(200, 60_000))).contains(">a</a>"));
    let page = page(&check(&site(10_011, 999), "content/2024-03-12-m.md:2:6"));
    assert!(page.contains("See [a].") && !page.contains(">a</a>"));
}

#[test]
fn a_table_whose_rows_lack_most_cells_is_shown_as_typed() {
    let table = |rows: usize| format!("{}|\n{}|\n{}", "|a".repeat(100), "|-".repeat(100), "|b|\n".repeat(rows));
    let site = |rows: usize| record(format!("# 2024-03-12 M\n### Ann:\n{}\n### Ben:\nAye.\n", table(rows)));
    let page = |built: &Built| built.read("meetings/2024-03-12-m/index.html");
    assert!(page(&check_fine(&site(10))).contains("<td>b</td>"));
    let page = page(&check(&site(40), "content/2024-03-12-m.md:3:1"));
    assert!(page.contains("|b|") && !page.contains("<table") && page.contains("Aye."));
}
