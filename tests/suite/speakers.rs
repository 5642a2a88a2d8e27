//! Words stay with who said them: whatever way a record names its speakers, each is read, or an editor is told.

use std::path::Path;
use std::process::{Command, Output};

use minutebook::pipeline::check;
use minutebook::report::diagnostic::Severity;

use crate::site::{Built, Site};

/// Speeches of the record from which a page is built, as `name: words`, by its plain Markdown.
fn said(built: &Built, slug: &str) -> Vec<String> {
    let text = built.read(&format!("meetings/{slug}/index.md"));
    let mut said: Vec<String> = Vec::new();
    for line in text.lines() {
        if let Some(name) = line.strip_prefix("### ") {
            let name = name.split(" {#").next().unwrap_or_default();
            said.push(format!("{}: ", name.trim()));
        } else if line.starts_with('#') && !said.is_empty() {
            break;
        } else if let Some(last) = said.last_mut().filter(|_| !line.trim().is_empty() && !line.starts_with("<http")) {
            last.push_str(line.trim());
        }
    }
    said
}

fn minutebook(arguments: &[&str], folder: &Path) -> Output {
    let mut program = Command::new(env!("CARGO_BIN_EXE_minutebook"));
    let run = program.args(arguments).current_dir(folder).env("HOME", folder).env_remove("XDG_CACHE_HOME").output();
    run.expect("to run the program")
}

fn codes_of_check(site: &Site) -> Vec<String> {
    let report = check(&site.options).unwrap_or_else(|failure| panic!("{failure}"));
    let place = |d: &minutebook::report::diagnostic::Diagnostic| match &d.at {
        Some(at) if at.line > 0 => format!("{} {}:{}", d.problem, at.path, at.line),
        Some(at) => format!("{} {}", d.problem, at.path),
        None => d.problem.to_string(),
    };
    report.diagnostics.iter().map(place).collect()
}

const BOLD: &str = "# 2025-02-02 Ferry\n\n**Eve** [1:19](https://video.example/?t=79): Good evening.\n\n**Gus:** I have read it.\n\n**Eve**\n\nThen say so.\n";
const LINE: &str =
    "# 2025-02-01 Ferry\n\nEVE: Good evening.\n\n[00:12:30] GUS: I have read it.\n\nMary Smith  0:15\nThen say so.\n";

#[test]
fn speakers_in_bold_type_and_at_the_beginning_of_lines_are_read_where_the_record_says_so() {
    for ends in ["\n", "\r\n"] {
        let bold = format!("---\nlabels: bold\n---\n{BOLD}").replace('\n', ends);
        let line = format!("\u{feff}---\nlabels: line\n---\n{LINE}").replace('\n', ends);
        let site = Site::new().file("content/2025-02-02-bold.md", bold).file("content/2025-02-01-line.md", line);
        let built = site.build();
        let codes: Vec<_> = built.codes().into_iter().filter(|code| !code.starts_with("byte-order-mark")).collect();
        assert_eq!(codes, [""; 0]);
        let expected = ["Eve: Good evening.", "Gus: I have read it.", "Eve: Then say so."];
        assert_eq!(said(&built, "2025-02-02-bold"), expected);
        let expected = ["EVE: Good evening.", "GUS: I have read it.", "Mary Smith: Then say so."];
        assert_eq!(said(&built, "2025-02-01-line"), expected);
        assert!(built.has("speakers/mary-smith/index.html"));
    }
}

#[test]
fn the_site_or_the_folder_may_say_how_speakers_are_named() {
    let site = Site::new()
        .file("content/site.yml", "labels: bold\n")
        .file("content/2025-02-02-bold.md", BOLD)
        .file("content/zoom/_defaults.yml", "labels: line\n")
        .file("content/zoom/2025-02-01-line.md", LINE)
        .file("content/2025-02-03-heads.md", "# 2025-02-03 A\n### Ann\nAye.\n");
    let built = site.build();
    assert_eq!(built.codes(), [""; 0]);
    assert_eq!(said(&built, "2025-02-02-bold").len(), 3);
    assert_eq!(said(&built, "2025-02-01-line").len(), 3);
    assert_eq!(said(&built, "2025-02-03-heads"), ["Ann: Aye."], "a record with headings alone is read by its headings");
}

