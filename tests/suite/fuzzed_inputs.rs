//! Every word of every record is on its page: nothing that was said gets lost on the way.

use std::path::Path;

use scraper::{Html, Node};

use crate::site::{Site, Unseen, options, real_records};

/// Letters and digits in order: what survival is judged by.
fn letters(text: &str) -> Vec<char> {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// The words of a record, found without any of the program's own code: a full CommonMark parser over the file as it
/// stands, with what is no word left out.
fn words_of_source(markdown: &str) -> Vec<String> {
    let body = match markdown.strip_prefix("---\n").and_then(|rest| rest.split_once("\n---")) {
        Some((_, body)) => body,
        None => markdown,
    };
    let mut pieces = Vec::new();
    for line in body.lines() {
        // Headings name speakers once a turn; they are judged apart.
        if line.starts_with('#') && line.trim_start_matches('#').starts_with([' ', '\u{a0}']) {
            continue;
        }
        let mut hidden = 0;
        for event in pulldown_cmark::Parser::new(line.trim_start()) {
            use pulldown_cmark::{Event, Tag, TagEnd};
            match event {
                // An address is not said; the text of its link is.
                Event::Start(Tag::Image { .. }) => hidden += 1,
                Event::End(TagEnd::Image) => hidden -= 1,
                Event::Text(text) | Event::Code(text) if hidden == 0 => pieces.push(text.to_string()),
                _ => {}
            }
        }
    }
    pieces
}

/// The text of the record on its page.
fn words_of_page(html: &str) -> String {
    let page = Html::parse_document(html);
    let mut text = String::new();
    for node in page.tree.nodes() {
        if let Node::Text(piece) = node.value() {
            let hidden = node.ancestors().any(|above| {
                above.value().as_element().is_some_and(|e| matches!(e.name(), "script" | "style" | "head"))
            });
            if !hidden {
                text.push_str(piece);
                text.push(' ');
            }
        }
    }
    text
}

/// Goes through the page once, taking each piece of the source in order. Gives the pieces that are not there.
fn lost(source: &str, page: &str) -> Vec<String> {
    let page = letters(&words_of_page(page));
    let mut at = 0;
    let mut lost = Vec::new();
    for piece in words_of_source(source) {
        let wanted = letters(&piece);
        if wanted.is_empty() {
            continue;
        }
        match page[at..].windows(wanted.len()).position(|window| window == wanted) {
            Some(found) => at += found + wanted.len(),
            None => lost.push(piece),
        }
    }
    lost
}

fn check(folder: &Path) {
    let output = tempfile::tempdir().expect("a temporary folder");
    let built = output.path().join("output");
    minutebook::pipeline::build(&options(folder, &built), &Unseen).unwrap_or_else(|failure| panic!("{failure}"));
    let (mut compared, mut lost_all) = (0, Vec::new());
    for entry in std::fs::read_dir(folder).expect("a readable folder").flatten() {
        let path = entry.path();
        if path.extension().is_none_or(|extension| extension != "md") {
            continue;
        }
        let stem = path.file_stem().expect("a stem").to_string_lossy().into_owned();
        let page = built.join("meetings").join(minutebook::text::slug::slugify(&stem).text).join("index.html");
        let Ok(page) = std::fs::read_to_string(page) else { continue };
        let source = std::fs::read_to_string(&path).expect("UTF-8");
        compared += 1;
        for piece in lost(&source, &page) {
            lost_all.push(format!("{stem}: {piece}"));
        }
    }
    println!("compared {compared} records");
    assert!(compared > 40, "records were compared: {compared}");
    assert!(lost_all.is_empty(), "{} pieces lost, such as {:#?}", lost_all.len(), &lost_all[..lost_all.len().min(20)]);
}

#[test]
fn every_word_of_the_pilot_is_on_its_page() {
    if let Some(folder) = real_records("pilot") {
        check(&folder);
    }
}

#[test]
fn every_word_of_the_large_sample_is_on_its_page() {
    if let Some(folder) = real_records("sample-600") {
        check(&folder);
    }
}

#[test]
fn words_survive_whatever_the_transcriber_left_open() {
    let source = "# 2024-03-11 T\n\n### Ann:\n~~~~ she said\n```\nopen fence\n\n<div>raw *words*\n\n- item\n-\n____ blank\n2012. That's\n\n### Ben:\n<script>still words\n\nmore\n\n<!-- open comment\n";
    let site = Site::new().file("2024-03-11-t.md", source);
    let page = site.build().read("meetings/2024-03-11-t/index.html");
    let text: String = letters(&words_of_page(&page)).into_iter().collect();
    for words in ["shesaid", "openfence", "rawwords", "item", "blank", "2012Thats", "stillwords", "more", "opencomment"]
    {
        assert!(text.contains(words), "{words} in {text}");
    }
}

#[test]
fn a_lost_word_is_noticed() {
    assert_eq!(lost("### Ann:\nAye and nay.\n", "<p>Aye and</p>"), ["Aye and nay."]);
}
