//! Faults on purpose, so that a shell can prove on the device itself that they arrive as errors.
//!
//! Also work that never ends, so that it can be seen to stop when it is cancelled.
//!
//! Called by the tests in Kotlin, Swift and Python, and by nobody else: nothing a person touches leads here.

use std::sync::Arc;
use std::time::Duration;

use app4g_core::search::EndlessRows as Rows;

use crate::cancel::CancelToken;
use crate::core::Core;
use crate::error::CoreError;
use crate::runtime::{blocking, guarded, run};

/// What goes wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, uniffi::Enum)]
pub enum Fault {
    /// Nothing.
    Nothing,
    /// A panic.
    Panic,
    /// A refusal as the core tells it.
    Refusal,
}

/// Goes wrong on the caller's thread.
///
/// # Errors
/// `Internal` for a panic, `InvalidInput` for a refusal.
#[uniffi::export]
pub fn self_test(fault: Fault) -> Result<String, CoreError> {
    guarded(|| go(fault))
}

/// Waits `milliseconds`, or until it is cancelled, then goes wrong on a thread of the runtime.
///
/// # Errors
/// As [`self_test`]; `Cancelled`.
#[uniffi::export]
pub async fn self_test_later(
    fault: Fault,
    milliseconds: u64,
    cancel: Option<Arc<CancelToken>>,
) -> Result<String, CoreError> {
    let cancel = CancelToken::of(cancel);
    let stop = cancel.clone();
    run(cancel, async move {
        tokio::select! {
            () = stop.cancelled() => Err(app4g_core::Error::from(app4g_core::Cancelled).into()),
            () = tokio::time::sleep(Duration::from_millis(milliseconds)) => go(fault),
        }
    })
    .await
}

/// Rows of the index that never end: a search meets them before those that are there, and reads until somebody stops it.
#[derive(uniffi::Object)]
pub struct EndlessRows(Arc<Rows>);

#[uniffi::export]
impl Core {
    /// Puts rows without end before those of the index, until the object is let go.
    ///
    /// # Errors
    /// As any read.
    pub async fn self_test_rows(&self) -> Result<Arc<EndlessRows>, CoreError> {
        self.reading(None, |world| Ok(Arc::new(EndlessRows(Arc::new(Rows::begin(world.app.store())?))))).await
    }
}

#[uniffi::export]
impl EndlessRows {
    /// Grows while rows are read, by one about every hundred of them.
    pub fn seen(&self) -> u64 {
        self.0.seen()
    }

    /// Whether anybody reads at this moment.
    pub fn is_read(&self) -> bool {
        self.0.is_read()
    }

    /// Reads them, until it is cancelled.
    ///
    /// # Errors
    /// `Cancelled`: it has no other end; as any read.
    pub async fn read(&self, cancel: Option<Arc<CancelToken>>) -> Result<u64, CoreError> {
        let cancel = CancelToken::of(cancel);
        let (rows, stop) = (Arc::clone(&self.0), cancel.clone());
        run(cancel, async move { Ok(blocking(move || Ok(rows.read(&stop)?)).await?) }).await
    }
}

#[expect(clippy::panic, reason = "to show that a panic is caught")]
fn go(fault: Fault) -> Result<String, CoreError> {
    match fault {
        Fault::Nothing => Ok("đường".to_owned()),
        Fault::Panic => panic!("a fault on purpose"),
        Fault::Refusal => Err(crate::route::Route::parse("")
            .map(|_| ())
            .err()
            .map_or_else(|| CoreError::internal("no refusal"), CoreError::from)),
    }
}
