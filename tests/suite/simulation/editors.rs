//! A made-up town, its records, and what its editors and its webmaster do to them, all by the dice.

use std::collections::BTreeSet;
use std::fs;

use jiff::civil::{Date, DateTime, Weekday, date};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};

use crate::site::Site;

/// Every record has one with its number behind it, and a reader who may not see the record must not meet it anywhere.
pub(super) const CANARY: &str = "zqcanary";

/// A zone with clock changes.
const ZONE: &str = "Europe/Brussels";
/// Time of day at which records are published at the end of their review.
const HOUR: i8 = 9;
/// On which nobody works.
const HOLIDAYS: [(Date, Date); 7] = [
    (date(2025, 1, 1), date(2025, 1, 1)),
    (date(2025, 4, 18), date(2025, 4, 21)),
    (date(2025, 5, 1), date(2025, 5, 2)),
    (date(2025, 5, 29), date(2025, 5, 29)),
    (date(2025, 7, 21), date(2025, 7, 21)),
    (date(2025, 11, 10), date(2025, 11, 11)),
    (date(2025, 12, 25), date(2025, 12, 26)),
];

/// Chance that is the same every time (xorshift, Marsaglia 2003).
pub(super) struct Rng(u64);

impl Rng {
    pub(super) fn new(seed: u64) -> Rng {
        Rng(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    /// A number below `sides`.
    pub(super) fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 16) as usize % sides.max(1)
    }

    /// Returns true once in `times` calls, at random.
    fn once_in(&mut self, times: usize) -> bool {
        self.roll(times) == 0
    }
}

/// Visibility of a record.
#[derive(Debug, Clone)]
enum Guard {
    Open,
    Draft,
    /// Not before an hour by the clocks of the town.
    At(DateTime),
    /// A review of this number of working days after a day; the record is published at its end.
    Review(Date, usize),
}

#[derive(Debug, Clone)]
struct Speech {
    label: String,
    words: String,
}

#[derive(Debug, Clone)]
pub(super) struct Record {
    pub(super) number: usize,
    /// Without its ending, as it lies in `content/`.
    file: String,
    slug: Option<String>,
    title: String,
    date: Date,
    aliases: Vec<String>,
    series: Option<usize>,
    topic: Option<usize>,
    speeches: Vec<Speech>,
    section: usize,
    /// In which folder its paper lies.
    paper: Option<usize>,
    /// Each with whether it is a slip of the pen.
    notes: Vec<(String, bool)>,
    guard: Guard,
    is_announced: bool,
    /// Since when; `None` within for since ever.
    withdrawn: Option<Option<DateTime>>,
    is_deleted: bool,
    /// Was live at least once.
    pub(super) was_out: bool,
    former: Vec<String>,
}

struct Person {
    id: String,
    names: Vec<String>,
}

struct Page {
    file: String,
    title: String,
    aliases: Vec<String>,
}

/// Expected outcome of publishing a day's work.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Outcome {
    Fine,
    /// It may be that something would vanish.
    Perhaps,
    /// Something would vanish.
    Refused,
}

pub(super) struct Town {
    pub(super) site: Site,
    pub(super) now: Timestamp,
    pub(super) day: Date,
    pub(super) records: Vec<Record>,
    pub(super) rng: Rng,
    zone: TimeZone,
    people: Vec<Person>,
    series: Vec<String>,
    topics: Vec<String>,
    pages: Vec<Page>,
    rows: Vec<(String, String)>,
    /// Undoes what a publishing refused.
    before: Option<(usize, Record)>,
    names: usize,
}

const WORDS: [&str; 24] = [
    "boats", "engine", "harbour", "water", "bridge", "ferry", "lantern", "quay", "budget", "lift", "steps", "market",
    "the", "of", "a", "and", "in", "for", "never", "again", "船隻", "預算", "港口", "three",
];

fn is_worked(day: Date) -> bool {
    let rests = matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday);
    !rests && !HOLIDAYS.iter().any(|(first, last)| (*first..=*last).contains(&day))
}

