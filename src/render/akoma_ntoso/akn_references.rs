//! References of a debate: people, bodies, roles, subjects, and the concepts of votes.

use super::{AknWriter, PUBLISHER};
use crate::record::{MeetingIndex, Section, Side};
use crate::render::context::Renderer;
use crate::render::full_address::full_address;
use crate::render::parts::body_links::body_of_meeting;
use crate::render::parts::site_title::site_title;
use crate::render::record_agents::AgentKind;
use crate::site::TOPICS;

/// Matters that a meeting dealt with, each with the position of the section in which it did, ordered by that.
pub(super) fn heard_matters(inputs: &Renderer<'_>, index: MeetingIndex) -> Vec<(usize, usize)> {
    let mut heard = Vec::new();
    for &matter in inputs.context.matters_of(index) {
        // They are in the order of time, as meetings are.
        let hearings = &inputs.plan.matters[matter].hearings;
        let from = hearings.partition_point(|hearing| hearing.meeting < index);
        let here = hearings[from..].iter().take_while(|hearing| hearing.meeting == index);
        heard.extend(here.map(|hearing| (hearing.section, matter)));
    }
    heard.sort_unstable();
    heard.dedup();
    heard
}

/// Beginning of the addresses of concepts, in the form of Akoma Ntoso's naming convention.
const CONCEPTS: &str = "/akn/ontology/concept/";

impl AknWriter<'_, '_> {
    /// Adds the references.
    pub(super) fn references(&mut self) {
        self.xml.open("references", &[("source", PUBLISHER)]);
        let title = site_title(self.inputs, &self.meeting.details.lang);
        let home = format!("{}/", self.inputs.plan.base.url());
        self.reference_to("TLCOrganization", "publisher", &home, &title);
        if let Some((address, name)) = self.body_that_met() {
            self.reference_to("TLCOrganization", "meeting-body", &address, &name);
        }
        for agent in &self.agents.all {
            let element = match agent.kind {
                AgentKind::Person => "TLCPerson",
                AgentKind::Organisation => "TLCOrganization",
                AgentKind::Role => "TLCRole",
            };
            self.reference_to(element, &agent.id, &agent.address, agent.name);
        }
        if self.meeting.chair.is_some() {
            self.reference_to("TLCRole", "role-chair", "/akn/ontology/role/chair", "Chair");
        }
        for (id, address, title) in self.subjects() {
            self.reference_to("TLCConcept", &id, &address, &title);
        }
        self.vote_concepts();
        self.xml.close("references");
        self.xml.line();
    }

    fn reference_to(&mut self, element: &str, id: &str, address: &str, name: &str) {
        self.xml.empty(element, &[("eId", id), ("href", address), ("showAs", name)]);
    }

    /// Address and name of the body that met, if the record has one.
    pub(super) fn body_that_met(&self) -> Option<(String, String)> {
        let body = body_of_meeting(self.inputs, self.index, &self.meeting.details.lang)?;
        let href = if body.href.is_empty() { "#meeting-body" } else { &body.href };
        Some((full_address(self.inputs, self.index, href), body.title))
    }

    /// Matters and topics of the meeting: id, address and title.
    fn subjects(&self) -> Vec<(String, String, String)> {
        let (plan, lang) = (self.inputs.plan, &self.meeting.details.lang);
        let locale = &plan.locales[plan.locale_for(lang)];
        let mut subjects = Vec::new();
        for &place in self.inputs.context.matters_of(self.index) {
            let matter = &plan.matters[place];
            let index = locale.matters.as_deref().unwrap_or_default();
            let address = full_address(self.inputs, self.index, &format!("{index}{}/", matter.id));
            subjects.push((format!("matter-{}", matter.id), address, matter.title.get(lang).to_owned()));
        }
        let mut topics: Vec<usize> = self.topics(self.meeting.details.topics.iter()).collect();
        topics.sort_unstable();
        topics.dedup();
        for place in topics {
            let (topic, href) = (&plan.topics()[place], &locale.terms[TOPICS][place]);
            let address = full_address(self.inputs, self.index, href);
            subjects.push((format!("topic-{}", topic.id), address, topic.title.get(lang).to_owned()));
        }
        subjects
    }

    /// Positions of the topics that a record or item names.
    pub(super) fn topics<'i>(&self, ids: impl Iterator<Item = &'i Box<str>>) -> impl Iterator<Item = usize> {
        ids.filter_map(|id| self.inputs.context.ids.topic(id))
    }

    /// References to the matters and topics of a section, with spaces between them.
    pub(super) fn subjects_of(&self, place: usize, section: &Section) -> String {
        let plan = self.inputs.plan;
        let from = self.heard.partition_point(|(section, _)| *section < place);
        let here = self.heard[from..].iter().take_while(|(section, _)| *section == place);
        let mut references: Vec<String> =
            here.map(|(_, matter)| format!("#matter-{}", plan.matters[*matter].id)).collect();
        let topics = section.item.iter().flat_map(|item| &item.topics);
        references.extend(self.topics(topics).map(|topic| format!("#topic-{}", plan.topics()[topic].id)));
        references.join(" ")
    }

    /// Adds the sides and outcomes of votes that the record has.
    fn vote_concepts(&mut self) {
        let meeting = self.meeting;
        let mut concepts: Vec<(String, &str)> = Vec::new();
        let mut add = |id: String, name| {
            if !concepts.iter().any(|(known, _)| *known == id) {
                concepts.push((id, name));
            }
        };
        for decision in meeting.decisions() {
            for side in Side::ALL.into_iter().filter(|side| decision.votes(*side).is_some()) {
                add(format!("votes-{}", side.name()), side.name());
            }
            if let Some(outcome) = decision.result.outcome {
                add(format!("outcome-{}", outcome.name()), outcome.name());
            }
        }
        if let Some(quorum) = meeting.attendance.quorum {
            if let Some(met) = quorum.met {
                let (id, name) = if met { ("quorum-met", "met") } else { ("quorum-not-met", "not met") };
                add(id.to_owned(), name);
            }
            if quorum.members.is_some() {
                add("all-members".to_owned(), "all members");
            }
        }
        for (id, name) in concepts {
            self.reference_to("TLCConcept", &id, &format!("{CONCEPTS}{id}"), name);
        }
    }
}
