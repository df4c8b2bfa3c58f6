//! Which place a command line means: a path, `file://…`, or `s3://bucket/prefix`.

use std::path::Path;

use super::bucket::{self, Bucket};
use super::folder::Folder;
use super::{Storage, StorageError};

/// Opens the place to publish to; a folder is made if it is not there.
///
/// # Errors
/// [`StorageError::Address`] for an address that cannot be written to, [`StorageError::Folder`], [`StorageError::Failed`].
pub fn to_write(address: &str) -> Result<Box<dyn Storage>, StorageError> {
    open(address, Folder::create)
}

/// Opens the place to read from.
///
/// # Errors
/// As [`to_write`]; [`StorageError::Folder`] if there is no such folder.
pub fn to_read(address: &str) -> Result<Box<dyn Storage>, StorageError> {
    open(address, Folder::open)
}

fn open(
    address: &str,
    folder: impl FnOnce(&Path) -> Result<Folder, StorageError>,
) -> Result<Box<dyn Storage>, StorageError> {
    if let Some((name, prefix)) = bucket::split(address) {
        return Ok(Box::new(Bucket::open(name, prefix)?));
    }
    let path = address.strip_prefix("file://").unwrap_or(address);
    if path.is_empty() || path.contains("://") {
        return Err(StorageError::Address(address.to_owned()));
    }
    Ok(Box::new(folder(Path::new(path))?))
}
