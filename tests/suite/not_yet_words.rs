//! Stamps, tags, lines and neighbours that say “not yet”: what they mean is held back, and what only resembles them is public.

use crate::dress::{is_out, record};
use crate::site::{Built, Site};

fn is_held(built: &Built) -> bool {
    !is_out(built) && built.codes().iter().any(|code| !code.is_empty())
}

fn open() -> Site {
    Site::new().file("content/2024-03-12-open.md", "# Open\n### Ann:\nAye.\n")
}

#[test]
fn a_stamp_in_the_title_holds_back_wherever_the_day_stands() {
    for title in [
        "# 2024-01-05 [DRAFT] Budget sitting",
        "# 2024-01-05 DRAFT: Budget",
        "# 2024-01-05 - DRAFT - Budget",
        "# 2024年1月5日【草稿】預算",
        "# 5 January 2024 [DRAFT] Budget",
        "# Budget sitting [DRAFT] 2024-01-05",
        "# Budget (DRAFT) 2024-01-05",
        "# 2024-01-05 DRAFT",
        "# DRAFT",
        "[DRAFT] Budget sitting\n======================",
        "# Draft: Budget sitting",
        "# Budget sitting (draft)",
        "# Budget sitting - DRAFT",
        "# Budget sitting [draft – do not circulate]",
        "# Budget (DRAFT – NOT YET APPROVED)",
        "# [DRAFT v2] Budget",
        "# [WIP] Budget",
        "# [IN REVIEW] Budget",
        "# [PRIVATE] Budget",
        "# DO NOT PUBLISH Budget",
        "# Budget (embargoed until 1 January 2030)",
        "# Budget – NOT YET PUBLIC",
        "# [RASCUNHO] Sessão",
        "# Seduta (bozza)",
        "# [비공개] 예산",
        "# 【内部】预算会议",
        "# Séance (brouillon)",
    ] {
        let built = record(&format!("{title}\n\n")).build();
        assert!(is_held(&built), "{title}: {:?}", built.codes());
    }
}

#[test]
fn tags_and_keys_of_other_programs_hold_back() {
    for key in [
        "tags: minutes, draft",
        "tags: minutes draft",
        "tags: \"#minutes #draft\"",
        "tags: [status/draft]",
        "tags: [private]",
        "tags: [minutes, confidential]",
        "dg-publish: false",
        "build: {render: never, list: never}",
        "permalink: false",
        "eleventyExcludeFromCollections: true",
        "post_status: pending",
        "post_status: future",
        "wp_status: private",
        "workflow_status: pending_review",
        "deleted: true",
        "trashed: true",
        "unpublish: true",
        "hold: true",
        "needs_review: true",
        "openbaar: nee",
        "gepubliceerd: nee",
        "pubblicato: no",
        "publicado: não",
        "공개: 아니오",
        "公開: 不可",
        "password: hunter2",
        "audience: staff",
        "access: staff",
        "robots: noindex",
        "title: Budget sitting (draft)",
        "title: \"BOZZA: Bilancio\"",
        "title: Budget (embargoed until 2099-01-01)",
    ] {
        let built = record(&format!("---\n{key}\n---\n# Budget\n\n")).build();
        assert!(is_held(&built), "{key}: {:?}", built.codes());
    }
}

