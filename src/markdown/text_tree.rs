//! Structure of a text as a tree, for formats other than HTML: paragraphs, lists, tables, styles, links and marks of notes.
//! It holds what a page shows of the text, and nothing else.

use std::borrow::Cow;

use pulldown_cmark::{Event, LinkType, Tag, TagEnd};

use super::attributes::attribute;
use super::definition_signs::typed;
use super::dialect::{events, is_too_deep};
use super::elements::{ElementKind, element};
use super::html_writer::{LinkTargets, address_of, has_space_between_lines, number_of_item, says_nothing};
use super::info_line::shown_info;
use super::neutral::neutralise;
use super::note_marks::{split_mark, without_marks};
use super::plain::{decode_entities, is_plain};
use super::policy::{LinkKind, TAGS, classify, video_page};
use super::raw_html::DEEPEST;
use super::reactions::next_reaction;
use super::tags::{HtmlPiece, pieces};
use crate::record::ReferenceDefinition;
use crate::text::is_cjk;

/// Part of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TextNode<'t> {
    /// Words; a line break within them is a space.
    Words(Cow<'t, str>),
    /// Reaction within speech, with its brackets: `（笑）`.
    Reaction(Cow<'t, str>),
    /// Mark of the footnote with this number.
    NoteMark(u32),
    /// End of a line.
    LineBreak,
    /// Line across the page, between blocks.
    Rule,
    /// Picture, with its address if it may be linked to, and its description.
    Picture(Option<Box<str>>, Box<str>),
    /// Embedded page, such as a video, with its address and title.
    Frame(Box<str>, Box<str>),
    /// Element with its content.
    Element(TextElement, Vec<TextNode<'t>>),
}

/// Kind of an element of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TextElement {
    /// Paragraph.
    Paragraph,
    /// Heading within a speech.
    Heading,
    /// Quotation of paragraphs.
    Quotation,
    /// Block of code; its words keep their line ends.
    CodeBlock,
    /// List; numbered or not.
    List {
        /// True if its items have numbers.
        is_numbered: bool,
    },
    /// Item of a list, with its number as typed if it has one.
    Item(Option<u64>),
    /// Table of rows.
    Table,
    /// Row of a table.
    Row {
        /// True if its cells are headings.
        is_head: bool,
    },
    /// Cell of a table.
    Cell,
    /// Emphasis.
    Emphasis,
    /// Strong emphasis.
    Strong,
    /// Letters above the line.
    Raised,
    /// Letters below the line.
    Lowered,
    /// Words that are struck out.
    Struck,
    /// Words of a program.
    Code,
    /// Link to an address: absolute, or one of the site as pages have it.
    Link(Box<str>),
}

impl TextElement {
    /// Reports whether it stands on lines of its own.
    pub fn is_block(&self) -> bool {
        match self {
            TextElement::Paragraph | TextElement::Heading | TextElement::Quotation | TextElement::CodeBlock => true,
            TextElement::List { .. } | TextElement::Item(_) => true,
            TextElement::Table | TextElement::Row { .. } | TextElement::Cell => true,
            TextElement::Emphasis | TextElement::Strong | TextElement::Raised | TextElement::Lowered => false,
            TextElement::Struck | TextElement::Code | TextElement::Link(_) => false,
        }
    }
}

impl TextNode<'_> {
    /// Reports whether it is a part of a paragraph rather than one or more paragraphs.
    pub fn is_inline(&self) -> bool {
        match self {
            TextNode::Element(element, _) => !element.is_block(),
            TextNode::Rule => false,
            _ => true,
        }
    }

    /// Reports whether a reader sees nothing of it.
    pub fn is_blank(&self) -> bool {
        match self {
            TextNode::Words(words) => words.trim().is_empty(),
            TextNode::LineBreak | TextNode::Rule => true,
            TextNode::Reaction(_) | TextNode::NoteMark(_) | TextNode::Picture(..) | TextNode::Frame(..) => false,
            TextNode::Element(_, nodes) => nodes.iter().all(TextNode::is_blank),
        }
    }
}

