//! Files that are not records: which of them are text, and which of their words could be metadata.

use std::fmt::Write as _;

use rustc_hash::FxHashMap;

use super::has_extension;
use crate::text::{head, unify_line_ends};

/// Kind of content that a file extension stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Markdown under another extension: a record but for its name.
    Markdown,
    /// Lines of words, in any markup.
    Text,
    /// Subtitles: spoken lines with times, a header, and notes in between.
    Subtitles,
    /// Rows of a table.
    Table,
    /// Tags around words.
    Html,
    /// Elements around values.
    Xml,
    /// Keys and values.
    Json,
    /// Keys and values in sections.
    Toml,
    /// Words between control words.
    Rtf,
    /// Not text.
    Binary,
}

/// A file extension and what it stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LooseFormat {
    /// The extension without its dot.
    pub ending: &'static str,
    /// Kind of content.
    pub kind: Kind,
    /// Number of bytes examined, from the beginning.
    pub head: u64,
    /// True if other systems keep records in such files.
    pub may_be_record: bool,
}

const HEAD: u64 = 16 * 1024;

const fn format(ending: &'static str, kind: Kind, may_be_record: bool) -> LooseFormat {
    // Notes may stand anywhere between subtitles, and the beginning of a web page is often taken up by styles.
    let head = match kind {
        Kind::Binary => 0,
        Kind::Subtitles | Kind::Html | Kind::Rtf => 8 * HEAD,
        _ => HEAD,
    };
    LooseFormat { ending, kind, head, may_be_record }
}

/// Extensions of formats that are examined; pictures, sound and the like are not among them.
const FORMATS: [LooseFormat; 42] = [
    format("markdown", Kind::Markdown, true),
    format("mkd", Kind::Markdown, true),
    format("mdown", Kind::Markdown, true),
    format("mkdn", Kind::Markdown, true),
    format("mdwn", Kind::Markdown, true),
    format("mdx", Kind::Markdown, true),
    format("mdtext", Kind::Markdown, false),
    format("rmd", Kind::Markdown, false),
    format("qmd", Kind::Markdown, false),
    format("txt", Kind::Text, true),
    format("text", Kind::Text, true),
    format("adoc", Kind::Text, false),
    format("asciidoc", Kind::Text, false),
    format("rst", Kind::Text, false),
    format("org", Kind::Text, false),
    format("textile", Kind::Text, false),
    format("wiki", Kind::Text, false),
    format("tex", Kind::Text, false),
    format("log", Kind::Text, false),
    format("eml", Kind::Text, false),
    format("ini", Kind::Text, false),
    format("typ", Kind::Text, false),
    format("md5", Kind::Text, false),
    format("json5", Kind::Text, false),
    format("jsonc", Kind::Text, false),
    format("meta", Kind::Text, false),
    format("yaml", Kind::Text, false),
    format("yml", Kind::Text, false),
    format("vtt", Kind::Subtitles, true),
    format("srt", Kind::Subtitles, true),
    format("csv", Kind::Table, false),
    format("tsv", Kind::Table, false),
    format("html", Kind::Html, false),
    format("htm", Kind::Html, false),
    format("xhtml", Kind::Html, false),
    format("xml", Kind::Xml, false),
    format("json", Kind::Json, false),
    format("toml", Kind::Toml, false),
    format("rtf", Kind::Rtf, true),
    format("docx", Kind::Binary, true),
    format("odt", Kind::Binary, true),
    format("doc", Kind::Binary, true),
];

/// Format assumed for an unknown extension.
const OTHER: LooseFormat = format("", Kind::Text, false);

