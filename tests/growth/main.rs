//! Limits on the cost of a build: its work grows no faster than its input, and a hostile record cannot exhaust memory.
//!
//! Work is counted, not timed: bytes asked of the allocator, and steps of loops that ask for none
//! (`minutebook::report::steps`). The counts are the same in every run within a few per cent, on any machine and under
//! any load.

// The figures are shown by `cargo test --test growth -- --nocapture`.
#![allow(clippy::print_stdout)]

mod hostile;
mod memory;
mod shapes;

use std::alloc::System;
use std::path::Path;
use std::sync::Mutex;

use cap::Cap;
use minutebook::config::Config;
use minutebook::pipeline::{
    ForeignNames, ImportFormat, Now, Options, Progress, build, check, front_matter, markdown_record, preview, words_of,
};
use shapes::{Door, Files, SHAPES, Shape};

#[global_allocator]
static ALLOCATOR: Cap<System> = Cap::new(System, usize::MAX);

/// The counters belong to the whole process, so only one shape is measured at a time.
static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());

/// Progress that is not shown.
struct Unseen;

impl Progress for Unseen {
    fn drawn(&self, _done: usize, _all: usize) {}
}

fn options(folder: &Path) -> Options {
    Options {
        output: Some(folder.join("output")),
        now: Now::Instant("2026-01-01T00:00:00Z".parse().expect("a moment")),
        base_url: Some("https://records.example".to_owned()),
        ..Options::for_site(&folder.join("site"))
    }
}

/// Lays files down and runs the program over them; gives how often each kind of problem was told.
fn run(files: &Files, door: Door) -> Vec<(String, usize)> {
    let folder = tempfile::tempdir().expect("a temporary folder");
    for (path, text) in files {
        let place = folder.path().join("site").join(path);
        std::fs::create_dir_all(place.parent().expect("a parent")).expect("a folder");
        std::fs::write(place, text).expect("a file");
    }
    let options = options(folder.path());
    let report = match door {
        Door::Build => build(&options, &Unseen),
        Door::Check => check(&options),
        Door::Import => {
            files.iter().for_each(|(_, text)| import(text));
            return Vec::new();
        }
    };
    let mut told: Vec<(String, usize)> = Vec::new();
    // A site whose registries cannot be used is refused as a whole, which is an end too.
    for diagnostic in report.map(|report| report.diagnostics).unwrap_or_default() {
        let code = diagnostic.problem.to_string();
        match told.iter_mut().find(|(known, _)| *known == code) {
            Some((_, count)) => *count += 1,
            None => told.push((code, 1)),
        }
    }
    told
}

/// Reads a foreign text, writes its records, and reads them as a build does.
fn import(text: &str) {
    let format = ImportFormat::detect(text.as_bytes()).expect("a format");
    let found = format.read(text.as_bytes(), &ForeignNames::default()).expect("a record");
    let config = Config::default();
    let mut names = ForeignNames::default();
    names.add(&found.registry);
    for record in &found.records {
        let metadata = front_matter(record, "x", config.labels, &[]);
        let text = format!("{metadata}{}", markdown_record(record, "2024-03-11 Council", "Speaker"));
        preview("2024-03-11-council.md", &text, &config);
        assert!(!words_of(record).is_empty());
    }
}

/// Bytes asked for, and steps taken, while the program runs over a shape of a size.
fn cost(shape: &Shape, size: usize) -> [f64; 2] {
    let files = (shape.make)(size);
    let before = (ALLOCATOR.total_allocated(), minutebook::report::steps::steps());
    run(&files, shape.door);
    [(ALLOCATOR.total_allocated() - before.0) as f64, (minutebook::report::steps::steps() - before.1) as f64]
}

/// Largest factor between the costs of an input's first and second doubling: 2 is linear, 4 quadratic, 8 cubic.
const MOST: f64 = 2.7;

#[test]
fn twice_as_much_costs_twice_as_much() {
    let _one = ONE_AT_A_TIME.lock();
    // What is made once in a process is made here.
    run(&(SHAPES[0].make)(8), SHAPES[0].door);
    let only = std::env::var("GROWTH_SHAPE").ok();
    let mut worse = Vec::new();
    for shape in SHAPES.iter().filter(|shape| only.as_ref().is_none_or(|only| shape.name.contains(only.as_str()))) {
        let [once, twice, four] = [1, 2, 4].map(|times| cost(shape, shape.size * times));
        for (what, counted, least) in [("bytes", 0, 4e6), ("steps", 1, 1e4)] {
            let (first, second) = (twice[counted] - once[counted], four[counted] - twice[counted]);
            // What is less than this is noise beside what any run costs.
            let grows = if second < least { 0.0 } else { second / first.max(least / 4.0) };
            println!(
                "{:<52} {what} {:>14.0} {:>14.0} {:>14.0}  ×{grows:.2}",
                shape.name, once[counted], twice[counted], four[counted]
            );
            if grows > MOST {
                worse.push(format!("{}: {what} grow ×{grows:.2} where ×2 is linear", shape.name));
            }
        }
    }
    assert!(worse.is_empty(), "{worse:#?}");
}
