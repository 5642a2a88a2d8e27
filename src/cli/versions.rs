//! The versions of records in the past of a site: each record under all names that it had, and in which commits the public
//! could see it.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use jiff::Timestamp;

use super::git_history::{Commit, GitHistory};
use super::label_settings::LabelSettings;
use crate::bytes::fingerprint::Fingerprint;
use crate::ledger::Earlier;
use crate::pipeline::{EarlierReader, EarlierState, Reign};
use crate::report::failure::Failure;
use crate::report::run_report::counted;
use crate::report::terminal::print_status;

/// Earlier versions found for some records.
pub(super) struct FoundVersions {
    /// Present names of the records.
    names: Vec<String>,
    /// For each record its public versions, oldest first.
    versions: Vec<Vec<Earlier>>,
    /// For each commit followed last, the records in it, by their names then.
    then: Vec<BTreeMap<String, usize>>,
    /// Present label settings of the records.
    labels: LabelSettings,
    /// Versions of unknown visibility, with the reason.
    doubtful: BTreeSet<(String, String)>,
}

impl FoundVersions {
    pub(super) fn new(names: Vec<String>, labels: LabelSettings) -> Self {
        let versions = names.iter().map(|_| Vec::new()).collect();
        FoundVersions { names, versions, then: Vec::new(), labels, doubtful: BTreeSet::new() }
    }

    /// Follows each record back through its renamings.
    pub(super) fn follow(&mut self, commits: &[Commit]) {
        let mut names: BTreeMap<String, usize> =
            self.names.iter().enumerate().map(|(index, name)| (name.clone(), index)).collect();
        self.then = Vec::with_capacity(commits.len());
        for commit in commits.iter().rev() {
            self.then.push(names.clone());
            let renamed: Vec<(String, usize)> =
                commit.renamed.iter().filter_map(|(from, to)| Some((from.clone(), names.remove(to)?))).collect();
            names.extend(renamed);
        }
        self.then.reverse();
    }

    /// Reads the state of the content after every commit.
    ///
    /// # Errors
    /// When git does not show it.
    pub(super) fn read(
        &mut self,
        past: &mut GitHistory<'_>,
        commits: &[Commit],
        now: Timestamp,
    ) -> Result<(), Failure> {
        let mut reader = EarlierReader::default();
        let mut last: HashMap<usize, VersionFace> = HashMap::new();
        for (index, commit) in commits.iter().enumerate().filter(|(_, commit)| commit.at <= now) {
            let next = commits.get(index + 1);
            // A state that begins after `now` is not public yet.
            let until = next.map_or(now, |next| next.at.min(now));
            let reign = Reign { from: commit.at, until };
            let written = Reign { from: commit.written, until: next.map_or(Timestamp::MAX, |next| next.written) };
            let shown_commit = format!("{} ({})", commit.hash.get(..10).unwrap_or(&commit.hash), commit.at);
            let names = self.then[index].iter().map(|(then, record)| (then.as_str(), self.names[*record].as_str()));
            let files = self.labels.given_to(past.files(&commit.hash)?, names);
            let then = match reader.read(files) {
                Ok(then) => then,
                Err(why) => {
                    self.doubtful.insert((format!("all records of {shown_commit}"), format!("its site.yml: {why}")));
                    continue;
                }
            };
            for (path, record) in &self.then[index] {
                match then.state(path, reign, written) {
                    EarlierState::Public(earlier) => {
                        let shown = VersionFace::of(&earlier);
                        if last.get(record) != Some(&shown) {
                            last.insert(*record, shown);
                            self.versions[*record].push(*earlier);
                        }
                    }
                    EarlierState::Held => {}
                    EarlierState::LeftOut(other) => {
                        let why = format!("{other} had its address then, and it was left out");
                        self.doubtful.insert((format!("{path} of {shown_commit}"), why));
                    }
                    EarlierState::Doubtful => {
                        let why = "it is not certain that it was public then";
                        self.doubtful.insert((format!("{path} of {shown_commit}"), why.to_owned()));
                    }
                }
            }
        }
        Ok(())
    }

    pub(super) fn records(&mut self) -> Vec<Vec<Earlier>> {
        std::mem::take(&mut self.versions)
    }

    /// Lists the versions of unknown visibility.
    pub(super) fn print(&self, most: usize) {
        for (what, why) in self.doubtful.iter().take(most) {
            print_status(&format!("not imported: {what}: {why}"));
        }
        if self.doubtful.len() > most {
            print_status(&format!("… and {} more", self.doubtful.len() - most));
        }
        if !self.doubtful.is_empty() {
            print_status(&format!(
                "{} could not be judged or were not published, and no word of them is in the register",
                counted(self.doubtful.len(), "version")
            ));
        }
    }
}

/// The parts of a version that the register compares.
#[derive(PartialEq)]
struct VersionFace {
    text: Fingerprint,
    address: Box<str>,
    title: String,
    date: String,
}

impl VersionFace {
    fn of(earlier: &Earlier) -> Self {
        let details = &earlier.meeting.details;
        VersionFace {
            text: Fingerprint::of_bytes(earlier.text.as_bytes()),
            address: earlier.address.clone(),
            title: details.title.to_string(),
            date: details.date.to_string(),
        }
    }
}