#[test]
fn a_heading_among_bold_labels_ends_the_speech() {
    let text = "---\nlabels: bold\n---\n# 2025-02-02 A\n\n**Eve:** Aye.\n\n### Conclusion\n\nIt was agreed.\n\n**Gus:** Nay.\n";
    let built = Site::new().file("content/2025-02-02-a.md", text).build();
    let page = built.read("meetings/2025-02-02-a/index.html");
    assert!(page.contains("Conclusion") && page.contains("It was agreed."));
    assert!(!built.read("speakers/eve/index.html").contains("agreed"), "it is nobody's");
}

#[test]
fn an_anchor_is_the_same_whether_a_label_is_a_heading_or_a_line() {
    let id = |text: &str| {
        let built = Site::new().file("content/2025-02-02-a.md", text).build();
        let page = built.read("meetings/2025-02-02-a/index.html");
        let at = page.find("id=\"s").map(|at| at + 4).expect("a speech");
        page[at..].split('"').next().expect("an id").to_owned()
    };
    let heading = id("# 2025-02-02 A\n### Eve:\nAye to all.\n");
    assert_eq!(id("---\nlabels: line\n---\n# 2025-02-02 A\n\nEve: Aye to all.\n"), heading);
    assert_eq!(id("---\nlabels: bold\n---\n# 2025-02-02 A\n\n**Eve:** Aye to all.\n"), heading);
    assert_eq!(id("# 2025-02-02 A\n### Eve [0:15]:\nAye to all.\n"), heading);
}

#[test]
fn labels_that_nothing_reads_are_told_once_a_record_with_the_setting() {
    let cases = [
        ("# 2025-02-01 A\n\nEVE: Good.\n\nGUS: So.\n\nEVE: Ho.\n", 3, "3 paragraphs", "labels: line"),
        (
            "# 2025-02-01 A\n\n**Eve** [1:19](https://v.example/): Good.\n\n**Gus:** So.\n",
            3,
            "2 paragraphs",
            "labels: bold",
        ),
        ("# 2025-02-01 A\n\nEve:\n\nGood.\n\nGus:\n\nSo.\n", 3, "2 paragraphs", "labels: line"),
        ("# 2025-02-01 A\n\n#### Eve:\nGood.\n\n#### Gus:\nSo.\n", 3, "2 headings", "### Name:"),
        ("# 2025-02-01 A\n\n###Eve:\nGood.\n\n###Gus:\nSo.\n", 3, "2 headings", "### Name:"),
        ("# 2025-02-01 A\n\n林月湄：大家好。\n\n沈渭瀾：好。\n\n林月湄：散會。\n", 3, "3 paragraphs", "labels: line"),
        (
            "# 2025-02-01 A\n### Chair:\nWelcome.\n\nEVE: Good.\n\nGUS: So.\n\nEVE: Ho.\n",
            5,
            "only 1 heading",
            "labels: line",
        ),
    ];
    for (text, line, told, setting) in cases {
        let built = Site::new().file("content/2025-02-01-a.md", text).build();
        assert_eq!(built.codes().len(), 1, "{:?}", built.codes());
        let diagnostic = built.diagnostic("unread-labels");
        assert_eq!(diagnostic.at.as_ref().map(|at| at.line), Some(line), "{text}");
        let hint = diagnostic.hint.as_deref().unwrap_or_default();
        assert!(diagnostic.message.contains(told) && hint.contains(setting), "{} / {hint}", diagnostic.message);
        assert_eq!(diagnostic.severity, Severity::Warning);
    }
}

