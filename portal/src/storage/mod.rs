//! Where a repository is published: a folder, or storage that speaks S3.
//!
//! Reading order: this trait → [`folder`] (with [`leftover`]) → [`bucket`] → [`remote`] (to read only) → [`location`] (which of
//! them a command line means) → [`absent`] (not there yet) → [`carrying`] (for what the core does with a repository). Folder and
//! bucket sit on `object_store`; what it does differently in the two, exchanging `timestamp.json`, is here (decision 28).
//!
//! Invariant: a file is there whole and on the disk, or not at all.

use std::future::Future;
use std::pin::Pin;
use std::time::SystemTime;

use object_store::path::Path;
use object_store::{ObjectStore, ObjectStoreExt as _, PutOptions};

pub mod absent;
pub mod bucket;
pub mod carrying;
pub mod folder;
pub mod leftover;
pub mod location;
pub mod remote;

/// What a call of [`Storage`] becomes.
pub type Answer<'a, T> = Pin<Box<dyn Future<Output = Result<T, StorageError>> + Send + 'a>>;

/// A place for the files of one repository. Paths are relative, with `/`.
pub trait Storage: Send + Sync {
    /// The file at `path`; `None` if there is none.
    fn get<'a>(&'a self, path: &'a str) -> Answer<'a, Option<Stored>>;

    /// Whether there is a file of `bytes` bytes at `path`.
    fn has<'a>(&'a self, path: &'a str, bytes: u64) -> Answer<'a, bool>;

    /// Writes a file that may be there already with the same content: an object, a catalog.
    fn put<'a>(&'a self, path: &'a str, bytes: Vec<u8>) -> Answer<'a, ()>;

    /// Writes a file that must not be there yet: a claim of a number.
    fn create<'a>(&'a self, path: &'a str, bytes: Vec<u8>) -> Answer<'a, Written>;

    /// Exchanges the file that was read with `had` (`None`: there was none) for `bytes`; nothing happens if it is another by now.
    fn swap<'a>(&'a self, path: &'a str, bytes: Vec<u8>, had: Option<&'a Etag>) -> Answer<'a, Written>;

    /// Every file below the folder `prefix`.
    fn list<'a>(&'a self, prefix: &'a str) -> Answer<'a, Vec<Listed>>;

    /// Removes a file; it is no error if there is none.
    fn delete<'a>(&'a self, path: &'a str) -> Answer<'a, ()>;

    /// Files that a publisher which was killed began to write, or one at work is writing. Storage where a file is there whole or
    /// not at all has none.
    fn leftovers(&self) -> Answer<'_, Vec<Listed>> {
        Box::pin(async { Ok(Vec::new()) })
    }
}

/// What tells one content of a file from the next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Etag(pub String);

/// A file as it was read.
#[derive(Clone, Debug)]
pub struct Stored {
    /// Its content.
    pub bytes: Vec<u8>,
    /// Which content that is.
    pub etag: Etag,
}

/// Outcome of a conditional write.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Written {
    /// Done.
    Yes,
    /// Somebody else was there before; nothing was written.
    TooLate,
}

/// One line of a listing.
#[derive(Clone, Debug)]
pub struct Listed {
    /// Relative to the repository.
    pub path: String,
    /// Its size.
    pub bytes: u64,
    /// When it was written.
    pub modified: SystemTime,
}

/// Why a place for files did not do what it should.
#[derive(Debug, thiserror::Error)]
pub enum StorageError {
    /// The address names no place that can be published to.
    #[error("`{0}` is no folder and no s3:// address")]
    Address(String),
    /// A web server is only read.
    #[error("a web server is only read")]
    ReadOnly,
    /// A web server in the local network, which nobody said may be asked.
    #[error("{0} is in the local network")]
    Private(String),
    /// A web server that cannot be read.
    #[error("{path}: {cause}")]
    Carrier {
        /// Which file, or which address.
        path: String,
        /// Why not.
        cause: String,
    },
    /// The storage refused or could not be reached.
    #[error("{what} {path}: {cause}")]
    Failed {
        /// What was tried: read, write, list, delete.
        what: &'static str,
        /// Which file.
        path: String,
        /// Why not.
        #[source]
        cause: Box<object_store::Error>,
    },
    /// The folder's own lock or file could not be used.
    #[error("{path}: {cause}")]
    Folder {
        /// Which file.
        path: String,
        /// Why not.
        #[source]
        cause: std::io::Error,
    },
}

/// Names what was tried, on which file.
fn failed(what: &'static str, path: &str) -> impl FnOnce(object_store::Error) -> StorageError {
    move |cause| StorageError::Failed { what, path: path.to_owned(), cause: Box::new(cause) }
}

/// Content and the store's own mark of it.
async fn read(store: &dyn ObjectStore, path: &str) -> Result<Option<(Vec<u8>, Option<String>)>, StorageError> {
    let got = match store.get(&Path::from(path)).await {
        Err(object_store::Error::NotFound { .. }) => return Ok(None),
        other => other.map_err(failed("read", path))?,
    };
    let etag = got.meta.e_tag.clone();
    let bytes = got.bytes().await.map_err(failed("read", path))?;
    Ok(Some((bytes.to_vec(), etag)))
}

async fn has(store: &dyn ObjectStore, path: &str, bytes: u64) -> Result<bool, StorageError> {
    match store.head(&Path::from(path)).await {
        Err(object_store::Error::NotFound { .. }) => Ok(false),
        other => Ok(other.map_err(failed("read", path))?.size == bytes),
    }
}

/// Writes on a condition that `how` names.
async fn create(store: &dyn ObjectStore, path: &str, bytes: Vec<u8>, how: PutOptions) -> Result<Written, StorageError> {
    match store.put_opts(&Path::from(path), bytes.into(), how).await {
        Ok(_) => Ok(Written::Yes),
        Err(object_store::Error::AlreadyExists { .. } | object_store::Error::Precondition { .. }) => {
            Ok(Written::TooLate)
        }
        Err(error) => Err(failed("write", path)(error)),
    }
}

async fn list(store: &dyn ObjectStore, prefix: &str) -> Result<Vec<Listed>, StorageError> {
    use futures_util::TryStreamExt as _;
    let path = Path::from(prefix);
    let found = store.list(Some(&path)).map_ok(|meta| Listed {
        path: meta.location.to_string(),
        bytes: meta.size,
        modified: meta.last_modified.into(),
    });
    let mut found: Vec<Listed> = found.try_collect().await.map_err(failed("list", prefix))?;
    found.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(found)
}

async fn delete(store: &dyn ObjectStore, path: &str) -> Result<(), StorageError> {
    match store.delete(&Path::from(path)).await {
        Err(object_store::Error::NotFound { .. }) => Ok(()),
        other => other.map_err(failed("delete", path)),
    }
}

#[cfg(test)]
mod tests;
