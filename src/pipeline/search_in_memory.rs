//! Indexes a site in memory, for a search without a finished site.

use rayon::prelude::*;

use super::build_options::Options;
use super::linked_site::Loaded;
use super::load::load_site;
use crate::render::{RenderContext, Renderer};
use crate::report::failure::Failure;
use crate::search::{Index, MemoryFiles, OpenError, write_index_directory};
use crate::site::{ArtifactContent, OutputKind};

/// The search index that a build would write, opened in memory; `None` when `site.yml` turns the search off.
///
/// # Errors
/// As [`super::check`].
pub fn search_in_memory(options: &Options) -> Result<Option<Index<MemoryFiles>>, Failure> {
    let (loaded, _) = load_site(options)?;
    if !loaded.config.search {
        return Ok(None);
    }
    let files = files(&loaded);
    Index::open(files).map(Some).map_err(|refusal: OpenError| Failure::environment(refusal.to_string()))
}

fn files(loaded: &Loaded) -> MemoryFiles {
    let context = RenderContext::new(&loaded.render_inputs());
    let renderer = Renderer::new(loaded.render_inputs(), &context);
    let mut files = MemoryFiles::default();
    let mut put = |path: &str, bytes: Vec<u8>| {
        files.insert(path.strip_prefix("search/").unwrap_or(path).to_owned(), bytes);
    };
    let layout = &loaded.index.layout;
    let mut tables = Vec::new();
    let mut lengths = Vec::new();
    for segment in 0..layout.segments() {
        let shards = renderer.search_shards(segment);
        tables.push(shards.table);
        shards.packs.into_iter().for_each(|(path, bytes)| put(&path, bytes));
        let make = |pack: usize| (layout.passage_pack_path(segment, pack), renderer.search_passages(segment, pack));
        let packs: Vec<_> = (0..layout.passage_packs(segment)).into_par_iter().map(make).collect();
        let put_pack = |(path, (bytes, lengths)): (String, (Vec<u8>, Vec<u32>))| {
            put(&path, bytes);
            lengths
        };
        lengths.push(packs.into_iter().map(put_pack).collect::<Vec<_>>());
    }
    let parts: Vec<(&[u8], Vec<&[u32]>)> = tables
        .iter()
        .zip(&lengths)
        .map(|(table, lengths)| (table.as_slice(), lengths.iter().map(Vec::as_slice).collect()))
        .collect();
    put(&layout.directory_path(), write_index_directory(layout, &parts));
    for output in
        loaded.outputs().filter(|output| matches!(output.kind, OutputKind::SearchRoot | OutputKind::SearchPages))
    {
        if let Ok(artifact) = renderer.draw(renderer.prepare(output))
            && let ArtifactContent::Bytes(bytes) = artifact.content
        {
            put(output.path.as_str(), bytes);
        }
    }
    files
}
