//! Finds out where relative links lead: to another record, to a page, or to a file that is published with the record.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

use super::plan_input::{Hold, PlanInput};
use crate::bytes::pictures::PictureUse;
use crate::markdown::{LinkKind, classify, unsafe_link_hint};
use crate::record::{Archive, Registered, WebLink};
use crate::report::diagnostic::{Diagnostic, Location, Problem};
use crate::site::{Address, Addresses, Base};
use crate::text::source::{RelativeLink, file_named, folder_of, resolve, stem_of};
use crate::yaml::did_you_mean;

/// Target as written, and the resolved link. Lists of them are ordered by target.
pub(super) type LinkTarget = (Box<str>, Box<str>);
type ResolvedTargets = Vec<LinkTarget>;

pub(super) struct PlannedLinks<'a> {
    archive: &'a Archive,
    input: &'a PlanInput<'a>,
    base: &'a Base,
    /// Reports whether the site has a page or file at an address.
    is_output: &'a dyn Fn(&Address) -> bool,
    /// Path of a record or page, or the path that a record was published under → its link, or the link to its withdrawal notice.
    records: FxHashMap<&'a str, &'a str>,
    /// Paths of records and pages that are not public.
    held: FxHashSet<&'a str>,
    /// Files to be published, each once.
    pub(super) attachments: Vec<(Address, Arc<str>)>,
    published: FxHashSet<Arc<str>>,
    /// Uses of those that are pictures.
    pub(super) shown: BTreeMap<Arc<str>, BTreeSet<PictureUse>>,
    /// True if the links are those of announced meetings' papers.
    is_announced: bool,
    /// True if the links are those of `site.yml`.
    is_of_settings: bool,
}

impl<'a> PlannedLinks<'a> {
    pub(super) fn new(
        archive: &'a Archive,
        addresses: &'a Addresses,
        gone: &'a [Box<str>],
        input: &'a PlanInput<'a>,
        base: &'a Base,
        is_output: &'a dyn Fn(&Address) -> bool,
    ) -> Self {
        let meetings = archive.meetings.iter().zip(&addresses.meetings).map(|(m, href)| (&*m.details.path, &**href));
        let pages = archive.pages.iter().zip(&addresses.pages).map(|(p, href)| (&*p.path, &**href));
        let announced = archive.announced.iter().zip(&addresses.announced).map(|(a, href)| (&*a.path, &**href));
        let announced = announced.filter(|(_, href)| !href.is_empty());
        let gone = archive.gone.iter().zip(gone).map(|(gone, href)| (&*gone.path, &**href));
        let former = archive.former_files.iter().map(|(path, meeting)| (&**path, &*addresses.meetings[*meeting]));
        PlannedLinks {
            archive,
            input,
            base,
            is_output,
            // A later entry takes precedence.
            records: former.chain(gone).chain(meetings).chain(pages).chain(announced).collect(),
            held: archive.held.iter().map(|held| &*held.path).collect(),
            attachments: Vec::new(),
            published: FxHashSet::default(),
            shown: BTreeMap::new(),
            is_announced: false,
            is_of_settings: false,
        }
    }

