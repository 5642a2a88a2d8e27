//! Text of one paragraph in Markdown, made from plain words and their styles so that nothing changes its meaning.

use crate::markdown::{LinkKind, classify, link_target, push_as_words};
use crate::text::is_cjk;

/// Markdown of one paragraph, on one line.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct InlineMarkdown(String);

/// Style of a stretch of text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct InlineStyle {
    /// Emphasis.
    pub em: bool,
    /// Strong emphasis.
    pub strong: bool,
    /// Raised or lowered letters.
    pub script: Option<LetterScript>,
    /// Target of a link.
    pub link: Option<String>,
}

/// Position of letters that do not stand on the line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum LetterScript {
    /// Above the line.
    Raised,
    /// Below the line.
    Lowered,
}

/// Collects the words of a paragraph with their styles.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct InlineBuilder {
    /// Words, breaks and marks in order.
    pub spans: Vec<(InlineSpan, InlineStyle)>,
}

/// Stretch of a paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum InlineSpan {
    /// Words.
    Words(String),
    /// End of a line.
    Break,
    /// Mark of a footnote.
    Note(usize),
    /// Picture, with its address if it has one, and its description.
    Picture(Option<String>, String),
}

impl InlineMarkdown {
    /// Plain words.
    pub fn plain(text: &str) -> Self {
        let mut builder = InlineBuilder::default();
        builder.words(text, &InlineStyle::default());
        builder.finish()
    }

    /// One line of Markdown that has been made safe already.
    pub(super) fn own(line: &str) -> Self {
        InlineMarkdown(line.to_owned())
    }

    /// The Markdown.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Reports whether there is nothing.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The same text, in which square brackets around the whole are those of an event and no words.
    #[must_use]
    pub(super) fn with_event_brackets(self) -> Self {
        let inner = self.0.strip_prefix("\\[").and_then(|rest| rest.strip_suffix("\\]"));
        match inner.filter(|inner| !inner.contains("\\[")) {
            Some(inner) => InlineMarkdown(format!("[{inner}]")),
            None => self,
        }
    }

    /// The text as an item with this number, or without one, at the beginning of a line.
    #[must_use]
    pub(super) fn as_item(&self, number: Option<u32>) -> Self {
        let mark = number.map_or_else(|| "-".to_owned(), |number| format!("{number}."));
        InlineMarkdown(format!("{mark} {}", self.0))
    }

    /// Texts one below the other.
    pub(super) fn lines(texts: &[InlineMarkdown]) -> Self {
        let texts: Vec<&str> = texts.iter().map(InlineMarkdown::as_str).filter(|text| !text.is_empty()).collect();
        InlineMarkdown(texts.join("<br>"))
    }
}

impl InlineBuilder {
    /// Adds words; white space of any length is one space.
    pub(super) fn words(&mut self, text: &str, style: &InlineStyle) {
        if text.is_empty() {
            return;
        }
        match self.spans.last_mut() {
            Some((InlineSpan::Words(words), last)) if last == style => words.push_str(text),
            _ => self.spans.push((InlineSpan::Words(text.to_owned()), style.clone())),
        }
    }

    /// Adds the end of a line.
    pub(super) fn line_break(&mut self) {
        self.spans.push((InlineSpan::Break, InlineStyle::default()));
    }

    /// Adds the mark of a footnote.
    pub(super) fn note(&mut self, number: usize) {
        self.spans.push((InlineSpan::Note(number), InlineStyle::default()));
    }

    /// Adds a picture.
    pub(super) fn picture(&mut self, address: Option<String>, description: String) {
        self.spans.push((InlineSpan::Picture(address, description), InlineStyle::default()));
    }

    /// Adds what another has collected.
    pub(super) fn append(&mut self, other: InlineBuilder) {
        self.spans.extend(other.spans);
    }

    /// Reports whether nothing has been added.
    pub(super) fn is_empty(&self) -> bool {
        self.spans.is_empty()
    }

    /// The paragraph in Markdown.
    pub(super) fn finish(self) -> InlineMarkdown {
        let spans = tidy(self.spans);
        let mut out = String::new();
        let mut at = 0;
        while let Some((kind, style)) = spans.get(at) {
            if let Some(end) = push_nested(&mut out, &spans, at) {
                at = end;
                continue;
            }
            at += 1;
            match kind {
                InlineSpan::Break => out.push_str("<br>"),
                InlineSpan::Note(number) => out.push_str(&format!("[^{number}]")),
                InlineSpan::Picture(address, description) => {
                    out.push_str("![");
                    push_as_words(&mut out, description, false);
                    let target = address.as_deref().and_then(outside_target).unwrap_or_default();
                    out.push_str(&format!("]({target})"));
                }
                InlineSpan::Words(words) => {
                    let next = spans.get(at).map(|(kind, style)| first_sign(kind, style));
                    push_span(&mut out, words, style, next);
                }
            }
        }
        InlineMarkdown(out)
    }
}

