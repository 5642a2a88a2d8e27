//! Plans the copies of the pictures that pages show.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::allocator::Claimant;
use super::planner::Planner;
use super::urls;
use crate::bytes::pictures::{Picture, PictureUse, Rendition, rendition_widths};
use crate::site::{Address, OutputKind};

impl Planner<'_> {
    /// Plans copies of the pictures that are shown, each with its uses. Returns all by the links of the originals.
    pub(super) fn pictures(&mut self, shown: BTreeMap<Arc<str>, BTreeSet<PictureUse>>) -> FxHashMap<Box<str>, Picture> {
        let input = self.input;
        let mut pictures = FxHashMap::default();
        for (path, uses) in shown {
            let Some(facts) = input.pictures.get(&path) else { continue };
            let uses: Vec<PictureUse> = uses.into_iter().collect();
            let mut renditions = Vec::new();
            for width in rendition_widths(facts, &uses, &input.config.picture_widths) {
                let address = urls::rendition(&path, facts, width);
                let kind = OutputKind::Rendition(Arc::clone(&path), width);
                let href = self.file(address, kind, &Claimant::File(Arc::clone(&path)));
                renditions.extend(href.map(|href| Rendition { width, height: facts.height_at(width), href }));
            }
            pictures.insert(self.base.href(&Address::of_file(&path)).into(), Picture { facts: *facts, renditions });
        }
        pictures
    }
}
