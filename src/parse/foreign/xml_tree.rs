//! XML as a tree of elements and text, with bounds on what a hostile file may ask for.
//!
//! Names have no prefix. Of a DOCTYPE only declarations of single characters count, as in `<!ENTITY pound "&#163;">`, because
//! the files of some parliaments declare those; one that declares anything else is refused.

use crate::text::single_spaced;
use quick_xml::Reader;
use quick_xml::escape::unescape_with;
use quick_xml::events::{BytesStart, Event};
use rustc_hash::FxHashMap;

/// Maximum depth of elements.
const DEEPEST: usize = 256;

/// Maximum number of elements and texts.
const MOST_NODES: usize = 4_000_000;

/// Maximum number of attributes of an element.
const MOST_ATTRIBUTES: usize = 200;

/// An element.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct XmlElement {
    /// Name without its prefix.
    pub name: Box<str>,
    /// Names without prefixes, except `xml:`, and values.
    attributes: Vec<(Box<str>, Box<str>)>,
    /// Elements and text, in order.
    pub nodes: Vec<XmlNode>,
}

/// Content of an element.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum XmlNode {
    /// An element.
    Element(XmlElement),
    /// Text with its references resolved.
    Text(Box<str>),
}

impl XmlElement {
    /// Value of an attribute.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(own, _)| **own == *name).map(|(_, value)| &**value)
    }

    /// Value of an attribute without white space around it; none if it is empty.
    pub(super) fn filled(&self, name: &str) -> Option<&str> {
        self.get(name).map(str::trim).filter(|value| !value.is_empty())
    }

    /// Elements directly within it.
    pub(super) fn elements(&self) -> impl Iterator<Item = &XmlElement> {
        self.nodes.iter().filter_map(|node| match node {
            XmlNode::Element(element) => Some(element),
            XmlNode::Text(_) => None,
        })
    }

    /// The first element of a name directly within it.
    pub(super) fn child(&self, name: &str) -> Option<&XmlElement> {
        self.elements().find(|element| &*element.name == name)
    }

    /// The first element along a path of names.
    pub(super) fn at(&self, path: &[&str]) -> Option<&XmlElement> {
        path.iter().try_fold(self, |element, name| element.child(name))
    }

    /// All elements within it at any depth, in the order of the file, with itself.
    pub(super) fn all(&self) -> impl Iterator<Item = &XmlElement> {
        let mut open = vec![self];
        std::iter::from_fn(move || {
            let element = open.pop()?;
            let inner: Vec<&XmlElement> = element.elements().collect();
            open.extend(inner.into_iter().rev());
            Some(element)
        })
    }

    /// The first element of a name at any depth.
    pub(super) fn find(&self, name: &str) -> Option<&XmlElement> {
        self.all().find(|element| &*element.name == name)
    }

    /// Text directly within it, as written.
    pub(super) fn own_text(&self) -> String {
        let texts = self.nodes.iter().filter_map(|node| match node {
            XmlNode::Text(text) => Some(&**text),
            XmlNode::Element(_) => None,
        });
        texts.collect()
    }

    /// All text within it, with single spaces.
    pub(super) fn text(&self) -> String {
        single_spaced(&self.exact_text())
    }

    /// All text within it, with its spaces as they are.
    pub(super) fn exact_text(&self) -> String {
        let mut text = String::new();
        self.push_text(&mut text);
        text
    }

    fn push_text(&self, out: &mut String) {
        for node in &self.nodes {
            match node {
                XmlNode::Element(element) => element.push_text(out),
                XmlNode::Text(text) => out.push_str(text),
            }
        }
    }
}

