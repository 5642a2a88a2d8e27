//! Writes the events of the Markdown parser as Markdown again: raw HTML becomes emphasis, links and words, and every link is
//! looked up.

use std::ops::Range;

use pulldown_cmark::{CowStr, Event, LinkType, Tag, TagEnd};

use super::escaped_words::{link_target, push_as_words};
use super::info_line::shown_info;
use super::note_marks::{push_note_mark, split_mark, without_marks};
use super::open_span::{OpenSpan, SpanKind};
use super::policy::{LinkKind, classify};

/// Address of a relative target; none if it leads nowhere.
pub type ResolveTarget<'r> = &'r dyn Fn(&str) -> Option<String>;

/// Smallest level of a heading within a speech: the others divide the record.
const TOP_LEVEL: usize = 4;

/// Schemes of links that are kept.
const SCHEMES: [&str; 3] = ["http:", "https:", "mailto:"];

/// Emphasis that is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum KeptEmphasis {
    /// All of it.
    All,
    /// Strong emphasis alone.
    Strong,
    /// None.
    None,
}

impl KeptEmphasis {
    /// All choices, from the most to the least.
    pub(super) const ALL: [KeptEmphasis; 3] = [KeptEmphasis::All, KeptEmphasis::Strong, KeptEmphasis::None];
}

/// Space before the next block.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Gap {
    /// None: a container has just begun.
    None,
    /// A new line.
    Line,
    /// An empty line.
    Blank,
}

/// Writes the Markdown of one text.
pub(super) struct MarkdownWriter<'w> {
    pub(super) out: String,
    resolve: ResolveTarget<'w>,
    kept: KeptEmphasis,
    /// The text whose events are written.
    source: &'w str,
    /// Beginning of every line within the open containers.
    prefix: String,
    /// Length of the prefix outside each open container.
    containers: Vec<usize>,
    /// Number of the next item of each open list; none for bullets.
    lists: Vec<Option<u64>>,
    gap: Gap,
    /// True while a paragraph, heading, cell or the words of an item are being written.
    pub(super) is_in_words: bool,
    /// Position at which the line begins.
    line_start: usize,
    /// Mark of the end of the line, if another one follows as soon as there are words for it.
    line_end: Option<&'static str>,
    /// Emphasis, links and pictures that are open.
    pub(super) spans: Vec<OpenSpan>,
    /// Text that is not written yet.
    text: String,
    /// Text of the open block of code.
    code: Option<String>,
    /// Number of cells of the row, within a table.
    cells: Option<usize>,
    /// Number of pictures around the words that lead nowhere.
    muted: usize,
}

impl<'w> MarkdownWriter<'w> {
    /// A writer for the events of `source`.
    pub(super) fn new(source: &'w str, resolve: ResolveTarget<'w>, kept: KeptEmphasis) -> Self {
        MarkdownWriter {
            out: String::with_capacity(source.len()),
            resolve,
            kept,
            source,
            prefix: String::new(),
            containers: Vec::new(),
            lists: Vec::new(),
            gap: Gap::None,
            is_in_words: false,
            line_start: 0,
            line_end: None,
            spans: Vec::new(),
            text: String::new(),
            code: None,
            cells: None,
            muted: 0,
        }
    }

    /// The Markdown.
    pub(super) fn finish(mut self) -> String {
        self.flush_text();
        self.end_words(Gap::Blank);
        self.out.truncate(self.out.trim_end_matches('\n').len());
        self.out
    }

    /// Writes an event.
    pub(super) fn event(&mut self, event: Event<'_>, range: Range<usize>) {
        if self.muted > 0 {
            match event {
                Event::Start(Tag::Image { .. }) => self.muted += 1,
                Event::End(TagEnd::Image) => self.muted -= 1,
                _ => {}
            }
            return;
        }
        // The parser divides text at escapes, and a number and its full stop belong together.
        if let Event::Text(text) = event {
            return self.code.as_mut().unwrap_or(&mut self.text).push_str(&text);
        }
        self.flush_text();
        match event {
            Event::Code(code) => self.code_span(&without_marks(&code)),
            Event::SoftBreak => self.line_break(""),
            Event::HardBreak => self.line_break("\\"),
            Event::Html(html) | Event::InlineHtml(html) => self.raw(&html),
            Event::FootnoteReference(name) => self.words(&format!("[^{name}]")),
            Event::Rule => {
                self.begin_block();
                self.out.push_str("* * *");
                self.gap = Gap::Blank;
            }
            Event::Start(tag) => self.start(tag, &range),
            Event::End(end) => self.end(end),
            _ => {}
        }
    }

