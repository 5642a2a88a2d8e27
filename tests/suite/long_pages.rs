//! Nothing grows without end: what somebody said in a busy year is divided by months, a long life of meetings by years.

use std::collections::BTreeMap;

use minutebook::ledger::append;
use minutebook::pipeline::publishing;

use crate::site::{Built, Site};

/// Without what these tests do not look at.
const SETTINGS: &str = "cards: false\nsearch: false\n";

/// A record in which Ann speaks so often, and Ben once.
fn meeting(date: &str, times: usize) -> String {
    let turns: String = (0..times).map(|n| format!("### Ann:\nLot {n} of {date}.\n### Ben:\nAye, {n}.\n")).collect();
    format!("# {date} Harbour\n{turns}")
}

fn site(meetings: &[(&str, usize)]) -> Site {
    let mut site = Site::new().file("content/site.yml", SETTINGS);
    for (date, times) in meetings {
        site = site.file(&format!("content/{date}-harbour.md"), meeting(date, *times));
    }
    site
}

/// Files about Ann, except her own page and feeds.
fn years(built: &Built) -> BTreeMap<String, Vec<u8>> {
    let of_ann = |path: &str| path.starts_with("speakers/ann/2");
    built.files().into_iter().filter(|(path, _)| of_ann(path)).collect()
}

fn said(page: &str) -> usize {
    page.matches("class=\"permalink\"").count()
}

const BUSY: [(&str, usize); 3] = [("2023-03-02", 300), ("2023-05-04", 60), ("2023-05-20", 70)];

#[test]
fn a_year_of_many_speeches_is_divided_by_months() {
    for theme in ["civic", "gazette", "chamber"] {
        let site = site(&BUSY).file("content/site.yml", format!("{SETTINGS}theme: {theme}\nlanguages: [en, fr]\n"));
        let built = site.build();
        let year = built.read("speakers/ann/2023/index.html");
        assert_eq!(said(&year), 0, "{theme}: no speech stands there and in its month");
        assert!(year.contains("<a href=\"/speakers/ann/2023/03/\">March</a>"), "{theme}: {year}");
        assert!(year.contains("href=\"/meetings/2023-05-20-harbour/\""), "{theme}: every meeting is told");
        assert!(year.contains("Lot 0 of 2023-05-04."), "{theme}: and words of hers there");
        let (march, may) =
            (built.read("speakers/ann/2023/03/index.html"), built.read("speakers/ann/2023/05/index.html"));
        assert_eq!((said(&march), said(&may)), (300, 130), "{theme}");
        assert!(may.contains("<h1>Ann in May 2023</h1>") && may.contains("href=\"/speakers/ann/2023/03/\""), "{theme}");
        let sitemap = built.read("sitemap.xml");
        assert!(sitemap.contains("https://records.example/speakers/ann/2023/05/"), "{theme}");
        assert_eq!(built.report.counts.pages, built.files().keys().filter(|path| path.ends_with(".html")).count());
    }
}

#[test]
fn who_said_little_has_all_of_it_on_one_page() {
    let built = site(&[("2022-03-02", 300), ("2023-05-04", 60), ("2023-06-01", 40)]).build();
    let page = built.read("speakers/ann/index.html");
    assert_eq!(said(&page), 400);
    assert_eq!(years(&built), BTreeMap::new());
    // The newest meeting comes first, the speeches of each in their order, and each year is found.
    let at = |words: &str| page.find(words).unwrap_or_else(|| panic!("{words} in {page}"));
    assert!(
        at("Lot 0 of 2023-06-01.") < at("Lot 0 of 2023-05-04.")
            && at("Lot 0 of 2022-03-02.") < at("Lot 1 of 2022-03-02.")
    );
    assert!(at("Lot 59 of 2023-05-04.") < at("Lot 0 of 2022-03-02."));
    for year in [2022, 2023] {
        assert!(at(&format!("<a href=\"#year-{year}\"><span")) < at(&format!("<section id=\"year-{year}\"")), "{page}");
    }
    assert_eq!(page.matches("id=\"year-2023\"").count(), 1);
}

#[test]
fn a_year_whose_meetings_are_in_one_month_is_not_divided() {
    let built = site(&[("2023-03-02", 500)]).build();
    assert_eq!(said(&built.read("speakers/ann/2023/index.html")), 500, "one month is nothing to divide by");
}

#[test]
fn a_year_of_few_very_long_speeches_is_divided_as_well() {
    let long = |date: &str| format!("# {date} Harbour\n### Ann:\n{}\n", "word ".repeat(25_000));
    let built = Site::new()
        .file("content/site.yml", SETTINGS)
        .file("content/2023-03-02-harbour.md", long("2023-03-02"))
        .file("content/2023-05-04-harbour.md", long("2023-05-04"))
        .build();
    assert_eq!(said(&built.read("speakers/ann/2023/05/index.html")), 1);
}