impl Town {
    /// On the last day of the year before, with three records.
    pub(super) fn new(seed: u64) -> Town {
        let zone = TimeZone::get(ZONE).expect("a time zone");
        let mut town = Town {
            site: Site::new(),
            now: Timestamp::UNIX_EPOCH,
            day: date(2024, 12, 31),
            records: Vec::new(),
            rng: Rng::new(seed),
            zone,
            people: Vec::new(),
            series: ["council", "works", "harbour-board"].map(str::to_owned).to_vec(),
            topics: ["boats", "bridges", "markets"].map(str::to_owned).to_vec(),
            pages: Vec::new(),
            rows: Vec::new(),
            before: None,
            names: 0,
        };
        for name in ["Ann Vale", "Ben Lee", "Cy Dunn", "Dee Ash", "Eve Roe", "Fay Oak", "Gus Elm", "Hal Bay"] {
            let id = name.to_lowercase().replace(' ', "-");
            town.people.push(Person { id, names: vec![name.to_owned()] });
        }
        let about = Page { file: "about".to_owned(), title: "About".to_owned(), aliases: Vec::new() };
        town.pages.push(about);
        for _ in 0..3 {
            let record = town.add(Guard::Open);
            town.write(record);
        }
        town.write_settings();
        town.write_people();
        town.write_page(0);
        town.site.options.cache = true;
        town.site.options.sums = true;
        town
    }

    /// The next day on which anybody works, at some hour of it.
    pub(super) fn next_day(&mut self) {
        self.day = self.day.tomorrow().expect("a day");
        while !is_worked(self.day) {
            self.day = self.day.tomorrow().expect("a day");
        }
        let (hour, minute) = (8 + self.rng.roll(11) as i8, self.rng.roll(60) as i8);
        self.now = self.instant(self.day.at(hour, minute, 0, 0));
        self.site.options.now = minutebook::pipeline::Now::Instant(self.now);
    }

    fn instant(&self, local: DateTime) -> Timestamp {
        self.zone.to_timestamp(local).expect("a moment")
    }

    /// Reports whether the public may see a record now, according to the town's bylaws.
    pub(super) fn is_public(&self, record: &Record) -> bool {
        let closed = record.withdrawn.is_some_and(|at| at.is_none_or(|at| self.instant(at) <= self.now));
        !record.is_deleted && !closed && self.opens(record).is_some_and(|at| at <= self.now)
    }

    fn opens(&self, record: &Record) -> Option<Timestamp> {
        match record.guard {
            Guard::Open => Some(Timestamp::MIN),
            Guard::Draft => None,
            Guard::At(local) => Some(self.instant(local)),
            Guard::Review(from, days) => {
                let mut day = from;
                for _ in 0..days {
                    day = day.tomorrow().ok()?;
                    while !is_worked(day) {
                        day = day.tomorrow().ok()?;
                    }
                }
                Some(self.instant(day.tomorrow().ok()?.at(HOUR, 0, 0, 0)))
            }
        }
    }

    /// Notes what is live.
    pub(super) fn went_live(&mut self) {
        for index in 0..self.records.len() {
            self.records[index].was_out |= self.is_public(&self.records[index]);
        }
    }

    /// The end of the address of a record.
    pub(super) fn slug(&self, record: &Record) -> String {
        record.slug.clone().unwrap_or_else(|| record.file.clone())
    }

    fn words(&mut self, count: usize) -> String {
        (0..count).map(|_| WORDS[self.rng.roll(WORDS.len())]).collect::<Vec<_>>().join(" ")
    }

    fn speech(&mut self) -> Speech {
        let label = match self.rng.roll(6) {
            0 => format!("Witness {}", self.rng.roll(40)),
            _ => {
                let person = self.rng.roll(self.people.len());
                let names = &self.people[person].names;
                names[self.rng.roll(names.len())].clone()
            }
        };
        let count = 3 + self.rng.roll(25);
        let mut words = self.words(count);
        if self.rng.once_in(4) {
            words.push_str("\n\n");
            words.push_str(&self.words(8));
        }
        Speech { label, words: format!("{words}.") }
    }

