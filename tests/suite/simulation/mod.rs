//! A year in the life of an archive: 250 working days of editors at work, a publishing at the end of each, and a reader
//! who checks every day whether everything that was ever promised still holds.
//!
//! Every tenth day, and every day with `MINUTEBOOK_FULL=1`, what is live is compared with a clean build and verified.
//! `MINUTEBOOK_YEAR=SEED` seeds the random numbers, and `MINUTEBOOK_DAYS=N` ends sooner.

mod editors;
mod reader;
mod real_records;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::ExitCode;

use minutebook::cli::publish::{PublishOptions, run};
use minutebook::config::Targets;
use minutebook::pipeline::publishing;
use minutebook::report::diagnostic::{Diagnostic, Severity};

use crate::site::{Site, Unseen, files_below};
use editors::{Outcome, Town};
use reader::Live;

/// Number of days.
const DAYS: usize = 250;

/// From the environment, for whoever looks for more.
fn number(name: &str) -> Option<usize> {
    std::env::var(name).ok()?.parse().ok()
}

/// A folder that keeps two releases.
fn to_folder(folder: &Path) -> Targets {
    let mut targets = Targets::default();
    targets.folder.path = folder.to_str().map(Into::into);
    targets.folder.keep = Some(2);
    targets
}

/// Publishes; `false` when that was refused.
fn publish(site: &Site, request: &PublishOptions, context: &str) -> bool {
    match run(&site.options, request) {
        Ok(code) => code == ExitCode::SUCCESS,
        Err(failure) => panic!("{context}: {failure}"),
    }
}

/// Addresses that a failed publishing reported as about to vanish. Any other failure is a fault of the test.
fn reasons(town: &Town) -> Vec<String> {
    let report = minutebook::pipeline::build(&town.site.options, &Unseen).unwrap_or_else(|failure| panic!("{failure}"));
    let mut diagnostics = report.diagnostics;
    diagnostics.retain(|diagnostic| diagnostic.severity > Severity::Note);
    let rows = ["redirect-to-nowhere"];
    assert!(
        diagnostics.iter().all(|diagnostic| rows.contains(&diagnostic.problem.code())),
        "{}: {diagnostics:#?}",
        town.day
    );
    if diagnostics.is_empty() {
        diagnostics =
            publishing(&town.site.options, false).unwrap_or_else(|failure| panic!("{failure}")).revision.diagnostics;
        assert!(
            diagnostics.iter().all(|diagnostic| diagnostic.problem.code() == "vanished-address"),
            "{}: {diagnostics:#?}",
            town.day
        );
    }
    let line =
        |diagnostic: &Diagnostic| diagnostic.at.as_ref().map_or(String::new(), |at| format!("row {}: ", at.line));
    diagnostics.iter().map(|diagnostic| format!("{}{}", line(diagnostic), diagnostic.message)).collect()
}

