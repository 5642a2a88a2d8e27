//! Plans the files of `static/`, after everything else: what the site itself has at an address comes first.

use std::sync::Arc;

use super::allocator::{Claimant, Conflict};
use super::planner::Planner;
use crate::report::diagnostic::{Diagnostic, Location, Problem};
use crate::site::well_known::is_read_by_hosts;
use crate::site::{Address, OutputKind};
use crate::text::source::StaticFolder;

/// Reports whether a file of `static/` is meant for an address.
pub(super) fn has(statics: &StaticFolder, address: &Address) -> bool {
    crate::site::OutputPath::of(address).is_some_and(|path| statics.files.contains_key(path.as_str()))
}

impl Planner<'_> {
    /// Plans each file of `static/` at its path from there, and reports those whose path is taken.
    pub(super) fn static_files(&mut self) {
        let statics = self.input.statics;
        for path in statics.files.keys() {
            // Settings of hosts are the publisher's own where the site has none.
            if is_read_by_hosts(path) {
                self.allocator.release(path);
            }
            let who = Claimant::Static(Arc::clone(path));
            let address = Address::new(path);
            let Err(conflict) = self.allocator.allocate(address, OutputKind::Static(Arc::clone(path)), &who) else {
                continue;
            };
            let (problem, message) = match conflict {
                Conflict::NoFile(_) => {
                    (Problem::InvalidAddress, "this file is not published: not every host can have its name".to_owned())
                }
                Conflict::TakenBy(_, other) => {
                    let message =
                        format!("this file is not published, because {} has the path /{path}", self.name(&other));
                    (Problem::StaticConflict, message)
                }
            };
            let at = Location::file(&format!("static/{path}").into());
            self.diagnostics
                .push(Diagnostic::at(problem, at, message).hint("give the file another name, or delete it"));
        }
    }
}
