//! The template of each page: the usual one of its kind, or the one that its metadata names.

use super::inputs::RenderInputs;
use crate::record::KeyLocations;
use crate::report::diagnostic::{Diagnostic, Location, Problem};
use crate::site::{Output, OutputKind};

impl<'a> RenderInputs<'a> {
    /// The template that draws an output; `None` for what is no page.
    pub(super) fn template_of(&self, output: &Output) -> Option<&'a str> {
        let chosen = match &output.kind {
            OutputKind::Meeting(index) => self.archive.meetings[*index].details.template.as_deref(),
            OutputKind::Page(index) => self.archive.pages[*index].template.as_deref(),
            _ => None,
        };
        chosen.filter(|name| self.theme.has_template(name)).or_else(|| output.kind.template())
    }

    /// Diagnostics about templates that records and pages name and that the theme does not have.
    pub fn unknown_templates(&self) -> Vec<Diagnostic> {
        let meetings = self.archive.meetings.iter().map(|meeting| &meeting.details);
        let meetings = meetings.map(|details| (&details.template, details.source, &details.places));
        let pages = self.archive.pages.iter().map(|page| (&page.template, page.source, &page.places));
        let unknown = |(template, source, places): (&'a Option<Box<str>>, _, &KeyLocations)| {
            let name = template.as_deref().filter(|name| !self.theme.has_template(name))?;
            Some(self.unknown_template(name, places.of("template", &self.sources.shown(source))))
        };
        meetings.chain(pages).filter_map(unknown).collect()
    }

    fn unknown_template(&self, name: &str, at: Location) -> Diagnostic {
        let hint = match self.theme.template_like(name) {
            Some(near) => format!("did you mean “{near}”?"),
            None => "put it into themes/NAME/templates/, where NAME is the theme of the site; docs/themes.md describes templates".to_owned(),
        };
        let message = format!("the theme has no template “{name}”; the page is drawn with its usual one");
        Diagnostic::at(Problem::UnknownTemplate, at, message).hint(hint)
    }
}
