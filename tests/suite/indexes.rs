//! The front page, the lists of meetings and the index of speakers lead to what a reader looks for.

use scraper::{Html, Selector};

use crate::site::{Built, Site};

/// The text of each element that a selector finds on a page, with single spaces.
fn texts(built: &Built, page: &str, selector: &str) -> Vec<String> {
    let html = Html::parse_document(&built.read(page));
    let selector = Selector::parse(selector).expect("a selector");
    let text = |element: scraper::ElementRef<'_>| element.text().collect::<String>();
    html.select(&selector).map(|element| text(element).split_whitespace().collect::<Vec<_>>().join(" ")).collect()
}

/// An attribute of each element that a selector finds on a page.
fn attributes(built: &Built, page: &str, selector: &str, name: &str) -> Vec<String> {
    let html = Html::parse_document(&built.read(page));
    let selector = Selector::parse(selector).expect("a selector");
    html.select(&selector).filter_map(|element| element.value().attr(name)).map(str::to_owned).collect()
}

/// Three meetings of a council in two years, of which the newest decided something.
fn council() -> Site {
    let record = |title: &str, words: &str| format!("---\nseries: council\ntopics: [harbour]\n---\n# {title}\n{words}");
    Site::new()
        .file(
            "content/site.yml",
            "title: Town\nlanguages: [en]\nseries: {council: {title: Full Council}}\ntopics: {harbour: {title: Harbour}}\n",
        )
        .file("content/2022-04-18-a.md", record("Boats", "### Ann:\nWe bought three boats.\n"))
        .file("content/2024-03-11-b.md", record("Ferry", "### Ann:\nSeven.\n### Ben:\nEight, nine and ten.\n"))
        .file(
            "content/2024-05-06-c.md",
            record(
                "Lamps",
                "### Ann:\nLight.\n\n> **Action 1:** Buy oil.\n\n> **Decision:** That the lamps be lit.\n> Carried, 2 to 1.\n",
            )
            .replace("topics:", "subtitle: On the quay at night\ntopics:"),
        )
}

#[test]
fn the_index_of_meetings_names_them_the_newest_first_with_what_was_decided() {
    let built = council().build();
    let page = "meetings/index.html";
    assert_eq!(texts(&built, page, "main .title"), ["Lamps", "Ferry", "Boats"]);
    assert_eq!(texts(&built, page, "main section.month h2 a"), ["2024", "2022"]);
    assert_eq!(texts(&built, page, "p.decision-item"), ["That the lamps be lit. Carried, 2 for, 1 against"]);
    assert_eq!(attributes(&built, page, ".facts a", "href"), ["/series/council/", "/topics/harbour/"]);
}

#[test]
fn years_and_months_are_one_table_of_links() {
    let built = council().file("content/2022-Undated.md", "# Undated\n### Ann:\nAye.\n").build();
    let page = "meetings/index.html";
    let cells = attributes(&built, page, ".matrix a", "href");
    let of = |year: u16, month: &str| format!("/meetings/{year}/#month-{month}");
    let expected = [
        "/meetings/2024/".to_owned(),
        of(2024, "03"),
        of(2024, "05"),
        "/meetings/2022/".into(),
        of(2022, "04"),
        of(2022, "00"),
    ];
    assert_eq!(cells, expected);
    assert_eq!(texts(&built, page, ".matrix tbody tr:first-child td").len(), 14, "months, those unknown, and all");
    for cell in cells {
        let (file, anchor) = cell.trim_start_matches('/').split_once('#').unwrap_or((&cell[1..], ""));
        let there = built.read(&format!("{file}index.html"));
        assert!(anchor.is_empty() || there.contains(&format!("id=\"{anchor}\"")), "{cell}");
    }
}

#[test]
fn a_year_runs_from_the_newest_meeting_and_names_days_only() {
    let built = council().file("content/2024-03-25-d.md", "# Rain\n### Ann:\nAye.\n").build();
    let page = "meetings/2024/index.html";
    assert_eq!(texts(&built, page, "main .title"), ["Lamps", "Rain", "Ferry"]);
    assert_eq!(texts(&built, page, ".entry > time"), ["Mon 6", "Mon 25", "Mon 11"]);
    assert_eq!(attributes(&built, page, ".months a", "href"), ["#month-05", "#month-03"]);
}

#[test]
fn a_series_does_not_name_itself_in_each_line_and_shows_its_years() {
    let built = council().build();
    let page = "series/council/index.html";
    assert!(!texts(&built, page, ".entry p.meta").iter().any(|line| line.contains("Full Council")));
    assert!(
        texts(&built, "topics/harbour/index.html", ".entry p.meta").iter().all(|line| line.contains("Full Council"))
    );
    let decided = ["That the lamps be lit. Carried, 2 for, 1 against"];
    assert_eq!(texts(&built, page, ".entry .decision-item"), decided, "as in every list of meetings");
    assert_eq!(attributes(&built, page, ".year-bars a", "href"), ["#year-2024", "#year-2022"]);
    assert_eq!(texts(&built, page, ".year-bars .none"), ["2023"]);
    assert_eq!(texts(&built, page, ".year-bars li"), ["22024: 2 meetings", "2023", "12022: 1 meeting"]);
}

