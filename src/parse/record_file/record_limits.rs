//! Limits on the content of a record.

use super::record_parser::Parser;
use crate::parse::front_matter::Metadata;
use crate::parse::transcript::heading_lines;
use crate::report::diagnostic::{Diagnostic, Problem};
use crate::text::shorten;

/// Largest number of headings in a record: each is a section or a speech with an address of its own.
pub(super) const MOST_HEADINGS: usize = 75_000;
/// Total bytes of link definitions that the brackets of a record may refer to.
pub(super) const MOST_NAMED_OF_LINKS: usize = 10_000_000;
/// A link definition of at most this many bytes is always accepted.
pub(super) const LEAST_OF_A_LINK: usize = 200;
/// Largest number of topics of a record, and of terms of each other taxonomy: each has a page and feeds of its own.
pub(super) const MOST_TOPICS: usize = 200;
/// Largest number of chosen speeches of a record: each has a page of its own.
pub(super) const MOST_HIGHLIGHTS: usize = 50;
/// Largest number of old addresses of a record: each is a page of its own.
pub(super) const MOST_ALIASES: usize = 1_000;
/// Largest number of translations of a record that are looked for.
pub(super) const MOST_TRANSLATIONS: usize = 50;
/// Largest number of attachments, and of recordings, of a record.
pub(super) const MOST_FILES: usize = 2_000;
/// Largest number of people listed with a record, under each key.
pub(super) const MOST_PEOPLE: usize = 5_000;

impl<'a> Parser<'a> {
    /// Reports a file with too many headings; returns true if it has.
    pub(super) fn has_too_many_headings(&mut self, text: &str, body: usize) -> bool {
        let mut headings = heading_lines(&text[body..]);
        let Some(at) = headings.nth(MOST_HEADINGS) else { return false };
        let message = format!(
            "the file has {} headings, more than {MOST_HEADINGS}, which is most in a record; it is left out",
            MOST_HEADINGS + 1 + headings.count()
        );
        self.diagnostics.push(
            Diagnostic::at(Problem::FileTooLarge, self.locator.locate(body + at, 1), message)
                .hint("divide it into several records"),
        );
        true
    }

    /// Shortens lists that exceed the limits.
    pub(super) fn bound(&mut self, metadata: &mut Metadata) {
        let mut too_many = Vec::new();
        for (key, terms) in metadata.taxonomies.iter_mut().flat_map(|taxonomies| &mut taxonomies.0) {
            too_many.extend(cut(&mut terms.0, MOST_TOPICS).map(|cut| (key.clone(), cut)));
        }
        let speakers = metadata.speakers.as_mut();
        let (by_label, names) = speakers.map(|speakers| (&mut speakers.by_label, &mut speakers.names)).unzip();
        let lists = [
            ("topics", metadata.topics.as_mut().and_then(|list| cut(&mut list.0, MOST_TOPICS))),
            ("highlight", metadata.highlight.as_mut().and_then(|list| cut(&mut list.0, MOST_HIGHLIGHTS))),
            ("aliases", metadata.aliases.as_mut().and_then(|list| cut(&mut list.0, MOST_ALIASES))),
            ("translations", metadata.translations.as_mut().and_then(|list| cut(&mut list.0, MOST_TRANSLATIONS))),
            ("attachments", metadata.attachments.as_mut().and_then(|list| cut(&mut list.0, MOST_FILES))),
            ("media", metadata.media.as_mut().and_then(|list| cut(&mut list.0, MOST_FILES))),
            ("participants", metadata.participants.as_mut().and_then(|list| cut(&mut list.0, MOST_PEOPLE))),
            ("in_attendance", metadata.in_attendance.as_mut().and_then(|list| cut(&mut list.0, MOST_PEOPLE))),
            ("apologies", metadata.apologies.as_mut().and_then(|list| cut(&mut list.0, MOST_PEOPLE))),
            ("absent", metadata.absent.as_mut().and_then(|list| cut(&mut list.0, MOST_PEOPLE))),
            ("speakers", by_label.and_then(|list| cut(list, MOST_PEOPLE))),
            ("speakers", names.and_then(|list| cut(list, MOST_PEOPLE))),
        ];
        let lists = lists.into_iter().filter_map(|(key, cut)| Some((key.to_owned(), cut?)));
        for (key, (length, most)) in lists.chain(too_many) {
            let message = format!("`{key}:` lists {length}, more than {most}; those after the {most}th are left out");
            self.diagnostics.push(
                Diagnostic::at(Problem::OverLimit, self.place(&key), message)
                    .hint("list what readers are to see with this one record"),
            );
        }
    }

    /// Removes link definitions so long that much more would be published than is written if every bracket referred to
    /// them.
    pub(super) fn bound_references(
        &mut self,
        mut references: Vec<crate::record::ReferenceDefinition>,
        text: &str,
        body: usize,
    ) -> Vec<crate::record::ReferenceDefinition> {
        if references.is_empty() {
            return references;
        }
        let brackets = memchr::memchr_iter(b'[', text.as_bytes()).count();
        let most = (MOST_NAMED_OF_LINKS / brackets.max(1)).max(LEAST_OF_A_LINK);
        references.retain(|definition| {
            let length = definition.target.len() + definition.title.len();
            if length > most {
                let found = memchr::memmem::find(text.as_bytes(), definition.target.as_bytes()).unwrap_or(0);
                let message = format!(
                    "the link “{}” has {length} bytes, more than {most}, which is most in a record of {brackets} brackets; \
                     what names it is shown as it is typed",
                    shorten(&definition.target, 40)
                );
                self.diagnostics.push(
                    Diagnostic::at(Problem::OverLimit, self.locator.locate(body + found, 1), message)
                        .hint("let it lead to a shorter address"),
                );
            }
            length <= most
        });
        references
    }
}

/// Cuts a list to a length; returns its former length and the limit if it was longer.
pub(super) fn cut<T>(list: &mut Vec<T>, most: usize) -> Option<(usize, usize)> {
    let length = list.len();
    list.truncate(most);
    (length > most).then_some((length, most))
}
