//! The reader in Python, `tests/python/reader.py`, run by the Python that `APP4G_PYTHON` names.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use app4g_core::clock::Timestamp;

use super::child;
use crate::department::Trouble;

/// How long one run may take.
const LIMIT: Duration = Duration::from_secs(60);

/// A reader with its state in a folder.
#[derive(Debug)]
pub struct Reader {
    python: OsString,
    folder: PathBuf,
    /// The root it was given.
    root: PathBuf,
}

impl Reader {
    /// A reader that works in `folder`, which must exist; `None` if the environment names no Python.
    pub fn new(folder: &Path) -> Option<Self> {
        let python = std::env::var_os("APP4G_PYTHON")?;
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../portal/demo-keys/metadata/1.root.json");
        Some(Self { python, folder: folder.to_owned(), root })
    }

    /// One sync from `url` at `now`.
    ///
    /// # Errors
    /// What it said.
    pub fn sync(&self, url: &str, now: Timestamp) -> Result<(), Trouble> {
        let mut command = self.command();
        command.arg("--root").arg(&self.root).args(["--url", url, "--demo", "--at", &now.rfc3339()]);
        child::run(&mut command, LIMIT, &self.folder).map(drop)
    }

    /// What it holds: `collection id rev digest`, sorted.
    ///
    /// # Errors
    /// What it said.
    pub fn held(&self) -> Result<Vec<String>, Trouble> {
        let printed = child::run(self.command().arg("--print"), LIMIT, &self.folder)?;
        Ok(printed.lines().map(str::to_owned).collect())
    }

    /// Damages what it stored, so that it has to take another way.
    ///
    /// # Errors
    /// As the database.
    pub fn damage(&self, sql: &str) -> Result<(), Trouble> {
        let state = rusqlite::Connection::open(self.folder.join("state/content.db"))?;
        Ok(state.execute_batch(sql)?)
    }

    fn command(&self) -> Command {
        let mut command = Command::new(&self.python);
        command.arg("-B").arg(Path::new(env!("CARGO_MANIFEST_DIR")).join("python/reader.py"));
        command.arg("--state").arg(self.folder.join("state"));
        command
    }
}
