//! [`Store`]: one open profile.
//!
//! `open` makes one connection when nothing is to be done: the reader that the first page of Home uses. Writer, second
//! reader and the connection to personal.db are made when first asked for. No quick_check and no counting happens here;
//! damage is looked for only if the last run marked it or SQLite says so (`recovery`).

use std::path::Path;
use std::sync::Arc;

use rusqlite::Connection;

use super::connection::{self, Role};
use super::content::{self, Content, ContentWriter};
use super::error::StoreError;
use super::lock::WriteLock;
use super::migration::{self, CONTENT, PERSONAL};
use super::paths::ProfilePaths;
use super::personal::Personal;
use super::recovery::{self, Recovered};
use crate::clock::{Clock, SystemClock};

/// How a profile is opened.
#[derive(Clone)]
pub struct OpenOptions {
    /// Where "now" comes from: names the day of a copy and dates what recovery saves.
    pub clock: Arc<dyn Clock>,
}

impl Default for OpenOptions {
    fn default() -> Self {
        Self { clock: Arc::new(SystemClock) }
    }
}

/// What `open` had to do.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct OpenReport {
    /// The profile did not exist.
    pub created: bool,
    /// What was damaged and is repaired now.
    pub recovered: Recovered,
}

/// An open profile and what happened while opening it.
pub struct Opened {
    /// The profile.
    pub store: Store,
    /// What happened.
    pub report: OpenReport,
}

/// One open profile; clones are the same one.
#[derive(Clone)]
pub struct Store {
    inner: Arc<Inner>,
}

struct Inner {
    paths: ProfilePaths,
    clock: Arc<dyn Clock>,
    content: Content,
    personal: Personal,
}

impl Store {
    /// Opens the profile in `folder` and creates it if there is none.
    ///
    /// # Errors
    /// [`StoreError::TooNew`] if a newer version wrote it (nothing is changed then), [`StoreError::Busy`] if another
    /// process is just writing what must be upgraded, [`StoreError::Full`], [`StoreError::ReadOnly`],
    /// [`StoreError::CannotOpen`], [`StoreError::Io`] by their names.
    pub fn open(folder: &Path, options: OpenOptions) -> Result<Opened, StoreError> {
        let paths = ProfilePaths::new(folder);
        let mut report = OpenReport::default();
        if paths.damage_mark().exists() {
            report.recovered = recovery::recover(&paths, options.clock.now())?;
        }
        let reader = match open_files(&paths, &mut report) {
            Err(StoreError::Damaged(_)) => {
                report.recovered = recovery::recover(&paths, options.clock.now())?;
                open_files(&paths, &mut report)?
            }
            other => other?,
        };
        let store = Self {
            inner: Arc::new(Inner {
                content: Content::new(paths.clone(), reader),
                personal: Personal::new(paths.clone()),
                clock: options.clock,
                paths,
            }),
        };
        Ok(Opened { store, report })
    }

    /// What was fetched.
    pub fn content(&self) -> &Content {
        &self.inner.content
    }

    /// What only this person has.
    pub fn personal(&self) -> &Personal {
        &self.inner.personal
    }

    /// Becomes the one writer of `content.db`, for a whole sync.
    ///
    /// # Errors
    /// [`StoreError::Busy`] at once if this or another process is writing.
    pub fn writer(&self) -> Result<ContentWriter, StoreError> {
        self.inner.content.writer()
    }

    /// The files of the profile.
    pub fn paths(&self) -> &ProfilePaths {
        &self.inner.paths
    }

    /// Where "now" comes from.
    pub fn clock(&self) -> &dyn Clock {
        self.inner.clock.as_ref()
    }
}

/// Creates and upgrades what must be, and opens the reader for the first page of Home.
fn open_files(paths: &ProfilePaths, report: &mut OpenReport) -> Result<Connection, StoreError> {
    if !paths.content().exists() || !paths.personal().exists() {
        if recovery::lost_personal(paths, 0)? && !paths.personal().exists() {
            return Err(StoreError::contradiction("personal.db", 0));
        }
        report.created = !paths.personal().exists();
        std::fs::create_dir_all(paths.folder())?;
        upgrade(paths)?;
    }
    let reader = connection::open(paths, Role::ContentReader)?;
    let content = migration::version(&reader, "main")?;
    let personal = migration::version(&reader, "personal")?;
    if personal == 0 && recovery::lost_personal(paths, personal)? {
        return Err(StoreError::contradiction("personal.db", 0));
    }
    if CONTENT.is_current(content)? && PERSONAL.is_current(personal)? {
        return Ok(reader);
    }
    drop(reader);
    upgrade(paths)?;
    connection::open(paths, Role::ContentReader)
}

/// Creates or upgrades both files, as the only process that does.
///
/// personal.db first: if the second fails, what exists is still complete, and content.db is the one that may be missing.
fn upgrade(paths: &ProfilePaths) -> Result<(), StoreError> {
    let _lock = WriteLock::take_patiently(&paths.lock())?;
    PERSONAL.upgrade(&mut connection::create(&paths.personal(), Role::Personal)?, |_| Ok(()))?;
    CONTENT.upgrade(&mut connection::create(&paths.content(), Role::ContentWriter)?, content::seed)
}

#[cfg(test)]
mod tests;
