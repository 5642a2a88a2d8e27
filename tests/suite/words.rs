//! Words of Markdown in records: hidden text stays hidden, and words stay as they were typed.

use crate::site::{Built, Site, files_below};

/// A record with this below its H1, built.
fn build(body: &str) -> Built {
    Site::new().file("content/2025-04-01-a.md", format!("# 2025-04-01 Quay\n\n{body}")).build()
}

fn page(built: &Built) -> String {
    built.read("meetings/2025-04-01-a/index.html")
}

fn markdown(built: &Built) -> String {
    built.read("meetings/2025-04-01-a/index.md")
}

/// Files in which these words stand, in their bytes or their names.
fn holders(built: &Built, words: &str) -> Vec<String> {
    let holds = |(path, bytes): &(String, Vec<u8>)| {
        path.contains(words) || memchr::memmem::find(bytes, words.as_bytes()).is_some()
    };
    files_below(&built.output).into_iter().filter(holds).map(|(path, _)| path).collect()
}

/// Nothing of `zebra`, which stands in what is hidden, is in the site; `Thank you` and `That is all` are.
fn check_hidden(body: &str) -> Built {
    let built = build(body);
    assert_eq!(holders(&built, "zebra"), Vec::<String>::new(), "{body:?}");
    let (page, markdown) = (page(&built), markdown(&built));
    for said in ["That is all", "Thank you"] {
        assert!(page.contains(said) && markdown.contains(said), "{body:?}: {page}\n{markdown}");
    }
    assert!(!page.contains("&lt;?.") && !page.contains("..."), "{body:?}: {page}");
    built
}

#[test]
fn a_comment_is_nowhere_in_the_site_however_many_lines_it_has() {
    for body in [
        "### Ann:\nThat is all.\n\n<!--\nzebra\n-->\n\nThank you.\n",
        "### Ann:\nThat is all. <!-- zebra\n\nzebra --> Thank you.\n",
        "### Ann:\nThat is all. <!-- zebra\nzebra --> Thank you.\n",
        "### Ann:\nThat is all.\n<!-- zebra\n\n### Ben:\nzebra\n\n## zebra\n-->\n### Cid:\nThank you.\n",
        "<!--\n# zebra\n\n### Ben:\nzebra\n-->\n\n### Ann:\nThat is all.\n\nThank you.\n",
        "### Ann <!-- zebra -->:\nThat is all.\n### Ben: <!-- zebra -->\nThank you.\n",
        "## Part <!-- zebra\nzebra -->\n### Ann:\nThat is all. Thank you.\n",
        "### Ann:\n> That is all.\n> <!-- zebra\n>\n> zebra -->\n> Thank you.\n",
        "### Ann:\n- That is all. <!-- zebra\n\n  zebra -->\n- Thank you.\n",
        "### Ann:\n| That is all | b |\n|--|--|\n| <!-- zebra --> | Thank you |\n",
        "### Ann:\nThat is all.\r\n\r\n<!--\r\nzebra\r\n\r\n### Ben:\r\n-->\r\n\r\nThank you.\r\n",
        "### Ann:\nThat is all. Thank you.\n\n<!--\n\nzebra\n-->",
        "> (That is all. Thank you.) <!-- zebra -->\n\n### Ann:\n<!-- zebra -->\n",
        "### Ann:\nThat is all. `<!--` is how it begins.\n\n<!--\nzebra\n-->\n\nThank you.\n",
        "### Ann:\nThat is all.\n```\ncode\n\n<!--\nzebra\n-->\n\nThank you.\n",
    ] {
        let built = check_hidden(body);
        assert!(!markdown(&built).contains("Ben:") && !page(&built).contains("speakers/zebra"), "{body:?}");
    }
}

