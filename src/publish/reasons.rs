//! Reasons for changed files: the record, list or setting behind each change. Pure.

use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::FxHashMap;

use super::{FileKind, Published, RecordChange};
use crate::record::{Archive, MeetingIndex};
use crate::site::well_known::{INDEX, PLAIN_RECORD};
use crate::site::{Address, CalendarScope, FeedScope, Output, OutputKind, OutputPath, Plan, PodcastScope};

/// Maximum number of records that a reason names.
const NAMED: usize = 3;

/// Kind of each file of a plan; precompressed copies are listed beside their originals.
pub fn kinds(plan: &Plan) -> FxHashMap<&str, FileKind> {
    plan.outputs.iter().map(|output| (output.path.as_str(), kind(&output.kind))).collect()
}

fn kind(of: &OutputKind) -> FileKind {
    match of {
        OutputKind::Meeting(_) => FileKind::Meeting,
        OutputKind::PlainRecord(_)
        | OutputKind::RecordDocument(_)
        | OutputKind::AkomaNtoso(_)
        | OutputKind::Card(_)
        | OutputKind::Highlight(_)
        | OutputKind::HighlightCard(_)
        | OutputKind::FormerVersion(..)
        | OutputKind::Captions(..)
        | OutputKind::Chapters(..) => FileKind::OfMeeting,
        OutputKind::Speaker(..) | OutputKind::SpeakerYear(..) | OutputKind::SpeakerMonth(..) => FileKind::Speaker,
        OutputKind::FrontPage(_)
        | OutputKind::MeetingIndex(_)
        | OutputKind::Year(..)
        | OutputKind::SpeakerIndex(_)
        | OutputKind::SeriesIndex(_)
        | OutputKind::Series(..)
        | OutputKind::TaxonomyIndex(..)
        | OutputKind::Term(..)
        | OutputKind::Decisions(..)
        | OutputKind::Actions(_)
        | OutputKind::WatchIndex(_)
        | OutputKind::Watch(..)
        | OutputKind::MatterIndex(_)
        | OutputKind::Matter(..)
        | OutputKind::BodyIndex(_)
        | OutputKind::Body(..)
        | OutputKind::BodyYear(..)
        | OutputKind::DataPage(_)
        | OutputKind::Corrections(_) => FileKind::List,
        OutputKind::Page(_) | OutputKind::NotFound | OutputKind::Announced(_) | OutputKind::Withdrawn(_) => {
            FileKind::Page
        }
        OutputKind::Feed(..)
        | OutputKind::Podcast(_)
        | OutputKind::Calendar(_)
        | OutputKind::Sitemap(_)
        | OutputKind::SitemapIndex => FileKind::Feed,
        OutputKind::Redirect(_) => FileKind::Redirect,
        OutputKind::Asset(_) => FileKind::Asset,
        OutputKind::Attachment(_) | OutputKind::Rendition(..) => FileKind::Attachment,
        OutputKind::Static(_) => FileKind::Static,
        _ => FileKind::Other,
    }
}

/// Reasons for the differences between the live site and a plan. Addresses in them are those on the site, not encoded, as in the lists of
/// changed files.
pub struct Reasons<'a> {
    archive: &'a Archive,
    plan: &'a Plan,
    outputs: FxHashMap<&'a str, &'a Output>,
    /// Changes of records since the last publication.
    fates: BTreeMap<MeetingIndex, Fate>,
    /// Addresses of records that were live and are gone.
    gone: Vec<String>,
    /// Inputs of all files that have changed.
    causes: Vec<String>,
    /// True if nothing was live before.
    first: bool,
}

/// Change of a record since the last publication.
enum Fate {
    New,
    Moved(String),
    Corrected,
}

