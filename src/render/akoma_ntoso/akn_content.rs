//! Body of a debate in Akoma Ntoso: sections, speeches and events.

use super::{AknWriter, written_time};
use crate::markdown::labels::without_quote_marks;
use crate::record::{
    BlockKind, Contribution, Delivery, ItemKeys, Narrative, Section, Speech, TextRange, notes_of_heading,
};
use crate::render::divided_speeches::goes_on_above;

impl AknWriter<'_, '_> {
    /// Adds the body.
    pub(super) fn body(&mut self) {
        self.xml.open("debateBody", &[]);
        let mut is_empty = true;
        for (place, section) in self.meeting.sections.iter().enumerate() {
            if section.heading.is_some() || !section.contributions.is_empty() {
                self.section(place, section);
                is_empty = false;
            }
        }
        if is_empty {
            self.xml.empty("debateSection", &[("name", "opening")]);
        }
        self.xml.close("debateBody");
    }

    fn section(&mut self, place: usize, section: &Section) {
        let name = match (&section.heading, &section.item) {
            (None, _) => "opening",
            (Some(_), Some(_)) => "item",
            (Some(_), None) => "section",
        };
        let time = section.time.as_ref().map(|time| written_time(time, self.meeting.details.times));
        let subjects = self.subjects_of(place, section);
        let keys = section.item.as_deref().map(OwnKeys::of).unwrap_or_default();
        let mut attributes = vec![("name", name)];
        let optional = [
            ("eId", Some(&*section.anchor).filter(|anchor| !anchor.is_empty())),
            ("refersTo", Some(&*subjects).filter(|subjects| !subjects.is_empty())),
            ("mb:time", time.as_deref()),
            ("mb:item", keys.item.as_deref().filter(|id| *section.anchor != format!("item-{id}"))),
            ("mb:matters", keys.matters.as_deref()),
            ("mb:topics", keys.topics.as_deref()),
        ];
        attributes.extend(optional.into_iter().filter_map(|(key, value)| Some((key, value?))));
        self.xml.open("debateSection", &attributes);
        if let Some(heading) = &section.heading {
            self.xml.open("heading", &[]);
            self.xml.text(heading);
            self.heading_notes(&section.anchor);
            self.xml.close("heading");
        }
        if let Some(summary) = section.item.as_ref().and_then(|item| item.summary.as_ref()) {
            let mut attributes = vec![("class", "abstract")];
            attributes.extend(summary.by.name().map(|name| ("mb:by", name)));
            self.xml.element("summary", &attributes, &summary.text);
        }
        for (at, contribution) in section.contributions.iter().enumerate() {
            match contribution {
                Contribution::Speech(speech) => {
                    self.speech(speech, goes_on_above(&section.contributions, at, self.text));
                }
                Contribution::Narrative(narrative) => match &narrative.roll_call {
                    Some(call) => self.roll_call(narrative.id, call),
                    None => self.narrative(narrative),
                },
                Contribution::Note(note) => self.markdown(note.text.of(self.text)),
                Contribution::Decision(decision) => self.decision(decision),
            }
        }
        self.xml.close("debateSection");
        self.xml.line();
    }

    /// Adds the marks of footnotes at a heading; at the title if `anchor` is empty.
    pub(super) fn heading_notes(&mut self, anchor: &str) {
        let meeting = self.meeting;
        for number in notes_of_heading(&meeting.details.heading_notes, anchor) {
            self.note_mark(number);
        }
    }

    fn speech(&mut self, speech: &Speech, goes_on: bool) {
        let label = &self.meeting.speaker_of(speech).name.label;
        let (id, by) = (speech.id.to_string(), self.reference(speech.by));
        let time = speech.time();
        let (start, written) = (
            time.and_then(|time| self.time_of_day(time)),
            time.map(|time| written_time(time, self.meeting.details.times)),
        );
        let is_chair = self.meeting.chair.is_some_and(|chair| self.reference(chair) == by);
        let mut attributes = vec![("eId", &*id), ("by", &*by)];
        let optional = [
            ("as", is_chair.then_some("#role-chair")),
            ("startTime", start.as_deref()),
            ("class", (speech.delivery == Delivery::Written).then_some("written")),
            ("xml:lang", speech.lang().map(|lang| lang.as_str())),
            ("mb:time", written.as_deref()),
            ("mb:continued", goes_on.then_some("true")),
            ("mb:nameless", label.key.is_empty().then_some("true")),
            ("mb:numbers", list_numbers(speech, self.text)),
        ];
        attributes.extend(optional.into_iter().filter_map(|(key, value)| Some((key, value?))));
        self.xml.open("speech", &attributes);
        if !goes_on {
            self.xml.open("from", &[]);
            self.xml.text(&label.text);
            self.heading_notes(&id);
            self.xml.close("from");
        }
        let before = self.xml.length();
        for block in &speech.blocks {
            match block.kind {
                BlockKind::Prose | BlockKind::Quotation => self.markdown(block.text.of(self.text)),
                BlockKind::Narrative => {
                    self.xml.open("p", &[]);
                    self.xml.open("remark", &[("type", "sceneDescription")]);
                    self.remark(block.text);
                    self.xml.close("remark");
                    self.xml.close("p");
                }
            }
        }
        if self.xml.length() == before {
            // The schema wants a block in every speech.
            self.xml.empty("p", &[]);
        }
        self.xml.close("speech");
        self.xml.line();
    }

    fn narrative(&mut self, narrative: &Narrative) {
        let id = narrative.id.to_string();
        let (name, attributes): (&str, &[(&str, &str)]) = match narrative.agenda {
            Some(_) => ("narrative", &[("eId", &id), ("class", "agenda-item")]),
            None => ("scene", &[("eId", &id)]),
        };
        self.xml.open(name, attributes);
        self.remark(narrative.text);
        self.xml.close(name);
        self.xml.line();
    }

    /// Adds the words of an event.
    fn remark(&mut self, range: TextRange) {
        let written = range.of(self.text);
        if !written.contains('>') {
            let nodes = self.tree(written);
            return self.flat(&nodes);
        }
        let bare = without_quote_marks(written);
        let nodes = self.tree(bare.trim_end());
        self.flat(&nodes);
    }
}

/// Part of the numbers of lists in the id of a speech, if it has any: they count, unless it has signs of links, tags or entities as
/// well. The importer makes sure that it is the same again.
fn list_numbers(speech: &Speech, text: &str) -> Option<&'static str> {
    let said = || speech.blocks.iter().map(|block| block.text.of(text));
    let is_item = |line: &str| {
        let bare = line.trim_start_matches([' ', '>']);
        bare.starts_with(|c: char| c.is_ascii_digit())
            && bare.trim_start_matches(|c: char| c.is_ascii_digit()).starts_with(['.', ')'])
    };
    let has_signs = || said().any(|block| block.contains(['<', '[', '&']));
    said().any(|block| block.lines().any(is_item)).then(|| if has_signs() { "uncounted" } else { "counted" })
}

/// Keys of an item in the form in which the importer reads them.
#[derive(Default)]
struct OwnKeys {
    item: Option<String>,
    matters: Option<String>,
    topics: Option<String>,
}

impl OwnKeys {
    fn of(keys: &ItemKeys) -> Self {
        let list = |ids: &[Box<str>]| (!ids.is_empty()).then(|| ids.join(", "));
        OwnKeys {
            item: keys.id.as_deref().map(str::to_owned),
            matters: list(&keys.matters),
            topics: list(&keys.topics),
        }
    }
}