/// The first character that a span shows, or a letter if it begins with markup.
fn first_sign(kind: &InlineSpan, style: &InlineStyle) -> char {
    match kind {
        InlineSpan::Words(words) if *style == InlineStyle::default() => words.chars().next().unwrap_or(' '),
        InlineSpan::Break => ' ',
        InlineSpan::Words(_) | InlineSpan::Note(_) | InlineSpan::Picture(..) => 'a',
    }
}

/// Spans with single spaces between words, none at the ends and none at the edges of styled words.
fn tidy(spans: Vec<(InlineSpan, InlineStyle)>) -> Vec<(InlineSpan, InlineStyle)> {
    let mut out: Vec<(InlineSpan, InlineStyle)> = Vec::with_capacity(spans.len());
    let mut last: Option<char> = None;
    let mut blank: Option<bool> = None;
    for (kind, style) in spans {
        let InlineSpan::Words(words) = kind else {
            if matches!(kind, InlineSpan::Break) {
                // A break at the beginning says nothing.
                if last.is_none() {
                    continue;
                }
                blank = None;
                last = Some('\n');
            }
            out.push((kind, style));
            continue;
        };
        for c in words.chars() {
            let c = if c.is_control() && !c.is_whitespace() { ' ' } else { c };
            // Spaces that do not break, and wide ones, are signs of their script and stay within a line.
            if c.is_ascii_whitespace()
                || (c.is_whitespace() && (last.is_none() || matches!(c, '\u{2028}' | '\u{2029}')))
            {
                blank = Some(blank.unwrap_or(true) && matches!(c, '\n' | '\r'));
                continue;
            }
            let gap = match (blank.take(), last) {
                (None, _) | (_, None | Some('\n')) => false,
                // Lines of scripts without spaces are joined.
                (Some(true), Some(before)) => !(is_cjk(before) && is_cjk(c)),
                (Some(false), Some(_)) => true,
            };
            if gap {
                let is_plain = matches!(out.last(), Some((InlineSpan::Words(_), of)) if *of == style);
                let between = if is_plain { style.clone() } else { InlineStyle::default() };
                push_char(&mut out, ' ', &between);
            }
            push_char(&mut out, c, &style);
            last = Some(c);
        }
    }
    while matches!(out.last(), Some((InlineSpan::Break, _))) {
        out.pop();
    }
    if let Some((InlineSpan::Words(words), _)) = out.last_mut() {
        words.truncate(words.trim_end().len());
    }
    out
}

fn push_char(out: &mut Vec<(InlineSpan, InlineStyle)>, c: char, style: &InlineStyle) {
    match out.last_mut() {
        Some((InlineSpan::Words(words), last)) if last == style => words.push(c),
        _ => out.push((InlineSpan::Words(c.to_string()), style.clone())),
    }
}

/// Adds strong words of which some are emphasised too, `**a (*b*)**`, and gives the position behind them; none if there are no
/// such words at a position, or asterisks would not do.
fn push_nested(out: &mut String, spans: &[(InlineSpan, InlineStyle)], at: usize) -> Option<usize> {
    let words = |span: &(InlineSpan, InlineStyle)| match span {
        (InlineSpan::Words(words), InlineStyle { strong: true, em, script: None, link: None }) => {
            Some((words.clone(), *em))
        }
        _ => None,
    };
    let run: Vec<(String, bool)> = spans[at..].iter().map_while(words).collect();
    let is_mixed = run.iter().any(|(_, em)| *em) && run.iter().any(|(_, em)| !*em);
    let end = at + run.len();
    let all: String = run.iter().map(|(words, _)| &**words).collect();
    let next = spans.get(end).map(|(kind, style)| first_sign(kind, style));
    if !is_mixed || run[0].1 || run.last()?.1 || !has_room(out.chars().next_back(), &all, next) {
        return None;
    }
    let mut inner = String::new();
    for (place, (words, em)) in run.iter().enumerate() {
        let next = run.get(place + 1).and_then(|(words, _)| words.chars().next());
        if *em && !has_room(inner.chars().next_back(), words, next) {
            return None;
        }
        let mark = if *em { "*" } else { "" };
        inner.push_str(mark);
        push_as_words(&mut inner, words, false);
        inner.push_str(mark);
    }
    out.push_str(&format!("**{inner}**"));
    Some(end)
}

/// Reports whether asterisks around words are read as emphasis between these characters.
fn has_room(before: Option<char>, words: &str, next: Option<char>) -> bool {
    let may = |c: Option<char>| c.is_none_or(|c| c.is_whitespace() || ",.;:!?()'\"".contains(c) || is_cjk(c));
    let is_letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let (first, last) = (words.chars().next(), words.chars().next_back());
    (may(before) || (!is_letter(before) && is_letter(first))) && (may(next) || (!is_letter(next) && is_letter(last)))
}

