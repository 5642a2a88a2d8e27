//! From the bytes of one file to what it says. Pure, file by file, in parallel.

mod amend;
mod bytes;
mod days;
mod dress;
mod entries;
mod front_matter;
mod holidays;
mod moments;
mod not_yet;
mod oddities;
mod publishing;
mod record_file;
mod registry;
mod schema;
mod schema_parts;
mod site;
mod tables;
mod transcript;
mod visibility;

pub use amend::{Addition, Entry, List, Unsure, amend, flow_list, flow_text};
pub use bytes::decode;
pub use front_matter::Metadata;
pub use moments::end_of;
pub use not_yet::{Opens, opens};
pub use record_file::{Parsed, RecordFile, folder_visibility, parse_record};
pub use registry::{is_id, parse_registry};
pub use schema::{SchemaOf, schema};
pub use site::{invalid_base_url, normalise_base_url, parse_site};
pub use tables::{Row, parse_table};
