//! Collects every external link of the archive.

use url::Url;

use super::OutsideLinks;
use crate::markdown::{Finding, LinkKind, classify, inspect, is_plain, is_too_deep};
use crate::record::{Archive, Footnote, ReferenceDefinition, TextRange, WebLink};
use crate::report::diagnostic::Location;
use crate::text::source::{SourceText, Sources};

/// The addresses on the web that records, pages and registries link to, each with the places.
pub fn outside_links(archive: &Archive, sources: &dyn Sources) -> OutsideLinks {
    let mut links = LinkCollector::default();
    for meeting in &archive.meetings {
        let details = &meeting.details;
        let source = sources.get(details.source);
        for contribution in meeting.contributions() {
            contribution.texts().for_each(|range| links.text(range, &source, &details.references));
        }
        links.notes(&details.notes, &source, &details.references);
        for (key, list) in [("attachments", &details.attachments), ("media", &details.media)] {
            links.list(list, &details.places.of(key, &source.shown));
        }
    }
    for page in &archive.pages {
        let source = sources.get(page.source);
        links.text(page.text, &source, &[]);
        links.notes(&page.notes, &source, &page.references);
    }
    for person in &archive.registry.people {
        links.list(&person.links, &person.at);
    }
    for organisation in &archive.registry.organisations {
        links.list(&organisation.links, &organisation.at);
    }
    links.0
}

#[derive(Default)]
struct LinkCollector(OutsideLinks);

impl LinkCollector {
    fn text(&mut self, range: TextRange, source: &SourceText, references: &[ReferenceDefinition]) {
        let written = range.of(&source.text);
        if is_plain(written) || is_too_deep(written) {
            return;
        }
        inspect(written, references, |offset, finding| {
            if let Finding::OutsideLink(target) = finding {
                self.add(&target, source.locate(range.start as usize + offset, 1));
            }
        });
    }

    fn notes(&mut self, notes: &[Footnote], source: &SourceText, references: &[ReferenceDefinition]) {
        for note in notes.iter().filter(|note| !is_plain(&note.text) && !is_too_deep(&note.text)) {
            inspect(&note.text, references, |_, finding| {
                if let Finding::OutsideLink(target) = finding {
                    self.add(&target, source.locate(note.at as usize, 1));
                }
            });
        }
    }

    fn list(&mut self, list: &[WebLink], at: &Location) {
        for link in list {
            self.add(&link.target, at.clone());
        }
    }

    fn add(&mut self, target: &str, at: Location) {
        let target = match classify(target) {
            LinkKind::Absolute(target) => target.to_owned(),
            LinkKind::SchemeRelative(target) => format!("https:{target}"),
            LinkKind::Relative(_) | LinkKind::Unsafe => return,
        };
        let Ok(mut url) = Url::parse(&target) else { return };
        if matches!(url.scheme(), "http" | "https") {
            // A page is requested once, for all its fragments.
            url.set_fragment(None);
            self.0.entry(url.into()).or_default().push(at);
        }
    }
}
