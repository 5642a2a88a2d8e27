#!/usr/bin/env bash
# TOML has dates as a type of its own, and records whose metadata is TOML (`+++`) have one in nearly every file: `date = 2024-03-11`. JSON
# has no dates, so a program that reads the metadata into `serde_json::Value` (to check it with a schema, to hand it to a template) is
# expected to get the text "2024-03-11", or an error. It gets an object with one key, `{"$__toml_private_datetime": "2024-03-11"}`; the same
# in a `Value` of YAML, which writes it to a file as it is. Nothing fails there: templates print the object, schemas say that a text was
# wanted, and a sort by date has nothing to sort. A month alone (`date = 2024-03`), which records know, is no TOML at all and must be
# quoted. Read TOML into `toml::Value` first, and turn every `Value::Datetime` into its text.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/common.bash"

rust_program toml=1.2.2 serde_json=1.0.154 yaml_serde=0.10.7 <<'RS'
fn main() {
    let given = std::env::args().nth(1).unwrap();
    let text = std::env::args().nth(2).unwrap();
    println!("{}", match given.as_str() {
        "json" => toml::from_str::<serde_json::Value>(&text).map(|value| value.to_string()),
        "yaml" => toml::from_str::<yaml_serde::Value>(&text).map(|value| yaml_serde::to_string(&value).unwrap().replace('\n', "/")),
        _ => toml::from_str::<toml::Value>(&text).map(|value| value["date"].as_datetime().unwrap().to_string()),
    }.unwrap_or_else(|error| error.message().to_string()));
}
RS

expected '{"date":"2024-03-11"}, or an error'
sees "serde_json::Value" '{"date":{"$__toml_private_datetime":"2024-03-11"}}' "$("$work/program" json 'date = 2024-03-11')"
sees "yaml_serde::Value, written as YAML" 'date:/  $__toml_private_datetime: 2024-03-11/' "$("$work/program" yaml 'date = 2024-03-11')"
sees "toml::Value, as text" '2024-03-11' "$("$work/program" toml 'date = 2024-03-11')"
sees "a month alone" 'invalid date, expected `-` (MM-DD)' "$("$work/program" toml 'date = 2024-03')"
