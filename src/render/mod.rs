//! Draws one output at a time: view, then bytes. Pure; whoever calls it does so in parallel.

mod announcements;
mod body;
mod calendar;
mod card;
mod corrections;
mod feed;
mod files;
mod gist;
mod linked_data;
mod listings;
mod machine;
mod names;
mod notes;
mod parallel;
mod people;
mod plain_record;
mod search;
mod transcript;
mod view;

use std::collections::BTreeMap;
use std::hash::Hash;

use rayon::prelude::*;
use rustc_hash::FxHashMap;
use serde::Serialize;
use tera::{Context, Value};

use self::listings::Listings;
use crate::card::Press;
use crate::config::Config;
use crate::diagnostic::{Diagnostic, Problem};
use crate::fingerprint::Fingerprint;
use crate::record::{Archive, Language, LocalText, MeetingIndex, SpeakerIndex};
use crate::search::Layout;
use crate::site::view::{MeetingItem, MeetingView, SiteView, SpeakerYearView};
use crate::site::{Artifact, ArtifactContent, Listing, LocaleIndex, Output, OutputKind, Plan};
use crate::source::{Sources, Text};
use crate::theme::{Setting, Strings, Theme};

/// Everything a page may be drawn from.
pub struct Renderer<'a> {
    archive: &'a Archive,
    plan: &'a Plan,
    config: &'a Config,
    theme: &'a Theme,
    sources: &'a dyn Sources,
    /// How the search index is cut.
    layout: &'a Layout,
    /// For each language of the interface, what every page knows of the site.
    sites: FxHashMap<Language, (SiteView, Value)>,
    /// The theme's options, as templates see them.
    options: Value,
    /// Where what has an id is found.
    ids: Ids<'a>,
    /// Who spoke at each meeting, each once, in order.
    present: Vec<Vec<SpeakerIndex>>,
    /// For each language of the site, each meeting as lists show it.
    items: Vec<Vec<MeetingItem>>,
    /// Each meeting as feeds tell of it, without its content.
    entries: Vec<feed::Entry>,
    /// Of program, theme, configuration and site views: part of every key.
    common: Fingerprint,
    /// What tells which outputs may have changed; `None` when nobody wants to know.
    gists: Option<gist::Gists>,
    /// Whether keys are wanted.
    keys: bool,
    /// Draws cards.
    press: Press,
}

/// Where each listing and entry of the registry is that has an id; of two with one id the first counts.
struct Ids<'a> {
    series: FxHashMap<&'a str, usize>,
    topics: FxHashMap<&'a str, usize>,
    names: FxHashMap<&'a str, &'a LocalText>,
    organisations: FxHashMap<&'a str, &'a LocalText>,
}

impl<'a> Ids<'a> {
    fn new(archive: &'a Archive, plan: &'a Plan) -> Self {
        let listed = |listings: &'a [Listing]| -> FxHashMap<&'a str, usize> {
            listings.iter().enumerate().rev().map(|(place, listing)| (&*listing.id, place)).collect()
        };
        let registry = &archive.registry;
        let organisations: FxHashMap<&str, &LocalText> =
            registry.organisations.iter().rev().map(|own| (&*own.id, &own.names)).collect();
        let people = registry.people.iter().rev().map(|person| (&*person.id, &person.names));
        let names = organisations.iter().map(|(id, names)| (*id, *names)).chain(people).collect();
        Ids { series: listed(&plan.series), topics: listed(&plan.topics), names, organisations }
    }

    /// Where a series stands that a record names.
    fn series(&self, id: &str) -> Option<usize> {
        place(&self.series, id)
    }

    /// Where a topic stands that a record names.
    fn topic(&self, id: &str) -> Option<usize> {
        place(&self.topics, id)
    }
}

/// An id that nobody declared is a name, and its listing is found by what was made of it.
fn place(listings: &FxHashMap<&str, usize>, id: &str) -> Option<usize> {
    let declared = listings.get(id);
    declared.into_iter().chain(listings.get(crate::slug::slugify(id).text.as_str())).min().copied()
}