/// Extensions of files that are not text, including picture formats that may be text.
const NO_TEXTS: &[&str] = &[
    "pdf", "png", "jpg", "jpeg", "jpe", "gif", "webp", "avif", "heic", "heif", "bmp", "tif", "tiff", "ico", "svg",
    "svgz", "psd", "ai", "eps", "ps", "djvu", "docm", "dotx", "rtfd", "pages", "numbers", "key", "xls", "xlsx", "xlsm",
    "xlsb", "ppt", "pptx", "pptm", "ods", "odp", "odg", "epub", "mobi", "zip", "gz", "tgz", "bz2", "xz", "zst", "7z",
    "rar", "tar", "mp3", "mp4", "m4a", "m4v", "wav", "ogg", "oga", "ogv", "opus", "flac", "aac", "wma", "wmv", "webm",
    "mov", "avi", "mkv", "mpg", "mpeg", "3gp", "woff", "woff2", "ttf", "otf", "eot", "css", "js", "mjs", "wasm", "bin",
    "exe", "dmg", "iso", "db", "sqlite", "shp", "dbf", "shx", "kmz", "dwg", "dxf", "p7s", "p7m", "sig", "minisig",
    "asc", "ots",
];

impl LooseFormat {
    /// Format in which a file is examined for metadata; `None` if its extension says that it is not text.
    pub fn for_reading(path: &str) -> Option<&'static LooseFormat> {
        match LooseFormat::of(path) {
            Some(format) => Some(format).filter(|format| format.kind != Kind::Binary),
            None => (!NO_TEXTS.iter().any(|ending| has_extension(path, ending))).then_some(&OTHER),
        }
    }

    /// Format that the extension of a path stands for.
    pub fn of(path: &str) -> Option<&'static LooseFormat> {
        FORMATS.iter().find(|format| has_extension(path, format.ending))
    }

    /// The first words, in the first bytes of a file, that could be metadata.
    pub fn words(&self, bytes: &[u8]) -> String {
        let readings = readings(bytes);
        let words = |text: String| head(&self.words_of(unify_line_ends(text)), HEAD as usize).to_owned();
        readings.into_iter().map(words).collect::<Vec<_>>().join("\n\n")
    }

    fn words_of(&self, text: String) -> String {
        match self.kind {
            Kind::Markdown | Kind::Text => text,
            Kind::Subtitles => beside_subtitles(&text),
            Kind::Table => text.replace([',', ';', '\t'], "|"),
            Kind::Html => of_html(&text),
            Kind::Xml => of_xml(&text),
            Kind::Json => of_json(&text),
            Kind::Toml => text.lines().take_while(|line| !line.starts_with("[[")).collect::<Vec<_>>().join("\n"),
            Kind::Rtf if !text.trim_start().starts_with("{\\rtf") => text,
            Kind::Rtf => of_rtf(&text),
            Kind::Binary => String::new(),
        }
    }
}

/// Decodes bytes in every encoding that they may have: UTF-32 and UTF-16 if a byte order mark or zero bytes suggest so,
/// or else UTF-8; bytes that are none of these may be Latin-1 or an old East Asian encoding. Empty for bytes that are
/// not text.
fn readings(bytes: &[u8]) -> Vec<String> {
    let zeros = |parity: usize| bytes.iter().skip(parity).step_by(2).take(64).filter(|byte| **byte == 0).count();
    let is_wide = |parity: usize| {
        bytes.len() >= 8 && zeros(parity) * 4 > bytes.len().div_ceil(2).min(64) && zeros(1 - parity) == 0
    };
    let wide = |bytes: &[u8], unit: fn([u8; 2]) -> u16| {
        let units: Vec<u16> = bytes.chunks_exact(2).map(|pair| unit([pair[0], pair[1]])).collect();
        vec![String::from_utf16_lossy(&units)]
    };
    let wider = |bytes: &[u8], unit: fn([u8; 4]) -> u32| {
        let units = bytes.chunks_exact(4).map(|four| unit([four[0], four[1], four[2], four[3]]));
        vec![units.map(|unit| char::from_u32(unit).unwrap_or(char::REPLACEMENT_CHARACTER)).collect()]
    };
    // In each group of four bytes, in either byte order, the two upper are zero and the two lower are not.
    let is_wider = |upper: usize| {
        let is_unit = |four: &[u8]| four[upper..upper + 2] == [0, 0] && four[2 - upper..4 - upper] != [0, 0];
        bytes.len() >= 8 && bytes.chunks_exact(4).take(32).all(is_unit)
    };
    match bytes {
        [0xFF, 0xFE, 0, 0, rest @ ..] => wider(rest, u32::from_le_bytes),
        [0, 0, 0xFE, 0xFF, rest @ ..] => wider(rest, u32::from_be_bytes),
        [0xFF, 0xFE, rest @ ..] => wide(rest, u16::from_le_bytes),
        [0xFE, 0xFF, rest @ ..] => wide(rest, u16::from_be_bytes),
        _ if is_wider(2) => wider(bytes, u32::from_le_bytes),
        _ if is_wider(0) => wider(bytes, u32::from_be_bytes),
        _ if is_wide(1) => wide(bytes, u16::from_le_bytes),
        _ if is_wide(0) => wide(bytes, u16::from_be_bytes),
        _ => in_bytes(bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes)),
    }
}

