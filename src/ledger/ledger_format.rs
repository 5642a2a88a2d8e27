//! Text form of a record's history: plain lines, newest version last, so that a publication only appends.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt::{Display, Write};
use std::sync::Arc;

use super::escape::{escaped, is_needed, unescaped};
use super::{AnchorRedirects, History, LedgerPassage, LedgerStep, PassageKind, Version};
use crate::bytes::fingerprint::Fingerprint;
use crate::bytes::sha256::Hash;

/// First lines of a history. The second form of the file holds versions with escapes; versions that need none are
/// written as in the first form.
pub(super) fn heading(name: &str, has_escapes: bool) -> String {
    format!("minutebook register {}\nrecord {name}\n", if has_escapes { 2 } else { 1 })
}

/// A version as lines, its hash last.
pub(super) fn written(version: &Version) -> String {
    in_form(version, has_escapes(version))
}

fn in_form(version: &Version, escapes: bool) -> String {
    let mut out = body(version, true, escapes);
    out.push_str(&format!("hash {}\n", version.hash));
    out
}

/// Hash of a version's lines without the words: words have hashes of their own and may be removed where a law requires
/// it.
pub(super) fn hash_of(version: &Version) -> Hash {
    Hash::of(body(version, false, has_escapes(version)).as_bytes())
}

/// Reports whether a version holds a character that would break a line of the file.
pub(super) fn has_escapes(version: &Version) -> bool {
    let Version { file, slug, address, title, date, note, series, topics, terms, steps, moved, .. } = version;
    let texts = [file, slug, address, title, date].into_iter().chain(note).chain(series).chain(topics).chain(terms);
    let in_passage = |passage: &LedgerPassage| {
        let LedgerPassage { id, content_anchor, label, words, .. } = passage;
        let mut lines = words.iter().flat_map(|words| words.split('\n'));
        is_needed(id) || is_needed(content_anchor) || is_needed(label) || lines.any(is_needed)
    };
    let in_step = |step: &LedgerStep| match step {
        LedgerStep::Keep(_) => false,
        LedgerStep::Drop(id) => is_needed(id),
        LedgerStep::Change(passage) | LedgerStep::Add(passage) => in_passage(passage),
    };
    texts.into_iter().any(|text| is_needed(text))
        || moved.iter().any(|(old, place)| is_needed(old) || is_needed(place))
        || steps.iter().any(in_step)
}

/// Lines in the making, and whether their values are escaped.
struct Lines {
    text: String,
    escapes: bool,
}

impl Lines {
    fn put(&mut self, key: &str, value: &dyn Display) {
        let value = value.to_string();
        let value = if self.escapes { escaped(&value) } else { value.into() };
        // Writing to a String cannot fail.
        let _ = writeln!(self.text, "{key} {value}");
    }
}

fn body(version: &Version, with_words: bool, escapes: bool) -> String {
    let mut out = Lines { text: format!("\nversion {}\n", version.number), escapes };
    out.put("at", &version.at);
    match &version.before {
        Some(hash) => out.put("before", hash),
        None => out.put("before", &"-"),
    }
    if out.escapes {
        out.put("escapes", &"yes");
    }
    if version.minor {
        out.put("minor", &"yes");
    }
    if let Some(note) = &version.note {
        out.put("note", note);
    }
    out.put("noted", &version.noted);
    out.put("file", &version.file);
    out.put("source", &version.source.hex());
    out.put("slug", &version.slug);
    out.put("address", &version.address);
    out.put("title", &version.title);
    out.put("date", &version.date);
    if let Some(series) = &version.series {
        out.put("series", series);
    }
    for topic in &version.topics {
        out.put("topic", topic);
    }
    for term in &version.terms {
        out.put("term", term);
    }
    for step in &version.steps {
        match step {
            LedgerStep::Keep(count) => out.put("=", count),
            LedgerStep::Drop(id) => out.put("-", &dashed(id)),
            LedgerStep::Change(passage) => push(&mut out, "~", passage, with_words),
            LedgerStep::Add(passage) => push(&mut out, "+", passage, with_words),
        }
    }
    for (old, place) in &version.moved {
        out.put(">", &format_args!("{old} {}", dashed(place)));
    }
    out.text
}

fn push(out: &mut Lines, sign: &str, passage: &LedgerPassage, with_words: bool) {
    let LedgerPassage { kind, id, content_anchor, hash, label, words } = passage;
    let end = if label.is_empty() { "" } else { " " };
    let (id, content_anchor) = (dashed(id), dashed(content_anchor));
    out.put(sign, &format_args!("{} {id} {content_anchor} {hash}{end}{label}", kind.word()));
    for words in words.iter().filter(|words| with_words && !words.is_empty()).flat_map(|words| words.split('\n')) {
        out.put("|", &words);
    }
}

