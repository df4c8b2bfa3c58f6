//! Work that blocks (SQLite, parsing) runs on the runtime's blocking threads, never on the one that drives the sockets.

use super::error::SyncError;
use crate::answer;

/// Runs `work` where it may block.
///
/// # Errors
/// What `work` returns; [`SyncError::TaskLost`] if it panicked or the runtime is shutting down.
pub(super) async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, SyncError> + Send + 'static,
) -> Result<T, SyncError> {
    answer::blocking(work).await.unwrap_or(Err(SyncError::TaskLost))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run<T: Send + 'static>(work: impl FnOnce() -> Result<T, SyncError> + Send + 'static) -> Result<T, SyncError> {
        tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(blocking(work))
    }

    #[test]
    fn the_answer_of_the_work_comes_back() {
        assert_eq!(run(|| Ok(7)).unwrap(), 7);
        assert!(matches!(run(|| Err::<(), _>(SyncError::TaskLost)), Err(SyncError::TaskLost)));
    }

    #[test]
    fn work_that_panics_is_lost_and_takes_nothing_with_it() {
        assert!(matches!(run(|| -> Result<(), _> { panic!("a defect") }), Err(SyncError::TaskLost)));
    }
}
