//! What `check` has to say of a Markdown text.

/// Something in a text that an editor should know of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Finding {
    /// A tag that is dropped.
    DroppedTag(String),
    /// An element that is dropped with all that is in it.
    DroppedElement(&'static str),
    /// A frame that leads nowhere.
    DroppedFrame,
    /// A tag that passes without what it would run.
    DroppedHandler(String),
    /// A tag that is never closed.
    UnclosedTag(String),
    /// A link by a scheme that is not allowed.
    UnsafeLink(String),
    /// What looks like a link and is none, because there are spaces in its target.
    SpacedLink(String),
    /// What looks like a link and is none, because there is a space in front of its target.
    SplitLink(String),
    /// A table drawn with lines, which is none.
    DrawnTable,
    /// A link within the content.
    RelativeLink(String),
    /// A link out of the archive.
    OutsideLink(String),
}
