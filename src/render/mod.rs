//! Draws one output at a time: view, then bytes. Pure; the caller draws outputs in parallel.
//!
//! 1. [`RenderContext`] holds what all pages share, made once for each loaded site from [`RenderInputs`].
//! 2. [`Renderer::prepare`] makes the view of an output (`pages/`, from `parts/`), or its bytes where no template is needed.
//! 3. [`Renderer::draw`] has the theme draw the view; transcripts are drawn by `transcript_html.rs` and put in last.
//! 4. [`InputFingerprints`] and the key of a view tell which outputs a warm build need not draw again.

mod agenda_html;
mod akoma_ntoso;
mod alignment;
mod answered_question;
mod calendar;
mod captions;
mod card;
mod chapters;
mod chosen_template;
mod collation;
mod context;
mod correction_html;
mod decision_html;
mod decision_summary;
mod divided_speeches;
mod document_name;
mod element_writer;
mod endnotes;
mod feed;
mod feed_entry;
mod feed_formats;
mod full_address;
mod heading_places;
mod input_fingerprints;
mod inputs;
mod json_ld;
mod linked_data;
mod linked_names;
mod machine_files;
mod moment_html;
mod name_groups;
pub mod offline;
mod open_data;
mod organisation_data;
mod pages;
mod parts;
mod plain_record;
mod podcast;
mod record_agents;
mod record_citations;
mod record_document;
mod record_icons;
mod recording_html;
mod roll_call_html;
mod search_files;
mod search_names;
mod search_pages;
pub mod social_card;
mod speaker_shares;
mod speaker_turns;
mod tei;
mod transcript_html;
mod turn_spans;
mod turns;

pub use context::{RenderContext, Renderer};
pub use input_fingerprints::InputFingerprints;
pub use inputs::RenderInputs;

use std::hash::Hash;

use serde::Serialize;
use tera::{Context, Value};

use self::heading_places::HeadingPlaces;
use self::pages::{
    actions, announcements, bodies, content_page, corrections, data_page, decisions, error_pages, former_version,
    front, highlight_page, listings, matters, record_page, search_page, speaker, speaker_index, speaker_year, watches,
    years,
};
use self::parts::listing_items::Listings;
use self::search_files::search_root;
use self::search_names::search_names;
use self::search_pages::page_words;
use crate::bytes::fingerprint::Fingerprint;
use crate::record::Language;
use crate::report::diagnostic::{Diagnostic, Problem};
use crate::site::view::{MeetingView, SpeakerYearView};
use crate::site::{Artifact, ArtifactContent, LocaleIndex, Output, OutputKind, TermIndex};
use crate::theme::{DATA, Strings};

/// An output whose view is made, but which is not drawn yet.
pub struct Prepared<'a> {
    output: &'a Output,
    lang: Language,
    content: Content<'a>,
    /// Equal keys mean equal bytes; `None` when view keys are not computed.
    pub key: Option<Fingerprint>,
}

enum Content<'a> {
    /// Bytes that no template draws.
    Finished(ArtifactContent),
    /// Bytes that are costly to make, made only when the output must be written.
    Lazy(Box<dyn FnOnce() -> Vec<u8> + Send + 'a>),
    /// A template and the values for it.
    Page { template: &'a str, context: MakeContext<'a> },
}

/// Makes the values for a template, and the transcript that goes into it. Put off until it is known that the page must
/// be drawn.
type MakeContext<'a> = Box<dyn FnOnce(&Strings) -> tera::TeraResult<(Context, String)> + Send + 'a>;

/// Stands for the transcript while a template is drawn: a transcript may have megabytes, which the template engine
/// would copy several times. No text can hold it, because records with a NUL are refused.
const TRANSCRIPT_PLACEHOLDER: &str = "\0transcript\0";

/// Replaces the placeholder by the transcript. Every tag in it was built by `transcript_html`, and every text escaped
/// there.
fn fill(page: Vec<u8>, transcript: String) -> ArtifactContent {
    let mut transcript = transcript.into_bytes();
    let mut pieces = Vec::with_capacity(3);
    let mut rest = page;
    while let Some(placeholder) = memchr::memmem::find(&rest, TRANSCRIPT_PLACEHOLDER.as_bytes()) {
        let after = rest.split_off(placeholder).split_off(TRANSCRIPT_PLACEHOLDER.len());
        // A theme that shows the transcript twice pays for a copy.
        let again = memchr::memmem::find(&after, TRANSCRIPT_PLACEHOLDER.as_bytes()).is_some();
        pieces.push(rest);
        pieces.push(if again { transcript.clone() } else { std::mem::take(&mut transcript) });
        rest = after;
    }
    pieces.push(rest);
    ArtifactContent::Pieces(pieces)
}

