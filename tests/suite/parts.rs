//! A build in parts: the same bytes as on one machine, whatever happens to a part.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use minutebook::fs::failpoint::ABORT_AT;
use minutebook::pipeline::{BuildPart, PartPhase, build_part};
use minutebook::report::failure::Failure;
use minutebook::report::run_report::Report;
use proptest::prelude::*;

use crate::commands::{code, told};
use crate::site::{NOW, Site, Unseen, files_below};
use crate::warm_equals_clean::{REGISTRIES, TEXTS, name};

/// A site that is built in parts, into an output folder of its own.
struct InParts {
    site: Site,
    work: PathBuf,
    count: u32,
}

impl InParts {
    fn new(site: Site, count: u32) -> Self {
        let folder = site.folder.path().to_owned();
        let mut site = site;
        site.options.output = Some(folder.join("joined"));
        InParts { site, work: folder.join("work"), count }
    }

    fn run(&self, phase: PartPhase) -> Result<Report, Failure> {
        build_part(&self.site.options, phase, &self.work, &Unseen)
    }

    fn part(&self, index: u32) -> BuildPart {
        BuildPart { index, count: self.count }
    }

    /// All steps in order.
    fn steps(&self) -> Vec<PartPhase> {
        let read = (1..=self.count).map(|index| PartPhase::Read(self.part(index)));
        let draw = (1..=self.count).map(|index| PartPhase::Draw(self.part(index)));
        let link = PartPhase::Link { parts: self.count };
        let join = PartPhase::Join { parts: self.count };
        read.chain([link]).chain(draw).chain([join]).collect()
    }

    fn run_all(&self) -> Report {
        let mut last = Report::default();
        for step in self.steps() {
            last = self.run(step).unwrap_or_else(|failure| panic!("{step:?}: {failure}"));
        }
        last
    }

    /// Message of a step that fails.
    fn refusal(&self, phase: PartPhase) -> String {
        self.run(phase).expect_err("the step fails").to_string()
    }

    /// The same step in a process of its own, which is ended at a failpoint.
    fn kill(&self, phase: PartPhase, point: u32) {
        let mut command = Command::new(env!("CARGO_BIN_EXE_minutebook"));
        command.arg("build").arg(&self.site.options.site).args(["--quiet", "--now", NOW]);
        command.args(["--base-url", "https://records.example"]);
        command.arg("--output").arg(self.site.output()).arg("--work").arg(&self.work);
        let (name, part, parts) = match phase {
            PartPhase::Read(part) => ("read", Some(part), None),
            PartPhase::Link { parts } => ("link", None, Some(parts)),
            PartPhase::Draw(part) => ("draw", Some(part), None),
            PartPhase::Join { parts } => ("join", None, Some(parts)),
        };
        command.args(["--phase", name]);
        part.into_iter().for_each(|part| _ = command.arg("--part").arg(format!("{}/{}", part.index, part.count)));
        parts.into_iter().for_each(|parts| _ = command.arg("--parts").arg(parts.to_string()));
        if self.site.options.sums {
            command.arg("--sums");
        }
        if self.site.options.precompress {
            command.arg("--precompress");
        }
        let output = command.env(ABORT_AT, point.to_string()).output().expect("the program runs");
        // It is ended, or is done before the point.
        assert!(output.status.code().is_none_or(|code| code < 2), "{name}: {}", told(&output));
    }

    /// Loses what a step has left.
    fn lose(&self, phase: PartPhase) {
        let result = match phase {
            PartPhase::Read(part) => format!("read-{}-of-{}", part.index, part.count),
            PartPhase::Link { parts } => format!("link-of-{parts}"),
            PartPhase::Draw(part) => format!("draw-{}-of-{}", part.index, part.count),
            PartPhase::Join { .. } => return,
        };
        fs::remove_file(self.result(&result)).expect("a result");
    }

    fn joined(&self) -> BTreeMap<String, Vec<u8>> {
        files_below(&self.site.output())
    }

    fn result(&self, name: &str) -> PathBuf {
        self.work.join(name)
    }
}

