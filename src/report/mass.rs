//! Mass of a finished site: files and bytes by kind.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// Kind of file, by the setting of the site that decides how many there are. Unlike `FileKind`, it is not stored with a
/// published site, so kinds can be added with settings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum MassKind {
    /// Pages of records, announced meetings and withdrawals.
    Meetings,
    /// Records as plain Markdown.
    Markdown,
    /// Cards of records.
    Cards,
    /// Captions of recordings.
    Captions,
    /// Pages of speakers.
    Speakers,
    /// The front page, lists of meetings and speakers, series, topics and other taxonomies, corrections.
    Lists,
    /// Content pages and the page for missing addresses.
    Pages,
    /// Pages at old addresses, which lead on.
    Redirects,
    /// Feeds but those of speakers.
    Feeds,
    /// Feeds of speakers.
    SpeakerFeeds,
    /// The search page and the index.
    Search,
    /// Open data for the whole archive.
    OpenData,
    /// Files of the content.
    Files,
    /// Copies of pictures of the content.
    Pictures,
    /// Files of `static/`.
    Static,
    /// Files of the theme.
    Assets,
    /// Packed copies of text files.
    Packed,
    /// Files that go live beside the site as they are.
    Beside,
    /// Sitemaps, the calendar, `robots.txt` and the like.
    Programs,
}

impl MassKind {
    /// Its name within a sentence: `12 for speakers`.
    pub fn words(self) -> &'static str {
        match self {
            MassKind::Meetings => "records",
            MassKind::Markdown => "records as Markdown",
            MassKind::Cards => "cards",
            MassKind::Captions => "captions",
            MassKind::Speakers => "speakers",
            MassKind::Lists => "lists",
            MassKind::Pages => "pages",
            MassKind::Redirects => "old addresses",
            MassKind::Feeds => "feeds",
            MassKind::SpeakerFeeds => "feeds of speakers",
            MassKind::Search => "the search",
            MassKind::OpenData => "open data",
            MassKind::Files => "files of the content",
            MassKind::Pictures => "copies of pictures",
            MassKind::Static => "files of `static/`",
            MassKind::Assets => "the theme",
            MassKind::Packed => "packed copies",
            MassKind::Beside => "files beside the site",
            MassKind::Programs => "programs",
        }
    }
}

/// Files and their bytes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Amount {
    /// Number of files.
    pub files: u64,
    /// Bytes in all of them.
    pub bytes: u64,
}

/// The mass of a site: in all, and by kind.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SiteMass {
    /// Number of files.
    pub files: u64,
    /// Bytes in all of them.
    pub bytes: u64,
    /// The kinds that the site has.
    pub kinds: BTreeMap<MassKind, Amount>,
}

impl SiteMass {
    /// Adds files of a kind.
    pub fn add(&mut self, kind: MassKind, files: u64, bytes: u64) {
        let amount = self.kinds.entry(kind).or_default();
        amount.files += files;
        amount.bytes += bytes;
        self.files += files;
        self.bytes += bytes;
    }

    /// Takes files of a kind away.
    pub fn take_away(&mut self, kind: MassKind, files: u64, bytes: u64) {
        if let Some(amount) = self.kinds.get_mut(&kind) {
            amount.files = amount.files.saturating_sub(files);
            amount.bytes = amount.bytes.saturating_sub(bytes);
        }
        self.files = self.files.saturating_sub(files);
        self.bytes = self.bytes.saturating_sub(bytes);
    }

    /// Files and bytes of a kind.
    pub fn of(&self, kind: MassKind) -> Amount {
        self.kinds.get(&kind).copied().unwrap_or_default()
    }
}

/// A number with its digits in groups of three: `20,000`.
pub fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// A number of bytes as people write it: `1 byte`, `64.0 KB`, `785.2 MB`.
pub fn size_text(bytes: u64) -> String {
    match bytes {
        1 => "1 byte".to_owned(),
        0..1_000 => format!("{bytes} bytes"),
        1_000..1_000_000 => format!("{:.1} KB", bytes as f64 / 1e3),
        _ => {
            let tenths = (bytes + 50_000) / 100_000;
            format!("{}.{} MB", grouped(tenths / 10), tenths % 10)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_sizes_are_written_as_people_read_them() {
        assert_eq!([0, 999, 1_000, 20_000, 1_234_567].map(grouped), ["0", "999", "1,000", "20,000", "1,234,567"]);
        assert_eq!(
            [12, 64_000, 1_000_000, 1_073_741_824].map(size_text),
            ["12 bytes", "64.0 KB", "1.0 MB", "1,073.7 MB"]
        );
    }

    #[test]
    fn the_mass_is_the_sum_of_its_kinds() {
        let mut mass = SiteMass::default();
        mass.add(MassKind::Meetings, 2, 100);
        mass.add(MassKind::Cards, 1, 30);
        mass.add(MassKind::Meetings, 1, 10);
        assert_eq!((mass.files, mass.bytes), (4, 140));
        assert_eq!(mass.of(MassKind::Meetings), Amount { files: 3, bytes: 110 });
        assert_eq!(mass.of(MassKind::Search), Amount::default());
    }
}
