//! Environments: settings laid over those of the site, and nothing of a trial in the site itself.

use minutebook::pipeline::SettingsOver;

use crate::commands::{code, minutebook, told};
use crate::site::{Site, files_below};

const BASE: &str = "title: The Record\nbase_url: https://records.tessamare.net\nlanguages: [en, fr]\nhome: {newest: 3, text: Welcome}\n\
                    extra: {a: 1, b: 2}\nlicence: CC0-1.0\n";
const STAGING: &str = "title: The Trial\nbase_url: https://staging.tessamare.net\nlanguages: [fr]\nhome: {newest: 1}\nextra: {b: 3}\n\
                       licence:\nindexed: false\npublish: {folder: {path: ../trial}}\n";

fn site() -> Site {
    let mut site = Site::new()
        .file("content/2024-03-11-a.md", "---\nlang: en\n---\n# A\n### Ann:\nAye.\n")
        .file("content/2024-03-12-b.md", "---\nlang: fr\nstatus: draft\n---\n# B\n### Ann:\nzqxcanary.\n")
        .file("content/site.yml", BASE)
        .file("content/site.staging.yml", STAGING)
        .file(
            "themes/civic/templates/parts/footer-extra.html",
            "<p>a{{ site.extra.a }}b{{ site.extra.b }} {% if site.licence %}L{% endif %} {{ site.title }}</p>",
        );
    site.options.base_url = None;
    site
}

fn in_staging(mut site: Site) -> Site {
    site.options.over = Some(SettingsOver::Environment("staging".to_owned()));
    site
}

#[test]
fn mappings_are_merged_lists_replaced_and_empty_values_take_a_setting_away() {
    let built = in_staging(site()).build();
    assert_eq!(built.codes(), [""; 0]);
    let front = built.read("index.html");
    assert!(
        front.contains("<html lang=\"fr\"") && front.contains("<p>a1b3  The Trial</p>") && front.contains("Welcome"),
        "{front}"
    );
    assert!(!built.has("fr/index.html"), "the list of languages is the one above");
    assert!(built.read("sitemap.xml").contains("https://staging.tessamare.net/"));
}

#[test]
fn without_the_environment_its_file_means_nothing_however_it_is_written() {
    let site =
        site().file("content/site.staging.yml", "title: [\n").file("content/site.other.yaml", "nonsense: true\n");
    let built = site.build();
    assert_eq!(built.codes(), [""; 0]);
    let front = built.read("index.html");
    assert!(front.contains("<p>a1b2 ") && front.contains("The Record</p>") && !front.contains("noindex"), "{front}");
}

#[test]
fn a_mistake_is_told_in_the_file_that_made_it() {
    let told = |base: &str, over: &str| {
        let site = in_staging(site()).file("content/site.yml", base).file("content/site.staging.yml", over);
        let failure = site.try_build().map(|_| ()).expect_err("settings that cannot be used");
        let at = failure.diagnostics[0].at.clone().expect("a place");
        format!("{} {}:{}", failure.diagnostics[0].problem, at.path, at.line)
    };
    assert_eq!(told("title: A\nhome: {newest: x}\n", "title: B\n"), "yaml-type content/site.yml:2");
    assert_eq!(
        told("title: A\nhome: {newest: 3}\n", "title: B\n\nhome: {newest: x}\n"),
        "yaml-type content/site.staging.yml:3"
    );
    assert_eq!(told("title: A\n", "\ntime_zone: Mars/Base\n"), "invalid-time-zone content/site.staging.yml:2");
    assert_eq!(told("title: A\n", "title: [\n"), "yaml-syntax content/site.staging.yml:1");
    let site = in_staging(site()).file("content/site.staging.yml", "titel: B\n");
    assert_eq!(site.build().codes(), ["unknown-key content/site.staging.yml:1:1"]);
}

#[test]
fn an_environment_that_is_not_there_is_told_with_those_that_are() {
    let mut site = site().file("content/site.production.yml", "title: P\n");
    let mut refused = |name: &str| {
        site.options.over = Some(SettingsOver::Environment(name.to_owned()));
        site.try_build().map(|_| ()).expect_err("no such environment").to_string()
    };
    assert!(refused("stagging").contains("did you mean “staging”?"));
    assert!(refused("test").contains("there are: production, staging"));
    assert!(refused("../secret").contains("there are no settings"));
}

