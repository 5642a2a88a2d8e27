//! Parts that pages of several kinds share. No part knows a page.

pub(super) mod action_lists;
pub(super) mod announced_items;
pub(super) mod appearances;
pub(super) mod attendees;
pub(super) mod body_links;
pub(super) mod correction_views;
pub(super) mod dates;
pub(super) mod decided_meetings;
pub(super) mod file_links;
pub(super) mod head;
pub(super) mod hearings;
pub(super) mod listing_items;
pub(super) mod media_links;
pub(super) mod meeting_item;
pub(super) mod preferred_records;
pub(super) mod recordings;
pub(super) mod registry_links;
pub(super) mod roles;
pub(super) mod site_view;
pub(super) mod speaker_links;
pub(super) mod status_note;
pub(super) mod status_views;
