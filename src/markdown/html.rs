//! Converts Markdown to safe HTML.

use std::ops::Range;

use pulldown_cmark::{Event, TagEnd};

use super::definition_signs::typed;
use super::dialect::{events, is_too_deep};
use super::escaped::push_escaped;
use super::html_writer::{HtmlWriter, LinkTargets};
use super::neutral::neutralise;
use super::paragraphs::Paragraphs;
use super::plain::is_plain;
use super::reactions::push_text;
use crate::record::ReferenceDefinition;
use crate::text::{is_cjk, text_lines};

/// Appends the HTML of a text.
///
/// `paragraphs` continues the numbering of the block before; `references` are those of the whole file.
pub fn push_html(
    out: &mut String,
    markdown: &str,
    references: &[ReferenceDefinition],
    links: LinkTargets<'_>,
    paragraphs: &mut Paragraphs<'_>,
) {
    // Fast path: most paragraphs have no markup. A test compares both paths over all available records.
    if is_plain(markdown) {
        return push_plain(out, markdown, paragraphs);
    }
    if is_too_deep(markdown) {
        put_place(paragraphs, out.len(), 0..markdown.len());
        paragraphs.open(out);
        push_escaped(out, &typed(markdown));
        out.push_str("</p>\n");
        return;
    }
    push_parsed(out, markdown, references, links, paragraphs);
}

/// Remembers the range of a block that begins at `position`, if that is wanted.
fn put_place(paragraphs: &Paragraphs<'_>, position: usize, range: Range<usize>) {
    if let Some(places) = paragraphs.places {
        places.put(position, range);
    }
}

fn push_plain(out: &mut String, text: &str, paragraphs: &mut Paragraphs<'_>) {
    let mut open = false;
    let mut next = 0;
    for line in text_lines(text) {
        let at = next;
        next += line.len() + 1;
        if line.is_empty() {
            if open {
                out.push_str("</p>\n");
                open = false;
            }
            continue;
        }
        if open {
            if !(out.ends_with(is_cjk) && line.starts_with(is_cjk)) {
                out.push('\n');
            }
        } else {
            if paragraphs.places.is_some() {
                let end = memchr::memmem::find(&text.as_bytes()[at..], b"\n\n").map_or(text.len(), |gap| at + gap);
                put_place(paragraphs, out.len(), at..end);
            }
            paragraphs.open(out);
            open = true;
        }
        push_text(out, line);
    }
    if open {
        out.push_str("</p>\n");
    }
}

fn push_parsed(
    out: &mut String,
    markdown: &str,
    references: &[ReferenceDefinition],
    links: LinkTargets<'_>,
    paragraphs: &mut Paragraphs<'_>,
) {
    let neutral = neutralise(markdown);
    let mut writer = HtmlWriter {
        out,
        links,
        paragraphs,
        source: &neutral.text,
        open: Vec::new(),
        text: String::new(),
        depth: 0,
        muted: 0,
        html_is_open: true,
        in_head: false,
        heading: 0,
        lists: Vec::new(),
        picture_at: 0,
        columns: (Vec::new(), 0),
        caption: None,
    };
    writer.heading = writer.paragraphs.top - 1;
    for (event, range) in events(&neutral, references) {
        if writer.paragraphs.places.is_some() && writer.open.is_empty() && matches!(event, Event::Start(_)) {
            writer.flush();
            put_place(writer.paragraphs, writer.out.len(), neutral.original(range.start)..neutral.original(range.end));
        }
        writer.event(event, range);
    }
    writer.flush();
    while let Some(element) = writer.open.pop() {
        writer.out.push_str(element.close());
    }
}

/// Reports whether the end of a block element also ends the raw tags left open within it.
pub(super) fn may_close(end: TagEnd) -> bool {
    matches!(end, TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::Item | TagEnd::TableCell | TagEnd::HtmlBlock)
}

#[cfg(test)]
mod tests {
    use super::super::block_places::BlockPlaces;
    use super::*;

    fn draw(markdown: &str) -> String {
        let mut out = String::new();
        let links: [(Box<str>, Box<str>); 1] = [("b.md".into(), "/meetings/b/".into())];
        push_html(&mut out, markdown, &[], &links, &mut Paragraphs::of("s1", 4));
        out
    }

