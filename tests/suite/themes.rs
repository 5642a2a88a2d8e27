//! Themes: which files a site is drawn with, and what they publish.

use crate::site::{Built, Site};

/// A site with every kind of page.
fn site(settings: &str) -> Site {
    let record = "---\nseries: council\ntopics: [tide]\nlang: en\naliases: [old]\n---\n# 2024-03-11 Sitting\n\
                  ## Opening\n### Ann:\nAye.\n\nAnd again.\n\n> (A bell rings.)\n### Ben:\nNay.\n";
    Site::new()
        .file("content/site.yml", format!("title: Record\nlanguages: [en, zh-Hant]\n{settings}"))
        .file("content/2024-03-11-sitting.md", record)
        .file("content/2025-05-01-大會.md", "---\nlang: zh-Hant\n---\n# 2025-05-01 大會\n### 林月湄:\n好。\n")
        .file(
            "content/2024-04-02-long.md",
            format!("---\nlang: en\n---\n# 2024-04-02 Long\n### Ann:\n{}\n", "word ".repeat(41_000)),
        )
        .file("content/pages/about.md", "# About\n\nWords.\n")
}

/// The names of the theme's files, without their fingerprints.
fn assets(built: &Built) -> Vec<String> {
    let name = |path: String| {
        let mut parts: Vec<&str> = path.strip_prefix("assets/")?.split('.').collect();
        parts.remove(parts.len() - 2);
        Some(parts.join("."))
    };
    built.files().into_keys().filter_map(name).collect()
}

#[test]
fn gazette_draws_every_kind_of_page_without_a_script_and_publishes_its_style_sheets_alone() {
    let built = site("theme: gazette\n").build();
    assert_eq!(built.codes(), [""; 0]);
    assert_eq!(assets(&built), ["feed.css", "gazette.css", "icon.svg"]);
    let kinds = [
        ("front", "index.html"),
        ("meetings", "meetings/index.html"),
        ("year", "meetings/2024/index.html"),
        ("meeting", "meetings/2024-03-11-sitting/index.html"),
        ("speakers", "speakers/index.html"),
        ("speaker", "speakers/ann/index.html"),
        ("speaker-year", "speakers/ann/2024/index.html"),
        ("series", "series/index.html"),
        ("listing", "series/council/index.html"),
        ("topics", "topics/index.html"),
        ("page", "about/index.html"),
        ("search", "search/index.html"),
        ("404", "404.html"),
    ];
    for (kind, path) in kinds {
        let page = built.read(path);
        assert!(page.contains("class=\"masthead\"") && page.contains("/assets/gazette."), "{kind}: {page}");
        assert!(page.contains("<link rel=\"icon\" type=\"image/svg+xml\" href=\"/assets/icon."), "{kind}: {page}");
        assert!(page.contains("<li><a href=\"/search/\""), "{kind} has search in its menu: {page}");
    }
    assert!(built.read("meetings/old/index.html").contains("/assets/gazette."), "redirects are dressed as well");
    for (path, bytes) in built.files() {
        let text = String::from_utf8_lossy(&bytes);
        if path.ends_with(".html") {
            assert!(!text.contains(" style=") && !text.contains("<style"), "{path} has a style of its own");
            let scripts = text.matches("<script").count();
            assert_eq!(scripts, text.matches("<script type=\"application/ld+json\">").count(), "{path} has a script");
        }
        assert!(!path.ends_with(".js"), "{path}");
    }
}

#[test]
fn gazette_lists_meetings_by_their_days_and_not_by_numbers() {
    let twin = "---\nseries: council\n---\n# 2024-03-11 會議\n### Ann:\n好。\n";
    let built = site("theme: gazette\n").file("content/2024-03-11-sitting.zh-Hant.md", twin).build();
    for path in ["meetings/2024/index.html", "speakers/ann/index.html", "series/council/index.html"] {
        let page = built.read(path);
        let notices = page.matches("<li>\n<time datetime=").count();
        assert!(notices > 0 && notices == page.matches("class=\"title\"").count(), "{path}: {page}");
        assert!(page.contains("<span class=\"also\">"), "other languages are named: {path}: {page}");
    }
}

