//! People, bodies and other voices that a record names, as formats for exchange list them: each once, under an id that is unique
//! in the document.

use rustc_hash::FxHashMap;

use super::context::Renderer;
use super::full_address::full_address;
use super::parts::speaker_links::speaker_href;
use crate::record::{MeetingIndex, NameIndex, PersonKind, Registered, Speaker};

/// Everyone whom a record names.
pub(super) struct RecordAgents<'r> {
    /// Each once, in the order of their first name.
    pub(super) all: Vec<RecordAgent<'r>>,
    /// For each name of the record its position in `all`.
    places: Vec<usize>,
}

/// A person, body or other voice.
pub(super) struct RecordAgent<'r> {
    /// Id within the document, without white space.
    pub(super) id: String,
    /// Kind of agent.
    pub(super) kind: AgentKind,
    /// Name for a reader of the record.
    pub(super) name: &'r str,
    /// Address of the page in full, or else that of the record with the id behind it.
    pub(super) address: String,
    /// Identifiers elsewhere: scheme and value.
    pub(super) identifiers: &'r [(Box<str>, Box<str>)],
}

/// Kind of an agent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum AgentKind {
    /// A person.
    Person,
    /// A body or a unit of one, or several people together.
    Organisation,
    /// A function, or a label of which no more is known.
    Role,
}

impl<'r> RecordAgents<'r> {
    /// Everyone whom the record of a meeting names.
    pub(super) fn of(inputs: &Renderer<'r>, index: MeetingIndex) -> Self {
        let meeting = &inputs.archive.meetings[index];
        let mut agents = RecordAgents { all: Vec::new(), places: Vec::with_capacity(meeting.names.len()) };
        // A label without a key is an agent of its own.
        let mut known: FxHashMap<(AgentKind, &str), usize> = FxHashMap::default();
        for (number, speaker) in (1..).zip(&meeting.names) {
            let meant = MeantAgent::of(inputs, index, speaker);
            let next = agents.all.len();
            let is_shared = !meant.key.is_empty() && meant.key.chars().all(is_name_character);
            let place = if is_shared { *known.entry((meant.kind, meant.key)).or_insert(next) } else { next };
            agents.places.push(place);
            if place == next {
                agents.all.push(meant.agent(inputs, index, speaker, number));
            }
        }
        agents
    }

    /// The agent behind a name.
    pub(super) fn agent(&self, name: NameIndex) -> &RecordAgent<'r> {
        &self.all[self.places[name as usize]]
    }
}

/// The one whom a name means, before ids and addresses are made.
struct MeantAgent<'r> {
    /// Identifier in the archive; empty for a label of which no more is known.
    key: &'r str,
    kind: AgentKind,
    name: &'r str,
    identifiers: &'r [(Box<str>, Box<str>)],
}

impl<'r> MeantAgent<'r> {
    fn of(inputs: &Renderer<'r>, index: MeetingIndex, speaker: &'r Speaker) -> Self {
        let archive = inputs.archive;
        let lang = &archive.meetings[index].details.lang;
        let (key, kind, name, identifiers): (_, _, _, &[_]) = match (speaker.registered, speaker.by.as_slice()) {
            (Some(Registered::Person(place)), _) => {
                let person = &archive.registry.people[place];
                (&*person.id, kind_of(person.kind), person.names.get(lang), &person.identifiers)
            }
            (Some(Registered::Organisation(place)), _) => {
                let organisation = &archive.registry.organisations[place];
                (&*organisation.id, AgentKind::Organisation, organisation.names.get(lang), &[])
            }
            (None, [one]) => {
                let entry = &archive.speakers[*one];
                (&*entry.id, kind_of(entry.kind), entry.names.get(lang), &[])
            }
            (None, []) => ("", AgentKind::Role, &*speaker.name.label.text, &[]),
            (None, _) => ("", AgentKind::Organisation, &*speaker.name.label.text, &[]),
        };
        MeantAgent { key, kind, name, identifiers }
    }

    /// The agent; `number` is that of the name in the record.
    fn agent(self, inputs: &Renderer<'r>, index: MeetingIndex, speaker: &Speaker, number: usize) -> RecordAgent<'r> {
        let prefix = match self.kind {
            AgentKind::Person => "person",
            AgentKind::Organisation => "organization",
            AgentKind::Role => "role",
        };
        let id = match self.key {
            "" => format!("label-{number}"),
            key => format!("{prefix}-{}", name_of_key(key, number)),
        };
        let lang = &inputs.archive.meetings[index].details.lang;
        let address = match speaker.by.as_slice() {
            [one] => full_address(inputs, index, &speaker_href(inputs, *one, lang)),
            _ => full_address(inputs, index, &format!("#{id}")),
        };
        RecordAgent { id, kind: self.kind, name: self.name, address, identifiers: self.identifiers }
    }
}

/// A key of the registry as the end of a name in XML. If it has other characters, `number` makes it unique.
fn name_of_key(key: &str, number: usize) -> String {
    if key.chars().all(is_name_character) {
        return key.to_owned();
    }
    format!("{}-{number}", key.replace(|c| !is_name_character(c), "-"))
}

/// Reports whether a character may stand in names by all editions of XML 1.0, of which old tools know the first four only.
fn is_name_character(c: char) -> bool {
    match c {
        '-' | '.' | '_' => true,
        c if c.is_ascii() => c.is_ascii_alphanumeric(),
        '\u{C0}'..='\u{233}' | '\u{391}'..='\u{3C9}' | '\u{401}'..='\u{481}' => c.is_alphabetic(),
        '\u{5D0}'..='\u{5EA}' | '\u{621}'..='\u{64A}' | '\u{905}'..='\u{939}' | '\u{E01}'..='\u{E2E}' => true,
        '\u{3041}'..='\u{3094}' | '\u{30A1}'..='\u{30FA}' | '\u{30FC}' => true,
        '\u{4E00}'..='\u{9FA5}' | '\u{AC00}'..='\u{D7A3}' => true,
        _ => false,
    }
}

fn kind_of(kind: PersonKind) -> AgentKind {
    match kind {
        PersonKind::Person => AgentKind::Person,
        PersonKind::Organisation | PersonKind::Group => AgentKind::Organisation,
        PersonKind::Role | PersonKind::Anonymous => AgentKind::Role,
    }
}

#[cfg(test)]
mod tests {
    use super::name_of_key;

    #[test]
    fn keys_become_names() {
        assert_eq!(name_of_key("ann-lee", 3), "ann-lee");
        assert_eq!(name_of_key("唐鳳", 3), "唐鳳");
        assert_eq!(name_of_key("張培鏞（司儀）", 3), "張培鏞-司儀--3");
    }
}
