//! A record of any shape, to HTML and to plain words: no word of it is lost, none comes twice, and what is hidden is in neither.
//!
//! Each byte is a piece of Markdown or a word that stands nowhere else, so that every word can be looked for. (A fence or an escape
//! within raw HTML is none: these are not made up here.)

use minutebook::markdown::{
    Paragraphs, definitions, hidden, masked, notes, numbered, parts, plain_text, push_html, with_used,
};

const PIECES: [&str; 56] = [
    " ",
    "\n",
    "\n\n",
    "**",
    "*",
    "_",
    "__",
    "~~",
    "~",
    "\n- ",
    "\n> ",
    "\n1. ",
    "<b>",
    "</b>",
    "<br>",
    "<inaudible>",
    "<name withheld>",
    "<!--",
    "-->",
    "\n<!--\n",
    "\n-->\n",
    "<script>",
    "</script>",
    "[",
    "](x.md)",
    "[^1]",
    "\n[^1]: ",
    "\n\n    ",
    "\n### Ann:\n",
    "（",
    "。",
    "注",
    "&amp;",
    "5*3",
    "<div>",
    "\n</div>\n",
    "    ",
    "\n[",
    "\n\n[",
    "]: ",
    "]:\n",
    "][",
    "]",
    "[a]",
    "\n\n[a]: ",
    "|",
    "\n|--|--|\n",
    "\n\n|a|a|\n|-|-|\n|",
    "<!",
    "<?",
    "?>",
    ">",
    "<![CDATA[",
    "]]>",
    "&word;",
    "\n===\n",
];

/// Holds the promise for what some bytes stand for.
pub(crate) fn check(bytes: &[u8]) {
    let mut text = String::new();
    let mut words: Vec<(usize, String)> = Vec::new();
    for byte in bytes.iter().take(400) {
        match PIECES.get(usize::from(*byte) % (2 * PIECES.len())) {
            Some(piece) => text.push_str(piece),
            None => {
                let word = format!("w{}x", words.len());
                words.push((text.len(), word.clone()));
                text.push_str(&word);
            }
        }
    }
    let found = hidden(&text);
    let blank = masked(&text, &found.ranges);
    assert_eq!(blank.len(), text.len(), "places stay: {text:?}");
    assert_eq!(blank.matches('\n').count(), text.matches('\n').count(), "lines stay: {text:?}");
    let noted = notes(&blank, 0, Some(minutebook::config::Labels::Headings));
    let said = numbered(&masked(&blank, &noted.lines), &noted.marks);
    let starts = parts(&said, 0);
    let ends = starts.iter().skip(1).copied().chain([said.len()]);
    let mut texts: Vec<&str> = starts.iter().zip(ends).map(|(start, end)| &said[*start..end]).collect();
    texts.extend(noted.notes.iter().map(|note| note.text.as_str()));
    let found_links = definitions(&texts);
    let (mut html, mut plain) = (String::new(), String::new());
    for (part, used) in texts.iter().zip(&found_links.used) {
        let part = with_used(part, used);
        push_html(&mut html, &part, &found_links.references, &[], &mut Paragraphs::of("", 3));
        html.push('\n');
        plain.push_str(&plain_text(&part));
        plain.push('\n');
    }
    // What a link uses of a definition is where it leads, up to the end of its paragraph.
    let led: String = texts
        .iter()
        .zip(&found_links.used)
        .flat_map(|(part, used)| used.iter().map(|at| part[*at as usize..].split("\n\n").next().unwrap_or_default()))
        .collect();
    for (at, word) in words {
        if led.contains(&word) {
            continue;
        }
        let is_hidden = found.ranges.iter().any(|range| (range.start as usize..range.end as usize).contains(&at));
        let wanted = usize::from(!is_hidden);
        assert_eq!(html.matches(&word).count(), wanted, "{word} in the HTML {html:?} of {text:?}");
        assert_eq!(plain.matches(&word).count(), wanted, "{word} in the words {plain:?} of {text:?}");
    }
    assert!(!html.contains(['\u{1}', '\u{2}', '\u{3}', '\u{4}', '\u{7}']), "signs of ours in {html:?} of {text:?}");
    assert!(!plain.contains(['\u{1}', '\u{2}', '\u{3}', '\u{4}', '\u{7}']), "signs of ours in {plain:?} of {text:?}");
}
