//! Reports the parts of a record that will not be published as written.

use super::record_parser::Parser;
use crate::markdown::{Finding, inspect, is_layout, is_nested_too_deeply, is_plain, is_too_much, unsafe_link_hint};
use crate::record::TextRange;
use crate::report::diagnostic::{Diagnostic, Location, Problem};
use crate::text::source::RelativeLink;

/// Number of parts not published as written that are reported one by one for a record.
pub(super) const MOST_FINDINGS: usize = 100;

impl<'a> Parser<'a> {
    /// Inspects every text for parts that will not be published as written.
    pub(super) fn inspect_all(
        &mut self,
        sections: &[crate::record::Section],
        text: &str,
        references: &[crate::record::ReferenceDefinition],
    ) {
        for contribution in sections.iter().flat_map(|section| &section.contributions) {
            contribution.texts().for_each(|range| self.inspect(range, text, references));
        }
    }

    pub(super) fn inspect(&mut self, range: TextRange, text: &str, references: &[crate::record::ReferenceDefinition]) {
        self.inspect_text(range.of(text), range.start as usize, true, references);
    }

    /// Inspects a text that begins at `start`. A footnote's lines were joined, so only its beginning has a known
    /// location.
    pub(super) fn inspect_text(
        &mut self,
        written: &str,
        start: usize,
        is_as_written: bool,
        references: &[crate::record::ReferenceDefinition],
    ) {
        if is_plain(written) {
            return;
        }
        if is_nested_too_deeply(written) {
            self.diagnostics.push(
                Diagnostic::at(
                    Problem::NestingTooDeep,
                    self.locator.locate(start, 1),
                    "quotations, lists or brackets are nested too deeply; the text is shown as it is typed",
                )
                .hint("a transcript needs no more than a few levels"),
            );
            return;
        }
        if is_too_much(written) {
            self.diagnostics.push(
                Diagnostic::at(
                    Problem::OverLimit,
                    self.locator.locate(start, 1),
                    "this text contains more markup characters than a person would type; it is shown as typed",
                )
                .hint("divide it, or put generated text into a file of its own and link to that"),
            );
            return;
        }
        let (diagnostics, links, findings) = (&mut self.diagnostics, &mut self.links, &mut self.findings);
        let locator = &mut self.locator;
        inspect(written, references, |offset, finding| {
            let is_link =
                matches!(finding, Finding::RelativeLink(_) | Finding::OwnPicture(_) | Finding::OutsideLink(_));
            *findings += usize::from(!is_link);
            if *findings > MOST_FINDINGS && !is_link {
                return;
            }
            let at = locator.locate(if is_as_written { start + offset } else { start }, 1);
            match &finding {
                Finding::RelativeLink(target) => return links.push(RelativeLink::to(target, at)),
                Finding::OwnPicture(target) => return links.push(RelativeLink::showing(target, at)),
                _ => {}
            }
            let Some(mut diagnostic) = diagnostic(finding, at) else { return };
            if *findings == MOST_FINDINGS {
                diagnostic.message.push_str("; there may be more, which are reported when these are fixed");
            }
            diagnostics.push(diagnostic);
        });
    }
}

/// Diagnostic of a finding; `None` for a link, and for an element that is reported once for the whole file.
fn diagnostic(finding: Finding, at: Location) -> Option<Diagnostic> {
    Some(match finding {
        Finding::OutsideLink(_) | Finding::RelativeLink(_) | Finding::OwnPicture(_) | Finding::DroppedElement(_) => {
            return None;
        }
        Finding::DroppedTag(name) if is_layout(&name) => {
            Diagnostic::at(Problem::DroppedHtml, at, format!("the tag <{name}> is dropped; its text is kept"))
                .hint("it means nothing here; `minutebook check --fix` takes such tags out of a record before it is first published")
                .as_note()
        }
        Finding::DroppedTag(name) => {
            Diagnostic::at(Problem::DroppedHtml, at, format!("the tag <{name}> is dropped; its text is kept"))
                .hint("write Markdown instead; only br, a, b, i, em, strong, sup, sub and videos in an iframe pass")
        }
        Finding::DroppedFrame => Diagnostic::at(
            Problem::DroppedHtml,
            at,
            "the <iframe> is dropped, because its `src` leads to no page elsewhere",
        )
        .hint("write `src=\"https://…\"` with the address of a film, or a link in Markdown"),
        Finding::DroppedHandler(name) => {
            Diagnostic::at(Problem::DroppedHtml, at, format!("what <{name}> would run is dropped; the tag stays"))
                .hint("pages of records run no programs")
        }
        Finding::UnclosedTag(name) => {
            Diagnostic::at(Problem::UnclosedHtml, at, format!("the tag <{name}> is not closed in its paragraph"))
                .hint(format!("write `</{name}>` where it is to end"))
        }
        Finding::SpacedLink(target) => Diagnostic::at(
            Problem::LostLink,
            at,
            format!("“{target}” is no link, because there are spaces in it; it is shown as it is typed"),
        )
        .hint(format!("write `(<{target}>)`, or `({})`", target.replace(' ', "%20"))),
        Finding::SplitLink(target) => Diagnostic::at(
            Problem::LostLink,
            at,
            format!(
                "“{target}” is no link, because there is a space in front of its bracket; it is shown as it is typed"
            ),
        )
        .hint(format!("write `]({target})` without the space")),
        Finding::DrawnTable => Diagnostic::at(
            Problem::DrawnTable,
            at,
            "this looks like a table that is drawn with lines; it is shown as words in a row",
        )
        .hint("put `|` between the cells and a row `|---|---|` below the first, as `pandoc -t gfm` writes it"),
        Finding::UnsafeLink(target) => {
            Diagnostic::at(Problem::UnsafeLink, at, format!("the link to “{target}” is dropped; its text is kept"))
                .hint(unsafe_link_hint(&target))
        }
    })
}
