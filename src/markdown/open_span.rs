//! Emphasis, links and pictures while their words are being written.

/// A stretch of words that is open.
pub(super) struct OpenSpan {
    /// Position at which its words begin.
    pub(super) start: usize,
    /// Kind of stretch.
    pub(super) kind: SpanKind,
    /// Name of the raw tag that opened it; none if Markdown did.
    pub(super) raw: Option<&'static str>,
}

/// Kind of a stretch of words.
pub(super) enum SpanKind {
    /// Emphasis, with its marks.
    Mark(&'static str),
    /// Link, with its target.
    Link(String),
    /// Picture, with its target; its words describe it.
    Picture(String),
    /// Words alone.
    Words,
}

impl OpenSpan {
    /// Puts the markup around the words, which are the rest of `out`. White space at their ends stays outside.
    pub(super) fn close(self, out: &mut String) {
        let inner = out.split_off(self.start);
        let words = inner.trim();
        let begin = inner.len() - inner.trim_start().len();
        let (open, close) = match self.kind {
            SpanKind::Mark(mark) if !words.is_empty() => (mark.to_owned(), mark.to_owned()),
            SpanKind::Link(target) if !words.is_empty() => ("[".to_owned(), format!("]({target})")),
            SpanKind::Picture(target) => ("![".to_owned(), format!("]({target})")),
            SpanKind::Mark(_) | SpanKind::Link(_) | SpanKind::Words => (String::new(), String::new()),
        };
        out.push_str(&inner[..begin]);
        out.push_str(&open);
        out.push_str(words);
        out.push_str(&close);
        out.push_str(&inner[(begin + words.len()).min(inner.len())..]);
    }
}
