//! The file system: finds and reads the content, writes the output, and knows where caches lie.

pub mod cache_dir;
pub mod discover;
pub mod failpoint;
pub mod write;
