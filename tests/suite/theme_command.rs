//! `minutebook theme`: what there is, copies to be changed, and what is wrong with them.

use std::path::Path;
use std::process::Output;

use crate::commands::minutebook;
use crate::site::Site;

fn site(settings: &str) -> Site {
    Site::new()
        .file("content/site.yml", format!("base_url: https://records.example/\n{settings}"))
        .file("content/2024-03-11-a.md", "# A\n### Ann:\nAye.\n")
        .file("content/pages/about.md", "# About\n")
}

/// Runs a command, and gives what is printed, what is told, and the exit code.
fn run(site: &Site, arguments: &[&str]) -> (String, String, i32) {
    let Output { stdout, stderr, status } = minutebook(&[&["theme"], arguments].concat(), &site.path(""));
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
    (text(stdout), text(stderr), status.code().expect("an exit code"))
}

#[test]
fn list_shows_themes_and_options_with_what_the_site_gives_them() {
    let site = site("theme: {name: town, options: {measure: 44rem}}\n")
        .file("themes/town/theme.yml", "description: For the town.\nextends: gazette\n");
    let (printed, _, code) = run(&site, &["list"]);
    assert_eq!(code, 0, "{printed}");
    for told in [
        "civic (in the program)",
        "gazette (in the program), extends civic",
        "town (in the site; in use), extends gazette",
    ] {
        assert!(printed.contains(told), "{told} in {printed}");
    }
    assert!(printed.contains("here 44rem") && printed.contains("else 38rem"), "{printed}");
    let (printed, _, _) = run(&site, &["list", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&printed).expect("JSON");
    assert_eq!((&json["themes"][3]["name"], &json["themes"][3]["in_use"]), (&"town".into(), &true.into()));
    assert_eq!(json["themes"][1]["options"][0]["name"], "accent");
}

#[test]
fn list_shows_the_themes_also_when_the_site_names_another() {
    let (printed, told, code) = run(&site("theme: gazete\n"), &["list"]);
    assert!(printed.contains("gazette") && told.contains("“gazette”") && code == 2, "{printed}{told}");
}

#[test]
fn eject_copies_a_file_once_and_the_copy_counts() {
    let site = site("");
    let (printed, _, code) = run(&site, &["eject", "civic", "page.html", "templates/parts/date.html"]);
    assert_eq!(code, 0, "{printed}");
    let copy = "themes/civic/templates/page.html";
    let original = std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join(copy)).expect("the original");
    assert_eq!(std::fs::read(site.path(copy)).expect("the copy"), original);
    site.write(copy, "changed");
    let (_, told, code) = run(&site, &["eject", "civic", "templates/404.html", "templates/page.html"]);
    assert!(code == 2 && told.contains("--force") && !site.path("themes/civic/templates/404.html").exists(), "{told}");
    assert_eq!(site.build().read("about/index.html"), "changed");
    assert_eq!(run(&site, &["eject", "civic", "templates/page.html", "--force"]).2, 0);
    assert_eq!(std::fs::read(site.path(copy)).expect("the copy"), original);
}

#[test]
fn eject_lists_what_there_is_and_suggests_what_was_meant() {
    let site = site("theme: gazette\n");
    let (printed, _, _) = run(&site, &["eject"]);
    assert!(printed.contains("static/gazette.css") && printed.contains("templates/parts/date.html"), "{printed}");
    assert!(!printed.contains("civic.css") && !printed.contains("theme.yml"), "{printed}");
    for (file, meant) in [("templates/pgae.html", "templates/page.html"), ("gazete.css", "static/gazette.css")] {
        let (_, told, code) = run(&site, &["eject", "gazette", file]);
        assert!(code == 2 && told.contains(&format!("did you mean “{meant}”?")), "{told}");
    }
    let (_, told, code) = run(&site, &["eject", "gazete", "page.html"]);
    assert!(code == 2 && told.contains("did you mean “gazette”?"), "{told}");
    let (_, _, code) = run(&site, &["eject", "--all"]);
    assert!(code == 0 && site.path("themes/gazette/static/gazette.css").exists());
    assert_eq!(site.build().codes(), [""; 0]);
}