    fn add(&mut self, guard: Guard) -> usize {
        let number = self.records.len();
        let ahead = matches!(guard, Guard::Draft) && self.rng.once_in(2);
        let shift = self.rng.roll(20) as i64;
        let day = if ahead { self.day + (1 + shift).days() } else { self.day - shift.days() };
        let mut speeches = Vec::new();
        for _ in 0..1 + self.rng.roll(6) {
            speeches.push(self.speech());
        }
        let title = format!("{} {CANARY}{number}x", self.words(2));
        let record = Record {
            number,
            file: format!("{day}-meeting-{number}"),
            slug: self.rng.once_in(6).then(|| format!("{day}-about-{number}")),
            title,
            date: day,
            aliases: Vec::new(),
            series: Some(self.rng.roll(4)).filter(|series| *series < self.series.len()),
            topic: Some(self.rng.roll(6)).filter(|topic| *topic < self.topics.len()),
            section: self.rng.roll(4),
            paper: self.rng.once_in(3).then_some(0),
            speeches,
            notes: Vec::new(),
            guard,
            is_announced: ahead,
            withdrawn: None,
            is_deleted: false,
            was_out: false,
            former: Vec::new(),
        };
        self.records.push(record);
        if ahead {
            // What is announced is public.
            self.records[number].title = format!("Coming {number}");
        }
        number
    }

    fn write(&self, index: usize) {
        let record = &self.records[index];
        let mark = format!("{CANARY}{}x", record.number);
        let mut meta = vec![format!("title: {}", record.title), format!("subtitle: Of {mark}")];
        meta.extend(record.slug.as_ref().map(|slug| format!("slug: {slug}")));
        if !record.aliases.is_empty() {
            meta.push(format!("aliases: [{}]", record.aliases.join(", ")));
        }
        meta.extend(record.series.map(|series| format!("series: {}", self.series[series])));
        meta.extend(record.topic.map(|topic| format!("topics: [{}]", self.topics[topic])));
        if let Some(folder) = record.paper {
            let paper = format!("papers/{folder}/paper-{}.txt", record.number);
            meta.push(format!("attachments: [{{title: Paper, url: {paper}}}]"));
            self.site.write(&format!("content/{paper}"), format!("Paper of {mark}.\n"));
        }
        if !record.notes.is_empty() {
            let note = |(note, minor): &(String, bool)| format!("{{note: {note}, minor: {minor}}}");
            meta.push(format!("corrections: [{}]", record.notes.iter().map(note).collect::<Vec<_>>().join(", ")));
        }
        match record.guard {
            Guard::Open => {}
            Guard::Draft => meta.push("status: draft".to_owned()),
            Guard::At(local) => meta.push(format!("publish_at: {local}")),
            Guard::Review(from, days) => meta.push(format!(
                "status: review\nreview_from: {from}\nreview_until: {days} working days\nafter_review: publish\n\
                 publish_hour: \"{HOUR:02}:00\""
            )),
        }
        if record.is_announced {
            meta.push("announced: true".to_owned());
        }
        meta.extend(record.withdrawn.map(|at| match at {
            Some(at) => format!("withdrawn: {{at: {at}, reason: A name that must not be told.}}"),
            None => "withdrawn: {reason: A name that must not be told.}".to_owned(),
        }));
        let before = self.linked(index).map(|other| format!(" See [before]({}.md).", self.records[other].file));
        let before = before.unwrap_or_default();
        let mut text = format!("---\n{}\n---\n# {}\n\nHeld by {mark}.{before}\n", meta.join("\n"), record.title);
        for (index, speech) in record.speeches.iter().enumerate() {
            if index == record.section {
                text.push_str("\n## The middle\n");
            }
            text.push_str(&format!("\n### {}:\n{}\n", speech.label, speech.words));
        }
        if record.number.is_multiple_of(3) {
            text.push_str("\n> (The sitting rose.)\n");
        }
        self.site.write(&format!("content/{}.md", record.file), text);
        self.write_linking(index);
    }

