//! Every word is given to the one who said it: what looks like the name of a speaker and is read otherwise is reported, days are
//! read as they are written, and fixes leave alone what is hidden.

use std::path::Path;
use std::process::{Command, Output};

use minutebook::pipeline::check;
use minutebook::report::diagnostic::{Diagnostic, Severity};

use crate::site::Site;

fn checked(site: &Site) -> Vec<Diagnostic> {
    check(&site.options).unwrap_or_else(|failure| panic!("{failure}")).diagnostics
}

/// The lines of which a check of a site says this.
fn lines_of(site: &Site, code: &str) -> Vec<u32> {
    let found = checked(site).into_iter().filter(|diagnostic| diagnostic.problem.code() == code);
    found.filter_map(|diagnostic| diagnostic.at.map(|at| at.line)).collect()
}

fn record(body: &str) -> Site {
    Site::new().file("content/2025-02-02-a.md", format!("# 2025-02-02 Quay\n\n{body}"))
}

fn minutebook(arguments: &[&str], folder: &Path) -> Output {
    let mut program = Command::new(env!("CARGO_BIN_EXE_minutebook"));
    let run = program.args(arguments).current_dir(folder).env("HOME", folder).env_remove("XDG_CACHE_HOME").output();
    run.expect("to run the program")
}

#[test]
fn a_heading_that_lost_its_form_among_speakers_is_reported() {
    for lost in [
        "\\### Ann:",
        "\\#\\#\\# Ann:",
        "> ### Ann:",
        "- ### Ann:",
        "1. ### Ann:",
        "＃＃＃ Ann：",
        "＃＃＃　Ann：",
        "#### Ann:",
        "*Ben*: I agree.",
        "_Ben:_ I agree.",
        "\\### Ben",
        "> ### Ben",
    ] {
        let site = record(&format!("### Ben:\nOne.\n\n{lost}\n\nTwo.\n\n### Cid:\nThree.\n"))
            .file("content/2025-03-03-b.md", "# 2025-03-03 B\n### Ann:\nAye.\n");
        assert_eq!(lines_of(&site, "lost-heading"), [6], "{lost}");
        let warning = checked(&site).into_iter().find(|found| found.problem.code() == "lost-heading").expect("it");
        assert_eq!(warning.severity, Severity::Warning);
        assert!(warning.hint.as_deref().is_some_and(|hint| hint.contains("`### ")), "{lost}: {warning:?}");
    }
    let before = record("> ### Ann:\n> Aye.\n\n### Ben:\nOne.\n");
    assert_eq!(lines_of(&before, "lost-heading"), [3], "before anybody speaks");
}

#[test]
fn what_is_no_lost_heading_is_not_reported_as_one() {
    for body in [
        "### Ben:\nOne.\n\n#### Agenda:\nTwo.\n",
        "### Ben:\nOne.\n\n#### What we did in the second year:\nTwo.\n",
        "### Ben:\nOne.\n\n> ### Next steps\n> Two.\n",
        "### Ben:\nOne.\n\n*Important*: two.\n",
        "### Ben:\nOne.\n\n```\n\\### Ann:\n```\n\n### Cid:\nTwo.\n",
        "### Ben:\nOne.\n\n<!--\n\\### Ann:\n-->\n\n### Cid:\nTwo.\n",
    ] {
        assert_eq!(lines_of(&record(body), "lost-heading"), [0; 0], "{body}");
    }
}

