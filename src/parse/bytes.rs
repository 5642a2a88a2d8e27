//! Decodes files: UTF-8 only, without the byte order mark, with CRLF and CR as line ends like LF.

use std::sync::Arc;

use encoding_rs::{Encoding, UTF_8};

use crate::report::diagnostic::{Diagnostic, Location, Problem, Reported};
use crate::text::source::{FileContent, SourceFile, SourceText};
use crate::text::{printable, unify_line_ends};

/// Decodes a file; its bytes become the text. `None` when they are not text; the diagnostic names the first wrong byte.
pub fn decode(file: &mut SourceFile) -> Arc<Reported<Option<SourceText>>> {
    let bytes = match &mut file.content {
        FileContent::Text(decoded) => return Arc::clone(decoded),
        FileContent::Bytes(bytes) => std::mem::take(bytes),
        // Nothing was to be reported of it, and its text is had where texts are.
        FileContent::AtRest(_) => return Arc::new(Reported::clean(None)),
    };
    let decoded = Arc::new(decode_bytes(&file.shown, bytes));
    file.content = FileContent::Text(Arc::clone(&decoded));
    decoded
}

/// The text of a file's bytes, if there is nothing to report of it.
pub fn decode_clean(shown: &Arc<str>, bytes: Vec<u8>) -> Option<SourceText> {
    let decoded = decode_bytes(shown, bytes);
    decoded.value.filter(|_| decoded.diagnostics.is_empty())
}

fn decode_bytes(shown: &Arc<str>, mut bytes: Vec<u8>) -> Reported<Option<SourceText>> {
    let mut diagnostics = Vec::new();
    if bytes.starts_with(MARK) {
        bytes.drain(..MARK.len());
        diagnostics.push(
            Diagnostic::at(Problem::ByteOrderMark, Location::file(shown), "the file begins with a byte order mark")
                .hint("it does no harm here; save as “UTF-8” rather than “UTF-8 with BOM” to remove it"),
        );
    }
    let text = match text_of(bytes) {
        Ok(text) => text,
        Err((bytes, end)) => {
            let byte = bytes[end];
            let hint = match convertible(&bytes).map(|found| found.encoding) {
                Some(ConvertibleEncoding::Windows1252) => {
                    "older programs and Word save text as Windows-1252: save it again with the encoding UTF-8, or let `minutebook check --fix` \
                     convert it"
                }
                Some(ConvertibleEncoding::Utf16) => {
                    "it is saved as UTF-16, which Notepad calls “Unicode”: save it again with the encoding UTF-8, or let `minutebook check \
                     --fix` convert it"
                }
                None => "save the file again with the encoding UTF-8",
            };
            // The excerpt shows the whole line, with U+FFFD for the wrong bytes.
            let [before, after] =
                [&bytes[..end], &bytes[end..]].map(|part| unify_line_ends(String::from_utf8_lossy(part).into_owned()));
            let place = SourceText { shown: Arc::clone(shown), text: Arc::new(before.clone() + &after) };
            let at = place.locate(before.len(), 1);
            diagnostics.push(
                Diagnostic::at(
                    Problem::InvalidUtf8,
                    at,
                    format!("the byte 0x{byte:02X} is not UTF-8; the file is left out"),
                )
                .hint(hint),
            );
            return Reported { value: None, diagnostics };
        }
    };
    let text = SourceText { shown: Arc::clone(shown), text: Arc::new(unify_line_ends(text)) };
    if let Some(at) = memchr::memchr(0, text.text.as_bytes()) {
        diagnostics.push(
            Diagnostic::at(Problem::NulByte, text.locate(at, 1), "there is a NUL character; the file is left out")
                .hint("the file may be damaged, or saved as UTF-16; save it again as UTF-8"),
        );
        return Reported { value: None, diagnostics };
    }
    report_damage(&text, &mut diagnostics);
    Reported { value: Some(without_controls(text)), diagnostics }
}

/// Text in another encoding that is certain enough to convert it.
#[derive(Debug, PartialEq, Eq)]
pub struct ConvertibleText {
    /// Its encoding.
    pub encoding: ConvertibleEncoding,
    /// The text.
    pub text: String,
}

/// Encodings besides UTF-8 in which editors save text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ConvertibleEncoding {
    /// UTF-16 in either byte order, with its mark.
    Utf16,
    /// Windows-1252, as Western Word saves plain text.
    Windows1252,
}

/// The text of bytes that are not UTF-8, if its encoding is certain enough.
pub fn convertible(bytes: &[u8]) -> Option<ConvertibleText> {
    let utf_16 = utf_16(bytes).map(|text| ConvertibleText { encoding: ConvertibleEncoding::Utf16, text });
    utf_16.or_else(|| western(bytes).map(|text| ConvertibleText { encoding: ConvertibleEncoding::Windows1252, text }))
}

/// Text in UTF-16 behind its byte order mark, without a NUL character or half a surrogate pair.
fn utf_16(bytes: &[u8]) -> Option<String> {
    let (encoding, mark) = Encoding::for_bom(bytes)?;
    let text = encoding.decode_without_bom_handling_and_without_replacement(&bytes[mark..])?;
    (encoding != UTF_8 && !text.contains('\0')).then(|| text.into_owned())
}

/// Text in Windows-1252; `None` for UTF-8, and for what looks like another encoding: those of Asia have more bytes above ASCII, and damaged
/// files have bytes without a character.
fn western(bytes: &[u8]) -> Option<String> {
    let (mut above, mut has_gap) = (0, false);
    for byte in bytes {
        above += usize::from(*byte >= 0x80);
        has_gap |= matches!(byte, 0 | 0x81 | 0x8D | 0x8F | 0x90 | 0x9D);
    }
    if above == 0 || above * 8 > bytes.len() || has_gap || std::str::from_utf8(bytes).is_ok() {
        return None;
    }
    Some(encoding_rs::WINDOWS_1252.decode_without_bom_handling(bytes).0.into_owned())
}

