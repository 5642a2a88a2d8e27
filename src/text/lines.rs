//! Lines of a text, found many bytes at a time.

/// The lines of a text without their ends, as `text.split('\n')` gives them: after a final line end there is one more, which is
/// empty. A build divides the words of each speech into lines several times, and this is faster than a look at each byte.
pub fn text_lines(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = Some(text);
    std::iter::from_fn(move || {
        let text = rest?;
        let Some(end) = memchr::memchr(b'\n', text.as_bytes()) else { return rest.take() };
        rest = Some(&text[end + 1..]);
        Some(&text[..end])
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_those_between_line_ends() {
        for text in ["", "\n", "a", "a\n", "\na", "一\n\n二\r\n三", "\n\n"] {
            assert_eq!(text_lines(text).collect::<Vec<_>>(), text.split('\n').collect::<Vec<_>>(), "{text:?}");
        }
    }
}