#[test]
fn words_on_the_line_of_a_heading_are_reported_where_the_speaker_is_known() {
    for heading in ["### 王：各位好", "### 王: 各位好", "### 王：各位好："] {
        let site = record(&format!("### 王：\n一。\n\n{heading}\n\n### 李：\n二。\n"));
        assert_eq!(lines_of(&site, "doubtful-name"), [6], "{heading}");
    }
    let registry = record("### 王：各位好\n一。\n")
        .file("content/people.yml", "people:\n- id: wang\n  name: 王小明\n  labels: [王]\n");
    assert_eq!(lines_of(&registry, "doubtful-name"), [3], "known from the registry");
    let elsewhere =
        record("### 王：各位好\n一。\n").file("content/2025-03-03-b.md", "# 2025-03-03 B\n### 王：\n二。\n");
    assert_eq!(lines_of(&elsewhere, "doubtful-name"), [3], "known from another record");
    let bold = record("### Question:\nOne.\n\n### Ben:\nTwo.\n\n**Question::** Three.\n");
    assert_eq!(lines_of(&bold, "lost-heading"), [9], "two colons within bold type");
    let body = record("### 環保署代表：羅振誠：\n一。\n\n### 羅振誠：\n二。\n\n### 環保署代表：\n三。\n");
    assert_eq!(lines_of(&body, "doubtful-name"), [0; 0], "both are known");
}

#[test]
fn a_heading_that_names_what_minutes_hold_is_reported() {
    for heading in ["Resolved:", "Carried:", "Decision:", "決議："] {
        let site = record(&format!("### Announcements\nOne.\n\n### {heading}\nTwo.\n\n### Budget\nThree.\n"));
        let built = site.build();
        assert_eq!(built.codes(), ["doubtful-name content/2025-02-02-a.md:6:5"], "{heading}");
        assert!(built.diagnostic("doubtful-name").hint.as_deref().is_some_and(|hint| hint.contains("speeches: none")));
    }
    assert_eq!(record("### Ann:\nOne.\n\n### Chair:\nTwo.\n").build().codes(), [""; 0]);
}

#[test]
fn a_moment_is_no_part_of_a_name_whatever_divides_them() {
    let moments =
        ["Eve - 10:16 -:", "Eve / 10:17:", "Eve -- 10:18 --:", "- 10:19 - Eve:", "Eve at 10:20:", "Eve | 10:21 |:"];
    let body: String = moments.iter().map(|heading| format!("### {heading}\nAye.\n\n")).collect();
    let built = record(&body).build();
    assert_eq!(built.codes(), [""; 0]);
    let speakers: Vec<String> = built
        .files()
        .into_keys()
        .filter(|path| path.starts_with("speakers/") && path.ends_with("/index.html"))
        .collect();
    assert!(built.has("speakers/eve/index.html"), "{speakers:?}");
    assert!(!speakers.iter().any(|path| path.contains("10")), "{speakers:?}");
}

#[test]
fn a_day_is_read_however_a_name_or_title_writes_it() {
    for (name, title) in [
        ("2024 mar 5 x", "Quay"),
        ("2024-March-05-x", "Quay"),
        ("5 March 2024 x", "Quay"),
        ("March-5-2024", "Quay"),
        ("5. März 2024", "Quay"),
        ("5 mars 2024", "Quay"),
        ("5 de marzo de 2024", "Quay"),
        ("5.3.2024 x", "Quay"),
        ("05-03-2024 x", "Quay of 2024-03-05"),
        ("2024년 3월 5일 x", "Quay"),
        ("令和6年3月5日", "Quay"),
        ("二〇二四年三月五日", "Quay"),
        ("quay", "Quay 5 March 2024"),
        ("quay", "Quay, March 5th, 2024"),
        ("quay", "5 March 2024 Quay"),
        ("quay", "令和6年3月5日 Quay"),
    ] {
        let built = Site::new().file(&format!("content/{name}.md"), format!("# {title}\n\n### Ann:\nAye.\n")).build();
        assert_eq!(built.codes(), [""; 0], "{name}: {title}");
        let is_page = |path: &String| {
            path.starts_with("meetings/") && path.ends_with("/index.html") && path.matches('/').count() == 2
        };
        let pages: Vec<String> = built.files().into_keys().filter(is_page).collect();
        let holds = pages.iter().any(|page| built.read(page).contains("datetime=\"2024-03-05\""));
        assert!(holds, "{name}: {title}: {pages:?}");
    }
}

