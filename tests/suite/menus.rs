//! Menus: the lists of the site and what the settings add, rename, move and leave out, in menus within menus and further menus.

use crate::decisions::attributes;
use crate::site::{Built, Site};

fn site(settings: &str) -> Site {
    Site::new()
        .file("content/2024-03-11-a.md", "---\nlang: en\nseries: council\ntopics: [tide]\n---\n# A\n### Ann:\nAye.\n")
        .file("content/2024-03-12-b.md", "---\nlang: fr\n---\n# B\n### Ann:\nOui.\n")
        .file("content/pages/about.md", "---\nlang: en\ntranslations: [a-propos.md]\n---\n# About\nWords.\n")
        .file("content/pages/a-propos.md", "---\nlang: fr\n---\n# À propos\nMots.\n")
        .file("content/site.yml", format!("languages: [en, fr]\n{settings}"))
}

fn menu(built: &Built, page: &str) -> Vec<String> {
    attributes(&built.read(page), ".site-menu li:not(.to-search) > a", "href")
}

#[test]
fn entries_without_more_follow_the_lists_of_the_site() {
    let built = site("menu: [{title: About, url: /about/}, {name: Web, href: 'https://a.example/'}]\n").build();
    let lists = ["/meetings/", "/speakers/", "/series/", "/topics/"];
    assert_eq!(menu(&built, "index.html"), [&lists[..], &["/about/", "https://a.example/"]].concat());
    assert!(menu(&built, "fr/index.html").contains(&"/a-propos/".to_owned()));
}

#[test]
fn a_list_that_an_entry_names_stands_there_under_its_title_or_not_at_all() {
    let settings = "menu:\n- {list: topics}\n- {title: About, url: pages/about.md}\n- {list: meetings, title: {en: Sittings, fr: Séances}}\n\
                    - {list: series, hidden: true}\n- {list: matters}\n";
    for theme in ["civic", "gazette"] {
        let built = site(&format!("theme: {theme}\n{settings}")).build();
        assert_eq!(built.codes(), [""; 0]);
        let own = |page| menu(&built, page).into_iter().filter(|href| !href.contains("search")).collect::<Vec<_>>();
        assert_eq!(own("index.html"), ["/speakers/", "/topics/", "/about/", "/meetings/"], "{theme}");
        assert!(built.read("index.html").contains(">Sittings</a>"), "{theme}");
        assert_eq!(own("fr/index.html"), ["/fr/speakers/", "/fr/topics/", "/a-propos/", "/fr/meetings/"], "{theme}");
        assert!(built.read("fr/index.html").contains(">Séances</a>"), "{theme}");
        assert!(built.has("series/index.html"), "what the menu leaves out is there all the same");
    }
}

#[test]
fn entries_within_entries_open_without_a_script_and_their_own_target_is_the_first_of_them() {
    let settings = "menu:\n- title: The office\n  url: /about/\n  children:\n  - {title: Plan, url: /plan.pdf}\n  - title: More\n    items:\n\
                    \x20   - {list: topics}\n    - {title: Web, url: 'https://a.example/'}\n";
    for theme in ["civic", "gazette"] {
        let built = site(&format!("theme: {theme}\n{settings}")).file("static/plan.pdf", "plan").build();
        assert_eq!(built.codes(), [""; 0]);
        let page = built.read("index.html");
        let within = |selector: &str| attributes(&page, selector, "href");
        assert_eq!(
            within(".site-menu > ul > li > details > ul > li > a"),
            ["/about/", "/plan.pdf"],
            "{theme}: a heading with a target is a link among those below it"
        );
        assert_eq!(within(".site-menu details details a"), ["/topics/", "https://a.example/"], "{theme}");
        assert!(page.contains("<summary>The office</summary>") && page.contains("<summary>More</summary>"), "{theme}");
        let missing = built.read("404.html");
        assert!(
            !missing[missing.find("<main").expect("a page")..].contains("a.example"),
            "no likely place is elsewhere"
        );
    }
}

#[test]
fn further_menus_stand_in_the_footer_or_where_a_template_puts_them() {
    let settings = "menus:\n  footer:\n  - {title: {en: Privacy, fr: Vie privée}, url: /about/}\n  side: [{title: Tide, url: /topics/tide/}]\n";
    for (theme, footer) in [("civic", ".site-footer"), ("gazette", ".colophon"), ("chamber", ".site-footer .site-map")]
    {
        let built = site(&format!("theme: {theme}\n{settings}"))
            .file(
                &format!("themes/{theme}/templates/parts/footer-extra.html"),
                "{% for item in site.menus.side %}<i>{{ item.title }} {{ item.href }}</i>{% endfor %}",
            )
            .build();
        assert_eq!(built.codes(), [""; 0]);
        let page = built.read("fr/index.html");
        assert_eq!(
            attributes(&page, &format!("{footer} li > a[href=\"/a-propos/\"]"), "href"),
            ["/a-propos/"],
            "{theme}"
        );
        assert!(page.contains("Vie privée") && page.contains("<i>Tide /topics/tide/</i>"), "{theme}");
    }
}

#[test]
fn what_a_menu_cannot_have_is_told_with_its_line() {
    let deep = "- title: A\n  children:\n  - title: B\n    children:\n    - title: C\n      children: [{title: D, url: /about/}]\n      url: /about/\n";
    for (settings, expected) in [
        ("menu:\n- {list: meeting}\n", "yaml-type content/site.yml:3:4"),
        ("menu:\n- {title: Nowhere}\n", "yaml-type content/site.yml:3:3"),
        ("menu:\n- {url: /about/}\n", "yaml-type content/site.yml:3:3"),
        (
            "menus:\n  footer:\n  - {title: A, url: /about/, children: [{title: B, url: 'javascript:alert(1)'}]}\n",
            "unsafe-link content/site.yml:4:52",
        ),
        (
            "menus:\n  footer:\n  - {title: A, children: [{title: B, url: pages/gone.md}]}\n",
            "missing-file content/site.yml:4:38",
        ),
        (&format!("menu:\n{deep}"), "over-limit content/site.yml:8:18"),
    ] {
        let told = match site(settings).try_build() {
            Ok(built) => built.codes(),
            Err(failure) => {
                let at = failure.diagnostics[0].at.clone().expect("a place");
                vec![format!("{} {}:{}:{}", failure.diagnostics[0].problem, at.path, at.line, at.column)]
            }
        };
        assert_eq!(told, [expected], "{settings}");
    }
}

#[test]
fn a_mistake_in_a_menu_names_what_would_mend_it() {
    for (entry, hint) in [
        ("{title: About, url: /abut/}", "did you mean `/about/`?"),
        ("{title: Nowhere, url: /nope/somewhere/}", "an address of the site, such as `/about/`"),
        ("{title: About, url: about}", "did you mean `pages/about.md`?"),
        ("{title: J}", "write where it leads"),
        ("{url: /about/}", "write the words that stand in the menu"),
    ] {
        let diagnostics = match site(&format!("menu: [{entry}]\n")).try_build() {
            Ok(built) => built.report.diagnostics.clone(),
            Err(failure) => failure.diagnostics.clone(),
        };
        let hints: Vec<&str> = diagnostics.iter().filter_map(|diagnostic| diagnostic.hint.as_deref()).collect();
        assert!(hints.iter().any(|told| told.contains(hint)), "{entry}: {hints:?}");
    }
}
