//! The rolling copy of `personal.db`: after each day with changes, verified, the last few kept.
//!
//! A copy is made by SQLite's backup (it may run beside writers), checked in full, synced and only then named
//! `personal-NNNNNN-YYYY-MM-DD.db`. The number orders them: a clock that was wrong for a day cannot make an old copy the
//! newest.

use std::path::PathBuf;
use std::time::Duration;

use rusqlite::backup::Backup;
use rusqlite::{Connection, OpenFlags};

use crate::clock::Timestamp;
use crate::store::damage;
use crate::store::error::StoreError;
use crate::store::migration;
use crate::store::open::Store;
use crate::store::paths::ProfilePaths;

/// Copies kept.
pub const KEPT: usize = 3;

/// A copy on disk.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct CopyFile {
    number: u32,
    day: String,
    pub(super) path: PathBuf,
}

impl Store {
    /// Copies `personal.db` if it changed on a day that has no copy yet. Called at the end of a sync and in `pause`.
    ///
    /// `true` if a copy was made.
    ///
    /// # Errors
    /// [`StoreError::Damaged`] if the copy does not verify: it is thrown away, the earlier ones stay, and the next open
    /// repairs. [`StoreError::Full`] and the like: the earlier copies stay.
    pub fn copy_personal(&self, now: Timestamp) -> Result<bool, StoreError> {
        let today = now.in_vietnam().format("%Y-%m-%d").to_string();
        let paths = self.paths();
        let copies = all(paths)?;
        if copies.last().is_some_and(|newest| newest.day == today || !changed_since(paths, newest)) {
            return Ok(false);
        }
        std::fs::create_dir_all(paths.copies())?;
        let number = copies.last().map_or(1, |newest| newest.number + 1);
        let part = paths.copies().join("copy.part");
        super::remove_with_sidecars(&part)?;
        let copied = self.personal().outside_transaction(|conn| copy(conn, &part));
        if let Err(error) = copied {
            super::remove_with_sidecars(&part)?;
            if matches!(error, StoreError::Damaged(_)) {
                damage::mark(paths);
            }
            return Err(error);
        }
        std::fs::File::open(&part)?.sync_all()?;
        std::fs::rename(&part, paths.copies().join(format!("personal-{number:06}-{today}.db")))?;
        for old in copies.iter().rev().skip(KEPT - 1) {
            super::remove_with_sidecars(&old.path)?;
        }
        Ok(true)
    }
}

fn copy(conn: &Connection, part: &std::path::Path) -> Result<(), StoreError> {
    let mut target = Connection::open(part)?;
    Backup::new(conn, &mut target)?.run_to_completion(256, Duration::ZERO, None)?;
    // One file, readable where nothing can be written.
    target.pragma_update(None, "journal_mode", "DELETE")?;
    verify(&target)?;
    target.close().map_err(|(_, error)| error)?;
    Ok(())
}

fn verify(conn: &Connection) -> Result<(), StoreError> {
    let verdict: String = conn.pragma_query_value(None, "integrity_check", |row| row.get(0))?;
    if verdict == "ok" { Ok(()) } else { Err(StoreError::contradiction("integrity of the copy", 0)) }
}

/// Whether personal.db was written after the copy was made, as far as the file system knows.
fn changed_since(paths: &ProfilePaths, copy: &CopyFile) -> bool {
    let written = |path: &PathBuf| path.metadata().and_then(|file| file.modified()).ok();
    let [database, log, _] = crate::store::paths::with_sidecars(&paths.personal());
    let made = written(&copy.path);
    [database, log].iter().any(|file| written(file) > made)
}

/// Copies by number, the newest last.
pub(super) fn all(paths: &ProfilePaths) -> Result<Vec<CopyFile>, StoreError> {
    let entries = match std::fs::read_dir(paths.copies()) {
        Ok(entries) => entries,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(error.into()),
    };
    let mut copies = Vec::new();
    for entry in entries {
        let path = entry?.path();
        let name = path.file_name().and_then(|name| name.to_str());
        let parsed = name.and_then(|name| name.strip_prefix("personal-")?.strip_suffix(".db")?.split_once('-'));
        if let Some((number, day)) = parsed
            && let Ok(number) = number.parse()
        {
            copies.push(CopyFile { number, day: day.to_owned(), path: path.clone() });
        }
    }
    copies.sort();
    Ok(copies)
}

/// The newest copy that still verifies and that this version can read.
pub(super) fn newest_good(paths: &ProfilePaths) -> Result<Option<PathBuf>, StoreError> {
    for copy in all(paths)?.into_iter().rev() {
        let good = (|| {
            let conn = Connection::open_with_flags(&copy.path, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
            verify(&conn)?;
            migration::PERSONAL.is_current(migration::version(&conn, "main")?)
        })();
        match good {
            Ok(_) => return Ok(Some(copy.path)),
            Err(StoreError::Damaged(_) | StoreError::TooNew { .. }) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(None)
}

#[cfg(test)]
mod tests;