#[test]
fn a_date_that_may_be_two_days_is_reported_by_a_build_with_the_true_reason() {
    let built = Site::new().file("content/05-03-2024 u.md", "# Quay\n\n### Ann:\nAye.\n").build();
    assert_eq!(built.codes(), ["doubtful-date content/05-03-2024 u.md"]);
    assert!(
        built.diagnostic("doubtful-date").message.contains("which of the numbers"),
        "{:?}",
        built.report.diagnostics
    );
    let built = Site::new().file("content/2024 mar 500 x.md", "# Quay\n\n### Ann:\nAye.\n").build();
    assert_eq!(built.codes(), ["doubtful-date content/2024 mar 500 x.md"]);
    let built = Site::new().file("content/30 February 2024.md", "# Quay\n\n### Ann:\nAye.\n").build();
    assert_eq!(built.codes(), ["impossible-date content/30 February 2024.md"]);
}

#[test]
fn a_file_meant_for_a_record_that_has_no_date_is_reported_by_a_build() {
    for (name, title, part) in [
        ("minutes-2024-03-05-draft", "Quay", "2024-03-05"),
        ("minutes-2024-03-05-to-2024-03-06", "Quay", "2024-03-05"),
        ("quay", "Council 5 March 2024, second day", "2024-03-05"),
        ("quay", "Council", "speakers are named"),
        ("05-03-24", "Council", "speakers are named"),
    ] {
        let site = Site::new()
            .file(&format!("content/{name}.md"), format!("# {title}\n\n### Ann:\nAye.\n"))
            .file("content/2025-01-01-a.md", "# A\n### Ann:\nAye.\n");
        let built = site.build();
        let skipped = built.diagnostic("skipped-file");
        assert_eq!(skipped.severity, Severity::Warning, "{name}");
        assert!(skipped.message.contains(part), "{name}: {}", skipped.message);
        let told =
            checked(&site).into_iter().find(|found| found.problem.code() == "skipped-file").expect("in a check too");
        assert_eq!(told.severity, Severity::Warning, "{name}");
    }
    let readme = Site::new()
        .file("content/README.md", "# Records since 2016\n\nRead them.\n")
        .file("content/2025-01-01-a.md", "# A\n### Ann:\nAye.\n");
    assert_eq!(readme.build().diagnostic("skipped-file").severity, Severity::Note);
}

/// Fixes what can be fixed; gives the text after it.
fn fixed(text: &str) -> String {
    let place = tempfile::tempdir().expect("a folder");
    let file = place.path().join("2025-02-02-a.md");
    std::fs::write(&file, text).expect("a record");
    let output = minutebook(&["check", ".", "--fix", "--yes"], place.path());
    assert!(output.status.success(), "{output:?}");
    std::fs::read_to_string(&file).expect("the record")
}

#[test]
fn no_fix_touches_what_is_hidden_or_code_or_metadata() {
    let hidden = [
        "---\ntitle: cafe\u{301}  \n---\n",
        "<!-- \nGUS: zebra.  \n\n### Eve  Lee：\ncafe\u{301}\n\nEVE: zebra.\n-->\n",
        "```\nx  y  \nGUS: zebra  \ncafe\u{301}\n```\n",
        "<script>\nGUS: zebra  \n### Eve  Lee：\n</script>\n",
    ];
    let [front, comment, code, script] = hidden;
    for body in [
        "### Ann  Lee:\nAye. \n\n### Ben：\nNay.\n\n### Cid:\nHm.\n",
        "ANN: One.\n\nBEN: Two.\n\nANN: Three.\n",
        "**Ann:** One.\n\n**Ben:** Two.\n\n**Ann:** Three.\n",
        "#### Ann:\nOne.\n\n#### Ben:\nTwo.\n",
        "\\### Ann:\nOne.\n\n\\### Ben:\nTwo.\n",
    ] {
        let before = format!("{front}# Quay \n\n{comment}\n{code}\n{body}\n{comment}\n{script}");
        let after = fixed(&before);
        assert_ne!(after, before, "{body}");
        for part in hidden {
            assert_eq!(after.matches(part).count(), before.matches(part).count(), "{part:?} of {body:?}: {after}");
        }
        assert!(!after.contains("### GUS") && !after.contains("### EVE"), "{after}");
        assert_eq!(fixed(&after), after, "nothing is left to fix");
    }
    let inline = "# Quay\n\nANN: One. <!-- a\nGUS: zebra --> Still.\n\nBEN: <!-- zebra --> Two.\n\nANN: Three.\n";
    let after =
        "# Quay\n\n### ANN:\nOne. <!-- a\nGUS: zebra --> Still.\n\n### BEN:\n<!-- zebra --> Two.\n\n### ANN:\nThree.\n";
    assert_eq!(fixed(inline), after);
}

