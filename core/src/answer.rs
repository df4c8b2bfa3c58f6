//! A place where work on another thread leaves what it returned.
//!
//! What hands the work over is then of one type for all work: a channel or a task for each type of answer costs the library
//! kilobytes each. Callers: the writer of `content.db`, through [`blocking`] the work of `sync` and `repository` that waits for
//! the disk, and the runtime of the bindings.

use std::sync::{Arc, Mutex, PoisonError};

/// The place; a clone is the same one.
#[derive(Debug)]
pub struct Answer<T>(Arc<Mutex<Option<T>>>);

impl<T> Answer<T> {
    /// Nothing there yet.
    #[expect(clippy::new_without_default, reason = "a place is made to be left something in")]
    pub fn new() -> Self {
        Self(Arc::new(Mutex::new(None)))
    }

    /// Leaves `answer`.
    pub fn leave(&self, answer: T) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(answer);
    }

    /// What was left; `None` if the work has not ended, or ended by a panic.
    pub fn take(self) -> Option<T> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).take()
    }
}

/// Runs `work` on one of the runtime's blocking threads; `None` if it panicked or the runtime is shutting down.
pub(crate) async fn blocking<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Option<T> {
    let answer = Answer::new();
    let place = answer.clone();
    let work: Box<dyn FnOnce() + Send> = Box::new(move || place.leave(work()));
    // Work that panicked or was never begun leaves no answer.
    let _ = tokio::task::spawn_blocking(work).await;
    answer.take()
}

impl<T> Clone for Answer<T> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}
