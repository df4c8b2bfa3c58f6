//! A storage that dies after a number of operations, as a process does that is killed: tests only.

use std::sync::atomic::{AtomicUsize, Ordering};

use super::{Answer, Etag, Listed, Storage, StorageError, Stored, Written};

/// Hands on `left` operations, then refuses every one.
pub(crate) struct Dying<'a> {
    pub(crate) inner: &'a dyn Storage,
    pub(crate) left: AtomicUsize,
    /// Whether the operation at which it dies still happens, without being told: a lost answer.
    pub(crate) last_one_happens: bool,
}

impl<'s> Dying<'s> {
    async fn pass<T>(&self, operation: Answer<'_, T>) -> Result<T, StorageError> {
        let left = self.left.fetch_update(Ordering::SeqCst, Ordering::SeqCst, |left| left.checked_sub(1));
        if left.is_ok() {
            return operation.await;
        }
        if self.last_one_happens && self.left.compare_exchange(0, 0, Ordering::SeqCst, Ordering::SeqCst).is_ok() {
            operation.await?;
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
