//! Files of `data/` are values for templates, and a page is drawn again when one changes that its template mentions.

use crate::site::{Built, Site, files_below};

const FOOTER: &str = "<p>{% for row in data.offices %}{{ row.name }}:{{ row.open }};{% endfor %}{{ data.council.board.chair }} {{ data.council.board.seats + 1 }}</p>";

fn site() -> Site {
    let mut site = Site::new()
        .file("content/2024-03-11-a.md", "# A\n### Ann:\nAye.\n")
        .file("content/pages/rules.md", "# Rules\n\nWords.\n")
        .file("themes/civic/templates/parts/footer-extra.html", FOOTER)
        .file("data/offices.csv", "name, open\nQuay,\"Mon, Tue\"\n<Hill>,Wed\n")
        .file("data/council/board.yml", "chair: Ann\nseats: 8\n")
        .file("data/unused.json", "{\"a\": [1, 2]}");
    site.options.cache = true;
    site
}

fn modified(built: &Built, path: &str) -> std::time::SystemTime {
    std::fs::metadata(built.output.join(path)).and_then(|metadata| metadata.modified()).expect("a page")
}

#[test]
fn templates_have_yaml_json_and_tables_by_the_names_of_folders_and_files() {
    let page = "{% extends \"base.html\" %}{% block content %}<main>{{ data.unused.a[1] }} {{ data[\"council\"].board.chair }}</main>{% endblock %}";
    let site = site().file("themes/civic/templates/page.html", page);
    let built = site.build();
    assert_eq!(built.codes(), [""; 0]);
    let record = built.read("meetings/2024-03-11-a/index.html");
    assert!(record.contains("<p>Quay:Mon, Tue;&lt;Hill&gt;:Wed;Ann 9</p>"), "{record}");
    assert!(built.read("rules/index.html").contains("<main>2 Ann</main>"));
    // They are no files of the site, and have nothing to do with its open data.
    assert!(!built.has("data/offices.csv") && built.has("data/index.html"));
}

#[test]
fn only_pages_whose_template_mentions_a_file_are_drawn_again_when_it_changes() {
    let page = "{% extends \"base.html\" %}{% block content %}<main>{{ data.unused.a[1] }}</main>{% endblock %}";
    let site = site()
        .file("themes/civic/templates/page.html", page)
        .file("themes/civic/templates/parts/footer-extra.html", "");
    let before = site.build();
    let times = ["rules/index.html", "meetings/2024-03-11-a/index.html"].map(|path| modified(&before, path));
    site.write("data/offices.csv", "name,open\nHill,Thu\n");
    let warm = site.build();
    crate::warm_equals_clean::compare(&site, &warm);
    assert_eq!(times, ["rules/index.html", "meetings/2024-03-11-a/index.html"].map(|path| modified(&warm, path)));
    site.write("data/unused.json", "{\"a\": [1, 3]}");
    let warm = site.build();
    crate::warm_equals_clean::compare(&site, &warm);
    assert!(warm.read("rules/index.html").contains("<main>3</main>"));
    assert_eq!(times[1], modified(&warm, "meetings/2024-03-11-a/index.html"));
    for (path, text) in
        [("data/council/board.yml", "chair: Ben\n"), ("data/more.yaml", "a"), ("data/unused.json", "{\"a\": [4, 5]}")]
    {
        site.write(path, text);
        let warm = site.build();
        crate::warm_equals_clean::compare(&site, &warm);
    }
}

#[test]
fn loops_over_keys_and_groups_have_the_same_order_in_every_build() {
    let footer = "{% for key, value in data.names %}{{ key }}={{ value }} {% endfor %}{{ data.names | keys | join(sep=\"-\") }}\
                  {% for group, rows in data.rows | group_by(attribute=\"g\") %}[{{ group }}:{{ rows | length }}]{% endfor %}";
    let names: String = ('a'..='z').map(|c| format!("{c}: {c}\n")).collect();
    let rows: String = ('a'..='z').rev().map(|c| format!("{c},1\n{c},2\n")).collect();
    let site = site()
        .file("themes/civic/templates/parts/footer-extra.html", footer)
        .file("data/names.yml", names)
        .file("data/rows.csv", format!("g,n\n{rows}"));
    let page = site.build().read("rules/index.html");
    let keys: Vec<String> = ('a'..='z').map(String::from).collect();
    assert!(page.contains(&keys.join("-")) && page.contains("a=a b=b c=c"), "{page}");
    assert!(page.contains("[z:2][y:2][x:2]") && page.contains("[b:2][a:2]"), "{page}");
}

#[test]
fn what_cannot_be_used_is_told_with_its_line() {
    let site = site()
        .file("data/a.yml", "x: 1\ny: [\n")
        .file("data/b.json", "{\n  \"a\": 1,\n}")
        .file("data/c.csv", "a,b\n1,2\n1,2,3\n")
        .file("data/d.csv", "a,a\n")
        .file("data/e.csv", "a,,c\n")
        .file("data/offices.yaml", "a: 1\n")
        .file("data/rooms.json", "{}")
        .file("data/rooms/north.yml", "a: 1\n")
        .file("data/large.csv", "a,b\n".repeat(300_000))
        .file("data/deep.json", "[".repeat(100) + &"]".repeat(100))
        .file("data/bomb.yml", format!("a: &a [{}]\nb: [{}]\n", "x, ".repeat(1000), "*a, ".repeat(1000)))
        .file("data/notes.txt", "words")
        .file("data/.hidden.txt", "words");
    let built = site.build();
    assert_eq!(
        built.codes(),
        [
            "yaml-syntax data/a.yml:2:4",
            "metadata-syntax data/b.json:3:1",
            "yaml-syntax data/bomb.yml:1:1",
            "data-file data/c.csv:3:1",
            "data-file data/d.csv:1:1",
            "yaml-syntax data/deep.json:1:65",
            "data-file data/e.csv:1:1",
            "data-file data/large.csv",
            "unread-data data/notes.txt",
            "data-file data/offices.yaml",
            "data-file data/rooms/north.yml",
        ]
    );
    let told: Vec<&str> = built.report.diagnostics.iter().map(|told| told.message.as_str()).collect();
    assert!(told[3].contains("this row has 3 cells, and the first row names 2"), "{told:?}");
    assert!(
        told[9].contains("“data/offices.yaml” and “data/offices.csv”") && told[10].contains("`data.rooms`"),
        "{told:?}"
    );
    assert!(built.read("rules/index.html").contains("Quay:Mon, Tue"));
}

#[test]
fn a_name_that_is_not_there_is_told_with_those_that_are() {
    let site = site().file("themes/civic/templates/page.html", "{{ data.office[0].name }}");
    let told = site.build();
    let told = told.diagnostic("template-error");
    assert!(told.hint.as_deref().is_some_and(|hint| hint.contains("did you mean “offices”?")), "{told:?}");
    let asked = "{% if data.office %}yes{% else %}no{% endif %}";
    let site = Site::new()
        .file("content/2024-03-11-a.md", "# A\n### Ann:\nAye.\n")
        .file("themes/civic/templates/404.html", asked);
    assert_eq!(site.build().read("404.html"), "no", "also without any data");
}

#[test]
fn a_plain_folder_has_no_data() {
    let site = Site::new().file("2024-03-11-a.md", "# A\n### Ann:\nAye.\n").file("data/notes.txt", "words");
    assert!(!site.build().codes().iter().any(|code| code.contains("unread-data")));
    assert!(!files_below(&site.options.output_folder()).is_empty());
}
