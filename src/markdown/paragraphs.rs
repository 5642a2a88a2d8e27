//! Numbering of the paragraphs of a speech, and of the marks of notes within them.

use std::cell::RefCell;
use std::fmt::Write;

use pulldown_cmark_escape::escape_href;

use super::block_places::BlockPlaces;
use super::escaped::{push_attribute, push_number};
use crate::bytes::pictures::Picture;
use crate::record::PageHeading;

/// Numbers the paragraphs of a speech, so that each after the first can be linked to (`{id}.2`), and keeps heading
/// levels below that of the heading above.
#[derive(Debug, Clone, Copy)]
pub struct Paragraphs<'a> {
    id: &'a str,
    count: u32,
    pub(super) top: u8,
    pub(super) marks: Option<&'a Marks>,
    pub(super) pictures: ShownPictures<'a>,
    /// Collects where each block stands in its text, if that is wanted.
    pub(super) places: Option<&'a BlockPlaces>,
    /// Headings still to be drawn, with their anchors.
    headings: &'a [PageHeading],
}

/// Pictures of the content by their links, ordered by them.
pub type ShownPictures<'a> = &'a [(Box<str>, Picture)];

impl<'a> Paragraphs<'a> {
    /// Numbering for the speech with this id; with an empty id, paragraphs get no anchors. `top`, from 2 to 6, is the
    /// highest level of headings in the speech.
    pub fn of(id: &'a str, top: u8) -> Self {
        Paragraphs { id, count: 0, top, marks: None, pictures: &[], places: None, headings: &[] }
    }

    /// Sets the marks of the record's notes.
    #[must_use]
    pub fn with_marks(self, marks: &'a Marks) -> Self {
        Paragraphs { marks: Some(marks), ..self }
    }

    /// Sets the pictures that the text may show.
    #[must_use]
    pub fn with_pictures(self, pictures: ShownPictures<'a>) -> Self {
        Paragraphs { pictures, ..self }
    }

    /// Collects the ranges of the blocks.
    #[must_use]
    pub fn with_places(self, places: &'a BlockPlaces) -> Self {
        Paragraphs { places: Some(places), ..self }
    }

    /// Sets the headings of a page, so that each gets its anchor.
    #[must_use]
    pub fn with_headings(self, headings: &'a [PageHeading]) -> Self {
        Paragraphs { headings, ..self }
    }

    /// Adds the anchor of the next heading to its tag, if it has one.
    pub(super) fn push_heading_id(&mut self, out: &mut String) {
        let Some((next, rest)) = self.headings.split_first() else { return };
        self.headings = rest;
        if !next.anchor.is_empty() {
            out.push_str(" id=\"");
            push_attribute(out, &next.anchor);
            out.push('"');
        }
    }

    /// Continues after `count` paragraphs.
    pub fn go_on(&mut self, count: u32) {
        self.count = count;
    }

    /// Number of paragraphs so far.
    pub fn count(&self) -> u32 {
        self.count
    }

    /// Opens the next paragraph.
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

/// Marks of a record's notes, with the number of times that each note was marked so far.
#[derive(Debug)]
pub struct Marks {
    /// Address of the record; empty on the record's own page, where every mark has an anchor to return to.
    record: Box<str>,
    used: RefCell<Vec<u32>>,
}

impl Marks {
    /// Marks on the record's own page, for this number of notes.
    pub fn here(notes: usize) -> Self {
        Marks { record: "".into(), used: RefCell::new(vec![0; notes]) }
    }

    /// Marks on another page; `record` is the address of the record.
    pub fn away(record: &str) -> Self {
        Marks { record: record.into(), used: RefCell::default() }
    }

    /// Number of times a note was marked.
    pub fn used(&self, number: u32) -> u32 {
        self.used.borrow().get((number as usize).wrapping_sub(1)).copied().unwrap_or_default()
    }

    /// Appends a mark. Within a link it is not a link itself, since links cannot be nested.
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

/// Anchor of the `count`th mark of a note.
pub fn mark_id(number: u32, count: u32) -> String {
    if count == 1 { format!("mark-{number}") } else { format!("mark-{number}-{count}") }
}