    /// The record to which one links, if it does: whatever happens to that, nothing is to stop because of it.
    fn linked(&self, index: usize) -> Option<usize> {
        let other = index.checked_sub(1).filter(|_| index % 3 == 2)?;
        (!self.records[other].is_deleted).then_some(other)
    }

    /// Lets whoever links to a record do so where it lies now.
    fn write_linking(&self, index: usize) {
        let other = index + 1;
        if other % 3 == 2 && self.records.get(other).is_some_and(|other| !other.is_deleted) {
            self.write(other);
        }
    }

    fn write_settings(&self) {
        let days = |(first, last): &(Date, Date)| format!("  - {first}..{last}\n");
        let listed = |ids: &[String]| {
            ids.iter().map(|id| format!("  {id}: {{title: {}}}\n", id.to_uppercase())).collect::<String>()
        };
        let settings = format!(
            "title: Town\nbase_url: https://records.example\ntime_zone: {ZONE}\ncards: false\nlanguages: [en]\n\
             feeds: {{limit: 3}}\nholidays:\n{}series:\n{}topics:\n{}",
            HOLIDAYS.iter().map(days).collect::<String>(),
            listed(&self.series),
            listed(&self.topics),
        );
        self.site.write("content/site.yml", settings);
    }

    fn write_people(&self) {
        let mut text = "people:\n".to_owned();
        for Person { id, names } in &self.people {
            text.push_str(&format!("- {{id: {id}, names: {{en: {}}}, labels: [{}]}}\n", names[0], names.join(", ")));
        }
        self.site.write("content/people.yml", text);
    }

    fn write_page(&self, index: usize) {
        let Page { file, title, aliases } = &self.pages[index];
        let text = format!("---\naliases: [{}]\n---\n# {title}\nWhat there is to know.\n", aliases.join(", "));
        self.site.write(&format!("content/pages/{file}.md"), text);
    }

    fn write_rows(&self) {
        let rows: String = self.rows.iter().map(|(from, to)| format!("{from}\t{to}\n")).collect();
        self.site.write("content/.redirects", rows);
    }

    /// One of the records for which something holds.
    fn pick(&mut self, is: impl Fn(&Town, &Record) -> bool) -> Option<usize> {
        let all: Vec<usize> = (0..self.records.len()).filter(|index| is(self, &self.records[*index])).collect();
        (!all.is_empty()).then(|| all[self.rng.roll(all.len())])
    }

    fn pick_public(&mut self) -> Option<usize> {
        self.pick(|town, record| town.is_public(record) && record.was_out && record.withdrawn.is_none())
    }

    /// Something that somebody does; says what it was.
    pub(super) fn act(&mut self) -> (Outcome, String) {
        let done = match self.rng.roll(43) {
            0..=6 => self.put_in(),
            7..=19 => self.correct(),
            20..=22 => self.name_otherwise(),
            23..=24 => self.rename_file(),
            25..=26 => self.let_out(),
            27 => self.merge_people(),
            28 => self.register_witness(),
            29..=30 => self.withdraw(),
            31 => self.rename_group(),
            32 => self.move_group(),
            33 => self.page(),
            34 => self.delete(),
            35 => self.hold_back(),
            36 => self.take_name(),
            37 => self.paper(),
            38 => self.retitle(),
            39 => self.repeat(),
            40 => self.move_paper(),
            41 => self.forget_names(),
            _ => self.redate(),
        };
        done.unwrap_or((Outcome::Fine, "nothing".to_owned()))
    }

    fn done(outcome: Outcome, what: impl Into<String>) -> Option<(Outcome, String)> {
        Some((outcome, what.into()))
    }