    fn flush_text(&mut self) {
        let text = std::mem::take(&mut self.text);
        self.words(&text);
    }

    fn start(&mut self, tag: Tag<'_>, range: &Range<usize>) {
        match tag {
            Tag::Paragraph => self.begin_words(),
            Tag::Heading { level, .. } => {
                let is_typed = is_typed_heading(self.source, range);
                self.begin_words();
                if is_typed {
                    self.out.push_str(&"#".repeat((level as usize).max(TOP_LEVEL)));
                    self.out.push(' ');
                }
            }
            Tag::BlockQuote(_) => {
                self.begin_block();
                self.open_container("> ", "> ");
            }
            Tag::CodeBlock(_) => {
                self.begin_block();
                let info = shown_info(&tag).map(|info| without_marks(info).into_owned());
                self.code = Some(info.map(|info| format!("{info}\n")).unwrap_or_default());
            }
            Tag::HtmlBlock => self.end_words(Gap::Line),
            Tag::List(first) => {
                self.end_words(Gap::Line);
                self.lists.push(first);
            }
            Tag::Item => self.item(range),
            Tag::FootnoteDefinition(name) => {
                self.begin_words();
                self.words(&format!("[{name}] "));
            }
            Tag::Table(_) => self.begin_block(),
            Tag::TableHead | Tag::TableRow => {
                if self.cells.replace(0).is_some() {
                    self.new_line();
                }
                self.out.push('|');
            }
            Tag::TableCell => {
                self.out.push(' ');
                self.is_in_words = true;
            }
            Tag::Emphasis => self.open_span(SpanKind::Mark("*"), None),
            Tag::Strong => self.open_span(SpanKind::Mark("**"), None),
            Tag::Strikethrough => self.open_span(SpanKind::Mark("~~"), None),
            Tag::Link { link_type, dest_url, .. } => self.link(link_type, &dest_url),
            Tag::Image { dest_url, .. } => self.picture(&dest_url),
            _ => {}
        }
    }

    fn end(&mut self, end: TagEnd) {
        match end {
            TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::HtmlBlock => self.end_words(Gap::Blank),
            TagEnd::BlockQuote(_) => self.close_container(Gap::Blank),
            TagEnd::CodeBlock => self.end_code(),
            TagEnd::List(_) => {
                self.lists.pop();
                if self.lists.is_empty() {
                    self.gap = Gap::Blank;
                }
            }
            TagEnd::Item => {
                let gap = if self.is_in_words { Gap::Line } else { self.gap };
                self.close_container(if gap == Gap::None { Gap::Line } else { gap });
            }
            TagEnd::TableCell => {
                self.close_spans(0);
                self.is_in_words = false;
                self.out.push_str(" |");
                self.cells = self.cells.map(|cells| cells + 1);
            }
            TagEnd::TableHead => {
                let cells = self.cells.unwrap_or(0);
                self.new_line();
                self.out.push('|');
                self.out.push_str(&" --- |".repeat(cells));
            }
            TagEnd::Table => {
                self.cells = None;
                self.gap = Gap::Blank;
            }
            TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link | TagEnd::Image => {
                self.close_markdown_span();
            }
            TagEnd::FootnoteDefinition => self.end_words(Gap::Blank),
            _ => {}
        }
    }

    /// Begins a block after the space that is due.
    fn begin_block(&mut self) {
        self.end_words(Gap::Line);
        match self.gap {
            Gap::None => {}
            Gap::Line => self.new_line(),
            Gap::Blank => {
                self.out.push('\n');
                self.out.push_str(self.prefix.trim_end());
                self.new_line();
            }
        }
        self.gap = Gap::None;
        self.line_start = self.out.len();
    }

    fn begin_words(&mut self) {
        self.begin_block();
        self.is_in_words = true;
    }

