//! Names, identifiers and links of an entry of the registry, as pages show them.

use rustc_hash::FxHashSet;

use crate::markdown::{LinkKind, classify};
use crate::record::{Language, LocalText, WebLink};
use crate::site::view::Link;

/// The names other than the one shown, each once, with the first language that has it.
pub(crate) fn other_names(names: &LocalText, shown: &str) -> Vec<Link> {
    let mut known = FxHashSet::default();
    let others = names.iter().filter(|(_, other)| *other != shown && known.insert(*other));
    let link = |(tag, other): (Option<&Language>, &str)| Link {
        title: other.to_owned(),
        href: String::new(),
        lang: tag.map(|tag| tag.as_str().to_owned()),
    };
    others.map(link).collect()
}

/// Identifiers, linked for schemes whose addresses are well known.
pub(crate) fn identifiers(list: &[(Box<str>, Box<str>)]) -> Vec<Link> {
    list.iter().map(|(scheme, value)| identifier(scheme, value)).collect()
}

fn identifier(scheme: &str, value: &str) -> Link {
    let sound = value.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '.'));
    let href = match scheme {
        "wikidata" if sound => format!("https://www.wikidata.org/wiki/{value}"),
        "orcid" if sound => format!("https://orcid.org/{value}"),
        "viaf" if sound => format!("https://viaf.org/viaf/{value}"),
        _ => String::new(),
    };
    Link { title: format!("{scheme}: {value}"), href, lang: None }
}

/// Links to pages elsewhere on the web.
pub(crate) fn outside_links(lang: &Language, links: &[WebLink]) -> Vec<Link> {
    links.iter().filter_map(|link| outside(lang, link)).collect()
}

fn outside(lang: &Language, link: &WebLink) -> Option<Link> {
    let LinkKind::Absolute(href) = classify(&link.target) else { return None };
    let title = link.title.get(lang);
    Some(Link {
        title: if title.is_empty() { href.to_owned() } else { title.to_owned() },
        href: href.to_owned(),
        lang: None,
    })
}
