//! Warnings of `check` about content that can be read: each by its code and place, and none about correct content.

use minutebook::pipeline::check;
use minutebook::report::run_report::Report;

use crate::pictures::picture;
use crate::site::Site;

fn look(site: &Site) -> Report {
    check(&site.options).unwrap_or_else(|failure| panic!("{failure}"))
}

fn codes(report: &Report) -> Vec<String> {
    let place = |d: &minutebook::report::diagnostic::Diagnostic| match &d.at {
        Some(at) if at.line > 0 => format!("{} {}:{}:{}", d.problem, at.path, at.line, at.column),
        Some(at) => format!("{} {}", d.problem, at.path),
        None => d.problem.to_string(),
    };
    report.diagnostics.iter().map(place).collect()
}

/// A record, and all that is noticed of it.
fn check_record(text: &str, expected: &[&str]) {
    let report = look(&Site::new().file("content/2024-03-11-a.md", text));
    assert_eq!(codes(&report), expected, "{text}");
    assert!(report.diagnostics.iter().all(|d| d.hint.is_some()));
}

#[test]
fn a_record_that_is_in_order_gives_nothing_to_notice() {
    check_record(
        "# 2024-03-11 A\n\n> (They rise.)\n\n### Ann:\nAye: so it is.\n\n#### Costs\n\n##### Of ink\n\ncafé, naïve, Ærø, 唐鳳：好\n\n### Ben:\nNay.\n",
        &[],
    );
}

#[test]
fn the_name_of_a_speaker_alone_in_a_paragraph_is_a_lost_heading() {
    check_record(
        "# 2024-03-11 A\n### Ben:\nAye.\n### Ann:\nThat is all.\n\nBen:\n\nThanks.\n",
        &["lost-heading content/2024-03-11-a.md:7:1"],
    );
    check_record(
        "# 2024-03-11 A\n### Ben:\nAye.\n### Ann:\nAll.\n\n**Ben：**\n",
        &["lost-heading content/2024-03-11-a.md:7:1"],
    );
    check_record("# 2024-03-11 A\n### Ann:\nThe reasons:\n\nCy:\n\nBen: never.\n", &[]);
}

#[test]
fn words_before_anybody_speaks_are_noticed() {
    check_record(
        "# 2024-03-11 A\n\nGood evening, and welcome to all of you.\n\n### Ann:\nAye.\n",
        &["text-before-speaker content/2024-03-11-a.md:3:1"],
    );
    check_record(
        "# 2024-03-11 A\n\n<iframe width=\"5\" height=\"5\" src=\"https://www.youtube.com/embed/x\" title=\"A video\"></iframe>\n\n### Ann:\nAye.\n",
        &[],
    );
    check_record("# 2024-03-11 A\n\n> The papers lie in the library until Friday noon.\n\n### Ann:\nAye.\n", &[]);
}

#[test]
fn a_heading_without_words_and_a_remark_without_its_end_are_noticed() {
    check_record(
        "# 2024-03-11 A\n### Ann:\n\n### Ben:\nAye. (laughs\n\n### Cy:\n> (nods)\n\n### Dee:\n",
        &[
            "empty-speech content/2024-03-11-a.md:2:1",
            "unclosed-remark content/2024-03-11-a.md:5:6",
            "empty-speech content/2024-03-11-a.md:10:1",
        ],
    );
    check_record(
        "# 2024-03-11 A\n### Ann:\n(coughs) Aye (so it is).\n\n### Ben:\n> **Decision:** Aye.\n> Carried.\n",
        &[],
    );
}

#[test]
fn a_heading_that_leaves_out_a_level_is_noticed() {
    check_record("# 2024-03-11 A\n### Ann:\nAye.\n\n###### Costs\n", &["heading-level content/2024-03-11-a.md:5:1"]);
}

#[test]
fn letters_of_another_encoding_are_noticed_once_a_record() {
    check_record(
        "# 2024-03-11 A\n### Ann:\nA cafÃ© and a naÃ¯ve word, donâ€™t you think.\n",
        &["mojibake content/2024-03-11-a.md:3:6"],
    );
}

#[test]
fn a_link_to_a_speech_that_is_not_there_is_noticed() {
    let site = Site::new().file("content/2024-03-11-a.md", "# 2024-03-11 A\n## Costs\n### Ann:\nAye.\n");
    site.write(
        "content/2024-03-12-b.md",
        "# 2024-03-12 B\n### Ann:\n[x](2024-03-11-a.md#s0000000) [y](2024-03-11-a.md#section-costs) [z](#nowhere)\n",
    );
    let expected = ["broken-anchor content/2024-03-12-b.md:3:5", "broken-anchor content/2024-03-12-b.md:3:70"];
    assert_eq!(codes(&look(&site)), expected);
}

#[test]
fn a_picture_without_words_is_noticed() {
    let site = Site::new().file("content/map.png", picture(8, 8, image::ImageFormat::Png));
    site.write("content/2024-03-11-a.md", "# 2024-03-11 A\n### Ann:\n![](map.png) ![The map](map.png)\n");
    assert_eq!(codes(&look(&site)), ["missing-alt-text content/2024-03-11-a.md:3:1"]);
}