#[test]
fn no_speech_comes_of_a_heading_in_a_comment_and_no_word_is_counted() {
    let with = build("### Ann:\nThat is all.\n\n<!--\n### Ben:\nzebra zebra zebra\n-->\n\nThank you.\n");
    let without = build("### Ann:\nThat is all.\n\nThank you.\n");
    assert_eq!(with.report.counts, without.report.counts);
    let files = |built: &Built| files_below(&built.output).into_keys().collect::<Vec<_>>();
    assert!(!files(&with).iter().any(|path| path.contains("ben")), "{:?}", files(&with));
    assert_eq!(page(&with).replace('\n', ""), page(&without).replace('\n', ""), "and the same anchors");
}

#[test]
fn a_comment_between_metadata_and_title_leaves_the_title_a_title() {
    let built = Site::new()
        .file("content/2025-04-01-a.md", "---\nlang: en\n---\n<!--\nzebra\n-->\n# 2025-04-01 Quay\n### Ann:\nAye.\n")
        .file("content/2025-04-02-b.md", "<!-- zebra\n\nzebra -->\n# 2025-04-02 Pier\n### Ann:\nAye.\n")
        .file("content/pages/about.md", "<!-- zebra -->\n# About\n\n<!--\nzebra\n\n## zebra\n-->\nWords.\n")
        .build();
    assert_eq!(built.codes(), Vec::<String>::new());
    assert_eq!(holders(&built, "zebra"), Vec::<String>::new());
    assert!(page(&built).contains(">Quay</h1>"), "{}", page(&built));
    assert!(built.read("about/index.html").contains("Words."));
}

#[test]
fn what_shows_nothing_is_gone_with_its_lines() {
    for body in [
        "### Ann:\nThat is all.\n\n<script\n  src=\"x\">\nzebra();\n\nzebra();\n</script>\n\nThank you.\n",
        "### Ann:\nThat is all. <style>\n\nzebra {}\n\n</style> Thank you.\n",
        "### Ann:\nThat is all.\n\n<iframe src=\"https://a.example/v\">\n\nzebra\n\n</iframe>\n\nThank you.\n",
        "### Ann:\nThat is all.\n<script>\n### Ben:\nzebra\n</script>\nThank you.\n",
        "### Ann:\nThat is all.\n<noscript>zebra\n\nzebra</noscript>\n\n<template>\n\nzebra</template>\n\nThank you.\n",
        "<head>\n<title>zebra</title>\n\n</head>\n\n### Ann:\nThat is all. <svg><text>zebra</text></svg> Thank you.\n",
    ] {
        check_hidden(body);
    }
}

#[test]
fn what_is_shown_elsewhere_is_kept_when_its_tag_is_dropped() {
    for tag in ["math", "textarea", "object", "div", "u"] {
        let built = build(&format!("### Ann:\nThe <{tag}>zebra</{tag}> came.\n"));
        assert!(page(&built).contains("zebra") && markdown(&built).contains("zebra"), "{tag}");
        assert!(built.codes()[0].starts_with("dropped-html"), "{tag}: {:?}", built.codes());
    }
}

#[test]
fn a_comment_in_code_is_words_and_one_never_closed_is_told() {
    let built = build("### Ann:\n```html\n<!-- zebra -->\n```\n\nWrite `<!-- zebra -->` so.\n");
    assert!(page(&built).contains("<pre><code>&lt;!-- zebra --&gt;\n</code></pre>"), "{}", page(&built));
    assert!(page(&built).contains("Write <code>&lt;!-- zebra --&gt;</code> so."), "{}", page(&built));
    let built = build("### Ann:\nOne.\n\n<!-- zebra\n\n### Ben:\nTwo.\n");
    assert_eq!(built.codes(), ["unclosed-html content/2025-04-01-a.md:6:1"]);
    assert!(page(&built).contains("&lt;!-- zebra") && page(&built).contains("Two."), "{}", page(&built));
    let built = build("### Ann:\n<!-- one\n\nTwo.\n\n<!-- three -->\n");
    assert_eq!(built.codes(), ["unclosed-html content/2025-04-01-a.md:4:1"], "a comment within a comment");
}