/// The root element of a text.
///
/// # Errors
/// When it is not well-formed, or asks for more than the bounds allow: the reason.
pub(super) fn parse_xml(text: &str) -> Result<XmlElement, String> {
    let mut reader = Reader::from_str(text);
    let mut entities: FxHashMap<String, String> = FxHashMap::default();
    let mut open: Vec<XmlElement> = vec![XmlElement::default()];
    let mut words = String::new();
    let mut count = 0usize;
    loop {
        let event = reader.read_event().map_err(|error| {
            let line = text[..(reader.error_position() as usize).min(text.len())].matches('\n').count() + 1;
            format!("it is not well-formed XML (line {line}): {error}")
        })?;
        match event {
            Event::Text(piece) => words.push_str(&piece.xml10_content().map_err(|error| error.to_string())?),
            Event::CData(piece) => words.push_str(&piece.decode().map_err(|error| error.to_string())?),
            Event::GeneralRef(reference) => {
                let name = reference.decode().map_err(|error| error.to_string())?;
                match reference.resolve_char_ref().map_err(|error| error.to_string())? {
                    Some(c) => words.push(c),
                    None => words.push_str(resolved(&name, &entities).ok_or_else(|| unknown_entity(&name))?),
                }
            }
            Event::Start(start) => {
                close_text(&mut open, &mut words, &mut count);
                open.push(element(&start, &entities)?);
                count += 1;
                if open.len() > DEEPEST {
                    return Err(format!("its elements are nested more than {DEEPEST} deep"));
                }
            }
            Event::Empty(start) => {
                close_text(&mut open, &mut words, &mut count);
                let element = element(&start, &entities)?;
                count += 1;
                if let Some(parent) = open.last_mut() {
                    parent.nodes.push(XmlNode::Element(element));
                }
            }
            Event::End(_) => {
                close_text(&mut open, &mut words, &mut count);
                if let (Some(element), Some(parent)) = (open.pop(), open.last_mut()) {
                    parent.nodes.push(XmlNode::Element(element));
                }
            }
            Event::DocType(doctype) => {
                let text = doctype.decode().map_err(|error| error.to_string())?;
                entities = characters_declared(&text)?;
            }
            Event::Comment(_) | Event::PI(_) | Event::Decl(_) => {}
            Event::Eof => break,
        }
        if count > MOST_NODES {
            return Err(format!("it has more than {MOST_NODES} elements"));
        }
    }
    if open.len() > 1 {
        return Err("it is not well-formed XML: its last elements are not closed".to_owned());
    }
    let document = open.pop().unwrap_or_default();
    let root = document.nodes.into_iter().find_map(|node| match node {
        XmlNode::Element(element) => Some(element),
        XmlNode::Text(_) => None,
    });
    root.ok_or_else(|| "it is XML without an element".to_owned())
}

fn close_text(open: &mut [XmlElement], words: &mut String, count: &mut usize) {
    if let Some(parent) = open.last_mut().filter(|_| !words.is_empty()) {
        *count += 1;
        parent.nodes.push(XmlNode::Text(std::mem::take(words).into()));
    }
}

fn element(start: &BytesStart<'_>, entities: &FxHashMap<String, String>) -> Result<XmlElement, String> {
    let name = String::from_utf8_lossy(start.local_name().as_ref()).into_owned();
    let mut attributes = Vec::new();
    for attribute in start.attributes().with_checks(false).take(MOST_ATTRIBUTES + 1) {
        let attribute = attribute.map_err(|error| format!("an attribute of <{name}> cannot be read: {error}"))?;
        let key = String::from_utf8_lossy(attribute.key.as_ref()).into_owned();
        if key == "xmlns" || key.starts_with("xmlns:") {
            continue;
        }
        let key = if key.starts_with("xml:") { &*key } else { key.rsplit(':').next().unwrap_or_default() };
        let raw = String::from_utf8_lossy(&attribute.value);
        let value = unescape_with(&raw, |name| resolved(name, entities))
            .map_err(|error| format!("an attribute of <{name}> cannot be read: {error}"))?;
        attributes.push((key.into(), value.into()));
    }
    if attributes.len() > MOST_ATTRIBUTES {
        return Err(format!("<{name}> has more than {MOST_ATTRIBUTES} attributes"));
    }
    Ok(XmlElement { name: name.into(), attributes, nodes: Vec::new() })
}

