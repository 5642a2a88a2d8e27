//! Reads the `use` lines of the program and holds it to its rules: data flows one way.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// Every source file: its path below `src/`, and its code without tests and comments.
fn sources() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut sources = Vec::new();
    for entry in walkdir::WalkDir::new(&root).sort_by_file_name() {
        let entry = entry.expect("a readable source");
        if entry.path().extension().is_none_or(|extension| extension != "rs") {
            continue;
        }
        let path = entry.path().strip_prefix(&root).expect("below src").to_string_lossy().replace('\\', "/");
        let text = fs::read_to_string(entry.path()).expect("UTF-8");
        let code = text.split("#[cfg(test)]").next().unwrap_or_default();
        let lines = code.lines().map(|line| line.split("//").next().unwrap_or_default());
        sources.push((path, lines.collect::<Vec<_>>().join("\n")));
    }
    assert!(sources.len() > 40, "the sources are found");
    sources
}

/// Rooms whose files are as good as rooms of their own: `fs::discover` is a stage, and `fs::write` another.
const SHELVES: [&str; 3] = ["fs", "report", "bytes"];

/// The room that a file is in: the first part of its path, in some rooms with the second.
fn room(path: &str) -> &str {
    let path = path.trim_end_matches(".rs");
    let mut parts = path.match_indices('/').map(|(at, _)| at);
    let first = parts.next().unwrap_or(path.len());
    let end = if SHELVES.contains(&&path[..first]) { parts.next().unwrap_or(path.len()) } else { first };
    &path[..end]
}

/// Rooms that a file names with `crate::`.
fn named_rooms(code: &str) -> BTreeSet<String> {
    let mut rooms = BTreeSet::new();
    for (at, _) in code.match_indices("crate::") {
        let rest = &code[at + 7..];
        let end = rest.find(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | ':'))).unwrap_or(rest.len());
        let path = rest[..end].trim_end_matches(':').replace("::", "/");
        rooms.insert(room(&path).to_owned());
    }
    rooms
}

const STAGES: [&str; 7] = ["fs/discover", "parse", "link", "plan", "theme", "render", "fs/write"];

#[test]
fn no_stage_imports_another() {
    for (path, code) in sources() {
        let here = room(&path);
        if !STAGES.contains(&here) {
            continue;
        }
        for other in named_rooms(&code).into_iter().filter(|other| STAGES.contains(&&**other) && other != here) {
            // Drawing is drawing with a theme.
            assert!((here, &*other) == ("render", "theme"), "src/{path} imports the stage `{other}`");
        }
    }
}

#[test]
fn only_the_pipeline_names_all_stages_and_only_commands_name_the_pipeline() {
    for (path, code) in sources() {
        let here = room(&path);
        let rooms = named_rooms(&code);
        let may = |allowed: &[&str]| allowed.contains(&here);
        for room in rooms {
            match &*room {
                "pipeline" => assert!(may(&["cli", "serve", "pipeline"]), "src/{path} names the pipeline"),
                "fs/discover" | "parse" | "link" | "plan" | "render" | "fs/write" if !STAGES.contains(&here) => {
                    assert!(may(&["pipeline"]), "src/{path} names the stage `{room}`");
                }
                "report/run_report" => {
                    assert!(
                        may(&["pipeline", "cli", "serve"]) || here.starts_with("report/"),
                        "src/{path} names the report"
                    );
                }
                _ => {}
            }
        }
    }
}

#[test]
fn the_record_knows_nothing_of_publishing() {
    for (path, code) in sources() {
        if room(&path) == "record" {
            for word in ["site", "plan", "render", "theme", "markdown", "yaml", "config"] {
                assert!(!named_rooms(&code).contains(word), "src/{path} names `{word}`");
            }
            // The memo keeps what was read as it is; nothing that is published is made of these types.
            assert!(
                !code.contains("serde_json") && !code.contains("href") && !code.contains("PathBuf"),
                "src/{path} speaks of files or pages"
            );
        }
    }
}

