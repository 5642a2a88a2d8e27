//! Fuzzes the check of the same name, which says what it holds.

#![no_main]

#[path = "../../tests/suite/fuzzed/foreign_file.rs"]
mod check;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| check::check(bytes));