#[test]
fn a_record_without_a_speech_is_told_unless_it_says_so() {
    let text = "# 2025-02-01 A\n\n## Decisions\n\n### Fees\n\nRaised.\n\n### Resolved:\n\nDone.\n";
    let silent = text.replace("### Resolved:", "### Resolved");
    assert_eq!(
        Site::new().file("content/2025-02-01-a.md", &silent).build().codes(),
        ["no-speeches content/2025-02-01-a.md"]
    );
    for place in ["content/2025-02-01-a.yml", "content/_defaults.yml"] {
        let site = Site::new().file(place, "speeches: none\n").file("content/2025-02-01-a.md", text);
        let built = site.build();
        assert_eq!(built.codes(), [""; 0]);
        assert!(!built.has("speakers/fees/index.html") && !built.has("speakers/resolved/index.html"));
    }
    let draft = Site::new()
        .file("content/2025-02-01-a.md", format!("---\nstatus: draft\n---\n{silent}"))
        .file("content/2025-02-02-b.md", "# 2025-02-02 B\n### Ann:\nAye.\n");
    let built = draft.build();
    assert_eq!(built.diagnostic("no-speeches").severity, Severity::Note, "what is still being written is only noted");
}

#[test]
fn fix_makes_headings_of_labels_and_moves_no_word() {
    let place = tempfile::tempdir().expect("a folder");
    let folder = place.path().join("r");
    std::fs::create_dir(&folder).expect("a folder");
    let write = |name: &str, text: &str| std::fs::write(folder.join(name), text).expect("a file");
    let read = |name: &str| std::fs::read_to_string(folder.join(name)).expect("a file");
    write("2025-02-01-line.md", "---\nplace: Hall\n---\n# 2025-02-01 A\n\nEVE: Good.\n\nGUS: So.\n\nEVE: Ho.\n");
    write("2025-02-02-bold.md", "# 2025-02-02 B\n\n**Eve** [1:19](https://v.example/?t=79): Good.\n\n**Gus:** So.\n");
    let prose = "# 2025-02-03 C\n\nOne.\n\nTwo.\n\nThree.\n\nFour.\n\nEve: Five.\n";
    write("2025-02-03-prose.md", prose);
    let read_already = "---\nlabels: line\n---\n# 2025-02-04 D\n\nEVE: Good.\n\nGUS: So.\n\nEVE: Ho.\n";
    write("2025-02-04-read.md", read_already);
    assert_eq!(minutebook(&["check", "r", "--fix", "--yes"], place.path()).status.code(), Some(0));
    assert_eq!(
        read("2025-02-01-line.md"),
        "---\nplace: Hall\n---\n# 2025-02-01 A\n\n### EVE:\nGood.\n\n### GUS:\nSo.\n\n### EVE:\nHo.\n"
    );
    assert_eq!(
        read("2025-02-02-bold.md"),
        "# 2025-02-02 B\n\n### Eve [1:19](https://v.example/?t=79):\nGood.\n\n### Gus:\nSo.\n"
    );
    assert_eq!((read("2025-02-03-prose.md").as_str(), read("2025-02-04-read.md").as_str()), (prose, read_already));
    let again = minutebook(&["check", "r", "--fix", "--yes"], place.path());
    assert!(String::from_utf8_lossy(&again.stderr).contains("nothing to fix"), "{again:?}");
}