/// Compares a site that was built in parts with the same built at once.
fn compare(parts: &InParts, joined: &Report) {
    let mut options = parts.site.options.clone();
    options.output = Some(parts.site.folder.path().join("whole"));
    let whole = minutebook::pipeline::build(&options, &Unseen).unwrap_or_else(|failure| panic!("{failure}"));
    let (expected, found) = (files_below(&parts.site.folder.path().join("whole")), parts.joined());
    let names = |files: &BTreeMap<String, Vec<u8>>| files.keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(&found), names(&expected));
    for (path, bytes) in &expected {
        assert!(found[path] == *bytes, "{path} differs");
    }
    let manifest = |root: &Path| fs::read_to_string(root.join(".minutebook/manifest")).expect("a manifest");
    assert_eq!(manifest(&parts.site.output()), manifest(&parts.site.folder.path().join("whole")));
    assert_eq!(joined.diagnostics, whole.diagnostics);
    assert_eq!(joined.counts, whole.counts);
    assert_eq!(joined.mass, whole.mass);
    assert_eq!(joined.published, whole.published);
}

fn archive() -> Site {
    Site::new()
        .file(&name(0), TEXTS[1])
        .file(&name(1), TEXTS[8])
        .file(&name(2), TEXTS[6])
        .file(&name(3), TEXTS[4])
        .file(&name(4), TEXTS[15])
        .file("content/paper.txt", "paper")
        .file("content/people.yml", REGISTRIES[1])
        .file("content/site.yml", "title: A\nlanguages: [en, fr]\n")
}

/// Mishap that befalls a step.
#[derive(Debug, Clone)]
enum Mishap {
    /// It is ended at a failpoint, and run again.
    Killed(u32),
    /// It is run twice.
    Twice,
    /// Its result is lost, and it is run again.
    Lost,
}

fn mishaps() -> impl Strategy<Value = Vec<(prop::sample::Index, Mishap)>> {
    let mishap = prop_oneof![
        3 => (1..120u32).prop_map(Mishap::Killed),
        1 => (1..4u32).prop_map(Mishap::Killed),
        1 => Just(Mishap::Twice),
        1 => Just(Mishap::Lost),
    ];
    prop::collection::vec((any::<prop::sample::Index>(), mishap), 0..4)
}

proptest! {
    #![proptest_config(crate::proptest_config::cases(10))]

    #[test]
    fn any_archive_in_any_number_of_parts_is_the_same_whatever_befalls_a_part(
        count in 1..10u32,
        texts in prop::collection::vec(0..20usize, 1..6),
        registry in 0..4usize,
        (packed, sums) in any::<(bool, bool)>(),
        mishaps in mishaps(),
    ) {
        let mut site = Site::new()
            .file("content/site.yml", "title: A\n")
            .file("content/paper.txt", "paper")
            .file("content/people.yml", REGISTRIES[registry])
            .file(&name(0), TEXTS[1]);
        for (at, text) in texts.iter().enumerate() {
            site = site.file(&name(at + 1), TEXTS[*text]);
        }
        site.options.sums = sums;
        site.options.precompress = packed;
        let parts = InParts::new(site, count);
        let steps = parts.steps();
        let mut last = Report::default();
        for (at, step) in steps.iter().enumerate() {
            for (_, mishap) in mishaps.iter().filter(|(index, _)| index.index(steps.len()) == at) {
                match mishap {
                    Mishap::Killed(point) => parts.kill(*step, *point),
                    Mishap::Twice => drop(parts.run(*step).unwrap_or_else(|failure| panic!("{step:?}: {failure}"))),
                    Mishap::Lost => {
                        parts.run(*step).unwrap_or_else(|failure| panic!("{step:?}: {failure}"));
                        parts.lose(*step);
                    }
                }
            }
            last = parts.run(*step).unwrap_or_else(|failure| panic!("{step:?}: {failure}"));
        }
        compare(&parts, &last);
    }
}

#[test]
fn a_step_killed_at_any_point_is_run_again_and_nothing_else() {
    let parts = InParts::new(archive(), 2);
    let mut last = Report::default();
    for step in parts.steps() {
        // Near the beginning, in the middle of the files, and around the result.
        for point in [1, 2, 3, 40] {
            parts.kill(step, point);
        }
        last = parts.run(step).unwrap_or_else(|failure| panic!("{step:?}: {failure}"));
    }
    compare(&parts, &last);
}