#[test]
fn the_style_sheet_of_gazette_is_small_enough_for_a_thin_line() {
    let built = site("theme: gazette\nbuild: {minify: true}\n").build();
    let files = built.files();
    let (_, css) = files.iter().find(|(path, _)| path.contains("/gazette.")).expect("a style sheet");
    assert!(css.len() <= 10_000, "{} bytes", css.len());
}

#[test]
fn a_theme_takes_from_the_theme_that_it_extends_what_it_does_not_have() {
    let site = site("theme: town\n")
        .file("themes/town/theme.yml", "description: For the town.\nextends: gazette\n")
        .file("themes/town/static/crest.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>")
        .file("themes/town/templates/404.html", "gone, says {{ site.title }}")
        .file("themes/gazette/templates/page.html", "a page of the site's gazette")
        .file("themes/civic/i18n/en.ftl", "speakers = Voices\n");
    let built = site.build();
    assert_eq!(built.codes(), [""; 0]);
    assert_eq!(assets(&built), ["crest.svg", "feed.css", "gazette.css", "icon.svg"]);
    assert_eq!(built.read("404.html"), "gone, says Record");
    assert_eq!(built.read("about/index.html"), "a page of the site's gazette");
    assert!(built.read("index.html").contains("Voices"), "what the site has changed in civic holds here as well");
}

#[test]
fn a_theme_that_says_nothing_of_itself_extends_civic() {
    let built = site("theme: town\n").file("themes/town/templates/404.html", "gone").build();
    assert!(assets(&built).contains(&"civic.css".to_owned()));
    assert_eq!(built.read("404.html"), "gone");
}

#[test]
fn what_a_theme_leaves_of_its_parent_is_not_published() {
    let site = site("theme: town\n")
        .file("themes/town/theme.yml", "leave: [static]\n")
        .file("themes/town/static/town.css", "p {}")
        .file("themes/town/templates/base.html", "{% block content %}{% endblock content %}")
        .file("themes/town/templates/meeting.html", "a meeting")
        .file("themes/town/templates/speakers.html", "speakers")
        .file("themes/town/templates/redirect.html", "elsewhere");
    assert_eq!(assets(&site.build()), ["town.css"]);
}

/// Content of a published file of the theme, by its name without the fingerprint.
fn asset(built: &Built, stem: &str) -> String {
    let files = built.files();
    let (_, bytes) = files
        .iter()
        .find(|(path, _)| path.starts_with(&format!("assets/{stem}.")))
        .unwrap_or_else(|| panic!("{stem} among {:?}", files.keys()));
    String::from_utf8_lossy(bytes).into_owned()
}

#[test]
fn options_of_the_site_reach_the_style_sheet_and_the_templates() {
    let options = "theme:\n  name: civic\n  options:\n    accent: {light: \"#00543c\", dark: \"#7fd1b0\"}\n    paper: white\n    \
                   measure: 42rem\n    reading_font: '\"Noto Serif\", serif'\n    logo: img/crest.svg\n    front: [series, newest]\n";
    let built = site(options).file("content/img/crest.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>").build();
    assert_eq!(built.codes(), [""; 0]);
    let expected = ":root { --latin: \"Noto Serif\", serif; --measure: 42rem; }\n\
        @media screen and (prefers-color-scheme: light) { :root { --link: #00543c; --heat-4: #00543c; --paper: white; } }\n\
        @media screen and (prefers-color-scheme: dark) { :root { --link: #7fd1b0; --heat-4: #7fd1b0; } }\n";
    assert_eq!(asset(&built, "options"), expected);
    let front = built.read("index.html");
    let place = |what: &str| front.find(what).unwrap_or_else(|| panic!("{what} in {front}"));
    assert!(place("/assets/civic.") < place("/assets/options."), "options are read after the theme");
    assert!(place("id=\"series\"") < place("id=\"newest\"") && !front.contains("id=\"figures\""));
    assert!(front.contains("src=\"/assets/img/crest."), "{front}");
    assert!(built.read("meetings/index.html").contains("src=\"/assets/img/crest."));
    assert!(built.read("meetings/old/index.html").contains("/assets/options."), "redirects are dressed as well");
}

#[test]
fn without_options_there_is_no_style_sheet_for_them() {
    assert!(!assets(&site("theme: {name: civic}\n").build()).contains(&"options.css".to_owned()));
    let built = site("theme: {name: civic, options: {front: [newest]}}\n").build();
    assert!(!assets(&built).contains(&"options.css".to_owned()));
}