#[test]
fn a_translation_with_fewer_speeches_is_noticed() {
    let site = Site::new()
        .file("content/2024-03-11-a.md", "# 2024-03-11 A\n### Ann:\nAye to all of that.\n### Ben:\nNay to it.\n");
    site.write("content/2024-03-11-a.fr.md", "# 2024-03-11 A\n### Ann:\nOui à tout cela.\n");
    let report = look(&site);
    assert_eq!(codes(&report), ["misaligned-twins content/2024-03-11-a.md"]);
    assert!(report.diagnostics[0].message.contains("2 speeches here, 1 in its translation"));
}

#[test]
fn two_records_of_one_meeting_are_noticed() {
    let speeches: String = (0..6).map(|n| format!("### Ann:\nWords of speech number {n}.\n")).collect();
    let site = Site::new().file("content/2024-03-11-a.md", format!("# 2024-03-11 A\n{speeches}"));
    site.write("content/2024-03-11-b.md", format!("# 2024-03-11 B\n{speeches}### Ben:\nOne more.\n"));
    site.write("content/2024-03-12-c.md", format!("# 2024-03-12 C\n{speeches}"));
    assert_eq!(codes(&look(&site)), ["duplicate-meeting content/2024-03-11-b.md"]);
}

#[test]
fn people_whom_nobody_hears_and_names_that_are_nearly_known_are_noticed() {
    let site = Site::new()
        .file(
            "content/people.yml",
            "people:\n- id: penrice\n  labels: [Tobit Penrice]\n- id: lin\n  labels: [Lin]\n- id: clerk\n",
        )
        .file(
            "content/2024-03-11-a.md",
            "---\nchair: clerk\n---\n# 2024-03-11 A\n### Tobit Penrise:\nAye.\n### Lin:\nNay.\n",
        );
    let expected = ["unknown-speaker content/2024-03-11-a.md:5:5", "orphan-person content/people.yml:2:7"];
    assert_eq!(codes(&look(&site)), expected);
}

#[test]
fn two_names_that_look_like_one_persons_are_noticed_where_the_second_stands() {
    let site = Site::new().file(
        "content/2024-03-11-a.md",
        "# 2024-03-11 A\n### 林綠紅:\n是。\n### Ines Vargholm:\nNo.\n### 林綠紅委員:\n好。\n### Speaker 1:\nA.\n### Speaker 2:\nB.\n",
    );
    let report = look(&site);
    assert_eq!(codes(&report), ["look-alike content/2024-03-11-a.md:6:5"]);
    assert_eq!(report.diagnostics[0].message, "“林綠紅委員” differs from “林綠紅” only in a title");
    let known = site.file("content/people.yml", "people:\n- id: lin\n  labels: [林綠紅, 林綠紅委員]\n");
    assert_eq!(codes(&look(&known)), [""; 0]);
}

#[test]
fn files_that_readers_or_hosts_cannot_bear_are_noticed() {
    let site = Site::new()
        .file(
            "content/2024-03-11-a.md",
            "# 2024-03-11 A\n### Ann:\n![Map](map.png) [film](film.mp4) [plan](plan.pdf)\n",
        )
        .file("content/map.png", [picture(600, 400, image::ImageFormat::Png), vec![0; 1_000_000]].concat())
        .file("content/plan.pdf", "x".repeat(1_000_001))
        .file("content/unused.png", "x".repeat(1_000_001));
    let film = std::fs::File::create(site.options.site.join("content/film.mp4")).expect("a file");
    film.set_len(25 * 1024 * 1024 + 1).expect("a hole");
    assert_eq!(codes(&look(&site)), ["large-file content/film.mp4"], "pages show copies of the map");
    site.write("content/site.yml", "pictures: false\n");
    assert_eq!(codes(&look(&site)), ["large-file content/film.mp4", "large-file content/map.png"]);
}

#[test]
fn a_site_says_how_much_each_problem_matters() {
    let record = "# 2024-03-21 A\n### Ann:\n<object>x\n";
    let site = |check: &str| {
        Site::new()
            .file("content/site.yml", format!("check: {check}\n"))
            .file("content/old/2024-03-11-a.md", record)
            .file("content/2024-03-12-b.md", record)
    };
    let severities = |check: &str| -> Vec<String> {
        let report = look(&site(check));
        report.diagnostics.iter().map(|d| format!("{:?} {}", d.severity, d.problem)).collect()
    };
    let both = ["Warning date-mismatch", "Warning dropped-html"];
    assert_eq!(severities("{}"), [both, both].concat());
    assert_eq!(severities("{allow: [date-mismatch], deny: [dropped-html]}"), ["Error dropped-html"; 2]);
    assert_eq!(
        severities("{deny: [dropped-html], paths: {old: {allow: [dropped-html, date-mismatch]}}}"),
        ["Warning date-mismatch", "Error dropped-html"]
    );
    let denied = site("{deny: [dropped-html]}").build();
    assert!(denied.report.fails(false) && denied.has("meetings/2024-03-12-b/index.html"), "a build sees it alike");
    let Err(failure) = check(&site("{allow: [dropped-hmtl]}").options) else {
        return assert!(severities("{allow: [dropped-hmtl]}").contains(&"Warning unknown-key".to_owned()));
    };
    panic!("{failure}");
}