#[test]
fn tags_in_a_block_may_have_their_attributes_on_the_next_line() {
    let built =
        build("### Ann:\n<div>\n<a\nhref=\"https://a.example\">paper</a> and <b\nclass=\"x\">bold</b>\n</div>\n");
    let page = page(&built);
    assert!(page.contains("<a href=\"https://a.example\">paper</a> and <b>bold</b>"), "{page}");
}

#[test]
fn stars_in_sums_and_names_in_underscores_stay() {
    let said = "The hall is 5*3*2 metres, between 10**6 and 10**7 marks, 2*3, a*b*c; call __init__ and 3*x*4.";
    let built = build(&format!("### Ann:\n{said}\n"));
    assert!(page(&built).contains(said), "{}", page(&built));
    assert!(markdown(&built).replace('\\', "").contains(said), "{}", markdown(&built));
    let built = build("### Ann:\nIt is **5*3 wide**, *so* and __Not so__.\n");
    let page = page(&built);
    assert!(page.contains("<strong>5*3 wide</strong>, <em>so</em> and <strong>Not so</strong>"), "{page}");
}

#[test]
fn emphasis_stands_beside_scripts_without_spaces() {
    for (written, shown) in [
        ("先把**公共照顧（care）**帶進學校。", "先把<strong>公共照顧（care）</strong>帶進學校。"),
        ("**注意：**請登記。", "<strong>注意：</strong>請登記。"),
        ("**唐某：**各位好", "<strong>唐某：</strong>各位好"),
        ("這叫**「好事」**嗎？", "這叫<strong>「好事」</strong>嗎？"),
        ("これは*（注意）*です", "これは<em>（注意）</em>です"),
        ("이건 **마크다운(Markdown)**을 쓴다", "이건 <strong>마크다운(Markdown)</strong>을 쓴다"),
        ("他說~~（錯）~~了", "他說<del>（錯）</del>了"),
        ("他說**“好”**，對", "他說<strong>“好”</strong>，對"),
        ("นี่คือ**(ไทย)**ครับ", "นี่คือ<strong>(ไทย)</strong>ครับ"),
        ("`**注意：**請`", "<code>**注意：**請</code>"),
    ] {
        let built = build(&format!("### Ann:\n{written}\n"));
        assert!(page(&built).contains(shown), "{written}: {}", page(&built));
        assert!(holders(&built, "\u{1}").iter().all(|path| !path.ends_with("html")), "{written}");
    }
}

#[test]
fn words_in_angles_are_shown_as_written() {
    let said = "I heard &lt;inaudible&gt;, then &lt;name withheld&gt; and &lt;v Mary Smith&gt;. See &lt;Annex B&gt;, &lt;/v&gt;, &lt;video plays&gt;.";
    let built = build(
        "## Part <Annex C>\n\n### Ann <off mike>:\nI heard <inaudible>, then <name withheld> and <v Mary Smith>. See <Annex B>, </v>, <video plays>.\n\n<applause>\n*So* it is.\n",
    );
    assert_eq!(built.codes(), Vec::<String>::new());
    let page = page(&built);
    assert!(page.contains(said) && page.contains("Part &lt;Annex C&gt;"), "{page}");
    assert!(page.contains("&lt;applause&gt;\n<em>So</em> it is."), "{page}");
    assert!(page.contains("Ann &lt;off mike&gt;"), "{page}");
    assert!(markdown(&built).contains("\\<inaudible>, then \\<name withheld>"), "{}", markdown(&built));
}

#[test]
fn words_keep_their_distance_wherever_they_stand() {
    let built = build(
        "### Ann:\n| Ship | Berth |\n|------|-------|\n| Alba | Four |\n\nAfterwards we rose.\n\n- outer\n  - inner\n    > deep\n- last\n\nalpha<br>beta\n",
    );
    let markdown = markdown(&built);
    for words in ["Ship Berth", "Alba Four", "outer inner deep last", "alpha beta"] {
        assert!(markdown.contains(words), "{words}: {markdown}");
    }
    let html = page(&built);
    assert!(html.contains("content=\"Ship Berth Alba Four Afterwards we rose."), "{html}");
}

