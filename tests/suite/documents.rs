//! Documents and recordings of a meeting: what kind of file one would load, how large it is, and from whom.

use crate::site::{Built, Site};

const MEETING: &str = "---
attachments:
- {title: Survey, url: papers/survey.pdf}
- {title: Plan, url: papers/plan.odt}
- {title: Minutes elsewhere, url: \"https://papers.town.example/get?id=7\", type: application/pdf}
media:
- {title: Sound, url: sound/sitting.ogg, type: audio/ogg}
- {title: Film, url: sound/sitting.webm}
- {title: Film elsewhere, url: \"https://video.example/watch.mp4\"}
---
# 2024-03-11 Harbour
### Ann:
Aye.
";

fn site(settings: &str) -> Site {
    Site::new()
        .file("content/site.yml", settings)
        .file("content/papers/survey.pdf", vec![b'x'; 1_250_000])
        .file("content/papers/plan.odt", vec![b'x'; 900])
        .file("content/sound/sitting.ogg", vec![b'x'; 12_400_000])
        .file("content/sound/sitting.webm", "x")
        .file("content/2024-03-11-harbour.md", MEETING)
}

fn page(built: &Built) -> String {
    built.read("meetings/2024-03-11-harbour/index.html")
}

#[test]
fn a_reader_sees_the_kind_and_the_size_of_a_document_or_whose_host_it_is_on() {
    for theme in ["civic", "gazette", "chamber"] {
        let html = page(&site(&format!("theme: {theme}\n")).build());
        for told in [
            "Survey</a> <span class=\"count\">PDF&nbsp;· 1.3 MB</span>",
            "Plan</a> <span class=\"count\">ODT&nbsp;· 1 KB</span>",
            "Minutes elsewhere</a> <span class=\"count\">PDF&nbsp;· papers.town.example</span>",
            "Sound</a> <span class=\"count\">Ogg&nbsp;· 12 MB</span>",
            "Film elsewhere</a> <span class=\"count\">MP4&nbsp;· video.example</span>",
        ] {
            assert!(html.contains(told), "{theme}: {told}\n{html}");
        }
    }
}

#[test]
fn sizes_are_written_as_the_language_of_the_page_does() {
    let built = site("").file("content/2024-03-11-harbour.md", MEETING.replacen("---\n", "---\nlang: fr\n", 1)).build();
    assert!(page(&built).contains("1,3 Mo"), "{}", page(&built));
}

#[test]
fn only_recordings_that_the_site_publishes_are_played_and_nothing_is_loaded_before() {
    let built = site("").build();
    let html = page(&built);
    assert!(html.contains("<audio controls preload=\"none\" src=\"/files/sound/sitting.ogg\" aria-label=\"Sound\">"));
    assert!(html.contains("<video controls preload=\"none\" src=\"/files/sound/sitting.webm\" aria-label=\"Film\">"));
    assert_eq!(html.matches("<details class=\"player\">").count(), 2, "what lies elsewhere is a link: {html}");
    assert!(built.read("_headers").contains("media-src 'self'"));
    let gazette = page(&site("theme: gazette\n").build());
    assert!(!gazette.contains("<video") && !gazette.contains("<audio"), "on paper nothing plays");
}

#[test]
fn a_page_tells_the_new_size_when_a_file_was_exchanged() {
    let mut site = site("");
    site.options.cache = true;
    site.build();
    site.write("content/papers/survey.pdf", vec![b'x'; 3_000_000]);
    assert!(page(&site.build()).contains("PDF&nbsp;· 3 MB"));
}

#[test]
fn the_papers_of_a_meeting_to_come_are_told_likewise() {
    let built = Site::new()
        .file("content/agenda.pdf", vec![b'x'; 40_000])
        .file(
            "content/2026-03-11-harbour.md",
            "---\nstatus: draft\nannounced: {papers: [{title: Agenda, url: agenda.pdf}]}\n---\n# 2026-03-11 Harbour\n",
        )
        .build();
    let html = built.read("meetings/2026-03-11-harbour/index.html");
    assert!(html.contains("Agenda</a> <span class=\"count\">PDF&nbsp;· 40 KB</span>"), "{html}");
}

#[test]
fn the_beginning_of_a_small_table_is_shown_and_follows_the_file() {
    let mut site = Site::new()
        .file("content/papers/budget.csv", "Head,Crowns\n<b>Quays</b>,1200\nSteps,7\n")
        .file("content/papers/large.csv", format!("a,b\n{}", "1,2\n".repeat(10_000)))
        .file(
            "content/2024-03-11-harbour.md",
            "---\nattachments: [{title: Budget, url: papers/budget.csv}, {title: Large, url: papers/large.csv}]\n---\n# Harbour\n### Ann:\nAye.\n",
        );
    site.options.cache = true;
    let html = page(&site.build());
    assert!(html.contains("<th scope=\"col\">Head</th><th scope=\"col\" class=\"number\">Crowns</th>"), "{html}");
    assert!(html.contains("<td>&lt;b&gt;Quays&lt;/b&gt;</td><td class=\"number\">1200</td>"), "{html}");
    assert_eq!(html.matches("<table>").count(), 1, "a large file is only linked");
    assert!(html.find("class=\"speech\"") < html.find("<table>"), "where there is room: below the words");
    assert!(html.contains("data-address=\" (https://records.example/files/papers/budget.csv)\""), "for paper: {html}");
    site.write("content/papers/budget.csv", "Head,Crowns\n<b>Quays</b>,1300\nSteps,7\n");
    assert!(page(&site.build()).contains("1300"), "an edit of the table draws the record again");
}

#[test]
fn a_recording_has_its_picture_if_the_site_publishes_one() {
    let media = "media:\n- {title: Film, url: film.webm, poster: still.jpg}\n- {title: Elsewhere, url: \"https://video.example/watch.mp4\", poster: still.jpg}\n\
                 - {title: Spying, url: \"https://video.example/b.mp4\", poster: \"https://video.example/b.jpg\"}\n";
    let built = Site::new()
        .file("content/film.webm", "x")
        .file("content/still.jpg", "x")
        .file("content/2024-03-11-harbour.md", format!("---\n{media}---\n# Harbour\n### Ann:\nAye.\n"))
        .build();
    let html = page(&built);
    assert!(built.has("files/still.jpg"));
    assert!(html.contains("src=\"/files/film.webm\" poster=\"/files/still.jpg\""), "{html}");
    assert!(html.contains("<img src=\"/files/still.jpg\" alt=\"\" loading=\"lazy\">"), "{html}");
    assert!(!html.contains("b.jpg"), "nothing is asked of another host");
}
