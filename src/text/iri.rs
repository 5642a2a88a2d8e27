//! Addresses for HTML with letters of every script as themselves: percent-encoded, they take three times as many bytes.

use std::borrow::Cow;

use percent_encoding::percent_decode_str;

/// Decodes the letters and signs of every script in a percent-encoded address (RFC 3987). Browsers request the same
/// address. White space, control characters, and characters that are invisible or change the direction of writing stay
/// encoded.
pub fn iri(address: &str) -> Cow<'_, str> {
    if !address.as_bytes().windows(2).any(|pair| pair[0] == b'%' && matches!(pair[1], b'C'..=b'F' | b'c'..=b'f')) {
        return Cow::Borrowed(address);
    }
    let mut out = String::with_capacity(address.len());
    let mut rest = address;
    while let Some(at) = rest.find('%') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let end = escapes(rest);
        push_decoded(&mut out, &rest[..end]);
        if end == 0 {
            out.push('%');
        }
        rest = &rest[end.max(1)..];
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// Length in bytes of the percent escapes at the beginning of a text.
fn escapes(text: &str) -> usize {
    let is_escape =
        |escape: &[u8]| matches!(escape, [b'%', high, low] if high.is_ascii_hexdigit() && low.is_ascii_hexdigit());
    text.as_bytes().chunks(3).take_while(|escape| is_escape(escape)).count() * 3
}

/// Appends a run of escapes, decoded where that is allowed.
fn push_decoded(out: &mut String, escaped: &str) {
    let bytes: Vec<u8> = percent_decode_str(escaped).collect();
    let mut at = 0;
    for chunk in bytes.utf8_chunks() {
        for c in chunk.valid().chars() {
            let length = c.len_utf8();
            if is_shown(c) {
                out.push(c);
            } else {
                out.push_str(&escaped[at * 3..(at + length) * 3]);
            }
            at += length;
        }
        out.push_str(&escaped[at * 3..(at + chunk.invalid().len()) * 3]);
        at += chunk.invalid().len();
    }
}

/// Reports whether a character may stand in an address as itself, and is visible there.
fn is_shown(c: char) -> bool {
    c.is_alphanumeric() && !c.is_ascii()
        || matches!(c, '\u{3001}'..='\u{303F}' | '\u{FF01}'..='\u{FF65}' | '\u{2014}' | '\u{2018}'..='\u{201D}' | '\u{2026}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_stand_as_themselves_and_everything_else_as_it_was() {
        for (escaped, shown) in [
            ("/a/%E5%94%90%E9%B3%B3/?q=%25#%E6%9C%83", "/a/唐鳳/?q=%25#會"),
            ("/%C3%A9t%C3%A9/%2F%22%3C%26/", "/été/%2F%22%3C%26/"),
            ("/%E3%80%8C%E6%9C%83%E3%80%8D%EF%BC%9A/", "/「會」：/"),
            // White space, bidirectional controls, half a character, half an escape.
            ("/%E3%80%80%C2%A0%E2%80%AE%E2%80%8B/", "/%E3%80%80%C2%A0%E2%80%AE%E2%80%8B/"),
            ("/%E5%94/%E5%9/%zz%", "/%E5%94/%E5%9/%zz%"),
            ("/plain/", "/plain/"),
        ] {
            assert_eq!(iri(escaped), shown);
        }
    }
}
