//! A place that is not there yet, for a dry run: it holds nothing, and nothing is written to it.

use super::{Answer, Etag, Listed, Storage, StorageError, Stored, Written};

/// A folder that publishing would make.
#[derive(Clone, Copy, Debug)]
pub struct Absent;

impl Storage for Absent {
    fn get<'a>(&'a self, _: &'a str) -> Answer<'a, Option<Stored>> {
        Box::pin(async { Ok(None) })
    }

    fn has<'a>(&'a self, _: &'a str, _: u64) -> Answer<'a, bool> {
        Box::pin(async { Ok(false) })
    }

    fn put<'a>(&'a self, _: &'a str, _: Vec<u8>) -> Answer<'a, ()> {
        Box::pin(async { Err(StorageError::ReadOnly) })
    }

    fn create<'a>(&'a self, _: &'a str, _: Vec<u8>) -> Answer<'a, Written> {
        Box::pin(async { Err(StorageError::ReadOnly) })
    }

    fn swap<'a>(&'a self, _: &'a str, _: Vec<u8>, _: Option<&'a Etag>) -> Answer<'a, Written> {
        Box::pin(async { Err(StorageError::ReadOnly) })
    }

    fn list<'a>(&'a self, _: &'a str) -> Answer<'a, Vec<Listed>> {
        Box::pin(async { Ok(Vec::new()) })
    }

    fn delete<'a>(&'a self, _: &'a str) -> Answer<'a, ()> {
        Box::pin(async { Err(StorageError::ReadOnly) })
    }
}
