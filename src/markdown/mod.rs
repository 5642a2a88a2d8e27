//! Markdown for transcripts: CommonMark, without readings that drop or change what somebody said.
//!
//! The only room that names the Markdown parser. The parser of records uses it to find labels and to inspect texts, the
//! renderer to make HTML. Both see the same dialect, so that whatever is dropped was reported.

mod attributes;
mod block_places;
mod code_fences;
mod definition_comments;
mod definition_signs;
mod definitions;
mod dialect;
mod disguised;
mod elements;
mod escaped;
mod escaped_words;
mod finding;
mod foreign_comments;
mod hidden;
mod html;
mod html_writer;
mod info_line;
mod inspect;
pub mod labels;
mod layout_tags;
mod markdown_writer;
mod mistaken;
mod neutral;
mod note_marks;
mod notes;
mod open_span;
mod page_headings;
mod paragraphs;
mod picture_html;
mod plain;
mod policy;
mod portable;
mod raw_html;
mod raw_markdown;
mod reactions;
mod special_bytes;
mod table_width;
mod tags;
mod text_tree;

pub use block_places::{BlockPlaces, source_attribute};
pub use code_fences::fenced;
pub use definition_signs::with_used;
pub use definitions::{Definitions, definitions, parts, with_own_definitions};
pub use dialect::{is_nested_too_deeply, is_too_deep, is_too_much};
pub use disguised::{DisguiseKind, disguised};
pub use escaped::{push_attribute, push_escaped};
pub use escaped_words::{link_target, push_as_words};
pub use finding::Finding;
pub use hidden::{COMMENT, Hidden, hidden, joined, masked};
pub use html::push_html;
pub use html_writer::LinkTargets;
pub use inspect::inspect;
pub use layout_tags::{is_layout, without_layout_tags};
pub use markdown_writer::ResolveTarget;
pub use note_marks::{NoteMark, marked, numbered, without_marks};
pub use notes::{FoundNote, Notes, notes};
pub use page_headings::{page_headings, page_sections};
pub use paragraphs::{Marks, Paragraphs, ShownPictures, mark_id};
pub use plain::{decode_entities, is_plain, plain_text, plain_text_marked, push_paragraphs, push_plain_text};
pub use policy::{LinkKind, classify, unsafe_link_hint};
pub use portable::{portable, portable_again};
pub use text_tree::{TextElement, TextNode, text_tree};
