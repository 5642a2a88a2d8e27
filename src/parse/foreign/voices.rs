//! The words of a cue without its tags, in runs of one voice.

use crate::markdown::decode_entities;
use crate::markdown::labels::{looks_like_name, may_be_no_speaker};
use crate::text::single_spaced;

/// Speaker from a place on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Voice {
    /// The speaker before.
    Same,
    /// Another speaker, whom the file does not name.
    Other,
    /// This speaker.
    Named(String),
}

/// Words of one voice within a cue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct VoiceRun {
    /// The voice.
    pub voice: Voice,
    /// Plain text on one line.
    pub words: String,
    /// True if the words are a remark in brackets that no name stands beside: `[APPLAUSE]`.
    pub is_remark: bool,
}

/// The runs of a cue. With `dashes`, lines that begin with a dash are two speakers.
pub(super) fn runs(lines: &[&str]) -> Vec<VoiceRun> {
    let dashed = lines.iter().filter(|line| after_dash(line).is_some()).count();
    let mut runs: Vec<VoiceRun> = Vec::new();
    for line in lines {
        let mut voice = Voice::Same;
        let mut rest = without_overrides(line);
        if dashed > 1
            && let Some(after) = after_dash(&rest)
        {
            (voice, rest) = (Voice::Other, after.to_owned());
        }
        if let Some(after) = after_chevrons(&rest) {
            (voice, rest) = (Voice::Other, after.to_owned());
        }
        for (tagged, words) in by_voice(&rest) {
            let words = plain(&words);
            let (named, words) = match tagged {
                Some(name) => (Some(name), words),
                None => named(&words).unwrap_or((None, words)),
            };
            let voice = named.map_or_else(|| std::mem::replace(&mut voice, Voice::Same), Voice::Named);
            let is_remark = !matches!(voice, Voice::Named(_)) && is_remark(&words);
            match runs.last_mut().filter(|last| !is_remark && !last.is_remark) {
                Some(last) if voice == Voice::Same || voice == last.voice && voice != Voice::Other => {
                    join(&mut last.words, &words);
                }
                _ if words.is_empty() && voice == Voice::Same => {}
                _ => runs.push(VoiceRun { voice, words, is_remark }),
            }
        }
    }
    // A remark may be broken into lines.
    for run in runs.iter_mut().filter(|run| !matches!(run.voice, Voice::Named(_))) {
        run.is_remark = run.is_remark || is_remark(&run.words);
    }
    runs
}

/// Reports whether words are only a remark in brackets: `[APPLAUSE]`, `(laughter)`. What could not be understood is a gap in a
/// sentence instead.
fn is_remark(words: &str) -> bool {
    const GAPS: [&str; 6] = ["inaudible", "indistinct", "unintelligible", "unclear", "crosstalk", "聽不清"];
    let pairs = [('[', ']'), ('(', ')'), ('（', '）'), ('［', '］'), ('【', '】')];
    let inner = pairs.iter().find_map(|(open, close)| {
        let inner = words.strip_prefix(*open)?.strip_suffix(*close)?;
        (!inner.contains([*open, *close])).then(|| inner.to_lowercase())
    });
    inner.is_some_and(|inner| inner.contains(char::is_alphabetic) && !GAPS.iter().any(|gap| inner.starts_with(gap)))
}

/// Adds words to a text, with a space between them unless both are of a script without spaces.
pub(super) fn join(text: &mut String, words: &str) {
    if words.is_empty() {
        return;
    }
    let is_close = |c: Option<char>| c.is_none_or(crate::text::is_cjk);
    let is_joined = is_close(text.chars().last()) && is_close(words.chars().next());
    if !text.is_empty() && !is_joined {
        text.push(' ');
    }
    text.push_str(words);
}

/// The words after a dash at the beginning of a line.
fn after_dash(line: &str) -> Option<&str> {
    let line = line.trim_start();
    let after = line.strip_prefix(['-', '–', '—', '‐'])?;
    (!after.starts_with('-')).then(|| after.trim_start())
}

/// The words after the signs of another speaker: `>> `, `->> `.
fn after_chevrons(line: &str) -> Option<&str> {
    let line = line.trim_start();
    let line = line.strip_prefix('-').unwrap_or(line);
    [">>", "&gt;&gt;", "»", "≫"]
        .iter()
        .find_map(|sign| line.strip_prefix(sign))
        .map(|rest| rest.trim_start_matches(['>', ' ']))
}

/// A line without the overrides of other programs: `{\an8}`.
fn without_overrides(line: &str) -> String {
    let mut out = String::with_capacity(line.len());
    let mut rest = line;
    while let Some(at) = rest.find("{\\") {
        let Some(end) = rest[at..].find('}') else { break };
        out.push_str(&rest[..at]);
        rest = &rest[at + end + 1..];
    }
    out.push_str(rest);
    out
}

