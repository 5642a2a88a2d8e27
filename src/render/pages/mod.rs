//! The views of pages, a file for each kind. Only `render/mod.rs` names them.

pub(super) mod announcements;
pub(super) mod corrections;
pub(super) mod errors;
pub(super) mod front;
pub(super) mod listings;
pub(super) mod meeting;
pub(super) mod page;
pub(super) mod search_page;
pub(super) mod speaker;
pub(super) mod speaker_index;
pub(super) mod speaker_year;
pub(super) mod years;
