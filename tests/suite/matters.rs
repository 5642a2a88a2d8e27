//! Matters: items of several meetings that deal with the same thing, and what became of it.

use crate::decisions::texts;
use crate::site::Site;

/// Three meetings that deal with the ferry fares: the first hears, the second defers, the third decides.
fn ferry() -> Site {
    let meeting = |heading: &str, decision: &str| {
        format!(
            "# Council\n\n{heading}\n\n### Ann:\nThe fares.\n\n> **Decision:** {decision}\n\n## 9. Any other business\n\n### Ben:\nNo.\n"
        )
    };
    Site::new()
        .file("content/site.yml", "title: Town\nlanguages: [en]\nmatters: {numbers: [Bill 12]}\n")
        .file("content/2024-01-02-a.md", meeting("## 3. Ferry fares {item=fares matter=ferry-fares topics=ferry}", "To hear the crews."))
        .file("content/2024-02-02-b.md", meeting("## 4. The fares again\nmatter: ferry-fares", "To wait.\n> Deferred to March."))
        .file("content/2024-03-02-c.md", meeting("## 2. Fares, Bill 7 {matter=ferry-fares}", "Two marks.\n> Carried, 2 to 1."))
        .file("content/2024-04-02-d.md", "# Council\n\n> (Agenda item 1: bill 7, second reading)\n\n### Ann:\nAye.\n\n> **Vote:** Carried.\n\n> (Agenda item 2: drains)\n\n> **Vote:** Lost.\n")
}

#[test]
fn a_matter_is_told_over_several_meetings() {
    let built = ferry().build();
    assert_eq!(built.codes(), [""; 0]);
    let page = built.read("matters/ferry-fares/index.html");
    assert_eq!(texts(&page, ".hearing > a"), ["3. Ferry fares", "4. The fares again", "2. Fares, Bill 7"]);
    assert_eq!(texts(&page, ".decision-item > a"), ["To hear the crews.", "To wait.", "Two marks."]);
    assert_eq!(texts(&page, ".decision-item > .meta"), ["Deferred, to March", "Carried, 2 for, 1 against"]);
    assert_eq!(texts(&page, "h1"), ["3. Ferry fares"]);
    assert!(page.contains("/meetings/2024-01-02-a/#item-fares"));
    let bill = built.read("matters/bill-7/index.html");
    assert_eq!(texts(&bill, ".hearing > a"), ["2. Fares, Bill 7", "Agenda item 1: bill 7, second reading"]);
    assert_eq!(texts(&bill, ".decision-item > .meta"), ["Carried, 2 for, 1 against", "Carried"]);
    assert!(built.read("matters/index.html").contains("/matters/ferry-fares/"));
    assert!(built.has("matters/ferry-fares/feed.xml"));
    assert!(built.read("index.html").contains("href=\"/matters/\""), "the menu leads there");
}

#[test]
fn keys_of_items_are_no_words_of_the_record() {
    let built = ferry().build();
    let page = built.read("meetings/2024-01-02-a/index.html");
    assert_eq!(texts(&page, "h2.section"), ["3. Ferry fares", "9. Any other business"]);
    assert!(page.contains("<h2 class=\"section\" id=\"item-fares\">") && !page.contains("matter="));
    assert!(page.contains("href=\"/topics/ferry/\""), "a topic of an item is one of the meeting");
    assert!(page.contains("href=\"/matters/ferry-fares/\""));
    let second = built.read("meetings/2024-02-02-b/index.html");
    assert!(!second.contains("matter: "), "a key is not shown");
    assert!(!built.read("meetings/2024-02-02-b/index.md").contains("matter"));
}

#[test]
fn lines_that_are_no_keys_stay_words() {
    let record = "# Council\n\n## Fares\nMatter: a grave one.\nmatter: x\n\n### Ann:\nmatter: y\n";
    let built = Site::new().file("content/2024-01-02-a.md", record).build();
    assert!(!built.files().keys().any(|path| path.contains("matters")));
    let page = built.read("meetings/2024-01-02-a/index.html");
    assert!(page.contains("Matter: a grave one.") && page.contains("matter: x") && page.contains("matter: y"));
}

#[test]
fn a_matter_has_the_title_of_the_settings() {
    let site = ferry();
    site.write(
        "content/site.yml",
        "title: Town\nlanguages: [en]\nmatters: {titles: {ferry-fares: The fares of the ferry}}\n",
    );
    assert_eq!(texts(&site.build().read("matters/ferry-fares/index.html"), "h1"), ["The fares of the ferry"]);
}

#[test]
fn a_summary_of_an_item_stands_below_its_heading_and_on_the_page_of_its_matter() {
    let item = "## 3. Ferry fares {matter=ferry-fares}\nsummary: The fare rises to *two* marks.\nsummary_by: machine\n";
    let record = format!(
        "# Council\n\n{item}\n### Ann:\nThe fares.\n\n## Close\nsummary_by: Ann Lee\nsummary: All went home.\n\n### Ann:\nGood night.\n"
    );
    let site = Site::new().file("content/site.yml", "title: Town\n").file("content/2024-01-02-a.md", record);
    let built = site.build();
    assert_eq!(built.codes(), [""; 0]);
    let page = built.read("meetings/2024-01-02-a/index.html");
    assert_eq!(texts(&page, ".note .abstract"), ["The fare rises to two marks.", "All went home."]);
    assert_eq!(texts(&page, ".note .summary-by"), ["written by a program", "By Ann Lee"]);
    assert_eq!(texts(&page, ".speech > p"), ["The fares.", "Good night."]);
    let matter = built.read("matters/ferry-fares/index.html");
    assert_eq!(texts(&matter, ".abstract"), ["The fare rises to two marks. · written by a program"]);
    assert!(built.read("matters/ferry-fares/feed.xml").contains("The fare rises to two marks."));
    assert!(
        built
            .read("meetings/2024-01-02-a/index.md")
            .contains("Summary: The fare rises to two marks. (written by a program)")
    );
}
