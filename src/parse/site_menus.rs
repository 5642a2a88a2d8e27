//! Reads the menus of `site.yml`.

use super::entries::{Pairs, Scalar};
use super::site_file::MenuEntry;
use crate::config::{MenuSetting, MenuTarget, SiteList};
use crate::markdown::{LinkKind, classify, unsafe_link_hint};
use crate::report::diagnostic::{Diagnostic, Problem};
use crate::text::source::RelativeLink;
use crate::yaml::{PathStep, Yaml, did_you_mean};

/// Largest number of entries in all menus together; each is looked up among the pages, and stands on every page.
const MOST_ENTRIES: usize = 200;

/// Deepest level of entries.
const DEEPEST: usize = 3;

/// Reader of menus.
pub(super) struct MenuReader<'r, 'a> {
    yaml: &'r Yaml<'a>,
    /// Keys of the taxonomies that the site adds to topics.
    taxonomies: &'r [Box<str>],
    /// Relative links, with their places.
    pub(super) links: Vec<RelativeLink>,
    pub(super) diagnostics: Vec<Diagnostic>,
    entries: usize,
}

impl<'r, 'a> MenuReader<'r, 'a> {
    pub(super) fn new(yaml: &'r Yaml<'a>, taxonomies: &'r [Box<str>]) -> Self {
        MenuReader { yaml, taxonomies, links: Vec::new(), diagnostics: Vec::new(), entries: 0 }
    }

    /// Reads the main menu.
    pub(super) fn menu(&mut self, entries: Vec<MenuEntry>) -> Vec<MenuSetting> {
        self.below(entries, &[PathStep::Key("menu".to_owned())], 1)
    }

    /// Reads the further menus.
    pub(super) fn menus(&mut self, menus: Pairs<Vec<MenuEntry>>) -> Vec<(Box<str>, Vec<MenuSetting>)> {
        let mut read = |(name, entries): (String, Vec<MenuEntry>)| {
            let path = ["menus", &name].map(|key| PathStep::Key(key.to_owned()));
            let entries = self.below(entries, &path, 1);
            (Box::from(name), entries)
        };
        menus.0.into_iter().map(&mut read).collect()
    }

    fn below(&mut self, entries: Vec<MenuEntry>, path: &[PathStep], depth: usize) -> Vec<MenuSetting> {
        let mut read = Vec::new();
        for (number, entry) in entries.into_iter().enumerate() {
            let here: Vec<PathStep> = path.iter().cloned().chain([PathStep::Index(number)]).collect();
            if depth > DEEPEST || self.entries == MOST_ENTRIES {
                let (message, hint) = match depth > DEEPEST {
                    true => (
                        format!("menus have {DEEPEST} levels; entries below them are left out"),
                        "put these entries a level higher",
                    ),
                    false => (
                        format!("menus have {MOST_ENTRIES} entries at most; the others are left out"),
                        "leave some out",
                    ),
                };
                self.report(Problem::OverLimit, &here, message, hint.to_owned());
                break;
            }
            self.entries += 1;
            read.extend(self.entry(entry, &here, depth));
        }
        read
    }

    fn entry(&mut self, entry: MenuEntry, here: &[PathStep], depth: usize) -> Option<MenuSetting> {
        let MenuEntry { title, url, list, hidden, children } = entry;
        let key = |key: &str| here.iter().cloned().chain([PathStep::Key(key.to_owned())]).collect::<Vec<_>>();
        let children = self.below(children, &key("children"), depth + 1);
        let target = match (list, url) {
            (Some(Scalar(name)), _) => self.list(name.trim(), &key("list"))?,
            (None, Some(Scalar(url))) => self.url(url.trim(), &key("url"))?,
            (None, None) => MenuTarget::None,
        };
        let is_empty = target == MenuTarget::None && children.is_empty();
        if is_empty || (title.0.is_empty() && !matches!(target, MenuTarget::List(_))) {
            let name = here.iter().map(PathStep::to_string).collect::<Vec<_>>().join(".");
            let (missing, hint) = match is_empty {
                true => (
                    "`url`, `list` or `children`",
                    "write where it leads: `url: /about/`, `url: pages/about.md`, `list: meetings`, or `children:` with entries below it",
                ),
                false => ("`title`", "write the words that stand in the menu, such as `title: About`"),
            };
            self.report(Problem::YamlType, here, format!("“{name}” has no {missing}"), hint.to_owned());
            return None;
        }
        Some(MenuSetting { title: title.0, target, hidden, children })
    }

    fn list(&mut self, name: &str, at: &[PathStep]) -> Option<MenuTarget> {
        let of_taxonomy =
            || self.taxonomies.iter().position(|key| **key == *name).map(|place| SiteList::Terms(place + 1));
        let found = SiteList::of_name(name).or_else(of_taxonomy).map(MenuTarget::List);
        if found.is_none() {
            let own = self.taxonomies.iter().map(|key| &**key);
            let names: Vec<&str> = SiteList::ALL.map(SiteList::name).into_iter().chain(own).collect();
            let hint = match did_you_mean(name, names.iter().copied()) {
                Some(near) => format!("did you mean “{near}”?"),
                None => format!("use one of {}", names.join(", ")),
            };
            self.report(Problem::YamlType, at, format!("“{name}” is not a list of the site"), hint);
        }
        found
    }

    fn url(&mut self, url: &str, at: &[PathStep]) -> Option<MenuTarget> {
        match classify(url) {
            LinkKind::Unsafe => {
                self.report(
                    Problem::UnsafeLink,
                    at,
                    format!("the link to “{url}” is dropped"),
                    unsafe_link_hint(url).to_string(),
                );
                return None;
            }
            LinkKind::Relative(_) => self.links.push(RelativeLink::to(url, self.yaml.place(at))),
            LinkKind::Absolute(_) | LinkKind::SchemeRelative(_) => {}
        }
        Some(MenuTarget::Url(url.into()))
    }

    fn report(&mut self, problem: Problem, at: &[PathStep], message: String, hint: String) {
        self.diagnostics.push(Diagnostic::at(problem, self.yaml.place(at), message).hint(hint));
    }
}