/// What a renderer is to tell besides drawing, so that somebody can remember it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Telling {
    /// Nothing.
    Nothing,
    /// Gists; given of everything that is no record and no page.
    Gists(Fingerprint),
    /// Gists, and keys too, which cost a hash of every text that is prepared.
    Keys(Fingerprint),
}

/// An output whose view is made, but which is not drawn yet.
pub struct Prepared<'a> {
    output: &'a Output,
    lang: Language,
    content: Content<'a>,
    /// Equal keys mean equal bytes; `None` when they are not wanted.
    pub key: Option<Fingerprint>,
}

enum Content<'a> {
    /// Bytes that no template draws.
    Finished(ArtifactContent),
    /// Bytes that take long to make, put off until it is known that they are wanted.
    Later(Box<dyn FnOnce() -> Vec<u8> + Send + 'a>),
    /// A template and the values for it.
    Page { template: &'static str, context: MakeContext<'a> },
}

/// Makes the values for a template, and the transcript that goes into it. Put off until it is known that the page must
/// be drawn.
type MakeContext<'a> = Box<dyn FnOnce(&Strings) -> tera::TeraResult<(Context, String)> + Send + 'a>;

/// Stands for the transcript while a template is drawn: a transcript may have megabytes, which the template engine
/// would copy several times. No text can hold it, because records with a NUL are refused.
const HOLE: &str = "\0transcript\0";

/// Puts the transcript where the template left a hole. Every tag in it was built by `body`, and every text escaped there.
fn fill(page: Vec<u8>, transcript: String) -> ArtifactContent {
    let mut transcript = transcript.into_bytes();
    let mut pieces = Vec::with_capacity(3);
    let mut rest = page;
    while let Some(hole) = memchr::memmem::find(&rest, HOLE.as_bytes()) {
        let after = rest.split_off(hole).split_off(HOLE.len());
        // A theme that shows the transcript twice pays for a copy.
        let again = memchr::memmem::find(&after, HOLE.as_bytes()).is_some();
        pieces.push(rest);
        pieces.push(if again { transcript.clone() } else { std::mem::take(&mut transcript) });
        rest = after;
    }
    pieces.push(rest);
    ArtifactContent::Pieces(pieces)
}

impl<'a> Renderer<'a> {
    /// A renderer for a planned site.
    pub fn new(
        archive: &'a Archive,
        plan: &'a Plan,
        config: &'a Config,
        theme: &'a Theme,
        sources: &'a dyn Sources,
        layout: &'a Layout,
        telling: Telling,
    ) -> Self {
        let mut renderer = Renderer {
            archive,
            plan,
            config,
            theme,
            sources,
            layout,
            sites: FxHashMap::default(),
            options: options(theme, plan),
            ids: Ids::new(archive, plan),
            present: present(archive),
            items: Vec::new(),
            entries: Vec::new(),
            common: theme.fingerprint,
            gists: None,
            keys: matches!(telling, Telling::Keys(_)),
            press: Press::default(),
        };
        let mut languages: Vec<Language> = plan.locales.iter().map(|locale| locale.lang.clone()).collect();
        languages.extend(archive.languages.iter().cloned());
        languages.extend(archive.announced.iter().map(|meeting| meeting.lang.clone()));
        languages.extend(archive.gone.iter().map(|gone| gone.lang.clone()));
        for language in languages {
            if !renderer.sites.contains_key(&language) {
                let view = view::site(&renderer, &language);
                let value = Value::from_serializable(&view);
                renderer.sites.insert(language, (view, value));
            }
        }
        let meetings = || (0..archive.meetings.len()).into_par_iter();
        let items = (0..plan.locales.len()).map(|locale| {
            meetings().map(|index| view::item(&renderer, locale, &plan.locales[locale].lang, index)).collect()
        });
        renderer.items = items.collect();
        renderer.entries = meetings().map(|index| feed::entry(&renderer, index)).collect();
        let mut views: Vec<(&Language, &SiteView)> =
            renderer.sites.iter().map(|(lang, (view, _))| (lang, view)).collect();
        views.sort_by_key(|(lang, _)| *lang);
        renderer.common = Fingerprint::of(&(env!("CARGO_PKG_VERSION"), theme.fingerprint, views));
        if let Telling::Gists(frame) | Telling::Keys(frame) = telling {
            renderer.gists = Some(gist::Gists::new(&renderer, frame));
        }
        renderer
    }