impl<'a> Renderer<'a> {
    /// Makes the view of an output, and the key that tells whether it must be drawn.
    pub fn prepare<'r>(&'r self, output: &'r Output) -> Prepared<'r> {
        match &output.kind {
            OutputKind::FrontPage(locale) => {
                let view = front::view(self, output, *locale);
                let lang = self.language_of(*locale);
                self.page_with(output, lang.clone(), view, move |view, _, context| {
                    context.insert_value("intro", Value::safe_string(&view.intro));
                    context.insert_value("linked_data", Value::safe_string(&linked_data::front(self, view, &lang)));
                    String::new()
                })
            }
            OutputKind::MeetingIndex(locale) => {
                self.page(output, self.language_of(*locale), years::index(self, output, *locale))
            }
            OutputKind::Year(locale, year) => {
                self.page(output, self.language_of(*locale), years::year(self, output, *locale, *year))
            }
            OutputKind::Meeting(index) => self.meeting(output, record_page::view(self, output, *index)),
            OutputKind::PlainRecord(index) => self.bytes(output, plain_record::draw(self, *index)),
            OutputKind::RecordDocument(index) => self.bytes(output, record_document::draw(self, *index)),
            OutputKind::AkomaNtoso(index) => self.bytes(output, akoma_ntoso::draw(self, *index)),
            OutputKind::RecordSchema => self.bytes(output, record_document::schema(self)),
            OutputKind::Captions(index, part) => self.bytes(output, captions::draw(self, *index, *part)),
            OutputKind::Card(index) => {
                let card = card::card(self, *index);
                let key = self.has_view_keys.then(|| card::key(&card));
                let content = Content::Lazy(Box::new(move || self.context.press.draw(&card)));
                Prepared { output, lang: self.default_language(), content, key }
            }
            OutputKind::Highlight(place) => {
                let view = highlight_page::view(self, output, *place);
                let lang = self.interface_language(view.transcript.lang);
                self.page_with(output, lang, view, |view, strings, _| {
                    transcript_html::speeches(&view.transcript, strings, &view.head.lang)
                })
            }
            OutputKind::HighlightCard(place) => {
                let card = card::highlight_card(self, *place);
                let key = self.has_view_keys.then(|| card::key(&card));
                let content = Content::Lazy(Box::new(move || self.context.press.draw(&card)));
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
            OutputKind::FormerVersion(index, position) => {
                let lang = self.interface_language(&self.archive.meetings[*index].details.lang);
                self.page(output, lang, former_version::view(self, output, *index, *position))
            }
            OutputKind::SpeakerIndex(locale) => {
                self.page(output, self.language_of(*locale), speaker_index::view(self, output, *locale))
            }
            OutputKind::Speaker(locale, index) => {
                let view = speaker::view(self, output, *locale, *index);
                self.page_with(output, self.language_of(*locale), view, |view, strings, context| {
                    context.insert_value("linked_data", Value::safe_string(&linked_data::speaker(self, view)));
                    transcript_html::appearances(&view.transcripts, strings, &view.head.lang)
                })
            }
            OutputKind::SpeakerYear(locale, index, year) => {
                self.speaker_year(output, *locale, speaker_year::year(self, output, *locale, *index, *year))
            }
            OutputKind::SpeakerMonth(locale, index, year, month) => {
                self.speaker_year(output, *locale, speaker_year::month(self, output, *locale, *index, *year, *month))
            }
            OutputKind::SeriesIndex(locale) => {
                self.page(output, self.language_of(*locale), listings::index(self, output, *locale, Listings::Series))
            }
            OutputKind::TaxonomyIndex(locale, taxonomy) => {
                let view = listings::index(self, output, *locale, Listings::Terms(*taxonomy));
                self.page(output, self.language_of(*locale), view)
            }
            OutputKind::Series(locale, index) => self.page(
                output,
                self.language_of(*locale),
                listings::listing(self, output, *locale, Listings::Series, *index),
            ),
            OutputKind::Term(locale, TermIndex { taxonomy, term }) => self.page(
                output,
                self.language_of(*locale),
                listings::listing(self, output, *locale, Listings::Terms(*taxonomy), *term),
            ),
            OutputKind::SearchRoot => self.bytes(output, search_root(self).to_json().into_bytes()),
            OutputKind::SearchPassages(segment, pack) => {
                self.named(output, move || self.search_passages(*segment, *pack).0)
            }
            OutputKind::SearchPages => self.named(output, move || page_words(self)),
            OutputKind::SearchNames(locale) => self.named(output, move || search_names(self, *locale)),
            OutputKind::SearchShards(segment) => self.named(output, move || {
                self.search_shards(*segment).packs.into_iter().flat_map(|(_, bytes)| bytes).collect()
            }),
            OutputKind::SearchDirectory => self.named(output, move || {
                let shards: Vec<_> =
                    (0..self.layout.segments()).map(|segment| self.search_shards(segment).table).collect();
                self.search_directory(&shards.iter().map(Vec::as_slice).collect::<Vec<_>>())
            }),
            OutputKind::Corrections(locale) => {
                self.page(output, self.language_of(*locale), corrections::view(self, output, *locale))
            }
            OutputKind::Decisions(locale, scope) => {
                self.page(output, self.language_of(*locale), decisions::view(self, output, *locale, *scope))
            }
            OutputKind::Actions(locale) => {
                self.page(output, self.language_of(*locale), actions::view(self, output, *locale))
            }
            OutputKind::MatterIndex(locale) => {
                self.page(output, self.language_of(*locale), matters::index(self, output, *locale))
            }
            OutputKind::Matter(locale, index) => {
                self.page(output, self.language_of(*locale), matters::matter(self, output, *locale, *index))
            }
            OutputKind::WatchIndex(locale) => {
                self.page(output, self.language_of(*locale), watches::index(self, output, *locale))
            }
            OutputKind::Watch(locale, index) => {
                self.page(output, self.language_of(*locale), watches::watch(self, output, *locale, *index))
            }
            OutputKind::BodyIndex(locale) => {
                self.page(output, self.language_of(*locale), bodies::index(self, output, *locale))
            }
            OutputKind::Body(locale, index) => {
                let view = bodies::body(self, output, *locale, *index);
                self.page_with(output, self.language_of(*locale), view, |view, _, context| {
                    let data = organisation_data::organisation(self, view);
                    context.insert_value("linked_data", Value::safe_string(&data));
                    String::new()
                })
            }
            OutputKind::BodyYear(locale, index, year) => {
                self.page(output, self.language_of(*locale), bodies::year(self, output, *locale, *index, *year))
            }
            OutputKind::DataPage(locale) => {
                let view = data_page::view(self, output, *locale);
                self.page_with(output, self.language_of(*locale), view, |view, _, context| {
                    context.insert_value("linked_data", Value::safe_string(&linked_data::open_data(self, view)));
                    String::new()
                })
            }
            OutputKind::Data(file) => {
                let make = move || {
                    let mut bytes = Vec::new();
                    self.write_data(*file, &mut bytes).expect("memory takes whatever is written");
                    bytes
                };
                let content = Content::Lazy(Box::new(make));
                // Its coarse key covers just the records that it holds.
                Prepared { output, lang: self.default_language(), content, key: None }
            }
            OutputKind::Search(locale) => {
                let view = search_page::view(self, output, *locale);
                self.page_with(output, self.language_of(*locale), view, |view, _, context| {
                    context.insert_value("root", Value::safe_string(&view.root));
                    String::new()
                })
            }
            OutputKind::Page(index) => {
                let lang = self.interface_language(&self.archive.pages[*index].lang);
                let view = content_page::view(self, output, *index);
                self.page_with(output, lang, view, |view, _, context| {
                    context.insert_value("body", Value::safe_string(&view.body));
                    String::new()
                })
            }
            OutputKind::NotFound => self.page(output, self.default_language(), error_pages::not_found(self, output)),
            OutputKind::Redirect(target) => {
                self.page(output, self.default_language(), error_pages::redirect(self, output, target))
            }
            OutputKind::Feed(scope, format) => self.bytes(output, feed::draw(self, output, scope, *format)),
            OutputKind::Podcast(scope) => self.bytes(output, podcast::draw(self, *scope)),
            OutputKind::Chapters(index, part) => self.bytes(output, chapters::draw(self, *index, *part)),
            OutputKind::Calendar(scope) => self.bytes(output, calendar::draw(self, *scope)),
            OutputKind::Sitemap(part) => self.bytes(output, machine_files::sitemap(self, *part)),
            OutputKind::SitemapIndex => self.bytes(output, machine_files::sitemap_index(self)),
            OutputKind::Robots => self.bytes(output, machine_files::robots(self)),
            OutputKind::Llms => self.bytes(output, machine_files::llms(self)),
            OutputKind::Humans => self.bytes(output, machine_files::humans(self)),
            OutputKind::Headers => self.bytes(output, machine_files::headers(self)),
            OutputKind::Redirects => self.bytes(output, machine_files::redirects(self)),
            OutputKind::HostSettings => self.bytes(output, machine_files::settings_of_host(self)),
            OutputKind::Asset(name) => {
                let asset = self.theme.assets.iter().find(|(asset, _)| asset == name);
                let (_, bytes) = asset.expect("a site is planned with the files of the theme that draws it");
                self.bytes(output, bytes.to_vec())
            }
            OutputKind::Rendition(path, width) => {
                let facts = self.plan.facts_of(path).expect("a plan knows the pictures of which it has copies");
                let content = ArtifactContent::CopyOf(self.renditions.join(facts.file_name(*width)));
                Prepared { output, lang: self.default_language(), content: Content::Finished(content), key: None }
            }
            OutputKind::Attachment(path) => {
                let file =
                    self.plan.attachments.get(path).expect("a plan knows where each file lies that it publishes");
                let content = ArtifactContent::CopyOf(file.place.clone());
                // A copied file is compared with its original when it is written, so it needs no key.
                Prepared { output, lang: self.default_language(), content: Content::Finished(content), key: None }
            }
            OutputKind::Static(path) => {
                let file =
                    self.plan.statics.files.get(path).expect("a plan knows where each file lies that it publishes");
                let content = ArtifactContent::CopyOf(file.place.clone());
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
            Content::Lazy(make) => return Ok(Artifact { path, content: ArtifactContent::Bytes(make()) }),
            Content::Page { template, context } => (template, context),
        };
        let strings = self.theme.strings(&prepared.lang);
        let (mut context, transcript) = make_context(strings).map_err(|error| {
            Diagnostic::anywhere(Problem::TemplateError, format!("{template}: {error}"))
                .hint("docs/themes.md lists what each template is given")
        })?;
        if let Some((_, site)) = self.context.sites.get(&prepared.lang) {
            context.insert_value("site", site.clone());
        }
        context.insert_value("s", strings.fixed());
        context.insert_value("options", self.context.options.clone());
        if let Some((data, _)) = self.context.data.get(template) {
            context.insert_value(DATA, data.clone());
        }
        context.insert_value(
            "transcript",
            Value::safe_string(if transcript.is_empty() { "" } else { TRANSCRIPT_PLACEHOLDER }),
        );
        let page = self.theme.draw(template, &context)?;
        Ok(Artifact { path, content: fill(page, transcript) })
    }

    fn bytes<'r>(&self, output: &'r Output, bytes: Vec<u8>) -> Prepared<'r> {
        let key = self.key(&(self.context.site_fingerprint, &bytes));
        let content = Content::Finished(ArtifactContent::Bytes(bytes));
        Prepared { output, lang: self.default_language(), content, key }
    }