/// Findings of `theme check`, as `code path`, and the exit code.
fn check(site: &Site) -> (Vec<String>, i32) {
    let (printed, told, code) = run(site, &["check", "--format", "json"]);
    let json: serde_json::Value =
        serde_json::from_str(&printed).unwrap_or_else(|error| panic!("{error}: {printed}{told}"));
    let found = json["diagnostics"].as_array().expect("a list").iter();
    let text = |value: &serde_json::Value| value.as_str().unwrap_or_default().to_owned();
    (found.map(|d| format!("{} {}", text(&d["code"]), text(&d["at"]["path"]))).collect(), code)
}

#[test]
fn check_finds_what_is_not_used_not_needed_or_out_of_date() {
    let site = site("theme: civic\n");
    assert_eq!(check(&site), (vec![], 0));
    run(&site, &["eject", "civic", "templates/page.html", "templates/404.html", "templates/parts/date.html"]);
    site.write("themes/civic/templates/404.html", "gone");
    site.write("themes/civic/templates/parts/date.html", "{% component date(of) %}{{ of.iso }}{% endcomponent date %}{% component period(from, to) %}{% endcomponent period %}");
    site.write("themes/civic/templates/parts/footer.html", "never");
    site.write("themes/civic/static/town.css", "p {}");
    site.write("themes/civic/notes.txt", "x");
    site.write("themes/civic/i18n/pt.ftl", "speakers = Vozes\n");
    // As if the file had been copied from an earlier version.
    let ledger = std::fs::read_to_string(site.path("themes/civic/.ejected")).expect("what was copied");
    let older: Vec<String> =
        ledger.lines().map(|l| if l.ends_with("404.html") { format!("0{l}") } else { l.to_owned() }).collect();
    site.write("themes/civic/.ejected", older.join("\n"));
    let expected = [
        "untranslated-string themes/civic/i18n/pt.ftl",
        "unused-theme-file themes/civic/notes.txt",
        "unused-theme-file themes/civic/static/town.css",
        "outdated-theme-file themes/civic/templates/404.html",
        "same-theme-file themes/civic/templates/page.html",
        "unused-theme-file themes/civic/templates/parts/footer.html",
    ];
    assert_eq!(check(&site), (expected.map(str::to_owned).to_vec(), 0));
    let (_, told, code) = run(&site, &["check", "--strict"]);
    let undrawn = "the site has none for actions.html, announced.html, bodies.html, body.html, body-year.html, corrections.html, decisions.html, former-version.html, listing.html, listings.html, matter.html, matters.html, redirect.html, speaker-year.html, watch.html, watches.html, withdrawn.html";
    assert!(code == 1 && told.contains(undrawn), "{told}");
}

#[test]
fn a_list_of_copied_files_that_cannot_be_read_is_named_and_kept() {
    let site = site("theme: civic\n").file("themes/civic/.ejected", [0xFF, b'\n']);
    for arguments in [&["eject", "civic", "templates/page.html"][..], &["check"]] {
        let (_, told, code) = run(&site, arguments);
        assert!(code == 3 && told.contains("list of copied files cannot be read"), "{code}: {told}");
    }
    assert_eq!(std::fs::read(site.path("themes/civic/.ejected")).expect("the list"), [0xFF, b'\n']);
}

#[test]
fn check_finds_templates_that_fail_and_strings_that_are_not_there() {
    let site = site("")
        .file("themes/civic/templates/page.html", "{{ bodi }}")
        .file("themes/civic/templates/404.html", "{{ s.not_a_string }}")
        .file("themes/civic/templates/listing.html", "{% if %}");
    let (found, code) = check(&site);
    let expected =
        ["404.html", "listing.html", "page.html"].map(|file| format!("template-error themes/civic/templates/{file}"));
    assert_eq!((found, code), (expected.to_vec(), 1));
}

