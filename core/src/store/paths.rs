//! The files of one profile.

use std::path::{Path, PathBuf};

/// Where everything of a profile lies. Shells exclude the folder from the system's backup (decision 10).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProfilePaths {
    folder: PathBuf,
}

impl ProfilePaths {
    /// The profile in `folder`.
    pub fn new(folder: impl Into<PathBuf>) -> Self {
        Self { folder: folder.into() }
    }

    /// The folder itself.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// What can be fetched again.
    pub fn content(&self) -> PathBuf {
        self.folder.join("content.db")
    }

    /// What only this person has.
    pub fn personal(&self) -> PathBuf {
        self.folder.join("personal.db")
    }

    /// Locked by the process that writes `content.db`. Never deleted: a lock on a deleted file excludes nobody.
    pub fn lock(&self) -> PathBuf {
        self.folder.join("content.lock")
    }

    /// Present while something in the profile was found damaged and not repaired yet.
    pub fn damage_mark(&self) -> PathBuf {
        self.folder.join("damaged")
    }

    /// Downloads that are not verified yet (decision 21).
    pub fn staging(&self) -> PathBuf {
        self.folder.join("staging")
    }

    /// What widgets read instead of a database (decision 12).
    pub fn widget(&self) -> PathBuf {
        self.folder.join("widget.json")
    }

    /// Beside the widget's file while it is written.
    pub fn widget_unfinished(&self) -> PathBuf {
        self.folder.join("widget.json.part")
    }

    /// Reports of panics; see [`crate::panics`].
    pub fn panics(&self) -> PathBuf {
        self.folder.join("panics.ndjson")
    }

    /// Verified copies of `personal.db`, `personal-YYYY-MM-DD.db`.
    pub fn copies(&self) -> PathBuf {
        self.folder.join("copies")
    }
}

/// A database file with the two files SQLite keeps beside it.
pub(super) fn with_sidecars(database: &Path) -> [PathBuf; 3] {
    let beside = |suffix: &str| {
        let mut name = database.as_os_str().to_owned();
        name.push(suffix);
        PathBuf::from(name)
    };
    [database.to_owned(), beside("-wal"), beside("-shm")]
}
