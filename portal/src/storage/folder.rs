//! A repository in a folder: a disk, a stick, the root of a web server.
//!
//! Files appear by rename after they and their folder were flushed. `object_store` cannot exchange a local file on a condition,
//! so `timestamp.json` is compared and renamed under a lock of the operating system, which vanishes with its process.

use std::fs::{self, File, OpenOptions};
use std::io::Write as _;
use std::path::{Path as FilePath, PathBuf};
use std::time::Duration;

use app4g_core::repository::format::Sha256;
use object_store::local::LocalFileSystem;
use object_store::path::Path;
use object_store::{ObjectStoreExt as _, PutMode};

use super::{Answer, Etag, Listed, Storage, StorageError, Stored, Written, failed, leftover};

/// The lock; outside `metadata/`, so that no listing meets it.
const LOCK: &str = ".app4g-lock";

/// A repository below a folder.
#[derive(Debug)]
pub struct Folder {
    root: PathBuf,
    store: LocalFileSystem,
}

impl Folder {
    /// Publishes to `root`, which is made if it is not there.
    ///
    /// # Errors
    /// [`StorageError::Folder`] if it cannot be made.
    pub fn create(root: &FilePath) -> Result<Self, StorageError> {
        fs::create_dir_all(root).map_err(|cause| in_folder(root, cause))?;
        Self::open(root)
    }

    /// Reads the repository at `root`.
    ///
    /// # Errors
    /// [`StorageError::Folder`] if there is no such folder.
    pub fn open(root: &FilePath) -> Result<Self, StorageError> {
        let root = root.canonicalize().map_err(|cause| in_folder(root, cause))?;
        let store =
            LocalFileSystem::new_with_prefix(&root).map_err(failed("read", &root.to_string_lossy()))?.with_fsync(true);
        Ok(Self { root, store })
    }

    /// Compares and renames, under the lock.
    fn swap_locked(&self, path: &str, bytes: &[u8], had: Option<&Etag>) -> Result<Written, (PathBuf, std::io::Error)> {
        let target = self.root.join(path);
        let lock_path = self.root.join(LOCK);
        let at = |path: &FilePath| {
            let path = path.to_owned();
            move |error| (path, error)
        };
        let lock = OpenOptions::new().create(true).truncate(false).write(true).open(&lock_path);
        let lock = lock.map_err(at(&lock_path))?;
        lock.lock().map_err(at(&lock_path))?;
        let there = match fs::read(&target) {
            Ok(bytes) => Some(etag(&bytes)),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => None,
            Err(error) => return Err((target, error)),
        };
        if there.as_ref() != had {
            return Ok(Written::TooLate);
        }
        let folder = target.parent().unwrap_or(&self.root);
        fs::create_dir_all(folder).map_err(at(folder))?;
        let mut staged = tempfile::NamedTempFile::new_in(folder).map_err(at(folder))?;
        staged.write_all(bytes).map_err(at(staged.path()))?;
        readable_by_all(staged.as_file()).map_err(at(staged.path()))?;
        step_time(staged.as_file(), &target).map_err(at(staged.path()))?;
        staged.as_file().sync_all().map_err(at(staged.path()))?;
        staged.persist(&target).map_err(|error| (target.clone(), error.error))?;
        flush_folder(folder).map_err(at(folder))?;
        Ok(Written::Yes)
    }
}

/// A web server makes the ETag of the time in whole seconds and the length, and two versions may be as long: the new one gets
/// a time of a second past the old one's, or its own.
fn step_time(new: &File, old: &FilePath) -> std::io::Result<()> {
    let modified = match fs::metadata(old) {
        Ok(old) => old.modified()?,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(error),
    };
    let next = modified + Duration::from_secs(1);
    if new.metadata()?.modified()? < next { new.set_modified(next) } else { Ok(()) }
}

/// Temporary files are private; a web server runs as somebody else.
#[cfg(unix)]
pub(crate) fn readable_by_all(file: &File) -> std::io::Result<()> {
    use std::os::unix::fs::PermissionsExt as _;
    file.set_permissions(fs::Permissions::from_mode(0o644))
}

#[cfg(not(unix))]
pub(crate) fn readable_by_all(_: &File) -> std::io::Result<()> {
    Ok(())
}

/// A rename is on the disk when its folder is.
#[cfg(unix)]
fn flush_folder(folder: &FilePath) -> std::io::Result<()> {
    File::open(folder)?.sync_all()
}

#[cfg(not(unix))]
fn flush_folder(_: &FilePath) -> std::io::Result<()> {
    Ok(())
}

fn etag(bytes: &[u8]) -> Etag {
    Etag(Sha256::of(bytes).to_string())
}

fn in_folder(path: &FilePath, cause: std::io::Error) -> StorageError {
    StorageError::Folder { path: path.to_string_lossy().into_owned(), cause }
}

impl Storage for Folder {
    fn get<'a>(&'a self, path: &'a str) -> Answer<'a, Option<Stored>> {
        Box::pin(async move {
            let found = super::read(&self.store, path).await?;
            Ok(found.map(|(bytes, _)| Stored { etag: etag(&bytes), bytes }))
        })
    }

    fn has<'a>(&'a self, path: &'a str, bytes: u64) -> Answer<'a, bool> {
        Box::pin(super::has(&self.store, path, bytes))
    }

    fn put<'a>(&'a self, path: &'a str, bytes: Vec<u8>) -> Answer<'a, ()> {
        Box::pin(async move {
            self.store.put(&Path::from(path), bytes.into()).await.map_err(failed("write", path))?;
            Ok(())
        })
    }

    fn create<'a>(&'a self, path: &'a str, bytes: Vec<u8>) -> Answer<'a, Written> {
        Box::pin(super::create(&self.store, path, bytes, PutMode::Create.into()))
    }

    fn swap<'a>(&'a self, path: &'a str, bytes: Vec<u8>, had: Option<&'a Etag>) -> Answer<'a, Written> {
        Box::pin(async move { self.swap_locked(path, &bytes, had).map_err(|(path, cause)| in_folder(&path, cause)) })
    }

    fn list<'a>(&'a self, prefix: &'a str) -> Answer<'a, Vec<Listed>> {
        Box::pin(super::list(&self.store, prefix))
    }

    fn delete<'a>(&'a self, path: &'a str) -> Answer<'a, ()> {
        Box::pin(async move {
            // `object_store` knows no such names.
            if !leftover::is_one(path) {
                return super::delete(&self.store, path).await;
            }
            let path = self.root.join(path);
            match fs::remove_file(&path) {
                Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(in_folder(&path, error)),
                _ => Ok(()),
            }
        })
    }

    fn leftovers(&self) -> Answer<'_, Vec<Listed>> {
        Box::pin(async move { leftover::all(&self.root).map_err(|cause| in_folder(&self.root, cause)) })
    }
}
