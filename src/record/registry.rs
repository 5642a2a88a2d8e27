//! People, organisations, series and taxonomies as the registries declare them.

use serde::{Deserialize, Serialize};

use crate::record::{Date, Label, Language, OrganisationKind};
use crate::report::diagnostic::Location;

/// A text in one or several languages, the first being the default.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
pub struct LocalText(Vec<(Option<Language>, Box<str>)>);

impl LocalText {
    /// A text in several languages, in the order given.
    pub fn new(texts: Vec<(Option<Language>, Box<str>)>) -> Self {
        LocalText(texts)
    }

    /// A text in one language, which may be unknown.
    pub fn plain(text: &str) -> Self {
        LocalText(vec![(None, text.into())])
    }

    /// Reports whether there is no text at all.
    pub fn is_empty(&self) -> bool {
        self.0.iter().all(|(_, text)| text.is_empty())
    }

    /// The text for a reader of `lang`: exact tag, else same primary language, else the first. Empty if there is none.
    pub fn get(&self, lang: &Language) -> &str {
        let exact = self.0.iter().find(|(tag, _)| tag.as_ref() == Some(lang));
        let near = || self.0.iter().find(|(tag, _)| tag.as_ref().is_some_and(|tag| tag.primary() == lang.primary()));
        exact.or_else(near).or_else(|| self.0.first()).map_or("", |(_, text)| text)
    }

    /// All texts with their languages.
    pub fn iter(&self) -> impl Iterator<Item = (Option<&Language>, &str)> {
        self.0.iter().map(|(lang, text)| (lang.as_ref(), &**text))
    }
}

/// The contents of the registries.
#[derive(Debug, Clone)]
pub struct Registry {
    /// In the order of the file.
    pub people: Vec<Person>,
    /// In the order of the file, units after their parents.
    pub organisations: Vec<Organisation>,
    /// In the order of the file.
    pub series: Vec<Series>,
    /// Taxonomies: topics first, then those of the site in the order of the file.
    pub taxonomies: Vec<Taxonomy>,
    /// Headings that mean several people at once.
    pub combined: Vec<CombinedLabel>,
}

impl Default for Registry {
    fn default() -> Self {
        Registry {
            people: Vec::new(),
            organisations: Vec::new(),
            series: Vec::new(),
            taxonomies: vec![Taxonomy::topics(Vec::new())],
            combined: Vec::new(),
        }
    }
}

impl Registry {
    /// Topics that are declared, in the order of the file.
    pub fn topics(&self) -> &[TaxonomyTerm] {
        self.taxonomies.first().map_or(&[], |topics| &topics.terms)
    }
}

/// The registry entry of a speaker.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Registered {
    /// Position in [`Registry::people`].
    Person(usize),
    /// Position in [`Registry::organisations`].
    Organisation(usize),
}

/// A speaker: a person, or a function.
#[derive(Debug, Clone, PartialEq)]
pub struct Person {
    /// Unique among people and organisations; the end of the address.
    pub id: Box<str>,
    /// Kind of speaker.
    pub kind: PersonKind,
    /// By language.
    pub names: LocalText,
    /// Labels that mean this person.
    pub labels: Vec<LabelClaim>,
    /// Offices held, in the order of the file.
    pub roles: Vec<Role>,
    /// Scheme and value, such as (`wikidata`, `Q42`).
    pub identifiers: Vec<(Box<str>, Box<str>)>,
    /// A picture, relative to the content.
    pub portrait: Option<Box<str>>,
    /// Elsewhere on the web.
    pub links: Vec<WebLink>,
    /// Sort key instead of the name; empty to sort by name.
    pub sort: LocalText,
    /// True if pages of bodies name this person even where no public record does.
    pub listed: bool,
    /// The entry in the registry.
    pub at: Location,
}

/// Kind of speaker behind a label.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum PersonKind {
    /// A human being.
    #[default]
    Person,
    /// A body or a unit of one.
    Organisation,
    /// A function, such as the chair or an interpreter.
    Role,
    /// Several people, such as the audience.
    Group,
    /// A person who must stay anonymous; gets no page.
    Anonymous,
}

/// A label that means a speaker, perhaps only in some places or for some time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LabelClaim {
    /// The label.
    pub label: Label,
    /// Scope of the claim.
    pub scope: Scope,
    /// Place of the claim.
    pub at: Location,
    /// True if the claim comes from a name rather than from `labels`; an explicit claim wins over it.
    pub by_name: bool,
}