#[test]
fn nobody_is_made_of_the_course_of_a_sitting_or_of_an_answer() {
    let zh = "# 2025-02-01 A\n\n主席：開會。\n\n王委員：好。\n\n休息（10時30分）\n\n繼續開會（10時45分）\n\n王委員：謝謝。\n\n散會（12時）\n";
    let ja = "# 2025-02-02 B\n\n午前10時00分　開会\n\n○議長（山田花子君）　始めます。\n\n田中委員：はい。\n\n散会　12時10分\n";
    let de = "# 2025-02-03 C\n\nAnna Roth:\n\nJa. Drei Punkte: erstens, zweitens.\n\nBen Kurz:\n\nNein.\n";
    let fr =
        "# 2025-02-04 D\n\nMme la présidente : Bonjour.\n\nSuspension de séance 10:30\n\nM. le ministre : Merci.\n";
    let records = [("2025-02-01-a", zh), ("2025-02-02-b", ja), ("2025-02-03-c", de), ("2025-02-04-d", fr)];
    let site = records.iter().fold(Site::new(), |site, (slug, text)| {
        site.file(&format!("content/{slug}.md"), format!("---\nlabels: line\n---\n{text}"))
    });
    let built = site.build();
    let names = |slug: &str| -> Vec<String> {
        said(&built, slug)
            .iter()
            .filter_map(|said| said.split([':', '：']).next().map(|name| name.trim().to_owned()))
            .collect()
    };
    assert_eq!(names("2025-02-01-a"), ["主席", "王委員", "王委員"]);
    assert_eq!(names("2025-02-02-b"), ["田中委員"]);
    assert_eq!(said(&built, "2025-02-03-c"), ["Anna Roth: Ja. Drei Punkte: erstens, zweitens.", "Ben Kurz: Nein."]);
    assert_eq!(names("2025-02-04-d"), ["Mme la présidente", "M. le ministre"]);
    let unset = Site::new().file("content/2025-02-01-a.md", zh);
    let built = unset.build();
    assert!(!built.diagnostic("unread-labels").message.contains("休息"));
    let fixed = minutebook(&["check", ".", "--fix", "--yes"], &unset.options.site);
    let text = std::fs::read_to_string(unset.path("content/2025-02-01-a.md")).expect("a file");
    let headings: Vec<_> = text.lines().filter(|line| line.starts_with("###")).collect();
    assert_eq!(headings, ["### 主席：", "### 王委員：", "### 王委員："], "{fixed:?}");
}

#[test]
fn a_heading_names_whom_it_names_whatever_stands_around_the_name() {
    let text = "# 2025-03-13 A\n### Eve [00:12:30]:\nOne.\n### 10:15 Eve:\nTwo.\n### Eve, 10:18:\nThree.\n### Eve（１０：１８）：\nFour.\n\
                ### Eve[^1]:\nFive.\n### **Eve:** {#eve}\nSix.\n### Cid<br>Chair:\nSeven.\n### __Eve:__\nEight.\n## Papers {#h.9}\n\n[^1]: Late.\n";
    let built = Site::new().file("content/2025-03-13-a.md", text).build();
    let names: Vec<String> =
        said(&built, "2025-03-13-a").iter().filter_map(|s| s.split(':').next().map(str::to_owned)).collect();
    assert_eq!(names, ["Eve", "Eve", "Eve", "Eve", "Eve", "Eve", "Cid Chair", "Eve"]);
    assert!(built.has("speakers/eve/index.html") && built.has("speakers/cid-chair/index.html"));
    let page = built.read("meetings/2025-03-13-a/index.html");
    assert!(!page.contains("{#") && page.contains("Papers"), "no attributes are shown");
    assert!(built.codes().iter().all(|code| code.starts_with("look-alike")), "{:?}", built.codes());
}

#[test]
fn words_on_the_line_of_a_heading_are_words() {
    let text = "# 2025-03-15 A\n### Gus:I said this on the line of the name.\nMore.\n### Hal: And so did I.\n### 主席：大家好。\n";
    let built = Site::new().file("content/2025-03-15-a.md", text).build();
    assert_eq!(
        said(&built, "2025-03-15-a"),
        ["Gus: I said this on the line of the name.More.", "Hal: And so did I.", "主席: 大家好。"]
    );
    assert_eq!(built.codes(), [2, 4, 5].map(|line| format!("words-in-heading content/2025-03-15-a.md:{line}:5")));
    let doubtful = "# 2025-03-15 A\n### Gus: I have read all of the paper\nMore.\n";
    let built = Site::new().file("content/2025-03-15-a.md", doubtful).build();
    assert_eq!(built.codes(), ["doubtful-name content/2025-03-15-a.md:2:5"]);
    let names = "# 2025-03-15 A\n### Works Office: L. Marsh:\nAye.\n### 環保署代表：羅振誠\n是。\n";
    assert_eq!(Site::new().file("content/2025-03-15-a.md", names).build().codes(), [""; 0]);
}