    /// Ends the words that are being written, if there are any; the next block stands apart from them by `gap`.
    fn end_words(&mut self, gap: Gap) {
        if self.is_in_words {
            self.close_spans(0);
            self.is_in_words = false;
            self.line_end = None;
            self.out.truncate(self.out.trim_end_matches(' ').len().max(self.line_start));
            self.gap = gap;
        }
    }

    /// Ends a paragraph of raw HTML: outside tables and emphasis another one may follow.
    pub(super) fn end_raw_paragraph(&mut self) {
        let is_within = self.cells.is_some() || self.spans.iter().any(|span| span.raw.is_none());
        if is_within {
            self.words(" ");
        } else {
            self.end_words(Gap::Blank);
        }
    }

    fn open_container(&mut self, mark: &str, prefix: &str) {
        self.containers.push(self.prefix.len());
        self.out.push_str(mark);
        self.prefix.push_str(prefix);
        self.gap = Gap::None;
        self.line_start = self.out.len();
    }

    fn close_container(&mut self, gap: Gap) {
        self.end_words(gap);
        self.prefix.truncate(self.containers.pop().unwrap_or(0));
        self.gap = gap;
    }

    /// Begins an item. Numbers out of sequence were spoken, so the list keeps them.
    fn item(&mut self, range: &Range<usize>) {
        self.begin_block();
        let mark = match self.lists.last_mut() {
            Some(Some(next)) => {
                let typed = self.source[range.clone()].trim_start();
                let digits = typed.bytes().take_while(u8::is_ascii_digit).count();
                let number = typed[..digits].parse::<u64>().unwrap_or(*next);
                *next = number.saturating_add(1);
                format!("{number}. ")
            }
            _ => "- ".to_owned(),
        };
        self.open_container(&mark, &" ".repeat(mark.len()));
    }

    fn new_line(&mut self) {
        self.out.push('\n');
        self.out.push_str(&self.prefix);
        self.line_start = self.out.len();
    }

    /// Ends a line within a paragraph; `mark` says that a reader sees it. A cell has one line only.
    pub(super) fn line_break(&mut self, mark: &'static str) {
        if self.cells.is_some() {
            self.words(" ");
        } else if self.is_in_words && self.out.len() > self.line_start {
            self.line_end = self.line_end.filter(|end| !end.is_empty()).or(Some(mark));
        }
    }

    /// Begins the next line if one has ended.
    fn flush_line(&mut self) {
        if let Some(mark) = self.line_end.take() {
            self.out.truncate(self.out.trim_end_matches(' ').len());
            self.out.push_str(mark);
            self.new_line();
        }
    }

    /// Appends words, which begin a paragraph unless one is open.
    pub(super) fn words(&mut self, text: &str) {
        if text.is_empty() || (!self.is_in_words && text.trim().is_empty()) {
            return;
        }
        if !self.is_in_words {
            self.begin_words();
        }
        if !text.trim().is_empty() {
            self.flush_line();
        }
        let mut rest = text;
        while let Some((before, number, after)) = split_mark(rest) {
            self.push_words(before);
            push_note_mark(&mut self.out, number);
            rest = after;
        }
        self.push_words(rest);
    }

    fn push_words(&mut self, words: &str) {
        let is_first = self.out.len() == self.line_start;
        let words = if is_first { words.trim_start() } else { words };
        push_as_words(&mut self.out, words, is_first);
    }

    fn code_span(&mut self, code: &str) {
        if !self.is_in_words {
            self.begin_words();
        }
        self.flush_line();
        let fence = "`".repeat(longest_run(code) + 1);
        let space = if code.starts_with('`') || code.ends_with('`') { " " } else { "" };
        self.out.push_str(&format!("{fence}{space}{code}{space}{fence}"));
    }

    fn end_code(&mut self) {
        let code = self.code.take().unwrap_or_default();
        let fence = "`".repeat(longest_run(&code).max(2) + 1);
        self.out.push_str(&fence);
        for line in without_marks(code.trim_end_matches('\n')).lines() {
            self.new_line();
            self.out.push_str(line);
        }
        self.new_line();
        self.out.push_str(&fence);
        self.gap = Gap::Blank;
    }