#[test]
fn a_theme_of_the_site_may_have_options_and_change_the_defaults_of_others() {
    let theme = "options:\n  motto: {type: text, default: Plain words}\n  wide: {type: boolean}\n  size: {type: number, min: 1, max: 9}\n  \
                 measure: {type: number, units: [rem], default: 30rem, property: --measure}\n";
    let template =
        "{{ options.motto }}|{{ options.wide }}|{{ options.size + 1 }}|{{ options.measure }}|{{ options.accent }}";
    let site = site("theme: {name: town, options: {wide: yes, size: 3}}\n")
        .file("themes/town/theme.yml", theme)
        .file("themes/town/templates/404.html", template);
    let built = site.build();
    assert_eq!(built.codes(), [""; 0]);
    assert_eq!(built.read("404.html"), "Plain words|true|4|30rem|#0f4c75");
}

#[test]
fn an_option_that_changes_draws_the_pages_anew() {
    let mut site = site("theme: {name: civic, options: {measure: 40rem}}\n");
    site.options.cache = true;
    site.build();
    site.write("content/site.yml", "title: Record\nlanguages: [en]\ntheme: {name: civic, options: {measure: 41rem}}\n");
    let warm = site.build();
    assert!(asset(&warm, "options").contains("41rem"));
    let mut clean = site;
    clean.options.cache = false;
    clean.options.output = Some(clean.folder.path().join("clean"));
    assert_eq!(warm.files(), clean.build().files());
}

#[test]
fn values_of_a_site_its_records_and_pages_reach_templates_escaped() {
    let footer = "<p class=\"own\">{{ site.extra.phone }}{% for one in site.extra.offices %}|{{ one.name }}{% endfor %}{% if head.extra.room %} in \
                  {{ head.extra.room }}{% endif %}{% if site.extra.open %} open{% endif %}</p>\n";
    let settings = |theme: &str| {
        format!(
            "theme: {theme}\nextra:\n  phone: \"555 <b>\"\n  open: true\n  offices: [{{name: Quay}}, {{name: 2}}]\n"
        )
    };
    for theme in ["civic", "gazette", "chamber"] {
        let site = site(&settings(theme))
            .file(
                "content/2024-05-01-room.md",
                "---\nlang: en\nextra: {room: \"<script>steal()</script>\"}\n---\n# Room\n### Ann:\nAye.\n",
            )
            .file("content/pages/rules.md", "---\nextra: {room: Hall}\n---\n# Rules\n\nWords.\n")
            .file(
                "content/2024-05-02-held.md",
                "---\nstatus: draft\nextra: {room: secret}\n---\n# Held\n### Ann:\nNo.\n",
            )
            .file(&format!("themes/{theme}/templates/parts/footer-extra.html"), footer)
            .file(
                &format!("themes/{theme}/templates/parts/head-extra.html"),
                "<meta name=\"own\" content=\"{{ head.kind }}\">\n",
            )
            .file(&format!("themes/{theme}/static/custom.css"), "body { color: black }\n");
        let built = site.build();
        assert_eq!(built.codes(), [""; 0], "{theme}");
        let own = |path: &str| {
            let page = built.read(path);
            assert!(page.contains("<meta name=\"own\"") && page.contains("/assets/custom."), "{theme} {path}");
            page.split_once("<p class=\"own\">")
                .and_then(|(_, rest)| rest.split_once("</p>"))
                .map(|(own, _)| own.to_owned())
                .expect("a footer")
        };
        assert_eq!(own("index.html"), "555 &lt;b&gt;|Quay|2 open");
        assert_eq!(own("rules/index.html"), "555 &lt;b&gt;|Quay|2 in Hall open");
        assert_eq!(
            own("meetings/2024-05-01-room/index.html"),
            "555 &lt;b&gt;|Quay|2 in &lt;script&gt;steal()&lt;/script&gt; open"
        );
        assert!(built.files().values().all(|bytes| !String::from_utf8_lossy(bytes).contains("secret")));
        // What a template shows is drawn anew when it changes, and nothing else says so.
        site.write("content/pages/rules.md", "---\nextra: {room: Attic}\n---\n# Rules\n\nWords.\n");
        site.write(
            "content/site.yml",
            format!("title: Record\nlanguages: [en, zh-Hant]\n{}", settings(theme).replace("555 <b>", "777")),
        );
        let built = site.build();
        assert!(built.read("rules/index.html").contains("777|Quay|2 in Attic open"));
        assert!(built.read("meetings/2024-03-11-sitting/index.html").contains(">777|Quay|2 open<"));
    }
}

