//! Anybody can check that a copy of a site is the one that was published.

use std::fs;
use std::path::Path;
use std::process::Command;

use minutebook::integrity::{CopyOrigin, Password, Signing, Verification, VerifyOptions, verify};
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
    site.publish();
    site
}

fn checked(site: &Site, built: &Built, key: Option<&str>) -> Verification {
    let wanted = VerifyOptions {
        folder: built.output.clone(),
        origin: CopyOrigin::default(),
        key: key.map(str::to_owned),
        register: Some(site.path("register")),
        at_least: None,
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
    refused("", None, "not a secret key of minisign");
    refused("untrusted comment: a key\nRWQAAEIy\n", None, "not a secret key of minisign");
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
        assert!(told(&built).contains("not a signature of minisign"), "{}", told(&built));
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
    site.publish();
    let found = checked(&site, &built, Some(&public));
    assert_eq!(told(&found), ["altered-file meetings/2024-03-11-harbour/index.html"]);
    assert!(found.diagnostics[0].message.starts_with("it shows version 1 of the record; version 2"));
}

/// Everything told of a copy, as `code path: message`.
fn told(found: &Verification) -> Vec<String> {
    let told = found.diagnostics.iter();
    told.map(|d| format!("{} {}: {}", d.problem, d.at.as_ref().map_or("", |at| &at.path), d.message)).collect()
}

/// Writes the list of sums anew, as whoever can change a file can.
fn sum_anew(output: &Path) {
    use minutebook::bytes::sha256::Hash;
    let files = files_below(output).into_iter().filter(|(path, _)| !path.starts_with("SHA256SUMS"));
    let sums: Vec<(String, Hash)> = files.map(|(path, bytes)| (path, Hash::of(&bytes))).collect();
    let list = minutebook::integrity::written(sums.iter().map(|(path, hash)| (path.as_str(), *hash)));
    fs::write(output.join("SHA256SUMS"), list).expect("a list");
}

#[test]
fn nothing_is_on_the_disk_that_is_neither_covered_nor_told() {
    let mut site = site();
    let folder = tempfile::tempdir().expect("a folder");
    let (signing, public) = keys(folder.path(), None);
    site.options.signing = Some(signing);
    let built = site.build();
    let found = checked(&site, &built, Some(&public));
    assert_eq!((told(&found), found.own), (Vec::new(), vec![".minutebook/manifest".to_owned()]));
    let published = r#"{"minutebook":"published 1","at":"","causes":{},"files":{"evil.html":{"hash":"0","size":1,"kind":"also"}},"lingering":{}}"#;
    let planted: [(&str, &[(&str, &str)]); 8] = [
        ("evil.html", &[("evil.html", "x"), (".minutebook/published", published)]),
        (".minutebook/evil.html", &[(".minutebook/evil.html", "x")]),
        (".minutebook/deep/er/index.html", &[(".minutebook/deep/er/index.html", "x")]),
        (".Minutebook/manifest", &[(".Minutebook/manifest", "x")]),
        (".minutebook/published", &[(".minutebook/published", "<html>")]),
        (".minutebook/beside", &[(".minutebook/beside", "")]),
        ("meetings/.hidden", &[("meetings/.hidden", "x")]),
        (".nojekyll", &[(".nojekyll", "x")]),
    ];
    for (path, files) in planted {
        for (path, text) in files {
            let place = built.output.join(path);
            fs::create_dir_all(place.parent().expect("a folder")).expect("a folder");
            fs::write(place, text).expect("a file");
        }
        let found = told(&checked(&site, &built, Some(&public)));
        assert!(found.iter().any(|line| line.contains(&format!(" {path}: "))), "{path}: {found:?}");
        for (path, _) in files {
            fs::remove_file(built.output.join(path)).expect("no file");
        }
    }
    for folder in ["evil", "meetings/evil/deep"] {
        fs::create_dir_all(built.output.join(folder)).expect("a folder");
        let found = told(&checked(&site, &built, Some(&public)));
        assert!(
            found.contains(&format!("altered-file {folder}: it was not published: it is an empty folder")),
            "{found:?}"
        );
        fs::remove_dir_all(built.output.join(folder.split("/deep").next().expect("a part"))).expect("no folder");
    }
    fs::write(built.output.join(".nojekyll"), "").expect("a file that holds nothing");
    let manifest = built.output.join(".minutebook/manifest");
    let sound = fs::read_to_string(&manifest).expect("a manifest");
    fs::write(&manifest, format!("{sound}<script>evil</script>\n")).expect("a file");
    let found = told(&checked(&site, &built, Some(&public)));
    assert!(found.iter().any(|line| line.starts_with("altered-file .minutebook/manifest: ")), "{found:?}");
}

#[cfg(unix)]
#[test]
fn links_pipes_and_circles_are_told_at_once_and_never_followed() {
    use std::os::unix::fs::symlink;
    let site = site();
    let built = site.build();
    let outside = tempfile::tempdir().expect("a folder");
    let page = built.output.join("robots.txt");
    fs::copy(&page, outside.path().join("robots.txt")).expect("a copy");
    fs::remove_file(&page).expect("no file");
    symlink(outside.path().join("robots.txt"), &page).expect("a link to the same bytes");
    symlink("..", built.output.join("meetings/circle")).expect("a circle");
    symlink("/dev/zero", built.output.join("endless")).expect("a link");
    let pipes = ["pipe.html", "SHA256SUMS.minisig", ".minutebook/published"];
    for pipe in pipes {
        let made = Command::new("mkfifo").arg(built.output.join(pipe)).status();
        assert!(made.is_ok_and(|status| status.success()), "a pipe");
    }
    let _socket = std::os::unix::net::UnixListener::bind(built.output.join("socket")).expect("a socket");
    let found = told(&checked(&site, &built, None));
    for path in ["robots.txt", "meetings/circle", "endless", "pipe.html", ".minutebook/published", "socket"] {
        assert!(found.iter().any(|line| line.starts_with(&format!("altered-file {path}: "))), "{path}: {found:?}");
    }
    // A list that is a pipe is none.
    fs::remove_file(built.output.join("SHA256SUMS")).expect("no list");
    Command::new("mkfifo").arg(built.output.join("SHA256SUMS")).status().expect("a pipe");
    let wanted = VerifyOptions {
        folder: built.output,
        origin: CopyOrigin::default(),
        key: None,
        register: None,
        at_least: None,
    };
    assert!(verify(&wanted).is_err_and(|failure| failure.to_string().contains("a pipe")));
}

#[test]
fn without_a_key_every_word_is_compared_with_the_register() {
    let record = "# Harbour\n\nAll were there.\n\n## Boats & [nets][n]\nsummary: Boats were bought.\nsummary_by: Eve\n\n### Ann:\nWe bought **three** boats & a `net`, 5.3 tons \
                  <b>in all</b>.\n\n> (Applause)\n\nSee [the plan](https://town.example/plan) and ![a map](map.png).[^1]\n\n\
                  | Ship | Berth |\n| --- | --- |\n| Alba | Four |\n\n- one\n- two\n  - three\n\n[^1]: As told.\n\n\
                  <iframe src=\"https://town.example/film\"></iframe>\n\n<https://town.example/all>\n\n\
                  > (The Council rose.)\n\n> [(Agenda item 2: nets)](https://town.example/nets.pdf)\n\n### Chair:\n\
                  <iframe src=\"https://www.youtube.com/embed/abc\" title=\"A film\"></iframe>\n\nDone.\n\n### Ben & Co. <x>:\nAye, \"so be it\".\n\n[n]: https://town.example/nets\n";
    let people = "people: [{id: eve-lee, names: {en: Eve Lee}, labels: [Chair]}]\n";
    let site = site().file("content/2024-05-02-full.md", record).file("content/map.png", "x");
    let site = site.file("content/people.yml", people);
    site.publish();
    site.write("content/2024-05-02-full.md", record.replace("three**", "four**"));
    site.publish();
    let built = site.build();
    let found = checked(&site, &built, None);
    assert_eq!((told(&found), found.records), (Vec::new(), 3));
    let path = "meetings/2024-05-02-full/index.html";
    let page = built.read(path);
    assert!(page.contains("data-cited=\"Eve Lee (Chair)\""), "a name for citations is no word of the record: {page}");
    for added in ["<span class=\"person\">Eve Lee</span>", "<a class=\"paper\"", "<p class=\"recording\"><a "] {
        assert!(page.contains(added), "{added}: {page}");
    }
    let altered = |from: &str, to: &str| {
        // What is told of the record in the head of the page is not compared.
        let head = if from == "PropertyValue" { 0 } else { page.find("<div class=\"note\">").expect("the record") };
        let other = page[..head].to_owned() + &page[head..].replacen(from, to, 1);
        assert_ne!(other, page, "{from} is on the page");
        fs::write(built.output.join(path), other).expect("an altered page");
        sum_anew(&built.output);
        let found = told(&checked(&site, &built, None));
        assert!(!found.is_empty() && found.iter().all(|line| line.contains(path)), "{from}: {found:?}");
    };
    for (from, to) in [
        ("<strong>four", "<strong>five"),
        ("5.3 tons", "53 tons"),
        ("Aye, ", "Nay, "),
        ("Aye, ", ""),
        ("(Applause)", "(Laughter)"),
        ("The Council rose", "The Council fell"),
        ("Agenda item 2: nets", "Agenda item 2: boats"),
        ("<p class=\"recording\">", "<p class=\"recording\">I resign. "),
        ("All were there", "None were there"),
        ("Boats &amp; ", "Goats &amp; "),
        ("As told", "As untold"),
        ("Alba", "Elba"),
        ("Boats were bought", "Boats were sold"),
    ] {
        altered(from, to);
    }
    // Somebody else says it; somebody says something more; a speech is gone; the page denies which version it is.
    altered(">Ben &amp; Co.", ">Eve &amp; Co.");
    altered("<h3 class=\"speaker\">", "<p>I resign.</p><h3 class=\"speaker\">");
    altered("<section class=\"speech\" id=\"", "<section class=\"speech\" id=\"x");
    altered("PropertyValue", "Property");
    // Words that look like the number of a note, or stand in elements and attributes that no record has.
    altered("</strong> boats", "</strong> boats<sup>not</sup>");
    altered("</strong> boats", "</strong> boats<sup class=\"footnote\">not</sup>");
    altered("</strong> boats", "</strong> boats<sup class=\"footnote\">7</sup>");
    altered("</strong> boats", "<span>not</span></strong> boats");
    altered("All were there", "All were there<textarea>not</textarea>");
    altered("All were there", "All were there<input value=\"not\">");
    altered("All were there", "All were there<iframe srcdoc=\"not\"></iframe>");
    altered("All were there", "<span style=\"display:none\">All were there</span>");
    altered("All were there", "<span hidden>All were there</span>");
    altered("All were there", "<base href=\"https://town.example/\">All were there");
    // Before the first passage, behind the last, and behind its notes.
    altered("<div class=\"note\">", "I resign.<div class=\"note\">");
    altered("<section class=\"footnotes\"", "I resign.<section class=\"footnotes\"");
    let (_, notes) = page.split_once("<section class=\"footnotes\"").expect("notes");
    let (notes, _) = notes.split_once("</section>\n").expect("an end of the notes");
    altered(&format!("{notes}</section>\n"), &format!("{notes}</section>\n<p>I resign.</p>"));
    // Between two turns, and within one behind what was said.
    altered("</section>\n</section>\n", "</section>\n</section>\n<p>I resign.</p>");
    altered("</section>\n</section>\n", "</section>\n<p>I resign.</p></section>\n");
    let last = page.rfind("<section class=\"turn").expect("the last turn");
    altered(&page[last..], "</body></html>");
}

#[test]
fn a_copy_that_is_older_than_a_withdrawal_is_refused() {
    let mut site = site();
    let folder = tempfile::tempdir().expect("a folder");
    let (signing, public) = keys(folder.path(), None);
    site.options.signing = Some(signing);
    let built = site.build();
    let at = |least: &str| {
        let at_least = Some(least.parse().expect("a moment"));
        let wanted = VerifyOptions {
            folder: built.output.clone(),
            origin: CopyOrigin::default(),
            key: Some(public.clone()),
            register: None,
            at_least,
        };
        verify(&wanted).unwrap_or_else(|failure| panic!("{failure}"))
    };
    // Tests build for one moment, at which they sign too.
    let signed = at("2000-01-01T00:00:00Z");
    assert_eq!((told(&signed), signed.signed_at), (Vec::new(), Some(crate::site::NOW.parse().expect("a moment"))));
    let late = told(&at("2026-01-01T00:00:01Z"));
    assert!(
        late.len() == 1 && late[0].starts_with("outdated-copy SHA256SUMS.minisig: this copy was signed at 2026"),
        "{late:?}"
    );
    // The register tells of the withdrawal, whoever signed what.
    let publish = |site: &Site| site.publish().revision.value.is_empty();
    let place = "content/2024-03-11-harbour.md";
    site.write(place, format!("---\nwithdrawn: {{reason: Names}}\n---\n{RECORD}"));
    assert!(!publish(&site) && publish(&site), "told once");
    let old = told(&checked(&site, &built, Some(&public)));
    assert_eq!(old.len(), 1, "{old:?}");
    assert!(
        old[0].starts_with("outdated-copy meetings/2024-03-11-harbour/index.html: its record was withdrawn at"),
        "{old:?}"
    );
    site.write(place, RECORD);
    assert!(!publish(&site) && publish(&site), "and that it is there again");
    assert_eq!(told(&checked(&site, &built, Some(&public))), Vec::<String>::new());
}