    /// A file whose name changes whenever its bytes do.
    fn named<'r>(&'r self, output: &'r Output, make: impl FnOnce() -> Vec<u8> + Send + 'r) -> Prepared<'r> {
        let key = self.key(output.path.as_str());
        Prepared { output, lang: self.default_language(), content: Content::Lazy(Box::new(make)), key }
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
        let template = self.template_of(output).expect("a page has a template");
        let data = self.context.data.get(template).map(|(_, fingerprint)| fingerprint);
        let key = self.key(&(self.context.site_fingerprint, template, data, &lang, &view));
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
            transcript_html::transcript(&view.transcript, strings, self.heading_places(output).as_ref())
        })
    }

    /// Places of the headings of a record, if its page says where in the file each passage stands.
    fn heading_places(&self, output: &Output) -> Option<HeadingPlaces> {
        let OutputKind::Meeting(index) = &output.kind else { return None };
        self.has_source_places.then(|| HeadingPlaces::of(&self.archive.meetings[*index], &self.text(*index)))
    }

    fn speaker_year<'r>(&'r self, output: &'r Output, locale: LocaleIndex, view: SpeakerYearView<'r>) -> Prepared<'r> {
        self.page_with(output, self.language_of(locale), view, |view, strings, _| {
            transcript_html::appearances(&view.transcripts, strings, &view.head.lang)
        })
    }

    /// The key of a view, if view keys are computed.
    fn key<T: Hash + ?Sized>(&self, view: &T) -> Option<Fingerprint> {
        self.has_view_keys.then(|| Fingerprint::of(view))
    }
}
