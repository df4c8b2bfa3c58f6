//! Stopping long work from another language (decision 11).
//!
//! A cancelled Kotlin job or Python task drops the future that it waits for, which cancels the work too (`runtime::run`);
//! Swift's `Task.cancel()` does not, so Swift cancels this.

use std::sync::Arc;

use app4g_core::cancel::CancelToken as Token;

/// Asks long work to stop: sockets are closed, SQLite is interrupted. One token may serve several calls.
#[derive(Default, uniffi::Object)]
pub struct CancelToken(Token);

#[uniffi::export]
impl CancelToken {
    /// A token nobody has cancelled yet.
    #[uniffi::constructor]
    pub fn new() -> Arc<Self> {
        Arc::new(Self::default())
    }

    /// Cancels; safe from any thread, as often as one likes, and never waits for the work.
    pub fn cancel(&self) {
        self.0.cancel();
    }

    /// Whether it was cancelled.
    pub fn is_cancelled(&self) -> bool {
        self.0.is_cancelled()
    }
}

impl CancelToken {
    /// The core's token behind an argument that may be absent.
    pub(crate) fn of(given: Option<Arc<Self>>) -> Token {
        given.map(|token| token.0.clone()).unwrap_or_default()
    }
}
