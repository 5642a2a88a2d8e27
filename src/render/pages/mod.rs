//! The views of pages, a file for each kind. Only `render/mod.rs` names them.

pub(super) mod actions;
pub(super) mod announcements;
pub(super) mod bodies;
pub(super) mod content_page;
pub(super) mod corrections;
pub(super) mod data_page;
pub(super) mod decisions;
pub(super) mod error_pages;
pub(super) mod former_version;
pub(super) mod front;
pub(super) mod highlight_page;
pub(super) mod listings;
pub(super) mod matters;
pub(super) mod record_page;
pub(super) mod search_page;
pub(super) mod speaker;
pub(super) mod speaker_index;
pub(super) mod speaker_year;
pub(super) mod watches;
pub(super) mod years;
