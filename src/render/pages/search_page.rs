//! The page on which readers search.

use crate::record::Language;
use crate::render::inputs::RenderInputs;
use crate::render::parts::head::{add_locale_links, head};
use crate::render::parts::language_names::own_name;
use crate::render::parts::listing_items::taxonomy_name;
use crate::render::parts::search_examples::{busiest_speaker, frequent_role, search_examples};
use crate::render::search_files::search_root;
use crate::search::{IndexManifest, IndexedTaxonomy};
use crate::site::view::{FilterField, FilterValue, Link, SearchView};
use crate::site::well_known::SEARCH_ROOT;
use crate::site::{Address, LocaleIndex, Output};

/// The search page. The reader's browser searches.
pub(crate) fn view(inputs: &RenderInputs<'_>, output: &Output, locale: LocaleIndex) -> SearchView {
    let plan = inputs.plan;
    let lang = &plan.locales[locale].lang;
    let title = inputs.strings(lang).get("search");
    let mut head = head(inputs, output, "search", lang, title, String::new());
    add_locale_links(inputs, &mut head, |locale| locale.search.as_deref().unwrap_or_default());
    head.hidden = true;
    let index = plan.base.href(&Address::new(SEARCH_ROOT));
    let root = search_root(inputs);
    let series = plan.series.iter().filter(|listing| !listing.meetings.is_empty());
    let bodies = plan.bodies.iter().filter(|body| !body.meetings.is_empty());
    let bodies = bodies.map(|body| &inputs.archive.registry.organisations[body.organisation]);
    let above = plan.locales[locale].watches.as_deref().unwrap_or_default();
    let watches = inputs.config.watches.iter().map(|watch| Link {
        title: watch.title.get(lang).to_owned(),
        href: format!("{above}{}/", Address::encode(&watch.id)),
        lang: None,
    });
    let speaker = busiest_speaker(inputs, locale);
    SearchView {
        head,
        index,
        years: plan.years.iter().map(|(year, _)| *year).collect(),
        series: series.map(|listing| filter_value(&listing.id, listing.title.get(lang))).collect(),
        bodies: bodies.map(|organisation| filter_value(&organisation.id, organisation.names.get(lang))).collect(),
        taxonomies: taxonomies(inputs, lang, &root),
        languages: languages(inputs, &root),
        watches: watches.collect(),
        examples: search_examples(inputs, locale, speaker.as_deref()),
        speaker: speaker.unwrap_or_default(),
        role: frequent_role(inputs, locale).unwrap_or_default(),
        root: root.to_json(),
    }
}

fn filter_value(value: &str, title: &str) -> FilterValue {
    FilterValue { value: value.to_owned(), title: title.to_owned() }
}

/// The taxonomies of the index, each with its terms by name in a language.
fn taxonomies(inputs: &RenderInputs<'_>, lang: &Language, root: &IndexManifest) -> Vec<FilterField> {
    let fields = inputs.config.search_fields();
    let field = |listed: &IndexedTaxonomy| {
        let place = fields.iter().position(|field| **field == *listed.field)?;
        let taxonomy = &inputs.plan.taxonomies[place];
        let is_listed = |id: &str| listed.terms.iter().any(|term| term.id == id);
        let terms = taxonomy.terms.iter().filter(|term| is_listed(&term.id));
        Some(FilterField {
            field: listed.field.clone(),
            title: taxonomy_name(inputs, lang, place),
            values: terms.map(|term| filter_value(&term.id, term.title.get(lang))).collect(),
        })
    };
    root.taxonomies.iter().filter_map(field).collect()
}

/// The languages of the records, the most frequent first.
fn languages(inputs: &RenderInputs<'_>, root: &IndexManifest) -> Vec<FilterValue> {
    let tags = root.languages.iter().map(|(tag, _)| tag);
    let meetings = &inputs.archive.meetings;
    let lang = |tag: &String| meetings.iter().map(|meeting| &meeting.details.lang).find(|lang| lang.as_str() == tag);
    tags.filter_map(|tag| Some(filter_value(tag, &own_name(inputs, lang(tag)?)))).collect()
}
