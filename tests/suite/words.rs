//! What a record's Markdown means as words: what is hidden stays hidden, what was said stays as it was typed.

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
    assert!(!page.contains("&lt;!--.") && !page.contains("..."), "{body:?}: {page}");
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
    let files = |built: &Built| files_below(&built.output).into_iter().map(|(path, _)| path).collect::<Vec<_>>();
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

#[test]
fn a_mail_address_is_no_file() {
    let built = build("### Ann:\nWrite to <clerk@town.example> or <not@tag>.\n");
    assert_eq!(built.codes(), Vec::<String>::new());
    assert!(page(&built).contains("<a href=\"mailto:clerk@town.example\">"), "{}", page(&built));
}
