//! Header of a record in TEI, in the order of ParlaMint's schema.

use super::{COUNTED, NAMESPACE, TeiWriter};
use crate::record::{Approval, TranscriptKind};
use crate::render::full_address::full_address;
use crate::render::parts::body_links::body_of_meeting;
use crate::render::parts::licences::licence;
use crate::render::parts::site_title::site_title;
use crate::render::parts::status_note::summary_text;
use crate::render::record_agents::{AgentKind, RecordAgent};

impl TeiWriter<'_, '_> {
    /// Adds the header.
    pub(super) fn header(&mut self) {
        self.xml.open("teiHeader", &[]);
        self.file_description();
        self.encoding_description();
        self.profile_description();
        self.xml.close("teiHeader");
        self.xml.line();
    }

    fn file_description(&mut self) {
        let meeting = self.meeting;
        let details = &meeting.details;
        let (lang, address) = (details.lang.as_str(), self.address());
        let day = details.date.to_string();
        self.xml.open("fileDesc", &[]);
        self.xml.open("titleStmt", &[]);
        self.xml.element("title", &[("type", "main"), ("xml:lang", lang)], &details.title);
        if let Some(subtitle) = &details.subtitle {
            self.xml.element("title", &[("type", "sub"), ("xml:lang", lang)], subtitle);
        }
        let body = body_of_meeting(self.inputs, self.index, &details.lang);
        let mut attributes = vec![("n", &*day), ("ana", "#parla.sitting")];
        attributes.extend(body.as_ref().map(|_| ("corresp", "#meeting-body")));
        self.xml.element("meeting", &attributes, &day);
        self.xml.close("titleStmt");
        let history = self.inputs.archive.histories[self.index].as_ref();
        let version = history.map_or(1, |history| history.version).to_string();
        self.xml.open("editionStmt", &[]);
        self.xml.element("edition", &[], &version);
        self.xml.close("editionStmt");
        let total = meeting.total();
        self.xml.open("extent", &[]);
        for (unit, count) in [("speeches", total.speeches), ("words", total.words)] {
            let count = count.to_string();
            self.xml.element("measure", &[("unit", unit), ("quantity", &count)], &format!("{count} {unit}"));
        }
        self.xml.close("extent");
        self.publication(&address, &day);
        self.xml.open("sourceDesc", &[]);
        self.xml.open("bibl", &[]);
        self.xml.element("title", &[("type", "main"), ("xml:lang", lang)], &details.title);
        self.xml.element("idno", &[("type", "URI")], &address);
        self.xml.element("date", &[("when", &day)], &day);
        self.xml.close("bibl");
        self.xml.close("sourceDesc");
        self.xml.close("fileDesc");
    }

    fn publication(&mut self, address: &str, day: &str) {
        let inputs = self.inputs;
        let details = &self.meeting.details;
        let history = inputs.archive.histories[self.index].as_ref();
        let published =
            history.map(|history| inputs.config.time_zone.to_datetime(history.published).date().to_string());
        let published = published.as_deref().unwrap_or(day);
        let title = site_title(inputs, &details.lang);
        self.xml.open("publicationStmt", &[]);
        self.xml.element("publisher", &[], &title);
        self.xml.element("idno", &[("type", "URI")], address);
        self.xml.open("availability", &[("status", "free")]);
        let given = details.licence.as_deref().or(inputs.config.licence.as_deref()).map(licence);
        if let Some(given) = given {
            let words = if given.href.is_empty() { &given.id } else { &given.href };
            self.xml.element("licence", &[], words);
        }
        let holder = details.attribution.as_deref().unwrap_or_else(|| inputs.config.attribution.get(&details.lang));
        self.xml.element("p", &[], if holder.is_empty() { &title } else { holder });
        self.xml.close("availability");
        self.xml.element("date", &[("when", published)], published);
        self.xml.close("publicationStmt");
    }