#[test]
fn a_meeting_of_which_no_month_is_known_stays_on_the_page_of_the_year() {
    let built = site(&BUSY).file("content/2023-undated.md", "# 2023 Undated\n### Ann:\nSome time.\n").build();
    let year = built.read("speakers/ann/2023/index.html");
    assert_eq!(said(&year), 1);
    assert!(year.contains("Some time.") && year.contains("/speakers/ann/2023/05/"), "{year}");
}

#[test]
fn old_pages_stay_as_they_are_when_a_meeting_is_added() {
    let site = site(&BUSY).file("content/2024-01-10-harbour.md", meeting("2024-01-10", 1));
    let before = years(&site.build());
    site.write("content/2025-02-03-harbour.md", meeting("2025-02-03", 500));
    site.write("content/2025-03-03-harbour.md", meeting("2025-03-03", 1));
    let after = years(&site.build());
    let of_2023 = |files: &BTreeMap<String, Vec<u8>>| {
        files.clone().into_iter().filter(|(path, _)| path.contains("/2023/")).collect::<BTreeMap<_, _>>()
    };
    assert_eq!(of_2023(&before).len(), 3);
    assert!(of_2023(&before) == of_2023(&after), "what was said in 2023 has not changed");
    assert!(after.contains_key("speakers/ann/2025/02/index.html"));
}

#[test]
fn a_build_that_remembers_divides_and_joins_as_a_first_one_does() {
    let mut site = site(&[("2023-03-02", 300), ("2023-05-04", 60)]);
    site.options.cache = true;
    site.build();
    for times in [170, 20] {
        site.write("content/2023-05-04-harbour.md", meeting("2023-05-04", times));
        let warm = site.build();
        let mut clean = Site::new();
        clean.options.site.clone_from(&site.options.site);
        assert!(warm.files() == clean.build().files(), "with {times} speeches in May");
        assert_eq!(warm.has("speakers/ann/2023/05/index.html"), times == 170);
    }
}

#[test]
fn the_address_of_a_month_leads_to_its_year_when_that_is_divided_no_longer() {
    let site = site(&BUSY);
    let published = publishing(&site.options, false).unwrap_or_else(|failure| panic!("{failure}"));
    append(&published.folder, &published.revision.value).unwrap_or_else(|failure| panic!("{failure}"));
    // A record that was published may become shorter, by a correction.
    site.write("content/2023-03-02-harbour.md", meeting("2023-03-02", 10));
    site.write("content/2024-03-02-harbour.md", meeting("2024-03-02", 300));
    let built = site.build();
    assert_eq!(said(&built.read("speakers/ann/2023/index.html")), 140);
    assert!(built.read("speakers/ann/2023/05/index.html").contains("url=/speakers/ann/2023/"));
    assert!(built.read("_redirects").contains("/speakers/ann/2023/05/ /speakers/ann/2023/ 301"));
    // When all that she said fits on one page, years and months lead there.
    site.write("content/2024-03-02-harbour.md", meeting("2024-03-02", 100));
    let built = site.build();
    assert_eq!(said(&built.read("speakers/ann/index.html")), 240);
    for old in ["2023", "2023/05", "2023/03"] {
        assert!(built.read(&format!("speakers/ann/{old}/index.html")).contains("url=/speakers/ann/\""), "{old}");
    }
}

#[test]
fn a_speakers_page_shows_whole_years_and_leads_to_the_earlier_ones() {
    let mut site = Site::new();
    for (year, count) in [(2021, 2), (2022, 3), (2023, 290), (2024, 9)] {
        for day in 0..count {
            let date = format!("{year}-{:02}-{:02}", day / 27 + 1, day % 27 + 1);
            site = site.file(
                &format!("content/{date}-harbour.md"),
                format!("# {date} Harbour\n### Ann:\nAye.\n### Ben:\nNo.\n### Ann:\nAye.\n"),
            );
        }
    }
    for theme in ["civic", "gazette", "chamber"] {
        let site = site_with(&site, theme);
        let page = site.build().read("speakers/ann/index.html");
        let list = page.split("id=\"meetings\"").nth(1).expect("a list of meetings");
        let shown = |year: i32| list.matches(&format!("<a class=\"title\" href=\"/meetings/{year}-")).count();
        assert_eq!((shown(2024), shown(2023), shown(2022), shown(2021)), (9, 290, 0, 0), "{theme}");
        assert!(page.contains("<a href=\"#years\">5 earlier meetings, by year</a>"), "{theme}");
        assert!(page.contains("href=\"/speakers/ann/2021/\""), "{theme}");
    }
}

/// The same site in a theme.
fn site_with<'s>(site: &'s Site, theme: &str) -> &'s Site {
    site.write("content/site.yml", format!("{SETTINGS}theme: {theme}\n"));
    site
}