    fn check(markdown: &str, html: &str) {
        assert_eq!(draw(markdown).trim_end(), html, "{markdown:?}");
    }

    #[test]
    fn each_paragraph_after_the_first_has_an_anchor() {
        check("One.\n\nTwo.", "<p>One.</p>\n<p id=\"s1.2\">Two.</p>");
        check("*One.*\n\nTwo.", "<p><em>One.</em></p>\n<p id=\"s1.2\">Two.</p>");
    }

    #[test]
    fn each_block_can_say_which_bytes_it_shows() {
        let text = "One.\n\n**注意：**請 _two_ lines\nand 10**6.\n\n<!-- no -->\n\n- a\n\n  b\n- c\n\n> d\n\n| a |\n|---|\n\n# e\n\n<b>f</b>";
        let places = BlockPlaces::default();
        let mut out = "<p>before</p>".to_owned();
        push_html(&mut out, text, &[], &[], &mut Paragraphs::of("s1", 4).with_places(&places));
        places.write_into(&mut out, text, 100);
        let mut shown = Vec::new();
        for (at, _) in out.match_indices(" data-source=\"") {
            let range = out[at + 14..].split('"').next().and_then(|range| range.split_once('-')).expect("a range");
            let [start, end] = [range.0, range.1].map(|at| at.parse::<usize>().expect("a number") - 100);
            shown.push(&text[start..end]);
        }
        let table = "| a |\n|---|";
        assert_eq!(
            shown,
            ["One.", "**注意：**請 _two_ lines\nand 10**6.", "- a\n\n  b\n- c", "> d", table, "# e", "<b>f</b>"]
        );
        assert!(out.starts_with("<p>before</p><p data-source=\"100-104\">One.</p>\n<p data-source="), "{out}");
        // Without them, the page is as it is always.
        let bare: Vec<&str> = out.split(" data-source=\"").collect();
        let bare: String = bare[0].to_owned()
            + &bare[1..].iter().map(|rest| &rest[rest.find('"').unwrap_or(0) + 1..]).collect::<String>();
        assert_eq!(bare, format!("<p>before</p>{}", draw(text)));
        let (plain, places) = ("a\nb\n\n\nc", BlockPlaces::default());
        let mut out = String::new();
        push_html(&mut out, plain, &[], &[], &mut Paragraphs::of("", 4).with_places(&places));
        places.write_into(&mut out, plain, 0);
        assert_eq!(out, "<p data-source=\"0-3\">a\nb</p>\n<p data-source=\"6-7\">c</p>\n");
    }

    #[test]
    fn lines_join_without_a_space_between_han() {
        check("會議\n開始\nnow\nthen", "<p>會議開始\nnow\nthen</p>");
        check("**會議**\n開始", "<p><strong>會議</strong>\n開始</p>");
        check("會*議*開\n始", "<p>會<em>議</em>開始</p>");
    }

    #[test]
    fn columns_keep_their_alignment() {
        check(
            "| a | b | c |\n|:--|--:|:-:|\n| 1 | 2 | 3 |\n| 4 |",
            "<table>\n<thead><tr><th>a</th><th class=\"align-end\">b</th><th class=\"align-center\">c</th></tr></thead><tbody>\n\
             <tr><td>1</td><td class=\"align-end\">2</td><td class=\"align-center\">3</td></tr>\n\
             <tr><td>4</td><td class=\"align-end\"></td><td class=\"align-center\"></td></tr>\n</tbody></table>",
        );
    }

    #[test]
    fn a_picture_that_is_a_paragraph_has_its_title_as_a_caption() {
        let drawn = draw("One.\n\n![Quay](b.md \"In <1968>\")");
        assert!(drawn.starts_with("<p>One.</p>\n<figure>\n<p id=\"s1.2\">"), "{drawn}");
        assert!(drawn.ends_with("alt=\"Quay\"></p>\n<figcaption>In &lt;1968&gt;</figcaption>\n</figure>\n"), "{drawn}");
        assert!(!drawn.contains(" title="), "{drawn}");
        for other in ["![Quay](b.md)", "Here ![Quay](b.md \"In 1968\")", "![Quay](b.md \"In 1968\") and more"] {
            assert!(!draw(other).contains("<figure>"), "{other}");
        }
    }

