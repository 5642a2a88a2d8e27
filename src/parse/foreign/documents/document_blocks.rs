//! Paragraphs and tables of a document in order, as a reader sees them: insertions of tracked changes are words, deletions
//! and hidden text are not.

use rustc_hash::FxHashMap;

use super::document_numbering::{DocumentNumbering, ListMark};
use super::document_package::DocumentParts;
use super::document_paragraph::DocumentParagraph;
use super::document_styles::{DocumentStyles, LetterProperty, ParagraphKind};
use crate::parse::foreign::inline_markdown::{InlineBuilder, InlineMarkdown, InlineStyle, LetterScript};
use crate::parse::foreign::xml_tree::XmlElement;

/// Text of a document.
#[derive(Debug, Default)]
pub(super) struct DocumentBody {
    /// Paragraphs and tables.
    pub blocks: Vec<DocumentBlock>,
    /// Footnotes in the order of their marks.
    pub notes: Vec<InlineMarkdown>,
    /// Number of comments in the margin, which are no words of the record.
    pub comments: usize,
}

/// Paragraph or table.
#[derive(Debug)]
pub(super) enum DocumentBlock {
    /// Paragraph with its kind.
    Paragraph(ParagraphKind, DocumentParagraph),
    /// Table by rows.
    Table(Vec<Vec<InlineMarkdown>>),
}

