//! Escapes texts, addresses and numbers for HTML. Writing to a String cannot fail.

use pulldown_cmark_escape::{escape_href, escape_html, escape_html_body_text};

/// Appends the beginning of a link, up to the end of its address.
pub(super) fn push_anchor(out: &mut String, address: &str) {
    out.push_str("<a href=\"");
    let _ = escape_href(&mut *out, address);
    out.push('"');
}

/// Appends a text between tags.
pub fn push_escaped(out: &mut String, text: &str) {
    let _ = escape_html_body_text(&mut *out, text);
}

/// Appends a text in the value of an attribute.
pub fn push_attribute(out: &mut String, text: &str) {
    let _ = escape_html(&mut *out, text);
}

/// Appends a number without a formatter, which would be slow: each paragraph has one.
pub(super) fn push_number(out: &mut String, number: u32) {
    let mut digits = [0; 10];
    let mut at = digits.len();
    let mut rest = number;
    loop {
        at -= 1;
        digits[at] = b'0' + (rest % 10) as u8;
        rest /= 10;
        if rest == 0 {
            break;
        }
    }
    out.push_str(std::str::from_utf8(&digits[at..]).unwrap_or_default());
}
