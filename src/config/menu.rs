//! Menus of the site, as the settings give them.

use crate::record::{LocalText, TOPICS_KEY};

/// An entry of a menu.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MenuSetting {
    /// Text by language; empty for a list of the site that keeps its own name.
    pub title: LocalText,
    /// Target of the entry.
    pub target: MenuTarget,
    /// True if it is not shown.
    pub hidden: bool,
    /// Entries below it.
    pub children: Vec<MenuSetting>,
}

/// Target of an entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MenuTarget {
    /// It only opens the entries below it.
    None,
    /// An address, or a file of the content.
    Url(Box<str>),
    /// A list that the site has by itself.
    List(SiteList),
}

/// Lists that the menu has by itself, where the site has them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SiteList {
    /// All meetings.
    Meetings,
    /// All speakers.
    Speakers,
    /// All series.
    Series,
    /// All terms of a taxonomy; position in [`crate::site::Plan::taxonomies`], of which topics are the first.
    Terms(usize),
    /// All bodies.
    Bodies,
    /// All matters.
    Matters,
    /// The newest decisions.
    Decisions,
}

impl SiteList {
    /// All that every site may have, in the order in which the menu has them by itself.
    pub const ALL: [SiteList; 7] = [
        SiteList::Meetings,
        SiteList::Speakers,
        SiteList::Series,
        SiteList::Terms(0),
        SiteList::Bodies,
        SiteList::Matters,
        SiteList::Decisions,
    ];

    /// Its name in settings, which is also that of the string that names it. That of a taxonomy of the site is its key.
    pub fn name(self) -> &'static str {
        match self {
            SiteList::Meetings => "meetings",
            SiteList::Speakers => "speakers",
            SiteList::Series => "series",
            SiteList::Terms(_) => TOPICS_KEY,
            SiteList::Bodies => "bodies",
            SiteList::Matters => "matters",
            SiteList::Decisions => "decisions",
        }
    }

    /// The list with a name.
    pub fn of_name(name: &str) -> Option<Self> {
        SiteList::ALL.into_iter().find(|list| list.name() == name)
    }
}

impl MenuSetting {
    /// Reports whether this entry or one below it leads to a list of the site.
    pub fn names(&self, list: SiteList) -> bool {
        self.target == MenuTarget::List(list) || self.children.iter().any(|child| child.names(list))
    }
}