#[test]
fn fix_puts_right_a_heading_that_names_somebody_who_speaks() {
    let before = "# Quay\n\n### Ann:\nOne.\n\n\\### Ben:\nTwo.\n\n＃＃＃ Ann：\nThree.\n###Ben:\nFour.\n\n### Ben:\nFive.\n\n\\### Zoe:\nSix.\n";
    let after = "# Quay\n\n### Ann:\nOne.\n\n### Ben:\nTwo.\n\n### Ann：\nThree.\n\n### Ben:\nFour.\n\n### Ben:\nFive.\n\n\\### Zoe:\nSix.\n";
    let first = fixed(before);
    assert_eq!(first.replace("Ann：", "Ann:"), after.replace("Ann：", "Ann:"));
}

#[test]
fn a_title_is_printed_as_it_is_typed() {
    for title in ["TRUE", "True", "true", "FALSE", "No", "NO", "yes"] {
        let text = format!("---\ntitle: {title}\ntopics: [{title}]\n---\n### Ann:\nAye.\n");
        let built = Site::new().file("content/2025-02-02-a.md", text).build();
        let page = built.read("meetings/2025-02-02-a/index.html");
        assert!(page.contains(&format!(">{title}</h1>")), "{title}");
    }
    let withdrawn = "---\nwithdrawn: TRUE\n---\n# Quay\n### Ann:\nAye.\n";
    let built = Site::new().file("content/2025-02-02-a.md", withdrawn).build();
    assert!(!built.files().values().any(|bytes| memchr::memmem::find(bytes, b"Aye.").is_some()), "it is withdrawn");
    assert_eq!(built.codes().iter().filter(|code| code.starts_with("yaml")).count(), 0, "{:?}", built.codes());
}

#[test]
fn footnotes_of_a_page_stand_once_at_its_end_with_the_way_back() {
    let text = "# About\n\nThe count[^a] and the law[^b].\n\n[^a]: Counted twice, see [the plan][p].\n\n## More\n\nAgain[^a].\n\n[^b]: Of 1999.\n\n[p]: https://plan.example/\n";
    let site =
        Site::new().file("content/pages/about.md", text).file("content/2025-02-02-a.md", "# A\n### Ann:\nAye.\n");
    let built = site.build();
    assert_eq!(built.codes(), [""; 0]);
    let page = built.read("about/index.html");
    let body = page.split("<main").nth(1).expect("the words of the page");
    assert_eq!(body.matches("Counted twice").count(), 1, "{body}");
    let notes = body.find("class=\"footnotes\"").expect("the notes");
    let (more, counted, law) =
        (body.find("Again").expect("it"), body.find("Counted twice").expect("it"), body.find("Of 1999").expect("it"));
    assert!(more < notes && notes < counted && counted < law, "{body}");
    assert!(
        body.contains("href=\"#note-1\"") && body.contains("id=\"note-1\"") && body.contains("role=\"doc-backlink\""),
        "{body}"
    );
    assert!(body.contains("href=\"https://plan.example/\""), "{body}");
    // A note that changes changes the page.
    site.write("content/pages/about.md", text.replace("Of 1999", "Of 2001"));
    assert!(site.build().read("about/index.html").contains("Of 2001"));
}