    #[test]
    fn reactions_are_marked_up_inline() {
        check("好（笑）。", "<p>好<i class=\"reaction\">（笑）</i>。</p>");
        check("Yes \\[laughs\\] no", "<p>Yes <i class=\"reaction\">[laughs]</i> no</p>");
        check("（一）先說", "<p>（一）先說</p>");
    }

    #[test]
    fn nothing_untrusted_gets_through() {
        check("<script>alert(1)</script>", "");
        check("a <img src=x onerror=alert(1)> b", "<p>a  b</p>");
        check("<b onclick=x>y</b>", "<p><b>y</b></p>");
        check("[x](javascript:alert(1)) <a href='data:x'>y</a>", "<p>x y</p>");
        check("<a href=\"https://a.example/?q=&quot;x\">y", "<p><a href=\"https://a.example/?q=%22x\">y</a></p>");
        check("*<b>x*</b> y", "<p><em><b>x</b></em> y</p>");
    }

    #[test]
    fn a_frame_becomes_a_link() {
        check(
            "<iframe src=\"https://www.youtube-nocookie.com/embed/qsa\" title=\"A & B\"></iframe>",
            "<p><a href=\"https://www.youtube.com/watch?v=qsa\" class=\"video\">A &amp; B</a></p>",
        );
    }

    #[test]
    fn relative_links_lead_where_they_should_or_are_dropped() {
        check("[b](b.md) [c](c.md)", "<p><a href=\"/meetings/b/\">b</a> c</p>");
        check(
            "![x](https://a.example/p.png)",
            "<p><a href=\"https://a.example/p.png\" class=\"image\">p.png x</a></p>",
        );
    }

    #[test]
    fn numbers_of_a_list_stay_as_said() {
        check("1. a\n3. b", "<ol>\n<li>a</li>\n<li value=\"3\">b</li>\n</ol>");
        check("2012. That's correct", "<p>2012. That's correct</p>");
    }

    #[test]
    fn headings_leave_out_no_level() {
        check("# a\n### b\n###### c\n## d", "<h4>a</h4>\n<h4>b</h4>\n<h5>c</h5>\n<h4>d</h4>");
    }

    #[test]
    fn a_line_of_hyphens_makes_no_heading() {
        check("said\n---", "<p>said</p>");
    }

    /// HTML of a plain text, drawn by both paths.
    fn both_ways(text: &str) -> (String, String) {
        let (mut quick, mut slow) = (String::new(), String::new());
        push_plain(&mut quick, text, &mut Paragraphs::of("s1", 4));
        push_parsed(&mut slow, text, &[], &[], &mut Paragraphs::of("s1", 4));
        (quick, slow)
    }

    proptest::proptest! {
        #![proptest_config(crate::proptest_config::cases(256))]
        #[test]
        fn plain_text_is_drawn_the_same_both_ways(text in "[a-zA-Z0-9 \n.,:;()（）笑會議。、#>+=\"'/-]{0,60}") {
            // Blocks have no white space around them, and a line of white space ends a paragraph.
            let text = text.trim();
            if is_plain(text) {
                let (quick, slow) = both_ways(text);
                proptest::prop_assert_eq!(quick, slow, "{:?}", text);
            }
        }
    }

    #[test]
    fn real_paragraphs_are_drawn_the_same_both_ways() {
        let root = std::env::var_os("MINUTEBOOK_DATA").map(std::path::PathBuf::from);
        let root = root.unwrap_or_else(|| std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data"));
        let Ok(folder) = std::fs::read_dir(root.join("pilot")) else {
            println!("SKIPPED: there are no real records; set MINUTEBOOK_DATA");
            return;
        };
        let mut compared = 0;
        for file in folder.flatten() {
            let text = std::fs::read_to_string(file.path()).unwrap_or_default();
            for block in text.split("\n### ").filter_map(|part| part.split_once('\n')).map(|(_, block)| block.trim()) {
                if is_plain(block) {
                    let (quick, slow) = both_ways(block);
                    assert_eq!(quick, slow, "{block:?}");
                    compared += 1;
                }
            }
        }
        assert!(compared > 1000, "paragraphs were compared: {compared}");
    }
}
