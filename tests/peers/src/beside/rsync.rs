//! rsync with compression, from an rsync daemon.

use std::os::unix::fs::MetadataExt as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use app4g_tests::department::Trouble;
use app4g_tests::peers::child::{Guard, run};

use super::meter::Meter;
use super::{Cost, daemon, free_port};

/// No run takes longer.
const LIMIT: Duration = Duration::from_secs(900);

/// A daemon that serves a tree, and the copy of a client.
#[derive(Debug)]
pub struct Rsync {
    folder: PathBuf,
    meter: Meter,
    _daemon: Guard,
}

impl Rsync {
    /// Serves `tree`; works in `folder`.
    ///
    /// # Errors
    /// rsync does not listen.
    pub fn start(folder: &Path, tree: &Path) -> Result<Self, Trouble> {
        std::fs::create_dir_all(folder)?;
        let port = free_port()?;
        let owner = std::fs::metadata(folder)?;
        let config = format!(
            "use chroot = no\nuid = {}\ngid = {}\npid file = {}\n[tree]\npath = {}\nread only = yes\n",
            owner.uid(),
            owner.gid(),
            folder.join("pid").display(),
            tree.display()
        );
        std::fs::write(folder.join("rsyncd.conf"), config)?;
        let mut command = Command::new("rsync");
        command.args(["--daemon", "--no-detach", "--address=127.0.0.1"]).arg(format!("--port={port}"));
        command.arg(format!("--config={}", folder.join("rsyncd.conf").display()));
        let daemon = daemon(&mut command, port)?;
        Ok(Self { folder: folder.to_owned(), meter: Meter::start(port)?, _daemon: daemon })
    }

    /// Brings the client's copy up to date; with it what rsync itself says it sent and received.
    ///
    /// # Errors
    /// rsync fails.
    pub fn sync(&self) -> Result<(Cost, u64), Trouble> {
        let url = format!("rsync://127.0.0.1:{}/tree/", self.meter.port());
        self.meter.take();
        let mut command = Command::new("rsync");
        command.args(["-az", "--delete", "--stats", "--no-human-readable", &url, "copy/"]);
        let said = run(command.current_dir(&self.folder), LIMIT, &self.folder)?;
        let totals = said.lines().filter(|line| line.starts_with("Total bytes"));
        let totals = totals.filter_map(|line| line.rsplit(' ').next()?.replace(',', "").parse::<u64>().ok());
        Ok((self.meter.take(), totals.sum()))
    }
}
