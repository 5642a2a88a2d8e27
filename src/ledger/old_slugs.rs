//! Resolves rows of `.redirects` whose target is a slug that only the register knows.
//!
//! This runs after records have been matched with their histories. Matching depends on rows that lead to records, so
//! these rows cannot be resolved together with those.

use rustc_hash::FxHashMap;

use super::Register;
use super::successors::gone;
use crate::record::{AddressRedirect, Archive, RecordRedirect};
use crate::report::diagnostic::{Diagnostic, Problem};
use crate::text::slug::folded;

/// Points rows whose target is a slug or address of no present record to the record that had it. `found` holds the
/// history of each record.
pub(super) fn resolve_old_slugs(
    register: &Register,
    found: &[Option<usize>],
    archive: &mut Archive,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let is_address = |text: &str| text.starts_with('/');
    let rows = std::mem::take(&mut archive.forwards);
    let (forwards, rows): (Vec<AddressRedirect>, Vec<AddressRedirect>) =
        rows.into_iter().partition(|row| is_address(&row.from) && is_address(&row.to));
    archive.forwards = forwards;
    // A slug takes precedence over an address. Of two histories with one slug the last counts, of two records with one
    // history the first.
    let mut by_slug: FxHashMap<String, usize> = FxHashMap::default();
    let mut record_of: FxHashMap<usize, usize> = FxHashMap::default();
    if !rows.is_empty() {
        let versions = || {
            let histories = register.histories.iter().enumerate();
            histories.flat_map(|(index, history)| history.versions.iter().map(move |version| (version, index)))
        };
        by_slug.extend(versions().map(|(version, index)| (folded(version.address.trim_matches('/')), index)));
        by_slug.extend(versions().map(|(version, index)| (folded(&version.slug), index)));
        record_of = found.iter().enumerate().rev().filter_map(|(at, history)| Some(((*history)?, at))).collect();
    }
    for row in rows {
        let history = by_slug.get(&folded(row.to.trim_matches('/'))).copied();
        let now = history.and_then(|history| record_of.get(&history).copied());
        let gone = || history.and_then(|history| gone(archive, &register.histories[history]));
        match (now, now.is_none().then(gone).flatten()) {
            (Some(to), _) => archive.redirects.push(RecordRedirect { from: row.from, to, at: row.at, is_row: true }),
            (None, Some(gone)) => archive.gone[gone].aliases.push(row.from),
            (None, None) => diagnostics.push(
                Diagnostic::at(Problem::RedirectToNowhere, row.at, format!("no record has the address “{}”", row.to))
                    .hint("write the present slug of the record, or remove the row"),
            ),
        }
    }
    archive.redirects.sort();
}
