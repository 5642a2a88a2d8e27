//! Draws a transcript to HTML. Here rather than in a template, because an archive has hundreds of thousands of
//! speeches and a theme dresses them with its style sheet; `docs/themes.md` documents the markup.

use std::fmt::{Display, Write};

use rustc_hash::FxHashMap;

use super::agenda_html::make_heading;
use super::correction_html::push_details;
use super::decision_html::push_decision;
use super::endnotes::push_notes;
use super::heading_places::HeadingPlaces;
use super::moment_html::{link_time, push_moment};
use super::recording_html::take_leading_films;
use super::roll_call_html::push_roll_call;
use crate::markdown::labels::without_quote_marks;
use crate::markdown::{BlockPlaces, Marks, Paragraphs, push_attribute, push_escaped, push_html, source_attribute};
use crate::record::{
    Block, BlockKind, DecisionKind, Delivery, RecordSummary, SpeechId, SummaryAuthor, TextRange, notes_of_heading,
};
use crate::site::view::{Link, SpokenWords};
use crate::site::{
    AnsweredQuestion, DecisionLines, ParallelRecord, RollCallLines, SpeechView, TranscriptItem, TranscriptView,
    TurnSpeaker,
};
use crate::text::iri;
use crate::theme::Argument::{Number, Text};
use crate::theme::Strings;

/// A whole record. With the places of its headings, each passage says which bytes of the file it shows.
pub(super) fn transcript(transcript: &TranscriptView<'_>, strings: &Strings, places: Option<&HeadingPlaces>) -> String {
    let mut out = String::with_capacity(room_for(transcript));
    let parallel_records = transcript
        .parallel_records
        .iter()
        .map(|parallel_record| parallel_record.speeches.iter().copied().collect())
        .collect();
    let sections = transcript
        .parallel_records
        .iter()
        .map(|parallel_record| parallel_record.sections.iter().map(|(here, there)| (&**here, &**there)).collect())
        .collect();
    let number = &mut 0;
    let marks = Marks::here(transcript.notes.len());
    let marks = (!transcript.notes.is_empty()).then_some(&marks);
    let mut drawer = Drawer {
        out: &mut out,
        transcript,
        strings,
        lang: transcript.lang.as_str(),
        record: String::new(),
        number,
        in_context: String::new(),
        parallel_records,
        sections,
        marks,
        films: Vec::new(),
        scratch: String::new(),
        places,
    };
    drawer.title_notes();
    drawer.old_anchors("");
    drawer.corrections("");
    for line in &transcript.lines {
        drawer.line(line);
    }
    if let Some(marks) = marks {
        let TranscriptView { notes, references, links, pictures, .. } = transcript;
        push_notes(&mut out, notes, references, links, pictures, marks, strings);
    }
    out
}