#[test]
fn the_front_page_begins_with_a_search_and_the_newest_meeting() {
    let built = council().build();
    let page = "index.html";
    assert_eq!(attributes(&built, page, "form[role=search]", "action"), ["/search/"], "one field");
    assert_eq!(attributes(&built, page, "main form input", "name"), ["q"]);
    assert_eq!(texts(&built, page, ".front-search li"), ["Harbour", "Ann", "Lamps"]);
    assert_eq!(attributes(&built, page, ".front-search li a", "href")[0], "/search/?q=Harbour");
    assert_eq!(texts(&built, page, ".latest h3"), ["Lamps"]);
    assert_eq!(texts(&built, page, ".latest time"), ["Monday, 6 May 2024"]);
    assert_eq!(texts(&built, page, ".latest .subtitle"), ["On the quay at night"]);
    assert_eq!(texts(&built, page, ".latest .decision-item"), ["That the lamps be lit. Carried, 2 for, 1 against"]);
    assert_eq!(texts(&built, page, ".entries .title"), ["Ferry", "Boats"]);
    let people = texts(&built, page, "[aria-labelledby=people] li");
    assert_eq!(people, ["Ann 6 words", "Ben 4 words"]);
    assert_eq!(attributes(&built, page, ".year-bars a", "href"), ["/meetings/2024/", "/meetings/2022/"]);
}

#[test]
fn a_large_archive_lists_its_newest_years_and_leads_to_the_others() {
    let mut site = Site::new();
    for (year, meetings) in [(2021, 30), (2022, 150), (2023, 90)] {
        for number in 0..meetings {
            let (month, day) = (number % 12 + 1, number / 12 + 1);
            let path = format!("content/{year}-{month:02}-{day:02}-m.md");
            site = site.file(&path, "# A meeting about the quay\n### Ann:\nAye.\n");
        }
    }
    let built = site.build();
    let page = "meetings/index.html";
    assert_eq!(texts(&built, page, "main .title").len(), 90, "2022 has no room");
    assert_eq!(
        attributes(&built, page, "[aria-labelledby=earlier-years] a", "href"),
        ["/meetings/2022/", "/meetings/2021/"]
    );
    assert_eq!(texts(&built, page, ".matrix tbody th"), ["2023", "2022", "2021"]);
    assert_eq!(texts(&built, "meetings/2022/index.html", "main .title").len(), 150);
}

/// The headings of the index of speakers with the names below each.
fn groups(built: &Built, page: &str) -> Vec<(String, Vec<String>)> {
    let html = Html::parse_document(&built.read(page));
    let select = |selector| Selector::parse(selector).expect("a selector");
    let words = |element: scraper::ElementRef<'_>| element.text().collect::<String>();
    let group = |letter: scraper::ElementRef<'_>| {
        let heading = letter.select(&select("h2")).map(words).collect();
        (heading, letter.select(&select(".names a")).map(words).collect())
    };
    html.select(&select(".letter")).map(group).collect()
}

fn with_speakers(languages: &str, names: &[&str]) -> Built {
    let record: String = names.iter().map(|name| format!("### {name}:\nAye.\n")).collect();
    let settings = format!("title: T\nlanguages: {languages}\n");
    Site::new().file("content/site.yml", settings).file("content/2024-03-11-a.md", format!("# A\n{record}")).build()
}

fn expected(groups: &[(&str, &[&str])]) -> Vec<(String, Vec<String>)> {
    let owned = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
    groups.iter().map(|(heading, names)| ((*heading).to_owned(), owned(names))).collect()
}

#[test]
fn names_in_scripts_that_readers_cannot_look_up_stand_under_one_heading() {
    let names = ["Zoe", "陳菊", "王小明", "Ärla", "Иван", "The gallery", "A resident", "A. Lee"];
    let built = with_speakers("[en]", &names);
    let found = groups(&built, "speakers/index.html");
    let wanted: [(&str, &[&str]); 6] = [
        ("A", &["A. Lee", "Ärla"]),
        ("G", &["The gallery"]),
        ("R", &["A resident"]),
        ("Z", &["Zoe"]),
        ("Chinese characters", &["王小明", "陳菊"]),
        ("Other scripts", &["Иван"]),
    ];
    assert_eq!(found, expected(&wanted));
}

#[test]
fn a_frequent_surname_has_a_heading_of_its_own_with_its_number() {
    let names = ["王一", "王二", "王三", "王四", "王五", "方一", "毛一", "丁一", "Ann"];
    let built = with_speakers("[zh-Hant]", &names);
    let found = groups(&built, "speakers/index.html");
    let headings: Vec<&str> =
        found.iter().map(|(heading, _)| heading.as_str()).filter(|heading| *heading != "A").collect();
    assert_eq!(headings, ["2 畫", "4 畫", "王"]);
    assert!(
        found.contains(&("王".to_owned(), ["王一", "王二", "王三", "王五", "王四"].map(str::to_owned).to_vec())),
        "{found:?}"
    );
    assert!(texts(&built, "speakers/index.html", ".letters a").contains(&"王 5".to_owned()));
}