#[test]
fn a_part_that_was_not_run_to_its_end_is_named_and_nothing_is_joined() {
    let parts = InParts::new(archive(), 3);
    parts.run(PartPhase::Read(parts.part(2))).expect("read");
    let link = PartPhase::Link { parts: 3 };
    let why = parts.refusal(link);
    assert!(why.contains("part 1 of 3") && why.contains("part 3 of 3") && !why.contains("part 2 of 3"), "{why}");
    assert!(parts.refusal(PartPhase::Draw(parts.part(1))).contains("--phase link --parts 3"));
    parts.run_all();
    fs::remove_file(parts.result("draw-2-of-3")).expect("the result of a part");
    fs::remove_dir_all(parts.site.output()).expect("the joined site");
    let why = parts.refusal(PartPhase::Join { parts: 3 });
    assert!(why.contains("part 2 of 3 has not been run to its end") && !why.contains("part 1"), "{why}");
    assert!(!parts.site.output().exists(), "nothing is joined");
    parts.run(PartPhase::Draw(parts.part(2))).expect("drawn again");
    let joined = parts.run(PartPhase::Join { parts: 3 }).expect("joined");
    compare(&parts, &joined);
}

#[test]
fn a_file_that_a_part_has_lost_or_that_was_changed_is_noticed_and_only_that_part_is_run_again() {
    let parts = InParts::new(archive(), 3);
    parts.run_all();
    let drawn = |index: u32| parts.work.join(format!("site-{index}-of-3"));
    for damage in [|place: &Path| fs::remove_file(place), |place: &Path| fs::write(place, "damaged")] {
        let (path, _) = files_below(&drawn(3)).into_iter().next().expect("a drawn file");
        damage(&drawn(3).join(&path)).expect("damaged");
        let why = parts.refusal(PartPhase::Join { parts: 3 });
        assert!(why.contains("part 3 of 3") && why.contains(&path) && !why.contains("part 1"), "{why}");
        parts.run(PartPhase::Draw(parts.part(3))).expect("drawn again");
        let joined = parts.run(PartPhase::Join { parts: 3 }).expect("joined");
        compare(&parts, &joined);
    }
    // A store of artifacts may leave out hidden folders, and with them the manifest of a part.
    fs::remove_dir_all(drawn(1).join(".minutebook")).expect("a hidden folder");
    parts.run(PartPhase::Join { parts: 3 }).expect("joined");
    parts.run(PartPhase::Draw(parts.part(1))).expect("drawn again");
    let joined = parts.run(PartPhase::Join { parts: 3 }).expect("joined");
    compare(&parts, &joined);
}

#[test]
fn a_part_of_other_records_settings_or_options_is_refused() {
    let mut parts = InParts::new(archive(), 2);
    parts.run_all();
    let link = PartPhase::Link { parts: 2 };
    let read_all = |parts: &InParts| {
        (1..3).for_each(|index| _ = parts.run(PartPhase::Read(parts.part(index))).expect("read"));
    };
    parts.site.write(&name(1), TEXTS[2]);
    let why = parts.refusal(link);
    assert_eq!(why.matches("was run with other records").count(), 1, "only one part has that record: {why}");
    read_all(&parts);
    // The parts have the records now, but were linked and drawn before.
    assert!(parts.refusal(PartPhase::Draw(parts.part(1))).contains("hint: run all phases again"));
    parts.run(link).expect("linked");
    let why = parts.refusal(PartPhase::Join { parts: 2 });
    assert!(why.contains("part 1 of 2 was drawn before the parts were linked again"), "{why}");
    assert!(why.contains("part 2 of 2"), "{why}");
    let joined = parts.run_all();
    compare(&parts, &joined);
    parts.site.write("content/people.yml", REGISTRIES[2]);
    let why = parts.refusal(link);
    assert_eq!(why.matches("with other settings, registries or metadata").count(), 2, "{why}");
    parts.run_all();
    parts.site.options.drafts = true;
    assert!(parts.refusal(PartPhase::Draw(parts.part(1))).contains("the options are others"));
}

