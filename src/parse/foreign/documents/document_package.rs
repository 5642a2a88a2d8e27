//! The archive of files that a document is, with bounds on what it may hold.

use std::io::{Cursor, Read};

use rustc_hash::FxHashMap;
use zip::ZipArchive;

use crate::parse::foreign::xml_tree::{XmlElement, parse_xml};

/// Maximum size of an unpacked part in bytes.
const LARGEST_PART: u64 = 64_000_000;

/// Maximum number of files in the archive.
const MOST_FILES: usize = 10_000;

/// Maximum number of bytes that one packed byte may become: text packs to a hundredth at most.
const MOST_UNPACKED: u64 = 300;

/// An archive whose files are found by their names within it; none is ever written.
pub(super) struct DocumentPackage<'b> {
    archive: ZipArchive<Cursor<&'b [u8]>>,
    main: String,
}

/// Parts of a document that hold words.
#[derive(Debug, Default)]
pub(super) struct DocumentParts {
    /// The text.
    pub document: XmlElement,
    /// Styles of paragraphs and letters.
    pub styles: XmlElement,
    /// Forms of lists.
    pub numbering: XmlElement,
    /// Footnotes, then endnotes.
    pub notes: [XmlElement; 2],
    /// Number of comments in the margin.
    pub comments: usize,
    /// Targets of links by their ids.
    pub targets: FxHashMap<String, String>,
}

impl<'b> DocumentPackage<'b> {
    /// Opens an archive.
    ///
    /// # Errors
    /// When it is no document.
    pub(super) fn open(bytes: &'b [u8]) -> Result<Self, String> {
        let archive =
            ZipArchive::new(Cursor::new(bytes)).map_err(|error| format!("its archive cannot be read: {error}"))?;
        if archive.len() > MOST_FILES {
            return Err(format!("it holds more than {MOST_FILES} files"));
        }
        let mut package = DocumentPackage { archive, main: String::new() };
        let relations = package.part("_rels/.rels")?.unwrap_or_default();
        let main =
            relations.elements().find(|own| own.get("Type").is_some_and(|kind| kind.ends_with("/officeDocument")));
        let target = main.and_then(|own| own.filled("Target")).unwrap_or("word/document.xml");
        package.main = target.trim_start_matches('/').to_owned();
        let is_there = package.archive.index_for_name(&package.main).is_some();
        if is_there && package.main.ends_with(".xml") && package.main.contains("document") {
            Ok(package)
        } else {
            Err("it is an archive without the text of a word processor".to_owned())
        }
    }

    /// Reads all parts that hold words.
    ///
    /// # Errors
    /// When a part cannot be read or is too large.
    pub(super) fn parts(&mut self) -> Result<DocumentParts, String> {
        let (folder, name) = self.main.rsplit_once('/').unwrap_or(("", &self.main));
        let beside = |name: &str| if folder.is_empty() { name.to_owned() } else { format!("{folder}/{name}") };
        let names = ["styles.xml", "numbering.xml", "footnotes.xml", "endnotes.xml", "comments.xml"].map(beside);
        let relations = beside(&format!("_rels/{name}.rels"));
        let main = self.main.clone();
        let document = self.part(&main)?.ok_or("its text is missing")?;
        let [styles, numbering, footnotes, endnotes, comments] = names.map(|name| self.part(&name));
        let relations = self.part(&relations)?.unwrap_or_default();
        let targets = relations
            .elements()
            .filter_map(|own| Some((own.filled("Id")?.to_owned(), own.filled("Target")?.to_owned())));
        Ok(DocumentParts {
            document,
            styles: styles?.unwrap_or_default(),
            numbering: numbering?.unwrap_or_default(),
            notes: [footnotes?.unwrap_or_default(), endnotes?.unwrap_or_default()],
            comments: comments?.map_or(0, |comments| comments.elements().count()),
            targets: targets.collect(),
        })
    }

    /// A part by its name; none if it is not there.
    fn part(&mut self, name: &str) -> Result<Option<XmlElement>, String> {
        let Some(at) = self.archive.index_for_name(name) else { return Ok(None) };
        let file = self.archive.by_index(at).map_err(|error| format!("`{name}` in it cannot be unpacked: {error}"))?;
        let (size, packed) = (file.size(), file.compressed_size());
        if size > LARGEST_PART {
            return Err(format!("`{name}` in it is larger than {} MB", LARGEST_PART / 1_000_000));
        }
        if size > packed.saturating_mul(MOST_UNPACKED) {
            return Err(format!("`{name}` in it becomes more than {MOST_UNPACKED} times as large when it is unpacked"));
        }
        let mut bytes = Vec::new();
        // What the archive says of a size may be wrong.
        file.take(size + 1)
            .read_to_end(&mut bytes)
            .map_err(|error| format!("`{name}` in it cannot be unpacked: {error}"))?;
        if bytes.len() as u64 > size {
            return Err(format!("`{name}` in it is larger than it says"));
        }
        let text = String::from_utf8(bytes).map_err(|_| format!("`{name}` in it is no text in UTF-8"))?;
        parse_xml(text.trim_start_matches('\u{feff}')).map(Some).map_err(|reason| format!("`{name}` in it: {reason}"))
    }
}
