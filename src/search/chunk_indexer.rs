//! Some meetings while they are being indexed: their texts come apart into terms, which are counted by passage.

use std::collections::BTreeMap;
use std::ops::Range;

use rustc_hash::FxHashMap;

use super::corpus::{Corpus, Item, items, narratives, parts, role_of, words};
use super::fold::{Fold, fold};
use super::index_layout::IndexLayout;
use super::posting_buffer::{Occurrence, PostingBuffer};
use super::term::{
    BODY, DAY, DECISION, LANGUAGE, MEETING, ROLE, SERIES, SPEAKER, TAXONOMY, TITLE, name_starts, tokens,
};
use super::vocabulary::Vocabulary;
use crate::markdown::plain_text;
use crate::record::{Contribution, MeetingIndex, SpeakerIndex};

/// A speaker's speeches in a passage: speaker, passage, number of speeches.
pub(super) type Spoken = (SpeakerIndex, u32, u32);

/// Some meetings while they are being indexed.
#[derive(Default)]
pub(super) struct Chunk {
    vocabulary: Vocabulary,
    occurrences: Vec<Occurrence>,
    /// For each term the last contribution in which it occurred, and its last occurrence.
    seen: Vec<(u32, u32)>,
    /// Number of the present contribution, from 1, and of the first one of its passage.
    contribution: u32,
    first: u32,
    speakers: Vec<Spoken>,
    said: String,
    spare: Vec<u8>,
}

impl Chunk {
    /// Indexes some meetings, the first of which has passage `first` of the segment; of their passages only those that are not
    /// `known`.
    pub(super) fn read(
        &mut self,
        corpus: &Corpus<'_>,
        layout: &IndexLayout,
        range: Range<MeetingIndex>,
        first: u32,
        known: impl Fn(u32) -> bool,
    ) {
        let mut passage = first;
        for index in range {
            let end = passage + layout.meetings[index].passages.len() as u32;
            if !(passage..end).all(&known) {
                self.meeting(corpus, layout, index, passage, &known);
            }
            passage = end;
        }
    }

    fn meeting(
        &mut self,
        corpus: &Corpus<'_>,
        layout: &IndexLayout,
        index: MeetingIndex,
        first: u32,
        known: impl Fn(u32) -> bool,
    ) {
        let meeting = &corpus.archive.meetings[index];
        let details = &meeting.details;
        let source = corpus.sources.get(details.source).text;
        let mut all = items(meeting);
        for (passage, planned) in (first..).zip(&layout.meetings[index].passages) {
            let (mut contributions, mut spoken, mut languages) = (0, FxHashMap::default(), FxHashMap::default());
            let (mut decisions, mut roles) = (0, FxHashMap::default());
            self.first = self.contribution + 1;
            let items = all.by_ref().take(planned.items.len());
            if known(passage) {
                items.for_each(drop);
                continue;
            }
            for item in items {
                let mut lang = &details.lang;
                let mut found = 0;
                match item {
                    Item::Heading(heading, _) => {
                        found += u32::from(self.contribution(&plain_text(heading), passage, true));
                    }
                    Item::Footnote(_, note) => {
                        found += u32::from(self.contribution(&plain_text(note), passage, true));
                    }
                    Item::Contribution(contribution) => {
                        let mut said = std::mem::take(&mut self.said);
                        words(&source, &details.references, parts(contribution, &source), &mut said);
                        let speech = match contribution {
                            Contribution::Speech(speech) => Some(speech),
                            Contribution::Narrative(_) | Contribution::Note(_) | Contribution::Decision(_) => None,
                        };
                        let is_narrative = matches!(contribution, Contribution::Narrative(_) | Contribution::Note(_));
                        if self.contribution(&said, passage, is_narrative) {
                            found += 1;
                            decisions += u32::from(matches!(contribution, Contribution::Decision(_)));
                            if let Some(speech) = speech {
                                lang = speech.lang().unwrap_or(lang);
                                let speaker = meeting.speaker_of(speech);
                                for who in &speaker.by {
                                    *spoken.entry(*who).or_insert(0) += 1;
                                }
                                *roles.entry(role_of(speaker, &details.lang)).or_insert(0) += 1;
                            }
                        }
                        for range in narratives(contribution) {
                            words(&source, &details.references, std::iter::once(range), &mut said);
                            found += u32::from(self.contribution(&said, passage, true));
                        }
                        self.said = said;
                    }
                }
                contributions += found;
                *languages.entry(lang).or_insert(0) += found;
            }
            let mut spoken: Vec<(SpeakerIndex, u32)> = spoken.into_iter().collect();
            spoken.sort_unstable();
            for (who, speeches) in spoken {
                self.speakers.push((who, passage, speeches));
                self.hit(&prefixed(SPEAKER, &corpus.archive.speakers[who].id), passage, speeches);
            }
            let mut languages: Vec<_> = languages.into_iter().filter(|(_, contributions)| *contributions > 0).collect();
            languages.sort();
            for (lang, contributions) in languages {
                self.hit(&prefixed(LANGUAGE, &lang.as_str().to_lowercase()), passage, contributions);
            }
            if decisions > 0 {
                self.hit(&[DECISION], passage, decisions);
            }
            self.roles(roles, passage);
            if contributions > 0 {
                self.hit(&prefixed(DAY, &details.date.to_string()), passage, 1);
                let body = corpus.body(index);
                if !body.is_empty() {
                    self.hit(&prefixed(BODY, body), passage, contributions);
                }
                if let Some(series) = &details.series {
                    self.hit(&prefixed(SERIES, series), passage, contributions);
                }
                for (field, id) in &corpus.terms[index] {
                    self.hit(&prefixed(TAXONOMY, &format!("{field}\0{id}")), passage, contributions);
                }
                self.hit(&prefixed(MEETING, &corpus.links[index]), passage, contributions);
            }
        }
        if !known(first) {
            self.title(&plain_text(&details.title), first);
        }
    }

