//! git: the tree is committed once a release, the repository packed as a server would, and cloned and fetched from `git daemon`
//! with its own protocol, which has no headers of HTTP.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use app4g_tests::department::Trouble;
use app4g_tests::peers::child::{Guard, run};

use super::meter::Meter;
use super::{Cost, daemon, free_port};

/// No command of git takes longer.
const LIMIT: Duration = Duration::from_secs(900);

/// A repository, its daemon and a clone.
#[derive(Debug)]
pub struct Git {
    folder: PathBuf,
    tree: PathBuf,
    meter: Meter,
    _daemon: Guard,
}

impl Git {
    /// A repository below `folder` whose files are those of `tree`.
    ///
    /// # Errors
    /// git fails.
    pub fn start(folder: &Path, tree: &Path) -> Result<Self, Trouble> {
        std::fs::create_dir_all(folder)?;
        let port = free_port()?;
        // The program itself: `git daemon` would start it as a child of its own, which outlives it.
        let programs = Command::new("git").arg("--exec-path").output()?.stdout;
        let mut command = Command::new(Path::new(String::from_utf8(programs)?.trim()).join("git-daemon"));
        command.args(["--export-all", "--reuseaddr", "--listen=127.0.0.1"]);
        command.arg(format!("--port={port}")).arg(format!("--base-path={}", folder.display())).arg(folder);
        let daemon = daemon(&mut command, port)?;
        let (folder, tree) = (folder.to_owned(), tree.to_owned());
        let git = Self { folder, tree, meter: Meter::start(port)?, _daemon: daemon };
        git.run(&["init", "--quiet", "--bare", "--initial-branch=main", "server.git"])?;
        Ok(git)
    }

    /// Commits the files as they are.
    ///
    /// # Errors
    /// git fails.
    pub fn commit(&self, message: &str) -> Result<(), Trouble> {
        let tree = format!("--work-tree={}", self.tree.display());
        self.on_server(&[&tree, "add", "--all"])?;
        let who = ["-c", "user.name=bench", "-c", "user.email=bench@localhost", "-c", "gc.auto=0"];
        self.on_server(&[&who[..], &[&tree, "commit", "--quiet", "--message", message]].concat())
    }

    /// Packs the repository as a server does from time to time.
    ///
    /// # Errors
    /// git fails.
    pub fn pack(&self) -> Result<(), Trouble> {
        self.on_server(&["gc", "--quiet"])
    }

    /// The first sync.
    ///
    /// # Errors
    /// git fails.
    pub fn clone(&self) -> Result<Cost, Trouble> {
        let url = format!("git://127.0.0.1:{}/server.git", self.meter.port());
        self.meter.take();
        self.run(&["clone", "--quiet", "--mirror", &url, "client.git"])?;
        Ok(self.meter.take())
    }

    /// Every later one.
    ///
    /// # Errors
    /// git fails.
    pub fn fetch(&self) -> Result<Cost, Trouble> {
        self.meter.take();
        self.run(&["--git-dir=client.git", "-c", "gc.auto=0", "fetch", "--quiet"])?;
        Ok(self.meter.take())
    }

    fn on_server(&self, arguments: &[&str]) -> Result<(), Trouble> {
        self.run(&[&["--git-dir=server.git", "-c", "core.bare=false"], arguments].concat())
    }

    fn run(&self, arguments: &[&str]) -> Result<(), Trouble> {
        let mut command = Command::new("git");
        // Whatever the user configured is not what is measured.
        command.env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_NOSYSTEM", "1");
        run(command.args(arguments).current_dir(&self.folder), LIMIT, &self.folder)?;
        Ok(())
    }
}