fn in_bytes(bytes: &[u8]) -> Vec<String> {
    use encoding_rs::{BIG5, EUC_KR, GB18030, SHIFT_JIS, WINDOWS_1252};
    let is_cut = |error: &std::str::Utf8Error| error.error_len().is_none();
    match std::str::from_utf8(bytes) {
        Ok(text) => vec![text.to_owned()],
        Err(error) if is_cut(&error) => vec![String::from_utf8_lossy(bytes).into_owned()],
        Err(_) if memchr::memchr(0, bytes).is_some() => Vec::new(),
        Err(_) => {
            let encodings = [WINDOWS_1252, BIG5, GB18030, SHIFT_JIS, EUC_KR];
            encodings.map(|encoding| encoding.decode_without_bom_handling(bytes).0.into_owned()).into()
        }
    }
}

/// Header and notes of subtitles, without the spoken lines.
fn beside_subtitles(text: &str) -> String {
    let header = text.find("-->").map_or(text.len(), |at| text[..at].rfind('\n').map_or(0, |line| line + 1));
    let mut kept = text[..header].to_owned();
    let mut in_note = false;
    for line in text[header..].lines() {
        in_note = (in_note && !line.trim().is_empty()) || line.trim_end() == "NOTE" || line.starts_with("NOTE ");
        if in_note {
            kept.push_str(line);
            kept.push('\n');
        }
    }
    let lines =
        kept.lines().map(|line| line.strip_prefix("NOTE ").or_else(|| line.strip_prefix("WEBVTT")).unwrap_or(line));
    lines.collect::<Vec<_>>().join("\n")
}

/// Text of a web page with the attributes of `<meta>`, without scripts, styles and other attributes: `visibility:
/// hidden` is not metadata.
fn of_html(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        kept.push_str(&rest[..at]);
        rest = &rest[at..];
        if let Some(comment) = rest.strip_prefix("<!--") {
            let end = comment.find("-->").map_or(rest.len(), |end| 4 + end + 3);
            kept.push_str(&rest[..end]);
            rest = &rest[end..];
            continue;
        }
        let end = rest.find('>').map_or(rest.len(), |end| end + 1);
        let tag = &rest[..end];
        rest = &rest[end..];
        let length = tag[1..].find(|c: char| !(c.is_ascii_alphanumeric() || c == '/')).unwrap_or(tag.len() - 1);
        let name = tag[1..=length].to_ascii_lowercase();
        if name == "meta" {
            kept.push_str(tag);
        } else if matches!(&*name, "html" | "body" | "main" | "article") {
            let _ = writeln!(kept, "<{name}>\n{}", data_attributes(&tag[1 + name.len()..]));
        } else {
            let _ = write!(kept, "<{name}>");
        }
        if matches!(&*name, "script" | "style") {
            rest = &rest[find_close(rest, &name)..];
        }
    }
    kept.push_str(rest);
    kept
}

