//! Whose threads run what: one tokio runtime for the whole process, and two doors through which calls enter it.
//!
//! An exported `async fn` is polled on the caller's thread, which may be the one that draws; so it only awaits a task that was
//! started here ([`run`]). A call that answers at once goes through [`guarded`], so that a panic arrives as an error in every
//! language (Swift would end the process otherwise).
//!
//! Tasks are boxed, so that the runtime knows two types of them: each type of its own costs the library two kilobytes.
//!
//! Invariant: the runtime is never shut down; a profile that is closed leaves no task in it.

use std::future::Future;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::Pin;
use std::sync::OnceLock;

use app4g_core::answer::Answer;
use app4g_core::cancel::CancelToken;
use app4g_core::error::Error;
use tokio::runtime::{Builder, Runtime};
use tokio::task::JoinHandle;

use crate::error::{CoreError, internal};

/// Threads that poll sockets and timers and reduce events.
const WORKERS: usize = 2;

/// Threads for what waits for the disk (decision 11).
const BLOCKING: usize = 4;

/// What a task does.
pub(crate) type Work = Pin<Box<dyn Future<Output = ()> + Send>>;

static RUNTIME: OnceLock<Result<Runtime, std::io::ErrorKind>> = OnceLock::new();

/// The runtime.
///
/// # Errors
/// The system gave no threads; asking again does not help.
pub(crate) fn runtime() -> Result<&'static Runtime, Error> {
    let made = RUNTIME.get_or_init(|| {
        let mut builder = Builder::new_multi_thread();
        builder.worker_threads(WORKERS).max_blocking_threads(BLOCKING).thread_name("app4g").enable_all();
        builder.build().map_err(|error| error.kind())
    });
    made.as_ref().map_err(|kind| internal(&format!("runtime: {kind}")))
}

/// Begins `work` as a task of the runtime.
///
/// # Errors
/// `Internal` if there is no runtime.
pub(crate) fn spawn(work: impl Future<Output = ()> + Send + 'static) -> Result<JoinHandle<()>, Error> {
    let work: Work = Box::pin(work);
    Ok(runtime()?.spawn(work))
}

/// Runs `work` as a task of the runtime and waits for it without occupying the caller's thread. If the caller loses interest
/// (a cancelled coroutine or asyncio task drops the future), `cancel` fires and the work comes to its end by itself.
///
/// # Errors
/// Those of `work`; `Internal` if it panicked.
pub(crate) async fn run<T: Send + 'static>(
    cancel: CancelToken,
    work: impl Future<Output = Result<T, CoreError>> + Send + 'static,
) -> Result<T, CoreError> {
    let abandoned = CancelOnDrop(Some(cancel));
    let answer = Answer::new();
    let place = answer.clone();
    // Work that panicked leaves no answer.
    let _ = spawn(async move { place.leave(work.await) })?.await;
    abandoned.forget();
    answer.take().unwrap_or_else(|| Err(CoreError::internal("panic")))
}

/// Runs blocking `work` on one of the threads for it.
///
/// # Errors
/// Those of `work`; `Internal` if it panicked.
pub(crate) async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, Error> + Send + 'static,
) -> Result<T, Error> {
    let answer = Answer::new();
    let place = answer.clone();
    let work: Box<dyn FnOnce() + Send> = Box::new(move || place.leave(work()));
    let _ = runtime()?.spawn_blocking(work).await;
    answer.take().unwrap_or_else(|| Err(internal("panic")))
}

/// Runs `work` here and turns a panic into an error.
///
/// # Errors
/// Those of `work`; `Internal` if it panicked.
pub(crate) fn guarded<T>(work: impl FnOnce() -> Result<T, CoreError>) -> Result<T, CoreError> {
    // What the work touched is behind locks that forgive a panic.
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|_| Err(CoreError::internal("panic")))
}

/// Cancels when it is dropped, unless it was told to forget.
struct CancelOnDrop(Option<CancelToken>);

impl CancelOnDrop {
    fn forget(mut self) {
        self.0 = None;
    }
}

impl Drop for CancelOnDrop {
    fn drop(&mut self) {
        if let Some(cancel) = &self.0 {
            cancel.cancel();
        }
    }
}

#[cfg(test)]
mod tests;
