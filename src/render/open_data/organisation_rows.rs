//! The table of organisations: a row for each one with a page, in the order of the registry.

use std::io;

use super::cell::{Cell, Column, RowSink, number, text, unique};
use crate::render::context::Renderer;
use crate::render::parts::body_links::body_href;

/// Columns of the table.
pub(super) const COLUMNS: &[Column] = &[
    unique("Organisation_ID", "Identifier of the organisation"),
    text("Name", "Name in the first language of the site"),
    text("Type", "Kind of organisation, such as council, committee or party"),
    text("Parent_ID", "Identifier of the organisation of which it is a part"),
    text("Identifiers", "Identifiers elsewhere, such as wikidata:Q42, separated by semicolons"),
    number("Members", "Number of members, present and former, in the registry"),
    number("Meetings", "Number of its meetings"),
    unique("URL", "Address of its page"),
];

/// Gives the rows of the table.
///
/// # Errors
/// As the sink.
pub(super) fn rows(renderer: &Renderer<'_>, sink: &mut dyn RowSink) -> io::Result<()> {
    let (archive, lang) = (renderer.archive, renderer.plan.default_language());
    for (index, body) in renderer.plan.bodies.iter().enumerate() {
        let organisation = &archive.registry.organisations[body.organisation];
        let free = body.meetings.iter().filter(|meeting| archive.meetings[**meeting].details.redistribute);
        sink.row(&[
            Cell::text(&*organisation.id),
            Cell::text(organisation.names.get(lang)),
            Cell::perhaps(organisation.kind.map(crate::record::OrganisationKind::name)),
            Cell::perhaps(organisation.parent.as_deref()),
            Cell::list(organisation.identifiers.iter().map(|(scheme, value)| format!("{scheme}:{value}"))),
            Cell::number(body.members.len()),
            Cell::number(free.count()),
            Cell::text(renderer.plan.base.in_full(&body_href(renderer, 0, index))),
        ])?;
    }
    Ok(())
}