const NOTED: &str = "[^t]: Of the *title*.\n\n### Ann:\nThe count[^a] was read.\n\n### Ben[^n]:\nIt was close[^b], _and again_[^a].\n\n[^a]: Counted <b>twice</b>[^c].\n\n## Close[^b]\n\n> (The Council rose.)[^b]\n\n### Ben:\nWe rise.\n\n[^b]: Seven\n    to six.\n\n    See [the paper](https://a.example/p).\n[^c]: By hand.\n[^n]: Ben came at nine.\n";

#[test]
fn a_mark_leads_to_its_note_wherever_that_stands_and_back() {
    let built = build(NOTED);
    assert_eq!(built.codes(), ["lost-note content/2025-04-01-a.md:3:1"], "{:?}", built.report.diagnostics);
    let page = page(&built);
    for shown in [
        "The count<sup class=\"footnote\" id=\"mark-1\"><a href=\"#note-1\" role=\"doc-noteref\">1</a></sup> was read.",
        "<em>and again</em><sup class=\"footnote\" id=\"mark-1-2\">",
        "Ben</a><sup class=\"footnote\" id=\"mark-2\">",
        ">Close<sup class=\"footnote\" id=\"mark-3-2\">",
        "<li id=\"note-1\">\n<p>Counted <b>twice</b><sup class=\"footnote\" id=\"mark-4\">",
        "<a href=\"#mark-1-2\" role=\"doc-backlink\" aria-label=\"Back to the text 2\">",
        "<li id=\"note-3\">\n<p>Seven\nto six.</p>\n<p>See <a href=\"https://a.example/p\">the paper</a>.</p>",
        "<p>Of the <em>title</em>.</p>\n</li>\n</ol>",
        "<h2 id=\"footnotes\">Footnotes</h2>",
    ] {
        assert!(page.contains(shown), "{shown}: {page}");
    }
    for (note, words) in [(1, "Counted"), (2, "Ben came"), (3, "Seven"), (4, "By hand"), (5, "Of the")] {
        assert_eq!(page.matches(words).count(), 1, "{words} once: {page}");
        assert_eq!(page.matches(&format!("id=\"note-{note}\"")).count(), 1);
    }
    let ids: Vec<&str> = page.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    let mut once = ids.clone();
    once.sort_unstable();
    once.dedup();
    assert_eq!(ids.len(), once.len(), "every id once: {ids:?}");
    for target in page.split("href=\"#").skip(1).filter_map(|rest| rest.split('"').next()) {
        assert!(ids.contains(&target), "#{target} is there");
    }
}

#[test]
fn notes_are_nobodys_words() {
    let built = build(NOTED);
    let without = build(
        "### Ann:\nThe count was read.\n\n### Ben:\nIt was close, _and again_.\n\n## Close\n\n> (The Council rose.)\n\n### Ben:\nWe rise.\n",
    );
    assert_eq!(built.report.counts, without.report.counts);
    let ids = |built: &Built| -> Vec<String> {
        let page = page(built);
        page.split("<div class=\"")
            .skip(1)
            .filter_map(|rest| rest.split(" id=\"").nth(1)?.get(..9).map(str::to_owned))
            .filter(|id| !id.contains('-'))
            .collect()
    };
    assert_eq!(ids(&built), ids(&without), "the anchors are those of the words");
    for (path, bytes) in files_below(&built.output) {
        let text = String::from_utf8_lossy(&bytes);
        if path.ends_with(".html") || path.ends_with(".xml") || path.ends_with(".json") || path.ends_with(".md") {
            assert!(!text.contains(['\u{2}', '\u{3}', '\u{4}', '\u{5}']), "{path}");
        }
        if path.contains("speakers/") && path.ends_with("index.html") {
            assert!(!text.contains("Counted") && !text.contains("came at nine"), "{path}: {text}");
        }
    }
    let year = built.read("speakers/ben/index.html");
    assert!(year.contains("close<sup class=\"footnote\"><a href=\"/meetings/2025-04-01-a/#note-3\""), "{year}");
    assert!(!year.contains("id=\"mark-"), "{year}");
    let markdown = markdown(&built);
    assert!(markdown.contains("The count[^1] was read.") && markdown.contains("### Ben {#s"), "{markdown}");
    assert!(markdown.contains("\n[^1]: Counted twice[^4].\n"), "{markdown}");
    assert!(markdown.contains("\n[^3]: Seven to six.\n\n    See the paper.\n"), "{markdown}");
    let feed = built.read("feed.json");
    assert!(feed.contains("https://records.example/meetings/2025-04-01-a/#note-1"), "{feed}");
    assert!(!feed.contains("\\u0002") && feed.contains("The count was read."), "{feed}");
}

