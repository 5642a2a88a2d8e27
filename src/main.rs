//! The `minutebook` program; see the library for what it does.

use std::process::ExitCode;

/// Drawing makes and drops many small strings on all threads at once, which this allocator is good at.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    minutebook::cli::run()
}