    fn put_in(&mut self) -> Option<(Outcome, String)> {
        let ahead = 1 + self.rng.roll(15) as i64;
        let guard = match self.rng.roll(6) {
            0 => Guard::Draft,
            1 => {
                let (hour, minute) = (self.rng.roll(24) as i8, self.rng.roll(60) as i8);
                Guard::At((self.day + ahead.days()).at(hour, minute, 0, 0))
            }
            2 | 3 => Guard::Review(self.day, 1 + self.rng.roll(10)),
            _ => Guard::Open,
        };
        let said = format!("a new record, {guard:?}");
        let record = self.add(guard);
        self.write(record);
        Self::done(Outcome::Fine, said)
    }

    /// Words, speeches and who spoke.
    fn correct(&mut self) -> Option<(Outcome, String)> {
        let index = self.pick_public()?;
        let mut speeches = self.records[index].speeches.clone();
        let at = self.rng.roll(speeches.len());
        let what = match self.rng.roll(10) {
            0..=3 => {
                let mut words: Vec<String> = speeches[at].words.split(' ').map(str::to_owned).collect();
                let word = self.rng.roll(words.len());
                words[word] = WORDS[self.rng.roll(WORDS.len())].to_owned();
                speeches[at].words = words.join(" ");
                "a word"
            }
            4 | 5 => {
                let words = speeches[at].words.clone();
                let half = words.match_indices(' ').nth(words.matches(' ').count() / 2)?.0;
                speeches[at].words = words[..half].to_owned();
                let (label, words) = (speeches[at].label.clone(), words[half..].trim().to_owned());
                speeches.insert(at + 1, Speech { label, words });
                "divided"
            }
            6 if speeches.len() > 1 => {
                let one = speeches.remove(at.max(1));
                let above = &mut speeches[at.max(1) - 1].words;
                *above = format!("{above} {}", one.words);
                "put together"
            }
            7 if speeches.len() > 1 => {
                speeches.remove(at);
                "taken out"
            }
            8 => {
                let speech = self.speech();
                speeches.insert(at, speech);
                "put in"
            }
            _ => {
                let speech = speeches.remove(at);
                let to = self.rng.roll(speeches.len() + 1);
                speeches.insert(to, speech);
                "moved"
            }
        };
        self.records[index].speeches = speeches;
        if self.rng.once_in(2) {
            let minor = self.rng.once_in(2);
            let note = (format!("It was wrong {}", self.records[index].notes.len()), minor);
            self.records[index].notes.push(note);
        }
        self.write(index);
        // Somebody whose only speech it was may be gone.
        Self::done(Outcome::Fine, format!("record {index} corrected: {what}"))
    }

    /// Another address, and the editors say so or leave it to the register.
    fn name_otherwise(&mut self) -> Option<(Outcome, String)> {
        let index = self.pick_public()?;
        self.names += 1;
        let old = self.slug(&self.records[index]);
        let new = format!("{}-renamed-{}", self.records[index].date, self.names);
        let how = self.rng.roll(3);
        let record = &mut self.records[index];
        record.slug = Some(new.clone());
        record.former.push(old.clone());
        match how {
            0 => record.aliases.push(old.clone()),
            1 => self.rows.push((old.clone(), new.clone())),
            _ => {}
        }
        self.write(index);
        self.write_rows();
        Self::done(Outcome::Fine, format!("{old} is {new} (as told in way {how})"))
    }

    fn rename_file(&mut self) -> Option<(Outcome, String)> {
        let index = self.pick_public()?;
        self.rename(index)
    }

    fn rename(&mut self, index: usize) -> Option<(Outcome, String)> {
        self.names += 1;
        let old = self.slug(&self.records[index]);
        let was = self.site.path(&format!("content/{}.md", self.records[index].file));
        fs::remove_file(was).expect("a record");
        let record = &mut self.records[index];
        record.file = format!("{}-file-{}", record.date, self.names);
        if record.slug.is_none() {
            record.former.push(old.clone());
        }
        let new = record.file.clone();
        self.write(index);
        // Its words may have been corrected on the same day, so that nothing tells whose successor it is.
        Self::done(Outcome::Perhaps, format!("the file of {old} is {new}"))
    }