#[test]
fn versions_of_the_past_name_their_speakers_as_todays_record_does() {
    let place = tempfile::tempdir().expect("a folder");
    let root = place.path();
    let write = |path: &str, text: &str| {
        let path = root.join(path);
        std::fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        std::fs::write(path, text).expect("a file");
    };
    let git = |arguments: &[&str]| {
        let output = Command::new("git")
            .args(["-c", "user.name=a", "-c", "user.email=a@a.example"])
            .args(arguments)
            .current_dir(root)
            .output();
        assert!(output.expect("git").status.success(), "{arguments:?}");
    };
    git(&["init", "-q", "-b", "main"]);
    write("content/bold/2025-02-02-a.md", "# A\n\n**Eve:** Good.\n\n**Gus:** So.\n");
    write("content/2025-03-03-b.md", "# B\n\nEVE: Good.\n\nGUS: So.\n");
    git(&["add", "."]);
    git(&["commit", "-qm", "one"]);
    write("content/bold/_defaults.yml", "labels: bold\n");
    write("content/2025-03-03-b.md", "---\nlabels: line\n---\n# B\n\nEVE: Good.\n\nGUS: So it is.\n");
    git(&["add", "."]);
    git(&["commit", "-qm", "two"]);
    assert!(minutebook(&["register", "import", "."], root).status.success());
    let read =
        |name: &str| std::fs::read_to_string(root.join(format!("register/records/{name}.txt"))).expect("a history");
    let bold = read("2025-02-02-a");
    assert!(bold.contains("+ speech") && !bold.contains("version 2"), "{bold}");
    let line = read("2025-03-03-b");
    let first = line.split("version 2").next().expect("the first version");
    assert_eq!(first.matches("+ speech").count(), 2, "{line}");
}

/// The speakers of a record and how often each speaks, as its JSON says it.
fn speaking(body: &str) -> Vec<String> {
    speaking_in(&record(body))
}

fn speaking_in(site: &Site) -> Vec<String> {
    let markdown = site.build().read("meetings/2025-02-02-a/index.md");
    let names = markdown.lines().filter_map(|line| line.strip_prefix("### "));
    names.filter_map(|name| name.rsplit_once(" {#")).map(|(name, _)| name.to_owned()).collect()
}

#[test]
fn a_heading_with_signs_around_it_that_nobody_sees_names_its_speaker() {
    for sign in ["\u{200b}", "\u{feff}", "\u{a0}", "\u{2060}", "\u{3000}", "\u{200b}\u{a0}\u{200b}", "\u{2003}"] {
        for heading in [
            format!("{sign}### Ben:"),
            format!("###{sign}Ben:"),
            format!("### {sign}Ben:"),
            format!("{sign} ### Ben:"),
            format!("### Ben:{sign}"),
            format!("{sign}### Ben:###"),
        ] {
            let body = format!("### Ann:\nOne.\n\n{heading}\nTwo.\n");
            assert_eq!(speaking(&body), ["Ann", "Ben"], "{heading:?}");
        }
        for (labels, label) in [("bold", "**Ben:** Two."), ("line", "BEN: Two.")] {
            let site = Site::new().file(
                "content/2025-02-02-a.md",
                format!(
                    "---\nlabels: {labels}\n---\n# Quay\n\n{}\n\n{sign}{label}\n",
                    label.replace("Ben", "Ann").replace("BEN", "ANN")
                ),
            );
            let names: Vec<String> = speaking_in(&site).iter().map(|name| name.to_lowercase()).collect();
            assert_eq!(names, ["ann", "ben"], "{sign:?}{label}");
        }
    }
    let lost = record("### Ben:\nOne.\n\n\u{200b}###Ann:\n\nTwo.\n");
    assert_eq!(lines_of(&lost, "lost-heading"), [6]);
}

