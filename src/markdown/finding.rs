//! Findings about a Markdown text, which `check` reports.

/// Something in a text that an editor should know about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Finding {
    /// A tag that is dropped.
    DroppedTag(String),
    /// An element that is dropped with its content.
    DroppedElement(&'static str),
    /// A frame without a usable address.
    DroppedFrame,
    /// A tag that is kept without its event handler.
    DroppedHandler(String),
    /// A tag that is never closed.
    UnclosedTag(String),
    /// A link with a scheme that is not allowed.
    UnsafeLink(String),
    /// Text that looks like a link, but is not one because of spaces in its target.
    SpacedLink(String),
    /// Text that looks like a link, but is not one because of a space in front of its target.
    SplitLink(String),
    /// A table drawn with lines, which Markdown does not read as a table.
    DrawnTable,
    /// A link within the content.
    RelativeLink(String),
    /// A picture of the content.
    OwnPicture(String),
    /// A link to another site.
    OutsideLink(String),
}