    /// Makes the view of an output, and the key that tells whether it must be drawn.
    pub fn prepare<'r>(&'r self, output: &'r Output) -> Prepared<'r> {
        match &output.kind {
            OutputKind::FrontPage(locale) => {
                let view = view::front(self, output, *locale);
                let lang = self.language_of(*locale);
                self.page_with(output, lang.clone(), view, move |view, _, context| {
                    context.insert_value("intro", Value::safe_string(&view.intro));
                    context.insert_value("linked_data", Value::safe_string(&linked_data::front(self, view, &lang)));
                    String::new()
                })
            }
            OutputKind::MeetingIndex(locale) => {
                self.page(output, self.language_of(*locale), view::meeting_index(self, output, *locale))
            }
            OutputKind::Year(locale, year) => {
                self.page(output, self.language_of(*locale), view::year(self, output, *locale, *year))
            }
            OutputKind::Meeting(index) => self.meeting(output, view::meeting(self, output, *index)),
            OutputKind::PlainRecord(index) => self.bytes(output, plain_record::draw(self, *index)),
            OutputKind::Card(index) => {
                let card = card::card(self, *index);
                let key = self.keys.then(|| card::key(&card));
                let content = Content::Later(Box::new(move || self.press.draw(&card)));
                Prepared { output, lang: self.default_language(), content, key }
            }
            OutputKind::Announced(index) => {
                let lang = self.interface_language(&self.archive.announced[*index].lang);
                self.page(output, lang, announcements::announced(self, output, *index))
            }
            OutputKind::Withdrawn(index) => {
                let lang = self.interface_language(&self.archive.gone[*index].lang);
                self.page(output, lang, announcements::withdrawn(self, output, *index))
            }
            OutputKind::SpeakerIndex(locale) => {
                self.page(output, self.language_of(*locale), people::index(self, output, *locale))
            }
            OutputKind::Speaker(locale, index) => {
                let view = people::speaker(self, output, *locale, *index);
                self.page_with(output, self.language_of(*locale), view, |view, _, context| {
                    context.insert_value("linked_data", Value::safe_string(&linked_data::speaker(self, view)));
                    String::new()
                })
            }
            OutputKind::SpeakerYear(index, year) => {
                self.speaker_year(output, people::year(self, output, *index, *year))
            }
            OutputKind::SpeakerMonth(index, year, month) => {
                self.speaker_year(output, people::month(self, output, *index, *year, *month))
            }
            OutputKind::SeriesIndex(locale) => {
                self.page(output, self.language_of(*locale), listings::index(self, output, *locale, Listings::Series))
            }
            OutputKind::TopicIndex(locale) => {
                self.page(output, self.language_of(*locale), listings::index(self, output, *locale, Listings::Topics))
            }
            OutputKind::Series(locale, index) => self.page(
                output,
                self.language_of(*locale),
                listings::one(self, output, *locale, Listings::Series, *index),
            ),
            OutputKind::Topic(locale, index) => self.page(
                output,
                self.language_of(*locale),
                listings::one(self, output, *locale, Listings::Topics, *index),
            ),
            OutputKind::SearchRoot => self.bytes(output, search::root(self).into_bytes()),
            OutputKind::SearchPassage(meeting, number) => {
                self.named(output, move || search::passage(self, *meeting, *number))
            }
            OutputKind::SearchDirectory(segment) => self.named(output, move || self.segment(*segment).directory),
            OutputKind::SearchShard(segment, shard) => {
                self.named(output, move || self.segment(*segment).shard(*shard).to_vec())
            }
            OutputKind::Corrections(locale) => {
                self.page(output, self.language_of(*locale), corrections::page(self, output, *locale))
            }
            OutputKind::Search(locale) => {
                let view = view::search(self, output, *locale);
                self.page_with(output, self.language_of(*locale), view, |view, _, context| {
                    context.insert_value("root", Value::safe_string(&view.root));
                    String::new()
                })
            }
            OutputKind::Page(index) => {
                let lang = self.interface_language(&self.archive.pages[*index].lang);
                let view = view::page(self, output, *index);
                self.page_with(output, lang, view, |view, _, context| {
                    context.insert_value("body", Value::safe_string(&view.body));
                    String::new()
                })
            }
            OutputKind::NotFound => self.page(output, self.default_language(), view::not_found(self, output)),
            OutputKind::Redirect(target) => {
                self.page(output, self.default_language(), view::redirect(self, output, target))
            }
            OutputKind::Feed(scope, format) => self.bytes(output, feed::draw(self, output, scope, *format)),
            OutputKind::Calendar => self.bytes(output, calendar::draw(self)),
            OutputKind::Sitemap(part) => self.bytes(output, machine::sitemap(self, *part)),
            OutputKind::SitemapIndex => self.bytes(output, machine::sitemap_index(self)),
            OutputKind::Robots => self.bytes(output, machine::robots(self)),
            OutputKind::Llms => self.bytes(output, machine::llms(self)),
            OutputKind::Humans => self.bytes(output, machine::humans(self)),
            OutputKind::Headers => self.bytes(output, machine::headers(self)),
            OutputKind::Redirects => self.bytes(output, machine::redirects(self)),
            OutputKind::Asset(name) => {
                let bytes = self.theme.assets.iter().find(|(asset, _)| asset == name).map(|(_, bytes)| bytes.to_vec());
                self.bytes(output, bytes.unwrap_or_default())
            }
            OutputKind::Attachment(path) => {
                let content = match self.plan.attachments.get(path) {
                    Some(file) => ArtifactContent::CopyOf(file.place.clone()),
                    None => ArtifactContent::Bytes(Vec::new()),
                };
                // A copy is compared with its original by whoever writes it, so it has no key that could say “unchanged”.
                Prepared { output, lang: self.default_language(), content: Content::Finished(content), key: None }
            }
        }
    }