#[test]
fn a_mark_without_note_and_a_note_without_mark_or_written_twice_are_told() {
    let built =
        build("### Ann:\nOne[^x], `[^y]`, \\[^z].\n\n[^a]: Unused.\n\nTwo[^b].\n\n[^b]: First.\n[^b]: Second.\n");
    assert_eq!(
        built.codes(),
        [
            "lost-note content/2025-04-01-a.md:4:4",
            "lost-note content/2025-04-01-a.md:6:1",
            "lost-note content/2025-04-01-a.md:11:1"
        ]
    );
    let page = page(&built);
    assert!(page.contains("One[^x], <code>[^y]</code>, [^z]."), "{page}");
    for words in ["Unused.", "First.", "Second."] {
        assert_eq!(page.matches(words).count(), 1, "{words}: {page}");
    }
}

#[test]
fn a_mail_address_is_no_file() {
    let built = build("### Ann:\nWrite to <clerk@town.example> or <not@tag>.\n");
    assert_eq!(built.codes(), Vec::<String>::new());
    assert!(page(&built).contains("<a href=\"mailto:clerk@town.example\">"), "{}", page(&built));
}

#[test]
fn a_comment_within_a_note_is_hidden_and_the_note_stays() {
    let text = "# S\n### Ann:\nHi[^1] and[^2].\n\n[^1]: Kept <!-- zqxaside --> too.\n[^2]: <!--\n    zqxaside\n    --> Here.\n";
    let built = Site::new().file("content/2024-03-11-a.md", text).build();
    let page = built.read("meetings/2024-03-11-a/index.html");
    assert!(page.contains("Kept") && page.contains("too.") && !page.contains("zqxaside"), "{page}");
}

/// Each of these words is on the page of the record and in its plain text.
fn check_shown(body: &str, words: &[&str]) -> Built {
    let built = build(body);
    let (page, markdown) = (page(&built), markdown(&built));
    let page = page.split("<main").nth(1).expect("the words of the page");
    for word in words {
        assert!(page.contains(word), "{word:?} of {body:?}: {page}");
        assert!(markdown.contains(word.trim_start_matches('[')), "{word:?} of {body:?}: {markdown}");
    }
    assert!(holders(&built, "\u{7}").iter().all(|path| !path.ends_with("html") && !path.ends_with("md")), "{body:?}");
    assert!(!page.contains("\\["), "{body:?}: {page}");
    built
}

