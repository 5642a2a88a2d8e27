//! Some days of real records: corrected, renamed, taken back and thrown away by the dice, and published every day.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use minutebook::cli::publish::PublishOptions;

use super::editors::Rng;
use super::reader::Live;
use super::{clean_is_live, publish, state, to_folder};
use crate::site::{Site, real_records};

/// Number of days.
const DAYS: usize = 8;

/// The records of which no other file says anything, so that they may get another name.
fn loose(content: &Path) -> Vec<PathBuf> {
    let lists = [".alternates", ".redirects"].map(|name| fs::read_to_string(content.join(name)).unwrap_or_default());
    let files = fs::read_dir(content).expect("records").map(|entry| entry.expect("a record").path());
    let mut loose: Vec<PathBuf> = files
        .filter(|path| path.extension().is_some_and(|extension| extension == "md"))
        .filter(|path| {
            let stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            stem != "PROVENANCE" && !lists.iter().any(|list| list.contains(&stem))
        })
        .collect();
    loose.sort();
    loose
}

/// The places of lines in which somebody says something long enough to be corrected.
fn said(text: &str) -> Vec<usize> {
    let is_said = |line: &str| line.chars().count() > 20 && line.chars().next().is_some_and(char::is_alphabetic);
    text.lines().enumerate().filter(|(_, line)| is_said(line)).map(|(number, _)| number).collect()
}

/// Changes a record at random; returns a description of the change, and whether it can be published.
fn act(rng: &mut Rng, path: &Path, day: usize) -> (String, bool) {
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let text = fs::read_to_string(path).expect("a record");
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    let places = said(&text);
    let place = if places.is_empty() { None } else { Some(places[rng.roll(places.len())]) };
    match (rng.roll(6), place) {
        (0 | 1, Some(place)) => {
            // A word in the middle, between two characters of whatever script.
            let middle = lines[place].char_indices().nth(10).map_or(0, |(at, _)| at);
            lines[place].insert_str(middle, "（更正 corrected）");
            fs::write(path, lines.join("\n")).expect("a record");
            (format!("{name}: a word in line {place}"), true)
        }
        (2, Some(place)) if places.len() > 5 => {
            lines.remove(place);
            fs::write(path, lines.join("\n")).expect("a record");
            (format!("{name}: line {place} taken out"), true)
        }
        (3, _) => {
            let stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            fs::rename(path, path.with_file_name(format!("{stem}-renamed-{day}.md"))).expect("a record");
            (format!("{name} has another name"), true)
        }
        (4, _) => {
            let withdrawn = "withdrawn: {reason: Somebody asked for it.}";
            let text = match text.strip_prefix("---\n") {
                Some(rest) => format!("---\n{withdrawn}\n{rest}"),
                None => format!("---\n{withdrawn}\n---\n{text}"),
            };
            fs::write(path, text).expect("a record");
            (format!("{name} is taken back"), true)
        }
        _ => {
            fs::remove_file(path).expect("a record");
            (format!("{name} is thrown away"), false)
        }
    }
}

#[test]
fn some_days_of_real_records() {
    let Some(records) = real_records("pilot") else { return };
    let mut site = Site::new();
    for entry in fs::read_dir(&records).expect("records") {
        let path = entry.expect("a record").path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        site.write(&format!("content/{name}"), fs::read(&path).expect("a record"));
    }
    site.write("content/site.yml", "title: Archive\nbase_url: https://records.example\ncards: false\n");
    (site.options.cache, site.options.sums) = (true, true);
    let folder = site.folder.path().join("live");
    let request =
        PublishOptions { target: to_folder(&folder), quiet: true, allow_warnings: true, ..PublishOptions::default() };
    let mut live = Live::new(folder.clone());
    assert!(publish(&site, &request, "the first day"), "the first publishing");
    live.look();
    live.promise();
    let mut rng = Rng::new(1848);
    let mut withdrawn: BTreeSet<PathBuf> = BTreeSet::new();
    for day in 0..DAYS {
        let mut undo: Vec<(PathBuf, Vec<u8>)> = Vec::new();
        let mut done = Vec::new();
        let mut met: BTreeSet<PathBuf> = BTreeSet::new();
        for _ in 0..3 {
            let loose: Vec<PathBuf> = loose(&site.path("content"));
            let path = loose[rng.roll(loose.len())].clone();
            if withdrawn.contains(&path) || !met.insert(path.clone()) {
                continue;
            }
            let before = fs::read(&path).expect("a record");
            let (what, is_fine) = act(&mut rng, &path, day);
            if what.ends_with("taken back") {
                withdrawn.insert(path.clone());
            }
            if !is_fine {
                undo.push((path, before));
            }
            done.push(what);
        }
        let context = format!("day {day}: {}", done.join("; "));
        if !undo.is_empty() {
            let before = state(&site, &folder);
            assert!(!publish(&site, &request, &context), "{context}: this should have been refused");
            assert!(before == state(&site, &folder), "{context}: what was refused changed something");
            for (path, bytes) in undo {
                fs::write(path, bytes).expect("a record");
            }
        }
        assert!(publish(&site, &request, &context), "{context}");
        live.look();
        let complaints = live.complaints(&BTreeSet::new());
        assert!(complaints.is_empty(), "{context}\n{:#?}", &complaints[..complaints.len().min(20)]);
        live.promise();
        clean_is_live(&site, &folder, &context);
    }
    let (addresses, anchors) = live.promises();
    assert!(addresses > 700 && anchors > 6500, "{addresses} addresses and {anchors} anchors promised");
}
