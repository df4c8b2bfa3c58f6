//! Faults on purpose, so that a shell can prove on the device itself that they arrive as errors.
//!
//! Called by the tests in Kotlin, Swift and Python, and by nobody else: nothing a person touches leads here.

use std::time::Duration;

use std::sync::Arc;

use crate::cancel::CancelToken;
use crate::error::CoreError;
use crate::runtime::{guarded, run};

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