#[test]
fn the_schedule_knows_records_and_nothing_of_the_site() {
    for (path, code) in sources().into_iter().filter(|(path, _)| room(path) == "schedule") {
        let may = ["record", "text", "schedule"];
        let others: Vec<String> = named_rooms(&code).into_iter().filter(|room| !may.contains(&&**room)).collect();
        assert!(others.is_empty(), "src/{path} names {others:?}");
    }
}

#[test]
fn search_knows_what_was_said_and_nothing_of_pages() {
    let may = ["search", "record", "text", "markdown", "bytes/fingerprint", "bytes/compress"];
    for (path, code) in sources() {
        if room(&path) == "search" {
            for other in named_rooms(&code) {
                assert!(may.contains(&&*other), "src/{path} names `{other}`");
            }
        }
    }
}

#[test]
fn each_outside_thing_is_named_in_its_place_alone() {
    let rules: [(&str, &[&str]); 45] = [
        ("sysinfo", &["pipeline"]),
        ("ureq", &["external_links", "publish", "integrity"]),
        ("object_store", &["publish"]),
        ("async_trait", &["publish"]),
        ("http_body_util", &["publish"]),
        ("md5", &["publish"]),
        (
            "std::fs",
            &[
                "fs/discover",
                "fs/write",
                "fs/cache_dir",
                "fs/entry_names",
                "fs/static_files",
                "fs/template_data_files",
                "fs/file_range",
                "fs/content_edit",
                "theme",
                "cli",
                "pipeline",
                "serve",
                "ledger",
                "integrity",
                "publish",
            ],
        ),
        ("walkdir", &["cli", "fs/discover", "fs/static_files", "fs/template_data_files", "theme"]),
        ("tera", &["theme", "render"]),
        ("pulldown_cmark::", &["markdown"]),
        ("clap", &["cli"]),
        ("clap_complete", &["cli"]),
        ("clap_mangen", &["cli"]),
        ("icalendar", &["cli"]),
        ("inquire", &["cli"]),
        ("saphyr_parser", &["yaml"]),
        ("schemars", &["parse", "site"]),
        ("serde_yaml", &["yaml"]),
        ("toml::", &["yaml"]),
        ("annotate_snippets", &["report/terminal"]),
        ("indicatif", &["cli"]),
        ("atom_syndication", &["render"]),
        ("fluent_bundle", &["theme"]),
        ("sha2::", &["bytes/sha256", "bytes/hmac_sha256"]),
        ("hmac::", &["bytes/hmac_sha256"]),
        ("minisign", &["integrity"]),
        ("base64", &["render", "integrity", "publish"]),
        ("html5gum", &["render"]),
        ("flate2", &["bytes/compress"]),
        ("brotli", &["bytes/compress"]),
        ("axum", &["serve"]),
        ("tokio", &["serve", "publish"]),
        ("notify", &["serve"]),
        ("skrifa", &["render"]),
        ("ab_glyph_rasterizer", &["render"]),
        ("icu_segmenter", &["render"]),
        ("png", &["render", "bytes/pictures"]),
        ("image::", &["bytes/pictures"]),
        ("fast_image_resize", &["bytes/pictures"]),
        ("moxcms", &["bytes/pictures"]),
        ("webp::", &["bytes/pictures"]),
        ("zip::", &["parse", "render"]),
        ("csv::", &["parse", "render", "cli"]),
        ("parquet::", &["render"]),
        ("quick_xml", &["parse", "render"]),
    ];
    for (path, code) in sources() {
        for (thing, places) in rules {
            let named = code.lines().any(|line| {
                line.contains(thing)
                    && (line.contains("use ") || line.contains(&format!("{thing}::")) || thing.ends_with("::"))
            });
            assert!(!named || places.contains(&room(&path)), "src/{path} names `{thing}`, which belongs in {places:?}");
        }
    }
}