/// Speeches of one speaker, under the headings of their meetings. `lang` is the language of the page.
pub(super) fn appearances(transcripts: &[SpokenWords<'_>], strings: &Strings, lang: &str) -> String {
    let mut out = String::with_capacity(transcripts.iter().map(|words| room_for(&words.transcript)).sum());
    let mut number = 0;
    for SpokenWords { meeting, anchor, transcript } in transcripts {
        out.push_str("<section");
        if !anchor.is_empty() {
            out.push_str(" id=\"");
            push_attribute(&mut out, anchor);
            out.push('"');
        }
        out.push_str(" class=\"appearance");
        for line in &transcript.lines {
            if let TranscriptItem::Turn(_, speeches) = line {
                length(&mut out, speeches);
            }
        }
        out.push_str("\">\n<h2><a href=\"");
        push_attribute(&mut out, &iri(&meeting.href));
        out.push_str("\" lang=\"");
        push_attribute(&mut out, &meeting.lang);
        out.push_str("\">");
        push_escaped(&mut out, &meeting.title);
        out.push_str("</a> <time datetime=\"");
        push_attribute(&mut out, &meeting.date.iso);
        out.push_str("\">");
        push_escaped(&mut out, &meeting.date.text);
        out.push_str("</time>");
        also_in(&mut out, &meeting.also, strings);
        out.push_str("</h2>\n");
        push_speeches(&mut out, &mut number, transcript, strings, lang);
        out.push_str("</section>\n");
    }
    out
}

/// Speeches away from their record, without a heading. `lang` is the language of the page.
pub(super) fn speeches(transcript: &TranscriptView<'_>, strings: &Strings, lang: &str) -> String {
    let mut out = String::with_capacity(room_for(transcript));
    push_speeches(&mut out, &mut 0, transcript, strings, lang);
    out
}

fn push_speeches(out: &mut String, number: &mut u32, transcript: &TranscriptView<'_>, strings: &Strings, lang: &str) {
    let mut record = String::new();
    push_attribute(&mut record, &iri(&transcript.anchors_at));
    let marks = Marks::away(&transcript.anchors_at);
    let marks = (!transcript.notes.is_empty()).then_some(&marks);
    let mut drawer = Drawer {
        out,
        transcript,
        strings,
        lang,
        record,
        number,
        in_context: strings.get("in-context"),
        parallel_records: Vec::new(),
        sections: Vec::new(),
        marks,
        films: Vec::new(),
        scratch: String::new(),
        places: None,
    };
    for line in &transcript.lines {
        if let TranscriptItem::Turn(_, speeches) = line {
            for speech in speeches {
                drawer.speech(speech);
            }
        }
    }
}

/// The ways to the other records of a meeting.
fn also_in(out: &mut String, also: &[Link], strings: &Strings) {
    for (index, link) in also.iter().enumerate() {
        if index == 0 {
            out.push_str(" <span class=\"also\">");
            push_escaped(out, &strings.get("also-in"));
        } else {
            push_escaped(out, &strings.get("list-comma"));
        }
        anchor(out, &link.href, &link.title);
    }
    if !also.is_empty() {
        out.push_str("</span>");
    }
}

/// The anchor of what a speaker said in a year, on a page with all years.
pub(super) fn year_anchor(year: impl Display) -> String {
    format!("year-{year}")
}

/// About how many bytes a transcript comes to: the words, and some markup for each speech.
fn room_for(transcript: &TranscriptView<'_>) -> usize {
    let mut room = 0;
    for line in &transcript.lines {
        match line {
            TranscriptItem::Turn(_, speeches) => {
                for speech in speeches {
                    let words: u32 = speech.blocks.iter().map(|block| block.text.end - block.text.start).sum();
                    room += words as usize + words as usize / 8 + 320;
                }
            }
            TranscriptItem::Section(..) | TranscriptItem::Narrative(..) | TranscriptItem::RollCall(_) => room += 320,
            TranscriptItem::Summary(summary) => room += summary.text.len() + 320,
            TranscriptItem::Note(range) => room += (range.end - range.start) as usize * 2,
            TranscriptItem::Decision(view) => {
                let range = view.decision.text;
                room += (range.end - range.start) as usize * 2 + 800;
            }
        }
    }
    room
}

/// Says as a class about how long something is, so that a style sheet can leave room for what a browser has not laid
/// out yet: nothing for about four lines on a telephone, `long-1` for about eight, and so on in doublings.
fn length(out: &mut String, speeches: &[SpeechView<'_>]) {
    /// Length of a narrow line, in bytes: 42 letters, or 14 Han characters.
    const LINE: u32 = 42;
    let lines_of = |block: &Block| (block.text.end - block.text.start) / LINE + 1;
    let lines: u32 = speeches.iter().flat_map(|speech| speech.blocks).map(lines_of).sum();
    // The nearest in proportion, so that over a long page what is too much makes up for what is too little.
    let doublings = ((u64::from(lines).pow(2) / 8).max(1).ilog2() / 2).min(12);
    if doublings > 0 {
        let _ = write!(out, " long-{doublings}");
    }
}

/// Draws what stands below a heading of a record or of a meeting.
struct Drawer<'d, 't> {
    out: &'d mut String,
    transcript: &'d TranscriptView<'t>,
    strings: &'d Strings,
    /// The language of what stands around the speeches.
    lang: &'d str,
    /// The address of the record, as an attribute; empty on its own page.
    record: String,
    /// Number of speeches so far on the page.
    number: &'d mut u32,
    /// The text of links to the record, where speeches stand apart from it.
    in_context: String,
    /// For each of the transcript's counterparts, the speech there for each here.
    parallel_records: Vec<FxHashMap<SpeechId, SpeechId>>,
    /// Labels of section links for screen readers.
    sections: Vec<FxHashMap<&'d str, &'d str>>,
    /// Marks of footnotes, if there are any.
    marks: Option<&'d Marks>,
    /// Films with which the turn at hand begins.
    films: Vec<String>,
    /// Holds the id of the speech at hand, to save an allocation each.
    scratch: String,
    /// Places of the headings, if passages say where they stand in the file.
    places: Option<&'d HeadingPlaces>,
}

impl Drawer<'_, '_> {
    fn line(&mut self, line: &TranscriptItem<'_>) {
        match line {
            TranscriptItem::Section(heading, anchor, moment) => {
                self.out.push_str("<h2 class=\"section\" id=\"");
                push_attribute(self.out, anchor);
                self.out.push('"');
                self.heading_place(anchor);
                self.out.push('>');
                self.old_anchors(anchor);
                push_escaped(self.out, heading);
                self.heading_notes(anchor);
                if let Some(moment) = moment {
                    self.out.push(' ');
                    push_moment(self.out, moment, self.strings);
                }
                for (parallel_record, sections) in self.transcript.parallel_records.iter().zip(&self.sections) {
                    if let Some(there) = sections.get(&**anchor) {
                        self.out.push(' ');
                        in_other_language(self.out, parallel_record, there, None);
                    }
                }
                self.out.push_str("</h2>\n");
                self.corrections(anchor);
            }
            TranscriptItem::Summary(summary) => self.summary(summary),
            TranscriptItem::Turn(index, speeches) => {
                let from = self.out.len();
                self.out.push_str("<section class=\"turn");
                length(self.out, speeches);
                self.out.push_str("\"><h3 class=\"speaker\"");
                if let Some(name) = &self.transcript.speakers[*index].cited {
                    self.out.push_str(" data-cited=\"");
                    push_attribute(self.out, name);
                    self.out.push('"');
                }
                if let (Some(_), Some(first)) = (self.places, speeches.first()) {
                    self.heading_place(&first.id.to_string());
                }
                self.out.push('>');
                speaker(self.out, &self.transcript.speakers[*index]);
                if speeches.first().is_some_and(|speech| speech.delivery == Delivery::Written) {
                    self.out.push(' ');
                    self.delivery("span");
                }
                if !self.transcript.heading_notes.is_empty() {
                    for speech in speeches {
                        self.heading_notes(&speech.id.to_string());
                    }
                }
                self.out.push_str("</h3>\n");
                for speech in speeches {
                    self.speech(speech);
                }
                self.out.push_str("</section>\n");
                let films: String =
                    self.films.drain(..).map(|film| format!("<p class=\"recording\">{film}</p>\n")).collect();
                self.out.insert_str(from, &films);
            }
            TranscriptItem::Narrative(id, range, agenda, moment) => {
                let class = if agenda.is_some() { "narrative agenda" } else { "narrative" };
                let _ = write!(self.out, "<div class=\"{class}\" id=\"{id}\"");
                self.place(*range);
                self.out.push_str(">\n");
                if !self.transcript.old_anchors.is_empty() {
                    self.old_anchors(&id.to_string());
                }
                let from = self.out.len();
                self.remark(*range);
                if let Some(moment) = moment {
                    link_time(self.out, from, moment, self.strings);
                }
                if agenda.is_some() {
                    make_heading(self.out, from, self.strings);
                }
                self.out.push_str("</div>\n");
                if !self.transcript.corrected.is_empty() {
                    self.corrections(&id.to_string());
                }
            }
            TranscriptItem::Decision(view) => self.decision(view),
            TranscriptItem::RollCall(view) => self.roll_call(view),
            TranscriptItem::Note(range) => {
                self.out.push_str("<div class=\"note\">\n");
                self.passages(*range, &mut Paragraphs::of("", 3));
                self.out.push_str("</div>\n");
            }
        }
    }

    /// Says which bytes of the file the element that is being opened shows.
    fn place(&mut self, range: TextRange) {
        if self.places.is_some() {
            self.out.push_str(&source_attribute(range.start as usize..range.end as usize));
        }
    }

    /// Says where the heading above an anchor stands.
    fn heading_place(&mut self, anchor: &str) {
        if let Some(range) = self.places.and_then(|places| places.get(anchor)) {
            self.place(range);
        }
    }

    /// A summary of an item. Its author stands below it, and is no part of the record.
    fn summary(&mut self, summary: &RecordSummary) {
        self.out.push_str("<div class=\"note\">\n<p class=\"abstract\">");
        push_escaped(self.out, &summary.text);
        self.out.push_str("</p>\n");
        let by = match &summary.by {
            SummaryAuthor::Unknown => String::new(),
            SummaryAuthor::Machine => self.strings.get("summary-machine"),
            SummaryAuthor::Named(name) => self.strings.format("summary-by", &[("name", Text(name))]),
        };
        if !by.is_empty() {
            self.out.push_str("<p class=\"summary-by meta\"");
            if self.strings.tag() != self.lang {
                self.out.push_str(" lang=\"");
                push_attribute(self.out, self.strings.tag());
                self.out.push('"');
            }
            self.out.push('>');
            push_escaped(self.out, &by);
            self.out.push_str("</p>\n");
        }
        self.out.push_str("</div>\n");
    }

    fn roll_call(&mut self, view: &RollCallLines<'_>) {
        let id = view.id.to_string();
        let _ = write!(self.out, "<div class=\"roll-call\" id=\"{id}\"");
        self.place(view.text);
        let _ = write!(self.out, "><a class=\"permalink\" href=\"#{id}\" aria-label=\"");
        push_attribute(self.out, &self.strings.get("cite-attendance"));
        self.out.push_str("\">#</a>\n");
        self.old_anchors(&id);
        push_roll_call(self.out, view, &self.transcript.text);
        self.out.push_str("</div>\n");
        self.corrections(&id);
    }

    /// A line that tells that other records link to a speech, with a link to them.
    fn cited(&mut self, places: usize) {
        self.out.push_str("<p class=\"meta\"><a href=\"#cited-in\">");
        let line = self.strings.format("cited-here", &[("n", Number(places as i64))]);
        push_escaped(self.out, &line);
        self.out.push_str("</a></p>\n");
    }

    fn decision(&mut self, view: &DecisionLines<'_>) {
        let id = view.decision.id.to_string();
        self.out.push_str("<div class=\"decision");
        if view.decision.kind != DecisionKind::Decision {
            let _ = write!(self.out, " {}", view.decision.kind.name());
        }
        if let Some(outcome) = view.decision.result.outcome {
            let _ = write!(self.out, " {}", outcome.name());
        }
        let _ = write!(self.out, "\" id=\"{id}\"");
        self.place(view.decision.text);
        let _ = write!(self.out, "><a class=\"permalink\" href=\"#{id}\" aria-label=\"");
        push_attribute(self.out, &self.strings.get("cite-decision"));
        self.out.push_str("\">#</a>\n");
        self.old_anchors(&id);
        let mut out = std::mem::take(self.out);
        let from = out.len();
        let text = &self.transcript.text;
        let lang = Some(self.strings.tag()).filter(|tag| *tag != self.lang);
        push_decision(&mut out, view, text, lang, self.strings, |out, range| {
            std::mem::swap(out, self.out);
            self.remark(range);
            std::mem::swap(out, self.out);
        });
        *self.out = out;
        if let Some(moment) = &view.moment {
            link_time(self.out, from, moment, self.strings);
        }
        self.corrections(&id);
        self.out.push_str("</div>\n");
    }

    /// The marks of footnotes in a heading.
    fn heading_notes(&mut self, anchor: &str) {
        let Some(marks) = self.marks else { return };
        for number in notes_of_heading(self.transcript.heading_notes, anchor) {
            marks.push(self.out, number, false);
        }
    }

    /// Footnote marks of the title, which stands above the transcript.
    fn title_notes(&mut self) {
        if self.transcript.heading_notes.first().is_some_and(|(anchor, _)| anchor.is_empty()) {
            self.out.push_str("<p class=\"title-notes\">");
            self.heading_notes("");
            self.out.push_str("</p>\n");
        }
    }

    fn speech(&mut self, speech: &SpeechView<'_>) {
        let mut id = std::mem::take(&mut self.scratch);
        id.clear();
        let _ = write!(id, "{}", speech.id);
        let here = self.transcript.anchors_at.is_empty();
        self.out.push_str("<section class=\"speech");
        if here {
            self.out.push_str("\" id=\"");
            self.out.push_str(&id);
        } else {
            length(self.out, std::slice::from_ref(speech));
        }
        self.out.push('"');
        let lang = speech.lang.unwrap_or(self.transcript.lang);
        if lang.as_str() != self.lang {
            self.out.push_str(" lang=\"");
            self.out.push_str(lang.as_str());
            self.out.push('"');
            if lang.is_right_to_left() {
                self.out.push_str(" dir=\"rtl\"");
            }
        }
        *self.number += 1;
        let _ = write!(self.out, "><a class=\"permalink\" href=\"{}#{id}\">", self.record);
        if here {
            let _ = write!(self.out, "#{}</a>", self.number);
        } else {
            push_escaped(self.out, &self.in_context);
            self.out.push_str("</a>");
        }
        if let Some(AnsweredQuestion { speaker, words }) = &speech.answers {
            self.out.push_str("<p class=\"meta\">");
            let line = self.strings.format("asked", &[("name", Text(speaker)), ("words", Text(words))]);
            push_escaped(self.out, &line);
            self.out.push_str("</p>\n");
        }
        if let Some(moment) = &speech.moment {
            push_moment(self.out, moment, self.strings);
        }
        if let Ok(place) = self.transcript.cited.binary_search_by_key(&speech.id, |(cited, _)| *cited) {
            self.cited(self.transcript.cited[place].1);
        }
        for (twin, speeches) in self.transcript.parallel_records.iter().zip(&self.parallel_records) {
            if let Some(there) = speeches.get(&speech.id) {
                in_other_language(self.out, twin, there, Some(*self.number));
            }
        }
        self.old_anchors(&id);
        if !here && speech.delivery == Delivery::Written {
            self.delivery("p");
        }
        let mut paragraphs = if here { Paragraphs::of(&id, 4) } else { Paragraphs::of("", 3) };
        let mut moments = speech.event_moments.iter().peekable();
        for (position, block) in speech.blocks.iter().enumerate() {
            let from = self.out.len();
            self.block(*block, &mut paragraphs);
            if position == 0 && here {
                self.films.extend(take_leading_films(self.out, from));
            }
            if let Some((_, moment)) = moments.next_if(|(at, _)| *at == position) {
                link_time(self.out, from, moment, self.strings);
            }
        }
        if here {
            self.former_paragraphs(&id, paragraphs.count());
        }
        self.corrections(&id);
        self.out.push_str("</section>\n");
        self.scratch = id;
    }

    /// Says that the words were handed in and not spoken.
    fn delivery(&mut self, element: &str) {
        let _ = write!(self.out, "<{element} class=\"delivery\">");
        push_escaped(self.out, &self.strings.get("delivered-written"));
        let _ = write!(self.out, "</{element}>");
    }

    /// Anchors of what stood here before, so that links to it still lead here.
    fn old_anchors(&mut self, place: &str) {
        let old_anchors = self.transcript.old_anchors;
        let from = old_anchors.partition_point(|(known, _)| **known < *place);
        for (_, old) in old_anchors[from..].iter().take_while(|(known, _)| **known == *place) {
            self.out.push_str("<span class=\"former\" id=\"");
            push_attribute(self.out, old);
            self.out.push_str("\"></span>");
            self.former_paragraphs(old, 1);
        }
    }

    /// Anchors of paragraphs that a speech had, and has no more.
    fn former_paragraphs(&mut self, id: &str, now: u32) {
        let former_paragraph_counts = self.transcript.former_paragraph_counts;
        let Ok(at) = former_paragraph_counts.binary_search_by(|(known, _)| (**known).cmp(id)) else { return };
        for number in now.max(1) + 1..=former_paragraph_counts[at].1 {
            crate::report::steps::step();
            let _ = write!(self.out, "<span class=\"former\" id=\"{id}.{number}\"></span>");
        }
    }

    /// Former words of the passages here.
    fn corrections(&mut self, place: &str) {
        let corrected = &self.transcript.corrected;
        let from = corrected.partition_point(|(_, passage)| *passage.anchor < *place);
        for (day, passage) in corrected[from..].iter().take_while(|(_, passage)| *passage.anchor == *place) {
            push_details(self.out, day, passage, self.strings);
        }
    }

    fn block(&mut self, block: Block, paragraphs: &mut Paragraphs<'_>) {
        match block.kind {
            BlockKind::Prose | BlockKind::Quotation => self.passages(block.text, paragraphs),
            BlockKind::Narrative => {
                self.out.push_str("<div class=\"narrative\"");
                self.place(block.text);
                self.out.push('>');
                self.remark(block.text);
                self.out.push_str("</div>\n");
            }
        }
    }

    /// A remark without the blockquote around it.
    fn remark(&mut self, range: TextRange) {
        let written = range.of(&self.transcript.text);
        if !written.contains('>') {
            return self.markdown(written, &mut Paragraphs::of("", 3));
        }
        self.markdown(without_quote_marks(written).trim_end(), &mut Paragraphs::of("", 3));
    }

    /// The blocks of a range of the file, each of which may be changed by itself.
    fn passages(&mut self, range: TextRange, paragraphs: &mut Paragraphs<'_>) {
        let written = range.of(&self.transcript.text);
        if self.places.is_none() {
            return self.markdown(written, paragraphs);
        }
        let places = BlockPlaces::default();
        let mut placed = paragraphs.with_places(&places);
        self.markdown(written, &mut placed);
        paragraphs.go_on(placed.count());
        places.write_into(self.out, written, range.start as usize);
    }

    fn markdown(&mut self, written: &str, paragraphs: &mut Paragraphs<'_>) {
        let own = paragraphs.with_pictures(&self.transcript.pictures);
        let mut marked = self.marks.map_or(own, |marks| own.with_marks(marks));
        push_html(self.out, written, self.transcript.references, self.transcript.links, &mut marked);
        paragraphs.go_on(marked.count());
    }
}

/// The name as printed, and the person behind an office, linked where one page is meant; where several are, each by its own name below it.
fn speaker(out: &mut String, view: &TurnSpeaker) {
    mark(out, view);
    match view.links.as_slice() {
        [] => push_escaped(out, &view.name),
        [one] => {
            begin_anchor(out, &one.href);
            push_escaped(out, &view.name);
            // The label comes first: it is the record's own word, and `verify` looks for it there.
            if let Some(person) = &view.person {
                out.push_str(" <span class=\"person\">");
                push_escaped(out, person);
                out.push_str("</span>");
            }
            out.push_str("</a>");
        }
        several => {
            push_escaped(out, &view.name);
            out.push_str(" <span class=\"together\">");
            for (index, link) in several.iter().enumerate() {
                if index > 0 {
                    out.push_str(" · ");
                }
                anchor(out, &link.href, &link.name);
            }
            out.push_str("</span>");
        }
    }
    if let Some(role) = &view.role {
        out.push_str(" <span class=\"role\">");
        push_escaped(out, role);
        out.push_str("</span>");
    }
}

/// The way to the same in another language: of a heading, under the language's name; of a speech, as a short sign, with the
/// speech's number for the ear.
fn in_other_language(out: &mut String, parallel_record: &ParallelRecord, anchor: impl Display, number: Option<u32>) {
    out.push_str("<a class=\"twin\" href=\"");
    push_attribute(out, &iri(&parallel_record.href));
    out.push('#');
    push_attribute(out, &anchor.to_string());
    let _ = write!(out, "\" lang=\"{0}\" hreflang=\"{0}\"", parallel_record.lang);
    let shown = match number {
        Some(number) => {
            out.push_str(" title=\"");
            push_attribute(out, &parallel_record.name);
            out.push_str("\" aria-label=\"");
            push_attribute(out, &parallel_record.name);
            let _ = write!(out, " {number}\"");
            &parallel_record.sign
        }
        None => &parallel_record.name,
    };
    out.push('>');
    push_escaped(out, shown);
    out.push_str("</a>");
}

/// Portrait or icon of the speaker; decorative, because the name stands beside it.
fn mark(out: &mut String, view: &TurnSpeaker) {
    match &view.portrait {
        Some(portrait) => {
            let _ = write!(out, "<img class=\"mark face hue-{}\" src=\"", view.icon.hue());
            push_attribute(out, portrait);
            out.push_str("\" alt=\"\" width=\"32\" height=\"32\" loading=\"lazy\">");
        }
        None => {
            let _ = write!(out, "<i class=\"{}\"></i>", view.icon);
        }
    }
}

fn anchor(out: &mut String, href: &str, name: &str) {
    begin_anchor(out, href);
    push_escaped(out, name);
    out.push_str("</a>");
}

fn begin_anchor(out: &mut String, href: &str) {
    out.push_str("<a href=\"");
    push_attribute(out, &iri(href));
    out.push_str("\">");
}
