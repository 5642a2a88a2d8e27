//! Numbers of the paragraphs of a speech, and of the marks of notes within them.

use std::cell::RefCell;
use std::fmt::Write;

use pulldown_cmark_escape::escape_href;

use super::escaped::push_number;

/// Numbers the paragraphs of a speech, so that each after the first can be linked to (`{id}.2`), and keeps headings
/// below the one they stand under.
#[derive(Debug, Clone, Copy)]
pub struct Paragraphs<'a> {
    id: &'a str,
    count: u32,
    pub(super) top: u8,
    pub(super) marks: Option<&'a Marks>,
}

impl<'a> Paragraphs<'a> {
    /// The paragraphs of the speech with this id; an empty id gives none of their own. The highest heading among them
    /// is of level `top`, 2 to 6.
    pub fn of(id: &'a str, top: u8) -> Self {
        Paragraphs { id, count: 0, top, marks: None }
    }

    /// The same in a record that has notes.
    #[must_use]
    pub fn with_marks(self, marks: &'a Marks) -> Self {
        Paragraphs { marks: Some(marks), ..self }
    }

    /// Counts on from where others left off.
    pub fn go_on(&mut self, count: u32) {
        self.count = count;
    }

    /// How many there were so far.
    pub fn count(&self) -> u32 {
        self.count
    }

    /// Begins the next paragraph.
    pub(super) fn open(&mut self, out: &mut String) {
        self.count += 1;
        if self.count == 1 || self.id.is_empty() {
            out.push_str("<p>");
        } else {
            out.push_str("<p id=\"");
            out.push_str(self.id);
            out.push('.');
            push_number(out, self.count);
            out.push_str("\">");
        }
    }
}

/// How the marks of a record's notes are shown, and how often each note was marked so far.
#[derive(Debug)]
pub struct Marks {
    /// The address of the record; empty on its own page, where every mark has an anchor to come back to.
    record: Box<str>,
    used: RefCell<Vec<u32>>,
}

impl Marks {
    /// The marks of a record with so many notes, on its own page.
    pub fn here(notes: usize) -> Self {
        Marks { record: "".into(), used: RefCell::new(vec![0; notes]) }
    }

    /// The marks of a record on another page; `record` is its address.
    pub fn away(record: &str) -> Self {
        Marks { record: record.into(), used: RefCell::default() }
    }

    /// How often a note was marked.
    pub fn used(&self, number: u32) -> u32 {
        self.used.borrow().get((number as usize).wrapping_sub(1)).copied().unwrap_or_default()
    }

    /// Appends a mark. Within a link there can be no other, so there it leads nowhere.
    pub fn push(&self, out: &mut String, number: u32, within_link: bool) {
        let mut used = self.used.borrow_mut();
        let count = (number as usize).checked_sub(1).and_then(|index| used.get_mut(index));
        out.push_str("<sup class=\"footnote\"");
        if let Some(count) = count {
            *count += 1;
            // Writing to a String cannot fail.
            let _ = write!(out, " id=\"{}\"", mark_id(number, *count));
        }
        if within_link {
            let _ = write!(out, ">{number}</sup>");
        } else {
            out.push_str("><a href=\"");
            let _ = escape_href(&mut *out, &self.record);
            let _ = write!(out, "#note-{number}\" role=\"doc-noteref\">{number}</a></sup>");
        }
    }
}

/// The anchor of the mark with this count of the marks of a note.
pub fn mark_id(number: u32, count: u32) -> String {
    if count == 1 { format!("mark-{number}") } else { format!("mark-{number}-{count}") }
}
