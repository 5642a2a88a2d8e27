//! Addresses in full, for documents that are read apart from the site.

use super::inputs::RenderInputs;
use crate::record::MeetingIndex;

/// A link of a record's page in full, as a URI reference (RFC 3986): what may not stand in one is percent-encoded. The letters of
/// other scripts stay.
pub(super) fn full_address(inputs: &RenderInputs<'_>, index: MeetingIndex, href: &str) -> String {
    let base = &inputs.plan.base;
    if href.starts_with(['#', '?']) {
        return uri(format!("{}{href}", base.in_full(&inputs.plan.addresses.meetings[index])));
    }
    uri(base.in_full(href))
}

/// Percent-encodes what may not stand in a URI reference.
fn uri(address: String) -> String {
    // Fast path: addresses of pages have letters, digits and signs that all may stand in one.
    if address.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-._~/:?=&".contains(&byte)) {
        return address;
    }
    let mut out = String::with_capacity(address.len());
    let mut has_fragment = false;
    for (at, c) in address.char_indices() {
        let is_escape = || address[at + 1..].bytes().take(2).filter(u8::is_ascii_hexdigit).count() == 2;
        let is_allowed = match c {
            '%' => is_escape(),
            '#' => !std::mem::replace(&mut has_fragment, true),
            '"' | '<' | '>' | '[' | '\\' | ']' | '^' | '`' | '{' | '|' | '}' => false,
            c => !c.is_whitespace() && !c.is_control(),
        };
        if is_allowed {
            out.push(c);
        } else {
            let mut bytes = [0; 4];
            c.encode_utf8(&mut bytes).bytes().for_each(|byte| out.push_str(&format!("%{byte:02X}")));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::uri;

    #[test]
    fn what_may_not_stand_in_an_address_is_encoded() {
        for (address, expected) in [
            ("https://a.example/b?c=d%20e#f", "https://a.example/b?c=d%20e#f"),
            ("https://a.example/100%/[x] y#a#b", "https://a.example/100%25/%5Bx%5D%20y#a%23b"),
            ("https://a.example/會", "https://a.example/會"),
            ("https://a.example/%e", "https://a.example/%25e"),
        ] {
            assert_eq!(uri(address.to_owned()), expected);
        }
    }
}
