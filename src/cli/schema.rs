//! `minutebook schema`: what editors need to know of the YAML files.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser};

use super::site_arguments::parse_site;
use crate::pipeline::{Options, SchemaOf, record_schema, schema, site_config};
use crate::report::failure::Failure;
use crate::report::terminal::hand_over;

#[derive(Debug, Args)]
pub(super) struct SchemaArguments {
    /// The kind of file; `record` is front matter, sidecars and `_defaults.yml`
    #[arg(value_name = "NAME", value_parser = schema_parser())]
    name: SchemaOf,
    /// The site whose taxonomies are keys of a record; without it, those that every site has
    #[arg(value_name = "SITE", value_parser = parse_site)]
    site: Option<PathBuf>,
}

impl SchemaArguments {
    /// Prints the JSON Schema of a kind of file.
    pub(super) fn run(&self) -> Result<ExitCode, Failure> {
        let schema = match (&self.site, self.name) {
            (Some(site), SchemaOf::Record) => record_schema(&site_config(&Options::for_site(site))?.taxonomies),
            _ => schema(self.name),
        };
        hand_over(&format!("{schema:#}"));
        Ok(ExitCode::SUCCESS)
    }
}

fn schema_parser() -> impl TypedValueParser<Value = SchemaOf> {
    PossibleValuesParser::new(SchemaOf::ALL.map(SchemaOf::name))
        .map(|name| SchemaOf::ALL.into_iter().find(|of| of.name() == name).unwrap_or(SchemaOf::Record))
}
