//! Code fences of backticks, as far as the line-by-line reading of a record needs them.

/// Possible ends of code fences: a fence ends at the latest before the next heading that names a speaker. Code may
/// contain lines that look like headings, but hardly any that end in a colon; a fence that is never closed must not
/// swallow the next speech.
///
/// For each line that could close a fence: its position, and the longest such line from there up to the next such
/// heading. A heading is entered with length 0.
pub(super) struct Fences(Vec<(usize, usize)>);

impl Fences {
    /// Finds them from byte `from` on.
    pub(super) fn new(text: &str, from: usize) -> Self {
        let mut fences = Vec::new();
        let mut offset = from;
        for line in text[from..].split_inclusive('\n') {
            let trimmed = line.trim();
            if !trimmed.is_empty() && trimmed.bytes().all(|b| b == b'`') {
                fences.push((offset, trimmed.len()));
            } else if line.starts_with("### ") && trimmed.ends_with([':', '：']) {
                fences.push((offset, 0));
            }
            offset += line.len();
        }
        let mut longest = 0;
        for (_, length) in fences.iter_mut().rev() {
            longest = if *length == 0 { 0 } else { longest.max(*length) };
            *length = longest;
        }
        Fences(fences)
    }

    /// Reports whether a fence of `ticks` backticks that opens above `from` is closed.
    pub(super) fn close(&self, from: usize, ticks: usize) -> bool {
        let next = self.0.partition_point(|(at, _)| *at < from);
        self.0.get(next).is_some_and(|(_, longest)| *longest >= ticks)
    }
}