/// Scope of a label: places and times. `None` and empty mean everywhere and always.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct Scope {
    /// File names or slugs of records.
    pub only_in: Vec<Box<str>>,
    /// A series.
    pub series: Option<Box<str>>,
    /// From this day on.
    pub from: Option<Date>,
    /// To this day inclusive.
    pub to: Option<Date>,
}

impl Scope {
    /// Narrowness of the scope; a narrower claim wins over a wider one.
    pub fn narrowness(&self) -> u8 {
        u8::from(!self.only_in.is_empty()) * 4
            + u8::from(self.series.is_some()) * 2
            + u8::from(self.from.is_some() || self.to.is_some())
    }
}

/// An office held.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Role {
    /// Such as “Minister without Portfolio”.
    pub title: LocalText,
    /// The organisation's id, or its name as written.
    pub body: Option<Box<str>>,
    /// From this day on, when known.
    pub from: Option<Date>,
    /// To this day inclusive, when known.
    pub to: Option<Date>,
    /// True if it is the chair of the body.
    pub chair: bool,
}

impl Role {
    /// Reports whether the dates of the office include a day. A role without dates says nothing about any day.
    pub fn held_on(&self, day: Date) -> bool {
        (self.from.is_some() || self.to.is_some()) && within(self.from, self.to, day)
    }
}

/// Reports whether a day lies between two others, both inclusive; `None` is open.
pub fn within(from: Option<Date>, to: Option<Date>, day: Date) -> bool {
    from.is_none_or(|from| from <= day || from.agrees_with(day)) && to.is_none_or(|to| day <= to || to.agrees_with(day))
}

/// A body that meets, or a unit that speaks.
#[derive(Debug, Clone, PartialEq)]
pub struct Organisation {
    /// Unique among people and organisations.
    pub id: Box<str>,
    /// Kind of organisation, when known.
    pub kind: Option<OrganisationKind>,
    /// By language.
    pub names: LocalText,
    /// Labels under which it speaks.
    pub labels: Vec<LabelClaim>,
    /// The organisation it is a part of.
    pub parent: Option<Box<str>>,
    /// True if it has a page even where nothing public names it.
    pub listed: bool,
    /// Scheme and value.
    pub identifiers: Vec<(Box<str>, Box<str>)>,
    /// Elsewhere on the web.
    pub links: Vec<WebLink>,
    /// The entry in the registry.
    pub at: Location,
}

/// A committee or any other series of meetings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Series {
    /// The end of the address.
    pub id: Box<str>,
    /// By language.
    pub title: LocalText,
    /// By language.
    pub description: LocalText,
    /// The organisation that meets.
    pub body: Option<Box<str>>,
}

/// A heading that means several people: `龔明鑫共同召集人、彭啟明共同召集人`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CombinedLabel {
    /// The whole label.
    pub label: Label,
    /// Ids of the people it means; empty when its parts are labels themselves.
    pub people: Vec<Box<str>>,
    /// Scope of the label.
    pub scope: Scope,
    /// The entry in the registry.
    pub at: Location,
}

/// A document, recording or site, with what to call it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct WebLink {
    /// Title; empty to show the target itself.
    pub title: LocalText,
    /// Target as written: absolute, or relative to the file.
    pub target: Box<str>,
    /// A media type or a word for one, as written.
    pub kind: Option<Box<str>>,
    /// Time of the record at which a recording starts, in milliseconds.
    pub starts: Option<i64>,
    /// Length of a recording, in milliseconds.
    pub length: Option<u64>,
    /// Picture of a recording, as written: a path relative to the file.
    pub poster: Option<Box<str>>,
}

/// Key of the taxonomy that every site has.
pub const TOPICS_KEY: &str = "topics";

/// A key of metadata whose values, the terms, each list the meetings that name them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Taxonomy {
    /// Key in the metadata of records.
    pub key: Box<str>,
    /// Name by language; empty if it is called like its key. That of topics is a string of the theme.
    pub title: LocalText,
    /// One sentence by language; may be empty.
    pub description: LocalText,
    /// Declared terms, in the order of the file.
    pub terms: Vec<TaxonomyTerm>,
    /// Place of the declaration; none for topics.
    pub at: Option<Location>,
}

/// A value of a taxonomy: a subject, a ward, a committee.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TaxonomyTerm {
    /// The end of the address.
    pub id: Box<str>,
    /// By language.
    pub title: LocalText,
    /// By language.
    pub description: LocalText,
}

impl Taxonomy {
    /// The taxonomy of subjects, with its declared terms.
    pub fn topics(terms: Vec<TaxonomyTerm>) -> Self {
        let (title, description) = (LocalText::default(), LocalText::default());
        Taxonomy { key: TOPICS_KEY.into(), title, description, terms, at: None }
    }
}
