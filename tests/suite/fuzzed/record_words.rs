//! A record of any shape, to HTML and to plain words: no word of it is lost, none comes twice, and what is hidden is in neither.
//!
//! Each byte is a piece of Markdown or a word that stands nowhere else, so that every word can be looked for. (Cells of a
//! table beyond its head are dropped by the parser, what follows three backticks on their line names a language, and a
//! fence or an escape within raw HTML is none: these are not made up here.)

use minutebook::markdown::{Paragraphs, hidden, masked, notes, numbered, plain_text, push_html};

const PIECES: [&str; 37] = [
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
    let noted = notes(&blank, 0);
    let said = numbered(&masked(&blank, &noted.lines), &noted.marks);
    let texts = std::iter::once(said.as_str()).chain(noted.notes.iter().map(|note| note.text.as_str()));
    let (mut html, mut plain) = (String::new(), String::new());
    for part in texts {
        push_html(&mut html, part, &[], &[], &mut Paragraphs::of("", 3));
        html.push('\n');
        plain.push_str(&plain_text(part));
        plain.push('\n');
    }
    for (at, word) in words {
        let is_hidden = found.ranges.iter().any(|range| (range.start as usize..range.end as usize).contains(&at));
        let wanted = usize::from(!is_hidden);
        assert_eq!(html.matches(&word).count(), wanted, "{word} in the HTML {html:?} of {text:?}");
        assert_eq!(plain.matches(&word).count(), wanted, "{word} in the words {plain:?} of {text:?}");
    }
    assert!(!html.contains(['\u{1}', '\u{2}', '\u{3}', '\u{4}']), "signs of ours in {html:?} of {text:?}");
    assert!(!plain.contains(['\u{1}', '\u{2}', '\u{3}', '\u{4}']), "signs of ours in {plain:?} of {text:?}");
}
