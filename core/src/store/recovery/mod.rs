//! What happens when a database file is damaged: everything legible is carried into a new file (decision 9).
//!
//! Reading order: [`pages`] (file and log as pages) → [`cells`] (rows of a page) → `content`, `personal` (which rows are
//! ours, and where they go) → [`copies`] (the rolling copy of personal.db) → this file (when, and in which order).
//!
//! Recovery reads pages itself instead of asking SQLite: a lost header or interior page makes SQLite blind for thousands
//! of rows that are still there. Rows are recognised by number and types of their columns and must prove themselves (a
//! line has a checksum and names its id). Deleted rows are not found: `secure_delete` has overwritten them.
//!
//! Invariants: it starts only on "corrupt" or "not a database", never on full, busy or I/O; the damaged file is replaced in
//! one rename, after the new one is complete; a crash in between starts over at the next open.

mod cells;
mod content;
pub mod copies;
mod pages;
mod personal;

use std::path::Path;

use rusqlite::Connection;

use super::connection::{self, Role};
use super::error::StoreError;
use super::lock::WriteLock;
use super::migration::{self, CONTENT, PERSONAL, Schema};
use super::paths::{ProfilePaths, with_sidecars};
use crate::clock::Timestamp;
use crate::error::Message;

pub(in crate::store) use content::check_lines;

/// What recovery carried over and what it knows to be lost.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Recovered {
    /// `content.db` was rebuilt: the index must be built again.
    pub content: Option<ContentLoss>,
    /// `personal.db` was rebuilt.
    pub personal: Option<PersonalLoss>,
}

/// Outcome for `content.db`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct ContentLoss {
    /// Articles carried over, each checked.
    pub saved: u64,
    /// Records of other kinds carried over, each checked.
    pub records: u64,
    /// Articles and records of which only a row of a list or a broken line was left; who published them may still list them.
    pub lost: u64,
    /// Images carried over, each checked.
    pub images: u64,
}

/// Outcome for `personal.db`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct PersonalLoss {
    /// States of articles (read, star, position) carried over or taken from the copy.
    pub states: u64,
    /// Starred articles with their text.
    pub starred: u64,
    /// Stars whose text is neither in the file nor in the copy.
    pub starred_without_text: u64,
    /// Whether a verified copy was there to start from.
    pub from_copy: bool,
}

impl Recovered {
    /// What to tell the person; `None` if nothing was repaired.
    pub fn message(&self) -> Option<Message> {
        let count = |key, n: u64| Message::new(key).with("n", n.to_string());
        match (self.content, self.personal) {
            (_, Some(personal)) => Some(
                count("store.recovered_personal", personal.starred)
                    .with("states", personal.states.to_string())
                    .with("lost", personal.starred_without_text.to_string()),
            ),
            (Some(content), None) => Some(
                count("store.recovered_content", content.saved)
                    .with("records", content.records.to_string())
                    .with("lost", content.lost.to_string()),
            ),
            (None, None) => None,
        }
    }
}

/// Whether `personal.db` is empty or gone although there are copies of it.
pub(super) fn lost_personal(paths: &ProfilePaths, version: u32) -> Result<bool, StoreError> {
    Ok(version == 0 && !copies::all(paths)?.is_empty())
}

/// Which files need repair.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Damage {
    pub(super) content: bool,
    pub(super) personal: bool,
}

/// Checks both files thoroughly; only called when something pointed at damage.
///
/// # Errors
/// [`StoreError::TooNew`]: nothing is repaired that a newer version wrote. Any error that is no damage.
pub(super) fn examine(paths: &ProfilePaths) -> Result<Damage, StoreError> {
    let has_copies = !copies::all(paths)?.is_empty();
    Ok(Damage {
        content: is_damaged(&paths.content(), Role::ContentWriter, &CONTENT, false, content::check_lines)?,
        personal: is_damaged(&paths.personal(), Role::Personal, &PERSONAL, has_copies, |_| Ok(()))?,
    })
}

fn is_damaged(
    path: &Path,
    role: Role,
    schema: &Schema,
    is_old: bool,
    check: impl FnOnce(&Connection) -> Result<(), StoreError>,
) -> Result<bool, StoreError> {
    let examined = (|| {
        let conn = connection::create(path, role)?;
        let found = migration::version(&conn, "main")?;
        schema.is_current(found)?;
        // A file without any table where there was one: cut to nothing.
        if found == 0 && is_old {
            return Ok(true);
        }
        let verdict: String = conn.pragma_query_value(None, "integrity_check", |row| row.get(0))?;
        if verdict != "ok" {
            return Ok(true);
        }
        if found > 0 { check(&conn).map(|()| false) } else { Ok(false) }
    })();
    match examined {
        Err(StoreError::Damaged(_)) => Ok(true),
        other => other,
    }
}

/// Repairs what [`examine`] finds, as the only process at it, and removes the mark.
///
/// # Errors
/// [`StoreError::Busy`] while another process writes; any error that is no damage. The damaged files are still there then.
pub(super) fn recover(paths: &ProfilePaths, now: Timestamp) -> Result<Recovered, StoreError> {
    let _lock = WriteLock::take_patiently(&paths.lock())?;
    let damage = examine(paths)?;
    let mut recovered = Recovered::default();
    if damage.personal {
        recovered.personal = Some(rebuild(&paths.personal(), |new| personal::rebuild(paths, new, now))?);
    }
    if damage.content {
        recovered.content = Some(rebuild(&paths.content(), |new| content::rebuild(&paths.content(), new, now))?);
    }
    match std::fs::remove_file(paths.damage_mark()) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(error.into()),
        _ => {}
    }
    tracing::warn!(?recovered, "damaged database rebuilt");
    Ok(recovered)
}

/// Builds the new file beside the old one and puts it in its place.
fn rebuild<T>(path: &Path, build: impl FnOnce(&Path) -> Result<T, StoreError>) -> Result<T, StoreError> {
    let mut name = path.as_os_str().to_owned();
    name.push(".new");
    let new = Path::new(&name);
    // Of a repair that was interrupted.
    remove_with_sidecars(new)?;
    let outcome = build(new)?;
    let [_, log, index] = with_sidecars(path);
    // The log first: an old log beside a new file would be damage again.
    remove(&log)?;
    remove(&index)?;
    std::fs::rename(new, path)?;
    remove_with_sidecars(new)?;
    Ok(outcome)
}

/// Removes a database and what SQLite keeps beside it.
pub(super) fn remove_with_sidecars(database: &Path) -> Result<(), StoreError> {
    with_sidecars(database).iter().try_for_each(|file| remove(file))
}

fn remove(file: &Path) -> Result<(), StoreError> {
    match std::fs::remove_file(file) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(()),
        other => Ok(other?),
    }
}

/// Finishes a new file: everything in the file itself, nothing in a log.
fn finish(conn: Connection) -> Result<(), StoreError> {
    conn.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
    conn.close().map_err(|(_, error)| error)?;
    Ok(())
}
