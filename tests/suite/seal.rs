//! Anybody can check that a copy of a site is the one that was published.

use std::fs;
use std::path::Path;
use std::process::Command;

use minutebook::register::append;
use minutebook::seal::{Password, Signing, Verification, Wanted, verify};
use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::{RngSeed, TestRunner};

use crate::site::{Built, Site, files_below};

const RECORD: &str = "# Harbour\n\n### Ann:\nWe bought three boats.\n\n### Ben:\nAye.\n";

fn site() -> Site {
    let mut site = Site::new()
        .file("content/2024-03-11-harbour.md", RECORD)
        .file("content/2024-04-01-會議.md", RECORD)
        .file("content/site.yml", "title: Town\nprecompress: true\n");
    site.options.sums = true;
    site.options.cache = true;
    let publishing =
        minutebook::pipeline::publishing(&site.options, false).unwrap_or_else(|failure| panic!("{failure}"));
    append(&publishing.folder, &publishing.revision.value).unwrap_or_else(|failure| panic!("{failure}"));
    site
}

fn checked(site: &Site, built: &Built, key: Option<&str>) -> Verification {
    let wanted = Wanted {
        folder: built.output.clone(),
        key: key.map(str::to_owned),
        register: Some(site.path("register")),
        beside: Default::default(),
    };
    verify(&wanted).unwrap_or_else(|failure| panic!("{failure}"))
}

/// A pair of keys without a password: the file of the secret one, and the public one.
fn keys(folder: &Path, password: Option<&str>) -> (Signing, String) {
    let pair = match password {
        Some(password) => minisign::KeyPair::generate_encrypted_keypair(Some(password.to_owned())),
        None => minisign::KeyPair::generate_unencrypted_keypair(),
    }
    .expect("a pair of keys");
    let place = folder.join("minisign.key");
    fs::write(&place, pair.sk.to_box(None).expect("a key").into_string()).expect("a file");
    let public = pair.pk.to_box().expect("a key").into_string();
    fs::write(folder.join("minisign.pub"), &public).expect("a file");
    (Signing { key: place, password: password.map(|password| Password(password.to_owned())) }, public)
}

fn has(program: &str) -> bool {
    let there = Command::new(program).arg("-v").output().is_ok();
    if !there {
        println!("SKIPPED: there is no program {program}");
    }
    there
}

#[test]
fn every_file_is_summed_and_the_usual_programs_agree() {
    let mut site = site();
    let folder = tempfile::tempdir().expect("a folder");
    let (signing, public) = keys(folder.path(), None);
    site.options.signing = Some(signing);
    let built = site.build();
    let sums = built.read("SHA256SUMS");
    let files = files_below(&built.output);
    assert_eq!(sums.lines().count() + 2, files.len(), "all but the seal");
    let found = checked(&site, &built, Some(&public));
    assert_eq!((found.diagnostics.as_slice(), found.files, found.records), (&[][..], files.len() - 2, 2));
    if has("sha256sum") {
        let mut run = Command::new("sha256sum");
        run.args(["-c", "--strict", "--quiet", "SHA256SUMS"]).current_dir(&built.output);
        assert!(run.status().expect("a run").success());
    }
    if has("minisign") {
        let key = folder.path().join("minisign.pub");
        let mut run = Command::new("minisign");
        run.args(["-V", "-q", "-m", "SHA256SUMS", "-p"]).arg(key).current_dir(&built.output);
        assert!(run.status().expect("a run").success());
    }
    // A second build changes nothing, not even the signature.
    let again = site.build();
    assert_eq!(files_below(&again.output), files);
    assert_eq!((again.report.written.new, again.report.written.changed, again.report.written.removed), (0, 0, 0));
    let manifest = fs::read_to_string(built.output.join(".minutebook/manifest")).expect("a manifest");
    assert!(manifest.contains("\nSHA256SUMS\n") && manifest.contains("\nSHA256SUMS.minisig\n"));
    // And with an edit the sums are those of a clean build.
    site.write("content/2024-05-01-new.md", RECORD);
    let warm = site.build().read("SHA256SUMS");
    site.options.cache = false;
    fs::remove_dir_all(site.output()).expect("no output");
    assert_eq!(site.build().read("SHA256SUMS"), warm);
}

