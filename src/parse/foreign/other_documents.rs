//! Recognises documents that are not imported, so that the message can say what to do with them.

/// Reason and remedy for a document of another kind, by its first bytes; `None` if it is of no known kind.
pub(super) fn remedy(bytes: &[u8]) -> Option<&'static str> {
    let begins = |sign: &[u8]| bytes.starts_with(sign);
    let holds = |sign: &[u8]| memchr::memmem::find(&bytes[..bytes.len().min(200)], sign).is_some();
    match () {
        // A compound file, as Word made until 2007.
        () if begins(b"\xd0\xcf\x11\xe0") => {
            Some("it is an old Word document\n  hint: save it as `.docx` in Word or LibreOffice")
        }
        () if begins(b"{\\rtf") => Some("it is in Rich Text Format\n  hint: save it as `.docx` in Word or LibreOffice"),
        () if begins(b"PK") && holds(b"opendocument.text") => {
            Some("it is an OpenDocument text\n  hint: save it as `.docx` in LibreOffice or Word")
        }
        () if begins(b"PK") && holds(b"opendocument") => {
            Some("it is no text, but another OpenDocument file\n  hint: save its words as `.docx`")
        }
        () if begins(b"%PDF") => Some(
            "it is a PDF\n  hint: save the document from which it was made as `.docx`, or open it in Word and save it so",
        ),
        () => None,
    }
}

#[cfg(test)]
mod tests {
    use super::remedy;

    #[test]
    fn documents_of_other_kinds_are_named() {
        for (bytes, word) in [
            (&b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"[..], "old Word"),
            (b"{\\rtf1\\ansi Good evening.}", "Rich Text"),
            (b"PK\x03\x04..mimetypeapplication/vnd.oasis.opendocument.text", "OpenDocument text"),
            (b"%PDF-1.7", "PDF"),
        ] {
            assert!(remedy(bytes).is_some_and(|remedy| remedy.contains(word) && remedy.contains(".docx")), "{word}");
        }
        assert_eq!((remedy(b"WEBVTT\n"), remedy(b"PK\x03\x04"), remedy(b"")), (None, None, None));
    }
}