#[test]
fn a_heading_without_a_name_makes_no_speaker() {
    let text = "# 2025-03-11 A\n### Ann:\nAye.\n### :\nWho said this?\n### <Unknown>:\nAnd this?\n### 10:15:\nAnd so?\n###\nAnd that?\n";
    let site = Site::new().file("content/2025-03-11-a.md", text);
    let built = site.build();
    let told: Vec<String> = built.codes().into_iter().filter(|code| code.starts_with("nameless-heading ")).collect();
    assert_eq!(told.len(), 4, "{:?}", built.codes());
    let speakers: Vec<String> = built
        .files()
        .into_keys()
        .filter(|path| path.starts_with("speakers/") && path.ends_with("/index.html") && path.matches('/').count() == 2)
        .collect();
    assert_eq!(speakers, ["speakers/ann/index.html"]);
    let page = built.read("meetings/2025-03-11-a/index.html");
    assert!(page.contains("Who said this?") && page.contains("And that?") && page.contains("&lt;Unknown"));
    for (path, bytes) in built.files().iter().filter(|(path, _)| path.ends_with(".html")) {
        let html = String::from_utf8_lossy(bytes);
        assert!(!html.contains("<h1></h1>") && !html.contains("<title> ·"), "{path}");
        assert!(!html.contains("/\"></a>"), "an empty link in {path}");
    }
    assert!(!built.read("speakers/ann/index.html").contains("Who said this?"));
}

#[test]
fn one_colon_among_subheadings_is_told() {
    let text = "# 2025-03-07 A\n\n## Business\n\n### Announcements\n\nNone.\n\n### Budget\n\nRead.\n\n### Resolved:\n\nAgreed.\n";
    let built = Site::new().file("content/2025-03-07-a.md", text).build();
    assert_eq!(built.codes(), ["mixed-headings content/2025-03-07-a.md:13:5"]);
    let transcript = "# 2025-03-07 A\n\n## Business\n\n### Ann:\n\nNone.\n\n### Ben\n\nRead.\n\n### Cy:\n\nAgreed.\n";
    assert_eq!(Site::new().file("content/2025-03-07-a.md", transcript).build().codes(), [""; 0]);
}

#[test]
fn labels_of_people_who_are_known_are_lost_headings() {
    let ann = "# 2024-03-12 B\n### Ann:\nAye.\n";
    let registry = "people:\n- id: hal\n  labels: [Hal]\n";
    for line in [
        "Ann: So I said.",
        "**Ann:** So I said.",
        "**Ann** [0:15](https://v.example/): So.",
        "Hal: So I said.",
        "**Ben**：So.",
        "#### Ann:",
        "###Gus:",
        "    ### Gus:",
        "###Gus：",
    ] {
        let site = Site::new()
            .file("content/people.yml", registry)
            .file("content/2024-03-12-b.md", ann)
            .file("content/2024-03-11-a.md", format!("# 2024-03-11 A\n### Ben:\nThat is all.\n\n{line}\n"));
        let codes: Vec<String> =
            codes_of_check(&site).into_iter().filter(|code| !code.starts_with("orphan-person")).collect();
        assert_eq!(codes, ["lost-heading content/2024-03-11-a.md:5"], "{line}");
    }
    for line in
        ["Cy: So I said.", "#### Costs:", "He said to Ann: so.", "> Ann: So.", "```\nAnn: So.\n```", "* Ann: So."]
    {
        let site = Site::new()
            .file("content/2024-03-12-b.md", ann)
            .file("content/2024-03-11-a.md", format!("# 2024-03-11 A\n### Ben:\nThat is all.\n\n{line}\n"));
        assert_eq!(codes_of_check(&site), [""; 0], "{line}");
    }
}

