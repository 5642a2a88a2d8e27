//! `minutebook schema`: what editors need to know of the YAML files.

use std::process::ExitCode;

use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser};

use crate::pipeline::{SchemaOf, schema};
use crate::report::terminal::hand_over;

#[derive(Debug, Args)]
pub(super) struct SchemaArguments {
    /// The kind of file; `record` is front matter, sidecars and `_defaults.yml`
    #[arg(value_name = "NAME", value_parser = schema_parser())]
    name: SchemaOf,
}

impl SchemaArguments {
    /// Prints the JSON Schema of a kind of file.
    pub(super) fn run(&self) -> ExitCode {
        hand_over(&format!("{:#}", schema(self.name)));
        ExitCode::SUCCESS
    }
}

fn schema_parser() -> impl TypedValueParser<Value = SchemaOf> {
    PossibleValuesParser::new(SchemaOf::ALL.map(SchemaOf::name))
        .map(|name| SchemaOf::ALL.into_iter().find(|of| of.name() == name).unwrap_or(SchemaOf::Record))
}