    /// Draws what was prepared.
    ///
    /// # Errors
    /// A diagnostic naming the template and the line when the theme cannot draw it.
    pub fn draw(&self, prepared: Prepared<'_>) -> Result<Artifact, Diagnostic> {
        let path = prepared.output.path.clone();
        let (template, make_context) = match prepared.content {
            Content::Finished(content) => return Ok(Artifact { path, content }),
            Content::Later(make) => return Ok(Artifact { path, content: ArtifactContent::Bytes(make()) }),
            Content::Page { template, context } => (template, context),
        };
        let strings = self.theme.strings(&prepared.lang);
        let (mut context, transcript) = make_context(strings).map_err(|error| {
            Diagnostic::anywhere(Problem::TemplateError, format!("{template}: {error}"))
                .hint("docs/themes.md lists what each template is given")
        })?;
        if let Some((_, site)) = self.sites.get(&prepared.lang) {
            context.insert_value("site", site.clone());
        }
        context.insert_value("s", strings.fixed());
        context.insert_value("options", self.options.clone());
        context.insert_value("transcript", Value::safe_string(if transcript.is_empty() { "" } else { HOLE }));
        let page = self.theme.draw(template, &context)?;
        Ok(Artifact { path, content: fill(page, transcript) })
    }

    /// A meeting in a list.
    fn item(&self, locale: LocaleIndex, index: MeetingIndex) -> MeetingItem {
        self.items[locale][index].clone()
    }

