//! Erasing the profile: everything the person left on this device, in one action (decision 31).
//!
//! Files are overwritten before they are removed: a file system may keep the bytes of a removed file for years. (Flash
//! storage may keep them below the file system still; that is the device encryption's part.) Only files the app makes are
//! touched, because a profile may lie in a folder with others.

use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::Path;

use super::error::StoreError;
use super::lock::WriteLock;
use super::open::Store;
use super::paths::{ProfilePaths, with_sidecars};
use crate::panics::Ring;

impl Store {
    /// Closes the store and erases the profile; the folder and its lock file stay. The next `open` makes a new profile.
    ///
    /// # Errors
    /// [`StoreError::Busy`] while a sync runs (nothing is erased then); [`StoreError::ReadOnly`] or [`StoreError::Io`] if a
    /// file resists: erase again.
    pub fn erase(self) -> Result<(), StoreError> {
        let paths = self.paths().clone();
        let _lock = WriteLock::take(&paths.lock())?;
        self.content().interrupt();
        self.content().close();
        self.personal().close();
        erase_files(&paths)
    }
}

/// Erases the profile in `folder` without opening it: also one that is too new, damaged beyond repair, or not there.
///
/// # Errors
/// As [`Store::erase`].
pub fn erase_profile(folder: &Path) -> Result<(), StoreError> {
    if !folder.exists() {
        return Ok(());
    }
    let paths = ProfilePaths::new(folder);
    let _lock = WriteLock::take(&paths.lock())?;
    erase_files(&paths)
}

fn erase_files(paths: &ProfilePaths) -> Result<(), StoreError> {
    let folder = paths.folder();
    // What is lost first matters if the battery ends it: the personal file before what can be fetched again.
    for database in [paths.personal(), folder.join("personal.db.new"), paths.content(), folder.join("content.db.new")] {
        for file in with_sidecars(&database) {
            erase_file(&file)?;
        }
    }
    erase_folder(&paths.copies())?;
    erase_folder(&paths.staging())?;
    for file in [paths.widget(), paths.widget_unfinished(), paths.panics(), Ring::unfinished(&paths.panics())] {
        erase_file(&file)?;
    }
    erase_file(&paths.damage_mark())
}

fn erase_folder(folder: &Path) -> Result<(), StoreError> {
    let entries = match fs::read_dir(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        other => other?,
    };
    for entry in entries {
        let entry = entry?;
        // Links are removed, never followed.
        if entry.file_type()?.is_dir() {
            erase_folder(&entry.path())?;
        } else {
            erase_file(&entry.path())?;
        }
    }
    Ok(fs::remove_dir(folder)?)
}

fn erase_file(path: &Path) -> Result<(), StoreError> {
    let kind = match fs::symlink_metadata(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        other => other?,
    };
    if kind.is_file() {
        let mut file = OpenOptions::new().write(true).open(path)?;
        let zeros = [0_u8; 1 << 16];
        let mut left = kind.len();
        while left > 0 {
            let now = zeros.len().min(usize::try_from(left).unwrap_or(usize::MAX));
            file.write_all(zeros.get(..now).unwrap_or(&zeros))?;
            left -= now as u64;
        }
        file.sync_all()?;
    }
    Ok(fs::remove_file(path)?)
}

#[cfg(test)]
mod tests;
