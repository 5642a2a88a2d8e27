//! Metadata of a debate in Akoma Ntoso.

use super::{AknWriter, PUBLISHER};
use crate::record::{Approval, TimeScale};
use crate::render::full_address::full_address;
use crate::render::parts::licences::licence;
use crate::render::parts::site_title::site_title;

impl AknWriter<'_, '_> {
    /// Adds the metadata.
    pub(super) fn metadata(&mut self) {
        self.xml.open("meta", &[]);
        self.identification();
        self.publication();
        self.analysis();
        self.references();
        self.notes();
        self.proprietary();
        self.xml.close("meta");
        self.xml.line();
    }

    /// Adds work, expression and manifestation. All have the address of the record, at which it stays.
    fn identification(&mut self) {
        let details = &self.meeting.details;
        let address = full_address(self.inputs, self.index, &self.inputs.plan.addresses.meetings[self.index]);
        let author = if self.body_that_met().is_some() { "#meeting-body" } else { PUBLISHER };
        let (day, published) = (self.day(), self.published());
        let country = country(self.inputs.plan.default_language().as_str())
            .or_else(|| country(details.lang.as_str()))
            // A code that ISO 3166 leaves to users, and CLDR uses for a territory that is not known.
            .unwrap_or_else(|| "zz".to_owned());
        self.xml.open("identification", &[("source", PUBLISHER)]);
        self.level("FRBRWork", &address, &day, "meeting", author);
        self.xml.empty("FRBRcountry", &[("value", &country)]);
        self.xml.empty("FRBRname", &[("value", &details.title)]);
        self.xml.close("FRBRWork");
        let (date, name) = match &published {
            Some((date, _)) => (&**date, "publication"),
            None => (&*day, "meeting"),
        };
        self.level("FRBRExpression", &address, date, name, author);
        if let Some((_, version)) = &published {
            self.xml.empty("FRBRversionNumber", &[("value", version)]);
        }
        match &details.text_status.approval {
            Some(Approval::Approved { .. }) => self.xml.empty("FRBRauthoritative", &[("value", "true")]),
            Some(Approval::Pending) => self.xml.empty("FRBRauthoritative", &[("value", "false")]),
            None => {}
        }
        self.xml.empty("FRBRlanguage", &[("language", details.lang.as_str())]);
        self.xml.close("FRBRExpression");
        self.level("FRBRManifestation", &address, date, name, PUBLISHER);
        self.xml.empty("FRBRformat", &[("value", "application/akn+xml")]);
        self.xml.close("FRBRManifestation");
        self.xml.close("identification");
        self.xml.line();
    }

    /// Opens a level of the identification, with what all levels have.
    fn level(&mut self, level: &str, address: &str, date: &str, name: &str, author: &str) {
        self.xml.open(level, &[]);
        self.xml.empty("FRBRthis", &[("value", address)]);
        self.xml.empty("FRBRuri", &[("value", address)]);
        self.xml.empty("FRBRdate", &[("date", date), ("name", name)]);
        self.xml.empty("FRBRauthor", &[("href", author)]);
    }

    /// Day and number of the version published last, if the site keeps a register.
    fn published(&self) -> Option<(String, String)> {
        let history = self.inputs.archive.histories[self.index].as_ref()?;
        let at = history.corrections.first().map_or(history.published, |correction| correction.at);
        let day = self.inputs.config.time_zone.to_datetime(at).date();
        Some((day.to_string(), history.version.to_string()))
    }

    fn publication(&mut self) {
        let Some((_, version)) = self.published() else { return };
        let Some(history) = self.inputs.archive.histories[self.index].as_ref() else { return };
        let day = self.inputs.config.time_zone.to_datetime(history.published).date().to_string();
        let title = site_title(self.inputs, &self.meeting.details.lang);
        let attributes = [("date", &*day), ("name", &*title), ("showAs", &*title), ("number", &*version)];
        self.xml.empty("publication", &attributes);
    }

    /// Adds the footnotes.
    fn notes(&mut self) {
        let meeting = self.meeting;
        if meeting.details.notes.is_empty() {
            return;
        }
        self.xml.open("notes", &[("source", PUBLISHER)]);
        for (number, note) in (1..).zip(&meeting.details.notes) {
            let (id, marker) = (format!("note-{number}"), number.to_string());
            self.xml.open("note", &[("eId", &id), ("marker", &marker)]);
            let before = self.xml.length();
            self.markdown(&note.text);
            if self.xml.length() == before {
                self.xml.empty("p", &[]);
            }
            self.xml.close("note");
        }
        self.xml.close("notes");
        self.xml.line();
    }

    /// Adds the facts that Akoma Ntoso has no place for.
    fn proprietary(&mut self) {
        let details = &self.meeting.details;
        let lang = &details.lang;
        let chair = self.meeting.chair.map(|chair| &*self.meeting.names[chair as usize].name.label.text);
        let times = details.times.map(|scale| match scale {
            TimeScale::Recording => "recording",
            TimeScale::Clock => "clock",
        });
        let approval = details.text_status.approval.as_ref().map(|approval| match approval {
            Approval::Pending => "pending",
            Approval::Approved { .. } => "approved",
        });
        let mut attributes = vec![("maker", "Minutebook")];
        let optional = [
            ("times", times),
            ("start", details.start.as_deref()),
            ("end", details.end.as_deref()),
            ("place", details.place.as_deref()),
            ("chair", chair),
            ("approval", approval),
            ("transcript", details.text_status.transcript.map(|kind| kind.name())),
        ];
        attributes.extend(optional.into_iter().filter_map(|(key, value)| Some((key, value?))));
        self.xml.open("proprietary", &[("source", PUBLISHER)]);
        self.xml.empty("mb:record", &attributes);
        if let Some(licence) = details.licence.as_deref().or(self.inputs.config.licence.as_deref()).map(licence) {
            let words = if licence.href.is_empty() { &licence.id } else { &licence.href };
            self.xml.element("dcterms:license", &[], words);
        }
        let holder = details.attribution.as_deref().unwrap_or_else(|| self.inputs.config.attribution.get(lang));
        if !holder.is_empty() {
            self.xml.element("dcterms:rightsHolder", &[], holder);
        }
        self.xml.close("proprietary");
    }
}

/// Country of a language tag that names one, in lower case: `tw` of `zh-TW`.
fn country(tag: &str) -> Option<String> {
    let is_country = |part: &&str| part.len() == 2 && part.chars().all(|c| c.is_ascii_alphabetic());
    tag.split('-').skip(1).find(is_country).map(str::to_lowercase)
}

#[cfg(test)]
mod tests {
    use super::country;

    #[test]
    fn a_language_may_name_a_country() {
        assert_eq!(country("zh-Hant-TW").as_deref(), Some("tw"));
        assert_eq!((country("en"), country("sr-Latn")), (None, None));
    }
}
