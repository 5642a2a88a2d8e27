//! Names of files in metadata that no file of the content has now. The register may know them as former names of records.

use super::MeetingIndex;
use crate::report::diagnostic::Diagnostic;

/// References between records whose target may have been renamed. Only a [`super::LinkedArchive`] has any.
#[derive(Debug, Clone, Default)]
pub struct UnresolvedReferences {
    /// Pairs of files that are declared translations of one another.
    pub translations: Vec<[NamedRecord; 2]>,
    /// Records with the file of the meeting that approved them.
    pub approvals: Vec<(MeetingIndex, UnknownFile)>,
}

/// A record, as metadata name it.
#[derive(Debug, Clone)]
pub enum NamedRecord {
    /// A public record.
    Present(MeetingIndex),
    /// A record that is not public.
    HeldBack,
    /// No record has this name.
    Unknown(UnknownFile),
}

/// A name that no file of the content has.
#[derive(Debug, Clone)]
pub struct UnknownFile {
    /// The path, relative to the content, or the name alone.
    pub path: Box<str>,
    /// Reports it, unless the name turns out to be a former one.
    pub diagnostic: Box<Diagnostic>,
}
