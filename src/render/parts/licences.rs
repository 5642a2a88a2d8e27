//! Licences, by their ids of SPDX, as pages and open data name them.

use crate::site::view::Licence;
use crate::theme::Argument::Text;
use crate::theme::Strings;

/// A licence by its SPDX id, in words where they are known, with the address of its text where the id tells it.
pub(crate) fn named_licence(id: &str, strings: &Strings) -> Licence {
    Licence { name: licence_in_words(id, strings), ..licence(id) }
}

/// The name of a Creative Commons licence in words; the id of any other.
fn licence_in_words(id: &str, strings: &Strings) -> String {
    const KINDS: [&str; 6] = ["by", "by-sa", "by-nc", "by-nd", "by-nc-sa", "by-nc-nd"];
    let lower = id.to_lowercase();
    if lower == "cc0-1.0" {
        return strings.get("licence-cc0");
    }
    let known = lower.strip_prefix("cc-").and_then(|rest| rest.rsplit_once('-'));
    match known.filter(|(kind, _)| KINDS.contains(kind)) {
        Some((kind, version)) => strings.format(&format!("licence-{kind}"), &[("version", Text(version))]),
        None => id.to_owned(),
    }
}

/// A licence by its SPDX id alone.
pub(crate) fn licence(id: &str) -> Licence {
    let lower = id.to_lowercase();
    let creative = |rest: &str| {
        let (kind, version) = rest.rsplit_once('-')?;
        Some(format!("https://creativecommons.org/licenses/{kind}/{version}/"))
    };
    let href = match lower.as_str() {
        "cc0-1.0" => "https://creativecommons.org/publicdomain/zero/1.0/".to_owned(),
        "" => String::new(),
        lower => lower
            .strip_prefix("cc-")
            .and_then(creative)
            .unwrap_or_else(|| format!("https://spdx.org/licenses/{id}.html")),
    };
    let sound = !id.is_empty() && id.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '+'));
    Licence { id: id.to_owned(), name: id.to_owned(), href: if sound { href } else { String::new() } }
}