    fn let_out(&mut self) -> Option<(Outcome, String)> {
        let index = self.pick(|_, record| matches!(record.guard, Guard::Draft) && !record.is_deleted)?;
        self.records[index].guard = Guard::Open;
        self.write(index);
        Self::done(Outcome::Fine, format!("record {index} is out"))
    }

    fn merge_people(&mut self) -> Option<(Outcome, String)> {
        if self.people.len() < 4 {
            return None;
        }
        let gone = self.rng.roll(self.people.len());
        let gone = self.people.remove(gone);
        let stays = self.rng.roll(self.people.len());
        self.people[stays].names.extend(gone.names);
        self.write_people();
        Self::done(Outcome::Fine, format!("{} is {}", gone.id, self.people[stays].id))
    }

    /// Adds a person who was known only by a label to the registry.
    fn register_witness(&mut self) -> Option<(Outcome, String)> {
        let label = format!("Witness {}", self.rng.roll(40));
        if self.people.iter().any(|person| person.names.contains(&label)) {
            return None;
        }
        self.names += 1;
        let id = format!("somebody-{}", self.names);
        self.people.push(Person { id: id.clone(), names: vec![format!("Somebody {}", self.names), label.clone()] });
        self.write_people();
        Self::done(Outcome::Fine, format!("{label} is {id}"))
    }

    fn withdraw(&mut self) -> Option<(Outcome, String)> {
        let index = self.pick_public()?;
        let ahead = self.rng.roll(6) as i64;
        self.records[index].withdrawn = Some(match self.rng.roll(3) {
            0 => None,
            _ => Some((self.day + ahead.days()).at(12, 0, 0, 0)),
        });
        self.write(index);
        Self::done(Outcome::Fine, format!("record {index} withdrawn at {:?}", self.records[index].withdrawn))
    }

    /// A series or topic is called otherwise, in every record.
    fn rename_group(&mut self) -> Option<(Outcome, String)> {
        self.names += 1;
        let is_series = self.rng.once_in(2);
        let which = self.rng.roll(3);
        let groups = if is_series { &mut self.series } else { &mut self.topics };
        let (old, new) = (groups[which].clone(), format!("group-{}", self.names));
        groups[which].clone_from(&new);
        self.write_settings();
        for index in 0..self.records.len() {
            if !self.records[index].is_deleted {
                self.write(index);
            }
        }
        // One that no record is left of leads nowhere by itself.
        Self::done(Outcome::Perhaps, format!("{old} is called {new}"))
    }

    /// A record belongs elsewhere; the last one leaves an empty series behind.
    fn move_group(&mut self) -> Option<(Outcome, String)> {
        let index = self.pick_public()?;
        let (series, topic) = (self.rng.roll(4), self.rng.roll(4));
        self.records[index].series = Some(series).filter(|series| *series < 3);
        self.records[index].topic = Some(topic).filter(|topic| *topic < 3);
        self.write(index);
        Self::done(Outcome::Perhaps, format!("record {index} belongs to {series}, {topic}"))
    }