/// A dash for an empty text.
fn dashed(text: &str) -> &str {
    if text.is_empty() { "-" } else { text }
}

fn undashed(text: &str) -> &str {
    if text == "-" { "" } else { text }
}

impl PassageKind {
    fn word(self) -> &'static str {
        match self {
            PassageKind::Speech => "speech",
            PassageKind::Remark => "remark",
            PassageKind::Section => "section",
            PassageKind::Note => "note",
            PassageKind::Decision => "decision",
        }
    }

    fn parse(word: &str) -> Option<Self> {
        const ALL: [PassageKind; 5] =
            [PassageKind::Speech, PassageKind::Remark, PassageKind::Section, PassageKind::Note, PassageKind::Decision];
        ALL.into_iter().find(|kind| kind.word() == word)
    }
}

/// Damage of a register file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Damage {
    /// Counted from 1; 0 for the whole file.
    pub(super) line: usize,
    pub(super) what: String,
}

/// The undamaged beginning of a file, with its length in bytes.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Sound {
    pub(super) history: Option<History>,
    pub(super) length: usize,
    pub(super) damage: Option<Damage>,
}

/// Reads a history. Anything that Minutebook would write differently is damage, so no change by hand passes unnoticed.
pub(super) fn read(name: &str, text: &str) -> Sound {
    let mut sound = Sound { history: None, length: 0, damage: None };
    let headings = [heading(name, false), heading(name, true)];
    let Some((heading, mut rest)) = headings.iter().find_map(|heading| Some((heading, text.strip_prefix(&**heading)?)))
    else {
        let what = "it does not begin as a file of the register does, or names another record".to_owned();
        sound.damage = Some(Damage { line: 1, what });
        return sound;
    };
    let mut at = heading.lines().count();
    let mut history =
        History { name: name.into(), versions: Vec::new(), passages: Vec::new(), old_anchors: BTreeMap::new() };
    while !rest.is_empty() {
        let end = rest
            .match_indices("\nhash ")
            .next()
            .and_then(|(hash, _)| rest[hash + 1..].find('\n').map(|end| hash + end + 2));
        let block = &rest[..end.unwrap_or(rest.len())];
        let is_of_first_form = *heading == headings[0];
        match next(&history, block).and_then(|state| match is_of_first_form && is_escaped(block) {
            true => Err(Damage { line: 4, what: "the first form of this file has no escapes".to_owned() }),
            false => Ok(state),
        }) {
            Ok((version, passages, old_anchors)) => {
                history.versions.push(version);
                (history.passages, history.old_anchors) = (passages, old_anchors);
            }
            Err(damage) => {
                sound.damage = Some(Damage { line: at + damage.line, what: damage.what });
                break;
            }
        }
        at += block.lines().count();
        rest = &rest[block.len()..];
    }
    if history.versions.is_empty() {
        sound.damage.get_or_insert(Damage { line: 0, what: "it contains no version".to_owned() });
        return sound;
    }
    sound.length = text.len() - rest.len();
    sound.history = Some(history);
    sound
}

type ReplayState = (Version, Vec<LedgerPassage>, AnchorRedirects);

/// Reads one version and checks it against those before it.
fn next(history: &History, block: &str) -> Result<ReplayState, Damage> {
    let damage = |line: usize, what: &str| Damage { line, what: what.to_owned() };
    let version = parse(block).map_err(|line| damage(line, "this line cannot be read"))?;
    // Words are hashed separately, everything else with the version.
    let before = history.versions.last().map(|version| version.hash);
    if version.before != before {
        return Err(damage(4, "the hash of the version before is another"));
    }
    if version.number as usize != history.versions.len() + 1 {
        return Err(damage(2, "the versions are not numbered in order"));
    }
    if let Some(last) = history.versions.last().filter(|last| last.at > version.at) {
        return Err(damage(3, &format!("it is older than the version before it, of {}", last.at)));
    }
    // A version from before there were escapes may hold characters that would be escaped now.
    let escapes = is_escaped(block);
    let mine = in_form(&version, escapes);
    if mine != block {
        let theirs = block;
        let line = mine.lines().zip(theirs.lines()).take_while(|(mine, theirs)| mine == theirs).count() + 1;
        return Err(damage(line, "this line is not as Minutebook writes it"));
    }
    if Hash::of(body(&version, false, escapes).as_bytes()) != version.hash {
        return Err(damage(block.lines().count(), "the hash is not that of the version"));
    }
    for step in &version.steps {
        if let LedgerStep::Change(passage) | LedgerStep::Add(passage) = step
            && let Some(words) = &passage.words
            && Hash::of_words(words) != passage.hash
        {
            let sought = passage.hash.to_string();
            let line = block.lines().position(|line| line.contains(&sought)).map_or(0, |line| line + 1);
            return Err(damage(line, "the words below this line are not those that were published"));
        }
    }
    let (passages, old_anchors) =
        applied(history, &version).ok_or_else(|| damage(2, "it does not go on from the version before"))?;
    Ok((version, passages, old_anchors))
}

