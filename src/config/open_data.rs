//! Which open data a site offers beside its pages.

/// Form of open data.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum OpenDataFormat {
    /// Tables as Apache Parquet.
    Parquet,
    /// Tables as CSV (RFC 4180).
    Csv,
    /// Tables as lines of JSON.
    Ndjson,
    /// People and organisations as Popolo JSON.
    Popolo,
    /// A JSON document beside each record.
    RecordJson,
    /// Records as Akoma Ntoso 3.0, an archive for each year.
    AkomaNtoso,
    /// Records as Akoma Ntoso 3.0, a document beside each record.
    AkomaNtosoBeside,
    /// Records as TEI in the form of ParlaMint, an archive for each year.
    Tei,
}

impl OpenDataFormat {
    /// All formats.
    pub const ALL: [OpenDataFormat; 8] = [
        OpenDataFormat::Parquet,
        OpenDataFormat::Csv,
        OpenDataFormat::Ndjson,
        OpenDataFormat::Popolo,
        OpenDataFormat::RecordJson,
        OpenDataFormat::AkomaNtoso,
        OpenDataFormat::AkomaNtosoBeside,
        OpenDataFormat::Tei,
    ];

    /// Its name in settings.
    pub fn name(self) -> &'static str {
        match self {
            OpenDataFormat::Parquet => "parquet",
            OpenDataFormat::Csv => "csv",
            OpenDataFormat::Ndjson => "ndjson",
            OpenDataFormat::Popolo => "popolo",
            OpenDataFormat::RecordJson => "json",
            OpenDataFormat::AkomaNtoso => "akoma-ntoso",
            OpenDataFormat::AkomaNtosoBeside => "akoma-ntoso-beside",
            OpenDataFormat::Tei => "tei",
        }
    }

    /// The format with a name.
    pub fn of_name(name: &str) -> Option<Self> {
        OpenDataFormat::ALL.into_iter().find(|format| format.name() == name)
    }
}

/// The open data of a site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenData {
    /// Tables as Apache Parquet.
    pub parquet: bool,
    /// Tables as CSV.
    pub csv: bool,
    /// Tables as lines of JSON.
    pub ndjson: bool,
    /// People and organisations as Popolo JSON.
    pub popolo: bool,
    /// A JSON document beside each record.
    pub record_json: bool,
    /// Records as Akoma Ntoso, by year.
    pub akoma_ntoso: bool,
    /// Records as Akoma Ntoso, beside each.
    pub akoma_ntoso_beside: bool,
    /// Records as TEI.
    pub tei: bool,
}

impl Default for OpenData {
    fn default() -> Self {
        // A file more for each record would be the same again.
        let usual = |format: &OpenDataFormat| *format != OpenDataFormat::AkomaNtosoBeside;
        OpenData::of(&OpenDataFormat::ALL.into_iter().filter(usual).collect::<Vec<_>>())
    }
}

impl OpenData {
    /// Open data in some formats.
    pub fn of(formats: &[OpenDataFormat]) -> Self {
        let has = |format| formats.contains(&format);
        OpenData {
            parquet: has(OpenDataFormat::Parquet),
            csv: has(OpenDataFormat::Csv),
            ndjson: has(OpenDataFormat::Ndjson),
            popolo: has(OpenDataFormat::Popolo),
            record_json: has(OpenDataFormat::RecordJson),
            akoma_ntoso: has(OpenDataFormat::AkomaNtoso),
            akoma_ntoso_beside: has(OpenDataFormat::AkomaNtosoBeside),
            tei: has(OpenDataFormat::Tei),
        }
    }

    /// Reports whether there are files for the whole archive, and so a page that lists them.
    pub fn has_bulk_files(&self) -> bool {
        self.parquet || self.csv || self.ndjson || self.popolo || self.akoma_ntoso || self.tei
    }
}