#[test]
fn a_key_with_a_password_signs_and_tells_nobody() {
    let mut site = site();
    let folder = tempfile::tempdir().expect("a folder");
    let (signing, public) = keys(folder.path(), Some("open sesame"));
    assert!(!format!("{signing:?}").contains("sesame"));
    site.options.signing = Some(signing.clone());
    let built = site.build();
    assert_eq!(checked(&site, &built, Some(&public)).diagnostics, []);
    for (password, told) in [(None, "this key has a password"), (Some("wrong"), "does not open this key")] {
        let password = password.map(|password: &str| Password(password.to_owned()));
        site.options.signing = Some(Signing { password, ..signing.clone() });
        site.write("content/2024-06-01-more.md", RECORD);
        let failure = site.try_build().err().expect("no signature").to_string();
        assert!(failure.contains(told) && !failure.contains("sesame"), "{failure}");
        site.write("content/2024-06-01-more.md", "# Other\n### Ann:\nNay.\n");
    }
}

/// Runs a program in a folder with something to read, and gives what it says.
fn run(folder: &Path, program: &str, arguments: &[&str], typed: &str) {
    use std::io::Write;
    let mut run = Command::new(program);
    run.args(arguments).current_dir(folder).stdin(std::process::Stdio::piped());
    let mut child =
        run.stdout(std::process::Stdio::null()).stderr(std::process::Stdio::piped()).spawn().expect("a run");
    child.stdin.take().expect("something to write to").write_all(typed.as_bytes()).expect("to type");
    let done = child.wait_with_output().expect("a run");
    assert!(done.status.success(), "{program} {arguments:?}: {}", String::from_utf8_lossy(&done.stderr));
}

#[test]
fn whatever_key_minisign_makes_signs() {
    if !has("minisign") {
        return;
    }
    let folder = tempfile::tempdir().expect("a folder");
    let minisign = |arguments: &[&str], typed: &str| run(folder.path(), "minisign", arguments, typed);
    minisign(&["-G", "-W", "-p", "bare.pub", "-s", "bare.key"], "");
    minisign(&["-G", "-p", "locked.pub", "-s", "locked.key"], "open sesame\nopen sesame\n");
    // A password that was put on later, and one that was taken off.
    for name in ["later", "freed"] {
        minisign(&["-G", "-W", "-p", &format!("{name}.pub"), "-s", &format!("{name}.key")], "");
        minisign(&["-C", "-s", &format!("{name}.key")], "later on\nlater on\n");
    }
    minisign(&["-C", "-W", "-s", "freed.key"], "later on\n");
    let mut site = site();
    let keys =
        [("bare", None), ("bare", Some("needless")), ("locked", Some("open sesame")), ("later", Some("later on"))];
    for (name, password) in keys.into_iter().chain([("freed", None)]) {
        let key = folder.path().join(format!("{name}.key"));
        site.options.signing = Some(Signing { key, password: password.map(|word| Password(word.to_owned())) });
        let built = site.build();
        let public = fs::read_to_string(folder.path().join(format!("{name}.pub"))).expect("a key");
        let found = checked(&site, &built, Some(&public));
        assert_eq!(found.diagnostics, [], "{name} {password:?}");
        let path = folder.path().join(format!("{name}.pub"));
        run(&built.output, "minisign", &["-V", "-q", "-m", "SHA256SUMS", "-p", path.to_str().expect("a path")], "");
        // It stays as it is when nothing changed.
        let signature = built.read("SHA256SUMS.minisig");
        assert_eq!(site.build().read("SHA256SUMS.minisig"), signature, "{name}");
    }
    // Whoever keeps the key elsewhere may sign by hand.
    let built = site.build();
    let key = folder.path().join("bare.key");
    run(&built.output, "minisign", &["-S", "-s", key.to_str().expect("a path"), "-m", "SHA256SUMS"], "");
    let public = fs::read_to_string(folder.path().join("bare.pub")).expect("a key");
    assert_eq!(checked(&site, &built, Some(&public)).diagnostics, []);
}