/// The passages and old anchors of a version, computed from those of the version before.
pub(super) fn applied(history: &History, version: &Version) -> Option<(Vec<LedgerPassage>, AnchorRedirects)> {
    let mut old = history.passages.iter();
    let mut passages = Vec::with_capacity(history.passages.len());
    for step in &version.steps {
        match step {
            LedgerStep::Keep(count) => {
                let before = passages.len();
                passages.extend(old.by_ref().take(*count).cloned());
                (passages.len() - before == *count).then_some(())?;
            }
            LedgerStep::Drop(id) => (old.next()?.id == *id).then_some(())?,
            LedgerStep::Change(passage) => {
                (old.next()?.id == passage.id).then_some(())?;
                passages.push(passage.clone());
            }
            LedgerStep::Add(passage) => passages.push(passage.clone()),
        }
    }
    old.next().is_none().then_some(())?;
    let mut old_anchors = history.old_anchors.clone();
    old_anchors.extend(version.moved.iter().cloned());
    for passage in &passages {
        old_anchors.remove(&passage.id);
    }
    Some((passages, old_anchors))
}

/// Reports whether a version is written with escapes.
fn is_escaped(block: &str) -> bool {
    block.lines().nth(4) == Some("escapes yes")
}

/// Reads the lines of a version; the error is the number of the unreadable line.
fn parse(block: &str) -> Result<Version, usize> {
    let mut lines = block.lines().enumerate().map(|(index, line)| (index + 1, line));
    lines.next().filter(|(_, line)| line.is_empty()).ok_or(1usize)?;
    let mut fields: BTreeMap<&str, (usize, &str)> = BTreeMap::new();
    let mut version = Version {
        number: 0,
        at: jiff::Timestamp::UNIX_EPOCH,
        before: None,
        minor: false,
        note: None,
        noted: 0,
        file: "".into(),
        source: Fingerprint::of_bytes(b""),
        slug: "".into(),
        address: "".into(),
        title: "".into(),
        date: "".into(),
        series: None,
        topics: Vec::new(),
        terms: Vec::new(),
        steps: Vec::new(),
        moved: Vec::new(),
        hash: Hash::of(b""),
    };
    let mut words: Option<String> = None;
    let escapes = is_escaped(block);
    let values: Vec<(usize, &str, Cow<'_, str>)> = lines
        .map(|(number, line)| {
            let (key, value) = line.split_once(' ').ok_or(number)?;
            let value = if escapes { unescaped(value).ok_or(number)? } else { value.into() };
            Ok((number, key, value))
        })
        .collect::<Result<_, usize>>()?;
    for (number, key, value) in &values {
        let (number, key, value) = (*number, *key, &**value);
        if key == "|" {
            let words = words.get_or_insert_default();
            words.push_str(value);
            words.push('\n');
            continue;
        }
        put_words(&mut version.steps, words.take());
        match key {
            "topic" => version.topics.push(value.into()),
            "term" => version.terms.push(value.into()),
            "=" => version.steps.push(LedgerStep::Keep(value.parse().map_err(|_| number)?)),
            "-" => version.steps.push(LedgerStep::Drop(undashed(value).into())),
            "~" => version.steps.push(LedgerStep::Change(passage(value).ok_or(number)?)),
            "+" => version.steps.push(LedgerStep::Add(passage(value).ok_or(number)?)),
            ">" => {
                let (old, place) = value.split_once(' ').ok_or(number)?;
                version.moved.push((old.into(), undashed(place).into()));
            }
            key => {
                fields.insert(key, (number, value));
            }
        }
    }
    put_words(&mut version.steps, words);
    let field = |key: &str| fields.get(key).copied().ok_or(2usize);
    let text = |key: &str| field(key).map(|(_, value)| Box::<str>::from(value));
    fn read<T>((number, value): (usize, &str), parse: impl Fn(&str) -> Option<T>) -> Result<T, usize> {
        parse(value).ok_or(number)
    }
    version.number = read(field("version")?, |value| value.parse().ok())?;
    version.at = read(field("at")?, |value| value.parse().ok())?;
    version.before = match field("before")? {
        (_, "-") => None,
        other => Some(read(other, Hash::parse)?),
    };
    version.minor = fields.contains_key("minor");
    version.note = text("note").ok();
    version.noted = read(field("noted")?, |value| value.parse().ok())?;
    version.source = read(field("source")?, Fingerprint::from_hex)?;
    version.hash = read(field("hash")?, Hash::parse)?;
    version.series = text("series").ok();
    (version.file, version.slug, version.address) = (text("file")?, text("slug")?, text("address")?);
    (version.title, version.date) = (text("title")?, text("date")?);
    Ok(version)
}

fn passage(value: &str) -> Option<LedgerPassage> {
    let mut parts = value.splitn(5, ' ');
    let kind = PassageKind::parse(parts.next()?)?;
    let (id, content_anchor) = (undashed(parts.next()?).into(), undashed(parts.next()?).into());
    let hash = Hash::parse(parts.next()?)?;
    let label = parts.next().unwrap_or_default().into();
    // A passage without words cannot miss any.
    let words = (hash == Hash::of(b"")).then(|| Arc::from(""));
    Some(LedgerPassage { kind, id, content_anchor, hash, label, words })
}

/// Adds the words to the passage above them.
fn put_words(steps: &mut [LedgerStep], words: Option<String>) {
    let (Some(words), Some(LedgerStep::Change(passage) | LedgerStep::Add(passage))) = (words, steps.last_mut()) else {
        return;
    };
    passage.words = Some(words.trim_end_matches('\n').into());
}

#[cfg(test)]
mod tests {
    use super::super::revise::sealed;
    use super::*;
    use proptest::prelude::*;

    fn version(texts: &[String]) -> Version {
        let text = |index: usize| Box::<str>::from(texts[index % texts.len()].as_str());
        // Neither empty nor a dash, which stands for empty.
        let word = |index: usize| text(index).replace([' ', '-'], "").into_boxed_str();
        let words: Arc<str> = text(3).trim_matches('\n').into();
        let passage = LedgerPassage {
            kind: PassageKind::Speech,
            id: format!("s{}", word(0)).into(),
            content_anchor: format!("s{}", word(1)).into(),
            hash: Hash::of_words(&words),
            label: text(2),
            words: Some(words),
        };
        sealed(Version {
            number: 1,
            at: jiff::Timestamp::UNIX_EPOCH,
            before: None,
            minor: false,
            note: Some(text(4)),
            noted: 0,
            file: text(5),
            source: Fingerprint::of_bytes(b""),
            slug: text(6),
            address: text(7),
            title: text(8),
            date: text(9),
            series: Some(text(10)),
            topics: vec![text(11), text(12)],
            terms: vec![text(15)],
            steps: vec![LedgerStep::Add(passage)],
            moved: vec![(format!("s{}", word(13)).into(), format!("s{}", word(14)).into())],
            hash: Hash::of(b""),
        })
    }

    #[test]
    fn a_version_that_needs_no_escapes_is_as_it_always_was_and_one_that_does_is_of_the_second_form() {
        let plain = version(&["Hârbour \\ 3".to_owned()]);
        assert!(written(&plain).contains("\nfile Hârbour \\ 3\n") && !written(&plain).contains("escapes"));
        let broken = version(&["a\nhash b".to_owned()]);
        assert!(written(&broken).contains("\nescapes yes\n") && written(&broken).contains("\nfile a\\u{a}hash b\n"));
        for (version, form, is_right) in
            [(&plain, false, true), (&plain, true, true), (&broken, true, true), (&broken, false, false)]
        {
            let text = heading("x", form) + &written(version);
            assert_eq!(read("x", &text).damage.is_none(), is_right, "{text}");
        }
    }

    #[test]
    fn a_version_of_the_first_form_may_hold_what_would_be_escaped_now() {
        let mut old = version(&["a\tb\\c".to_owned()]);
        old.hash = Hash::of(body(&old, false, false).as_bytes());
        let text = heading("x", false) + &in_form(&old, false);
        let sound = read("x", &text);
        assert_eq!(
            (sound.damage, sound.history.map(|history| history.versions[0].file.clone())),
            (None, Some("a\tb\\c".into()))
        );
    }

    proptest! {
        #[test]
        fn whatever_a_version_holds_comes_back(texts in proptest::collection::vec("[a-z{} |=~+>\\\\\n\r\t\u{85}\u{2028}-]{0,12}", 15)) {
            let version = version(&texts);
            let text = heading("x", has_escapes(&version)) + &written(&version);
            let sound = read("x", &text);
            prop_assert_eq!(&sound.damage, &None, "{}", text);
            prop_assert_eq!(sound.history.map(|history| history.versions), Some(vec![version]));
        }
    }
}
