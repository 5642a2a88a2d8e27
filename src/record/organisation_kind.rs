//! Kinds of organisations, for readers who wonder what a name stands for.

/// Kind of an organisation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum OrganisationKind {
    /// An assembly of members: a council, a parliament, a board.
    Council,
    /// A committee of another body.
    Committee,
    /// A political party.
    Party,
    /// A group of members, such as a parliamentary group or a working group.
    Group,
    /// A unit of an administration.
    Office,
    /// An association of citizens, workers or neighbours.
    Association,
    /// A company.
    Company,
}

impl OrganisationKind {
    /// All kinds.
    pub const ALL: [OrganisationKind; 7] = [
        OrganisationKind::Council,
        OrganisationKind::Committee,
        OrganisationKind::Party,
        OrganisationKind::Group,
        OrganisationKind::Office,
        OrganisationKind::Association,
        OrganisationKind::Company,
    ];

    /// Its name in the registry, in templates and in the strings of themes.
    pub fn name(self) -> &'static str {
        match self {
            OrganisationKind::Council => "council",
            OrganisationKind::Committee => "committee",
            OrganisationKind::Party => "party",
            OrganisationKind::Group => "group",
            OrganisationKind::Office => "office",
            OrganisationKind::Association => "association",
            OrganisationKind::Company => "company",
        }
    }

    /// The kind with a name.
    pub fn of_name(name: &str) -> Option<Self> {
        OrganisationKind::ALL.into_iter().find(|kind| kind.name() == name)
    }
}