/// Returns the bytes as text, or else the bytes and the position of the first wrong one.
fn text_of(bytes: Vec<u8>) -> Result<String, (Vec<u8>, usize)> {
    // Several times faster on Han than the standard library's check, although without `unsafe` it makes a copy.
    match simdutf8::compat::from_utf8(&bytes) {
        Ok(text) => Ok(text.to_owned()),
        Err(error) => {
            let end = error.valid_up_to();
            Err((bytes, end))
        }
    }
}

/// Replaces control characters, which no page or feed may contain, with U+FFFD. NEXT LINE becomes a space, not a line
/// end.
fn without_controls(text: SourceText) -> SourceText {
    let bytes = text.text.as_bytes();
    if !may_hold_controls(bytes) && noncharacters(bytes).next().is_none() {
        return text;
    }
    SourceText { shown: text.shown, text: Arc::new(text.text.chars().map(printable).collect()) }
}

/// Positions of U+FFFE and U+FFFF, which XML excludes.
fn noncharacters(bytes: &[u8]) -> impl Iterator<Item = usize> {
    memchr::memmem::find_iter(bytes, b"\xEF\xBF").filter(|at| matches!(bytes.get(at + 2), Some(0xBE | 0xBF)))
}

/// Byte order mark of UTF-8.
pub(super) const MARK: &[u8] = b"\xEF\xBB\xBF";

/// Reports whether any byte could be part of a control character. Without an early exit, it runs at memory speed over
/// the many files that have none.
fn may_hold_controls(bytes: &[u8]) -> bool {
    let suspect = |byte: u8| byte == 0xC2 || byte == 0x7F || (byte < 0x20 && byte != b'\t' && byte != b'\n');
    bytes.chunks(4096).any(|chunk| chunk.iter().fold(false, |found, byte| found | suspect(*byte)))
}

/// Reports C1 control characters and U+FFFD, which are traces of mojibake (18 real files): once a file, with their
/// number.
fn report_damage(text: &SourceText, diagnostics: &mut Vec<Diagnostic>) {
    let bytes = text.text.as_bytes();
    let is_control = |at: &usize| match bytes[*at] {
        0xC2 => matches!(bytes.get(at + 1), Some(0x80..=0x9F)) && bytes[at + 1] != 0x85,
        byte => (byte < 0x20 && !matches!(byte, b'\t' | b'\n' | 0x0C)) || byte == 0x7F,
    };
    let suspects = if may_hold_controls(bytes) { 0..bytes.len() } else { 0..0 };
    let controls = suspects.filter(is_control).chain(noncharacters(bytes));
    let mut controls = controls.peekable();
    if let Some(&first) = controls.peek() {
        let count = controls.count();
        diagnostics.push(
            Diagnostic::at(
                Problem::ControlCharacter,
                text.locate(first, 2),
                format!("{count} control character{} in the text, probably from a broken conversion", plural(count)),
            )
            .hint("compare with the original and type the words again"),
        );
    }
    let lost: Vec<usize> = memchr::memmem::find_iter(bytes, "\u{FFFD}".as_bytes()).collect();
    if let Some(&first) = lost.first() {
        diagnostics.push(
            Diagnostic::at(
                Problem::ReplacementCharacter,
                text.locate(first, 3),
                format!("{} character{} lost in a conversion (U+FFFD)", lost.len(), plural(lost.len())),
            )
            .hint("compare with the original and type the lost characters again"),
        );
    }
}

fn plural(count: usize) -> &'static str {
    if count == 1 { "" } else { "s" }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(bytes: &[u8]) -> (Option<String>, Vec<String>) {
        let reported = decode_bytes(&"a.md".into(), bytes.into());
        let codes = reported.diagnostics.iter().map(|d| {
            let at = d.at.as_ref().expect("a place");
            format!("{} {}:{}", d.problem, at.line, at.column)
        });
        (reported.value.map(|t| t.text.to_string()), codes.collect())
    }

    #[test]
    fn a_byte_order_mark_is_skipped_and_line_ends_are_unified() {
        assert_eq!(check(b"\xEF\xBB\xBFa\r\nb\rc"), (Some("a\nb\nc".into()), vec!["byte-order-mark 0:0".into()]));
    }

    #[test]
    fn next_line_and_line_separator_are_no_line_ends_and_no_damage() {
        assert_eq!(check("a\u{85}b\u{2028}c".as_bytes()), (Some("a b\u{2028}c".into()), vec![]));
    }

    #[test]
    fn bytes_that_are_no_text_are_named_by_line_and_column() {
        assert_eq!(check(b"# a\nb\xFFc"), (None, vec!["invalid-utf8 2:2".into()]));
        assert_eq!(check(b"# a\n\0"), (None, vec!["nul-byte 2:1".into()]));
    }

    #[test]
    fn what_xml_has_no_place_for_is_a_control_too() {
        assert_eq!(check("a\u{FFFF}b".as_bytes()), (Some("a\u{FFFD}b".into()), vec!["control-character 1:2".into()]));
        assert_eq!(check("￥100 ￼".as_bytes()).1, [""; 0]);
    }

    #[test]
    fn mojibake_is_a_warning() {
        assert_eq!(check("a\u{96}b\n\u{FFFD}".as_bytes()).1, ["control-character 1:2", "replacement-character 2:1"]);
    }
}
