//! Files of `static/` stand at the root of the site as they are, never in place of a page, and hidden ones nowhere.

use crate::commands::{code, minutebook};
use crate::site::{Built, Site};

const RECORD: &str = "# Budget\n### Ann:\nSee [the plan](/plan.pdf) and [no plan](/no-plan.pdf).\n";

fn site() -> Site {
    Site::new().file("content/2024-03-11-budget.md", RECORD).file("content/pages/about.md", "# About\nWords.\n")
}

fn has_no(built: &Built, word: &str) {
    assert!(built.files().keys().all(|path| !path.contains(word)), "{word} in {:?}", built.files().keys());
}

#[test]
fn they_stand_at_the_root_byte_by_byte_and_records_may_link_to_them() {
    let built = site()
        .file("static/CNAME", "records.example\r\n")
        .file("static/plan.pdf", [0, 159, 146, 150])
        .file("static/.well-known/security.txt", "Contact: mailto:a@b.example\n")
        .file("static/.nojekyll", "")
        .file("static/img/crest.svg", "<svg/>")
        .build();
    assert_eq!(built.read("CNAME"), "records.example\r\n");
    assert_eq!(built.files()["plan.pdf"], [0, 159, 146, 150]);
    assert!(built.has(".well-known/security.txt") && built.has(".nojekyll") && built.has("img/crest.svg"));
    assert_eq!(built.codes(), ["missing-file content/2024-03-11-budget.md:3:31"], "one of the two links leads nowhere");
    assert!(built.read("meetings/2024-03-11-budget/index.html").contains("href=\"/plan.pdf\""));
    assert!(!built.read("sitemap.xml").contains("plan.pdf"));
    assert_eq!(built.report.mass.kinds[&minutebook::report::mass::MassKind::Static].files, 5);
}

#[test]
fn hidden_names_are_not_published_and_those_that_might_be_meant_are_told() {
    let built = site()
        .file("static/.env", "PASSWORD=canary")
        .file("static/.git/config", "canary")
        .file("static/.DS_Store", "canary")
        .file("static/Thumbs.db", "canary")
        .file("static/plan.pdf~", "canary")
        .file("static/img/.hidden/a.txt", "canary")
        .file("static/img/.well-known/a.txt", "canary")
        .file("static/plan.pdf", "plan")
        .file("static/no-plan.pdf", "plan")
        .build();
    assert_eq!(
        built.codes(),
        ["static-skipped static/.env", "static-skipped static/img/.hidden", "static-skipped static/img/.well-known",]
    );
    assert!(built.files().values().all(|bytes| memchr::memmem::find(bytes, b"canary").is_none()));
    has_no(&built, "hidden");
}

#[test]
fn what_the_site_has_itself_comes_first_and_the_file_is_named() {
    let built = site()
        .file("content/2024-03-11-budget.md", "# Budget\n### Ann:\nSee [the paper](paper.txt).\n")
        .file("content/paper.txt", "paper")
        .file("static/about/index.html", "mine")
        .file("static/About", "mine")
        .file("static/files/paper.txt", "mine")
        .file("static/sitemap.xml", "mine")
        .file("static/search/t/1.bin", "mine")
        .file("static/SHA256SUMS", "mine")
        .file("static/files/other.txt", "other")
        .build();
    let taken = |path: &str| format!("static-conflict static/{path}");
    let expected = ["About", "SHA256SUMS", "about/index.html", "files/paper.txt", "search/t/1.bin", "sitemap.xml"];
    assert_eq!(built.codes(), expected.map(taken));
    assert!(built.files().values().all(|bytes| bytes != b"mine"));
    assert!(built.report.fails(false) && built.has("files/other.txt"));
    let about = &built.report.diagnostics[2];
    assert!(about.message.contains("content/pages/about.md") && about.hint.is_some(), "{about:?}");
}

#[test]
fn rules_for_crawlers_are_added_to_those_of_the_site() {
    let mut site = site();
    site.options.cache = true;
    let plain = site.build().read("robots.txt");
    site.write("static/robots.txt", "User-agent: GreedyBot\r\nDisallow: /\r\n");
    let built = site.build();
    assert_eq!(built.read("robots.txt"), format!("{plain}\nUser-agent: GreedyBot\nDisallow: /\n"));
    assert!(!built.codes().iter().any(|code| code.contains("static")), "{:?}", built.codes());
    std::fs::remove_file(site.path("static/robots.txt")).expect("a file");
    assert_eq!(site.build().read("robots.txt"), plain);
}

#[cfg(unix)]
#[test]
fn a_link_out_of_the_folder_is_not_followed() {
    let site = site().file("secret.txt", "canary").file("static/plan.pdf", "plan").file("outside/a.txt", "canary");
    let link = |to: &str, from: &str| std::os::unix::fs::symlink(site.path(to), site.path(from)).expect("a link");
    link("secret.txt", "static/secret.txt");
    link("outside", "static/folder");
    link("static/plan.pdf", "static/no-plan.pdf");
    let built = site.build();
    assert_eq!(built.codes(), ["symlink-skipped static/folder", "symlink-skipped static/secret.txt"]);
    assert_eq!(built.read("no-plan.pdf"), "plan", "a link within the folder is the file that it leads to");
    has_no(&built, "secret");
}

#[test]
fn they_are_packed_and_summed_like_pages_but_not_what_hosts_read() {
    let text = "Words that are long enough to be packed. ".repeat(100);
    let mut site = site().file("static/long.txt", &text).file("static/netlify.toml", &text).file("static/CNAME", "a");
    site.options.precompress = true;
    site.options.sums = true;
    let built = site.build();
    assert!(built.has("long.txt.gz") && built.has("long.txt.br") && !built.has("netlify.toml.gz"));
    let sums = built.read("SHA256SUMS");
    assert!(["long.txt", "long.txt.br", "CNAME"].iter().all(|path| sums.contains(&format!("  {path}\n"))), "{sums}");
    let verified = minutebook(&["verify", &built.output.to_string_lossy()], &site.path(""));
    assert_eq!(code(&verified), 0, "{verified:?}");
    std::fs::write(built.output.join("CNAME"), "evil.example").expect("a file");
    assert_eq!(code(&minutebook(&["verify", &built.output.to_string_lossy()], &site.path(""))), 1);
}

#[test]
fn a_folder_of_that_name_among_the_records_is_a_folder_like_any_other() {
    let built = Site::new().file("2024-03-11-a.md", "# A\n### Ann:\nAye.\n").file("static/CNAME", "a").build();
    assert!(!built.has("CNAME"), "{:?}", built.files().keys());
    let built = site().file("content/static/CNAME", "a").build();
    assert!(!built.has("CNAME") && !built.has("static/CNAME"));
}
