//! Reads the XML of parlparse (`publicwhip`), in which the parliaments of the United Kingdom and of other countries lie:
//! headings, speeches and divisions as siblings.

use rustc_hash::FxHashMap;

use super::foreign_dates::{iso_date, time_of_day};
use super::foreign_names::ForeignNames;
use super::html_blocks::html_blocks;
use super::imported_record::{
    ImportedDecision, ImportedFile, ImportedPart, ImportedPerson, ImportedRecord, ImportedSpeech,
};
use super::inline_markdown::InlineMarkdown;
use super::xml_tree::XmlElement;
use crate::record::{Side, TimeScale};

/// Reads a day.
///
/// # Errors
/// When nothing in it has an id with a day.
pub(super) fn read(root: &XmlElement, names: &ForeignNames) -> Result<ImportedFile, String> {
    let is_superseded = root.get("latest") == Some("no");
    let first =
        root.elements().filter(|element| &*element.name != "gidredirect").find_map(|element| place(element.get("id")?));
    let (house, day) =
        first.ok_or("nothing in it has an id with a day, such as `uk.org.publicwhip/debate/2023-01-10a.411.0`")?;
    let mut reader =
        HansardReader { record: ImportedRecord::default(), names, spoken: speaker_names(root), last_time: None };
    let facts = &mut reader.record.facts;
    facts.date = iso_date(&day);
    facts.id = Some(format!("{house}/{day}"));
    facts.title = Some(house_title(&house).to_owned());
    facts.lang = Some("en".to_owned());
    facts.times = Some(TimeScale::Clock);
    for element in root.elements() {
        reader.part(element);
    }
    Ok(ImportedFile { is_superseded, ..ImportedFile::of(reader.record) })
}

/// House and day of an id: the day stands nowhere else. A letter behind it counts the versions.
fn place(id: &str) -> Option<(String, String)> {
    let (house, rest) = id.rsplit_once('/')?;
    let day = rest.get(..10).filter(|day| iso_date(day).is_some_and(|date| date.day().is_some()))?;
    Some((house.to_owned(), day.to_owned()))
}

fn house_title(house: &str) -> &str {
    match house.rsplit('/').next().unwrap_or_default() {
        "debate" => "House of Commons",
        "lords" => "House of Lords",
        "westminhall" => "Westminster Hall",
        "standing" => "Public Bill Committee",
        "wrans" => "Written Answers",
        "wms" => "Written Statements",
        "spor" | "spords" => "Scottish Parliament",
        "ni" => "Northern Ireland Assembly",
        "senedd" => "Senedd",
        "london-mayors-questions" => "Mayor's Question Time",
        other => other,
    }
}

/// Names of speakers by their references, so that votes name people as speeches do.
fn speaker_names(root: &XmlElement) -> FxHashMap<&str, &str> {
    let speeches = root.elements().filter(|element| &*element.name == "speech");
    speeches.filter_map(|speech| Some((reference(speech)?, speech.filled("speakername")?))).collect()
}

/// Reference to a person, or in older files to a membership.
fn reference(element: &XmlElement) -> Option<&str> {
    let found = ["person_id", "speakerid", "id"].iter().find_map(|key| {
        let value = element.filled(key)?;
        (value.contains("/person/") || value.contains("/member/") || value.contains("/lord/")).then_some(value)
    });
    found.filter(|value| *value != "unknown")
}

struct HansardReader<'x> {
    record: ImportedRecord,
    names: &'x ForeignNames,
    spoken: FxHashMap<&'x str, &'x str>,
    last_time: Option<u64>,
}

impl<'x> HansardReader<'x> {
    fn part(&mut self, element: &'x XmlElement) {
        match &*element.name {
            "oral-heading" | "major-heading" | "minor-heading" | "heading" => self.record.push_heading(&element.text()),
            "speech" | "ques" | "reply" => self.speech(element),
            "division" => self.division(element),
            _ => {}
        }
    }