/// Formats the `data-…` attributes, one a line: `data-status=draft` becomes `status: draft`.
fn data_attributes(attributes: &str) -> String {
    let words = attributes.trim_end_matches('>').split_whitespace();
    let pairs = words.filter_map(|word| word.strip_prefix("data-")?.split_once('='));
    pairs.map(|(key, value)| format!("{key}: {}\n", value.trim_matches(['"', '\'']))).collect()
}

/// Position of an element's closing tag, or the end of the text.
fn find_close(text: &str, name: &str) -> usize {
    let is_close = |at: &usize| {
        text.as_bytes().get(at + 2..at + 2 + name.len()).is_some_and(|n| n.eq_ignore_ascii_case(name.as_bytes()))
    };
    text.match_indices("</").map(|(at, _)| at).find(is_close).unwrap_or(text.len())
}

/// Comments, attributes of the first element, and elements whose name occurs once; repeated elements are data.
fn of_xml(text: &str) -> String {
    let mut counts: FxHashMap<&str, usize> = FxHashMap::default();
    let name_of = |rest: &str| rest.find(|c: char| c.is_whitespace() || matches!(c, '>' | '/')).unwrap_or(rest.len());
    let mut pieces: Vec<(&str, &str, &str)> = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        rest = &rest[at + 1..];
        let end = if rest.starts_with("!--") { rest.find("-->").map(|end| end + 2) } else { rest.find('>') };
        let Some(end) = end else { break };
        let (tag, after) = (&rest[..end], &rest[end + 1..]);
        let name = &tag[..name_of(tag)];
        *counts.entry(name).or_default() += 1;
        pieces.push((name, tag, after.split('<').next().unwrap_or_default()));
        rest = after;
    }
    let mut kept = String::new();
    let mut is_first = true;
    for (name, tag, value) in pieces {
        if name.starts_with("!--") {
            let _ = writeln!(kept, "<{tag}>");
        } else if name.starts_with(char::is_alphabetic) {
            if std::mem::take(&mut is_first) || tag.starts_with("meta ") {
                let _ = writeln!(kept, "<{tag}>\n{}", tag[name.len()..].replace("\" ", "\"\n"));
            }
            if counts[name] == 1 && !value.trim().is_empty() {
                let _ = writeln!(kept, "{name}: {}", value.trim());
            }
        }
    }
    kept
}

/// Keys of the outermost object and of the objects in it, if there are few. Lists, and many objects of one kind, are
/// data.
fn of_json(text: &str) -> String {
    const FEW: usize = 3;
    let (mut outer, mut inner) = (String::new(), String::new());
    let (mut depth, mut objects, mut lists) = (0usize, 0usize, 0usize);
    let (mut in_text, mut is_escaped) = (false, false);
    for c in text.chars() {
        if in_text {
            in_text = is_escaped || c != '"';
            is_escaped = !is_escaped && c == '\\';
        } else {
            match c {
                '"' => in_text = true,
                '[' => lists += 1,
                ']' => lists = lists.saturating_sub(1),
                '{' => {
                    depth += 1;
                    objects += usize::from(depth == 2 && lists == 0);
                }
                '}' => depth = depth.saturating_sub(1),
                _ => {}
            }
        }
        let c = if c == ',' && !in_text { '\n' } else { c };
        match depth {
            _ if lists > 0 => {}
            0 | 1 => outer.push(c),
            2 => inner.push(c),
            _ => {}
        }
    }
    if objects <= FEW { outer + "\n" + &inner } else { outer }
}