    /// Resolves the links of every record and page: those in the text, and the papers and recordings in the metadata.
    pub(super) fn resolve(
        &mut self,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> (Vec<ResolvedTargets>, Vec<ResolvedTargets>) {
        let archive = self.archive;
        let meetings = archive
            .meetings
            .iter()
            .map(|meeting| {
                let details = &meeting.details;
                let shown = self.input.sources.shown(details.source);
                let mut links: Vec<RelativeLink> = Vec::new();
                for (key, list) in [("attachments", &details.attachments), ("media", &details.media)] {
                    for WebLink { target, poster, .. } in list {
                        links.push(RelativeLink::to(target, details.places.of(key, &shown)));
                        let poster =
                            poster.iter().map(|poster| RelativeLink::showing(poster, details.places.of(key, &shown)));
                        links.extend(poster);
                    }
                }
                self.file(&details.path, &links, diagnostics)
            })
            .collect();
        let pages = archive.pages.iter().map(|page| self.file(&page.path, &[], diagnostics)).collect();
        let shown: FxHashSet<Registered> = archive.speakers.iter().filter_map(|speaker| speaker.registered).collect();
        for (index, person) in archive.registry.people.iter().enumerate() {
            let Some(portrait) = &person.portrait else { continue };
            // Do not publish the portrait of a person whom no public record names; still report a missing file.
            let published = self.attachments.len();
            let is_shown = shown.contains(&Registered::Person(index));
            self.lead("", portrait, is_shown.then_some(PictureUse::Portrait), &person.at, diagnostics);
            if !is_shown {
                for (_, path) in self.attachments.drain(published..) {
                    self.published.remove(&path);
                }
            }
        }
        (meetings, pages)
    }

    /// Resolves the links to the papers of announced meetings.
    pub(super) fn announced(&mut self, diagnostics: &mut Vec<Diagnostic>) -> Vec<ResolvedTargets> {
        let mut all = Vec::new();
        self.is_announced = true;
        for meeting in &self.archive.announced {
            let papers: Vec<_> = meeting
                .announcement
                .papers
                .iter()
                .map(|link| RelativeLink::to(&link.target, meeting.at.clone()))
                .collect();
            all.push(self.resolve_all(folder_of(&meeting.path), papers.iter(), diagnostics));
        }
        self.is_announced = false;
        all
    }

    /// Resolves the links of `site.yml`: in the text of the front page and in the menu.
    pub(super) fn of_settings(&mut self, links: &[RelativeLink], diagnostics: &mut Vec<Diagnostic>) -> ResolvedTargets {
        let mut resolved = ResolvedTargets::new();
        self.is_of_settings = true;
        for link in links {
            if let Some(href) = self.lead("", &link.target, use_of(link), &link.at, diagnostics) {
                resolved.push((link.target.clone(), href));
            }
        }
        self.is_of_settings = false;
        resolved.sort();
        resolved
    }

    fn file(&mut self, path: &Arc<str>, extra: &[RelativeLink], diagnostics: &mut Vec<Diagnostic>) -> ResolvedTargets {
        let input = self.input;
        let in_text = input.links.get(path).map(Vec::as_slice).unwrap_or_default();
        self.resolve_all(folder_of(path), in_text.iter().chain(extra), diagnostics)
    }

    fn resolve_all<'l>(
        &mut self,
        folder: &str,
        links: impl Iterator<Item = &'l RelativeLink>,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> ResolvedTargets {
        let mut resolved = ResolvedTargets::new();
        // Targets, and whether they are known to be shown.
        let mut known: FxHashMap<&str, bool> = FxHashMap::default();
        for link in links {
            if known.get(&*link.target).is_some_and(|is_shown| *is_shown || !link.shows) {
                continue;
            }
            if let Some(href) = self.lead(folder, &link.target, use_of(link), &link.at, diagnostics)
                && known.insert(&link.target, link.shows).is_none()
            {
                resolved.push((link.target.clone(), href));
            }
        }
        resolved.sort_unstable();
        resolved
    }

