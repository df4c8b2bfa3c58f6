//! Where things are: the workspace, its build folder, the reference material beside it.
//!
//! Invariant: no path is compiled in; a clone works wherever it lies.

use std::path::{Path, PathBuf};

/// The workspace as one run of a command sees it.
#[derive(Debug)]
pub(crate) struct Site {
    /// The folder of the workspace's `Cargo.toml`.
    pub(crate) root: PathBuf,
    /// Cargo's build folder.
    pub(crate) target: PathBuf,
    /// Suites and tools that are not part of the repository: `$APP4G_SHARED`, else `../shared`, if there.
    pub(crate) shared: Option<PathBuf>,
    /// `CI=true`: a check that lacks the reference material fails instead of being skipped (decision 35).
    pub(crate) ci: bool,
}

impl Site {
    /// Looks around.
    ///
    /// # Errors
    /// When this program was not started inside the workspace.
    pub(crate) fn find() -> Result<Self, String> {
        // Cargo sets it for `cargo run`, hence for the aliases; started by hand, the current folder has to do.
        let start = match std::env::var_os("CARGO_MANIFEST_DIR") {
            Some(folder) => PathBuf::from(folder),
            None => std::env::current_dir().map_err(|error| format!("the current folder cannot be read: {error}"))?,
        };
        let root = start
            .ancestors()
            .find(|folder| folder.join("core/strings/vi.toml").is_file() && folder.join("Cargo.lock").is_file())
            .ok_or_else(|| format!("{} is not inside the workspace", start.display()))?
            .to_path_buf();
        let target = match std::env::var_os("CARGO_TARGET_DIR") {
            Some(folder) => root.join(folder),
            None => root.join("target"),
        };
        let shared = match std::env::var_os("APP4G_SHARED") {
            Some(folder) => Some(root.join(folder)),
            None => root.parent().map(|parent| parent.join("shared")),
        };
        let ci = std::env::var("CI").is_ok_and(|value| value == "true");
        Ok(Self { shared: shared.filter(|folder| folder.is_dir()), root, target, ci })
    }

    /// Tools installed for this workspace alone; removed with the build folder.
    pub(crate) fn tools(&self) -> PathBuf {
        self.target.join("tools")
    }

    /// Logs of the last `cargo verify`.
    pub(crate) fn logs(&self) -> PathBuf {
        self.target.join("verify")
    }

    /// A program built with the release profile.
    pub(crate) fn release_binary(&self, name: &str) -> PathBuf {
        self.target.join("release").join(name)
    }

    /// A program built with the dev profile.
    pub(crate) fn debug_binary(&self, name: &str) -> PathBuf {
        self.target.join("debug").join(name)
    }

    /// `path` as a person would type it from the workspace's folder.
    pub(crate) fn show(&self, path: &Path) -> String {
        path.strip_prefix(&self.root).unwrap_or(path).display().to_string()
    }
}
