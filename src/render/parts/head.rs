//! The head of a page: its title, languages, breadcrumbs and feeds.

use super::language_names::own_name;
use super::other_languages::languages_of_page;
use super::site_title::site_title;
use crate::record::Language;
use crate::render::inputs::RenderInputs;
use crate::site::view::{FeedLink, Head, LanguageLink, Link};
use crate::site::{FeedFormat, Locale, LocaleIndex, Output};

/// The head of a page in `lang`: title, description and canonical address. A page that has no description is described by its title and
/// that of the site. Language and direction are those of the interface's words.
pub(crate) fn head(
    inputs: &RenderInputs<'_>,
    output: &Output,
    kind: &'static str,
    lang: &Language,
    title: String,
    description: String,
) -> Head {
    let interface = inputs.language_of_strings(lang);
    let description = match description.trim() {
        "" => format!("{title} · {}", site_title(inputs, lang)),
        _ => description,
    };
    Head {
        kind,
        lang: interface.as_str().to_owned(),
        dir: direction(&interface),
        title,
        description,
        canonical: inputs.plan.base.absolute(&output.address),
        languages: languages_of_page(inputs, output, lang),
        extra: extra_values(None),
        ..Head::default()
    }
}

/// Values for templates from the JSON object of a record or page.
pub(crate) fn extra_values(written: Option<&str>) -> serde_json::Value {
    let read = written.and_then(|written| serde_json::from_str(written).ok());
    read.unwrap_or_else(|| serde_json::Value::Object(serde_json::Map::new()))
}

/// Links the versions of a page in other languages, itself among them: for readers, in the order of the site's languages, and
/// as `hreflang` for search engines.
pub(crate) fn add_language_links<'a>(
    inputs: &RenderInputs<'_>,
    head: &mut Head,
    versions: impl Iterator<Item = (&'a Language, &'a str)>,
) {
    for (lang, href) in versions {
        let absolute = inputs.plan.base.in_full(href);
        let link = LanguageLink {
            lang: lang.as_str().to_owned(),
            name: own_name(inputs, lang),
            current: absolute == head.canonical,
            href: href.to_owned(),
            instead: String::new(),
        };
        match head.languages.iter_mut().find(|known| known.lang == link.lang) {
            Some(known) => *known = link,
            None => head.languages.push(link),
        }
        head.alternates.push(Link { title: String::new(), href: absolute, lang: Some(lang.as_str().to_owned()) });
    }
}

/// [`add_language_links`] for a page that exists in each locale of the site.
pub(crate) fn add_locale_links(inputs: &RenderInputs<'_>, head: &mut Head, of: impl Fn(&Locale) -> &str) {
    add_locale_links_below(inputs, head, of, "");
}

/// [`add_locale_links`] for a page at the same `path` below another one.
pub(crate) fn add_locale_links_below(
    inputs: &RenderInputs<'_>,
    head: &mut Head,
    of: impl Fn(&Locale) -> &str,
    path: &str,
) {
    add_links(inputs, head, &inputs.plan.locales.iter().collect::<Vec<_>>(), of, path);
}

/// [`add_language_links`] for a page that exists in some locales of the site, at the same `path` below another one.
pub(crate) fn add_links_to_locales_below(
    inputs: &RenderInputs<'_>,
    head: &mut Head,
    locales: &[LocaleIndex],
    of: impl Fn(&Locale) -> &str,
    path: &str,
) {
    let locales: Vec<&Locale> = locales.iter().map(|index| &inputs.plan.locales[*index]).collect();
    add_links(inputs, head, &locales, of, path);
}

fn add_links(
    inputs: &RenderInputs<'_>,
    head: &mut Head,
    locales: &[&Locale],
    of: impl Fn(&Locale) -> &str,
    path: &str,
) {
    let hrefs: Vec<String> = locales.iter().map(|locale| format!("{}{path}", of(locale))).collect();
    let [first, _, ..] = hrefs.as_slice() else { return };
    let langs = locales.iter().map(|locale| &locale.lang);
    add_language_links(inputs, head, langs.zip(hrefs.iter().map(String::as_str)));
    let default = inputs.plan.base.in_full(first);
    head.alternates.push(Link { title: String::new(), href: default, lang: Some("x-default".to_owned()) });
}

/// The writing direction, as the attribute `dir` has it.
pub(crate) fn direction(lang: &Language) -> &'static str {
    if lang.is_right_to_left() { "rtl" } else { "ltr" }
}

/// A step of the breadcrumb trail.
pub(crate) fn crumb(title: impl Into<String>, href: &str) -> Link {
    Link { title: title.into(), href: href.to_owned(), lang: None }
}

/// The feeds below a page.
pub(crate) fn feed_links(formats: &[FeedFormat], page: &str, title: &str) -> Vec<FeedLink> {
    formats
        .iter()
        .map(|format| FeedLink {
            media_type: format.media_type(),
            title: title.to_owned(),
            href: format!("{page}{}", format.file_name()),
        })
        .collect()
}