fn push_span(out: &mut String, words: &str, style: &InlineStyle, next: Option<char>) {
    let (mut open, mut close) = (String::new(), String::new());
    if let Some(target) = style.link.as_deref().and_then(outside_target) {
        open.push('[');
        close = format!("]({target})");
    }
    match style.script {
        Some(LetterScript::Raised) => wrap(&mut open, &mut close, "<sup>", "</sup>"),
        Some(LetterScript::Lowered) => wrap(&mut open, &mut close, "<sub>", "</sub>"),
        None => {}
    }
    let is_word = words.contains(char::is_alphanumeric);
    let has_room = open.is_empty() && has_room(out.chars().next_back(), words, next);
    match (style.strong && is_word, style.em && is_word) {
        (true, true) if has_room => wrap(&mut open, &mut close, "***", "***"),
        (true, false) if has_room => wrap(&mut open, &mut close, "**", "**"),
        (false, true) if has_room => wrap(&mut open, &mut close, "*", "*"),
        (true, true) => wrap(&mut open, &mut close, "<strong><em>", "</em></strong>"),
        (true, false) => wrap(&mut open, &mut close, "<strong>", "</strong>"),
        (false, true) => wrap(&mut open, &mut close, "<em>", "</em>"),
        (false, false) => {}
    }
    let is_first = out.is_empty() && open.is_empty();
    out.push_str(&open);
    push_as_words(out, words, is_first);
    out.push_str(&close);
}

fn wrap(open: &mut String, close: &mut String, before: &str, after: &str) {
    open.push_str(before);
    close.insert_str(0, after);
}

/// Target of a link to another host, as Markdown has it; none for all others.
fn outside_target(target: &str) -> Option<String> {
    let target = target.trim();
    let is_outside = matches!(classify(target), LinkKind::Absolute(_));
    (is_outside && !target.contains(char::is_control) && target.len() <= 2_000).then(|| link_target(target))
}

/// Text in which nothing is Markdown, at the beginning of a line.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    push_as_words(&mut out, text, true);
    out
}

/// Text of a heading, in which nothing is Markdown.
pub(super) fn escaped_heading(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    push_as_words(&mut out, text, false);
    // Signs at the end would close the heading.
    if out.ends_with('#') {
        out.insert(out.len() - 1, '\\');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn style(name: &str) -> InlineStyle {
        InlineStyle {
            em: name.contains('e'),
            strong: name.contains('s'),
            script: name.contains('^').then_some(LetterScript::Raised),
            link: name.contains('l').then(|| "https://a.example/b (c)?x=1&y".to_owned()),
        }
    }

    fn markdown(spans: &[(&str, &str)]) -> String {
        let mut builder = InlineBuilder::default();
        for (words, name) in spans {
            match *name {
                "br" => builder.line_break(),
                "note" => builder.note(1),
                name => builder.words(words, &style(name)),
            }
        }
        builder.finish().as_str().to_owned()
    }

    #[test]
    fn styles_are_marked_so_that_they_are_read_again() {
        for (spans, expected) in [
            (&[("Good ", ""), ("evening", "e"), (".", "")][..], "Good *evening*."),
            (&[("half", "s"), ("way", "")], "<strong>half</strong>way"),
            (&[("注意：", "s"), ("請", "")], "**注意：**請"),
            (&[(" so ", "s"), (" it is", "")], "**so** it is"),
            (&[("see ", ""), ("it", "l"), (".", "")], "see [it](https://a.example/b%20%28c%29?x=1&amp;y)."),
            (&[("1", ""), ("st", "^")], "1<sup>st</sup>"),
            (&[("a", ""), ("", "br"), ("b", ""), ("", "br")], "a<br>b"),
            (&[("a", ""), ("", "note"), (" b", "")], "a[^1] b"),
            (&[("—", "s")], "—"),
            (&[("one—", ""), ("two", "s"), ("—three", "")], "one—**two**—three"),
            (&[("Care (", "s"), ("zifa", "se"), ("):", "s"), (" so", "")], "**Care (*zifa*):** so"),
            (&[("a\n  b\t", ""), (" c", "e")], "a b *c*"),
            (&[("大\n家", "")], "大家"),
            (&[("\u{a0}n’a\u{a0}pas\u{202f}: \u{a0}", "")], "n’a\u{a0}pas\u{202f}:"),
        ] {
            assert_eq!(markdown(spans), expected, "{spans:?}");
        }
    }

    #[test]
    fn words_stay_words() {
        for (text, expected) in [
            ("# 1", "\\# 1"),
            ("3. <b> [a](b)", "3\\. \\<b> \\[a\\](b)"),
            ("https://a.example/b_c", "https://a.example/b_c"),
            ("__init__", "\\_\\_init\\_\\_"),
            ("<!-- x -->", "&lt;!-- x -->"),
            ("%% x %%", "\\%\\% x \\%\\%"),
            ("5~10", "5\\~10"),
            ("- a", "\\- a"),
        ] {
            assert_eq!(InlineMarkdown::plain(text).as_str(), expected);
        }
    }
}