#[test]
fn a_damaged_key_and_one_of_another_program_are_named() {
    let mut site = site();
    let folder = tempfile::tempdir().expect("a folder");
    let place = folder.path().join("key");
    let mut refused = |text: &str, password: Option<&str>, told: &str| {
        fs::write(&place, text).expect("a file");
        site.options.signing =
            Some(Signing { key: place.clone(), password: password.map(|word| Password(word.to_owned())) });
        let failure = site.try_build().err().expect("no signature").to_string();
        assert!(failure.contains(told) && failure.contains("hint: "), "{failure}");
    };
    refused("", None, "no secret key of minisign");
    refused("untrusted comment: a key\nRWQAAEIy\n", None, "no secret key of minisign");
    if has("minisign") {
        let pair = ["-G", "-W", "-p", "a.pub", "-s", "a.key"];
        run(folder.path(), "minisign", &pair, "");
        let key = fs::read_to_string(folder.path().join("a.key")).expect("a key");
        refused(&fs::read_to_string(folder.path().join("a.pub")).expect("a key"), None, "a public key");
        // A letter of the secret half, which the empty checksum does not cover.
        let at = key.find('\n').expect("a line") + 100;
        let other = if &key[at..=at] == "A" { "B" } else { "A" };
        refused(&format!("{}{other}{}", &key[..at], &key[at + 1..]), None, "is damaged");
    }
    if has("signify-openbsd") {
        run(folder.path(), "signify-openbsd", &["-G", "-n", "-p", "s.pub", "-s", "s.sec"], "");
        refused(&fs::read_to_string(folder.path().join("s.sec")).expect("a key"), None, "a key of signify");
        refused(&fs::read_to_string(folder.path().join("s.pub")).expect("a key"), None, "a public key");
        site.options.signing = None;
        let built = site.build();
        let public = fs::read_to_string(folder.path().join("s.pub")).expect("a key");
        let told = |built: &Built| checked(&site, built, Some(&public)).diagnostics.pop().expect("told").message;
        assert!(told(&built).contains("there is no signature"));
        let key = folder.path().join("s.sec");
        let arguments = ["-S", "-s", key.to_str().expect("a path"), "-m", "SHA256SUMS", "-x", "SHA256SUMS.minisig"];
        run(&built.output, "signify-openbsd", &arguments, "");
        assert!(told(&built).contains("no signature of minisign"), "{}", told(&built));
    }
}

#[test]
fn a_byte_altered_anywhere_is_found() {
    let mut site = site();
    let folder = tempfile::tempdir().expect("a folder");
    let (signing, public) = keys(folder.path(), None);
    site.options.signing = Some(signing);
    let built = site.build();
    assert_eq!(checked(&site, &built, Some(&public)).diagnostics, []);
    let mut places: Vec<std::path::PathBuf> = Vec::new();
    for root in [&built.output, &site.path("register")] {
        places.extend(files_below(root).into_keys().map(|path| root.join(path)));
    }
    places.retain(|place| fs::metadata(place).expect("a file").len() > 0);
    let mut random =
        TestRunner::new(proptest::test_runner::Config { rng_seed: RngSeed::Fixed(6), ..Default::default() });
    let mut below = |limit: usize| (0..limit).new_tree(&mut random).expect("a number").current();
    for round in 0..400 {
        // Every file once, then any.
        let which = if round < places.len() { round } else { below(places.len()) };
        let place = &places[which];
        let sound = fs::read(place).expect("a file");
        let mut bytes = sound.clone();
        let at = below(bytes.len());
        bytes[at] ^= 1 << below(8);
        fs::write(place, &bytes).expect("an altered file");
        let found = checked(&site, &built, Some(&public));
        assert!(!found.diagnostics.is_empty(), "byte {at} of {}", place.display());
        fs::write(place, sound).expect("the file as it was");
    }
    assert_eq!(checked(&site, &built, Some(&public)).diagnostics, []);
}

#[test]
fn what_was_added_removed_or_signed_by_another_is_told_by_name() {
    let mut site = site();
    let folder = tempfile::tempdir().expect("a folder");
    let (signing, public) = keys(folder.path(), None);
    site.options.signing = Some(signing);
    let built = site.build();
    fs::write(built.output.join("planted.html"), "Mine.").expect("a file");
    fs::remove_file(built.output.join("robots.txt")).expect("a removed file");
    let told = |found: &Verification| -> Vec<String> {
        let told = found.diagnostics.iter();
        told.map(|d| format!("{} {}", d.problem, d.at.as_ref().map_or("", |at| &at.path))).collect()
    };
    assert_eq!(told(&checked(&site, &built, Some(&public))), ["altered-file planted.html", "altered-file robots.txt"]);
    fs::remove_file(built.output.join("planted.html")).expect("a removed file");
    let built = site.build();
    let (_, other) = keys(tempfile::tempdir().expect("a folder").path(), None);
    let found = checked(&site, &built, Some(&other));
    assert_eq!(told(&found), [format!("{} SHA256SUMS.minisig", "bad-signature")]);
    // A page that is older than the register.
    site.write("content/2024-03-11-harbour.md", RECORD.replace("three", "four"));
    let publishing =
        minutebook::pipeline::publishing(&site.options, false).unwrap_or_else(|failure| panic!("{failure}"));
    append(&publishing.folder, &publishing.revision.value).unwrap_or_else(|failure| panic!("{failure}"));
    let found = checked(&site, &built, Some(&public));
    assert_eq!(told(&found), ["altered-file meetings/2024-03-11-harbour/index.html"]);
    assert!(found.diagnostics[0].message.starts_with("it shows version 1 of the record; version 2"));
}
