//! Sees to it that a site, or a folder, is published by one at a time. The system lets go when the program ends, however
//! it ends.

use std::fs::{self, File};
use std::path::Path;

use crate::report::failure::Failure;

/// Held as long as the value lives.
#[derive(Debug)]
pub struct Lock(#[allow(dead_code, reason = "closing the file lets go of it")] File);

impl Lock {
    /// Takes the lock at a path, creating the folders above it.
    ///
    /// # Errors
    /// When somebody else holds it, or the file cannot be made.
    pub fn take(place: &Path, what: &str) -> Result<Lock, Failure> {
        if let Some(folder) = place.parent() {
            fs::create_dir_all(folder).map_err(|error| Failure::io("a folder cannot be made", folder, &error))?;
        }
        let made = File::options().create(true).append(true).open(place);
        let file = made.map_err(|error| Failure::io("publishing cannot be locked", place, &error))?;
        if file.try_lock().is_err() {
            return Err(Failure::environment(format!(
                "another publication of {what} is running\n  hint: wait for it to end, and run again"
            )));
        }
        Ok(Lock(file))
    }
}
