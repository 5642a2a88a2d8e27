//! Records as Akoma Ntoso, and the same records made of it again.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use minutebook::config::{Config, Labels};
use minutebook::pipeline::{ForeignNames, ImportFormat, front_matter, load_site, markdown_record, preview};
use minutebook::record::{Contribution, Document, Meeting, Moment, NameIndex, Speaker, SpeakerName};

use crate::site::{Built, Site, options, real_records};

/// The documents of a site in a format, by the ends of the addresses of their records.
pub(crate) fn documents(built: &Built, format: &str) -> BTreeMap<String, String> {
    let mut documents = BTreeMap::new();
    for (path, bytes) in built.files() {
        if !path.starts_with(&format!("data/{format}-")) {
            continue;
        }
        let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).expect("an archive");
        for at in 0..archive.len() {
            let mut file = archive.by_index(at).expect("a file");
            let name = file.name().expect("a name").into_owned();
            assert!(name.is_ascii() && name.ends_with(".xml"), "{name}");
            let text = std::io::read_to_string(&mut file).expect("UTF-8");
            let address =
                text.split_once("/meetings/").and_then(|(_, rest)| rest.split_once('/')).expect("an address").0;
            let slug = percent_encoding::percent_decode_str(address).decode_utf8_lossy().into_owned();
            assert!(documents.insert(slug, text).is_none(), "{path} has {address} twice");
        }
    }
    documents
}

/// The record that an import of a document makes.
fn imported(document: &str) -> String {
    let format = ImportFormat::detect(document.as_bytes()).expect("a format");
    let file = format.read(document.as_bytes(), &ForeignNames::default()).expect("a record");
    let record = &file.records[0];
    let title = record.facts.title.as_deref().unwrap_or_default();
    let date = record.facts.date.expect("a date");
    let metadata = front_matter(record, "akn:x", Labels::Headings, &[]);
    format!("{metadata}{}", markdown_record(record, &format!("{date} {title}"), "Speaker"))
}

/// The record of a text.
fn read(text: &str, config: &Config) -> Meeting<Arc<SpeakerName>> {
    match preview("imported.md", text, config).value {
        Document::Meeting(meeting) => Arc::unwrap_or_clone(meeting),
        other => panic!("{other:?}: {text}"),
    }
}

fn moment(moment: Option<&Moment>) -> String {
    moment.map(|moment| format!("[{} {}]", moment.milliseconds, moment.written)).unwrap_or_default()
}

/// Everything that must be the same in a record and in the one that is made of its document, line by line.
fn outline<S>(meeting: &Meeting<S>, label: impl Fn(&S) -> &str) -> Vec<String> {
    let name = |by: NameIndex| label(&meeting.names[by as usize]).to_owned();
    let details = &meeting.details;
    let mut lines = vec![
        format!("{} {} {:?} {}", details.date, details.title, details.subtitle, details.lang),
        format!("{:?} {:?} {:?} {:?}", details.start, details.end, details.place, details.times),
        format!("{} notes, marked {:?}", details.notes.len(), details.heading_notes),
    ];
    for section in meeting.sections.iter() {
        let time = moment(section.time.as_deref());
        lines.push(format!("section {} {:?} {:?} {time}", section.anchor, section.heading, section.item));
        for contribution in &section.contributions {
            lines.push(match contribution {
                Contribution::Speech(speech) => format!(
                    "speech {} {} {:?} {:?} {}",
                    speech.id,
                    name(speech.by),
                    speech.lang,
                    speech.delivery,
                    moment(speech.time.as_deref())
                ),
                Contribution::Narrative(narrative) => {
                    let attendees = narrative.roll_call.iter().flat_map(|call| &call.attendance.attendees);
                    let attendees: Vec<String> = attendees
                        .map(|attendee| format!("{} {:?} {:?}", name(attendee.by), attendee.presence, attendee.stays))
                        .collect();
                    let (id, time) = (narrative.id, moment(narrative.time.as_deref()));
                    format!("event {id} {:?} {time} {}", narrative.agenda, attendees.join("; "))
                }
                Contribution::Note(_) => continue,
                Contribution::Decision(decision) => {
                    let ballots: Vec<String> = decision
                        .ballots
                        .iter()
                        .map(|ballot| format!("{} {:?}", name(ballot.by), ballot.side))
                        .collect();
                    format!(
                        "decision {} {:?} {} {:?} {} {:?} {}",
                        decision.id,
                        decision.kind,
                        decision.word,
                        decision.result,
                        ballots.join("; "),
                        decision.action,
                        moment(decision.time.as_deref())
                    )
                }
            });
        }
    }
    lines
}

/// Differences between the records of a site and those made of their documents: of each record the first. The second is the
/// number of records compared.
fn differences(built: &Built, site: &Path) -> (Vec<String>, usize) {
    let loaded = load_site(&options(site, &built.output)).unwrap_or_else(|failure| panic!("{failure}")).0;
    let documents = documents(built, "akoma-ntoso");
    let mut found = Vec::new();
    for meeting in &loaded.archive.meetings {
        let slug = &*meeting.details.slug;
        let Some(document) = documents.get(slug) else { panic!("{slug} has no document: {:?}", documents.keys()) };
        let text = imported(document);
        let again = read(&text, &loaded.config);
        let wanted = outline(meeting, |speaker: &Speaker| &*speaker.name.label.text);
        let made = outline(&again, |name| &*name.label.text);
        if let Some((wanted, made)) = wanted.iter().zip(&made).find(|(wanted, made)| wanted != made) {
            found.push(format!("{slug}:\n  {wanted}\n  {made}"));
        } else if wanted.len() != made.len() {
            found.push(format!("{slug}: {} lines, {} made", wanted.len(), made.len()));
        }
    }
    (found, documents.len())
}

fn assert_same(built: &Built, site: &Path) {
    let (found, count) = differences(built, site);
    assert!(count > 0, "there are documents");
    assert!(found.is_empty(), "{} of {count} differ:\n{}", found.len(), found.join("\n"));
}

/// Builds a site with its Akoma Ntoso.
fn built(folder: &Path) -> Built {
    let mut site = Site::new();
    site.options.site = folder.to_owned();
    site.build()
}

#[test]
fn the_sample_comes_back_as_it_was() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    assert_same(&built(folder), folder);
}

#[test]
fn real_records_come_back_as_they_were() {
    let Some(folder) = real_records("pilot") else { return };
    assert_same(&built(&folder), &folder);
}

#[test]
#[ignore = "takes a minute"]
fn six_hundred_real_records_come_back_as_they_were() {
    let Some(folder) = real_records("sample-600") else { return };
    assert_same(&built(&folder), &folder);
}