#[test]
fn the_register_is_pure_but_for_its_edge() {
    for (path, code) in sources().into_iter().filter(|(path, _)| room(path) == "ledger") {
        let may = [
            "record",
            "site",
            "text",
            "bytes/fingerprint",
            "bytes/sha256",
            "report/diagnostic",
            "report/steps",
            "markdown",
            "ledger",
        ];
        let edge = path == "ledger/ledger_files.rs";
        for room in named_rooms(&code) {
            assert!(
                may.contains(&&*room) || (edge && ["report/failure", "fs/failpoint"].contains(&&*room)),
                "src/{path} names `{room}`"
            );
        }
        assert!(edge || !code.contains("std::fs"), "src/{path} touches files");
    }
    for (path, code) in sources() {
        let may = ["ledger", "pipeline", "cli", "publish", "integrity"].contains(&room(&path));
        assert!(may || !named_rooms(&code).contains("ledger"), "src/{path} names the register");
    }
}

#[test]
fn only_the_ledger_makes_an_archive_of_a_linked_one() {
    let (mut linked, mut given) = (0, Vec::new());
    for (path, code) in sources() {
        linked += code.matches("LinkedArchive::new(").count();
        if code.contains(".give_history(") {
            given.push(path);
        }
    }
    assert_eq!((linked, given), (1, vec!["ledger/apply.rs".to_owned()]));
}

#[test]
fn nothing_prints_exits_or_keeps_global_state() {
    for (path, code) in sources() {
        let here = room(&path);
        for word in ["println!", "eprintln!", "print!(", "stdout()", "stderr()"] {
            let may = matches!(here, "report/terminal" | "cli");
            assert!(may || !code.contains(word), "src/{path} prints");
        }
        assert!(!code.contains("process::exit"), "src/{path} exits");
        // Glyphs, lines of lists, search segments and errors of pages are kept in cells that are filled once; but the caches
        // around them are owned by the renderer, a loaded site or a snapshot. The thread-local compressor is reset before each use. The words of all
        // languages are constants, sorted once into a table.
        assert!(
            !code.contains("static mut")
                && (!code.contains("OnceLock")
                    || matches!(
                        path.as_str(),
                        "render/social_card/glyph_cache.rs"
                            | "render/context.rs"
                            | "search/segment_cache.rs"
                            | "pipeline/workspace.rs"
                    ))
                && (!code.contains("LazyLock")
                    || matches!(
                        path.as_str(),
                        "markdown/labels/no_speaker.rs"
                            | "parse/not_yet/vocabulary/mod.rs"
                            | "parse/decisions/result_phrases.rs"
                            | "parse/decisions/vote_names.rs"
                    ))
                && (!code.contains("thread_local!") || path == "bytes/compress.rs"),
            "src/{path} keeps global state"
        );
        // Steps are counted for the tests of growth, and points for those of kills, in builds with debug assertions.
        let counts = code.lines().any(|line| line.trim_start().starts_with("static ") && line.contains("Atomic"));
        assert!(!counts || matches!(&*path, "report/steps.rs" | "fs/failpoint.rs"), "src/{path} counts");
        let locks = code.contains("Mutex") || code.contains("RwLock");
        // A text is the same however often it is read, so what is in memory shows nowhere. Sorted runs have numbers, and are merged
        // in their order wherever they lie in their file.
        let may = here == "fs/write" || matches!(&*path, "text/source/resting_text.rs" | "search/posting_run.rs");
        assert!(!locks || may, "src/{path} locks");
    }
}

#[test]
fn pure_stages_know_no_clock_and_no_environment() {
    for (path, code) in sources() {
        if matches!(
            room(&path),
            "parse"
                | "link"
                | "plan"
                | "render"
                | "markdown"
                | "record"
                | "site"
                | "ledger"
                | "schedule"
                | "lint"
                | "search"
                | "hosting"
        ) {
            for word in ["Timestamp::now", "SystemTime::now", "Instant::now", "std::env::", "env::var", "rand::"] {
                assert!(!code.contains(word), "src/{path} asks the outside world: {word}");
            }
        }
    }
}