#[test]
fn a_line_above_the_first_speaker_holds_back_in_the_words_of_many_offices() {
    for line in [
        "###### tags: `minutes` `draft`",
        "#draft",
        "tags:: draft",
        "Tags: #draft",
        "type:: draft",
        "Approval: pending",
        "Sensitivity: Confidential",
        "Audience: internal",
        "Publication: withheld",
        "Embargo till 2030-01-01",
        "Embargo bis 1.1.2030",
        "Embargo jusqu’au 1er janvier 2030",
        "Not before 2030-01-01",
        "Publish after 1 January 2030",
        "To be published on 2030-01-01",
        "Release: 1 January 2030, 09:00",
        "公開：不可",
        "資料公開：否",
        "解禁日時：2030年1月1日",
        "공개일: 2030년 1월 1일",
        "2030年1月1日まで非公開",
        "□ 公開　■ 非公開",
        "☐ public ☒ confidential",
        "Status: concept",
        "Situação: rascunho",
        "Doc status: draft",
        "Status of minutes: DRAFT",
        "DRAFT MINUTES",
        "DRAFT – NOT FOR CIRCULATION",
        "**DRAFT MINUTES – NOT YET APPROVED**",
        "STRICTLY PRIVATE AND CONFIDENTIAL",
        "For internal use only",
        "OFFICIAL-SENSITIVE",
        "GEHEIM",
        "Vertrouwelijk",
        "Riservato",
        "비공개",
        "대외비",
        "社外秘",
        "極機密",
        "内部资料",
        "> draft",
        "> [!warning] Draft",
        "[DRAFT]{.mark}",
        "[**DRAFT**]{.underline}",
        "<!-- Draft: do not publish -->",
        "<!-- draft -->",
        "## DRAFT",
        "### DRAFT",
        "STATUS DRAFT",
        "Status:\n- draft",
        "Author: Clerk / Status: draft",
    ] {
        let built = record(&format!("# Budget\n\n{line}\n\n")).build();
        assert!(is_held(&built), "{line}: {:?}", built.codes());
    }
}

#[test]
fn a_stamp_with_a_day_to_come_holds_back_until_it_is_over_in_every_language() {
    for line in [
        "Not for publication until 1 March 2026",
        "Not for publication before 1 March 2026",
        "Not for release until 2026-03-01",
        "Not to be published until 1 March 2026",
        "Do not publish until 2026-03-01",
        "Confidential until 1 March 2026",
        "**Draft minutes – not for circulation before 1 March 2026**",
        "## Confidential until 1 March 2026",
        "<!-- Not for publication until 1 March 2026 -->",
        "Ne pas publier avant le 1er mars 2026",
        "No publicar antes del 1 de marzo de 2026",
        "Nicht vor dem 1. März 2026 veröffentlichen",
        "請於2026年3月1日後公開",
        "2026年3月1日前不得公開",
        "令和8年3月1日まで公開禁止",
        "2026년 3월 1일까지 대외비",
    ] {
        let mut site = record(&format!("# 2024-03-11 Budget\n\n{line}\n\n"));
        site.options.cache = true;
        let site = site.now("2026-03-01T23:59:59Z");
        let before = site.build();
        assert!(is_held(&before), "{line}: {:?}", before.codes());
        assert!(before.diagnostic("unread-metadata").message.contains("2026-03-01"), "{line}");
        assert!(is_out(&site.now("2026-03-02T00:00:00Z").build()), "{line}");
    }
    for title in ["Budget – not for publication until 1 March 2026", "Budget (do not publish before 2026-03-01)"] {
        let site = record(&format!("# 2024-03-11 {title}\n\n")).now("2026-03-01T23:59:59Z");
        assert!(is_held(&site.build()), "{title}");
        assert!(is_out(&site.now("2026-03-02T00:00:00Z").build()), "{title}");
    }
}

#[test]
fn a_stamp_with_a_condition_or_a_law_and_words_that_forbid_publication_hold_back() {
    for line in [
        "Embargoed until further notice",
        "Not for publication before the minister has spoken",
        "Not for publication until 1 March",
        "Exempt – not for publication by virtue of paragraph 3",
        "Exempt",
        "Not to be published",
        "Ne pas publier",
        "No publicar",
        "Nicht veröffentlichen",
        "不得公開",
        "関係者外秘",
    ] {
        let built = record(&format!("# Budget\n\n{line}\n\n")).build();
        assert!(is_held(&built), "{line}: {:?}", built.codes());
    }
}

