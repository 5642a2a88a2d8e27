//! Writes XML documents element by element.

use std::borrow::Cow;

use quick_xml::escape::{escape, partial_escape};

/// Writes one XML document to memory. Elements go to the document at once, where the events of quick-xml would copy each.
pub(super) struct ElementWriter {
    out: Vec<u8>,
}

/// Names and values of attributes, in order.
pub(super) type Attributes<'a> = &'a [(&'a str, &'a str)];

impl ElementWriter {
    /// A document of about `length` bytes.
    pub(super) fn new(length: usize) -> Self {
        let mut writer = ElementWriter::fragment(length);
        writer.push("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        writer
    }

    /// A part of a document, of about `length` bytes.
    pub(super) fn fragment(length: usize) -> Self {
        ElementWriter { out: Vec::with_capacity(length) }
    }

    /// Adds a part that was written apart.
    pub(super) fn append(&mut self, part: ElementWriter) {
        self.out.extend(part.out);
    }

    /// Opens an element.
    pub(super) fn open(&mut self, name: &str, attributes: Attributes<'_>) {
        self.tag(name, attributes);
        self.push(">");
    }

    /// Closes an element.
    pub(super) fn close(&mut self, name: &str) {
        self.push("</");
        self.push(name);
        self.push(">");
    }

    /// Adds an element without content.
    pub(super) fn empty(&mut self, name: &str, attributes: Attributes<'_>) {
        self.tag(name, attributes);
        self.push("/>");
    }

    /// Adds an element that contains words only.
    pub(super) fn element(&mut self, name: &str, attributes: Attributes<'_>, words: &str) {
        self.open(name, attributes);
        self.text(words);
        self.close(name);
    }

    /// Adds words.
    pub(super) fn text(&mut self, words: &str) {
        self.push(&partial_escape(&*allowed(words)));
    }

    /// Ends the line, between elements whose content holds no words of its own.
    pub(super) fn line(&mut self) {
        self.push("\n");
    }

    /// Number of bytes so far.
    pub(super) fn length(&self) -> usize {
        self.out.len()
    }

    /// The whole document.
    pub(super) fn finish(mut self) -> Vec<u8> {
        self.line();
        self.out
    }

    /// Begins a tag.
    fn tag(&mut self, name: &str, attributes: Attributes<'_>) {
        self.push("<");
        self.push(name);
        for (key, value) in attributes {
            self.push(" ");
            self.push(key);
            self.push("=\"");
            let value = allowed(value);
            // Readers turn the end of a line within a value into a space.
            let value = if value.contains(['\n', '\t']) { value.replace(['\n', '\t'], " ").into() } else { value };
            self.push(&escape(&*value));
            self.push("\"");
        }
    }

    fn push(&mut self, written: &str) {
        self.out.extend_from_slice(written.as_bytes());
    }
}

/// Words without the characters that XML 1.0 forbids.
fn allowed(words: &str) -> Cow<'_, str> {
    let is_forbidden = |c: char| (c < ' ' && !matches!(c, '\t' | '\n')) || matches!(c, '\u{FFFE}' | '\u{FFFF}');
    // Fast path: few texts have a control character, or the two bytes with which the others begin.
    let bytes = words.as_bytes();
    // Without a way out of the loop the compiler makes it look at many bytes at once.
    let has_control = bytes.iter().fold(false, |found, byte| found | (*byte < b' ' && !matches!(byte, b'\t' | b'\n')));
    // The second byte is rarer than the first, which full-width punctuation begins with.
    let begins_other = |at: usize| at > 0 && bytes[at - 1] == 0xEF;
    if !has_control && !memchr::memchr_iter(0xBF, bytes).any(begins_other) {
        return Cow::Borrowed(words);
    }
    Cow::Owned(words.replace(is_forbidden, ""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_escaped_and_forbidden_characters_left_out() {
        let mut writer = ElementWriter::new(0);
        writer.element("a", &[("b", "\"x\"\n<\u{1}")], "1 < 2 & \u{0}\u{FFFF}3 \"so\"");
        let text = String::from_utf8(writer.finish()).expect("UTF-8");
        assert_eq!(
            text,
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<a b=\"&quot;x&quot; &lt;\">1 &lt; 2 &amp; 3 \"so\"</a>\n"
        );
    }
}