#[test]
fn what_is_to_be_done_is_told_without_looking_at_the_target() {
    for (path, code) in sources() {
        if ["publish/published.rs", "publish/difference.rs", "publish/reasons.rs"].contains(&&*path) {
            for word in ["std::fs", "std::process", "object_store", "tokio", "Timestamp::now", "env::"] {
                assert!(!code.contains(word), "src/{path} looks at the outside world: {word}");
            }
        }
        // Each target is its own; none knows of another.
        if let Some(target) =
            ["folder", "s3", "git"].iter().find(|target| path.starts_with(&format!("publish/{target}")))
        {
            for word in ["object_store", "Command::new", "hard_link"] {
                let owner = match word {
                    "object_store" => "s3",
                    "hard_link" => "folder",
                    _ => "git",
                };
                assert!(*target == owner || !code.contains(word), "src/{path} does the work of {owner}");
            }
        }
    }
}

/// The text after the call that begins at `at`, without the white space between.
fn behind_call(code: &str, at: usize) -> &str {
    let mut depth = 0;
    let end = code[at..].char_indices().find(|(_, sign)| {
        depth += match sign {
            '(' => 1,
            ')' => -1,
            _ => 0,
        };
        *sign == ')' && depth == 0
    });
    end.map_or("", |(end, _)| code[at + end + 1..].trim_start())
}

/// Calls that write, whose mistakes are passed over, as a person would look for them.
fn writes_that_may_leave_nothing(code: &str) -> Vec<&str> {
    let writers = ["to_vec", "to_vec_pretty", "to_string", "to_string_pretty", "to_value", "to_stdvec", "finish"];
    let mut found = Vec::new();
    for (open, _) in code.match_indices('(') {
        let start = code[..open].rfind(|c: char| !(c.is_alphanumeric() || c == '_')).map_or(0, |before| before + 1);
        let name = &code[start..open];
        // `text.to_string()` gives no `Result`; what can fail is given what it writes.
        let is_writer = writers.contains(&name) && (name == "finish" || !code[open..].starts_with("()"));
        if !is_writer && !name.starts_with("write") {
            continue;
        }
        let behind = behind_call(code, open);
        let is_passed_over = [".unwrap_or", ".ok().unwrap_or"].iter().any(|form| behind.starts_with(form));
        let statement = code[..start].rsplit([';', '{', '}']).next().unwrap_or_default().trim_start();
        let is_thrown_away = name == "write_all" && statement.starts_with("let _ =");
        if is_passed_over || is_thrown_away {
            found.push(name);
        }
    }
    found
}

#[test]
fn what_cannot_be_written_is_never_published_as_nothing() {
    let wrong = [
        "serde_json::to_vec(self).unwrap_or_default()",
        "serde_json::to_string_pretty(&(a, b(c))).unwrap_or_else(|_| String::new())",
        "feed\n    .write_to(Vec::new())\n    .unwrap_or_default()",
        "encoder.finish().ok().unwrap_or_default()",
        "{ let _ = encoder.write_all(piece); }",
    ];
    for code in wrong {
        assert_eq!(writes_that_may_leave_nothing(code).len(), 1, "{code}");
    }
    let right = ["at.map(|at| at.to_string()).unwrap_or_default()", "encoder.write_all(piece).expect(\"memory\");"];
    for code in right {
        assert!(writes_that_may_leave_nothing(code).is_empty(), "{code}");
    }
    for (path, code) in sources() {
        // When git ends early, its own message says why.
        let found = if path == "publish/git.rs" { Vec::new() } else { writes_that_may_leave_nothing(&code) };
        assert!(found.is_empty(), "src/{path} publishes nothing when it cannot write: {found:?}");
    }
}

/// Fixed names of files, of the content and of the site: two lists of them would disagree one day.
#[test]
fn fixed_names_of_files_stand_in_one_table_each() {
    let tables: [(&str, &[&str]); 2] = [
        ("text/source/content_names.rs", &["people.yaml", "site.yaml", "organizations.yml", ".alternates"]),
        (
            "site/well_known.rs",
            &["/files/", "index.md", "card.png", "/sitemap.xml", "/404.html", "/_headers", "atom.xml", "SHA256SUMS"],
        ),
    ];
    for (table, names) in tables {
        for (path, code) in sources().into_iter().filter(|(path, _)| path != table) {
            for name in names {
                assert!(!code.contains(&format!("\"{name}\"")), "src/{path} writes “{name}”, which {table} knows");
            }
        }
    }
}
