//! The lock that makes one process the writer of `content.db` (decision 12).
//!
//! An advisory lock of the operating system on an own file: it vanishes with its process, so that a crash leaves none
//! behind. SQLite's own locks will not do: they are held per transaction, a sync is many.

use std::fs::{File, OpenOptions, TryLockError};
use std::path::Path;
use std::time::Duration;

use super::error::StoreError;

/// Held for a whole sync; dropping it lets the next one in.
#[derive(Debug)]
pub(super) struct WriteLock {
    _file: File,
}

impl WriteLock {
    /// Takes the lock or says [`StoreError::Busy`] at once.
    pub(super) fn take(path: &Path) -> Result<Self, StoreError> {
        let file = OpenOptions::new().create(true).truncate(false).write(true).open(path)?;
        match file.try_lock() {
            Ok(()) => Ok(Self { _file: file }),
            Err(TryLockError::WouldBlock) => Err(StoreError::Busy),
            Err(TryLockError::Error(error)) => Err(error.into()),
        }
    }

    /// Takes the lock, asking again for two seconds: two processes that create one profile wait for each other.
    pub(super) fn take_patiently(path: &Path) -> Result<Self, StoreError> {
        for _ in 0..100 {
            match Self::take(path) {
                Err(StoreError::Busy) => std::thread::sleep(Duration::from_millis(20)),
                other => return other,
            }
        }
        Err(StoreError::Busy)
    }
}
