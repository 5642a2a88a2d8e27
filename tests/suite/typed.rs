//! Metadata says what was typed: numbers keep their form where a text is asked for, and no escape writes a control
//! character.

use crate::site::Site;

#[test]
fn numbers_keep_the_form_in_which_they_were_typed() {
    let record = "---\nstart: 9.30\nend: 10.00\nslug: 2025.10\ntopics: [1.10, 1.1]\nplace: 0x1F\nattribution: 1e3\n\
                  participants: [.5, +1]\nspeakers: {007: ann}\n---\n# 2025-03-04 Hours\n### 007:\nGood morning.\n";
    let built = Site::new()
        .file("content/site.yml", "title: 3.10\nbody: 1_000\ntopics: {1.10: {title: 2.20}, 1.1: {title: 0123}}\n")
        .file("content/people.yml", "people:\n- {id: ann, names: {en: 1e2}, labels: [1.50]}\n")
        .file("content/2025-03-04-hours.md", record)
        .file("content/2025-03-05-sidecar.md", "# 2025-03-05 Beside\n### 1.50:\nAye.\n")
        .file("content/2025-03-05-sidecar.yml", "title: 3.10\nsubtitle: 0o17\nplace: 12:30\n")
        .build();
    let page = built.read("meetings/2025.10/index.html");
    for typed in ["9.30", "10.00", "0x1F", "1e3", ".5", "+1", "2.20", "0123", "3.10"] {
        assert!(page.contains(typed), "{typed} in {page}");
    }
    assert!(built.has("topics/1.10/index.html") && built.has("topics/1.1/index.html"), "two topics");
    assert!(built.read("speakers/ann/index.html").contains("1e2"), "a name");
    let beside = built.read("meetings/2025-03-05-sidecar/index.html");
    for typed in ["3.10", "0o17", "12:30"] {
        assert!(beside.contains(typed), "{typed} in {beside}");
    }
}

#[test]
fn no_escape_in_metadata_writes_a_control_character_into_the_site() {
    let built = Site::new()
        .file("content/site.yml", "title: \"Bell \\a\"\ntopics: {t: {title: \"T \\x81\"}}\n")
        .file("content/people.yml", "people:\n- {id: ann, names: {en: \"Ann \\b\"}}\n")
        .file(
            "content/2025-03-23-bell.md",
            "---\ntitle: \"Nul \\0 and \\uFFFF\"\nslug: \"be\\all\"\nplace: \"\\e[31m\"\ntopics: [t]\nextra: {a: \"\\x01\"}\n---\n\
             # T\n### Ann:\nHello \u{FFFF}, &#1; &#x7f; &#x85; &#xFFFF; &#0;.\n",
        )
        .build();
    assert_eq!(
        built.codes().iter().filter(|code| code.starts_with("control-character")).count(),
        4,
        "{:?}",
        built.codes()
    );
    for (path, bytes) in built.files() {
        assert!(!path.chars().any(char::is_control), "{path:?}");
        if path.ends_with(".png") || path.contains("/_fonts/") {
            continue;
        }
        let Ok(text) = std::str::from_utf8(&bytes) else { continue };
        let raw = text.find(|c: char| {
            (c.is_control() && !matches!(c, '\t' | '\n' | '\r')) || matches!(c, '\u{FFFE}' | '\u{FFFF}')
        });
        assert_eq!(raw.map(|at| &text[at.saturating_sub(20)..at]), None, "{path}");
    }
}
