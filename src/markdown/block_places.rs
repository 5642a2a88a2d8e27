//! Ranges of the blocks of a text, for pages on which an editor changes them where they stand.

use std::cell::RefCell;
use std::ops::Range;

/// Ranges of the blocks of a text, each with the position in the HTML at which the block begins. Only the preview collects
/// them; pages of a build have no trace of them.
#[derive(Debug, Default)]
pub struct BlockPlaces(RefCell<Vec<(usize, Range<usize>)>>);

impl BlockPlaces {
    /// Remembers a block that begins at `position` of the HTML. One that was remembered there before drew nothing.
    pub(super) fn put(&self, position: usize, range: Range<usize>) {
        let mut all = self.0.borrow_mut();
        if all.last().is_some_and(|(before, _)| *before == position) {
            all.pop();
        }
        all.push((position, range));
    }

    /// Writes the range of each block into its element, as `data-source`. `text` is the text that was drawn, which begins at
    /// byte `base` of its file.
    pub fn write_into(self, out: &mut String, text: &str, base: usize) {
        let places = self.0.into_inner();
        let Some(&(first, _)) = places.first() else { return };
        let mut written = String::with_capacity(out.len() - first + places.len() * 28);
        let mut copied = first;
        for (position, range) in places {
            let name = element_name(&out[position..]);
            if let (Some(words), 1..) = (text.get(range.clone()), name) {
                let at = position + 1 + name;
                written.push_str(&out[copied..at]);
                let start = base + range.start;
                written.push_str(&source_attribute(start..start + words.trim_end().len()));
                copied = at;
            }
        }
        written.push_str(&out[copied..]);
        out.truncate(first);
        out.push_str(&written);
    }
}

/// Length of the name of the element with which HTML begins; 0 if it begins with none.
fn element_name(html: &str) -> usize {
    html.strip_prefix('<').map_or(0, |rest| rest.bytes().take_while(u8::is_ascii_alphanumeric).count())
}

/// Attribute that says which bytes of its file an element shows.
pub fn source_attribute(range: Range<usize>) -> String {
    format!(" data-source=\"{}-{}\"", range.start, range.end)
}