    /// Indexes the words of a contribution; `false` when there are none.
    fn contribution(&mut self, text: &str, passage: u32, is_narrative: bool) -> bool {
        self.contribution += 1;
        let Chunk { vocabulary, occurrences, seen, contribution, first, spare, .. } = self;
        tokens(text, |token| {
            let term = vocabulary.token(token, is_narrative, spare);
            if term as usize >= seen.len() {
                seen.resize(term as usize + 1, (0, 0));
            }
            let (last, at) = &mut seen[term as usize];
            if *last < *first {
                *at = occurrences.len() as u32;
                occurrences.push(Occurrence { term, passage, count: 1 });
            } else if *last < *contribution {
                occurrences[*at as usize].count += 1;
            }
            *last = *contribution;
        });
        !text.is_empty()
    }

    /// Indexes the roles of those who speak in a passage, with the number of their speeches: from each word of a role on.
    fn roles(&mut self, roles: FxHashMap<&str, u32>, passage: u32) {
        let mut of_folded: BTreeMap<String, u32> = BTreeMap::new();
        for (role, speeches) in roles {
            *of_folded.entry(fold(role, Fold::Loose).trim().to_owned()).or_insert(0) += speeches;
        }
        for (role, speeches) in of_folded.iter().filter(|(role, _)| !role.is_empty()) {
            let mut starts = name_starts(role, role.len() + 2);
            // What begins with a sign is known by all of it too.
            starts.push(role);
            starts.sort_unstable();
            starts.dedup();
            for start in starts {
                self.hit(&prefixed(ROLE, &format!("{start}\0{role}")), passage, *speeches);
            }
        }
    }

    fn title(&mut self, title: &str, passage: u32) {
        let mut terms: Vec<Vec<u8>> = Vec::new();
        tokens(title, |token| {
            let mut term = vec![TITLE];
            token.push_to(&mut term);
            terms.push(term);
        });
        terms.sort();
        terms.dedup();
        terms.iter().for_each(|term| self.hit(term, passage, 1));
    }

    /// Adds an occurrence of a term that is no part of a text, once for each passage.
    pub(super) fn hit(&mut self, term: &[u8], passage: u32, count: u32) {
        let term = self.vocabulary.term(term);
        self.occurrences.push(Occurrence { term, passage, count });
    }

    /// The postings ordered by term and passage, and the speakers' passages.
    pub(super) fn pack(self) -> (Vec<Spoken>, PostingBuffer) {
        (self.speakers, PostingBuffer::new(self.vocabulary, &self.occurrences))
    }
}

fn prefixed(kind: u8, rest: &str) -> Vec<u8> {
    let mut term = vec![kind];
    term.extend_from_slice(rest.as_bytes());
    term
}
