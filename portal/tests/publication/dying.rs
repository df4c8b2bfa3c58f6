//! A storage that dies after a number of operations, as a process does that is killed.

use std::sync::atomic::{AtomicUsize, Ordering};

use app4g_portal::storage::{Answer, Etag, Listed, Storage, StorageError, Stored, Written};

/// Hands on a number of operations, then refuses every one.
pub(crate) struct Dying<'s> {
    inner: &'s dyn Storage,
    left: AtomicUsize,
    last: Last,
}

/// What becomes of the operation at which it dies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Last {
    /// It never reached the storage.
    Lost,
    /// It happened, and only the answer was lost.
    Unanswered,
}

impl<'s> Dying<'s> {
    pub(crate) fn after(operations: usize, last: Last, inner: &'s dyn Storage) -> Self {
        Self { inner, left: AtomicUsize::new(operations), last }
    }

    async fn pass<T>(&self, operation: Answer<'_, T>) -> Result<T, StorageError> {
        match self.left.fetch_update(Ordering::SeqCst, Ordering::SeqCst, |left| left.checked_sub(1)) {
            Ok(2..) => return operation.await,
            Ok(_) if self.last == Last::Unanswered => drop(operation.await?),
            _ => {}
        }
        Err(StorageError::Address("dead".into()))
    }
}

impl Storage for Dying<'_> {
    fn get<'a>(&'a self, path: &'a str) -> Answer<'a, Option<Stored>> {
        Box::pin(self.pass(self.inner.get(path)))
    }

    fn has<'a>(&'a self, path: &'a str, bytes: u64) -> Answer<'a, bool> {
        Box::pin(self.pass(self.inner.has(path, bytes)))
    }

    fn put<'a>(&'a self, path: &'a str, bytes: Vec<u8>) -> Answer<'a, ()> {
        Box::pin(self.pass(self.inner.put(path, bytes)))
    }

    fn create<'a>(&'a self, path: &'a str, bytes: Vec<u8>) -> Answer<'a, Written> {
        Box::pin(self.pass(self.inner.create(path, bytes)))
    }

    fn swap<'a>(&'a self, path: &'a str, bytes: Vec<u8>, had: Option<&'a Etag>) -> Answer<'a, Written> {
        Box::pin(self.pass(self.inner.swap(path, bytes, had)))
    }

    fn list<'a>(&'a self, prefix: &'a str) -> Answer<'a, Vec<Listed>> {
        Box::pin(self.pass(self.inner.list(prefix)))
    }

    fn delete<'a>(&'a self, path: &'a str) -> Answer<'a, ()> {
        Box::pin(self.pass(self.inner.delete(path)))
    }
}