#[test]
fn a_day_in_the_name_of_a_file_is_a_day() {
    for name in [
        "2024年3月15日會議",
        "2024_03_15_harbour",
        "2024-3-15-harbour",
        "2024 03 15 quay",
        "2024.3.15 quay",
        "20240315會議",
        "２０２４年３月１５日會議",
        "民國113年3月15日會議",
    ] {
        let site = Site::new().file(&format!("content/{name}.md"), "# Harbour\n### Ann:\nAye.\n");
        let built = site.build();
        assert_eq!(built.codes(), [""; 0], "{name}");
        let page = built.files().into_iter().find(|(path, _)| {
            path.starts_with("meetings/")
                && path.ends_with("/index.html")
                && path.contains(['2', '２', '民'])
                && path.matches('/').count() == 2
                && !path.starts_with("meetings/2024/")
        });
        let (path, bytes) = page.expect("the record's page");
        assert!(String::from_utf8_lossy(&bytes).contains("datetime=\"2024-03-15\""), "{name}: {path}");
    }
}

#[test]
fn a_date_that_is_doubtful_is_told_by_a_build() {
    let built = Site::new().file("content/2024-3-harbour.md", "# Harbour\n### Ann:\nAye.\n").build();
    assert_eq!(built.codes(), ["doubtful-date content/2024-3-harbour.md"]);
    let said = "---\ndate: 2024-03-05\n---\n# Harbour\n### Ann:\nAye.\n";
    assert_eq!(Site::new().file("content/2024-3-harbour.md", said).build().codes(), [""; 0]);
}

#[test]
fn a_day_at_the_end_of_the_title_is_found() {
    let built = Site::new().file("content/budget.md", "# Budget sitting of 2025-03-22\n### Ann:\nAye.\n").build();
    assert_eq!(built.codes(), [""; 0]);
    let page = built.read("meetings/budget/index.html");
    assert!(page.contains("datetime=\"2025-03-22\"") && page.contains(">Budget sitting</h1>"), "{page}");
    let built = Site::new().file("content/budget.md", "# 預算會議（2025年3月22日）\n### Ann:\nAye.\n").build();
    assert!(built.read("meetings/budget/index.html").contains("datetime=\"2025-03-22\""));
}

#[test]
fn files_that_are_no_markdown_are_told_once_with_counts() {
    let site = Site::new()
        .file(
            "2025-03-21-next.md",
            "# 2025-03-21 Next\n### Ann:\nSee [the last](b.txt), [the one before](2025-03-16-linked.mkd) and [the plan](<plan of quay.docx>).\n",
        )
        .file("2025-03-20-real.markdown", "# 2025-03-20 Real\n### Ann:\nAye.\n")
        .file("2025-03-16-linked.mkd", "# 2025-03-16 Linked\n### Ann:\nAye.\n")
        .file("2025-03-19-real.docx", "x")
        .file("2025-03-18-real.docx", "x")
        .file("2025-03-18-real.vtt", "WEBVTT")
        .file("2025-03-17-LOUD.MD", "# 2025-03-17 Loud\n### Ann:\nAye.\n")
        .file("b.txt", "x")
        .file("plan of quay.docx", "x")
        .file("README.txt", "x")
        .file("papers/agenda.docx", "x")
        .file("map.png", "x");
    let built = site.build();
    assert_eq!(built.codes(), ["unread-format 2025-03-16-linked.mkd"]);
    let message = &built.diagnostic("unread-format").message;
    assert!(message.contains("2 `.docx`, 1 `.markdown`, 1 `.mkd`, 1 `.vtt`"), "{message}");
    assert!(built.has("meetings/2025-03-17-loud/index.html"), "an ending in capitals is read");
}