#[test]
fn a_link_definition_that_nothing_uses_is_shown_as_typed() {
    for said in [
        "[Ben]: Aye.",
        "[Noes]: 5",
        "[10:15]: Adjourned.",
        "[Ben]:\nAye.",
        "[Ben\nLee]: Aye.",
        "  [Ben]: <Aye> \"so be it\"",
        "> [Ben]: Aye.",
        "- [Ben]: Aye.",
        "1. First.\n\n   [Ben]: Aye.",
        "[Ann]: Nay.\n[Ben]: Aye.",
        "[Ben]: Aye.\n[Ben]: Nay.",
        "Welcome, [Ben].\n\n[Ben]: Aye.",
        "[b]: papers/plan.csv",
        "**So.**\n\n[Ben]: Aye. 'and\nno more'",
        "*(They vote.)*\n\n[Ayes]: 12/14\n\n    [Noes]: 5\n",
    ] {
        let words: Vec<&str> = said.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
        check_shown(&format!("### Ann:\nHear, hear.\n\n{said}\n\n### Cid:\nThanks.\n"), &words);
        let site = Site::new()
            .file("content/pages/about.md", format!("# About\n\n{said}\n"))
            .file("content/2025-02-02-a.md", "# A\n### Ann:\nAye.\n");
        let about = site.build().read("about/index.html");
        assert!(words.iter().all(|word| about.contains(word)), "{said:?}: {about}");
    }
}

#[test]
fn a_link_whose_definition_stands_with_another_speaker_is_its_words_everywhere() {
    let built = build(
        "### Ann:\nSee [the quokka plan][p] and [p].\n\n### Ben:\nAye, [not][q] so.\n\n[p]: https://plan.example/\n",
    );
    let page = page(&built);
    assert!(page.contains("<a href=\"https://plan.example/\">the quokka plan</a>"), "{page}");
    let described = page.lines().find(|line| line.contains("name=\"description\"")).expect("a description");
    assert!(described.contains("See the quokka plan and p. Aye, [not][q] so."), "{described}");
    let plain = markdown(&built);
    assert!(plain.contains("See the quokka plan and p.") && plain.contains(r"\[not\]\[q\]"), "{plain}");
}

#[test]
fn a_link_definition_that_is_used_is_no_words_wherever_it_stands() {
    let plan = "https://plan.example/";
    let built = check_shown(
        &format!(
            "### Ann:\nSee [the plan][p], [Map], **[q][]** and[^1].\n\n[^1]: Of [the map][map].\n\n### Ben:\nSo.\n\n[P]: {plan}p\n[map]: {plan}m \"Smith, 2021\"\n[q]: {plan}q\n\n[Zoe]: Aye.\n"
        ),
        &["the plan", "Map", "So.", "Zoe", "Aye."],
    );
    assert_eq!(built.codes(), [""; 0]);
    let page = page(&built);
    for part in ["p\">the plan", "m\" title=\"Smith, 2021\">Map", "q\">q</a>", "m\" title=\"Smith, 2021\">the map"] {
        assert!(page.contains(&format!("{plan}{part}")), "{part}: {page}");
    }
    assert!(!page.contains("]: https") && page.contains("[Zoe]: Aye."), "{page}");
    let own = check_shown(
        "### Ann:\nSee [a][1].\n\n[1]: https://one.example/\n\n### Ben:\nSee [b][1].\n\n[1]: https://two.example/\n",
        &["See"],
    );
    let page = self::page(&own);
    assert!(page.contains("https://one.example/\">a") && page.contains("https://two.example/\">b"), "{page}");
    assert!(!page.contains("[1]"), "{page}");
}

#[test]
fn cells_beyond_the_width_of_a_table_keep_their_words() {
    for row in ["| Alba | Four | late | very |", "Alba | Four | late | very", "| Alba | `Four` | late \\| very |"] {
        let built = check_shown(
            &format!("### Ann:\n| Ship | Berth |\n|------|:-----:|\n{row}\n\nThen.\n"),
            &["Alba", "Four", "late", "very", "Then."],
        );
        let page = page(&built);
        assert_eq!(page.matches("<td").count(), 2, "{page}");
        assert!(!page.contains('\\'), "{page}");
    }
    check_shown("### Ann:\n> | a | b |\n> |---|---|\n> | c | d | zebra |\n", &["zebra"]);
}

