//! The page on which one searches, and the ways that lead to it.

use crate::site::Site;

fn site(settings: &str) -> Site {
    let mut site = Site::new()
        .file("content/site.yml", format!("title: Record\nbase_url: https://town.example/records\n{settings}"))
        .file("content/people.yml", "people:\n- id: ann-lee\n  names: {en: Ann Lee}\n  labels: [Ann]\n")
        .file("content/2024-03-11-sitting.md", "# Sitting\n### Ann:\nAye.\n")
        .file("content/pages/about.md", "# About\nUs.\n");
    site.options.base_url = None;
    site
}

#[test]
fn every_page_has_a_box_that_leads_to_the_search_page_in_its_language() {
    // Of who spoke at one meeting all words are on one page.
    let built = site("languages: [en, fr]\n").file("content/2024-03-13-b.md", "# B\n### Ann Lee:\nAye.\n").build();
    for (path, page) in built.files().into_iter().filter(|(path, _)| path.ends_with("index.html")) {
        let page = String::from_utf8(page).expect("UTF-8");
        if page.contains("http-equiv=\"refresh\"") {
            continue;
        }
        let action = if path.starts_with("fr/") { "/records/fr/search/" } else { "/records/search/" };
        let form = page.split("role=\"search\"").nth(1).and_then(|rest| rest.split('>').next()).expect(&path);
        assert!(form.contains(&format!("action=\"{action}\"")), "{path}: {form}");
    }
    assert!(built.read("speakers/ann-lee/index.html").contains("name=\"speaker\" value=\"ann-lee\""));
}

#[test]
fn the_search_page_says_without_javascript_how_to_browse_and_is_itself_not_to_be_found() {
    let built = site("languages: [en, fr]\n").build();
    for (path, word) in [("search/index.html", "JavaScript"), ("fr/search/index.html", "JavaScript")] {
        let page = built.read(path);
        let without = page
            .split("<div class=\"search-without\">")
            .nth(1)
            .and_then(|rest| rest.split("</div>").next())
            .expect(path);
        assert!(without.contains(word) && without.contains("/meetings/"), "{path}: {without}");
        assert!(page.contains("<meta name=\"robots\" content=\"noindex\">"), "{path}");
        assert!(page.contains("data-index=\"/records/search/index.json\""), "{path}");
    }
    assert!(!built.read("sitemap.xml").contains("/search/"));
    let gazette = site("theme: gazette\n").build();
    let page = gazette.read("search/index.html");
    assert!(page.contains("/records/meetings/") && !page.contains("<form"), "{page}");
    assert!(!gazette.read("index.html").contains("<form"), "a theme without scripts has no box");
}
