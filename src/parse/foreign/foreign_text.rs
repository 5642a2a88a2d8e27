//! Text of a foreign file in any encoding that it declares.

use encoding_rs::Encoding;

use crate::text::unify_line_ends;

/// The text, with line ends of one kind and without a byte order mark.
///
/// # Errors
/// When it is in no known encoding: the reason.
pub(super) fn foreign_text(bytes: &[u8]) -> Result<String, String> {
    let (encoding, length) = match Encoding::for_bom(bytes) {
        Some((encoding, length)) => (encoding, length),
        None => (declared(bytes).unwrap_or(encoding_rs::UTF_8), 0),
    };
    let (text, has_errors) = encoding.decode_without_bom_handling(&bytes[length..]);
    if has_errors || text.contains('\0') {
        return Err("it is no text in UTF-8\n  hint: save it again with the encoding UTF-8".to_owned());
    }
    Ok(unify_line_ends(text.into_owned()))
}

/// The encoding that an XML declaration names.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.strip_prefix(b"<?xml")?;
    let end = memchr::memmem::find(head.get(..head.len().min(200))?, b"?>")?;
    let declaration = std::str::from_utf8(&head[..end]).ok()?;
    let (_, value) = declaration.split_once("encoding")?;
    let value = value.trim_start().strip_prefix('=')?.trim_start();
    let quote = value.chars().next().filter(|quote| matches!(quote, '"' | '\''))?;
    let label = value[1..].split(quote).next()?;
    // A declaration that was read as single bytes cannot mean two bytes each.
    Encoding::for_label(label.as_bytes()).filter(|encoding| encoding.is_ascii_compatible())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_read_in_the_encoding_that_it_declares() {
        for (bytes, expected) in [
            (&b"\xEF\xBB\xBFa\r\nb"[..], "a\nb"),
            (b"\xFF\xFEa\0\xE9\0", "aé"),
            (
                b"<?xml version='1.0' encoding=\"ISO-8859-1\"?><a>\xA3</a>",
                "<?xml version='1.0' encoding=\"ISO-8859-1\"?><a>£</a>",
            ),
            ("<?xml version='1.0'?><a>£</a>".as_bytes(), "<?xml version='1.0'?><a>£</a>"),
        ] {
            assert_eq!(foreign_text(bytes).as_deref(), Ok(expected));
        }
        assert!(foreign_text(b"\xFF\n").is_err());
    }
}