#[test]
fn a_year_in_the_life_of_an_archive() {
    let mut town = Town::new(number("MINUTEBOOK_YEAR").unwrap_or(1968) as u64);
    let folder = town.site.folder.path().join("live");
    let report = town.site.folder.path().join("report.json");
    let request = PublishOptions {
        target: to_folder(&folder),
        quiet: true,
        reports: vec![report.clone()],
        ..PublishOptions::default()
    };
    let mut live = Live::new(folder.clone());
    town.next_day();
    assert!(publish(&town.site, &request, "the first day"), "the first publishing: {:#?}", reasons(&town));
    town.went_live();
    live.look();
    live.promise();
    let mut chain: Vec<String> = Vec::new();
    let (mut refused, mut quiet_days) = (0, 0);
    let mut next_change: Option<jiff::Timestamp> = None;
    let is_full = std::env::var_os("MINUTEBOOK_FULL").is_some();
    for day in 0..number("MINUTEBOOK_DAYS").unwrap_or(DAYS) {
        town.next_day();
        let acts = if day % 6 == 5 { 0 } else { town.rng.roll(4) };
        let done: Vec<(Outcome, String)> = (0..acts).map(|_| town.act()).collect();
        let said: Vec<&str> = done.iter().map(|(_, said)| said.as_str()).collect();
        let context = format!("day {day}, {}: {}", town.now, said.join("; "));
        println!("{context}");
        let expected = done.iter().map(|(outcome, _)| *outcome).max().unwrap_or(Outcome::Fine);
        let before = state(&town.site, &folder);
        let mut tries = 0;
        let mut messages = Vec::new();
        while !publish(&town.site, &request, &context) {
            tries += 1;
            assert!(tries < 12, "{context}: {:#?}", reasons(&town));
            let diagnostics = reasons(&town);
            // What comes by itself may make a row needless; anything else that is refused was done by somebody today.
            let is_stale = diagnostics.iter().all(|diagnostics| diagnostics.starts_with("row "));
            assert!(is_stale || expected != Outcome::Fine, "{context}: {diagnostics:#?}");
            assert!(before == state(&town.site, &folder), "{context}: what was refused changed something");
            assert!(!diagnostics.is_empty(), "{context}: refused, and nothing says why");
            for message in &diagnostics {
                town.remedy(message);
                if let Some(slug) = message.split(' ').next().and_then(|address| address.strip_prefix("/meetings/")) {
                    live.give_up(slug.trim_matches('/'));
                }
            }
            messages.extend(diagnostics);
        }
        assert!(tries > 0 || expected != Outcome::Refused, "{context}: this should have been refused");
        refused += usize::from(tries > 0);
        town.settled();
        town.went_live();
        live.look();
        let complaints = live.complaints(&town.public());
        assert!(
            complaints.is_empty(),
            "{context}\n{messages:#?}\n{} complaints: {:#?}",
            complaints.len(),
            &complaints[..complaints.len().min(20)]
        );
        live.promise();
        if acts == 0 && next_change.is_none_or(|next| next > town.now) && day > 0 {
            quiet_days += 1;
            let after = state(&town.site, &folder);
            let written =
                after.1.iter().filter(|(path, bytes)| before.1.get(*path) != Some(bytes)).map(|(path, _)| path);
            let written: Vec<_> = written.collect();
            assert!(
                before == after,
                "{context}: something changed though nothing was said to come: {written:?}, {}",
                fs::read_to_string(&report).unwrap_or_default()
            );
        }
        let built: serde_json::Value = serde_json::from_slice(&fs::read(&report).expect("a report")).expect("JSON");
        next_change = built["build"]["next_change"].as_str().map(|text| text.parse().expect("a moment"));
        // The chain goes on from where it was.
        let register = minutebook::ledger::read(&town.site.path("register")).expect("a register");
        assert!(register.diagnostics.is_empty(), "{context}: {:#?}", register.diagnostics);
        let now: Vec<String> = register.value.log.publications.iter().map(|p| p.hash.to_string()).collect();
        assert!(now.starts_with(&chain), "{context}: the chain was broken");
        chain = now;
        // The dear checks come every tenth day, after each refusal, and every day of a full run.
        if !(day % 10 == 9 || tries > 0 || is_full) {
            continue;
        }
        // A second publishing has nothing to do, and says so.
        let before = state(&town.site, &folder);
        assert!(publish(&town.site, &request, &context), "{context}");
        assert!(before == state(&town.site, &folder), "{context}: a second publishing changed something");
        let said: serde_json::Value = serde_json::from_slice(&fs::read(&report).expect("a report")).expect("JSON");
        assert!(said["placed"].is_null(), "{context}: {said:#}");
        clean_is_live(&town.site, &folder, &context);
    }
    let (addresses, anchors) = live.promises();
    println!(
        "{} records, {} files, {addresses} addresses and {anchors} anchors promised; {refused} days on which something would have \
         vanished, {quiet_days} on which nothing was to happen",
        town.records.len(),
        live.len()
    );
}

/// Which release is shown, and the register.
fn state(site: &Site, folder: &Path) -> (Option<std::path::PathBuf>, BTreeMap<String, Vec<u8>>) {
    (fs::read_link(folder.join("current")).ok(), files_below(&site.path("register")))
}

/// Checks that the live site equals a clean build of the records, and that it can be verified.
fn clean_is_live(site: &Site, folder: &Path, context: &str) {
    // What is live is what a first build of the same moment gives, and what lingers.
    let clean = tempfile::tempdir().expect("a temporary folder");
    let mut options = site.options.clone();
    (options.cache, options.output) = (false, Some(clean.path().join("output")));
    minutebook::pipeline::build(&options, &Unseen).unwrap_or_else(|failure| panic!("{failure}"));
    let mut expected = files_below(&clean.path().join("output"));
    for (path, bytes) in files_below(&folder.join("current/")) {
        match expected.remove(&path) {
            Some(fresh) => assert!(fresh == bytes, "{context}: {path} differs from a clean build"),
            None => assert!(path.starts_with("assets/"), "{context}: {path} is in no clean build"),
        }
    }
    assert!(expected.is_empty(), "{context}: {:?} are missing", expected.keys());
    // Anybody can check that it is.
    let request = minutebook::integrity::VerifyOptions {
        folder: folder.join("current"),
        origin: minutebook::integrity::CopyOrigin::default(),
        key: None,
        register: Some(site.path("register")),
        at_least: None,
    };
    let found = minutebook::integrity::verify(&request).unwrap_or_else(|failure| panic!("{failure}"));
    assert!(found.diagnostics.is_empty(), "{context}: {:#?}", found.diagnostics);
}