    fn page(&mut self) -> Option<(Outcome, String)> {
        self.names += 1;
        let file = format!("page-{}", self.names);
        match self.rng.roll(3) {
            0 => {
                self.pages.push(Page {
                    file: file.clone(),
                    title: format!("Page {}", self.names),
                    aliases: Vec::new(),
                });
                self.write_page(self.pages.len() - 1);
                Self::done(Outcome::Fine, format!("a page, {file}"))
            }
            1 => {
                let index = self.rng.roll(self.pages.len());
                let old = std::mem::replace(&mut self.pages[index].file, file.clone());
                fs::remove_file(self.site.path(&format!("content/pages/{old}.md"))).expect("a page");
                let is_told = self.rng.once_in(2);
                if is_told {
                    self.pages[index].aliases.push(old.clone());
                }
                self.write_page(index);
                Self::done(Outcome::Perhaps, format!("the page {old} is {file}, which is told: {is_told}"))
            }
            _ => {
                let index = self.rng.roll(self.pages.len());
                self.pages[index].title = format!("Page {}", self.names);
                self.write_page(index);
                Self::done(Outcome::Fine, "a page says something else")
            }
        }
    }

    fn delete(&mut self) -> Option<(Outcome, String)> {
        let index = self.pick_public().filter(|_| self.before.is_none())?;
        self.before = Some((index, self.records[index].clone()));
        self.records[index].is_deleted = true;
        fs::remove_file(self.site.path(&format!("content/{}.md", self.records[index].file))).expect("a record");
        self.write_linking(index);
        Self::done(Outcome::Refused, format!("record {index} is deleted"))
    }

    fn hold_back(&mut self) -> Option<(Outcome, String)> {
        let index = self.pick_public().filter(|_| self.before.is_none())?;
        self.before = Some((index, self.records[index].clone()));
        self.records[index].guard = if self.rng.once_in(2) { Guard::Draft } else { Guard::Review(self.day, 5) };
        self.write(index);
        Self::done(Outcome::Refused, format!("record {index} is held back"))
    }

    /// A new record has the name that another had once.
    fn take_name(&mut self) -> Option<(Outcome, String)> {
        if self.rng.once_in(2) {
            // Even one that it had until today.
            let other = self.pick_public()?;
            self.names += 1;
            let name = self.slug(&self.records[other]);
            let new = format!("{}-renamed-{}", self.records[other].date, self.names);
            self.records[other].slug = Some(new);
            self.records[other].former.push(name.clone());
            self.write(other);
            let record = self.add(Guard::Open);
            self.records[record].slug = Some(name.clone());
            self.write(record);
            return Self::done(Outcome::Refused, format!("the new record {record} takes {name} from {other}"));
        }
        let other = self.pick(|town, record| town.is_public(record) && !record.former.is_empty())?;
        let name = self.records[other].former[0].clone();
        let is_taken = self.records.iter().any(|record| self.slug(record) == name)
            || self.records[other].aliases.contains(&name)
            || self.rows.iter().any(|(from, _)| *from == name);
        if is_taken {
            return None;
        }
        let record = self.add(Guard::Open);
        self.records[record].slug = Some(name.clone());
        self.write(record);
        Self::done(Outcome::Refused, format!("the new record {record} takes {name} of {other}"))
    }

    fn paper(&mut self) -> Option<(Outcome, String)> {
        let index = self.pick_public()?;
        self.records[index].paper.get_or_insert(0);
        self.write(index);
        Self::done(Outcome::Fine, format!("record {index} has a paper"))
    }

    /// The paper goes into another folder, or nobody links to it any more.
    fn move_paper(&mut self) -> Option<(Outcome, String)> {
        let index = self.pick(|town, record| town.is_public(record) && record.paper.is_some())?;
        let folder = self.rng.roll(4);
        let was = self.records[index].paper.replace(folder);
        if let Some(was) = was.filter(|was| *was != folder) {
            let number = self.records[index].number;
            fs::remove_file(self.site.path(&format!("content/papers/{was}/paper-{number}.txt"))).expect("a paper");
        }
        if folder == 3 {
            self.records[index].paper = None;
        }
        self.write(index);
        Self::done(Outcome::Perhaps, format!("the paper of record {index} went to {folder}"))
    }

    /// Removes the names under which a record was formerly known.
    fn forget_names(&mut self) -> Option<(Outcome, String)> {
        let index = self.pick(|town, record| town.is_public(record) && !record.aliases.is_empty())?;
        self.records[index].aliases.clear();
        self.write(index);
        Self::done(Outcome::Fine, format!("record {index} names no former names"))
    }

