//! A passage: the words of some consecutive contributions, and all that a result shows.

use std::collections::BTreeMap;

use super::VERSION;
use super::codec::{Bytes, push_number, push_text};
use super::compressed_block::compress;
use super::corpus::{Corpus, Item, items, narratives, parts, role_of, shown_name, words};
use super::index_layout::IndexLayout;
use super::pack::joined;
use crate::record::{self, MeetingIndex, NameIndex};

const KIND: u8 = b'p';

/// A passage as read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct IndexPassage {
    /// The title of the meeting, in plain words.
    pub title: String,
    /// The meeting's page.
    pub link: String,
    /// `YYYY-MM-DD`, or as much as is known.
    pub date: String,
    /// The language of the record.
    pub lang: String,
    /// Id of the series; may be empty.
    pub series: String,
    /// Id of the body that met; may be empty.
    pub body: String,
    /// Terms of the meeting: the field of the taxonomy in a query, and the id of the term.
    pub terms: Vec<(String, String)>,
    /// The speakers of the passage.
    pub speakers: Vec<PassageSpeaker>,
    /// In order.
    pub contributions: Vec<IndexedContribution>,
}

/// A speaker of the passage.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PassageSpeaker {
    /// Name as printed, or of the person behind an office.
    pub name: String,
    /// Role on that day; may be empty.
    pub role: String,
    /// Ids of the speakers; none for an anonymous one.
    pub ids: Vec<String>,
}

impl PassageSpeaker {
    /// The role, unless it is printed with the name.
    pub(super) fn shown_role(&self) -> &str {
        if self.name.contains(&self.role) { "" } else { &self.role }
    }
}

/// A searchable contribution.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IndexedContribution {
    /// Kind of contribution.
    pub kind: ContributionKind,
    /// Position in [`IndexPassage::speakers`].
    pub speaker: Option<u32>,
    /// Its anchor; may be empty.
    pub id: String,
    /// Language, when it differs from the record's; else empty.
    pub lang: String,
    /// Paragraphs and parts of a decision, a line each.
    pub text: String,
}

/// Kind of a contribution.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ContributionKind {
    /// Words of a speaker.
    Speech,
    /// A described event.
    Narrative,
    /// The heading of a section.
    Heading,
    /// Text before any speech.
    Note,
    /// A decision, motion, vote or task.
    Decision,
}

impl ContributionKind {
    const ALL: [ContributionKind; 5] = [
        ContributionKind::Speech,
        ContributionKind::Narrative,
        ContributionKind::Heading,
        ContributionKind::Note,
        ContributionKind::Decision,
    ];
}

impl IndexPassage {
    /// Encodes the passage.
    pub(super) fn write(&self) -> Vec<u8> {
        let length: usize = self.contributions.iter().map(|one| one.text.len() + 16).sum();
        let mut out = Vec::with_capacity(length + 256);
        out.extend([KIND, VERSION as u8]);
        for text in [&self.title, &self.link, &self.date, &self.lang, &self.series, &self.body] {
            push_text(&mut out, text);
        }
        push_number(&mut out, self.terms.len() as u32);
        for text in self.terms.iter().flat_map(|(field, id)| [field, id]) {
            push_text(&mut out, text);
        }
        push_number(&mut out, self.speakers.len() as u32);
        for speaker in &self.speakers {
            push_text(&mut out, &speaker.name);
            push_text(&mut out, &speaker.role);
            push_number(&mut out, speaker.ids.len() as u32);
            speaker.ids.iter().for_each(|id| push_text(&mut out, id));
        }
        push_number(&mut out, self.contributions.len() as u32);
        for one in &self.contributions {
            out.push(one.kind as u8);
            push_number(&mut out, one.speaker.map_or(0, |speaker| speaker + 1));
            for text in [&one.id, &one.lang, &one.text] {
                push_text(&mut out, text);
            }
        }
        out
    }

    /// Decodes a passage; `None` when the bytes are damaged.
    pub fn read(bytes: &[u8]) -> Option<Self> {
        let mut bytes = Bytes(bytes);
        if (bytes.byte()?, bytes.byte()?) != (KIND, VERSION as u8) {
            return None;
        }
        let mut passage = IndexPassage::default();
        let IndexPassage { title, link, date, lang, series, body, .. } = &mut passage;
        for head in [title, link, date, lang, series, body] {
            *head = bytes.text()?.to_owned();
        }
        for _ in 0..bytes.number()? {
            passage.terms.push((bytes.text()?.to_owned(), bytes.text()?.to_owned()));
        }
        for _ in 0..bytes.number()? {
            let mut speaker =
                PassageSpeaker { name: bytes.text()?.to_owned(), role: bytes.text()?.to_owned(), ids: Vec::new() };
            for _ in 0..bytes.number()? {
                speaker.ids.push(bytes.text()?.to_owned());
            }
            passage.speakers.push(speaker);
        }
        for _ in 0..bytes.number()? {
            let kind = *ContributionKind::ALL.get(bytes.byte()? as usize)?;
            let speaker = bytes.number()?.checked_sub(1);
            if speaker.is_some_and(|speaker| speaker as usize >= passage.speakers.len()) {
                return None;
            }
            let [id, lang, text] = [bytes.text()?, bytes.text()?, bytes.text()?].map(str::to_owned);
            passage.contributions.push(IndexedContribution { kind, speaker, id, lang, text });
        }
        Some(passage)
    }
}