#[test]
fn what_stands_behind_a_name_in_its_heading_is_no_part_of_it() {
    for (heading, name) in [
        ("### Ben {lang=de} extra:", "Ben extra"),
        ("### Ben {lang=de} (chair):", "Ben (chair)"),
        ("### 林某{lang=zh}主席：", "林某主席"),
        ("### Ben:\\", "Ben"),
        ("### Ben\\", "Ben"),
        ("### Ben:###", "Ben"),
        ("### Ben: ###", "Ben"),
        ("### ***Ben:***", "Ben"),
        ("### <b>Ben:</b>", "Ben"),
        ("### C#:", "C#"),
    ] {
        let names = speaking(&format!("{heading}\nTwo.\n"));
        assert_eq!(names.first().map(|name| name.replace('\\', "")).as_deref(), Some(name), "{heading}: {names:?}");
    }
}

#[test]
fn a_label_of_somebody_known_in_any_dress_is_reported() {
    for line in [
        "**Ben: **w",
        "** Ben:** w",
        "***Ben:*** w",
        "<b>Ben:</b> w",
        "- **Ben:** w",
        "• **Ben:** w",
        "1. Ben: w",
        ">> BEN: w",
        "**Ben (chair):** w",
        "**Mr Ben:** w",
        "**[Ben](https://a.example/):** w",
        "**Ben.** w",
        "**Ben** — w",
        "# Ben:",
        "###Ben",
        "<h3>Ben:</h3>",
    ] {
        let body = format!("### Ben:\nOne.\n\n### Ann:\nSo.\n\n{line}\n");
        assert_eq!(lines_of(&record(&body), "lost-heading"), [9], "{line}");
        let registry = record(&format!("### Ann:\nSo.\n\n{line}\n"))
            .file("content/people.yml", "people:\n- id: ben\n  name: Ben\n  labels: [Ben]\n");
        assert_eq!(lines_of(&registry, "lost-heading"), [6], "{line}");
        let unknown = record(&format!("### Ann:\nSo.\n\n{}\n", line.replace("Ben", "Zoe").replace("BEN", "ZOE")));
        let told = lines_of(&unknown, "lost-heading");
        assert!(told.is_empty() || line == "###Ben", "{line}: {told:?}");
    }
    let second = record("### Ben:\nOne.\n\n### Ann:\nSo,\n**Ben:** w\nand\n<b>Ben</b>: x\n");
    assert_eq!(lines_of(&second, "lost-heading"), [8, 10], "on any line of a paragraph");
    for line in
        ["- Ben: to write to them", "**Ben** rose.", "We heard **Ben.**", "**Ben-Lee:** w", "Ben. w", "> Ben: w"]
    {
        let body = format!("### Ben:\nOne.\n\n### Ann:\nSo.\n\n{line}\n");
        assert_eq!(lines_of(&record(&body), "lost-heading"), [0; 0], "{line}");
    }
}

#[test]
fn a_heading_of_another_level_that_names_nobody_known_is_no_more_than_noted() {
    let site = record("### Ben:\nOne.\n\n#### Ferry:\nTwo.\n\n#### Ben:\nThree.\n");
    let told: Vec<(u32, Severity)> = checked(&site)
        .into_iter()
        .filter(|found| found.problem.code() == "lost-heading")
        .filter_map(|found| Some((found.at?.line, found.severity)))
        .collect();
    assert_eq!(told, [(6, Severity::Note), (9, Severity::Warning)]);
    assert_eq!(lines_of(&record("### Ben:\nOne.\n\n#### Beschluss:\nTwo.\n"), "lost-heading"), [0; 0]);
}

fn labelled(labels: &str, body: &str) -> Site {
    Site::new().file("content/2025-02-02-a.md", format!("---\nlabels: {labels}\n---\n# Quay\n\n{body}"))
}

