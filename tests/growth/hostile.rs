//! Records of about a megabyte, and other files of a site, each hostile in its own way.

use super::shapes::{Files, each, record, with};

/// Makes the files of a shape.
type Made = fn() -> Files;

/// Records of about a megabyte, each hostile in its own way.
pub(crate) const HOSTILE: &[(&str, Made)] = &[
    ("speakers", || record(&each(40_000, |i| format!("### S{i}:\nAye.\n\n")))),
    ("names under one heading", || record(&format!("### {}:\nAye.\n", each(120_000, |i| format!("甲{i}、"))))),
    ("words in one name", || record(&format!("### {}:\nAye.\n", each(100_000, |i| format!("name{i} "))))),
    ("sections", || record(&each(70_000, |i| format!("## Sec {i}\n\n")))),
    ("one line", || record(&format!("### Ann:\n{}\n", "word ".repeat(200_000)))),
    ("one word", || record(&format!("### Ann:\n{}\n", "w".repeat(1_000_000)))),
    ("one title", || {
        vec![("content/2024-01-02-m.md".into(), format!("# {}\n\n### Ann:\nAye.\n", "word ".repeat(200_000)))]
    }),
    ("links", || record(&format!("### Ann:\n{}\n", each(50_000, |i| format!("[w](m-{i}.pdf) "))))),
    ("links in angles", || record(&format!("### Ann:\n{}\n", each(50_000, |i| format!("<https://a.example/{i}> "))))),
    ("link definitions", || {
        record(&format!("### Ann:\nAye.\n\n{}", each(40_000, |i| format!("[l{i}]: https://a.example/{i}\n"))))
    }),
    ("emphasis", || record(&format!("### Ann:\n{}\n", "*a **b ".repeat(140_000)))),
    ("codes", || record(&format!("### Ann:\n{}\n", "`a` ".repeat(250_000)))),
    ("items", || record(&format!("### Ann:\n{}\n", "- a\n".repeat(250_000)))),
    ("nested quotations", || record(&format!("### Ann:\n{}\n", ">".repeat(1_000_000)))),
    ("tags", || record(&format!("### Ann:\n{}\n", "<b>".repeat(330_000)))),
    ("scripts", || record(&format!("### Ann:\n{}\n", "<script>".repeat(120_000)))),
    ("brackets", || record(&format!("### Ann:\n{}\n", "[".repeat(1_000_000)))),
    ("angle brackets", || record(&format!("### Ann:\n{}\n", "<".repeat(1_000_000)))),
    ("backslashes", || record(&format!("### Ann:\n{}\n", "\\".repeat(1_000_000)))),
    ("instructions", || record(&format!("### Ann:\n{}\n", "<?a ".repeat(250_000)))),
    ("declarations", || record(&format!("### Ann:\n{}\n", "<!A ".repeat(250_000)))),
    ("a table", || record(&format!("### Ann:\n|a|b|\n|-|-|\n{}\n", "|a|b|\n".repeat(160_000)))),
    ("remarks", || record(&format!("### Ann:\nAye.\n\n{}", "> (a)\n\n".repeat(140_000)))),
    ("empty speeches", || record(&"### Ann:\n".repeat(74_000))),
    ("empty headings", || record(&"#\n".repeat(74_000))),
    ("empty sections", || record(&"##\n".repeat(74_000))),
    ("headings of the first level", || record(&"# a\n".repeat(74_000))),
    ("more headings than a record can have", || record(&"#\n".repeat(500_000))),
    ("more speeches than a record can have", || record(&"### A:\n".repeat(140_000))),
    ("aliases", || metadata(&format!("aliases: [{}]", each(100_000, |i| format!("old-{i}, "))))),
    ("topics", || metadata(&format!("topics: [{}]", each(100_000, |i| format!("top-{i}, "))))),
    ("participants", || metadata(&format!("participants: [{}]", each(80_000, |i| format!("Person {i}, "))))),
    ("attachments", || metadata(&format!("attachments: [{}]", each(40_000, |i| format!("https://a.example/{i}, "))))),
    ("translations", || metadata(&format!("translations: [{}]", each(80_000, |i| format!("mis-{i}.md, "))))),
    ("unknown keys", || metadata(&each(80_000, |i| format!("key{i}: 1\n")))),
    ("repeated anchors", || {
        metadata(&format!("extra:\n  a: &a [{}]\n  b: [{}]", "x, ".repeat(150_000), "*a, ".repeat(120_000)))
    }),
    ("one key", || metadata(&format!("{}: 1", "k".repeat(1_000_000)))),
    ("lists on one line of metadata", || metadata(&"- ".repeat(500_000))),
    ("complex keys on one line of metadata", || metadata(&"? ".repeat(500_000))),
    ("lists and complex keys of metadata", || metadata(&"- ? ".repeat(250_000))),
    ("lists under a key of metadata", || metadata(&format!("extra:\n  {}", "- ".repeat(500_000)))),
    ("lists that begin after a tab", || metadata(&"-\t".repeat(500_000))),
    ("lists with anchors", || metadata(&"- &a ".repeat(200_000))),
    ("lists with tags", || metadata(&"- !a ".repeat(200_000))),
    ("lists far to the right", || metadata(&each(1_400, |i| format!("{}-\n", " ".repeat(i))))),
    ("keys far to the right", || metadata(&each(1_400, |i| format!("{}a:\n", " ".repeat(i))))),
    ("brackets of metadata", || metadata(&format!("extra: {}", "[".repeat(1_000_000)))),
    ("braces of metadata", || metadata(&format!("extra: {}", "{a: ".repeat(250_000)))),
    ("brackets of metadata that close", || metadata(&format!("extra: [{}]", "[],".repeat(330_000)))),
    ("items of metadata", || metadata(&format!("extra: [{}]", "a,".repeat(500_000)))),
    ("numbers of metadata", || metadata(&format!("extra: [{}]", "1,".repeat(500_000)))),
    ("numbers of topics", || metadata(&format!("topics: [{}]", "1,".repeat(500_000)))),
    ("empty items of metadata", || metadata(&format!("extra:\n{}", "-\n".repeat(500_000)))),
    ("short keys of metadata", || metadata(&format!("extra: {{{}}}", each(160_000, |i| format!("{i:x}, "))))),
    ("anchors of metadata", || metadata(&format!("extra: [{}]", each(110_000, |i| format!("&{i:x} a,"))))),
    ("aliases of metadata", || metadata(&format!("extra: [&a a, {}]", "*a, ".repeat(250_000)))),
    ("tags of metadata", || metadata(&format!("extra: [{}]", "!a b,".repeat(200_000)))),
    ("documents of metadata", || metadata(&"--- a\n".repeat(160_000))),
    ("directives of metadata", || metadata(&"%a\n".repeat(300_000))),
    ("comments of metadata", || metadata(&"#\n".repeat(500_000))),
    ("escapes of metadata", || metadata(&format!("title: \"{}\"", "\\n".repeat(500_000)))),
    ("merge keys of metadata", || metadata(&format!("extra:\n{}", each(60_000, |i| format!("- <<: {{a: {i}}}\n"))))),
    ("titles by language", || metadata(&format!("title: {{{}}}", each(80_000, |i| format!("x-{i:x}: a, "))))),
    ("speakers of metadata", || metadata(&format!("speakers: {{{}}}", each(70_000, |i| format!("S{i}: a{i}, "))))),
    ("items of JSON", || json(&format!("{{\"extra\": [{}1]}}", "1,".repeat(500_000)))),
    ("brackets of JSON", || json(&format!("{{\"extra\": {}", "[".repeat(1_000_000)))),
    ("items of TOML", || toml(&format!("[extra]\na = [{}]", "1,".repeat(500_000)))),
    ("brackets of TOML", || toml(&format!("a = {}", "[".repeat(1_000_000)))),
    ("dotted keys of TOML", || toml(&format!("{}a = 1", "a.".repeat(500_000)))),
    ("tables of TOML", || toml(&"[[a]]\n".repeat(160_000))),
    ("tables within tables of TOML", || toml(&each(100_000, |i| format!("[a{i}.b]\n")))),
    ("names of many words", || record(&each(1_000, |i| format!("### {}{i}:\nAye.\n\n", "a b ".repeat(70))))),
    ("names of many other words", || {
        record(&each(1_000, |i| format!("### {}:\nAye.\n\n", each(70, |j| format!("{:x} ", i * 70 + j)))))
    }),
    ("long names of Han", || {
        record(&each(1_000, |i| {
            format!(
                "### {}:\nAye.\n",
                each(295, |j| char::from_u32(0x4E00 + ((i * 295 + j) % 20_000) as u32).unwrap_or('a').to_string())
            )
        }))
    }),
    ("names of signs", || record(&each(1_000, |i| format!("### {}{i}:\nAye.\n", "!?".repeat(140))))),
    ("names of brackets", || record(&each(1_000, |i| format!("### a{i} {}:\nAye.\n", "(b) ".repeat(70))))),
    ("names that speak together", || {
        record(&each(1_000, |i| format!("### {}:\nAye.\n", each(60, |j| format!("甲{}、", i * 60 + j)))))
    }),
    ("a long title and many speakers", || {
        titled(&"word ".repeat(190_000), &each(1_000, |i| format!("### S{i}:\nAye.\n")))
    }),
    ("a long section and many speeches", || {
        record(&format!("## {}\n{}", "word ".repeat(150_000), each(20_000, |i| format!("### S{}:\nA.\n", i % 900))))
    }),
    ("long sections", || record(&each(20, |i| format!("## {} {i}\n### Ann:\nAye.\n", "word ".repeat(10_000))))),
    ("many sections and speeches", || record(&each(37_000, |i| format!("## {i}\n### A:\nB.\n")))),
    ("short speeches", || record(&"### A:\nB\n".repeat(74_000))),
    ("lines of one speech", || record(&format!("### A:\n{}", "a  \n".repeat(250_000)))),
    ("paragraphs of one speech", || record(&format!("### A:\n{}", "a\n\n".repeat(330_000)))),
    ("a wide table", || {
        record(&format!("### Ann:\n{}|\n{}|\n{}", "|a".repeat(31_250), "|-".repeat(31_250), "|a|\n".repeat(30_000)))
    }),
    ("a table as wide as it may be", || {
        record(&format!("### Ann:\n{}|\n{}|\n{}", "|a".repeat(14_000), "|-".repeat(14_000), "|\n".repeat(60_000)))
    }),
    ("wide tables", || {
        let table = format!("{}|\n{}|\n{}\n", "|a".repeat(100), "|-".repeat(100), "|\n".repeat(50));
        record(&format!("### Ann:\n{}", table.repeat(2_000)))
    }),
    ("tables of many speeches", || {
        let table = format!("### A:\n{}|\n{}|\n{}\n", "|a".repeat(1_000), "|-".repeat(1_000), "||\n".repeat(300));
        record(&table.repeat(200))
    }),
    ("one long link definition, named often", || {
        record(&format!("### Ann:\n{}\n\n[a]: https://a.example/{}\n", "[a] ".repeat(37_000), "b".repeat(100_000)))
    }),
    ("one long link definition, named in many speeches", || {
        record(&format!("[a]: https://a.example/{}\n\n{}", "b".repeat(100_000), "### Ann:\n[a]\n".repeat(70_000)))
    }),
    ("footnotes", || record(&format!("### Ann:\n{}", each(60_000, |i| format!("[^{i}]\n\n[^{i}]: a\n\n"))))),
    ("one footnote named often", || {
        record(&format!("### Ann:\n{}\n\n[^1]: {}\n", "[^1]".repeat(100_000), "word ".repeat(100_000)))
    }),
    ("one footnote named in many speeches", || {
        record(&format!("[^1]: {}\n\n{}", "word ".repeat(80_000), "### A:\nb[^1]\n".repeat(40_000)))
    }),
    ("attributes", || record(&format!("### Ann:\n<a {}>b</a>\n", "b=c ".repeat(250_000)))),
    ("tags with attributes", || record(&format!("### Ann:\n{}\n", "<a href='b' c d>".repeat(60_000)))),
    ("tags that are never closed", || record(&format!("### Ann:\n{}\n", "<a b=\"".repeat(140_000)))),
    ("comments", || record(&format!("### Ann:\n{}\n", "<!---->".repeat(140_000)))),
    ("open comments", || record(&format!("### Ann:\n{}\n", "<!--".repeat(250_000)))),
    ("entities", || record(&format!("### Ann:\n{}\n", "&amp;".repeat(200_000)))),
    ("escapes", || record(&format!("### Ann:\n{}\n", "\\*".repeat(500_000)))),
    ("signs to escape", || record(&format!("### Ann:\n{}\n", "<&\"".repeat(330_000)))),
    ("lists on one line", || record(&format!("### Ann:\n{}\n", "- ".repeat(500_000)))),
    ("numbers of a list on one line", || record(&format!("### Ann:\n{}\n", "1. ".repeat(330_000)))),
    ("lists far to the right of a speech", || {
        record(&format!("### Ann:\n{}", each(1_000, |i| format!("{}- a\n", "  ".repeat(i)))))
    }),
    ("nested emphasis", || record(&format!("### Ann:\n{}a{}\n", "*a ".repeat(160_000), " a*".repeat(160_000)))),
    ("strong within strong", || record(&format!("### Ann:\n{}a{}\n", "**a ".repeat(110_000), " a**".repeat(110_000)))),
    ("quotations with text", || record(&format!("### Ann:\n{}", "> a\n\n".repeat(200_000)))),
    ("headings of a speech", || record(&format!("### Ann:\n{}", "#### a\n".repeat(74_000)))),
    ("rules", || record(&format!("### Ann:\n{}", "***\n".repeat(250_000)))),
    ("fences", || record(&format!("### Ann:\n{}", "```\na\n```\n".repeat(100_000)))),
    ("pictures", || record(&format!("### Ann:\n{}\n", "![a](b)".repeat(140_000)))),
    ("times of a recording", || {
        record(&each(60_000, |i| format!("[{:02}:{:02}:{:02}] a\n\n", i / 3600, i / 60 % 60, i % 60)))
    }),
    ("lines that name who speaks", || record(&each(100_000, |i| format!("A{}: b\n\n", i % 900)))),
    ("rows of old addresses", || with(".redirects", &each(60_000, |i| format!("/o{i}/\t/2024/\n")))),
    ("old addresses of many folders", || {
        with(".redirects", &each(600, |i| format!("/{i}{}\t/2024/\n", "/a".repeat(900))))
    }),
    ("one old address", || with(".redirects", &format!("/{}\t/2024/\n", "a".repeat(1_000_000)))),
    ("entries of the registry", || {
        with("people.yml", &format!("people:\n{}", each(35_000, |i| format!("- id: p{i}\n  names: P{i}\n"))))
    }),
    ("labels of the registry", || {
        with(
            "people.yml",
            &format!("people:\n- id: a\n  names: A\n  labels: [{}]\n", each(110_000, |i| format!("L{i}, "))),
        )
    }),
    ("names by language of the registry", || {
        with("people.yml", &format!("people:\n- id: a\n  names: {{{}}}\n", each(70_000, |i| format!("x-{i:x}: a, "))))
    }),
    ("roles of the registry", || {
        with(
            "people.yml",
            &format!("people:\n- id: a\n  names: A\n  roles:\n{}", each(40_000, |i| format!("  - title: a{i}\n"))),
        )
    }),
    ("one long name of the registry", || {
        with("people.yml", &format!("people:\n- id: meeting\n  names: {}\n  labels: [Ann]\n", "word ".repeat(190_000)))
    }),
    ("lists on one line of the registry", || with("people.yml", &format!("people: \n{}", "- ".repeat(500_000)))),
    ("groups of the registry", || {
        with(
            "people.yml",
            &format!("people: []\ncombined:\n{}", each(30_000, |i| format!("- label: A{i}\n  people: [a, b]\n"))),
        )
    }),
    ("a long title of the site", || with("site.yml", &format!("title: {}\n", "word ".repeat(190_000)))),
    ("lists on one line of the settings", || with("site.yml", &format!("title: A\nnav:\n{}", "- ".repeat(500_000)))),
    ("topics of the settings", || {
        with("site.yml", &format!("title: A\ntopics:\n{}", each(35_000, |i| format!("- id: t{i}\n  title: T{i}\n"))))
    }),
    ("pairs of twins", || with(".alternates", &each(40_000, |i| format!("a{i}.md\tb{i}.md\n")))),
];

fn titled(title: &str, body: &str) -> Files {
    vec![("content/2024-01-02-meeting.md".into(), format!("# {title}\n\n{body}"))]
}

fn metadata(yaml: &str) -> Files {
    vec![("content/2024-01-02-meeting.md".into(), format!("---\n{yaml}\n---\n# Meeting\n\n### Ann:\nAye.\n"))]
}

fn toml(toml: &str) -> Files {
    vec![("content/2024-01-02-meeting.md".into(), format!("+++\n{toml}\n+++\n# Meeting\n\n### Ann:\nAye.\n"))]
}

fn json(json: &str) -> Files {
    vec![("content/2024-01-02-meeting.md".into(), format!("{json}\n# Meeting\n\n### Ann:\nAye.\n"))]
}
