//! `data:` of `site.yml`: the open data of the site.

use super::entries::{OneOrMany, Scalar};
use crate::config::{OpenData, OpenDataFormat};
use crate::report::diagnostic::{Diagnostic, Problem};
use crate::yaml::{PathStep, Yaml};

/// Converts a list of formats to settings. If one cannot be understood, the defaults stay.
pub(super) fn open_data(
    given: Option<OneOrMany<Scalar>>,
    yaml: &Yaml<'_>,
    diagnostics: &mut Vec<Diagnostic>,
) -> OpenData {
    let Some(OneOrMany(given)) = given else { return OpenData::default() };
    let names: Vec<&str> = given.iter().map(|name| name.0.trim()).collect();
    match names.as_slice() {
        ["all" | "true"] => return OpenData::default(),
        [] | ["none" | "false"] => return OpenData::of(Vec::new()),
        _ => {}
    }
    match names.iter().find(|name| OpenDataFormat::of_name(name).is_none()) {
        None => OpenData::of(names.iter().filter_map(|name| OpenDataFormat::of_name(name)).collect()),
        Some(unknown) => {
            let all: Vec<String> = OpenDataFormat::ALL.iter().map(|format| format!("`{}`", format.name())).collect();
            diagnostics.push(
                Diagnostic::at(
                    Problem::YamlType,
                    yaml.place(&[PathStep::Key("data".to_owned())]),
                    format!("“{unknown}” is not a format of open data"),
                )
                .hint(format!("use `all`, `none`, or some of {}", all.join(", "))),
            );
            OpenData::default()
        }
    }
}
