//! Runs all stages in order. The only room that names them all.

mod build_cache;
mod build_memory;
mod build_options;
mod counts;
mod draw;
mod draw_data;
mod draw_index;
mod draw_output;
mod draw_watches;
mod earlier;
mod examined_pictures;
mod files_at_rest;
mod fix_files;
mod foreign_folders;
mod history_to_come;
mod host_limits;
mod index_plan;
mod index_tasks;
mod linked_site;
mod load;
mod loose_holds;
mod memory_limit;
mod metadata_files;
mod near_metadata;
mod offline_build;
mod opened;
mod overlooked;
mod parse_cache;
mod parts;
mod precompress;
mod preview;
mod publication;
mod publication_stops;
mod read;
mod records_at_hand;
mod refusal;
mod rendition_folder;
mod reuse;
mod search_in_memory;
mod settings;
mod settings_over;
mod site_build;
mod site_check;
mod site_estimate;
mod site_mass;
mod site_report;
mod stage_times;
mod stray_metadata;
mod sums;
mod watch_answers;
mod workspace;

// Reading functions for the editor’s commands.
pub use crate::fs::discover::{ThenFile, is_read_by_name};
pub use crate::fs::write::written;
pub use crate::parse::{
    Addition, ForeignNames, IMPORTED_FROM, ImportFormat, ImportedApproval, ImportedEntry, ImportedFile,
    ImportedMembership, ImportedOrganisation, ImportedPart, ImportedPerson, ImportedRecord, ImportedRegistry, List,
    MeetingFacts, MetadataChange, MetadataValue, NewEntry, SchemaOf, Unsure, amend, flow_list, flow_text, front_matter,
    imported_from, is_id, is_silent, markdown_record, metadata_values, range_in_file, record_schema, schema,
    with_metadata, words_of,
};
pub use build_options::{Now, Options, default_output};
pub use earlier::{EarlierReader, EarlierState, Reign, Then};
pub use fix_files::{FileFix, find_fixes, with_named_speakers};
pub use host_limits::{WeighedSite, host_file, site_host};
pub use index_plan::IndexPlan;
pub use linked_site::Loaded;
pub use load::load_site;
pub use offline_build::build_offline;
pub use opened::{moment, resolved, scratch, settings_alone, site_config};
pub use parts::{BuildPart, DrawnPart, PartPhase, PublishedStep, StepFiles, build_part, publish_part};
pub use preview::preview;
pub use publication::{PublishPlan, SitePublication, publishing};
pub use search_in_memory::search_in_memory;
pub use settings_over::SettingsOver;
pub use site_build::build;
pub use site_check::{check, check_and};
pub use site_mass::{is_of_index, mass_kinds};
pub use workspace::{Audience, EDITIONS, Snapshot, Workspace};

/// Shows how far the drawing has come.
pub trait Progress: Sync {
    /// `done` of `all` files are written.
    fn drawn(&self, done: usize, all: usize);
}