#[test]
fn builds_of_two_environments_into_one_folder_equal_clean_ones() {
    let mut site = site();
    site.options.cache = true;
    for over in [None, Some("staging"), None, Some("staging"), Some("staging")] {
        site.options.over = over.map(|name| SettingsOver::Environment(name.to_owned()));
        let warm = site.build();
        crate::warm_equals_clean::compare(&site, &warm);
    }
    site.write("content/site.staging.yml", "title: Again\n");
    let warm = site.build();
    crate::warm_equals_clean::compare(&site, &warm);
    assert!(warm.read("index.html").contains("Again</p>"));
}

#[test]
fn a_trial_asks_search_engines_to_list_nothing_and_the_site_does_not() {
    let noindex = "<meta name=\"robots\" content=\"noindex\">";
    for (site, is_listed) in [(site(), true), (in_staging(site()), false)] {
        let built = site.build();
        for page in ["index.html", "meetings/2024-03-11-a/index.html", "speakers/ann/index.html"] {
            assert_eq!(built.read(page).contains(noindex), !is_listed, "{page}");
        }
        assert_eq!(built.read("_headers").contains("X-Robots-Tag: noindex"), !is_listed);
        assert!(built.read("robots.txt").contains("Allow: /"), "crawlers must be able to see it");
    }
}

#[test]
fn a_trial_has_a_register_and_an_output_folder_of_its_own_and_nothing_of_it_reaches_the_site() {
    let site = site().file("content/site.production.yml", "publish: {folder: {path: ../live}}\n");
    let folder = site.folder.path();
    let run = |arguments: &[&str]| {
        let output = minutebook(arguments, folder);
        assert_eq!(code(&output), 0, "{arguments:?} {}", told(&output));
        told(&output)
    };
    run(&["build", "site", "--env", "staging", "--drafts"]);
    let holds = |path: &str, words: &str| {
        files_below(&folder.join(path)).values().any(|bytes| memchr::memmem::find(bytes, words.as_bytes()).is_some())
    };
    assert!(holds("site/output-staging", "zqxcanary") && !folder.join("site/output").exists());
    run(&["publish", "site", "--env", "staging", "--allow-warnings"]);
    assert!(folder.join("site/register-staging").is_dir() && !folder.join("site/register").exists());
    assert!(holds("trial/current", "The Trial") && !holds("trial/current", "zqxcanary"));
    run(&["publish", "site", "--env", "production", "--allow-warnings"]);
    assert!(folder.join("site/register").is_dir() && !folder.join("site/register-production").exists());
    let live = std::fs::canonicalize(folder.join("live/current")).expect("a release");
    for (path, bytes) in walkdir::WalkDir::new(live)
        .into_iter()
        .flatten()
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| (entry.path().to_owned(), std::fs::read(entry.path()).expect("a file")))
    {
        for word in ["zqxcanary", "taging", "The Trial"] {
            assert!(memchr::memmem::find(&bytes, word.as_bytes()).is_none(), "{word} in {}", path.display());
        }
    }
    // Without an environment there is no target.
    assert!(told(&minutebook(&["publish", "site"], folder)).contains("no target of publication"));
}

#[test]
fn a_file_of_settings_may_lie_anywhere_and_the_variable_names_an_environment() {
    let site = site().file("../trial.yml", "title: From a file\nurls: {page: /x/}\n");
    let folder = site.folder.path();
    let output = minutebook(&["build", "site", "--config", "trial.yml"], folder);
    assert!(code(&output) == 2 && told(&output).contains("trial.yml:2"), "{}", told(&output));
    site.write("../trial.yml", "title: From a file\n");
    let output = minutebook(&["build", "site", "--config", "trial.yml"], folder);
    assert_eq!(code(&output), 0, "{}", told(&output));
    let front = std::fs::read_to_string(folder.join("site/output-trial/index.html")).expect("a page");
    assert!(front.contains("From a file</p>"));
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_minutebook"))
        .args(["build", "site"])
        .env("MINUTEBOOK_ENV", "staging")
        .current_dir(folder)
        .output()
        .expect("the program runs");
    assert_eq!(code(&output), 0, "{}", told(&output));
    assert!(folder.join("site/output-staging/index.html").is_file());
    let both = minutebook(&["build", "site", "--config", "trial.yml", "--env", "staging"], folder);
    assert_eq!(code(&both), 2);
}