/// A theme in a folder outside the site, with files that are none of a theme.
fn theme_elsewhere(site: &Site) -> std::path::PathBuf {
    let folder = site.folder.path().join("Council");
    for (path, text) in [
        ("theme.yml", "description: For the council.\n"),
        ("static/custom.css", ":root { --measure: 30rem; }\n"),
        ("templates/404.html", "gone"),
        ("LICENSE", "CC0"),
        ("build.sh", "touch /tmp/was-run"),
        ("node_modules/a/static/b.js", "1"),
    ] {
        let place = folder.join(path);
        std::fs::create_dir_all(place.parent().expect("a folder")).expect("a folder");
        std::fs::write(place, text).expect("to write");
    }
    folder
}

/// Runs git in a folder.
fn git(folder: &Path, arguments: &[&str]) -> String {
    let who = ["-c", "user.name=Ann", "-c", "user.email=ann@town.example", "-c", "init.defaultBranch=main"];
    let mut git = std::process::Command::new("git");
    let output = git.arg("-C").arg(folder).args(who).args(arguments).output().expect("git");
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).trim().to_owned()
}

/// Paths below the folder of a theme in the site.
fn files_of(site: &Site, theme: &str) -> Vec<String> {
    crate::site::files_below(&site.path(&format!("themes/{theme}"))).into_keys().collect()
}

#[test]
fn new_lays_down_the_smallest_theme_that_works() {
    for from in ["civic", "gazette", "chamber"] {
        let site = site("theme: town\n");
        let (_, told, code) = run(&site, &["new", "town", "--from", from]);
        assert!(code == 0 && told.contains("`theme: town`"), "{told}");
        assert_eq!(files_of(&site, "town"), ["static/custom.css", "theme.yml"]);
        let built = site.build();
        assert_eq!(built.codes(), [""; 0]);
        assert!(built.read("about/index.html").contains("/assets/custom."), "{from}");
        let (_, told, code) = run(&site, &["new", "town"]);
        assert!(code == 2 && told.contains("already"), "{told}");
    }
    for bad in [["new", "../town"], ["new", "civic"], ["new", ".town"]] {
        assert_eq!(run(&site(""), &bad).2, 2, "{bad:?}");
    }
}

#[test]
fn a_theme_is_added_from_a_folder_with_a_record_of_its_origin() {
    let site = site("theme: council\n");
    let elsewhere = theme_elsewhere(&site);
    let (printed, told, code) = run(&site, &["add", elsewhere.to_str().expect("UTF-8")]);
    assert_eq!(code, 0, "{told}");
    assert!(printed.contains("custom.css") && told.contains("4 files") && told.contains("1 others"), "{printed}{told}");
    assert_eq!(
        files_of(&site, "council"),
        [".origin", "LICENSE", "static/custom.css", "templates/404.html", "theme.yml"]
    );
    let origin = std::fs::read_to_string(site.path("themes/council/.origin")).expect("the origin");
    assert!(origin.contains(&format!("from {}", elsewhere.display())) && origin.contains("sha256 "), "{origin}");
    assert_eq!(site.build().read("404.html"), "gone");
    let (_, told, code) = run(&site, &["add", elsewhere.to_str().expect("UTF-8")]);
    assert!(code == 2 && told.contains("already"), "{told}");
}