#[test]
fn a_record_or_page_may_name_the_template_that_draws_it() {
    let landing = "{% extends \"base.html\" %}{% block content %}<main class=landing>{{ head.title }} {{ head.extra.room or 0 }}\
                   {% if body %}{{ body }}{% endif %}</main>{% endblock content %}";
    let quiet = "{% extends \"meeting.html\" %}{% block title %}Quiet{% endblock title %}";
    let mut site = Site::new()
        .file("content/2024-03-11-a.md", "---\ntemplate: quiet\n---\n# A\n### Ann:\nAye.\n")
        .file("content/2024-03-12-b.md", "# B\n### Ann:\nNay.\n")
        .file("content/board/_defaults.yml", "template: quiet.html\n")
        .file("content/board/2024-03-13-c.md", "# C\n### Ann:\nNay.\n")
        .file("content/pages/rules.md", "---\ntemplate: landing.html\nextra: {room: Hall}\n---\n# Rules\n\nWords.\n")
        .file("themes/civic/templates/landing.html", landing)
        .file("themes/civic/templates/quiet.html", quiet);
    site.options.cache = true;
    let built = site.build();
    assert_eq!(built.codes(), Vec::<String>::new());
    for path in ["2024-03-11-a", "2024-03-13-c"] {
        let page = built.read(&format!("meetings/{path}/index.html"));
        assert!(page.contains("<title>Quiet</title>"), "{path} {page}");
    }
    assert!(!built.read("meetings/2024-03-12-b/index.html").contains("<title>Quiet"));
    let rules = built.read("rules/index.html");
    assert!(rules.contains("<main class=landing>Rules Hall<p>Words.</p>"), "{rules}");
    site.write("content/2024-03-11-a.md", "---\ntemplate: meeting\n---\n# A\n### Ann:\nAye.\n");
    site.write("themes/civic/templates/landing.html", landing.replace("landing>", "other>"));
    let warm = site.build();
    crate::warm_equals_clean::compare(&site, &warm);
    assert!(warm.read("rules/index.html").contains("class=other"));
    std::fs::remove_file(site.path("themes/civic/templates/landing.html")).expect("a template");
    let warm = site.build();
    assert_eq!(warm.codes(), ["unknown-template content/pages/rules.md:2:1"]);
    crate::warm_equals_clean::compare(&site, &warm);
}

#[test]
fn a_template_that_is_not_there_is_told_with_the_one_that_is_near_and_the_page_is_drawn() {
    let site = Site::new()
        .file("content/2024-03-11-a.md", "---\ntemplate: meting\n---\n# A\n### Ann:\nAye.\n")
        .file("content/2024-03-12-b.md", "---\nstatus: draft\ntemplate: nowhere\n---\n# B\n### Ann:\nNay.\n");
    let built = site.build();
    assert_eq!(built.codes(), ["unknown-template content/2024-03-11-a.md:2:1"]);
    let told = &built.report.diagnostics[0];
    assert!(told.hint.as_deref() == Some("did you mean “meeting.html”?"), "{told:?}");
    assert!(built.read("meetings/2024-03-11-a/index.html").contains("Aye."));
}

#[test]
fn a_filter_test_or_function_that_is_not_there_is_told_with_those_that_are() {
    for (template, expected) in [
        ("{{ site.title | upcase }}", "did you mean “upper”? there are abs, "),
        ("{{ site.title | uper }}", "did you mean “upper”? there are abs, "),
        ("{% if site.title is definde %}{% endif %}", "did you mean “defined”? there are array, "),
        ("{{ now() }}", "there are range, t, throw; https://keats.github.io/tera/"),
    ] {
        let site = Site::new()
            .file("content/2024-03-11-a.md", "# A\n### Ann:\nAye.\n")
            .file("themes/civic/templates/404.html", template);
        let built = site.build();
        let told = built.diagnostic("template-error");
        assert!(told.hint.as_deref().is_some_and(|hint| hint.starts_with(expected)), "{template} {told:?}");
    }
}