#[test]
fn names_of_files_and_folders_that_say_not_yet_hold_back_and_other_names_do_not() {
    let text = "# 2024-03-11 T\n\n### Ann:\nThis is embargoed.\n";
    let built = |name: &str| open().file(&format!("content/{name}"), text).build();
    for name in [
        "2024-03-11 a (embargoed until 2099-01-01).md",
        "2024-03-11 a_wip.md",
        "~$2024-03-11 a.md",
        "2024-03-11 a (not for publication).md",
        "Drafts 2024/2024-03-11-a.md",
        "Draft minutes/2024-03-11-a.md",
        "Drafts (do not publish)/2024-03-11-a.md",
        "Embargoed until 2099-01-01/2024-03-11-a.md",
        "Ne pas publier/2024-03-11-a.md",
        "草案/2024-03-11-a.md",
        "不得公開/2024-03-11-a.md",
    ] {
        assert!(is_held(&built(name)), "{name}: {:?}", built(name).codes());
    }
    for name in [
        "drafting committee/2024-03-11-a.md",
        "drafting-2024/2024-03-11-a.md",
        "wip-party/2024-03-11-a.md",
        "draft budget/2024-03-11-a.md",
        "private members/2024-03-11-a.md",
        "minutes 2024/2024-03-11-a.md",
        "published minutes/2024-03-11-a.md",
        "publication/2024-03-11-a.md",
        "2024-03-11-wip-party.md",
        "2024-03-11-embargo.md",
        "2024-03-11 預算草案.md",
    ] {
        assert!(is_out(&built(name)), "{name}: {:?}", built(name).codes());
    }
}

#[test]
fn metadata_that_a_formatter_put_into_one_line_holds_back() {
    for top in [
        "------------------------\n\n## title: Budget status: draft {#title-budget-status-draft}\n\n# Budget\n\n",
        "\\-\\--\n\ntitle: Budget status: draft\n\n\\-\\--\n\n# Budget\n\n",
    ] {
        assert!(is_held(&record(top).build()), "{top}");
    }
}

#[test]
fn comments_and_changes_of_other_programs_reach_nobody() {
    for body in [
        "We have boats.\n\n[//]: # (Legal: embargoed named)\n",
        "We [embargoed?]{.comment-start id=\"0\"}no[]{.comment-end id=\"0\"}.",
        "We have boats[a].\n\n### Ben Ode:\nGood.\n\n[a]Legal: embargoed\n",
        "We. %% embargoed %%\n",
        "We.\n\n%%\nembargoed\n%%\n",
        "{>>embargoed<<}",
        "{--embargoed--}",
        "{% comment %}embargoed{% endcomment %}",
        "{{/* embargoed */}}",
        "{/* embargoed */}",
        "{::comment}embargoed{:/comment}",
        "[embargoed]{.hidden}",
        "::: {.comment}\nembargoed\n:::\n",
        "<span style=\"mso-hide:all\">embargoed</span>",
        "[comment]: <> (embargoed)",
    ] {
        let built = open().file("content/2024-03-11-held.md", format!("# T\n\n### Ann:\nOne.\n\n{body}\n")).build();
        assert!(!built.files().iter().any(|(_, bytes)| memchr::memmem::find(bytes, b"embargoed").is_some()), "{body}");
    }
    let code = open().file("content/2024-03-11-held.md", "# T\n\n### Ann:\nWrite `%% embargoed %%` or `{>>so<<}`.\n");
    assert!(is_out(&code.build()));
}

#[test]
fn a_file_that_describes_its_folder_holds_the_folder_back() {
    for (name, text) in [
        ("_category_.json", "{\"label\":\"A\",\"draft\":true}"),
        ("metadata.json", "{\"status\":\"draft\"}"),
        ("_meta.json", "{\"status\":\"draft\"}"),
        ("a.json", "{\"status\":\"draft\"}"),
        ("a.11tydata.json", "{\"status\":\"draft\"}"),
        ("_config.toml", "status = \"draft\""),
        ("config.toml", "status = \"draft\""),
        ("README.txt", "status: draft\n"),
        ("README", "status: draft\n"),
        ("index.html", "<!-- status: draft -->"),
        ("index.markdown", "---\nstatus: draft\n---\n"),
        ("_index.markdown", "---\nstatus: draft\n---\n"),
        ("LIESMICH.md", "---\nstatus: draft\n---\n"),
        ("a.md", "---\nstatus: draft\n---\n"),
        ("_data.yml", "status: draft"),
        ("a.yml", "status: draft"),
        ("_category_.yml", "status: draft"),
        ("section.yml", "status: draft"),
    ] {
        let site = open().file(&format!("content/a/{name}"), text);
        let built = site.file("content/a/2024-03-11-held.md", "# T\n\n### Ann:\nThis is embargoed.\n").build();
        assert!(is_held(&built), "{name}: {:?}", built.codes());
    }
    let plain = open()
        .file("content/drafting/README.md", "How to write:\n\n```\nstatus: draft\n```\n")
        .file("content/drafting/metadata.json", "{\"title\": \"x\"}")
        .file("content/drafting/2024-03-11-held.md", "# T\n\n### Ann:\nThis is embargoed.\n");
    let built = plain.build();
    assert!(is_out(&built), "{:?}", built.codes());
}

