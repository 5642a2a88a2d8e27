//! Pages of the content: where they lie, and how links lead to their headings.

use crate::decisions::attributes;
use crate::site::Site;

#[test]
fn each_heading_of_a_page_has_the_anchor_that_code_hosts_give_it() {
    let page = "# Rules\n[Where](#where-to-go) and [there](help.md#the-2nd-way)\n\n## Where to go?\n\nWords\n---\n\n## Where to go?\n\n### `A`\n\n## Main\n";
    let built = Site::new()
        .file("content/pages/rules.md", page)
        .file("content/pages/help.md", "# Help\n## The *2*nd way\n[^1]\n\n[^1]: A note.\n")
        .build();
    let rules = built.read("rules/index.html");
    assert_eq!(attributes(&rules, "main :is(h2, h3)", "id"), ["where-to-go", "where-to-go-1", "a"]);
    assert!(rules.contains("href=\"#where-to-go\"") && rules.contains("href=\"/help/#the-2nd-way\""), "{rules}");
    assert!(rules.contains("<h2>Main</h2>"), "the id of the theme's own part is not given twice");
    assert!(built.read("help/index.html").contains("<h2 id=\"the-2nd-way\">"));
}

#[test]
fn folders_of_pages_are_named_in_the_settings() {
    let site = |pages: &str| {
        Site::new()
            .file("content/site.yml", format!("title: T\nbase_url: https://a.example\npages: {pages}\n"))
            .file("content/2024-03-11-a.md", "# A\n### Ann:\nAye.\n")
            .file("content/help/one.md", "# One\n")
            .file("content/pages/two.md", "# Two\n")
            .build()
    };
    let both = site("[pages, ./help/]");
    assert!(both.has("one/index.html") && both.has("two/index.html") && both.has("meetings/2024-03-11-a/index.html"));
    let all = site(".");
    assert!(all.has("2024-03-11-a/index.html") && !all.has("meetings/2024-03-11-a/index.html"));
    let menu = attributes(&all.read("index.html"), ".site-menu a", "href");
    assert!(
        !menu.iter().any(|href| href.contains("/meetings/")),
        "a site of pages alone has no list of meetings: {menu:?}"
    );
}