fn resolved<'e>(name: &str, entities: &'e FxHashMap<String, String>) -> Option<&'e str> {
    Some(match name {
        "amp" => "&",
        "lt" => "<",
        "gt" => ">",
        "quot" => "\"",
        "apos" => "'",
        other => entities.get(other)?,
    })
}

fn unknown_entity(name: &str) -> String {
    format!("it has the entity “&{};”, which it does not declare as a character", crate::text::shorten(name, 40))
}

/// The characters that a DOCTYPE declares.
fn characters_declared(doctype: &str) -> Result<FxHashMap<String, String>, String> {
    let mut found = FxHashMap::default();
    let Some((_, subset)) = doctype.split_once('[') else { return Ok(found) };
    let refused = || "its DOCTYPE declares more than characters; remove it from the file".to_owned();
    let mut rest = subset.trim_start();
    while let Some(after) = rest.strip_prefix("<!") {
        if let Some(comment) = after.strip_prefix("--") {
            rest = comment.split_once("-->").ok_or_else(refused)?.1.trim_start();
            continue;
        }
        let (declaration, more) = after.split_once('>').ok_or_else(refused)?;
        let declared = declaration.strip_prefix("ENTITY").and_then(|declared| {
            let (name, value) = declared.trim().split_once(char::is_whitespace)?;
            let value = value.trim();
            let quote = value.chars().next().filter(|quote| matches!(quote, '"' | '\''))?;
            let number = value.strip_prefix(quote)?.strip_suffix(quote)?.strip_prefix("&#")?.strip_suffix(';')?;
            let code = match number.strip_prefix('x') {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => number.parse().ok()?,
            };
            Some((name.to_owned(), char::from_u32(code)?.to_string()))
        });
        let (name, value) = declared.ok_or_else(refused)?;
        found.insert(name, value);
        rest = more.trim_start();
    }
    if rest.starts_with(']') { Ok(found) } else { Err(refused()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lose_their_prefix_and_references_are_resolved() {
        let root = parse_xml(
            "<?xml version=\"1.0\"?><!DOCTYPE a [\n<!ENTITY pound \"&#163;\">\n<!-- so --> ]><akn:a xmlns:akn=\"u\" xml:id=\"i\" akn:b='&lt;&pound;'>\
             5&pound; &amp; <b/>x<![CDATA[<y>]]></akn:a>",
        )
        .expect("XML");
        assert_eq!((&*root.name, root.get("xml:id"), root.get("b")), ("a", Some("i"), Some("<£")));
        assert_eq!(root.text(), "5£ & x<y>");
    }

    #[test]
    fn what_asks_for_too_much_is_refused() {
        let deep = format!("{}{}", "<a>".repeat(10_000), "</a>".repeat(10_000));
        let many = format!("<a {}/>", (0..300).map(|n| format!("a{n}='' ")).collect::<String>());
        for (text, reason) in [
            ("<!DOCTYPE a [<!ENTITY x \"ha\"><!ENTITY y \"&x;&x;\">]><a>&y;</a>", "declares more than characters"),
            ("<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/hostname\">]><a>&x;</a>", "declares more than characters"),
            ("<!DOCTYPE a [<!ENTITY % x SYSTEM \"http://a.example/\"> %x;]><a/>", "declares more than characters"),
            ("<a>&nbsp;</a>", "“&nbsp;”"),
            (&*deep, "nested more than 256 deep"),
            (&*many, "more than 200 attributes"),
            ("<a><b></a>", "not well-formed"),
            ("<a><b>", "not well-formed"),
            ("", "without an element"),
        ] {
            let refusal = parse_xml(text).expect_err("a refusal");
            assert!(refusal.contains(reason), "{refusal}");
        }
    }
}
