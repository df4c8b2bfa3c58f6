//! A small file system in memory: what a full or read-only disk does to a profile, with a real mount.
//!
//! Needs the right to mount. Who runs the tests without it is told so, past the capture of the test's output; where `CI=true` it
//! is a failure. Unmounted when dropped.

use std::io::Write as _;
use std::path::PathBuf;
use std::process::Command;
use std::{env, fs, io};

/// A mounted tmpfs.
pub struct SmallDisk {
    /// Where it is mounted.
    pub path: PathBuf,
    /// Holds the mount point.
    _folder: tempfile::TempDir,
}

impl SmallDisk {
    /// Mounts `size` (as tmpfs writes it: `16m`). `None` if we may not mount: the test that asked is passed over, and that is said.
    ///
    /// # Errors
    /// The mount point could not be made; or we may not mount, and this is CI, where nothing is passed over.
    pub fn mount(size: &str) -> io::Result<Option<Self>> {
        let disk = Self::where_allowed(size)?;
        if disk.is_none() {
            let test = std::thread::current().name().unwrap_or_default().to_owned();
            let words = format!("SKIPPED, not tested: {test}: no right to mount a small disk (run as root)");
            if env::var("CI").is_ok_and(|value| value == "true") {
                return Err(io::Error::new(io::ErrorKind::PermissionDenied, words));
            }
            writeln!(io::stderr(), "{words}")?;
        }
        Ok(disk)
    }

    /// [`SmallDisk::mount`] for a test that has another way where we may not mount.
    ///
    /// # Errors
    /// The mount point could not be made.
    pub fn where_allowed(size: &str) -> io::Result<Option<Self>> {
        let folder = tempfile::tempdir()?;
        let path = folder.path().join("disk");
        fs::create_dir(&path)?;
        let options = format!("size={size}");
        let mounted = Command::new("mount").args(["-t", "tmpfs", "-o", &options, "tmpfs"]).arg(&path).output();
        Ok(mounted.is_ok_and(|output| output.status.success()).then(|| Self { path, _folder: folder }))
    }

    /// Fills it but for `left` bytes.
    ///
    /// # Errors
    /// The disk cannot be written for another reason than that it is full.
    pub fn fill(&self, left: usize) -> io::Result<()> {
        let mut ballast = fs::File::create(self.ballast())?;
        let mut written = 0_u64;
        loop {
            match ballast.write(&[0; 4096]) {
                Ok(bytes) => written += bytes as u64,
                Err(error) if error.kind() == io::ErrorKind::StorageFull => break,
                Err(error) => return Err(error),
            }
        }
        ballast.set_len(written.saturating_sub(left as u64))
    }

    /// Takes away what [`SmallDisk::fill`] wrote.
    ///
    /// # Errors
    /// It was not filled.
    pub fn make_room(&self) -> io::Result<()> {
        fs::remove_file(self.ballast())
    }

    fn ballast(&self) -> PathBuf {
        self.path.join("ballast")
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
