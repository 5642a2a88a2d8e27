//! What Minutebook promises its users, a module a promise.

// A test that skips says so.
#![allow(clippy::print_stdout)]

mod architecture;
mod architecture_page;
mod assets;
mod bad_input;
mod cards;
mod circles;
mod commands;
mod crawl;
mod documents;
mod dress;
mod embargo;
mod feeds;
mod fuzzed;
mod fuzzed_inputs;
mod hosting;
mod languages;
mod limits;
mod linked_data;
mod links;
mod lint;
mod long_pages;
mod names;
mod new_command;
mod output_safety;
mod outside;
mod past;
mod people_command;
mod pilot;
mod plain_record;
mod proptest_config;
mod publishing;
mod reading;
mod register;
mod said_by;
mod sample;
mod schedule;
mod schema;
mod seal;
mod search;
mod search_oracle;
mod search_page;
mod serve;
mod simulation;
mod site;
mod speakers;
mod terminal;
mod theme_command;
mod themes;
mod translations;
mod typed;
mod view_reference;
mod warm_equals_clean;
mod words;
