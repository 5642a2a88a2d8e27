//! A record and its twin in another language: which speech is which.

use scraper::{Html, Selector};

use crate::site::{Built, Site, build_folder, real_records};

/// For each speech of a page that leads to its twin, the words here and the words there.
fn pairs(built: &Built, here: &str, there: &str) -> Vec<(String, String)> {
    let page = |slug: &str| Html::parse_document(&built.read(&format!("meetings/{slug}/index.html")));
    let (here, there) = (page(here), page(there));
    let select = |selector: &str| Selector::parse(selector).expect("a selector");
    let words = |speech: scraper::ElementRef<'_>| -> String {
        speech.select(&select("p")).flat_map(|p| p.text().map(str::to_owned).collect::<Vec<_>>()).collect()
    };
    here.select(&select(".speech"))
        .filter_map(|speech| {
            let href = speech.select(&select(".twin")).next()?.value().attr("href")?;
            let anchor = href.rsplit('#').next()?;
            let other = there.select(&select(&format!("[id='{anchor}']"))).next().expect("the anchor is there");
            Some((words(speech), words(other)))
        })
        .collect()
}

fn twins(english: &str, french: &str) -> Built {
    Site::new()
        .file("2024-03-11-a.md", format!("---\nlang: en\n---\n# A\n{english}"))
        .file("2024-03-11-a.fr.md", format!("---\nlang: fr\n---\n# A\n{french}"))
        .build()
}

#[test]
fn each_speech_leads_to_the_same_in_the_other_language_and_back() {
    let built = twins(
        "### Chair:\nOne.\n### Ann:\nTwo.\n### Chair:\nThree.\n",
        "### Présidente:\nUn.\n### Anne:\nDeux.\n### Présidente:\nTrois.\n",
    );
    let of = |pairs: Vec<(String, String)>| pairs.iter().map(|(a, b)| format!("{a} {b}")).collect::<Vec<_>>();
    assert_eq!(of(pairs(&built, "2024-03-11-a", "2024-03-11-a.fr")), ["One. Un.", "Two. Deux.", "Three. Trois."]);
    assert_eq!(of(pairs(&built, "2024-03-11-a.fr", "2024-03-11-a")), ["Un. One.", "Deux. Two.", "Trois. Three."]);
    assert!(built.read("meetings/2024-03-11-a/index.html").contains("data-alignment=\"speeches\""));
}

#[test]
fn records_that_do_not_correspond_are_led_by_section_or_as_a_whole() {
    let english = "## First\n### Ann:\nOne, at some length, about the harbour and its walls.\n## Second\n### Ben:\nTwo.\n### Ann:\nThree.\n### Ben:\nFour.\n### Ann:\nFive.\n";
    let by_section = twins(english, "## Premier\n### Résumé:\nTout.\n## Second\n### Suite:\nLe reste.\n");
    let page = by_section.read("meetings/2024-03-11-a/index.html");
    assert!(page.contains("data-alignment=\"sections\""), "{page}");
    assert!(
        page.contains("<a class=\"twin\" href=\"/meetings/2024-03-11-a.fr/#section-premier\"")
            && pairs(&by_section, "2024-03-11-a", "2024-03-11-a.fr").is_empty()
    );
    let whole = twins(english, "### Résumé:\nTout.\n");
    let page = whole.read("meetings/2024-03-11-a/index.html");
    assert!(page.contains("data-alignment=\"whole\"") && !page.contains("class=\"twin\""), "{page}");
}

/// In sections of which the first is left out in part, no speech stands beside one of another section.
#[test]
fn speeches_are_paired_within_their_section_and_not_by_guesses() {
    let built = twins(
        "## First\n### Chair:\nOne, let us begin.\n### Ann:\nTwo, about the horn.\n## Second\n### Chair:\nThree.\n### Ann:\nFour.\n### Chair:\nFive.\n",
        "## Premier\n### Présidente:\nUn, commençons.\n## Second\n### Présidente:\nTrois.\n### Anne:\nQuatre.\n### Présidente:\nCinq.\n",
    );
    let of: Vec<String> =
        pairs(&built, "2024-03-11-a", "2024-03-11-a.fr").iter().map(|(a, b)| format!("{a} {b}")).collect();
    let expected = ["One, let us begin. Un, commençons.", "Three. Trois.", "Four. Quatre.", "Five. Cinq."];
    assert!(of.iter().all(|pair| expected.contains(&pair.as_str())), "{of:?}");
    // Three people who each speak once, beside three of four: nothing tells who is who.
    let unclear = twins(
        "## First\n### Chair:\nOne, at some length, so that it is long.\n### Ann:\nTwo.\n### Ben:\nThree, at some length as well.\n## Second\n### Cid:\nFour.\n",
        "## Premier\n### 의장:\nUn.\n### 오노데라:\nDeux, un peu plus long que le premier.\n### 바르가:\nTrois.\n",
    );
    assert!(pairs(&unclear, "2024-03-11-a", "2024-03-11-a.fr").is_empty());
}

#[test]
fn an_edit_of_the_twin_draws_this_record_again() {
    let site = Site::new()
        .file("2024-03-11-a.md", "---\nlang: en\n---\n# A\n### Ann:\nOne.\n")
        .file("2024-03-11-a.fr.md", "---\nlang: fr\n---\n# A\n### Anne:\nUn.\n");
    site.build();
    site.write("2024-03-11-a.fr.md", "---\nlang: fr\n---\n# A\n### Anne:\nUne.\n");
    let built = site.build();
    assert_eq!(pairs(&built, "2024-03-11-a", "2024-03-11-a.fr"), [("One.".to_owned(), "Une.".to_owned())]);
}

/// Three speeches of the interview stand in Chinese alone.
#[test]
fn real_twins_of_different_length_align_where_they_can() {
    let Some(folder) = real_records("pilot") else { return };
    let built = build_folder(&folder);
    let found = pairs(&built, "2019-11-23-interview-with-dw-business", "2019-11-23-德國之聲採訪");
    assert!(found.len() >= 17, "{}", found.len());
    let about = |english: &str, chinese: &str| {
        let pair = found.iter().find(|(here, _)| here.contains(english)).expect("the speech has its counterpart");
        assert!(pair.1.contains(chinese), "{pair:?}");
    };
    about("started writing computer code when you were a kid", "從小就開始寫電腦程式");
    about("exchange programs", "交流計劃");
}
