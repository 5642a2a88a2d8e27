//! Turns redirects into outputs and into rows for hosts. A redirect gives way to a page at its address; an explicit one
//! is reported then.

use crate::config::HostName;
use crate::hosting::is_pattern;
use crate::plan::allocator::{Claimant, folded_path};
use crate::plan::planner::Planner;
use crate::plan::urls::{self, leads_out};
use crate::record::RecordRedirect;
use crate::report::diagnostic::{Diagnostic, Location, Problem};
use crate::site::{Address, Addresses, OutputKind, OutputPath};

impl Planner<'_> {
    /// Redirects from every address that a record or page had before.
    pub(in crate::plan) fn earlier_addresses(&mut self, addresses: &Addresses) {
        let patterns = &self.input.config.urls;
        let archive = self.archive;
        let is_of_page = |row: &&RecordRedirect| !Address::new(&row.from).is_of_file();
        for redirection in archive.redirects.iter().filter(is_of_page) {
            let meeting = &archive.meetings[redirection.to].details;
            let address = if redirection.from.starts_with('/') {
                Address::new(&redirection.from)
            } else {
                urls::meeting(patterns, redirection.from.trim_end_matches('/'), meeting.date.year)
            };
            if redirection.is_row && self.hides_gone(&address, &redirection.at) {
                continue;
            }
            self.redirect(address, &addresses.meetings[redirection.to], Some(&redirection.at));
        }
        for (index, page) in archive.pages.iter().enumerate() {
            for alias in &page.aliases {
                let address = if alias.starts_with('/') {
                    Address::new(alias)
                } else {
                    urls::with_slug(&patterns.page, alias.trim_matches('/'))
                };
                let at = page.places.of("aliases", &self.input.sources.shown(page.source));
                self.redirect(address, &addresses.pages[index], Some(&at));
            }
        }
    }

    /// Reports whether a row of `.redirects` starts at the address of a withdrawal notice; such a row is reported. A
    /// record that takes the address over can claim it itself.
    pub(super) fn hides_gone(&mut self, from: &Address, at: &Location) -> bool {
        let from = urls::of_page(from.clone());
        let is_there = folded_path(&from).is_some_and(|path| self.gone.contains(&path));
        if is_there {
            let message = format!("the withdrawal notice at {} stays", from.path());
            self.diagnostics.push(
                Diagnostic::at(Problem::RedirectOverLivePage, at.clone(), message)
                    .hint("remove the row, or name the address under `aliases:` of the record that replaces it"),
            );
        }
        is_there
    }

    /// Plans withdrawal notices at addresses that nothing else has taken; old addresses redirect to them. Returns their
    /// addresses, and for everything withdrawn the link to what stands there now.
    pub(in crate::plan) fn withdrawn(&mut self) -> (Vec<Address>, Vec<Box<str>>) {
        let patterns = &self.input.config.urls;
        let (mut addresses, mut links) = (Vec::new(), Vec::new());
        for (index, gone) in self.archive.gone.iter().enumerate() {
            let at = |slug: &str| urls::of_gone(patterns, gone, slug);
            let address = at(&gone.slug);
            links.push(self.base.href(&address).into());
            if !self.allocator.is_free(&address) {
                continue;
            }
            self.add(
                address.clone(),
                OutputKind::Withdrawn(index),
                &Claimant::Own("the notice about a withdrawn record"),
            );
            let href = self.base.href(&address);
            addresses.push(address);
            for alias in &gone.aliases {
                self.redirect(at(alias), &href, None);
            }
        }
        (addresses, links)
    }

    /// Plans a redirect, unless its address is taken. An explicit redirect is reported then, an automatic one is not.
    pub(in crate::plan) fn redirect(&mut self, from: Address, to: &str, written: Option<&Location>) {
        if written.is_some_and(|at| self.is_unreachable(&from, at)) || leads_out(from.path()) || leads_out(to) {
            return;
        }
        let from = urls::of_page(from);
        let claimant = Claimant::Redirect(written.cloned());
        if let Some(other) = self.allocator.holder(&from) {
            if let Some(at) = written {
                let message = format!("{} is the address of {}, which stays", from.path(), self.name(other));
                self.diagnostics.push(
                    Diagnostic::at(Problem::RedirectOverLivePage, at.clone(), message)
                        .hint("remove the redirect, or change its old address"),
                );
            }
            return;
        }
        if self.add(from.clone(), OutputKind::Redirect(to.into()), &claimant) {
            self.lead(from, to, written);
        }
    }

    /// Adds a redirect for hosts, the first one for each address. `written` is the place of an explicit redirect.
    pub(super) fn lead(&mut self, from: Address, to: &str, written: Option<&Location>) {
        let is_safe = !leads_out(from.path()) && !leads_out(to);
        if !is_safe || OutputPath::of(&from).is_none() || self.redirects.to(&from).is_some() {
            return;
        }
        let host = self.input.config.host.map(|host| host.name);
        if let Some(at) = written.filter(|_| is_pattern(from.path(), host)) {
            let hosts = host.map_or("hosts that read `_redirects`", HostName::name);
            let message = format!("{hosts} would take {} for a pattern, so it gets no row there", from.path());
            self.diagnostics.push(
                Diagnostic::at(Problem::AddressAsPattern, at.clone(), message)
                    .hint("nothing needs to be done: the page at that address redirects"),
            );
        }
        self.redirects.push(from, to.into());
    }

    /// Reports whether no request can have an address as it is written; reports it. Addresses written the way links are
    /// stay.
    pub(super) fn is_unreachable(&mut self, from: &Address, at: &Location) -> bool {
        let path = from.path();
        let mut report = |message: String, hint: String| {
            self.diagnostics.push(Diagnostic::at(Problem::UnreachableAddress, at.clone(), message).hint(hint));
        };
        if leads_out(path) {
            report(
                format!("“{path}” begins with two slashes, by which browsers and hosts mean another host"),
                format!("write “/{}”, or remove the address", path.trim_start_matches(['/', '\\'])),
            );
            return true;
        }
        if let Some(end) = path.find(['?', '#']) {
            let (sign, asked) = (&path[end..=end], &path[..end]);
            report(
                format!(
                    "a request for “{path}” asks for “{asked}”: the part after `{sign}` does not belong to an address"
                ),
                format!("redirect “{asked}” instead, or remove the address"),
            );
            return true;
        }
        let decoded = percent_encoding::percent_decode_str(path).decode_utf8();
        if let Some(decoded) = decoded.ok().filter(|decoded| decoded != path && !decoded.contains(char::is_control)) {
            report(
                format!("“{path}” is percent-encoded like a link; a request for it asks for “{decoded}”"),
                format!("write “{decoded}”; it is encoded automatically"),
            );
        }
        false
    }
}