/// The blocks of a text. `references` are the link definitions of the whole file.
pub fn text_tree<'t>(
    markdown: &'t str,
    references: &[ReferenceDefinition],
    links: LinkTargets<'_>,
) -> Vec<TextNode<'t>> {
    // Fast path: most paragraphs have no markup.
    if is_plain(markdown) {
        return plain_tree(markdown);
    }
    if is_too_deep(markdown) {
        let words = without_marks(&typed(markdown)).into_owned();
        return vec![TextNode::Element(TextElement::Paragraph, vec![TextNode::Words(words.into())])];
    }
    let neutral = neutralise(markdown);
    let mut builder = TreeBuilder::new(links, &neutral.text);
    for (event, range) in events(&neutral, references) {
        builder.event(event, &range);
    }
    builder.finish()
}

fn plain_tree(text: &str) -> Vec<TextNode<'_>> {
    let paragraphs = text.split("\n\n").map(|paragraph| paragraph.trim_matches('\n'));
    let words = paragraphs.filter(|paragraph| !paragraph.is_empty()).map(joined_lines);
    let paragraph = |words| {
        let mut nodes = Vec::with_capacity(1);
        push_words(&mut nodes, words);
        TextNode::Element(TextElement::Paragraph, nodes)
    };
    words.map(paragraph).collect()
}

/// The lines of a paragraph; between two characters of a script without spaces there is nothing.
fn joined_lines(paragraph: &str) -> Cow<'_, str> {
    if !paragraph.contains('\n') {
        return Cow::Borrowed(paragraph);
    }
    let mut out = String::with_capacity(paragraph.len());
    for line in paragraph.split('\n') {
        if !out.is_empty() && !(out.ends_with(is_cjk) && line.starts_with(is_cjk)) {
            out.push('\n');
        }
        out.push_str(line);
    }
    Cow::Owned(out)
}

/// Adds words with the reactions in them.
fn push_words<'t>(nodes: &mut Vec<TextNode<'t>>, words: Cow<'t, str>) {
    if next_reaction(&words).is_none() {
        if !words.is_empty() {
            nodes.push(TextNode::Words(words));
        }
        return;
    }
    let mut rest = &*words;
    while let Some(reaction) = next_reaction(rest) {
        if reaction.start > 0 {
            nodes.push(TextNode::Words(rest[..reaction.start].to_owned().into()));
        }
        nodes.push(TextNode::Reaction(rest[reaction.clone()].to_owned().into()));
        rest = &rest[reaction.end..];
    }
    if !rest.is_empty() {
        nodes.push(TextNode::Words(rest.to_owned().into()));
    }
}

/// Element that is being read.
struct OpenNode<'t> {
    /// Its kind; none if its content stands for itself.
    element: Option<TextElement>,
    /// Position in [`TAGS`] if a raw tag opened it.
    raw: Option<usize>,
    nodes: Vec<TextNode<'t>>,
}

/// Makes a tree of the events of the Markdown parser.
struct TreeBuilder<'s, 't> {
    links: LinkTargets<'s>,
    source: &'s str,
    /// Open elements; the first is the text itself.
    open: Vec<OpenNode<'t>>,
    /// Words not added yet: the parser splits them at escapes and entities.
    words: String,
    /// Last character of the words.
    last: Option<char>,
    /// Address of the picture whose description is being read, and the number of pictures in it.
    picture: Option<(Option<Box<str>>, usize)>,
    /// True if a paragraph was begun for a block of raw HTML.
    html_is_open: bool,
    /// Number of the next item of each open list.
    lists: Vec<Option<u64>>,
}

impl<'s, 't> TreeBuilder<'s, 't> {
    fn new(links: LinkTargets<'s>, source: &'s str) -> Self {
        TreeBuilder {
            links,
            source,
            open: vec![OpenNode { element: None, raw: None, nodes: Vec::new() }],
            words: String::new(),
            last: None,
            picture: None,
            html_is_open: true,
            lists: Vec::new(),
        }
    }

