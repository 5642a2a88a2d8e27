//! Peak memory of a build with a hostile record of a megabyte, above that of an empty site.

use std::process::Command;
use std::sync::Mutex;

use super::hostile::HOSTILE;
use super::shapes::{Door, Files};
use super::{ALLOCATOR, run};

/// A hostile record may cost so many bytes more than none. Its documents in the open data are in memory as a whole: 120 MB on
/// two processors.
const MOST: usize = 160 << 20;

/// No build of a test may take the machine's memory away: beyond this the process ends.
const LIMIT: usize = 1 << 30;

/// Each record is built by a process of its own, so that nothing that an earlier one left is counted.
#[test]
fn a_hostile_megabyte_takes_at_most_a_hundred_and_sixty_more() {
    let peak = |name: &str| -> usize {
        let this = std::env::current_exe().expect("the path of the tests");
        let output = Command::new(this)
            .args(["--ignored", "--exact", "memory::the_peak_of_one_record", "--nocapture"])
            .env("GROWTH_RECORD", name)
            .output()
            .expect("the tests, once more");
        let text = String::from_utf8_lossy(&output.stdout);
        let told = String::from_utf8_lossy(&output.stderr);
        let peak = text.lines().find_map(|line| line.split_once("peak ")?.1.parse().ok());
        let peak = peak.or_else(|| told.contains("memory allocation of").then_some(LIMIT));
        peak.unwrap_or_else(|| panic!("{name}: {text}{told}"))
    };
    let empty = peak("empty");
    let only = std::env::var("GROWTH_SHAPE").ok();
    let asked = HOSTILE.iter().filter(|(name, _)| only.as_ref().is_none_or(|only| name.contains(only.as_str())));
    let next = Mutex::new(asked);
    let worse = Mutex::new(Vec::new());
    let one_after_another = || {
        loop {
            let Some((name, _)) = next.lock().expect("no thread panics with it").next() else { break };
            let more = peak(name).saturating_sub(empty);
            println!("{name:<52} {:>6.1} MB", more as f64 / f64::from(1 << 20));
            if more > MOST {
                worse.lock().expect("no thread panics with it").push(format!("{name}: {} MB", more >> 20));
            }
        }
    };
    std::thread::scope(|scope| {
        for _ in 0..std::thread::available_parallelism().map_or(1, usize::from) {
            scope.spawn(one_after_another);
        }
    });
    let worse = worse.into_inner().expect("no thread panicked");
    assert!(worse.is_empty(), "{worse:#?}");
}

/// Not a test of its own: what the one above asks for, in another process.
#[test]
#[ignore = "asked for by the test above"]
fn the_peak_of_one_record() {
    let name = std::env::var("GROWTH_RECORD").unwrap_or_default();
    let files: Files = HOSTILE.iter().find(|(known, _)| *known == name).map_or_else(
        || vec![("content/2024-01-02-empty.md".into(), "# Empty\n\n### Ann:\nAye.\n".into())],
        |(_, make)| make(),
    );
    ALLOCATOR.set_limit(LIMIT).expect("less than the limit so far");
    run(&files, Door::Build);
    println!("peak {}", ALLOCATOR.max_allocated());
}