#[test]
fn what_is_allowed_is_held_back_all_the_same() {
    let site = Site::new()
        .file("content/site.yml", "check: {allow: [yaml-type]}\n")
        .file("content/2024-03-11-a.md", "---\nstatus: secret\n---\n# 2024-03-11 A\n### Ann:\nAye.\n");
    let built = site.build();
    assert_eq!(built.codes(), [""; 0]);
    assert!(!built.has("meetings/2024-03-11-a/index.html"));
}

#[test]
fn names_that_windows_cannot_hold_are_noticed() {
    let record = "# 2024-03-11 A\n### Con:\nAye.\n### Ben:\nNay.\n";
    let site = Site::new()
        .file("content/2024-03-11-a.md", record)
        .file("content/people.yml", "people:\n  - id: prn\n    labels: [Ben]\n")
        .file("content/aux/2024-03-12-b.md", "# 2024-03-12 B\n### Ben:\nAye.\n")
        .file("content/papers/a:b.txt", "x")
        .file("content/papers/nul.html", "x")
        .file("content/papers/end.", "x")
        .file("content/papers/Budget.csv", "x")
        .file("content/papers/budget.csv", "x")
        .file("content/papers/fine.csv", "x");
    let report = look(&site);
    let told: Vec<String> = codes(&report);
    assert_eq!(
        told,
        [
            // The folder of the speaker with that id.
            "unportable-name",
            "unportable-name content/aux/2024-03-12-b.md",
            "unportable-name content/papers/a:b.txt",
            "unportable-name content/papers/budget.csv",
            "unportable-name content/papers/end.",
            "unportable-name content/papers/nul.html",
        ],
        "{:#?}",
        report.diagnostics
    );
    assert!(
        report.diagnostics[0].message.contains("/speakers/prn:") && report.diagnostics.iter().all(|d| d.hint.is_some())
    );
    assert!(site.build().has("speakers/con_/index.html"), "an address made from a name avoids those of devices");
    let old = Site::new()
        .file("content/2024-03-11-a.md", "---\naliases: [/wiki/Category:Quay/]\n---\n# 2024-03-11 A\n### Ann:\nAye.\n");
    assert_eq!(codes(&look(&old)), ["unportable-name", "address-as-pattern content/2024-03-11-a.md:2:1"]);
}

#[test]
fn folders_of_other_generators_are_named_with_where_their_things_belong() {
    let site = |settings: &str| {
        Site::new()
            .file("content/2024-03-11-a.md", "# A\n### Ann:\nAye.\n")
            .file("content/site.yml", format!("title: T\nbase_url: https://a.example\n{settings}"))
            .file("static/CNAME", "a.example")
            .file("shortcodes/a.html", "")
            .file("layouts/base.html", "")
            .file("config.toml", "")
            .file("themes/civic/static/custom.css", "")
            .file("notes/plan.txt", "")
    };
    let told = |site: Site| {
        let found =
            site.build().report.diagnostics.into_iter().filter(|found| found.problem.code() == "foreign-folder");
        found
            .map(|found| (found.at.expect("a place").path.to_string(), found.hint.expect("a remedy")))
            .collect::<Vec<_>>()
    };
    let names = |told: &[(String, String)]| told.iter().map(|(name, _)| name.clone()).collect::<Vec<_>>();
    let all = told(site(""));
    assert_eq!(names(&all), ["config.toml", "layouts", "shortcodes"]);
    assert!(
        all[0].1.contains("content/site.yml") && all[1].1.contains("theme eject") && all[2].1.contains("plain words"),
        "{all:?}"
    );
    assert_eq!(names(&told(site("publish: {also: shortcodes}\n"))), ["config.toml", "layouts"]);
}

#[test]
fn what_another_generator_would_replace_is_told_once_for_each_text_and_printed_as_typed() {
    let site = Site::new()
        .file(
            "content/2024-03-11-a.md",
            "# A\n### Ann:\nAye {{< film id=1 >}}.\n\nAnd {% x %}.\n\nA set {a} and {{ no end.\n",
        )
        .file("content/2024-03-12-b.md", "# B\n### Ann:\nThe set {a, b}, or {{a}, b.\n")
        .file("content/pages/about.md", "# About\n\nBy {{ site.author }}.\n");
    assert_eq!(
        codes(&look(&site)),
        ["template-syntax-in-text content/2024-03-11-a.md:3:5", "template-syntax-in-text content/pages/about.md:3:4"]
    );
    let message = look(&site).diagnostics[0].message.clone();
    assert!(message.contains("“{{< film id=1 >}}”") && message.contains("2 lines"), "{message}");
    assert!(site.build().read("about/index.html").contains("{{ site.author }}"));
}
