//! Formats of foreign files: how each is recognised by its content, and read.

use serde::Deserialize;
use serde::de::IgnoredAny;

use super::foreign_text::foreign_text;
use super::xml_tree::parse_xml;
use super::{
    ForeignNames, ImportedFile, ImportedRecord, akoma_ntoso, bundestag, council_data_project, cues, documents,
    join_cues, other_documents, parlparse, popolo, record_document, recorder_text, tei,
};
use crate::site::record_document::FORMAT;

/// Format of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ImportFormat {
    /// WebVTT captions (W3C).
    WebVtt,
    /// SubRip captions, `.srt`.
    SubRip,
    /// Text as recorders write it: a line with name and time above the words, or both in front of them. Or minutes in which the
    /// words of a speaker begin with the name.
    PlainText,
    /// Akoma Ntoso (OASIS LegalDocML).
    AkomaNtoso,
    /// TEI as ParlaMint has it.
    Tei,
    /// XML of parlparse, as TheyWorkForYou has it.
    Parlparse,
    /// XML of the German Bundestag.
    Bundestag,
    /// Transcripts of the Council Data Project (JSON).
    CouncilDataProject,
    /// Popolo (JSON).
    Popolo,
    /// Documents of word processors (Office Open XML).
    Docx,
    /// Records of another archive of this program (JSON).
    RecordDocument,
}

impl ImportFormat {
    /// All formats.
    pub const ALL: [ImportFormat; 11] = [
        ImportFormat::WebVtt,
        ImportFormat::SubRip,
        ImportFormat::PlainText,
        ImportFormat::AkomaNtoso,
        ImportFormat::Tei,
        ImportFormat::Parlparse,
        ImportFormat::Bundestag,
        ImportFormat::CouncilDataProject,
        ImportFormat::Popolo,
        ImportFormat::Docx,
        ImportFormat::RecordDocument,
    ];

    /// Name in arguments and messages.
    pub fn name(self) -> &'static str {
        match self {
            ImportFormat::WebVtt => "vtt",
            ImportFormat::SubRip => "srt",
            ImportFormat::PlainText => "txt",
            ImportFormat::AkomaNtoso => "akn",
            ImportFormat::Tei => "tei",
            ImportFormat::Parlparse => "parlparse",
            ImportFormat::Bundestag => "bundestag",
            ImportFormat::CouncilDataProject => "cdp",
            ImportFormat::Popolo => "popolo",
            ImportFormat::Docx => "docx",
            ImportFormat::RecordDocument => "minutebook",
        }
    }

    /// The format with a name.
    pub fn of_name(name: &str) -> Option<Self> {
        ImportFormat::ALL.into_iter().find(|format| format.name() == name)
    }

    /// The format of some bytes; none if they are of no format.
    pub fn detect(bytes: &[u8]) -> Option<Self> {
        if documents::is_docx(bytes) {
            return Some(ImportFormat::Docx);
        }
        let text = foreign_text(bytes).ok()?;
        match text.trim_start().chars().next()? {
            '<' => xml_format(root_name(&text)?),
            '{' | '[' if is_json(&text) => json_format(&text),
            _ if cues::is_webvtt(&text) => Some(ImportFormat::WebVtt),
            _ if cues::is_subrip(&text) => Some(ImportFormat::SubRip),
            _ => (recorder_text::is_recorder_text(&text) || documents::is_plain_document(&text))
                .then_some(ImportFormat::PlainText),
        }
    }

    /// Reports whether a file may list people for other files, by its beginning.
    pub fn may_list_people(head: &[u8]) -> bool {
        let text = String::from_utf8_lossy(head);
        let text = text.trim_start_matches('\u{feff}').trim_start();
        if text.starts_with('<') {
            let name = root_name(text).and_then(|root| root.rsplit(':').next());
            return matches!(name, Some("teiCorpus" | "listPerson" | "listOrg"));
        }
        let names_nobody = text.contains("\"sentences\"") || text.contains(&format!("\"{FORMAT}\""));
        text.starts_with(['{', '[']) && is_json(text) && !names_nobody
    }

    /// Checks that bytes are text.
    ///
    /// # Errors
    /// When they are a document of another kind, or in no known encoding: the reason.
    pub fn check_text(bytes: &[u8]) -> Result<(), String> {
        if let Some(remedy) = other_documents::remedy(bytes) {
            return Err(remedy.to_owned());
        }
        foreign_text(bytes).map(|_| ())
    }

    /// Reads bytes of this format. `names` are those that other files list.
    ///
    /// # Errors
    /// When they cannot be read: the reason, as the second half of a sentence.
    pub fn read(self, bytes: &[u8], names: &ForeignNames) -> Result<ImportedFile, String> {
        if let Some(remedy) = other_documents::remedy(bytes) {
            return Err(remedy.to_owned());
        }
        let text = if self == ImportFormat::Docx { String::new() } else { foreign_text(bytes)? };
        match self {
            ImportFormat::WebVtt | ImportFormat::SubRip => {
                let (cues, left_out) = cues::cues(&text);
                let parts = join_cues::joined(&cues);
                Ok(ImportedFile::of(ImportedRecord { parts, left_out, ..ImportedRecord::default() }))
            }
            ImportFormat::PlainText => {
                let is_minutes = documents::is_plain_document(&text) && !recorder_text::is_mostly_recorded(&text);
                let recorded = Some(&text).filter(|_| !is_minutes).map(|text| recorder_text::read(text));
                let recorded = recorded.filter(|recorded| !recorded.parts.is_empty());
                Ok(recorded.map_or_else(|| documents::read_plain(&text), ImportedFile::of))
            }
            ImportFormat::AkomaNtoso => akoma_ntoso::read(&parse_xml(&text)?),
            ImportFormat::Tei => tei::read(&parse_xml(&text)?, names),
            ImportFormat::Parlparse => parlparse::read(&parse_xml(&text)?, names),
            ImportFormat::Bundestag => bundestag::read(&parse_xml(&text)?),
            ImportFormat::CouncilDataProject => council_data_project::read(&text),
            ImportFormat::Popolo => popolo::read(&text, names),
            ImportFormat::Docx => documents::read_docx(bytes),
            ImportFormat::RecordDocument => record_document::read(&text),
        }
    }
}

