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
pub struct OpenData(Vec<OpenDataFormat>);

impl Default for OpenData {
    fn default() -> Self {
        // A file more for each record would be the same again.
        let usual = |format: &OpenDataFormat| *format != OpenDataFormat::AkomaNtosoBeside;
        OpenData(OpenDataFormat::ALL.into_iter().filter(usual).collect())
    }
}

impl OpenData {
    /// Open data in some formats.
    pub fn of(formats: Vec<OpenDataFormat>) -> Self {
        OpenData(formats)
    }

    /// Reports whether a format is offered.
    pub fn has(&self, format: OpenDataFormat) -> bool {
        self.0.contains(&format)
    }

    /// Reports whether no format is offered.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Reports whether there are files for the whole archive, and so a page that lists them.
    pub fn has_bulk_files(&self) -> bool {
        let is_beside =
            |format: &OpenDataFormat| matches!(format, OpenDataFormat::RecordJson | OpenDataFormat::AkomaNtosoBeside);
        !self.0.iter().all(is_beside)
    }
}
