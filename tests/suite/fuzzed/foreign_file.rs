//! A file of another program, of any shape: it is refused, or its records hold its words as words. None of its text becomes a program, a
//! link that runs one, or hidden text, and the record can be read.

use minutebook::markdown::{Paragraphs, push_html};
use minutebook::parse::{ForeignNames, ImportFormat, markdown_record};

pub(crate) fn check(bytes: &[u8]) {
    let Some(format) = ImportFormat::detect(bytes) else { return };
    let Ok(file) = format.read(bytes, &ForeignNames::default()) else { return };
    for record in &file.records {
        let text = markdown_record(record, "2024-03-11 Council", "Somebody");
        let mut page = String::new();
        push_html(&mut page, &text, &[], &[], &mut Paragraphs::of("", 3));
        let small = page.to_lowercase();
        for wrong in ["<script", "<style", "<iframe", "href=\"javascript:", "href=\"data:", "<!--"] {
            assert!(!small.contains(wrong), "{wrong} in {page}");
        }
        assert!(text.starts_with("# 2024-03-11 Council"), "the title stays the first line: {text}");
    }
}