impl<'a> Reasons<'a> {
    /// Compares the live list with the next one.
    pub fn new(archive: &'a Archive, plan: &'a Plan, live: Option<&Published>, next: &Published) -> Reasons<'a> {
        let outputs: FxHashMap<&str, &Output> = plan.outputs.iter().map(|o| (o.path.as_str(), o)).collect();
        let was_live =
            |path: &str| live.and_then(|live| live.files.get(path)).filter(|file| file.kind == FileKind::Meeting);
        // For each link target, the first address of a live record that redirects to it.
        let mut led: FxHashMap<&str, &Address> = FxHashMap::default();
        for (from, to) in &plan.redirects {
            crate::report::steps::step();
            if OutputPath::of(from).is_some_and(|path| was_live(path.as_str()).is_some()) {
                led.entry(to).or_insert(from);
            }
        }
        let before = live.map(|live| &live.causes);
        let changed =
            |(name, value): &(&String, &String)| before.is_some_and(|before| before.get(*name) != Some(*value));
        let mut causes: Vec<String> = next.causes.iter().filter(changed).map(|(name, _)| name.clone()).collect();
        causes
            .extend(before.into_iter().flat_map(|b| b.keys()).filter(|name| !next.causes.contains_key(*name)).cloned());
        let since = live.and_then(|live| live.at.parse::<jiff::Timestamp>().ok());
        // With other settings, the Markdown of a record changes without a change of the record: it has the address and the licence.
        let is_corrected = |index: MeetingIndex| {
            let corrections = archive.histories[index].iter().flat_map(|history| &history.corrections);
            // The register counts in seconds.
            let is_new = |at: jiff::Timestamp| since.is_none_or(|since| at.as_second() >= since.as_second());
            causes.is_empty() || corrections.into_iter().any(|one| is_new(one.at))
        };
        let mut fates = BTreeMap::new();
        let mut moved = BTreeSet::new();
        for output in &plan.outputs {
            let OutputKind::Meeting(index) = output.kind else { continue };
            if was_live(output.path.as_str()).is_none() {
                let link = &plan.addresses.meetings[index];
                let from = led.get(&**link).copied();
                fates.insert(index, from.map_or(Fate::New, |from| Fate::Moved(from.path().to_owned())));
                moved.extend(from.and_then(OutputPath::of).map(|path| path.as_str().to_owned()));
                continue;
            }
            // The record as Markdown contains its words and nothing of the pages around it.
            let words = output.address.path().ends_with('/').then(|| output.address.join(PLAIN_RECORD));
            let words = words.as_ref().and_then(OutputPath::of);
            let hash = |published: &Published| {
                words.as_ref().and_then(|path| published.files.get(path.as_str())).map(|f| f.hash.clone())
            };
            if live.and_then(hash) != hash(next) && is_corrected(index) {
                fates.insert(index, Fate::Corrected);
            }
        }
        let is_gone = |path: &str| {
            !moved.contains(path) && !matches!(outputs.get(path).map(|o| &o.kind), Some(OutputKind::Meeting(_)))
        };
        let gone = live.into_iter().flat_map(|live| &live.files);
        let gone = gone.filter(|(path, file)| file.kind == FileKind::Meeting && is_gone(path));
        let gone = gone.map(|(path, _)| format!("/{}", path.trim_end_matches(INDEX))).collect();
        Reasons { archive, plan, outputs, fates, gone, causes, first: live.is_none() }
    }

    /// Records that are new, moved (with the address before) or corrected.
    pub fn changed_records(&self) -> impl Iterator<Item = (MeetingIndex, RecordChange, Option<&str>)> {
        self.fates.iter().map(|(index, fate)| match fate {
            Fate::New => (*index, RecordChange::Added, None),
            Fate::Moved(from) => (*index, RecordChange::Moved, Some(&**from)),
            Fate::Corrected => (*index, RecordChange::Corrected, None),
        })
    }

    /// Addresses of records that are withdrawn or no longer part of the site.
    pub fn gone_records(&self) -> impl Iterator<Item = (RecordChange, &String)> {
        self.gone.iter().map(|address| {
            let path = OutputPath::of(&Address::new(address));
            let now = path.and_then(|path| self.outputs.get(path.as_str()).map(|output| &output.kind));
            let is_notice = matches!(now, Some(OutputKind::Withdrawn(_)));
            (if is_notice { RecordChange::Withdrawn } else { RecordChange::Removed }, address)
        })
    }

    /// Why a file that was not there is there now.
    pub fn added(&self, path: &str, kind: FileKind) -> String {
        if self.first {
            return "first publishing".to_owned();
        }
        let Some(output) = self.output(path) else { return by_kind(kind, "added beside the site").to_owned() };
        match &output.kind {
            OutputKind::Redirect(to) => format!("an old address of {}", self.plan.base.within(to)),
            OutputKind::Asset(_) => "theme".to_owned(),
            OutputKind::Attachment(_) | OutputKind::Rendition(..) => "a record refers to it".to_owned(),
            OutputKind::Static(_) => "put into static/".to_owned(),
            _ => self.by_records(output).unwrap_or_else(|| self.by_causes("new in the site")),
        }
    }

    /// Why a file holds something else now.
    pub fn changed(&self, path: &str, before: FileKind, now: FileKind) -> String {
        let Some(output) = self.output(path) else { return by_kind(now, "the file was changed").to_owned() };
        match &output.kind {
            OutputKind::Redirect(to) if before == FileKind::Redirect => {
                format!("leads to {} now", self.plan.base.within(to))
            }
            OutputKind::Redirect(to) => format!("moved to {}", self.plan.base.within(to)),
            OutputKind::Attachment(_) | OutputKind::Static(_) => "the file was changed".to_owned(),
            _ if before == FileKind::Meeting && now != FileKind::Meeting => "record withdrawn".to_owned(),
            _ => self.by_records(output).unwrap_or_else(|| self.by_causes("its target has changed")),
        }
    }

    /// Reason for the removal of a file.
    pub fn removed(&self, path: &str, kind: FileKind) -> String {
        let dropped_once = crate::hosting::is_fingerprinted(path);
        match kind {
            _ if dropped_once => "replaced before the last publishing",
            FileKind::Meeting | FileKind::OfMeeting => "record no longer public",
            FileKind::Speaker => "spoke in no record that is public",
            FileKind::Redirect => "no redirect from here any more",
            FileKind::Attachment => "no record refers to it",
            FileKind::Static => "no longer in static/",
            FileKind::Also => "no longer added beside the site",
            _ => return self.by_causes("no longer in the site"),
        }
        .to_owned()
    }

    /// The output at a path; for a precompressed copy that of its original.
    fn output(&self, path: &str) -> Option<&'a Output> {
        let stem = path.strip_suffix(".gz").or_else(|| path.strip_suffix(".br"));
        self.outputs.get(path).or_else(|| self.outputs.get(stem?)).copied()
    }

    /// The records that a file shows and to which something has happened.
    fn by_records(&self, output: &Output) -> Option<String> {
        let (archive, plan) = (self.archive, self.plan);
        let named = |index: &MeetingIndex| plan.base.within(&plan.addresses.meetings[*index]);
        match &output.kind {
            OutputKind::Highlight(place) | OutputKind::HighlightCard(place) => {
                let fate = self.fates.get(&plan.highlights[*place].meeting)?;
                return Some(if matches!(fate, Fate::New) { "new record" } else { "record changed" }.to_owned());
            }
            OutputKind::Meeting(index)
            | OutputKind::PlainRecord(index)
            | OutputKind::RecordDocument(index)
            | OutputKind::AkomaNtoso(index)
            | OutputKind::Card(index)
            | OutputKind::FormerVersion(index, _)
            | OutputKind::Captions(index, _) => {
                return match self.fates.get(index) {
                    Some(Fate::New) => Some("new record".to_owned()),
                    Some(Fate::Moved(from)) => Some(format!("record moved from {from}")),
                    Some(Fate::Corrected) => Some("record corrected".to_owned()),
                    None => None,
                };
            }
            _ => {}
        }
        // Looks up the records of a list among the changed ones.
        let listed_here = |of: &mut dyn Iterator<Item = MeetingIndex>| -> Vec<(&MeetingIndex, &Fate)> {
            let all: BTreeSet<MeetingIndex> = of.inspect(|_| crate::report::steps::step()).collect();
            all.iter().filter_map(|index| self.fates.get_key_value(index)).collect()
        };
        let those = |shows: &dyn Fn(MeetingIndex) -> bool| -> Vec<(&MeetingIndex, &Fate)> {
            self.fates.iter().inspect(|_| crate::report::steps::step()).filter(|(index, _)| shows(**index)).collect()
        };
        let spoken = |speaker: usize| archive.speakers[speaker].appearances.iter().map(|a| a.meeting);
        let date = |index: MeetingIndex| archive.meetings[index].details.date;
        let touched = match &output.kind {
            OutputKind::Speaker(_, speaker) | OutputKind::Feed(FeedScope::Speaker(speaker), _) => {
                listed_here(&mut spoken(*speaker))
            }
            OutputKind::SpeakerYear(_, speaker, year) => {
                listed_here(&mut spoken(*speaker).filter(|index| date(*index).year == *year))
            }
            OutputKind::SpeakerMonth(_, speaker, year, month) => {
                let in_month =
                    |index: &MeetingIndex| date(*index).year == *year && date(*index).month() == Some(*month);
                listed_here(&mut spoken(*speaker).filter(in_month))
            }
            OutputKind::Series(_, number)
            | OutputKind::Feed(FeedScope::Series(number), _)
            | OutputKind::Calendar(CalendarScope::Series(number))
            | OutputKind::Podcast(PodcastScope::Series(number)) => {
                listed_here(&mut plan.series[*number].meetings.iter().copied())
            }
            OutputKind::Term(_, term) | OutputKind::Feed(FeedScope::Term(term), _) => {
                listed_here(&mut plan.term(*term).meetings.iter().copied())
            }
            OutputKind::Year(_, year) => those(&|index| date(index).year == *year),
            OutputKind::Feed(FeedScope::Language(lang), _) => {
                those(&|index| archive.meetings[index].details.lang == *lang)
            }
            OutputKind::Page(_) | OutputKind::NotFound | OutputKind::Announced(_) | OutputKind::Withdrawn(_) => {
                return None;
            }
            _ => those(&|_| true),
        };
        let (mut new, mut moved, mut corrected) = (Vec::new(), Vec::new(), Vec::new());
        for (index, fate) in touched {
            match fate {
                Fate::New => new.push(named(index)),
                Fate::Moved(_) => moved.push(named(index)),
                Fate::Corrected => corrected.push(named(index)),
            }
        }
        let whole = matches!(
            output.kind,
            OutputKind::FrontPage(_)
                | OutputKind::MeetingIndex(_)
                | OutputKind::Feed(FeedScope::Site, _)
                | OutputKind::Calendar(CalendarScope::Site)
        );
        let gone: &[String] = if whole { &self.gone } else { &[] };
        let parts = [("new: ", &new[..]), ("moved: ", &moved[..]), ("corrected: ", &corrected[..]), ("gone: ", gone)];
        let texts: Vec<String> =
            parts.into_iter().filter(|(_, list)| !list.is_empty()).map(|(word, list)| listed(word, list)).collect();
        (!texts.is_empty()).then(|| texts.join("; "))
    }

    fn by_causes(&self, otherwise: &str) -> String {
        if self.causes.is_empty() { otherwise.to_owned() } else { self.causes.join(", ") }
    }
}

fn by_kind(kind: FileKind, also: &'static str) -> &'static str {
    if kind == FileKind::Also { also } else { "in the site" }
}

fn listed(word: &str, list: &[String]) -> String {
    let more = if list.len() > NAMED { format!(" and {} more", list.len() - NAMED) } else { String::new() };
    format!("{word}{}{more}", list[..list.len().min(NAMED)].join(", "))
}
