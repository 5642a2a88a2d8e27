//! Lines that look like metadata where metadata is not read: what could say “not yet” holds back, and words do not.

use crate::dress::{BODY, is_out, record};
use crate::site::Site;

/// Which of these words hold back what stands below them: a record in which somebody speaks, and a page. Both must agree.
fn hold(words: &[&str]) -> Vec<bool> {
    let mut site = Site::new().file("content/2024-03-12-open.md", "# Open\n### Ann:\nAye.\n");
    for (index, words) in words.iter().enumerate() {
        site = site
            .file(&format!("content/2024-03-11-r{index}.md"), format!("# T\n\n{words}\n\n{BODY}"))
            .file(&format!("content/pages/p{index}.md"), format!("# T\n\n{words}\n\nThis is embargoed.\n"));
    }
    let built = site.build();
    let held = |(index, words): (usize, &&str)| {
        let record = !built.has(&format!("meetings/2024-03-11-r{index}/index.html"));
        assert_eq!(record, !built.has(&format!("p{index}/index.html")), "{words}: {:?}", built.codes());
        record
    };
    words.iter().enumerate().map(held).collect()
}

fn assert_held(words: &[&str], expected: bool) {
    let wrong: Vec<&&str> =
        words.iter().zip(hold(words)).filter(|(_, held)| *held != expected).map(|(w, _)| w).collect();
    assert!(wrong.is_empty(), "held back: {}; {wrong:#?}", !expected);
}

#[test]
fn metadata_in_the_words_holds_back_in_every_dress() {
    assert_held(
        &[
            "status: draft",
            "Status: Draft",
            "DRAFT: true",
            "\"status\": \"draft\",",
            "'draft': true",
            "status：draft",
            "status = \"draft\"",
            ":status: draft",
            "#+DRAFT: true",
            "- status: draft",
            "* **Status:** draft",
            "**Status**: draft",
            "| status | draft |",
            "| title | status |\n|---|---|\n| X | draft |",
            "<meta name=\"status\" content=\"draft\">",
            "<status>draft</status>",
            "<dt>Status</dt><dd>draft</dd>",
            "<table>\n<tr>\n<th>Status</th>\n<td>draft</td>\n</tr></table>",
            "access: restricted",
            "解密日期：2099-01-01",
            "<!-- status: draft -->",
            "meta: {status: draft}",
            "狀態：草稿",
            "publish\\_at: 2099-01-01",
            "publish-at: 2099-01-01",
            "published: false",
            "status: draft # not yet",
            "status: draft (do not publish)",
            "Status — draft",
            "status:\n  draft",
            "Status\n\nDraft",
            "status\n: draft",
            "@draft true",
            "—\ndraft\n—",
            "embargo: 2099-01-01",
            "st\u{200b}atus: draft",
            "> status: review",
            "\\status{draft}",
            "private: yes",
            "layout: post, status: draft",
            "Review-Until: 10 working days",
            "statsu: draft",
            "withdrawn: true",
            "withdrawn: 2024-01-01",
            "entwurf: ja",
            ":draft:",
            "#+DRAFT: t",
            "公開日期：2099-01-01",
            "发布日期: 2099年1月1日",
            "發布日期：民國188年1月1日",
            "Published: 2099-03-10",
            "Scheduled for: 3 March",
            "Embargoed until: 1 March 2099",
            "| Status | Draft | Clerk | Ann |",
            "| Title | T |\n|---|---|\n| Status | Draft |\n| Clerk | Ann |",
            "public: 0",
            "Draft: 1",
            "Embargo: 2024-01-01; status: draft",
            "Embargo: 2024-01-01\nstatus: draft",
        ],
        true,
    );
}

#[test]
fn sentences_tables_of_business_and_days_that_are_over_hold_nothing_back() {
    assert_held(
        &[
            "Status: the harbour is closed",
            "Published: 2024-03-10",
            "Draft minutes of the harbour",
            "- Status review",
            "status: published",
            "draft: false",
            "published: true",
            "The draft: a plan of the quay",
            "We discussed budget, status, draft and review.",
            "Public: 40 people",
            "Private sitting",
            "State: Bavaria",
            "Review of the draft",
            "embargo: none",
            "Status of the draft, pending.",
            "Date: 2024-03-10\nPlace: Hall",
            "status: draft minutes are with the clerk",
            "Project status: pending",
            "# Draft",
            "Embargo of the harbour",
            "Is the draft public? Nobody asked.",
            "Stand: 2024-03-10",
            "Öffentlich",
            "1. Public sitting",
            "公開：40 人",
            "Public: 0",
            "Private: 1",
            "Scheduled: 19:00",
            "Scheduled: 3 items",
            "Withdrawn: 2 motions",
            "States: pending",
            "Publisher: Office 3",
            "Draft minutes: 4 pages",
            "| Item | Status |\n|---|---|\n| Quay | pending |\n| Road | draft |",
            "| Item | Status |\n|---|---|\n| Quay | pending |",
            "| Title | Status |\n|---|---|\n| Quay | pending |\n| Road | adopted |",
            "| Stage | Draft | Review | Final |\n|---|---|---|---|\n| Quay | x | x | |\n| Road | x | | |",
            "Item | State\n-|-\nQuay | pending\nRoad | internal",
            "| Item | Status |\n|---|---|\n| Quay | pending |\n| Road | draft |\n",
            "| Item | State |\n|---|---|\n| Quay | pending |\n",
            "Public: 0\n",
            "Scheduled: 19:00\n",
            "Scheduled for: 2024-03-01\n",
            "Release date: 1 March 2024\n",
            "Embargo: lifted 2024-01-01\n",
            "States: pending\n",
            "發布日期：2024-01-01\n",
            "公開日期: 2024年1月1日\n",
            "公开日期：2024/1/1\n",
            "发布日期：民國113年1月1日\n",
            "Publish at: 2025-12-31\n",
        ],
        false,
    );
    let built = record("---\nstatus: public\n---\n# T\n").build();
    assert!(is_out(&built));
    assert_eq!(built.codes().len(), 1);
    built.diagnostic("other-spelling");
}

