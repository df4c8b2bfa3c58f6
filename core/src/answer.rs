//! A place where work on another thread leaves what it returned.
//!
//! What hands the work over is then of one type for all work: a channel or a task for each type of answer costs the library
//! kilobytes each. Callers: the writer of `content.db`, the blocking work of `sync`.

use std::sync::{Arc, Mutex, PoisonError};

/// The place; a clone is the same one.
#[derive(Debug)]
pub(crate) struct Answer<T>(Arc<Mutex<Option<T>>>);

impl<T> Answer<T> {
    /// Nothing there yet.
    pub(crate) fn new() -> Self {
        Self(Arc::new(Mutex::new(None)))
    }

    /// Leaves `answer`.
    pub(crate) fn leave(&self, answer: T) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(answer);
    }

    /// What was left; `None` if the work has not ended, or ended by a panic.
    pub(crate) fn take(self) -> Option<T> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).take()
    }
}

impl<T> Clone for Answer<T> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}
