//! Object storage with the S3 protocol. New files are uploaded before the pages that link to them, and nothing is
//! removed before all pages that linked to it have changed, so that a reader who follows links never finds one missing.
//!
//! Two objects of our own lie with the site. `published` lists the live files and is written last. `publishing` exists
//! during a publication and lists the files that it may have uploaded; if the publication is killed, the next one reads it. In a
//! publication in parts, `ahead/` holds what the parts have sent before the step that puts the site live.

mod ahead;
mod bucket;
mod bucket_lock;
mod connector;
mod credentials;
mod part_store;
mod requests;
mod upload;
mod verify_upload;

pub use bucket::S3;
pub use part_store::{PartStore, part_bucket};