#[test]
fn a_folder_without_a_record_ends_in_no_site() {
    for (name, text) in [("a.markdown", "# A\n"), ("notes.md", "# Notes\n"), ("map.png", "x")] {
        let site = Site::new().file(name, text);
        let Err(failure) = site.try_build() else { panic!("{name} was built") };
        assert_eq!(failure.diagnostics[0].problem.code(), "no-records", "{failure}");
        assert!(!site.output().exists(), "nothing is written");
        assert!(codes_of_check(&site).contains(&"no-records".to_owned()));
    }
    assert_eq!(Site::new().file("content/pages/about.md", "# About\n").build().codes(), [""; 0], "pages are a site");
    let held = "---\nstatus: draft\n---\n# 2024-03-11 A\n### Ann:\nAye.\n";
    assert_eq!(Site::new().file("content/2024-03-11-a.md", held).build().codes(), [""; 0]);
}

#[test]
fn a_site_that_was_built_among_the_records_is_no_record() {
    let place = tempfile::tempdir().expect("a folder");
    let folder = place.path().join("r");
    std::fs::create_dir_all(folder.join("sub")).expect("a folder");
    std::fs::write(folder.join("2025-03-06-one.md"), "# 2025-03-06 One\n### Ann:\nHello there.\n").expect("a file");
    let status = |arguments: &[&str]| minutebook(arguments, &folder);
    for output in ["docs", "sub/old site"] {
        let built = status(&["build", ".", "-o", output, "--base-url", "https://a.example", "--force"]);
        assert_eq!(built.status.code(), Some(0), "{built:?}");
    }
    let everything = |output: &Output| {
        String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
    };
    let check = everything(&status(&["check", ".", "--base-url", "https://a.example"]));
    assert!(check.contains("1 meeting") && check.contains("finished-site"), "{check}");
    let build = everything(&status(&["build", ".", "-o", "../out", "--base-url", "https://a.example"]));
    assert!(build.contains("1 meeting"), "{build}");
    let people = everything(&status(&["people", "."]));
    assert!(people.contains("       1       1"), "one speech in one record: {people}");
    let itself = status(&["check", "docs"]);
    assert_eq!(itself.status.code(), Some(2), "a finished site is no folder of records");
    let found = everything(&status(&["search", "Hello", "."]));
    assert_eq!(found.matches("Hello there").count(), 1, "{found}");
}

#[test]
fn the_folder_of_a_finished_site_is_noted() {
    let site = Site::new()
        .file("2025-03-06-one.md", "# 2025-03-06 One\n### Ann:\nHello.\n")
        .file("docs/.minutebook/manifest", "minutebook manifest 2\n")
        .file("docs/2025-03-06-copy.md", "# 2025-03-06 Copy\n### Ann:\nHello.\n");
    let built = site.build();
    assert_eq!(built.codes(), ["finished-site docs"]);
    assert!(!built.has("meetings/2025-03-06-copy/index.html"));
}

#[test]
fn labels_of_those_who_speak_together_are_alike_but_for_the_sign() {
    let site = Site::new().file(
        "content/2024-03-11-a.md",
        "# 2024-03-11 A\n### Ann Lee、Ben Roe:\nAye.\n### Ann Lee and Ben Roe:\nNay.\n",
    );
    let report = check(&site.options).unwrap_or_else(|failure| panic!("{failure}"));
    let told: Vec<&str> =
        report.diagnostics.iter().filter(|d| d.problem.code() == "look-alike").map(|d| d.message.as_str()).collect();
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(told[0].ends_with("only in the separator between people who speak together"), "{told:?}");
}

#[test]
fn signs_in_place_of_the_colon_are_told() {
    for (heading, is_told) in [
        ("Jane Smith;", true),
        ("Jane Smith,", true),
        ("Ben -", true),
        ("Ben –", true),
        ("Cormac Idowell.", true),
        ("王小明；", true),
        ("Jane Smith", false),
        ("Ann L.", false),
        ("Tobit Penrice Jr.", false),
        ("Wei-lan", false),
    ] {
        let record = format!("# 2025-03-15 A\n### {heading}\nAye.\n### Gus\nNo.\n");
        let codes = Site::new().file("content/2025-03-15-a.md", record).build().codes();
        let told = codes.iter().any(|code| code == "doubtful-name content/2025-03-15-a.md:2:5");
        assert_eq!(told, is_told, "{heading}: {codes:?}");
    }
}
