//! A reader of the live site: checks its pages and earlier promises; each file is read once, when it is new.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

use percent_encoding::percent_decode_str;
use scraper::{Html, Selector};

use super::editors::CANARY;
use crate::crawl::{self, Page};

/// A file as it is live.
struct Seen {
    /// Another one is another file.
    inode: u64,
    /// Numbers of the records whose canary is in it.
    canaries: BTreeSet<usize>,
    page: Option<Page>,
    /// Target of a page that only redirects.
    leads: Option<String>,
    /// Places in a transcript.
    anchors: BTreeSet<String>,
    /// Says that a record was taken back.
    is_gone: bool,
}

/// The live site, and everything that ever was.
pub(super) struct Live {
    root: PathBuf,
    files: BTreeMap<String, Seen>,
    /// Each path that was ever live, with the anchors that it had.
    promised: BTreeMap<String, BTreeSet<String>>,
    rows: BTreeMap<String, String>,
}

impl Live {
    pub(super) fn new(root: PathBuf) -> Live {
        Live { root, files: BTreeMap::new(), promised: BTreeMap::new(), rows: BTreeMap::new() }
    }

    /// Looks at what is live now, and at each new file whether it is well-formed.
    pub(super) fn look(&mut self) {
        let mut before = std::mem::take(&mut self.files);
        for entry in walkdir::WalkDir::new(self.root.join("current/")) {
            let entry = entry.expect("a readable site");
            if !entry.file_type().is_file() {
                continue;
            }
            let path = entry.path().strip_prefix(self.root.join("current")).expect("below the root");
            let path = path.to_string_lossy().into_owned();
            let inode = entry.metadata().expect("a file").ino();
            let seen = match before.remove(&path).filter(|seen| seen.inode == inode) {
                Some(seen) => seen,
                None => read(&path, entry.path(), inode),
            };
            self.files.insert(path, seen);
        }
        let redirects = fs::read_to_string(self.root.join("current/_redirects")).unwrap_or_default();
        let row = |line: &str| {
            let mut parts = line.split(' ');
            Some((decoded(parts.next()?), decoded(parts.next()?)))
        };
        self.rows = redirects.lines().filter_map(row).collect();
    }

    /// Everything that a reader would complain of. `public` are the records they may see; of those in `over` they were
    /// promised nothing more.
    pub(super) fn complaints(&self, public: &BTreeSet<usize>) -> Vec<String> {
        let mut complaints = Vec::new();
        let mut met = BTreeSet::new();
        for (path, seen) in &self.files {
            met.extend(&seen.canaries);
            let held: Vec<_> = seen.canaries.difference(public).collect();
            if !held.is_empty() {
                complaints.push(format!("{path} tells of the records {held:?}, which are not public"));
            }
        }
        complaints.extend(public.difference(&met).map(|number| format!("the record {number} is nowhere to be read")));
        let pages: BTreeMap<&str, &Page> =
            self.files.iter().filter_map(|(path, seen)| Some((path.as_str(), seen.page.as_ref()?))).collect();
        complaints.extend(crawl::broken(&pages, &|path| self.files.contains_key(path), ""));
        for (path, anchors) in &self.promised {
            match self.answer(path) {
                None => complaints.push(format!("{path} was live and does not answer")),
                Some(answer) if answer.is_gone => {}
                Some(answer) => {
                    let gone: Vec<_> = anchors.difference(&answer.anchors).collect();
                    if !gone.is_empty() {
                        complaints.push(format!("{path} had the anchors {gone:?}"));
                    }
                }
            }
        }
        complaints
    }

    /// Page that a reader sees in the end after requesting a path.
    fn answer(&self, path: &str) -> Option<&Seen> {
        let mut path = path.to_owned();
        for _ in 0..4 {
            let seen = match self.files.get(&path) {
                Some(seen) => seen,
                None => {
                    let address = path.strip_suffix("index.html").unwrap_or(&path);
                    path = path_of(self.rows.get(&format!("/{address}"))?);
                    continue;
                }
            };
            match &seen.leads {
                Some(leads) => path = path_of(leads),
                None => return Some(seen),
            }
        }
        None
    }

    /// Adds everything that is live now to the promises.
    pub(super) fn promise(&mut self) {
        for (path, seen) in self.files.iter().filter(|(path, _)| is_address(path)) {
            self.promised.entry(path.clone()).or_default().extend(seen.anchors.iter().cloned());
        }
    }