    fn speech(&mut self, element: &XmlElement) {
        let blocks = html_blocks(&element.nodes);
        // A speaker without an id has `nospeaker` too.
        let Some(speaker) = element.filled("speakername") else {
            return self.record.parts.extend(blocks.into_iter().map(ImportedPart::from));
        };
        if let Some(reference) = reference(element) {
            let unknown = ImportedPerson {
                reference: reference.to_owned(),
                name: speaker.to_owned(),
                identifiers: vec![identifier(reference)],
                ..ImportedPerson::default()
            };
            self.names.meet_speaker(&mut self.record, unknown, Some(speaker));
        }
        // Each speech repeats the last stamp.
        let time = element.filled("time").and_then(time_of_day);
        let start = time.filter(|time| self.last_time != Some(*time));
        self.last_time = time.or(self.last_time);
        let speech = ImportedSpeech { speaker: speaker.to_owned(), start, blocks, ..ImportedSpeech::default() };
        self.record.parts.push(ImportedPart::Speech(speech));
    }

    fn division(&mut self, element: &XmlElement) {
        let number = element.filled("divnumber").or_else(|| element.filled("divisionnumber"));
        let count = element.child("divisioncount");
        let of = |keys: &[&str]| {
            let found = count.and_then(|count| keys.iter().find_map(|key| count.filled(key)));
            found.and_then(|value| value.replace(',', "").parse::<u32>().ok())
        };
        let sides =
            [(Side::For, &["ayes", "content", "for"][..]), (Side::Against, &["noes", "not-content", "against"])];
        let abstaining = (Side::Abstaining, &["abstain", "abstains", "abstentions"][..]);
        let counts = sides.into_iter().chain([abstaining]).filter_map(|(side, keys)| Some((side, of(keys)?))).collect();
        let mut names: Vec<(Side, Vec<String>)> = Vec::new();
        let mut remarks = Vec::new();
        for list in element.elements().filter(|list| list.name.ends_with("list")) {
            let Some(vote) = list.filled("vote") else { continue };
            let (mut voters, mut tellers) = (Vec::new(), Vec::new());
            for voter in list.elements() {
                let name = self.voter(voter);
                // Tellers are not counted.
                let is_teller = voter.get("teller") == Some("yes");
                if is_teller { tellers.push(name) } else { voters.push(name) }
            }
            match side_of(vote) {
                Some(side) => names.push((side, voters)),
                None if voters.is_empty() => {}
                None => remarks.push(format!("Listed as “{vote}”: {}", voters.join("; "))),
            }
            if !tellers.is_empty() {
                remarks.push(format!("Tellers for the {}: {}", side_word(vote), tellers.join("; ")));
            }
        }
        let word = number.map_or_else(|| "Division".to_owned(), |number| format!("Division {number}"));
        let wording = InlineMarkdown::default();
        let decision = ImportedDecision { word, wording, counts, names, remarks, ..ImportedDecision::default() };
        self.record.parts.push(ImportedPart::Decision(decision));
    }

    fn voter(&self, voter: &XmlElement) -> String {
        let reference = reference(voter);
        let spoken = reference.and_then(|reference| self.spoken.get(reference)).map(|name| (*name).to_owned());
        let listed = || reference.and_then(|reference| self.names.person(reference)).map(|person| person.name.clone());
        let text = voter.text();
        spoken.or_else(listed).unwrap_or_else(|| text.split(" [").next().unwrap_or_default().to_owned())
    }
}

fn side_of(vote: &str) -> Option<Side> {
    Some(match vote {
        "aye" | "content" | "for" | "yes" => Side::For,
        "no" | "not-content" | "against" => Side::Against,
        "abstain" | "abstentions" => Side::Abstaining,
        _ => return None,
    })
}

fn side_word(vote: &str) -> &str {
    match vote {
        "aye" => "Ayes",
        "no" => "Noes",
        "content" => "Contents",
        "not-content" => "Not-contents",
        other => other,
    }
}

