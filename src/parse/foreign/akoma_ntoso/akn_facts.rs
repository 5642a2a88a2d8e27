//! Metadata of a debate in Akoma Ntoso: its day, title, language and body.

use super::super::foreign_dates::{hours_and_minutes, iso_date, language_tag};
use super::super::imported_record::MeetingFacts;
use crate::parse::foreign::xml_tree::XmlElement;
use crate::record::Date;

/// Reads the metadata.
pub(super) fn read(root: &XmlElement, debate: &XmlElement, facts: &mut MeetingFacts) {
    let identification = debate.at(&["meta", "identification"]);
    let of = |level: &str, name: &str, key: &str| identification?.at(&[level, name])?.filled(key).map(str::to_owned);
    let front = |name: &str| {
        let outer = ["preface", "coverPage"].into_iter().filter_map(|outer| debate.child(outer));
        outer.flat_map(XmlElement::all).find(|element| &*element.name == name)
    };
    let words = |name: &str| front(name).map(XmlElement::text).filter(|text| !text.is_empty());
    // Of the dates of the document itself, that on its cover is the day of the meeting.
    facts.date = front("docDate")
        // A month or a year has no form of its own in the attribute.
        .and_then(|date| Date::parse(&date.text()).or_else(|| iso_date(date.get("date")?)))
        .or_else(|| iso_date(&of("FRBRWork", "FRBRdate", "date")?))
        .or_else(|| iso_date(&of("FRBRExpression", "FRBRdate", "date")?));
    let own_name = of("FRBRWork", "FRBRname", "value").filter(|name| name.contains(' '));
    facts.title = words("docTitle").or(own_name).or_else(|| words("docType")).or_else(|| words("legislature"));
    let mut paragraphs = debate.child("preface").into_iter().flat_map(XmlElement::elements);
    facts.subtitle = paragraphs.find(|own| own.get("class") == Some("subtitle")).map(XmlElement::text);
    facts.body = words("docProponent").or_else(|| words("docAuthority"));
    facts.lang = of("FRBRExpression", "FRBRlanguage", "language")
        .or_else(|| debate.filled("xml:lang").or_else(|| root.filled("xml:lang")).map(str::to_owned))
        .and_then(|code| language_tag(&code));
    facts.id = of("FRBRWork", "FRBRuri", "value").or_else(|| of("FRBRWork", "FRBRthis", "value"));
    let recorded = |kind: &str| {
        let mut times = debate.all().filter(|element| &*element.name == "recordedTime");
        times.find(|time| time.get("type") == Some(kind)).and_then(|time| hours_and_minutes(time.get("time")?))
    };
    facts.start = recorded("startEvent");
    facts.end = recorded("endEvent");
}