    fn finish(mut self) -> Vec<TextNode<'t>> {
        while self.open.len() > 1 {
            self.close_innermost();
        }
        self.flush();
        self.open.pop().map(|root| root.nodes).unwrap_or_default()
    }

    fn event(&mut self, event: Event<'_>, range: &std::ops::Range<usize>) {
        if let Some((_, depth)) = &mut self.picture {
            match event {
                Event::Start(Tag::Image { .. }) => *depth += 1,
                Event::End(TagEnd::Image) => {
                    *depth -= 1;
                    if *depth == 0 {
                        self.end_picture();
                    }
                }
                Event::Text(text) | Event::Code(text) => self.words.push_str(&text),
                _ => {}
            }
            return;
        }
        match event {
            Event::Text(text) => self.words.push_str(&text),
            Event::SoftBreak => {
                if has_space_between_lines(self.source, range) {
                    self.words.push('\n');
                }
            }
            other => {
                self.flush();
                self.structure(other, range);
            }
        }
    }

    fn structure(&mut self, event: Event<'_>, range: &std::ops::Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(end) => self.end(end),
            Event::Code(code) => {
                self.begin(Some(TextElement::Code));
                self.words.push_str(&without_marks(&code));
                self.close_markdown();
            }
            Event::Html(html) => {
                if !self.html_is_open && !says_nothing(&html) {
                    self.html_is_open = true;
                    self.begin(Some(TextElement::Paragraph));
                }
                self.raw_html(&html);
            }
            Event::InlineHtml(html) => self.raw_html(&html),
            Event::HardBreak => self.push(TextNode::LineBreak),
            Event::Rule => self.push(TextNode::Rule),
            _ => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>, range: &std::ops::Range<usize>) {
        let element = match tag {
            Tag::Paragraph => TextElement::Paragraph,
            // A line of hyphens below a paragraph was typed as a line, not as a heading.
            Tag::Heading { .. } if self.source[range.clone()].trim_start().starts_with('#') => TextElement::Heading,
            Tag::Heading { .. } => TextElement::Paragraph,
            Tag::BlockQuote(_) => TextElement::Quotation,
            Tag::CodeBlock(_) => {
                self.begin(Some(TextElement::CodeBlock));
                if let Some(info) = shown_info(&tag) {
                    self.words.push_str(&without_marks(info));
                    self.words.push('\n');
                }
                return;
            }
            Tag::HtmlBlock => {
                self.html_is_open = false;
                return;
            }
            Tag::List(first) => {
                self.lists.push(first);
                TextElement::List { is_numbered: first.is_some() }
            }
            Tag::Item => TextElement::Item(self.number(range)),
            Tag::Table(_) => TextElement::Table,
            Tag::TableHead => TextElement::Row { is_head: true },
            Tag::TableRow => TextElement::Row { is_head: false },
            Tag::TableCell => TextElement::Cell,
            Tag::Emphasis => TextElement::Emphasis,
            Tag::Strong => TextElement::Strong,
            Tag::Strikethrough => TextElement::Struck,
            Tag::Link { link_type, dest_url, .. } => {
                let is_mail = matches!(link_type, LinkType::Email) && !dest_url.starts_with("mailto:");
                let target = if is_mail { format!("mailto:{dest_url}") } else { dest_url.to_string() };
                let link = self.link(&target);
                return self.begin(link);
            }
            Tag::Image { dest_url, .. } => {
                let address = address_of(&dest_url, self.links).map(String::into_boxed_str);
                self.picture = Some((address, 1));
                return;
            }
            _ => return self.begin(None),
        };
        self.begin(Some(element));
    }

    fn end(&mut self, end: TagEnd) {
        match end {
            TagEnd::List(_) => {
                self.lists.pop();
            }
            TagEnd::HtmlBlock if !self.html_is_open => {
                self.html_is_open = true;
                return;
            }
            _ => {}
        }
        self.close_markdown();
    }

    /// Number of an item of a list, as typed.
    fn number(&mut self, range: &std::ops::Range<usize>) -> Option<u64> {
        let expected = self.lists.last_mut()?.as_mut()?;
        let number = number_of_item(&self.source[range.clone()], *expected);
        *expected = number.saturating_add(1);
        Some(number)
    }

    /// The element of a link; none if linking there is not allowed, or within another link.
    fn link(&self, target: &str) -> Option<TextElement> {
        let is_within_link = self.open.iter().any(|open| matches!(open.element, Some(TextElement::Link(_))));
        let address = address_of(target, self.links).filter(|_| !is_within_link)?;
        Some(TextElement::Link(address.into()))
    }

    fn end_picture(&mut self) {
        let Some((address, _)) = self.picture.take() else { return };
        let description = without_marks(&std::mem::take(&mut self.words)).into_owned();
        self.push(TextNode::Picture(address, description.into()));
    }

    fn begin(&mut self, element: Option<TextElement>) {
        self.open.push(OpenNode { element, raw: None, nodes: Vec::new() });
    }

    fn push(&mut self, node: TextNode<'t>) {
        if let Some(open) = self.open.last_mut() {
            open.nodes.push(node);
        }
    }

    /// Closes the innermost element; returns true if Markdown opened it.
    fn close_innermost(&mut self) -> bool {
        self.flush();
        // The first is the text itself, which `finish` takes.
        if self.open.len() < 2 {
            return true;
        }
        let Some(OpenNode { element, raw, nodes }) = self.open.pop() else { return true };
        let Some(parent) = self.open.last_mut() else { return true };
        match element {
            Some(element) => parent.nodes.push(TextNode::Element(element, nodes)),
            None => parent.nodes.extend(nodes),
        }
        raw.is_none()
    }

    /// Closes the innermost element opened by Markdown, and raw tags left open within it.
    fn close_markdown(&mut self) {
        while !self.close_innermost() {}
    }

    /// Adds the pending words.
    fn flush(&mut self) {
        if self.words.is_empty() {
            return;
        }
        let words = std::mem::take(&mut self.words);
        self.last = words.chars().next_back();
        let Some(open) = self.open.last_mut() else { return };
        let mut rest = &*words;
        while let Some((before, number, after)) = split_mark(rest) {
            push_words(&mut open.nodes, before.to_owned().into());
            if number > 0 {
                open.nodes.push(TextNode::NoteMark(number));
            }
            rest = after;
        }
        push_words(&mut open.nodes, rest.to_owned().into());
    }

    fn raw_html(&mut self, html: &str) {
        let mut is_apart = false;
        for piece in pieces(html) {
            let is_gap = matches!(
                piece,
                HtmlPiece::Open { name, .. } | HtmlPiece::Close { name } if element(name) == Some(ElementKind::Block)
            );
            match piece {
                HtmlPiece::Text(text) => {
                    // Words that were separated only by the edge of a dropped block.
                    let is_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
                    if is_apart && is_word(self.last) && is_word(text.chars().next()) {
                        self.words.push(' ');
                    }
                    self.words.push_str(&decode_entities(text));
                    self.flush();
                }
                HtmlPiece::Hidden(_) => {}
                HtmlPiece::Open { name, attributes } if name.eq_ignore_ascii_case("iframe") => self.frame(attributes),
                HtmlPiece::Open { name, attributes } => self.open_tag(name, attributes),
                HtmlPiece::Close { name } => self.close_tag(name),
            }
            is_apart = is_gap;
        }
    }

    fn open_tag(&mut self, name: &str, attributes: &str) {
        let Some(tag) = TAGS.iter().position(|tag| tag.eq_ignore_ascii_case(name)) else { return };
        let element = match TAGS[tag] {
            "br" => return self.push(TextNode::LineBreak),
            "a" => {
                let target = attribute(attributes, "href").map(decode_entities);
                match target.and_then(|target| self.link(&target)) {
                    Some(link) => link,
                    None => return,
                }
            }
            "b" | "strong" => TextElement::Strong,
            "sup" => TextElement::Raised,
            "sub" => TextElement::Lowered,
            _ => TextElement::Emphasis,
        };
        if self.open.len() <= DEEPEST {
            self.open.push(OpenNode { element: Some(element), raw: Some(tag), nodes: Vec::new() });
        }
    }

    /// Closes a raw tag that was opened within the same element of Markdown; otherwise does nothing.
    fn close_tag(&mut self, name: &str) {
        let innermost = self.open.iter().rposition(|open| open.raw.is_none()).map_or(0, |at| at + 1);
        let is_tag = |open: &OpenNode<'_>| open.raw.is_some_and(|tag| TAGS[tag].eq_ignore_ascii_case(name));
        let Some(opened) = self.open[innermost..].iter().rposition(is_tag) else { return };
        while self.open.len() > innermost + opened {
            self.close_innermost();
        }
    }

    fn frame(&mut self, attributes: &str) {
        let Some(source) = attribute(attributes, "src").map(decode_entities) else { return };
        if matches!(classify(&source), LinkKind::Relative(_)) {
            return;
        }
        let Some(address) = address_of(&source, self.links) else { return };
        let address = video_page(&address).unwrap_or(address);
        let title = attribute(attributes, "title").map(decode_entities).unwrap_or_default();
        self.push(TextNode::Frame(address.into(), title.into()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::markdown::plain_text;

    fn shown(nodes: &[TextNode<'_>]) -> String {
        let show = |node: &TextNode<'_>| match node {
            TextNode::Words(words) => words.to_string(),
            TextNode::Reaction(words) => format!("<r>{words}</r>"),
            TextNode::NoteMark(number) => format!("^{number}"),
            TextNode::LineBreak => "/".to_owned(),
            TextNode::Rule => "---".to_owned(),
            TextNode::Picture(address, description) => format!("![{description}]({address:?})"),
            TextNode::Frame(address, title) => format!("[{title}]({address})"),
            TextNode::Element(element, nodes) => {
                let name = format!("{element:?}");
                format!(
                    "{}({})",
                    name.replace(" { is_numbered: ", "-").replace(" { is_head: ", "-").replace(" }", ""),
                    shown(nodes)
                )
            }
        };
        nodes.iter().map(show).collect()
    }

    fn check(markdown: &str, expected: &str) {
        let links: [(Box<str>, Box<str>); 1] = [("b.md".into(), "/meetings/b/".into())];
        assert_eq!(shown(&text_tree(markdown, &[], &links)), expected, "{markdown:?}");
    }

    #[test]
    fn blocks_and_styles_are_nodes() {
        check("One（笑）.\n\nTwo.", "Paragraph(One<r>（笑）</r>.)Paragraph(Two.)");
        check("a *b* **c** [d](b.md) [e](x.md)", "Paragraph(a Emphasis(b) Strong(c) Link(\"/meetings/b/\")(d) e)");
        check("3. a\n5. b\n   - c", "List-true(Item(Some(3))(a)Item(Some(5))(bList-false(Item(None)(c))))");
        check("| a |\n|--|\n| b |", "Table(Row-true(Cell(a))Row-false(Cell(b)))");
        check("> a\n\n#### b", "Quotation(Paragraph(a))Heading(b)");
        check("a  \nb<br>c", "Paragraph(a/b/c)");
        check("會議\n開始", "Paragraph(會議開始)");
        check("![x](https://a.example/p.png)", "Paragraph(![x](Some(\"https://a.example/p.png\")))");
        check("`a*b`", "Paragraph(Code(a*b))");
        check("a\n\n---", "Paragraph(a)---");
    }

    #[test]
    fn nothing_untrusted_gets_through() {
        check("<script>alert(1)</script>", "");
        check("a <img src=x onerror=alert(1)> b", "Paragraph(a  b)");
        check("[x](javascript:alert(1)) <a href='data:x'>y</a>", "Paragraph(x y)");
        check("*<b>x*</b> y", "Paragraph(Emphasis(Strong(x)) y)");
        check("a <!-- hidden --> b", "Paragraph(a  b)");
        check(
            "<iframe src=\"https://www.youtube-nocookie.com/embed/qsa\" title=\"A\"></iframe>",
            "Paragraph([A](https://www.youtube.com/watch?v=qsa))",
        );
    }

    fn letters(nodes: &[TextNode<'_>], out: &mut String) {
        for node in nodes {
            match node {
                TextNode::Words(words) | TextNode::Reaction(words) => {
                    out.extend(words.chars().filter(|c| c.is_alphanumeric()));
                }
                TextNode::Element(_, nodes) => letters(nodes, out),
                _ => {}
            }
        }
    }

    proptest::proptest! {
        #![proptest_config(crate::proptest_config::cases(256))]
        #[test]
        fn the_letters_are_those_of_the_plain_text(text in "[a-z0-9 \n.*_<>/b\\[\\]()（）會議#|-]{0,60}") {
            let mut found = String::new();
            letters(&text_tree(text.trim(), &[], &[]), &mut found);
            let plain: String = plain_text(text.trim()).chars().filter(|c| c.is_alphanumeric()).collect();
            proptest::prop_assert_eq!(found, plain, "{:?}", text);
        }
    }
}
