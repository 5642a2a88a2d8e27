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
    assert!(
        text.contains("\n> (The bell rings.)\n")
            && text.contains("\n## Second part\n\n### Ann\n\n<https://records.example/meetings/2024-03-11-a/#s"),
        "{text}"
    );
    assert!(text.contains("Aye, gladly."), "{text}");
    for harm in ["secret", "javascript", "script>", "alert(1)"] {
        assert!(!text.contains(harm), "{harm}: {text}");
    }
    let page = built.read("meetings/2024-03-11-a/index.html");
    assert!(
        page.contains("<link rel=\"alternate\" type=\"text/markdown\" href=\"/meetings/2024-03-11-a/index.md\">"),
        "{page}"
    );
    assert!(built.read("llms.txt").contains("index.md"));
}

#[test]
fn a_draft_has_none() {
    let built = Site::new().file("2024-03-11-a.md", "---\nstatus: draft\n---\n# A\n### Ann:\nAye.\n").build();
    assert!(!built.has("meetings/2024-03-11-a/index.md"));
}

/// Every speech of every real record is there under its name.
#[test]
fn of_real_records_every_speech_is_there() {
    let Some(folder) = real_records("pilot") else { return };
    let built = build_folder(&folder);
    let files = built.files();
    let records = files.iter().filter(|(path, _)| path.starts_with("meetings/") && path.ends_with("/index.md"));
    let mut seen = 0;
    for (path, bytes) in records {
        let text = String::from_utf8_lossy(bytes);
        let page = built.read(&path.replace("index.md", "index.html"));
        assert_eq!(
            text.lines().filter(|line| line.starts_with("### ")).count(),
            page.matches("class=\"speech\"").count(),
            "{path}"
        );
        seen += 1;
    }
    assert_eq!(seen, 57);
}
