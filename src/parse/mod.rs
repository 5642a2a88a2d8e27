//! Parses the bytes of one file into its content. Pure, one file at a time, in parallel.

mod amend;
mod attendance;
mod attendance_entries;
mod bytes;
mod chair_titles;
mod conflict_markers;
mod data_folder;
mod datetimes;
mod days;
mod decisions;
mod decoded_places;
mod dress;
mod entries;
mod foreign;
mod foreign_settings;
mod front_matter;
mod highlight_entry;
mod holidays;
mod json_schema;
mod not_yet;
mod publishing;
mod record_file;
mod recording_times;
mod registry_entries;
mod registry_file;
mod schema_parts;
mod shorthand;
mod site_addresses;
mod site_contact;
mod site_data;
mod site_feeds;
mod site_file;
mod site_host;
mod site_menus;
mod site_notifications;
mod site_pictures;
mod site_podcast;
mod site_settings;
mod site_severities;
mod site_targets;
mod site_taxonomies;
mod site_watches;
mod status_entries;
mod transcript;
mod tsv;
mod typed_lists;
mod visibility_keys;

pub use amend::{
    Addition, List, MetadataChange, MetadataValue, NewEntry, Unsure, amend, flow_list, flow_text, metadata_values,
    with_metadata,
};
pub use bytes::{ConvertibleEncoding, ConvertibleText, convertible, decode, decode_clean};
pub use data_folder::parse_data_folder;
pub use datetimes::end_of;
pub use decoded_places::range_in_file;
pub use foreign::{
    ForeignNames, IMPORTED_FROM, ImportFormat, ImportedApproval, ImportedEntry, ImportedFile, ImportedMembership,
    ImportedOrganisation, ImportedPart, ImportedPerson, ImportedRecord, ImportedRegistry, MeetingFacts, front_matter,
    imported_from, is_silent, markdown_record, words_of,
};
pub use front_matter::Metadata;
pub use json_schema::{SchemaOf, record_schema, schema};
pub use not_yet::{Opens, opens};
pub use record_file::{ParsedRecord, RecordFile, folder_visibility, parse_record, untouchable};
pub use registry_file::{is_id, parse_registry};
pub use site_addresses::{invalid_base_url, normalise_base_url};
pub use site_settings::parse_site;
pub use tsv::{TsvRow, parse_table};
