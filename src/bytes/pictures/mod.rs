//! Pictures of the content: their measures, and the smaller copies that pages show. Pure: bytes in, bytes out.
//!
//! What is decoded here is untrusted: [`PictureFacts::of`] reads the head of a file only, and refuses more pixels than
//! [`MOST_PIXELS`] before anything is allocated for them. What is made here holds pixels and nothing else.

mod colour_profile;
mod picture_containers;
mod picture_facts;
mod picture_metadata;
mod rendition_file;
mod rendition_plan;

pub use picture_facts::{MOST_PIXELS, PictureFacts, PictureFault, PictureForm, is_picture};
pub use rendition_file::{Renditions, renditions};
pub use rendition_plan::{Picture, PictureUse, Rendition, rendition_widths};
