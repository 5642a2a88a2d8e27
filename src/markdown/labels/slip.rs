//! Headings that end in a sign which stands where a colon was meant: `### Jane Smith;`, `### Ben -`, `### Cormac.`

use super::heading::{ends_in_slip, understand};
use super::line::with_replaced_lines;
use super::name::looks_like_name;
use super::no_speaker::is_no_speaker;

/// The name in a heading that ends in such a sign, perhaps with a colon behind it; `None` if it ends in none, or holds more than a name.
pub fn without_slip(heading: &str) -> Option<&str> {
    let bare = heading.trim_end().trim_end_matches([':', '：']).trim_end();
    let name = bare.trim_end_matches([';', '；', ',', '，', '、', '-', '–', '—', '.']).trim_end();
    let is_alone = understand(bare).name.trim() == bare;
    (ends_in_slip(bare) && is_alone && looks_like_name(name) && !is_no_speaker(name)).then_some(name)
}

/// The text with a colon in place of such signs. A full stop may end a sentence, so it is replaced only behind the name of somebody who
/// speaks, according to `speaks`. `shown` is the text with hidden parts masked, of the same length.
pub fn with_colons(text: &str, shown: &str, start: usize, speaks: impl Fn(&str) -> bool) -> Option<String> {
    with_replaced_lines(text, shown, start, |_, line| {
        let label = line.strip_prefix("### ")?;
        let may_end_sentence = label.trim_end_matches([':', '：']).trim_end().ends_with('.');
        let name = without_slip(label).filter(|name| !may_end_sentence || speaks(name))?;
        Some(format!("### {name}:"))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_told_from_a_sentence_and_an_abbreviation() {
        for (heading, name) in [
            ("Jane Smith;", Some("Jane Smith")),
            ("Ben Carter -:", Some("Ben Carter")),
            ("Ben Carter -", Some("Ben Carter")),
            ("Cormac.", Some("Cormac")),
            ("唐鳳，", Some("唐鳳")),
            ("Jane Smith:", None),
            ("John Smith Jr.", None),
            ("Motion;", None),
            ("and so it was decided by all;", None),
        ] {
            assert_eq!(without_slip(heading), name, "{heading}");
        }
    }

    #[test]
    fn a_full_stop_is_replaced_only_behind_a_known_name() {
        let text = "### Ann;\nAye.\n### Ben.\nNo.\n### Cy.\n```\n### Dee;\n```\n";
        let fixed = with_colons(text, text, 0, |name| name == "Ben");
        let expected = "### Ann:\nAye.\n### Ben:\nNo.\n### Cy.\n```\n### Dee;\n```\n";
        assert_eq!(fixed, Some(expected.to_owned()));
        assert_eq!(with_colons("### Ann:\n", "### Ann:\n", 0, |_| true), None);
    }
}