#[test]
fn offices_bodies_and_groups_stand_apart_from_people() {
    let record = "# A\n### Ann:\nAye.\n### Interpreter:\nYes.\n### The gallery:\nBoo.\n### Works:\nNo.\n";
    let people = "people:\n- {id: interpreter, names: Interpreter, kind: role}\n- {id: the-gallery, names: The gallery, kind: group}\n- {id: works, names: Works, kind: organisation}\n";
    let built = Site::new().file("content/people.yml", people).file("content/2024-03-11-a.md", record).build();
    let wanted: [(&str, &[&str]); 2] =
        [("A", &["Ann"]), ("Offices, bodies and groups", &["The gallery", "Interpreter", "Works"])];
    assert_eq!(groups(&built, "speakers/index.html"), expected(&wanted));
    assert!(texts(&built, "speakers/index.html", ".letters a").contains(&"Offices, bodies and groups".to_owned()));

    // Authorities that no registry knows are told by their last characters, and begin with no surname.
    let names = ["內政部", "內政部地政司", "內政部國土測繪中心", "內政部代表", "內政部營建署", "王小明"];
    let found = groups(&with_speakers("[zh-Hant]", &names), "speakers/index.html");
    let headings: Vec<&str> = found.iter().map(|(heading, _)| heading.as_str()).collect();
    assert_eq!(headings, ["4 畫", "職稱、機關與團體"]);
    assert_eq!(found[1].1.len(), 5, "{found:?}");
}

#[test]
fn of_many_speakers_those_who_said_most_come_first() {
    let names: Vec<String> = (0..30).map(|number| format!("Person {number}")).collect();
    let record: String = names
        .iter()
        .enumerate()
        .map(|(number, name)| format!("### {name}:\n{}\n", "aye ".repeat(number + 1)))
        .collect();
    let built = Site::new().file("content/2024-03-11-a.md", format!("# A\n{record}")).build();
    let most = texts(&built, "speakers/index.html", ".most li");
    assert_eq!((most.len(), most[0].as_str()), (24, "Person 29 30 words"));
    assert_eq!(texts(&built, "speakers/index.html", ".letter li")[0], "Person 0 1", "number of meetings");
    assert!(
        texts(&with_speakers("[en]", &["Ann", "Ben"]), "speakers/index.html", ".most").is_empty(),
        "all are seen at once"
    );
}

/// A meeting announced for 2 February 2026 in Taipei, at a moment.
fn announced(now: &str) -> Site {
    Site::new()
        .file("content/site.yml", "title: Town\nlanguages: [en]\ntime_zone: Asia/Taipei\n")
        .file("content/2026-01-05-a.md", "# A\n### Ann:\nAye.\n")
        .file("content/agenda.pdf", "%PDF-")
        .file("content/2026-02-02-budget.md", "---\nannounced: {papers: [agenda.pdf]}\n---\n# Budget\n")
        .now(now)
}

#[test]
fn an_announced_meeting_is_coming_until_its_day_is_over_where_it_is_held() {
    let page = "meetings/2026-02-02-budget/index.html";
    let coming = announced("2026-02-02T15:59:59Z").build();
    assert_eq!(texts(&coming, "index.html", ".coming .title"), ["Budget"]);
    assert_eq!(texts(&coming, "index.html", ".coming time"), ["Monday, 2 February 2026"]);
    assert!(coming.read(page).contains("This meeting has been announced."));
    assert_eq!(texts(&coming, page, ".facts dt"), ["Agenda and papers"]);
    assert!(!attributes(&coming, page, "main a[type='text/calendar']", "href").is_empty());

    let over = announced("2026-02-02T16:00:00Z").build();
    assert!(!over.read("index.html").contains("Budget"), "off the front page");
    assert_eq!(texts(&over, "meetings/index.html", "[aria-labelledby=awaited] .title"), ["Budget"]);
    assert!(
        over.read(page).contains("This meeting took place on Monday, 2 February 2026. Its record is being written")
    );
    assert!(attributes(&over, page, "main a[type='text/calendar']", "href").is_empty());
}

#[test]
fn a_build_after_the_day_is_over_is_not_taken_for_the_last_one() {
    let mut site = announced("2026-02-02T10:00:00Z");
    site.options.cache = true;
    assert!(site.build().read("index.html").contains("Budget"));
    let site = site.now("2026-02-03T10:00:00Z");
    assert!(!site.build().read("index.html").contains("Budget"));
}

#[test]
fn the_bar_is_the_same_on_every_page() {
    let built = council().build();
    let bar = |page: &str| texts(&built, page, ".site-header .brand, .site-header .site-menu li").join("|");
    let front = bar("index.html");
    assert!(front.starts_with("Town|Search|Meetings"), "{front}");
    for page in ["meetings/index.html", "speakers/index.html", "search/index.html", "meetings/2024-03-11-b/index.html"]
    {
        assert_eq!(bar(page), front, "{page}");
    }
}