#[test]
fn a_paper_is_held_back_by_its_own_words_and_by_what_lies_beside_it() {
    for (name, text, beside) in [
        ("plan.txt", "DRAFT – NOT FOR PUBLICATION\n\nembargoed", None),
        ("page.html", "<html><head><title>DRAFT - Plan</title></head><body><h1>Plan</h1>embargoed</body></html>", None),
        ("page.html", "<html><head><title>Plan</title></head><body><h1>DRAFT</h1>embargoed</body></html>", None),
        ("s.pdf", "embargoed", Some(("content/s.md", "---\nstatus: draft\n---\n# S\n"))),
        ("t.csv", "embargoed", Some(("content/t.json", "{\"status\":\"draft\"}"))),
        ("s.pdf", "embargoed", Some(("content/s.pdf.yml", "status: draft"))),
        ("c.vtt", "WEBVTT - DRAFT\n\n00:00.000 --> 00:01.000\nembargoed\n", None),
        ("m.eml", "Subject: DRAFT minutes\n\nembargoed", None),
        ("n.org", "#+FILETAGS: :draft:\n\nembargoed", None),
    ] {
        let mut site = Site::new()
            .file("content/2024-03-12-open.md", format!("# Open\n### Ann:\nAye. See [it]({name}).\n"))
            .file(&format!("content/{name}"), text);
        if let Some((path, text)) = beside {
            site = site.file(path, text);
        }
        let built = site.build();
        assert!(!is_out(&built), "{name}: {text}");
    }
}

#[test]
fn words_of_a_meeting_that_resemble_a_stamp_are_public() {
    for top in [
        "---\nspeeches: none\n---\n# Budget sitting\n\nEmbargo until 6 January 2024\n\nThe plan for 2050 was read.\n",
        "# B\n\n- [ ] draft\n- [x] final\n\n",
        "# B\n\n[x] public [ ] private\n\n",
        "---\npublished: 2024-01-06\n---\n# B\n\n",
        "---\npublishDate: 2024-01-06\n---\n# B\n\n",
        "---\nembargo: 2020-01-01\n---\n# B\n\n",
        "---\npublished: 2024-01-06\nstatus: published\n---\n# B\n\n",
        "---\nwithdrawn: no\n---\n# B\n\n",
        "---\ndrafted: 2024-01-05\n---\n# B\n\n",
        "---\ndraft_by: Clerk\n---\n# B\n\n",
        "---\ntopics: [drafting]\n---\n# B\n\n",
        "---\ntopics: [embargo]\n---\n# B\n\n",
        "# Local plan (draft)\n\n",
        "# The draft budget\n\n",
        "# 2024-01-05 Draft budget 2025\n\n",
        "# B\n\n- Draft minutes of the last meeting\n- Approval of draft minutes\n\n",
        "# B\n\nNot before 10:00\n\n",
        "# B\n\nNot for publication until 1 March 2020\n\n",
        "# B\n\nPublic sitting on 1 March 2099\n\n",
        "# B\n\nPrivate meeting on 1 March 2099\n\n",
        "# B\n\nNo meeting before 1 March 2099\n\n",
        "# B\n\n2099年3月1日公開會議\n\n",
        "# B\n\n### Ben:\nNot for publication until 1 March 2099\n\n",
        "# B\n\nThe chair opened: draft budget and more.\n\n",
        "# Internal audit committee\n\n",
        "# Private members' bills\n\n",
        "---\ntags: [minutes, draft budget]\n---\n# B\n\n",
        "---\naccess: Step-free\n---\n# B\n\n",
        "# B\n\n## Approval\n\nStatus: pending\n\n",
        "# B\n\n公開會議\n\n",
        "# 機密文件處理辦法\n\n",
        "# B\n\nPresent: Ann, Ben. Absent: Cat.\n\n",
    ] {
        let built = record(top).build();
        assert!(is_out(&built), "{top}: {:?}", built.codes());
    }
}
