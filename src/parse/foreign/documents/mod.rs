//! Reads documents that people write: those of word processors (`.docx`, Office Open XML), and minutes in plain text.
//!
//! The program reads them itself rather than through pandoc or another program: so the result is the same on every machine,
//! hidden text stays hidden, fields and readings of ruby keep their words, and no other program is run on untrusted files.

mod document_blocks;
mod document_head;
mod document_numbering;
mod document_package;
mod document_paragraph;
mod document_speakers;
mod document_styles;
mod number_forms;
mod plain_document;

use self::document_blocks::{BodyReader, DocumentBody};
use self::document_package::DocumentPackage;
use super::imported_record::ImportedFile;

pub(super) use document_speakers::begins_with_name;
pub(super) use plain_document::is_plain_document;

/// Reports whether some bytes are a document of a word processor: an archive of files, one of which is its main part.
pub(super) fn is_docx(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04") && DocumentPackage::open(bytes).is_ok()
}

/// Reads a document of a word processor.
///
/// # Errors
/// When it is none, or asks for more than the bounds allow: the reason.
pub(super) fn read_docx(bytes: &[u8]) -> Result<ImportedFile, String> {
    let mut package = DocumentPackage::open(bytes)?;
    let parts = package.parts()?;
    Ok(file_of(BodyReader::new(&parts).read()))
}

/// Reads minutes in plain text.
pub(super) fn read_plain(text: &str) -> ImportedFile {
    file_of(plain_document::body(text))
}

fn file_of(body: DocumentBody) -> ImportedFile {
    let mut record = document_speakers::record(body);
    document_head::read_head(&mut record);
    ImportedFile::of(record)
}

#[cfg(test)]
mod tests;