#[test]
fn declarations_and_instructions_are_words() {
    for said in
        ["<!never>", "<?why?>", "<![CDATA[x]]>", "<!Doctor Smith spoke>", "<?>", "<!>", "<?Ann said?>", "<!ELEMENT x>"]
    {
        let escaped = said.replace('<', "&lt;").replace('>', "&gt;");
        for body in [
            format!("### Ann:\nSo {said} it is.\n"),
            format!("### Ann:\n{said}\nSo it is.\n"),
            format!("### Ann:\n- {said} so\n"),
            format!("### Ann:\n<div>\n{said}\n</div>\n"),
        ] {
            let page = page(&build(&body));
            assert!(page.contains(&escaped), "{body:?}: {page}");
        }
    }
    check_shown("### Ann:\n<![CDATA[](x.md)quokka](x.md)\n", &["quokka"]);
    let hidden = page(&build("### Ann:\nSo <!-- zebra\nzebra --> it is.\n\n<!DOCTYPE html>\n"));
    assert!(!hidden.contains("zebra") && !hidden.contains("&lt;"), "{hidden}");
}

#[test]
fn words_behind_the_ticks_of_a_fence_are_shown() {
    for info in ["The clerk said so", "Resolved", "yaml The clerk", "text: so"] {
        let built = check_shown(&format!("### Ann:\n```{info}\ncode\n```\n"), &[info, "code"]);
        assert!(page(&built).contains(&format!("<pre><code>{info}\ncode")), "{info}");
    }
    for language in ["yaml", "C++", " Python "] {
        let page = page(&build(&format!("### Ann:\n```{language}\ncode\n```\n")));
        assert!(page.contains("<pre><code>code"), "{page}");
    }
}

#[test]
fn words_in_a_frame_are_reported_as_what_they_are() {
    let built = build("### Ann:\nSo.\n\n<iframe>words</iframe>\n\n<iframe src=\"https://a.example/\">zebra</iframe>\n");
    let told: Vec<&str> = built.report.diagnostics.iter().map(|found| &*found.message).collect();
    assert_eq!(
        told,
        [
            "the <iframe> is dropped, because its `src` leads to no page elsewhere",
            "what stands within the <iframe> is dropped: no browser shows it",
            "what stands within the <iframe> is dropped: no browser shows it",
        ]
    );
}

#[test]
fn the_title_of_a_picture_and_braces_of_a_heading_are_shown() {
    let built = Site::new()
        .file("content/map.png", "x")
        .file("content/2025-04-01-a.md", "# 2025-04-01 Quay\n\n## Quay {#the clerk wept}\n\n### Ann:\n![Map](map.png \"Of Smith\") and ![Far](https://a.example/f.png \"Of Lee\")\n\n## Costs {#costs .wide}\n")
        .build();
    let page = page(&built);
    for part in ["title=\"Of Smith\"", "title=\"Of Lee\"", "Quay {#the clerk wept}", ">Costs<"] {
        assert!(page.contains(part), "{part}: {page}");
    }
}

proptest::proptest! {
    #![proptest_config(crate::proptest_config::cases(256))]
    #[test]
    fn no_word_of_a_record_is_lost_whatever_stands_around_it(
        bytes in proptest::collection::vec(proptest::prelude::any::<u8>(), 0..60)
    ) {
        crate::fuzzed::record_words::check(&bytes);
    }
}

#[test]
fn the_title_of_a_link_in_html_is_kept() {
    let built = build(
        "### Ann:\n<a href=\"https://a.example/\" title=\"Smith &amp; Lee 2021\">words</a> <b title='So &quot;it&quot;'>bold</b>\n",
    );
    let page = page(&built);
    assert!(page.contains("<a href=\"https://a.example/\" title=\"Smith &amp; Lee 2021\">words</a>"), "{page}");
    assert!(page.contains("<b title=\"So &quot;it&quot;\">bold</b>"), "{page}");
}
