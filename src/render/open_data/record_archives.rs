//! The records of a year in a standard form, as a ZIP archive with a document for each.

use std::io::{self, Write};

use super::table_facts::free_meetings;
use crate::render::context::Renderer;
use crate::render::document_name::document_name;
use crate::render::{akoma_ntoso, tei};
use crate::site::RecordFormat;

/// Level of compression: the lowest takes a third of the time of the usual one, for files a tenth larger.
const LEVEL: i64 = 1;

/// Writes the archive of a year.
///
/// # Errors
/// As `out`.
pub(super) fn write_records(
    renderer: &Renderer<'_>,
    format: RecordFormat,
    year: i16,
    out: &mut (dyn Write + Send),
) -> io::Result<()> {
    // ZIP needs no way back if the sizes of each file stand behind it.
    let mut archive = zip::ZipWriter::new_stream(out);
    let options = zip::write::SimpleFileOptions::default()
        .compression_method(zip::CompressionMethod::Deflated)
        .compression_level(Some(LEVEL));
    for index in free_meetings(renderer, Some(year)) {
        let document = match format {
            RecordFormat::AkomaNtoso => akoma_ntoso::draw(renderer, index),
            RecordFormat::Tei => tei::draw(renderer, index),
        };
        let name = document_name(&renderer.archive.meetings[index].details.slug, "xml");
        archive.start_file(name, options).map_err(io::Error::other)?;
        archive.write_all(&document)?;
    }
    archive.finish().map(|_| ()).map_err(io::Error::other)
}