#[test]
fn a_theme_is_added_from_a_repository_and_updated_with_care() {
    let site = site("");
    let elsewhere = theme_elsewhere(&site);
    git(&elsewhere, &["init", "--quiet"]);
    git(&elsewhere, &["add", "."]);
    git(&elsewhere, &["commit", "--quiet", "-m", "A theme"]);
    let address = format!("file://{}", elsewhere.display());
    let (_, told, code) = run(&site, &["add", &address, "town"]);
    assert!(code == 0 && told.contains(&git(&elsewhere, &["rev-parse", "HEAD"])), "{told}");
    let (_, told, code) = run(&site, &["update", "town"]);
    assert!(code == 0 && told.contains("is as it is"), "{told}");
    std::fs::write(elsewhere.join("templates/404.html"), "not here").expect("to write");
    std::fs::remove_file(elsewhere.join("LICENSE")).expect("to remove");
    git(&elsewhere, &["add", "-A"]);
    git(&elsewhere, &["commit", "--quiet", "-m", "Another wording"]);
    site.write("themes/town/templates/404.html", "ours");
    site.write("themes/town/static/ours.css", "a{}");
    let (_, told, code) = run(&site, &["update", "town"]);
    assert!(code == 2 && told.contains("templates/404.html") && told.contains("--force"), "{told}");
    assert!(site.path("themes/town/LICENSE").exists(), "nothing was updated");
    let (_, told, code) = run(&site, &["update", "town", "--force"]);
    assert_eq!(code, 0, "{told}");
    assert_eq!(std::fs::read_to_string(site.path("themes/town/templates/404.html")).expect("a file"), "not here");
    assert!(!site.path("themes/town/LICENSE").exists() && site.path("themes/town/static/ours.css").exists());
    // What was changed or deleted in the site only is told; what is missing comes back, what was changed stays.
    site.write("themes/town/templates/404.html", "ours again");
    let (_, told, code) = run(&site, &["update", "town"]);
    assert!(code == 0 && told.contains("Nothing is new") && told.contains("templates/404.html"), "{told}");
    std::fs::remove_file(site.path("themes/town/theme.yml")).expect("to remove");
    let (_, told, code) = run(&site, &["update", "town"]);
    assert!(code == 0 && told.contains("Restored 1 file") && told.contains("templates/404.html"), "{told}");
    assert!(site.path("themes/town/theme.yml").exists());
    // News of another file leaves it alone too.
    std::fs::write(elsewhere.join("static/news.css"), "b{}").expect("to write");
    git(&elsewhere, &["add", "-A"]);
    git(&elsewhere, &["commit", "--quiet", "-m", "News"]);
    let (_, told, code) = run(&site, &["update", "town"]);
    assert!(code == 0 && told.contains("Updated") && told.contains("stay") && told.contains("404.html"), "{told}");
    assert_eq!(std::fs::read_to_string(site.path("themes/town/templates/404.html")).expect("a file"), "ours again");
    assert!(site.path("themes/town/static/news.css").exists());
    let (_, told, code) = run(&site, &["update", "town", "--force"]);
    assert!(code == 0 && told.contains("Took 1 file"), "{told}");
    assert_eq!(std::fs::read_to_string(site.path("themes/town/templates/404.html")).expect("a file"), "not here");
    let (_, told, code) = run(&site, &["update", "gazette"]);
    assert!(code == 2 && told.contains("nothing says"), "{told}");
}

#[test]
fn what_could_lead_elsewhere_is_refused_and_nothing_is_copied() {
    let site = site("");
    let elsewhere = theme_elsewhere(&site);
    let path = elsewhere.to_str().expect("UTF-8");
    std::fs::write(elsewhere.join("static/large.png"), vec![0; 5_000_001]).expect("to write");
    let (_, told, code) = run(&site, &["add", path]);
    assert!(code == 2 && told.contains("static/large.png has 5.0 MB") && !site.path("themes").exists(), "{told}");
    std::fs::remove_file(elsewhere.join("static/large.png")).expect("to remove");
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink("/etc/hostname", elsewhere.join("static/host.txt")).expect("a link");
        git(&elsewhere, &["init", "--quiet"]);
        git(&elsewhere, &["add", "."]);
        git(&elsewhere, &["commit", "--quiet", "-m", "A link"]);
        for source in [path.to_owned(), format!("file://{path}")] {
            let (_, told, code) = run(&site, &["add", &source, "town"]);
            assert!(code == 2 && told.contains("symbolic link") && !site.path("themes").exists(), "{told}");
        }
    }
    for source in ["ext::sh -c touch% /tmp/was-run", "--upload-pack=touch:x", "/nowhere/at/all"] {
        let (_, told, code) = run(&site, &["add", "--", source, "town"]);
        assert!(code == 2 && !site.path("themes").exists(), "{source}: {told}");
    }
    let (_, told, code) = run(&site, &["add", site.path("content").to_str().expect("UTF-8"), "town"]);
    assert!(code == 2 && told.contains("no theme"), "{told}");
}
