//! The file system: finds and reads the content, writes the output, and knows where caches lie.

pub mod cache_dir;
pub mod content_edit;
pub mod discover;
mod entry_names;
pub mod failpoint;
pub mod file_range;
pub mod static_files;
pub mod template_data_files;
pub mod write;