/// Reads the text of a document.
pub(super) struct BodyReader<'x> {
    parts: &'x DocumentParts,
    styles: DocumentStyles<'x>,
    numbering: DocumentNumbering<'x>,
    notes: Vec<InlineMarkdown>,
    /// True while a note is read.
    in_note: bool,
    /// Numbers of notes by their kind and id.
    numbers: FxHashMap<(usize, &'x str), usize>,
    /// Notes by their kind and id.
    stated: FxHashMap<(usize, &'x str), &'x XmlElement>,
}

/// Place in a complex field, whose instruction is no part of the text.
#[derive(Debug, Default)]
struct FieldState {
    /// For each open field, true while its instruction goes on.
    open: Vec<bool>,
}

impl FieldState {
    fn is_instruction(&self) -> bool {
        self.open.contains(&true)
    }
}

impl<'x> BodyReader<'x> {
    pub(super) fn new(parts: &'x DocumentParts) -> Self {
        let kinds = parts.notes.iter().enumerate();
        let stated = kinds
            .flat_map(|(kind, notes)| notes.elements().filter_map(move |note| Some(((kind, note.get("id")?), note))));
        BodyReader {
            parts,
            styles: DocumentStyles::of(parts),
            numbering: DocumentNumbering::of(parts),
            notes: Vec::new(),
            in_note: false,
            numbers: FxHashMap::default(),
            stated: stated.collect(),
        }
    }

    /// Reads everything.
    pub(super) fn read(mut self) -> DocumentBody {
        let mut blocks = Vec::new();
        if let Some(body) = self.parts.document.child("body") {
            self.blocks(body, &mut blocks);
        }
        DocumentBody { blocks, notes: self.notes, comments: self.parts.comments }
    }

    fn blocks(&mut self, parent: &'x XmlElement, out: &mut Vec<DocumentBlock>) {
        for element in parent.elements() {
            match &*element.name {
                "p" => {
                    let properties = element.child("pPr");
                    let mut boxes = Vec::new();
                    let mut paragraph = self.paragraph(element, &mut boxes);
                    let mut kind = self.styles.kind(properties);
                    // What is empty counts too.
                    let place = self.styles.list_place(properties).filter(|_| kind == ParagraphKind::Text);
                    match place.map(|place| self.numbering.count(place)) {
                        None => {}
                        Some(ListMark::Bullet) => kind = ParagraphKind::Item(None),
                        Some(ListMark::Number(number)) => kind = ParagraphKind::Item(Some(number)),
                        Some(ListMark::Words(number)) if paragraph.is_empty() || number.is_empty() => {}
                        Some(ListMark::Words(number)) => paragraph = paragraph.numbered(&number),
                    }
                    if !paragraph.is_empty() {
                        out.push(DocumentBlock::Paragraph(kind, paragraph));
                    }
                    for inner in boxes {
                        self.blocks(inner, out);
                    }
                }
                "tbl" => {
                    let rows = self.table(element);
                    if rows.iter().flatten().any(|cell| !cell.is_empty()) {
                        out.push(DocumentBlock::Table(rows));
                    }
                }
                "sdt" | "sdtContent" | "ins" | "moveTo" | "customXml" | "smartTag" => self.blocks(element, out),
                _ => {}
            }
        }
    }

    fn table(&mut self, table: &'x XmlElement) -> Vec<Vec<InlineMarkdown>> {
        let mut rows = Vec::new();
        for row in table.elements().filter(|element| &*element.name == "tr") {
            let mut cells = Vec::new();
            for cell in cells_of(row) {
                let mut joined = InlineBuilder::default();
                for paragraph in cell.all().filter(|element| &*element.name == "p") {
                    let own = self.paragraph(paragraph, &mut Vec::new());
                    if !joined.is_empty() && !own.is_empty() {
                        joined.line_break();
                    }
                    joined.append(own.content);
                }
                cells.push(joined.finish());
                // A cell over several columns leaves the others empty.
                let span = cell.child("tcPr").and_then(|own| own.child("gridSpan")?.get("val")?.parse::<usize>().ok());
                let more = span.unwrap_or(1).clamp(1, 100) - 1;
                cells.extend(std::iter::repeat_n(InlineMarkdown::default(), more));
            }
            rows.push(cells);
        }
        rows
    }

    /// The words of a paragraph. Text boxes that stand in it are collected apart.
    fn paragraph(&mut self, element: &'x XmlElement, boxes: &mut Vec<&'x XmlElement>) -> DocumentParagraph {
        let style = element.child("pPr").and_then(|own| own.child("pStyle")?.get("val"));
        let kind = self.styles.kind(element.child("pPr"));
        let is_heading = matches!(kind, ParagraphKind::Title | ParagraphKind::Heading(_));
        // The letters of a quotation are often slanted as a whole.
        let style = style.filter(|_| kind != ParagraphKind::Quotation);
        let mut paragraph = DocumentParagraph::default();
        let mut run = RunReader { style, is_heading, link: None, field: FieldState::default(), boxes };
        self.inner(element, &mut run, &mut paragraph.content);
        paragraph
    }

    fn inner(&mut self, parent: &'x XmlElement, run: &mut RunReader<'x, '_>, out: &mut InlineBuilder) {
        for element in parent.elements() {
            match &*element.name {
                "r" => self.run(element, run, out),
                "hyperlink" => {
                    let target = element.filled("id").and_then(|id| self.parts.targets.get(id)).cloned();
                    let before = std::mem::replace(&mut run.link, target);
                    self.inner(element, run, out);
                    run.link = before;
                }
                // Deleted words, and those that were moved elsewhere.
                "del" | "moveFrom" | "pPr" | "rPr" | "sdtPr" => {}
                _ => self.inner(element, run, out),
            }
        }
    }

    fn run(&mut self, element: &'x XmlElement, run: &mut RunReader<'x, '_>, out: &mut InlineBuilder) {
        let own = element.child("rPr");
        if self.styles.is_on(LetterProperty::Hidden, own, run.style) {
            return;
        }
        let script = own.and_then(|own| own.child("vertAlign")?.get("val")).and_then(|place| match place {
            "superscript" => Some(LetterScript::Raised),
            "subscript" => Some(LetterScript::Lowered),
            _ => None,
        });
        let style = InlineStyle {
            em: !run.is_heading && self.styles.is_on(LetterProperty::Italic, own, run.style),
            strong: !run.is_heading && self.styles.is_on(LetterProperty::Bold, own, run.style),
            script,
            link: run.link.clone(),
        };
        for inner in element.elements() {
            match &*inner.name {
                "fldChar" => match inner.get("fldCharType") {
                    Some("begin") => run.field.open.push(true),
                    Some("separate") => {
                        if let Some(open) = run.field.open.last_mut() {
                            *open = false;
                        }
                    }
                    Some("end") => {
                        run.field.open.pop();
                    }
                    _ => {}
                },
                _ if run.field.is_instruction() => {}
                "t" => out.words(&inner.own_text(), &style),
                "tab" => out.words(" ", &style),
                "br" | "cr" => out.line_break(),
                "noBreakHyphen" => out.words("\u{2011}", &style),
                "sym" => out.words(symbol(inner), &style),
                "footnoteReference" => self.note(0, inner, out),
                "endnoteReference" => self.note(1, inner, out),
                "ruby" => {
                    let part = |name: &str| inner.child(name).map(XmlElement::text).unwrap_or_default();
                    // The reading above a word stands in brackets behind it.
                    let (base, reading) = (part("rubyBase"), part("rt"));
                    let reading = if reading.is_empty() { reading } else { format!("（{reading}）") };
                    out.words(&format!("{base}{reading}"), &style);
                }
                "drawing" | "pict" | "object" | "AlternateContent" => {
                    // Both forms of a drawing hold the same text.
                    let form = inner.child("Choice").or_else(|| inner.child("Fallback")).unwrap_or(inner);
                    push_outermost(form, run.boxes);
                }
                _ => {}
            }
        }
    }

    fn note(&mut self, kind: usize, reference: &'x XmlElement, out: &mut InlineBuilder) {
        // A note within a note is no note of the record.
        let Some(id) = reference.get("id").filter(|_| !self.in_note) else { return };
        if let Some(number) = self.numbers.get(&(kind, id)) {
            return out.note(*number);
        }
        let Some(note) = self.stated.get(&(kind, id)).copied() else { return };
        self.notes.push(InlineMarkdown::default());
        let number = self.notes.len();
        self.numbers.insert((kind, id), number);
        let mut joined = InlineBuilder::default();
        self.in_note = true;
        for paragraph in note.elements().filter(|element| &*element.name == "p") {
            let own = self.paragraph(paragraph, &mut Vec::new());
            if !joined.is_empty() {
                joined.words(" ", &InlineStyle::default());
            }
            joined.append(own.content);
        }
        self.in_note = false;
        self.notes[number - 1] = joined.finish();
        out.note(number);
    }
}

/// The cells of a row, also those within controls.
fn cells_of(row: &XmlElement) -> Vec<&XmlElement> {
    let mut cells = Vec::new();
    for element in row.elements() {
        match &*element.name {
            "tc" => cells.push(element),
            "sdt" | "sdtContent" | "customXml" | "ins" => cells.extend(cells_of(element)),
            _ => {}
        }
    }
    cells
}

/// Collects the text boxes of a drawing, but not those within them.
fn push_outermost<'x>(element: &'x XmlElement, boxes: &mut Vec<&'x XmlElement>) {
    for inner in element.elements() {
        match &*inner.name {
            "txbxContent" => boxes.push(inner),
            _ => push_outermost(inner, boxes),
        }
    }
}

/// Surroundings of a run.
struct RunReader<'x, 'b> {
    style: Option<&'x str>,
    /// True in headings, whose letters are bold without meaning.
    is_heading: bool,
    link: Option<String>,
    field: FieldState,
    boxes: &'b mut Vec<&'x XmlElement>,
}

/// Signs of the fonts Wingdings and Symbol that minutes use.
fn symbol(element: &XmlElement) -> &'static str {
    let code = element.get("char").unwrap_or_default().to_uppercase();
    match code.trim_start_matches("F0") {
        "FC" => "✓",
        "FB" => "✗",
        "FE" | "52" => "☑",
        "FD" | "54" => "☒",
        "A8" | "6F" => "☐",
        "B7" => "•",
        "E0" => "→",
        _ => "\u{fffd}",
    }
}