/// Words of rich text (RTF), with the braces of each group.
fn of_rtf(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(['\\', '\n']) {
        kept.push_str(&rest[..at]);
        let is_control = rest.as_bytes()[at] == b'\\';
        rest = &rest[at + 1..];
        if !is_control {
            continue;
        }
        if let Some(code) = rest.strip_prefix('\'') {
            let byte = code.get(..2).and_then(|code| u8::from_str_radix(code, 16).ok());
            kept.push(byte.map_or(' ', char::from));
            rest = if byte.is_some() { &code[2..] } else { code };
            continue;
        }
        let letters = rest.bytes().take_while(u8::is_ascii_alphabetic).count();
        let (word, after) = rest.split_at(letters);
        let number = after.bytes().take_while(|byte| byte.is_ascii_digit() || *byte == b'-').count();
        let (number, after) = after.split_at(number);
        rest = after.strip_prefix(' ').unwrap_or(after);
        match word {
            "" => {
                let length = rest.chars().next().map_or(0, char::len_utf8);
                rest = &rest[length..];
            }
            "par" | "line" | "pard" | "row" => kept.push('\n'),
            "tab" | "cell" => kept.push('\t'),
            "u" => {
                let code = number.parse::<i32>().ok().and_then(|code| u32::try_from(code.rem_euclid(65_536)).ok());
                kept.push(code.and_then(char::from_u32).unwrap_or(' '));
                rest = rest.strip_prefix('?').unwrap_or(rest);
            }
            _ => {}
        }
    }
    kept.push_str(rest);
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(name: &str, bytes: &[u8]) -> String {
        LooseFormat::of(name).expect("a format").words(bytes)
    }

    #[test]
    fn wide_characters_are_read_with_and_without_their_mark() {
        let little: Vec<u8> = "status: draft".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = "status: draft".encode_utf16().flat_map(u16::to_be_bytes).collect();
        for bytes in [&[&[0xFF, 0xFE], &little[..]].concat(), &[&[0xFE, 0xFF], &big[..]].concat(), &little, &big] {
            assert_eq!(words("a.txt", bytes), "status: draft");
        }
        assert_eq!(words("a.txt", b"\xEF\xBB\xBFa\r\nb"), "a\nb");
    }

    #[test]
    fn of_a_text_those_words_are_kept_that_could_be_metadata() {
        let vtt = b"WEBVTT\nKind: captions\n\n00:01.000 --> 00:02.000\nstatus: draft\n\nNOTE\nclerk: Ann\n\n2\n00:02.000 --> 00:03.000\nAye.";
        assert_eq!(words("a.vtt", vtt), "\nKind: captions\n\nNOTE\nclerk: Ann");
        let html =
            b"<style>a{visibility: hidden}</style><p style=\"x; visibility: hidden\">A</p><META name=a content=b>";
        assert_eq!(words("a.html", html), "<style></style><p>A</p><META name=a content=b>");
        assert_eq!(
            words("a.xml", b"<?xml version=\"1\"?><a b=\"c\"><d>e</d><f>g</f><f>h</f></a>"),
            "<a b=\"c\">\n b=\"c\"\nd: e\n"
        );
        assert_eq!(
            words("a.json", b"{\"a\": 1, \"b\": [{\"c\": 2}], \"d\": \"[,\\\"\"}"),
            "{\"a\": 1\n \"b\": ]\n \"d\": \"[,\\\"\"}\n"
        );
        assert_eq!(words("a.rtf", b"{\\rtf1\\ansi Status: draft\\par\n\\u21704?\\'41}"), "{Status: draft\n哈A}");
    }

    #[test]
    fn any_bytes_have_words() {
        for format in &FORMATS {
            for bytes in [
                &b""[..],
                b"<",
                b"<!--",
                b"<\xE5",
                b"\\",
                b"\\'",
                b"\\'\xE4\xB8",
                b"{[\"\\",
                b"\\u-1",
                b"</script",
                b"<meta",
                b"-->",
                b"\xFF\xFE\x00",
            ] {
                format.words(bytes);
            }
        }
    }
}