    fn bytes<'r>(&self, output: &'r Output, bytes: Vec<u8>) -> Prepared<'r> {
        let key = self.key(&(self.common, &bytes));
        let content = Content::Finished(ArtifactContent::Bytes(bytes));
        Prepared { output, lang: self.default_language(), content, key }
    }

    /// A file whose name changes whenever its bytes do.
    fn named<'r>(&'r self, output: &'r Output, make: impl FnOnce() -> Vec<u8> + Send + 'r) -> Prepared<'r> {
        let key = self.key(output.path.as_str());
        Prepared { output, lang: self.default_language(), content: Content::Later(Box::new(make)), key }
    }

    fn page<'r, V: Serialize + Hash + Send + 'r>(
        &'r self,
        output: &'r Output,
        lang: Language,
        view: V,
    ) -> Prepared<'r> {
        self.page_with(output, lang, view, |_, _, _| String::new())
    }

    /// A page with more than its view: `add` puts in what goes onto it as it is (HTML in which every tag was built by
    /// `markdown` and every text escaped there, or JSON in which no tag can begin), and gives the transcript. It may use
    /// nothing that is not in the view, the strings or what is common to all pages.
    fn page_with<'r, V: Serialize + Hash + Send + 'r>(
        &'r self,
        output: &'r Output,
        lang: Language,
        view: V,
        add: impl FnOnce(&V, &Strings, &mut Context) -> String + Send + 'r,
    ) -> Prepared<'r> {
        let template = output.kind.template().unwrap_or_default();
        let key = self.key(&(self.common, template, &lang, &view));
        let context = Box::new(move |strings: &Strings| {
            let mut context = Context::from_serialize(&view)?;
            let transcript = add(&view, strings, &mut context);
            Ok((context, transcript))
        });
        Prepared { output, lang, content: Content::Page { template, context }, key }
    }

    fn meeting<'r>(&'r self, output: &'r Output, view: MeetingView<'r>) -> Prepared<'r> {
        let lang = self.interface_language(view.transcript.lang);
        self.page_with(output, lang, view, |view, strings, context| {
            context.insert_value("linked_data", Value::safe_string(&linked_data::meeting(self, view)));
            body::transcript(&view.transcript, strings)
        })
    }

    fn speaker_year<'r>(&'r self, output: &'r Output, view: SpeakerYearView<'r>) -> Prepared<'r> {
        self.page_with(output, self.default_language(), view, |view, strings, _| {
            body::appearances(&view.transcripts, strings)
        })
    }

    /// The key of a view, if anybody wants it.
    fn key<T: Hash + ?Sized>(&self, view: &T) -> Option<Fingerprint> {
        self.keys.then(|| Fingerprint::of(view))
    }

    fn default_language(&self) -> Language {
        self.plan.default_language().clone()
    }

    fn language_of(&self, locale: LocaleIndex) -> Language {
        self.plan.locales[locale].lang.clone()
    }

    /// The language of the interface around a record: the record's own if the theme speaks it, else the site's.
    fn interface_language(&self, record: &Language) -> Language {
        if self.theme.speaks(record) { record.clone() } else { self.default_language() }
    }

    fn strings(&self, lang: &Language) -> &'a Strings {
        self.theme.strings(lang)
    }

    fn text(&self, meeting: MeetingIndex) -> Text {
        self.sources.get(self.archive.meetings[meeting].details.source).text
    }
}

/// The theme's options as values; a picture as its address, and what is not settled as none.
fn options(theme: &Theme, plan: &Plan) -> Value {
    let value = |setting: &Option<Setting>| match setting {
        Some(Setting::Image(path)) => plan.addresses.assets.get(path).map(|href| Value::from(&**href)),
        Some(Setting::Boolean(boolean)) => Some(Value::from(*boolean)),
        Some(Setting::List(words)) => Some(Value::from_serializable(words)),
        Some(Setting::Number(number, unit)) if unit.is_empty() => Some(match number.fract() == 0.0 {
            true => Value::from(*number as i64),
            false => Value::from(*number),
        }),
        Some(Setting::Colour(light, _)) => light.as_deref().map(Value::from),
        Some(other) => Some(Value::from(other.to_string())),
        None => None,
    };
    let all = theme.options.iter().map(|(own, setting)| (&*own.name, value(setting).unwrap_or_else(Value::none)));
    Value::from_serializable(&all.collect::<BTreeMap<_, _>>())
}

/// Who spoke at each meeting, each once, in the order of their first word.
fn present(archive: &Archive) -> Vec<Vec<SpeakerIndex>> {
    let of = |meeting: &crate::record::Meeting<crate::record::Speaker>| {
        let mut present: Vec<SpeakerIndex> = Vec::new();
        for &speaker in meeting.speaking().flat_map(|(speaker, _)| &speaker.by) {
            if !present.contains(&speaker) {
                present.push(speaker);
            }
        }
        present
    };
    archive.meetings.par_iter().map(of).collect()
}
