//! Which place a command line means: a path, `file://…`, `s3://bucket/prefix`, or, to read, a web address.

use std::path::Path;

use app4g_core::net::AddressPolicy;

use super::absent::Absent;
use super::bucket::{self, Bucket};
use super::folder::Folder;
use super::remote::Remote;
use super::{Storage, StorageError};

/// Opens the place to publish to; a folder is made if it is not there.
///
/// # Errors
/// [`StorageError::Address`], [`StorageError::ReadOnly`] for an address that cannot be written to, [`StorageError::Folder`], [`StorageError::Failed`].
pub fn to_write(address: &str) -> Result<Box<dyn Storage>, StorageError> {
    if address.starts_with("https://") || address.starts_with("http://") {
        return Err(StorageError::ReadOnly);
    }
    open(address, Folder::create)
}

/// Opens the place that would be published to; nothing is made, and a folder that is not there is taken as empty.
///
/// # Errors
/// As [`to_write`].
pub fn to_plan(address: &str) -> Result<Box<dyn Storage>, StorageError> {
    let path = Path::new(address.strip_prefix("file://").unwrap_or(address));
    let is_address = address.is_empty() || (address.contains("://") && !address.starts_with("file://"));
    if !is_address && !path.exists() {
        return Ok(Box::new(Absent));
    }
    if address.starts_with("https://") || address.starts_with("http://") {
        return Err(StorageError::ReadOnly);
    }
    open(address, Folder::open)
}

/// Opens the place to read from; `addresses`: where a web address may lead.
///
/// # Errors
/// As [`to_write`]; [`StorageError::Folder`] if there is no such folder.
pub fn to_read(address: &str, addresses: AddressPolicy) -> Result<Box<dyn Storage>, StorageError> {
    if address.starts_with("https://") || address.starts_with("http://") {
        return Ok(Box::new(Remote::open(address, addresses)?));
    }
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