    fn open_span(&mut self, kind: SpanKind, raw: Option<&'static str>) {
        if !self.is_in_words {
            self.begin_words();
        }
        let is_kept = match (&kind, self.kept) {
            (SpanKind::Mark("**"), kept) => kept != KeptEmphasis::None,
            (SpanKind::Mark(_), kept) => kept == KeptEmphasis::All,
            _ => true,
        };
        let kind = if is_kept { kind } else { SpanKind::Words };
        self.flush_line();
        self.spans.push(OpenSpan { start: self.out.len(), kind, raw });
    }

    /// Opens emphasis of a raw tag.
    pub(super) fn open_raw_mark(&mut self, mark: &'static str, tag: &'static str) {
        self.open_span(SpanKind::Mark(mark), Some(tag));
    }

    /// Opens the link of a raw tag.
    pub(super) fn open_raw_link(&mut self, destination: &str) {
        let kind = self.link_kind(destination);
        self.open_span(kind, Some("a"));
    }

    /// Opens the picture or video that a raw tag shows.
    pub(super) fn open_raw_picture(&mut self, destination: &str) {
        let kind =
            self.address(destination).map_or(SpanKind::Words, |address| SpanKind::Picture(link_target(&address)));
        self.open_span(kind, Some("iframe"));
    }

    /// Closes the innermost spans until `depth` remain.
    pub(super) fn close_spans(&mut self, depth: usize) {
        for span in self.spans.drain(depth.min(self.spans.len())..).rev() {
            span.close(&mut self.out);
        }
    }

    /// Closes the innermost span that Markdown opened, and those of raw tags within it.
    fn close_markdown_span(&mut self) {
        if let Some(at) = self.spans.iter().rposition(|span| span.raw.is_none()) {
            self.close_spans(at);
        }
    }

    fn link(&mut self, link_type: LinkType, destination: &CowStr<'_>) {
        let mail = matches!(link_type, LinkType::Email) && !destination.starts_with("mailto:");
        let destination = if mail { format!("mailto:{destination}") } else { destination.to_string() };
        let kind = self.link_kind(&destination);
        self.open_span(kind, None);
    }

    /// A link, unless it is within another or leads nowhere.
    fn link_kind(&self, destination: &str) -> SpanKind {
        let is_within = self.spans.iter().any(|span| matches!(span.kind, SpanKind::Link(_)));
        match self.address(destination).filter(|_| !is_within) {
            Some(address) => SpanKind::Link(link_target(&address)),
            None => SpanKind::Words,
        }
    }

    fn picture(&mut self, destination: &str) {
        match self.address(destination) {
            Some(address) => self.open_span(SpanKind::Picture(link_target(&address)), None),
            None => self.muted = 1,
        }
    }

    /// Address to which a link may lead.
    fn address(&self, destination: &str) -> Option<String> {
        match classify(destination) {
            LinkKind::Absolute(address) => is_kept(address).then(|| address.to_owned()),
            LinkKind::SchemeRelative(address) => Some(format!("https:{address}")),
            LinkKind::Relative(target) => (self.resolve)(target),
            LinkKind::Unsafe => None,
        }
    }
}

/// Reports whether what an event stands for may stay as it is typed in `source`.
pub(super) fn may_stay(event: &Event<'_>, range: &Range<usize>, source: &str) -> bool {
    match event {
        Event::Html(_) | Event::InlineHtml(_) | Event::FootnoteReference(_) => false,
        Event::Start(Tag::FootnoteDefinition(_)) => false,
        Event::Start(Tag::Heading { level, .. }) => *level as usize >= TOP_LEVEL && is_typed_heading(source, range),
        Event::Start(Tag::Link { link_type, dest_url, .. } | Tag::Image { link_type, dest_url, .. }) => {
            *link_type == LinkType::Inline && is_kept(dest_url)
        }
        _ => true,
    }
}

/// Reports whether a heading was typed as one; a line of hyphens below a paragraph was typed as a line.
fn is_typed_heading(source: &str, range: &Range<usize>) -> bool {
    source[range.clone()].trim_start().starts_with('#')
}

/// Reports whether a link may stay as it is.
fn is_kept(destination: &str) -> bool {
    let has_scheme =
        |scheme: &&str| destination.get(..scheme.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(scheme));
    SCHEMES.iter().any(has_scheme) && !destination.contains(char::is_control)
}

/// Length of the longest run of backticks.
fn longest_run(code: &str) -> usize {
    code.split(|c| c != '`').map(str::len).max().unwrap_or(0)
}
