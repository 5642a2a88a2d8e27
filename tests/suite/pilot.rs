//! Fifty-seven real transcripts, each chosen for an oddity: every oddity has a test by its name.

use std::fs;
use std::path::Path;
use std::sync::OnceLock;

use scraper::{ElementRef, Html, Selector};

use crate::site::{Built, build_folder, real_records};

/// The pilot, built once. `None` when the records are not there, which is said.
fn pilot() -> Option<&'static Built> {
    static PILOT: OnceLock<Option<Built>> = OnceLock::new();
    PILOT.get_or_init(|| Some(build_folder(&real_records("pilot")?))).as_ref()
}

/// A meeting page of the pilot.
struct Page(Html);

fn page(slug: &str) -> Option<Page> {
    let built = pilot()?;
    Some(Page(Html::parse_document(&built.read(&format!("meetings/{slug}/index.html")))))
}

/// The source of a record.
fn source(name: &str) -> String {
    let folder = real_records("pilot").expect("the records, whose page is there");
    fs::read_to_string(folder.join(name)).expect("a record")
}

fn select(selector: &str) -> Selector {
    Selector::parse(selector).unwrap_or_else(|error| panic!("{selector}: {error}"))
}

fn words(element: ElementRef<'_>) -> String {
    element.text().collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}

impl Page {
    fn all(&self, selector: &str) -> Vec<String> {
        self.0.select(&select(selector)).map(words).collect()
    }

    fn one(&self, selector: &str) -> String {
        self.all(selector).into_iter().next().unwrap_or_else(|| panic!("there is no {selector}"))
    }

    fn attributes(&self, selector: &str, name: &str) -> Vec<String> {
        self.0.select(&select(selector)).filter_map(|e| e.value().attr(name)).map(str::to_owned).collect()
    }

    fn title(&self) -> String {
        self.one("h1")
    }

    fn date(&self) -> String {
        self.attributes(".summary time", "datetime").remove(0)
    }

    fn transcript(&self) -> String {
        self.one(".transcript")
    }

    /// Speakers, turn by turn.
    fn turns(&self) -> Vec<String> {
        self.all(".turn > .speaker")
    }

    /// Target of the link at a speaker's name.
    fn leads(&self, name: &str) -> Vec<String> {
        let speakers = select(".turn > .speaker");
        let links = select("a");
        let of = self.0.select(&speakers).find(|speaker| words(*speaker).split(' ').next() == name.split(' ').next());
        let of = of.unwrap_or_else(|| panic!("{name} does not speak; {:?}", self.turns()));
        let href = |link: ElementRef<'_>| percent(link.value().attr("href").unwrap_or_default());
        of.select(&links).map(href).collect()
    }

    fn speeches(&self) -> usize {
        self.count(".speech")
    }

    fn count(&self, selector: &str) -> usize {
        self.0.select(&select(selector)).count()
    }

    fn lang(&self) -> String {
        self.attributes(".transcript", "lang").remove(0)
    }
}

/// Reports whether the report has a problem in a file; both are given by their beginnings.
fn is_told(problem: &str, file: &str) -> bool {
    let codes = pilot().expect("built").codes();
    codes.iter().any(|code| code.starts_with(&format!("{problem} {file}")))
}

/// The address of a record's page, by its file's name.
fn slug(name: &str) -> String {
    minutebook::text::slug::slugify(name.trim_end_matches(".md")).text
}

fn percent(href: &str) -> String {
    percent_encoding::percent_decode_str(href).decode_utf8_lossy().into_owned()
}

