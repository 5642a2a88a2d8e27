//! The pictures that stand beside links to meetings.

use std::io::Cursor;

use minutebook::pipeline::load_site;
use minutebook::render::{InputFingerprints, RenderContext, Renderer};
use minutebook::site::OutputKind;

use crate::site::{Built, Site};

const CARD: &str = "meetings/2024-03-11-budget/card.png";

fn site() -> Site {
    let mut site = Site::new()
        .file("content/site.yml", "title: Town\nseries: {council: {title: Full Council}}\n")
        .file("content/2024-03-11-budget.md", "---\nseries: council\n---\n# 2024-03-11 Budget\n### Ann:\nAye.\n");
    site.options.base_url = Some("https://town.example/records".to_owned());
    site
}

fn card(built: &Built) -> Vec<u8> {
    std::fs::read(built.output.join(CARD)).expect("a card")
}

fn size(png: &[u8]) -> (u32, u32) {
    let mut reader = png::Decoder::new(Cursor::new(png)).read_info().expect("a PNG");
    let mut pixels = vec![0; reader.output_buffer_size().expect("a size")];
    let non_record_fingerprint = reader.next_frame(&mut pixels).expect("a whole picture");
    (non_record_fingerprint.width, non_record_fingerprint.height)
}

#[test]
fn a_meeting_has_a_card_and_its_page_names_it() {
    let built = site().build();
    assert_eq!(size(&card(&built)), (1200, 630));
    let page = built.read("meetings/2024-03-11-budget/index.html");
    for tag in [
        "<meta property=\"og:image\" content=\"https://town.example/records/meetings/2024-03-11-budget/card.png\">",
        "<meta property=\"og:image:width\" content=\"1200\">",
        "<meta property=\"og:image:height\" content=\"630\">",
        "<meta property=\"og:image:alt\" content=\"2024-03-11 Budget\">",
        "<meta name=\"twitter:card\" content=\"summary_large_image\">",
    ] {
        assert!(page.contains(tag), "{tag}\n{page}");
    }
    assert!(!built.read("index.html").contains("og:image"), "only meetings have one");
    assert!(!built.read("sitemap.xml").contains("card.png"), "a card is no page");
}

#[test]
fn a_site_may_do_without() {
    let site = site();
    assert!(site.build().has(CARD));
    site.write("content/site.yml", "cards: false\n");
    let built = site.build();
    assert!(!built.files().keys().any(|path| path.ends_with("card.png")), "those of the last build are removed");
    assert!(!built.read("meetings/2024-03-11-budget/index.html").contains("og:image"));
}

#[test]
fn what_a_card_does_not_show_does_not_change_it() {
    let mut site = site();
    site.options.cache = true;
    let first = card(&site.build());
    // What a build looks at before it draws.
    let coarse_key = |site: &Site| {
        let (loaded, _) = load_site(&site.options).unwrap_or_else(|failure| panic!("{failure}"));
        let context = RenderContext::new(&loaded.render_inputs());
        let renderer = Renderer::new(loaded.render_inputs(), &context);
        let output = loaded.plan.outputs.iter().find(|output| matches!(output.kind, OutputKind::Card(_)));
        InputFingerprints::new(renderer, loaded.non_record_fingerprint).coarse_key(output.expect("a card"))
    };
    let before = coarse_key(&site);
    site.write("content/2024-03-11-budget.md", "---\nseries: council\n---\n# 2024-03-11 Budget\n### Ann:\nNay.\n");
    site.write("themes/civic/static/civic.css", "a { color: red }");
    assert_eq!(coarse_key(&site), before, "it is not drawn again");
    assert_eq!(card(&site.build()), first);

    site.write(
        "content/2024-03-11-budget.md",
        "---\nseries: council\ntitle: Loans\n---\n# 2024-03-11 Budget\n### Ann:\nNay.\n",
    );
    assert_ne!(coarse_key(&site), before);
    assert_ne!(card(&site.build()), first);
}

#[test]
fn a_card_tells_of_title_day_body_speakers_and_site() {
    let first = card(&site().build());
    let record = |text: &str| card(&site().file("content/2024-03-11-budget.md", text).build());
    let others = [
        record("---\nseries: council\ntitle: Loans\n---\n# 2024-03-11 Budget\n### Ann:\nAye.\n"),
        record("---\nseries: council\ndate: 2024-03-12\n---\n# 2024-03-11 Budget\n### Ann:\nAye.\n"),
        record("# 2024-03-11 Budget\n### Ann:\nAye.\n"),
        record("---\nseries: council\n---\n# 2024-03-11 Budget\n### Ben:\nAye.\n"),
        card(&site().file("content/site.yml", "title: City\nseries: {council: {title: Full Council}}\n").build()),
    ];
    for (index, other) in others.iter().enumerate() {
        assert_ne!(other, &first, "{index}");
    }
}

#[test]
fn hostile_titles_do_no_harm() {
    let long = "very ".repeat(2000);
    for title in
        ["🎉", "مجلس المدينة", "\u{202e}drawkcab", "<script>&\"'", "\u{301}\u{301}", "A\u{0}B", &long, "。。。"]
    {
        let text = format!("# 2024-03-11 {title}\n### Ann:\nAye.\n");
        let built = Site::new().file("content/2024-03-11-budget.md", text).build();
        for (path, bytes) in built.files().iter().filter(|(path, _)| path.ends_with("card.png")) {
            assert_eq!(size(bytes), (1200, 630), "{path} of {title:?}");
        }
    }
}

#[test]
fn what_is_held_back_has_no_card() {
    let draft = "---\nstatus: draft\n---\n# 2024-03-11 Budget\n### Ann:\nAye.\n";
    let site = Site::new().file("content/2024-03-11-budget.md", draft).file(
        "content/2024-03-12-loans.md",
        "---\npublish_at: 2031-01-01T00:00:00Z\n---\n# 2024-03-12 Loans\n### Ann:\nAye.\n",
    );
    assert!(!site.build().files().keys().any(|path| path.ends_with("card.png")));
    assert!(site.drafts().build().has(CARD), "editors see it");
}

#[test]
fn the_accent_colour_of_the_site_is_that_of_its_cards() {
    let spine = |accent: &str| {
        let settings = format!("title: Town\ntheme: {{name: civic, options: {{accent: {accent}}}}}\n");
        let png = card(&site().file("content/site.yml", settings).build());
        let reader = png::Decoder::new(Cursor::new(png)).read_info().expect("a PNG");
        reader.info().palette.as_deref().expect("a palette")[3..6].to_vec()
    };
    assert_eq!(spine("\"#00543c\""), [0x00, 0x54, 0x3c]);
    assert_eq!(spine("{light: \"#053\", dark: white}"), [0x00, 0x55, 0x33]);
    assert_eq!(spine("teal"), [0x0f, 0x4c, 0x75], "of other forms the default");
}
