//! `docs/views.md` is made from the types that templates see, and says the same as they.
//!
//! The types are read as text, which rustfmt gives one form: a doc comment, attributes, a field on a line.

use std::fmt::Write;
use std::path::Path;

#[derive(Default)]
struct Struct {
    name: String,
    docs: String,
    fields: Vec<Field>,
}

struct Field {
    name: String,
    docs: String,
    kind: String,
}

/// The public structs of a file, in order.
fn structs(source: &str) -> Vec<Struct> {
    let mut found: Vec<Struct> = Vec::new();
    let (mut docs, mut renamed, mut skipped) = (Vec::new(), None, false);
    for line in source.lines() {
        let line = line.trim();
        if let Some(doc) = line.strip_prefix("/// ") {
            docs.push(doc);
        } else if let Some(name) = line.strip_prefix("#[serde(rename = \"") {
            renamed = name.strip_suffix("\")]");
        } else if line == "#[serde(skip)]" {
            skipped = true;
        } else if let Some(name) = line.strip_prefix("pub struct ") {
            let name = name.trim_end_matches(" {").trim_end_matches("<'a>").to_owned();
            found.push(Struct { name, docs: docs.join(" "), fields: Vec::new() });
            docs.clear();
        } else if let Some((name, kind)) = line.strip_prefix("pub ").and_then(|field| field.split_once(": ")) {
            let docs = std::mem::take(&mut docs).join(" ");
            let drawn = docs.split('`').nth(1).filter(|_| docs.starts_with("Drawn to `"));
            let name = drawn.or(renamed.take()).unwrap_or(name).to_owned();
            let kind = if std::mem::take(&mut skipped) { "HTML".to_owned() } else { said(kind.trim_end_matches(',')) };
            found.last_mut().expect("a field stands in a struct").fields.push(Field { name, docs, kind });
        }
    }
    found
}

/// A type as somebody says it who writes templates.
fn said(kind: &str) -> String {
    let inner = |outer: &str| kind.strip_prefix(outer).and_then(|rest| rest.strip_suffix('>'));
    if let Some(one) = inner("Option<") {
        return format!("{}, or none", said(one));
    }
    if let Some(one) = inner("Vec<") {
        return format!("list of {}", said(one));
    }
    if let Some(one) = inner("BTreeMap<String, ") {
        return match one {
            "String" => "texts by name".to_owned(),
            one => format!("{} for each name", said(one)),
        };
    }
    match kind {
        "String" | "&'static str" | "Mark" | "SpeakerIcon" => "text".to_owned(),
        "bool" => "true or false".to_owned(),
        "serde_json::Value" => "values by name".to_owned(),
        "usize" | "u64" | "u32" | "u8" | "i16" => "number".to_owned(),
        "TranscriptView<'a>" => "HTML".to_owned(),
        name => format!("[{name}](#{})", name.to_lowercase()),
    }
}

fn reference() -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let read = |file: &str| std::fs::read_to_string(root.join("src/site/view").join(file)).expect("the types");
    // In the order in which the folder names its files.
    let files = read("mod.rs");
    let files = files.lines().filter_map(|line| line.strip_prefix("mod ")?.strip_suffix(';'));
    let source: String = files.map(|file| read(&format!("{file}.rs"))).collect();
    let structs = structs(&source);
    assert!(structs.len() > 20 && structs.iter().any(|s| s.name == "MeetingView"), "the types are found");
    let mut page = String::from(
        "# What templates see\n\nEvery type that a template sees, field by field. Made from `src/site/view/`; `MINUTEBOOK_WRITE=1 cargo test\nview_reference` writes this page. The views of each template, and how to write one, are described in [themes.md](themes.md#templates).\n",
    );
    for view in structs {
        let _ = write!(page, "\n## {}\n\n{}\n\n| field | type | is |\n| --- | --- | --- |\n", view.name, view.docs);
        for Field { name, docs, kind } in view.fields {
            assert!(!docs.is_empty(), "{}.{name} is described", view.name);
            let _ = writeln!(page, "| `{name}` | {kind} | {docs} |");
        }
    }
    page
}

#[test]
fn the_reference_of_what_templates_see_says_what_the_types_say() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/views.md");
    let made = reference();
    if std::env::var_os("MINUTEBOOK_WRITE").is_some() {
        std::fs::write(&path, &made).expect("docs/views.md can be written");
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default().replace("\r\n", "\n");
    assert!(kept == made, "docs/views.md is stale; MINUTEBOOK_WRITE=1 cargo test view_reference makes it again");
}
