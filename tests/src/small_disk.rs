//! A small file system in memory: what a full or read-only disk does to a profile, with a real mount.
//!
//! Needs the right to mount; tests that cannot have one say so. Unmounted when dropped.

use std::path::PathBuf;
use std::process::Command;
use std::{fs, io};

/// A mounted tmpfs.
pub struct SmallDisk {
    /// Where it is mounted.
    pub path: PathBuf,
    /// Holds the mount point.
    _folder: tempfile::TempDir,
}

impl SmallDisk {
    /// Mounts `size` (as tmpfs writes it: `16m`). `None` if we may not mount.
    ///
    /// # Errors
    /// The mount point could not be made.
    pub fn mount(size: &str) -> io::Result<Option<Self>> {
        let folder = tempfile::tempdir()?;
        let path = folder.path().join("disk");
        fs::create_dir(&path)?;
        let options = format!("size={size}");
        let mounted = Command::new("mount").args(["-t", "tmpfs", "-o", &options, "tmpfs"]).arg(&path).output();
        Ok(mounted.is_ok_and(|output| output.status.success()).then(|| Self { path, _folder: folder }))
    }

    /// Mounts it again with `option`: `ro`, `rw`.
    ///
    /// # Errors
    /// The mount was refused; its words.
    pub fn remount(&self, option: &str) -> io::Result<()> {
        let options = format!("remount,{option}");
        let output = Command::new("mount").args(["-o", &options]).arg(&self.path).output()?;
        if output.status.success() { Ok(()) } else { Err(io::Error::other(format!("{output:?}"))) }
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        // A mount that stays is no failure of the test, and nobody is left to tell.
        let _ = Command::new("umount").arg("-l").arg(&self.path).output();
    }
}