    fn retitle(&mut self) -> Option<(Outcome, String)> {
        let index = self.pick_public()?;
        let title = self.words(3);
        self.records[index].title = format!("{title} {CANARY}{}x", self.records[index].number);
        self.write(index);
        Self::done(Outcome::Fine, format!("record {index} is called otherwise"))
    }

    /// Lets a speaker say the same twice.
    fn repeat(&mut self) -> Option<(Outcome, String)> {
        let index = self.pick_public()?;
        let at = self.rng.roll(self.records[index].speeches.len());
        let speech = self.records[index].speeches[at].clone();
        self.records[index].speeches.insert(at, speech);
        self.write(index);
        Self::done(Outcome::Fine, format!("record {index} has a speech twice"))
    }

    /// The meeting was on another day, and the file says so.
    fn redate(&mut self) -> Option<(Outcome, String)> {
        let index = self.pick_public()?;
        let shift = 1 + self.rng.roll(40) as i64;
        self.records[index].date -= shift.days();
        self.rename(index)
    }

    /// Does what the message about vanishing addresses recommends.
    pub(super) fn remedy(&mut self, message: &str) {
        let address = message.split(' ').next().unwrap_or_default().to_owned();
        if let Some(row) = message.strip_prefix("row ").and_then(|rest| rest.split(':').next()) {
            // A remark stays, so that the numbers of the other rows do.
            let row: usize = row.parse().expect("a line");
            self.rows[row - 1].0 = "# needed no more".to_owned();
            self.write_rows();
        } else if message.contains("would be that of") {
            let taken = address.trim_matches('/').trim_start_matches("meetings/").to_owned();
            let has_it = |record: &Record| !record.is_deleted && self.slug(record) == taken;
            let record = self.records.iter().position(has_it).expect("a record that took the name of another");
            self.records[record].slug = Some(format!("{taken}-of-its-own-{record}"));
            self.write(record);
        } else if message.contains("its record") {
            let slug = address.trim_matches('/').trim_start_matches("meetings/").to_owned();
            match self.before.take() {
                Some((index, record)) => {
                    let was_deleted = self.records[index].is_deleted;
                    self.records[index] = record;
                    // It comes back, or it is taken back in the open.
                    if self.rng.once_in(2) {
                        self.records[index].withdrawn = Some(None);
                    } else if was_deleted && self.rng.once_in(2) {
                        self.records[index].is_deleted = true;
                    }
                    if self.records[index].is_deleted {
                        self.lead_to_another(slug, index);
                    } else {
                        self.write(index);
                    }
                }
                None => {
                    // Renamed and rewritten on one day: the editors say whose successor it is.
                    let has_it = |_: &Town, record: &Record| record.former.contains(&slug) && !record.is_deleted;
                    match self.pick(has_it) {
                        Some(index) => {
                            self.records[index].aliases.push(slug);
                            self.write(index);
                        }
                        None => self.lead_to_another(slug, usize::MAX),
                    }
                }
            }
        } else {
            let place = ["/fr/speakers/", "/speakers/"].into_iter().find(|place| address.starts_with(place));
            self.rows.push((address.clone(), place.unwrap_or("/").to_owned()));
            self.write_rows();
        }
    }

    /// An old address leads to a record that says where the other went.
    fn lead_to_another(&mut self, slug: String, but: usize) {
        let other = self.pick(|town, record| town.is_public(record) && record.number != but).expect("a record");
        self.records[other].aliases.push(slug);
        self.write(other);
    }

    /// A day's work is settled: what was done cannot be undone any more.
    pub(super) fn settled(&mut self) {
        self.before = None;
    }

    /// The numbers of the records that the public may see now.
    pub(super) fn public(&self) -> BTreeSet<usize> {
        self.records.iter().filter(|record| self.is_public(record)).map(|record| record.number).collect()
    }
}
