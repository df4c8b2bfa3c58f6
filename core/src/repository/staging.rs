//! Downloads that survive their process: `staging/` of a profile (decision 21).
//!
//! Reading order: [`part`] (a file that grows) → here (the folder: what is finished, what is stale). Caller: `objects`, which
//! fills parts from mirrors; `sync` sweeps, and removes what it has applied.
//!
//! `HASH.part` is what has come so far, `HASH.origin` beside it from where, `HASH.zst` what is whole and verified. Everything
//! here blocks, but for a part's writes, which go to the system's cache.
//!
//! Invariant: a file without `.part` in its name had the right hash when it got that name; it is hashed again when it is read.

pub(in crate::repository) mod part;

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use super::format::{Object, Sha256};
use crate::clock::Timestamp;
use crate::store::StoreError;

/// Seconds after which nobody comes back for a part: 30 days.
const STALE: i64 = 30 * 24 * 3600;

/// A file of the repository that is named by its hash.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wanted {
    /// Where it lies below the repository's root.
    pub path: String,
    /// Its hash.
    pub sha256: Sha256,
    /// Its exact size.
    pub bytes: u64,
}

impl Wanted {
    /// Whether these are its bytes.
    pub fn is(&self, bytes: &[u8]) -> bool {
        bytes.len() as u64 == self.bytes && Sha256::of(bytes) == self.sha256
    }

    /// Its name in the staging folder once it is whole: `HASH.zst`.
    fn file_name(&self) -> &str {
        self.path.rsplit('/').next().unwrap_or_default()
    }
}

impl From<&Object> for Wanted {
    fn from(object: &Object) -> Self {
        Self { path: object.path(), sha256: object.sha256, bytes: object.bytes }
    }
}

/// A file that is whole and has the right hash.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Staged {
    /// Small: never touched the disk.
    Memory(Vec<u8>),
    /// In the staging folder, until [`Staging::remove`].
    File(PathBuf),
}

impl Staged {
    /// The bytes; blocking.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn read(self) -> Result<Vec<u8>, StoreError> {
        match self {
            Self::Memory(bytes) => Ok(bytes),
            Self::File(path) => Ok(fs::read(path)?),
        }
    }
}

/// The folder.
#[derive(Clone, Debug)]
pub struct Staging {
    folder: PathBuf,
}

impl Staging {
    /// The staging folder at `folder`, made when it is needed.
    pub fn new(folder: impl Into<PathBuf>) -> Self {
        Self { folder: folder.into() }
    }

    /// The file if it is here, whole and right; a wrong one is deleted. Blocking.
    ///
    /// # Errors
    /// The folder cannot be read or written.
    pub fn finished(&self, wanted: &Wanted) -> Result<Option<Staged>, StoreError> {
        let path = self.folder.join(wanted.file_name());
        match fs::metadata(&path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(error.into()),
            Ok(found) if found.len() != wanted.bytes => {}
            Ok(_) if wanted.is(&fs::read(&path)?) => return Ok(Some(Staged::File(path))),
            Ok(_) => {}
        }
        fs::remove_file(&path)?;
        Ok(None)
    }

    /// Forgets a file that was applied, finished or not. Blocking.
    ///
    /// # Errors
    /// The folder cannot be written.
    pub fn remove(&self, wanted: &Wanted) -> Result<(), StoreError> {
        for path in [self.folder.join(wanted.file_name()), self.part(wanted), self.origin(wanted)] {
            gone(fs::remove_file(path))?;
        }
        Ok(())
    }

    /// Deletes what is of no use: of no file in `wanted`, untouched for 30 days, or nothing we wrote. Returns how many files.
    /// For whoever holds the profile's lock; blocking.
    ///
    /// # Errors
    /// The folder cannot be read or written.
    pub fn sweep(&self, wanted: &BTreeSet<Sha256>, now: Timestamp) -> Result<usize, StoreError> {
        let listed = match fs::read_dir(&self.folder) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(0),
            listed => listed?,
        };
        let mut deleted = 0;
        for entry in listed {
            let entry = entry?;
            let is_wanted = entry.file_name().to_str().and_then(hash_of).is_some_and(|hash| wanted.contains(&hash));
            if is_wanted && !is_stale(&entry, now) {
                continue;
            }
            if entry.file_type()?.is_dir() {
                gone(fs::remove_dir_all(entry.path()))?;
            } else {
                gone(fs::remove_file(entry.path()))?;
            }
            deleted += 1;
        }
        Ok(deleted)
    }

    fn part(&self, wanted: &Wanted) -> PathBuf {
        self.folder.join(format!("{}.part", wanted.sha256))
    }

    fn origin(&self, wanted: &Wanted) -> PathBuf {
        self.folder.join(format!("{}.origin", wanted.sha256))
    }

    fn folder(&self) -> &Path {
        &self.folder
    }
}

/// What is gone already need not be deleted.
fn gone(deleted: io::Result<()>) -> io::Result<()> {
    match deleted {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        other => other,
    }
}

fn hash_of(name: &str) -> Option<Sha256> {
    Sha256::parse(name.split('.').next()?)
}

/// A file from the future was written by a clock that was wrong; it is judged by whether it is wanted alone.
fn is_stale(entry: &fs::DirEntry, now: Timestamp) -> bool {
    let modified = entry.metadata().and_then(|metadata| metadata.modified());
    let since = modified.ok().and_then(|modified| modified.duration_since(UNIX_EPOCH).ok());
    let seconds = since.and_then(|since| i64::try_from(since.as_secs()).ok()).unwrap_or_default();
    now.since(Timestamp::from_unix(seconds)) > STALE
}

#[cfg(test)]
mod tests;