/// A test for one oddity: looks at a page by its slug, or skips.
macro_rules! oddities {
    ($($(#[doc = $doc:literal])* $name:ident, $slug:literal, |$page:ident| $look:block)*) => {
        $($(#[doc = $doc])* #[test] fn $name() { if let Some($page) = page($slug) { $look } })*
    };
}

oddities! {
    short_names_of_units_are_their_offices, "2022-09-29-數位發展部第一次部務會議", |page| {
        assert_eq!(page.title(), "數位發展部第一次部務會議");
        assert_eq!(page.leads("產業署"), ["/speakers/moda-adi/"]);
        assert_eq!(page.leads("資安署"), ["/speakers/moda-acs/"]);
    }
    long_names_of_units_are_the_same_offices, "2022-10-25-數位發展部第二次部務會議逐字稿", |page| {
        assert_eq!(page.leads("數位產業署"), ["/speakers/moda-adi/"]);
        assert_eq!(page.leads("資通安全署"), ["/speakers/moda-acs/"]);
        assert!(page.turns().contains(&"主秘".to_owned()));
    }
    an_address_beyond_ascii_is_a_link, "2022-11-24-數位發展部第三次部務會議逐字稿", |page| {
        let links: Vec<String> = page.attributes(".transcript a", "href").iter().map(|href| percent(href)).collect();
        assert!(links.iter().any(|href| href.ends_with("2022-10-25-數位發展部第二次部務會議逐字稿.an")), "{links:?}");
        assert!(page.attributes(".transcript a", "href").iter().all(|href| !href.contains(|c: char| c.is_whitespace() || c.is_control())));
    }
    a_quotation_mark_without_a_space_opens_the_agenda_too, "2023-03-27-數位發展部第六次部務會議逐字稿", |page| {
        assert!(page.all(".agenda-item").contains(&"報告案三".to_owned()), "{:?}", page.all(".agenda-item"));
    }
    the_seed_has_its_agenda_its_reactions_and_every_speech, "2023-07-20-數位發展部第十次部務會議逐字稿", |page| {
        let agenda = ["案由一", "案由二", "案由三", "案由四", "案由五", "案由六", "臨時動議"];
        assert_eq!(page.all(".contents .agenda-item"), agenda);
        assert_eq!(page.speeches(), 62);
        assert_eq!(page.leads("唐鳳"), ["/speakers/audrey-tang/"]);
        assert!(page.all(".narrative").contains(&"（與會者皆無意見）".to_owned()));
    }
    a_stub_whose_year_is_a_part_of_its_title, "1999年全國司法改革會議", |page| {
        assert_eq!((page.title().as_str(), page.date().as_str()), ("1999年全國司法改革會議", "1999"));
        assert_eq!(page.speeches(), 0);
    }
    a_stub_with_a_hard_space_after_the_date, "2017-12-13-社創中心-第五次-office-hour", |page| {
        assert_eq!((page.title().as_str(), page.date().as_str()), ("社創中心 第五次 Office Hour", "2017-12-13"));
    }
    entities_are_decoded_once_and_titles_in_labels_stay, "2015-07-22-資料分類及授權利用收費原則會議", |page| {
        assert!(page.transcript().contains("vTaiwan> 建置成本應考慮") && !page.transcript().contains("&gt;"));
        let soft = "做出草案。希望利用這個機會來討論。在多次討論之後，";
        assert!(page.all(".speech p")[0].contains(soft), "lines of Chinese are joined without a space");
        assert_eq!(page.leads("蔡政務委員"), ["/speakers/jaclyn-tsai/"], "a label of this record alone");
        assert!(page.all(".note blockquote")[0].starts_with("這是政院對資料分類及授權利用的聯席逐條討論"));
        assert!(page.all(".speech p")[0].contains("進行討論。從 2012 年開始，政府就推動資料開放。去年起"), "joined");
    }
    a_caret_in_a_file_name_is_in_no_address, "2015-08-23-演講-開放資料", |page| {
        assert_eq!(page.title(), "演講：開放 ^ 資料");
        let old = pilot().expect("built").read("meetings/2015-08-23-演講開放-資料/index.html");
        assert!(percent(&old).contains("/meetings/2015-08-23-演講-開放資料/"), "the other name leads here");
    }
    html_links_and_breaks_pass, "2015-08-27-uberx-consultation-on-private-vehicle-passenger-service", |page| {
        let links = page.attributes(".transcript a", "href");
        assert!(links.contains(&"http://www.slideshare.net/vtaiwan/uberx".to_owned()));
        assert!(page.transcript().contains("uberX: vTaiwan.tw & III Consultation Briefing"));
        assert!(page.transcript().contains("taxi drivers earn NT$90,000 a month"), "prices are no mathematics");
        assert_eq!(page.all(".note blockquote p")[..2], ["Video", "vTaiwan collection"]);
        assert_eq!(page.count(".speech br"), 2, "breaks are kept");
        let twin = page.attributes("link[rel=alternate][hreflang|=zh]", "href");
        assert!(twin.iter().any(|href| percent(href).contains("2015-08-27-uberx-自用車")), "{twin:?}");
    }
    a_file_without_a_final_line_end_keeps_its_last_words, "2015-08-27-uberx-自用車載客意見徵集-諮詢會議", |page| {
        assert!(page.transcript().trim_end().ends_with("謝謝大家。"));
        assert!(page.turns().contains(&"TonyQ".to_owned()));
        assert_eq!(page.lang(), "zh-Hant");
    }
    of_two_dates_the_file_name_wins_and_broken_links_keep_their_text, "2015-11-07-課發會第十二次會議紀錄", |page| {
        assert_eq!(page.date(), "2015-11-07");
        assert_eq!(page.title(), "課發會第十二次會議紀錄");
        assert!(is_told("date-mismatch", "2015-11-07"));
        assert!(page.transcript().contains("http://12basic-forum.naer.edu.tw"));
        assert!(page.transcript().contains("「對」的「tio\u{30d}h / ㄉㄧㄜㆷ\u{358}」聲調"), "marks stay on their letters");
        assert!(page.transcript().contains("「反對」的「tui\u{300} / ㄉㄨㄧ˪」"), "as typed, in NFC or not");
    }
    labels_that_are_slugs_and_end_in_a_number, "2016-01-25-artetv-tous-les-internets", |page| {
        assert!(page.turns().contains(&"maxime-vatteblé".to_owned()));
        assert_eq!(page.leads("audrey-tang-2"), ["/en/speakers/audrey-tang/"]);
    }
    a_french_record_with_wide_colons_and_no_date_in_its_heading, "2016-01-27-un-jour-dans-le-monde", |page| {
        assert_eq!(page.title(), "La Nuit des Idées - Un jour dans le monde");
        assert_eq!((page.date().as_str(), page.lang().as_str()), ("2016-01-27", "fr"));
        assert!(page.turns().contains(&"nicolas-demorand".to_owned()));
    }
    a_date_without_hyphens_and_a_speech_without_words, "2016-02-04-公共政策網路參與平臺公民參與情形調查研究座談會", |page| {
        assert!(page.title().starts_with("「公共政策網路參與平臺"));
        let first = page.all(".turn").into_iter().find(|turn| turn.starts_with("黃東益教授"));
        let is_alone = first.as_deref().and_then(|turn| turn.strip_prefix("黃東益教授 #")).is_some_and(|number| number.parse::<u32>().is_ok());
        assert!(is_alone, "a speech without words is one: {first:?}");
        assert!(page.all(".narrative").iter().any(|text| text.contains("Part 1 - 開場報告")));
    }
    a_date_at_the_end_of_the_heading, "2016-05-04-律師法修法諮詢會議", |page| {
        assert_eq!(page.date(), "2016-05-04");
        for name in ["黃旭田-3", "bill_tsai", "taipeiteacher928"] {
            assert!(page.turns().contains(&name.to_owned()), "{name} is printed as written");
        }
    }
    a_lost_heading_stays_a_paragraph, "2018-02-09-青諮會前會", |page| {
        assert!(page.all(".speech p").contains(&"王淑娟：".to_owned()));
    }
    over_escaped_mathematics_is_shown_as_typed, "2018-02-19-interview-with-yu-shan-tseng", |page| {
        assert!(page.transcript().contains(r"\[ Cons(c) =_{def} \prod _ {g \in G} 2 \min ( P_a(g, c)- 0.5, 0 ) \]"));
    }
    control_characters_of_a_broken_conversion_are_shown_and_reported, "2018-05-14-bloomberg-visit", |page| {
        assert!(page.transcript().contains("XÇ\u{FFFD} hÄ\u{FFFD}n er"), "a sign where something is missing");
        assert!(is_told("control-character", "2018-05-14"));
    }
    lost_characters_stay_and_are_reported, "2018-08-02-青年政策盤點會議", |page| {
        assert!(page.transcript().contains("另\u{FFFD}外外外委剛剛提到服務時數的部分"));
        assert!(is_told("replacement-character", "2018-08-02"));
    }
    colons_in_a_file_name_become_hyphens, "2018-12-12-conversation-with-ray-chen-and-joe-hsueh-emoji_1f4c5", |page| {
        assert_eq!(page.title(), "Conversation with Ray Chen and Joe Hsueh");
    }
    a_title_that_is_not_the_file_name_and_a_name_in_kanji, "2019-03-09-interview-with-hal-hal", |page| {
        assert_eq!(page.title(), "Interview with Hal Seki");
        assert_eq!(page.leads("関治之"), ["/en/speakers/hal-seki/"]);
        assert!(page.transcript().contains("インターネットの存在が大きかったのですね。"));
        let old = pilot().expect("built").read("meetings/2019-03-09-interview-with-hal-seki/index.html");
        assert!(old.contains("/meetings/2019-03-09-interview-with-hal-hal/"), "the other name leads here");
    }
    anonymous_letters_and_lists_within_lists, "2019-07-10-建議營養照護納入健保給付案-專家諮詢會議", |page| {
        assert_eq!(page.leads("乙"), [""; 0], "who is not to be known has no page");
        assert!(page.turns().contains(&"丁、戊".to_owned()));
        assert_eq!(page.leads("丁、戊"), [""; 0]);
        assert!(!page.all(".transcript li li").is_empty(), "a list in a list");
    }
    one_role_in_brackets_of_two_widths_is_one_person, "2019-08-07-社創減塑與再塑議題座談會", |page| {
        assert_eq!(page.leads("石怡佳(司儀)"), ["/speakers/shih-yi-chia/"]);
        assert_eq!(page.leads("石怡佳（司儀）"), ["/speakers/shih-yi-chia/"]);
        let remarks = page.all(".narrative");
        for remark in ["（有人舉手）", "（中場休息）", "（播放影片）"] {
            assert!(remarks.contains(&remark.to_owned()), "{remark} is all there is below a heading; {remarks:?}");
        }
        assert_eq!(page.speeches(), headings(&source("2019-08-07-社創減塑與再塑議題座談會.md")), "such headings too");
        assert!(page.turns().iter().all(|name| !name.ends_with([' ', ':', '：'])));
    }
    hyphens_that_do_not_break_are_hyphens_in_a_date, "2019-12-24-interview-with-leen-vervaeke", |page| {
        assert_eq!((page.title().as_str(), page.date().as_str()), ("Interview with Leen Vervaeke", "2019-12-24"));
    }
    a_picture_from_elsewhere_is_a_link_and_asks_nobody, "2020-01-21-循環台灣基金會來訪", |page| {
        assert_eq!(page.attributes("img", "src"), [""; 0]);
        let links = page.attributes(".transcript a.image", "href");
        assert!(links.iter().all(|href| href.contains("talk.pdis.nat.gov.tw/uploads")), "{links:?}");
        let pictures = source("2020-01-21-循環台灣基金會來訪.md").matches("![](").count();
        assert_eq!((links.len(), page.count(".narrative a.image")), (pictures, pictures), "each is a narrative");
    }
    what_stands_before_the_first_speech_is_kept, "2020-02-05-李志村來訪", |page| {
        for words in ["📅 時間：109年2月5日", "🏡 地點：社創中心", "【開始記錄】"] {
            assert!(page.transcript().contains(words), "{words}");
            assert!(page.all(".turn").iter().all(|turn| !turn.contains(words)), "nobody says {words}");
        }
    }
    a_container_of_another_program_is_text, "2020-05-21-天下雜誌來訪", |page| {
        assert!(page.transcript().contains(":::warning 問 :::"));
    }
    a_title_between_family_name_and_given_name, "2020-10-28-「行政院開放政府國家行動方案推動小組」第1次會議", |page| {
        assert_eq!(page.leads("唐召集人鳳"), ["/speakers/audrey-tang/"]);
        assert!(page.turns().contains(&"國發會社發處張處長富林".to_owned()), "printed as written");
    }
    a_container_glued_to_a_heading_opens_the_speech_all_the_same, "2021-05-18-interview-with-niall-ferguson", |page| {
        assert!(page.transcript().contains(":::info"));
        assert_eq!(page.turns()[0], "Niall Ferguson");
        assert!(page.all(".speech")[0].contains("My first question relates to the early phase of the pandemic."));
        assert!(page.all(".turn").iter().all(|turn| !turn.contains("collaborative editor")), "nobody says it");
    }
    names_with_circles_roles_in_brackets_and_a_heading_without_colon, "2021-10-05-開放政府第-101-次協作會議", |page| {
        for name in ["李○○(附議者)", "吳○○(提案人)", "陳○○（附議者）", "高振傑（台灣臨床心理學會）"] {
            assert!(page.turns().contains(&name.to_owned()), "{name}");
        }
    }
    struck_words_are_struck, "2021-10-04-110年10月開放政府聯絡人工作推動會議", |page| {
        let struck = ["目前", "也", "，所以", "事實上都", "舉辦", "我們都", "作", "我們也有"];
        assert_eq!(page.all(".transcript del"), struck);
    }
    a_second_level_heading_with_a_colon_is_a_speech, "2022-04-18-中華智慧運輸協會來訪", |page| {
        assert_eq!(page.turns()[0], "陳守正");
        assert_eq!(page.all(".section"), [""; 0]);
    }
    two_who_speak_together_are_both, "2022-04-29-「行政院開放政府國家行動方案推動小組」第-6-次會議", |page| {
        let both = page.leads("龔明鑫共同召集人、彭啟明共同召集人");
        assert_eq!(both, ["/speakers/kung-ming-hsin/", "/speakers/peng-chi-ming/"]);
    }
    a_colon_within_a_label_stays, "2022-06-06-開放政府第-126-次協作公聽會（第一場）", |page| {
        assert!(page.turns().contains(&"環保署代表：羅振誠".to_owned()) && page.turns().contains(&"科長：邱俊雄".to_owned()));
    }
    links_to_ipfs_are_links, "2022-08-08-社團法人台灣數位科技與政策協進會演講", |page| {
        let links = page.attributes(".transcript a", "href");
        for href in ["ipfs://bafybeia5cheet3kh3bcgybnqzoiwispunjsfnm4cnospjisoeq5xxoam3y/", "ipns://moda.gov.tw"] {
            assert!(links.contains(&href.to_owned()), "{href} in {links:?}");
        }
    }
    a_date_followed_by_a_bracket, "2024-03-29「2024-總統盃黑客松」第一次工作小組會議逐字稿", |page| {
        assert_eq!(page.date(), "2024-03-29");
        assert!(page.title().starts_with("「2024 總統盃黑客松」"));
    }
    a_licence_in_the_record_stays_to_be_seen, "2024-06-13-bw-column-how-can-shrimps-turn-whales-around", |page| {
        assert!(page.transcript().contains("Interview and Compilation by Hsin-Ting Fang. License: CC BY 4.0"));
        assert_eq!(page.title(), "BW Column: How Can Shrimps Turn Whales Around?");
    }
    wide_punctuation_in_a_file_name_stays_in_its_address, "2024-06-13-商周專欄：小蝦米如何讓大鯨魚轉向？", |page| {
        assert!(page.transcript().contains("採訪及整理：方歆婷。授權：CC BY 4.0"));
        assert_eq!(page.speeches(), 1);
    }
    bold_titles_in_quotations_pass, "2025-10-23-孫運璿科技講座：合作式-ai——化衝突為共創", |page| {
        assert!(page.all(".transcript b").contains(&"AI 的方向盤：加速、減速，還是協力？".to_owned()));
        let old = pilot().expect("built").read("meetings/2025-10-23-孫運璿科技講座-合作式-ai——化衝突為共創/index.html");
        assert!(percent(&old).contains("/meetings/2025-10-23-孫運璿科技講座：合作式-ai——化衝突為共創/"));
    }
    a_second_title_is_a_section_and_signs_alone_are_no_words, "2025-10-30-sewf-reshaping-tomorrow", |page| {
        assert_eq!(page.title(), "SEWF: Reshaping Tomorrow");
        assert_eq!(page.all("h2.section"), ["— Together"]);
        assert!(page.all(".narrative").contains(&"(💥)".to_owned()));
    }
    its_chinese_twin_is_found, "2025-10-30-sewf-共築未來", |page| {
        let twins: Vec<String> = page.attributes("link[rel=alternate][hreflang=en]", "href");
        assert!(twins.iter().any(|href| href.ends_with("/meetings/2025-10-30-sewf-reshaping-tomorrow/")), "{twins:?}");
    }
    a_bold_word_with_two_colons_opens_no_speech, "2025-11-06-communal-ai-for-a-plural-world", |page| {
        assert!(page.all(".speech strong").contains(&"Question::".to_owned()));
        assert_eq!(page.speeches(), headings(&source("2025-11-06-Communal-AI-for-a-Plural-World.md")));
    }
    a_tweet_keeps_its_words_and_loses_its_program, "2025-11-14-interview-with-visegrád-24", |page| {
        assert!(page.transcript().contains("To give no trust is to get no trust"));
        let programs = page.attributes("script", "src");
        assert!(programs.iter().all(|src| !src.contains("twitter")), "{programs:?}");
        assert!(is_told("dropped-html", "2025-11-14"));
    }
    sections_frames_and_a_quoted_poem, "2026-07-16-interview-with-open-commons", |page| {
        assert_eq!(page.all("h2.section").len(), 16);
        assert_eq!(page.attributes("a.video", "href"), ["https://www.youtube.com/watch?v=qsaDEo1W__Q"]);
        assert!(page.0.select(&select("iframe")).next().is_none());
        let poem = page.all(".speech blockquote");
        assert!(poem.iter().any(|verse| verse.starts_with("At a lab in May,")), "the speaker quotes it: {poem:?}");
        assert!(page.all(".narrative").iter().all(|text| !text.contains("Takeoff is now.")), "it is no narrative");
        assert!(page.count(".speech blockquote br") > 40, "verses keep their lines");
    }
    its_chinese_twin_has_the_same_sections, "2026-07-16-open-commons-專訪", |page| {
        let english = self::page("2026-07-16-interview-with-open-commons").expect("built");
        assert_eq!(page.all("h2.section").len(), english.all("h2.section").len());
    }
    quotation_marks_within_the_title_of_a_link, "2026-07-31-civic-wave", |page| {
        let titles = page.attributes(".transcript a[title]", "title");
        assert!(titles.iter().any(|title| title.contains("Google's Neural Machine Translation System")), "{titles:?}");
        assert!(page.turns().contains(&"Participant 1".to_owned()));
    }
    the_same_in_chinese, "2026-07-31-公民浪潮", |page| {
        assert_eq!(page.lang(), "zh-Hant");
        let english = self::page("2026-07-31-civic-wave").expect("built");
        assert_eq!(page.speeches(), english.speeches(), "twins go speech by speech");
    }
    a_link_to_a_record_that_is_not_there_keeps_its_text, "2026-07-13-webx-special-dialogue-with-ju-chun-ko", |page| {
        assert!(page.transcript().contains("the same four questions"));
        assert!(!page.all(".transcript a").contains(&"the same four questions".to_owned()));
        assert!(page.all(".transcript code").contains(&"audreyt.eth".to_owned()));
        let links = page.attributes(".transcript a", "href");
        assert!(links.iter().any(|href| href.starts_with("https://etherscan.io/token/")));
        assert!(is_told("missing-file", "2026-07-13-WebX-Special"));
    }
    signs_in_a_file_name_stay_in_its_address, "2026-07-13-webx-特別對談：唐鳳-×-葛如鈞", |page| {
        assert!(page.title().contains('×'));
    }
    twins_may_differ_in_length, "2019-11-23-interview-with-dw-business", |page| {
        let chinese = self::page("2019-11-23-德國之聲採訪").expect("built");
        assert_eq!((page.speeches(), chinese.speeches()), (19, 22));
        let twin = page.attributes("link[rel=alternate][hreflang|=zh]", "href");
        assert!(twin.iter().any(|href| percent(href).ends_with("/meetings/2019-11-23-德國之聲採訪/")));
    }
    the_longer_of_them_names_the_other, "2019-11-23-德國之聲採訪", |page| {
        assert!(page.attributes("link[rel=alternate]", "hreflang").contains(&"en".to_owned()));
    }
    numbers_between_tabs_are_kept, "2025-02-02-bbc-interview", |page| {
        // CommonMark takes the indented lines for a part of the paragraph above them.
        assert!(page.transcript().contains("two main approaches: 1. Completely new: Retrain"));
        assert!(page.transcript().contains(" 2. Incremental: Take the official R1"));
        assert_eq!(page.speeches(), 42);
    }
    its_twin_has_as_many_speeches, "2025-02-02-bbc-採訪", |page| {
        assert_eq!(page.speeches(), 42);
    }
    a_hash_without_a_space_is_no_heading, "2018-03-09-conversation-with-chi-nguyen", |page| {
        assert!(page.all(".speech p").iter().any(|text| text.starts_with("#1 - We provide the setting")));
        assert!(page.turns().iter().all(|name| !name.starts_with("1 -")));
    }
    the_largest_record_is_whole, "2018-01-23-po共識營-day-1", |page| {
        assert_eq!(page.speeches(), headings(&source("2018-01-23-PO共識營-Day-1.md")));
        let old = pilot().expect("built").read("meetings/2018-01-23-po-共識營-day-1/index.html");
        assert!(percent(&old).contains("/meetings/2018-01-23-po共識營-day-1/"));
    }
    ninety_nine_speakers_in_one_record, "2020-08-25-社會創新行動巡迴座談（臺南）", |page| {
        let mut names = page.turns();
        names.sort();
        names.dedup();
        assert_eq!(names.len(), 99);
    }
}

/// Number of speeches according to the lines alone: third-level headings, and second-level ones that end in a colon.
/// None of these records has code, in which such a line would not be a heading.
fn headings(text: &str) -> usize {
    assert!(!text.contains("\n```") && !text.starts_with("---"), "no code and no front matter");
    let is_speech = |line: &&str| {
        let unindented = line.trim_start_matches(' ');
        let heading = |marks: &str| unindented.strip_prefix(marks).is_some_and(|rest| rest.starts_with([' ', '\t']));
        let is_indented = line.len() - unindented.len() > 3;
        !is_indented && (heading("###") || (heading("##") && line.trim_end().ends_with([':', '：'])))
    };
    text.lines().filter(is_speech).count()
}

#[test]
fn headings_are_counted_by_their_lines() {
    let text = "# T\n### a:\n   ###\tb\n## c：\n## d\n    ### e:\n###f:\n#### g:\n#1 - h:\n### i：  \n";
    assert_eq!(headings(text), 4, "a, b, c and i");
}

/// Every speech of every record is on its page, and all of them in the report.
fn check_every_heading_is_a_speech(name: &str, built: &Built) {
    let mut expected = 0;
    for entry in fs::read_dir(real_records(name).expect("built")).expect("records").flatten() {
        let file = entry.file_name().into_string().expect("UTF-8");
        if !file.ends_with(".md") || file == "PROVENANCE.md" {
            continue;
        }
        let spoken = headings(&fs::read_to_string(entry.path()).expect("a record"));
        // A text cannot hold a tag, so that the page needs no parsing.
        let shown =
            built.read(&format!("meetings/{}/index.html", slug(&file))).matches("<section class=\"speech\"").count();
        assert_eq!(shown, spoken, "{file}");
        expected += spoken;
    }
    assert!(expected > 1000, "{expected}");
    assert_eq!(built.report.counts.speeches, expected);
    assert!(!built.report.fails(false), "no errors");
}

#[test]
fn every_heading_of_the_pilot_is_a_speech() {
    if let Some(built) = pilot() {
        check_every_heading_is_a_speech("pilot", built);
        assert_eq!(built.report.counts.meetings, 57);
    }
}

#[test]
fn every_heading_of_the_larger_sample_is_a_speech() {
    if let Some(folder) = real_records("sample-600") {
        check_every_heading_is_a_speech("sample-600", &build_folder(&folder));
    }
}

/// The rows of a table of the pilot: two columns with a tab between them.
fn rows(table: &str) -> Vec<(String, String)> {
    let text = source(table);
    let rows = text.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once('\t'));
    rows.map(|(left, right)| (left.to_owned(), right.to_owned())).collect()
}

#[test]
fn every_pair_of_languages_names_each_other() {
    let Some(built) = pilot() else { return };
    let pairs = rows(".alternates");
    assert_eq!(pairs.len(), 8);
    for (one, other) in pairs.iter().flat_map(|(left, right)| [(left, right), (right, left)]) {
        let here = Page(Html::parse_document(&built.read(&format!("meetings/{}/index.html", slug(one)))));
        let there = format!("/meetings/{}/", slug(other));
        let twins = here.attributes("link[rel=alternate][hreflang]", "href");
        assert!(twins.iter().any(|href| percent(href).ends_with(&there)), "{one} does not name {other}: {twins:?}");
    }
}

#[test]
fn every_old_address_is_a_living_page_or_leads_to_one() {
    let Some(built) = pilot() else { return };
    let records: Vec<String> = fs::read_dir(real_records("pilot").expect("built"))
        .expect("records")
        .flatten()
        .map(|entry| slug(&entry.file_name().to_string_lossy()))
        .collect();
    let (mut living, moved) = (0, rows(".redirects"));
    assert_eq!(moved.len(), 10);
    for (old, _) in &moved {
        let page = Page(Html::parse_document(&built.read(&format!("meetings/{}/index.html", slug(old)))));
        if records.contains(&slug(old)) {
            living += 1;
            assert!(!page.turns().is_empty(), "{old} is a page, and stays one");
        } else {
            let leads = page.attributes("a", "href");
            let is_record = |href: &String| records.iter().any(|slug| percent(href).ends_with(&format!("/{slug}/")));
            assert!(leads.iter().any(is_record), "{old} leads to no record: {leads:?}");
        }
    }
    let told = built.codes().iter().filter(|code| code.starts_with("redirect-over-live-page")).count();
    assert_eq!(told, living, "each row that a living page overrules is told");
}

#[test]
fn foreign_records_build_too() {
    let Some(folder) = real_records("other") else { return };
    let mut archives = 0;
    for entry in fs::read_dir(folder).expect("archives").flatten() {
        let built = build_folder(&entry.path());
        let name = entry.file_name();
        assert!(built.report.counts.meetings > 5 && !built.report.fails(false), "{name:?}: {:?}", built.report.counts);
        archives += 1;
    }
    assert!(archives >= 2, "{archives}");
}

#[test]
fn every_oddity_has_a_test() {
    let Some(folder) = real_records("pilot") else { return };
    let reasons = fs::read_to_string(folder.join("PROVENANCE.md")).expect("the reasons");
    let tests =
        fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/suite/pilot.rs")).expect("this file");
    for row in reasons.lines().filter_map(|line| line.strip_prefix("| `")) {
        let name = row.split(".md`").next().expect("a name");
        assert!(tests.contains(&format!("\"{}\", |page|", slug(name))), "{name}");
    }
}
