//! From the bytes of one file to what it says. Pure, file by file, in parallel.

mod amend;
mod bytes;
mod datetimes;
mod days;
mod dress;
mod entries;
mod front_matter;
mod holidays;
mod json_schema;
mod not_yet;
mod oddities;
mod publishing;
mod record_file;
mod registry_file;
mod schema_parts;
mod shorthand;
mod site_addresses;
mod site_file;
mod site_settings;
mod site_severities;
mod site_targets;
mod transcript_reader;
mod tsv;
mod visibility_keys;

pub use amend::{Addition, List, NewEntry, Unsure, amend, flow_list, flow_text};
pub use bytes::decode;
pub use datetimes::end_of;
pub use front_matter::Metadata;
pub use json_schema::{SchemaOf, schema};
pub use not_yet::{Opens, opens};
pub use record_file::{ParsedRecord, RecordFile, folder_visibility, parse_record, untouchable};
pub use registry_file::{is_id, parse_registry};
pub use site_addresses::{invalid_base_url, normalise_base_url};
pub use site_settings::parse_site;
pub use tsv::{TsvRow, parse_table};