    /// The link for a target, which is perhaps a picture that is shown; reports a target without a file or page.
    fn lead(
        &mut self,
        folder: &str,
        target: &str,
        shown: Option<PictureUse>,
        at: &Location,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Option<Box<str>> {
        let relative = match classify(target) {
            LinkKind::Relative(relative) => relative,
            LinkKind::Absolute(address) => return Some(address.into()),
            LinkKind::SchemeRelative(address) => return Some(format!("https:{address}").into()),
            LinkKind::Unsafe => {
                diagnostics.push(
                    Diagnostic::at(Problem::UnsafeLink, at.clone(), format!("the link to “{target}” is dropped"))
                        .hint(unsafe_link_hint(target)),
                );
                return None;
            }
        };
        let end = relative.find(['?', '#']).unwrap_or(relative.len());
        let path = &relative[..end];
        // The fragment is the writer's, without characters that would end the attribute or begin another address.
        let fragment = relative.find('#').map_or("", |at| &relative[at + 1..]);
        let decoded = percent_encoding::percent_decode_str(fragment).decode_utf8_lossy();
        let fragment = if fragment.is_empty() { String::new() } else { format!("#{}", Address::encode(&decoded)) };
        if path.is_empty() && !fragment.is_empty() {
            return Some(fragment.into());
        }
        let decoded_path = percent_encoding::percent_decode_str(path).decode_utf8_lossy().into_owned();
        if resolve(folder, &decoded_path).is_none() {
            let message = format!("“{relative}” lies outside the content; the link is dropped, its text kept");
            diagnostics.push(
                Diagnostic::at(Problem::OutsideContent, at.clone(), message)
                    .hint("copy the file into the content and link to it there, or link to its address on the web"),
            );
            return None;
        }
        if let Some(file) = file_named(folder, relative) {
            let named = [file.as_str(), &format!("{file}.md")];
            if let Some(href) = named.iter().find_map(|path| self.records.get(path)) {
                return Some(format!("{href}{fragment}").into());
            }
            if named.iter().any(|path| self.held.contains(path)) {
                diagnostics.push(
                    Diagnostic::at(
                        Problem::LinkToHeld,
                        at.clone(),
                        format!("“{relative}” is not public yet; until it is, the text stands here without the link"),
                    )
                    .hint("nothing needs to be done; `minutebook schedule` shows when it will be"),
                );
                return None;
            }
            let hold = self.input.held_files.get(file.as_str());
            if let Some(hold) = hold.filter(|hold| !(self.is_announced && **hold == Hold::Folder)) {
                let (who, hint) = match hold {
                    Hold::File => ("says at its top", "remove its metadata when it may be public"),
                    Hold::Folder => (
                        "lies in a folder whose defaults say",
                        "move files that may be public already into another folder",
                    ),
                };
                let message = format!(
                    "“{relative}” {who} that it is not public yet; it is not published, and the text stands here without the link"
                );
                diagnostics.push(Diagnostic::at(Problem::LinkToHeld, at.clone(), message).hint(hint));
                return None;
            }
            if let Some((file, _)) = self.input.files.get_key_value(file.as_str()) {
                let address = Address::of_file(file);
                let href = self.base.href(&address);
                if self.published.insert(Arc::clone(file)) {
                    self.attachments.push((address, Arc::clone(file)));
                }
                if let Some(shown) = shown {
                    self.shown.entry(Arc::clone(file)).or_default().insert(shown);
                }
                return Some(format!("{href}{fragment}").into());
            }
        }
        // A path from the root of the site: `/about/`, `/speakers/ann/`.
        let address = Address::new(&decoded_path);
        if decoded_path.starts_with('/') && (self.is_output)(&address) {
            return Some(format!("{}{fragment}", self.base.href(&address)).into());
        }
        let diagnostic = if looks_like_the_web(path) {
            Diagnostic::at(
                Problem::MissingScheme,
                at.clone(),
                format!("there is no file “{relative}”; the link is dropped, its text kept"),
            )
            .hint(format!("if it is on the web, write `https://{relative}`"))
        } else {
            Diagnostic::at(
                Problem::MissingFile,
                at.clone(),
                format!("there is no file “{relative}”; the link is dropped, its text kept"),
            )
            .hint(self.remedy(folder, relative, &decoded_path))
        };
        diagnostics.push(diagnostic);
        None
    }

    /// The remedy for a link that leads to no file and no page. Only what is public, and files that are there, are named.
    fn remedy(&self, folder: &str, written: &str, path: &str) -> String {
        // Signs of addresses may stand in the name of a file: `papers/Budget #3.pdf`.
        let signs = written.replace('#', "%23").replace('?', "%3F").replace(' ', "%20");
        let mut escaped =
            [written.replace('%', "%25").replace('#', "%23").replace('?', "%3F").replace(' ', "%20"), signs]
                .into_iter()
                .filter(|escaped| escaped != written);
        let is_there = |escaped: &String| {
            file_named(folder, escaped).is_some_and(|file| self.input.files.contains_key(file.as_str()))
        };
        if let Some(escaped) = escaped.find(is_there) {
            return format!(
                "there is a file of this name, but `#`, `?` and `%` have a meaning in links; write `{escaped}`"
            );
        }
        if let Some(near) = self.near_page(path) {
            return format!("did you mean `{near}`?");
        }
        match path.starts_with('/') {
            true => "a path that begins with `/` is an address of the site, such as `/about/`, or a file of the content, such as `/pages/about.md`; this one is neither",
            false => "check the path; it is relative to this file",
        }
        .to_owned()
    }

    /// A page that a link of the settings may mean: for `about` the file `pages/about.md`, for `/abut/` the address `/about/`. The links
    /// of records, of which there may be very many, are not compared with all pages.
    fn near_page(&self, path: &str) -> Option<&'a str> {
        if !self.is_of_settings {
            return None;
        }
        let pages = self.archive.pages.iter().map(|page| &*page.path);
        if path.starts_with('/') {
            let addresses = pages.filter_map(|page| self.records.get(page).copied());
            return did_you_mean(path, addresses.map(|href| href.strip_prefix(self.base.path()).unwrap_or(href)));
        }
        let name = stem_of(path.trim_end_matches('/'));
        pages.filter(|page| stem_of(page) == name).min()
    }
}

/// Use of what a link of a text leads to.
fn use_of(link: &RelativeLink) -> Option<PictureUse> {
    link.shows.then_some(PictureUse::InText)
}

/// Reports whether a path such as `www.example.org` or `example.org/page` is meant as a web address.
fn looks_like_the_web(path: &str) -> bool {
    let host = path.split('/').next().unwrap_or_default();
    host.starts_with("www.") || (host.contains('.') && path.contains('/') && !host.starts_with('.'))
}