    fn encoding_description(&mut self) {
        let details = &self.meeting.details;
        let approval = match details.text_status.approval {
            Some(Approval::Approved { .. }) => " The body has approved it.",
            Some(Approval::Pending) => " The body has yet to approve it.",
            None => "",
        };
        let kind = match details.text_status.transcript {
            Some(TranscriptKind::Verbatim) => " It is verbatim.",
            Some(TranscriptKind::Edited) => " It is edited speech.",
            Some(TranscriptKind::Summary) => " It is a summary.",
            Some(TranscriptKind::Machine) => " It was recognised by a program.",
            None => "",
        };
        self.xml.open("encodingDesc", &[]);
        self.xml.open("projectDesc", &[]);
        self.xml.element("p", &[], &format!("The record as published at the address above.{approval}{kind}"));
        if let Some(summary) = &details.summary {
            let strings = self.inputs.strings(&self.inputs.interface_language(&details.lang));
            self.xml.element("p", &[], &summary_text(strings, summary));
        }
        self.xml.close("projectDesc");
        self.xml.open("tagsDecl", &[]);
        self.xml.open("namespace", &[("name", NAMESPACE)]);
        for (name, count) in COUNTED.into_iter().zip(self.counts).filter(|(_, count)| *count > 0) {
            self.xml.empty("tagUsage", &[("gi", name), ("occurs", &count.to_string())]);
        }
        self.xml.close("namespace");
        self.xml.close("tagsDecl");
        self.xml.close("encodingDesc");
    }

    fn profile_description(&mut self) {
        let meeting = self.meeting;
        let details = &meeting.details;
        let day = details.date.to_string();
        self.xml.open("profileDesc", &[]);
        self.xml.open("settingDesc", &[]);
        self.xml.open("setting", &[]);
        if let Some(place) = &details.place {
            self.xml.element("name", &[("type", "place")], place);
        } else {
            self.xml.element("name", &[("type", "org")], &site_title(self.inputs, &details.lang));
        }
        self.xml.element("date", &[("when", &day)], &day);
        self.xml.close("setting");
        self.xml.close("settingDesc");
        let agents = self.agents;
        let body = body_of_meeting(self.inputs, self.index, &details.lang);
        let is_person = |agent: &&RecordAgent<'_>| agent.kind != AgentKind::Organisation;
        let has_organisations = body.is_some() || agents.all.iter().any(|agent| !is_person(&agent));
        let has_people = agents.all.iter().any(|agent| is_person(&agent));
        if has_organisations || has_people {
            self.xml.open("particDesc", &[]);
        }
        if has_organisations {
            self.xml.open("listOrg", &[]);
            if let Some(body) = body {
                let href = if body.href.is_empty() { "#meeting-body" } else { &body.href };
                let address = full_address(self.inputs, self.index, href);
                self.organisation("meeting-body", &body.title, &address);
            }
            for agent in agents.all.iter().filter(|agent| !is_person(agent)) {
                self.organisation(&agent.id, agent.name, &agent.address);
            }
            self.xml.close("listOrg");
        }
        if has_people {
            self.xml.open("listPerson", &[]);
            for agent in agents.all.iter().filter(is_person) {
                self.person(agent);
            }
            self.xml.close("listPerson");
        }
        if has_organisations || has_people {
            self.xml.close("particDesc");
        }
        self.xml.open("langUsage", &[]);
        self.xml.empty("language", &[("ident", details.lang.as_str())]);
        self.xml.close("langUsage");
        self.xml.close("profileDesc");
    }

    fn organisation(&mut self, id: &str, name: &str, address: &str) {
        self.xml.open("org", &[("xml:id", id)]);
        self.xml.element("orgName", &[("full", "yes")], name);
        self.xml.element("idno", &[("type", "URI")], address);
        self.xml.close("org");
    }

    /// Adds a person. Names are not divided, since a registry does not say which part is the surname.
    fn person(&mut self, agent: &RecordAgent<'_>) {
        self.xml.open("person", &[("xml:id", &agent.id)]);
        self.xml.open("persName", &[]);
        self.xml.element("term", &[], agent.name);
        self.xml.close("persName");
        self.xml.element("idno", &[("type", "URI")], &agent.address);
        for (scheme, value) in agent.identifiers {
            let (kind, subtype) = if value.starts_with("http") { ("URI", &**scheme) } else { (&**scheme, "") };
            if is_name(kind) && (subtype.is_empty() || is_name(subtype)) {
                let mut attributes = vec![("type", kind)];
                attributes.extend((!subtype.is_empty()).then_some(("subtype", subtype)));
                self.xml.element("idno", &attributes, value);
            }
        }
        self.xml.close("person");
    }

    /// Address of the record.
    fn address(&self) -> String {
        full_address(self.inputs, self.index, &self.inputs.plan.addresses.meetings[self.index])
    }
}

/// Reports whether a text can be a name in XML.
fn is_name(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
        && text.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.'))
}