/// A pack of passages, and the length of each in units.
pub fn write_passages(corpus: &Corpus<'_>, layout: &IndexLayout, segment: usize, pack: usize) -> (Vec<u8>, Vec<u32>) {
    let block = |(meeting, number): &(MeetingIndex, u32)| {
        let bytes = passage(corpus, layout, *meeting, *number).write();
        compress(&bytes, bytes.len())
    };
    let blocks: Vec<Vec<u8>> = layout.segments[segment].packs[pack].passages.iter().map(block).collect();
    joined(&blocks)
}

fn passage(corpus: &Corpus<'_>, layout: &IndexLayout, meeting: MeetingIndex, number: u32) -> IndexPassage {
    let record = &corpus.archive.meetings[meeting];
    let details = &record.details;
    let text = corpus.sources.get(details.source).text;
    let mut passage = IndexPassage {
        title: crate::markdown::plain_text(&details.title),
        link: corpus.links[meeting].to_string(),
        date: details.date.to_string(),
        lang: details.lang.to_string(),
        series: details.series.as_deref().unwrap_or_default().to_owned(),
        body: corpus.body(meeting).to_owned(),
        terms: corpus.terms[meeting].iter().map(|(field, id)| (field.to_string(), id.to_string())).collect(),
        ..IndexPassage::default()
    };
    let shown = &layout.meetings[meeting].passages[number as usize].items;
    let mut speakers: BTreeMap<NameIndex, u32> = BTreeMap::new();
    let mut said = String::new();
    let mut put = |kind: ContributionKind, speaker: Option<u32>, id: String, lang: &str, text: &str| {
        if !text.is_empty() {
            let lang = if lang == details.lang.as_str() { "" } else { lang };
            let (lang, text) = (lang.to_owned(), text.to_owned());
            passage.contributions.push(IndexedContribution { kind, speaker, id, lang, text });
        }
    };
    for item in items(record).skip(shown.start).take(shown.len()) {
        let contribution = match item {
            Item::Heading(heading, anchor) => {
                put(ContributionKind::Heading, None, anchor.to_owned(), "", &crate::markdown::plain_text(heading));
                continue;
            }
            Item::Footnote(number, note) => {
                put(ContributionKind::Note, None, format!("note-{number}"), "", &crate::markdown::plain_text(note));
                continue;
            }
            Item::Contribution(contribution) => contribution,
        };
        words(&text, &details.references, parts(contribution, &text), &mut said);
        match contribution {
            record::Contribution::Speech(speech) => {
                let speaker = speakers.get(&speech.by).copied().unwrap_or_else(|| {
                    let speaker = record.speaker_of(speech);
                    passage.speakers.push(PassageSpeaker {
                        name: shown_name(corpus.archive, speaker, &details.lang).into_owned(),
                        role: role_of(speaker, &details.lang).to_owned(),
                        ids: speaker.by.iter().map(|who| corpus.archive.speakers[*who].id.to_string()).collect(),
                    });
                    let speaker = passage.speakers.len() as u32 - 1;
                    speakers.insert(speech.by, speaker);
                    speaker
                });
                let lang = speech.lang().map_or("", |lang| lang.as_str());
                put(ContributionKind::Speech, Some(speaker), speech.id.to_string(), lang, &said);
                for range in narratives(contribution) {
                    words(&text, &details.references, std::iter::once(range), &mut said);
                    put(ContributionKind::Narrative, Some(speaker), speech.id.to_string(), lang, &said);
                }
            }
            record::Contribution::Narrative(narrative) => {
                put(ContributionKind::Narrative, None, narrative.id.to_string(), "", &said);
            }
            record::Contribution::Decision(decision) => {
                put(ContributionKind::Decision, None, decision.id.to_string(), "", &said);
            }
            record::Contribution::Note(_) => put(ContributionKind::Note, None, String::new(), "", &said),
        }
    }
    passage
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_passage_reads_back() {
        let speaker =
            PassageSpeaker { name: "唐鳳".into(), role: "Minister".into(), ids: vec!["a".into(), "b".into()] };
        let speech = IndexedContribution {
            kind: ContributionKind::Speech,
            speaker: Some(0),
            id: "s12345678".into(),
            lang: "fr".into(),
            text: "好（笑）\nOui.".into(),
        };
        let note = IndexedContribution {
            kind: ContributionKind::Note,
            speaker: None,
            id: String::new(),
            lang: String::new(),
            text: "A".into(),
        };
        let passage = IndexPassage {
            title: "First".into(),
            link: "/a/".into(),
            date: "2024-01-02".into(),
            lang: "en".into(),
            series: String::new(),
            body: "council".into(),
            terms: vec![("ward".into(), "north".into())],
            speakers: vec![speaker],
            contributions: vec![speech, note],
        };
        assert_eq!(IndexPassage::read(&passage.write()), Some(passage));
    }

    proptest! {
        #![proptest_config(crate::proptest_config::cases(256))]
        #[test]
        fn damage_is_noticed_or_harmless(mut bytes: Vec<u8>) {
            let _ = IndexPassage::read(&bytes);
            bytes.splice(0..0, [KIND, VERSION as u8, 0, 0, 0, 0, 0, 0]);
            let _ = IndexPassage::read(&bytes);
        }
    }
}