fn xml_format(root: &str) -> Option<ImportFormat> {
    Some(match root.rsplit(':').next()? {
        "akomaNtoso" => ImportFormat::AkomaNtoso,
        "TEI" | "teiCorpus" | "listPerson" | "listOrg" | "TEI.2" => ImportFormat::Tei,
        "publicwhip" => ImportFormat::Parlparse,
        "dbtplenarprotokoll" => ImportFormat::Bundestag,
        _ => return None,
    })
}

/// The name of the first element, without reading the rest.
fn root_name(text: &str) -> Option<&str> {
    let mut rest = text;
    loop {
        rest = &rest[rest.find('<')? + 1..];
        let end = match rest.as_bytes().first()? {
            b'?' => "?>",
            b'!' if rest.starts_with("!--") => "-->",
            // The declarations of a DOCTYPE stand in brackets.
            b'!' if rest[..rest.find('>')?].contains('[') => "]",
            b'!' => ">",
            _ => return rest.split(|c: char| c.is_whitespace() || matches!(c, '>' | '/')).next(),
        };
        rest = &rest[rest.find(end)? + end.len()..];
    }
}

/// Reports whether a text may be JSON rather than the text of a recorder, which may begin with a time in brackets.
fn is_json(text: &str) -> bool {
    let inner = text.trim_start()[1..].trim_start();
    inner.starts_with(['{', '"', ']', '}'])
}

/// Keys by which formats of JSON are told apart.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct OuterKeys {
    format: Option<serde_json::Value>,
    sentences: Option<IgnoredAny>,
    #[serde(alias = "people")]
    persons: Option<IgnoredAny>,
    #[serde(alias = "organisations")]
    organizations: Option<IgnoredAny>,
    memberships: Option<IgnoredAny>,
    speeches: Option<IgnoredAny>,
}

/// Keys of the members of a list in Popolo.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct MemberKeys {
    name: Option<IgnoredAny>,
    id: Option<IgnoredAny>,
    person_id: Option<IgnoredAny>,
    creator_id: Option<IgnoredAny>,
    attribution_text: Option<IgnoredAny>,
}

fn json_format(text: &str) -> Option<ImportFormat> {
    if text.trim_start().starts_with('[') {
        let members: Vec<MemberKeys> = serde_json::from_str(text).ok()?;
        let first = members.first()?;
        let is_popolo = (first.id.is_some() && first.name.is_some())
            || first.person_id.is_some()
            || first.creator_id.is_some()
            || first.attribution_text.is_some();
        return is_popolo.then_some(ImportFormat::Popolo);
    }
    let keys: OuterKeys = serde_json::from_str(text).ok()?;
    if keys.format.is_some_and(|format| format == FORMAT) {
        return Some(ImportFormat::RecordDocument);
    }
    if keys.sentences.is_some() {
        return Some(ImportFormat::CouncilDataProject);
    }
    let lists = [keys.persons, keys.organizations, keys.memberships, keys.speeches];
    lists.iter().any(Option::is_some).then_some(ImportFormat::Popolo)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_are_recognised_by_their_content() {
        for (text, expected) in [
            ("<?xml version=\"1.0\"?>\n<!-- <TEI> --><akomaNtoso xmlns=\"x\"/>", Some(ImportFormat::AkomaNtoso)),
            ("<akn:akomaNtoso/>", Some(ImportFormat::AkomaNtoso)),
            ("\u{feff}<TEI>", Some(ImportFormat::Tei)),
            ("<!DOCTYPE publicwhip [\n<!ENTITY a \"&#1;\">\n]>\n<publicwhip>", Some(ImportFormat::Parlparse)),
            ("<!DOCTYPE x SYSTEM \"x.dtd\"><dbtplenarprotokoll>", Some(ImportFormat::Bundestag)),
            ("<html>", None),
            ("{\"sentences\": []}", Some(ImportFormat::CouncilDataProject)),
            ("{\"persons\": []}", Some(ImportFormat::Popolo)),
            ("[{\"id\": 1, \"name\": \"a\"}]", Some(ImportFormat::Popolo)),
            ("{\"format\": \"minutebook-record\", \"people\": []}", Some(ImportFormat::RecordDocument)),
            ("{\"a\": 1}", None),
            ("[Ann Lee] 00:00:05\nAye.\n", Some(ImportFormat::PlainText)),
            ("Council\n\nAnn Lee: Aye.\nBen Okri: No.\n", Some(ImportFormat::PlainText)),
            ("Note: bring chairs.\n", None),
            ("WEBVTT\n", Some(ImportFormat::WebVtt)),
        ] {
            assert_eq!(ImportFormat::detect(text.as_bytes()), expected, "{text}");
        }
    }
}