/// Reports whether the text of `content/FILE`, a page or a record in which nobody speaks, is published.
fn is_page_out(text: &str) -> bool {
    let site = |path: &str| {
        Site::new()
            .file("content/2024-03-12-open.md", "# Open\n### Ann:\nAye.\n")
            .file(path, format!("{text}\nThis is embargoed.\n"))
            .build()
    };
    let (page, minutes) = (is_out(&site("content/pages/held.md")), is_out(&site("content/2024-03-11-held.md")));
    assert_eq!(page, minutes, "{text}");
    page
}

#[test]
fn metadata_below_a_heading_that_says_so_holds_back_whoever_speaks_later() {
    for heading in ["Metadata", "Meta", "Document properties", "Metadata:", "中繼資料", "Publication status", "Status"]
    {
        for level in ["##", "###"] {
            let top = format!("# T\n\n{level} {heading}\n\nTitle: T\nStatus: draft\n\n");
            assert!(!is_out(&record(&top).build()), "{top}");
            assert!(!is_page_out(&top), "{top}");
        }
    }
    let spoken = record("").file(
        "content/2024-03-11-held.md",
        format!("# T\n### Metadata\nTitle: T\n\n{BODY}\n### Ben:\nstatus: draft\n"),
    );
    assert!(is_out(&spoken.build()), "what somebody said is no metadata");
    assert!(!is_out(&record(":draft:\n\n# T\n").build()), "an attribute of AsciiDoc");
    assert!(!is_page_out(":draft:\n\n# T\n"));
}

#[test]
fn below_the_first_heading_of_a_page_metadata_holds_back_and_words_do_not() {
    for held in [
        "# T\n\n## A\n---\nstatus: draft\n---\n",
        "# T\n\n## A\nWords.\n\n## B\n+++\ndraft = true\n+++\n",
        "# T\n\n## A\n**Status:** draft\n",
        "# T\n\n## A\nWords.\n\n<!-- status: draft -->\n",
        "# T\n\n## A\n```yaml\nstatus: draft\n```\n",
        "# T\n\n## A\nWords.\n\npublish_at: 2099-01-01\n",
        "# T\n\n## Metadata\n\n- Status: pending\n",
        "# T\n\n### Document properties\nDraft: yes\n",
        "# T\n## Meta\n```yaml\nstatus: draft\n```\n",
        "# T\n## A\n**Status:** Draft\n",
        "# T\n## A\n### B\n```yaml\nstatus: draft\n```\n",
        "# T\n## A\nWords.\n## B\n---\ntitle: X\nstatus: draft\n---\n",
        "# T\n## A\nWords.\n## B\n+++\ndraft = true\n+++\n",
        "# T\n## A\nWords.\n<!-- status: draft -->\n",
        "# T\n## A\nWords.\n<!--\nstatus: draft\n-->\n",
        "# T\n## A\nWords.\n<meta name=\"status\" content=\"draft\">\n",
        "# T\n## A\nWords.\n\nstatus: draft\n",
        "# T\n## A\nWords.\n\npublish_at: 2099-01-01\n",
        "# T\n## 中繼資料\n狀態：草稿\n",
    ] {
        assert!(!is_page_out(held), "{held}");
    }
    for words in [
        "# T\n\n## Projects\nStatus: pending\n",
        "# T\n\n## A\nWords.\n\n| Item | Status |\n|---|---|\n| Quay | draft |\n| Road | draft |\n",
        "# T\n\n## How to write\nWrite so:\n\n```yaml\nstatus: draft\n```\n",
        "# T\n## Projects\nStatus: pending\n",
        "# T\n## A\nWords.\n\nStatus: draft\n",
        "# T\n## A\nWrite so:\n\n```yaml\nstatus: draft\n```\n",
        "# T\n## A\nWords.\n| Item | Status |\n|---|---|\n| Quay | draft |\n| Road | draft |\n",
        "# T\n## A\nWords.\n\n---\n\nStatus of the draft.\n\n---\n",
        "# T\n## A\nWrite `status: draft` at the top.\n",
        "# T\n## Publishing\nWe publish on Mondays.\n",
    ] {
        assert!(is_page_out(words), "{words}");
    }
}