#[test]
fn a_part_of_another_version_is_refused_and_a_damaged_result_is_no_result() {
    let parts = InParts::new(archive(), 2);
    parts.run_all();
    let place = parts.result("draw-1-of-2");
    let bytes = fs::read(&place).expect("a result");
    let version = concat!(env!("CARGO_PKG_VERSION"), "+").as_bytes();
    let at = bytes.windows(version.len()).position(|window| window == version).expect("the version");
    let end = at + bytes[at..].iter().position(|byte| *byte == b'\n').expect("the end of a line");
    for other in ["0.0.1+0123456789abcdef", concat!(env!("CARGO_PKG_VERSION"), "+0123456789abcdef")] {
        fs::write(&place, [&bytes[..at], other.as_bytes(), &bytes[end..]].concat()).expect("another version's");
        let why = parts.refusal(PartPhase::Join { parts: 2 });
        let said = format!("part 1 of 2 was run by another version of Minutebook ({other};");
        assert!(why.contains(&said), "{why}");
    }
    for damaged in [&bytes[..bytes.len() / 2], b"minutebook", b""] {
        fs::write(&place, damaged).expect("damaged");
        assert!(parts.refusal(PartPhase::Join { parts: 2 }).contains("is damaged"));
    }
}

#[test]
fn the_moment_is_that_of_the_link_for_all_parts() {
    let site = Site::new()
        .file(&name(0), TEXTS[1])
        .file(&name(1), "---\npublish_at: 2026-06-01T00:00:00Z\n---\n# Later\n### Ann:\nLater.\n");
    let mut parts = InParts::new(site, 2);
    for step in parts.steps() {
        parts.run(step).expect("a step");
        // Time goes by between the link and the parts that draw.
        if matches!(step, PartPhase::Link { .. }) {
            parts.site.options.now =
                minutebook::pipeline::Now::Instant("2027-01-01T00:00:00Z".parse().expect("a moment"));
        }
    }
    let joined = parts.joined();
    assert!(
        !joined.keys().any(|path| path.contains("2024-02-11")),
        "the record is not public at the moment of the link"
    );
    assert!(joined.keys().any(|path| path.contains("2024-01-11")));
}

#[test]
fn a_published_register_is_part_of_the_inputs() {
    let site = archive();
    site.publish();
    let parts = InParts::new(site, 2);
    let joined = parts.run_all();
    compare(&parts, &joined);
    parts.site.write(&name(0), TEXTS[2]);
    parts.site.publish();
    let joined = parts.run_all();
    compare(&parts, &joined);
}

#[test]
fn the_command_says_what_is_to_be_done_next() {
    let site = archive();
    let folder = site.folder.path().to_owned();
    let run = |arguments: &[&str], variables: &[(&str, &str)]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_minutebook"));
        command.args(["build", "site", "--work", "work", "--now", NOW]).args(arguments).current_dir(&folder);
        command.envs(variables.iter().copied()).output().expect("the program runs")
    };
    let gitlab = [("CI_NODE_INDEX", "1"), ("CI_NODE_TOTAL", "1")];
    let read = run(&["--phase", "read"], &gitlab);
    assert_eq!(code(&read), 0, "{}", told(&read));
    assert!(told(&read).contains("Part 1 of 1 has read its records; when all have, run `--phase link`"));
    let kubernetes = [("JOB_COMPLETION_INDEX", "1")];
    let read = run(&["--phase", "read", "--parts", "1"], &kubernetes);
    assert_eq!(code(&read), 2);
    assert!(told(&read).contains("there is no part 2 of 1"), "{}", told(&read));
    assert_eq!(code(&run(&["--phase", "read", "--part", "0/4"], &[])), 2);
    assert_eq!(code(&run(&["--phase", "link"], &[])), 2, "the number of parts is missing");
    assert_eq!(code(&run(&["--phase", "link", "--parts", "1"], &[])), 0);
    assert_eq!(code(&run(&["--phase", "draw", "--part", "1/1"], &[])), 0);
    let join = run(&["--phase", "join", "--parts", "1"], &[]);
    assert_eq!(code(&join), 0, "{}", told(&join));
    assert!(folder.join("site/output/index.html").is_file());
    assert!(told(&join).contains("The site is in"), "{}", told(&join));
    assert_eq!(code(&run(&["--part", "1/2"], &[])), 2, "a part of no phase");
}

#[test]
fn a_real_archive_in_four_parts_is_the_same() {
    let Some(pilot) = crate::site::real_records("pilot") else { return };
    let mut site = Site::new();
    site.options.site = pilot;
    let parts = InParts::new(site, 4);
    let joined = parts.run_all();
    compare(&parts, &joined);
}