    /// The editors said in so many words that a record is given up: its places are promised no more.
    pub(super) fn give_up(&mut self, slug: &str) {
        self.promised.entry(format!("meetings/{slug}/index.html")).or_default().clear();
    }

    /// Number of promises so far: addresses and anchors.
    pub(super) fn promises(&self) -> (usize, usize) {
        (self.promised.len(), self.promised.values().map(BTreeSet::len).sum())
    }

    pub(super) fn len(&self) -> usize {
        self.files.len()
    }
}

/// Reports whether somebody may have noted an address: not one of a file named for its content, nor of Minutebook's own
/// files.
fn is_address(path: &str) -> bool {
    path.ends_with(".html")
        || path.starts_with("files/")
        || ["index.md", "feed.xml", "atom.xml", "feed.json", "calendar.ics"].iter().any(|name| path.ends_with(name))
}

fn decoded(address: &str) -> String {
    percent_decode_str(address).decode_utf8().expect("UTF-8 in an address").into_owned()
}

fn path_of(address: &str) -> String {
    let path = decoded(address.split('#').next().unwrap_or_default());
    let path = path.trim_start_matches('/');
    if path.is_empty() || path.ends_with('/') { format!("{path}index.html") } else { path.to_owned() }
}

/// Reads a file that is new, and expects it to be what its name says.
fn read(path: &str, place: &Path, inode: u64) -> Seen {
    let bytes = fs::read(place).expect("a file");
    let mut canaries = BTreeSet::new();
    for at in memchr::memmem::find_iter(&bytes, CANARY.as_bytes()) {
        let digits = bytes[at + CANARY.len()..].iter().take_while(|byte| byte.is_ascii_digit());
        canaries.extend(String::from_utf8_lossy(&digits.copied().collect::<Vec<u8>>()).parse::<usize>());
    }
    let mut seen = Seen { inode, canaries, page: None, leads: None, anchors: BTreeSet::new(), is_gone: false };
    let extension = path.rsplit('.').next().unwrap_or_default();
    if !matches!(extension, "html" | "xml" | "json" | "ics") || path.starts_with("files/") {
        return seen;
    }
    let text = std::str::from_utf8(&bytes).unwrap_or_else(|error| panic!("{path}: {error}"));
    match extension {
        "html" => {
            let parsed = Html::parse_document(text);
            assert!(parsed.errors.is_empty(), "{path}: {:?}", parsed.errors);
            let is_record = text.contains("<article class=\"record\"");
            if is_record {
                let below = Selector::parse(".transcript [id]").expect("a selector");
                let ids = parsed.select(&below).filter_map(|element| element.attr("id").map(str::to_owned));
                seen.anchors = ids.collect();
            }
            seen.is_gone = text.contains("withdrawn");
            seen.page = Some(crawl::page(text));
            let leads = text.split_once("http-equiv=\"refresh\" content=\"0; url=");
            seen.leads = leads.map(|(_, rest)| rest.split('"').next().unwrap_or_default().to_owned());
        }
        "xml" => well_formed(path, text),
        "json" => drop(serde_json::from_str::<serde_json::Value>(text).unwrap_or_else(|e| panic!("{path}: {e}"))),
        _ => {
            let count = |line: &str| text.lines().filter(|found| *found == line).count();
            assert!(text.starts_with("BEGIN:VCALENDAR\r\n") && text.ends_with("END:VCALENDAR\r\n"), "{path}");
            assert_eq!(count("BEGIN:VEVENT"), count("END:VEVENT"), "{path}");
            assert!(text.lines().all(|line| line.len() <= 75), "{path} has a line that is too long");
        }
    }
    seen
}

/// Checks that every element is closed, in order, and that a single one contains all others.
fn well_formed(path: &str, text: &str) {
    let mut reader = quick_xml::Reader::from_str(text);
    reader.config_mut().check_end_names = true;
    let (mut depth, mut roots) = (0_usize, 0);
    loop {
        match reader.read_event().unwrap_or_else(|error| panic!("{path}: {error}")) {
            quick_xml::events::Event::Start(_) => {
                roots += usize::from(depth == 0);
                depth += 1;
            }
            quick_xml::events::Event::Empty(_) => roots += usize::from(depth == 0),
            quick_xml::events::Event::End(_) => depth -= 1,
            quick_xml::events::Event::Eof => break,
            _ => {}
        }
    }
    assert!(depth == 0 && roots == 1, "{path} is no whole XML");
}
