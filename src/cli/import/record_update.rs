//! The text of a record that exists already, with new words and its own metadata.

/// Effect of a new import on a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum WordsUpdate {
    /// Nothing: it has these words already.
    Unchanged,
    /// A new text.
    Changed(String),
    /// Nothing, since its metadata cannot be told from its words.
    Unclear,
}

/// The text of a record with new words below its metadata.
pub(super) fn updated(before: &str, words: &str) -> WordsUpdate {
    let Some(metadata) = kept_metadata(before, words) else { return WordsUpdate::Unclear };
    let text = format!("{metadata}{words}");
    if text == before { WordsUpdate::Unchanged } else { WordsUpdate::Changed(text) }
}

/// The front matter of a record, with its marks; none unless its heading and what an import writes follow, so that nothing
/// that may hold the record back is lost.
fn kept_metadata<'t>(text: &'t str, words: &str) -> Option<&'t str> {
    let ends = |line: &str| line.trim_end() == "---";
    let mut lines = text.split_inclusive('\n');
    let length = match lines.next() {
        Some(first) if ends(first) => {
            let inner: Vec<&str> = lines.by_ref().take_while(|line| !ends(line)).collect();
            let closing = text[first.len() + inner.concat().len()..].split_inclusive('\n').next()?;
            first.len() + inner.concat().len() + closing.len()
        }
        _ => 0,
    };
    let own = above_headings(&text[length..])?;
    let new = above_headings(words)?;
    // Lines between the title and the first heading are metadata unless they are words of the file.
    own.iter().all(|line| line.starts_with("> ") || new.contains(line)).then(|| &text[..length])
}

/// The lines between the title and the first heading below it; none without a title.
fn above_headings(text: &str) -> Option<Vec<&str>> {
    let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.next().filter(|line| line.starts_with("# "))?;
    Some(lines.take_while(|line| !line.starts_with("## ") && !line.starts_with("### ")).collect())
}

/// Keys that the file gives otherwise than the metadata that a record keeps.
pub(super) fn other_keys(before: &str, new: &str) -> Vec<String> {
    let pairs = |text: &str| -> Vec<(String, String)> {
        let inner = text.lines().skip(1).take_while(|line| line.trim_end() != "---");
        let pairs = inner.filter(|line| !line.starts_with(' ')).filter_map(|line| line.split_once(':'));
        pairs.map(|(key, value)| (key.trim().to_owned(), value.trim().to_owned())).collect()
    };
    let own = pairs(before);
    let new = pairs(new).into_iter().filter(|(key, value)| !value.is_empty() && key != "labels");
    new.filter(|pair| !own.contains(pair)).map(|(key, _)| key).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const WORDS: &str = "# 2024-03-11 Council\n\nThe House met.\n\n### Ann:\nAye.\n";

    #[test]
    fn metadata_stays_and_words_change() {
        let before = format!("---\nplace: Hall # x\n---\n{}", WORDS.replace("Aye", "No"));
        assert_eq!(updated(&before, WORDS), WordsUpdate::Changed(format!("---\nplace: Hall # x\n---\n{WORDS}")));
        assert_eq!(updated(WORDS, WORDS), WordsUpdate::Unchanged);
        for before in
            ["# 2024-03-11 Council\n\nstatus: draft\n\n### Ann:\nAye.\n", "place: Hall\n\n# A\n", "---\na: b\n"]
        {
            assert_eq!(updated(before, WORDS), WordsUpdate::Unclear, "{before}");
        }
    }

    #[test]
    fn keys_that_differ_are_named() {
        let before = "---\nlang: en\nchair: ann\n---\n";
        assert_eq!(other_keys(before, "---\nlang: en\nchair: Ben\nplace: Hall\n---\n"), ["chair", "place"]);
    }
}
