//! Inputs of each kind that once cost more than their size, or could.

/// Files by path from the site.
pub(crate) type Files = Vec<(String, String)>;

/// Which command is run.
#[derive(Clone, Copy)]
pub(crate) enum Door {
    Build,
    Check,
    /// Files of other programs are read and written as records.
    Import,
}

/// A kind of input that can be made in any size.
pub(crate) struct Shape {
    pub(crate) name: &'static str,
    pub(crate) door: Door,
    /// The smallest of the three sizes.
    pub(crate) size: usize,
    pub(crate) make: fn(usize) -> Files,
}

const fn shape(name: &'static str, door: Door, size: usize, make: fn(usize) -> Files) -> Shape {
    Shape { name, door, size, make }
}

/// A number in letters, as names have no digits.
fn letters(number: usize) -> String {
    number.to_string().bytes().map(|digit| char::from(b'a' + digit - b'0')).collect()
}

/// Each of the three sizes must be within the bounds of docs/limits.md, or all above them.
pub(crate) const SHAPES: &[Shape] = &[
    shape("plain speeches", Door::Build, 200, |n| record(&each(n, |i| format!("### Ann:\nAye, {i}.\n")))),
    shape("many speakers of one record", Door::Check, 100, |n| {
        record(&each(n, |i| format!("### Speaker{i}:\nAye.\n")))
    }),
    shape("decisions of one record", Door::Build, 60, |n| {
        record(&each(n, |i| {
            format!("### Ann{}:\nAye.\n\n> **Decision:** So, {i}.\n> Carried, 2 to 1.\n> For: Ann{i}, Ben\n\n", i % 9)
        }))
    }),
    shape("names in a decision", Door::Build, 200, |n| {
        record(&format!("### Ann:\nAye.\n\n> **Vote:** So.\n> For: {}\n", each(n, |i| format!("Ann{i}, "))))
    }),
    shape("lines of names in a decision", Door::Build, 200, |n| {
        record(&format!("### Ann:\nAye.\n\n> **Vote:** So.\n{}", each(n, |i| format!("> For: Ann{i}\n"))))
    }),
    shape("lines of a decision that are none of its form", Door::Build, 200, |n| {
        record(&format!(
            "### Ann:\nAye.\n\n> **Vote:** So.\n{}",
            each(n, |i| format!("> Carried by {i} to {i} to {i} and for\n"))
        ))
    }),
    shape("words of a result", Door::Build, 200, |n| {
        record(&format!("### Ann:\nAye.\n\n> **Vote:** So.\n> Carried {}\n", "and by ".repeat(n)))
    }),
    shape("decisions in many records with the same voters", Door::Build, 20, |n| {
        records(n, |i| {
            format!("### Ann:\nAye {i}.\n### Ben:\nNay.\n\n> **Vote:** So, {i}.\n> For: Ann\n> Against: Ben\n")
        })
    }),
    shape("voters whom nobody knows", Door::Check, 100, |n| {
        let votes = each(n, |i| format!("> **Vote:** So, {i}.\n> For: Ann{i}\n"));
        let people = each(n, |i| format!("- id: p{i}\n  names: P{i}\n"));
        vec![
            ("content/2024-01-02-meeting.md".into(), format!("# Meeting\n\n### Ann:\nAye.\n\n{votes}")),
            ("content/people.yml".into(), format!("people:\n{people}")),
        ]
    }),
    shape("items of one matter", Door::Build, 60, |n| {
        record(&each(n, |i| {
            format!("## Item {i} {{matter=fares}}\n### Ann:\nAye, {i}.\n\n> **Decision:** So, {i}.\n\n")
        }))
    }),
    shape("matters of many meetings", Door::Build, 20, |n| {
        records(n, |i| format!("## Item {{matter=m{i},fares}}\n### Ann:\nAye {i}.\n"))
    }),
    shape("numbers of matters in headings", Door::Check, 60, |n| {
        let headings = each(n, |i| format!("## Bill {i} and Bill\n### Ann:\nAye.\n"));
        vec![
            ("content/2024-01-02-meeting.md".into(), format!("# Meeting\n\n{headings}")),
            ("content/site.yml".into(), "title: A\nmatters: {numbers: [Bill 12, 24-0113, 案號]}\n".into()),
        ]
    }),
    shape("members of a body", Door::Build, 100, |n| {
        let people =
            each(n, |i| format!("- {{id: p{i}, names: P{i}, listed: true, roles: [{{body: a}}, {{body: a}}]}}\n"));
        vec![
            ("content/2024-01-02-meeting.md".into(), "---\nbody: a\n---\n# Meeting\n\n### Ann:\nAye.\n".into()),
            ("content/people.yml".into(), format!("people:\n{people}")),
            ("content/organisations.yml".into(), "organisations:\n- {id: a, names: A}\n".into()),
        ]
    }),
    shape("bodies within bodies", Door::Build, 40, |n| {
        let bodies = each(n, |i| format!("- {{id: a{i}, names: A{i}, parent: a{}}}\n", i + 1));
        vec![
            ("content/2024-01-02-meeting.md".into(), "---\nbody: a0\n---\n# Meeting\n\n### Ann:\nAye.\n".into()),
            ("content/organisations.yml".into(), format!("organisations:\n{bodies}- {{id: a{n}, names: A}}\n")),
        ]
    }),
    shape("meetings of a body", Door::Build, 20, |n| {
        let mut files = records(n, |i| format!("### Ann:\nAye {i}.\n"));
        files.push(("content/site.yml".into(), "title: A\nbody: a\n".into()));
        files.push(("content/organisations.yml".into(), "organisations:\n- {id: a, names: A}\n".into()));
        files
    }),
    shape("times of one record with a recording", Door::Build, 200, |n| {
        let speeches = each(n, |i| {
            format!(
                "## Item {i} [{}:00:{:02}]\n\n### Ann [{}:{:02}:30]:\nAye, {i}. So it is.\n\n",
                i / 60,
                i % 60,
                i / 60,
                i % 60
            )
        });
        let mut files = record(&speeches);
        files[0].1 = format!("---\nmedia: a.mp3\n---\n{}", files[0].1);
        files.push(("content/a.mp3".into(), "sound".into()));
        files
    }),
    shape("recordings of one record", Door::Check, 100, |n| {
        let media = each(n, |i| format!("- {{url: a.mp3, starts: \"{}:{:02}:00\"}}\n", i / 60, i % 60));
        let speeches = each(n, |i| format!("### Ann [{}:{:02}:30]:\nAye, {i}.\n\n", i / 60, i % 60));
        let mut files = record(&speeches);
        files[0].1 = format!("---\nmedia:\n{media}---\n{}", files[0].1);
        files.push(("content/a.mp3".into(), "sound".into()));
        files
    }),
    shape("people in the attendance of a record", Door::Build, 200, |n| {
        record(&format!(
            "> **Present:** {}Ben\n\n### Ann:\nAye.\n",
            each(n, |i| format!("Ann{} ({}), ", letters(i), "from 19:20"))
        ))
    }),
    shape("attendance of a body over a year", Door::Build, 20, |n| {
        let mut files = records(n, |i| {
            format!("> **Present:** Ann, Ben\n> **Absent:** Cy{}\n\n### Ann:\nAye {i}.\n", letters(i % 9))
        });
        files.push(("content/site.yml".into(), "title: A\nbody: a\n".into()));
        files.push(("content/organisations.yml".into(), "organisations:\n- {id: a, names: A}\n".into()));
        files
    }),
    shape("lines of a quotation that is no attendance", Door::Build, 200, |n| {
        record(&format!(
            "### Ann:\nAye.\n\n> **Present:** Ann\n{}> and that is all\n",
            each(n, |i| format!("> Absent: Ben{}, (\n", letters(i)))
        ))
    }),
    shape("redirects in a chain", Door::Check, 200, |n| {
        with(".redirects", &each(n, |i| format!("/old-{i}/\t/old-{}/\n", i + 1)))
    }),
    shape("redirects in a circle", Door::Check, 200, |n| {
        with(".redirects", &each(n, |i| format!("/old-{i}/\t/old-{}/\n", (i + 1) % n)))
    }),
    shape("redirects that end alike", Door::Check, 200, |n| {
        with(".redirects", &each(n, |i| format!("/{i}/name/\t/{}/name/\n", i + n)))
    }),
    shape("redirects of many folders", Door::Check, 50, |n| {
        with(".redirects", &format!("/{}\tmeeting\n", "a/".repeat(n * 20)))
    }),
    shape("names under one heading", Door::Check, 400, |n| {
        record(&format!("### {}:\nAye.\n", each(n, |i| format!("甲{i}、"))))
    }),
    shape("words in one name", Door::Check, 2000, |n| {
        record(&format!("### {}:\nAye.\n", each(n, |i| format!("name{i} "))))
    }),
    shape("people who share a label", Door::Check, 100, |n| {
        let people = each(n, |i| format!("- id: p{i}\n  names: P{i}\n  labels: [Chair]\n"));
        vec![
            ("content/2024-01-02-meeting.md".into(), "# Meeting\n\n### Chair:\nAye.\n".into()),
            ("content/people.yml".into(), format!("people:\n{people}")),
        ]
    }),
    // All above the bound.
    shape("people who share a label in many records", Door::Check, 40, |n| {
        let people = each(n * 6, |i| format!("- id: p{i}\n  names: {{en: Chair, fr: P{i}}}\n"));
        let mut files = records(n, |_| "### Chair:\nAye.\n".into());
        files.push(("content/people.yml".into(), format!("people:\n{people}")));
        files
    }),
    shape("people combined under one label", Door::Check, 100, |n| {
        let people = each(n, |i| format!("- id: p{i}\n  names: P{i}\n"));
        let ids = each(n, |i| format!("p{i}, "));
        let said = each(n, |i| format!("### All:\nAye, {i}.\n"));
        vec![
            ("content/2024-01-02-meeting.md".into(), format!("# Meeting\n\n{said}")),
            ("content/people.yml".into(), format!("people:\n{people}combined:\n- label: All\n  people: [{ids}]\n")),
        ]
    }),
    shape("speakers in metadata whom nobody knows", Door::Check, 100, |n| {
        let speakers = each(n, |i| format!("  S{i}: nobody-{i}\n"));
        let said = each(n, |i| format!("### S{i}:\nAye.\n"));
        let people = each(n, |i| format!("- id: somebody-{i}\n  names: P{i}\n"));
        vec![
            ("content/2024-01-02-meeting.md".into(), format!("---\nspeakers:\n{speakers}---\n# Meeting\n\n{said}")),
            ("content/people.yml".into(), format!("people:\n{people}")),
        ]
    }),
    shape("a long id that nobody has", Door::Check, 4000, |n| {
        vec![
            (
                "content/2024-01-02-meeting.md".into(),
                format!("---\nspeakers: {{Ann: {}}}\n---\n# Meeting\n\n### Ann:\nAye.\n", "n".repeat(n)),
            ),
            ("content/people.yml".into(), format!("people:\n- id: somebody\n  names: {}\n", "m".repeat(n))),
        ]
    }),
    shape("topics that nobody declared", Door::Check, 100, |n| {
        let topics = each(n, |i| format!("topic-{i}, "));
        let declared = each(n, |i| format!("- id: subject-{i}\n  title: Subject\n"));
        vec![
            (
                "content/2024-01-02-meeting.md".into(),
                format!("---\ntopics: [{topics}]\n---\n# Meeting\n\n### Ann:\nAye.\n"),
            ),
            ("content/site.yml".into(), format!("title: A\ntopics:\n{declared}")),
        ]
    }),
    shape("twins of each other", Door::Check, 30, |n| {
        let list = each(n, |i| format!("2024-01-02-m{i}.md, "));
        (0..n)
            .map(|i| {
                (
                    format!("content/2024-01-02-m{i}.md"),
                    format!("---\ntranslations: [{list}]\nlang: en\n---\n# M{i}\n\n### Ann:\nAye {i}.\n"),
                )
            })
            .collect()
    }),
    shape("twins in a chain", Door::Check, 60, |n| {
        let mut files = records(n, |i| format!("### Ann:\nAye {i}.\n"));
        files.push((
            "content/.alternates".into(),
            each(n, |i| format!("2024-01-02-m{}.md\t2024-01-02-m{}.md\n", n - 1 - i, (n - i).min(n - 1))),
        ));
        files
    }),
    shape("translations that are not there", Door::Check, 200, |n| {
        let list = each(n, |i| format!("missing-{i}.md, "));
        let mut files = records(n / 4, |i| format!("### Ann:\nAye {i}.\n"));
        files.push((
            "content/2024-01-03-list.md".into(),
            format!("---\ntranslations: [{list}]\n---\n# List\n\n### Ann:\nAye.\n"),
        ));
        files
    }),
    // All above the bound.
    shape("speeches of twins that differ in number", Door::Check, 1_500, |n| {
        let said = |n: usize| each(n, |i| format!("### S{}:\nAye {i} {}.\n", i % 3, "word ".repeat(i % 9)));
        vec![
            ("content/2024-01-02-m.md".into(), format!("# M\n\n{}", said(n * 2))),
            ("content/2024-01-02-m.fr.md".into(), format!("# M\n\n{}", said(n))),
        ]
    }),
    shape("link definitions", Door::Check, 200, |n| {
        record(&format!(
            "### Ann:\n{}\n\n{}",
            each(n, |i| format!("[word][l{i}] ")),
            each(n, |i| format!("[l{i}]: https://a.example/{i}\n"))
        ))
    }),
    shape("link definitions in another speech", Door::Check, 200, |n| {
        record(&format!(
            "### Ann:\n{}\n\n### Ben:\n{}",
            each(n, |i| format!("[word][l{i}] ")),
            each(n, |i| format!("[l{i}]: https://a.example/{i}\n"))
        ))
    }),
    shape("link definitions that nothing uses", Door::Check, 200, |n| {
        record(&each(n, |i| format!("### Ann:\n[b{i}]: Aye\n[b]: Nay\n\n[c]: {i}\n\n")))
    }),
    shape("link definitions of one name in every speech", Door::Check, 200, |n| {
        record(&each(n, |i| format!("### Ann:\n[word][1] and [1]\n\n[1]: https://a.example/{i}\n\n")))
    }),
    shape("rows wider than their table", Door::Check, 200, |n| {
        record(&format!("### Ann:\n|a|b|\n|-|-|\n{}\n", each(n, |i| format!("|{i}|c|d|e|f|\n"))))
    }),
    shape("known names in dress", Door::Check, 200, |n| {
        record(&format!(
            "### Ben:\nAye.\n\n### Ann:\n{}",
            each(n, |i| format!("**Ben.** {i}\n\n<b>*_[Ben-._: {i}\n\n# Ben:\n\n"))
        ))
    }),
    shape("labels behind breaks on one line", Door::Check, 100, |n| {
        let line = each(n, |i| format!("Ann{i}: So it is.<br>"));
        vec![("content/2024-01-02-meeting.md".into(), format!("---\nlabels: line\n---\n# Meeting\n\n{line}\n"))]
    }),
    shape("unread labels behind breaks on one line", Door::Check, 100, |n| {
        record(&each(n, |i| format!("**Ann{}:** So it is.<br>", i % 7)))
    }),
    shape("lines of captions", Door::Check, 100, |n| {
        let cues = each(n, |i| format!("{i}\n00:00:{:02}.000 --> 00:00:59.000\n>> ANN: So.\n>> It is.\n\n", i % 59));
        vec![("content/2024-01-02-meeting.md".into(), format!("---\nlabels: line\n---\n# Meeting\n\n{cues}"))]
    }),
    shape("headings by rows of signs", Door::Check, 100, |n| {
        record(&format!("### Ann:\nSo.\n\n{}", each(n, |_| "Adjournment\n-----------\n\nBen\n---\n\n".to_owned())))
    }),
    shape("labels with comments in front of them", Door::Check, 200, |n| {
        record(&each(n, |i| format!("GUS: So {i} `a.\n<!-- x --> <!-- y --> EVE: Good.\n\n")))
    }),
    shape("relative links", Door::Check, 200, |n| {
        record(&format!("### Ann:\n{}\n", each(n, |i| format!("[word](missing-{i}.pdf) "))))
    }),
    shape("links to anchors", Door::Check, 100, |n| {
        record(&each(n, |i| format!("### Ann:\nAye {i}, [as said](2024-01-02-meeting.md#s{i}).\n")))
    }),
    shape("pictures without words", Door::Check, 200, |n| record(&format!("### Ann:\n{}\n", "![](a".repeat(n)))),
    shape("aliases", Door::Check, 200, |n| {
        vec![(
            "content/2024-01-02-m.md".into(),
            format!("---\naliases: [{}]\n---\n# M\n\n### Ann:\nAye.\n", each(n, |i| format!("old-{i}, "))),
        )]
    }),
    shape("sections of one name", Door::Check, 200, |n| record(&each(n, |_| "## Budget\n\n".into()))),
    shape("sections without words and lines of signs", Door::Check, 500, |n| {
        record(&format!("{}x\n{}", "## a\n".repeat(n), "==\n".repeat(n)))
    }),
    shape("hyphens in one heading", Door::Check, 20_000, |n| {
        record(&format!("## a{}b\n\n### Ann:\nAye.\n", "-".repeat(n)))
    }),
    shape("fences that are never closed", Door::Check, 1_000, |n| record(&format!("### Ann:\n{}", "```a\n".repeat(n)))),
    shape("a quotation that goes on lazily", Door::Check, 300, |n| {
        record(&format!("### Ann:\n> (a\n{}", "a)\n".repeat(n)))
    }),
    shape("records of one day", Door::Check, 50, |n| records(n, |i| each(8, |j| format!("### Ann:\nAye {i} {j}.\n")))),
    shape("the same record of one day", Door::Check, 30, |n| {
        records(n, |i| format!("{}### Ann:\nAye {i}.\n", each(8, |j| format!("### Ann:\nThe same {j}.\n"))))
    }),
    shape("names that differ by a sign", Door::Check, 100, |n| {
        record(&each(n, |i| format!("### An{}n Lee:\nAye.\n", "-".repeat(i % 50 + 1).replace("--", "-."))))
    }),
    shape("names in one block of likeness", Door::Check, 100, |n| {
        record(&each(n, |i| format!("### Mar{}{}{} Tang:\nAye.\n", letter(i), letter(i / 26), letter(i / 676))))
    }),
    shape("entries of the registry", Door::Check, 200, |n| {
        with(
            "people.yml",
            &format!(
                "people:\n{}",
                each(n, |i| format!("- id: p{i}\n  names: {{en: P{i}}}\n  labels: [Q{i}, R{i}]\n"))
            ),
        )
    }),
    shape("entries of the registry on one line", Door::Check, 200, |n| {
        with(
            "people.yml",
            &format!("people: [{}]\n", each(n, |i| format!("{{id: p{i}, names: P{i}, labels: [Q{i}]}}, "))),
        )
    }),
    shape("labels of one person", Door::Check, 200, |n| {
        let said = each(n, |i| format!("### L{i}:\nAye.\n"));
        vec![
            ("content/2024-01-02-m.md".into(), format!("# M\n\n{said}")),
            (
                "content/people.yml".into(),
                format!("people:\n- id: ann\n  names: Ann\n  labels: [{}]\n", each(n, |i| format!("L{i}, "))),
            ),
        ]
    }),
    shape("labels that are roles only", Door::Check, 200, |n| {
        with("people.yml", &format!("roles_only:\n- kind: role\n  labels: [{}]\n", each(n, |i| format!("Role{i}, "))))
    }),
    shape("mistakes in metadata", Door::Check, 50, |n| {
        vec![(
            "content/2024-01-02-m.md".into(),
            format!("---\n{}---\n# M\n\n### Ann:\nAye.\n", each(n, |i| format!("key{i}: 1\n"))),
        )]
    }),
    shape("YAML that repeats what is repeated", Door::Check, 100, |n| {
        vec![(
            "content/2024-01-02-m.md".into(),
            format!(
                "---\nextra:\n  a: &a [{}]\n  b: [{}]\n---\n# M\n\n### Ann:\nAye.\n",
                "x, ".repeat(n),
                "*a, ".repeat(n)
            ),
        )]
    }),
    shape("attachments", Door::Check, 200, |n| {
        vec![(
            "content/2024-01-02-m.md".into(),
            format!(
                "---\nattachments: [{}]\n---\n# M\n\n### Ann:\nAye.\n",
                each(n, |i| format!("https://a.example/{i}, "))
            ),
        )]
    }),
    shape("participants", Door::Check, 200, |n| {
        vec![(
            "content/2024-01-02-m.md".into(),
            format!("---\nparticipants: [{}]\n---\n# M\n\n### Ann:\nAye.\n", each(n, |i| format!("Person {i}, "))),
        )]
    }),
    shape("series that nobody declared", Door::Check, 40, |n| {
        (0..n)
            .map(|i| {
                (
                    format!("content/2024-01-02-m{i}.md"),
                    format!("---\nseries: series-{i}\n---\n# M{i}\n\n### Ann:\nAye {i}.\n"),
                )
            })
            .collect()
    }),
    shape("languages of records", Door::Check, 40, |n| {
        (0..n)
            .map(|i| {
                (
                    format!("content/2024-01-02-m{i}.md"),
                    format!("---\nlang: en-x-a{i}\n---\n# M{i}\n\n### Ann:\nAye {i}.\n"),
                )
            })
            .collect()
    }),
    shape("days off", Door::Check, 200, |n| {
        with("site.yml", &format!("title: A\nholidays: [{}]\n", each(n, |i| format!("{}-01-02, ", 1000 + i % 8000))))
    }),
    // All above the bound.
    shape("codes that no problem has", Door::Check, 400, |n| {
        with("site.yml", &format!("title: A\ncheck:\n  allow:\n{}", each(n, |i| format!("  - code-{i}\n"))))
    }),
    shape("disguised comments in code on one line", Door::Check, 2_000, |n| {
        record(&format!("### Ann:\n{}\n\n<span hidden>x</span>\n", "`<!— b —>` ".repeat(n)))
    }),
    shape("comments that are link definitions, never closed", Door::Check, 1_000, |n| {
        record(&format!("### Ann:\n{}{}\n", "[//]: # (a\n".repeat(n), "]:[".repeat(n)))
    }),
    shape("metadata of no record", Door::Check, 300, |n| {
        let mut files = records(n, |_| "### Ann:\nAye.\n".into());
        files.extend((0..n).map(|i| (format!("content/notes-{i}.yml"), "status: draft\n".into())));
        files
    }),
    shape("nearly defaults of many folders", Door::Check, 200, |n| {
        let folder = |i| format!("content/f{i}");
        (0..n)
            .flat_map(|i| {
                let record = (format!("{}/2024-01-02-m{i}.md", folder(i)), "# M\n\n### Ann:\nAye.\n".into());
                [record, (format!("{}/_defualts.yml", folder(i)), "status: draft\n".into())]
            })
            .collect()
    }),
    shape("cues of captions", Door::Import, 400, |n| {
        foreign(&format!(
            "WEBVTT\n\n{}",
            each(n, |i| format!(
                "00:{:02}:01.000 --> 00:{:02}:02.000\n<v Ann{}>So {i}.\n\n",
                i / 60,
                i / 60,
                letters(i % 7)
            ))
        ))
    }),
    shape("speeches of Akoma Ntoso", Door::Import, 200, |n| {
        let people = each(n, |i| format!("<TLCPerson eId=\"p{i}\" href=\"/p/{i}\" showAs=\"Ann {}\"/>", letters(i)));
        let speeches = each(n, |i| {
            format!("<speech by=\"#p{i}\"><p>So <i>it</i> is.</p></speech><p>A note.</p><scene>(Noise)</scene>")
        });
        foreign(&format!(
            "<akomaNtoso><debate><meta><references>{people}</references></meta><debateBody><debateSection><heading>A</heading>{speeches}</debateSection></debateBody></debate></akomaNtoso>"
        ))
    }),
    shape("sections of Akoma Ntoso that go on after others", Door::Import, 800, |n| {
        let inner = each(n, |i| format!("<debateSection><heading>B{i}</heading></debateSection><p>So.</p>"));
        foreign(&format!(
            "<akomaNtoso><debate><debateBody><debateSection><heading>A</heading>{inner}</debateSection></debateBody></debate></akomaNtoso>"
        ))
    }),
    shape("utterances of TEI that go on", Door::Import, 200, |n| {
        let inner = each(n, |i| {
            format!(
                "<u who=\"#a\" xml:id=\"u{i}\" prev=\"#u\"><seg>So.</seg></u><note>x</note><kinesic><desc>y</desc></kinesic>"
            )
        });
        foreign(&format!("<TEI><text><body><div>{inner}</div></body></text></TEI>"))
    }),
    shape("voters of a division", Door::Import, 2_000, |n| {
        let list =
            each(n, |i| format!("<mpname person_id=\"uk.org.publicwhip/person/{i}\">Lee{}, Ann</mpname>", letters(i)));
        let speech = "<speech id=\"uk.org.publicwhip/debate/2023-01-10a.1.1\" speakername=\"Ann\"><p>Aye.</p></speech>";
        foreign(&format!(
            "<publicwhip>{speech}<division id=\"x\" divnumber=\"1\"><mplist vote=\"aye\">{list}</mplist></division></publicwhip>"
        ))
    }),
    shape("people of Popolo", Door::Import, 2_000, |n| {
        let people = each(n, |i| format!("{{\"id\": \"p{i}\", \"name\": \"Ann {}\"}},", letters(i)));
        let held = each(n, |i| format!("{{\"person_id\": \"p{i}\", \"organization_id\": \"o\"}},"));
        foreign(&format!(
            "{{\"persons\": [{}], \"memberships\": [{}]}}",
            people.trim_end_matches(','),
            held.trim_end_matches(',')
        ))
    }),
    // Above the number that a record lists at its foot.
    shape("records that cite one and are cited by it", Door::Build, 110, |n| {
        let cites_all = each(n, |i| format!("[it](2024-01-02-m{i}.md) "));
        records(n, |i| {
            let links = if i == 0 { cites_all.clone() } else { "[it](2024-01-02-m0.md)".to_owned() };
            format!("### Ann:\nSee {links}.\n")
        })
    }),
    shape("announced meetings of a series", Door::Build, 30, |n| {
        let mut files = records(n, |_| String::new());
        for (_, text) in &mut files {
            *text = format!("---\nannounced: true\nseries: council\nstart: \"19:00\"\n---\n{text}");
        }
        files.push(("content/2024-01-03-open.md".into(), "---\nseries: council\n---\n# M\n### Ann:\nAye.\n".into()));
        files
    }),
    shape("one long line", Door::Check, 20_000, |n| record(&format!("### Ann:\n{}\n", "word ".repeat(n)))),
    shape("one long title", Door::Check, 20_000, |n| {
        vec![("content/2024-01-02-m.md".into(), format!("# {}\n\n### Ann:\nAye.\n", "word ".repeat(n)))]
    }),
];

pub(crate) fn each(n: usize, one: impl Fn(usize) -> String) -> String {
    (0..n).map(one).collect()
}

pub(crate) fn letter(n: usize) -> char {
    char::from(b'a' + (n % 26) as u8)
}

pub(crate) fn record(body: &str) -> Files {
    vec![("content/2024-01-02-meeting.md".into(), format!("# Meeting\n\n{body}"))]
}

pub(crate) fn records(n: usize, body: impl Fn(usize) -> String) -> Files {
    (0..n).map(|i| (format!("content/2024-01-02-m{i}.md"), format!("# M{i}\n\n{}", body(i)))).collect()
}

/// A file of another program.
pub(crate) fn foreign(text: &str) -> Files {
    vec![("in/foreign".into(), text.to_owned())]
}

/// A record, and another file beside it.
pub(crate) fn with(path: &str, text: &str) -> Files {
    let path = format!("content/{path}");
    vec![("content/2024-01-02-meeting.md".into(), "# Meeting\n\n### Ann:\nAye.\n".into()), (path, text.to_owned())]
}