/// `uk.org.publicwhip/person/10001` as scheme and value.
pub(super) fn identifier(reference: &str) -> (String, String) {
    ("publicwhip".to_owned(), reference.trim_start_matches("uk.org.publicwhip/").to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::foreign::markdown_record;
    use crate::parse::foreign::xml_tree::parse_xml;

    const DAY: &str = r#"<?xml version="1.0" encoding="UTF-8"?><publicwhip scraperversion="a" latest="yes">
<gidredirect oldgid="uk.org.publicwhip/debate/2020-01-01a.1.0" newgid="x" matchtype="altques"/>
<oral-heading id="uk.org.publicwhip/debate/2023-01-10b.411.0" nospeaker="true" colnum="411" time="">Oral Answers</oral-heading>
<major-heading id="uk.org.publicwhip/debate/2023-01-10b.411.1" nospeaker="true">Treasury</major-heading>
<speech id="uk.org.publicwhip/debate/2023-01-10b.411.2" nospeaker="true" colnum="412" time="011:30:00"><p pid="b411.2/1" class="italic">The Chancellor was asked—</p><p>Text.</p></speech>
<speech id="uk.org.publicwhip/debate/2023-01-10b.411.3" person_id="uk.org.publicwhip/person/1" speakername="Ann Lee" time="11:30:00"><p pid="b411.3/1">Is he <phrase class="x">sure</phrase>?</p></speech>
<speech id="uk.org.publicwhip/debate/2023-01-10b.411.4" speakername="Mr Speaker" nospeaker="true" time="11:30:00"><p>Order.</p><p class="italic">Question put.</p></speech>
<division id="uk.org.publicwhip/debate/2023-01-10b.215.2" nospeaker="true" divdate="2023-01-10" divnumber="56" time="12:00:00"><divisioncount ayes="2" noes="1" tellerayes="1" tellernoes="0"/>
<mplist vote="aye"><mpname person_id="uk.org.publicwhip/person/1" vote="aye">Lee, Ann</mpname><mpname person_id="uk.org.publicwhip/person/2" vote="aye">Okri, Mr Ben</mpname><mpname person_id="uk.org.publicwhip/person/4" vote="aye" teller="yes">Cid Moss</mpname></mplist>
<mplist vote="no"><mpname person_id="uk.org.publicwhip/person/3" vote="no">Dee, Eva</mpname></mplist></division></publicwhip>"#;

    #[test]
    fn a_day_is_read_with_its_divisions() {
        let file = read(&parse_xml(DAY).expect("XML"), &ForeignNames::default()).expect("a day");
        let record = &file.records[0];
        assert!(!file.is_superseded);
        assert_eq!(record.facts.id.as_deref(), Some("uk.org.publicwhip/debate/2023-01-10"));
        assert_eq!(record.facts.date.map(|date| date.to_string()).as_deref(), Some("2023-01-10"));
        assert_eq!(record.people.len(), 1);
        assert_eq!(record.people[0].identifiers, [("publicwhip".to_owned(), "person/1".to_owned())]);
        assert_eq!(
            markdown_record(record, "2023-01-10 House of Commons", "Speaker"),
            "# 2023-01-10 House of Commons\n\n## Oral Answers\n\n## Treasury\n\n> (The Chancellor was asked—)\n\nText.\n\n\
             ### Ann Lee [11:30:00]:\nIs he sure?\n\n### Mr Speaker:\nOrder.\n\n> (Question put.)\n\n\
             > **Division 56:**\n> Ayes 2, noes 1.\n> For: Ann Lee; Okri, Mr Ben\n> Against: Dee, Eva\n> Tellers for the Ayes: Cid Moss\n"
        );
    }

    #[test]
    fn an_older_version_of_a_day_says_so() {
        let text = DAY.replace("latest=\"yes\"", "latest=\"no\"");
        assert!(read(&parse_xml(&text).expect("XML"), &ForeignNames::default()).expect("a day").is_superseded);
    }

    #[test]
    fn a_file_without_days_is_refused() {
        let root = parse_xml("<publicwhip><speech id=\"x\"><p>a</p></speech></publicwhip>").expect("XML");
        assert!(read(&root, &ForeignNames::default()).is_err());
    }
}
