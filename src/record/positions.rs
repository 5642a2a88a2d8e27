//! Positions in the lists of an archive.

/// Position in [`super::Archive::meetings`].
pub type MeetingIndex = usize;
/// Position in [`super::Archive::speakers`].
pub type SpeakerIndex = usize;
/// Position in [`super::Archive::pages`].
pub type PageIndex = usize;
/// Position in [`super::Archive::announced`].
pub type AnnouncedIndex = usize;
/// Position in [`super::Archive::gone`].
pub type GoneIndex = usize;

/// Position in [`crate::record::Meeting::names`].
pub type NameIndex = u32;
