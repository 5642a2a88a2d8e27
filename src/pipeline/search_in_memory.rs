//! Indexes a site in memory, for a search without a finished site.

use super::build_options::Options;
use super::linked_site::Loaded;
use super::load::load_site;
use crate::render::{RenderContext, Renderer};
use crate::report::failure::Failure;
use crate::search::{Index, MemoryFiles, OpenError};
use crate::site::{ArtifactContent, Output, OutputKind};

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
    for segment in 0..layout.segments() {
        let made = renderer.segment(segment);
        put(&layout.directory_path(segment), made.directory);
        for (number, shard) in (0..).zip(made.shards) {
            put(&layout.shard_path(segment, number), shard);
        }
    }
    let is_wanted = |output: &&Output| matches!(output.kind, OutputKind::SearchRoot | OutputKind::SearchPassage(..));
    for output in loaded.outputs().filter(is_wanted) {
        if let Ok(artifact) = renderer.draw(renderer.prepare(output))
            && let ArtifactContent::Bytes(bytes) = artifact.content
        {
            put(output.path.as_str(), bytes);
        }
    }
    files
}
