//! An archive between linking and the ledger, before its records have their history.

use super::Archive;

/// An archive whose speeches have the ids that follow from their words, not those under which they were first
/// published. It is not an [`Archive`], so it can be neither planned nor drawn.
#[derive(Debug, Clone)]
pub struct LinkedArchive(Archive);

impl LinkedArchive {
    /// Marks an archive as lacking its history.
    pub fn new(archive: Archive) -> Self {
        LinkedArchive(archive)
    }

    /// Returns the archive with the history that `give` gives to its records. For the ledger only.
    pub fn give_history<R>(self, give: impl FnOnce(&mut Archive) -> R) -> (Archive, R) {
        let mut archive = self.0;
        let given = give(&mut archive);
        (archive, given)
    }
}
