//! The head of a page: its title, languages, breadcrumbs and feeds.

use crate::record::Language;
use crate::render::inputs::RenderInputs;
use crate::site::view::{FeedLink, Head, LanguageLink, Link};
use crate::site::{FeedFormat, Locale, LocaleIndex, Output};

/// The head of a page: language, title, description and canonical address.
pub(crate) fn head(
    inputs: &RenderInputs<'_>,
    output: &Output,
    kind: &'static str,
    lang: &Language,
    title: String,
    description: String,
) -> Head {
    Head {
        kind,
        lang: lang.as_str().to_owned(),
        dir: direction(lang),
        title,
        description,
        canonical: inputs.plan.base.absolute(&output.address),
        ..Head::default()
    }
}

/// Links the versions of a page in other languages, itself among them: for readers, and as `hreflang` for search engines.
pub(crate) fn add_language_links<'a>(
    inputs: &RenderInputs<'_>,
    head: &mut Head,
    versions: impl Iterator<Item = (&'a Language, &'a str)>,
) {
    for (lang, href) in versions {
        let absolute = inputs.plan.base.in_full(href);
        head.languages.push(LanguageLink {
            lang: lang.as_str().to_owned(),
            name: own_name(inputs, lang),
            current: absolute == head.canonical,
            href: href.to_owned(),
        });
        head.alternates.push(Link { title: String::new(), href: absolute, lang: Some(lang.as_str().to_owned()) });
    }
}

/// [`add_language_links`] for a page that exists in each locale of the site.
pub(crate) fn add_locale_links(inputs: &RenderInputs<'_>, head: &mut Head, of: impl Fn(&Locale) -> &str) {
    let all: Vec<LocaleIndex> = (0..inputs.plan.locales.len()).collect();
    add_links_to_locales(inputs, head, &all, of);
}

/// [`add_language_links`] for a page that exists in some locales of the site.
pub(crate) fn add_links_to_locales(
    inputs: &RenderInputs<'_>,
    head: &mut Head,
    locales: &[LocaleIndex],
    of: impl Fn(&Locale) -> &str,
) {
    if locales.len() > 1 {
        let locale = |index: &LocaleIndex| &inputs.plan.locales[*index];
        add_language_links(inputs, head, locales.iter().map(locale).map(|locale| (&locale.lang, of(locale))));
        let default = inputs.plan.base.in_full(of(locale(&locales[0])));
        head.alternates.push(Link { title: String::new(), href: default, lang: Some("x-default".to_owned()) });
    }
}

/// A language's own name for itself, if the theme knows it; else its tag.
pub(crate) fn own_name(inputs: &RenderInputs<'_>, lang: &Language) -> String {
    if inputs.theme.speaks(lang) { inputs.strings(lang).get("language-name") } else { lang.as_str().to_owned() }
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