#[test]
fn a_day_to_come_holds_back_until_it_is_over_and_is_told_until_then() {
    for line in [
        "Embargo: until 1 March 2026",
        "發布日期：2026-03-01",
        "公開日期：2026年3月1日",
        "发布日期: 2026/3/1",
        "公开日期：民國115年3月1日",
        "Scheduled for: 2026-03-01 19:00",
        "Release date: March 1, 2026",
        "Published: 2026-03-01",
        "| Embargo | 2026-03-01 |",
        "<!-- publish_at: 2026-03-01 -->",
        "Embargo: 2024-01-01\nPublish at: 2026-03-01\nScheduled: 2023-01-01",
    ] {
        for (top, path) in [
            (format!("# T\n\n{line}\n\n{BODY}"), "content/2024-03-11-held.md"),
            (format!("# T\n\n{line}\n\nThis is embargoed.\n"), "content/pages/held.md"),
        ] {
            let mut site = Site::new().file("content/2024-03-12-open.md", "# Open\n### Ann:\nAye.\n").file(path, top);
            // Each build remembers the one before.
            site.options.cache = true;
            let site = site.now("2026-03-01T23:59:59Z");
            let before = site.build();
            assert!(!is_out(&before), "{line}");
            assert!(before.diagnostic("unread-metadata").message.contains("2026-03-01"), "{line}");
            assert_eq!(before.report.next_change.as_deref().map(|next| &next[..10]), Some("2026-03-02"), "{line}");
            let after = site.now("2026-03-02T00:00:00Z").build();
            assert!(is_out(&after), "{line}");
            // Several lines may look like lines of speakers, which is another matter.
            let told = after.codes().into_iter().filter(|code| !code.starts_with("unread-labels"));
            assert_eq!(told.count(), 0, "{line}");
        }
    }
    assert!(!is_out(&record("# T\n\nWithdrawn: 2024-01-01\n\n").build()), "what was withdrawn stays away");
    assert!(!is_out(&record("---\ntime_zone: Nowhere\n---\n# T\n\nEmbargo: 2024-01-01\n\n").build()));
}

#[test]
fn words_of_other_languages_stamps_and_marks_of_word_processors_hold_back() {
    assert_held(
        &[
            "Version: Draft",
            "- [x] draft",
            "- [ ] published",
            "- \\[x\\] Draft",
            "Published: pending",
            "Public: soon",
            "Publication : 1er janvier 2099",
            "Veröffentlichung: am 1. Januar 2099",
            "Date de publication : à partir du 1er janvier 2099",
            "公開日期：中華民國一百八十八年一月一日",
            "【狀態】草稿",
            "狀 態：草稿",
            "Status: intern",
            "Statut : en révision",
            "狀態：撰寫中",
            "状態：社外秘",
            "#let status = \"draft\"",
            "‹!–– This is embargoed too ––›",
            "<!— status —>",
            "< !-- a -->",
            "&lt;!-- a --&gt;",
            "<!-- a —>",
            "Words <span hidden>and more</span>.",
            "<div style=\"display:none\">more</div>",
        ],
        true,
    );
    for title in ["[DRAFT] P", "DRAFT: P of the quay", "【草稿】預算", "Budget [draft]", "（草稿）預算"] {
        assert!(!is_out(&record(&format!("# {title}\n\n")).build()), "{title}");
        assert!(!is_out(&record(&format!("---\ntitle: \"{title}\"\n---\n")).build()), "{title}");
    }
}

#[test]
fn business_of_the_meeting_is_no_metadata() {
    assert_held(
        &[
            "Published: 0",
            "Application: 24/0113\nApplicant: Quay Ltd\nStatus: Pending",
            "| Name | Status |\n|---|---|\n| Quay | pending |",
            "| Status |\n|---|\n| Pending |",
            "Version: 2",
            "Audience: 40 people",
            "Approved: no",
            "Local plan (draft)",
            "5 < 6! -- and more -->",
            "`<!— a —>`",
            "- [ ] draft",
        ],
        false,
    );
    for title in ["Draft budget", "Local plan (draft)", "Draft: a plan", "Drafting of rules"] {
        assert!(is_out(&record(&format!("# {title}\n\n")).build()), "{title}");
    }
    let below = record("# T\n\n## Applications\n\nStatus: Pending\n\nDraft: 1\n\n");
    assert!(is_out(&below.build()), "{:?}", below.build().codes());
    assert!(!is_out(&record("# T\n\nDraft: 1\n\n").build()));
}