/// Parts of a line by the tags of voices, `<v.loud Ann Lee>`, whose end tag may be missing.
fn by_voice(line: &str) -> Vec<(Option<String>, String)> {
    let mut parts: Vec<(Option<String>, String)> = vec![(None, String::new())];
    let mut rest = line;
    while let Some(at) = rest.find('<') {
        let Some(end) = rest[at..].find('>').map(|end| at + end) else { break };
        let tag = &rest[at + 1..end];
        if let Some(last) = parts.last_mut() {
            last.1.push_str(&rest[..at]);
        }
        let (name, annotation) = tag.split_once([' ', '\t', '\n']).unwrap_or((tag, ""));
        let element = name.split('.').next().unwrap_or_default();
        if element == "v" {
            let speaker = plain(annotation);
            parts.push(((!speaker.is_empty()).then_some(speaker), String::new()));
        } else if tag == "/v" {
            parts.push((None, String::new()));
        } else if !is_tag(element)
            && let Some(last) = parts.last_mut()
        {
            // No tag of captions: `<inaudible>`.
            last.1.push_str(&rest[at..=end]);
        }
        rest = &rest[end + 1..];
    }
    if let Some(last) = parts.last_mut() {
        last.1.push_str(rest);
    }
    parts.retain(|(name, words)| name.is_some() || !words.trim().is_empty());
    parts
}

/// Reports whether an element is one of captions: emphasis, a class, a language, ruby, a font, or the time of a word.
fn is_tag(element: &str) -> bool {
    let element = element.trim_start_matches('/').to_ascii_lowercase();
    matches!(&*element, "c" | "i" | "b" | "u" | "s" | "em" | "strong" | "lang" | "ruby" | "rt" | "font" | "v" | "br")
        || element.starts_with(|c: char| c.is_ascii_digit())
}

/// Text without entities, on one line.
fn plain(text: &str) -> String {
    let decoded = decode_entities(text).replace(['\u{200e}', '\u{200f}'], "");
    single_spaced(&decoded)
}

/// The name before a colon at the beginning of words, and the words after it: `Ann Lee: Good evening.`
fn named(words: &str) -> Option<(Option<String>, String)> {
    let (at, colon) = words.char_indices().find(|(_, c)| matches!(c, ':' | '：'))?;
    let (name, rest) = (words[..at].trim(), words[at + colon.len_utf8()..].trim());
    // A time or an address has no space after its colon.
    let is_apart = colon == '：' || words[at + 1..].starts_with(' ') || rest.is_empty();
    let is_name = is_apart
        && looks_like_name(name)
        && !may_be_no_speaker(name)
        && !name.ends_with(|c: char| c.is_ascii_digit() && !name.contains(' '));
    is_name.then(|| (Some(name.to_owned()), rest.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn short(lines: &[&str]) -> Vec<String> {
        let one = |run: VoiceRun| match run.voice {
            Voice::Same => run.words,
            Voice::Other => format!("? {}", run.words),
            Voice::Named(name) => format!("{name}: {}", run.words),
        };
        runs(lines).into_iter().map(one).collect()
    }

    #[test]
    fn voices_are_read_in_the_forms_of_programs() {
        for (lines, expected) in [
            (&["<v Ann Lee>Good evening.</v>"][..], &["Ann Lee: Good evening."][..]),
            (&["<v.loud Lee, Ann (Contractor)>Aye.", "So be it."], &["Lee, Ann (Contractor): Aye. So be it."]),
            (&["<v Ann>Aye.</v> <v Ben>Nay.</v>"], &["Ann: Aye.", "Ben: Nay."]),
            (&["Ann Lee: Good evening."], &["Ann Lee: Good evening."]),
            (&["林岳美：大家好"], &["林岳美: 大家好"]),
            (&["and so it goes"], &["and so it goes"]),
            (&[">> And you?"], &["? And you?"]),
            (&["->> ANN LEE: And you?"], &["ANN LEE: And you?"]),
            (&["- Aye.", "- Nay."], &["? Aye.", "? Nay."]),
            (&["- only one dash"], &["- only one dash"]),
            (&["{\\an8}<font color=\"#fff\">Tea &amp; <i>cake</i></font>"], &["Tea & cake"]),
            (&["<00:00:01.000><c>so</c> it <inaudible> is"], &["so it <inaudible> is"]),
            (&["At 10:15 we met"], &["At 10:15 we met"]),
            (&["see https://a.example"], &["see https://a.example"]),
            (&["Note: nothing"], &["Note: nothing"]),
            (&["大家", "好"], &["大家好"]),
        ] {
            assert_eq!(short(lines), expected, "{lines:?}");
        }
    }
}