#[test]
fn labels_in_any_certain_dress_are_read_where_the_record_says_so() {
    for label in
        ["**Ben: **w", "** Ben:** w", "***Ben:*** w", "<b>Ben:</b> w", "**[Ben](https://a.example/):** w", "__Ben:__ w"]
    {
        let site = labelled("bold", &format!("**Ann:** One.\n\n{label}\n\n**Ann:** Three.\n"));
        assert_eq!(speaking_in(&site), ["Ann", "Ben", "Ann"], "{label}");
    }
    assert_eq!(speaking_in(&labelled("line", ">> ANN: One.\n\n>> BEN: w\n")), ["ANN", "BEN"]);
    for (labels, line) in [
        ("bold", "- **Ben:** w"),
        ("bold", "• **Ben:** w"),
        ("bold", "**Ben.** w"),
        ("bold", "**Ben** — w"),
        ("bold", "<h3>Ben:</h3>"),
        ("line", "1. Ben: w"),
        ("line", "**Ben:** w"),
    ] {
        let [ann, ben] = if labels == "bold" { ["**Ann:** One.", "**Ben:** Two."] } else { ["Ann: One.", "Ben: Two."] };
        let site = labelled(labels, &format!("{ben}\n\n{ann}\n\n{line}\n"));
        assert_eq!(lines_of(&site, "lost-heading"), [10], "{labels}: {line}");
    }
}

#[test]
fn what_minutes_hold_becomes_no_speaker_and_what_speaks_once_is_noted() {
    for (labels, line) in [
        ("line", "Budget: 5"),
        ("line", "Motion carried: 5"),
        ("bold", "**Motion carried:** 5"),
        ("bold", "**Beschluss:** x"),
    ] {
        let [ann, ben] = if labels == "bold" { ["**Ann:** A.", "**Ben:** B."] } else { ["Ann: A.", "Ben: B."] };
        let body = format!("{ann}\n\n{ben}\n\n{line}\n\n{ann}\n\n{ben}\n");
        assert_eq!(speaking_in(&labelled(labels, &body)), ["Ann", "Ben", "Ann", "Ben"], "{line}");
        let once = format!(
            "{ann}\n\n{ben}\n\n{}\n\n{ann}\n\n{ben}\n",
            if labels == "bold" { "**Ferry works:** 5" } else { "Ferry: 5" }
        );
        assert_eq!(lines_of(&labelled(labels, &once), "doubtful-name"), [10], "{labels}");
    }
    let guests = labelled("line", "Ann: A.\n\nBen: B.\n\nAnn: C.\n\nBen: D.\n\nCid: E.\n\nDan: F.\n\nEve: G.\n");
    assert_eq!(lines_of(&guests, "doubtful-name"), [0; 0]);
    let named = labelled("line", "Ann: A.\n\nBen: B.\n\nAnn: C.\n\nBen: D.\n\nCid: E.\n")
        .file("content/people.yml", "people:\n- id: cid\n  name: Cid\n  labels: [Cid]\n");
    assert_eq!(lines_of(&named, "doubtful-name"), [0; 0]);
}

#[test]
fn no_heading_is_made_where_a_part_of_a_label_is_hidden_or_code() {
    for body in [
        "GUS: So.\n<!-- x --> EVE: Good.\nGUS: Ho.\n",
        "GUS: So.\n\n<!-- x\n--> EVE: Good.\n\nGUS: Ho.\n",
        "GUS: So.\n\nE<!-- x -->VE: Good.\n\nGUS: Ho.\n",
        "GUS: So.\n\nEVE<!-- x -->: Good.\n\nGUS: Ho.\n",
        "**Gus:** So.\n\n<!-- x --> **Eve:** Good.\n\n**Gus:** Ho.\n",
        "**Gus:** So.\n\n**Eve<!-- x -->:** Good.\n\n**Gus:** Ho.\n",
        "#### Gus:\nSo.\n\n<!-- x --> #### Eve:\nGood.\n\n#### Gus:\nHo.\n",
        "GUS: So `this\nGUS: x` it is.\n\nEVE: Good.\n\nGUS: Ho.\n",
    ] {
        let text = format!("# Quay\n\n{body}");
        assert_eq!(fixed(&text), text, "{body}");
    }
    let behind = "# Quay\n\nGUS: So. <!-- x -->\n\nEVE: <!-- y --> Good `x\ny` it.\n\nGUS: Ho.\n";
    let after = "# Quay\n\n### GUS:\nSo. <!-- x -->\n\n### EVE:\n<!-- y --> Good `x\ny` it.\n\n### GUS:\nHo.\n";
    assert_eq!(fixed(behind), after);
}
