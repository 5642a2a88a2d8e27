//! A record as plain Markdown.

use crate::site::{Site, build_folder, real_records};

#[test]
fn it_has_the_structure_and_the_words_and_nothing_that_could_do_harm() {
    let built = Site::new()
        .file("content/site.yml", "title: Town\nlicence: CC0-1.0\n")
        .file(
            "content/2024-03-11-a.md",
            "# 2024-03-11 Budget & *harbour*\n> (The bell rings.)\n## Second part\n### Ann:\nAye, *gladly*. <!-- secret -->\n\n[Paper](javascript:alert(1)) and <script>alert(2)</script>more.\n\n- 2 of * 3\n",
        )
        .build();
    let text = built.read("meetings/2024-03-11-a/index.md");
    assert!(
        text.starts_with(
            "# 2024-03-11 Budget \\& harbour\n\n<https://records.example/meetings/2024-03-11-a/>\n\nCC0-1.0\n"
        ),
        "{text}"
    );
    assert!(text.contains("\n> (The bell rings.)\n") && text.contains("\n## Second part\n\n### Ann {#s"), "{text}");
    // The anchor is the one on the page.
    let anchor =
        text.split_once("### Ann {#").and_then(|(_, rest)| rest.split_once('}')).map_or("", |(anchor, _)| anchor);
    assert!(built.read("meetings/2024-03-11-a/index.html").contains(&format!("id=\"{anchor}\"")), "{text}");
    assert!(text.contains("Aye, gladly."), "{text}");
    for harm in ["secret", "javascript", "script>", "alert(1)"] {
        assert!(!text.contains(harm), "{harm}: {text}");
    }
    let page = built.read("meetings/2024-03-11-a/index.html");
    assert!(
        page.contains("<link rel=\"alternate\" type=\"text/markdown\" href=\"/meetings/2024-03-11-a/index.md\">"),
        "{page}"
    );
    let guide = built.read("llms.txt");
    assert!(guide.contains("index.md") && guide.contains("`### Name {#anchor}`"), "{guide}");
}

#[test]
fn a_draft_has_none() {
    let built = Site::new().file("2024-03-11-a.md", "---\nstatus: draft\n---\n# A\n### Ann:\nAye.\n").build();
    assert!(!built.has("meetings/2024-03-11-a/index.md"));
}

#[test]
fn a_name_with_braces_is_no_anchor() {
    let built = Site::new().file("2024-03-11-a.md", "# A\n### Ann {x:\nAye.\n").build();
    let text = built.read("meetings/2024-03-11-a/index.md");
    assert!(text.contains("### Ann \\{x {#s"), "{text}");
}

/// Every speech of every real record is there under its name, and all together they are hardly larger than the records.
#[test]
fn of_real_records_every_speech_is_there_in_little_more_room() {
    let Some(folder) = real_records("pilot") else { return };
    let built = build_folder(&folder);
    let files = built.files();
    let records = files.iter().filter(|(path, _)| path.starts_with("meetings/") && path.ends_with("/index.md"));
    let (mut seen, mut written) = (0, 0);
    for (path, bytes) in records {
        let text = String::from_utf8_lossy(bytes);
        let page = built.read(&path.replace("index.md", "index.html"));
        assert_eq!(
            text.lines().filter(|line| line.starts_with("### ")).count(),
            page.matches("class=\"speech\"").count(),
            "{path}"
        );
        seen += 1;
        written += bytes.len() as u64;
    }
    let sources = std::fs::read_dir(&folder).expect("the records").flatten();
    let sources = sources.filter(|entry| entry.path().extension().is_some_and(|ending| ending == "md"));
    let typed: u64 = sources.filter_map(|entry| entry.metadata().ok()).map(|metadata| metadata.len()).sum();
    assert_eq!(seen, 57);
    assert!(written * 100 <= typed * 115, "{written} bytes of {typed}");
}
